/* SPDX-License-Identifier: GPL-2.0-only */
/* nodemask: in numa.h, as there is one. */
#ifndef _LINUX_NODEMASK_H
#define _LINUX_NODEMASK_H

#include <linux/numa.h>

#endif
