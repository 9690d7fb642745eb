/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * map: from a file's blocks to the disk's.
 *
 * 1. Purpose. Small files should cost little, large ones must be possible.
 *
 * 2. Structures. The inode has the numbers of 12 blocks, and of three trees of blocks full
 *    of numbers, of depth 1, 2 and 3. A number of 0 is a hole:
 *
 *	i_data  [ 0 ][ 1 ] ... [ 11 ][ single ][ double ][ triple ]
 *	          |                     |          |
 *	        data             [ ... ][ ... ]  [ ... ][ ... ]
 *	                           |               |
 *	                         data            [ ... ] --> data
 *
 * 3. Invariants. A block that is in the map is set in the bitmap. A new block of numbers is
 *    zeroed before anything leads to it.
 *
 * 4. Locking and context. ei->map_mutex, taken before the bitmaps' mutex. GFP_NOFS.
 *
 * 5. Failure. -ENOSPC, -EIO, -EFBIG; what was made on the way stays, empty, and is found by
 *    truncation.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "ext2.h"

#define LEVELS 4

/* The way to a block: which entry at each level. path[0] is an index into i_data. */
static int path_to(struct inode *inode, u64 block, u32 *path)
{
	u32 bits = ilog2(EXT2_SB(inode->i_sb)->addr_per_block), mask = (1u << bits) - 1;
	int depth;

	if (block < EXT2_NDIR_BLOCKS) {
		path[0] = block;
		return 1;
	}
	block -= EXT2_NDIR_BLOCKS;
	for (depth = 1; depth < LEVELS; depth++) {
		if (!(block >> (bits * depth)))
			break;
		block -= 1ull << (bits * depth);
	}
	if (depth == LEVELS)
		return -EFBIG;
	path[0] = EXT2_NDIR_BLOCKS + depth - 1;
	for (int i = 1; i <= depth; i++)
		path[i] = (u32)(block >> (bits * (depth - i))) & mask;
	return depth + 1;
}

/* ---- one number ---- */

static u32 goal_of(struct inode *inode, const __le32 *entries, u32 i)
{
	if (EXT2_I(inode)->next_block)
		return EXT2_I(inode)->next_block;
	while (i--)
		if (entries[i])
			return entries[i] + 1;
	return 0;
}

static int zero_block(struct super_block *sb, u32 block)
{
	struct buffer_head *bh = sb_getblk(sb, block);

	if (!bh)
		return -EIO;
	memset(bh->b_data, 0, bh->b_size);
	mark_buffer_dirty(bh);
	brelse(bh);
	return 0;
}

/* entries[i] gets a block; leaf: one for data, else one for numbers. */
static int fill_entry(struct inode *inode, __le32 *entries, u32 i, bool leaf,
		      struct buffer_head *bh)
{
	u32 block;
	int err;

	block = ext2_new_block(inode, goal_of(inode, entries, i), &err);
	if (!block)
		return err;
	if (!leaf && zero_block(inode->i_sb, block)) {
		ext2_free_blocks(inode, block, 1);
		return -EIO;
	}
	entries[i] = block;
	EXT2_I(inode)->next_block = block + 1;
	if (bh)
		mark_buffer_dirty(bh);
	else
		mark_inode_dirty(inode);
	return 0;
}

static bool plausible(struct inode *inode, u32 block)
{
	const struct ext2_super_block *es = EXT2_SB(inode->i_sb)->es;

	if (block >= es->s_first_data_block && block < es->s_blocks_count)
		return true;
	ext2_error(inode->i_sb, "inode %lu has block %u, beyond the end", inode->i_ino, block);
	return false;
}

/* How many of the entries from i on are one run; of a hole, or on the disk. */
static u32 run_length(const __le32 *entries, u32 i, u32 end, u32 max)
{
	u32 n = 1, step = entries[i] ? 1 : 0;

	while (n < max && i + n < end && entries[i + n] == entries[i] + n * step)
		n++;
	return n;
}

static int map_locked(struct inode *inode, u64 block, u32 max, bool create, struct ext2_run *run)
{
	u32 path[LEVELS], end = EXT2_NDIR_BLOCKS, i;
	__le32 *entries = EXT2_I(inode)->i_data;
	struct buffer_head *bh = NULL, *next;
	int depth = path_to(inode, block, path), level, err = 0;

	if (depth < 0)
		return depth;
	*run = (struct ext2_run){.count = 1};
	for (level = 0; level < depth; level++) {
		i = path[level];
		if (!entries[i] && create) {
			run->fresh = level == depth - 1;
			err = fill_entry(inode, entries, i, level == depth - 1, bh);
		}
		if (err || !entries[i] || level == depth - 1)
			break;
		next = plausible(inode, entries[i]) ? sb_bread(inode->i_sb, entries[i]) : NULL;
		err = next ? 0 : -EIO;
		if (err)
			break;
		brelse(bh);
		bh = next;
		entries = (__le32 *)bh->b_data;
		end = EXT2_SB(inode->i_sb)->addr_per_block;
	}
	if (!err && entries[i] && !plausible(inode, entries[i]))
		err = -EIO;
	if (!err && level == depth - 1) {
		run->block = entries[i];
		if (!run->fresh)
			run->count = run_length(entries, i, end, max);
	}
	brelse(bh);
	return err;
}

int ext2_map_blocks(struct inode *inode, u64 block, u32 max, bool create, struct ext2_run *run)
{
	int err;

	mutex_lock(&EXT2_I(inode)->map_mutex);
	err = map_locked(inode, block, max, create, run);
	mutex_unlock(&EXT2_I(inode)->map_mutex);
	return err;
}

/* ---- cutting ---- */

/* Blocks on their way to be freed, side by side. */
struct stretch {
	u32 first, count;
};

static void free_stretch(struct inode *inode, struct stretch *s)
{
	if (s->count)
		ext2_free_blocks(inode, s->first, s->count);
	s->count = 0;
}

static void free_one(struct inode *inode, struct stretch *s, u32 block)
{
	if (s->count && block == s->first + s->count) {
		s->count++;
		return;
	}
	free_stretch(inode, s);
	*s = (struct stretch){block, 1};
}

/*
 * entries: n numbers, each of a tree of that depth (0: data), that together hold the file's
 * blocks from 0 on. What is below keep stays. True: nothing is left of them.
 */
static bool cut(struct inode *inode, __le32 *entries, u32 n, int depth, u64 keep, struct stretch *s)
{
	u32 per = EXT2_SB(inode->i_sb)->addr_per_block, bits = ilog2(per) * depth, i;
	struct buffer_head *bh;
	bool all = true, gone;

	for (i = 0; i < n; i++) {
		u64 begin = (u64)i << bits;

		if (!entries[i])
			continue;
		if (keep >= begin + (1ull << bits)) {
			all = false;
			continue;
		}
		if (depth) {
			bh =
			    plausible(inode, entries[i]) ? sb_bread(inode->i_sb, entries[i]) : NULL;
			gone = !bh || cut(inode, (__le32 *)bh->b_data, per, depth - 1,
					  keep > begin ? keep - begin : 0, s);
			if (bh && gone)
				bforget(bh);
			else if (bh)
				mark_buffer_dirty(bh);
			if (!gone) {
				all = false;
				continue;
			}
		}
		free_one(inode, s, entries[i]);
		entries[i] = 0;
	}
	return all;
}

void ext2_truncate_blocks(struct inode *inode, loff_t size)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	u64 keep = (size + inode->i_sb->s_blocksize - 1) >> inode->i_sb->s_blocksize_bits;
	u64 before = EXT2_NDIR_BLOCKS, per = EXT2_SB(inode->i_sb)->addr_per_block, span = per;
	struct stretch s = {0};
	int depth;

	mutex_lock(&ei->map_mutex);
	ei->next_block = 0;
	cut(inode, ei->i_data, EXT2_NDIR_BLOCKS, 0, keep, &s);
	for (depth = 1; depth < LEVELS; depth++) {
		cut(inode, ei->i_data + EXT2_NDIR_BLOCKS + depth - 1, 1, depth,
		    keep > before ? keep - before : 0, &s);
		before += span;
		span *= per;
	}
	free_stretch(inode, &s);
	mutex_unlock(&ei->map_mutex);
	mark_inode_dirty(inode);
}
