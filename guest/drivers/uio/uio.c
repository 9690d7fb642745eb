/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uio: devices that a program drives (linux/uio_driver.h).
 *
 *	/dev/uioN   read 4 bytes: wait for an interrupt more than this reader knows of, get their
 *		    count; write 4 bytes: to the driver, interrupts on or off; mmap of page n: the
 *		    device's memory n
 *
 * A file outlives its driver: from then on everything fails, as uio_device.info is NULL (under
 * info_lock). The device itself goes with the last file. A number is held in uio_idr, under
 * minors_lock.
 */
#include <linux/cdev.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "uio.h"

#define MINORS 256

struct listener {
	struct uio_device *uio;
	s32 known; /* the count it has been given */
};

static DEFINE_IDR(uio_idr);
static DEFINE_MUTEX(minors_lock);
static dev_t first;
static struct cdev uio_cdev;

/* ---- /sys/class/uio ---- */

static ssize_t show_text(struct device *dev, char *buf, bool version)
{
	struct uio_device *uio = dev_get_drvdata(dev);
	ssize_t len = -EINVAL;

	mutex_lock(&uio->info_lock);
	if (uio->info)
		len = sysfs_emit(buf, "%s\n", version ? uio->info->version : uio->info->name);
	mutex_unlock(&uio->info_lock);
	return len;
}

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return show_text(dev, buf, false);
}
static DEVICE_ATTR_RO(name);

static ssize_t version_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return show_text(dev, buf, true);
}
static DEVICE_ATTR_RO(version);

static ssize_t event_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct uio_device *uio = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", (unsigned int)atomic_read(&uio->event));
}
static DEVICE_ATTR_RO(event);

static struct attribute *uio_attrs[] = {&dev_attr_name.attr, &dev_attr_version.attr,
					&dev_attr_event.attr, NULL};
ATTRIBUTE_GROUPS(uio);

static struct class uio_class = {.name = "uio", .dev_groups = uio_groups};

/* ---- events ---- */

void uio_event_notify(struct uio_info *info)
{
	struct uio_device *uio = info->uio_dev;

	atomic_inc(&uio->event);
	wake_up_interruptible(&uio->wait);
	kill_fasync(&uio->async_queue, SIGIO, POLL_IN);
}
EXPORT_SYMBOL_GPL(uio_event_notify);

static irqreturn_t uio_interrupt(int irq, void *dev_id)
{
	struct uio_device *uio = dev_id;
	irqreturn_t ret = uio->info->handler(irq, uio->info);

	if (ret == IRQ_HANDLED)
		uio_event_notify(uio->info);
	return ret;
}

/* ---- the file ---- */

static struct uio_device *get_uio(int minor)
{
	struct uio_device *uio;

	mutex_lock(&minors_lock);
	uio = idr_find(&uio_idr, minor);
	if (uio && !try_module_get(uio->owner))
		uio = NULL;
	if (uio)
		get_device(&uio->dev);
	mutex_unlock(&minors_lock);
	return uio;
}

static void put_uio(struct uio_device *uio)
{
	struct module *owner = uio->owner;

	put_device(&uio->dev);
	module_put(owner);
}

static int uio_open(struct inode *inode, struct file *file)
{
	struct uio_device *uio = get_uio(iminor(inode));
	struct listener *listener;
	int err = 0;

	if (!uio)
		return -ENODEV;
	listener = kmalloc(sizeof(*listener), GFP_KERNEL);
	if (!listener) {
		put_uio(uio);
		return -ENOMEM;
	}
	*listener = (struct listener){uio, atomic_read(&uio->event)};
	file->private_data = listener;
	mutex_lock(&uio->info_lock);
	if (!uio->info)
		err = -EINVAL;
	else if (uio->info->open)
		err = uio->info->open(uio->info, inode);
	mutex_unlock(&uio->info_lock);
	if (err) {
		kfree(listener);
		put_uio(uio);
	}
	return err;
}

static int uio_release(struct inode *inode, struct file *file)
{
	struct listener *listener = file->private_data;
	struct uio_device *uio = listener->uio;
	int err = 0;

	mutex_lock(&uio->info_lock);
	if (uio->info && uio->info->release)
		err = uio->info->release(uio->info, inode);
	mutex_unlock(&uio->info_lock);
	kfree(listener);
	put_uio(uio);
	return err;
}

static int uio_fasync(int fd, struct file *file, int on)
{
	struct listener *listener = file->private_data;

	return fasync_helper(fd, file, on, &listener->uio->async_queue);
}

static bool has_irq(struct uio_device *uio)
{
	bool has;

	mutex_lock(&uio->info_lock);
	has = uio->info && uio->info->irq;
	mutex_unlock(&uio->info_lock);
	return has;
}

static __poll_t uio_poll(struct file *file, poll_table *wait)
{
	struct listener *listener = file->private_data;
	struct uio_device *uio = listener->uio;

	if (!has_irq(uio))
		return -EIO;
	poll_wait(file, &uio->wait, wait);
	return listener->known != atomic_read(&uio->event) ? EPOLLIN | EPOLLRDNORM : 0;
}

static ssize_t uio_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct listener *listener = file->private_data;
	struct uio_device *uio = listener->uio;
	s32 event;
	int err;

	if (count != sizeof(event))
		return -EINVAL;
	if (!has_irq(uio))
		return -EIO;
	if (file->f_flags & O_NONBLOCK && listener->known == atomic_read(&uio->event))
		return -EAGAIN;
	err = wait_event_interruptible(uio->wait, listener->known != atomic_read(&uio->event) ||
						      !READ_ONCE(uio->info));
	if (err)
		return err;
	event = atomic_read(&uio->event);
	if (event == listener->known)
		return -EIO; /* the driver is gone */
	if (copy_to_user(buf, &event, sizeof(event)))
		return -EFAULT;
	listener->known = event;
	return sizeof(event);
}

static ssize_t uio_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct listener *listener = file->private_data;
	struct uio_device *uio = listener->uio;
	s32 irq_on;
	int err;

	if (count != sizeof(irq_on))
		return -EINVAL;
	if (copy_from_user(&irq_on, buf, sizeof(irq_on)))
		return -EFAULT;
	mutex_lock(&uio->info_lock);
	err = !uio->info	       ? -EINVAL
	      : !uio->info->irq	       ? -EIO
	      : !uio->info->irqcontrol ? -ENOSYS
				       : uio->info->irqcontrol(uio->info, irq_on);
	mutex_unlock(&uio->info_lock);
	return err ? err : sizeof(irq_on);
}

/* ---- mapped ---- */

/* Page n is region n, whatever its size. NULL: there is none. */
static struct uio_mem *mem_of(struct uio_device *uio, const struct vm_area_struct *vma)
{
	struct uio_mem *mem;

	if (!uio->info || vma->vm_pgoff >= MAX_UIO_MAPS)
		return NULL;
	mem = &uio->info->mem[vma->vm_pgoff];
	return mem->size ? mem : NULL;
}

static vm_fault_t uio_fault(struct vm_fault *vmf)
{
	struct uio_device *uio = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	struct uio_mem *mem;

	mutex_lock(&uio->info_lock);
	mem = mem_of(uio, vmf->vma);
	if (mem) {
		unsigned long at =
		    (unsigned long)mem->addr + ((vmf->pgoff - vmf->vma->vm_pgoff) << PAGE_SHIFT);

		vmf->page = mem->memtype == UIO_MEM_LOGICAL ? virt_to_page((void *)at)
							    : vmalloc_to_page((void *)at);
		if (vmf->page) {
			get_page(vmf->page);
			ret = 0;
		}
	}
	mutex_unlock(&uio->info_lock);
	return ret;
}

static const struct vm_operations_struct page_ops = {.fault = uio_fault};
static const struct vm_operations_struct device_ops = {};

static int map_device(struct vm_area_struct *vma, const struct uio_mem *mem)
{
	unsigned long bytes = vma->vm_end - vma->vm_start;

	if (mem->addr & ~PAGE_MASK)
		return -ENODEV;
	if (bytes > mem->size)
		return -EINVAL;
	vma->vm_ops = &device_ops;
	if (mem->memtype == UIO_MEM_PHYS)
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, mem->addr >> PAGE_SHIFT, bytes,
			       vma->vm_page_prot);
}

static int map_region(struct uio_device *uio, struct vm_area_struct *vma)
{
	struct uio_mem *mem = mem_of(uio, vma);
	unsigned long pages;

	if (!mem)
		return -EINVAL;
	pages = ((mem->addr & ~PAGE_MASK) + mem->size + PAGE_SIZE - 1) >> PAGE_SHIFT;
	if (vma_pages(vma) > pages)
		return -EINVAL;
	vma->vm_private_data = uio;
	if (uio->info->mmap)
		return uio->info->mmap(uio->info, vma);
	switch (mem->memtype) {
	case UIO_MEM_PHYS:
	case UIO_MEM_IOVA:
		return map_device(vma, mem);
	case UIO_MEM_LOGICAL:
	case UIO_MEM_VIRTUAL:
		vma->vm_flags |= VM_DONTEXPAND | VM_DONTDUMP;
		vma->vm_ops = &page_ops;
		return 0;
	default:
		return -EINVAL;
	}
}

static int uio_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct listener *listener = file->private_data;
	int err;

	mutex_lock(&listener->uio->info_lock);
	err = map_region(listener->uio, vma);
	mutex_unlock(&listener->uio->info_lock);
	return err;
}

static const struct file_operations uio_fops = {
    .owner = THIS_MODULE,
    .open = uio_open,
    .release = uio_release,
    .read = uio_read,
    .write = uio_write,
    .mmap = uio_mmap,
    .poll = uio_poll,
    .fasync = uio_fasync,
    .llseek = noop_llseek,
};

/* ---- drivers ---- */

static void free_uio(struct device *dev)
{
	kfree(container_of(dev, struct uio_device, dev));
}

static void give_back_minor(struct uio_device *uio)
{
	mutex_lock(&minors_lock);
	idr_remove(&uio_idr, uio->minor);
	mutex_unlock(&minors_lock);
}

static struct uio_device *new_uio(struct module *owner, struct device *parent, int *err)
{
	struct uio_device *uio = kzalloc(sizeof(*uio), GFP_KERNEL);

	*err = -ENOMEM;
	if (!uio)
		return NULL;
	uio->owner = owner;
	mutex_init(&uio->info_lock);
	init_waitqueue_head(&uio->wait);
	mutex_lock(&minors_lock);
	uio->minor = idr_alloc(&uio_idr, uio, 0, MINORS, GFP_KERNEL);
	mutex_unlock(&minors_lock);
	if (uio->minor < 0) {
		*err = uio->minor == -ENOSPC ? -EINVAL : uio->minor;
		kfree(uio);
		return NULL;
	}
	device_initialize(&uio->dev);
	uio->dev.devt = first + uio->minor;
	uio->dev.class = &uio_class;
	uio->dev.parent = parent;
	uio->dev.release = free_uio;
	dev_set_drvdata(&uio->dev, uio);
	return uio;
}

static int start(struct uio_device *uio, struct uio_info *info)
{
	int err = dev_set_name(&uio->dev, "uio%d", uio->minor);

	if (!err)
		err = device_add(&uio->dev);
	if (err)
		return err;
	uio->info = info;
	err = uio_show_regions(uio);
	if (err)
		goto remove;
	info->uio_dev = uio;
	if (info->irq && info->irq != UIO_IRQ_CUSTOM)
		err = request_irq(info->irq, uio_interrupt, info->irq_flags, info->name, uio);
	if (!err)
		return 0;
	info->uio_dev = NULL;
	uio_hide_regions(uio);
remove:
	uio->info = NULL;
	device_del(&uio->dev);
	return err;
}

int __uio_register_device(struct module *owner, struct device *parent, struct uio_info *info)
{
	struct uio_device *uio;
	int err;

	if (!parent || !info || !info->name || !info->version)
		return -EINVAL;
	info->uio_dev = NULL;
	uio = new_uio(owner, parent, &err);
	if (!uio)
		return err;
	err = start(uio, info);
	if (err) {
		give_back_minor(uio);
		put_device(&uio->dev);
	}
	return err;
}
EXPORT_SYMBOL_GPL(__uio_register_device);

void uio_unregister_device(struct uio_info *info)
{
	struct uio_device *uio;

	if (!info || !info->uio_dev)
		return;
	uio = info->uio_dev;
	if (info->irq && info->irq != UIO_IRQ_CUSTOM)
		free_irq(info->irq, uio);
	mutex_lock(&uio->info_lock);
	uio_hide_regions(uio);
	uio->info = NULL;
	mutex_unlock(&uio->info_lock);
	wake_up_interruptible(&uio->wait);
	kill_fasync(&uio->async_queue, SIGIO, POLL_HUP);
	give_back_minor(uio);
	device_unregister(&uio->dev);
	info->uio_dev = NULL;
}
EXPORT_SYMBOL_GPL(uio_unregister_device);

static void unregister_action(void *info)
{
	uio_unregister_device(info);
}

int __devm_uio_register_device(struct module *owner, struct device *parent, struct uio_info *info)
{
	int err = __uio_register_device(owner, parent, info);

	return err ? err : devm_add_action_or_reset(parent, unregister_action, info);
}
EXPORT_SYMBOL_GPL(__devm_uio_register_device);

static int __init uio_init(void)
{
	int err = class_register(&uio_class);

	if (!err)
		err = alloc_chrdev_region(&first, 0, MINORS, "uio");
	if (err)
		return err;
	cdev_init(&uio_cdev, &uio_fops);
	return cdev_add(&uio_cdev, first, MINORS);
}
subsys_initcall(uio_init);
