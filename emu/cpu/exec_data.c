/* SPDX-License-Identifier: GPL-2.0-only */
/* exec_data: moving, exchanging and converting data; conditional moves and sets; flag bits. */
#include "emu/cpu/alu.h"
#include "emu/cpu/exec.h"

INLINE void mov_load(struct cpu *cpu, const struct uop *u, unsigned bytes)
{
	reg_set(cpu, u->dst, mem_read(cpu, u, mem_la(cpu, u, bytes, false), bytes), bytes);
	NEXT(cpu, u);
}

INLINE void mov_store(struct cpu *cpu, const struct uop *u, unsigned bytes, bool imm)
{
	uint32_t la = mem_la(cpu, u, bytes, true);

	mem_write(cpu, u, la, imm ? u->imm : reg_get(cpu, u->src, bytes), bytes);
	NEXT(cpu, u);
}

INLINE void mov_reg(struct cpu *cpu, const struct uop *u, unsigned bytes, bool imm)
{
	reg_set(cpu, u->dst, imm ? u->imm : reg_get(cpu, u->src, bytes), bytes);
	NEXT(cpu, u);
}

INLINE void mov_quick_load(struct cpu *cpu, const struct uop *u, unsigned bytes,
			   enum address_form form, uop_fn *whole)
{
	void *host;

	if (UNLIKELY(!tlb_reads(cpu->tlb, quick_la(cpu, u, form), bytes, &host))) {
		whole(cpu, u);
		return;
	}
	reg_set(cpu, u->dst, mem_load(host, bytes), bytes);
	NEXT(cpu, u);
}

INLINE void mov_quick_store(struct cpu *cpu, const struct uop *u, unsigned bytes, bool imm,
			    enum address_form form, uop_fn *whole)
{
	void *host;

	if (UNLIKELY(!tlb_writes(cpu->tlb, quick_la(cpu, u, form), bytes, &host))) {
		whole(cpu, u);
		return;
	}
	mem_store(host, imm ? u->imm : reg_get(cpu, u->src, bytes), bytes);
	NEXT(cpu, u);
}

#define HANDLER(name, call)                                                                        \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		call;                                                                              \
	}
#define MOV_SIZE(mov, bytes)                                                                       \
	HANDLER(mov##_rm, mov_load(cpu, u, bytes))                                                 \
	HANDLER(mov##_mr, mov_store(cpu, u, bytes, false))                                         \
	HANDLER(mov##_mi, mov_store(cpu, u, bytes, true))                                          \
	HANDLER(mov##_rr, mov_reg(cpu, u, bytes, false))                                           \
	HANDLER(mov##_ri, mov_reg(cpu, u, bytes, true))                                            \
	HANDLER(mov##_rm_base, mov_quick_load(cpu, u, bytes, AT_BASE, mov##_rm))                   \
	HANDLER(mov##_rm_index, mov_quick_load(cpu, u, bytes, AT_INDEX, mov##_rm))                 \
	HANDLER(mov##_mr_base, mov_quick_store(cpu, u, bytes, false, AT_BASE, mov##_mr))           \
	HANDLER(mov##_mr_index, mov_quick_store(cpu, u, bytes, false, AT_INDEX, mov##_mr))         \
	HANDLER(mov##_mi_base, mov_quick_store(cpu, u, bytes, true, AT_BASE, mov##_mi))            \
	HANDLER(mov##_mi_index, mov_quick_store(cpu, u, bytes, true, AT_INDEX, mov##_mi))

MOV_SIZE(mov8, 1)
MOV_SIZE(mov16, 2)
MOV_SIZE(mov32, 4)

static uop_fn *const mov_table[3][SHAPES] = {
    {mov8_rr, mov8_ri, mov8_rm, mov8_mr, mov8_mi},
    {mov16_rr, mov16_ri, mov16_rm, mov16_mr, mov16_mi},
    {mov32_rr, mov32_ri, mov32_rm, mov32_mr, mov32_mi},
};
#define MOV_QUICK(mov)                                                                             \
	{                                                                                          \
		[SHAPE_RM] = {mov##_rm_base, mov##_rm_index},                                      \
		[SHAPE_MR] = {mov##_mr_base, mov##_mr_index},                                      \
		[SHAPE_MI] = {mov##_mi_base, mov##_mi_index},                                      \
	}
static uop_fn *const mov_quick_table[3][SHAPES][ADDRESS_FORMS] = {MOV_QUICK(mov8), MOV_QUICK(mov16),
								  MOV_QUICK(mov32)};

static inline uint32_t extend(uint32_t value, unsigned bytes, bool with_sign)
{
	if (!with_sign)
		return value;
	return bytes == 1 ? (uint32_t)(int8_t)value : (uint32_t)(int16_t)value;
}

INLINE void extend_load(struct cpu *cpu, const struct uop *u, unsigned bytes, bool with_sign)
{
	uint32_t value = mem_read(cpu, u, mem_la(cpu, u, bytes, false), bytes);

	reg_set(cpu, u->dst, extend(value, bytes, with_sign), 4);
	NEXT(cpu, u);
}

INLINE void extend_reg(struct cpu *cpu, const struct uop *u, unsigned bytes, bool with_sign)
{
	reg_set(cpu, u->dst, extend(reg_get(cpu, u->src, bytes), bytes, with_sign), 4);
	NEXT(cpu, u);
}

INLINE void extend_quick(struct cpu *cpu, const struct uop *u, unsigned bytes, bool with_sign,
			 enum address_form form, uop_fn *whole)
{
	void *host;

	if (UNLIKELY(!tlb_reads(cpu->tlb, quick_la(cpu, u, form), bytes, &host))) {
		whole(cpu, u);
		return;
	}
	reg_set(cpu, u->dst, extend(mem_load(host, bytes), bytes, with_sign), 4);
	NEXT(cpu, u);
}

/* MOVZX and MOVSX to 32 bits; to 16 bits they go the slow way. */
#define EXTEND(name, bytes, with_sign)                                                             \
	HANDLER(name##_rr, extend_reg(cpu, u, bytes, with_sign))                                   \
	HANDLER(name##_rm, extend_load(cpu, u, bytes, with_sign))                                  \
	HANDLER(name##_base, extend_quick(cpu, u, bytes, with_sign, AT_BASE, name##_rm))           \
	HANDLER(name##_index, extend_quick(cpu, u, bytes, with_sign, AT_INDEX, name##_rm))

EXTEND(movzx8, 1, false)
EXTEND(movzx16, 2, false)
EXTEND(movsx8, 1, true)
EXTEND(movsx16, 2, true)

static void extend_to16(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->code & 3;
	uint32_t value = operand_get(cpu, u, u->src, bytes);

	reg_set(cpu, u->dst, extend(value, bytes, u->code & 4), 2);
	NEXT(cpu, u);
}

static uop_fn *pick_extend(const struct insn *insn, struct uop *u)
{
	/* register, memory, flat memory without and with an index */
	static uop_fn *const table[2][2][4] = {
	    {{movzx8_rr, movzx8_rm, movzx8_base, movzx8_index},
	     {movzx16_rr, movzx16_rm, movzx16_base, movzx16_index}},
	    {{movsx8_rr, movsx8_rm, movsx8_base, movsx8_index},
	     {movsx16_rr, movsx16_rm, movsx16_base, movsx16_index}}};
	bool with_sign = insn->row->sem == S_MOVSX;
	unsigned bytes = decode_form_bytes(insn, insn->row->form[1]);
	unsigned where = !insn->mem ? 0 : u->checked ? 1 : 2 + address_form(u);

	u->code = (uint8_t)(bytes | (with_sign ? 4 : 0));
	return insn->op_bytes == 4 ? table[with_sign][bytes - 1][where] : extend_to16;
}

static void lea32(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, mem_off(cpu, u), 4);
	NEXT(cpu, u);
}

static void lea32_base(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, quick_la(cpu, u, AT_BASE), 4);
	NEXT(cpu, u);
}

static void lea32_index(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, quick_la(cpu, u, AT_INDEX), 4);
	NEXT(cpu, u);
}

static void lea16(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, mem_off(cpu, u), 2);
	NEXT(cpu, u);
}

static uop_fn *pick_lea(const struct insn *insn, const struct uop *u)
{
	if (insn->op_bytes == 4 && !u->ad16)
		return u->index == REG_NONE ? lea32_base : lea32_index;
	return insn->op_bytes == 4 ? lea32 : lea16;
}

static void xchg_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t la = 0, value = operand_take(cpu, u, u->bytes, &la);

	operand_put(cpu, u, la, reg_get(cpu, u->src, u->bytes), u->bytes);
	reg_set(cpu, u->src, value, u->bytes);
	NEXT(cpu, u);
}

static void xchg32_rr(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = reg_get(cpu, u->dst, 4);

	reg_set(cpu, u->dst, reg_get(cpu, u->src, 4), 4);
	reg_set(cpu, u->src, value, 4);
	NEXT(cpu, u);
}

/* The destination is written in any case (SDM 2A, CMPXCHG). */
static void cmpxchg_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	uint32_t la = 0, value = operand_take(cpu, u, bytes, &la);
	uint32_t wanted = reg_get(cpu, REG_OFF(EAX), bytes);
	bool same = value == wanted;

	operand_put(cpu, u, la, same ? reg_get(cpu, u->src, bytes) : value, bytes);
	if (!same)
		reg_set(cpu, REG_OFF(EAX), value, bytes);
	alu_flags(cpu, ALU_CMP, bytes, wanted, value, (wanted - value) & size_mask(bytes));
	NEXT(cpu, u);
}

static void xadd_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	uint32_t la = 0, value = operand_take(cpu, u, bytes, &la);
	uint32_t added = reg_get(cpu, u->src, bytes);
	uint32_t result = (value + added) & size_mask(bytes);

	/* The register first: it may be the destination too, and then the sum stays. */
	if (u->mem) {
		operand_put(cpu, u, la, result, bytes);
		reg_set(cpu, u->src, value, bytes);
	} else {
		reg_set(cpu, u->src, value, bytes);
		reg_set(cpu, u->dst, result, bytes);
	}
	alu_flags(cpu, ALU_ADD, bytes, value, added, result);
	NEXT(cpu, u);
}

static void cmpxchg8b(struct cpu *cpu, const struct uop *u)
{
	uint32_t la = mem_la(cpu, u, 8, true), *r = cpu->a.r;
	uint32_t low, high;
	bool same;

	mem_check_alignment(cpu, u, la, 8);
	mem_probe_write(cpu, u, la, 8);
	low = mem_read(cpu, u, la, 4);
	high = mem_read(cpu, u, la + 4, 4);
	same = low == r[EAX] && high == r[EDX];
	mem_write(cpu, u, la, same ? r[EBX] : low, 4);
	mem_write(cpu, u, la + 4, same ? r[ECX] : high, 4);
	if (!same) {
		r[EAX] = low;
		r[EDX] = high;
	}
	cc_change(cpu, same ? FL_ZF : 0, FL_ZF);
	NEXT(cpu, u);
}

/* With a 16-bit operand the result is undefined; processors give zero. */
static void bswap_any(struct cpu *cpu, const struct uop *u)
{
	if (u->bytes == 4)
		reg_set(cpu, u->dst, __builtin_bswap32(reg_get(cpu, u->dst, 4)), 4);
	else
		reg_set(cpu, u->dst, 0, 2);
	NEXT(cpu, u);
}

static void cbw_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = reg_get(cpu, REG_OFF(EAX), u->bytes / 2u);

	reg_set(cpu, REG_OFF(EAX), extend(value, u->bytes / 2u, true), u->bytes);
	NEXT(cpu, u);
}

static void cwd_any(struct cpu *cpu, const struct uop *u)
{
	bool negative = reg_get(cpu, REG_OFF(EAX), u->bytes) >> (8 * u->bytes - 1) & 1;

	reg_set(cpu, REG_OFF(EDX), negative ? 0xffffffff : 0, u->bytes);
	NEXT(cpu, u);
}

static void sahf(struct cpu *cpu, const struct uop *u)
{
	cc_change(cpu, cpu->a.r[EAX] >> 8, FL_STATUS & ~FL_OF);
	NEXT(cpu, u);
}

static void lahf(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, 1, (cc_flags(cpu) & 0xff) | FL_ONE, 1);
	NEXT(cpu, u);
}

static void cmc(struct cpu *cpu, const struct uop *u)
{
	cc_change(cpu, cc_flags(cpu) ^ FL_CF, FL_CF);
	NEXT(cpu, u);
}

static void clc(struct cpu *cpu, const struct uop *u)
{
	cc_change(cpu, 0, FL_CF);
	NEXT(cpu, u);
}

static void stc(struct cpu *cpu, const struct uop *u)
{
	cc_change(cpu, FL_CF, FL_CF);
	NEXT(cpu, u);
}

static void cld(struct cpu *cpu, const struct uop *u)
{
	cpu->a.eflags &= ~FL_DF;
	NEXT(cpu, u);
}

static void std(struct cpu *cpu, const struct uop *u)
{
	cpu->a.eflags |= FL_DF;
	NEXT(cpu, u);
}

/* Its address is [eBX + AL]: the displacement is not known before. */
static void xlat(struct cpu *cpu, const struct uop *u)
{
	uint32_t off = cpu->a.r[EBX] + (cpu->a.r[EAX] & 0xff);
	uint32_t la = u->checked ? mem_checked_la(cpu, u, off, 1, false) : off;

	reg_set(cpu, REG_OFF(EAX), mem_read(cpu, u, la, 1), 1);
	NEXT(cpu, u);
}

static void salc(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, REG_OFF(EAX), cc_cf(cpu) ? 0xff : 0, 1);
	NEXT(cpu, u);
}

static void nop(struct cpu *cpu, const struct uop *u)
{
	NEXT(cpu, u);
}

INLINE void setcc(struct cpu *cpu, const struct uop *u, unsigned cond)
{
	reg_set(cpu, u->dst, cc_cond(cpu, cond), 1);
	NEXT(cpu, u);
}

INLINE void cmovcc32(struct cpu *cpu, const struct uop *u, unsigned cond)
{
	uint32_t value = reg_get(cpu, u->src, 4);

	if (cc_cond(cpu, cond))
		reg_set(cpu, u->dst, value, 4);
	NEXT(cpu, u);
}

#define CONDITIONAL(cond)                                                                          \
	HANDLER(setcc_##cond, setcc(cpu, u, cond))                                                 \
	HANDLER(cmovcc32_##cond, cmovcc32(cpu, u, cond))

CONDITIONAL(0)
CONDITIONAL(1)
CONDITIONAL(2)
CONDITIONAL(3)
CONDITIONAL(4)
CONDITIONAL(5)
CONDITIONAL(6)
CONDITIONAL(7)
CONDITIONAL(8)
CONDITIONAL(9)
CONDITIONAL(10)
CONDITIONAL(11)
CONDITIONAL(12)
CONDITIONAL(13)
CONDITIONAL(14)
CONDITIONAL(15)

#define SIXTEEN(name)                                                                              \
	{                                                                                          \
		name##_0, name##_1, name##_2, name##_3, name##_4, name##_5, name##_6, name##_7,    \
		    name##_8, name##_9, name##_10, name##_11, name##_12, name##_13, name##_14,     \
		    name##_15                                                                      \
	}
static uop_fn *const setcc_table[16] = SIXTEEN(setcc);
static uop_fn *const cmovcc32_table[16] = SIXTEEN(cmovcc32);

static void setcc_any(struct cpu *cpu, const struct uop *u)
{
	operand_set(cpu, u, u->dst, cc_cond(cpu, u->code), 1);
	NEXT(cpu, u);
}

/* The operand is read whether it is moved or not (SDM 2A, CMOVcc). */
static void cmovcc_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = operand_get(cpu, u, u->src, u->bytes);

	if (cc_cond(cpu, u->code))
		reg_set(cpu, u->dst, value, u->bytes);
	NEXT(cpu, u);
}

static uop_fn *pick_mov(const struct insn *insn, const struct uop *u)
{
	const uint8_t *form = insn->row->form;
	bool imm = form[1] == F_IB || form[1] == F_IZ;
	bool to_memory =
	    insn->mem && (form[0] == F_EB || form[0] == F_EV || form[0] == F_OB || form[0] == F_OV);
	enum uop_shape shape = !insn->mem  ? imm ? SHAPE_RI : SHAPE_RR
			       : to_memory ? imm ? SHAPE_MI : SHAPE_MR
					   : SHAPE_RM;

	if (insn->mem && !u->checked)
		return mov_quick_table[size_log2(u->bytes)][shape][address_form(u)];
	return mov_table[size_log2(u->bytes)][shape];
}

uop_fn *exec_data_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	switch (insn->row->sem) {
	case S_MOV:
		return pick_mov(insn, u);
	case S_MOVZX:
	case S_MOVSX:
		return pick_extend(insn, u);
	case S_LEA:
		return pick_lea(insn, u);
	case S_XCHG:
		return !insn->mem && u->bytes == 4 ? xchg32_rr : xchg_any;
	case S_CMPXCHG:
		return cmpxchg_any;
	case S_XADD:
		return xadd_any;
	case S_CMPXCHG8B:
		return cmpxchg8b;
	case S_BSWAP:
		return bswap_any;
	case S_CBW:
		u->bytes = insn->op_bytes;
		return cbw_any;
	case S_CWD:
		u->bytes = insn->op_bytes;
		return cwd_any;
	case S_SAHF:
		return sahf;
	case S_LAHF:
		return lahf;
	case S_CMC:
		return cmc;
	case S_CLC:
		return clc;
	case S_STC:
		return stc;
	case S_CLD:
		return cld;
	case S_STD:
		return std;
	case S_XLAT:
		u->ad16 = insn->ad_bytes == 2;
		u->checked = u->ad16 || !(mode & MODE_FLAT_DATA) || insn->seg == SEG_FS ||
			     insn->seg == SEG_GS || insn->seg == SEG_CS;
		return xlat;
	case S_SALC:
		return salc;
	case S_NOP:
		return nop;
	case S_SETCC:
		return insn->mem ? setcc_any : setcc_table[u->code];
	case S_CMOVCC:
		return insn->mem || u->bytes != 4 ? cmovcc_any : cmovcc32_table[u->code];
	default:
		return NULL;
	}
}
