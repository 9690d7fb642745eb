/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * select: waiting for any of several files.
 *
 * 1. Purpose. poll() and select() ask every file what is possible; when nothing is, they
 *    sleep until one of them says that it may have changed, and ask again.
 *
 * 2. Structures. Asked for the first time, a file's poll() calls poll_wait() for its queues;
 *    for each an entry is hung there. The first few are on the stack:
 *
 *	poll_wqueues { task, triggered, inline_entries[] } --> table --> table
 *	      entry { file, wait } hangs in the file's queue
 *
 * 3. Invariants. triggered is set by the waker before the task is woken, and looked at after
 *    it has said that it will sleep: no wake-up is lost.
 *
 * 4. Locking and context. None held when poll() is called. May sleep.
 *
 * 5. Failure. -EINTR by a signal; -ENOMEM when an entry cannot be had; -EBADF of select().
 */
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/jiffies.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#define INLINE_ENTRIES 6

struct poll_entry {
	struct file *file;
	wait_queue_entry_t wait;
	wait_queue_head_t *queue;
};

struct poll_chunk {
	struct poll_chunk *next;
	struct poll_entry *end;
	struct poll_entry entries[];
};

struct poll_wqueues {
	poll_table table;
	struct task_struct *task;
	bool triggered;
	int error;
	unsigned int nr_inline;
	struct poll_chunk *chunks;
	struct poll_entry inline_entries[INLINE_ENTRIES];
};

static struct poll_entry *get_entry(struct poll_wqueues *pwq)
{
	struct poll_chunk *chunk = pwq->chunks;

	if (pwq->nr_inline < INLINE_ENTRIES)
		return &pwq->inline_entries[pwq->nr_inline++];
	if (!chunk || (unsigned long)(chunk->end + 1) > (unsigned long)chunk + PAGE_SIZE) {
		chunk = (struct poll_chunk *)__get_free_page(GFP_KERNEL);
		if (!chunk) {
			pwq->error = -ENOMEM;
			return NULL;
		}
		chunk->end = chunk->entries;
		chunk->next = pwq->chunks;
		pwq->chunks = chunk;
	}
	return chunk->end++;
}

static int wake(wait_queue_entry_t *wait, unsigned int mode, int flags, void *key)
{
	struct poll_wqueues *pwq = wait->private;

	WRITE_ONCE(pwq->triggered, true);
	smp_wmb();
	return wake_up_process(pwq->task);
}

static void queue_proc(struct file *file, wait_queue_head_t *queue, poll_table *table)
{
	struct poll_wqueues *pwq = container_of(table, struct poll_wqueues, table);
	struct poll_entry *entry = get_entry(pwq);

	if (!entry)
		return;
	entry->file = get_file(file);
	entry->queue = queue;
	entry->wait.flags = 0;
	entry->wait.private = pwq;
	entry->wait.func = wake;
	add_wait_queue(queue, &entry->wait);
}

static void begin(struct poll_wqueues *pwq)
{
	init_poll_funcptr(&pwq->table, queue_proc);
	pwq->task = current;
	pwq->triggered = false;
	pwq->error = 0;
	pwq->nr_inline = 0;
	pwq->chunks = NULL;
}

static void free_entry(struct poll_entry *entry)
{
	remove_wait_queue(entry->queue, &entry->wait);
	fput(entry->file);
}

static void end(struct poll_wqueues *pwq)
{
	struct poll_chunk *chunk;
	unsigned int i;

	for (i = 0; i < pwq->nr_inline; i++)
		free_entry(&pwq->inline_entries[i]);
	while ((chunk = pwq->chunks)) {
		while (chunk->end > chunk->entries)
			free_entry(--chunk->end);
		pwq->chunks = chunk->next;
		free_page((unsigned long)chunk);
	}
}

/* Until somebody wakes us, or that time of the kernel's clock has come (0: never). True: it has. */
static bool sleep_until(struct poll_wqueues *pwq, u64 deadline)
{
	long ticks = MAX_SCHEDULE_TIMEOUT;
	u64 now;

	if (deadline) {
		now = ktime_get_ns();
		if (now >= deadline)
			return true;
		ticks = min_t(u64, nsecs_to_jiffies(deadline - now), LONG_MAX - 1) + 1;
	}
	set_current_state(TASK_INTERRUPTIBLE);
	if (!READ_ONCE(pwq->triggered))
		schedule_timeout(ticks);
	__set_current_state(TASK_RUNNING);
	pwq->triggered = false;
	return deadline && ktime_get_ns() >= deadline;
}

/* Ask until something is possible. nothing_left: the table was asked for the last time. */
static int loop(struct poll_wqueues *pwq, u64 deadline, bool no_wait,
		int (*ask)(void *what, poll_table *table), void *what)
{
	bool timed_out = no_wait;
	int count;

	if (no_wait)
		pwq->table._qproc = NULL;
	for (;;) {
		count = ask(what, &pwq->table);
		pwq->table._qproc = NULL; /* all are hung up by now */
		if (count)
			return count;
		if (pwq->error)
			return pwq->error;
		if (signal_pending(current))
			return -ERESTARTNOHAND;
		if (timed_out)
			return 0;
		timed_out = sleep_until(pwq, deadline);
	}
}

/* ---- poll() ---- */

struct pollfds {
	struct pollfd *fds;
	unsigned int nr;
};

static unsigned int poll_one(struct pollfd *p, poll_table *table)
{
	__poll_t mask = EPOLLNVAL, wanted = (u16)p->events | EPOLLERR | EPOLLHUP;
	struct fd f;

	p->revents = 0;
	if (p->fd < 0)
		return 0;
	f = fdget(p->fd);
	if (f.file) {
		table->_key = wanted;
		mask = vfs_poll(f.file, table) & wanted;
		fdput(f);
	}
	p->revents = mask;
	return mask != 0;
}

static int poll_ask(void *what, poll_table *table)
{
	struct pollfds *all = what;
	unsigned int i, count = 0;

	for (i = 0; i < all->nr; i++) {
		if (poll_one(&all->fds[i], table)) {
			count++;
			table->_qproc = NULL; /* nobody will sleep */
		}
	}
	return count;
}

static long do_poll(struct pollfd __user *ufds, unsigned int nr, u64 deadline, bool no_wait)
{
	struct pollfd few[8], *fds = few;
	struct poll_wqueues pwq;
	struct pollfds all;
	unsigned int i;
	long count;

	if (nr > (current->signal ? rlimit(RLIMIT_NOFILE) : INR_OPEN_MAX))
		return -EINVAL;
	if (nr > ARRAY_SIZE(few)) {
		fds = kvmalloc_array(nr, sizeof(*fds), GFP_KERNEL);
		if (!fds)
			return -ENOMEM;
	}
	all = (struct pollfds){fds, nr};
	count = -EFAULT;
	if (!copy_from_user(fds, ufds, nr * sizeof(*fds))) {
		begin(&pwq);
		count = loop(&pwq, deadline, no_wait, poll_ask, &all);
		end(&pwq);
		for (i = 0; i < nr && count >= 0; i++)
			if (put_user(fds[i].revents, &ufds[i].revents))
				count = -EFAULT;
	}
	if (fds != few)
		kvfree(fds);
	return count;
}

/* When: 0 is "never". */
static u64 deadline_in(s64 ns)
{
	return ktime_get_ns() + ns;
}

static long restart_poll(struct restart_block *restart)
{
	u64 deadline = restart->poll.deadline;
	long ret = do_poll(restart->poll.ufds, restart->poll.nfds, deadline, false);

	if (ret == -ERESTARTNOHAND) {
		restart->fn = restart_poll;
		ret = -ERESTART_RESTARTBLOCK;
	}
	return ret;
}

SYSCALL_DEFINE3(poll, struct pollfd __user *, ufds, unsigned int, nfds, int, timeout_ms)
{
	u64 deadline = timeout_ms > 0 ? deadline_in((s64)timeout_ms * NSEC_PER_MSEC) : 0;
	struct restart_block *restart;
	long ret;

	ret = do_poll(ufds, nfds, deadline, timeout_ms == 0);
	if (ret == -ERESTARTNOHAND) {
		restart = &current->restart_block;
		restart->fn = restart_poll;
		restart->poll.ufds = ufds;
		restart->poll.nfds = nfds;
		restart->poll.deadline = deadline;
		ret = -ERESTART_RESTARTBLOCK;
	}
	return ret;
}

/* ---- select() ---- */

#define SETS	3
#define IN_SET	(EPOLLRDNORM | EPOLLRDBAND | EPOLLIN | EPOLLHUP | EPOLLERR)
#define OUT_SET (EPOLLWRBAND | EPOLLWRNORM | EPOLLOUT | EPOLLERR)
#define EX_SET	EPOLLPRI

struct selects {
	unsigned int nr, longs;
	unsigned long *in[SETS], *out[SETS];
};

static int select_one(struct selects *s, unsigned int fd, poll_table *table)
{
	static const __poll_t sets[SETS] = {IN_SET, OUT_SET, EX_SET};
	unsigned int i, count = 0;
	__poll_t mask, wanted = 0;
	struct fd f;

	for (i = 0; i < SETS; i++)
		if (test_bit(fd, s->in[i]))
			wanted |= sets[i];
	if (!wanted)
		return 0;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	table->_key = wanted | EPOLLERR | EPOLLHUP;
	mask = vfs_poll(f.file, table);
	fdput(f);
	for (i = 0; i < SETS; i++)
		if (test_bit(fd, s->in[i]) && mask & sets[i]) {
			__set_bit(fd, s->out[i]);
			count++;
		}
	return count;
}

static int select_ask(void *what, poll_table *table)
{
	struct selects *s = what;
	int count = 0, one;
	unsigned int fd;

	for (fd = 0; fd < s->nr; fd++) {
		one = select_one(s, fd, table);
		if (one < 0)
			return one;
		if (one)
			table->_qproc = NULL;
		count += one;
	}
	return count;
}

static int get_sets(struct selects *s, unsigned long __user **sets)
{
	unsigned int i, bytes = s->longs * sizeof(long);

	for (i = 0; i < SETS; i++)
		if (sets[i] && copy_from_user(s->in[i], sets[i], bytes))
			return -EFAULT;
	return 0;
}

static int put_sets(const struct selects *s, unsigned long __user **sets)
{
	unsigned int i, bytes = s->longs * sizeof(long);

	for (i = 0; i < SETS; i++)
		if (sets[i] && copy_to_user(sets[i], s->out[i], bytes))
			return -EFAULT;
	return 0;
}

static long do_select(int n, unsigned long __user **sets, u64 deadline, bool no_wait)
{
	unsigned long few[2 * SETS * 4], *bits = few;
	struct poll_wqueues pwq;
	struct selects s;
	unsigned int i;
	long count;

	if (n < 0)
		return -EINVAL;
	s.nr = min_t(unsigned int, n, current->files->max_fds);
	s.longs = BITS_TO_LONGS(s.nr);
	if (s.longs > 4) {
		bits = kvmalloc_array(2 * SETS * s.longs, sizeof(long), GFP_KERNEL);
		if (!bits)
			return -ENOMEM;
	}
	memset(bits, 0, 2 * SETS * s.longs * sizeof(long));
	for (i = 0; i < SETS; i++) {
		s.in[i] = bits + i * s.longs;
		s.out[i] = bits + (SETS + i) * s.longs;
	}
	count = get_sets(&s, sets);
	if (!count) {
		begin(&pwq);
		count = loop(&pwq, deadline, no_wait, select_ask, &s);
		end(&pwq);
		if (count >= 0 && put_sets(&s, sets))
			count = -EFAULT;
	}
	if (bits != few)
		kvfree(bits);
	return count;
}

/* ---- the forms that programs use ---- */

struct timeval_32 {
	s32 tv_sec, tv_usec;
};

struct timespec_32 {
	s32 tv_sec, tv_nsec;
};

struct timespec_64 {
	s64 tv_sec, tv_nsec;
};

/* How long yet, for who wants to be told. */
static s64 left_until(u64 deadline)
{
	u64 now = ktime_get_ns();

	return deadline > now ? deadline - now : 0;
}

static long select_timeval(int n, unsigned long __user *in, unsigned long __user *out,
			   unsigned long __user *ex, struct timeval_32 __user *utv)
{
	unsigned long __user *sets[SETS] = {in, out, ex};
	struct timeval_32 tv;
	u64 deadline = 0;
	bool no_wait = false;
	long ret;
	s64 left;

	if (utv) {
		if (copy_from_user(&tv, utv, sizeof(tv)))
			return -EFAULT;
		if (tv.tv_sec < 0 || tv.tv_usec < 0)
			return -EINVAL;
		no_wait = !tv.tv_sec && !tv.tv_usec;
		deadline =
		    deadline_in((s64)tv.tv_sec * NSEC_PER_SEC + (s64)tv.tv_usec * NSEC_PER_USEC);
	}
	ret = do_select(n, sets, deadline, no_wait);
	if (utv && !no_wait) {
		left = left_until(deadline);
		tv.tv_sec = div_s64(left, NSEC_PER_SEC);
		tv.tv_usec = div_s64(left - (s64)tv.tv_sec * NSEC_PER_SEC, NSEC_PER_USEC);
		if (copy_to_user(utv, &tv, sizeof(tv)) && ret == -ERESTARTNOHAND)
			ret = -EINTR;
	}
	return ret;
}

SYSCALL_DEFINE5(select, int, n, unsigned long __user *, in, unsigned long __user *, out,
		unsigned long __user *, ex, struct timeval_32 __user *, tv)
{
	return select_timeval(n, in, out, ex, tv);
}

SYSCALL_DEFINE1(old_select, const u32 __user *, args)
{
	u32 a[5];

	if (copy_from_user(a, args, sizeof(a)))
		return -EFAULT;
	return select_timeval(a[0], (void __user *)a[1], (void __user *)a[2], (void __user *)a[3],
			      (void __user *)a[4]);
}

/* A timespec of either width. 0, -EFAULT, -EINVAL. */
static int get_timeout(const void __user *uts, bool wide, u64 *deadline, bool *no_wait)
{
	struct timespec_64 t64;
	struct timespec_32 t32;

	*deadline = 0;
	*no_wait = false;
	if (!uts)
		return 0;
	if (wide) {
		if (copy_from_user(&t64, uts, sizeof(t64)))
			return -EFAULT;
		t64.tv_nsec = (s32)t64.tv_nsec;
	} else {
		if (copy_from_user(&t32, uts, sizeof(t32)))
			return -EFAULT;
		t64 = (struct timespec_64){t32.tv_sec, t32.tv_nsec};
	}
	if (t64.tv_sec < 0 || t64.tv_nsec < 0 || t64.tv_nsec >= NSEC_PER_SEC)
		return -EINVAL;
	*no_wait = !t64.tv_sec && !t64.tv_nsec;
	t64.tv_sec = min_t(s64, t64.tv_sec, INT_MAX); /* 68 years */
	*deadline = deadline_in(t64.tv_sec * NSEC_PER_SEC + t64.tv_nsec);
	return 0;
}

static void put_timeout(void __user *uts, bool wide, u64 deadline)
{
	s64 left = left_until(deadline);
	struct timespec_64 t64 = {div_s64(left, NSEC_PER_SEC), 0};
	struct timespec_32 t32;

	t64.tv_nsec = left - t64.tv_sec * NSEC_PER_SEC;
	t32 = (struct timespec_32){t64.tv_sec, t64.tv_nsec};
	if (wide ? copy_to_user(uts, &t64, sizeof(t64)) : copy_to_user(uts, &t32, sizeof(t32)))
		return; /* it is no use to anybody then */
}

static long with_mask(long ret)
{
	restore_saved_sigmask_unless(ret == -ERESTARTNOHAND);
	return ret;
}

static long do_ppoll(struct pollfd __user *ufds, unsigned int nfds, void __user *uts, bool wide,
		     const sigset_t __user *mask, size_t sigsetsize)
{
	u64 deadline;
	bool no_wait;
	long ret =
	    get_timeout(uts, wide, &deadline, &no_wait) ?: set_user_sigmask(mask, sigsetsize);

	if (ret)
		return ret;
	ret = with_mask(do_poll(ufds, nfds, deadline, no_wait));
	if (uts && !no_wait)
		put_timeout(uts, wide, deadline);
	return ret;
}

SYSCALL_DEFINE5(ppoll_time32, struct pollfd __user *, ufds, unsigned int, nfds, void __user *, uts,
		const sigset_t __user *, mask, size_t, sigsetsize)
{
	return do_ppoll(ufds, nfds, uts, false, mask, sigsetsize);
}

SYSCALL_DEFINE5(ppoll, struct pollfd __user *, ufds, unsigned int, nfds, void __user *, uts,
		const sigset_t __user *, mask, size_t, sigsetsize)
{
	return do_ppoll(ufds, nfds, uts, true, mask, sigsetsize);
}

struct sigset_arg {
	u32 mask, size;
};

static long do_pselect(int n, unsigned long __user **sets, void __user *uts, bool wide,
		       const struct sigset_arg __user *usig)
{
	struct sigset_arg sig = {0};
	u64 deadline;
	bool no_wait;
	long ret;

	if (usig && copy_from_user(&sig, usig, sizeof(sig)))
		return -EFAULT;
	ret = get_timeout(uts, wide, &deadline, &no_wait)
		  ?: set_user_sigmask((const sigset_t __user *)sig.mask, sig.size);
	if (ret)
		return ret;
	ret = with_mask(do_select(n, sets, deadline, no_wait));
	if (uts && !no_wait)
		put_timeout(uts, wide, deadline);
	return ret;
}

SYSCALL_DEFINE6(pselect6_time32, int, n, unsigned long __user *, in, unsigned long __user *, out,
		unsigned long __user *, ex, void __user *, uts, const struct sigset_arg __user *,
		sig)
{
	unsigned long __user *sets[SETS] = {in, out, ex};

	return do_pselect(n, sets, uts, false, sig);
}

SYSCALL_DEFINE6(pselect6, int, n, unsigned long __user *, in, unsigned long __user *, out,
		unsigned long __user *, ex, void __user *, uts, const struct sigset_arg __user *,
		sig)
{
	unsigned long __user *sets[SETS] = {in, out, ex};

	return do_pselect(n, sets, uts, true, sig);
}
