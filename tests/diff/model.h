/* SPDX-License-Identifier: GPL-2.0-only */
/* model: a case in the machine's interpreter. */
#ifndef ZONEMU_TESTS_DIFF_MODEL_H
#define ZONEMU_TESTS_DIFF_MODEL_H

#include "tests/diff/case.h"

void model_start(void);
/* The memory that cases see; the stub page must be given to it once. */
uint8_t *model_block(void);
/* Code bytes [at, at + bytes) of the block were written. */
void model_code_changed(uint32_t at, uint32_t bytes);
void model_run(const struct diff_case *c, struct outcome *out);

#endif
