/* SPDX-License-Identifier: GPL-2.0-only */
/* The page cache over a disk in memory: reading, writing back, and giving memory back. */
#include <linux/brd.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <linux/vmstat.h>

#define DISK_PAGES 200
#define HOT_PAGES  64
#define ROOM_PAGES 4096 /* left free for the cache to fill */

static u32 pattern(u64 pos)
{
	return (u32)pos * 2654435761u;
}

static bool write_patterns(struct brd *brd, unsigned int pages)
{
	unsigned int i;
	u32 word;

	for (i = 0; i < pages; i++) {
		word = pattern(i);
		if (brd_write(brd, &word, sizeof(word), (u64)i * PAGE_SIZE + 100) != sizeof(word))
			return false;
	}
	return true;
}

static unsigned int wrong_patterns(struct brd *brd, unsigned int pages)
{
	unsigned int i, wrong = 0;
	u32 word;

	for (i = 0; i < pages; i++) {
		word = 0;
		brd_read(brd, &word, sizeof(word), (u64)i * PAGE_SIZE + 100);
		wrong += word != pattern(i);
	}
	return wrong;
}

SELFTEST(pagecache, what_was_read_is_not_read_again)
{
	struct brd *brd = brd_create(DISK_PAGES * PAGE_SIZE);
	unsigned long reads, writes;
	static char text[10000];
	ssize_t got;

	if (!EXPECT(t, brd != NULL))
		return;
	EXPECT(t, write_patterns(brd, DISK_PAGES));
	EXPECT_EQ(t, wrong_patterns(brd, DISK_PAGES), 0);
	brd_counts(brd, &reads, &writes);
	EXPECT_EQ(t, reads, DISK_PAGES);
	EXPECT(t, brd_mapping(brd)->nrpages == DISK_PAGES);
	got = brd_read(brd, text, sizeof(text), brd_bytes(brd) - 5000);
	EXPECT_EQ(t, got, 5000);
	EXPECT_EQ(t, brd_read(brd, text, 1, brd_bytes(brd)), 0);
	brd_destroy(brd);
}

SELFTEST(pagecache, what_is_dirty_is_written_and_comes_back)
{
	struct brd *brd = brd_create(DISK_PAGES * PAGE_SIZE);
	unsigned long reads, writes, dirty = global_node_page_state(NR_FILE_DIRTY);

	if (!EXPECT(t, brd != NULL))
		return;
	EXPECT(t, write_patterns(brd, DISK_PAGES));
	EXPECT(t, global_node_page_state(NR_FILE_DIRTY) > dirty);
	filemap_write_all(brd_mapping(brd));
	brd_counts(brd, &reads, &writes);
	EXPECT(t, writes >= DISK_PAGES);
	EXPECT_EQ(t, invalidate_mapping_pages(brd_mapping(brd)), DISK_PAGES);
	EXPECT_EQ(t, brd_mapping(brd)->nrpages, 0);
	EXPECT_EQ(t, wrong_patterns(brd, DISK_PAGES), 0);
	brd_counts(brd, &reads, &writes);
	EXPECT_EQ(t, reads, 2 * DISK_PAGES);
	brd_destroy(brd);
}

SELFTEST(pagecache, a_held_or_dirty_page_stays)
{
	struct brd *brd = brd_create(16 * PAGE_SIZE);
	struct page *page;

	if (!EXPECT(t, brd != NULL))
		return;
	page = read_mapping_page(brd_mapping(brd), 3);
	EXPECT(t, !IS_ERR(page) && PageUptodate(page) && PageLRU(page) && !PageLocked(page));
	EXPECT_EQ(t, invalidate_mapping_pages(brd_mapping(brd)), 0);
	lock_page(page);
	set_page_dirty(page);
	unlock_page(page);
	put_page(page);
	EXPECT_EQ(t, invalidate_mapping_pages(brd_mapping(brd)), 0);
	filemap_write_all(brd_mapping(brd));
	EXPECT_EQ(t, invalidate_mapping_pages(brd_mapping(brd)), 1);
	brd_destroy(brd);
}

/* ---- under pressure: all but a little memory is taken away first ---- */

static struct page *blocks[1024];
static unsigned int nr_blocks;

static void take_most(void)
{
	for (nr_blocks = 0; nr_blocks < ARRAY_SIZE(blocks); nr_blocks++) {
		if (nr_free_pages() < ROOM_PAGES + MAX_ORDER_NR_PAGES)
			return;
		blocks[nr_blocks] =
		    alloc_pages(GFP_HIGHUSER | __GFP_NORETRY | __GFP_NOWARN, MAX_ORDER - 1);
		if (!blocks[nr_blocks])
			return;
	}
}

static void give_back(void)
{
	while (nr_blocks)
		__free_pages(blocks[--nr_blocks], MAX_ORDER - 1);
}

static unsigned long event(enum vm_event_item item)
{
	unsigned long events[NR_VM_EVENT_ITEMS];

	all_vm_events(events);
	return events[item];
}

static unsigned long stolen(void)
{
	return event(PGSTEAL_KSWAPD) + event(PGSTEAL_DIRECT);
}

/* Read so many pages, once each, until the cache has had to give some back. */
static unsigned int stream(struct brd *brd, unsigned int from, unsigned int pages)
{
	unsigned int i, failed = 0;
	char byte;

	for (i = from; i < from + pages; i++)
		failed += brd_read(brd, &byte, 1, (u64)i * PAGE_SIZE) != 1;
	return failed;
}

SELFTEST(pagecache, it_gives_memory_back)
{
	unsigned long before, pages;
	struct brd *brd;
	struct page *page;

	take_most();
	pages = nr_free_pages() * 2;
	before = stolen();
	brd = brd_create((u64)pages * PAGE_SIZE);
	if (EXPECT(t, brd != NULL)) {
		EXPECT_EQ(t, stream(brd, 0, pages), 0);
		EXPECT(t, stolen() - before > pages / 8);
		EXPECT(t, brd_mapping(brd)->nrpages < pages);
		page = alloc_pages(GFP_KERNEL, 2); /* sleeps, and gets it */
		EXPECT(t, page != NULL);
		if (page)
			__free_pages(page, 2);
	}
	brd_destroy(brd);
	give_back();
}

static unsigned int hot_pages_cached(struct brd *brd)
{
	unsigned int i, n = 0;
	struct page *page;

	for (i = 0; i < HOT_PAGES; i++) {
		page = find_get_page(brd_mapping(brd), i);
		n += page != NULL;
		if (page)
			put_page(page);
	}
	return n;
}

/* Pages that are used again and again survive a stream of pages that are used once. */
SELFTEST(pagecache, what_is_used_often_stays)
{
	unsigned long pages, done;
	struct brd *brd;

	take_most();
	pages = nr_free_pages() * 2;
	brd = brd_create((u64)pages * PAGE_SIZE);
	if (EXPECT(t, brd != NULL)) {
		for (done = HOT_PAGES; done + 256 < pages; done += 256) {
			stream(brd, 0, HOT_PAGES);
			stream(brd, done, 256);
		}
		EXPECT(t, hot_pages_cached(brd) >= HOT_PAGES * 9 / 10);
	}
	brd_destroy(brd);
	give_back();
}

/* A disk that notes when its pages are written by who asked for memory, and not by kswapd. */
static unsigned int written_here;

static int note_writepage(struct address_space *mapping, struct page *page)
{
	written_here += current == mapping->private;
	unlock_page(page);
	return 0;
}

static const struct address_space_operations note_aops = {.writepage = note_writepage};

static unsigned int make_dirty(struct address_space *mapping, unsigned int pages)
{
	struct page *page;
	unsigned int i;

	for (i = 0; i < pages; i++) {
		page = find_or_create_page(mapping, i, GFP_HIGHUSER);
		if (!page)
			break;
		SetPageUptodate(page);
		set_page_dirty(page);
		unlock_page(page);
		put_page(page);
	}
	return i;
}

static void press(gfp_t gfp)
{
	unsigned int first = nr_blocks;

	while (nr_blocks < ARRAY_SIZE(blocks) &&
	       (blocks[nr_blocks] = alloc_pages(gfp | __GFP_NORETRY | __GFP_NOWARN, 4)))
		nr_blocks++;
	while (nr_blocks > first)
		__free_pages(blocks[--nr_blocks], 4);
}

/* Reclaim for who must not start I/O leaves dirty pages alone; for others it writes them. */
SELFTEST(pagecache, noio_does_not_write)
{
	struct address_space mapping;

	written_here = 0;
	address_space_init(&mapping, &note_aops, GFP_HIGHUSER, current);
	take_most();
	EXPECT_EQ(t, make_dirty(&mapping, ROOM_PAGES / 4), ROOM_PAGES / 4);
	press(GFP_NOIO | __GFP_HIGHMEM);
	EXPECT_EQ(t, written_here, 0);
	make_dirty(&mapping, ROOM_PAGES / 4);
	press(GFP_HIGHUSER);
	EXPECT(t, written_here > 0);
	give_back();
	address_space_destroy(&mapping);
}

SELFTEST(pagecache, proc_shows_it)
{
	struct brd *brd = brd_create(DISK_PAGES * PAGE_SIZE);
	static char text[6000];

	if (!EXPECT(t, brd != NULL))
		return;
	stream(brd, 0, DISK_PAGES);
	EXPECT(t, proc_read_text("vmstat", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, "nr_file_pages ") && !strstr(text, "nr_file_pages 0\n"));
	EXPECT(t, strstr(text, "pgscan_direct ") && strstr(text, "pgalloc_normal "));
	EXPECT(t, proc_read_text("meminfo", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, "Dirty:") && !strstr(text, "Cached:               0 kB"));
	brd_destroy(brd);
}
