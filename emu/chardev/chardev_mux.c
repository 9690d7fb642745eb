/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/chardev/chardev_mux.h"

#define CTRL_A 0x01

static enum chardev_mux_input to_focus(const struct chardev_mux_state *state)
{
	return state->monitor ? MUX_MONITOR : MUX_GUEST;
}

static enum chardev_mux_input command(struct chardev_mux_state *state, uint8_t byte)
{
	switch (byte) {
	case 'x':
		return MUX_QUIT;
	case 'c':
		state->monitor = !state->monitor;
		return MUX_FOCUS;
	case 'h':
	case '?':
		return MUX_HELP;
	case 's':
		return MUX_SAVE;
	case 'b':
		return MUX_BREAK;
	case 't':
		state->stamps = !state->stamps;
		return MUX_NOTHING;
	case CTRL_A:
		return to_focus(state);
	default:
		return MUX_NOTHING;
	}
}

enum chardev_mux_input chardev_mux_input(struct chardev_mux_state *state, uint8_t byte)
{
	if (state->escape) {
		state->escape = false;
		return command(state, byte);
	}
	if (byte == CTRL_A) {
		state->escape = true;
		return MUX_NOTHING;
	}
	return to_focus(state);
}
