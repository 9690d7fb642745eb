/* SPDX-License-Identifier: GPL-2.0-only */
/* kmap, vmalloc, ioremap: addresses outside the linear map. */
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/selftest.h>
#include <linux/slab.h>
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
	EXPECT(t, copy_from_kernel_nofault(&c, v, 1) != 0);
	vfree(NULL);
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
