/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fpu: the state of x87, MMX and SSE that a case starts from and ends in, as
 * FXSAVE lays it out (SDM 2A, FXSAVE).
 */
#ifndef ZONEMU_TESTS_DIFF_FPU_H
#define ZONEMU_TESTS_DIFF_FPU_H

#include <stdint.h>

struct fx {
	uint16_t cw, sw;
	uint8_t tags, zero; /* a bit a physical register: not empty */
	uint16_t fop;
	uint32_t fip, fip_high, fdp, fdp_high;
	uint32_t mxcsr, mxcsr_mask;
	uint8_t st[8][16]; /* ten bytes each; by number from the top */
	uint8_t xmm[8][16];
	uint8_t rest[224];
};

_Static_assert(sizeof(struct fx) == 512, "as FXSAVE has it");

/* Which parts of a state are the seed's; the others are as after FNINIT, or zero. */
#define FX_ST(i)   (1u << (i))
#define FX_XMM(i)  (1u << (8 + (i)))
#define FX_CW	   (1u << 16)
#define FX_SW	   (1u << 17)
#define FX_TAGS	   (1u << 18)
#define FX_MXCSR   (1u << 19)
#define FX_PENDING (1u << 20) /* unmasked exceptions may wait */
#define FX_ALL	   0x1fffffu

/* The state that a seed stands for. */
void fpu_state(uint64_t seed, uint32_t keep, struct fx *fx);
/* A number worth computing with, as m32, m64, m80, or integer; bytes: 16 are written. */
struct gen;
void fpu_operand(struct gen *g, uint8_t bytes[16]);

#endif
