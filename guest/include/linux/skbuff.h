/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * skbuff: a packet on its way (guest/net/skbuff.c). Of its bytes, one block of kmalloc()'s has
 * the first ones, with room before them for headers and behind them; frags, pages, the rest.
 *
 *	head ......... data ########### tail ......... end, skb_shared_info
 *	   headroom        skb_headlen()     tailroom
 *
 * A clone shares the block with its original, until one of them wants to write (skb_cow(),
 * skb_unshare()). Whoever has a reference gives it back by kfree_skb() (the packet was lost) or
 * consume_skb() (it was used).
 */
#ifndef _LINUX_SKBUFF_H
#define _LINUX_SKBUFF_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/bvec.h>
#include <linux/dma-mapping.h>
#include <linux/if_packet.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/net.h>
#include <linux/netdev_features.h>
#include <linux/poll.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/types.h>
#include <linux/version.h>
#include <net/checksum.h>

struct net_device;
struct sock;
struct sk_buff;
struct scatterlist;
struct iov_iter;
struct msghdr;

/* ip_summed: received: nobody looked; it is right; csum is the sum. To be sent: made; to be made.
 */
#define CHECKSUM_NONE	     0
#define CHECKSUM_UNNECESSARY 1
#define CHECKSUM_COMPLETE    2
#define CHECKSUM_PARTIAL     3
#define CHECKSUM_HW	     CHECKSUM_COMPLETE

#define SKB_DATA_ALIGN(x)	ALIGN(x, SMP_CACHE_BYTES)
#define SKB_WITH_OVERHEAD(x)	((x)-SKB_DATA_ALIGN(sizeof(struct skb_shared_info)))
#define SKB_MAX_ORDER(x, order) SKB_WITH_OVERHEAD((PAGE_SIZE << (order)) - (x))
#define SKB_MAX_HEAD(x)		SKB_MAX_ORDER(x, 0)
#define SKB_TRUESIZE(x)                                                                            \
	((x) + SKB_DATA_ALIGN(sizeof(struct sk_buff)) +                                            \
	 SKB_DATA_ALIGN(sizeof(struct skb_shared_info)))

#define MAX_SKB_FRAGS 17
#define NET_SKB_PAD   max(32, SMP_CACHE_BYTES)
#define NET_IP_ALIGN  2

typedef unsigned char *sk_buff_data_t;
typedef struct bio_vec skb_frag_t;

struct skb_shared_hwtstamps {
	ktime_t hwtstamp;
};

enum {
	SKBTX_HW_TSTAMP = 1 << 0,
	SKBTX_SW_TSTAMP = 1 << 1,
	SKBTX_IN_PROGRESS = 1 << 2,
};

enum {
	SKB_GSO_TCPV4 = 1 << 0,
	SKB_GSO_DODGY = 1 << 1,
	SKB_GSO_TCP_ECN = 1 << 2,
	SKB_GSO_TCPV6 = 1 << 4,
	SKB_GSO_UDP_L4 = 1 << 17,
};

struct skb_shared_info {
	__u8 flags, meta_len;
	__u8 nr_frags;
	__u8 tx_flags;
	unsigned short gso_size, gso_segs;
	struct sk_buff *frag_list;
	struct skb_shared_hwtstamps hwtstamps;
	unsigned int gso_type;
	atomic_t dataref; /* packets that share the block */
	skb_frag_t frags[MAX_SKB_FRAGS];
};

struct sk_buff_head {
	struct sk_buff *next, *prev; /* first, as in a packet */
	__u32 qlen;
	spinlock_t lock;
};

struct sk_buff {
	union {
		struct {
			struct sk_buff *next, *prev;
			union {
				struct net_device *dev;
				unsigned long dev_scratch;
			};
		};
		struct list_head list;
	};
	struct sock *sk; /* whose memory it is counted to */
	union {
		ktime_t tstamp;
		u64 skb_mstamp_ns;
	};
	char cb[48] __aligned(8); /* whoever has the packet may use it */
	void (*destructor)(struct sk_buff *skb);
	unsigned long _skb_refdst;
	unsigned int len;      /* all of it */
	unsigned int data_len; /* what is in frags */
	__u16 mac_len, hdr_len, queue_mapping;
	__u8 cloned : 1, nohdr : 1, fclone : 2, peeked : 1, head_frag : 1, pfmemalloc : 1;
	__u8 pkt_type : 3, ignore_df : 1, nf_trace : 1, ip_summed : 2, ooo_okay : 1;
	__u8 l4_hash : 1, sw_hash : 1, encapsulation : 1, csum_valid : 1, csum_complete_sw : 1,
	    csum_level : 2, no_fcs : 1, redirected : 1, from_ingress : 1, decrypted : 1,
	    xmit_more_2 : 1, tc_at_ingress : 1, wifi_acked : 1, offload_fwd_mark : 1;
	union {
		__wsum csum;
		struct {
			__u16 csum_start, csum_offset;
		};
	};
	__u32 priority;
	int skb_iif;
	__u32 hash;
	__be16 vlan_proto;
	__u16 vlan_tci;
	bool vlan_present;
	__u32 mark;
	union {
		__be16 inner_protocol;
		__u8 inner_ipproto;
	};
	__u16 inner_transport_header, inner_network_header, inner_mac_header;
	__be16 protocol;
	__u16 transport_header, network_header, mac_header; /* from head */
	sk_buff_data_t tail, end;
	unsigned char *head, *data;
	unsigned int truesize;
	refcount_t users;
	/* 2.6's alone, up to 2.6.21: the same as pointers */
	union {
		struct tcphdr *th;
		struct udphdr *uh;
		struct icmphdr *icmph;
		struct iphdr *ipiph;
		unsigned char *raw;
	} h;
	union {
		struct iphdr *iph;
		struct ipv6hdr *ipv6h;
		struct arphdr *arph;
		unsigned char *raw;
	} nh;
	union {
		struct ethhdr *ethernet;
		unsigned char *raw;
	} mac;
	struct timeval stamp;
	struct net_device *input_dev, *real_dev;
	unsigned char security;
};

/* ---- making packets and being rid of them ---- */

struct sk_buff *__alloc_skb(unsigned int size, gfp_t gfp, int flags, int node);
struct sk_buff *__netdev_alloc_skb(struct net_device *dev, unsigned int len, gfp_t gfp);
struct sk_buff *build_skb(void *data, unsigned int frag_size); /* data: kmalloc()'s; NULL */
void *netdev_alloc_frag(unsigned int size);
#define napi_alloc_frag(size) netdev_alloc_frag(size)
void skb_free_frag(void *data);

static inline struct sk_buff *alloc_skb(unsigned int size, gfp_t gfp)
{
	return __alloc_skb(size, gfp, 0, -1);
}
#define alloc_skb_fclone(size, gfp) alloc_skb(size, gfp)

static inline struct sk_buff *netdev_alloc_skb(struct net_device *dev, unsigned int len)
{
	return __netdev_alloc_skb(dev, len, GFP_ATOMIC);
}

static inline struct sk_buff *__dev_alloc_skb(unsigned int len, gfp_t gfp)
{
	return __netdev_alloc_skb(NULL, len, gfp);
}

static inline struct sk_buff *dev_alloc_skb(unsigned int len)
{
	return netdev_alloc_skb(NULL, len);
}

void kfree_skb(struct sk_buff *skb);   /* lost; NULL passes */
void consume_skb(struct sk_buff *skb); /* used; NULL passes */
void __kfree_skb(struct sk_buff *skb);
void kfree_skb_list(struct sk_buff *skb);
#define kfree_skb_reason(skb, reason) kfree_skb(skb)
#define dev_kfree_skb(skb)	      consume_skb(skb)
/* Any context, interrupts off as well. */
void dev_kfree_skb_irq(struct sk_buff *skb);
void dev_kfree_skb_any(struct sk_buff *skb);
void dev_consume_skb_any(struct sk_buff *skb);
#define dev_consume_skb_irq(skb)      dev_kfree_skb_irq(skb)
#define napi_consume_skb(skb, budget) dev_consume_skb_any(skb)

struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t gfp);
/* With a block of its own; skb_copy() with all in it, pskb_copy() the first part, frags shared. */
struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t gfp);
struct sk_buff *pskb_copy(struct sk_buff *skb, gfp_t gfp);
struct sk_buff *skb_copy_expand(const struct sk_buff *skb, int headroom, int tailroom, gfp_t gfp);
struct sk_buff *skb_realloc_headroom(struct sk_buff *skb, unsigned int headroom);
struct sk_buff *skb_expand_head(struct sk_buff *skb, unsigned int headroom);
/* A block of its own, larger at both ends. 0, or -ENOMEM. */
int pskb_expand_head(struct sk_buff *skb, int head, int tail, gfp_t gfp);

static inline struct sk_buff *skb_get(struct sk_buff *skb)
{
	refcount_inc(&skb->users);
	return skb;
}

static inline int skb_shared(const struct sk_buff *skb)
{
	return refcount_read(&skb->users) != 1;
}

#define skb_shinfo(skb) ((struct skb_shared_info *)skb_end_pointer(skb))

static inline unsigned char *skb_end_pointer(const struct sk_buff *skb)
{
	return skb->end;
}

static inline unsigned int skb_end_offset(const struct sk_buff *skb)
{
	return skb->end - skb->head;
}

static inline int skb_cloned(const struct sk_buff *skb)
{
	return skb->cloned && (atomic_read(&skb_shinfo(skb)->dataref) & 0xffff) != 1;
}
#define skb_header_cloned(skb) skb_cloned(skb)

static inline struct sk_buff *skb_share_check(struct sk_buff *skb, gfp_t gfp)
{
	struct sk_buff *copy;

	if (!skb_shared(skb))
		return skb;
	copy = skb_clone(skb, gfp);
	consume_skb(skb);
	return copy;
}

static inline struct sk_buff *skb_unshare(struct sk_buff *skb, gfp_t gfp)
{
	struct sk_buff *copy;

	if (!skb_cloned(skb))
		return skb;
	copy = skb_copy(skb, gfp);
	consume_skb(skb);
	return copy;
}

/* ---- its bytes ---- */

static inline bool skb_is_nonlinear(const struct sk_buff *skb)
{
	return skb->data_len;
}

static inline unsigned int skb_headlen(const struct sk_buff *skb)
{
	return skb->len - skb->data_len;
}

static inline int skb_headroom(const struct sk_buff *skb)
{
	return skb->data - skb->head;
}

static inline int skb_tailroom(const struct sk_buff *skb)
{
	return skb_is_nonlinear(skb) ? 0 : skb->end - skb->tail;
}
#define skb_availroom(skb) skb_tailroom(skb)

static inline void skb_reserve(struct sk_buff *skb, int len)
{
	skb->data += len;
	skb->tail += len;
}

/* More bytes behind, before, fewer before. Too many: a bug, and it is told. */
void *skb_put(struct sk_buff *skb, unsigned int len);
void *skb_push(struct sk_buff *skb, unsigned int len);
void *skb_pull(struct sk_buff *skb, unsigned int len); /* NULL: it has not as many */
void skb_trim(struct sk_buff *skb, unsigned int len);
int ___pskb_trim(struct sk_buff *skb, unsigned int len);
int skb_pad(struct sk_buff *skb, int pad); /* zeros behind; frees it when it fails */
int skb_put_padto(struct sk_buff *skb, unsigned int len);
#define __skb_put(skb, len)	skb_put(skb, len)
#define __skb_push(skb, len)	skb_push(skb, len)
#define __skb_trim(skb, len)	skb_trim(skb, len)
#define skb_pull_inline(s, len) skb_pull(s, len)

static inline void *__skb_pull(struct sk_buff *skb, unsigned int len)
{
	skb->len -= len;
	return skb->data += len;
}

static inline void *skb_put_zero(struct sk_buff *skb, unsigned int len)
{
	return memset(skb_put(skb, len), 0, len);
}
#define __skb_put_zero(skb, len) skb_put_zero(skb, len)

static inline void *skb_put_data(struct sk_buff *skb, const void *data, unsigned int len)
{
	return memcpy(skb_put(skb, len), data, len);
}
#define __skb_put_data(skb, data, len) skb_put_data(skb, data, len)

static inline void skb_put_u8(struct sk_buff *skb, u8 val)
{
	*(u8 *)skb_put(skb, 1) = val;
}

static inline int pskb_trim(struct sk_buff *skb, unsigned int len)
{
	return len < skb->len ? ___pskb_trim(skb, len) : 0;
}
#define pskb_trim_rcsum(skb, len) pskb_trim(skb, len)

/* Up to a length, with zeros. 0, or an error; it frees the packet then. */
static inline int skb_padto(struct sk_buff *skb, unsigned int len)
{
	return skb->len >= len ? 0 : skb_pad(skb, len - skb->len);
}

/* delta more bytes out of frags to the first part; their end, or NULL. */
void *__pskb_pull_tail(struct sk_buff *skb, int delta);

static inline bool pskb_may_pull(struct sk_buff *skb, unsigned int len)
{
	if (len <= skb_headlen(skb))
		return true;
	return len <= skb->len && __pskb_pull_tail(skb, len - skb_headlen(skb));
}

static inline void *pskb_pull(struct sk_buff *skb, unsigned int len)
{
	return pskb_may_pull(skb, len) ? __skb_pull(skb, len) : NULL;
}

static inline int __skb_linearize(struct sk_buff *skb)
{
	return __pskb_pull_tail(skb, skb->data_len) ? 0 : -ENOMEM;
}

static inline int skb_linearize(struct sk_buff *skb)
{
	return skb_is_nonlinear(skb) ? __skb_linearize(skb) : 0;
}
#define skb_linearize_cow(skb)                                                                     \
	(skb_cloned(skb) ? pskb_expand_head(skb, 0, 0, GFP_ATOMIC) : skb_linearize(skb))

/* At least so much headroom, and no clone that looks on. 0, or -ENOMEM. */
static inline int skb_cow(struct sk_buff *skb, unsigned int headroom)
{
	int delta = (int)headroom - skb_headroom(skb);

	if (delta <= 0 && !skb_cloned(skb))
		return 0;
	return pskb_expand_head(skb, ALIGN(max(delta, 0), NET_SKB_PAD), 0, GFP_ATOMIC);
}
#define skb_cow_head(skb, headroom) skb_cow(skb, headroom)
int skb_ensure_writable(struct sk_buff *skb, unsigned int len);

/* 0, or -EFAULT: it has not as many. */
int skb_copy_bits(const struct sk_buff *skb, int off, void *to, int len);
int skb_store_bits(struct sk_buff *skb, int off, const void *from, int len);
int skb_copy_datagram_iter(const struct sk_buff *skb, int off, struct iov_iter *to, int len);

static inline void *skb_header_pointer(const struct sk_buff *skb, int off, int len, void *buf)
{
	if ((int)skb_headlen(skb) - off >= len)
		return skb->data + off;
	return skb_copy_bits(skb, off, buf, len) ? NULL : buf;
}

static inline void skb_copy_from_linear_data(const struct sk_buff *skb, void *to, unsigned int len)
{
	memcpy(to, skb->data, len);
}

static inline void skb_copy_to_linear_data(struct sk_buff *skb, const void *from, unsigned int len)
{
	memcpy(skb->data, from, len);
}

static inline void skb_copy_from_linear_data_offset(const struct sk_buff *skb, int off, void *to,
						    unsigned int len)
{
	memcpy(to, skb->data + off, len);
}

static inline void skb_copy_to_linear_data_offset(struct sk_buff *skb, int off, const void *from,
						  unsigned int len)
{
	memcpy(skb->data + off, from, len);
}

/* ---- where its headers begin ---- */

#define __SKB_HEADER(name, set_2_6)                                                                \
	static inline unsigned char *skb_##name##_header(const struct sk_buff *skb)                \
	{                                                                                          \
		return skb->head + skb->name##_header;                                             \
	}                                                                                          \
	static inline void skb_set_##name##_header(struct sk_buff *skb, int off)                   \
	{                                                                                          \
		skb->name##_header = skb->data - skb->head + off;                                  \
		set_2_6;                                                                           \
	}                                                                                          \
	static inline void skb_reset_##name##_header(struct sk_buff *skb)                          \
	{                                                                                          \
		skb_set_##name##_header(skb, 0);                                                   \
	}

__SKB_HEADER(transport, skb->h.raw = skb->data + off)
__SKB_HEADER(network, skb->nh.raw = skb->data + off)
__SKB_HEADER(mac, skb->mac.raw = skb->data + off)
__SKB_HEADER(inner_transport, )
__SKB_HEADER(inner_network, )
__SKB_HEADER(inner_mac, )

static inline int skb_transport_header_was_set(const struct sk_buff *skb)
{
	return skb->transport_header != (typeof(skb->transport_header))~0U;
}

static inline int skb_mac_header_was_set(const struct sk_buff *skb)
{
	return skb->mac_header != (typeof(skb->mac_header))~0U;
}

static inline int skb_transport_offset(const struct sk_buff *skb)
{
	return skb_transport_header(skb) - skb->data;
}

static inline int skb_network_offset(const struct sk_buff *skb)
{
	return skb_network_header(skb) - skb->data;
}

static inline int skb_mac_offset(const struct sk_buff *skb)
{
	return skb_mac_header(skb) - skb->data;
}

static inline u32 skb_network_header_len(const struct sk_buff *skb)
{
	return skb->transport_header - skb->network_header;
}

static inline u32 skb_mac_header_len(const struct sk_buff *skb)
{
	return skb->network_header - skb->mac_header;
}

static inline void skb_reset_mac_len(struct sk_buff *skb)
{
	skb->mac_len = skb->network_header - skb->mac_header;
}

static inline unsigned char *skb_tail_pointer(const struct sk_buff *skb)
{
	return skb->tail;
}

static inline void skb_reset_tail_pointer(struct sk_buff *skb)
{
	skb->tail = skb->data;
}

static inline void skb_set_tail_pointer(struct sk_buff *skb, int off)
{
	skb->tail = skb->data + off;
}

static inline unsigned char *skb_checksum_start(const struct sk_buff *skb)
{
	return skb->head + skb->csum_start;
}

static inline int skb_checksum_start_offset(const struct sk_buff *skb)
{
	return skb->csum_start - skb_headroom(skb);
}

/* ---- frags ---- */

static inline unsigned int skb_frag_size(const skb_frag_t *frag)
{
	return frag->bv_len;
}

static inline void skb_frag_size_set(skb_frag_t *frag, unsigned int size)
{
	frag->bv_len = size;
}

static inline void skb_frag_size_add(skb_frag_t *frag, int delta)
{
	frag->bv_len += delta;
}

static inline void skb_frag_size_sub(skb_frag_t *frag, int delta)
{
	frag->bv_len -= delta;
}

static inline unsigned int skb_frag_off(const skb_frag_t *frag)
{
	return frag->bv_offset;
}

static inline void skb_frag_off_add(skb_frag_t *frag, int delta)
{
	frag->bv_offset += delta;
}

static inline struct page *skb_frag_page(const skb_frag_t *frag)
{
	return frag->bv_page;
}

static inline void *skb_frag_address(const skb_frag_t *frag)
{
	return (char *)page_address(frag->bv_page) + frag->bv_offset;
}

static inline void skb_frag_ref(struct sk_buff *skb, int i)
{
	get_page(skb_shinfo(skb)->frags[i].bv_page);
}

static inline void skb_frag_unref(struct sk_buff *skb, int i)
{
	put_page(skb_shinfo(skb)->frags[i].bv_page);
}

static inline void skb_fill_page_desc(struct sk_buff *skb, int i, struct page *page, int off,
				      int size)
{
	skb_shinfo(skb)->frags[i] = (skb_frag_t){.bv_page = page, .bv_offset = off, .bv_len = size};
	skb_shinfo(skb)->nr_frags = i + 1;
}
#define __skb_fill_page_desc skb_fill_page_desc
/* The page's reference is the packet's from now on. */
void skb_add_rx_frag(struct sk_buff *skb, int i, struct page *page, int off, int size,
		     unsigned int truesize);

static inline dma_addr_t skb_frag_dma_map(struct device *dev, const skb_frag_t *frag, size_t off,
					  size_t size, enum dma_data_direction dir)
{
	return dma_map_page(dev, frag->bv_page, frag->bv_offset + off, size, dir);
}

static inline bool skb_has_frag_list(const struct sk_buff *skb)
{
	return skb_shinfo(skb)->frag_list;
}

static inline bool skb_is_gso(const struct sk_buff *skb)
{
	return skb_shinfo(skb)->gso_size;
}
#define skb_is_gso_v6(skb) 0

static inline void skb_gso_reset(struct sk_buff *skb)
{
	skb_shinfo(skb)->gso_size = skb_shinfo(skb)->gso_segs = 0;
	skb_shinfo(skb)->gso_type = 0;
}

int skb_to_sgvec(struct sk_buff *skb, struct scatterlist *sg, int off, int len);

/* ---- sums ---- */

__wsum skb_checksum(const struct sk_buff *skb, int off, int len, __wsum csum);
/* A CHECKSUM_PARTIAL one's sum is made in software. 0, or an error. */
int skb_checksum_help(struct sk_buff *skb);

static inline void skb_checksum_none_assert(const struct sk_buff *skb)
{
}

static inline bool skb_csum_unnecessary(const struct sk_buff *skb)
{
	return skb->ip_summed == CHECKSUM_UNNECESSARY || skb->csum_valid;
}

static inline void skb_postpull_rcsum(struct sk_buff *skb, const void *start, unsigned int len)
{
	if (skb->ip_summed == CHECKSUM_COMPLETE)
		skb->csum = csum_sub(skb->csum, csum_partial(start, len, 0));
}

static inline void skb_forward_csum(struct sk_buff *skb)
{
	if (skb->ip_summed == CHECKSUM_COMPLETE)
		skb->ip_summed = CHECKSUM_NONE;
}

/* ---- whose it is, when it came ---- */

static inline void skb_orphan(struct sk_buff *skb)
{
	if (skb->destructor)
		skb->destructor(skb);
	skb->destructor = NULL;
	skb->sk = NULL;
}

static inline void skb_dst_drop(struct sk_buff *skb)
{
	skb->_skb_refdst = 0;
}
#define skb_dst_force(skb)		((void)(skb))
#define nf_reset_ct(skb)		((void)(skb))
#define nf_reset(skb)			((void)(skb))
#define skb_ext_reset(skb)		((void)(skb))
#define skb_sec_path(skb)		NULL
#define secpath_reset(skb)		((void)(skb))
#define skb_record_rx_queue(skb, queue) ((skb)->queue_mapping = (queue) + 1)
#define skb_get_rx_queue(skb)		((skb)->queue_mapping - 1)
#define skb_rx_queue_recorded(skb)	((skb)->queue_mapping != 0)
#define skb_get_queue_mapping(skb)	((skb)->queue_mapping)
#define skb_set_queue_mapping(skb, q)	((skb)->queue_mapping = (q))
#define skb_vlan_tag_present(skb)	((skb)->vlan_present)
#define skb_vlan_tag_get(skb)		((skb)->vlan_tci)
void skb_scrub_packet(struct sk_buff *skb, bool xnet);

static inline void __net_timestamp(struct sk_buff *skb)
{
	skb->tstamp = ktime_get_real();
}

static inline ktime_t skb_get_ktime(const struct sk_buff *skb)
{
	return skb->tstamp;
}

/* A driver says it here when it has sent the packet; nobody asks for times of that. */
static inline void skb_tx_timestamp(struct sk_buff *skb)
{
}

static inline struct skb_shared_hwtstamps *skb_hwtstamps(struct sk_buff *skb)
{
	return &skb_shinfo(skb)->hwtstamps;
}
#define skb_tstamp_tx(skb, hwtstamps) ((void)(skb))

enum { PKT_HASH_TYPE_NONE, PKT_HASH_TYPE_L2, PKT_HASH_TYPE_L3, PKT_HASH_TYPE_L4 };

static inline void skb_set_hash(struct sk_buff *skb, __u32 hash, int type)
{
	skb->hash = hash;
	skb->l4_hash = type == PKT_HASH_TYPE_L4;
}
#define skb_get_hash(skb) ((skb)->hash)

/* ---- queues ---- */

static inline void __skb_queue_head_init(struct sk_buff_head *list)
{
	list->next = list->prev = (struct sk_buff *)list;
	list->qlen = 0;
}

static inline void skb_queue_head_init(struct sk_buff_head *list)
{
	spin_lock_init(&list->lock);
	__skb_queue_head_init(list);
}

static inline int skb_queue_empty(const struct sk_buff_head *list)
{
	return list->next == (const struct sk_buff *)list;
}
#define skb_queue_empty_lockless(list) skb_queue_empty(list)

static inline __u32 skb_queue_len(const struct sk_buff_head *list)
{
	return list->qlen;
}
#define skb_queue_len_lockless(list) skb_queue_len(list)

static inline struct sk_buff *skb_peek(const struct sk_buff_head *list)
{
	return skb_queue_empty(list) ? NULL : list->next;
}

static inline struct sk_buff *skb_peek_tail(const struct sk_buff_head *list)
{
	return skb_queue_empty(list) ? NULL : list->prev;
}

static inline bool skb_queue_is_last(const struct sk_buff_head *list, const struct sk_buff *skb)
{
	return skb->next == (const struct sk_buff *)list;
}

static inline void __skb_insert(struct sk_buff *skb, struct sk_buff *prev, struct sk_buff *next,
				struct sk_buff_head *list)
{
	skb->prev = prev;
	skb->next = next;
	/* either may be the queue itself */
	((struct sk_buff_head *)prev)->next = ((struct sk_buff_head *)next)->prev = skb;
	list->qlen++;
}

static inline void __skb_queue_head(struct sk_buff_head *list, struct sk_buff *skb)
{
	__skb_insert(skb, (struct sk_buff *)list, list->next, list);
}

static inline void __skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb)
{
	__skb_insert(skb, list->prev, (struct sk_buff *)list, list);
}

static inline void __skb_queue_after(struct sk_buff_head *list, struct sk_buff *prev,
				     struct sk_buff *skb)
{
	__skb_insert(skb, prev, prev->next, list);
}

static inline void __skb_unlink(struct sk_buff *skb, struct sk_buff_head *list)
{
	list->qlen--;
	((struct sk_buff_head *)skb->next)->prev = skb->prev;
	((struct sk_buff_head *)skb->prev)->next = skb->next;
	skb->next = skb->prev = NULL;
}

static inline struct sk_buff *__skb_dequeue(struct sk_buff_head *list)
{
	struct sk_buff *skb = skb_peek(list);

	if (skb)
		__skb_unlink(skb, list);
	return skb;
}

static inline struct sk_buff *__skb_dequeue_tail(struct sk_buff_head *list)
{
	struct sk_buff *skb = skb_peek_tail(list);

	if (skb)
		__skb_unlink(skb, list);
	return skb;
}

static inline void __skb_queue_purge(struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = __skb_dequeue(list)) != NULL)
		kfree_skb(skb);
}

static inline void skb_queue_splice_tail_init(struct sk_buff_head *list, struct sk_buff_head *head)
{
	struct sk_buff *skb;

	while ((skb = __skb_dequeue(list)) != NULL)
		__skb_queue_tail(head, skb);
}

/* The same with the queue's lock; any context. */
void skb_queue_head(struct sk_buff_head *list, struct sk_buff *skb);
void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb);
struct sk_buff *skb_dequeue(struct sk_buff_head *list);
struct sk_buff *skb_dequeue_tail(struct sk_buff_head *list);
void skb_queue_purge(struct sk_buff_head *list);
void skb_append(struct sk_buff *old, struct sk_buff *skb, struct sk_buff_head *list);
void __skb_unlink_locked(struct sk_buff *skb, struct sk_buff_head *list);
#define skb_unlink(skb, list) __skb_unlink_locked(skb, list)

#define skb_queue_walk(queue, skb)                                                                 \
	for (skb = (queue)->next; skb != (struct sk_buff *)(queue); skb = skb->next)
#define skb_queue_walk_safe(queue, skb, tmp)                                                       \
	for (skb = (queue)->next, tmp = skb->next; skb != (struct sk_buff *)(queue);               \
	     skb = tmp, tmp = skb->next)
#define skb_walk_frags(skb, iter) for (iter = skb_shinfo(skb)->frag_list; iter; iter = iter->next)

static inline void skb_mark_not_on_list(struct sk_buff *skb)
{
	skb->next = NULL;
}

void skb_init(void);

#endif
