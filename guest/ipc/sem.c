/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sem: sets of semaphores (semget(2), semop(2), semctl(2)). The operations of a call are done
 * all at once or not at all. Who waits does so in one queue, and tries again when something
 * has changed. What SEM_UNDO is to take back stands in a list of the set's, by process.
 *
 * Locking: ipc_mutex. A set that is removed stays until who waits for it has seen it.
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/ktime.h>
#include <linux/proc_fs.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "ipc.h"

#define GETPID	     11
#define GETVAL	     12
#define GETALL	     13
#define GETNCNT	     14
#define GETZCNT	     15
#define SETVAL	     16
#define SETALL	     17
#define SEM_STAT     18
#define SEM_INFO     19
#define SEM_STAT_ANY 20

#define SEM_UNDO 0x1000
#define SEMMSL	 32000
#define SEMMNI	 32000
#define SEMMNS	 (SEMMSL * SEMMNI)
#define SEMOPM	 500
#define SEMVMX	 32767

struct sembuf {
	u16 num;
	s16 op, flags;
};

struct sem {
	int value;
	pid_t pid; /* of the last change */
	unsigned int ncnt, zcnt;
};

struct sem_undo {
	struct list_head list;
	const struct signal_struct *process;
	short adjust[];
};

struct sem_set {
	struct ipc_object ipc;
	unsigned int users; /* who sleeps for it */
	bool removed;
	time64_t otime, ctime;
	struct list_head undos;
	unsigned int nsems;
	struct sem sems[];
};

struct semid64_ds {
	struct ipc64_perm perm;
	u32 otime, otime_high, ctime, ctime_high, nsems, unused3, unused4;
};

static struct ipc_ids sets = {.objects = LIST_HEAD_INIT(sets.objects), .max = SEMMNI};
static DECLARE_WAIT_QUEUE_HEAD(sem_wait);
static unsigned int changes; /* how often anything has changed */

static void changed(struct sem_set *set)
{
	changes++;
	wake_up_all(&sem_wait);
}

/* ---- coming and going ---- */

static struct ipc_object *make(void *arg)
{
	int nsems = *(int *)arg;
	struct sem_set *set;

	if (nsems <= 0)
		return ERR_PTR(-EINVAL);
	set = kvzalloc(struct_size(set, sems, nsems), GFP_KERNEL);
	if (!set)
		return ERR_PTR(-ENOMEM);
	set->nsems = nsems;
	set->ctime = ktime_get_real_seconds();
	INIT_LIST_HEAD(&set->undos);
	return &set->ipc;
}

static long check_size(struct ipc_object *object, void *arg)
{
	return *(int *)arg > (int)((struct sem_set *)object)->nsems ? -EINVAL : 0;
}

long do_semget(int key, int nsems, int flags)
{
	long ret;

	if (nsems < 0 || nsems > SEMMSL)
		return -EINVAL;
	mutex_lock(&ipc_mutex);
	ret = ipc_get(&sets, key, flags, make, check_size, &nsems);
	mutex_unlock(&ipc_mutex);
	return ret;
}

static void maybe_free(struct sem_set *set)
{
	if (set->removed && !set->users)
		kvfree(set);
}

static void remove_set(struct sem_set *set)
{
	struct sem_undo *undo, *next;

	list_for_each_entry_safe (undo, next, &set->undos, list)
		kfree(undo);
	INIT_LIST_HEAD(&set->undos);
	ipc_remove(&sets, &set->ipc);
	set->removed = true;
	changed(set);
	maybe_free(set);
}

/* ---- operations ---- */

static struct sem_undo *undo_of(struct sem_set *set, bool make_one)
{
	struct sem_undo *undo;

	list_for_each_entry (undo, &set->undos, list)
		if (undo->process == current->signal)
			return undo;
	undo = make_one ? kzalloc(struct_size(undo, adjust, set->nsems), GFP_KERNEL) : NULL;
	if (undo) {
		undo->process = current->signal;
		list_add(&undo->list, &set->undos);
	}
	return undo;
}

/* The processes that end: what they have asked to be taken back. */
void exit_sem(void)
{
	struct ipc_object *object;
	unsigned int i;

	if (list_empty(&sets.objects))
		return;
	mutex_lock(&ipc_mutex);
	list_for_each_entry (object, &sets.objects, list) {
		struct sem_set *set = (struct sem_set *)object;
		struct sem_undo *undo = undo_of(set, false);

		if (!undo)
			continue;
		for (i = 0; i < set->nsems; i++) {
			if (!undo->adjust[i])
				continue;
			set->sems[i].value = clamp(set->sems[i].value + undo->adjust[i], 0, SEMVMX);
			set->sems[i].pid = current->tgid;
		}
		list_del(&undo->list);
		kfree(undo);
		changed(set);
	}
	mutex_unlock(&ipc_mutex);
}

/* 1: would have to wait, for *blocker; 0: done; -errno. */
static long try_ops(struct sem_set *set, const struct sembuf *ops, unsigned int nr,
		    struct sem_undo *undo, const struct sembuf **blocker)
{
	unsigned int i;
	long ret = 0;

	for (i = 0; i < nr; i++) {
		struct sem *sem = &set->sems[ops[i].num];
		int value = sem->value + ops[i].op;

		*blocker = ops + i;
		if (!ops[i].op ? sem->value != 0 : value < 0)
			ret = ops[i].flags & IPC_NOWAIT ? -EAGAIN : 1;
		else if (value > SEMVMX)
			ret = -ERANGE;
		else if (ops[i].flags & SEM_UNDO &&
			 (undo->adjust[ops[i].num] - ops[i].op < -SEMVMX - 1 ||
			  undo->adjust[ops[i].num] - ops[i].op > SEMVMX))
			ret = -ERANGE;
		if (ret)
			break;
		sem->value = value;
		if (ops[i].flags & SEM_UNDO)
			undo->adjust[ops[i].num] -= ops[i].op;
	}
	if (!ret) {
		for (i = 0; i < nr; i++)
			set->sems[ops[i].num].pid = current->tgid;
		set->otime = ktime_get_real_seconds();
		changed(set);
		return 0;
	}
	while (i--) { /* all or nothing */
		set->sems[ops[i].num].value -= ops[i].op;
		if (ops[i].flags & SEM_UNDO)
			undo->adjust[ops[i].num] += ops[i].op;
	}
	return ret;
}

/* ipc_mutex is held, and let go meanwhile. */
static long sleep_for(struct sem_set *set, const struct sembuf *blocker, long *timeout)
{
	struct sem *sem = &set->sems[blocker->num];
	unsigned int *waiting = blocker->op ? &sem->ncnt : &sem->zcnt, seen = changes;
	long left;

	++*waiting;
	set->users++;
	mutex_unlock(&ipc_mutex);
	left = wait_event_interruptible_timeout(sem_wait, READ_ONCE(changes) != seen, *timeout);
	mutex_lock(&ipc_mutex);
	set->users--;
	--*waiting;
	if (set->removed)
		return -EIDRM;
	if (left < 0)
		return -EINTR;
	if (!left)
		return -EAGAIN;
	if (*timeout != MAX_SCHEDULE_TIMEOUT)
		*timeout = left;
	return 0;
}

static long check_ops(const struct sem_set *set, const struct sembuf *ops, unsigned int nr,
		      bool *undoes)
{
	bool alters = false;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (ops[i].num >= set->nsems)
			return -EFBIG;
		alters |= ops[i].op;
		*undoes |= ops[i].flags & SEM_UNDO && ops[i].op;
	}
	return ipc_may(&set->ipc, alters ? 0222 : 0444);
}

static long run_ops(int id, const struct sembuf *ops, unsigned int nr, long timeout)
{
	struct sem_set *set = (struct sem_set *)ipc_find(&sets, id);
	const struct sembuf *blocker;
	struct sem_undo *undo = NULL;
	bool undoes = false;
	long ret = set ? check_ops(set, ops, nr, &undoes) : -EINVAL;

	while (!ret) {
		if (undoes && !(undo = undo_of(set, true)))
			return -ENOMEM;
		ret = try_ops(set, ops, nr, undo, &blocker);
		if (ret <= 0)
			return ret;
		ret = sleep_for(set, blocker, &timeout);
	}
	if (set)
		maybe_free(set);
	return ret;
}

long do_semop(int id, void __user *uops, unsigned int nr, const struct timespec64 *ts)
{
	long timeout = MAX_SCHEDULE_TIMEOUT, ret;
	struct sembuf *ops;

	if (!nr || id < 0)
		return -EINVAL;
	if (nr > SEMOPM)
		return -E2BIG;
	if (ts) {
		if (!timespec64_valid(ts))
			return -EINVAL;
		timeout = timespec64_to_ticks(ts) + 1;
	}
	ops = memdup_user(uops, nr * sizeof(*ops));
	if (IS_ERR(ops))
		return PTR_ERR(ops);
	mutex_lock(&ipc_mutex);
	ret = run_ops(id, ops, nr, timeout);
	mutex_unlock(&ipc_mutex);
	kfree(ops);
	return ret;
}

/* ---- asking and changing ---- */

static void forget_undo(struct sem_set *set, unsigned int num)
{
	struct sem_undo *undo;

	list_for_each_entry (undo, &set->undos, list)
		undo->adjust[num] = 0;
}

static long one(struct sem_set *set, int num, int cmd, unsigned long arg)
{
	struct sem *sem;

	if (num < 0 || num >= (int)set->nsems)
		return -EINVAL;
	sem = &set->sems[num];
	switch (cmd) {
	case GETVAL:
		return sem->value;
	case GETPID:
		return sem->pid;
	case GETNCNT:
		return sem->ncnt;
	case GETZCNT:
		return sem->zcnt;
	}
	if ((int)arg < 0 || (int)arg > SEMVMX)
		return -ERANGE;
	sem->value = arg;
	sem->pid = current->tgid;
	set->ctime = ktime_get_real_seconds();
	forget_undo(set, num);
	changed(set);
	return 0;
}

static long all(struct sem_set *set, int cmd, u16 *values)
{
	unsigned int i;

	for (i = 0; i < set->nsems; i++) {
		if (cmd == GETALL)
			values[i] = set->sems[i].value;
		else if (values[i] > SEMVMX)
			return -ERANGE;
	}
	if (cmd == GETALL)
		return 0;
	for (i = 0; i < set->nsems; i++) {
		set->sems[i].value = values[i];
		set->sems[i].pid = current->tgid;
		forget_undo(set, i);
	}
	set->ctime = ktime_get_real_seconds();
	changed(set);
	return 0;
}

static void fill(struct semid64_ds *ds, const struct sem_set *set)
{
	*ds = (struct semid64_ds){.otime = set->otime,
				  .otime_high = set->otime >> 32,
				  .ctime = set->ctime,
				  .ctime_high = set->ctime >> 32,
				  .nsems = set->nsems};
	ipc_fill_perm(&ds->perm, &set->ipc);
}

static long info(int cmd, void __user *buf)
{
	s32 info[10] = {SEMMNS, SEMMNI, SEMMNS, SEMMNS, SEMMSL, SEMOPM, SEMOPM, 20, SEMVMX, SEMVMX};
	struct ipc_object *object;
	int highest = 0;

	mutex_lock(&ipc_mutex);
	if (cmd == SEM_INFO) {
		info[7] = sets.nr; /* semusz, semaem: sets and semaphores in use */
		info[9] = 0;
	}
	list_for_each_entry (object, &sets.objects, list) {
		highest = max(highest, object->place);
		if (cmd == SEM_INFO)
			info[9] += ((struct sem_set *)object)->nsems;
	}
	mutex_unlock(&ipc_mutex);
	return copy_to_user(buf, info, sizeof(info)) ? -EFAULT : highest;
}

/* ipc_mutex is held. buf: room for all values, or a semid64_ds. */
static long semctl_locked(int id, int num, int cmd, unsigned long arg, void *buf)
{
	bool by_place = cmd == SEM_STAT || cmd == SEM_STAT_ANY;
	struct sem_set *set =
	    (struct sem_set *)(by_place ? ipc_nth(&sets, id) : ipc_find(&sets, id));
	long err;

	if (!set)
		return -EINVAL;
	if (cmd == IPC_RMID || cmd == IPC_SET)
		err = ipc_is_owner(&set->ipc) ? 0 : -EPERM;
	else
		err = cmd == SEM_STAT_ANY
			  ? 0
			  : ipc_may(&set->ipc, cmd == SETVAL || cmd == SETALL ? 0222 : 0444);
	if (err)
		return err;
	switch (cmd) {
	case IPC_RMID:
		remove_set(set);
		return 0;
	case IPC_SET:
		ipc_set_perm(&set->ipc, &((struct semid64_ds *)buf)->perm);
		set->ctime = ktime_get_real_seconds();
		return 0;
	case IPC_STAT:
	case SEM_STAT:
	case SEM_STAT_ANY:
		fill(buf, set);
		return cmd == IPC_STAT ? 0 : set->ipc.id;
	case GETALL:
	case SETALL:
		return all(set, cmd, buf);
	}
	return one(set, num, cmd, arg);
}

/* How many bytes go in or out. */
static long transfer_bytes(int id, int cmd)
{
	struct sem_set *set;
	long bytes = 0;

	if (cmd == IPC_SET || cmd == IPC_STAT || cmd == SEM_STAT || cmd == SEM_STAT_ANY)
		return sizeof(struct semid64_ds);
	if (cmd != GETALL && cmd != SETALL)
		return 0;
	mutex_lock(&ipc_mutex);
	set = (struct sem_set *)ipc_find(&sets, id);
	bytes = set ? (long)(set->nsems * sizeof(u16)) : -EINVAL;
	mutex_unlock(&ipc_mutex);
	return bytes;
}

long do_semctl(int id, int num, int cmd, unsigned long arg)
{
	void __user *user = (void __user *)arg;
	void *buf = NULL;
	long bytes, ret = 0;

	if (id < 0)
		return -EINVAL;
	if (cmd == IPC_INFO || cmd == SEM_INFO)
		return info(cmd, user);
	if (cmd > SEM_STAT_ANY || (cmd > IPC_INFO && cmd < GETPID))
		return -EINVAL;
	bytes = transfer_bytes(id, cmd);
	if (bytes < 0)
		return bytes;
	if (bytes) {
		buf = kvzalloc(bytes, GFP_KERNEL);
		if (!buf)
			return -ENOMEM;
		if ((cmd == IPC_SET || cmd == SETALL) && copy_from_user(buf, user, bytes))
			ret = -EFAULT;
	}
	if (!ret) {
		mutex_lock(&ipc_mutex);
		ret = semctl_locked(id, num, cmd, arg, buf);
		mutex_unlock(&ipc_mutex);
	}
	if (ret >= 0 && bytes && cmd != IPC_SET && cmd != SETALL && copy_to_user(user, buf, bytes))
		ret = -EFAULT;
	kvfree(buf);
	return ret;
}

SYSCALL_DEFINE3(semget, int, key, int, nsems, int, flags)
{
	return do_semget(key, nsems, flags);
}

SYSCALL_DEFINE4(semctl, int, id, int, num, int, cmd, unsigned long, arg)
{
	return do_semctl(id, num, cmd & ~IPC_64, arg);
}

SYSCALL_DEFINE4(semtimedop, int, id, void __user *, ops, unsigned int, nr,
		const struct __kernel_timespec __user *, uts)
{
	struct timespec64 ts;

	if (!uts)
		return do_semop(id, ops, nr, NULL);
	return get_timespec64(&ts, uts) ?: do_semop(id, ops, nr, &ts);
}

static int sem_show(struct seq_file *m, void *v)
{
	struct ipc_object *o;

	seq_puts(m, "       key      semid perms      nsems   uid   gid  cuid  cgid      otime"
		    "      ctime\n");
	mutex_lock(&ipc_mutex);
	list_for_each_entry (o, &sets.objects, list) {
		struct sem_set *s = (struct sem_set *)o;

		seq_printf(m, "%10d %10d  %4o %10u %5u %5u %5u %5u %10llu %10llu\n", o->key, o->id,
			   o->mode, s->nsems, o->uid, o->gid, o->cuid, o->cgid, (u64)s->otime,
			   (u64)s->ctime);
	}
	mutex_unlock(&ipc_mutex);
	return 0;
}

static int __init sem_init(void)
{
	return proc_create_single("sysvipc/sem", 0444, NULL, sem_show) ? 0 : -ENOMEM;
}
late_initcall(sem_init);
