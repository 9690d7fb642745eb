/* SPDX-License-Identifier: GPL-2.0-only */
/* statfs: how much there is and is left of a file system. */
#ifndef _LINUX_STATFS_H
#define _LINUX_STATFS_H

#include <linux/types.h>

typedef struct {
	int val[2];
} __kernel_fsid_t;

struct kstatfs {
	long f_type, f_bsize;
	u64 f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	__kernel_fsid_t f_fsid;
	long f_namelen, f_frsize, f_flags;
	long f_spare[4];
};

struct statfs {
	u32 f_type, f_bsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	__kernel_fsid_t f_fsid;
	u32 f_namelen, f_frsize, f_flags, f_spare[4];
};

struct statfs64 {
	u32 f_type, f_bsize;
	u64 f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	__kernel_fsid_t f_fsid;
	u32 f_namelen, f_frsize, f_flags, f_spare[4];
} __attribute__((packed, aligned(4)));

#define ST_RDONLY 0x0001
#define ST_VALID  0x0020

#endif
