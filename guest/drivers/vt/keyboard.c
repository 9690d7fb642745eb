/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * keyboard: from keys (keyboard_input.c brings them) to what is typed at the terminal in front, by
 * the tables of keymap.c; or to their codes, or to those that an AT keyboard sends for them, where
 * a program asks.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/keyboard.h>
#include <linux/notifier.h>
#include <linux/reboot.h>
#include <linux/string.h>
#include <linux/tty_simple.h>
#include <linux/vt.h>
#include <linux/workqueue.h>

#include "keyboard.h"
#include "keymap.h"
#include "vt.h"

#define SCAN_RELEASED 0x80
#define SCAN_EXTENDED 0xe0
#define CODE_SYSRQ    99
#define CODE_PAUSE    119
#define CODES	      128 /* beyond them there is no map */
#define PLAIN_CODES   89
#define VIEW_ROWS     12
#define KEYSYM_CLASSIC                                                                             \
	0xf000 /* listeners are told a kind and a value so; what has it not, is Unicode */

static struct {
	u8 down[16];	 /* keys that are held */
	u8 held[9];	 /* by KG_: how many keys of that kind */
	u8 leds_by_hand; /* KDSETLED; 0xff: they show the locks */
} kbd = {.leds_by_hand = 0xff};

/* ---- lights ---- */

static void show_leds(struct work_struct *work)
{
	u8 leds = kbd.leds_by_hand == 0xff ? vt_front()->lock_keys : kbd.leds_by_hand;

	keyboard_input_leds(leds & 7);
}
static DECLARE_WORK(leds_work, show_leds);

void vt_keyboard_leds(struct vt *vt)
{
	static u8 shown;

	if (kbd.leds_by_hand == 0xff && shown == vt->lock_keys)
		return;
	shown = vt->lock_keys;
	schedule_work(&leds_work);
}

u8 keyboard_get_leds(const struct vt *vt)
{
	return kbd.leds_by_hand == 0xff ? vt->lock_keys : kbd.leds_by_hand;
}

void keyboard_show_leds(void)
{
	schedule_work(&leds_work);
}

void keyboard_set_leds(u8 leds)
{
	kbd.leds_by_hand = leds > 7 ? 0xff : leds;
	schedule_work(&leds_work);
}

/* ---- what keys mean ---- */

static void type(struct vt *vt, char c)
{
	console_tty_input(&vt->port, c);
}

static void lock_key(struct vt *vt, u8 lock)
{
	vt->lock_keys ^= lock;
	vt_keyboard_leds(vt);
}

static void special(struct vt *vt, u16 sym)
{
	switch (sym) {
	case K_ENTER:
		type(vt, '\r');
		if (vt->newline)
			type(vt, '\n');
		break;
	case K_CAPS:
		lock_key(vt, K_CAPSLOCK);
		break;
	case K_CAPSON:
		if (!(vt->lock_keys & K_CAPSLOCK))
			lock_key(vt, K_CAPSLOCK);
		break;
	case K_NUM:
		lock_key(vt, K_NUMLOCK);
		break;
	case K_HOLD:
		lock_key(vt, K_SCROLLLOCK);
		type(vt, vt->lock_keys & K_SCROLLLOCK ? 0x13 : 0x11);
		break;
	case K_SCROLLBACK:
	case K_SCROLLFORW:
		vt_scroll_view(sym == K_SCROLLBACK ? VIEW_ROWS : -VIEW_ROWS);
		break;
	case K_BOOT:
		ctrl_alt_del();
		break;
	case K_DECRCONSOLE:
	case K_INCRCONSOLE:
		vt_want_next(sym == K_INCRCONSOLE);
		break;
	}
}

static void cursor_key(struct vt *vt, u16 sym)
{
	static const char finals[] = {'B', 'D', 'C', 'A'};

	vt_type(vt, vt->application_cursor ? "\033O" : "\033[");
	type(vt, finals[KVAL(sym) & 3]);
}

/* The keypad: digits with NumLock, else what stands below them. */
static void pad_key(struct vt *vt, u16 sym)
{
	static const char characters[] = "0123456789+-*/\r,.";
	static const u16 without_lock[] = {K_INSERT, K_SELECT, K_DOWN, K_PGDN, K_LEFT,
					   K_HOLE,   K_RIGHT,  K_FIND, K_UP,   K_PGUP};
	unsigned int value = KVAL(sym);
	u16 other = value < ARRAY_SIZE(without_lock) ? without_lock[value]
		    : sym == K_PDOT		     ? K_REMOVE
						     : 0;

	if (value > KVAL(K_PDOT))
		return;
	if (!other || vt->lock_keys & K_NUMLOCK)
		type(vt, characters[value]);
	else if (KTYP(other) == KT_CUR)
		cursor_key(vt, other);
	else if (KTYP(other) == KT_FN)
		vt_type(vt, func_table[KVAL(other)]);
	else
		vt_type(vt, "\033[G");
}

static void held_key(u16 sym, bool pressed)
{
	u8 *held = &kbd.held[min_t(u8, KVAL(sym), ARRAY_SIZE(kbd.held) - 1)];

	if (pressed)
		++*held;
	else if (*held)
		--*held;
}

static void key_means(struct vt *vt, u16 sym)
{
	u8 value = KVAL(sym);

	switch (KTYP(sym)) {
	case KT_LATIN:
	case KT_LETTER:
		type(vt, value);
		break;
	case KT_META:
		type(vt, 0x1b);
		type(vt, value);
		break;
	case KT_FN:
		if (func_table[value])
			vt_type(vt, func_table[value]);
		break;
	case KT_SPEC:
		special(vt, sym);
		break;
	case KT_PAD:
		pad_key(vt, sym);
		break;
	case KT_CUR:
		cursor_key(vt, sym);
		break;
	case KT_CONS:
		vt_want(value + 1);
		break;
	}
}

static unsigned int current_map(void)
{
	unsigned int map = 0, i;

	for (i = 0; i < ARRAY_SIZE(kbd.held) - 1; i++)
		map |= kbd.held[i] ? 1 << i : 0;
	return map;
}

u8 keyboard_shift_state(void)
{
	return current_map();
}

/* What was pressed as Shift is released as Shift, whatever is held by then. */
static u16 sym_of(const struct vt *vt, unsigned int map, u8 code)
{
	u16 sym = key_maps[0] ? key_maps[0][code] : K_HOLE;

	if (KTYP(sym) == KT_SHIFT || !key_maps[map])
		return sym;
	sym = key_maps[map][code];
	if (KTYP(sym) != KT_LETTER)
		return sym;
	if (vt->lock_keys & K_CAPSLOCK && key_maps[map ^ 1])
		sym = key_maps[map ^ 1][code];
	return KTYP(sym) == KT_LETTER ? K(KT_LATIN, KVAL(sym)) : sym;
}

/* A modifier that repeats is held once. */
static void act(struct vt *vt, u16 sym, unsigned int down, bool again)
{
	if (KTYP(sym) != KT_SHIFT && down)
		key_means(vt, sym);
	else if (KTYP(sym) == KT_SHIFT && !again)
		held_key(sym, down);
}

/* ---- who listens ---- */

static ATOMIC_NOTIFIER_HEAD(listeners);

int register_keyboard_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&listeners, nb);
}
EXPORT_SYMBOL_GPL(register_keyboard_notifier);

int unregister_keyboard_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_unregister(&listeners, nb);
}
EXPORT_SYMBOL_GPL(unregister_keyboard_notifier);

/* True: one of them keeps it for itself. */
static bool tell(unsigned long event, struct keyboard_notifier_param *param, unsigned int value)
{
	param->value = value;
	param->ledstate = vt_front()->lock_keys;
	return atomic_notifier_call_chain(&listeners, event, param) == NOTIFY_STOP;
}

/* ---- keys ---- */

static void note(u8 code, bool pressed)
{
	if (pressed)
		kbd.down[code / 8] |= 1 << code % 8;
	else
		kbd.down[code / 8] &= ~(1 << code % 8);
}

/* What an AT keyboard sends in set 1. */
static void type_raw(struct vt *vt, unsigned int code, bool pressed)
{
	u8 up = pressed ? 0 : SCAN_RELEASED, scan;

	if (code == CODE_PAUSE) {
		type(vt, 0xe1);
		type(vt, 0x1d | up);
		type(vt, 0x45 | up);
		return;
	}
	scan = code == CODE_SYSRQ ? 0x54 : code < PLAIN_CODES ? code : 0;
	if (!scan) {
		scan = extended_of_keycode(code);
		if (!scan)
			return;
		type(vt, SCAN_EXTENDED);
	}
	type(vt, scan | up);
}

/* A byte, or of the higher codes three. */
static void type_code(struct vt *vt, unsigned int code, bool pressed)
{
	u8 up = pressed ? 0 : SCAN_RELEASED;

	if (code < CODES) {
		type(vt, code | up);
		return;
	}
	type(vt, up);
	type(vt, code >> 7 | 0x80);
	type(vt, code | 0x80);
}

static bool is_cooked(const struct vt *vt)
{
	return vt->keyboard_mode == K_XLATE || vt->keyboard_mode == K_UNICODE;
}

void keyboard_key(unsigned int code, unsigned int down)
{
	struct vt *vt = vt_front();
	struct keyboard_notifier_param param = {
	    .vc = vt_kern_front(), .down = down, .shift = current_map()};
	bool again, stopped;
	u16 sym;

	if (vt->keyboard_mode == K_RAW)
		type_raw(vt, code, down);
	else if (vt->keyboard_mode == K_MEDIUMRAW)
		type_code(vt, code, down);
	again = code < CODES && down && kbd.down[code / 8] & 1 << code % 8;
	if (code < CODES)
		note(code, down);
	stopped = tell(KBD_KEYCODE, &param, code);
	sym = code < CODES ? sym_of(vt, param.shift, code) : K_HOLE;
	if (stopped || (!key_maps[param.shift] && KTYP(sym) != KT_SHIFT)) {
		tell(KBD_UNBOUND_KEYCODE, &param, code);
		stopped = true;
	}
	if (code >= CODES)
		return;
	stopped = stopped || tell(KBD_KEYSYM, &param, sym ^ KEYSYM_CLASSIC);
	/* what is held, is held, whoever keeps it */
	if (is_cooked(vt) && (!stopped || KTYP(sym) == KT_SHIFT))
		act(vt, sym, down, again);
	if (!stopped)
		tell(KBD_POST_KEYSYM, &param, sym ^ KEYSYM_CLASSIC);
}

static int __init keyboard_init(void)
{
	keymap_init();
	return 0;
}
fs_initcall(keyboard_init);
