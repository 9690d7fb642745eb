/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ZONEMU_TESTS_DIFF_ONCE_H
#define ZONEMU_TESTS_DIFF_ONCE_H

#include <stddef.h>

extern const char *const once_cases[]; /* lines as --replay takes them */
extern const size_t once_count;

#endif
