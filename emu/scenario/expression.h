/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * expression: sums of numbers and of values of the machine, and a comparison:
 * "zone.DMA.free == before - 16". Words are parted by spaces; numbers may end
 * in K, M or G.
 */
#ifndef ZONEMU_EMU_SCENARIO_EXPRESSION_H
#define ZONEMU_EMU_SCENARIO_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct expression;

/* compare: a comparison is wanted, else there must be none. NULL: err tells why. */
struct expression *expression_parse(const char *text, bool compare, char *err, size_t err_bytes);
void expression_free(struct expression *expression);

/* What a name stands for. False: nothing is called so; err tells what. */
typedef bool (*expression_lookup)(void *ctx, const char *name, int64_t *value, char *err,
				  size_t err_bytes);

/* The value, or of a comparison 0 or 1; left and right are its two sides. False: err tells why. */
bool expression_value(const struct expression *expression, expression_lookup lookup, void *ctx,
		      int64_t *value, int64_t *left, int64_t *right, char *err, size_t err_bytes);

#endif
