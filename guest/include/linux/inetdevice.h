/* SPDX-License-Identifier: GPL-2.0-only */
/* inetdevice: an interface's addresses of IPv4 (guest/net/ipv4/devinet.c). */
#ifndef _LINUX_INETDEVICE_H
#define _LINUX_INETDEVICE_H

#include <linux/if.h>
#include <linux/in.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/rtnetlink.h>

#define IFA_F_SECONDARY 0x01
#define IFA_F_PERMANENT 0x80

struct in_device {
	struct net_device *dev;
	struct in_ifaddr *ifa_list; /* by RCU; changed with rtnl_lock() */
};

struct in_ifaddr {
	struct in_ifaddr *ifa_next;
	struct in_device *ifa_dev;
	struct rcu_head rcu_head;
	__be32 ifa_local, ifa_address; /* ours; the other end's, or ours again */
	__be32 ifa_mask, ifa_broadcast;
	unsigned char ifa_scope, ifa_prefixlen;
	unsigned int ifa_flags;
	char ifa_label[IFNAMSIZ]; /* eth0:1 */
};

static inline struct in_device *__in_dev_get_rcu(const struct net_device *dev)
{
	return rcu_dereference(*(struct in_device **)&dev->ip_ptr);
}

static inline struct in_device *__in_dev_get_rtnl(const struct net_device *dev)
{
	return dev->ip_ptr;
}
#define in_dev_get(dev) __in_dev_get_rtnl(dev)
#define in_dev_put(in)	((void)(in))
#define in_dev_for_each_ifa_rtnl(ifa, in_dev)                                                      \
	for (ifa = (in_dev)->ifa_list; ifa; ifa = ifa->ifa_next)
#define in_dev_for_each_ifa_rcu(ifa, in_dev)                                                       \
	for (ifa = rcu_dereference((in_dev)->ifa_list); ifa; ifa = rcu_dereference(ifa->ifa_next))
/* before 5.3 */
#define for_ifa(in_dev)                                                                            \
	{                                                                                          \
		struct in_ifaddr *ifa;                                                             \
		for (ifa = (in_dev)->ifa_list; ifa; ifa = ifa->ifa_next)
#define for_primary_ifa(in_dev) for_ifa(in_dev)
#define endfor_ifa(in_dev)	}

static inline __be32 inet_make_mask(int prefix)
{
	return prefix ? htonl(~((1U << (32 - prefix)) - 1)) : 0;
}

static inline int inet_mask_len(__be32 mask)
{
	u32 m = ntohl(mask);

	return m ? 32 - ffz(~m) : 0;
}

static inline bool inet_ifa_match(__be32 addr, const struct in_ifaddr *ifa)
{
	return !((addr ^ ifa->ifa_address) & ifa->ifa_mask);
}

static inline bool bad_mask(__be32 mask, __be32 addr)
{
	u32 host = ~ntohl(mask);

	return (addr & ~mask) || (host & (host + 1));
}

/* Addresses that come and go: NETDEV_UP and NETDEV_DOWN with a struct in_ifaddr. */
int register_inetaddr_notifier(struct notifier_block *nb);
int unregister_inetaddr_notifier(struct notifier_block *nb);
/* One of dev's own addresses, towards dst (0: anybody). 0: it has none. */
__be32 inet_select_addr(const struct net_device *dev, __be32 dst, int scope);
struct net_device *ip_dev_find(struct net *net, __be32 addr); /* with a reference */

#endif
