/* SPDX-License-Identifier: GPL-2.0-only */
/* version: which Linux the API is that of: 6.1; 2.6.10 under ERA=2.6, 4.9 under ERA=4.9. */
#ifndef _LINUX_VERSION_H
#define _LINUX_VERSION_H

#include <linux/utsrelease.h>

#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))

#ifdef __ERA_2_6__
#ifndef _LINUX_ERA_2_6_H
#error "ERA=2.6 on the make line, or ERA := 2.6 or -DERA=2.6 in the Makefile, asks for 2.6: see HACKING.md"
#endif
#define LINUX_VERSION_MAJOR	 2
#define LINUX_VERSION_PATCHLEVEL 6
#define LINUX_VERSION_SUBLEVEL	 __ERA_2_6__
#elif defined(__ERA_MAJOR__)
#define LINUX_VERSION_MAJOR	 __ERA_MAJOR__
#define LINUX_VERSION_PATCHLEVEL __ERA_PATCHLEVEL__
#define LINUX_VERSION_SUBLEVEL	 0
#else
#define LINUX_VERSION_MAJOR	 6
#define LINUX_VERSION_PATCHLEVEL 1
#define LINUX_VERSION_SUBLEVEL	 0
#endif
#define LINUX_VERSION_CODE                                                                         \
	KERNEL_VERSION(LINUX_VERSION_MAJOR, LINUX_VERSION_PATCHLEVEL, LINUX_VERSION_SUBLEVEL)

#endif
