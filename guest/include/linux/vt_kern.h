/* SPDX-License-Identifier: GPL-2.0-only */
/* vt_kern: the screen's terminals for the rest of the kernel. */
#ifndef _VT_KERN_H
#define _VT_KERN_H

#include <linux/console_struct.h>
#include <linux/kd.h>
#include <linux/vt.h>

/* The terminal in front, from 0. */
extern int fg_console;

static inline bool vc_cons_allocated(unsigned int i)
{
	return i < MAX_NR_CONSOLES && vc_cons[i].d;
}

#endif
