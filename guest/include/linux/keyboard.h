/* SPDX-License-Identifier: GPL-2.0-only */
/* keyboard: what a key means, by Linux's numbers: a kind and a value. */
#ifndef _LINUX_KEYBOARD_H
#define _LINUX_KEYBOARD_H

struct notifier_block;
struct vc_data;

/*
 * Who wants to know of every key, in an interrupt, gets this (guest/drivers/vt/keyboard.c): first
 * KBD_KEYCODE with its KEY_ number; then, unless somebody answered NOTIFY_STOP (KBD_UNBOUND_KEYCODE
 * then), KBD_KEYSYM with its kind and value, K() ^ 0xf000; and, when it has been typed,
 * KBD_POST_KEYSYM. NOTIFY_STOP to KBD_KEYSYM: it is not typed.
 */
struct keyboard_notifier_param {
	struct vc_data *vc; /* the terminal in front */
	int down;	    /* 0 let go, 1 pressed, 2 repeats */
	int shift;	    /* 1 << KG_SHIFT and so on */
	int ledstate;	    /* 1 ScrollLock, 2 NumLock, 4 CapsLock */
	unsigned int value;
};

int register_keyboard_notifier(struct notifier_block *nb);
int unregister_keyboard_notifier(struct notifier_block *nb);

#define KG_SHIFT 0
#define KG_ALTGR 1
#define KG_CTRL	 2
#define KG_ALT	 3

#define MAX_NR_KEYMAPS 256
#define NR_KEYS	       128
#define MAX_NR_FUNC    256

#define KT_LATIN  0
#define KT_FN	  1
#define KT_SPEC	  2
#define KT_PAD	  3
#define KT_DEAD	  4
#define KT_CONS	  5
#define KT_CUR	  6
#define KT_SHIFT  7
#define KT_META	  8
#define KT_ASCII  9
#define KT_LOCK	  10
#define KT_LETTER 11
#define NR_TYPES  12

#define K(t, v) ((t) << 8 | (v))
#define KTYP(x) ((x) >> 8)
#define KVAL(x) ((x)&0xff)

#define K_F1	 K(KT_FN, 0)
#define K_F11	 K(KT_FN, 10)
#define K_FIND	 K(KT_FN, 20)
#define K_INSERT K(KT_FN, 21)
#define K_REMOVE K(KT_FN, 22)
#define K_SELECT K(KT_FN, 23)
#define K_PGUP	 K(KT_FN, 24)
#define K_PGDN	 K(KT_FN, 25)
#define K_PAUSE	 K(KT_FN, 29)

#define K_HOLE	      K(KT_SPEC, 0)
#define K_ENTER	      K(KT_SPEC, 1)
#define K_CAPS	      K(KT_SPEC, 7)
#define K_NUM	      K(KT_SPEC, 8)
#define K_HOLD	      K(KT_SPEC, 9)
#define K_SCROLLFORW  K(KT_SPEC, 10)
#define K_SCROLLBACK  K(KT_SPEC, 11)
#define K_BOOT	      K(KT_SPEC, 12)
#define K_CAPSON      K(KT_SPEC, 13)
#define K_DECRCONSOLE K(KT_SPEC, 16)
#define K_INCRCONSOLE K(KT_SPEC, 17)
#define K_NOSUCHMAP   K(KT_SPEC, 127)

#define K_P0	 K(KT_PAD, 0)
#define K_PPLUS	 K(KT_PAD, 10)
#define K_PMINUS K(KT_PAD, 11)
#define K_PSTAR	 K(KT_PAD, 12)
#define K_PSLASH K(KT_PAD, 13)
#define K_PENTER K(KT_PAD, 14)
#define K_PDOT	 K(KT_PAD, 16)

#define K_DOWN	K(KT_CUR, 0)
#define K_LEFT	K(KT_CUR, 1)
#define K_RIGHT K(KT_CUR, 2)
#define K_UP	K(KT_CUR, 3)

#define K_SHIFT K(KT_SHIFT, KG_SHIFT)
#define K_ALTGR K(KT_SHIFT, KG_ALTGR)
#define K_CTRL	K(KT_SHIFT, KG_CTRL)
#define K_ALT	K(KT_SHIFT, KG_ALT)

#endif
