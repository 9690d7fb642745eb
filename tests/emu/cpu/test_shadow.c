/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The processor where the host bridge routes reads and writes apart: ROM at
 * F0000h with RAM behind it, as firmware finds it and copies itself.
 */
#include "tests/emu/cpu/rig.h"

#define AREA	   0xf0000u
#define AREA_BYTES 0x1000u

static struct rig *rig;
static uint8_t *rom;

static void set_up(void)
{
	rig = rig_new();
	rom = physmap_store(rig->map, AREA_BYTES);
	physmap_add_memory(rig->map, AREA, AREA_BYTES, rom, false, "rom");
	memset(rom, 0x90, AREA_BYTES);
}

static void tear_down(void)
{
	rig_free(rig);
}

static void route(enum phys_route read, enum phys_route write)
{
	physmap_route(rig->map, AREA, AREA_BYTES, read, write);
}

static void run_at(uint32_t eip)
{
	rig_again(rig);
	cpu_set_reg(rig->cpu, "eip", eip);
	rig_run(rig);
}

/* Code at one address, of two memories: what was found of the one is not run for the other. */
START_TEST(code_is_of_the_memory_that_is_routed)
{
	memcpy(rom + 0x10, "\xb8\x01\x00\x00\x00\xf4", 6); /* mov $1, %eax; hlt */
	memcpy(rig->ram + AREA + 0x10, "\xb8\x02\x00\x00\x00\xf4", 6);
	for (unsigned i = 0; i < 4; i++) {
		route(i & 1 ? ROUTE_RAM : ROUTE_BUS, ROUTE_BUS);
		run_at(AREA + 0x10);
		ck_assert_uint_eq(rig_reg(rig, "eax"), i & 1 ? 2 : 1);
	}
}
END_TEST

static void reroute(struct rig *r, uint16_t port, bool write)
{
	(void)r, (void)write;
	route(port == 0x11 ? ROUTE_RAM : ROUTE_BUS, ROUTE_RAM);
}

/* The switch is thrown by code that runs there: the next instruction is the other memory's. */
START_TEST(the_next_instruction_is_of_the_new_memory)
{
	/* out %al, $0x11; mov $1, %ebx; hlt -- and in RAM: mov $2, %ebx; out %al, $0x10; hlt */
	memcpy(rom + 0x20, "\xe6\x11\xbb\x01\x00\x00\x00\xf4\xf4\xf4", 10);
	memcpy(rig->ram + AREA + 0x20, "\xf4\xf4\xbb\x02\x00\x00\x00\xe6\x10\x90", 10);
	rom[0x29] = 0xf4;
	rig->on_io = reroute;
	for (unsigned i = 0; i < 3; i++) {
		route(ROUTE_BUS, ROUTE_RAM);
		run_at(AREA + 0x20);
		ck_assert_uint_eq(rig_reg(rig, "ebx"), 2);
		ck_assert_uint_eq(rig_reg(rig, "eip"), AREA + 0x2a);
	}
}
END_TEST

/* Firmware copies itself in place: read from ROM, written to the RAM behind. */
START_TEST(writing_behind_rom)
{
	for (uint32_t i = 0; i < AREA_BYTES; i++)
		rom[i] = (uint8_t)(i * 7 + 1);
	route(ROUTE_BUS, ROUTE_RAM);
	/* cld; rep movsl; hlt */
	rig_load(rig, RIG_CODE, "\xfc\xf3\xa5\xf4", 4);
	cpu_set_reg(rig->cpu, "esi", AREA);
	cpu_set_reg(rig->cpu, "edi", AREA);
	cpu_set_reg(rig->cpu, "ecx", AREA_BYTES / 4);
	rig_run(rig);
	ck_assert_int_eq(memcmp(rig->ram + AREA, rom, AREA_BYTES), 0);
	/* read, change, write: the change is of what is read */
	rom[0x100] = 0x40;
	rig_load(rig, RIG_CODE, "\xfe\x05\x00\x01\x0f\x00\xf4", 7); /* incb 0xf0100 */
	run_at(RIG_CODE);
	ck_assert_uint_eq(rom[0x100], 0x40);
	ck_assert_uint_eq(rig->ram[AREA + 0x100], 0x41);
}
END_TEST

START_TEST(read_only_memory_is_not_written)
{
	route(ROUTE_RAM, ROUTE_BUS);
	rig->ram[AREA + 0x200] = 0x55;
	/* movb $0xaa, 0xf0200; movb 0xf0200, %al; hlt */
	rig_load(rig, RIG_CODE, "\xc6\x05\x00\x02\x0f\x00\xaa\xa0\x00\x02\x0f\x00\xf4", 13);
	run_at(RIG_CODE);
	ck_assert_uint_eq(rig_reg(rig, "eax") & 0xff, 0x55);
	route(ROUTE_RAM, ROUTE_RAM);
	run_at(RIG_CODE);
	ck_assert_uint_eq(rig_reg(rig, "eax") & 0xff, 0xaa);
	/* across the page's end into plain RAM: the half that may be written is */
	route(ROUTE_RAM, ROUTE_BUS);
	rig_put(rig, AREA + 0xffe, 0);
	rig_load(rig, RIG_CODE, "\xc7\x05\xfe\x0f\x0f\x00\x11\x22\x33\x44\xf4", 11);
	run_at(RIG_CODE);
	ck_assert_uint_eq(rig_get(rig, AREA + 0xffe), 0x44330000);
}
END_TEST

/* Code that was run while its RAM was read-only is seen to change when it no longer is. */
START_TEST(code_in_read_only_ram_may_change_later)
{
	memcpy(rig->ram + AREA + 0x30, "\xb8\x01\x00\x00\x00\xf4", 6);
	route(ROUTE_RAM, ROUTE_BUS);
	run_at(AREA + 0x30);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 1);
	route(ROUTE_RAM, ROUTE_RAM);
	rig_load(rig, RIG_CODE, "\xc6\x05\x31\x00\x0f\x00\x05\xf4", 8); /* movb $5, 0xf0031 */
	run_at(RIG_CODE);
	run_at(AREA + 0x30);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 5);
}
END_TEST

/* Behind ROM, too: the write goes to the RAM whose code was run before. */
START_TEST(code_behind_rom_changes)
{
	memcpy(rig->ram + AREA + 0x40, "\xb8\x01\x00\x00\x00\xf4", 6);
	route(ROUTE_RAM, ROUTE_RAM);
	run_at(AREA + 0x40);
	route(ROUTE_BUS, ROUTE_RAM);
	rig_load(rig, RIG_CODE, "\xc6\x05\x41\x00\x0f\x00\x06\xf4", 8);
	run_at(RIG_CODE);
	route(ROUTE_RAM, ROUTE_RAM);
	run_at(AREA + 0x40);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 6);
}
END_TEST

/* Display memory: written, executed from, and shown at another address. */
START_TEST(code_in_a_window_of_memory)
{
	uint8_t *video = physmap_store(rig->map, 0x2000);
	int window = physmap_add_memory(rig->map, 0xe0000000, 0x1000, video, true, "video");

	/* movl $0xf4424240, 0xe0000000; jmp *%ecx */
	rig_load(rig, RIG_CODE, "\xc7\x05\x00\x00\x00\xe0\x40\x42\x42\xf4\xff\xe1", 12);
	cpu_set_reg(rig->cpu, "ecx", 0xe0000000);
	cpu_set_reg(rig->cpu, "edx", 0);
	run_at(RIG_CODE);
	ck_assert_uint_eq(rig_reg(rig, "edx"), 2);
	ck_assert_uint_eq(video[3], 0xf4);
	memcpy(video + 0x1000, "\x4a\xf4", 2);
	physmap_aim(rig->map, window, video + 0x1000);
	run_at(0xe0000000);
	ck_assert_uint_eq(rig_reg(rig, "edx"), 1);
	physmap_move(rig->map, window, 0xd0000000);
	run_at(0xd0000000);
	ck_assert_uint_eq(rig_reg(rig, "edx"), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("shadow");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, code_is_of_the_memory_that_is_routed);
	tcase_add_test(tcase, the_next_instruction_is_of_the_new_memory);
	tcase_add_test(tcase, writing_behind_rom);
	tcase_add_test(tcase, read_only_memory_is_not_written);
	tcase_add_test(tcase, code_in_read_only_ram_may_change_later);
	tcase_add_test(tcase, code_behind_rom_changes);
	tcase_add_test(tcase, code_in_a_window_of_memory);
	return rig_main(tcase, "shadow");
}
