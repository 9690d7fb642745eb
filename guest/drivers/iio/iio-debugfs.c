/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-debugfs: debugfs/iio/iio:deviceN/direct_reg_access, where the driver lets people look into
 * its chip: "0x1b" chooses a register, which is what is then read; "0x1b 0x80" writes it.
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/iio/iio.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/uaccess.h>

#include "drivers/iio/iio-core.h"

static struct dentry *iio_debugfs;

struct dentry *iio_get_debugfs_dentry(struct iio_dev *indio)
{
	return to_private(indio)->debugfs;
}
EXPORT_SYMBOL_GPL(iio_get_debugfs_dentry);

static ssize_t reg_read(struct file *file, char __user *user, size_t len, loff_t *pos)
{
	struct iio_private *p = file->private_data;
	unsigned int value = 0;
	char text[20];
	int err;

	err = p->dev.info->debugfs_reg_access(&p->dev, p->debugfs_reg, 0, &value);
	if (err)
		return err;
	return simple_read_from_buffer(user, len, pos, text,
				       snprintf(text, sizeof(text), "0x%X\n", value));
}

static ssize_t reg_write(struct file *file, const char __user *user, size_t len, loff_t *pos)
{
	struct iio_private *p = file->private_data;
	unsigned int reg, value;
	char text[80];
	int n, err;

	n = min(len, sizeof(text) - 1);
	if (copy_from_user(text, user, n))
		return -EFAULT;
	text[n] = 0;
	switch (sscanf(text, "%i %i", &reg, &value)) {
	case 1:
		p->debugfs_reg = reg;
		return len;
	case 2:
		p->debugfs_reg = reg;
		err = p->dev.info->debugfs_reg_access(&p->dev, reg, value, NULL);
		return err ? err : (ssize_t)len;
	}
	return -EINVAL;
}

static const struct file_operations reg_fops = {
    .owner = THIS_MODULE,
    .open = simple_open,
    .read = reg_read,
    .write = reg_write,
    .llseek = default_llseek,
};

void iio_debugfs_make(struct iio_private *p)
{
	if (!p->dev.info->debugfs_reg_access || IS_ERR_OR_NULL(iio_debugfs))
		return;
	p->debugfs = debugfs_create_dir(dev_name(&p->dev.dev), iio_debugfs);
	debugfs_create_file("direct_reg_access", 0644, p->debugfs, p, &reg_fops);
}

void iio_debugfs_free(struct iio_private *p)
{
	debugfs_remove_recursive(p->debugfs);
	p->debugfs = NULL;
}

static int __init iio_debugfs_init(void)
{
	iio_debugfs = debugfs_create_dir("iio", NULL);
	return 0;
}
subsys_initcall(iio_debugfs_init);
