/* SPDX-License-Identifier: GPL-2.0-only */
/* vermagic: what a module must have been built for, word for word. */
#ifndef _LINUX_VERMAGIC_H
#define _LINUX_VERMAGIC_H

#include <linux/utsrelease.h>

#define VERMAGIC_STRING UTS_RELEASE " SMP preempt mod_unload 686 regparm "

#endif
