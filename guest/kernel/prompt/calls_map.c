/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that make addresses by page tables: vmalloc, vmap, ioremap. */
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "access.h"
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

static bool run_kvzalloc(struct invocation *in)
{
	in->args[1].bits |= __GFP_ZERO;
	return run_kvmalloc(in);
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

/* Its pages: an array of struct page * in memory, or count frames from a struct page on. */
static struct page **vmap_pages(struct invocation *in, u32 count)
{
	struct page **pages, *page;
	u32 i, bits;

	if (!count || count > 1024) {
		expr_fail(in->e, "vmap: 1 to 1024 pages, please");
		return NULL;
	}
	pages = kmalloc_array(count, sizeof(*pages), GFP_KERNEL);
	for (i = 0; pages && i < count; i++) {
		if (in->args[0].kind == VAL_PAGE)
			page = (struct page *)in->args[0].bits + i;
		else if (access_load(in->e, in->args[0].bits + i * 4, 4, &bits))
			page = (struct page *)bits;
		else
			break;
		if (!is_struct_page((u32)page)) {
			expr_fail(in->e, "vmap: element %u, 0x%08x, is no struct page", i,
				  (u32)page);
			break;
		}
		if (!check_frames(in, page, 0))
			break;
		pages[i] = page;
	}
	if (i == count)
		return pages;
	kfree(pages);
	return NULL;
}

static bool run_vmap(struct invocation *in)
{
	u32 count = in->args[1].bits;
	struct page **pages = vmap_pages(in, count);
	void *p;

	if (!pages)
		return false;
	MEASURE(in, p = vmap(pages, count, VM_MAP, PAGE_KERNEL));
	kfree(pages);
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "no address space left");
	vars_mark((u32)p, VAL_PTR, false);
	call_note(in, "%u page%s in a row, and a guard page", count, count == 1 ? "" : "s");
	call_note(in, "the pages stay yours");
	return true;
}

static bool run_vunmap(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	struct vm_struct *area;

	if (!addr || !check_area(in, addr, false))
		return !addr;
	area = find_vm_area((void *)addr);
	if (!(area->flags & VM_MAP))
		return expr_fail(in->e, "vunmap: 0x%08x is of vmalloc(): use vfree()", addr);
	MEASURE(in, vunmap((void *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_vm_unmap_aliases(struct invocation *in)
{
	MEASURE(in, vm_unmap_aliases());
	return true;
}

static bool run_vmalloc_user(struct invocation *in)
{
	u32 size = in->args[0].bits;
	void *p;

	MEASURE(in, p = vmalloc_user(size));
	return gave_area(in, p, size);
}

static bool run_vcalloc(struct invocation *in)
{
	void *p;

	MEASURE(in, p = vcalloc(in->args[0].bits, in->args[1].bits));
	return gave_area(in, p, in->args[0].bits * in->args[1].bits);
}

static bool run_vmalloc_to_pfn(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	unsigned long pfn = is_vmalloc_addr((void *)addr) ? vmalloc_to_pfn((void *)addr) : 0;

	if (!pfn)
		return expr_fail(in->e, "vmalloc_to_pfn: 0x%08x is not mapped by vmalloc()", addr);
	call_result(in, VAL_UINT, pfn);
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

#define PROCESS "process context; sleeps"
#define ANY	"any context"
#define VMALLOC "vmalloc and Friends"

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
    {"kvzalloc", "nn", run_kvzalloc, "void *kvzalloc(size_t size, gfp_t flags)", "linux/slab.h",
     PROCESS, NULL, "kvmalloc() and memset() to 0"},
    {"vmalloc_user", "n", run_vmalloc_user, "void *vmalloc_user(unsigned long size)",
     "linux/vmalloc.h", PROCESS, NULL, "cleared, to be mapped to user space"},
    {"vcalloc", "nn", run_vcalloc, "void *vcalloc(size_t n, size_t size)", "linux/vmalloc.h",
     PROCESS, NULL, "a cleared array; NULL when n * size overflows"},
    {"vmalloc_to_pfn", "a", run_vmalloc_to_pfn, "unsigned long vmalloc_to_pfn(const void *addr)",
     "linux/vmalloc.h", ANY, NULL, "the number of the frame behind an address of vmalloc()'s"},
    {"vmap", "vn|nv", run_vmap,
     "void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot)",
     "linux/vmalloc.h", PROCESS, VMALLOC,
     "pages of yours in a row; here also a struct page: count frames from that one on"},
    {"vunmap", "a", run_vunmap, "void vunmap(const void *addr)", "linux/vmalloc.h", PROCESS,
     VMALLOC, "the end of vmap(); the pages stay"},
    {"vm_unmap_aliases", "", run_vm_unmap_aliases, "void vm_unmap_aliases(void)", "linux/vmalloc.h",
     PROCESS, NULL,
     "make all CPUs forget the addresses that were freed (unpurged in /proc/vmallocinfo)"},
    {NULL},
};
