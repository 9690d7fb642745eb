/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i440fx.h"

static struct pci_bus bus;
static struct i440fx host;
static struct bench bench;
static bool reads[I440FX_SEGMENTS], writes[I440FX_SEGMENTS], smram_open;

static void pam(void *ctx, unsigned segment, bool read_dram, bool write_dram)
{
	(void)ctx;
	ck_assert_uint_lt(segment, I440FX_SEGMENTS);
	reads[segment] = read_dram;
	writes[segment] = write_dram;
}

static void smram(void *ctx, bool open)
{
	(void)ctx;
	smram_open = open;
}

static void setup(void)
{
	bench_init(&bench);
	pci_init(&bus);
	i440fx_init(&host, &bus, 128 << 20);
	i440fx_set_map(&host, pam, smram, NULL);
}

static uint32_t get(unsigned off, unsigned bytes)
{
	return pci_config_read(&bus, 0, off, bytes);
}

static void set(unsigned off, uint32_t value, unsigned bytes)
{
	pci_config_write(&bus, 0, off, value, bytes);
}

START_TEST(identity)
{
	setup();
	ck_assert_uint_eq(get(0, 4), 0x12378086);
	ck_assert_uint_eq(get(8, 4), 0x06000002);
	ck_assert_uint_eq(get(4, 4), 0x02800006);
	ck_assert_uint_eq(get(0x3c, 4), 0);
	set(4, 0, 2);
	ck_assert_uint_eq(get(4, 2), 0x0006);
}
END_TEST

START_TEST(segments_cover_c0000_to_fffff)
{
	uint32_t next = 0xc0000, first, bytes;

	for (unsigned n = 1; n < I440FX_SEGMENTS; n++) {
		i440fx_segment(n, &first, &bytes);
		ck_assert_uint_eq(first, next);
		next += bytes;
	}
	i440fx_segment(0, &first, &bytes);
	ck_assert_uint_eq(first, next);
	ck_assert_uint_eq(first + bytes, 0x100000);
}
END_TEST

START_TEST(pam_attributes) /* PAM */
{
	setup();
	for (unsigned n = 0; n < I440FX_SEGMENTS; n++)
		ck_assert(!reads[n] && !writes[n]);
	set(0x59, 0xff, 1);
	ck_assert_uint_eq(get(0x59, 1), 0x30);
	ck_assert(reads[0] && writes[0]);
	set(0x59, 0x10, 1);
	ck_assert(reads[0] && !writes[0]);
	set(0x5a, 0x12, 1); /* C0000h: writes; C4000h: reads */
	ck_assert(!reads[1] && writes[1]);
	ck_assert(reads[2] && !writes[2]);
	set(0x5c, 0x33333333, 4);
	for (unsigned n = 5; n < I440FX_SEGMENTS; n++)
		ck_assert(reads[n] && writes[n]);
	ck_assert(!reads[3] && !reads[4]);
	set(0x58, 0xffffffff, 4);
	ck_assert_uint_eq(get(0x58, 4), 0x333330ff);
	ck_assert(reads[4] && writes[4]);
	i440fx_reset(&host);
	for (unsigned n = 0; n < I440FX_SEGMENTS; n++)
		ck_assert(!reads[n] && !writes[n]);
}
END_TEST

START_TEST(smram_control) /* SMRAM */
{
	setup();
	ck_assert_uint_eq(get(0x72, 1), 0x02);
	set(0x72, 0x40, 1);
	ck_assert(!smram_open); /* not enabled */
	set(0x72, 0x4a, 1);
	ck_assert(smram_open);
	set(0x72, 0x5a, 1); /* lock: closes, and stays so until reset */
	ck_assert(!smram_open);
	ck_assert_uint_eq(get(0x72, 1), 0x1a);
	set(0x72, 0x4a, 1);
	ck_assert(!smram_open);
	ck_assert_uint_eq(get(0x72, 1), 0x1a);
	i440fx_reset(&host);
	set(0x72, 0x4a, 1);
	ck_assert(smram_open);
}
END_TEST

START_TEST(preset_is_a_pc_firmware)
{
	setup();
	ck_assert_uint_eq(get(0x64, 4), 0x01010101);
	i440fx_preset(&host);
	ck_assert(reads[0] && !writes[0]);
	for (unsigned n = 1; n < I440FX_SEGMENTS; n++)
		ck_assert(reads[n] && writes[n]);
	ck_assert_uint_eq(get(0x60, 4), 0x10101010); /* 128 MiB in the first row */
	host.ram_bytes = 512 << 20;
	i440fx_preset(&host);
	ck_assert_uint_eq(get(0x60, 4), 0x40302010);
	ck_assert_uint_eq(get(0x64, 4), 0x40404040);
	host.ram_bytes = 3583ull << 20;
	i440fx_preset(&host);
	ck_assert_uint_eq(get(0x64, 4), 0xff706050);
}
END_TEST

START_TEST(a_loaded_bridge_tells_its_map)
{
	struct snap_buf buf = {0};
	char err[100] = "";

	setup();
	i440fx_preset(&host);
	set(0x72, 0x5a, 1);
	snap_save(&buf, &pci_function_snap, &host.fn);
	setup();
	set(0x72, 0x4a, 1);
	ck_assert(smram_open && !reads[0]);
	ck_assert(snap_load(&buf, &pci_function_snap, &host.fn, &bench.clock, err, sizeof(err)));
	ck_assert(!smram_open && reads[0] && writes[12]);
	set(0x72, 0x4a, 1);
	ck_assert(!smram_open); /* locked */
	snap_free(&buf);
}
END_TEST

START_TEST(random_accesses)
{
	uint64_t seed = 0x440;

	setup();
	for (int i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);
		unsigned n = (unsigned)(r >> 16) % I440FX_SEGMENTS;
		bool read_dram, write_dram;

		set((unsigned)(r >> 8) & 0xfc, (uint32_t)(r >> 32), 4);
		i440fx_get_pam(&host, n, &read_dram, &write_dram);
		bench_eq(read_dram, reads[n], "read attribute");
		bench_eq(write_dram, writes[n], "write attribute");
	}
	ck_assert_uint_eq(get(0, 4), 0x12378086);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    identity,	     segments_cover_c0000_to_fffff, pam_attributes,
	    smram_control,   preset_is_a_pc_firmware,	    a_loaded_bridge_tells_its_map,
	    random_accesses,
	};

	return bench_main(bench_suite("i440fx", tests, sizeof(tests) / sizeof(tests[0])));
}
