/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * plan: what a boot loader will put where: made once when zonemu starts, so
 * that a bad file is refused before the machine exists; carried out after each
 * reset. Pieces lie in usable RAM and do not overlap.
 */
#ifndef ZONEMU_EMU_LOADER_PLAN_H
#define ZONEMU_EMU_LOADER_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mmu/physmap.h"

struct plan;

/* A refusal: one line, "FILE: reason". */
struct plan_error {
	const char *file;
	char *text;
	size_t text_bytes;
};

/* Writes the line; returns false, so that a check can end in "return plan_refuse(...)". */
bool plan_refuse(const struct plan_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* NULL: out of host memory. */
struct plan *plan_create(uint64_t ram_bytes);
void plan_destroy(struct plan *plan);
uint64_t plan_ram_bytes(const struct plan *plan);

/* Memory that lives as long as the plan; NULL: out of host memory. */
void *plan_alloc(struct plan *plan, size_t bytes);

/*
 * The whole of a regular file, in the plan's memory. NULL: refused: it is missing,
 * cannot be read, is no file, is empty (unless may_be_empty), or is above 4 GiB.
 */
uint8_t *plan_read_file(struct plan *plan, bool may_be_empty, size_t *bytes,
			const struct plan_error *error);

/*
 * Load data_bytes from data, then zeros up to mem_bytes, at pa. data outlives
 * the plan's use. what names the piece in a refusal: not in RAM, or overlapping.
 */
bool plan_load(struct plan *plan, uint64_t pa, const void *data, uint64_t data_bytes,
	       uint64_t mem_bytes, const char *what, const struct plan_error *error);
/* The lowest free place at or above from; align is a power of 2. False: no room. */
bool plan_find(const struct plan *plan, uint64_t from, uint64_t bytes, uint64_t align,
	       uint64_t *pa);
/* One past the highest byte loaded so far. */
uint64_t plan_end(const struct plan *plan);
/* The piece that holds pa, by the name it was loaded under; NULL: none. */
const char *plan_piece_at(const struct plan *plan, uint64_t pa);

/* Put everything into memory. */
void plan_carry_out(const struct plan *plan, struct physmap *map);

#endif
