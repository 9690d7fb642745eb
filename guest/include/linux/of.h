/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * of: device trees, as in a kernel without them (CONFIG_OF off): tables compile away by
 * of_match_ptr(), and nothing is ever found. Properties are linux/property.h's.
 */
#ifndef _LINUX_OF_H
#define _LINUX_OF_H

#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/fwnode.h>
#include <linux/mod_devicetable.h>
#include <linux/property.h>
#include <linux/types.h>

typedef u32 phandle;

struct property {
	char *name;
	int length;
	void *value;
	struct property *next;
};

/* There is never one. */
struct device_node {
	const char *name;
	phandle phandle;
	const char *full_name;
	struct fwnode_handle fwnode;
	struct property *properties;
	struct device_node *parent, *child, *sibling;
	void *data;
};

#define MAX_PHANDLE_ARGS 16
struct of_phandle_args {
	struct device_node *np;
	int args_count;
	u32 args[MAX_PHANDLE_ARGS];
};

#define of_match_ptr(table)	 NULL
#define of_match_node(table, np) NULL
#define of_fwnode_handle(np)	 ((struct fwnode_handle *)0)
#define to_of_node(fwnode)	 ((struct device_node *)0)
#define is_of_node(fwnode)	 false
#define of_node_full_name(np)	 "<no-node>"
#define of_have_populated_dt()	 false

#define for_each_child_of_node(parent, child)		for (child = NULL; child;)
#define for_each_available_child_of_node(parent, child) for (child = NULL; child;)

static inline struct device_node *of_node_get(struct device_node *np)
{
	return np;
}

static inline void of_node_put(struct device_node *np)
{
}

static inline bool of_property_read_bool(const struct device_node *np, const char *name)
{
	return false;
}

static inline const void *of_get_property(const struct device_node *np, const char *name, int *lenp)
{
	return NULL;
}

static inline struct property *of_find_property(const struct device_node *np, const char *name,
						int *lenp)
{
	return NULL;
}

static inline int of_property_read_u8(const struct device_node *np, const char *name, u8 *val)
{
	return -ENOSYS;
}

static inline int of_property_read_u16(const struct device_node *np, const char *name, u16 *val)
{
	return -ENOSYS;
}

static inline int of_property_read_u32(const struct device_node *np, const char *name, u32 *val)
{
	return -ENOSYS;
}

static inline int of_property_read_s32(const struct device_node *np, const char *name, s32 *val)
{
	return -ENOSYS;
}

static inline int of_property_read_u64(const struct device_node *np, const char *name, u64 *val)
{
	return -ENOSYS;
}

static inline int of_property_read_u32_index(const struct device_node *np, const char *name,
					     u32 index, u32 *val)
{
	return -ENOSYS;
}

static inline int of_property_read_u8_array(const struct device_node *np, const char *name, u8 *val,
					    size_t n)
{
	return -ENOSYS;
}

static inline int of_property_read_u32_array(const struct device_node *np, const char *name,
					     u32 *val, size_t n)
{
	return -ENOSYS;
}

static inline int of_property_read_string(const struct device_node *np, const char *name,
					  const char **val)
{
	return -ENOSYS;
}

static inline int of_property_read_string_index(const struct device_node *np, const char *name,
						int index, const char **val)
{
	return -ENOSYS;
}

static inline int of_property_count_u32_elems(const struct device_node *np, const char *name)
{
	return -ENOSYS;
}

static inline int of_property_count_elems_of_size(const struct device_node *np, const char *name,
						  int size)
{
	return -ENOSYS;
}

static inline int of_property_count_strings(const struct device_node *np, const char *name)
{
	return -ENOSYS;
}

static inline int of_property_match_string(const struct device_node *np, const char *name,
					   const char *string)
{
	return -ENOSYS;
}

static inline struct device_node *of_parse_phandle(const struct device_node *np, const char *name,
						   int index)
{
	return NULL;
}

static inline int of_parse_phandle_with_args(const struct device_node *np, const char *list,
					     const char *cells, int index,
					     struct of_phandle_args *args)
{
	return -ENOSYS;
}

static inline struct device_node *of_get_child_by_name(const struct device_node *np,
						       const char *name)
{
	return NULL;
}

static inline struct device_node *of_get_parent(const struct device_node *np)
{
	return NULL;
}

static inline struct device_node *of_find_node_by_path(const char *path)
{
	return NULL;
}

static inline struct device_node *of_find_compatible_node(struct device_node *from,
							  const char *type, const char *compatible)
{
	return NULL;
}

static inline int of_get_child_count(const struct device_node *np)
{
	return 0;
}

static inline int of_get_available_child_count(const struct device_node *np)
{
	return 0;
}

static inline int of_device_is_compatible(const struct device_node *np, const char *compatible)
{
	return 0;
}

static inline bool of_device_is_available(const struct device_node *np)
{
	return false;
}

static inline bool of_machine_is_compatible(const char *compatible)
{
	return false;
}

static inline int of_alias_get_id(struct device_node *np, const char *stem)
{
	return -ENOSYS;
}

static inline bool of_node_name_eq(const struct device_node *np, const char *name)
{
	return false;
}

static inline const __be32 *of_prop_next_u32(struct property *prop, const __be32 *cur, u32 *pu)
{
	return NULL;
}

static inline const char *of_prop_next_string(struct property *prop, const char *cur)
{
	return NULL;
}

#define of_property_for_each_u32(np, name, prop, p, u)                                             \
	for (prop = of_find_property(np, name, NULL), p = of_prop_next_u32(prop, NULL, &(u)); p;   \
	     p = of_prop_next_u32(prop, p, &(u)))
#define of_property_for_each_string(np, name, prop, s)                                             \
	for (prop = of_find_property(np, name, NULL), s = of_prop_next_string(prop, NULL); s;      \
	     s = of_prop_next_string(prop, s))

static inline struct device_node *of_get_next_child(const struct device_node *np,
						    struct device_node *prev)
{
	return NULL;
}

static inline struct device_node *of_get_next_available_child(const struct device_node *np,
							       struct device_node *prev)
{
	return NULL;
}

static inline int of_parse_phandle_with_fixed_args(const struct device_node *np, const char *list,
						   int cells, int index,
						   struct of_phandle_args *args)
{
	return -ENOSYS;
}

#endif
