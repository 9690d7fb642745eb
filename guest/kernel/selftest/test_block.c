/* SPDX-License-Identifier: GPL-2.0-only */
/* The block layer over a driver that writes down what it is asked to do. */
#include <linux/blk-mq.h>
#include <linux/brd.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>

#define SECTORS 4096
#define NOTES	32

static struct {
	struct {
		enum req_op op;
		u64 sector;
		unsigned int sectors;
	} notes[NOTES];
	unsigned int n;
	unsigned int refuse; /* so many requests are told to come again */
	struct request *held[4];
	unsigned int nr_held;
	bool hold;
	u8 *medium;
} fake;

static void move(struct request *rq)
{
	u8 *at = fake.medium + (blk_rq_pos(rq) << SECTOR_SHIFT);
	struct req_iterator iter;
	struct bio_vec bv;

	rq_for_each_segment(bv, rq, iter)
	{
		if (rq_data_dir(rq) == WRITE)
			memcpy_from_bvec((char *)at, &bv);
		else
			memcpy_to_bvec(&bv, (char *)at);
		at += bv.bv_len;
	}
}

static blk_status_t fake_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;

	if (fake.refuse) {
		fake.refuse--;
		return BLK_STS_RESOURCE;
	}
	blk_mq_start_request(rq);
	if (fake.n < NOTES) {
		fake.notes[fake.n].op = req_op(rq);
		fake.notes[fake.n].sector = blk_rq_pos(rq);
		fake.notes[fake.n++].sectors = blk_rq_sectors(rq);
	}
	if (fake.hold) {
		fake.held[fake.nr_held++] = rq;
		return BLK_STS_OK;
	}
	if (req_op(rq) != REQ_OP_FLUSH)
		move(rq);
	blk_mq_end_request(rq, BLK_STS_OK);
	return BLK_STS_OK;
}

static const struct blk_mq_ops fake_ops = {.queue_rq = fake_queue_rq};
static const struct block_device_operations fake_fops = {};
static struct blk_mq_tag_set fake_tags;

static struct gendisk *fake_disk(struct selftest *t)
{
	struct gendisk *disk;

	memset(&fake, 0, sizeof(fake));
	fake.medium = kvzalloc(SECTORS << SECTOR_SHIFT, GFP_KERNEL);
	if (!EXPECT(t, fake.medium != NULL))
		return NULL;
	blk_mq_alloc_sq_tag_set(&fake_tags, &fake_ops, 1, BLK_MQ_F_SHOULD_MERGE);
	disk = blk_mq_alloc_disk(&fake_tags, NULL);
	if (!EXPECT(t, !IS_ERR(disk)))
		return NULL;
	strcpy(disk->disk_name, "fake");
	disk->major = 240;
	disk->minors = 8;
	disk->fops = &fake_fops;
	set_capacity(disk, SECTORS);
	EXPECT_EQ(t, add_disk(disk), 0);
	fake.n = 0;
	return disk;
}

static void fake_gone(struct gendisk *disk)
{
	del_gendisk(disk);
	put_disk(disk);
	kvfree(fake.medium);
}

struct transfer {
	struct bio *bio;
	struct page *page;
	struct completion done;
	blk_status_t status;
};

static void transfer_done(struct bio *bio)
{
	struct transfer *transfer = bio->bi_private;

	transfer->status = bio->bi_status;
	complete(&transfer->done);
	bio_put(bio);
}

static void start(struct transfer *transfer, struct block_device *bdev, blk_opf_t opf, u64 sector,
		  unsigned int sectors)
{
	transfer->page = sectors ? alloc_page(GFP_KERNEL | __GFP_ZERO) : NULL;
	init_completion(&transfer->done);
	transfer->bio = bio_alloc(bdev, 1, opf, GFP_KERNEL);
	transfer->bio->bi_iter.bi_sector = sector;
	transfer->bio->bi_private = transfer;
	transfer->bio->bi_end_io = transfer_done;
	if (sectors)
		bio_add_page(transfer->bio, transfer->page, sectors << SECTOR_SHIFT, 0);
	submit_bio(transfer->bio);
}

static blk_status_t finish(struct transfer *transfer)
{
	wait_for_completion(&transfer->done);
	if (transfer->page)
		__free_page(transfer->page);
	return transfer->status;
}

static void release_held(void)
{
	fake.hold = false;
	while (fake.nr_held) {
		struct request *rq = fake.held[--fake.nr_held];

		move(rq);
		blk_mq_end_request(rq, BLK_STS_OK);
	}
}

/* While one is under way, the others wait, are sorted, and become one where they touch. */
SELFTEST(block, neighbours_become_one_and_go_in_order)
{
	static const u64 sectors[] = {100, 816, 808, 300, 8, 800};
	struct transfer transfers[ARRAY_SIZE(sectors)];
	struct gendisk *disk = fake_disk(t);
	unsigned int i;

	if (!disk)
		return;
	fake.hold = true;
	for (i = 0; i < ARRAY_SIZE(sectors); i++)
		start(&transfers[i], disk->part0, REQ_OP_READ, sectors[i], 8);
	EXPECT_EQ(t, fake.n, 1);
	release_held();
	for (i = 0; i < ARRAY_SIZE(sectors); i++)
		EXPECT_EQ(t, finish(&transfers[i]), BLK_STS_OK);
	EXPECT_EQ(t, fake.n, 4);
	EXPECT_EQ(t, fake.notes[1].sector, 300);
	EXPECT_EQ(t, fake.notes[2].sector, 800);
	EXPECT_EQ(t, fake.notes[2].sectors, 24);
	EXPECT_EQ(t, fake.notes[3].sector, 8);
	EXPECT_EQ(t, disk->part0->bd_stats.merges[STAT_READ], 2);
	EXPECT_EQ(t, disk->part0->bd_stats.sectors[STAT_READ] >= 48, true);
	EXPECT_EQ(t, disk->part0->bd_stats.in_flight, 0);
	fake_gone(disk);
}

SELFTEST(block, a_driver_without_room_is_asked_again)
{
	struct gendisk *disk = fake_disk(t);
	struct transfer transfer;

	if (!disk)
		return;
	fake.refuse = 3;
	start(&transfer, disk->part0, REQ_OP_WRITE, 16, 8);
	EXPECT_EQ(t, finish(&transfer), BLK_STS_OK);
	EXPECT_EQ(t, fake.refuse, 0);
	EXPECT_EQ(t, fake.n, 1);
	fake_gone(disk);
}

/* A write that must be on the medium: flush, write, flush, on a drive that has a cache. */
SELFTEST(block, flushes_stand_around_a_write)
{
	struct gendisk *disk = fake_disk(t);
	struct transfer transfer;

	if (!disk)
		return;
	start(&transfer, disk->part0, REQ_OP_WRITE | REQ_PREFLUSH | REQ_FUA, 16, 8);
	EXPECT_EQ(t, finish(&transfer), BLK_STS_OK);
	EXPECT_EQ(t, fake.n, 1);
	blk_queue_write_cache(disk->queue, true, false);
	fake.n = 0;
	start(&transfer, disk->part0, REQ_OP_WRITE | REQ_PREFLUSH | REQ_FUA, 16, 8);
	EXPECT_EQ(t, finish(&transfer), BLK_STS_OK);
	EXPECT_EQ(t, fake.n, 3);
	EXPECT_EQ(t, fake.notes[0].op, REQ_OP_FLUSH);
	EXPECT_EQ(t, fake.notes[1].op, REQ_OP_WRITE);
	EXPECT_EQ(t, fake.notes[1].sectors, 8);
	EXPECT_EQ(t, fake.notes[2].op, REQ_OP_FLUSH);
	EXPECT_EQ(t, blkdev_issue_flush(disk->part0), 0);
	EXPECT_EQ(t, fake.n, 4);
	fake_gone(disk);
}

SELFTEST(block, what_must_not_be_is_refused)
{
	struct gendisk *disk = fake_disk(t);
	struct block_device *held;
	struct transfer transfer;

	if (!disk)
		return;
	start(&transfer, disk->part0, REQ_OP_READ, SECTORS - 4, 8);
	EXPECT_EQ(t, finish(&transfer), BLK_STS_IOERR);
	start(&transfer, disk->part0, REQ_OP_READ, ~0ULL, 8);
	EXPECT_EQ(t, finish(&transfer), BLK_STS_IOERR);
	set_disk_ro(disk, true);
	start(&transfer, disk->part0, REQ_OP_WRITE, 0, 8);
	EXPECT_EQ(t, finish(&transfer), BLK_STS_IOERR);
	EXPECT_EQ(t, fake.n, 0);
	EXPECT_EQ(t, PTR_ERR(blkdev_get_by_path("fake", FMODE_WRITE, NULL)), -EACCES);
	EXPECT_EQ(t, PTR_ERR(blkdev_get_by_path("fake9", FMODE_READ, NULL)), -ENXIO);
	held = blkdev_get_by_path("/dev/fake", FMODE_READ | FMODE_EXCL, t);
	EXPECT(t, !IS_ERR(held));
	EXPECT_EQ(t, PTR_ERR(blkdev_get_by_path("fake", FMODE_READ | FMODE_EXCL, disk)), -EBUSY);
	if (!IS_ERR(held))
		blkdev_put(held, FMODE_READ | FMODE_EXCL);
	fake_gone(disk);
	EXPECT_EQ(t, PTR_ERR(blkdev_get_by_path("fake", FMODE_READ, NULL)), -ENXIO);
}

/* Only the sectors that were written to go to the disk, not their whole page. */
SELFTEST(block, a_page_is_written_by_its_dirty_sectors)
{
	struct gendisk *disk = fake_disk(t);
	static u8 text[SECTOR_SIZE];

	if (!disk)
		return;
	memset(text, 0xa5, sizeof(text));
	EXPECT_EQ(t, blkdev_write(disk->part0, text, 512, 512), 512);
	EXPECT_EQ(t, blkdev_write(disk->part0, text, 2, 7 * 512 - 1), 2);
	memset(fake.medium, 0x11, PAGE_SIZE);
	EXPECT_EQ(t, sync_blockdev(disk->part0), 0);
	EXPECT(t, fake.medium[0] == 0x11 && fake.medium[512] == 0xa5);
	EXPECT(t, fake.medium[2 * 512] == 0x11 && fake.medium[5 * 512 + 511] == 0x11);
	EXPECT(t, fake.medium[6 * 512] == 0 && fake.medium[7 * 512 - 1] == 0xa5);
	EXPECT(t, fake.medium[7 * 512] == 0xa5 && fake.medium[7 * 512 + 1] == 0);
	fake_gone(disk);
}

/* Four entries, one of them extended with a chain of two. */
SELFTEST(block, a_table_of_partitions_is_read)
{
	static const u8 type[] = {0x83, 0x82, 0x05};
	struct gendisk *disk = fake_disk(t);
	struct block_device *part;
	static char text[4096];
	unsigned int i;
	u8 *mbr;

	if (!disk)
		return;
	mbr = fake.medium;
	for (i = 0; i < 3; i++) {
		u8 *entry = mbr + 0x1be + 16 * i;

		entry[4] = type[i];
		*(u32 *)(entry + 8) = 64 + 1000 * i;
		*(u32 *)(entry + 12) = 1000;
	}
	for (i = 0; i < 2; i++) {
		u8 *link = fake.medium + ((2064 + 400 * i) << SECTOR_SHIFT);

		link[0x1be + 4] = 0x83;
		*(u32 *)(link + 0x1be + 8) = 10;
		*(u32 *)(link + 0x1be + 12) = 100;
		link[0x1ce + 4] = i ? 0 : 5;
		*(u32 *)(link + 0x1ce + 8) = 400;
		link[510] = 0x55;
		link[511] = 0xaa;
	}
	mbr[510] = 0x55;
	mbr[511] = 0xaa;
	mutex_lock(&disk->open_mutex);
	EXPECT_EQ(t, bdev_disk_changed(disk, true), 0);
	mutex_unlock(&disk->open_mutex);
	part = blkdev_find_name("fake2");
	EXPECT(t, part && part->bd_start_sect == 1064 && part->bd_nr_sectors == 1000);
	part = blkdev_find_name("fake6");
	EXPECT(t, part && part->bd_start_sect == 2474 && part->bd_nr_sectors == 100);
	if (part) {
		fake.medium[2474 << SECTOR_SHIFT] = 0x77;
		EXPECT_EQ(t, blkdev_read(part, text, 1, 0), 1);
		EXPECT_EQ(t, text[0], 0x77);
		EXPECT_EQ(t, blkdev_read(part, text, 600, 100 * 512 - 100), 100);
	}
	EXPECT(t, proc_read_text("partitions", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, " 240        5         50 fake5\n") != NULL);
	EXPECT(t, proc_read_text("diskstats", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, " 240       6 fake6 2 ") != NULL);
	fake_gone(disk);
}
