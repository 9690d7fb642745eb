/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * file: the numbers by which a process knows its open files.
 *
 * 1. Purpose. A program says 3; the kernel needs the struct file.
 *
 * 2. Structures. A files_struct with an array, and two bitmaps: which numbers are taken,
 *    which are closed by exec. A small array is part of it; a larger one replaces it:
 *
 *	fd[]           file  file  file  NULL  file
 *	open_fds         1     1     1     0     1
 *	close_on_exec    0     0     0     0     1
 *
 * 3. Invariants. A number that is taken and leads nowhere is being opened by somebody. The
 *    array grows only, and only by who has the lock.
 *
 * 4. Locking and context. file_lock. Who is the only user of his files_struct reads fd[]
 *    without it, and needs no reference on the file while he is in the kernel.
 *
 * 5. Failure. -EMFILE: the limit of the process; -EBADF; -ENOMEM.
 */
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>

#include "internal.h"

struct files_struct init_files = {
    .count = ATOMIC_INIT(1),
    .file_lock = __SPIN_LOCK_UNLOCKED(init_files.file_lock),
    .max_fds = NR_OPEN_DEFAULT,
    .fd = init_files.fd_array,
    .close_on_exec = init_files.close_on_exec_init,
    .open_fds = init_files.open_fds_init,
};

static struct kmem_cache *files_cache;

static unsigned int nofile_limit(void)
{
	return current->signal ? min(rlimit(RLIMIT_NOFILE), (unsigned long)INT_MAX / 64)
			       : INR_OPEN_MAX;
}

/* ---- the table ---- */

static void free_fd_arrays(struct file **fd, unsigned long *bits)
{
	kvfree(fd);
	kvfree(bits);
}

/* Room for nr numbers beside what is there; the lock is given up meanwhile. */
static int grow(struct files_struct *files, unsigned int nr)
{
	unsigned int max = roundup_pow_of_two(max(nr, 256u)), longs = max / BITS_PER_LONG, old;
	unsigned long *bits, *old_bits = NULL;
	struct file **fd, **old_fd = NULL;

	spin_unlock(&files->file_lock);
	fd = kvcalloc(max, sizeof(*fd), GFP_KERNEL);
	bits = kvcalloc(2 * longs, sizeof(*bits), GFP_KERNEL);
	spin_lock(&files->file_lock);
	if (!fd || !bits || files->max_fds >= nr) {
		spin_unlock(&files->file_lock);
		free_fd_arrays(fd, bits);
		spin_lock(&files->file_lock);
		return files->max_fds >= nr ? 0 : -ENOMEM;
	}
	old = files->max_fds;
	memcpy(fd, files->fd, old * sizeof(*fd));
	memcpy(bits, files->open_fds, old / 8);
	memcpy(bits + longs, files->close_on_exec, old / 8);
	if (files->fd != files->fd_array) {
		old_fd = files->fd;
		old_bits = files->open_fds;
	}
	files->fd = fd;
	files->open_fds = bits;
	files->close_on_exec = bits + longs;
	smp_wmb();
	files->max_fds = max;
	spin_unlock(&files->file_lock);
	free_fd_arrays(old_fd, old_bits);
	spin_lock(&files->file_lock);
	return 0;
}

/* Under file_lock, which may be given up for a moment. */
int expand_fds(struct files_struct *files, unsigned int fd)
{
	return fd < files->max_fds ? 0 : grow(files, fd + 1);
}

static int alloc_fd(unsigned int start, unsigned int end, unsigned int flags)
{
	struct files_struct *files = current->files;
	unsigned int fd;
	int err;

	spin_lock(&files->file_lock);
	for (;;) {
		fd =
		    find_next_zero_bit(files->open_fds, files->max_fds, max(start, files->next_fd));
		if (fd >= end) {
			spin_unlock(&files->file_lock);
			return -EMFILE;
		}
		if (fd < files->max_fds)
			break;
		err = expand_fds(files, fd);
		if (err) {
			spin_unlock(&files->file_lock);
			return err;
		}
	}
	if (start <= files->next_fd)
		files->next_fd = fd + 1;
	__set_bit(fd, files->open_fds);
	if (flags & O_CLOEXEC)
		__set_bit(fd, files->close_on_exec);
	else
		__clear_bit(fd, files->close_on_exec);
	spin_unlock(&files->file_lock);
	return fd;
}

int get_unused_fd_flags(unsigned int flags)
{
	return alloc_fd(0, nofile_limit(), flags);
}
EXPORT_SYMBOL(get_unused_fd_flags);

/* Under file_lock. */
static void release_number(struct files_struct *files, unsigned int fd)
{
	__clear_bit(fd, files->open_fds);
	if (fd < files->next_fd)
		files->next_fd = fd;
}

void put_unused_fd(unsigned int fd)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	release_number(files, fd);
	spin_unlock(&files->file_lock);
}
EXPORT_SYMBOL(put_unused_fd);

void fd_install(unsigned int fd, struct file *file)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	WARN_ON(files->fd[fd]);
	WRITE_ONCE(files->fd[fd], file);
	spin_unlock(&files->file_lock);
}
EXPORT_SYMBOL(fd_install);

/* ---- from number to file ---- */

static struct file *get_any(struct files_struct *files, unsigned int fd)
{
	struct file *file = NULL;

	spin_lock(&files->file_lock);
	if (fd < files->max_fds && files->fd[fd])
		file = get_file(files->fd[fd]);
	spin_unlock(&files->file_lock);
	return file;
}

struct file *fget_raw(unsigned int fd)
{
	return get_any(current->files, fd);
}
EXPORT_SYMBOL(fget_raw);

struct file *fget(unsigned int fd)
{
	struct file *file = fget_raw(fd);

	if (file && file->f_mode & FMODE_PATH) {
		fput(file);
		return NULL;
	}
	return file;
}
EXPORT_SYMBOL(fget);

/* Of other tasks: whose table it was may be ending this moment. Taken before file_lock. */
static DEFINE_SPINLOCK(task_files_lock);

struct file *fget_task(struct task_struct *task, unsigned int fd)
{
	struct file *file = NULL;

	spin_lock(&task_files_lock);
	if (task->files)
		file = get_any(task->files, fd);
	spin_unlock(&task_files_lock);
	return file;
}

struct file *fget_task_next(struct task_struct *task, unsigned int *fd)
{
	struct file *file = NULL;

	spin_lock(&task_files_lock);
	if (task->files)
		for (; !file && *fd < task->files->max_fds; ++*fd)
			file = get_any(task->files, *fd);
	spin_unlock(&task_files_lock);
	if (file)
		--*fd;
	return file;
}

bool task_fd_cloexec(struct task_struct *task, unsigned int fd)
{
	bool set = false;

	spin_lock(&task_files_lock);
	if (task->files) {
		spin_lock(&task->files->file_lock);
		set = fd < task->files->max_fds && test_bit(fd, task->files->close_on_exec);
		spin_unlock(&task->files->file_lock);
	}
	spin_unlock(&task_files_lock);
	return set;
}

struct fd fdget_raw(unsigned int fd)
{
	struct files_struct *files = current->files;
	struct file *file;

	if (likely(atomic_read(&files->count) == 1)) {
		file = fd < files->max_fds ? files->fd[fd] : NULL;
		return (struct fd){file, 0};
	}
	file = get_any(files, fd);
	return (struct fd){file, file ? FDPUT_FPUT : 0};
}
EXPORT_SYMBOL(fdget_raw);

struct fd fdget(unsigned int fd)
{
	struct fd f = fdget_raw(fd);

	if (f.file && unlikely(f.file->f_mode & FMODE_PATH)) {
		fdput(f);
		f.file = NULL;
		f.flags = 0;
	}
	return f;
}
EXPORT_SYMBOL(fdget);

struct fd fdget_pos(unsigned int fd)
{
	struct fd f = fdget(fd);

	if (f.file && f.file->f_mode & FMODE_ATOMIC_POS && file_count(f.file) > 1) {
		f.flags |= FDPUT_POS_UNLOCK;
		mutex_lock(&f.file->f_pos_lock);
	}
	return f;
}
EXPORT_SYMBOL(fdget_pos);

void __f_unlock_pos(struct file *file)
{
	mutex_unlock(&file->f_pos_lock);
}
EXPORT_SYMBOL(__f_unlock_pos);

int iterate_fd(struct files_struct *files, unsigned int first,
	       int (*fn)(const void *arg, struct file *file, unsigned int fd), const void *arg)
{
	int ret = 0;

	spin_lock(&files->file_lock);
	for (; !ret && first < files->max_fds; first++)
		if (files->fd[first])
			ret = fn(arg, files->fd[first], first);
	spin_unlock(&files->file_lock);
	return ret;
}
EXPORT_SYMBOL(iterate_fd);

/* ---- closing ---- */

/* The reference is the caller's now; NULL: there was none. */
static struct file *take_away(struct files_struct *files, unsigned int fd)
{
	struct file *file = NULL;

	spin_lock(&files->file_lock);
	if (fd < files->max_fds && files->fd[fd]) {
		file = files->fd[fd];
		WRITE_ONCE(files->fd[fd], NULL);
		release_number(files, fd);
	}
	spin_unlock(&files->file_lock);
	return file;
}

int close_fd(unsigned int fd)
{
	struct file *file = take_away(current->files, fd);

	return file ? filp_close(file, current->files) : -EBADF;
}
EXPORT_SYMBOL(close_fd);

SYSCALL_DEFINE1(close, unsigned int, fd)
{
	int err = close_fd(fd);

	/* it is closed whatever happens: it cannot be tried again */
	if (err == -ERESTARTSYS || err == -ERESTARTNOINTR || err == -ERESTARTNOHAND)
		err = -EINTR;
	return err;
}

SYSCALL_DEFINE3(close_range, unsigned int, first, unsigned int, last, unsigned int, flags)
{
	struct files_struct *files = current->files;
	unsigned int fd;

	if (first > last || flags & ~6u)
		return -EINVAL;
	if (flags & 2 && unshare_files()) /* CLOSE_RANGE_UNSHARE */
		return -ENOMEM;
	files = current->files;
	last = min(last, files->max_fds - 1);
	for (fd = first; fd <= last; fd++) {
		if (flags & 4) { /* CLOSE_RANGE_CLOEXEC */
			spin_lock(&files->file_lock);
			if (test_bit(fd, files->open_fds))
				__set_bit(fd, files->close_on_exec);
			spin_unlock(&files->file_lock);
		} else {
			close_fd(fd);
		}
	}
	return 0;
}

void do_close_on_exec(struct files_struct *files)
{
	unsigned int fd;
	struct file *file;

	for_each_set_bit(fd, files->close_on_exec, files->max_fds)
	{
		__clear_bit(fd, files->close_on_exec);
		file = take_away(files, fd);
		if (file)
			filp_close(file, files);
	}
}

/* ---- processes come and go ---- */

struct files_struct *dup_fd(struct files_struct *old, int *err)
{
	struct files_struct *files = kmem_cache_zalloc(files_cache, GFP_KERNEL);
	unsigned int fd, used;

	*err = -ENOMEM;
	if (!files)
		return NULL;
	atomic_set(&files->count, 1);
	spin_lock_init(&files->file_lock);
	files->max_fds = NR_OPEN_DEFAULT;
	files->fd = files->fd_array;
	files->close_on_exec = files->close_on_exec_init;
	files->open_fds = files->open_fds_init;
	for (;;) {
		spin_lock(&old->file_lock);
		used = find_last_bit(old->open_fds, old->max_fds);
		used = used < old->max_fds ? used + 1 : 0;
		if (used <= files->max_fds)
			break;
		spin_unlock(&old->file_lock);
		spin_lock(&files->file_lock);
		*err = grow(files, used);
		spin_unlock(&files->file_lock);
		if (*err) {
			put_files_struct(files);
			return NULL;
		}
	}
	for (fd = 0; fd < used; fd++) {
		if (!old->fd[fd])
			continue;
		files->fd[fd] = get_file(old->fd[fd]);
		__set_bit(fd, files->open_fds);
		if (test_bit(fd, old->close_on_exec))
			__set_bit(fd, files->close_on_exec);
	}
	spin_unlock(&old->file_lock);
	*err = 0;
	return files;
}

void put_files_struct(struct files_struct *files)
{
	unsigned int fd;

	if (!atomic_dec_and_test(&files->count))
		return;
	for (fd = 0; fd < files->max_fds; fd++) {
		struct file *file = files->fd[fd];

		if (file) {
			files->fd[fd] = NULL;
			filp_close(file, files);
			cond_resched();
		}
	}
	if (files->fd != files->fd_array)
		free_fd_arrays(files->fd, files->open_fds);
	if (files != &init_files)
		kmem_cache_free(files_cache, files);
}
EXPORT_SYMBOL(put_files_struct);

void exit_files(struct task_struct *task)
{
	struct files_struct *files = task->files;

	if (!files)
		return;
	spin_lock(&task_files_lock);
	task->files = NULL;
	spin_unlock(&task_files_lock);
	put_files_struct(files);
}

/* What threads share becomes one's own. */
int unshare_files(void)
{
	struct files_struct *old = current->files, *files;
	int err;

	if (atomic_read(&old->count) == 1)
		return 0;
	files = dup_fd(old, &err);
	if (!files)
		return err;
	spin_lock(&task_files_lock);
	current->files = files;
	spin_unlock(&task_files_lock);
	put_files_struct(old);
	return 0;
}

/* ---- dup() ---- */

static int do_dup2(struct file *file, unsigned int fd, unsigned int flags)
{
	struct files_struct *files = current->files;
	struct file *old;

	spin_lock(&files->file_lock);
	if (expand_fds(files, fd)) {
		spin_unlock(&files->file_lock);
		return -EMFILE;
	}
	old = files->fd[fd];
	if (!old && test_bit(fd, files->open_fds)) {
		spin_unlock(&files->file_lock);
		return -EBUSY;
	}
	get_file(file);
	WRITE_ONCE(files->fd[fd], file);
	__set_bit(fd, files->open_fds);
	if (flags & O_CLOEXEC)
		__set_bit(fd, files->close_on_exec);
	else
		__clear_bit(fd, files->close_on_exec);
	spin_unlock(&files->file_lock);
	if (old)
		filp_close(old, files);
	return fd;
}

int replace_fd(unsigned int fd, struct file *file, unsigned int flags)
{
	if (!file)
		return close_fd(fd);
	return fd >= nofile_limit() ? -EBADF : do_dup2(file, fd, flags);
}
EXPORT_SYMBOL(replace_fd);

static long dup_to(unsigned int oldfd, unsigned int newfd, int flags)
{
	struct file *file;
	int ret;

	if (newfd >= nofile_limit())
		return -EBADF;
	file = fget_raw(oldfd);
	if (!file)
		return -EBADF;
	ret = do_dup2(file, newfd, flags);
	fput(file);
	return ret;
}

SYSCALL_DEFINE3(dup3, unsigned int, oldfd, unsigned int, newfd, int, flags)
{
	if (flags & ~O_CLOEXEC || oldfd == newfd)
		return -EINVAL;
	return dup_to(oldfd, newfd, flags);
}

SYSCALL_DEFINE2(dup2, unsigned int, oldfd, unsigned int, newfd)
{
	struct file *file;

	if (oldfd != newfd)
		return dup_to(oldfd, newfd, 0);
	file = fget_raw(oldfd);
	if (!file)
		return -EBADF;
	fput(file);
	return newfd;
}

/* For fcntl(), too: the first number from there on. */
int f_dupfd(unsigned int from, struct file *file, unsigned int flags)
{
	unsigned int limit = nofile_limit();
	int fd;

	if (from >= limit)
		return -EINVAL;
	fd = alloc_fd(from, limit, flags);
	if (fd >= 0)
		fd_install(fd, get_file(file));
	return fd;
}

SYSCALL_DEFINE1(dup, unsigned int, oldfd)
{
	struct file *file = fget_raw(oldfd);
	int fd;

	if (!file)
		return -EBADF;
	fd = get_unused_fd_flags(0);
	if (fd >= 0)
		fd_install(fd, file);
	else
		fput(file);
	return fd;
}

void __init files_init(void)
{
	files_cache =
	    kmem_cache_create("files_cache", sizeof(struct files_struct), 0, SLAB_PANIC, NULL);
}
