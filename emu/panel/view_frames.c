/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * view_frames: the map of all page frames.
 *
 * The map is a stack of bands, one for each zone, each a heading and rows of a
 * power of two frames. Blocks of the buddy allocator are aligned powers of two
 * too, so in this picture each is one rectangle. A pixel stands for 8x8, 4x4 or
 * 2x2 frames when zoomed out; a frame is a cell of 1 to 96 pixels otherwise.
 */
#include <stdio.h>
#include <string.h>

#include "emu/panel/ui.h"

/* Positive: pixels a frame; negative: frames a pixel, along one side. */
static const int cells[] = {-8, -4, -2, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96};
#define CELLS	     ((int)(sizeof(cells) / sizeof(cells[0])))
#define ZOOM_ONE     3
#define CELL_OUTLINE 8
#define CELL_GLYPH   14
#define CELL_LABEL   48
#define ROW_MIN	     64u
#define ROW_MAX	     1024u

/* Length in pixels of n frames, side by side or above each other. */
static double span(int zoom, double frames)
{
	return cells[zoom] > 0 ? frames * cells[zoom] : frames / -cells[zoom];
}

static int heading_h(const struct ui *ui)
{
	return ui->l.line + 2;
}

static int gutter_w(const struct ui *ui)
{
	return text_advance(ui->text, ui->l.small) * 6;
}

static uint32_t band_rows(const struct band *band, uint32_t row)
{
	uint32_t skew = band->first % row;

	return (skew + band->frames + row - 1) / row;
}

static double band_h(const struct ui *ui, const struct band *band, int zoom, uint32_t row)
{
	double h = span(zoom, band_rows(band, row));

	return heading_h(ui) + (h < 1 ? 1 : h) + ui->l.gap;
}

static double map_h(const struct ui *ui, int zoom, uint32_t row)
{
	double h = 0;

	for (unsigned i = 0; i < ui->model->bands; i++)
		h += band_h(ui, &ui->model->band[i], zoom, row);
	return h;
}

/* The part of the pane where frames are, right of the addresses. */
struct rect frames_area(const struct ui *ui)
{
	struct rect r = ui->l.pane[PANE_FRAMES];
	int top = ui->l.line + ui->l.pad, gutter = gutter_w(ui);

	return (struct rect){r.x + ui->l.pad + gutter, r.y + top, r.w - 2 * ui->l.pad - gutter,
			     r.h - top - ui->l.pad / 2};
}

/* The row length and zoom that show all of the memory as large as the pane allows. */
void frames_fit(struct ui *ui, struct rect map)
{
	struct camera *cam = &ui->cam;
	double best = 0;

	*cam = (struct camera){.fitted = true,
			       .row = ROW_MAX,
			       .w = map.w,
			       .h = map.h,
			       .frames = ui->model->state->frames};
	for (uint32_t row = ROW_MIN; row <= ROW_MAX; row *= 2) {
		for (int zoom = CELLS - 1; zoom >= 0; zoom--) {
			double w = span(zoom, row), h = map_h(ui, zoom, row);

			if (w > map.w || (h > map.h && zoom > 0))
				continue;
			/* larger cells first; of equal ones the shape that fills the pane */
			double worth = span(zoom, 1) * 1000 + (h <= map.h ? 1 : 0) + w / map.w;

			if (worth > best) {
				best = worth;
				cam->row = row;
				cam->zoom = zoom;
			}
			break;
		}
	}
}

static void keep_inside(struct ui *ui)
{
	struct camera *cam = &ui->cam;
	struct rect map = frames_area(ui);
	double spare_x = span(cam->zoom, cam->row) - map.w;
	double spare_y = map_h(ui, cam->zoom, cam->row) - map.h;

	if (cam->x > spare_x)
		cam->x = spare_x;
	if (cam->y > spare_y)
		cam->y = spare_y;
	if (cam->x < 0)
		cam->x = 0;
	if (cam->y < 0)
		cam->y = 0;
}

static bool needs_fit(const struct ui *ui, struct rect map)
{
	const struct camera *cam = &ui->cam;

	return !cam->fitted || cam->w != map.w || cam->h != map.h ||
	       cam->frames != ui->model->state->frames;
}

/* ---- where things are ---- */

struct place {
	unsigned band;
	double row, column; /* of frames, within the band */
};

static bool place_at(const struct ui *ui, int x, int y, struct place *place)
{
	struct rect map = frames_area(ui);
	double at_x = x - map.x + ui->cam.x, at_y = y - map.y + ui->cam.y, top = 0;
	double unit = span(ui->cam.zoom, 1);

	for (unsigned i = 0; i < ui->model->bands; i++) {
		double h = band_h(ui, &ui->model->band[i], ui->cam.zoom, ui->cam.row);

		if (at_y < top + h || i + 1 == ui->model->bands) {
			*place =
			    (struct place){i, (at_y - top - heading_h(ui)) / unit, at_x / unit};
			return true;
		}
		top += h;
	}
	return false;
}

uint32_t frames_at(const struct ui *ui, int x, int y)
{
	struct place place;
	const struct band *band;
	int64_t pfn;

	if (!rect_has(frames_area(ui), x, y) || !place_at(ui, x, y, &place) || place.row < 0 ||
	    place.column < 0 || place.column >= ui->cam.row)
		return NO_FRAME;
	band = &ui->model->band[place.band];
	pfn = (int64_t)(band->first - band->first % ui->cam.row) +
	      (int64_t)(uint32_t)place.row * ui->cam.row + (uint32_t)place.column;
	if (pfn < band->first || pfn >= (int64_t)band->first + band->frames)
		return NO_FRAME;
	return (uint32_t)pfn;
}

/* Top of a band in the window. */
static double band_top(const struct ui *ui, unsigned n)
{
	double top = frames_area(ui).y - ui->cam.y;

	for (unsigned i = 0; i < n; i++)
		top += band_h(ui, &ui->model->band[i], ui->cam.zoom, ui->cam.row);
	return top;
}

static unsigned band_of(const struct ui *ui, uint32_t pfn)
{
	for (unsigned i = 0; i < ui->model->bands; i++)
		if (pfn - ui->model->band[i].first < ui->model->band[i].frames)
			return i;
	return 0;
}

/* Where `count` frames from pfn are that stand in one row, or fill whole rows. */
static struct rect cell_rect(const struct ui *ui, uint32_t pfn, uint32_t count)
{
	unsigned n = band_of(ui, pfn);
	const struct band *band = &ui->model->band[n];
	uint32_t row = ui->cam.row, at = pfn - (band->first - band->first % row);
	double x = frames_area(ui).x - ui->cam.x + span(ui->cam.zoom, at % row);
	double y = band_top(ui, n) + heading_h(ui) + span(ui->cam.zoom, at / row);
	uint32_t across = count < row ? count : row, down = (count + row - 1) / row;
	int w = (int)span(ui->cam.zoom, across), h = (int)span(ui->cam.zoom, down);

	return (struct rect){(int)x, (int)y, w < 1 ? 1 : w, h < 1 ? 1 : h};
}

void frames_zoom(struct ui *ui, int steps, int x, int y)
{
	struct camera *cam = &ui->cam;
	struct rect map = frames_area(ui);
	struct place place;
	int zoom = cam->zoom + steps;

	zoom = zoom < 0 ? 0 : zoom >= CELLS ? CELLS - 1 : zoom;
	if (zoom == cam->zoom || !place_at(ui, x, y, &place))
		return;
	cam->zoom = zoom;
	cam->x = cam->y = 0;
	cam->x = place.column * span(zoom, 1) - (x - map.x);
	cam->y = band_top(ui, place.band) - map.y + heading_h(ui) + place.row * span(zoom, 1);
	/* band_top() was taken with the camera's new x and an old y of 0 */
	cam->y -= y - map.y;
	keep_inside(ui);
}

void frames_pan(struct ui *ui, int dx, int dy)
{
	ui->cam.x += dx;
	ui->cam.y += dy;
	keep_inside(ui);
}

void frames_show(struct ui *ui, uint32_t pfn)
{
	struct rect map = frames_area(ui), cell;

	if (pfn >= ui->model->state->frames || !ui->cam.fitted)
		return;
	cell = cell_rect(ui, pfn, 1);
	if (rect_meets(rect_cut(cell, map), cell) && rect_cut(cell, map).w == cell.w &&
	    rect_cut(cell, map).h == cell.h)
		return;
	ui->cam.x += cell.x - map.x - map.w / 2;
	ui->cam.y += cell.y - map.y - map.h / 2;
	keep_inside(ui);
}

/* ---- drawing ---- */

static uint32_t frame_colour(const struct ui *ui, uint32_t pfn)
{
	const struct model *model = ui->model;
	uint32_t colour = ui->pal->class[model->state->class[pfn]];

	if (model->light.kind != LIGHT_NONE && !(model->mark[pfn] & MARK_LIT))
		colour = colour_mix(colour, ui->pal->pane, 200);
	return colour;
}

/* Of k by k frames the class that most have; lit frames win. */
static uint32_t dominant_colour(const struct ui *ui, const struct band *band, int64_t pfn, int k)
{
	const struct model *model = ui->model;
	uint8_t count[FRAME_CLASSES] = {0}, best = 0;
	uint32_t chosen = NO_FRAME;
	bool lit_found = false;

	for (int dy = 0; dy < k; dy++) {
		for (int dx = 0; dx < k; dx++) {
			int64_t at = pfn + (int64_t)dy * ui->cam.row + dx;

			if (at < band->first || at >= (int64_t)band->first + band->frames)
				continue;
			bool lit = model->mark[at] & MARK_LIT;
			if (lit_found && !lit)
				continue;
			if (lit && !lit_found) {
				memset(count, 0, sizeof(count));
				lit_found = true;
				best = 0;
			}
			if (++count[model->state->class[at]] > best) {
				best = count[model->state->class[at]];
				chosen = (uint32_t)at;
			}
		}
	}
	return chosen == NO_FRAME ? ui->pal->pane : frame_colour(ui, chosen);
}

/* One line of pixels of a band, `y` pixels below its first row; false: nothing there. */
static void paint_line(struct ui *ui, const struct band *band, int y, uint32_t *px, int left, int w)
{
	uint32_t row = ui->cam.row;
	int cell = cells[ui->cam.zoom];
	int64_t start = (int64_t)(band->first - band->first % row);

	for (int x = 0; x < w; x++) {
		int64_t column = cell > 0 ? (left + x) / cell : (int64_t)(left + x) * -cell;
		int64_t line = cell > 0 ? y / cell : (int64_t)y * -cell;
		int64_t pfn = start + line * row + column;

		if (left + x < 0 || column >= row)
			continue;
		if (cell < 0) {
			px[x] = dominant_colour(ui, band, pfn, -cell);
		} else if (pfn >= band->first && pfn < (int64_t)band->first + band->frames) {
			bool edge = cell >= CELL_OUTLINE &&
				    ((left + x) % cell == cell - 1 || y % cell == cell - 1);

			px[x] = frame_colour(ui, (uint32_t)pfn);
			if (edge)
				px[x] = colour_mix(px[x], ui->pal->pane, 110);
		}
	}
}

static void paint_rows(struct ui *ui, const struct band *band, int top, struct rect map)
{
	int rows_h = (int)(span(ui->cam.zoom, band_rows(band, ui->cam.row)) + 0.999);
	int cell = cells[ui->cam.zoom], left = (int)ui->cam.x;
	struct rect r = rect_cut((struct rect){map.x, top, map.w, rows_h}, map);

	r = rect_cut(r, ui->canvas.clip);
	for (int y = r.y; y < r.y + r.h; y++) {
		uint32_t *px = ui->canvas.px + (size_t)y * (size_t)ui->canvas.w + r.x;
		int line = y - top;

		/* within a cell all lines but the edge are the same */
		if (cell > 2 && y > r.y && line % cell != 0 && line % cell != cell - 1)
			memcpy(px, px - ui->canvas.w, (size_t)r.w * sizeof(*px));
		else
			paint_line(ui, band, line, px, left, r.w);
	}
}

static void draw_heading(struct ui *ui, const struct band *band, int top, struct rect map)
{
	const struct introspect_state *state = ui->model->state;
	char line[128], size[24];
	int x = map.x, y = top, small = ui->l.small;

	x = text_draw_bold(ui->text, &ui->canvas, x, y, small, ui->pal->title, band->name);
	snprintf(line, sizeof(line), "  %s  frames %u\xe2\x80\x93%u",
		 model_bytes((uint64_t)band->frames << PHYS_PAGE_SHIFT, size, sizeof(size)),
		 band->first, band->first + band->frames - 1);
	x = text_draw(ui->text, &ui->canvas, x, y, small, ui->pal->dim, line);
	if (band->zone >= 0) {
		snprintf(line, sizeof(line), "  free %u", state->zone[band->zone].free);
		text_draw(ui->text, &ui->canvas, x, y, small, ui->pal->text, line);
	}
}

/* Addresses on the left, far enough apart to be read. */
static void draw_gutter(struct ui *ui, const struct band *band, int top, struct rect map)
{
	uint32_t row = ui->cam.row, start = band->first - band->first % row;
	double unit = span(ui->cam.zoom, 1);
	int apart = ui->l.line + 4, last = top - apart;
	uint32_t step = 1;

	while (step * unit < apart)
		step *= 2;
	for (uint32_t line = 0; line < band_rows(band, row); line += step) {
		int y = top + (int)(line * unit);
		uint64_t bytes = (uint64_t)(start + line * row) << PHYS_PAGE_SHIFT;
		char label[24];

		if (y < map.y - ui->l.small / 2 || y > map.y + map.h - ui->l.small ||
		    y - last < apart)
			continue;
		last = y;
		if (bytes % (1 << 20) == 0)
			snprintf(label, sizeof(label), "%lluM", (unsigned long long)(bytes >> 20));
		else
			snprintf(label, sizeof(label), "%lluK", (unsigned long long)(bytes >> 10));
		text_draw_right(ui->text, &ui->canvas,
				map.x - text_advance(ui->text, ui->l.small) / 2, y, ui->l.small,
				ui->pal->dim, label);
	}
}

/* Outlines around free blocks. */
static void draw_blocks(struct ui *ui, const struct band *band, struct rect map)
{
	const uint8_t *class = ui->model->state->class;
	uint32_t pfn = band->first, end = band->first + band->frames;

	while (pfn < end) {
		unsigned order = class[pfn];
		uint32_t run = 1;

		if (order < FRAME_FREE + INTROSPECT_ORDERS && !(pfn & ((1u << order) - 1))) {
			struct rect r = cell_rect(ui, pfn, 1u << order);

			run = 1u << order;
			if (rect_meets(r, map))
				canvas_blend_outline(&ui->canvas,
						     (struct rect){r.x, r.y, r.w - 1, r.h - 1}, 1,
						     palette_ink(ui->pal->class[order]), 110);
		}
		pfn += run;
	}
}

static void draw_label(struct ui *ui, uint32_t pfn, struct rect cell, uint32_t ink)
{
	const struct introspect_cache *cache =
	    ui->model->in ? introspect_cache_of(ui->model->in, pfn) : NULL;
	int size = text_size_for_cell(ui->text, cell.w / 8, cell.h / 4), line;
	char number[16];

	if (size < 7)
		return;
	line = text_line(ui->text, size);
	snprintf(number, sizeof(number), "%u", pfn);
	text_draw_cut(ui->text, &ui->canvas, cell.x + 3, cell.y + cell.h - line - 2, size,
		      cell.w - 5, ink, number);
	if (cache)
		text_draw_cut(ui->text, &ui->canvas, cell.x + 3, cell.y + 2, size, cell.w - 5, ink,
			      cache->name);
}

/* Letters in the cells that are seen. */
static void draw_letters(struct ui *ui, const struct band *band, int top, struct rect map)
{
	int cell = cells[ui->cam.zoom], size = text_size_for_cell(ui->text, cell - 4, cell - 2);
	uint32_t row = ui->cam.row, start = band->first - band->first % row;
	int first_row = (map.y - top) / cell, last_row = (map.y + map.h - top) / cell;
	int first = (int)ui->cam.x / cell, last = ((int)ui->cam.x + map.w) / cell;

	if (size > ui->l.font * 2)
		size = ui->l.font * 2;
	for (int line = first_row < 0 ? 0 : first_row; line <= last_row; line++) {
		for (int column = first; column <= last && column < (int)row; column++) {
			int64_t pfn = (int64_t)start + (int64_t)line * row + column;
			struct rect r = {map.x - (int)ui->cam.x + column * cell, top + line * cell,
					 cell, cell};

			if (pfn < band->first || pfn >= (int64_t)band->first + band->frames)
				continue;
			uint32_t ink = palette_ink(frame_colour(ui, (uint32_t)pfn));
			char glyph = palette_glyph(ui->model->state->class[pfn]);

			text_letter(ui->text, &ui->canvas,
				    r.x + (cell - text_advance(ui->text, size)) / 2,
				    r.y + (cell - text_line(ui->text, size)) / 2, size, false, ink,
				    (uint32_t)glyph);
			if (cell >= CELL_LABEL)
				draw_label(ui, (uint32_t)pfn, r, ink);
		}
	}
}

static void draw_band(struct ui *ui, unsigned n, struct rect map)
{
	const struct band *band = &ui->model->band[n];
	int top = (int)band_top(ui, n), rows = top + heading_h(ui);
	int cell = cells[ui->cam.zoom];
	double h = band_h(ui, band, ui->cam.zoom, ui->cam.row);
	struct rect pane = ui->l.pane[PANE_FRAMES], old;
	struct rect with_gutter = {pane.x, map.y, pane.w, map.h};

	if (top > map.y + map.h || top + h < map.y)
		return;
	old = canvas_clip(&ui->canvas, &with_gutter);
	draw_gutter(ui, band, rows, map);
	canvas_clip(&ui->canvas, &map);
	draw_heading(ui, band, top, map);
	paint_rows(ui, band, rows, map);
	if (cell >= CELL_OUTLINE)
		draw_blocks(ui, band, map);
	if (cell >= CELL_GLYPH)
		draw_letters(ui, band, rows, map);
	canvas_clip(&ui->canvas, &old);
}

/* ---- selection, cursor and pulses ---- */

/* Frames of a range, cut into pieces that are rectangles. */
static void outline_range(struct ui *ui, uint32_t first, uint32_t frames, int thickness,
			  uint32_t colour, unsigned alpha, int grow)
{
	uint32_t row = ui->cam.row;

	while (frames) {
		uint32_t run = row - first % row;

		if (first % row == 0 && frames >= row)
			run = frames / row * row;
		else if (run > frames)
			run = frames;
		struct rect r = rect_inset(cell_rect(ui, first, run), -grow);

		canvas_blend_outline(&ui->canvas, r, thickness, colour, alpha);
		first += run;
		frames -= run;
	}
}

static void draw_selection(struct ui *ui)
{
	const struct model *model = ui->model;
	uint32_t pfn = 0;
	int thickness = cells[ui->cam.zoom] >= CELL_OUTLINE ? 2 : 1;

	if (!model->selected)
		return;
	while (pfn < model->mark_frames) {
		uint32_t run = 0;

		while (pfn + run < model->mark_frames && model->mark[pfn + run] & MARK_SELECTED)
			run++;
		if (run)
			outline_range(ui, pfn, run, thickness, ui->pal->select, 255, thickness);
		pfn += run ? run : 1;
	}
}

/* A cross-hair that is seen even where a frame is less than a pixel. */
static void draw_cursor(struct ui *ui)
{
	uint32_t pfn = ui->model->cursor;
	int reach = ui->l.gap;
	struct rect r;

	if (pfn == NO_FRAME || pfn >= ui->model->state->frames)
		return;
	r = cell_rect(ui, pfn, 1);
	if (r.w >= reach)
		return;
	struct rect ring = rect_inset(r, -reach / 2 - 1);

	canvas_outline(&ui->canvas, rect_inset(ring, -1), 1, ui->pal->back);
	canvas_outline(&ui->canvas, ring, 1, ui->pal->select);
}

static void draw_pulse(struct ui *ui, const struct pulse *pulse)
{
	uint64_t age = ui->now_ms - pulse->start_ms;
	uint32_t colour = pulse->free ? ui->pal->pulse_free : ui->pal->pulse_alloc;
	unsigned alpha = (unsigned)(255 - 255 * age / PULSE_MS);
	int grow = (int)(1 + age * (uint64_t)ui->l.gap / PULSE_MS);

	if (pulse->area) {
		for (uint32_t pfn = 0; pfn < ui->model->state->frames; pfn++) {
			const struct introspect_area *area = introspect_area_of(ui->model->in, pfn);

			if (area && area->la == pulse->area)
				outline_range(ui, pfn, 1, 1, colour, alpha, grow);
		}
	} else {
		outline_range(ui, pulse->first, pulse->frames, 2, colour, alpha, grow);
	}
}

static bool pulse_lives(const struct ui *ui, const struct pulse *pulse)
{
	return ui->now_ms && ui->now_ms - pulse->start_ms < PULSE_MS;
}

bool ui_moves(const struct ui *ui)
{
	const struct model *model = ui->model;

	for (unsigned i = 0; i < MODEL_PULSES && i < model->pulses; i++)
		if (pulse_lives(ui, &model->pulse[i]))
			return true;
	return false;
}

static void draw_pulses(struct ui *ui)
{
	const struct model *model = ui->model;

	for (unsigned i = 0; i < MODEL_PULSES && i < model->pulses; i++)
		if (pulse_lives(ui, &model->pulse[i]))
			draw_pulse(ui, &model->pulse[i]);
}

/* ---- minimap: when not all is seen ---- */

static struct rect minimap_rect(const struct ui *ui)
{
	struct rect map = frames_area(ui);
	int h = map.h * 2 / 5, w = ui->l.line * 6;

	return (struct rect){map.x + map.w - w - ui->l.gap, map.y + map.h - h - ui->l.gap, w, h};
}

/* The frame that a place in the minimap stands for: it shows all frames in order. */
static uint32_t minimap_frame(const struct ui *ui, struct rect r, int x, int y)
{
	uint64_t at = (uint64_t)y * (uint64_t)r.w + (uint64_t)x;

	return (uint32_t)(at * ui->model->state->frames / ((uint64_t)r.w * (uint64_t)r.h));
}

static void draw_minimap(struct ui *ui, struct rect map)
{
	struct rect r = minimap_rect(ui), inner = rect_inset(r, 2);
	uint32_t first = NO_FRAME, last = 0;

	canvas_fill(&ui->canvas, r, ui->pal->back);
	for (int y = 0; y < inner.h; y++)
		for (int x = 0; x < inner.w; x++)
			canvas_fill(&ui->canvas, (struct rect){inner.x + x, inner.y + y, 1, 1},
				    frame_colour(ui, minimap_frame(ui, inner, x, y)));
	for (int y = map.y; y < map.y + map.h; y += 4) {
		uint32_t pfn = frames_at(ui, map.x + 1, y);

		if (pfn == NO_FRAME)
			continue;
		first = first == NO_FRAME ? pfn : first;
		last = pfn + ui->cam.row;
	}
	if (first != NO_FRAME) {
		uint64_t all = ui->model->state->frames;
		int top = inner.y + (int)((uint64_t)inner.h * first / all);
		int bottom = inner.y + (int)((uint64_t)inner.h * (last > all ? all : last) / all);

		canvas_outline(&ui->canvas, (struct rect){r.x, top - 1, r.w, bottom - top + 3}, 1,
			       ui->pal->select);
	}
	canvas_outline(&ui->canvas, r, 1, ui->pal->line);
	ui_on_click(ui, r, ACT_MINIMAP, 0, 0, 0);
}

static void zoom_text(const struct ui *ui, char *text, size_t bytes)
{
	int cell = cells[ui->cam.zoom];

	if (cell > 0)
		snprintf(text, bytes, "%u frames a row, %d px each", ui->cam.row, cell);
	else
		snprintf(text, bytes, "%u frames a row, %d:1", ui->cam.row, cell * cell);
}

void view_frames_draw(struct ui *ui, struct rect r)
{
	struct rect map = frames_area(ui), old;
	char zoom[64], title[96], size[24];

	if (needs_fit(ui, map))
		frames_fit(ui, map);
	keep_inside(ui);
	snprintf(
	    title, sizeof(title), "Page frames: %s",
	    model_bytes((uint64_t)ui->model->state->frames << PHYS_PAGE_SHIFT, size, sizeof(size)));
	ui_pane(ui, r, title);
	zoom_text(ui, zoom, sizeof(zoom));
	text_draw_right(ui->text, &ui->canvas, r.x + r.w - ui->l.pad, r.y + ui->l.pad / 2,
			ui->l.small, ui->pal->dim, zoom);
	ui_on_click(ui, map, ACT_FRAMES, 0, 0, 0);
	for (unsigned i = 0; i < ui->model->bands; i++)
		draw_band(ui, i, map);
	old = canvas_clip(&ui->canvas, &map);
	draw_pulses(ui);
	draw_selection(ui);
	draw_cursor(ui);
	canvas_clip(&ui->canvas, &old);
	if (map_h(ui, ui->cam.zoom, ui->cam.row) > map.h + 1 ||
	    span(ui->cam.zoom, ui->cam.row) > map.w)
		draw_minimap(ui, map);
}
