/* SPDX-License-Identifier: GPL-2.0-only */
/* text: SDL2_ttf rasterizes; a hash keeps coverage bytes by font, size and codepoint. */
#include "emu/panel/text.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FONTS	 2 /* regular, bold */
#define SIZES	 24
#define SMALLEST 6
#define LARGEST	 96
#define ELLIPSIS 0x2026

struct glyph {
	uint64_t key;	/* 0: unused slot */
	int x, y, w, h; /* of the coverage within the cell */
	uint8_t *coverage;
};

struct face {
	TTF_Font *font;
	int size, bold, advance, line, ascent;
};

struct text {
	char path[FONTS][512];
	struct face face[SIZES];
	unsigned faces;
	struct glyph *glyph;
	size_t slots, used;
};

static bool find_font(char *path, size_t bytes, const char *file)
{
	static const char *const places[] = {
	    "/usr/share/fonts/truetype/dejavu",
	    "/usr/share/fonts/dejavu",
	    "/usr/share/fonts/TTF",
	    "/usr/share/fonts/dejavu-sans-mono-fonts",
	    "/usr/local/share/fonts/dejavu",
	    "/usr/share/fonts/truetype/ttf-dejavu",
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(path, bytes, "%s/%s", places[i], file);
		if (access(path, R_OK) == 0)
			return true;
	}
	return false;
}

struct text *text_create(char *err, size_t err_bytes)
{
	struct text *text = calloc(1, sizeof(*text));

	if (!text) {
		snprintf(err, err_bytes, "out of memory");
		return NULL;
	}
	if (!find_font(text->path[0], sizeof(text->path[0]), "DejaVuSansMono.ttf") ||
	    !find_font(text->path[1], sizeof(text->path[1]), "DejaVuSansMono-Bold.ttf")) {
		snprintf(err, err_bytes,
			 "cannot find the font DejaVuSansMono.ttf (package fonts-dejavu-core)");
		free(text);
		return NULL;
	}
	if (TTF_Init() != 0) {
		snprintf(err, err_bytes, "cannot start SDL_ttf: %s", TTF_GetError());
		free(text);
		return NULL;
	}
	return text;
}

void text_destroy(struct text *text)
{
	if (!text)
		return;
	for (unsigned i = 0; i < text->faces; i++)
		TTF_CloseFont(text->face[i].font);
	for (size_t i = 0; i < text->slots; i++)
		free(text->glyph[i].coverage);
	free(text->glyph);
	TTF_Quit();
	free(text);
}

static struct face *face_of(struct text *text, int size, bool bold)
{
	struct face *face;

	size = size < SMALLEST ? SMALLEST : size > LARGEST ? LARGEST : size;
	for (unsigned i = 0; i < text->faces; i++)
		if (text->face[i].size == size && text->face[i].bold == bold)
			return &text->face[i];
	if (text->faces == SIZES) {
		TTF_CloseFont(text->face[0].font);
		memmove(&text->face[0], &text->face[1], sizeof(text->face[0]) * (SIZES - 1));
		text->faces--;
	}
	face = &text->face[text->faces];
	*face =
	    (struct face){.font = TTF_OpenFont(text->path[bold], size), .size = size, .bold = bold};
	if (!face->font)
		return NULL;
	TTF_SetFontHinting(face->font, TTF_HINTING_LIGHT);
	TTF_GlyphMetrics32(face->font, 'M', NULL, NULL, NULL, NULL, &face->advance);
	face->line = TTF_FontHeight(face->font);
	face->ascent = TTF_FontAscent(face->font);
	text->faces++;
	return face;
}

int text_advance(struct text *text, int size)
{
	struct face *face = face_of(text, size, false);

	return face ? face->advance : size;
}

int text_line(struct text *text, int size)
{
	struct face *face = face_of(text, size, false);

	return face ? face->line : size;
}

int text_size_for_cell(struct text *text, int w, int h)
{
	int size = SMALLEST;

	while (size < LARGEST && text_advance(text, size + 1) <= w &&
	       text_line(text, size + 1) <= h)
		size++;
	return size;
}

static struct glyph *slot_of(struct glyph *glyph, size_t slots, uint64_t key)
{
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15ull >> 20) & (slots - 1);

	while (glyph[i].key && glyph[i].key != key)
		i = (i + 1) & (slots - 1);
	return &glyph[i];
}

static bool grow(struct text *text)
{
	size_t slots = text->slots ? text->slots * 2 : 1024;
	struct glyph *glyph = calloc(slots, sizeof(*glyph));

	if (!glyph)
		return false;
	for (size_t i = 0; i < text->slots; i++)
		if (text->glyph[i].key)
			*slot_of(glyph, slots, text->glyph[i].key) = text->glyph[i];
	free(text->glyph);
	text->glyph = glyph;
	text->slots = slots;
	return true;
}

/* SDL_ttf hands out a surface as high as the line; keep the part that has ink. */
static void rasterize(struct face *face, uint32_t codepoint, struct glyph *glyph)
{
	SDL_Surface *surface =
	    TTF_RenderGlyph32_Blended(face->font, codepoint, (SDL_Color){255, 255, 255, 255});
	int left = 0;

	if (!surface)
		return;
	TTF_GlyphMetrics32(face->font, codepoint, &left, NULL, NULL, NULL, NULL);
	glyph->x = left < 0 ? left : 0;
	glyph->coverage = malloc((size_t)surface->w * (size_t)surface->h + 1);
	if (glyph->coverage) {
		glyph->w = surface->w;
		glyph->h = surface->h;
		for (int y = 0; y < surface->h; y++) {
			const uint32_t *from = (const uint32_t *)((const uint8_t *)surface->pixels +
								  y * surface->pitch);

			for (int x = 0; x < surface->w; x++)
				glyph->coverage[y * surface->w + x] = (uint8_t)(from[x] >> 24);
		}
	}
	SDL_FreeSurface(surface);
}

static struct glyph *glyph_of(struct text *text, int size, bool bold, uint32_t codepoint)
{
	struct face *face = face_of(text, size, bold);
	uint64_t key;
	struct glyph *glyph;

	if (!face || (text->used * 2 >= text->slots && !grow(text)))
		return NULL;
	key = (uint64_t)face->size << 40 | (uint64_t)bold << 32 | codepoint | 1ull << 50;
	glyph = slot_of(text->glyph, text->slots, key);
	if (!glyph->key) {
		glyph->key = key;
		text->used++;
		rasterize(face, codepoint, glyph);
	}
	return glyph;
}

void text_letter(struct text *text, struct canvas *canvas, int x, int y, int size, bool bold,
		 uint32_t colour, uint32_t codepoint)
{
	struct glyph *glyph = codepoint == ' ' ? NULL : glyph_of(text, size, bold, codepoint);

	if (glyph && glyph->coverage)
		canvas_mask(canvas, x + glyph->x, y + glyph->y, glyph->coverage, glyph->w, glyph->h,
			    colour);
}

uint32_t utf8_next(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	unsigned more;
	uint32_t value;

	if (!s[0])
		return 0;
	if (s[0] < 0x80) {
		*at += 1;
		return s[0];
	}
	more = s[0] >= 0xf0 ? 3 : s[0] >= 0xe0 ? 2 : 1;
	value = s[0] & (0x3fu >> more);
	for (unsigned i = 1; i <= more; i++) {
		if ((s[i] & 0xc0) != 0x80 || s[0] < 0xc0) {
			*at += 1;
			return 0xfffd;
		}
		value = value << 6 | (s[i] & 0x3f);
	}
	*at += more + 1;
	return value;
}

static int draw(struct text *text, struct canvas *canvas, int x, int y, int size, bool bold,
		uint32_t colour, const char *string)
{
	int advance = text_advance(text, size);
	uint32_t codepoint;

	while ((codepoint = utf8_next(&string))) {
		text_letter(text, canvas, x, y, size, bold, colour, codepoint);
		x += advance;
	}
	return x;
}

int text_draw(struct text *text, struct canvas *canvas, int x, int y, int size, uint32_t colour,
	      const char *string)
{
	return draw(text, canvas, x, y, size, false, colour, string);
}

int text_draw_bold(struct text *text, struct canvas *canvas, int x, int y, int size,
		   uint32_t colour, const char *string)
{
	return draw(text, canvas, x, y, size, true, colour, string);
}

int text_width(struct text *text, int size, const char *string)
{
	int letters = 0;

	while (utf8_next(&string))
		letters++;
	return letters * text_advance(text, size);
}

void text_draw_right(struct text *text, struct canvas *canvas, int x, int y, int size,
		     uint32_t colour, const char *string)
{
	draw(text, canvas, x - text_width(text, size, string), y, size, false, colour, string);
}

int text_draw_cut(struct text *text, struct canvas *canvas, int x, int y, int size, int max,
		  uint32_t colour, const char *string)
{
	int advance = text_advance(text, size), end = x + max;
	uint32_t codepoint;

	if (text_width(text, size, string) <= max)
		return draw(text, canvas, x, y, size, false, colour, string);
	while (x + 2 * advance <= end && (codepoint = utf8_next(&string))) {
		text_letter(text, canvas, x, y, size, false, colour, codepoint);
		x += advance;
	}
	if (x + advance <= end)
		text_letter(text, canvas, x, y, size, false, colour, ELLIPSIS);
	return x + advance;
}
