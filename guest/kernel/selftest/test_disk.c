/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A real disk, as tests/guest/test_disk.py prepares it: /dev/hdb begins with
 * "zonemu test disk", a seed and a number of operations; all other sectors bear a pattern.
 * The script then finds in the image what a model of its own says was written here.
 */
#include <linux/blkdev.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>

#define DISK   "hdb"
#define HEADER 512
#define MOST   9000
#define STEP   65536u

struct header {
	char magic[16];
	u32 seed, operations;
};

static struct header header;

static struct block_device *open_disk(struct selftest *t, fmode_t mode)
{
	struct block_device *bdev = blkdev_get_by_path(DISK, mode, NULL);

	if (IS_ERR(bdev)) {
		selftest_skip(t, "no " DISK);
		return NULL;
	}
	if (blkdev_read(bdev, &header, sizeof(header), 0) == sizeof(header) &&
	    !memcmp(header.magic, "zonemu test disk", 16))
		return bdev;
	selftest_skip(t, DISK " is not a test disk");
	blkdev_put(bdev, mode);
	return NULL;
}

static u32 pattern(u32 index)
{
	u32 x = (index + header.seed) * 2654435761u;

	return x ^ x >> 13;
}

static u32 next(u32 *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static unsigned int wrong_words(struct block_device *bdev, u32 *buf)
{
	u64 pos, bytes = bdev_nr_bytes(bdev);
	unsigned int i, wrong = 0;
	ssize_t n;

	for (pos = 0; pos < bytes; pos += n) {
		n = blkdev_read(bdev, buf, STEP, pos);
		if (n <= 0)
			return wrong + 1;
		for (i = pos ? 0 : HEADER / 4; i < n / 4; i++)
			wrong += buf[i] != pattern(pos / 4 + i);
	}
	return wrong;
}

SELFTEST(disk, every_sector_is_read_as_it_is)
{
	struct block_device *bdev = open_disk(t, FMODE_READ);
	u32 *buf = kmalloc(STEP, GFP_KERNEL);

	if (!bdev || !EXPECT(t, buf != NULL)) {
		kfree(buf);
		return;
	}
	invalidate_bdev(bdev);
	EXPECT_EQ(t, wrong_words(bdev, buf), 0);
	EXPECT(t, bdev->bd_stats.merges[STAT_READ] + bdev->bd_stats.ios[STAT_READ] > 0);
	/* readahead: far fewer transfers than pages */
	EXPECT(t, bdev->bd_stats.ios[STAT_READ] < bdev->bd_nr_sectors / 16);
	blkdev_put(bdev, FMODE_READ);
	kfree(buf);
}

static void write_some(struct selftest *t, struct block_device *bdev, u8 *buf, u32 *state)
{
	unsigned int i, len = next(state) % MOST + 1;
	u64 pos = HEADER + next(state) % ((u32)bdev_nr_bytes(bdev) - HEADER - len);
	u8 fill = next(state);

	for (i = 0; i < len; i++)
		buf[i] = fill + i;
	EXPECT_EQ(t, blkdev_write(bdev, buf, len, pos), len);
}

/* Operations in an order that the seed says; now and then all is written, and read anew. */
SELFTEST(disk, random_writes)
{
	struct block_device *bdev = open_disk(t, FMODE_READ | FMODE_WRITE);
	u8 *buf = kmalloc(STEP, GFP_KERNEL);
	u32 state, i, sum = 0;
	u64 pos;
	ssize_t n, k;

	if (!bdev || !EXPECT(t, buf != NULL)) {
		kfree(buf);
		return;
	}
	state = header.seed;
	for (i = 0; i < header.operations; i++) {
		write_some(t, bdev, buf, &state);
		if (next(&state) % 64)
			continue;
		EXPECT_EQ(t, sync_blockdev(bdev), 0);
		invalidate_bdev(bdev);
	}
	EXPECT_EQ(t, sync_blockdev(bdev), 0);
	invalidate_bdev(bdev);
	EXPECT_EQ(t, bdev->bd_mapping->nrpages, 0);
	for (pos = 0; (n = blkdev_read(bdev, buf, STEP, pos)) > 0; pos += n)
		for (k = 0; k < n; k++)
			sum = sum * 31 + buf[k];
	pr_info("disk: checksum %08x\n", sum);
	blkdev_put(bdev, FMODE_READ | FMODE_WRITE);
	kfree(buf);
}

/* ---- a disk that fails from header.seed on: its image is shorter than it was ---- */

static struct block_device *open_failing(struct selftest *t)
{
	struct block_device *bdev = blkdev_get_by_path(DISK, FMODE_READ, NULL);

	if (IS_ERR(bdev)) {
		selftest_skip(t, "no " DISK);
		return NULL;
	}
	if (blkdev_read(bdev, &header, sizeof(header), 0) == sizeof(header) &&
	    !memcmp(header.magic, "zonemu fail disk", 16))
		return bdev;
	selftest_skip(t, DISK " is not one that fails");
	blkdev_put(bdev, FMODE_READ);
	return NULL;
}

/* Two sectors in one request, of which the second cannot be read: only that one is an error. */
static blk_status_t read_sectors(struct block_device *bdev, struct page *page, u64 sector,
				 unsigned int sectors)
{
	struct bio *bio = bio_alloc(bdev, 1, REQ_OP_READ, GFP_KERNEL);
	blk_status_t status;

	bio->bi_iter.bi_sector = sector;
	bio_add_page(bio, page, sectors << SECTOR_SHIFT, 0);
	submit_bio_wait(bio);
	status = bio->bi_status;
	bio_put(bio);
	return status;
}

SELFTEST(diskerror, what_cannot_be_read_is_eio)
{
	struct block_device *bdev = open_failing(t);
	struct page *page = alloc_page(GFP_KERNEL);
	u64 bad;
	u8 byte;

	if (!bdev || !EXPECT(t, page != NULL)) {
		if (page)
			__free_page(page);
		return;
	}
	bad = header.seed;
	EXPECT_EQ(t, blkdev_read(bdev, &byte, 1, (bad + 16) * 512), -EIO);
	EXPECT_EQ(t, blkdev_read(bdev, &byte, 1, (bad - 16) * 512), 1);
	EXPECT_EQ(t, blkdev_read(bdev, &byte, 1, (bad + 16) * 512), -EIO);
	EXPECT_EQ(t, read_sectors(bdev, page, bad - 1, 1), BLK_STS_OK);
	EXPECT_EQ(t, read_sectors(bdev, page, bad - 1, 2), BLK_STS_IOERR);
	EXPECT_EQ(t, read_sectors(bdev, page, bad - 4, 4), BLK_STS_OK);
	EXPECT_EQ(t, bdev->bd_stats.in_flight, 0);
	__free_page(page);
	blkdev_put(bdev, FMODE_READ);
}

/* The writer is not told, as the page is only made dirty; who waits for the disk is, once. */
SELFTEST(diskerror, what_cannot_be_written_is_told_once)
{
	struct block_device *bdev = open_failing(t);
	struct page *page;
	u64 bad;
	u8 byte = 1;

	if (!bdev)
		return;
	if (!header.operations) {
		selftest_skip(t, "this one can be written");
		blkdev_put(bdev, FMODE_READ);
		return;
	}
	bad = header.seed;
	EXPECT_EQ(t, blkdev_write(bdev, &byte, 1, (bad - 80) * 512), 1);
	EXPECT_EQ(t, sync_blockdev(bdev), -EIO);
	EXPECT_EQ(t, sync_blockdev(bdev), 0);
	page = find_get_page(bdev->bd_mapping, ((bad - 80) * 512) >> PAGE_SHIFT);
	EXPECT(t, page && !PageDirty(page) && !PageWriteback(page));
	if (page)
		put_page(page);
	blkdev_put(bdev, FMODE_READ);
}

SELFTEST(disc, it_is_read_as_it_is)
{
	struct block_device *bdev = blkdev_get_by_path("hdc", FMODE_READ, NULL);
	u8 *buf = kmalloc(STEP, GFP_KERNEL);
	u64 pos = 0;
	u32 sum = 0;
	ssize_t n, k;

	if (IS_ERR(bdev) || !buf) {
		selftest_skip(t, "no disc in hdc");
		kfree(buf);
		return;
	}
	for (; (n = blkdev_read(bdev, buf, STEP, pos)) > 0; pos += n)
		for (k = 0; k < n; k++)
			sum = sum * 31 + buf[k];
	EXPECT_EQ(t, n, 0);
	EXPECT_EQ(t, pos, bdev_nr_bytes(bdev));
	EXPECT_EQ(t, PTR_ERR(blkdev_get_by_path("hdc", FMODE_WRITE, NULL)), -EACCES);
	pr_info("disc: %llu bytes, checksum %08x\n", pos, sum);
	blkdev_put(bdev, FMODE_READ);
	kfree(buf);
}
