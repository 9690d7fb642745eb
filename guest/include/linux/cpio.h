/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpio: archives of the kind "newc" (cpio(5); guest/lib/cpio.c), as an initramfs is. Nothing
 * in them is trusted.
 */
#ifndef _LINUX_CPIO_H
#define _LINUX_CPIO_H

#include <linux/types.h>

struct cpio_entry {
	u32 ino, mode, uid, gid, nlink, mtime;
	u32 major, minor;   /* of the medium: with ino, who is whose hard link */
	u32 rmajor, rminor; /* of a device */
	const char *name;   /* NUL-terminated, in the archive */
	size_t name_len;
	const u8 *data;
	size_t size;
};

struct cpio {
	const u8 *in; /* moved on */
	size_t in_bytes;
	const char *why; /* of a failure */
};

/* 1: *entry is the next; 0: the archive's end (in is behind it); -EINVAL. */
int cpio_next(struct cpio *c, struct cpio_entry *entry);

#endif
