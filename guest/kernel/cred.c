/* SPDX-License-Identifier: GPL-2.0-only */
/* cred: who a task is; and the system calls that ask and change it. */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* There is one, and nothing in it. */
struct user_namespace {
	int unused;
};
struct user_namespace init_user_ns;
EXPORT_SYMBOL(init_user_ns);

struct cred init_cred = {.usage = ATOMIC_INIT(2)};
EXPORT_SYMBOL(init_cred);

bool capable(int cap)
{
	if (current_euid().val)
		return false;
	current->flags |= PF_SUPERPRIV;
	return true;
}
EXPORT_SYMBOL(capable);

void put_cred(const struct cred *cred)
{
	if (atomic_dec_and_test(&((struct cred *)cred)->usage))
		kfree(cred);
}
EXPORT_SYMBOL(put_cred);

struct cred *prepare_creds(void)
{
	struct cred *cred = kmalloc(sizeof(*cred), GFP_KERNEL);

	if (!cred)
		return NULL;
	*cred = *current_cred();
	atomic_set(&cred->usage, 1);
	return cred;
}
EXPORT_SYMBOL(prepare_creds);

int commit_creds(struct cred *cred)
{
	const struct cred *old = current_cred();

	current->cred = cred;
	current->uid = cred->uid.val;
	current->euid = cred->euid.val;
	current->suid = cred->suid.val;
	current->fsuid = cred->fsuid.val;
	current->gid = cred->gid.val;
	current->egid = cred->egid.val;
	current->sgid = cred->sgid.val;
	current->fsgid = cred->fsgid.val;
	put_cred(old);
	return 0;
}
EXPORT_SYMBOL(commit_creds);

int in_group_p(kgid_t gid)
{
	const struct cred *cred = current_cred();
	int i;

	if (gid_eq(gid, cred->fsgid))
		return 1;
	for (i = 0; i < cred->groups.ngroups; i++)
		if (gid_eq(gid, cred->groups.gid[i]))
			return 1;
	return 0;
}
EXPORT_SYMBOL(in_group_p);

/* ---- asking ---- */

/* What the old calls with 16 bits say of a larger id. */
static u16 low16(u32 id)
{
	return id > 0xffff ? 65534 : id;
}

/* An id from an old call; -1 stays "leave it". */
static u32 wide(u16 id)
{
	return id == 0xffff ? -1u : id;
}

SYSCALL_DEFINE0(getuid)
{
	return current_uid().val;
}

SYSCALL_DEFINE0(geteuid)
{
	return current_euid().val;
}

SYSCALL_DEFINE0(getgid)
{
	return current_gid().val;
}

SYSCALL_DEFINE0(getegid)
{
	return current_egid().val;
}

SYSCALL_DEFINE0(getuid16)
{
	return low16(current_uid().val);
}

SYSCALL_DEFINE0(geteuid16)
{
	return low16(current_euid().val);
}

SYSCALL_DEFINE0(getgid16)
{
	return low16(current_gid().val);
}

SYSCALL_DEFINE0(getegid16)
{
	return low16(current_egid().val);
}

SYSCALL_DEFINE3(getresuid, uid_t __user *, ruid, uid_t __user *, euid, uid_t __user *, suid)
{
	const struct cred *cred = current_cred();

	return put_user(cred->uid.val, ruid) ?: put_user(cred->euid.val, euid)
						    ?: put_user(cred->suid.val, suid);
}

SYSCALL_DEFINE3(getresgid, gid_t __user *, rgid, gid_t __user *, egid, gid_t __user *, sgid)
{
	const struct cred *cred = current_cred();

	return put_user(cred->gid.val, rgid) ?: put_user(cred->egid.val, egid)
						    ?: put_user(cred->sgid.val, sgid);
}

SYSCALL_DEFINE3(getresuid16, u16 __user *, ruid, u16 __user *, euid, u16 __user *, suid)
{
	const struct cred *cred = current_cred();

	return put_user(low16(cred->uid.val), ruid)
		   ?: put_user(low16(cred->euid.val), euid)
			  ?: put_user(low16(cred->suid.val), suid);
}

SYSCALL_DEFINE3(getresgid16, u16 __user *, rgid, u16 __user *, egid, u16 __user *, sgid)
{
	const struct cred *cred = current_cred();

	return put_user(low16(cred->gid.val), rgid)
		   ?: put_user(low16(cred->egid.val), egid)
			  ?: put_user(low16(cred->sgid.val), sgid);
}

/* ---- changing ---- */

/* May it become that user: one of those it is already, or it is root. */
static bool may_be_uid(const struct cred *cred, u32 id)
{
	return id == -1u || id == cred->uid.val || id == cred->euid.val || id == cred->suid.val ||
	       capable(CAP_SETUID);
}

static bool may_be_gid(const struct cred *cred, u32 id)
{
	return id == -1u || id == cred->gid.val || id == cred->egid.val || id == cred->sgid.val ||
	       capable(CAP_SETGID);
}

static long set_resuid(u32 ruid, u32 euid, u32 suid)
{
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	if (!may_be_uid(new, ruid) || !may_be_uid(new, euid) || !may_be_uid(new, suid)) {
		abort_creds(new);
		return -EPERM;
	}
	if (ruid != -1u)
		new->uid.val = ruid;
	if (euid != -1u)
		new->euid.val = euid;
	if (suid != -1u)
		new->suid.val = suid;
	new->fsuid = new->euid;
	return commit_creds(new);
}

static long set_resgid(u32 rgid, u32 egid, u32 sgid)
{
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	if (!may_be_gid(new, rgid) || !may_be_gid(new, egid) || !may_be_gid(new, sgid)) {
		abort_creds(new);
		return -EPERM;
	}
	if (rgid != -1u)
		new->gid.val = rgid;
	if (egid != -1u)
		new->egid.val = egid;
	if (sgid != -1u)
		new->sgid.val = sgid;
	new->fsgid = new->egid;
	return commit_creds(new);
}

/* Root gives up what it was for good; anybody else only changes sides. */
static long set_uid(u32 uid)
{
	if (uid == -1u)
		return -EINVAL;
	return capable(CAP_SETUID) ? set_resuid(uid, uid, uid) : set_resuid(-1, uid, -1);
}

static long set_gid(u32 gid)
{
	if (gid == -1u)
		return -EINVAL;
	return capable(CAP_SETGID) ? set_resgid(gid, gid, gid) : set_resgid(-1, gid, -1);
}

/* The saved id follows when the real one is set, or the effective one to another than that. */
static long set_reuid(u32 ruid, u32 euid)
{
	const struct cred *old = current_cred();
	u32 new_euid = euid == -1u ? old->euid.val : euid;
	bool follow = ruid != -1u || (euid != -1u && euid != old->uid.val);

	return set_resuid(ruid, euid, follow ? new_euid : -1u);
}

static long set_regid(u32 rgid, u32 egid)
{
	const struct cred *old = current_cred();
	u32 new_egid = egid == -1u ? old->egid.val : egid;
	bool follow = rgid != -1u || (egid != -1u && egid != old->gid.val);

	return set_resgid(rgid, egid, follow ? new_egid : -1u);
}

/* The old one comes back, whether it was allowed or not. */
static long set_fsuid(u32 uid)
{
	u32 old = current_fsuid().val;
	struct cred *new = prepare_creds();

	if (!new)
		return old;
	if (uid != -1u && (uid == old || may_be_uid(new, uid)))
		new->fsuid.val = uid;
	commit_creds(new);
	return old;
}

static long set_fsgid(u32 gid)
{
	u32 old = current_fsgid().val;
	struct cred *new = prepare_creds();

	if (!new)
		return old;
	if (gid != -1u && (gid == old || may_be_gid(new, gid)))
		new->fsgid.val = gid;
	commit_creds(new);
	return old;
}

#define SET_ONE(name)                                                                              \
	SYSCALL_DEFINE1(set##name, u32, id)                                                        \
	{                                                                                          \
		return set_##name(id);                                                             \
	}                                                                                          \
	SYSCALL_DEFINE1(set##name##16, u16, id)                                                    \
	{                                                                                          \
		return set_##name(wide(id));                                                       \
	}
#define SET_TWO(name)                                                                              \
	SYSCALL_DEFINE2(set##name, u32, rid, u32, eid)                                             \
	{                                                                                          \
		return set_##name(rid, eid);                                                       \
	}                                                                                          \
	SYSCALL_DEFINE2(set##name##16, u16, rid, u16, eid)                                         \
	{                                                                                          \
		return set_##name(wide(rid), wide(eid));                                           \
	}
#define SET_THREE(name)                                                                            \
	SYSCALL_DEFINE3(set##name, u32, rid, u32, eid, u32, sid)                                   \
	{                                                                                          \
		return set_##name(rid, eid, sid);                                                  \
	}                                                                                          \
	SYSCALL_DEFINE3(set##name##16, u16, rid, u16, eid, u16, sid)                               \
	{                                                                                          \
		return set_##name(wide(rid), wide(eid), wide(sid));                                \
	}

SET_ONE(uid)
SET_ONE(gid)
SET_ONE(fsuid)
SET_ONE(fsgid)
SET_TWO(reuid)
SET_TWO(regid)
SET_THREE(resuid)
SET_THREE(resgid)

/* ---- groups ---- */

SYSCALL_DEFINE2(getgroups, int, size, gid_t __user *, list)
{
	const struct group_info *groups = &current_cred()->groups;

	if (size < 0 || (size && size < groups->ngroups))
		return -EINVAL;
	if (size && copy_to_user(list, groups->gid, groups->ngroups * sizeof(gid_t)))
		return -EFAULT;
	return groups->ngroups;
}

SYSCALL_DEFINE2(getgroups16, int, size, u16 __user *, list)
{
	const struct group_info *groups = &current_cred()->groups;
	int i;

	if (size < 0 || (size && size < groups->ngroups))
		return -EINVAL;
	for (i = 0; size && i < groups->ngroups; i++)
		if (put_user(low16(groups->gid[i].val), list + i))
			return -EFAULT;
	return groups->ngroups;
}

/* narrow: of 16 bits each. */
static long set_groups(int size, const void __user *list, bool narrow)
{
	struct cred *new;
	int i, err = 0;
	u16 id16;

	if (!capable(CAP_SETGID))
		return -EPERM;
	if (size < 0 || size > NGROUPS_MAX)
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	new->groups.ngroups = size;
	for (i = 0; i < size && !err; i++) {
		if (narrow) {
			err = get_user(id16, (const u16 __user *)list + i);
			new->groups.gid[i].val = id16;
		} else {
			err = get_user(new->groups.gid[i].val, (const u32 __user *)list + i);
		}
	}
	if (err) {
		abort_creds(new);
		return err;
	}
	return commit_creds(new);
}

SYSCALL_DEFINE2(setgroups, int, size, const gid_t __user *, list)
{
	return set_groups(size, list, false);
}

SYSCALL_DEFINE2(setgroups16, int, size, const u16 __user *, list)
{
	return set_groups(size, list, true);
}

/* ---- capabilities: root's all, nobody else's any ---- */

#define CAPABILITY_VERSION_3 0x20080522u
#define CAPABILITY_VERSION_1 0x19980330u

struct cap_header {
	u32 version;
	int pid;
};

struct cap_data {
	u32 effective, permitted, inheritable;
};

static int cap_words(struct cap_header __user *header)
{
	u32 version;

	if (get_user(version, &header->version))
		return -EFAULT;
	if (version == CAPABILITY_VERSION_1)
		return 1;
	if (version == CAPABILITY_VERSION_3 || version == 0x20071026u)
		return 2;
	return put_user(CAPABILITY_VERSION_3, &header->version) ? -EFAULT : -EINVAL;
}

SYSCALL_DEFINE2(capget, struct cap_header __user *, header, struct cap_data __user *, data)
{
	struct cap_data all[2] = {};
	int words = cap_words(header);

	if (words < 0)
		return words == -EINVAL && !data ? 0 : words;
	if (!current_euid().val)
		all[0].effective = all[0].permitted = ~0u;
	if (!current_euid().val)
		all[1].effective = all[1].permitted = 0x1ff;
	return copy_to_user(data, all, words * sizeof(*all)) ? -EFAULT : 0;
}
