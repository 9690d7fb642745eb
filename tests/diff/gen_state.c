/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gen_state: registers, flags, segments and memory for a case: mostly such
 * that the instruction gets something to do, sometimes not.
 */
#include <string.h>

#include "emu/cpu/decode.h"
#include "emu/cpu/state.h"
#include "tests/diff/gen.h"

uint32_t gen_edge(struct gen *g)
{
	static const uint32_t edges[] = {
	    0,	    1,	    2,	    0xffffffff, 0xfffffffe, 0x7f,	0x80,	    0xff,
	    0x100,  0x7fff, 0x8000, 0xffff,	0x10000,    0x7fffffff, 0x80000000, 0x55555555,
	    0x0909, 0x99,   0x9a,   0xf9,	0x10,	    0x1f,	0x20,	    0x21,
	};

	switch (gen_below(g, 8)) {
	case 0:
	case 1:
	case 2:
		return edges[gen_below(g, sizeof(edges) / sizeof(edges[0]))];
	case 3:
		return (1u << gen_below(g, 32)) - gen_below(g, 3);
	case 4:
		return gen_below(g, 256);
	case 5:
		return (uint32_t) - (int32_t)gen_below(g, 256);
	default:
		return gen_u32(g);
	}
}

/* ---- segments ---- */

static uint16_t any_data(struct gen *g)
{
	static const uint16_t selectors[] = {
	    SEL_DATA,
	    SEL_LDT(LDT_DATA),
	    SEL_LDT(LDT_DATA_DOWN),
	    SEL_LDT(LDT_DATA16_DOWN),
	    SEL_LDT(LDT_DATA_RO),
	    SEL_LDT(LDT_CODE32),
	    SEL_LDT(LDT_CODE_FLAT),
	    SEL_LDT(LDT_STACK16),
	    SEL_LDT(LDT_STACK_FLAT),
	    SEL_LDT(LDT_DATA16),
	    SEL_LDT(LDT_TINY),
	    0,
	};

	return selectors[gen_below(g, sizeof(selectors) / sizeof(selectors[0]))];
}

static uint16_t any_stack(struct gen *g)
{
	static const uint16_t selectors[] = {
	    SEL_DATA,	       SEL_LDT(LDT_STACK16),   SEL_LDT(LDT_STACK_FLAT),
	    SEL_LDT(LDT_DATA), SEL_LDT(LDT_DATA_DOWN), SEL_LDT(LDT_DATA16_DOWN),
	    SEL_LDT(LDT_TINY), SEL_LDT(LDT_DATA16),
	};

	return selectors[gen_below(g, sizeof(selectors) / sizeof(selectors[0]))];
}

static uint16_t any_code(struct gen *g)
{
	static const uint16_t selectors[] = {SEL_CODE, SEL_LDT(LDT_CODE32), SEL_LDT(LDT_CODE16),
					     SEL_LDT(LDT_CODE_FLAT)};

	return selectors[gen_below(g, 4)];
}

void gen_mode(struct gen *g, struct diff_case *c)
{
	bool flat = gen_chance(g, 50);

	c->sel[SEG_CS] = flat ? SEL_CODE : any_code(g);
	c->sel[SEG_SS] = flat ? SEL_DATA : any_stack(g);
	c->sel[SEG_DS] = flat ? SEL_DATA : any_data(g);
	c->sel[SEG_ES] = flat ? SEL_DATA : any_data(g);
	c->sel[SEG_FS] = any_data(g);
	c->sel[SEG_GS] = any_data(g);
	c->eflags = gen_u32(g) & (FL_STATUS | FL_ID);
	if (gen_chance(g, 25))
		c->eflags |= FL_DF;
	if (gen_chance(g, 3))
		c->eflags |= FL_AC;
}

static const struct ldt_entry flat_entry = {0, 0xffffffff, 3, true, true, false, true};

static const struct ldt_entry *entry_of(uint16_t selector)
{
	return selector & 4 ? &layout_ldt[selector >> 3 & (LDT_SLOTS - 1)] : &flat_entry;
}

/* ---- places ---- */

/* Somewhere in memory where an access is worth a look, as an offset in the segment. */
static uint32_t gen_place(struct gen *g, uint16_t selector, bool ad16)
{
	static const uint32_t spots[] = {DATA_LA,	   DATA_LA + 0x1000, DATA_LA + 0x2000,
					 DATA_LA + 0x3000, STACK_LA,	     STACK_LA + 0x1000,
					 LOW_LA,	   LOW_LA + 0x1000,  LOW_LA + 0x2000};
	const struct ldt_entry *entry = entry_of(selector);
	uint32_t la;

	if (ad16 && !entry->base)
		la = gen_chance(g, 20) ? 0xfff0 + gen_below(g, 16) : LOW_LA + gen_below(g, 0xff0);
	else if (gen_chance(g, 70))
		la = (gen_chance(g, 70) ? DATA_LA : STACK_LA) + gen_below(g, 0xff0);
	else if (gen_chance(g, 70))
		la = spots[gen_below(g, 9)] - 16 + gen_below(g, 32);
	else if (entry->limit != 0xffffffff)
		la = entry->base + entry->limit - 16 + gen_below(g, 20);
	else
		la = DATA_LA + gen_below(g, 0x3000);
	if (gen_chance(g, 60))
		la &= ~15u;
	return la - entry->base;
}

static void add_patch(struct diff_case *c, uint32_t la, const void *data, unsigned bytes)
{
	struct patch *patch = &c->patch[c->patches];

	if (c->patches == CASE_PATCHES)
		return;
	patch->la = la;
	patch->bytes = (uint8_t)bytes;
	memcpy(patch->data, data, bytes);
	c->patches++;
}

/* A linear address that user code may go to, as an offset in the case's code segment. */
static uint32_t gen_pad(struct gen *g, const struct diff_case *c)
{
	uint32_t off = layout_pad[1 + gen_below(g, PADS - 1)];

	if (gen_chance(g, 5))
		return gen_edge(g);
	if (gen_chance(g, 3))
		off += PAD_BYTES + 1 + gen_below(g, 24);
	return CODE_LA + off - case_code_base(c);
}

/* ---- what instructions want ---- */

static uint32_t operand_off(const struct diff_case *c, const struct insn *insn)
{
	uint32_t base = insn->base < 8 ? c->r[insn->base] : 0;
	uint32_t index = insn->index < 8 ? c->r[insn->index] << insn->scale : 0;
	uint32_t off = base + index + insn->disp;

	return insn->ad_bytes == 2 ? off & 0xffff : off;
}

/* Change a register so that the operand lies at off. */
static void aim(struct diff_case *c, const struct insn *insn, uint32_t off)
{
	uint32_t delta = off - operand_off(c, insn);

	if (insn->base < 8 && insn->base != insn->index)
		c->r[insn->base] += delta;
	else if (insn->base < 8 && insn->scale == 0)
		c->r[insn->base] += delta / 2;
	else if (insn->index < 8 && insn->base >= 8)
		c->r[insn->index] += delta >> insn->scale;
}

static uint32_t operand_la(const struct diff_case *c, const struct insn *insn)
{
	return operand_off(c, insn) + entry_of(c->sel[insn->seg])->base;
}

/* Put numbers where the operand is, when that is memory. */
static void set_operand(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint32_t value[4];

	if (c->fx_seed) {
		fpu_operand(g, (uint8_t *)value);
		add_patch(c, operand_la(c, insn), value, 16);
		return;
	}

	for (unsigned i = 0; i < 4; i++)
		value[i] = gen_edge(g);
	add_patch(c, operand_la(c, insn), value, 16);
}

static void set_far(struct gen *g, struct diff_case *c, uint32_t la, unsigned op_bytes,
		    uint32_t eip, uint16_t selector)
{
	uint8_t far[6];

	(void)g;
	memcpy(far, &eip, 4);
	memcpy(far + op_bytes, &selector, 2);
	add_patch(c, la, far, op_bytes + 2);
}

/* Any selector: of a descriptor, of none, null. */
static uint16_t any_selector(struct gen *g)
{
	uint16_t selector = (uint16_t)SEL_LDT(gen_below(g, LDT_SLOTS + 2));

	switch (gen_below(g, 8)) {
	case 0:
		return any_data(g);
	case 1:
		return any_stack(g);
	case 2:
		return (uint16_t)gen_below(g, 4);
	case 3:
		return (uint16_t)((selector & ~3u) | gen_below(g, 4));
	case 4:
		return gen_chance(g, 50) ? 8 : 0x18;
	default:
		return selector;
	}
}

/* Dividends whose quotient fits. */
static void suit_division(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	if (gen_chance(g, 70)) {
		c->r[EDX] = gen_chance(g, 50) ? 0 : gen_below(g, 256);
		if (insn->row->sem == S_IDIV && (c->r[EAX] & 0x80000000))
			c->r[EDX] = ~c->r[EDX];
		if (insn->row->form[0] == F_EB)
			c->r[EAX] &= 0xff | (gen_chance(g, 50) ? 0x300 : 0);
	}
}

/* Make the accumulator equal what it is compared with. */
static void suit_exchange(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint32_t value[4] = {c->r[EAX], c->r[EDX], 0, 0};

	if (insn->mem && gen_chance(g, 60))
		add_patch(c, operand_la(c, insn), value, 16);
	else if (gen_chance(g, 50))
		c->r[EAX] = c->r[insn->rm];
}

static void suit_string(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	bool ad16 = insn->ad_bytes == 2;
	uint32_t filler[4];

	if (gen_chance(g, 95)) {
		c->r[ESI] = gen_place(g, c->sel[insn->seg], ad16);
		c->r[EDI] = gen_place(g, c->sel[SEG_ES], ad16);
	}
	if (insn->rep || gen_chance(g, 50))
		c->r[ECX] = gen_chance(g, 90) ? gen_below(g, 24) : gen_below(g, 5000);
	if (ad16 && gen_chance(g, 50))
		c->r[ECX] |= gen_u32(g) << 16;
	/* runs of equal elements, for the comparing ones */
	if (gen_chance(g, 60)) {
		memset(filler, (int)c->r[EAX], sizeof(filler));
		if (gen_chance(g, 70))
			c->r[EAX] = filler[0];
		add_patch(c, c->r[EDI] + entry_of(c->sel[SEG_ES])->base, filler, 16);
		add_patch(c, c->r[ESI] + entry_of(c->sel[insn->seg])->base, filler,
			  gen_chance(g, 50) ? 16 : 5);
	}
}

static void suit_stack(struct gen *g, struct diff_case *c)
{
	const struct ldt_entry *entry = entry_of(c->sel[SEG_SS]);
	uint32_t *const which[] = {&c->r[ESP], &c->r[EBP]};

	for (unsigned i = 0; i < 2; i++) {
		uint32_t place = STACK_LA + 0x100 + (gen_below(g, 0xe00) & ~3u) - entry->base;

		if (c->sel[SEG_SS] == SEL_LDT(LDT_STACK16) || gen_chance(g, 75))
			*which[i] = place;
		else
			*which[i] = gen_place(g, c->sel[SEG_SS], false);
		if (!entry->big && gen_chance(g, 70))
			*which[i] |= gen_u32(g) << 16;
		if (gen_chance(g, 10))
			*which[i] += gen_below(g, 4);
		if (gen_chance(g, 2))
			*which[i] = gen_below(g, 8);
	}
}

static uint32_t stack_la(const struct diff_case *c)
{
	const struct ldt_entry *entry = entry_of(c->sel[SEG_SS]);

	return entry->base + (entry->big ? c->r[ESP] : c->r[ESP] & 0xffff);
}

/* Where a near jump goes is in the code: aim it at a pad. */
static void aim_jump(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	unsigned bytes = insn->row->form[0] == F_JB ? 1 : insn->op_bytes;
	uint32_t from = case_start(c) + c->code_bytes;
	uint32_t off = gen_pad(g, c), rel = off - from;

	for (unsigned try = 0; try < 8 && bytes == 1 && rel + 128 > 255; try++)
		rel = gen_pad(g, c) - from;
	/* a jump to itself would never end */
	if (bytes < 4)
		rel = bytes == 1 ? (uint32_t)(int8_t)rel : (uint32_t)(int16_t)rel;
	if (rel + insn->len < 16)
		rel = 0;
	for (unsigned i = 0; i < bytes; i++)
		c->code[c->code_bytes - bytes + i] = (uint8_t)(rel >> 8 * i);
}

static void aim_indirect(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint32_t target = gen_pad(g, c);

	if (insn->mem)
		add_patch(c, operand_la(c, insn), &target, 4);
	else
		c->r[insn->rm] = target;
}

static void suit_flags_image(struct gen *g, struct diff_case *c)
{
	uint32_t image = gen_u32(g) & ~(FL_NT | FL_TF);

	if (gen_chance(g, 90))
		image &= ~FL_AC;
	if (gen_chance(g, 10))
		image |= FL_TF;
	add_patch(c, stack_la(c), &image, 4);
}

static void suit_bound(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint32_t value = c->r[insn->reg], low = value - gen_below(g, 3), high = value + 1;
	uint16_t narrow[2] = {(uint16_t)low, (uint16_t)(high - gen_below(g, 3))};
	uint32_t wide[2] = {low + gen_below(g, 2), high - gen_below(g, 3)};

	add_patch(c, operand_la(c, insn), insn->op_bytes == 2 ? (void *)narrow : (void *)wide,
		  insn->op_bytes * 2u);
}

/* A code segment, more often than not; never the host's 64-bit one. */
static uint16_t far_selector(struct gen *g)
{
	uint16_t selector;

	if (gen_chance(g, 70))
		return (uint16_t)((any_code(g) & ~3u) | (gen_chance(g, 90) ? 3 : gen_below(g, 4)));
	do
		selector = any_selector(g);
	while ((selector & ~7u) == (SEL_HOST64 & ~7u));
	return selector;
}

/* Between the pads, where every byte is INT3. */
static uint32_t far_off(struct gen *g, uint16_t selector)
{
	static const uint16_t spots[] = {0x200, 0x400, 0x6f0, 0x900, 0xe00, 0x1200, 0x1f00, 0x2000};

	if (gen_chance(g, 10))
		return gen_edge(g);
	return CODE_LA + spots[gen_below(g, 8)] + gen_below(g, 3) - entry_of(selector)->base;
}

/* Far jumps and calls name their target; far returns pop it. */
static void suit_far(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint16_t selector = far_selector(g);
	uint32_t off = far_off(g, selector), image[3] = {off, selector, gen_u32(g)};
	uint16_t narrow[3] = {(uint16_t)off, selector, (uint16_t)gen_u32(g)};
	unsigned op = insn->op_bytes;

	image[1] |= gen_u32(g) << 16;
	image[2] &= gen_chance(g, 10) ? FL_STATUS | FL_TF : FL_STATUS | FL_DF | FL_ID | FL_AC;
	if (gen_chance(g, 90))
		image[2] &= ~FL_AC;
	narrow[2] = (uint16_t)image[2];
	if (insn->row->form[0] == F_AP) {
		memcpy(c->code + c->code_bytes - 2 - op, &off, op);
		memcpy(c->code + c->code_bytes - 2, &selector, 2);
	} else if (insn->row->form[0] == F_MP) {
		set_far(g, c, operand_la(c, insn), op, off, selector);
	} else if (op == 4) {
		add_patch(c, stack_la(c), image, 12);
	} else {
		add_patch(c, stack_la(c), narrow, 6);
	}
}

/* MXCSR with no bit that is not there; sometimes with one. */
static void suit_mxcsr(struct gen *g, struct diff_case *c, uint32_t la)
{
	uint32_t mxcsr = gen_u32(g) & (gen_chance(g, 90) ? 0xffbf : ~0u);

	if (gen_chance(g, 70))
		mxcsr |= 0x1f80;
	add_patch(c, la, &mxcsr, 4);
}

static void suit(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint32_t eip = gen_pad(g, c);

	switch (insn->row->sem) {
	case S_DIV:
	case S_IDIV:
		suit_division(g, c, insn);
		break;
	case S_CMPXCHG:
	case S_CMPXCHG8B:
		suit_exchange(g, c, insn);
		break;
	case S_JCC:
	case S_LOOP:
	case S_LOOPE:
	case S_LOOPNE:
	case S_JCXZ:
		aim_jump(g, c, insn);
		if (gen_chance(g, 50))
			c->r[ECX] = gen_below(g, 3) | (gen_chance(g, 50) ? 0x10000 : 0);
		break;
	case S_JMP:
	case S_CALL:
		if (insn->row->form[0] == F_EV)
			aim_indirect(g, c, insn);
		else
			aim_jump(g, c, insn);
		break;
	case S_RET:
		add_patch(c, stack_la(c), &eip, 4);
		break;
	case S_JMPF:
	case S_CALLF:
	case S_RETF:
	case S_IRET:
		suit_far(g, c, insn);
		break;
	case S_INT:
		if (c->code[c->code_bytes - 1] == 0x80)
			c->code[c->code_bytes - 1] = 3;
		break;
	case S_LOADFAR:
		set_far(g, c, operand_la(c, insn), insn->op_bytes, gen_edge(g), any_selector(g));
		break;
	case S_POPF:
		suit_flags_image(g, c);
		break;
	case S_BOUND:
		suit_bound(g, c, insn);
		break;
	case S_LDMXCSR:
		suit_mxcsr(g, c, operand_la(c, insn));
		break;
	case S_FXRSTOR:
		suit_mxcsr(g, c, operand_la(c, insn) + 24);
		break;
	case S_MASKMOV:
		c->r[EDI] = gen_place(g, c->sel[insn->seg], insn->ad_bytes == 2);
		break;
	case S_BT:
	case S_BTS:
	case S_BTR:
	case S_BTC:
		if (insn->mem && insn->row->form[1] == F_GV && gen_chance(g, 80) &&
		    insn->reg != insn->base && insn->reg != insn->index)
			c->r[insn->reg] = gen_below(g, 512) - 256;
		break;
	default:
		break;
	}
}

static void suit_selector(struct gen *g, struct diff_case *c, const struct insn *insn)
{
	uint32_t selector = any_selector(g) | gen_u32(g) << 16;

	if (insn->row->sem == S_POPSEG)
		add_patch(c, stack_la(c), &selector, 4);
	else if (insn->mem)
		add_patch(c, operand_la(c, insn), &selector, 4);
	else
		c->r[insn->rm] = selector;
}

static bool takes_selector(const struct insn_row *row)
{
	switch (row->sem) {
	case S_POPSEG:
	case S_MOVTOSEG:
	case S_LAR:
	case S_LSL:
	case S_VERR:
	case S_VERW:
	case S_ARPL:
		return true;
	default:
		return false;
	}
}

static bool is_string(const struct insn_row *row)
{
	return row->sem >= S_MOVS && row->sem <= S_OUTS;
}

void gen_state(struct gen *g, struct diff_case *c)
{
	struct insn insn;

	for (unsigned i = 0; i < 8; i++)
		c->r[i] = gen_edge(g);
	suit_stack(g, c);
	if (decode(c->code + c->lead, c->code_bytes - c->lead, case_code32(c), &insn) != DECODE_OK)
		return;
	if (insn.row->sem == S_XLAT)
		c->r[EBX] = gen_place(g, c->sel[insn.seg], insn.ad_bytes == 2) - (c->r[EAX] & 255);
	if (is_string(insn.row))
		suit_string(g, c, &insn);
	if (insn.mem && gen_chance(g, 95))
		aim(c, &insn, gen_place(g, c->sel[insn.seg], insn.ad_bytes == 2));
	if (insn.mem && gen_chance(g, 80))
		set_operand(g, c, &insn);
	suit(g, c, &insn);
	if (takes_selector(insn.row) && gen_chance(g, 90))
		suit_selector(g, c, &insn);
}
