/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * model: what the views draw: the guest's memory as last looked at, the machine's
 * condition, the selection. Belongs to the panel's thread. No view reads the guest.
 */
#ifndef ZONEMU_EMU_PANEL_MODEL_H
#define ZONEMU_EMU_PANEL_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "emu/debug/introspect.h"
#include "emu/debug/modulefile.h"
#include "emu/debug/trace_wires.h"
#include "emu/machine.h"
#include "emu/panel/events.h"

#define MODEL_BANDS	    (INTROSPECT_ZONES + 2)
#define MODEL_PULSES	    128
#define MODEL_DETAILS	    20
#define PULSE_MS	    1200
#define MODEL_PROPERTIES    16
#define MODEL_MESSAGES	    16 /* of the I2C buses */
#define MODEL_MESSAGE_BYTES 120
#define NO_FRAME	    UINT32_MAX

enum { MARK_LIT = 1, MARK_SELECTED = 2 };

/* A stretch of frames drawn together, with a heading. */
struct band {
	char name[24];
	uint32_t first, frames;
	int zone; /* its number, or -1 */
};

struct pulse {
	uint32_t first, frames, area; /* area: a vm_struct's address instead of a range */
	bool free;
	uint64_t start_ms; /* host time */
};

/* What is lit up: frames of this kind stand out, all others step back. */
struct light {
	enum {
		LIGHT_NONE,
		LIGHT_CLASS,
		LIGHT_FREE,
		LIGHT_ZONE,
		LIGHT_CACHE,
		LIGHT_AREA,
		LIGHT_TASK
	} kind;
	uint32_t a, b; /* class; zone and order; zone; address of the cache, area or mm_struct */
};

struct detail {
	char label[16], value[112];
};

struct model {
	struct introspect *in; /* NULL in tests of the views */
	const struct introspect_state *state;
	struct events *events;
	struct modules *modules;  /* the kernel's, as last looked at */
	struct modulefile *files; /* theirs; NULL until model_find_modules() */
	struct machine *machine;

	struct band band[MODEL_BANDS];
	unsigned bands;
	uint8_t *mark; /* MARK_* for each frame */
	uint32_t mark_frames, lit, selected;
	struct light light;
	uint64_t shown_generation;

	uint32_t cursor; /* the frame that details tell of, or NO_FRAME */
	char why[240];	 /* what selected it */
	struct detail detail[MODEL_DETAILS];
	unsigned details;

	struct pulse pulse[MODEL_PULSES]; /* a ring: the latest */
	unsigned pulses;
	struct event_call call;
	unsigned notice_number; /* of the machine's last notice that was seen */
	char notice[400];	/* to be shown; "": none */
	uint32_t notice_pfn;
	bool notice_shown;    /* its frame was selected */
	bool bring_into_view; /* the frames map should move to the cursor */

	uint16_t screen[MACHINE_TEXT_COLUMNS * MACHINE_TEXT_ROWS];
	int screen_cursor;
	struct machine_picture picture; /* of the same screen, dot by dot; px NULL: none yet */
	bool new_picture;

	struct machine_property property[MODEL_PROPERTIES];
	unsigned properties;
	struct trace_messages gathering; /* the machine's thread's, as the ring of what is over */
	char heard[MODEL_MESSAGES][MODEL_MESSAGE_BYTES];
	unsigned heard_count;
	char message[MODEL_MESSAGES][MODEL_MESSAGE_BYTES]; /* as last looked at, in order */
	unsigned messages_shown;

	bool paused, ended, waiting; /* waiting: for the next allocation */
	unsigned speed;
	uint64_t insns, now_ns;
	double mips; /* 0: not known */
	uint64_t mips_insns, mips_ms;
};

/* kernel_path may be NULL. NULL when memory is short. */
struct model *model_create(const char *kernel_path);
void model_destroy(struct model *model);
void model_attach(struct model *model, struct machine *machine);
/* Where modules' files are looked for: modulefile_create(). */
void model_find_modules(struct model *model, const char *kernel_path, const char *share,
			const char *initrd);

/* Look at the machine. now_ms: host time. True: something that is drawn has changed. */
bool model_refresh(struct model *model, uint64_t now_ms);
/* The machine has ended: look at what it left. */
void model_refresh_ended(struct model *model);
/* The same while it lives, from its own thread at a boundary. */
void model_look_here(struct model *model);
/* Bands, marks and details anew after model->state has changed. */
void model_rebuild(struct model *model);

/* machine_set(); what is wrong, or "", goes to message. */
void model_set(struct model *model, const char *spec, char *message, size_t bytes);

void model_light(struct model *model, struct light light);
/* Put the cursor on a frame and select frames around it; why is copied. */
void model_select(struct model *model, uint32_t pfn, uint32_t first, uint32_t frames,
		  const char *why);
void model_clear_selection(struct model *model);
/* Find what a user types: pfn, address, symbol, cache. False: message says why not. */
bool model_search(struct model *model, const char *what, char *message, size_t bytes);

void model_run_to_allocation(struct model *model);
void model_pause(struct model *model, bool paused);
void model_step(struct model *model);
void model_speed(struct model *model, int change);

/* "4 KiB", "1.5 MiB": at most 11 characters. Returns buf. */
char *model_bytes(uint64_t bytes, char *buf, size_t size);

/* model_outside.c; both on the machine's thread */
void model_hear(void *ctx, const struct wire_event *event);
void model_look_outside(struct model *model, struct machine *machine);

/* model_details.c */
/* "function+0x12", and of a module's code its name behind; line: "file.c:12" or "". la is a return
 * address. False: it is unknown. */
bool model_site(const struct model *model, uint32_t la, char *name, size_t name_bytes, char *line,
		size_t line_bytes);
void model_describe(struct model *model);

#endif
