/* SPDX-License-Identifier: GPL-2.0-only */
/* extable: instructions that may fault, each with the place where to go on then. */
#ifndef _ASM_EXTABLE_H
#define _ASM_EXTABLE_H

struct exception_table_entry {
	unsigned long insn, fixup;
};

#endif
