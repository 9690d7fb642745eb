/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * swap: anonymous memory on a disk: the areas (mm/swap_area.c), the pages that are in memory
 * and in an area as well (mm/swap_cache.c), and faults on what is out (mm/swap.c).
 */
#ifndef _LINUX_SWAP_H
#define _LINUX_SWAP_H

#include <linux/mm.h>
#include <linux/types.h>

/* An area, and a page's place in it. As the key of a tree: neighbours have neighbouring keys. */
typedef struct {
	unsigned long val;
} swp_entry_t;

#define MAX_SWAPFILES	8
#define SWP_OFFSET_BITS 23 /* as many as fit into a page table entry: 32 GiB an area */
#define SWP_OFFSET_MASK ((1ul << SWP_OFFSET_BITS) - 1)

#define SWAP_FLAG_PREFER    0x8000
#define SWAP_FLAG_PRIO_MASK 0x7fff

static inline swp_entry_t swp_entry(unsigned int type, unsigned long offset)
{
	return (swp_entry_t){(unsigned long)type << SWP_OFFSET_BITS | offset};
}

static inline unsigned int swp_type(swp_entry_t entry)
{
	return entry.val >> SWP_OFFSET_BITS;
}

static inline unsigned long swp_offset(swp_entry_t entry)
{
	return entry.val & SWP_OFFSET_MASK;
}

#ifndef MM_HOST_TEST
static inline swp_entry_t pte_to_swp_entry(pte_t pte)
{
	return swp_entry(__swp_pte_type(pte), __swp_pte_offset(pte));
}

static inline pte_t swp_entry_to_pte(swp_entry_t entry)
{
	return __swp_pte(swp_type(entry), swp_offset(entry));
}
#endif

/* Pages of all areas, and how many of them are free. */
long get_nr_swap_pages(void);
unsigned long total_swapcache_pages(void);

/* ---- mm/swap_area.c ---- */

#ifndef MODULE /* the kernel's own */
/* A free place, with a count of 1, near the one given out last; false: none is free. */
bool get_swap_page(swp_entry_t *entry);
#endif
/* One more that has it: an entry of a page table, or the swap cache. False: it is nobody's. */
bool swap_duplicate(swp_entry_t entry);
void swap_free(swp_entry_t entry); /* one less; the last frees it */
#ifndef MODULE			   /* the kernel's own */
unsigned int swap_count(swp_entry_t entry);
#endif
/* Where it lies on the disk. False: the area is gone. */
struct block_device;
#ifndef MODULE /* the kernel's own */
bool swap_place(swp_entry_t entry, struct block_device **bdev, sector_t *sector);
#endif

/* ---- mm/swap_cache.c ---- */

#ifndef MODULE /* the kernel's own */
/* The page gets a place on the disk, and is dirty until it is written there. It is locked. */
bool add_to_swap(struct page *page);
struct page *lookup_swap_cache(swp_entry_t entry); /* with a reference, or NULL */
/* The same, read if need be: not locked when it is up to date. NULL: no memory, or nobody's. */
struct page *read_swap_cache(swp_entry_t entry, gfp_t gfp);
void swapin_readahead(swp_entry_t entry, gfp_t gfp);
/* Locked, and not under writeback. */
void delete_from_swap_cache(struct page *page);
/* Locked: out of the swap cache, if only it, the cache and one reference have the page. */
bool remove_exclusive_swap_page(struct page *page);
#endif
/* No program shows it any more: what is on the disk is of no use. Not locked. */
void free_swap_cache(struct page *page);

/* ---- mm/swap_io.c: the page is locked; unlocked when it is read, or on its way out ---- */

#ifndef MODULE /* the kernel's own */
int swap_readpage(struct page *page, swp_entry_t entry);
int swap_writepage(struct page *page);
#endif

/* ---- mm/rmap_walk.c: of a locked page ---- */

#ifndef MODULE /* the kernel's own */
/* How many of those who show it have used it since last asked. */
unsigned int page_referenced(struct page *page);
#endif
/* Locked, a file's: no entry lets write to it now. True: one did, and was used to. */
bool page_mkclean(struct page *page);
/* Take it from all who show it; true: nobody does any more. */
bool try_to_unmap(struct page *page);

void si_swapinfo(struct sysinfo *val);

#endif
