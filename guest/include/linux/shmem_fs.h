/* SPDX-License-Identifier: GPL-2.0-only */
/* shmem_fs: files of memory that no directory has (guest/fs/memfd.c). */
#ifndef _LINUX_SHMEM_FS_H
#define _LINUX_SHMEM_FS_H

#include <linux/fs.h>

#define F_SEAL_SEAL	    0x01ul
#define F_SEAL_SHRINK	    0x02ul
#define F_SEAL_GROW	    0x04ul
#define F_SEAL_WRITE	    0x08ul
#define F_SEAL_FUTURE_WRITE 0x10ul
#define F_ALL_SEALS	    0x1ful

/* Of size bytes, all 0; its pages go with the last who has it open or mapped. ERR_PTR(). */
struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags);

/* What may not be done to a file of tmpfs any more. */
static inline unsigned long inode_seals(const struct inode *inode)
{
	return (unsigned long)inode->i_private;
}

#endif
