/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect: a machine that does not run, whose RAM is filled by hand with the
 * kernel's structures at the sample's addresses.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/introspect.h"
#include "emu/machine.h"

#define SAMPLE	    "build/tests/emu/debug/sample.elf"
#define RAM_FRAMES  8192u /* 32 MiB */
#define USED_FRAMES 7680u
#define DIRECT	    0xc0000000u
#define MAP_LA	    (DIRECT + (4u << 20)) /* where mem_map is put */
#define CACHE_LA    (DIRECT + (3u << 20))
#define NAMES_LA    (DIRECT + (3u << 20) + 4096)

static struct machine *machine;
static struct introspect *in;
static const struct introspect_state *state;

static void put(uint32_t la, const void *from, size_t bytes)
{
	physmap_poke(machine_physmap(machine), la - DIRECT, from, bytes);
}

static void put32(uint32_t la, uint32_t value)
{
	put(la, &value, sizeof(value));
}

static uint32_t address(const char *symbol)
{
	const struct symbol *sym = symbols_find(introspect_symbols(in), symbol);

	ck_assert_ptr_nonnull(sym);
	return sym->la;
}

static uint32_t off(const char *type, const char *path)
{
	struct dwarftypes_field field;

	ck_assert(dwarftypes_member(introspect_types(in), type, path, &field));
	return field.off;
}

static uint32_t flag(const char *name)
{
	int64_t bit;

	ck_assert(dwarftypes_enum(introspect_types(in), "pageflags", name, &bit));
	return 1u << bit;
}

static void page(uint32_t pfn, uint32_t flags, int refcount, uint32_t private)
{
	uint32_t la = MAP_LA + pfn * 32;

	put32(la + off("page", "flags"), flags);
	put32(la + off("page", "_refcount"), (uint32_t)refcount);
	put32(la + off("page", "private"), private);
}

static void zone(unsigned n, const char *name, uint32_t start, uint32_t spanned)
{
	uint32_t bytes, la = address("contig_page_data") + off("pglist_data", "node_zones");

	ck_assert(dwarftypes_size(introspect_types(in), "zone", &bytes));
	la += n * bytes;
	put(NAMES_LA + n * 16, name, strlen(name) + 1);
	put32(la + off("zone", "name"), NAMES_LA + n * 16);
	put32(la + off("zone", "zone_start_pfn"), start);
	put32(la + off("zone", "spanned_pages"), spanned);
	put32(la + off("zone", "present_pages"), spanned);
	put32(la + off("zone", "managed_pages"), spanned);
	put32(la + off("zone", "free_pages"), 100 + n);
	put32(la + off("zone", "pages_min"), 10);
	put32(la + off("zone", "free_area[3].nr_free"), 5);
	put32(la + off("zone", "pageset.pcp.count"), 7);
}

static void free_blocks(uint32_t first, uint32_t end)
{
	while (first < end) {
		uint32_t order = 10;

		while (first & ((1u << order) - 1) || first + (1u << order) > end)
			order--;
		page(first, flag("PG_buddy"), 0, order);
		first += 1u << order;
	}
}

/* One cache of order-1 slabs of 10 objects. */
static void cache(void)
{
	uint32_t head = address("slab_caches"), node = CACHE_LA + off("kmem_cache", "next");

	put(NAMES_LA + 100, "test-cache", 11);
	put32(CACHE_LA + off("kmem_cache", "name"), NAMES_LA + 100);
	put32(CACHE_LA + off("kmem_cache", "object_size"), 800);
	put32(CACHE_LA + off("kmem_cache", "size"), 800);
	put32(CACHE_LA + off("kmem_cache", "num"), 10);
	put32(CACHE_LA + off("kmem_cache", "gfporder"), 1);
	put32(node, head);
	put32(node + 4, head);
	put32(head, node);
	put32(head + 4, node);
}

static void slab(uint32_t pfn, uint32_t inuse)
{
	for (uint32_t i = 0; i < 2; i++) {
		page(pfn + i, flag("PG_slab"), 1, 0);
		put32(MAP_LA + (pfn + i) * 32 + off("page", "slab_cache"), CACHE_LA);
	}
	put32(MAP_LA + pfn * 32 + off("page", "inuse"), inuse);
}

static void boot(void)
{
	put32(address("mem_map"), MAP_LA);
	zone(0, "DMA", 0, 4096);
	zone(1, "Normal", 4096, USED_FRAMES - 4096);
	put32(address("slab_caches"), address("slab_caches"));
	for (uint32_t pfn = 0; pfn < 2048; pfn++)
		page(pfn, flag("PG_reserved"), 1, 0);
	free_blocks(2048, USED_FRAMES);
}

static void setup(void)
{
	struct machine_config config = {.ram_bytes = (uint64_t)RAM_FRAMES << 12};
	char err[200] = "";

	machine = machine_create(&config, err, sizeof(err));
	ck_assert_msg(machine != NULL, "%s", err);
	in = introspect_create(SAMPLE);
	ck_assert_ptr_nonnull(in);
	ck_assert_msg(!introspect_why_blind(in), "%s", introspect_why_blind(in));
	state = introspect_state(in);
}

static void teardown(void)
{
	introspect_destroy(in);
	machine_destroy(machine);
}

static bool look(void)
{
	introspect_copy(in, machine);
	return introspect_update(in);
}

static uint32_t counted(void)
{
	uint32_t sum = 0;

	for (int i = 0; i < FRAME_CLASSES; i++)
		sum += state->count[i];
	return sum;
}

START_TEST(before_the_kernel_is_up_the_machine_tells)
{
	look();
	ck_assert(!state->guest);
	ck_assert_uint_eq(state->frames, RAM_FRAMES);
	ck_assert_uint_eq(counted(), RAM_FRAMES);
	ck_assert_uint_eq(state->class[0xa0], FRAME_HOLE);
	physmap_page_bits(machine_physmap(machine))[300] |= PAGE_EXECUTED | PAGE_READ;
	ck_assert(look());
	ck_assert_uint_eq(state->class[300], FRAME_EXECUTED);
	ck_assert(!look());
}
END_TEST

START_TEST(zones_and_classes)
{
	boot();
	ck_assert(look());
	ck_assert(state->guest && !state->in_flux);
	ck_assert_uint_eq(state->zones, 3);
	ck_assert_str_eq(state->zone[1].name, "Normal");
	ck_assert_uint_eq(state->zone[1].free, 101);
	ck_assert_uint_eq(state->zone[1].nr_free[3], 5);
	ck_assert_uint_eq(state->zone[0].pcp, 7);
	ck_assert_uint_eq(state->zone[2].spanned, 0);
	ck_assert_uint_eq(state->class[5], FRAME_RESERVED);
	ck_assert_uint_eq(state->class[0xb8], FRAME_HOLE);
	ck_assert_uint_eq(state->class[0x100], FRAME_IMAGE);
	ck_assert_uint_eq(state->class[1024], FRAME_BOOT);
	ck_assert_uint_eq(state->class[2048], FRAME_FREE + 10);
	ck_assert_uint_eq(state->class[3071], FRAME_FREE + 10);
	ck_assert_uint_eq(state->class[7679], FRAME_FREE + 9);
	ck_assert_uint_eq(state->class[7680], FRAME_OUTSIDE);
	ck_assert_uint_eq(counted(), RAM_FRAMES);
}
END_TEST

START_TEST(marks_of_allocated_frames)
{
	boot();
	free_blocks(2048, 2048);
	page(2048, flag("PG_table"), 1, 0);
	page(2049, flag("PG_pcp"), 0, 0);
	page(2050, flag("PG_vmalloc"), 1, 0);
	page(2051, flag("PG_vmalloc") | flag("PG_module"), 1, 0);
	page(2052, flag("PG_stack"), 1, 0);
	page(2053, flag("PG_kmapped"), 1, 0);
	page(2054, 0, 1, 0); /* order 1, not compound: the second has no mark */
	page(2055, 0, 0, 0);
	page(2056, flag("PG_lru"), 1, 0);
	page(2057, flag("PG_buddy"), 0, 1); /* an order-1 block cannot start here */
	page(2058, flag("PG_lru") | flag("PG_swapbacked") | flag("PG_kmapped"), 1, 0);
	page(2059, flag("PG_lru") | flag("PG_swapbacked") | flag("PG_swapcache"), 1, 0);
	page(2060, 0, 1, 0); /* tmpfs: on no list */
	put32(MAP_LA + 2060 * 32 + off("page", "slab_cache"), CACHE_LA);
	page(2061, 0, 1, 0);
	free_blocks(2062, 3072);
	look();
	static const uint8_t expected[] = {FRAME_TABLE, FRAME_PCP,     FRAME_VMALLOC, FRAME_MODULE,
					   FRAME_STACK, FRAME_KMAPPED, FRAME_PAGES,   FRAME_PAGES,
					   FRAME_CACHE, FRAME_FLUX,    FRAME_ANON,    FRAME_SWAP,
					   FRAME_CACHE, FRAME_PAGES,   FRAME_FREE + 1};
	for (uint32_t i = 0; i < sizeof(expected); i++)
		ck_assert_msg(state->class[2048 + i] == expected[i], "frame %u: %s", 2048 + i,
			      frame_class_name(state->class[2048 + i]));
	ck_assert(state->in_flux);
}
END_TEST

/* A program's structures one after the other: the task, its mm, directory and one page table. */
static uint32_t program(uint32_t la, uint32_t pid, uint32_t next)
{
	uint32_t mm = la + 0x1000, pgd = la + 0x2000, table = la + 0x3000;

	put32(la + off("task_struct", "mm"), mm);
	put32(la + off("task_struct", "pid"), pid);
	put(la + off("task_struct", "comm"), pid & 1 ? "odd\0" : "even", 5);
	put32(la + off("task_struct", "tasks"), next + off("task_struct", "tasks"));
	put32(mm + off("mm_struct", "pgd"), pgd);
	put32(mm + off("mm_struct", "rss_stat") + 8, pid * 3);
	put32(pgd + 4 * 32, (table - DIRECT) | 7);
	put32(pgd + 4 * 33, (table - DIRECT) | 0x87); /* a large page: not a table */
	put32(pgd + 4 * 768, 7);		      /* the kernel's half */
	return la;
}

static void shows(uint32_t program, uint32_t entry, uint32_t pfn)
{
	put32(program + 0x3000 + 4 * entry, pfn << 12 | 7);
}

START_TEST(pages_lead_to_their_programs)
{
	uint32_t init = address("init_task"), first = DIRECT + (2u << 20), second = first + 0x4000;
	uint32_t anon = flag("PG_lru") | flag("PG_swapbacked");
	struct introspect_mapping mapping;

	boot();
	put32(init + off("task_struct", "tasks"), first + off("task_struct", "tasks"));
	program(first, 7, second);
	program(second, 8, init);
	page(2048, anon, 1, 0);
	page(2049, anon | flag("PG_swapcache"), 1, 0);
	page(2050, anon, 1, 0);
	page(2051, flag("PG_lru"), 1, 0);
	page(2052, flag("PG_lru"), 1, 0); /* a file that nobody shows */
	free_blocks(2056, 3072);
	shows(first, 0, 2048);
	shows(first, 1, 2051);
	shows(second, 0, 2049);
	shows(second, 1, 2050);
	shows(second, 2, 2051);
	shows(second, 3, 0xfffff);			 /* beyond RAM */
	put32(second + 0x3000 + 4 * 4, 2052u << 12 | 6); /* not present */
	look();
	ck_assert_uint_eq(state->tasks, 2);
	ck_assert_str_eq(state->task[0].comm, "odd");
	ck_assert_uint_eq(state->task[0].pid, 7);
	ck_assert_uint_eq(state->task[0].anon, 1);
	ck_assert_uint_eq(state->task[0].file, 1); /* shared: the first one's */
	ck_assert_uint_eq(state->task[1].anon, 2);
	ck_assert_uint_eq(state->task[1].swap, 24);
	ck_assert_uint_eq(state->task[1].file, 0);
	ck_assert_ptr_eq(introspect_task_of(in, 2049), &state->task[1]);
	ck_assert_ptr_eq(introspect_task_of(in, 2051), &state->task[0]);
	ck_assert_ptr_null(introspect_task_of(in, 2052));
	ck_assert_ptr_null(introspect_task_of(in, 2056));
	/* where: the second entry of the table behind the page directory's 33rd */
	ck_assert(introspect_mapping_of(in, 2051, &mapping));
	ck_assert_uint_eq(mapping.la, 32u << 22 | 1 << 12);
	ck_assert(mapping.writable && !mapping.dirty && !mapping.accessed);
	ck_assert(introspect_mapping_of(in, 2050, &mapping));
	ck_assert_uint_eq(mapping.la, 32u << 22 | 1 << 12);
	ck_assert(!introspect_mapping_of(in, 2052, &mapping));
	/* a list that never comes back to its beginning */
	program(second, 8, first);
	look();
	ck_assert_uint_eq(state->tasks, 2);
}
END_TEST

START_TEST(slabs_are_counted)
{
	struct introspect_page described;

	boot();
	cache();
	slab(2048, 10);
	slab(2050, 4);
	slab(2052, 1);
	slab(2054, 0);
	free_blocks(2056, 3072);
	look();
	ck_assert_uint_eq(state->caches, 1);
	ck_assert_str_eq(state->cache[0].name, "test-cache");
	ck_assert_uint_eq(state->cache[0].full, 1);
	ck_assert_uint_eq(state->cache[0].partial, 2);
	ck_assert_uint_eq(state->cache[0].empty, 1);
	ck_assert_uint_eq(state->cache[0].in_use, 15);
	ck_assert_ptr_eq(introspect_cache_of(in, 2051), &state->cache[0]);
	ck_assert_ptr_null(introspect_cache_of(in, 2056));
	ck_assert(introspect_page(in, 2051, &described));
	ck_assert_uint_eq(described.head, 2050);
	ck_assert_int_eq(described.order, 1);
	ck_assert(!look());
	ck_assert_uint_eq(state->cache[0].in_use, 15);
}
END_TEST

START_TEST(only_what_changed_is_read_and_counts_follow)
{
	boot();
	look();
	uint32_t blocks = state->count[FRAME_FREE + 10];

	ck_assert(!look());
	page(4096, 0, 1, 0);
	free_blocks(4097, 5120);
	ck_assert(look());
	ck_assert_uint_eq(state->class[4096], FRAME_PAGES);
	ck_assert_uint_eq(state->count[FRAME_FREE + 10], blocks - 1024);
	ck_assert_uint_eq(counted(), RAM_FRAMES);
	free_blocks(4096, 5120);
	for (uint32_t pfn = 4097; pfn < 5120; pfn++)
		page(pfn, 0, 0, 0);
	ck_assert(look());
	ck_assert_uint_eq(state->count[FRAME_FREE + 10], blocks);
}
END_TEST

/* Lists that lead nowhere, into themselves or on for ever must not hang or crash. */
START_TEST(broken_lists_are_bounded)
{
	uint32_t node = CACHE_LA + off("kmem_cache", "next");

	boot();
	cache();
	put32(node, node);
	look();
	ck_assert_uint_eq(state->caches, INTROSPECT_CACHES);
	put32(address("slab_caches"), 0xfffffff0);
	look();
	ck_assert(state->in_flux);
	put32(CACHE_LA + off("kmem_cache", "gfporder"), 77);
	put32(CACHE_LA + off("kmem_cache", "name"), 0xffffffff);
	put32(address("slab_caches"), node);
	look();
	ck_assert(state->guest);
}
END_TEST

START_TEST(nonsense_in_the_zones_falls_back_to_the_machine)
{
	boot();
	look();
	ck_assert(state->guest);
	zone(1, "Normal", 4096, 0x7fffffff);
	look();
	ck_assert(!state->guest);
	ck_assert_uint_eq(counted(), RAM_FRAMES);
	zone(1, "Normal", 4096, USED_FRAMES - 4096);
	put32(address("mem_map"), 0xffff0000);
	look();
	ck_assert(!state->guest);
	put32(address("mem_map"), MAP_LA);
	look();
	ck_assert(state->guest);
}
END_TEST

/* Whatever the guest's memory holds. */
START_TEST(random_memory_is_survived)
{
	uint32_t random = 20040510;

	boot();
	cache();
	for (int round = 0; round < 60; round++) {
		for (int i = 0; i < 400; i++) {
			uint32_t la;

			random = random * 1664525u + 1013904223u;
			switch (random >> 30) {
			case 0:
				la = MAP_LA + (random >> 4) % (USED_FRAMES * 32 - 4);
				break;
			case 1:
				la = CACHE_LA + (random >> 4) % 256;
				break;
			default:
				la = address("contig_page_data") + (random >> 4) % 600;
				break;
			}
			put32(la, random * 2654435761u);
		}
		look();
		ck_assert_uint_eq(counted(), RAM_FRAMES);
		for (uint32_t pfn = 0; pfn < RAM_FRAMES; pfn += 7) {
			struct introspect_page described;

			introspect_page(in, pfn, &described);
			introspect_cache_of(in, pfn);
			introspect_area_of(in, pfn);
		}
		if (round % 4 == 3)
			boot();
	}
}
END_TEST

START_TEST(kernels_without_symbols)
{
	struct introspect *blind = introspect_create(NULL);

	ck_assert(introspect_why_blind(blind) != NULL);
	introspect_copy(blind, machine);
	introspect_update(blind);
	ck_assert(!introspect_state(blind)->guest);
	ck_assert_uint_eq(introspect_state(blind)->frames, RAM_FRAMES);
	introspect_destroy(blind);
	blind = introspect_create("/dev/null");
	ck_assert(strstr(introspect_why_blind(blind), "/dev/null") != NULL);
	introspect_destroy(blind);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("introspect");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, before_the_kernel_is_up_the_machine_tells);
	tcase_add_test(tc, zones_and_classes);
	tcase_add_test(tc, marks_of_allocated_frames);
	tcase_add_test(tc, pages_lead_to_their_programs);
	tcase_add_test(tc, slabs_are_counted);
	tcase_add_test(tc, only_what_changed_is_read_and_counts_follow);
	tcase_add_test(tc, broken_lists_are_bounded);
	tcase_add_test(tc, nonsense_in_the_zones_falls_back_to_the_machine);
	tcase_add_test(tc, random_memory_is_survived);
	tcase_add_test(tc, kernels_without_symbols);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
