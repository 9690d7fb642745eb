/* SPDX-License-Identifier: GPL-2.0-only */
/* ioctl: linux/ioctl.h. */
#ifndef _ASM_IOCTL_H
#define _ASM_IOCTL_H

#include <linux/ioctl.h>

#endif
