/* SPDX-License-Identifier: GPL-2.0-only */
/* if_ether: Ethernet's frames: sizes, the header, and the numbers of what they carry (IEEE 802.3).
 */
#ifndef _LINUX_IF_ETHER_H
#define _LINUX_IF_ETHER_H

#include <linux/types.h>

#define ETH_ALEN      6
#define ETH_TLEN      2
#define ETH_HLEN      14
#define ETH_ZLEN      60 /* the shortest frame, without its FCS */
#define ETH_DATA_LEN  1500
#define ETH_FRAME_LEN 1514
#define ETH_FCS_LEN   4
#define ETH_MIN_MTU   68
#define ETH_MAX_MTU   0xFFFFU

#define ETH_P_LOOP	0x0060
#define ETH_P_PUP	0x0200
#define ETH_P_IP	0x0800
#define ETH_P_X25	0x0805
#define ETH_P_ARP	0x0806
#define ETH_P_BATMAN	0x4305
#define ETH_P_DEC	0x6000
#define ETH_P_RARP	0x8035
#define ETH_P_ATALK	0x809B
#define ETH_P_AARP	0x80F3
#define ETH_P_8021Q	0x8100
#define ETH_P_IPX	0x8137
#define ETH_P_IPV6	0x86DD
#define ETH_P_PAUSE	0x8808
#define ETH_P_SLOW	0x8809
#define ETH_P_MPLS_UC	0x8847
#define ETH_P_PPP_DISC	0x8863
#define ETH_P_PPP_SES	0x8864
#define ETH_P_PAE	0x888E
#define ETH_P_8021AD	0x88A8
#define ETH_P_TIPC	0x88CA
#define ETH_P_LLDP	0x88CC
#define ETH_P_1588	0x88F7
#define ETH_P_FCOE	0x8906
#define ETH_P_802_3_MIN 0x0600 /* below: a length */
/* not on the wire */
#define ETH_P_802_3 0x0001
#define ETH_P_ALL   0x0003
#define ETH_P_802_2 0x0004
#define ETH_P_SNAP  0x0005
#define ETH_P_CAN   0x000C
#define ETH_P_CUST  0x6006

struct ethhdr {
	unsigned char h_dest[ETH_ALEN];
	unsigned char h_source[ETH_ALEN];
	__be16 h_proto;
} __attribute__((packed));

#ifdef __KERNEL__
#include <linux/skbuff.h>

static inline struct ethhdr *eth_hdr(const struct sk_buff *skb)
{
	return (struct ethhdr *)skb_mac_header(skb);
}

static inline struct ethhdr *skb_eth_hdr(const struct sk_buff *skb)
{
	return (struct ethhdr *)skb->data;
}

int eth_header_parse(const struct sk_buff *skb, unsigned char *haddr);
#endif

#endif
