/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wire: two interfaces with a wire between them, wire0 and wire1: what one sends the other gets,
 * by NAPI. Each has the ring of a card that holds eight frames: when that is full the sender is
 * stopped, and goes on when the receiver has taken some.
 *
 *	insmod wire; ifconfig wire0 10.0.0.1
 *
 * As both ends are in one machine, IP finds the way to the other end's address without the wire;
 * a program with AF_PACKET does not (arping).
 */
#include <linux/etherdevice.h>
#include <linux/module.h>
#include <linux/netdevice.h>

#define RING 8

static int drop;
module_param(drop, int, 0644);
MODULE_PARM_DESC(drop, "every so manieth frame is lost on the wire");

struct wire {
	struct net_device *other;
	struct napi_struct napi;
	struct sk_buff_head ring; /* frames that have come */
	unsigned long sent;
};

static struct net_device *ends[2];

static int wire_poll(struct napi_struct *napi, int budget)
{
	struct wire *wire = container_of(napi, struct wire, napi);
	struct net_device *dev = napi->dev;
	struct sk_buff *skb;
	int done = 0;

	while (done < budget && (skb = skb_dequeue(&wire->ring)) != NULL) {
		dev->stats.rx_packets++;
		dev->stats.rx_bytes += skb->len;
		skb->protocol = eth_type_trans(skb, dev);
		napi_gro_receive(napi, skb);
		done++;
	}
	if (netif_queue_stopped(wire->other) && skb_queue_len(&wire->ring) < RING)
		netif_wake_queue(wire->other);
	if (done < budget)
		napi_complete_done(napi, done);
	return done;
}

static netdev_tx_t wire_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct wire *wire = netdev_priv(dev), *far = netdev_priv(wire->other);

	if (skb_queue_len(&far->ring) >= RING) {
		netif_stop_queue(dev);
		return NETDEV_TX_BUSY;
	}
	dev->stats.tx_packets++;
	dev->stats.tx_bytes += skb->len;
	skb_tx_timestamp(skb);
	if (!netif_running(wire->other) || (drop && ++wire->sent % drop == 0)) {
		dev->stats.tx_dropped++;
		dev_kfree_skb(skb);
		return NETDEV_TX_OK;
	}
	skb_orphan(skb);
	skb_queue_tail(&far->ring, skb);
	if (skb_queue_len(&far->ring) == RING)
		netif_stop_queue(dev);
	napi_schedule(&far->napi);
	return NETDEV_TX_OK;
}

static int wire_open(struct net_device *dev)
{
	struct wire *wire = netdev_priv(dev);

	napi_enable(&wire->napi);
	netif_start_queue(dev);
	if (netif_running(wire->other)) {
		netif_carrier_on(dev);
		netif_carrier_on(wire->other);
	}
	return 0;
}

static int wire_stop(struct net_device *dev)
{
	struct wire *wire = netdev_priv(dev);

	netif_stop_queue(dev);
	napi_disable(&wire->napi);
	netif_carrier_off(dev);
	netif_carrier_off(wire->other);
	skb_queue_purge(&wire->ring);
	return 0;
}

static const struct net_device_ops wire_ops = {
	.ndo_open = wire_open,
	.ndo_stop = wire_stop,
	.ndo_start_xmit = wire_xmit,
	.ndo_set_mac_address = eth_mac_addr,
	.ndo_validate_addr = eth_validate_addr,
};

static void wire_drvinfo(struct net_device *dev, struct ethtool_drvinfo *info)
{
	strscpy(info->driver, KBUILD_MODNAME, sizeof(info->driver));
}

static const struct ethtool_ops wire_ethtool_ops = {
	.get_drvinfo = wire_drvinfo,
	.get_link = ethtool_op_get_link,
};

static void wire_setup(struct net_device *dev)
{
	static const u8 addr[ETH_ALEN] = {0x02, 'w', 'i', 'r', 'e', 0};

	ether_setup(dev);
	dev->priv_flags |= IFF_LIVE_ADDR_CHANGE;
	dev->netdev_ops = &wire_ops;
	dev->ethtool_ops = &wire_ethtool_ops;
	eth_hw_addr_set(dev, addr);
}

static void __exit wire_exit(void)
{
	int i;

	for (i = 0; i < 2; i++)
		if (ends[i])
			unregister_netdev(ends[i]);
	for (i = 0; i < 2; i++)
		free_netdev(ends[i]);
}

static int __init wire_init(void)
{
	int i, err = 0;

	for (i = 0; i < 2; i++) {
		ends[i] = alloc_netdev(sizeof(struct wire), "wire%d", NET_NAME_ENUM, wire_setup);
		if (!ends[i])
			goto no_memory;
	}
	for (i = 0; i < 2; i++) {
		struct wire *wire = netdev_priv(ends[i]);
		u8 addr[ETH_ALEN];

		wire->other = ends[!i];
		skb_queue_head_init(&wire->ring);
		netif_napi_add(ends[i], &wire->napi, wire_poll);
		ether_addr_copy(addr, ends[i]->dev_addr);
		addr[ETH_ALEN - 1] = '0' + i;
		eth_hw_addr_set(ends[i], addr);
		netif_carrier_off(ends[i]);
	}
	for (i = 0; i < 2; i++) {
		err = register_netdev(ends[i]);
		if (err)
			break;
	}
	if (!err)
		return 0;
	if (i)
		unregister_netdev(ends[0]);
	free_netdev(ends[0]);
	free_netdev(ends[1]);
	return err;
no_memory:
	free_netdev(ends[0]);
	return -ENOMEM;
}

MODULE_DESCRIPTION("two interfaces with a wire between them");
MODULE_LICENSE("GPL");
module_init(wire_init);
module_exit(wire_exit);
