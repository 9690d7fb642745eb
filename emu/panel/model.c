/* SPDX-License-Identifier: GPL-2.0-only */
/* model: the look at the machine, selection, lights and search. */
#include "emu/panel/model.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIPS_EVERY_MS 500

struct model *model_create(const char *kernel_path)
{
	struct model *model = calloc(1, sizeof(*model));

	if (!model)
		return NULL;
	model->in = introspect_create(kernel_path);
	if (!model->in) {
		free(model);
		return NULL;
	}
	model->state = introspect_state(model->in);
	if (introspect_symbols(model->in))
		model->events = events_create(kernel_path, introspect_symbols(model->in));
	model->modules = modules_create(introspect_symbols(model->in), introspect_types(model->in));
	if (!model->modules) {
		model_destroy(model);
		return NULL;
	}
	model->cursor = NO_FRAME;
	model->screen_cursor = -1;
	model->speed = 100;
	return model;
}

void model_find_modules(struct model *model, const char *kernel_path, const char *share,
			const char *initrd)
{
	modulefile_destroy(model->files);
	model->files = modulefile_create(kernel_path, share, initrd);
}

void model_destroy(struct model *model)
{
	if (!model)
		return;
	events_destroy(model->events);
	modules_destroy(model->modules);
	modulefile_destroy(model->files);
	introspect_destroy(model->in);
	free(model->mark);
	machine_picture_free(&model->picture);
	free(model);
}

void model_attach(struct model *model, struct machine *machine)
{
	model->machine = machine;
	machine_watch_wires(machine, model_hear, model);
	if (model->events)
		events_attach(model->events, machine);
}

/* ---- bands and marks ---- */

static void add_band(struct model *model, const char *name, uint32_t first, uint32_t frames,
		     int zone)
{
	struct band *band = &model->band[model->bands];

	if (!frames || model->bands == MODEL_BANDS)
		return;
	*band = (struct band){.first = first, .frames = frames, .zone = zone};
	snprintf(band->name, sizeof(band->name), "%s", name);
	model->bands++;
}

static void rebuild_bands(struct model *model)
{
	const struct introspect_state *state = model->state;
	uint32_t end = 0;

	model->bands = 0;
	for (unsigned i = 0; i < state->zones; i++) {
		const struct introspect_zone *zone = &state->zone[i];
		uint32_t before = 0;

		if (!zone->spanned)
			continue;
		/* a few frames before a zone (frame 0) are drawn with it */
		if (zone->start - end > INTROSPECT_BLOCK)
			add_band(model, "between zones", end, zone->start - end, -1);
		else
			before = zone->start - end;
		add_band(model, zone->name, zone->start - before, zone->spanned + before, (int)i);
		end = zone->start + zone->spanned;
	}
	if (end < state->frames)
		add_band(model, end ? "not the kernel's" : "RAM", end, state->frames - end, -1);
}

static bool is_lit(const struct model *model, uint32_t pfn)
{
	const struct light *light = &model->light;
	uint8_t class = model->state->class[pfn];
	const struct introspect_zone *zone;
	const struct introspect_cache *cache;
	const struct introspect_area *area;
	const struct introspect_task *task;

	switch (light->kind) {
	case LIGHT_CLASS:
		if (light->a == FRAME_FREE)
			return class < FRAME_FREE + INTROSPECT_ORDERS;
		return class == light->a;
	case LIGHT_FREE:
	case LIGHT_ZONE:
		zone = &model->state->zone[light->a];
		return light->a < model->state->zones && pfn - zone->start < zone->spanned &&
		       (light->kind == LIGHT_ZONE || class == FRAME_FREE + light->b);
	case LIGHT_CACHE:
		cache =
		    class == FRAME_SLAB && model->in ? introspect_cache_of(model->in, pfn) : NULL;
		return cache && cache->la == light->a;
	case LIGHT_AREA:
		area = model->in ? introspect_area_of(model->in, pfn) : NULL;
		return area && area->la == light->a;
	case LIGHT_TASK:
		task = model->in ? introspect_task_of(model->in, pfn) : NULL;
		return task && task->mm == light->a;
	default:
		return false;
	}
}

static bool room_for_marks(struct model *model)
{
	if (model->mark_frames == model->state->frames)
		return true;
	free(model->mark);
	model->mark = calloc(model->state->frames + 1, 1);
	model->mark_frames = model->mark ? model->state->frames : 0;
	return model->mark != NULL;
}

static void rebuild_lit(struct model *model)
{
	model->lit = 0;
	for (uint32_t pfn = 0; pfn < model->mark_frames; pfn++) {
		bool lit = model->light.kind != LIGHT_NONE && is_lit(model, pfn);

		model->mark[pfn] = (uint8_t)((model->mark[pfn] & ~MARK_LIT) | (lit ? MARK_LIT : 0));
		model->lit += lit;
	}
}

void model_rebuild(struct model *model)
{
	if (!room_for_marks(model))
		return;
	rebuild_bands(model);
	if (model->light.kind != LIGHT_NONE)
		rebuild_lit(model);
	model_describe(model);
	model->shown_generation = model->state->generation;
}

void model_light(struct model *model, struct light light)
{
	bool same = light.kind == model->light.kind && light.a == model->light.a &&
		    light.b == model->light.b;

	model->light = same ? (struct light){LIGHT_NONE, 0, 0} : light;
	rebuild_lit(model);
}

/* ---- selection ---- */

void model_clear_selection(struct model *model)
{
	for (uint32_t pfn = 0; pfn < model->mark_frames; pfn++)
		model->mark[pfn] &= (uint8_t)~MARK_SELECTED;
	model->selected = 0;
}

static void mark_range(struct model *model, uint32_t first, uint32_t frames)
{
	for (uint32_t i = 0; i < frames && first + i < model->mark_frames; i++) {
		model->selected += !(model->mark[first + i] & MARK_SELECTED);
		model->mark[first + i] |= MARK_SELECTED;
	}
}

static uint32_t mark_area(struct model *model, uint32_t la)
{
	uint32_t lowest = NO_FRAME;

	for (uint32_t pfn = 0; pfn < model->mark_frames; pfn++) {
		const struct introspect_area *area = introspect_area_of(model->in, pfn);

		if (!area || area->la != la)
			continue;
		if (lowest == NO_FRAME)
			lowest = pfn;
		mark_range(model, pfn, 1);
	}
	return lowest;
}

void model_select(struct model *model, uint32_t pfn, uint32_t first, uint32_t frames,
		  const char *why)
{
	if (!room_for_marks(model))
		return;
	model_clear_selection(model);
	model->cursor = pfn < model->mark_frames ? pfn : NO_FRAME;
	if (model->cursor != NO_FRAME)
		mark_range(model, first, frames);
	snprintf(model->why, sizeof(model->why), "%s", why);
	model_describe(model);
}

static const struct introspect_area *area_at(const struct model *model, uint32_t la)
{
	for (unsigned i = 0; i < model->state->areas; i++)
		if (la - model->state->area[i].addr < model->state->area[i].bytes)
			return &model->state->area[i];
	return NULL;
}

/* The frames of an event; false when it leads to none. Sets area instead for vmalloc space. */
static bool frames_of(const struct model *model, const struct event *event, uint32_t *first,
		      uint32_t *frames, uint32_t *area_la)
{
	const struct introspect_area *area;
	uint32_t pa;

	*area_la = 0;
	*first = event->first;
	*frames = event->count;
	if (!event->frames) {
		uint32_t bytes = event->count ? event->count : 1;

		/* a struct page stands for its frame */
		if (event->kind == EVENT_SHOW &&
		    introspect_struct_page(model->in, event->first, first)) {
			*frames = (bytes + PHYS_PAGE_BYTES - 1) >> PHYS_PAGE_SHIFT;
		} else if (introspect_direct_map(model->in, event->first, &pa)) {
			*first = pa >> PHYS_PAGE_SHIFT;
			*frames =
			    (uint32_t)(((uint64_t)pa + bytes - 1) >> PHYS_PAGE_SHIFT) - *first + 1;
		} else {
			area = area_at(model, event->first);
			*area_la = area ? area->la : 0;
			*frames = 0;
			return area != NULL;
		}
	}
	return *first < model->state->frames;
}

static void add_pulse(struct model *model, const struct event *event, uint64_t now_ms)
{
	struct pulse pulse = {.free = event->kind == EVENT_FREE, .start_ms = now_ms};

	if (event->kind != EVENT_SHOW &&
	    frames_of(model, event, &pulse.first, &pulse.frames, &pulse.area))
		model->pulse[model->pulses++ % MODEL_PULSES] = pulse;
}

static void say_why(struct model *model, const struct event *event)
{
	char site[120] = "", line[80] = "";

	if (event->caller)
		model_site(model, event->caller, site, sizeof(site), line, sizeof(line));
	snprintf(model->why, sizeof(model->why), "%.30s%s%s%s%s", event->name,
		 site[0] ? " from " : "", site, line[0] ? ", " : "", line);
}

static void select_events(struct model *model, const struct event *event, unsigned count)
{
	uint32_t first, frames, area, lowest = NO_FRAME;

	if (!room_for_marks(model))
		return;
	model_clear_selection(model);
	for (unsigned i = 0; i < count; i++) {
		if (!frames_of(model, &event[i], &first, &frames, &area))
			continue;
		if (area)
			first = mark_area(model, area);
		else
			mark_range(model, first, frames);
		if (lowest == NO_FRAME)
			lowest = first;
	}
	if (lowest == NO_FRAME)
		return;
	model->cursor = lowest;
	say_why(model, &event[count - 1]);
}

/* ---- the look at the machine ---- */

static void look_at_notice(struct model *model, const struct machine_notice *notice)
{
	if (model->notice_number == notice->number)
		return;
	model->notice_number = notice->number;
	snprintf(model->notice, sizeof(model->notice), "%s", notice->text);
	model->notice_shown = false;
	model->notice_pfn = notice->pfn;
}

static void copy_all(void *ctx, struct machine *machine)
{
	struct model *model = ctx;
	struct event stop;

	introspect_copy(model->in, machine);
	modules_look(model->modules, machine);
	model->screen_cursor = machine_text_screen(machine, model->screen);
	model->new_picture = machine_look(machine, &model->picture);
	look_at_notice(model, machine_notice(machine));
	model_look_outside(model, machine);
	if (!model->events)
		return;
	events_look(model->events);
	events_last_call(model->events, &model->call);
	if (events_take_stop(model->events, &stop)) {
		model->call = (struct event_call){.number = model->call.number, .done = true};
		model->call.range[model->call.ranges++] = stop;
		model->waiting = false;
	}
}

static void measure_speed(struct model *model, uint64_t now_ms)
{
	uint64_t passed = now_ms - model->mips_ms;

	if (passed < MIPS_EVERY_MS)
		return;
	model->mips = model->mips_ms
			  ? (double)(model->insns - model->mips_insns) / 1000.0 / (double)passed
			  : 0;
	model->mips_ms = now_ms;
	model->mips_insns = model->insns;
}

/* A call at the prompt, or the event that was waited for, becomes the selection. */
static bool take_call(struct model *model, uint32_t number, bool waited)
{
	if (!model->call.done || !model->call.ranges ||
	    (model->call.number == number && !(waited && !model->waiting)))
		return false;
	select_events(model, model->call.range, model->call.ranges);
	model->bring_into_view = model->call.show || waited;
	model_describe(model);
	return true;
}

static bool digest(struct model *model, uint64_t now_ms, uint32_t number, bool waited)
{
	struct event event;
	bool changed = introspect_update(model->in);

	while (model->events && events_next(model->events, &event)) {
		add_pulse(model, &event, now_ms);
		changed = true;
	}
	if (changed || model->shown_generation != model->state->generation)
		model_rebuild(model);
	if (model->notice[0] && !model->notice_shown) {
		model->notice_shown = true;
		if (model->notice_pfn < model->state->frames)
			model_select(model, model->notice_pfn, model->notice_pfn, 1, model->notice);
		model->bring_into_view = true;
		changed = true;
	}
	return changed | take_call(model, number, waited);
}

bool model_refresh(struct model *model, uint64_t now_ms)
{
	uint32_t number = model->call.number;
	bool waited = model->waiting;

	if (!machine_at_boundary(model->machine, copy_all, model)) {
		model_refresh_ended(model);
		return true;
	}
	model->paused = machine_paused(model->machine);
	model->insns = machine_insns(model->machine);
	model->now_ns = machine_now_ns(model->machine);
	measure_speed(model, now_ms);
	return digest(model, now_ms, number, waited) | model->new_picture;
}

void model_refresh_ended(struct model *model)
{
	model->ended = true;
	model_look_here(model);
}

void model_look_here(struct model *model)
{
	uint32_t number = model->call.number;

	copy_all(model, model->machine);
	model->insns = machine_insns(model->machine);
	model->now_ns = machine_now_ns(model->machine);
	model->mips = 0;
	digest(model, 0, number, false);
}

/* ---- control ---- */

void model_pause(struct model *model, bool paused)
{
	if (!model->machine)
		return;
	if (model->events)
		events_stop_at_next(model->events, false);
	model->waiting = false;
	model->paused = paused;
	machine_pause(model->machine, paused);
}

void model_step(struct model *model)
{
	if (!model->machine)
		return;
	if (!model->paused)
		model_pause(model, true);
	else
		machine_step(model->machine, 1);
}

void model_run_to_allocation(struct model *model)
{
	if (!model->machine || !model->events)
		return;
	model->waiting = true;
	model->paused = false;
	events_stop_at_next(model->events, true);
	machine_pause(model->machine, false);
}

void model_speed(struct model *model, int change)
{
	static const unsigned steps[] = {1, 2, 5, 10, 20, 50, 100};
	int count = sizeof(steps) / sizeof(steps[0]), now = count - 1;

	while (now > 0 && steps[now] > model->speed)
		now--;
	now += change;
	model->speed = steps[now < 0 ? 0 : now >= count ? count - 1 : now];
	if (model->machine)
		machine_set_speed(model->machine, model->speed);
}

/* ---- search ---- */

static bool select_address(struct model *model, uint32_t la, const char *why)
{
	const struct introspect_area *area;
	uint32_t pa = la;

	if (introspect_direct_map(model->in, la, &pa) ||
	    (uint64_t)la >> PHYS_PAGE_SHIFT < model->state->frames) {
		model_select(model, pa >> PHYS_PAGE_SHIFT, pa >> PHYS_PAGE_SHIFT, 1, why);
		return true;
	}
	area = area_at(model, la);
	if (!area)
		return false;
	model_clear_selection(model);
	model->cursor = mark_area(model, area->la);
	snprintf(model->why, sizeof(model->why), "%s", why);
	model_describe(model);
	return model->cursor != NO_FRAME;
}

static bool search_number(struct model *model, const char *what, bool *is_number)
{
	char *end;
	bool hex = what[0] == '0' && (what[1] == 'x' || what[1] == 'X');
	unsigned long long value = strtoull(what, &end, 0);

	*is_number = isdigit((unsigned char)what[0]) && !*end;
	if (!*is_number)
		return false;
	if (hex)
		return value <= UINT32_MAX && select_address(model, (uint32_t)value, what);
	if (value >= model->state->frames)
		return false;
	model_select(model, (uint32_t)value, (uint32_t)value, 1, "searched");
	return true;
}

static const struct introspect_cache *cache_named(const struct model *model, const char *name)
{
	for (unsigned i = 0; i < model->state->caches; i++)
		if (!strcmp(model->state->cache[i].name, name))
			return &model->state->cache[i];
	return NULL;
}

bool model_search(struct model *model, const char *what, char *message, size_t bytes)
{
	const struct introspect_cache *cache = cache_named(model, what);
	const struct symbols *syms = introspect_symbols(model->in);
	const struct symbol *sym = syms ? symbols_find(syms, what) : NULL;
	bool is_number;

	message[0] = 0;
	if (search_number(model, what, &is_number))
		return true;
	if (is_number) {
		snprintf(message, bytes, "%s is not an address or frame of this machine's RAM",
			 what);
		return false;
	}
	if (cache) {
		if (model->light.kind != LIGHT_CACHE || model->light.a != cache->la)
			model_light(model, (struct light){LIGHT_CACHE, cache->la, 0});
		snprintf(message, bytes, "cache %s: %u frames", what, model->lit);
		return true;
	}
	if (sym && select_address(model, sym->la, what))
		return true;
	snprintf(message, bytes, "no frame, address, symbol or cache \"%s\"", what);
	return false;
}

char *model_bytes(uint64_t bytes, char *buf, size_t size)
{
	static const char *const units[] = {"B", "KiB", "MiB", "GiB"};
	unsigned unit = 0;
	uint64_t tenths = bytes * 10;

	while (unit < 3 && tenths >= 10240) {
		tenths /= 1024;
		unit++;
	}
	if (tenths % 10)
		snprintf(buf, size, "%llu.%llu %s", (unsigned long long)tenths / 10,
			 (unsigned long long)tenths % 10, units[unit]);
	else
		snprintf(buf, size, "%llu %s", (unsigned long long)tenths / 10, units[unit]);
	return buf;
}
