/* SPDX-License-Identifier: GPL-2.0-only */
/* route: where packets go (guest/net/ipv4/route.c). */
#ifndef _ROUTE_H
#define _ROUTE_H

#include <linux/netdevice.h>
#include <linux/route.h>

enum ip_route_kind { ROUTE_UNICAST, ROUTE_LOCAL, ROUTE_BROADCAST, ROUTE_MULTICAST };

/* An answer; dev has a reference: ip_route_put(). */
struct ip_route {
	struct net_device *dev;
	enum ip_route_kind kind;
	__be32 dst, src;
	__be32 next; /* whose hardware's address is wanted: dst, or a gateway */
};

/* src 0: the route chooses one; oif 0: any interface. 0; -ENETUNREACH; -EHOSTUNREACH. */
int ip_route_find(__be32 dst, __be32 src, int oif, struct ip_route *route);

static inline void ip_route_put(struct ip_route *route)
{
	dev_put(route->dev);
}

/* Is the address one of ours, a broadcast (of dev's), or neither? ROUTE_UNICAST then. */
enum ip_route_kind inet_addr_type_dev(const struct net_device *dev, __be32 addr);

/* Those that an interface's addresses bring, when it is up. rtnl_lock() is held. */
int ip_route_add_connected(struct net_device *dev, __be32 dst, __be32 mask, __be32 src);
void ip_route_del_connected(struct net_device *dev, __be32 dst, __be32 mask, __be32 src);
void ip_route_flush(struct net_device *dev);
int ip_route_ioctl(unsigned int cmd, void __user *arg);

#endif
