/* SPDX-License-Identifier: GPL-2.0-only */
/* netlink: attributes, for the drivers that check them; there is no socket of it. */
#ifndef __LINUX_NETLINK_H
#define __LINUX_NETLINK_H

#include <linux/types.h>

struct nlattr {
	__u16 nla_len, nla_type;
};

struct netlink_ext_ack {
	const char *_msg;
	const struct nlattr *bad_attr;
};

#define NLA_ALIGNTO    4
#define NLA_ALIGN(len) (((len) + NLA_ALIGNTO - 1) & ~(NLA_ALIGNTO - 1))
#define NLA_HDRLEN     ((int)NLA_ALIGN(sizeof(struct nlattr)))

#define NL_SET_ERR_MSG(extack, msg)                                                                \
	do {                                                                                       \
		struct netlink_ext_ack *__extack = (extack);                                       \
		if (__extack)                                                                      \
			__extack->_msg = (msg);                                                    \
	} while (0)
#define NL_SET_ERR_MSG_MOD(extack, msg)	       NL_SET_ERR_MSG(extack, msg)
#define NL_SET_BAD_ATTR(extack, attr)	       ((void)(extack), (void)(attr))
#define NL_SET_ERR_MSG_ATTR(extack, attr, msg) NL_SET_ERR_MSG(extack, msg)

#endif
