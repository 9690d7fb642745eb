/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmscan: getting memory back.
 *
 * 1. Purpose. Memory that is kept only because it might be wanted again (empty slabs,
 *    caches of drivers, pages on per-CPU lists) can go when there is need. The thread
 *    kswapd does so in the background; who cannot wait for it does it himself.
 *
 * 2. Structures. The page cache (mm/reclaim.c); empty slabs (mm/slab_reap.c); and
 *    shrinkers: each says how many objects it could free, and frees some.
 *
 *	free pages
 *	  high ------------------------- kswapd goes to sleep
 *	  low  ----- kswapd is woken -^
 *	  min  ----- direct reclaim: the allocation itself calls try_to_free_pages()
 *
 *    Pressure rises from priority 12 to 0: a shrinker is asked for 1/4096 of its
 *    objects, then 1/2048, and in the end for all.
 *
 * 3. Invariants. Who reclaims bears PF_MEMALLOC, so that what freeing itself allocates
 *    may come from the last reserves, and reclaim never nests.
 *
 * 4. Locking and context. Process context; the list of shrinkers under a spinlock that
 *    is dropped while one works (it may sleep): the one at work is pinned by nr_busy.
 *
 * 5. Failure. No progress: the count of pages freed is 0, and the caller decides.
 */
#include <abi/probe.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/vmstat.h>
#include <linux/wait.h>

#include "internal.h"
#include "lru.h"

#define DEF_PRIORITY 12
#define SHRINK_BATCH 128
#define ENOUGH_PAGES 32 /* then an allocation goes and looks whether that was enough */
#define MAX_WAITS    64 /* of an allocation, for the disk, at the same pressure */

static LIST_HEAD(shrinkers);
static DEFINE_SPINLOCK(shrinker_lock);
static unsigned int nr_busy; /* walks under way: nobody may leave the list meanwhile */

int register_shrinker_plain(struct shrinker *shrinker)
{
	spin_lock(&shrinker_lock);
	list_add_tail(&shrinker->list, &shrinkers);
	spin_unlock(&shrinker_lock);
	return 0;
}
EXPORT_SYMBOL(register_shrinker_plain);

void unregister_shrinker(struct shrinker *shrinker)
{
	spin_lock(&shrinker_lock);
	while (nr_busy) {
		spin_unlock(&shrinker_lock);
		schedule_timeout_uninterruptible(1);
		spin_lock(&shrinker_lock);
	}
	list_del(&shrinker->list);
	spin_unlock(&shrinker_lock);
}
EXPORT_SYMBOL(unregister_shrinker);

unsigned int shrinkers_code_gone(const struct gone_code *gone)
{
	struct shrinker *shrinker;
	unsigned int found = 0;
	bool is;

	for (;; found++) {
		is = false;
		spin_lock(&shrinker_lock);
		list_for_each_entry (shrinker, &shrinkers, list)
			if (is_gone(gone, shrinker) || is_gone(gone, shrinker->count_objects)) {
				is = true;
				break;
			}
		spin_unlock(&shrinker_lock);
		if (!is)
			return found;
		misuse_told(gone->owner, (unsigned long)shrinker->count_objects + 1,
			    "leaves a shrinker (taken away), whose functions are");
		unregister_shrinker(shrinker);
	}
}

static unsigned long shrink_one(struct shrinker *shrinker, gfp_t gfp, int priority)
{
	struct shrink_control sc = {.gfp_mask = gfp};
	unsigned long count = shrinker->count_objects(shrinker, &sc), want, freed = 0, now;
	long batch = shrinker->batch ? shrinker->batch : SHRINK_BATCH;

	if (!count || count == SHRINK_EMPTY)
		return 0;
	for (want = max(count >> priority, 1UL); want; want -= sc.nr_to_scan) {
		sc.nr_to_scan = sc.nr_scanned = min_t(unsigned long, want, batch);
		now = shrinker->scan_objects(shrinker, &sc);
		if (now == SHRINK_STOP)
			break;
		freed += now;
		count_vm_events(SLABS_SCANNED, sc.nr_scanned);
		cond_resched();
	}
	return freed;
}

static void shrink_all(gfp_t gfp, int priority)
{
	struct shrinker *shrinker;

	spin_lock(&shrinker_lock);
	nr_busy++;
	spin_unlock(&shrinker_lock);
	list_for_each_entry (shrinker, &shrinkers, list)
		shrink_one(shrinker, gfp, priority);
	spin_lock(&shrinker_lock);
	nr_busy--;
	spin_unlock(&shrinker_lock);
}

/* Shrinkers count objects; what counts here is pages, so compare before and after. */
static unsigned long shrink(gfp_t gfp, int priority)
{
	unsigned long before = nr_free_pages(), after, reaped;
	struct zone *zone;

	for_each_zone (zone)
		shrink_zone(zone, gfp, priority);
	shrink_all(gfp, priority);
	reaped = slab_reap(max(ENOUGH_PAGES, (1 << (DEF_PRIORITY - priority))));
	/* the other CPUs are not disturbed as long as it is not serious */
	if (priority)
		drain_local_pages();
	else
		drain_all_pages();
	after = nr_free_pages();
	return max(reaped, after > before ? after - before : 0);
}

/*
 * What was found is on its way to the disk, and enough of it: more pressure would take away
 * what is in use. True: some of it is there, look again.
 */
static bool wait_for_disk(unsigned long freed)
{
	return freed < ENOUGH_PAGES && global_node_page_state(NR_WRITEBACK) >= ENOUGH_PAGES &&
	       wait_on_any_writeback(HZ / 10);
}

unsigned long try_to_free_pages(gfp_t gfp, unsigned int order)
{
	unsigned long freed = 0, now;
	int priority, waits = MAX_WAITS;

	if (current->flags & PF_MEMALLOC)
		return 0;
	count_vm_event(ALLOCSTALL);
	current->flags |= PF_MEMALLOC;
	for (priority = DEF_PRIORITY; priority >= 0 && freed < ENOUGH_PAGES;) {
		now = shrink(gfp, priority);
		freed += now;
		if (!waits || !wait_for_disk(now))
			priority--;
		else
			waits--;
	}
	current->flags &= ~PF_MEMALLOC;
	return freed;
}

static bool all_zones_high(unsigned int order)
{
	struct zone *zone;

	for_each_zone (zone)
		if (zone->present_pages &&
		    !zone_watermark_ok(zone, order, zone->pages_high, ZONE_DMA, false, 0))
			return false;
	return true;
}

static void balance(unsigned int order)
{
	int priority = DEF_PRIORITY;
	unsigned long freed;

	count_vm_event(PAGEOUTRUN);
	while (priority >= 0 && !all_zones_high(order)) {
		freed = shrink(GFP_KERNEL, priority);
		/* as long as single pages come, there is no reason to press harder for them */
		if (freed >= ENOUGH_PAGES && !all_zones_high(0))
			continue;
		if (!wait_for_disk(freed))
			priority--;
	}
}

static int kswapd(void *unused)
{
	struct pglist_data *pgdat = &contig_page_data;
	unsigned int order;

	current->flags |= PF_MEMALLOC | PF_KSWAPD;
	while (!kthread_should_stop()) {
		/* interruptible, or it would count as load */
		wait_event_interruptible(pgdat->kswapd_wait, pgdat->kswapd_max_order >= 0);
		order = pgdat->kswapd_max_order;
		balance(order);
		/* if all was in vain, the next allocation may wake it again */
		pgdat->kswapd_max_order = -1;
		PROBE1(vmscan, kswapd_sleep, 0);
	}
	return 0;
}

void wakeup_kswapd(struct zone *zone, unsigned int order)
{
	struct pglist_data *pgdat = zone->zone_pgdat;

	if (zone_watermark_ok(zone, order, zone->pages_low, ZONE_DMA, false, 0))
		return;
	if (pgdat->kswapd_max_order >= (int)order || !waitqueue_active(&pgdat->kswapd_wait))
		return;
	pgdat->kswapd_max_order = order;
	PROBE2(vmscan, kswapd_wake, zone - pgdat->node_zones, order);
	wake_up(&pgdat->kswapd_wait);
}

void __init kswapd_init(void)
{
	struct task_struct *task;

	contig_page_data.kswapd_max_order = -1;
	task = kthread_run(kswapd, NULL, "kswapd0");
	if (IS_ERR(task))
		pr_err("Failed to start kswapd on node 0\n");
}
