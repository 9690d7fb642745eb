/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "calls.h"
#include "cmds.h"
#include "consts.h"
#include "nearest.h"
#include "vars.h"

static u32 vmalloc_start(void)
{
	return VMALLOC_START;
}

static u32 vmalloc_end(void)
{
	return VMALLOC_END;
}

static u32 pkmap_base(void)
{
	return PKMAP_BASE;
}

/* The compiler's own values; an int-sized variable of the kernel's; what has to be computed. */
#define FLAG(n)                                                                                    \
	{                                                                                          \
		.name = #n, .kind = VAL_UINT, .bits = (u32)(n)                                     \
	}
#define NUMBER(n)                                                                                  \
	{                                                                                          \
		.name = #n, .kind = VAL_INT, .bits = (u32)(n)                                      \
	}
#define LIVE(n, k)                                                                                 \
	{                                                                                          \
		.name = #n, .kind = k, .live = (const volatile void *)&n                           \
	}
#define COMPUTED(n, f)                                                                             \
	{                                                                                          \
		.name = #n, .kind = VAL_UINT, .compute = f                                         \
	}

static const struct constant {
	const char *name;
	enum value_kind kind;
	u32 bits;
	const volatile void *live;
	u32 (*compute)(void);
} constants[] = {
    FLAG(GFP_KERNEL),
    FLAG(GFP_ATOMIC),
    FLAG(GFP_USER),
    FLAG(GFP_HIGHUSER),
    FLAG(GFP_NOIO),
    FLAG(GFP_NOFS),
    FLAG(GFP_NOWAIT),
    FLAG(GFP_BUFFER),
    FLAG(GFP_DMA),
    FLAG(__GFP_DMA),
    FLAG(__GFP_HIGHMEM),
    FLAG(__GFP_WAIT),
    FLAG(__GFP_HIGH),
    FLAG(__GFP_IO),
    FLAG(__GFP_FS),
    FLAG(__GFP_COLD),
    FLAG(__GFP_NOWARN),
    FLAG(__GFP_REPEAT),
    FLAG(__GFP_RETRY_MAYFAIL),
    FLAG(__GFP_NOFAIL),
    FLAG(__GFP_NORETRY),
    FLAG(__GFP_ZERO),
    FLAG(__GFP_COMP),
    FLAG(__GFP_DIRECT_RECLAIM),
    FLAG(__GFP_RECLAIM),
    FLAG(SLAB_KERNEL),
    FLAG(SLAB_ATOMIC),
    FLAG(SLAB_USER),
    FLAG(SLAB_NOFS),
    FLAG(SLAB_NOIO),
    FLAG(SLAB_DMA),
    FLAG(SLAB_HWCACHE_ALIGN),
    FLAG(SLAB_CACHE_DMA),
    FLAG(SLAB_NO_REAP),
    FLAG(SLAB_PANIC),
    FLAG(PAGE_SIZE),
    FLAG(PAGE_MASK),
    FLAG(PAGE_OFFSET),
    COMPUTED(VMALLOC_START, vmalloc_start),
    COMPUTED(VMALLOC_END, vmalloc_end),
    COMPUTED(PKMAP_BASE, pkmap_base),
    FLAG(MAX_DMA_ADDRESS),
    FLAG(KMALLOC_MAX_SIZE),
    NUMBER(PAGE_SHIFT),
    NUMBER(MAX_ORDER),
    NUMBER(HZ),
    NUMBER(NULL),
    FLAG(SLAB_POISON),
    FLAG(SLAB_RED_ZONE),
    FLAG(SLAB_STORE_USER),
    FLAG(SLAB_RECLAIM_ACCOUNT),
    FLAG(SLAB_TYPESAFE_BY_RCU),
    FLAG(SLAB_DEBUG_FREE),
    FLAG(SLAB_DEBUG_INITIAL),
    FLAG(SLAB_MUST_HWCACHE_ALIGN),
    FLAG(SLAB_CTOR_CONSTRUCTOR),
    FLAG(SLAB_CTOR_ATOMIC),
    FLAG(SLAB_CTOR_VERIFY),
    FLAG(VM_MAP),
    FLAG(VM_ALLOC),
    FLAG(VM_IOREMAP),
    NUMBER(DMA_BIDIRECTIONAL),
    NUMBER(DMA_TO_DEVICE),
    NUMBER(DMA_FROM_DEVICE),
    FLAG(__GFP_NOMEMALLOC),
    FLAG(__GFP_MEMALLOC),
    FLAG(__GFP_NO_GROW),
    FLAG(__GFP_ATOMIC),
    FLAG(__GFP_KSWAPD_RECLAIM),
    FLAG(GFP_HIGHUSER_MOVABLE),
    FLAG(GFP_DMA32),
    {.name = "PAGE_KERNEL", .kind = VAL_UINT, .bits = __PAGE_KERNEL},
    {.name = "prompt_counter", .kind = VAL_PERCPU, .bits = (u32)&prompt_counter},
    {.name = "mempool_alloc_slab", .kind = VAL_PTR, .bits = (u32)mempool_alloc_slab},
    {.name = "mempool_free_slab", .kind = VAL_PTR, .bits = (u32)mempool_free_slab},
    {.name = "mempool_kmalloc", .kind = VAL_PTR, .bits = (u32)mempool_kmalloc},
    {.name = "mempool_kfree", .kind = VAL_PTR, .bits = (u32)mempool_kfree},
    {.name = "mempool_alloc_pages", .kind = VAL_PTR, .bits = (u32)mempool_alloc_pages},
    {.name = "mempool_free_pages", .kind = VAL_PTR, .bits = (u32)mempool_free_pages},
    {.name = "prompt_ctor", .kind = VAL_PTR, .bits = (u32)prompt_ctor},
    {.name = "prompt_dtor", .kind = VAL_PTR, .bits = (u32)prompt_dtor},
    LIVE(jiffies, VAL_UINT),
    LIVE(high_memory, VAL_PTR),
    LIVE(max_mapnr, VAL_UINT),
    LIVE(mem_map, VAL_PAGE),
};

bool consts_get(const char *name, size_t len, struct value *v)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(constants); i++) {
		const struct constant *c = &constants[i];

		if (strlen(c->name) != len || memcmp(c->name, name, len))
			continue;
		memset(v, 0, sizeof(*v));
		v->kind = c->kind;
		if (c->compute)
			v->bits = c->compute();
		else
			v->bits = c->live ? *(const volatile u32 *)c->live : c->bits;
		if (!strcmp(c->name, "NULL"))
			v->kind = VAL_PTR;
		return true;
	}
	return false;
}

const char *consts_at(unsigned int index)
{
	return index < ARRAY_SIZE(constants) ? constants[index].name : NULL;
}

void names_unknown(struct expr *e, const char *name, size_t len)
{
	struct nearest n;
	const char *known;
	unsigned int i;

	nearest_init(&n, name, len);
	for (i = 0; calls_at(i); i++)
		nearest_try(&n, calls_at(i)->name);
	for (i = 0; vars_at(i); i++)
		nearest_try(&n, vars_at(i)->name);
	for (i = 0; (known = consts_at(i)); i++)
		nearest_try(&n, known);
	for (i = 0; cmds_at(i); i++)
		nearest_try(&n, cmds_at(i)->name);
	if (n.best)
		expr_fail(e, "nothing is called %.*s; did you mean %s?", (int)len, name, n.best);
	else
		expr_fail(e, "nothing is called %.*s; try help", (int)len, name);
}
