/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pin_3_10: a device of 3.10: what a program writes is read from its page, which is pinned by
 * get_user_pages() of a task and its mm; who reads (aio_read(), by iovec) sleeps until then on a
 * queue looked at by hand.
 */
#include <linux/aio.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <asm/uaccess.h>

MODULE_LICENSE("GPL");

static char kept[16];
static DECLARE_WAIT_QUEUE_HEAD(readers);

static ssize_t pin_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	unsigned long off = offset_in_page(buf);
	size_t n = min3(count, sizeof(kept) - 1, (size_t)(PAGE_SIZE - off));
	struct page *page;
	int got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages(current, current->mm, (unsigned long)buf, 1, 0, 0, &page, NULL);
	up_read(&current->mm->mmap_sem);
	if (got != 1)
		return got < 0 ? got : -EFAULT;
	memcpy(kept, (char *)kmap(page) + off, n);
	kunmap(page);
	page_cache_release(page);
	pr_info("pin_3_10: %d wait\n", !list_empty(&readers.task_list));
	wake_up_interruptible(&readers);
	return n;
}

static ssize_t pin_aio_read(struct kiocb *iocb, const struct iovec *iov, unsigned long nr,
			    loff_t pos)
{
	size_t count;
	DEFINE_WAIT(wait);

	if (pos || nr != 1 || !is_sync_kiocb(iocb))
		return 0;
	while (!kept[0]) {
		prepare_to_wait(&readers, &wait, TASK_INTERRUPTIBLE);
		if (!kept[0] && !signal_pending(current))
			schedule();
		finish_wait(&readers, &wait);
		if (signal_pending(current))
			return -ERESTARTSYS;
	}
	count = min(iov->iov_len, strlen(kept));
	if (!access_ok(VERIFY_WRITE, iov->iov_base, count) ||
	    __copy_to_user(iov->iov_base, kept, count))
		return -EFAULT;
	iocb->ki_pos += count;
	return count;
}

static const struct file_operations pin_fops = {
    .owner = THIS_MODULE,
    .aio_read = pin_aio_read,
    .write = pin_write,
};

static struct miscdevice pin_misc = {
    .minor = MISC_DYNAMIC_MINOR, .name = "pin_3_10", .fops = &pin_fops};

static int __init pin_init(void)
{
	pr_info("pin_3_10: %x\n", LINUX_VERSION_CODE);
	return misc_register(&pin_misc);
}

static void __exit pin_exit(void)
{
	misc_deregister(&pin_misc);
}

module_init(pin_init);
module_exit(pin_exit);
