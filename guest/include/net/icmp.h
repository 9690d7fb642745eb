/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ICMP_H
#define _ICMP_H

#include <linux/icmp.h>
#include <linux/skbuff.h>

/* Tell the sender of the packet what became of it; the packet stays the caller's. */
void icmp_send(struct sk_buff *skb, int type, int code, __be32 info);

#endif
