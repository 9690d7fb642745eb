/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/scenario/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "devices/iobus.h"
#include "emu/debug/introspect.h"
#include "emu/machine.h"

struct values {
	struct introspect *in;
	const struct introspect_state *state;
	struct machine *machine;
};

/* "first.middle.last"; the middle may have dots of its own. */
struct name {
	char first[16], middle[40], last[40];
};

static bool split(const char *text, struct name *name)
{
	const char *dot = strchr(text, '.'), *last = strrchr(text, '.');
	int first = dot ? (int)(dot - text) : 0, middle = last > dot ? (int)(last - dot - 1) : 0;

	if (!dot || !last[1] || first >= (int)sizeof(name->first) ||
	    middle >= (int)sizeof(name->middle) || strlen(last + 1) >= sizeof(name->last))
		return false;
	snprintf(name->first, sizeof(name->first), "%.*s", first, text);
	snprintf(name->middle, sizeof(name->middle), "%.*s", middle, dot + 1);
	snprintf(name->last, sizeof(name->last), "%s", last + 1);
	return true;
}

struct row {
	const char *name;
	int64_t value;
};

static bool pick(const struct row *rows, size_t count, const char *name, int64_t *value)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].name, name)) {
			*value = rows[i].value;
			return true;
		}
	return false;
}

static const struct introspect_zone *find_zone(const struct values *values, const char *name)
{
	for (unsigned i = 0; i < values->state->zones; i++)
		if (!strcmp(values->state->zone[i].name, name))
			return &values->state->zone[i];
	return NULL;
}

static bool zone_value(const struct values *values, const struct name *name, int64_t *value)
{
	const struct introspect_zone *zone = find_zone(values, name->middle);

	if (!zone)
		return false;
	const struct row rows[] = {
	    {"free", zone->free},	{"min", zone->min},	    {"low", zone->low},
	    {"high", zone->high},	{"present", zone->present}, {"managed", zone->managed},
	    {"spanned", zone->spanned}, {"pcp", zone->pcp},
	};
	return pick(rows, sizeof(rows) / sizeof(rows[0]), name->last, value);
}

static bool buddy_value(const struct values *values, const struct name *name, int64_t *value)
{
	const struct introspect_zone *zone = find_zone(values, name->middle);
	char *end;
	unsigned long order = strtoul(name->last, &end, 10);

	if (!zone || *end || order >= INTROSPECT_ORDERS)
		return false;
	*value = zone->nr_free[order];
	return true;
}

static bool slab_value(const struct values *values, const struct name *name, int64_t *value)
{
	const struct introspect_cache *cache = NULL;

	for (unsigned i = 0; i < values->state->caches; i++)
		if (!strcmp(values->state->cache[i].name, name->middle))
			cache = &values->state->cache[i];
	if (!strcmp(name->last, "exists")) {
		*value = cache != NULL;
		return true;
	}
	if (!cache)
		return false;
	const struct row rows[] = {
	    {"full", cache->full},
	    {"partial", cache->partial},
	    {"empty", cache->empty},
	    {"slabs", (int64_t)cache->full + cache->partial + cache->empty},
	    {"in_use", (int64_t)cache->in_use - cache->cached},
	    {"cached", cache->cached},
	    {"object", cache->object_bytes},
	    {"stride", cache->stride_bytes},
	    {"per_slab", cache->per_slab},
	    {"order", cache->order},
	};
	return pick(rows, sizeof(rows) / sizeof(rows[0]), name->last, value);
}

static bool vmalloc_value(const struct values *values, const struct name *name, int64_t *value)
{
	int64_t bytes = 0;

	for (unsigned i = 0; i < values->state->areas; i++)
		bytes += values->state->area[i].bytes;
	const struct row rows[] = {{"areas", values->state->areas}, {"bytes", bytes}};
	return !name->middle[0] && pick(rows, 2, name->last, value);
}

static bool frames_value(const struct values *values, const struct name *name, int64_t *value)
{
	const uint32_t *count = values->state->count;
	int64_t free_frames = 0;

	for (unsigned order = 0; order < INTROSPECT_ORDERS; order++)
		free_frames += count[FRAME_FREE + order];
	const struct row rows[] = {
	    {"free", free_frames},
	    {"pcp", count[FRAME_PCP]},
	    {"slab", count[FRAME_SLAB]},
	    {"table", count[FRAME_TABLE]},
	    {"vmalloc", count[FRAME_VMALLOC]},
	    {"module", count[FRAME_MODULE]},
	    {"stack", count[FRAME_STACK]},
	    {"kmapped", count[FRAME_KMAPPED]},
	    {"cache", count[FRAME_CACHE]},
	    {"anon", count[FRAME_ANON]},
	    {"swap", count[FRAME_SWAP]},
	    {"pages", count[FRAME_PAGES]},
	    {"boot", count[FRAME_BOOT]},
	    {"image", count[FRAME_IMAGE]},
	    {"outside", count[FRAME_OUTSIDE]},
	};
	return !name->middle[0] && pick(rows, sizeof(rows) / sizeof(rows[0]), name->last, value);
}

static bool kernel_value(const struct values *values, const struct name *name, int64_t *value)
{
	const struct symbols *syms = introspect_symbols(values->in);
	const struct symbol *symbol = syms ? symbols_find(syms, name->last) : NULL;
	uint32_t word;

	if (!symbol || cpu_peek(machine_cpu(values->machine, 0), symbol->la, &word, sizeof(word)) !=
			   sizeof(word))
		return false;
	*value = word;
	return true;
}

static bool port_value(const struct values *values, const struct name *name, int64_t *value)
{
	char *end;
	unsigned long port = strtoul(name->last, &end, 0);

	if (*end || port > 0xffff)
		return false;
	*value = iobus_peek(machine_iobus(values->machine), (uint16_t)port, 1);
	return true;
}

static bool time_value(const struct values *values, const struct name *name, int64_t *value)
{
	*value = (int64_t)(clock_now(machine_clock(values->machine)) / 1000000);
	return !strcmp(name->last, "ms");
}

bool values_get(void *ctx, const char *text, int64_t *value, char *err, size_t err_bytes)
{
	static const struct {
		const char *first;
		bool (*get)(const struct values *values, const struct name *name, int64_t *value);
	} kinds[] = {{"zone", zone_value},	 {"buddy", buddy_value},   {"slab", slab_value},
		     {"vmalloc", vmalloc_value}, {"frames", frames_value}, {"kernel", kernel_value},
		     {"port", port_value},	 {"time", time_value}};
	const struct values *values = ctx;
	struct name name;

	if (split(text, &name))
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (!strcmp(kinds[i].first, name.first) &&
			    kinds[i].get(values, &name, value))
				return true;
	snprintf(err, err_bytes, "there is no value \"%s\" now%s%s", text,
		 introspect_why_blind(values->in) ? ": " : "",
		 introspect_why_blind(values->in) ? introspect_why_blind(values->in) : "");
	return false;
}

void values_look(struct values *values, struct machine *machine)
{
	values->machine = machine;
	introspect_copy(values->in, machine);
	introspect_update(values->in);
	values->state = introspect_state(values->in);
}

struct values *values_create(const char *kernel_path)
{
	struct values *values = calloc(1, sizeof(*values));

	if (!values)
		return NULL;
	values->in = introspect_create(kernel_path);
	if (!values->in) {
		free(values);
		return NULL;
	}
	introspect_set_aside(values->in);
	values->state = introspect_state(values->in);
	return values;
}

void values_destroy(struct values *values)
{
	if (!values)
		return;
	introspect_destroy(values->in);
	free(values);
}
