/* SPDX-License-Identifier: GPL-2.0-only */
/* describe: what is known of an address or a page, as parts of an answer ("a, b, c"). */
#ifndef PROMPT_DESCRIBE_H
#define PROMPT_DESCRIBE_H

#include <linux/seq_file.h>
#include <linux/types.h>

struct page;
struct slab;
struct kmem_cache;

void describe_address(struct seq_file *m, u32 addr);
/* Order, zone, pfn, address or none, and what it is used for if not just allocated. */
void describe_page(struct seq_file *m, struct page *page);
void describe_zone(struct seq_file *m, struct page *page);
/* Cache, slab and object of an address that lies in a slab. */
void describe_object(struct seq_file *m, u32 addr);
void describe_cache(struct seq_file *m, struct kmem_cache *cache);
/* The pages behind [addr, addr + bytes) of the vmalloc range, by zone. */
void describe_backing(struct seq_file *m, u32 addr, u32 bytes);

/* In a free block, or on a CPU's list of free pages. */
bool is_free_frame(const struct page *page);
/* Is it an entry of mem_map? */
bool is_struct_page(u32 bits);
/* The slab that holds addr, NULL: none. addr must be in the linear map. */
struct slab *slab_of(u32 addr);

#endif
