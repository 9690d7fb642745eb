/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/rows.h"

#include "emu/cpu/decode.h"
#include "emu/cpu/state.h"
#include "tests/diff/case.h"

const char *rows_reason(const struct insn_row *row)
{
	switch (row->sem) {
	case S_CPUID:
	case S_RDTSC:
	case S_RDPMC:
		return "answers with the processor's own numbers; tests/images/system";
	case S_SLDT:
	case S_STR:
	case S_SGDT:
	case S_SIDT:
	case S_SMSW:
		return "Linux keeps it from users (UMIP), or emulates it; tests/images/system";
	case S_SYSENTER:
		return "would be a system call of this very program; tests/images/system";
	case S_INT1:
		return "KVM on AMD reports its trap as a fault; tests/images/exceptions";
	case S_SYSEXIT:
		return "undefined in AMD's long mode, at any privilege; tests/images/system";
	default:
		return NULL;
	}
}

/* By what privileged rows do: the image of tests/images that carries them out. */
static const struct {
	uint8_t sem;
	const char *image;
} images[] = {
    {S_LLDT, "segments"},
    {S_LTR, "gates"},
    {S_LGDT, "code"},
    {S_LIDT, "code"},
    {S_LMSW, "system"},
    {S_INVLPG, "system"},
    {S_CLTS, "system"},
    {S_INVD, "system"},
    {S_WBINVD, "system"},
    {S_RDMSR, "system"},
    {S_WRMSR, "system"},
    {S_INS, "system"},
    {S_OUTS, "debug"},
    {S_IN, "code"},
    {S_OUT, "code"},
    {S_CLI, "code"},
    {S_STI, "code"},
    {S_HLT, "code"},
    {S_MOVFROMCR, "exceptions"},
    {S_MOVTOCR, "exceptions"},
    {S_MOVFROMDR, "debug"},
    {S_MOVTODR, "debug"},
};

bool rows_refused(const struct insn_row *row)
{
	return !rows_reason(row) && row->props & (I_CPL0 | I_IOPL);
}

const char *rows_image(const struct insn_row *row)
{
	for (size_t i = 0; i < sizeof(images) / sizeof(images[0]); i++)
		if (images[i].sem == row->sem)
			return images[i].image;
	return NULL;
}

/* What the documented error allows more than one result of. */
bool rows_elementary(const struct insn_row *row)
{
	switch (row->sem) {
	case S_F2XM1:
	case S_FYL2X:
	case S_FYL2XP1:
	case S_FPATAN:
	case S_FPTAN:
	case S_FSIN:
	case S_FCOS:
	case S_FSINCOS:
		return true;
	default:
		return false;
	}
}

bool rows_plain(const struct insn_row *row)
{
	if (rows_reason(row) || rows_elementary(row) || row->props & (I_CPL0 | I_IOPL) ||
	    row->opcode == 0xf52 || row->opcode == 0xf53 ||
	    (row->opcode == 0xf2a && row->prefix == P_NONE))
		return false;
	switch (row->sem) {
	case S_FXSAVE:
	case S_FXRSTOR:
	case S_MASKMOV:
	case S_FNSTENV:
	case S_FNSAVE:
	case S_FCOMI:
	case S_FCOMIP:
	case S_FUCOMI:
	case S_FUCOMIP:
	/* what ends a case at once */
	case S_UNDEFINED:
	case S_INT:
	case S_INT1:
	case S_INT3:
	case S_INTO:
	case S_IRET:
	case S_RETF:
	case S_JMPF:
	case S_CALLF:
	case S_RET:
	/* what vendor.c has something to say about */
	case S_PUSHSEG:
	case S_POPSEG:
	case S_MOVTOSEG:
	case S_LOADFAR:
	case S_LAR:
	case S_LSL:
	case S_BOUND:
	case S_ENTER:
	case S_LOOPE:
	case S_LOOPNE:
		return false;
	default:
		return true;
	}
}

/* ---- undefined flags ---- */

/* count < 0: not known */
static uint32_t shift_undefined(const struct insn *insn, int count)
{
	bool rotates = insn->row->sem <= S_RCR;
	int bits = insn->row->form[0] == F_EB ? 8 : insn->op_bytes * 8;

	if (!count)
		return 0;
	return insn->row->undefined | (count != 1 ? FL_OF : 0) |
	       (!rotates && (count < 0 || count >= bits) ? FL_CF : 0);
}

static uint32_t double_shift_undefined(const struct insn *insn, int count)
{
	if (!count)
		return 0;
	if (count > insn->op_bytes * 8)
		return FL_STATUS;
	return insn->row->undefined | (count != 1 ? FL_OF : 0);
}

static int shift_count(const struct diff_case *c, const struct insn *insn, bool first)
{
	if (insn->row->form[1] != F_CL && insn->row->form[2] != F_CL)
		return (int)insn->imm & 31;
	return first ? (int)c->r[ECX] & 31 : -1;
}

static bool is_shift(const struct insn_row *row)
{
	return (row->sem >= S_ROL && row->sem <= S_SAR) || row->sem == S_SHLD || row->sem == S_SHRD;
}

/* What an instruction adds to the flags that may be anything. */
static uint32_t adds(const struct diff_case *c, const struct insn *insn, bool first)
{
	if (!is_shift(insn->row))
		return insn->row->undefined;
	if (insn->row->sem >= S_SHLD)
		return double_shift_undefined(insn, shift_count(c, insn, first));
	return shift_undefined(insn, shift_count(c, insn, first));
}

/* Does it give its flags a value for certain? */
static bool settles(const struct insn *insn)
{
	return !is_shift(insn->row) && !insn->rep && insn->row->sem != S_BSF &&
	       insn->row->sem != S_BSR;
}

/* Code that may run otherwise than from the first to the last: nothing is settled then. */
static bool jumps_about(const struct diff_case *c)
{
	struct insn insn;

	for (unsigned off = 0; off < c->code_bytes; off += insn.len) {
		if (decode(c->code + off, c->code_bytes - off, case_code32(c), &insn) != DECODE_OK)
			return false;
		if (insn.row->props & I_JUMP)
			return true;
	}
	return false;
}

uint32_t rows_undefined(const struct diff_case *c, uint32_t eip)
{
	uint32_t end = eip - case_start(c), mask = 0;
	bool about = jumps_about(c);
	struct insn insn;

	if (end > c->code_bytes || about)
		end = c->code_bytes;
	for (unsigned off = 0; off < end; off += insn.len) {
		if (decode(c->code + off, c->code_bytes - off, case_code32(c), &insn) != DECODE_OK)
			return mask;
		if (!about && settles(&insn))
			mask &= ~(uint32_t)insn.row->sets;
		mask |= adds(c, &insn, !off && !about);
	}
	return mask;
}

/* ---- x87, MMX, SSE ---- */

bool rows_fpu(const struct insn_row *row)
{
	if (row->opcode >= 0xd8 && row->opcode <= 0xdf)
		return true;
	return row->sem == S_FWAIT || (row->sem >= S_MMX && row->sem <= S_CLFLUSH);
}
