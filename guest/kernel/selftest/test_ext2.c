/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ext2, on the disk hdb that tests/guest/test_ext2.py has made; its volume name says the
 * seed of a sequence of operations. The script does the same in a directory of the host's,
 * and then compares all files, and what each operation came to.
 */
#include <linux/blkdev.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>

#define AT	   "/ext2test"
#define NAMES	   20
#define SIZE_MOST  400000
#define WRITE_MOST 20000

static u32 state;

static u32 next(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

/* Some in the root, some in directories that may be there or not; one is long. */
static void make_path(char *to, size_t size, u32 n)
{
	static const char *const names[] = {
	    "a",    "b",    "c",      "d1",	  "d2", "d1/x", "d1/y", "d1/sub", "d1/sub/z",
	    "d2/x", "d2/y", "d2/sub", "d2/sub/z", "e",	"f",	"g",	"h",	  "i"};
	char longer[201];

	n %= NAMES;
	memset(longer, 'L', 200);
	longer[200] = 0;
	if (n < ARRAY_SIZE(names))
		snprintf(to, size, AT "/%s", names[n]);
	else
		snprintf(to, size, AT "/%s%s", n & 1 ? "d1/" : "", longer);
}

/* ---- by name, as the system calls do it ---- */

static int write_at(const char *path, loff_t pos, u32 len, u8 fill, u8 *buf)
{
	struct file *file = filp_open(path, O_RDWR | O_CREAT | O_LARGEFILE, 0644);
	ssize_t n;
	u32 i;

	if (IS_ERR(file))
		return PTR_ERR(file);
	for (i = 0; i < len; i++)
		buf[i] = fill + i;
	n = kernel_write(file, buf, len, &pos);
	filp_close(file, NULL);
	return n == len ? 0 : n < 0 ? n : -EIO;
}

static int truncate_to(const char *name, loff_t size)
{
	struct path path;
	int err = kern_path(name, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = vfs_truncate(&path, size);
	path_put(&path);
	return err;
}

static int remove(const char *name, bool is_dir)
{
	struct path path;
	struct dentry *dentry = kern_path_locked(name, &path);
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (is_dir)
		err = vfs_rmdir(&init_user_ns, path.dentry->d_inode, dentry);
	else
		err = vfs_unlink(&init_user_ns, path.dentry->d_inode, dentry, NULL);
	done_path_create(&path, dentry);
	return err;
}

static int make_dir(const char *name)
{
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, LOOKUP_DIRECTORY);
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_mkdir(&init_user_ns, path.dentry->d_inode, dentry, 0755);
	done_path_create(&path, dentry);
	return err;
}

static int make_symlink(const char *name, u32 len)
{
	char target[256] = "no/";
	struct dentry *dentry;
	struct path path;
	int err;

	memset(target + 3, 'x', len);
	dentry = kern_path_create(AT_FDCWD, name, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_symlink(&init_user_ns, path.dentry->d_inode, dentry, target);
	done_path_create(&path, dentry);
	return err;
}

static int make_link(const char *from, const char *to)
{
	struct path old, path;
	struct dentry *dentry;
	int err = kern_path(from, 0, &old);

	if (err)
		return err;
	dentry = kern_path_create(AT_FDCWD, to, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_link(old.dentry, &init_user_ns, path.dentry->d_inode, dentry, NULL);
		done_path_create(&path, dentry);
	}
	path_put(&old);
	return err;
}

static int parent_of(const char *name, struct path *path, const char **last)
{
	char parent[256];

	*last = strrchr(name, '/') + 1;
	strscpy(parent, name, *last - name);
	return kern_path(parent, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, path);
}

static int rename_locked(struct path *from, const char *old_name, struct path *to,
			 const char *new_name, struct dentry *trap)
{
	struct dentry *old = lookup_one_len(old_name, from->dentry, strlen(old_name)), *new;
	struct renamedata rd = {.old_dir = from->dentry->d_inode, .new_dir = to->dentry->d_inode};
	int err = PTR_ERR_OR_ZERO(old);

	if (err)
		return err;
	new = lookup_one_len(new_name, to->dentry, strlen(new_name));
	err = PTR_ERR_OR_ZERO(new);
	if (!err && !old->d_inode)
		err = -ENOENT;
	if (!err && old == trap)
		err = -EINVAL;
	if (!err && new == trap)
		err = -ENOTEMPTY;
	rd.old_dentry = old;
	rd.new_dentry = new;
	if (!err)
		err = vfs_rename(&rd);
	if (!IS_ERR(new))
		dput(new);
	dput(old);
	return err;
}

static int rename(const char *old_name, const char *new_name)
{
	const char *old_last, *new_last;
	struct path from, to;
	struct dentry *trap;
	int err = parent_of(old_name, &from, &old_last);

	if (err)
		return err;
	err = parent_of(new_name, &to, &new_last);
	if (!err) {
		trap = lock_rename(from.dentry, to.dentry);
		err = rename_locked(&from, old_last, &to, new_last, trap);
		unlock_rename(from.dentry, to.dentry);
		path_put(&to);
	}
	path_put(&from);
	return err;
}

/* ---- the sequence ---- */

static int one_operation(u8 *buf)
{
	char path[256], other[256];
	u32 op = next() % 16, pos, len;

	make_path(path, sizeof(path), next());
	switch (op) {
	case 0 ... 5:
		len = next() % WRITE_MOST + 1;
		pos = next() % (SIZE_MOST - WRITE_MOST);
		return write_at(path, pos, len, next(), buf);
	case 6:
		return truncate_to(path, next() % SIZE_MOST);
	case 7:
		return remove(path, false);
	case 8:
	case 9:
		return make_dir(path);
	case 10:
		return remove(path, true);
	case 11:
	case 12:
		make_path(other, sizeof(other), next());
		return rename(path, other);
	case 13:
		make_path(other, sizeof(other), next());
		return make_link(path, other);
	case 14:
		return make_symlink(path, next() % 120);
	default:
		sync_all_filesystems();
		drop_pagecache();
		return 0;
	}
}

static bool mounted(struct selftest *t)
{
	struct block_device *bdev = blkdev_get_by_path("hdb", FMODE_READ, NULL);
	char label[17] = "";
	unsigned long seed;

	if (IS_ERR(bdev)) {
		selftest_skip(t, "no hdb");
		return false;
	}
	blkdev_read(bdev, label, 16, 1024 + 120);
	blkdev_put(bdev, FMODE_READ);
	if (strncmp(label, "test", 4) || kstrtoul(label + 4, 10, &seed)) {
		selftest_skip(t, "hdb is not a test's file system");
		return false;
	}
	state = seed;
	make_dir(AT);
	return EXPECT_EQ(t, init_mount("/dev/hdb", AT, "ext2", 0, NULL), 0);
}

/* Every byte of the file that mke2fs has put there. */
SELFTEST(ext2, what_another_system_wrote_is_read)
{
	struct file *file;
	u8 *buf = kmalloc(4096, GFP_KERNEL);
	unsigned int wrong = 0;
	loff_t pos = 0;
	ssize_t n, i;

	if (!EXPECT(t, buf != NULL) || !mounted(t)) {
		kfree(buf);
		return;
	}
	file = filp_open(AT "/given/file", O_RDONLY, 0);
	if (EXPECT(t, !IS_ERR(file))) {
		while ((n = kernel_read(file, buf, 4096, &pos)) > 0)
			for (i = 0; i < n; i++)
				wrong += buf[i] != (u8)((pos - n + i) * 7 + ((pos - n + i) >> 10));
		EXPECT_EQ(t, n, 0);
		EXPECT_EQ(t, wrong, 0);
		EXPECT_EQ(t, pos, 600000);
		filp_close(file, NULL);
	}
	EXPECT_EQ(t, PTR_ERR(filp_open(AT "/given/no", O_RDONLY, 0)), -ENOENT);
	EXPECT_EQ(t, do_umount_path(AT, 0), 0);
	kfree(buf);
}

SELFTEST(ext2, a_thousand_operations)
{
	u8 *buf = kmalloc(WRITE_MOST, GFP_KERNEL);
	struct kstatfs before, after;
	struct path path;
	u32 i, n, sum = 0;

	if (!EXPECT(t, buf != NULL) || !mounted(t)) {
		kfree(buf);
		return;
	}
	EXPECT_EQ(t, kern_path(AT, LOOKUP_FOLLOW, &path), 0);
	EXPECT_EQ(t, vfs_statfs(&path, &before), 0);
	n = next() % 16 + 1000;
	for (i = 0; i < n; i++)
		sum = sum * 31 + (u32)-one_operation(buf);
	EXPECT_EQ(t, vfs_statfs(&path, &after), 0);
	EXPECT(t, after.f_bfree < before.f_bfree && after.f_ffree < before.f_ffree);
	path_put(&path);
	EXPECT_EQ(t, do_umount_path(AT, 0), 0);
	pr_info("ext2: %u operations came to %08x\n", n, sum);
	kfree(buf);
}

/* To the last block; then everything is there again. */
SELFTEST(ext2, full_and_empty_again)
{
	u8 *buf = kmalloc(WRITE_MOST, GFP_KERNEL);
	struct kstatfs before, after;
	struct path path;
	loff_t pos = 0;
	int err = 0;

	if (!EXPECT(t, buf != NULL) || !mounted(t)) {
		kfree(buf);
		return;
	}
	EXPECT_EQ(t, kern_path(AT, LOOKUP_FOLLOW, &path), 0);
	vfs_statfs(&path, &before);
	for (; !err; pos += WRITE_MOST)
		err = write_at(AT "/large", pos, WRITE_MOST, 1, buf);
	EXPECT(t, err == -ENOSPC || err == -EIO);
	vfs_statfs(&path, &after);
	EXPECT(t, after.f_bfree <= 8); /* not enough for a page and those that lead there */
	EXPECT_EQ(t, remove(AT "/large", false), 0);
	vfs_statfs(&path, &after);
	EXPECT_EQ(t, after.f_bfree, before.f_bfree);
	EXPECT_EQ(t, after.f_ffree, before.f_ffree);
	path_put(&path);
	EXPECT_EQ(t, do_umount_path(AT, 0), 0);
	kfree(buf);
}
