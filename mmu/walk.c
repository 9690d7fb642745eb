/* SPDX-License-Identifier: GPL-2.0-only */
#include "mmu/walk.h"

#include <string.h>

/* SDM 3A 2.5, control registers */
#define CR0_WP	(1u << 16)
#define CR0_PG	(1u << 31)
#define CR4_PSE (1u << 4)
#define CR4_PGE (1u << 7)

/* SDM 3A 4.3, tables 4-3 to 4-6 */
#define PTE_P	     (1u << 0)
#define PTE_RW	     (1u << 1)
#define PTE_US	     (1u << 2)
#define PTE_A	     (1u << 5)
#define PTE_D	     (1u << 6)
#define PDE_PS	     (1u << 7)
#define PTE_G	     (1u << 8)
#define PTE_FRAME    0xfffff000u
#define PDE_FRAME_4M 0xffc00000u
/* With PSE-36 absent, bits 21:13 of a 4 MiB PDE are reserved (bit 12 is PAT). */
#define PDE_RESERVED_4M 0x003fe000u

/* SDM 3A 4.7, page-fault error code */
#define PF_P	(1u << 0)
#define PF_WR	(1u << 1)
#define PF_US	(1u << 2)
#define PF_RSVD (1u << 3)

struct walker {
	struct physmap *map;
	const struct walk_regs *regs;
	enum walk_access access;
	bool user, set_bits;
};

static uint32_t read_entry(const struct walker *walker, uint32_t pa)
{
	uint32_t entry;

	/* A table in a device's window is read as the processor would; onlookers only peek. */
	if (walker->set_bits)
		return (uint32_t)physmap_read(walker->map, pa, 4);
	physmap_peek(walker->map, pa, &entry, sizeof(entry));
	return entry;
}

/* Set accessed (and dirty) bits, and mark the table as one. */
static void touch_entry(const struct walker *walker, uint32_t pa, uint32_t entry, uint32_t bits)
{
	uint32_t updated = entry | bits;

	if (!walker->set_bits)
		return;
	if (pa < physmap_ram_bytes(walker->map))
		physmap_page_bits(walker->map)[pa >> PHYS_PAGE_SHIFT] |= PAGE_TABLE;
	if (updated != entry)
		physmap_poke(walker->map, pa, &updated, sizeof(updated));
}

static bool permitted(const struct walker *walker, uint32_t rights)
{
	if (walker->user && !(rights & PTE_US))
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
	return result;
}

static struct walk_result reached(const struct walker *walker, struct walk_result result,
				  uint32_t leaf, uint32_t rights)
{
	bool wp = walker->regs->cr0 & CR0_WP;

	result.ok = true;
	result.user = rights & PTE_US;
	result.writable = rights & PTE_RW || (!walker->user && !wp);
	result.global = leaf & PTE_G && walker->regs->cr4 & CR4_PGE;
	result.dirty = leaf & PTE_D || walker->access == WALK_WRITE;
	return result;
}

static struct walk_result walk_4m(const struct walker *walker, struct walk_result result,
				  uint32_t la)
{
	uint32_t dirty = walker->access == WALK_WRITE ? PTE_D : 0;

	if (result.pde & PDE_RESERVED_4M)
		return fault(walker, result, PF_P | PF_RSVD);
	if (!permitted(walker, result.pde))
		return fault(walker, result, PF_P);
	touch_entry(walker, result.pde_pa, result.pde, PTE_A | dirty);
	result.pa = (result.pde & PDE_FRAME_4M) | (la & ~PDE_FRAME_4M);
	result.page_bytes = 4u << 20;
	return reached(walker, result, result.pde, result.pde);
}

struct walk_result walk(struct physmap *map, const struct walk_regs *regs, uint32_t la,
			enum walk_access access, bool user, bool set_bits)
{
	const struct walker walker = {map, regs, access, user, set_bits};
	struct walk_result result = {.page_bytes = PHYS_PAGE_BYTES};
	uint32_t dirty = access == WALK_WRITE ? PTE_D : 0;

	if (!(regs->cr0 & CR0_PG)) {
		result.pa = la;
		result.ok = result.user = result.writable = result.dirty = true;
		return result;
	}
	result.pde_pa = (regs->cr3 & PTE_FRAME) + (la >> 22) * 4;
	result.pde = read_entry(&walker, result.pde_pa);
	if (!(result.pde & PTE_P))
		return fault(&walker, result, 0);
	if (result.pde & PDE_PS && regs->cr4 & CR4_PSE)
		return walk_4m(&walker, result, la);

	result.pte_pa = (result.pde & PTE_FRAME) + (la >> 12 & 0x3ff) * 4;
	result.pte = read_entry(&walker, result.pte_pa);
	if (!(result.pte & PTE_P))
		return fault(&walker, result, 0);
	if (!permitted(&walker, result.pde & result.pte))
		return fault(&walker, result, PF_P);
	touch_entry(&walker, result.pde_pa, result.pde, PTE_A);
	touch_entry(&walker, result.pte_pa, result.pte, PTE_A | dirty);
	result.pa = (result.pte & PTE_FRAME) | (la & ~PTE_FRAME);
	return reached(&walker, result, result.pte, result.pde & result.pte);
}
