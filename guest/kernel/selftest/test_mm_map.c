/* SPDX-License-Identifier: GPL-2.0-only */
/* kmap, vmalloc, ioremap: addresses outside the linear map. */
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

SELFTEST(mm, high_page_has_no_address_until_kmap)
{
	struct page *page;
	char *a, *b;

	if (!NODE_DATA(0)->node_zones[ZONE_HIGHMEM].present_pages) {
		selftest_skip(t, "no zone HighMem: RAM ends below 896 MiB");
		return;
	}
	page = alloc_page(GFP_HIGHUSER);
	if (!EXPECT(t, page && PageHighMem(page)))
		return;
	EXPECT(t, page_address(page) == NULL);
	a = kmap(page);
	EXPECT(t, (unsigned long)a >= PKMAP_BASE);
	EXPECT(t, page_address(page) == a);
	EXPECT(t, kmap(page) == a);
	strcpy(a, "seen through both");
	b = kmap_atomic(page);
	EXPECT(t, b && !strcmp(b, "seen through both"));
	kunmap_atomic(b);
	kunmap(page);
	kunmap(page);
	__free_page(page);
}

SELFTEST(mm, kmap_of_low_memory_is_its_linear_address)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!EXPECT(t, page != NULL))
		return;
	EXPECT(t, kmap(page) == page_address(page));
	EXPECT(t, page_address(page) == __va(page_to_pfn(page) << PAGE_SHIFT));
	kunmap(page);
	__free_page(page);
}

SELFTEST(mm, vmalloc_pages_and_guard_page)
{
	char *v = vmalloc(5000), c;

	if (!EXPECT(t, v != NULL))
		return;
	EXPECT(t, is_vmalloc_addr(v));
	memset(v, 0x77, 2 * PAGE_SIZE);
	EXPECT(t, vmalloc_to_page(v) && vmalloc_to_page(v + PAGE_SIZE));
	EXPECT(t, vmalloc_to_page(v) != vmalloc_to_page(v + PAGE_SIZE));
	EXPECT_EQ(t, copy_from_kernel_nofault(&c, v + 2 * PAGE_SIZE - 1, 1), 0);
	EXPECT(t, copy_from_kernel_nofault(&c, v + 2 * PAGE_SIZE, 1) != 0);
	vfree(v);
	vm_unmap_aliases(); /* this thread may have come to another CPU meanwhile */
	EXPECT(t, copy_from_kernel_nofault(&c, v, 1) != 0);
	vfree(NULL);
}

/* ---- what TLBs remember ---- */

#define ROUNDS 50

struct look {
	const u32 *at;
	u32 want;
	atomic_t wrong;
};

/* In an interrupt, on every CPU: the translation is in its TLB afterwards. */
static void look_here(void *data)
{
	struct look *look = data;

	if (READ_ONCE(*look->at) != look->want)
		atomic_inc(&look->wrong);
}

/* Map two pages, the mark in both, seen by all CPUs. */
static u32 *map_marked(struct selftest *t, u32 mark)
{
	struct look look = {.want = mark};
	u32 *v = vmalloc(2 * PAGE_SIZE);

	if (!EXPECT(t, v != NULL))
		return NULL;
	v[0] = v[PAGE_SIZE / 4] = mark;
	atomic_set(&look.wrong, 0);
	look.at = v;
	on_each_cpu(look_here, &look, 1);
	look.at = v + PAGE_SIZE / 4;
	on_each_cpu(look_here, &look, 1);
	EXPECT_EQ(t, atomic_read(&look.wrong), 0);
	return v;
}

/* The page that was there is somebody else's, with other content: a stale translation shows. */
SELFTEST(mm, addresses_come_back_when_every_cpu_forgot_them)
{
	struct page *page;
	u32 *before, *v;
	int i;

	vm_unmap_aliases();
	before = map_marked(t, 1);
	for (i = 0; before && i < ROUNDS; i++) {
		page = vmalloc_to_page(before);
		get_page(page);
		vfree(before);
		v = map_marked(t, 0x1000 + i);
		/* while others may know the addresses nobody gets them */
		if (num_online_cpus() > 1 && !EXPECT(t, v != before))
			break;
		vfree(v);
		vm_unmap_aliases();
		v = map_marked(t, 0x2000 + i);
		put_page(page);
		if (!EXPECT(t, v == before))
			break;
	}
	vfree(before);
	vm_unmap_aliases();
}

/* Purges come by themselves when the room runs out. */
SELFTEST(mm, freed_addresses_are_purged_when_there_is_no_room)
{
	unsigned long part = (VMALLOC_END - VMALLOC_START) / 4;
	int i;

	vm_unmap_aliases();
	for (i = 0; i < 20; i++) {
		struct vm_struct *area = get_vm_area(part, VM_IOREMAP);

		if (!EXPECT(t, area != NULL))
			return;
		free_vm_area(area);
		vfree(map_marked(t, i));
	}
	for (i = 0; i < 20; i++) {
		void __iomem *p = ioremap(0xe0000000, part);

		if (!EXPECT(t, p != NULL))
			return;
		iounmap(p);
	}
	vm_unmap_aliases();
}

SELFTEST(mm, vmalloc_of_nothing_and_of_too_much)
{
	int level = console_loglevel;

	console_loglevel = 0;
	EXPECT(t, vmalloc(0) == NULL);
	EXPECT(t, vmalloc(~0ul) == NULL);
	EXPECT(t, vmalloc(VMALLOC_END - VMALLOC_START + PAGE_SIZE) == NULL);
	console_loglevel = level;
}

SELFTEST(mm, vzalloc_clears)
{
	char *v = vzalloc(3 * PAGE_SIZE);

	EXPECT(t, v && !memchr_inv(v, 0, 3 * PAGE_SIZE));
	vfree(v);
}

SELFTEST(mm, ioremap_refuses_the_kernels_ram)
{
	void *p = kmalloc(100, GFP_KERNEL);
	int level = console_loglevel;

	if (!EXPECT(t, p != NULL))
		return;
	/* the complaints belong in the log, not between the lines of a test */
	console_loglevel = 0;
	EXPECT(t, ioremap(virt_to_phys(p) & PAGE_MASK, PAGE_SIZE) == NULL);
	EXPECT(t, ioremap(0x100000, PAGE_SIZE) == NULL);
	EXPECT(t, ioremap(0xfffff000, 2 * PAGE_SIZE) == NULL);
	EXPECT(t, ioremap(0xe0000000, 0) == NULL);
	console_loglevel = level;
	kfree(p);
}

/* The book's trick: mem=126M on a machine of 128 leaves 2 MiB that nobody but a driver has. */
SELFTEST(mm, ioremap_reaches_ram_above_the_kernels)
{
	unsigned long end = max_mapnr << PAGE_SHIFT;
	void __iomem *p = ioremap(end, PAGE_SIZE);
	u32 was, back;

	if (!p) {
		selftest_skip(t, "nothing can be mapped at 0x%08lx, where RAM ends", end);
		return;
	}
	was = readl(p + 64);
	writel(0x5aa55aa5, p + 64);
	back = readl(p + 64);
	writel(was, p + 64);
	iounmap(p);
	if (back == 0xffffffff)
		selftest_skip(t, "no RAM above 0x%08lx: boot with mem= less than -m", end);
	else
		EXPECT_EQ(t, back, 0x5aa55aa5);
}
