/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lowmem: what firmware would have left in memory for a kernel that is booted
 * directly: the BIOS data area, ACPI, MP and SMBIOS tables, and the model byte.
 */
#ifndef ZONEMU_EMU_LOADER_LOWMEM_H
#define ZONEMU_EMU_LOADER_LOWMEM_H

#include "emu/loader/acpi.h"
#include "emu/loader/smbios.h"
#include "mmu/physmap.h"

/* acpi: false leaves its tables out (-no-acpi); the others stay. */
void lowmem_place(struct physmap *map, const struct acpi_config *config,
		  const struct smbios_config *smbios, bool acpi);

#endif
