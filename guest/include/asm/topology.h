/* SPDX-License-Identifier: GPL-2.0-only */
/* topology: one node. */
#ifndef _ASM_TOPOLOGY_H
#define _ASM_TOPOLOGY_H

#include <linux/cpumask.h>

#endif
