/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/acpi.h"

#include <assert.h>
#include <string.h>

#include "emu/loader/dsdt.h"

#define HEADER_BYTES	36u
#define HEADER_LENGTH	4u
#define HEADER_CHECKSUM 9u
#define FACS_BYTES	64u
#define RSDP_CHECKSUM	8u
#define RSDP_RSDT	16u

#define PM_BASE	    0x600u /* as firmware programs PIIX4's PMBA */
#define PM_EVENT    (PM_BASE + 0x0)
#define PM_CONTROL  (PM_BASE + 0x4)
#define PM_TIMER    (PM_BASE + 0x8)
#define PM_GPE	    (PM_BASE + 0xc)
#define SCI	    9
#define LAPIC_BASE  0xfee00000u
#define IOAPIC_BASE 0xfec00000u
#define HPET_BASE   0xfed00000u
#define HPET_ID	    0x8086a201u

/* ---- bytes ---- */

static uint8_t *grow(struct acpi *acpi, size_t bytes)
{
	uint8_t *at = acpi->tables + acpi->bytes;

	assert(acpi->bytes + bytes <= ACPI_MAX_BYTES);
	acpi->bytes += bytes;
	return at;
}

static void add8(struct acpi *acpi, unsigned value)
{
	*grow(acpi, 1) = (uint8_t)value;
}

static void add16(struct acpi *acpi, unsigned value)
{
	add8(acpi, value);
	add8(acpi, value >> 8);
}

static void add32(struct acpi *acpi, uint32_t value)
{
	add16(acpi, value & 0xffff);
	add16(acpi, value >> 16);
}

static void add_zeros(struct acpi *acpi, size_t bytes)
{
	memset(grow(acpi, bytes), 0, bytes);
}

static void align(struct acpi *acpi, size_t to)
{
	add_zeros(acpi, (to - acpi->bytes % to) % to);
}

static void link(struct acpi *acpi, struct acpi_link link)
{
	assert(acpi->links < ACPI_MAX_LINKS);
	acpi->link[acpi->links++] = link;
}

/* Four bytes that point to an offset of the tables. */
static void add_pointer(struct acpi *acpi, uint32_t to)
{
	link(acpi, (struct acpi_link){.block = ACPI_TABLES, .off = (uint32_t)acpi->bytes});
	add32(acpi, to);
}

static uint32_t begin(struct acpi *acpi, const char *signature, unsigned revision)
{
	uint32_t at;

	align(acpi, 16);
	at = (uint32_t)acpi->bytes;
	memcpy(grow(acpi, 4), signature, 4);
	add32(acpi, 0); /* length: see end() */
	add8(acpi, revision);
	add8(acpi, 0); /* checksum: a link */
	memcpy(grow(acpi, 6), "ZONEMU", 6);
	memcpy(grow(acpi, 8), "ZONEMUPC", 8);
	add32(acpi, 1);
	memcpy(grow(acpi, 4), "ZNMU", 4);
	add32(acpi, 1);
	return at;
}

static void end(struct acpi *acpi, uint32_t at)
{
	uint32_t bytes = (uint32_t)acpi->bytes - at;

	memcpy(acpi->tables + at + HEADER_LENGTH, &bytes, sizeof(bytes));
	link(acpi, (struct acpi_link){.is_checksum = true,
				      .block = ACPI_TABLES,
				      .off = at + HEADER_CHECKSUM,
				      .first = at,
				      .bytes = bytes});
}

/* ---- the tables ---- */

static uint32_t add_facs(struct acpi *acpi)
{
	uint32_t at;

	align(acpi, ACPI_ALIGN);
	at = (uint32_t)acpi->bytes;
	memcpy(grow(acpi, 4), "FACS", 4);
	add32(acpi, FACS_BYTES);
	add_zeros(acpi, FACS_BYTES - 8);
	return at;
}

static uint32_t add_dsdt(struct acpi *acpi, const struct acpi_config *config)
{
	uint32_t at = begin(acpi, "DSDT", 1);
	struct aml aml = {.bytes = 0};

	dsdt_write(&aml, config);
	memcpy(grow(acpi, aml.bytes), aml.data, aml.bytes);
	end(acpi, at);
	return at;
}

/* ACPI 1.0b, 5.2.5: no C2 or C3; RTC wake works in S4, which there is none of. */
static uint32_t add_fadt(struct acpi *acpi, uint32_t facs, uint32_t dsdt)
{
	enum { WBINVD = 1, PROC_C1 = 4, SLEEP_BUTTON = 0x20 };
	uint32_t at = begin(acpi, "FACP", 1);

	add_pointer(acpi, facs);
	add_pointer(acpi, dsdt);
	add8(acpi, 1); /* INT_MODEL: multiple APICs */
	add8(acpi, 0);
	add16(acpi, SCI);
	add32(acpi, 0xb2); /* SMI_CMD: APMC */
	add8(acpi, 0xf1);  /* ACPI_ENABLE */
	add8(acpi, 0xf0);  /* ACPI_DISABLE */
	add16(acpi, 0);	   /* S4BIOS_REQ */
	add32(acpi, PM_EVENT);
	add32(acpi, 0);
	add32(acpi, PM_CONTROL);
	add32(acpi, 0);
	add32(acpi, 0);
	add32(acpi, PM_TIMER);
	add32(acpi, PM_GPE);
	add32(acpi, 0);
	add8(acpi, 4); /* lengths: events, control, PM2, timer, GPE0, GPE1 */
	add8(acpi, 2);
	add8(acpi, 0);
	add8(acpi, 4);
	add8(acpi, 4);
	add8(acpi, 0);
	add16(acpi, 0); /* GPE1_BASE */
	add16(acpi, 0xfff);
	add16(acpi, 0xfff);
	add16(acpi, 0); /* FLUSH_SIZE, FLUSH_STRIDE: WBINVD works */
	add16(acpi, 0);
	add16(acpi, 0);	  /* DUTY_OFFSET, DUTY_WIDTH */
	add8(acpi, 0);	  /* DAY_ALRM */
	add8(acpi, 0);	  /* MON_ALRM */
	add8(acpi, 0x32); /* CENTURY */
	add_zeros(acpi, 3);
	add32(acpi, WBINVD | PROC_C1 | SLEEP_BUTTON);
	end(acpi, at);
	return at;
}

static void add_override(struct acpi *acpi, unsigned irq, uint32_t gsi, unsigned flags)
{
	add8(acpi, 2);
	add8(acpi, 10);
	add8(acpi, 0); /* ISA */
	add8(acpi, irq);
	add32(acpi, gsi);
	add16(acpi, flags);
}

static uint32_t add_madt(struct acpi *acpi, unsigned cpus)
{
	enum { LEVEL_HIGH = 0xd };
	static const uint8_t pci_irqs[] = {5, 9, 10, 11};
	uint32_t at = begin(acpi, "APIC", 1);

	add32(acpi, LAPIC_BASE);
	add32(acpi, 1); /* there is a pair of 8259As, too */
	for (unsigned n = 0; n < cpus; n++) {
		add8(acpi, 0);
		add8(acpi, 8);
		add8(acpi, n);
		add8(acpi, n);
		add32(acpi, 1);
	}
	add8(acpi, 1);
	add8(acpi, 12);
	add16(acpi, 0); /* its ID */
	add32(acpi, IOAPIC_BASE);
	add32(acpi, 0);
	add_override(acpi, 0, 2, 0);
	for (size_t i = 0; i < sizeof(pci_irqs); i++)
		add_override(acpi, pci_irqs[i], pci_irqs[i], LEVEL_HIGH);
	add8(acpi, 4); /* NMI on LINT1 of all */
	add8(acpi, 6);
	add8(acpi, 0xff);
	add16(acpi, 0);
	add8(acpi, 1);
	end(acpi, at);
	return at;
}

static uint32_t add_hpet(struct acpi *acpi)
{
	uint32_t at = begin(acpi, "HPET", 1);

	add32(acpi, HPET_ID);
	add32(acpi, 0); /* address: memory */
	add32(acpi, HPET_BASE);
	add32(acpi, 0);
	add8(acpi, 0);
	add16(acpi, 0);
	add8(acpi, 0);
	end(acpi, at);
	return at;
}

static void add_rsdt(struct acpi *acpi, const uint32_t *tables, unsigned count)
{
	uint32_t at = begin(acpi, "RSDT", 1);

	for (unsigned i = 0; i < count; i++)
		add_pointer(acpi, tables[i]);
	end(acpi, at);
	memcpy(acpi->rsdp, "RSD PTR ", 8);
	memcpy(acpi->rsdp + 9, "ZONEMU", 6);
	memcpy(acpi->rsdp + RSDP_RSDT, &at, sizeof(at));
	link(acpi, (struct acpi_link){.block = ACPI_RSDP, .off = RSDP_RSDT});
	link(acpi, (struct acpi_link){.is_checksum = true,
				      .block = ACPI_RSDP,
				      .off = RSDP_CHECKSUM,
				      .bytes = ACPI_RSDP_BYTES});
}

void acpi_build(struct acpi *acpi, const struct acpi_config *config)
{
	uint32_t facs, dsdt, tables[3];
	unsigned count = 0;

	memset(acpi, 0, sizeof(*acpi));
	facs = add_facs(acpi);
	dsdt = add_dsdt(acpi, config);
	tables[count++] = add_fadt(acpi, facs, dsdt);
	tables[count++] = add_madt(acpi, config->cpus);
	if (config->hpet)
		tables[count++] = add_hpet(acpi);
	add_rsdt(acpi, tables, count);
}

/* ---- carrying the links out ---- */

/* Pointers first, as they were added: a checksum comes after what it covers. */
void acpi_place(struct acpi *acpi, uint32_t pa)
{
	for (unsigned pass = 0; pass < 2; pass++)
		for (unsigned i = 0; i < acpi->links; i++) {
			const struct acpi_link *one = &acpi->link[i];
			uint8_t *block = one->block == ACPI_RSDP ? acpi->rsdp : acpi->tables;
			uint32_t value;

			if (one->is_checksum != (pass == 1))
				continue;
			if (one->is_checksum) {
				for (uint32_t n = 0; n < one->bytes; n++)
					if (one->first + n != one->off)
						block[one->off] -= block[one->first + n];
				continue;
			}
			memcpy(&value, block + one->off, sizeof(value));
			value += pa;
			memcpy(block + one->off, &value, sizeof(value));
		}
}

/* QEMU's "linker/loader" commands: 128 bytes each, little-endian. */
enum { COMMAND_ALLOCATE = 1, COMMAND_ADD_POINTER = 2, COMMAND_ADD_CHECKSUM = 3 };
enum { ZONE_HIGH = 1, ZONE_FSEG = 2 };

struct allocate {
	char file[56];
	uint32_t align;
	uint8_t zone;
} __attribute__((packed));

struct pointer {
	char to_file[56], from_file[56];
	uint32_t off;
	uint8_t bytes;
} __attribute__((packed));

struct checksum {
	char file[56];
	uint32_t off, first, bytes;
} __attribute__((packed));

static void command(uint8_t *out, uint32_t kind, const void *args, size_t bytes)
{
	memset(out, 0, ACPI_COMMAND_BYTES);
	memcpy(out, &kind, sizeof(kind));
	memcpy(out + sizeof(kind), args, bytes);
}

static void link_command(uint8_t *out, const struct acpi_link *one)
{
	const char *file = one->block == ACPI_RSDP ? ACPI_RSDP_FILE : ACPI_TABLES_FILE;
	struct checksum checksum = {.off = one->off, .first = one->first, .bytes = one->bytes};
	struct pointer pointer = {.off = one->off, .bytes = 4};

	strcpy(checksum.file, file);
	strcpy(pointer.to_file, file);
	strcpy(pointer.from_file, ACPI_TABLES_FILE);
	if (one->is_checksum)
		command(out, COMMAND_ADD_CHECKSUM, &checksum, sizeof(checksum));
	else
		command(out, COMMAND_ADD_POINTER, &pointer, sizeof(pointer));
}

size_t acpi_commands(const struct acpi *acpi,
		     uint8_t out[(ACPI_MAX_LINKS + 2) * ACPI_COMMAND_BYTES])
{
	const struct allocate tables = {ACPI_TABLES_FILE, ACPI_ALIGN, ZONE_HIGH};
	const struct allocate rsdp = {ACPI_RSDP_FILE, ACPI_RSDP_ALIGN, ZONE_FSEG};
	size_t count = 0;

	command(out + ACPI_COMMAND_BYTES * count++, COMMAND_ALLOCATE, &tables, sizeof(tables));
	command(out + ACPI_COMMAND_BYTES * count++, COMMAND_ALLOCATE, &rsdp, sizeof(rsdp));
	for (unsigned pass = 0; pass < 2; pass++)
		for (unsigned i = 0; i < acpi->links; i++)
			if (acpi->link[i].is_checksum == (pass == 1))
				link_command(out + ACPI_COMMAND_BYTES * count++, &acpi->link[i]);
	return ACPI_COMMAND_BYTES * count;
}
