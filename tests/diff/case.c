/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/case.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct ldt_entry *code_entry(const struct diff_case *c)
{
	return c->sel[1] & 4 ? &layout_ldt[c->sel[1] >> 3 & 15] : NULL;
}

bool case_code32(const struct diff_case *c)
{
	const struct ldt_entry *entry = code_entry(c);

	return !entry || entry->big;
}

uint32_t case_code_base(const struct diff_case *c)
{
	const struct ldt_entry *entry = code_entry(c);

	return entry ? entry->base : 0;
}

uint32_t case_start(const struct diff_case *c)
{
	return (c->mixed ? MIXED_LA : CODE_LA) + c->code_off - case_code_base(c);
}

uint32_t case_code_at(const struct diff_case *c)
{
	return (c->mixed ? MIXED_AT : CODE_AT) + c->code_off;
}

uint32_t case_pad_eip(const struct diff_case *c, unsigned pad)
{
	return pad ? CODE_LA - case_code_base(c) + layout_pad[pad] : case_start(c) + c->code_bytes;
}

/* ---- one line: code=OFF:HEX (wcode: where it can be written) r=8 numbers f=flags s=6 selectors
 * x=SEED:KEEP m=LA:HEX… ---- */

struct printer {
	char *at, *end;
};

__attribute__((format(printf, 2, 3))) static void put(struct printer *p, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(p->at, (size_t)(p->end - p->at), format, args);
	va_end(args);
	p->at += n < p->end - p->at ? n : p->end - p->at - 1;
}

static void put_hex(struct printer *p, const uint8_t *bytes, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		put(p, "%02x", bytes[i]);
}

void case_print(const struct diff_case *c, char line[CASE_LINE_BYTES])
{
	struct printer p = {line, line + CASE_LINE_BYTES};

	put(&p, "%s=%x:", c->mixed ? "wcode" : "code", c->code_off);
	put_hex(&p, c->code, c->code_bytes);
	put(&p, " r=");
	for (unsigned i = 0; i < 8; i++)
		put(&p, "%s%x", i ? "," : "", c->r[i]);
	put(&p, " f=%x s=", c->eflags);
	for (unsigned i = 0; i < 6; i++)
		put(&p, "%s%x", i ? "," : "", c->sel[i]);
	if (c->fx_seed)
		put(&p, " x=%llx:%x", (unsigned long long)c->fx_seed, c->fx_keep);
	for (unsigned i = 0; i < c->patches; i++) {
		put(&p, " m=%x:", c->patch[i].la);
		put_hex(&p, c->patch[i].data, c->patch[i].bytes);
	}
}

static unsigned take_hex(const char **at, uint8_t *bytes, unsigned room)
{
	unsigned n = 0;

	while (n < room && isxdigit((unsigned char)(*at)[0]) && isxdigit((unsigned char)(*at)[1])) {
		const char two[3] = {(*at)[0], (*at)[1], 0};

		bytes[n++] = (uint8_t)strtoul(two, NULL, 16);
		*at += 2;
	}
	return n;
}

static uint64_t take_long(const char **at)
{
	char *end;
	unsigned long long value = strtoull(*at, &end, 16);

	*at = end;
	if (**at == ',' || **at == ':')
		(*at)++;
	return value;
}

static uint32_t take_number(const char **at)
{
	return (uint32_t)take_long(at);
}

static bool take_field(struct diff_case *c, char name, const char *at)
{
	switch (name) {
	case 'w':
	case 'c':
		c->mixed = name == 'w';
		c->code_off = (uint16_t)take_number(&at);
		c->code_bytes = (uint16_t)take_hex(&at, c->code, CASE_CODE_BYTES);
		break;
	case 'r':
		for (unsigned i = 0; i < 8; i++)
			c->r[i] = take_number(&at);
		break;
	case 'f':
		c->eflags = take_number(&at);
		break;
	case 's':
		for (unsigned i = 0; i < 6; i++)
			c->sel[i] = (uint16_t)take_number(&at);
		break;
	case 'x':
		c->fx_seed = take_long(&at);
		c->fx_keep = take_number(&at);
		break;
	case 'm':
		if (c->patches == CASE_PATCHES)
			return false;
		c->patch[c->patches].la = take_number(&at);
		c->patch[c->patches].bytes =
		    (uint8_t)take_hex(&at, c->patch[c->patches].data, PATCH_BYTES);
		c->patches++;
		break;
	default:
		return false;
	}
	return *at == ' ' || *at == '\n' || !*at;
}

bool case_parse(struct diff_case *c, const char *line)
{
	memset(c, 0, sizeof(*c));
	while (*line) {
		const char *equals = strchr(line, '=');

		if (!equals || !take_field(c, *line, equals + 1))
			return false;
		line = equals + strcspn(equals, " \n");
		line += strspn(line, " \n");
	}
	return c->code_bytes != 0;
}
