/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netlink_sock: a program's end of netlink: making one, ports, groups, reading (netlink(7)).
 * NETLINK_PKTINFO and NETLINK_LISTEN_ALL_NSID there are not: -ENOPROTOOPT.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <net/net_namespace.h>

#include "netlink.h"

static const struct proto_ops netlink_ops;

static struct netlink_sock *nlk_of(const struct socket *sock)
{
	return sock->sk;
}

static struct protocol *protocol_of(const struct socket *sock)
{
	return &protocols[sock->protocol];
}

/* ---- coming and going ---- */

void netlink_init_sock(struct netlink_sock *nlk, struct socket *sock, int protocol)
{
	if (sock == &nlk->socket) {
		INIT_LIST_HEAD(&nlk->sk.node);
		refcount_set(&nlk->sk.sk_refcnt, 1);
		nlk->sk.sk_family = AF_NETLINK;
		nlk->sk.sk_type = SOCK_RAW;
		nlk->sk.sk_protocol = protocol;
		nlk->sk.sk_socket = sock;
		skb_queue_head_init(&nlk->sk.sk_receive_queue);
		init_waitqueue_head(&nlk->sk.sk_wait);
		*sock = (struct socket){
		    .type = SOCK_RAW, .protocol = protocol, .ops = &netlink_ops, .sk = nlk};
	}
	init_waitqueue_head(&nlk->room);
	mutex_init(&nlk->dump_lock);
}

static int netlink_create(struct socket *sock, int protocol)
{
	struct netlink_sock *nlk;
	struct protocol *p;
	struct module *module = NULL;
	unsigned long flags;
	bool there;

	if (sock->type != SOCK_RAW && sock->type != SOCK_DGRAM)
		return -ESOCKTNOSUPPORT;
	if (protocol < 0 || protocol >= MAX_LINKS)
		return -EPROTONOSUPPORT;
	p = &protocols[protocol];
	spin_lock_irqsave(&nl_lock, flags);
	there = p->for_programs || (p->kernel && try_module_get(p->module));
	if (there)
		module = p->module;
	spin_unlock_irqrestore(&nl_lock, flags);
	if (!there)
		return -EPROTONOSUPPORT;
	nlk = (struct netlink_sock *)sock_new(sock, sizeof(*nlk), AF_NETLINK, protocol);
	if (!nlk) {
		module_put(module);
		return -ENOBUFS;
	}
	netlink_init_sock(nlk, sock, protocol);
	nlk->module = module;
	sock->ops = &netlink_ops;
	spin_lock_irqsave(&nl_lock, flags);
	list_add_tail(&nlk->sk.node, &p->socks);
	spin_unlock_irqrestore(&nl_lock, flags);
	return 0;
}

static void leave_groups(struct netlink_sock *nlk)
{
	struct protocol *p = &protocols[nlk->sk.sk_protocol];
	unsigned int i;

	for_each_set_bit(i, nlk->groups, NL_MAX_GROUPS) if (p->unbind) p->unbind(&init_net, i + 1);
}

static int netlink_release(struct socket *sock)
{
	struct netlink_sock *nlk = nlk_of(sock);
	struct module *module;
	unsigned long flags;

	if (!nlk)
		return 0;
	if (nlk->is_kernel) {
		netlink_kernel_release(&nlk->sk);
		return 0;
	}
	spin_lock_irqsave(&nl_lock, flags);
	list_del_init(&nlk->sk.node);
	spin_unlock_irqrestore(&nl_lock, flags);
	netlink_end_dump(nlk);
	leave_groups(nlk);
	module = nlk->module;
	sock_hold(&nlk->sk);
	sock_orphan_put(&nlk->sk);
	wake_up_all(&nlk->room);
	sock_put(&nlk->sk);
	module_put(module);
	return 0;
}

/* ---- names and groups ---- */

static int may_listen(const struct socket *sock)
{
	if (protocol_of(sock)->flags & NL_CFG_F_NONROOT_RECV || capable(CAP_NET_ADMIN))
		return 0;
	return -EPERM;
}

/* group: from 1. */
static int join(struct socket *sock, unsigned int group, bool in)
{
	struct netlink_sock *nlk = nlk_of(sock);
	struct protocol *p = protocol_of(sock);
	unsigned long flags;
	int err;

	if (test_bit(group - 1, nlk->groups) == in)
		return 0;
	err = in && p->bind ? p->bind(&init_net, group) : 0;
	if (err)
		return err;
	spin_lock_irqsave(&nl_lock, flags);
	__assign_bit(group - 1, nlk->groups, in);
	spin_unlock_irqrestore(&nl_lock, flags);
	if (!in && p->unbind)
		p->unbind(&init_net, group);
	return 0;
}

static int check_addr(const struct sockaddr *addr, int len)
{
	if (len < (int)sizeof(struct sockaddr_nl) || addr->sa_family != AF_NETLINK)
		return -EINVAL;
	return 0;
}

static int netlink_bind(struct socket *sock, struct sockaddr *addr, int len)
{
	const struct sockaddr_nl *nl = (const struct sockaddr_nl *)addr;
	struct netlink_sock *nlk = nlk_of(sock);
	int err = check_addr(addr, len), i;

	if (!err && nl->nl_groups)
		err = may_listen(sock);
	if (!err)
		err = nl->nl_pid ? netlink_take_port(nlk, nl->nl_pid) : netlink_autobind(nlk);
	for (i = 0; !err && i < 32; i++)
		err = join(sock, i + 1, nl->nl_groups & BIT(i));
	return err;
}

static int netlink_connect(struct socket *sock, struct sockaddr *addr, int len, int flags)
{
	const struct sockaddr_nl *nl = (const struct sockaddr_nl *)addr;
	struct netlink_sock *nlk = nlk_of(sock);
	int err;

	if (len < (int)sizeof(addr->sa_family))
		return -EINVAL;
	if (addr->sa_family == AF_UNSPEC) {
		nlk->dst_portid = nlk->dst_group = 0;
		return 0;
	}
	err = check_addr(addr, len);
	if (err)
		return err;
	if ((nl->nl_groups || nl->nl_pid) &&
	    !(protocol_of(sock)->flags & NL_CFG_F_NONROOT_SEND || capable(CAP_NET_ADMIN)))
		return -EPERM;
	err = netlink_autobind(nlk);
	if (err)
		return err;
	nlk->dst_portid = nl->nl_pid;
	nlk->dst_group = ffs(nl->nl_groups);
	return 0;
}

static int netlink_getname(struct socket *sock, struct sockaddr *addr, int peer)
{
	const struct netlink_sock *nlk = nlk_of(sock);
	struct sockaddr_nl *nl = (struct sockaddr_nl *)addr;

	*nl = (struct sockaddr_nl){.nl_family = AF_NETLINK};
	nl->nl_pid = peer ? nlk->dst_portid : nlk->portid;
	nl->nl_groups = !peer ? nlk->groups[0] : nlk->dst_group ? 1u << (nlk->dst_group - 1) : 0;
	return sizeof(*nl);
}

static int netlink_setsockopt(struct socket *sock, int level, int name, const char __user *val,
			      int len)
{
	struct netlink_sock *nlk = nlk_of(sock);
	unsigned int v;
	int err;

	if (level != SOL_NETLINK)
		return -ENOPROTOOPT;
	if (len < (int)sizeof(v) || copy_from_user(&v, val, sizeof(v)))
		return len < (int)sizeof(v) ? -EINVAL : -EFAULT;
	switch (name) {
	case NETLINK_ADD_MEMBERSHIP:
	case NETLINK_DROP_MEMBERSHIP:
		err = may_listen(sock);
		if (err)
			return err;
		if (!v || v > protocol_of(sock)->groups)
			return -EINVAL;
		return join(sock, v, name == NETLINK_ADD_MEMBERSHIP);
	case NETLINK_BROADCAST_ERROR:
	case NETLINK_NO_ENOBUFS:
	case NETLINK_CAP_ACK:
	case NETLINK_EXT_ACK:
	case NETLINK_GET_STRICT_CHK:
		nlk->options = v ? nlk->options | BIT(name) : nlk->options & ~BIT(name);
		return 0;
	}
	return -ENOPROTOOPT;
}

static int netlink_getsockopt(struct socket *sock, int level, int name, char __user *val,
			      int __user *ulen)
{
	struct netlink_sock *nlk = nlk_of(sock);
	int len, v, all = BITS_TO_LONGS(protocol_of(sock)->groups) * sizeof(long);

	if (level != SOL_NETLINK)
		return -ENOPROTOOPT;
	if (get_user(len, ulen))
		return -EFAULT;
	if (len < 0)
		return -EINVAL;
	switch (name) {
	case NETLINK_LIST_MEMBERSHIPS:
		if (copy_to_user(val, nlk->groups, min(len, all)))
			return -EFAULT;
		return put_user(all, ulen);
	case NETLINK_BROADCAST_ERROR:
	case NETLINK_NO_ENOBUFS:
	case NETLINK_CAP_ACK:
	case NETLINK_EXT_ACK:
	case NETLINK_GET_STRICT_CHK:
		v = nlk->options >> name & 1;
		if (len < (int)sizeof(v))
			return -EINVAL;
		return copy_to_user(val, &v, sizeof(v)) ? -EFAULT : put_user((int)sizeof(v), ulen);
	}
	return -ENOPROTOOPT;
}

/* ---- reading ---- */

static void give_creds(struct socket *sock, struct msghdr *msg, const struct scm_creds *creds,
		       int flags)
{
	struct scm_cookie *scm;

	if (!sock->passcred)
		return;
	scm = kzalloc(sizeof(*scm), GFP_KERNEL);
	if (!scm)
		return;
	scm->creds = (struct ucred){creds->pid, __kuid_val(creds->uid), __kgid_val(creds->gid)};
	scm_recv(sock, msg, scm, flags);
}

static int netlink_recvmsg(struct socket *sock, struct msghdr *msg, size_t len, int flags)
{
	struct netlink_sock *nlk = nlk_of(sock);
	const struct netlink_skb_parms *parms;
	struct sk_buff *skb;
	int ret;

	if (flags & MSG_OOB)
		return -EOPNOTSUPP;
	skb = skb_recv_datagram(&nlk->sk, flags, &ret);
	if (!skb)
		return ret;
	parms = &NETLINK_CB(skb);
	if (msg->msg_name) {
		*(struct sockaddr_nl *)msg->msg_name = (struct sockaddr_nl){
		    .nl_family = AF_NETLINK,
		    .nl_pid = parms->portid,
		    .nl_groups = parms->dst_group ? 1u << ((parms->dst_group - 1) & 31) : 0};
		msg->msg_namelen = sizeof(struct sockaddr_nl);
	}
	ret = sock_copy_out(skb, 0, msg, len, flags);
	if (ret >= 0)
		give_creds(sock, msg, &parms->creds, flags);
	skb_free_datagram(&nlk->sk, skb);
	netlink_go_on(nlk);
	wake_up_interruptible(&nlk->room);
	return ret;
}

/* ---- the rest ---- */

static int netlink_ioctl(struct socket *sock, unsigned int cmd, unsigned long arg)
{
	return -ENOTTY;
}

static int netlink_shutdown(struct socket *sock, int how)
{
	return -EOPNOTSUPP;
}

static const struct proto_ops netlink_ops = {
    .family = AF_NETLINK,
    .release = netlink_release,
    .bind = netlink_bind,
    .connect = netlink_connect,
    .socketpair = sock_no_socketpair,
    .accept = sock_no_accept,
    .getname = netlink_getname,
    .poll = datagram_poll,
    .ioctl = netlink_ioctl,
    .listen = sock_no_listen,
    .shutdown = netlink_shutdown,
    .setsockopt = netlink_setsockopt,
    .getsockopt = netlink_getsockopt,
    .sendmsg = netlink_sendmsg,
    .recvmsg = netlink_recvmsg,
    .peercred = sock_no_peercred,
    .is_listening = sock_no_listening,
};

static void show_one(struct seq_file *m, const struct netlink_sock *nlk)
{
	seq_printf(m, "%p %-3d %-10u %08lx %-8d %-8d %-5d %-8d %-8d %-8lu\n", nlk,
		   nlk->sk.sk_protocol, nlk->portid, nlk->groups[0],
		   atomic_read(&nlk->sk.sk_rmem_alloc), atomic_read(&nlk->sk.sk_wmem_alloc),
		   nlk->dumping, refcount_read(&nlk->sk.sk_refcnt), atomic_read(&nlk->sk.sk_drops),
		   nlk->sk.sk_ino);
}

static int netlink_show(struct seq_file *m, void *v)
{
	const struct netlink_sock *nlk;
	unsigned long flags;
	int i;

	seq_puts(m, "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    "
		    "Drops    Inode\n");
	spin_lock_irqsave(&nl_lock, flags);
	for (i = 0; i < MAX_LINKS; i++) {
		if (protocols[i].kernel)
			show_one(m, protocols[i].kernel);
		list_for_each_entry (nlk, &protocols[i].socks, sk.node)
			show_one(m, nlk);
	}
	spin_unlock_irqrestore(&nl_lock, flags);
	return 0;
}

static int __init netlink_proc_init(void)
{
	return proc_create_single("netlink", 0444, init_net.proc_net, netlink_show) ? 0 : -ENOMEM;
}
fs_initcall(netlink_proc_init);

static const struct net_proto_family netlink_family = {AF_NETLINK, netlink_create};

static int __init netlink_init(void)
{
	int i;

	for (i = 0; i < MAX_LINKS; i++)
		INIT_LIST_HEAD(&protocols[i].socks);
	protocols[NETLINK_USERSOCK].for_programs = true;
	protocols[NETLINK_USERSOCK].groups = 32;
	protocols[NETLINK_USERSOCK].flags = NL_CFG_F_NONROOT_SEND;
	return sock_register(&netlink_family);
}
core_initcall(netlink_init);
