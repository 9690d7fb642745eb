/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/lowmem.h"

#include "emu/loader/e820.h"
#include "emu/loader/mptable.h"
#include "emu/loader/smbios.h"

#define EBDA_SEGMENT 0x9fc0
#define EBDA_KIB     1
#define LOW_KIB	     639
#define RSDP_PA	     0xf0000u
#define MPTABLE_PA   0xf0040u
#define SMBIOS_PA    0xf2000u
#define BIOS_DATE_PA 0xffff5u
#define BIOS_DATE    "04/01/14"
#define MODEL_PA     0xffffeu
#define MODEL_AT     0xfc

static void poke(struct physmap *map, uint32_t pa, uint32_t value, unsigned bytes)
{
	physmap_poke(map, pa, &value, bytes);
}

/* The BIOS data area, at 400h: what kernels look up there without calling the BIOS. */
static void place_data_area(struct physmap *map)
{
	static const struct {
		uint16_t pa, value;
		uint8_t bytes;
	} cells[] = {
	    {0x400, 0x3f8, 2},
	    {0x402, 0x2f8, 2}, /* serial ports */
	    {0x408, 0x378, 2}, /* parallel port */
	    {0x40e, EBDA_SEGMENT, 2},
	    {0x410, 0x4427, 2}, /* floppy, FPU, mouse, two serial ports, one parallel */
	    {0x413, LOW_KIB, 2},
	    {0x449, 3, 1}, /* video mode */
	    {0x44a, 80, 2},
	    {0x44c, 4000, 2}, /* columns, bytes a page */
	    {0x460, 0x0607, 2},
	    {0x463, 0x3d4, 2}, /* cursor, CRT controller */
	    {0x475, 0, 1},
	    {0x480, 0x1e, 2}, /* disks, keyboard buffer */
	    {0x482, 0x3e, 2},
	    {0x41a, 0x1e, 2},
	    {0x41c, 0x1e, 2},
	    {0x484, 24, 1}, /* last row */
	    {0x485, 16, 2},
	    {0x496, 0x10, 1}, /* lines a character, keyboard type */
	};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		poke(map, cells[i].pa, cells[i].value, cells[i].bytes);
	poke(map, EBDA_SEGMENT << 4, EBDA_KIB, 1);
}

static void place_acpi(struct physmap *map, const struct acpi_config *config)
{
	uint32_t pa = (uint32_t)(config->ram_bytes - E820_TOP_BYTES);
	struct acpi acpi;

	acpi_build(&acpi, config);
	acpi_place(&acpi, pa);
	physmap_poke(map, pa, acpi.tables, acpi.bytes);
	physmap_poke(map, RSDP_PA, acpi.rsdp, ACPI_RSDP_BYTES);
}

static void place_smbios(struct physmap *map, const struct smbios_config *config)
{
	const uint32_t tables_pa = SMBIOS_PA + 2 * SMBIOS_ENTRY_ALIGN;
	struct smbios smbios;

	smbios_build(&smbios, config);
	smbios_place(&smbios, tables_pa);
	physmap_poke(map, SMBIOS_PA, smbios.entry, SMBIOS_ENTRY_BYTES);
	physmap_poke(map, tables_pa, smbios.tables, smbios.bytes);
}

void lowmem_place(struct physmap *map, const struct acpi_config *config,
		  const struct smbios_config *smbios, bool acpi)
{
	uint8_t table[MPTABLE_MAX_BYTES];
	size_t bytes = mptable_build(table, MPTABLE_PA, config->cpus);

	place_data_area(map);
	physmap_poke(map, MPTABLE_PA, table, bytes);
	if (acpi)
		place_acpi(map, config);
	place_smbios(map, smbios);
	physmap_poke(map, BIOS_DATE_PA, BIOS_DATE, sizeof(BIOS_DATE) - 1);
	poke(map, MODEL_PA, MODEL_AT, 1);
}
