/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ip: IPv4 within the kernel (guest/net/ipv4/). Packets are not put in pieces, nor together
 * again: what is larger than the interface's MTU is refused, -EMSGSIZE; fragments are dropped.
 */
#ifndef _IP_H
#define _IP_H

#include <linux/inetdevice.h>
#include <linux/ip.h>
#include <linux/skbuff.h>
#include <net/route.h>

#define IP_CE	  0x8000
#define IP_DF	  0x4000
#define IP_MF	  0x2000
#define IP_OFFSET 0x1FFF

static inline unsigned int ip_hdrlen(const struct sk_buff *skb)
{
	return ip_hdr(skb)->ihl * 4;
}

static inline bool ip_is_fragment(const struct iphdr *iph)
{
	return iph->frag_off & htons(IP_MF | IP_OFFSET);
}

static inline void ip_send_check(struct iphdr *iph)
{
	iph->check = 0;
	iph->check = ip_fast_csum(iph, iph->ihl);
}

/* Room before a packet's IP header. */
#define IP_HEADROOM(dev) (LL_RESERVED_SPACE(dev) + sizeof(struct iphdr))

/* skb: what IP carries; takes it. 0, or a negative errno. */
int ip_send(struct sk_buff *skb, const struct ip_route *route, u8 protocol, u8 ttl, u8 tos);
/* The same with its IP header, complete. */
int ip_output(struct sk_buff *skb, const struct ip_route *route);

#endif
