/* SPDX-License-Identifier: GPL-2.0-only */
/* membarrier: a barrier on every CPU where threads of a process run (membarrier(2)). */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/syscalls.h>

#define CMD_QUERY	    0
#define CMD_GLOBAL	    (1 << 0)
#define CMD_GLOBAL_EXP	    (1 << 1)
#define CMD_REG_GLOBAL_EXP  (1 << 2)
#define CMD_PRIVATE_EXP	    (1 << 3)
#define CMD_REG_PRIVATE_EXP (1 << 4)
#define CMD_SYNC_CORE	    (1 << 5)
#define CMD_REG_SYNC_CORE   (1 << 6)
#define ALL_COMMANDS	    0x7f

static void barrier_here(void *unused)
{
	smp_mb(); /* and the interrupt's IRET serializes */
}

static long everywhere(void)
{
	on_each_cpu(barrier_here, NULL, 1);
	return 0;
}

SYSCALL_DEFINE3(membarrier, int, cmd, unsigned int, flags, int, cpu)
{
	if (flags)
		return -EINVAL;
	switch (cmd) {
	case CMD_QUERY:
		return ALL_COMMANDS;
	case CMD_GLOBAL:
	case CMD_GLOBAL_EXP:
		return everywhere();
	case CMD_REG_GLOBAL_EXP:
	case CMD_REG_PRIVATE_EXP:
	case CMD_REG_SYNC_CORE:
		current->mm->membarrier |= cmd;
		return 0;
	case CMD_PRIVATE_EXP:
	case CMD_SYNC_CORE:
		return current->mm->membarrier & cmd << 1 ? everywhere() : -EPERM;
	}
	return -EINVAL;
}
