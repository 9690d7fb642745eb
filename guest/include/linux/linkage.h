/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_LINKAGE_H
#define _LINUX_LINKAGE_H

#include <linux/compiler.h>

#ifdef __ASSEMBLY__
/* clang-format off */
#define ENTRY(name) .globl name; .balign 16; .type name, @function; name:
#define END(name) .size name, . - name
/* clang-format on */
#endif

#endif
