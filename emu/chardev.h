/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chardev: the host's end of a serial line: stdio, a file, a socket, nothing.
 * Input is polled by the machine at fixed points of virtual time, so what
 * arrives is the only thing that can differ between two runs.
 */
#ifndef ZONEMU_EMU_CHARDEV_H
#define ZONEMU_EMU_CHARDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chardev;

/* What the Ctrl-A escapes of a multiplexed stdio ask for (QEMU: x, c, h, s, b, t, Ctrl-A). */
struct chardev_mux {
	void *ctx;
	void (*quit)(void *ctx);
	void (*monitor_byte)(void *ctx, uint8_t byte); /* input while the monitor has the focus */
	void (*focus)(void *ctx, bool monitor);
};

/*
 * Open what QEMU's -serial names: stdio, mon:stdio, null, none, vc, file:PATH,
 * pipe:PATH, unix:PATH[,server[=on|off]][,nowait], tcp:HOST:PORT[,server][,nowait].
 * NULL: err holds one line that names spec and the reason. mux may be NULL
 * unless spec starts with "mon:".
 */
struct chardev *chardev_open(const char *spec, const struct chardev_mux *mux, char *err,
			     size_t err_bytes);
/* A chardev whose two ends are callbacks and a queue; for panels and tests. */
struct chardev *chardev_callback(void (*output)(void *ctx, uint8_t byte), void *ctx);
/* Any thread; wake the machine afterwards, it does not poll this. */
void chardev_push(struct chardev *dev, const void *bytes, size_t count);

/* Guest to host. Never blocks the guest; a broken pipe is one warning, then silence. */
void chardev_write(struct chardev *dev, uint8_t byte);
/* Host to guest: the next byte, or -1 for none now. Never blocks. */
int chardev_read(struct chardev *dev);
/* True when pushed bytes wait to be read. */
bool chardev_waits(struct chardev *dev);
/* True while standard input is a terminal in raw mode. */
bool chardev_interactive(const struct chardev *dev);
/* The host file descriptor to poll for input, or -1. */
int chardev_fd(const struct chardev *dev);
void chardev_flush(struct chardev *dev);
void chardev_close(struct chardev *dev); /* restores the terminal */

#endif
