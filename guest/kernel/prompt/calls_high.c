/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that give high pages an address: kmap and its like. */
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "calls.h"
#include "checks.h"
#include "context.h"
#include "describe.h"
#include "vars.h"

static bool gave_mapping(struct invocation *in, struct page *page, void *p)
{
	call_result(in, VAL_PTR, (u32)p);
	vars_mark((u32)p, VAL_PTR, false);
	describe_zone(&in->pr->note, page);
	if (!PageHighMem(page))
		call_note(in, "not high memory: its address in the linear map");
	return true;
}

static bool run_kmap(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	void *p;

	if (!check_frames(in, page, 0))
		return false;
	MEASURE(in, p = kmap(page));
	gave_mapping(in, page, p);
	if (PageHighMem(page))
		call_note(in, "pkmap slot %lu of %d", ((unsigned long)p - PKMAP_BASE) >> PAGE_SHIFT,
			  LAST_PKMAP);
	return true;
}

/* Calls of kmap() that kunmap() has not matched; a slot counts one more while mapped. */
static int kmap_users(struct page *page)
{
	unsigned long addr = (unsigned long)page_address(page);

	return addr ? pkmap_count[(addr - PKMAP_BASE) >> PAGE_SHIFT] - 1 : 0;
}

static bool run_kunmap(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;

	if (PageHighMem(page) && !kmap_users(page))
		return expr_fail(in->e, "kunmap: pfn %lu is not mapped by kmap(), or no longer",
				 page_to_pfn(page));
	MEASURE(in, kunmap(page));
	describe_zone(&in->pr->note, page);
	if (page_address(page) && PageHighMem(page))
		call_note(in, "the address stays until its slot is needed");
	return true;
}

/*
 * What kmap_atomic() gives is good only while nothing else runs, and the prompt has to
 * go back to reading keys: it maps, shows, and unmaps again.
 */
static bool run_kmap_atomic(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	void *p;
	u32 word;

	if (!check_frames(in, page, 0))
		return false;
	MEASURE(in, p = kmap_atomic(page));
	word = *(u32 *)p;
	kunmap_atomic(p);
	gave_mapping(in, page, p);
	call_note(in, "first word 0x%08x", word);
	call_note(in, "unmapped again: nobody may sleep while it is held");
	return true;
}

static bool run_kunmap_atomic(struct invocation *in)
{
	call_note(in, "the prompt has unmapped it already");
	return true;
}

/* Local maps are the task's, and last while it sleeps: the prompt can hold some. */
#define LOCAL_MOST (KM_TYPE_NR / 2)

static u32 newest_local(void)
{
	return fix_to_virt(FIX_KMAP_BEGIN + KM_TYPE_NR * raw_smp_processor_id() +
			   current->kmap_ctrl.idx - 1);
}

static bool own_context(const struct invocation *in)
{
	return in->pr->context == CONTEXT_PROCESS && in->pr->cpu < 0;
}

static bool run_kmap_local_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	void *p;

	if (!check_frames(in, page, 0))
		return false;
	if (PageHighMem(page) && (!own_context(in) || current->kmap_ctrl.idx >= LOCAL_MOST))
		return expr_fail(in->e, "kmap_local_page: %s",
				 own_context(in)
				     ? "8 at a time are the most here"
				     : "it would end with the interrupt; kmap_atomic()");
	MEASURE(in, p = kmap_local_page(page));
	gave_mapping(in, page, p);
	if (PageHighMem(page))
		call_note(in, "only this thread may use it, until kunmap_local()");
	return true;
}

static bool run_kunmap_local(struct invocation *in)
{
	u32 addr = in->args[0].bits & (u32)PAGE_MASK;
	int idx = current->kmap_ctrl.idx;

	if (virt_addr_valid(addr)) {
		call_note(in, "not high memory: nothing to unmap");
		return true;
	}
	if (!own_context(in) || !idx || addr != newest_local())
		return expr_fail(in->e, "kunmap_local: 0x%08x is not what was mapped last", addr);
	MEASURE(in, kunmap_local((void *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

#define ANY  "any context"
#define HIGH "High and Low Memory"

const struct call calls_high[] = {
    {"kmap", "p", run_kmap, "void *kmap(struct page *page)", "linux/highmem.h",
     "process context; sleeps while all slots are taken", HIGH, "an address for a high page"},
    {"kunmap", "p", run_kunmap, "void kunmap(struct page *page)", "linux/highmem.h", ANY, HIGH,
     "done with kmap()'s address; takes the page"},
    {"kmap_atomic", "p", run_kmap_atomic, "void *kmap_atomic(struct page *page)", "linux/highmem.h",
     ANY, HIGH, "an address for a moment without sleeping"},
    {"kunmap_atomic", "a", run_kunmap_atomic, "void kunmap_atomic(void *addr)", "linux/highmem.h",
     ANY, HIGH, "the last that kmap_atomic() gave goes first"},
    {"kmap_local_page", "p", run_kmap_local_page, "void *kmap_local_page(struct page *page)",
     "linux/highmem.h", ANY, NULL, "an address for this thread, which may sleep with it"},
    {"kunmap_local", "a", run_kunmap_local, "void kunmap_local(const void *addr)",
     "linux/highmem.h", ANY, NULL, "the last that kmap_local_page() gave goes first"},
    {NULL},
};
