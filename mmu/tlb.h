/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tlb: cached translations in a form in which one compare tells the fast path
 * from everything else.
 *
 * An access of n bytes at la takes the entry of la's page and compares
 * (la + n - 1) & ~4095 with its tag. It is equal only when the page is mapped,
 * the access is permitted, the memory behind is plain RAM (or ROM, for reads),
 * a written page is already marked dirty and holds no cached code, nobody
 * watches it, and the access stays within the page. The host address is then
 * la + add. Every other case is somebody's slow path.
 */
#ifndef ZONEMU_MMU_TLB_H
#define ZONEMU_MMU_TLB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TLB_ENTRIES 1024u
#define TLB_NO_TAG  1u /* never equal to an address of a page */
#define TLB_LOG	    256u

struct tlb_entry {
	uint32_t read_tag, write_tag; /* the page's linear address, or TLB_NO_TAG */
	uintptr_t add;		      /* host address less linear address */
};

/* One for each privilege: supervisor and user. */
struct tlb {
	struct tlb_entry entry[TLB_ENTRIES];
	bool global[TLB_ENTRIES];
	uint16_t log[TLB_LOG]; /* entries filled since the last flush, so that a flush is short */
	unsigned logged;       /* TLB_LOG + 1: too many, clear all */
	unsigned globals;
	uint32_t large_first, large_last; /* where parts of large pages may be cached */
};

_Static_assert(sizeof(struct tlb_entry) == 16, "tlb_entry() counts on it");

/*
 * Both tables' parts of the address count, so that pages 4 MiB apart do not
 * collide. Bit 0 comes from the page number alone: a page and the next one are
 * never in one slot, or the tag of an access across them might be found.
 */
static inline unsigned tlb_slot(uint32_t la)
{
	return (la >> 12 ^ (la >> 21 & ~1u)) & (TLB_ENTRIES - 1);
}

static inline struct tlb_entry *tlb_entry(struct tlb *tlb, uint32_t la)
{
	/* entry[tlb_slot(la)], in one shift less */
	return (struct tlb_entry *)((char *)tlb->entry +
				    ((la >> 8 ^ (la >> 17 & ~31u)) & (TLB_ENTRIES - 1) << 4));
}

/* Is the access permitted and plain? Then *host is its host address. */
static inline bool tlb_reads(struct tlb *tlb, uint32_t la, unsigned bytes, void **host)
{
	const struct tlb_entry *entry = tlb_entry(tlb, la);

	*host = (void *)(la + entry->add);
	return ((la + bytes - 1) & ~4095u) == entry->read_tag;
}

static inline bool tlb_writes(struct tlb *tlb, uint32_t la, unsigned bytes, void **host)
{
	const struct tlb_entry *entry = tlb_entry(tlb, la);

	*host = (void *)(la + entry->add);
	return ((la + bytes - 1) & ~4095u) == entry->write_tag;
}

/* The host address of such an access, or NULL for the slow path. */
static inline void *tlb_read(struct tlb *tlb, uint32_t la, unsigned bytes)
{
	void *host;

	return tlb_reads(tlb, la, bytes, &host) ? host : NULL;
}

static inline void *tlb_write(struct tlb *tlb, uint32_t la, unsigned bytes)
{
	void *host;

	return tlb_writes(tlb, la, bytes, &host) ? host : NULL;
}

void tlb_init(struct tlb *tlb);
/* Forget all but global pages (CR3 load), or all. */
void tlb_flush(struct tlb *tlb, bool globals_too);
/* Forget the page of la: all of it, when it may be part of a large one. */
void tlb_flush_page(struct tlb *tlb, uint32_t la);
/* Forget that pages may be written at once (their dirty or code marks changed). */
void tlb_flush_writes(struct tlb *tlb);
/* The same for one host page. */
void tlb_flush_writes_to(struct tlb *tlb, const uint8_t *host_page);
/* Cache the 4 KiB around la: host is the address of their first byte. large: part of a 4 MiB page.
 */
void tlb_fill(struct tlb *tlb, uint32_t la, uint8_t *host, bool readable, bool writable,
	      bool global, bool large);

#endif
