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

/* One slab: 1 << gfporder pages cut into objects. */
struct slab {
	union {
		struct list_head list; /* full, partial or free list of its cache */
		struct rcu_head rcu;   /* SLAB_TYPESAFE_BY_RCU: on its way out */
	};
	unsigned long colouroff; /* bytes from the first page to s_mem */
	void *s_mem;		 /* first object */
	unsigned int inuse;	 /* objects given out (those in arrays included) */
	unsigned int free;	 /* index of the first free object, or BUFCTL_END */
	struct kmem_cache *cache;
};

/*
 * Behind the struct slab, one for each object: where it is. A free object's is the index
 * of the next free one.
 */
typedef unsigned short kmem_bufctl_t;
#define BUFCTL_END    ((kmem_bufctl_t)0xffff) /* free, the last of the list */
#define BUFCTL_ACTIVE ((kmem_bufctl_t)0xfffe) /* given out */
#define BUFCTL_CACHED ((kmem_bufctl_t)0xfffd) /* free, in an array */
#define BUFCTL_LIMIT  0xfff0		      /* objects a slab, at most */

/* A free object, and the place that tells that it is. */
struct array_entry {
	void *object;
	kmem_bufctl_t *state;
};

/* Stack of free objects, of a CPU or shared by all; last in first out (they are warm). */
struct array_cache {
	unsigned int avail;
	unsigned int limit;
	unsigned int batchcount;
	unsigned int touched;
	struct array_entry entry[];
};

static inline kmem_bufctl_t *slab_bufctl(const struct slab *slab)
{
	return (kmem_bufctl_t *)(slab + 1);
}

struct kmem_cache {
	struct array_cache *array[NR_CPUS];
	struct array_cache *shared_array; /* room for shared * batchcount; under lock */
	unsigned int batchcount, limit, shared;

	unsigned int object_size; /* bytes as asked for */
	unsigned int size;	  /* bytes from one object to the next */
	unsigned int align;
	unsigned int num;	 /* objects a slab */
	unsigned int reciprocal; /* 2^32 / size, rounded up: an offset times this is an index */
	unsigned int gfporder;	 /* pages a slab, as order */
	gfp_t gfpflags;		 /* GFP_DMA for a DMA cache */
	slab_flags_t flags;

	spinlock_t lock; /* the three lists and counters */
	struct list_head slabs_partial, slabs_full, slabs_free;
	unsigned long free_objects; /* in the slabs, not in arrays */
	unsigned long nr_slabs;
	unsigned int free_limit;

	unsigned int colour, colour_off, colour_next;
	struct kmem_cache *slabp_cache; /* where off-slab struct slabs live, or NULL */
	unsigned int slab_size;
	unsigned int red_left, track_off; /* debugging: bytes before, and from the object on */
	unsigned int asked_off;		  /* to what kmalloc() was asked for; 0: not kept */
	void *ctor, *dtor;
	int ctor_kind; /* which signature ctor and dtor have */

	const char *name;
	struct list_head next; /* in slab_caches */
	int refcount;
	unsigned long grown, reaped; /* slabs, ever */
};

extern struct list_head slab_caches;

/* ksize() of who only looks: what is behind the bytes asked for stays red zone. */
size_t slab_room(const void *p);

/* Whoever walks slab_caches holds it. Process context; may sleep. */
void slab_caches_lock(void);
bool slab_caches_trylock(void); /* for reclaim: the holder may be waiting for memory */
void slab_caches_unlock(void);

/* What /proc/slabinfo shows of a cache. */
struct slabinfo {
	char name[64];
	unsigned long active_objs, num_objs, active_slabs, num_slabs;
	unsigned int objsize, objperslab, pages_per_slab;
	unsigned int limit, batchcount, shared;
	unsigned long shared_avail;
};

/* Of the nr'th cache; false: there are not so many. */
bool get_slabinfo(unsigned int nr, struct slabinfo *sinfo);
/* /proc/slabinfo's tunables. 0, -EINVAL, -ENOMEM. Process context. */
int slab_tune(const char *name, unsigned int limit, unsigned int batchcount, unsigned int shared);
/* Is there such a cache (and not only a pointer that looks like one)? */
bool is_kmem_cache(const void *p);
/* Give the empty slabs of all caches back. How many pages that was. */
unsigned long drop_slab(void);

/* The slab that addr lies in; NULL: none. addr: in the linear map. */
struct slab *slab_of_addr(const void *addr);
/* Its index; -1: not the beginning of an object. */
int slab_object_index(const struct kmem_cache *cache, const struct slab *slab, const void *object);
/* Free: on the slab's list or in a CPU's array. object must be one. */
bool slab_object_is_free(const struct kmem_cache *cache, const struct slab *slab,
			 const void *object);

#endif
