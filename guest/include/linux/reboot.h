/* SPDX-License-Identifier: GPL-2.0-only */
/* reboot: switching off and starting anew. */
#ifndef _LINUX_REBOOT_H
#define _LINUX_REBOOT_H

#include <linux/compiler.h>
#include <linux/notifier.h>
#include <linux/types.h>

struct device;

/* What reboot notifiers are told. */
#define SYS_DOWN      0x0001
#define SYS_RESTART   SYS_DOWN
#define SYS_HALT      0x0002
#define SYS_POWER_OFF 0x0003

enum reboot_mode { REBOOT_UNDEFINED = -1, REBOOT_COLD, REBOOT_WARM, REBOOT_HARD, REBOOT_SOFT };
extern enum reboot_mode reboot_mode;

/* Before the machine stops, in a thread. */
int register_reboot_notifier(struct notifier_block *nb);
int unregister_reboot_notifier(struct notifier_block *nb);
int devm_register_reboot_notifier(struct device *dev, struct notifier_block *nb);
/* Ways to reset the machine, tried by priority before its own; interrupts off. */
int register_restart_handler(struct notifier_block *nb);
int unregister_restart_handler(struct notifier_block *nb);
void do_kernel_restart(char *command);
/* From any context; force: at once if it cannot be had orderly. */
void orderly_poweroff(bool force);
void orderly_reboot(void);

/* Orderly: says so on the log first. Each falls back to halting. */
void kernel_power_off(void) __noreturn;
void kernel_restart(const char *command) __noreturn;
void kernel_halt(void) __noreturn;

/* The keys: a restart, or a SIGINT for init (reboot(2)); soon, from any context. */
void ctrl_alt_del(void);

/* The machine's own (arch/reboot.c); any context, interrupts off. Return when it did not work. */
void machine_power_off(void);
void machine_restart(void);
void machine_halt(void) __noreturn;
/* Nothing but the machine's reset, at once. */
void emergency_restart(void) __noreturn;

#endif
