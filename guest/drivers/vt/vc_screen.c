/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vc_screen: what a terminal of the screen shows, as a file (vcs(4)): /dev/vcsN its characters,
 * /dev/vcsaN rows, columns, the cursor's place, then characters and attributes. 0: the one in
 * front.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/uaccess.h>

#include "vt.h"

#define WITH_ATTRIBUTES 128
#define HEADER_BYTES	4
#define CHUNK		256

static bool with_attributes(const struct inode *inode)
{
	return MINOR(inode->i_rdev) >= WITH_ATTRIBUTES;
}

static loff_t bytes_of(const struct inode *inode)
{
	return with_attributes(inode) ? HEADER_BYTES + 2 * VT_CELLS : VT_CELLS;
}

static struct vt *vt_of(const struct inode *inode)
{
	unsigned int number = MINOR(inode->i_rdev) % WITH_ATTRIBUTES;

	return number ? vt_find(number) : vt_front();
}

/* The byte at that place of the file; NULL: one of the header. */
static u8 *place(struct vt *vt, bool attributes, loff_t pos)
{
	u8 *cells = (u8 *)vt_live_cells(vt);

	if (!attributes)
		return cells + 2 * pos;
	return pos < HEADER_BYTES ? NULL : cells + pos - HEADER_BYTES;
}

static u8 header(const struct vt *vt, loff_t pos)
{
	const u8 bytes[HEADER_BYTES] = {VT_ROWS, VT_COLUMNS, vt->pen.x, vt->pen.y};

	return bytes[pos];
}

static ssize_t vcs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const struct inode *inode = file_inode(file);
	bool attributes = with_attributes(inode);
	loff_t size = bytes_of(inode);
	size_t done = 0, n;
	u8 chunk[CHUNK], *at;
	unsigned long flags;
	struct vt *vt;

	for (; done < count && *pos < size; done += n, *pos += n) {
		spin_lock_irqsave(&vt_lock, flags);
		vt = vt_of(inode);
		for (n = 0; vt && n < CHUNK && done + n < count && *pos + n < size; n++) {
			at = place(vt, attributes, *pos + n);
			chunk[n] = at ? *at : header(vt, *pos + n);
		}
		spin_unlock_irqrestore(&vt_lock, flags);
		if (!vt)
			return -ENXIO;
		if (copy_to_user(buf + done, chunk, n))
			return done ? (ssize_t)done : -EFAULT;
	}
	return done;
}

static ssize_t vcs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	const struct inode *inode = file_inode(file);
	bool attributes = with_attributes(inode);
	loff_t size = bytes_of(inode);
	size_t done = 0, n, i;
	u8 chunk[CHUNK], *at;
	unsigned long flags;
	struct vt *vt;

	for (; done < count && *pos < size; done += n, *pos += n) {
		n = min3(count - done, sizeof(chunk), (size_t)(size - *pos));
		if (copy_from_user(chunk, buf + done, n))
			return done ? (ssize_t)done : -EFAULT;
		spin_lock_irqsave(&vt_lock, flags);
		vt = vt_of(inode);
		for (i = 0; vt && i < n; i++) {
			at = place(vt, attributes, *pos + i);
			if (at)
				*at = chunk[i];
		}
		spin_unlock_irqrestore(&vt_lock, flags);
		if (!vt)
			return -ENXIO;
	}
	return done || !count ? (ssize_t)done : -ENOSPC;
}

static loff_t vcs_lseek(struct file *file, loff_t offset, int whence)
{
	return fixed_size_llseek(file, offset, whence, bytes_of(file_inode(file)));
}

static int vcs_open(struct inode *inode, struct file *file)
{
	return vt_of(inode) ? 0 : -ENXIO;
}

static const struct file_operations vcs_fops = {
    .llseek = vcs_lseek, .read = vcs_read, .write = vcs_write, .open = vcs_open};

static int __init vcs_init(void)
{
	struct class *class = class_create(THIS_MODULE, "vc");
	int i;

	if (IS_ERR(class))
		return PTR_ERR(class);
	if (__register_chrdev(VCS_MAJOR, 0, 256, "vcs", &vcs_fops))
		return -EBUSY;
	for (i = 0; i <= 1; i++) {
		device_create(class, NULL, MKDEV(VCS_MAJOR, i), NULL, i ? "vcs1" : "vcs");
		device_create(class, NULL, MKDEV(VCS_MAJOR, WITH_ATTRIBUTES + i), NULL,
			      i ? "vcsa1" : "vcsa");
	}
	return 0;
}
device_initcall(vcs_init);
