/* SPDX-License-Identifier: GPL-2.0-only */
/* module: nothing of the machine's own. */
#ifndef _ASM_MODULE_H
#define _ASM_MODULE_H

#include <linux/module.h>

#endif
