/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * map_4_9: a device of 4.9: two pages that programs map, by fault(vma, vmf) and page_mkwrite();
 * /proc/map_4_9 with file_operations; a timer that is given a number; a file read by the kernel.
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/timer.h>

MODULE_LICENSE("GPL");

#define PAGES 2

static unsigned long pages[PAGES], ticks;
static int faults, writes;
static struct timespec loaded;
static struct timer_list tick;

static int map_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	unsigned long n = ((unsigned long)vmf->virtual_address - vma->vm_start) >> PAGE_SHIFT;

	if (n + vma->vm_pgoff >= PAGES)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(pages[n + vma->vm_pgoff]);
	get_page(vmf->page);
	faults++;
	return 0;
}

static int map_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	if (vma->vm_private_data != pages)
		return VM_FAULT_SIGBUS;
	lock_page(vmf->page);
	writes++;
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct map_vm_ops = {
    .fault = map_fault,
    .page_mkwrite = map_page_mkwrite,
};

static int map_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &map_vm_ops;
	vma->vm_private_data = pages;
	return 0;
}

/* The first byte of a page. */
static long map_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return arg < PAGES ? *(unsigned char *)pages[arg] : -EINVAL;
}

static const struct file_operations map_fops = {
    .owner = THIS_MODULE,
    .mmap = map_mmap,
    .unlocked_ioctl = map_ioctl,
};

static struct miscdevice map_misc = {MISC_DYNAMIC_MINOR, "map_4_9", &map_fops};

static int map_show(struct seq_file *m, void *v)
{
	struct timespec now, age;

	getnstimeofday(&now);
	age = timespec_sub(now, loaded);
	seq_printf(m, "faults %d writes %d\n", faults, writes);
	seq_printf(m, "ticked %s\n", ticks > 40 ? "often" : "not yet");
	seq_printf(m, "older %d\n", timespec_to_ns(&age) > NSEC_PER_SEC / 2);
	return 0;
}

static int map_open(struct inode *inode, struct file *file)
{
	return single_open(file, map_show, PDE_DATA(inode));
}

static const struct file_operations map_proc_fops = {
    .open = map_open,
    .read = seq_read,
    .llseek = seq_lseek,
    .release = single_release,
};

static void on_tick(unsigned long step)
{
	ticks += step;
	mod_timer(&tick, jiffies + HZ / 10);
}

/* The first word of a file. */
static void __init show_word(const char *path)
{
	struct file *file = filp_open(path, O_RDONLY, 0);
	char word[6] = "";

	if (IS_ERR(file))
		return;
	if (kernel_read(file, 0, word, sizeof(word) - 1) > 0)
		pr_info("map_4_9: %s begins with %s\n", path, word);
	filp_close(file, NULL);
}

static int __init map_init(void)
{
	int i, err;

	for (i = 0; i < PAGES; i++) {
		pages[i] = get_zeroed_page(GFP_KERNEL);
		if (!pages[i])
			goto no_memory;
		*(char *)pages[i] = 'a' + i;
	}
	err = misc_register(&map_misc);
	if (err)
		goto free;
	proc_create("map_4_9", 0444, NULL, &map_proc_fops);
	getnstimeofday(&loaded);
	setup_timer(&tick, on_tick, 10);
	mod_timer(&tick, jiffies + HZ / 10);
	show_word("/proc/version");
	return 0;

no_memory:
	err = -ENOMEM;
free:
	for (i = 0; i < PAGES; i++)
		free_page(pages[i]);
	return err;
}

static void __exit map_exit(void)
{
	int i;

	del_timer_sync(&tick);
	remove_proc_entry("map_4_9", NULL);
	misc_deregister(&map_misc);
	for (i = 0; i < PAGES; i++)
		free_page(pages[i]);
}

module_init(map_init);
module_exit(map_exit);
