/* SPDX-License-Identifier: GPL-2.0-only */
/* cpufeature: in processor.h. */
#ifndef _ASM_CPUFEATURE_H
#define _ASM_CPUFEATURE_H

#include <asm/processor.h>

#endif
