/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * property: what is said of a device by name: "label", "pagesize" (drivers/base/property.c).
 * The only source here are software nodes: tables that a board file, or whoever makes the
 * device, gives along.
 */
#ifndef _LINUX_PROPERTY_H_
#define _LINUX_PROPERTY_H_

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/fwnode.h>
#include <linux/types.h>

struct device;
struct software_node;

enum dev_prop_type {
	DEV_PROP_U8,
	DEV_PROP_U16,
	DEV_PROP_U32,
	DEV_PROP_U64,
	DEV_PROP_STRING,
	DEV_PROP_REF
};
enum dev_dma_attr { DEV_DMA_NOT_SUPPORTED, DEV_DMA_NON_COHERENT, DEV_DMA_COHERENT };

struct software_node_ref_args {
	const struct software_node *node;
	unsigned int nargs;
	u64 args[NR_FWNODE_REFERENCE_ARGS];
};

struct property_entry {
	const char *name; /* NULL: the end of the table */
	size_t length;	  /* in bytes; 0: it is there, and that is all */
	bool is_inline;
	enum dev_prop_type type;
	union {
		const void *pointer;
		union {
			u8 u8_data[sizeof(u64) / sizeof(u8)];
			u16 u16_data[sizeof(u64) / sizeof(u16)];
			u32 u32_data[sizeof(u64) / sizeof(u32)];
			u64 u64_data[sizeof(u64) / sizeof(u64)];
			const char *str[sizeof(u64) / sizeof(char *)];
		} value;
	};
};

#define __PROPERTY_ARRAY(_name_, _type_, _val_, _len_)                                             \
	(struct property_entry)                                                                    \
	{                                                                                          \
		.name = _name_, .length = (_len_) * sizeof(*(_val_)), .type = DEV_PROP_##_type_,   \
		{                                                                                  \
			.pointer = _val_                                                           \
		}                                                                                  \
	}
#define PROPERTY_ENTRY_U8_ARRAY_LEN(name, val, len)	__PROPERTY_ARRAY(name, U8, val, len)
#define PROPERTY_ENTRY_U16_ARRAY_LEN(name, val, len)	__PROPERTY_ARRAY(name, U16, val, len)
#define PROPERTY_ENTRY_U32_ARRAY_LEN(name, val, len)	__PROPERTY_ARRAY(name, U32, val, len)
#define PROPERTY_ENTRY_U64_ARRAY_LEN(name, val, len)	__PROPERTY_ARRAY(name, U64, val, len)
#define PROPERTY_ENTRY_STRING_ARRAY_LEN(name, val, len) __PROPERTY_ARRAY(name, STRING, val, len)
#define PROPERTY_ENTRY_U8_ARRAY(name, val)		PROPERTY_ENTRY_U8_ARRAY_LEN(name, val, ARRAY_SIZE(val))
#define PROPERTY_ENTRY_U16_ARRAY(name, val)		PROPERTY_ENTRY_U16_ARRAY_LEN(name, val, ARRAY_SIZE(val))
#define PROPERTY_ENTRY_U32_ARRAY(name, val)		PROPERTY_ENTRY_U32_ARRAY_LEN(name, val, ARRAY_SIZE(val))
#define PROPERTY_ENTRY_U64_ARRAY(name, val)		PROPERTY_ENTRY_U64_ARRAY_LEN(name, val, ARRAY_SIZE(val))
#define PROPERTY_ENTRY_STRING_ARRAY(name, val)                                                     \
	PROPERTY_ENTRY_STRING_ARRAY_LEN(name, val, ARRAY_SIZE(val))

#define __PROPERTY_INLINE(_name_, _member_, _size_, _type_, _val_)                                 \
	(struct property_entry)                                                                    \
	{                                                                                          \
		.name = _name_, .length = _size_, .is_inline = true, .type = DEV_PROP_##_type_,    \
		{                                                                                  \
			.value = {._member_[0] = _val_ }                                           \
		}                                                                                  \
	}
#define PROPERTY_ENTRY_U8(name, val)	 __PROPERTY_INLINE(name, u8_data, 1, U8, val)
#define PROPERTY_ENTRY_U16(name, val)	 __PROPERTY_INLINE(name, u16_data, 2, U16, val)
#define PROPERTY_ENTRY_U32(name, val)	 __PROPERTY_INLINE(name, u32_data, 4, U32, val)
#define PROPERTY_ENTRY_U64(name, val)	 __PROPERTY_INLINE(name, u64_data, 8, U64, val)
#define PROPERTY_ENTRY_STRING(name, val) __PROPERTY_INLINE(name, str, sizeof(char *), STRING, val)
#define PROPERTY_ENTRY_BOOL(_name_)                                                                \
	(struct property_entry)                                                                    \
	{                                                                                          \
		.name = _name_, .is_inline = true                                                  \
	}

struct software_node {
	const char *name;
	const struct software_node *parent;
	const struct property_entry *properties;
};

/* Its handle; registered at the first use, gone with software_node_unregister(). */
struct fwnode_handle *software_node_fwnode(const struct software_node *node);
const struct software_node *to_software_node(const struct fwnode_handle *fwnode);
bool is_software_node(const struct fwnode_handle *fwnode);
int software_node_register(const struct software_node *node);
void software_node_unregister(const struct software_node *node);
int software_node_register_nodes(const struct software_node *nodes);
void software_node_unregister_nodes(const struct software_node *nodes);
int software_node_register_node_group(const struct software_node **group);
void software_node_unregister_node_group(const struct software_node **group);
/* A node of copies, its own to remove. ERR_PTR. */
struct fwnode_handle *fwnode_create_software_node(const struct property_entry *properties,
						  const struct fwnode_handle *parent);
void fwnode_remove_software_node(struct fwnode_handle *fwnode);
int device_add_software_node(struct device *dev, const struct software_node *node);
void device_remove_software_node(struct device *dev);
int device_create_managed_software_node(struct device *dev, const struct property_entry *properties,
					const struct software_node *parent);
struct property_entry *property_entries_dup(const struct property_entry *properties);
void property_entries_free(const struct property_entry *properties);

struct fwnode_handle *dev_fwnode(const struct device *dev);

/* All reads: 0; -EINVAL not there; -ENODATA no value; -EPROTO another type; -EOVERFLOW too short.
 */
bool fwnode_property_present(const struct fwnode_handle *fwnode, const char *name);
/* val NULL: the number of elements. */
int fwnode_property_read_u8_array(const struct fwnode_handle *fwnode, const char *name, u8 *val,
				  size_t n);
int fwnode_property_read_u16_array(const struct fwnode_handle *fwnode, const char *name, u16 *val,
				   size_t n);
int fwnode_property_read_u32_array(const struct fwnode_handle *fwnode, const char *name, u32 *val,
				   size_t n);
int fwnode_property_read_u64_array(const struct fwnode_handle *fwnode, const char *name, u64 *val,
				   size_t n);
int fwnode_property_read_string_array(const struct fwnode_handle *fwnode, const char *name,
				      const char **val, size_t n);
int fwnode_property_read_string(const struct fwnode_handle *fwnode, const char *name,
				const char **val);
int fwnode_property_match_string(const struct fwnode_handle *fwnode, const char *name,
				 const char *string);

bool device_property_present(struct device *dev, const char *name);
int device_property_read_u8_array(struct device *dev, const char *name, u8 *val, size_t n);
int device_property_read_u16_array(struct device *dev, const char *name, u16 *val, size_t n);
int device_property_read_u32_array(struct device *dev, const char *name, u32 *val, size_t n);
int device_property_read_u64_array(struct device *dev, const char *name, u64 *val, size_t n);
int device_property_read_string_array(struct device *dev, const char *name, const char **val,
				      size_t n);
int device_property_read_string(struct device *dev, const char *name, const char **val);
int device_property_match_string(struct device *dev, const char *name, const char *string);
/* What the matching entry of the driver's table says; no table matches here: NULL. */
const void *device_get_match_data(struct device *dev);

unsigned int device_get_child_node_count(struct device *dev);
struct fwnode_handle *device_get_next_child_node(struct device *dev, struct fwnode_handle *child);
struct fwnode_handle *fwnode_get_next_child_node(const struct fwnode_handle *fwnode,
						 struct fwnode_handle *child);
struct fwnode_handle *device_get_named_child_node(struct device *dev, const char *name);
const char *fwnode_get_name(const struct fwnode_handle *fwnode);
struct fwnode_handle *fwnode_handle_get(struct fwnode_handle *fwnode);
void fwnode_handle_put(struct fwnode_handle *fwnode);

#define fwnode_for_each_child_node(fwnode, child)                                                  \
	for (child = fwnode_get_next_child_node(fwnode, NULL); child;                              \
	     child = fwnode_get_next_child_node(fwnode, child))
#define device_for_each_child_node(dev, child)                                                     \
	for (child = device_get_next_child_node(dev, NULL); child;                                 \
	     child = device_get_next_child_node(dev, child))

static inline bool device_property_read_bool(struct device *dev, const char *name)
{
	return device_property_present(dev, name);
}

static inline bool fwnode_property_read_bool(const struct fwnode_handle *fwnode, const char *name)
{
	return fwnode_property_present(fwnode, name);
}

static inline bool fwnode_device_is_available(const struct fwnode_handle *fwnode)
{
	return true;
}

#define DEFINE_PROPERTY_READ(bits)                                                                 \
	static inline int device_property_read_u##bits(struct device *dev, const char *name,       \
						       u##bits *val)                               \
	{                                                                                          \
		return device_property_read_u##bits##_array(dev, name, val, 1);                    \
	}                                                                                          \
	static inline int device_property_count_u##bits(struct device *dev, const char *name)      \
	{                                                                                          \
		return device_property_read_u##bits##_array(dev, name, (u##bits *)0, 0);           \
	}                                                                                          \
	static inline int fwnode_property_read_u##bits(const struct fwnode_handle *fwnode,         \
						       const char *name, u##bits *val)             \
	{                                                                                          \
		return fwnode_property_read_u##bits##_array(fwnode, name, val, 1);                 \
	}                                                                                          \
	static inline int fwnode_property_count_u##bits(const struct fwnode_handle *fwnode,        \
							const char *name)                          \
	{                                                                                          \
		return fwnode_property_read_u##bits##_array(fwnode, name, (u##bits *)0, 0);        \
	}
DEFINE_PROPERTY_READ(8)
DEFINE_PROPERTY_READ(16)
DEFINE_PROPERTY_READ(32)
DEFINE_PROPERTY_READ(64)
#undef DEFINE_PROPERTY_READ

static inline int device_property_string_array_count(struct device *dev, const char *name)
{
	return device_property_read_string_array(dev, name, (const char **)0, 0);
}

struct fwnode_handle *fwnode_get_named_child_node(const struct fwnode_handle *fwnode,
						  const char *name);

/* Nodes say nothing of interrupts here. */
static inline int fwnode_irq_get(const struct fwnode_handle *fwnode, unsigned int index)
{
	return -EINVAL;
}

static inline int fwnode_irq_get_byname(const struct fwnode_handle *fwnode, const char *name)
{
	return -EINVAL;
}

#endif
