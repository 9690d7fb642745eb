/* SPDX-License-Identifier: GPL-2.0-only */
/* fsnotify: who watches files is told what happens to them (guest/fs/inotify.c). */
#ifndef _LINUX_FSNOTIFY_H
#define _LINUX_FSNOTIFY_H

#include <linux/fs.h>

#define IN_ACCESS	 0x00000001u
#define IN_MODIFY	 0x00000002u
#define IN_ATTRIB	 0x00000004u
#define IN_CLOSE_WRITE	 0x00000008u
#define IN_CLOSE_NOWRITE 0x00000010u
#define IN_OPEN		 0x00000020u
#define IN_MOVED_FROM	 0x00000040u
#define IN_MOVED_TO	 0x00000080u
#define IN_CREATE	 0x00000100u
#define IN_DELETE	 0x00000200u
#define IN_DELETE_SELF	 0x00000400u
#define IN_MOVE_SELF	 0x00000800u
#define IN_ALL_EVENTS	 0x00000fffu

extern unsigned int inotify_watches; /* how many there are, of all */

/* To who watches the entry itself, and who watches its directory. */
void fsnotify_entry(struct dentry *dentry, unsigned int mask);
/* To who watches the directory alone; child: what it is about, or NULL. */
void fsnotify_dir(struct inode *dir, const struct inode *child, const unsigned char *name,
		  unsigned int mask, u32 cookie);
/* To who watches it alone. */
void fsnotify_inode(struct inode *inode, unsigned int mask);
/* A name of it was removed. */
void fsnotify_unlinked(struct inode *dir, struct inode *inode, const unsigned char *name);
void fsnotify_renamed(struct inode *old_dir, const unsigned char *old_name, struct inode *new_dir,
		      const unsigned char *new_name, struct inode *inode);

static inline void fsnotify_file(struct file *file, unsigned int mask)
{
	if (unlikely(inotify_watches) && !(file->f_mode & FMODE_PATH))
		fsnotify_entry(file->f_path.dentry, mask);
}

static inline void fsnotify_created(struct inode *dir, const struct dentry *dentry)
{
	if (unlikely(inotify_watches))
		fsnotify_dir(dir, d_inode(dentry), dentry->d_name.name, IN_CREATE, 0);
}

#endif
