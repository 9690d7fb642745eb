/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * af_inet: sockets of IPv4 (ip(7)): SOCK_DGRAM is UDP's, SOCK_RAW gets packets as they come.
 * SOCK_STREAM there is not: no TCP (-ESOCKTNOSUPPORT).
 */
#include <linux/capability.h>
#include <linux/icmp.h>
#include <linux/inet.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/sockios.h>
#include <linux/uaccess.h>
#include <net/arp.h>

#include "inet_private.h"

#define SOL_IP	0
#define SOL_RAW 255

static int inet_create(struct socket *sock, int protocol)
{
	if (protocol < 0 || protocol >= IPPROTO_MAX)
		return -EINVAL;
	switch (sock->type) {
	case SOCK_DGRAM:
		if (protocol ==
		    IPPROTO_ICMP) /* as net.ipv4.ping_group_range is on Linux: nobody's */
			return -EACCES;
		return protocol && protocol != IPPROTO_UDP ? -EPROTONOSUPPORT : udp_create(sock);
	case SOCK_RAW:
		return protocol && protocol < 256 ? raw_create(sock, protocol) : -EPROTONOSUPPORT;
	default:
		return -ESOCKTNOSUPPORT;
	}
}

/* ---- what UDP and raw sockets have in common ---- */

int inet_dest(const struct inet_sock *inet, const struct msghdr *msg, __be32 *dst, __be16 *port)
{
	const struct sockaddr_in *sin = msg->msg_name;

	if (!sin) {
		*dst = inet->daddr;
		*port = inet->dport;
		return inet->daddr ? 0 : -EDESTADDRREQ;
	}
	if (msg->msg_namelen < (int)sizeof(*sin))
		return -EINVAL;
	if (sin->sin_family != AF_INET && sin->sin_family != AF_UNSPEC)
		return -EAFNOSUPPORT;
	*dst = sin->sin_addr.s_addr;
	*port = sin->sin_port;
	return 0;
}

void inet_sender(struct msghdr *msg, __be32 addr, __be16 port)
{
	struct sockaddr_in *sin = msg->msg_name;

	if (!sin)
		return;
	memset(sin, 0, sizeof(*sin));
	sin->sin_family = AF_INET;
	sin->sin_port = port;
	sin->sin_addr.s_addr = addr;
	msg->msg_namelen = sizeof(*sin);
}

u8 inet_ttl(const struct inet_sock *inet, const struct ip_route *route)
{
	if (route->kind == ROUTE_MULTICAST)
		return inet->mc_ttl;
	return inet->ttl < 0 ? IPDEFTTL : inet->ttl;
}

int inet_check_bind(__be32 addr)
{
	struct net_device *dev;
	bool ok = !addr || ipv4_is_multicast(addr) || ipv4_is_lbcast(addr);

	rcu_read_lock();
	list_for_each_entry_rcu(dev, &net_device_list, dev_list) ok |=
	    inet_addr_type_dev(dev, addr) != ROUTE_UNICAST;
	rcu_read_unlock();
	return ok ? 0 : -EADDRNOTAVAIL;
}

int inet_getname(struct socket *sock, struct sockaddr *addr, int peer)
{
	const struct inet_sock *inet = inet_sk(sock->sk);
	struct sockaddr_in *sin = (struct sockaddr_in *)addr;

	if (peer && !inet->daddr)
		return -ENOTCONN;
	memset(sin, 0, sizeof(*sin));
	sin->sin_family = AF_INET;
	sin->sin_port = peer ? inet->dport : htons(inet->num);
	sin->sin_addr.s_addr = peer ? inet->daddr : inet->rcv_saddr ? inet->rcv_saddr : inet->saddr;
	return sizeof(*sin);
}

int inet_shutdown(struct socket *sock, int how)
{
	struct sock *sk = sock->sk;

	if (how < SHUT_RD || how > SHUT_RDWR)
		return -EINVAL;
	if (!inet_sk(sk)->daddr)
		return -ENOTCONN;
	sk->sk_shutdown |= how + 1;
	__wake_up(&sk->sk_wait, TASK_INTERRUPTIBLE, 0, NULL);
	return 0;
}

int inet_ioctl(struct socket *sock, unsigned int cmd, unsigned long arg)
{
	void __user *uarg = (void __user *)arg;
	int err = sock_inq_ioctl(sock->sk, cmd, arg);

	if (err != -ENOIOCTLCMD)
		return err;
	switch (cmd) {
	case SIOCADDRT:
	case SIOCDELRT:
		return ip_route_ioctl(cmd, uarg);
	case SIOCDARP:
	case SIOCGARP:
	case SIOCSARP:
		return arp_ioctl(cmd, uarg);
	case SIOCGIFADDR:
	case SIOCGIFBRDADDR:
	case SIOCGIFNETMASK:
	case SIOCGIFDSTADDR:
	case SIOCSIFADDR:
	case SIOCSIFBRDADDR:
	case SIOCSIFNETMASK:
	case SIOCSIFDSTADDR:
		return inet_if_ioctl(cmd, uarg);
	case SIOCGIFCONF:
		return inet_gifconf(uarg);
	}
	err = dev_ioctl(cmd, uarg);
	return err == -ENOIOCTLCMD ? -ENOTTY : err;
}

/* ---- options of ip(7) ---- */

static int set_ip_option(struct inet_sock *inet, int name, int v)
{
	switch (name) {
	case IP_TOS:
		inet->tos = v;
		return 0;
	case IP_TTL:
		if (v != -1 && (v < 1 || v > 255))
			return -EINVAL;
		inet->ttl = v;
		return 0;
	case IP_MULTICAST_TTL:
		if (v < -1 || v > 255)
			return -EINVAL;
		inet->mc_ttl = v == -1 ? 1 : v;
		return 0;
	case IP_MULTICAST_LOOP:
		inet->mc_loop = v;
		return 0;
	case IP_HDRINCL:
		if (inet->sk.sk_type != SOCK_RAW)
			return -ENOPROTOOPT;
		inet->hdrincl = v;
		return 0;
	case IP_MTU_DISCOVER: /* everything is sent with "do not fragment" */
		return v >= 0 && v <= 5 ? 0 : -EINVAL;
	default:
		return -ENOPROTOOPT;
	}
}

int inet_setsockopt(struct socket *sock, int level, int name, const char __user *val, int len)
{
	struct inet_sock *inet = inet_sk(sock->sk);
	int v = 0;
	u8 byte;

	if (level == SOL_RAW && name == ICMP_FILTER && inet->num == IPPROTO_ICMP)
		return copy_from_user(&inet->icmp_filter, val, min_t(int, len, sizeof(u32)))
			   ? -EFAULT
			   : 0;
	if (level != SOL_IP)
		return -ENOPROTOOPT;
	if (len >= (int)sizeof(v)) {
		if (copy_from_user(&v, val, sizeof(v)))
			return -EFAULT;
	} else if (len >= 1) {
		if (copy_from_user(&byte, val, 1))
			return -EFAULT;
		v = byte;
	}
	return set_ip_option(inet, name, v);
}

int inet_getsockopt(struct socket *sock, int level, int name, char __user *val, int __user *ulen)
{
	const struct inet_sock *inet = inet_sk(sock->sk);
	int len, v;

	if (get_user(len, ulen))
		return -EFAULT;
	if (level != SOL_IP && !(level == SOL_RAW && name == ICMP_FILTER))
		return -ENOPROTOOPT;
	if (len < 0)
		return -EINVAL;
	v = level == SOL_RAW		? (int)inet->icmp_filter
	    : name == IP_TOS		? inet->tos
	    : name == IP_TTL		? (inet->ttl < 0 ? IPDEFTTL : inet->ttl)
	    : name == IP_MULTICAST_TTL	? inet->mc_ttl
	    : name == IP_MULTICAST_LOOP ? inet->mc_loop
	    : name == IP_HDRINCL	? inet->hdrincl
	    : name == IP_MTU_DISCOVER	? 2
					: -1;
	if (v == -1)
		return -ENOPROTOOPT;
	len = min_t(int, len, sizeof(v));
	return copy_to_user(val, &v, len) || put_user(len, ulen) ? -EFAULT : 0;
}

static const struct net_proto_family inet_family = {AF_INET, inet_create};

static int __init inet_init(void)
{
	int err = sock_register(&inet_family);

	if (err)
		return err;
	route_init();
	arp_init();
	udp_init();
	raw_init();
	ip_init();
	return devinet_init();
}
fs_initcall(inet_init);
