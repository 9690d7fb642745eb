/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * partitions: a disk's parts, by the table in its first sector (the PC's: four entries of
 * 16 bytes at 1BEh; one may be an extended partition, a chain of such sectors with a
 * logical partition and the next link each).
 *
 *	sector 0        [1][2][3][extended] --> [5][link] --> [6][link] --> [7][ ]
 *	counted from     0                       its own sector; links: the extended one's start
 */
#include <linux/blkdev.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "blk.h"

#define TABLE_AT     0x1be
#define ENTRIES	     4
#define SIGNATURE_AT 510
#define LOGICAL	     5 /* the first number of a logical partition */

struct mbr_entry {
	u8 boot, chs_first[3];
	u8 type, chs_last[3];
	u8 start[4], sectors[4];
};

static u32 get_le32(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

static bool is_extended(u8 type)
{
	return type == 0x05 || type == 0x0f || type == 0x85;
}

/* The table of that sector; 1: there is one. 0: there is none. -errno. */
static int read_table(struct gendisk *disk, u64 sector, struct mbr_entry *table)
{
	u8 block[SECTOR_SIZE];
	ssize_t n = blkdev_read(disk->part0, block, sizeof(block), sector << SECTOR_SHIFT);

	if (n != sizeof(block))
		return n < 0 ? n : 0;
	memcpy(table, block + TABLE_AT, ENTRIES * sizeof(*table));
	return block[SIGNATURE_AT] == 0x55 && block[SIGNATURE_AT + 1] == 0xaa;
}

/* A boot sector of a file system has the signature too, but no table. */
static bool plausible(const struct mbr_entry *table)
{
	int i;

	for (i = 0; i < ENTRIES; i++)
		if (table[i].boot & 0x7f)
			return false;
	return true;
}

/* Cut at the disk's end, as an image may be shorter than its table says. */
static bool add(struct gendisk *disk, int number, u64 start, u64 sectors)
{
	u64 capacity = get_capacity(disk);
	struct block_device *part;

	if (!sectors || start >= capacity || number >= min(disk->minors, DISK_MAX_PARTS))
		return false;
	if (start + sectors > capacity) {
		pr_warn("%s: partition %d goes on beyond the end of the disk\n", disk->disk_name,
			number);
		sectors = capacity - start;
	}
	part = bdev_alloc(disk, number);
	if (!part)
		return false;
	part->bd_start_sect = start;
	part->bd_nr_sectors = sectors;
	disk->part_tbl[number] = part;
	bdev_add(part, MKDEV(disk->major, disk->first_minor + number));
	pr_cont(" %s", part->bd_name + strlen(disk->disk_name));
	return true;
}

/* Each link must lead further, or a bad table would never end. */
static int scan_extended(struct gendisk *disk, u64 base, u64 sectors)
{
	struct mbr_entry table[ENTRIES];
	int number = LOGICAL, added = 0;
	u64 at = base, next;

	pr_cont(" <");
	while (number < DISK_MAX_PARTS && read_table(disk, at, table) == 1) {
		added +=
		    add(disk, number++, at + get_le32(table[0].start), get_le32(table[0].sectors));
		next = base + get_le32(table[1].start);
		if (!is_extended(table[1].type) || next <= at || next >= base + sectors)
			break;
		at = next;
	}
	pr_cont(" >");
	return added;
}

int disk_scan_partitions(struct gendisk *disk)
{
	struct mbr_entry table[ENTRIES];
	int i, added = 0, err;

	pr_info(" %s:", disk->disk_name);
	err = read_table(disk, 0, table);
	if (err < 0)
		pr_cont(" unable to read partition table");
	else if (!err || !plausible(table))
		pr_cont(" no partitions");
	for (i = 0; err == 1 && plausible(table) && i < ENTRIES; i++) {
		u64 start = get_le32(table[i].start), sectors = get_le32(table[i].sectors);

		if (is_extended(table[i].type)) {
			added += add(disk, i + 1, start, min_t(u64, sectors, 2));
			added += scan_extended(disk, start, sectors);
		} else if (table[i].type) {
			added += add(disk, i + 1, start, sectors);
		}
	}
	pr_cont("\n");
	return err < 0 ? err : added;
}
