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
 *	          ^ current->kmap_ctrl.idx of them in use, a stack
 *
 *    The stack of local maps is the task's: when it is switched out they are taken off the
 *    CPU's slots, and put back when it runs again. So kmap_local_page() may be held while
 *    sleeping; kmap_atomic() is the same with preemption off.
 *
 * 3. Invariants. A high page has at most one pkmap slot; then it bears PG_kmapped. A slot
 *    in use is never cleared. Atomic maps nest: last in, first out.
 *
 * 4. Locking and context. kmap(): process context, sleeps while all slots are used;
 *    kunmap(): any. Both under kmap_lock, interrupts off. Local maps: any context; a slot
 *    is touched by its CPU alone, so it needs no lock.
 *
 * 5. Failure. kmap() waits for as long as it takes. A seventeenth nested atomic map: BUG.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/instruction_pointer.h>
#include <linux/mm.h>
#include <linux/module_held.h>
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
static pte_t *local_ptes; /* of FIX_KMAP_BEGIN; all of fixmap is in one page table */

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

static void *kmap_high(struct page *page, unsigned long caller)
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
	held_made(addr, PAGE_SIZE, caller, "a kmap() not undone");
	PROBE2(highmem, kmap, page_to_pfn(page), addr);
	return addr;
}

void *kmap(struct page *page)
{
	might_sleep();
	return PageHighMem(page) ? kmap_high(page, _RET_IP_) : lowmem_page_address(page);
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
	if (wake)
		held_free(addr);
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

/* ---- kmap_local_page(), kmap_atomic() ---- */

/* The entry of this CPU's slot nr; addresses fall as the numbers of fixmap rise. */
static pte_t *local_pte(int nr)
{
	return local_ptes - (KM_TYPE_NR * smp_processor_id() + nr);
}

static unsigned long local_addr(int nr)
{
	return fix_to_virt(FIX_KMAP_BEGIN + KM_TYPE_NR * smp_processor_id() + nr);
}

static __always_inline void *map_local(unsigned long pfn, pgprot_t prot)
{
	struct kmap_ctrl *ctrl = &current->kmap_ctrl;
	unsigned long flags;
	int nr;

	/* an interrupt that maps in between puts its own on top, and takes it off again */
	local_irq_save(flags);
	nr = ctrl->idx++;
	BUG_ON(nr >= KM_TYPE_NR);
	ctrl->pteval[nr] = pfn_pte(pfn, prot);
	set_pte(local_pte(nr), ctrl->pteval[nr]);
	local_irq_restore(flags);
	return (void *)local_addr(nr);
}

void *kmap_local_pfn_prot(unsigned long pfn, pgprot_t prot)
{
	return map_local(pfn, prot);
}
EXPORT_SYMBOL(kmap_local_pfn_prot);

void *kmap_local_page(struct page *page)
{
	if (!PageHighMem(page))
		return lowmem_page_address(page);
	return map_local(page_to_pfn(page), PAGE_KERNEL);
}
EXPORT_SYMBOL(kmap_local_page);

static __always_inline void unmap_local(const void *addr)
{
	unsigned long page = (unsigned long)addr & PAGE_MASK, flags;
	struct kmap_ctrl *ctrl = &current->kmap_ctrl;

	if (page < fix_to_virt(FIX_KMAP_END) || page > fix_to_virt(FIX_KMAP_BEGIN))
		return;
	local_irq_save(flags);
	if (!WARN(!ctrl->idx || page != local_addr(ctrl->idx - 1),
		  "kunmap_local: %p is not what was mapped last\n", addr)) {
		pte_clear(local_pte(--ctrl->idx));
		__flush_tlb_one(page);
	}
	local_irq_restore(flags);
}

void kunmap_local(const void *addr)
{
	unmap_local(addr);
}
EXPORT_SYMBOL(kunmap_local);

void kmap_local_sched_out(struct task_struct *task)
{
	int nr;

	for (nr = 0; nr < task->kmap_ctrl.idx; nr++) {
		pte_clear(local_pte(nr));
		__flush_tlb_one(local_addr(nr));
	}
}

void kmap_local_sched_in(struct task_struct *task)
{
	int nr;

	for (nr = 0; nr < task->kmap_ctrl.idx; nr++)
		set_pte(local_pte(nr), task->kmap_ctrl.pteval[nr]);
}

void *kmap_atomic_prot(struct page *page, pgprot_t prot)
{
	preempt_disable();
	if (!PageHighMem(page))
		return lowmem_page_address(page);
	return map_local(page_to_pfn(page), prot);
}
EXPORT_SYMBOL(kmap_atomic_prot);

void *__kmap_atomic(struct page *page)
{
	preempt_disable();
	if (!PageHighMem(page))
		return lowmem_page_address(page);
	return map_local(page_to_pfn(page), PAGE_KERNEL);
}
EXPORT_SYMBOL(__kmap_atomic);

/* Also for frames that have no struct page. */
void *kmap_atomic_pfn(unsigned long pfn)
{
	preempt_disable();
	return kmap_local_pfn_prot(pfn, PAGE_KERNEL);
}
EXPORT_SYMBOL(kmap_atomic_pfn);

void __kunmap_atomic(const void *addr)
{
	unmap_local(addr);
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
	local_ptes = pte_lookup_kernel(fix_to_virt(FIX_KMAP_BEGIN));
}
