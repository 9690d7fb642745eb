/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that make addresses: vmalloc, ioremap, kmap, per-CPU memory. */
#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "calls.h"
#include "checks.h"
#include "describe.h"
#include "vars.h"

static bool gave_area(struct invocation *in, void *p, u32 asked)
{
	struct vm_struct *area = p ? find_vm_area(p) : NULL;
	u32 bytes;

	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "a size of 0, or more than there is RAM");
	vars_mark((u32)p, VAL_PTR, false);
	bytes = area->size - PAGE_SIZE;
	call_note(in, "%u bytes for %u", bytes, asked);
	call_note(in, "area 0x%08x-0x%08x and a guard page", (u32)area->addr,
		  (u32)area->addr + bytes);
	describe_backing(&in->pr->note, (u32)area->addr, bytes);
	return true;
}

static bool run_vmalloc(struct invocation *in)
{
	u32 size = in->args[0].bits;
	void *p;

	MEASURE(in, p = vmalloc(size));
	return gave_area(in, p, size);
}

static bool run_vzalloc(struct invocation *in)
{
	u32 size = in->args[0].bits;
	void *p;

	MEASURE(in, p = vzalloc(size));
	return gave_area(in, p, size);
}

static bool run_vmalloc_32(struct invocation *in)
{
	u32 size = in->args[0].bits;
	void *p;

	MEASURE(in, p = vmalloc_32(size));
	return gave_area(in, p, size);
}

static bool run___vmalloc(struct invocation *in)
{
	u32 size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = __vmalloc(size, gfp));
	return gave_area(in, p, size);
}

static bool run_kvmalloc(struct invocation *in)
{
	u32 size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kvmalloc(size, gfp));
	if (p && is_vmalloc_addr(p))
		return gave_area(in, p, size);
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "no memory");
	vars_mark((u32)p, VAL_PTR, false);
	describe_address(&in->pr->note, (u32)p);
	return true;
}

static bool run_kvfree(struct invocation *in)
{
	u32 addr = in->args[0].bits;

	if (is_vmalloc_addr((void *)addr) ? !check_area(in, addr, false) : !check_kfree(in, addr))
		return false;
	MEASURE(in, kvfree((void *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_vfree(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	struct vm_struct *area;

	if (!check_area(in, addr, false))
		return false;
	area = find_vm_area((void *)addr);
	if (area)
		call_note(in, "%lu bytes back", (unsigned long)(area->size - PAGE_SIZE));
	else
		call_note(in, "nothing to free");
	MEASURE(in, vfree((void *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_vmalloc_to_page(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	struct page *page = NULL;

	if (is_vmalloc_addr((void *)addr))
		page = vmalloc_to_page((void *)addr);
	if (!page)
		return expr_fail(in->e, "vmalloc_to_page: 0x%08x is not mapped by vmalloc()", addr);
	call_result(in, VAL_PAGE, (u32)page);
	describe_zone(&in->pr->note, page);
	call_note(in, "physical 0x%08lx", (unsigned long)page_to_phys(page));
	return true;
}

static const char *ioremap_refusal(u32 pa, u32 size)
{
	if (!size || pa + size - 1 < pa)
		return "a size of 0, or a range that wraps around";
	return "that is RAM, which the kernel owns: ioremap() is for devices";
}

static bool run_ioremap(struct invocation *in)
{
	u32 pa = in->args[0].bits, size = in->args[1].bits;
	void __iomem *p;

	MEASURE(in, p = ioremap(pa, size));
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, ioremap_refusal(pa, size));
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "%u bytes", size);
	call_note(in, "physical 0x%08x-0x%08x", pa, pa + size - 1);
	if (virt_addr_valid(p))
		call_note(in, "in the linear map already");
	return true;
}

static bool run_iounmap(struct invocation *in)
{
	u32 addr = in->args[0].bits;

	if (!virt_addr_valid(addr) && !check_area(in, addr, true))
		return false;
	MEASURE(in, iounmap((void __iomem *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

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

/* Per-CPU memory taken at the prompt: alloc_percpu() keeps no list of its own. */
static u32 percpus[32];

static u32 *percpu_slot(u32 bits)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(percpus); i++)
		if (percpus[i] == bits)
			return &percpus[i];
	return NULL;
}

static bool run_alloc_percpu(struct invocation *in)
{
	u32 size = in->args[0].kind == VAL_TYPE ? in->args[0].elem_bytes : in->args[0].bits;
	u32 align = in->nr_args > 1 ? in->args[1].bits : size < 8 ? size : 8;
	u32 *slot = percpu_slot(0);
	void __percpu *p;

	if (!size || (align & (align - 1)) || !align || !slot)
		return expr_fail(in->e, "%s: %s", in->call->name,
				 slot ? "a size and an alignment that is a power of two, please"
				      : "32 are the most here");
	MEASURE(in, p = __alloc_percpu(size, align));
	call_result(in, VAL_PERCPU, (u32)p);
	if (!p)
		return call_failed(in, "no memory");
	*slot = (u32)p;
	call_note(in, "%u bytes for each of %u CPU%s", size, (u32)num_possible_cpus(),
		  num_possible_cpus() == 1 ? "" : "s");
	call_note(in, "CPU 0's at 0x%08x", (u32)per_cpu_ptr(p, 0));
	return true;
}

static bool own_percpu(struct invocation *in)
{
	if (in->args[0].bits && percpu_slot(in->args[0].bits))
		return true;
	return expr_fail(in->e, "%s: 0x%08x is not of alloc_percpu(), or freed already",
			 in->call->name, in->args[0].bits);
}

static bool run_free_percpu(struct invocation *in)
{
	u32 bits = in->args[0].bits;

	if (!own_percpu(in))
		return false;
	*percpu_slot(bits) = 0;
	MEASURE(in, free_percpu((void __percpu *)bits));
	vars_mark(bits, VAL_PERCPU, true);
	return true;
}

static bool run_per_cpu_ptr(struct invocation *in)
{
	u32 cpu = in->args[1].bits;

	if (!own_percpu(in))
		return false;
	if (cpu >= num_possible_cpus())
		return expr_fail(in->e, "per_cpu_ptr: there is no CPU %u", cpu);
	call_result(in, VAL_PTR, (u32)per_cpu_ptr((char __percpu *)in->args[0].bits, cpu));
	describe_address(&in->pr->note, in->result->bits);
	return true;
}

#define PROCESS "process context; sleeps"
#define ANY	"any context"
#define VMALLOC "vmalloc and Friends"
#define HIGH	"High and Low Memory"

const struct call calls_map[] = {
    {"vmalloc", "n", run_vmalloc, "void *vmalloc(unsigned long size)", "linux/vmalloc.h", PROCESS,
     VMALLOC, "pages from anywhere made contiguous by the page tables"},
    {"vzalloc", "n", run_vzalloc, "void *vzalloc(unsigned long size)", "linux/vmalloc.h", PROCESS,
     VMALLOC, "vmalloc() and memset() to 0"},
    {"vmalloc_32", "n", run_vmalloc_32, "void *vmalloc_32(unsigned long size)", "linux/vmalloc.h",
     PROCESS, VMALLOC, "vmalloc() of low memory only"},
    {"__vmalloc", "nn", run___vmalloc, "void *__vmalloc(unsigned long size, gfp_t flags)",
     "linux/vmalloc.h", PROCESS, VMALLOC, "vmalloc() by flags"},
    {"kvmalloc", "nn", run_kvmalloc, "void *kvmalloc(size_t size, gfp_t flags)", "linux/slab.h",
     PROCESS, NULL, "kmalloc(), or vmalloc() where that many contiguous pages are not to be had"},
    {"kvfree", "a", run_kvfree, "void kvfree(const void *p)", "linux/slab.h", PROCESS, NULL,
     "give back what kvmalloc() gave"},
    {"ioremap_nocache", "nn", run_ioremap,
     "void __iomem *ioremap_nocache(phys_addr_t offset, unsigned long size)", "asm/io.h", PROCESS,
     VMALLOC, "the same as ioremap()"},
    {"vfree", "a", run_vfree, "void vfree(const void *addr)", "linux/vmalloc.h", PROCESS, VMALLOC,
     "give back what vmalloc() gave; NULL is fine"},
    {"vmalloc_to_page", "a", run_vmalloc_to_page, "struct page *vmalloc_to_page(const void *addr)",
     "linux/vmalloc.h", ANY, NULL, "the page behind an address of vmalloc()'s"},
    {"ioremap", "nn", run_ioremap, "void __iomem *ioremap(phys_addr_t offset, unsigned long size)",
     "asm/io.h", PROCESS, VMALLOC,
     "an address for physical memory the kernel does not own; read by readb()"},
    {"iounmap", "a", run_iounmap, "void iounmap(volatile void __iomem *addr)", "asm/io.h", PROCESS,
     VMALLOC, "take ioremap()'s address away"},
    {"kmap", "p", run_kmap, "void *kmap(struct page *page)", "linux/highmem.h",
     "process context; sleeps while all slots are taken", HIGH, "an address for a high page"},
    {"kunmap", "p", run_kunmap, "void kunmap(struct page *page)", "linux/highmem.h", ANY, HIGH,
     "done with kmap()'s address; takes the page"},
    {"kmap_atomic", "p", run_kmap_atomic, "void *kmap_atomic(struct page *page)", "linux/highmem.h",
     ANY, HIGH, "an address for a moment without sleeping"},
    {"alloc_percpu", "t", run_alloc_percpu, "void __percpu *alloc_percpu(type)", "linux/percpu.h",
     PROCESS, "Per-CPU Variables", "an object of the type for each CPU"},
    {"__alloc_percpu", "tn", run_alloc_percpu,
     "void __percpu *__alloc_percpu(size_t size, size_t align)", "linux/percpu.h", PROCESS,
     "Per-CPU Variables", "size bytes for each CPU"},
    {"free_percpu", "%", run_free_percpu, "void free_percpu(void __percpu *p)", "linux/percpu.h",
     PROCESS, "Per-CPU Variables", "give them back"},
    {"per_cpu_ptr", "%n", run_per_cpu_ptr, "void *per_cpu_ptr(void __percpu *p, int cpu)",
     "linux/percpu.h", ANY, "Per-CPU Variables", "one CPU's object"},
    {NULL},
};
