/* SPDX-License-Identifier: GPL-2.0-only */
/* resource: what a test has taken, given back when it ends, the last one first. */
#ifndef _KUNIT_RESOURCE_H
#define _KUNIT_RESOURCE_H

#include <kunit/test.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/string.h>

struct kunit_resource;

/* 0, or a negative errno: there is no such resource then. */
typedef int (*kunit_resource_init_t)(struct kunit_resource *res, void *context);
typedef void (*kunit_resource_free_t)(struct kunit_resource *res);
typedef bool (*kunit_resource_match_t)(struct kunit *test, struct kunit_resource *res,
				       void *match_data);

struct kunit_resource {
	void *data; /* for its owner */
	const char *name;
	kunit_resource_free_t free; /* or NULL */
	struct kref refcount;
	struct list_head node; /* in test->resources */
	bool should_kfree;
};

/* res is the caller's, or with should_kfree of kmalloc(). Without init: res->data is data. */
int __kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
			 struct kunit_resource *res, void *data);
int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data);
/* With a reference for the caller, or NULL. */
struct kunit_resource *kunit_alloc_and_get_resource(struct kunit *test, kunit_resource_init_t init,
						    kunit_resource_free_t free, gfp_t internal_gfp,
						    void *context);
/* The resource's data, or NULL. */
void *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
			   kunit_resource_free_t free, gfp_t internal_gfp, void *context);
/* The youngest that matches, with a reference for the caller; NULL: none. */
struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data);
/* -ENOENT: none matches. */
int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data);
void kunit_remove_resource(struct kunit *test, struct kunit_resource *res);
void kunit_release_resource(struct kref *kref);

static inline int kunit_add_resource(struct kunit *test, kunit_resource_init_t init,
				     kunit_resource_free_t free, struct kunit_resource *res,
				     void *data)
{
	res->should_kfree = false;
	return __kunit_add_resource(test, init, free, res, data);
}

static inline void kunit_get_resource(struct kunit_resource *res)
{
	kref_get(&res->refcount);
}

static inline void kunit_put_resource(struct kunit_resource *res)
{
	kref_put(&res->refcount, kunit_release_resource);
}

static inline bool kunit_resource_name_match(struct kunit *test, struct kunit_resource *res,
					     void *match_name)
{
	return res->name && !strcmp(res->name, match_name);
}

#define kunit_find_named_resource(test, name)                                                      \
	kunit_find_resource(test, kunit_resource_name_match, (void *)(name))
#define kunit_destroy_named_resource(test, name)                                                   \
	kunit_destroy_resource(test, kunit_resource_name_match, (void *)(name))

#endif
