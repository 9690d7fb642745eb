/* SPDX-License-Identifier: GPL-2.0-only */
/* rwsem: linux/rwsem.h. */
#ifndef _ASM_RWSEM_H
#define _ASM_RWSEM_H

#include <linux/rwsem.h>

#endif
