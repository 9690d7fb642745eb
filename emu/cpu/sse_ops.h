/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sse_ops: what MMX and SSE instructions compute, apart from where operands
 * come from and go to. Most of it the host's processor computes, by the very
 * instruction: IEEE 754 and the manual leave it no choice but in the
 * approximations of RCP and RSQRT, which are computed here and are the same on
 * every host.
 *
 * An operation has d and s, 16 bytes each, and puts its result in d. They may
 * be the same. An MMX register is the low half of one; a general register is
 * its lowest 4 bytes. Operations of one name on MMX and XMM registers are one
 * where the low half of the wide one is the narrow one, else the narrow one's
 * name begins with "mmx ". Of a narrow one's result only the low half counts.
 *
 * The host's MXCSR must have its controls as a process starts, 1F80h.
 */
#ifndef ZONEMU_EMU_CPU_SSE_OPS_H
#define ZONEMU_EMU_CPU_SSE_OPS_H

#include <emmintrin.h>
#include <stdbool.h>
#include <stdint.h>

union vec {
	uint8_t b[16];
	uint16_t w[8];
	uint32_t d[4];
	uint64_t q[2];
};

/* A value with zeros above it, in one store: it will be loaded whole. */
static inline void vec_set(union vec *v, uint64_t value)
{
	_mm_storeu_si128((__m128i *)v, _mm_cvtsi64_si128((long long)value));
}

typedef void sse_fn(union vec *d, const union vec *s, unsigned imm);

/*
 * To ask the host's processor for its flags takes longer than most operations.
 * Where everything is masked, rounding is to nearest and precision is flagged
 * already, operands and results of the middle range can have set no other flag.
 * False: they are not of it, and d is as it was.
 */
typedef bool sse_quick_fn(union vec *d, const union vec *s);

struct sse_op {
	const char *name;
	sse_fn *fn;
	sse_quick_fn *quick; /* or NULL */
};

extern const struct sse_op sse_ops[];

/* The number of an operation in sse_ops[]; -1: no such name. */
int sse_op_find(const char *name);

/* MXCSR, SDM 1 10.2.3 */
#define MXCSR_IE	      0x0001u
#define MXCSR_DE	      0x0002u
#define MXCSR_ZE	      0x0004u
#define MXCSR_OE	      0x0008u
#define MXCSR_UE	      0x0010u
#define MXCSR_PE	      0x0020u
#define MXCSR_FLAGS	      0x003fu
#define MXCSR_DAZ	      0x0040u
#define MXCSR_MASKS	      0x1f80u
#define MXCSR_RC	      0x6000u
#define MXCSR_FTZ	      0x8000u
#define MXCSR_INIT	      0x1f80u
#define MXCSR_ALL	      0xffffu /* the mask that FXSAVE shows: DAZ is there */
#define MXCSR_UNMASKED(mxcsr) (~(mxcsr) >> 7 & MXCSR_FLAGS)

/* Are quick operations right under this MXCSR? */
static inline bool sse_quick_mxcsr(uint32_t mxcsr)
{
	return (mxcsr & ~(MXCSR_FLAGS & ~MXCSR_PE)) == (MXCSR_INIT | MXCSR_PE);
}

/*
 * Run an operation under the guest's MXCSR. Returns the exception flags that it
 * sets, of all elements; when one of them is unmasked, d is not a result. When
 * an unmasked one is found before computing, none of those found afterwards
 * show (SDM 1 11.5.4).
 */
uint32_t sse_compute(unsigned op, union vec *d, const union vec *s, unsigned imm, uint32_t mxcsr);

/* sse_unmasked.c: the flags when overflow or underflow is unmasked, where the host's, which has it
 * masked, differ: underflow is then any tiny result (SDM 1 11.5.2.5), and precision is that of the
 * result with an unbounded exponent. `flags` as the host has them. */
uint32_t sse_unmasked_flags(unsigned op, const union vec *d, const union vec *s, uint32_t mxcsr,
			    uint32_t flags);
/* For it: one operation under that MXCSR, everything masked. Returns the flags. */
uint32_t sse_host_run(unsigned op, union vec *d, const union vec *s, unsigned imm, uint32_t mxcsr);

#endif
