/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * nlattr: attributes in messages of netlink (net/netlink.h): made at the end of a packet, and
 * looked at, as policies say, in one that a program sent. What is read has been checked to lie
 * in the message; nothing here trusts a length.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <net/netlink.h>

/* ---- making them ---- */

struct nlattr *nla_reserve(struct sk_buff *skb, int attrtype, int len)
{
	struct nlattr *nla;

	if (skb_tailroom(skb) < nla_total_size(len))
		return NULL;
	nla = skb_put(skb, nla_total_size(len));
	nla->nla_type = attrtype;
	nla->nla_len = nla_attr_size(len);
	memset((char *)nla + nla->nla_len, 0, nla_padlen(len));
	return nla;
}
EXPORT_SYMBOL(nla_reserve);

int nla_put(struct sk_buff *skb, int attrtype, int len, const void *data)
{
	struct nlattr *nla = nla_reserve(skb, attrtype, len);

	if (!nla)
		return -EMSGSIZE;
	if (len)
		memcpy(nla_data(nla), data, len);
	return 0;
}
EXPORT_SYMBOL(nla_put);

int nla_put_nohdr(struct sk_buff *skb, int len, const void *data)
{
	if (skb_tailroom(skb) < NLA_ALIGN(len))
		return -EMSGSIZE;
	memcpy(skb_put_zero(skb, NLA_ALIGN(len)), data, len);
	return 0;
}
EXPORT_SYMBOL(nla_put_nohdr);

int nla_append(struct sk_buff *skb, int len, const void *data)
{
	if (skb_tailroom(skb) < NLA_ALIGN(len))
		return -EMSGSIZE;
	skb_put_data(skb, data, len);
	return 0;
}
EXPORT_SYMBOL(nla_append);

/* ---- copies ---- */

int nla_memcpy(void *to, const struct nlattr *from, int count)
{
	int n = min(count, nla_len(from));

	memcpy(to, nla_data(from), n);
	memset((char *)to + n, 0, count - n);
	return n;
}
EXPORT_SYMBOL(nla_memcpy);

int nla_memcmp(const struct nlattr *nla, const void *data, size_t size)
{
	int d = nla_len(nla) - (int)size;

	return d ? d : memcmp(nla_data(nla), data, size);
}
EXPORT_SYMBOL(nla_memcmp);

static size_t string_len(const struct nlattr *nla)
{
	return strnlen(nla_data(nla), nla_len(nla));
}

int nla_strcmp(const struct nlattr *nla, const char *s)
{
	int d = (int)string_len(nla) - (int)strlen(s);

	return d ? d : memcmp(nla_data(nla), s, strlen(s));
}
EXPORT_SYMBOL(nla_strcmp);

ssize_t nla_strscpy(char *dst, const struct nlattr *nla, size_t size)
{
	size_t len = string_len(nla), n = min(len, size - 1);

	if (!size)
		return -E2BIG;
	memcpy(dst, nla_data(nla), n);
	memset(dst + n, 0, size - n);
	return n < len ? -E2BIG : (ssize_t)n;
}
EXPORT_SYMBOL(nla_strscpy);

char *nla_strdup(const struct nlattr *nla, gfp_t gfp)
{
	return kmemdup_nul(nla_data(nla), string_len(nla), gfp);
}
EXPORT_SYMBOL(nla_strdup);

struct nlattr *nla_find(const struct nlattr *head, int len, int attrtype)
{
	const struct nlattr *nla;
	int rem;

	nla_for_each_attr(nla, head, len,
			  rem) if (nla_type(nla) == attrtype) return (struct nlattr *)nla;
	return NULL;
}
EXPORT_SYMBOL(nla_find);

/* ---- policies ---- */

static int number_size(int type)
{
	switch (type) {
	case NLA_U8:
	case NLA_S8:
		return 1;
	case NLA_U16:
	case NLA_S16:
	case NLA_BE16:
		return 2;
	case NLA_U32:
	case NLA_S32:
	case NLA_BE32:
		return 4;
	case NLA_U64:
	case NLA_S64:
	case NLA_MSECS:
		return 8;
	}
	return 0;
}

/* A number, or what a length of NLA_BINARY is; in *is_signed how it compares. */
static u64 number(const struct nla_policy *pt, const struct nlattr *nla, bool *is_signed)
{
	*is_signed = pt->type >= NLA_S8 && pt->type <= NLA_S64;
	switch (pt->type) {
	case NLA_U8:
		return nla_get_u8(nla);
	case NLA_U16:
		return nla_get_u16(nla);
	case NLA_BE16:
		return ntohs(nla_get_be16(nla));
	case NLA_U32:
		return nla_get_u32(nla);
	case NLA_BE32:
		return ntohl(nla_get_be32(nla));
	case NLA_S8:
		return (s64)nla_get_s8(nla);
	case NLA_S16:
		return (s64)nla_get_s16(nla);
	case NLA_S32:
		return (s64)nla_get_s32(nla);
	case NLA_S64:
	case NLA_U64:
	case NLA_MSECS:
		return nla_get_u64(nla);
	}
	return nla_len(nla);
}

static bool in_range(u64 value, bool is_signed, u64 min, u64 max)
{
	if (is_signed)
		return (s64)value >= (s64)min && (s64)value <= (s64)max;
	return value >= min && value <= max;
}

static int check_number(const struct nla_policy *pt, const struct nlattr *nla,
			struct netlink_ext_ack *extack)
{
	bool is_signed, good = true;
	u64 value = number(pt, nla, &is_signed);
	u64 least = is_signed ? (u64)S64_MIN : 0, most = is_signed ? (u64)S64_MAX : U64_MAX;

	switch (pt->validation_type) {
	case NLA_VALIDATE_RANGE:
		good = in_range(value, is_signed, pt->min, pt->max);
		break;
	case NLA_VALIDATE_MIN:
		good = in_range(value, is_signed, pt->min, most);
		break;
	case NLA_VALIDATE_MAX:
		good = in_range(value, is_signed, least, pt->max);
		break;
	case NLA_VALIDATE_RANGE_PTR:
		good = in_range(value, is_signed, pt->range->min, pt->range->max);
		break;
	case NLA_VALIDATE_MASK:
		if (!(value & ~(u64)pt->mask))
			return 0;
		NL_SET_ERR_MSG_ATTR(extack, nla, "reserved bit set");
		return -EINVAL;
	}
	if (good)
		return 0;
	if (pt->type == NLA_BINARY) {
		NL_SET_ERR_MSG_ATTR(extack, nla, "invalid attribute length");
		return -EINVAL;
	}
	NL_SET_ERR_MSG_ATTR(extack, nla, "integer out of range");
	return -ERANGE;
}

static int check_string(const struct nla_policy *pt, const struct nlattr *nla)
{
	int len = nla_len(nla);

	if (pt->type == NLA_NUL_STRING) {
		if (!memchr(nla_data(nla), 0, pt->len ? min(len, pt->len + 1) : len))
			return -EINVAL;
		return pt->len && len > pt->len + 1 ? -ERANGE : 0;
	}
	if (len < 1)
		return -ERANGE;
	if (!pt->len)
		return 0;
	if (!((char *)nla_data(nla))[len - 1])
		len--; /* an end that it need not have */
	return len > pt->len ? -ERANGE : 0;
}

static int check_length(const struct nla_policy *pt, const struct nlattr *nla,
			unsigned int validate)
{
	int len = nla_len(nla), size = number_size(pt->type);

	if (size)
		return len < size || (validate & NL_VALIDATE_STRICT_ATTRS && len != size) ? -ERANGE
											  : 0;
	switch (pt->type) {
	case NLA_FLAG:
		return len ? -ERANGE : 0;
	case NLA_BITFIELD32:
		return len != sizeof(struct nla_bitfield32) ? -ERANGE : 0;
	case NLA_STRING:
	case NLA_NUL_STRING:
		return check_string(pt, nla);
	case NLA_BINARY:
		return pt->len && len > pt->len ? -ERANGE : 0;
	case NLA_NESTED:
	case NLA_NESTED_ARRAY:
		return len && len < NLA_HDRLEN ? -ERANGE : 0;
	}
	return len < pt->len ? -ERANGE : 0;
}

static int check_nested(const struct nla_policy *pt, const struct nlattr *nla,
			unsigned int validate, struct netlink_ext_ack *extack)
{
	const struct nlattr *entry;
	int rem, err;

	if (validate & NL_VALIDATE_NESTED && !(nla->nla_type & NLA_F_NESTED)) {
		NL_SET_ERR_MSG_ATTR(extack, nla, "NLA_F_NESTED is missing");
		return -EINVAL;
	}
	if (!pt->nested_policy || !nla_len(nla))
		return 0;
	if (pt->type == NLA_NESTED)
		return __nla_parse(NULL, pt->len, nla_data(nla), nla_len(nla), pt->nested_policy,
				   validate, extack);
	nla_for_each_nested(entry, nla, rem)
	{
		err = __nla_parse(NULL, pt->len, nla_data(entry), nla_len(entry), pt->nested_policy,
				  validate, extack);
		if (err)
			return err;
	}
	return 0;
}

static int check(const struct nla_policy *pt, const struct nlattr *nla, unsigned int validate,
		 struct netlink_ext_ack *extack)
{
	struct nla_bitfield32 bits;
	int err;

	if (pt->type == NLA_REJECT) {
		NL_SET_ERR_MSG_ATTR(extack, nla,
				    pt->reject_message ? pt->reject_message : "Attribute rejected");
		return -EINVAL;
	}
	if (pt->type == NLA_UNSPEC && validate & NL_VALIDATE_UNSPEC) {
		NL_SET_ERR_MSG_ATTR(extack, nla, "Unknown attribute type");
		return -EINVAL;
	}
	err = check_length(pt, nla, validate);
	if (err) {
		NL_SET_ERR_MSG_ATTR(extack, nla, "Attribute failed policy validation");
		return err;
	}
	if (pt->type == NLA_NESTED || pt->type == NLA_NESTED_ARRAY) {
		err = check_nested(pt, nla, validate, extack);
	} else if (pt->type == NLA_BITFIELD32) {
		bits = nla_get_bitfield32(nla);
		if (bits.selector & ~pt->bitfield32_valid || bits.value & ~bits.selector)
			err = -EINVAL;
	} else if (pt->validation_type == NLA_VALIDATE_FUNCTION) {
		err = pt->validate ? pt->validate(nla, extack) : 0;
	} else if (pt->validation_type) {
		err = check_number(pt, nla, extack);
	}
	if (err && extack && !extack->bad_attr)
		NL_SET_BAD_ATTR(extack, nla);
	return err;
}

int __nla_parse(struct nlattr **tb, int maxtype, const struct nlattr *head, int len,
		const struct nla_policy *policy, unsigned int validate,
		struct netlink_ext_ack *extack)
{
	const struct nlattr *nla;
	int rem, type, err;

	if (tb)
		memset(tb, 0, sizeof(*tb) * (maxtype + 1));
	nla_for_each_attr(nla, head, len, rem)
	{
		type = nla_type(nla);
		if (type == 0 || type > maxtype) {
			if (!(validate & NL_VALIDATE_MAXTYPE))
				continue;
			NL_SET_ERR_MSG_ATTR(extack, nla, "Unknown attribute type");
			return -EINVAL;
		}
		err = policy ? check(&policy[type], nla, validate, extack) : 0;
		if (err)
			return err;
		if (tb)
			tb[type] = (struct nlattr *)nla;
	}
	if (rem > 0 && validate & NL_VALIDATE_TRAILING) {
		NL_SET_ERR_MSG(extack, "bytes leftover after parsing attributes");
		return -EINVAL;
	}
	return 0;
}
EXPORT_SYMBOL(__nla_parse);

int __nlmsg_parse(const struct nlmsghdr *nlh, int hdrlen, struct nlattr **tb, int maxtype,
		  const struct nla_policy *policy, unsigned int validate,
		  struct netlink_ext_ack *extack)
{
	if (nlh->nlmsg_len < nlmsg_msg_size(hdrlen)) {
		NL_SET_ERR_MSG(extack, "Invalid header length");
		return -EINVAL;
	}
	return __nla_parse(tb, maxtype, nlmsg_attrdata(nlh, hdrlen), nlmsg_attrlen(nlh, hdrlen),
			   policy, validate, extack);
}
EXPORT_SYMBOL(__nlmsg_parse);
