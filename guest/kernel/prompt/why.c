/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/alloc_why.h>
#include <linux/kernel.h>

#include "why.h"

static const char *step_text(const struct alloc_why *why)
{
	switch (why->step) {
	case ALLOC_STEP_BAD_ORDER:
		return "beyond the largest block, order 10 (4 MiB)";
	case ALLOC_STEP_LOW:
	case ALLOC_STEP_MIN:
	case ALLOC_STEP_MEMALLOC:
		return "no zone had it";
	case ALLOC_STEP_NOWAIT:
		return "no zone had it, and the flags forbid waiting";
	case ALLOC_STEP_RECLAIM:
		return "no zone had it, even after reclaim";
	case ALLOC_STEP_NORETRY:
		return "no zone had it after reclaim, and trying again is not asked for";
	case ALLOC_STEP_OOM:
		return "out of memory: nothing is left to reclaim";
	case ALLOC_STEP_NO_ROOM:
		return "no room in the address range";
	case ALLOC_STEP_INJECTED:
		return "made to fail by failslab= or fail_page_alloc=";
	case ALLOC_STEP_STRICT:
		return "beyond kmalloc_max=, the books' strict limit";
	case ALLOC_STEP_CONTEXT:
		return "it may sleep, and is not for interrupts";
	case ALLOC_STEP_REFUSED:
	case ALLOC_STEP_NONE:
		break;
	}
	return NULL;
}

static void note_zone(struct seq_file *m, const struct alloc_why_zone *z)
{
	seq_printf(m, "%s %lu free", z->name, z->free);
	if (z->answer == ZONE_ANSWER_ORDER && z->largest_order >= 0)
		seq_printf(m, " in blocks up to order %d", z->largest_order);
	else if (z->answer == ZONE_ANSWER_MARK && z->reserve)
		seq_printf(m, ", mark %lu + reserve %lu", z->mark, z->reserve);
	else if (z->answer == ZONE_ANSWER_MARK)
		seq_printf(m, ", mark %lu", z->mark);
}

void why_note(struct seq_file *m, const char *fallback)
{
	const struct alloc_why *why = alloc_why_get();
	const char *text = step_text(why);
	unsigned int i;

	seq_printf(m, ", %s", text ? text : fallback);
	for (i = 0; i < why->nr_zones; i++) {
		seq_puts(m, i ? "; " : " (");
		note_zone(m, &why->zones[i]);
	}
	if (i)
		seq_puts(m, ")");
}
