/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * probe_args: what the arguments of each probe mean, in order (probes.md says
 * more). A name ending in "site" or "caller" is a code address; addr, ptr,
 * phys, cache, task and flags are shown in hex, everything else in decimal.
 */
#ifndef ZONEMU_ABI_PROBE_ARGS_H
#define ZONEMU_ABI_PROBE_ARGS_H

struct probe_args {
	const char *probe, *args;
};

static const struct probe_args probe_args[] = {
	{"kmem:kmalloc", "call_site ptr bytes_req bytes_alloc gfp_flags"},
	{"kmem:kfree", "call_site ptr"},
	{"kmem:kmem_cache_alloc", "call_site ptr bytes_req bytes_alloc gfp_flags"},
	{"kmem:kmem_cache_free", "call_site ptr"},
	{"kmem:mm_page_alloc", "pfn order gfp_flags call_site"},
	{"kmem:mm_page_free", "pfn order call_site"},
	{"kmem:mm_page_pcpu_refill", "zone pages cpu"},
	{"kmem:mm_page_pcpu_drain", "zone pages cpu"},
	{"kmem:slab_grow", "cache pfn order"},
	{"kmem:slab_reap", "cache pfn order"},
	{"vmalloc:alloc", "addr bytes pages caller"},
	{"vmalloc:free", "addr bytes"},
	{"vmalloc:ioremap", "addr phys bytes caller"},
	{"highmem:kmap", "pfn addr"},
	{"highmem:kunmap", "pfn"},
	{"vmscan:kswapd_wake", "zone order"},
	{"vmscan:kswapd_sleep", "zone"},
	{"sched:switch", "prev_task next_task"},
	{"sched:wakeup", "task"},
	{"irq:entry", "irq"},
	{"irq:exit", "irq"},
	{"prompt:show", "addr bytes"},
	{"prompt:call_begin", "call"},
	{"prompt:call_end", "call addr"},
	{"boot:done", ""},
};

#endif
