/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H

#include <stddef.h>

#define sizeof_field(type, member) sizeof((((type *)0)->member))
#define offsetofend(type, member)  (offsetof(type, member) + sizeof_field(type, member))

/*
 * Members that also are one of a name, of a struct type if wanted; and an array without a
 * length among the members of a union.
 */
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...)                                               \
	union {                                                                                    \
		struct {                                                                           \
			MEMBERS                                                                    \
		} ATTRS;                                                                           \
		struct TAG {                                                                       \
			MEMBERS                                                                    \
		} ATTRS NAME;                                                                      \
	} ATTRS
#define struct_group(NAME, MEMBERS...)		   __struct_group(, NAME, , MEMBERS)
#define struct_group_attr(NAME, ATTRS, MEMBERS...) __struct_group(, NAME, ATTRS, MEMBERS)
#define struct_group_tagged(TAG, NAME, MEMBERS...) __struct_group(TAG, NAME, , MEMBERS)
#define __DECLARE_FLEX_ARRAY(TYPE, NAME)                                                           \
	struct {                                                                                   \
		struct {                                                                           \
		} __empty_##NAME;                                                                  \
		TYPE NAME[];                                                                       \
	}
#define DECLARE_FLEX_ARRAY(TYPE, NAME) __DECLARE_FLEX_ARRAY(TYPE, NAME)

#endif
