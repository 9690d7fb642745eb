/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * swap_io: pages of the swap cache to their places and back. The disk is told what to do,
 * and tells when it is done; a page that could not be written is dirty again, so that it is
 * not lost.
 */
#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/swap.h>
#include <linux/vmstat.h>

static struct bio *bio_of(struct page *page, swp_entry_t entry, blk_opf_t opf, bio_end_io_t *done)
{
	struct block_device *bdev;
	sector_t sector;
	struct bio *bio;

	if (!swap_place(entry, &bdev, &sector))
		return NULL;
	bio = bio_alloc(bdev, 1, opf | REQ_SWAP, GFP_NOIO);
	bio->bi_iter.bi_sector = sector;
	bio->bi_private = page;
	bio->bi_end_io = done;
	bio_add_page(bio, page, PAGE_SIZE, 0);
	return bio;
}

static void write_done(struct bio *bio)
{
	struct page *page = bio->bi_private;

	if (bio->bi_status) {
		SetPageDirty(page);
		pr_alert("Write-error on swap-device %s\n", bio->bi_bdev->bd_name);
	}
	bio_put(bio);
	end_page_writeback(page);
}

int swap_writepage(struct page *page)
{
	swp_entry_t entry = {page_private(page)};
	struct bio *bio = bio_of(page, entry, REQ_OP_WRITE, write_done);

	if (!bio) {
		SetPageDirty(page);
		unlock_page(page);
		return -EIO;
	}
	count_vm_event(PSWPOUT);
	set_page_writeback(page);
	unlock_page(page);
	submit_bio(bio);
	return 0;
}

static void read_done(struct bio *bio)
{
	struct page *page = bio->bi_private;

	if (bio->bi_status)
		pr_alert("Read-error on swap-device %s\n", bio->bi_bdev->bd_name);
	else
		SetPageUptodate(page);
	bio_put(bio);
	unlock_page(page);
}

int swap_readpage(struct page *page, swp_entry_t entry)
{
	struct bio *bio = bio_of(page, entry, REQ_OP_READ | REQ_SYNC, read_done);

	if (!bio) {
		unlock_page(page);
		return -EIO;
	}
	count_vm_event(PSWPIN);
	count_vm_events(PGPGIN, PAGE_SIZE / 1024);
	submit_bio(bio);
	return 0;
}
