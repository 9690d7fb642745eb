/* SPDX-License-Identifier: GPL-2.0-only */
/* vsprintf: between the parts of the formatted output. */
#ifndef LIB_VSPRINTF_H
#define LIB_VSPRINTF_H

#include <linux/types.h>

#define PAGE_BYTES 4096

#define SPEC_LEFT  1
#define SPEC_PLUS  2
#define SPEC_SPACE 4
#define SPEC_ALT   8
#define SPEC_ZERO  16
#define SPEC_UPPER 32

struct out {
	char *buf;
	size_t size;
	size_t len; /* of the whole text; may exceed size */
};

struct spec {
	int width;
	int precision; /* -1: none given */
	u8 flags;
	u8 base;
	char length; /* 'H' char, 'h' short, 'l' long, 'L' long long, 0 int */
};

void out_char(struct out *o, char c);
void out_text(struct out *o, const struct spec *spec, const char *s);
void out_number(struct out *o, const struct spec *spec, unsigned long long value, bool negative);
/* fmt: after the 'p'. Returns what follows its letters. */
const char *out_pointer(struct out *o, const char *fmt, struct spec *spec, void *ptr);

#endif
