/* SPDX-License-Identifier: GPL-2.0-only */
/* events: one hook, one single-producer single-consumer ring. */
#include "emu/panel/events.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "emu/machine.h"

#define RING	   512 /* a power of two: also the limit of what is decoded between two looks */
#define REST_LOOKS 30  /* after a storm of events the frequent probes rest so long */

enum probe_kind {
	KIND_NONE,
	KIND_KMALLOC,	 /* call_site, ptr, bytes_req, bytes_alloc, gfp */
	KIND_PAGE_ALLOC, /* pfn, order, gfp, call_site */
	KIND_PAGE_FREE,	 /* pfn, order, call_site */
	KIND_KFREE,	 /* call_site, ptr */
	KIND_VMALLOC,	 /* addr, bytes, pages, caller */
	KIND_KMAP,	 /* pfn, vaddr */
	KIND_SHOW,	 /* addr, bytes */
	KIND_CALL_BEGIN,
	KIND_CALL_END,
};

struct events {
	struct probes *probes;
	uint8_t *kind; /* by the probe's number */
	struct machine *machine;

	struct event ring[RING];
	atomic_uint head, tail; /* written by the machine's and by the panel's thread */

	struct event_call current, last;
	bool in_call;
	bool resting; /* the frequent probes are off */
	bool rest_asked;
	unsigned looks; /* since they rest */
	atomic_bool stop_at_next;
	struct event stopped_by;
	bool stopped;
};

static enum probe_kind kind_of(const struct probe *probe)
{
	static const struct {
		const char *name;
		enum probe_kind kind;
	} kinds[] = {
	    {"kmem:kmalloc", KIND_KMALLOC},
	    {"kmem:kmem_cache_alloc", KIND_KMALLOC},
	    {"kmem:kfree", KIND_KFREE},
	    {"kmem:kmem_cache_free", KIND_KFREE},
	    {"kmem:mm_page_alloc", KIND_PAGE_ALLOC},
	    {"kmem:mm_page_free", KIND_PAGE_FREE},
	    {"vmalloc:alloc", KIND_VMALLOC},
	    {"highmem:kmap", KIND_KMAP},
	    {"prompt:show", KIND_SHOW},
	    {"prompt:call_begin", KIND_CALL_BEGIN},
	    {"prompt:call_end", KIND_CALL_END},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (probe_matches(probe, kinds[i].name))
			return kinds[i].kind;
	return KIND_NONE;
}

struct events *events_create(const char *path, const struct symbols *syms)
{
	struct events *events = calloc(1, sizeof(*events));
	char ignored[200];

	if (!events)
		return NULL;
	events->probes = probes_open(path, syms, ignored, sizeof(ignored));
	if (events->probes)
		events->kind = calloc(probes_count(events->probes) + 1, 1);
	if (!events->kind || !probes_count(events->probes)) {
		events_destroy(events);
		return NULL;
	}
	for (size_t i = 0; i < probes_count(events->probes); i++)
		events->kind[i] = (uint8_t)kind_of(probes_get(events->probes, i));
	return events;
}

void events_destroy(struct events *events)
{
	if (!events)
		return;
	probes_close(events->probes);
	free(events->kind);
	free(events);
}

/* ---- on the machine's thread ---- */

static uint32_t arg(const struct probe *probe, const struct cpu *cpu, unsigned n)
{
	int64_t value = 0;

	return n < probe->arg_count && probe_value(probe, n, cpu, &value) ? (uint32_t)value : 0;
}

/* False: nothing was allocated or freed (a failed allocation, kfree(NULL)). */
static bool decode(const struct probe *probe, enum probe_kind kind, const struct cpu *cpu,
		   struct event *event)
{
	*event = (struct event){.name = probe->name, .kind = EVENT_ALLOC};
	switch (kind) {
	case KIND_KMALLOC:
		event->caller = arg(probe, cpu, 0);
		event->first = arg(probe, cpu, 1);
		event->count = arg(probe, cpu, 3);
		event->gfp = arg(probe, cpu, 4);
		event->has_gfp = true;
		return event->first != 0;
	case KIND_KFREE:
		event->kind = EVENT_FREE;
		event->caller = arg(probe, cpu, 0);
		event->first = arg(probe, cpu, 1);
		event->count = 1;
		return event->first != 0;
	case KIND_PAGE_ALLOC:
	case KIND_PAGE_FREE:
		event->kind = kind == KIND_PAGE_ALLOC ? EVENT_ALLOC : EVENT_FREE;
		event->frames = true;
		event->first = arg(probe, cpu, 0);
		event->count = 1u << (arg(probe, cpu, 1) & 31);
		event->has_gfp = kind == KIND_PAGE_ALLOC;
		event->gfp = event->has_gfp ? arg(probe, cpu, 2) : 0;
		event->caller = arg(probe, cpu, kind == KIND_PAGE_ALLOC ? 3 : 2);
		return event->first != UINT32_MAX;
	case KIND_VMALLOC:
		event->first = arg(probe, cpu, 0);
		event->count = arg(probe, cpu, 1);
		event->caller = arg(probe, cpu, 3);
		return event->first != 0;
	case KIND_KMAP:
		event->frames = true;
		event->first = arg(probe, cpu, 0);
		event->count = 1;
		return true;
	default:
		event->kind = EVENT_SHOW;
		event->first = arg(probe, cpu, 0);
		event->count = arg(probe, cpu, 1);
		return true;
	}
}

static bool push(struct events *events, const struct event *event)
{
	unsigned head = atomic_load_explicit(&events->head, memory_order_relaxed);

	if (head - atomic_load_explicit(&events->tail, memory_order_acquire) == RING)
		return false;
	events->ring[head % RING] = *event;
	atomic_store_explicit(&events->head, head + 1, memory_order_release);
	return true;
}

/*
 * An allocation calls others below it (kmalloc grows a slab, vmalloc takes
 * pages one by one), whose probes come first. The outermost one of a call is
 * the last to report; what it covers is preferred to what led to it.
 */
static void add_to_call(struct event_call *call, const struct event *event)
{
	if (event->kind == EVENT_FREE)
		return;
	if (event->kind == EVENT_SHOW) {
		call->show = true;
		call->ranges = 0;
	}
	if (!strcmp(event->name, "alloc"))
		call->ranges = 0; /* vmalloc's own kmallocs and pages */
	else if (!event->frames)
		while (call->ranges && call->range[call->ranges - 1].frames)
			call->ranges--;
	if (call->ranges < EVENTS_CALL_RANGES)
		call->range[call->ranges++] = *event;
}

static void begin_call(struct events *events)
{
	events->in_call = true;
	events->current = (struct event_call){.number = events->last.number + 1};
}

static void end_call(struct events *events)
{
	if (events->in_call && events->current.ranges) {
		events->current.done = true;
		events->last = events->current;
	}
	events->in_call = false;
}

static bool ring_full(const struct events *events)
{
	return atomic_load_explicit(&events->head, memory_order_relaxed) -
		   atomic_load_explicit(&events->tail, memory_order_relaxed) ==
	       RING;
}

/* Those that allocators hit thousands of times a second. */
static bool is_frequent(enum probe_kind kind)
{
	return kind == KIND_KMALLOC || kind == KIND_KFREE || kind == KIND_PAGE_ALLOC ||
	       kind == KIND_PAGE_FREE;
}

static void set_frequent(struct events *events, bool on)
{
	for (size_t i = 0; i < probes_count(events->probes); i++)
		if (is_frequent(events->kind[i]))
			machine_set_probe(events->machine, probes_get(events->probes, i)->la, on);
	events->resting = !on;
	events->looks = 0;
}

static void rest(void *ctx, struct machine *machine)
{
	struct events *events = ctx;

	(void)machine;
	events->rest_asked = false;
	if (!events->resting)
		set_frequent(events, false);
}

static void wake(void *ctx, struct machine *machine)
{
	struct events *events = ctx;

	(void)machine;
	if (events->resting)
		set_frequent(events, true);
}

/* Under a storm of events only those that somebody waits for are worth the guest's time. */
static bool worth_decoding(struct events *events, enum probe_kind kind)
{
	if (!ring_full(events) || events->stop_at_next || !is_frequent(kind) ||
	    (events->in_call && events->current.ranges < EVENTS_CALL_RANGES))
		return true;
	if (!events->rest_asked && !events->resting)
		machine_defer(events->machine, rest, events);
	events->rest_asked = true;
	return false;
}

static void take(struct events *events, struct cpu *cpu, const struct event *event)
{
	push(events, event);
	if (event->kind == EVENT_SHOW && !events->in_call) {
		begin_call(events);
		add_to_call(&events->current, event);
		end_call(events);
	} else if (events->in_call) {
		add_to_call(&events->current, event);
	}
	if (event->kind == EVENT_ALLOC && atomic_exchange(&events->stop_at_next, false)) {
		events->stopped_by = *event;
		events->stopped = true;
		machine_pause(events->machine, true);
		cpu_shorten(cpu, 0);
	}
}

static void on_probe(void *ctx, struct cpu *cpu, uint32_t la)
{
	struct events *events = ctx;
	const struct probe *probe = probes_at(events->probes, la);
	enum probe_kind kind = KIND_NONE;
	struct event event;

	if (probe)
		kind = events->kind[probe - probes_get(events->probes, 0)];
	if (kind == KIND_CALL_BEGIN) {
		begin_call(events);
		machine_defer(events->machine, wake, events);
	} else if (kind == KIND_CALL_END) {
		end_call(events);
	} else if (kind != KIND_NONE && worth_decoding(events, kind) &&
		   decode(probe, kind, cpu, &event)) {
		take(events, cpu, &event);
	}
}

/* ---- on the panel's ---- */

void events_attach(struct events *events, struct machine *machine)
{
	struct cpu_hooks hooks = {.ctx = events, .probe = on_probe};

	events->machine = machine;
	machine_add_hooks(machine, &hooks);
	for (size_t i = 0; i < probes_count(events->probes); i++)
		if (events->kind[i] != KIND_NONE)
			machine_set_probe(machine, probes_get(events->probes, i)->la, true);
}

void events_look(struct events *events)
{
	if (events->resting && (events->stop_at_next || ++events->looks >= REST_LOOKS))
		set_frequent(events, true);
}

bool events_next(struct events *events, struct event *event)
{
	unsigned tail = atomic_load_explicit(&events->tail, memory_order_relaxed);

	if (tail == atomic_load_explicit(&events->head, memory_order_acquire))
		return false;
	*event = events->ring[tail % RING];
	atomic_store_explicit(&events->tail, tail + 1, memory_order_release);
	return true;
}

void events_last_call(const struct events *events, struct event_call *call)
{
	*call = events->last;
}

void events_stop_at_next(struct events *events, bool stop)
{
	atomic_store(&events->stop_at_next, stop);
}

bool events_take_stop(struct events *events, struct event *event)
{
	bool stopped = events->stopped;

	*event = events->stopped_by;
	events->stopped = false;
	return stopped;
}
