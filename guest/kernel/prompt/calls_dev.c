/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls of drivers: managed memory, what boot put aside, and what only boot can have. */
#include <linux/bigphysarea.h>
#include <linux/device.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>

#include "calls.h"
#include "checks.h"
#include "vars.h"

/* The device that devm_kzalloc() and its like belong to: detached by devres_release_all(). */
static struct device prompt_device = {
    .init_name = "prompt",
    .devres_lock = __SPIN_LOCK_UNLOCKED(prompt_device.devres_lock),
    .devres_head = LIST_HEAD_INIT(prompt_device.devres_head),
};

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
#define BOOKBIG "Obtaining Large Buffers"

const struct call calls_dev[] = {
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
