/* SPDX-License-Identifier: GPL-2.0-only */
/* netlink: what the files of AF_NETLINK share: netlink.c, netlink_sock.c, netlink_dump.c. */
#ifndef NET_NETLINK_PRIVATE_H
#define NET_NETLINK_PRIVATE_H

#include <linux/bitmap.h>
#include <linux/mutex.h>
#include <net/netlink.h>
#include <net/sock.h>

#define NL_MAX_GROUPS 1024

struct netlink_sock {
	struct sock sk;
	u32 portid, dst_portid, dst_group; /* dst: where connect() said */
	bool bound, is_kernel;
	unsigned int options; /* BIT(NETLINK_) */
	DECLARE_BITMAP(groups, NL_MAX_GROUPS);
	wait_queue_head_t room; /* who waits to send to it */
	struct module *module;	/* a program's: the protocol's, held */
	/* the kernel's end */
	void (*input)(struct sk_buff *skb);
	void (*input_2_6)(struct sock *sk, int len);
	struct mutex *cb_mutex;
	struct socket socket; /* for sock_release() */
	/* a long answer underway (netlink_dump.c) */
	struct mutex dump_lock;
	bool dumping;
	struct netlink_callback cb;
};

struct protocol {
	struct list_head socks; /* of programs */
	struct netlink_sock *kernel;
	struct module *module;
	bool for_programs; /* with nobody at the kernel's end */
	unsigned int groups, flags;
	int (*bind)(struct net *net, int group);
	void (*unbind)(struct net *net, int group);
};

extern struct protocol protocols[MAX_LINKS];
extern spinlock_t nl_lock;

void netlink_init_sock(struct netlink_sock *nlk, struct socket *sock, int protocol);
int netlink_take_port(struct netlink_sock *nlk, u32 portid); /* -EADDRINUSE, -EINVAL */
int netlink_autobind(struct netlink_sock *nlk);
int netlink_sendmsg(struct socket *sock, struct msghdr *msg, size_t len);
/* More of a long answer, if there is one and room for it. */
void netlink_go_on(struct netlink_sock *nlk);
void netlink_end_dump(struct netlink_sock *nlk);

#endif
