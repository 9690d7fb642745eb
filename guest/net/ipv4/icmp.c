/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * icmp: echoes, and messages about packets that did not arrive (RFC 792; RFC 1122, 3.2.2).
 *
 * Nobody is told about a broadcast, about what was sent to a group, or about another message of
 * this kind that is no question; and at most 100 times a second.
 */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/ratelimit.h>
#include <net/icmp.h>

#include "inet_private.h"

#define QUOTED 8 /* bytes behind the header of the packet it is about, at least */

static DEFINE_RATELIMIT_STATE(told, HZ, 100);

static int send(struct icmphdr *icmp, struct sk_buff *skb, __be32 dst, __be32 src, u8 tos)
{
	struct ip_route route;
	int err = ip_route_find(dst, src, 0, &route);

	if (err) {
		kfree_skb(skb);
		return err;
	}
	icmp->checksum = 0;
	icmp->checksum = ip_compute_csum(icmp, skb->len);
	err = ip_send(skb, &route, IPPROTO_ICMP, IPDEFTTL, tos);
	ip_route_put(&route);
	return err;
}

static struct sk_buff *alloc_message(unsigned int len)
{
	struct sk_buff *skb = alloc_skb(LL_MAX_HEADER + sizeof(struct iphdr) + len, GFP_ATOMIC);

	if (skb)
		skb_reserve(skb, LL_MAX_HEADER + sizeof(struct iphdr));
	return skb;
}

static bool may_be_told(const struct sk_buff *skb, const struct iphdr *iph)
{
	const struct icmphdr *icmp = (const void *)((const u8 *)iph + iph->ihl * 4);

	if (skb->pkt_type == PACKET_BROADCAST || skb->pkt_type == PACKET_MULTICAST ||
	    ipv4_is_multicast(iph->daddr) || ipv4_is_lbcast(iph->daddr) || !iph->saddr)
		return false;
	if (iph->protocol == IPPROTO_ICMP && icmp->type != ICMP_ECHO &&
	    icmp->type != ICMP_TIMESTAMP)
		return false;
	return __ratelimit(&told);
}

void icmp_send(struct sk_buff *skb, int type, int code, __be32 info)
{
	const struct iphdr *iph = ip_hdr(skb);
	unsigned int there = skb_tail_pointer(skb) - (const u8 *)iph;
	unsigned int quoted = min_t(unsigned int, there, 576 - sizeof(*iph) - 8);
	bool ours = skb->pkt_type != PACKET_HOST || !skb->skb_iif;
	struct sk_buff *message;
	struct icmphdr *icmp;

	if (there < iph->ihl * 4 + QUOTED || !may_be_told(skb, iph))
		return;
	message = alloc_message(sizeof(*icmp) + quoted);
	if (!message)
		return;
	icmp = skb_put(message, sizeof(*icmp));
	*icmp = (struct icmphdr){.type = type, .code = code, .un.gateway = info};
	skb_put_data(message, iph, quoted);
	/* of one that we sent ourselves, ourselves are told */
	send(icmp, message, iph->saddr, ours ? 0 : iph->daddr, 0);
}
EXPORT_SYMBOL(icmp_send);

static void reply(struct sk_buff *skb)
{
	const struct iphdr *iph = ip_hdr(skb);
	bool to_group = skb->pkt_type == PACKET_BROADCAST || skb->pkt_type == PACKET_MULTICAST;
	struct sk_buff *answer;
	struct icmphdr *icmp;

	if (to_group) /* RFC 1122, 3.2.2.6 lets us be silent */
		return;
	answer = alloc_message(skb->len);
	if (!answer)
		return;
	icmp = skb_put(answer, skb->len);
	skb_copy_bits(skb, 0, icmp, skb->len);
	icmp->type = ICMP_ECHOREPLY;
	send(icmp, answer, iph->saddr, iph->daddr, iph->tos);
}

/* About a packet of ours: its protocol is told. */
static void about_ours(struct sk_buff *skb, int type, int code)
{
	const struct iphdr *inner;

	if (!pskb_may_pull(skb, sizeof(struct icmphdr) + sizeof(*inner)))
		return;
	inner = (const struct iphdr *)(icmp_hdr(skb) + 1);
	if (!pskb_may_pull(skb, sizeof(struct icmphdr) + inner->ihl * 4 + QUOTED))
		return;
	__skb_pull(skb, sizeof(struct icmphdr));
	skb_reset_network_header(skb);
	if (ip_hdr(skb)->protocol == IPPROTO_UDP)
		udp_proto.err(skb, type, code);
}

static void icmp_rcv(struct sk_buff *skb)
{
	const struct icmphdr *icmp;

	if (!pskb_may_pull(skb, sizeof(*icmp)) || csum_fold(skb_checksum(skb, 0, skb->len, 0)))
		goto out;
	icmp = icmp_hdr(skb);
	switch (icmp->type) {
	case ICMP_ECHO:
		reply(skb);
		break;
	case ICMP_DEST_UNREACH:
	case ICMP_TIME_EXCEEDED:
	case ICMP_PARAMETERPROB:
		about_ours(skb, icmp->type, icmp->code);
		break;
	}
out:
	consume_skb(skb);
}

const struct inet_proto icmp_proto = {.protocol = IPPROTO_ICMP, .rcv = icmp_rcv};
