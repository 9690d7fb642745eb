/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * balloc: which blocks are free.
 *
 * 1. Purpose. A file's blocks should lie side by side, near its inode.
 *
 * 2. Structures. The disk is divided into groups; each has a bitmap of its blocks (one
 *    block long, a bit set: taken) and a descriptor that counts the free ones:
 *
 *	group  [sb, descriptors | block bitmap | inode bitmap | inode table | data ...]
 *
 * 3. Invariants. A group's count is the number of clear bits. A block that is given out is
 *    in nobody's cache as metadata.
 *
 * 4. Locking and context. sbi->mutex. GFP_NOFS throughout: writing pages comes here.
 *
 * 5. Failure. -ENOSPC: none is left but those reserved; -EIO: the disk, or what is on it.
 */
#include <linux/bitops.h>
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "ext2.h"

static u32 group_start(struct super_block *sb, unsigned long group)
{
	return EXT2_SB(sb)->es->s_first_data_block + group * EXT2_SB(sb)->blocks_per_group;
}

static u32 group_size(struct super_block *sb, unsigned long group)
{
	u32 left = EXT2_SB(sb)->es->s_blocks_count - group_start(sb, group);

	return min_t(u32, left, EXT2_SB(sb)->blocks_per_group);
}

u64 ext2_count_free_blocks(struct super_block *sb)
{
	unsigned long group;
	u64 sum = 0;

	for (group = 0; group < EXT2_SB(sb)->groups; group++)
		sum += ext2_group(sb, group, NULL)->bg_free_blocks_count;
	return sum;
}

/* The last blocks are root's, so that somebody can still tidy up. */
static bool has_free_blocks(struct super_block *sb)
{
	const struct ext2_super_block *es = EXT2_SB(sb)->es;
	u64 free = ext2_count_free_blocks(sb);

	return free > es->s_r_blocks_count || (free && capable(CAP_SYS_RESOURCE));
}

/* In [from, size) of the bitmap; size: none. A whole free byte is better than a bit. */
static u32 find_free(const void *map, u32 from, u32 size)
{
	const u8 *bytes = map;
	u32 bit, byte;

	bit = find_next_zero_bit(map, size, from);
	if (bit == from)
		return bit;
	for (byte = (from + 7) / 8; byte < size / 8; byte++)
		if (!bytes[byte])
			return byte * 8;
	return bit;
}

/* 0: none in this group. */
static u32 take_in_group(struct super_block *sb, unsigned long group, u32 from, int *err)
{
	struct buffer_head *gbh, *bh;
	struct ext2_group_desc *desc = ext2_group(sb, group, &gbh);
	u32 size = group_size(sb, group), bit;

	if (!desc->bg_free_blocks_count)
		return 0;
	bh = sb_bread(sb, desc->bg_block_bitmap);
	if (!bh) {
		*err = -EIO;
		return 0;
	}
	bit = find_free(bh->b_data, from, size);
	if (bit >= size && from)
		bit = find_free(bh->b_data, 0, size);
	if (bit < size) {
		__set_bit(bit, (unsigned long *)bh->b_data);
		mark_buffer_dirty(bh);
		desc->bg_free_blocks_count--;
		mark_buffer_dirty(gbh);
	} else {
		ext2_error(sb, "group %lu: %u free blocks, and none in its bitmap", group,
			   desc->bg_free_blocks_count);
	}
	brelse(bh);
	return bit < size ? group_start(sb, group) + bit : 0;
}

static u32 take_anywhere(struct super_block *sb, u32 goal, int *err)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 first = sbi->es->s_first_data_block, block;
	unsigned long group = (goal - first) / sbi->blocks_per_group, i;
	u32 from = (goal - first) % sbi->blocks_per_group;

	*err = -ENOSPC;
	if (!has_free_blocks(sb))
		return 0;
	for (i = 0; i < sbi->groups; i++) {
		block = take_in_group(sb, group, from, err);
		if (block)
			return block;
		group = (group + 1) % sbi->groups;
		from = 0;
	}
	return 0;
}

/* Where the file system itself lives is never to be given out or taken back. */
static bool is_system(struct super_block *sb, u32 block)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 first = sbi->es->s_first_data_block;
	const struct ext2_group_desc *desc;

	if (block < first || block >= sbi->es->s_blocks_count)
		return true;
	desc = ext2_group(sb, (block - first) / sbi->blocks_per_group, NULL);
	return block == desc->bg_block_bitmap || block == desc->bg_inode_bitmap ||
	       block - desc->bg_inode_table < sbi->inodes_per_group / sbi->inodes_per_block;
}

u32 ext2_new_block(struct inode *inode, u32 goal, int *err)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 block;

	if (goal < sbi->es->s_first_data_block || goal >= sbi->es->s_blocks_count)
		goal = group_start(sb, EXT2_I(inode)->group);
	mutex_lock(&sbi->mutex);
	block = take_anywhere(sb, goal, err);
	mutex_unlock(&sbi->mutex);
	if (!block)
		return 0;
	if (is_system(sb, block)) {
		ext2_error(sb, "the bitmap says that block %u is free, which it cannot be", block);
		*err = -EIO;
		return 0;
	}
	*err = 0;
	clean_bdev_aliases(sb->s_bdev, block, 1, sb->s_blocksize);
	spin_lock(&inode->i_lock);
	inode->i_blocks += sb->s_blocksize >> SECTOR_SHIFT;
	spin_unlock(&inode->i_lock);
	mark_inode_dirty(inode);
	return block;
}

/* Those of one group; how many were taken indeed. */
static u32 free_in_group(struct super_block *sb, unsigned long group, u32 bit, u32 count)
{
	struct buffer_head *gbh, *bh;
	struct ext2_group_desc *desc = ext2_group(sb, group, &gbh);
	u32 freed = 0;

	bh = sb_bread(sb, desc->bg_block_bitmap);
	if (!bh)
		return 0;
	for (; count--; bit++) {
		if (__test_and_clear_bit(bit, (unsigned long *)bh->b_data))
			freed++;
		else
			ext2_error(sb, "block %u is free already", group_start(sb, group) + bit);
	}
	mark_buffer_dirty(bh);
	brelse(bh);
	desc->bg_free_blocks_count += freed;
	mark_buffer_dirty(gbh);
	return freed;
}

void ext2_free_blocks(struct inode *inode, u32 block, u32 count)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 now, at, freed = 0;

	for (; count; block += now, count -= now) {
		now = 1;
		if (is_system(sb, block)) {
			ext2_error(sb, "inode %lu has block %u, which cannot be a file's",
				   inode->i_ino, block);
			continue;
		}
		at = (block - sbi->es->s_first_data_block) % sbi->blocks_per_group;
		while (now < count && at + now < sbi->blocks_per_group &&
		       !is_system(sb, block + now))
			now++;
		mutex_lock(&sbi->mutex);
		freed += free_in_group(
		    sb, (block - sbi->es->s_first_data_block) / sbi->blocks_per_group, at, now);
		mutex_unlock(&sbi->mutex);
	}
	spin_lock(&inode->i_lock);
	inode->i_blocks -= min_t(u64, inode->i_blocks, (u64)freed << (sb->s_blocksize_bits - 9));
	spin_unlock(&inode->i_lock);
	mark_inode_dirty(inode);
}
