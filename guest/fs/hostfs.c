/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hostfs: a directory of the host's, at /host (-share DIR).
 *
 * 1. Purpose. Edit and compile outside, and load the module inside: `insmod /host/a.ko`.
 *    What is asked of the host is told in abi/share.h.
 *
 * 2. Structures. An inode's i_private is its path below the host's directory. A file's pages
 *    are kept in the page cache, and names in the dcache, like any file system's:
 *
 *	open("/host/d/a.ko") -> dentry "a.ko" -> inode, i_private = "d/a.ko"
 *	                                           i_data: pages read so far
 *
 * 3. Invariants. Read-only. It is live: a name is looked at again whenever a walk comes by
 *    (d_revalidate). If there is another file or directory by now, the dentry is dropped; if
 *    the file has another size or time, what the page cache holds of it is let go.
 *
 * 4. Locking and context. request_lock around the one request there is. The device answers
 *    before the OUT is over, so nobody sleeps for it.
 *
 * 5. Failure. What the host says; -EIO for an answer that makes no sense.
 */
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "abi/share.h"

#define HOSTFS_MAGIC 0x00c0ffee /* Linux's of user-mode Linux */

static DEFINE_MUTEX(request_lock);
static struct share_request request;
static char request_path[SHARE_PATH_MAX + 1];

/* ---- asking ---- */

static int ask(enum share_op op, const char *path, u64 off, phys_addr_t buffer, unsigned int bytes)
{
	size_t length = strlen(path);
	int result;

	if (length > SHARE_PATH_MAX)
		return -ENAMETOOLONG;
	mutex_lock(&request_lock);
	memcpy(request_path, path, length);
	request = (struct share_request){.op = op,
					 .result = -EIO,
					 .path = __pa(request_path),
					 .path_bytes = length,
					 .offset_low = (u32)off,
					 .offset_high = off >> 32,
					 .buffer = buffer,
					 .buffer_bytes = bytes};
	barrier();
	outl(__pa(&request), SHARE_PORT + SHARE_DOORBELL);
	barrier();
	result = request.result;
	mutex_unlock(&request_lock);
	return result > (int)bytes ? -EIO : result;
}

static int ask_stat(const char *path, struct share_stat *st)
{
	int err = ask(SHARE_STAT, path, 0, __pa(st), sizeof(*st));

	if (!err && !S_ISREG(st->mode) && !S_ISDIR(st->mode))
		err = -EIO;
	return err;
}

/* ---- files ---- */

static int hostfs_readpage(struct address_space *mapping, struct page *page)
{
	struct inode *inode = mapping->host;
	u64 off = (u64)page->index << PAGE_SHIFT;
	int got = ask(SHARE_READ, inode->i_private, off, page_to_phys(page), PAGE_SIZE);

	if (got >= 0) {
		if (got < PAGE_SIZE)
			zero_user(page, got, PAGE_SIZE - got);
		SetPageUptodate(page);
	}
	unlock_page(page);
	return got < 0 ? got : 0;
}

static const struct address_space_operations hostfs_aops = {.readpage = hostfs_readpage};

static const struct file_operations hostfs_file_operations = {
    .read_iter = generic_file_read_iter,
    .mmap = generic_file_readonly_mmap,
    .llseek = generic_file_llseek,
};

static const struct inode_operations hostfs_file_inode_operations = {.getattr = simple_getattr};

/* ---- directories ---- */

/* What is in the buffer, as far as it goes. False: the reader has enough. */
static bool emit_entries(struct dir_context *ctx, const char *buffer, int bytes)
{
	int at = 0;

	while (at + (int)sizeof(struct share_entry) <= bytes) {
		const struct share_entry *entry = (const void *)(buffer + at);
		int room = bytes - at - (int)sizeof(*entry);

		if (entry->name_bytes > room || entry->name_bytes > NAME_MAX)
			return false;
		if (!dir_emit(ctx, (const char *)(entry + 1), entry->name_bytes, entry->ino_low,
			      (entry->mode & S_IFMT) >> 12))
			return false;
		ctx->pos++;
		at += ALIGN(sizeof(*entry) + entry->name_bytes, 4);
	}
	return true;
}

static int hostfs_iterate(struct file *file, struct dir_context *ctx)
{
	const char *path = file_inode(file)->i_private;
	char *buffer;
	int bytes;

	if (!dir_emit_dots(file, ctx))
		return 0;
	buffer = (char *)__get_free_page(GFP_KERNEL);
	if (!buffer)
		return -ENOMEM;
	do
		bytes = ask(SHARE_LIST, path, ctx->pos - 2, __pa(buffer), PAGE_SIZE);
	while (bytes > 0 && emit_entries(ctx, buffer, bytes));
	free_page((unsigned long)buffer);
	return bytes < 0 ? bytes : 0;
}

static const struct file_operations hostfs_dir_operations = {
    .read = generic_read_dir,
    .iterate_shared = hostfs_iterate,
    .llseek = generic_file_llseek,
};

/* ---- inodes ---- */

static const struct inode_operations hostfs_dir_inode_operations;

static void set_attributes(struct inode *inode, const struct share_stat *st)
{
	struct timespec64 mtime = {.tv_sec = ((u64)st->mtime_high << 32) | st->mtime_low,
				   .tv_nsec = st->mtime_nsec};

	inode->i_mode = st->mode;
	inode->i_ino = st->ino_low;
	set_nlink(inode, st->links);
	inode->i_atime = inode->i_mtime = inode->i_ctime = mtime;
	i_size_write(inode, ((u64)st->size_high << 32) | st->size_low);
}

/* path becomes the inode's. */
static struct inode *make_inode(struct super_block *sb, char *path, const struct share_stat *st)
{
	struct inode *inode = new_inode(sb);

	if (!inode) {
		kfree(path);
		return ERR_PTR(-ENOMEM);
	}
	set_attributes(inode, st);
	inode->i_private = path;
	inode->i_data.a_ops = &hostfs_aops;
	if (S_ISDIR(st->mode)) {
		inode->i_op = &hostfs_dir_inode_operations;
		inode->i_fop = &hostfs_dir_operations;
	} else {
		inode->i_op = &hostfs_file_inode_operations;
		inode->i_fop = &hostfs_file_operations;
	}
	return inode;
}

static struct dentry *hostfs_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	const char *above = dir->i_private;
	struct inode *inode = NULL;
	struct share_stat st;
	char *path;
	int err;

	path = kasprintf(GFP_KERNEL, "%s%s%.*s", above, *above ? "/" : "", (int)dentry->d_name.len,
			 (const char *)dentry->d_name.name);
	if (!path)
		return ERR_PTR(-ENOMEM);
	err = ask_stat(path, &st);
	if (!err)
		inode = make_inode(dir->i_sb, path, &st);
	else
		kfree(path);
	if (err && err != -ENOENT)
		return ERR_PTR(err);
	return d_splice_alias(inode, dentry);
}

static const struct inode_operations hostfs_dir_inode_operations = {
    .lookup = hostfs_lookup,
    .getattr = simple_getattr,
};

static bool is_same(const struct inode *inode, const struct share_stat *st)
{
	return inode->i_ino == st->ino_low && (inode->i_mode & S_IFMT) == (st->mode & S_IFMT);
}

static bool has_changed(const struct inode *inode, const struct share_stat *st)
{
	return inode->i_size != (loff_t)(((u64)st->size_high << 32) | st->size_low) ||
	       (u32)inode->i_mtime.tv_sec != st->mtime_low ||
	       inode->i_mtime.tv_nsec != st->mtime_nsec;
}

static int hostfs_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct inode *inode = d_inode(dentry);
	struct share_stat st;

	if (!inode || ask_stat(inode->i_private, &st) || !is_same(inode, &st))
		return 0;
	if (has_changed(inode, &st)) {
		if (S_ISREG(inode->i_mode))
			truncate_inode_pages(&inode->i_data, 0);
		set_attributes(inode, &st);
	}
	return 1;
}

static const struct dentry_operations hostfs_dentry_operations = {.d_revalidate =
								      hostfs_revalidate};

/* ---- the super block ---- */

static void hostfs_evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	kfree(inode->i_private);
}

static const struct super_operations hostfs_super_operations = {
    .statfs = simple_statfs,
    .drop_inode = generic_delete_inode,
    .evict_inode = hostfs_evict_inode,
};

static int hostfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct share_stat st;
	struct inode *inode;
	char *path;
	int err;

	if (inl(SHARE_PORT) != SHARE_MAGIC)
		return -ENODEV;
	sb->s_magic = HOSTFS_MAGIC;
	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_op = &hostfs_super_operations;
	sb->s_d_op = &hostfs_dentry_operations;
	sb->s_flags |= SB_RDONLY;
	err = ask_stat("", &st);
	if (err)
		return err;
	path = kstrdup("", GFP_KERNEL);
	if (!path)
		return -ENOMEM;
	inode = make_inode(sb, path, &st);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	sb->s_root = d_make_root(inode);
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *hostfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	return mount_nodev(type, flags | SB_RDONLY, data, hostfs_fill_super);
}

static struct file_system_type hostfs_type = {
    .name = "hostfs",
    .mount = hostfs_mount,
    .kill_sb = kill_anon_super,
};

static int __init make_mount_point(const char *name)
{
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, LOOKUP_DIRECTORY);
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry) == -EEXIST ? 0 : PTR_ERR(dentry);
	err = vfs_mkdir(&init_user_ns, d_inode(path.dentry), dentry, 0755);
	done_path_create(&path, dentry);
	return err;
}

static int __init hostfs_init(void)
{
	int err = register_filesystem(&hostfs_type);

	if (err || inl(SHARE_PORT) != SHARE_MAGIC)
		return err;
	err = make_mount_point("/host");
	if (!err)
		err = init_mount("none", "/host", "hostfs", MS_RDONLY, NULL);
	pr_info("hostfs: the host's directory is at /host%s\n", err ? ": not mounted" : "");
	return err;
}
late_initcall(hostfs_init);
