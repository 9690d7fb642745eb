/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mkfont: the font that a directly booted kernel finds in the VGA, code page
 * 437 in cells of 8 by 16, made from a packaged typeface when zonemu is built:
 *	mkfont FONT.ttf >vga_font.c
 * Lines and blocks are drawn here, so that neighbours meet.
 */
#include <SDL.h>
#include <SDL_ttf.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "emu/panel/cp437.h"

#define W	 8
#define H	 16
#define BASELINE 12
#define PIXELS	 13 /* of the typeface: seven dots wide */

static uint8_t font[256][H];

/* ---- lines: each of four arms is absent, single or double ---- */

/* B3h-DAh: up, down, left, right */
static const char *const arms[] = {
    "1100", "1110", "1120", "2210", "0210", "0120", "2220", "2200", "0220", "2020",
    "2010", "1020", "0110", "1001", "1011", "0111", "1101", "0011", "1111", "1102",
    "2201", "2002", "0202", "2022", "0222", "2202", "0022", "2222", "1022", "2011",
    "0122", "0211", "2001", "1002", "0102", "0201", "2211", "1122", "1010", "0101",
};

static void dot(uint8_t *glyph, int x, int y)
{
	if (x >= 0 && x < W && y >= 0 && y < H)
		glyph[y] |= 0x80 >> x;
}

static void draw_arms(uint8_t *glyph, const char *arm)
{
	/* the middle is x 3 and 4, y 7; double lines lie one and a half dots off it */
	for (int y = 0; y < H; y++) {
		char a = y < 8 ? arm[0] : arm[1];
		bool reach = y < 7 ? arm[0] > '0' : y > 8 ? arm[1] > '0' : true;

		if (!reach || a == '0')
			continue;
		if (a == '1') {
			dot(glyph, 3, y);
			dot(glyph, 4, y);
		} else {
			dot(glyph, 2, y);
			dot(glyph, 5, y);
		}
	}
	for (int x = 0; x < W; x++) {
		char a = x < 4 ? arm[2] : arm[3];

		if (a == '1')
			dot(glyph, x, 7);
		if (a == '2') {
			dot(glyph, x, 6);
			dot(glyph, x, 9);
		}
	}
}

/* ---- blocks and shades ---- */

static void draw_block(uint8_t *glyph, int code)
{
	static const uint8_t shade[3][2] = {{0x22, 0x88}, {0x55, 0xaa}, {0xdd, 0x77}};

	for (int y = 0; y < H; y++) {
		if (code <= 0xb2)
			glyph[y] = shade[code - 0xb0][y & 1];
		else if (code == 0xdb)
			glyph[y] = 0xff;
		else if (code == 0xdc)
			glyph[y] = y >= 8 ? 0xff : 0;
		else if (code == 0xdd)
			glyph[y] = 0xf0;
		else if (code == 0xde)
			glyph[y] = 0x0f;
		else if (code == 0xdf)
			glyph[y] = y < 8 ? 0xff : 0;
	}
}

/* ---- letters ---- */

static void draw_letter(uint8_t *glyph, TTF_Font *face, uint32_t codepoint)
{
	const SDL_Color white = {255, 255, 255, 255};
	SDL_Surface *surface;

	if (codepoint <= ' ' || !TTF_GlyphIsProvided32(face, codepoint))
		return;
	surface = TTF_RenderGlyph32_Solid(face, codepoint, white);
	if (!surface)
		return;
	for (int y = 0; y < surface->h; y++)
		for (int x = 0; x < surface->w; x++)
			if (((const uint8_t *)surface->pixels)[y * surface->pitch + x])
				dot(glyph, x, y + BASELINE - TTF_FontAscent(face));
	SDL_FreeSurface(surface);
}

static void draw_all(TTF_Font *face)
{
	for (int code = 0; code < 256; code++) {
		uint8_t *glyph = font[code];

		if ((code >= 0xb0 && code <= 0xb2) || (code >= 0xdb && code <= 0xdf))
			draw_block(glyph, code);
		else if (code >= 0xb3 && code <= 0xda)
			draw_arms(glyph, arms[code - 0xb3]);
		else
			draw_letter(glyph, face, cp437[code]);
	}
}

static void write_font(void)
{
	printf("/* Made by tools/mkfont.c. */\n#include \"emu/vga_font.h\"\n\n"
	       "const uint8_t vga_font[4096] = {\n");
	for (int code = 0; code < 256; code++)
		for (int y = 0; y < H; y++)
			printf("%s0x%02x,%s", y ? "" : "\t", font[code][y],
			       y == H - 1 ? "\n" : " ");
	printf("};\n");
}

int main(int argc, char **argv)
{
	TTF_Font *face;

	if (argc != 2 || TTF_Init() || !(face = TTF_OpenFont(argv[1], PIXELS))) {
		fprintf(stderr, "mkfont: %s\n", argc == 2 ? TTF_GetError() : "mkfont FONT.ttf");
		return 1;
	}
	TTF_SetFontHinting(face, TTF_HINTING_MONO);
	draw_all(face);
	write_font();
	TTF_CloseFont(face);
	TTF_Quit();
	return 0;
}
