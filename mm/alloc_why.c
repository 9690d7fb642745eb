/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * alloc_why: why an allocation failed, for whoever has to explain it.
 *
 * 1. Purpose. NULL tells nothing. Zone by zone, how much was free and how much would have
 *    had to remain; how far the allocator went before it gave up.
 *
 * 2. Structures. One record, and the task it is about. The allocators make their notes
 *    through the functions below, off their fast paths.
 *
 *	task: alloc_why_begin() -> allocation -> alloc_why_get()
 *	                              |
 *	                              v notes, only while the watched task runs,
 *	                                and not for interrupts that come in between
 *
 * 3. Invariants. The record belongs to watched, and only watched writes it: no lock.
 *
 * 4. Locking and context. Notes from any context; those of others are dropped.
 *
 * 5. Failure. None.
 */
#include <linux/alloc_why.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "internal.h"

static struct alloc_why record;
static const struct task_struct *watched;
static bool watched_in_interrupt;

static bool is_watched(void)
{
	return current == watched && !!in_interrupt() == watched_in_interrupt;
}

void alloc_why_begin(void)
{
	watched = current;
	watched_in_interrupt = in_interrupt();
	memset(&record, 0, sizeof(record));
}

const struct alloc_why *alloc_why_get(void)
{
	return &record;
}

void alloc_why_start(gfp_t gfp, unsigned int order)
{
	if (!is_watched())
		return;
	record.gfp = gfp;
	record.order = order;
}

void alloc_why_step(enum alloc_step step)
{
	if (is_watched())
		record.step = step;
}

void alloc_why_kswapd(void)
{
	if (is_watched())
		record.woke_kswapd = true;
}

void alloc_why_slept(void)
{
	if (is_watched())
		record.slept = true;
}

void alloc_why_reclaimed(unsigned long pages)
{
	if (is_watched())
		record.reclaimed += pages;
}

/* The zone's last answer counts. */
static struct alloc_why_zone *zone_note(const char *name)
{
	unsigned int i;

	for (i = 0; i < record.nr_zones; i++)
		if (record.zones[i].name == name)
			return &record.zones[i];
	record.zones[record.nr_zones].name = name;
	return &record.zones[record.nr_zones++];
}

void alloc_why_zone(const struct zone *zone, enum zone_answer answer, unsigned long mark,
		    unsigned long reserve)
{
	struct alloc_why_zone *note;

	if (!is_watched())
		return;
	note = zone_note(zone->name);
	note->answer = answer;
	note->free = zone->free_pages;
	note->mark = mark;
	note->reserve = reserve;
	note->largest_order = buddy_largest_order(zone);
}

static const char *step_text(enum alloc_step step)
{
	switch (step) {
	case ALLOC_STEP_BAD_ORDER:
		return "no block is that large";
	case ALLOC_STEP_NOWAIT:
		return "the flags forbid waiting for memory";
	case ALLOC_STEP_NORETRY:
		return "not worth another try";
	case ALLOC_STEP_MEMALLOC:
		return "not a single page left";
	case ALLOC_STEP_OOM:
		return "nothing left to reclaim";
	case ALLOC_STEP_NO_ROOM:
		return "no address space left";
	case ALLOC_STEP_INJECTED:
		return "made to fail by failslab= or fail_page_alloc=";
	case ALLOC_STEP_STRICT:
		return "larger than kmalloc_max= allows";
	case ALLOC_STEP_CONTEXT:
		return "may not be called in an interrupt";
	case ALLOC_STEP_REFUSED:
		return "refused";
	default:
		return NULL;
	}
}

static int zone_text(const struct alloc_why_zone *z, char *buf, size_t size)
{
	if (z->answer == ZONE_ANSWER_ORDER)
		return scnprintf(buf, size, "zone %s: %lu free, largest block order %d", z->name,
				 z->free, z->largest_order);
	return scnprintf(buf, size, "zone %s: %lu free, mark %lu + reserve %lu", z->name, z->free,
			 z->mark, z->reserve);
}

int alloc_why_text(const struct alloc_why *why, char *buf, size_t size)
{
	const char *step = step_text(why->step);
	unsigned int i;
	int len = 0;

	if (size)
		buf[0] = '\0';
	for (i = 0; i < why->nr_zones; i++) {
		len += zone_text(&why->zones[i], buf + len, size - len);
		len += scnprintf(buf + len, size - len, "; ");
	}
	if (step)
		len += scnprintf(buf + len, size - len, "%s", step);
	return len;
}
