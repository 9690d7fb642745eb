/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ialloc: which inodes are free. A file's goes into its directory's group, where they will be
 * read together; directories are spread, so that each finds room for its files.
 */
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "ext2.h"

u32 ext2_count_free_inodes(struct super_block *sb)
{
	unsigned long group;
	u32 sum = 0;

	for (group = 0; group < EXT2_SB(sb)->groups; group++)
		sum += ext2_group(sb, group, NULL)->bg_free_inodes_count;
	return sum;
}

/* One with inodes to spare, and of those the one with the most free blocks. */
static long group_for_dir(struct super_block *sb)
{
	unsigned long group, groups = EXT2_SB(sb)->groups;
	u32 average = ext2_count_free_inodes(sb) / groups;
	const struct ext2_group_desc *desc;
	u32 most = 0;
	long best = -1;

	for (group = 0; group < groups; group++) {
		desc = ext2_group(sb, group, NULL);
		if (!desc->bg_free_inodes_count || desc->bg_free_inodes_count < average)
			continue;
		if (best < 0 || desc->bg_free_blocks_count > most) {
			best = group;
			most = desc->bg_free_blocks_count;
		}
	}
	return best;
}

/* The directory's, or one after it that has both inodes and blocks, or inodes at least. */
static long group_for_file(struct super_block *sb, unsigned long near)
{
	unsigned long i, group, groups = EXT2_SB(sb)->groups;
	const struct ext2_group_desc *desc;

	for (i = 0; i < groups; i++) {
		group = (near + i) % groups;
		desc = ext2_group(sb, group, NULL);
		if (desc->bg_free_inodes_count && desc->bg_free_blocks_count)
			return group;
	}
	for (group = 0; group < groups; group++)
		if (ext2_group(sb, group, NULL)->bg_free_inodes_count)
			return group;
	return -1;
}

/* In that group; the number, or 0. Under sbi->mutex. */
static u32 take(struct super_block *sb, unsigned long group, bool dir)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct buffer_head *gbh, *bh;
	struct ext2_group_desc *desc = ext2_group(sb, group, &gbh);
	u32 from = 0, bit;

	/* the first ones are reserved, whatever the bitmap says */
	if (!group)
		from = sbi->first_ino - 1;
	bh = sb_bread(sb, desc->bg_inode_bitmap);
	if (!bh)
		return 0;
	bit = find_next_zero_bit((unsigned long *)bh->b_data, sbi->inodes_per_group, from);
	if (bit < sbi->inodes_per_group) {
		__set_bit(bit, (unsigned long *)bh->b_data);
		mark_buffer_dirty(bh);
		desc->bg_free_inodes_count--;
		desc->bg_used_dirs_count += dir;
		mark_buffer_dirty(gbh);
	}
	brelse(bh);
	return bit < sbi->inodes_per_group ? group * sbi->inodes_per_group + bit + 1 : 0;
}

static u32 new_number(struct inode *dir, bool is_dir, int *err)
{
	struct super_block *sb = dir->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long tried;
	u32 ino = 0;
	long group;

	mutex_lock(&sbi->mutex);
	group = is_dir ? group_for_dir(sb) : -1;
	if (group < 0)
		group = group_for_file(sb, EXT2_I(dir)->group);
	*err = group < 0 ? -ENOSPC : -EIO;
	for (tried = 0; group >= 0 && tried < sbi->groups && !ino; tried++) {
		ino = take(sb, group, is_dir);
		group = (group + 1) % sbi->groups;
	}
	mutex_unlock(&sbi->mutex);
	return ino;
}

static void fill_in(struct inode *inode, struct inode *dir, umode_t mode, u32 ino)
{
	struct ext2_sb_info *sbi = EXT2_SB(inode->i_sb);
	struct ext2_inode_info *ei = EXT2_I(inode);

	inode_init_owner(&init_user_ns, inode, dir, mode);
	inode->i_ino = ino;
	inode->i_blocks = 0;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	memset(ei->i_data, 0, sizeof(ei->i_data));
	ei->i_flags = EXT2_I(dir)->i_flags & EXT2_FL_INHERITED & ~EXT2_BTREE_FL;
	if (S_ISLNK(mode))
		ei->i_flags &= ~(EXT2_IMMUTABLE_FL | EXT2_APPEND_FL);
	ei->i_file_acl = ei->i_dtime = 0;
	ei->group = (ino - 1) / sbi->inodes_per_group;
	ei->next_block = 0;
	ei->fresh = true;
	ei->dir_start = 0;
	inode->i_generation = sbi->next_generation++;
	ext2_set_inode_flags(inode);
}

struct inode *ext2_new_inode(struct inode *dir, umode_t mode)
{
	struct inode *inode = new_inode(dir->i_sb);
	int err;
	u32 ino;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	ino = new_number(dir, S_ISDIR(mode), &err);
	if (!ino)
		goto fail;
	fill_in(inode, dir, mode, ino);
	err = -EIO;
	if (insert_inode_locked(inode)) {
		ext2_error(dir->i_sb, "inode %u was free, and is in use", ino);
		goto fail;
	}
	mark_inode_dirty(inode);
	return inode;
fail:
	iput(inode);
	return ERR_PTR(err);
}

void ext2_free_inode(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long group = (inode->i_ino - 1) / sbi->inodes_per_group;
	struct buffer_head *gbh, *bh;
	struct ext2_group_desc *desc;

	if (inode->i_ino < sbi->first_ino || inode->i_ino > sbi->es->s_inodes_count) {
		ext2_error(sb, "inode %lu is not one to be freed", inode->i_ino);
		return;
	}
	mutex_lock(&sbi->mutex);
	desc = ext2_group(sb, group, &gbh);
	bh = sb_bread(sb, desc->bg_inode_bitmap);
	if (bh && __test_and_clear_bit((inode->i_ino - 1) % sbi->inodes_per_group,
				       (unsigned long *)bh->b_data)) {
		mark_buffer_dirty(bh);
		desc->bg_free_inodes_count++;
		desc->bg_used_dirs_count -= S_ISDIR(inode->i_mode) ? 1 : 0;
		mark_buffer_dirty(gbh);
	} else if (bh) {
		ext2_error(sb, "inode %lu is free already", inode->i_ino);
	}
	brelse(bh);
	mutex_unlock(&sbi->mutex);
}
