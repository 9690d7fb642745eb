/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory for devices: coherent pages, pools of blocks, bounces, and what boot put aside. */
#include "run.h"

#include <linux/bigphysarea.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/string.h>

#include "sim.h"

#define RAM	 (64UL << 20)
#define LOWMEM	 (48UL << 20)
#define MAX_HELD 3000
#define OPS	 200000

static u64 mask = DMA_BIT_MASK(32);
static struct device pci = {.init_name = "pci", .dma_mask = &mask};

static bool said(const char *text)
{
	return strstr(sim_log, text);
}

START_TEST(coherent_memory_is_within_reach)
{
	dma_addr_t handle;
	void *p;

	sim_boot(RAM, LOWMEM);
	p = dma_alloc_coherent(NULL, 5000, &handle, GFP_KERNEL);
	ck_assert_uint_eq(handle, __pa(p));
	ck_assert_uint_lt(handle + 8191, 16 << 20);
	ck_assert_ptr_null(memchr_inv(p, 0, 8192));
	dma_free_coherent(NULL, 5000, p, handle);
	p = dma_alloc_coherent(&pci, 5000, &handle, GFP_KERNEL);
	ck_assert_uint_ge(handle, 16 << 20);
	dma_free_coherent(&pci, 5000, p, handle);
	/* 25 bits: half of what is there, and where it comes from first is beyond */
	ck_assert_int_eq(dma_set_coherent_mask(&pci, DMA_BIT_MASK(25)), 0);
	p = dma_alloc_coherent(&pci, 4096, &handle, GFP_KERNEL);
	ck_assert_uint_lt(handle, 32 << 20);
	dma_free_coherent(&pci, 4096, p, handle);
	ck_assert_int_eq(dma_set_coherent_mask(&pci, DMA_BIT_MASK(20)), -EIO);
	ck_assert_uint_eq(sim_bad_pages + sim_warnings, 0);
}
END_TEST

/* ---- bounces ---- */

START_TEST(what_is_within_reach_is_not_copied)
{
	char *p;

	sim_boot(RAM, LOWMEM);
	p = kmalloc(100, GFP_KERNEL);
	ck_assert_uint_eq(dma_map_single(&pci, p, 100, DMA_TO_DEVICE), __pa(p));
	ck_assert_uint_eq(dma_bounces(), 0);
	dma_unmap_single(&pci, __pa(p), 100, DMA_TO_DEVICE);
}
END_TEST

START_TEST(what_is_not_bounces)
{
	dma_addr_t handle;
	char *p, *q;

	sim_boot(RAM, LOWMEM);
	p = kmalloc(6000, GFP_KERNEL);
	ck_assert_uint_ge(__pa(p), 16 << 20);
	memset(p, 'o', 6000);
	handle = dma_map_single(NULL, p, 6000, DMA_BIDIRECTIONAL);
	ck_assert_uint_lt(handle + 6000, 16 << 20);
	ck_assert_uint_eq(dma_bounces(), 1);
	q = __va(handle);
	ck_assert_ptr_null(memchr_inv(q, 'o', 6000));
	memset(q + 10, 'd', 5000); /* the device */
	ck_assert_int_eq(p[10], 'o');
	dma_sync_single_for_cpu(NULL, handle, 6000, DMA_FROM_DEVICE);
	ck_assert_int_eq(p[10], 'd');
	p[11] = 'c';
	dma_sync_single_for_device(NULL, handle, 6000, DMA_TO_DEVICE);
	ck_assert_int_eq(q[11], 'c');
	dma_unmap_single(NULL, handle, 6000, DMA_BIDIRECTIONAL);
	ck_assert_int_eq(p[5009], 'd');
	ck_assert_int_eq(p[5010], 'o');
	ck_assert_uint_eq(dma_bounces(), 0);
}
END_TEST

START_TEST(high_pages_bounce_too)
{
	struct page *page;
	dma_addr_t handle;

	sim_boot(RAM, LOWMEM);
	mask = DMA_BIT_MASK(24);
	page = alloc_pages(GFP_HIGHUSER, 1);
	ck_assert(PageHighMem(page));
	handle = dma_map_page(&pci, page, 4000, 200, DMA_FROM_DEVICE);
	ck_assert_uint_ne(handle, DMA_MAPPING_ERROR);
	memset(__va(handle), 7, 200); /* across the two pages */
	dma_unmap_page(&pci, handle, 200, DMA_FROM_DEVICE);
	ck_assert_ptr_null(memchr_inv(sim_phys(page_to_phys(page)) + 4000, 7, 200));
}
END_TEST

/* ---- pools ---- */

/* Pieces from everywhere: each goes the way it needs, and all come back. */
START_TEST(a_scattered_buffer)
{
	struct scatterlist sg[3];
	struct page *high;
	char *low, *dma;

	sim_boot(RAM, LOWMEM);
	dma = (char *)__get_dma_pages(GFP_KERNEL, 0);
	low = kmalloc(1000, GFP_KERNEL);
	high = alloc_page(GFP_HIGHUSER);
	sg_init_table(sg, 3);
	sg_set_buf(&sg[0], dma, 100);
	sg_set_buf(&sg[1], low + 8, 900);
	sg_set_page(&sg[2], high, 4000, 96);
	ck_assert_uint_eq(dma_map_sg(NULL, sg, 3, DMA_FROM_DEVICE), 3);
	ck_assert_uint_eq(dma_bounces(), 2);
	ck_assert_uint_eq(sg_dma_address(&sg[0]), __pa(dma));
	ck_assert_uint_eq(sg_dma_len(&sg[2]), 4000);
	/* the device */
	memset(sim_phys(sg_dma_address(&sg[1])), 0x11, 900);
	memset(sim_phys(sg_dma_address(&sg[2])), 0x22, 4000);
	dma_sync_sg_for_cpu(NULL, sg, 3, DMA_FROM_DEVICE);
	ck_assert(!memchr_inv(low + 8, 0x11, 900));
	memset(sim_phys(sg_dma_address(&sg[2])), 0x33, 4000);
	dma_unmap_sg(NULL, sg, 3, DMA_FROM_DEVICE);
	ck_assert_uint_eq(dma_bounces(), 0);
	ck_assert(!memchr_inv(sim_phys(page_to_phys(high)) + 96, 0x33, 4000));
	ck_assert_uint_eq(dma_map_sg(&pci, sg, 3, DMA_TO_DEVICE), 3);
	ck_assert_uint_eq(dma_bounces(), 0);
	dma_unmap_sg(&pci, sg, 3, DMA_TO_DEVICE);
	ck_assert_uint_eq(dma_get_mask(&pci), DMA_BIT_MASK(32));
	ck_assert_uint_eq(dma_get_mask(NULL), DMA_BIT_MASK(24));
	ck_assert_uint_eq(dma_get_required_mask(&pci), RAM - 1);
	ck_assert_uint_eq(sim_bad_pages + sim_warnings, 0);
}
END_TEST

/* No memory for the last one's bounce: none is mapped. */
START_TEST(a_scattered_buffer_that_cannot_be_mapped)
{
	struct scatterlist sg[8];
	unsigned int i;

	sim_boot(RAM, LOWMEM);
	sg_init_table(sg, 8);
	for (i = 0; i < 8; i++)
		sg_set_page(&sg[i], alloc_page(GFP_HIGHUSER), 4096, 0);
	while (alloc_page(GFP_ATOMIC | GFP_DMA | __GFP_NOWARN))
		;
	ck_assert_uint_eq(dma_map_sg(NULL, sg, 8, DMA_TO_DEVICE), 0);
	ck_assert_uint_eq(dma_bounces(), 0);
}
END_TEST

START_TEST(pool_against_a_model)
{
	static const struct {
		size_t size, align, boundary;
	} shapes[] = {{1, 1, 0},     {24, 8, 0},      {64, 64, 256},
		      {100, 4, 512}, {4096, 4096, 0}, {5000, 8, 0}};
	static struct {
		u8 *p, mark;
		dma_addr_t handle;
	} held[MAX_HELD];
	struct dma_pool *pool;
	unsigned int shape, i, at, nr;
	size_t size;

	sim_boot(RAM, LOWMEM);
	sim_seed(9);
	for (shape = 0; shape < ARRAY_SIZE(shapes); shape++) {
		size = shapes[shape].size;
		pool = dma_pool_create("pool", &pci, size, shapes[shape].align,
				       shapes[shape].boundary);
		for (nr = 0, i = 0; i < OPS / ARRAY_SIZE(shapes); i++) {
			if (nr < MAX_HELD / 2 && sim_below(5) < 3) {
				held[nr].p = dma_pool_alloc(pool, GFP_KERNEL, &held[nr].handle);
				expect(held[nr].p && __pa(held[nr].p) == held[nr].handle);
				expect(!(held[nr].handle % shapes[shape].align));
				expect(!shapes[shape].boundary ||
				       held[nr].handle / shapes[shape].boundary ==
					   (held[nr].handle + size - 1) / shapes[shape].boundary);
				held[nr].mark = sim_random();
				memset(held[nr].p, held[nr].mark, size);
				nr++;
			} else if (nr) {
				at = sim_below(nr);
				expect(!memchr_inv(held[at].p, held[at].mark, size));
				dma_pool_free(pool, held[at].p, held[at].handle);
				held[at] = held[--nr];
			}
		}
		while (nr--)
			dma_pool_free(pool, held[nr].p, held[nr].handle);
		dma_pool_destroy(pool);
	}
	ck_assert(!said("dma_pool"));
	ck_assert_uint_eq(sim_bad_pages + sim_warnings, 0);
}
END_TEST

START_TEST(pool_refuses_wrong_frees)
{
	struct dma_pool *pool;
	dma_addr_t handle;
	char *p;

	sim_boot(RAM, LOWMEM);
	ck_assert_ptr_null(dma_pool_create("bad", &pci, 0, 8, 0));
	ck_assert_ptr_null(dma_pool_create("bad", &pci, 64, 12, 0));
	ck_assert_ptr_null(dma_pool_create("bad", &pci, 64, 8, 32));
	pool = dma_pool_create("td", &pci, 32, 16, 0);
	p = dma_pool_zalloc(pool, GFP_ATOMIC, &handle);
	ck_assert_ptr_null(memchr_inv(p, 0, 32));
	dma_pool_free(pool, p + 16, handle + 16);
	ck_assert(said("dma_pool_free td") && said("bad address"));
	dma_pool_free(pool, p, handle + 32);
	dma_pool_free(pool, kmalloc(32, GFP_KERNEL), handle);
	ck_assert(said("not of this pool"));
	dma_pool_free(pool, p, handle);
	ck_assert(!said("already free"));
	dma_pool_free(pool, p, handle);
	ck_assert(said("already free"));
	p = dma_pool_alloc(pool, GFP_KERNEL, &handle);
	dma_pool_destroy(pool);
	ck_assert(said("busy: 1 blocks are out"));
}
END_TEST

/* ---- bigphysarea ---- */

START_TEST(bigphysarea_absent)
{
	struct bigphysarea_info info;

	sim_boot(RAM, LOWMEM);
	bigphysarea_info(&info);
	ck_assert_uint_eq(info.pages, 0);
	ck_assert_ptr_null(bigphysarea_alloc(4096));
	bigphysarea_free_pages(NULL);
	ck_assert_uint_eq(sim_warnings, 1);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    coherent_memory_is_within_reach,
	    what_is_within_reach_is_not_copied,
	    what_is_not_bounces,
	    high_pages_bounce_too,
	    a_scattered_buffer,
	    a_scattered_buffer_that_cannot_be_mapped,
	    pool_against_a_model,
	    pool_refuses_wrong_frees,
	    bigphysarea_absent,
	    NULL,
	};

	return run_tests("dma", tests);
}
