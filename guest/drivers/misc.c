/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * misc: major 10, a minor for each driver that wants no more. Opening one leads to the
 * driver's operations, with its miscdevice as private_data.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/miscdevice.h>
#include <linux/misuse.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#define DYNAMIC_MINORS 128 /* below, and from 256 on */

static LIST_HEAD(misc_list);
static DEFINE_MUTEX(misc_mutex);
static struct class *misc_class;

static struct miscdevice *find(int minor)
{
	struct miscdevice *misc;

	list_for_each_entry (misc, &misc_list, list)
		if (misc->minor == minor)
			return misc;
	return NULL;
}

/* From the top down, as Linux gives them. */
static int free_minor(void)
{
	int minor;

	for (minor = DYNAMIC_MINORS - 1; minor >= 0; minor--)
		if (!find(minor))
			return minor;
	for (minor = MISC_DYNAMIC_MINOR + 1; minor < MISC_DYNAMIC_MINOR + 1024; minor++)
		if (!find(minor))
			return minor;
	return -EBUSY;
}

static int misc_open(struct inode *inode, struct file *file)
{
	const struct file_operations *fops = NULL;
	struct miscdevice *misc;
	int err = 0;

	mutex_lock(&misc_mutex);
	misc = find(iminor(inode));
	if (!misc) {
		mutex_unlock(&misc_mutex);
		request_module("char-major-%d-%d", MISC_MAJOR, iminor(inode));
		mutex_lock(&misc_mutex);
		misc = find(iminor(inode));
	}
	if (misc)
		fops = fops_get(misc->fops);
	if (!fops) {
		mutex_unlock(&misc_mutex);
		return -ENODEV;
	}
	file->private_data = misc;
	replace_fops(file, fops);
	if (fops->open)
		err = fops->open(inode, file);
	mutex_unlock(&misc_mutex);
	return err;
}

static const struct file_operations misc_fops = {.open = misc_open, .llseek = noop_llseek};

int misc_register(struct miscdevice *misc)
{
	bool dynamic = misc->minor == MISC_DYNAMIC_MINOR;
	int err = 0;

	INIT_LIST_HEAD(&misc->list);
	mutex_lock(&misc_mutex);
	if (dynamic) {
		misc->minor = free_minor();
		err = min(misc->minor, 0);
	} else if (find(misc->minor)) {
		err = -EBUSY;
	}
	if (!err && misc_class) {
		misc->this_device = device_create_with_groups(misc_class, misc->parent,
							      MKDEV(MISC_MAJOR, misc->minor), misc,
							      misc->groups, "%s", misc->name);
		err = PTR_ERR_OR_ZERO(misc->this_device);
	}
	if (err && dynamic)
		misc->minor = MISC_DYNAMIC_MINOR;
	if (!err)
		list_add(&misc->list, &misc_list);
	mutex_unlock(&misc_mutex);
	return err;
}
EXPORT_SYMBOL(misc_register);

int misc_deregister(struct miscdevice *misc)
{
	if (WARN_ON(list_empty(&misc->list)))
		return -EINVAL;
	mutex_lock(&misc_mutex);
	list_del(&misc->list);
	device_destroy(misc_class, MKDEV(MISC_MAJOR, misc->minor));
	mutex_unlock(&misc_mutex);
	return 0;
}
EXPORT_SYMBOL(misc_deregister);

unsigned int misc_code_gone(const struct gone_code *gone)
{
	struct miscdevice *misc;
	unsigned int found = 0;
	bool is;

	do {
		is = false;
		mutex_lock(&misc_mutex);
		list_for_each_entry (misc, &misc_list, list)
			if (is_gone(gone, misc) || is_gone(gone, misc->fops)) {
				is = true;
				break;
			}
		mutex_unlock(&misc_mutex);
		if (is) {
			misuse_told(gone->owner, fops_code(misc->fops),
				    "leaves the device /dev/%s (taken away), whose functions are",
				    misc->name);
			misc_deregister(misc);
			found++;
		}
	} while (is);
	return found;
}

static char *misc_devnode(struct device *dev, umode_t *mode)
{
	const struct miscdevice *misc = dev_get_drvdata(dev);

	if (mode && misc->mode)
		*mode = misc->mode;
	return misc->nodename ? kstrdup(misc->nodename, GFP_KERNEL) : NULL;
}

static int misc_show(struct seq_file *m, void *v)
{
	struct miscdevice *misc;

	mutex_lock(&misc_mutex);
	list_for_each_entry (misc, &misc_list, list)
		seq_printf(m, "%3i %s\n", misc->minor, misc->name ? misc->name : "");
	mutex_unlock(&misc_mutex);
	return 0;
}

static int __init misc_init(void)
{
	misc_class = class_create(THIS_MODULE, "misc");
	if (IS_ERR(misc_class))
		return PTR_ERR(misc_class);
	misc_class->devnode = misc_devnode;
	if (!proc_create_single("misc", 0444, NULL, misc_show))
		return -ENOMEM;
	return register_chrdev(MISC_MAJOR, "misc", &misc_fops);
}
subsys_initcall(misc_init);
