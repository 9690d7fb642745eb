/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * locks: ranges of a file that processes lock against each other, if they all ask.
 *
 * 1. Purpose. fcntl()'s locks belong to a process (or, those of F_OFD_, to an open file) and to
 *    a range of bytes; flock()'s to an open file, and to the whole of it. Neither of the two
 *    calls sees the other's.
 *
 * 2. Structures. A list for each inode that was ever locked:
 *
 *	inode->i_flctx --> [POSIX 0-99 read A] -> [POSIX 200-EOF write B] -> [FLOCK file X]
 *
 * 3. Invariants. A process's own locks do not overlap: a new one replaces what it covers.
 *    Locks of different owners overlap only if all of them are for reading.
 *
 * 4. Locking and context. locks_mutex for all; who waits sleeps on the inode's queue and
 *    looks again. May sleep.
 *
 * 5. Failure. -EAGAIN; -EDEADLK where processes would wait for each other; -ERESTARTSYS.
 */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

struct file_lock {
	struct list_head list;
	bool is_flock;
	short type;
	fl_owner_t owner; /* files_struct, or the struct file */
	pid_t pid;
	loff_t start, end; /* inclusive */
};

struct file_lock_context {
	struct list_head locks;
	wait_queue_head_t wait;
};

static DEFINE_MUTEX(locks_mutex);

/* Who waits for whose lock, under locks_mutex. */
struct waiter {
	struct list_head list;
	fl_owner_t owner, blocker;
};
static LIST_HEAD(waiters);

static struct file_lock_context *context(struct inode *inode)
{
	struct file_lock_context *ctx = inode->i_flctx;

	if (ctx)
		return ctx;
	ctx = kmalloc(sizeof(*ctx), GFP_KERNEL);
	if (!ctx)
		return NULL;
	INIT_LIST_HEAD(&ctx->locks);
	init_waitqueue_head(&ctx->wait);
	mutex_lock(&locks_mutex);
	if (inode->i_flctx) {
		kfree(ctx);
		ctx = inode->i_flctx;
	} else {
		inode->i_flctx = ctx;
	}
	mutex_unlock(&locks_mutex);
	return ctx;
}

void locks_free_lock_context(struct inode *inode)
{
	kfree(inode->i_flctx);
	inode->i_flctx = NULL;
}

static bool overlap(const struct file_lock *a, const struct file_lock *b)
{
	return a->start <= b->end && b->start <= a->end;
}

/* Under locks_mutex. */
static struct file_lock *conflict(struct file_lock_context *ctx, const struct file_lock *want)
{
	struct file_lock *l;

	list_for_each_entry (l, &ctx->locks, list)
		if (l->is_flock == want->is_flock && l->owner != want->owner && overlap(l, want) &&
		    (l->type == F_WRLCK || want->type == F_WRLCK))
			return l;
	return NULL;
}

/*
 * Under locks_mutex. What the owner has in want's range goes; of a lock that is cut in the
 * middle, spare becomes the second half. True: spare was used.
 */
static bool clear_range(struct file_lock_context *ctx, const struct file_lock *want,
			struct file_lock *spare)
{
	struct file_lock *l, *next;
	bool used = false;

	list_for_each_entry_safe (l, next, &ctx->locks, list) {
		if (l->is_flock != want->is_flock || l->owner != want->owner || !overlap(l, want))
			continue;
		if (l->start < want->start && l->end > want->end) {
			*spare = *l;
			spare->start = want->end + 1;
			l->end = want->start - 1;
			list_add(&spare->list, &l->list);
			used = true;
		} else if (l->start < want->start) {
			l->end = want->start - 1;
		} else if (l->end > want->end) {
			l->start = want->end + 1;
		} else {
			list_del(&l->list);
			kfree(l);
		}
	}
	return used;
}

/* Under locks_mutex. Does the blocker wait, by however many others, for the owner? */
static bool would_deadlock(fl_owner_t owner, fl_owner_t blocker)
{
	struct waiter *w;
	bool found;

	do {
		found = false;
		list_for_each_entry (w, &waiters, list) {
			if (w->owner != blocker || w->blocker == blocker)
				continue;
			blocker = w->blocker;
			found = true;
			break;
		}
	} while (found && blocker != owner);
	return blocker == owner;
}

/* 0, -EAGAIN: somebody is in the way. */
static int try_lock(struct file_lock_context *ctx, const struct file_lock *want,
		    struct file_lock **new, struct file_lock **spare)
{
	if (want->type != F_UNLCK && conflict(ctx, want))
		return -EAGAIN;
	if (clear_range(ctx, want, *spare))
		*spare = NULL;
	if (want->type != F_UNLCK) {
		**new = *want;
		list_add_tail(&(*new)->list, &ctx->locks);
		*new = NULL;
	}
	return 0;
}

/* try_lock(), and who is in the way is noted in waiter; -EDEADLK, too. */
static int try_and_note(struct file_lock_context *ctx, const struct file_lock *want,
			struct file_lock **new, struct file_lock **spare, struct waiter *waiter)
{
	struct file_lock *other;
	int err;

	mutex_lock(&locks_mutex);
	list_del_init(&waiter->list);
	err = try_lock(ctx, want, new, spare);
	if (err && !want->is_flock && want->owner == current->files) {
		other = conflict(ctx, want);
		if (would_deadlock(want->owner, other->owner)) {
			err = -EDEADLK;
		} else {
			waiter->owner = want->owner;
			waiter->blocker = other->owner;
			list_add(&waiter->list, &waiters);
		}
	}
	mutex_unlock(&locks_mutex);
	return err;
}

static int wait_for_lock(struct file_lock_context *ctx, const struct file_lock *want,
			 struct file_lock **new, struct file_lock **spare)
{
	struct waiter waiter = {.list = LIST_HEAD_INIT(waiter.list)};
	int err = -EAGAIN, ret;

	ret = wait_event_interruptible(
	    ctx->wait, (err = try_and_note(ctx, want, new, spare, &waiter)) != -EAGAIN);
	mutex_lock(&locks_mutex);
	list_del(&waiter.list);
	mutex_unlock(&locks_mutex);
	return ret ? ret : err;
}

static int set_lock(struct inode *inode, const struct file_lock *want, bool wait)
{
	struct file_lock_context *ctx = context(inode);
	struct file_lock *new = kmalloc(sizeof(*new), GFP_KERNEL);
	struct file_lock *spare = kmalloc(sizeof(*spare), GFP_KERNEL);
	int err = -ENOMEM;

	if (ctx && new &&spare) {
		mutex_lock(&locks_mutex);
		err = try_lock(ctx, want, &new, &spare);
		mutex_unlock(&locks_mutex);
		if (err && wait)
			err = wait_for_lock(ctx, want, &new, &spare);
		if (!err)
			wake_up_all(&ctx->wait);
	}
	kfree(spare);
	kfree(new);
	return err;
}

static void remove_all(struct inode *inode, fl_owner_t owner, bool is_flock)
{
	struct file_lock want = {.is_flock = is_flock, .owner = owner, .end = LLONG_MAX};
	struct file_lock_context *ctx = inode->i_flctx;

	if (!ctx)
		return;
	mutex_lock(&locks_mutex);
	clear_range(ctx, &want, NULL); /* nothing reaches beyond that */
	mutex_unlock(&locks_mutex);
	wake_up_all(&ctx->wait);
}

void locks_remove_posix(struct file *file, fl_owner_t owner)
{
	remove_all(file_inode(file), owner, false);
}
EXPORT_SYMBOL(locks_remove_posix);

void locks_remove_file(struct file *file)
{
	remove_all(file_inode(file), file, true);
	remove_all(file_inode(file), file, false);
}

/* ---- fcntl() ---- */

static int get_flock(struct flock64 *fl, void __user *arg, bool wide)
{
	struct flock narrow;

	if (wide)
		return copy_from_user(fl, arg, sizeof(*fl)) ? -EFAULT : 0;
	if (copy_from_user(&narrow, arg, sizeof(narrow)))
		return -EFAULT;
	*fl = (struct flock64){narrow.l_type, narrow.l_whence, narrow.l_start, narrow.l_len,
			       narrow.l_pid};
	return 0;
}

static int put_flock(const struct flock64 *fl, void __user *arg, bool wide)
{
	struct flock narrow = {fl->l_type, fl->l_whence, fl->l_start, fl->l_len, fl->l_pid};

	if (wide)
		return copy_to_user(arg, fl, sizeof(*fl)) ? -EFAULT : 0;
	if (narrow.l_start != fl->l_start || narrow.l_len != fl->l_len)
		return -EOVERFLOW;
	return copy_to_user(arg, &narrow, sizeof(narrow)) ? -EFAULT : 0;
}

static int to_lock(struct file *file, const struct flock64 *fl, struct file_lock *want)
{
	loff_t start = fl->l_start;

	if (fl->l_whence == SEEK_CUR)
		start += file->f_pos;
	else if (fl->l_whence == SEEK_END)
		start += i_size_read(file_inode(file));
	else if (fl->l_whence != SEEK_SET)
		return -EINVAL;
	*want = (struct file_lock){
	    .type = fl->l_type, .owner = current->files, .pid = current->tgid, .start = start};
	want->end = fl->l_len > 0 ? start + fl->l_len - 1 : LLONG_MAX;
	if (fl->l_len < 0) {
		want->end = start - 1;
		want->start = start + fl->l_len;
	}
	if (want->start < 0)
		return -EINVAL;
	if (want->end < want->start)
		return -EOVERFLOW;
	return fl->l_type == F_RDLCK || fl->l_type == F_WRLCK || fl->l_type == F_UNLCK ? 0
										       : -EINVAL;
}

static void get_lock(struct inode *inode, const struct file_lock *want, struct flock64 *fl)
{
	struct file_lock_context *ctx = context(inode);
	struct file_lock *l = NULL;

	mutex_lock(&locks_mutex);
	if (ctx)
		l = conflict(ctx, want);
	if (l)
		*fl = (struct flock64){.l_type = l->type,
				       .l_whence = SEEK_SET,
				       .l_start = l->start,
				       .l_len = l->end == LLONG_MAX ? 0 : l->end - l->start + 1,
				       .l_pid = l->pid};
	else
		fl->l_type = F_UNLCK;
	mutex_unlock(&locks_mutex);
}

long fcntl_lock(struct file *file, unsigned int cmd, void __user *arg, bool wide)
{
	bool is_ofd = cmd >= F_OFD_GETLK;
	struct file_lock want;
	struct flock64 fl;
	int err = get_flock(&fl, arg, wide) ?: to_lock(file, &fl, &want);

	if (err)
		return err;
	if (is_ofd) {
		if (fl.l_pid)
			return -EINVAL;
		want.owner = file;
		want.pid = -1;
		cmd = cmd - F_OFD_GETLK + F_GETLK;
	}
	if (cmd == F_GETLK) {
		if (want.type == F_UNLCK)
			return -EINVAL;
		get_lock(file_inode(file), &want, &fl);
		return put_flock(&fl, arg, wide);
	}
	if ((want.type == F_RDLCK && !(file->f_mode & FMODE_READ)) ||
	    (want.type == F_WRLCK && !(file->f_mode & FMODE_WRITE)))
		return -EBADF;
	return set_lock(file_inode(file), &want, cmd == F_SETLKW);
}

/* ---- flock() ---- */

SYSCALL_DEFINE2(flock, unsigned int, fd, unsigned int, cmd)
{
	static const short types[] = {
	    [LOCK_SH] = F_RDLCK, [LOCK_EX] = F_WRLCK, [LOCK_UN] = F_UNLCK};
	unsigned int op = cmd & ~LOCK_NB;
	struct fd f = fdget(fd);
	struct file_lock want;
	int err;

	if (!f.file)
		return -EBADF;
	want = (struct file_lock){
	    .is_flock = true, .owner = f.file, .pid = current->tgid, .end = LLONG_MAX};
	if (op != LOCK_SH && op != LOCK_EX && op != LOCK_UN) {
		err = -EINVAL;
	} else {
		want.type = types[op];
		err = set_lock(file_inode(f.file), &want, !(cmd & LOCK_NB));
	}
	fdput(f);
	return err;
}
