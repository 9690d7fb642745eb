/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * udp: datagrams between ports (RFC 768, udp(7)).
 *
 * Bound sockets are in a list, under udp_lock, softirqs off. A datagram goes to the one that fits
 * best: connected before bound to an address before bound to all; a broadcast to each that fits.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <net/icmp.h>
#include <net/udp.h>

#include "inet_private.h"

#define FIRST_PORT 32768 /* of those for who asks for none */
#define LAST_PORT  60999

static LIST_HEAD(udp_socks);
static DEFINE_SPINLOCK(udp_lock);
static u16 last_port = FIRST_PORT;

static const struct proto_ops udp_ops;

int udp_create(struct socket *sock)
{
	struct inet_sock *inet =
	    (struct inet_sock *)sock_new(sock, sizeof(*inet), AF_INET, IPPROTO_UDP);

	if (!inet)
		return -ENOBUFS;
	inet->ttl = -1;
	inet->mc_ttl = 1;
	inet->mc_loop = true;
	sock->ops = &udp_ops;
	return 0;
}

/* ---- ports ---- */

static bool reuses(const struct inet_sock *inet)
{
	return inet->sk.sk_socket && inet->sk.sk_socket->flags & 1 << SO_REUSEADDR;
}

static bool is_taken(const struct inet_sock *inet, __be32 addr, u16 port)
{
	const struct inet_sock *other;

	list_for_each_entry (other, &udp_socks, sk.node)
		if (other != inet && other->num == port &&
		    (!addr || !other->rcv_saddr || addr == other->rcv_saddr) &&
		    (!inet->sk.sk_bound_dev_if || !other->sk.sk_bound_dev_if ||
		     inet->sk.sk_bound_dev_if == other->sk.sk_bound_dev_if) &&
		    !(reuses(inet) && reuses(other)))
			return true;
	return false;
}

/* port 0: any. With udp_lock. */
static int take_port(struct inet_sock *inet, __be32 addr, u16 port)
{
	int tries = LAST_PORT - FIRST_PORT + 1;

	if (port && is_taken(inet, addr, port))
		return -EADDRINUSE;
	for (; !port && tries; tries--) {
		last_port = last_port >= LAST_PORT ? FIRST_PORT : last_port + 1;
		if (!is_taken(inet, addr, last_port))
			port = last_port;
	}
	if (!port)
		return -EADDRINUSE;
	inet->num = port;
	inet->rcv_saddr = inet->saddr = addr;
	list_add(&inet->sk.node, &udp_socks);
	return 0;
}

static int autobind(struct inet_sock *inet)
{
	int err = 0;

	spin_lock_bh(&udp_lock);
	if (!inet->num)
		err = take_port(inet, 0, 0);
	spin_unlock_bh(&udp_lock);
	return err ? -EAGAIN : 0;
}

static int udp_bind(struct socket *sock, struct sockaddr *addr, int len)
{
	struct sockaddr_in *sin = (struct sockaddr_in *)addr;
	struct inet_sock *inet = inet_sk(sock->sk);
	u16 port;
	int err;

	if (len < (int)sizeof(*sin))
		return -EINVAL;
	if (sin->sin_family != AF_INET &&
	    (sin->sin_family != AF_UNSPEC || sin->sin_addr.s_addr != htonl(INADDR_ANY)))
		return -EAFNOSUPPORT;
	err = inet_check_bind(sin->sin_addr.s_addr);
	port = ntohs(sin->sin_port);
	if (!err && port && port < 1024 && !capable(CAP_NET_BIND_SERVICE))
		err = -EACCES;
	if (err)
		return err;
	spin_lock_bh(&udp_lock);
	err = inet->num ? -EINVAL : take_port(inet, sin->sin_addr.s_addr, port);
	if (!err && ipv4_is_multicast(inet->saddr))
		inet->saddr = 0;
	spin_unlock_bh(&udp_lock);
	return err;
}

static int udp_connect(struct socket *sock, struct sockaddr *addr, int len, int flags)
{
	struct sockaddr_in *sin = (struct sockaddr_in *)addr;
	struct inet_sock *inet = inet_sk(sock->sk);
	struct ip_route route;
	int err;

	if (len < (int)sizeof(addr->sa_family))
		return -EINVAL;
	if (addr->sa_family == AF_UNSPEC) {
		spin_lock_bh(&udp_lock);
		inet->daddr = inet->dport = 0;
		spin_unlock_bh(&udp_lock);
		return 0;
	}
	if (len < (int)sizeof(*sin))
		return -EINVAL;
	if (sin->sin_family != AF_INET)
		return -EAFNOSUPPORT;
	err = autobind(inet);
	if (!err)
		err = inet_route(inet, sin->sin_addr.s_addr, &route);
	if (err)
		return err;
	if (route.kind == ROUTE_BROADCAST && !(sock->flags & 1 << SO_BROADCAST))
		err = -EACCES;
	if (!err) {
		spin_lock_bh(&udp_lock);
		if (!inet->saddr)
			inet->saddr = route.src;
		if (!inet->rcv_saddr)
			inet->rcv_saddr = route.src;
		inet->daddr = route.dst;
		inet->dport = sin->sin_port;
		spin_unlock_bh(&udp_lock);
	}
	ip_route_put(&route);
	return err;
}

static int udp_release(struct socket *sock)
{
	struct sock *sk = sock->sk;

	if (!sk)
		return 0;
	spin_lock_bh(&udp_lock);
	list_del_init(&sk->node);
	spin_unlock_bh(&udp_lock);
	sock_orphan_put(sk);
	return 0;
}

/* ---- out ---- */

static int build(struct sock *sk, struct msghdr *msg, size_t len, const struct ip_route *route,
		 __be16 port, struct sk_buff **result)
{
	unsigned int headers = LL_RESERVED_SPACE(route->dev) + sizeof(struct iphdr);
	struct sk_buff *skb;
	struct udphdr *udp;
	int err;

	skb = sock_alloc_send_skb(sk, headers + sizeof(*udp) + len, msg->msg_flags & MSG_DONTWAIT,
				  &err);
	if (!skb)
		return err;
	skb_reserve(skb, headers);
	udp = skb_put(skb, sizeof(*udp) + len);
	if (copy_from_iter(udp + 1, len, &msg->msg_iter) != len) {
		kfree_skb(skb);
		return -EFAULT;
	}
	len += sizeof(*udp);
	*udp = (struct udphdr){htons(inet_sk(sk)->num), port, htons(len), 0};
	udp->check =
	    csum_tcpudp_magic(route->src, route->dst, len, IPPROTO_UDP, csum_partial(udp, len, 0));
	if (!udp->check)
		udp->check = CSUM_MANGLED_0; /* 0 says: there is no sum */
	*result = skb;
	return 0;
}

static int udp_sendmsg(struct socket *sock, struct msghdr *msg, size_t len)
{
	struct inet_sock *inet = inet_sk(sock->sk);
	struct ip_route route;
	struct sk_buff *skb = NULL;
	__be16 port;
	__be32 dst;
	int err;

	if (len > 65535 - sizeof(struct iphdr) - sizeof(struct udphdr))
		return -EMSGSIZE;
	if (msg->msg_flags & MSG_OOB)
		return -EOPNOTSUPP;
	err = inet_dest(inet, msg, &dst, &port);
	if (!err && !port)
		err = -EINVAL;
	if (!err)
		err = autobind(inet);
	if (!err)
		err = inet_route(inet, dst, &route);
	if (err)
		return err;
	if (route.kind == ROUTE_BROADCAST && !(sock->flags & 1 << SO_BROADCAST))
		err = -EACCES;
	else if (len + sizeof(struct udphdr) + sizeof(struct iphdr) > route.dev->mtu)
		err = -EMSGSIZE;
	if (!err)
		err = build(sock->sk, msg, len, &route, port, &skb);
	if (!err)
		err = ip_send(skb, &route, IPPROTO_UDP, inet_ttl(inet, &route), inet->tos);
	ip_route_put(&route);
	return err ? err : (int)len;
}

/* ---- in ---- */

/* -1: not this one's; more is better. With udp_lock. */
static int fits(const struct inet_sock *inet, const struct sk_buff *skb, __be32 saddr, __be16 sport,
		__be32 daddr, u16 dport)
{
	int score = 0;

	if (inet->num != dport)
		return -1;
	if (inet->rcv_saddr && inet->rcv_saddr != daddr)
		return -1;
	score += inet->rcv_saddr ? 4 : 0;
	if (inet->daddr && (inet->daddr != saddr || inet->dport != sport))
		return -1;
	score += inet->daddr ? 8 : 0;
	if (inet->sk.sk_bound_dev_if && inet->sk.sk_bound_dev_if != skb->skb_iif)
		return -1;
	return score + (inet->sk.sk_bound_dev_if ? 4 : 0);
}

static struct inet_sock *best(const struct sk_buff *skb, __be32 saddr, __be16 sport, __be32 daddr,
			      u16 dport)
{
	struct inet_sock *inet, *found = NULL;
	int score = -1;

	list_for_each_entry (inet, &udp_socks, sk.node) {
		int this = fits(inet, skb, saddr, sport, daddr, dport);

		if (this > score) {
			score = this;
			found = inet;
		}
	}
	return found;
}

static void to_all(struct sk_buff *skb, const struct iphdr *iph, const struct udphdr *udp)
{
	struct inet_sock *inet;
	struct sk_buff *clone;

	spin_lock(&udp_lock);
	list_for_each_entry (inet, &udp_socks, sk.node) {
		if (fits(inet, skb, iph->saddr, udp->source, iph->daddr, ntohs(udp->dest)) < 0)
			continue;
		clone = skb_clone(skb, GFP_ATOMIC);
		if (clone)
			sock_queue_rcv_skb(&inet->sk, clone);
	}
	spin_unlock(&udp_lock);
	consume_skb(skb);
}

static bool sum_is_right(const struct sk_buff *skb, const struct iphdr *iph,
			 const struct udphdr *udp)
{
	return !udp->check || skb->ip_summed == CHECKSUM_UNNECESSARY ||
	       !csum_tcpudp_magic(iph->saddr, iph->daddr, skb->len, IPPROTO_UDP,
				  skb_checksum(skb, 0, skb->len, 0));
}

static void udp_rcv(struct sk_buff *skb)
{
	const struct udphdr *udp;
	const struct iphdr *iph;
	struct inet_sock *inet;
	unsigned int len;

	if (!pskb_may_pull(skb, sizeof(*udp)))
		goto drop;
	udp = udp_hdr(skb);
	len = ntohs(udp->len);
	if (len < sizeof(*udp) || len > skb->len || pskb_trim(skb, len))
		goto drop;
	iph = ip_hdr(skb);
	udp = udp_hdr(skb);
	if (!sum_is_right(skb, iph, udp))
		goto drop;
	if (skb->pkt_type == PACKET_BROADCAST || skb->pkt_type == PACKET_MULTICAST) {
		to_all(skb, iph, udp);
		return;
	}
	spin_lock(&udp_lock);
	inet = best(skb, iph->saddr, udp->source, iph->daddr, ntohs(udp->dest));
	if (inet)
		sock_queue_rcv_skb(&inet->sk, skb);
	spin_unlock(&udp_lock);
	if (inet)
		return;
	icmp_send(skb, ICMP_DEST_UNREACH, ICMP_PORT_UNREACH, 0);
drop:
	kfree_skb(skb);
}

/* A datagram of ours was refused: who is connected hears of it. */
static void udp_err(struct sk_buff *skb, int type, int code)
{
	static const int errors[] = {ENETUNREACH, EHOSTUNREACH, ENOPROTOOPT, ECONNREFUSED,
				     EMSGSIZE};
	const struct iphdr *iph = ip_hdr(skb);
	const struct udphdr *udp = (const void *)((const u8 *)iph + iph->ihl * 4);
	struct inet_sock *inet;

	spin_lock(&udp_lock);
	inet = best(skb, iph->daddr, udp->dest, iph->saddr, ntohs(udp->source));
	if (inet && inet->daddr)
		sock_report_error(&inet->sk, type == ICMP_DEST_UNREACH && code < 5 ? errors[code]
										   : EHOSTUNREACH);
	spin_unlock(&udp_lock);
}

static int udp_recvmsg(struct socket *sock, struct msghdr *msg, size_t len, int flags)
{
	struct sk_buff *skb;
	int err;

	if (flags & MSG_ERRQUEUE)
		return -EAGAIN;
	skb = skb_recv_datagram(sock->sk, flags, &err);
	if (!skb)
		return err;
	inet_sender(msg, ip_hdr(skb)->saddr, udp_hdr(skb)->source);
	err = sock_copy_out(skb, sizeof(struct udphdr), msg, len, flags);
	skb_free_datagram(sock->sk, skb);
	return err;
}

const struct inet_proto udp_proto = {.protocol = IPPROTO_UDP, .rcv = udp_rcv, .err = udp_err};

static const struct proto_ops udp_ops = {
    .family = AF_INET,
    .release = udp_release,
    .bind = udp_bind,
    .connect = udp_connect,
    .socketpair = sock_no_socketpair,
    .accept = sock_no_accept,
    .getname = inet_getname,
    .poll = datagram_poll,
    .ioctl = inet_ioctl,
    .listen = sock_no_listen,
    .shutdown = inet_shutdown,
    .setsockopt = inet_setsockopt,
    .getsockopt = inet_getsockopt,
    .sendmsg = udp_sendmsg,
    .recvmsg = udp_recvmsg,
    .peercred = sock_no_peercred,
    .is_listening = sock_no_listening,
};

/* ---- /proc/net/udp ---- */

static int udp_show(struct seq_file *m, void *v)
{
	const struct inet_sock *inet;
	char line[128];

	seq_printf(m, "%-127s\n",
		   "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   "
		   "uid  timeout inode ref pointer drops");
	spin_lock_bh(&udp_lock);
	list_for_each_entry (inet, &udp_socks, sk.node) {
		snprintf(line, sizeof(line),
			 "%5d: %08X:%04X %08X:%04X %02X %08X:%08X %02X:%08lX %08X %5u %8d %lu %d "
			 "%p %u",
			 inet->num, inet->rcv_saddr, inet->num, inet->daddr, ntohs(inet->dport),
			 inet->daddr ? 1 : 7, atomic_read(&inet->sk.sk_wmem_alloc),
			 atomic_read(&inet->sk.sk_rmem_alloc), 0, 0ul, 0,
			 from_kuid(&init_user_ns, inet->sk.sk_uid), 0, inet->sk.sk_ino,
			 refcount_read(&inet->sk.sk_refcnt), inet, atomic_read(&inet->sk.sk_drops));
		seq_printf(m, "%-127s\n", line);
	}
	spin_unlock_bh(&udp_lock);
	return 0;
}

int __init udp_init(void)
{
	proc_create_single("udp", 0444, init_net.proc_net, udp_show);
	return 0;
}
