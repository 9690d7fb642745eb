/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * player: carries a scenario out on a machine. It types at the first serial
 * port, reads what comes back, looks into memory, and reports in KTAP.
 *
 * It acts on the machine's thread, at virtual times that depend on nothing but
 * the guest: the same scenario gives the same bytes. As a lesson it stands
 * still at each caption and question until player_next(); player_back() loads
 * the machine as it was at the start, and goes to the caption before at full
 * speed.
 */
#ifndef ZONEMU_EMU_SCENARIO_PLAYER_H
#define ZONEMU_EMU_SCENARIO_PLAYER_H

#include <stdbool.h>
#include <stdio.h>

#include "emu/scenario/script.h"

struct machine;
struct chardev;
struct player;

struct player_config {
	const struct script *script; /* outlives the player */
	const char *kernel_path;
	FILE *out;   /* KTAP, indented as a subtest; NULL: none */
	bool lesson; /* wait at captions; at the end the machine goes on */
	/* Write a picture; at an instruction boundary. NULL: pictures are left out. */
	bool (*picture)(void *ctx, const char *path, char *err, size_t err_bytes);
	const char *picture_path; /* of the one at the end of script->picture's part; or NULL */
	void *ctx;
};

/* NULL: err holds one line. */
struct player *player_create(const struct player_config *config, char *err, size_t err_bytes);
void player_destroy(struct player *player);

/* After machine_create(), before machine_run(). port: what is typed goes there. */
void player_attach(struct player *player, struct machine *machine, struct chardev *port);
/* After the run: the rest of the report. True: all that was to be seen was seen. */
bool player_finish(struct player *player);

/* ---- lessons; any thread ---- */
#define PLAYER_TEXT_BYTES 4200
/* What is to be read now; false: nothing. waits: player_next() goes on. */
bool player_text(struct player *player, char *text, size_t bytes, bool *waits);
void player_next(struct player *player);
void player_back(struct player *player);

#endif
