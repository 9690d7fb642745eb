/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netlink: AF_NETLINK: messages between programs and the kernel (netlink(7), linux/netlink.h).
 *
 * 1. Structures. Each protocol has the kernel's end, which is a module's most times, and the
 *    programs' sockets. A socket is found by its port, or by the bits of its groups:
 *
 *	protocols[31] --> kernel: input()
 *	              \-> socks: [port 412, groups 0001] [port 413, groups 0000] ...
 *
 * 2. A message to the kernel is input()'s, at once, in the sender's context; one to a program
 *    waits in its socket. When that is full, who may not wait loses the message, and the
 *    receiver hears of it by ENOBUFS.
 * 3. A program's socket keeps the module of its protocol from going.
 * 4. Locking: nl_lock, any context, for the lists and what binds a socket; under it the queue's.
 *    A module's functions are called without it.
 */
#include <linux/bitmap.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "netlink.h"

#define LARGEST (1 << 20) /* a message in one block */

struct protocol protocols[MAX_LINKS];
DEFINE_SPINLOCK(nl_lock);

/* ---- who is there ---- */

static struct netlink_sock *find_locked(int protocol, u32 portid)
{
	struct netlink_sock *nlk;

	list_for_each_entry (nlk, &protocols[protocol].socks, sk.node)
		if (nlk->bound && nlk->portid == portid)
			return nlk;
	return NULL;
}

/* With a reference; port 0 is the kernel's. */
static struct netlink_sock *find(int protocol, u32 portid)
{
	struct netlink_sock *nlk;
	unsigned long flags;

	spin_lock_irqsave(&nl_lock, flags);
	nlk = portid ? find_locked(protocol, portid) : protocols[protocol].kernel;
	if (nlk)
		sock_hold(&nlk->sk);
	spin_unlock_irqrestore(&nl_lock, flags);
	return nlk;
}

int netlink_take_port(struct netlink_sock *nlk, u32 portid)
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&nl_lock, flags);
	if (nlk->bound)
		err = nlk->portid == portid ? 0 : -EINVAL;
	else if (find_locked(nlk->sk.sk_protocol, portid))
		err = -EADDRINUSE;
	if (!err) {
		nlk->portid = portid;
		nlk->bound = true;
	}
	spin_unlock_irqrestore(&nl_lock, flags);
	return err;
}

/* The program's number, if that is free; else one that no program has. */
int netlink_autobind(struct netlink_sock *nlk)
{
	u32 portid = current->tgid;
	int err;

	if (nlk->bound)
		return 0;
	for (;;) {
		err = netlink_take_port(nlk, portid);
		if (err != -EADDRINUSE)
			return err == -EINVAL ? 0 : err; /* a thread was faster */
		portid = (s32)portid > 0 ? (u32)-4097 : portid - 1;
	}
}

/* ---- to a program ---- */

static bool has_room(struct netlink_sock *nlk)
{
	unsigned long flags;
	bool room;

	spin_lock_irqsave(&nlk->sk.sk_receive_queue.lock, flags);
	room =
	    !nlk->sk.sk_socket || atomic_read(&nlk->sk.sk_rmem_alloc) < nlk->sk.sk_socket->rcvbuf;
	spin_unlock_irqrestore(&nlk->sk.sk_receive_queue.lock, flags);
	return room;
}

/* With nl_lock, the socket is in its list. */
static void overrun(struct netlink_sock *nlk)
{
	if (!(nlk->options & BIT(NETLINK_NO_ENOBUFS)))
		sock_report_error(&nlk->sk, ENOBUFS);
	atomic_inc(&nlk->sk.sk_drops);
}

static int to_program(struct netlink_sock *nlk, struct sk_buff *skb, long left)
{
	int len = skb->len;
	unsigned long flags;

	while (left && !has_room(nlk)) {
		left = wait_event_interruptible_timeout(nlk->room, has_room(nlk), left);
		if (left < 0) {
			kfree_skb(skb);
			return -ERESTARTSYS;
		}
	}
	if (!sock_queue_rcv_skb(&nlk->sk, skb))
		return len;
	spin_lock_irqsave(&nl_lock, flags);
	if (!list_empty(&nlk->sk.node))
		overrun(nlk);
	spin_unlock_irqrestore(&nl_lock, flags);
	return -EAGAIN;
}

/* ---- to the kernel ---- */

static void kernel_free(struct sk_buff *skb)
{
	sock_put(skb->sk);
}

static int to_kernel(struct netlink_sock *nlk, struct sk_buff *skb)
{
	int len = skb->len;

	skb_orphan(skb);
	sock_hold(&nlk->sk);
	skb->sk = &nlk->sk;
	skb->destructor = kernel_free;
	if (nlk->input_2_6) {
		skb_queue_tail(&nlk->sk.sk_receive_queue, skb);
		nlk->input_2_6(&nlk->sk, len);
		return len;
	}
	if (!nlk->input) {
		kfree_skb(skb);
		return -ECONNREFUSED;
	}
	nlk->input(skb);
	consume_skb(skb);
	return len;
}

static int deliver(int protocol, struct sk_buff *skb, u32 portid, long left)
{
	struct netlink_sock *nlk = find(protocol, portid);
	int ret;

	if (!nlk) {
		kfree_skb(skb);
		return -ECONNREFUSED;
	}
	ret = nlk->is_kernel ? to_kernel(nlk, skb) : to_program(nlk, skb, left);
	sock_put(&nlk->sk);
	return ret;
}

int netlink_unicast(struct sock *ssk, struct sk_buff *skb, __u32 portid, int nonblock)
{
	return deliver(ssk->sk_protocol, skb, portid, nonblock ? 0 : MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(netlink_unicast);

/* ---- to a group ---- */

static bool hears(const struct netlink_sock *nlk, u32 group)
{
	return group && group <= NL_MAX_GROUPS && test_bit(group - 1, nlk->groups);
}

int netlink_broadcast(struct sock *ssk, struct sk_buff *skb, __u32 portid, __u32 group, gfp_t gfp)
{
	struct netlink_sock *nlk;
	bool some = false, lost = false, told = false;
	struct sk_buff *copy;
	unsigned long flags;

	NETLINK_CB(skb).dst_group = group;
	spin_lock_irqsave(&nl_lock, flags);
	list_for_each_entry (nlk, &protocols[ssk->sk_protocol].socks, sk.node) {
		if (!hears(nlk, group) || (portid && nlk->portid == portid))
			continue;
		copy = skb_clone(skb, GFP_ATOMIC);
		if (copy && !sock_queue_rcv_skb(&nlk->sk, copy)) {
			some = true;
			continue;
		}
		overrun(nlk);
		lost = true;
		told |= nlk->options & BIT(NETLINK_BROADCAST_ERROR);
	}
	spin_unlock_irqrestore(&nl_lock, flags);
	consume_skb(skb);
	if (told)
		return -ENOBUFS;
	return some ? 0 : lost ? -ENOBUFS : -ESRCH;
}
EXPORT_SYMBOL(netlink_broadcast);

int netlink_has_listeners(struct sock *sk, unsigned int group)
{
	struct netlink_sock *nlk;
	unsigned long flags;
	bool some = false;

	spin_lock_irqsave(&nl_lock, flags);
	list_for_each_entry (nlk, &protocols[sk->sk_protocol].socks, sk.node)
		some |= hears(nlk, group);
	spin_unlock_irqrestore(&nl_lock, flags);
	return some;
}
EXPORT_SYMBOL(netlink_has_listeners);

int netlink_set_err(struct sock *ssk, __u32 portid, __u32 group, int code)
{
	struct netlink_sock *nlk;
	unsigned long flags;
	int n = 0;

	spin_lock_irqsave(&nl_lock, flags);
	list_for_each_entry (nlk, &protocols[ssk->sk_protocol].socks, sk.node) {
		if (!hears(nlk, group) || nlk->portid == portid)
			continue;
		n += !!(nlk->options & BIT(NETLINK_BROADCAST_ERROR));
		if (code != ENOBUFS || !(nlk->options & BIT(NETLINK_NO_ENOBUFS)))
			sock_report_error(&nlk->sk, abs(code));
	}
	spin_unlock_irqrestore(&nl_lock, flags);
	return n;
}
EXPORT_SYMBOL(netlink_set_err);

/* ---- the kernel's end ---- */

static struct sock *create_kernel(int unit, struct module *module,
				  const struct netlink_kernel_cfg *cfg,
				  void (*input_2_6)(struct sock *sk, int len))
{
	struct netlink_sock *nlk;
	struct protocol *p;
	unsigned long flags;
	bool mine;

	if (unit < 0 || unit >= MAX_LINKS || cfg->groups > NL_MAX_GROUPS)
		return NULL;
	nlk = kzalloc(sizeof(*nlk), GFP_KERNEL);
	if (!nlk)
		return NULL;
	netlink_init_sock(nlk, &nlk->socket, unit);
	nlk->is_kernel = nlk->bound = true;
	nlk->input = cfg->input;
	nlk->input_2_6 = input_2_6;
	nlk->cb_mutex = cfg->cb_mutex;
	p = &protocols[unit];
	spin_lock_irqsave(&nl_lock, flags);
	mine = !p->kernel && !p->for_programs;
	if (mine) {
		p->module = module;
		p->groups = max(cfg->groups, 32u);
		p->flags = cfg->flags;
		p->bind = cfg->bind;
		p->unbind = cfg->unbind;
		p->kernel = nlk;
	}
	spin_unlock_irqrestore(&nl_lock, flags);
	if (mine)
		return &nlk->sk;
	kfree(nlk);
	return NULL;
}

struct sock *__netlink_kernel_create(struct net *net, int unit, struct module *module,
				     struct netlink_kernel_cfg *cfg)
{
	static const struct netlink_kernel_cfg none;

	return create_kernel(unit, module, cfg ? cfg : &none, NULL);
}
EXPORT_SYMBOL(__netlink_kernel_create);

struct sock *netlink_kernel_create_2_6(int unit, unsigned int groups,
				       void (*input)(struct sock *sk, int len),
				       struct module *module)
{
	struct netlink_kernel_cfg cfg = {.groups = groups};

	return create_kernel(unit, module, &cfg, input);
}
EXPORT_SYMBOL(netlink_kernel_create_2_6);

void netlink_kernel_release(struct sock *sk)
{
	struct netlink_sock *nlk = (struct netlink_sock *)sk;
	struct protocol *p;
	unsigned long flags;

	if (!sk)
		return;
	p = &protocols[sk->sk_protocol];
	spin_lock_irqsave(&nl_lock, flags);
	if (p->kernel == nlk)
		*p = (struct protocol){.socks = p->socks};
	/* the list's head lies where it lay */
	spin_unlock_irqrestore(&nl_lock, flags);
	sock_orphan_put(sk);
}
EXPORT_SYMBOL(netlink_kernel_release);

/* ---- sending ---- */

static struct sk_buff *build(struct netlink_sock *nlk, struct msghdr *msg, size_t len)
{
	struct scm_cookie *scm;
	struct sk_buff *skb;

	if ((int)len > nlk->sk.sk_socket->sndbuf - 32 || len > LARGEST)
		return ERR_PTR(-EMSGSIZE);
	scm = scm_send(msg);
	if (IS_ERR(scm))
		return ERR_CAST(scm);
	skb = alloc_skb(len, GFP_KERNEL | __GFP_NOWARN);
	if (skb) {
		NETLINK_CB(skb).portid = nlk->portid;
		NETLINK_CB(skb).creds.pid = scm->creds.pid;
		NETLINK_CB(skb).creds.uid = KUIDT_INIT(scm->creds.uid);
		NETLINK_CB(skb).creds.gid = KGIDT_INIT(scm->creds.gid);
		NETLINK_CB(skb).sk = &nlk->sk;
	}
	scm_free(scm);
	if (!skb)
		return ERR_PTR(-ENOBUFS);
	if (copy_from_iter(skb_put(skb, len), len, &msg->msg_iter) == len)
		return skb;
	kfree_skb(skb);
	return ERR_PTR(-EFAULT);
}

int netlink_sendmsg(struct socket *sock, struct msghdr *msg, size_t len)
{
	struct netlink_sock *nlk = sock->sk;
	const struct sockaddr_nl *to = msg->msg_name;
	u32 portid = nlk->dst_portid, group = nlk->dst_group;
	struct sk_buff *skb;
	int err;

	if (msg->msg_flags & MSG_OOB)
		return -EOPNOTSUPP;
	if (!len)
		return -ENODATA;
	if (to) {
		if (msg->msg_namelen < (int)sizeof(*to) || to->nl_family != AF_NETLINK)
			return -EINVAL;
		portid = to->nl_pid;
		group = ffs(to->nl_groups);
	}
	if ((group || portid) &&
	    !(protocols[sock->protocol].flags & NL_CFG_F_NONROOT_SEND || capable(CAP_NET_ADMIN)))
		return -EPERM;
	err = netlink_autobind(nlk);
	if (err)
		return err;
	skb = build(nlk, msg, len);
	if (IS_ERR(skb))
		return PTR_ERR(skb);
	if (group) {
		struct sk_buff *copy = skb_clone(skb, GFP_KERNEL);

		if (copy)
			netlink_broadcast(&nlk->sk, copy, nlk->portid, group, GFP_KERNEL);
	}
	NETLINK_CB(skb).dst_group = group;
	err = deliver(sock->protocol, skb, portid,
		      msg->msg_flags & MSG_DONTWAIT ? 0 : sock->sndtimeo);
	return err;
}

/* ---- the rest of what a packet is made of ---- */

struct nlmsghdr *__nlmsg_put(struct sk_buff *skb, u32 portid, u32 seq, int type, int len, int flags)
{
	struct nlmsghdr *nlh = skb_put_zero(skb, nlmsg_total_size(len));

	*nlh = (struct nlmsghdr){.nlmsg_len = nlmsg_msg_size(len),
				 .nlmsg_type = type,
				 .nlmsg_flags = flags,
				 .nlmsg_seq = seq,
				 .nlmsg_pid = portid};
	return nlh;
}
EXPORT_SYMBOL(__nlmsg_put);

int nlmsg_notify(struct sock *sk, struct sk_buff *skb, u32 portid, unsigned int group, int report,
		 gfp_t gfp)
{
	int err = 0, err2;

	if (!group)
		return report ? nlmsg_unicast(sk, skb, portid) : (kfree_skb(skb), 0);
	if (report)
		skb_get(skb);
	err = nlmsg_multicast(sk, skb, report ? portid : 0, group, gfp);
	if (err == -ESRCH)
		err = 0;
	if (report) {
		err2 = nlmsg_unicast(sk, skb, portid);
		if (!err)
			err = err2;
	}
	return err;
}
EXPORT_SYMBOL(nlmsg_notify);
