/* SPDX-License-Identifier: GPL-2.0-only */
/* stat: the three shapes in which i386 programs have asked for it. */
#ifndef _ASM_STAT_H
#define _ASM_STAT_H

#include <linux/types.h>

struct __old_kernel_stat {
	u16 st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_rdev;
	u32 st_size, st_atime, st_mtime, st_ctime;
};

struct stat {
	u32 st_dev, st_ino;
	u16 st_mode, st_nlink, st_uid, st_gid;
	u32 st_rdev, st_size, st_blksize, st_blocks;
	u32 st_atime, st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec;
	u32 __unused4, __unused5;
};

struct stat64 {
	u64 st_dev;
	u8 __pad0[4];
	u32 __st_ino;
	u32 st_mode, st_nlink, st_uid, st_gid;
	u64 st_rdev;
	u8 __pad3[4];
	s64 st_size;
	u32 st_blksize;
	u64 st_blocks;
	u32 st_atime, st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec;
	u64 st_ino;
} __attribute__((packed, aligned(4)));

#endif
