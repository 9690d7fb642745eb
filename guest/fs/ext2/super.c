/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * super: mounting an ext2 file system, and letting it go.
 *
 * 1. Purpose. To find out whether what is on the device can be trusted, and to leave it so
 *    that the next one can.
 *
 * 2. Structures. The super block, at byte 1024, says how large everything is; the table of
 *    group descriptors follows in the next block. Both stay in memory while mounted.
 *
 * 3. Invariants. While mounted for writing, EXT2_VALID_FS is not set on the disk: who finds
 *    it so knows that it was not unmounted. Features that are not known are refused, or
 *    mounted read-only if that is enough.
 *
 * 4. Locking and context. Process context; s_umount is held by the caller.
 *
 * 5. Failure. -EINVAL: not ext2, or too new; errors while mounted are noted on the disk, and
 *    make it read-only or the kernel panic, as the super block or errors= wants it.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>

#include "ext2.h"

#define SUPER_AT 1024

static struct kmem_cache *inode_cache;

/* ---- what goes wrong ---- */

void ext2_error(struct super_block *sb, const char *fmt, ...)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	char text[160];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	pr_crit("EXT2-fs (%s): error: %s\n", sb->s_id, text);
	if (!sb_rdonly(sb)) {
		sbi->mount_state |= EXT2_ERROR_FS;
		sbi->es->s_state |= EXT2_ERROR_FS;
		mark_buffer_dirty(sbi->sbh);
	}
	if (sbi->errors == EXT2_ERRORS_PANIC)
		panic("EXT2-fs (%s): %s", sb->s_id, text);
	if (sbi->errors == EXT2_ERRORS_RO && !sb_rdonly(sb)) {
		pr_crit("EXT2-fs (%s): read-only from now on\n", sb->s_id);
		sb->s_flags |= SB_RDONLY;
	}
}

struct ext2_group_desc *ext2_group(struct super_block *sb, unsigned long group,
				   struct buffer_head **bh)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct buffer_head *table = sbi->group_desc[group / sbi->descs_per_block];

	if (bh)
		*bh = table;
	return (struct ext2_group_desc *)table->b_data + group % sbi->descs_per_block;
}

/* ---- writing it back ---- */

void ext2_sync_super(struct super_block *sb, bool wait)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);

	mutex_lock(&sbi->mutex);
	sbi->es->s_free_blocks_count = ext2_count_free_blocks(sb);
	sbi->es->s_free_inodes_count = ext2_count_free_inodes(sb);
	sbi->es->s_wtime = ktime_get_real_seconds();
	mark_buffer_dirty(sbi->sbh);
	mutex_unlock(&sbi->mutex);
	if (wait)
		sync_dirty_buffer(sbi->sbh);
}

static int ext2_sync_fs(struct super_block *sb, int wait)
{
	if (sb_rdonly(sb))
		return 0;
	ext2_sync_super(sb, false);
	if (wait)
		return sync_blockdev(sb->s_bdev);
	filemap_write_all(sb->s_bdev->bd_mapping);
	return 0;
}

/* From here on it is not clean; or is again, as it was. */
static void begin_writing(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct ext2_super_block *es = sbi->es;

	if (!(sbi->mount_state & EXT2_VALID_FS))
		pr_warn("EXT2-fs (%s): was not unmounted; e2fsck is recommended\n", sb->s_id);
	else if (sbi->mount_state & EXT2_ERROR_FS)
		pr_warn("EXT2-fs (%s): has errors; e2fsck is recommended\n", sb->s_id);
	es->s_state &= ~EXT2_VALID_FS;
	es->s_mnt_count++;
	es->s_mtime = ktime_get_real_seconds();
	ext2_sync_super(sb, true);
}

static void end_writing(struct super_block *sb)
{
	EXT2_SB(sb)->es->s_state = EXT2_SB(sb)->mount_state;
	ext2_sync_super(sb, true);
}

/* ---- inodes ---- */

static struct inode *ext2_alloc_inode(struct super_block *sb)
{
	struct ext2_inode_info *ei = kmem_cache_zalloc(inode_cache, GFP_NOFS);

	if (!ei)
		return NULL;
	inode_init_once(&ei->vfs_inode);
	mutex_init(&ei->map_mutex);
	return &ei->vfs_inode;
}

static void ext2_free_in_core_inode(struct inode *inode)
{
	kmem_cache_free(inode_cache, EXT2_I(inode));
}

/* ---- the super block's operations ---- */

static void release(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long i;

	for (i = 0; sbi->group_desc && i * sbi->descs_per_block < sbi->groups; i++)
		brelse(sbi->group_desc[i]);
	kvfree(sbi->group_desc);
	brelse(sbi->sbh);
	kfree(sbi);
	sb->s_fs_info = NULL;
}

static void ext2_put_super(struct super_block *sb)
{
	if (!sb_rdonly(sb))
		end_writing(sb);
	release(sb);
}

static bool is_power_of(unsigned long n, unsigned long base)
{
	while (n > 1 && n % base == 0)
		n /= base;
	return n == 1;
}

/* Copies of the super block and of the descriptors. */
static bool has_copy(const struct ext2_super_block *es, unsigned long group)
{
	if (!(es->s_feature_ro_compat & EXT2_FEATURE_RO_COMPAT_SPARSE) || group <= 1)
		return true;
	return is_power_of(group, 3) || is_power_of(group, 5) || is_power_of(group, 7);
}

/* What no file can ever have: df leaves it out. */
static u64 overhead(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long group, table = DIV_ROUND_UP(sbi->groups, sbi->descs_per_block);
	u64 blocks = sbi->es->s_first_data_block;

	for (group = 0; group < sbi->groups; group++) {
		blocks += 2 + sbi->inodes_per_group / sbi->inodes_per_block;
		if (has_copy(sbi->es, group))
			blocks += 1 + table;
	}
	return blocks;
}

static int ext2_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	struct super_block *sb = dentry->d_sb;
	const struct ext2_super_block *es = EXT2_SB(sb)->es;

	buf->f_type = EXT2_SUPER_MAGIC;
	buf->f_bsize = sb->s_blocksize;
	buf->f_blocks = es->s_blocks_count - overhead(sb);
	buf->f_bfree = ext2_count_free_blocks(sb);
	buf->f_bavail =
	    buf->f_bfree > es->s_r_blocks_count ? buf->f_bfree - es->s_r_blocks_count : 0;
	buf->f_files = es->s_inodes_count;
	buf->f_ffree = ext2_count_free_inodes(sb);
	buf->f_namelen = EXT2_NAME_LEN;
	memcpy(&buf->f_fsid, es->s_uuid, sizeof(buf->f_fsid));
	return 0;
}

static int ext2_show_options(struct seq_file *m, struct dentry *root)
{
	static const char *const names[] = {"", "continue", "remount-ro", "panic"};

	seq_printf(m, ",errors=%s", names[EXT2_SB(root->d_sb)->errors & 3]);
	return 0;
}

/* ---- options ---- */

static int parse_option(struct super_block *sb, char *option)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);

	if (!*option)
		return 0;
	if (!strcmp(option, "errors=continue"))
		sbi->errors = EXT2_ERRORS_CONTINUE;
	else if (!strcmp(option, "errors=remount-ro"))
		sbi->errors = EXT2_ERRORS_RO;
	else if (!strcmp(option, "errors=panic"))
		sbi->errors = EXT2_ERRORS_PANIC;
	else {
		pr_err("EXT2-fs (%s): what is \"%s\"?\n", sb->s_id, option);
		return -EINVAL;
	}
	return 0;
}

static int parse_options(struct super_block *sb, char *data)
{
	char *option;
	int err = 0;

	while (!err && (option = strsep(&data, ",")))
		err = parse_option(sb, option);
	return err;
}

static bool may_write(struct super_block *sb)
{
	u32 unknown = EXT2_SB(sb)->es->s_feature_ro_compat & ~EXT2_RO_COMPAT_KNOWN;

	if (unknown)
		pr_err("EXT2-fs (%s): cannot be written: unknown features 0x%x\n", sb->s_id,
		       unknown);
	return !unknown && !bdev_read_only(sb->s_bdev);
}

static int ext2_remount(struct super_block *sb, int *flags, char *data)
{
	bool was_ro = sb_rdonly(sb), to_ro = *flags & SB_RDONLY;
	int err = parse_options(sb, data);

	if (err || was_ro == to_ro)
		return err;
	if (to_ro) {
		end_writing(sb);
		return sync_blockdev(sb->s_bdev);
	}
	if (!may_write(sb))
		return -EROFS;
	EXT2_SB(sb)->mount_state = EXT2_SB(sb)->es->s_state;
	begin_writing(sb);
	return 0;
}

static const struct super_operations ext2_super_operations = {
    .alloc_inode = ext2_alloc_inode,
    .free_inode = ext2_free_in_core_inode,
    .write_inode = ext2_write_inode,
    .evict_inode = ext2_evict_inode,
    .put_super = ext2_put_super,
    .sync_fs = ext2_sync_fs,
    .statfs = ext2_statfs,
    .remount_fs = ext2_remount,
    .show_options = ext2_show_options,
};

/* ---- mounting ---- */

/* With the block size it asks for; the super block may then be in another block. */
static int read_super(struct super_block *sb, struct ext2_sb_info *sbi, int silent)
{
	unsigned int size = sb_min_blocksize(sb, SUPER_AT), wanted;

	sbi->sbh = size ? sb_bread(sb, SUPER_AT / size) : NULL;
	if (!sbi->sbh)
		return -EIO;
	sbi->es = (struct ext2_super_block *)(sbi->sbh->b_data + SUPER_AT % size);
	if (sbi->es->s_magic != EXT2_SUPER_MAGIC || sbi->es->s_log_block_size > 6) {
		if (!silent)
			pr_err("EXT2-fs (%s): no ext2 file system there\n", sb->s_id);
		return -EINVAL;
	}
	wanted = 1024u << sbi->es->s_log_block_size;
	if (wanted == size)
		return 0;
	brelse(sbi->sbh);
	sbi->sbh = NULL;
	if (!sb_set_blocksize(sb, wanted)) {
		pr_err("EXT2-fs (%s): blocks of %u bytes are more than a page\n", sb->s_id, wanted);
		return -EINVAL;
	}
	sbi->sbh = sb_bread(sb, SUPER_AT / wanted);
	if (!sbi->sbh)
		return -EIO;
	sbi->es = (struct ext2_super_block *)(sbi->sbh->b_data + SUPER_AT % wanted);
	return sbi->es->s_magic == EXT2_SUPER_MAGIC ? 0 : -EINVAL;
}

static const char *what_is_wrong(struct super_block *sb, struct ext2_sb_info *sbi)
{
	const struct ext2_super_block *es = sbi->es;
	unsigned long bits = sb->s_blocksize * 8;

	if (es->s_rev_level && es->s_feature_incompat & ~EXT2_INCOMPAT_KNOWN)
		return "features that are not known here";
	if (!is_power_of_2(sbi->inode_size) || sbi->inode_size < EXT2_GOOD_OLD_INODE_SIZE ||
	    sbi->inode_size > sb->s_blocksize)
		return "a bad inode size";
	if (!es->s_blocks_per_group || es->s_blocks_per_group > bits || es->s_blocks_per_group & 7)
		return "a bad number of blocks in a group";
	if (!es->s_inodes_per_group || es->s_inodes_per_group > bits ||
	    es->s_inodes_per_group % sbi->inodes_per_block)
		return "a bad number of inodes in a group";
	if (es->s_first_data_block != (sb->s_blocksize == 1024))
		return "a bad first block";
	if (es->s_blocks_count <= es->s_first_data_block ||
	    (u64)es->s_blocks_count * sb->s_blocksize > bdev_nr_bytes(sb->s_bdev))
		return "more blocks than the device";
	if (es->s_inodes_count != sbi->groups * es->s_inodes_per_group)
		return "a bad number of inodes";
	return NULL;
}

static void work_out(struct super_block *sb, struct ext2_sb_info *sbi)
{
	const struct ext2_super_block *es = sbi->es;

	sbi->inode_size = es->s_rev_level ? es->s_inode_size : EXT2_GOOD_OLD_INODE_SIZE;
	sbi->first_ino = es->s_rev_level ? es->s_first_ino : EXT2_GOOD_OLD_FIRST_INO;
	sbi->inodes_per_block = sb->s_blocksize / max(sbi->inode_size, 1ul);
	sbi->inodes_per_group = es->s_inodes_per_group;
	sbi->blocks_per_group = es->s_blocks_per_group;
	sbi->addr_per_block = sb->s_blocksize / sizeof(__le32);
	sbi->descs_per_block = sb->s_blocksize / sizeof(struct ext2_group_desc);
	sbi->mount_state = es->s_state;
	sbi->errors = clamp_t(u32, es->s_errors, EXT2_ERRORS_CONTINUE, EXT2_ERRORS_PANIC);
	sbi->next_generation = es->s_wtime;
	if (sbi->blocks_per_group)
		sbi->groups = DIV_ROUND_UP(es->s_blocks_count - es->s_first_data_block,
					   sbi->blocks_per_group);
}

static bool in_group(const struct ext2_sb_info *sbi, u32 block, u32 blocks)
{
	return block >= sbi->es->s_first_data_block && block + blocks > block &&
	       block + blocks <= sbi->es->s_blocks_count;
}

static int read_groups(struct super_block *sb, struct ext2_sb_info *sbi)
{
	unsigned long blocks = DIV_ROUND_UP(sbi->groups, sbi->descs_per_block), i;
	const struct ext2_group_desc *desc;

	sbi->group_desc = kvcalloc(blocks, sizeof(*sbi->group_desc), GFP_KERNEL);
	if (!sbi->group_desc)
		return -ENOMEM;
	for (i = 0; i < blocks; i++) {
		sbi->group_desc[i] = sb_bread(sb, sbi->es->s_first_data_block + 1 + i);
		if (!sbi->group_desc[i])
			return -EIO;
	}
	for (i = 0; i < sbi->groups; i++) {
		desc = ext2_group(sb, i, NULL);
		if (in_group(sbi, desc->bg_block_bitmap, 1) &&
		    in_group(sbi, desc->bg_inode_bitmap, 1) &&
		    in_group(sbi, desc->bg_inode_table,
			     sbi->inodes_per_group / sbi->inodes_per_block))
			continue;
		pr_err("EXT2-fs (%s): group %lu lies beyond the end\n", sb->s_id, i);
		return -EINVAL;
	}
	return 0;
}

/* Trees of three levels, and i_blocks of 32 bits, whichever ends first. */
static loff_t largest_file(const struct super_block *sb, const struct ext2_sb_info *sbi)
{
	u64 n = sbi->addr_per_block, blocks = EXT2_NDIR_BLOCKS + n + n * n + n * n * n;
	u64 most = (0xffffffffull << 9) - (blocks >> 4);

	return min(blocks << sb->s_blocksize_bits, most);
}

static int set_up(struct super_block *sb, struct ext2_sb_info *sbi, void *data, int silent)
{
	int err = read_super(sb, sbi, silent);
	const char *wrong;

	if (err)
		return err;
	work_out(sb, sbi);
	wrong = what_is_wrong(sb, sbi);
	if (wrong) {
		pr_err("EXT2-fs (%s): the super block has %s\n", sb->s_id, wrong);
		return -EINVAL;
	}
	err = read_groups(sb, sbi);
	return err ? err : parse_options(sb, data);
}

static int ext2_fill_super(struct super_block *sb, void *data, int silent)
{
	struct ext2_sb_info *sbi = kzalloc(sizeof(*sbi), GFP_KERNEL);
	struct inode *root;
	int err;

	if (!sbi)
		return -ENOMEM;
	mutex_init(&sbi->mutex);
	sb->s_fs_info = sbi;
	err = set_up(sb, sbi, data, silent);
	if (err)
		goto fail;
	sb->s_magic = EXT2_SUPER_MAGIC;
	sb->s_op = &ext2_super_operations;
	sb->s_maxbytes = largest_file(sb, sbi);
	sb->s_time_gran = 1000000000;
	sb->s_time_min = S32_MIN;
	sb->s_time_max = S32_MAX;
	err = -EROFS;
	if (!sb_rdonly(sb) && !may_write(sb))
		goto fail;
	root = ext2_iget(sb, EXT2_ROOT_INO);
	err = PTR_ERR_OR_ZERO(root);
	if (err)
		goto fail;
	err = S_ISDIR(root->i_mode) && root->i_size ? 0 : -EINVAL;
	if (err)
		iput(root);
	else
		sb->s_root = d_make_root(root);
	if (!err && !sb->s_root)
		err = -ENOMEM;
	if (err)
		goto fail;
	if (!sb_rdonly(sb))
		begin_writing(sb);
	return 0;
fail:
	release(sb);
	return err;
}

static struct dentry *ext2_mount(struct file_system_type *type, int flags, const char *dev_name,
				 void *data)
{
	return mount_bdev(type, flags, dev_name, data, ext2_fill_super);
}

static struct file_system_type ext2_type = {
    .owner = THIS_MODULE,
    .name = "ext2",
    .mount = ext2_mount,
    .kill_sb = kill_block_super,
    .fs_flags = FS_REQUIRES_DEV,
};

static int __init ext2_init(void)
{
	inode_cache = kmem_cache_create("ext2_inode_cache", sizeof(struct ext2_inode_info), 0,
					SLAB_RECLAIM_ACCOUNT | SLAB_PANIC, NULL);
	return register_filesystem(&ext2_type);
}
fs_initcall(ext2_init);
