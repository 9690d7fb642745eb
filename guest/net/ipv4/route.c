/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * route: where packets go: /proc/net/route, SIOCADDRT and SIOCDELRT (route(8)).
 *
 * One list, the longest masks first, and within these the smallest metrics; a lookup takes the
 * first that fits. Our own addresses and broadcasts are not in it: devinet.c knows them. By RCU
 * for lookups, rtnl_lock() for changes.
 */
#include <linux/capability.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sockios.h>
#include <linux/uaccess.h>
#include <net/route.h>

#include "inet_private.h"

struct route {
	struct list_head list;
	struct rcu_head rcu;
	struct net_device *dev; /* NULL: RTF_REJECT */
	__be32 dst, mask, gateway, src;
	unsigned short flags;
	int metric, mtu;
	unsigned int window, irtt;
};
static LIST_HEAD(routes);

/* ---- changes ---- */

static void insert(struct route *new)
{
	struct list_head *at = &routes;
	struct route *route;

	list_for_each_entry (route, &routes, list) {
		if (ntohl(route->mask) < ntohl(new->mask) ||
		    (route->mask == new->mask && route->metric > new->metric)) {
			at = &route->list;
			break;
		}
	}
	list_add_tail_rcu(&new->list, at);
}

static struct route *find(const struct route *like, bool exact)
{
	struct route *route;

	list_for_each_entry (route, &routes, list)
		if (route->dst == like->dst && route->mask == like->mask &&
		    (!like->dev || route->dev == like->dev) &&
		    (!like->gateway || route->gateway == like->gateway) &&
		    (!like->src || route->src == like->src) &&
		    (!exact || route->metric == like->metric))
			return route;
	return NULL;
}

static void drop(struct route *route)
{
	list_del_rcu(&route->list);
	kfree_rcu(route, rcu);
}

static int add(const struct route *like)
{
	struct route *route;

	if (find(like, true))
		return -EEXIST;
	route = kmemdup(like, sizeof(*like), GFP_KERNEL);
	if (!route)
		return -ENOBUFS;
	insert(route);
	return 0;
}

int ip_route_add_connected(struct net_device *dev, __be32 dst, __be32 mask, __be32 src)
{
	struct route route = {.dev = dev, .dst = dst, .mask = mask, .src = src, .flags = RTF_UP};

	if (mask == htonl(INADDR_BROADCAST))
		route.flags |= RTF_HOST;
	return add(&route);
}

void ip_route_del_connected(struct net_device *dev, __be32 dst, __be32 mask, __be32 src)
{
	struct route like = {.dev = dev, .dst = dst, .mask = mask, .src = src};
	struct route *route = find(&like, false);

	if (route)
		drop(route);
}

void ip_route_flush(struct net_device *dev)
{
	struct route *route, *next;

	list_for_each_entry_safe (route, next, &routes, list)
		if (route->dev == dev)
			drop(route);
}

/* ---- lookups ---- */

/* One of ours, or a broadcast that an interface knows. */
static bool find_near(__be32 dst, int oif, struct ip_route *route)
{
	struct net_device *dev;

	list_for_each_entry_rcu(dev, &net_device_list, dev_list)
	{
		enum ip_route_kind kind = inet_addr_type_dev(dev, dst);

		if (kind == ROUTE_LOCAL) {
			route->dev = init_net.loopback_dev;
			route->kind = kind;
			route->src = ipv4_is_loopback(dst) ? htonl(INADDR_LOOPBACK) : dst;
			return true;
		}
		if (kind == ROUTE_BROADCAST && !ipv4_is_lbcast(dst) &&
		    (!oif || oif == dev->ifindex)) {
			route->dev = dev;
			route->kind = kind;
			return true;
		}
	}
	return false;
}

static int find_far(__be32 dst, int oif, struct ip_route *answer)
{
	struct route *route;

	list_for_each_entry_rcu(route, &routes, list)
	{
		if ((dst ^ route->dst) & route->mask)
			continue;
		if (route->flags & RTF_REJECT)
			return -EHOSTUNREACH;
		if (oif && oif != route->dev->ifindex)
			continue;
		answer->dev = route->dev;
		if (route->gateway)
			answer->next = route->gateway;
		answer->src =
		    route->src ? route->src : inet_select_addr(route->dev, answer->next, 0);
		return 0;
	}
	/* a program that names the interface means its wire */
	answer->dev = oif ? netdev_find_index(oif) : NULL;
	if (!answer->dev || !(answer->dev->flags & IFF_UP))
		return -ENETUNREACH;
	answer->src = inet_select_addr(answer->dev, dst, 0);
	return 0;
}

int ip_route_find(__be32 dst, __be32 src, int oif, struct ip_route *route)
{
	int err = 0;

	if (!dst)
		dst = src ? src : htonl(INADDR_LOOPBACK);
	*route = (struct ip_route){.dst = dst, .next = dst};
	rcu_read_lock();
	if (!find_near(dst, oif, route)) {
		err = find_far(dst, oif, route);
		if (ipv4_is_multicast(dst))
			route->kind = ROUTE_MULTICAST;
		else if (ipv4_is_lbcast(dst))
			route->kind = ROUTE_BROADCAST;
		if (route->kind != ROUTE_UNICAST)
			route->next = dst;
	} else if (route->kind == ROUTE_BROADCAST) {
		route->src = inet_select_addr(route->dev, dst, 0);
	}
	if (src)
		route->src = src;
	if (!err && !(route->dev && route->dev->flags & IFF_UP))
		err = -ENETUNREACH;
	if (err)
		route->dev = NULL;
	dev_hold(route->dev);
	rcu_read_unlock();
	return err;
}

/* ---- ioctl() ---- */

static __be32 addr_of(const struct sockaddr *sa)
{
	return ((const struct sockaddr_in *)sa)->sin_addr.s_addr;
}

static int parse(const struct rtentry *rt, struct route *route, unsigned int cmd)
{
	char name[IFNAMSIZ], *colon;
	struct ip_route near;

	if (rt->rt_dst.sa_family && rt->rt_dst.sa_family != AF_INET)
		return -EAFNOSUPPORT;
	route->dst = addr_of(&rt->rt_dst);
	route->mask = rt->rt_flags & RTF_HOST ? htonl(INADDR_BROADCAST) : addr_of(&rt->rt_genmask);
	route->flags = rt->rt_flags | RTF_UP;
	route->metric = rt->rt_metric > 0 ? rt->rt_metric - 1 : 0;
	route->mtu = rt->rt_flags & RTF_MTU ? rt->rt_mtu - 40 : 0;
	route->window = rt->rt_flags & RTF_WINDOW ? rt->rt_window : 0;
	if (bad_mask(route->mask, 0) || route->dst & ~route->mask)
		return -EINVAL;
	if (rt->rt_dev) {
		if (strncpy_from_user(name, rt->rt_dev, IFNAMSIZ - 1) < 0)
			return -EFAULT;
		name[IFNAMSIZ - 1] = 0;
		colon = strchr(name, ':');
		if (colon)
			*colon = 0;
		route->dev = netdev_find(name);
		if (!route->dev)
			return -ENODEV;
	}
	if (rt->rt_gateway.sa_family == AF_INET)
		route->gateway = addr_of(&rt->rt_gateway);
	if (cmd == SIOCDELRT || rt->rt_flags & RTF_REJECT)
		return 0;
	if (rt->rt_flags & RTF_GATEWAY && !route->gateway)
		return -EINVAL;
	if (route->gateway) { /* which has to be a neighbour */
		int err =
		    ip_route_find(route->gateway, 0, route->dev ? route->dev->ifindex : 0, &near);

		if (err)
			return err;
		ip_route_put(&near);
		if (near.kind != ROUTE_UNICAST || near.next != route->gateway)
			return -EINVAL;
		route->dev = near.dev;
	}
	return !route->dev ? -ENODEV : route->dev->flags & IFF_UP ? 0 : -ENETDOWN;
}

int ip_route_ioctl(unsigned int cmd, void __user *arg)
{
	struct route like = {}, *route;
	struct rtentry rt;
	int err;

	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	if (copy_from_user(&rt, arg, sizeof(rt)))
		return -EFAULT;
	rtnl_lock();
	err = parse(&rt, &like, cmd);
	if (!err && cmd == SIOCADDRT) {
		err = add(&like);
	} else if (!err) {
		route = find(&like, rt.rt_metric > 0);
		err = route ? 0 : -ESRCH;
		if (route)
			drop(route);
	}
	rtnl_unlock();
	return err;
}

/* ---- /proc/net/route ---- */

static int route_show(struct seq_file *m, void *v)
{
	const struct route *route;

	seq_printf(m, "%-127s\n",
		   "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU"
		   "\tWindow\tIRTT");
	rcu_read_lock();
	list_for_each_entry_rcu(route, &routes, list)
	{
		char line[128];

		snprintf(line, sizeof(line), "%s\t%08X\t%08X\t%04X\t%d\t%u\t%d\t%08X\t%d\t%u\t%u",
			 route->dev ? route->dev->name : "*", route->dst, route->gateway,
			 route->flags & 0xffff, 0, 0, route->metric, route->mask, route->mtu,
			 route->window, route->irtt);
		seq_printf(m, "%-127s\n", line);
	}
	rcu_read_unlock();
	return 0;
}

int __init route_init(void)
{
	proc_create_single("route", 0444, init_net.proc_net, route_show);
	return 0;
}
