/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /proc/meminfo, in the order and the widths of Linux 6.1. What does not exist here (swap,
 * huge pages ...) is 0.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/swap.h>
#include <linux/vmstat.h>

#include "counters.h"

struct totals {
	unsigned long ram, free, high, high_free, available;
};

static void add_up(struct totals *t)
{
	struct zone *zone;
	unsigned long reserve = 0, zone_reserve;
	int z;

	memset(t, 0, sizeof(*t));
	for_each_zone (zone) {
		t->ram += zone->managed_pages;
		t->free += zone->free_pages;
		for (zone_reserve = 0, z = 0; z < MAX_NR_ZONES; z++)
			zone_reserve = max(zone_reserve, zone->lowmem_reserve[z]);
		reserve += min(zone_reserve + zone->pages_high, zone->managed_pages);
	}
	zone = &NODE_DATA(0)->node_zones[ZONE_HIGHMEM];
	t->high = zone->managed_pages;
	t->high_free = zone->free_pages;
	t->available = t->free > reserve ? t->free - reserve : 0;
}

static void line(struct seq_file *m, const char *name, unsigned long value, const char *unit)
{
	seq_printf(m, "%s:%*lu%s\n", name, 23 - (int)strlen(name), value, unit);
}

static void kib(struct seq_file *m, const char *name, unsigned long pages)
{
	line(m, name, pages << (PAGE_SHIFT - 10), " kB");
}

/* Several lines of what there is none of. */
static void none(struct seq_file *m, const char *const *names)
{
	for (; *names; names++)
		kib(m, *names, 0);
}

static void show_lru(struct seq_file *m)
{
	unsigned long active = counters_active_pages(), inactive = counters_inactive_pages();
	static const char *const after[] = {"Unevictable", "Mlocked", NULL};

	kib(m, "Buffers", 0);
	kib(m, "Cached", global_node_page_state(NR_FILE_PAGES));
	kib(m, "SwapCached", global_node_page_state(NR_SWAPCACHE));
	kib(m, "Active", active);
	kib(m, "Inactive", inactive);
	kib(m, "Active(anon)", 0);
	kib(m, "Inactive(anon)", 0);
	kib(m, "Active(file)", active);
	kib(m, "Inactive(file)", inactive);
	none(m, after);
}

static void show_kernel(struct seq_file *m)
{
	static const char *const swap[] = {"Zswap", "Zswapped", NULL};
	static const char *const user[] = {"Shmem", NULL};
	static const char *const after[] = {"SecPageTables", "NFS_Unstable", "Bounce",
					    "WritebackTmp", NULL};
	unsigned long reclaimable = global_node_page_state(NR_SLAB_RECLAIMABLE);
	unsigned long unreclaimable = global_node_page_state(NR_SLAB_UNRECLAIMABLE);
	struct sysinfo si;

	si_swapinfo(&si);
	kib(m, "SwapTotal", si.totalswap);
	kib(m, "SwapFree", si.freeswap);
	none(m, swap);
	kib(m, "Dirty", global_node_page_state(NR_FILE_DIRTY));
	kib(m, "Writeback", global_node_page_state(NR_WRITEBACK));
	kib(m, "AnonPages", global_node_page_state(NR_ANON_MAPPED));
	kib(m, "Mapped", global_node_page_state(NR_FILE_MAPPED));
	none(m, user);
	kib(m, "KReclaimable", reclaimable);
	kib(m, "Slab", reclaimable + unreclaimable);
	kib(m, "SReclaimable", reclaimable);
	kib(m, "SUnreclaim", unreclaimable);
	kib(m, "KernelStack", counters_stack_pages());
	kib(m, "PageTables", counters_table_pages());
	none(m, after);
}

static void show_maps(struct seq_file *m, const struct totals *t)
{
	static const char *const huge[] = {"HardwareCorrupted",
					   "AnonHugePages",
					   "ShmemHugePages",
					   "ShmemPmdMapped",
					   "FileHugePages",
					   "FilePmdMapped",
					   NULL};
	static const char *const pools[] = {"HugePages_Total", "HugePages_Free", "HugePages_Rsvd",
					    "HugePages_Surp"};
	unsigned long small, large;
	unsigned int i;

	kib(m, "CommitLimit", t->ram / 2);
	kib(m, "Committed_AS", 0);
	kib(m, "VmallocTotal", (VMALLOC_END - VMALLOC_START) >> PAGE_SHIFT);
	kib(m, "VmallocUsed", vmalloc_nr_pages());
	kib(m, "VmallocChunk", 0);
	kib(m, "Percpu", counters_percpu_pages());
	none(m, huge);
	for (i = 0; i < ARRAY_SIZE(pools); i++)
		line(m, pools[i], 0, "");
	kib(m, "Hugepagesize", PTRS_PER_PTE);
	kib(m, "Hugetlb", 0);
	counters_direct_map(&small, &large);
	kib(m, "DirectMap4k", small);
	kib(m, "DirectMap4M", large);
}

static int meminfo_show(struct seq_file *m, void *v)
{
	struct totals t;

	add_up(&t);
	kib(m, "MemTotal", t.ram);
	kib(m, "MemFree", t.free);
	kib(m, "MemAvailable", t.available);
	show_lru(m);
	kib(m, "HighTotal", t.high);
	kib(m, "HighFree", t.high_free);
	kib(m, "LowTotal", t.ram - t.high);
	kib(m, "LowFree", t.free - t.high_free);
	show_kernel(m);
	show_maps(m, &t);
	return 0;
}

static int __init proc_meminfo_init(void)
{
	proc_create_single("meminfo", 0, NULL, meminfo_show);
	return 0;
}
fs_initcall(proc_meminfo_init);
