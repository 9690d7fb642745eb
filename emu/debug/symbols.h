/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * symbols: the names and sections of an ELF32 i386 file. Addresses are those the
 * file was linked for. Immutable after opening: any thread may read.
 */
#ifndef ZONEMU_EMU_DEBUG_SYMBOLS_H
#define ZONEMU_EMU_DEBUG_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct symbols;

struct symbol {
	const char *name; /* lives as long as the table */
	uint32_t la, bytes;
	bool code; /* in an executable section */
};

struct symbols_segment {
	uint32_t la, pa, bytes; /* bytes in memory */
};

/* NULL: err holds one line. A file without a symbol table is fine: it has none. */
struct symbols *symbols_open(const char *path, char *err, size_t err_bytes);
void symbols_close(struct symbols *syms);

size_t symbols_count(const struct symbols *syms);
/* In order of address. */
const struct symbol *symbols_get(const struct symbols *syms, size_t n);
/* Globals win over locals of the same name. NULL: none. */
const struct symbol *symbols_find(const struct symbols *syms, const char *name);
/* The symbol that la lies in or, without sizes, after; *off is the distance. NULL: none. */
const struct symbol *symbols_at(const struct symbols *syms, uint32_t la, uint32_t *off);
/* "name+0x1c", or "0xc0101234" when no symbol is near. Returns buf. */
char *symbols_format(const struct symbols *syms, uint32_t la, char *buf, size_t bytes);

bool symbols_section(const struct symbols *syms, const char *name, uint32_t *la, uint32_t *bytes);
/* What the loader puts into memory (PT_LOAD). */
size_t symbols_segments(const struct symbols *syms, const struct symbols_segment **segments);

#endif
