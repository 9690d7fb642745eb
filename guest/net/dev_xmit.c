/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_xmit: packets on their way out of an interface.
 *
 * 1. Purpose. A driver takes one packet at a time, and says netif_stop_queue() when it has enough.
 *
 * 2. Structures. One queue for each device; a packet waits in it while the driver has enough, up
 *    to tx_queue_len of them. A device without one (loopback) takes its packets at once.
 *
 *	dev_queue_xmit() -> waiting -> run_queue() -> ndo_start_xmit()
 *	                       ^ NET_TX_SOFTIRQ, when the driver says netif_wake_queue()
 *
 * 3. Invariants. Packets leave in the order in which they came. Only one CPU is in
 *    ndo_start_xmit() of a device that does not say NETIF_F_LLTX.
 *
 * 4. Locking and context. Softirqs are off around the driver's function; interrupts are not.
 *
 * 5. Failure. Full: the packet is lost, NET_XMIT_DROP. A driver that takes none for longer than
 *    its watchdog_timeo is told so: ndo_tx_timeout().
 */
#include <linux/etherdevice.h>
#include <linux/export.h>
#include <linux/netdevice.h>

#include "dev_private.h"

#define QUEUE_RUNS 8 /* bit of state: somebody is in run_queue() */

void netdev_init_queue(struct net_device *dev)
{
	struct netdev_queue *queue = &dev->tx_queue;

	dev->_tx = queue;
	queue->dev = dev;
	spin_lock_init(&queue->_xmit_lock);
	queue->xmit_lock_owner = -1;
	skb_queue_head_init(&queue->waiting);
	spin_lock_init(&dev->tx_global_lock);
}

/* ---- the driver's lock ---- */

static void lock_queue(struct netdev_queue *queue)
{
	spin_lock(&queue->_xmit_lock);
	queue->xmit_lock_owner = smp_processor_id();
}

static void unlock_queue(struct netdev_queue *queue)
{
	queue->xmit_lock_owner = -1;
	spin_unlock(&queue->_xmit_lock);
}

void netif_tx_lock(struct net_device *dev)
{
	lock_queue(&dev->tx_queue);
}
EXPORT_SYMBOL(netif_tx_lock);

void netif_tx_unlock(struct net_device *dev)
{
	unlock_queue(&dev->tx_queue);
}
EXPORT_SYMBOL(netif_tx_unlock);

void netif_tx_lock_bh(struct net_device *dev)
{
	local_bh_disable();
	lock_queue(&dev->tx_queue);
}
EXPORT_SYMBOL(netif_tx_lock_bh);

void netif_tx_unlock_bh(struct net_device *dev)
{
	unlock_queue(&dev->tx_queue);
	local_bh_enable();
}
EXPORT_SYMBOL(netif_tx_unlock_bh);

int netif_tx_trylock(struct net_device *dev)
{
	if (!spin_trylock(&dev->tx_queue._xmit_lock))
		return 0;
	dev->tx_queue.xmit_lock_owner = smp_processor_id();
	return 1;
}
EXPORT_SYMBOL(netif_tx_trylock);

void netif_tx_disable(struct net_device *dev)
{
	netif_tx_lock_bh(dev);
	netif_stop_queue(dev);
	netif_tx_unlock_bh(dev);
}
EXPORT_SYMBOL(netif_tx_disable);

/* ---- one packet ---- */

/* In a form that the driver can send. false: it is lost. */
static bool prepare(struct sk_buff *skb, struct net_device *dev)
{
	if (skb_is_nonlinear(skb) && !(dev->features & NETIF_F_SG) && __skb_linearize(skb))
		return false;
	if (skb->ip_summed == CHECKSUM_PARTIAL && !(dev->features & NETIF_F_CSUM_MASK) &&
	    skb_checksum_help(skb))
		return false;
	return true;
}

static int start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	int answer;

	dev_queue_xmit_nit(skb, dev);
	answer = dev->netdev_ops && dev->netdev_ops->ndo_start_xmit
		     ? dev->netdev_ops->ndo_start_xmit(skb, dev)
		     : dev->hard_start_xmit(skb, dev);
	if (answer == NETDEV_TX_OK)
		txq_trans_update(&dev->tx_queue);
	return answer;
}

/* false: the driver does not take it, and it is still ours. */
static bool send_one(struct sk_buff *skb, struct netdev_queue *queue)
{
	struct net_device *dev = queue->dev;
	bool locks = !(dev->features & NETIF_F_LLTX);
	int answer = NETDEV_TX_BUSY;

	if (locks)
		lock_queue(queue);
	if (!netif_tx_queue_stopped(queue) && netif_running(dev))
		answer = start_xmit(skb, dev);
	if (locks)
		unlock_queue(queue);
	return answer == NETDEV_TX_OK;
}

/* ---- the queue ---- */

static void schedule_queue(struct netdev_queue *queue)
{
	if (!test_and_set_bit(__QUEUE_STATE_SCHED, &queue->state))
		raise_softirq(NET_TX_SOFTIRQ);
}

static void run_queue(struct netdev_queue *queue)
{
	struct sk_buff *skb;
	int sent = 0;

	if (test_and_set_bit(QUEUE_RUNS, &queue->state))
		return;
	while (!netif_tx_queue_stopped(queue) && (skb = skb_dequeue(&queue->waiting)) != NULL) {
		if (!send_one(skb, queue)) {
			skb_queue_head(&queue->waiting, skb);
			if (!netif_tx_queue_stopped(queue))
				schedule_queue(queue);
			break;
		}
		if (++sent == NAPI_POLL_WEIGHT) { /* others want to run, too */
			schedule_queue(queue);
			break;
		}
	}
	clear_bit(QUEUE_RUNS, &queue->state);
	smp_mb__after_atomic();
	/* one that came while we said goodbye */
	if (!netif_tx_queue_stopped(queue) && !skb_queue_empty(&queue->waiting))
		schedule_queue(queue);
}

void netif_tx_wake_queue(struct netdev_queue *queue)
{
	if (test_and_clear_bit(__QUEUE_STATE_DRV_XOFF, &queue->state))
		schedule_queue(queue);
}
EXPORT_SYMBOL(netif_tx_wake_queue);

void netdev_tx_action(void)
{
	struct net_device *dev;

	rcu_read_lock();
	list_for_each_entry_rcu(
	    dev, &net_device_list,
	    dev_list) if (test_and_clear_bit(__QUEUE_STATE_SCHED, &dev->tx_queue.state) &&
			  netif_running(dev)) run_queue(&dev->tx_queue);
	rcu_read_unlock();
}

/* A device that sends to itself within sending would never come to an end. */
static int send_at_once(struct sk_buff *skb, struct netdev_queue *queue)
{
	if (queue->xmit_lock_owner == smp_processor_id()) {
		net_crit_ratelimited("Dead loop on virtual device %s, fix it urgently!\n",
				     queue->dev->name);
		goto drop;
	}
	if (send_one(skb, queue))
		return NET_XMIT_SUCCESS;
	net_crit_ratelimited("Virtual device %s asks to queue packet!\n", queue->dev->name);
drop:
	atomic_long_inc(&queue->dev->tx_dropped);
	kfree_skb(skb);
	return -ENETDOWN;
}

static int send_in_turn(struct sk_buff *skb, struct netdev_queue *queue)
{
	if (skb_queue_len(&queue->waiting) >= queue->dev->tx_queue_len) {
		atomic_long_inc(&queue->dev->tx_dropped);
		kfree_skb(skb);
		return NET_XMIT_DROP;
	}
	skb_queue_tail(&queue->waiting, skb);
	run_queue(queue);
	return NET_XMIT_SUCCESS;
}

int dev_queue_xmit(struct sk_buff *skb)
{
	struct net_device *dev = skb->dev;
	int answer = -ENETDOWN;

	skb_reset_mac_header(skb);
	local_bh_disable();
	if (!(dev->flags & IFF_UP) || !netif_running(dev) || !prepare(skb, dev)) {
		atomic_long_inc(&dev->tx_dropped);
		kfree_skb(skb);
	} else {
		skb->queue_mapping = 0;
		answer = dev->tx_queue_len && !(dev->priv_flags & IFF_NO_QUEUE)
			     ? send_in_turn(skb, &dev->tx_queue)
			     : send_at_once(skb, &dev->tx_queue);
	}
	local_bh_enable();
	return answer;
}
EXPORT_SYMBOL(dev_queue_xmit);

int dev_hard_header(struct sk_buff *skb, struct net_device *dev, unsigned short type,
		    const void *daddr, const void *saddr, unsigned int len)
{
	if (dev->hard_header)
		return dev->hard_header(skb, dev, type, (void *)daddr, (void *)saddr, len);
	if (!dev->header_ops || !dev->header_ops->create)
		return 0;
	return dev->header_ops->create(skb, dev, type, daddr, saddr, len);
}
EXPORT_SYMBOL(dev_hard_header);

/* ---- a driver that takes none for too long ---- */

static void tell_timeout(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;

	if (ops && ops->ndo_tx_timeout)
		ops->ndo_tx_timeout(dev, 0);
	else if (ops && ops->__ndo_timeout_old)
		ops->__ndo_timeout_old(dev);
	else if (dev->tx_timeout)
		dev->tx_timeout(dev);
}

static void watchdog(struct timer_list *timer)
{
	struct net_device *dev = from_timer(dev, timer, watchdog_timer);
	struct netdev_queue *queue = &dev->tx_queue;

	netif_tx_lock(dev);
	if (netif_running(dev) && netif_device_present(dev) && netif_carrier_ok(dev)) {
		if (netif_queue_stopped(dev) &&
		    time_after(jiffies, dev_trans_start(dev) + dev->watchdog_timeo)) {
			queue->trans_timeout++;
			netdev_info(dev, "NETDEV WATCHDOG: transmit queue 0 timed out\n");
			tell_timeout(dev);
		}
		mod_timer(&dev->watchdog_timer, jiffies + dev->watchdog_timeo);
	}
	netif_tx_unlock(dev);
}

void netdev_activate(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	bool wants = ops ? ops->ndo_tx_timeout || ops->__ndo_timeout_old : dev->tx_timeout != NULL;

	netif_trans_update(dev);
	if (!wants || !netif_carrier_ok(dev))
		return;
	if (dev->watchdog_timeo <= 0)
		dev->watchdog_timeo = 5 * HZ;
	if (!dev->watchdog_timer.function)
		timer_setup(&dev->watchdog_timer, watchdog, 0);
	mod_timer(&dev->watchdog_timer, jiffies + dev->watchdog_timeo);
}

void netdev_deactivate(struct net_device *dev)
{
	if (dev->watchdog_timer.function)
		del_timer_sync(&dev->watchdog_timer);
	while (test_bit(QUEUE_RUNS, &dev->tx_queue.state))
		msleep(1);
	netif_tx_lock_bh(dev); /* whoever is inside is through */
	netif_tx_unlock_bh(dev);
	skb_queue_purge(&dev->tx_queue.waiting);
	clear_bit(__QUEUE_STATE_SCHED, &dev->tx_queue.state);
}
