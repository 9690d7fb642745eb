/* SPDX-License-Identifier: GPL-2.0-only */
/* trace_flags: flags that nobody sees. */
#include "emu/cpu/exec.h"
#include "emu/cpu/trace.h"

/* Only registers and flags: it cannot raise, so what is before it need not show. */
static bool cannot_raise(const struct insn *insn)
{
	uint8_t sem = insn->row->sem;

	if (insn->mem)
		return sem == S_LEA || sem == S_NOP;
	return (sem >= S_ADD && sem <= S_IMUL) || (sem >= S_IMUL2 && sem <= S_XCHG) ||
	       (sem >= S_BSWAP && sem <= S_JCC) || sem == S_CBW || sem == S_CWD || sem == S_NOP;
}

/* The status flags that its handler overwrites, whatever the operands are. */
static unsigned overwritten(const struct insn *insn)
{
	const struct insn_row *row = insn->row;
	bool shift =
	    (row->sem >= S_ROL && row->sem <= S_SAR) || row->sem == S_SHLD || row->sem == S_SHRD;

	/* A shift by 0 writes none. */
	if (shift && (row->form[1] == F_CL || row->form[2] == F_CL || !(insn->imm & 31)))
		return 0;
	/* Where the manual leaves some undefined, these leave them alone. */
	if (row->sem >= S_BT && row->sem <= S_BSR)
		return row->sets;
	return row->sets | row->undefined;
}

void trace_silence(struct trace *trace, const struct insn *insns, unsigned count)
{
	unsigned seen = FL_STATUS;

	for (unsigned i = count; i-- > 0;) {
		const struct insn *insn = &insns[i];
		struct uop *u = &trace->uop[i];
		unsigned written = overwritten(insn);

		if (written && !(written & seen)) {
			uop_fn *fn = exec_alu_silent(insn, u);

			fn = fn ? fn : exec_bits_silent(insn, u);
			u->fn = fn ? fn : u->fn;
		}
		seen = cannot_raise(insn) ? (seen & ~written) | insn->row->tests : FL_STATUS;
	}
}
