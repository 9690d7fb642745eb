/* SPDX-License-Identifier: GPL-2.0-only */
/* sse: MMX, SSE and SSE2: which handler an instruction has. The unit is not there yet: #UD. */
#include "emu/cpu/exec.h"

uop_fn *exec_sse_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	(void)u;
	(void)mode;
	return insn->row->sem >= S_MMX && insn->row->sem <= S_CLFLUSH ? exec_undefined : NULL;
}
