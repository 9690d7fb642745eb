/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <asm/sections.h>

#include "access.h"
#include "calls.h"
#include "describe.h"

#define ENTRY_PRESENT 0x001
#define ENTRY_WRITE   0x002
#define ENTRY_LARGE   0x080
#define ENTRY_FRAME   0xfffff000
#define LARGE_FRAME   0xffc00000

static u32 read_directory(void)
{
	u32 cr3;

	__asm__ __volatile__("mov %%cr3,%0" : "=r"(cr3));
	return cr3 & ENTRY_FRAME;
}

/* The walk of SDM 3A 4.3 by hand: whatever made the tables, this is what the CPU sees. */
bool access_translate(u32 addr, u32 *pa, bool *writable)
{
	u32 entry = ((u32 *)__va(read_directory()))[addr >> 22];

	*writable = entry & ENTRY_WRITE;
	if (!(entry & ENTRY_PRESENT))
		return false;
	if (entry & ENTRY_LARGE) {
		*pa = (entry & LARGE_FRAME) | (addr & ~LARGE_FRAME);
		return true;
	}
	entry = ((u32 *)__va(entry & ENTRY_FRAME))[(addr >> PAGE_SHIFT) & 1023];
	*writable = *writable && (entry & ENTRY_WRITE);
	*pa = (entry & ENTRY_FRAME) | (addr & ~ENTRY_FRAME);
	return entry & ENTRY_PRESENT;
}

static bool mapped(struct expr *e, u32 addr, u32 bytes, bool write)
{
	u32 at = addr, end = addr + bytes - 1, pa;
	bool writable;

	if (!bytes)
		return true;
	if (end < addr)
		return expr_fail(e, "0x%08x and %u bytes on: past the end of memory", addr, bytes);
	for (;; at = (at | ~ENTRY_FRAME) + 1) {
		if (!access_translate(at, &pa, &writable)) {
			if (at < PAGE_SIZE)
				return expr_fail(e, "0x%08x: a NULL pointer; page 0 is not mapped",
						 at);
			return expr_fail(e, "0x%08x: not mapped; the CPU would fault there", at);
		}
		if (write && !writable)
			return expr_fail(e, "0x%08x: mapped read-only", at);
		if ((at | ~ENTRY_FRAME) >= end)
			return true;
	}
}

/* The slab allocator's notes stand before the first object: in most slabs, in its page. */
static bool slab_notes(struct page *page, u32 addr)
{
	struct slab *slab = (struct slab *)compound_head(page)->private;

	return addr < (u32)slab->s_mem;
}

/* Whose memory begins at addr that nobody but its owner may write, if the kernel is to live. */
static const char *owner_of(u32 pa)
{
	struct page *page;

	if (!pfn_valid(pa >> PAGE_SHIFT))
		return NULL;
	page = pfn_to_page(pa >> PAGE_SHIFT);
	if (PageTable(page))
		return "a page table";
	if (PageStack(page))
		return "a thread's stack";
	/* not so the pages of __init, which are given back after boot */
	if (PageReserved(page) && pa >= __pa(_text) && pa < __pa(_end))
		return "the kernel's own image";
	/* below 1 MiB are the VGA's memory and the firmware's */
	if (PageReserved(page))
		return pa >= 0x100000 ? "boot-time memory, mem_map perhaps" : NULL;
	if (is_free_frame(page))
		return "a free page";
	if (PageSlab(page) && slab_notes(page, (u32)__va(pa)))
		return "the slab allocator's notes";
	return NULL;
}

bool access_readable(struct expr *e, u32 addr, u32 bytes)
{
	return mapped(e, addr, bytes, false);
}

bool access_writable(struct expr *e, u32 addr, u32 bytes)
{
	u32 at = addr, pa;
	const char *owner;
	bool writable;

	if (!mapped(e, addr, bytes, true))
		return false;
	if (percpu_is_prompts(addr, bytes))
		return true;
	for (; at - addr < bytes; at = (at | ~ENTRY_FRAME) + 1) {
		access_translate(at, &pa, &writable);
		owner = owner_of(pa);
		if (owner)
			return expr_fail(e, "0x%08x: %s; not written", at, owner);
		if ((at | ~ENTRY_FRAME) == ~0u)
			break;
	}
	return true;
}

bool access_load(struct expr *e, u32 addr, unsigned int bytes, u32 *bits)
{
	if (!access_readable(e, addr, bytes))
		return false;
	if (bytes == 1)
		*bits = *(volatile u8 *)addr;
	else if (bytes == 2)
		*bits = *(volatile u16 *)addr;
	else
		*bits = *(volatile u32 *)addr;
	return true;
}

bool access_store(struct expr *e, u32 addr, unsigned int bytes, u32 bits)
{
	if (!access_writable(e, addr, bytes))
		return false;
	if (bytes == 1)
		*(volatile u8 *)addr = (u8)bits;
	else if (bytes == 2)
		*(volatile u16 *)addr = (u16)bits;
	else
		*(volatile u32 *)addr = bits;
	return true;
}

const char *access_string(struct expr *e, const struct value *v, size_t max)
{
	u32 at;

	if (v->kind == VAL_STRING)
		return v->text;
	for (at = v->bits; at - v->bits < max; at++) {
		if ((at == v->bits || !(at & ~ENTRY_FRAME)) && !access_readable(e, at, 1))
			return NULL;
		if (!*(const char *)at)
			return (const char *)v->bits;
	}
	expr_fail(e, "0x%08x: no NUL within %u bytes", v->bits, (u32)max);
	return NULL;
}
