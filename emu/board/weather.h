/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * weather: temperature and humidity over virtual time, from a CSV file: a line
 * is "seconds,degrees,percent", in order of time; what lies between two lines is
 * on the straight line between them. A first line of words, empty lines and
 * lines that begin with # are skipped.
 */
#ifndef ZONEMU_EMU_BOARD_WEATHER_H
#define ZONEMU_EMU_BOARD_WEATHER_H

#include <stddef.h>
#include <stdint.h>

struct weather;

/* NULL: err holds one line: file:line: what is wrong. */
struct weather *weather_open(const char *path, char *err, size_t err_bytes);
/* NULL is fine. */
void weather_close(struct weather *weather);
/* In thousandths of a degree Celsius and of a percent. */
void weather_at(const struct weather *weather, uint64_t ns, int32_t *temperature_mc,
		int32_t *humidity_mpct);

#endif
