/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that give whole pages, by address or by struct page, and the conversions. */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>

#include "calls.h"
#include "checks.h"
#include "describe.h"
#include "vars.h"

static void note_pages(struct invocation *in, struct page *page, u32 order)
{
	call_note(in, "%lu bytes, order %u", PAGE_SIZE << order, order);
	if (order)
		seq_printf(&in->pr->note, " (%u pages)", 1u << order);
	describe_zone(&in->pr->note, page);
	if (order)
		seq_printf(&in->pr->note, "-%lu", page_to_pfn(page) + (1ul << order) - 1);
}

static bool gave_address(struct invocation *in, unsigned long addr, u32 order)
{
	call_result(in, VAL_PTR, addr);
	if (!addr)
		return call_failed(in, "no pages");
	vars_mark(addr, VAL_PTR, false);
	note_pages(in, virt_to_page((void *)addr), order);
	return true;
}

static bool run_get_free_pages(struct invocation *in)
{
	gfp_t gfp = in->args[0].bits;
	u32 order = in->args[1].bits;
	unsigned long addr;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, addr = __get_free_pages(gfp, order));
	return gave_address(in, addr, order);
}

static bool run_get_dma_pages(struct invocation *in)
{
	gfp_t gfp = in->args[0].bits;
	u32 order = in->args[1].bits;
	unsigned long addr;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, addr = __get_dma_pages(gfp, order));
	return gave_address(in, addr, order);
}

static bool run_get_free_page(struct invocation *in)
{
	gfp_t gfp = in->args[0].bits;
	unsigned long addr;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, addr = __get_free_page(gfp));
	return gave_address(in, addr, 0);
}

static bool run_get_zeroed_page(struct invocation *in)
{
	gfp_t gfp = in->args[0].bits;
	unsigned long addr;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, addr = get_zeroed_page(gfp));
	return gave_address(in, addr, 0);
}

static bool gave_page(struct invocation *in, struct page *page, u32 order)
{
	call_result(in, VAL_PAGE, (u32)page);
	if (!page)
		return call_failed(in, "no pages");
	vars_mark((u32)page, VAL_PAGE, false);
	note_pages(in, page, order);
	call_note(in, "physical 0x%08lx", (unsigned long)page_to_phys(page));
	if (!page_address(page))
		call_note(in, "no kernel address until kmap()");
	else
		call_note(in, "at 0x%08x", (u32)page_address(page));
	return true;
}

static bool run_alloc_pages(struct invocation *in)
{
	gfp_t gfp = in->args[0].bits;
	u32 order = in->args[1].bits;
	struct page *page;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, page = alloc_pages(gfp, order));
	return gave_page(in, page, order);
}

static bool run_alloc_page(struct invocation *in)
{
	gfp_t gfp = in->args[0].bits;
	struct page *page;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, page = alloc_page(gfp));
	return gave_page(in, page, 0);
}

static bool took_pages(struct invocation *in, struct page *page, u32 order)
{
	vars_mark((u32)page, VAL_PAGE, true);
	if (page_address(page))
		vars_mark((u32)page_address(page), VAL_PTR, true);
	call_note(in, "%u page%s back", 1u << order, order ? "s" : "");
	describe_zone(&in->pr->note, page);
	return true;
}

static bool free_address(struct invocation *in, u32 order)
{
	u32 addr = in->args[0].bits;
	struct page *page;

	if (!addr) {
		MEASURE(in, free_pages(addr, order));
		call_note(in, "nothing to free");
		return true;
	}
	if (!virt_addr_valid(addr))
		return expr_fail(in->e,
				 "%s: 0x%08x is outside the linear map: no page of "
				 "__get_free_pages()'s",
				 in->call->name, addr);
	page = virt_to_page((void *)addr);
	if (!check_pages(in, page, order))
		return false;
	if (addr & ~PAGE_MASK)
		return expr_fail(in->e, "%s: 0x%08x is inside a page, not its beginning",
				 in->call->name, addr);
	MEASURE(in, free_pages(addr, order));
	return took_pages(in, page, order);
}

static bool run_free_page(struct invocation *in)
{
	return free_address(in, 0);
}

static bool run_free_pages(struct invocation *in)
{
	return free_address(in, in->args[1].bits);
}

static bool run___free_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;

	if (!check_pages(in, page, 0))
		return false;
	MEASURE(in, __free_page(page));
	return took_pages(in, page, 0);
}

static bool run_free_hot_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;

	if (!check_pages(in, page, 0))
		return false;
	MEASURE(in, free_hot_page(page));
	return took_pages(in, page, 0);
}

static bool run_free_cold_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;

	if (!check_pages(in, page, 0))
		return false;
	MEASURE(in, free_cold_page(page));
	return took_pages(in, page, 0);
}

static bool run_get_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;

	if (!check_frames(in, page, 0))
		return false;
	MEASURE(in, get_page(page));
	call_note(in, "references: %d", page_count(page));
	return true;
}

static bool run_put_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	bool last = page_count(page) == 1;

	if (!check_frames(in, page, 0))
		return false;
	MEASURE(in, put_page(page));
	if (last)
		vars_mark((u32)page, VAL_PAGE, true);
	call_note(in,
		  last ? "that was the last reference: the page is free" : "references left: %d",
		  page_count(page));
	return true;
}

static bool run_page_to_phys(struct invocation *in)
{
	call_result(in, VAL_UINT, page_to_phys((struct page *)in->args[0].bits));
	return true;
}

static bool run_alloc_pages_node(struct invocation *in)
{
	gfp_t gfp = in->args[1].bits;
	u32 order = in->args[2].bits;
	struct page *page;

	if (in->args[0].bits)
		return expr_fail(in->e, "alloc_pages_node: node 0 is the only one");
	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, page = alloc_pages_node(0, gfp, order));
	return gave_page(in, page, order);
}

static bool run_alloc_pages_exact(struct invocation *in)
{
	u32 size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!size || !check_gfp(in, gfp))
		return size ? false : expr_fail(in->e, "alloc_pages_exact: a size of 0");
	MEASURE(in, p = alloc_pages_exact(size, gfp));
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "no pages");
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "%lu pages, where a block would have %u", (unsigned long)PFN_UP(size),
		  1u << get_order(size));
	describe_zone(&in->pr->note, virt_to_page(p));
	return true;
}

static bool run_free_pages_exact(struct invocation *in)
{
	u32 addr = in->args[0].bits, at;

	if (!virt_addr_valid(addr) || (addr & ~PAGE_MASK))
		return expr_fail(in->e, "free_pages_exact: 0x%08x is no page in the linear map",
				 addr);
	for (at = addr; at < addr + in->args[1].bits; at += PAGE_SIZE)
		if (!check_pages(in, virt_to_page((void *)at), 0))
			return false;
	MEASURE(in, free_pages_exact((void *)addr, in->args[1].bits));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_split_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	u32 order = in->args[1].bits;

	if (!check_pages(in, page, order))
		return false;
	if (PageCompound(page))
		return expr_fail(in->e, "split_page: a compound page stays one");
	MEASURE(in, split_page(page, order));
	call_note(in, "%u single pages, each freed by itself", 1u << order);
	return true;
}

static bool run___free_pages(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	u32 order = in->args[1].bits;

	if (!check_pages(in, page, order))
		return false;
	MEASURE(in, __free_pages(page, order));
	return took_pages(in, page, order);
}

static bool run_get_order(struct invocation *in)
{
	call_result(in, VAL_INT, (u32)get_order(in->args[0].bits));
	return true;
}

static bool run_page_address(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	void *addr;

	MEASURE(in, addr = page_address(page));
	call_result(in, VAL_PTR, (u32)addr);
	describe_zone(&in->pr->note, page);
	if (!addr)
		call_note(in, "high memory has no kernel address until kmap()");
	return true;
}

static bool linear_wanted(struct invocation *in, u32 addr)
{
	if (virt_addr_valid(addr))
		return true;
	return expr_fail(in->e,
			 "%s: 0x%08x is not in the linear map (0x%08lx to high_memory 0x%08x)",
			 in->call->name, addr, PAGE_OFFSET, (u32)high_memory);
}

static bool run_virt_to_page(struct invocation *in)
{
	u32 addr = in->args[0].bits;

	if (!linear_wanted(in, addr))
		return false;
	call_result(in, VAL_PAGE, (u32)virt_to_page((void *)addr));
	describe_page(&in->pr->note, virt_to_page((void *)addr));
	return true;
}

static bool run_page_to_pfn(struct invocation *in)
{
	call_result(in, VAL_UINT, page_to_pfn((struct page *)in->args[0].bits));
	return true;
}

static bool run_pfn_to_page(struct invocation *in)
{
	u32 pfn = in->args[0].bits;

	if (!pfn_valid(pfn))
		return expr_fail(in->e, "pfn_to_page: pfn %u has no struct page; there are %lu",
				 pfn, max_mapnr);
	call_result(in, VAL_PAGE, (u32)pfn_to_page(pfn));
	describe_page(&in->pr->note, pfn_to_page(pfn));
	return true;
}

/* The end of the linear map is a place too: what lies above mem= begins there. */
static bool run_virt_to_phys(struct invocation *in)
{
	if (in->args[0].bits != (u32)high_memory && !linear_wanted(in, in->args[0].bits))
		return false;
	call_result(in, VAL_UINT, __pa(in->args[0].bits));
	return true;
}

static bool run_phys_to_virt(struct invocation *in)
{
	u32 pa = in->args[0].bits;

	if (!virt_addr_valid(__va(pa)))
		return expr_fail(in->e,
				 "%s: physical 0x%08x is beyond lowmem, which ends at 0x%08lx",
				 in->call->name, pa, __pa(high_memory));
	call_result(in, VAL_PTR, (u32)__va(pa));
	describe_address(&in->pr->note, (u32)__va(pa));
	return true;
}

#define BY_FLAGS  "sleeps if the flags have __GFP_WAIT; GFP_ATOMIC in interrupts"
#define ANY	  "any context"
#define PAGES	  "get_free_page and Friends"
#define INTERFACE "The alloc_pages Interface"

const struct call calls_page[] = {
    {"__get_free_pages", "nn", run_get_free_pages,
     "unsigned long __get_free_pages(gfp_t flags, unsigned int order)", "linux/gfp.h", BY_FLAGS,
     PAGES, "1 << order pages, contiguous, by address; never high memory"},
    {"__get_free_page", "n", run_get_free_page, "unsigned long __get_free_page(gfp_t flags)",
     "linux/gfp.h", BY_FLAGS, PAGES, "one page, not cleared"},
    {"get_zeroed_page", "n", run_get_zeroed_page, "unsigned long get_zeroed_page(gfp_t flags)",
     "linux/gfp.h", BY_FLAGS, PAGES, "one page full of zeros"},
    {"__get_dma_pages", "nn", run_get_dma_pages,
     "unsigned long __get_dma_pages(gfp_t flags, unsigned int order)", "linux/gfp.h", BY_FLAGS,
     PAGES, "__get_free_pages() with GFP_DMA: below 16 MiB"},
    {"free_page", "a", run_free_page, "void free_page(unsigned long addr)", "linux/gfp.h", ANY,
     PAGES, "give one page back"},
    {"free_pages", "an", run_free_pages, "void free_pages(unsigned long addr, unsigned int order)",
     "linux/gfp.h", ANY, PAGES, "give pages back; the order must be the one they were got with"},
    {"alloc_pages", "nn", run_alloc_pages,
     "struct page *alloc_pages(gfp_t flags, unsigned int order)", "linux/gfp.h", BY_FLAGS,
     INTERFACE, "1 << order pages, contiguous, by struct page; any zone"},
    {"alloc_page", "n", run_alloc_page, "struct page *alloc_page(gfp_t flags)", "linux/gfp.h",
     BY_FLAGS, INTERFACE, "one page by struct page"},
    {"__free_page", "p", run___free_page, "void __free_page(struct page *page)", "linux/gfp.h", ANY,
     INTERFACE, "give one page back"},
    {"__free_pages", "pn", run___free_pages,
     "void __free_pages(struct page *page, unsigned int order)", "linux/gfp.h", ANY, INTERFACE,
     "give pages back; the order must be the one they were got with"},
    {"get_free_page", "n", run_get_zeroed_page, "unsigned long get_free_page(gfp_t flags)",
     "linux/mm.h", BY_FLAGS, PAGES, "2.4's name of get_zeroed_page()"},
    {"free_hot_page", "p", run_free_hot_page, "void free_hot_page(struct page *page)",
     "linux/gfp.h", ANY, INTERFACE, "__free_page() of a page that is in the CPU's cache"},
    {"free_cold_page", "p", run_free_cold_page, "void free_cold_page(struct page *page)",
     "linux/gfp.h", ANY, INTERFACE, "of one that is not: to the other end"},
    {"alloc_pages_node", "nnn", run_alloc_pages_node,
     "struct page *alloc_pages_node(int nid, gfp_t flags, unsigned int order)", "linux/gfp.h",
     BY_FLAGS, INTERFACE, "of a node; there is only 0"},
    {"alloc_pages_exact", "nn", run_alloc_pages_exact,
     "void *alloc_pages_exact(size_t size, gfp_t flags)", "linux/gfp.h", BY_FLAGS, NULL,
     "as many pages as size needs, and not the next power of two"},
    {"free_pages_exact", "an", run_free_pages_exact,
     "void free_pages_exact(void *addr, size_t size)", "linux/gfp.h", ANY, NULL, "give them back"},
    {"split_page", "pn", run_split_page, "void split_page(struct page *page, unsigned int order)",
     "linux/mm.h", ANY, NULL, "make a block single pages"},
    {"get_page", "p", run_get_page, "void get_page(struct page *page)", "linux/mm.h", ANY, NULL,
     "one reference more: it is free when the last is put"},
    {"put_page", "p", run_put_page, "void put_page(struct page *page)", "linux/mm.h", ANY, NULL,
     "one reference less"},
    {"page_to_phys", "p", run_page_to_phys, "phys_addr_t page_to_phys(struct page *page)",
     "asm/io.h", ANY, NULL, "the frame's physical address"},
    {"get_dma_pages", "nn", run_get_dma_pages,
     "unsigned long get_dma_pages(gfp_t flags, unsigned int order)", "linux/gfp.h", BY_FLAGS, NULL,
     "the same as __get_dma_pages()"},
    {"get_order", "n", run_get_order, "int get_order(unsigned long size)", "asm/page.h", ANY, PAGES,
     "the smallest order that holds size bytes"},
    {"page_address", "p", run_page_address, "void *page_address(const struct page *page)",
     "linux/mm.h", ANY, INTERFACE, "its kernel address, NULL for a high page that has none"},
    {"virt_to_page", "a", run_virt_to_page, "struct page *virt_to_page(const void *addr)",
     "asm/page.h", ANY, NULL, "from an address of the linear map"},
    {"page_to_pfn", "p", run_page_to_pfn, "unsigned long page_to_pfn(struct page *page)",
     "asm/page.h", ANY, NULL, "the frame's number"},
    {"pfn_to_page", "n", run_pfn_to_page, "struct page *pfn_to_page(unsigned long pfn)",
     "asm/page.h", ANY, NULL, "the frame's struct page"},
    {"virt_to_phys", "a", run_virt_to_phys, "phys_addr_t virt_to_phys(const void *addr)",
     "asm/io.h", ANY, NULL, "from an address of the linear map"},
    {"phys_to_virt", "n", run_phys_to_virt, "void *phys_to_virt(phys_addr_t pa)", "asm/io.h", ANY,
     NULL, "its address in the linear map"},
    {"__pa", "a", run_virt_to_phys, "unsigned long __pa(const void *addr)", "asm/page.h", ANY, NULL,
     "addr - PAGE_OFFSET"},
    {"__va", "n", run_phys_to_virt, "void *__va(unsigned long pa)", "asm/page.h", ANY, NULL,
     "pa + PAGE_OFFSET"},
    {NULL},
};
