/* SPDX-License-Identifier: GPL-2.0-only */
/* uidgid: user and group ids, as types that cannot be mixed up. One user namespace. */
#ifndef _LINUX_UIDGID_H
#define _LINUX_UIDGID_H

#include <linux/types.h>
#include <linux/version.h>

typedef struct {
	uid_t val;
} kuid_t;

typedef struct {
	gid_t val;
} kgid_t;

/* In the structures of old: plain numbers in sources before 3.5. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 5, 0)
typedef uid_t __kuid_member_t;
typedef gid_t __kgid_member_t;
#else
typedef kuid_t __kuid_member_t;
typedef kgid_t __kgid_member_t;
#endif

#define KUIDT_INIT(value) ((kuid_t){value})
#define KGIDT_INIT(value) ((kgid_t){value})
#define GLOBAL_ROOT_UID	  KUIDT_INIT(0)
#define GLOBAL_ROOT_GID	  KGIDT_INIT(0)

static inline uid_t __kuid_val(kuid_t uid)
{
	return uid.val;
}

static inline gid_t __kgid_val(kgid_t gid)
{
	return gid.val;
}

static inline bool uid_eq(kuid_t a, kuid_t b)
{
	return a.val == b.val;
}

static inline bool gid_eq(kgid_t a, kgid_t b)
{
	return a.val == b.val;
}

static inline bool uid_valid(kuid_t uid)
{
	return uid.val != (uid_t)-1;
}

static inline bool gid_valid(kgid_t gid)
{
	return gid.val != (gid_t)-1;
}

struct user_namespace;
extern struct user_namespace init_user_ns;

#define make_kuid(ns, uid)	  KUIDT_INIT(uid)
#define make_kgid(ns, gid)	  KGIDT_INIT(gid)
#define from_kuid(ns, kuid)	  __kuid_val(kuid)
#define from_kgid(ns, kgid)	  __kgid_val(kgid)
#define from_kuid_munged(ns, uid) __kuid_val(uid)
#define from_kgid_munged(ns, gid) __kgid_val(gid)

#endif
