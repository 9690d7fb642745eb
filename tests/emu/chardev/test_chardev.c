/* SPDX-License-Identifier: GPL-2.0-only */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "emu/chardev/chardev.h"
#include "emu/chardev/chardev_mux.h"
#include "emu/chardev/chardev_tty.h"

/* ---- who was called, on the chardev's thread ---- */

struct heard {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	char monitor[64];
	unsigned bytes, quits, to_monitor, to_guest, connections;
};

static struct heard heard;

static void hear(void (*what)(uint8_t byte), uint8_t byte)
{
	pthread_mutex_lock(&heard.lock);
	what(byte);
	pthread_cond_broadcast(&heard.changed);
	pthread_mutex_unlock(&heard.lock);
}

static void add_quit(uint8_t byte)
{
	heard.quits += byte;
}

static void add_byte(uint8_t byte)
{
	heard.monitor[heard.bytes++] = (char)byte;
}

static void add_focus(uint8_t monitor)
{
	*(monitor ? &heard.to_monitor : &heard.to_guest) += 1;
}

static void on_quit(void *ctx)
{
	ck_assert_ptr_eq(ctx, &heard);
	hear(add_quit, 1);
}

static void on_byte(void *ctx, uint8_t byte)
{
	ck_assert_ptr_eq(ctx, &heard);
	hear(add_byte, byte);
}

static void on_focus(void *ctx, bool monitor)
{
	ck_assert_ptr_eq(ctx, &heard);
	hear(add_focus, monitor);
}

static void add_connection(uint8_t by)
{
	heard.connections += by;
}

static void on_connected(void *ctx)
{
	ck_assert_ptr_eq(ctx, &heard);
	hear(add_connection, 1);
}

static const struct chardev_mux mux = {&heard, on_quit, on_byte, on_focus, on_connected};

/* Wait until what the chardev's thread has done shows. */
static void wait_until(const unsigned *counter, unsigned value)
{
	pthread_mutex_lock(&heard.lock);
	while (*counter < value)
		pthread_cond_wait(&heard.changed, &heard.lock);
	pthread_mutex_unlock(&heard.lock);
	ck_assert_uint_eq(*counter, value);
}

static void setup(void)
{
	heard =
	    (struct heard){.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
}

/* ---- reading and writing on a pair of descriptors ---- */

static void send_text(int fd, const char *text)
{
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
}

/* Exactly that comes next. */
static void expect(int fd, const char *text)
{
	size_t left = strlen(text);

	for (; left; text++, left--) {
		char c;

		ck_assert_int_eq(read(fd, &c, 1), 1);
		ck_assert_int_eq(c, *text);
	}
}

static void expect_read(struct chardev *dev, const char *text)
{
	for (; *text; text++)
		ck_assert_int_eq(chardev_read(dev), (uint8_t)*text);
	ck_assert_int_eq(chardev_read(dev), -1);
}

static bool readable(int fd)
{
	struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

	return poll(&poll_fd, 1, 0) == 1;
}

static void write_text(struct chardev *dev, const char *text)
{
	for (; *text; text++)
		chardev_write(dev, (uint8_t)*text);
	chardev_flush(dev);
}

static struct chardev *on_pair(int *peer, const struct chardev_mux *handlers, bool muxed)
{
	int fds[2];
	struct chardev *dev;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	dev = chardev_on_fds(fds[0], fds[0], handlers, muxed);
	ck_assert_ptr_nonnull(dev);
	*peer = fds[1];
	return dev;
}

START_TEST(both_ways)
{
	int peer;
	struct chardev *dev = on_pair(&peer, NULL, false);

	ck_assert(!chardev_waits(dev));
	ck_assert(!readable(chardev_fd(dev)));
	ck_assert_int_eq(chardev_read(dev), -1);
	send_text(peer, "to the guest\x01x");
	ck_assert(readable(chardev_fd(dev)));
	ck_assert(chardev_waits(dev));
	expect_read(dev, "to the guest\x01x"); /* no mux: Ctrl-A is a byte */
	ck_assert(!readable(chardev_fd(dev)));
	write_text(dev, "to the host\n\xff");
	expect(peer, "to the host\n\xff");
	ck_assert(!chardev_interactive(dev));
	close(peer);
	ck_assert_int_eq(chardev_read(dev), -1);
	ck_assert(!readable(chardev_fd(dev))); /* the end of input does not ring for ever */
	chardev_close(dev);
}
END_TEST

/* What was there before the machine looked is seen, whether or not the thread took it first. */
START_TEST(what_is_there_is_seen)
{
	for (unsigned n = 0; n < 300; n++) {
		int peer;
		struct chardev *dev = on_pair(&peer, &mux, true);

		ck_assert(chardev_start(dev));
		send_text(peer, "ab");
		ck_assert(readable(chardev_fd(dev)));
		expect_read(dev, "ab");
		chardev_close(dev);
		close(peer);
	}
}
END_TEST

static void keep_byte(void *ctx, uint8_t byte)
{
	char *kept = ctx;

	kept[strlen(kept)] = (char)byte;
}

START_TEST(callback_and_push)
{
	char kept[8] = "";
	struct chardev *dev = chardev_callback(keep_byte, kept);

	ck_assert_ptr_nonnull(dev);
	chardev_push(dev, "xyz", 3);
	ck_assert(readable(chardev_fd(dev)));
	expect_read(dev, "xyz");
	write_text(dev, "abc");
	ck_assert_str_eq(kept, "abc");
	chardev_close(dev);
}
END_TEST

/* ---- the mux as a pure function ---- */

static const struct {
	const char *typed, *means; /* g m: the byte is the guest's, the monitor's; x c h s b . */
} meanings[] = {
    {"abc", "ggg"},
    {"\x01x", ".x"},
    {"\x01h", ".h"},
    {"\x01?", ".h"},
    {"\x01s", ".s"},
    {"\x01"
     "b",
     ".b"},
    {"\x01\x01z", ".gg"},
    {"\x01"
     "cq\x01"
     "cq",
     ".cm.cg"},
    {"\x01"
     "c\x01\x01",
     ".c.m"},
    {"\x01y\x01tg", "....g"},
};

START_TEST(mux_meaning)
{
	static const char letters[] = {
	    [MUX_NOTHING] = '.', [MUX_GUEST] = 'g', [MUX_MONITOR] = 'm', [MUX_BREAK] = 'b',
	    [MUX_QUIT] = 'x',	 [MUX_FOCUS] = 'c', [MUX_HELP] = 'h',	 [MUX_SAVE] = 's'};
	struct chardev_mux_state state = {0};
	const char *typed = meanings[_i].typed;
	char means[16] = "";

	for (unsigned i = 0; typed[i]; i++)
		means[i] = letters[chardev_mux_input(&state, (uint8_t)typed[i])];
	ck_assert_str_eq(means, meanings[_i].means);
}
END_TEST

/* ---- the mux on a line ---- */

START_TEST(mux_on_a_line)
{
	int peer;
	struct chardev *dev = on_pair(&peer, &mux, true);

	send_text(peer, "a\x01"
			"cmon\x01"
			"cb\x01\x01");
	expect_read(dev, "ab\x01"); /* taken at once, thread or not */
	ck_assert(chardev_start(dev));
	wait_until(&heard.to_guest, 1);
	ck_assert_uint_eq(heard.to_monitor, 1);
	ck_assert_str_eq(heard.monitor, "mon");
	send_text(peer, "\x01x");
	wait_until(&heard.quits, 1); /* nobody read: the thread did */
	send_text(peer, "\x01h");
	expect(peer, "\r\nC-a h    print this help\r\nC-a x    exit zonemu\r\n");
	chardev_close(dev);
	close(peer);
}
END_TEST

START_TEST(mux_break)
{
	int peer;
	struct chardev *dev = on_pair(&peer, &mux, true);

	send_text(peer, "a\x01"
			"bc");
	ck_assert_int_eq(chardev_read(dev), 'a');
	ck_assert_int_eq(chardev_read(dev), CHARDEV_BREAK);
	ck_assert_int_eq(chardev_read(dev), 'c');
	chardev_close(dev);
	close(peer);
}
END_TEST

START_TEST(mux_stamps)
{
	int peer;
	struct chardev *dev = on_pair(&peer, &mux, true);
	char c;

	send_text(peer, "\x01t");
	ck_assert_int_eq(chardev_read(dev), -1);
	write_text(dev, "one\ntwo\n");
	for (unsigned line = 0; line < 2; line++) {
		expect(peer, "[00:0");
		do
			ck_assert_int_eq(read(peer, &c, 1), 1);
		while (c != ']');
		expect(peer, line ? " two\n" : " one\n");
	}
	chardev_close(dev);
	close(peer);
}
END_TEST

START_TEST(monitor_only)
{
	int peer;
	struct chardev *dev = on_pair(&peer, &mux, false);

	ck_assert(chardev_start(dev));
	send_text(peer, "info\x01x");
	wait_until(&heard.bytes, 6);
	ck_assert_str_eq(heard.monitor, "info\x01x");
	ck_assert_uint_eq(heard.quits, 0);
	ck_assert_int_eq(chardev_read(dev), -1);
	chardev_close(dev);
	close(peer);
}
END_TEST

/* ---- hosts that are slow, or gone ---- */

static unsigned pattern(unsigned n)
{
	return (n * 2654435761u >> 24) & 0xff;
}

/* The guest writes more than the host's buffers hold and is never kept waiting; nothing is lost. */
START_TEST(slow_reader)
{
	enum { BYTES = 4 << 20 };
	int fds[2];
	struct chardev *dev;
	unsigned char *got = malloc(BYTES);
	size_t done = 0, wrong = 0;

	ck_assert_int_eq(pipe(fds), 0);
	dev = chardev_on_fds(-1, fds[1], NULL, false);
	ck_assert(chardev_start(dev));
	for (unsigned n = 0; n < BYTES; n++)
		chardev_write(dev, (uint8_t)pattern(n));
	chardev_flush(dev);
	while (done < BYTES) {
		ssize_t n = read(fds[0], got + done, BYTES - done);

		ck_assert_int_gt(n, 0);
		done += (size_t)n;
	}
	for (unsigned n = 0; n < BYTES; n++)
		wrong += got[n] != pattern(n);
	ck_assert_uint_eq(wrong, 0);
	chardev_close(dev);
	close(fds[0]);
	close(fds[1]);
	free(got);
}
END_TEST

/* Run fn in a child with its standard error in a file; returns what it said. */
static const char *said_by(void (*fn)(void), int *status)
{
	static char text[4096];
	FILE *file = tmpfile();
	size_t n;
	pid_t child;

	ck_assert_ptr_nonnull(file);
	fflush(NULL);
	child = fork();
	if (!child) {
		dup2(fileno(file), STDERR_FILENO);
		fn();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, status, 0), child);
	rewind(file);
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = 0;
	fclose(file);
	return text;
}

static void write_to_nobody(void)
{
	int fds[2];
	struct chardev *dev;

	if (pipe(fds))
		_exit(9);
	dev = chardev_on_fds(-1, fds[1], NULL, false);
	close(fds[0]);
	write_text(dev, "a\nb\n");
	write_text(dev, "c\nd\n");
	chardev_close(dev);
}

START_TEST(broken_pipe)
{
	int status;

	ck_assert_str_eq(said_by(write_to_nobody, &status),
			 "zonemu: descriptors: Broken pipe; output is lost from here on\n");
	ck_assert_int_eq(status, 0);
}
END_TEST

/* ---- opening by name ---- */

static struct chardev *open_spec(const char *spec)
{
	char err[256] = "";
	struct chardev *dev = chardev_open(spec, NULL, err, sizeof(err));

	ck_assert_msg(dev != NULL, "%s", err);
	return dev;
}

static char *temp_dir(void)
{
	static char dir[32];

	strcpy(dir, "/tmp/zonemu-chardev-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	return dir;
}

START_TEST(null_device)
{
	struct chardev *dev = open_spec("null");

	write_text(dev, "into nothing\n");
	ck_assert_int_eq(chardev_read(dev), -1);
	chardev_close(dev);
}
END_TEST

START_TEST(file_device)
{
	char spec[64], text[16] = "";
	struct chardev *dev;
	FILE *file;

	snprintf(spec, sizeof(spec), "file:%s/log", temp_dir());
	dev = open_spec(spec);
	write_text(dev, "no line end");
	chardev_close(dev);
	file = fopen(spec + 5, "r");
	ck_assert_uint_eq(fread(text, 1, sizeof(text), file), 11);
	ck_assert_str_eq(text, "no line end");
	fclose(file);
	unlink(spec + 5);
	*strrchr(spec, '/') = 0;
	rmdir(spec + 5);
}
END_TEST

START_TEST(pipe_device)
{
	char dir[32], in[64], out[64], spec[64];
	struct chardev *dev;
	int to, from;

	snprintf(dir, sizeof(dir), "%s", temp_dir());
	snprintf(spec, sizeof(spec), "pipe:%s/p", dir);
	snprintf(in, sizeof(in), "%s/p.in", dir);
	snprintf(out, sizeof(out), "%s/p.out", dir);
	ck_assert_int_eq(mkfifo(in, 0600) | mkfifo(out, 0600), 0);
	dev = open_spec(spec);
	to = open(in, O_WRONLY);
	from = open(out, O_RDONLY);
	send_text(to, "in");
	expect_read(dev, "in");
	write_text(dev, "out\n");
	expect(from, "out\n");
	chardev_close(dev);
	close(to);
	close(from);
	unlink(in);
	unlink(out);
	rmdir(dir);
}
END_TEST

static int connect_to(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(address.sun_path, path);
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

/* A server without a peer loses what is written; peers come and go. */
START_TEST(unix_server)
{
	char dir[32], spec[96], path[64], err[256];
	struct chardev *dev;

	snprintf(dir, sizeof(dir), "%s", temp_dir());
	snprintf(path, sizeof(path), "%s/s", dir);
	snprintf(spec, sizeof(spec), "unix:%s,server=on,wait=off", path);
	dev = open_spec(spec);
	write_text(dev, "to nobody\n");
	for (unsigned n = 0; n < 3; n++) {
		int peer = connect_to(path);

		send_text(peer, "hello");
		expect_read(dev, "hello");
		write_text(dev, "welcome\n");
		expect(peer, "welcome\n");
		close(peer);
		ck_assert_int_eq(chardev_read(dev), -1);
	}
	chardev_close(dev);
	/* the socket left behind is no obstacle; a file of that name is */
	chardev_close(open_spec(spec));
	unlink(path);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	ck_assert_ptr_null(chardev_open(spec, NULL, err, sizeof(err)));
	ck_assert_ptr_nonnull(strstr(err, "Address already in use"));
	unlink(path);
	rmdir(dir);
}
END_TEST

/* Whoever comes to a monitor is told of, each time. */
START_TEST(monitor_server)
{
	char dir[32], spec[96], path[64], err[256];
	struct chardev *dev;

	snprintf(dir, sizeof(dir), "%s", temp_dir());
	snprintf(path, sizeof(path), "%s/s", dir);
	snprintf(spec, sizeof(spec), "unix:%s,server=on,wait=off", path);
	dev = chardev_open(spec, &mux, err, sizeof(err));
	ck_assert_ptr_nonnull(dev);
	ck_assert(chardev_start(dev));
	for (unsigned n = 1; n <= 2; n++) {
		int peer = connect_to(path);

		send_text(peer, "x");
		wait_until(&heard.connections, n);
		wait_until(&heard.bytes, n);
		close(peer);
	}
	chardev_close(dev);
	unlink(path);
	rmdir(dir);
}
END_TEST

START_TEST(unix_client)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char dir[32], spec[160];
	int server = socket(AF_UNIX, SOCK_STREAM, 0), peer;
	struct chardev *dev;

	snprintf(dir, sizeof(dir), "%s", temp_dir());
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/s", dir);
	ck_assert_int_eq(bind(server, (struct sockaddr *)&address, sizeof(address)), 0);
	ck_assert_int_eq(listen(server, 1), 0);
	snprintf(spec, sizeof(spec), "unix:%s", address.sun_path);
	dev = open_spec(spec);
	peer = accept(server, NULL, NULL);
	write_text(dev, "hello\n");
	expect(peer, "hello\n");
	send_text(peer, "welcome");
	expect_read(dev, "welcome");
	chardev_close(dev);
	close(peer);
	close(server);
	unlink(address.sun_path);
	rmdir(dir);
}
END_TEST

static const struct {
	const char *spec, *says;
} refusals[] = {
    {"", "no such character device"},
    {"stdo", "no such character device"},
    {"nullx", "no such character device"},
    {"file:", "a file name is missing"},
    {"file:/no/such/dir/log", "No such file or directory"},
    {"pipe:", "a file name is missing"},
    {"pipe:/no/such/pipe", "No such file or directory"},
    {"unix:", "an address is missing"},
    {"unix:/no/such/socket", "No such file or directory"},
    {"unix:/tmp/x,srever", "unknown word \"srever\""},
    {"tcp:localhost", "a port is missing"},
    {"tcp:localhost:", "a port is missing"},
    {"tcp::notaport", "tcp::notaport: "},
};

START_TEST(refusal)
{
	char err[256] = "";

	ck_assert_ptr_null(chardev_open(refusals[_i].spec, NULL, err, sizeof(err)));
	ck_assert_msg(strstr(err, refusals[_i].says) != NULL, "%s", err);
	ck_assert_int_eq(strncmp(err, refusals[_i].spec, strlen(refusals[_i].spec)), 0);
	ck_assert_ptr_null(strchr(err, '\n'));
}
END_TEST

START_TEST(long_socket_path)
{
	char spec[256] = "unix:/", err[512];

	memset(spec + 6, 'a', 200);
	ck_assert_ptr_null(chardev_open(spec, NULL, err, sizeof(err)));
	ck_assert_ptr_nonnull(strstr(err, "the path is too long for a socket"));
}
END_TEST

START_TEST(tcp_both_ends)
{
	struct chardev *server = NULL, *client;
	char spec[64], err[256];
	int port = 20000 + (int)getpid() % 20000;

	/* the first free port from there on */
	for (; !server && port < 65000; port++) {
		snprintf(spec, sizeof(spec), "tcp:127.0.0.1:%d,server,nowait", port);
		server = chardev_open(spec, NULL, err, sizeof(err));
	}
	ck_assert_msg(server != NULL, "%s", err);
	*strchr(spec, ',') = 0;
	client = open_spec(spec);
	write_text(client, "hello");
	while (!readable(chardev_fd(server)))
		;
	expect_read(server, "hello");
	write_text(server, "welcome");
	while (!readable(chardev_fd(client)))
		;
	expect_read(client, "welcome");
	chardev_close(client);
	chardev_close(server);
}
END_TEST

/* ---- the terminal ---- */

static bool is_raw(int fd)
{
	struct termios now;

	ck_assert_int_eq(tcgetattr(fd, &now), 0);
	return !(now.c_lflag & (ICANON | ECHO));
}

START_TEST(terminal_and_back)
{
	int master, slave;
	struct termios now;

	ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, NULL), 0);
	ck_assert(!is_raw(slave));
	ck_assert(chardev_tty_raw(slave, false));
	ck_assert(is_raw(slave));
	tcgetattr(slave, &now);
	ck_assert(!(now.c_lflag & ISIG) && now.c_oflag & OPOST);
	ck_assert(!chardev_tty_raw(slave, false)); /* once is enough */
	chardev_tty_restore();
	ck_assert(!is_raw(slave));
	chardev_tty_end();
	ck_assert(chardev_tty_raw(slave, true));
	tcgetattr(slave, &now);
	ck_assert(now.c_lflag & ISIG);
	chardev_tty_end();
	ck_assert(!is_raw(slave));
	close(master);
	close(slave);
}
END_TEST

/* However the process ends, its terminal is as it was. */
static const int endings[] = {0,       SIGINT,	SIGTERM, SIGHUP, SIGQUIT,
			      SIGABRT, SIGSEGV, SIGBUS,	 SIGFPE};

START_TEST(terminal_after_the_end)
{
	int master, slave, status;
	pid_t child;

	ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, NULL), 0);
	fflush(NULL);
	child = fork();
	if (!child) {
		/* the sanitizers' handlers are not what is tested */
		for (size_t i = 1; i < sizeof(endings) / sizeof(endings[0]); i++)
			signal(endings[i], SIG_DFL);
		if (!chardev_tty_raw(slave, false) || !is_raw(slave))
			_exit(9);
		if (endings[_i])
			raise(endings[_i]);
		exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(endings[_i] ? WIFSIGNALED(status) && WTERMSIG(status) == endings[_i]
			      : WIFEXITED(status) && !WEXITSTATUS(status));
	ck_assert(!is_raw(slave));
	close(master);
	close(slave);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *suite = suite_create("chardev");
	TCase *tcase = tcase_create("chardev");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_add_test(tcase, both_ways);
	tcase_add_test(tcase, what_is_there_is_seen);
	tcase_add_test(tcase, callback_and_push);
	tcase_add_loop_test(tcase, mux_meaning, 0, COUNT(meanings));
	tcase_add_test(tcase, mux_on_a_line);
	tcase_add_test(tcase, mux_break);
	tcase_add_test(tcase, mux_stamps);
	tcase_add_test(tcase, monitor_only);
	tcase_add_test(tcase, slow_reader);
	tcase_add_test(tcase, broken_pipe);
	tcase_add_test(tcase, null_device);
	tcase_add_test(tcase, file_device);
	tcase_add_test(tcase, pipe_device);
	tcase_add_test(tcase, unix_server);
	tcase_add_test(tcase, monitor_server);
	tcase_add_test(tcase, unix_client);
	tcase_add_loop_test(tcase, refusal, 0, COUNT(refusals));
	tcase_add_test(tcase, long_socket_path);
	tcase_add_test(tcase, tcp_both_ends);
	tcase_add_test(tcase, terminal_and_back);
	tcase_add_loop_test(tcase, terminal_after_the_end, 0, COUNT(endings));
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
