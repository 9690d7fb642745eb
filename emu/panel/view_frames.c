/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * view_frames: the map of all page frames.
 *
 * The map is a stack of bands, one for each zone, each a heading and rows of a
 * power of two frames. Blocks of the buddy allocator are aligned powers of two
 * too, so in this picture each is one rectangle. A pixel stands for 8x8, 4x4 or
 * 2x2 frames when zoomed out; a frame is a cell of 1 to 96 pixels otherwise.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "emu/panel/ui.h"

/* Heights of a frame in pixels that zooming steps through. */
static const double heights[] = {1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1,  2,  3,  4,  6,
				 8,	   12,	    16,	     24,      32, 48, 64, 96, 128};
#define HEIGHTS	     ((int)(sizeof(heights) / sizeof(heights[0])))
#define CELL_EVEN    4 /* cells this large are of whole pixels */
#define SHAPE_MAX    3 /* a cell is at most so much wider than high, or higher than wide */
#define CELL_OUTLINE 8
#define CELL_GLYPH   14
#define CELL_LABEL   48
#define ROW_MIN	     64u
#define ROW_MAX	     1024u

/* Length in pixels of n frames side by side, and of n rows. */
static double across(const struct ui *ui, double frames)
{
	return ui->cam.cell_w * frames;
}

static double down(const struct ui *ui, double rows)
{
	return ui->cam.cell_h * rows;
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

static double band_h(const struct ui *ui, const struct band *band)
{
	double h = down(ui, band_rows(band, ui->cam.row));

	return heading_h(ui) + (h < 1 ? 1 : h) + ui->l.gap;
}

static double map_h(const struct ui *ui)
{
	double h = 0;

	for (unsigned i = 0; i < ui->model->bands; i++)
		h += band_h(ui, &ui->model->band[i]);
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

static double whole(double cell)
{
	return cell >= CELL_EVEN ? floor(cell) : cell;
}

/* The row length whose cells, when they fill the pane, are nearest to squares. */
void frames_fit(struct ui *ui, struct rect map)
{
	const struct model *model = ui->model;
	struct camera *cam = &ui->cam;
	double room = map.h - (double)model->bands * (heading_h(ui) + ui->l.gap), best = INFINITY;

	for (uint32_t row = ROW_MIN; row <= ROW_MAX; row *= 2) {
		double w = map.w / (double)row, h, rows = 0;

		for (unsigned i = 0; i < model->bands; i++)
			rows += band_rows(&model->band[i], row);
		h = (room > 1 ? room : 1) / (rows > 1 ? rows : 1);
		if (fabs(log(w / h)) >= best)
			continue;
		best = fabs(log(w / h));
		*cam = (struct camera){.row = row,
				       .cell_w = whole(fmin(w, h * SHAPE_MAX)),
				       .cell_h = whole(fmin(h, w * SHAPE_MAX))};
	}
	cam->fitted = true;
	cam->shape = cam->cell_w > 1.25 * cam->cell_h ? 1.5 : 1;
	cam->w = map.w;
	cam->h = map.h;
	cam->frames = model->state->frames;
	cam->bands = model->bands;
}

static void keep_inside(struct ui *ui)
{
	struct camera *cam = &ui->cam;
	struct rect map = frames_area(ui);
	double spare_x = across(ui, cam->row) - map.w;
	double spare_y = map_h(ui) - map.h;

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
	       cam->frames != ui->model->state->frames || cam->bands != ui->model->bands;
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

	for (unsigned i = 0; i < ui->model->bands; i++) {
		double h = band_h(ui, &ui->model->band[i]);

		if (at_y < top + h || i + 1 == ui->model->bands) {
			*place = (struct place){i, (at_y - top - heading_h(ui)) / down(ui, 1),
						at_x / across(ui, 1)};
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
		top += band_h(ui, &ui->model->band[i]);
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
	double x = frames_area(ui).x - ui->cam.x + across(ui, at % row);
	double y = band_top(ui, n) + heading_h(ui) + down(ui, at / row);
	int w = (int)(x + across(ui, count < row ? count : row)) - (int)x;
	int h = (int)(y + down(ui, (count + row - 1) / row)) - (int)y;

	return (struct rect){(int)x, (int)y, w < 1 ? 1 : w, h < 1 ? 1 : h};
}

/* The next height of the table above or below what is now. */
static double next_height(double now, int steps)
{
	int i = 0;

	while (i < HEIGHTS - 1 && heights[i] < now - 1e-6)
		i++;
	if (steps > 0 && heights[i] > now + 1e-6)
		i--;
	i += steps;
	return heights[i < 0 ? 0 : i >= HEIGHTS ? HEIGHTS - 1 : i];
}

void frames_zoom(struct ui *ui, int steps, int x, int y)
{
	struct camera *cam = &ui->cam;
	struct rect map = frames_area(ui);
	struct place place;
	double height = next_height(cam->cell_h, steps);

	if (height == cam->cell_h || !place_at(ui, x, y, &place))
		return;
	cam->cell_h = height;
	cam->cell_w = height * cam->shape;
	if (cam->cell_w > 1)
		cam->cell_w = floor(cam->cell_w);
	cam->x = cam->y = 0;
	cam->x = place.column * across(ui, 1) - (x - map.x);
	cam->y = band_top(ui, place.band) - map.y + heading_h(ui) + place.row * down(ui, 1);
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

uint32_t frames_colour(const struct ui *ui, uint32_t pfn)
{
	const struct model *model = ui->model;
	uint8_t class = model->state->class[pfn];
	uint32_t colour = ui->pal->class[class];

	if ((class == FRAME_ANON || class == FRAME_SWAP || class == FRAME_CACHE) &&
	    model->state->whose && model->state->whose[pfn] &&
	    model->state->whose[pfn] <= model->state->tasks)
		colour = palette_owned(ui->pal,
				       model->state->task[model->state->whose[pfn] - 1].pid, class);
	/* buddies differ a little, so that blocks are seen side by side */
	if (class < FRAME_FREE + INTROSPECT_ORDERS && pfn >> class & 1)
		colour = colour_mix(colour, ui->pal->back, 36);
	if (model->light.kind != LIGHT_NONE && !(model->mark[pfn] & MARK_LIT))
		colour = colour_mix(colour, ui->pal->pane, 200);
	return colour;
}

/* Of wide by high frames the class that most have; lit frames win. */
static uint32_t dominant_colour(const struct ui *ui, const struct band *band, int64_t pfn, int wide,
				int high)
{
	const struct model *model = ui->model;
	uint8_t count[FRAME_CLASSES] = {0}, best = 0;
	uint32_t chosen = NO_FRAME;
	bool lit_found = false;

	for (int dy = 0; dy < high; dy++) {
		for (int dx = 0; dx < wide; dx++) {
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
	return chosen == NO_FRAME ? ui->pal->pane : frames_colour(ui, chosen);
}

/* The first frame along one side, and the number of frames, that pixel n stands for. */
static int64_t frames_under(double cell, int n, int *count)
{
	int64_t first = (int64_t)(n / cell + 1e-9), next = (int64_t)((n + 1) / cell + 1e-9);

	*count = next - first > 1 ? (int)(next - first) : 1;
	return first;
}

/* The last pixel of a cell is where outlines go. */
static bool at_edge(double cell, int n)
{
	int count;

	return cell >= CELL_OUTLINE &&
	       frames_under(cell, n, &count) != frames_under(cell, n + 1, &count);
}

/* One line of pixels of a band, `y` pixels below its first row. */
static void paint_line(struct ui *ui, const struct band *band, int y, uint32_t *px, int left, int w)
{
	double cell = ui->cam.cell_w;
	int wide, high;
	int64_t row = ui->cam.row, line = frames_under(ui->cam.cell_h, y, &high);
	int64_t start = (int64_t)(band->first - band->first % ui->cam.row) + line * row;
	bool bottom = at_edge(ui->cam.cell_h, y);

	for (int x = 0; x < w; x++) {
		int64_t column = frames_under(cell, left + x, &wide), pfn = start + column;

		if (column >= row)
			break;
		if (wide > 1 || high > 1) {
			px[x] = dominant_colour(ui, band, pfn, wide, high);
		} else if (pfn >= band->first && pfn < (int64_t)band->first + band->frames) {
			px[x] = frames_colour(ui, (uint32_t)pfn);
			if (bottom || at_edge(cell, left + x))
				px[x] = colour_mix(px[x], ui->pal->pane, 110);
		}
	}
}

static void paint_rows(struct ui *ui, const struct band *band, int top, struct rect map)
{
	int rows_h = (int)(down(ui, band_rows(band, ui->cam.row)) + 0.999), count;
	double cell = ui->cam.cell_h;
	struct rect r = rect_cut((struct rect){map.x, top, map.w, rows_h}, map);

	r = rect_cut(r, ui->canvas.clip);
	for (int y = r.y; y < r.y + r.h; y++) {
		uint32_t *px = ui->canvas.px + (size_t)y * (size_t)ui->canvas.w + r.x;
		int line = y - top;
		bool same =
		    y > r.y && cell > 1 && !at_edge(cell, line) &&
		    frames_under(cell, line, &count) == frames_under(cell, line - 1, &count);

		if (same)
			memcpy(px, px - ui->canvas.w, (size_t)r.w * sizeof(*px));
		else
			paint_line(ui, band, line, px, (int)ui->cam.x, r.w);
	}
}

static void draw_heading(struct ui *ui, const struct band *band, int top, struct rect map)
{
	const struct introspect_state *state = ui->model->state;
	char line[128], size[24];
	int x = map.x, y = top, small = ui->l.small;
	uint32_t first = band->first, frames = band->frames;

	x = text_draw_bold(ui->text, &ui->canvas, x, y, small, ui->pal->title, band->name);
	if (band->zone >= 0) {
		first = state->zone[band->zone].start;
		frames = state->zone[band->zone].spanned;
	}
	snprintf(line, sizeof(line), "  %s  frames %u\xe2\x80\x93%u",
		 model_bytes((uint64_t)frames << PHYS_PAGE_SHIFT, size, sizeof(size)), first,
		 first + frames - 1);
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
	double unit = down(ui, 1);
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

static void draw_letter(struct ui *ui, uint32_t pfn, struct rect r, int size)
{
	uint32_t ink = palette_ink(frames_colour(ui, pfn));
	char glyph = palette_glyph(ui->model->state->class[pfn]);

	text_letter(ui->text, &ui->canvas, r.x + (r.w - text_advance(ui->text, size)) / 2,
		    r.y + (r.h - text_line(ui->text, size)) / 2, size, false, ink, (uint32_t)glyph);
	if (r.h >= CELL_LABEL)
		draw_label(ui, pfn, r, ink);
}

/* Letters in the cells that are seen. */
static void draw_letters(struct ui *ui, const struct band *band, int top, struct rect map)
{
	/* letters come with cells of whole pixels */
	int cw = (int)ui->cam.cell_w, ch = (int)ui->cam.cell_h;
	int size = text_size_for_cell(ui->text, cw - 4, ch >= CELL_LABEL ? ch / 2 : ch - 2);
	uint32_t row = ui->cam.row, start = band->first - band->first % row;
	int first_row = (map.y - top) / ch, last_row = (map.y + map.h - top) / ch;
	int first = (int)ui->cam.x / cw, last = ((int)ui->cam.x + map.w) / cw;

	for (int line = first_row < 0 ? 0 : first_row; line <= last_row; line++) {
		for (int column = first; column <= last && column < (int)row; column++) {
			int64_t pfn = (int64_t)start + (int64_t)line * row + column;
			struct rect r = {map.x - (int)ui->cam.x + column * cw, top + line * ch, cw,
					 ch};

			if (pfn >= band->first && pfn < (int64_t)band->first + band->frames)
				draw_letter(ui, (uint32_t)pfn, r, size);
		}
	}
}

static void draw_band(struct ui *ui, unsigned n, struct rect map)
{
	const struct band *band = &ui->model->band[n];
	int top = (int)band_top(ui, n), rows = top + heading_h(ui);
	double cell = ui->cam.cell_h, h = band_h(ui, band);
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
	int thickness = ui->cam.cell_h >= CELL_OUTLINE ? 2 : 1;

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

static void draw_pulse(struct ui *ui, const struct pulse *pulse, uint32_t first, uint32_t frames,
		       int thickness)
{
	uint64_t age = ui->now_ms - pulse->start_ms;
	uint32_t colour = pulse->free ? ui->pal->pulse_free : ui->pal->pulse_alloc;
	unsigned alpha = (unsigned)(255 - 255 * age / PULSE_MS);
	int grow = (int)(1 + age * (uint64_t)ui->l.gap / PULSE_MS);

	outline_range(ui, first, frames, thickness, colour, alpha, grow);
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

/* A vmalloc area's frames lie anywhere: one pass over all frames serves all such pulses. */
static void draw_area_pulses(struct ui *ui, const struct pulse *const *pulse, unsigned pulses)
{
	for (uint32_t pfn = 0; pfn < ui->model->state->frames; pfn++) {
		const struct introspect_area *area = introspect_area_of(ui->model->in, pfn);

		for (unsigned i = 0; area && i < pulses; i++)
			if (pulse[i]->area == area->la)
				draw_pulse(ui, pulse[i], pfn, 1, 1);
	}
}

static void draw_pulses(struct ui *ui)
{
	const struct model *model = ui->model;
	const struct pulse *of_area[MODEL_PULSES];
	unsigned areas = 0;

	for (unsigned i = 0; i < MODEL_PULSES && i < model->pulses; i++) {
		const struct pulse *pulse = &model->pulse[i];

		if (!pulse_lives(ui, pulse))
			continue;
		if (pulse->area)
			of_area[areas++] = pulse;
		else
			draw_pulse(ui, pulse, pulse->first, pulse->frames, 2);
	}
	if (areas)
		draw_area_pulses(ui, of_area, areas);
}

/* ---- the whole ---- */

static void zoom_text(const struct ui *ui, char *text, size_t bytes)
{
	double w = ui->cam.cell_w, h = ui->cam.cell_h;
	double frames = (w < 1 ? 1 / w : 1) * (h < 1 ? 1 / h : 1);

	if (frames > 1)
		snprintf(text, bytes, "%u frames a row, %.3g frames a pixel", ui->cam.row, frames);
	else
		snprintf(text, bytes, "%u frames a row, %.2gx%.2g pixels each", ui->cam.row, w, h);
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
	if (map_h(ui) > map.h + 1 || across(ui, ui->cam.row) > map.w + 1)
		minimap_draw(ui, map);
}
