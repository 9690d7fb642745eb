/* SPDX-License-Identifier: GPL-2.0-only */
/* ip: IPv4's header (RFC 791). */
#ifndef _LINUX_IP_H
#define _LINUX_IP_H

#include <linux/skbuff.h>
#include <linux/types.h>
#include <asm/byteorder.h>

#define IPTOS_TOS_MASK	  0x1E
#define IPTOS_TOS(tos)	  ((tos)&IPTOS_TOS_MASK)
#define IPTOS_LOWDELAY	  0x10
#define IPTOS_THROUGHPUT  0x08
#define IPTOS_RELIABILITY 0x04

#define IPVERSION 4
#define MAXTTL	  255
#define IPDEFTTL  64

struct iphdr {
	__u8 ihl : 4, version : 4; /* ihl: words of the header */
	__u8 tos;
	__be16 tot_len;
	__be16 id;
	__be16 frag_off;
	__u8 ttl;
	__u8 protocol;
	__sum16 check;
	__be32 saddr;
	__be32 daddr;
};

static inline struct iphdr *ip_hdr(const struct sk_buff *skb)
{
	return (struct iphdr *)skb_network_header(skb);
}

static inline struct iphdr *inner_ip_hdr(const struct sk_buff *skb)
{
	return (struct iphdr *)skb_inner_network_header(skb);
}

static inline struct iphdr *ipip_hdr(const struct sk_buff *skb)
{
	return (struct iphdr *)skb_transport_header(skb);
}

static inline unsigned int ip_transport_len(const struct sk_buff *skb)
{
	return ntohs(ip_hdr(skb)->tot_len) - skb_network_header_len(skb);
}

#endif
