/* SPDX-License-Identifier: GPL-2.0-only */
#include "mmu/tlb.h"

#include <string.h>

static void clear(struct tlb *tlb, unsigned n)
{
	tlb->entry[n] = (struct tlb_entry){TLB_NO_TAG, TLB_NO_TAG, 0};
	tlb->globals -= tlb->global[n];
	tlb->global[n] = false;
}

static void no_large(struct tlb *tlb)
{
	tlb->large_first = UINT32_MAX;
	tlb->large_last = 0;
}

void tlb_init(struct tlb *tlb)
{
	memset(tlb, 0, sizeof(*tlb));
	for (unsigned n = 0; n < TLB_ENTRIES; n++)
		clear(tlb, n);
	no_large(tlb);
}

void tlb_flush(struct tlb *tlb, bool globals_too)
{
	bool all = tlb->logged > TLB_LOG || (globals_too && tlb->globals);
	unsigned count = all ? TLB_ENTRIES : tlb->logged;

	for (unsigned i = 0; i < count; i++) {
		unsigned n = all ? i : tlb->log[i];

		if (globals_too || !tlb->global[n])
			clear(tlb, n);
	}
	tlb->logged = 0;
	if (!tlb->globals)
		no_large(tlb);
}

void tlb_flush_page(struct tlb *tlb, uint32_t la)
{
	if (la >= tlb->large_first && la <= tlb->large_last)
		tlb_flush(tlb, true);
	else
		clear(tlb, tlb_slot(la));
}

void tlb_flush_writes(struct tlb *tlb)
{
	for (unsigned n = 0; n < TLB_ENTRIES; n++)
		tlb->entry[n].write_tag = TLB_NO_TAG;
}

void tlb_flush_writes_to(struct tlb *tlb, const uint8_t *host_page)
{
	for (unsigned n = 0; n < TLB_ENTRIES; n++) {
		struct tlb_entry *entry = &tlb->entry[n];

		if (entry->write_tag != TLB_NO_TAG &&
		    (const uint8_t *)(entry->write_tag + entry->add) == host_page)
			entry->write_tag = TLB_NO_TAG;
	}
}

void tlb_fill(struct tlb *tlb, uint32_t la, uint8_t *host, bool readable, bool writable,
	      bool global, bool large)
{
	unsigned n = tlb_slot(la);
	struct tlb_entry *entry = &tlb->entry[n];

	la &= ~4095u;
	/* The tag of the other kind stays when it is of the same page. */
	if ((entry->read_tag != la && entry->write_tag != la) ||
	    entry->add != (uintptr_t)host - la) {
		clear(tlb, n);
		entry->add = (uintptr_t)host - la;
	}
	if (readable)
		entry->read_tag = la;
	if (writable)
		entry->write_tag = la;
	if (global && !tlb->global[n]) {
		tlb->global[n] = true;
		tlb->globals++;
	}
	if (large) {
		la &= ~0x3fffffu;
		tlb->large_first = la < tlb->large_first ? la : tlb->large_first;
		tlb->large_last =
		    (la | 0x3fffff) > tlb->large_last ? la | 0x3fffff : tlb->large_last;
	}
	if (tlb->logged < TLB_LOG)
		tlb->log[tlb->logged++] = (uint16_t)n;
	else
		tlb->logged = TLB_LOG + 1;
}
