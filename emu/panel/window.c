/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * window: the SDL window around the canvas: its events, the keys it keeps for
 * itself (QEMU's Ctrl-Alt ones), and those it hands to the guest.
 */
#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "emu/panel/input.h"
#include "emu/panel/keymap.h"
#include "emu/panel/panel_inner.h"
#include "emu/panel/terminal.h"

#define FRAME_MS    16
#define NATURAL_W   1440
#define NATURAL_H   900
#define SCREEN_W    720 /* of the plain window, until the guest says otherwise */
#define SCREEN_H    400
#define DRAG_PIXELS 4

struct window {
	SDL_Window *sdl;
	bool dirty; /* draw again */
	bool fullscreen;
	unsigned screen_w, screen_h;	 /* the plain window has been fitted to */
	bool pressed[SDL_NUM_SCANCODES]; /* keys the guest thinks are held */
	int press_x, press_y;		 /* where the mouse button went down */
	bool button;
};

static bool has_display(void)
{
	return getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") || getenv("SDL_VIDEODRIVER");
}

static bool open_window(struct panel *panel, struct window *window)
{
	bool plain = panel->config.kind == PANEL_SCREEN;
	double scale = panel->config.scale > 1 ? panel->config.scale : 1;
	int w = (int)((plain ? SCREEN_W : NATURAL_W) * scale);
	int h = (int)((plain ? SCREEN_H : NATURAL_H) * scale);
	char title[160];
	SDL_Rect usable;

	if (SDL_GetDisplayUsableBounds(0, &usable) == 0) {
		w = w > usable.w ? usable.w : w;
		h = h > usable.h ? usable.h : h;
	}
	snprintf(title, sizeof(title), "zonemu%s%s", panel->title[0] ? ": " : "", panel->title);
	window->sdl = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, w, h,
				       SDL_WINDOW_RESIZABLE);
	if (!window->sdl)
		return false;
	if (!plain)
		SDL_SetWindowMinimumSize(window->sdl, PANEL_MIN_WIDTH, PANEL_MIN_HEIGHT);
	return true;
}

/* The plain window goes with the size of the guest's screen, in whole multiples. */
static void fit_plain_window(struct panel *panel)
{
	const struct machine_picture *picture = &panel->model->picture;
	struct window *window = panel->window;
	double scale = panel->config.scale > 1 ? panel->config.scale : 1;

	if (!picture->px || (window->screen_w == picture->w && window->screen_h == picture->h))
		return;
	window->screen_w = picture->w;
	window->screen_h = picture->h;
	if (!window->fullscreen)
		SDL_SetWindowSize(window->sdl, (int)(picture->w * scale),
				  (int)(picture->h * scale));
}

static bool fit_canvas(struct panel *panel)
{
	int w, h;

	SDL_GetWindowSize(panel->window->sdl, &w, &h);
	if ((panel->ui.canvas.w != w || panel->ui.canvas.h != h) &&
	    !canvas_resize(&panel->ui.canvas, w < 64 ? 64 : w, h < 64 ? 64 : h))
		return false;
	ui_arrange(&panel->ui);
	panel->window->dirty = true;
	return true;
}

struct window *window_create(struct panel *panel, char *err, size_t err_bytes)
{
	struct window *window = calloc(1, sizeof(*window));

	SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
	SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
	SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
	if (!window || !has_display() || SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
		snprintf(err, err_bytes, "no display: %s",
			 has_display() ? SDL_GetError()
				       : "neither DISPLAY nor WAYLAND_DISPLAY is set");
		free(window);
		return NULL;
	}
	panel->window = window;
	if (!open_window(panel, window) || !fit_canvas(panel)) {
		snprintf(err, err_bytes, "no display: %s", SDL_GetError());
		panel->window = NULL;
		window_destroy(window);
		return NULL;
	}
	SDL_StartTextInput();
	return window;
}

void window_destroy(struct window *window)
{
	if (!window)
		return;
	if (window->sdl)
		SDL_DestroyWindow(window->sdl);
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
	free(window);
}

/* ---- the guest's keys ---- */

static void send_key(struct panel *panel, int scancode, bool pressed)
{
	uint8_t bytes[KEYMAP_MAX];
	unsigned count = keymap_set1(scancode, pressed, bytes);

	for (unsigned i = 0; i < count; i++)
		machine_key(panel->machine, bytes[i]);
	panel->window->pressed[scancode] = pressed && count;
}

/* The guest must not think that a key is held for ever. */
static void release_keys(struct panel *panel)
{
	for (int i = 0; i < SDL_NUM_SCANCODES; i++)
		if (panel->window->pressed[i])
			send_key(panel, i, false);
}

static void set_focus(struct panel *panel, bool focus)
{
	if (panel->config.kind == PANEL_SCREEN)
		focus = true;
	if (!focus)
		release_keys(panel);
	panel->ui.focus = focus;
	panel->window->dirty = true;
}

static bool to_terminal(const struct panel *panel)
{
	return ui_shows_serial(&panel->ui);
}

static void terminal_key_down(struct terminal *terminal, const SDL_Keysym *sym)
{
	static const struct {
		SDL_Keycode code;
		enum terminal_key key;
	} keys[] = {
	    {SDLK_RETURN, TERMINAL_ENTER},
	    {SDLK_KP_ENTER, TERMINAL_ENTER},
	    {SDLK_BACKSPACE, TERMINAL_BACKSPACE},
	    {SDLK_TAB, TERMINAL_TAB},
	    {SDLK_ESCAPE, TERMINAL_ESCAPE},
	    {SDLK_UP, TERMINAL_UP},
	    {SDLK_DOWN, TERMINAL_DOWN},
	    {SDLK_LEFT, TERMINAL_LEFT},
	    {SDLK_RIGHT, TERMINAL_RIGHT},
	    {SDLK_HOME, TERMINAL_HOME},
	    {SDLK_END, TERMINAL_END},
	    {SDLK_DELETE, TERMINAL_DELETE},
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].code == sym->sym)
			terminal_press(terminal, keys[i].key);
	if (sym->mod & KMOD_CTRL && sym->sym >= SDLK_a && sym->sym <= SDLK_z)
		terminal_type(terminal, (uint32_t)sym->sym, true);
}

/* ---- the window's keys ---- */

static void change_scale(struct panel *panel, double factor)
{
	double scale = panel->ui.scale * factor;

	panel->ui.wanted_scale = scale < 0.6 ? 0.6 : scale > 4 ? 4 : scale;
	fit_canvas(panel);
}

/* Ctrl-Alt and a key, as in QEMU. False: none of ours. */
static bool window_key(struct panel *panel, SDL_Keycode key)
{
	struct ui *ui = &panel->ui;

	switch (key) {
	case SDLK_g:
		set_focus(panel, !ui->focus);
		return true;
	case SDLK_f:
		panel->window->fullscreen = !panel->window->fullscreen;
		SDL_SetWindowFullscreen(panel->window->sdl, panel->window->fullscreen
								? SDL_WINDOW_FULLSCREEN_DESKTOP
								: 0);
		return true;
	case SDLK_PLUS:
	case SDLK_EQUALS:
	case SDLK_KP_PLUS:
		change_scale(panel, 1.1);
		return true;
	case SDLK_MINUS:
	case SDLK_KP_MINUS:
		change_scale(panel, 1 / 1.1);
		return true;
	default:
		if (key < SDLK_1 || key >= SDLK_1 + VIEWS)
			return false;
		ui->view = (enum view)(key - SDLK_1);
		ui_arrange(ui);
		panel->window->dirty = true;
		return true;
	}
}

static void panel_key(struct panel *panel, const SDL_Keysym *sym)
{
	bool had_focus = panel->ui.focus;

	switch (input_key(&panel->ui, sym->sym, sym->mod)) {
	case INPUT_QUIT:
		machine_quit(panel->machine, 0);
		break;
	case INPUT_PICTURE:
		panel_picture(panel);
		break;
	default:
		break;
	}
	panel->window->dirty = true;
	if (had_focus && !panel->ui.focus)
		release_keys(panel);
}

/* Keys of presenters' remotes, while a lesson waits for them. */
static bool lesson_key(struct panel *panel, const SDL_Keysym *sym)
{
	const struct lesson *lesson = panel->config.lesson;
	bool next = sym->sym == SDLK_PAGEDOWN || sym->sym == SDLK_SPACE;

	if (!lesson || panel->ui.focus || panel->ui.searching)
		return false;
	if (next && panel->ui.lesson_waits)
		lesson->next(lesson->ctx);
	else if (sym->sym == SDLK_PAGEUP && panel->ui.lesson_text[0])
		lesson->back(lesson->ctx);
	else
		return false;
	return true;
}

static void key_down(struct panel *panel, const SDL_KeyboardEvent *event)
{
	const SDL_Keysym *sym = &event->keysym;

	if (lesson_key(panel, sym))
		return;

	if (sym->mod & KMOD_CTRL && sym->mod & KMOD_ALT && window_key(panel, sym->sym))
		return;
	panel->ui.hint = panel->ui.hint && panel->ui.focus;
	if (!panel->ui.focus || (sym->sym == SDLK_F12 && !(sym->mod & KMOD_SHIFT)))
		panel_key(panel, sym);
	else if (to_terminal(panel))
		terminal_key_down(panel->ui.terminal, sym);
	else
		send_key(panel, sym->scancode, true);
}

static void text_typed(struct panel *panel, const char *utf8)
{
	const char *at = utf8;
	uint32_t codepoint;

	if (!panel->ui.focus) {
		input_text(&panel->ui, utf8);
		panel->window->dirty = true;
	} else if (to_terminal(panel)) {
		while ((codepoint = utf8_next(&at)))
			terminal_type(panel->ui.terminal, codepoint, false);
	}
}

/* ---- mouse ---- */

static void click(struct panel *panel, int x, int y)
{
	struct ui *ui = &panel->ui;
	bool had_focus = ui->focus;

	panel->window->dirty = true;
	ui->message[0] = 0;
	if (ui->help) {
		ui->help = false;
		return;
	}
	/* what was drawn last lies on top */
	for (unsigned i = ui->clicks; i-- > 0;) {
		if (!rect_has(ui->click[i].r, x, y))
			continue;
		struct click hit = ui->click[i];

		ui_act(ui, &hit, x, y);
		break;
	}
	if (had_focus && !ui->focus)
		set_focus(panel, false);
}

static void mouse_moved(struct panel *panel, const SDL_MouseMotionEvent *event)
{
	struct ui *ui = &panel->ui;
	struct window *window = panel->window;
	uint32_t hover;

	ui->mouse_x = event->x;
	ui->mouse_y = event->y;
	if (window->button && !ui->dragging &&
	    abs(event->x - window->press_x) + abs(event->y - window->press_y) > DRAG_PIXELS)
		ui->dragging = rect_has(frames_area(ui), window->press_x, window->press_y);
	if (ui->dragging) {
		frames_pan(ui, -event->xrel, -event->yrel);
		window->dirty = true;
	}
	hover = ui->l.pane[PANE_FRAMES].w ? frames_at(ui, event->x, event->y) : NO_FRAME;
	if (hover != ui->hover)
		window->dirty = true;
	ui->hover = hover;
}

static void mouse_button(struct panel *panel, const SDL_MouseButtonEvent *event)
{
	struct window *window = panel->window;

	if (event->button != SDL_BUTTON_LEFT)
		return;
	if (event->state == SDL_PRESSED) {
		window->button = true;
		window->press_x = event->x;
		window->press_y = event->y;
		return;
	}
	window->button = false;
	if (!panel->ui.dragging)
		click(panel, event->x, event->y);
	panel->ui.dragging = false;
}

static void wheel(struct panel *panel, int steps)
{
	struct ui *ui = &panel->ui;

	panel->window->dirty = true;
	if (rect_has(ui->l.pane[PANE_SLABS], ui->mouse_x, ui->mouse_y))
		ui->slab_scroll -= steps;
	else if (rect_has(ui->l.pane[PANE_FRAMES], ui->mouse_x, ui->mouse_y))
		frames_zoom(ui, steps, ui->mouse_x, ui->mouse_y);
}

/* ---- the loop ---- */

static void window_event(struct panel *panel, const SDL_WindowEvent *event)
{
	switch (event->event) {
	case SDL_WINDOWEVENT_SIZE_CHANGED:
		fit_canvas(panel);
		break;
	case SDL_WINDOWEVENT_FOCUS_LOST:
		release_keys(panel);
		break;
	case SDL_WINDOWEVENT_EXPOSED:
		panel->window->dirty = true;
		break;
	default:
		break;
	}
}

static void handle(struct panel *panel, const SDL_Event *event)
{
	switch (event->type) {
	case SDL_QUIT:
		machine_quit(panel->machine, 0);
		break;
	case SDL_WINDOWEVENT:
		window_event(panel, &event->window);
		break;
	case SDL_KEYDOWN:
		key_down(panel, &event->key);
		break;
	case SDL_KEYUP:
		if (panel->window->pressed[event->key.keysym.scancode])
			send_key(panel, event->key.keysym.scancode, false);
		break;
	case SDL_TEXTINPUT:
		text_typed(panel, event->text.text);
		break;
	case SDL_MOUSEMOTION:
		mouse_moved(panel, &event->motion);
		break;
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP:
		mouse_button(panel, &event->button);
		break;
	case SDL_MOUSEWHEEL:
		wheel(panel, event->wheel.y);
		break;
	default:
		break;
	}
}

/* Until the next frame is due; input is taken as soon as it comes. */
static void wait_for_events(struct panel *panel, uint64_t until_ms)
{
	uint64_t now = panel_now_ms();
	SDL_Event event;

	if (SDL_WaitEventTimeout(&event, until_ms > now ? (int)(until_ms - now) : 0))
		do
			handle(panel, &event);
		while (SDL_PollEvent(&event));
}

static void present(struct panel *panel)
{
	const struct canvas *canvas = &panel->ui.canvas;
	SDL_Surface *surface = SDL_GetWindowSurface(panel->window->sdl);

	if (!surface || surface->w < canvas->w || surface->h < canvas->h)
		return;
	SDL_ConvertPixels(canvas->w, canvas->h, SDL_PIXELFORMAT_RGB888, canvas->px, canvas->w * 4,
			  surface->format->format, surface->pixels, surface->pitch);
	SDL_UpdateWindowSurface(panel->window->sdl);
}

static void draw(struct panel *panel)
{
	struct ui *ui = &panel->ui;
	struct rect all = {0, 0, ui->canvas.w, ui->canvas.h};

	if (panel->config.kind == PANEL_SDL) {
		ui_draw(ui);
	} else {
		ui->clicks = 0;
		canvas_clip(&ui->canvas, NULL);
		view_screen_draw(ui, all);
	}
	present(panel);
}

void window_run(struct panel *panel)
{
	struct ui *ui = &panel->ui;
	struct window *window = panel->window;
	uint64_t next_ms = 0;

	set_focus(panel, panel->config.kind == PANEL_SCREEN);
	while (!atomic_load(&panel->ended)) {
		bool moved = ui_moves(ui);
		uint64_t now;

		wait_for_events(panel, next_ms);
		now = panel_now_ms();
		if (now < next_ms)
			continue;
		next_ms = now + FRAME_MS;
		window->dirty |= model_refresh(panel->model, now);
		if (ui->plain)
			fit_plain_window(panel);
		if (ui->terminal)
			window->dirty |= terminal_refresh(ui->terminal);
		if (panel->model->bring_into_view)
			frames_show(ui, panel->model->cursor);
		panel->model->bring_into_view = false;
		window->dirty |= panel_look_at_lesson(panel);
		ui->now_ms = now;
		if (window->dirty || moved || ui_moves(ui))
			draw(panel);
		window->dirty = false;
	}
}
