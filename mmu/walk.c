/* SPDX-License-Identifier: GPL-2.0-only */
#include "mmu/walk.h"

#include <string.h>

/* SDM 3A 2.5, control registers */
#define CR0_WP	(1u << 16)
#define CR0_PG	(1u << 31)
#define CR4_PSE (1u << 4)
#define CR4_PAE (1u << 5)
#define CR4_PGE (1u << 7)

/* SDM 3A 4.3 and 4.4, tables 4-3 to 4-11 */
#define PTE_P	     (1u << 0)
#define PTE_RW	     (1u << 1)
#define PTE_US	     (1u << 2)
#define PTE_A	     (1u << 5)
#define PTE_D	     (1u << 6)
#define PDE_PS	     (1u << 7)
#define PTE_G	     (1u << 8)
#define PTE_XD	     (1ull << 63)
#define PTE_FRAME    0xfffff000u
#define PDE_FRAME_4M 0xffc00000u
/* With PSE-36 absent, bits 21:13 of a 4 MiB PDE are reserved (bit 12 is PAT). */
#define PDE_RESERVED_4M 0x003fe000u

#define PAE_FRAME	((1ull << WALK_PA_BITS) - 4096)
#define PAE_FRAME_2M	((1ull << WALK_PA_BITS) - (2u << 20))
#define PAE_RESERVED	(~PTE_XD & ~((1ull << WALK_PA_BITS) - 1))
#define PAE_RESERVED_2M 0x001fe000u
#define PDPTE_RESERVED	(PAE_RESERVED | PTE_XD | 0x1e6u)

/* SDM 3A 4.7, page-fault error code */
#define PF_P	(1u << 0)
#define PF_WR	(1u << 1)
#define PF_US	(1u << 2)
#define PF_RSVD (1u << 3)
#define PF_ID	(1u << 4)

struct walker {
	struct physmap *map;
	const struct walk_regs *regs;
	enum walk_access access;
	bool user, set_bits;
	unsigned entry_bytes;
};

static uint64_t read_entry(const struct walker *walker, uint64_t pa)
{
	uint64_t entry = 0;

	/* A table in a device's window is read as the processor would; onlookers only peek. */
	if (walker->set_bits)
		return physmap_read(walker->map, pa, walker->entry_bytes);
	physmap_peek(walker->map, pa, &entry, walker->entry_bytes);
	return entry;
}

static void mark_table(struct physmap *map, uint64_t pa)
{
	if (pa < physmap_ram_bytes(map))
		physmap_page_bits(map)[pa >> PHYS_PAGE_SHIFT] |= PAGE_TABLE;
}

/* Set accessed (and dirty) bits, which stand in an entry's low half, and mark the table as one. */
static void touch_entry(const struct walker *walker, uint64_t pa, uint64_t entry, uint32_t bits)
{
	uint32_t updated = (uint32_t)entry | bits;

	if (!walker->set_bits)
		return;
	mark_table(walker->map, pa);
	if (updated != (uint32_t)entry)
		physmap_poke(walker->map, pa, &updated, sizeof(updated));
}

static bool nx_enabled(const struct walker *walker)
{
	return walker->regs->nxe && walker->regs->cr4 & CR4_PAE;
}

/* rights: both levels' P, R/W and U/S bits ANDed, their XD bits ORed. */
static bool permitted(const struct walker *walker, uint64_t rights)
{
	if (walker->user && !(rights & PTE_US))
		return false;
	if (walker->access == WALK_EXEC && rights & PTE_XD)
		return false;
	if (walker->access != WALK_WRITE || rights & PTE_RW)
		return true;
	return !walker->user && !(walker->regs->cr0 & CR0_WP);
}

static struct walk_result fault(const struct walker *walker, struct walk_result result,
				uint32_t cause)
{
	result.ok = false;
	result.error =
	    cause | (walker->access == WALK_WRITE ? PF_WR : 0) | (walker->user ? PF_US : 0);
	if (walker->access == WALK_EXEC && nx_enabled(walker))
		result.error |= PF_ID;
	return result;
}

static struct walk_result reached(const struct walker *walker, struct walk_result result,
				  uint64_t leaf, uint64_t rights)
{
	bool wp = walker->regs->cr0 & CR0_WP;

	result.ok = true;
	result.user = rights & PTE_US;
	result.writable = rights & PTE_RW || (!walker->user && !wp);
	result.global = leaf & PTE_G && walker->regs->cr4 & CR4_PGE;
	result.dirty = leaf & PTE_D || walker->access == WALK_WRITE;
	return result;
}

/* A page mapped by a directory entry, of as many bytes. */
static struct walk_result large(const struct walker *walker, struct walk_result result, uint32_t la,
				uint64_t frame_mask, uint64_t reserved, uint32_t bytes)
{
	uint32_t dirty = walker->access == WALK_WRITE ? PTE_D : 0;

	if (result.pde & reserved)
		return fault(walker, result, PF_P | PF_RSVD);
	if (!permitted(walker, result.pde))
		return fault(walker, result, PF_P);
	touch_entry(walker, result.pde_pa, result.pde, PTE_A | dirty);
	result.pa = (result.pde & frame_mask) | (la & (bytes - 1));
	result.page_bytes = bytes;
	return reached(walker, result, result.pde, result.pde);
}

/* The table entry at pte_pa, and the page. */
static struct walk_result small(const struct walker *walker, struct walk_result result, uint32_t la,
				uint64_t frame_mask, uint64_t reserved)
{
	uint32_t dirty = walker->access == WALK_WRITE ? PTE_D : 0;
	uint64_t rights;

	result.pte = read_entry(walker, result.pte_pa);
	if (!(result.pte & PTE_P))
		return fault(walker, result, 0);
	if (result.pte & reserved)
		return fault(walker, result, PF_P | PF_RSVD);
	rights = (result.pde & result.pte) | ((result.pde | result.pte) & PTE_XD);
	if (!permitted(walker, rights))
		return fault(walker, result, PF_P);
	touch_entry(walker, result.pde_pa, result.pde, PTE_A);
	touch_entry(walker, result.pte_pa, result.pte, PTE_A | dirty);
	result.pa = (result.pte & frame_mask) | (la & ~PTE_FRAME);
	return reached(walker, result, result.pte, rights);
}

static struct walk_result walk_32bit(const struct walker *walker, struct walk_result result,
				     uint32_t la)
{
	result.pde_pa = (walker->regs->cr3 & PTE_FRAME) + (la >> 22) * 4;
	result.pde = read_entry(walker, result.pde_pa);
	if (!(result.pde & PTE_P))
		return fault(walker, result, 0);
	if (result.pde & PDE_PS && walker->regs->cr4 & CR4_PSE)
		return large(walker, result, la, PDE_FRAME_4M, PDE_RESERVED_4M, 4u << 20);
	result.pte_pa = (result.pde & PTE_FRAME) + (la >> 12 & 0x3ff) * 4;
	return small(walker, result, la, PTE_FRAME, 0);
}

/* SDM 3A 4.4.2: the directory pointers give no rights, and PS needs no CR4.PSE. */
static struct walk_result walk_pae(const struct walker *walker, struct walk_result result,
				   uint32_t la)
{
	uint64_t pdpte = walker->regs->pdpte[la >> 30];
	uint64_t reserved = PAE_RESERVED | (nx_enabled(walker) ? 0 : PTE_XD);

	if (!(pdpte & PTE_P))
		return fault(walker, result, 0);
	result.pde_pa = (pdpte & PAE_FRAME) + (la >> 21 & 0x1ff) * 8;
	result.pde = read_entry(walker, result.pde_pa);
	if (!(result.pde & PTE_P))
		return fault(walker, result, 0);
	if (result.pde & PDE_PS)
		return large(walker, result, la, PAE_FRAME_2M, reserved | PAE_RESERVED_2M,
			     2u << 20);
	if (result.pde & reserved)
		return fault(walker, result, PF_P | PF_RSVD);
	result.pte_pa = (result.pde & PAE_FRAME) + (la >> 12 & 0x1ff) * 8;
	return small(walker, result, la, PAE_FRAME, reserved);
}

struct walk_result walk(struct physmap *map, const struct walk_regs *regs, uint32_t la,
			enum walk_access access, bool user, bool set_bits)
{
	const struct walker walker = {map,  regs,     access,
				      user, set_bits, regs->cr4 & CR4_PAE ? 8 : 4};
	struct walk_result result = {.page_bytes = PHYS_PAGE_BYTES};

	if (!(regs->cr0 & CR0_PG)) {
		result.pa = la;
		result.ok = result.user = result.writable = result.dirty = true;
		return result;
	}
	return regs->cr4 & CR4_PAE ? walk_pae(&walker, result, la)
				   : walk_32bit(&walker, result, la);
}

bool walk_read_pdptes(struct physmap *map, uint32_t cr3, uint64_t pdpte[4])
{
	uint64_t pa = cr3 & ~31u;

	mark_table(map, pa);
	for (unsigned i = 0; i < 4; i++) {
		pdpte[i] = physmap_read(map, pa + 8 * i, 8);
		if (pdpte[i] & PTE_P && pdpte[i] & PDPTE_RESERVED)
			return false;
	}
	return true;
}
