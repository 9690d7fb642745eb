/* SPDX-License-Identifier: GPL-2.0-only */
/* panel: its life from creation to the last picture. */
#include "emu/panel/panel.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "emu/panel/panel_inner.h"
#include "emu/panel/png.h"
#include "emu/panel/terminal.h"

#define PICTURE_W 1440 /* without a window */
#define PICTURE_H 900

uint64_t panel_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
}

static bool start_ui(struct panel *panel, char *err, size_t err_bytes)
{
	struct ui *ui = &panel->ui;

	ui->model = panel->model;
	ui->pal = palette_of(panel->config.theme);
	ui->wanted_scale = panel->config.scale;
	ui->hint = true;
	ui->plain = panel->config.kind == PANEL_SCREEN ||
		    (panel->config.kind == PANEL_NONE && panel->config.only_screen);
	ui->hover = NO_FRAME;
	ui->title = panel->title;
	ui->serial_first = panel->config.lesson != NULL;
	ui->text = text_create(err, err_bytes);
	if (!ui->text)
		return false;
	if (panel->config.with_serial && !(ui->terminal = terminal_create())) {
		snprintf(err, err_bytes, "out of memory");
		return false;
	}
	if (panel->config.kind == PANEL_SDL || panel->config.kind == PANEL_SCREEN) {
		panel->window = window_create(panel, err, err_bytes);
		return panel->window != NULL;
	}
	return true;
}

struct panel *panel_create(const struct panel_config *config, char *err, size_t err_bytes)
{
	struct panel *panel = calloc(1, sizeof(*panel));

	snprintf(err, err_bytes, "out of memory");
	if (!panel)
		return NULL;
	panel->config = *config;
	panel->config.out = config->out ? config->out : stdout;
	snprintf(panel->title, sizeof(panel->title), "%s", config->title ? config->title : "");
	if (config->png_path) {
		snprintf(panel->png_path, sizeof(panel->png_path), "%s", config->png_path);
		panel->has_png = true;
	}
	panel->model = model_create(config->kernel_path);
	if (panel->model)
		model_find_modules(panel->model, config->kernel_path, config->share,
				   config->initrd);
	if (!panel->model || !start_ui(panel, err, err_bytes)) {
		panel_destroy(panel);
		return NULL;
	}
	err[0] = 0;
	return panel;
}

void panel_destroy(struct panel *panel)
{
	if (!panel)
		return;
	if (panel->ui.terminal)
		terminal_destroy(panel->ui.terminal);
	window_destroy(panel->window);
	text_destroy(panel->ui.text);
	canvas_free(&panel->ui.canvas);
	model_destroy(panel->model);
	free(panel);
}

struct chardev *panel_serial(struct panel *panel)
{
	return panel->ui.terminal ? terminal_chardev(panel->ui.terminal) : NULL;
}

void panel_attach(struct panel *panel, struct machine *machine)
{
	panel->machine = machine;
	model_attach(panel->model, machine);
}

void panel_ended(struct panel *panel)
{
	atomic_store(&panel->ended, true);
}

/* Nothing to show: sleep until the machine's thread says it is over. */
static void wait_for_end(struct panel *panel)
{
	while (!atomic_load(&panel->ended))
		usleep(2000);
}

bool panel_run(struct panel *panel)
{
	char err[1200];

	if (panel->window)
		window_run(panel);
	else if (panel->config.kind == PANEL_TEXT)
		textpanel_run(panel);
	wait_for_end(panel);
	if (panel->has_png && !panel_write_png(panel, panel->png_path, err, sizeof(err))) {
		fprintf(stderr, "zonemu: %s\n", err);
		return false;
	}
	return true;
}

bool panel_look_at_lesson(struct panel *panel)
{
	const struct lesson *lesson = panel->config.lesson;
	struct ui *ui = &panel->ui;
	char text[LESSON_TEXT_BYTES] = "";
	bool waits = false;

	if (!lesson)
		return false;
	lesson->text(lesson->ctx, text, sizeof(text), &waits);
	if (waits == ui->lesson_waits && !strcmp(text, ui->lesson_text))
		return false;
	strcpy(ui->lesson_text, text);
	ui->lesson_waits = waits;
	ui_arrange(ui);
	return true;
}

void panel_look_here(struct panel *panel)
{
	model_look_here(panel->model);
}

void panel_show_view(struct panel *panel, unsigned key)
{
	panel->ui.view = (enum view)(key - 1);
}

/* A still picture leaves out what depends on when it is taken: pulses, speed, the mouse. */
bool panel_write_png(struct panel *panel, const char *path, char *err, size_t err_bytes)
{
	struct ui *ui = &panel->ui;
	bool ended = atomic_load(&panel->ended);

	if (ended && panel->machine)
		model_refresh_ended(panel->model);
	if (ui->plain && panel->model->picture.px)
		return png_write(path, panel->model->picture.px, (int)panel->model->picture.w,
				 (int)panel->model->picture.h, err, err_bytes);
	if (ui->terminal)
		terminal_refresh(ui->terminal);
	if (!ui->canvas.px &&
	    !canvas_resize(
		&ui->canvas, ui->wanted_scale > 0 ? (int)(PICTURE_W * ui->wanted_scale) : PICTURE_W,
		ui->wanted_scale > 0 ? (int)(PICTURE_H * ui->wanted_scale) : PICTURE_H)) {
		snprintf(err, err_bytes, "out of memory");
		return false;
	}
	panel_look_at_lesson(panel);
	ui->now_ms = 0;
	ui_arrange(ui);
	ui_draw(ui);
	return png_write(path, ui->canvas.px, ui->canvas.w, ui->canvas.h, err, err_bytes);
}

void panel_picture(struct panel *panel)
{
	const char *base = panel->has_png ? panel->png_path : "zonemu.png";
	const char *dot = strrchr(base, '.');
	int stem = dot && !strchr(dot, '/') ? (int)(dot - base) : (int)strlen(base);
	char path[1100], err[1200];

	do
		snprintf(path, sizeof(path), "%.*s-%u.png", stem, base, ++panel->pictures);
	while (access(path, F_OK) == 0);
	if (panel_write_png(panel, path, err, sizeof(err)))
		snprintf(panel->ui.message, sizeof(panel->ui.message), "picture written: %.100s",
			 path);
	else
		snprintf(panel->ui.message, sizeof(panel->ui.message), "%.120s", err);
}
