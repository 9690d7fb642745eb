/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chardev: the host's end of a serial line: stdio, a file, a socket, nothing.
 * Input is polled by the machine at fixed points of virtual time, so what
 * arrives is the only thing that can differ between two runs.
 *
 * The machine's thread reads and writes. chardev_start() adds a thread of the chardev's
 * own, which takes what the machine does not look at: Ctrl-A escapes while the
 * guest listens to nothing, the monitor's input, output that the host was too
 * slow to take, connections. The callbacks of chardev_mux run on that thread.
 */
#ifndef ZONEMU_EMU_CHARDEV_H
#define ZONEMU_EMU_CHARDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chardev;

/* What chardev_read() gives for a break on the line (Ctrl-A b). */
#define CHARDEV_BREAK 0x100

/* What the Ctrl-A escapes of a multiplexed stdio ask for (QEMU: x, c, h, s, b, t, Ctrl-A). */
struct chardev_mux {
	void *ctx;
	void (*quit)(void *ctx);
	void (*monitor_byte)(void *ctx, uint8_t byte); /* input while the monitor has the focus */
	void (*focus)(void *ctx, bool monitor);
	void (*connected)(void *ctx); /* a monitor's own line: a peer has come */
};

/*
 * Open what QEMU's -serial names: stdio, mon:stdio, null, none, file:PATH, pipe:PATH,
 * unix:PATH[,server[=on|off]][,nowait|,wait=off], tcp:HOST:PORT with the same words.
 * With "mon:" in front, input is shared with the monitor, Ctrl-A c switching; without
 * it but with mux, all input is the monitor's. A server without nowait waits for its peer here.
 * NULL: err holds one line that names spec and the reason.
 */
struct chardev *chardev_open(const char *spec, const struct chardev_mux *mux, char *err,
			     size_t err_bytes);
/* The same on descriptors the caller has opened, and goes on owning. muxed: as "mon:". */
struct chardev *chardev_on_fds(int in, int out, const struct chardev_mux *mux, bool muxed);
/* A chardev whose two ends are callbacks and a queue; for panels and tests. */
struct chardev *chardev_callback(void (*output)(void *ctx, uint8_t byte), void *ctx);
/* Any thread. What does not fit (64 KiB wait at most) is lost. */
void chardev_push(struct chardev *dev, const void *bytes, size_t count);

/* What is typed at a line with "mon:" is the monitor's first. Before chardev_start(). */
void chardev_monitor_first(struct chardev *dev);
/* From here on the chardev's own thread works too. False: no thread could be had. */
bool chardev_start(struct chardev *dev);

/* Guest to host; any thread. Never blocks the guest; a broken pipe is one warning, then silence. */
void chardev_write(struct chardev *dev, uint8_t byte);
/* Host to guest: the next byte, CHARDEV_BREAK, or -1 for none now. Never blocks. */
int chardev_read(struct chardev *dev);
/* True when a byte waits to be read. */
bool chardev_waits(struct chardev *dev);
/* True while standard input is a terminal in raw mode. */
bool chardev_interactive(const struct chardev *dev);
/* The descriptor to poll for input (readable while bytes wait), or -1. Looks at the host first, so
 * that what is there before the call is seen by a poll after it. */
int chardev_fd(struct chardev *dev);
void chardev_flush(struct chardev *dev);
/* Ends the thread, waits for the output to go (5 s without progress at most), restores the
 * terminal. NULL is fine. */
void chardev_close(struct chardev *dev);

#endif
