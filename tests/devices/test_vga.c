/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/bochs_vbe.h"
#include "devices/vga.h"

#define VRAM_BYTES 0x100000u

static struct bench bench;
static struct vga vga;
static uint8_t vram[VRAM_BYTES], font[4096];
static uint16_t cells[VGA_COLUMNS * VGA_ROWS];

static void setup(void)
{
	bench_init(&bench);
	memset(vram, 0, sizeof(vram));
	vga_init(&vga, &bench.clock, vram, VRAM_BYTES);
	vga_preset(&vga, font);
}

static void reg(uint16_t port, uint8_t index, uint8_t value)
{
	vga_write(&vga, port, index);
	vga_write(&vga, port + 1, value);
}

static uint8_t get_reg(uint16_t port, uint8_t index)
{
	vga_write(&vga, port, index);
	return vga_read(&vga, port + 1);
}

/* By physical address. */
static void store(uint32_t pa, uint32_t value, unsigned bytes)
{
	vga_memory_ops.write(&vga, pa - VGA_WINDOW_FIRST, value, bytes);
}

static uint32_t load(uint32_t pa, unsigned bytes)
{
	return vga_memory_ops.read(&vga, pa - VGA_WINDOW_FIRST, bytes);
}

START_TEST(text_screen)
{
	setup();
	ck_assert_int_eq(vga_text(&vga, cells), 0);
	for (unsigned i = 0; i < VGA_COLUMNS * VGA_ROWS; i++)
		bench_eq(cells[i], 0x0720, "blank cell");
	store(0xb8000, 0x1e48, 2);
	store(0xb8002, 0x1f691e69, 4);
	store(0xb8000 + 3998, 0x70, 1);
	ck_assert_uint_eq(load(0xb8000, 4), 0x1e691e48);
	vga_text(&vga, cells);
	ck_assert_uint_eq(cells[0], 0x1e48);
	ck_assert_uint_eq(cells[1], 0x1e69);
	ck_assert_uint_eq(cells[2], 0x1f69);
	ck_assert_uint_eq(cells[1999], 0x0770);
	ck_assert_uint_eq(load(0xa0000, 1), 0xff); /* not in this map */
	ck_assert_uint_eq(load(0xb0000, 1), 0xff);
	/* scrolled by the start address, wrapping at the plane's end */
	reg(0x3d4, 0x0d, 80);
	store(0xb8000 + 160, 0x41, 1);
	vga_text(&vga, cells);
	ck_assert_uint_eq(cells[0], 0x0741);
}
END_TEST

START_TEST(cursor) /* "Cursor Start", "Cursor Location" */
{
	setup();
	reg(0x3d4, 0x0e, 1999 >> 8);
	reg(0x3d4, 0x0f, 1999 & 0xff);
	ck_assert_int_eq(vga_text(&vga, cells), 1999);
	reg(0x3d4, 0x0f, (2000 & 0xff));
	ck_assert_int_eq(vga_text(&vga, cells), -1);
	reg(0x3d4, 0x0e, 0);
	reg(0x3d4, 0x0f, 85);
	reg(0x3d4, 0x0d, 80);
	ck_assert_int_eq(vga_text(&vga, cells), 5);
	reg(0x3d4, 0x0a, 0x2d);
	ck_assert_int_eq(vga_text(&vga, cells), -1);
	ck_assert_uint_eq(get_reg(0x3d4, 0x0a), 0x2d);
}
END_TEST

START_TEST(nothing_to_see)
{
	setup();
	store(0xb8000, 0x1e48, 2);
	reg(0x3c4, 1, 0x20); /* screen off */
	ck_assert_int_eq(vga_text(&vga, cells), -1);
	ck_assert_uint_eq(cells[0], 0x0720);
	reg(0x3c4, 1, 0x00);
	vga_read(&vga, 0x3da);
	vga_write(&vga, 0x3c0, 0x00); /* the palette is open to the CPU */
	vga_text(&vga, cells);
	ck_assert_uint_eq(cells[0], 0x0720);
	vga_read(&vga, 0x3da);
	vga_write(&vga, 0x3c0, 0x20);
	vga_text(&vga, cells);
	ck_assert_uint_eq(cells[0], 0x1e48);
	reg(0x3ce, 6, 0x0f); /* graphics */
	vga_text(&vga, cells);
	ck_assert_uint_eq(cells[0], 0x0720);
	vga_reset(&vga);
	ck_assert_int_eq(vga_text(&vga, cells), -1);
}
END_TEST

START_TEST(mono_or_colour_ports) /* Miscellaneous bit 0 */
{
	setup();
	ck_assert_uint_eq(vga_read(&vga, 0x3b5), 0xff);
	ck_assert_uint_eq(get_reg(0x3d4, 0x13), 0x28);
	vga_write(&vga, 0x3c2, 0x66);
	ck_assert_uint_eq(vga_read(&vga, 0x3cc), 0x66);
	ck_assert_uint_eq(vga_read(&vga, 0x3d5), 0xff);
	ck_assert_uint_eq(get_reg(0x3b4, 0x13), 0x28);
	vga_write(&vga, 0x3ba, 0x03);
	ck_assert_uint_eq(vga_read(&vga, 0x3ca), 0x03);
	ck_assert_uint_eq(vga_read(&vga, 0x3c2), 0x10);
	ck_assert_uint_eq(vga_read(&vga, 0x3c3), 0xff);
	vga_write(&vga, 0x3c2, 0x65); /* memory off */
	ck_assert_uint_eq(load(0xb8000, 1), 0xff);
}
END_TEST

START_TEST(register_access)
{
	setup();
	/* CRTC 0-7 are locked by bit 7 of 11h, but for the line compare bit */
	reg(0x3d4, 0x00, 0x11);
	ck_assert_uint_eq(get_reg(0x3d4, 0x00), 0x5f);
	reg(0x3d4, 0x07, 0x00);
	ck_assert_uint_eq(get_reg(0x3d4, 0x07), 0x0f);
	reg(0x3d4, 0x11, 0x0e);
	reg(0x3d4, 0x00, 0x11);
	ck_assert_uint_eq(get_reg(0x3d4, 0x00), 0x11);
	reg(0x3d4, 0x1f, 0x11);
	ck_assert_uint_eq(get_reg(0x3d4, 0x1f), 0x00);
	reg(0x3c4, 2, 0xff);
	ck_assert_uint_eq(get_reg(0x3c4, 2), 0x0f);
	reg(0x3ce, 5, 0xff);
	ck_assert_uint_eq(get_reg(0x3ce, 5), 0x7b);
	reg(0x3ce, 12, 0xff);
	ck_assert_uint_eq(get_reg(0x3ce, 12), 0x00);
	/* the attribute controller takes index and data in turn; 3DA starts anew */
	vga_read(&vga, 0x3da);
	vga_write(&vga, 0x3c0, 0x13);
	vga_read(&vga, 0x3da);
	vga_write(&vga, 0x3c0, 0x13);
	vga_write(&vga, 0x3c0, 0x05);
	ck_assert_uint_eq(vga_read(&vga, 0x3c0), 0x13);
	ck_assert_uint_eq(vga_read(&vga, 0x3c1), 0x05);
	/* the palette is closed while bit 5 of the index is set */
	vga_write(&vga, 0x3c0, 0x21);
	vga_write(&vga, 0x3c0, 0x3f);
	ck_assert_uint_eq(vga_read(&vga, 0x3c1), 0x01);
	vga_write(&vga, 0x3c0, 0x01);
	vga_write(&vga, 0x3c0, 0xff);
	ck_assert_uint_eq(vga_read(&vga, 0x3c1), 0x3f);
}
END_TEST

START_TEST(dac) /* "Video Digital-to-Analog Converter" */
{
	setup();
	vga_write(&vga, 0x3c8, 0xff);
	for (unsigned i = 0; i < 6; i++)
		vga_write(&vga, 0x3c9, (uint8_t)(0xc0 + i));
	ck_assert_uint_eq(vga_read(&vga, 0x3c7), 0);
	ck_assert_uint_eq(vga_read(&vga, 0x3c8), 1); /* wrapped */
	vga_write(&vga, 0x3c7, 0xff);
	ck_assert_uint_eq(vga_read(&vga, 0x3c7), 3);
	for (unsigned i = 0; i < 6; i++)
		ck_assert_uint_eq(vga_read(&vga, 0x3c9), i); /* six bits */
	ck_assert_uint_eq(vga.dac[0x3f][0], 63);
	ck_assert_uint_eq(vga.dac[0x14][0], 42);
	ck_assert_uint_eq(vga.dac[0x14][1], 21);
	vga_write(&vga, 0x3c6, 0x0f);
	ck_assert_uint_eq(vga_read(&vga, 0x3c6), 0x0f);
}
END_TEST

START_TEST(retrace_goes_with_time)
{
	unsigned frames = 0, lines = 0;
	uint8_t last = 0;

	setup();
	for (unsigned us = 0; us < 1000000; us++) {
		uint8_t now;

		bench.now_ns = us * 1000ull;
		now = vga_read(&vga, 0x3da);
		frames += now & ~last & 0x08 ? 1 : 0;
		lines += now & ~last & 0x01 ? 1 : 0;
		bench_eq(now & 0x09, now, "bits");
		bench_eq(now & 0x08 && !(now & 0x01), 0, "retrace while displaying");
		last = now;
	}
	ck_assert_uint_eq(frames, 70);
	ck_assert_uint_ge(lines, 70 * 400);
	ck_assert_uint_le(lines, 71 * 401);
}
END_TEST

/* The four planes at an offset, plane 0 low. */
static uint32_t planes(uint32_t off)
{
	uint32_t four = 0;

	for (unsigned p = 0; p < 4; p++)
		four |= (uint32_t)vram[vga_place(off, p)] << 8 * p;
	return four;
}

static void setup_planar(void)
{
	setup();
	reg(0x3c4, 4, 0x06);
	reg(0x3c4, 2, 0x0f);
	reg(0x3ce, 5, 0x00);
	reg(0x3ce, 6, 0x05);
}

START_TEST(write_modes) /* "Graphics Mode Register" */
{
	setup_planar();
	store(0xa0100, 0x5a, 1);
	ck_assert_uint_eq(planes(0x100), 0x5a5a5a5a);
	reg(0x3c4, 2, 0x05);
	store(0xa0100, 0xff, 1);
	ck_assert_uint_eq(planes(0x100), 0x5aff5aff);
	reg(0x3c4, 2, 0x0f);
	/* mode 0: rotate, set/reset, logic, bit mask */
	reg(0x3ce, 3, 0x03);
	store(0xa0100, 0x81, 1);
	ck_assert_uint_eq(planes(0x100), 0x30303030);
	reg(0x3ce, 3, 0x00);
	reg(0x3ce, 0, 0x02);
	reg(0x3ce, 1, 0x03);
	store(0xa0100, 0x11, 1);
	ck_assert_uint_eq(planes(0x100), 0x1111ff00);
	reg(0x3ce, 1, 0x00);
	reg(0x3ce, 3, 0x18); /* XOR with the latches */
	load(0xa0100, 1);
	store(0xa0100, 0xff, 1);
	ck_assert_uint_eq(planes(0x100), 0xeeee00ff);
	reg(0x3ce, 3, 0x00);
	reg(0x3ce, 8, 0x0f);
	load(0xa0100, 1);
	store(0xa0101, 0x55, 1);
	ck_assert_uint_eq(planes(0x101), 0xe5e505f5);
	/* mode 1: the latches as they are */
	reg(0x3ce, 5, 0x01);
	load(0xa0100, 1);
	store(0xa0102, 0x00, 1);
	ck_assert_uint_eq(planes(0x102), 0xeeee00ff);
	/* mode 2: a colour under the bit mask */
	reg(0x3ce, 5, 0x02);
	reg(0x3ce, 8, 0xf0);
	store(0xa0103, 0x05, 1);
	ck_assert_uint_eq(planes(0x103), 0x0efe00ff);
	/* mode 3: set/reset under bit mask and data */
	reg(0x3ce, 5, 0x03);
	reg(0x3ce, 0, 0x08);
	store(0xa0104, 0x30, 1);
	ck_assert_uint_eq(planes(0x104), 0xfece00cf);
}
END_TEST

START_TEST(read_modes)
{
	setup_planar();
	for (unsigned p = 0; p < 4; p++)
		vram[vga_place(5, p)] = (uint8_t)(0x11 << p);
	for (uint8_t p = 0; p < 4; p++) {
		reg(0x3ce, 4, p);
		ck_assert_uint_eq(load(0xa0005, 1), 0x11u << p);
	}
	ck_assert_uint_eq(vga.latch, 0x88442211);
	reg(0x3ce, 5, 0x08); /* compare: dots of colour 1 */
	reg(0x3ce, 2, 0x01);
	reg(0x3ce, 7, 0x0f);
	ck_assert_uint_eq(load(0xa0005, 1), 0x11);
	reg(0x3ce, 7, 0x00);
	ck_assert_uint_eq(load(0xa0005, 1), 0xff);
}
END_TEST

START_TEST(chained_modes)
{
	setup_planar();
	reg(0x3c4, 4, 0x0e); /* by four, as mode 13h */
	store(0xa0010, 0x44332211, 4);
	ck_assert_uint_eq(planes(0x10), 0x44332211);
	ck_assert_uint_eq(load(0xa0010, 4), 0x44332211);
	reg(0x3c4, 4, 0x02); /* odd/even */
	reg(0x3ce, 5, 0x10);
	reg(0x3c4, 2, 0x03);
	store(0xa0020, 0x2211, 2);
	ck_assert_uint_eq(planes(0x20), 0x2211);
	ck_assert_uint_eq(load(0xa0020, 2), 0x2211);
}
END_TEST

/* Every byte of the planes has a place of its own. */
START_TEST(places)
{
	static uint8_t seen[4 * VGA_PLANE_BYTES];

	memset(seen, 0, sizeof(seen));
	for (uint32_t off = 0; off < VGA_PLANE_BYTES; off++)
		for (unsigned p = 0; p < 4; p++)
			seen[vga_place(off, p)]++;
	for (uint32_t i = 0; i < sizeof(seen); i++)
		bench_eq(seen[i], 1, "bytes at a place");
}
END_TEST

static unsigned remaps;

static void on_remap(void *ctx)
{
	(void)ctx;
	remaps++;
}

/* Where it is said that the CPU may go straight to memory, going through the chip is the same. */
START_TEST(direct_memory_is_what_the_chip_shows)
{
	uint32_t vram_off;

	setup();
	vga.remap = on_remap;
	ck_assert(!vga_direct(&vga, &vram_off));
	reg(0x3c4, 4, 0x0e);
	reg(0x3c4, 2, 0x0f);
	reg(0x3ce, 5, 0x40);
	remaps = 0;
	reg(0x3ce, 6, 0x05);
	ck_assert_uint_gt(remaps, 0);
	ck_assert(vga_direct(&vga, &vram_off));
	ck_assert_uint_eq(vram_off, 0);
	for (uint32_t i = 0; i < 0x10000; i += 0x333)
		store(0xa0000 + i, i ^ i >> 8, 1);
	for (uint32_t i = 0; i < 0x10000; i += 0x333) {
		ck_assert_uint_eq(vram[i], (uint8_t)(i ^ i >> 8));
		ck_assert_uint_eq(load(0xa0000 + i, 1), vram[i]);
	}
	for (unsigned n = 0; n < 8; n++) {
		/* each of these comes between a byte and memory */
		static const struct {
			uint16_t port;
			uint8_t index, off, on;
		} spoils[] = {{0x3c4, 2, 0x07, 0x0f}, {0x3c4, 4, 0x06, 0x0e},
			      {0x3ce, 1, 0x01, 0x00}, {0x3ce, 3, 0x01, 0x00},
			      {0x3ce, 3, 0x08, 0x00}, {0x3ce, 5, 0x41, 0x40},
			      {0x3ce, 5, 0x48, 0x40}, {0x3ce, 8, 0xfe, 0xff}};

		reg(spoils[n].port, spoils[n].index, spoils[n].off);
		ck_assert(!vga_direct(&vga, &vram_off));
		reg(spoils[n].port, spoils[n].index, spoils[n].on);
		ck_assert(vga_direct(&vga, &vram_off));
	}
	reg(0x3ce, 6, 0x09);
	ck_assert(!vga_direct(&vga, &vram_off));
}
END_TEST

#define SETS 2

static void ports_of(struct vga *chip, struct bench_ports ports[SETS])
{
	ports[0] = (struct bench_ports){&vga_ops, chip, 48};
	ports[1] = (struct bench_ports){&vga_memory_ops, chip, VGA_WINDOW_BYTES};
}

START_TEST(looking_changes_nothing)
{
	struct bench_ports ports[SETS];

	setup();
	ports_of(&vga, ports);
	vga_write(&vga, 0x3c0, 0x33);
	vga_write(&vga, 0x3c7, 5);
	vga_read(&vga, 0x3c9);
	bench_check_peek(ports, SETS, &vga, sizeof(vga));
}
END_TEST

START_TEST(a_loaded_vga_goes_on)
{
	static struct bench other_bench;
	static struct vga other;
	const struct bench_section from = {&vga_snap, &vga}, to = {&vga_snap, &other};
	static uint8_t other_vram[VRAM_BYTES];
	struct bench_ports ports[SETS], other_ports[SETS];

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup();
		ports_of(&vga, ports);
		bench_init(&other_bench);
		vga_init(&other, &other_bench.clock, other_vram, VRAM_BYTES);
		ports_of(&other, other_ports);
		bench_fuzz(&bench, ports, SETS, seed, 1000);
		memcpy(other_vram, vram, sizeof(vram));
		bench_check_snapshot(&bench, ports, &from, &other_bench, other_ports, &to, SETS, 1,
				     seed + 100);
		ck_assert_int_eq(memcmp(vram, other_vram, sizeof(vram)), 0);
	}
}
END_TEST

START_TEST(random_accesses)
{
	struct bench_ports ports[SETS];

	setup();
	ports_of(&vga, ports);
	for (unsigned i = 0; i < 1000; i++) {
		int cursor_cell;

		bench_fuzz(&bench, ports, SETS, 0x3c0 + i, 1000);
		cursor_cell = vga_text(&vga, cells);
		bench_eq(cursor_cell >= -1 && cursor_cell < VGA_COLUMNS * VGA_ROWS, 1, "cursor");
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    text_screen,
	    cursor,
	    nothing_to_see,
	    mono_or_colour_ports,
	    register_access,
	    dac,
	    retrace_goes_with_time,
	    write_modes,
	    read_modes,
	    chained_modes,
	    places,
	    direct_memory_is_what_the_chip_shows,
	    looking_changes_nothing,
	    a_loaded_vga_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("vga", tests, sizeof(tests) / sizeof(tests[0])));
}
