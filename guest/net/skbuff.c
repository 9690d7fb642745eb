/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * skbuff: packets: their memory, copies and queues (linux/skbuff.h).
 *
 * 1. Purpose. A packet is allocated once, where it begins, and goes through the layers without
 *    being copied: each puts its header before it, or takes it off.
 *
 * 2. Structures. struct sk_buff, of the cache skbuff_head_cache; a block of kmalloc()'s with the
 *    bytes, and skb_shared_info at its end, where the count of the packets that share it is.
 *
 *	skb ----.      .---- clone
 *	        v      v
 *	      [ block, dataref 2 ] -> pages (frags)
 *
 * 3. Invariants. head <= data <= tail <= end; len = tail - data + data_len.
 *
 * 4. Locking and context. A packet is its owner's. GFP_ATOMIC in interrupts. It may be freed
 *    anywhere, but where interrupts are off by dev_kfree_skb_any(), as destructors want them on.
 *
 * 5. Failure. NULL, or -ENOMEM, and the packet is as it was. Putting more into one than there is
 *    room for is a bug: the machine stops, with the numbers.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/scatterlist.h>
#include <linux/skbuff.h>
#include <linux/uio.h>

static struct kmem_cache *head_cache;

/* ---- making them ---- */

static void set_block(struct sk_buff *skb, void *data, unsigned int size)
{
	skb->head = skb->data = skb->tail = data;
	skb->end = skb->head + size;
	skb->truesize = SKB_TRUESIZE(size);
	memset(skb_shinfo(skb), 0, offsetof(struct skb_shared_info, frags));
	atomic_set(&skb_shinfo(skb)->dataref, 1);
}

static struct sk_buff *alloc_head(gfp_t gfp, int node)
{
	struct sk_buff *skb = kmem_cache_alloc(head_cache, gfp & ~__GFP_DMA);

	if (!skb)
		return NULL;
	memset(skb, 0, sizeof(*skb));
	refcount_set(&skb->users, 1);
	skb->mac_header = skb->transport_header = (typeof(skb->mac_header))~0U;
	return skb;
}

struct sk_buff *__alloc_skb(unsigned int size, gfp_t gfp, int flags, int node)
{
	struct sk_buff *skb;
	void *data;

	if (size > INT_MAX / 2)
		return NULL;
	skb = alloc_head(gfp, node);
	if (!skb)
		return NULL;
	size = SKB_DATA_ALIGN(size);
	data = kmalloc(size + SKB_DATA_ALIGN(sizeof(struct skb_shared_info)), gfp);
	if (!data) {
		kmem_cache_free(head_cache, skb);
		return NULL;
	}
	/* What kmalloc() rounded up to is room, too. */
	set_block(skb, data, SKB_WITH_OVERHEAD(ksize(data)));
	return skb;
}
EXPORT_SYMBOL(__alloc_skb);

struct sk_buff *__netdev_alloc_skb(struct net_device *dev, unsigned int len, gfp_t gfp)
{
	struct sk_buff *skb = alloc_skb(len + NET_SKB_PAD, gfp);

	if (skb) {
		skb_reserve(skb, NET_SKB_PAD);
		skb->dev = dev;
	}
	return skb;
}
EXPORT_SYMBOL(__netdev_alloc_skb);

struct sk_buff *build_skb(void *data, unsigned int frag_size)
{
	struct sk_buff *skb = alloc_head(GFP_ATOMIC, -1);

	if (skb)
		set_block(skb, data, SKB_WITH_OVERHEAD(frag_size ? frag_size : ksize(data)));
	return skb;
}
EXPORT_SYMBOL(build_skb);

void *netdev_alloc_frag(unsigned int size)
{
	return kmalloc(size, GFP_ATOMIC);
}
EXPORT_SYMBOL(netdev_alloc_frag);

void skb_free_frag(void *data)
{
	kfree(data);
}
EXPORT_SYMBOL(skb_free_frag);

/* ---- being rid of them ---- */

static void release_block(struct sk_buff *skb)
{
	struct skb_shared_info *shared = skb_shinfo(skb);
	int i;

	if (!atomic_dec_and_test(&shared->dataref))
		return;
	for (i = 0; i < shared->nr_frags; i++)
		put_page(shared->frags[i].bv_page);
	kfree_skb_list(shared->frag_list);
	kfree(skb->head);
}

void __kfree_skb(struct sk_buff *skb)
{
	if (skb->destructor)
		skb->destructor(skb);
	if (skb->head)
		release_block(skb);
	kmem_cache_free(head_cache, skb);
}
EXPORT_SYMBOL(__kfree_skb);

void consume_skb(struct sk_buff *skb)
{
	if (skb && refcount_dec_and_test(&skb->users))
		__kfree_skb(skb);
}
EXPORT_SYMBOL(consume_skb);

void kfree_skb(struct sk_buff *skb)
{
	consume_skb(skb);
}
EXPORT_SYMBOL(kfree_skb);

void kfree_skb_list(struct sk_buff *skb)
{
	while (skb) {
		struct sk_buff *next = skb->next;

		kfree_skb(skb);
		skb = next;
	}
}
EXPORT_SYMBOL(kfree_skb_list);

/* ---- copies ---- */

struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t gfp)
{
	struct sk_buff *clone = kmem_cache_alloc(head_cache, gfp);

	if (!clone)
		return NULL;
	*clone = *skb;
	refcount_set(&clone->users, 1);
	clone->next = clone->prev = NULL;
	clone->sk = NULL;
	clone->destructor = NULL;
	clone->cloned = skb->cloned = 1;
	atomic_inc(&skb_shinfo(skb)->dataref);
	return clone;
}
EXPORT_SYMBOL(skb_clone);

/* What stands beside the bytes; delta: how much further in the new block they begin. */
static void copy_about(struct sk_buff *to, const struct sk_buff *from)
{
	long delta = (to->data - to->head) - (from->data - from->head);

	to->tstamp = from->tstamp;
	to->dev = from->dev;
	memcpy(to->cb, from->cb, sizeof(to->cb));
	to->protocol = from->protocol;
	to->priority = from->priority;
	to->mark = from->mark;
	to->pkt_type = from->pkt_type;
	to->ip_summed = from->ip_summed;
	to->csum = from->csum;
	to->skb_iif = from->skb_iif;
	to->mac_len = from->mac_len;
	to->hash = from->hash;
	to->vlan_proto = from->vlan_proto;
	to->vlan_tci = from->vlan_tci;
	to->vlan_present = from->vlan_present;
	to->stamp = from->stamp;
	to->transport_header = from->transport_header + delta;
	to->network_header = from->network_header + delta;
	to->mac_header = from->mac_header + delta;
	if (!skb_transport_header_was_set(from))
		to->transport_header = from->transport_header;
	if (!skb_mac_header_was_set(from))
		to->mac_header = from->mac_header;
	to->h.raw = from->h.raw ? to->data + (from->h.raw - from->data) : NULL;
	to->nh.raw = from->nh.raw ? to->data + (from->nh.raw - from->data) : NULL;
	to->mac.raw = from->mac.raw ? to->data + (from->mac.raw - from->data) : NULL;
}

struct sk_buff *skb_copy_expand(const struct sk_buff *skb, int headroom, int tailroom, gfp_t gfp)
{
	struct sk_buff *copy = alloc_skb(headroom + skb->len + tailroom, gfp);
	int before = min(headroom, skb_headroom(skb));

	if (!copy)
		return NULL;
	skb_reserve(copy, headroom);
	/* headers that were taken off are still before it */
	memcpy(copy->data - before, skb->data - before, before);
	skb_copy_bits(skb, 0, skb_put(copy, skb->len), skb->len);
	copy_about(copy, skb);
	return copy;
}
EXPORT_SYMBOL(skb_copy_expand);

struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t gfp)
{
	return skb_copy_expand(skb, skb_headroom(skb), skb_end_pointer(skb) - skb->tail, gfp);
}
EXPORT_SYMBOL(skb_copy);

struct sk_buff *pskb_copy(struct sk_buff *skb, gfp_t gfp)
{
	return skb_copy(skb, gfp);
}
EXPORT_SYMBOL(pskb_copy);

static void move_headers(struct sk_buff *skb, long by_head, long by_address)
{
	if (skb_transport_header_was_set(skb))
		skb->transport_header += by_head;
	if (skb_mac_header_was_set(skb))
		skb->mac_header += by_head;
	skb->network_header += by_head;
	skb->inner_transport_header += by_head;
	skb->inner_network_header += by_head;
	skb->inner_mac_header += by_head;
	if (skb->ip_summed == CHECKSUM_PARTIAL)
		skb->csum_start += by_head;
	skb->h.raw = skb->h.raw ? skb->h.raw + by_address : NULL;
	skb->nh.raw = skb->nh.raw ? skb->nh.raw + by_address : NULL;
	skb->mac.raw = skb->mac.raw ? skb->mac.raw + by_address : NULL;
}

int pskb_expand_head(struct sk_buff *skb, int head, int tail, gfp_t gfp)
{
	unsigned int size = SKB_DATA_ALIGN(head + skb_end_offset(skb) + tail);
	struct skb_shared_info *shared = skb_shinfo(skb);
	unsigned char *old = skb->head, *data;
	long off = head;
	int i;

	if (WARN_ON(skb_shared(skb)))
		return -EINVAL;
	data = kmalloc(size + SKB_DATA_ALIGN(sizeof(*shared)), gfp);
	if (!data)
		return -ENOMEM;
	size = SKB_WITH_OVERHEAD(ksize(data));
	memcpy(data + head, skb->head, skb->tail - skb->head);
	memcpy(data + size, shared, offsetof(struct skb_shared_info, frags[shared->nr_frags]));
	for (i = 0; i < shared->nr_frags; i++)
		get_page(shared->frags[i].bv_page);
	if (shared->frag_list) {
		struct sk_buff *frag;

		for (frag = shared->frag_list; frag; frag = frag->next)
			skb_get(frag);
	}
	release_block(skb);
	skb->head = data;
	skb->data = data + (skb->data - old) + off;
	skb->tail = data + (skb->tail - old) + off;
	skb->end = data + size;
	skb->cloned = 0;
	atomic_set(&skb_shinfo(skb)->dataref, 1);
	move_headers(skb, off, data + off - old);
	return 0;
}
EXPORT_SYMBOL(pskb_expand_head);

struct sk_buff *skb_realloc_headroom(struct sk_buff *skb, unsigned int headroom)
{
	return skb_copy_expand(skb, max_t(int, headroom, skb_headroom(skb)), 0, GFP_ATOMIC);
}
EXPORT_SYMBOL(skb_realloc_headroom);

struct sk_buff *skb_expand_head(struct sk_buff *skb, unsigned int headroom)
{
	if (skb_cow(skb, headroom)) {
		kfree_skb(skb);
		return NULL;
	}
	return skb;
}
EXPORT_SYMBOL(skb_expand_head);

int skb_ensure_writable(struct sk_buff *skb, unsigned int len)
{
	if (!pskb_may_pull(skb, len))
		return -ENOMEM;
	return skb_cloned(skb) ? pskb_expand_head(skb, 0, 0, GFP_ATOMIC) : 0;
}
EXPORT_SYMBOL(skb_ensure_writable);

/* ---- their bytes ---- */

static void panic_about(const struct sk_buff *skb, unsigned int len, const char *what, void *caller)
{
	pr_emerg("%s: text:%pS len:%u put:%u head:%px data:%px tail:%px end:%px dev:%s\n", what,
		 caller, skb->len, len, skb->head, skb->data, skb->tail, skb->end,
		 skb->dev ? skb->dev->name : "<NULL>");
	BUG();
}

void *skb_put(struct sk_buff *skb, unsigned int len)
{
	unsigned char *at = skb->tail;

	if (len > (unsigned long)(skb->end - skb->tail) || skb_is_nonlinear(skb))
		panic_about(skb, len, "skb_over_panic", __builtin_return_address(0));
	skb->tail += len;
	skb->len += len;
	return at;
}
EXPORT_SYMBOL(skb_put);

void *skb_push(struct sk_buff *skb, unsigned int len)
{
	if (len > (unsigned long)(skb->data - skb->head))
		panic_about(skb, len, "skb_under_panic", __builtin_return_address(0));
	skb->data -= len;
	skb->len += len;
	return skb->data;
}
EXPORT_SYMBOL(skb_push);

void *skb_pull(struct sk_buff *skb, unsigned int len)
{
	if (len > skb_headlen(skb))
		return NULL;
	skb->len -= len;
	return skb->data += len;
}
EXPORT_SYMBOL(skb_pull);

int ___pskb_trim(struct sk_buff *skb, unsigned int len)
{
	if (skb_is_nonlinear(skb) && __skb_linearize(skb))
		return -ENOMEM;
	skb_trim(skb, len);
	return 0;
}
EXPORT_SYMBOL(___pskb_trim);

void skb_trim(struct sk_buff *skb, unsigned int len)
{
	if (len >= skb->len || WARN_ON(skb_is_nonlinear(skb)))
		return;
	skb->len = len;
	skb->tail = skb->data + len;
}
EXPORT_SYMBOL(skb_trim);

int skb_pad(struct sk_buff *skb, int pad)
{
	int err = skb_linearize(skb);

	if (!err && (skb_cloned(skb) || skb_tailroom(skb) < pad))
		err = pskb_expand_head(skb, 0, max(pad - skb_tailroom(skb), 0), GFP_ATOMIC);
	if (err)
		kfree_skb(skb);
	else
		memset(skb->tail, 0, pad);
	return err;
}
EXPORT_SYMBOL(skb_pad);

int skb_put_padto(struct sk_buff *skb, unsigned int len)
{
	unsigned int pad = len > skb->len ? len - skb->len : 0;
	int err = pad ? skb_pad(skb, pad) : 0;

	if (!err && pad)
		skb_put(skb, pad);
	return err;
}
EXPORT_SYMBOL(skb_put_padto);

void skb_add_rx_frag(struct sk_buff *skb, int i, struct page *page, int off, int size,
		     unsigned int truesize)
{
	skb_fill_page_desc(skb, i, page, off, size);
	skb->len += size;
	skb->data_len += size;
	skb->truesize += truesize;
}
EXPORT_SYMBOL(skb_add_rx_frag);

/* The pieces of the packet from off on, each at most len, to fn until it says no. */
static int for_pieces(const struct sk_buff *skb, int off, int len,
		      int (*fn)(void *piece, int len, void *data), void *data)
{
	int i, err = 0, here = min_t(int, skb_headlen(skb) - off, len);

	if (off < 0 || len < 0 || off > (int)skb->len - len)
		return -EFAULT;
	if (here > 0) {
		err = fn(skb->data + off, here, data);
		off += here;
		len -= here;
	}
	off -= skb_headlen(skb);
	for (i = 0; i < skb_shinfo(skb)->nr_frags && len && !err; i++) {
		const skb_frag_t *frag = &skb_shinfo(skb)->frags[i];
		char *page;

		here = min_t(int, (int)frag->bv_len - off, len);
		if (here > 0) {
			page = kmap_local_page(frag->bv_page);
			err = fn(page + frag->bv_offset + off, here, data);
			kunmap_local(page);
			len -= here;
			off = 0;
		} else {
			off -= frag->bv_len;
		}
	}
	return err ? err : len ? -EFAULT : 0;
}

static int copy_out(void *piece, int len, void *data)
{
	char **to = data;

	memcpy(*to, piece, len);
	*to += len;
	return 0;
}

static int copy_in(void *piece, int len, void *data)
{
	const char **from = data;

	memcpy(piece, *from, len);
	*from += len;
	return 0;
}

static int copy_iter(void *piece, int len, void *data)
{
	return copy_to_iter(piece, len, data) == (size_t)len ? 0 : -EFAULT;
}

int skb_copy_bits(const struct sk_buff *skb, int off, void *to, int len)
{
	return for_pieces(skb, off, len, copy_out, &to);
}
EXPORT_SYMBOL(skb_copy_bits);

int skb_store_bits(struct sk_buff *skb, int off, const void *from, int len)
{
	return for_pieces(skb, off, len, copy_in, &from);
}
EXPORT_SYMBOL(skb_store_bits);

int skb_copy_datagram_iter(const struct sk_buff *skb, int off, struct iov_iter *to, int len)
{
	return for_pieces(skb, off, len, copy_iter, to);
}
EXPORT_SYMBOL(skb_copy_datagram_iter);

struct sum {
	__wsum sum;
	int off;
};

static int add_sum(void *piece, int len, void *data)
{
	struct sum *sum = data;

	sum->sum = csum_block_add(sum->sum, csum_partial(piece, len, 0), sum->off);
	sum->off += len;
	return 0;
}

__wsum skb_checksum(const struct sk_buff *skb, int off, int len, __wsum csum)
{
	struct sum sum = {csum, 0};

	for_pieces(skb, off, len, add_sum, &sum);
	return sum.sum;
}
EXPORT_SYMBOL(skb_checksum);

int skb_checksum_help(struct sk_buff *skb)
{
	int off;
	__sum16 sum;

	if (skb->ip_summed != CHECKSUM_PARTIAL)
		return 0;
	off = skb_checksum_start_offset(skb);
	sum = csum_fold(skb_checksum(skb, off, skb->len - off, 0));
	if (skb_ensure_writable(skb, off + skb->csum_offset + sizeof(sum)))
		return -ENOMEM;
	*(__sum16 *)(skb->data + off + skb->csum_offset) = sum ? sum : CSUM_MANGLED_0;
	skb->ip_summed = CHECKSUM_NONE;
	return 0;
}
EXPORT_SYMBOL(skb_checksum_help);

/* Frags lose what came to the first part. */
static void eat_frags(struct sk_buff *skb, unsigned int delta)
{
	struct skb_shared_info *shared = skb_shinfo(skb);
	int i, kept = 0;

	for (i = 0; i < shared->nr_frags; i++) {
		skb_frag_t *frag = &shared->frags[i];
		unsigned int gone = min(delta, frag->bv_len);

		delta -= gone;
		frag->bv_offset += gone;
		frag->bv_len -= gone;
		if (frag->bv_len)
			shared->frags[kept++] = *frag;
		else
			put_page(frag->bv_page);
	}
	shared->nr_frags = kept;
}

void *__pskb_pull_tail(struct sk_buff *skb, int delta)
{
	int room = skb->end - skb->tail;

	if (delta > (int)skb->data_len)
		return NULL;
	if ((room < delta || skb_cloned(skb)) &&
	    pskb_expand_head(skb, 0, delta > room ? delta - room + 128 : 0, GFP_ATOMIC))
		return NULL;
	if (skb_copy_bits(skb, skb_headlen(skb), skb->tail, delta))
		return NULL;
	eat_frags(skb, delta);
	skb->tail += delta;
	skb->data_len -= delta;
	return skb->tail;
}
EXPORT_SYMBOL(__pskb_pull_tail);

int skb_to_sgvec(struct sk_buff *skb, struct scatterlist *sg, int off, int len)
{
	int i, n = 0, here = min_t(int, skb_headlen(skb) - off, len);

	if (here > 0) {
		sg_set_buf(&sg[n++], skb->data + off, here);
		off += here;
		len -= here;
	}
	off -= skb_headlen(skb);
	for (i = 0; i < skb_shinfo(skb)->nr_frags && len > 0; i++) {
		const skb_frag_t *frag = &skb_shinfo(skb)->frags[i];

		here = min_t(int, (int)frag->bv_len - off, len);
		if (here > 0)
			sg_set_page(&sg[n++], frag->bv_page, here, frag->bv_offset + off);
		off = here > 0 ? 0 : off - (int)frag->bv_len;
		len -= max(here, 0);
	}
	if (n)
		sg_mark_end(&sg[n - 1]);
	return n;
}
EXPORT_SYMBOL(skb_to_sgvec);

void skb_scrub_packet(struct sk_buff *skb, bool xnet)
{
	skb->pkt_type = PACKET_HOST;
	skb->skb_iif = 0;
	skb->ignore_df = 0;
	skb->tstamp = 0;
	skb_orphan(skb);
	skb_dst_drop(skb);
	if (xnet)
		skb->mark = 0;
}
EXPORT_SYMBOL(skb_scrub_packet);

/* ---- queues ---- */

void skb_queue_head(struct sk_buff_head *list, struct sk_buff *skb)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_queue_head(list, skb);
	spin_unlock_irqrestore(&list->lock, flags);
}
EXPORT_SYMBOL(skb_queue_head);

void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_queue_tail(list, skb);
	spin_unlock_irqrestore(&list->lock, flags);
}
EXPORT_SYMBOL(skb_queue_tail);

struct sk_buff *skb_dequeue(struct sk_buff_head *list)
{
	struct sk_buff *skb;
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	skb = __skb_dequeue(list);
	spin_unlock_irqrestore(&list->lock, flags);
	return skb;
}
EXPORT_SYMBOL(skb_dequeue);

struct sk_buff *skb_dequeue_tail(struct sk_buff_head *list)
{
	struct sk_buff *skb;
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	skb = __skb_dequeue_tail(list);
	spin_unlock_irqrestore(&list->lock, flags);
	return skb;
}
EXPORT_SYMBOL(skb_dequeue_tail);

void skb_queue_purge(struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = skb_dequeue(list)) != NULL)
		kfree_skb(skb);
}
EXPORT_SYMBOL(skb_queue_purge);

void skb_append(struct sk_buff *old, struct sk_buff *skb, struct sk_buff_head *list)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_queue_after(list, old, skb);
	spin_unlock_irqrestore(&list->lock, flags);
}
EXPORT_SYMBOL(skb_append);

void __skb_unlink_locked(struct sk_buff *skb, struct sk_buff_head *list)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_unlink(skb, list);
	spin_unlock_irqrestore(&list->lock, flags);
}
EXPORT_SYMBOL(__skb_unlink_locked);

void __init skb_init(void)
{
	head_cache = kmem_cache_create("skbuff_head_cache", sizeof(struct sk_buff), 0,
				       SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}
