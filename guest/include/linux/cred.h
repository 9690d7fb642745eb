/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cred: who a task is. A cred is never changed while it is in use: prepare_creds() makes a
 * copy, commit_creds() puts it in the place of current's. Tasks share one by reference
 * (guest/kernel/cred.c).
 */
#ifndef _LINUX_CRED_H
#define _LINUX_CRED_H

#include <linux/version.h>
#include <linux/atomic.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/uidgid.h>

#define NGROUPS_MAX 32

struct group_info {
	int ngroups;
	kgid_t gid[NGROUPS_MAX];
};

struct cred {
	atomic_t usage;
	kuid_t uid, suid, euid, fsuid;
	kgid_t gid, sgid, egid, fsgid;
	struct group_info groups;
};

extern struct cred init_cred;

#define current_cred()	  ((const struct cred *)current->cred)
#define __task_cred(task) ((const struct cred *)(task)->cred)
#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 5, 0)
#define current_uid()	(current_cred()->uid.val)
#define current_gid()	(current_cred()->gid.val)
#define current_euid()	(current_cred()->euid.val)
#define current_egid()	(current_cred()->egid.val)
#define current_fsuid() (current_cred()->fsuid.val)
#define current_fsgid() (current_cred()->fsgid.val)
#else
#define current_uid()	(current_cred()->uid)
#define current_gid()	(current_cred()->gid)
#define current_euid()	(current_cred()->euid)
#define current_egid()	(current_cred()->egid)
#define current_fsuid() (current_cred()->fsuid)
#define current_fsgid() (current_cred()->fsgid)
#endif
#define task_uid(task)	    (__task_cred(task)->uid)
#define task_euid(task)	    (__task_cred(task)->euid)
#define current_user_ns()   (&init_user_ns)
#define task_cred_xxx(t, x) (__task_cred(t)->x)

static inline const struct cred *get_cred(const struct cred *cred)
{
	atomic_inc(&((struct cred *)cred)->usage);
	return cred;
}

void put_cred(const struct cred *cred);
struct cred *prepare_creds(void); /* NULL: no memory */
int commit_creds(struct cred *cred);
#define abort_creds(cred) put_cred(cred)
/* Is current in that group? */
int in_group_p(kgid_t gid);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/kref.h>
#include <linux/percpu_counter.h>
#include <linux/rwsem.h>
#endif

#endif
