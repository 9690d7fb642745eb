/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * devres: resources that go with their device.
 *
 * Before what the driver sees lies a node, in a list of the device's, the newest first:
 *
 *	dev->devres_head -> node -> node -> node
 *	                    | release, size
 *	                    | data: the driver's, or what has to be undone
 *
 * devm_kmalloc() needs no undoing but the freeing of the node itself. Locking:
 * dev->devres_lock for the list; release functions are called without it, as they sleep.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/sections.h>

struct devres {
	struct list_head entry;
	dr_release_t release;
	size_t size;
	u8 data[] __aligned(ARCH_KMALLOC_MINALIGN);
};

static struct devres *to_devres(void *res)
{
	return container_of(res, struct devres, data[0]);
}

void *devres_alloc(dr_release_t release, size_t size, gfp_t gfp)
{
	struct devres *dr;
	size_t bytes;

	if (__builtin_add_overflow(sizeof(*dr), size, &bytes))
		return NULL;
	dr = kmalloc(bytes, gfp | __GFP_ZERO);
	if (!dr)
		return NULL;
	INIT_LIST_HEAD(&dr->entry);
	dr->release = release;
	dr->size = size;
	return dr->data;
}
EXPORT_SYMBOL(devres_alloc);

void devres_free(void *res)
{
	if (!res)
		return;
	BUG_ON(!list_empty(&to_devres(res)->entry));
	kfree(to_devres(res));
}
EXPORT_SYMBOL(devres_free);

void devres_add(struct device *dev, void *res)
{
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	BUG_ON(!list_empty(&to_devres(res)->entry));
	list_add(&to_devres(res)->entry, &dev->devres_head);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}
EXPORT_SYMBOL(devres_add);

/* With the lock. */
static struct devres *find(struct device *dev, dr_release_t release, dr_match_t match, void *data)
{
	struct devres *dr;

	list_for_each_entry (dr, &dev->devres_head, entry)
		if (dr->release == release && (!match || match(dev, dr->data, data)))
			return dr;
	return NULL;
}

void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	struct devres *dr;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find(dev, release, match, match_data);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return dr ? dr->data : NULL;
}
EXPORT_SYMBOL(devres_find);

void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	struct devres *dr;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find(dev, release, match, match_data);
	if (dr)
		list_del_init(&dr->entry);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return dr ? dr->data : NULL;
}
EXPORT_SYMBOL(devres_remove);

int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	devres_free(res);
	return res ? 0 : -ENOENT;
}
EXPORT_SYMBOL(devres_destroy);

int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	release(dev, res);
	devres_free(res);
	return 0;
}
EXPORT_SYMBOL(devres_release);

int devres_release_all(struct device *dev)
{
	struct devres *dr;
	unsigned long flags;
	int count = 0;

	for (;; count++) {
		spin_lock_irqsave(&dev->devres_lock, flags);
		dr = list_first_entry_or_null(&dev->devres_head, struct devres, entry);
		if (dr)
			list_del_init(&dr->entry);
		spin_unlock_irqrestore(&dev->devres_lock, flags);
		if (!dr)
			return count;
		dr->release(dev, dr->data);
		kfree(dr);
	}
}
EXPORT_SYMBOL(devres_release_all);

void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data)
{
	struct devres *new = to_devres(new_res), *old;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	old = find(dev, new->release, match, match_data);
	if (!old)
		list_add(&new->entry, &dev->devres_head);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	if (!old)
		return new_res;
	devres_free(new_res);
	return old->data;
}
EXPORT_SYMBOL(devres_get);

void devres_for_each_res(struct device *dev, dr_release_t release, dr_match_t match,
			 void *match_data, void (*fn)(struct device *dev, void *res, void *data),
			 void *data)
{
	struct devres *dr, *next;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	list_for_each_entry_safe (dr, next, &dev->devres_head, entry)
		if (dr->release == release && (!match || match(dev, dr->data, match_data)))
			fn(dev, dr->data, data);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}
EXPORT_SYMBOL(devres_for_each_res);

/* ---- groups: a node where one begins, a node where it ends, and its own id in both ---- */

struct group {
	void *id;
	bool closed;
};

static void group_begins(struct device *dev, void *res)
{
}

static void group_ends(struct device *dev, void *res)
{
}

static int is_group(struct device *dev, void *res, void *id)
{
	const struct group *group = res;

	return id ? group->id == id : !group->closed;
}

void *devres_open_group(struct device *dev, void *id, gfp_t gfp)
{
	struct group *group = devres_alloc(group_begins, sizeof(*group), gfp);

	if (!group)
		return NULL;
	group->id = id ? id : group;
	devres_add(dev, group);
	return group->id;
}
EXPORT_SYMBOL(devres_open_group);

void devres_close_group(struct device *dev, void *id)
{
	struct group *begin = devres_find(dev, group_begins, is_group, id), *end;

	if (WARN_ON(!begin))
		return;
	begin->closed = true;
	end = devres_alloc(group_ends, sizeof(*end), GFP_KERNEL | __GFP_NOFAIL);
	*end = *begin;
	devres_add(dev, end);
}
EXPORT_SYMBOL(devres_close_group);

/* The newest group at all, if no id is given and none is open. */
static struct group *newest_group(struct device *dev, void *id)
{
	struct group *group = devres_find(dev, group_begins, is_group, id);

	return group || id ? group : devres_find(dev, group_begins, NULL, NULL);
}

void devres_remove_group(struct device *dev, void *id)
{
	struct group *begin = newest_group(dev, id);

	if (WARN_ON(!begin))
		return;
	id = begin->id;
	devres_destroy(dev, group_begins, is_group, id);
	devres_destroy(dev, group_ends, is_group, id);
}
EXPORT_SYMBOL(devres_remove_group);

int devres_release_group(struct device *dev, void *id)
{
	struct group *begin = newest_group(dev, id), *end;
	struct devres *dr, *next, *first;
	LIST_HEAD(mine);
	unsigned long flags;
	int count = 0;

	if (WARN_ON(!begin))
		return 0;
	end = devres_find(dev, group_ends, is_group, begin->id);
	spin_lock_irqsave(&dev->devres_lock, flags);
	first = end ? to_devres(end) : list_first_entry(&dev->devres_head, struct devres, entry);
	for (dr = first;; dr = next) {
		next = list_next_entry(dr, entry);
		list_move_tail(&dr->entry, &mine);
		if (dr == to_devres(begin))
			break;
	}
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	list_for_each_entry_safe (dr, next, &mine, entry) {
		count += dr->release != group_begins && dr->release != group_ends;
		dr->release(dev, dr->data);
		kfree(dr);
	}
	return count;
}
EXPORT_SYMBOL(devres_release_group);

/* ---- memory ---- */

static void nothing_to_undo(struct device *dev, void *res)
{
}

static int is_this(struct device *dev, void *res, void *p)
{
	return res == p;
}

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
{
	void *p;

	if (!size)
		return ZERO_SIZE_PTR;
	p = devres_alloc(nothing_to_undo, size, gfp);
	if (p)
		devres_add(dev, p);
	return p;
}
EXPORT_SYMBOL(devm_kmalloc);

void devm_kfree(struct device *dev, const void *p)
{
	if (!ZERO_OR_NULL_PTR(p))
		WARN_ON(devres_destroy(dev, nothing_to_undo, is_this, (void *)p));
}
EXPORT_SYMBOL(devm_kfree);

void *devm_krealloc(struct device *dev, void *p, size_t size, gfp_t gfp)
{
	void *moved;

	if (ZERO_OR_NULL_PTR(p))
		return devm_kmalloc(dev, size, gfp);
	if (size && size <= to_devres(p)->size)
		return p;
	moved = devm_kmalloc(dev, size, gfp);
	if (!moved)
		return NULL;
	if (size)
		memcpy(moved, p, to_devres(p)->size);
	devm_kfree(dev, p);
	return moved;
}
EXPORT_SYMBOL(devm_krealloc);

void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp)
{
	void *p = devm_kmalloc(dev, len, gfp);

	return p && len ? memcpy(p, src, len) : p;
}
EXPORT_SYMBOL(devm_kmemdup);

char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
{
	return s ? devm_kmemdup(dev, s, strlen(s) + 1, gfp) : NULL;
}
EXPORT_SYMBOL(devm_kstrdup);

/* What lies in the kernel's own constants stays. */
const char *devm_kstrdup_const(struct device *dev, const char *s, gfp_t gfp)
{
	bool constant = s >= (const char *)__start_rodata && s < (const char *)__end_rodata;

	return constant ? s : devm_kstrdup(dev, s, gfp);
}
EXPORT_SYMBOL(devm_kstrdup_const);

char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list args)
{
	va_list again;
	char *p;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	p = devm_kmalloc(dev, len + 1, gfp);
	if (p)
		vsnprintf(p, len + 1, fmt, args);
	return p;
}
EXPORT_SYMBOL(devm_kvasprintf);

char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
{
	va_list args;
	char *p;

	va_start(args, fmt);
	p = devm_kvasprintf(dev, gfp, fmt, args);
	va_end(args);
	return p;
}
EXPORT_SYMBOL(devm_kasprintf);

/* ---- what is not kmalloc()'s: the node says what to give back ---- */

struct pages {
	unsigned long addr;
	unsigned int order;
};

static void release_pages(struct device *dev, void *res)
{
	const struct pages *pages = res;

	free_pages(pages->addr, pages->order);
}

static int is_pages(struct device *dev, void *res, void *p)
{
	return ((const struct pages *)res)->addr == (unsigned long)p;
}

unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp, unsigned int order)
{
	struct pages *pages = devres_alloc(release_pages, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return 0;
	pages->addr = __get_free_pages(gfp, order);
	pages->order = order;
	if (!pages->addr) {
		devres_free(pages);
		return 0;
	}
	devres_add(dev, pages);
	return pages->addr;
}
EXPORT_SYMBOL(devm_get_free_pages);

void devm_free_pages(struct device *dev, unsigned long addr)
{
	WARN_ON(devres_release(dev, release_pages, is_pages, (void *)addr));
}
EXPORT_SYMBOL(devm_free_pages);

static void release_percpu(struct device *dev, void *res)
{
	free_percpu(*(void **)res);
}

void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align)
{
	void **res = devres_alloc(release_percpu, sizeof(*res), GFP_KERNEL);

	if (!res)
		return NULL;
	*res = __alloc_percpu(size, align);
	if (!*res) {
		devres_free(res);
		return NULL;
	}
	devres_add(dev, res);
	return *res;
}
EXPORT_SYMBOL(__devm_alloc_percpu);

static void release_ioremap(struct device *dev, void *res)
{
	iounmap(*(void __iomem **)res);
}

static int points_to(struct device *dev, void *res, void *p)
{
	return *(void **)res == p;
}

void __iomem *devm_ioremap(struct device *dev, resource_size_t pa, resource_size_t size)
{
	void __iomem **res = devres_alloc(release_ioremap, sizeof(*res), GFP_KERNEL);

	if (!res)
		return NULL;
	*res = ioremap(pa, size);
	if (!*res) {
		devres_free(res);
		return NULL;
	}
	devres_add(dev, res);
	return *res;
}
EXPORT_SYMBOL(devm_ioremap);

void devm_iounmap(struct device *dev, void __iomem *addr)
{
	WARN_ON(devres_release(dev, release_ioremap, points_to, addr));
}
EXPORT_SYMBOL(devm_iounmap);

/* ---- actions ---- */

struct action {
	void (*run)(void *data);
	void *data;
};

static void release_action(struct device *dev, void *res)
{
	const struct action *action = res;

	action->run(action->data);
}

static int is_action(struct device *dev, void *res, void *wanted)
{
	return !memcmp(res, wanted, sizeof(struct action));
}

int devm_add_action(struct device *dev, void (*run)(void *data), void *data)
{
	struct action *action = devres_alloc(release_action, sizeof(*action), GFP_KERNEL);

	if (!action)
		return -ENOMEM;
	action->run = run;
	action->data = data;
	devres_add(dev, action);
	return 0;
}
EXPORT_SYMBOL(devm_add_action);

void devm_remove_action(struct device *dev, void (*run)(void *data), void *data)
{
	struct action action = {run, data};

	WARN_ON(devres_destroy(dev, release_action, is_action, &action));
}
EXPORT_SYMBOL(devm_remove_action);

void devm_release_action(struct device *dev, void (*run)(void *data), void *data)
{
	struct action action = {run, data};

	WARN_ON(devres_release(dev, release_action, is_action, &action));
}
EXPORT_SYMBOL(devm_release_action);

int devm_add_action_or_reset(struct device *dev, void (*run)(void *data), void *data)
{
	int err = devm_add_action(dev, run, data);

	if (err)
		run(data);
	return err;
}
EXPORT_SYMBOL(devm_add_action_or_reset);
