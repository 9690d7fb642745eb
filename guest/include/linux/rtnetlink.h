/* SPDX-License-Identifier: GPL-2.0-only */
/* rtnetlink: the lock around everything that changes interfaces, addresses and routes. */
#ifndef __LINUX_RTNETLINK_H
#define __LINUX_RTNETLINK_H

#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/wait.h>

void rtnl_lock(void);
void rtnl_unlock(void);
int rtnl_trylock(void);
int rtnl_is_locked(void);
int rtnl_lock_killable(void);

#define ASSERT_RTNL()		WARN_ONCE(!rtnl_is_locked(), "rtnl_lock() is not held")
#define rtnl_dereference(p)	(p)
#define rcu_dereference_rtnl(p) rcu_dereference(p)

/* What a program would say to make one by netlink, which is not there: numbers of attributes. */
enum { IFLA_UNSPEC, IFLA_ADDRESS, IFLA_BROADCAST, IFLA_IFNAME, IFLA_MTU, IFLA_LINK };
enum { IFLA_INFO_UNSPEC, IFLA_INFO_KIND, IFLA_INFO_DATA };

#endif
