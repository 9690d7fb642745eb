/* SPDX-License-Identifier: GPL-2.0-only */
/* net_sysfs: /sys/class/net/NAME, with statistics/. */
#include <linux/device.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "dev_private.h"

#define NET_ATTR(name, format, ...)                                                                \
	static ssize_t name##_show(struct device *d, struct device_attribute *attr, char *buf)     \
	{                                                                                          \
		struct net_device *dev = to_net_dev(d);                                            \
		return sprintf(buf, format "\n", __VA_ARGS__);                                     \
	}

NET_ATTR(addr_assign_type, "%u", dev->addr_assign_type)
NET_ATTR(addr_len, "%u", dev->addr_len)
NET_ATTR(address, "%*phC", dev->addr_len, dev->dev_addr)
NET_ATTR(broadcast, "%*phC", dev->addr_len, dev->broadcast)
NET_ATTR(dev_id, "0x%x", dev->dev_id)
NET_ATTR(flags, "0x%x", dev->flags)
NET_ATTR(ifindex, "%d", dev->ifindex)
NET_ATTR(iflink, "%d", dev->ifindex)
NET_ATTR(link_mode, "%u", dev->link_mode)
NET_ATTR(mtu, "%u", dev->mtu)
NET_ATTR(tx_queue_len, "%u", dev->tx_queue_len)
NET_ATTR(type, "%u", dev->type)
NET_ATTR(dormant, "%d", netif_dormant(dev))

static ssize_t operstate_show(struct device *d, struct device_attribute *attr, char *buf)
{
	static const char *const names[] = {"unknown", "notpresent", "down", "lowerlayerdown",
					    "testing", "dormant",    "up"};
	const struct net_device *dev = to_net_dev(d);

	return sprintf(buf, "%s\n", netif_running(dev) ? names[dev->operstate] : "down");
}

static ssize_t carrier_show(struct device *d, struct device_attribute *attr, char *buf)
{
	const struct net_device *dev = to_net_dev(d);

	return netif_running(dev) ? sprintf(buf, "%d\n", netif_carrier_ok(dev)) : -EINVAL;
}

static ssize_t store_number(struct device *d, const char *buf, size_t count,
			    int (*set)(struct net_device *dev, unsigned int value))
{
	unsigned int value;
	int err = kstrtouint(buf, 0, &value);

	if (err)
		return err;
	rtnl_lock();
	err = set(to_net_dev(d), value);
	rtnl_unlock();
	return err ? err : count;
}

static int set_mtu(struct net_device *dev, unsigned int value)
{
	return dev_set_mtu(dev, value);
}

static int set_queue_len(struct net_device *dev, unsigned int value)
{
	dev->tx_queue_len = value;
	return 0;
}

static int set_flags(struct net_device *dev, unsigned int value)
{
	return netdev_change_flags(dev, value);
}

static int set_carrier(struct net_device *dev, unsigned int value)
{
	if (!dev->netdev_ops || !dev->netdev_ops->ndo_change_carrier)
		return -EOPNOTSUPP;
	return dev->netdev_ops->ndo_change_carrier(dev, value);
}

#define NET_STORE(name, set)                                                                       \
	static ssize_t name##_store(struct device *d, struct device_attribute *attr,               \
				    const char *buf, size_t count)                                 \
	{                                                                                          \
		return store_number(d, buf, count, set);                                           \
	}
NET_STORE(mtu, set_mtu)
NET_STORE(tx_queue_len, set_queue_len)
NET_STORE(flags, set_flags)
NET_STORE(carrier, set_carrier)

static DEVICE_ATTR_RO(addr_assign_type);
static DEVICE_ATTR_RO(addr_len);
static DEVICE_ATTR_RO(address);
static DEVICE_ATTR_RO(broadcast);
static DEVICE_ATTR_RW(carrier);
static DEVICE_ATTR_RO(dev_id);
static DEVICE_ATTR_RO(dormant);
static DEVICE_ATTR_RW(flags);
static DEVICE_ATTR_RO(ifindex);
static DEVICE_ATTR_RO(iflink);
static DEVICE_ATTR_RO(link_mode);
static DEVICE_ATTR_RW(mtu);
static DEVICE_ATTR_RO(operstate);
static DEVICE_ATTR_RW(tx_queue_len);
static DEVICE_ATTR_RO(type);

static struct attribute *net_attrs[] = {&dev_attr_addr_assign_type.attr,
					&dev_attr_addr_len.attr,
					&dev_attr_address.attr,
					&dev_attr_broadcast.attr,
					&dev_attr_carrier.attr,
					&dev_attr_dev_id.attr,
					&dev_attr_dormant.attr,
					&dev_attr_flags.attr,
					&dev_attr_ifindex.attr,
					&dev_attr_iflink.attr,
					&dev_attr_link_mode.attr,
					&dev_attr_mtu.attr,
					&dev_attr_operstate.attr,
					&dev_attr_tx_queue_len.attr,
					&dev_attr_type.attr,
					NULL};
static const struct attribute_group net_group = {.attrs = net_attrs};

/* ---- statistics/ ---- */

static ssize_t show_stat(struct device *d, char *buf, size_t off)
{
	struct rtnl_link_stats64 stats;

	dev_get_stats(to_net_dev(d), &stats);
	return sprintf(buf, "%llu\n", *(u64 *)((char *)&stats + off));
}

#define NET_STAT(name)                                                                             \
	static ssize_t name##_show(struct device *d, struct device_attribute *attr, char *buf)     \
	{                                                                                          \
		return show_stat(d, buf, offsetof(struct rtnl_link_stats64, name));                \
	}                                                                                          \
	static DEVICE_ATTR_RO(name)

NET_STAT(rx_packets);
NET_STAT(tx_packets);
NET_STAT(rx_bytes);
NET_STAT(tx_bytes);
NET_STAT(rx_errors);
NET_STAT(tx_errors);
NET_STAT(rx_dropped);
NET_STAT(tx_dropped);
NET_STAT(multicast);
NET_STAT(collisions);
NET_STAT(rx_length_errors);
NET_STAT(rx_over_errors);
NET_STAT(rx_crc_errors);
NET_STAT(rx_frame_errors);
NET_STAT(rx_fifo_errors);
NET_STAT(rx_missed_errors);
NET_STAT(tx_aborted_errors);
NET_STAT(tx_carrier_errors);
NET_STAT(tx_fifo_errors);
NET_STAT(tx_heartbeat_errors);
NET_STAT(tx_window_errors);
NET_STAT(rx_compressed);
NET_STAT(tx_compressed);
NET_STAT(rx_nohandler);

static struct attribute *stat_attrs[] = {&dev_attr_rx_packets.attr,
					 &dev_attr_tx_packets.attr,
					 &dev_attr_rx_bytes.attr,
					 &dev_attr_tx_bytes.attr,
					 &dev_attr_rx_errors.attr,
					 &dev_attr_tx_errors.attr,
					 &dev_attr_rx_dropped.attr,
					 &dev_attr_tx_dropped.attr,
					 &dev_attr_multicast.attr,
					 &dev_attr_collisions.attr,
					 &dev_attr_rx_length_errors.attr,
					 &dev_attr_rx_over_errors.attr,
					 &dev_attr_rx_crc_errors.attr,
					 &dev_attr_rx_frame_errors.attr,
					 &dev_attr_rx_fifo_errors.attr,
					 &dev_attr_rx_missed_errors.attr,
					 &dev_attr_tx_aborted_errors.attr,
					 &dev_attr_tx_carrier_errors.attr,
					 &dev_attr_tx_fifo_errors.attr,
					 &dev_attr_tx_heartbeat_errors.attr,
					 &dev_attr_tx_window_errors.attr,
					 &dev_attr_rx_compressed.attr,
					 &dev_attr_tx_compressed.attr,
					 &dev_attr_rx_nohandler.attr,
					 NULL};
static const struct attribute_group stat_group = {.name = "statistics", .attrs = stat_attrs};

/* ---- the class ---- */

static int net_uevent(struct device *d, struct kobj_uevent_env *env)
{
	const struct net_device *dev = to_net_dev(d);
	int err = add_uevent_var(env, "INTERFACE=%s", dev->name);

	return err ? err : add_uevent_var(env, "IFINDEX=%d", dev->ifindex);
}

static void net_release(struct device *d)
{
	kvfree(to_net_dev(d));
}

static struct class net_class = {
    .name = "net", .dev_uevent = net_uevent, .dev_release = net_release};

int netdev_sysfs_add(struct net_device *dev)
{
	struct device *d = &dev->dev;
	int i = 0;

	device_initialize(d);
	d->class = &net_class;
	while (dev->sysfs_groups[i])
		i++;
	dev->sysfs_groups[i++] = &net_group;
	if (i < (int)ARRAY_SIZE(dev->sysfs_groups) - 1)
		dev->sysfs_groups[i] = &stat_group;
	d->groups = dev->sysfs_groups;
	dev_set_name(d, "%s", dev->name);
	return device_add(d);
}

int __init netdev_class_init(void)
{
	return class_register(&net_class);
}
