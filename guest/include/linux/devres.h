/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * devres: resources that belong to a device (kernel/devres.c). What is got by a devm_
 * function needs no freeing: devres_release_all() does it when the driver is detached, in
 * the reverse order.
 */
#ifndef _LINUX_DEVRES_H
#define _LINUX_DEVRES_H

#include <stdarg.h>
#include <linux/gfp.h>
#include <linux/types.h>

struct device;
struct resource;

typedef void (*dr_release_t)(struct device *dev, void *res);
typedef int (*dr_match_t)(struct device *dev, void *res, void *match_data);

/* size bytes, cleared, that release() will be called for; not yet the device's. NULL: none. */
void *devres_alloc(dr_release_t release, size_t size, gfp_t gfp);
/* One that was not added, or was removed: gone, without release(). */
void devres_free(void *res);
void devres_add(struct device *dev, void *res);
/* The one that is there already, or new_res added; the other of the two is freed. */
void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data);
void devres_for_each_res(struct device *dev, dr_release_t release, dr_match_t match,
			 void *match_data, void (*fn)(struct device *dev, void *res, void *data),
			 void *data);
/*
 * A group: what comes between its opening and its closing, to be released together. id
 * NULL: the new group is its own id; for the others, the newest open (or newest at all).
 */
void *__must_check devres_open_group(struct device *dev, void *id, gfp_t gfp);
void devres_close_group(struct device *dev, void *id);
void devres_remove_group(struct device *dev, void *id);
int devres_release_group(struct device *dev, void *id);
/* The newest of the device's with that release function that match() likes (NULL: any). */
void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
/* Removed and freed; with release() called too. 0, or -ENOENT. */
int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
/* All. How many. Process context. */
int devres_release_all(struct device *dev);

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp);
void *devm_krealloc(struct device *dev, void *p, size_t size, gfp_t gfp);
void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp);
char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp);
char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...) __printf(3, 4);
void devm_kfree(struct device *dev, const void *p);
unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp, unsigned int order);
void devm_free_pages(struct device *dev, unsigned long addr);
void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align);
void __iomem *devm_ioremap(struct device *dev, resource_size_t pa, resource_size_t size);
void devm_iounmap(struct device *dev, void __iomem *addr);
/* Ask for the range and map it. ERR_PTR: -EINVAL (no resource), -EBUSY (taken), -ENOMEM. */
void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res);
void __iomem *devm_ioport_map(struct device *dev, unsigned long port, unsigned int nr);
void devm_ioport_unmap(struct device *dev, void __iomem *addr);
char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list args) __printf(3, 0);
const char *devm_kstrdup_const(struct device *dev, const char *s, gfp_t gfp);
/* Call action(data) at that point of the taking apart. 0, or -ENOMEM. */
int devm_add_action(struct device *dev, void (*action)(void *data), void *data);
void devm_remove_action(struct device *dev, void (*action)(void *data), void *data);
void devm_release_action(struct device *dev, void (*action)(void *data), void *data); /* now */
/* The same, and at once if it cannot be noted. */
int devm_add_action_or_reset(struct device *dev, void (*action)(void *data), void *data);

static inline void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
	return devm_kmalloc(dev, size, gfp | __GFP_ZERO);
}

static inline void *devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t gfp)
{
	size_t bytes;

	return __builtin_mul_overflow(n, size, &bytes) ? NULL : devm_kmalloc(dev, bytes, gfp);
}

static inline void *devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t gfp)
{
	return devm_kmalloc_array(dev, n, size, gfp | __GFP_ZERO);
}

#define devm_alloc_percpu(dev, type)                                                               \
	((__typeof__(type) __percpu *)__devm_alloc_percpu(dev, sizeof(type), __alignof__(type)))
#define devm_ioremap_wc(dev, pa, size)		   devm_ioremap(dev, pa, size)
#define devm_ioremap_uc(dev, pa, size)		   devm_ioremap(dev, pa, size)
#define devm_ioremap_resource_wc(dev, res)	   devm_ioremap_resource(dev, res)
#define devres_alloc_node(release, size, gfp, nid) devres_alloc(release, size, gfp)
#define devm_ioremap_nocache(dev, pa, size)	   devm_ioremap(dev, pa, size)

#endif
