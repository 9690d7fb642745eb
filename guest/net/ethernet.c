/* SPDX-License-Identifier: GPL-2.0-only */
/* ethernet: what all interfaces with Ethernet's frames have in common (IEEE 802.3, RFC 894). */
#include <linux/etherdevice.h>
#include <linux/export.h>
#include <linux/if_arp.h>
#include <linux/netdevice.h>
#include <linux/slab.h>

int eth_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, const void *daddr,
	       const void *saddr, unsigned int len)
{
	struct ethhdr *eth = skb_push(skb, ETH_HLEN);

	eth->h_proto = htons(type == ETH_P_802_3 || type == ETH_P_802_2 ? len : type);
	memcpy(eth->h_source, saddr ? saddr : dev->dev_addr, ETH_ALEN);
	if (daddr)
		memcpy(eth->h_dest, daddr, ETH_ALEN);
	else if (dev->flags & (IFF_LOOPBACK | IFF_NOARP))
		eth_zero_addr(eth->h_dest);
	else
		return -ETH_HLEN;
	return ETH_HLEN;
}
EXPORT_SYMBOL(eth_header);

int eth_header_parse(const struct sk_buff *skb, unsigned char *haddr)
{
	memcpy(haddr, eth_hdr(skb)->h_source, ETH_ALEN);
	return ETH_ALEN;
}
EXPORT_SYMBOL(eth_header_parse);

static __be16 parse_protocol(const struct sk_buff *skb)
{
	return eth_hdr(skb)->h_proto;
}

const struct header_ops eth_header_ops = {
    .create = eth_header, .parse = eth_header_parse, .parse_protocol = parse_protocol};
EXPORT_SYMBOL(eth_header_ops);

static unsigned int whom_to(const struct ethhdr *eth, const struct net_device *dev)
{
	if (is_multicast_ether_addr(eth->h_dest))
		return ether_addr_equal(eth->h_dest, dev->broadcast) ? PACKET_BROADCAST
								     : PACKET_MULTICAST;
	return ether_addr_equal(eth->h_dest, dev->dev_addr) ? PACKET_HOST : PACKET_OTHERHOST;
}

__be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev)
{
	const struct ethhdr *eth = (const struct ethhdr *)skb->data;

	skb->dev = dev;
	skb_reset_mac_header(skb);
	if (skb->len < ETH_HLEN) {
		skb->pkt_type = PACKET_OTHERHOST;
		return htons(ETH_P_802_2);
	}
	skb_pull(skb, ETH_HLEN);
	skb->pkt_type = whom_to(eth, dev);
	if (eth_proto_is_802_3(eth->h_proto))
		return eth->h_proto;
	/* below 1536 it is a length: 802.2's LLC follows, or Novell's IPX without one */
	if (skb->len >= 2 && *(const u16 *)skb->data == 0xffff)
		return htons(ETH_P_802_3);
	return htons(ETH_P_802_2);
}
EXPORT_SYMBOL(eth_type_trans);

u32 eth_get_headlen(const struct net_device *dev, const void *data, u32 len)
{
	return min_t(u32, len, ETH_HLEN + 60 + 60); /* with the longest headers of IP and TCP */
}
EXPORT_SYMBOL(eth_get_headlen);

int eth_prepare_mac_addr_change(struct net_device *dev, void *addr)
{
	const struct sockaddr *sa = addr;

	if (!(dev->priv_flags & IFF_LIVE_ADDR_CHANGE) && netif_running(dev))
		return -EBUSY;
	return is_valid_ether_addr((const u8 *)sa->sa_data) ? 0 : -EADDRNOTAVAIL;
}
EXPORT_SYMBOL(eth_prepare_mac_addr_change);

void eth_commit_mac_addr_change(struct net_device *dev, void *addr)
{
	eth_hw_addr_set(dev, (const u8 *)((const struct sockaddr *)addr)->sa_data);
}
EXPORT_SYMBOL(eth_commit_mac_addr_change);

int eth_mac_addr(struct net_device *dev, void *addr)
{
	int err = eth_prepare_mac_addr_change(dev, addr);

	if (!err)
		eth_commit_mac_addr_change(dev, addr);
	return err;
}
EXPORT_SYMBOL(eth_mac_addr);

int eth_validate_addr(struct net_device *dev)
{
	return is_valid_ether_addr(dev->dev_addr) ? 0 : -EADDRNOTAVAIL;
}
EXPORT_SYMBOL(eth_validate_addr);

int eth_change_mtu(struct net_device *dev, int mtu)
{
	if (mtu < ETH_MIN_MTU || mtu > ETH_DATA_LEN)
		return -EINVAL;
	dev->mtu = mtu;
	return 0;
}
EXPORT_SYMBOL(eth_change_mtu);

int eth_platform_get_mac_address(struct device *dev, u8 *addr)
{
	return -ENODEV;
}
EXPORT_SYMBOL(eth_platform_get_mac_address);

void ether_setup(struct net_device *dev)
{
	dev->header_ops = &eth_header_ops;
	dev->type = ARPHRD_ETHER;
	dev->hard_header_len = dev->min_header_len = ETH_HLEN;
	dev->mtu = dev->max_mtu = ETH_DATA_LEN;
	dev->min_mtu = ETH_MIN_MTU;
	dev->addr_len = ETH_ALEN;
	dev->tx_queue_len = 1000;
	dev->flags = IFF_BROADCAST | IFF_MULTICAST;
	dev->priv_flags |= IFF_TX_SKB_SHARING;
	/* what a driver of 2.6 need not set */
	dev->set_mac_address = eth_mac_addr;
	dev->change_mtu = eth_change_mtu;
	eth_broadcast_addr(dev->broadcast);
}
EXPORT_SYMBOL(ether_setup);

struct net_device *alloc_etherdev_mqs(int sizeof_priv, unsigned int txqs, unsigned int rxqs)
{
	return alloc_netdev_mqs(sizeof_priv, "eth%d", NET_NAME_ENUM, ether_setup, txqs, rxqs);
}
EXPORT_SYMBOL(alloc_etherdev_mqs);

static void devm_free(void *dev)
{
	free_netdev(dev);
}

struct net_device *devm_alloc_etherdev_mqs(struct device *dev, int sizeof_priv, unsigned int txqs,
					   unsigned int rxqs)
{
	struct net_device *net = alloc_etherdev_mqs(sizeof_priv, txqs, rxqs);

	return net && devm_add_action_or_reset(dev, devm_free, net) ? NULL : net;
}
EXPORT_SYMBOL(devm_alloc_etherdev_mqs);
