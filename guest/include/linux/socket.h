/* SPDX-License-Identifier: GPL-2.0-only */
/* socket: numbers and structures of sockets as i386 programs have them. */
#ifndef _LINUX_SOCKET_H
#define _LINUX_SOCKET_H

#include <linux/types.h>

typedef unsigned short sa_family_t;

struct sockaddr {
	sa_family_t sa_family;
	char sa_data[14];
};

struct sockaddr_storage {
	sa_family_t ss_family;
	char data[126];
} __aligned(4);

struct ucred {
	u32 pid, uid, gid;
};

struct linger {
	int l_onoff, l_linger;
};

struct cmsghdr {
	u32 cmsg_len;
	int cmsg_level, cmsg_type;
};

#define CMSG_ALIGN(len) (((len) + sizeof(long) - 1) & ~(sizeof(long) - 1))
#define CMSG_LEN(len)	(sizeof(struct cmsghdr) + (len))
#define CMSG_SPACE(len) (sizeof(struct cmsghdr) + CMSG_ALIGN(len))

#define AF_UNSPEC    0
#define AF_UNIX	     1
#define AF_LOCAL     1
#define AF_INET	     2
#define AF_AX25	     3
#define AF_IPX	     4
#define AF_APPLETALK 5
#define AF_INET6     10
#define AF_NETLINK   16
#define AF_PACKET    17
#define AF_MAX	     46
#define PF_UNSPEC    AF_UNSPEC
#define PF_UNIX	     AF_UNIX
#define PF_LOCAL     AF_LOCAL
#define PF_INET	     AF_INET
#define PF_INET6     AF_INET6
#define PF_NETLINK   AF_NETLINK
#define PF_PACKET    AF_PACKET
#define PF_MAX	     AF_MAX

#define SOCK_STREAM    1
#define SOCK_DGRAM     2
#define SOCK_RAW       3
#define SOCK_RDM       4
#define SOCK_SEQPACKET 5
#define SOCK_PACKET    10
#define SOCK_MAX       11
#define SOCK_TYPE_MASK 0xf
#define SOCK_CLOEXEC   02000000
#define SOCK_NONBLOCK  04000

#define SCM_RIGHTS	1
#define SCM_CREDENTIALS 2
#define SCM_MAX_FD	253

#define MSG_OOB		 0x1
#define MSG_PEEK	 0x2
#define MSG_DONTROUTE	 0x4
#define MSG_CTRUNC	 0x8
#define MSG_TRUNC	 0x20
#define MSG_DONTWAIT	 0x40
#define MSG_EOR		 0x80
#define MSG_WAITALL	 0x100
#define MSG_ERRQUEUE	 0x2000
#define MSG_NOSIGNAL	 0x4000
#define MSG_MORE	 0x8000
#define MSG_WAITFORONE	 0x10000
#define MSG_CMSG_CLOEXEC 0x40000000

#define SHUT_RD	  0
#define SHUT_WR	  1
#define SHUT_RDWR 2
#define SOMAXCONN 4096

#define SOL_SOCKET	 1
#define SO_DEBUG	 1
#define SO_REUSEADDR	 2
#define SO_TYPE		 3
#define SO_ERROR	 4
#define SO_DONTROUTE	 5
#define SO_BROADCAST	 6
#define SO_SNDBUF	 7
#define SO_RCVBUF	 8
#define SO_KEEPALIVE	 9
#define SO_OOBINLINE	 10
#define SO_NO_CHECK	 11
#define SO_PRIORITY	 12
#define SO_LINGER	 13
#define SO_REUSEPORT	 15
#define SO_PASSCRED	 16
#define SO_PEERCRED	 17
#define SO_RCVLOWAT	 18
#define SO_SNDLOWAT	 19
#define SO_RCVTIMEO_OLD	 20
#define SO_SNDTIMEO_OLD	 21
#define SO_PEERNAME	 28
#define SO_TIMESTAMP	 29
#define SO_ACCEPTCONN	 30
#define SO_PEERSEC	 31
#define SO_BINDTODEVICE	 25
#define SO_ATTACH_FILTER 26
#define SO_BINDTOIFINDEX 62
#define SO_SNDBUFFORCE	 32
#define SO_RCVBUFFORCE	 33
#define SO_PASSSEC	 34
#define SO_PROTOCOL	 38
#define SO_DOMAIN	 39
#define SO_PEEK_OFF	 42
#define SO_RCVTIMEO_NEW	 66
#define SO_SNDTIMEO_NEW	 67

#endif
