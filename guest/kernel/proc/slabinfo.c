/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/slabinfo, version 2.1: the same from Linux 2.6.11 to 6.1. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/slab_def.h>

static unsigned long list_length(const struct list_head *list)
{
	const struct list_head *at;
	unsigned long n = 0;

	list_for_each (at, list)
		n++;
	return n;
}

static void cache_show(struct seq_file *m, struct kmem_cache *cache)
{
	unsigned long flags, slabs, active_slabs, unused;

	spin_lock_irqsave(&cache->lock, flags);
	slabs = cache->nr_slabs;
	active_slabs = slabs - list_length(&cache->slabs_free);
	unused = cache->free_objects;
	spin_unlock_irqrestore(&cache->lock, flags);
	seq_printf(m, "%-17s %6lu %6lu %6u %4u %4d", cache->name, slabs * cache->num - unused,
		   slabs * cache->num, cache->size, cache->num, 1 << cache->gfporder);
	seq_printf(m, " : tunables %4u %4u %4u", cache->limit, cache->batchcount, cache->shared);
	seq_printf(m, " : slabdata %6lu %6lu %6lu\n", active_slabs, slabs, 0ul);
}

static int slabinfo_show(struct seq_file *m, void *v)
{
	struct kmem_cache *cache;

	seq_puts(m,
		 "slabinfo - version: 2.1\n"
		 "# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>"
		 " : tunables <limit> <batchcount> <sharedfactor>"
		 " : slabdata <active_slabs> <num_slabs> <sharedavail>\n");
	list_for_each_entry (cache, &slab_caches, next)
		cache_show(m, cache);
	return 0;
}

static int __init proc_slabinfo_init(void)
{
	proc_create_single("slabinfo", 0, NULL, slabinfo_show);
	return 0;
}
fs_initcall(proc_slabinfo_init);
