/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scull: memory as character devices. Minors: bare 0 to nr_devs - 1, then four pipes, then
 * single, uid, wuid, priv. /proc/scullmem and /proc/scullseq tell what is stored.
 */
#include <linux/capability.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "scull.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Memory as character devices");

#define QUANTUM 4000
#define QSET	1000
#define LARGEST (128 << 10) /* of a quantum, and of a set's pointers */

static int major, nr_devs = 4, quantum = QUANTUM, qset = QSET;
module_param(major, int, 0444);
module_param(nr_devs, int, 0444);
module_param(quantum, int, 0444);
module_param(qset, int, 0444);
int scull_pipe_bytes = 4000;
module_param_named(pipe_buffer, scull_pipe_bytes, int, 0444);

static struct scull_dev *devs;
static dev_t first;
static unsigned int minors;

static void *kmalloc_quantum(struct store *store)
{
	return kzalloc(store->quantum, GFP_KERNEL);
}

static void kfree_quantum(struct store *store, void *q)
{
	kfree(q);
}

static int next_quantum(void)
{
	return READ_ONCE(quantum);
}

static int next_qset(void)
{
	return READ_ONCE(qset);
}

const struct store_kind scull_kind = {kmalloc_quantum, kfree_quantum, next_quantum, next_qset};

/* ---- file operations; file->private_data is the store ---- */

static int scull_open(struct inode *inode, struct file *file)
{
	struct scull_dev *dev = container_of(inode->i_cdev, struct scull_dev, cdev);

	file->private_data = &dev->store;
	return store_open(&dev->store, file);
}

ssize_t scull_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return store_read(file->private_data, buf, count, pos);
}

ssize_t scull_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return store_write(file->private_data, file, buf, count, pos);
}

loff_t scull_llseek(struct file *file, loff_t off, int whence)
{
	return store_llseek(file->private_data, file, off, whence);
}

static int set_size(int *size, int value, int largest)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (value < 1 || value > largest)
		return -EINVAL;
	WRITE_ONCE(*size, value);
	return 0;
}

/* The six ways of one size; how counts from SCULL_IOCSQUANTUM in steps of two. */
static long size_ioctl(int *size, int largest, int how, unsigned long arg)
{
	int __user *user = (int __user *)arg;
	int old = *size, value = arg, err;

	if ((how == 0 || how == 4) && get_user(value, user))
		return -EFAULT;
	if (how == 2)
		return put_user(old, user);
	if (how == 3)
		return old;
	err = set_size(size, value, largest);
	if (err || how <= 1)
		return err;
	return how == 4 ? put_user(old, user) : old;
}

long scull_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case SCULL_IOCRESET:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		quantum = QUANTUM;
		qset = QSET;
		return 0;
	case SCULL_IOCSQUANTUM:
	case SCULL_IOCTQUANTUM:
	case SCULL_IOCGQUANTUM:
	case SCULL_IOCQQUANTUM:
	case SCULL_IOCXQUANTUM:
	case SCULL_IOCHQUANTUM:
		return size_ioctl(&quantum, LARGEST, (_IOC_NR(cmd) - 1) / 2, arg);
	case SCULL_IOCSQSET:
	case SCULL_IOCTQSET:
	case SCULL_IOCGQSET:
	case SCULL_IOCQQSET:
	case SCULL_IOCXQSET:
	case SCULL_IOCHQSET:
		return size_ioctl(&qset, LARGEST / sizeof(void *), (_IOC_NR(cmd) - 2) / 2, arg);
	case SCULL_P_IOCTSIZE:
		return set_size(&scull_pipe_bytes, arg, LARGEST);
	case SCULL_P_IOCQSIZE:
		return scull_pipe_bytes;
	default:
		return -ENOTTY;
	}
}

static const struct file_operations scull_fops = {
    .owner = THIS_MODULE,
    .open = scull_open,
    .read = scull_read,
    .write = scull_write,
    .llseek = scull_llseek,
    .unlocked_ioctl = scull_ioctl,
};

/* ---- /proc: the same by one function, and by an iteration ---- */

static int scullmem_show(struct seq_file *m, void *v)
{
	int i;

	for (i = 0; i < nr_devs; i++)
		store_show(&devs[i].store, "scull", i, m);
	return 0;
}

static void *scullseq_start(struct seq_file *m, loff_t *pos)
{
	return *pos < nr_devs ? &devs[*pos] : NULL;
}

static void *scullseq_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return scullseq_start(m, pos);
}

static void scullseq_stop(struct seq_file *m, void *v)
{
}

static int scullseq_show(struct seq_file *m, void *v)
{
	struct scull_dev *dev = v;

	store_show(&dev->store, "scull", dev - devs, m);
	return 0;
}

static const struct seq_operations scullseq_ops = {
    .start = scullseq_start,
    .next = scullseq_next,
    .stop = scullseq_stop,
    .show = scullseq_show,
};

/* ---- the module ---- */

/* How many of the bare devices have been added. */
static int added;

static void scull_exit(void)
{
	remove_proc_entry("scullseq", NULL);
	remove_proc_entry("scullmem", NULL);
	while (added--) {
		cdev_del(&devs[added].cdev);
		store_trim(&devs[added].store);
	}
	kfree(devs);
	unregister_chrdev_region(first, minors);
}

static int __init add_bare(void)
{
	int err = 0;

	for (added = 0; added < nr_devs && !err; added += !err) {
		store_init(&devs[added].store, &scull_kind);
		cdev_init(&devs[added].cdev, &scull_fops);
		devs[added].cdev.owner = THIS_MODULE;
		err = cdev_add(&devs[added].cdev, first + added, 1);
	}
	return err;
}

static int __init scull_init(void)
{
	int err;

	if (nr_devs < 1 || nr_devs > 128 || quantum < 1 || quantum > LARGEST || qset < 1 ||
	    qset > LARGEST / sizeof(void *) || scull_pipe_bytes < 2)
		return -EINVAL;
	minors = nr_devs + SCULL_PIPES + SCULL_ACCESSES;
	first = MKDEV(major, 0);
	err = major ? register_chrdev_region(first, minors, "scull")
		    : alloc_chrdev_region(&first, 0, minors, "scull");
	if (err)
		return err;
	devs = kcalloc(nr_devs, sizeof(*devs), GFP_KERNEL);
	err = devs ? add_bare() : -ENOMEM;
	if (!err && !proc_create_single("scullmem", 0, NULL, scullmem_show))
		err = -ENOMEM;
	if (!err && !proc_create_seq("scullseq", 0, NULL, &scullseq_ops))
		err = -ENOMEM;
	if (!err)
		err = scull_pipe_init(first + nr_devs);
	if (!err) {
		err = scull_access_init(first + nr_devs + SCULL_PIPES);
		if (err)
			scull_pipe_exit();
	}
	if (err)
		scull_exit();
	return err;
}

static void __exit scull_cleanup(void)
{
	scull_access_exit();
	scull_pipe_exit();
	scull_exit();
}

module_init(scull_init);
module_exit(scull_cleanup);
