/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * old_net: an interface as 2.6.10 had them: operations in the device itself, poll() with a
 * budget, a header of its own. It is a mirror: what is sent to an address comes back from there,
 * so that the machine answers its own pings. And somebody who counts all packets of IP.
 */
#include <linux/config.h>
#include <linux/module.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#include <linux/ip.h>
#include <asm/checksum.h>

struct old_priv {
	struct net_device_stats stats;
	struct sk_buff_head came;
};

static int polls = 1;
module_param(polls, int, 0);
static int lazy; /* how many packets it says it has taken and does not send */
module_param(lazy, int, 0);

static unsigned long seen;

static int old_sniff(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt)
{
	if (!strncmp(dev->name, "old", 3) && skb->nh.iph->version == 4)
		seen++;
	kfree_skb(skb);
	return 0;
}

static struct packet_type old_type = {
	.type = __constant_htons(ETH_P_IP),
	.func = old_sniff,
};

static void pass_up(struct net_device *dev, struct sk_buff *skb, int (*how)(struct sk_buff *))
{
	struct old_priv *priv = dev->priv;

	priv->stats.rx_packets++;
	priv->stats.rx_bytes += skb->len;
	skb->protocol = eth_type_trans(skb, dev);
	skb->ip_summed = CHECKSUM_UNNECESSARY;
	dev->last_rx = jiffies;
	how(skb);
}

static int old_poll(struct net_device *dev, int *budget)
{
	struct old_priv *priv = dev->priv;
	int quota = min(dev->quota, *budget), done = 0;
	struct sk_buff *skb;

	while (done < quota && (skb = skb_dequeue(&priv->came)) != NULL) {
		pass_up(dev, skb, netif_receive_skb);
		done++;
	}
	*budget -= done;
	dev->quota -= done;
	if (!skb_queue_empty(&priv->came))
		return 1;
	netif_rx_complete(dev);
	return 0;
}

static int old_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct old_priv *priv = dev->priv;
	struct sk_buff *copy;
	struct iphdr *iph;
	u32 from;

	if (lazy && priv->stats.tx_packets >= lazy) {
		netif_stop_queue(dev);
		return 1;
	}
	priv->stats.tx_packets++;
	priv->stats.tx_bytes += skb->len;
	dev->trans_start = jiffies;
	copy = skb_copy(skb, GFP_ATOMIC);
	dev_kfree_skb(skb);
	if (!copy)
		return 0;
	copy->dev = dev;
	iph = (struct iphdr *)(copy->data + ETH_HLEN);
	from = iph->saddr;
	iph->saddr = iph->daddr;
	iph->daddr = from;
	iph->check = 0;
	iph->check = ip_fast_csum((unsigned char *)iph, iph->ihl);
	if (!polls) {
		pass_up(dev, copy, netif_rx);
		return 0;
	}
	skb_queue_tail(&priv->came, copy);
	netif_rx_schedule(dev);
	return 0;
}

static int old_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, void *daddr,
		      void *saddr, unsigned len)
{
	struct ethhdr *eth = (struct ethhdr *)skb_push(skb, ETH_HLEN);

	eth->h_proto = htons(type);
	memcpy(eth->h_source, saddr ? saddr : dev->dev_addr, dev->addr_len);
	memcpy(eth->h_dest, daddr ? daddr : dev->dev_addr, dev->addr_len);
	return dev->hard_header_len;
}

static int old_open(struct net_device *dev)
{
	memcpy(dev->dev_addr, "\0OLDNE", ETH_ALEN);
	netif_start_queue(dev);
	return 0;
}

static int old_stop(struct net_device *dev)
{
	netif_stop_queue(dev);
	return 0;
}

static struct net_device_stats *old_stats(struct net_device *dev)
{
	return &((struct old_priv *)dev->priv)->stats;
}

static void old_timeout(struct net_device *dev)
{
	struct old_priv *priv = dev->priv;

	printk(KERN_INFO "old_net: stuck after %lu packets\n", priv->stats.tx_packets);
	priv->stats.tx_errors++;
	lazy = 0;
	netif_wake_queue(dev);
}

static int old_config(struct net_device *dev, struct ifmap *map)
{
	if (dev->flags & IFF_UP)
		return -EBUSY;
	dev->irq = map->irq;
	return 0;
}

static void old_setup(struct net_device *dev)
{
	ether_setup(dev);
	dev->open = old_open;
	dev->stop = old_stop;
	dev->hard_start_xmit = old_xmit;
	dev->hard_header = old_header;
	dev->get_stats = old_stats;
	dev->tx_timeout = old_timeout;
	dev->watchdog_timeo = HZ / 2;
	dev->set_config = old_config;
	if (polls) {
		dev->poll = old_poll;
		dev->weight = 2;
	}
	dev->flags |= IFF_NOARP;
	SET_MODULE_OWNER(dev);
}

static int old_event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct net_device *dev = ptr;

	if (!strcmp(dev->name, "old0") && (event == NETDEV_UP || event == NETDEV_DOWN))
		printk(KERN_INFO "old_net: %s is %s\n", dev->name, event == NETDEV_UP ? "up" : "down");
	return NOTIFY_DONE;
}

static struct notifier_block old_notifier = {.notifier_call = old_event};
static struct net_device *old_dev;

static int __init old_init(void)
{
	int err;

	old_dev = alloc_netdev(sizeof(struct old_priv), "old%d", old_setup);
	if (!old_dev)
		return -ENOMEM;
	skb_queue_head_init(&((struct old_priv *)old_dev->priv)->came);
	err = register_netdev(old_dev);
	if (err) {
		free_netdev(old_dev);
		return err;
	}
	register_netdevice_notifier(&old_notifier);
	dev_add_pack(&old_type);
	return 0;
}

static void __exit old_exit(void)
{
	dev_remove_pack(&old_type);
	unregister_netdev(old_dev);
	unregister_netdevice_notifier(&old_notifier);
	skb_queue_purge(&((struct old_priv *)old_dev->priv)->came);
	free_netdev(old_dev);
	printk(KERN_INFO "old_net: saw %lu packets\n", seen);
}

MODULE_LICENSE("GPL");
module_init(old_init);
module_exit(old_exit);
