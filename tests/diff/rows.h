/* SPDX-License-Identifier: GPL-2.0-only */
/* rows: which rows of the instruction table the tester cannot reach, and why. */
#ifndef ZONEMU_TESTS_DIFF_ROWS_H
#define ZONEMU_TESTS_DIFF_ROWS_H

#include "emu/cpu/insn.h"

/* NULL: the tester reaches it. */
const char *rows_reason(const struct insn_row *row);
/* The status flags that an instruction leaves undefined when it starts from these registers. */
struct diff_case;
uint32_t rows_undefined(const struct diff_case *c);

#endif
