/* SPDX-License-Identifier: GPL-2.0-only */
/* arp: which hardware has an address of IPv4 (RFC 826, guest/net/ipv4/arp.c). */
#ifndef _ARP_H
#define _ARP_H

#include <linux/if_arp.h>
#include <linux/netdevice.h>

/* To whoever has the address next, on skb's device: at once, or when that is known. Takes it. */
int arp_output(struct sk_buff *skb, __be32 next);
void arp_send(int type, int ptype, __be32 dest_ip, struct net_device *dev, __be32 src_ip,
	      const unsigned char *dest_hw, const unsigned char *src_hw,
	      const unsigned char *target_hw);
int arp_ioctl(unsigned int cmd, void __user *arg);

#endif
