/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * highmem: kernel addresses for pages that have none.
 *
 * 1. Purpose. Pages beyond the linear map are good for users and buffers, but the kernel
 *    cannot touch them where they are. kmap() gives a page one of 1024 addresses until
 *    kunmap(); kmap_atomic() one of a few of this CPU's for a moment.
 *
 * 2. Structures.
 *
 *	pkmap_count[nr]     0  free, no entry in the page table
 *	                    1  nobody uses it, but the page table (and TLBs) still show it
 *	                    n  n - 1 users
 *	PKMAP_ADDR(nr)      its address
 *	maps[nr]            page <-> slot, in a hash by page: page_address()
 *
 *    Unmapping is lazy: kunmap() only counts down to 1. When the search for a free slot
 *    has gone round once, all slots at 1 are cleared together, with one TLB flush for all.
 *
 *	fixmap  [ CPU 0: 16 slots ][ CPU 1: 16 slots ] ...
 *	          ^ kmap_depth of them in use, a stack
 *
 * 3. Invariants. A high page has at most one pkmap slot; then it bears PG_kmapped. A slot
 *    in use is never cleared. Atomic maps nest: last in, first out.
 *
 * 4. Locking and context. kmap(): process context, sleeps while all slots are used;
 *    kunmap(): any. Both under kmap_lock, interrupts off. Atomic maps: any context; the
 *    task may not be preempted until unmapped, so the slots need no lock.
 *
 * 5. Failure. kmap() waits for as long as it takes. A seventeenth nested atomic map: BUG.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "internal.h"

#define HASH_BITS 7

struct page_map {
	struct page *page;
	struct hlist_node hash;
};

int pkmap_count[LAST_PKMAP];
static struct page_map maps[LAST_PKMAP];
static struct hlist_head page_hash[1 << HASH_BITS];
static unsigned int last_slot;
static DEFINE_SPINLOCK(kmap_lock);
static DECLARE_WAIT_QUEUE_HEAD(slot_wait);
static DEFINE_PER_CPU(int, kmap_depth);

static struct hlist_head *bucket(const struct page *page)
{
	return &page_hash[hash_ptr(page, HASH_BITS)];
}

static pte_t *slot_pte(unsigned int slot)
{
	return pte_lookup_kernel(PKMAP_ADDR(slot));
}

/* ---- page_address(), under kmap_lock ---- */

static void *address_of(const struct page *page)
{
	struct page_map *map;

	if (PageKmapped(page))
		hlist_for_each_entry(map, bucket(page), hash) if (map->page == page) return (
		    void *)PKMAP_ADDR(map - maps);
	return NULL;
}

static void give_slot(struct page *page, unsigned int slot)
{
	maps[slot].page = page;
	hlist_add_head(&maps[slot].hash, bucket(page));
	SetPageKmapped(page);
	set_pte(slot_pte(slot), mk_pte(page, PAGE_KERNEL));
	pkmap_count[slot] = 1;
}

static void take_slot(unsigned int slot)
{
	ClearPageKmapped(maps[slot].page);
	hlist_del(&maps[slot].hash);
	maps[slot].page = NULL;
	pte_clear(slot_pte(slot));
	pkmap_count[slot] = 0;
}

void *page_address(const struct page *page)
{
	unsigned long flags;
	void *addr;

	if (!PageHighMem(page))
		return lowmem_page_address(page);
	spin_lock_irqsave(&kmap_lock, flags);
	addr = address_of(page);
	spin_unlock_irqrestore(&kmap_lock, flags);
	return addr;
}
EXPORT_SYMBOL(page_address);

/* ---- kmap() ---- */

static void clear_unused(void)
{
	unsigned int slot, cleared = 0;

	for (slot = 0; slot < LAST_PKMAP; slot++) {
		if (pkmap_count[slot] != 1)
			continue;
		take_slot(slot);
		cleared++;
	}
	if (cleared)
		flush_tlb_kernel_range(PKMAP_ADDR(0), PKMAP_ADDR(LAST_PKMAP));
}

/* Round and round: a slot is used again as late as possible. -1: all are in use. */
static int find_slot(void)
{
	unsigned int tries;

	for (tries = 0; tries < LAST_PKMAP; tries++) {
		last_slot = (last_slot + 1) & LAST_PKMAP_MASK;
		if (!last_slot)
			clear_unused();
		if (!pkmap_count[last_slot])
			return last_slot;
	}
	return -1;
}

/* With kmap_lock, which is given back while asleep. */
static void wait_for_slot(unsigned long *flags)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&slot_wait, &wait, TASK_UNINTERRUPTIBLE);
	spin_unlock_irqrestore(&kmap_lock, *flags);
	schedule();
	finish_wait(&slot_wait, &wait);
	spin_lock_irqsave(&kmap_lock, *flags);
}

static void *kmap_high(struct page *page)
{
	unsigned long flags;
	void *addr;
	int slot;

	spin_lock_irqsave(&kmap_lock, flags);
	while (!(addr = address_of(page))) {
		slot = find_slot();
		if (slot >= 0)
			give_slot(page, slot);
		else
			wait_for_slot(&flags); /* somebody may have mapped the page meanwhile */
	}
	pkmap_count[PKMAP_NR(addr)]++;
	spin_unlock_irqrestore(&kmap_lock, flags);
	PROBE2(highmem, kmap, page_to_pfn(page), addr);
	return addr;
}

void *kmap(struct page *page)
{
	might_sleep();
	return PageHighMem(page) ? kmap_high(page) : lowmem_page_address(page);
}
EXPORT_SYMBOL(kmap);

void kunmap(struct page *page)
{
	unsigned long flags;
	bool wake = false;
	void *addr;

	if (!PageHighMem(page))
		return;
	PROBE1(highmem, kunmap, page_to_pfn(page));
	spin_lock_irqsave(&kmap_lock, flags);
	addr = address_of(page);
	if (!WARN(!addr || pkmap_count[PKMAP_NR(addr)] < 2,
		  "kunmap: pfn %lu is not mapped by kmap()\n", page_to_pfn(page)))
		wake = --pkmap_count[PKMAP_NR(addr)] == 1;
	spin_unlock_irqrestore(&kmap_lock, flags);
	if (wake && waitqueue_active(&slot_wait))
		wake_up(&slot_wait);
}
EXPORT_SYMBOL(kunmap);

void kmap_flush_unused(void)
{
	unsigned long flags;

	spin_lock_irqsave(&kmap_lock, flags);
	clear_unused();
	spin_unlock_irqrestore(&kmap_lock, flags);
}

/* ---- kmap_atomic() ---- */

static void *atomic_map(unsigned long pfn, pgprot_t prot)
{
	int *depth = this_cpu_ptr(&kmap_depth);
	unsigned long addr;

	BUG_ON(*depth == KM_TYPE_NR);
	addr = fix_to_virt(FIX_KMAP_BEGIN + KM_TYPE_NR * smp_processor_id() + *depth);
	++*depth;
	set_pte(pte_lookup_kernel(addr), pfn_pte(pfn, prot));
	return (void *)addr;
}

void *kmap_atomic_prot(struct page *page, pgprot_t prot)
{
	preempt_disable();
	if (!PageHighMem(page))
		return lowmem_page_address(page);
	return atomic_map(page_to_pfn(page), prot);
}
EXPORT_SYMBOL(kmap_atomic_prot);

void *__kmap_atomic(struct page *page)
{
	return kmap_atomic_prot(page, PAGE_KERNEL);
}
EXPORT_SYMBOL(__kmap_atomic);

/* Also for frames that have no struct page. */
void *kmap_atomic_pfn(unsigned long pfn)
{
	preempt_disable();
	return atomic_map(pfn, PAGE_KERNEL);
}
EXPORT_SYMBOL(kmap_atomic_pfn);

void __kunmap_atomic(const void *addr)
{
	unsigned long page = (unsigned long)addr & PAGE_MASK;
	int *depth = this_cpu_ptr(&kmap_depth);

	if (page >= fix_to_virt(FIX_KMAP_END) && page <= fix_to_virt(FIX_KMAP_BEGIN)) {
		WARN_ON(page !=
			fix_to_virt(FIX_KMAP_BEGIN + KM_TYPE_NR * smp_processor_id() + *depth - 1));
		pte_clear(pte_lookup_kernel(page));
		__flush_tlb_one(page);
		--*depth;
	}
	preempt_enable();
}
EXPORT_SYMBOL(__kunmap_atomic);

struct page *kmap_to_page(void *addr)
{
	unsigned long at = (unsigned long)addr;

	if (at >= PKMAP_ADDR(0) && at < PKMAP_ADDR(LAST_PKMAP))
		return pte_page(*slot_pte(PKMAP_NR(at)));
	if (at >= FIXADDR_START)
		return pte_page(*pte_lookup_kernel(at));
	return virt_to_page(addr);
}
EXPORT_SYMBOL(kmap_to_page);

void __init kmap_init(void)
{
	BUILD_BUG_ON(LAST_PKMAP != PTRS_PER_PTE);
	BUG_ON(!slot_pte(0));
}
