/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mptable: the processors that the firmware has found, by the MultiProcessor Specification
 * 1.4 (Intel 242016), chapter 4:
 *
 *	"_MP_" -> "PCMP" header | processor | processor | bus | I/O APIC | interrupts ...
 *	in the first KiB of the EBDA, the last of base memory, or F0000-FFFFF
 *
 * and by ACPI's: RSDP -> RSDT -> MADT ("APIC"), which also names the cores of a package.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <asm/apic.h>
#include <asm/fixmap.h>

#include "mptable.h"

#define BDA_EBDA_SEGMENT 0x40e
#define BASE_MEMORY_TOP	 0x9fc00
#define ROM_START	 0xf0000
#define ROM_END		 0x100000
#define EBDA_SEARCHED	 1024
#define MAX_TABLE_BYTES	 ((FIRMWARE_WINDOW_PAGES - 1) * PAGE_SIZE)

struct mp_floating {
	char signature[4];
	u32 config; /* physical */
	u8 length;  /* in 16 bytes */
	u8 version, checksum, features[5];
} __packed;

struct mp_header {
	char signature[4];
	u16 length;
	u8 version, checksum;
	char oem[8], product[12];
	u32 oem_table;
	u16 oem_size, entries;
	u32 lapic;
	u16 extended_length;
	u8 extended_checksum, reserved;
} __packed;

enum { MP_PROCESSOR, MP_BUS, MP_IOAPIC, MP_IO_INTERRUPT, MP_LOCAL_INTERRUPT };
#define MP_PROCESSOR_BYTES 20
#define MP_OTHER_BYTES	   8

#define MP_CPU_ENABLED 1
#define MP_CPU_BOOT    2

struct mp_processor {
	u8 type, apic_id, apic_version, flags;
	u32 signature, features, reserved[2];
} __packed;

struct rsdp {
	char signature[8];
	u8 checksum;
	char oem[6];
	u8 revision;
	u32 rsdt;
} __packed;

struct acpi_header {
	char signature[4];
	u32 length;
	u8 revision, checksum;
	char oem[6], table[8];
	u32 oem_revision, creator, creator_revision;
} __packed;

struct madt {
	struct acpi_header header;
	u32 lapic, flags;
	u8 entries[];
} __packed;

#define MADT_LAPIC	   0
#define MADT_LAPIC_ENABLED 1

/* ---- looking at physical memory ---- */

/* One of them shows what it was last asked for. */
enum window { WINDOW_LIST, WINDOW_TABLE };

/* NULL: too long. What the linear map does not reach is mapped in the window. */
static const void *__init at(enum window window, phys_addr_t pa, size_t bytes)
{
	unsigned int first = FIX_FIRMWARE_BEGIN + window * FIRMWARE_WINDOW_PAGES, i;

	if (bytes > MAX_TABLE_BYTES || pa + bytes < pa)
		return NULL;
	if (pa + bytes <= __pa(high_memory))
		return __va(pa);
	/* fixmap's addresses fall as its numbers rise */
	for (i = 0; i < FIRMWARE_WINDOW_PAGES; i++)
		set_fixmap(first + FIRMWARE_WINDOW_PAGES - 1 - i, (pa & PAGE_MASK) + i * PAGE_SIZE);
	return (const void *)(fix_to_virt(first + FIRMWARE_WINDOW_PAGES - 1) + offset_in_page(pa));
}

static bool __init sums_to_zero(const void *start, size_t bytes)
{
	const u8 *byte = start;
	u8 sum = 0;

	while (bytes--)
		sum += *byte++;
	return !sum;
}

/* A structure on a multiple of 16 that begins with the text and sums to zero. */
static const void *__init scan(phys_addr_t start, phys_addr_t end, const char *text, size_t bytes)
{
	const u8 *p;

	for (; start + bytes <= end; start += 16) {
		p = __va(start);
		if (!memcmp(p, text, strlen(text)) && sums_to_zero(p, bytes))
			return p;
	}
	return NULL;
}

static const void *__init scan_firmware(const char *text, size_t bytes)
{
	phys_addr_t ebda = (phys_addr_t) * (const u16 *)__va(BDA_EBDA_SEGMENT) << 4;
	const void *found = NULL;

	if (ebda >= 0x400 && ebda < 0xa0000 - EBDA_SEARCHED)
		found = scan(ebda, ebda + EBDA_SEARCHED, text, bytes);
	if (!found)
		found = scan(BASE_MEMORY_TOP, BASE_MEMORY_TOP + EBDA_SEARCHED, text, bytes);
	return found ? found : scan(ROM_START, ROM_END, text, bytes);
}

/* ---- the MP table ---- */

static void __init add_cpu(struct mp_config *config, u8 id, bool is_boot)
{
	if (config->nr_cpus == NR_CPUS) {
		pr_warn("smpboot: more than %d CPUs; the rest is left alone\n", NR_CPUS);
		return;
	}
	config->apic_ids[config->nr_cpus++] = id;
	/* the boot CPU is CPU 0 */
	if (is_boot)
		swap(config->apic_ids[0], config->apic_ids[config->nr_cpus - 1]);
}

static const struct mp_header *__init find_mp_header(void)
{
	const struct mp_floating *floating = scan_firmware("_MP_", sizeof(*floating));
	const struct mp_header *header;

	if (!floating || !floating->config)
		return NULL;
	header = at(WINDOW_TABLE, floating->config, sizeof(*header));
	if (!header || memcmp(header->signature, "PCMP", 4) || header->length < sizeof(*header) ||
	    !at(WINDOW_TABLE, floating->config, header->length) ||
	    !sums_to_zero(header, header->length))
		return NULL;
	return header;
}

bool __init mptable_read(struct mp_config *config)
{
	const struct mp_header *header = find_mp_header();
	const struct mp_processor *cpu;
	const u8 *p, *end;

	if (!header)
		return false;
	config->lapic_base = header->lapic;
	config->nr_cpus = 0;
	end = (const u8 *)header + header->length;
	for (p = (const u8 *)(header + 1); p + MP_OTHER_BYTES <= end;
	     p += *p == MP_PROCESSOR ? MP_PROCESSOR_BYTES : MP_OTHER_BYTES) {
		cpu = (const struct mp_processor *)p;
		if (*p == MP_PROCESSOR && p + MP_PROCESSOR_BYTES <= end &&
		    cpu->flags & MP_CPU_ENABLED)
			add_cpu(config, cpu->apic_id, cpu->flags & MP_CPU_BOOT);
	}
	pr_info("Intel MultiProcessor Specification v1.%d: %u processors\n", header->version,
		config->nr_cpus);
	return config->nr_cpus > 0;
}

/* ---- ACPI ---- */

static const struct acpi_header *__init acpi_table(enum window window, phys_addr_t pa,
						   const char *signature)
{
	const struct acpi_header *table = at(window, pa, sizeof(*table));

	if (!table || memcmp(table->signature, signature, 4) || table->length < sizeof(*table) ||
	    !at(window, pa, table->length) || !sums_to_zero(table, table->length))
		return NULL;
	return table;
}

static const struct madt *__init find_madt(void)
{
	const struct rsdp *rsdp = scan_firmware("RSD PTR ", sizeof(*rsdp));
	const struct acpi_header *rsdt = rsdp ? acpi_table(WINDOW_LIST, rsdp->rsdt, "RSDT") : NULL,
				 *table;
	const u32 *entry;

	if (!rsdt)
		return NULL;
	for (entry = (const u32 *)(rsdt + 1);
	     (const u8 *)(entry + 1) <= (const u8 *)rsdt + rsdt->length; entry++) {
		table = acpi_table(WINDOW_TABLE, *entry, "APIC");
		if (table && table->length >= sizeof(struct madt))
			return (const struct madt *)table;
	}
	return NULL;
}

bool __init madt_read(struct mp_config *config, u8 boot_apic_id)
{
	const struct madt *madt = find_madt();
	const u8 *p, *end;

	if (!madt)
		return false;
	config->lapic_base = madt->lapic;
	config->nr_cpus = 0;
	end = (const u8 *)madt + madt->header.length;
	/* type, length; of a processor: its number, APIC id, flags */
	for (p = madt->entries; p + 2 <= end && p[1] >= 2 && p + p[1] <= end; p += p[1])
		if (p[0] == MADT_LAPIC && p[1] >= 8 && p[4] & MADT_LAPIC_ENABLED)
			add_cpu(config, p[3], p[3] == boot_apic_id);
	pr_info("ACPI: MADT: %u processors\n", config->nr_cpus);
	return config->nr_cpus > 0;
}
