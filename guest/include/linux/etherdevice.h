/* SPDX-License-Identifier: GPL-2.0-only */
/* etherdevice: interfaces that have Ethernet's addresses and headers (guest/net/ethernet.c). */
#ifndef _LINUX_ETHERDEVICE_H
#define _LINUX_ETHERDEVICE_H

#include <linux/crc32.h>
#include <linux/if_ether.h>
#include <linux/netdevice.h>
#include <linux/random.h>
#include <asm/unaligned.h>

extern const struct header_ops eth_header_ops;

/* Everything that all of them have in common; for alloc_netdev(). */
void ether_setup(struct net_device *dev);
struct net_device *alloc_etherdev_mqs(int sizeof_priv, unsigned int txqs, unsigned int rxqs);
#define alloc_etherdev(sizeof_priv)	      alloc_etherdev_mqs(sizeof_priv, 1, 1)
#define alloc_etherdev_mq(sizeof_priv, count) alloc_etherdev_mqs(sizeof_priv, count, count)
struct net_device *devm_alloc_etherdev_mqs(struct device *dev, int sizeof_priv, unsigned int txqs,
					   unsigned int rxqs);
#define devm_alloc_etherdev(dev, sizeof_priv) devm_alloc_etherdev_mqs(dev, sizeof_priv, 1, 1)

/* Takes the header off, says whom the packet is to, and returns what it carries. */
__be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev);
int eth_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, const void *daddr,
	       const void *saddr, unsigned int len);
u32 eth_get_headlen(const struct net_device *dev, const void *data, u32 len);
int eth_mac_addr(struct net_device *dev, void *addr);
int eth_prepare_mac_addr_change(struct net_device *dev, void *addr);
void eth_commit_mac_addr_change(struct net_device *dev, void *addr);
int eth_validate_addr(struct net_device *dev);
int eth_change_mtu(struct net_device *dev, int mtu);
int eth_platform_get_mac_address(struct device *dev, u8 *addr);

static const u8 eth_reserved_addr_base[ETH_ALEN] __aligned(2) __maybe_unused = {0x01, 0x80, 0xc2,
										0x00, 0x00, 0x00};

static inline bool is_zero_ether_addr(const u8 *addr)
{
	return !(addr[0] | addr[1] | addr[2] | addr[3] | addr[4] | addr[5]);
}

static inline bool is_multicast_ether_addr(const u8 *addr)
{
	return addr[0] & 0x01;
}

static inline bool is_local_ether_addr(const u8 *addr)
{
	return addr[0] & 0x02;
}

static inline bool is_broadcast_ether_addr(const u8 *addr)
{
	return (addr[0] & addr[1] & addr[2] & addr[3] & addr[4] & addr[5]) == 0xff;
}

static inline bool is_unicast_ether_addr(const u8 *addr)
{
	return !is_multicast_ether_addr(addr);
}

static inline bool is_valid_ether_addr(const u8 *addr)
{
	return !is_multicast_ether_addr(addr) && !is_zero_ether_addr(addr);
}

static inline bool is_link_local_ether_addr(const u8 *addr)
{
	return !memcmp(addr, eth_reserved_addr_base, 5) && !(addr[5] & 0xf0);
}

static inline bool eth_proto_is_802_3(__be16 proto)
{
	return ntohs(proto) >= ETH_P_802_3_MIN;
}

static inline void eth_random_addr(u8 *addr)
{
	get_random_bytes(addr, ETH_ALEN);
	addr[0] &= 0xfe;
	addr[0] |= 0x02;
}
#define random_ether_addr(addr) eth_random_addr(addr)

static inline void eth_broadcast_addr(u8 *addr)
{
	memset(addr, 0xff, ETH_ALEN);
}

static inline void eth_zero_addr(u8 *addr)
{
	memset(addr, 0, ETH_ALEN);
}

static inline void ether_addr_copy(u8 *to, const u8 *from)
{
	memcpy(to, from, ETH_ALEN);
}

static inline bool ether_addr_equal(const u8 *a, const u8 *b)
{
	return !memcmp(a, b, ETH_ALEN);
}
#define ether_addr_equal_64bits(a, b)	 ether_addr_equal(a, b)
#define ether_addr_equal_unaligned(a, b) ether_addr_equal(a, b)
#define compare_ether_addr(a, b)	 (!ether_addr_equal(a, b))

static inline bool ether_addr_equal_masked(const u8 *a, const u8 *b, const u8 *mask)
{
	int i;

	for (i = 0; i < ETH_ALEN; i++)
		if ((a[i] ^ b[i]) & mask[i])
			return false;
	return true;
}

static inline void eth_hw_addr_set(struct net_device *dev, const u8 *addr)
{
	__dev_addr_set(dev, addr, ETH_ALEN);
}

static inline void eth_hw_addr_random(struct net_device *dev)
{
	u8 addr[ETH_ALEN];

	eth_random_addr(addr);
	__dev_addr_set(dev, addr, ETH_ALEN);
	dev->addr_assign_type = NET_ADDR_RANDOM;
}

static inline void eth_hw_addr_inherit(struct net_device *to, struct net_device *from)
{
	to->addr_assign_type = from->addr_assign_type;
	__dev_addr_set(to, from->__dev_addr_6_1, ETH_ALEN);
}

static inline void eth_hw_addr_gen(struct net_device *dev, const u8 *base, unsigned int id)
{
	u64 n = 0;
	u8 addr[ETH_ALEN];
	int i;

	for (i = 0; i < ETH_ALEN; i++)
		n = n << 8 | base[i];
	for (n += id, i = ETH_ALEN - 1; i >= 0; i--, n >>= 8)
		addr[i] = n;
	eth_hw_addr_set(dev, addr);
}

static inline u64 ether_addr_to_u64(const u8 *addr)
{
	u64 n = 0;
	int i;

	for (i = 0; i < ETH_ALEN; i++)
		n = n << 8 | addr[i];
	return n;
}

static inline void u64_to_ether_addr(u64 n, u8 *addr)
{
	int i;

	for (i = ETH_ALEN - 1; i >= 0; i--, n >>= 8)
		addr[i] = n;
}

static inline int eth_skb_pad(struct sk_buff *skb)
{
	return skb_put_padto(skb, ETH_ZLEN);
}

#endif
