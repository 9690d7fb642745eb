/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * debugfs: there is none here, as in a Linux without CONFIG_DEBUG_FS, and the functions answer
 * what they answer there: an error that drivers are to take no notice of.
 */
#ifndef _LINUX_DEBUGFS_H
#define _LINUX_DEBUGFS_H

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/types.h>

struct device;

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

#define __DEBUGFS_NONE ERR_PTR(-ENODEV)

static inline bool debugfs_initialized(void)
{
	return false;
}

static inline struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	return __DEBUGFS_NONE;
}

static inline struct dentry *debugfs_create_file(const char *name, umode_t mode,
						 struct dentry *parent, void *data,
						 const struct file_operations *fops)
{
	return __DEBUGFS_NONE;
}
#define debugfs_create_file_unsafe(name, mode, parent, data, fops)                                 \
	debugfs_create_file(name, mode, parent, data, fops)

static inline struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent,
						    const char *dest)
{
	return __DEBUGFS_NONE;
}

static inline struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	return __DEBUGFS_NONE;
}

#define __DEBUGFS_VALUE(name, type)                                                                \
	static inline void debugfs_create_##name(const char *n, umode_t mode,                      \
						 struct dentry *parent, type *value)               \
	{                                                                                          \
	}
__DEBUGFS_VALUE(u8, u8)
__DEBUGFS_VALUE(u16, u16)
__DEBUGFS_VALUE(u32, u32)
__DEBUGFS_VALUE(u64, u64)
__DEBUGFS_VALUE(x8, u8)
__DEBUGFS_VALUE(x16, u16)
__DEBUGFS_VALUE(x32, u32)
__DEBUGFS_VALUE(x64, u64)
__DEBUGFS_VALUE(ulong, unsigned long)
__DEBUGFS_VALUE(size_t, size_t)
__DEBUGFS_VALUE(atomic_t, atomic_t)
__DEBUGFS_VALUE(bool, bool)
__DEBUGFS_VALUE(str, char *)

static inline struct dentry *debugfs_create_blob(const char *name, umode_t mode,
						 struct dentry *parent,
						 struct debugfs_blob_wrapper *blob)
{
	return __DEBUGFS_NONE;
}

static inline void debugfs_create_regset32(const char *name, umode_t mode, struct dentry *parent,
					   struct debugfs_regset32 *regset)
{
}

static inline void debugfs_create_devm_seqfile(struct device *dev, const char *name,
					       struct dentry *parent,
					       int (*read_fn)(struct seq_file *s, void *data))
{
}

static inline void debugfs_remove(struct dentry *dentry)
{
}
#define debugfs_remove_recursive(dentry) debugfs_remove(dentry)

static inline void debugfs_lookup_and_remove(const char *name, struct dentry *parent)
{
}

/* A file of one number, by a function that gets it and one that sets it. */
#define DEFINE_DEBUGFS_ATTRIBUTE(__fops, __get, __set, __fmt)                                      \
	static const struct file_operations __fops __maybe_unused = {.owner = THIS_MODULE};        \
	static int (*__fops##_get)(void *, u64 *) __maybe_unused = __get;                          \
	static int (*__fops##_set)(void *, u64) __maybe_unused = __set
#define DEFINE_DEBUGFS_ATTRIBUTE_SIGNED(fops, get, set, fmt)                                       \
	DEFINE_DEBUGFS_ATTRIBUTE(fops, get, set, fmt)

#endif
