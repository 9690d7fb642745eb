/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/chardev.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#define OUT_BYTES 4096
#define QUEUE_BYTES 4096
#define CTRL_A 0x01

struct chardev {
	int in, out;	/* -1: none */
	int listener;	/* a server socket waiting for its peer, or -1 */
	bool terminal;	/* in is a terminal that was put into raw mode */
	bool ended;	/* in gave its end */
	bool broken;	/* out failed; said once */
	struct termios saved;
	char *name;

	const struct chardev_mux *mux;
	struct chardev_mux mux_copy;
	bool escape, to_monitor;

	uint8_t buffer[OUT_BYTES];
	size_t buffered;

	void (*output)(void *ctx, uint8_t byte);
	void *ctx;
	pthread_mutex_t lock; /* of the queue */
	uint8_t queue[QUEUE_BYTES];
	size_t first, count;
};

/* The one terminal of the process, so that any way out can restore it. */
static struct chardev *raw_terminal;

static void restore_terminal(void)
{
	if (raw_terminal)
		tcsetattr(raw_terminal->in, TCSANOW, &raw_terminal->saved);
	raw_terminal = NULL;
}

static void restore_and_die(int signal_number)
{
	restore_terminal();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void make_raw(struct chardev *dev, bool keep_signals)
{
	static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV};
	struct termios raw;

	if (raw_terminal || tcgetattr(dev->in, &dev->saved) < 0)
		return;
	raw = dev->saved;
	raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON | INLCR | IGNCR | ISTRIP);
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
	if (!keep_signals)
		raw.c_lflag &= ~(tcflag_t)ISIG;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(dev->in, TCSANOW, &raw) < 0)
		return;
	if (!raw_terminal)
		atexit(restore_terminal);
	raw_terminal = dev;
	dev->terminal = true;
	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		signal(deadly[i], restore_and_die);
}

/* ---- opening ---- */

static struct chardev *new_chardev(const char *name)
{
	struct chardev *dev = calloc(1, sizeof(*dev));

	if (!dev)
		return NULL;
	dev->in = dev->out = dev->listener = -1;
	dev->name = strdup(name);
	pthread_mutex_init(&dev->lock, NULL);
	return dev;
}

static bool fail(const struct chardev *dev, const char *what, char *err, size_t err_bytes)
{
	snprintf(err, err_bytes, "%s: %s", dev->name, what);
	return false;
}

static bool open_stdio(struct chardev *dev, bool keep_signals)
{
	dev->in = STDIN_FILENO;
	dev->out = STDOUT_FILENO;
	if (isatty(dev->in))
		make_raw(dev, keep_signals);
	return true;
}

static bool open_file(struct chardev *dev, const char *path, char *err, size_t err_bytes)
{
	dev->out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	return dev->out >= 0 || fail(dev, strerror(errno), err, err_bytes);
}

/* PATH.in and PATH.out, or one two-way pipe or device PATH, as in QEMU. */
static bool open_pipe(struct chardev *dev, const char *path, char *err, size_t err_bytes)
{
	char name[512];

	snprintf(name, sizeof(name), "%s.in", path);
	dev->in = open(name, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	snprintf(name, sizeof(name), "%s.out", path);
	dev->out = open(name, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (dev->in >= 0 && dev->out >= 0)
		return true;
	dev->in = dev->out = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	return dev->in >= 0 || fail(dev, strerror(errno), err, err_bytes);
}

struct socket_options {
	char where[256];
	bool server, wait;
};

static bool socket_options(struct chardev *dev, const char *spec, struct socket_options *options,
			   char *err, size_t err_bytes)
{
	char *words = strdup(spec), *rest = words, *word = strsep(&rest, ",");
	bool ok = true;

	*options = (struct socket_options){.wait = true};
	snprintf(options->where, sizeof(options->where), "%s", word);
	while (ok && (word = strsep(&rest, ",")) != NULL) {
		if (!strcmp(word, "server") || !strcmp(word, "server=on"))
			options->server = true;
		else if (!strcmp(word, "nowait") || !strcmp(word, "wait=off"))
			options->wait = false;
		else if (strcmp(word, "server=off") && strcmp(word, "wait=on") &&
			 strcmp(word, "nodelay"))
			ok = fail(dev, "unknown socket option", err, err_bytes);
	}
	free(words);
	return ok;
}

/* A server waits for its peer now, or, with nowait, takes it when it comes. */
static bool serve(struct chardev *dev, int fd, bool wait, char *err, size_t err_bytes)
{
	if (listen(fd, 1) < 0)
		return fail(dev, strerror(errno), err, err_bytes);
	dev->listener = fd;
	if (!wait) {
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
		return true;
	}
	fprintf(stderr, "zonemu: %s: waiting for a connection\n", dev->name);
	dev->in = dev->out = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	return dev->in >= 0 || fail(dev, strerror(errno), err, err_bytes);
}

static bool open_unix(struct chardev *dev, const char *spec, char *err, size_t err_bytes)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct socket_options options;
	int fd;

	if (!socket_options(dev, spec, &options, err, err_bytes))
		return false;
	if (strlen(options.where) >= sizeof(address.sun_path))
		return fail(dev, "path too long for a socket", err, err_bytes);
	strcpy(address.sun_path, options.where);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (options.server)
		unlink(options.where);
	if (fd < 0 ||
	    (options.server ? bind(fd, (struct sockaddr *)&address, sizeof(address))
			    : connect(fd, (struct sockaddr *)&address, sizeof(address))) < 0) {
		fail(dev, strerror(errno), err, err_bytes);
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (options.server)
		return serve(dev, fd, options.wait, err, err_bytes);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	dev->in = dev->out = fd;
	return true;
}

static bool open_address(struct chardev *dev, const struct addrinfo *info,
			 const struct socket_options *options, char *err, size_t err_bytes)
{
	int one = 1, fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (fd < 0 || (options->server ? bind(fd, info->ai_addr, info->ai_addrlen)
				       : connect(fd, info->ai_addr, info->ai_addrlen)) < 0) {
		fail(dev, strerror(errno), err, err_bytes);
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (options->server)
		return serve(dev, fd, options->wait, err, err_bytes);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	dev->in = dev->out = fd;
	return true;
}

static bool open_tcp(struct chardev *dev, const char *spec, char *err, size_t err_bytes)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *info;
	struct socket_options options;
	char *colon;
	int failed;
	bool ok;

	if (!socket_options(dev, spec, &options, err, err_bytes))
		return false;
	colon = strrchr(options.where, ':');
	if (!colon)
		return fail(dev, "no port (tcp:HOST:PORT)", err, err_bytes);
	*colon = 0;
	hints.ai_flags = options.server ? AI_PASSIVE : 0;
	failed = getaddrinfo(options.where[0] ? options.where : NULL, colon + 1, &hints, &info);
	if (failed)
		return fail(dev, gai_strerror(failed), err, err_bytes);
	ok = open_address(dev, info, &options, err, err_bytes);
	freeaddrinfo(info);
	return ok;
}

static bool open_kind(struct chardev *dev, const char *spec, char *err, size_t err_bytes)
{
	static const struct {
		const char *prefix;
		bool (*open)(struct chardev *dev, const char *rest, char *err, size_t err_bytes);
	} kinds[] = {
		{"file:", open_file}, {"pipe:", open_pipe}, {"unix:", open_unix}, {"tcp:", open_tcp}};

	if (!strcmp(spec, "null") || !strcmp(spec, "none"))
		return true;
	if (!strcmp(spec, "stdio"))
		return open_stdio(dev, dev->mux == NULL);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t length = strlen(kinds[i].prefix);

		if (!strncmp(spec, kinds[i].prefix, length))
			return kinds[i].open(dev, spec + length, err, err_bytes);
	}
	return fail(dev, "no such character device (stdio, null, file:, pipe:, unix:, tcp:, mon:stdio)",
		    err, err_bytes);
}

struct chardev *chardev_open(const char *spec, const struct chardev_mux *mux, char *err,
			     size_t err_bytes)
{
	struct chardev *dev = new_chardev(spec);
	bool muxed = !strncmp(spec, "mon:", 4);

	if (!dev) {
		snprintf(err, err_bytes, "%s: out of host memory", spec);
		return NULL;
	}
	signal(SIGPIPE, SIG_IGN);
	if (muxed && mux) {
		dev->mux_copy = *mux;
		dev->mux = &dev->mux_copy;
	}
	if (!open_kind(dev, muxed ? spec + 4 : spec, err, err_bytes)) {
		chardev_close(dev);
		return NULL;
	}
	return dev;
}

struct chardev *chardev_callback(void (*output)(void *ctx, uint8_t byte), void *ctx)
{
	struct chardev *dev = new_chardev("callback");

	if (dev) {
		dev->output = output;
		dev->ctx = ctx;
	}
	return dev;
}

void chardev_push(struct chardev *dev, const void *bytes, size_t count)
{
	const uint8_t *byte = bytes;

	pthread_mutex_lock(&dev->lock);
	for (size_t i = 0; i < count && dev->count < QUEUE_BYTES; i++)
		dev->queue[(dev->first + dev->count++) % QUEUE_BYTES] = byte[i];
	pthread_mutex_unlock(&dev->lock);
}

/* ---- output ---- */

static void accept_peer(struct chardev *dev)
{
	int fd;

	if (dev->listener < 0 || dev->in >= 0)
		return;
	fd = accept4(dev->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd >= 0) {
		dev->in = dev->out = fd;
		dev->ended = dev->broken = false;
	}
}

static void lost(struct chardev *dev)
{
	if (dev->listener >= 0) {
		close(dev->in);
		dev->in = dev->out = -1;
		return;
	}
	if (!dev->broken)
		fprintf(stderr, "zonemu: %s: %s; output is lost from here on\n", dev->name,
			strerror(errno));
	dev->broken = true;
}

void chardev_flush(struct chardev *dev)
{
	size_t done = 0;

	accept_peer(dev);
	while (done < dev->buffered && dev->out >= 0 && !dev->broken) {
		ssize_t n = write(dev->out, dev->buffer + done, dev->buffered - done);

		if (n > 0) {
			done += (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			/* A slow reader: wait a moment, then go on with the guest and keep the rest. */
			struct pollfd fd = {dev->out, POLLOUT, 0};

			if (poll(&fd, 1, 20) <= 0)
				break;
		} else if (n < 0 && errno != EINTR) {
			lost(dev);
		}
	}
	if (dev->out < 0 || dev->broken)
		done = dev->buffered;
	memmove(dev->buffer, dev->buffer + done, dev->buffered - done);
	dev->buffered -= done;
}

void chardev_write(struct chardev *dev, uint8_t byte)
{
	if (dev->output) {
		dev->output(dev->ctx, byte);
		return;
	}
	if (dev->out < 0 && dev->listener < 0)
		return;
	if (dev->buffered == OUT_BYTES)
		chardev_flush(dev);
	/* A reader that takes nothing for so long loses the newest. */
	if (dev->buffered < OUT_BYTES)
		dev->buffer[dev->buffered++] = byte;
	if (byte == '\n')
		chardev_flush(dev);
}

/* ---- input ---- */

static void say(struct chardev *dev, const char *text)
{
	while (*text)
		chardev_write(dev, (uint8_t)*text++);
	chardev_flush(dev);
}

static void mux_help(struct chardev *dev)
{
	say(dev, "\r\nC-a h    this help\r\nC-a x    exit zonemu\r\nC-a c    switch between the "
		 "console and the monitor\r\nC-a C-a  send C-a\r\n");
}

/* The byte behind Ctrl-A. Returns what the guest gets of it, or -1. */
static int mux_escape(struct chardev *dev, uint8_t byte)
{
	dev->escape = false;
	switch (byte) {
	case 'x':
		dev->mux->quit(dev->mux->ctx);
		return -1;
	case 'c':
		dev->to_monitor = !dev->to_monitor;
		dev->mux->focus(dev->mux->ctx, dev->to_monitor);
		return -1;
	case 'h':
	case '?':
		mux_help(dev);
		return -1;
	case CTRL_A:
		return CTRL_A;
	default:
		return -1;
	}
}

static int mux_byte(struct chardev *dev, uint8_t byte)
{
	int result = byte;

	if (dev->escape) {
		result = mux_escape(dev, byte);
	} else if (byte == CTRL_A) {
		dev->escape = true;
		return -1;
	}
	if (result >= 0 && dev->to_monitor) {
		dev->mux->monitor_byte(dev->mux->ctx, (uint8_t)result);
		return -1;
	}
	return result;
}

/* One byte of what is there now, or -1. */
static int raw_byte(struct chardev *dev)
{
	struct pollfd fd = {dev->in, POLLIN, 0};
	uint8_t byte;
	ssize_t n;

	if (dev->in < 0 || dev->ended || poll(&fd, 1, 0) <= 0)
		return -1;
	n = read(dev->in, &byte, 1);
	if (n == 1)
		return byte;
	if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		if (dev->listener >= 0)
			lost(dev);
		else
			dev->ended = true;
	}
	return -1;
}

static int queued_byte(struct chardev *dev)
{
	int byte = -1;

	pthread_mutex_lock(&dev->lock);
	if (dev->count) {
		byte = dev->queue[dev->first];
		dev->first = (dev->first + 1) % QUEUE_BYTES;
		dev->count--;
	}
	pthread_mutex_unlock(&dev->lock);
	return byte;
}

int chardev_read(struct chardev *dev)
{
	int byte;

	accept_peer(dev);
	if (dev->output)
		return queued_byte(dev);
	while ((byte = raw_byte(dev)) >= 0) {
		if (!dev->mux)
			return byte;
		byte = mux_byte(dev, (uint8_t)byte);
		if (byte >= 0)
			return byte;
	}
	return -1;
}

bool chardev_waits(struct chardev *dev)
{
	bool any;

	pthread_mutex_lock(&dev->lock);
	any = dev->count > 0;
	pthread_mutex_unlock(&dev->lock);
	return any;
}

bool chardev_interactive(const struct chardev *dev)
{
	return dev->terminal;
}

int chardev_fd(const struct chardev *dev)
{
	return dev->ended ? -1 : dev->in >= 0 ? dev->in : dev->listener;
}

void chardev_close(struct chardev *dev)
{
	if (!dev)
		return;
	chardev_flush(dev);
	if (raw_terminal == dev)
		restore_terminal();
	if (dev->in > STDERR_FILENO)
		close(dev->in);
	if (dev->out > STDERR_FILENO && dev->out != dev->in)
		close(dev->out);
	if (dev->listener >= 0)
		close(dev->listener);
	pthread_mutex_destroy(&dev->lock);
	free(dev->name);
	free(dev);
}
