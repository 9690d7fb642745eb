/* SPDX-License-Identifier: GPL-2.0-only */
/* resource: what a test has taken. Each has one reference of the list's, and those of its users. */
#include <linux/kernel.h>
#include <linux/overflow.h>

#include "kunit_internal.h"

/* ---- resources ---- */

void kunit_release_resource(struct kref *kref)
{
	struct kunit_resource *res = container_of(kref, struct kunit_resource, refcount);
	bool should_kfree = res->should_kfree;

	if (res->free)
		res->free(res);
	if (should_kfree)
		kfree(res);
}
EXPORT_SYMBOL_GPL(kunit_release_resource);

int __kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
			 struct kunit_resource *res, void *data)
{
	unsigned long flags;
	int err = 0;

	res->free = free;
	kref_init(&res->refcount);
	if (init)
		err = init(res, data);
	else
		res->data = data;
	if (err) {
		if (res->should_kfree)
			kfree(res);
		return err;
	}
	spin_lock_irqsave(&test->lock, flags);
	list_add_tail(&res->node, &test->resources);
	spin_unlock_irqrestore(&test->lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(__kunit_add_resource);

int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data)
{
	struct kunit_resource *there;

	if (!name)
		return -EINVAL;
	there = kunit_find_named_resource(test, name);
	if (there) {
		kunit_put_resource(there);
		return -EEXIST;
	}
	res->name = name;
	return kunit_add_resource(test, init, free, res, data);
}
EXPORT_SYMBOL_GPL(kunit_add_named_resource);

static struct kunit_resource *alloc_one(struct kunit *test, kunit_resource_init_t init,
					kunit_resource_free_t free, gfp_t gfp, void *context)
{
	struct kunit_resource *res = kzalloc(sizeof(*res), gfp);

	if (!res)
		return NULL;
	res->should_kfree = true;
	return __kunit_add_resource(test, init, free, res, context) ? NULL : res;
}

struct kunit_resource *kunit_alloc_and_get_resource(struct kunit *test, kunit_resource_init_t init,
						    kunit_resource_free_t free, gfp_t gfp,
						    void *context)
{
	struct kunit_resource *res = alloc_one(test, init, free, gfp, context);

	if (res)
		kunit_get_resource(res);
	return res;
}
EXPORT_SYMBOL_GPL(kunit_alloc_and_get_resource);

void *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
			   kunit_resource_free_t free, gfp_t gfp, void *context)
{
	struct kunit_resource *res = alloc_one(test, init, free, gfp, context);

	return res ? res->data : NULL;
}
EXPORT_SYMBOL_GPL(kunit_alloc_resource);

struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data)
{
	struct kunit_resource *res, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&test->lock, flags);
	list_for_each_entry_reverse(res, &test->resources, node)
	{
		if (match(test, res, match_data)) {
			found = res;
			kunit_get_resource(found);
			break;
		}
	}
	spin_unlock_irqrestore(&test->lock, flags);
	return found;
}
EXPORT_SYMBOL_GPL(kunit_find_resource);

void kunit_remove_resource(struct kunit *test, struct kunit_resource *res)
{
	unsigned long flags;
	bool listed;

	spin_lock_irqsave(&test->lock, flags);
	listed = !list_empty(&res->node);
	list_del_init(&res->node);
	spin_unlock_irqrestore(&test->lock, flags);
	if (listed)
		kunit_put_resource(res);
}
EXPORT_SYMBOL_GPL(kunit_remove_resource);

int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data)
{
	struct kunit_resource *res = kunit_find_resource(test, match, match_data);

	if (!res)
		return -ENOENT;
	kunit_remove_resource(test, res);
	kunit_put_resource(res);
	return 0;
}
EXPORT_SYMBOL_GPL(kunit_destroy_resource);

void kunit_cleanup(struct kunit *test)
{
	struct kunit_resource *res;
	unsigned long flags;

	for (;;) {
		spin_lock_irqsave(&test->lock, flags);
		res = list_empty(&test->resources)
			  ? NULL
			  : list_last_entry(&test->resources, struct kunit_resource, node);
		spin_unlock_irqrestore(&test->lock, flags);
		if (!res)
			break;
		kunit_remove_resource(test, res);
	}
	current->kunit_test = NULL;
}
EXPORT_SYMBOL_GPL(kunit_cleanup);

/* ---- memory ---- */

struct request {
	size_t n, size;
	gfp_t gfp;
};

static int take_memory(struct kunit_resource *res, void *context)
{
	const struct request *request = context;

	res->data = kmalloc_array(request->n, request->size, request->gfp);
	return res->data ? 0 : -ENOMEM;
}

static void give_memory(struct kunit_resource *res)
{
	kfree(res->data);
}

static bool is_memory_at(struct kunit *test, struct kunit_resource *res, void *ptr)
{
	return res->free == give_memory && res->data == ptr;
}

void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	struct request request = {n, size, gfp};

	return kunit_alloc_resource(test, take_memory, give_memory, gfp, &request);
}
EXPORT_SYMBOL_GPL(kunit_kmalloc_array);

void kunit_kfree(struct kunit *test, const void *ptr)
{
	if (ptr && kunit_destroy_resource(test, is_memory_at, (void *)ptr))
		kunit_err(test, "kunit_kfree(%px): not the test's", ptr);
}
EXPORT_SYMBOL_GPL(kunit_kfree);
