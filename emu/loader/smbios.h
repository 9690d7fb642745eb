/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * smbios: the tables that tell which PC this is (System Management BIOS 2.8, DSP0134). Whoever
 * places them calls smbios_place() with where the structures come to lie; firmware does so itself.
 */
#ifndef ZONEMU_EMU_LOADER_SMBIOS_H
#define ZONEMU_EMU_LOADER_SMBIOS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMBIOS_MAX_BYTES   2048u
#define SMBIOS_ENTRY_BYTES 31u
#define SMBIOS_ENTRY_ALIGN 16u
#define SMBIOS_TABLES_FILE "etc/smbios/smbios-tables"
#define SMBIOS_ENTRY_FILE  "etc/smbios/smbios-anchor"

struct smbios_config {
	uint64_t ram_bytes;
	unsigned cpus;
	const uint8_t *uuid; /* 16 bytes as written, first byte first; all zeros: none */
	bool bios;	     /* describe the BIOS, too: firmware describes itself */
};

struct smbios {
	uint8_t tables[SMBIOS_MAX_BYTES];
	size_t bytes;
	uint8_t entry[SMBIOS_ENTRY_BYTES];
	unsigned count, longest; /* structures, and the bytes of the longest one */
};

void smbios_build(struct smbios *smbios, const struct smbios_config *config);
/* Put the address of the tables into the entry point. */
void smbios_place(struct smbios *smbios, uint32_t pa);

#endif
