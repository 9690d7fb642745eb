/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_pid: the directories of processes: /proc/self, /proc/1 ...
 *
 * An inode holds the number (struct pid); the process may end meanwhile, and its files say
 * -ESRCH then. What there is to see is a table; others add rows by proc_pid_register().
 */
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/pid.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>

#include "fs/internal.h"
#include "proc_internal.h"
#include "proc_pid.h"

#define ROWS_MOST 32

static struct proc_pid_row rows[ROWS_MOST];
static unsigned int nr_rows;
static const struct file_operations pid_file_fops, pid_dir_fops;
static const struct inode_operations pid_dir_iops, pid_file_iops, pid_link_iops, self_iops;

int proc_pid_register_row(const struct proc_pid_row *row)
{
	if (nr_rows == ROWS_MOST)
		return -ENOSPC;
	rows[nr_rows++] = *row;
	return 0;
}

int proc_pid_register(const char *name, umode_t mode, proc_pid_show_t show)
{
	return proc_pid_register_row(
	    &(struct proc_pid_row){.name = name, .mode = S_IFREG | mode, .show = show});
}

struct task_struct *proc_pid_task(const struct inode *inode)
{
	return get_pid_task(inode->i_private, PIDTYPE_PID);
}

int proc_pid_may_see(struct task_struct *task)
{
	const struct cred *his = __task_cred(task), *mine = current_cred();

	if (same_thread_group(task, current) || capable(CAP_SYS_PTRACE))
		return 0;
	if (uid_eq(mine->fsuid, his->euid) && uid_eq(mine->fsuid, his->suid) &&
	    uid_eq(mine->fsuid, his->uid) && gid_eq(mine->fsgid, his->egid) &&
	    gid_eq(mine->fsgid, his->sgid) && gid_eq(mine->fsgid, his->gid))
		return 0;
	return -EACCES;
}

/* i_ino: of the directory 64 times the number, of a file its row more; of a thread the last. */
#define INO(nr, row) (0x10000000ul + (unsigned long)(nr)*64 + (row))
#define THREAD_ROW   63

/* Whose the process is, his is what tells of it. */
static void set_owner(struct inode *inode)
{
	struct task_struct *task = proc_pid_task(inode);

	if (!task)
		return;
	inode->i_uid = task_euid(task);
	inode->i_gid = __task_cred(task)->egid;
	put_task_struct(task);
}

struct inode *proc_pid_new_inode(struct super_block *sb, struct pid *pid, umode_t mode)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_private = get_pid(pid);
	inode->i_ino = get_next_ino();
	inode->i_mode = mode;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	if (S_ISDIR(mode))
		set_nlink(inode, 2);
	set_owner(inode);
	return inode;
}

static struct inode *pid_inode(struct super_block *sb, struct pid *pid, umode_t mode,
			       unsigned int row)
{
	struct inode *inode = proc_pid_new_inode(sb, pid, mode);
	struct proc_pid_row *its = row && row != THREAD_ROW ? &rows[row - 1] : NULL;

	if (IS_ERR(inode))
		return inode;
	inode->i_ino = INO(pid_nr(pid), row);
	if (its && its->fops) {
		inode->i_op = its->iops ? its->iops : &pid_file_iops;
		inode->i_fop = its->fops;
	} else if (S_ISDIR(mode)) {
		inode->i_op = &pid_dir_iops;
		inode->i_fop = &pid_dir_fops;
	} else if (S_ISLNK(mode)) {
		inode->i_op = &pid_link_iops;
	} else {
		inode->i_op = &pid_file_iops;
		inode->i_fop = &pid_file_fops;
	}
	return inode;
}

struct inode *proc_pid_thread_inode(struct super_block *sb, struct pid *pid)
{
	return pid_inode(sb, pid, S_IFDIR | 0555, THREAD_ROW);
}

unsigned long proc_pid_thread_ino(pid_t nr)
{
	return INO(nr, THREAD_ROW);
}

/* A thread has no threads. */
static bool is_here(const struct inode *dir, const struct proc_pid_row *row)
{
	return (dir->i_ino & 63) != THREAD_ROW || strcmp(row->name, "task");
}

static struct proc_pid_row *row_of(const struct inode *inode)
{
	return &rows[(inode->i_ino & 63) - 1];
}

/* ---- in the root ---- */

static void free_text(void *text)
{
	kfree(text);
}

static const char *self_get_link(struct dentry *dentry, struct inode *inode,
				 struct delayed_call *done)
{
	char *name;

	if (!current->mm)
		return ERR_PTR(-ENOENT);
	name = kmalloc(16, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	snprintf(name, 16, "%d", task_tgid_nr(current));
	set_delayed_call(done, free_text, name);
	return name;
}

static struct inode *self_inode(struct super_block *sb)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_ino = 2;
	inode->i_mode = S_IFLNK | 0777;
	inode->i_op = &self_iops;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	return inode;
}

struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry)
{
	const char *name = (const char *)dentry->d_name.name;
	struct task_struct *task;
	struct inode *inode = NULL;
	struct pid *pid;
	unsigned int nr;

	if (!strcmp(name, "self"))
		return d_splice_alias(self_inode(dir->i_sb), dentry);
	if (!kstrtouint(name, 10, &nr) && nr) {
		pid = find_get_pid(nr);
		task = pid ? get_pid_task(pid, PIDTYPE_TGID) : NULL;
		if (task) {
			inode = pid_inode(dir->i_sb, pid, S_IFDIR | 0555, 0);
			put_task_struct(task);
		}
		put_pid(pid);
	}
	if (inode)
		return d_splice_alias(inode, dentry);
	d_add(dentry, NULL);
	return NULL;
}

/* The process with the next number. 0: there is none. */
static pid_t next_tgid(pid_t after)
{
	struct task_struct *p;
	pid_t best = 0;

	read_lock(&tasklist_lock);
	for_each_process(p) if (p->tgid > after && (!best || p->tgid < best)) best = p->tgid;
	read_unlock(&tasklist_lock);
	return best;
}

/* Behind the entries: "self", then the numbers, whose places are far beyond. */
#define PID_PLACES 0x10000

int proc_pid_readdir(struct file *file, struct dir_context *ctx, loff_t first)
{
	pid_t nr = ctx->pos >= PID_PLACES ? ctx->pos - PID_PLACES - 1 : 0;
	char name[16];
	int len;

	if (ctx->pos < PID_PLACES) {
		if (!dir_emit(ctx, "self", 4, 2, DT_LNK))
			return 0;
		ctx->pos = PID_PLACES;
	}
	while ((nr = next_tgid(nr))) {
		len = snprintf(name, sizeof(name), "%d", nr);
		ctx->pos = PID_PLACES + nr;
		if (!dir_emit(ctx, name, len, INO(nr, 0), DT_DIR))
			return 0;
		ctx->pos++;
	}
	return 0;
}

/* ---- in a directory ---- */

static struct dentry *pid_dir_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	unsigned int i;

	for (i = 0; i < nr_rows; i++)
		if (!strcmp(rows[i].name, (const char *)dentry->d_name.name) &&
		    is_here(dir, &rows[i]))
			return d_splice_alias(
			    pid_inode(dir->i_sb, dir->i_private, rows[i].mode, i + 1), dentry);
	d_add(dentry, NULL);
	return NULL;
}

static int pid_dir_readdir(struct file *file, struct dir_context *ctx)
{
	struct inode *dir = file_inode(file);
	pid_t nr = pid_nr(dir->i_private);

	if (!dir_emit_dots(file, ctx))
		return 0;
	for (; ctx->pos - 2 < nr_rows; ctx->pos++) {
		struct proc_pid_row *row = &rows[ctx->pos - 2];

		if (is_here(dir, row) && !dir_emit(ctx, row->name, strlen(row->name),
						   INO(nr, ctx->pos - 1), row->mode >> 12))
			break;
	}
	return 0;
}

static int pid_show(struct seq_file *m, void *v)
{
	struct inode *inode = m->private;
	struct task_struct *task = proc_pid_task(inode);
	int err;

	if (!task)
		return -ESRCH;
	err = row_of(inode)->own ? proc_pid_may_see(task) : 0;
	if (!err)
		err = row_of(inode)->show(m, task);
	put_task_struct(task);
	return err;
}

static int pid_file_open(struct inode *inode, struct file *file)
{
	return single_open(file, pid_show, inode);
}

static const char *pid_get_link(struct dentry *dentry, struct inode *inode,
				struct delayed_call *done)
{
	struct task_struct *task = proc_pid_task(inode);
	struct path path;
	int err;

	if (!task)
		return ERR_PTR(-ENOENT);
	err = proc_pid_may_see(task);
	if (!err)
		err = row_of(inode)->get(task, &path);
	put_task_struct(task);
	if (err)
		return ERR_PTR(err);
	nd_jump_link(&path);
	return NULL;
}

int proc_pid_put_path(struct path *path, char __user *buf, int size)
{
	char *page = (char *)__get_free_page(GFP_KERNEL), *text;
	int ret = -ENOMEM;

	if (page) {
		text = d_path(path, page, PAGE_SIZE);
		ret = IS_ERR(text) ? PTR_ERR(text) : min_t(int, strlen(text), size);
		if (ret > 0 && copy_to_user(buf, text, ret))
			ret = -EFAULT;
		free_page((unsigned long)page);
	}
	path_put(path);
	return ret;
}

static int pid_readlink(struct dentry *dentry, char __user *buf, int size)
{
	struct inode *inode = d_inode(dentry);
	struct task_struct *task = proc_pid_task(inode);
	struct path path;
	int err;

	if (!task)
		return -ENOENT;
	err = proc_pid_may_see(task);
	if (!err)
		err = row_of(inode)->get(task, &path);
	put_task_struct(task);
	return err ? err : proc_pid_put_path(&path, buf, size);
}

static const struct file_operations pid_file_fops = {.open = pid_file_open,
						     .read_iter = seq_read_iter,
						     .llseek = seq_lseek,
						     .release = single_release};
static const struct file_operations pid_dir_fops = {
    .read = generic_read_dir, .iterate_shared = pid_dir_readdir, .llseek = generic_file_llseek};
static const struct inode_operations pid_dir_iops = {.lookup = pid_dir_lookup};
static const struct inode_operations pid_file_iops;
static const struct inode_operations pid_link_iops = {.get_link = pid_get_link,
						      .readlink = pid_readlink};
static const struct inode_operations self_iops = {.get_link = self_get_link};

/* ---- the rows ---- */

static int get_cwd(struct task_struct *task, struct path *path)
{
	if (!task->fs)
		return -ENOENT;
	get_fs_pwd(task->fs, path);
	return 0;
}

static int get_root(struct task_struct *task, struct path *path)
{
	if (!task->fs)
		return -ENOENT;
	get_fs_root(task->fs, path);
	return 0;
}

static int get_exe(struct task_struct *task, struct path *path)
{
	struct mm_struct *mm = get_task_mm(task);
	int err = -ENOENT;

	if (!mm)
		return err;
	if (mm->exe_file) {
		*path = mm->exe_file->f_path;
		path_get(path);
		err = 0;
	}
	mmput(mm);
	return err;
}

static int show_comm(struct seq_file *m, struct task_struct *task)
{
	seq_printf(m, "%s\n", task->comm);
	return 0;
}

static int show_mounts(struct seq_file *m, struct task_struct *task)
{
	return mounts_show(m, NULL);
}

static int show_mountinfo(struct seq_file *m, struct task_struct *task)
{
	return mountinfo_show(m);
}

void proc_show_memory(struct seq_file *m, struct task_struct *task, unsigned long at,
		      unsigned long end)
{
	char chunk[128];
	int n;

	for (; at < end; at += n) {
		n = access_process_vm(task, at, chunk, min_t(size_t, sizeof(chunk), end - at), 0);
		if (n <= 0)
			break;
		seq_write(m, chunk, n);
	}
}

/* What the process was started with, out of its own memory. */
static int show_cmdline(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);

	if (!mm)
		return 0;
	proc_show_memory(m, task, mm->arg_start, mm->arg_end);
	mmput(mm);
	return 0;
}

/* The fields that ps and top read; what there is no account of is 0 (proc(5)). */
static int show_stat(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	unsigned long vsize = mm ? mm->total_vm << PAGE_SHIFT : 0;
	long rss = mm ? get_mm_rss(mm) : 0;
	pid_t ppid, pgrp, sid, tpgid = -1;
	struct tty_struct *tty;
	dev_t dev;

	read_lock(&tasklist_lock);
	ppid = task->real_parent ? task_tgid_nr(task->real_parent) : 0;
	pgrp = task->signal ? task_pgrp_nr(task) : 0;
	sid = task->signal ? task_session_nr(task) : 0;
	tty = task->signal ? task->signal->tty : NULL;
	dev = tty_devnum(tty);
	if (tty)
		tpgid = pid_nr(tty->ctrl.pgrp);
	read_unlock(&tasklist_lock);
	if (mm)
		mmput(mm);
	seq_printf(m,
		   "%d (%s) %c %d %d %d %d %d %u %lu 0 %lu 0 %lu %lu 0 0 %d %d %d 0 %llu %lu %ld ",
		   task_pid_nr(task), task->comm, task_state_char(task), ppid, pgrp, sid,
		   (int)new_encode_dev(dev), tpgid, task->flags, task->min_flt, task->maj_flt,
		   task->utime, task->stime, 20 + (int)task_nice(task), (int)task_nice(task),
		   task->signal ? task->signal->nr_threads : 1,
		   div_u64(task->start_time, NSEC_PER_SEC / 100), vsize, rss);
	seq_puts(m, "4294967295 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
	return 0;
}

static int show_status(struct seq_file *m, struct task_struct *task)
{
	const struct cred *cred = __task_cred(task);
	struct mm_struct *mm = get_task_mm(task);

	seq_printf(m, "Name:\t%s\nUmask:\t%04o\nState:\t%c\nTgid:\t%d\nPid:\t%d\n", task->comm,
		   task->fs ? task->fs->umask : 0, task_state_char(task), task->tgid, task->pid);
	read_lock(&tasklist_lock);
	seq_printf(m, "PPid:\t%d\nTracerPid:\t0\n",
		   task->real_parent ? task_tgid_nr(task->real_parent) : 0);
	read_unlock(&tasklist_lock);
	seq_printf(m, "Uid:\t%u\t%u\t%u\t%u\nGid:\t%u\t%u\t%u\t%u\n", cred->uid.val, cred->euid.val,
		   cred->suid.val, cred->fsuid.val, cred->gid.val, cred->egid.val, cred->sgid.val,
		   cred->fsgid.val);
	if (mm) {
		seq_printf(m, "VmSize:\t%8lu kB\nVmRSS:\t%8lu kB\n",
			   mm->total_vm << (PAGE_SHIFT - 10),
			   (unsigned long)get_mm_rss(mm) << (PAGE_SHIFT - 10));
		mmput(mm);
	}
	seq_printf(m, "Threads:\t%d\n", task->signal ? task->signal->nr_threads : 1);
	seq_printf(m, "voluntary_ctxt_switches:\t%lu\nnonvoluntary_ctxt_switches:\t%lu\n",
		   task->nvcsw, task->nivcsw);
	return 0;
}

static int __init proc_pid_init(void)
{
	static const struct proc_pid_row links[] = {
	    {.name = "cwd", .mode = S_IFLNK | 0777, .get = get_cwd},
	    {.name = "exe", .mode = S_IFLNK | 0777, .get = get_exe},
	    {.name = "root", .mode = S_IFLNK | 0777, .get = get_root},
	};
	int i;

	proc_pid_register("cmdline", 0444, show_cmdline);
	proc_pid_register("comm", 0444, show_comm);
	proc_pid_register("mountinfo", 0444, show_mountinfo);
	proc_pid_register("mounts", 0444, show_mounts);
	proc_pid_register("stat", 0444, show_stat);
	proc_pid_register("status", 0444, show_status);
	for (i = 0; i < ARRAY_SIZE(links); i++)
		proc_pid_register_row(&links[i]);
	return 0;
}
fs_initcall(proc_pid_init);
