/* SPDX-License-Identifier: GPL-2.0-only */
/* writeback: how a file system is asked to write an inode. */
#ifndef _LINUX_WRITEBACK_H
#define _LINUX_WRITEBACK_H

#include <linux/types.h>

enum writeback_sync_modes {
	WB_SYNC_NONE, /* get it under way */
	WB_SYNC_ALL,  /* until it is on the medium */
};

struct writeback_control {
	long nr_to_write, pages_skipped;
	loff_t range_start, range_end;
	enum writeback_sync_modes sync_mode;
};

#endif
