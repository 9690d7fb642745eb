/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs' memory, more than there is, on the swap area that tests/guest/test_swap.py has
 * made of the disk hdb. A kernel thread borrows an address space and uses it as a program.
 */
#include <linux/blkdev.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/proc_fs.h>
#include <linux/sched/mm.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/swap.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

#define NODE "/swaptest"

static unsigned long event(enum vm_event_item item)
{
	unsigned long events[NR_VM_EVENT_ITEMS];

	all_vm_events(events);
	return events[item];
}

static u32 next(u32 *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static bool make_node(struct selftest *t)
{
	struct block_device *bdev = blkdev_find_name("hdb");
	struct dentry *dentry;
	struct path path;
	char magic[10];
	int err;

	if (!bdev || blkdev_read(bdev, magic, 10, PAGE_SIZE - 10) != 10 ||
	    memcmp(magic, "SWAPSPACE2", 10)) {
		selftest_skip(t, "hdb is no swap area");
		return false;
	}
	dentry = kern_path_create(AT_FDCWD, NODE, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry) == -EEXIST;
	err = vfs_mknod(&init_user_ns, path.dentry->d_inode, dentry, S_IFBLK | 0600, bdev->bd_dev);
	done_path_create(&path, dentry);
	return EXPECT_EQ(t, err, 0);
}

/* The name, where the system call looks for it. */
static long call_swap(long (*call)(const struct pt_regs *regs), unsigned long at)
{
	struct pt_regs regs = {.bx = at};

	if (copy_to_user((void __user *)at, NODE, sizeof(NODE)))
		return -EFAULT;
	return call(&regs);
}

long sys_swapon(const struct pt_regs *regs);
long sys_swapoff(const struct pt_regs *regs);

static u32 value(unsigned long n, u16 version)
{
	return n * 2654435761u ^ version * 40503u;
}

struct program {
	unsigned long start, pages;
	u16 *versions;
	unsigned int wrong;
};

static void touch(struct program *p, unsigned long n, bool write)
{
	u32 __user *at = (u32 __user *)(p->start + n * PAGE_SIZE + n % 1000 * 4);
	u32 word = 0;

	p->wrong += get_user(word, at) != 0;
	p->wrong += word != (p->versions[n] ? value(n, p->versions[n]) : 0);
	if (write)
		p->wrong += put_user(value(n, ++p->versions[n]), at) != 0;
}

static unsigned long map(unsigned long bytes)
{
	return vm_mmap(NULL, 0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, 0);
}

static void run(struct selftest *t, struct program *p)
{
	u32 state = 20261121, i;
	unsigned long n;

	for (n = 0; n < p->pages; n++)
		touch(p, n, true);
	for (n = 0; n < p->pages; n++)
		touch(p, n, n % 3 == 0);
	EXPECT_EQ(t, p->wrong, 0);
	/* most of it in a corner, now and then anywhere */
	for (i = 0; i < 6000; i++) {
		n = next(&state) % (i % 16 ? p->pages / 16 : p->pages);
		touch(p, n, next(&state) & 1);
	}
	EXPECT_EQ(t, p->wrong, 0);
}

static void check_proc(struct selftest *t)
{
	static char text[4096];

	EXPECT(t, proc_read_text("swaps", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, NODE) && strstr(text, "partition"));
	EXPECT(t, proc_read_text("meminfo", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, "SwapTotal:") && !strstr(text, "SwapTotal:             0 kB"));
}

/* What fits comes back when the area goes, and is right. */
static void swap_off(struct selftest *t, struct program *p, unsigned long spare)
{
	unsigned long keep = p->pages / 4, n;

	EXPECT_EQ(t, vm_munmap(p->start + keep * PAGE_SIZE, (p->pages - keep) * PAGE_SIZE), 0);
	EXPECT_EQ(t, call_swap(sys_swapoff, spare), 0);
	EXPECT_EQ(t, get_nr_swap_pages(), 0);
	EXPECT_EQ(t, total_swapcache_pages(), 0);
	for (n = 0; n < keep; n++)
		touch(p, n, false);
	EXPECT_EQ(t, p->wrong, 0);
	EXPECT_EQ(t, current->mm->rss_stat[MM_SWAPENTS], 0);
}

SELFTEST(swap, more_than_there_is)
{
	unsigned long out = event(PSWPOUT), in = event(PSWPIN), spare, before;
	struct program p = {.pages = totalram_pages() * 3 / 2};
	struct mm_struct *mm;

	if (!make_node(t))
		return;
	before = nr_free_pages();
	p.versions = vzalloc(p.pages * sizeof(*p.versions));
	mm = mm_alloc();
	if (!EXPECT(t, mm && p.versions))
		return;
	kthread_use_mm(mm);
	spare = map(PAGE_SIZE);
	EXPECT_EQ(t, call_swap(sys_swapon, spare), 0);
	EXPECT_EQ(t, call_swap(sys_swapon, spare), -EBUSY);
	p.start = map(p.pages * PAGE_SIZE);
	if (EXPECT(t, !IS_ERR_VALUE(p.start))) {
		run(t, &p);
		EXPECT(t, event(PSWPOUT) - out > p.pages / 4);
		EXPECT(t, event(PSWPIN) - in > p.pages / 8);
		check_proc(t);
		swap_off(t, &p, spare);
	}
	kthread_unuse_mm(mm);
	mmput(mm);
	vfree(p.versions);
	drop_pagecache();
	drain_all_pages();
	/* page tables of this size are gone; what slabs and the page cache keep is little */
	EXPECT(t, nr_free_pages() + 200 > before);
}
