/* SPDX-License-Identifier: GPL-2.0-only */
/* reboot: the orderly way to the machine's own switches. */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/reboot.h>

void kernel_halt(void)
{
	system_state = SYSTEM_HALT;
	pr_emerg("reboot: System halted\n");
	machine_halt();
}
EXPORT_SYMBOL(kernel_halt);

void kernel_power_off(void)
{
	system_state = SYSTEM_POWER_OFF;
	pr_emerg("reboot: Power down\n");
	machine_power_off();
	mdelay(100);
	kernel_halt();
}
EXPORT_SYMBOL(kernel_power_off);

void kernel_restart(const char *command)
{
	system_state = SYSTEM_RESTART;
	if (command)
		pr_emerg("reboot: Restarting system with command '%s'\n", command);
	else
		pr_emerg("reboot: Restarting system\n");
	emergency_restart();
}
EXPORT_SYMBOL(kernel_restart);
