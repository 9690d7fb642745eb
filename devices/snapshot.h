/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * snapshot: a chip's saved fields, declared once, in a table.
 *
 *	static const struct snap_field fields[] = {
 *		SNAP(struct i8254, counter),
 *		SNAP_TIMER(struct i8254, timer),
 *		SNAP_END,
 *	};
 *	const struct snap_desc i8254_snap = { "i8254", 1, fields, i8254_loaded };
 *
 * Only plain data may be listed: no pointers. A saved section carries name,
 * version and every field's name and size, so that a foreign or truncated
 * image is refused by the name of what does not fit.
 */
#ifndef ZONEMU_DEVICES_SNAPSHOT_H
#define ZONEMU_DEVICES_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/clock.h"

enum snap_kind { SNAP_KIND_END, SNAP_KIND_BYTES, SNAP_KIND_TIMER };

struct snap_field {
	const char *name;
	size_t off;
	size_t bytes;
	enum snap_kind kind;
};

/* clang-format off */
#define SNAP(type, member) \
	{ #member, offsetof(type, member), sizeof(((type *)0)->member), SNAP_KIND_BYTES }
#define SNAP_TIMER(type, member) \
	{ #member, offsetof(type, member), sizeof(uint64_t), SNAP_KIND_TIMER }
#define SNAP_END { NULL, 0, 0, SNAP_KIND_END }
/* clang-format on */

struct snap_desc {
	const char *name;
	uint32_t version;
	const struct snap_field *fields;
	void (*loaded)(void *dev); /* may be NULL: rebuild what is derived */
};

/* A growing byte buffer; zero-initialise. data is malloc'ed, freed by snap_free(). */
struct snap_buf {
	uint8_t *data;
	size_t bytes, room;
	size_t read_off; /* where the next snap_load() reads */
};

void snap_save(struct snap_buf *buf, const struct snap_desc *desc, const void *dev);

/*
 * Load one section into dev; timers are armed on clock. Returns false and
 * writes one line to err when the section does not fit; dev is then untouched.
 */
bool snap_load(struct snap_buf *buf, const struct snap_desc *desc, void *dev, struct clock *clock,
	       char *err, size_t err_bytes);
void snap_free(struct snap_buf *buf);

#endif
