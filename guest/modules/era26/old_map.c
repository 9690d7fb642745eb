/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * old_map: a character device of 2.6.10: register_chrdev(), ioctl() with an inode, and two
 * pages that programs map with nopage().
 */
#include <linux/config.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

#define PAGES 2

static int major;
static unsigned long pages[PAGES];

static struct page *old_map_nopage(struct vm_area_struct *vma, unsigned long address, int *type)
{
	unsigned long n = (address - vma->vm_start) / PAGE_SIZE + vma->vm_pgoff;
	struct page *page;

	if (n >= PAGES)
		return NOPAGE_SIGBUS;
	page = virt_to_page(pages[n]);
	get_page(page);
	if (type)
		*type = VM_FAULT_MINOR;
	return page;
}

static struct vm_operations_struct old_map_vm_ops = {
    .nopage = old_map_nopage,
};

static int old_map_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &old_map_vm_ops;
	vma->vm_flags |= VM_RESERVED;
	return 0;
}

/* The first byte of a page. */
static int old_map_ioctl(struct inode *inode, struct file *file, unsigned int cmd,
			 unsigned long arg)
{
	return arg < PAGES ? *(unsigned char *)pages[arg] : -EINVAL;
}

static struct file_operations old_map_fops = {
    .owner = THIS_MODULE,
    .mmap = old_map_mmap,
    .ioctl = old_map_ioctl,
};

static void free_all(void)
{
	int i;

	for (i = 0; i < PAGES; i++)
		free_page(pages[i]);
}

static int __init old_map_init(void)
{
	int i;

	for (i = 0; i < PAGES; i++) {
		pages[i] = get_zeroed_page(GFP_KERNEL);
		if (!pages[i]) {
			free_all();
			return -ENOMEM;
		}
		*(char *)pages[i] = 'a' + i;
	}
	major = register_chrdev(0, "old_map", &old_map_fops);
	if (major < 0)
		free_all();
	return major < 0 ? major : 0;
}

static void __exit old_map_exit(void)
{
	unregister_chrdev(major, "old_map");
	free_all();
}

module_init(old_map_init);
module_exit(old_map_exit);
