/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chardev_mux: what a byte typed at a multiplexed line means (QEMU's "mon:"):
 * Ctrl-A and a letter are commands, the rest goes to whom has the focus.
 */
#ifndef ZONEMU_EMU_CHARDEV_MUX_H
#define ZONEMU_EMU_CHARDEV_MUX_H

#include <stdbool.h>
#include <stdint.h>

struct chardev_mux_state {
	bool escape;  /* Ctrl-A was typed */
	bool monitor; /* who has the focus */
	bool stamps;  /* Ctrl-A t: output lines carry the host's time */
};

enum chardev_mux_input {
	MUX_NOTHING,
	MUX_GUEST,   /* the byte is the guest's */
	MUX_MONITOR, /* or the monitor's */
	MUX_BREAK,
	MUX_QUIT,
	MUX_FOCUS, /* state.monitor has changed */
	MUX_HELP,
	MUX_SAVE /* nothing to save: there are no snapshots of disks */
};

enum chardev_mux_input chardev_mux_input(struct chardev_mux_state *state, uint8_t byte);

#endif
