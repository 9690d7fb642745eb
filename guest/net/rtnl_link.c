/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rtnl_link: kinds of interfaces that a module can make many of. Programs would ask for one by
 * netlink, which is not there; a module makes those of its own. And what a module has for each net.
 */
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/netdevice.h>
#include <linux/slab.h>
#include <net/rtnetlink.h>

DECLARE_RWSEM(pernet_ops_rwsem);
EXPORT_SYMBOL(pernet_ops_rwsem);

static LIST_HEAD(kinds);
static DEFINE_IDR(generic);

int __rtnl_link_register(struct rtnl_link_ops *ops)
{
	struct rtnl_link_ops *other;

	list_for_each_entry (other, &kinds, list)
		if (!strcmp(other->kind, ops->kind))
			return -EEXIST;
	if (ops->setup && !ops->dellink)
		ops->dellink = unregister_netdevice_queue;
	list_add_tail(&ops->list, &kinds);
	return 0;
}
EXPORT_SYMBOL(__rtnl_link_register);

int rtnl_link_register(struct rtnl_link_ops *ops)
{
	int err;

	rtnl_lock();
	err = __rtnl_link_register(ops);
	rtnl_unlock();
	return err;
}
EXPORT_SYMBOL(rtnl_link_register);

void __rtnl_link_unregister(struct rtnl_link_ops *ops)
{
	struct net_device *dev, *next;
	LIST_HEAD(gone);

	list_for_each_entry_safe (dev, next, &net_device_list, dev_list)
		if (dev->rtnl_link_ops == ops)
			ops->dellink(dev, &gone);
	list_del(&ops->list);
}
EXPORT_SYMBOL(__rtnl_link_unregister);

void rtnl_link_unregister(struct rtnl_link_ops *ops)
{
	rtnl_lock();
	__rtnl_link_unregister(ops);
	rtnl_unlock();
}
EXPORT_SYMBOL(rtnl_link_unregister);

/* ---- for each net: for the one ---- */

void *net_generic(const struct net *net, unsigned int id)
{
	return idr_find(&generic, id);
}
EXPORT_SYMBOL(net_generic);

static void drop_data(struct pernet_operations *ops)
{
	if (ops->id) {
		kfree(idr_remove(&generic, *ops->id));
		*ops->id = 0;
	}
}

int register_pernet_subsys(struct pernet_operations *ops)
{
	void *data;
	int err;

	if (ops->id) {
		data = kzalloc(ops->size, GFP_KERNEL);
		err = data ? idr_alloc(&generic, data, 1, 0, GFP_KERNEL) : -ENOMEM;
		if (err < 0) {
			kfree(data);
			return err;
		}
		*ops->id = err;
	}
	err = ops->init ? ops->init(&init_net) : 0;
	if (err)
		drop_data(ops);
	return err;
}
EXPORT_SYMBOL(register_pernet_subsys);

void unregister_pernet_subsys(struct pernet_operations *ops)
{
	if (ops->pre_exit)
		ops->pre_exit(&init_net);
	if (ops->exit)
		ops->exit(&init_net);
	drop_data(ops);
}
EXPORT_SYMBOL(unregister_pernet_subsys);
