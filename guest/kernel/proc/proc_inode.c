/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_inode: the tree of /proc as a file system.
 *
 * 1. Purpose. The entries that proc_fs.c keeps, each with whatever its maker gave it, as
 *    files; the directories of processes beside them (proc_pid.c).
 *
 * 2. Structures. An inode leads to its entry by i_private, and holds a reference to it. A
 *    file that was opened with operations of a module is on the entry's list of openers:
 *
 *	inode --i_private--> proc_dir_entry --openers--> file, file
 *
 * 3. Invariants. Nobody is in a module's function once proc_remove() has returned: users
 *    counts those who are, and gone keeps others out. Its release() is called once for each
 *    open(), at the latest then.
 *
 * 4. Locking and context. pde_mutex for openers and gone. May sleep.
 *
 * 5. Failure. -EIO: the entry has been removed meanwhile.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "proc_internal.h"

struct opener {
	struct list_head list;
	struct file *file;
};

static DEFINE_MUTEX(pde_mutex);
static DECLARE_WAIT_QUEUE_HEAD(pde_wait);

struct proc_dir_entry *PDE(const struct inode *inode)
{
	return inode->i_private;
}
EXPORT_SYMBOL(PDE);

void *pde_data(const struct inode *inode)
{
	return PDE(inode)->data;
}
EXPORT_SYMBOL(pde_data);

void *proc_get_parent_data(const struct inode *inode)
{
	return PDE(inode)->parent->data;
}
EXPORT_SYMBOL(proc_get_parent_data);

/* ---- in and out ---- */

static bool use(struct proc_dir_entry *de)
{
	atomic_inc(&de->users);
	if (likely(!READ_ONCE(de->gone)))
		return true;
	if (atomic_dec_and_test(&de->users))
		wake_up(&pde_wait);
	return false;
}

static void unuse(struct proc_dir_entry *de)
{
	if (atomic_dec_and_test(&de->users) && READ_ONCE(de->gone))
		wake_up(&pde_wait);
}

typedef int (*release_t)(struct inode *inode, struct file *file);

static release_t release_of(const struct proc_dir_entry *de)
{
	if (de->proc_ops)
		return de->proc_ops->proc_release;
	return de->proc_fops ? de->proc_fops->release : NULL;
}

void proc_drain(struct proc_dir_entry *de)
{
	release_t release = release_of(de);
	struct opener *o;

	WRITE_ONCE(de->gone, true);
	smp_mb();
	wait_event(pde_wait, !atomic_read(&de->users));
	for (;;) {
		mutex_lock(&pde_mutex);
		o = list_first_entry_or_null(&de->openers, struct opener, list);
		if (o)
			list_del(&o->list);
		mutex_unlock(&pde_mutex);
		if (!o)
			return;
		if (release)
			release(file_inode(o->file), o->file);
		kfree(o);
	}
}

/* ---- entries of a module's own operations ---- */

#define OP(de, new, old) ((de)->proc_ops ? (de)->proc_ops->new : (de)->proc_fops->old)

static int reg_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	struct opener *o = kmalloc(sizeof(*o), GFP_KERNEL);
	int (*open)(struct inode * inode, struct file * file);
	int err = 0;

	if (!o)
		return -ENOMEM;
	if (!use(de)) {
		kfree(o);
		return -ENOENT;
	}
	open = OP(de, proc_open, open);
	if (open)
		err = open(inode, file);
	if (err) {
		kfree(o);
	} else {
		o->file = file;
		mutex_lock(&pde_mutex);
		list_add(&o->list, &de->openers);
		mutex_unlock(&pde_mutex);
	}
	unuse(de);
	return err;
}

static int reg_release(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	struct opener *o, *found = NULL;
	release_t release;

	if (!use(de))
		return 0; /* it has been released already */
	mutex_lock(&pde_mutex);
	list_for_each_entry (o, &de->openers, list)
		if (o->file == file) {
			list_del(&o->list);
			found = o;
			break;
		}
	mutex_unlock(&pde_mutex);
	release = release_of(de);
	if (found && release)
		release(inode, file);
	kfree(found);
	unuse(de);
	return 0;
}

static ssize_t reg_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t (*read)(struct file * file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*read_iter)(struct kiocb * iocb, struct iov_iter * iter);
	ssize_t ret = -EIO;

	if (!use(de))
		return -EIO;
	read = OP(de, proc_read, read);
	read_iter = OP(de, proc_read_iter, read_iter);
	if (read) {
		ret = read(file, buf, count, pos);
	} else if (read_iter) {
		struct kiocb iocb = {.ki_filp = file, .ki_pos = *pos};
		struct iov_iter iter;

		iov_iter_ubuf(&iter, ITER_DEST, buf, count);
		ret = read_iter(&iocb, &iter);
		*pos = iocb.ki_pos;
	}
	unuse(de);
	return ret;
}

static ssize_t reg_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t (*write)(struct file * file, const char __user *buf, size_t count, loff_t *pos);
	ssize_t ret = -EIO;

	if (!use(de))
		return -EIO;
	write = OP(de, proc_write, write);
	if (write)
		ret = write(file, buf, count, pos);
	unuse(de);
	return ret;
}

static loff_t reg_llseek(struct file *file, loff_t off, int whence)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	loff_t (*llseek)(struct file * file, loff_t off, int whence);
	loff_t ret;

	if (!use(de))
		return -EINVAL;
	llseek = OP(de, proc_lseek, llseek);
	ret = llseek ? llseek(file, off, whence) : default_llseek(file, off, whence);
	unuse(de);
	return ret;
}

static __poll_t reg_poll(struct file *file, poll_table *table)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	__poll_t (*poll)(struct file * file, struct poll_table_struct * table);
	__poll_t mask = DEFAULT_POLLMASK;

	if (!use(de))
		return mask;
	poll = OP(de, proc_poll, poll);
	if (poll)
		mask = poll(file, table);
	unuse(de);
	return mask;
}

static long reg_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	long (*ioctl)(struct file * file, unsigned int cmd, unsigned long arg);
	long ret = -ENOTTY;

	if (!use(de))
		return ret;
	ioctl = OP(de, proc_ioctl, unlocked_ioctl);
	if (ioctl)
		ret = ioctl(file, cmd, arg);
	else if (de->proc_fops && de->proc_fops->ioctl)
		ret = de->proc_fops->ioctl(file_inode(file), file, cmd, arg);
	unuse(de);
	return ret;
}

static int reg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	int (*mmap)(struct file * file, struct vm_area_struct * vma);
	int ret = -EIO;

	if (!use(de))
		return ret;
	mmap = OP(de, proc_mmap, mmap);
	if (mmap)
		ret = mmap(file, vma);
	unuse(de);
	return ret;
}

static const struct file_operations reg_fops = {
    .open = reg_open,
    .release = reg_release,
    .read = reg_read,
    .write = reg_write,
    .llseek = reg_llseek,
    .poll = reg_poll,
    .unlocked_ioctl = reg_ioctl,
    .mmap = reg_mmap,
};

/* ---- entries that only show, and such that take a text ---- */

static int text_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	struct seq_file *m;
	void *state;
	int err;

	if (!(file->f_mode & FMODE_READ))
		return 0;
	if (de->show)
		return single_open(file, de->show, de->data);
	if (!de->seq_ops)
		return -EACCES;
	if (de->state_size) {
		state = __seq_open_private(file, de->seq_ops, de->state_size);
		return state ? 0 : -ENOMEM;
	}
	err = seq_open(file, de->seq_ops);
	if (!err) {
		m = file->private_data;
		m->private = de->data;
	}
	return err;
}

static int text_release(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	if (!(file->f_mode & FMODE_READ))
		return 0;
	if (de->show)
		return single_release(inode, file);
	return de->state_size ? seq_release_private(inode, file) : seq_release(inode, file);
}

static ssize_t text_read(struct kiocb *iocb, struct iov_iter *iter)
{
	struct proc_dir_entry *de = PDE(file_inode(iocb->ki_filp));
	ssize_t ret = -EIO;

	if (use(de)) {
		ret = seq_read_iter(iocb, iter);
		unuse(de);
	}
	return ret;
}

static ssize_t text_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	size_t len = min_t(size_t, count, PAGE_SIZE - 1);
	char *text;
	int err;

	if (!de->write)
		return -EIO;
	text = memdup_user_nul(buf, len);
	if (IS_ERR(text))
		return PTR_ERR(text);
	err = -EIO;
	if (use(de)) {
		if (len && text[len - 1] == '\n')
			text[--len] = '\0';
		err = de->write(de, text, len);
		unuse(de);
	}
	kfree(text);
	*pos += err < 0 ? 0 : count;
	return err < 0 ? err : (ssize_t)count;
}

static loff_t text_llseek(struct file *file, loff_t off, int whence)
{
	return file->f_mode & FMODE_READ ? seq_lseek(file, off, whence) : 0;
}

static const struct file_operations text_fops = {
    .open = text_open,
    .release = text_release,
    .read_iter = text_read,
    .write = text_write,
    .llseek = text_llseek,
};

/* ---- entries of 2.6.10: a page at a time ---- */

/*
 * What read_proc() gives it gives from the page's begin (*start NULL: all there is; a small
 * number: how far off goes on), or from *start in the page.
 */
static ssize_t old_read_page(struct proc_dir_entry *de, char *page, char __user *buf, size_t count,
			     loff_t *pos, int *eof)
{
	size_t room = min_t(size_t, count, PAGE_SIZE - 1024);
	char *start = NULL, *from;
	int n = de->read_proc(page, &start, *pos, room, eof, de->data);

	if (n <= 0)
		return n;
	if (!start) {
		n -= *pos;
		if (n <= 0)
			return 0;
		n = min_t(int, n, room);
		from = page + *pos;
	} else {
		n = min_t(int, n, room);
		from = (unsigned long)start < (unsigned long)page ? page : start;
	}
	if (copy_to_user(buf, from, n))
		return -EFAULT;
	*pos += start && (unsigned long)start < (unsigned long)page ? (unsigned long)start : n;
	return n;
}

static ssize_t old_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	char *page = (char *)__get_free_page(GFP_KERNEL);
	ssize_t done = 0, n = 0;
	int eof = 0;

	if (!page)
		return -ENOMEM;
	if (!use(de)) {
		free_page((unsigned long)page);
		return -EIO;
	}
	while (de->read_proc && done < count && !eof) {
		n = old_read_page(de, page, buf + done, count - done, pos, &eof);
		if (n <= 0)
			break;
		done += n;
	}
	unuse(de);
	free_page((unsigned long)page);
	return done ? done : n;
}

static ssize_t old_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t ret = -EIO;

	if (use(de)) {
		if (de->write_proc)
			ret = de->write_proc(file, buf, count, de->data);
		unuse(de);
	}
	return ret;
}

static const struct file_operations old_fops = {
    .read = old_read, .write = old_write, .llseek = default_llseek};

/* ---- inodes ---- */

static const struct inode_operations proc_dir_iops, proc_file_iops, proc_link_iops;
static const struct file_operations proc_dir_fops;

static const struct file_operations *fops_of(const struct proc_dir_entry *de)
{
	if (de->proc_ops || de->proc_fops)
		return &reg_fops;
	return de->read_proc || de->write_proc ? &old_fops : &text_fops;
}

/* Takes over the entry's reference. */
static struct inode *proc_inode(struct super_block *sb, struct proc_dir_entry *de)
{
	struct inode *inode = new_inode(sb);

	if (!inode) {
		proc_put(de);
		return ERR_PTR(-ENOMEM);
	}
	inode->i_private = de;
	inode->i_ino = de->low_ino;
	inode->i_mode = de->mode;
	if (!(de->mode & S_IFMT))
		inode->i_mode |= S_IFREG;
	inode->i_uid = de->uid;
	inode->i_gid = de->gid;
	inode->i_size = de->size;
	set_nlink(inode, de->nlink);
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	if (S_ISDIR(inode->i_mode)) {
		inode->i_op = &proc_dir_iops;
		inode->i_fop = &proc_dir_fops;
	} else if (S_ISLNK(inode->i_mode)) {
		inode->i_op = &proc_link_iops;
		inode->i_link = de->data;
	} else {
		inode->i_op = &proc_file_iops;
		inode->i_fop = fops_of(de);
	}
	return inode;
}

static struct dentry *proc_lookup_in(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct proc_dir_entry *de =
	    proc_find_get(PDE(dir), (const char *)dentry->d_name.name, dentry->d_name.len);

	if (de)
		return d_splice_alias(proc_inode(dir->i_sb, de), dentry);
	if (PDE(dir) == &proc_root)
		return proc_pid_lookup(dir, dentry);
	d_add(dentry, NULL);
	return NULL;
}

static int proc_readdir(struct file *file, struct dir_context *ctx)
{
	struct proc_dir_entry *dir = PDE(file_inode(file)), *de;

	if (!dir_emit_dots(file, ctx))
		return 0;
	while ((de = proc_nth_get(dir, ctx->pos - 2))) {
		bool more =
		    dir_emit(ctx, de->name, strlen(de->name), de->low_ino, (de->mode >> 12) & 15);

		proc_put(de);
		if (!more)
			return 0;
		ctx->pos++;
	}
	return dir == &proc_root ? proc_pid_readdir(file, ctx, ctx->pos) : 0;
}

static const struct file_operations proc_dir_fops = {
    .read = generic_read_dir, .iterate_shared = proc_readdir, .llseek = generic_file_llseek};
static const struct inode_operations proc_dir_iops = {.lookup = proc_lookup_in};
static const struct inode_operations proc_link_iops = {.get_link = simple_get_link};
static const struct inode_operations proc_file_iops;

/* ---- the super block ---- */

/* What is there may be gone the next time: nothing is kept. */
static int never_keep(const struct dentry *dentry)
{
	return 1;
}

static const struct dentry_operations proc_dentry_ops = {.d_delete = never_keep};

static void proc_evict_inode(struct inode *inode)
{
	struct proc_dir_entry *de = inode->i_private;

	clear_inode(inode);
	if (inode->i_op == &proc_dir_iops || inode->i_op == &proc_file_iops ||
	    inode->i_op == &proc_link_iops)
		proc_put(de);
	else if (inode->i_private)
		put_pid(inode->i_private);
}

static const struct super_operations proc_sops = {
    .statfs = simple_statfs,
    .drop_inode = generic_delete_inode,
    .evict_inode = proc_evict_inode,
};

static int proc_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *inode;

	sb->s_magic = PROC_SUPER_MAGIC;
	sb->s_op = &proc_sops;
	sb->s_d_op = &proc_dentry_ops;
	sb->s_blocksize = 1024;
	sb->s_blocksize_bits = 10;
	sb->s_flags |= SB_NODIRATIME | SB_NOSUID | SB_NOEXEC;
	atomic_inc(&proc_root.count);
	inode = proc_inode(sb, &proc_root);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	sb->s_root = d_make_root(inode);
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *proc_mount(struct file_system_type *type, int flags, const char *dev_name,
				 void *data)
{
	return mount_single(type, flags, NULL, proc_fill_super);
}

static struct file_system_type proc_fs_type = {
    .name = "proc", .mount = proc_mount, .kill_sb = kill_anon_super};

static int __init proc_fs_init(void)
{
	proc_symlink("mounts", NULL, "self/mounts");
	proc_mkdir("driver", NULL);
	proc_mkdir("bus", NULL);
	return register_filesystem(&proc_fs_type);
}
fs_initcall(proc_fs_init);
