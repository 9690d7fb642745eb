/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_fs: the tree of /proc (kernel/proc/). Paths are given below /proc, without it:
 * "buddyinfo", "sys/vm/min_free_kbytes". Everything may sleep.
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/list.h>
#include <linux/seq_file.h>
#include <linux/types.h>

#ifndef S_IFDIR
#define S_IFMT	   0170000
#define S_IFDIR	   0040000
#define S_IFREG	   0100000
#define S_ISDIR(m) (((m)&S_IFMT) == S_IFDIR)
#endif

struct proc_dir_entry;

typedef int (*proc_show_t)(struct seq_file *m, void *v);
/* text is NUL-terminated; len does not count that. 0, or a negative errno. */
typedef int (*proc_write_t)(struct proc_dir_entry *de, char *text, size_t len);

struct proc_dir_entry {
	const char *name; /* not copied */
	umode_t mode;
	struct proc_dir_entry *parent;
	struct list_head children, sibling; /* by name */
	proc_show_t show;
	const struct seq_operations *seq_ops;
	proc_write_t write;
	void *data;
};

/* All: NULL when the name is taken or memory is out. parent NULL: /proc itself. */
struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent);
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent, proc_show_t show,
					       void *data);
#define proc_create_single(name, mode, parent, show)                                               \
	proc_create_single_data(name, mode, parent, show, NULL)
struct proc_dir_entry *proc_create_seq_data(const char *name, umode_t mode,
					    struct proc_dir_entry *parent,
					    const struct seq_operations *ops, void *data);
#define proc_create_seq(name, mode, parent, ops) proc_create_seq_data(name, mode, parent, ops, NULL)
/* Make a file writable. */
void proc_set_write(struct proc_dir_entry *de, proc_write_t write);

/* A directory must be empty. */
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);
void proc_remove(struct proc_dir_entry *de);

/* The entry at the path ("" is /proc itself); NULL: none. */
struct proc_dir_entry *proc_lookup(const char *path);

/* -EISDIR, -EACCES (not readable or writable), or what the file itself says. */
int proc_show(struct proc_dir_entry *de, struct seq_file *m);
int proc_write(struct proc_dir_entry *de, char *text, size_t len);

/* The whole file as text in buf, cut at size - 1; its length, or a negative errno. */
int proc_read_text(const char *path, char *buf, size_t size);

#endif
