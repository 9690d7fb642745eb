/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * host: a case on the processor that runs this program, as 32- or 16-bit user
 * code in this very process.
 */
#ifndef ZONEMU_TESTS_DIFF_HOST_H
#define ZONEMU_TESTS_DIFF_HOST_H

#include "tests/diff/case.h"

/* False: it cannot be done here; *why says what is missing. */
bool host_start(const char **why);
/* The memory that cases see (layout.h), all of it writable here. */
uint8_t *host_block(void);
void host_run(const struct diff_case *c, struct outcome *out);
/* Vendor, family, model and name of the processor. */
void host_processor(char *text, size_t bytes);
bool host_is_amd(void);

#endif
