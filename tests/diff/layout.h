/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * layout: the linear memory that a case sees, the same on the host and in the
 * machine. Nothing else is mapped below 4 GiB that user code may touch.
 *
 * All pages lie one after the other in one block (struct area's `at`), so that
 * comparing and restoring is one call; the writable ones come first.
 */
#ifndef ZONEMU_TESTS_DIFF_LAYOUT_H
#define ZONEMU_TESTS_DIFF_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOW_LA	 0x0000f000u /* two pages around the end of what 16 bits reach */
#define CODE_LA	 0x10000000u /* two pages, nothing behind them */
#define STUB_LA	 0x11000000u /* 64-bit code that leads home */
#define DATA_LA	 0x20000000u /* two pages, then a read-only one; holes on both sides */
#define STACK_LA 0x30000000u
#define MIXED_LA 0x18000000u /* a page that is written and executed */
#define SYS_LA                                                                                     \
	0xe0000000u /* the machine's own tables: no case may go there */ /* the machine's own      \
									    tables: no case may go \
									    there */
#define SYS_BYTES 0x10000u

#define COUNTER_LA (DATA_LA + 0x1f80) /* where loops count down */

#define CODE_BYTES 0x2000u
#define RW_BYTES   0x6000u
#define MIXED_AT   0x5000u /* the last of them */
#define RO_AT	   0x6000u
#define CODE_AT	   0x7000u
#define STUB_AT	   0x9000u
#define ALL_BYTES  0xa000u

struct area {
	uint32_t la, bytes, at;
	bool writable, executable;
};

#define AREAS 7
extern const struct area layout_area[AREAS];

/* Where a linear address lies in the block; -1: nowhere. */
long layout_at(uint32_t la);
/* The linear address of a byte of the block. */
uint32_t layout_la(uint32_t at);

/* Pads: where a case's code may jump to. Each leaves by the stub of its number; pad 0 stands
 * behind the code. */
#define PADS	  9
#define PAD_BYTES 7
extern const uint16_t layout_pad[PADS]; /* offsets in CODE; that of pad 0 is not used */
void layout_write_pad(uint8_t *to, unsigned pad, bool code32);

/* What is in the block before a case's own patches. The stub page is the host's to fill. */
void layout_fill(uint8_t block[ALL_BYTES], bool code32);

/* Segments: those of Linux and those of the local descriptor table that host and machine share. */
#define SEL_HOST64 0x33u
#define SEL_CODE   0x23u
#define SEL_DATA   0x2bu
#define SEL_LDT(n) ((n) << 3 | 7u)
#define LDT_SLOTS  16
enum {
	LDT_DATA,	 /* the DATA area alone */
	LDT_DATA_DOWN,	 /* expand-down: all but its first page, and all above */
	LDT_DATA16_DOWN, /* the same up to 64 KiB */
	LDT_DATA_RO,
	LDT_DATA_ABSENT,
	LDT_CODE32, /* the CODE area, EIP from 0 */
	LDT_CODE16,
	LDT_CODE_FLAT,
	LDT_CODE_BLIND,	 /* execute-only */
	LDT_CODE_ABSENT, /* conforming: Linux permits no other kind */
	LDT_STACK16,	 /* 16-bit stack on the STACK page */
	LDT_STACK_FLAT,
	LDT_DATA16, /* the first 64 KiB */
	LDT_TINY,   /* ten bytes */
	LDT_EMPTY,
	LDT_CODE16_SHORT, /* the CODE area to its end */
};

struct ldt_entry {
	uint32_t base, limit; /* the last byte's offset */
	uint8_t type;	      /* SDM 3A table 3-1, accessed bit set */
	bool big, pages, absent, used;
};
extern const struct ldt_entry layout_ldt[LDT_SLOTS];

#endif
