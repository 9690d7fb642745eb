/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * packet: AF_PACKET: frames as they are on an interface, for those who may (packet(7)).
 * SOCK_RAW has the hardware's header in the data, SOCK_DGRAM in the address.
 *
 * A socket is a packet_type, of the protocol that bind() or socket() named; none is not to hear.
 * A ring in memory (PACKET_RX_RING) there is not: -ENOPROTOOPT.
 */
#include <linux/capability.h>
#include <linux/if_packet.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/proc_fs.h>
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <linux/sockios.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <net/sock.h>

#define SOL_PACKET 263

struct packet_sock {
	struct sock sk;
	struct packet_type type;
	struct mutex lock; /* binding */
	bool listens;
	__be16 protocol;
	int ifindex;
	int promisc; /* interface that it has told to hear all; 0: none */
	atomic_t packets, drops;
};

static LIST_HEAD(packet_socks);
static DEFINE_MUTEX(packet_mutex);
static const struct proto_ops packet_ops;

static struct packet_sock *pkt_sk(const struct socket *sock)
{
	return sock->sk;
}

/* ---- hearing ---- */

static int packet_rcv(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt,
		      struct net_device *orig_dev)
{
	struct packet_sock *po = pt->af_packet_priv;
	struct sockaddr_ll *sll;
	struct sk_buff *own;

	if (skb->pkt_type == PACKET_LOOPBACK)
		goto drop;
	own = skb_clone(skb, GFP_ATOMIC);
	if (!own)
		goto drop;
	/* data are at the network header; those being sent begin with the hardware's */
	if (po->sk.sk_type == SOCK_RAW && skb->pkt_type != PACKET_OUTGOING &&
	    skb_mac_header_was_set(own))
		skb_push(own, own->data - skb_mac_header(own));
	else if (po->sk.sk_type != SOCK_RAW && skb->pkt_type == PACKET_OUTGOING)
		skb_pull(own, min_t(unsigned int, dev->hard_header_len, skb_headlen(own)));
	sll = (struct sockaddr_ll *)own->cb;
	*sll = (struct sockaddr_ll){.sll_family = AF_PACKET,
				    .sll_protocol = skb->protocol,
				    .sll_ifindex = dev->ifindex,
				    .sll_hatype = dev->type,
				    .sll_pkttype = skb->pkt_type};
	sll->sll_halen = dev_parse_header(own, sll->sll_addr);
	atomic_inc(&po->packets);
	if (sock_queue_rcv_skb(&po->sk, own))
		atomic_inc(&po->drops);
drop:
	consume_skb(skb);
	return 0;
}

static bool is_own(struct packet_type *pt, struct sock *sk)
{
	return false;
}

/* With po->lock. protocol 0: nothing is heard. */
static int do_bind(struct packet_sock *po, struct net_device *dev, __be16 protocol)
{
	if (po->listens)
		dev_remove_pack(&po->type);
	if (po->type.dev)
		dev_put(po->type.dev);
	po->listens = false;
	po->protocol = po->type.type = protocol;
	po->type.dev = dev;
	po->ifindex = dev ? dev->ifindex : 0;
	if (!protocol)
		return 0;
	if (dev && !(dev->flags & IFF_UP)) {
		po->sk.sk_err = ENETDOWN;
		return 0;
	}
	dev_add_pack(&po->type);
	po->listens = true;
	return 0;
}

static int packet_bind(struct socket *sock, struct sockaddr *addr, int len)
{
	const struct sockaddr_ll *sll = (const struct sockaddr_ll *)addr;
	struct packet_sock *po = pkt_sk(sock);
	struct net_device *dev = NULL;
	int err;

	if (len < (int)sizeof(*sll) || sll->sll_family != AF_PACKET)
		return -EINVAL;
	if (sll->sll_ifindex) {
		dev = netdev_find_index_get(sll->sll_ifindex);
		if (!dev)
			return -ENODEV;
	}
	mutex_lock(&po->lock);
	err = do_bind(po, dev, sll->sll_protocol ? sll->sll_protocol : po->protocol);
	mutex_unlock(&po->lock);
	return err;
}

/* The interface goes: the socket hears nothing any more. */
static int on_event(struct notifier_block *nb, unsigned long event, void *info)
{
	struct net_device *dev = netdev_notifier_info_to_dev(info);
	struct packet_sock *po;

	if (event != NETDEV_UNREGISTER && event != NETDEV_UP)
		return NOTIFY_DONE;
	mutex_lock(&packet_mutex);
	list_for_each_entry (po, &packet_socks, sk.node) {
		mutex_lock(&po->lock);
		if (po->type.dev == dev && event == NETDEV_UNREGISTER) {
			if (po->listens)
				dev_remove_pack(&po->type);
			po->listens = false;
			po->type.dev = NULL;
			po->ifindex = -1;
			dev_put(dev);
			sock_report_error(&po->sk, ENETDOWN);
		} else if (po->type.dev == dev && !po->listens && po->protocol) {
			dev_add_pack(&po->type);
			po->listens = true;
		}
		if (po->promisc == dev->ifindex && event == NETDEV_UNREGISTER)
			po->promisc = 0;
		mutex_unlock(&po->lock);
	}
	mutex_unlock(&packet_mutex);
	return NOTIFY_DONE;
}

static struct notifier_block notifier = {.notifier_call = on_event};

/* ---- coming and going ---- */

static int packet_create(struct socket *sock, int protocol)
{
	struct packet_sock *po;

	if (!capable(CAP_NET_RAW))
		return -EPERM;
	if (sock->type != SOCK_RAW && sock->type != SOCK_DGRAM)
		return -ESOCKTNOSUPPORT;
	po = (struct packet_sock *)sock_new(sock, sizeof(*po), AF_PACKET, protocol);
	if (!po)
		return -ENOBUFS;
	sock->ops = &packet_ops;
	mutex_init(&po->lock);
	po->type.func = packet_rcv;
	po->type.id_match = is_own;
	po->type.af_packet_priv = po;
	mutex_lock(&packet_mutex);
	list_add_tail(&po->sk.node, &packet_socks);
	mutex_unlock(&packet_mutex);
	return do_bind(po, NULL, (__force __be16)protocol);
}

static void promiscuous(struct packet_sock *po, int ifindex)
{
	struct net_device *dev;

	rtnl_lock();
	dev = netdev_find_index(po->promisc);
	if (dev && po->promisc)
		dev_set_promiscuity(dev, -1);
	dev = netdev_find_index(ifindex);
	po->promisc = dev && ifindex && !dev_set_promiscuity(dev, 1) ? ifindex : 0;
	rtnl_unlock();
}

static int packet_release(struct socket *sock)
{
	struct packet_sock *po = pkt_sk(sock);

	if (!po)
		return 0;
	promiscuous(po, 0);
	mutex_lock(&packet_mutex);
	list_del_init(&po->sk.node);
	mutex_unlock(&packet_mutex);
	mutex_lock(&po->lock);
	do_bind(po, NULL, 0);
	mutex_unlock(&po->lock);
	sock_orphan_put(&po->sk);
	return 0;
}

/* ---- sending and reading ---- */

static int build(struct packet_sock *po, struct net_device *dev, const struct sockaddr_ll *sll,
		 struct msghdr *msg, size_t len, struct sk_buff **result)
{
	bool raw = po->sk.sk_type == SOCK_RAW;
	unsigned int room = LL_RESERVED_SPACE(dev);
	struct sk_buff *skb;
	int err;

	skb = sock_alloc_send_skb(&po->sk, room + len, msg->msg_flags & MSG_DONTWAIT, &err);
	if (!skb)
		return err;
	skb_reserve(skb, room);
	skb_reset_network_header(skb);
	err = -EFAULT;
	if (copy_from_iter(skb_put(skb, len), len, &msg->msg_iter) != len)
		goto drop;
	skb->dev = dev;
	skb->protocol = sll ? sll->sll_protocol : po->protocol;
	err = -EINVAL;
	if (!raw && dev_hard_header(skb, dev, ntohs(skb->protocol), sll ? sll->sll_addr : NULL,
				    NULL, len) < 0)
		goto drop;
	if (raw && len < dev->hard_header_len)
		goto drop;
	*result = skb;
	return 0;
drop:
	kfree_skb(skb);
	return err;
}

static int packet_sendmsg(struct socket *sock, struct msghdr *msg, size_t len)
{
	struct packet_sock *po = pkt_sk(sock);
	const struct sockaddr_ll *sll = msg->msg_name;
	struct net_device *dev;
	struct sk_buff *skb = NULL;
	int err;

	if (sll && msg->msg_namelen < (int)offsetof(struct sockaddr_ll, sll_addr))
		return -EINVAL;
	if (sll && sll->sll_halen > 8)
		return -EINVAL;
	dev = netdev_find_index_get(sll ? sll->sll_ifindex : po->ifindex);
	if (!dev)
		return -ENXIO;
	if (!(dev->flags & IFF_UP))
		err = -ENETDOWN;
	else if (len > dev->mtu + (po->sk.sk_type == SOCK_RAW ? dev->hard_header_len + 4 : 0))
		err = -EMSGSIZE;
	else
		err = build(po, dev, sll, msg, len, &skb);
	if (!err)
		err = net_xmit_errno(dev_queue_xmit(skb)) && !netif_running(dev) ? -ENETDOWN : 0;
	dev_put(dev);
	return err ? err : (int)len;
}

static int packet_recvmsg(struct socket *sock, struct msghdr *msg, size_t len, int flags)
{
	struct sk_buff *skb;
	int err;

	if (flags & ~(MSG_PEEK | MSG_DONTWAIT | MSG_TRUNC | MSG_CMSG_CLOEXEC | MSG_ERRQUEUE))
		return -EINVAL;
	if (flags & MSG_ERRQUEUE)
		return -EAGAIN;
	skb = skb_recv_datagram(sock->sk, flags, &err);
	if (!skb)
		return err;
	if (msg->msg_name) {
		memcpy(msg->msg_name, skb->cb, sizeof(struct sockaddr_ll));
		msg->msg_namelen = sizeof(struct sockaddr_ll);
	}
	err = sock_copy_out(skb, 0, msg, len, flags);
	skb_free_datagram(sock->sk, skb);
	return err;
}

/* ---- the rest ---- */

static int packet_getname(struct socket *sock, struct sockaddr *addr, int peer)
{
	const struct packet_sock *po = pkt_sk(sock);
	struct sockaddr_ll *sll = (struct sockaddr_ll *)addr;
	struct net_device *dev;

	if (peer)
		return -EOPNOTSUPP;
	*sll = (struct sockaddr_ll){
	    .sll_family = AF_PACKET, .sll_protocol = po->protocol, .sll_ifindex = po->ifindex};
	dev = netdev_find_index_get(po->ifindex);
	if (dev) {
		sll->sll_hatype = dev->type;
		sll->sll_halen = min_t(int, dev->addr_len, sizeof(sll->sll_addr));
		memcpy(sll->sll_addr, dev->dev_addr, sll->sll_halen);
		dev_put(dev);
	}
	return offsetof(struct sockaddr_ll, sll_addr) + sll->sll_halen;
}

static int packet_setsockopt(struct socket *sock, int level, int name, const char __user *val,
			     int len)
{
	struct packet_mreq req;

	if (level != SOL_PACKET)
		return -ENOPROTOOPT;
	if (name != PACKET_ADD_MEMBERSHIP && name != PACKET_DROP_MEMBERSHIP)
		return -ENOPROTOOPT;
	if (len < (int)sizeof(req))
		return -EINVAL;
	if (copy_from_user(&req, val, sizeof(req)))
		return -EFAULT;
	if (req.mr_type != PACKET_MR_PROMISC)
		return -EINVAL;
	promiscuous(pkt_sk(sock), name == PACKET_ADD_MEMBERSHIP ? req.mr_ifindex : 0);
	return name == PACKET_ADD_MEMBERSHIP && !pkt_sk(sock)->promisc ? -ENODEV : 0;
}

static int packet_getsockopt(struct socket *sock, int level, int name, char __user *val,
			     int __user *ulen)
{
	struct packet_sock *po = pkt_sk(sock);
	struct tpacket_stats stats;
	int len;

	if (level != SOL_PACKET || name != PACKET_STATISTICS)
		return -ENOPROTOOPT;
	if (get_user(len, ulen))
		return -EFAULT;
	if (len < 0)
		return -EINVAL;
	stats.tp_packets = atomic_xchg(&po->packets, 0);
	stats.tp_drops = atomic_xchg(&po->drops, 0);
	len = min_t(int, len, sizeof(stats));
	return copy_to_user(val, &stats, len) || put_user(len, ulen) ? -EFAULT : 0;
}

static int packet_ioctl(struct socket *sock, unsigned int cmd, unsigned long arg)
{
	int err = sock_inq_ioctl(sock->sk, cmd, arg);

	if (err == -ENOIOCTLCMD)
		err = dev_ioctl(cmd, (void __user *)arg);
	return err == -ENOIOCTLCMD ? -ENOTTY : err;
}

static int packet_connect(struct socket *sock, struct sockaddr *addr, int len, int flags)
{
	return -EOPNOTSUPP;
}

static int packet_shutdown(struct socket *sock, int how)
{
	return -EOPNOTSUPP;
}

static const struct proto_ops packet_ops = {
    .family = AF_PACKET,
    .release = packet_release,
    .bind = packet_bind,
    .connect = packet_connect,
    .socketpair = sock_no_socketpair,
    .accept = sock_no_accept,
    .getname = packet_getname,
    .poll = datagram_poll,
    .ioctl = packet_ioctl,
    .listen = sock_no_listen,
    .shutdown = packet_shutdown,
    .setsockopt = packet_setsockopt,
    .getsockopt = packet_getsockopt,
    .sendmsg = packet_sendmsg,
    .recvmsg = packet_recvmsg,
    .peercred = sock_no_peercred,
    .is_listening = sock_no_listening,
};

static int packet_show(struct seq_file *m, void *v)
{
	const struct packet_sock *po;

	seq_puts(m, "sk       RefCnt Type Proto  Iface R Rmem   User   Inode\n");
	mutex_lock(&packet_mutex);
	list_for_each_entry (po, &packet_socks, sk.node)
		seq_printf(m, "%p %-6d %-4d %04x   %-5d %1d %-6u %-6u %-6lu\n", po,
			   refcount_read(&po->sk.sk_refcnt), po->sk.sk_type, ntohs(po->protocol),
			   po->ifindex, po->listens, atomic_read(&po->sk.sk_rmem_alloc),
			   from_kuid(&init_user_ns, po->sk.sk_uid), po->sk.sk_ino);
	mutex_unlock(&packet_mutex);
	return 0;
}

static const struct net_proto_family packet_family = {AF_PACKET, packet_create};

static int __init packet_init(void)
{
	int err = sock_register(&packet_family);

	if (err)
		return err;
	proc_create_single("packet", 0444, init_net.proc_net, packet_show);
	return register_netdevice_notifier(&notifier);
}
fs_initcall(packet_init);
