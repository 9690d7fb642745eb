/* SPDX-License-Identifier: GPL-2.0-only */
/* cells: what moves and goes on a terminal's screen. */
#include <linux/kernel.h>
#include <linux/string.h>

#include "vt.h"

u16 *vt_cell(struct vt *vt, unsigned int x, unsigned int y)
{
	return vt->cells + y * VT_COLUMNS + x;
}

/* What an erased cell has of the pen: its colours and that it blinks, no more. */
u16 vt_blank(const struct vt *vt)
{
	u8 attr = vt->pen.color;

	if (vt->inverse)
		attr = (attr & 0x88) | ((attr >> 4 | attr << 4) & 0x77);
	if (vt->pen.blink)
		attr ^= 0x80;
	return attr << 8 | ' ';
}

void vt_clear(struct vt *vt, unsigned int from, unsigned int to)
{
	if (from < to)
		memset16(vt->cells + from, vt_blank(vt), to - from);
}

static void move_rows(struct vt *vt, unsigned int to, unsigned int from, unsigned int rows)
{
	memmove(vt->cells + to * VT_COLUMNS, vt->cells + from * VT_COLUMNS,
		rows * VT_COLUMNS * sizeof(u16));
}

void vt_scroll_up(struct vt *vt, unsigned int top, unsigned int bottom, unsigned int rows)
{
	unsigned int i;

	rows = min(rows, bottom - top);
	for (i = 0; !top && bottom == VT_ROWS && vt->history && i < rows; i++)
		memcpy(vt->history[vt->history_rows++ % VT_HISTORY], vt_cell(vt, 0, i),
		       VT_COLUMNS * sizeof(u16));
	move_rows(vt, top, top + rows, bottom - top - rows);
	vt_clear(vt, (bottom - rows) * VT_COLUMNS, bottom * VT_COLUMNS);
}

void vt_scroll_down(struct vt *vt, unsigned int top, unsigned int bottom, unsigned int rows)
{
	rows = min(rows, bottom - top);
	move_rows(vt, top + rows, top, bottom - top - rows);
	vt_clear(vt, top * VT_COLUMNS, (top + rows) * VT_COLUMNS);
}

/* Cells come in at the cursor, or go: the rest of the row moves. */
void vt_shift(struct vt *vt, unsigned int cells, bool in)
{
	unsigned int x = vt->pen.x;
	u16 *row = vt_cell(vt, 0, vt->pen.y);

	cells = min(cells, VT_COLUMNS - x);
	memmove(row + x + (in ? cells : 0), row + x + (in ? 0 : cells),
		(VT_COLUMNS - x - cells) * sizeof(u16));
	memset16(row + (in ? x : VT_COLUMNS - cells), vt_blank(vt), cells);
}

void vt_invert_all(struct vt *vt)
{
	unsigned int i;

	for (i = 0; i < VT_CELLS; i++) {
		u16 cell = vt->cells[i];

		vt->cells[i] = (cell & 0x88ff) | (cell & 0x7000) >> 4 | (cell & 0x0700) << 4;
	}
}
