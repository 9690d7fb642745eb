/* SPDX-License-Identifier: GPL-2.0-only */
/* player_inner: the inside of struct player, shared by player.c, report.c and lesson.c. */
#ifndef ZONEMU_EMU_SCENARIO_PLAYER_INNER_H
#define ZONEMU_EMU_SCENARIO_PLAYER_INNER_H

#include <pthread.h>

#include "devices/clock.h"
#include "devices/snapshot.h"
#include "emu/machine.h"
#include "emu/scenario/console.h"
#include "emu/scenario/player.h"
#include "emu/scenario/values.h"
#include "emu/wires.h"

#define PLAYER_VARIABLES   32
#define PLAYER_EVENTS	   256 /* kept since the last send */
#define PLAYER_EVENT_BYTES 240

struct trace;

struct player {
	struct player_config config;
	struct machine *machine;
	struct chardev *port;
	struct clock_timer timer;
	struct console console;
	struct values *values;
	struct {
		const char *name; /* the step's */
		int64_t value;
	} variable[PLAYER_VARIABLES];
	unsigned variables;

	struct trace *trace; /* NULL: no step waits for an event */
	char event[PLAYER_EVENTS][PLAYER_EVENT_BYTES];
	unsigned heard;
	char line[PLAYER_EVENT_BYTES];
	size_t line_length;
	bool deferred;	/* an event is about to be acted on */
	unsigned noted; /* the machine's notices before the last send */

	unsigned at;	      /* the step at hand */
	bool shown;	      /* its text is */
	bool instant;	      /* the moment of an event */
	uint64_t deadline_ns; /* of the step; 0: none yet */
	uint64_t within_ns;
	const regex_t *prompt;
	regex_t default_prompt;
	const struct step *part; /* the caption of the part at hand */
	unsigned parts;		 /* begun */
	unsigned reported;
	bool over, passed;
	char why[400];

	/* lessons; text and waits under the lock */
	pthread_mutex_t lock;
	char text[PLAYER_TEXT_BYTES], answer[PLAYER_TEXT_BYTES];
	bool waits;
	bool go;	   /* the user has said so */
	unsigned hurry_to; /* go on without waiting up to this part */
	struct snap_buf start;
};

void player_rewind(struct player *player);

/* report.c */
/* The part at hand is over. */
void player_report(struct player *player, bool ok);
void player_report_failure(struct player *player, const struct step *step);
void player_say(struct player *player, const char *mark, const char *text);

/* lesson.c */
void player_show(struct player *player, const char *text);
void player_reveal(struct player *player, const char *text);
/* Stand still until the user goes on. False: there is no reason to, any more. */
bool player_stands(struct player *player);

#endif
