/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_def: the slab allocator's own structures, for mm/ and for those who
 * look. Users include <linux/slab.h>, which this does too.
 */
#ifndef _LINUX_SLAB_DEF_H
#define _LINUX_SLAB_DEF_H

#include <linux/slab.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/threads.h>

/* Per-CPU stack of free objects, last in first out (they are warm). */
struct array_cache {
	unsigned int avail;
	unsigned int limit;
	unsigned int batchcount;
	unsigned int touched;
	void *entry[];
};

/* One slab: 1 << gfporder pages cut into objects. */
struct slab {
	struct list_head list;	 /* full, partial or free list of its cache */
	unsigned long colouroff; /* bytes from the page to the first object's colour */
	void *s_mem;		 /* first object */
	unsigned int inuse;	 /* objects given out (per-CPU arrays' included) */
	unsigned int free;	 /* index of the first free object */
	struct kmem_cache *cache;
};

struct kmem_cache {
	struct array_cache *array[NR_CPUS];
	unsigned int batchcount, limit, shared;

	unsigned int object_size; /* bytes as asked for */
	unsigned int size;	  /* bytes from one object to the next */
	unsigned int align;
	unsigned int num;	  /* objects a slab */
	unsigned int gfporder;	  /* pages a slab, as order */
	gfp_t gfpflags;		  /* GFP_DMA for a DMA cache */
	slab_flags_t flags;

	spinlock_t lock; /* the three lists and counters */
	struct list_head slabs_partial, slabs_full, slabs_free;
	unsigned long free_objects; /* in the slabs, not in arrays */
	unsigned long nr_slabs;
	unsigned int free_limit;

	unsigned int colour, colour_off, colour_next;
	struct kmem_cache *slabp_cache; /* where off-slab struct slabs live, or NULL */
	unsigned int slab_size;
	void *ctor, *dtor;
	int ctor_kind; /* which signature ctor and dtor have */

	const char *name;
	struct list_head next; /* in slab_caches */
	int refcount;
};

extern struct list_head slab_caches;

#endif
