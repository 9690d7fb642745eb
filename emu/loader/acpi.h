/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * acpi: the tables that tell an operating system what the board has (ACPI
 * 1.0b; HPET table 1.0a). They are built as one block of bytes and a list of
 * links: pointers and checksums that depend on where the block comes to lie.
 * Whoever places it carries the links out: acpi_place() here, or firmware.
 */
#ifndef ZONEMU_EMU_LOADER_ACPI_H
#define ZONEMU_EMU_LOADER_ACPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ACPI_MAX_BYTES	 0x8000u
#define ACPI_MAX_LINKS	 32
#define ACPI_ALIGN	 64u
#define ACPI_RSDP_BYTES	 20u
#define ACPI_RSDP_ALIGN	 16u
#define ACPI_TABLES_FILE "etc/acpi/tables"
#define ACPI_RSDP_FILE	 "etc/acpi/rsdp"
#define ACPI_LOADER_FILE "etc/table-loader"

struct acpi_config {
	uint64_t ram_bytes;
	unsigned cpus;
	bool hpet;
};

enum acpi_block { ACPI_TABLES, ACPI_RSDP };

struct acpi_link {
	bool is_checksum; /* else a pointer, 4 bytes, that holds an offset into the tables */
	enum acpi_block block;
	uint32_t off;
	uint32_t first, bytes; /* what the checksum is of */
};

struct acpi {
	uint8_t tables[ACPI_MAX_BYTES];
	size_t bytes;
	uint8_t rsdp[ACPI_RSDP_BYTES];
	struct acpi_link link[ACPI_MAX_LINKS];
	unsigned links;
};

void acpi_build(struct acpi *acpi, const struct acpi_config *config);
/* Carry out the links for tables at pa. Once. */
void acpi_place(struct acpi *acpi, uint32_t pa);

/* The links as commands for firmware, in the form of QEMU's etc/table-loader; returns the bytes. */
#define ACPI_COMMAND_BYTES 128u
size_t acpi_commands(const struct acpi *acpi,
		     uint8_t out[(ACPI_MAX_LINKS + 2) * ACPI_COMMAND_BYTES]);

#endif
