/* SPDX-License-Identifier: GPL-2.0-only */
/* reboot: the orderly way to the machine's own switches. */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/device.h>
#include <linux/irqflags.h>
#include <linux/notifier.h>
#include <linux/reboot.h>
#include <linux/syscore_ops.h>
#include <linux/workqueue.h>

enum reboot_mode reboot_mode = REBOOT_COLD;
EXPORT_SYMBOL_GPL(reboot_mode);

static BLOCKING_NOTIFIER_HEAD(reboot_list);
static ATOMIC_NOTIFIER_HEAD(restart_list);

int register_reboot_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&reboot_list, nb);
}
EXPORT_SYMBOL(register_reboot_notifier);

int unregister_reboot_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&reboot_list, nb);
}
EXPORT_SYMBOL(unregister_reboot_notifier);

static void unregister_notifier(void *nb)
{
	unregister_reboot_notifier(nb);
}

int devm_register_reboot_notifier(struct device *dev, struct notifier_block *nb)
{
	int err = register_reboot_notifier(nb);

	return err ? err : devm_add_action_or_reset(dev, unregister_notifier, nb);
}
EXPORT_SYMBOL(devm_register_reboot_notifier);

int register_restart_handler(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&restart_list, nb);
}
EXPORT_SYMBOL(register_restart_handler);

int unregister_restart_handler(struct notifier_block *nb)
{
	return atomic_notifier_chain_unregister(&restart_list, nb);
}
EXPORT_SYMBOL(unregister_restart_handler);

void do_kernel_restart(char *command)
{
	atomic_notifier_call_chain(&restart_list, reboot_mode, command);
}

/* After a panic nobody is asked: they may be the reason. */
static void tell(enum system_states state, unsigned long code, void *data)
{
	bool running = system_state == SYSTEM_RUNNING && !oops_in_progress && !in_atomic();

	system_state = state;
	if (running)
		blocking_notifier_call_chain(&reboot_list, code, data);
}

static void poweroff_work_func(struct work_struct *work)
{
	kernel_power_off();
}

static void reboot_work_func(struct work_struct *work)
{
	kernel_restart(NULL);
}

static DECLARE_WORK(poweroff_work, poweroff_work_func);
static DECLARE_WORK(reboot_work, reboot_work_func);

void orderly_poweroff(bool force)
{
	schedule_work(&poweroff_work);
}
EXPORT_SYMBOL_GPL(orderly_poweroff);

void orderly_reboot(void)
{
	schedule_work(&reboot_work);
}
EXPORT_SYMBOL_GPL(orderly_reboot);

void kernel_halt(void)
{
	tell(SYSTEM_HALT, SYS_HALT, NULL);
	syscore_shutdown();
	pr_emerg("reboot: System halted\n");
	machine_halt();
}
EXPORT_SYMBOL(kernel_halt);

void kernel_power_off(void)
{
	tell(SYSTEM_POWER_OFF, SYS_POWER_OFF, NULL);
	syscore_shutdown();
	pr_emerg("reboot: Power down\n");
	machine_power_off();
	mdelay(100);
	kernel_halt();
}
EXPORT_SYMBOL(kernel_power_off);

void kernel_restart(const char *command)
{
	tell(SYSTEM_RESTART, SYS_RESTART, (void *)command);
	syscore_shutdown();
	if (command)
		pr_emerg("reboot: Restarting system with command '%s'\n", command);
	else
		pr_emerg("reboot: Restarting system\n");
	local_irq_disable();
	do_kernel_restart((char *)command);
	emergency_restart();
}
EXPORT_SYMBOL(kernel_restart);
