/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/smbios.h"

#include <assert.h>
#include <string.h>

#define VERSION_MAJOR 2
#define VERSION_MINOR 8
#define BIOS_DATE     "04/01/2014" /* from 2015 on Linux asks ACPI, not IRQ 8, for alarms */
#define MAKER	      "zonemu"
#define NO_HANDLE     0xffffu /* of a cache */
#define NO_ERRORS     0xfffeu /* of an error's description */
#define UNKNOWN_WIDTH 0xffffu
#define CPU_SIGNATURE 0x683u
#define CPU_FEATURES  0x0387fbffu
#define CPU_MHZ	      1000u
#define PENTIUM_III   0x11u
#define KIB	      1024u
#define MIB	      (1024u * KIB)

/* What a handle's high byte says; its low byte counts (DSP0134, chapter 7, by type). */
enum { BIOS = 0, SYSTEM = 1, CHASSIS = 3, CPU = 4, ARRAY = 16, DIMM = 17, MAPPED = 19, BOOT = 32 };
enum { END = 127 };

static void add(struct smbios *smbios, uint64_t value, unsigned bytes)
{
	assert(smbios->bytes + bytes <= SMBIOS_MAX_BYTES);
	for (; bytes--; value >>= 8)
		smbios->tables[smbios->bytes++] = (uint8_t)value;
}

static unsigned handle_of(unsigned type, unsigned n)
{
	return type << 8 | n;
}

static size_t begin(struct smbios *smbios, unsigned type, unsigned n)
{
	const size_t at = smbios->bytes;

	add(smbios, type, 1);
	add(smbios, 0, 1);
	add(smbios, handle_of(type, n), 2);
	return at;
}

/* Its strings, which the fields name by number, the first by 1; the last argument is NULL. */
static void end(struct smbios *smbios, size_t at, const char *const strings[])
{
	smbios->tables[at + 1] = (uint8_t)(smbios->bytes - at);
	for (unsigned i = 0; strings && strings[i]; i++) {
		const char *text = strings[i];

		do
			add(smbios, (uint8_t)*text, 1);
		while (*text++);
	}
	if (!strings || !strings[0])
		add(smbios, 0, 1);
	add(smbios, 0, 1);
	smbios->count++;
	if (smbios->bytes - at > smbios->longest)
		smbios->longest = (unsigned)(smbios->bytes - at);
}

static void add_bios(struct smbios *smbios)
{
	static const char *const strings[] = {MAKER, ZONEMU_VERSION, BIOS_DATE, NULL};
	const size_t at = begin(smbios, BIOS, 0);

	add(smbios, 1, 1);
	add(smbios, 2, 1);
	add(smbios, 0xf000, 2); /* segment */
	add(smbios, 3, 1);
	add(smbios, 0, 1);   /* 64 KiB */
	add(smbios, 0x8, 8); /* characteristics: none are told */
	add(smbios, 1, 1);   /* ACPI */
	add(smbios, 0, 1);
	add(smbios, 0, 2);	/* release */
	add(smbios, 0xffff, 2); /* no embedded controller */
	end(smbios, at, strings);
}

static void add_system(struct smbios *smbios, const uint8_t *uuid)
{
	static const char *const strings[] = {MAKER, "PC (i440FX + PIIX)", ZONEMU_VERSION, NULL};
	/* The first three fields are little-endian (7.2.1). */
	static const uint8_t order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
	const size_t at = begin(smbios, SYSTEM, 0);

	add(smbios, 0x030201, 3);
	add(smbios, 0, 1); /* no serial number */
	for (unsigned i = 0; i < sizeof(order); i++)
		add(smbios, uuid[order[i]], 1);
	add(smbios, 6, 1); /* by the power switch */
	add(smbios, 0, 2);
	end(smbios, at, strings);
}

static void add_chassis(struct smbios *smbios)
{
	static const char *const strings[] = {MAKER, NULL};
	const size_t at = begin(smbios, CHASSIS, 0);

	add(smbios, 1, 1);
	add(smbios, 3, 1); /* desktop */
	add(smbios, 0, 3);
	add(smbios, 0x030303, 3); /* boot, power, heat: safe */
	add(smbios, 3, 1);	  /* security: none */
	add(smbios, 0, 9);	  /* height, cords, contents, SKU */
	end(smbios, at, strings);
}

static void add_cpu(struct smbios *smbios, unsigned n)
{
	char socket[] = "CPU 0";
	const char *const strings[] = {socket, MAKER, "zonemu i686", NULL};
	const size_t at = begin(smbios, CPU, n);

	socket[4] = (char)('0' + n);
	add(smbios, 1, 1);
	add(smbios, 3, 1); /* a central processor */
	add(smbios, PENTIUM_III, 1);
	add(smbios, 2, 1);
	add(smbios, CPU_SIGNATURE, 4);
	add(smbios, CPU_FEATURES, 4);
	add(smbios, 3, 1);
	add(smbios, 0, 3); /* voltage, clock */
	add(smbios, CPU_MHZ, 2);
	add(smbios, CPU_MHZ, 2);
	add(smbios, 0x41, 1); /* populated and enabled */
	add(smbios, 1, 1);
	for (unsigned level = 1; level <= 3; level++)
		add(smbios, NO_HANDLE, 2);
	add(smbios, 0, 3);
	add(smbios, 0x010101, 3); /* cores, enabled, threads */
	add(smbios, 2, 2);
	add(smbios, PENTIUM_III, 2);
	end(smbios, at, strings);
}

static void add_array(struct smbios *smbios, uint64_t ram_bytes)
{
	const size_t at = begin(smbios, ARRAY, 0);

	add(smbios, 3, 1); /* on the board */
	add(smbios, 3, 1); /* system memory */
	add(smbios, 3, 1); /* no error correction */
	add(smbios, ram_bytes / KIB, 4);
	add(smbios, NO_ERRORS, 2);
	add(smbios, 1, 2);
	add(smbios, 0, 8);
	end(smbios, at, NULL);
}

static void add_dimm(struct smbios *smbios, uint64_t ram_bytes)
{
	static const char *const strings[] = {"DIMM 0", MAKER, NULL};
	const size_t at = begin(smbios, DIMM, 0);

	add(smbios, handle_of(ARRAY, 0), 2);
	add(smbios, NO_ERRORS, 2);
	add(smbios, UNKNOWN_WIDTH, 2);
	add(smbios, UNKNOWN_WIDTH, 2);
	add(smbios, ram_bytes / MIB, 2);
	add(smbios, 9, 1); /* a DIMM */
	add(smbios, 0, 1);
	add(smbios, 1, 1);
	add(smbios, 0, 1);
	add(smbios, 7, 1); /* RAM */
	add(smbios, 2, 2);
	add(smbios, 0, 2);
	add(smbios, 2, 1);
	add(smbios, 0, 4);
	add(smbios, 0, 4 + 2 + 6); /* size, clock, voltages: see above, or unknown */
	end(smbios, at, strings);
}

static void add_mapped(struct smbios *smbios, uint64_t ram_bytes)
{
	const size_t at = begin(smbios, MAPPED, 0);

	add(smbios, 0, 4);
	add(smbios, ram_bytes / KIB - 1, 4);
	add(smbios, handle_of(ARRAY, 0), 2);
	add(smbios, 1, 1);
	add(smbios, 0, 8);
	add(smbios, 0, 8);
	end(smbios, at, NULL);
}

static void add_boot(struct smbios *smbios)
{
	const size_t at = begin(smbios, BOOT, 0);

	add(smbios, 0, 7); /* no errors */
	end(smbios, at, NULL);
}

static uint8_t minus_sum(const uint8_t *data, size_t bytes)
{
	uint8_t sum = 0;

	while (bytes--)
		sum = (uint8_t)(sum - *data++);
	return sum;
}

/* 5.2.1 */
static void fill_entry(struct smbios *smbios, uint32_t pa)
{
	enum { SUM = 0x04, HALF = 0x10, HALF_SUM = 0x15 };
	uint8_t *entry = smbios->entry;

	memset(entry, 0, SMBIOS_ENTRY_BYTES);
	memcpy(entry, "_SM_", 4);
	entry[0x05] = SMBIOS_ENTRY_BYTES;
	entry[0x06] = VERSION_MAJOR;
	entry[0x07] = VERSION_MINOR;
	entry[0x08] = (uint8_t)smbios->longest;
	entry[0x09] = (uint8_t)(smbios->longest >> 8);
	memcpy(entry + HALF, "_DMI_", 5);
	entry[0x16] = (uint8_t)smbios->bytes;
	entry[0x17] = (uint8_t)(smbios->bytes >> 8);
	memcpy(entry + 0x18, &pa, 4);
	entry[0x1c] = (uint8_t)smbios->count;
	entry[0x1e] = VERSION_MAJOR << 4 | VERSION_MINOR;
	entry[HALF_SUM] = minus_sum(entry + HALF, SMBIOS_ENTRY_BYTES - HALF);
	entry[SUM] = minus_sum(entry, SMBIOS_ENTRY_BYTES);
}

void smbios_build(struct smbios *smbios, const struct smbios_config *config)
{
	memset(smbios, 0, sizeof(*smbios));
	if (config->bios)
		add_bios(smbios);
	add_system(smbios, config->uuid);
	add_chassis(smbios);
	for (unsigned n = 0; n < config->cpus; n++)
		add_cpu(smbios, n);
	add_array(smbios, config->ram_bytes);
	add_dimm(smbios, config->ram_bytes);
	add_mapped(smbios, config->ram_bytes);
	add_boot(smbios);
	end(smbios, begin(smbios, END, 0), NULL);
	fill_entry(smbios, 0);
}

void smbios_place(struct smbios *smbios, uint32_t pa)
{
	fill_entry(smbios, pa);
}
