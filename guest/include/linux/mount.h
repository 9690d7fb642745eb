/* SPDX-License-Identifier: GPL-2.0-only */
/* mount: a file system at a place of the tree (guest/fs/namespace.c). */
#ifndef _LINUX_MOUNT_H
#define _LINUX_MOUNT_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/path.h>
#include <linux/types.h>

struct file_system_type;
struct super_block;

#define MNT_NOSUID	0x01
#define MNT_NODEV	0x02
#define MNT_NOEXEC	0x04
#define MNT_NOATIME	0x08
#define MNT_NODIRATIME	0x10
#define MNT_RELATIME	0x20
#define MNT_READONLY	0x40
#define MNT_NOSYMFOLLOW 0x80

struct vfsmount {
	struct dentry *mnt_root;
	struct super_block *mnt_sb;
	int mnt_flags;

	atomic_t mnt_refs;
	int mnt_id;
	struct vfsmount *mnt_parent; /* itself: the root, or nowhere */
	struct dentry *mnt_mountpoint;
	struct list_head mnt_list; /* of all, in the order of mounting */
	struct hlist_node mnt_hash;
	const char *mnt_devname;
};

static inline struct vfsmount *mntget(struct vfsmount *mnt)
{
	if (mnt)
		atomic_inc(&mnt->mnt_refs);
	return mnt;
}

void mntput(struct vfsmount *mnt); /* may sleep */

/* A mount for the kernel's own use, nowhere in the tree; ERR_PTR(). */
struct vfsmount *kern_mount(struct file_system_type *type);
void kern_unmount(struct vfsmount *mnt);
struct vfsmount *vfs_kern_mount(struct file_system_type *type, int flags, const char *name,
				void *data);

/* -EROFS: this mount, or the file system, is read-only. */
int mnt_want_write(struct vfsmount *mnt);
void mnt_drop_write(struct vfsmount *mnt);
int mnt_want_write_file(struct file *file);
void mnt_drop_write_file(struct file *file);

#ifndef MODULE /* the kernel's own */
/* What is mounted at path, with a reference, or NULL. */
struct vfsmount *lookup_mnt(const struct path *path);
#endif

/* mount() and umount() for the kernel itself: paths as the current task sees them. */
int init_mount(const char *dev_name, const char *dir_name, const char *type, unsigned long flags,
	       void *data);
#ifndef MODULE /* the kernel's own */
int do_umount_path(const char *dir_name, int flags);
#endif

#endif
