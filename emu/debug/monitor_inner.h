/* SPDX-License-Identifier: GPL-2.0-only */
/* monitor_inner: what the files of the monitor share. */
#ifndef ZONEMU_EMU_DEBUG_MONITOR_INNER_H
#define ZONEMU_EMU_DEBUG_MONITOR_INNER_H

#include "emu/debug/monitor.h"
#include "emu/debug/symbols.h"
#include "emu/drives.h"
#include "emu/machine.h"

/* One command at work, at an instruction boundary where the command asks for that. */
struct monitor_call {
	struct machine *machine;
	const struct symbols *syms; /* may be NULL */
	FILE *out;
	const char *format; /* what stood behind the slash: "4xw", or "" */
	const char *args;   /* the rest of the line */
	unsigned *cpu;	    /* the processor that was selected: commands look at this one */
	struct drives *drives;
};

static inline struct cpu *monitor_cpu(const struct monitor_call *call)
{
	return machine_cpu(call->machine, *call->cpu);
}

/* monitor_expr.c: C's operators + - * / % & | ^ ~ ( ), numbers, 'c', $register, symbols. Reads
 * from *text on and moves it behind. False: one line on call->out. */
bool monitor_expr(const struct monitor_call *call, const char **text, uint64_t *value);
/* All of the arguments is one expression. */
bool monitor_one_expr(const struct monitor_call *call, uint64_t *value);

/* monitor_dump.c; false: wrongly used */
bool monitor_x(const struct monitor_call *call);
bool monitor_xp(const struct monitor_call *call);
bool monitor_print(const struct monitor_call *call);
bool monitor_sum(const struct monitor_call *call);
bool monitor_gva2gpa(const struct monitor_call *call);

/* monitor_keys.c */
bool monitor_sendkey(const struct monitor_call *call);
bool monitor_mouse_move(const struct monitor_call *call);
bool monitor_mouse_button(const struct monitor_call *call);

/* monitor_drives.c */
bool monitor_info_block(const struct monitor_call *call);
bool monitor_eject(const struct monitor_call *call);
bool monitor_change(const struct monitor_call *call);

/* monitor_screen.c */
bool monitor_screendump(const struct monitor_call *call);

/* monitor_mem.c */
bool monitor_info_mem(const struct monitor_call *call);
bool monitor_info_tlb(const struct monitor_call *call);

#endif
