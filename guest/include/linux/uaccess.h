/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uaccess: memory that may not be there.
 */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

/* Any kernel address: 0, or -EFAULT when a byte of it is not mapped (or not writable). */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size);
long copy_to_kernel_nofault(void *dst, const void *src, size_t size);
#define probe_kernel_read(dst, src, size)  copy_from_kernel_nofault(dst, src, size)
#define probe_kernel_write(dst, src, size) copy_to_kernel_nofault(dst, src, size)
#define get_kernel_nofault(val, ptr)	   copy_from_kernel_nofault(&(val), ptr, sizeof(val))

#endif
