/* SPDX-License-Identifier: GPL-2.0-only */
/* devpts_fs: the files of pseudo-terminals (guest/fs/devpts.c). */
#ifndef _LINUX_DEVPTS_FS_H
#define _LINUX_DEVPTS_FS_H

/* The slave's file of that number comes, the opener's, and goes. May sleep. */
int devpts_add(unsigned int number);
void devpts_remove(unsigned int number);

#endif
