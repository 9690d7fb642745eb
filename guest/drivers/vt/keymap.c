/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * keymap: what keys mean, with what other keys are held: a US keyboard, until loadkmap says
 * otherwise. A key code is the scan code of set 1, or what Linux gives to those behind E0.
 */
#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/keyboard.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "keymap.h"

#define CTRL_MAP     (1 << KG_CTRL)
#define ALT_MAP	     (1 << KG_ALT)
#define SHIFT_MAP    (1 << KG_SHIFT)
#define ALTGR_MAP    (1 << KG_ALTGR)
#define FIRST_MAPS   (CTRL_MAP | ALT_MAP | SHIFT_MAP | ALTGR_MAP)
#define CODE_F1	     59
#define CODE_F10     68
#define CODE_F11     87
#define CODE_F12     88
#define CODE_PAD     71
#define CODE_PAD_END 83

static u16 first_maps[FIRST_MAPS + 1][NR_KEYS];
u16 *key_maps[MAX_NR_KEYMAPS];
char *func_table[MAX_NR_FUNC];

/* By key code up to the space bar; 0: no character. */
static const char plain_keys[0x3a] = "\0\033"
				     "1234567890-=\177\tqwertyuiop[]\0\0asdfghjkl;'`"
				     "\0\\zxcvbnm,./\0\0\0 ";
static const char shifted_keys[0x3a] = "\0\033"
				       "!@#$%^&*()_+\177\tQWERTYUIOP{}\0\0ASDFGHJKL:\"~"
				       "\0|ZXCVBNM<>?\0\0\0 ";

/* With Ctrl, what is no letter: "3" is ESC, as on a VT220. */
static const struct {
	char key, character;
} with_ctrl[] = {{' ', 0},    {'2', 0},	   {'3', 0x1b}, {'4', 0x1c}, {'5', 0x1d}, {'6', 0x1e},
		 {'7', 0x1f}, {'8', 0x7f}, {'-', 0x1f}, {'/', 0x7f}, {'[', 0x1b}, {'\\', 0x1c},
		 {']', 0x1d}, {'`', 0},	   {'\'', 7},	{0x7f, 0x08}};

static const struct {
	u8 code;
	u16 sym;
} others[] = {
    {28, K_ENTER},   {29, K_CTRL},    {42, K_SHIFT},	     {54, K_SHIFT},  {55, K_PSTAR},
    {56, K_ALT},     {58, K_CAPS},    {69, K_NUM},	     {70, K_HOLD},   {71, K_P0 + 7},
    {72, K_P0 + 8},  {73, K_P0 + 9},  {74, K_PMINUS},	     {75, K_P0 + 4}, {76, K_P0 + 5},
    {77, K_P0 + 6},  {78, K_PPLUS},   {79, K_P0 + 1},	     {80, K_P0 + 2}, {81, K_P0 + 3},
    {82, K_P0},	     {83, K_PDOT},    {96, K_PENTER},	     {97, K_CTRL},   {98, K_PSLASH},
    {100, K_ALTGR},  {102, K_FIND},   {103, K_UP},	     {104, K_PGUP},  {105, K_LEFT},
    {106, K_RIGHT},  {107, K_SELECT}, {108, K_DOWN},	     {109, K_PGDN},  {110, K_INSERT},
    {111, K_REMOVE}, {119, K_PAUSE},  {86, K(KT_LATIN, '<')}};

static char *const functions[] = {
    "\033[[A",	"\033[[B",  "\033[[C",	"\033[[D",  "\033[[E",	"\033[17~", "\033[18~", "\033[19~",
    "\033[20~", "\033[21~", "\033[23~", "\033[24~", "\033[25~", "\033[26~", "\033[28~", "\033[29~",
    "\033[31~", "\033[32~", "\033[33~", "\033[34~", "\033[1~",	"\033[2~",  "\033[3~",	"\033[4~",
    "\033[5~",	"\033[6~",  "\033[M",	NULL,	    NULL,	"\033[P"};

/* Key codes, and what comes behind E0 for them; what is not here has none. */
u8 extended_of_keycode(unsigned int code)
{
	static const u8 pairs[][2] = {
	    {0x1c, 96},	 {0x1d, 97},  {0x35, 98},  {0x37, 99},	{0x38, 100}, {0x47, 102},
	    {0x48, 103}, {0x49, 104}, {0x4b, 105}, {0x4d, 106}, {0x4f, 107}, {0x50, 108},
	    {0x51, 109}, {0x52, 110}, {0x53, 111}, {0x5b, 125}, {0x5c, 126}, {0x5d, 127}};
	int i;

	for (i = 0; i < ARRAY_SIZE(pairs); i++)
		if (pairs[i][1] == code)
			return pairs[i][0];
	return 0;
}

static u16 sym_of(char c)
{
	return isalpha(c) ? K(KT_LETTER, c) : K(KT_LATIN, (u8)c);
}

static u16 ctrl_sym(char plain)
{
	int i;

	if (isalpha(plain))
		return K(KT_LATIN, plain & 0x1f);
	for (i = 0; i < ARRAY_SIZE(with_ctrl); i++)
		if (with_ctrl[i].key == plain)
			return K(KT_LATIN, (u8)with_ctrl[i].character);
	return K_HOLE;
}

static u16 __init first_sym(unsigned int map, unsigned int code)
{
	char plain = code < sizeof(plain_keys) ? plain_keys[code] : 0;
	char c = map & SHIFT_MAP && plain ? shifted_keys[code] : plain;
	int i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (others[i].code == code)
			return others[i].sym;
	if (!c)
		return K_HOLE;
	if (map & ALT_MAP)
		return K(KT_META, map & CTRL_MAP ? KVAL(ctrl_sym(plain)) : (u8)c);
	return map & CTRL_MAP ? ctrl_sym(plain) : sym_of(c);
}

/* F1 to F12: a function, or with Alt a terminal. */
static u16 __init function_sym(unsigned int map, unsigned int n)
{
	if (map & ALT_MAP)
		return K(KT_CONS, n + (map & ALTGR_MAP ? 12 : 0));
	return K(KT_FN, n + (map & SHIFT_MAP ? 12 : 0));
}

static void __init fill_map(unsigned int map)
{
	u16 *to = first_maps[map];
	unsigned int code;

	for (code = 0; code < NR_KEYS; code++)
		to[code] = first_sym(map, code);
	for (code = CODE_F1; code <= CODE_F10; code++)
		to[code] = function_sym(map, code - CODE_F1);
	to[CODE_F11] = function_sym(map, 10);
	to[CODE_F12] = function_sym(map, 11);
	if (map & ALT_MAP) {
		to[105] = K_DECRCONSOLE;
		to[106] = K_INCRCONSOLE;
	}
	if (map & SHIFT_MAP) {
		to[104] = K_SCROLLBACK;
		to[109] = K_SCROLLFORW;
	}
	if ((map & (CTRL_MAP | ALT_MAP)) == (CTRL_MAP | ALT_MAP))
		to[83] = to[111] = K_BOOT;
	key_maps[map] = to;
}

void __init keymap_init(void)
{
	static const u8 maps[] = {0, 1, 2, 4, 5, 8, 9, 12};
	int i;

	for (i = 0; i < ARRAY_SIZE(maps); i++)
		fill_map(maps[i]);
	for (i = 0; i < ARRAY_SIZE(functions); i++)
		func_table[i] = functions[i];
}

u16 keymap_get(unsigned int map, unsigned int code)
{
	if (!key_maps[map])
		return code ? K_HOLE : K_NOSUCHMAP;
	return key_maps[map][code];
}

int keymap_set(unsigned int map, unsigned int code, u16 sym)
{
	unsigned int i;
	u16 *new;

	if (!code && sym == K_NOSUCHMAP) {
		/* those of the boot stay where they are, and are only forgotten */
		new = key_maps[map];
		key_maps[map] = NULL;
		if (new && (map > FIRST_MAPS || new != first_maps[map]))
			kfree(new);
		return map ? 0 : -EINVAL;
	}
	if (KTYP(sym) >= NR_TYPES)
		return -EINVAL;
	if (!key_maps[map]) {
		new = kmalloc(NR_KEYS * sizeof(u16), GFP_KERNEL);
		if (!new)
			return -ENOMEM;
		for (i = 0; i < NR_KEYS; i++)
			new[i] = K_HOLE;
		key_maps[map] = new;
	}
	key_maps[map][code] = sym;
	return 0;
}
