/* SPDX-License-Identifier: GPL-2.0-only */
/* vt: the ioctls of virtual terminals, by Linux's numbers. */
#ifndef _LINUX_VT_H
#define _LINUX_VT_H

#include <linux/kd.h>
#include <linux/types.h>

#define VT_OPENQRY	0x5600 /* the first that nobody has open */
#define VT_GETMODE	0x5601
#define VT_SETMODE	0x5602
#define VT_GETSTATE	0x5603
#define VT_RELDISP	0x5605
#define VT_ACTIVATE	0x5606
#define VT_WAITACTIVE	0x5607
#define VT_DISALLOCATE	0x5608
#define VT_RESIZE	0x5609
#define VT_LOCKSWITCH	0x560B
#define VT_UNLOCKSWITCH 0x560C

#define VT_AUTO	   0
#define VT_PROCESS 1
#define VT_ACKACQ  2

struct vt_mode {
	char mode, waitv;
	short relsig, acqsig, frsig;
};

struct vt_stat {
	u16 v_active, v_signal, v_state;
};

struct vt_sizes {
	u16 v_rows, v_cols, v_scrollsize;
};

#define MIN_NR_CONSOLES 1
#define MAX_NR_CONSOLES 63

#endif
