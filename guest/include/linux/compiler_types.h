/* SPDX-License-Identifier: GPL-2.0-only */
/* compiler_types: in compiler.h. */
#ifndef _LINUX_COMPILER_TYPES_H
#define _LINUX_COMPILER_TYPES_H

#include <linux/compiler.h>

#endif
