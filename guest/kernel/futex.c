/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * futex: sleeping for a word in user space to change.
 *
 * A waiter is on the list of a bucket, by a hash of its key: of memory that only this
 * process has, the address space and the address; of shared memory, the page's place, so
 * that processes that see it at different addresses meet. The word is looked at with the
 * bucket's lock held, and so is the list by a waker: who changes the word and then wakes
 * misses nobody.
 *
 * Not here: priority inheritance (FUTEX_LOCK_PI and its like).
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "kernel.h"

#define FUTEX_WAIT	       0
#define FUTEX_WAKE	       1
#define FUTEX_REQUEUE	       3
#define FUTEX_CMP_REQUEUE      4
#define FUTEX_WAKE_OP	       5
#define FUTEX_WAIT_BITSET      9
#define FUTEX_WAKE_BITSET      10
#define FUTEX_PRIVATE_FLAG     128
#define FUTEX_CLOCK_REALTIME   256
#define FUTEX_BITSET_MATCH_ANY (~0u)

#define FUTEX_WAITERS	 0x80000000u
#define FUTEX_OWNER_DIED 0x40000000u
#define FUTEX_TID_MASK	 0x3fffffffu

#define HASH_BITS	8
#define ROBUST_LIST_MAX 2048
#define TICK_NS		(NSEC_PER_SEC / HZ)

struct key {
	unsigned long object; /* mm_struct, or the page's mapping, or the page */
	unsigned long index;  /* page number */
	unsigned int offset;
};

struct bucket {
	spinlock_t lock;
	struct list_head waiters;
};

struct waiter {
	struct list_head list; /* empty: woken */
	struct task_struct *task;
	struct key key;
	u32 bitset;
	struct bucket *bucket; /* changes when it is requeued */
};

static struct bucket buckets[1 << HASH_BITS];

static int __init futex_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(buckets); i++) {
		spin_lock_init(&buckets[i].lock);
		INIT_LIST_HEAD(&buckets[i].waiters);
	}
	return 0;
}
core_initcall(futex_init);

/* ---- keys ---- */

static struct bucket *bucket_of(const struct key *key)
{
	u32 mixed = key->object ^ key->index * 31 ^ key->offset;

	return &buckets[hash_32(mixed, HASH_BITS)];
}

static bool same_key(const struct key *a, const struct key *b)
{
	return a->object == b->object && a->index == b->index && a->offset == b->offset;
}

/* Shared by who may see it: found by what the page belongs to. */
static int get_shared_key(unsigned long addr, struct key *key)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	struct page *page;
	int err = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma && !(vma->vm_flags & VM_MAYSHARE)) {
		err = 0;
	} else if (vma && get_user_pages(addr, 1, FOLL_WRITE, &page, NULL) == 1) {
		/* the page stays as long as somebody has it mapped, and the waiter has */
		key->object = (unsigned long)(page->mapping ? (void *)page->mapping : page);
		key->index = page->mapping ? page->index : 0;
		put_page(page);
		err = 0;
	}
	mmap_read_unlock(mm);
	return err;
}

static int get_key(u32 __user *uaddr, bool private, struct key *key)
{
	unsigned long addr = (unsigned long)uaddr;

	if (addr & 3)
		return -EINVAL;
	if (!access_ok(uaddr, sizeof(u32)))
		return -EFAULT;
	key->object = (unsigned long)current->mm;
	key->index = addr >> PAGE_SHIFT;
	key->offset = addr & ~PAGE_MASK;
	return private ? 0 : get_shared_key(addr, key);
}

/* ---- waking ---- */

/* The bucket's lock is held. The waiter may be gone the moment the list is empty. */
static void wake(struct waiter *waiter)
{
	struct task_struct *task = get_task_struct(waiter->task);

	list_del_init(&waiter->list);
	wake_up_process(task);
	put_task_struct(task);
}

static int wake_in(struct bucket *bucket, const struct key *key, int nr, u32 bitset)
{
	struct waiter *waiter, *next;
	int woken = 0;

	list_for_each_entry_safe (waiter, next, &bucket->waiters, list) {
		if (woken >= nr)
			break;
		if (!same_key(&waiter->key, key) || !(waiter->bitset & bitset))
			continue;
		wake(waiter);
		woken++;
	}
	return woken;
}

static long futex_wake(u32 __user *uaddr, bool private, int nr, u32 bitset)
{
	struct bucket *bucket;
	struct key key;
	int ret = get_key(uaddr, private, &key);

	if (ret || !bitset)
		return ret ? ret : -EINVAL;
	bucket = bucket_of(&key);
	spin_lock(&bucket->lock);
	ret = wake_in(bucket, &key, max(nr, 1), bitset);
	spin_unlock(&bucket->lock);
	return ret;
}

/* What a thread that ends has to say, to who shares its memory by whatever way. */
void futex_wake_user(int __user *addr, int nr)
{
	futex_wake((u32 __user *)addr, true, nr, FUTEX_BITSET_MATCH_ANY);
	futex_wake((u32 __user *)addr, false, nr, FUTEX_BITSET_MATCH_ANY);
}

/* ---- waiting ---- */

/* On the list, if the word is still val. 0, -EAGAIN, -EFAULT. */
static int queue_if(struct waiter *waiter, u32 __user *uaddr, u32 val)
{
	struct bucket *bucket = waiter->bucket;
	u32 now;

	for (;;) {
		int err;

		spin_lock(&bucket->lock);
		err = copy_from_user_nofault(&now, uaddr, sizeof(now));
		if (!err)
			break;
		/* the page has to come first, and that takes sleeping */
		spin_unlock(&bucket->lock);
		if (get_user(now, uaddr))
			return -EFAULT;
	}
	if (now == val) {
		list_add_tail(&waiter->list, &bucket->waiters);
		__set_current_state(TASK_INTERRUPTIBLE);
	}
	spin_unlock(&bucket->lock);
	return now == val ? 0 : -EAGAIN;
}

/* Off its list; false: somebody has woken it. */
static bool unqueue(struct waiter *waiter)
{
	struct bucket *bucket;
	bool queued;

	for (;;) {
		bucket = READ_ONCE(waiter->bucket);
		spin_lock(&bucket->lock);
		if (bucket == waiter->bucket)
			break;
		spin_unlock(&bucket->lock);
	}
	queued = !list_empty(&waiter->list);
	list_del_init(&waiter->list);
	spin_unlock(&bucket->lock);
	return queued;
}

static u64 clock_now(bool realtime)
{
	return realtime ? ktime_get_real_ns() : ktime_get_ns();
}

/* expires 0: for ever. Returns true when the time is over. */
static bool sleep_for_waker(struct waiter *waiter, u64 expires, bool realtime)
{
	u64 now = expires ? clock_now(realtime) : 0;
	bool late = expires && now >= expires;

	if (!late && !list_empty_careful(&waiter->list)) {
		if (!expires)
			schedule();
		else
			schedule_timeout(min(div_u64(expires - now + TICK_NS - 1, TICK_NS),
					     (u64)MAX_SCHEDULE_TIMEOUT - 1));
	}
	__set_current_state(TASK_RUNNING);
	return expires && clock_now(realtime) >= expires;
}

static long futex_wait(u32 __user *uaddr, bool private, u32 val, u64 expires, bool realtime,
		       u32 bitset);

static long futex_wait_restart(struct restart_block *block)
{
	return futex_wait(block->futex.uaddr, block->futex.flags & FUTEX_PRIVATE_FLAG,
			  block->futex.val, block->futex.time,
			  block->futex.flags & FUTEX_CLOCK_REALTIME, block->futex.bitset);
}

static long restart_later(u32 __user *uaddr, bool private, u32 val, u64 expires, bool realtime,
			  u32 bitset)
{
	struct restart_block *block = &current->restart_block;

	if (!expires)
		return -ERESTARTSYS;
	block->fn = futex_wait_restart;
	block->futex.uaddr = uaddr;
	block->futex.val = val;
	block->futex.time = expires;
	block->futex.bitset = bitset;
	block->futex.flags =
	    (private ? FUTEX_PRIVATE_FLAG : 0) | (realtime ? FUTEX_CLOCK_REALTIME : 0);
	return -ERESTART_RESTARTBLOCK;
}

static long futex_wait(u32 __user *uaddr, bool private, u32 val, u64 expires, bool realtime,
		       u32 bitset)
{
	struct waiter waiter = {.task = current, .bitset = bitset};
	bool late;
	int err;

	if (!bitset)
		return -EINVAL;
	err = get_key(uaddr, private, &waiter.key);
	if (err)
		return err;
	waiter.bucket = bucket_of(&waiter.key);
	for (;;) {
		INIT_LIST_HEAD(&waiter.list);
		err = queue_if(&waiter, uaddr, val);
		if (err)
			return err;
		late = sleep_for_waker(&waiter, expires, realtime);
		if (!unqueue(&waiter))
			return 0;
		if (late)
			return -ETIMEDOUT;
		if (signal_pending(current))
			return restart_later(uaddr, private, val, expires, realtime, bitset);
	}
}

/* ---- two words at once ---- */

static void lock_both(struct bucket *a, struct bucket *b)
{
	if (a > b)
		swap(a, b);
	spin_lock(&a->lock);
	if (a != b)
		spin_lock(&b->lock);
}

static void unlock_both(struct bucket *a, struct bucket *b)
{
	spin_unlock(&a->lock);
	if (a != b)
		spin_unlock(&b->lock);
}

static int get_keys(u32 __user *uaddr, u32 __user *uaddr2, bool private, struct key *keys)
{
	int err = get_key(uaddr, private, &keys[0]);

	return err ? err : get_key(uaddr2, private, &keys[1]);
}

/* Both buckets are locked. */
static int move_waiters(struct bucket *from, struct bucket *to, const struct key *keys, int wake_nr,
			int move_nr)
{
	struct waiter *waiter, *next;
	int done = 0;

	list_for_each_entry_safe (waiter, next, &from->waiters, list) {
		if (!same_key(&waiter->key, &keys[0]))
			continue;
		if (done >= wake_nr + move_nr)
			break;
		if (done++ < wake_nr) {
			wake(waiter);
			continue;
		}
		waiter->key = keys[1];
		WRITE_ONCE(waiter->bucket, to);
		if (from != to)
			list_move_tail(&waiter->list, &to->waiters);
	}
	return done;
}

static long futex_requeue(u32 __user *uaddr, bool private, u32 __user *uaddr2, int wake_nr,
			  int move_nr, const u32 *cmpval)
{
	struct bucket *from, *to;
	struct key keys[2];
	long ret;
	u32 now;

	if (wake_nr < 0 || move_nr < 0)
		return -EINVAL;
	ret = get_keys(uaddr, uaddr2, private, keys);
	if (ret)
		return ret;
	from = bucket_of(&keys[0]);
	to = bucket_of(&keys[1]);
again:
	lock_both(from, to);
	ret = cmpval ? copy_from_user_nofault(&now, uaddr, sizeof(now)) : 0;
	if (ret) {
		unlock_both(from, to);
		if (get_user(now, uaddr))
			return -EFAULT;
		goto again;
	}
	ret = cmpval && now != *cmpval ? -EAGAIN : move_waiters(from, to, keys, wake_nr, move_nr);
	unlock_both(from, to);
	return ret;
}

/* What FUTEX_WAKE_OP does to the second word: op, and how its old value is compared. */
static int do_op(u32 encoded, u32 __user *uaddr)
{
	u32 op = encoded >> 28 & 7, cmp = encoded >> 24 & 15, old, new;
	int oparg = (int)(encoded << 8) >> 20, cmparg = (int)(encoded << 20) >> 20;

	if (encoded >> 31)
		oparg = 1 << (oparg & 31);
	do {
		if (get_user(old, uaddr))
			return -EFAULT;
		switch (op) {
		case 0:
			new = oparg;
			break;
		case 1:
			new = old + oparg;
			break;
		case 2:
			new = old | oparg;
			break;
		case 3:
			new = old & ~oparg;
			break;
		case 4:
			new = old ^ oparg;
			break;
		default:
			return -ENOSYS;
		}
	} while (user_cmpxchg(uaddr, &old, new) == -EAGAIN);
	switch (cmp) {
	case 0:
		return (int)old == cmparg;
	case 1:
		return (int)old != cmparg;
	case 2:
		return (int)old < cmparg;
	case 3:
		return (int)old <= cmparg;
	case 4:
		return (int)old > cmparg;
	case 5:
		return (int)old >= cmparg;
	}
	return -ENOSYS;
}

static long futex_wake_op(u32 __user *uaddr, bool private, u32 __user *uaddr2, int nr, int nr2,
			  u32 op)
{
	struct key keys[2];
	long ret = get_keys(uaddr, uaddr2, private, keys), both;

	if (ret)
		return ret;
	both = do_op(op, uaddr2);
	if (both < 0)
		return both;
	ret = futex_wake(uaddr, private, nr, FUTEX_BITSET_MATCH_ANY);
	if (ret >= 0 && both)
		ret += futex_wake(uaddr2, private, nr2, FUTEX_BITSET_MATCH_ANY);
	return ret;
}

/* ---- system calls ---- */

static bool has_timeout(int op)
{
	return (op & 127) == FUTEX_WAIT || (op & 127) == FUTEX_WAIT_BITSET;
}

/* ts: NULL, or a time: from now on for FUTEX_WAIT, else absolute. val2 is in its place. */
static long do_futex(u32 __user *uaddr, int op, u32 val, const struct timespec64 *ts,
		     u32 __user *uaddr2, u32 val2, u32 val3)
{
	bool private = op & FUTEX_PRIVATE_FLAG, realtime = op & FUTEX_CLOCK_REALTIME;
	u64 expires = 0;

	if (ts) {
		if (!timespec64_valid(ts))
			return -EINVAL;
		expires = timespec64_to_ns_sat(ts);
		if ((op & 127) == FUTEX_WAIT)
			expires = min(expires + clock_now(realtime), (u64)S64_MAX);
		expires = max(expires, (u64)1);
	}
	switch (op & 127) {
	case FUTEX_WAIT:
		val3 = FUTEX_BITSET_MATCH_ANY;
		fallthrough;
	case FUTEX_WAIT_BITSET:
		return futex_wait(uaddr, private, val, expires, realtime, val3);
	case FUTEX_WAKE:
		val3 = FUTEX_BITSET_MATCH_ANY;
		fallthrough;
	case FUTEX_WAKE_BITSET:
		return futex_wake(uaddr, private, val, val3);
	case FUTEX_REQUEUE:
		return futex_requeue(uaddr, private, uaddr2, val, val2, NULL);
	case FUTEX_CMP_REQUEUE:
		return futex_requeue(uaddr, private, uaddr2, val, val2, &val3);
	case FUTEX_WAKE_OP:
		return futex_wake_op(uaddr, private, uaddr2, val, val2, val3);
	}
	return -ENOSYS;
}

SYSCALL_DEFINE6(futex, u32 __user *, uaddr, int, op, u32, val,
		const struct __kernel_timespec __user *, utime, u32 __user *, uaddr2, u32, val3)
{
	struct timespec64 ts;

	if (utime && has_timeout(op) && get_timespec64(&ts, utime))
		return -EFAULT;
	return do_futex(uaddr, op, val, utime && has_timeout(op) ? &ts : NULL, uaddr2, (u32)utime,
			val3);
}

SYSCALL_DEFINE6(futex_time32, u32 __user *, uaddr, int, op, u32, val,
		const struct old_timespec32 __user *, utime, u32 __user *, uaddr2, u32, val3)
{
	struct timespec64 ts;

	if (utime && has_timeout(op) && get_old_timespec32(&ts, utime))
		return -EFAULT;
	return do_futex(uaddr, op, val, utime && has_timeout(op) ? &ts : NULL, uaddr2, (u32)utime,
			val3);
}

/* ---- locks of a thread that ends ---- */

struct robust_list {
	struct robust_list __user *next;
};

struct robust_list_head {
	struct robust_list list;
	long futex_offset;
	struct robust_list __user *list_op_pending;
};

SYSCALL_DEFINE2(set_robust_list, struct robust_list_head __user *, head, size_t, len)
{
	if (len != sizeof(*head))
		return -EINVAL;
	current->robust_list = head;
	return 0;
}

SYSCALL_DEFINE3(get_robust_list, pid_t, nr, struct robust_list_head __user *__user *, head_ptr,
		size_t __user *, len_ptr)
{
	struct robust_list_head __user *head = NULL;
	struct task_struct *task;

	read_lock_irq(&tasklist_lock);
	task = nr ? find_task_by_pid(nr) : current;
	if (task)
		head = task->robust_list;
	read_unlock_irq(&tasklist_lock);
	if (!task)
		return -ESRCH;
	if (put_user(sizeof(*head), len_ptr))
		return -EFAULT;
	return put_user(head, head_ptr);
}

/* The owner has died: say so in the word, and wake one who waits for it. */
static int give_up_lock(u32 __user *uaddr, struct task_struct *task)
{
	u32 old;
	int err;

	if ((unsigned long)uaddr & 3)
		return -EFAULT;
	do {
		if (get_user(old, uaddr))
			return -EFAULT;
		if ((old & FUTEX_TID_MASK) != (u32)task->pid)
			return 0;
		err = user_cmpxchg(uaddr, &old, (old & FUTEX_WAITERS) | FUTEX_OWNER_DIED);
	} while (err == -EAGAIN);
	if (!err && old & FUTEX_WAITERS)
		futex_wake_user((int __user *)uaddr, 1);
	return err;
}

/* The list is the program's: it may be anything, so its length is limited and faults end it. */
void exit_robust_list(struct task_struct *task)
{
	struct robust_list_head __user *head = task->robust_list;
	struct robust_list __user *entry, *next, *pending;
	unsigned int limit = ROBUST_LIST_MAX;
	long offset;

	task->robust_list = NULL;
	if (get_user(entry, &head->list.next) || get_user(offset, &head->futex_offset) ||
	    get_user(pending, &head->list_op_pending))
		return;
	/* bit 0: a lock with priority inheritance */
	entry = (void __user *)((unsigned long)entry & ~1ul);
	pending = (void __user *)((unsigned long)pending & ~1ul);
	while (entry != &head->list && limit--) {
		if (get_user(next, &entry->next))
			next = NULL;
		if (entry != pending && give_up_lock((void __user *)entry + offset, task))
			return;
		if (!next)
			return;
		entry = (void __user *)((unsigned long)next & ~1ul);
		cond_resched();
	}
	if (pending)
		give_up_lock((void __user *)pending + offset, task);
}
