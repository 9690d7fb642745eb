/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/aml.h"

#include <assert.h>
#include <string.h>

#define EXTENDED	0x5b
#define OP_NAME		0x08
#define OP_BYTE		0x0a
#define OP_WORD		0x0b
#define OP_DWORD	0x0c
#define OP_STRING	0x0d
#define OP_SCOPE	0x10
#define OP_BUFFER	0x11
#define OP_PACKAGE	0x12
#define OP_METHOD	0x14
#define OP_IF		0xa0
#define OP_DUAL		0x2e
#define OP_MULTI	0x2f
#define EXT_REGION	0x80
#define EXT_FIELD	0x81
#define EXT_DEVICE	0x82
#define EXT_PROCESSOR	0x83
#define REGION_CONFIG	2
#define FIELD_BYTES	1
#define END_TAG		0x79
#define SEGMENT		4
#define TEMPLATE_HEADER 3 /* WordConst and its two bytes: a template's length */

void aml_byte(struct aml *aml, unsigned value)
{
	assert(aml->bytes < AML_MAX_BYTES);
	aml->data[aml->bytes++] = (uint8_t)value;
}

void aml_word(struct aml *aml, unsigned value)
{
	aml_byte(aml, value);
	aml_byte(aml, value >> 8);
}

void aml_dword(struct aml *aml, uint32_t value)
{
	aml_word(aml, value & 0xffff);
	aml_word(aml, value >> 16);
}

/* ---- names and data ---- */

void aml_name(struct aml *aml, const char *name)
{
	size_t segments;

	for (; *name == '\\' || *name == '^'; name++)
		aml_byte(aml, (unsigned)*name);
	segments = (strlen(name) + 1) / (SEGMENT + 1);
	assert(segments * (SEGMENT + 1) == strlen(name) + 1 || !*name);
	if (segments == 0) {
		aml_byte(aml, 0);
	} else if (segments == 2) {
		aml_byte(aml, OP_DUAL);
	} else if (segments > 2) {
		aml_byte(aml, OP_MULTI);
		aml_byte(aml, (unsigned)segments);
	}
	for (; *name; name++)
		if (*name != '.')
			aml_byte(aml, (unsigned)*name);
}

void aml_integer(struct aml *aml, uint32_t value)
{
	if (value <= 1) {
		aml_byte(aml, value); /* ZeroOp, OneOp */
	} else if (value <= 0xff) {
		aml_byte(aml, OP_BYTE);
		aml_byte(aml, value);
	} else if (value <= 0xffff) {
		aml_byte(aml, OP_WORD);
		aml_word(aml, value);
	} else {
		aml_byte(aml, OP_DWORD);
		aml_dword(aml, value);
	}
}

void aml_string(struct aml *aml, const char *text)
{
	aml_byte(aml, OP_STRING);
	do
		aml_byte(aml, (unsigned char)*text);
	while (*text++);
}

void aml_define(struct aml *aml, const char *name)
{
	aml_byte(aml, OP_NAME);
	aml_name(aml, name);
}

void aml_define_integer(struct aml *aml, const char *name, uint32_t value)
{
	aml_define(aml, name);
	aml_integer(aml, value);
}

/* Three letters of five bits and four digits of four, big-endian. */
void aml_define_eisaid(struct aml *aml, const char *name, const char *id)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < 3; i++)
		value = value << 5 | ((unsigned)id[i] & 0x1f);
	for (unsigned i = 3; i < 7; i++)
		value = value << 4 | (unsigned)(id[i] <= '9' ? id[i] - '0' : id[i] - 'A' + 10);
	aml_define(aml, name);
	aml_byte(aml, OP_DWORD);
	aml_dword(aml, __builtin_bswap32(value));
}

/* ---- what has a length ---- */

size_t aml_open_scope(struct aml *aml, const char *name)
{
	size_t at;

	aml_byte(aml, OP_SCOPE);
	at = aml->bytes;
	aml_name(aml, name);
	return at;
}

static size_t open_extended(struct aml *aml, unsigned op, const char *name)
{
	size_t at;

	aml_byte(aml, EXTENDED);
	aml_byte(aml, op);
	at = aml->bytes;
	aml_name(aml, name);
	return at;
}

size_t aml_open_device(struct aml *aml, const char *name)
{
	return open_extended(aml, EXT_DEVICE, name);
}

/* Without a register block: nothing but HLT. */
size_t aml_open_processor(struct aml *aml, const char *name, unsigned id)
{
	size_t at = open_extended(aml, EXT_PROCESSOR, name);

	aml_byte(aml, id);
	aml_dword(aml, 0);
	aml_byte(aml, 0);
	return at;
}

size_t aml_open_field(struct aml *aml, const char *region)
{
	size_t at = open_extended(aml, EXT_FIELD, region);

	aml_byte(aml, FIELD_BYTES);
	return at;
}

size_t aml_open_method(struct aml *aml, const char *name, unsigned args)
{
	size_t at;

	aml_byte(aml, OP_METHOD);
	at = aml->bytes;
	aml_name(aml, name);
	aml_byte(aml, args);
	return at;
}

size_t aml_open_package(struct aml *aml, unsigned elements)
{
	size_t at;

	aml_byte(aml, OP_PACKAGE);
	at = aml->bytes;
	aml_byte(aml, elements);
	return at;
}

size_t aml_open_if(struct aml *aml)
{
	aml_byte(aml, OP_IF);
	return aml->bytes;
}

size_t aml_open_template(struct aml *aml)
{
	size_t at;

	aml_byte(aml, OP_BUFFER);
	at = aml->bytes;
	aml_byte(aml, OP_WORD);
	aml_word(aml, 0); /* filled in by aml_close_template() */
	return at;
}

/* PkgLength: it counts itself; two bits of the first byte say how many bytes follow. */
void aml_close(struct aml *aml, size_t at)
{
	size_t inside = aml->bytes - at, length;
	unsigned more = inside + 1 < 0x40 ? 0 : inside + 2 < 0x1000 ? 1 : 2;

	length = inside + 1 + more;
	assert(aml->bytes + 1 + more <= AML_MAX_BYTES);
	memmove(aml->data + at + 1 + more, aml->data + at, inside);
	aml->bytes += 1 + more;
	aml->data[at] = (uint8_t)(more ? more << 6 | (length & 15) : length);
	for (unsigned i = 0; i < more; i++)
		aml->data[at + 1 + i] = (uint8_t)(length >> (4 + 8 * i));
}

void aml_close_template(struct aml *aml, size_t at)
{
	size_t inside;

	aml_byte(aml, END_TAG);
	aml_byte(aml, 0); /* no checksum */
	inside = aml->bytes - at - TEMPLATE_HEADER;
	aml->data[at + 1] = (uint8_t)inside;
	aml->data[at + 2] = (uint8_t)(inside >> 8);
	aml_close(aml, at);
}

/* ---- regions ---- */

void aml_config_region(struct aml *aml, const char *name, unsigned off, unsigned bytes)
{
	aml_byte(aml, EXTENDED);
	aml_byte(aml, EXT_REGION);
	aml_name(aml, name);
	aml_byte(aml, REGION_CONFIG);
	aml_integer(aml, off);
	aml_integer(aml, bytes);
}

void aml_field(struct aml *aml, const char *name, unsigned bits)
{
	assert(bits < 0x40);
	if (*name)
		aml_name(aml, name);
	else
		aml_byte(aml, 0);
	aml_byte(aml, bits);
}

/* ---- resources, 6.4 ---- */

void aml_res_io(struct aml *aml, unsigned first, unsigned count)
{
	aml_byte(aml, 0x47);
	aml_byte(aml, 1); /* 16 address lines */
	aml_word(aml, first);
	aml_word(aml, first);
	aml_byte(aml, 1);
	aml_byte(aml, count);
}

void aml_res_irq(struct aml *aml, unsigned irq)
{
	aml_byte(aml, 0x22);
	aml_word(aml, 1u << irq);
}

void aml_res_dma(struct aml *aml, unsigned channel)
{
	aml_byte(aml, 0x2a);
	aml_byte(aml, 1u << channel);
	aml_byte(aml, 0); /* 8 bits */
}

void aml_res_memory(struct aml *aml, uint32_t first, uint32_t bytes)
{
	aml_byte(aml, 0x86);
	aml_word(aml, 9);
	aml_byte(aml, 0); /* read only */
	aml_dword(aml, first);
	aml_dword(aml, bytes);
}

void aml_res_interrupts(struct aml *aml, const uint8_t *irqs, unsigned count)
{
	aml_byte(aml, 0x89);
	aml_word(aml, 2 + 4 * count);
	aml_byte(aml, 0x09); /* consumer, level, high, shared */
	aml_byte(aml, count);
	for (unsigned i = 0; i < count; i++)
		aml_dword(aml, irqs[i]);
}

void aml_res_window(struct aml *aml, enum aml_space space, uint32_t first, uint32_t last)
{
	void (*number)(struct aml *, unsigned) = space == AML_MEMORY ? aml_dword : aml_word;

	aml_byte(aml, space == AML_MEMORY ? 0x87 : 0x88);
	aml_word(aml, space == AML_MEMORY ? 23 : 13);
	aml_byte(aml, space);
	aml_byte(aml, 0x0c); /* both ends fixed, positive decode */
	/* Memory: written to, too; I/O: all of it; bus numbers have none of that. */
	aml_byte(aml, space == AML_MEMORY ? 0x01 : space == AML_IO ? 0x03 : 0x00);
	number(aml, 0);
	number(aml, first);
	number(aml, last);
	number(aml, 0);
	number(aml, last - first + 1);
}
