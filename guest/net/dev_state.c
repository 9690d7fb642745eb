/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_state: what can be changed of an interface: flags, MTU, addresses, carrier; and what it
 * has counted. All but the carrier with rtnl_lock().
 */
#include <linux/etherdevice.h>
#include <linux/export.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "dev_private.h"

/* ---- carrier ---- */

static void set_operstate(struct net_device *dev)
{
	if (dev->flags & IFF_LOOPBACK ||
	    (dev->operstate == IF_OPER_UNKNOWN && netif_running(dev) && netif_carrier_ok(dev)))
		dev->operstate = IF_OPER_UNKNOWN;
	else
		dev->operstate =
		    netif_running(dev) && netif_carrier_ok(dev) ? IF_OPER_UP : IF_OPER_DOWN;
}

void netdev_state_change(struct net_device *dev)
{
	set_operstate(dev);
	if (dev->flags & IFF_UP)
		call_netdevice_notifiers(NETDEV_CHANGE, dev);
}
EXPORT_SYMBOL(netdev_state_change);

static void linkwatch(struct work_struct *work)
{
	struct net_device *dev = container_of(work, struct net_device, linkwatch);

	rtnl_lock();
	clear_bit(__LINK_STATE_LINKWATCH_PENDING, &dev->state);
	if (dev->operstate == IF_OPER_UNKNOWN)
		dev->operstate = IF_OPER_DOWN;
	netdev_state_change(dev);
	rtnl_unlock();
	dev_put(dev);
}

/* In any context; who wants to know hears of it in one that sleeps. */
static void carrier_changed(struct net_device *dev)
{
	if (dev->reg_state != NETREG_REGISTERED ||
	    test_and_set_bit(__LINK_STATE_LINKWATCH_PENDING, &dev->state))
		return;
	dev_hold(dev);
	INIT_WORK(&dev->linkwatch, linkwatch);
	schedule_work(&dev->linkwatch);
}

void netif_carrier_on(struct net_device *dev)
{
	if (!test_and_clear_bit(__LINK_STATE_NOCARRIER, &dev->state))
		return;
	carrier_changed(dev);
	if (netif_running(dev))
		netdev_activate(dev);
}
EXPORT_SYMBOL(netif_carrier_on);

void netif_carrier_off(struct net_device *dev)
{
	if (!test_and_set_bit(__LINK_STATE_NOCARRIER, &dev->state))
		carrier_changed(dev);
}
EXPORT_SYMBOL(netif_carrier_off);

void netif_device_detach(struct net_device *dev)
{
	if (test_and_clear_bit(__LINK_STATE_PRESENT, &dev->state) && netif_running(dev))
		netif_stop_queue(dev);
}
EXPORT_SYMBOL(netif_device_detach);

void netif_device_attach(struct net_device *dev)
{
	if (test_and_set_bit(__LINK_STATE_PRESENT, &dev->state) || !netif_running(dev))
		return;
	netif_wake_queue(dev);
	netdev_activate(dev);
}
EXPORT_SYMBOL(netif_device_attach);

void netdev_notify_peers(struct net_device *dev)
{
	rtnl_lock();
	call_netdevice_notifiers(NETDEV_NOTIFY_PEERS, dev);
	rtnl_unlock();
}
EXPORT_SYMBOL(netdev_notify_peers);

/* ---- flags ---- */

#define KEPT_FLAGS (IFF_PROMISC | IFF_ALLMULTI)
#define CHANGEABLE_FLAGS                                                                           \
	(IFF_DEBUG | IFF_NOTRAILERS | IFF_NOARP | IFF_DYNAMIC | IFF_MULTICAST | IFF_PORTSEL |      \
	 IFF_AUTOMEDIA)

unsigned int dev_get_flags(const struct net_device *dev)
{
	unsigned int flags = dev->flags & ~(KEPT_FLAGS | IFF_RUNNING | IFF_LOWER_UP | IFF_DORMANT);

	flags |= dev->gflags & KEPT_FLAGS;
	if (netif_running(dev)) {
		if (netif_oper_up(dev))
			flags |= IFF_RUNNING;
		if (netif_carrier_ok(dev))
			flags |= IFF_LOWER_UP;
	}
	return flags;
}
EXPORT_SYMBOL(dev_get_flags);

static void call_rx_mode(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;

	if (ops && ops->ndo_set_rx_mode)
		ops->ndo_set_rx_mode(dev);
	else if (ops && ops->ndo_set_multicast_list)
		ops->ndo_set_multicast_list(dev);
	else if (dev->set_multicast_list)
		dev->set_multicast_list(dev);
}

void dev_set_rx_mode(struct net_device *dev)
{
	if (!(dev->flags & IFF_UP) || !netif_device_present(dev))
		return;
	spin_lock_bh(&dev->addr_list_lock);
	call_rx_mode(dev);
	spin_unlock_bh(&dev->addr_list_lock);
}
EXPORT_SYMBOL(dev_set_rx_mode);

static int change_count(struct net_device *dev, unsigned int *count, unsigned int flag, int inc)
{
	unsigned int old = dev->flags;

	ASSERT_RTNL();
	if ((int)*count + inc < 0)
		return -EOVERFLOW;
	*count += inc;
	dev->flags = *count ? dev->flags | flag : dev->flags & ~flag;
	if (dev->flags == old)
		return 0;
	if (flag == IFF_PROMISC)
		netdev_info(dev, "%s promiscuous mode\n", *count ? "entered" : "left");
	if (dev->netdev_ops && dev->netdev_ops->ndo_change_rx_flags && dev->flags & IFF_UP)
		dev->netdev_ops->ndo_change_rx_flags(dev, flag);
	dev_set_rx_mode(dev);
	return 0;
}

int dev_set_promiscuity(struct net_device *dev, int inc)
{
	return change_count(dev, &dev->promiscuity, IFF_PROMISC, inc);
}
EXPORT_SYMBOL(dev_set_promiscuity);

int dev_set_allmulti(struct net_device *dev, int inc)
{
	return change_count(dev, &dev->allmulti, IFF_ALLMULTI, inc);
}
EXPORT_SYMBOL(dev_set_allmulti);

int netdev_change_flags(struct net_device *dev, unsigned int flags)
{
	unsigned int old = dev->flags;
	int err = 0;

	ASSERT_RTNL();
	dev->flags = (flags & CHANGEABLE_FLAGS) | (dev->flags & ~CHANGEABLE_FLAGS);
	if ((old ^ flags) & IFF_MULTICAST)
		dev_set_rx_mode(dev);
	if ((old ^ flags) & IFF_UP)
		err = flags & IFF_UP ? netdev_open(dev) : netdev_close(dev);
	if ((flags ^ dev->gflags) & IFF_PROMISC) {
		dev->gflags ^= IFF_PROMISC;
		dev_set_promiscuity(dev, flags & IFF_PROMISC ? 1 : -1);
	}
	if ((flags ^ dev->gflags) & IFF_ALLMULTI) {
		dev->gflags ^= IFF_ALLMULTI;
		dev_set_allmulti(dev, flags & IFF_ALLMULTI ? 1 : -1);
	}
	return err;
}
EXPORT_SYMBOL(netdev_change_flags);

/* ---- MTU and addresses ---- */

int dev_set_mtu(struct net_device *dev, int mtu)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	int err = 0;

	ASSERT_RTNL();
	if (mtu == (int)dev->mtu)
		return 0;
	if (mtu < 0 ||
	    (ops && (mtu < (int)dev->min_mtu || (dev->max_mtu && mtu > (int)dev->max_mtu))))
		return -EINVAL;
	if (!netif_device_present(dev))
		return -ENODEV;
	if (ops && ops->ndo_change_mtu)
		err = ops->ndo_change_mtu(dev, mtu);
	else if (!ops && dev->change_mtu)
		err = dev->change_mtu(dev, mtu);
	else
		dev->mtu = mtu;
	if (!err)
		call_netdevice_notifiers(NETDEV_CHANGEMTU, dev);
	return err;
}
EXPORT_SYMBOL(dev_set_mtu);

int netdev_set_mac_address(struct net_device *dev, struct sockaddr *addr)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	int err;

	ASSERT_RTNL();
	if (!(ops && ops->ndo_set_mac_address) && !dev->set_mac_address)
		return -EOPNOTSUPP;
	if (addr->sa_family != dev->type)
		return -EINVAL;
	if (!netif_device_present(dev))
		return -ENODEV;
	err = ops && ops->ndo_set_mac_address ? ops->ndo_set_mac_address(dev, addr)
					      : dev->set_mac_address(dev, addr);
	if (err)
		return err;
	dev->addr_assign_type = NET_ADDR_SET;
	call_netdevice_notifiers(NETDEV_CHANGEADDR, dev);
	return 0;
}
EXPORT_SYMBOL(netdev_set_mac_address);

void dev_addr_mod(struct net_device *dev, unsigned int off, const void *addr, size_t len)
{
	if (!WARN_ON(off + len > MAX_ADDR_LEN))
		memcpy(&dev->__dev_addr_2_6[off], addr, len);
}
EXPORT_SYMBOL(dev_addr_mod);

static int add_address(struct net_device *dev, struct netdev_hw_addr_list *list,
		       const unsigned char *addr)
{
	struct netdev_hw_addr *entry, *new = kzalloc(sizeof(*new), GFP_ATOMIC);

	if (!new)
		return -ENOMEM;
	spin_lock_bh(&dev->addr_list_lock);
	list_for_each_entry (entry, &list->list, list) {
		if (!memcmp(entry->addr, addr, dev->addr_len)) {
			entry->refcount++;
			kfree(new);
			new = NULL;
			break;
		}
	}
	if (new) {
		memcpy(new->addr, addr, dev->addr_len);
		new->refcount = 1;
		list_add_tail(&new->list, &list->list);
		list->count++;
		if (dev->flags & IFF_UP && netif_device_present(dev))
			call_rx_mode(dev);
	}
	spin_unlock_bh(&dev->addr_list_lock);
	return 0;
}

static int del_address(struct net_device *dev, struct netdev_hw_addr_list *list,
		       const unsigned char *addr)
{
	struct netdev_hw_addr *entry;
	int err = -ENOENT;

	spin_lock_bh(&dev->addr_list_lock);
	list_for_each_entry (entry, &list->list, list) {
		if (memcmp(entry->addr, addr, dev->addr_len))
			continue;
		err = 0;
		if (--entry->refcount)
			break;
		list_del(&entry->list);
		list->count--;
		kfree(entry);
		if (dev->flags & IFF_UP && netif_device_present(dev))
			call_rx_mode(dev);
		break;
	}
	spin_unlock_bh(&dev->addr_list_lock);
	return err;
}

int dev_mc_add(struct net_device *dev, const unsigned char *addr)
{
	return add_address(dev, &dev->mc, addr);
}
EXPORT_SYMBOL(dev_mc_add);

int dev_mc_del(struct net_device *dev, const unsigned char *addr)
{
	return del_address(dev, &dev->mc, addr);
}
EXPORT_SYMBOL(dev_mc_del);

int dev_uc_add(struct net_device *dev, const unsigned char *addr)
{
	return add_address(dev, &dev->uc, addr);
}
EXPORT_SYMBOL(dev_uc_add);

int dev_uc_del(struct net_device *dev, const unsigned char *addr)
{
	return del_address(dev, &dev->uc, addr);
}
EXPORT_SYMBOL(dev_uc_del);

void netdev_flush_addresses(struct net_device *dev)
{
	struct netdev_hw_addr *entry, *next;

	list_for_each_entry_safe (entry, next, &dev->uc.list, list)
		kfree(entry);
	list_for_each_entry_safe (entry, next, &dev->mc.list, list)
		kfree(entry);
	INIT_LIST_HEAD(&dev->uc.list);
	INIT_LIST_HEAD(&dev->mc.list);
	dev->uc.count = dev->mc.count = 0;
}

/* ---- what it has counted ---- */

void netdev_stats_to_stats64(struct rtnl_link_stats64 *to, const struct net_device_stats *from)
{
	const unsigned long *n = (const unsigned long *)from;
	u64 *wide = (u64 *)to;
	unsigned int i;

	memset(to, 0, sizeof(*to));
	for (i = 0; i < sizeof(*from) / sizeof(*n); i++)
		wide[i] = n[i];
}
EXPORT_SYMBOL(netdev_stats_to_stats64);

struct rtnl_link_stats64 *dev_get_stats(struct net_device *dev, struct rtnl_link_stats64 *s)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	struct net_device_stats *old = &dev->stats;

	if (ops && ops->ndo_get_stats64) {
		memset(s, 0, sizeof(*s));
		ops->ndo_get_stats64(dev, s);
	} else {
		if (ops && ops->ndo_get_stats)
			old = ops->ndo_get_stats(dev);
		else if (!ops && dev->get_stats)
			old = dev->get_stats(dev);
		if (old)
			netdev_stats_to_stats64(s, old);
		else
			memset(s, 0, sizeof(*s));
	}
	s->rx_dropped += atomic_long_read(&dev->rx_dropped);
	s->tx_dropped += atomic_long_read(&dev->tx_dropped);
	s->rx_nohandler += atomic_long_read(&dev->rx_nohandler);
	return s;
}
EXPORT_SYMBOL(dev_get_stats);

void dev_lstats_read(struct net_device *dev, u64 *packets, u64 *bytes)
{
	int cpu;

	*packets = *bytes = 0;
	for_each_possible_cpu(cpu)
	{
		const struct pcpu_lstats *stats = per_cpu_ptr(dev->lstats, cpu);

		*packets += u64_stats_read(&stats->packets);
		*bytes += u64_stats_read(&stats->bytes);
	}
}
EXPORT_SYMBOL(dev_lstats_read);

void dev_lstats_add(struct net_device *dev, unsigned int len)
{
	struct pcpu_lstats *stats = get_cpu_ptr(dev->lstats);

	u64_stats_inc(&stats->packets);
	u64_stats_add(&stats->bytes, len);
	put_cpu_ptr(dev->lstats);
}
EXPORT_SYMBOL(dev_lstats_add);

void dev_sw_netstats_rx_add(struct net_device *dev, unsigned int len)
{
	struct pcpu_sw_netstats *stats = get_cpu_ptr(dev->tstats);

	u64_stats_inc(&stats->rx_packets);
	u64_stats_add(&stats->rx_bytes, len);
	put_cpu_ptr(dev->tstats);
}
EXPORT_SYMBOL(dev_sw_netstats_rx_add);

void dev_sw_netstats_tx_add(struct net_device *dev, unsigned int packets, unsigned int len)
{
	struct pcpu_sw_netstats *stats = get_cpu_ptr(dev->tstats);

	u64_stats_add(&stats->tx_packets, packets);
	u64_stats_add(&stats->tx_bytes, len);
	put_cpu_ptr(dev->tstats);
}
EXPORT_SYMBOL(dev_sw_netstats_tx_add);

void dev_get_tstats64(struct net_device *dev, struct rtnl_link_stats64 *s)
{
	int cpu;

	netdev_stats_to_stats64(s, &dev->stats);
	for_each_possible_cpu(cpu)
	{
		const struct pcpu_sw_netstats *stats = per_cpu_ptr(dev->tstats, cpu);

		s->rx_packets += u64_stats_read(&stats->rx_packets);
		s->rx_bytes += u64_stats_read(&stats->rx_bytes);
		s->tx_packets += u64_stats_read(&stats->tx_packets);
		s->tx_bytes += u64_stats_read(&stats->tx_bytes);
	}
}
EXPORT_SYMBOL(dev_get_tstats64);
