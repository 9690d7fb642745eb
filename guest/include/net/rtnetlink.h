/* SPDX-License-Identifier: GPL-2.0-only */
/* rtnetlink: kinds of interfaces that a driver can make many of. */
#ifndef __NET_RTNETLINK_H
#define __NET_RTNETLINK_H

#include <linux/rtnetlink.h>
#include <net/netlink.h>

struct sk_buff;

struct rtnl_link_ops {
	struct list_head list;
	const char *kind;
	size_t priv_size;
	struct net_device *(*alloc)(struct nlattr *tb[], const char *ifname, unsigned char assign,
				    unsigned int txqs, unsigned int rxqs);
	void (*setup)(struct net_device *dev);
	bool netns_refund;
	unsigned int maxtype;
	const struct nla_policy *policy;
	int (*validate)(struct nlattr *tb[], struct nlattr *data[], struct netlink_ext_ack *extack);
	int (*newlink)(struct net *net, struct net_device *dev, struct nlattr *tb[],
		       struct nlattr *data[], struct netlink_ext_ack *extack);
	int (*changelink)(struct net_device *dev, struct nlattr *tb[], struct nlattr *data[],
			  struct netlink_ext_ack *extack);
	void (*dellink)(struct net_device *dev, struct list_head *head);
	size_t (*get_size)(const struct net_device *dev);
	int (*fill_info)(struct sk_buff *skb, const struct net_device *dev);
	unsigned int (*get_num_tx_queues)(void);
	unsigned int (*get_num_rx_queues)(void);
};

/* -EEXIST: a kind of that name is there. __: rtnl_lock() is held. */
int rtnl_link_register(struct rtnl_link_ops *ops);
int __rtnl_link_register(struct rtnl_link_ops *ops);
/* With all devices of the kind. */
void rtnl_link_unregister(struct rtnl_link_ops *ops);
void __rtnl_link_unregister(struct rtnl_link_ops *ops);

extern struct rw_semaphore pernet_ops_rwsem;

#define MODULE_ALIAS_RTNL_LINK(kind) MODULE_ALIAS("rtnl-link-" kind)

#endif
