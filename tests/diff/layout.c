/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/layout.h"

#include <string.h>

#include "tests/diff/switch.h"

const struct area layout_area[AREAS] = {
    {DATA_LA, 0x2000, 0x0000, true, false},	     {STACK_LA, 0x1000, 0x2000, true, false},
    {LOW_LA, 0x2000, 0x3000, true, false},	     {MIXED_LA, 0x1000, MIXED_AT, true, true},
    {DATA_LA + 0x2000, 0x1000, RO_AT, false, false}, {CODE_LA, CODE_BYTES, CODE_AT, false, true},
    {STUB_LA, 0x1000, STUB_AT, false, true},
};

/* Around the places that code stands at: within a short jump's reach of each. */
const uint16_t layout_pad[PADS] = {0, 0x100, 0x780, 0x7a0, 0x890, 0x8b0, 0xf80, 0x1060, 0x1f80};

#define DATA_RW	  0x3
#define DATA_R	  0x1
#define DATA_DOWN 0x7
#define CODE_XR	  0xb
#define CODE_X	  0x9
#define CODE_XR_C 0xf

const struct ldt_entry layout_ldt[LDT_SLOTS] = {
    [LDT_DATA] = {DATA_LA, 0x2fff, DATA_RW, true, false, false, true},
    [LDT_DATA_DOWN] = {DATA_LA, 0x0fff, DATA_DOWN, true, true, false, true},
    [LDT_DATA16_DOWN] = {DATA_LA, 0x0fff, DATA_DOWN, false, false, false, true},
    [LDT_DATA_RO] = {DATA_LA, 0x1ffd, DATA_R, true, false, false, true},
    [LDT_DATA_ABSENT] = {DATA_LA, 0x2fff, DATA_RW, true, false, true, true},
    [LDT_CODE32] = {CODE_LA, 0xffff, CODE_XR, true, false, false, true},
    [LDT_CODE16] = {CODE_LA, 0xffff, CODE_XR, false, false, false, true},
    [LDT_CODE_FLAT] = {0, 0xffffffff, CODE_XR, true, true, false, true},
    [LDT_CODE_BLIND] = {0, 0xffffffff, CODE_X, true, true, false, true},
    [LDT_CODE_ABSENT] = {0, 0xffffffff, CODE_XR_C, true, true, true, true},
    [LDT_STACK16] = {STACK_LA, 0x0fff, DATA_RW, false, false, false, true},
    [LDT_STACK_FLAT] = {0, 0xffffffff, DATA_RW, true, true, false, true},
    [LDT_DATA16] = {0, 0xffff, DATA_RW, false, false, false, true},
    [LDT_TINY] = {DATA_LA + 0x800, 9, DATA_RW, true, false, false, true},
    [LDT_EMPTY] = {0},
    [LDT_CODE16_SHORT] = {CODE_LA, 0x1fff, CODE_XR, false, false, false, true},
};

long layout_at(uint32_t la)
{
	for (unsigned i = 0; i < AREAS; i++)
		if (la - layout_area[i].la < layout_area[i].bytes)
			return layout_area[i].at + (la - layout_area[i].la);
	return -1;
}

uint32_t layout_la(uint32_t at)
{
	for (unsigned i = 0; i < AREAS; i++)
		if (at - layout_area[i].at < layout_area[i].bytes)
			return layout_area[i].la + (at - layout_area[i].at);
	return 0;
}

/* A far jump into 64-bit code, where the machine has a breakpoint. */
void layout_write_pad(uint8_t *to, unsigned pad, bool code32)
{
	uint32_t stub = STUB_LA + pad * STUB_STRIDE;
	uint16_t selector = SEL_HOST64;

	if (!code32)
		*to++ = 0x66;
	*to = 0xea;
	memcpy(to + 1, &stub, 4);
	memcpy(to + 5, &selector, 2);
}

void layout_fill(uint8_t block[ALL_BYTES], bool code32)
{
	uint64_t x = 0x9e3779b97f4a7c15u;

	for (unsigned i = 0; i < CODE_AT; i += 8) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		memcpy(block + i, &x, 8);
	}
	memset(block + MIXED_AT, 0xcc, 0x1000);
	memset(block + CODE_AT, 0xcc, CODE_BYTES);
	for (unsigned pad = 1; pad < PADS; pad++)
		layout_write_pad(block + CODE_AT + layout_pad[pad], pad, code32);
}
