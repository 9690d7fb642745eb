/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/vmalloc.h>

#include "checks.h"
#include "describe.h"
#include "vars.h"

bool check_gfp(struct invocation *in, gfp_t gfp)
{
	if (gfp & ~(u32)__GFP_BITS_MASK)
		return expr_fail(in->e,
				 "%s: 0x%x are no flags the kernel knows (the size comes "
				 "first, then the flags)",
				 in->call->name, gfp & ~(u32)__GFP_BITS_MASK);
	if (gfp & __GFP_NOFAIL)
		return expr_fail(in->e,
				 "%s: __GFP_NOFAIL could wait for ever and take the prompt "
				 "with it",
				 in->call->name);
	return true;
}

static bool freed_already(struct invocation *in, u32 addr, const char *what)
{
	struct var *var = vars_freed(addr);

	if (var)
		return expr_fail(in->e, "%s: 0x%08x is %s: freed before (%s still points at it)",
				 in->call->name, addr, what, var->name);
	return expr_fail(in->e, "%s: 0x%08x is %s", in->call->name, addr, what);
}

/* Is the object on its slab's free list, or in a CPU's array of free objects? */
static bool object_free(struct slab *slab, u32 addr)
{
	return slab_object_is_free(slab->cache, slab, (void *)addr);
}

static bool check_object(struct invocation *in, struct slab *slab, u32 addr)
{
	u32 first = (u32)slab->s_mem, index, within;

	if (addr < first || addr >= first + slab->cache->num * slab->cache->size)
		return expr_fail(in->e, "%s: 0x%08x is a slab's own data (cache %s)",
				 in->call->name, addr, slab->cache->name);
	index = (addr - first) / slab->cache->size;
	within = (addr - first) % slab->cache->size;
	if (within)
		return expr_fail(in->e,
				 "%s: 0x%08x is %u bytes into object %u of cache %s, which "
				 "begins at 0x%08x",
				 in->call->name, addr, within, index, slab->cache->name,
				 addr - within);
	if (object_free(slab, addr))
		return freed_already(in, addr, "a free object");
	return true;
}

bool check_kfree(struct invocation *in, u32 addr)
{
	struct page *page;
	struct slab *slab;

	if (ZERO_OR_NULL_PTR((void *)addr))
		return true;
	if (is_vmalloc_addr((void *)addr))
		return expr_fail(in->e,
				 "%s: 0x%08x is in the vmalloc range; that is vfree()'s or "
				 "iounmap()'s",
				 in->call->name, addr);
	if (!virt_addr_valid(addr))
		return expr_fail(in->e,
				 "%s: 0x%08x is no address of kmalloc()'s: the linear map "
				 "is 0x%08lx-0x%08x",
				 in->call->name, addr, PAGE_OFFSET, (u32)high_memory - 1);
	slab = slab_of(addr);
	if (slab)
		return check_object(in, slab, addr);
	page = virt_to_page((void *)addr);
	if (is_free_frame(page))
		return freed_already(in, addr, "in a free page");
	if (PageReserved(page))
		return expr_fail(in->e,
				 "%s: 0x%08x is boot-time memory or the kernel's image, not "
				 "kmalloc()'s",
				 in->call->name, addr);
	if (!PageHead(page) || (addr & ~PAGE_MASK))
		return expr_fail(in->e,
				 "%s: 0x%08x is no object of kmalloc()'s; pages of "
				 "__get_free_pages() go to free_pages()",
				 in->call->name, addr);
	return true;
}

bool check_frames(struct invocation *in, struct page *page, u32 order)
{
	unsigned long pfn = page_to_pfn(page), i;

	if (order >= MAX_ORDER || !pfn_valid(pfn + (1ul << order) - 1))
		return expr_fail(in->e, "%s: order %u; %d is the largest", in->call->name, order,
				 MAX_ORDER - 1);
	for (i = 0; i < 1ul << order; i++) {
		struct page *p = page + i;

		if (PageReserved(p))
			return expr_fail(in->e,
					 "%s: pfn %lu is reserved: never the page allocator's",
					 in->call->name, pfn + i);
		if (is_free_frame(p))
			return expr_fail(in->e, "%s: pfn %lu is free already", in->call->name,
					 pfn + i);
		if (PageSlab(compound_head(p)) || PageTable(p) || PageVmalloc(p) || PageStack(p))
			return expr_fail(in->e,
					 "%s: pfn %lu is in use by the kernel (slab, page table, "
					 "vmalloc or stack)",
					 in->call->name, pfn + i);
	}
	return true;
}

bool check_pages(struct invocation *in, struct page *page, u32 order)
{
	unsigned long pfn = page_to_pfn(page);
	int held;

	if (!check_frames(in, page, order))
		return false;
	held = page_held_order(page);
	if (held < 0)
		return expr_fail(in->e, "%s: pfn %lu is inside a block of pages, not its first",
				 in->call->name, pfn);
	if ((u32)held != order)
		return expr_fail(in->e,
				 "%s: order %u given, but pfn %lu was got with order %d: the free "
				 "lists would be corrupted",
				 in->call->name, order, pfn, held);
	return true;
}

bool check_own_cache(struct invocation *in, struct kmem_cache *cache)
{
	unsigned int i;

	for (i = 0; vars_at(i); i++)
		if (vars_at(i)->value.bits == (u32)cache && vars_at(i)->value.kind == VAL_CACHE)
			return true;
	return expr_fail(in->e, "%s: cache %s is the kernel's own", in->call->name, cache->name);
}

bool check_area(struct invocation *in, u32 addr, bool ioremap)
{
	struct vm_struct *area;

	if (!addr)
		return true;
	area = is_vmalloc_addr((void *)addr) ? find_vm_area((void *)addr) : NULL;
	if (!area)
		return freed_already(in, addr, "in no area of the vmalloc range");
	if ((u32)area->addr != (ioremap ? addr & (u32)PAGE_MASK : addr))
		return expr_fail(in->e, "%s: 0x%08x is inside an area, which begins at 0x%08x",
				 in->call->name, addr, (u32)area->addr);
	if (ioremap != !!(area->flags & VM_IOREMAP))
		return expr_fail(in->e, "%s: 0x%08x is of %s", in->call->name, addr,
				 ioremap ? "vmalloc(): use vfree()" : "ioremap(): use iounmap()");
	return true;
}
