/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The page cache, its lists and its writing back, over a disk that takes its time and fails
 * now and then, against a naive model: what was written last is read, whatever memory did
 * meanwhile; and the counters count.
 */
#include "run.h"

#include <linux/err.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <linux/vmstat.h>

#include "mm/internal.h"
#include "mm/lru.h"
#include "sim.h"

#define RAM	   (20UL << 20)
#define LOWMEM	   (17UL << 20)
#define DISK_PAGES 8000 /* more than there is RAM */
#define QUEUE	   16	/* what the disk takes at a time, usually */
#define MAX_HELD   8
#define OPS	   60000

/* A page's content is one number, in its first word and its last. */
static u32 disk[DISK_PAGES], model[DISK_PAGES];
static unsigned long disk_reads, disk_writes;
static struct io {
	struct page *page;
	u32 value; /* on its way to the disk */
	bool write;
} ios[DISK_PAGES];
static unsigned int queue = QUEUE;
static unsigned int nr_ios, errors_told, errors_made, error_every;
static struct address_space mapping;

static void set_word(struct page *page, u32 value)
{
	u32 *p = kmap_local_page(page);

	p[0] = p[PAGE_SIZE / 4 - 1] = value;
	kunmap_local(p);
}

static u32 get_word(struct page *page)
{
	u32 *p = kmap_local_page(page), value = p[0];

	expect(p[PAGE_SIZE / 4 - 1] == value);
	kunmap_local(p);
	return value;
}

/* ---- the disk ---- */

static void complete(unsigned int n)
{
	struct io io = ios[n];

	ios[n] = ios[--nr_ios];
	if (io.write) {
		disk[io.page->index] = io.value;
		disk_writes++;
		end_page_writeback(io.page);
		return;
	}
	disk_reads++;
	if (error_every && !sim_below(error_every)) {
		errors_made++;
	} else {
		set_word(io.page, disk[io.page->index]);
		SetPageUptodate(io.page);
	}
	unlock_page(io.page);
}

/* Somebody sleeps: it can only be for the disk. */
static void disk_works(void)
{
	if (nr_ios)
		complete(sim_below(nr_ios));
}

static void submit(struct page *page, bool write)
{
	if (nr_ios == queue)
		complete(0);
	ios[nr_ios++] = (struct io){page, write ? get_word(page) : 0, write};
	if (queue == QUEUE && sim_below(2))
		complete(nr_ios - 1);
}

static int disk_readpage(struct address_space *space, struct page *page)
{
	expect(PageLocked(page) && page->mapping == space);
	if (error_every && !sim_below(error_every)) {
		errors_made++;
		unlock_page(page);
		return -EIO;
	}
	submit(page, false);
	return 0;
}

static int disk_readpages(struct address_space *space, struct page **pages, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++)
		submit(pages[i], false);
	return 0;
}

static int disk_writepage(struct address_space *space, struct page *page)
{
	expect(PageLocked(page) && PageUptodate(page) && !PageWriteback(page));
	if (error_every && !sim_below(error_every)) {
		errors_made++;
		unlock_page(page);
		return -EIO;
	}
	page_take_dirty_sectors(page);
	set_page_writeback(page);
	unlock_page(page);
	submit(page, true);
	return 0;
}

static const struct address_space_operations disk_ops = {
    .readpage = disk_readpage, .readpages = disk_readpages, .writepage = disk_writepage};

static void start(unsigned int errors)
{
	unsigned int i;

	sim_boot(RAM, LOWMEM);
	sim_other_tasks = disk_works;
	error_every = errors;
	for (i = 0; i < DISK_PAGES; i++)
		disk[i] = model[i] = sim_random();
	address_space_init(&mapping, &disk_ops, GFP_HIGHUSER, NULL);
}

/* ---- what must always hold ---- */

static bool is_pending(const struct page *page)
{
	unsigned int i;

	for (i = 0; i < nr_ios; i++)
		if (ios[i].page == page)
			return true;
	return false;
}

static unsigned long check_list(struct zone *zone, struct list_head *list, bool active)
{
	unsigned long n = 0;
	struct page *page;

	list_for_each_entry (page, list, lru) {
		expect(PageLRU(page) && PageActive(page) == active && page_zone(page) == zone);
		expect(page->mapping == &mapping);
		n++;
	}
	return n;
}

static void check_all(void)
{
	unsigned long pages = 0, dirty = 0, writeback = 0, listed = 0, i;
	struct zone *zone;
	struct page *page;

	for (i = 0; i < DISK_PAGES; i++) {
		page = radix_tree_lookup(&mapping.page_tree, i);
		if (!page)
			continue;
		pages++;
		dirty += PageDirty(page);
		writeback += PageWriteback(page);
		expect(page->mapping == &mapping && page->index == i && PageLRU(page));
		expect(!PageLocked(page) || is_pending(page));
		expect(!PageWriteback(page) || is_pending(page));
		if (PageUptodate(page))
			expect(get_word(page) == model[i]);
		if (!PageDirty(page) && !PageWriteback(page))
			expect(disk[i] == model[i]);
	}
	for_each_zone (zone) {
		expect(check_list(zone, &zone->active_list, true) == zone->nr_active);
		expect(check_list(zone, &zone->inactive_list, false) == zone->nr_inactive);
		listed += zone->nr_active + zone->nr_inactive;
	}
	expect(pages == mapping.nrpages && pages == listed);
	expect(pages == global_node_page_state(NR_FILE_PAGES));
	expect(dirty == global_node_page_state(NR_FILE_DIRTY));
	expect(writeback == global_node_page_state(NR_WRITEBACK));
	expect(!sim_warnings && !sim_bad_pages);
}

/* What is not in memory is as the disk has it. */
static void check_absent(void)
{
	unsigned long i;

	for (i = 0; i < DISK_PAGES; i++)
		if (!radix_tree_lookup(&mapping.page_tree, i))
			expect(disk[i] == model[i]);
}

/* ---- what users do ---- */

static bool read_one(unsigned long index)
{
	struct page *page = read_mapping_page(&mapping, index);

	if (IS_ERR(page)) {
		expect(PTR_ERR(page) == -EIO && error_every);
		errors_told++;
		return false;
	}
	expect(PageUptodate(page) && get_word(page) == model[index]);
	put_page(page);
	return true;
}

static void write_one(unsigned long index)
{
	struct page *page = find_or_create_page(&mapping, index, mapping.gfp_mask);

	expect(page && PageLocked(page) && page->index == index);
	/* what is under way was taken before; this is the next one */
	model[index] = sim_random();
	set_word(page, model[index]);
	SetPageUptodate(page);
	set_page_dirty(page);
	mark_page_accessed(page);
	unlock_page(page);
	put_page(page);
	balance_dirty_pages(&mapping);
}

static struct page *held[MAX_HELD];

/* Half of all goes to a twentieth of the disk. */
static unsigned long some_index(void)
{
	return sim_below(2) ? sim_below(DISK_PAGES / 20) : sim_below(DISK_PAGES);
}

static void random_op(void)
{
	unsigned int n = sim_below(MAX_HELD);

	switch (sim_below(40)) {
	default:
		read_one(some_index());
		break;
	case 1 ... 12:
		write_one(some_index());
		break;
	case 13:
		if (held[n])
			put_page(held[n]);
		held[n] = find_get_page(&mapping, some_index());
		break;
	case 14:
		page_cache_readahead(&mapping, sim_below(DISK_PAGES - 32), 32);
		break;
	case 15:
		disk_works();
		break;
	case 16:
		if (!sim_below(20))
			filemap_write_all(&mapping);
		break;
	case 17:
		if (!sim_below(50))
			invalidate_mapping_pages(&mapping);
		break;
	case 18:
		try_to_free_pages(sim_below(2) ? GFP_KERNEL : GFP_NOIO, 0);
		break;
	case 19:
		if (!sim_below(50))
			drop_pagecache();
		break;
	}
}

static void let_go(void)
{
	unsigned int n;

	for (n = 0; n < MAX_HELD; n++) {
		if (held[n])
			put_page(held[n]);
		held[n] = NULL;
	}
}

static void run_random(u32 seed, unsigned int errors)
{
	unsigned long before, i;

	sim_seed(seed);
	start(errors);
	drain_all_pages();
	before = nr_free_pages();
	for (i = 0; i < OPS; i++) {
		random_op();
		if (i % 2000 == 0) {
			check_all();
			check_absent();
		}
	}
	expect(errors ? errors_told && errors_made >= errors_told : !errors_made);
	let_go();
	error_every = 0;
	while (nr_ios)
		complete(0);
	expect(!filemap_write_and_wait(&mapping));
	expect(!memcmp(disk, model, sizeof(disk)));
	address_space_destroy(&mapping);
	expect(!mapping.nrpages && !global_node_page_state(NR_FILE_PAGES));
	expect(!global_node_page_state(NR_FILE_DIRTY) && !global_node_page_state(NR_WRITEBACK));
	drop_slab();
	drop_slab();
	drain_all_pages();
	expect(before - nr_free_pages() < 8); /* slabs' first pages, page tables */
	expect(!sim_warnings && !sim_bad_pages);
}

START_TEST(random_use)
{
	run_random(0x20261121, 0);
	ck_assert(disk_reads > DISK_PAGES && disk_writes > DISK_PAGES); /* it was under pressure */
}
END_TEST

START_TEST(random_use_of_a_disk_that_fails)
{
	run_random(0x20261122, 25);
}
END_TEST

START_TEST(read_once)
{
	unsigned long i;

	start(0);
	for (i = 0; i < 100; i++)
		read_one(i);
	for (i = 0; i < 100; i++)
		read_one(i);
	ck_assert_uint_eq(disk_reads, 100);
	ck_assert_uint_eq(mapping.nrpages, 100);
	check_all();
}
END_TEST

/* A stream of pages read once passes by those that are used again and again. */
START_TEST(a_stream_passes_by)
{
	unsigned long i, k, reads;

	start(0);
	for (i = 0; i < 3; i++)
		for (k = 0; k < 200; k++)
			read_one(k);
	for (i = 200; i < DISK_PAGES; i++) {
		read_one(i);
		if (i % 500 == 0) /* now and then */
			for (k = 0; k < 200; k++)
				read_one(k);
	}
	reads = disk_reads;
	for (k = 0; k < 200; k++)
		read_one(k);
	ck_assert_uint_eq(disk_reads, reads);
	ck_assert_uint_lt(mapping.nrpages, RAM / PAGE_SIZE);
	check_all();
}
END_TEST

START_TEST(noio_writes_nothing)
{
	unsigned long i, writes;

	start(0);
	for (i = 0; i < 300; i++)
		write_one(i);
	writes = disk_writes;
	ck_assert_uint_eq(try_to_free_pages(GFP_NOIO, 0), 0);
	ck_assert_uint_eq(disk_writes + nr_ios, writes);
	ck_assert_uint_gt(try_to_free_pages(GFP_KERNEL, 0) + disk_writes + nr_ios, 0);
	check_all();
}
END_TEST

START_TEST(nofs_writes_no_files)
{
	unsigned long i;

	start(0);
	for (i = 0; i < 300; i++)
		write_one(i);
	ck_assert_uint_eq(try_to_free_pages(GFP_NOFS, 0), 0);
	ck_assert_uint_eq(disk_writes + nr_ios, 0);
}
END_TEST

/* All of memory is dirty, and the disk does nothing but while somebody waits for it. */
START_TEST(waiting_for_a_slow_disk)
{
	unsigned long i;

	start(0);
	dirty_ratio = dirty_background_ratio = 100;
	queue = DISK_PAGES;
	for (i = 0; i < DISK_PAGES; i++)
		write_one(i);
	ck_assert_uint_gt(disk_writes, 1000);
	check_all();
	check_absent();
	ck_assert_ptr_null(strstr(sim_log, "oom-killer"));
}
END_TEST

START_TEST(who_dirties_much_has_to_write)
{
	unsigned long i, most = 0;

	start(0);
	dirty_ratio = 10;
	for (i = 0; i < 3000; i++) {
		write_one(i);
		most = max(most, global_node_page_state(NR_FILE_DIRTY));
	}
	ck_assert_uint_le(most, totalram_pages() / 10 + 1);
	ck_assert_uint_gt(most, totalram_pages() / 20);
	dirty_ratio = 40;
}
END_TEST

START_TEST(held_locked_and_dirty_stay)
{
	struct page *page, *dirty;

	start(0);
	read_one(1);
	read_one(2);
	read_one(3);
	write_one(4);
	page = find_get_page(&mapping, 1);
	dirty = find_get_page(&mapping, 4);
	put_page(dirty);
	lock_page(dirty);
	ck_assert(!trylock_page(dirty));
	unlock_page(dirty);
	ck_assert_uint_eq(invalidate_mapping_pages(&mapping), 2);
	ck_assert_ptr_eq(find_get_page(&mapping, 1), page);
	ck_assert(!remove_mapping(&mapping, page));
	put_page(page);
	put_page(page);
	ck_assert_uint_eq(invalidate_mapping_pages(&mapping), 1);
	ck_assert_uint_eq(mapping.nrpages, 1);
	ck_assert_int_eq(filemap_write_and_wait(&mapping), 0);
	ck_assert_uint_eq(drop_pagecache(), 1);
	check_all();
}
END_TEST

START_TEST(errors_are_told_once)
{
	start(0);
	mapping_set_error(&mapping, -ENOSPC);
	mapping_set_error(&mapping, -EIO);
	ck_assert_int_eq(filemap_write_and_wait(&mapping), -EIO);
	ck_assert_int_eq(filemap_write_and_wait(&mapping), 0);
	mapping_set_error(&mapping, -ENOSPC);
	ck_assert_int_eq(filemap_check_errors(&mapping), -ENOSPC);
	ck_assert_int_eq(filemap_check_errors(&mapping), 0);
}
END_TEST

START_TEST(reading_ahead)
{
	struct file_ra_state ra = {0};
	unsigned long i;

	start(0);
	for (i = 0; i < 1000; i++) {
		file_readahead(&mapping, &ra, i, 1000);
		while (nr_ios)
			complete(0);
		read_one(i);
	}
	ck_assert_uint_eq(disk_reads, 1000);
	ck_assert_uint_eq(mapping.nrpages, 1000); /* and nothing beyond the end */
	check_all();
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    random_use,
	    random_use_of_a_disk_that_fails,
	    read_once,
	    a_stream_passes_by,
	    noio_writes_nothing,
	    nofs_writes_no_files,
	    waiting_for_a_slow_disk,
	    who_dirties_much_has_to_write,
	    held_locked_and_dirty_stay,
	    errors_are_told_once,
	    reading_ahead,
	    NULL,
	};

	return run_tests("filemap", tests);
}
