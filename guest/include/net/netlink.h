/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netlink: messages of netlink and the attributes in them (guest/net/nlattr.c).
 *
 *	struct nlmsghdr, a family's header, attributes: struct nlattr, payload, pad; ...
 *
 * An attribute's payload may be attributes again (nla_nest_start()).
 */
#ifndef __NET_NETLINK_H
#define __NET_NETLINK_H

#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/netlink.h>
#include <linux/string.h>

enum {
	NLA_UNSPEC,
	NLA_U8,
	NLA_U16,
	NLA_U32,
	NLA_U64,
	NLA_STRING,
	NLA_FLAG,
	NLA_MSECS,
	NLA_NESTED,
	NLA_NESTED_ARRAY,
	NLA_NUL_STRING,
	NLA_BINARY,
	NLA_S8,
	NLA_S16,
	NLA_S32,
	NLA_S64,
	NLA_BITFIELD32,
	NLA_REJECT,
	NLA_BE16,
	NLA_BE32,
	__NLA_TYPE_MAX,
};
#define NLA_TYPE_MAX (__NLA_TYPE_MAX - 1)

enum nla_policy_validation {
	NLA_VALIDATE_NONE,
	NLA_VALIDATE_RANGE,
	NLA_VALIDATE_MIN,
	NLA_VALIDATE_MAX,
	NLA_VALIDATE_MASK,
	NLA_VALIDATE_RANGE_PTR,
	NLA_VALIDATE_FUNCTION,
};

struct netlink_range_validation {
	u64 min, max;
};

struct netlink_range_validation_signed {
	s64 min, max;
};

struct nla_bitfield32 {
	__u32 value, selector;
};

/* len: the most of a string or NLA_BINARY, the least of NLA_UNSPEC; 0: any. */
struct nla_policy {
	u8 type, validation_type;
	u16 len;
	union {
		u16 strict_start_type;
		const u32 bitfield32_valid;
		const u32 mask;
		const char *reject_message;
		const struct nla_policy *nested_policy;
		const struct netlink_range_validation *range;
		const struct netlink_range_validation_signed *range_signed;
		struct {
			s16 min, max;
		};
		int (*validate)(const struct nlattr *attr, struct netlink_ext_ack *extack);
	};
};

#define NLA_POLICY_NESTED(policy_)                                                                 \
	{                                                                                          \
		.type = NLA_NESTED, .len = ARRAY_SIZE(policy_) - 1, .nested_policy = (policy_),    \
	}
#define NLA_POLICY_NESTED_ARRAY(policy_)                                                           \
	{                                                                                          \
		.type = NLA_NESTED_ARRAY, .len = ARRAY_SIZE(policy_) - 1,                          \
		.nested_policy = (policy_),                                                        \
	}
#define NLA_POLICY_RANGE(tp, min_, max_)                                                           \
	{                                                                                          \
		.type = (tp), .validation_type = NLA_VALIDATE_RANGE, .min = (min_), .max = (max_)  \
	}
#define NLA_POLICY_FULL_RANGE(tp, range_)                                                          \
	{                                                                                          \
		.type = (tp), .validation_type = NLA_VALIDATE_RANGE_PTR, .range = (range_),        \
	}
#define NLA_POLICY_MIN(tp, min_)                                                                   \
	{                                                                                          \
		.type = (tp), .validation_type = NLA_VALIDATE_MIN, .min = (min_),                  \
	}
#define NLA_POLICY_MAX(tp, max_)                                                                   \
	{                                                                                          \
		.type = (tp), .validation_type = NLA_VALIDATE_MAX, .max = (max_),                  \
	}
#define NLA_POLICY_MASK(tp, mask_)                                                                 \
	{                                                                                          \
		.type = (tp), .validation_type = NLA_VALIDATE_MASK, .mask = (mask_),               \
	}
#define NLA_POLICY_VALIDATE_FN(tp, fn, ...)                                                        \
	{                                                                                          \
		.type = (tp), .validation_type = NLA_VALIDATE_FUNCTION, .validate = (fn),          \
		.len = __VA_ARGS__ + 0,                                                            \
	}
#define NLA_POLICY_BITFIELD32(valid)                                                               \
	{                                                                                          \
		.type = NLA_BITFIELD32, .bitfield32_valid = (valid),                               \
	}
/* At least len bytes of NLA_BINARY; exactly; at most. */
#define NLA_POLICY_EXACT_LEN(len_)                                                                 \
	{                                                                                          \
		.type = NLA_BINARY, .validation_type = NLA_VALIDATE_RANGE, .min = (len_),          \
		.max = (len_)                                                                      \
	}
#define NLA_POLICY_MIN_LEN(len_)	NLA_POLICY_MIN(NLA_BINARY, len_)
#define NLA_POLICY_MAX_LEN(len_)	NLA_POLICY_MAX(NLA_BINARY, len_)
#define NLA_POLICY_ETH_ADDR		NLA_POLICY_EXACT_LEN(6)
#define NLA_POLICY_EXACT_LEN_WARN(len_) NLA_POLICY_EXACT_LEN(len_)

struct nl_info {
	struct nlmsghdr *nlh;
	struct net *nl_net;
	u32 portid;
	u8 skip_notify : 1, skip_notify_kernel : 1;
};

/* ---- messages ---- */

static inline int nlmsg_msg_size(int payload)
{
	return NLMSG_HDRLEN + payload;
}

static inline int nlmsg_total_size(int payload)
{
	return NLMSG_ALIGN(nlmsg_msg_size(payload));
}

static inline int nlmsg_padlen(int payload)
{
	return nlmsg_total_size(payload) - nlmsg_msg_size(payload);
}

static inline void *nlmsg_data(const struct nlmsghdr *nlh)
{
	return (char *)nlh + NLMSG_HDRLEN;
}

static inline int nlmsg_len(const struct nlmsghdr *nlh)
{
	return nlh->nlmsg_len - NLMSG_HDRLEN;
}

static inline struct nlattr *nlmsg_attrdata(const struct nlmsghdr *nlh, int hdrlen)
{
	return (struct nlattr *)((char *)nlmsg_data(nlh) + NLMSG_ALIGN(hdrlen));
}

static inline int nlmsg_attrlen(const struct nlmsghdr *nlh, int hdrlen)
{
	return nlmsg_len(nlh) - NLMSG_ALIGN(hdrlen);
}

static inline int nlmsg_ok(const struct nlmsghdr *nlh, int left)
{
	return left >= (int)sizeof(struct nlmsghdr) && nlh->nlmsg_len >= sizeof(struct nlmsghdr) &&
	       (int)nlh->nlmsg_len <= left;
}

static inline struct nlmsghdr *nlmsg_next(const struct nlmsghdr *nlh, int *left)
{
	int all = NLMSG_ALIGN(nlh->nlmsg_len);

	*left -= all;
	return (struct nlmsghdr *)((char *)nlh + all);
}
#define nlmsg_for_each_msg(pos, head, len, rem)                                                    \
	for (pos = head, rem = len; nlmsg_ok(pos, rem); pos = nlmsg_next(pos, &(rem)))

static inline int nlmsg_report(const struct nlmsghdr *nlh)
{
	return nlh ? !!(nlh->nlmsg_flags & NLM_F_ECHO) : 0;
}

static inline struct sk_buff *nlmsg_new(size_t payload, gfp_t gfp)
{
	return alloc_skb(nlmsg_total_size(payload), gfp);
}

/* NULL: there is no room. */
static inline struct nlmsghdr *nlmsg_put(struct sk_buff *skb, u32 portid, u32 seq, int type,
					 int payload, int flags)
{
	if (unlikely(skb_tailroom(skb) < nlmsg_total_size(payload)))
		return NULL;
	return __nlmsg_put(skb, portid, seq, type, payload, flags);
}

static inline void *nlmsg_append(struct sk_buff *skb, u32 size)
{
	u32 all = NLMSG_ALIGN(size);

	return skb_tailroom(skb) < (int)all ? NULL : skb_put_zero(skb, all);
}

static inline struct nlmsghdr *nlmsg_put_answer(struct sk_buff *skb, struct netlink_callback *cb,
						int type, int payload, int flags)
{
	return nlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq, type, payload, flags);
}

static inline void nlmsg_end(struct sk_buff *skb, struct nlmsghdr *nlh)
{
	nlh->nlmsg_len = skb_tail_pointer(skb) - (unsigned char *)nlh;
}

static inline void *nlmsg_get_pos(struct sk_buff *skb)
{
	return skb_tail_pointer(skb);
}

static inline void nlmsg_trim(struct sk_buff *skb, const void *mark)
{
	if (mark)
		skb_trim(skb, (const unsigned char *)mark - skb->data);
}

static inline void nlmsg_cancel(struct sk_buff *skb, struct nlmsghdr *nlh)
{
	nlmsg_trim(skb, nlh);
}

static inline void nlmsg_free(struct sk_buff *skb)
{
	kfree_skb(skb);
}

/* 0, or an error. */
static inline int nlmsg_unicast(struct sock *sk, struct sk_buff *skb, u32 portid)
{
	int err = netlink_unicast(sk, skb, portid, MSG_DONTWAIT);

	return err > 0 ? 0 : err;
}

static inline int nlmsg_multicast(struct sock *sk, struct sk_buff *skb, u32 portid,
				  unsigned int group, gfp_t gfp)
{
	int err;

	NETLINK_CB(skb).dst_group = group;
	err = netlink_broadcast(sk, skb, portid, group, gfp);
	return err > 0 ? 0 : err;
}

int nlmsg_notify(struct sock *sk, struct sk_buff *skb, u32 portid, unsigned int group, int report,
		 gfp_t gfp);

static inline void nl_dump_check_consistent(struct netlink_callback *cb, struct nlmsghdr *nlh)
{
	if (cb->prev_seq && cb->seq != cb->prev_seq)
		nlh->nlmsg_flags |= NLM_F_DUMP_INTR;
	cb->prev_seq = cb->seq;
}

/* ---- an attribute ---- */

static inline int nla_attr_size(int payload)
{
	return NLA_HDRLEN + payload;
}

static inline int nla_total_size(int payload)
{
	return NLA_ALIGN(nla_attr_size(payload));
}
#define nla_total_size_64bit(payload) nla_total_size(payload)

static inline int nla_padlen(int payload)
{
	return nla_total_size(payload) - nla_attr_size(payload);
}

static inline int nla_type(const struct nlattr *nla)
{
	return nla->nla_type & NLA_TYPE_MASK;
}

static inline void *nla_data(const struct nlattr *nla)
{
	return (char *)nla + NLA_HDRLEN;
}

static inline int nla_len(const struct nlattr *nla)
{
	return nla->nla_len - NLA_HDRLEN;
}

static inline int nla_ok(const struct nlattr *nla, int left)
{
	return left >= (int)sizeof(*nla) && nla->nla_len >= sizeof(*nla) && nla->nla_len <= left;
}

static inline struct nlattr *nla_next(const struct nlattr *nla, int *left)
{
	unsigned int all = NLA_ALIGN(nla->nla_len);

	*left -= all;
	return (struct nlattr *)((char *)nla + all);
}
#define nla_for_each_attr(pos, head, len, rem)                                                     \
	for (pos = head, rem = len; nla_ok(pos, rem); pos = nla_next(pos, &(rem)))
#define nla_for_each_nested(pos, nla, rem) nla_for_each_attr(pos, nla_data(nla), nla_len(nla), rem)
#define nlmsg_for_each_attr(pos, nlh, hdrlen, rem)                                                 \
	nla_for_each_attr(pos, nlmsg_attrdata(nlh, hdrlen), nlmsg_attrlen(nlh, hdrlen), rem)

struct nlattr *nla_find(const struct nlattr *head, int len, int attrtype);

static inline struct nlattr *nla_find_nested(const struct nlattr *nla, int attrtype)
{
	return nla_find(nla_data(nla), nla_len(nla), attrtype);
}

static inline struct nlattr *nlmsg_find_attr(const struct nlmsghdr *nlh, int hdrlen, int attrtype)
{
	return nla_find(nlmsg_attrdata(nlh, hdrlen), nlmsg_attrlen(nlh, hdrlen), attrtype);
}

/* Copies of an attribute's data: how many bytes; what does not fit is cut. */
int nla_memcpy(void *to, const struct nlattr *from, int count);
int nla_memcmp(const struct nlattr *nla, const void *data, size_t size);
int nla_strcmp(const struct nlattr *nla, const char *s);
/* The length of the string, or -E2BIG; the rest of dst is zeros. */
ssize_t nla_strscpy(char *dst, const struct nlattr *nla, size_t size);
#define nla_strlcpy(dst, nla, size) nla_strscpy(dst, nla, size)
char *nla_strdup(const struct nlattr *nla, gfp_t gfp);

#define __NLA_GET(name, type)                                                                      \
	static inline type nla_get_##name(const struct nlattr *nla)                                \
	{                                                                                          \
		type tmp;                                                                          \
                                                                                                   \
		nla_memcpy(&tmp, nla, sizeof(tmp));                                                \
		return tmp;                                                                        \
	}
__NLA_GET(u8, u8)
__NLA_GET(u16, u16)
__NLA_GET(u32, u32)
__NLA_GET(u64, u64)
__NLA_GET(s8, s8)
__NLA_GET(s16, s16)
__NLA_GET(s32, s32)
__NLA_GET(s64, s64)
__NLA_GET(be16, __be16)
__NLA_GET(be32, __be32)
__NLA_GET(be64, __be64)
__NLA_GET(le16, __le16)
__NLA_GET(le32, __le32)
__NLA_GET(le64, __le64)
__NLA_GET(in_addr, __be32)
__NLA_GET(bitfield32, struct nla_bitfield32)

static inline int nla_get_flag(const struct nlattr *nla)
{
	return !!nla;
}

static inline unsigned long nla_get_msecs(const struct nlattr *nla)
{
	return msecs_to_jiffies(nla_get_u64(nla));
}

/* ---- making them: 0, or -EMSGSIZE: no room ---- */

struct nlattr *nla_reserve(struct sk_buff *skb, int attrtype, int len); /* NULL */
int nla_put(struct sk_buff *skb, int attrtype, int len, const void *data);
int nla_put_nohdr(struct sk_buff *skb, int len, const void *data);
int nla_append(struct sk_buff *skb, int len, const void *data);
#define __nla_reserve(skb, type, len)		 nla_reserve(skb, type, len)
#define __nla_put(skb, type, len, data)		 ((void)nla_put(skb, type, len, data))
#define nla_put_64bit(skb, type, len, data, pad) nla_put(skb, type, len, data)

#define __NLA_PUT(name, type)                                                                      \
	static inline int nla_put_##name(struct sk_buff *skb, int attrtype, type value)            \
	{                                                                                          \
		return nla_put(skb, attrtype, sizeof(value), &value);                              \
	}
__NLA_PUT(u8, u8)
__NLA_PUT(u16, u16)
__NLA_PUT(u32, u32)
__NLA_PUT(s8, s8)
__NLA_PUT(s16, s16)
__NLA_PUT(s32, s32)
__NLA_PUT(be16, __be16)
__NLA_PUT(be32, __be32)
__NLA_PUT(le16, __le16)
__NLA_PUT(le32, __le32)
__NLA_PUT(in_addr, __be32)

#define __NLA_PUT_64(name, type)                                                                   \
	static inline int nla_put_##name(struct sk_buff *skb, int attrtype, type value,            \
					 int padattr)                                              \
	{                                                                                          \
		return nla_put(skb, attrtype, sizeof(value), &value);                              \
	}
__NLA_PUT_64(u64_64bit, u64)
__NLA_PUT_64(s64, s64)
__NLA_PUT_64(be64, __be64)
__NLA_PUT_64(le64, __le64)
__NLA_PUT_64(net64, __be64)
#define nla_put_u64(skb, type, value) nla_put_u64_64bit(skb, type, value, 0)

static inline int nla_put_string(struct sk_buff *skb, int attrtype, const char *s)
{
	return nla_put(skb, attrtype, strlen(s) + 1, s);
}

static inline int nla_put_flag(struct sk_buff *skb, int attrtype)
{
	return nla_put(skb, attrtype, 0, NULL);
}

static inline int nla_put_msecs(struct sk_buff *skb, int attrtype, unsigned long ticks, int padattr)
{
	return nla_put_u64(skb, attrtype, jiffies_to_msecs(ticks));
}

static inline int nla_put_bitfield32(struct sk_buff *skb, int attrtype, __u32 value, __u32 selector)
{
	struct nla_bitfield32 tmp = {value, selector};

	return nla_put(skb, attrtype, sizeof(tmp), &tmp);
}

/* Attributes up to nla_nest_end() are in it. NULL: no room. */
static inline struct nlattr *nla_nest_start_noflag(struct sk_buff *skb, int attrtype)
{
	struct nlattr *start = (struct nlattr *)skb_tail_pointer(skb);

	return nla_put(skb, attrtype, 0, NULL) < 0 ? NULL : start;
}

static inline struct nlattr *nla_nest_start(struct sk_buff *skb, int attrtype)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 2, 0)
	return nla_nest_start_noflag(skb, attrtype);
#else
	return nla_nest_start_noflag(skb, attrtype | NLA_F_NESTED);
#endif
}

static inline int nla_nest_end(struct sk_buff *skb, struct nlattr *start)
{
	start->nla_len = skb_tail_pointer(skb) - (unsigned char *)start;
	return skb->len;
}

static inline void nla_nest_cancel(struct sk_buff *skb, struct nlattr *start)
{
	nlmsg_trim(skb, start);
}

/* ---- looking at what came ---- */

enum netlink_validation {
	NL_VALIDATE_LIBERAL = 0,
	NL_VALIDATE_TRAILING = 1 << 0,	   /* nothing may follow the attributes */
	NL_VALIDATE_MAXTYPE = 1 << 1,	   /* types that are not known are refused */
	NL_VALIDATE_UNSPEC = 1 << 2,	   /* so are those of no policy */
	NL_VALIDATE_STRICT_ATTRS = 1 << 3, /* lengths are exact */
	NL_VALIDATE_NESTED = 1 << 4,	   /* NLA_F_NESTED is there where it has to be */
};
#define NL_VALIDATE_DEPRECATED_STRICT (NL_VALIDATE_TRAILING | NL_VALIDATE_MAXTYPE)
#define NL_VALIDATE_STRICT                                                                         \
	(NL_VALIDATE_TRAILING | NL_VALIDATE_MAXTYPE | NL_VALIDATE_UNSPEC |                         \
	 NL_VALIDATE_STRICT_ATTRS | NL_VALIDATE_NESTED)

/* tb: maxtype + 1 of them, each attribute by its type, or NULL. 0, or -EINVAL, -ERANGE ... */
int __nla_parse(struct nlattr **tb, int maxtype, const struct nlattr *head, int len,
		const struct nla_policy *policy, unsigned int validate,
		struct netlink_ext_ack *extack);
int __nlmsg_parse(const struct nlmsghdr *nlh, int hdrlen, struct nlattr **tb, int maxtype,
		  const struct nla_policy *policy, unsigned int validate,
		  struct netlink_ext_ack *extack);

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0)
#define nla_parse(tb, maxtype, head, len, policy, extack)                                          \
	__nla_parse(tb, maxtype, head, len, policy, NL_VALIDATE_STRICT, extack)
#define nlmsg_parse(nlh, hdrlen, tb, maxtype, policy, extack)                                      \
	__nlmsg_parse(nlh, hdrlen, tb, maxtype, policy, NL_VALIDATE_STRICT, extack)
#define nla_validate(head, len, maxtype, policy, extack)                                           \
	__nla_parse(NULL, maxtype, head, len, policy, NL_VALIDATE_STRICT, extack)
#define nla_parse_nested(tb, maxtype, nla, policy, extack)                                         \
	__nla_parse(tb, maxtype, nla_data(nla), nla_len(nla), policy, NL_VALIDATE_STRICT, extack)
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 12, 0)
#define nla_parse(...)	      nla_parse_deprecated(__VA_ARGS__)
#define nlmsg_parse(...)      nlmsg_parse_deprecated(__VA_ARGS__)
#define nla_validate(...)     nla_validate_deprecated(__VA_ARGS__)
#define nla_parse_nested(...) nla_parse_nested_deprecated(__VA_ARGS__)
#else
#define nla_parse(...)	      nla_parse_deprecated(__VA_ARGS__, NULL)
#define nlmsg_parse(...)      nlmsg_parse_deprecated(__VA_ARGS__, NULL)
#define nla_validate(...)     nla_validate_deprecated(__VA_ARGS__, NULL)
#define nla_parse_nested(...) nla_parse_nested_deprecated(__VA_ARGS__, NULL)
#endif
#define nla_parse_deprecated(tb, maxtype, head, len, policy, extack)                               \
	__nla_parse(tb, maxtype, head, len, policy, NL_VALIDATE_LIBERAL, extack)
#define nla_parse_deprecated_strict(tb, maxtype, head, len, policy, extack)                        \
	__nla_parse(tb, maxtype, head, len, policy, NL_VALIDATE_DEPRECATED_STRICT, extack)
#define nlmsg_parse_deprecated(nlh, hdrlen, tb, maxtype, policy, extack)                           \
	__nlmsg_parse(nlh, hdrlen, tb, maxtype, policy, NL_VALIDATE_LIBERAL, extack)
#define nlmsg_parse_deprecated_strict(nlh, hdrlen, tb, maxtype, policy, extack)                    \
	__nlmsg_parse(nlh, hdrlen, tb, maxtype, policy, NL_VALIDATE_DEPRECATED_STRICT, extack)
#define nla_validate_deprecated(head, len, maxtype, policy, extack)                                \
	__nla_parse(NULL, maxtype, head, len, policy, NL_VALIDATE_LIBERAL, extack)
#define nla_parse_nested_deprecated(tb, maxtype, nla, policy, extack)                              \
	__nla_parse(tb, maxtype, nla_data(nla), nla_len(nla), policy, NL_VALIDATE_LIBERAL, extack)

#endif
