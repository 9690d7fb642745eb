/* SPDX-License-Identifier: GPL-2.0-only */
/* workqueue_types: in workqueue.h. */
#ifndef _LINUX_WORKQUEUE_TYPES_H
#define _LINUX_WORKQUEUE_TYPES_H

#include <linux/workqueue.h>

#endif
