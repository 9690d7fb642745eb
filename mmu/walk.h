/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walk: the IA-32 page walk (SDM 3A 4.3, 32-bit paging; 4.4, PAE paging), as a
 * pure function of the control registers and physical memory.
 */
#ifndef ZONEMU_MMU_WALK_H
#define ZONEMU_MMU_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "mmu/physmap.h"

enum walk_access { WALK_READ = 0, WALK_WRITE = 1, WALK_EXEC = 2 };

/* Physical addresses have 36 bits; those of 32-bit paging 32. */
#define WALK_PA_BITS 36

struct walk_regs {
	uint32_t cr0, cr3, cr4;
	bool nxe;	       /* IA32_EFER.NXE */
	const uint64_t *pdpte; /* the four that the processor holds; of PAE paging only */
};

struct walk_result {
	uint64_t pa; /* of the byte asked for */
	bool ok;
	uint32_t error;	     /* page-fault error code (SDM 3A 4.7) when !ok */
	uint32_t page_bytes; /* 4 KiB or 4 MiB (or 2 MiB under PAE) */
	bool user, writable; /* rights of the whole walk, for both rings as CR0.WP has them */
	bool global, dirty;  /* G honoured only with CR4.PGE; dirty: D is set after this walk */
	uint64_t pde, pte;   /* as read (before A/D were set); 0 when not read */
	uint64_t pde_pa, pte_pa;
};

/*
 * Translate la. With set_bits, accessed and dirty bits are written as the
 * processor does and the tables are marked PAGE_TABLE; without, nothing is
 * touched (for debuggers and views). user: CPL 3.
 */
struct walk_result walk(struct physmap *map, const struct walk_regs *regs, uint32_t la,
			enum walk_access access, bool user, bool set_bits);

/* Read what PAE paging keeps of the page-directory-pointer table at CR3 (SDM 3A 4.4.1). False: a
 * reserved bit is set. */
bool walk_read_pdptes(struct physmap *map, uint32_t cr3, uint64_t pdpte[4]);

#endif
