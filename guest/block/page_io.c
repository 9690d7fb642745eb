/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page_io: pages of the page cache from and to a block device.
 *
 * 1. Purpose. A file knows in which sectors its parts lie; from there on, reading and
 *    writing its pages is the same for every file system, and for the disk itself.
 *
 * 2. Structures. A page can lie in up to eight pieces, and only some of its sectors may be
 *    dirty: those of a disk's page that are metadata of a file system, while others belong
 *    to files and are newer in those files' own pages. So page->private says:
 *
 *	bit 16    15..8                        7..0
 *	failed    sectors under way, and one   dirty sectors
 *	          for who is sending them
 *
 * 3. Invariants. A sector that is not dirty is never written. The page is unlocked (read)
 *    or its writeback ended (write) when nothing is under way any more.
 *
 * 4. Locking and context. The page is locked when it comes. What is under way holds no
 *    reference: the lock, or PG_writeback, keeps the page.
 *
 * 5. Failure. Reading: the page is not up to date afterwards. Writing: the mapping bears
 *    the error until somebody asks (filemap_check_errors).
 */
#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/page_io.h>
#include <linux/pagemap.h>
#include <linux/vmstat.h>

#define UNDER_WAY_SHIFT 8
#define UNDER_WAY	0xff00
#define FAILED		0x10000

static atomic_long_t *state_of(struct page *page)
{
	return (atomic_long_t *)&page->private;
}

static void begin(struct page *page, unsigned int sectors)
{
	atomic_long_add((long)sectors << UNDER_WAY_SHIFT, state_of(page));
}

static void note_failure(struct page *page)
{
	set_bit(16, &page->private);
}

/* True: that was the last; *failed tells of all. */
static bool end(struct page *page, unsigned int sectors, bool *failed)
{
	long state = atomic_long_sub_return((long)sectors << UNDER_WAY_SHIFT, state_of(page));

	if (state & UNDER_WAY)
		return false;
	*failed = state & FAILED;
	if (*failed)
		clear_bit(16, &page->private);
	return true;
}

/* ---- reading ---- */

static void read_done(struct page *page, unsigned int sectors)
{
	bool failed;

	if (!end(page, sectors, &failed))
		return;
	if (!failed)
		SetPageUptodate(page);
	unlock_page(page);
}

static void read_bio_done(struct bio *bio)
{
	struct bvec_iter iter;
	struct bio_vec bv;

	bio_for_each_segment_all(bv, bio, iter)
	{
		if (bio->bi_status)
			note_failure(bv.bv_page);
		read_done(bv.bv_page, bv.bv_len >> SECTOR_SHIFT);
	}
	bio_put(bio);
}

/* What a walk over pages has come to: the bio that grows, and the run it is in. */
struct reader {
	struct address_space *mapping;
	map_sectors_t map;
	struct disk_run run; /* what is left of it */
	struct bio *bio;
	sector_t next; /* where the bio ends */
	unsigned int pages_left;
};

static void send(struct reader *r)
{
	if (r->bio)
		submit_bio(r->bio);
	r->bio = NULL;
}

static void add_piece(struct reader *r, struct page *page, unsigned int off, unsigned int bytes)
{
	if (r->bio && (r->bio->bi_bdev != r->run.bdev || r->next != r->run.sector))
		send(r);
	begin(page, bytes >> SECTOR_SHIFT);
	if (r->bio && !bio_add_page(r->bio, page, bytes, off))
		send(r);
	else if (r->bio)
		goto added;
	r->bio = bio_alloc(r->run.bdev, min(r->pages_left, BIO_MAX_VECS), REQ_OP_READ, GFP_NOIO);
	r->bio->bi_iter.bi_sector = r->run.sector;
	r->bio->bi_end_io = read_bio_done;
	bio_add_page(r->bio, page, bytes, off);
added:
	r->next = r->run.sector + (bytes >> SECTOR_SHIFT);
}

static int read_one(struct reader *r, struct page *page)
{
	u64 first = (u64)page->index << (PAGE_SHIFT - SECTOR_SHIFT);
	unsigned int at = 0, now;
	int err = 0;

	while (at < PAGE_SECTORS && !err) {
		if (!r->run.sectors)
			err = r->map(r->mapping, first + at, r->pages_left * PAGE_SECTORS - at,
				     false, &r->run);
		if (err)
			break;
		now = min_t(unsigned int, r->run.sectors, PAGE_SECTORS - at);
		if (r->run.bdev)
			add_piece(r, page, at << SECTOR_SHIFT, now << SECTOR_SHIFT);
		else
			zero_user(page, at << SECTOR_SHIFT, now << SECTOR_SHIFT);
		r->run.sectors -= now;
		r->run.sector += now;
		at += now;
	}
	return err;
}

int pages_read(struct address_space *mapping, struct page **pages, unsigned int nr,
	       map_sectors_t map)
{
	struct reader r = {.mapping = mapping, .map = map, .pages_left = nr};
	unsigned int i;
	int err, result = 0;

	for (i = 0; i < nr; i++, r.pages_left--) {
		begin(pages[i], 1);
		count_vm_events(PGPGIN, PAGE_SIZE / 1024);
		err = read_one(&r, pages[i]);
		if (err) {
			note_failure(pages[i]);
			r.run.sectors = 0;
			result = err;
		}
		read_done(pages[i], 1);
	}
	send(&r);
	return result;
}
EXPORT_SYMBOL(pages_read);

/* ---- writing ---- */

static void write_done(struct page *page, unsigned int sectors)
{
	bool failed;

	if (!end(page, sectors, &failed))
		return;
	if (failed)
		mapping_set_error(page->mapping, -EIO);
	end_page_writeback(page);
}

static void write_bio_done(struct bio *bio)
{
	struct page *page = bio->bi_private;

	if (bio->bi_status)
		note_failure(page);
	write_done(page, bio_all_bytes(bio) >> SECTOR_SHIFT);
	bio_put(bio);
}

static void write_piece(struct page *page, const struct disk_run *run, unsigned int at,
			unsigned int sectors)
{
	struct bio *bio = bio_alloc(run->bdev, 1, REQ_OP_WRITE, GFP_NOIO);

	begin(page, sectors);
	bio->bi_iter.bi_sector = run->sector;
	bio->bi_private = page;
	bio->bi_end_io = write_bio_done;
	bio_add_page(bio, page, sectors << SECTOR_SHIFT, at << SECTOR_SHIFT);
	submit_bio(bio);
}

/* All dirty sectors in [at, to), which follow each other. */
static int write_stretch(struct address_space *mapping, struct page *page, unsigned int at,
			 unsigned int to, map_sectors_t map)
{
	u64 first = (u64)page->index << (PAGE_SHIFT - SECTOR_SHIFT);
	struct disk_run run;
	int err;

	while (at < to) {
		err = map(mapping, first + at, to - at, true, &run);
		if (err)
			return err;
		run.sectors = min(run.sectors, to - at);
		if (run.bdev)
			write_piece(page, &run, at, run.sectors);
		at += run.sectors;
	}
	return 0;
}

int page_write(struct address_space *mapping, struct page *page, map_sectors_t map)
{
	unsigned long dirty = page_take_dirty_sectors(page);
	unsigned int at, to;
	int err = 0;

	begin(page, 1);
	set_page_writeback(page);
	unlock_page(page);
	for (at = 0; at < PAGE_SECTORS && !err; at = to) {
		at = find_next_bit(&dirty, PAGE_SECTORS, at);
		to = find_next_zero_bit(&dirty, PAGE_SECTORS, at);
		err = write_stretch(mapping, page, at, to, map);
	}
	if (err)
		mapping_set_error(mapping, err);
	write_done(page, 1);
	return 0;
}
EXPORT_SYMBOL(page_write);
