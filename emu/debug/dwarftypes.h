/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dwarftypes: how a program lays out its structs, what its enumerators are worth,
 * and which source line an address comes from; out of its DWARF, by libdw.
 *
 * Not thread-safe: look things up on one thread and keep the answers.
 */
#ifndef ZONEMU_EMU_DEBUG_DWARFTYPES_H
#define ZONEMU_EMU_DEBUG_DWARFTYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dwarftypes;

struct dwarftypes_field {
	uint32_t off;	 /* bytes from the start of the outermost struct */
	uint32_t bytes;	 /* of the whole member, all elements */
	uint32_t count;	 /* elements; 1 when no array, 0 for a flexible one */
	uint32_t stride; /* bytes of one element */
	uint8_t bit_off; /* of a bit-field, from the least bit of the byte at off */
	uint8_t bits;	 /* 0: not a bit-field */
};

/* NULL: err holds one line (no such file, no DWARF in it). */
struct dwarftypes *dwarftypes_open(const char *path, char *err, size_t err_bytes);
void dwarftypes_close(struct dwarftypes *types);

/* type: the name of a struct, union or typedef of one. */
bool dwarftypes_size(struct dwarftypes *types, const char *type, uint32_t *bytes);
/*
 * path: "flags", "pageset.pcp.count", "free_area[3].nr_free"; members of unnamed
 * structs and unions are found as in C. A path through an array without an index
 * means its first element. False: error() says which part is missing.
 */
bool dwarftypes_member(struct dwarftypes *types, const char *type, const char *path,
		       struct dwarftypes_field *field);
/* An enumerator by the name of its enum ("pageflags", "PG_slab"), or of any when NULL. */
bool dwarftypes_enum(struct dwarftypes *types, const char *type, const char *name, int64_t *value);
/* All enumerators of an enum in order; returns false when there is no such enum. */
bool dwarftypes_enum_each(struct dwarftypes *types, const char *type,
			  void (*fn)(void *ctx, const char *name, int64_t value), void *ctx);
/* "mm/slab.c:123"; false when the line is not known. */
bool dwarftypes_line(struct dwarftypes *types, uint32_t la, char *buf, size_t bytes);
/* Why the last lookup failed: one line. */
const char *dwarftypes_error(const struct dwarftypes *types);

#endif
