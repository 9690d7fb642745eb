/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/highmem.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/vmalloc.h>
#include <asm/sections.h>

#include "access.h"
#include "describe.h"

bool is_struct_page(u32 bits)
{
	u32 first = (u32)mem_map;

	return bits >= first && (bits - first) % sizeof(struct page) == 0 &&
	       pfn_valid((bits - first) / sizeof(struct page));
}

struct slab *slab_of(u32 addr)
{
	struct page *page = compound_head(virt_to_page((void *)addr));

	return PageSlab(page) ? (struct slab *)page->private : NULL;
}

/* Only the first page of a free block is marked: look for one that reaches this far. */
bool is_free_frame(const struct page *page)
{
	unsigned long pfn = page_to_pfn(page), order;
	const struct page *first;

	if (PagePcp(page))
		return true;
	for (order = 0; order < MAX_ORDER; order++) {
		first = pfn_to_page(pfn & ~((1ul << order) - 1));
		if (PageBuddy(first) && first->private >= order)
			return true;
	}
	return false;
}

void describe_zone(struct seq_file *m, struct page *page)
{
	seq_printf(m, ", zone %s, pfn %lu", page_zone(page)->name, page_to_pfn(page));
}

void describe_object(struct seq_file *m, u32 addr)
{
	struct slab *slab = slab_of(addr);
	struct kmem_cache *cache = slab->cache;

	seq_printf(m, ", cache %s, slab 0x%08x object %u of %u", cache->name,
		   (u32)slab->s_mem & (u32)PAGE_MASK, (addr - (u32)slab->s_mem) / cache->size,
		   cache->num);
}

static const char *page_use(const struct page *page)
{
	static const struct {
		unsigned int flag;
		const char *use;
	} uses[] = {
	    {PG_buddy, "free"},
	    {PG_pcp, "free, on a per-CPU list"},
	    {PG_slab, "slab"},
	    {PG_table, "page table"},
	    {PG_stack, "a thread's stack"},
	    {PG_vmalloc, "backs a vmalloc area"},
	    {PG_reserved, "reserved"},
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(uses); i++)
		if (test_bit(uses[i].flag, &page->flags))
			return uses[i].use;
	return is_free_frame(page) ? "free" : "allocated";
}

static void note_use(struct seq_file *m, const struct page *page)
{
	int order = page_held_order(page);

	seq_printf(m, ", %s", page_use(page));
	if (PageBuddy(page))
		seq_printf(m, ", order %lu", page->private);
	else if (order >= 0)
		seq_printf(m, ", order %d", order);
}

void describe_page(struct seq_file *m, struct page *page)
{
	void *addr = page_address(page);

	note_use(m, page);
	describe_zone(m, page);
	seq_printf(m, ", physical 0x%08lx", (unsigned long)page_to_phys(page));
	if (addr)
		seq_printf(m, ", at 0x%08x", (u32)addr);
	else
		seq_puts(m, ", no kernel address until kmap()");
}

void describe_cache(struct seq_file *m, struct kmem_cache *cache)
{
	seq_printf(m, ", cache %s, %u-byte objects %u bytes apart, %u to a slab of %u page%s",
		   cache->name, cache->object_size, cache->size, cache->num, 1u << cache->gfporder,
		   cache->gfporder ? "s" : "");
}

void describe_backing(struct seq_file *m, u32 addr, u32 bytes)
{
	unsigned long per_zone[MAX_NR_ZONES] = {0}, first = 0;
	struct page *page;
	u32 at;
	int z;

	for (at = addr & PAGE_MASK; at < addr + bytes; at += PAGE_SIZE) {
		page = vmalloc_to_page((void *)at);
		if (!page)
			continue;
		if (at == (addr & PAGE_MASK))
			first = page_to_pfn(page);
		per_zone[page_zonenum(page)]++;
	}
	for (z = MAX_NR_ZONES - 1; z >= 0; z--)
		if (per_zone[z])
			seq_printf(m, ", %lu page%s of zone %s", per_zone[z],
				   per_zone[z] == 1 ? "" : "s", NODE_DATA(0)->node_zones[z].name);
	seq_printf(m, ", the first is pfn %lu", first);
}

static void describe_vmalloc(struct seq_file *m, u32 addr)
{
	struct vm_struct *area = find_vm_area((void *)addr);
	u32 start, bytes;

	if (!area) {
		seq_puts(m, ", vmalloc range, no area there");
		return;
	}
	start = (u32)area->addr;
	bytes = area->size - PAGE_SIZE;
	seq_printf(m, ", %s area 0x%08x-0x%08x and a guard page",
		   area->flags & VM_IOREMAP ? "ioremap" : "vmalloc", start, start + bytes);
	if (area->flags & VM_IOREMAP)
		seq_printf(m, ", physical 0x%08lx", (unsigned long)area->phys_addr);
	else
		describe_backing(m, start, bytes);
}

static void describe_linear(struct seq_file *m, u32 addr)
{
	struct page *page = virt_to_page((void *)addr);

	if (PageReserved(page) && addr >= (u32)_text && addr < (u32)_end) {
		char symbol[KSYM_SYMBOL_LEN];

		sprint_symbol(symbol, addr);
		seq_printf(m, ", kernel image, %s", symbol);
		return;
	}
	if (slab_of(addr)) {
		describe_object(m, addr);
		describe_zone(m, page);
		return;
	}
	note_use(m, page);
	describe_zone(m, page);
}

void describe_address(struct seq_file *m, u32 addr)
{
	u32 pa;
	bool writable;

	if (virt_addr_valid(addr)) {
		describe_linear(m, addr);
	} else if (is_vmalloc_addr((void *)addr)) {
		describe_vmalloc(m, addr);
	} else if (access_translate(addr, &pa, &writable)) {
		seq_printf(m, ", mapped to physical 0x%08x", pa);
		if (pfn_valid(pa >> PAGE_SHIFT))
			describe_zone(m, pfn_to_page(pa >> PAGE_SHIFT));
	} else {
		seq_puts(m, ", not mapped");
	}
}
