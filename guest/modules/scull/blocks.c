/* SPDX-License-Identifier: GPL-2.0-only */
/* blocks: devices that differ in what their quanta are made of; see blocks.h. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>

#include "blocks.h"

static int major, devs = 4;
module_param(major, int, 0444);
module_param(devs, int, 0444);

static struct blocks_dev *devices;
static int added;
static dev_t first;
static const char *name;
static blocks_page_t page_of;
static char proc_name[32];

static int blocks_open(struct inode *inode, struct file *file)
{
	struct blocks_dev *dev = container_of(inode->i_cdev, struct blocks_dev, cdev);

	file->private_data = &dev->store;
	return store_open(&dev->store, file);
}

static ssize_t blocks_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return store_read(file->private_data, buf, count, pos);
}

static ssize_t blocks_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return store_write(file->private_data, file, buf, count, pos);
}

static loff_t blocks_llseek(struct file *file, loff_t off, int whence)
{
	return store_llseek(file->private_data, file, off, whence);
}

/* ---- mmap: page by page, as they are touched ---- */

static void blocks_vma_open(struct vm_area_struct *vma)
{
	struct store *store = vma->vm_private_data;

	mutex_lock(&store->lock);
	store->vmas++;
	mutex_unlock(&store->lock);
}

static void blocks_vma_close(struct vm_area_struct *vma)
{
	struct store *store = vma->vm_private_data;

	mutex_lock(&store->lock);
	store->vmas--;
	mutex_unlock(&store->lock);
}

static vm_fault_t blocks_fault(struct vm_fault *vmf)
{
	struct store *store = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	struct page *page = NULL;

	mutex_lock(&store->lock);
	if ((loff_t)vmf->pgoff << PAGE_SHIFT < store->size)
		page = page_of(store, vmf->pgoff);
	if (page) {
		get_page(page);
		vmf->page = page;
		ret = 0;
	}
	mutex_unlock(&store->lock);
	return ret;
}

static const struct vm_operations_struct blocks_vm_ops = {
    .open = blocks_vma_open,
    .close = blocks_vma_close,
    .fault = blocks_fault,
};

static int blocks_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!page_of)
		return -ENODEV;
	vma->vm_ops = &blocks_vm_ops;
	vma->vm_private_data = file->private_data;
	blocks_vma_open(vma);
	return 0;
}

static const struct file_operations blocks_fops = {
    .owner = THIS_MODULE,
    .open = blocks_open,
    .read = blocks_read,
    .write = blocks_write,
    .llseek = blocks_llseek,
    .mmap = blocks_mmap,
};

/* ---- the devices ---- */

static int blocks_show(struct seq_file *m, void *v)
{
	int i;

	for (i = 0; i < added; i++)
		store_show(&devices[i].store, name, i, m);
	return 0;
}

void blocks_exit(void)
{
	remove_proc_entry(proc_name, NULL);
	while (added) {
		cdev_del(&devices[--added].cdev);
		store_trim(&devices[added].store);
	}
	kfree(devices);
	unregister_chrdev_region(first, devs);
}

int blocks_init(const char *called, const struct store_kind *kind, blocks_page_t page)
{
	int err;

	if (devs < 1 || devs > 128)
		return -EINVAL;
	name = called;
	page_of = page;
	snprintf(proc_name, sizeof(proc_name), "%smem", name);
	first = MKDEV(major, 0);
	err = major ? register_chrdev_region(first, devs, name)
		    : alloc_chrdev_region(&first, 0, devs, name);
	if (err)
		return err;
	devices = kcalloc(devs, sizeof(*devices), GFP_KERNEL);
	if (!devices || !proc_create_single(proc_name, 0, NULL, blocks_show))
		err = -ENOMEM;
	for (added = 0; added < devs && !err; added += !err) {
		store_init(&devices[added].store, kind);
		cdev_init(&devices[added].cdev, &blocks_fops);
		devices[added].cdev.owner = THIS_MODULE;
		err = cdev_add(&devices[added].cdev, first + added, 1);
	}
	if (err)
		blocks_exit();
	return err;
}
