/* SPDX-License-Identifier: GPL-2.0-only */
/* namei: from a path to what it names (guest/fs/namei.c). */
#ifndef _LINUX_NAMEI_H
#define _LINUX_NAMEI_H

#include <linux/fs.h>
#include <linux/path.h>

#define MAXSYMLINKS 40
enum { LAST_NORM, LAST_ROOT, LAST_DOT, LAST_DOTDOT };

#define LOOKUP_FOLLOW	     0x0001 /* the last component too, if it is a link */
#define LOOKUP_DIRECTORY     0x0002 /* it has to be one */
#define LOOKUP_PARENT	     0x0010
#define LOOKUP_REVAL	     0x0020
#define LOOKUP_OPEN	     0x0100
#define LOOKUP_CREATE	     0x0200
#define LOOKUP_EXCL	     0x0400
#define LOOKUP_RENAME_TARGET 0x0800
#define LOOKUP_EMPTY	     0x4000
#define LOOKUP_NO_SYMLINKS   0x010000

/* A path in kernel memory; 0 or -errno; path_put() it. */
int kern_path(const char *name, unsigned int flags, struct path *path);
int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mnt, const char *name,
		    unsigned int flags, struct path *path);
/* A path in user memory. */
int user_path_at(int dfd, const char __user *name, unsigned int flags, struct path *path);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define user_path(name, path)  user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW, path)
#define user_lpath(name, path) user_path_at(AT_FDCWD, name, 0, path)
#endif
int filename_lookup(int dfd, struct filename *name, unsigned int flags, struct path *path);

/*
 * The entry a new file shall have: negative, its directory locked, path the directory.
 * Ends with done_path_create(), whatever happened. ERR_PTR(-EEXIST) ...
 */
struct dentry *kern_path_create(int dfd, const char *name, struct path *path, unsigned int flags);
struct dentry *user_path_create(int dfd, const char __user *name, struct path *path,
				unsigned int flags);
void done_path_create(struct path *path, struct dentry *dentry);
/* The entry, its directory locked; the caller unlocks it, and puts entry and path. */
struct dentry *kern_path_locked(const char *name, struct path *path);

/* One name in a directory that the caller has locked. */
struct dentry *lookup_one_len(const char *name, struct dentry *base, int len);
struct dentry *lookup_one_len_unlocked(const char *name, struct dentry *base, int len);

/* Lock two directories for a rename; the entry that must not be an ancestor, or NULL. */
struct dentry *lock_rename(struct dentry *a, struct dentry *b);
void unlock_rename(struct dentry *a, struct dentry *b);

int follow_down_one(struct path *path);
int follow_up(struct path *path);

/* From get_link(): go on at path instead; the caller's reference is taken over. */
int nd_jump_link(const struct path *path);

#endif
