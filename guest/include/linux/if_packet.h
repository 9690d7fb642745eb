/* SPDX-License-Identifier: GPL-2.0-only */
/* if_packet: AF_PACKET: frames as they are, for programs (packet(7), guest/net/packet.c). */
#ifndef _LINUX_IF_PACKET_H
#define _LINUX_IF_PACKET_H

#include <linux/types.h>

struct sockaddr_pkt {
	unsigned short spkt_family;
	unsigned char spkt_device[14];
	__be16 spkt_protocol;
};

struct sockaddr_ll {
	unsigned short sll_family;
	__be16 sll_protocol;
	int sll_ifindex;
	unsigned short sll_hatype;
	unsigned char sll_pkttype; /* PACKET_ below */
	unsigned char sll_halen;
	unsigned char sll_addr[8];
};

#define PACKET_HOST	 0
#define PACKET_BROADCAST 1
#define PACKET_MULTICAST 2
#define PACKET_OTHERHOST 3
#define PACKET_OUTGOING	 4
#define PACKET_LOOPBACK	 5
#define PACKET_USER	 6
#define PACKET_KERNEL	 7

#define PACKET_ADD_MEMBERSHIP  1
#define PACKET_DROP_MEMBERSHIP 2
#define PACKET_STATISTICS      6
#define PACKET_AUXDATA	       8

struct packet_mreq {
	int mr_ifindex;
	unsigned short mr_type;
	unsigned short mr_alen;
	unsigned char mr_address[8];
};
#define PACKET_MR_MULTICAST 0
#define PACKET_MR_PROMISC   1
#define PACKET_MR_ALLMULTI  2
#define PACKET_MR_UNICAST   3

struct tpacket_stats {
	unsigned int tp_packets, tp_drops;
};

#endif
