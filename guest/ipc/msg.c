/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * msg: queues of messages (msgget(2), msgop(2), msgctl(2)). Who waits, for room or for a
 * message, does so in one queue, and looks again when something has changed.
 *
 * Locking: ipc_mutex. A queue that is removed stays until who waits for it has seen it.
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/ktime.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "ipc.h"

#define MSG_STAT     11
#define MSG_INFO     12
#define MSG_STAT_ANY 13

#define MSG_NOERROR 010000
#define MSG_EXCEPT  020000
#define MSG_COPY    040000
#define MSGMAX	    8192
#define MSGMNB	    16384
#define MSGMNI	    32000

struct message {
	struct list_head list;
	long type;
	size_t bytes;
	char text[];
};

struct queue {
	struct ipc_object ipc;
	unsigned int users; /* who sleeps for it */
	bool removed;
	struct list_head messages;
	unsigned int nr;
	size_t bytes, max_bytes;
	time64_t stime, rtime, ctime;
	pid_t lspid, lrpid;
};

struct msqid64_ds {
	struct ipc64_perm perm;
	u32 stime, stime_high, rtime, rtime_high, ctime, ctime_high, cbytes, qnum, qbytes;
	s32 lspid, lrpid;
	u32 unused4, unused5;
};

static struct ipc_ids queues = {.objects = LIST_HEAD_INIT(queues.objects), .max = MSGMNI};
static DECLARE_WAIT_QUEUE_HEAD(msg_wait);
static unsigned int changes;

static void changed(void)
{
	changes++;
	wake_up_all(&msg_wait);
}

static struct queue *find(int id)
{
	return (struct queue *)ipc_find(&queues, id);
}

/* ---- coming and going ---- */

static struct ipc_object *make(void *arg)
{
	struct queue *q = kzalloc(sizeof(*q), GFP_KERNEL);

	if (!q)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&q->messages);
	q->max_bytes = MSGMNB;
	q->ctime = ktime_get_real_seconds();
	return &q->ipc;
}

static long check(struct ipc_object *object, void *arg)
{
	return 0;
}

long do_msgget(int key, int flags)
{
	long ret;

	mutex_lock(&ipc_mutex);
	ret = ipc_get(&queues, key, flags, make, check, NULL);
	mutex_unlock(&ipc_mutex);
	return ret;
}

static void maybe_free(struct queue *q)
{
	if (q->removed && !q->users)
		kfree(q);
}

static void remove_queue(struct queue *q)
{
	struct message *m, *next;

	list_for_each_entry_safe (m, next, &q->messages, list)
		kvfree(m);
	INIT_LIST_HEAD(&q->messages);
	ipc_remove(&queues, &q->ipc);
	q->removed = true;
	changed();
	maybe_free(q);
}

/* ipc_mutex is held, and let go meanwhile. */
static long sleep_for(struct queue *q)
{
	unsigned int seen = changes;
	long err;

	q->users++;
	mutex_unlock(&ipc_mutex);
	err = wait_event_interruptible(msg_wait, READ_ONCE(changes) != seen);
	mutex_lock(&ipc_mutex);
	q->users--;
	if (q->removed)
		return -EIDRM;
	return err ? -ERESTARTNOHAND : 0;
}

/* ---- sending ---- */

static struct message *get_message(const void __user *umsg, size_t bytes)
{
	struct message *m;
	long type;

	if (get_user(type, (const long __user *)umsg))
		return ERR_PTR(-EFAULT);
	if (type < 1)
		return ERR_PTR(-EINVAL);
	m = kvmalloc(sizeof(*m) + bytes, GFP_KERNEL);
	if (!m)
		return ERR_PTR(-ENOMEM);
	m->type = type;
	m->bytes = bytes;
	if (!copy_from_user(m->text, umsg + sizeof(long), bytes))
		return m;
	kvfree(m);
	return ERR_PTR(-EFAULT);
}

static long put_message(int id, struct message *m, int flags)
{
	struct queue *q = find(id);
	long err = q ? 0 : -EINVAL;

	while (!err) {
		err = ipc_may(&q->ipc, 0222);
		if (err)
			return err;
		if (q->bytes + m->bytes <= q->max_bytes && q->nr < q->max_bytes) {
			list_add_tail(&m->list, &q->messages);
			q->nr++;
			q->bytes += m->bytes;
			q->lspid = current->tgid;
			q->stime = ktime_get_real_seconds();
			changed();
			return 0;
		}
		err = flags & IPC_NOWAIT ? -EAGAIN : sleep_for(q);
	}
	if (q)
		maybe_free(q);
	return err;
}

long do_msgsnd(int id, const void __user *umsg, size_t bytes, int flags)
{
	struct message *m;
	long err;

	if (bytes > MSGMAX || id < 0)
		return -EINVAL;
	m = get_message(umsg, bytes);
	if (IS_ERR(m))
		return PTR_ERR(m);
	mutex_lock(&ipc_mutex);
	err = put_message(id, m, flags);
	mutex_unlock(&ipc_mutex);
	if (err)
		kvfree(m);
	return err;
}

/* ---- receiving ---- */

static struct message *choose(struct queue *q, long type, int flags)
{
	struct message *m, *lowest = NULL;

	list_for_each_entry (m, &q->messages, list) {
		if (!type)
			return m;
		if (type > 0 && (m->type == type) == !(flags & MSG_EXCEPT))
			return m;
		/* -type, written so that it cannot overflow */
		if (type < 0 && m->type <= -(type + 1) + 1l && (!lowest || m->type < lowest->type))
			lowest = m;
	}
	return lowest;
}

static struct message *take_message(int id, size_t room, long type, int flags)
{
	struct queue *q = find(id);
	long err = q ? 0 : -EINVAL;
	struct message *m;

	while (!err) {
		err = ipc_may(&q->ipc, 0444);
		if (err)
			return ERR_PTR(err);
		m = choose(q, type, flags);
		if (m && m->bytes > room && !(flags & MSG_NOERROR))
			return ERR_PTR(-E2BIG);
		if (m) {
			list_del(&m->list);
			q->nr--;
			q->bytes -= m->bytes;
			q->lrpid = current->tgid;
			q->rtime = ktime_get_real_seconds();
			changed();
			return m;
		}
		err = flags & IPC_NOWAIT ? -ENOMSG : sleep_for(q);
	}
	if (q)
		maybe_free(q);
	return ERR_PTR(err);
}

long do_msgrcv(int id, void __user *umsg, size_t room, long type, int flags)
{
	struct message *m;
	long ret;

	if (id < 0 || (ssize_t)room < 0)
		return -EINVAL;
	if (flags & MSG_COPY) /* of a kernel that can be frozen and thawed */
		return -ENOSYS;
	mutex_lock(&ipc_mutex);
	m = take_message(id, room, type, flags);
	mutex_unlock(&ipc_mutex);
	if (IS_ERR(m))
		return PTR_ERR(m);
	ret = min(room, m->bytes);
	if (put_user(m->type, (long __user *)umsg) ||
	    copy_to_user(umsg + sizeof(long), m->text, ret))
		ret = -EFAULT;
	kvfree(m);
	return ret;
}

/* ---- asking and changing ---- */

static void fill(struct msqid64_ds *ds, const struct queue *q)
{
	*ds = (struct msqid64_ds){.stime = q->stime,
				  .stime_high = q->stime >> 32,
				  .rtime = q->rtime,
				  .rtime_high = q->rtime >> 32,
				  .ctime = q->ctime,
				  .ctime_high = q->ctime >> 32,
				  .cbytes = q->bytes,
				  .qnum = q->nr,
				  .qbytes = q->max_bytes,
				  .lspid = q->lspid,
				  .lrpid = q->lrpid};
	ipc_fill_perm(&ds->perm, &q->ipc);
}

static long info(int cmd, void __user *buf)
{
	struct {
		s32 pool, map, max, mnb, mni, ssz, tql;
		u16 seg;
	} info = {MSGMNI * MSGMNB / 1024, MSGMNB, MSGMAX, MSGMNB, MSGMNI, 16, MSGMNB, 0xffff};
	struct ipc_object *object;
	int highest = 0;

	mutex_lock(&ipc_mutex);
	if (cmd == MSG_INFO) {
		info.pool = queues.nr;
		info.map = info.tql = 0;
	}
	list_for_each_entry (object, &queues.objects, list) {
		highest = max(highest, object->place);
		if (cmd == MSG_INFO) {
			info.map += ((struct queue *)object)->nr;
			info.tql += ((struct queue *)object)->bytes;
		}
	}
	mutex_unlock(&ipc_mutex);
	return copy_to_user(buf, &info, sizeof(info)) ? -EFAULT : highest;
}

static long set(struct queue *q, const struct msqid64_ds *ds)
{
	if (ds->qbytes > MSGMNB && !capable(CAP_SYS_RESOURCE))
		return -EPERM;
	ipc_set_perm(&q->ipc, &ds->perm);
	q->max_bytes = ds->qbytes;
	q->ctime = ktime_get_real_seconds();
	changed();
	return 0;
}

/* ipc_mutex is held. */
static long msgctl_locked(int id, int cmd, struct msqid64_ds *ds)
{
	bool by_place = cmd == MSG_STAT || cmd == MSG_STAT_ANY;
	struct queue *q = by_place ? (struct queue *)ipc_nth(&queues, id) : find(id);
	long err;

	if (!q)
		return -EINVAL;
	if (cmd == IPC_RMID || cmd == IPC_SET) {
		if (!ipc_is_owner(&q->ipc))
			return -EPERM;
		if (cmd == IPC_SET)
			return set(q, ds);
		remove_queue(q);
		return 0;
	}
	err = cmd == MSG_STAT_ANY ? 0 : ipc_may(&q->ipc, 0444);
	if (err)
		return err;
	fill(ds, q);
	return by_place ? q->ipc.id : 0;
}

long do_msgctl(int id, int cmd, void __user *buf)
{
	struct msqid64_ds ds;
	long ret;

	if (id < 0 || cmd < 0)
		return -EINVAL;
	if (cmd == IPC_INFO || cmd == MSG_INFO)
		return info(cmd, buf);
	if (cmd > MSG_STAT_ANY || (cmd > IPC_INFO && cmd < MSG_STAT))
		return -EINVAL;
	if (cmd == IPC_SET && copy_from_user(&ds, buf, sizeof(ds)))
		return -EFAULT;
	mutex_lock(&ipc_mutex);
	ret = msgctl_locked(id, cmd, &ds);
	mutex_unlock(&ipc_mutex);
	if (ret >= 0 && cmd != IPC_SET && cmd != IPC_RMID && copy_to_user(buf, &ds, sizeof(ds)))
		return -EFAULT;
	return ret;
}

SYSCALL_DEFINE2(msgget, int, key, int, flags)
{
	return do_msgget(key, flags);
}

SYSCALL_DEFINE4(msgsnd, int, id, const void __user *, msg, size_t, bytes, int, flags)
{
	return do_msgsnd(id, msg, bytes, flags);
}

SYSCALL_DEFINE5(msgrcv, int, id, void __user *, msg, size_t, bytes, long, type, int, flags)
{
	return do_msgrcv(id, msg, bytes, type, flags);
}

SYSCALL_DEFINE3(msgctl, int, id, int, cmd, void __user *, buf)
{
	return do_msgctl(id, cmd & ~IPC_64, buf);
}

static int msg_show(struct seq_file *m, void *v)
{
	struct ipc_object *o;

	seq_puts(m,
		 "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid"
		 "  cgid      stime      rtime      ctime\n");
	mutex_lock(&ipc_mutex);
	list_for_each_entry (o, &queues.objects, list) {
		struct queue *q = (struct queue *)o;

		seq_printf(m,
			   "%10d %10d  %4o  %10zu %10u %5u %5u %5u %5u %5u %5u %10llu %10llu "
			   "%10llu\n",
			   o->key, o->id, o->mode, q->bytes, q->nr, q->lspid, q->lrpid, o->uid,
			   o->gid, o->cuid, o->cgid, (u64)q->stime, (u64)q->rtime, (u64)q->ctime);
	}
	mutex_unlock(&ipc_mutex);
	return 0;
}

static int __init msg_init(void)
{
	return proc_create_single("sysvipc/msg", 0444, NULL, msg_show) ? 0 : -ENOMEM;
}
late_initcall(msg_init);
