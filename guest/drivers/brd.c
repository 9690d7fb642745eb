/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * brd: disks in memory. A disk's medium is a page for each 4 KiB that was ever written, in a
 * tree; what was never written reads as zeros. The page cache stands before it as before
 * any disk, so what is cached is in memory twice.
 *
 * brd.rd_nr= says how many there are from boot on, brd.rd_size= their size in KiB.
 */
#include <linux/brd.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#define RAMDISK_MAJOR  1
#define MINORS_OF_EACH 16
#define MOST	       16

struct brd {
	struct gendisk *disk;
	struct radix_tree_root medium;
	struct mutex mutex; /* medium */
	unsigned long reads, writes;
	unsigned int number;
};

static unsigned long rd_nr = 2, rd_size_kb = 4096;
static unsigned long numbers; /* a bit for each that is taken */

static int __init setup_rd_nr(char *value)
{
	return !kstrtoul(value, 0, &rd_nr);
}
__setup("brd.rd_nr=", setup_rd_nr);

static int __init setup_rd_size(char *value)
{
	return !kstrtoul(value, 0, &rd_size_kb);
}
__setup("brd.rd_size=", setup_rd_size);
__setup_param("ramdisk_size=", ramdisk_size, setup_rd_size, 0);

/* ---- the medium ---- */

/* Called to make memory free: it may use the reserves, and must not wait for others to free. */
static struct page *new_medium_page(struct brd *brd, unsigned long index)
{
	struct page *page = alloc_page(GFP_NOIO | __GFP_HIGHMEM | __GFP_ZERO | __GFP_NOWARN);

	if (!page)
		return NULL;
	page->private = index;
	if (!radix_tree_insert(&brd->medium, index, page))
		return page;
	__free_page(page);
	return NULL;
}

static void copy_piece(struct page *to, unsigned int to_off, struct page *from,
		       unsigned int from_off, unsigned int bytes)
{
	char *src = kmap_local_page(from), *dst = kmap_local_page(to);

	memcpy(dst + to_off, src + from_off, bytes);
	kunmap_local(dst);
	kunmap_local(src);
}

/* Within one page of the medium. */
static int transfer(struct brd *brd, struct bio_vec *bv, sector_t sector, bool write)
{
	unsigned int off = (sector << SECTOR_SHIFT) & ~PAGE_MASK;
	unsigned long index = sector >> (PAGE_SHIFT - SECTOR_SHIFT);
	struct page *medium = radix_tree_lookup(&brd->medium, index);

	*(write ? &brd->writes : &brd->reads) += 1;
	if (write && !medium)
		medium = new_medium_page(brd, index);
	if (write && !medium)
		return -ENOSPC;
	if (write)
		copy_piece(medium, off, bv->bv_page, bv->bv_offset, bv->bv_len);
	else if (medium)
		copy_piece(bv->bv_page, bv->bv_offset, medium, off, bv->bv_len);
	else
		memzero_bvec(bv);
	return 0;
}

static void brd_submit_bio(struct bio *bio)
{
	struct brd *brd = bio->bi_bdev->bd_disk->private_data;
	struct bio_vec bv;
	int err = 0;

	mutex_lock(&brd->mutex);
	while (bio->bi_iter.bi_size && !err) {
		sector_t sector = bio->bi_iter.bi_sector;

		bv = bio_iovec(bio);
		bv.bv_len = min_t(unsigned int, bv.bv_len,
				  PAGE_SIZE - ((sector << SECTOR_SHIFT) & ~PAGE_MASK));
		err = transfer(brd, &bv, sector, op_is_write(bio_op(bio)));
		bio_advance(bio, bv.bv_len);
	}
	mutex_unlock(&brd->mutex);
	bio->bi_status = errno_to_blk_status(err);
	bio_endio(bio);
}

static void medium_free(struct brd *brd)
{
	struct page *page;

	while (radix_tree_gang_lookup(&brd->medium, (void **)&page, 0, 1)) {
		radix_tree_delete(&brd->medium, page->private);
		__free_page(page);
	}
}

static const struct block_device_operations brd_fops = {.submit_bio = brd_submit_bio};

/* ---- */

static int take_number(void)
{
	unsigned int n;

	for (n = 0; n < MOST; n++)
		if (!test_and_set_bit(n, &numbers))
			return n;
	return -EBUSY;
}

struct brd *brd_create(u64 bytes)
{
	struct brd *brd = kzalloc(sizeof(*brd), GFP_KERNEL);
	int number = brd ? take_number() : -ENOMEM;

	if (number < 0)
		goto fail;
	brd->disk = blk_alloc_disk(0);
	if (!brd->disk) {
		clear_bit(number, &numbers);
		goto fail;
	}
	brd->number = number;
	mutex_init(&brd->mutex);
	INIT_RADIX_TREE(&brd->medium, GFP_NOIO | __GFP_NOWARN);
	brd->disk->major = RAMDISK_MAJOR;
	brd->disk->first_minor = number * MINORS_OF_EACH;
	brd->disk->minors = MINORS_OF_EACH;
	brd->disk->flags = GENHD_FL_NO_PART;
	brd->disk->fops = &brd_fops;
	brd->disk->private_data = brd;
	snprintf(brd->disk->disk_name, DISK_NAME_LEN, "ram%d", number);
	set_capacity(brd->disk, round_up(bytes, (u64)PAGE_SIZE) >> SECTOR_SHIFT);
	device_add_disk(NULL, brd->disk, NULL);
	return brd;
fail:
	kfree(brd);
	return NULL;
}
EXPORT_SYMBOL(brd_create);

void brd_destroy(struct brd *brd)
{
	if (!brd)
		return;
	del_gendisk(brd->disk);
	put_disk(brd->disk);
	medium_free(brd);
	clear_bit(brd->number, &numbers);
	kfree(brd);
}
EXPORT_SYMBOL(brd_destroy);

struct block_device *brd_bdev(struct brd *brd)
{
	return brd->disk->part0;
}

struct address_space *brd_mapping(struct brd *brd)
{
	return brd->disk->part0->bd_mapping;
}

u64 brd_bytes(const struct brd *brd)
{
	return bdev_nr_bytes(brd->disk->part0);
}

void brd_counts(const struct brd *brd, unsigned long *reads, unsigned long *writes)
{
	*reads = brd->reads;
	*writes = brd->writes;
}

ssize_t brd_read(struct brd *brd, void *to, size_t bytes, u64 pos)
{
	return blkdev_read(brd->disk->part0, to, bytes, pos);
}
EXPORT_SYMBOL(brd_read);

ssize_t brd_write(struct brd *brd, const void *from, size_t bytes, u64 pos)
{
	return blkdev_write(brd->disk->part0, from, bytes, pos);
}
EXPORT_SYMBOL(brd_write);

static int __init brd_init(void)
{
	unsigned long n;
	int err = register_blkdev(RAMDISK_MAJOR, "ramdisk");

	for (n = 0; !err && n < min(rd_nr, (unsigned long)MOST); n++)
		if (!brd_create((u64)rd_size_kb << 10))
			err = -ENOMEM;
	return err;
}
device_initcall(brd_init);
