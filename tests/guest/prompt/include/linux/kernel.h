/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <stdarg.h>
#include <stdio.h>

#define min(a, b) ((a) < (b) ? (a) : (b))

#endif
