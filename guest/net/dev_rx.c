/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_rx: packets that came in, and the polling of those who bring them.
 *
 * 1. Purpose. A driver's interrupt has no time: packets go to the CPU's backlog (netif_rx()), or
 *    the driver is asked for them later (napi). From a softirq they go up to whoever takes their
 *    kind of protocol.
 *
 * 2. Structures. One struct softnet for each CPU:
 *
 *	netif_rx() -> input ----.            .-> packet_types of all packets
 *	                    backlog napi     |
 *	          poll_list: napi, napi -> netif_receive_skb() -> those of its protocol
 *
 * 3. Invariants. A napi with NAPI_STATE_SCHED is in one CPU's poll_list, or disabled; only who
 *    set the bit puts it there, only its poll() takes it out.
 *
 * 4. Locking and context. poll_list with interrupts off, on its CPU. Lists of packet_types by RCU.
 *
 * 5. Failure. A backlog of more than 1000 packets is full: NET_RX_DROP.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "dev_private.h"

#define BACKLOG_MAX 1000
#define BUDGET	    300 /* packets of one softirq */

struct softnet {
	struct sk_buff_head input;
	struct sk_buff *completed; /* to be freed */
	struct list_head poll_list;
	struct napi_struct backlog;
};
static DEFINE_PER_CPU(struct softnet, softnet);

static LIST_HEAD(types_all);
static LIST_HEAD(types);
static DEFINE_SPINLOCK(types_lock);

/* ---- who takes them ---- */

void dev_add_pack(struct packet_type *pt)
{
	spin_lock_bh(&types_lock);
	list_add_rcu(&pt->list, pt->type == htons(ETH_P_ALL) ? &types_all : &types);
	spin_unlock_bh(&types_lock);
}
EXPORT_SYMBOL(dev_add_pack);

void __dev_remove_pack(struct packet_type *pt)
{
	struct list_head *list = pt->type == htons(ETH_P_ALL) ? &types_all : &types;
	struct packet_type *other;

	spin_lock_bh(&types_lock);
	list_for_each_entry (other, list, list) {
		if (other == pt) {
			list_del_rcu(&pt->list);
			break;
		}
	}
	spin_unlock_bh(&types_lock);
}
EXPORT_SYMBOL(__dev_remove_pack);

void dev_remove_pack(struct packet_type *pt)
{
	__dev_remove_pack(pt);
	synchronize_net();
}
EXPORT_SYMBOL(dev_remove_pack);

/* Each but the last gets a reference of its own: last is called when another one is known. */
static void give(struct sk_buff *skb, struct packet_type **last, struct packet_type *next)
{
	if (*last) {
		refcount_inc(&skb->users);
		(*last)->func(skb, skb->dev, *last, skb->dev);
	}
	*last = next;
}

void dev_queue_xmit_nit(struct sk_buff *skb, struct net_device *dev)
{
	struct packet_type *pt;
	struct sk_buff *clone;

	rcu_read_lock();
	list_for_each_entry_rcu(pt, &types_all, list)
	{
		if (pt->ignore_outgoing || (pt->dev && pt->dev != dev) ||
		    (pt->id_match && pt->id_match(pt, skb->sk)))
			continue;
		clone = skb_clone(skb, GFP_ATOMIC);
		if (!clone)
			break;
		__net_timestamp(clone);
		skb_reset_mac_header(clone);
		skb_set_network_header(clone, dev->hard_header_len);
		clone->transport_header = clone->network_header;
		clone->pkt_type = PACKET_OUTGOING;
		pt->func(clone, dev, pt, dev);
	}
	rcu_read_unlock();
}
EXPORT_SYMBOL(dev_queue_xmit_nit);

int netif_receive_skb(struct sk_buff *skb)
{
	struct packet_type *pt, *last = NULL;
	struct net_device *dev = skb->dev;

	if (!skb->tstamp)
		__net_timestamp(skb);
	skb->skb_iif = dev->ifindex;
	skb_reset_network_header(skb);
	if (!skb_transport_header_was_set(skb))
		skb_reset_transport_header(skb);
	skb_reset_mac_len(skb);
	dev->last_rx = jiffies;
	rcu_read_lock();
	list_for_each_entry_rcu(pt, &types_all, list) if (!pt->dev || pt->dev == dev)
	    give(skb, &last, pt);
	list_for_each_entry_rcu(pt, &types,
				list) if (pt->type == skb->protocol && (!pt->dev || pt->dev == dev))
	    give(skb, &last, pt);
	if (last) {
		last->func(skb, dev, last, dev);
	} else {
		atomic_long_inc(&dev->rx_nohandler);
		kfree_skb(skb);
	}
	rcu_read_unlock();
	return last ? NET_RX_SUCCESS : NET_RX_DROP;
}
EXPORT_SYMBOL(netif_receive_skb);

void netif_receive_skb_list(struct list_head *list)
{
	struct sk_buff *skb, *next;

	list_for_each_entry_safe (skb, next, list, list) {
		list_del(&skb->list);
		skb->next = skb->prev = NULL;
		netif_receive_skb(skb);
	}
}
EXPORT_SYMBOL(netif_receive_skb_list);

gro_result_t napi_gro_receive(struct napi_struct *napi, struct sk_buff *skb)
{
	netif_receive_skb(skb);
	return GRO_NORMAL;
}
EXPORT_SYMBOL(napi_gro_receive);

/* ---- the backlog ---- */

int netif_rx(struct sk_buff *skb)
{
	struct softnet *net;
	unsigned long flags;
	int answer = NET_RX_DROP;

	if (!skb->tstamp)
		__net_timestamp(skb);
	local_irq_save(flags);
	net = this_cpu_ptr(&softnet);
	if (netif_running(skb->dev) && skb_queue_len(&net->input) < BACKLOG_MAX) {
		__skb_queue_tail(&net->input, skb);
		if (napi_schedule_prep(&net->backlog))
			__napi_schedule(&net->backlog);
		answer = NET_RX_SUCCESS;
	}
	local_irq_restore(flags);
	if (answer == NET_RX_DROP) {
		atomic_long_inc(&skb->dev->rx_dropped);
		kfree_skb(skb);
	} else if (!in_interrupt() && !irqs_disabled()) {
		do_softirq();
	}
	return answer;
}
EXPORT_SYMBOL(netif_rx);

static int poll_backlog(struct napi_struct *napi, int budget)
{
	struct softnet *net = container_of(napi, struct softnet, backlog);
	struct sk_buff *skb;
	unsigned long flags;
	int work = 0;

	while (work < budget) {
		local_irq_save(flags);
		skb = __skb_dequeue(&net->input);
		if (!skb)
			napi_complete(napi);
		local_irq_restore(flags);
		if (!skb)
			break;
		netif_receive_skb(skb);
		work++;
	}
	return work;
}

bool is_skb_forwardable(const struct net_device *dev, const struct sk_buff *skb)
{
	return dev->flags & IFF_UP && skb->len <= dev->mtu + dev->hard_header_len + 4;
}
EXPORT_SYMBOL(is_skb_forwardable);

static void flush_cpu(void *dev)
{
	struct softnet *net = this_cpu_ptr(&softnet);
	struct sk_buff *skb, *next;

	skb_queue_walk_safe(&net->input, skb, next)
	{
		if (skb->dev == dev) {
			__skb_unlink(skb, &net->input);
			dev_kfree_skb_irq(skb);
		}
	}
}

void netdev_flush(struct net_device *dev)
{
	on_each_cpu(flush_cpu, dev, 1);
	skb_queue_purge(&dev->tx_queue.waiting);
}

/* ---- polling ---- */

void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi,
			   int (*poll)(struct napi_struct *napi, int budget), int weight)
{
	if (WARN_ON(test_and_set_bit(NAPI_STATE_LISTED, &napi->state)))
		return;
	INIT_LIST_HEAD(&napi->poll_list);
	napi->poll = poll;
	napi->weight = weight;
	napi->dev = dev;
	set_bit(NAPI_STATE_SCHED, &napi->state); /* until napi_enable() */
	list_add_tail(&napi->dev_list, &dev->napi_list);
}
EXPORT_SYMBOL(netif_napi_add_weight);

void netif_napi_del(struct napi_struct *napi)
{
	if (test_and_clear_bit(NAPI_STATE_LISTED, &napi->state))
		list_del_init(&napi->dev_list);
}
EXPORT_SYMBOL(netif_napi_del);

bool napi_schedule_prep(struct napi_struct *napi)
{
	if (napi_disable_pending(napi))
		return false;
	if (!test_and_set_bit(NAPI_STATE_SCHED, &napi->state))
		return true;
	set_bit(NAPI_STATE_MISSED, &napi->state);
	return false;
}
EXPORT_SYMBOL(napi_schedule_prep);

void __napi_schedule(struct napi_struct *napi)
{
	unsigned long flags;

	local_irq_save(flags);
	list_add_tail(&napi->poll_list, &this_cpu_ptr(&softnet)->poll_list);
	raise_softirq_irqoff(NET_RX_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__napi_schedule);

bool napi_complete_done(struct napi_struct *napi, int work_done)
{
	unsigned long flags;
	bool missed;

	local_irq_save(flags);
	list_del_init(&napi->poll_list);
	missed = test_and_clear_bit(NAPI_STATE_MISSED, &napi->state);
	smp_mb__before_atomic();
	if (missed && !napi_disable_pending(napi))
		__napi_schedule(napi);
	else
		clear_bit(NAPI_STATE_SCHED, &napi->state);
	local_irq_restore(flags);
	return !missed;
}
EXPORT_SYMBOL(napi_complete_done);

void napi_disable(struct napi_struct *napi)
{
	might_sleep();
	set_bit(NAPI_STATE_DISABLE, &napi->state);
	while (test_and_set_bit(NAPI_STATE_SCHED, &napi->state))
		msleep(1);
	clear_bit(NAPI_STATE_MISSED, &napi->state);
	clear_bit(NAPI_STATE_DISABLE, &napi->state);
}
EXPORT_SYMBOL(napi_disable);

void napi_enable(struct napi_struct *napi)
{
	WARN_ON(!test_bit(NAPI_STATE_SCHED, &napi->state));
	smp_mb__before_atomic();
	clear_bit(NAPI_STATE_SCHED, &napi->state);
}
EXPORT_SYMBOL(napi_enable);

void napi_synchronize(const struct napi_struct *napi)
{
	while (test_bit(NAPI_STATE_SCHED, &napi->state))
		msleep(1);
}
EXPORT_SYMBOL(napi_synchronize);

/* One call of poll(). What says it used all of its weight goes behind the others. */
static int poll_one(struct softnet *net, struct napi_struct *napi)
{
	int weight = napi->weight, work = 0;

	if (test_bit(NAPI_STATE_SCHED, &napi->state))
		work = napi->poll(napi, weight);
	WARN_ONCE(work > weight, "%ps: %d packets, when asked for %d\n", napi->poll, work, weight);
	if (work < weight)
		return work;
	if (napi_disable_pending(napi)) {
		napi_complete(napi);
		return work;
	}
	local_irq_disable();
	if (!list_empty(&napi->poll_list))
		list_move_tail(&napi->poll_list, &net->poll_list);
	local_irq_enable();
	return work;
}

static void rx_action(struct softirq_action *action)
{
	struct softnet *net = this_cpu_ptr(&softnet);
	unsigned long end = jiffies + 2;
	struct napi_struct *napi;
	int budget = BUDGET;

	for (;;) {
		local_irq_disable();
		napi = list_first_entry_or_null(&net->poll_list, struct napi_struct, poll_list);
		if (!napi)
			break;
		if (budget <= 0 || time_after_eq(jiffies, end)) {
			raise_softirq_irqoff(NET_RX_SOFTIRQ);
			break;
		}
		local_irq_enable();
		budget -= max(poll_one(net, napi), 1);
	}
	local_irq_enable();
}

/* ---- freeing, where it may not be done ---- */

void dev_kfree_skb_irq(struct sk_buff *skb)
{
	unsigned long flags;

	if (!skb || !refcount_dec_and_test(&skb->users))
		return;
	refcount_set(&skb->users, 1);
	local_irq_save(flags);
	skb->next = this_cpu_ptr(&softnet)->completed;
	this_cpu_ptr(&softnet)->completed = skb;
	raise_softirq_irqoff(NET_TX_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(dev_kfree_skb_irq);

void dev_kfree_skb_any(struct sk_buff *skb)
{
	if (in_hardirq() || irqs_disabled())
		dev_kfree_skb_irq(skb);
	else
		consume_skb(skb);
}
EXPORT_SYMBOL(dev_kfree_skb_any);

void dev_consume_skb_any(struct sk_buff *skb)
{
	dev_kfree_skb_any(skb);
}
EXPORT_SYMBOL(dev_consume_skb_any);

static void tx_action(struct softirq_action *action)
{
	struct softnet *net = this_cpu_ptr(&softnet);
	struct sk_buff *skb;

	local_irq_disable();
	skb = net->completed;
	net->completed = NULL;
	local_irq_enable();
	while (skb) {
		struct sk_buff *next = skb->next;

		skb->next = NULL;
		consume_skb(skb);
		skb = next;
	}
	netdev_tx_action();
}

void __init netdev_rx_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct softnet *net = &per_cpu(softnet, cpu);

		skb_queue_head_init(&net->input);
		INIT_LIST_HEAD(&net->poll_list);
		INIT_LIST_HEAD(&net->backlog.poll_list);
		net->backlog.poll = poll_backlog;
		net->backlog.weight = NAPI_POLL_WEIGHT;
	}
	open_softirq(NET_TX_SOFTIRQ, tx_action);
	open_softirq(NET_RX_SOFTIRQ, rx_action);
}
