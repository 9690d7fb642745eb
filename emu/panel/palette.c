/* SPDX-License-Identifier: GPL-2.0-only */
/* palette: three themes. Free blocks are one hue: the larger the block, the quieter. */
#include "emu/panel/palette.h"

#define FREE_RAMP(a, b, c, d, e, f, g, h, i, j, k)                                                 \
	[FRAME_FREE] = a, [FRAME_FREE + 1] = b, [FRAME_FREE + 2] = c, [FRAME_FREE + 3] = d,        \
	[FRAME_FREE + 4] = e, [FRAME_FREE + 5] = f, [FRAME_FREE + 6] = g, [FRAME_FREE + 7] = h,    \
	[FRAME_FREE + 8] = i, [FRAME_FREE + 9] = j, [FRAME_FREE + 10] = k

static const struct palette dark = {
    .back = 0x101318,
    .pane = 0x181c22,
    .line = 0x2c323b,
    .text = 0xe6e9ee,
    .dim = 0x98a2b0,
    .title = 0xffffff,
    .accent = 0x56b4e9,
    .select = 0xffffff,
    .pulse_alloc = 0xffffff,
    .pulse_free = 0x9fe8ff,
    .warn = 0xffb454,
    .class =
	{
	    FREE_RAMP(0x9ad0f0, 0x88c0e2, 0x78b1d4, 0x69a2c6, 0x5b93b8, 0x4e84a9, 0x42769a,
		      0x37688b, 0x2d5a7c, 0x244d6c, 0x1c405d),
	    [FRAME_PCP] = 0xf0e442,
	    [FRAME_SLAB] = 0xe69f00,
	    [FRAME_TABLE] = 0xd55e00,
	    [FRAME_VMALLOC] = 0xcc79a7,
	    [FRAME_MODULE] = 0x8e3a86,
	    [FRAME_STACK] = 0x8a8a2a,
	    [FRAME_KMAPPED] = 0xffffff,
	    [FRAME_CACHE] = 0x9fe0a0,
	    [FRAME_ANON] = 0x4fc3c7,
	    [FRAME_SWAP] = 0x2b7f9e,
	    [FRAME_PAGES] = 0x009e73,
	    [FRAME_BOOT] = 0x8c7766,
	    [FRAME_IMAGE] = 0xc4bdb4,
	    [FRAME_RESERVED] = 0x5d626b,
	    [FRAME_OUTSIDE] = 0x32363d,
	    [FRAME_HOLE] = 0x08090b,
	    [FRAME_FLUX] = 0xff3b6b,
	    [FRAME_UNTOUCHED] = 0x23272e,
	    [FRAME_READ] = 0x56b4e9,
	    [FRAME_WRITTEN] = 0xe69f00,
	    [FRAME_EXECUTED] = 0x00b383,
	    [FRAME_WALKED] = 0xd55e00,
	    [FRAME_DMA] = 0xcc79a7,
	},
    .owner = {0x4fc3c7, 0xff7f9f, 0xa98bff, 0xb8e34f, 0xff9a62, 0xe57fe8, 0x5fe0a0, 0xe8c07a},
};

static const struct palette light = {
    .back = 0xe9ecf0,
    .pane = 0xffffff,
    .line = 0xc9ced6,
    .text = 0x16191d,
    .dim = 0x59616c,
    .title = 0x000000,
    .accent = 0x0061a0,
    .select = 0x000000,
    .pulse_alloc = 0x000000,
    .pulse_free = 0x0061a0,
    .warn = 0xa34700,
    .class =
	{
	    FREE_RAMP(0x2a6c9e, 0x3a7aab, 0x4a88b6, 0x5a95c1, 0x6aa2ca, 0x7aaed3, 0x8ab9da,
		      0x9ac4e1, 0xa9cee7, 0xb7d8ed, 0xc5e1f2),
	    [FRAME_PCP] = 0xe0cf00,
	    [FRAME_SLAB] = 0xe69f00,
	    [FRAME_TABLE] = 0xc44a00,
	    [FRAME_VMALLOC] = 0xcc6fa2,
	    [FRAME_MODULE] = 0x7a2673,
	    [FRAME_STACK] = 0x77771a,
	    [FRAME_KMAPPED] = 0x101010,
	    [FRAME_CACHE] = 0x9bd99c,
	    [FRAME_ANON] = 0x2fb5b9,
	    [FRAME_SWAP] = 0x1f7390,
	    [FRAME_PAGES] = 0x008a64,
	    [FRAME_BOOT] = 0x8c7766,
	    [FRAME_IMAGE] = 0x4a4540,
	    [FRAME_RESERVED] = 0x8d929b,
	    [FRAME_OUTSIDE] = 0xc3c7cd,
	    [FRAME_HOLE] = 0xf6ead6,
	    [FRAME_FLUX] = 0xe0003c,
	    [FRAME_UNTOUCHED] = 0xd7dbe0,
	    [FRAME_READ] = 0x56b4e9,
	    [FRAME_WRITTEN] = 0xe69f00,
	    [FRAME_EXECUTED] = 0x008a64,
	    [FRAME_WALKED] = 0xc44a00,
	    [FRAME_DMA] = 0xcc6fa2,
	},
    .owner = {0x1b9aa0, 0xd63d69, 0x6a48d8, 0x6f9c00, 0xd8661f, 0xb03fb8, 0x11935a, 0x9a7420},
};

static const struct palette grey = {
    .back = 0x101010,
    .pane = 0x1a1a1a,
    .line = 0x333333,
    .text = 0xececec,
    .dim = 0xa4a4a4,
    .title = 0xffffff,
    .accent = 0xd0d0d0,
    .select = 0xffffff,
    .pulse_alloc = 0xffffff,
    .pulse_free = 0xd0d0d0,
    .warn = 0xffffff,
    .class =
	{
	    FREE_RAMP(0x5a5a5a, 0x555555, 0x505050, 0x4b4b4b, 0x464646, 0x414141, 0x3c3c3c,
		      0x373737, 0x323232, 0x2d2d2d, 0x282828),
	    [FRAME_PCP] = 0x6a6a6a,
	    [FRAME_SLAB] = 0xd2d2d2,
	    [FRAME_TABLE] = 0xffffff,
	    [FRAME_VMALLOC] = 0xb4b4b4,
	    [FRAME_MODULE] = 0xc3c3c3,
	    [FRAME_STACK] = 0xe1e1e1,
	    [FRAME_KMAPPED] = 0xf0f0f0,
	    [FRAME_CACHE] = 0xa5a5a5,
	    [FRAME_ANON] = 0xbcbcbc,
	    [FRAME_SWAP] = 0xcacaca,
	    [FRAME_PAGES] = 0x969696,
	    [FRAME_BOOT] = 0x787878,
	    [FRAME_IMAGE] = 0x878787,
	    [FRAME_RESERVED] = 0x1c1c1c,
	    [FRAME_OUTSIDE] = 0x141414,
	    [FRAME_HOLE] = 0x000000,
	    [FRAME_FLUX] = 0xffffff,
	    [FRAME_UNTOUCHED] = 0x202020,
	    [FRAME_READ] = 0x505050,
	    [FRAME_WRITTEN] = 0x888888,
	    [FRAME_EXECUTED] = 0xc0c0c0,
	    [FRAME_WALKED] = 0xffffff,
	    [FRAME_DMA] = 0xa4a4a4,
	},
    .owner = {0xbcbcbc, 0xd8d8d8, 0x9c9c9c, 0xe8e8e8, 0xaaaaaa, 0xcccccc, 0x8c8c8c, 0xf4f4f4},
};

const uint32_t palette_vga[16] = {0x000000, 0x0000aa, 0x00aa00, 0x00aaaa, 0xaa0000, 0xaa00aa,
				  0xaa5500, 0xaaaaaa, 0x555555, 0x5555ff, 0x55ff55, 0x55ffff,
				  0xff5555, 0xff55ff, 0xffff55, 0xffffff};

const struct palette *palette_of(enum panel_theme theme)
{
	return theme == PANEL_LIGHT ? &light : theme == PANEL_GREY ? &grey : &dark;
}

static uint32_t mix(uint32_t a, uint32_t b, uint32_t of_256)
{
	uint32_t out = 0;

	for (int shift = 0; shift < 24; shift += 8)
		out |= ((a >> shift & 255) * (256 - of_256) + (b >> shift & 255) * of_256) / 256
		       << shift;
	return out;
}

uint32_t palette_owned(const struct palette *pal, uint32_t pid, enum frame_class class)
{
	uint32_t hue = pal->owner[pid % PALETTE_OWNERS];

	if (class == FRAME_CACHE)
		return mix(hue, pal->text, 140);
	return class == FRAME_SWAP ? mix(hue, pal->back, 130) : hue;
}

char palette_glyph(enum frame_class class)
{
	static const char glyph[] = "0123456789Ap"    /* orders, per-CPU */
				    "STVMKHCaWPBIRo " /* slab to hole */
				    "?.rwxTd";

	return glyph[class];
}

/* Luminance is nearly quadratic in the colour's values; 0.18 is as far from black as from white. */
uint32_t palette_ink(uint32_t on)
{
	uint32_t r = on >> 16 & 255, g = on >> 8 & 255, b = on & 255;
	uint32_t luminance = (2126 * r * r + 7152 * g * g + 722 * b * b) / (255 * 255);

	return luminance > 1800 ? 0x000000 : 0xffffff;
}
