/* SPDX-License-Identifier: GPL-2.0-only */
/* loopback: lo: what is sent comes in again. */
#include <linux/etherdevice.h>
#include <linux/if_arp.h>
#include <linux/init.h>
#include <linux/netdevice.h>

#define LOOPBACK_MTU 65536

static netdev_tx_t loopback_xmit(struct sk_buff *skb, struct net_device *dev)
{
	unsigned int len;

	skb_tx_timestamp(skb);
	skb->tstamp = 0;
	skb_orphan(skb);
	skb->protocol = eth_type_trans(skb, dev);
	skb->pkt_type = PACKET_HOST;
	len = skb->len;
	if (netif_rx(skb) == NET_RX_SUCCESS) {
		dev_lstats_add(dev, len);
	}
	return NETDEV_TX_OK;
}

static void loopback_stats(struct net_device *dev, struct rtnl_link_stats64 *stats)
{
	u64 packets, bytes;

	dev_lstats_read(dev, &packets, &bytes);
	stats->rx_packets = stats->tx_packets = packets;
	stats->rx_bytes = stats->tx_bytes = bytes;
}

static int loopback_init(struct net_device *dev)
{
	dev->lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);
	return dev->lstats ? 0 : -ENOMEM;
}

static const struct net_device_ops loopback_ops = {
    .ndo_init = loopback_init,
    .ndo_start_xmit = loopback_xmit,
    .ndo_get_stats64 = loopback_stats,
    .ndo_set_mac_address = eth_mac_addr,
};

static void __init loopback_setup(struct net_device *dev)
{
	dev->mtu = LOOPBACK_MTU;
	dev->hard_header_len = dev->min_header_len = ETH_HLEN;
	dev->addr_len = ETH_ALEN;
	dev->type = ARPHRD_LOOPBACK;
	dev->flags = IFF_LOOPBACK;
	dev->priv_flags |= IFF_LIVE_ADDR_CHANGE | IFF_NO_QUEUE;
	dev->features = NETIF_F_SG | NETIF_F_HIGHDMA | NETIF_F_LLTX | NETIF_F_LOOPBACK;
	dev->header_ops = &eth_header_ops;
	dev->netdev_ops = &loopback_ops;
}

static int __init loopback_register(void)
{
	struct net_device *dev = alloc_netdev(0, "lo", NET_NAME_PREDICTABLE, loopback_setup);
	int err;

	if (!dev)
		return -ENOMEM;
	err = register_netdev(dev);
	if (!err)
		init_net.loopback_dev = dev;
	return err;
}
device_initcall(loopback_register);
