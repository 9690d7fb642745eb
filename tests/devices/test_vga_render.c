/* SPDX-License-Identifier: GPL-2.0-only */
/* vga_render: from registers and memory to dots, mode by mode. */
#include "tests/devices/bench.h"

#include "devices/bochs_vbe.h"
#include "devices/vga_render.h"

#define VRAM_BYTES 0x400000u
#define MAX_W	   2400u
#define MAX_H	   1100u

static struct bench bench;
static struct vga vga;
static uint8_t vram[VRAM_BYTES], font[4096];
static uint32_t px[MAX_W * MAX_H + 1];
static unsigned w, h;

static void reg(uint16_t port, uint8_t index, uint8_t value)
{
	vga_write(&vga, port, index);
	vga_write(&vga, port + 1, value);
}

static void attr(uint8_t index, uint8_t value)
{
	vga_read(&vga, 0x3da);
	vga_write(&vga, 0x3c0, index);
	vga_write(&vga, 0x3c0, value);
	vga_write(&vga, 0x3c0, 0x20);
}

/* By physical address, as a CPU does. */
static void store(uint32_t pa, uint8_t value)
{
	vga_memory_write(&vga, pa - VGA_WINDOW_FIRST, value);
}

static void vbe(unsigned index, uint16_t value)
{
	bochs_vbe_write(&vga, index, value);
}

static void render(void)
{
	vga_render_size(&vga, &w, &h);
	ck_assert_uint_le(w, MAX_W);
	ck_assert_uint_le(h, MAX_H);
	vga_render(&vga, px, w, h, w);
}

static uint32_t dot(unsigned x, unsigned y)
{
	return px[y * w + x];
}

/* IBM, "BIOS Mode Tables" */
struct mode {
	uint8_t misc, seq[5], crtc[25], gc[9], attr[21];
};

static const struct mode mode1 = {0x67,
				  {0x03, 0x08, 0x03, 0x00, 0x02},
				  {0x2d, 0x27, 0x28, 0x90, 0x2b, 0xa0, 0xbf, 0x1f, 0x00,
				   0x4f, 0x0d, 0x0e, 0x00, 0x00, 0x00, 0x00, 0x9c, 0x8e,
				   0x8f, 0x14, 0x1f, 0x96, 0xb9, 0xa3, 0xff},
				  {0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x0e, 0x00, 0xff},
				  {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14, 0x07, 0x38, 0x39, 0x3a,
				   0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0x0c, 0x00, 0x0f, 0x08, 0x00}};
static const struct mode mode4 = {0x63,
				  {0x03, 0x09, 0x03, 0x00, 0x02},
				  {0x2d, 0x27, 0x28, 0x90, 0x2b, 0x80, 0xbf, 0x1f, 0x00,
				   0xc1, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x9c, 0x8e,
				   0x8f, 0x14, 0x00, 0x96, 0xb9, 0xa2, 0xff},
				  {0x00, 0x00, 0x00, 0x00, 0x00, 0x30, 0x0f, 0x0f, 0xff},
				  {0x00, 0x13, 0x15, 0x17, 0x02, 0x04, 0x06, 0x07, 0x10, 0x11, 0x12,
				   0x13, 0x14, 0x15, 0x16, 0x17, 0x01, 0x00, 0x03, 0x00, 0x00}};
static const struct mode mode6 = {0x63,
				  {0x03, 0x01, 0x01, 0x00, 0x06},
				  {0x5f, 0x4f, 0x50, 0x82, 0x54, 0x80, 0xbf, 0x1f, 0x00,
				   0xc1, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x9c, 0x8e,
				   0x8f, 0x28, 0x00, 0x96, 0xb9, 0xc2, 0xff},
				  {0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0d, 0x0f, 0xff},
				  {0x00, 0x17, 0x17, 0x17, 0x17, 0x17, 0x17, 0x17, 0x17, 0x17, 0x17,
				   0x17, 0x17, 0x17, 0x17, 0x17, 0x01, 0x00, 0x01, 0x00, 0x00}};
static const struct mode mode12 = {
    0xe3,
    {0x03, 0x01, 0x0f, 0x00, 0x06},
    {0x5f, 0x4f, 0x50, 0x82, 0x54, 0x80, 0x0b, 0x3e, 0x00, 0x40, 0x00, 0x00, 0x00,
     0x00, 0x00, 0x00, 0xea, 0x8c, 0xdf, 0x28, 0x00, 0xe7, 0x04, 0xe3, 0xff},
    {0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x0f, 0xff},
    {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14, 0x07, 0x38, 0x39, 0x3a,
     0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0x01, 0x00, 0x0f, 0x00, 0x00}};
static const struct mode mode13 = {
    0x63,
    {0x03, 0x01, 0x0f, 0x00, 0x0e},
    {0x5f, 0x4f, 0x50, 0x82, 0x54, 0x80, 0xbf, 0x1f, 0x00, 0x41, 0x00, 0x00, 0x00,
     0x00, 0x00, 0x00, 0x9c, 0x8e, 0x8f, 0x28, 0x40, 0x96, 0xb9, 0xa3, 0xff},
    {0x00, 0x00, 0x00, 0x00, 0x00, 0x40, 0x05, 0x0f, 0xff},
    {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a,
     0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x41, 0x00, 0x0f, 0x00, 0x00}};

/* Entry n of the DAC is red n / 4, green and blue what the low bits say: all differ. */
static uint32_t colour(unsigned n)
{
	uint32_t r = n >> 2, g = (n & 3) * 16, b = n & 63;

	return (r << 2 | r >> 4) << 16 | (g << 2 | g >> 4) << 8 | (b << 2 | b >> 4);
}

static void start(void)
{
	bench_init(&bench);
	memset(vram, 0, sizeof(vram));
	vga_init(&vga, &bench.clock, vram, VRAM_BYTES);
	vga_preset(&vga, font);
	vga_write(&vga, 0x3c8, 0);
	for (unsigned n = 0; n < 256; n++) {
		vga_write(&vga, 0x3c9, (uint8_t)(n >> 2));
		vga_write(&vga, 0x3c9, (uint8_t)((n & 3) * 16));
		vga_write(&vga, 0x3c9, (uint8_t)(n & 63));
	}
}

static void set_mode(const struct mode *mode)
{
	start();
	vga_write(&vga, 0x3c2, mode->misc);
	for (uint8_t i = 0; i < 5; i++)
		reg(0x3c4, i, mode->seq[i]);
	reg(0x3d4, 0x11, 0);
	for (uint8_t i = 0; i < 25; i++)
		reg(0x3d4, i, mode->crtc[i]);
	for (uint8_t i = 0; i < 9; i++)
		reg(0x3ce, i, mode->gc[i]);
	vga_read(&vga, 0x3da);
	for (uint8_t i = 0; i < 21; i++) {
		vga_write(&vga, 0x3c0, i);
		vga_write(&vga, 0x3c0, mode->attr[i]);
	}
	vga_write(&vga, 0x3c0, 0x20);
	memset(vram, 0, sizeof(vram));
}

/* ---- text ---- */

/* The glyph of a character, by plane 2, whatever the mode is. */
static void set_glyph(unsigned map_off, uint8_t code, unsigned row, uint8_t bits)
{
	vram[vga_place(map_off + code * 32u + row, 2)] = bits;
}

static void set_cell(unsigned n, uint8_t code, uint8_t attribute)
{
	store(0xb8000 + 2 * n, code);
	store(0xb8000 + 2 * n + 1, attribute);
}

START_TEST(text_is_drawn_by_the_font)
{
	start();
	reg(0x3d4, 0x0a, 0x20);
	set_glyph(0, 'A', 0, 0x81);
	set_glyph(0, 'A', 15, 0x42);
	set_glyph(0, 0xc4, 7, 0xff);
	set_cell(0, 'A', 0x1e);
	set_cell(81, 0xc4, 0x70);
	set_cell(82, 'A', 0x70);
	render();
	ck_assert_uint_eq(w, 720);
	ck_assert_uint_eq(h, 400);
	/* yellow is palette 14, which is DAC 3Eh; blue is 1 */
	ck_assert_uint_eq(dot(0, 0), colour(0x3e));
	ck_assert_uint_eq(dot(1, 0), colour(1));
	ck_assert_uint_eq(dot(7, 0), colour(0x3e));
	ck_assert_uint_eq(dot(8, 0), colour(1)); /* the ninth dot is background */
	ck_assert_uint_eq(dot(1, 15), colour(0x3e));
	ck_assert_uint_eq(dot(9, 0), colour(0)); /* a blank in 07h */
	/* a line's ninth dot goes on to its neighbour */
	ck_assert_uint_eq(dot(9, 16 + 7), colour(0));
	ck_assert_uint_eq(dot(17, 16 + 7), colour(0));
	ck_assert_uint_eq(dot(17, 16 + 6), colour(7));
	attr(0x10, 0x08);
	render();
	ck_assert_uint_eq(dot(17, 16 + 7), colour(7));
}
END_TEST

START_TEST(the_screen_starts_anywhere)
{
	start();
	set_glyph(0, 'B', 3, 0x80);
	set_cell(80 * 3 + 5, 'B', 0x0f);
	reg(0x3d4, 0x0c, 0);
	reg(0x3d4, 0x0d, 80 * 2);
	render();
	ck_assert_uint_eq(dot(5 * 9, 16 + 3), colour(0x3f));
	reg(0x3d4, 0x08, 0x02); /* two lines up */
	render();
	ck_assert_uint_eq(dot(5 * 9, 16 + 1), colour(0x3f));
	reg(0x3d4, 0x08, 0x20); /* a character to the left */
	render();
	ck_assert_uint_eq(dot(4 * 9, 16 + 3), colour(0x3f));
}
END_TEST

START_TEST(the_cursor_blinks)
{
	unsigned lit = 0;

	start();
	set_cell(2, ' ', 0x07);
	reg(0x3d4, 0x0f, 2);
	for (unsigned frame = 0; frame < 64; frame++) {
		bench.now_ns = frame * 14285714ull;
		render();
		lit += dot(18, 13) == colour(7);
		ck_assert_uint_eq(dot(18, 12), colour(0));
		ck_assert_uint_eq(dot(18, 15), colour(0));
		bench_eq(dot(18, 13), dot(26, 14), "the cursor's corners");
	}
	ck_assert_uint_ge(lit, 30);
	ck_assert_uint_le(lit, 34);
	bench.now_ns = 0;
	reg(0x3d4, 0x0a, 0x0f); /* starts below its end: none */
	render();
	ck_assert_uint_eq(dot(18, 14), colour(0));
}
END_TEST

START_TEST(attributes)
{
	start();
	reg(0x3d4, 0x0a, 0x20);
	set_glyph(0, 'C', 0, 0x80);
	set_cell(0, 'C', 0x8f);
	render();
	ck_assert_uint_eq(dot(0, 0), colour(0x3f));
	ck_assert_uint_ne(vga_render_phase(&vga), 0);
	bench.now_ns = 250000000; /* the other half of the blinking */
	render();
	ck_assert_uint_eq(dot(0, 0), colour(0));
	attr(0x10, 0x04); /* bright background instead */
	render();
	ck_assert_uint_eq(dot(0, 0), colour(0x3f));
	ck_assert_uint_eq(dot(1, 0), colour(0x38));
	set_cell(0, ' ', 0x01);
	reg(0x3d4, 0x14, 0x05); /* underlined in line 5 */
	render();
	ck_assert_uint_eq(dot(0, 5), colour(1));
	ck_assert_uint_eq(dot(8, 5), colour(1));
	ck_assert_uint_eq(dot(0, 4), colour(0));
}
END_TEST

START_TEST(two_fonts_make_512_characters)
{
	start();
	reg(0x3d4, 0x0a, 0x20);
	set_glyph(0x0000, 'D', 0, 0x80);
	set_glyph(0xa000, 'D', 0, 0x40);
	reg(0x3c4, 3, 0x28); /* map A: 6, at A000h; B: 0 */
	set_cell(0, 'D', 0x07);
	set_cell(1, 'D', 0x0f);
	render();
	ck_assert_uint_eq(dot(0, 0), colour(7));
	ck_assert_uint_eq(dot(1, 0), colour(0));
	ck_assert_uint_eq(dot(9, 0), colour(0));
	ck_assert_uint_eq(dot(10, 0), colour(0x3f));
}
END_TEST

START_TEST(forty_columns_and_fifty_rows)
{
	set_mode(&mode1);
	set_glyph(0, 'E', 0, 0xc0);
	set_cell(39, 'E', 0x07);
	reg(0x3d4, 0x0a, 0x20);
	render();
	ck_assert_uint_eq(w, 720);
	ck_assert_uint_eq(dot(39 * 18, 0), colour(7));
	ck_assert_uint_eq(dot(39 * 18 + 3, 0), colour(7));
	ck_assert_uint_eq(dot(39 * 18 + 4, 0), colour(0));
	start();
	reg(0x3d4, 0x09, 0x47);
	set_glyph(0, 'E', 7, 0x80);
	set_cell(49 * 80, 'E', 0x07);
	reg(0x3d4, 0x0a, 0x20);
	render();
	ck_assert_uint_eq(h, 400);
	ck_assert_uint_eq(dot(0, 399), colour(7));
	/* 8 dots a character */
	reg(0x3c4, 1, 0x01);
	render();
	ck_assert_uint_eq(w, 640);
}
END_TEST

/* ---- graphics ---- */

START_TEST(mode_13h)
{
	set_mode(&mode13);
	for (unsigned x = 0; x < 320; x++)
		store(0xa0000 + 199 * 320 + x, (uint8_t)x);
	store(0xa0000, 0xfe);
	render();
	ck_assert_uint_eq(w, 640);
	ck_assert_uint_eq(h, 400);
	for (unsigned i = 0; i < 4; i++)
		ck_assert_uint_eq(dot(i & 1, i / 2), colour(0xfe));
	ck_assert_uint_eq(dot(2, 0), colour(0));
	for (unsigned x = 0; x < 640; x++) {
		bench_eq(dot(x, 398), colour((uint8_t)(x / 2)), "the last line");
		bench_eq(dot(x, 399), colour((uint8_t)(x / 2)), "the last line, again");
	}
	vga_write(&vga, 0x3c6, 0x0f); /* the DAC's mask */
	render();
	ck_assert_uint_eq(dot(0, 0), colour(0x0e));
}
END_TEST

START_TEST(mode_x)
{
	set_mode(&mode13);
	reg(0x3c4, 4, 0x06);
	reg(0x3d4, 0x14, 0x00);
	reg(0x3d4, 0x17, 0xe3);
	for (uint8_t p = 0; p < 4; p++) { /* page 1, line 1 */
		reg(0x3c4, 2, 1 << p);
		store(0xa0000 + 0x4000 + 80, 0x10 + p);
	}
	render();
	ck_assert_uint_eq(dot(0, 2), colour(0));
	reg(0x3d4, 0x0c, 0x40);
	render();
	for (unsigned p = 0; p < 4; p++)
		ck_assert_uint_eq(dot(2 * p, 2), colour(0x10 + p));
	attr(0x13, 0x02); /* a pixel to the left */
	render();
	ck_assert_uint_eq(dot(0, 2), colour(0x11));
	ck_assert_uint_eq(dot(4, 2), colour(0x13));
}
END_TEST

START_TEST(mode_12h)
{
	set_mode(&mode12);
	for (uint8_t p = 0; p < 4; p++) {
		static const uint8_t bits[4] = {0xaa, 0xcc, 0xf0, 0x01};

		reg(0x3c4, 2, 1 << p);
		store(0xa0000 + 479 * 80 + 79, bits[p]);
	}
	render();
	ck_assert_uint_eq(w, 640);
	ck_assert_uint_eq(h, 480);
	static const uint8_t dots[8] = {7, 6, 5, 4, 3, 2, 1, 8}; /* bit 7 first */
	for (unsigned i = 0; i < 8; i++)
		ck_assert_uint_eq(dot(632 + i, 479), colour(mode12.attr[dots[i]]));
	attr(0x12, 0x07); /* without plane 3 */
	render();
	ck_assert_uint_eq(dot(639, 479), colour(0));
	attr(0x12, 0x0f);
	attr(0x14, 0x0c); /* the DAC's upper part */
	render();
	ck_assert_uint_eq(dot(632, 479), colour(0xc7));
	attr(0x10, 0x81); /* and bits 5-4 from the same register */
	attr(0x14, 0x09);
	render();
	ck_assert_uint_eq(dot(639, 479), colour(0x98));
}
END_TEST

START_TEST(split_screen_and_panning)
{
	set_mode(&mode12);
	reg(0x3c4, 2, 0x01);
	store(0xa0000, 0x80);		     /* at the split's top left */
	store(0xa0000 + 100 * 80 + 1, 0x01); /* above it */
	reg(0x3d4, 0x0d, 80);		     /* starts a line down */
	reg(0x3d4, 0x18, 200);
	reg(0x3d4, 0x07, 0x2e); /* line compare bit 8 off */
	reg(0x3d4, 0x09, 0x00); /* and bit 9 */
	render();
	ck_assert_uint_eq(dot(15, 99), colour(1));
	ck_assert_uint_eq(dot(0, 200), colour(0));
	ck_assert_uint_eq(dot(0, 201), colour(1));
	attr(0x13, 3);
	render();
	ck_assert_uint_eq(dot(12, 99), colour(1));
	ck_assert_uint_eq(dot(0, 201), colour(0));
	attr(0x10, 0x21); /* the lower part is not panned */
	render();
	ck_assert_uint_eq(dot(12, 99), colour(1));
	ck_assert_uint_eq(dot(0, 201), colour(1));
}
END_TEST

START_TEST(cga_modes)
{
	set_mode(&mode4);
	store(0xb8000, 0x1b);	   /* line 0: colours 0 1 2 3 */
	store(0xb8000 + 1, 0xe4);  /* 3 2 1 0 */
	store(0xba000 + 80, 0xc0); /* line 3: 3 */
	render();
	ck_assert_uint_eq(w, 640);
	ck_assert_uint_eq(h, 400);
	for (unsigned i = 0; i < 8; i++) {
		unsigned n = i < 4 ? i : 7 - i;

		bench_eq(dot(2 * i, 0), colour(mode4.attr[n]), "line 0");
		bench_eq(dot(2 * i + 1, 1), colour(mode4.attr[n]), "line 0, again");
	}
	ck_assert_uint_eq(dot(0, 6), colour(mode4.attr[3]));
	ck_assert_uint_eq(dot(0, 4), colour(0));

	set_mode(&mode6);
	store(0xb8000 + 79, 0x01);
	store(0xba000, 0x80);
	render();
	ck_assert_uint_eq(dot(639, 0), colour(0x17));
	ck_assert_uint_eq(dot(638, 0), colour(0));
	ck_assert_uint_eq(dot(0, 2), colour(0x17));
}
END_TEST

START_TEST(a_dark_screen)
{
	set_mode(&mode13);
	memset(vram, 0xff, 320 * 200);
	render();
	ck_assert_uint_ne(dot(0, 0), 0);
	reg(0x3c4, 1, 0x21);
	render();
	ck_assert_uint_eq(dot(0, 0), 0);
	reg(0x3c4, 1, 0x01);
	reg(0x3c4, 0, 0x01); /* reset */
	render();
	ck_assert_uint_eq(dot(0, 0), 0);
	reg(0x3c4, 0, 0x03);
	vga_read(&vga, 0x3da);
	vga_write(&vga, 0x3c0, 0x00);
	render();
	ck_assert_uint_eq(dot(0, 0), 0);
}
END_TEST

/* ---- VBE ---- */

static void vbe_mode(uint16_t x, uint16_t y, uint16_t bpp)
{
	vbe(4, 0);
	vbe(1, x);
	vbe(2, y);
	vbe(3, bpp);
	vbe(4, 0x41);
}

START_TEST(vbe_depths)
{
	static const struct {
		uint16_t bpp;
		uint8_t bytes[4];
		uint32_t dot;
	} depths[] = {{15, {0x1f, 0x7c}, 0xff00ff},
		      {16, {0xe0, 0x07}, 0x00ff00},
		      {24, {0x33, 0x22, 0x11}, 0x112233},
		      {32, {0x44, 0x55, 0x66, 0x77}, 0x665544}};

	for (unsigned i = 0; i < 4; i++) {
		unsigned bytes = (depths[i].bpp + 7u) / 8;

		start();
		vbe_mode(800, 600, depths[i].bpp);
		memcpy(vram + (599u * 800 + 799) * bytes, depths[i].bytes, bytes);
		render();
		ck_assert_uint_eq(w, 800);
		ck_assert_uint_eq(h, 600);
		ck_assert_uint_eq(dot(799, 599), depths[i].dot);
		ck_assert_uint_eq(dot(798, 599), 0);
	}
	start();
	vbe_mode(640, 400, 8);
	vram[640] = 0x81;
	render();
	ck_assert_uint_eq(dot(0, 1), colour(0x81));
	vbe(4, 0x61); /* a DAC of eight bits */
	vga_write(&vga, 0x3c8, 0x81);
	for (unsigned i = 0; i < 3; i++)
		vga_write(&vga, 0x3c9, (uint8_t)(0xa1 + i));
	render();
	ck_assert_uint_eq(dot(0, 1), 0xa1a2a3);
}
END_TEST

START_TEST(vbe_memory)
{
	start();
	vbe_mode(640, 480, 32);
	memset(vram, 0x11, VRAM_BYTES);
	vbe(4, 0);
	vbe(4, 0xc1); /* keeps the memory */
	ck_assert_uint_eq(vram[5], 0x11);
	vbe(4, 0);
	vbe(4, 0x41);
	ck_assert_uint_eq(vram[5], 0);
	ck_assert_uint_eq(vram[640 * 480 * 4 - 1], 0);
	ck_assert_uint_eq(vram[640 * 480 * 4], 0x11);
	/* a virtual screen, and a place in it */
	vbe(6, 1024);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 7), VRAM_BYTES / 4096);
	vbe(8, 100);
	vbe(9, 200);
	memcpy(vram + (200u * 1024 + 100) * 4, "\x03\x02\x01", 3);
	render();
	ck_assert_uint_eq(dot(0, 0), 0x010203);
	/* what lies outside is cut */
	vbe(9, 60000);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 9), VRAM_BYTES / 4096 - 480);
	vbe(8, 60000);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 8), 1024 - 640);
	render();
	/* the bank at A0000h */
	vbe(5, 3);
	store(0xa0010, 0x77);
	ck_assert_uint_eq(vram[0x30010], 0x77);
	vbe(5, 0xffff);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 5), VRAM_BYTES / 0x10000 - 1);
	store(0xaffff, 0x78);
	ck_assert_uint_eq(vram[VRAM_BYTES - 1], 0x78);
	store(0xb0000, 0x79);
	ck_assert_uint_eq(vga_memory_read(&vga, 0x10000), 0xff);
}
END_TEST

START_TEST(vbe_registers)
{
	start();
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 0), 0xb0c5);
	vbe(0, 0xb0c2);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 0), 0xb0c2);
	vbe(0, 0x1234);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 0), 0xb0c2);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 10), VRAM_BYTES / 0x10000);
	vbe(4, 2); /* the limits */
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 1), 16000);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 2), 12000);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 3), 32);
	vbe(4, 0);
	vbe(3, 7); /* no such depth */
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 3), 8);
	vbe_mode(16000, 12000, 32); /* more than there is memory */
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 2), VRAM_BYTES / 64000);
	/* by the ports: the word at 1CFh comes as two bytes */
	bochs_vbe_ops.write(&vga, 0, 1, 2);
	bochs_vbe_ops.write(&vga, 1, 0x20, 1);
	bochs_vbe_ops.write(&vga, 2, 0x03, 1);
	ck_assert_uint_eq(bochs_vbe_peek(&vga, 1), 0x320);
	ck_assert_uint_eq(bochs_vbe_ops.read(&vga, 1, 1), 0x20);
	ck_assert_uint_eq(bochs_vbe_ops.read(&vga, 2, 1), 0x03);
	bochs_vbe_ops.write(&vga, 2, 0x280, 2);
	ck_assert_uint_eq(bochs_vbe_ops.read(&vga, 2, 2), 0x280);
}
END_TEST

START_TEST(vbe_planes)
{
	start();
	vbe_mode(1024, 768, 4);
	reg(0x3ce, 6, 0x05);
	reg(0x3ce, 5, 0x00);
	reg(0x3c4, 4, 0x06);
	reg(0x3c4, 2, 0x05);
	vbe(5, 1); /* the second 64 KiB of the planes */
	store(0xa0000 + 0x8000 - 1, 0x01);
	render();
	ck_assert_uint_eq(dot(1023, 767), colour(5));
	ck_assert_uint_eq(dot(1022, 767), colour(0));
}
END_TEST

/* ---- anything ---- */

/* No state of the registers makes a picture read or write where it should not. */
START_TEST(random_registers)
{
	uint64_t seed = 20261121;

	start();
	for (uint32_t i = 0; i < VRAM_BYTES; i += 8)
		memcpy(vram + i, &(const uint64_t){bench_random(&seed)}, 8);
	for (unsigned i = 0; i < 2000; i++) {
		for (unsigned k = 0; k < 40; k++) {
			uint64_t r = bench_random(&seed);

			if (!(r & 15))
				vbe((r >> 8) % 11,
				    (uint16_t)(r >> 32 & (r & 0x100 ? 0x7ff : 0xffff)));
			else
				vga_write(&vga, (uint16_t)(0x3b0 + (r >> 8) % 48),
					  (uint8_t)(r >> 32));
		}
		bench.now_ns += 100000000;
		vga_render_size(&vga, &w, &h);
		bench_eq(w >= 1 && h >= 1 && (size_t)w * h <= 16000u * 12000, 1, "the size");
		if (w * h <= MAX_W * MAX_H) {
			uint32_t first, bytes;

			px[w * h] = 0x5a5a5a5a;
			vga_render(&vga, px, w, h, w);
			bench_eq(px[w * h], 0x5a5a5a5a, "behind the picture");
			vga_render_shown(&vga, &first, &bytes);
			bench_eq(bytes && (uint64_t)first + bytes <= VRAM_BYTES, 1,
				 "what is shown");
		}
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {text_is_drawn_by_the_font,
				      the_screen_starts_anywhere,
				      the_cursor_blinks,
				      attributes,
				      two_fonts_make_512_characters,
				      forty_columns_and_fifty_rows,
				      mode_13h,
				      mode_x,
				      mode_12h,
				      split_screen_and_panning,
				      cga_modes,
				      a_dark_screen,
				      vbe_depths,
				      vbe_memory,
				      vbe_registers,
				      vbe_planes,
				      random_registers};

	return bench_main(bench_suite("vga_render", tests, sizeof(tests) / sizeof(tests[0])));
}
