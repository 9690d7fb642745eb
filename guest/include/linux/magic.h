/* SPDX-License-Identifier: GPL-2.0-only */
/* magic: by what number statfs() tells file systems apart. */
#ifndef _LINUX_MAGIC_H
#define _LINUX_MAGIC_H

#define EXT2_SUPER_MAGIC    0xEF53
#define TMPFS_MAGIC	    0x01021994
#define RAMFS_MAGIC	    0x858458f6
#define SOCKFS_MAGIC	    0x534f434b
#define PIPEFS_MAGIC	    0x50495045
#define PROC_SUPER_MAGIC    0x9fa0
#define SYSFS_MAGIC	    0x62656572
#define DEBUGFS_MAGIC	    0x64626720
#define DEVPTS_SUPER_MAGIC  0x1cd1
#define ANON_INODE_FS_MAGIC 0x09041934
#define BDEVFS_MAGIC	    0x62646576
#define MSDOS_SUPER_MAGIC   0x4d44

#endif
