/* SPDX-License-Identifier: GPL-2.0-only */
/* internal: what the files of this folder say to each other and to nobody else. */
#ifndef FS_INTERNAL_H
#define FS_INTERNAL_H

#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>

/* dcache.c */
bool d_is_ancestor(const struct dentry *ancestor, const struct dentry *dentry);
/* A name for what has no directory entry: a pipe, an eventfd. */
struct dentry *d_alloc_pseudo(struct super_block *sb, const char *name);
void d_set_mounted(struct dentry *dentry, bool mounted);

/* namespace.c */
extern struct rw_semaphore namespace_sem;
void mnt_init(void);
struct vfsmount *root_mount(void);
int mounts_show(struct seq_file *m, void *v);
int mountinfo_show(struct seq_file *m);
/* d_path.c */
void seq_mount_path(struct seq_file *m, const struct path *path);
/* The number of a super block's device, for what has none. */
int get_anon_bdev(dev_t *dev);
void free_anon_bdev(dev_t dev);

/* super.c */
void grab_super(struct super_block *sb);
int reconfigure_super(struct super_block *sb, int flags, void *data);

/* inode.c */
void inode_cache_init(void);
int sync_inodes(struct super_block *sb, bool wait);
int evict_inodes(struct super_block *sb); /* how many somebody still has */

/* file.c, open.c */
void files_init(void);
void open_init(void);
int f_dupfd(unsigned int from, struct file *file, unsigned int flags);
int fd_set_cloexec(unsigned int fd, bool on);
struct file *alloc_empty_file(int flags);
/* file->f_path is set; opens it by inode's fops. Then fput() undoes all, whatever came. */
int do_dentry_open(struct file *file, int (*open)(struct inode *inode, struct file *file));
struct file *do_filp_open(int dfd, struct filename *name, int flags, umode_t mode);
int do_truncate(struct dentry *dentry, loff_t length, unsigned int time_attrs, struct file *file);
void fput_sync(struct file *file);
int expand_fds(struct files_struct *files, unsigned int fd);

/* ramfs.c */
void ramfs_init(void);
int tmpfs_fill_super(struct super_block *sb, void *data, int silent);
void ram_kill_sb(struct super_block *sb);
/* A file that no directory has. ERR_PTR(). */
struct inode *ramfs_new_file(struct super_block *sb, umode_t mode);

/* memfd.c */
long memfd_fcntl(struct file *file, unsigned int cmd, unsigned long arg);

/* char_dev.c */
void cd_forget(struct inode *inode);

/* pipe.c */
long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg);
/*
 * For splice.c; files are pipes. How many bytes there are or fit, or 0 (no writer), -EAGAIN,
 * -EPIPE (no reader; SIGPIPE is sent), -ERESTARTSYS. peek: from off on, without taking them.
 */
ssize_t pipe_wait_bytes(struct file *file, bool wait);
ssize_t pipe_wait_room(struct file *file, bool wait);
ssize_t pipe_peek(struct file *file, size_t off, void *buf, size_t len);
void pipe_consume(struct file *file, size_t len);

/* locks.c */
void locks_remove_file(struct file *file);
void locks_remove_posix(struct file *file, fl_owner_t owner);
void locks_free_lock_context(struct inode *inode);
long fcntl_lock(struct file *file, unsigned int cmd, void __user *arg, bool wide);

/* fcntl.c */
void send_sigio(struct fown_struct *owner, int fd, int band);

/* eventpoll.c */
void eventpoll_release(struct file *file);

#endif
