/* SPDX-License-Identifier: GPL-2.0-only */
/* inet_private: what the files of this folder say to each other. */
#ifndef NET_IPV4_INET_PRIVATE_H
#define NET_IPV4_INET_PRIVATE_H

#include <linux/if.h>
#include <net/ip.h>
#include <net/sock.h>

/* A socket of IPv4: UDP's, or one that gets packets with their IP header. */
struct inet_sock {
	struct sock sk;
	__be32 rcv_saddr; /* where it listens; 0: everywhere */
	__be32 saddr, daddr;
	u16 num; /* its port, or protocol; 0: none yet */
	__be16 dport;
	u8 tos, mc_ttl;
	s16 ttl; /* -1: the usual */
	bool hdrincl, mc_loop;
	u32 icmp_filter; /* types not wanted */
};

static inline struct inet_sock *inet_sk(const struct sock *sk)
{
	return (struct inet_sock *)sk;
}

/* A protocol that IP carries. */
struct inet_proto {
	u8 protocol;
	/* The packet at what IP carries, and it is the handler's. */
	void (*rcv)(struct sk_buff *skb);
	/* What one of ours met, at its IP header; code: of ICMP's type. */
	void (*err)(struct sk_buff *skb, int type, int code);
};

extern const struct inet_proto udp_proto, icmp_proto;

int inet_if_ioctl(unsigned int cmd, void __user *arg);
int inet_gifconf(struct ifconf __user *arg);
void arp_flush(struct net_device *dev);
/* To raw sockets: true, if one of them took a copy. */
bool raw_deliver(struct sk_buff *skb);

/* For sendmsg(): where to, into *dst and *port. */
int inet_dest(const struct inet_sock *inet, const struct msghdr *msg, __be32 *dst, __be16 *port);
/* Address and port of who sent, for recvmsg(). */
void inet_sender(struct msghdr *msg, __be32 addr, __be16 port);
int inet_route(const struct inet_sock *inet, __be32 dst, struct ip_route *route);
u8 inet_ttl(const struct inet_sock *inet, const struct ip_route *route);
/* May it be bound there? 0, or -EADDRNOTAVAIL. */
int inet_check_bind(__be32 addr);

int udp_create(struct socket *sock);
int raw_create(struct socket *sock, int protocol);
int inet_ioctl(struct socket *sock, unsigned int cmd, unsigned long arg);
int inet_setsockopt(struct socket *sock, int level, int name, const char __user *val, int len);
int inet_getsockopt(struct socket *sock, int level, int name, char __user *val, int __user *len);
int inet_getname(struct socket *sock, struct sockaddr *addr, int peer);
int inet_shutdown(struct socket *sock, int how);

int devinet_init(void);
int route_init(void);
int arp_init(void);
int udp_init(void);
int raw_init(void);
int ip_init(void);

#endif
