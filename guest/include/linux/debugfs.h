/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * debugfs: files for whoever looks into a driver (guest/fs/debugfs/). Mounted on
 * /sys/kernel/debug by the user.
 *
 * What creates returns an ERR_PTR() on failure, which the others take for a parent: a driver
 * need not look at it. parent NULL: the root. May sleep.
 */
#ifndef _LINUX_DEBUGFS_H
#define _LINUX_DEBUGFS_H

#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/types.h>
#include <linux/version.h>

struct device;
struct file_operations;

struct debugfs_blob_wrapper {
	void *data;
	unsigned long size;
};

struct debugfs_reg32 {
	char *name;
	unsigned long offset;
};

struct debugfs_regset32 {
	const struct debugfs_reg32 *regs;
	int nregs;
	void __iomem *base;
	struct device *dev;
};

struct debugfs_u32_array {
	u32 *array;
	u32 n_elements;
};

extern struct dentry *arch_debugfs_dir; /* "x86" */

bool debugfs_initialized(void);

struct dentry *debugfs_create_dir(const char *name, struct dentry *parent);
/* fops->open finds data in inode->i_private. While a call of fops runs, removal waits. */
struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops);
/* Of fops that see to that themselves, by debugfs_file_get(). */
struct dentry *debugfs_create_file_unsafe(const char *name, umode_t mode, struct dentry *parent,
					  void *data, const struct file_operations *fops);
void debugfs_create_file_size(const char *name, umode_t mode, struct dentry *parent, void *data,
			      const struct file_operations *fops, loff_t file_size);
struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *target);
struct dentry *debugfs_lookup(const char *name, struct dentry *parent); /* NULL, or a reference */
struct dentry *debugfs_rename(struct dentry *old_dir, struct dentry *old_dentry,
			      struct dentry *new_dir, const char *new_name);
/* With what is below. NULL and errors pass. */
void debugfs_remove(struct dentry *dentry);
#define debugfs_remove_recursive debugfs_remove
void debugfs_lookup_and_remove(const char *name, struct dentry *parent);

/* 0: the file is there until the put; -EIO: removed. */
int debugfs_file_get(struct dentry *dentry);
void debugfs_file_put(struct dentry *dentry);
const struct file_operations *debugfs_real_fops(const struct file *filp);

/* A variable as a file: decimal, x: hexadecimal. */
void debugfs_create_u8(const char *name, umode_t mode, struct dentry *parent, u8 *value);
void debugfs_create_u16(const char *name, umode_t mode, struct dentry *parent, u16 *value);
void debugfs_create_u32(const char *name, umode_t mode, struct dentry *parent, u32 *value);
void debugfs_create_u64(const char *name, umode_t mode, struct dentry *parent, u64 *value);
void debugfs_create_ulong(const char *name, umode_t mode, struct dentry *parent,
			  unsigned long *value);
void debugfs_create_x8(const char *name, umode_t mode, struct dentry *parent, u8 *value);
void debugfs_create_x16(const char *name, umode_t mode, struct dentry *parent, u16 *value);
void debugfs_create_x32(const char *name, umode_t mode, struct dentry *parent, u32 *value);
void debugfs_create_x64(const char *name, umode_t mode, struct dentry *parent, u64 *value);
void debugfs_create_size_t(const char *name, umode_t mode, struct dentry *parent, size_t *value);
void debugfs_create_atomic_t(const char *name, umode_t mode, struct dentry *parent,
			     atomic_t *value);
void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent, bool *value);
void debugfs_create_str(const char *name, umode_t mode, struct dentry *parent, char **value);
struct dentry *debugfs_create_blob(const char *name, umode_t mode, struct dentry *parent,
				   struct debugfs_blob_wrapper *blob);
void debugfs_create_regset32(const char *name, umode_t mode, struct dentry *parent,
			     struct debugfs_regset32 *regset);
void debugfs_print_regs32(struct seq_file *s, const struct debugfs_reg32 *regs, int nregs,
			  void __iomem *base, char *prefix);
void debugfs_create_u32_array(const char *name, umode_t mode, struct dentry *parent,
			      struct debugfs_u32_array *array);
/* read_fn gets dev by s->private; the file goes with dev. */
void debugfs_create_devm_seqfile(struct device *dev, const char *name, struct dentry *parent,
				 int (*read_fn)(struct seq_file *s, void *data));

ssize_t debugfs_read_file_bool(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t debugfs_write_file_bool(struct file *file, const char __user *buf, size_t count,
				loff_t *pos);
ssize_t debugfs_attr_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t debugfs_attr_write(struct file *file, const char __user *buf, size_t count, loff_t *pos);
ssize_t debugfs_attr_write_signed(struct file *file, const char __user *buf, size_t count,
				  loff_t *pos);

/* A file of one number, by a function that gets it and one that sets it. */
#define DEFINE_DEBUGFS_ATTRIBUTE(fops, get, set, fmt)                                              \
	__DEFINE_ATTRIBUTE_FILE(fops, get, set, fmt, debugfs_attr_read, debugfs_attr_write)
#define DEFINE_DEBUGFS_ATTRIBUTE_SIGNED(fops, get, set, fmt)                                       \
	__DEFINE_ATTRIBUTE_FILE(fops, get, set, fmt, debugfs_attr_read, debugfs_attr_write_signed)

/* Files whose functions are in code that goes are taken away: how many. */
unsigned int debugfs_code_gone(const char *owner, const void *start, size_t bytes);

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0) /* the file */
#define __debugfs_made(create, name, mode, parent, value)                                          \
	({                                                                                         \
		(create)(name, mode, parent, value);                                               \
		debugfs_lookup(name, parent);                                                      \
	})
#define debugfs_create_u8(name, mode, parent, value)                                               \
	__debugfs_made(debugfs_create_u8, name, mode, parent, value)
#define debugfs_create_u16(name, mode, parent, value)                                              \
	__debugfs_made(debugfs_create_u16, name, mode, parent, value)
#define debugfs_create_u32(name, mode, parent, value)                                              \
	__debugfs_made(debugfs_create_u32, name, mode, parent, value)
#define debugfs_create_u64(name, mode, parent, value)                                              \
	__debugfs_made(debugfs_create_u64, name, mode, parent, value)
#define debugfs_create_x8(name, mode, parent, value)                                               \
	__debugfs_made(debugfs_create_x8, name, mode, parent, value)
#define debugfs_create_x16(name, mode, parent, value)                                              \
	__debugfs_made(debugfs_create_x16, name, mode, parent, value)
#define debugfs_create_x32(name, mode, parent, value)                                              \
	__debugfs_made(debugfs_create_x32, name, mode, parent, value)
#define debugfs_create_x64(name, mode, parent, value)                                              \
	__debugfs_made(debugfs_create_x64, name, mode, parent, value)
#define debugfs_create_size_t(name, mode, parent, value)                                           \
	__debugfs_made(debugfs_create_size_t, name, mode, parent, value)
#define debugfs_create_atomic_t(name, mode, parent, value)                                         \
	__debugfs_made(debugfs_create_atomic_t, name, mode, parent, value)
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 4, 0) /* a bool had 32 bits: 1 or 0 in its first byte   \
						  */
#define debugfs_create_bool(name, mode, parent, value)                                             \
	__debugfs_made(debugfs_create_bool, name, mode, parent, (bool *)(value))
#else
#define debugfs_create_bool(name, mode, parent, value)                                             \
	__debugfs_made(debugfs_create_bool, name, mode, parent, value)
#endif
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/fs.h>
#include <linux/seq_file.h>
#endif

#endif
