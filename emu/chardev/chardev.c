/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/chardev/chardev.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "emu/chardev/chardev_mux.h"
#include "emu/chardev/chardev_open.h"
#include "emu/chardev/chardev_tty.h"

#define INPUT_MAX     65536
#define COMMANDS_MAX  4096
#define READ_BYTES    512
#define WRITE_BYTES   4096 /* PIPE_BUF: what a pipe that polls writable takes at once */
#define OUTPUT_MAX    (16u << 20)
#define CLOSE_WAIT_MS 5000

/* What waits for the chardev's own thread: a byte for the monitor, or one of these. */
enum { COMMAND_QUIT = 0x100, COMMAND_TO_MONITOR, COMMAND_TO_GUEST, COMMAND_CONNECTED };

struct chardev {
	char *name;
	pthread_mutex_t lock; /* of everything below that changes */
	struct chardev_fds fds;
	bool ended;    /* input is over */
	bool broken;   /* output failed; said once */
	bool overflow; /* output was lost; said once */
	bool raw;      /* holds the terminal */

	bool muxed, monitor_only;
	struct chardev_mux handlers;
	struct chardev_mux_state mux;
	struct timespec stamps_from;
	bool line_open; /* output stands within a line */

	uint16_t input[INPUT_MAX], commands[COMMANDS_MAX];
	size_t input_first, input_count, commands_count;
	int ready; /* an eventfd, readable while input waits */

	uint8_t *output; /* output_count bytes from output_first on wait */
	size_t output_first, output_count, output_room;
	void (*callback)(void *ctx, uint8_t byte);
	void *callback_ctx;

	pthread_t thread;
	bool started, stopping;
	int kick; /* an eventfd: the thread should look again */
};

static void signal_event(int fd)
{
	uint64_t one = 1;

	if (write(fd, &one, sizeof(one)) < 0)
		assert(errno == EAGAIN); /* it counts to 2^64: it is signalled already */
}

static void clear_event(int fd)
{
	uint64_t count;

	if (read(fd, &count, sizeof(count)) < 0)
		assert(errno == EAGAIN);
}

/* ---- output; the lock is held ---- */

static void warn(const struct chardev *dev, const char *what)
{
	fprintf(stderr, "zonemu: %s: %s; output is lost from here on\n", dev->name, what);
}

static void hang_up(struct chardev *dev)
{
	close(dev->fds.in);
	dev->fds.in = dev->fds.out = -1;
	dev->output_count = 0;
}

static void output_failed(struct chardev *dev)
{
	if (dev->fds.listener >= 0) {
		hang_up(dev);
		return;
	}
	if (!dev->broken)
		warn(dev, strerror(errno));
	dev->broken = true;
}

static bool writable(const struct chardev *dev, int timeout_ms)
{
	struct pollfd fd = {.fd = dev->fds.out, .events = POLLOUT};

	return poll(&fd, 1, timeout_ms) > 0;
}

/* Write what the host takes without waiting, or waits for at most timeout_ms. */
static void drain(struct chardev *dev, int timeout_ms)
{
	while (dev->output_count && dev->fds.out >= 0 && !dev->broken &&
	       writable(dev, timeout_ms)) {
		size_t count = dev->output_count < WRITE_BYTES ? dev->output_count : WRITE_BYTES;
		ssize_t n = write(dev->fds.out, dev->output + dev->output_first, count);

		if (n > 0) {
			dev->output_first += (size_t)n;
			dev->output_count -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			break;
		} else if (n < 0 && errno != EINTR) {
			output_failed(dev);
		}
	}
	if (dev->fds.out < 0 || dev->broken)
		dev->output_count = 0;
	if (!dev->output_count)
		dev->output_first = 0;
}

/* Room for one more byte at the end. */
static bool make_room(struct chardev *dev)
{
	size_t room = dev->output_room ? dev->output_room * 2 : WRITE_BYTES;
	uint8_t *output;

	if (dev->output_first + dev->output_count < dev->output_room)
		return true;
	if (dev->output_first > dev->output_room / 2) {
		memmove(dev->output, dev->output + dev->output_first, dev->output_count);
		dev->output_first = 0;
		return true;
	}
	output = room <= OUTPUT_MAX ? realloc(dev->output, room) : NULL;
	if (!output) {
		if (!dev->overflow)
			warn(dev, "its reader is too slow");
		dev->overflow = true;
		return false;
	}
	dev->output = output;
	dev->output_room = room;
	return true;
}

static void put(struct chardev *dev, uint8_t byte)
{
	if (make_room(dev))
		dev->output[dev->output_first + dev->output_count++] = byte;
}

static void put_text(struct chardev *dev, const char *text)
{
	while (*text)
		put(dev, (uint8_t)*text++);
}

static void put_stamp(struct chardev *dev)
{
	struct timespec now;
	char text[32];
	long ms;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!dev->stamps_from.tv_sec)
		dev->stamps_from = now;
	ms = (now.tv_sec - dev->stamps_from.tv_sec) * 1000 +
	     (now.tv_nsec - dev->stamps_from.tv_nsec) / 1000000;
	snprintf(text, sizeof(text), "[%02ld:%02ld:%02ld.%03ld] ", ms / 3600000, ms / 60000 % 60,
		 ms / 1000 % 60, ms % 1000);
	put_text(dev, text);
}

static void say_help(struct chardev *dev)
{
	put_text(dev, "\r\n"
		      "C-a h    print this help\r\n"
		      "C-a x    exit zonemu\r\n"
		      "C-a s    save disk data back to file (there are no disks)\r\n"
		      "C-a t    toggle console timestamps\r\n"
		      "C-a b    send break\r\n"
		      "C-a c    switch between console and monitor\r\n"
		      "C-a C-a  send C-a\r\n");
	drain(dev, 0);
}

void chardev_write(struct chardev *dev, uint8_t byte)
{
	pthread_mutex_lock(&dev->lock);
	if (dev->callback) {
		dev->callback(dev->callback_ctx, byte);
	} else if (dev->fds.out >= 0 && !dev->broken) {
		if (dev->mux.stamps && !dev->line_open)
			put_stamp(dev);
		dev->line_open = byte != '\n';
		put(dev, byte);
		if (byte == '\n' || dev->output_count % WRITE_BYTES == 0)
			drain(dev, 0);
	}
	pthread_mutex_unlock(&dev->lock);
}

void chardev_flush(struct chardev *dev)
{
	bool left;

	pthread_mutex_lock(&dev->lock);
	drain(dev, 0);
	left = dev->output_count && dev->started;
	pthread_mutex_unlock(&dev->lock);
	if (left)
		signal_event(dev->kick);
}

/* ---- input; the lock is held ---- */

static void push_input(struct chardev *dev, uint16_t byte)
{
	if (dev->input_count == INPUT_MAX)
		return;
	dev->input[(dev->input_first + dev->input_count++) % INPUT_MAX] = byte;
	if (dev->input_count == 1)
		signal_event(dev->ready);
}

static void push_command(struct chardev *dev, uint16_t command)
{
	if (dev->commands_count == COMMANDS_MAX)
		return;
	dev->commands[dev->commands_count++] = command;
	signal_event(dev->kick);
}

static void take_muxed(struct chardev *dev, uint8_t byte)
{
	switch (chardev_mux_input(&dev->mux, byte)) {
	case MUX_GUEST:
		push_input(dev, byte);
		break;
	case MUX_MONITOR:
		push_command(dev, byte);
		break;
	case MUX_BREAK:
		push_input(dev, CHARDEV_BREAK);
		break;
	case MUX_QUIT:
		push_command(dev, COMMAND_QUIT);
		break;
	case MUX_FOCUS:
		push_command(dev, dev->mux.monitor ? COMMAND_TO_MONITOR : COMMAND_TO_GUEST);
		break;
	case MUX_HELP:
		say_help(dev);
		break;
	case MUX_SAVE:
		put_text(dev, "\r\n[there are no disks to save]\r\n");
		drain(dev, 0);
		break;
	case MUX_NOTHING:
		break;
	}
}

static void take_byte(struct chardev *dev, uint8_t byte)
{
	if (dev->muxed)
		take_muxed(dev, byte);
	else if (dev->monitor_only)
		push_command(dev, byte);
	else
		push_input(dev, byte);
}

static void tell_connected(struct chardev *dev)
{
	if (dev->monitor_only && dev->fds.in >= 0 && !dev->fds.stdio)
		push_command(dev, COMMAND_CONNECTED);
}

static bool room_for_input(const struct chardev *dev)
{
	return INPUT_MAX - dev->input_count >= READ_BYTES &&
	       COMMANDS_MAX - dev->commands_count >= READ_BYTES;
}

static void input_ended(struct chardev *dev)
{
	if (dev->fds.listener >= 0)
		hang_up(dev);
	else
		dev->ended = true;
}

/* Take all that is there now. */
static void fill(struct chardev *dev)
{
	uint8_t bytes[READ_BYTES];

	if (dev->fds.listener >= 0 && dev->fds.in < 0) {
		dev->fds.in = dev->fds.out = chardev_accept(dev->fds.listener, false);
		tell_connected(dev);
	}
	while (dev->fds.in >= 0 && !dev->ended && room_for_input(dev)) {
		struct pollfd fd = {.fd = dev->fds.in, .events = POLLIN};
		ssize_t n;

		if (poll(&fd, 1, 0) <= 0)
			return;
		n = read(dev->fds.in, bytes, sizeof(bytes));
		for (ssize_t i = 0; i < n; i++)
			take_byte(dev, bytes[i]);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n <= 0)
			input_ended(dev);
	}
}

int chardev_read(struct chardev *dev)
{
	int byte = -1;

	pthread_mutex_lock(&dev->lock);
	if (!dev->input_count)
		fill(dev);
	if (dev->input_count) {
		byte = dev->input[dev->input_first];
		dev->input_first = (dev->input_first + 1) % INPUT_MAX;
		if (!--dev->input_count)
			clear_event(dev->ready);
	}
	if (dev->output_count)
		drain(dev, 0);
	pthread_mutex_unlock(&dev->lock);
	return byte;
}

bool chardev_waits(struct chardev *dev)
{
	bool any;

	pthread_mutex_lock(&dev->lock);
	any = dev->input_count > 0;
	pthread_mutex_unlock(&dev->lock);
	return any;
}

void chardev_push(struct chardev *dev, const void *bytes, size_t count)
{
	const uint8_t *byte = bytes;

	pthread_mutex_lock(&dev->lock);
	for (size_t i = 0; i < count; i++)
		push_input(dev, byte[i]);
	pthread_mutex_unlock(&dev->lock);
}

int chardev_fd(struct chardev *dev)
{
	pthread_mutex_lock(&dev->lock);
	fill(dev);
	pthread_mutex_unlock(&dev->lock);
	return dev->ready;
}

bool chardev_interactive(const struct chardev *dev)
{
	return dev->raw;
}

/* ---- the chardev's own thread ---- */

/* The callbacks may call chardev_write(): the lock is not held. */
static void run_commands(struct chardev *dev, const uint16_t *commands, size_t count)
{
	const struct chardev_mux *mux = &dev->handlers;

	for (size_t i = 0; i < count; i++)
		if (commands[i] == COMMAND_QUIT)
			mux->quit(mux->ctx);
		else if (commands[i] < COMMAND_QUIT)
			mux->monitor_byte(mux->ctx, (uint8_t)commands[i]);
		else if (commands[i] == COMMAND_CONNECTED)
			mux->connected(mux->ctx);
		else
			mux->focus(mux->ctx, commands[i] == COMMAND_TO_MONITOR);
}

static void wait_for_work(struct chardev *dev)
{
	struct pollfd fds[3] = {{.fd = dev->kick, .events = POLLIN},
				{.fd = -1, .events = POLLIN},
				{.fd = -1, .events = POLLOUT}};

	pthread_mutex_lock(&dev->lock);
	if (dev->fds.in < 0)
		fds[1].fd = dev->fds.listener;
	else if (!dev->ended && room_for_input(dev))
		fds[1].fd = dev->fds.in;
	if (dev->output_count && !dev->broken)
		fds[2].fd = dev->fds.out;
	pthread_mutex_unlock(&dev->lock);
	poll(fds, 3, -1);
	if (fds[0].revents)
		clear_event(dev->kick);
}

static void *serve(void *ctx)
{
	struct chardev *dev = ctx;
	uint16_t commands[COMMANDS_MAX];
	bool stopping = false;

	while (!stopping) {
		size_t count;

		wait_for_work(dev);
		pthread_mutex_lock(&dev->lock);
		fill(dev);
		drain(dev, 0);
		count = dev->commands_count;
		memcpy(commands, dev->commands, count * sizeof(commands[0]));
		dev->commands_count = 0;
		stopping = dev->stopping;
		pthread_mutex_unlock(&dev->lock);
		run_commands(dev, commands, count);
	}
	return NULL;
}

void chardev_monitor_first(struct chardev *dev)
{
	dev->mux.monitor = true;
}

bool chardev_start(struct chardev *dev)
{
	sigset_t all, before;

	if (dev->started || dev->callback || (dev->fds.out < 0 && dev->fds.listener < 0))
		return true;
	tell_connected(dev); /* the peer came, or was reached, when the line was opened */
	/* Signals are for the threads that asked for them. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	dev->started = pthread_create(&dev->thread, NULL, serve, dev) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return dev->started;
}

/* ---- making and unmaking ---- */

static struct chardev *new_chardev(const char *name)
{
	struct chardev *dev = calloc(1, sizeof(*dev));

	if (!dev)
		return NULL;
	pthread_mutex_init(&dev->lock, NULL);
	dev->fds = (struct chardev_fds){-1, -1, -1, false, false};
	dev->name = strdup(name);
	dev->ready = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	dev->kick = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (dev->name && dev->ready >= 0 && dev->kick >= 0)
		return dev;
	chardev_close(dev);
	return NULL;
}

static void set_mux(struct chardev *dev, const struct chardev_mux *mux, bool muxed)
{
	if (!mux)
		return;
	dev->handlers = *mux;
	dev->muxed = muxed;
	dev->monitor_only = !muxed;
}

struct chardev *chardev_open(const char *spec, const struct chardev_mux *mux, char *err,
			     size_t err_bytes)
{
	bool muxed = !strncmp(spec, "mon:", 4);
	struct chardev *dev = new_chardev(spec);

	assert(mux || !muxed);
	snprintf(err, err_bytes, "%s: out of host memory or descriptors", spec);
	if (!dev)
		return NULL;
	signal(SIGPIPE, SIG_IGN);
	set_mux(dev, mux, muxed);
	if (!chardev_open_fds(muxed ? spec + 4 : spec, &dev->fds, err, err_bytes)) {
		chardev_close(dev);
		return NULL;
	}
	/* Ctrl-C belongs to the guest where Ctrl-A x is there to end zonemu. */
	if (dev->fds.stdio)
		dev->raw = chardev_tty_raw(dev->fds.in, !muxed);
	return dev;
}

struct chardev *chardev_on_fds(int in, int out, const struct chardev_mux *mux, bool muxed)
{
	struct chardev *dev = new_chardev("descriptors");

	if (!dev)
		return NULL;
	signal(SIGPIPE, SIG_IGN);
	set_mux(dev, mux, muxed);
	dev->fds.in = in;
	dev->fds.out = out;
	return dev;
}

struct chardev *chardev_callback(void (*output)(void *ctx, uint8_t byte), void *ctx)
{
	struct chardev *dev = new_chardev("callback");

	if (dev) {
		dev->callback = output;
		dev->callback_ctx = ctx;
	}
	return dev;
}

static void stop_thread(struct chardev *dev)
{
	if (!dev->started)
		return;
	pthread_mutex_lock(&dev->lock);
	dev->stopping = true;
	pthread_mutex_unlock(&dev->lock);
	signal_event(dev->kick);
	pthread_join(dev->thread, NULL);
}

static void close_fds(struct chardev_fds *fds)
{
	if (!fds->owned)
		return;
	if (fds->in >= 0)
		close(fds->in);
	if (fds->out >= 0 && fds->out != fds->in)
		close(fds->out);
	if (fds->listener >= 0)
		close(fds->listener);
}

void chardev_close(struct chardev *dev)
{
	if (!dev)
		return;
	stop_thread(dev);
	drain(dev, CLOSE_WAIT_MS);
	if (dev->raw)
		chardev_tty_end();
	close_fds(&dev->fds);
	if (dev->ready >= 0)
		close(dev->ready);
	if (dev->kick >= 0)
		close(dev->kick);
	pthread_mutex_destroy(&dev->lock);
	free(dev->output);
	free(dev->name);
	free(dev);
}
