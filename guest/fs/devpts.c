/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * devpts: /dev/pts, a file for the slave of each pseudo-terminal.
 *
 * 1. Purpose. grantpt(3) and ptsname(3): who opens /dev/ptmx owns the file that appears here.
 *
 * 2. Structures. One file system for all mounts, kept like tmpfs; beside the slaves a ptmx.
 *
 * 3. Invariants. A slave's file is there as long as its master is open.
 *
 * 4. Locking and context. The root's i_rwsem. May sleep.
 *
 * 5. Failure. The master cannot be opened.
 */
#include <linux/cred.h>
#include <linux/devpts_fs.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/mount.h>
#include <linux/parser.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define DEVPTS_MAGIC 0x1cd1

static struct vfsmount *pts_mnt;

/* Of whoever mounted it last: it is one. */
static struct {
	umode_t mode, ptmx_mode;
	kuid_t uid;
	kgid_t gid;
	bool has_uid, has_gid;
} pts_options = {.mode = 0600};

enum { OPT_UID, OPT_GID, OPT_MODE, OPT_PTMX_MODE, OPT_NEW, OPT_MAX, OPT_BAD };

static const match_table_t option_names = {{OPT_UID, "uid=%u"},	     {OPT_GID, "gid=%u"},
					   {OPT_MODE, "mode=%o"},    {OPT_PTMX_MODE, "ptmxmode=%o"},
					   {OPT_NEW, "newinstance"}, {OPT_MAX, "max=%d"},
					   {OPT_BAD, NULL}};

static int take_option(char *word)
{
	substring_t args[MAX_OPT_ARGS];
	int token = match_token(word, option_names, args), value = 0;

	if (token == OPT_MODE || token == OPT_PTMX_MODE) {
		if (match_octal(&args[0], &value))
			return -EINVAL;
	} else if (token < OPT_NEW || token == OPT_MAX) {
		if (match_int(&args[0], &value))
			return -EINVAL;
	}
	switch (token) {
	case OPT_UID:
		pts_options.uid = KUIDT_INIT(value);
		pts_options.has_uid = true;
		break;
	case OPT_GID:
		pts_options.gid = KGIDT_INIT(value);
		pts_options.has_gid = true;
		break;
	case OPT_MODE:
		pts_options.mode = value & 0777;
		break;
	case OPT_PTMX_MODE:
		pts_options.ptmx_mode = value & 0777;
		break;
	case OPT_BAD:
		return -EINVAL;
	}
	return 0;
}

static int take_options(char *text)
{
	char *word;
	int err = 0;

	while (text && !err && (word = strsep(&text, ",")))
		if (*word)
			err = take_option(word);
	return err;
}

static int fill_super(struct super_block *sb, void *data, int silent)
{
	char options[] = "mode=0755";
	int err = tmpfs_fill_super(sb, options, silent);

	sb->s_magic = DEVPTS_MAGIC;
	return err;
}

static struct dentry *pts_mount(struct file_system_type *type, int flags, const char *dev_name,
				void *data)
{
	int err = take_options(data);

	if (err)
		return ERR_PTR(err);
	if (pts_mnt) {
		struct dentry *ptmx;

		inode_lock(d_inode(pts_mnt->mnt_root));
		ptmx = lookup_one_len("ptmx", pts_mnt->mnt_root, 4);
		if (!IS_ERR(ptmx) && d_inode(ptmx))
			d_inode(ptmx)->i_mode = S_IFCHR | pts_options.ptmx_mode;
		if (!IS_ERR(ptmx))
			dput(ptmx);
		inode_unlock(d_inode(pts_mnt->mnt_root));
	}
	return mount_single(type, flags, NULL, fill_super);
}

static struct file_system_type pts_type = {
    .name = "devpts", .mount = pts_mount, .kill_sb = ram_kill_sb};

static int make_node(const char *name, umode_t mode, dev_t dev, kuid_t uid, kgid_t gid)
{
	struct dentry *root = pts_mnt->mnt_root, *dentry;
	int err;

	inode_lock(d_inode(root));
	dentry = lookup_one_len(name, root, strlen(name));
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		/* whoever may open ptmx may have one: nobody's rights are asked */
		err = d_inode(root)->i_op->mknod(&init_user_ns, d_inode(root), dentry,
						 S_IFCHR | mode, dev);
		if (!err) {
			d_inode(dentry)->i_mode = S_IFCHR | mode;
			d_inode(dentry)->i_uid = uid;
			d_inode(dentry)->i_gid = gid;
		}
		dput(dentry);
	}
	inode_unlock(d_inode(root));
	return err;
}

int devpts_add(unsigned int number)
{
	kuid_t uid = pts_options.has_uid ? pts_options.uid : current_fsuid();
	kgid_t gid = pts_options.has_gid ? pts_options.gid : current_fsgid();
	char name[12];

	snprintf(name, sizeof(name), "%u", number);
	return make_node(name, pts_options.mode, MKDEV(UNIX98_PTY_SLAVE_MAJOR, number), uid, gid);
}

void devpts_remove(unsigned int number)
{
	struct dentry *root = pts_mnt->mnt_root, *dentry;
	struct inode *dir = d_inode(root);
	char name[12];

	snprintf(name, sizeof(name), "%u", number);
	inode_lock(dir);
	dentry = lookup_one_len(name, root, strlen(name));
	if (!IS_ERR(dentry)) {
		if (d_inode(dentry) && !dir->i_op->unlink(dir, dentry))
			d_delete(dentry);
		dput(dentry);
	}
	inode_unlock(dir);
}

static int __init devpts_init(void)
{
	struct vfsmount *mnt;

	register_filesystem(&pts_type);
	mnt = kern_mount(&pts_type);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	pts_mnt = mnt;
	return make_node("ptmx", 0, MKDEV(TTYAUX_MAJOR, 2), GLOBAL_ROOT_UID, GLOBAL_ROOT_GID);
}
fs_initcall(devpts_init);
