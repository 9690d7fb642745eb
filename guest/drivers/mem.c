/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mem: major 1: /dev/mem, null, port, zero, full, random, urandom, kmsg.
 *
 * /dev/mem reaches all physical memory, by reading and writing what is RAM and by mmap() the
 * rest, too: a teaching kernel hides nothing from root.
 */
#include <linux/capability.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

/* ---- null, zero, full ---- */

static ssize_t read_null(struct kiocb *iocb, struct iov_iter *to)
{
	return 0;
}

static ssize_t write_null(struct kiocb *iocb, struct iov_iter *from)
{
	size_t count = iov_iter_count(from);

	iov_iter_advance(from, count);
	return count;
}

static ssize_t read_zero(struct kiocb *iocb, struct iov_iter *to)
{
	size_t done = 0, n, now;

	while (iov_iter_count(to)) {
		now = min_t(size_t, iov_iter_count(to), PAGE_SIZE);
		n = iov_iter_zero(now, to);
		done += n;
		if (n < now)
			return done ? (ssize_t)done : -EFAULT;
		if (signal_pending(current))
			break;
		cond_resched();
	}
	return done;
}

static ssize_t write_full(struct kiocb *iocb, struct iov_iter *from)
{
	return -ENOSPC;
}

static loff_t null_llseek(struct file *file, loff_t off, int whence)
{
	return file->f_pos = 0;
}

/* A private mapping of it is memory like any other. */
static int mmap_zero(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return -ENODEV;
	vma->vm_ops = NULL;
	return 0;
}

static const struct file_operations null_fops = {
    .llseek = null_llseek, .read_iter = read_null, .write_iter = write_null};
static const struct file_operations zero_fops = {
    .llseek = null_llseek, .read_iter = read_zero, .write_iter = write_null, .mmap = mmap_zero};
static const struct file_operations full_fops = {
    .llseek = null_llseek, .read_iter = read_zero, .write_iter = write_full};

/* ---- mem ---- */

static loff_t mem_llseek(struct file *file, loff_t off, int whence)
{
	return no_seek_end_llseek(file, off, whence);
}

static int open_mem(struct inode *inode, struct file *file)
{
	return capable(CAP_SYS_RAWIO) ? 0 : -EPERM;
}

static ssize_t rw_mem(char __user *buf, size_t count, loff_t *pos, bool write)
{
	size_t done = 0;

	while (done < count) {
		unsigned long pfn = *pos >> PAGE_SHIFT;
		size_t off = *pos & ~PAGE_MASK, n = min(count - done, (size_t)PAGE_SIZE - off),
		       left;
		char *addr;

		if (*pos >> PAGE_SHIFT >= max_pfn)
			return done ? (ssize_t)done : (write ? -EFAULT : 0);
		addr = kmap_local_page(pfn_to_page(pfn));
		left = write ? copy_from_user(addr + off, buf + done, n)
			     : copy_to_user(buf + done, addr + off, n);
		kunmap_local(addr);
		*pos += n - left;
		done += n - left;
		if (left)
			return done ? (ssize_t)done : -EFAULT;
		cond_resched();
	}
	return done;
}

static ssize_t read_mem(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return rw_mem(buf, count, pos, false);
}

static ssize_t write_mem(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return rw_mem((char __user *)buf, count, pos, true);
}

extern __typeof__(remap_pfn_range) remap_pfn_range __weak;

static int mmap_mem(struct file *file, struct vm_area_struct *vma)
{
	if (!remap_pfn_range)
		return -ENODEV;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}

static const struct file_operations mem_fops = {
    .llseek = mem_llseek, .read = read_mem, .write = write_mem, .mmap = mmap_mem, .open = open_mem};

static ssize_t read_port(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	unsigned long port = *pos;
	size_t done;

	for (done = 0; done < count && port < 65536; done++, port++)
		if (put_user(inb(port), buf + done))
			return -EFAULT;
	*pos = port;
	return done;
}

static ssize_t write_port(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	unsigned long port = *pos;
	size_t done;
	u8 byte;

	for (done = 0; done < count && port < 65536; done++, port++) {
		if (get_user(byte, (const u8 __user *)buf + done))
			return done ? (ssize_t)done : -EFAULT;
		outb(byte, port);
	}
	*pos = port;
	return done;
}

static const struct file_operations port_fops = {
    .llseek = mem_llseek, .read = read_port, .write = write_port, .open = open_mem};

/* ---- random ---- */

static ssize_t read_random(struct kiocb *iocb, struct iov_iter *to)
{
	u8 bytes[64];
	size_t done = 0, n, copied;

	while (iov_iter_count(to)) {
		n = min(sizeof(bytes), iov_iter_count(to));
		get_random_bytes(bytes, n);
		copied = copy_to_iter(bytes, n, to);
		done += copied;
		if (copied < n)
			return done ? (ssize_t)done : -EFAULT;
		if (signal_pending(current))
			break;
	}
	return done;
}

static __poll_t poll_random(struct file *file, poll_table *table)
{
	return EPOLLIN | EPOLLRDNORM | EPOLLOUT | EPOLLWRNORM;
}

static const struct file_operations random_fops = {
    .llseek = noop_llseek, .read_iter = read_random, .write_iter = write_null, .poll = poll_random};

/* ---- the minors ---- */

static const struct {
	const char *name;
	const struct file_operations *fops;
	umode_t mode;
} minors[] = {
    [1] = {"mem", &mem_fops, 0640},	   [3] = {"null", &null_fops, 0666},
    [4] = {"port", &port_fops, 0640},	   [5] = {"zero", &zero_fops, 0666},
    [7] = {"full", &full_fops, 0666},	   [8] = {"random", &random_fops, 0666},
    [9] = {"urandom", &random_fops, 0666}, [11] = {"kmsg", &kmsg_fops, 0644},
};

static int memory_open(struct inode *inode, struct file *file)
{
	unsigned int minor = iminor(inode);

	if (minor >= ARRAY_SIZE(minors) || !minors[minor].fops)
		return -ENXIO;
	file->f_op = minors[minor].fops;
	return file->f_op->open ? file->f_op->open(inode, file) : 0;
}

static const struct file_operations memory_fops = {.open = memory_open, .llseek = noop_llseek};

static char *mem_devnode(struct device *dev, umode_t *mode)
{
	if (mode && minors[MINOR(dev->devt)].mode)
		*mode = minors[MINOR(dev->devt)].mode;
	return NULL;
}

static int __init mem_dev_init(void)
{
	struct class *class;
	unsigned int i;

	if (register_chrdev(1, "mem", &memory_fops))
		return -EBUSY;
	class = class_create(THIS_MODULE, "mem");
	if (IS_ERR(class))
		return PTR_ERR(class);
	class->devnode = mem_devnode;
	for (i = 0; i < ARRAY_SIZE(minors); i++)
		if (minors[i].name)
			device_create(class, NULL, MKDEV(1, i), NULL, "%s", minors[i].name);
	return 0;
}
fs_initcall(mem_dev_init);
