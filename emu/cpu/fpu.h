/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fpu: the registers of the x87 unit, MMX and SSE, which are saved and switched
 * together (SDM 1, chapters 8 to 11).
 *
 * The data registers are physical: ST(i) is number (top + i) & 7. MMi is sig[i],
 * always; a write to it sets se[i] to FFFFh. TOP is kept apart from sw, where its
 * bits are zero; fpu_sw() puts them together. Of the tags only "empty" is
 * state, as on the P6 family: the other three follow from the contents.
 */
#ifndef ZONEMU_EMU_CPU_FPU_H
#define ZONEMU_EMU_CPU_FPU_H

#include <stdbool.h>
#include <stdint.h>

/* Status word, SDM 1 8.1.3. The low six are the exceptions, and the control word's masks. */
#define FPU_IE	 0x0001u
#define FPU_DE	 0x0002u
#define FPU_ZE	 0x0004u
#define FPU_OE	 0x0008u
#define FPU_UE	 0x0010u
#define FPU_PE	 0x0020u
#define FPU_SF	 0x0040u
#define FPU_ES	 0x0080u /* an unmasked exception waits */
#define FPU_C0	 0x0100u
#define FPU_C1	 0x0200u
#define FPU_C2	 0x0400u
#define FPU_TOP	 0x3800u
#define FPU_C3	 0x4000u
#define FPU_BUSY 0x8000u /* always as ES */

#define FPU_EXCEPTIONS 0x003fu
#define FPU_CW_BITS    0x1f3fu /* those of the control word that can be written */
#define FPU_CW_ONE     0x0040u /* reads as one */
#define FPU_CW_INIT    0x037fu /* after FNINIT */

struct fpu {
	uint64_t sig[8];
	uint16_t se[8]; /* sign and biased exponent */
	uint16_t cw;
	uint16_t sw;
	uint8_t top;
	uint8_t empty; /* a bit a physical register */
	uint16_t fop;  /* of the last non-control instruction: bits 10-8 of ESC, then ModRM */
	uint32_t fip, fdp;
	uint16_t fcs, fds;
	bool ignne; /* the IGNNE# pin */
	bool ferr;  /* the FERR# pin is driven */
	uint32_t mxcsr;
	_Alignas(16) uint8_t xmm[8][16];
};

static inline uint16_t fpu_sw(const struct fpu *fpu)
{
	return (uint16_t)(fpu->sw | fpu->top << 11);
}

/* The 16 bits of tags, two a physical register: 0 valid, 1 zero, 2 special, 3 empty. */
uint16_t fpu_tags(const struct fpu *fpu);
void fpu_set_sw(struct fpu *fpu, uint16_t sw);
/* ES and B are what the exceptions and their masks make them. */
void fpu_summarize(struct fpu *fpu);
/* The RESET pin, SDM 3A table 9-1; INIT changes nothing. */
void fpu_reset(struct fpu *fpu);
/* FNINIT's part: the x87 unit alone. */
void fpu_init(struct fpu *fpu);

#endif
