/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/string.h>

#include "eras.h"

static const struct era eras[] = {
    {"kmalloc", "2.0-2.6.13", "void *kmalloc(size_t size, int flags)"},
    {"kfree", "2.0-2.4", "void kfree(const void *p), in linux/malloc.h until 2.2"},
    {"kmem_cache_create", "2.2-2.6.22",
     "kmem_cache_t *kmem_cache_create(const char *name, size_t size, size_t offset, unsigned long "
     "flags, void (*ctor)(void *, kmem_cache_t *, unsigned long), void (*dtor)(void *, "
     "kmem_cache_t *, unsigned long))"},
    {"kmem_cache_create", "2.6.23-6.11",
     "struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int "
     "align, slab_flags_t flags, void (*ctor)(void *))"},
    {"kmem_cache_create", "6.12 on",
     "struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, struct "
     "kmem_cache_args *args, slab_flags_t flags)"},
    {"kmem_cache_alloc", "2.2-2.6.19", "void *kmem_cache_alloc(kmem_cache_t *cache, int flags)"},
    {"kmem_cache_destroy", "2.2-2.6.18",
     "int kmem_cache_destroy(kmem_cache_t *cache): 1, objects remain"},
    {"mempool_resize", "2.6-3.19",
     "int mempool_resize(mempool_t *pool, int new_min_nr, gfp_t flags)"},
    {"__get_free_pages", "2.0-2.4",
     "unsigned long __get_free_pages(int flags, unsigned long order)"},
    {"get_zeroed_page", "2.0-2.4", "unsigned long get_free_page(int flags)"},
    {"alloc_pages", "2.4", "struct page *alloc_pages(int flags, unsigned long order)"},
    {"free_pages", "2.0-2.4", "void free_pages(unsigned long addr, unsigned long order)"},
    {"__free_page", "2.6-3.x", "void free_hot_page(struct page *), free_cold_page(struct page *)"},
    {"__vmalloc", "2.4-5.7", "void *__vmalloc(unsigned long size, gfp_t flags, pgprot_t prot)"},
    {"ioremap", "2.0-2.6",
     "void *ioremap(unsigned long offset, unsigned long size), ioremap_nocache()"},
    {"kmap_atomic", "2.6.0-3.3", "void *kmap_atomic(struct page *page, enum km_type type)"},
    {"kmap_atomic", "5.11 on", "void *kmap_local_page(struct page *page) is preferred"},
    {"alloc_percpu", "2.6.11", "void *__alloc_percpu(size_t size, size_t align), the same here"},
    {"dma_alloc_coherent", "2.4",
     "void *pci_alloc_consistent(struct pci_dev *dev, size_t size, dma_addr_t *handle)"},
    {"dma_pool_create", "2.4-2.6.4",
     "struct pci_pool *pci_pool_create(const char *name, struct pci_dev *dev, size_t size, size_t "
     "align, size_t alloc, int flags)"},
    {"dma_map_single", "2.4",
     "dma_addr_t pci_map_single(struct pci_dev *dev, void *p, size_t size, int direction)"},
    {"kmap_local_page", "2.6.0-5.10", "void *kmap_atomic(struct page *page)"},
    {"kunmap_atomic", "2.6.0-3.3", "void kunmap_atomic(void *addr, enum km_type type)"},
    {"kfree_sensitive", "2.6.30-5.8", "void kzfree(const void *p)"},
    {"get_cpu_var", "2.6 on", "get_cpu_var(variable)++ and then put_cpu_var(variable)"},
    {"kmem_cache_name", "2.6-3.0", "const char *kmem_cache_name(struct kmem_cache *cache)"},
    {"dma_set_mask_and_coherent", "2.4", "int pci_set_dma_mask(struct pci_dev *dev, u64 mask)"},
    {"alloc_bootmem", "4.20 on", "void *memblock_alloc(phys_addr_t size, phys_addr_t align)"},
};

const struct era *eras_of(const char *name, unsigned int index)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(eras); i++)
		if (!strcmp(eras[i].name, name) && !index--)
			return &eras[i];
	return NULL;
}
