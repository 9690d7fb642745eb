/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arp: which hardware has an address of IPv4 (RFC 826; RFC 1122, 2.3.2).
 *
 * 1. Purpose. A frame needs the receiver's hardware address; who has the protocol's one is asked
 *    by a broadcast, and remembered.
 *
 * 2. Structures. One list of entries for all interfaces. An entry that waits for an answer keeps
 *    the last three packets.
 *
 *	asking --answer--> known --60 s--> asked anew when used, and used on meanwhile
 *	   `-- 3 tries, one a second --> failed: its packets are lost, and the sender told
 *
 * 3. Locking and context. arp_lock, softirqs off. Packets leave without it.
 *
 * 4. Failure. No memory for an entry: the packet is lost, -ENOBUFS.
 */
#include <linux/capability.h>
#include <linux/etherdevice.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sockios.h>
#include <linux/uaccess.h>
#include <net/arp.h>
#include <net/icmp.h>

#include "inet_private.h"

#define TRIES	     3
#define KNOWN_TICKS  (60 * HZ)
#define FORGET_TICKS (300 * HZ)
#define MAX_ENTRIES  1024
#define MAX_WAITING  3

enum arp_state { ARP_ASKING, ARP_KNOWN, ARP_FAILED };

struct arp_entry {
	struct list_head list;
	struct net_device *dev;
	__be32 ip;
	enum arp_state state;
	unsigned int flags; /* ATF_PERM */
	u8 ha[MAX_ADDR_LEN];
	unsigned long since, used; /* when it was told; last */
	int tries;
	struct sk_buff_head waiting;
};

static LIST_HEAD(entries);
static unsigned int entry_count;
static DEFINE_SPINLOCK(arp_lock);
static void arp_tick(struct timer_list *timer);
static DEFINE_TIMER(arp_timer, arp_tick);

/* ---- frames ---- */

/* With the hardware's header, to ha (NULL: the interface's own). Takes it. */
static int transmit(struct sk_buff *skb, const void *ha)
{
	struct net_device *dev = skb->dev;

	if (skb_cow(skb, LL_RESERVED_SPACE(dev)) ||
	    dev_hard_header(skb, dev, ntohs(skb->protocol), ha, NULL, skb->len) < 0) {
		kfree_skb(skb);
		return -EINVAL;
	}
	dev_queue_xmit(skb); /* what is lost on the way is lost, as on a wire */
	return 0;
}

static u8 *put(u8 *at, const void *bytes, unsigned int len)
{
	if (bytes)
		memcpy(at, bytes, len);
	else
		memset(at, 0, len);
	return at + len;
}

void arp_send(int type, int ptype, __be32 dest_ip, struct net_device *dev, __be32 src_ip,
	      const unsigned char *dest_hw, const unsigned char *src_hw,
	      const unsigned char *target_hw)
{
	unsigned int len = sizeof(struct arphdr) + 2 * (dev->addr_len + 4);
	struct sk_buff *skb;
	struct arphdr *arp;
	u8 *at;

	if (dev->flags & IFF_NOARP)
		return;
	skb = alloc_skb(LL_RESERVED_SPACE(dev) + len, GFP_ATOMIC);
	if (!skb)
		return;
	skb_reserve(skb, LL_RESERVED_SPACE(dev));
	skb->dev = dev;
	skb->protocol = htons(ptype);
	skb_reset_network_header(skb);
	arp = skb_put(skb, len);
	*arp = (struct arphdr){htons(dev->type), htons(ETH_P_IP), dev->addr_len, 4, htons(type)};
	at = put((u8 *)(arp + 1), src_hw ? src_hw : dev->dev_addr, dev->addr_len);
	at = put(at, &src_ip, 4);
	at = put(at, target_hw, dev->addr_len);
	put(at, &dest_ip, 4);
	transmit(skb, dest_hw ? dest_hw : dev->broadcast);
}
EXPORT_SYMBOL(arp_send);

static void ask(struct net_device *dev, __be32 ip)
{
	arp_send(ARPOP_REQUEST, ETH_P_ARP, ip, dev, inet_select_addr(dev, ip, 0), NULL, NULL, NULL);
}

/* ---- entries; with arp_lock ---- */

static struct arp_entry *find(struct net_device *dev, __be32 ip)
{
	struct arp_entry *entry;

	list_for_each_entry (entry, &entries, list)
		if (entry->ip == ip && entry->dev == dev)
			return entry;
	return NULL;
}

static void forget(struct arp_entry *entry)
{
	list_del(&entry->list);
	entry_count--;
	skb_queue_purge(&entry->waiting);
	dev_put(entry->dev);
	kfree(entry);
}

static struct arp_entry *create(struct net_device *dev, __be32 ip)
{
	struct arp_entry *entry;

	if (entry_count >= MAX_ENTRIES) {
		entry = list_last_entry(&entries, struct arp_entry, list);
		if (entry->flags & ATF_PERM)
			return NULL;
		forget(entry);
	}
	entry = kzalloc(sizeof(*entry), GFP_ATOMIC);
	if (!entry)
		return NULL;
	entry->dev = dev;
	dev_hold(dev);
	entry->ip = ip;
	entry->used = entry->since = jiffies;
	skb_queue_head_init(&entry->waiting);
	list_add(&entry->list, &entries);
	entry_count++;
	mod_timer(&arp_timer, jiffies + HZ);
	return entry;
}

static void learn(struct arp_entry *entry, const u8 *ha, struct sk_buff_head *ready)
{
	memcpy(entry->ha, ha, entry->dev->addr_len);
	entry->state = ARP_KNOWN;
	entry->since = jiffies;
	entry->tries = 0;
	skb_queue_splice_tail_init(&entry->waiting, ready);
}

void arp_flush(struct net_device *dev)
{
	struct arp_entry *entry, *next;

	spin_lock_bh(&arp_lock);
	list_for_each_entry_safe (entry, next, &entries, list)
		if (entry->dev == dev)
			forget(entry);
	spin_unlock_bh(&arp_lock);
}

/* ---- packets that want to leave ---- */

/* For groups: the address is made of the group's (RFC 1112, 6.4). */
static void map_group(__be32 ip, const struct net_device *dev, u8 *ha)
{
	u32 group = ntohl(ip);

	if (dev->type != ARPHRD_ETHER) {
		memcpy(ha, dev->broadcast, dev->addr_len);
		return;
	}
	ha[0] = 0x01;
	ha[1] = 0x00;
	ha[2] = 0x5e;
	ha[3] = group >> 16 & 0x7f;
	ha[4] = group >> 8;
	ha[5] = group;
}

static void wait_for_answer(struct arp_entry *entry, struct sk_buff *skb)
{
	if (skb_queue_len(&entry->waiting) >= MAX_WAITING)
		kfree_skb(skb_dequeue(&entry->waiting));
	skb_queue_tail(&entry->waiting, skb);
}

static int resolve(struct sk_buff *skb, __be32 next)
{
	struct net_device *dev = skb->dev;
	struct arp_entry *entry;
	u8 ha[MAX_ADDR_LEN];
	bool known, asks = false;

	spin_lock_bh(&arp_lock);
	entry = find(dev, next);
	if (!entry)
		entry = create(dev, next);
	if (!entry) {
		spin_unlock_bh(&arp_lock);
		kfree_skb(skb);
		return -ENOBUFS;
	}
	entry->used = jiffies;
	known = entry->state == ARP_KNOWN;
	if (known) {
		memcpy(ha, entry->ha, sizeof(ha));
		asks = !(entry->flags & ATF_PERM) &&
		       time_after(jiffies, entry->since + KNOWN_TICKS) &&
		       time_after(jiffies, entry->since + KNOWN_TICKS + entry->tries * HZ);
		entry->tries += asks;
	} else {
		asks = !entry->tries;
		entry->tries += asks;
		entry->state = ARP_ASKING;
		wait_for_answer(entry, skb);
	}
	spin_unlock_bh(&arp_lock);
	if (asks)
		ask(dev, next);
	return known ? transmit(skb, ha) : 0;
}

int arp_output(struct sk_buff *skb, __be32 next)
{
	struct net_device *dev = skb->dev;
	u8 ha[MAX_ADDR_LEN];

	if (!dev->header_ops && !dev->hard_header) {
		dev_queue_xmit(skb);
		return 0;
	}
	if (dev->flags & (IFF_LOOPBACK | IFF_NOARP | IFF_POINTOPOINT))
		return transmit(skb, dev->flags & IFF_POINTOPOINT ? dev->broadcast : dev->dev_addr);
	if (ipv4_is_multicast(next)) {
		map_group(next, dev, ha);
		return transmit(skb, ha);
	}
	if (inet_addr_type_dev(dev, next) == ROUTE_BROADCAST)
		return transmit(skb, dev->broadcast);
	return resolve(skb, next);
}

/* ---- time ---- */

static void give_up(struct arp_entry *entry, struct sk_buff_head *lost)
{
	entry->state = ARP_FAILED;
	entry->since = jiffies;
	entry->tries = 0;
	skb_queue_splice_tail_init(&entry->waiting, lost);
}

/* The next one to be asked about, with a reference to its interface; and who is too old goes. */
static struct net_device *next_to_ask(__be32 *ip, struct sk_buff_head *lost)
{
	struct arp_entry *entry, *next;

	list_for_each_entry_safe (entry, next, &entries, list) {
		if (entry->flags & ATF_PERM)
			continue;
		if (entry->state == ARP_ASKING && entry->tries >= TRIES &&
		    time_after_eq(jiffies, entry->since + entry->tries * HZ)) {
			give_up(entry, lost);
		} else if (entry->state == ARP_ASKING &&
			   time_after_eq(jiffies, entry->since + entry->tries * HZ)) {
			entry->tries++;
			*ip = entry->ip;
			dev_hold(entry->dev);
			return entry->dev;
		} else if (entry->state != ARP_ASKING &&
			   time_after(jiffies, entry->used + FORGET_TICKS)) {
			forget(entry);
		}
	}
	return NULL;
}

static void arp_tick(struct timer_list *timer)
{
	struct sk_buff_head lost;
	struct net_device *dev;
	struct sk_buff *skb;
	__be32 ip;

	skb_queue_head_init(&lost);
	for (;;) {
		spin_lock(&arp_lock);
		dev = next_to_ask(&ip, &lost);
		if (!dev && !list_empty(&entries))
			mod_timer(&arp_timer, jiffies + HZ);
		spin_unlock(&arp_lock);
		if (!dev)
			break;
		ask(dev, ip);
		dev_put(dev);
	}
	while ((skb = skb_dequeue(&lost)) != NULL) {
		icmp_send(skb, ICMP_DEST_UNREACH, ICMP_HOST_UNREACH, 0);
		kfree_skb(skb);
	}
}

/* ---- packets that come ---- */

/* RFC 826, "Packet Reception". */
static void process(struct net_device *dev, int op, const u8 *sha, __be32 sip, __be32 tip)
{
	bool to_us;
	struct sk_buff_head ready;
	struct arp_entry *entry;
	struct sk_buff *skb;

	rcu_read_lock();
	to_us = inet_addr_type_dev(dev, tip) == ROUTE_LOCAL;
	rcu_read_unlock();
	skb_queue_head_init(&ready);
	spin_lock(&arp_lock);
	entry = find(dev, sip);
	if (!entry && sip && to_us)
		entry = create(dev, sip);
	if (entry && !(entry->flags & ATF_PERM))
		learn(entry, sha, &ready);
	spin_unlock(&arp_lock);
	while ((skb = skb_dequeue(&ready)) != NULL)
		transmit(skb, sha);
	if (to_us && op == ARPOP_REQUEST)
		arp_send(ARPOP_REPLY, ETH_P_ARP, sip, dev, tip, sha, dev->dev_addr, sha);
}

static int arp_rcv(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt,
		   struct net_device *orig_dev)
{
	unsigned int len = sizeof(struct arphdr) + 2 * (dev->addr_len + 4);
	const struct arphdr *arp;
	const u8 *at;

	if (dev->flags & (IFF_NOARP | IFF_LOOPBACK) || skb->pkt_type == PACKET_OTHERHOST ||
	    skb->pkt_type == PACKET_LOOPBACK || !pskb_may_pull(skb, len))
		goto out;
	arp = arp_hdr(skb);
	at = (const u8 *)(arp + 1);
	if (arp->ar_hln == dev->addr_len && arp->ar_pln == 4 && arp->ar_hrd == htons(dev->type) &&
	    arp->ar_pro == htons(ETH_P_IP) &&
	    (arp->ar_op == htons(ARPOP_REQUEST) || arp->ar_op == htons(ARPOP_REPLY))) {
		__be32 sip = get_unaligned((__be32 *)(at + dev->addr_len));
		__be32 tip = get_unaligned((__be32 *)(at + 2 * dev->addr_len + 4));

		if (!ipv4_is_multicast(tip) && !ipv4_is_multicast(sip))
			process(dev, ntohs(arp->ar_op), at, sip, tip);
	}
out:
	consume_skb(skb);
	return 0;
}

static struct packet_type arp_packet_type = {.type = cpu_to_be16(ETH_P_ARP), .func = arp_rcv};

/* ---- ioctl() and /proc/net/arp ---- */

static int set(struct net_device *dev, __be32 ip, const struct arpreq *req)
{
	struct sk_buff_head ready;
	struct arp_entry *entry;
	struct sk_buff *skb;

	skb_queue_head_init(&ready);
	spin_lock_bh(&arp_lock);
	entry = find(dev, ip);
	if (!entry)
		entry = create(dev, ip);
	if (entry) {
		learn(entry, (const u8 *)req->arp_ha.sa_data, &ready);
		entry->flags = req->arp_flags & ATF_PERM;
	}
	spin_unlock_bh(&arp_lock);
	while ((skb = skb_dequeue(&ready)) != NULL)
		transmit(skb, req->arp_ha.sa_data);
	return entry ? 0 : -ENOBUFS;
}

static int get(struct net_device *dev, __be32 ip, struct arpreq *req, bool removes)
{
	struct arp_entry *entry;
	int err = -ENXIO;

	spin_lock_bh(&arp_lock);
	entry = find(dev, ip);
	if (entry) {
		memset(&req->arp_ha, 0, sizeof(req->arp_ha));
		memcpy(req->arp_ha.sa_data, entry->ha, min_t(int, dev->addr_len, 14));
		req->arp_ha.sa_family = dev->type;
		req->arp_flags = entry->flags | (entry->state == ARP_KNOWN ? ATF_COM : 0);
		strscpy(req->arp_dev, dev->name, sizeof(req->arp_dev));
		if (removes)
			forget(entry);
		err = 0;
	}
	spin_unlock_bh(&arp_lock);
	return err;
}

static struct net_device *device_of(const struct arpreq *req, __be32 ip)
{
	struct ip_route route;
	struct net_device *dev;

	if (req->arp_dev[0])
		return netdev_find(req->arp_dev);
	if (ip_route_find(ip, 0, 0, &route))
		return NULL;
	dev = route.dev;
	ip_route_put(&route);
	return dev;
}

int arp_ioctl(unsigned int cmd, void __user *arg)
{
	struct net_device *dev;
	struct arpreq req;
	__be32 ip;
	int err;

	if (cmd != SIOCGARP && !capable(CAP_NET_ADMIN))
		return -EPERM;
	if (copy_from_user(&req, arg, sizeof(req)))
		return -EFAULT;
	if (req.arp_pa.sa_family != AF_INET)
		return -EPFNOSUPPORT;
	req.arp_dev[sizeof(req.arp_dev) - 1] = 0;
	ip = ((struct sockaddr_in *)&req.arp_pa)->sin_addr.s_addr;
	rtnl_lock();
	dev = device_of(&req, ip);
	if (!dev)
		err = -ENODEV;
	else if (cmd == SIOCSARP)
		err = dev->addr_len > 14 || req.arp_ha.sa_family != dev->type ? -EINVAL
									      : set(dev, ip, &req);
	else
		err = get(dev, ip, &req, cmd == SIOCDARP);
	rtnl_unlock();
	if (!err && cmd == SIOCGARP && copy_to_user(arg, &req, sizeof(req)))
		err = -EFAULT;
	return err;
}

static int arp_show(struct seq_file *m, void *v)
{
	const struct arp_entry *entry;
	char ip[16], ha[3 * MAX_ADDR_LEN];

	seq_puts(m, "IP address       HW type     Flags       "
		    "HW address            Mask     Device\n");
	spin_lock_bh(&arp_lock);
	list_for_each_entry (entry, &entries, list) {
		snprintf(ip, sizeof(ip), "%pI4", &entry->ip);
		snprintf(ha, sizeof(ha), "%*phC", entry->dev->addr_len, entry->ha);
		seq_printf(m, "%-16s 0x%-10x0x%-10x%-17s     *        %s\n", ip, entry->dev->type,
			   entry->flags | (entry->state == ARP_KNOWN ? ATF_COM : 0), ha,
			   entry->dev->name);
	}
	spin_unlock_bh(&arp_lock);
	return 0;
}

int __init arp_init(void)
{
	dev_add_pack(&arp_packet_type);
	proc_create_single("arp", 0444, init_net.proc_net, arp_show);
	return 0;
}
