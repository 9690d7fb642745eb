/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * syscalls: the dispatch table. Every row's function has a weak definition here, which is
 * sys_ni_syscall(); whoever writes the call replaces it.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/syscalls.h>
#include <asm/ptrace.h>
#include <asm/unistd.h>

/* clang-format off */
#define SYSCALL_GONE(nr, name) _Static_assert(nr == __NR_##name, #name);
#define SYSCALL_FREE(nr)
#define SYSCALL(nr, name, fn)                                                                      \
	_Static_assert(nr == __NR_##name, #name);                                                  \
	long sys_##fn(const struct pt_regs *regs) __weak __alias(sys_ni_syscall);
#include "syscall_table.h"
#undef SYSCALL
#undef SYSCALL_GONE
#undef SYSCALL_FREE
/* clang-format on */

const sys_call_ptr_t sys_call_table[NR_syscalls] = {
#define SYSCALL(nr, name, fn)  [nr] = sys_##fn,
#define SYSCALL_GONE(nr, name) [nr] = sys_ni_syscall,
#define SYSCALL_FREE(nr)       [nr] = sys_ni_syscall,
#include "syscall_table.h"
#undef SYSCALL
#undef SYSCALL_GONE
#undef SYSCALL_FREE
};

static const char *const names[NR_syscalls] = {
#define SYSCALL(nr, name, fn)  [nr] = #name,
#define SYSCALL_GONE(nr, name) [nr] = #name,
#define SYSCALL_FREE(nr)
#include "syscall_table.h"
};

/* The last row is for numbers beyond the table. */
static unsigned int asked_in_vain[NR_syscalls + 1];

long sys_ni_syscall(const struct pt_regs *regs)
{
	asked_in_vain[min(regs->orig_ax, (unsigned long)NR_syscalls)]++;
	return -ENOSYS;
}

static void show_row(struct seq_file *m, unsigned int nr)
{
	seq_printf(m, "%3u %-24s %-6s %u\n", nr, nr < NR_syscalls && names[nr] ? names[nr] : "-",
		   nr < NR_syscalls && sys_call_table[nr] != sys_ni_syscall ? "yes" : "ENOSYS",
		   asked_in_vain[nr]);
}

static int syscalls_show(struct seq_file *m, void *v)
{
	unsigned int nr;

	seq_puts(m, "nr  name                     state  asked in vain\n");
	for (nr = 0; nr <= NR_syscalls; nr++)
		if ((nr < NR_syscalls && names[nr]) || asked_in_vain[nr])
			show_row(m, nr);
	return 0;
}

static int __init syscalls_proc_init(void)
{
	return proc_create_single("syscalls", 0444, NULL, syscalls_show) ? 0 : -ENOMEM;
}
fs_initcall(syscalls_proc_init);
