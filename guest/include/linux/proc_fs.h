/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_fs: the tree of /proc (guest/kernel/proc/). Names may be paths below the parent, or
 * below /proc where that is NULL: "driver/rtc"; its directories must be there. Everything
 * may sleep.
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/seq_file.h>
#include <linux/types.h>
#include <linux/version.h>

struct proc_dir_entry;

typedef int (*proc_show_t)(struct seq_file *m, void *v);
/* text is NUL-terminated; len does not count that. 0, or a negative errno. */
typedef int (*proc_write_t)(struct proc_dir_entry *de, char *text, size_t len);
/* 2.6's: prints a page; see create_proc_read_entry(). */
typedef int(read_proc_t)(char *page, char **start, off_t off, int count, int *eof, void *data);
typedef int(write_proc_t)(struct file *file, const char __user *buffer, unsigned long count,
			  void *data);

#define PROC_ENTRY_PERMANENT 1

struct proc_ops {
	unsigned int proc_flags;
	int (*proc_open)(struct inode *inode, struct file *file);
	ssize_t (*proc_read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*proc_read_iter)(struct kiocb *iocb, struct iov_iter *iter);
	ssize_t (*proc_write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
	loff_t (*proc_lseek)(struct file *file, loff_t off, int whence); /* mandatory */
	int (*proc_release)(struct inode *inode, struct file *file);
	__poll_t (*proc_poll)(struct file *file, struct poll_table_struct *table);
	long (*proc_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*proc_mmap)(struct file *file, struct vm_area_struct *vma);
	unsigned long (*proc_get_unmapped_area)(struct file *file, unsigned long addr,
						unsigned long len, unsigned long pgoff,
						unsigned long flags);
};

/* Of each entry one of: directory, link, show, seq_ops, proc_ops, proc_fops, read_proc. */
struct proc_dir_entry {
	const char *name;
	umode_t mode;
	nlink_t nlink;
	__kuid_member_t uid;
	__kgid_member_t gid;
	loff_t size;
	unsigned int low_ino;
	struct proc_dir_entry *parent;
	struct list_head children, sibling; /* by name */
	proc_show_t show;
	const struct seq_operations *seq_ops;
	unsigned int state_size; /* of what seq_ops finds in m->private */
	proc_write_t write;
	const struct proc_ops *proc_ops;
	const struct file_operations *proc_fops; /* 2.6: set by who made it */
	const struct inode_operations *proc_iops;
	read_proc_t *read_proc;
	write_proc_t *write_proc;
	void *data;
	struct module *owner;
	atomic_t count; /* the tree's, and one for each inode */
	bool gone;
	atomic_t users; /* inside an operation, or with it open */
	struct list_head openers;
	char inline_name[];
};

/* All: NULL when the name is taken or memory is out. parent NULL: /proc itself. */
struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent);
struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent);
struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data);
struct proc_dir_entry *proc_create_mount_point(const char *name);
struct proc_dir_entry *proc_symlink(const char *name, struct proc_dir_entry *parent,
				    const char *target);
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent, proc_show_t show,
					       void *data);
#define proc_create_single(name, mode, parent, show)                                               \
	proc_create_single_data(name, mode, parent, show, NULL)
struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data);
#define proc_create_seq_data(name, mode, parent, ops, data)                                        \
	proc_create_seq_private(name, mode, parent, ops, 0, data)
#define proc_create_seq(name, mode, parent, ops) proc_create_seq_data(name, mode, parent, ops, NULL)

/* Of 3.10 to 5.5, with file_operations. */
struct proc_dir_entry *proc_create_data_fops(const char *name, umode_t mode,
					     struct proc_dir_entry *parent,
					     const struct file_operations *fops, void *data);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)
struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent, const struct proc_ops *ops,
					void *data);
#else
#define proc_create_data(name, mode, parent, fops, data)                                           \
	proc_create_data_fops(name, mode, parent, fops, data)
#endif
#define proc_create(name, mode, parent, ops) proc_create_data(name, mode, parent, ops, NULL)

/* Make a file writable. */
void proc_set_write(struct proc_dir_entry *de, proc_write_t write);
void proc_set_size(struct proc_dir_entry *de, loff_t size);
void proc_set_user(struct proc_dir_entry *de, kuid_t uid, kgid_t gid);
/* What the entry was made with. */
void *pde_data(const struct inode *inode);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define PDE_DATA(inode) pde_data(inode)
#endif
struct proc_dir_entry *PDE(const struct inode *inode);
void *proc_get_parent_data(const struct inode *inode);

/*
 * A directory must be empty, but for _subtree. They wait for whoever is inside an operation;
 * afterwards nobody gets in, even with the file open.
 */
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);
int remove_proc_subtree(const char *name, struct proc_dir_entry *parent);
void proc_remove(struct proc_dir_entry *de); /* with all below; NULL passes */

#ifndef LINUX_6_1_ONLY /* of other versions */
/*
 * 2.6.10's way. read_proc prints into a page from its begin: *eof = 1 when that is all.
 * With more than a page it prints what is at off, and sets *start to where in the page.
 */
struct proc_dir_entry *create_proc_entry(const char *name, mode_t mode,
					 struct proc_dir_entry *parent);
struct proc_dir_entry *create_proc_read_entry(const char *name, mode_t mode,
					      struct proc_dir_entry *parent, read_proc_t *read_proc,
					      void *data);
#endif

typedef int(get_info_t)(char *buf, char **start, off_t off, int count);
#ifndef LINUX_6_1_ONLY /* of other versions */
struct proc_dir_entry *create_proc_info_entry(const char *name, mode_t mode,
					      struct proc_dir_entry *parent, get_info_t *get_info);
#endif
#ifdef __ERA_2_6__
#define proc_root_driver proc_lookup("driver")
#define proc_bus	 proc_lookup("bus")
#define proc_root	 (*proc_lookup(""))
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 24)
#define proc_net proc_lookup("net")
#endif
#endif

#ifndef MODULE /* the kernel's own */
/* The entry at the path below /proc ("" is /proc itself); NULL: none. */
struct proc_dir_entry *proc_lookup(const char *path);
#endif

/* -EISDIR, -EACCES (not readable or writable), or what the file itself says. */
int proc_show(struct proc_dir_entry *de, struct seq_file *m);
int proc_write(struct proc_dir_entry *de, char *text, size_t len);

#ifndef MODULE /* the kernel's own */
/* The whole file as text in buf, cut at size - 1; its length, or a negative errno. */
int proc_read_text(const char *path, char *buf, size_t size);
#endif

#endif
