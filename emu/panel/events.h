/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * events: the kernel's allocation probes, as the panel wants them: from the
 * machine's thread, through a bounded ring, to the panel's.
 *
 * What happens during a call at the prompt is kept apart and complete up to
 * EVENTS_CALL_RANGES, whatever else goes on: it becomes the selection.
 */
#ifndef ZONEMU_EMU_PANEL_EVENTS_H
#define ZONEMU_EMU_PANEL_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "emu/debug/probes.h"
#include "emu/debug/symbols.h"

struct machine;
struct events;

#define EVENTS_CALL_RANGES 64

enum event_kind { EVENT_ALLOC, EVENT_FREE, EVENT_SHOW };

/* A range of linear addresses or of frames. */
struct event {
	enum event_kind kind;
	bool frames; /* first and count are frames; else linear address and bytes */
	uint32_t first, count;
	uint32_t caller; /* code address, or 0 */
	uint32_t gfp;
	const char *name; /* of the probe: "kmalloc" */
	bool has_gfp;
};

/* The last call at the prompt. */
struct event_call {
	uint32_t number; /* goes up with each call that did something; 0: none yet */
	bool show;	 /* it was show(): bring it into view */
	bool done;
	unsigned ranges;
	struct event range[EVENTS_CALL_RANGES];
};

/* NULL when the kernel has no probes (not an error). path: its ELF file. */
struct events *events_create(const char *path, const struct symbols *syms);
void events_destroy(struct events *events);
/* Before machine_run(). */
void events_attach(struct events *events, struct machine *machine);

/* Regularly, at a boundary: probes that were put to rest during a storm wake up again. */
void events_look(struct events *events);
/* Panel's thread: take the next event. False: none waits. */
bool events_next(struct events *events, struct event *event);
/* A copy of the last finished call; at a boundary or while the machine does not run. */
void events_last_call(const struct events *events, struct event_call *call);
/* Pause the machine at the next allocation. Any thread. */
void events_stop_at_next(struct events *events, bool stop);
/* The event that stopped it, once. At a boundary. */
bool events_take_stop(struct events *events, struct event *event);

#endif
