/* SPDX-License-Identifier: GPL-2.0-only */
/* pgtable, on the host: the page directory lies in the simulated memory. */
#ifndef TESTS_ASM_PGTABLE_H
#define TESTS_ASM_PGTABLE_H

#include_next <asm/pgtable.h>

#define SIM_PGD_PA     0x100000UL
#define swapper_pg_dir ((pgd_t *)__va(SIM_PGD_PA))

#endif
