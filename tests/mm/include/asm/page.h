/* SPDX-License-Identifier: GPL-2.0-only */
/* page, on the host: the guest's whole gigabyte, at another base (tests/mm/sim.h). */
#ifndef TESTS_ASM_PAGE_H
#define TESTS_ASM_PAGE_H

#include_next <asm/page.h>

#undef __PAGE_OFFSET
#define __PAGE_OFFSET 0x2000c0000000UL

#endif
