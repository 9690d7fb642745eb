/* SPDX-License-Identifier: GPL-2.0-only */
/* rows: which rows of the instruction table the tester cannot reach, and why. */
#ifndef ZONEMU_TESTS_DIFF_ROWS_H
#define ZONEMU_TESTS_DIFF_ROWS_H

#include "emu/cpu/insn.h"

/* NULL: the tester reaches it. */
const char *rows_reason(const struct insn_row *row);
/* Is it only refused here, as user code's? Then rows_image() names the image of tests/images that
 * carries it out; NULL: none does. */
bool rows_refused(const struct insn_row *row);
const char *rows_image(const struct insn_row *row);
struct diff_case;
/* The status flags that may be anything when a case has come to eip. */
uint32_t rows_undefined(const struct diff_case *c, uint32_t eip);
/* Does it use the registers of x87, MMX or SSE? */
bool rows_fpu(const struct insn_row *row);
bool rows_elementary(const struct insn_row *row);
/* May it stand in a row of instructions, and be compared whatever its operands are? */
bool rows_plain(const struct insn_row *row);

#endif
