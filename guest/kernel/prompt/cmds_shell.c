/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands that look around and switch off. */
#include <abi/probe.h>
#include <linux/errno.h>
#include <linux/kallsyms.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <linux/sysrq.h>
#include <linux/vmalloc.h>

#include "cmds.h"
#include "describe.h"
#include "explain.h"
#include "expr_type.h"
#include "vars.h"

static void run_help(struct prompt *pr, char *args)
{
	prompt_help(pr, cmds_unwrap(args));
}

static void run_vars(struct prompt *pr, char *args)
{
	struct var *var;
	unsigned int i;

	for (i = 0; (var = vars_at(i)); i++) {
		const struct value *v = &var->value;

		prompt_printf(pr, "%-8s 0x%08x  %-19s %s%s\n", var->name, v->bits,
			      value_kind_name(v) + strcspn(value_kind_name(v), " ") + 1,
			      var->origin, var->freed ? "  (freed)" : "");
	}
	if (!i)
		prompt_printf(pr, "no variables yet: p = kmalloc(65, GFP_KERNEL) makes one\n");
}

static void run_unset(struct prompt *pr, char *args)
{
	if (!vars_forget(args, strlen(args)))
		prompt_printf(pr, "unset: no variable %s\n", args);
}

static u32 block_bytes(const struct page *page)
{
	int order = page_held_order(page);

	return PAGE_SIZE << max(order, 0);
}

/* Bytes of what begins at addr, for the panel to frame. */
static u32 extent(u32 addr)
{
	struct vm_struct *area;

	if (is_vmalloc_addr((void *)addr)) {
		area = find_vm_area((void *)addr);
		return area ? area->size - PAGE_SIZE : PAGE_SIZE;
	}
	if (!virt_addr_valid(addr))
		return PAGE_SIZE;
	if (slab_of(addr))
		return slab_of(addr)->cache->size;
	return block_bytes(virt_to_page((void *)addr));
}

/* A struct page stands for its frame: a high page may have no other address. */
static void show(struct prompt *pr, u32 addr, u32 bytes)
{
	PROBE2(prompt, show, addr, bytes);
	prompt_printf(pr, "show 0x%08x, %u bytes\n", addr, bytes);
}

static void run_show(struct prompt *pr, char *args)
{
	char *text = cmds_unwrap(args);
	struct value v;

	if (!*text) {
		prompt_printf(pr, "usage: show EXPRESSION\n");
		return;
	}
	if (!expr_run(&pr->expr, text, &v)) {
		prompt_printf(pr, "show: %s\n", pr->expr.error);
		return;
	}
	if (v.kind == VAL_PAGE && is_struct_page(v.bits))
		show(pr, v.bits, block_bytes((struct page *)v.bits));
	else if (v.kind == VAL_CACHE && is_kmem_cache((void *)v.bits))
		show(pr, v.bits, sizeof(struct kmem_cache));
	else
		show(pr, v.bits, extent(v.bits));
}

static void run_explain(struct prompt *pr, char *args)
{
	char *text = cmds_unwrap(args);
	struct value v;

	if (!*text || !strcmp(text, "last"))
		explain_last(pr);
	else if (!expr_run(&pr->expr, text, &v))
		prompt_printf(pr, "explain: %s\n", pr->expr.error);
	else
		explain_value(pr, &v);
}

static void run_history(struct prompt *pr, char *args)
{
	const char *line;
	unsigned int i;

	for (i = 0; (line = edit_history(&pr->edit, i)); i++)
		prompt_printf(pr, "%5u  %s\n", i + 1, line);
}

static void run_clear(struct prompt *pr, char *args)
{
	prompt_write(pr, "\033[H\033[2J", 7);
}

static void run_dmesg(struct prompt *pr, char *args)
{
	u64 seq = 0;
	size_t len;

	while (!prompt_interrupted(pr) &&
	       (len = log_read(&seq, pr->out_text, sizeof(pr->out_text), false)))
		prompt_write(pr, pr->out_text, len);
}

static void run_ps(struct prompt *pr, char *args)
{
	struct task_struct *task;
	unsigned long flags;
	u32 count = 0, at = 0;
	/* a copy under the lock, printed without it: the tty is slow */
	static struct {
		pid_t pid;
		int prio;
		char state, comm[TASK_COMM_LEN];
		unsigned long ms, wchan, stack_free;
	} rows[64];
	char where[KSYM_SYMBOL_LEN];

	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task)
	{
		if (count == ARRAY_SIZE(rows))
			break;
		rows[count].pid = task->pid;
		rows[count].prio = task->static_prio;
		rows[count].state = task_state_char(task);
		rows[count].ms = jiffies_to_msecs(task->stime);
		rows[count].wchan = task == current ? 0 : get_wchan(task);
		rows[count].stack_free = task_stack_free(task);
		strscpy(rows[count].comm, task->comm, TASK_COMM_LEN);
		count++;
	}
	read_unlock_irqrestore(&tasklist_lock, flags);
	prompt_printf(pr, "  PID S PRI      TIME  STACK COMMAND          WCHAN\n");
	for (; at < count; at++) {
		strcpy(where, "-");
		if (rows[at].wchan)
			sprint_symbol_no_offset(where, rows[at].wchan);
		prompt_printf(pr, "%5d %c %3d %6lu.%02lu %6lu %-16s %s\n", rows[at].pid,
			      rows[at].state, rows[at].prio, rows[at].ms / 1000,
			      rows[at].ms % 1000 / 10, THREAD_SIZE - rows[at].stack_free,
			      rows[at].comm, where);
	}
}

static unsigned long kib(unsigned long pages)
{
	return pages << (PAGE_SHIFT - 10);
}

static void run_free(struct prompt *pr, char *args)
{
	unsigned long total = 0, unused = 0, high_total = 0, high_free = 0;
	struct zone *zone;

	for_each_zone (zone) {
		total += zone->managed_pages;
		unused += zone->free_pages;
		if (zone - NODE_DATA(0)->node_zones == ZONE_HIGHMEM) {
			high_total = zone->managed_pages;
			high_free = zone->free_pages;
		}
	}
	prompt_printf(pr, "%17s %11s %11s\n", "total", "used", "free");
	prompt_printf(pr, "Mem:  %11lu %11lu %11lu\n", kib(total), kib(total - unused),
		      kib(unused));
	prompt_printf(pr, "Low:  %11lu %11lu %11lu\n", kib(total - high_total),
		      kib(total - high_total - (unused - high_free)), kib(unused - high_free));
	prompt_printf(pr, "High: %11lu %11lu %11lu\n", kib(high_total), kib(high_total - high_free),
		      kib(high_free));
}

static void run_uname(struct prompt *pr, char *args)
{
	prompt_cat(pr, "/proc/version");
}

static void run_poweroff(struct prompt *pr, char *args)
{
	sync_all_filesystems();
	kernel_power_off();
}

static void run_reboot(struct prompt *pr, char *args)
{
	sync_all_filesystems();
	kernel_restart(NULL);
}

static void run_sysrq(struct prompt *pr, char *args)
{
	char *key = cmds_unwrap(args);

	if (strlen(key) != 1 || !sysrq_trigger(*key))
		prompt_printf(pr, "usage: sysrq KEY, of %s\n", sysrq_keys());
}

static void run_selftest(struct prompt *pr, char *args)
{
	char *filter = cmds_unwrap(args);

	if (selftest_run_on(pr->tty, *filter ? filter : NULL) == -ENOENT)
		prompt_printf(pr, "selftest: nothing matches %s\n", filter);
}

const struct cmd cmds_shell[] = {
    {"help", run_help, "help [NAME]", "this text, or all about a call"},
    {"vars", run_vars, "vars", "the variables, and where their values come from"},
    {"unset", run_unset, "unset NAME", "forget a variable"},
    {"show", run_show, "show EXPRESSION", "bring it into view on the panel"},
    {"explain", run_explain, "explain [last|EXPRESSION]",
     "the way a call took, list by list, or why it failed"},
    {"history", run_history, "history", "the lines typed so far"},
    {"clear", run_clear, "clear", "clear the screen"},
    {"dmesg", run_dmesg, "dmesg", "the kernel's log"},
    {"ps", run_ps, "ps", "the tasks"},
    {"free", run_free, "free", "memory, in KiB"},
    {"uname", run_uname, "uname", "which kernel this is"},
    {"sysrq", run_sysrq, "sysrq KEY", "what Alt-SysRq-KEY does; m prints the zones"},
    {"selftest", run_selftest, "selftest [SUITE[.TEST]]", "run the self-tests"},
    {"poweroff", run_poweroff, "poweroff", "switch the machine off"},
    {"reboot", run_reboot, "reboot", "start it again"},
    {NULL},
};
