/* SPDX-License-Identifier: GPL-2.0-only */
/* ipc: what System V's shared memory, semaphores and message queues have in common. */
#ifndef IPC_IPC_H
#define IPC_IPC_H

#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/types.h>

#define IPC_CREAT  01000
#define IPC_EXCL   02000
#define IPC_NOWAIT 04000

#define IPC_RMID 0
#define IPC_SET	 1
#define IPC_STAT 2
#define IPC_INFO 3
#define IPC_64	 0x100

#define IPC_PRIVATE 0
#define IPC_MNI	    32768 /* objects of a kind; above that an id has how often its place was used */

/* As programs have it. */
struct ipc64_perm {
	s32 key;
	u32 uid, gid, cuid, cgid;
	u16 mode, pad1, seq, pad2;
	u32 unused1, unused2;
};

struct ipc_object {
	struct list_head list; /* of its kind, by place */
	int id, key, place;
	u16 seq;
	uid_t uid, cuid;
	gid_t gid, cgid;
	unsigned int mode;
};

/* All of a kind; ipc_mutex guards it. */
struct ipc_ids {
	struct list_head objects;
	unsigned int nr, max;
	u16 seq;
};

extern struct mutex ipc_mutex;

/* ipc_mutex is held, in all of these. */
struct ipc_object *ipc_find(struct ipc_ids *ids, int id); /* NULL: none of that id */
struct ipc_object *ipc_nth(struct ipc_ids *ids, int n);
/*
 * The id for a key, as shmget() and its kin say; make: a new one, check: is it large enough?
 * Both may be given what the caller has in arg.
 */
long ipc_get(struct ipc_ids *ids, int key, int flags, struct ipc_object *(*make)(void *arg),
	     long (*check)(struct ipc_object *object, void *arg), void *arg);
void ipc_remove(struct ipc_ids *ids, struct ipc_object *object);
/* flags: 0444 to read, 0222 to write. */
long ipc_may(const struct ipc_object *object, int flags);
bool ipc_is_owner(const struct ipc_object *object);
void ipc_fill_perm(struct ipc64_perm *perm, const struct ipc_object *object);
void ipc_set_perm(struct ipc_object *object, const struct ipc64_perm *perm);

/* The calls' bodies, for ipc(). */
long do_shmget(int key, size_t size, int flags);
long do_shmat(int id, unsigned long addr, int flags);
long do_shmdt(unsigned long addr);
long do_shmctl(int id, int cmd, void __user *buf);
struct timespec64;
void exit_sem(void);
long do_semget(int key, int nsems, int flags);
long do_semop(int id, void __user *ops, unsigned int nr, const struct timespec64 *timeout);
long do_semctl(int id, int num, int cmd, unsigned long arg);
long do_msgget(int key, int flags);
long do_msgsnd(int id, const void __user *msg, size_t size, int flags);
long do_msgrcv(int id, void __user *msg, size_t size, long type, int flags);
long do_msgctl(int id, int cmd, void __user *buf);

#endif
