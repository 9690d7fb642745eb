/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vendor: where the manuals leave something open, and processors differ: what
 * the machine models, and what of an outcome is therefore not compared here.
 */
#ifndef ZONEMU_TESTS_DIFF_VENDOR_H
#define ZONEMU_TESTS_DIFF_VENDOR_H

#include "tests/diff/case.h"

struct allowance {
	bool all;		/* nothing can be compared */
	bool memory;		/* memory need not be alike */
	bool registers;		/* nor the general registers */
	uint32_t flags;		/* nor these flags */
	uint16_t status;	/* nor these bits of the x87 status */
	uint8_t st;		/* nor these registers of it, by number from the top */
	uint8_t xmm;		/* nor these vector registers */
	uint32_t la, bytes;	/* nor these bytes */
	uint32_t reg, reg_mask; /* nor these bits of a register */
};

void vendor_start(bool amd);
/*
 * Of two outcomes that differ: an allowance that may explain it, from the
 * *next one on, which starts at 0. False: no more. When one does explain it,
 * vendor_used() counts it.
 */
bool vendor_allow(const struct diff_case *c, const struct outcome *host,
		  const struct outcome *model, unsigned *next, struct allowance *allow);
void vendor_used(unsigned next);
/* The list, and how often each was made use of. */
void vendor_print(void);

#endif
