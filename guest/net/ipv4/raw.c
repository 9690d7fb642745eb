/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * raw: sockets that get packets of a protocol with their IP header, and send what a program made
 * of one (raw(7)): ping's. For those who may (CAP_NET_RAW). In a list, under raw_lock.
 */
#include <linux/capability.h>
#include <linux/export.h>
#include <linux/icmp.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uio.h>

#include "inet_private.h"

static LIST_HEAD(raw_socks);
static DEFINE_SPINLOCK(raw_lock);
static const struct proto_ops raw_ops;

int raw_create(struct socket *sock, int protocol)
{
	struct inet_sock *inet;

	if (!capable(CAP_NET_RAW))
		return -EPERM;
	inet = (struct inet_sock *)sock_new(sock, sizeof(*inet), AF_INET, protocol);
	if (!inet)
		return -ENOBUFS;
	inet->num = protocol;
	inet->hdrincl = protocol == IPPROTO_RAW;
	inet->ttl = -1;
	inet->mc_ttl = 1;
	sock->ops = &raw_ops;
	spin_lock_bh(&raw_lock);
	list_add(&inet->sk.node, &raw_socks);
	spin_unlock_bh(&raw_lock);
	return 0;
}

static int raw_release(struct socket *sock)
{
	struct sock *sk = sock->sk;

	if (!sk)
		return 0;
	spin_lock_bh(&raw_lock);
	list_del_init(&sk->node);
	spin_unlock_bh(&raw_lock);
	sock_orphan_put(sk);
	return 0;
}

static int raw_bind(struct socket *sock, struct sockaddr *addr, int len)
{
	struct sockaddr_in *sin = (struct sockaddr_in *)addr;
	struct inet_sock *inet = inet_sk(sock->sk);
	int err;

	if (len < (int)sizeof(*sin))
		return -EINVAL;
	err = inet_check_bind(sin->sin_addr.s_addr);
	if (!err)
		inet->rcv_saddr = inet->saddr = sin->sin_addr.s_addr;
	return err;
}

static int raw_connect(struct socket *sock, struct sockaddr *addr, int len, int flags)
{
	struct sockaddr_in *sin = (struct sockaddr_in *)addr;
	struct inet_sock *inet = inet_sk(sock->sk);
	struct ip_route route;
	int err;

	if (len < (int)sizeof(addr->sa_family))
		return -EINVAL;
	if (addr->sa_family == AF_UNSPEC) {
		inet->daddr = 0;
		return 0;
	}
	if (len < (int)sizeof(*sin))
		return -EINVAL;
	if (sin->sin_family != AF_INET)
		return -EAFNOSUPPORT;
	err = inet_route(inet, sin->sin_addr.s_addr, &route);
	if (err)
		return err;
	if (!inet->saddr)
		inet->saddr = inet->rcv_saddr = route.src;
	inet->daddr = route.dst;
	ip_route_put(&route);
	return 0;
}

/* ---- out ---- */

/* A header that the program made is completed as raw(7) says. */
static int finish_header(struct sk_buff *skb, const struct ip_route *route)
{
	struct iphdr *iph;

	if (skb->len < sizeof(*iph))
		return -EINVAL;
	skb_reset_network_header(skb);
	iph = ip_hdr(skb);
	if (iph->ihl * 4u < sizeof(*iph) || iph->ihl * 4u > skb->len)
		return -EINVAL;
	if (!iph->saddr)
		iph->saddr = route->src;
	skb_set_transport_header(skb, iph->ihl * 4);
	return ip_output(skb, route);
}

static int transmit(struct socket *sock, struct msghdr *msg, size_t len, struct ip_route *route)
{
	struct inet_sock *inet = inet_sk(sock->sk);
	unsigned int room = LL_RESERVED_SPACE(route->dev) + (inet->hdrincl ? 0 : 20);
	struct sk_buff *skb;
	int err;

	if (len + (inet->hdrincl ? 0 : 20) > route->dev->mtu)
		return -EMSGSIZE;
	skb = sock_alloc_send_skb(sock->sk, room + len, msg->msg_flags & MSG_DONTWAIT, &err);
	if (!skb)
		return err;
	skb_reserve(skb, room);
	if (copy_from_iter(skb_put(skb, len), len, &msg->msg_iter) != len) {
		kfree_skb(skb);
		return -EFAULT;
	}
	if (!inet->hdrincl)
		return ip_send(skb, route, inet->num, inet_ttl(inet, route), inet->tos);
	err = finish_header(skb, route);
	if (err == -EINVAL)
		kfree_skb(skb);
	return err;
}

static int raw_sendmsg(struct socket *sock, struct msghdr *msg, size_t len)
{
	struct inet_sock *inet = inet_sk(sock->sk);
	struct ip_route route;
	__be16 unused;
	__be32 dst;
	int err;

	if (len > 0xffff)
		return -EMSGSIZE;
	if (msg->msg_flags & MSG_OOB)
		return -EOPNOTSUPP;
	err = inet_dest(inet, msg, &dst, &unused);
	if (!err)
		err = inet_route(inet, dst, &route);
	if (err)
		return err;
	if (route.kind == ROUTE_BROADCAST && !(sock->flags & 1 << SO_BROADCAST))
		err = -EACCES;
	else
		err = transmit(sock, msg, len, &route);
	ip_route_put(&route);
	return err ? err : (int)len;
}

/* ---- in ---- */

static bool wants(const struct inet_sock *inet, const struct sk_buff *skb)
{
	const struct iphdr *iph = ip_hdr(skb);

	if (inet->num != iph->protocol || (inet->rcv_saddr && inet->rcv_saddr != iph->daddr) ||
	    (inet->daddr && inet->daddr != iph->saddr) ||
	    (inet->sk.sk_bound_dev_if && inet->sk.sk_bound_dev_if != skb->skb_iif))
		return false;
	if (iph->protocol == IPPROTO_ICMP && skb->len && icmp_hdr(skb)->type < 32)
		return !(inet->icmp_filter >> icmp_hdr(skb)->type & 1);
	return true;
}

bool raw_deliver(struct sk_buff *skb)
{
	struct inet_sock *inet;
	struct sk_buff *clone;
	bool any = false;

	spin_lock(&raw_lock);
	list_for_each_entry (inet, &raw_socks, sk.node) {
		if (!wants(inet, skb))
			continue;
		any = true;
		clone = skb_clone(skb, GFP_ATOMIC);
		if (!clone)
			continue;
		skb_push(clone, skb_network_header_len(clone));
		sock_queue_rcv_skb(&inet->sk, clone);
	}
	spin_unlock(&raw_lock);
	return any;
}

static int raw_recvmsg(struct socket *sock, struct msghdr *msg, size_t len, int flags)
{
	struct sk_buff *skb;
	int err;

	if (flags & MSG_OOB)
		return -EOPNOTSUPP;
	if (flags & MSG_ERRQUEUE)
		return -EAGAIN;
	skb = skb_recv_datagram(sock->sk, flags, &err);
	if (!skb)
		return err;
	inet_sender(msg, ip_hdr(skb)->saddr, 0);
	err = sock_copy_out(skb, 0, msg, len, flags);
	skb_free_datagram(sock->sk, skb);
	return err;
}

static const struct proto_ops raw_ops = {
    .family = AF_INET,
    .release = raw_release,
    .bind = raw_bind,
    .connect = raw_connect,
    .socketpair = sock_no_socketpair,
    .accept = sock_no_accept,
    .getname = inet_getname,
    .poll = datagram_poll,
    .ioctl = inet_ioctl,
    .listen = sock_no_listen,
    .shutdown = inet_shutdown,
    .setsockopt = inet_setsockopt,
    .getsockopt = inet_getsockopt,
    .sendmsg = raw_sendmsg,
    .recvmsg = raw_recvmsg,
    .peercred = sock_no_peercred,
    .is_listening = sock_no_listening,
};

static int raw_show(struct seq_file *m, void *v)
{
	const struct inet_sock *inet;

	seq_puts(m, "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   "
		    "uid  timeout inode ref pointer drops\n");
	spin_lock_bh(&raw_lock);
	list_for_each_entry (inet, &raw_socks, sk.node)
		seq_printf(
		    m,
		    "%4d: %08X:%04X %08X:%04X %02X %08X:%08X %02X:%08lX %08X %5u %8d %lu %d "
		    "%p %u\n",
		    inet->num, inet->rcv_saddr, inet->num, inet->daddr, 0, inet->daddr ? 1 : 7,
		    atomic_read(&inet->sk.sk_wmem_alloc), atomic_read(&inet->sk.sk_rmem_alloc), 0,
		    0ul, 0, from_kuid(&init_user_ns, inet->sk.sk_uid), 0, inet->sk.sk_ino,
		    refcount_read(&inet->sk.sk_refcnt), inet, atomic_read(&inet->sk.sk_drops));
	spin_unlock_bh(&raw_lock);
	return 0;
}

int __init raw_init(void)
{
	proc_create_single("raw", 0444, init_net.proc_net, raw_show);
	return 0;
}
