/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_LIB_ASM_BUG_H
#define TESTS_LIB_ASM_BUG_H

#define BUG() __builtin_trap()

#endif
