/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls of drivers: DMA, managed memory, what boot put aside, and what only boot can have. */
#include <linux/bigphysarea.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <asm/dma.h>

#include "access.h"
#include "calls.h"
#include "checks.h"
#include "describe.h"
#include "vars.h"

/* The device that devm_kzalloc() and its like belong to: detached by devres_release_all(). */
static struct device prompt_device = {
    .init_name = "prompt",
    .devres_lock = __SPIN_LOCK_UNLOCKED(prompt_device.devres_lock),
    .devres_head = LIST_HEAD_INIT(prompt_device.devres_head),
};

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

/* ---- managed ---- */

static bool run_devm_kzalloc(struct invocation *in)
{
	u32 size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = devm_kzalloc(&prompt_device, size, gfp));
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "the size is beyond KMALLOC_MAX_SIZE");
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "%u bytes, cleared; devres_release_all() gives it back", size);
	return true;
}

static bool run_devres_release_all(struct invocation *in)
{
	MEASURE(in, in->result->bits = (u32)devres_release_all(&prompt_device));
	in->result->kind = VAL_INT;
	call_note(in, "what was managed is free");
	return true;
}

/* ---- put aside at boot ---- */

static bool gave_big(struct invocation *in, caddr_t p)
{
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "no room: bigphysarea=PAGES at boot puts some aside");
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "physical 0x%08lx", (unsigned long)__pa(p));
	return true;
}

static bool run_bigphysarea_alloc(struct invocation *in)
{
	caddr_t p;

	MEASURE(in, p = bigphysarea_alloc((int)in->args[0].bits));
	return gave_big(in, p);
}

static bool run_bigphysarea_alloc_pages(struct invocation *in)
{
	caddr_t p;

	MEASURE(in, p = bigphysarea_alloc_pages((int)in->args[0].bits, (int)in->args[1].bits,
						(int)in->args[2].bits));
	return gave_big(in, p);
}

static bool run_bigphysarea_free_pages(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	struct bigphysarea_info old, now;

	bigphysarea_info(&old);
	MEASURE(in, bigphysarea_free_pages((caddr_t)addr));
	bigphysarea_info(&now);
	if (old.used == now.used)
		return expr_fail(in->e, "%s: 0x%08x is no allocation of bigphysarea's",
				 in->call->name, addr);
	vars_mark(addr, VAL_PTR, true);
	call_note(in, "%u pages back", old.used - now.used);
	return true;
}

/* ---- too late ---- */

static bool run_bootmem(struct invocation *in)
{
	return expr_fail(in->e,
			 "%s: only while booting; memory has gone to the page allocator "
			 "(see bigphysarea=)",
			 in->call->name);
}

#define PROCESS "process context; may sleep"
#define ANY	"any context"
#define BOOT	"boot, before mem_init(): only code linked into the kernel"
#define BOOKDMA "DMA Mappings (chapter 15)"
#define BOOKBIG "Obtaining Large Buffers"

const struct call calls_dev[] = {
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
    {"devm_kzalloc", "nn", run_devm_kzalloc,
     "void *devm_kzalloc(struct device *dev, size_t size, gfp_t flags)", "linux/device.h",
     "sleeps if the flags have __GFP_WAIT", NULL,
     "here (size, flags), for a device of the prompt's; freed when that is detached"},
    {"devres_release_all", "", run_devres_release_all, "int devres_release_all(struct device *dev)",
     "linux/device.h", PROCESS, NULL, "detach the prompt's device: all that is managed goes"},
    {"bigphysarea_alloc", "n", run_bigphysarea_alloc, "caddr_t bigphysarea_alloc(int size)",
     "linux/bigphysarea.h", ANY, BOOKBIG, "contiguous memory that bigphysarea= put aside"},
    {"bigphysarea_free", "an", run_bigphysarea_free_pages,
     "void bigphysarea_free(caddr_t addr, int size)", "linux/bigphysarea.h", ANY, BOOKBIG,
     "give it back"},
    {"bigphysarea_alloc_pages", "nnn", run_bigphysarea_alloc_pages,
     "caddr_t bigphysarea_alloc_pages(int count, int align, int priority)", "linux/bigphysarea.h",
     ANY, BOOKBIG, "count pages, aligned to align pages"},
    {"bigphysarea_free_pages", "a", run_bigphysarea_free_pages,
     "void bigphysarea_free_pages(caddr_t addr)", "linux/bigphysarea.h", ANY, BOOKBIG,
     "give them back"},
    {"alloc_bootmem", "n", run_bootmem, "void *alloc_bootmem(unsigned long size)",
     "linux/bootmem.h", BOOT, BOOKBIG, "above 16 MiB if possible; panics when there is none"},
    {"alloc_bootmem_low", "n", run_bootmem, "void *alloc_bootmem_low(unsigned long size)",
     "linux/bootmem.h", BOOT, BOOKBIG, "anywhere, also below 16 MiB"},
    {"alloc_bootmem_pages", "n", run_bootmem, "void *alloc_bootmem_pages(unsigned long size)",
     "linux/bootmem.h", BOOT, BOOKBIG, "whole pages"},
    {"alloc_bootmem_low_pages", "n", run_bootmem,
     "void *alloc_bootmem_low_pages(unsigned long size)", "linux/bootmem.h", BOOT, BOOKBIG,
     "whole pages, also below 16 MiB"},
    {"free_bootmem", "nn", run_bootmem,
     "void free_bootmem(unsigned long physaddr, unsigned long size)", "linux/bootmem.h", BOOT,
     BOOKBIG, "physical address; only whole pages come back"},
    {NULL},
};
