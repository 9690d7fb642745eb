/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pagemap: pages that hold a part of something larger: a disk, a file (mm/filemap.c). An
 * address_space knows which of its pages are in memory, and how to read and write one.
 */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/radix-tree.h>
#include <linux/spinlock.h>

#define PAGE_CACHE_SIZE	 PAGE_SIZE
#define PAGE_CACHE_SHIFT PAGE_SHIFT

struct address_space;
struct file;
struct inode;

/*
 * Both get pages locked. read: the page is unlocked when it is up to date, or could not be
 * read, now or later; -errno: the same, and it is known already. readpages may be missing.
 */
struct address_space_operations {
	int (*readpage)(struct address_space *mapping, struct page *page);
	int (*readpages)(struct address_space *mapping, struct page **pages, unsigned int nr);
	/* 0: written (or on its way). The page is not locked any more. */
	int (*writepage)(struct address_space *mapping, struct page *page);
	/*
	 * A write() of bytes within one page: begin finds the page, locked, and makes sure
	 * that what is not going to be written is up to date; end is told how many bytes
	 * were copied, extends i_size, unlocks and puts the page, and returns how many count.
	 */
	int (*write_begin)(struct file *file, struct address_space *mapping, loff_t pos,
			   unsigned int len, struct page **page, void **fsdata);
	int (*write_end)(struct file *file, struct address_space *mapping, loff_t pos,
			 unsigned int len, unsigned int copied, struct page *page, void *fsdata);
	sector_t (*bmap)(struct address_space *mapping, sector_t block);
};

enum mapping_flags {
	AS_EIO, /* could not write, and nobody was told yet */
	AS_ENOSPC,
	AS_UNEVICTABLE, /* its pages have nowhere else to be: they are on no LRU list */
};

/* Where somebody reads, to guess where he will (mm/readahead.c). Zero to begin with. */
struct file_ra_state {
	unsigned long start;	  /* of the stretch read last */
	unsigned int size;	  /* its pages */
	unsigned int ra_pages;	  /* at most; 0: the default */
	unsigned long prev_index; /* the page asked for last, plus one */
};

struct address_space {
	struct radix_tree_root page_tree;
	spinlock_t tree_lock; /* page_tree, nrpages; interrupts off */
	unsigned long nrpages;
	gfp_t gfp_mask;	     /* for its pages */
	unsigned long flags; /* 1 << AS_* */
	const struct address_space_operations *a_ops;
	struct inode *host; /* NULL: no file's */
	spinlock_t i_mmap_lock;
	struct list_head i_mmap; /* vm_area_structs that map some of it, by shared */
	void *private;
	struct list_head list; /* of all that can hold pages */
};

/* They may lead back to linux/fs.h, which has one of these in an inode. */
#include <linux/mm.h>
#include <linux/uaccess.h>

/* Nothing in it yet. From here on writeback and drop_caches know it; destroy takes its pages away.
 */
void address_space_init(struct address_space *mapping, const struct address_space_operations *a_ops,
			gfp_t gfp, void *private);
void address_space_destroy(struct address_space *mapping);
/* Those do not know it before it has a page, and forget it when it has none any more. */
void address_space_init_quiet(struct address_space *mapping,
			      const struct address_space_operations *a_ops, gfp_t gfp);
void address_space_forget(struct address_space *mapping);

/*
 * mm/truncate.c: pages away, whatever is in them and whoever holds them; of a page that lies
 * in the range in part, the part becomes zeros. Bytes; lend inclusive. No program may have
 * them mapped. May sleep.
 */
void truncate_inode_pages_range(struct address_space *mapping, loff_t lstart, loff_t lend);
void truncate_inode_pages(struct address_space *mapping, loff_t lstart);
void truncate_inode_pages_final(struct address_space *mapping);

/* With a reference, the caller's to put_page(); NULL: not in memory. Any context. */
struct page *find_get_page(struct address_space *mapping, unsigned long index);
#ifndef MODULE /* the kernel's own */
/* Up to nr of [*start, end], in order; *start: after the last one. How many. Any context. */
unsigned int find_get_pages_range(struct address_space *mapping, pgoff_t *start, pgoff_t end,
				  unsigned int nr, struct page **pages);
#endif
/* The page at index, locked; made if need be (not up to date then). NULL: no memory. May sleep. */
struct page *find_or_create_page(struct address_space *mapping, unsigned long index, gfp_t gfp);
/* Up to date, with a reference, not locked; ERR_PTR(). May sleep. */
struct page *read_mapping_page(struct address_space *mapping, unsigned long index);
#ifndef MODULE /* the kernel's own */
/* Start reading so many pages that are not in memory yet. Nothing is said of failure. */
void page_cache_readahead(struct address_space *mapping, unsigned long first, unsigned int nr);
/* Before page index is looked up; size: the pages of the whole file. */
void file_readahead(struct address_space *mapping, struct file_ra_state *ra, unsigned long index,
		    unsigned long size);
#endif
/* page: the caller's, locked on return. 0, -EEXIST, -ENOMEM. */
int add_to_page_cache_lru(struct page *page, struct address_space *mapping, unsigned long index,
			  gfp_t gfp);
/* Locked and off the LRU lists: nobody finds it any more. False: somebody else holds it, or it is
 * dirty. */
bool remove_mapping(struct address_space *mapping, struct page *page);

void lock_page(struct page *page); /* may sleep */
bool trylock_page(struct page *page);
void unlock_page(struct page *page);
void wait_on_page_locked(struct page *page);
void wait_on_page_writeback(struct page *page);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define page_cache_get(page)	 get_page(page)
#define page_cache_release(page) put_page(page)
#endif

/* Differs from what is on the disk now. True: it did not before. */
bool set_page_dirty(struct page *page);
int set_page_dirty_lock(struct page *page); /* may sleep */
/* The same of some of its bytes, for file systems of blocks smaller than a page. */
bool set_page_dirty_range(struct page *page, unsigned int off, unsigned int bytes);
#ifndef MODULE /* the kernel's own */
/* About to be written: which sectors are to be, a bit each. They are clean from now on. */
unsigned long page_take_dirty_sectors(struct page *page);
/* They need not be written any more (the blocks are free). The page is locked. */
void page_clean_range(struct page *page, unsigned int off, unsigned int bytes);
#endif
/* About to be written: false: it is clean. */
bool clear_page_dirty_for_io(struct page *page);
void set_page_writeback(struct page *page);
void end_page_writeback(struct page *page);

#ifndef MODULE /* the kernel's own */
/* mm/writeback.c: write what is dirty; how many pages. May sleep. */
unsigned long filemap_write_all(struct address_space *mapping);
#endif
/* And wait: 0, -EIO, -ENOSPC: something could not be written since last asked. */
int filemap_write_and_wait(struct address_space *mapping);
void mapping_set_error(struct address_space *mapping, int err);
int filemap_check_errors(struct address_space *mapping);
#ifndef MODULE /* the kernel's own */
unsigned long writeback_all(void);
#endif
/* After set_page_dirty(): whoever makes too much dirty has to help writing. May sleep. */
void balance_dirty_pages(struct address_space *mapping);
#ifndef MODULE /* the kernel's own */
void writeback_init(void);
#endif
extern int dirty_ratio, dirty_background_ratio, dirty_writeback_centisecs;

/* Clean pages that nobody holds, away with them: of one; of all. How many. */
unsigned long invalidate_mapping_pages(struct address_space *mapping);
#ifndef MODULE /* the kernel's own */
unsigned long drop_pagecache(void);
#endif

/* mm/lru.c: a page that is used again stays longer. */
void mark_page_accessed(struct page *page);

#endif
