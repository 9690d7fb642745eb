/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ioremap: addresses for the memory of devices.
 *
 * 1. Purpose. A device's registers and buffers have physical addresses that no linear map
 *    covers. ioremap() finds a place for them in vmalloc's range; nothing is allocated
 *    but the addresses.
 *
 * 2. Structures. Areas of vmlist with VM_IOREMAP and phys_addr:
 *
 *	pa  0xfebd1234, 16 bytes      page 0xfebd1000 -> area->addr
 *	                              given: area->addr + 0x234
 *
 * 3. Invariants. RAM that the kernel uses is never mapped a second time: the two mappings
 *    could differ in how they are cached. What mem= has cut off is not the kernel's, and
 *    drivers that were told about it may have it. So may they have the ISA window between
 *    640 KiB and 1 MiB. Mappings are uncached unless asked otherwise.
 *
 * 4. Locking and context. As mm/vmalloc.c: process context, may sleep.
 *
 * 5. Failure. Size 0, a range that wraps, RAM, no room: NULL.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "internal.h"

static bool is_ram(phys_addr_t start, phys_addr_t end)
{
	return resource_find(&iomem_resource, start, end, IORESOURCE_SYSTEM_RAM) != NULL;
}

static void __iomem *remap(phys_addr_t pa, unsigned long bytes, pgprot_t prot, unsigned long caller)
{
	phys_addr_t last = pa + bytes - 1, first_page = pa & (phys_addr_t)PAGE_MASK;
	unsigned long addr, span;
	struct vm_struct *area;

	if (!bytes || last < pa) {
		alloc_why_step(ALLOC_STEP_REFUSED);
		return NULL;
	}
	if (is_ram(pa, last)) {
		alloc_why_step(ALLOC_STEP_REFUSED);
		WARN_ONCE(1, "ioremap on RAM at %pa - %pa\n", &pa, &last);
		return NULL;
	}
	span = PAGE_ALIGN((unsigned long)(last - first_page) + 1);
	area = get_vm_area_caller(span, VM_IOREMAP, (void *)caller);
	if (!area)
		return NULL;
	area->phys_addr = first_page;
	addr = (unsigned long)area->addr;
	if (ioremap_page_range(addr, addr + span, first_page, prot)) {
		vm_area_unmap(area);
		vm_area_retire(area);
		return NULL;
	}
	PROBE4(vmalloc, ioremap, addr, pa, bytes, caller);
	return (void __iomem *)(addr + offset_in_page(pa));
}

void __iomem *ioremap(resource_size_t pa, unsigned long bytes)
{
	return remap(pa, bytes, PAGE_KERNEL_NOCACHE, _RET_IP_);
}
EXPORT_SYMBOL(ioremap);

void __iomem *ioremap_cache(resource_size_t pa, unsigned long bytes)
{
	return remap(pa, bytes, PAGE_KERNEL, _RET_IP_);
}
EXPORT_SYMBOL(ioremap_cache);

void *memremap(resource_size_t pa, size_t bytes, unsigned long flags)
{
	phys_addr_t last = pa + bytes - 1;

	if (bytes && last >= pa && last < __pa(high_memory) && is_ram(pa, last))
		return __va(pa);
	return (void *)remap(pa, bytes, flags & MEMREMAP_WB ? PAGE_KERNEL : PAGE_KERNEL_NOCACHE,
			     _RET_IP_);
}
EXPORT_SYMBOL(memremap);

void memunmap(void *addr)
{
	if (is_vmalloc_addr(addr))
		iounmap(addr);
}
EXPORT_SYMBOL(memunmap);

void iounmap(volatile void __iomem *addr)
{
	void *page = (void *)((unsigned long)addr & PAGE_MASK);
	struct vm_struct *area;

	if (!addr)
		return;
	area = find_vm_area(page);
	if (WARN(!area || area->addr != page || !(area->flags & VM_IOREMAP),
		 "iounmap: bad address %p\n", (void *)addr))
		return;
	PROBE2(vmalloc, free, page, area->size);
	vm_area_unmap(area);
	vm_area_retire(area);
}
EXPORT_SYMBOL(iounmap);
