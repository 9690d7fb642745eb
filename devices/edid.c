/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/edid.h"

#include <string.h>

#define PREFERRED_W 1024u
#define PREFERRED_H 768u
#define DESCRIPTORS 54u
#define CHECKSUM    127u

/* 3.10.2: 1024 x 768 at 60 Hz as VESA's timing standard has it, in ten kHz, dots and lines. */
enum {
	DOT_CLOCK = 6500,
	H_BLANK = 320,
	H_FRONT = 24,
	H_SYNC = 136,
	V_BLANK = 38,
	V_FRONT = 3,
	V_SYNC = 6,
	WIDTH_MM = 260,
	HEIGHT_MM = 195,
};

static void detailed_timing(uint8_t *to)
{
	const uint8_t timing[18] = {
	    DOT_CLOCK & 0xff,
	    DOT_CLOCK >> 8,
	    PREFERRED_W & 0xff,
	    H_BLANK & 0xff,
	    (PREFERRED_W >> 8) << 4 | H_BLANK >> 8,
	    PREFERRED_H & 0xff,
	    V_BLANK & 0xff,
	    (PREFERRED_H >> 8) << 4 | V_BLANK >> 8,
	    H_FRONT,
	    H_SYNC,
	    V_FRONT << 4 | V_SYNC,
	    0,
	    WIDTH_MM & 0xff,
	    HEIGHT_MM,
	    (WIDTH_MM >> 8) << 4,
	    0,
	    0,
	    0x18, /* digital separate sync, both negative */
	};

	memcpy(to, timing, sizeof(timing));
}

/* 3.10.3: a tag, then 13 bytes; a text ends with a line feed and is filled with spaces. */
static void text_descriptor(uint8_t *to, uint8_t tag, const char *text)
{
	const size_t length = strlen(text);

	memset(to, 0, 5);
	to[3] = tag;
	memset(to + 5, ' ', 13);
	memcpy(to + 5, text, length);
	to[5 + length] = '\n';
}

static void range_limits(uint8_t *to)
{
	static const uint8_t range[18] = {0,  0, 0,  0xfd, 0,	50,  75,  30,  80,
					  14, 0, 10, ' ',  ' ', ' ', ' ', ' ', ' '};

	memcpy(to, range, sizeof(range));
}

void edid_build(uint8_t edid[EDID_BYTES])
{
	/* header; "ZNM" as three letters of five bits, product, serial, week and year; EDID 1.3; an
	 * analog display, its size in cm, gamma 2.2; colours: those of sRGB */
	static const uint8_t head[DESCRIPTORS] = {
	    0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x69, 0xcd, 0x01, 0x00, 0x00, 0x00,
	    0x00, 0x00, 0x01, 0x24, 0x01, 0x03, 0x08, 0x1a, 0x14, 0x78, 0x0a, 0xee, 0x91, 0xa3,
	    0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54,
	    /* established: 720x400, 640x480, 800x600, 1024x768 at 60 Hz and so on */
	    0xa1, 0x08, 0x00,
	    /* standard: 1280x1024, 1152x864, 1600x1200 at 60 Hz; the rest are none */
	    0x81, 0x80, 0x71, 0x40, 0xa9, 0x40, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,
	    0x01, 0x01};
	uint8_t sum = 0;

	memset(edid, 0, EDID_BYTES);
	memcpy(edid, head, sizeof(head));
	detailed_timing(edid + DESCRIPTORS);
	range_limits(edid + DESCRIPTORS + 18);
	text_descriptor(edid + DESCRIPTORS + 36, 0xfc, "zonemu");
	text_descriptor(edid + DESCRIPTORS + 54, 0xff, "1");
	for (unsigned i = 0; i < CHECKSUM; i++)
		sum = (uint8_t)(sum + edid[i]);
	edid[CHECKSUM] = (uint8_t)-sum;
}
