/* SPDX-License-Identifier: GPL-2.0-only */
/* input: one table of keys; searching has its own. */
#include "emu/panel/input.h"

#include <SDL_keycode.h>
#include <stdio.h>
#include <string.h>

#define PAN_PIXELS 60

static void say(struct ui *ui, const char *message)
{
	snprintf(ui->message, sizeof(ui->message), "%s", message);
}

static void move_cursor(struct ui *ui, int64_t by)
{
	struct model *model = ui->model;
	int64_t to = (model->cursor == NO_FRAME ? 0 : (int64_t)model->cursor) + by;

	if (to < 0 || to >= model->state->frames)
		return;
	model_select(model, (uint32_t)to, (uint32_t)to, 1, "");
	frames_show(ui, (uint32_t)to);
}

static void next_order(struct ui *ui)
{
	const struct introspect_state *state = ui->model->state;
	struct light light = ui->model->light;

	if (!state->zones)
		return;
	if (light.kind != LIGHT_FREE)
		light = (struct light){LIGHT_FREE, 0, INTROSPECT_ORDERS - 1};
	else if (light.b)
		light.b--;
	else
		light =
		    (struct light){LIGHT_FREE, (light.a + 1) % state->zones, INTROSPECT_ORDERS - 1};
	for (unsigned i = 0; i < state->zones && !state->zone[light.a].spanned; i++)
		light.a = (light.a + 1) % state->zones;
	model_light(ui->model, light);
	snprintf(ui->message, sizeof(ui->message), "%s, free blocks of order %u: %u",
		 state->zone[light.a].name, light.b, state->zone[light.a].nr_free[light.b]);
}

static void next_class(struct ui *ui)
{
	const struct introspect_state *state = ui->model->state;
	struct light light = ui->model->light;
	uint32_t class = light.kind == LIGHT_CLASS ? light.a : FRAME_CLASSES - 1;

	for (int i = 0; i < FRAME_CLASSES; i++) {
		class = (class + 1) % FRAME_CLASSES;
		/* the orders of free blocks have a key of their own */
		if (class > FRAME_FREE && class < FRAME_PCP)
			continue;
		if (state->count[class])
			break;
	}
	model_light(ui->model, (struct light){LIGHT_CLASS, class, 0});
	snprintf(ui->message, sizeof(ui->message), "%s: %u frames",
		 frame_class_name((enum frame_class) class), ui->model->lit);
}

static void next_cache(struct ui *ui)
{
	const struct introspect_state *state = ui->model->state;
	unsigned n = 0;

	if (!state->caches)
		return;
	if (ui->model->light.kind == LIGHT_CACHE)
		while (n < state->caches && state->cache[n].la != ui->model->light.a)
			n++;
	for (unsigned i = 0; i < state->caches; i++) {
		const struct introspect_cache *cache;

		n = (n + 1) % state->caches;
		cache = &state->cache[n];
		if (cache->full + cache->partial + cache->empty == 0)
			continue;
		model_light(ui->model, (struct light){LIGHT_CACHE, cache->la, 0});
		snprintf(ui->message, sizeof(ui->message), "cache %s: %u frames", cache->name,
			 ui->model->lit);
		return;
	}
}

static void zoom(struct ui *ui, int steps)
{
	struct rect map = frames_area(ui);
	bool inside = rect_has(map, ui->mouse_x, ui->mouse_y);

	frames_zoom(ui, steps, inside ? ui->mouse_x : map.x + map.w / 2,
		    inside ? ui->mouse_y : map.y + map.h / 2);
}

static void set_view(struct ui *ui, enum view view)
{
	if (view == VIEW_SERIAL && !ui->terminal) {
		say(ui, "the serial line goes elsewhere");
		return;
	}
	ui->view = view;
	ui_arrange(ui);
}

static void next_view(struct ui *ui)
{
	enum view view = (enum view)((ui->view + 1) % VIEWS);

	if (view == VIEW_SERIAL && !ui->terminal)
		view++;
	set_view(ui, view);
}

static void focus(struct ui *ui)
{
	if (!ui->l.pane[PANE_SCREEN].w && !ui->l.pane[PANE_SERIAL].w)
		set_view(ui, VIEW_ALL);
	ui->focus = true;
	say(ui, "keys go to the guest; Ctrl-Alt-G gives them back");
}

static enum input_ask search_key(struct ui *ui, int keycode)
{
	size_t length = strlen(ui->search);

	switch (keycode) {
	case SDLK_ESCAPE:
		ui->searching = false;
		break;
	case SDLK_BACKSPACE:
		if (length)
			ui->search[length - 1] = 0;
		break;
	case SDLK_RETURN:
	case SDLK_KP_ENTER:
		ui->searching = false;
		if (length && model_search(ui->model, ui->search, ui->message, sizeof(ui->message)))
			frames_show(ui, ui->model->cursor);
		break;
	default:
		break;
	}
	return INPUT_DONE;
}

static bool map_key(struct ui *ui, int keycode, bool shift)
{
	int64_t row = ui->cam.row, eight = shift ? 8 : 1;
	struct rect map = frames_area(ui);

	switch (keycode) {
	case SDLK_LEFT:
		move_cursor(ui, -eight);
		return true;
	case SDLK_RIGHT:
		move_cursor(ui, eight);
		return true;
	case SDLK_UP:
		move_cursor(ui, -row * eight);
		return true;
	case SDLK_DOWN:
		move_cursor(ui, row * eight);
		return true;
	case SDLK_PAGEUP:
		frames_pan(ui, 0, PAN_PIXELS - map.h);
		return true;
	case SDLK_PAGEDOWN:
		frames_pan(ui, 0, map.h - PAN_PIXELS);
		return true;
	case SDLK_HOME:
		frames_pan(ui, -(1 << 28), -(1 << 28));
		return true;
	case SDLK_END:
		frames_pan(ui, 0, 1 << 28);
		return true;
	case SDLK_z:
		zoom(ui, 1);
		return true;
	case SDLK_x:
		zoom(ui, -1);
		return true;
	case SDLK_0:
		ui->cam.fitted = false;
		return true;
	case SDLK_s:
		frames_show(ui, ui->model->cursor);
		return true;
	default:
		return false;
	}
}

static bool machine_key_pressed(struct ui *ui, int keycode)
{
	switch (keycode) {
	case SDLK_SPACE:
		model_pause(ui->model, !ui->model->paused);
		return true;
	case SDLK_PERIOD:
		model_step(ui->model);
		return true;
	case SDLK_n:
		if (!ui->model->events)
			say(ui, "this kernel has no allocation probes");
		model_run_to_allocation(ui->model);
		return true;
	case SDLK_MINUS:
	case SDLK_KP_MINUS:
		model_speed(ui->model, -1);
		return true;
	case SDLK_PLUS:
	case SDLK_EQUALS:
	case SDLK_KP_PLUS:
		model_speed(ui->model, 1);
		return true;
	default:
		return false;
	}
}

static bool list_key(struct ui *ui, int keycode)
{
	switch (keycode) {
	case SDLK_o:
		next_order(ui);
		return true;
	case SDLK_c:
		next_class(ui);
		return true;
	case SDLK_k:
		next_cache(ui);
		return true;
	case SDLK_LEFTBRACKET:
		ui->slab_scroll--;
		return true;
	case SDLK_RIGHTBRACKET:
		ui->slab_scroll++;
		return true;
	case SDLK_ESCAPE:
		if (ui->help)
			ui->help = false;
		else if (ui->model->notice[0])
			ui->model->notice[0] = 0;
		else if (ui->model->light.kind != LIGHT_NONE)
			model_light(ui->model, (struct light){LIGHT_NONE, 0, 0});
		else
			model_select(ui->model, NO_FRAME, 0, 0, "");
		return true;
	default:
		return false;
	}
}

static bool outside_key(struct ui *ui, int keycode, bool shift)
{
	int steps = shift ? 10 : 1;

	switch (keycode) {
	case SDLK_UP:
	case SDLK_DOWN:
		outside_move(ui, keycode == SDLK_UP ? -1 : 1);
		return true;
	case SDLK_LEFT:
	case SDLK_RIGHT:
		outside_change(ui, keycode == SDLK_LEFT ? -steps : steps);
		return true;
	default:
		return false;
	}
}

/* The question "q" asks is answered by the same key again. */
static enum input_ask quit_key(struct ui *ui, bool asked)
{
	if (asked)
		return INPUT_QUIT;
	say(ui, "press q again to end the machine");
	return INPUT_DONE;
}

enum input_ask input_key(struct ui *ui, int keycode, unsigned modifiers)
{
	bool asked = !strncmp(ui->message, "press q", 7);
	bool shift = modifiers & KMOD_SHIFT;

	if (ui->searching)
		return search_key(ui, keycode);
	ui->message[0] = 0;
	if (keycode == SDLK_F12)
		return INPUT_PICTURE;
	if (keycode == SDLK_q)
		return quit_key(ui, asked);
	if (keycode == SDLK_QUESTION || (keycode == SDLK_SLASH && shift) || keycode == SDLK_F1) {
		ui->help = !ui->help;
		ui->hint = false;
		return INPUT_DONE;
	}
	if (keycode == SDLK_SLASH) {
		ui->searching = true;
		ui->search[0] = 0;
		return INPUT_DONE;
	}
	if (keycode >= SDLK_1 && keycode < SDLK_1 + VIEWS) {
		set_view(ui, (enum view)(keycode - SDLK_1));
		return INPUT_DONE;
	}
	if (keycode == SDLK_TAB) {
		next_view(ui);
		return INPUT_DONE;
	}
	if (keycode == SDLK_RETURN || keycode == SDLK_KP_ENTER) {
		focus(ui);
		return INPUT_DONE;
	}
	if (ui->view == VIEW_OUTSIDE && outside_key(ui, keycode, shift))
		return INPUT_DONE;
	return map_key(ui, keycode, shift) || machine_key_pressed(ui, keycode) ||
		       list_key(ui, keycode)
		   ? INPUT_DONE
		   : INPUT_NOTHING;
}

void input_text(struct ui *ui, const char *utf8)
{
	size_t length = strlen(ui->search);

	/* the slash that opened the search is typed as well */
	if (!ui->searching || (!length && !strcmp(utf8, "/")))
		return;
	if (length + strlen(utf8) < sizeof(ui->search))
		strcat(ui->search, utf8);
}
