/* SPDX-License-Identifier: GPL-2.0-only */
/* ACPI and MP tables: found, sound, and the same whoever places them. */
#include <check.h>
#include <string.h>

#include "emu/loader/acpi.h"
#include "emu/loader/aml.h"
#include "emu/loader/lowmem.h"
#include "emu/loader/mptable.h"
#include "emu/loader/smbios.h"

#define RAM_BYTES (64ull << 20)
#define PLACE	  0x3fe0000u

static uint8_t sum(const uint8_t *data, size_t bytes)
{
	uint8_t total = 0;

	while (bytes--)
		total = (uint8_t)(total + *data++);
	return total;
}

static uint32_t get32(const uint8_t *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

static const struct acpi_config four = {RAM_BYTES, 4, true};

/* The table with this signature that the RSDT leads to. */
static const uint8_t *find(const struct acpi *acpi, const char *signature)
{
	const uint8_t *rsdt = acpi->tables + (get32(acpi->rsdp + 16) - PLACE);

	for (uint32_t off = 36; off < get32(rsdt + 4); off += 4) {
		uint32_t at = get32(rsdt + off) - PLACE;

		ck_assert_uint_lt(at, acpi->bytes);
		if (!memcmp(acpi->tables + at, signature, 4))
			return acpi->tables + at;
	}
	return NULL;
}

START_TEST(checksums_and_pointers)
{
	static const char *const names[] = {"FACP", "APIC", "HPET"};
	static struct acpi acpi;
	const uint8_t *fadt, *dsdt;

	acpi_build(&acpi, &four);
	acpi_place(&acpi, PLACE);
	ck_assert_int_eq(memcmp(acpi.rsdp, "RSD PTR ", 8), 0);
	ck_assert_uint_eq(sum(acpi.rsdp, ACPI_RSDP_BYTES), 0);
	for (size_t i = 0; i < 3; i++) {
		const uint8_t *table = find(&acpi, names[i]);

		ck_assert_ptr_nonnull(table);
		ck_assert_uint_eq(sum(table, get32(table + 4)), 0);
	}
	fadt = find(&acpi, "FACP");
	ck_assert_uint_eq(get32(fadt + 36), PLACE); /* FACS, aligned to 64 */
	dsdt = acpi.tables + (get32(fadt + 40) - PLACE);
	ck_assert_int_eq(memcmp(dsdt, "DSDT", 4), 0);
	ck_assert_uint_eq(sum(dsdt, get32(dsdt + 4)), 0);
	ck_assert_uint_eq(get32(fadt + 76), 0x608); /* PM_TMR_BLK */
}
END_TEST

START_TEST(processors)
{
	static struct acpi acpi;

	for (unsigned cpus = 1; cpus <= 8; cpus++) {
		const struct acpi_config config = {RAM_BYTES, cpus, false};
		const uint8_t *madt;
		unsigned found = 0;

		acpi_build(&acpi, &config);
		acpi_place(&acpi, PLACE);
		madt = find(&acpi, "APIC");
		for (uint32_t off = 44; off < get32(madt + 4); off += madt[off + 1]) {
			ck_assert_uint_gt(madt[off + 1], 2);
			if (madt[off] == 0)
				ck_assert_uint_eq(madt[off + 3], found++);
		}
		ck_assert_uint_eq(found, cpus);
		ck_assert_ptr_null(find(&acpi, "HPET"));
	}
}
END_TEST

/* What firmware does with the commands gives what acpi_place() gives. */
START_TEST(commands)
{
	static struct acpi placed, raw;
	static uint8_t out[(ACPI_MAX_LINKS + 2) * ACPI_COMMAND_BYTES];
	size_t bytes;

	acpi_build(&placed, &four);
	acpi_build(&raw, &four);
	acpi_place(&placed, PLACE);
	bytes = acpi_commands(&raw, out);
	ck_assert_uint_eq(bytes % ACPI_COMMAND_BYTES, 0);
	for (const uint8_t *at = out; at < out + bytes; at += ACPI_COMMAND_BYTES) {
		uint8_t *file =
		    strcmp((const char *)at + 4, ACPI_RSDP_FILE) ? raw.tables : raw.rsdp;

		switch (get32(at)) {
		case 1:
			ck_assert_uint_ge(get32(at + 60), 16);
			break;
		case 2: {
			uint8_t *to = file + get32(at + 116);
			uint32_t value = get32(to) + PLACE;

			ck_assert_str_eq((const char *)at + 60, ACPI_TABLES_FILE);
			ck_assert_uint_eq(at[120], 4);
			memcpy(to, &value, sizeof(value));
			break;
		}
		case 3:
			file[get32(at + 60)] =
			    (uint8_t)(file[get32(at + 60)] -
				      sum(file + get32(at + 64), get32(at + 68)));
			break;
		default:
			ck_abort_msg("command %u", get32(at));
		}
	}
	ck_assert_mem_eq(raw.tables, placed.tables, placed.bytes);
	ck_assert_mem_eq(raw.rsdp, placed.rsdp, ACPI_RSDP_BYTES);
}
END_TEST

START_TEST(mp_table)
{
	uint8_t table[MPTABLE_MAX_BYTES];
	const uint8_t *config = table + 16;
	size_t bytes = mptable_build(table, 0xf0040, 8);
	unsigned entries = 0, cpus = 0;

	ck_assert_int_eq(memcmp(table, "_MP_", 4), 0);
	ck_assert_uint_eq(sum(table, 16), 0);
	ck_assert_uint_eq(get32(table + 4), 0xf0050);
	ck_assert_int_eq(memcmp(config, "PCMP", 4), 0);
	ck_assert_uint_eq((config[4] | config[5] << 8) + 16u, bytes);
	ck_assert_uint_eq(sum(config, bytes - 16), 0);
	for (const uint8_t *at = config + 44; at < table + bytes; at += *at ? 8 : 20) {
		ck_assert_uint_le(*at, 4);
		cpus += *at == 0;
		entries++;
	}
	ck_assert_uint_eq(entries, config[34] | config[35] << 8);
	ck_assert_uint_eq(cpus, 8);
}
END_TEST

static const uint8_t uuid[16] = {0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
				 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};

/* One pass over the structures, as dmidecode makes it: fields, strings, an empty string. */
START_TEST(smbios_tables)
{
	const struct smbios_config config = {RAM_BYTES, 8, uuid, true};
	static const uint8_t swapped[6] = {0x33, 0x22, 0x11, 0x00, 0x55, 0x44};
	static struct smbios smbios;
	unsigned count = 0, of[128] = {0};
	const uint8_t *at = smbios.tables;

	smbios_build(&smbios, &config);
	smbios_place(&smbios, PLACE);
	ck_assert_uint_eq(sum(smbios.entry, SMBIOS_ENTRY_BYTES), 0);
	ck_assert_uint_eq(sum(smbios.entry + 16, SMBIOS_ENTRY_BYTES - 16), 0);
	ck_assert_uint_eq(get32(smbios.entry + 0x18), PLACE);
	while (at < smbios.tables + smbios.bytes) {
		const uint8_t *next = at + at[1];

		ck_assert_uint_lt(at[0], 128);
		of[at[0]]++;
		if (at[0] == 1)
			ck_assert_mem_eq(at + 8, swapped, sizeof(swapped));
		if (at[0] == 17)
			ck_assert_uint_eq(at[12] | at[13] << 8, RAM_BYTES >> 20);
		while (next[0] || next[1])
			next++;
		at = next + 2;
		count++;
	}
	ck_assert_ptr_eq(at, smbios.tables + smbios.bytes);
	ck_assert_uint_eq(count, smbios.entry[0x1c]);
	ck_assert_uint_eq(of[0], 1);
	ck_assert_uint_eq(of[4], 8);
	ck_assert_uint_eq(of[127], 1);
}
END_TEST

/* As a kernel looks for them: on 16-byte boundaries below 1 MiB. */
START_TEST(found_in_memory)
{
	char err[128];
	struct physmap *map = physmap_create(RAM_BYTES, err, sizeof(err));
	const struct smbios_config smbios = {RAM_BYTES, 4, uuid, true};
	unsigned acpi = 0, mp = 0, sm = 0;

	lowmem_place(map, &four, &smbios, true);
	for (uint32_t pa = 0xf0000; pa < 0x100000; pa += 16) {
		char text[8];

		physmap_peek(map, pa, text, sizeof(text));
		acpi += !memcmp(text, "RSD PTR ", 8);
		mp += !memcmp(text, "_MP_", 4);
		sm += !memcmp(text, "_SM_", 4);
	}
	ck_assert_uint_eq(acpi, 1);
	ck_assert_uint_eq(mp, 1);
	ck_assert_uint_eq(sm, 1);
	physmap_destroy(map);
}
END_TEST

/* The length is in as few bytes as hold it, and counts them. */
START_TEST(lengths)
{
	static const struct {
		unsigned inside, first;
		size_t bytes;
	} cases[] = {
	    {0, 1, 1}, {62, 63, 63}, {63, 0x41, 65}, {4093, 0x4f, 4095}, {4094, 0x81, 4097}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		static struct aml aml;
		size_t at;

		aml.bytes = 0;
		at = aml_open_if(&aml);
		for (unsigned n = 0; n < cases[i].inside; n++)
			aml_byte(&aml, 0xa3);
		aml_close(&aml, at);
		ck_assert_uint_eq(aml.bytes, cases[i].bytes + 1);
		ck_assert_uint_eq(aml.data[1], cases[i].first);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("loader: tables");
	TCase *tcase = tcase_create("tables");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tcase, checksums_and_pointers);
	tcase_add_test(tcase, processors);
	tcase_add_test(tcase, commands);
	tcase_add_test(tcase, mp_table);
	tcase_add_test(tcase, smbios_tables);
	tcase_add_test(tcase, found_in_memory);
	tcase_add_test(tcase, lengths);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
