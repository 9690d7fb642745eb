/* SPDX-License-Identifier: GPL-2.0-only */
/* reboot: switching off and starting anew. */
#ifndef _LINUX_REBOOT_H
#define _LINUX_REBOOT_H

#include <linux/compiler.h>

/* Orderly: says so on the log first. Each falls back to halting. */
void kernel_power_off(void) __noreturn;
void kernel_restart(const char *command) __noreturn;
void kernel_halt(void) __noreturn;

/* The machine's own (arch/reboot.c); any context, interrupts off. Return when it did not work. */
void machine_power_off(void);
void machine_restart(void);
void machine_halt(void) __noreturn;
/* Nothing but the machine's reset, at once. */
void emergency_restart(void) __noreturn;

#endif
