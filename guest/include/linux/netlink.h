/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netlink: messages between programs and modules, over sockets of AF_NETLINK (netlink(7),
 * guest/net/netlink.c). A module has the kernel's end of a protocol, one of 32 numbers; programs
 * talk to it, and are talked to by their port, or all those in a group at once.
 *
 * A packet is one or more of
 *
 *	struct nlmsghdr, payload, up to a multiple of NLMSG_ALIGNTO
 */
#ifndef __LINUX_NETLINK_H
#define __LINUX_NETLINK_H

#include <linux/capability.h>
#include <linux/export.h>
#include <linux/skbuff.h>
#include <linux/socket.h>
#include <linux/types.h>
#include <linux/uidgid.h>
#include <linux/version.h>

struct module;
struct mutex;
struct net;

#define NETLINK_ROUTE	       0
#define NETLINK_UNUSED	       1
#define NETLINK_USERSOCK       2
#define NETLINK_FIREWALL       3
#define NETLINK_SOCK_DIAG      4
#define NETLINK_NFLOG	       5
#define NETLINK_XFRM	       6
#define NETLINK_SELINUX	       7
#define NETLINK_ISCSI	       8
#define NETLINK_AUDIT	       9
#define NETLINK_FIB_LOOKUP     10
#define NETLINK_CONNECTOR      11
#define NETLINK_NETFILTER      12
#define NETLINK_IP6_FW	       13
#define NETLINK_DNRTMSG	       14
#define NETLINK_KOBJECT_UEVENT 15
#define NETLINK_GENERIC	       16
#define NETLINK_SCSITRANSPORT  18
#define NETLINK_ECRYPTFS       19
#define NETLINK_RDMA	       20
#define NETLINK_CRYPTO	       21
#define MAX_LINKS	       32

struct sockaddr_nl {
	sa_family_t nl_family;
	unsigned short nl_pad;
	__u32 nl_pid; /* the port; 0: the kernel's */
	__u32 nl_groups;
};

struct nlmsghdr {
	__u32 nlmsg_len; /* with this header */
	__u16 nlmsg_type, nlmsg_flags;
	__u32 nlmsg_seq, nlmsg_pid;
};

#define NLM_F_REQUEST	    0x01
#define NLM_F_MULTI	    0x02
#define NLM_F_ACK	    0x04
#define NLM_F_ECHO	    0x08
#define NLM_F_DUMP_INTR	    0x10
#define NLM_F_DUMP_FILTERED 0x20
#define NLM_F_ROOT	    0x100
#define NLM_F_MATCH	    0x200
#define NLM_F_ATOMIC	    0x400
#define NLM_F_DUMP	    (NLM_F_ROOT | NLM_F_MATCH)
#define NLM_F_REPLACE	    0x100
#define NLM_F_EXCL	    0x200
#define NLM_F_CREATE	    0x400
#define NLM_F_APPEND	    0x800
#define NLM_F_NONREC	    0x100
#define NLM_F_CAPPED	    0x100
#define NLM_F_ACK_TLVS	    0x200

#define NLMSG_NOOP     1
#define NLMSG_ERROR    2
#define NLMSG_DONE     3
#define NLMSG_OVERRUN  4
#define NLMSG_MIN_TYPE 0x10

#define NLMSG_ALIGNTO	  4U
#define NLMSG_ALIGN(len)  (((len) + NLMSG_ALIGNTO - 1) & ~(NLMSG_ALIGNTO - 1))
#define NLMSG_HDRLEN	  ((int)NLMSG_ALIGN(sizeof(struct nlmsghdr)))
#define NLMSG_LENGTH(len) ((len) + NLMSG_HDRLEN)
#define NLMSG_SPACE(len)  NLMSG_ALIGN(NLMSG_LENGTH(len))
#define NLMSG_DATA(nlh)	  ((void *)((char *)(nlh) + NLMSG_HDRLEN))
#define NLMSG_NEXT(nlh, len)                                                                       \
	((len) -= NLMSG_ALIGN((nlh)->nlmsg_len),                                                   \
	 (struct nlmsghdr *)((char *)(nlh) + NLMSG_ALIGN((nlh)->nlmsg_len)))
#define NLMSG_OK(nlh, len)                                                                         \
	((len) >= (int)sizeof(struct nlmsghdr) && (nlh)->nlmsg_len >= sizeof(struct nlmsghdr) &&   \
	 (int)(nlh)->nlmsg_len <= (len))
#define NLMSG_PAYLOAD(nlh, len) ((nlh)->nlmsg_len - NLMSG_SPACE((len)))
#define NLMSG_DEFAULT_SIZE	(NLMSG_GOODSIZE - NLMSG_HDRLEN)
#define NLMSG_GOODSIZE		SKB_WITH_OVERHEAD(PAGE_SIZE)

struct nlmsgerr {
	int error; /* negative; 0: an acknowledgement */
	struct nlmsghdr msg;
};

enum nlmsgerr_attrs {
	NLMSGERR_ATTR_UNUSED,
	NLMSGERR_ATTR_MSG,
	NLMSGERR_ATTR_OFFS,
	NLMSGERR_ATTR_COOKIE,
	NLMSGERR_ATTR_POLICY,
};

#define SOL_NETLINK		 270
#define NETLINK_ADD_MEMBERSHIP	 1
#define NETLINK_DROP_MEMBERSHIP	 2
#define NETLINK_PKTINFO		 3
#define NETLINK_BROADCAST_ERROR	 4
#define NETLINK_NO_ENOBUFS	 5
#define NETLINK_LISTEN_ALL_NSID	 8
#define NETLINK_LIST_MEMBERSHIPS 9
#define NETLINK_CAP_ACK		 10
#define NETLINK_EXT_ACK		 11
#define NETLINK_GET_STRICT_CHK	 12

struct nlattr {
	__u16 nla_len, nla_type;
};

#define NLA_F_NESTED	    (1 << 15)
#define NLA_F_NET_BYTEORDER (1 << 14)
#define NLA_TYPE_MASK	    ~(NLA_F_NESTED | NLA_F_NET_BYTEORDER)

#define NLA_ALIGNTO    4
#define NLA_ALIGN(len) (((len) + NLA_ALIGNTO - 1) & ~(NLA_ALIGNTO - 1))
#define NLA_HDRLEN     ((int)NLA_ALIGN(sizeof(struct nlattr)))

/* What is wrong, for the program that asked (NETLINK_EXT_ACK). */
#define NETLINK_MAX_COOKIE_LEN 20
struct netlink_ext_ack {
	const char *_msg;
	const struct nlattr *bad_attr;
	const struct nla_policy *policy;
	u8 cookie[NETLINK_MAX_COOKIE_LEN];
	u8 cookie_len;
};

#define NL_SET_ERR_MSG(extack, msg)                                                                \
	do {                                                                                       \
		struct netlink_ext_ack *__extack = (extack);                                       \
		if (__extack)                                                                      \
			__extack->_msg = (msg);                                                    \
	} while (0)
#define NL_SET_ERR_MSG_MOD(extack, msg) NL_SET_ERR_MSG(extack, KBUILD_MODNAME ": " msg)
#define NL_SET_BAD_ATTR(extack, attr)                                                              \
	do {                                                                                       \
		struct netlink_ext_ack *__bad = (extack);                                          \
		if (__bad)                                                                         \
			__bad->bad_attr = (attr);                                                  \
	} while (0)
#define NL_SET_ERR_MSG_ATTR(extack, attr, msg)                                                     \
	do {                                                                                       \
		NL_SET_ERR_MSG(extack, msg);                                                       \
		NL_SET_BAD_ATTR(extack, attr);                                                     \
	} while (0)

struct scm_creds {
	u32 pid;
	kuid_t uid;
	kgid_t gid;
};

/* In a packet's cb. sk: the sender, while input() looks at it. */
struct netlink_skb_parms {
	struct scm_creds creds;
	union {
		__u32 portid; /* the sender's; 0: the kernel */
		__u32 pid;
	};
	union {
		__u32 dst_group;
		__u32 groups;
		__u32 dst_groups;
	};
	__u32 dst_pid;
	__u32 flags;
	struct sock *sk;
	bool nsid_is_set;
	int nsid;
};
#define NETLINK_CB(skb)	   (*(struct netlink_skb_parms *)&((skb)->cb))
#define NETLINK_CREDS(skb) (&NETLINK_CB((skb)).creds)

#define NL_CFG_F_NONROOT_RECV (1 << 0)
#define NL_CFG_F_NONROOT_SEND (1 << 1)

struct netlink_kernel_cfg {
	unsigned int groups;		    /* how many; 32 at least are there, 1024 at most */
	unsigned int flags;		    /* NL_CFG_F_ */
	void (*input)(struct sk_buff *skb); /* in the sender's context; does not keep the packet */
	struct mutex *cb_mutex;		    /* around dumps, if given */
	int (*bind)(struct net *net, int group);
	void (*unbind)(struct net *net, int group);
	bool (*compare)(struct net *net, struct sock *sk);
};

/* NULL: another has the protocol, or there is no memory. */
struct sock *__netlink_kernel_create(struct net *net, int unit, struct module *module,
				     struct netlink_kernel_cfg *cfg);
void netlink_kernel_release(struct sock *sk); /* NULL passes */
/* As it was up to 2.6.23: input() takes the packets out of the socket's queue and frees them. */
struct sock *netlink_kernel_create_2_6(int unit, unsigned int groups,
				       void (*input)(struct sock *sk, int len),
				       struct module *module);

#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 7, 0)
static inline struct sock *netlink_kernel_create(struct net *net, int unit,
						 struct netlink_kernel_cfg *cfg)
{
	return __netlink_kernel_create(net, unit, THIS_MODULE, cfg);
}
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(3, 6, 0)
#define netlink_kernel_create(net, unit, module, cfg)                                              \
	__netlink_kernel_create(net, unit, module, cfg)
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(2, 6, 24)
static inline struct sock *netlink_kernel_create(struct net *net, int unit, unsigned int groups,
						 void (*input)(struct sk_buff *skb),
						 struct mutex *cb_mutex, struct module *module)
{
	struct netlink_kernel_cfg cfg = {.groups = groups, .input = input, .cb_mutex = cb_mutex};

	return __netlink_kernel_create(net, unit, module, &cfg);
}
#else
#if LINUX_VERSION_CODE >= KERNEL_VERSION(2, 6, 22)
#define netlink_kernel_create(unit, groups, input, cb_mutex, module)                               \
	netlink_kernel_create_2_6(unit, groups, input, module)
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(2, 6, 14)
#define netlink_kernel_create(unit, groups, input, module)                                         \
	netlink_kernel_create_2_6(unit, groups, input, module)
#else
#define netlink_kernel_create(unit, input) netlink_kernel_create_2_6(unit, 0, input, THIS_MODULE)
#endif
#endif

/*
 * All take the packet. Any context if nonblock, or gfp is GFP_ATOMIC.
 * To a port: its length; -ECONNREFUSED: nobody has it; -EAGAIN: no room. To a group, but for one
 * port: 0; -ESRCH: nobody is in it; -ENOBUFS: none had room.
 */
int netlink_unicast(struct sock *ssk, struct sk_buff *skb, __u32 portid, int nonblock);
int netlink_broadcast(struct sock *ssk, struct sk_buff *skb, __u32 portid, __u32 group, gfp_t gfp);
int netlink_has_listeners(struct sock *sk, unsigned int group);
int netlink_set_err(struct sock *ssk, __u32 portid, __u32 group, int code);
int netlink_rcv_skb(struct sk_buff *skb, int (*cb)(struct sk_buff *skb, struct nlmsghdr *nlh,
						   struct netlink_ext_ack *extack));
void netlink_ack(struct sk_buff *in_skb, struct nlmsghdr *nlh, int err,
		 const struct netlink_ext_ack *extack);
/* Room for a message at the packet's end, that is large enough: it is a bug when it is not. */
struct nlmsghdr *__nlmsg_put(struct sk_buff *skb, u32 portid, u32 seq, int type, int len,
			     int flags);

/* A long answer: dump() is called for packet after packet as they are read, until it is 0. */
struct netlink_callback {
	struct sk_buff *skb; /* the question */
	const struct nlmsghdr *nlh;
	int (*dump)(struct sk_buff *skb, struct netlink_callback *cb);
	int (*done)(struct netlink_callback *cb);
	void *data;
	struct module *module;
	struct netlink_ext_ack *extack;
	u16 family, answer_flags;
	u32 min_dump_alloc;
	unsigned int prev_seq, seq;
	bool strict_check;
	union {
		u8 ctx[48];
		long args[6]; /* dump()'s own */
	};
};

struct netlink_dump_control {
	int (*start)(struct netlink_callback *cb);
	int (*dump)(struct sk_buff *skb, struct netlink_callback *cb);
	int (*done)(struct netlink_callback *cb);
	struct netlink_ext_ack *extack;
	void *data;
	struct module *module;
	u32 min_dump_alloc;
};

/* -EINTR: it has begun, nothing more is to be said; -EBUSY: the socket has one already. */
int __netlink_dump_start(struct sock *ssk, struct sk_buff *skb, const struct nlmsghdr *nlh,
			 struct netlink_dump_control *control);

static inline int netlink_dump_start(struct sock *ssk, struct sk_buff *skb,
				     const struct nlmsghdr *nlh,
				     struct netlink_dump_control *control)
{
	if (!control->module)
		control->module = THIS_MODULE;
	return __netlink_dump_start(ssk, skb, nlh, control);
}

/* What the sender of the packet may do, in input(). */
static inline bool netlink_capable(const struct sk_buff *skb, int cap)
{
	return capable(cap);
}
#define netlink_ns_capable(skb, ns, cap) netlink_capable(skb, cap)
#define netlink_net_capable(skb, cap)	 netlink_capable(skb, cap)

static inline struct nlmsghdr *nlmsg_hdr(const struct sk_buff *skb)
{
	return (struct nlmsghdr *)skb->data;
}

static inline struct sk_buff *netlink_skb_clone(struct sk_buff *skb, gfp_t gfp)
{
	return skb_clone(skb, gfp);
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 5, 0)
#define NLMSG_NEW(skb, pid, seq, type, len, flags)                                                 \
	({                                                                                         \
		if (unlikely(skb_tailroom(skb) < (int)NLMSG_SPACE(len)))                           \
			goto nlmsg_failure;                                                        \
		__nlmsg_put(skb, pid, seq, type, len, flags);                                      \
	})
#define NLMSG_PUT(skb, pid, seq, type, len) NLMSG_NEW(skb, pid, seq, type, len, 0)
#endif

#endif
