/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mptable: the MP floating pointer and configuration table (Intel
 * MultiProcessor specification 1.4, chapter 4), for kernels that do not read
 * ACPI's: what firmware leaves in its segment below 1 MiB.
 */
#ifndef ZONEMU_EMU_LOADER_MPTABLE_H
#define ZONEMU_EMU_LOADER_MPTABLE_H

#include <stddef.h>
#include <stdint.h>

#define MPTABLE_MAX_BYTES 1024u

/* Both structures, to be put at pa (a multiple of 16). Returns their size. */
size_t mptable_build(uint8_t out[MPTABLE_MAX_BYTES], uint32_t pa, unsigned cpus);

#endif
