/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <linux/types.h>
#include <asm/io.h>

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>
#endif

#endif
