/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_LIB_ASM_BARRIER_H
#define TESTS_LIB_ASM_BARRIER_H

#define mb() __sync_synchronize()

#endif
