/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A tiny "kernel" with the real one's structs and probes in their kinds: what
 * the tests of emu/debug look into. It is linked and read, never run.
 */
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/slab_def.h>
#include "abi/probe.h"

struct inner {
	short s;
	union {
		struct {
			int deep;
			char tail[3];
		};
		long whole;
	};
};

typedef struct inner inner_t;

struct sample {
	char c;
	unsigned int low : 3, high : 7;
	inner_t list[4];
	union {
		int number;
		void *pointer;
	};
	int grid[2][3];
	long end[];
};

struct list_head slab_caches;
struct pglist_data contig_page_data;
struct page *mem_map;
struct task_struct init_task;
struct sample sample_object;
int sample_counter;

int sample_function(int a, int b);
__attribute__((section(".boot.text"))) void startup_32(void);

noinline int sample_function(int a, int b)
{
	PROBE2(sample, sum, a, b);
	PROBE3(sample, places, sample_counter, 12, &sample_object);
	PROBE1(kmem, kfree, a);
	return a + b;
}

void startup_32(void)
{
	PROBE0(boot, done);
	sample_counter = sample_function(1, 2) + sample_object.number + (long)mem_map +
			 contig_page_data.nr_zones + (long)init_task.mm->pgd + (1 << PG_slab) +
			 ZONE_HIGHMEM;
}
