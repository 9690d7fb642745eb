/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * resource: the trees of ports and physical addresses. Children of a node lie inside
 * it, in order, without overlap.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/module_held.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct resource ioport_resource = {.name = "PCI IO", .end = 0xffff, .flags = IORESOURCE_IO};
EXPORT_SYMBOL(ioport_resource);
struct resource iomem_resource = {
    .name = "PCI mem", .end = (resource_size_t)-1, .flags = IORESOURCE_MEM};
EXPORT_SYMBOL(iomem_resource);

static DEFINE_SPINLOCK(resource_lock);
static DECLARE_WAIT_QUEUE_HEAD(muxed_wait);

/* Returns what stands in the way, or NULL when res is now a child of root. */
static struct resource *place(struct resource *root, struct resource *res)
{
	struct resource **link = &root->child, *next;

	if (res->start > res->end || res->start < root->start || res->end > root->end)
		return root;
	for (; (next = *link) && next->end < res->start; link = &next->sibling)
		;
	if (next && next->start <= res->end)
		return next;
	res->sibling = next;
	res->parent = root;
	*link = res;
	return NULL;
}

static bool contains(const struct resource *outer, const struct resource *inner)
{
	return outer->start <= inner->start && outer->end >= inner->end;
}

int request_resource(struct resource *root, struct resource *res)
{
	unsigned long flags;
	struct resource *conflict;

	spin_lock_irqsave(&resource_lock, flags);
	conflict = place(root, res);
	spin_unlock_irqrestore(&resource_lock, flags);
	return conflict ? -EBUSY : 0;
}
EXPORT_SYMBOL(request_resource);

/* res takes the place of those of root's children that it holds. */
static int adopt(struct resource *root, struct resource *res)
{
	struct resource **link = &root->child, *first, *last;

	while (*link && (*link)->end < res->start)
		link = &(*link)->sibling;
	first = *link;
	for (last = first;; last = last->sibling) {
		if (!contains(res, last))
			return -EBUSY; /* only partly */
		last->parent = res;
		if (!last->sibling || last->sibling->start > res->end)
			break;
	}
	res->child = first;
	res->sibling = last->sibling;
	res->parent = root;
	last->sibling = NULL;
	*link = res;
	return 0;
}

static int insert_locked(struct resource *root, struct resource *res)
{
	for (;;) {
		struct resource *conflict = place(root, res);

		if (!conflict)
			return 0;
		if (conflict == root)
			return -EBUSY;
		if (contains(conflict, res) && !contains(res, conflict))
			root = conflict;
		else
			return adopt(root, res);
	}
}

int insert_resource(struct resource *root, struct resource *res)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&resource_lock, flags);
	err = insert_locked(root, res);
	spin_unlock_irqrestore(&resource_lock, flags);
	return err;
}
EXPORT_SYMBOL(insert_resource);

static int release_locked(struct resource *res)
{
	struct resource **link;

	if (!res->parent)
		return -EINVAL;
	for (link = &res->parent->child; *link; link = &(*link)->sibling) {
		if (*link == res) {
			*link = res->sibling;
			res->parent = NULL;
			return 0;
		}
	}
	return -EINVAL;
}

int release_resource(struct resource *res)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&resource_lock, flags);
	err = release_locked(res);
	spin_unlock_irqrestore(&resource_lock, flags);
	return err;
}
EXPORT_SYMBOL(release_resource);

struct resource *__request_region(struct resource *root, resource_size_t start, resource_size_t n,
				  const char *name, int flags)
{
	struct resource *res = kzalloc(sizeof(*res), GFP_KERNEL);
	unsigned long irqflags;
	DEFINE_WAIT(wait);

	if (!res || !n)
		goto fail;
	*res = (struct resource){.start = start,
				 .end = start + n - 1,
				 .name = name,
				 .flags = root->flags | IORESOURCE_BUSY | flags};
	spin_lock_irqsave(&resource_lock, irqflags);
	for (;;) {
		struct resource *conflict = place(root, res);

		if (!conflict)
			break;
		if (conflict != root && (conflict->flags & flags & IORESOURCE_MUXED)) {
			prepare_to_wait(&muxed_wait, &wait, TASK_UNINTERRUPTIBLE);
			spin_unlock_irqrestore(&resource_lock, irqflags);
			schedule();
			finish_wait(&muxed_wait, &wait);
			spin_lock_irqsave(&resource_lock, irqflags);
			continue;
		}
		if (conflict == root || (conflict->flags & IORESOURCE_BUSY) ||
		    !contains(conflict, res)) {
			spin_unlock_irqrestore(&resource_lock, irqflags);
			goto fail;
		}
		root = conflict;
	}
	spin_unlock_irqrestore(&resource_lock, irqflags);
	held_made(res, sizeof(*res), _RET_IP_, "a region not released");
	return res;
fail:
	kfree(res);
	return NULL;
}
EXPORT_SYMBOL(__request_region);

static struct resource *find_exact(struct resource *root, resource_size_t start,
				   resource_size_t end)
{
	struct resource *res = root->child;

	while (res) {
		if (res->start == start && res->end == end && (res->flags & IORESOURCE_BUSY) &&
		    !res->child)
			return res;
		if (res->start <= start && res->end >= end)
			res = res->child;
		else
			res = res->sibling;
	}
	return NULL;
}

void __release_region(struct resource *root, resource_size_t start, resource_size_t n)
{
	struct resource *res;
	unsigned long flags;

	spin_lock_irqsave(&resource_lock, flags);
	res = find_exact(root, start, start + n - 1);
	if (res)
		release_locked(res);
	spin_unlock_irqrestore(&resource_lock, flags);
	if (!res)
		pr_warn("Trying to free nonexistent resource <%08llx-%08llx>\n", (u64)start,
			(u64)start + n - 1);
	else if (res->flags & IORESOURCE_MUXED)
		wake_up_all(&muxed_wait);
	kfree(res);
}
EXPORT_SYMBOL(__release_region);

/* The first below root that has its name in that memory, which goes. */
static struct resource *find_named_in(struct resource *root, const struct gone_code *gone)
{
	struct resource *res, *found = NULL;

	for (res = root->child; res && !found; res = res->sibling)
		found = res->flags & IORESOURCE_BUSY && !res->child && is_gone(gone, res->name)
			    ? res
			    : find_named_in(res, gone);
	return found;
}

unsigned int resources_code_gone(const struct gone_code *gone)
{
	struct resource *const roots[] = {&ioport_resource, &iomem_resource};
	unsigned int i = 0, found = 0;
	struct resource *res;
	unsigned long flags;

	while (i < ARRAY_SIZE(roots)) {
		spin_lock_irqsave(&resource_lock, flags);
		res = find_named_in(roots[i], gone);
		if (res)
			release_locked(res);
		spin_unlock_irqrestore(&resource_lock, flags);
		if (!res) {
			i++;
			continue;
		}
		found++;
		misuse_told(gone->owner, held_caller(res) ?: (unsigned long)res->name,
			    "leaves the %s %08llx-%08llx requested (taken away)",
			    i ? "memory region" : "I/O ports", (u64)res->start, (u64)res->end);
		if (!is_gone(gone, res))
			kfree(res);
	}
	return found;
}

int __check_region(struct resource *root, resource_size_t start, resource_size_t n)
{
	if (!__request_region(root, start, n, "check-region", 0))
		return -EBUSY;
	__release_region(root, start, n);
	return 0;
}
EXPORT_SYMBOL(__check_region);

struct resource *resource_find(struct resource *root, resource_size_t start, resource_size_t end,
			       unsigned long flags)
{
	struct resource *res;

	for (res = root->child; res && res->start <= end; res = res->sibling) {
		struct resource *inner;

		if (res->end < start)
			continue;
		if ((res->flags & flags) == flags)
			return res;
		inner = resource_find(res, start, end, flags);
		if (inner)
			return inner;
	}
	return NULL;
}
EXPORT_SYMBOL(resource_find);
