/* SPDX-License-Identifier: GPL-2.0-only */
/* debugfs: variables, strings, tables and registers as files. */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "fs/debugfs/debugfs.h"

ssize_t debugfs_attr_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t result = debugfs_file_get(dentry);

	if (result)
		return result;
	result = simple_attr_read(file, buf, count, pos);
	debugfs_file_put(dentry);
	return result;
}
EXPORT_SYMBOL_GPL(debugfs_attr_read);

static ssize_t attr_write(struct file *file, const char __user *buf, size_t count, loff_t *pos,
			  bool is_signed)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t result = debugfs_file_get(dentry);

	if (result)
		return result;
	if (is_signed)
		result = simple_attr_write_signed(file, buf, count, pos);
	else
		result = simple_attr_write(file, buf, count, pos);
	debugfs_file_put(dentry);
	return result;
}

ssize_t debugfs_attr_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return attr_write(file, buf, count, pos, false);
}
EXPORT_SYMBOL_GPL(debugfs_attr_write);

ssize_t debugfs_attr_write_signed(struct file *file, const char __user *buf, size_t count,
				  loff_t *pos)
{
	return attr_write(file, buf, count, pos, true);
}
EXPORT_SYMBOL_GPL(debugfs_attr_write_signed);

/* ---- numbers ---- */

#define GET_AND_SET(name, type)                                                                    \
	static int name##_get(void *data, u64 *value)                                              \
	{                                                                                          \
		*value = READ_ONCE(*(type *)data);                                                 \
		return 0;                                                                          \
	}                                                                                          \
	static int name##_set(void *data, u64 value)                                               \
	{                                                                                          \
		WRITE_ONCE(*(type *)data, (type)value);                                            \
		return 0;                                                                          \
	}
#define VALUE_FILE(attribute, name, value, format, type)                                           \
	attribute(fops_##name, value##_get, value##_set, format);                                  \
	attribute(fops_##name##_ro, value##_get, NULL, format);                                    \
	attribute(fops_##name##_wo, NULL, value##_set, format);                                    \
	void debugfs_create_##name(const char *n, umode_t mode, struct dentry *parent, type *v)    \
	{                                                                                          \
		debugfs_create_file_unsafe(n, mode, parent, v,                                     \
					   !(mode & 0222)   ? &fops_##name##_ro                    \
					   : !(mode & 0444) ? &fops_##name##_wo                    \
							    : &fops_##name);                       \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(debugfs_create_##name)

GET_AND_SET(u8, u8)
GET_AND_SET(u16, u16)
GET_AND_SET(u32, u32)
GET_AND_SET(u64, u64)

static int atomic_value_get(void *data, u64 *value)
{
	*value = atomic_read((atomic_t *)data);
	return 0;
}

static int atomic_value_set(void *data, u64 value)
{
	atomic_set((atomic_t *)data, (int)value);
	return 0;
}

VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, u8, u8, "%llu\n", u8);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, u16, u16, "%llu\n", u16);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, u32, u32, "%llu\n", u32);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, u64, u64, "%llu\n", u64);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, ulong, u32, "%llu\n", unsigned long);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, size_t, u32, "%llu\n", size_t);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, x8, u8, "0x%02llx\n", u8);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, x16, u16, "0x%04llx\n", u16);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, x32, u32, "0x%08llx\n", u32);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE, x64, u64, "0x%016llx\n", u64);
VALUE_FILE(DEFINE_DEBUGFS_ATTRIBUTE_SIGNED, atomic_t, atomic_value, "%lld\n", atomic_t);

/* ---- yes and no ---- */

ssize_t debugfs_read_file_bool(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const bool *value = file->private_data;
	char text[2] = {*value ? 'Y' : 'N', '\n'};

	return simple_read_from_buffer(buf, count, pos, text, sizeof(text));
}
EXPORT_SYMBOL_GPL(debugfs_read_file_bool);

ssize_t debugfs_write_file_bool(struct file *file, const char __user *buf, size_t count,
				loff_t *pos)
{
	bool *value = file->private_data, wanted;
	int err = kstrtobool_from_user(buf, count, &wanted);

	if (err)
		return err;
	*value = wanted;
	return count;
}
EXPORT_SYMBOL_GPL(debugfs_write_file_bool);

static const struct file_operations fops_bool = {
    .read = debugfs_read_file_bool,
    .write = debugfs_write_file_bool,
    .open = simple_open,
    .llseek = default_llseek,
};

void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent, bool *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_bool);
}
EXPORT_SYMBOL_GPL(debugfs_create_bool);

/* ---- texts and bytes ---- */

static ssize_t read_str(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	char *text = kasprintf(GFP_KERNEL, "%s\n", *(char **)file->private_data ?: "");
	ssize_t result;

	if (!text)
		return -ENOMEM;
	result = simple_read_from_buffer(buf, count, pos, text, strlen(text));
	kfree(text);
	return result;
}

/* What is written is added from pos on; what was there is freed. */
static ssize_t write_str(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char **value = file->private_data, *old = *value, *text;

	if (*pos && *pos > (old ? strlen(old) : 0))
		return -EINVAL;
	if (*pos + count + 1 > PAGE_SIZE)
		return -E2BIG;
	text = kzalloc(*pos + count + 1, GFP_KERNEL);
	if (!text)
		return -ENOMEM;
	if (*pos)
		memcpy(text, old, *pos);
	if (copy_from_user(text + *pos, buf, count)) {
		kfree(text);
		return -EFAULT;
	}
	text[*pos + count] = '\0';
	strim(text);
	WRITE_ONCE(*value, text);
	kfree(old);
	*pos += count;
	return count;
}

static const struct file_operations fops_str = {
    .read = read_str, .write = write_str, .open = simple_open, .llseek = default_llseek};
static const struct file_operations fops_str_ro = {
    .read = read_str, .open = simple_open, .llseek = default_llseek};

void debugfs_create_str(const char *name, umode_t mode, struct dentry *parent, char **value)
{
	debugfs_create_file(name, mode, parent, value, mode & 0222 ? &fops_str : &fops_str_ro);
}
EXPORT_SYMBOL_GPL(debugfs_create_str);

static ssize_t read_blob(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const struct debugfs_blob_wrapper *blob = file->private_data;

	return simple_read_from_buffer(buf, count, pos, blob->data, blob->size);
}

static const struct file_operations fops_blob = {
    .read = read_blob, .open = simple_open, .llseek = default_llseek};

struct dentry *debugfs_create_blob(const char *name, umode_t mode, struct dentry *parent,
				   struct debugfs_blob_wrapper *blob)
{
	return debugfs_create_file(name, mode & 0444, parent, blob, &fops_blob);
}
EXPORT_SYMBOL_GPL(debugfs_create_blob);

/* ---- tables ---- */

static int u32_array_show(struct seq_file *m, void *v)
{
	const struct debugfs_u32_array *a = m->private;
	u32 i;

	for (i = 0; i < a->n_elements; i++)
		seq_printf(m, "%u%c", a->array[i], i + 1 < a->n_elements ? ' ' : '\n');
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(u32_array);

void debugfs_create_u32_array(const char *name, umode_t mode, struct dentry *parent,
			      struct debugfs_u32_array *array)
{
	debugfs_create_file(name, mode, parent, array, &u32_array_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_u32_array);

void debugfs_print_regs32(struct seq_file *s, const struct debugfs_reg32 *regs, int nregs,
			  void __iomem *base, char *prefix)
{
	int i;

	for (i = 0; i < nregs && !seq_has_overflowed(s); i++)
		seq_printf(s, "%s%s = 0x%08x\n", prefix ?: "", regs[i].name,
			   readl(base + regs[i].offset));
}
EXPORT_SYMBOL_GPL(debugfs_print_regs32);

static int regset32_show(struct seq_file *s, void *v)
{
	const struct debugfs_regset32 *set = s->private;

	debugfs_print_regs32(s, set->regs, set->nregs, set->base, "");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(regset32);

void debugfs_create_regset32(const char *name, umode_t mode, struct dentry *parent,
			     struct debugfs_regset32 *regset)
{
	debugfs_create_file(name, mode, parent, regset, &regset32_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_regset32);

struct devm_seqfile {
	int (*read)(struct seq_file *s, void *data);
	struct device *dev;
};

static int devm_seqfile_open(struct inode *inode, struct file *file)
{
	struct devm_seqfile *entry = inode->i_private;

	return single_open(file, entry->read, entry->dev);
}

static const struct file_operations fops_devm_seqfile = {
    .open = devm_seqfile_open,
    .read = seq_read,
    .llseek = seq_lseek,
    .release = single_release,
};

static void remove_file(void *dentry)
{
	debugfs_remove(dentry);
}

void debugfs_create_devm_seqfile(struct device *dev, const char *name, struct dentry *parent,
				 int (*read_fn)(struct seq_file *s, void *data))
{
	struct devm_seqfile *entry;
	struct dentry *dentry;

	if (IS_ERR(parent))
		return;
	entry = devm_kzalloc(dev, sizeof(*entry), GFP_KERNEL);
	if (!entry)
		return;
	entry->read = read_fn;
	entry->dev = dev;
	dentry = debugfs_create_file(name, 0444, parent, entry, &fops_devm_seqfile);
	if (!IS_ERR(dentry))
		devm_add_action_or_reset(dev, remove_file, dentry);
}
EXPORT_SYMBOL_GPL(debugfs_create_devm_seqfile);
