/* SPDX-License-Identifier: GPL-2.0-only */
/* stringhash: hashing of names, as the cache of directory entries does it. */
#ifndef _LINUX_STRINGHASH_H
#define _LINUX_STRINGHASH_H

#include <linux/dcache.h>
#include <linux/hash.h>

#endif
