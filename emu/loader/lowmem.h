/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lowmem: what firmware would have left in memory for a kernel that is booted
 * directly: the BIOS data area, ACPI and MP tables, and the model byte.
 */
#ifndef ZONEMU_EMU_LOADER_LOWMEM_H
#define ZONEMU_EMU_LOADER_LOWMEM_H

#include "emu/loader/acpi.h"
#include "mmu/physmap.h"

/* acpi: false leaves the tables out (-no-acpi); the MP table stays. */
void lowmem_place(struct physmap *map, const struct acpi_config *config, bool acpi);

#endif
