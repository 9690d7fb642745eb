/* SPDX-License-Identifier: GPL-2.0-only */
/* bug: UD2, and its place in the section __bug_table. */
#ifndef _ASM_BUG_H
#define _ASM_BUG_H

#include <linux/types.h>

struct bug_entry {
	unsigned long addr; /* of the UD2 */
	const char *file;
	unsigned int line;
};

#define BUG()                                                                                      \
	do {                                                                                       \
		__asm__ __volatile__("1:	ud2\n"                                                    \
				     "	.pushsection __bug_table,\"aw\"\n"                          \
				     "	.long 1b, %c0, %c1\n"                                       \
				     "	.popsection\n" ::"i"(__FILE__),                            \
				     "i"(__LINE__));                                               \
		__builtin_unreachable();                                                           \
	} while (0)

#endif
