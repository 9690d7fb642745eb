/* SPDX-License-Identifier: GPL-2.0-only */
/* kmalloc and kfree, as the book tells of them. */
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>

SELFTEST(mm, kmalloc_rounds_up)
{
	static const struct {
		size_t asked, given;
	} sizes[] = {{1, 8},	   {9, 16},	  {32, 32},	   {33, 64},   {65, 96},
		     {96, 96},	   {97, 128},	  {129, 192},	   {193, 256}, {1000, 1024},
		     {4097, 8192}, {8193, 16384}, {131072, 131072}};
	unsigned int i;
	void *p;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		p = kmalloc(sizes[i].asked, GFP_KERNEL);
		if (!EXPECT(t, p != NULL))
			continue;
		if (ksize(p) != sizes[i].given)
			selftest_fail(t, __FILE__, __LINE__,
				      "kmalloc(%zu) gives %zu bytes, not %zu", sizes[i].asked,
				      ksize(p), sizes[i].given);
		kfree(p);
	}
}

SELFTEST(mm, kmalloc_beyond_the_largest_cache)
{
	void *p = kmalloc(131073, GFP_KERNEL);

	if (EXPECT(t, p != NULL))
		EXPECT_EQ(t, ksize(p), 262144);
	kfree(p);
	p = kmalloc(4 << 20, GFP_KERNEL | __GFP_NOWARN);
	if (EXPECT(t, p != NULL))
		EXPECT_EQ(t, ksize(p), 4 << 20);
	kfree(p);
	EXPECT(t, kmalloc((4 << 20) + 1, GFP_KERNEL | __GFP_NOWARN) == NULL);
	EXPECT(t, kmalloc(~(size_t)0, GFP_KERNEL | __GFP_NOWARN) == NULL);
}

SELFTEST(mm, kmalloc_of_nothing)
{
	void *p = kmalloc(0, GFP_KERNEL);

	EXPECT(t, p == ZERO_SIZE_PTR);
	EXPECT_EQ(t, ksize(p), 0);
	kfree(p);
	kfree(NULL);
}

SELFTEST(mm, kmalloc_is_contiguous_and_in_the_linear_map)
{
	u8 *p = kmalloc(65536, GFP_KERNEL);

	if (!EXPECT(t, p != NULL))
		return;
	EXPECT_EQ(t, (unsigned long)p, virt_to_phys(p) + PAGE_OFFSET);
	EXPECT(t, virt_to_page(p + 65535) == virt_to_page(p) + 15);
	kfree(p);
}

SELFTEST(mm, gfp_dma_is_below_16_mib)
{
	void *p = kmalloc(100, GFP_KERNEL | GFP_DMA);
	unsigned long q = __get_free_pages(GFP_DMA, 4);

	if (EXPECT(t, p != NULL))
		EXPECT(t, virt_to_phys(p) < 16 << 20);
	if (EXPECT(t, q != 0))
		EXPECT(t, __pa(q) + (16 << PAGE_SHIFT) <= 16 << 20);
	kfree(p);
	free_pages(q, 4);
}

SELFTEST(mm, kzalloc_clears)
{
	char *p = kmalloc(200, GFP_KERNEL);

	if (!EXPECT(t, p != NULL))
		return;
	memset(p, 0x5a, 200);
	kfree(p);
	p = kzalloc(200, GFP_KERNEL);
	EXPECT(t, p && !memchr_inv(p, 0, 200));
	kfree(p);
	EXPECT(t, kcalloc(0x10000, 0x10001, GFP_KERNEL | __GFP_NOWARN) == NULL);
}

SELFTEST(mm, krealloc_keeps_the_content)
{
	char *p = kmalloc(20, GFP_KERNEL), *q;

	if (!EXPECT(t, p != NULL))
		return;
	strcpy(p, "content");
	q = krealloc(p, 30, GFP_KERNEL);
	EXPECT(t, q == p);
	q = krealloc(q, 3000, GFP_KERNEL);
	EXPECT(t, q && !strcmp(q, "content"));
	EXPECT_EQ(t, ksize(q), 4096);
	kfree(q);
}
