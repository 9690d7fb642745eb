/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * case: one trial: code, the state it starts from, and what came of it.
 */
#ifndef ZONEMU_TESTS_DIFF_CASE_H
#define ZONEMU_TESTS_DIFF_CASE_H

#include "emu/cpu/insn.h"
#include "tests/diff/fpu.h"
#include "tests/diff/layout.h"

#define CASE_CODE_BYTES 96
#define CASE_PATCHES	6
#define PATCH_BYTES	16

struct patch {
	uint32_t la;
	uint8_t bytes;
	uint8_t data[PATCH_BYTES];
};

/* Registers are in the order of the machine's: EAX … EDI; ES CS SS DS FS GS. */
struct diff_case {
	uint8_t code[CASE_CODE_BYTES];
	uint16_t code_bytes;
	uint16_t code_off; /* in the CODE area, or the MIXED one */
	bool mixed;
	uint32_t r[8];
	uint32_t eflags;
	uint16_t sel[6];
	uint64_t fx_seed; /* of fpu_state(); 0: the case has nothing to do with it */
	uint32_t fx_keep;
	unsigned patches;
	struct patch patch[CASE_PATCHES];
	/* not part of what runs: the row that it was made for, and the bytes before that */
	const struct insn_row *row;
	unsigned lead;
};

#define ENDED_AT_PAD  (-1)
#define ENDED_NOWHERE (-2) /* it would run on and on */

struct outcome {
	int vector; /* the exception that ended it, or ENDED_* */
	uint32_t error;
	uint32_t cr2; /* of a page fault */
	uint32_t eip;
	uint32_t r[8];
	uint32_t eflags;
	uint16_t sel[6];
	struct fx fx; /* when the case has to do with it */
};

bool case_code32(const struct diff_case *c);
/* The base of the case's code segment. */
uint32_t case_code_base(const struct diff_case *c);
/* Where the code is: EIP at its start, and its place in the block of areas. */
uint32_t case_start(const struct diff_case *c);
uint32_t case_code_at(const struct diff_case *c);
/* EIP of a pad. */
uint32_t case_pad_eip(const struct diff_case *c, unsigned pad);
/* One line of text that says all, and back. */
#define CASE_LINE_BYTES 1024
void case_print(const struct diff_case *c, char line[CASE_LINE_BYTES]);
bool case_parse(struct diff_case *c, const char *line);

#endif
