/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ip: packets of IPv4, out and in (RFC 791, RFC 1122).
 *
 *	udp.c, raw.c, icmp.c -> ip_send() -> ip_output() -> arp.c -> interface
 *	interface -> ip_rcv() -> raw.c; udp.c, icmp.c, or whoever a module brings
 *
 * This is a host, not a router: what is not for us is dropped. Nor are there fragments: a packet
 * larger than the interface's MTU is refused, and one that comes in pieces is dropped. Both are
 * in SNMP's counters of them: /proc/net/snmp.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <net/arp.h>
#include <net/icmp.h>
#include <net/protocol.h>

#include "inet_private.h"

static struct {
	atomic_t received, hdr_errors, addr_errors, unknown_protos, discarded, delivered, requests,
	    no_routes, reasm_fails, frag_fails;
} counts;

static atomic_t next_id;
static const struct net_protocol __rcu *protocols[256]; /* of modules */

/* ---- out ---- */

int ip_output(struct sk_buff *skb, const struct ip_route *route)
{
	struct iphdr *iph = ip_hdr(skb);

	atomic_inc(&counts.requests);
	if (skb->len > route->dev->mtu) {
		atomic_inc(&counts.frag_fails);
		kfree_skb(skb);
		return -EMSGSIZE;
	}
	iph->tot_len = htons(skb->len);
	ip_send_check(iph);
	skb->dev = route->dev;
	skb->protocol = htons(ETH_P_IP);
	return arp_output(skb, route->next);
}

int ip_send(struct sk_buff *skb, const struct ip_route *route, u8 protocol, u8 ttl, u8 tos)
{
	struct iphdr *iph;

	skb_reset_transport_header(skb);
	iph = skb_push(skb, sizeof(*iph));
	skb_reset_network_header(skb);
	*iph = (struct iphdr){.ihl = 5,
			      .version = IPVERSION,
			      .tos = tos,
			      .id = htons(atomic_inc_return(&next_id)),
			      .frag_off = htons(IP_DF),
			      .ttl = ttl,
			      .protocol = protocol,
			      .saddr = route->src,
			      .daddr = route->dst};
	return ip_output(skb, route);
}

/* ---- in ---- */

int inet_add_protocol(const struct net_protocol *prot, unsigned char protocol)
{
	return cmpxchg(&protocols[protocol], NULL, prot) ? -1 : 0;
}
EXPORT_SYMBOL(inet_add_protocol);

int inet_del_protocol(const struct net_protocol *prot, unsigned char protocol)
{
	int err = cmpxchg(&protocols[protocol], prot, NULL) == prot ? 0 : -1;

	synchronize_net();
	return err;
}
EXPORT_SYMBOL(inet_del_protocol);

static const struct inet_proto *own_protocol(u8 protocol)
{
	return protocol == IPPROTO_ICMP ? &icmp_proto : protocol == IPPROTO_UDP ? &udp_proto : NULL;
}

/* The packet is at what IP carries. */
static void deliver(struct sk_buff *skb)
{
	u8 protocol = ip_hdr(skb)->protocol;
	const struct net_protocol *modules = rcu_dereference(protocols[protocol]);
	const struct inet_proto *own = own_protocol(protocol);
	bool raw = raw_deliver(skb);

	if (own) {
		atomic_inc(&counts.delivered);
		own->rcv(skb);
	} else if (modules) {
		atomic_inc(&counts.delivered);
		modules->handler(skb);
	} else if (raw) {
		atomic_inc(&counts.delivered);
		consume_skb(skb);
	} else {
		atomic_inc(&counts.unknown_protos);
		icmp_send(skb, ICMP_DEST_UNREACH, ICMP_PROT_UNREACH, 0);
		kfree_skb(skb);
	}
}

static enum ip_route_kind whose(const struct net_device *dev, __be32 addr)
{
	enum ip_route_kind kind = inet_addr_type_dev(dev, addr);
	struct net_device *other;

	if (kind != ROUTE_UNICAST)
		return kind;
	list_for_each_entry_rcu(other, &net_device_list, dev_list)
	{
		kind = inet_addr_type_dev(other, addr);
		if (kind == ROUTE_LOCAL)
			return kind;
	}
	return ROUTE_UNICAST;
}

/* Does the header hold? Cuts off what the hardware padded. */
static bool check(struct sk_buff *skb)
{
	const struct iphdr *iph;
	unsigned int len, header;

	if (!pskb_may_pull(skb, sizeof(*iph)))
		return false;
	iph = ip_hdr(skb);
	header = iph->ihl * 4;
	if (header < sizeof(*iph) || iph->version != IPVERSION || !pskb_may_pull(skb, header))
		return false;
	iph = ip_hdr(skb);
	len = ntohs(iph->tot_len);
	return !ip_fast_csum(iph, iph->ihl) && len >= header && len <= skb->len &&
	       !pskb_trim(skb, len);
}

static int ip_rcv(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt,
		  struct net_device *orig_dev)
{
	const struct iphdr *iph;

	if (skb->pkt_type == PACKET_OTHERHOST)
		goto drop;
	atomic_inc(&counts.received);
	skb = skb_share_check(skb, GFP_ATOMIC);
	if (!skb) {
		atomic_inc(&counts.discarded);
		return NET_RX_DROP;
	}
	if (!check(skb)) {
		atomic_inc(&counts.hdr_errors);
		goto drop;
	}
	iph = ip_hdr(skb);
	if (ipv4_is_lbcast(iph->saddr) || ipv4_is_multicast(iph->saddr) ||
	    (ipv4_is_loopback(iph->daddr) && !(dev->flags & IFF_LOOPBACK)) ||
	    whose(dev, iph->daddr) == ROUTE_UNICAST) {
		atomic_inc(&counts.addr_errors);
		goto drop;
	}
	if (ip_is_fragment(iph)) {
		atomic_inc(&counts.reasm_fails);
		goto drop;
	}
	skb_orphan(skb);
	__skb_pull(skb, ip_hdrlen(skb));
	skb_reset_transport_header(skb);
	deliver(skb);
	return NET_RX_SUCCESS;
drop:
	kfree_skb(skb);
	return NET_RX_DROP;
}

static struct packet_type ip_packet_type = {.type = cpu_to_be16(ETH_P_IP), .func = ip_rcv};

/* ---- /proc/net/snmp: of MIB-II's groups the one that is counted here ---- */

static int snmp_show(struct seq_file *m, void *v)
{
	seq_puts(m, "Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams "
		    "InUnknownProtos InDiscards InDelivers OutRequests OutDiscards OutNoRoutes "
		    "ReasmTimeout ReasmReqds ReasmOKs ReasmFails FragOKs FragFails FragCreates\n");
	seq_printf(m, "Ip: 2 %d %d %d %d 0 %d %d %d %d 0 %d 0 %d 0 %d 0 %d 0\n", IPDEFTTL,
		   atomic_read(&counts.received), atomic_read(&counts.hdr_errors),
		   atomic_read(&counts.addr_errors), atomic_read(&counts.unknown_protos),
		   atomic_read(&counts.discarded), atomic_read(&counts.delivered),
		   atomic_read(&counts.requests), atomic_read(&counts.no_routes),
		   atomic_read(&counts.reasm_fails), atomic_read(&counts.reasm_fails),
		   atomic_read(&counts.frag_fails));
	return 0;
}

int inet_route(const struct inet_sock *inet, __be32 dst, struct ip_route *route)
{
	int err = ip_route_find(dst, inet->saddr, inet->sk.sk_bound_dev_if, route);

	if (err)
		atomic_inc(&counts.no_routes);
	return err;
}

int __init ip_init(void)
{
	dev_add_pack(&ip_packet_type);
	proc_create_single("snmp", 0444, init_net.proc_net, snmp_show);
	return 0;
}
