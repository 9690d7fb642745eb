/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/fpu.h"

#include <string.h>

#include "emu/cpu/sse_ops.h"

static unsigned tag(const struct fpu *fpu, unsigned i)
{
	unsigned exponent = fpu->se[i] & 0x7fff;

	if (fpu->empty >> i & 1)
		return 3;
	if (exponent == 0)
		return fpu->sig[i] ? 2 : 1;
	return exponent != 0x7fff && fpu->sig[i] >> 63 ? 0 : 2;
}

uint16_t fpu_tags(const struct fpu *fpu)
{
	unsigned tags = 0;

	for (unsigned i = 0; i < 8; i++)
		tags |= tag(fpu, i) << 2 * i;
	return (uint16_t)tags;
}

void fpu_summarize(struct fpu *fpu)
{
	bool waits = fpu->sw & ~fpu->cw & FPU_EXCEPTIONS;

	fpu->sw &= (uint16_t) ~(FPU_ES | FPU_BUSY);
	if (waits)
		fpu->sw |= FPU_ES | FPU_BUSY;
}

void fpu_set_sw(struct fpu *fpu, uint16_t sw)
{
	fpu->sw = (uint16_t)(sw & ~FPU_TOP);
	fpu->top = sw >> 11 & 7;
	fpu_summarize(fpu);
}

void fpu_init(struct fpu *fpu)
{
	fpu->cw = FPU_CW_INIT;
	fpu->sw = 0;
	fpu->top = 0;
	fpu->empty = 0xff;
	fpu->fop = 0;
	fpu->fip = fpu->fdp = 0;
	fpu->fcs = fpu->fds = 0;
}

void fpu_reset(struct fpu *fpu)
{
	memset(fpu, 0, sizeof(*fpu));
	fpu->cw = FPU_CW_ONE;
	fpu->mxcsr = MXCSR_INIT;
}
