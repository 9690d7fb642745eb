/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ramfs: rootfs, ramfs and tmpfs: files that live in memory alone.
 *
 * 1. Purpose. The first file system there is, unpacked into by the initramfs; /tmp and
 *    /dev/shm. Content is in the page cache, names in the dcache, and nothing behind them.
 *
 * 2. Structures. An address_space with AS_UNEVICTABLE: its pages are on no LRU list, since
 *    there is nowhere to write them. A hole is no page; reading it gives one of zeros.
 *
 * 3. Invariants. Of tmpfs no more pages than size= says (half of memory if it does not) and
 *    no more inodes than nr_inodes=. ramfs has no limit.
 *
 * 4. Locking and context. i_rwsem, then the page's lock. counts by atomics.
 *
 * 5. Failure. -ENOSPC at the limit; -ENOMEM.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/uio.h>

#include "internal.h"

#define DIRENT_BYTES 20

struct ram_sb {
	unsigned long max_pages, max_inodes; /* 0: no limit */
	atomic_long_t pages, inodes;
	bool sized;		   /* by an option */
	unsigned int dirent_bytes; /* what an entry adds to its directory's size */
	umode_t mode;
	kuid_t uid;
	kgid_t gid;
};

static struct ram_sb *ram(struct super_block *sb)
{
	return sb->s_fs_info;
}

/* ---- pages ---- */

static bool charge(atomic_long_t *count, unsigned long limit)
{
	if (atomic_long_add_return(1, count) <= (long)limit || !limit)
		return true;
	atomic_long_dec(count);
	return false;
}

static int ram_readpage(struct address_space *mapping, struct page *page)
{
	/* reads of holes make pages too: they count */
	atomic_long_inc(&ram(mapping->host->i_sb)->pages);
	clear_highpage(page);
	SetPageUptodate(page);
	unlock_page(page);
	return 0;
}

/* May it be written up to end? */
static int check_seals(const struct inode *inode, loff_t end)
{
	unsigned long seals = inode_seals(inode);

	if (seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE))
		return -EPERM;
	return seals & F_SEAL_GROW && end > i_size_read(inode) ? -EPERM : 0;
}

static int ram_write_begin(struct file *file, struct address_space *mapping, loff_t pos,
			   unsigned int len, struct page **pagep, void **fsdata)
{
	struct ram_sb *rs = ram(mapping->host->i_sb);
	unsigned int off = pos & ~PAGE_MASK;
	int err = check_seals(mapping->host, pos + len);
	struct page *page = err ? NULL : find_get_page(mapping, pos >> PAGE_SHIFT);

	if (err)
		return err;
	if (page) {
		lock_page(page);
		if (page->mapping == mapping && PageUptodate(page)) {
			*pagep = page;
			return 0;
		}
		unlock_page(page);
		put_page(page);
	}
	if (!charge(&rs->pages, rs->max_pages))
		return -ENOSPC;
	page = find_or_create_page(mapping, pos >> PAGE_SHIFT, mapping->gfp_mask);
	if (!page) {
		atomic_long_dec(&rs->pages);
		return -ENOMEM;
	}
	if (PageUptodate(page)) {
		atomic_long_dec(&rs->pages);
	} else {
		if (off)
			zero_user(page, 0, off);
		if (off + len < PAGE_SIZE)
			zero_user(page, off + len, PAGE_SIZE - off - len);
	}
	*pagep = page;
	return 0;
}

static int ram_write_end(struct file *file, struct address_space *mapping, loff_t pos,
			 unsigned int len, unsigned int copied, struct page *page, void *fsdata)
{
	struct inode *inode = mapping->host;
	unsigned int off = pos & ~PAGE_MASK;

	if (!PageUptodate(page)) {
		if (copied < len)
			zero_user(page, off + copied, len - copied);
		SetPageUptodate(page);
	}
	if (pos + copied > inode->i_size)
		i_size_write(inode, pos + copied);
	unlock_page(page);
	put_page(page);
	return copied;
}

static const struct address_space_operations ram_aops = {
    .readpage = ram_readpage,
    .write_begin = ram_write_begin,
    .write_end = ram_write_end,
};

/* What of the range a read or a cut let go. */
static void uncharge(struct inode *inode, unsigned long before)
{
	atomic_long_sub(before - inode->i_data.nrpages, &ram(inode->i_sb)->pages);
}

static int ram_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	unsigned long before = inode->i_data.nrpages, seals = inode_seals(inode);
	int err;

	if (attr->ia_valid & ATTR_SIZE &&
	    ((seals & F_SEAL_SHRINK && attr->ia_size < inode->i_size) ||
	     (seals & F_SEAL_GROW && attr->ia_size > inode->i_size)))
		return -EPERM;
	err = simple_setattr(ns, dentry, attr);
	uncharge(inode, before);
	return err;
}

#define FALLOC_FL_KEEP_SIZE  1
#define FALLOC_FL_PUNCH_HOLE 2

static long ram_fallocate(struct file *file, int mode, loff_t off, loff_t len)
{
	struct inode *inode = file_inode(file);
	struct address_space *mapping = inode->i_mapping;
	unsigned long before = inode->i_data.nrpages;
	int err = 0;
	loff_t at;

	if (mode & ~(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE))
		return -EOPNOTSUPP;
	inode_lock(inode);
	if (mode & FALLOC_FL_PUNCH_HOLE && inode_seals(inode) & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE)) {
		err = -EPERM;
	} else if (mode & FALLOC_FL_PUNCH_HOLE) {
		unmap_mapping_range(mapping, off, len, 0);
		truncate_inode_pages_range(mapping, off, off + len - 1);
		uncharge(inode, before);
	} else {
		err = inode_newsize_ok(inode, off + len);
		if (inode_seals(inode) & F_SEAL_GROW && off + len > inode->i_size)
			err = -EPERM;
		for (at = off & PAGE_MASK; !err && at < off + len; at += PAGE_SIZE) {
			struct ram_sb *rs = ram(inode->i_sb);
			struct page *page;

			if (rs->max_pages && atomic_long_read(&rs->pages) >= rs->max_pages)
				err = -ENOSPC;
			else if (signal_pending(current))
				err = -EINTR;
			else
				page = read_mapping_page(mapping, at >> PAGE_SHIFT);
			if (!err && IS_ERR(page))
				err = PTR_ERR(page);
			else if (!err)
				put_page(page);
		}
		if (!err && !(mode & FALLOC_FL_KEEP_SIZE) && off + len > inode->i_size)
			i_size_write(inode, off + len);
	}
	inode->i_mtime = inode->i_ctime = current_time(inode);
	inode_unlock(inode);
	return err;
}

static int ram_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED &&
	    inode_seals(file_inode(file)) & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE)) {
		if (vma->vm_flags & VM_WRITE)
			return -EPERM;
		vm_flags_clear(vma, VM_MAYWRITE);
	}
	return generic_file_mmap(file, vma);
}

static const struct file_operations ram_file_operations = {
    .read_iter = generic_file_read_iter,
    .write_iter = generic_file_write_iter,
    .mmap = ram_mmap,
    .llseek = generic_file_llseek,
    .fsync = noop_fsync,
    .fallocate = ram_fallocate,
};

static const struct inode_operations ram_file_inode_operations = {
    .setattr = ram_setattr,
    .getattr = simple_getattr,
};

/* ---- inodes ---- */

static const struct inode_operations ram_dir_inode_operations, ram_symlink_inode_operations;

static struct inode *ram_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
			       dev_t dev)
{
	struct ram_sb *rs = ram(sb);
	struct inode *inode;

	if (!charge(&rs->inodes, rs->max_inodes))
		return ERR_PTR(-ENOSPC);
	inode = new_inode(sb);
	if (!inode) {
		atomic_long_dec(&rs->inodes);
		return ERR_PTR(-ENOMEM);
	}
	inode->i_ino = get_next_ino();
	inode_init_owner(&init_user_ns, inode, dir, mode);
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_data.a_ops = &ram_aops;
	set_bit(AS_UNEVICTABLE, &inode->i_data.flags);
	switch (mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &ram_file_inode_operations;
		inode->i_fop = &ram_file_operations;
		break;
	case S_IFDIR:
		inode->i_op = &ram_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inode->i_size = 2 * rs->dirent_bytes;
		inc_nlink(inode);
		break;
	case S_IFLNK:
		inode->i_op = &ram_symlink_inode_operations;
		break;
	default:
		inode->i_op = &ram_file_inode_operations;
		init_special_inode(inode, mode, dev);
	}
	return inode;
}

struct inode *ramfs_new_file(struct super_block *sb, umode_t mode)
{
	return ram_inode(sb, NULL, mode, 0);
}

/* Linux's tmpfs says so, and programs print it. */
static void count_entry(struct inode *dir, int n)
{
	dir->i_size += n * (int)ram(dir->i_sb)->dirent_bytes;
}

static int ram_mknod(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		     umode_t mode, dev_t dev)
{
	struct inode *inode = ram_inode(dir->i_sb, dir, mode, dev);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	d_add(dentry, inode);
	dget(dentry);
	count_entry(dir, 1);
	dir->i_mtime = dir->i_ctime = current_time(dir);
	return 0;
}

static int ram_create(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		      umode_t mode, bool excl)
{
	return ram_mknod(ns, dir, dentry, mode | S_IFREG, 0);
}

static int ram_mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		     umode_t mode)
{
	int err = ram_mknod(ns, dir, dentry, mode | S_IFDIR, 0);

	if (!err)
		inc_nlink(dir);
	return err;
}

static int ram_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		       const char *target)
{
	char *text = kstrdup(target, GFP_KERNEL);
	struct inode *inode;

	if (!text)
		return -ENOMEM;
	inode = ram_inode(dir->i_sb, dir, S_IFLNK | S_IRWXUGO, 0);
	if (IS_ERR(inode)) {
		kfree(text);
		return PTR_ERR(inode);
	}
	inode->i_link = text;
	inode->i_size = strlen(text);
	d_add(dentry, inode);
	dget(dentry);
	count_entry(dir, 1);
	dir->i_mtime = dir->i_ctime = current_time(dir);
	return 0;
}

static int ram_link(struct dentry *old, struct inode *dir, struct dentry *dentry)
{
	count_entry(dir, 1);
	return simple_link(old, dir, dentry);
}

static int ram_unlink(struct inode *dir, struct dentry *dentry)
{
	count_entry(dir, -1);
	return simple_unlink(dir, dentry);
}

static int ram_rmdir(struct inode *dir, struct dentry *dentry)
{
	int err = simple_rmdir(dir, dentry);

	if (!err)
		count_entry(dir, -1);
	return err;
}

static int ram_rename(struct user_namespace *ns, struct inode *old_dir, struct dentry *old_dentry,
		      struct inode *new_dir, struct dentry *new_dentry, unsigned int flags)
{
	bool replaces = d_inode(new_dentry);
	int err = simple_rename(ns, old_dir, old_dentry, new_dir, new_dentry, flags);

	if (!err && !(flags & RENAME_EXCHANGE)) {
		count_entry(old_dir, -1);
		count_entry(new_dir, replaces ? 0 : 1);
	}
	return err;
}

static const struct inode_operations ram_dir_inode_operations = {
    .lookup = simple_lookup,
    .create = ram_create,
    .link = ram_link,
    .unlink = ram_unlink,
    .symlink = ram_symlink,
    .mkdir = ram_mkdir,
    .rmdir = ram_rmdir,
    .mknod = ram_mknod,
    .rename = ram_rename,
};

static const struct inode_operations ram_symlink_inode_operations = {.get_link = simple_get_link};

/* ---- the super block ---- */

static void ram_evict_inode(struct inode *inode)
{
	struct ram_sb *rs = ram(inode->i_sb);

	atomic_long_sub(inode->i_data.nrpages, &rs->pages);
	atomic_long_dec(&rs->inodes);
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
}

static int ram_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	struct ram_sb *rs = ram(dentry->d_sb);

	simple_statfs(dentry, buf);
	if (rs->max_pages) {
		buf->f_blocks = rs->max_pages;
		buf->f_bfree = buf->f_bavail = rs->max_pages - min_t(unsigned long, rs->max_pages,
								     atomic_long_read(&rs->pages));
	}
	if (rs->max_inodes) {
		buf->f_files = rs->max_inodes;
		buf->f_ffree = rs->max_inodes - atomic_long_read(&rs->inodes);
	}
	return 0;
}

/* "50%" of memory, or bytes. False: neither. */
static bool parse_size(const char *value, unsigned long *pages)
{
	char *end;
	unsigned long long n = memparse(value, &end);

	if (*end == '%') {
		*pages = totalram_pages() / 100 * n;
		end++;
	} else {
		*pages = DIV_ROUND_UP(n, PAGE_SIZE);
	}
	return end != value && !*end;
}

static bool parse_option(struct ram_sb *rs, const char *name, const char *value)
{
	unsigned int n;
	char *end;

	rs->sized |= !strcmp(name, "size") || !strcmp(name, "nr_blocks");
	if (!strcmp(name, "size"))
		return parse_size(value, &rs->max_pages);
	if (!strcmp(name, "nr_blocks") || !strcmp(name, "nr_inodes")) {
		unsigned long count = memparse(value, &end);

		*(name[3] == 'b' ? &rs->max_pages : &rs->max_inodes) = count;
		return !*end;
	}
	if (!strcmp(name, "mode")) {
		if (kstrtouint(value, 8, &n))
			return false;
		rs->mode = n & 07777;
		return true;
	}
	if (kstrtouint(value, 10, &n))
		return false;
	if (!strcmp(name, "uid"))
		rs->uid = KUIDT_INIT(n);
	else if (!strcmp(name, "gid"))
		rs->gid = KGIDT_INIT(n);
	else
		return false;
	return true;
}

static int parse_options(struct ram_sb *rs, char *options)
{
	char *option, *value;

	while ((option = strsep(&options, ","))) {
		if (!*option)
			continue;
		value = strchr(option, '=');
		if (!value)
			continue; /* what concerns somebody else: "relatime", "huge" ... */
		*value++ = '\0';
		if (!parse_option(rs, option, value)) {
			pr_err("tmpfs: bad option \"%s=%s\"\n", option, value);
			return -EINVAL;
		}
	}
	return 0;
}

static int ram_remount(struct super_block *sb, int *flags, char *data)
{
	struct ram_sb wanted = *ram(sb), *rs = ram(sb);
	int err = parse_options(&wanted, data);

	if (err)
		return err;
	if (wanted.max_pages && wanted.max_pages < atomic_long_read(&rs->pages))
		return -EINVAL;
	rs->max_pages = wanted.max_pages;
	rs->max_inodes = wanted.max_inodes;
	return 0;
}

static int ram_show_options(struct seq_file *m, struct dentry *root)
{
	struct ram_sb *rs = ram(root->d_sb);

	if (rs->sized && rs->max_pages)
		seq_printf(m, ",size=%luk", rs->max_pages << (PAGE_SHIFT - 10));
	if (rs->mode != 01777 && rs->mode != 0755)
		seq_printf(m, ",mode=%03ho", rs->mode);
	return 0;
}

static const struct super_operations ram_ops = {
    .statfs = ram_statfs,
    .evict_inode = ram_evict_inode,
    .drop_inode = generic_delete_inode,
    .remount_fs = ram_remount,
    .show_options = ram_show_options,
};

static int fill_super(struct super_block *sb, void *data, const struct ram_sb *with)
{
	struct ram_sb *rs = kmemdup(with, sizeof(*with), GFP_KERNEL);
	struct inode *inode;
	int err;

	if (!rs)
		return -ENOMEM;
	sb->s_fs_info = rs;
	err = parse_options(rs, data);
	if (err)
		return err;
	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_op = &ram_ops;
	inode = ram_inode(sb, NULL, S_IFDIR | rs->mode, 0);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	inode->i_uid = rs->uid;
	inode->i_gid = rs->gid;
	sb->s_root = d_make_root(inode);
	return sb->s_root ? 0 : -ENOMEM;
}

/* It is a tmpfs without a limit. */
static int rootfs_fill_super(struct super_block *sb, void *data, int silent)
{
	sb->s_magic = TMPFS_MAGIC;
	return fill_super(sb, data, &(struct ram_sb){.mode = 0755, .dirent_bytes = DIRENT_BYTES});
}

static int ramfs_fill_super(struct super_block *sb, void *data, int silent)
{
	sb->s_magic = RAMFS_MAGIC;
	return fill_super(sb, data, &(struct ram_sb){.mode = 0755});
}

int tmpfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct ram_sb rs = {.mode = 01777,
			    .dirent_bytes = DIRENT_BYTES,
			    .max_pages = totalram_pages() / 2,
			    .max_inodes = (totalram_pages() - totalhigh_pages()) / 2};

	sb->s_magic = TMPFS_MAGIC;
	return fill_super(sb, data, &rs);
}

static struct dentry *rootfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	return mount_nodev(type, flags, data, rootfs_fill_super);
}

static struct dentry *ramfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_nodev(type, flags, data, ramfs_fill_super);
}

static struct dentry *tmpfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_nodev(type, flags, data, tmpfs_fill_super);
}

void ram_kill_sb(struct super_block *sb)
{
	struct ram_sb *rs = ram(sb);

	kill_litter_super(sb);
	kfree(rs);
}

static struct file_system_type rootfs_type = {
    .name = "rootfs", .mount = rootfs_mount, .kill_sb = ram_kill_sb};
static struct file_system_type ramfs_type = {
    .name = "ramfs", .mount = ramfs_mount, .kill_sb = ram_kill_sb};
static struct file_system_type tmpfs_type = {
    .name = "tmpfs", .mount = tmpfs_mount, .kill_sb = ram_kill_sb};

void __init ramfs_init(void)
{
	register_filesystem(&rootfs_type);
	register_filesystem(&ramfs_type);
	register_filesystem(&tmpfs_type);
}
