/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kmemleak: as with CONFIG_DEBUG_KMEMLEAK off. What a module leaks is named at rmmod instead
 * (mm/module_held.c), which needs no hints.
 */
#ifndef _LINUX_KMEMLEAK_H
#define _LINUX_KMEMLEAK_H

#include <linux/slab.h>
#include <linux/vmalloc.h>

static inline void kmemleak_alloc(const void *p, size_t size_bytes, int min_count, gfp_t gfp)
{
}

static inline void kmemleak_alloc_percpu(const void __percpu *p, size_t size_bytes, gfp_t gfp)
{
}

static inline void kmemleak_free(const void *p)
{
}

static inline void kmemleak_not_leak(const void *p)
{
}

static inline void kmemleak_ignore(const void *p)
{
}

static inline void kmemleak_no_scan(const void *p)
{
}

static inline void kmemleak_scan_area(const void *p, size_t size_bytes, gfp_t gfp)
{
}

static inline void kmemleak_erase(void **p)
{
}

#endif
