/* SPDX-License-Identifier: GPL-2.0-only */
/* process_vm: another process's memory, read and written in pieces (process_vm_readv(2)). */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

/* By way of one page of the kernel's; how many bytes, fewer where one side has no memory. */
static ssize_t copy_piece(struct mm_struct *mm, unsigned long addr, size_t len,
			  struct iov_iter *local, bool write, void *page)
{
	ssize_t done = 0;
	size_t now;
	int got;

	while (done < len && iov_iter_count(local)) {
		now = min3(len - done, iov_iter_count(local),
			   (size_t)(PAGE_SIZE - offset_in_page(addr + done)));
		if (write) {
			now = copy_from_iter(page, now, local);
			got = access_remote_vm(mm, addr + done, page, now, FOLL_WRITE);
		} else {
			got = access_remote_vm(mm, addr + done, page, now, 0);
			got = got > 0 ? (int)copy_to_iter(page, got, local) : got;
		}
		if (got <= 0)
			break;
		done += got;
		if (got < now)
			break;
	}
	return done;
}

static ssize_t copy_pieces(struct mm_struct *mm, const struct iovec *remote, unsigned long nr,
			   struct iov_iter *local, bool write)
{
	void *page = (void *)__get_free_page(GFP_KERNEL);
	ssize_t done = 0, got;
	unsigned long i;

	if (!page)
		return -ENOMEM;
	for (i = 0; i < nr && iov_iter_count(local); i++) {
		size_t wanted = min(remote[i].iov_len, iov_iter_count(local));

		got = copy_piece(mm, (unsigned long)remote[i].iov_base, wanted, local, write, page);
		done += got;
		if (got < wanted) {
			if (!done)
				done = -EFAULT;
			break;
		}
	}
	free_page((unsigned long)page);
	return done;
}

static struct mm_struct *mm_of(pid_t pid)
{
	struct mm_struct *mm = ERR_PTR(-ESRCH);
	struct task_struct *task;

	read_lock_irq(&tasklist_lock);
	task = find_task_by_pid(pid);
	if (task && task->mm)
		mm = ptrace_may_access(task, PTRACE_MODE_ATTACH) ? task->mm : ERR_PTR(-EPERM);
	else if (task && task->flags & PF_KTHREAD)
		mm = ERR_PTR(-EPERM);
	if (!IS_ERR(mm))
		mmget(mm);
	read_unlock_irq(&tasklist_lock);
	return mm;
}

static ssize_t process_vm(pid_t pid, const struct iovec __user *ulocal, unsigned long nr_local,
			  const struct iovec __user *uremote, unsigned long nr_remote,
			  unsigned long flags, bool write)
{
	struct iovec fast_local[UIO_FASTIOV], *local = fast_local, *remote;
	struct iov_iter iter;
	struct mm_struct *mm;
	ssize_t ret;

	if (flags)
		return -EINVAL;
	ret = import_iovec(write ? WRITE : READ, ulocal, nr_local, UIO_FASTIOV, &local, &iter);
	if (ret < 0)
		return ret;
	if (nr_remote > UIO_MAXIOV || !ret) {
		kfree(local);
		return nr_remote > UIO_MAXIOV ? -EINVAL : 0;
	}
	remote = memdup_user(uremote, nr_remote * sizeof(*remote));
	ret = PTR_ERR_OR_ZERO(remote);
	if (!ret) {
		mm = mm_of(pid);
		ret = PTR_ERR_OR_ZERO(mm);
		if (!ret) {
			ret = copy_pieces(mm, remote, nr_remote, &iter, write);
			mmput(mm);
		}
		kfree(remote);
	}
	kfree(local);
	return ret;
}

SYSCALL_DEFINE6(process_vm_readv, pid_t, pid, const struct iovec __user *, local, unsigned long,
		nr_local, const struct iovec __user *, remote, unsigned long, nr_remote,
		unsigned long, flags)
{
	return process_vm(pid, local, nr_local, remote, nr_remote, flags, false);
}

SYSCALL_DEFINE6(process_vm_writev, pid_t, pid, const struct iovec __user *, local, unsigned long,
		nr_local, const struct iovec __user *, remote, unsigned long, nr_remote,
		unsigned long, flags)
{
	return process_vm(pid, local, nr_local, remote, nr_remote, flags, true);
}
