/* SPDX-License-Identifier: GPL-2.0-only */
/* The VFS from inside of the kernel: paths, files in memory, links, mounts. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/vmstat.h>

static int make_dir(const char *name)
{
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, LOOKUP_DIRECTORY);
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_mkdir(&init_user_ns, d_inode(path.dentry), dentry, 0755);
	done_path_create(&path, dentry);
	return err;
}

static int make_link(const char *target, const char *name)
{
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, 0);
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_symlink(&init_user_ns, d_inode(path.dentry), dentry, target);
	done_path_create(&path, dentry);
	return err;
}

static int remove_name(const char *name)
{
	struct path path;
	struct dentry *dentry = kern_path_locked(name, &path);
	struct inode *dir;
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	dir = d_inode(path.dentry);
	if (d_is_dir(dentry))
		err = vfs_rmdir(&init_user_ns, dir, dentry);
	else
		err = vfs_unlink(&init_user_ns, dir, dentry, NULL);
	inode_unlock(dir);
	dput(dentry);
	path_put(&path);
	return err;
}

static ssize_t write_file(const char *name, const char *text)
{
	struct file *file = filp_open(name, O_CREAT | O_WRONLY | O_TRUNC, 0644);
	loff_t pos = 0;
	ssize_t ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_write(file, text, strlen(text), &pos);
	filp_close(file, NULL);
	return ret;
}

static ssize_t read_file(const char *name, char *buf, size_t size)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	loff_t pos = 0;
	ssize_t ret;

	memset(buf, 0, size);
	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_read(file, buf, size - 1, &pos);
	filp_close(file, NULL);
	return ret;
}

SELFTEST(vfs, names_are_made_found_and_removed)
{
	char text[32];

	EXPECT_EQ(t, make_dir("/t"), 0);
	EXPECT_EQ(t, make_dir("/t"), -EEXIST);
	EXPECT_EQ(t, make_dir("/t/no/such"), -ENOENT);
	EXPECT_EQ(t, write_file("/t/a", "hello"), 5);
	EXPECT_EQ(t, read_file("/t/a", text, sizeof(text)), 5);
	EXPECT(t, !strcmp(text, "hello"));
	EXPECT_EQ(t, read_file("/t/./../t//a", text, sizeof(text)), 5);
	EXPECT_EQ(t, read_file("/../../t/a", text, sizeof(text)), 5);
	EXPECT_EQ(t, read_file("/t/a/", text, sizeof(text)), -ENOTDIR);
	EXPECT_EQ(t, read_file("/t/a/b", text, sizeof(text)), -ENOTDIR);
	EXPECT_EQ(t, read_file("/t/b", text, sizeof(text)), -ENOENT);
	EXPECT_EQ(t, read_file("/t", text, sizeof(text)), -EINVAL);
	EXPECT_EQ(t, write_file("/t", "x"), -EISDIR);
	EXPECT_EQ(t, remove_name("/t"), -ENOTEMPTY);
	EXPECT_EQ(t, remove_name("/t/a"), 0);
	EXPECT_EQ(t, remove_name("/t/a"), -ENOENT);
	EXPECT_EQ(t, remove_name("/t"), 0);
	EXPECT_EQ(t, read_file("/t/a", text, sizeof(text)), -ENOENT);
}

SELFTEST(vfs, links_lead_on_and_not_in_circles)
{
	char text[32], chain[8];
	int i;

	EXPECT_EQ(t, make_dir("/t"), 0);
	EXPECT_EQ(t, make_dir("/t/d"), 0);
	EXPECT_EQ(t, write_file("/t/d/f", "deep"), 4);
	EXPECT_EQ(t, make_link("d", "/t/rel"), 0);
	EXPECT_EQ(t, make_link("/t/d/f", "/t/abs"), 0);
	EXPECT_EQ(t, make_link("../rel/../abs", "/t/d/up"), 0);
	EXPECT_EQ(t, make_link("loop", "/t/loop"), 0);
	EXPECT_EQ(t, make_link("new", "/t/dangling"), 0);
	EXPECT_EQ(t, read_file("/t/rel/f", text, sizeof(text)), 4);
	EXPECT_EQ(t, read_file("/t/abs", text, sizeof(text)), 4);
	EXPECT_EQ(t, read_file("/t/rel/up", text, sizeof(text)), 4);
	EXPECT_EQ(t, read_file("/t/loop", text, sizeof(text)), -ELOOP);
	EXPECT_EQ(t, read_file("/t/dangling", text, sizeof(text)), -ENOENT);
	EXPECT_EQ(t, write_file("/t/dangling", "made"), 4);
	EXPECT_EQ(t, read_file("/t/new", text, sizeof(text)), 4);
	/* 40 links are walked, the 41st is not */
	EXPECT_EQ(t, write_file("/t/0", "end"), 3);
	for (i = 1; i <= 41; i++) {
		char name[16];

		snprintf(chain, sizeof(chain), "%d", i - 1);
		snprintf(name, sizeof(name), "/t/%d", i);
		EXPECT_EQ(t, make_link(chain, name), 0);
	}
	EXPECT_EQ(t, read_file("/t/40", text, sizeof(text)), 3);
	EXPECT_EQ(t, read_file("/t/41", text, sizeof(text)), -ELOOP);
	for (i = 0; i <= 41; i++) {
		snprintf(text, sizeof(text), "/t/%d", i);
		EXPECT_EQ(t, remove_name(text), 0);
	}
	EXPECT_EQ(t, remove_name("/t/new"), 0);
	EXPECT_EQ(t, remove_name("/t/dangling"), 0);
	EXPECT_EQ(t, remove_name("/t/loop"), 0);
	EXPECT_EQ(t, remove_name("/t/d/up"), 0);
	EXPECT_EQ(t, remove_name("/t/abs"), 0);
	EXPECT_EQ(t, remove_name("/t/rel"), 0);
	EXPECT_EQ(t, remove_name("/t/d/f"), 0);
	EXPECT_EQ(t, remove_name("/t/d"), 0);
	EXPECT_EQ(t, remove_name("/t"), 0);
}

/* A file of holes and data, past a page's end; its pages are counted and come back. */
SELFTEST(vfs, files_in_memory)
{
	unsigned long pages = global_node_page_state(NR_FILE_PAGES);
	struct file *file = filp_open("/f", O_CREAT | O_RDWR, 0600);
	static char buf[3 * PAGE_SIZE];
	struct kstat stat;
	loff_t pos;

	if (!EXPECT(t, !IS_ERR(file)))
		return;
	pos = 2 * PAGE_SIZE - 3;
	EXPECT_EQ(t, kernel_write(file, "abcdef", 6, &pos), 6);
	EXPECT(t, pos == 2 * PAGE_SIZE + 3);
	EXPECT_EQ(t, global_node_page_state(NR_FILE_PAGES) - pages, 2);
	EXPECT_EQ(t, vfs_getattr(&file->f_path, &stat, STATX_BASIC_STATS, 0), 0);
	EXPECT(t, stat.size == 2 * PAGE_SIZE + 3 && stat.blocks == 16);
	pos = 0;
	memset(buf, 0xff, sizeof(buf));
	EXPECT_EQ(t, kernel_read(file, buf, sizeof(buf), &pos), 2 * PAGE_SIZE + 3);
	EXPECT(t, !memchr_inv(buf, 0, 2 * PAGE_SIZE - 3));
	EXPECT(t, !memcmp(buf + 2 * PAGE_SIZE - 3, "abcdef", 6));
	EXPECT_EQ(t, kernel_read(file, buf, sizeof(buf), &pos), 0);
	/* cut in the middle of a page, and grown again: zeros */
	EXPECT_EQ(t, vfs_truncate(&file->f_path, 2 * PAGE_SIZE - 2), 0);
	EXPECT_EQ(t, vfs_truncate(&file->f_path, 2 * PAGE_SIZE + 3), 0);
	pos = 2 * PAGE_SIZE - 3;
	EXPECT_EQ(t, kernel_read(file, buf, 6, &pos), 6);
	EXPECT(t, !memcmp(buf, "a\0\0\0\0\0", 6));
	/* without a name it lives as long as it is open */
	EXPECT_EQ(t, remove_name("/f"), 0);
	pos = 0;
	EXPECT_EQ(t, kernel_write(file, "x", 1, &pos), 1);
	filp_close(file, NULL);
	EXPECT_EQ(t, global_node_page_state(NR_FILE_PAGES), pages);
}

SELFTEST(vfs, tmpfs_has_a_limit)
{
	static char page[PAGE_SIZE];
	struct kstatfs st;
	struct path path;
	struct file *file;
	loff_t pos = 0;
	int i;

	EXPECT_EQ(t, make_dir("/m"), 0);
	EXPECT_EQ(t, init_mount("none", "/m", "nosuchfs", 0, NULL), -ENODEV);
	if (!EXPECT_EQ(t, init_mount("none", "/m", "tmpfs", 0, kstrdup("size=16k", GFP_KERNEL)), 0))
		return;
	file = filp_open("/m/f", O_CREAT | O_RDWR, 0600);
	if (EXPECT(t, !IS_ERR(file))) {
		for (i = 0; i < 4; i++)
			EXPECT_EQ(t, kernel_write(file, page, sizeof(page), &pos), PAGE_SIZE);
		EXPECT_EQ(t, kernel_write(file, page, sizeof(page), &pos), -ENOSPC);
		EXPECT_EQ(t, do_umount_path("/m", 0), -EBUSY);
		EXPECT_EQ(t, vfs_truncate(&file->f_path, PAGE_SIZE), 0);
		filp_close(file, NULL);
	}
	EXPECT_EQ(t, kern_path("/m", LOOKUP_FOLLOW, &path), 0);
	EXPECT_EQ(t, vfs_statfs(&path, &st), 0);
	EXPECT(t, st.f_blocks == 4 && st.f_bfree == 3);
	path_put(&path);
	EXPECT_EQ(t, do_umount_path("/m", 0), 0);
	EXPECT_EQ(t, do_umount_path("/m", 0), -EINVAL);
	EXPECT_EQ(t, remove_name("/m"), 0);
}

SELFTEST(vfs, rename_moves_and_replaces)
{
	struct path dir;
	struct dentry *a, *b;
	struct renamedata rd = {0};
	char text[16];

	EXPECT_EQ(t, write_file("/ren-a", "A"), 1);
	EXPECT_EQ(t, write_file("/a name that does not fit into the dentry itself", "B"), 1);
	EXPECT_EQ(t, kern_path("/", 0, &dir), 0);
	inode_lock(d_inode(dir.dentry));
	a = lookup_one_len("ren-a", dir.dentry, 5);
	b = lookup_one_len("a name that does not fit into the dentry itself", dir.dentry, 47);
	rd.old_dir = rd.new_dir = d_inode(dir.dentry);
	rd.old_dentry = a;
	rd.new_dentry = b;
	EXPECT_EQ(t, vfs_rename(&rd), 0);
	inode_unlock(d_inode(dir.dentry));
	EXPECT(t, a->d_name.len == 47);
	dput(a);
	dput(b);
	path_put(&dir);
	EXPECT_EQ(t, read_file("/ren-a", text, sizeof(text)), -ENOENT);
	EXPECT_EQ(t, read_file("/a name that does not fit into the dentry itself", text, 16), 1);
	EXPECT(t, text[0] == 'A');
	EXPECT_EQ(t, remove_name("/a name that does not fit into the dentry itself"), 0);
}
