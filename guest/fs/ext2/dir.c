/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dir: directories.
 *
 * 1. Purpose. From names to inode numbers.
 *
 * 2. Structures. A directory is a file; each of its blocks is full of entries without a gap.
 *    An entry is longer than it needs to be where others were removed, or at the end:
 *
 *	| ino 12, len 12, "." | ino 2, len 12, ".." | ino 13, len 1000, "a"     (free) |
 *	'----------------------------- one block ---------------------------------------'
 *
 * 3. Invariants. No entry crosses a block; lengths are multiples of 4. What is on the disk
 *    may be otherwise: every entry is looked at before it is believed.
 *
 * 4. Locking and context. The directory's i_rwsem, for writing who changes it; the page's
 *    lock for the change itself. Its pages are in low memory.
 *
 * 5. Failure. -ENOENT; -EIO: it is not what a directory should be; -ENOSPC.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/string.h>

#include "ext2.h"

static struct page *dir_page(struct inode *dir, unsigned long n)
{
	return read_mapping_page(dir->i_mapping, n);
}

static unsigned long dir_pages(struct inode *dir)
{
	return (dir->i_size + PAGE_SIZE - 1) >> PAGE_SHIFT;
}

/* Bytes of the page that are the directory's. */
static unsigned int page_end(struct inode *dir, unsigned long n)
{
	return min_t(loff_t, dir->i_size - ((loff_t)n << PAGE_SHIFT), PAGE_SIZE);
}

static const char *what_is_wrong(struct inode *dir, const struct ext2_dir_entry *de,
				 unsigned int off, unsigned int end)
{
	unsigned int block = dir->i_sb->s_blocksize, rec_len = de->rec_len;

	if (rec_len < EXT2_DIR_REC_LEN(1) || rec_len & 3)
		return "of a length that cannot be";
	if (off + rec_len > end || (off & (block - 1)) + rec_len > block)
		return "across the end of its block";
	if (rec_len < EXT2_DIR_REC_LEN(de->name_len))
		return "shorter than its name";
	if (de->inode > EXT2_SB(dir->i_sb)->es->s_inodes_count)
		return "of an inode beyond the last one";
	return NULL;
}

/* An entry, and where it is. */
struct place {
	struct page *page;	/* with a reference */
	unsigned int off, prev; /* in the page; the one before it in its block, or itself */
};

static struct ext2_dir_entry *entry_at(struct page *page, unsigned int off)
{
	return (struct ext2_dir_entry *)((char *)page_address(page) + off);
}

/*
 * Calls fn for each entry of a page, from off on; what it gives if that is not 0 ends it,
 * with place at that entry.
 */
static int walk_page(struct inode *dir, unsigned long n, struct place *place,
		     int (*fn)(struct inode *dir, struct ext2_dir_entry *de, void *data),
		     void *data)
{
	unsigned int end = page_end(dir, n), block = dir->i_sb->s_blocksize;
	struct ext2_dir_entry *de;
	const char *wrong;
	int result;

	for (place->prev = place->off; place->off < end; place->off += de->rec_len) {
		de = entry_at(place->page, place->off);
		wrong = end - place->off < EXT2_DIR_REC_LEN(1)
			    ? "cut short"
			    : what_is_wrong(dir, de, place->off, end);
		if (wrong) {
			ext2_error(dir->i_sb, "directory %lu: the entry at %lu is %s", dir->i_ino,
				   (n << PAGE_SHIFT) + place->off, wrong);
			return -EIO;
		}
		if (!(place->off & (block - 1)))
			place->prev = place->off;
		result = fn(dir, de, data);
		if (result)
			return result;
		place->prev = place->off;
	}
	return 0;
}

/* All pages, beginning with that one; on a result place->page keeps its reference. */
static int walk(struct inode *dir, unsigned long first, struct place *place,
		int (*fn)(struct inode *dir, struct ext2_dir_entry *de, void *data), void *data)
{
	unsigned long pages = dir_pages(dir), i, n;
	int result = 0;

	for (i = 0; i < pages; i++) {
		n = (first + i) % pages;
		place->page = dir_page(dir, n);
		place->off = 0;
		if (IS_ERR(place->page))
			return PTR_ERR(place->page);
		result = walk_page(dir, n, place, fn, data);
		if (result > 0)
			return result;
		put_page(place->page);
		if (result < 0)
			return result;
	}
	return 0;
}

/* ---- finding ---- */

static int same_name(struct inode *dir, struct ext2_dir_entry *de, void *data)
{
	const struct qstr *name = data;

	return de->inode && de->name_len == name->len && !memcmp(de->name, name->name, name->len);
}

static int find(struct inode *dir, const struct qstr *name, struct place *place)
{
	int result;

	if (name->len > EXT2_NAME_LEN)
		return -ENAMETOOLONG;
	result = walk(dir, 0, place, same_name, (void *)name);
	return result > 0 ? 0 : result < 0 ? result : -ENOENT;
}

int ext2_find(struct inode *dir, const struct qstr *name, u32 *ino)
{
	struct place place;
	int err = find(dir, name, &place);

	if (err)
		return err;
	*ino = entry_at(place.page, place.off)->inode;
	put_page(place.page);
	return 0;
}

/* ---- changing ---- */

static u8 type_of(struct inode *dir, struct inode *inode)
{
	static const u8 types[16] = {[S_IFREG >> 12] = 1, [S_IFDIR >> 12] = 2, [S_IFCHR >> 12] = 3,
				     [S_IFBLK >> 12] = 4, [S_IFIFO >> 12] = 5, [S_IFSOCK >> 12] = 6,
				     [S_IFLNK >> 12] = 7};

	if (!(EXT2_SB(dir->i_sb)->es->s_feature_incompat & EXT2_FEATURE_INCOMPAT_FILETYPE))
		return 0;
	return types[(inode->i_mode & S_IFMT) >> 12];
}

/* An index that other systems may have made does not know of this. */
static void changed(struct inode *dir)
{
	dir->i_mtime = dir->i_ctime = current_time(dir);
	EXT2_I(dir)->i_flags &= ~EXT2_BTREE_FL;
	mark_inode_dirty(dir);
}

static void dirty_block_of(struct inode *dir, struct page *page, unsigned int off)
{
	unsigned int mask = dir->i_sb->s_blocksize - 1;

	set_page_dirty_range(page, off & ~mask, mask + 1);
}

static unsigned int used_of(const struct ext2_dir_entry *de)
{
	return de->inode ? EXT2_DIR_REC_LEN(de->name_len) : 0;
}

static int has_room(struct inode *dir, struct ext2_dir_entry *de, void *data)
{
	return de->rec_len - used_of(de) >= *(unsigned int *)data;
}

static void write_entry(struct inode *dir, struct page *page, unsigned int off,
			const struct qstr *name, struct inode *inode)
{
	struct ext2_dir_entry *de = entry_at(page, off);
	unsigned int used = used_of(de);

	if (used) {
		struct ext2_dir_entry *rest = entry_at(page, off + used);

		rest->rec_len = de->rec_len - used;
		de->rec_len = used;
		de = rest;
	}
	de->name_len = name->len;
	de->file_type = type_of(dir, inode);
	memcpy(de->name, name->name, name->len);
	de->inode = inode->i_ino;
}

/* One more block, with one entry that is nobody's. */
static int append_block(struct inode *dir, struct page **page, unsigned int *off)
{
	unsigned int block = dir->i_sb->s_blocksize;
	loff_t pos = dir->i_size;
	void *fsdata;
	struct ext2_dir_entry *de;
	int err;

	if (pos + block > 0x7fffffff)
		return -EFBIG;
	err = ext2_write_begin(NULL, dir->i_mapping, pos, block, page, &fsdata);
	if (err)
		return err;
	*off = pos & ~PAGE_MASK;
	de = entry_at(*page, *off);
	memset(de, 0, block);
	de->rec_len = block;
	get_page(*page);
	ext2_write_end(NULL, dir->i_mapping, pos, block, block, *page, fsdata);
	return 0;
}

int ext2_add_link(struct inode *dir, const struct qstr *name, struct inode *inode)
{
	unsigned int need = EXT2_DIR_REC_LEN(name->len);
	struct place place;
	int result;

	if (name->len > EXT2_NAME_LEN)
		return -ENAMETOOLONG;
	result = find(dir, name, &place);
	if (!result)
		put_page(place.page);
	if (result != -ENOENT)
		return result ? result : -EEXIST;
	result = walk(dir, EXT2_I(dir)->dir_start, &place, has_room, &need);
	if (!result)
		result = append_block(dir, &place.page, &place.off);
	if (result < 0)
		return result;
	EXT2_I(dir)->dir_start = place.page->index;
	lock_page(place.page);
	write_entry(dir, place.page, place.off, name, inode);
	dirty_block_of(dir, place.page, place.off);
	unlock_page(place.page);
	put_page(place.page);
	changed(dir);
	return 0;
}

int ext2_change_link(struct inode *dir, const struct qstr *name, struct inode *inode)
{
	struct ext2_dir_entry *de;
	struct place place;
	int err = find(dir, name, &place);

	if (err)
		return err;
	de = entry_at(place.page, place.off);
	lock_page(place.page);
	if (inode) {
		de->inode = inode->i_ino;
		de->file_type = type_of(dir, inode);
	} else {
		de->inode = 0;
		if (place.prev != place.off)
			entry_at(place.page, place.prev)->rec_len += de->rec_len;
	}
	dirty_block_of(dir, place.page, place.off);
	unlock_page(place.page);
	EXT2_I(dir)->dir_start = 0;
	put_page(place.page);
	changed(dir);
	return 0;
}

int ext2_make_empty(struct inode *dir, struct inode *parent)
{
	static const struct qstr dot = QSTR_INIT(".", 1), dotdot = QSTR_INIT("..", 2);
	struct ext2_dir_entry *de;
	struct page *page;
	unsigned int off;
	int err = append_block(dir, &page, &off);

	if (err)
		return err;
	lock_page(page);
	write_entry(dir, page, off, &dot, dir);
	write_entry(dir, page, off, &dotdot, parent);
	de = entry_at(page, off);
	WARN_ON(de->rec_len != EXT2_DIR_REC_LEN(1));
	dirty_block_of(dir, page, off);
	unlock_page(page);
	put_page(page);
	changed(dir);
	return 0;
}

static int is_content(struct inode *dir, struct ext2_dir_entry *de, void *data)
{
	if (!de->inode || (de->name_len == 1 && de->name[0] == '.'))
		return 0;
	return !(de->name_len == 2 && de->name[0] == '.' && de->name[1] == '.');
}

int ext2_empty_dir(struct inode *dir)
{
	struct place place;
	int result = walk(dir, 0, &place, is_content, NULL);

	if (result > 0)
		put_page(place.page);
	return result < 0 ? result : !result;
}

/* ---- reading ---- */

struct reading {
	struct dir_context *ctx;
	loff_t page_pos;
	struct place *place;
};

static int emit(struct inode *dir, struct ext2_dir_entry *de, void *data)
{
	static const u8 types[] = {DT_UNKNOWN, DT_REG,	DT_DIR,	 DT_CHR,
				   DT_BLK,     DT_FIFO, DT_SOCK, DT_LNK};
	struct reading *r = data;
	u8 type = de->file_type < ARRAY_SIZE(types) ? types[de->file_type] : DT_UNKNOWN;

	r->ctx->pos = r->page_pos + r->place->off;
	if (de->inode && !dir_emit(r->ctx, de->name, de->name_len, de->inode, type))
		return 1;
	r->ctx->pos += de->rec_len;
	return 0;
}

/* A position from before a change may lie within an entry: go on at the next one. */
static unsigned int valid_offset(struct inode *dir, struct page *page, unsigned int off)
{
	unsigned int block = dir->i_sb->s_blocksize, at = off & ~(block - 1);

	while (at < off) {
		unsigned int len = entry_at(page, at)->rec_len;

		if (len < EXT2_DIR_REC_LEN(1))
			break;
		at += len;
	}
	return at;
}

static int ext2_readdir(struct file *file, struct dir_context *ctx)
{
	struct inode *dir = file_inode(file);
	struct place place;
	struct reading r = {.ctx = ctx, .place = &place};
	unsigned long n;
	int result = 0;

	while (ctx->pos < dir->i_size && !result) {
		n = ctx->pos >> PAGE_SHIFT;
		place.page = dir_page(dir, n);
		if (IS_ERR(place.page))
			return PTR_ERR(place.page);
		place.off = valid_offset(dir, place.page, ctx->pos & ~PAGE_MASK);
		r.page_pos = (loff_t)n << PAGE_SHIFT;
		ctx->pos = r.page_pos + place.off;
		result = walk_page(dir, n, &place, emit, &r);
		put_page(place.page);
	}
	return result < 0 ? result : 0;
}

const struct file_operations ext2_dir_operations = {
    .llseek = generic_file_llseek,
    .read = generic_read_dir,
    .iterate_shared = ext2_readdir,
    .fsync = ext2_fsync,
};
