/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_fd: /proc/PID/fd, fdinfo and task: what a process has open, and its threads.
 *
 * An inode of fd or fdinfo knows the process; which file is meant, its name says. A number
 * that was closed and is open again is the new file: names are not kept (proc_inode.c).
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "proc_pid.h"

/* A number as the directory has it: digits, none of them a 0 that is not needed. */
static bool number_of(const struct dentry *dentry, unsigned int *nr)
{
	const char *name = (const char *)dentry->d_name.name;

	if (name[0] < '0' || name[0] > '9' || (name[0] == '0' && name[1]))
		return false;
	return !kstrtouint(name, 10, nr);
}

/* With a reference, or ERR_PTR(): -ENOENT it is not open, -EACCES. */
static struct file *file_of(const struct dentry *dentry, const struct inode *inode)
{
	struct task_struct *task = proc_pid_task(inode);
	struct file *file = NULL;
	unsigned int fd;
	int err;

	if (!task)
		return ERR_PTR(-ENOENT);
	err = proc_pid_may_see(task);
	if (!err && number_of(dentry, &fd))
		file = fget_task(task, fd);
	put_task_struct(task);
	return err ? ERR_PTR(err) : file ? file : ERR_PTR(-ENOENT);
}

/* ---- fd ---- */

static int path_of(struct dentry *dentry, struct path *path)
{
	struct file *file = file_of(dentry, d_inode(dentry));

	if (IS_ERR(file))
		return PTR_ERR(file);
	*path = file->f_path;
	path_get(path);
	fput(file);
	return 0;
}

static const char *fd_get_link(struct dentry *dentry, struct inode *inode,
			       struct delayed_call *done)
{
	struct path path;
	int err = path_of(dentry, &path);

	return ERR_PTR(err ? err : nd_jump_link(&path));
}

static int fd_readlink(struct dentry *dentry, char __user *buf, int size)
{
	struct path path;
	int err = path_of(dentry, &path);

	return err ? err : proc_pid_put_path(&path, buf, size);
}

static const struct inode_operations fd_link_iops = {.get_link = fd_get_link,
						     .readlink = fd_readlink};

static struct dentry *fd_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct file *file = file_of(dentry, dir);
	struct inode *inode;
	umode_t mode = S_IFLNK;

	if (IS_ERR(file))
		return ERR_CAST(file);
	if (file->f_mode & FMODE_READ)
		mode |= 0500;
	if (file->f_mode & FMODE_WRITE)
		mode |= 0300;
	fput(file);
	inode = proc_pid_new_inode(dir->i_sb, dir->i_private, mode);
	if (!IS_ERR(inode)) {
		inode->i_op = &fd_link_iops;
		inode->i_size = 64;
	}
	return d_splice_alias(inode, dentry);
}

static int emit_numbers(struct file *dir, struct dir_context *ctx, unsigned int type)
{
	struct task_struct *task;
	struct file *file;
	unsigned int fd;
	char name[16];
	int err, len;

	if (!dir_emit_dots(dir, ctx))
		return 0;
	task = proc_pid_task(file_inode(dir));
	if (!task)
		return -ENOENT;
	err = proc_pid_may_see(task);
	for (fd = ctx->pos - 2; !err && (file = fget_task_next(task, &fd)); fd++) {
		fput(file);
		len = snprintf(name, sizeof(name), "%u", fd);
		ctx->pos = fd + 2;
		if (!dir_emit(ctx, name, len, 0x8000000ul + fd, type))
			break;
		ctx->pos++;
	}
	put_task_struct(task);
	return err;
}

static int fd_readdir(struct file *dir, struct dir_context *ctx)
{
	return emit_numbers(dir, ctx, DT_LNK);
}

static const struct file_operations fd_fops = {
    .read = generic_read_dir, .iterate_shared = fd_readdir, .llseek = generic_file_llseek};
static const struct inode_operations fd_iops = {.lookup = fd_lookup};

/* ---- fdinfo ---- */

static int fdinfo_show(struct seq_file *m, void *v)
{
	struct file *me = m->private, *file = file_of(me->f_path.dentry, file_inode(me));
	struct task_struct *task;
	unsigned int fd, flags;

	if (IS_ERR(file))
		return PTR_ERR(file);
	flags = file->f_flags & ~O_CLOEXEC;
	task = proc_pid_task(file_inode(me));
	if (task) {
		if (number_of(me->f_path.dentry, &fd) && task_fd_cloexec(task, fd))
			flags |= O_CLOEXEC;
		put_task_struct(task);
	}
	seq_printf(m, "pos:\t%lli\nflags:\t0%o\nmnt_id:\t%i\nino:\t%lu\n", file->f_pos, flags,
		   file->f_path.mnt->mnt_id, file_inode(file)->i_ino);
	if (file->f_op->show_fdinfo)
		file->f_op->show_fdinfo(m, file);
	fput(file);
	return 0;
}

static int fdinfo_open(struct inode *inode, struct file *file)
{
	return single_open(file, fdinfo_show, file);
}

static const struct file_operations fdinfo_file_fops = {.open = fdinfo_open,
							.read_iter = seq_read_iter,
							.llseek = seq_lseek,
							.release = single_release};
static const struct inode_operations fdinfo_file_iops;

static struct dentry *fdinfo_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct file *file = file_of(dentry, dir);
	struct inode *inode;

	if (IS_ERR(file))
		return ERR_CAST(file);
	fput(file);
	inode = proc_pid_new_inode(dir->i_sb, dir->i_private, S_IFREG | 0400);
	if (!IS_ERR(inode)) {
		inode->i_op = &fdinfo_file_iops;
		inode->i_fop = &fdinfo_file_fops;
	}
	return d_splice_alias(inode, dentry);
}

static int fdinfo_readdir(struct file *dir, struct dir_context *ctx)
{
	return emit_numbers(dir, ctx, DT_REG);
}

static const struct file_operations fdinfo_fops = {
    .read = generic_read_dir, .iterate_shared = fdinfo_readdir, .llseek = generic_file_llseek};
static const struct inode_operations fdinfo_iops = {.lookup = fdinfo_lookup};

/* ---- task ---- */

static struct dentry *task_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct task_struct *leader = proc_pid_task(dir), *thread = NULL;
	struct dentry *ret = ERR_PTR(-ENOENT);
	struct pid *pid = NULL;
	unsigned int nr;

	if (!leader)
		return ret;
	if (number_of(dentry, &nr)) {
		pid = find_get_pid(nr);
		thread = pid ? get_pid_task(pid, PIDTYPE_PID) : NULL;
	}
	if (thread) {
		if (same_thread_group(thread, leader))
			ret = d_splice_alias(proc_pid_thread_inode(dir->i_sb, pid), dentry);
		put_task_struct(thread);
	}
	put_pid(pid);
	put_task_struct(leader);
	return ret;
}

/* The thread with the next number. 0: there is none. */
static pid_t next_thread_nr(struct task_struct *leader, pid_t after)
{
	struct task_struct *thread;
	pid_t best = 0;

	read_lock(&tasklist_lock);
	for_each_thread(leader, thread) if (thread->pid > after && (!best || thread->pid < best))
	    best = thread->pid;
	read_unlock(&tasklist_lock);
	return best;
}

static int task_readdir(struct file *dir, struct dir_context *ctx)
{
	struct task_struct *leader;
	char name[16];
	pid_t nr;
	int len;

	if (!dir_emit_dots(dir, ctx))
		return 0;
	leader = proc_pid_task(file_inode(dir));
	if (!leader)
		return -ENOENT;
	for (nr = ctx->pos - 2; (nr = next_thread_nr(leader, nr)); ctx->pos = nr + 2) {
		len = snprintf(name, sizeof(name), "%d", nr);
		if (!dir_emit(ctx, name, len, proc_pid_thread_ino(nr), DT_DIR))
			break;
	}
	put_task_struct(leader);
	return 0;
}

static const struct file_operations task_fops = {
    .read = generic_read_dir, .iterate_shared = task_readdir, .llseek = generic_file_llseek};
static const struct inode_operations task_iops = {.lookup = task_lookup};

static int __init proc_fd_init(void)
{
	static const struct proc_pid_row folders[] = {
	    {.name = "fd", .mode = S_IFDIR | 0500, .fops = &fd_fops, .iops = &fd_iops},
	    {.name = "fdinfo", .mode = S_IFDIR | 0555, .fops = &fdinfo_fops, .iops = &fdinfo_iops},
	    {.name = "task", .mode = S_IFDIR | 0555, .fops = &task_fops, .iops = &task_iops},
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(folders); i++)
		proc_pid_register_row(&folders[i]);
	return 0;
}
fs_initcall(proc_fd_init);
