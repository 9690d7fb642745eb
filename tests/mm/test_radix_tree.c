/* SPDX-License-Identifier: GPL-2.0-only */
/* The radix tree against an array, with indices of all sizes and memory that runs out. */
#include "run.h"

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/radix-tree.h>
#include <linux/slab_def.h>
#include <linux/string.h>

#include "sim.h"

#define SEED   0x5eed0007
#define ROUNDS 30000
#define ITEMS  2000

static unsigned long indices[ITEMS]; /* of what is in */
static unsigned int count;
static struct radix_tree_root root = RADIX_TREE_INIT(GFP_KERNEL);

static void *item_of(unsigned long index)
{
	return (void *)(index * 8 + 8);
}

static unsigned long random_index(void)
{
	return sim_random() >> sim_below(32);
}

static int find(unsigned long index)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		if (indices[i] == index)
			return (int)i;
	return -1;
}

static int by_value(const void *a, const void *b)
{
	unsigned long x = *(const unsigned long *)a, y = *(const unsigned long *)b;

	return x < y ? -1 : x > y;
}

static void check_gang(void)
{
	unsigned long sorted[ITEMS], first = random_index();
	unsigned int n, i, at = 0, want;
	void *results[100];

	memcpy(sorted, indices, count * sizeof(sorted[0]));
	qsort(sorted, count, sizeof(sorted[0]), by_value);
	while (at < count && sorted[at] < first)
		at++;
	want = count - at < 100 ? count - at : 100;
	n = radix_tree_gang_lookup(&root, results, first, 100);
	ck_assert_uint_eq(n, want);
	for (i = 0; i < n; i++)
		ck_assert_ptr_eq(results[i], item_of(sorted[at + i]));
}

static unsigned long free_now(void)
{
	drop_slab();
	drop_slab();
	drain_all_pages();
	return nr_free_pages();
}

START_TEST(against_an_array)
{
	unsigned long index, before;
	unsigned int i;
	int at;

	sim_boot(64UL << 20, 48UL << 20);
	sim_seed(SEED);
	before = free_now();
	for (i = 0; i < ROUNDS; i++) {
		index = count && sim_below(2) ? indices[sim_below(count)] : random_index();
		at = find(index);
		if (radix_tree_lookup(&root, index) != (at < 0 ? NULL : item_of(index)))
			ck_abort_msg("lookup of %lx", index);
		if (sim_below(100) < ((i >> 12) & 1 ? 30 : 70) && count < ITEMS) {
			if (radix_tree_insert(&root, index, item_of(index)) !=
			    (at < 0 ? 0 : -EEXIST))
				ck_abort_msg("insert of %lx", index);
			if (at < 0)
				indices[count++] = index;
		} else {
			if (radix_tree_delete(&root, index) != (at < 0 ? NULL : item_of(index)))
				ck_abort_msg("delete of %lx", index);
			if (at >= 0)
				indices[at] = indices[--count];
		}
		if (i % 3000 == 0)
			check_gang();
	}
	while (count) {
		count--;
		ck_assert_ptr_eq(radix_tree_delete(&root, indices[count]), item_of(indices[count]));
	}
	ck_assert_ptr_null(root.rnode);
	ck_assert_uint_eq(free_now(), before);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {against_an_array, NULL};

	return run_tests("radix_tree", tests);
}
