/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * init: from a list of memory ranges to page tables, zones and free lists.
 *
 * 1. Purpose. What must have happened, in this order, before anybody can allocate:
 *
 *	setup_arch()    memblock knows RAM, image, modules; the pfn limits are set
 *	paging_init()   final page tables; zones and mem_map, nothing free yet
 *	...             boot-time allocations (per-CPU areas, alloc_bootmem())
 *	mem_init()      what memblock has left goes to the buddy allocator
 *
 * 2. Structures. The kernel's page directory, swapper_pg_dir. Lowmem by 4 MiB pages where
 *    a whole one is lowmem, the rest by a page table; all global, as they are the same in
 *    every address space:
 *
 *	swapper_pg_dir[0..767]     empty; programs have page directories of their own
 *	              [768..]      lowmem      PSE PSE PSE ... PT(the last, partial one)
 *	              [...]        vmalloc     page tables made when needed
 *	              [1022]       pkmap       one page table, for mm/highmem.c
 *	              [1023]       fixmap      one page table
 *
 *    head.S left 224 PDEs that map 896 MiB whatever there is; those beyond lowmem go.
 *
 * 3. Invariants. Virtual minus physical is PAGE_OFFSET all over lowmem. high_memory is
 *    where that ends; the page after it is not mapped. Page tables bear PG_table.
 *
 * 4. Locking and context. Boot, one CPU, interrupts off. pte_alloc_kernel() and
 *    __set_fixmap() also later: init_mm_lock makes sure one page table is made, not two.
 *
 * 5. Failure. No memory for page tables at boot: panic. Later: NULL.
 */
#include <linux/bigphysarea.h>
#include <linux/bootmem.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/pgtable.h>
#include <asm/sections.h>

#include "internal.h"

#ifdef MM_HOST_TEST
#define set_kernel_pgd(addr, entry) set_pgd(pgd_offset_k(addr), entry)
#endif

#define HEAD_MAPPED ((phys_addr_t)896 << 20) /* by head.S */

void *high_memory;
EXPORT_SYMBOL(high_memory);
unsigned long lowmem_bytes;

static DEFINE_SPINLOCK(init_mm_lock);
static bool page_alloc_ready;

static unsigned long lowmem_end(void)
{
	return PAGE_OFFSET + (max_low_pfn << PAGE_SHIFT);
}

bool __virt_addr_valid(unsigned long addr)
{
	return addr >= PAGE_OFFSET && addr < (unsigned long)high_memory;
}
EXPORT_SYMBOL(__virt_addr_valid);

/* ---- page tables ---- */

static pte_t *new_page_table(void)
{
	struct page *page;
	pte_t *table;

	if (!page_alloc_ready)
		return memblock_alloc(PAGE_SIZE, PAGE_SIZE);
	table = (pte_t *)get_zeroed_page(GFP_KERNEL);
	if (!table)
		return NULL;
	page = virt_to_page(table);
	__SetPageTable(page);
	return table;
}

static void free_page_table(pte_t *table)
{
	__ClearPageTable(virt_to_page(table));
	free_page((unsigned long)table);
}

/* Not PG_global in a directory entry that leads to a table: SDM 3A 4.10.2.4. */
static pgd_t table_pgd(const pte_t *table)
{
	return __pgd((u32)__pa(table) | _PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED);
}

pte_t *pte_alloc_kernel(unsigned long addr)
{
	pgd_t *pgd = pgd_offset_k(addr);
	pte_t *table;

	if (pgd_none(*pgd)) {
		table = new_page_table();
		if (!table)
			return NULL;
		spin_lock(&init_mm_lock);
		if (pgd_none(*pgd)) {
			set_kernel_pgd(addr, table_pgd(table));
			table = NULL;
		}
		spin_unlock(&init_mm_lock);
		if (table)
			free_page_table(table);
	}
	return pgd_large(*pgd) ? NULL : pte_offset_kernel(pgd, addr);
}

pte_t *pte_lookup_kernel(unsigned long addr)
{
	pgd_t *pgd = pgd_offset_k(addr);

	if (!pgd_present(*pgd) || pgd_large(*pgd))
		return NULL;
	return pte_offset_kernel(pgd, addr);
}

pte_t *lookup_address(unsigned long addr, unsigned int *level)
{
	pgd_t *pgd = pgd_offset_k(addr);

	*level = PG_LEVEL_NONE;
	if (!pgd_present(*pgd))
		return NULL;
	*level = pgd_large(*pgd) ? PG_LEVEL_2M : PG_LEVEL_4K;
	return pgd_large(*pgd) ? (pte_t *)pgd : pte_offset_kernel(pgd, addr);
}
EXPORT_SYMBOL_GPL(lookup_address);

void __set_fixmap(enum fixed_addresses index, phys_addr_t pa, pgprot_t prot)
{
	unsigned long addr = fix_to_virt(index);

	set_pte(pte_alloc_kernel(addr), pfn_pte((unsigned long)PHYS_PFN(pa), prot));
	__flush_tlb_one(addr);
}

static void __init map_lowmem_page_table(unsigned long addr, unsigned long end)
{
	pte_t *table = new_page_table();
	unsigned long at;

	if (!table)
		panic("No memory for the page table of 0x%08lx", addr);
	for (at = addr; at < end; at += PAGE_SIZE)
		set_pte(table + pte_index(at), pfn_pte(__pa(at) >> PAGE_SHIFT, PAGE_KERNEL));
	set_pgd(pgd_offset_k(addr), table_pgd(table));
}

static void __init map_lowmem(void)
{
	unsigned long addr, end = lowmem_end();

	for (addr = PAGE_OFFSET; addr < end; addr += PGDIR_SIZE) {
		if (end - addr < PGDIR_SIZE)
			map_lowmem_page_table(addr, end);
		else
			set_pgd(pgd_offset_k(addr),
				__pgd((u32)__pa(addr) | __PAGE_KERNEL | _PAGE_PSE));
	}
	/* what head.S mapped beyond */
	for (; addr < PKMAP_BASE; addr += PGDIR_SIZE)
		set_pgd(pgd_offset_k(addr), __pgd(0));
}

static void __init make_fixed_tables(void)
{
	BUILD_BUG_ON(FIXADDR_SIZE > PGDIR_SIZE - PAGE_SIZE);
	if (!pte_alloc_kernel(FIXADDR_START) || !pte_alloc_kernel(PKMAP_BASE))
		panic("No memory for the page tables of fixmap and kmap()");
}

void __init paging_init(void)
{
	phys_addr_t lowmem = (phys_addr_t)max_low_pfn << PAGE_SHIFT;

	high_memory = (void *)lowmem_end();
	lowmem_bytes = lowmem;
	/* a page table must lie where the boot map reaches: vmalloc= may ask for more lowmem */
	memblock_set_current_limit(min(lowmem, HEAD_MAPPED));
	map_lowmem();
	memblock_set_current_limit(lowmem);
	make_fixed_tables();
	enable_global_pages();
	__flush_tlb_all();
	kmap_init();
	free_area_init();
	build_all_zonelists();
	init_per_zone_pages_min();
}

/* ---- the rest of memory goes to the page allocator ---- */

static void __init reserve_page(struct page *page)
{
	__SetPageReserved(page);
	set_page_count(page, 1);
}

/* Whole pages that a reserved region touches, within what is RAM. */
static void __init mark_reserved_pages(void)
{
	const struct memblock_region *r;
	unsigned long pfn, end;

	for_each_reserved_mem_region(r)
	{
		end = min((unsigned long)PFN_UP(r->base + r->size), max_mapnr);
		for (pfn = PFN_DOWN(r->base); pfn < end; pfn++)
			reserve_page(pfn_to_page(pfn));
	}
}

/* The largest block that begins at pfn and ends at or before end. */
static unsigned int __init block_order(unsigned long pfn, unsigned long end)
{
	unsigned int order = min(__ffs(pfn | MAX_ORDER_NR_PAGES), (unsigned long)MAX_ORDER - 1);

	while ((1UL << order) > end - pfn)
		order--;
	return order;
}

static void __init free_range(unsigned long pfn, unsigned long end)
{
	struct zone *zone;
	unsigned long zone_end;
	unsigned int order;

	while (pfn < end) {
		zone = page_zone(pfn_to_page(pfn));
		zone_end = min(end, zone->zone_start_pfn + zone->spanned_pages);
		for (; pfn < zone_end; pfn += 1UL << order) {
			order = block_order(pfn, zone_end);
			buddy_free(zone, pfn_to_page(pfn), order);
			zone->managed_pages += 1UL << order;
		}
	}
}

static void __init free_all_bootmem(void)
{
	phys_addr_t cursor = 0, start, end;

	pr_info("Initializing HighMem for node 0 (%08lx:%08lx)\n", highstart_pfn, highend_pfn);
	while (memblock_next_free(&cursor, &start, &end))
		free_range(max(1UL, (unsigned long)PFN_UP(start)),
			   min((unsigned long)PFN_DOWN(end), max_mapnr));
	num_physpages = totalram_pages();
}

static unsigned long __init kib(const char *start, const char *end)
{
	return (end - start) >> 10;
}

static void __init print_memory_line(void)
{
	unsigned long present = contig_page_data.node_present_pages << (PAGE_SHIFT - 10);

	pr_info("Memory: %luK/%luK available (%luK kernel code, %luK rwdata, %luK rodata, "
		"%luK init, %luK bss, %luK reserved, 0K cma-reserved, %luK highmem)\n",
		nr_free_pages() << (PAGE_SHIFT - 10), present, kib(_text, _etext),
		kib(_sdata, _edata), kib(__start_rodata, __end_rodata),
		kib(__init_begin, __init_end), kib(__bss_start, __bss_stop),
		present - (totalram_pages() << (PAGE_SHIFT - 10)),
		totalhigh_pages() << (PAGE_SHIFT - 10));
}

static void __init print_range(const char *name, unsigned long start, unsigned long end)
{
	bool large = end - start >= 10UL << 20;

	pr_info("%s : 0x%08lx - 0x%08lx   (%4lu %s)\n", name, start, end,
		(end - start) >> (large ? 20 : 10), large ? "MB" : "kB");
}

static void __init print_layout(void)
{
	pr_info("virtual kernel memory layout:\n");
	print_range("    fixmap ", FIXADDR_START, FIXADDR_TOP);
	print_range("    pkmap  ", PKMAP_BASE, PKMAP_BASE + LAST_PKMAP * PAGE_SIZE);
	print_range("    vmalloc", VMALLOC_START, VMALLOC_END);
	print_range("    lowmem ", PAGE_OFFSET, (unsigned long)high_memory);
	print_range("      .init", (unsigned long)__init_begin, (unsigned long)__init_end);
	print_range("      .data", (unsigned long)_sdata, (unsigned long)_edata);
	print_range("      .text", (unsigned long)_text, (unsigned long)_etext);
}

/* Tables made before there was anybody to mark them. */
static void __init mark_page_tables(void)
{
	unsigned int i;

	__SetPageTable(virt_to_page(swapper_pg_dir));
	for (i = pgd_index(PAGE_OFFSET); i < PTRS_PER_PGD; i++)
		if (pgd_present(swapper_pg_dir[i]) && !pgd_large(swapper_pg_dir[i]))
			__SetPageTable(virt_to_page(pgd_page_vaddr(swapper_pg_dir[i])));
}

void __init mem_init(void)
{
	bigphysarea_init();
	memblock_dump_all();
	mark_reserved_pages();
	mark_page_tables();
	free_all_bootmem();
	page_alloc_ready = true;
	init_on_report();
	print_memory_line();
	print_layout();
}

/* ---- parts of the image that are not needed any more ---- */

unsigned long free_reserved_area(void *start, void *end, int poison, const char *what)
{
	char *at = (char *)PAGE_ALIGN((unsigned long)start);
	unsigned long pages = 0;
	struct page *page;

	for (; at + PAGE_SIZE <= (char *)end; at += PAGE_SIZE, pages++) {
		page = virt_to_page(at);
		if (poison >= 0)
			memset(at, poison, PAGE_SIZE);
		__ClearPageReserved(page);
		set_page_count(page, 1);
		page_zone(page)->managed_pages++;
		__free_page(page);
	}
	if (pages && what)
		pr_info("Freeing %s memory: %luK\n", what, pages << (PAGE_SHIFT - 10));
	return pages;
}

void free_initmem(void)
{
	free_reserved_area(__init_begin, __init_end, POISON_FREE_INITMEM,
			   "unused kernel image (initmem)");
}
