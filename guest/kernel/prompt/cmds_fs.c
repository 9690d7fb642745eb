/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands on file systems: mount, umount, df, sync; and files outside of /proc. */
#include <linux/blkdev.h>
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/statfs.h>
#include <linux/string.h>

#include "cmds.h"

/* ---- files ---- */

int fs_cat(struct prompt *pr, const char *path)
{
	struct file *file = filp_open(path, O_RDONLY | O_LARGEFILE, 0);
	loff_t pos = 0;
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	while ((n = kernel_read(file, pr->out_text, sizeof(pr->out_text), &pos)) > 0 &&
	       !prompt_interrupted(pr))
		prompt_write(pr, pr->out_text, n);
	filp_close(file, NULL);
	return n < 0 ? n : 0;
}

int fs_write(const char *path, const char *text, bool append)
{
	struct file *file;
	loff_t pos = 0;
	ssize_t n;

	file = filp_open(path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0644);
	if (IS_ERR(file))
		return PTR_ERR(file);
	n = kernel_write(file, text, strlen(text), &pos);
	if (n >= 0)
		n = kernel_write(file, "\n", 1, &pos);
	filp_close(file, NULL);
	return n < 0 ? n : 0;
}

struct listing {
	struct dir_context ctx;
	struct prompt *pr;
	struct dentry *dir;
	bool is_long;
};

static char type_letter(umode_t mode)
{
	return S_ISDIR(mode)	? 'd'
	       : S_ISLNK(mode)	? 'l'
	       : S_ISCHR(mode)	? 'c'
	       : S_ISBLK(mode)	? 'b'
	       : S_ISFIFO(mode) ? 'p'
				: '-';
}

static void show_long(struct prompt *pr, const struct inode *inode, const char *name)
{
	char mode[11] = "?rwxrwxrwx";
	int i;

	mode[0] = type_letter(inode->i_mode);
	for (i = 0; i < 9; i++)
		if (!(inode->i_mode & (0400 >> i)))
			mode[1 + i] = '-';
	if (S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode))
		prompt_printf(pr, "%s %3u %u:%u %s\n", mode, inode->i_nlink, MAJOR(inode->i_rdev),
			      MINOR(inode->i_rdev), name);
	else
		prompt_printf(pr, "%s %3u %8lld %s\n", mode, inode->i_nlink, i_size_read(inode),
			      name);
}

static bool show_entry(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		       unsigned int type)
{
	struct listing *ls = container_of(ctx, struct listing, ctx);
	struct dentry *dentry;
	char text[256];

	snprintf(text, sizeof(text), "%.*s", len, name);
	if (!strcmp(text, ".") || !strcmp(text, ".."))
		return true;
	if (!ls->is_long) {
		prompt_printf(ls->pr, "%s%s\n", text, type == DT_DIR ? "/" : "");
		return !prompt_interrupted(ls->pr);
	}
	/* iterate_dir() holds the directory for reading; looking a name up needs no more */
	dentry = lookup_one_len(text, ls->dir, len);
	if (!IS_ERR(dentry)) {
		if (dentry->d_inode)
			show_long(ls->pr, dentry->d_inode, text);
		dput(dentry);
	}
	return !prompt_interrupted(ls->pr);
}

int fs_ls(struct prompt *pr, const char *path, bool is_long)
{
	struct listing ls = {.ctx.actor = show_entry, .pr = pr, .is_long = is_long};
	struct file *file = filp_open(path, O_RDONLY | O_NONBLOCK, 0);
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ls.dir = file->f_path.dentry;
	if (S_ISDIR(file_inode(file)->i_mode)) {
		err = iterate_dir(file, &ls.ctx);
	} else {
		err = 0;
		if (is_long)
			show_long(pr, file_inode(file), path);
		else
			prompt_printf(pr, "%s\n", path);
	}
	filp_close(file, NULL);
	return err;
}

/* ---- file systems ---- */

static void tell(struct prompt *pr, const char *cmd, const char *what, int err)
{
	if (err)
		prompt_printf(pr, "%s: %s: error %d%s\n", cmd, what, -err,
			      err == -ENOENT   ? ", no such file or directory"
			      : err == -EBUSY  ? ", busy"
			      : err == -ENXIO  ? ", no such device"
			      : err == -ENODEV ? ", no such file system"
			      : err == -EINVAL ? ", not such a file system, or not mounted"
			      : err == -EACCES ? ", read-only"
					       : "");
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

static void run_mkdir(struct prompt *pr, char *args)
{
	if (*args)
		tell(pr, "mkdir", args, make_dir(args));
	else
		prompt_printf(pr, "usage: mkdir DIR\n");
}

/* Where it is to be is made if need be: a demonstration begins with an empty root. */
static void run_mount(struct prompt *pr, char *args)
{
	unsigned long flags = 0;
	char *dev, *dir, *type;
	int err;

	if (!*args) {
		prompt_cat(pr, "/proc/mounts");
		return;
	}
	if (strstarts(args, "-r ")) {
		flags = MS_RDONLY;
		args = skip_spaces(args + 3);
	}
	dev = strsep(&args, " ");
	dir = strsep(&args, " ");
	type = strsep(&args, " ");
	if (!dir || !*dir) {
		prompt_printf(pr, "usage: mount [-r] DEVICE DIR [TYPE]\n");
		return;
	}
	err = make_dir(dir);
	if (!err || err == -EEXIST)
		err = init_mount(dev, dir, type && *type ? type : "ext2", flags, NULL);
	tell(pr, "mount", dev, err);
}

static void run_umount(struct prompt *pr, char *args)
{
	if (*args)
		tell(pr, "umount", args, do_umount_path(args, 0));
	else
		prompt_printf(pr, "usage: umount DIR\n");
}

static void run_df(struct prompt *pr, char *args)
{
	const char *at = *args ? args : "/";
	struct kstatfs st = {0};
	struct path path;
	u64 unit;
	int err = kern_path(at, LOOKUP_FOLLOW, &path);

	if (!err) {
		err = vfs_statfs(&path, &st);
		path_put(&path);
	}
	tell(pr, "df", at, err);
	if (err)
		return;
	unit = st.f_bsize / 512;
	prompt_printf(pr, "1K-blocks %llu, used %llu, available %llu; inodes %llu, free %llu\n",
		      st.f_blocks * unit / 2, (st.f_blocks - st.f_bfree) * unit / 2,
		      st.f_bavail * unit / 2, st.f_files, st.f_ffree);
}

static void run_sync(struct prompt *pr, char *args)
{
	sync_all_filesystems();
}

const struct cmd cmds_fs[] = {
    {"mount", run_mount, "mount [-r] DEVICE DIR [TYPE]", "mount a file system; what is mounted"},
    {"umount", run_umount, "umount DIR", "write it back and let it go"},
    {"df", run_df, "df [DIR]", "how much is left of a file system"},
    {"mkdir", run_mkdir, "mkdir DIR", "make a directory"},
    {"sync", run_sync, "sync", "write what is dirty"},
    {NULL},
};
