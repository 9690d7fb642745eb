/* SPDX-License-Identifier: GPL-2.0-only */
/* semaphore: 2.6's name of linux/semaphore.h. */
#ifndef _ASM_SEMAPHORE_H
#define _ASM_SEMAPHORE_H

#include <linux/semaphore.h>

#endif
