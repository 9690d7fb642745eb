/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_ioctl: SIOCxIF: what ifconfig and its like ask and tell about interfaces (netdevice(7)).
 * Addresses of IPv4 are devinet.c's matter. All in struct ifreq, but for SIOCGIFCONF.
 */
#include <linux/capability.h>
#include <linux/etherdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <linux/uaccess.h>

#include "dev_private.h"

/* What only looks. */
static int look(struct net_device *dev, struct ifreq *ifr, unsigned int cmd)
{
	switch (cmd) {
	case SIOCGIFFLAGS:
		ifr->ifr_flags = (short)dev_get_flags(dev);
		return 0;
	case SIOCGIFMETRIC:
		ifr->ifr_metric = 0;
		return 0;
	case SIOCGIFMTU:
		ifr->ifr_mtu = dev->mtu;
		return 0;
	case SIOCGIFHWADDR:
		memset(ifr->ifr_hwaddr.sa_data, 0, sizeof(ifr->ifr_hwaddr.sa_data));
		memcpy(ifr->ifr_hwaddr.sa_data, dev->dev_addr,
		       min_t(size_t, sizeof(ifr->ifr_hwaddr.sa_data), dev->addr_len));
		ifr->ifr_hwaddr.sa_family = dev->type;
		return 0;
	case SIOCGIFMAP:
		memset(&ifr->ifr_map, 0, sizeof(ifr->ifr_map));
		ifr->ifr_map.mem_start = dev->mem_start;
		ifr->ifr_map.mem_end = dev->mem_end;
		ifr->ifr_map.base_addr = dev->base_addr;
		ifr->ifr_map.irq = dev->irq;
		ifr->ifr_map.dma = dev->dma;
		ifr->ifr_map.port = dev->if_port;
		return 0;
	case SIOCGIFINDEX:
		ifr->ifr_ifindex = dev->ifindex;
		return 0;
	case SIOCGIFTXQLEN:
		ifr->ifr_qlen = dev->tx_queue_len;
		return 0;
	}
	return -ENOTTY;
}

/* The driver's own. */
static int ask_driver(struct net_device *dev, struct ifreq *ifr, void __user *data,
		      unsigned int cmd)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	bool private = cmd >= SIOCDEVPRIVATE && cmd <= SIOCDEVPRIVATE + 15;

	if (!netif_device_present(dev))
		return -ENODEV;
	if (private && ops && ops->ndo_siocdevprivate)
		return ops->ndo_siocdevprivate(dev, ifr, data, cmd);
	if (!private && ops && ops->ndo_eth_ioctl)
		return ops->ndo_eth_ioctl(dev, ifr, cmd);
	if (ops && ops->ndo_do_ioctl)
		return ops->ndo_do_ioctl(dev, ifr, cmd);
	return !ops && dev->do_ioctl ? dev->do_ioctl(dev, ifr, cmd) : -EOPNOTSUPP;
}

static int set_config(struct net_device *dev, struct ifmap *map)
{
	const struct net_device_ops *ops = dev->netdev_ops;

	if (!netif_device_present(dev))
		return -ENODEV;
	if (ops && ops->ndo_set_config)
		return ops->ndo_set_config(dev, map);
	return !ops && dev->set_config ? dev->set_config(dev, map) : -EOPNOTSUPP;
}

static int change(struct net_device *dev, struct ifreq *ifr, void __user *data, unsigned int cmd)
{
	const u8 *addr = (const u8 *)ifr->ifr_hwaddr.sa_data;

	switch (cmd) {
	case SIOCSIFFLAGS:
		return netdev_change_flags(dev, (u16)ifr->ifr_flags);
	case SIOCSIFMETRIC:
		return -EOPNOTSUPP;
	case SIOCSIFMTU:
		return dev_set_mtu(dev, ifr->ifr_mtu);
	case SIOCSIFHWADDR:
		return dev->addr_len > sizeof(ifr->ifr_hwaddr.sa_data)
			   ? -EINVAL
			   : netdev_set_mac_address(dev, &ifr->ifr_hwaddr);
	case SIOCSIFHWBROADCAST:
		if (ifr->ifr_hwaddr.sa_family != dev->type)
			return -EINVAL;
		memcpy(dev->broadcast, addr, min_t(size_t, 14, dev->addr_len));
		return 0;
	case SIOCSIFMAP:
		return set_config(dev, &ifr->ifr_map);
	case SIOCADDMULTI:
	case SIOCDELMULTI:
		if (ifr->ifr_hwaddr.sa_family != 0 || dev->addr_len > 14)
			return -EINVAL;
		return cmd == SIOCADDMULTI ? dev_mc_add(dev, addr) : dev_mc_del(dev, addr);
	case SIOCSIFTXQLEN:
		if (ifr->ifr_qlen < 0)
			return -EINVAL;
		dev->tx_queue_len = ifr->ifr_qlen;
		return 0;
	case SIOCSIFNAME:
		ifr->ifr_newname[IFNAMSIZ - 1] = 0;
		return dev_change_name(dev, ifr->ifr_newname);
	case SIOCETHTOOL:
		return dev_ethtool(dev, ifr->ifr_data);
	default:
		return ask_driver(dev, ifr, data, cmd);
	}
}

static bool only_looks(unsigned int cmd)
{
	return cmd == SIOCGIFFLAGS || cmd == SIOCGIFMETRIC || cmd == SIOCGIFMTU ||
	       cmd == SIOCGIFHWADDR || cmd == SIOCGIFMAP || cmd == SIOCGIFINDEX ||
	       cmd == SIOCGIFTXQLEN;
}

static bool changes(unsigned int cmd)
{
	switch (cmd) {
	case SIOCSIFFLAGS:
	case SIOCSIFMETRIC:
	case SIOCSIFMTU:
	case SIOCSIFHWADDR:
	case SIOCSIFHWBROADCAST:
	case SIOCSIFMAP:
	case SIOCADDMULTI:
	case SIOCDELMULTI:
	case SIOCSIFTXQLEN:
	case SIOCSIFNAME:
	case SIOCGMIIPHY:
	case SIOCGMIIREG:
	case SIOCSMIIREG:
	case SIOCSHWTSTAMP:
	case SIOCGHWTSTAMP:
	case SIOCETHTOOL:
		return true;
	}
	return cmd >= SIOCDEVPRIVATE && cmd <= SIOCDEVPRIVATE + 15;
}

/* By number its name. */
static int get_name(struct ifreq __user *arg)
{
	struct net_device *dev;
	struct ifreq ifr;

	if (copy_from_user(&ifr, arg, sizeof(ifr)))
		return -EFAULT;
	rcu_read_lock();
	dev = netdev_find_index(ifr.ifr_ifindex);
	if (dev)
		strscpy(ifr.ifr_name, dev->name, IFNAMSIZ);
	rcu_read_unlock();
	if (!dev)
		return -ENODEV;
	return copy_to_user(arg, &ifr, sizeof(ifr)) ? -EFAULT : 0;
}

int dev_ioctl(unsigned int cmd, void __user *arg)
{
	struct net_device *dev;
	struct ifreq ifr;
	char *colon;
	int err;

	if (cmd == SIOCGIFNAME)
		return get_name(arg);
	if (!only_looks(cmd) && !changes(cmd))
		return -ENOIOCTLCMD;
	if (copy_from_user(&ifr, arg, sizeof(ifr)))
		return -EFAULT;
	ifr.ifr_name[IFNAMSIZ - 1] = 0;
	colon = strchr(ifr.ifr_name, ':'); /* an alias's name: its interface is meant */
	if (colon)
		*colon = 0;
	if (changes(cmd) && cmd != SIOCETHTOOL && cmd != SIOCGMIIPHY && cmd != SIOCGMIIREG &&
	    !capable(CAP_NET_ADMIN))
		return -EPERM;
	rtnl_lock();
	dev = netdev_find(ifr.ifr_name);
	err = !dev		? -ENODEV
	      : only_looks(cmd) ? look(dev, &ifr, cmd)
				: change(dev, &ifr, ifr.ifr_data, cmd);
	rtnl_unlock();
	if (colon)
		*colon = ':';
	if (!err && copy_to_user(arg, &ifr, sizeof(ifr)))
		err = -EFAULT;
	return err;
}
