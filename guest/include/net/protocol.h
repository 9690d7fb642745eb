/* SPDX-License-Identifier: GPL-2.0-only */
/* protocol: a module's protocol, that IP carries. */
#ifndef _PROTOCOL_H
#define _PROTOCOL_H

#include <linux/skbuff.h>

struct net_protocol {
	/* The packet is at what IP carries, and the handler's. */
	int (*handler)(struct sk_buff *skb);
	int (*err_handler)(struct sk_buff *skb, u32 info);
	unsigned int no_policy : 1, icmp_strict_tag_validation : 1;
};

/* -1: there is one already; it is not there. */
int inet_add_protocol(const struct net_protocol *prot, unsigned char protocol);
int inet_del_protocol(const struct net_protocol *prot, unsigned char protocol);

#endif
