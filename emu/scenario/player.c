/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/scenario/player_inner.h"

#include <stdlib.h>
#include <string.h>

#include "emu/chardev/chardev.h"
#include "emu/debug/trace.h"

#define TICK_NS	       1000000ull /* the console is read so often */
#define WITHIN_NS      10000000000ull
#define DEFAULT_PROMPT "^zonemu> $"

enum progress { DONE, WAITS, FAILED };

/* ---- values ---- */

static bool look_up(void *ctx, const char *name, int64_t *value, char *err, size_t err_bytes)
{
	struct player *player = ctx;

	for (unsigned i = 0; i < player->variables; i++)
		if (!strcmp(player->variable[i].name, name)) {
			*value = player->variable[i].value;
			return true;
		}
	return values_get(player->values, name, value, err, err_bytes);
}

static bool evaluate(struct player *player, const struct step *step, int64_t *value, int64_t *left,
		     int64_t *right)
{
	values_look(player->values, player->machine);
	return expression_value(step->expression, look_up, player, value, left, right, player->why,
				sizeof(player->why));
}

static bool set_variable(struct player *player, const char *name, int64_t value)
{
	unsigned i = 0;

	while (i < player->variables && strcmp(player->variable[i].name, name))
		i++;
	if (i == PLAYER_VARIABLES) {
		snprintf(player->why, sizeof(player->why), "more than %d names", PLAYER_VARIABLES);
		return false;
	}
	player->variable[i].name = name;
	player->variable[i].value = value;
	player->variables += i == player->variables;
	return true;
}

/* ---- steps ---- */

static enum progress send(struct player *player, const struct step *step)
{
	if (!console_at_prompt(&player->console, player->prompt))
		return WAITS;
	console_note_sent(&player->console);
	player->heard = 0;
	player->noted = machine_notice(player->machine)->number;
	player->instant = false;
	chardev_push(player->port, step->text, strlen(step->text));
	chardev_push(player->port, "\n", 1);
	machine_wake(player->machine);
	return DONE;
}

static enum progress type(struct player *player, const struct step *step)
{
	chardev_push(player->port, step->text, strlen(step->text));
	machine_wake(player->machine);
	player->instant = false;
	return DONE;
}

static enum progress refuse(struct player *player, const struct step *step)
{
	if (!console_at_prompt(&player->console, player->prompt))
		return WAITS;
	snprintf(player->why, sizeof(player->why), "it was printed");
	return console_has(&player->console, &step->regex) ? FAILED : DONE;
}

static enum progress notice(struct player *player, const struct step *step)
{
	const struct machine_notice *notice = machine_notice(player->machine);

	return notice->number != player->noted && !regexec(&step->regex, notice->text, 0, NULL, 0)
		   ? DONE
		   : WAITS;
}

/* The event's line is "name arguments". */
static bool is_event(const struct step *step, const char *line)
{
	size_t length = strlen(step->name);

	return !strncmp(line, step->name, length) && line[length] == ' ' &&
	       (!step->has_regex || !regexec(&step->regex, line + length, 0, NULL, 0));
}

static enum progress when(struct player *player, const struct step *step)
{
	for (unsigned i = 0; i < player->heard; i++) {
		if (!is_event(step, player->event[i]))
			continue;
		player->heard -= i + 1;
		memmove(player->event[0], player->event[i + 1],
			player->heard * sizeof(player->event[0]));
		player->instant = true;
		return DONE;
	}
	return WAITS;
}

/* What the kernel is made of is looked at when it rests, but for the moment of an event. */
static bool rests(const struct player *player)
{
	return player->instant || console_at_prompt(&player->console, player->prompt);
}

static enum progress let(struct player *player, const struct step *step)
{
	int64_t value, left, right;

	if (!rests(player))
		return WAITS;
	return evaluate(player, step, &value, &left, &right) &&
		       set_variable(player, step->name, value)
		   ? DONE
		   : FAILED;
}

static enum progress state(struct player *player, const struct step *step)
{
	int64_t value, left, right;

	if (!rests(player))
		return WAITS;
	if (!evaluate(player, step, &value, &left, &right))
		return FAILED;
	snprintf(player->why, sizeof(player->why), "left is %lld, right is %lld", (long long)left,
		 (long long)right);
	return value ? DONE : FAILED;
}

static enum progress png(struct player *player, const struct step *step)
{
	const struct player_config *config = &player->config;

	if (!rests(player))
		return WAITS;
	return !config->picture ||
		       config->picture(config->ctx, step->text, player->why, sizeof(player->why))
		   ? DONE
		   : FAILED;
}

static enum progress set(struct player *player, const struct step *step)
{
	return machine_set(player->machine, step->text, player->why, sizeof(player->why)) ? DONE
											  : FAILED;
}

static uint64_t now_ns(const struct player *player)
{
	return clock_now(machine_clock(player->machine));
}

static bool timed_out(struct player *player)
{
	if (player_stands(player))
		return false;
	if (!player->deadline_ns)
		player->deadline_ns = now_ns(player) + player->within_ns;
	snprintf(player->why, sizeof(player->why), "not within %g s",
		 (double)player->within_ns / 1e9);
	return now_ns(player) >= player->deadline_ns;
}

/* What the lesson's page shows: the end of a part, before the next one begins. */
static bool page_picture(struct player *player)
{
	const struct player_config *config = &player->config;

	return !config->picture || !config->picture_path || !player->parts ||
	       player->parts != config->script->picture ||
	       config->picture(config->ctx, config->picture_path, player->why, sizeof(player->why));
}

/* Whether a reader was waited for or not, it goes on with the next look: going back is exact. */
static enum progress after_showing(const struct player *player)
{
	return player->config.lesson ? WAITS : DONE;
}

static enum progress caption(struct player *player, const struct step *step)
{
	/* What was begun before is over, so that the picture stands still; but some things never
	 * are. */
	if (!player->shown && !rests(player) && !timed_out(player))
		return WAITS;
	if (!player->shown && !page_picture(player))
		return FAILED;
	if (!player->shown) {
		player_report(player, true);
		player->part = step;
		player->parts++;
		player_show(player, step->text);
		player->shown = true;
		return after_showing(player);
	}
	return player_stands(player) ? WAITS : DONE;
}

static enum progress ask(struct player *player, const struct step *step)
{
	if (!player->shown) {
		player_say(player, "?", step->text);
		player_show(player, step->text);
		player->shown = true;
		return after_showing(player);
	}
	return player_stands(player) ? WAITS : DONE;
}

static enum progress reveal(struct player *player, const struct step *step)
{
	player_say(player, "=", step->text);
	player_reveal(player, step->text);
	return DONE;
}

static enum progress do_step(struct player *player, const struct step *step)
{
	switch (step->kind) {
	case STEP_CAPTION:
		return caption(player, step);
	case STEP_SEND:
		return send(player, step);
	case STEP_TYPE:
		return type(player, step);
	case STEP_EXPECT:
		return console_expect(&player->console, &step->regex) ? DONE : WAITS;
	case STEP_REFUSE:
		return refuse(player, step);
	case STEP_NOTICE:
		return notice(player, step);
	case STEP_WITHIN:
		player->within_ns = step->ns;
		return DONE;
	case STEP_PROMPT:
		player->prompt = &step->regex;
		return DONE;
	case STEP_WHEN:
		return when(player, step);
	case STEP_SET:
		return set(player, step);
	case STEP_LET:
		return let(player, step);
	case STEP_STATE:
		return state(player, step);
	case STEP_ASK:
		return ask(player, step);
	case STEP_REVEAL:
		return reveal(player, step);
	default:
		return png(player, step);
	}
}

/* ---- going on ---- */

static void end(struct player *player, bool passed)
{
	if (passed)
		player_report(player, true);
	player->over = true;
	player->passed = passed;
	if (!player->config.lesson) {
		machine_quit(player->machine, passed ? 0 : 1);
		return;
	}
	/* Until here it ran at full speed, for only then nothing depends on the host. */
	machine_set_paced(player->machine, true);
	player_show(player, passed ? "The lesson is over; the prompt is yours."
				   : "The lesson went wrong here; the prompt is yours.");
}

static void fail(struct player *player, const struct step *step)
{
	player_report_failure(player, step);
	end(player, false);
}

static void advance(struct player *player)
{
	const struct script *script = player->config.script;

	while (!player->over && player->at < script->steps) {
		const struct step *step = &script->step[player->at];
		enum progress progress = do_step(player, step);

		if (progress == FAILED || (progress == WAITS && timed_out(player)))
			fail(player, step);
		if (progress == WAITS)
			return;
		player->shown = false;
		player->deadline_ns = 0;
		player->at++;
	}
	if (!player->over && (rests(player) || timed_out(player)))
		end(player, true);
}

static void tick(void *owner, uint64_t now)
{
	struct player *player = owner;

	if (player->config.lesson && !player->start.bytes)
		machine_save(player->machine, &player->start);
	advance(player);
	if (!player->over || player->config.lesson)
		clock_arm(machine_clock(player->machine), &player->timer,
			  (now / TICK_NS + 1) * TICK_NS);
}

static void event_seen(void *ctx, struct machine *machine)
{
	struct player *player = ctx;

	(void)machine;
	player->deferred = false;
	advance(player);
}

/* Some step before the next send waits for it: what was heard is forgotten there. */
static bool is_wanted(const struct player *player, const char *event)
{
	const struct script *script = player->config.script;

	for (unsigned i = player->at; i < script->steps && script->step[i].kind != STEP_SEND; i++)
		if (script->step[i].kind == STEP_WHEN && is_event(&script->step[i], event))
			return true;
	return false;
}

/* A line of the trace, stamp and all. The event that is waited for is acted on at once. */
static void hear(struct player *player, const char *line)
{
	const struct script *script = player->config.script;
	const char *event = line + strspn(line, " ");
	const struct step *step = player->at < script->steps ? &script->step[player->at] : NULL;

	event += strspn(event, "0123456789");
	event += strspn(event, " ");
	if (!is_wanted(player, event))
		return;
	if (player->heard < PLAYER_EVENTS)
		snprintf(player->event[player->heard++], sizeof(player->event[0]), "%s", event);
	if (player->over || player->deferred || !step || step->kind != STEP_WHEN ||
	    !is_event(step, event))
		return;
	player->deferred = true;
	machine_defer(player->machine, event_seen, player);
}

static ssize_t take_trace(void *ctx, const char *text, size_t bytes)
{
	struct player *player = ctx;

	for (size_t i = 0; i < bytes; i++) {
		if (text[i] != '\n') {
			if (player->line_length + 1 < sizeof(player->line))
				player->line[player->line_length++] = text[i];
			continue;
		}
		player->line[player->line_length] = '\0';
		player->line_length = 0;
		hear(player, player->line);
	}
	return (ssize_t)bytes;
}

static void see_wire(void *ctx, const struct wire_event *event)
{
	if (event->kind == WIRE_SERIAL && event->n == 0)
		console_put(&((struct player *)ctx)->console, event->byte);
}

/* ---- from the beginning ---- */

void player_rewind(struct player *player)
{
	player->at = player->variables = player->heard = player->parts = 0;
	player->shown = player->over = player->instant = false;
	player->deadline_ns = 0;
	player->within_ns = WITHIN_NS;
	player->prompt = &player->default_prompt;
	player->part = NULL;
	console_clear(&player->console);
	if (player->config.lesson)
		machine_set_paced(player->machine, false);
	clock_arm(machine_clock(player->machine), &player->timer, now_ns(player));
}

void player_attach(struct player *player, struct machine *machine, struct chardev *port)
{
	player->machine = machine;
	player->port = port;
	machine_watch_wires(machine, see_wire, player);
	if (player->trace)
		trace_attach(player->trace, machine);
	clock_timer_init(&player->timer, tick, player);
	player_rewind(player);
}

/* Events are heard through a trace of their own. */
static bool open_trace(struct player *player, char *err, size_t err_bytes)
{
	const cookie_io_functions_t functions = {.write = take_trace};
	char *events = script_events(player->config.script);
	FILE *out = NULL;
	bool ok = events != NULL;

	if (ok && *events) {
		out = fopencookie(player, "w", functions);
		ok = out && !setvbuf(out, NULL, _IOLBF, BUFSIZ);
		player->trace =
		    ok ? trace_open_on(events, player->config.kernel_path, out, err, err_bytes)
		       : NULL;
		ok = player->trace != NULL;
	}
	free(events);
	return ok;
}

struct player *player_create(const struct player_config *config, char *err, size_t err_bytes)
{
	struct player *player = calloc(1, sizeof(*player));

	snprintf(err, err_bytes, "out of host memory for a scenario");
	if (!player)
		return NULL;
	player->config = *config;
	pthread_mutex_init(&player->lock, NULL);
	player->values = values_create(config->kernel_path);
	if (regcomp(&player->default_prompt, DEFAULT_PROMPT, REG_EXTENDED) || !player->values ||
	    !open_trace(player, err, err_bytes)) {
		player_destroy(player);
		return NULL;
	}
	return player;
}

void player_destroy(struct player *player)
{
	if (!player)
		return;
	trace_close(player->trace);
	values_destroy(player->values);
	snap_free(&player->start);
	regfree(&player->default_prompt);
	pthread_mutex_destroy(&player->lock);
	free(player);
}
