/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * monitor: a line-based console to the machine: QEMU's human monitor commands,
 * as far as there is something behind them.
 */
#ifndef ZONEMU_EMU_DEBUG_MONITOR_H
#define ZONEMU_EMU_DEBUG_MONITOR_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct drives;
struct machine;
struct monitor;

/*
 * output gets what the monitor prints, CR LF at line ends, on the thread that calls
 * monitor_input(). kernel_path gives symbols for expressions and may be NULL. NULL: out
 * of memory.
 */
struct monitor *monitor_create(void (*output)(void *ctx, const char *text, size_t bytes), void *ctx,
			       const char *kernel_path);
/* Before the first input; the machine runs on another thread. drives may be NULL: there are none.
 */
void monitor_attach(struct monitor *monitor, struct machine *machine, struct drives *drives);
void monitor_destroy(struct monitor *monitor);

/* The monitor has got the focus: greet (once) and prompt. */
void monitor_show(struct monitor *monitor);
/* Somebody has connected: greet and prompt. */
void monitor_greet(struct monitor *monitor);
/* A byte typed: backspace, Ctrl-U and Ctrl-C edit, Enter runs. echo: show what is typed. */
void monitor_input(struct monitor *monitor, uint8_t byte);

/* One command, its output to out; for tests. False: no such command, or wrongly used: out says. */
bool monitor_command(struct monitor *monitor, const char *line, FILE *out);

#endif
