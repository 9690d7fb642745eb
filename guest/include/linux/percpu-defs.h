/* SPDX-License-Identifier: GPL-2.0-only */
/* percpu-defs: in percpu.h. */
#ifndef _LINUX_PERCPU_DEFS_H
#define _LINUX_PERCPU_DEFS_H

#include <linux/percpu.h>

#endif
