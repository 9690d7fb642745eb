/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Properties of devices, and the software nodes that hold them.
 *
 *	device --fwnode--> fwnode_handle in swnode --node--> software_node (the caller's table)
 *	                                        --properties--> (a copy, or the caller's)
 *
 * Reading wants the element's own width: a u16 is not read as a u32.
 */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/property.h>
#include <linux/string.h>

struct swnode {
	struct fwnode_handle fwnode;
	struct list_head entry; /* in swnodes */
	const struct software_node *node;
	struct software_node own; /* node, when it was made from properties alone */
	unsigned int refs;
};

static LIST_HEAD(swnodes);
static DEFINE_MUTEX(swnodes_mutex);
static const struct fwnode_operations swnode_ops = {"software node"};

static struct swnode *to_swnode(const struct fwnode_handle *fwnode)
{
	return is_software_node(fwnode) ? container_of(fwnode, struct swnode, fwnode) : NULL;
}

bool is_software_node(const struct fwnode_handle *fwnode)
{
	return !IS_ERR_OR_NULL(fwnode) && fwnode->ops == &swnode_ops;
}
EXPORT_SYMBOL_GPL(is_software_node);

const struct software_node *to_software_node(const struct fwnode_handle *fwnode)
{
	struct swnode *swnode = to_swnode(fwnode);

	return swnode ? swnode->node : NULL;
}
EXPORT_SYMBOL_GPL(to_software_node);

/* With the mutex. */
static struct swnode *find_swnode(const struct software_node *node)
{
	struct swnode *swnode;

	list_for_each_entry (swnode, &swnodes, entry)
		if (swnode->node == node)
			return swnode;
	return NULL;
}

struct fwnode_handle *software_node_fwnode(const struct software_node *node)
{
	struct swnode *swnode;

	mutex_lock(&swnodes_mutex);
	swnode = find_swnode(node);
	mutex_unlock(&swnodes_mutex);
	return swnode ? &swnode->fwnode : NULL;
}
EXPORT_SYMBOL_GPL(software_node_fwnode);

static struct swnode *new_swnode(const struct software_node *node)
{
	struct swnode *swnode = kzalloc(sizeof(*swnode), GFP_KERNEL);

	if (!swnode)
		return NULL;
	swnode->fwnode.ops = &swnode_ops;
	swnode->node = node ? node : &swnode->own;
	swnode->refs = 1;
	mutex_lock(&swnodes_mutex);
	list_add_tail(&swnode->entry, &swnodes);
	mutex_unlock(&swnodes_mutex);
	return swnode;
}

static void put_swnode(struct swnode *swnode)
{
	bool last;

	mutex_lock(&swnodes_mutex);
	last = !--swnode->refs;
	if (last)
		list_del(&swnode->entry);
	mutex_unlock(&swnodes_mutex);
	if (!last)
		return;
	if (swnode->node == &swnode->own)
		property_entries_free(swnode->own.properties);
	kfree(swnode);
}

int software_node_register(const struct software_node *node)
{
	if (software_node_fwnode(node))
		return -EEXIST;
	return new_swnode(node) ? 0 : -ENOMEM;
}
EXPORT_SYMBOL_GPL(software_node_register);

void software_node_unregister(const struct software_node *node)
{
	struct fwnode_handle *fwnode = software_node_fwnode(node);

	if (fwnode)
		put_swnode(to_swnode(fwnode));
}
EXPORT_SYMBOL_GPL(software_node_unregister);

int software_node_register_nodes(const struct software_node *nodes)
{
	int i, err = 0;

	for (i = 0; nodes[i].name && !err; i++)
		err = software_node_register(&nodes[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			software_node_unregister(&nodes[i]);
	return err;
}
EXPORT_SYMBOL_GPL(software_node_register_nodes);

void software_node_unregister_nodes(const struct software_node *nodes)
{
	for (; nodes->name; nodes++)
		software_node_unregister(nodes);
}
EXPORT_SYMBOL_GPL(software_node_unregister_nodes);

int software_node_register_node_group(const struct software_node **group)
{
	int i, err = 0;

	for (i = 0; group && group[i] && !err; i++)
		err = software_node_register(group[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			software_node_unregister(group[i]);
	return err;
}
EXPORT_SYMBOL_GPL(software_node_register_node_group);

void software_node_unregister_node_group(const struct software_node **group)
{
	for (; group && *group; group++)
		software_node_unregister(*group);
}
EXPORT_SYMBOL_GPL(software_node_unregister_node_group);

/* ---- copies of tables ---- */

/* Values and, of texts, what they point to, in one piece: NULL if memory is out. */
static void *copy_value(const struct property_entry *from)
{
	const char *const *texts = from->pointer;
	size_t i, n = from->length / sizeof(char *), bytes = from->length;
	char **copy, *text;

	if (from->type != DEV_PROP_STRING)
		return kmemdup(from->pointer, from->length, GFP_KERNEL);
	for (i = 0; i < n; i++)
		bytes += strlen(texts[i]) + 1;
	copy = kmalloc(bytes, GFP_KERNEL);
	text = (char *)copy + from->length;
	for (i = 0; copy && i < n; i++) {
		copy[i] = strcpy(text, texts[i]);
		text += strlen(text) + 1;
	}
	return copy;
}

static int copy_entry(struct property_entry *to, const struct property_entry *from)
{
	*to = *from;
	to->name = kstrdup(from->name, GFP_KERNEL);
	if (!to->name)
		return -ENOMEM;
	if (from->is_inline && from->type == DEV_PROP_STRING && from->length) {
		to->value.str[0] = kstrdup(from->value.str[0], GFP_KERNEL);
		return to->value.str[0] ? 0 : -ENOMEM;
	}
	if (!from->is_inline && from->length) {
		to->pointer = copy_value(from);
		return to->pointer ? 0 : -ENOMEM;
	}
	return 0;
}

void property_entries_free(const struct property_entry *properties)
{
	const struct property_entry *p;

	for (p = properties; p && p->name; p++) {
		if (p->is_inline && p->type == DEV_PROP_STRING && p->length)
			kfree(p->value.str[0]);
		else if (!p->is_inline)
			kfree(p->pointer);
		kfree(p->name);
	}
	kfree(properties);
}
EXPORT_SYMBOL_GPL(property_entries_free);

struct property_entry *property_entries_dup(const struct property_entry *properties)
{
	struct property_entry *copy;
	int i, n = 0;

	if (!properties)
		return NULL;
	while (properties[n].name)
		n++;
	copy = kcalloc(n + 1, sizeof(*copy), GFP_KERNEL);
	if (!copy)
		return ERR_PTR(-ENOMEM);
	for (i = 0; i < n; i++) {
		if (copy_entry(&copy[i], &properties[i])) {
			property_entries_free(copy);
			return ERR_PTR(-ENOMEM);
		}
	}
	return copy;
}
EXPORT_SYMBOL_GPL(property_entries_dup);

struct fwnode_handle *fwnode_create_software_node(const struct property_entry *properties,
						  const struct fwnode_handle *parent)
{
	struct property_entry *copy = property_entries_dup(properties);
	struct swnode *swnode;

	if (IS_ERR(copy))
		return ERR_CAST(copy);
	swnode = new_swnode(NULL);
	if (!swnode) {
		property_entries_free(copy);
		return ERR_PTR(-ENOMEM);
	}
	swnode->own.properties = copy;
	swnode->own.parent = to_software_node(parent);
	return &swnode->fwnode;
}
EXPORT_SYMBOL_GPL(fwnode_create_software_node);

void fwnode_remove_software_node(struct fwnode_handle *fwnode)
{
	struct swnode *swnode = to_swnode(fwnode);

	if (swnode)
		put_swnode(swnode);
}
EXPORT_SYMBOL_GPL(fwnode_remove_software_node);

/* ---- a device's ---- */

int device_add_software_node(struct device *dev, const struct software_node *node)
{
	struct swnode *swnode;

	if (dev->fwnode)
		return -EBUSY;
	mutex_lock(&swnodes_mutex);
	swnode = find_swnode(node);
	if (swnode)
		swnode->refs++;
	mutex_unlock(&swnodes_mutex);
	if (!swnode)
		swnode = new_swnode(node);
	if (!swnode)
		return -ENOMEM;
	dev->fwnode = &swnode->fwnode;
	swnode->fwnode.dev = dev;
	return 0;
}
EXPORT_SYMBOL_GPL(device_add_software_node);

void device_remove_software_node(struct device *dev)
{
	struct swnode *swnode = to_swnode(dev->fwnode);

	if (!swnode)
		return;
	dev->fwnode = NULL;
	put_swnode(swnode);
}
EXPORT_SYMBOL_GPL(device_remove_software_node);

static void remove_managed(void *data)
{
	device_remove_software_node(data);
}

int device_create_managed_software_node(struct device *dev, const struct property_entry *properties,
					const struct software_node *parent)
{
	struct fwnode_handle *fwnode;

	if (dev->fwnode)
		return -EBUSY;
	fwnode = fwnode_create_software_node(properties, software_node_fwnode(parent));
	if (IS_ERR(fwnode))
		return PTR_ERR(fwnode);
	dev->fwnode = fwnode;
	return devm_add_action_or_reset(dev, remove_managed, dev);
}
EXPORT_SYMBOL_GPL(device_create_managed_software_node);

struct fwnode_handle *dev_fwnode(const struct device *dev)
{
	return dev->fwnode;
}
EXPORT_SYMBOL_GPL(dev_fwnode);

/* ---- reading ---- */

static const struct property_entry *find(const struct fwnode_handle *fwnode, const char *name)
{
	const struct software_node *node = to_software_node(fwnode);
	const struct property_entry *p;

	for (p = node ? node->properties : NULL; p && p->name; p++)
		if (!strcmp(p->name, name))
			return p;
	return NULL;
}

static int read_array(const struct fwnode_handle *fwnode, const char *name, enum dev_prop_type type,
		      size_t size, void *val, size_t n)
{
	const struct property_entry *p = find(fwnode, name);

	if (!p)
		return -EINVAL;
	if (!p->length)
		return -ENODATA;
	if (p->type != type)
		return -EPROTO;
	if (!val)
		return p->length / size;
	if (n * size > p->length)
		return -EOVERFLOW;
	memcpy(val, p->is_inline ? &p->value : p->pointer, n * size);
	return 0;
}

bool fwnode_property_present(const struct fwnode_handle *fwnode, const char *name)
{
	return find(fwnode, name);
}
EXPORT_SYMBOL_GPL(fwnode_property_present);

bool device_property_present(struct device *dev, const char *name)
{
	return find(dev->fwnode, name);
}
EXPORT_SYMBOL_GPL(device_property_present);

#define DEFINE_READ_ARRAY(bits)                                                                    \
	int fwnode_property_read_u##bits##_array(const struct fwnode_handle *fwnode,               \
						 const char *name, u##bits *val, size_t n)         \
	{                                                                                          \
		return read_array(fwnode, name, DEV_PROP_U##bits, bits / 8, val, n);               \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(fwnode_property_read_u##bits##_array);                                   \
	int device_property_read_u##bits##_array(struct device *dev, const char *name,             \
						 u##bits *val, size_t n)                           \
	{                                                                                          \
		return read_array(dev->fwnode, name, DEV_PROP_U##bits, bits / 8, val, n);          \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(device_property_read_u##bits##_array)
DEFINE_READ_ARRAY(8);
DEFINE_READ_ARRAY(16);
DEFINE_READ_ARRAY(32);
DEFINE_READ_ARRAY(64);

/* Fewer texts than asked for are all that there are; how many, then. */
int fwnode_property_read_string_array(const struct fwnode_handle *fwnode, const char *name,
				      const char **val, size_t n)
{
	int there = read_array(fwnode, name, DEV_PROP_STRING, sizeof(char *), NULL, 0);

	if (there < 0 || !val)
		return there;
	n = min_t(size_t, n, there);
	there = read_array(fwnode, name, DEV_PROP_STRING, sizeof(char *), val, n);
	return there < 0 ? there : n;
}
EXPORT_SYMBOL_GPL(fwnode_property_read_string_array);

int device_property_read_string_array(struct device *dev, const char *name, const char **val,
				      size_t n)
{
	return fwnode_property_read_string_array(dev->fwnode, name, val, n);
}
EXPORT_SYMBOL_GPL(device_property_read_string_array);

int fwnode_property_read_string(const struct fwnode_handle *fwnode, const char *name,
				const char **val)
{
	int n = fwnode_property_read_string_array(fwnode, name, val, 1);

	return n < 0 ? n : 0;
}
EXPORT_SYMBOL_GPL(fwnode_property_read_string);

int device_property_read_string(struct device *dev, const char *name, const char **val)
{
	return fwnode_property_read_string(dev->fwnode, name, val);
}
EXPORT_SYMBOL_GPL(device_property_read_string);

int fwnode_property_match_string(const struct fwnode_handle *fwnode, const char *name,
				 const char *string)
{
	const struct property_entry *p = find(fwnode, name);
	const char *const *texts;
	int i, n = fwnode_property_read_string_array(fwnode, name, NULL, 0);

	if (n <= 0)
		return n ? n : -ENODATA;
	texts = p->is_inline ? (const char *const *)p->value.str : p->pointer;
	for (i = 0; i < n; i++)
		if (!strcmp(texts[i], string))
			return i;
	return -ENODATA;
}
EXPORT_SYMBOL_GPL(fwnode_property_match_string);

int device_property_match_string(struct device *dev, const char *name, const char *string)
{
	return fwnode_property_match_string(dev->fwnode, name, string);
}
EXPORT_SYMBOL_GPL(device_property_match_string);

const void *device_get_match_data(struct device *dev)
{
	return NULL;
}
EXPORT_SYMBOL_GPL(device_get_match_data);

/* ---- nodes below a node ---- */

struct fwnode_handle *fwnode_get_next_child_node(const struct fwnode_handle *fwnode,
						 struct fwnode_handle *child)
{
	const struct software_node *parent = to_software_node(fwnode);
	struct swnode *swnode, *found = NULL;
	bool behind = !child;

	if (!parent)
		return NULL;
	mutex_lock(&swnodes_mutex);
	list_for_each_entry (swnode, &swnodes, entry) {
		if (behind && swnode->node->parent == parent) {
			found = swnode;
			break;
		}
		behind |= &swnode->fwnode == child;
	}
	mutex_unlock(&swnodes_mutex);
	return found ? &found->fwnode : NULL;
}
EXPORT_SYMBOL_GPL(fwnode_get_next_child_node);

struct fwnode_handle *device_get_next_child_node(struct device *dev, struct fwnode_handle *child)
{
	return fwnode_get_next_child_node(dev->fwnode, child);
}
EXPORT_SYMBOL_GPL(device_get_next_child_node);

unsigned int device_get_child_node_count(struct device *dev)
{
	struct fwnode_handle *child;
	unsigned int n = 0;

	device_for_each_child_node(dev, child) n++;
	return n;
}
EXPORT_SYMBOL_GPL(device_get_child_node_count);

const char *fwnode_get_name(const struct fwnode_handle *fwnode)
{
	const struct software_node *node = to_software_node(fwnode);

	return node ? node->name : NULL;
}
EXPORT_SYMBOL_GPL(fwnode_get_name);

struct fwnode_handle *fwnode_get_named_child_node(const struct fwnode_handle *fwnode,
						  const char *name)
{
	struct fwnode_handle *child;

	fwnode_for_each_child_node(fwnode, child)
	{
		if (fwnode_get_name(child) && !strcmp(fwnode_get_name(child), name))
			return child;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(fwnode_get_named_child_node);

struct fwnode_handle *device_get_named_child_node(struct device *dev, const char *name)
{
	return fwnode_get_named_child_node(dev_fwnode(dev), name);
}
EXPORT_SYMBOL_GPL(device_get_named_child_node);

/* Nodes go when whoever made them says so: a handle in use does not keep them. */
struct fwnode_handle *fwnode_handle_get(struct fwnode_handle *fwnode)
{
	return fwnode;
}
EXPORT_SYMBOL_GPL(fwnode_handle_get);

void fwnode_handle_put(struct fwnode_handle *fwnode)
{
}
EXPORT_SYMBOL_GPL(fwnode_handle_put);
