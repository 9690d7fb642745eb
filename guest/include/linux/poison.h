/* SPDX-License-Identifier: GPL-2.0-only */
/* poison: what memory is filled with so that a wrong access shows. */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

/* mm/slab_debug.c: the zones around an object, and the object. */
#define SLUB_RED_INACTIVE 0xbb
#define SLUB_RED_ACTIVE	  0xcc
#define POISON_INUSE	  0x5a /* given out, not yet written */
#define POISON_FREE	  0x6b
#define POISON_END	  0xa5 /* the last byte of a free object */

/* Freed __init code: INT3, so who jumps there is found out. */
#define POISON_FREE_INITMEM 0xcc

#endif
