/* SPDX-License-Identifier: GPL-2.0-only */
/* panic: what happens when nothing more can be done; and warnings, when something still can. */
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/module.h>
#include <linux/panic_notifier.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <asm/smp.h>

int panic_timeout;
EXPORT_SYMBOL(panic_timeout);

static int __init setup_panic(char *value)
{
	return value && kstrtoint(value, 0, &panic_timeout) == 0 ? 0 : -EINVAL;
}
early_param("panic", setup_panic);
core_param(panic, panic_timeout, int, 0644);

static unsigned long tainted;

void add_taint(unsigned int flag, enum lockdep_ok ok)
{
	set_bit(flag, &tainted);
}
EXPORT_SYMBOL(add_taint);

int test_taint(unsigned int flag)
{
	return test_bit(flag, &tainted);
}
EXPORT_SYMBOL(test_taint);

static const struct {
	u8 flag;
	char letter;
} taint_letters[] = {
    {TAINT_PROPRIETARY_MODULE, 'P'}, {TAINT_BAD_PAGE, 'B'}, {TAINT_DIE, 'D'}, {TAINT_WARN, 'W'},
    {TAINT_OOT_MODULE, 'O'},	     {TAINT_USER, 'U'},	    {TAINT_TEST, 'N'}};

/* "Not tainted", or "Tainted: G      D W    ": a column for each flag, as Linux has them. */
const char *print_tainted(void)
{
	static char text[] = "Tainted: G                  ";
	int i;

	if (!tainted)
		return "Not tainted";
	for (i = 0; i < ARRAY_SIZE(taint_letters); i++)
		text[strlen("Tainted: ") + taint_letters[i].flag] =
		    test_bit(taint_letters[i].flag, &tainted)		? taint_letters[i].letter
		    : taint_letters[i].flag == TAINT_PROPRIETARY_MODULE ? 'G'
									: ' ';
	return text;
}

ATOMIC_NOTIFIER_HEAD(panic_notifier_list);
EXPORT_SYMBOL(panic_notifier_list);

void panic(const char *fmt, ...)
{
	static char why[256];
	static atomic_t panicking = ATOMIC_INIT(0);
	va_list args;

	local_irq_disable();
	if (atomic_inc_return(&panicking) > 1)
		machine_halt();
	oops_in_progress++;
	smp_send_stop();
	va_start(args, fmt);
	vscnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	pr_emerg("Kernel panic - not syncing: %s\n", why);
	dump_stack();
	atomic_notifier_call_chain(&panic_notifier_list, 0, why);
	if (panic_timeout > 0) {
		pr_emerg("Rebooting in %d seconds..\n", panic_timeout);
		mdelay(panic_timeout * 1000);
	}
	if (panic_timeout)
		emergency_restart();
	pr_emerg("---[ end Kernel panic - not syncing: %s ]---\n", why);
	machine_halt();
}
EXPORT_SYMBOL(panic);

void warn_slowpath_fmt(const char *file, int line, const char *fmt, ...)
{
	char text[128] = "a warning";
	va_list args;

	pr_warn("------------[ cut here ]------------\n");
	pr_warn("WARNING: CPU: %d PID: %d at %s:%d %pS\n", raw_smp_processor_id(), current->pid,
		file, line, __builtin_return_address(0));
	print_modules();
	if (fmt) {
		va_start(args, fmt);
		vscnprintf(text, sizeof(text), fmt, args);
		va_end(args);
		va_start(args, fmt);
		vprintk(fmt, args);
		va_end(args);
	}
	dump_stack();
	misuse_of_caller(strim(text));
	pr_warn("---[ end trace %016x ]---\n", 0);
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}
EXPORT_SYMBOL(warn_slowpath_fmt);
