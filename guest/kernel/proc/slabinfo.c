/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/slabinfo, version 2.1: the same from Linux 2.6.11 to 6.1. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/slab_def.h>
#include <linux/string.h>

static void cache_show(struct seq_file *m, const struct slabinfo *s)
{
	seq_printf(m, "%-17s %6lu %6lu %6u %4u %4u", s->name, s->active_objs, s->num_objs,
		   s->objsize, s->objperslab, s->pages_per_slab);
	seq_printf(m, " : tunables %4u %4u %4u", s->limit, s->batchcount, s->shared);
	seq_printf(m, " : slabdata %6lu %6lu %6lu\n", s->active_slabs, s->num_slabs,
		   s->shared_avail);
}

/* Printing may take its time: a copy of each cache's numbers, no lock. */
static int slabinfo_show(struct seq_file *m, void *v)
{
	struct slabinfo sinfo;
	unsigned int nr;

	seq_puts(m,
		 "slabinfo - version: 2.1\n"
		 "# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>"
		 " : tunables <limit> <batchcount> <sharedfactor>"
		 " : slabdata <active_slabs> <num_slabs> <sharedavail>\n");
	for (nr = 0; get_slabinfo(nr, &sinfo); nr++)
		cache_show(m, &sinfo);
	return 0;
}

/* "NAME LIMIT BATCHCOUNT SHAREDFACTOR" */
static int slabinfo_write(struct proc_dir_entry *de, char *text, size_t len)
{
	char *name = strsep(&text, " ");
	unsigned int limit, batchcount, shared;

	if (!text || sscanf(text, "%u %u %u", &limit, &batchcount, &shared) != 3)
		return -EINVAL;
	return slab_tune(name, limit, batchcount, shared);
}

static int __init proc_slabinfo_init(void)
{
	proc_set_write(proc_create_single("slabinfo", 0644, NULL, slabinfo_show), slabinfo_write);
	return 0;
}
fs_initcall(proc_slabinfo_init);
