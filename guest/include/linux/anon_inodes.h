/* SPDX-License-Identifier: GPL-2.0-only */
/* anon_inodes: files that have no path, in linux/fs.h. */
#ifndef _LINUX_ANON_INODES_H
#define _LINUX_ANON_INODES_H

#include <linux/fs.h>

#endif
