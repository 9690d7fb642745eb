/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev: network interfaces: which there are, their coming, going, and being up.
 *
 * 1. Purpose. A driver's device gets a name, a number, a directory in /sys/class/net, and a place
 *    in the list; programs take it up and down.
 *
 * 2. Structures. net_device_list, in order of registration. A device is one kzalloc()ed block,
 *    the driver's part behind struct net_device.
 *
 * 3. Invariants. Between register and unregister it is in the list and has a reference. Up
 *    (IFF_UP) is: ndo_open() said yes, ndo_stop() has not been called.
 *
 * 4. Locking. rtnl_lock(), a mutex, for all changes; readers hold it, or rcu_read_lock().
 *    What unregistering has to wait for is done when the mutex is given back (run_todo()).
 *
 * 5. Failure. A driver that does not give its references back makes unregister_netdev() wait, and
 *    that is told every ten seconds.
 */
#include <linux/ctype.h>
#include <linux/etherdevice.h>
#include <linux/export.h>
#include <linux/if_arp.h>
#include <linux/init.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <net/rtnetlink.h>

#include "dev_private.h"

struct net init_net;
EXPORT_SYMBOL(init_net);
LIST_HEAD(net_device_list);
EXPORT_SYMBOL(net_device_list);

static RAW_NOTIFIER_HEAD(chain);
static RAW_NOTIFIER_HEAD(chain_2_6);

/* ---- rtnl_lock() ---- */

static DEFINE_MUTEX(rtnl_mutex);
static LIST_HEAD(todo);

static void wait_for_references(struct net_device *dev)
{
	unsigned long told = jiffies;

	while (atomic_read(&dev->refcnt)) {
		msleep(10);
		if (time_after(jiffies, told + 10 * HZ)) {
			pr_emerg("unregister_netdevice: waiting for %s to become free. "
				 "Usage count = %d\n",
				 dev->name, atomic_read(&dev->refcnt));
			told = jiffies;
		}
	}
}

static void run_todo(struct list_head *list)
{
	struct net_device *dev, *next;

	if (list_empty(list))
		return;
	synchronize_rcu();
	list_for_each_entry_safe (dev, next, list, close_list) {
		list_del(&dev->close_list);
		wait_for_references(dev);
		dev->reg_state = NETREG_UNREGISTERED;
		if (dev->priv_destructor)
			dev->priv_destructor(dev);
		if (dev->needs_free_netdev)
			free_netdev(dev);
		else if (dev->destructor)
			dev->destructor(dev);
	}
}

void rtnl_lock(void)
{
	mutex_lock(&rtnl_mutex);
}
EXPORT_SYMBOL(rtnl_lock);

int rtnl_lock_killable(void)
{
	return mutex_lock_killable(&rtnl_mutex);
}
EXPORT_SYMBOL(rtnl_lock_killable);

void rtnl_unlock(void)
{
	LIST_HEAD(list);

	list_splice_init(&todo, &list);
	mutex_unlock(&rtnl_mutex);
	run_todo(&list);
}
EXPORT_SYMBOL(rtnl_unlock);

int rtnl_trylock(void)
{
	return mutex_trylock(&rtnl_mutex);
}
EXPORT_SYMBOL(rtnl_trylock);

int rtnl_is_locked(void)
{
	return mutex_is_locked(&rtnl_mutex);
}
EXPORT_SYMBOL(rtnl_is_locked);

/* ---- who wants to know ---- */

int call_netdevice_notifiers(unsigned long val, struct net_device *dev)
{
	struct netdev_notifier_info info = {.dev = dev};
	int err = raw_notifier_call_chain(&chain, val, &info);

	if (!(err & NOTIFY_STOP_MASK))
		err = raw_notifier_call_chain(&chain_2_6, val, dev);
	return err;
}
EXPORT_SYMBOL(call_netdevice_notifiers);

/* A new one hears of what has been. */
static void tell_of_all(struct notifier_block *nb, bool is_2_6)
{
	struct net_device *dev;

	list_for_each_entry (dev, &net_device_list, dev_list) {
		struct netdev_notifier_info info = {.dev = dev};
		void *what = is_2_6 ? (void *)dev : &info;

		nb->notifier_call(nb, NETDEV_REGISTER, what);
		if (dev->flags & IFF_UP)
			nb->notifier_call(nb, NETDEV_UP, what);
	}
}

static int add_notifier(struct raw_notifier_head *head, struct notifier_block *nb)
{
	int err;

	rtnl_lock();
	err = raw_notifier_chain_register(head, nb);
	if (!err)
		tell_of_all(nb, head == &chain_2_6);
	rtnl_unlock();
	return err;
}

static int remove_notifier(struct raw_notifier_head *head, struct notifier_block *nb)
{
	int err;

	rtnl_lock();
	err = raw_notifier_chain_unregister(head, nb);
	rtnl_unlock();
	return err;
}

int register_netdevice_notifier(struct notifier_block *nb)
{
	return add_notifier(&chain, nb);
}
EXPORT_SYMBOL(register_netdevice_notifier);

int unregister_netdevice_notifier(struct notifier_block *nb)
{
	return remove_notifier(&chain, nb);
}
EXPORT_SYMBOL(unregister_netdevice_notifier);

int register_netdevice_notifier_2_6(struct notifier_block *nb)
{
	return add_notifier(&chain_2_6, nb);
}
EXPORT_SYMBOL(register_netdevice_notifier_2_6);

int unregister_netdevice_notifier_2_6(struct notifier_block *nb)
{
	return remove_notifier(&chain_2_6, nb);
}
EXPORT_SYMBOL(unregister_netdevice_notifier_2_6);

/* ---- by name and number ---- */

struct net_device *netdev_find(const char *name)
{
	struct net_device *dev;

	list_for_each_entry_rcu(dev, &net_device_list,
				dev_list) if (!strncmp(dev->name, name, IFNAMSIZ)) return dev;
	return NULL;
}
EXPORT_SYMBOL(netdev_find);

struct net_device *netdev_find_index(int ifindex)
{
	struct net_device *dev;

	list_for_each_entry_rcu(dev, &net_device_list,
				dev_list) if (dev->ifindex == ifindex) return dev;
	return NULL;
}
EXPORT_SYMBOL(netdev_find_index);

struct net_device *netdev_find_get(const char *name)
{
	struct net_device *dev;

	rcu_read_lock();
	dev = netdev_find(name);
	dev_hold(dev);
	rcu_read_unlock();
	return dev;
}
EXPORT_SYMBOL(netdev_find_get);

struct net_device *netdev_find_index_get(int ifindex)
{
	struct net_device *dev;

	rcu_read_lock();
	dev = netdev_find_index(ifindex);
	dev_hold(dev);
	rcu_read_unlock();
	return dev;
}
EXPORT_SYMBOL(netdev_find_index_get);

bool dev_valid_name(const char *name)
{
	if (!*name || strnlen(name, IFNAMSIZ) == IFNAMSIZ || !strcmp(name, ".") ||
	    !strcmp(name, ".."))
		return false;
	for (; *name; name++)
		if (*name == '/' || *name == ':' || isspace(*name))
			return false;
	return true;
}
EXPORT_SYMBOL(dev_valid_name);

int dev_alloc_name(struct net_device *dev, const char *name)
{
	const char *percent = strchr(name, '%');
	char buf[IFNAMSIZ];
	int i;

	if (!dev_valid_name(name))
		return -EINVAL;
	if (!percent) {
		if (netdev_find(name))
			return -EEXIST;
		strscpy(dev->name, name, IFNAMSIZ);
		return 0;
	}
	if (percent[1] != 'd' || strchr(percent + 2, '%'))
		return -EINVAL;
	for (i = 0; i < 8 * PAGE_SIZE; i++) {
		snprintf(buf, sizeof(buf), name, i);
		if (netdev_find(buf))
			continue;
		strscpy(dev->name, buf, IFNAMSIZ);
		return i;
	}
	return -ENFILE;
}
EXPORT_SYMBOL(dev_alloc_name);

int dev_change_name(struct net_device *dev, const char *name)
{
	char wanted[IFNAMSIZ], old[IFNAMSIZ];
	int err;

	if (dev->flags & IFF_UP)
		return -EBUSY;
	if (!strncmp(name, dev->name, IFNAMSIZ))
		return 0;
	strscpy(wanted, name, IFNAMSIZ);
	strscpy(old, dev->name, IFNAMSIZ);
	err = dev_alloc_name(dev, wanted);
	if (err < 0)
		return err;
	err = device_rename(&dev->dev, dev->name);
	if (err) {
		strscpy(dev->name, old, IFNAMSIZ);
		return err;
	}
	dev->name_assign_type = NET_NAME_RENAMED;
	call_netdevice_notifiers(NETDEV_CHANGENAME, dev);
	return 0;
}
EXPORT_SYMBOL(dev_change_name);

/* ---- making one ---- */

static void init_parts(struct net_device *dev)
{
	if (!dev->__dev_addr_6_1)
		dev->__dev_addr_6_1 = dev->__dev_addr_2_6;
	INIT_LIST_HEAD(&dev->napi_list);
	INIT_LIST_HEAD(&dev->close_list);
	INIT_LIST_HEAD(&dev->uc.list);
	INIT_LIST_HEAD(&dev->mc.list);
	INIT_LIST_HEAD(&dev->dev_addrs.list);
	spin_lock_init(&dev->addr_list_lock);
	spin_lock_init(&dev->xmit_lock);
	spin_lock_init(&dev->queue_lock);
	netdev_init_queue(dev);
	dev->gso_max_size = 65536;
	dev->gso_max_segs = 65535;
}

struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name, unsigned char assign_type,
				    void (*setup)(struct net_device *dev), unsigned int txqs,
				    unsigned int rxqs)
{
	size_t size = ALIGN(sizeof(struct net_device), NETDEV_ALIGN) + sizeof_priv;
	struct net_device *dev;

	if (WARN_ON(strlen(name) >= IFNAMSIZ))
		return NULL;
	dev = kvzalloc(size, GFP_KERNEL);
	if (!dev)
		return NULL;
	init_parts(dev);
	dev->priv_flags = IFF_XMIT_DST_RELEASE;
	dev->tx_queue_len = -1;
	if (sizeof_priv)
		dev->priv = netdev_priv(dev);
	setup(dev);
	if (dev->tx_queue_len == -1)
		dev->tx_queue_len = dev->priv_flags & IFF_NO_QUEUE ? 0 : 1000;
	dev->num_tx_queues = dev->real_num_tx_queues = 1;
	dev->num_rx_queues = dev->real_num_rx_queues = 1;
	strscpy(dev->name, name, IFNAMSIZ);
	dev->name_assign_type = assign_type;
	return dev;
}
EXPORT_SYMBOL(alloc_netdev_mqs);

void free_netdev(struct net_device *dev)
{
	struct napi_struct *napi, *next;

	if (!dev)
		return;
	list_for_each_entry_safe (napi, next, &dev->napi_list, dev_list)
		netif_napi_del(napi);
	if (dev->reg_state == NETREG_UNINITIALIZED) {
		kvfree(dev);
		return;
	}
	WARN_ON(dev->reg_state != NETREG_UNREGISTERED);
	dev->reg_state = NETREG_RELEASED;
	put_device(&dev->dev);
}
EXPORT_SYMBOL(free_netdev);

void init_dummy_netdev(struct net_device *dev)
{
	memset(dev, 0, sizeof(*dev));
	init_parts(dev);
	dev->reg_state = NETREG_DUMMY;
	set_bit(__LINK_STATE_PRESENT, &dev->state);
	set_bit(__LINK_STATE_START, &dev->state);
}
EXPORT_SYMBOL(init_dummy_netdev);

/* ---- coming and going ---- */

static int call_init(struct net_device *dev)
{
	if (dev->netdev_ops && dev->netdev_ops->ndo_init)
		return dev->netdev_ops->ndo_init(dev);
	return dev->init ? dev->init(dev) : 0;
}

static void call_uninit(struct net_device *dev)
{
	if (dev->netdev_ops && dev->netdev_ops->ndo_uninit)
		dev->netdev_ops->ndo_uninit(dev);
	else if (dev->uninit)
		dev->uninit(dev);
}

static int poll_2_6(struct napi_struct *napi, int budget)
{
	struct net_device *dev = napi->dev;
	int given = dev->quota = budget;
	bool more = dev->poll(dev, &given);

	return more ? budget : min(budget - given, budget - 1);
}

int register_netdevice(struct net_device *dev)
{
	int err;

	ASSERT_RTNL();
	might_sleep();
	if (WARN_ON(dev->reg_state != NETREG_UNINITIALIZED) ||
	    (!dev->netdev_ops && !dev->hard_start_xmit))
		return -EINVAL;
	if (!dev->__dev_addr_6_1) /* not of alloc_netdev()'s */
		init_parts(dev);
	err = dev_alloc_name(dev, dev->name);
	if (err < 0)
		return err;
	err = call_init(dev);
	if (err)
		return err > 0 ? -EIO : err;
	if (!memchr_inv(dev->perm_addr, 0, sizeof(dev->perm_addr)))
		memcpy(dev->perm_addr, dev->__dev_addr_6_1, dev->addr_len);
	if (dev->poll)
		netif_napi_add_weight(dev, &dev->napi_2_6, poll_2_6,
				      dev->weight ? dev->weight : NAPI_POLL_WEIGHT);
	dev->ifindex = ++init_net.ifindex;
	set_bit(__LINK_STATE_PRESENT, &dev->state);
	err = netdev_sysfs_add(dev);
	if (err) {
		call_uninit(dev);
		return err;
	}
	dev->reg_state = NETREG_REGISTERED;
	atomic_set(&dev->refcnt, 1);
	list_add_tail_rcu(&dev->dev_list, &net_device_list);
	err = notifier_to_errno(call_netdevice_notifiers(NETDEV_REGISTER, dev));
	if (err) {
		dev->needs_free_netdev = false;
		unregister_netdevice_queue(dev, NULL);
	}
	return err;
}
EXPORT_SYMBOL(register_netdevice);

int register_netdev(struct net_device *dev)
{
	int err;

	rtnl_lock();
	err = register_netdevice(dev);
	rtnl_unlock();
	return err;
}
EXPORT_SYMBOL(register_netdev);

void unregister_netdevice_queue(struct net_device *dev, struct list_head *head)
{
	ASSERT_RTNL();
	if (dev->reg_state == NETREG_UNINITIALIZED) {
		pr_debug("unregister_netdevice: device %s never was registered\n", dev->name);
		WARN_ON(1);
		return;
	}
	if (dev->reg_state != NETREG_REGISTERED)
		return;
	netdev_close(dev);
	list_del_rcu(&dev->dev_list);
	dev->reg_state = NETREG_UNREGISTERING;
	dev->dismantle = true;
	synchronize_net();
	netdev_flush(dev);
	call_netdevice_notifiers(NETDEV_UNREGISTER, dev);
	netdev_flush_addresses(dev);
	call_uninit(dev);
	get_device(&dev->dev);
	device_del(&dev->dev);
	put_device(&dev->dev);
	dev_put(dev);
	list_add_tail(&dev->close_list, &todo);
}
EXPORT_SYMBOL(unregister_netdevice_queue);

void unregister_netdevice_many(struct list_head *head)
{
}
EXPORT_SYMBOL(unregister_netdevice_many);

void unregister_netdev(struct net_device *dev)
{
	rtnl_lock();
	unregister_netdevice(dev);
	rtnl_unlock();
}
EXPORT_SYMBOL(unregister_netdev);

static void devm_unregister(void *dev)
{
	unregister_netdev(dev);
}

int devm_register_netdev(struct device *dev, struct net_device *net)
{
	int err = register_netdev(net);

	return err ? err : devm_add_action_or_reset(dev, devm_unregister, net);
}
EXPORT_SYMBOL(devm_register_netdev);

/* ---- up and down ---- */

static int call_open(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	int err = ops && ops->ndo_validate_addr ? ops->ndo_validate_addr(dev) : 0;

	if (err)
		return err;
	if (ops)
		return ops->ndo_open ? ops->ndo_open(dev) : 0;
	return dev->open ? dev->open(dev) : 0;
}

int netdev_open(struct net_device *dev)
{
	int err;

	ASSERT_RTNL();
	if (dev->flags & IFF_UP)
		return 0;
	if (!netif_device_present(dev))
		return -ENODEV;
	err = notifier_to_errno(call_netdevice_notifiers(NETDEV_PRE_UP, dev));
	if (err)
		return err;
	set_bit(__LINK_STATE_START, &dev->state);
	if (dev->poll)
		napi_enable(&dev->napi_2_6);
	err = call_open(dev);
	if (err) {
		if (dev->poll)
			napi_disable(&dev->napi_2_6);
		clear_bit(__LINK_STATE_START, &dev->state);
		return err;
	}
	dev->flags |= IFF_UP;
	dev_set_rx_mode(dev);
	netdev_activate(dev);
	netdev_state_change(dev);
	call_netdevice_notifiers(NETDEV_UP, dev);
	return 0;
}
EXPORT_SYMBOL(netdev_open);

int netdev_close(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;

	ASSERT_RTNL();
	if (!(dev->flags & IFF_UP))
		return 0;
	call_netdevice_notifiers(NETDEV_GOING_DOWN, dev);
	clear_bit(__LINK_STATE_START, &dev->state);
	smp_mb__after_atomic();
	netdev_deactivate(dev);
	if (ops && ops->ndo_stop)
		ops->ndo_stop(dev);
	else if (!ops && dev->stop)
		dev->stop(dev);
	if (dev->poll)
		napi_disable(&dev->napi_2_6);
	dev->flags &= ~IFF_UP;
	netdev_state_change(dev);
	call_netdevice_notifiers(NETDEV_DOWN, dev);
	return 0;
}
EXPORT_SYMBOL(netdev_close);

static int __init net_dev_init(void)
{
	skb_init();
	netdev_rx_init();
	return netdev_class_init();
}
subsys_initcall(net_dev_init);
