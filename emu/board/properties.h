/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * properties: what a user may set on the board by name: -set sht21.temperature=23.5.
 * Values are decimal numbers, kept in thousandths of their unit.
 */
#ifndef ZONEMU_EMU_BOARD_PROPERTIES_H
#define ZONEMU_EMU_BOARD_PROPERTIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct board;

struct property {
	const char *name;    /* "device.property" */
	const char *help;    /* with the unit */
	int64_t least, most; /* thousandths */
	void (*set)(struct board *board, int64_t thousandths);
	int64_t (*get)(const struct board *board);
};

/* Set one of the table's (which ends with a NULL name) by "name=value". False: err holds one
 * line, and nothing was set. */
bool property_set(const struct property *table, struct board *board, const char *spec, char *err,
		  size_t err_bytes);
/* One line each. */
void property_list(const struct property *table, FILE *out);

#endif
