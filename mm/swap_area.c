/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * swap_area: where swapped pages lie.
 *
 * 1. Purpose. Programs may use more memory than there is, as long as they do not use all of
 *    it at once; what they have made themselves has no file to go to, so it goes here.
 *
 * 2. Structures. An area is a partition, a disk or a file, of pages. Page 0 says how many
 *    there are and which are bad (mkswap's format, version 1). For each page there is a
 *    count of those who have it: entries of page tables, and one more for the swap cache.
 *
 *	counts  [ - | 0 | 0 | 3 | 2 | 1 | 0 ... ]
 *	          ^       ^
 *	     header     scanned from where the last one was given out, so that what goes
 *	                out together lies together
 *
 *    A file's pages lie where its file system has put them; the runs are in a table.
 *
 * 3. Invariants. A place with a count of 0 is free; one that is bad, or the header, never is.
 *    nr_swap_pages is the number of the free ones of areas that take new pages.
 *
 * 4. Locking and context. swap_lock for counts and areas; it is taken inside of
 *    page_table_lock. swapon and swapoff: process context, one at a time.
 *
 * 5. Failure. No place: the page stays in memory. swapoff of more than fits: -ENOMEM, and
 *    the area goes on.
 */
#include <linux/blkdev.h>
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/swap.h>
#include <linux/syscalls.h>
#include <linux/vmalloc.h>

#define COUNT_MAX    0x7ffe
#define COUNT_BAD    0x7fff
#define SIGNATURE    "SWAPSPACE2"
#define BADPAGES_MAX ((PAGE_SIZE - 1024 - 512 - 10) / sizeof(u32))

struct swap_header {
	char boot_bits[1024];
	u32 version, last_page, nr_badpages;
	u8 uuid[16], volume[16];
	u32 padding[117];
	u32 badpages[];
};

/* A run of a file's pages on the disk. */
struct swap_extent {
	unsigned long first, pages;
	sector_t sector;
};

struct swap_area {
	bool used, writable; /* takes new pages */
	int prio;
	unsigned long max; /* pages, the header included */
	unsigned long pages, inuse, next;
	u16 *counts;
	struct block_device *bdev;
	struct file *file;
	bool is_file;
	struct swap_extent *extents; /* of a file */
	unsigned int nr_extents;
	char name[64];
};

static struct swap_area areas[MAX_SWAPFILES];
static DEFINE_SPINLOCK(swap_lock);
static DEFINE_MUTEX(swapon_mutex);
static long nr_swap_pages;
static int least_prio;
long total_swap_pages;

long get_nr_swap_pages(void)
{
	return READ_ONCE(nr_swap_pages);
}

void si_swapinfo(struct sysinfo *val)
{
	val->totalswap = total_swap_pages;
	val->freeswap = nr_swap_pages;
}

/* ---- places; under swap_lock ---- */

static struct swap_area *area_of(swp_entry_t entry)
{
	struct swap_area *area;

	if (swp_type(entry) >= MAX_SWAPFILES)
		return NULL;
	area = &areas[swp_type(entry)];
	return area->used && swp_offset(entry) < area->max ? area : NULL;
}

static unsigned long scan(const struct swap_area *area, unsigned long from, unsigned long to)
{
	for (; from < to; from++)
		if (!area->counts[from])
			return from;
	return 0;
}

static struct swap_area *best_area(void)
{
	struct swap_area *area, *best = NULL;

	for (area = areas; area < areas + MAX_SWAPFILES; area++)
		if (area->used && area->writable && area->inuse < area->pages &&
		    (!best || area->prio > best->prio))
			best = area;
	return best;
}

bool get_swap_page(swp_entry_t *entry)
{
	struct swap_area *area;
	unsigned long at = 0;

	spin_lock(&swap_lock);
	area = best_area();
	if (area) {
		at = scan(area, area->next, area->max);
		if (!at)
			at = scan(area, 1, area->next);
	}
	if (at) {
		area->counts[at] = 1;
		area->next = at + 1 < area->max ? at + 1 : 1;
		area->inuse++;
		nr_swap_pages--;
		*entry = swp_entry(area - areas, at);
	}
	spin_unlock(&swap_lock);
	return at;
}

bool swap_duplicate(swp_entry_t entry)
{
	struct swap_area *area;
	bool ok = false;

	spin_lock(&swap_lock);
	area = area_of(entry);
	if (area && area->counts[swp_offset(entry)] &&
	    area->counts[swp_offset(entry)] < COUNT_MAX) {
		area->counts[swp_offset(entry)]++;
		ok = true;
	}
	spin_unlock(&swap_lock);
	return ok;
}

/* A count that has reached its maximum stays there: nobody knows any more. */
void swap_free(swp_entry_t entry)
{
	struct swap_area *area;
	u16 *count;

	spin_lock(&swap_lock);
	area = area_of(entry);
	count = area ? &area->counts[swp_offset(entry)] : NULL;
	if (!count || !*count || *count == COUNT_BAD) {
		pr_err("swap_free: entry %lx is nobody's\n", entry.val);
	} else if (*count < COUNT_MAX && !--*count) {
		area->inuse--;
		if (area->writable)
			nr_swap_pages++;
	}
	spin_unlock(&swap_lock);
}

unsigned int swap_count(swp_entry_t entry)
{
	struct swap_area *area;
	unsigned int count;

	spin_lock(&swap_lock);
	area = area_of(entry);
	count = area ? area->counts[swp_offset(entry)] : 0;
	spin_unlock(&swap_lock);
	return count;
}

/* The area cannot go as long as the caller's page is in it. */
bool swap_place(swp_entry_t entry, struct block_device **bdev, sector_t *sector)
{
	struct swap_area *area = area_of(entry);
	unsigned long at = swp_offset(entry);
	unsigned int i;

	if (!area)
		return false;
	*bdev = area->bdev;
	*sector = (sector_t)at << (PAGE_SHIFT - 9);
	for (i = 0; i < area->nr_extents; i++)
		if (at - area->extents[i].first < area->extents[i].pages) {
			*sector = area->extents[i].sector +
				  ((sector_t)(at - area->extents[i].first) << (PAGE_SHIFT - 9));
			return true;
		}
	return !area->is_file;
}

/* ---- swapon ---- */

static struct swap_area *new_area(void)
{
	struct swap_area *area;

	for (area = areas; area < areas + MAX_SWAPFILES; area++)
		if (!area->used && !area->counts) {
			memset(area, 0, sizeof(*area));
			return area;
		}
	return NULL;
}

static bool is_swapped_on(const struct inode *inode)
{
	const struct swap_area *area;

	for (area = areas; area < areas + MAX_SWAPFILES; area++)
		if (area->used && (area->file->f_mapping == inode->i_mapping ||
				   (S_ISBLK(inode->i_mode) && !area->is_file &&
				    area->bdev->bd_dev == inode->i_rdev)))
			return true;
	return false;
}

/* A page of the file in one piece, or it cannot be used; a hole never can. */
static int place_of_page(struct inode *inode, unsigned long n, sector_t *sector)
{
	unsigned int bits = inode->i_blkbits, per = PAGE_SIZE >> bits, i;
	sector_t first, block;

	first = inode->i_mapping->a_ops->bmap(inode->i_mapping, (sector_t)n * per);
	for (i = 1; first && i < per; i++) {
		block = inode->i_mapping->a_ops->bmap(inode->i_mapping, (sector_t)n * per + i);
		if (block != first + i)
			first = 0;
	}
	if (!first) {
		pr_err("swapon: the file has holes, or pages in pieces\n");
		return -EINVAL;
	}
	*sector = first << (bits - 9);
	return 0;
}

static bool add_page(struct swap_area *area, unsigned long n, sector_t sector)
{
	struct swap_extent *last = area->extents + area->nr_extents - 1, *more;

	if (area->nr_extents &&
	    last->sector + ((sector_t)last->pages << (PAGE_SHIFT - 9)) == sector) {
		last->pages++;
		return true;
	}
	more = kvrealloc(area->extents, area->nr_extents * sizeof(*more),
			 (area->nr_extents + 1) * sizeof(*more), GFP_KERNEL);
	if (!more)
		return false;
	area->extents = more;
	more[area->nr_extents++] = (struct swap_extent){n, 1, sector};
	return true;
}

static int find_extents(struct swap_area *area, struct inode *inode)
{
	sector_t sector;
	unsigned long n;
	int err;

	if (!inode->i_mapping->a_ops->bmap || !inode->i_sb->s_bdev)
		return -EINVAL;
	/* what is not written yet may have no place */
	err = filemap_write_and_wait(inode->i_mapping);
	for (n = 0; !err && n < area->max; n++) {
		err = place_of_page(inode, n, &sector);
		if (!err && !add_page(area, n, sector))
			err = -ENOMEM;
	}
	area->bdev = inode->i_sb->s_bdev;
	return err;
}

static int take_header(struct swap_area *area, const struct swap_header *header,
		       unsigned long available)
{
	unsigned int i;

	if (memcmp((char *)header + PAGE_SIZE - 10, SIGNATURE, 10)) {
		pr_err("Unable to find swap-space signature\n");
		return -EINVAL;
	}
	if (header->version != 1) {
		pr_warn("Unable to handle swap header version %u\n", header->version);
		return -EINVAL;
	}
	if (!header->last_page || header->nr_badpages > BADPAGES_MAX) {
		pr_warn("Empty or broken swap header\n");
		return -EINVAL;
	}
	area->max = min_t(unsigned long, header->last_page + 1ul, SWP_OFFSET_MASK);
	if (area->max > available) {
		pr_warn("Swap area shorter than signature indicates\n");
		return -EINVAL;
	}
	area->counts = vzalloc(area->max * sizeof(*area->counts));
	if (!area->counts)
		return -ENOMEM;
	area->pages = area->max - 1;
	area->counts[0] = COUNT_BAD;
	for (i = 0; i < header->nr_badpages; i++) {
		u32 bad = header->badpages[i];

		if (!bad || bad >= area->max)
			return -EINVAL;
		area->pages -= area->counts[bad] != COUNT_BAD;
		area->counts[bad] = COUNT_BAD;
	}
	return area->pages ? 0 : -EINVAL;
}

static int read_header(struct swap_area *area, struct address_space *mapping,
		       unsigned long available)
{
	struct page *page = read_mapping_page(mapping, 0);
	int err;

	if (IS_ERR(page))
		return PTR_ERR(page);
	err = take_header(area, kmap(page), available);
	kunmap(page);
	put_page(page);
	return err;
}

static int set_up_device(struct swap_area *area, struct inode *inode)
{
	struct block_device *bdev;

	bdev = blkdev_get_by_dev(inode->i_rdev, FMODE_READ | FMODE_WRITE | FMODE_EXCL, area);
	if (IS_ERR(bdev))
		return PTR_ERR(bdev);
	area->bdev = bdev;
	return read_header(area, bdev->bd_mapping, bdev_nr_bytes(bdev) >> PAGE_SHIFT);
}

static int set_up_file(struct swap_area *area, struct inode *inode)
{
	int err = read_header(area, inode->i_mapping, i_size_read(inode) >> PAGE_SHIFT);

	area->is_file = true;
	return err ? err : find_extents(area, inode);
}

static void drop_area(struct swap_area *area)
{
	if (area->bdev && !area->is_file)
		blkdev_put(area->bdev, FMODE_READ | FMODE_WRITE | FMODE_EXCL);
	if (area->is_file && area->nr_extents)
		allow_write_access(area->file);
	kvfree(area->extents);
	vfree(area->counts);
	filp_close(area->file, NULL);
	memset(area, 0, sizeof(*area));
}

static void enable(struct swap_area *area, int flags)
{
	spin_lock(&swap_lock);
	area->prio = flags & SWAP_FLAG_PREFER ? flags & SWAP_FLAG_PRIO_MASK : --least_prio;
	area->next = 1;
	area->used = area->writable = true;
	nr_swap_pages += area->pages;
	total_swap_pages += area->pages;
	spin_unlock(&swap_lock);
	pr_info("Adding %luk swap on %s.  Priority:%d extents:%u\n",
		area->pages << (PAGE_SHIFT - 10), area->name, area->prio,
		max(area->nr_extents, 1u));
}

static int swap_on(const char *name, int flags)
{
	struct swap_area *area;
	struct inode *inode;
	int err;

	area = new_area();
	if (!area)
		return -EPERM;
	area->file = filp_open(name, O_RDWR | O_LARGEFILE, 0);
	if (IS_ERR(area->file)) {
		err = PTR_ERR(area->file);
		area->file = NULL;
		return err;
	}
	strscpy(area->name, name, sizeof(area->name));
	inode = file_inode(area->file);
	if (is_swapped_on(inode))
		err = -EBUSY;
	else if (S_ISBLK(inode->i_mode))
		err = set_up_device(area, inode);
	else if (S_ISREG(inode->i_mode))
		err = set_up_file(area, inode);
	else
		err = -EINVAL;
	if (err)
		drop_area(area);
	else
		enable(area, flags);
	return err;
}

SYSCALL_DEFINE2(swapon, const char __user *, special, int, flags)
{
	struct filename *name;
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	name = getname(special);
	if (IS_ERR(name))
		return PTR_ERR(name);
	mutex_lock(&swapon_mutex);
	err = swap_on(name->name, flags);
	mutex_unlock(&swapon_mutex);
	putname(name);
	return err;
}

/* ---- swapoff: everybody gets his pages back ---- */

static bool is_in(pte_t pte, const struct swap_area *area)
{
	return !pte_none(pte) && !pte_present(pte) && __swp_pte_type(pte) == area - areas;
}

/* By a fault for each, as if it were read. */
static int bring_in_vma(struct vm_area_struct *vma, const struct swap_area *area)
{
	unsigned long addr = vma->vm_start;
	pte_t *pte;

	while (addr < vma->vm_end) {
		pte = pte_lookup(vma->vm_mm, addr);
		if (!pte) {
			addr = (addr & PGDIR_MASK) + PGDIR_SIZE;
			if (!addr)
				break;
			continue;
		}
		if (is_in(*pte, area)) {
			if (handle_mm_fault(vma, addr, 0) & VM_FAULT_ERROR)
				return -ENOMEM;
			cond_resched();
		}
		addr += PAGE_SIZE;
	}
	return 0;
}

static int bring_in_mm(struct mm_struct *mm, const struct swap_area *area)
{
	struct vm_area_struct *vma;
	int err = 0;

	mmap_read_lock(mm);
	for_each_vma_of(mm, vma)
	{
		err = bring_in_vma(vma, area);
		if (err)
			break;
	}
	mmap_read_unlock(mm);
	return err;
}

/* The address space of some task that has pages out, other than those that were seen. */
static struct mm_struct *next_mm(pid_t *after)
{
	struct task_struct *task, *next = NULL;
	struct mm_struct *mm = NULL;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task) if (task->pid > *after && task->mm &&
				   (!next || task->pid < next->pid)) next = task;
	if (next) {
		*after = next->pid;
		if (mmget_not_zero(next->mm))
			mm = next->mm;
	}
	read_unlock_irqrestore(&tasklist_lock, flags);
	return next ? (mm ? mm : ERR_PTR(-EAGAIN)) : NULL;
}

/* What only the swap cache has. */
static void drop_cached(struct swap_area *area)
{
	unsigned long at;
	struct page *page;

	for (at = 1; at < area->max; at++) {
		if (!READ_ONCE(area->counts[at]) || area->counts[at] == COUNT_BAD)
			continue;
		page = lookup_swap_cache(swp_entry(area - areas, at));
		if (!page)
			continue;
		lock_page(page);
		wait_on_page_writeback(page);
		if (PageSwapCache(page) && page_private(page) == swp_entry(area - areas, at).val) {
			/* what is in memory alone from now on must be written if it goes again */
			SetPageDirty(page);
			delete_from_swap_cache(page);
		}
		unlock_page(page);
		put_page(page);
	}
}

static int bring_all_in(struct swap_area *area)
{
	struct mm_struct *mm;
	pid_t after;
	int err;

	while (READ_ONCE(area->inuse)) {
		for (after = -1, err = 0; !err && (mm = next_mm(&after));) {
			if (IS_ERR(mm))
				continue;
			err = bring_in_mm(mm, area);
			mmput(mm);
		}
		if (err)
			return err;
		drop_cached(area);
		if (READ_ONCE(area->inuse))
			schedule_timeout_uninterruptible(1);
		if (signal_pending(current))
			return -EINTR;
	}
	return 0;
}

static struct swap_area *find_area(const char *name)
{
	struct file *file = filp_open(name, O_RDWR | O_LARGEFILE, 0);
	struct swap_area *area, *found = ERR_PTR(-EINVAL);
	struct inode *inode;

	if (IS_ERR(file))
		return ERR_CAST(file);
	inode = file_inode(file);
	for (area = areas; area < areas + MAX_SWAPFILES; area++) {
		if (!area->used)
			continue;
		if (area->is_file ? file_inode(area->file) == inode
				  : S_ISBLK(inode->i_mode) && inode->i_rdev == area->bdev->bd_dev)
			found = area;
	}
	filp_close(file, NULL);
	return found;
}

static int swap_off(const char *name)
{
	struct swap_area *area = find_area(name);
	int err;

	if (IS_ERR(area))
		return PTR_ERR(area);
	spin_lock(&swap_lock);
	area->writable = false;
	nr_swap_pages -= area->pages - area->inuse;
	total_swap_pages -= area->pages;
	spin_unlock(&swap_lock);
	err = bring_all_in(area);
	spin_lock(&swap_lock);
	if (err) {
		area->writable = true;
		nr_swap_pages += area->pages - area->inuse;
		total_swap_pages += area->pages;
	} else {
		area->used = false;
	}
	spin_unlock(&swap_lock);
	if (!err)
		drop_area(area);
	return err;
}

SYSCALL_DEFINE1(swapoff, const char __user *, special)
{
	struct filename *name;
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	name = getname(special);
	if (IS_ERR(name))
		return PTR_ERR(name);
	mutex_lock(&swapon_mutex);
	err = swap_off(name->name);
	mutex_unlock(&swapon_mutex);
	putname(name);
	return err;
}

/* ---- /proc/swaps ---- */

static void show_area(struct seq_file *m, const struct swap_area *area)
{
	unsigned long kib = area->pages << (PAGE_SHIFT - 10);
	unsigned long used = area->inuse << (PAGE_SHIFT - 10);

	seq_printf(m, "%-40s%s%lu\t%s%lu\t%s%d\n", area->name,
		   area->is_file ? "file\t\t" : "partition\t", kib, kib < 10000000 ? "\t" : "",
		   used, used < 10000000 ? "\t" : "", area->prio);
}

static int swaps_show(struct seq_file *m, void *v)
{
	const struct swap_area *area;

	seq_puts(m, "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
	mutex_lock(&swapon_mutex);
	for (area = areas; area < areas + MAX_SWAPFILES; area++)
		if (area->used)
			show_area(m, area);
	mutex_unlock(&swapon_mutex);
	return 0;
}

static int __init swaps_init(void)
{
	return proc_create_single("swaps", 0444, NULL, swaps_show) ? 0 : -ENOMEM;
}
fs_initcall(swaps_init);
