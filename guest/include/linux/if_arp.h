/* SPDX-License-Identifier: GPL-2.0-only */
/* if_arp: ARP's packets (RFC 826), and the kinds of network hardware. */
#ifndef _LINUX_IF_ARP_H
#define _LINUX_IF_ARP_H

#include <linux/skbuff.h>
#include <linux/socket.h>
#include <linux/types.h>

#define ARPHRD_NETROM		  0
#define ARPHRD_ETHER		  1
#define ARPHRD_EETHER		  2
#define ARPHRD_AX25		  3
#define ARPHRD_IEEE802		  6
#define ARPHRD_ARCNET		  7
#define ARPHRD_IEEE1394		  24
#define ARPHRD_INFINIBAND	  32
#define ARPHRD_SLIP		  256
#define ARPHRD_CSLIP		  257
#define ARPHRD_CAN		  280
#define ARPHRD_PPP		  512
#define ARPHRD_RAWIP		  519
#define ARPHRD_TUNNEL		  768
#define ARPHRD_LOOPBACK		  772
#define ARPHRD_SIT		  776
#define ARPHRD_IPGRE		  778
#define ARPHRD_IEEE80211	  801
#define ARPHRD_IEEE80211_PRISM	  802
#define ARPHRD_IEEE80211_RADIOTAP 803
#define ARPHRD_IEEE802154	  804
#define ARPHRD_NETLINK		  824
#define ARPHRD_VOID		  0xFFFF
#define ARPHRD_NONE		  0xFFFE

#define ARPOP_REQUEST	1
#define ARPOP_REPLY	2
#define ARPOP_RREQUEST	3
#define ARPOP_RREPLY	4
#define ARPOP_InREQUEST 8
#define ARPOP_InREPLY	9
#define ARPOP_NAK	10

struct arpreq {
	struct sockaddr arp_pa; /* the protocol's address */
	struct sockaddr arp_ha;
	int arp_flags; /* ATF_ */
	struct sockaddr arp_netmask;
	char arp_dev[16];
};

#define ATF_COM		0x02 /* complete */
#define ATF_PERM	0x04
#define ATF_PUBL	0x08
#define ATF_USETRAILERS 0x10
#define ATF_NETMASK	0x20
#define ATF_DONTPUB	0x40

struct arphdr {
	__be16 ar_hrd, ar_pro;
	unsigned char ar_hln, ar_pln;
	__be16 ar_op;
};

static inline struct arphdr *arp_hdr(const struct sk_buff *skb)
{
	return (struct arphdr *)skb_network_header(skb);
}

#endif
