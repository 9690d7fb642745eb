/* SPDX-License-Identifier: GPL-2.0-only */
/* types: in sched.h. */
#ifndef _LINUX_SCHED_TYPES_H
#define _LINUX_SCHED_TYPES_H

#include <linux/sched.h>

#endif
