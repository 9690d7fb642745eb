/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netdevice: a network interface (guest/net/dev*.c). A driver makes one by alloc_netdev(), with
 * room for its own behind it (netdev_priv()), gives it operations, and register_netdev()s it.
 *
 * Packets to be sent come to ndo_start_xmit(), one at a time, in softirqs or with them off, until
 * it says netif_stop_queue(). Those that came in go up by netif_rx() (any context), or by a
 * napi's poll(), that the driver's interrupt schedules.
 *
 * Operations that drivers of 2.6 give a device itself, up to 2.6.28, stand beside net_device_ops.
 */
#ifndef _LINUX_NETDEVICE_H
#define _LINUX_NETDEVICE_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/ethtool.h>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/netdev_features.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/u64_stats_sync.h>
#include <linux/version.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>

struct net_device;
struct netlink_ext_ack;
struct neighbour;
struct neigh_parms;
struct nlattr;
struct phy_device;
struct rtnl_link_ops;
struct in_device;
struct hh_cache;
struct dev_mc_list;

#define MAX_ADDR_LEN	      32
#define LL_MAX_HEADER	      32
#define MAX_HEADER	      LL_MAX_HEADER
#define NETDEV_ALIGN	      32
#define NET_NAME_UNKNOWN      0
#define NET_NAME_ENUM	      1
#define NET_NAME_PREDICTABLE  2
#define NET_NAME_USER	      3
#define NET_NAME_RENAMED      4
#define NETDEV_BOOT_SETUP_MAX 8
#define INIT_NETDEV_GROUP     0

/* ndo_start_xmit()'s answers: the packet is the driver's now; it is not. */
enum netdev_tx {
	__NETDEV_TX_MIN = INT_MIN,
	NETDEV_TX_OK = 0x00,
	NETDEV_TX_BUSY = 0x10,
};
typedef enum netdev_tx netdev_tx_t;
#define NETDEV_TX_LOCKED 0x20

#define NET_XMIT_SUCCESS  0x00
#define NET_XMIT_DROP	  0x01
#define NET_XMIT_CN	  0x02
#define net_xmit_errno(e) ((e) != NET_XMIT_CN ? -ENOBUFS : 0)
#define net_xmit_eval(e)  ((e) == NET_XMIT_CN ? 0 : (e))

#define NET_RX_SUCCESS 0
#define NET_RX_DROP    1
#define NET_RX_CN_LOW  2
#define NET_RX_CN_MOD  3
#define NET_RX_CN_HIGH 4
#define NET_RX_BAD     5

struct net_device_stats {
	unsigned long rx_packets, tx_packets, rx_bytes, tx_bytes;
	unsigned long rx_errors, tx_errors, rx_dropped, tx_dropped;
	unsigned long multicast, collisions;
	unsigned long rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors,
	    rx_fifo_errors, rx_missed_errors;
	unsigned long tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors,
	    tx_window_errors;
	unsigned long rx_compressed, tx_compressed;
};

struct rtnl_link_stats64 {
	__u64 rx_packets, tx_packets, rx_bytes, tx_bytes;
	__u64 rx_errors, tx_errors, rx_dropped, tx_dropped;
	__u64 multicast, collisions;
	__u64 rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors,
	    rx_missed_errors;
	__u64 tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors,
	    tx_window_errors;
	__u64 rx_compressed, tx_compressed, rx_nohandler, rx_otherhost_dropped;
};

struct pcpu_lstats {
	u64_stats_t packets, bytes;
	struct u64_stats_sync syncp;
} __aligned(4 * sizeof(u64));

struct pcpu_sw_netstats {
	u64_stats_t rx_packets, rx_bytes, tx_packets, tx_bytes;
	struct u64_stats_sync syncp;
} __aligned(4 * sizeof(u64));

#define netdev_alloc_pcpu_stats(type)	      alloc_percpu(type)
#define devm_netdev_alloc_pcpu_stats(d, type) alloc_percpu(type)
void dev_lstats_read(struct net_device *dev, u64 *packets, u64 *bytes);
void dev_lstats_add(struct net_device *dev, unsigned int len);
void dev_sw_netstats_rx_add(struct net_device *dev, unsigned int len);
void dev_sw_netstats_tx_add(struct net_device *dev, unsigned int packets, unsigned int len);
void dev_get_tstats64(struct net_device *dev, struct rtnl_link_stats64 *s);

/* ---- addresses it listens to, besides its own ---- */

struct netdev_hw_addr {
	struct list_head list;
	unsigned char addr[MAX_ADDR_LEN];
	unsigned char type;
	int refcount;
};

struct netdev_hw_addr_list {
	struct list_head list;
	int count;
};
#define netdev_hw_addr_list_count(l)	   ((l)->count)
#define netdev_hw_addr_list_empty(l)	   (!(l)->count)
#define netdev_hw_addr_list_for_each(a, l) list_for_each_entry (a, &(l)->list, list)
#define netdev_uc_count(dev)		   netdev_hw_addr_list_count(&(dev)->uc)
#define netdev_uc_empty(dev)		   netdev_hw_addr_list_empty(&(dev)->uc)
#define netdev_for_each_uc_addr(a, dev)	   netdev_hw_addr_list_for_each(a, &(dev)->uc)
#define netdev_mc_count(dev)		   netdev_hw_addr_list_count(&(dev)->mc)
#define netdev_mc_empty(dev)		   netdev_hw_addr_list_empty(&(dev)->mc)
#define netdev_for_each_mc_addr(a, dev)	   netdev_hw_addr_list_for_each(a, &(dev)->mc)

/* ---- polling ---- */

struct napi_struct {
	struct list_head poll_list;
	unsigned long state;				   /* NAPI_STATE_ */
	int weight;					   /* packets in one call */
	int (*poll)(struct napi_struct *napi, int budget); /* how many; fewer: it is done */
	struct net_device *dev;
	struct sk_buff *skb;
	struct list_head dev_list;
	unsigned int napi_id;
};

enum { NAPI_STATE_SCHED, NAPI_STATE_MISSED, NAPI_STATE_DISABLE, NAPI_STATE_LISTED };
#define NAPIF_STATE_SCHED   BIT(NAPI_STATE_SCHED)
#define NAPIF_STATE_DISABLE BIT(NAPI_STATE_DISABLE)
#define NAPI_POLL_WEIGHT    64

typedef enum { GRO_MERGED, GRO_MERGED_FREE, GRO_HELD, GRO_NORMAL, GRO_CONSUMED } gro_result_t;

void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi,
			   int (*poll)(struct napi_struct *napi, int budget), int weight);
/* With the weight as a fourth argument before 6.1. */
#define __napi_add_3(dev, napi, poll)	      netif_napi_add_weight(dev, napi, poll, NAPI_POLL_WEIGHT)
#define __napi_add_4(dev, napi, poll, weight) netif_napi_add_weight(dev, napi, poll, weight)
#define __napi_add(_1, _2, _3, _4, form, ...) form
#define netif_napi_add(...)		      __napi_add(__VA_ARGS__, __napi_add_4, __napi_add_3, )(__VA_ARGS__)
#define netif_napi_add_tx(dev, napi, poll)    netif_napi_add(dev, napi, poll)
#define netif_napi_add_tx_weight(dev, napi, poll, weight)                                          \
	netif_napi_add_weight(dev, napi, poll, weight)
#define netif_tx_napi_add(dev, napi, poll, weight) netif_napi_add_weight(dev, napi, poll, weight)
void netif_napi_del(struct napi_struct *napi);
#define __netif_napi_del(napi) netif_napi_del(napi)
void __napi_schedule(struct napi_struct *napi); /* after napi_schedule_prep() */
#define __napi_schedule_irqoff(napi) __napi_schedule(napi)
bool napi_schedule_prep(struct napi_struct *napi); /* false: it is scheduled, or disabled */
/* poll() has no more to do. false: it is called again all the same. */
bool napi_complete_done(struct napi_struct *napi, int work_done);
void napi_disable(struct napi_struct *napi); /* waits; may sleep */
void napi_enable(struct napi_struct *napi);
void napi_synchronize(const struct napi_struct *napi);

static inline bool napi_complete(struct napi_struct *napi)
{
	return napi_complete_done(napi, 0);
}

static inline bool napi_schedule(struct napi_struct *napi)
{
	if (!napi_schedule_prep(napi))
		return false;
	__napi_schedule(napi);
	return true;
}
#define napi_schedule_irqoff(napi) napi_schedule(napi)
#define napi_reschedule(napi)	   napi_schedule(napi)

static inline bool napi_disable_pending(struct napi_struct *napi)
{
	return test_bit(NAPI_STATE_DISABLE, &napi->state);
}

/* ---- operations ---- */

struct header_ops {
	/* Its length; negative: without the receiver's address, so much. */
	int (*create)(struct sk_buff *skb, struct net_device *dev, unsigned short type,
		      const void *daddr, const void *saddr, unsigned int len);
	int (*parse)(const struct sk_buff *skb, unsigned char *haddr);
	int (*cache)(const struct neighbour *neigh, struct hh_cache *hh, __be16 type);
	void (*cache_update)(struct hh_cache *hh, const struct net_device *dev,
			     const unsigned char *haddr);
	bool (*validate)(const char *header, unsigned int len);
	__be16 (*parse_protocol)(const struct sk_buff *skb);
	int (*rebuild)(struct sk_buff *skb); /* before 4.0 */
};

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
#define __ndo_timeout_6_1 __ndo_timeout
#define __ndo_timeout_old ndo_tx_timeout
#else
#define __ndo_timeout_6_1 ndo_tx_timeout
#define __ndo_timeout_old __ndo_timeout
#endif

struct net_device_ops {
	int (*ndo_init)(struct net_device *dev);
	void (*ndo_uninit)(struct net_device *dev);
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	netdev_features_t (*ndo_features_check)(struct sk_buff *skb, struct net_device *dev,
						netdev_features_t features);
	u16 (*ndo_select_queue)(struct net_device *dev, struct sk_buff *skb,
				struct net_device *sb_dev);
	void (*ndo_change_rx_flags)(struct net_device *dev, int flags);
	void (*ndo_set_rx_mode)(struct net_device *dev);
	int (*ndo_set_mac_address)(struct net_device *dev, void *addr);
	int (*ndo_validate_addr)(struct net_device *dev);
	int (*ndo_do_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_eth_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_siocbond)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_siocdevprivate)(struct net_device *dev, struct ifreq *ifr, void __user *data,
				  int cmd);
	int (*ndo_set_config)(struct net_device *dev, struct ifmap *map);
	int (*ndo_change_mtu)(struct net_device *dev, int mtu);
	int (*ndo_neigh_setup)(struct net_device *dev, struct neigh_parms *parms);
	void (*__ndo_timeout_6_1)(struct net_device *dev, unsigned int txqueue);
	void (*__ndo_timeout_old)(struct net_device *dev);
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *stats);
	struct net_device_stats *(*ndo_get_stats)(struct net_device *dev);
	int (*ndo_vlan_rx_add_vid)(struct net_device *dev, __be16 proto, u16 vid);
	int (*ndo_vlan_rx_kill_vid)(struct net_device *dev, __be16 proto, u16 vid);
	void (*ndo_poll_controller)(struct net_device *dev);
	int (*ndo_add_slave)(struct net_device *dev, struct net_device *slave,
			     struct netlink_ext_ack *extack);
	int (*ndo_del_slave)(struct net_device *dev, struct net_device *slave);
	netdev_features_t (*ndo_fix_features)(struct net_device *dev, netdev_features_t features);
	int (*ndo_set_features)(struct net_device *dev, netdev_features_t features);
	int (*ndo_change_carrier)(struct net_device *dev, bool carrier);
	int (*ndo_get_iflink)(const struct net_device *dev);
	int (*ndo_change_proto_down)(struct net_device *dev, bool proto_down);
	/* before 2.6.35 or so */
	void (*ndo_set_multicast_list)(struct net_device *dev);
};

struct netdev_queue {
	struct net_device *dev;
	unsigned long state; /* __QUEUE_STATE_ */
	unsigned long trans_start;
	spinlock_t _xmit_lock;
	int xmit_lock_owner;
	struct sk_buff_head waiting; /* for the driver to take packets again */
	struct list_head schedule;
	unsigned long trans_timeout;
};
enum {
	__QUEUE_STATE_DRV_XOFF,
	__QUEUE_STATE_STACK_XOFF,
	__QUEUE_STATE_FROZEN,
	__QUEUE_STATE_SCHED
};

enum netdev_state_t {
	__LINK_STATE_START,
	__LINK_STATE_PRESENT,
	__LINK_STATE_NOCARRIER,
	__LINK_STATE_LINKWATCH_PENDING,
	__LINK_STATE_DORMANT,
	__LINK_STATE_TESTING,
};

enum netdev_priv_flags {
	IFF_802_1Q_VLAN = 1 << 0,
	IFF_EBRIDGE = 1 << 1,
	IFF_BONDING = 1 << 2,
	IFF_ISATAP = 1 << 3,
	IFF_XMIT_DST_RELEASE = 1 << 6,
	IFF_DONT_BRIDGE = 1 << 7,
	IFF_UNICAST_FLT = 1 << 12,
	IFF_SUPP_NOFCS = 1 << 14,
	IFF_LIVE_ADDR_CHANGE = 1 << 15,
	IFF_TX_SKB_SHARING = 1 << 11,
	IFF_NO_QUEUE = 1 << 21,
	IFF_NO_RX_HANDLER = 1 << 26,
};
#define IFF_LIVE_ADDR_CHANGE IFF_LIVE_ADDR_CHANGE
#define IFF_NO_QUEUE	     IFF_NO_QUEUE
#define IFF_UNICAST_FLT	     IFF_UNICAST_FLT

#define NET_ADDR_PERM	0
#define NET_ADDR_RANDOM 1
#define NET_ADDR_STOLEN 2
#define NET_ADDR_SET	3

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 30)
#define __dev_addr_6_1 __dev_addr
#define __dev_addr_2_6 dev_addr
#else
#define __dev_addr_6_1 dev_addr
#define __dev_addr_2_6 __dev_addr
#endif

struct net_device {
	char name[IFNAMSIZ];
	unsigned long mem_end, mem_start, base_addr;
	unsigned long state; /* 1 << __LINK_STATE_ */
	struct list_head dev_list, napi_list;
	struct list_head close_list;
	unsigned int flags;	 /* IFF_ */
	unsigned int priv_flags; /* enum netdev_priv_flags */
	const struct net_device_ops *netdev_ops;
	int ifindex;
	unsigned short gflags, hard_header_len;
	unsigned int mtu;
	unsigned short needed_headroom, needed_tailroom;
	netdev_features_t features, hw_features, wanted_features, vlan_features, hw_enc_features,
	    mpls_features, gso_partial_features;
	unsigned int min_mtu, max_mtu;
	unsigned short type; /* ARPHRD_ */
	unsigned char min_header_len, name_assign_type;
	int group;
	struct net_device_stats stats;
	atomic_long_t rx_dropped, tx_dropped, rx_nohandler;
	const struct ethtool_ops *ethtool_ops;
	const struct header_ops *header_ops;
	unsigned char operstate, link_mode, if_port, dma;
	unsigned char __dev_addr_2_6[MAX_ADDR_LEN];
	const unsigned char *__dev_addr_6_1; /* that one */
	unsigned char perm_addr[MAX_ADDR_LEN];
	unsigned char addr_assign_type, addr_len, upper_level, lower_level;
	unsigned short neigh_priv_len, dev_id, dev_port, padded;
	int irq;
	spinlock_t addr_list_lock;
	struct netdev_hw_addr_list uc, mc, dev_addrs;
	unsigned int promiscuity, allmulti;
	bool uc_promisc;
	void *ip_ptr; /* struct in_device */
	void *ax25_ptr, *ieee80211_ptr, *atalk_ptr, *dn_ptr;
	unsigned char broadcast[MAX_ADDR_LEN];
	struct netdev_queue *_tx;
	struct netdev_queue tx_queue; /* the only one */
	unsigned int num_tx_queues, real_num_tx_queues, num_rx_queues, real_num_rx_queues;
	unsigned int tx_queue_len;
	spinlock_t tx_global_lock;
	struct timer_list watchdog_timer;
	int watchdog_timeo; /* ticks */
	u32 proto_down_reason;
	atomic_t refcnt;
	enum {
		NETREG_UNINITIALIZED,
		NETREG_REGISTERED,
		NETREG_UNREGISTERING,
		NETREG_UNREGISTERED,
		NETREG_RELEASED,
		NETREG_DUMMY,
	} reg_state : 8;
	bool dismantle, needs_free_netdev, proto_down, threaded;
	void (*priv_destructor)(struct net_device *dev);
	possible_net_t nd_net;
	void *ml_priv;
	union {
		struct pcpu_lstats __percpu *lstats;
		struct pcpu_sw_netstats __percpu *tstats;
	};
	struct device dev;
	const struct attribute_group *sysfs_groups[4];
	const struct rtnl_link_ops *rtnl_link_ops;
	struct phy_device *phydev;
	unsigned int gso_max_size, gso_max_segs;
	struct work_struct linkwatch;

	/* 2.6's alone */
	int (*init)(struct net_device *dev);
	void (*uninit)(struct net_device *dev);
	void (*destructor)(struct net_device *dev);
	int (*open)(struct net_device *dev);
	int (*stop)(struct net_device *dev);
	int (*hard_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	int (*poll)(struct net_device *dev, int *budget);
	int quota, weight;
	int (*hard_header)(struct sk_buff *skb, struct net_device *dev, unsigned short type,
			   void *daddr, void *saddr, unsigned int len);
	int (*rebuild_header)(struct sk_buff *skb);
	void (*set_multicast_list)(struct net_device *dev);
	int (*set_mac_address)(struct net_device *dev, void *addr);
	int (*do_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*set_config)(struct net_device *dev, struct ifmap *map);
	int (*hard_header_cache)(struct neighbour *neigh, struct hh_cache *hh);
	void (*header_cache_update)(struct hh_cache *hh, struct net_device *dev,
				    unsigned char *haddr);
	int (*change_mtu)(struct net_device *dev, int mtu);
	void (*tx_timeout)(struct net_device *dev);
	int (*neigh_setup)(struct net_device *dev, struct neigh_parms *parms);
	struct net_device_stats *(*get_stats)(struct net_device *dev);
	void (*poll_controller)(struct net_device *dev);
	unsigned long trans_start, last_rx;
	struct dev_mc_list *mc_list;
	int mc_count;
	struct module *owner;
	void *priv;
	struct net_device *master;
	spinlock_t xmit_lock, queue_lock;
	struct napi_struct napi_2_6; /* calls poll() above */
};
#define to_net_dev(d)			   container_of(d, struct net_device, dev)
#define SET_NETDEV_DEV(net, pdev)	   ((net)->dev.parent = (pdev))
#define SET_NETDEV_DEVTYPE(net, devtype)   ((net)->dev.type = (devtype))
#define SET_NETDEV_DEVLINK_PORT(net, port) ((void)(net))

static inline void *netdev_priv(const struct net_device *dev)
{
	return (char *)dev + ALIGN(sizeof(struct net_device), NETDEV_ALIGN);
}

static inline const char *netdev_name(const struct net_device *dev)
{
	return dev->name[0] && !strchr(dev->name, '%') ? dev->name : "(unnamed net_device)";
}

static inline const char *netdev_reg_state(const struct net_device *dev)
{
	return dev->reg_state == NETREG_UNINITIALIZED ? " (uninitialized)" : "";
}

static inline struct net *dev_net(const struct net_device *dev)
{
	return &init_net;
}
#define dev_net_set(dev, net) ((void)(net))

/* ---- making them; rtnl_lock() is held where the name has no other form ---- */

/* name with a %d gets the first free number. setup() is called on the new device. NULL. */
struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name, unsigned char assign_type,
				    void (*setup)(struct net_device *dev), unsigned int txqs,
				    unsigned int rxqs);
/* Without the kind of name before 3.17. */
#define __alloc_netdev_3(n, name, setup)                                                           \
	alloc_netdev_mqs(n, name, NET_NAME_UNKNOWN, (void (*)(struct net_device *))(setup), 1, 1)
#define __alloc_netdev_4(n, name, kind, setup)	  alloc_netdev_mqs(n, name, kind, setup, 1, 1)
#define __alloc_netdev(_1, _2, _3, _4, form, ...) form
#define alloc_netdev(...)                                                                          \
	__alloc_netdev(__VA_ARGS__, __alloc_netdev_4, __alloc_netdev_3, )(__VA_ARGS__)
#define alloc_netdev_mq(n, name, kind, setup, count)                                               \
	alloc_netdev_mqs(n, name, kind, setup, count, count)
/* Any time after it is unregistered, and when it never was. NULL passes. */
void free_netdev(struct net_device *dev);
/* 0, or what ndo_init() says, -EEXIST: the name, -EINVAL: it has no operations. */
int register_netdevice(struct net_device *dev);
void unregister_netdevice_queue(struct net_device *dev, struct list_head *head);
void unregister_netdevice_many(struct list_head *head);
int register_netdev(struct net_device *dev);
void unregister_netdev(struct net_device *dev); /* returns when nobody has it any more */
int devm_register_netdev(struct device *dev, struct net_device *net);
void init_dummy_netdev(struct net_device *dev);
/* The first name that is free, of a form with %d, into the device. Its number. */
int dev_alloc_name(struct net_device *dev, const char *name);
int dev_change_name(struct net_device *dev, const char *name);
bool dev_valid_name(const char *name);

static inline void unregister_netdevice(struct net_device *dev)
{
	unregister_netdevice_queue(dev, NULL);
}

extern struct list_head net_device_list;
#define for_each_netdev(net, d)		list_for_each_entry (d, &net_device_list, dev_list)
#define for_each_netdev_safe(net, d, n) list_for_each_entry_safe (d, n, &net_device_list, dev_list)
#define for_each_netdev_rcu(net, d)	list_for_each_entry_rcu(d, &net_device_list, dev_list)
#define first_net_device(net)                                                                      \
	list_first_entry_or_null(&net_device_list, struct net_device, dev_list)

static inline struct net_device *next_net_device(struct net_device *dev)
{
	return list_is_last(&dev->dev_list, &net_device_list) ? NULL
							      : list_next_entry(dev, dev_list);
}

/* NULL: none. dev_get_: with a reference, dev_put() it; __dev_get_: under rtnl_lock() or RCU. */
struct net_device *netdev_find(const char *name);
struct net_device *netdev_find_get(const char *name);
struct net_device *netdev_find_index(int ifindex);
struct net_device *netdev_find_index_get(int ifindex);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(2, 6, 24)
#define __dev_get_by_name(net, name)	   netdev_find(name)
#define dev_get_by_name(net, name)	   netdev_find_get(name)
#define dev_get_by_name_rcu(net, name)	   netdev_find(name)
#define __dev_get_by_index(net, ifindex)   netdev_find_index(ifindex)
#define dev_get_by_index(net, ifindex)	   netdev_find_index_get(ifindex)
#define dev_get_by_index_rcu(net, ifindex) netdev_find_index(ifindex)
#else
#define __dev_get_by_name(name)	    netdev_find(name)
#define dev_get_by_name(name)	    netdev_find_get(name)
#define __dev_get_by_index(ifindex) netdev_find_index(ifindex)
#define dev_get_by_index(ifindex)   netdev_find_index_get(ifindex)
#endif

static inline void dev_hold(struct net_device *dev)
{
	if (dev)
		atomic_inc(&dev->refcnt);
}

static inline void dev_put(struct net_device *dev)
{
	if (dev)
		atomic_dec(&dev->refcnt);
}
#define __dev_put(dev) dev_put(dev)
typedef struct {
} netdevice_tracker;
#define netdev_hold(dev, tracker, gfp)	  dev_hold(dev)
#define netdev_put(dev, tracker)	  dev_put(dev)
#define dev_hold_track(dev, tracker, gfp) dev_hold(dev)
#define dev_put_track(dev, tracker)	  dev_put(dev)

/* Up and down. 0, or what the driver says. */
int netdev_open(struct net_device *dev);
int netdev_close(struct net_device *dev);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 0, 0)
#define dev_open(dev, extack)		       netdev_open(dev)
#define dev_change_flags(dev, flags, extack)   netdev_change_flags(dev, flags)
#define dev_set_mac_address(dev, addr, extack) netdev_set_mac_address(dev, addr)
#else
#define dev_open(dev)		       netdev_open(dev)
#define dev_change_flags(dev, flags)   netdev_change_flags(dev, flags)
#define dev_set_mac_address(dev, addr) netdev_set_mac_address(dev, addr)
#endif
#define dev_close(dev) ((void)netdev_close(dev))
int netdev_change_flags(struct net_device *dev, unsigned int flags);
int netdev_set_mac_address(struct net_device *dev, struct sockaddr *addr);
int dev_set_mtu(struct net_device *dev, int mtu);
unsigned int dev_get_flags(const struct net_device *dev); /* as programs see them */
int dev_set_promiscuity(struct net_device *dev, int inc);
int dev_set_allmulti(struct net_device *dev, int inc);
void dev_set_rx_mode(struct net_device *dev);
struct rtnl_link_stats64 *dev_get_stats(struct net_device *dev, struct rtnl_link_stats64 *s);
void netdev_stats_to_stats64(struct rtnl_link_stats64 *to, const struct net_device_stats *from);
int dev_mc_add(struct net_device *dev, const unsigned char *addr);
int dev_mc_del(struct net_device *dev, const unsigned char *addr);
int dev_uc_add(struct net_device *dev, const unsigned char *addr);
int dev_uc_del(struct net_device *dev, const unsigned char *addr);
void dev_addr_mod(struct net_device *dev, unsigned int off, const void *addr, size_t len);

static inline void __dev_addr_set(struct net_device *dev, const void *addr, size_t len)
{
	dev_addr_mod(dev, 0, addr, len);
}

static inline void dev_addr_set(struct net_device *dev, const void *addr)
{
	__dev_addr_set(dev, addr, dev->addr_len);
}

/* ---- state ---- */

static inline bool netif_running(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_START, &dev->state);
}

static inline bool netif_carrier_ok(const struct net_device *dev)
{
	return !test_bit(__LINK_STATE_NOCARRIER, &dev->state);
}

static inline bool netif_device_present(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_PRESENT, &dev->state);
}

static inline bool netif_dormant(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_DORMANT, &dev->state);
}

static inline bool netif_oper_up(const struct net_device *dev)
{
	return dev->operstate == IF_OPER_UP || dev->operstate == IF_OPER_UNKNOWN;
}
void netif_carrier_on(struct net_device *dev);
void netif_carrier_off(struct net_device *dev);
void netif_device_attach(struct net_device *dev);
void netif_device_detach(struct net_device *dev);
void netdev_state_change(struct net_device *dev);
void netdev_notify_peers(struct net_device *dev);

/* ---- sending ---- */

static inline struct netdev_queue *netdev_get_tx_queue(const struct net_device *dev,
						       unsigned int index)
{
	return (struct netdev_queue *)&dev->tx_queue;
}
#define skb_get_tx_queue(dev, skb) netdev_get_tx_queue(dev, 0)

void netif_tx_wake_queue(struct netdev_queue *queue);

static inline void netif_tx_start_queue(struct netdev_queue *queue)
{
	clear_bit(__QUEUE_STATE_DRV_XOFF, &queue->state);
}

static inline void netif_tx_stop_queue(struct netdev_queue *queue)
{
	set_bit(__QUEUE_STATE_DRV_XOFF, &queue->state);
}

static inline bool netif_tx_queue_stopped(const struct netdev_queue *queue)
{
	return test_bit(__QUEUE_STATE_DRV_XOFF, &queue->state);
}

static inline void netif_start_queue(struct net_device *dev)
{
	netif_tx_start_queue(&dev->tx_queue);
}

static inline void netif_stop_queue(struct net_device *dev)
{
	netif_tx_stop_queue(&dev->tx_queue);
}

static inline void netif_wake_queue(struct net_device *dev)
{
	netif_tx_wake_queue(&dev->tx_queue);
}

static inline bool netif_queue_stopped(const struct net_device *dev)
{
	return netif_tx_queue_stopped(&dev->tx_queue);
}
#define netif_tx_start_all_queues(dev)		      netif_start_queue(dev)
#define netif_tx_stop_all_queues(dev)		      netif_stop_queue(dev)
#define netif_tx_wake_all_queues(dev)		      netif_wake_queue(dev)
#define netif_start_subqueue(dev, i)		      netif_start_queue(dev)
#define netif_stop_subqueue(dev, i)		      netif_stop_queue(dev)
#define netif_wake_subqueue(dev, i)		      netif_wake_queue(dev)
#define __netif_subqueue_stopped(dev, i)	      netif_queue_stopped(dev)
#define netif_subqueue_stopped(dev, skb)	      netif_queue_stopped(dev)
#define netif_xmit_stopped(queue)		      netif_tx_queue_stopped(queue)
#define netif_xmit_frozen_or_stopped(queue)	      netif_tx_queue_stopped(queue)
#define netif_is_multiqueue(dev)		      false
#define netif_set_real_num_tx_queues(dev, n)	      0
#define netif_set_real_num_rx_queues(dev, n)	      0
#define netif_get_num_default_rss_queues()	      1
#define netif_set_tso_max_size(dev, n)		      ((dev)->gso_max_size = (n))
#define netif_set_gso_max_size(dev, n)		      ((dev)->gso_max_size = (n))
#define netif_inherit_tso_max(to, from)		      ((void)(to))
#define netdev_xmit_more()			      false
#define netdev_sent_queue(dev, bytes)		      ((void)(dev), (void)(bytes))
#define netdev_completed_queue(dev, pkts, bytes)      ((void)(dev), (void)(pkts), (void)(bytes))
#define netdev_reset_queue(dev)			      ((void)(dev))
#define netdev_tx_sent_queue(queue, bytes)	      ((void)(queue), (void)(bytes))
#define netdev_tx_completed_queue(queue, pkts, bytes) ((void)(queue), (void)(pkts), (void)(bytes))
#define netdev_tx_reset_queue(queue)		      ((void)(queue))
#define __netdev_tx_sent_queue(queue, bytes, more)    (!(more))
#define __netdev_sent_queue(dev, bytes, more)	      (!(more))

/* Around ndo_start_xmit(). */
void netif_tx_lock(struct net_device *dev);
void netif_tx_unlock(struct net_device *dev);
void netif_tx_lock_bh(struct net_device *dev);
void netif_tx_unlock_bh(struct net_device *dev);
int netif_tx_trylock(struct net_device *dev);
void netif_tx_disable(struct net_device *dev); /* stopped, and nobody inside */

static inline void txq_trans_update(struct netdev_queue *queue)
{
	queue->trans_start = jiffies;
}

static inline void netif_trans_update(struct net_device *dev)
{
	dev->tx_queue.trans_start = dev->trans_start = jiffies;
}
#define txq_trans_cond_update(queue) txq_trans_update(queue)

static inline unsigned long dev_trans_start(struct net_device *dev)
{
	return time_after(dev->trans_start, dev->tx_queue.trans_start) ? dev->trans_start
								       : dev->tx_queue.trans_start;
}

/* Takes the packet, whatever comes. NET_XMIT_, or a negative errno. Not with interrupts off. */
int dev_queue_xmit(struct sk_buff *skb);
int dev_hard_header(struct sk_buff *skb, struct net_device *dev, unsigned short type,
		    const void *daddr, const void *saddr, unsigned int len);
int dev_forward_skb(struct net_device *dev, struct sk_buff *skb);
bool is_skb_forwardable(const struct net_device *dev, const struct sk_buff *skb);
/* Into every other packet_type that listens to all. */
void dev_queue_xmit_nit(struct sk_buff *skb, struct net_device *dev);

static inline int dev_parse_header(const struct sk_buff *skb, unsigned char *haddr)
{
	const struct net_device *dev = skb->dev;

	return dev->header_ops && dev->header_ops->parse ? dev->header_ops->parse(skb, haddr) : 0;
}

#define LL_RESERVED_SPACE(dev)                                                                     \
	((((dev)->hard_header_len + (dev)->needed_headroom) & ~(HH_DATA_MOD - 1)) + HH_DATA_MOD)
#define HH_DATA_MOD 16

/* ---- receiving ---- */

/* Any context; to the CPU's queue. */
int netif_rx(struct sk_buff *skb);
#define netif_rx_ni(skb)	  netif_rx(skb)
#define netif_rx_any_context(skb) netif_rx(skb)
#define __netif_rx(skb)		  netif_rx(skb)
/* In a softirq: up at once. */
int netif_receive_skb(struct sk_buff *skb);
void netif_receive_skb_list(struct list_head *list);
gro_result_t napi_gro_receive(struct napi_struct *napi, struct sk_buff *skb);
#define napi_gro_flush(napi, old)	      ((void)(napi))
#define vlan_gro_receive(napi, grp, tag, skb) napi_gro_receive(napi, skb)

static inline struct sk_buff *napi_alloc_skb(struct napi_struct *napi, unsigned int len)
{
	struct sk_buff *skb = netdev_alloc_skb(napi->dev, len + NET_IP_ALIGN);

	if (skb)
		skb_reserve(skb, NET_IP_ALIGN);
	return skb;
}

static inline struct sk_buff *netdev_alloc_skb_ip_align(struct net_device *dev, unsigned int len)
{
	struct sk_buff *skb = netdev_alloc_skb(dev, len + NET_IP_ALIGN);

	if (skb)
		skb_reserve(skb, NET_IP_ALIGN);
	return skb;
}

/* Who takes packets of a kind (htons(ETH_P_)); ETH_P_ALL: all, those being sent, too. */
struct packet_type {
	__be16 type;
	bool ignore_outgoing;
	struct net_device *dev; /* NULL: of any */
	/* A reference to the packet is its. Without orig_dev up to 2.6.13. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 14)
	int (*func)(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt);
#else
	int (*func)(struct sk_buff *skb, struct net_device *dev, struct packet_type *pt,
		    struct net_device *orig_dev);
#endif
	void (*list_func)(struct list_head *list, struct packet_type *pt, struct net_device *dev);
	bool (*id_match)(struct packet_type *pt, struct sock *sk);
	void *af_packet_priv;
	struct list_head list;
};
void dev_add_pack(struct packet_type *pt);
void dev_remove_pack(struct packet_type *pt); /* nobody is in func afterwards; sleeps */
void __dev_remove_pack(struct packet_type *pt);

enum rx_handler_result {
	RX_HANDLER_CONSUMED,
	RX_HANDLER_ANOTHER,
	RX_HANDLER_EXACT,
	RX_HANDLER_PASS
};
typedef enum rx_handler_result rx_handler_result_t;

/* ---- who wants to know ---- */

enum netdev_cmd {
	NETDEV_UP = 1,
	NETDEV_DOWN,
	NETDEV_REBOOT,
	NETDEV_CHANGE,
	NETDEV_REGISTER,
	NETDEV_UNREGISTER,
	NETDEV_CHANGEMTU,
	NETDEV_CHANGEADDR,
	NETDEV_PRE_CHANGEADDR,
	NETDEV_GOING_DOWN,
	NETDEV_CHANGENAME,
	NETDEV_FEAT_CHANGE,
	NETDEV_BONDING_FAILOVER,
	NETDEV_PRE_UP,
	NETDEV_PRE_TYPE_CHANGE,
	NETDEV_POST_TYPE_CHANGE,
	NETDEV_POST_INIT,
	NETDEV_RELEASE,
	NETDEV_NOTIFY_PEERS,
	NETDEV_JOIN,
	NETDEV_CHANGEUPPER,
};

struct netdev_notifier_info {
	struct net_device *dev;
	struct netlink_ext_ack *extack;
};

static inline struct net_device *
netdev_notifier_info_to_dev(const struct netdev_notifier_info *info)
{
	return info->dev;
}

/* Told of the devices that are there, too. */
int register_netdevice_notifier(struct notifier_block *nb);
int unregister_netdevice_notifier(struct notifier_block *nb);
int call_netdevice_notifiers(unsigned long val, struct net_device *dev);
/* Up to 3.10 they are given the device itself. */
int register_netdevice_notifier_2_6(struct notifier_block *nb);
int unregister_netdevice_notifier_2_6(struct notifier_block *nb);
#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 11, 0)
#define register_netdevice_notifier(nb)	  register_netdevice_notifier_2_6(nb)
#define unregister_netdevice_notifier(nb) unregister_netdevice_notifier_2_6(nb)
#endif

/* ---- messages ---- */

#define netdev_printk(level, dev, fmt, ...)                                                        \
	printk(level "%s: " fmt, netdev_name(dev), ##__VA_ARGS__)
#define netdev_emerg(dev, fmt, ...)  netdev_printk(KERN_EMERG, dev, fmt, ##__VA_ARGS__)
#define netdev_alert(dev, fmt, ...)  netdev_printk(KERN_ALERT, dev, fmt, ##__VA_ARGS__)
#define netdev_crit(dev, fmt, ...)   netdev_printk(KERN_CRIT, dev, fmt, ##__VA_ARGS__)
#define netdev_err(dev, fmt, ...)    netdev_printk(KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define netdev_warn(dev, fmt, ...)   netdev_printk(KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define netdev_notice(dev, fmt, ...) netdev_printk(KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define netdev_info(dev, fmt, ...)   netdev_printk(KERN_INFO, dev, fmt, ##__VA_ARGS__)
#ifdef DEBUG
#define netdev_dbg(dev, fmt, ...) netdev_printk(KERN_DEBUG, dev, fmt, ##__VA_ARGS__)
#else
#define netdev_dbg(dev, fmt, ...) no_printk("%s: " fmt, netdev_name(dev), ##__VA_ARGS__)
#endif
#define netdev_vdbg(dev, fmt, ...)	no_printk("%s: " fmt, netdev_name(dev), ##__VA_ARGS__)
#define netdev_WARN(dev, fmt, ...)	WARN(1, "%s: " fmt, netdev_name(dev), ##__VA_ARGS__)
#define netdev_WARN_ONCE(dev, fmt, ...) WARN_ONCE(1, "%s: " fmt, netdev_name(dev), ##__VA_ARGS__)
#define netdev_warn_once(dev, fmt, ...) pr_warn_once("%s: " fmt, netdev_name(dev), ##__VA_ARGS__)
#define netdev_info_once(dev, fmt, ...) pr_info_once("%s: " fmt, netdev_name(dev), ##__VA_ARGS__)

enum {
	NETIF_MSG_DRV = 0x0001,
	NETIF_MSG_PROBE = 0x0002,
	NETIF_MSG_LINK = 0x0004,
	NETIF_MSG_TIMER = 0x0008,
	NETIF_MSG_IFDOWN = 0x0010,
	NETIF_MSG_IFUP = 0x0020,
	NETIF_MSG_RX_ERR = 0x0040,
	NETIF_MSG_TX_ERR = 0x0080,
	NETIF_MSG_TX_QUEUED = 0x0100,
	NETIF_MSG_INTR = 0x0200,
	NETIF_MSG_TX_DONE = 0x0400,
	NETIF_MSG_RX_STATUS = 0x0800,
	NETIF_MSG_PKTDATA = 0x1000,
	NETIF_MSG_HW = 0x2000,
	NETIF_MSG_WOL = 0x4000,
};
#define netif_msg_drv(p)       ((p)->msg_enable & NETIF_MSG_DRV)
#define netif_msg_probe(p)     ((p)->msg_enable & NETIF_MSG_PROBE)
#define netif_msg_link(p)      ((p)->msg_enable & NETIF_MSG_LINK)
#define netif_msg_timer(p)     ((p)->msg_enable & NETIF_MSG_TIMER)
#define netif_msg_ifdown(p)    ((p)->msg_enable & NETIF_MSG_IFDOWN)
#define netif_msg_ifup(p)      ((p)->msg_enable & NETIF_MSG_IFUP)
#define netif_msg_rx_err(p)    ((p)->msg_enable & NETIF_MSG_RX_ERR)
#define netif_msg_tx_err(p)    ((p)->msg_enable & NETIF_MSG_TX_ERR)
#define netif_msg_tx_queued(p) ((p)->msg_enable & NETIF_MSG_TX_QUEUED)
#define netif_msg_intr(p)      ((p)->msg_enable & NETIF_MSG_INTR)
#define netif_msg_tx_done(p)   ((p)->msg_enable & NETIF_MSG_TX_DONE)
#define netif_msg_rx_status(p) ((p)->msg_enable & NETIF_MSG_RX_STATUS)
#define netif_msg_pktdata(p)   ((p)->msg_enable & NETIF_MSG_PKTDATA)
#define netif_msg_hw(p)	       ((p)->msg_enable & NETIF_MSG_HW)
#define netif_msg_wol(p)       ((p)->msg_enable & NETIF_MSG_WOL)
#define netif_printk(priv, type, level, dev, fmt, ...)                                             \
	do {                                                                                       \
		if (netif_msg_##type(priv))                                                        \
			netdev_printk(level, dev, fmt, ##__VA_ARGS__);                             \
	} while (0)
#define netif_err(priv, type, dev, fmt, ...)                                                       \
	netif_printk(priv, type, KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define netif_warn(priv, type, dev, fmt, ...)                                                      \
	netif_printk(priv, type, KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define netif_notice(priv, type, dev, fmt, ...)                                                    \
	netif_printk(priv, type, KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define netif_info(priv, type, dev, fmt, ...)                                                      \
	netif_printk(priv, type, KERN_INFO, dev, fmt, ##__VA_ARGS__)
#define netif_dbg(priv, type, dev, fmt, ...)                                                       \
	do {                                                                                       \
		if (netif_msg_##type(priv))                                                        \
			netdev_dbg(dev, fmt, ##__VA_ARGS__);                                       \
	} while (0)

static inline u32 netif_msg_init(int value, int defaults)
{
	if (value < 0 || value >= 32)
		return defaults;
	return value ? (1U << value) - 1 : 0;
}

/* How a card is plugged, as ifmap's port says. */
enum { IF_PORT_UNKNOWN, IF_PORT_10BASE2, IF_PORT_10BASET, IF_PORT_AUI, IF_PORT_100BASET };

/* ---- as 2.6 had it ---- */

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 24)
#define netif_rx_schedule_prep(dev)    (netif_running(dev) && napi_schedule_prep(&(dev)->napi_2_6))
#define __netif_rx_schedule(dev)       __napi_schedule(&(dev)->napi_2_6)
#define netif_rx_schedule(dev)	       ((void)(netif_running(dev) && napi_schedule(&(dev)->napi_2_6)))
#define netif_rx_complete(dev)	       ((void)napi_complete(&(dev)->napi_2_6))
#define __netif_rx_complete(dev)       netif_rx_complete(dev)
#define netif_rx_reschedule(dev, undo) napi_schedule(&(dev)->napi_2_6)
#define netif_poll_disable(dev)	       napi_disable(&(dev)->napi_2_6)
#define netif_poll_enable(dev)	       napi_enable(&(dev)->napi_2_6)
#define SET_MODULE_OWNER(dev)	       ((dev)->owner = THIS_MODULE)
#define SET_ETHTOOL_OPS(dev, ops)      ((dev)->ethtool_ops = (ops))
#define dev_init_buffers(dev)	       ((void)(dev))
#elif LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 29)
#define netif_rx_schedule_prep(dev, napi) napi_schedule_prep(napi)
#define __netif_rx_schedule(dev, napi)	  __napi_schedule(napi)
#define netif_rx_schedule(dev, napi)	  napi_schedule(napi)
#define netif_rx_complete(dev, napi)	  napi_complete(napi)
#define __netif_rx_complete(dev, napi)	  napi_complete(napi)
#define SET_MODULE_OWNER(dev)		  ((void)(dev))
#define SET_ETHTOOL_OPS(dev, ops)	  ((dev)->ethtool_ops = (ops))
#endif

/* ---- for the files of guest/net ---- */

struct sock;
/* SIOCxIF of any socket; -ENOIOCTLCMD: not about interfaces. */
int dev_ioctl(unsigned int cmd, void __user *arg);
int netdev_sysfs_add(struct net_device *dev);

#endif
