/* SPDX-License-Identifier: GPL-2.0-only */
/* layout: a bar above, a line below, and panes between them that never overlap. */
#include "emu/panel/layout.h"

static int scaled(double value, double scale)
{
	return (int)(value * scale + 0.5);
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

double layout_scale(double scale, int w, int h)
{
	double by_height = h / 900.0, by_width = w / 1440.0;
	double natural = by_height < by_width ? by_height : by_width;

	if (scale > 0)
		return scale;
	return natural < 0.75 ? 0.75 : natural > 4 ? 4 : natural;
}

const char *view_name(enum view view)
{
	static const char *const names[VIEWS] = {"Memory", "Serial", "Frames", "Zones",
						 "Slabs",  "Screen", "Outside"};

	return names[view];
}

/* Left a large pane, on the right a column of legend over details. */
static void beside(struct layout *l, struct rect r, enum pane large, int column)
{
	int left = r.w - column - l->gap, x = r.x + left + l->gap;
	int legend = clamp(r.h * 45 / 100, 0, 21 * l->line + 2 * l->pad);

	l->pane[large] = (struct rect){r.x, r.y, left, r.h};
	l->pane[PANE_LEGEND] = (struct rect){x, r.y, column, legend};
	l->pane[PANE_DETAILS] =
	    (struct rect){x, r.y + legend + l->gap, column, r.h - legend - l->gap};
}

/*
 * The map, above; below it the screen and the zones; on the right legend,
 * details and slab caches. The screen's pane has the shape of 80x25 letters.
 */
static void everything(struct layout *l, struct rect r, int column)
{
	int left = r.w - column - l->gap, x = r.x + left + l->gap;
	int screen_w = clamp(left * 64 / 100, 0, r.h);
	int screen_h = clamp(screen_w * 62 / 100, 0, r.h * 50 / 100);
	int map_h = r.h - screen_h - l->gap;
	int legend = clamp(18 * l->line + 2 * l->pad, 0, r.h * 42 / 100);
	int details = clamp(14 * l->line + 2 * l->pad, 0, r.h * 31 / 100);
	int slabs_y = r.y + legend + details + 2 * l->gap;

	l->pane[PANE_FRAMES] = (struct rect){r.x, r.y, left, map_h};
	l->pane[PANE_SCREEN] = (struct rect){r.x, r.y + map_h + l->gap, screen_w, screen_h};
	l->pane[PANE_ZONES] = (struct rect){r.x + screen_w + l->gap, r.y + map_h + l->gap,
					    left - screen_w - l->gap, screen_h};
	l->pane[PANE_LEGEND] = (struct rect){x, r.y, column, legend};
	l->pane[PANE_DETAILS] = (struct rect){x, r.y + legend + l->gap, column, details};
	l->pane[PANE_SLABS] = (struct rect){x, slabs_y, column, r.y + r.h - slabs_y};
}

struct layout layout_compute(int w, int h, double scale, enum view view)
{
	struct layout l = {
	    .gap = scaled(8, scale),
	    .pad = scaled(10, scale),
	    .font = scaled(14, scale),
	    .small = scaled(12, scale),
	    .line = scaled(18, scale),
	};
	int top = scaled(34, scale), status = scaled(26, scale);
	int column = clamp(scaled(372, scale), 0, w * 36 / 100);
	struct rect r = {l.gap, top, w - 2 * l.gap, h - top - status};

	l.pane[PANE_TOP] = (struct rect){0, 0, w, top};
	l.pane[PANE_STATUS] = (struct rect){0, h - status, w, status};
	switch (view) {
	case VIEW_SERIAL:
		l.pane[PANE_SERIAL] = r;
		break;
	case VIEW_SCREEN:
		l.pane[PANE_SCREEN] = r;
		break;
	case VIEW_FRAMES:
		beside(&l, r, PANE_FRAMES, column);
		break;
	case VIEW_OUTSIDE:
		beside(&l, r, PANE_OUTSIDE, column);
		break;
	case VIEW_ZONES:
		beside(&l, r, PANE_ZONES, column);
		break;
	case VIEW_SLABS:
		beside(&l, r, PANE_SLABS, column);
		break;
	default:
		everything(&l, r, column);
		break;
	}
	return l;
}
