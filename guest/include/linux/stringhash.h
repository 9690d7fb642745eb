/* SPDX-License-Identifier: GPL-2.0-only */
/* stringhash: hashing of names, as the cache of directory entries does it. */
#ifndef _LINUX_STRINGHASH_H
#define _LINUX_STRINGHASH_H

#include <linux/dcache.h>
#include <linux/hash.h>

/* A hash and a length in one. */
#define hashlen_hash(hashlen)	   ((u32)(hashlen))
#define hashlen_len(hashlen)	   ((u32)((hashlen) >> 32))
#define hashlen_create(hash, len) ((u64)(len) << 32 | (u32)(hash))
/* Of a string with its end; the hash is full_name_hash()'s. */
u64 hashlen_string(const void *salt, const char *name);

#endif
