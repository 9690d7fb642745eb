/* SPDX-License-Identifier: GPL-2.0-only */
/* chardev_open: from what -serial names to host descriptors. */
#ifndef ZONEMU_EMU_CHARDEV_OPEN_H
#define ZONEMU_EMU_CHARDEV_OPEN_H

#include <stdbool.h>
#include <stddef.h>

struct chardev_fds {
	int in, out;  /* -1: none; may be the same */
	int listener; /* a server's socket, or -1; in and out are its peer, or -1 */
	bool owned;   /* to be closed, and non-blocking */
	bool stdio;
};

/* spec without "mon:". False: err holds one line. */
bool chardev_open_fds(const char *spec, struct chardev_fds *fds, char *err, size_t err_bytes);
/* The next peer of a server, or -1. */
int chardev_accept(int listener, bool wait);

#endif
