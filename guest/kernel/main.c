/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * main: the order in which the kernel comes to life.
 *
 * start_kernel() runs on the boot CPU with interrupts off, as the task that will be its
 * idle task. Each step may use what the steps above it have set up, and nothing else.
 */
#include <linux/console.h>
#include <linux/e820.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/pagemap.h>
#include <linux/params.h>
#include <linux/prompt.h>
#include <linux/rcupdate.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <linux/utsname.h>
#include <linux/vmalloc.h>
#include <linux/mm.h>
#include <linux/workqueue.h>
#include <asm/percpu.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/smp.h>

#include "abi/probe.h"
#include "kernel.h"
#include "module/module_store.h"

enum system_states system_state = SYSTEM_BOOTING;
EXPORT_SYMBOL(system_state);

/* The command line as it came, for /proc/cmdline. */
char *saved_command_line = boot_command_line;

/* Not every build has a prompt or self-tests. */
extern __typeof__(prompt_start) prompt_start __weak;
extern __typeof__(selftest_run) selftest_run __weak;

static bool selftest_wanted, poweroff_wanted;
static char selftest_filter[64];

static int __init setup_selftest(char *value)
{
	selftest_wanted = true;
	return 1;
}
__setup("selftest", setup_selftest);

static int __init setup_selftest_filter(char *value)
{
	strscpy(selftest_filter, value, sizeof(selftest_filter));
	selftest_wanted = true;
	return 1;
}
__setup("selftest=", setup_selftest_filter);

static int __init setup_poweroff(char *value)
{
	poweroff_wanted = true;
	return 1;
}
__setup("poweroff", setup_poweroff);

static void __init do_initcalls(void)
{
	extern initcall_t __initcall_start[], __initcall_end[];
	initcall_t *fn;

	for (fn = __initcall_start; fn < __initcall_end; fn++) {
		int err = (*fn)();

		if (err)
			pr_warn("initcall %pS returned %d\n", *fn, err);
		WARN(in_atomic() || irqs_disabled(),
		     "initcall %pS left interrupts or "
		     "preemption off\n",
		     *fn);
	}
}

/* The first thread: everything that may sleep, and then whoever sits at the machine. */
static int kernel_init(void *unused)
{
	workqueue_init();
	vfs_caches_init();
	smp_init();
	workqueue_init_smp();
	kswapd_init();
	writeback_init();
	do_initcalls();
	free_initmem();
	system_state = SYSTEM_RUNNING;

	module_store_boot();
	PROBE0(boot, done);
	if (selftest_wanted) {
		if (selftest_run)
			selftest_run(selftest_filter[0] ? selftest_filter : NULL);
		else
			pr_err("selftest: this kernel has none\n");
	}
	if (poweroff_wanted)
		kernel_power_off();
	if (run_init())
		return 0; /* to user mode */
	if (prompt_start)
		prompt_start();
	for (;;)
		restart_one_thread();
}

static void __init __noreturn rest_init(void)
{
	struct task_struct *init = kthread_create(kernel_init, NULL, "init");

	if (IS_ERR(init))
		panic("No memory for the first thread");
	wake_up_process(init);
	system_state = SYSTEM_SCHEDULING;
	cpu_idle();
}

void __init start_kernel(void)
{
	/* how much of the log is shown, before any of it is */
	static const char *const log_params[] = {"quiet", "debug", "loglevel"};
	char *command_line;

	/* Hear and be heard. */
	tsc_mark_boot();
	multiboot_init();
	parse_early_only(log_params, ARRAY_SIZE(log_params));
	console_init();
	pr_notice("%s", linux_banner);

	/* Which memory there is, and the boot-time allocator's first say over it. */
	setup_arch(&command_line);
	setup_per_cpu_areas();
	pr_notice("Kernel command line: %s\n", boot_command_line);
	parse_args(command_line);

	/* The allocators: pages, then objects, then address space. */
	mem_init();
	kmem_cache_init();
	vmalloc_init();

	/* Exceptions have been caught since head.S; now time, interrupts, and tasks. */
	sched_init();
	softirq_init();
	rcu_init();
	init_timers();
	init_IRQ();
	timekeeping_init();
	time_init();
	local_irq_enable();

	rest_init();
}
