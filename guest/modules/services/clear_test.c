/* SPDX-License-Identifier: GPL-2.0-only */
/* clear_test: with init_on_alloc=1 or init_on_free=1 nobody reads what was there before. */
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#define RUBBISH 0x9e

static void pages_are_clear(struct kunit *test)
{
	unsigned long order, page;

	for (order = 0; order < 5; order++) {
		page = __get_free_pages(GFP_KERNEL, order);
		KUNIT_ASSERT_NE(test, page, 0UL);
		KUNIT_EXPECT_NULL(test, memchr_inv((void *)page, 0, PAGE_SIZE << order));
		memset((void *)page, RUBBISH, PAGE_SIZE << order);
		free_pages(page, order);
		if (want_init_on_free()) /* still there, as nobody else has asked since */
			KUNIT_EXPECT_NULL(test, memchr_inv((void *)page, 0, PAGE_SIZE << order));
	}
}

static void objects_are_clear(struct kunit *test)
{
	unsigned int size, round;
	void *p;

	for (size = 8; size <= 16384; size *= 2) {
		for (round = 0; round < 3; round++) {
			p = kmalloc(size, GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, p);
			KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, size));
			memset(p, RUBBISH, size);
			kfree(p);
		}
	}
}

static void areas_are_clear(struct kunit *test)
{
	void *p;
	int round;

	for (round = 0; round < 2; round++) {
		p = vmalloc(10 * PAGE_SIZE);
		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, 10 * PAGE_SIZE));
		memset(p, RUBBISH, 10 * PAGE_SIZE);
		vfree(p);
	}
}

static void construct(void *object)
{
	memset(object, 'A', 40);
}

static void constructed_objects_stay(struct kunit *test)
{
	struct kmem_cache *cache = kmem_cache_create("constructed", 40, 0, 0, construct);
	void *p;

	KUNIT_ASSERT_NOT_NULL(test, cache);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 'A', 40));
	kmem_cache_free(cache, p);
	kmem_cache_destroy(cache);
}

static int init(struct kunit *test)
{
	if (!want_init_on_alloc(0) && !want_init_on_free())
		kunit_skip(test, "wants init_on_alloc=1 or init_on_free=1");
	return 0;
}

static struct kunit_case cases[] = {KUNIT_CASE(pages_are_clear),
				    KUNIT_CASE(objects_are_clear),
				    KUNIT_CASE(areas_are_clear),
				    KUNIT_CASE(constructed_objects_stay),
				    {}};

static struct kunit_suite suite = {.name = "clear", .init = init, .test_cases = cases};
kunit_test_suite(suite);

MODULE_LICENSE("GPL");
