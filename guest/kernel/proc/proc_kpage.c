/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_kpage: /proc/kpagecount and /proc/kpageflags: of each frame 64 bits, how many times
 * programs show it, and what it is, in the numbers of Documentation/admin-guide/mm/pagemap.
 */
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/proc_fs.h>
#include <linux/rmap.h>
#include <linux/uaccess.h>

#define CHUNK 64

enum {
	KPF_BUDDY = 10,
	KPF_MMAP = 11,
	KPF_ANON = 12,
	KPF_SLAB = 7,
	KPF_ZERO_PAGE = 24,
};

/* Flags that are told as they are. */
static const struct {
	u8 ours, theirs;
} same[] = {
    {PG_locked, 0}, {PG_referenced, 2}, {PG_uptodate, 3}, {PG_dirty, 4},      {PG_lru, 5},
    {PG_active, 6}, {PG_writeback, 8},	{PG_reclaim, 9},  {PG_swapcache, 13}, {PG_swapbacked, 14},
    {PG_head, 15},  {PG_tail, 16},	{PG_table, 26},	  {PG_reserved, 32},  {PG_private, 35},
};

/* The head of a block knows its order; a page of it has none of its own. */
static bool is_free(unsigned long pfn)
{
	unsigned int order;

	for (order = 0; order < MAX_ORDER; order++) {
		const struct page *head = pfn_to_page(pfn & ~((1ul << order) - 1));

		if (PageBuddy(head) && page_private(head) >= order)
			return true;
	}
	return false;
}

static u64 flags_of(unsigned long pfn)
{
	const struct page *page = pfn_to_page(pfn);
	const struct page *head = PageTail(page) ? page->first_page : page;
	u64 flags = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(same); i++)
		if (page->flags & BIT(same[i].ours))
			flags |= BIT_ULL(same[i].theirs);
	if (PageSlab(page) || PageSlab(head))
		return flags | BIT_ULL(KPF_SLAB);
	if (is_free(pfn))
		return flags | BIT_ULL(KPF_BUDDY);
	if (page == empty_zero_page)
		flags |= BIT_ULL(KPF_ZERO_PAGE);
	if (page_mapped(page))
		flags |= BIT_ULL(KPF_MMAP);
	if (page_mapped(page) && PageAnon(page))
		flags |= BIT_ULL(KPF_ANON);
	return flags;
}

/* Frames that belong to programs' memory; what others keep in its place is no count. */
static u64 count_of(unsigned long pfn)
{
	const struct page *page = pfn_to_page(pfn);

	if (PageSlab(page) || PageBuddy(page) || PageTable(page) || PageTail(page))
		return 0;
	return page_mapcount(page) > 0 ? page_mapcount(page) : 0;
}

static ssize_t read_frames(char __user *buf, size_t count, loff_t *pos, u64 (*get)(unsigned long))
{
	u64 entries[CHUNK];
	ssize_t done = 0;
	int i, n;

	if (*pos < 0 || *pos % 8 || count % 8)
		return -EINVAL;
	while (done < count && *pos >> 3 < max_mapnr) {
		unsigned long pfn = *pos >> 3;

		n = min3((size_t)CHUNK, (count - done) / 8, (size_t)(max_mapnr - pfn));
		for (i = 0; i < n; i++)
			entries[i] = get(pfn + i);
		if (copy_to_user(buf + done, entries, n * 8))
			return done ? done : -EFAULT;
		done += n * 8;
		*pos += n * 8;
		cond_resched();
	}
	return done;
}

static ssize_t kpagecount_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return read_frames(buf, count, pos, count_of);
}

static ssize_t kpageflags_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return read_frames(buf, count, pos, flags_of);
}

static const struct proc_ops kpagecount_ops = {.proc_read = kpagecount_read,
					       .proc_lseek = default_llseek};
static const struct proc_ops kpageflags_ops = {.proc_read = kpageflags_read,
					       .proc_lseek = default_llseek};

static int __init proc_kpage_init(void)
{
	proc_create("kpagecount", 0400, NULL, &kpagecount_ops);
	proc_create("kpageflags", 0400, NULL, &kpageflags_ops);
	return 0;
}
fs_initcall(proc_kpage_init);
