/* SPDX-License-Identifier: GPL-2.0-only */
/* in: addresses and protocols of IPv4. */
#ifndef _LINUX_IN_H
#define _LINUX_IN_H

#include <linux/socket.h>
#include <linux/types.h>
#include <asm/byteorder.h>

enum {
	IPPROTO_IP = 0,
	IPPROTO_ICMP = 1,
	IPPROTO_IGMP = 2,
	IPPROTO_IPIP = 4,
	IPPROTO_TCP = 6,
	IPPROTO_EGP = 8,
	IPPROTO_PUP = 12,
	IPPROTO_UDP = 17,
	IPPROTO_IDP = 22,
	IPPROTO_TP = 29,
	IPPROTO_DCCP = 33,
	IPPROTO_IPV6 = 41,
	IPPROTO_RSVP = 46,
	IPPROTO_GRE = 47,
	IPPROTO_ESP = 50,
	IPPROTO_AH = 51,
	IPPROTO_MTP = 92,
	IPPROTO_BEETPH = 94,
	IPPROTO_ENCAP = 98,
	IPPROTO_PIM = 103,
	IPPROTO_COMP = 108,
	IPPROTO_SCTP = 132,
	IPPROTO_UDPLITE = 136,
	IPPROTO_MPLS = 137,
	IPPROTO_RAW = 255,
	IPPROTO_MAX = 263,
};

struct in_addr {
	__be32 s_addr;
};

#define __SOCK_SIZE__ 16
struct sockaddr_in {
	sa_family_t sin_family;
	__be16 sin_port;
	struct in_addr sin_addr;
	unsigned char __pad[__SOCK_SIZE__ - sizeof(short) - sizeof(short) - sizeof(struct in_addr)];
};
#define sin_zero __pad

#define IP_TOS		   1
#define IP_TTL		   2
#define IP_HDRINCL	   3
#define IP_OPTIONS	   4
#define IP_RECVOPTS	   6
#define IP_RETOPTS	   7
#define IP_PKTINFO	   8
#define IP_MTU_DISCOVER	   10
#define IP_RECVERR	   11
#define IP_RECVTTL	   12
#define IP_RECVTOS	   13
#define IP_MTU		   14
#define IP_FREEBIND	   15
#define IP_MULTICAST_IF	   32
#define IP_MULTICAST_TTL   33
#define IP_MULTICAST_LOOP  34
#define IP_ADD_MEMBERSHIP  35
#define IP_DROP_MEMBERSHIP 36

struct ip_mreq {
	struct in_addr imr_multiaddr, imr_interface;
};

#define INADDR_ANY	      ((unsigned long)0x00000000)
#define INADDR_BROADCAST      ((unsigned long)0xffffffff)
#define INADDR_NONE	      ((unsigned long)0xffffffff)
#define INADDR_LOOPBACK	      0x7f000001
#define INADDR_ALLHOSTS_GROUP 0xe0000001U

#define IN_CLASSA(a)	((((long)(a)) & 0x80000000) == 0)
#define IN_CLASSA_NET	0xff000000
#define IN_CLASSB(a)	((((long)(a)) & 0xc0000000) == 0x80000000)
#define IN_CLASSB_NET	0xffff0000
#define IN_CLASSC(a)	((((long)(a)) & 0xe0000000) == 0xc0000000)
#define IN_CLASSC_NET	0xffffff00
#define IN_MULTICAST(a) ((((long)(a)) & 0xf0000000) == 0xe0000000)
#define IN_LOOPBACK(a)	((((long)(a)) & 0xff000000) == 0x7f000000)

static inline bool ipv4_is_loopback(__be32 addr)
{
	return (addr & htonl(0xff000000)) == htonl(0x7f000000);
}

static inline bool ipv4_is_multicast(__be32 addr)
{
	return (addr & htonl(0xf0000000)) == htonl(0xe0000000);
}

static inline bool ipv4_is_lbcast(__be32 addr)
{
	return addr == htonl(INADDR_BROADCAST);
}

static inline bool ipv4_is_zeronet(__be32 addr)
{
	return addr == 0;
}

static inline bool ipv4_is_private_10(__be32 addr)
{
	return (addr & htonl(0xff000000)) == htonl(0x0a000000);
}

static inline bool ipv4_is_private_192(__be32 addr)
{
	return (addr & htonl(0xffff0000)) == htonl(0xc0a80000);
}
#define MULTICAST(a) ipv4_is_multicast(a)
#define LOOPBACK(a)  ipv4_is_loopback(a)
#define BADCLASS(a)  (((a)&htonl(0xf0000000)) == htonl(0xf0000000))
#define ZERONET(a)   (((a)&htonl(0xff000000)) == 0)

#endif
