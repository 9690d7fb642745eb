/* SPDX-License-Identifier: GPL-2.0-only */
/* topology: one node. */
#ifndef _LINUX_TOPOLOGY_H
#define _LINUX_TOPOLOGY_H

#include <linux/numa.h>
#include <linux/cpumask.h>

#endif
