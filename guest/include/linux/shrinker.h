/* SPDX-License-Identifier: GPL-2.0-only */
/* shrinker: caches that can give memory back when it is short (mm/vmscan.c). */
#ifndef _LINUX_SHRINKER_H
#define _LINUX_SHRINKER_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/types.h>

struct mem_cgroup;

/* What is asked for: by whom, how many objects to look at, and how many were looked at. */
struct shrink_control {
	gfp_t gfp_mask;
	int nid;
	unsigned long nr_to_scan, nr_scanned;
	struct mem_cgroup *memcg; /* NULL: there are no groups */
};

#define SHRINK_STOP   (~0UL)
#define SHRINK_EMPTY  (~0UL - 1)
#define DEFAULT_SEEKS 2

/* Flags; there is one node, and no group. */
#define SHRINKER_NUMA_AWARE  (1 << 1)
#define SHRINKER_MEMCG_AWARE (1 << 2)
#define SHRINKER_NONSLAB     (1 << 3)

/*
 * count_objects: how many could go (0 or SHRINK_EMPTY: none). scan_objects: lets up to nr_to_scan
 * go; how many did, or SHRINK_STOP where it cannot now. Both may be called by whoever asks for
 * memory, so they take no lock that is held over an allocation.
 */
struct shrinker {
	unsigned long (*count_objects)(struct shrinker *shrinker, struct shrink_control *sc);
	unsigned long (*scan_objects)(struct shrinker *shrinker, struct shrink_control *sc);
	long batch; /* objects at a time; 0: 128 */
	int seeks;  /* what an object costs to make again; DEFAULT_SEEKS if not known */
	unsigned int flags;
	struct list_head list;
};

int register_shrinker_plain(struct shrinker *shrinker);
/* Since 6.0 with a name as printf() makes it; before, without. */
#define register_shrinker(shrinker, ...) register_shrinker_plain(shrinker)
/* Waits for a round under way. */
void unregister_shrinker(struct shrinker *shrinker);

#endif
