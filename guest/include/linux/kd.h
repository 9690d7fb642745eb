/* SPDX-License-Identifier: GPL-2.0-only */
/* kd: the ioctls of keyboard and display, by Linux's numbers. */
#ifndef _LINUX_KD_H
#define _LINUX_KD_H

#include <linux/types.h>

#define KIOCSOUND    0x4B2F /* a count of the 8254's; 0: off */
#define KDMKTONE     0x4B30 /* the same, and ms << 16 */
#define KDGETLED     0x4B31
#define KDSETLED     0x4B32
#define KDGKBTYPE    0x4B33
#define KDSETMODE    0x4B3A
#define KDGETMODE    0x4B3B
#define KDGKBMODE    0x4B44
#define KDSKBMODE    0x4B45
#define KDGKBENT     0x4B46
#define KDSKBENT     0x4B47
#define KDGKBSENT    0x4B48
#define KDSKBSENT    0x4B49
#define KDGKBDIACR   0x4B4A
#define KDGETKEYCODE 0x4B4C
#define KDKBDREP     0x4B52
#define KDGKBMETA    0x4B62
#define KDSKBMETA    0x4B63
#define KDGKBLED     0x4B64
#define KDSKBLED     0x4B65

#define KB_101 0x02

#define KD_TEXT	    0x00
#define KD_GRAPHICS 0x01

#define K_RAW	    0x00 /* scan codes as they come */
#define K_XLATE	    0x01
#define K_MEDIUMRAW 0x02 /* key codes */
#define K_UNICODE   0x03
#define K_OFF	    0x04

#define K_METABIT   0x03
#define K_ESCPREFIX 0x04

#define K_SCROLLLOCK 0x01
#define K_NUMLOCK    0x02
#define K_CAPSLOCK   0x04

#define LED_SCR 0x01
#define LED_NUM 0x02
#define LED_CAP 0x04

struct kbentry {
	u8 kb_table, kb_index;
	u16 kb_value;
};

struct kbsentry {
	u8 kb_func;
	u8 kb_string[512];
};

#endif
