/* SPDX-License-Identifier: GPL-2.0-only */
/* genhd: disks, where they were declared before 5.18. */
#ifndef _LINUX_GENHD_H
#define _LINUX_GENHD_H

#include <linux/blkdev.h>

#endif
