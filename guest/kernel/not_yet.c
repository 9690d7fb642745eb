/* SPDX-License-Identifier: GPL-2.0-only */
/* not_yet: what processes bring. Each definition gives way to theirs; then this file goes. */
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>

struct user_namespace {
	int unused;
};
__weak struct user_namespace init_user_ns;
__weak struct cred init_cred = {.usage = ATOMIC_INIT(2)};

__weak bool capable(int cap)
{
	return true;
}

__weak int in_group_p(kgid_t gid)
{
	return 1;
}

__weak void put_cred(const struct cred *cred)
{
	atomic_dec(&((struct cred *)cred)->usage);
}

__weak struct cred *prepare_creds(void)
{
	return NULL;
}

__weak struct pid *find_get_pid(pid_t nr)
{
	return NULL;
}

__weak void put_pid(struct pid *pid)
{
}

__weak int kill_pid(struct pid *pid, int sig, int priv)
{
	return -ESRCH;
}

__weak int kill_pgrp(struct pid *pgrp, int sig, int priv)
{
	return -ESRCH;
}

__weak int send_sig(int sig, struct task_struct *task, int priv)
{
	return -ESRCH;
}

__weak int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize)
{
	return -ENOSYS;
}

__weak void restore_saved_sigmask_unless(bool interrupted)
{
}

__weak int generic_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	return -ENODEV;
}

__weak void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t len,
				int even_cows)
{
}
