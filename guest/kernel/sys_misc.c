/* SPDX-License-Identifier: GPL-2.0-only */
/* sys_misc: system calls about the machine and the kernel, and prctl(). */
#include <linux/cred.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/reboot.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/swap.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include <linux/workqueue.h>

#include "kernel.h"

#define UTS_LEN 64

/* ---- names ---- */

static char nodename[UTS_LEN + 1], domainname[UTS_LEN + 1] = "(none)";

struct uts {
	char sysname[UTS_LEN + 1], nodename[UTS_LEN + 1], release[UTS_LEN + 1],
	    version[UTS_LEN + 1], machine[UTS_LEN + 1], domainname[UTS_LEN + 1];
};

/* To programs this is Linux: they ask in order to know which system calls they have. */
static void fill_uts(struct uts *uts)
{
	memset(uts, 0, sizeof(*uts));
	strscpy(uts->sysname, "Linux", sizeof(uts->sysname));
	strscpy(uts->nodename, nodename[0] ? nodename : utsname()->nodename, sizeof(uts->nodename));
	strscpy(uts->release, utsname()->release, sizeof(uts->release));
	strscpy(uts->version, utsname()->version, sizeof(uts->version));
	strscpy(uts->machine, utsname()->machine, sizeof(uts->machine));
	strscpy(uts->domainname, domainname, sizeof(uts->domainname));
}

SYSCALL_DEFINE1(newuname, struct uts __user *, name)
{
	struct uts uts;

	fill_uts(&uts);
	return copy_to_user(name, &uts, sizeof(uts)) ? -EFAULT : 0;
}

/* Without the domain; and before that, with eight characters for each. */
SYSCALL_DEFINE1(uname, void __user *, name)
{
	struct uts uts;

	fill_uts(&uts);
	return copy_to_user(name, &uts, offsetof(struct uts, domainname)) ? -EFAULT : 0;
}

SYSCALL_DEFINE1(olduname, char __user *, name)
{
	char old[5][9] = {};
	struct uts uts;

	fill_uts(&uts);
	memcpy(old[0], uts.sysname, 8);
	memcpy(old[1], uts.nodename, 8);
	memcpy(old[2], uts.release, 8);
	memcpy(old[3], uts.version, 8);
	memcpy(old[4], uts.machine, 8);
	return copy_to_user(name, old, sizeof(old)) ? -EFAULT : 0;
}

static long set_name(char *to, const char __user *name, int len)
{
	char copy[UTS_LEN + 1] = {};

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (len < 0 || len > UTS_LEN)
		return -EINVAL;
	if (copy_from_user(copy, name, len))
		return -EFAULT;
	memcpy(to, copy, sizeof(copy));
	return 0;
}

SYSCALL_DEFINE2(sethostname, const char __user *, name, int, len)
{
	return set_name(nodename, name, len);
}

SYSCALL_DEFINE2(setdomainname, const char __user *, name, int, len)
{
	return set_name(domainname, name, len);
}

/* ---- the machine ---- */

struct user_sysinfo {
	long uptime;
	unsigned long loads[3];
	unsigned long totalram, freeram, sharedram, bufferram, totalswap, freeswap;
	u16 procs, pad;
	unsigned long totalhigh, freehigh;
	u32 mem_unit;
	char _f[8];
};

static unsigned int count_tasks(void)
{
	struct task_struct *task;
	unsigned int n = 0;

	read_lock_irq(&tasklist_lock);
	for_each_process(task) n += task->signal->nr_threads;
	read_unlock_irq(&tasklist_lock);
	return n;
}

SYSCALL_DEFINE1(sysinfo, struct user_sysinfo __user *, uinfo)
{
	struct sysinfo si = {};
	struct user_sysinfo info = {};
	unsigned int shift;

	si_meminfo(&si);
	si_swapinfo(&si);
	/* in bytes, as long as all of them fit */
	shift = (u64)max(si.totalram, si.totalswap) << PAGE_SHIFT > ULONG_MAX ? 0 : PAGE_SHIFT;
	info.uptime = ktime_get_seconds();
	info.totalram = si.totalram << shift;
	info.freeram = si.freeram << shift;
	info.sharedram = si.sharedram << shift;
	info.bufferram = si.bufferram << shift;
	info.totalswap = si.totalswap << shift;
	info.freeswap = si.freeswap << shift;
	info.totalhigh = si.totalhigh << shift;
	info.freehigh = si.freehigh << shift;
	info.mem_unit = shift ? 1 : PAGE_SIZE;
	info.procs = count_tasks();
	return copy_to_user(uinfo, &info, offsetof(struct user_sysinfo, _f)) ? -EFAULT : 0;
}

#define GRND_NONBLOCK 1
#define GRND_RANDOM   2
#define GRND_INSECURE 4

SYSCALL_DEFINE3(getrandom, char __user *, buf, size_t, count, unsigned int, flags)
{
	size_t done, now;
	u8 bytes[64];

	if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE))
		return -EINVAL;
	count = min(count, (size_t)INT_MAX);
	for (done = 0; done < count; done += now) {
		now = min(count - done, sizeof(bytes));
		get_random_bytes(bytes, now);
		if (copy_to_user(buf + done, bytes, now))
			return done ? (long)done : -EFAULT;
		if (signal_pending(current) && done)
			return done + now;
		cond_resched();
	}
	return done;
}

#define REBOOT_MAGIC1	0xfee1dead
#define REBOOT_RESTART	0x01234567
#define REBOOT_HALT	0xcdef0123
#define REBOOT_CAD_ON	0x89abcdef
#define REBOOT_CAD_OFF	0x00000000
#define REBOOT_POWEROFF 0x4321fedc
#define REBOOT_RESTART2 0xa1b2c3d4

static bool restart_at_once = true; /* at Ctrl-Alt-Del; else init is told */

static bool is_reboot_magic(u32 magic2)
{
	return magic2 == 672274793 || magic2 == 85072278 || magic2 == 369367448 ||
	       magic2 == 537993216;
}

SYSCALL_DEFINE4(reboot, u32, magic1, u32, magic2, u32, cmd, void __user *, arg)
{
	if (!capable(CAP_SYS_BOOT))
		return -EPERM;
	if (magic1 != REBOOT_MAGIC1 || !is_reboot_magic(magic2))
		return -EINVAL;
	switch (cmd) {
	case REBOOT_RESTART:
	case REBOOT_RESTART2:
		kernel_restart(NULL);
	case REBOOT_HALT:
		kernel_halt();
	case REBOOT_POWEROFF:
		kernel_power_off();
	case REBOOT_CAD_ON:
	case REBOOT_CAD_OFF:
		restart_at_once = cmd == REBOOT_CAD_ON;
		return 0;
	}
	return -EINVAL;
}

static void do_ctrl_alt_del(struct work_struct *work)
{
	if (restart_at_once)
		kernel_restart(NULL);
	else
		kill_pid(find_vpid(1), SIGINT, 1);
}
static DECLARE_WORK(ctrl_alt_del_work, do_ctrl_alt_del);

void ctrl_alt_del(void)
{
	schedule_work(&ctrl_alt_del_work);
}

/* ---- the process ---- */

SYSCALL_DEFINE1(personality, unsigned int, personality)
{
	unsigned int old = current->personality;

	if (personality != 0xffffffff)
		current->personality = personality;
	return old;
}

#define PR_SET_PDEATHSIG       1
#define PR_GET_PDEATHSIG       2
#define PR_GET_DUMPABLE	       3
#define PR_SET_DUMPABLE	       4
#define PR_SET_NAME	       15
#define PR_GET_NAME	       16
#define PR_GET_SECCOMP	       21
#define PR_CAPBSET_READ	       23
#define PR_GET_TIMERSLACK      30
#define PR_SET_CHILD_SUBREAPER 36
#define PR_GET_CHILD_SUBREAPER 37
#define PR_GET_NO_NEW_PRIVS    39
#define PR_GET_TID_ADDRESS     40

static long set_own_name(const char __user *name)
{
	char comm[TASK_COMM_LEN] = {};

	if (strncpy_from_user(comm, name, sizeof(comm) - 1) < 0)
		return -EFAULT;
	set_task_comm(current, comm);
	return 0;
}

SYSCALL_DEFINE5(prctl, int, option, unsigned long, arg2, unsigned long, arg3, unsigned long, arg4,
		unsigned long, arg5)
{
	switch (option) {
	case PR_SET_PDEATHSIG:
		if (!valid_signal(arg2))
			return -EINVAL;
		current->pdeath_signal = arg2;
		return 0;
	case PR_GET_PDEATHSIG:
		return put_user(current->pdeath_signal, (int __user *)arg2);
	case PR_GET_DUMPABLE:
		return current->mm->dumpable;
	case PR_SET_DUMPABLE:
		if (arg2 > 1)
			return -EINVAL;
		current->mm->dumpable = arg2;
		return 0;
	case PR_SET_CHILD_SUBREAPER:
		current->signal->is_child_subreaper = arg2;
		return 0;
	case PR_GET_CHILD_SUBREAPER:
		return put_user((int)current->signal->is_child_subreaper, (int __user *)arg2);
	case PR_SET_NAME:
		return set_own_name((const char __user *)arg2);
	case PR_GET_NAME:
		return copy_to_user((char __user *)arg2, current->comm, TASK_COMM_LEN) ? -EFAULT
										       : 0;
	case PR_CAPBSET_READ:
		return arg2 <= 40 ? 1 : -EINVAL;
	case PR_GET_SECCOMP:
	case PR_GET_NO_NEW_PRIVS:
		return 0;
	case PR_GET_TIMERSLACK:
		return 50000;
	case PR_GET_TID_ADDRESS:
		return put_user(current->clear_child_tid, (int __user *__user *)arg2);
	}
	return -EINVAL;
}

/* ---- priorities of input and output: kept, and used by nobody ---- */

#define IOPRIO_WHO_PROCESS 1
#define IOPRIO_WHO_USER	   3
#define IOPRIO_CLASS(p)	   ((p) >> 13)

static long check_ioprio_who(int which, int who)
{
	struct task_struct *task;

	if (which < IOPRIO_WHO_PROCESS || which > IOPRIO_WHO_USER)
		return -EINVAL;
	if (which != IOPRIO_WHO_PROCESS || !who)
		return 0;
	read_lock_irq(&tasklist_lock);
	task = find_task_by_pid(who);
	read_unlock_irq(&tasklist_lock);
	return task ? 0 : -ESRCH;
}

SYSCALL_DEFINE3(ioprio_set, int, which, int, who, int, prio)
{
	int class = IOPRIO_CLASS(prio), data = prio & 0x1fff;

	if (class == 1 && !capable(CAP_SYS_ADMIN) && !capable(CAP_SYS_NICE))
		return -EPERM;
	if (class < 0 || class > 3 || (class == 0 && data) ||
	    ((class == 1 || class == 2) && data > 7))
		return -EINVAL;
	return check_ioprio_who(which, who) ?: (current->ioprio = prio, 0);
}

SYSCALL_DEFINE2(ioprio_get, int, which, int, who)
{
	return check_ioprio_who(which, who) ?: (long)current->ioprio;
}
