/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sse_state: MXCSR, and the x87, MMX and SSE state as FXSAVE keeps it (SDM 1
 * 10.5.1, table 10-2). Where CR4.OSFXSR is clear, MXCSR and the XMM registers
 * are neither stored nor loaded (SDM 3A 2.5). Bytes 288 to 511 are not written.
 */
#include "emu/cpu/sse.h"

#define AT_MXCSR   24
#define AT_MASK	   28
#define AT_ST	   32
#define AT_XMM	   160
#define AT_END	   288
#define AREA_BYTES 512

static void put16(uint8_t *at, unsigned value)
{
	mem_store(at, value, 2);
}

static void put32(uint8_t *at, uint32_t value)
{
	mem_store(at, value, 4);
}

void fxsave_store(const struct cpu *cpu, uint8_t image[512])
{
	const struct fpu *fpu = &cpu->a.fpu;

	memset(image, 0, AT_END);
	put16(image, fpu->cw);
	put16(image + 2, fpu_sw(fpu));
	image[4] = (uint8_t)~fpu->empty;
	put16(image + 6, fpu->fop);
	put32(image + 8, fpu->fip);
	put16(image + 12, fpu->fcs);
	put32(image + 16, fpu->fdp);
	put16(image + 20, fpu->fds);
	put32(image + AT_MXCSR, fpu->mxcsr);
	put32(image + AT_MASK, MXCSR_ALL);
	for (unsigned i = 0; i < 8; i++) {
		unsigned n = (fpu->top + i) & 7;

		memcpy(image + AT_ST + 16 * i, &fpu->sig[n], 8);
		put16(image + AT_ST + 16 * i + 8, fpu->se[n]);
	}
	memcpy(image + AT_XMM, fpu->xmm, sizeof(fpu->xmm));
}

void fxsave_load(struct cpu *cpu, const uint8_t image[512])
{
	struct fpu *fpu = &cpu->a.fpu;

	fpu->cw = (uint16_t)((mem_load(image, 2) & FPU_CW_BITS) | FPU_CW_ONE);
	fpu_set_sw(fpu, (uint16_t)mem_load(image + 2, 2));
	fpu->empty = (uint8_t)~image[4];
	fpu->fop = mem_load(image + 6, 2) & 0x7ff;
	fpu->fip = mem_load(image + 8, 4);
	fpu->fcs = (uint16_t)mem_load(image + 12, 2);
	fpu->fdp = mem_load(image + 16, 4);
	fpu->fds = (uint16_t)mem_load(image + 20, 2);
	fpu->mxcsr = mem_load(image + AT_MXCSR, 4);
	for (unsigned i = 0; i < 8; i++) {
		unsigned n = (fpu->top + i) & 7;

		memcpy(&fpu->sig[n], image + AT_ST + 16 * i, 8);
		fpu->se[n] = (uint16_t)mem_load(image + AT_ST + 16 * i + 8, 2);
	}
	memcpy(fpu->xmm, image + AT_XMM, sizeof(fpu->xmm));
}

/* ---- instructions ---- */

/* The images would keep a handler's last call from being a jump: handlers of their own. */

static void need_fpu(struct cpu *cpu, const struct uop *u)
{
	if (cpu->a.cr0 & (CR0_EM | CR0_TS))
		raise_at(cpu, u, VEC_NM);
}

static __attribute__((noinline)) void fxsave(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = cpu->a.cr4 & CR4_OSFXSR ? AT_END : AT_XMM;
	uint8_t image[AREA_BYTES];
	uint32_t la;

	need_fpu(cpu, u);
	la = vec_la(cpu, u, AREA_BYTES, true, true);
	mem_probe_write(cpu, u, la, AREA_BYTES);
	fxsave_store(cpu, image);
	for (unsigned i = 0; i < bytes; i += 4)
		if (bytes == AT_END || (i != AT_MXCSR && i != AT_MASK))
			mem_write(cpu, u, la + i, mem_load(image + i, 4), 4);
}

static __attribute__((noinline)) void fxrstor(struct cpu *cpu, const struct uop *u)
{
	uint8_t image[AREA_BYTES] = {0};
	uint32_t la;

	need_fpu(cpu, u);
	la = vec_la(cpu, u, AREA_BYTES, true, false);
	mem_probe_read(cpu, u, la, AREA_BYTES);
	for (unsigned i = 0; i < AT_END; i += 4)
		put32(image + i, mem_read(cpu, u, la + i, 4));
	if (!(cpu->a.cr4 & CR4_OSFXSR)) {
		put32(image + AT_MXCSR, cpu->a.fpu.mxcsr);
		memcpy(image + AT_XMM, cpu->a.fpu.xmm, sizeof(cpu->a.fpu.xmm));
	}
	if (mem_load(image + AT_MXCSR, 4) & ~MXCSR_ALL)
		raise_error_at(cpu, u, VEC_GP, 0);
	fxsave_load(cpu, image);
	x87_calm(cpu);
}

void sse_fxsave(struct cpu *cpu, const struct uop *u)
{
	fxsave(cpu, u);
	NEXT(cpu, u);
}

void sse_fxrstor(struct cpu *cpu, const struct uop *u)
{
	fxrstor(cpu, u);
	NEXT(cpu, u);
}

void sse_ldmxcsr(struct cpu *cpu, const struct uop *u)
{
	uint32_t mxcsr;

	need_sse(cpu, u);
	mxcsr = mem_read(cpu, u, mem_la(cpu, u, 4, false), 4);
	if (mxcsr & ~MXCSR_ALL)
		raise_error_at(cpu, u, VEC_GP, 0);
	cpu->a.fpu.mxcsr = mxcsr;
	NEXT(cpu, u);
}

void sse_stmxcsr(struct cpu *cpu, const struct uop *u)
{
	need_sse(cpu, u);
	mem_write(cpu, u, mem_la(cpu, u, 4, true), cpu->a.fpu.mxcsr, 4);
	NEXT(cpu, u);
}
