/* SPDX-License-Identifier: GPL-2.0-only */
/* lesson: a scenario at a reader's pace, and back. */
#include <string.h>

#include "emu/chardev/chardev.h"
#include "emu/scenario/player_inner.h"

static void set_text(struct player *player, const char *text, bool waits)
{
	pthread_mutex_lock(&player->lock);
	/* An answer stays until the next text has been read, too. */
	snprintf(player->text, sizeof(player->text), "%.2000s%s%.2000s", player->answer,
		 *player->answer ? "\n" : "", text);
	player->waits = waits;
	pthread_mutex_unlock(&player->lock);
}

void player_show(struct player *player, const char *text)
{
	bool waits = player->config.lesson && !player->over && player->parts >= player->hurry_to;

	set_text(player, text, waits);
	if (!waits)
		return;
	player->go = false;
	player->answer[0] = '\0';
	machine_pause(player->machine, true);
}

void player_reveal(struct player *player, const char *text)
{
	snprintf(player->answer, sizeof(player->answer), "%s", text);
	set_text(player, "", false);
}

bool player_stands(struct player *player)
{
	return player->waits && !player->go;
}

bool player_text(struct player *player, char *text, size_t bytes, bool *waits)
{
	bool any;

	pthread_mutex_lock(&player->lock);
	snprintf(text, bytes, "%s", player->text);
	*waits = player->waits;
	any = player->text[0];
	pthread_mutex_unlock(&player->lock);
	return any;
}

static void go_on(void *ctx, struct machine *machine)
{
	struct player *player = ctx;

	if (!player->waits)
		return;
	pthread_mutex_lock(&player->lock);
	player->waits = false;
	pthread_mutex_unlock(&player->lock);
	player->go = true;
	machine_pause(machine, false);
}

void player_next(struct player *player)
{
	machine_at_boundary(player->machine, go_on, player);
}

/* Determinism makes this exact: the same machine, the same steps, but no waiting. */
static void go_back(void *ctx, struct machine *machine)
{
	struct player *player = ctx;
	unsigned last = player->parts - !player->over, to = last ? last : 1;
	static const char clear[] = "\033[H\033[2J";
	char err[200];

	if (!player->start.bytes)
		return;
	player->start.read_off = 0;
	if (!machine_load(machine, &player->start, err, sizeof(err))) {
		set_text(player, err, false);
		return;
	}
	for (const char *at = clear; *at; at++)
		chardev_write(player->port, (uint8_t)*at);
	player->answer[0] = '\0';
	set_text(player, "...", false);
	player->hurry_to = to;
	player->go = true;
	player_rewind(player);
	machine_pause(machine, false);
}

void player_back(struct player *player)
{
	machine_at_boundary(player->machine, go_back, player);
}
