/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * textpanel: the panel as text: in place on a terminal, as changed lines elsewhere.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emu/panel/panel_inner.h"

#define LINES	    64
#define LINE	    160
#define TERMINAL_MS 250
#define FILE_MS	    1000

struct page_of_text {
	char line[LINES][LINE];
	unsigned lines;
};

__attribute__((format(printf, 2, 3))) static void put(struct page_of_text *page, const char *format,
						      ...)
{
	va_list args;

	if (page->lines == LINES)
		return;
	va_start(args, format);
	vsnprintf(page->line[page->lines++], LINE, format, args);
	va_end(args);
}

static void put_zones(struct page_of_text *page, const struct introspect_state *state)
{
	for (unsigned i = 0; i < state->zones; i++) {
		const struct introspect_zone *zone = &state->zone[i];

		if (zone->spanned)
			put(page,
			    "zone %-8s frames %u-%u present %u free %u min %u low %u high %u pcp "
			    "%u",
			    zone->name, zone->start, zone->start + zone->spanned - 1, zone->present,
			    zone->free, zone->min, zone->low, zone->high, zone->pcp);
	}
	/* as /proc/buddyinfo has it */
	for (unsigned i = 0; i < state->zones; i++) {
		const struct introspect_zone *zone = &state->zone[i];
		char line[LINE];
		int used = snprintf(line, sizeof(line), "Node 0, zone %8s ", zone->name);

		for (int order = 0; order < INTROSPECT_ORDERS; order++)
			used += snprintf(line + used, sizeof(line) - (size_t)used, "%6u ",
					 zone->nr_free[order]);
		if (zone->spanned)
			put(page, "%s", line);
	}
}

static void put_classes(struct page_of_text *page, const struct introspect_state *state)
{
	uint32_t free = 0;

	for (int order = 0; order < INTROSPECT_ORDERS; order++)
		free += state->count[FRAME_FREE + order];
	if (state->guest)
		put(page, "frames %-22s %8u", "free", free);
	for (int class = FRAME_PCP; class < FRAME_CLASSES; class ++)
		if (state->count[class])
			put(page, "frames %-22s %8u", frame_class_name((enum frame_class) class),
			    state->count[class]);
}

static void put_programs(struct page_of_text *page, const struct introspect_state *state)
{
	for (unsigned i = 0; i < state->tasks; i++) {
		const struct introspect_task *task = &state->task[i];

		put(page, "program %5u %-16s anonymous %u in swap %u files %u", task->pid,
		    task->comm, task->anon, task->swap, task->file);
	}
}

static void put_caches(struct page_of_text *page, const struct introspect_state *state)
{
	for (unsigned i = 0; i < state->caches; i++) {
		const struct introspect_cache *cache = &state->cache[i];

		if (cache->full + cache->partial + cache->empty)
			put(page, "cache %-20s size %5u full %4u partial %4u free %4u objects %u",
			    cache->name, cache->object_bytes, cache->full, cache->partial,
			    cache->empty, cache->in_use);
	}
}

static void compose(const struct model *model, struct page_of_text *page)
{
	page->lines = 0;
	put_zones(page, model->state);
	put_classes(page, model->state);
	put_programs(page, model->state);
	put_caches(page, model->state);
}

static void print_in_place(FILE *out, const struct model *model, const struct page_of_text *page,
			   bool colour)
{
	const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";

	fprintf(out, "\033[H%szonemu: %s%s  t=%llu.%03llu s\033[K\n", bold,
		model->ended	? "ended"
		: model->paused ? "paused"
				: "running",
		plain, (unsigned long long)(model->now_ns / 1000000000),
		(unsigned long long)(model->now_ns / 1000000 % 1000));
	for (unsigned i = 0; i < page->lines; i++)
		fprintf(out, "%s\033[K\n", page->line[i]);
	fputs("\033[J", out);
	fflush(out);
}

static bool had(const struct page_of_text *page, const char *line)
{
	for (unsigned i = 0; i < page->lines; i++)
		if (!strcmp(page->line[i], line))
			return true;
	return false;
}

static void print_changes(FILE *out, const struct page_of_text *before,
			  const struct page_of_text *page)
{
	for (unsigned i = 0; i < page->lines; i++)
		if (!had(before, page->line[i]))
			fprintf(out, "panel: %s\n", page->line[i]);
	fflush(out);
}

static bool sleep_until_ended(struct panel *panel, uint64_t ms)
{
	uint64_t until = panel_now_ms() + ms;

	while (!atomic_load(&panel->ended) && panel_now_ms() < until)
		usleep(5000);
	return atomic_load(&panel->ended);
}

void textpanel_run(struct panel *panel)
{
	FILE *out = panel->config.out;
	bool terminal = isatty(fileno(out)), colour = terminal && !getenv("NO_COLOR");
	struct page_of_text *page = calloc(2, sizeof(*page));
	unsigned now = 0;
	bool ended = false;

	if (!page)
		return;
	if (terminal)
		fputs("\033[2J", out);
	while (!ended) {
		ended = sleep_until_ended(panel, terminal ? TERMINAL_MS : FILE_MS);
		if (ended)
			model_refresh_ended(panel->model);
		else
			model_refresh(panel->model, panel_now_ms());
		compose(panel->model, &page[now]);
		if (terminal)
			print_in_place(out, panel->model, &page[now], colour);
		else
			print_changes(out, &page[!now], &page[now]);
		now = !now;
	}
	free(page);
}
