/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls of DMA: ISA's channels, coherent memory, mappings with their bounces, pools. */
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/dma.h>

#include "access.h"
#include "calls.h"
#include "checks.h"
#include "describe.h"
#include "vars.h"

static bool run_request_dma(struct invocation *in)
{
	const char *name = access_string(in->e, &in->args[1], 32), *kept;

	if (!name)
		return false;
	kept = kstrdup(name, GFP_KERNEL); /* /proc/dma shows it as long as the channel is ours */
	MEASURE(in, in->result->bits = (u32)request_dma(in->args[0].bits, kept));
	in->result->kind = VAL_INT;
	if (in->result->bits)
		kfree(kept);
	return true;
}

static bool run_free_dma(struct invocation *in)
{
	u32 channel = in->args[0].bits;

	if (!dma_owner(channel) || channel == 4)
		return expr_fail(in->e, "free_dma: channel %u is nobody's to free", channel);
	MEASURE(in, free_dma(channel));
	return true;
}

static bool run_dma_alloc_coherent(struct invocation *in)
{
	u32 size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	dma_addr_t handle = 0;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = dma_alloc_coherent(NULL, size, &handle, gfp));
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "a size of 0");
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "%lu bytes for %u", PAGE_SIZE << get_order(size), size);
	call_note(in, "bus address 0x%08lx", (unsigned long)handle);
	describe_zone(&in->pr->note, virt_to_page(p));
	return true;
}

static bool run_dma_free_coherent(struct invocation *in)
{
	u32 size = in->args[0].bits, addr = in->args[1].bits;

	if (!virt_addr_valid(addr))
		return expr_fail(in->e, "dma_free_coherent: 0x%08x is not in the linear map", addr);
	if (!check_pages(in, virt_to_page((void *)addr), get_order(size)))
		return false;
	MEASURE(in, dma_free_coherent(NULL, size, (void *)addr, __pa(addr)));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

/* ---- a device that reaches as far as dma_set_mask() says ---- */

static u64 prompt_mask = DMA_BIT_MASK(32);
static struct device dma_device = {.init_name = "prompt-dma", .dma_mask = &prompt_mask};

static bool run_dma_set_mask(struct invocation *in)
{
	MEASURE(in,
		in->result->bits = (u32)dma_set_mask_and_coherent(&dma_device, in->args[0].bits));
	in->result->kind = VAL_INT;
	call_note(in, "the device reaches up to 0x%08x", (u32)prompt_mask);
	return true;
}

/* Mappings that are not undone yet: a wrong one would be copied over somebody's memory. */
static struct mapping {
	dma_addr_t handle;
	u32 size, dir;
} mappings[16];

static struct mapping *mapping_of(u32 handle)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mappings); i++)
		if (mappings[i].size && mappings[i].handle == handle)
			return &mappings[i];
	return NULL;
}

static bool map_frames(struct invocation *in, struct page *page, u32 offset, u32 size, u32 dir)
{
	unsigned int bounces = dma_bounces(), i;
	struct mapping *free = NULL;
	dma_addr_t handle;

	for (i = 0; i < ARRAY_SIZE(mappings); i++)
		if (!mappings[i].size)
			free = &mappings[i];
	if (!free || !size || size > KMALLOC_MAX_SIZE || dir > DMA_FROM_DEVICE)
		return expr_fail(in->e, "%s: %s", in->call->name,
				 free ? "a size up to 4M and a direction, please"
				      : "16 mappings are the most here");
	MEASURE(in, handle = dma_map_page(&dma_device, page, offset, size, dir));
	call_result(in, VAL_UINT, (u32)handle);
	if (dma_mapping_error(&dma_device, handle))
		return call_failed(in, "no memory for a bounce buffer");
	*free = (struct mapping){handle, size, dir};
	call_note(in, "bus address 0x%08x", (u32)handle);
	if (dma_bounces() == bounces)
		call_note(in, "the device reaches the memory itself");
	else
		call_note(in, "a bounce buffer below 16 MiB: 0x%08lx is beyond the mask 0x%08x",
			  (unsigned long)(page_to_phys(page) + offset), (u32)prompt_mask);
	return true;
}

static bool run_dma_map_single(struct invocation *in)
{
	u32 addr = in->args[0].bits, size = in->args[1].bits;

	if (!virt_addr_valid(addr) || !virt_addr_valid(addr + size - 1))
		return expr_fail(in->e,
				 "dma_map_single: 0x%08x is not in the linear map; "
				 "dma_map_page() takes any page",
				 addr);
	if (!access_writable(in->e, addr, size))
		return false;
	return map_frames(in, virt_to_page((void *)addr), offset_in_page(addr), size,
			  in->args[2].bits);
}

static bool run_dma_map_page(struct invocation *in)
{
	struct page *page = (struct page *)in->args[0].bits;
	u32 offset = in->args[1].bits, size = in->args[2].bits, n;

	if (offset > KMALLOC_MAX_SIZE || size > KMALLOC_MAX_SIZE)
		return expr_fail(in->e, "dma_map_page: at most 4M");
	for (n = 0; n < PFN_UP(offset + size); n++)
		if (!is_struct_page((u32)(page + n)) || !check_frames(in, page + n, 0))
			return expr_fail(in->e, "dma_map_page: frame %u of it is not held", n);
	return map_frames(in, page, offset, size, in->args[3].bits);
}

static bool run_dma_unmap(struct invocation *in)
{
	struct mapping *mapping = mapping_of(in->args[0].bits);
	unsigned int bounces = dma_bounces();

	if (!mapping)
		return expr_fail(in->e, "%s: 0x%08x is no mapping made at the prompt",
				 in->call->name, in->args[0].bits);
	MEASURE(in, dma_unmap_page(&dma_device, mapping->handle, mapping->size, mapping->dir));
	if (dma_bounces() != bounces)
		call_note(in, mapping->dir == DMA_TO_DEVICE ? "the bounce buffer is free"
							    : "copied back from the bounce buffer");
	mapping->size = 0;
	return true;
}

static bool run_dma_sync(struct invocation *in)
{
	struct mapping *mapping = mapping_of(in->args[0].bits);

	if (!mapping)
		return expr_fail(in->e, "%s: 0x%08x is no mapping made at the prompt",
				 in->call->name, in->args[0].bits);
	if (!strcmp(in->call->name, "dma_sync_single_for_cpu"))
		MEASURE(in, dma_sync_single_for_cpu(&dma_device, mapping->handle, mapping->size,
						    mapping->dir));
	else
		MEASURE(in, dma_sync_single_for_device(&dma_device, mapping->handle, mapping->size,
						       mapping->dir));
	return true;
}

/* ---- pools ---- */

static struct {
	struct dma_pool *pool;
	char name[32];
	u32 size;
} pools[8];

/* The pool's place; NULL (0 for a free one): none. */
static int pool_place(u32 bits)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(pools); i++)
		if ((u32)pools[i].pool == bits)
			return (int)i;
	return -1;
}

static bool own_pool(struct invocation *in)
{
	if (in->args[0].bits && pool_place(in->args[0].bits) >= 0)
		return true;
	return expr_fail(in->e, "%s: 0x%08x is no dma_pool made at the prompt", in->call->name,
			 in->args[0].bits);
}

static bool run_dma_pool_create(struct invocation *in)
{
	const char *name = access_string(in->e, &in->args[0], sizeof(pools[0].name) - 1);
	u32 size = in->args[1].bits, align = in->args[2].bits, boundary = in->args[3].bits;
	int place = pool_place(0);
	struct dma_pool *pool;

	if (!name || place < 0)
		return name ? expr_fail(in->e, "dma_pool_create: 8 are the most here") : false;
	strscpy(pools[place].name, name, sizeof(pools[place].name));
	MEASURE(in, pool = dma_pool_create(pools[place].name, &dma_device, size, align, boundary));
	call_result(in, VAL_PTR, (u32)pool);
	if (!pool)
		return call_failed(
		    in, "a size of 0, or an alignment or boundary that is no power of two");
	pools[place].pool = pool;
	pools[place].size = size;
	call_note(in, "blocks of %u bytes, of pages got when needed", size);
	return true;
}

static bool give_block(struct invocation *in, gfp_t zero)
{
	struct dma_pool *pool = (struct dma_pool *)in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	dma_addr_t handle;
	void *p;

	if (!own_pool(in) || !check_gfp(in, gfp))
		return false;
	MEASURE(in, p = dma_pool_alloc(pool, gfp | zero, &handle));
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "no memory");
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "bus address 0x%08x", (u32)handle);
	describe_zone(&in->pr->note, virt_to_page(p));
	return true;
}

static bool run_dma_pool_alloc(struct invocation *in)
{
	return give_block(in, 0);
}

static bool run_dma_pool_zalloc(struct invocation *in)
{
	return give_block(in, __GFP_ZERO);
}

static bool run_dma_pool_free(struct invocation *in)
{
	u32 addr = in->args[1].bits;
	struct var *var = vars_freed(addr);

	if (!own_pool(in))
		return false;
	if (!virt_addr_valid(addr) || var)
		return expr_fail(in->e, "dma_pool_free: 0x%08x is no block of the pool%s", addr,
				 var ? ", or freed before" : "");
	MEASURE(in, dma_pool_free((struct dma_pool *)in->args[0].bits, (void *)addr, __pa(addr)));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_dma_pool_destroy(struct invocation *in)
{
	int place = pool_place(in->args[0].bits);

	if (!own_pool(in))
		return false;
	MEASURE(in, dma_pool_destroy(pools[place].pool));
	vars_mark((u32)pools[place].pool, VAL_PTR, true);
	pools[place].pool = NULL;
	return true;
}

#define PROCESS	 "process context; may sleep"
#define ANY	 "any context"
#define BY_FLAGS "sleeps if the flags have __GFP_WAIT"
#define BOOKDMA	 "DMA Mappings (chapter 15)"

const struct call calls_dma[] = {
    {"request_dma", "ns", run_request_dma, "int request_dma(unsigned int dmanr, const char *name)",
     "asm/dma.h", PROCESS, "DMA for ISA Devices (chapter 15)", "take an ISA DMA channel"},
    {"free_dma", "n", run_free_dma, "void free_dma(unsigned int dmanr)", "asm/dma.h", ANY,
     "DMA for ISA Devices (chapter 15)", "give it back"},
    {"dma_alloc_coherent", "nn", run_dma_alloc_coherent,
     "void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t flags)",
     "linux/dma-mapping.h", "sleeps if the flags have __GFP_WAIT", BOOKDMA,
     "here (size, flags), for an ISA device"},
    {"dma_free_coherent", "na", run_dma_free_coherent,
     "void dma_free_coherent(struct device *dev, size_t size, void *addr, dma_addr_t handle)",
     "linux/dma-mapping.h", ANY, BOOKDMA, "here (size, address)"},
    {"dma_set_mask_and_coherent", "n", run_dma_set_mask,
     "int dma_set_mask_and_coherent(struct device *dev, u64 mask)", "linux/dma-mapping.h", PROCESS,
     BOOKDMA, "here (mask), for the prompt's device: how far it reaches"},
    {"dma_map_single", "ann", run_dma_map_single,
     "dma_addr_t dma_map_single(struct device *dev, void *p, size_t size, enum dma_data_direction "
     "dir)",
     "linux/dma-mapping.h", ANY, BOOKDMA,
     "here (p, size, dir): give a buffer to the device, through a bounce buffer if it is too far"},
    {"dma_map_page", "pnnn", run_dma_map_page,
     "dma_addr_t dma_map_page(struct device *dev, struct page *page, size_t offset, size_t size, "
     "enum dma_data_direction dir)",
     "linux/dma-mapping.h", ANY, BOOKDMA, "here (page, offset, size, dir); high pages, too"},
    {"dma_unmap_single", "n|nn", run_dma_unmap,
     "void dma_unmap_single(struct device *dev, dma_addr_t handle, size_t size, enum "
     "dma_data_direction dir)",
     "linux/dma-mapping.h", ANY, BOOKDMA, "here (handle): the buffer is the CPU's again"},
    {"dma_unmap_page", "n|nn", run_dma_unmap,
     "void dma_unmap_page(struct device *dev, dma_addr_t handle, size_t size, enum "
     "dma_data_direction dir)",
     "linux/dma-mapping.h", ANY, BOOKDMA, "here (handle)"},
    {"dma_sync_single_for_cpu", "n|nn", run_dma_sync,
     "void dma_sync_single_for_cpu(struct device *dev, dma_addr_t handle, size_t size, enum "
     "dma_data_direction dir)",
     "linux/dma-mapping.h", ANY, BOOKDMA, "here (handle): let the CPU see what the device wrote"},
    {"dma_sync_single_for_device", "n|nn", run_dma_sync,
     "void dma_sync_single_for_device(struct device *dev, dma_addr_t handle, size_t size, enum "
     "dma_data_direction dir)",
     "linux/dma-mapping.h", ANY, BOOKDMA, "here (handle): let the device see what the CPU wrote"},
    {"dma_pool_create", "snnn", run_dma_pool_create,
     "struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t "
     "align, size_t boundary)",
     "linux/dmapool.h", PROCESS, BOOKDMA,
     "here (name, size, align, boundary): small blocks of coherent memory"},
    {"dma_pool_alloc", "an", run_dma_pool_alloc,
     "void *dma_pool_alloc(struct dma_pool *pool, gfp_t flags, dma_addr_t *handle)",
     "linux/dmapool.h", BY_FLAGS, BOOKDMA, "here (pool, flags)"},
    {"dma_pool_zalloc", "an", run_dma_pool_zalloc,
     "void *dma_pool_zalloc(struct dma_pool *pool, gfp_t flags, dma_addr_t *handle)",
     "linux/dmapool.h", BY_FLAGS, BOOKDMA, "the same, cleared"},
    {"dma_pool_free", "aa", run_dma_pool_free,
     "void dma_pool_free(struct dma_pool *pool, void *addr, dma_addr_t handle)", "linux/dmapool.h",
     ANY, BOOKDMA, "here (pool, address)"},
    {"dma_pool_destroy", "a", run_dma_pool_destroy, "void dma_pool_destroy(struct dma_pool *pool)",
     "linux/dmapool.h", PROCESS, BOOKDMA, "every block must be back"},
    {NULL},
};
