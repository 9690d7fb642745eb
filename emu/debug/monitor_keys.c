/* SPDX-License-Identifier: GPL-2.0-only */
/* monitor_keys: keys and mouse movements from the monitor, by QEMU's names. */
#include <stdlib.h>
#include <string.h>

#include "emu/debug/monitor_inner.h"

#define E0	  0x100 /* the codes have the prefix E0 */
#define RELEASE	  0x80
#define MAX_CHORD 8

/* Scan code set 1 */
static const struct {
	const char *name;
	uint16_t code;
} keys[] = {
    {"esc", 0x01},
    {"1", 0x02},
    {"2", 0x03},
    {"3", 0x04},
    {"4", 0x05},
    {"5", 0x06},
    {"6", 0x07},
    {"7", 0x08},
    {"8", 0x09},
    {"9", 0x0a},
    {"0", 0x0b},
    {"minus", 0x0c},
    {"equal", 0x0d},
    {"backspace", 0x0e},
    {"tab", 0x0f},
    {"q", 0x10},
    {"w", 0x11},
    {"e", 0x12},
    {"r", 0x13},
    {"t", 0x14},
    {"y", 0x15},
    {"u", 0x16},
    {"i", 0x17},
    {"o", 0x18},
    {"p", 0x19},
    {"bracket_left", 0x1a},
    {"bracket_right", 0x1b},
    {"ret", 0x1c},
    {"ctrl", 0x1d},
    {"a", 0x1e},
    {"s", 0x1f},
    {"d", 0x20},
    {"f", 0x21},
    {"g", 0x22},
    {"h", 0x23},
    {"j", 0x24},
    {"k", 0x25},
    {"l", 0x26},
    {"semicolon", 0x27},
    {"apostrophe", 0x28},
    {"grave_accent", 0x29},
    {"shift", 0x2a},
    {"backslash", 0x2b},
    {"z", 0x2c},
    {"x", 0x2d},
    {"c", 0x2e},
    {"v", 0x2f},
    {"b", 0x30},
    {"n", 0x31},
    {"m", 0x32},
    {"comma", 0x33},
    {"dot", 0x34},
    {"slash", 0x35},
    {"shift_r", 0x36},
    {"asterisk", 0x37},
    {"kp_multiply", 0x37},
    {"alt", 0x38},
    {"spc", 0x39},
    {"caps_lock", 0x3a},
    {"f1", 0x3b},
    {"f2", 0x3c},
    {"f3", 0x3d},
    {"f4", 0x3e},
    {"f5", 0x3f},
    {"f6", 0x40},
    {"f7", 0x41},
    {"f8", 0x42},
    {"f9", 0x43},
    {"f10", 0x44},
    {"num_lock", 0x45},
    {"scroll_lock", 0x46},
    {"kp_7", 0x47},
    {"kp_8", 0x48},
    {"kp_9", 0x49},
    {"kp_subtract", 0x4a},
    {"kp_4", 0x4b},
    {"kp_5", 0x4c},
    {"kp_6", 0x4d},
    {"kp_add", 0x4e},
    {"kp_1", 0x4f},
    {"kp_2", 0x50},
    {"kp_3", 0x51},
    {"kp_0", 0x52},
    {"kp_decimal", 0x53},
    {"less", 0x56},
    {"f11", 0x57},
    {"f12", 0x58},
    {"kp_enter", E0 | 0x1c},
    {"ctrl_r", E0 | 0x1d},
    {"kp_divide", E0 | 0x35},
    {"alt_r", E0 | 0x38},
    {"home", E0 | 0x47},
    {"up", E0 | 0x48},
    {"pgup", E0 | 0x49},
    {"left", E0 | 0x4b},
    {"right", E0 | 0x4d},
    {"end", E0 | 0x4f},
    {"down", E0 | 0x50},
    {"pgdn", E0 | 0x51},
    {"insert", E0 | 0x52},
    {"delete", E0 | 0x53},
    {"meta_l", E0 | 0x5b},
    {"meta_r", E0 | 0x5c},
    {"menu", E0 | 0x5d},
};

static uint16_t code_of(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strlen(keys[i].name) == length && !strncmp(keys[i].name, name, length))
			return keys[i].code;
	return 0;
}

static void send(const struct monitor_call *call, uint16_t code, bool pressed)
{
	if (code & E0)
		machine_key(call->machine, 0xe0);
	machine_key(call->machine, (uint8_t)(code | (pressed ? 0 : RELEASE)));
}

/* sendkey ctrl-alt-delete: all pressed in order, then released in the other. */
bool monitor_sendkey(const struct monitor_call *call)
{
	uint16_t chord[MAX_CHORD];
	const char *at = call->args;
	unsigned count = 0;

	while (*at && *at != ' ') {
		size_t length = strcspn(at, "- ");

		if (count == MAX_CHORD || !(chord[count] = code_of(at, length))) {
			fprintf(call->out, "unknown key: '%.*s'\n", (int)length, at);
			return false;
		}
		count++;
		at += length + (at[length] == '-');
	}
	if (!count) {
		fprintf(call->out, "a key is missing\n");
		return false;
	}
	for (unsigned i = 0; i < count; i++)
		send(call, chord[i], true);
	while (count--)
		send(call, chord[count], false);
	return true;
}

static bool numbers(const struct monitor_call *call, int *out, unsigned least, unsigned most)
{
	const char *at = call->args;
	unsigned count = 0;
	char *end;

	for (; *at && count < most; count++) {
		out[count] = (int)strtol(at, &end, 0);
		if (end == at)
			break;
		at = end + strspn(end, " ");
	}
	if (count >= least && !*at)
		return true;
	fprintf(call->out, "numbers are wanted\n");
	return false;
}

/* mouse_move DX DY [DZ]: y downwards, as QEMU has it. */
bool monitor_mouse_move(const struct monitor_call *call)
{
	int by[3] = {0};

	if (!numbers(call, by, 2, 3))
		return false;
	machine_mouse_move(call->machine, by[0], -by[1], by[2]);
	return true;
}

/* mouse_button STATE: 1 left, 2 right, 4 middle */
bool monitor_mouse_button(const struct monitor_call *call)
{
	int state;

	if (!numbers(call, &state, 1, 1))
		return false;
	machine_mouse_buttons(call->machine, (uint8_t)(state & 7));
	return true;
}
