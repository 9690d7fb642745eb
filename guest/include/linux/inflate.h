/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * inflate: gzip's compression undone (RFC 1951, 1952; guest/lib/inflate.c). Nothing is
 * trusted: whatever the input, it reads and writes within the two buffers, and ends.
 */
#ifndef _LINUX_INFLATE_H
#define _LINUX_INFLATE_H

#include <linux/types.h>

struct inflate {
	const u8 *in; /* the caller's: what there is; moved on to what was not used */
	size_t in_bytes;
	u8 *out; /* room for out_bytes; NULL: only count them */
	size_t out_bytes;
	size_t produced;
	const char *why; /* of a failure */
};

/* One member of a gzip file. 0; -EINVAL: it is damaged or truncated; -ENOSPC: no room for it. */
int gunzip(struct inflate *z);

#endif
