/* SPDX-License-Identifier: GPL-2.0-only */
/* vmalloc(), ioremap() and kmap() on a simulated MMU: what they say is what is mapped. */
#include "run.h"

#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "sim.h"

#define RAM	 (80UL << 20)
#define LOWMEM	 (48UL << 20)
#define MAX_HELD 60
#define OPS	 20000

/* Also those that this CPU's lists hold. */
static unsigned long nr_free_pages_all(void)
{
	vm_unmap_aliases();
	drain_local_pages();
	return nr_free_pages();
}

static void check_areas(void)
{
	unsigned long at = VMALLOC_START;
	struct vm_struct *area;

	for (area = vmlist; area; area = area->next) {
		expect((unsigned long)area->addr >= at);
		expect(PAGE_ALIGNED(area->addr) && PAGE_ALIGNED(area->size));
		at = (unsigned long)area->addr + area->size;
		expect(at <= VMALLOC_END);
		expect(sim_faults((char *)area->addr + area->size - PAGE_SIZE)); /* the guard */
		expect(find_vm_area((char *)area->addr + area->size - 1) ==
		       (area->flags & VM_LAZY ? NULL : area));
	}
	expect(!sim_warnings && !sim_bad_pages);
}

START_TEST(random_areas)
{
	static struct {
		u32 *p;
		unsigned long words;
		u32 mark;
	} held[MAX_HELD];
	unsigned int nr = 0, i, k;
	unsigned long before;

	sim_seed(0x20260104);
	sim_boot(RAM, LOWMEM);
	vfree(vmalloc(4 << 20)); /* a page table or two, which stay */
	drain_local_pages();
	before = nr_free_pages();
	for (i = 0; i < OPS; i++) {
		if (nr < MAX_HELD && sim_below(2)) {
			unsigned long bytes = 1 + sim_below(sim_below(10) ? 30000 : 1000000);
			u32 *p = sim_below(2) ? vmalloc(bytes) : vzalloc(bytes);

			expect(p);
			held[nr].p = p;
			held[nr].words = PAGE_ALIGN(bytes) / 4;
			held[nr].mark = sim_random();
			for (k = 0; k < held[nr].words; k += 1024)
				p[k] = held[nr].mark + k;
			nr++;
		} else if (nr) {
			unsigned int n = sim_below(nr);

			for (k = 0; k < held[n].words; k += 1024)
				expect(held[n].p[k] == held[n].mark + k);
			vfree(held[n].p);
			expect(sim_faults(held[n].p));
			held[n] = held[--nr];
		}
		if (i % 500 == 0)
			check_areas();
	}
	while (nr)
		vfree(held[--nr].p);
	vm_unmap_aliases();
	expect(!vmlist && !vmalloc_nr_pages());
	drain_local_pages();
	/* slabs and page tables may have grown meanwhile, no more */
	expect(before - nr_free_pages() < 40 + VMALLOC_TOTAL / PGDIR_SIZE);
}
END_TEST

START_TEST(a_guard_page_after_each)
{
	char *a, *b;

	sim_boot(RAM, LOWMEM);
	a = vmalloc(5000);
	b = vmalloc(5000);
	ck_assert_uint_eq((unsigned long)a, VMALLOC_START);
	ck_assert_uint_eq(b - a, 0x3000);
	a[8191] = 1;
	ck_assert(sim_faults(a + 8192));
	ck_assert(!sim_faults(b));
}
END_TEST

START_TEST(pages_know_their_area)
{
	struct page *page;
	char *p;

	sim_boot(RAM, LOWMEM);
	p = vmalloc(3 * PAGE_SIZE);
	page = vmalloc_to_page(p + PAGE_SIZE + 17);
	ck_assert(PageVmalloc(page) && PageHighMem(page));
	ck_assert_ptr_eq(page->vm_area, find_vm_area(p));
	p[PAGE_SIZE] = 42;
	ck_assert_int_eq(*sim_phys(page_to_phys(page)), 42);
	ck_assert_ptr_null(vmalloc_to_page(p + 3 * PAGE_SIZE));
	vfree(p);
	ck_assert(!PageVmalloc(page));
	ck_assert_ptr_null(page->vm_area);
}
END_TEST

START_TEST(vzalloc_is_zero)
{
	char *p, *q;

	sim_boot(RAM, LOWMEM);
	p = vmalloc(100000);
	memset(p, 0xff, 100000);
	vfree(p);
	q = vzalloc(100000);
	ck_assert(!memchr_inv(q, 0, 100000));
}
END_TEST

START_TEST(too_much_is_refused)
{
	sim_boot(RAM, LOWMEM);
	ck_assert_ptr_null(vmalloc(0));
	ck_assert_ptr_null(vmalloc(~0UL));
	ck_assert_ptr_null(vmalloc(RAM + PAGE_SIZE));
	ck_assert(!strstr(sim_log, "allocation failure")); /* not even tried */
	vfree(NULL);
	ck_assert_uint_eq(sim_warnings, 0);
	vfree((void *)(VMALLOC_START + PAGE_SIZE));
	ck_assert_uint_eq(sim_warnings, 1);
	ck_assert(strstr(sim_log, "Trying to vfree() nonexistent vm area"));
	vfree((void *)(VMALLOC_START + 1));
	ck_assert_uint_eq(sim_warnings, 2);
	ck_assert(strstr(sim_log, "Trying to vfree() bad address"));
}
END_TEST

START_TEST(the_window_is_finite)
{
	void __iomem *p;
	unsigned long bytes = 0;

	sim_boot(RAM, LOWMEM);
	while ((p = ioremap(0x80000000, 32 << 20)))
		bytes += (32 << 20) + PAGE_SIZE;
	ck_assert_uint_gt(bytes + (32 << 20) + PAGE_SIZE, VMALLOC_TOTAL);
	ck_assert(strstr(sim_log, "allocation failed: out of vmalloc space - "
				  "use vmalloc=<size> to increase size."));
	ck_assert_uint_eq(sim_warnings, 0);
}
END_TEST

START_TEST(failure_half_way_leaks_nothing)
{
	unsigned long before;

	sim_boot(RAM, LOWMEM);
	vfree(vmalloc(30 << 20));
	vm_unmap_aliases();
	drain_local_pages();
	before = nr_free_pages();
	ck_assert_ptr_null(__vmalloc(78 << 20, GFP_KERNEL | __GFP_HIGHMEM | __GFP_NOWARN));
	drain_local_pages();
	vm_unmap_aliases();
	ck_assert_uint_le(before - nr_free_pages(), 12); /* page tables */
	ck_assert_ptr_null(vmlist);
}
END_TEST

START_TEST(vmap_shows_the_same_pages)
{
	struct page *pages[3];
	char *p;
	int i;

	sim_boot(RAM, LOWMEM);
	for (i = 0; i < 3; i++)
		pages[i] = alloc_page(GFP_HIGHUSER);
	p = vmap(pages, 3, 0, PAGE_KERNEL);
	p[2 * PAGE_SIZE + 5] = 9;
	ck_assert_int_eq(sim_phys(page_to_phys(pages[2]))[5], 9);
	vunmap(p);
	ck_assert(sim_faults(p));
	for (i = 0; i < 3; i++)
		__free_page(pages[i]);
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

START_TEST(vmap_that_owns_its_pages)
{
	unsigned long before, counted;
	struct page **pages;
	void *p;

	sim_boot(RAM, LOWMEM);
	vfree(vmalloc(8)); /* a page table and slabs, which stay */
	kfree(kmalloc(2 * sizeof(*pages), GFP_KERNEL));
	before = nr_free_pages_all();
	counted = vmalloc_nr_pages();
	pages = kmalloc(2 * sizeof(*pages), GFP_KERNEL);
	pages[0] = alloc_page(GFP_KERNEL);
	pages[1] = alloc_page(GFP_HIGHUSER);
	p = vmap(pages, 2, VM_MAP_PUT_PAGES, PAGE_KERNEL);
	ck_assert_ptr_nonnull(p);
	vfree(p);
	ck_assert_uint_eq(nr_free_pages_all(), before);
	ck_assert_uint_eq(vmalloc_nr_pages(), counted);
	/* and vfree() of one that does not own them is vunmap() */
	pages = (struct page *[]){alloc_page(GFP_KERNEL)};
	vfree(vmap(pages, 1, VM_MAP, PAGE_KERNEL));
	ck_assert_int_eq(page_held_order(pages[0]), 0);
	ck_assert_uint_eq(sim_warnings + sim_bad_pages, 0);
}
END_TEST

START_TEST(freed_addresses_wait_for_a_flush_everywhere)
{
	void *a, *b;

	sim_boot(RAM, LOWMEM);
	sim_flushes_everywhere = 0;
	a = vmalloc(5000);
	vfree(a);
	ck_assert(sim_faults(a)); /* here it is gone at once */
	ck_assert_ptr_null(find_vm_area(a));
	ck_assert(vmlist->flags & VM_LAZY);
	b = vmalloc(5000);
	ck_assert_uint_eq((char *)b - (char *)a, 0x3000);
	vfree(b);
	ck_assert_uint_eq(sim_flushes_everywhere, 0);
	vm_unmap_aliases();
	ck_assert_uint_eq(sim_flushes_everywhere, 1); /* for both */
	ck_assert_ptr_null(vmlist);
	ck_assert_ptr_eq(vmalloc(5000), a);
	vm_unmap_aliases();
	ck_assert_uint_eq(sim_flushes_everywhere, 1); /* there was nothing */
	vfree(a);
	vfree(a);
	ck_assert(strstr(sim_log, "Trying to vfree() nonexistent vm area"));
}
END_TEST

START_TEST(lazy_areas_are_purged_when_many)
{
	unsigned int purges;

	sim_boot(RAM, LOWMEM);
	sim_flushes_everywhere = 0;
	/* 64 MiB with two CPUs */
	for (purges = 0; purges < 4; purges++) {
		int i;

		for (i = 0; i < 63; i++)
			iounmap(ioremap(0x80000000, (1 << 20) - PAGE_SIZE));
		ck_assert_uint_eq(sim_flushes_everywhere, purges);
		iounmap(ioremap(0x80000000, 1 << 20));
		iounmap(ioremap(0x80000000, 1 << 20));
		ck_assert_uint_eq(sim_flushes_everywhere, purges + 1);
		vm_unmap_aliases();
		sim_flushes_everywhere = purges + 1;
	}
}
END_TEST

START_TEST(no_gap_purges_before_it_fails)
{
	void __iomem *p, *last = NULL;

	sim_boot(RAM, LOWMEM);
	while ((p = ioremap(0x80000000, 32 << 20)))
		last = p;
	iounmap(last);
	sim_flushes_everywhere = 0;
	ck_assert_ptr_eq(ioremap(0x80000000, 32 << 20), last);
	ck_assert_uint_eq(sim_flushes_everywhere, 1);
}
END_TEST

START_TEST(one_cpu_has_no_need_to_wait)
{
	void *a;

	sim_boot(RAM, LOWMEM);
	__cpu_online_mask.bits[0] = 1;
	sim_flushes_everywhere = 0;
	a = vmalloc(5000);
	vfree(a);
	ck_assert_ptr_null(vmlist);
	ck_assert_ptr_eq(vmalloc(5000), a);
	ck_assert_uint_eq(sim_flushes_everywhere, 0);
	__cpu_online_mask.bits[0] = 3;
}
END_TEST

START_TEST(vfree_in_an_interrupt_is_put_off)
{
	void *a, *b;

	sim_boot(RAM, LOWMEM);
	a = vmalloc(5000);
	b = vmalloc(100);
	preempt_count_add(HARDIRQ_OFFSET);
	vfree(a);
	vfree(b);
	preempt_count_sub(HARDIRQ_OFFSET);
	ck_assert(find_vm_area(a) && find_vm_area(b));
	sim_run_works();
	ck_assert(!find_vm_area(a) && !find_vm_area(b));
	ck_assert_uint_eq(vmalloc_nr_pages(), 0);
	ck_assert_uint_eq(sim_warnings, 0);
}
END_TEST

/* ---- ioremap ---- */

START_TEST(ioremap_maps_devices_only)
{
	u8 __iomem *p;

	sim_boot(RAM, LOWMEM);
	p = ioremap(0xa0004, 0x1000);
	ck_assert_uint_eq(offset_in_page(p), 4);
	writeb(0x41, p);
	ck_assert_int_eq(sim_phys(0xa0004)[0], 0x41);
	ck_assert_uint_eq(find_vm_area(p)->phys_addr, 0xa0000);
	ck_assert_uint_eq(find_vm_area(p)->size, 3 * PAGE_SIZE);
	ck_assert(pte_val(*pte_lookup_kernel((unsigned long)p)) & _PAGE_PCD);
	iounmap(p);
	ck_assert(sim_faults((void *)p));
	ck_assert_ptr_null(ioremap(0x200000, 0x1000));
	ck_assert(strstr(sim_log, "ioremap on RAM at "));
	ck_assert_ptr_null(ioremap(0x50000, 16));
	ck_assert_ptr_null(ioremap(0xa0000, 0));
	ck_assert_ptr_null(ioremap(0xfffff000, ~0UL));
	ck_assert_ptr_nonnull(ioremap(RAM, 0x1000)); /* what mem= would have cut off */
}
END_TEST

START_TEST(iounmap_wants_ioremaps_address)
{
	void *p;

	sim_boot(RAM, LOWMEM);
	p = vmalloc(10);
	iounmap(p);
	ck_assert_uint_eq(sim_warnings, 1);
	ck_assert(!sim_faults(p));
}
END_TEST

/* ---- high memory ---- */

START_TEST(a_high_page_has_no_address_until_kmap)
{
	struct page *page;
	u32 *p;

	sim_boot(RAM, LOWMEM);
	page = alloc_page(GFP_HIGHUSER);
	ck_assert_ptr_null(page_address(page));
	p = kmap(page);
	ck_assert_uint_eq((unsigned long)p, PKMAP_ADDR(1));
	ck_assert_ptr_eq(page_address(page), p);
	ck_assert_ptr_eq(kmap(page), p);
	*p = 77;
	ck_assert_uint_eq(*(u32 *)sim_phys(page_to_phys(page)), 77);
	kunmap(page);
	kunmap(page);
	ck_assert_ptr_eq(page_address(page), p); /* lazily */
	kunmap(page);
	ck_assert_uint_eq(sim_warnings, 1);
	kmap_flush_unused();
	ck_assert_ptr_null(page_address(page));
	ck_assert(sim_faults(p));
}
END_TEST

START_TEST(low_pages_keep_theirs)
{
	struct page *page;
	void *p;

	sim_boot(RAM, LOWMEM);
	page = alloc_page(GFP_KERNEL);
	ck_assert_ptr_eq(kmap(page), page_address(page));
	kunmap(page);
	p = kmap_atomic(page);
	ck_assert_ptr_eq(p, page_address(page));
	kunmap_atomic(p);
	ck_assert_int_eq(preempt_count(), 0);
}
END_TEST

static struct page *mapped[LAST_PKMAP + 1];
static int freed_by_others = -1;

static void others_unmap(void)
{
	freed_by_others = 300;
	kunmap(mapped[freed_by_others]);
}

START_TEST(kmap_waits_for_a_slot)
{
	unsigned int i;

	sim_boot(RAM, LOWMEM);
	for (i = 0; i <= LAST_PKMAP; i++)
		mapped[i] = alloc_page(GFP_HIGHUSER);
	for (i = 0; i < LAST_PKMAP; i++) {
		*(u32 *)kmap(mapped[i]) = i;
		ck_assert_int_eq(pkmap_count[PKMAP_NR(page_address(mapped[i]))], 2);
	}
	sim_other_tasks = others_unmap;
	*(u32 *)kmap(mapped[LAST_PKMAP]) = LAST_PKMAP;
	ck_assert_int_eq(freed_by_others, 300);
	ck_assert_uint_eq(sim_wakeups, 1);
	ck_assert_ptr_null(page_address(mapped[300]));
	for (i = 0; i <= LAST_PKMAP; i++)
		ck_assert_uint_eq(*(u32 *)sim_phys(page_to_phys(mapped[i])), i);
}
END_TEST

START_TEST(slots_are_used_again)
{
	struct page *page[8];
	unsigned int i, n;

	sim_seed(5);
	sim_boot(RAM, LOWMEM);
	for (i = 0; i < 8; i++)
		page[i] = alloc_page(GFP_HIGHUSER);
	for (i = 0; i < 20000; i++) {
		n = sim_below(8);
		*(u32 *)kmap(page[n]) = i;
		expect(*(u32 *)sim_phys(page_to_phys(page[n])) == i);
		kunmap(page[n]);
		if (!sim_below(50))
			kmap_flush_unused();
	}
	ck_assert_uint_eq(sim_warnings, 0);
}
END_TEST

START_TEST(atomic_maps_nest)
{
	struct page *page[KM_TYPE_NR];
	char *at[KM_TYPE_NR];
	int i, round;

	sim_boot(RAM, LOWMEM);
	for (i = 0; i < KM_TYPE_NR; i++)
		page[i] = alloc_page(GFP_HIGHUSER);
	for (round = 0; round < 20; round++) {
		sim_set_cpu(round & 1);
		for (i = 0; i < KM_TYPE_NR; i++) {
			at[i] = kmap_atomic(page[(i + round) % KM_TYPE_NR]);
			*at[i] = i;
			ck_assert_ptr_eq(kmap_to_page(at[i]), page[(i + round) % KM_TYPE_NR]);
		}
		for (i = 0; i < KM_TYPE_NR; i++)
			ck_assert_int_eq(*sim_phys(page_to_phys(page[(i + round) % KM_TYPE_NR])),
					 i);
		while (i--)
			kunmap_atomic(at[i]);
		ck_assert(sim_faults(at[0]));
	}
	ck_assert_int_eq(preempt_count(), 0);
	ck_assert_uint_eq(sim_warnings, 0);
}
END_TEST

static void one_too_many(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	int i;

	for (i = 0; i <= KM_TYPE_NR; i++)
		kmap_atomic(page);
}

START_TEST(too_many_atomic_maps)
{
	sim_boot(RAM, LOWMEM);
	ck_assert(sim_bugs(one_too_many));
}
END_TEST

START_TEST(copying_high_pages)
{
	struct page *a, *b;

	sim_boot(RAM, LOWMEM);
	a = alloc_page(GFP_HIGHUSER | __GFP_ZERO);
	b = alloc_page(GFP_HIGHUSER);
	ck_assert(!memchr_inv(sim_phys(page_to_phys(a)), 0, PAGE_SIZE));
	memset(sim_phys(page_to_phys(a)), 3, PAGE_SIZE);
	copy_highpage(b, a);
	ck_assert(!memchr_inv(sim_phys(page_to_phys(b)), 3, PAGE_SIZE));
}
END_TEST

/* ---- the kernel's gigabyte ---- */

START_TEST(layout)
{
	unsigned long addr;

	sim_boot(RAM, LOWMEM);
	ck_assert_uint_eq((unsigned long)high_memory, PAGE_OFFSET + LOWMEM);
	ck_assert_uint_eq(VMALLOC_START - PAGE_OFFSET, 0x03800000); /* 48 MiB, 8 MiB on */
	ck_assert_uint_eq(PKMAP_BASE - PAGE_OFFSET, 0x3f800000);
	ck_assert_uint_eq(VMALLOC_END - PAGE_OFFSET, 0x3f7fe000);
	ck_assert(sim_faults(high_memory));
	ck_assert(pgd_large(*pgd_offset_k(high_memory - 1)));
	for (addr = (unsigned long)high_memory; addr < PKMAP_BASE; addr += PGDIR_SIZE)
		ck_assert(pgd_none(*pgd_offset_k(addr)));
	ck_assert(PageTable(virt_to_page(pgd_page_vaddr(*pgd_offset_k(PKMAP_BASE)))));
}
END_TEST

START_TEST(fixmap)
{
	char *p = (char *)fix_to_virt(FIX_APIC_BASE);

	sim_boot(RAM, LOWMEM);
	ck_assert(sim_faults(p));
	set_fixmap(FIX_APIC_BASE, 0xb8000);
	*p = 7;
	ck_assert_int_eq(*sim_phys(0xb8000), 7);
	clear_fixmap(FIX_APIC_BASE);
	ck_assert(sim_faults(p));
}
END_TEST

START_TEST(lowmem_that_ends_within_a_large_page)
{
	sim_boot(RAM, LOWMEM - 3 * PAGE_SIZE);
	ck_assert(pgd_large(*pgd_offset_k(PAGE_OFFSET)));
	ck_assert_ptr_nonnull(pte_lookup_kernel((unsigned long)high_memory - 1));
	ck_assert(pte_present(*pte_lookup_kernel((unsigned long)high_memory - 1)));
	ck_assert(!pte_present(*pte_lookup_kernel((unsigned long)high_memory)));
}
END_TEST

START_TEST(kvmalloc_falls_back)
{
	void *crumbs, *p;

	sim_boot(RAM, LOWMEM);
	p = kvmalloc(10000, GFP_KERNEL);
	ck_assert(virt_addr_valid(p));
	kvfree(p);
	while ((crumbs = kmalloc(1 << 18, GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY)))
		;
	p = kvmalloc(1 << 20, GFP_KERNEL | __GFP_NOWARN);
	ck_assert(is_vmalloc_addr(p));
	kvfree(p);
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    random_areas,
	    a_guard_page_after_each,
	    pages_know_their_area,
	    vzalloc_is_zero,
	    too_much_is_refused,
	    the_window_is_finite,
	    failure_half_way_leaks_nothing,
	    vmap_shows_the_same_pages,
	    vmap_that_owns_its_pages,
	    freed_addresses_wait_for_a_flush_everywhere,
	    lazy_areas_are_purged_when_many,
	    no_gap_purges_before_it_fails,
	    one_cpu_has_no_need_to_wait,
	    vfree_in_an_interrupt_is_put_off,
	    ioremap_maps_devices_only,
	    iounmap_wants_ioremaps_address,
	    a_high_page_has_no_address_until_kmap,
	    low_pages_keep_theirs,
	    kmap_waits_for_a_slot,
	    slots_are_used_again,
	    atomic_maps_nest,
	    too_many_atomic_maps,
	    copying_high_pages,
	    layout,
	    fixmap,
	    lowmem_that_ends_within_a_large_page,
	    kvmalloc_falls_back,
	    NULL,
	};

	return run_tests("vmalloc", tests);
}
