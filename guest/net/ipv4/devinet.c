/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * devinet: interfaces' addresses of IPv4, and the ioctl()s about them (netdevice(7)).
 *
 * An interface with an address has a struct in_device, with a list of them: by RCU for those who
 * look, rtnl_lock() for those who change. A route to its neighbours comes with each address,
 * while the interface is up.
 */
#include <linux/capability.h>
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/inet.h>
#include <linux/inetdevice.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/sockios.h>
#include <linux/uaccess.h>
#include <net/route.h>

#include "inet_private.h"

static BLOCKING_NOTIFIER_HEAD(inetaddr_chain);

int register_inetaddr_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&inetaddr_chain, nb);
}
EXPORT_SYMBOL(register_inetaddr_notifier);

int unregister_inetaddr_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&inetaddr_chain, nb);
}
EXPORT_SYMBOL(unregister_inetaddr_notifier);

/* ---- who has which ---- */

__be32 inet_select_addr(const struct net_device *dev, __be32 dst, int scope)
{
	const struct in_ifaddr *ifa;
	struct in_device *in;
	__be32 addr = 0;

	rcu_read_lock();
	in = __in_dev_get_rcu(dev);
	if (in) {
		in_dev_for_each_ifa_rcu(ifa, in)
		{
			if (!addr || (dst && inet_ifa_match(dst, ifa)))
				addr = ifa->ifa_local;
			if (!dst || inet_ifa_match(dst, ifa))
				break;
		}
	}
	rcu_read_unlock();
	return addr;
}
EXPORT_SYMBOL(inet_select_addr);

enum ip_route_kind inet_addr_type_dev(const struct net_device *dev, __be32 addr)
{
	const struct in_ifaddr *ifa;
	struct in_device *in = __in_dev_get_rcu(dev);

	if (ipv4_is_multicast(addr))
		return ROUTE_MULTICAST;
	if (ipv4_is_lbcast(addr))
		return ROUTE_BROADCAST;
	if (!in || !(dev->flags & IFF_UP))
		return ROUTE_UNICAST;
	in_dev_for_each_ifa_rcu(ifa, in)
	{
		if (ifa->ifa_local == addr ||
		    (dev->flags & IFF_LOOPBACK && inet_ifa_match(addr, ifa)))
			return ROUTE_LOCAL;
		if (dev->flags & IFF_BROADCAST && ifa->ifa_prefixlen < 31 &&
		    (ifa->ifa_broadcast == addr || addr == (ifa->ifa_address | ~ifa->ifa_mask)))
			return ROUTE_BROADCAST;
	}
	return ROUTE_UNICAST;
}

struct net_device *ip_dev_find(struct net *net, __be32 addr)
{
	struct net_device *dev;

	rcu_read_lock();
	list_for_each_entry_rcu(dev, &net_device_list,
				dev_list) if (inet_addr_type_dev(dev, addr) ==
					      ROUTE_LOCAL) goto found;
	dev = NULL;
found:
	dev_hold(dev);
	rcu_read_unlock();
	return dev;
}
EXPORT_SYMBOL(ip_dev_find);

/* ---- coming and going; rtnl_lock() is held ---- */

static struct in_device *in_device_of(struct net_device *dev)
{
	struct in_device *in = dev->ip_ptr;

	if (in)
		return in;
	in = kzalloc(sizeof(*in), GFP_KERNEL);
	if (in) {
		in->dev = dev;
		rcu_assign_pointer(dev->ip_ptr, in);
	}
	return in;
}

static void connect(struct in_ifaddr *ifa, bool up)
{
	__be32 net = ifa->ifa_address & ifa->ifa_mask;
	struct net_device *dev = ifa->ifa_dev->dev;

	if (ifa->ifa_prefixlen == 32 && ifa->ifa_address == ifa->ifa_local)
		return;
	if (dev->flags & IFF_LOOPBACK) /* all of it is ourselves */
		return;
	if (up)
		ip_route_add_connected(dev, net, ifa->ifa_mask, ifa->ifa_local);
	else
		ip_route_del_connected(dev, net, ifa->ifa_mask, ifa->ifa_local);
}

static void insert(struct in_device *in, struct in_ifaddr *ifa)
{
	struct in_ifaddr **last = &in->ifa_list;

	while (*last)
		last = &(*last)->ifa_next;
	ifa->ifa_dev = in;
	rcu_assign_pointer(*last, ifa);
	if (in->dev->flags & IFF_UP)
		connect(ifa, true);
	blocking_notifier_call_chain(&inetaddr_chain, NETDEV_UP, ifa);
}

static void take_out(struct in_device *in, struct in_ifaddr *ifa)
{
	struct in_ifaddr **at = &in->ifa_list;

	while (*at && *at != ifa)
		at = &(*at)->ifa_next;
	if (!*at)
		return;
	rcu_assign_pointer(*at, ifa->ifa_next);
	connect(ifa, false);
	blocking_notifier_call_chain(&inetaddr_chain, NETDEV_DOWN, ifa);
}

static void set_mask(struct in_ifaddr *ifa, __be32 mask)
{
	const struct net_device *dev = ifa->ifa_dev->dev;

	ifa->ifa_mask = mask;
	ifa->ifa_prefixlen = inet_mask_len(mask);
	ifa->ifa_broadcast =
	    dev->flags & IFF_BROADCAST && ifa->ifa_prefixlen < 31 ? ifa->ifa_address | ~mask : 0;
}

static __be32 class_mask(__be32 addr)
{
	u32 a = ntohl(addr);

	return htonl(IN_CLASSA(a)   ? IN_CLASSA_NET
		     : IN_CLASSB(a) ? IN_CLASSB_NET
		     : IN_CLASSC(a) ? IN_CLASSC_NET
				    : 0xffffffff);
}

static int set_address(struct net_device *dev, struct in_ifaddr *old, const char *label,
		       __be32 addr)
{
	struct in_device *in = in_device_of(dev);
	struct in_ifaddr *ifa;

	if (old && old->ifa_local == addr)
		return 0;
	ifa = in ? kzalloc(sizeof(*ifa), GFP_KERNEL) : NULL;
	if (!ifa)
		return -ENOBUFS;
	if (old) {
		take_out(in, old);
		kfree_rcu(old, rcu_head);
	}
	strscpy(ifa->ifa_label, label, IFNAMSIZ);
	ifa->ifa_dev = in;
	ifa->ifa_local = ifa->ifa_address = addr;
	ifa->ifa_flags = IFA_F_PERMANENT;
	if (dev->flags & IFF_POINTOPOINT)
		set_mask(ifa, inet_make_mask(32));
	else
		set_mask(ifa, class_mask(addr));
	insert(in, ifa);
	return 0;
}

static int change(struct net_device *dev, struct in_ifaddr *ifa, unsigned int cmd, __be32 addr)
{
	struct in_device *in = dev->ip_ptr;

	switch (cmd) {
	case SIOCSIFBRDADDR:
		ifa->ifa_broadcast = addr;
		return 0;
	case SIOCSIFDSTADDR:
		take_out(in, ifa);
		ifa->ifa_address = addr;
		break;
	case SIOCSIFNETMASK:
		if (bad_mask(addr, 0))
			return -EINVAL;
		if (ifa->ifa_mask == addr)
			return 0;
		take_out(in, ifa);
		set_mask(ifa, addr);
		break;
	}
	ifa->ifa_next = NULL;
	insert(in, ifa);
	return 0;
}

/* ---- ioctl() ---- */

static struct in_ifaddr *by_label(struct net_device *dev, const char *label)
{
	struct in_device *in = dev->ip_ptr;
	struct in_ifaddr *ifa;

	if (in)
		in_dev_for_each_ifa_rtnl(ifa, in) if (!strcmp(ifa->ifa_label, label)) return ifa;
	return NULL;
}

static int do_ifreq(unsigned int cmd, struct ifreq *ifr, struct net_device *dev)
{
	struct sockaddr_in *sin = (struct sockaddr_in *)&ifr->ifr_addr;
	struct in_ifaddr *ifa = by_label(dev, ifr->ifr_name);
	__be32 told = sin->sin_addr.s_addr;

	if (!ifa && cmd != SIOCSIFADDR && cmd != SIOCSIFFLAGS)
		return -EADDRNOTAVAIL;
	switch (cmd) {
	case SIOCGIFADDR:
	case SIOCGIFBRDADDR:
	case SIOCGIFDSTADDR:
	case SIOCGIFNETMASK:
		memset(sin, 0, sizeof(*sin));
		sin->sin_family = AF_INET;
		sin->sin_addr.s_addr = cmd == SIOCGIFADDR      ? ifa->ifa_local
				       : cmd == SIOCGIFBRDADDR ? ifa->ifa_broadcast
				       : cmd == SIOCGIFDSTADDR ? ifa->ifa_address
							       : ifa->ifa_mask;
		return 0;
	case SIOCSIFADDR:
		if (sin->sin_family != AF_INET || ipv4_is_multicast(told) || ipv4_is_lbcast(told))
			return -EINVAL;
		if (!told && ifa) {
			take_out(dev->ip_ptr, ifa);
			kfree_rcu(ifa, rcu_head);
			return 0;
		}
		return set_address(dev, ifa, ifr->ifr_name, told);
	default:
		return change(dev, ifa, cmd, told);
	}
}

int inet_if_ioctl(unsigned int cmd, void __user *arg)
{
	bool sets = cmd == SIOCSIFADDR || cmd == SIOCSIFBRDADDR || cmd == SIOCSIFDSTADDR ||
		    cmd == SIOCSIFNETMASK;
	char name[IFNAMSIZ], *colon;
	struct net_device *dev;
	struct ifreq ifr;
	int err;

	if (copy_from_user(&ifr, arg, sizeof(ifr)))
		return -EFAULT;
	if (sets && !capable(CAP_NET_ADMIN))
		return -EPERM;
	ifr.ifr_name[IFNAMSIZ - 1] = 0;
	strscpy(name, ifr.ifr_name, IFNAMSIZ);
	colon = strchr(name, ':');
	if (colon)
		*colon = 0;
	rtnl_lock();
	dev = netdev_find(name);
	err = dev ? do_ifreq(cmd, &ifr, dev) : -ENODEV;
	rtnl_unlock();
	if (!err && !sets && copy_to_user(arg, &ifr, sizeof(ifr)))
		err = -EFAULT;
	return err;
}

/* The interfaces that have an address, as many as there is room for. */
int inet_gifconf(struct ifconf __user *arg)
{
	struct in_ifaddr *ifa;
	struct net_device *dev;
	struct ifconf conf;
	struct ifreq ifr;
	int err = 0, at = 0;

	if (copy_from_user(&conf, arg, sizeof(conf)))
		return -EFAULT;
	rtnl_lock();
	for_each_netdev(&init_net, dev)
	{
		struct in_device *in = dev->ip_ptr;
		struct sockaddr_in *sin = (struct sockaddr_in *)&ifr.ifr_addr;

		for (ifa = in ? in->ifa_list : NULL; ifa; ifa = ifa->ifa_next) {
			if (conf.ifc_buf && conf.ifc_len - at < (int)sizeof(ifr))
				goto full;
			memset(&ifr, 0, sizeof(ifr));
			strscpy(ifr.ifr_name, ifa->ifa_label, IFNAMSIZ);
			sin->sin_family = AF_INET;
			sin->sin_addr.s_addr = ifa->ifa_local;
			if (conf.ifc_buf && copy_to_user(conf.ifc_buf + at, &ifr, sizeof(ifr))) {
				err = -EFAULT;
				goto full;
			}
			at += sizeof(ifr);
		}
	}
full:
	rtnl_unlock();
	conf.ifc_len = at;
	return err ? err : copy_to_user(arg, &conf, sizeof(conf)) ? -EFAULT : 0;
}

/* ---- interfaces that come up, go down, are gone ---- */

static void came_up(struct net_device *dev)
{
	struct in_device *in = in_device_of(dev);
	struct in_ifaddr *ifa;

	if (in && dev->flags & IFF_LOOPBACK && !in->ifa_list)
		set_address(dev, NULL, dev->name, htonl(INADDR_LOOPBACK));
	else if (in)
		in_dev_for_each_ifa_rtnl(ifa, in) connect(ifa, true);
}

static void went(struct net_device *dev)
{
	struct in_device *in = dev->ip_ptr;
	struct in_ifaddr *ifa;

	while (in && (ifa = in->ifa_list) != NULL) {
		take_out(in, ifa);
		kfree_rcu(ifa, rcu_head);
	}
	rcu_assign_pointer(dev->ip_ptr, NULL);
	synchronize_net();
	kfree(in);
}

static int on_event(struct notifier_block *nb, unsigned long event, void *info)
{
	struct net_device *dev = netdev_notifier_info_to_dev(info);
	struct in_device *in = dev->ip_ptr;
	struct in_ifaddr *ifa;

	switch (event) {
	case NETDEV_UP:
		came_up(dev);
		break;
	case NETDEV_DOWN:
		ip_route_flush(dev);
		arp_flush(dev);
		break;
	case NETDEV_CHANGENAME:
		if (in)
			in_dev_for_each_ifa_rtnl(ifa, in)
			    strscpy(ifa->ifa_label, dev->name, IFNAMSIZ);
		break;
	case NETDEV_UNREGISTER:
		ip_route_flush(dev);
		arp_flush(dev);
		went(dev);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block notifier = {.notifier_call = on_event};

int __init devinet_init(void)
{
	return register_netdevice_notifier(&notifier);
}

/* ---- in text ---- */

int in4_pton(const char *src, int srclen, u8 *dst, int delim, const char **end)
{
	const char *s = src, *last = src + (srclen < 0 ? strlen(src) : srclen);
	int i;

	for (i = 0; i < 4; i++) {
		unsigned int n = 0;
		const char *digits = s;

		while (s < last && isdigit(*s) && n < 256)
			n = n * 10 + *s++ - '0';
		if (s == digits || n > 255 || (i < 3 && (s == last || *s++ != '.')))
			return 0;
		dst[i] = n;
	}
	if (s != last && *s && (delim == -1 || *s != delim))
		return 0;
	if (end)
		*end = s;
	return 1;
}
EXPORT_SYMBOL(in4_pton);

__be32 in_aton(const char *text)
{
	u32 addr = 0;
	int i;

	for (i = 0; i < 4; i++) {
		unsigned int n = 0;

		while (isdigit(*text))
			n = n * 10 + *text++ - '0';
		addr = addr << 8 | (n & 0xff);
		if (*text == '.')
			text++;
	}
	return htonl(addr);
}
EXPORT_SYMBOL(in_aton);
