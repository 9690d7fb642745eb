/* SPDX-License-Identifier: GPL-2.0-only */
/* report: KTAP version 1, a test for each part, indented as a subtest of the scenario. */
#include <string.h>

#include "emu/scenario/player_inner.h"

#define TAIL_LINES 12

static void plan(struct player *player)
{
	if (!player->reported && player->config.out)
		fprintf(player->config.out, "    KTAP version 1\n    1..%u\n",
			player->config.script->captions);
}

void player_report(struct player *player, bool ok)
{
	FILE *out = player->config.out;

	if (!player->part) {
		plan(player);
		return;
	}
	player->reported++;
	if (out)
		fprintf(out, "    %s %u %s\n", ok ? "ok" : "not ok", player->reported,
			player->part->text);
	player->part = NULL;
}

void player_say(struct player *player, const char *mark, const char *text)
{
	if (player->config.out)
		fprintf(player->config.out, "    # %s %s\n", mark, text);
}

static void print_tail(struct player *player)
{
	const char *line = console_tail(&player->console, TAIL_LINES);

	fputs("    # the console's last lines:\n", player->config.out);
	while (*line) {
		int length = (int)strcspn(line, "\n");

		fprintf(player->config.out, "    # | %.*s\n", length, line);
		line += length + (line[length] == '\n');
	}
}

void player_report_failure(struct player *player, const struct step *step)
{
	const struct script *script = player->config.script;

	if (!player->config.out)
		return;
	fprintf(player->config.out, "    # %s:%u: %s %s: %s\n", script->path, step->line,
		step_name(step->kind), step->text, player->why);
	print_tail(player);
	if (!player->part)
		plan(player);
	player_report(player, false);
}

bool player_finish(struct player *player)
{
	const struct script *script = player->config.script;

	/* A reader may leave at any time. */
	if (player->config.lesson)
		return !player->over || player->passed;

	if (!player->over) {
		snprintf(player->why, sizeof(player->why), "the machine ended before");
		/* Nothing was left to do: then it may. */
		player->passed = player->at == script->steps;
		if (player->passed)
			player_report(player, true);
		else
			player_report_failure(player, &script->step[player->at]);
		player->over = true;
	}
	while (player->config.out && player->reported < script->captions)
		fprintf(player->config.out, "    ok %u # SKIP after a failure\n",
			++player->reported);
	return player->passed;
}
