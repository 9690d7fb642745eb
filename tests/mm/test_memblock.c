/* SPDX-License-Identifier: GPL-2.0-only */
/* memblock against a model that remembers each page of a small address space. */
#include "run.h"

#include <linux/bootmem.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "sim.h"

#define UNIT   0x100u /* the model's grain, bytes */
#define UNITS  4096u
#define ROUNDS 5000

static u8 is_memory[UNITS], is_reserved[UNITS];

static void model_set(u8 *model, u32 first, u32 n, u8 value)
{
	for (; n--; first++)
		model[first] = value;
}

static void check_type(const struct memblock_type *type, const u8 *model)
{
	u8 seen[UNITS] = {0};
	unsigned int i;

	for (i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		ck_assert_uint_gt(r->size, 0);
		if (i)
			ck_assert_msg(type->regions[i - 1].base + type->regions[i - 1].size <
					  r->base,
				      "regions %u and %u touch", i - 1, i);
		model_set(seen, r->base / UNIT, r->size / UNIT, 1);
	}
	ck_assert(!memcmp(seen, model, UNITS));
}

static void step(void)
{
	u32 first = sim_below(UNITS - 1), n = 1 + sim_below(min(UNITS - first, 200u));

	/* few regions, so that the array's end is not what is tested */
	if (memblock.memory.cnt > 60 || memblock.reserved.cnt > 60)
		n = UNITS - first;
	switch (sim_below(4)) {
	case 0:
		ck_assert_int_eq(memblock_add(first * UNIT, n * UNIT), 0);
		model_set(is_memory, first, n, 1);
		break;
	case 1:
		ck_assert_int_eq(memblock_remove(first * UNIT, n * UNIT), 0);
		model_set(is_memory, first, n, 0);
		break;
	case 2:
		ck_assert_int_eq(memblock_reserve(first * UNIT, n * UNIT), 0);
		model_set(is_reserved, first, n, 1);
		break;
	default:
		ck_assert_int_eq(memblock_phys_free(first * UNIT, n * UNIT), 0);
		model_set(is_reserved, first, n, 0);
	}
	check_type(&memblock.memory, is_memory);
	check_type(&memblock.reserved, is_reserved);
}

START_TEST(regions_as_the_model)
{
	int i;

	sim_seed(20260101);
	for (i = 0; i < ROUNDS; i++)
		step();
}
END_TEST

/* The highest place where n units fit, aligned: by trying all. */
static u32 model_find(u32 n, u32 align)
{
	u32 at, i;

	for (at = UNITS - n; at * UNIT >= PAGE_SIZE; at--) {
		if (at % align)
			continue;
		for (i = 0; i < n && is_memory[at + i] && !is_reserved[at + i]; i++)
			;
		if (i == n)
			return at;
	}
	return 0;
}

START_TEST(finds_the_highest_place)
{
	int i;

	sim_seed(7);
	for (i = 0; i < 800; i++) {
		u32 n = 1 + sim_below(40), align = 1u << sim_below(6);

		step();
		ck_assert_uint_eq(memblock_find_in_range(0, 0, n * UNIT, align * UNIT),
				  model_find(n, align) * UNIT);
	}
}
END_TEST

START_TEST(free_ranges_are_what_is_left)
{
	phys_addr_t cursor = 0, start, end;
	u8 seen[UNITS] = {0};
	unsigned int i;

	sim_seed(99);
	for (i = 0; i < 300; i++)
		step();
	while (memblock_next_free(&cursor, &start, &end))
		model_set(seen, start / UNIT, (end - start) / UNIT, 1);
	for (i = 0; i < UNITS; i++)
		ck_assert_msg(seen[i] == (is_memory[i] && !is_reserved[i]), "unit %u", i);
}
END_TEST

START_TEST(questions)
{
	ck_assert_int_eq(memblock_add(0x1000, 0x9000), 0);
	ck_assert_int_eq(memblock_add(0x100000, 0x100000), 0);
	ck_assert_int_eq(memblock_reserve(0x8000, 0x1000), 0);
	ck_assert(memblock_is_memory(0x1000) && memblock_is_memory(0x9fff));
	ck_assert(!memblock_is_memory(0xfff) && !memblock_is_memory(0xa000));
	ck_assert(memblock_is_region_memory(0x2000, 0x8000));
	ck_assert(!memblock_is_region_memory(0x2000, 0x8001));
	ck_assert(memblock_is_region_reserved(0x7000, 0x1001));
	ck_assert(!memblock_is_region_reserved(0x7000, 0x1000));
	ck_assert(memblock_is_reserved(0x8fff) && !memblock_is_reserved(0x9000));
	ck_assert_uint_eq(memblock_phys_mem_size(), 0x109000);
	ck_assert_uint_eq(memblock_start_of_DRAM(), 0x1000);
	ck_assert_uint_eq(memblock_end_of_DRAM(), 0x200000);
}
END_TEST

/* Address 0 would be taken for a failure. */
START_TEST(page_0_is_never_given)
{
	ck_assert_int_eq(memblock_add(0, 4 * PAGE_SIZE), 0);
	ck_assert_uint_eq(memblock_phys_alloc_range(2 * PAGE_SIZE, PAGE_SIZE, 0, ~0U),
			  2 * PAGE_SIZE);
	ck_assert_uint_eq(memblock_phys_alloc_range(PAGE_SIZE, PAGE_SIZE, 0, ~0U), PAGE_SIZE);
	ck_assert_uint_eq(memblock_phys_alloc_range(64, 64, 0, ~0U), 0);
	ck_assert(!memblock_is_reserved(0));
}
END_TEST

START_TEST(too_many_regions_are_refused)
{
	unsigned int i;

	for (i = 0; i < MEMBLOCK_MAX_REGIONS; i++)
		ck_assert_int_eq(memblock_add(i * 0x2000, 0x1000), 0);
	ck_assert_int_lt(memblock_add(i * 0x2000, 0x1000), 0);
	ck_assert_int_eq(memblock_add(0x1000, 0x1000), 0); /* joins two */
	ck_assert_uint_eq(memblock.memory.cnt, MEMBLOCK_MAX_REGIONS - 1);
}
END_TEST

START_TEST(bootmem)
{
	unsigned long pa;
	char *high, *low;

	sim_boot_memblock(32 << 20, 32 << 20);
	high = alloc_bootmem_pages(100000);
	low = alloc_bootmem_low(50);
	ck_assert_uint_ge(__pa(high), 16 << 20);
	ck_assert(PAGE_ALIGNED(high) && !((unsigned long)low % SMP_CACHE_BYTES));
	ck_assert(!memchr_inv(high, 0, 100000) && !memchr_inv(low, 0, 50));
	pa = __pa(high);
	free_bootmem(pa + 1, 2 * PAGE_SIZE); /* one whole page lies within */
	ck_assert(memblock_is_reserved(pa) && !memblock_is_reserved(pa + PAGE_SIZE) &&
		  memblock_is_reserved(pa + 2 * PAGE_SIZE));
}
END_TEST

static void take_too_much(void)
{
	alloc_bootmem(64 << 20);
}

START_TEST(bootmem_falls_back_and_panics)
{
	sim_boot_memblock(16 << 20, 16 << 20);
	ck_assert_uint_lt(__pa(alloc_bootmem(4096)), 16 << 20);
	ck_assert(sim_bugs(take_too_much));
	ck_assert(strstr(sim_log, "bootmem alloc of 67108864 bytes failed"));
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    regions_as_the_model,
	    finds_the_highest_place,
	    free_ranges_are_what_is_left,
	    questions,
	    page_0_is_never_given,
	    too_many_regions_are_refused,
	    bootmem,
	    bootmem_falls_back_and_panics,
	    NULL,
	};

	return run_tests("memblock", tests);
}
