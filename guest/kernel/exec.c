/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec: a process becomes another program.
 *
 *	open the file, read its first bytes
 *	a new address space with a stack; file name, environment and arguments on it
 *	the kinds of programs in turn: ELF, script
 *	the point of no return: other threads end, the old memory goes, files that close
 *	on exec do, handlers become defaults
 */
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fcntl.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/namei.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/fpu.h>
#include <asm/ptrace.h>

#include "abi/probe.h"
#include "kernel.h"
#include "signal_private.h"

#define MAX_ARG_STRLEN (32 * PAGE_SIZE)
#define MAX_ARG_TOTAL  (6ul << 20)
#define MMAP_GAP_MIN   (128ul << 20)
#define MMAP_GAP_MAX   (TASK_SIZE / 6 * 5)

/* ---- strings ---- */

/* Either a program's array of addresses, or the kernel's. */
struct strings {
	const char __user *const __user *user;
	const char *const *kernel;
};

/* NULL: the end. ERR_PTR(-EFAULT). */
static const char *nth_string(const struct strings *strings, int n)
{
	const char __user *s;

	if (strings->kernel)
		return strings->kernel[n];
	if (!strings->user)
		return NULL;
	return get_user(s, strings->user + n) ? ERR_PTR(-EFAULT) : s;
}

static int count(const struct strings *strings)
{
	const char *s;
	int n = 0;

	for (; (s = nth_string(strings, n)); n++) {
		if (IS_ERR(s))
			return PTR_ERR(s);
		if (n >= MAX_ARG_TOTAL / sizeof(char *))
			return -E2BIG;
		if (fatal_signal_pending(current))
			return -ERESTARTNOHAND;
		cond_resched();
	}
	return n;
}

static void put_arg_page(struct linux_binprm *bprm)
{
	if (!bprm->page)
		return;
	kunmap(bprm->page);
	put_page(bprm->page);
	bprm->page = NULL;
}

/* The new stack's page at addr, to be written. NULL: no memory. */
static char *arg_page(struct linux_binprm *bprm, unsigned long addr)
{
	addr &= PAGE_MASK;
	if (bprm->page && bprm->page_addr == addr)
		return bprm->page_at;
	put_arg_page(bprm);
	mmap_read_lock(bprm->mm);
	if (get_user_pages_remote(bprm->mm, addr, 1, FOLL_WRITE, &bprm->page, NULL, NULL) != 1)
		bprm->page = NULL;
	mmap_read_unlock(bprm->mm);
	if (!bprm->page)
		return NULL;
	bprm->page_addr = addr;
	bprm->page_at = kmap(bprm->page);
	return bprm->page_at;
}

/* len bytes with the NUL. From the end down, page by page. */
static int push(struct linux_binprm *bprm, const char *s, unsigned long len, bool from_user)
{
	unsigned long chunk;
	char *page;

	if (len > MAX_ARG_STRLEN || STACK_TOP - bprm->p + len > MAX_ARG_TOTAL)
		return -E2BIG;
	while (len) {
		chunk = min(len, ((bprm->p - 1) & ~PAGE_MASK) + 1);
		page = arg_page(bprm, bprm->p - 1);
		if (!page)
			return -E2BIG;
		bprm->p -= chunk;
		len -= chunk;
		if (!from_user)
			memcpy(page + offset_in_page(bprm->p), s + len, chunk);
		else if (copy_from_user(page + offset_in_page(bprm->p), s + len, chunk))
			return -EFAULT;
	}
	return 0;
}

int copy_string_kernel(const char *s, struct linux_binprm *bprm)
{
	return push(bprm, s, strlen(s) + 1, false);
}
EXPORT_SYMBOL(copy_string_kernel);

static int copy_strings(struct linux_binprm *bprm, int n, const struct strings *strings)
{
	const char *s;
	long len;
	int err = 0;

	while (n-- > 0 && !err) {
		s = nth_string(strings, n);
		if (IS_ERR_OR_NULL(s))
			return -EFAULT;
		if (strings->kernel) {
			err = copy_string_kernel(s, bprm);
			continue;
		}
		len = strnlen_user(s, MAX_ARG_STRLEN);
		if (!len)
			return -EFAULT;
		err = len > MAX_ARG_STRLEN ? -E2BIG : push(bprm, s, len, true);
		cond_resched();
	}
	return err;
}

int remove_arg_zero(struct linux_binprm *bprm)
{
	char *page, byte;

	if (!bprm->argc)
		return 0;
	do {
		page = arg_page(bprm, bprm->p);
		if (!page)
			return -EFAULT;
		byte = page[offset_in_page(bprm->p)];
		bprm->p++;
	} while (byte);
	bprm->argc--;
	return 0;
}
EXPORT_SYMBOL(remove_arg_zero);

/* ---- the new address space ---- */

static int bprm_mm_init(struct linux_binprm *bprm)
{
	unsigned long gap = clamp(rlimit(RLIMIT_STACK), MMAP_GAP_MIN, MMAP_GAP_MAX);

	bprm->mm = mm_alloc();
	if (!bprm->mm)
		return -ENOMEM;
	bprm->mm->mmap_base = PAGE_ALIGN(TASK_SIZE - gap);
	bprm->p = STACK_TOP - sizeof(void *);
	return mm_add_stack(bprm->mm);
}

/* ---- the file ---- */

static struct file *check_exec(struct file *file)
{
	int err = 0;

	if (IS_ERR(file))
		return file;
	if (!S_ISREG(file_inode(file)->i_mode) || file_permission(file, MAY_EXEC))
		err = -EACCES;
	else
		err = deny_write_access(file);
	if (!err)
		return file;
	fput(file);
	return ERR_PTR(err);
}

struct file *open_exec(const char *name)
{
	struct path path;
	struct file *file;
	int err = kern_path(name, LOOKUP_FOLLOW, &path);

	if (err)
		return ERR_PTR(err);
	/* opening a fifo waits, and opening a device may do anything */
	file = S_ISREG(d_inode(path.dentry)->i_mode)
		   ? dentry_open(&path, O_RDONLY | O_LARGEFILE, current_cred())
		   : ERR_PTR(-EACCES);
	path_put(&path);
	return check_exec(file);
}
EXPORT_SYMBOL(open_exec);

static void close_exec(struct file *file)
{
	if (!file)
		return;
	allow_write_access(file);
	fput(file);
}

/* Set-id bits of the file count; and its first bytes are read. */
static int prepare_binprm(struct linux_binprm *bprm)
{
	struct inode *inode = file_inode(bprm->file);
	loff_t pos = 0;
	ssize_t got;

	bprm->cred->euid = current_euid();
	bprm->cred->egid = current_egid();
	if (inode->i_mode & S_ISUID)
		bprm->cred->euid = inode->i_uid;
	if ((inode->i_mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP))
		bprm->cred->egid = inode->i_gid;
	memset(bprm->buf, 0, sizeof(bprm->buf));
	got = kernel_read(bprm->file, bprm->buf, sizeof(bprm->buf), &pos);
	return got < 0 ? (int)got : 0;
}

/* ---- no way back ---- */

/* Handlers are in memory that is gone. What was ignored stays so. */
static void reset_handlers(void)
{
	struct sighand_struct *old = current->sighand, *new;
	int i;

	if (atomic_read(&old->count) > 1) {
		new = kmalloc(sizeof(*new), GFP_KERNEL | __GFP_NOFAIL);
		spin_lock_irq(&old->siglock);
		memcpy(new->action, old->action, sizeof(new->action));
		spin_unlock_irq(&old->siglock);
		atomic_set(&new->count, 1);
		spin_lock_init(&new->siglock);
		write_lock_irq(&tasklist_lock);
		current->sighand = new;
		write_unlock_irq(&tasklist_lock);
		put_sighand(old);
	}
	for (i = 0; i < _NSIG; i++) {
		struct sigaction *sa = &current->sighand->action[i].sa;

		if (sa->sa_handler != SIG_IGN)
			sa->sa_handler = SIG_DFL;
		sa->sa_flags = 0;
		sa->sa_restorer = NULL;
		sigemptyset(&sa->sa_mask);
	}
	current->sas_ss_sp = current->sas_ss_size = 0;
}

static void exec_mmap(struct mm_struct *mm)
{
	struct mm_struct *old = current->mm, *loaded = current->active_mm;

	if (old)
		mm_release(current);
	write_lock_irq(&tasklist_lock);
	current->mm = mm;
	activate_mm(loaded, mm);
	write_unlock_irq(&tasklist_lock);
	task_lock(current); /* who looks at the old one still? */
	task_unlock(current);
	if (old)
		mmput(old);
	else
		mmdrop(loaded);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int begin_new_exec(struct linux_binprm *bprm)
{
	int err = de_thread();

	if (err)
		return err;
	exit_posix_timers();
	put_arg_page(bprm);
	err = set_mm_exe_file(bprm->mm, bprm->file);
	if (err)
		return err;
	exec_mmap(bprm->mm);
	bprm->mm = NULL;
	err = unshare_files();
	if (err)
		return err;
	do_close_on_exec(current->files);
	reset_handlers();
	fpu_flush();
	ptrace_disable_debugregs(current);
	memset(current->thread.tls_array, 0, sizeof(current->thread.tls_array));
	preempt_disable();
	load_tls(&current->thread);
	preempt_enable();
	current->flags &= ~(PF_FORKNOEXEC | PF_SUPERPRIV);
	current->exit_signal = SIGCHLD;
	current->set_child_tid = current->clear_child_tid = NULL;
	current->robust_list = NULL;
	set_task_comm(current, base_name(bprm->filename));
	return 0;
}
EXPORT_SYMBOL(begin_new_exec);

void setup_new_exec(struct linux_binprm *bprm)
{
	bprm->secure = !uid_eq(bprm->cred->uid, bprm->cred->euid) ||
		       !gid_eq(bprm->cred->gid, bprm->cred->egid);
	bprm->cred->suid = bprm->cred->fsuid = bprm->cred->euid;
	bprm->cred->sgid = bprm->cred->fsgid = bprm->cred->egid;
	if (bprm->secure)
		current->pdeath_signal = 0;
	current->mm->dumpable = !bprm->secure;
	commit_creds(bprm->cred);
	bprm->cred = NULL;
}
EXPORT_SYMBOL(setup_new_exec);

/* ---- all of it ---- */

static int (*const loaders[])(struct linux_binprm *bprm) = {load_elf_binary, load_script};

static int search_handler(struct linux_binprm *bprm)
{
	int err, i;

	for (bprm->depth = 0; bprm->depth <= BINPRM_MAX_REWRITES; bprm->depth++) {
		struct file *file = bprm->file;

		err = prepare_binprm(bprm);
		for (i = 0; !err && i < ARRAY_SIZE(loaders); i++) {
			err = loaders[i](bprm);
			if (err != -ENOEXEC)
				break;
			err = i + 1 < ARRAY_SIZE(loaders) ? 0 : err;
		}
		/* a script has put its interpreter in its place */
		if (err || bprm->file == file)
			return err;
		close_exec(file);
	}
	return -ELOOP;
}

static void free_bprm(struct linux_binprm *bprm)
{
	put_arg_page(bprm);
	if (bprm->mm)
		mmput(bprm->mm);
	if (bprm->cred)
		abort_creds(bprm->cred);
	close_exec(bprm->file);
	kfree(bprm);
}

static int copy_all_strings(struct linux_binprm *bprm, const struct strings *argv,
			    const struct strings *envp)
{
	int err;

	bprm->argc = count(argv);
	if (bprm->argc < 0)
		return bprm->argc;
	bprm->envc = count(envp);
	if (bprm->envc < 0)
		return bprm->envc;
	err = copy_string_kernel(bprm->filename, bprm);
	bprm->exec = bprm->p;
	if (!err)
		err = copy_strings(bprm, bprm->envc, envp);
	if (!err)
		err = copy_strings(bprm, bprm->argc, argv);
	/* a program may count on its own name being there */
	if (!err && !bprm->argc) {
		err = copy_string_kernel("", bprm);
		bprm->argc = 1;
	}
	return err;
}

/* file: opened already, under that name; or NULL. */
static int do_execve(const char *name, struct file *file, const struct strings *argv,
		     const struct strings *envp)
{
	struct linux_binprm *bprm = kzalloc(sizeof(*bprm), GFP_KERNEL);
	pid_t old_pid = current->pid;
	bool no_return;
	int err;

	if (!bprm) {
		close_exec(file);
		return -ENOMEM;
	}
	bprm->filename = bprm->interp = name;
	bprm->file = file ? file : open_exec(name);
	err = PTR_ERR_OR_ZERO(bprm->file);
	if (err)
		bprm->file = NULL;
	bprm->cred = prepare_creds();
	if (!err && !bprm->cred)
		err = -ENOMEM;
	if (!err)
		err = bprm_mm_init(bprm);
	if (!err)
		err = copy_all_strings(bprm, argv, envp);
	if (!err)
		err = search_handler(bprm);
	if (!err)
		ptrace_event(PTRACE_EVENT_EXEC, old_pid);
	no_return = err && !bprm->mm && bprm->argc;
	free_bprm(bprm);
	/* neither the old program nor the new one */
	if (no_return && !fatal_signal_pending(current))
		force_sig(SIGSEGV);
	return err;
}

int kernel_execve(const char *name, const char *const *argv, const char *const *envp)
{
	struct strings args = {.kernel = argv}, env = {.kernel = envp};
	int err;

	err = do_execve(name, NULL, &args, &env);
	if (!err)
		current->flags &= ~PF_KTHREAD;
	return err;
}

static long execve_at(struct filename *name, const char __user *const __user *uargv,
		      const char __user *const __user *uenvp)
{
	struct strings argv = {.user = uargv}, envp = {.user = uenvp};
	long err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	err = do_execve(name->name, NULL, &argv, &envp);
	putname(name);
	return err;
}

SYSCALL_DEFINE3(execve, const char __user *, name, const char __user *const __user *, argv,
		const char __user *const __user *, envp)
{
	return execve_at(getname(name), argv, envp);
}

/* By where it is relative to a directory, or by an open file alone. */
static struct file *open_exec_at(int dfd, const char __user *name, int flags)
{
	struct path path;
	struct file *file;
	int err = user_path_at(dfd, name,
			       (flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW) |
				   (flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0),
			       &path);

	if (err)
		return ERR_PTR(err);
	if (S_ISLNK(d_inode(path.dentry)->i_mode))
		file = ERR_PTR(-ELOOP);
	else
		file = dentry_open(&path, O_RDONLY | O_LARGEFILE, current_cred());
	path_put(&path);
	return check_exec(file);
}

/* What a script's interpreter is given to find it: /dev/fd/N or /dev/fd/N/name. */
static long exec_opened(int dfd, struct file *file, const char *name, const struct strings *argv,
			const struct strings *envp)
{
	char *fd_name = kmalloc(PATH_MAX, GFP_KERNEL);
	long err;

	if (!fd_name) {
		close_exec(file);
		return -ENOMEM;
	}
	if (dfd == AT_FDCWD || name[0] == '/')
		strscpy(fd_name, name, PATH_MAX);
	else
		snprintf(fd_name, PATH_MAX, name[0] ? "/dev/fd/%d/%s" : "/dev/fd/%d", dfd, name);
	err = do_execve(fd_name, file, argv, envp);
	kfree(fd_name);
	return err;
}

SYSCALL_DEFINE5(execveat, int, dfd, const char __user *, uname, const char __user *const __user *,
		uargv, const char __user *const __user *, uenvp, int, flags)
{
	struct strings argv = {.user = uargv}, envp = {.user = uenvp};
	struct filename *name;
	struct file *file;
	int empty;
	long err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	name = getname_flags(uname, flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0, &empty);
	if (IS_ERR(name))
		return PTR_ERR(name);
	file = open_exec_at(dfd, uname, flags);
	err = IS_ERR(file) ? PTR_ERR(file) : exec_opened(dfd, file, name->name, &argv, &envp);
	putname(name);
	return err;
}
