/* SPDX-License-Identifier: GPL-2.0-only */
/* old_cache: kmem_cache_t, created with six arguments, constructor and destructor. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>

MODULE_LICENSE("GPL");

static kmem_cache_t *cache;
static int made, unmade;

static void construct(void *object, kmem_cache_t *c, unsigned long flags)
{
	if ((flags & (SLAB_CTOR_VERIFY | SLAB_CTOR_CONSTRUCTOR)) == SLAB_CTOR_CONSTRUCTOR)
		made++;
}

static void destroy(void *object, kmem_cache_t *c, unsigned long flags)
{
	unmade++;
}

static int __init old_cache_init(void)
{
	void *object;

	cache = kmem_cache_create("old_cache", 4000, 0, SLAB_HWCACHE_ALIGN, construct, destroy);
	if (!cache)
		return -ENOMEM;
	object = kmem_cache_alloc(cache, SLAB_KERNEL);
	if (object)
		kmem_cache_free(cache, object);
	printk(KERN_INFO "old_cache: %s objects constructed\n", made ? "some" : "no");
	return 0;
}

static void __exit old_cache_exit(void)
{
	if (kmem_cache_destroy(cache))
		printk(KERN_ERR "old_cache: objects remain\n");
	printk(KERN_INFO "old_cache: %s destroyed\n", made == unmade ? "as many" : "not all");
}

module_init(old_cache_init);
module_exit(old_cache_exit);
