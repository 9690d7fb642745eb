/* SPDX-License-Identifier: GPL-2.0-only */
/* notifier: who wants to be told of an event. */
#ifndef _LINUX_NOTIFIER_H
#define _LINUX_NOTIFIER_H

struct notifier_block {
	int (*notifier_call)(struct notifier_block *nb, unsigned long event, void *data);
	struct notifier_block *next;
	int priority; /* the higher are told earlier */
};

#define NOTIFY_DONE	 0x0000
#define NOTIFY_OK	 0x0001
#define NOTIFY_STOP_MASK 0x8000
#define NOTIFY_BAD	 (NOTIFY_STOP_MASK | 0x0002)
#define NOTIFY_STOP	 (NOTIFY_OK | NOTIFY_STOP_MASK)

static inline int notifier_from_errno(int err)
{
	return err ? NOTIFY_STOP_MASK | (NOTIFY_OK - err) : NOTIFY_OK;
}

static inline int notifier_to_errno(int ret)
{
	ret &= ~NOTIFY_STOP_MASK;
	return ret > NOTIFY_OK ? NOTIFY_OK - ret : 0;
}

#include <linux/rwsem.h>
#include <linux/spinlock.h>

/* Of the keyboard (linux/keyboard.h) */
#define KBD_KEYCODE	    1
#define KBD_UNBOUND_KEYCODE 2
#define KBD_UNICODE	    3
#define KBD_KEYSYM	    4
#define KBD_POST_KEYSYM	    5

typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long event, void *data);

/*
 * Lists of them (guest/kernel/notifier.c): called where sleeping is not allowed (atomic), where
 * it is (blocking, srcu), or where the caller sees to it that nobody changes the list (raw).
 */
struct atomic_notifier_head {
	spinlock_t lock;
	struct notifier_block *head;
};

struct blocking_notifier_head {
	struct rw_semaphore rwsem;
	struct notifier_block *head;
};

struct raw_notifier_head {
	struct notifier_block *head;
};

struct srcu_notifier_head {
	struct blocking_notifier_head chain;
};

#define ATOMIC_NOTIFIER_INIT(name)                                                                 \
	{                                                                                          \
		.lock = __SPIN_LOCK_UNLOCKED(name.lock)                                            \
	}
#define BLOCKING_NOTIFIER_INIT(name)                                                               \
	{                                                                                          \
		.rwsem = __RWSEM_INITIALIZER((name).rwsem)                                         \
	}
#define RAW_NOTIFIER_INIT(name)                                                                    \
	{                                                                                          \
		.head = NULL                                                                       \
	}
#define ATOMIC_NOTIFIER_HEAD(name) struct atomic_notifier_head name = ATOMIC_NOTIFIER_INIT(name)
#define BLOCKING_NOTIFIER_HEAD(name)                                                               \
	struct blocking_notifier_head name = BLOCKING_NOTIFIER_INIT(name)
#define RAW_NOTIFIER_HEAD(name) struct raw_notifier_head name = RAW_NOTIFIER_INIT(name)
#define ATOMIC_INIT_NOTIFIER_HEAD(n)                                                               \
	do {                                                                                       \
		spin_lock_init(&(n)->lock);                                                        \
		(n)->head = NULL;                                                                  \
	} while (0)
#define BLOCKING_INIT_NOTIFIER_HEAD(n)                                                             \
	do {                                                                                       \
		init_rwsem(&(n)->rwsem);                                                           \
		(n)->head = NULL;                                                                  \
	} while (0)
#define RAW_INIT_NOTIFIER_HEAD(n) ((void)((n)->head = NULL))

/* 0, -EEXIST (register), -ENOENT (unregister). */
int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long event, void *data);
int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh,
				       struct notifier_block *nb);
int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long event,
				 void *data);
int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long event, void *data);
void srcu_init_notifier_head(struct srcu_notifier_head *nh);
#define srcu_cleanup_notifier_head(nh)	       ((void)(nh))
#define srcu_notifier_chain_register(nh, nb)   blocking_notifier_chain_register(&(nh)->chain, nb)
#define srcu_notifier_chain_unregister(nh, nb) blocking_notifier_chain_unregister(&(nh)->chain, nb)
#define srcu_notifier_call_chain(nh, event, data)                                                  \
	blocking_notifier_call_chain(&(nh)->chain, event, data)

#ifndef LINUX_6_1_ONLY /* of other versions */
/* 2.6: the list's head is the caller's. */
int notifier_chain_register(struct notifier_block **list, struct notifier_block *nb);
int notifier_chain_unregister(struct notifier_block **list, struct notifier_block *nb);
int notifier_call_chain(struct notifier_block **list, unsigned long event, void *data);
#endif

/* Told when the machine is about to stop or start anew, with SYS_ and no data. */
#define SYS_DOWN      0x0001
#define SYS_RESTART   SYS_DOWN
#define SYS_HALT      0x0002
#define SYS_POWER_OFF 0x0003

#endif
