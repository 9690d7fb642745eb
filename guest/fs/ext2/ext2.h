/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ext2: what is on the disk ("The Second Extended File System", Poirier; e2fsprogs'
 * documentation of the super block), and what the files of this folder share.
 */
#ifndef FS_EXT2_EXT2_H
#define FS_EXT2_EXT2_H

#include <linux/buffer_head.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/types.h>

#define EXT2_SUPER_MAGIC	 0xef53
#define EXT2_ROOT_INO		 2
#define EXT2_GOOD_OLD_FIRST_INO	 11
#define EXT2_GOOD_OLD_INODE_SIZE 128

#define EXT2_NDIR_BLOCKS 12
#define EXT2_IND_BLOCK	 12
#define EXT2_DIND_BLOCK	 13
#define EXT2_TIND_BLOCK	 14
#define EXT2_N_BLOCKS	 15

#define EXT2_VALID_FS 1
#define EXT2_ERROR_FS 2

enum { EXT2_ERRORS_CONTINUE = 1, EXT2_ERRORS_RO = 2, EXT2_ERRORS_PANIC = 3 };

#define EXT2_FEATURE_INCOMPAT_FILETYPE	 0x0002u
#define EXT2_FEATURE_RO_COMPAT_SPARSE	 0x0001u
#define EXT2_FEATURE_RO_COMPAT_LARGE	 0x0002u
#define EXT2_FEATURE_RO_COMPAT_BTREE_DIR 0x0004u
#define EXT2_INCOMPAT_KNOWN		 EXT2_FEATURE_INCOMPAT_FILETYPE
#define EXT2_RO_COMPAT_KNOWN                                                                       \
	(EXT2_FEATURE_RO_COMPAT_SPARSE | EXT2_FEATURE_RO_COMPAT_LARGE |                            \
	 EXT2_FEATURE_RO_COMPAT_BTREE_DIR)

#define EXT2_SYNC_FL	  0x00000008u
#define EXT2_IMMUTABLE_FL 0x00000010u
#define EXT2_APPEND_FL	  0x00000020u
#define EXT2_NOATIME_FL	  0x00000080u
#define EXT2_BTREE_FL	  0x00001000u
/* What a new file takes over from its directory. */
#define EXT2_FL_INHERITED 0x00014fefu

struct ext2_super_block {
	__le32 s_inodes_count, s_blocks_count, s_r_blocks_count;
	__le32 s_free_blocks_count, s_free_inodes_count;
	__le32 s_first_data_block;
	__le32 s_log_block_size, s_log_frag_size;
	__le32 s_blocks_per_group, s_frags_per_group, s_inodes_per_group;
	__le32 s_mtime, s_wtime;
	__le16 s_mnt_count, s_max_mnt_count;
	__le16 s_magic, s_state, s_errors, s_minor_rev_level;
	__le32 s_lastcheck, s_checkinterval, s_creator_os, s_rev_level;
	__le16 s_def_resuid, s_def_resgid;
	__le32 s_first_ino; /* from here on since revision 1 */
	__le16 s_inode_size, s_block_group_nr;
	__le32 s_feature_compat, s_feature_incompat, s_feature_ro_compat;
	__u8 s_uuid[16];
	char s_volume_name[16], s_last_mounted[64];
	__le32 s_rest[206];
};

struct ext2_group_desc {
	__le32 bg_block_bitmap, bg_inode_bitmap, bg_inode_table;
	__le16 bg_free_blocks_count, bg_free_inodes_count, bg_used_dirs_count;
	__le16 bg_pad;
	__le32 bg_reserved[3];
};

struct ext2_inode {
	__le16 i_mode, i_uid;
	__le32 i_size, i_atime, i_ctime, i_mtime, i_dtime;
	__le16 i_gid, i_links_count;
	__le32 i_blocks; /* of 512 bytes */
	__le32 i_flags, i_osd1;
	__le32 i_block[EXT2_N_BLOCKS];
	__le32 i_generation, i_file_acl;
	__le32 i_size_high; /* of a directory: an ACL */
	__le32 i_faddr;
	__u8 i_frag, i_fsize;
	__le16 i_pad;
	__le16 i_uid_high, i_gid_high;
	__le32 i_reserved2;
};

#define EXT2_NAME_LEN	    255
#define EXT2_DIR_REC_LEN(n) (((n) + 8 + 3) & ~3u)

struct ext2_dir_entry {
	__le32 inode; /* 0: nobody's */
	__le16 rec_len;
	__u8 name_len, file_type;
	char name[];
};

#define EXT2_XATTR_MAGIC 0xea020000u

struct ext2_xattr_header {
	__le32 h_magic, h_refcount;
};

/* ---- in memory ---- */

struct ext2_sb_info {
	struct buffer_head *sbh; /* of es */
	struct ext2_super_block *es;
	struct buffer_head **group_desc; /* the blocks of the table */
	unsigned long groups, descs_per_block;
	unsigned long blocks_per_group, inodes_per_group, inode_size, inodes_per_block;
	unsigned long first_ino, addr_per_block;
	unsigned int errors; /* EXT2_ERRORS_* */
	u16 mount_state;
	struct mutex mutex; /* bitmaps and group descriptors */
	u32 next_generation;
};

struct ext2_inode_info {
	__le32 i_data[EXT2_N_BLOCKS]; /* under map_mutex */
	u32 i_flags, i_file_acl, i_dtime;
	u32 group;	/* the inode's */
	u32 next_block; /* where the block after the last one allocated would lie; 0: none */
	bool fresh;	/* was never written: what is on the disk is an earlier file's */
	u32 dir_start;	/* the page of a directory where room was found last */
	struct mutex map_mutex;
	struct inode vfs_inode;
};

static inline struct ext2_sb_info *EXT2_SB(const struct super_block *sb)
{
	return sb->s_fs_info;
}

static inline struct ext2_inode_info *EXT2_I(struct inode *inode)
{
	return container_of(inode, struct ext2_inode_info, vfs_inode);
}

/* super.c */
void ext2_error(struct super_block *sb, const char *fmt, ...) __printf(2, 3);
struct ext2_group_desc *ext2_group(struct super_block *sb, unsigned long group,
				   struct buffer_head **bh);
void ext2_sync_super(struct super_block *sb, bool wait);

/* balloc.c: a block near goal (0: near the inode), *err -ENOSPC or -EIO if 0. */
u32 ext2_new_block(struct inode *inode, u32 goal, int *err);
void ext2_free_blocks(struct inode *inode, u32 block, u32 count);
u64 ext2_count_free_blocks(struct super_block *sb);

/* ialloc.c */
struct inode *ext2_new_inode(struct inode *dir, umode_t mode);
void ext2_free_inode(struct inode *inode);
u32 ext2_count_free_inodes(struct super_block *sb);

/* map.c: from a file's blocks to the disk's. */
struct ext2_run {
	u32 block;  /* 0: a hole */
	u32 count;  /* at least 1 */
	bool fresh; /* was a hole until now */
};
int ext2_map_blocks(struct inode *inode, u64 block, u32 max, bool create, struct ext2_run *run);
/* Blocks from that one on are nobody's any more. */
void ext2_truncate_blocks(struct inode *inode, loff_t size);

/* inode.c */
struct inode *ext2_iget(struct super_block *sb, unsigned long ino);
int ext2_write_inode(struct inode *inode, struct writeback_control *wbc);
void ext2_evict_inode(struct inode *inode);
void ext2_set_inode_flags(struct inode *inode);
void ext2_set_operations(struct inode *inode);
int ext2_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr);
int ext2_fsync(struct file *file, loff_t start, loff_t end, int datasync);
extern const struct inode_operations ext2_file_inode_operations;
extern const struct file_operations ext2_file_operations;

/* aops.c */
extern const struct address_space_operations ext2_aops;
int ext2_write_begin(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		     struct page **page, void **fsdata);
int ext2_write_end(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		   unsigned int copied, struct page *page, void *fsdata);

/* dir.c */
extern const struct file_operations ext2_dir_operations;
int ext2_find(struct inode *dir, const struct qstr *name, u32 *ino); /* 0, -ENOENT, -EIO */
int ext2_add_link(struct inode *dir, const struct qstr *name, struct inode *inode);
/* The entry leads to inode from now on; inode NULL: it is gone. */
int ext2_change_link(struct inode *dir, const struct qstr *name, struct inode *inode);
int ext2_make_empty(struct inode *dir, struct inode *parent);
int ext2_empty_dir(struct inode *dir); /* 1, 0, -errno */

/* namei.c, symlink.c */
extern const struct inode_operations ext2_dir_inode_operations;
extern const struct inode_operations ext2_special_inode_operations;
extern const struct inode_operations ext2_symlink_inode_operations;
extern const struct inode_operations ext2_fast_symlink_inode_operations;

#endif
