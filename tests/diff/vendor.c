/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/vendor.h"

#include <stdio.h>
#include <string.h>

#include "emu/cpu/decode.h"
#include "emu/cpu/state.h"
#include "tests/diff/rows.h"

typedef bool applies(const struct diff_case *c, const struct insn *insn, const struct outcome *host,
		     const struct outcome *model, struct allowance *allow);

static bool faulted(const struct outcome *outcome)
{
	return outcome->vector >= 0;
}

static uint32_t operand_off(const uint32_t r[8], const struct insn *insn)
{
	uint32_t base = insn->base < 8 ? r[insn->base] : 0;
	uint32_t index = insn->index < 8 ? r[insn->index] << insn->scale : 0;

	return base + index + insn->disp;
}

static bool push_segment(const struct diff_case *c, const struct insn *insn,
			 const struct outcome *host, const struct outcome *model,
			 struct allowance *allow)
{
	uint32_t esp = host->r[ESP], base = 0;

	(void)model;
	if (insn->row->sem != S_PUSHSEG || insn->op_bytes != 4)
		return false;
	if (c->sel[SEG_SS] & 4) {
		const struct ldt_entry *entry = &layout_ldt[c->sel[SEG_SS] >> 3 & (LDT_SLOTS - 1)];

		base = entry->base;
		esp &= entry->big ? ~0u : 0xffff;
	}
	allow->la = base + esp + 2;
	allow->bytes = 2;
	/* four bytes may be unaligned, or cross into another page, where two do not */
	allow->all = faulted(host);
	return true;
}

static bool many_accesses(const struct diff_case *c, const struct insn *insn,
			  const struct outcome *host, const struct outcome *model,
			  struct allowance *allow)
{
	unsigned sem = insn->row->sem;

	(void)c;
	if ((sem != S_ENTER && sem != S_PUSHA && sem != S_POPA && sem != S_CALLF) ||
	    !faulted(host) || !faulted(model))
		return false;
	allow->memory = sem != S_POPA;
	allow->registers = sem == S_POPA;
	return true;
}

static bool lar_limit(const struct diff_case *c, const struct insn *insn,
		      const struct outcome *host, const struct outcome *model,
		      struct allowance *allow)
{
	(void)c, (void)host, (void)model;
	allow->reg = insn->reg;
	allow->reg_mask = 0xf0000;
	return insn->row->sem == S_LAR && insn->op_bytes == 4;
}

static bool number_limit(const struct diff_case *c, const struct insn *insn,
			 const struct outcome *host, const struct outcome *model,
			 struct allowance *allow)
{
	(void)c, (void)model;
	allow->reg = insn->reg;
	allow->reg_mask = ~0u;
	return insn->row->sem == S_LSL && host->vector == ENDED_AT_PAD;
}

static bool long_double_shift(const struct diff_case *c, const struct insn *insn,
			      const struct outcome *host, const struct outcome *model,
			      struct allowance *allow)
{
	unsigned count = (insn->row->form[2] == F_CL ? c->r[ECX] : insn->imm) & 31;

	(void)host, (void)model;
	allow->all = true;
	return (insn->row->sem == S_SHLD || insn->row->sem == S_SHRD) && insn->op_bytes == 2 &&
	       count > 16;
}

static bool no_modrm(const struct diff_case *c, const struct insn *insn, const struct outcome *host,
		     const struct outcome *model, struct allowance *allow)
{
	(void)c;
	allow->all = true;
	return insn->row->sem == S_UNDEFINED && host->vector == VEC_UD && model->vector == VEC_PF;
}

static bool no_repetition(const struct diff_case *c, const struct insn *insn,
			  const struct outcome *host, const struct outcome *model,
			  struct allowance *allow)
{
	uint32_t mask = insn->ad_bytes == 2 ? 0xffff : ~0u;

	(void)host, (void)model;
	allow->all = true;
	return (insn->row->sem == S_INS || insn->row->sem == S_OUTS) && insn->rep &&
	       !(c->r[ECX] & mask);
}

static bool repeated_loop(const struct diff_case *c, const struct insn *insn,
			  const struct outcome *host, const struct outcome *model,
			  struct allowance *allow)
{
	(void)c, (void)host, (void)model;
	allow->all = true;
	return (insn->row->sem == S_LOOPE || insn->row->sem == S_LOOPNE) && insn->rep;
}

static bool call_order(const struct diff_case *c, const struct insn *insn,
		       const struct outcome *host, const struct outcome *model,
		       struct allowance *allow)
{
	(void)c;
	allow->all = true;
	return (insn->row->sem == S_CALL || insn->row->sem == S_CALLF) && faulted(host) &&
	       (model->vector == VEC_GP ||
		(insn->row->sem == S_CALLF && model->vector == VEC_PF && host->vector == VEC_AC));
}

static bool step_in_repetition(const struct diff_case *c, const struct insn *insn,
			       const struct outcome *host, const struct outcome *model,
			       struct allowance *allow)
{
	(void)c;
	allow->flags = FL_RF;
	return insn->rep && host->vector == VEC_DB && model->vector == VEC_DB;
}

static bool is_approximate(const struct insn_row *row)
{
	return row->opcode == 0xf52 || row->opcode == 0xf53;
}

/* Both within 1.5 * 2^-12 of the truth. */
static bool close(const uint8_t one[16], const uint8_t other[16])
{
	uint32_t a[4], b[4];

	memcpy(a, one, 16);
	memcpy(b, other, 16);
	for (unsigned i = 0; i < 4; i++) {
		bool tiny = (a[i] << 1) < 0x1003000 && (b[i] << 1) < 0x1003000;

		if (!tiny && a[i] - b[i] + 6144 > 12288)
			return false;
	}
	return true;
}

static bool approximations(const struct diff_case *c, const struct insn *insn,
			   const struct outcome *host, const struct outcome *model,
			   struct allowance *allow)
{
	(void)c;
	if (!is_approximate(insn->row) || !close(host->fx.xmm[insn->reg], model->fx.xmm[insn->reg]))
		return false;
	allow->xmm = (uint8_t)(1u << insn->reg);
	return true;
}

static bool alignment_first(const struct diff_case *c, const struct insn *insn,
			    const struct outcome *host, const struct outcome *model,
			    struct allowance *allow)
{
	(void)c;
	allow->all = true;
	return rows_fpu(insn->row) && host->vector == VEC_GP && model->vector == VEC_SS;
}

static bool masked_store(const struct diff_case *c, const struct insn *insn,
			 const struct outcome *host, const struct outcome *model,
			 struct allowance *allow)
{
	(void)c, (void)model;
	allow->all = true;
	return insn->row->sem == S_MASKMOV && faulted(host);
}

static bool long_image(const struct diff_case *c, const struct insn *insn,
		       const struct outcome *host, const struct outcome *model,
		       struct allowance *allow)
{
	(void)c, (void)model;
	allow->all = true;
	return (insn->row->sem == S_FXSAVE || insn->row->sem == S_FXRSTOR) && faulted(host);
}

static bool saved_image(const struct diff_case *c, const struct insn *insn,
			const struct outcome *host, const struct outcome *model,
			struct allowance *allow)
{
	const struct ldt_entry *entry = &layout_ldt[c->sel[insn->seg] >> 3 & (LDT_SLOTS - 1)];
	uint32_t off = operand_off(c->r, insn);

	(void)host, (void)model;
	off &= insn->ad_bytes == 2 ? 0xffff : ~0u;
	allow->la = off + (c->sel[insn->seg] & 4 ? entry->base : 0) + 28;
	allow->bytes = 4;
	return insn->row->sem == S_FXSAVE;
}

static bool integers_from_memory(const struct diff_case *c, const struct insn *insn,
				 const struct outcome *host, const struct outcome *model,
				 struct allowance *allow)
{
	(void)c, (void)host, (void)model;
	allow->all = true;
	return insn->row->opcode == 0xf2a && insn->row->prefix == P_NONE && insn->mem;
}

/* One unit in the last place; integer bits left out. */
static bool adjacent(const uint8_t one[10], const uint8_t other[10])
{
	uint64_t sig[2];
	uint16_t se[2];
	unsigned __int128 x, y;

	memcpy(&sig[0], one, 8);
	memcpy(&sig[1], other, 8);
	memcpy(&se[0], one + 8, 2);
	memcpy(&se[1], other + 8, 2);
	x = (unsigned __int128)se[0] << 63 | (sig[0] & ~0ull >> 1);
	y = (unsigned __int128)se[1] << 63 | (sig[1] & ~0ull >> 1);
	return (x > y ? x - y : y - x) <= 1;
}

static bool elementary(const struct diff_case *c, const struct insn *insn,
		       const struct outcome *host, const struct outcome *model,
		       struct allowance *allow)
{
	(void)c;
	if (!rows_elementary(insn->row))
		return false;
	allow->status = FPU_C1;
	/* processors set PE, and with it UE, even if such a result is exact */
	if (host->fx.sw & ~model->fx.sw & (FPU_PE | FPU_UE))
		allow->status |= FPU_PE | FPU_UE | FPU_ES | FPU_BUSY;
	for (unsigned i = 0; i < 2; i++)
		if (adjacent(host->fx.st[i], model->fx.st[i]))
			allow->st |= (uint8_t)(1u << i);
	return true;
}

static bool out_of_range(const struct diff_case *c, const struct insn *insn,
			 const struct outcome *host, const struct outcome *model,
			 struct allowance *allow)
{
	struct fx fx;
	unsigned exponent;

	(void)host, (void)model;
	fpu_state(c->fx_seed, c->fx_keep, &fx);
	exponent = (fx.st[0][8] | fx.st[0][9] << 8) & 0x7fff;
	allow->all = true;
	return (insn->row->sem == S_F2XM1 && exponent >= 0x3fff) ||
	       (insn->row->sem == S_FYL2XP1 && exponent >= 0x3ffd);
}

static bool compare_flags(const struct diff_case *c, const struct insn *insn,
			  const struct outcome *host, const struct outcome *model,
			  struct allowance *allow)
{
	unsigned sem = insn->row->sem;

	(void)c, (void)host, (void)model;
	allow->status = FPU_C1;
	return sem == S_FCOMI || sem == S_FCOMIP || sem == S_FUCOMI || sem == S_FUCOMIP;
}

/* The element's own definition is what the machine does (SDM 2B, MOVS). */
static bool overlap_missed(const struct diff_case *c, const struct insn *insn,
			   const struct outcome *host, const struct outcome *model,
			   struct allowance *allow)
{
	(void)host, (void)model;
	allow->memory = true;
	return insn->row->sem == S_MOVS && insn->rep && insn->ad_bytes == 2 &&
	       (c->r[ESI] ^ c->r[EDI]) >> 16;
}

static bool pop_order(const struct diff_case *c, const struct insn *insn,
		      const struct outcome *host, const struct outcome *model,
		      struct allowance *allow)
{
	(void)c;
	allow->all = true;
	return (insn->row->sem == S_RETF || insn->row->sem == S_IRET) && faulted(host) &&
	       faulted(model);
}

/* Near the end of the address space, going past it. */
static bool wraps(uint32_t off)
{
	return off >= 0xffffff80 || off < 0x80;
}

static bool whole_space(const struct diff_case *c, const struct insn *insn,
			const struct outcome *host, const struct outcome *model,
			struct allowance *allow)
{
	allow->all = true;
	if (host->vector != VEC_GP && host->vector != VEC_SS && model->vector != VEC_GP &&
	    model->vector != VEC_SS)
		return false;
	for (unsigned i = 0; i < 8; i++)
		if (wraps(c->r[i]) || wraps(host->r[i]))
			return true;
	return insn->mem && (wraps(operand_off(c->r, insn)) || wraps(operand_off(host->r, insn)));
}

static bool two_parts(const struct diff_case *c, const struct insn *insn,
		      const struct outcome *host, const struct outcome *model,
		      struct allowance *allow)
{
	(void)c, (void)model;
	allow->all = true;
	for (int i = 0; i < 2; i++)
		switch (insn->row->form[i]) {
		case F_MP:
		case F_MA:
		case F_MT:
		case F_ME:
		case F_MFA:
			return faulted(host);
		default:
			break;
		}
	return false;
}

static struct difference {
	const char *what;
	bool amd_only;
	applies *applies;
	unsigned long used;
} differences[] = {
    {"PUSH of a segment register, 32 bits: upper word unwritten, as Intel's; AMD clears it", true,
     push_segment, 0},
    {"ENTER, PUSHA, POPA, far CALL that fault change nothing; some of it is done on AMD", true,
     many_accesses, 0},
    {"LAR: bits 19:16 are zero, as SDM 2A's mask has it; AMD shows the limit's", true, lar_limit,
     0},
    {"LSL of a selector of Linux's own", false, number_limit, 0},
    {"SHLD, SHRD of words by more than 16: undefined; as Intel's, dest:src:dest", false,
     long_double_shift, 0},
    {"UD0, UD1: ModRM and what follows is fetched first, as SDM 2B; AMD has none", true, no_modrm,
     0},
    {"REP INS, OUTS by 0 check no port, as SDM 2A; AMD's do", true, no_repetition, 0},
    {"LOOPE, LOOPNE after a REP prefix: as without; on AMD the prefix gives the condition", true,
     repeated_loop, 0},
    {"CALL, near and far: the target's limit comes before the push, as SDM 2A; on AMD after it",
     true, call_order, 0},
    {"a single step between two iterations of REP sets RF, as SDM 3B 17.3.1.1; not on AMD", true,
     step_in_repetition, 0},
    {"REP MOVS, 16-bit addresses: AMD's misses overlaps where the upper halves differ", true,
     overlap_missed, 0},
    {"RETF, IRET: EIP is popped first, as SDM 2B; on AMD CS, where both pops fault", true,
     pop_order, 0},
    {"RCPPS, RSQRTPS and their kin: within 1.5 * 2^-12, each processor otherwise", false,
     approximations, 0},
    {"16 bytes neither aligned nor within SS: #SS here, #GP on AMD", true, alignment_first, 0},
    {"x87's elementary functions: within a unit in the last place; C1, and PE where exact", false,
     elementary, 0},
    {"F2XM1, FYL2XP1 out of their range: undefined", false, out_of_range, 0},
    {"FCOMI and its kin clear C1, as SDM 2A; AMD's leave it", true, compare_flags, 0},
    {"MASKMOVQ, MASKMOVDQU: bytes not stored raise nothing; implementation-specific, SDM 2B", false,
     masked_store, 0},
    {"FXSAVE, FXRSTOR: which of 512 bytes faults first, and where 16-bit addresses wrap", false,
     long_image, 0},
    {"FXSAVE: which bits of MXCSR there are", false, saved_image, 0},
    {"CVTPI2PS of memory: to MMX state, as SDM 2A; on AMD as CVTPI2PD, which does not", true,
     integers_from_memory, 0},
    {"past 4 GiB in a segment without limit: implementation-specific, SDM 3A 5.3", false,
     whole_space, 0},
    {"pointers, bounds, m80, images of x87: one access; on AMD several that wrap and fault", true,
     two_parts, 0},
};

#define DIFFERENCES (sizeof(differences) / sizeof(differences[0]))

static bool on_amd;

void vendor_start(bool amd)
{
	on_amd = amd;
}

/* The instruction that the case came to; behind its code, the last. */
static bool insn_at(const struct diff_case *c, uint32_t eip, struct insn *insn)
{
	uint32_t end = eip - case_start(c);
	unsigned off = 0;

	for (;;) {
		decode(c->code + off, c->code_bytes - off, case_code32(c), insn);
		if (!insn->len || off + insn->len >= c->code_bytes || off >= end)
			return insn->row;
		off += insn->len;
	}
}

bool vendor_allow(const struct diff_case *c, const struct outcome *host,
		  const struct outcome *model, unsigned *next, struct allowance *allow)
{
	struct insn insn;

	if (!insn_at(c, host->eip, &insn))
		return false;
	while (*next < DIFFERENCES) {
		const struct difference *difference = &differences[(*next)++];

		*allow = (struct allowance){0};
		if ((on_amd || !difference->amd_only) &&
		    difference->applies(c, &insn, host, model, allow))
			return true;
	}
	return false;
}

void vendor_used(unsigned next)
{
	differences[next - 1].used++;
}

void vendor_print(void)
{
	for (size_t i = 0; i < DIFFERENCES; i++)
		if (!differences[i].amd_only || on_amd)
			printf("not compared, %lu cases: %s\n", differences[i].used,
			       differences[i].what);
}
