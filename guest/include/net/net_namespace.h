/* SPDX-License-Identifier: GPL-2.0-only */
/* net_namespace: the net of all programs: there is one. */
#ifndef __NET_NET_NAMESPACE_H
#define __NET_NET_NAMESPACE_H

#include <linux/list.h>
#include <linux/types.h>
#include <linux/version.h>

struct net_device;
struct proc_dir_entry;

struct net {
	struct net_device *loopback_dev;
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 24)
	struct proc_dir_entry *__proc_net; /* it was a variable of its own */
#else
	struct proc_dir_entry *proc_net;
#endif
	int ifindex;
};
extern struct net init_net;

typedef struct {
	struct net *net;
} possible_net_t;

struct pernet_operations {
	struct list_head list;
	int (*init)(struct net *net);
	void (*pre_exit)(struct net *net);
	void (*exit)(struct net *net);
	void (*exit_batch)(struct list_head *list);
	unsigned int *id;
	size_t size;
};

/* init() is called at once for the one there is, exit() at the end; id and size: net_generic(). */
int register_pernet_subsys(struct pernet_operations *ops);
void unregister_pernet_subsys(struct pernet_operations *ops);
#define register_pernet_device(ops)   register_pernet_subsys(ops)
#define unregister_pernet_device(ops) unregister_pernet_subsys(ops)
void *net_generic(const struct net *net, unsigned int id);

static inline struct net *get_net(struct net *net)
{
	return net;
}

static inline void put_net(struct net *net)
{
}

static inline int net_eq(const struct net *a, const struct net *b)
{
	return a == b;
}

static inline struct net *read_pnet(const possible_net_t *pnet)
{
	return &init_net;
}
#define for_each_net(net) for (net = &init_net; net; net = NULL)
#define __net_init
#define __net_exit
#define __net_initdata

#endif
