/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_held: which memory is held by code that is about to be unloaded (mm/module_held.c).
 * Pages and vmalloc areas know who asked for them; objects of slabs do not, so those
 * that modules ask for are noted.
 */
#ifndef _LINUX_MODULE_HELD_H
#define _LINUX_MODULE_HELD_H

#include <linux/compiler.h>
#include <linux/types.h>

/* Code that modules have is from here up; ~0: there are none. And how many notes there are. */
extern unsigned long held_lowest;
extern unsigned int held_noted;

/* what: NULL, an object. */
void held_note(const void *object, size_t bytes, unsigned long caller, const char *what);
void held_forget(const void *object);

/* For the slab allocator, of every object it gives out and takes back. */
static __always_inline void held_alloc(const void *object, size_t bytes, unsigned long caller)
{
	if (unlikely(caller >= held_lowest))
		held_note(object, bytes, caller, NULL);
}

static __always_inline void held_free(const void *object)
{
	if (unlikely(held_noted))
		held_forget(object);
}

/* What the kernel made for its caller, and takes back by kfree() or kmem_cache_free(). */
static inline void held_made(const void *object, size_t bytes, unsigned long caller,
			     const char *what)
{
	if (unlikely(caller >= held_lowest))
		held_note(object, bytes, caller, what);
}

/* Objects asked for by code in the range are noted from now on; no longer, and those
 * noted forgotten. Process context. */
void held_watch(const void *start, size_t bytes);
void held_unwatch(const void *start, size_t bytes);

/* The same when the code is gone: others that will lie there are not to be blamed. */
void held_disown(const void *start, size_t bytes);

/* Who asked for it; 0: not noted. */
unsigned long held_caller(const void *object);

/* Has code in the range got anything that it has not given back? Process context. */
bool held_by(const void *start, size_t bytes);

/*
 * What code in the two ranges has got and not given back, to the log, in the name of owner.
 * Returns the bytes.
 */
size_t held_report(const char *owner, const void *core, size_t core_bytes, const void *init,
		   size_t init_bytes);

#endif
