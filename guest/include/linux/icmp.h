/* SPDX-License-Identifier: GPL-2.0-only */
/* icmp: messages about messages (RFC 792). */
#ifndef _LINUX_ICMP_H
#define _LINUX_ICMP_H

#include <linux/skbuff.h>
#include <linux/types.h>

#define ICMP_ECHOREPLY	    0
#define ICMP_DEST_UNREACH   3
#define ICMP_SOURCE_QUENCH  4
#define ICMP_REDIRECT	    5
#define ICMP_ECHO	    8
#define ICMP_TIME_EXCEEDED  11
#define ICMP_PARAMETERPROB  12
#define ICMP_TIMESTAMP	    13
#define ICMP_TIMESTAMPREPLY 14
#define ICMP_INFO_REQUEST   15
#define ICMP_INFO_REPLY	    16
#define ICMP_ADDRESS	    17
#define ICMP_ADDRESSREPLY   18
#define NR_ICMP_TYPES	    18

#define ICMP_NET_UNREACH  0
#define ICMP_HOST_UNREACH 1
#define ICMP_PROT_UNREACH 2
#define ICMP_PORT_UNREACH 3
#define ICMP_FRAG_NEEDED  4
#define ICMP_SR_FAILED	  5
#define ICMP_NET_ANO	  9
#define ICMP_HOST_ANO	  10
#define ICMP_PKT_FILTERED 13
#define ICMP_EXC_TTL	  0
#define ICMP_FILTER	  1

struct icmphdr {
	__u8 type, code;
	__sum16 checksum;
	union {
		struct {
			__be16 id, sequence;
		} echo;
		__be32 gateway;
		struct {
			__be16 __unused, mtu;
		} frag;
		__u8 reserved[4];
	} un;
};

struct icmp_filter {
	__u32 data; /* types not wanted */
};

static inline struct icmphdr *icmp_hdr(const struct sk_buff *skb)
{
	return (struct icmphdr *)skb_transport_header(skb);
}

#endif
