/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/rows.h"

#include "emu/cpu/decode.h"
#include "emu/cpu/state.h"
#include "tests/diff/case.h"

const char *rows_reason(const struct insn_row *row)
{
	if (row->props & I_LATER)
		return "its unit is not there yet";
	switch (row->sem) {
	case S_CPUID:
	case S_RDTSC:
	case S_RDPMC:
		return "answers with the processor's own numbers";
	case S_SLDT:
	case S_STR:
	case S_SGDT:
	case S_SIDT:
	case S_SMSW:
		return "Linux keeps it from users (UMIP), or emulates it";
	case S_SYSENTER:
	case S_INT:
		return "would be a system call of this very program";
	case S_SYSEXIT:
		return "undefined in AMD's long mode, at any privilege";
	case S_CALLF:
	case S_JMPF:
	case S_RETF:
	case S_IRET:
	case S_INT1:
		return "not yet generated";
	default:
		return NULL;
	}
}

static uint32_t shift_undefined(const struct diff_case *c, const struct insn *insn)
{
	bool rotates = insn->row->sem <= S_RCR;
	unsigned count = insn->row->form[1] == F_CL ? c->r[ECX] : insn->imm;
	unsigned bits = insn->row->form[0] == F_EB ? 8 : insn->op_bytes * 8u;

	count &= 31;
	if (!count)
		return 0;
	return insn->row->undefined | (count > 1 ? FL_OF : 0) |
	       (!rotates && count >= bits ? FL_CF : 0);
}

static uint32_t double_shift_undefined(const struct diff_case *c, const struct insn *insn)
{
	unsigned count = (insn->row->form[2] == F_CL ? c->r[ECX] : insn->imm) & 31;

	if (!count)
		return 0;
	if (count > insn->op_bytes * 8u)
		return FL_STATUS;
	return insn->row->undefined | (count > 1 ? FL_OF : 0);
}

uint32_t rows_undefined(const struct diff_case *c)
{
	struct insn insn;

	if (decode(c->code, c->code_bytes, case_code32(c), &insn) != DECODE_OK)
		return 0;
	if (insn.row->sem >= S_ROL && insn.row->sem <= S_SAR)
		return shift_undefined(c, &insn);
	if (insn.row->sem == S_SHLD || insn.row->sem == S_SHRD)
		return double_shift_undefined(c, &insn);
	return insn.row->undefined;
}
