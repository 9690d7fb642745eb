/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * profile: how many instructions each function of the kernel has executed, and how often it
 * was entered; exact, not sampled. A turn of a REP instruction counts as one. What is in no
 * function of the kernel's file is two rows: below its addresses (programs, firmware), and modules.
 */
#ifndef ZONEMU_EMU_DEBUG_PROFILE_H
#define ZONEMU_EMU_DEBUG_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

struct machine;
struct profile;

/*
 * Parse what -profile takes: FILE[,from=PROBE][,until=PROBE]. With from, counting starts when
 * that probe is reached; with until it ends there, and starts again at the next from.
 * kernel_path is the file with the symbols. NULL: err holds one line.
 */
struct profile *profile_open(const char *spec, const char *kernel_path, char *err,
			     size_t err_bytes);
/* After machine_create(), before machine_run(). */
void profile_attach(struct profile *profile, struct machine *machine);
/* After the run: writes the table. NULL is fine. */
void profile_close(struct profile *profile);

#endif
