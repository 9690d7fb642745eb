/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * char_dev: from a device number to a driver.
 *
 * 1. Purpose. A driver takes a range of numbers, then says which operations answer there.
 *    Opening a node of that number comes to the driver's open().
 *
 * 2. Structures. Ranges that are taken, by number; and ranges that are answered for. An
 *    inode that has been opened once remembers the cdev:
 *
 *	regions  [4:0-63 "tty"] -> [5:0-2 "tty"] -> [10:0-255 "misc"]
 *	cdevs    [4:64 cdev] -> [10:0-255 cdev]         inode->i_cdev --> cdev
 *
 * 3. Invariants. Regions do not overlap; the newest cdev answers where two do. An open file
 *    holds the driver's module, not the cdev: cdev_del() with files open is allowed.
 *
 * 4. Locking and context. chrdevs_mutex for the regions, cdev_lock for cdevs and i_cdev.
 *
 * 5. Failure. -EBUSY: the numbers are taken. -ENXIO: nobody answers.
 */
#include <linux/cdev.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/module_held.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

struct region {
	struct list_head list; /* by number */
	dev_t from;
	unsigned int count;
	char name[64];
	struct cdev *cdev; /* register_chrdev()'s */
};

static DEFINE_MUTEX(chrdevs_mutex);
static LIST_HEAD(regions);
static DEFINE_SPINLOCK(cdev_lock);
/* A cdev that was added, for as long as it is. */
struct cdev_place {
	struct list_head list;
	struct cdev *cdev;
};
static LIST_HEAD(places); /* the newest first */

/* ---- who has which numbers ---- */

static bool major_in_use(unsigned int major)
{
	struct region *r;

	list_for_each_entry (r, &regions, list)
		if (MAJOR(r->from) == major)
			return true;
	return false;
}

static int free_major(void)
{
	int major;

	for (major = CHRDEV_MAJOR_DYN_END + 20; major >= CHRDEV_MAJOR_DYN_END; major--)
		if (!major_in_use(major))
			return major;
	for (major = CHRDEV_MAJOR_DYN_EXT_START; major >= CHRDEV_MAJOR_DYN_EXT_END; major--)
		if (!major_in_use(major))
			return major;
	return -EBUSY;
}

static struct region *add_region(dev_t from, unsigned int count, const char *name)
{
	struct region *new = kzalloc(sizeof(*new), GFP_KERNEL), *r;
	struct list_head *before = &regions;

	if (!new)
		return ERR_PTR(-ENOMEM);
	*new = (struct region){.from = from, .count = count};
	strscpy(new->name, name, sizeof(new->name));
	list_for_each_entry (r, &regions, list) {
		if (r->from + r->count > from && from + count > r->from) {
			kfree(new);
			return ERR_PTR(-EBUSY);
		}
		if (r->from > from && before == &regions)
			before = &r->list;
	}
	list_add_tail(&new->list, before);
	return new;
}

static struct region *remove_region(dev_t from, unsigned int count)
{
	struct region *r;

	mutex_lock(&chrdevs_mutex);
	list_for_each_entry (r, &regions, list)
		if (r->from == from && r->count == count) {
			list_del(&r->list);
			mutex_unlock(&chrdevs_mutex);
			return r;
		}
	mutex_unlock(&chrdevs_mutex);
	return NULL;
}

static bool numbers_ok(dev_t from, unsigned int count)
{
	return MAJOR(from) < CHRDEV_MAJOR_MAX && count && count <= MINORMASK + 1 - MINOR(from);
}

int register_chrdev_region(dev_t from, unsigned int count, const char *name)
{
	struct region *r;

	if (!numbers_ok(from, count))
		return -EINVAL;
	mutex_lock(&chrdevs_mutex);
	r = add_region(from, count, name);
	if (!IS_ERR(r))
		held_made(r, sizeof(*r), _RET_IP_, "device numbers not given back");
	mutex_unlock(&chrdevs_mutex);
	return PTR_ERR_OR_ZERO(r);
}
EXPORT_SYMBOL(register_chrdev_region);

int alloc_chrdev_region(dev_t *dev, unsigned int baseminor, unsigned int count, const char *name)
{
	struct region *r;
	int major;

	mutex_lock(&chrdevs_mutex);
	major = free_major();
	if (major < 0) {
		r = ERR_PTR(major);
	} else if (!numbers_ok(MKDEV(major, baseminor), count)) {
		r = ERR_PTR(-EINVAL);
	} else {
		r = add_region(MKDEV(major, baseminor), count, name);
		if (!IS_ERR(r))
			held_made(r, sizeof(*r), _RET_IP_, "device numbers not given back");
		*dev = MKDEV(major, baseminor);
	}
	mutex_unlock(&chrdevs_mutex);
	return PTR_ERR_OR_ZERO(r);
}
EXPORT_SYMBOL(alloc_chrdev_region);

void unregister_chrdev_region(dev_t from, unsigned int count)
{
	kfree(remove_region(from, count));
}
EXPORT_SYMBOL(unregister_chrdev_region);

int __register_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
		      const char *name, const struct file_operations *fops)
{
	struct region *r = ERR_PTR(-EBUSY);
	int wanted = major, err;
	struct cdev *cdev;

	mutex_lock(&chrdevs_mutex);
	if (!major)
		wanted = free_major();
	if (wanted >= 0)
		r = numbers_ok(MKDEV(wanted, baseminor), count)
			? add_region(MKDEV(wanted, baseminor), count, name)
			: ERR_PTR(-EINVAL);
	mutex_unlock(&chrdevs_mutex);
	if (IS_ERR(r))
		return PTR_ERR(r);
	cdev = cdev_alloc();
	err = cdev ? 0 : -ENOMEM;
	if (!err) {
		cdev->owner = fops->owner;
		cdev->ops = fops;
		kobject_set_name(&cdev->kobj, "%s", name);
		err = cdev_add(cdev, MKDEV(wanted, baseminor), count);
	}
	if (err) {
		if (cdev)
			kobject_put(&cdev->kobj);
		kfree(remove_region(MKDEV(wanted, baseminor), count));
		return err;
	}
	r->cdev = cdev;
	return major ? 0 : wanted;
}
EXPORT_SYMBOL(__register_chrdev);

void __unregister_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
			 const char *name)
{
	struct region *r = remove_region(MKDEV(major, baseminor), count);

	if (r && r->cdev)
		cdev_del(r->cdev);
	kfree(r);
}
EXPORT_SYMBOL(__unregister_chrdev);

/* ---- who answers ---- */

/* All inodes forget it. */
static void purge(struct cdev *cdev)
{
	spin_lock(&cdev_lock);
	while (!list_empty(&cdev->list)) {
		struct inode *inode = list_first_entry(&cdev->list, struct inode, i_devices);

		list_del_init(&inode->i_devices);
		inode->i_cdev = NULL;
	}
	spin_unlock(&cdev_lock);
}

/* The parent may be what it lies in. */
static void release_static(struct kobject *kobj)
{
	struct kobject *parent = kobj->parent;

	purge(container_of(kobj, struct cdev, kobj));
	kobject_put(parent);
}

static void release_dynamic(struct kobject *kobj)
{
	struct cdev *cdev = container_of(kobj, struct cdev, kobj);
	struct kobject *parent = kobj->parent;

	purge(cdev);
	kfree(cdev);
	kobject_put(parent);
}

static const struct kobj_type ktype_static = {.release = release_static};
static const struct kobj_type ktype_dynamic = {.release = release_dynamic};

void cdev_init(struct cdev *cdev, const struct file_operations *fops)
{
	memset(cdev, 0, sizeof(*cdev));
	INIT_LIST_HEAD(&cdev->list);
	kobject_init(&cdev->kobj, &ktype_static);
	cdev->ops = fops;
}
EXPORT_SYMBOL(cdev_init);

struct cdev *cdev_alloc(void)
{
	struct cdev *cdev = kzalloc(sizeof(*cdev), GFP_KERNEL);

	if (cdev) {
		INIT_LIST_HEAD(&cdev->list);
		kobject_init(&cdev->kobj, &ktype_dynamic);
	}
	return cdev;
}
EXPORT_SYMBOL(cdev_alloc);

int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count)
{
	struct cdev_place *place;

	if (WARN_ON(dev == (dev_t)-1))
		return -EBUSY;
	place = kmalloc(sizeof(*place), GFP_KERNEL);
	if (!place)
		return -ENOMEM;
	cdev->dev = dev;
	cdev->count = count;
	place->cdev = cdev;
	spin_lock(&cdev_lock);
	list_add(&place->list, &places);
	spin_unlock(&cdev_lock);
	kobject_get(cdev->kobj.parent);
	return 0;
}
EXPORT_SYMBOL(cdev_add);

void cdev_del(struct cdev *cdev)
{
	struct cdev_place *place, *found = NULL;

	spin_lock(&cdev_lock);
	list_for_each_entry (place, &places, list)
		if (place->cdev == cdev) {
			list_del(&place->list);
			found = place;
			break;
		}
	spin_unlock(&cdev_lock);
	kfree(found);
	kobject_put(&cdev->kobj);
}
EXPORT_SYMBOL(cdev_del);

void cdev_put(struct cdev *cdev)
{
	struct module *owner;

	if (!cdev)
		return;
	owner = cdev->owner;
	kobject_put(&cdev->kobj);
	module_put(owner);
}
EXPORT_SYMBOL(cdev_put);

unsigned long fops_code(const struct file_operations *fops)
{
	const void *of[] = {fops->open,	      fops->read, fops->read_iter,     fops->write,
			    fops->write_iter, fops->mmap, fops->unlocked_ioctl};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(of); i++)
		if (of[i])
			return (unsigned long)of[i] + 1;
	return (unsigned long)fops;
}

unsigned int cdevs_code_gone(const struct gone_code *gone)
{
	struct cdev_place *place;
	unsigned int found = 0;
	struct cdev *cdev;

	for (;; found++) {
		cdev = NULL;
		spin_lock(&cdev_lock);
		list_for_each_entry (place, &places, list)
			if (is_gone(gone, place->cdev) || is_gone(gone, place->cdev->ops)) {
				cdev = place->cdev;
				break;
			}
		spin_unlock(&cdev_lock);
		if (!cdev)
			return found;
		misuse_told(gone->owner, fops_code(cdev->ops),
			    "leaves the character device %u:%u (taken away), whose functions are",
			    MAJOR(cdev->dev), MINOR(cdev->dev));
		cdev_del(cdev);
	}
}

void cdev_set_parent(struct cdev *cdev, struct kobject *kobj)
{
	cdev->kobj.parent = kobj;
}
EXPORT_SYMBOL(cdev_set_parent);

int cdev_device_add(struct cdev *cdev, struct device *dev)
{
	int err = 0;

	if (dev->devt) {
		cdev_set_parent(cdev, &dev->kobj);
		err = cdev_add(cdev, dev->devt, 1);
		if (err)
			return err;
	}
	err = device_add(dev);
	if (err && dev->devt)
		cdev_del(cdev);
	return err;
}
EXPORT_SYMBOL(cdev_device_add);

void cdev_device_del(struct cdev *cdev, struct device *dev)
{
	device_del(dev);
	if (dev->devt)
		cdev_del(cdev);
}
EXPORT_SYMBOL(cdev_device_del);

void cd_forget(struct inode *inode)
{
	spin_lock(&cdev_lock);
	list_del_init(&inode->i_devices);
	inode->i_cdev = NULL;
	spin_unlock(&cdev_lock);
}

/* Under cdev_lock. With a reference, and its module's. */
static struct cdev *find_cdev(dev_t dev)
{
	struct cdev_place *place;

	list_for_each_entry (place, &places, list) {
		struct cdev *cdev = place->cdev;

		if (dev < cdev->dev || dev - cdev->dev >= cdev->count)
			continue;
		if (!try_module_get(cdev->owner))
			return NULL;
		kobject_get(&cdev->kobj);
		return cdev;
	}
	return NULL;
}

static struct cdev *cdev_of(struct inode *inode)
{
	struct cdev *cdev;

	spin_lock(&cdev_lock);
	cdev = inode->i_cdev;
	if (cdev && try_module_get(cdev->owner)) {
		kobject_get(&cdev->kobj);
	} else {
		cdev = find_cdev(inode->i_rdev);
		if (cdev && !inode->i_cdev) {
			inode->i_cdev = cdev;
			list_add(&inode->i_devices, &cdev->list);
		}
	}
	spin_unlock(&cdev_lock);
	return cdev;
}

/* What is opened first: the driver's operations take the place of these. */
static int chrdev_open(struct inode *inode, struct file *file)
{
	struct cdev *cdev = cdev_of(inode);
	const struct file_operations *fops;
	int err = 0;

	if (!cdev) {
		request_module("char-major-%d-%d", imajor(inode), iminor(inode));
		cdev = cdev_of(inode);
	}
	if (!cdev)
		return -ENXIO;
	fops = fops_get(cdev->ops);
	cdev_put(cdev);
	if (!fops)
		return -ENXIO;
	replace_fops(file, fops);
	if (fops->open)
		err = fops->open(inode, file);
	return err;
}

const struct file_operations def_chr_fops = {.open = chrdev_open, .llseek = noop_llseek};

static int no_open(struct inode *inode, struct file *file)
{
	return -ENXIO;
}

static const struct file_operations sock_fops = {.open = no_open};

void init_special_inode(struct inode *inode, umode_t mode, dev_t rdev)
{
	inode->i_mode = mode;
	inode->i_rdev = rdev;
	if (S_ISCHR(mode))
		inode->i_fop = &def_chr_fops;
	else if (S_ISBLK(mode))
		inode->i_fop = &def_blk_fops;
	else if (S_ISFIFO(mode))
		inode->i_fop = &pipefifo_fops;
	else
		inode->i_fop = &sock_fops;
}
EXPORT_SYMBOL(init_special_inode);

/* ---- /proc/devices ---- */

void chrdev_show(struct seq_file *m, off_t major)
{
	struct region *r;

	mutex_lock(&chrdevs_mutex);
	list_for_each_entry (r, &regions, list)
		if (MAJOR(r->from) == major)
			seq_printf(m, "%3d %s\n", MAJOR(r->from), r->name);
	mutex_unlock(&chrdevs_mutex);
}
