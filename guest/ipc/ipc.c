/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ipc: System V's objects by key and by id (sysvipc(7)), and ipc(), by which i386 programs ask
 * for all of it.
 *
 * An object has a place, the lowest that is free, and an id: the place, and above its 15 bits a
 * number that changes with each object, so that an old id does not mean a new object.
 *
 * Locking: ipc_mutex, for everything; who waits lets it go, and looks again.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "ipc.h"

DEFINE_MUTEX(ipc_mutex);

struct ipc_object *ipc_find(struct ipc_ids *ids, int id)
{
	struct ipc_object *object;

	list_for_each_entry (object, &ids->objects, list)
		if (object->id == id)
			return object;
	return NULL;
}

struct ipc_object *ipc_nth(struct ipc_ids *ids, int n)
{
	struct ipc_object *object;

	list_for_each_entry (object, &ids->objects, list)
		if (object->place == n)
			return object;
	return NULL;
}

static struct ipc_object *find_key(struct ipc_ids *ids, int key)
{
	struct ipc_object *object;

	list_for_each_entry (object, &ids->objects, list)
		if (object->key == key)
			return object;
	return NULL;
}

static long add(struct ipc_ids *ids, int key, int flags, struct ipc_object *object)
{
	struct list_head *at;
	int place = 0;

	list_for_each (at, &ids->objects) {
		if (list_entry(at, struct ipc_object, list)->place != place)
			break;
		place++;
	}
	object->place = place;
	object->seq = ids->seq++ & 0x7fff;
	object->id = object->seq << 15 | place;
	object->key = key;
	object->mode = flags & 0777;
	object->uid = object->cuid = current_euid().val;
	object->gid = object->cgid = current_egid().val;
	list_add_tail(&object->list, at);
	ids->nr++;
	return object->id;
}

long ipc_get(struct ipc_ids *ids, int key, int flags, struct ipc_object *(*make)(void *arg),
	     long (*check)(struct ipc_object *object, void *arg), void *arg)
{
	struct ipc_object *object = key == IPC_PRIVATE ? NULL : find_key(ids, key);
	long err;

	if (object) {
		if ((flags & (IPC_CREAT | IPC_EXCL)) == (IPC_CREAT | IPC_EXCL))
			return -EEXIST;
		err = check(object, arg) ?: ipc_may(object, flags);
		return err ? err : object->id;
	}
	if (key != IPC_PRIVATE && !(flags & IPC_CREAT))
		return -ENOENT;
	if (ids->nr >= ids->max)
		return -ENOSPC;
	object = make(arg);
	return IS_ERR(object) ? PTR_ERR(object) : add(ids, key, flags, object);
}

void ipc_remove(struct ipc_ids *ids, struct ipc_object *object)
{
	list_del(&object->list);
	ids->nr--;
}

long ipc_may(const struct ipc_object *object, int flags)
{
	unsigned int wanted = flags >> 6 | flags >> 3 | flags, granted = object->mode;
	uid_t uid = current_euid().val;

	if (uid == object->cuid || uid == object->uid)
		granted >>= 6;
	else if (in_group_p(KGIDT_INIT(object->cgid)) || in_group_p(KGIDT_INIT(object->gid)))
		granted >>= 3;
	return wanted & ~granted & 7 && !capable(CAP_IPC_OWNER) ? -EACCES : 0;
}

bool ipc_is_owner(const struct ipc_object *object)
{
	uid_t uid = current_euid().val;

	return uid == object->cuid || uid == object->uid || capable(CAP_SYS_ADMIN);
}

void ipc_fill_perm(struct ipc64_perm *perm, const struct ipc_object *object)
{
	*perm = (struct ipc64_perm){.key = object->key,
				    .uid = object->uid,
				    .gid = object->gid,
				    .cuid = object->cuid,
				    .cgid = object->cgid,
				    .mode = object->mode,
				    .seq = object->seq};
}

void ipc_set_perm(struct ipc_object *object, const struct ipc64_perm *perm)
{
	object->uid = perm->uid;
	object->gid = perm->gid;
	object->mode = (object->mode & ~0777u) | (perm->mode & 0777);
}

/* ---- all by one ---- */

enum {
	SEMOP = 1,
	SEMGET,
	SEMCTL,
	SEMTIMEDOP,
	MSGSND = 11,
	MSGRCV,
	MSGGET,
	MSGCTL,
	SHMAT = 21,
	SHMDT,
	SHMGET,
	SHMCTL
};

static long ipc_semtimedop(int id, void __user *ops, unsigned int nr, const void __user *uts)
{
	struct timespec64 ts;

	if (!uts)
		return do_semop(id, ops, nr, NULL);
	return get_old_timespec32(&ts, uts) ?: do_semop(id, ops, nr, &ts);
}

static long ipc_msgrcv(bool is_new, int first, unsigned long size, int flags, void __user *ptr,
		       long type)
{
	struct {
		u32 msg;
		s32 type;
	} old;

	if (is_new)
		return do_msgrcv(first, ptr, size, type, flags);
	if (!ptr)
		return -EINVAL;
	if (copy_from_user(&old, ptr, sizeof(old)))
		return -EFAULT;
	return do_msgrcv(first, (void __user *)(unsigned long)old.msg, size, old.type, flags);
}

static long ipc_shmat(int id, void __user *addr, int flags, unsigned long third)
{
	unsigned long at = do_shmat(id, (unsigned long)addr, flags);

	return IS_ERR_VALUE(at) ? (long)at : put_user(at, (unsigned long __user *)third);
}

SYSCALL_DEFINE6(ipc, unsigned int, call, int, first, unsigned long, second, unsigned long, third,
		void __user *, ptr, long, fifth)
{
	bool is_new = call >> 16;
	unsigned long arg;

	switch (call & 0xffff) {
	case SEMOP:
		return do_semop(first, ptr, second, NULL);
	case SEMTIMEDOP:
		return ipc_semtimedop(first, ptr, second, (const void __user *)fifth);
	case SEMGET:
		return do_semget(first, second, third);
	case SEMCTL:
		if (!ptr)
			return -EINVAL;
		return get_user(arg, (unsigned long __user *)ptr)
			   ? -EFAULT
			   : do_semctl(first, second, third & ~IPC_64, arg);
	case MSGSND:
		return do_msgsnd(first, ptr, second, third);
	case MSGRCV:
		return ipc_msgrcv(is_new, first, second, third, ptr, fifth);
	case MSGGET:
		return do_msgget(first, second);
	case MSGCTL:
		return do_msgctl(first, second & ~IPC_64, ptr);
	case SHMAT:
		return ipc_shmat(first, ptr, second, third);
	case SHMDT:
		return do_shmdt((unsigned long)ptr);
	case SHMGET:
		return do_shmget(first, second, third);
	case SHMCTL:
		return do_shmctl(first, second & ~IPC_64, ptr);
	}
	return -ENOSYS;
}
