/* SPDX-License-Identifier: GPL-2.0-only */
/* x87_move: loads, stores, conversions, and exchanges of registers. */
#include "emu/cpu/x87.h"

/* Where a value is loaded from or stored to. */
enum format { F32, F64, F80, I16, I32, I64, BCD, FORMATS };

static const uint8_t format_bytes[FORMATS] = {4, 8, 10, 2, 4, 8, 10};
static const uint8_t format_unit[FORMATS] = {4, 8, 8, 2, 4, 8, 8};

/* ---- loading ---- */

INLINE void push(struct fpu *fpu, struct f80 value, unsigned flags)
{
	if (UNLIKELY(!st_empty(fpu, 7))) {
		if (x87_overflow(fpu))
			st_push(fpu, F80_INDEFINITE);
		return;
	}
	/* A denormal is loaded even when that is not masked; only an invalid operand is not. */
	if (!x87_raised(fpu, flags) || !(flags & FPU_IE))
		st_push(fpu, value);
}

/* Loading a smaller format is an operation: it knows NaNs and denormals. */
INLINE struct f80 settled(struct f80 value, bool denormal, unsigned *flags)
{
	if (denormal)
		*flags = FPU_DE;
	if (f80_classify(value) == F80_NAN && !(value.sig & 0x4000000000000000u)) {
		*flags = FPU_IE;
		value.sig |= 0x4000000000000000u;
	}
	return value;
}

INLINE struct f80 decode_value(const uint8_t raw[10], enum format format, unsigned *flags)
{
	struct f80 value;
	bool denormal = false;
	uint64_t low;

	memcpy(&low, raw, 8);
	switch (format) {
	case F32:
		value = f80_widen_f32((uint32_t)low, &denormal);
		return settled(value, denormal, flags);
	case F64:
		value = f80_widen_f64(low, &denormal);
		return settled(value, denormal, flags);
	case F80:
		return (struct f80){low, (uint16_t)(raw[8] | raw[9] << 8)};
	case I16:
		return f80_from_int((int16_t)low);
	case I32:
		return f80_from_int((int32_t)low);
	case I64:
		return f80_from_int((int64_t)low);
	default:
		return f80_from_bcd(raw);
	}
}

INLINE void load(struct cpu *cpu, const struct uop *u, enum format format)
{
	struct fpu *fpu = &cpu->a.fpu;
	uint8_t raw[10] = {0};
	unsigned flags = 0;
	struct f80 value;

	x87_begin(cpu, u);
	x87_read(cpu, u, mem_la(cpu, u, format_bytes[format], false), raw, format_bytes[format],
		 format_unit[format]);
	x87_note_memory(cpu, u);
	value = decode_value(raw, format, &flags);
	push(fpu, value, flags);
}

X87_HANDLER(load_f32, load(cpu, u, F32))
X87_HANDLER(load_f64, load(cpu, u, F64))
X87_HANDLER(load_any, load(cpu, u, u->code))

static void load_sti(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, u->src))) {
		if (x87_underflow(fpu))
			st_push(fpu, F80_INDEFINITE);
	} else {
		push(fpu, st_get(fpu, u->src), 0);
	}
	NEXT(cpu, u);
}

INLINE void load_constant_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct sf sf = sf_of(fpu);

	x87_begin(cpu, u);
	x87_note(cpu, u);
	push(fpu, f80_constant(&sf, u->src), 0);
}

X87_HANDLER(load_constant, load_constant_once(cpu, u))

/* ---- storing ---- */

static void encode_value(struct sf *sf, struct f80 value, enum format format, uint8_t raw[10])
{
	uint64_t low;

	switch (format) {
	case F32:
		low = f80_to_f32(sf, value);
		break;
	case F64:
		low = f80_to_f64(sf, value);
		break;
	case F80:
		low = value.sig;
		raw[8] = (uint8_t)value.se;
		raw[9] = value.se >> 8;
		break;
	case BCD:
		f80_to_bcd(sf, value, raw);
		return;
	default:
		low = (uint64_t)f80_to_int(sf, value, format_bytes[format]);
		break;
	}
	memcpy(raw, &low, 8);
}

/* The indefinite value of a format, which is what storing an invalid encoding gives. */
static void encode_indefinite(enum format format, uint8_t raw[10])
{
	struct sf sf = {.cw = FPU_EXCEPTIONS};

	encode_value(&sf, F80_INDEFINITE, format, raw);
}

/* Of stores, over- and underflow forbid the result, too. */
static bool forbids(const struct fpu *fpu, unsigned flags)
{
	return flags & ~fpu->cw & (FPU_EXCEPTIONS & ~FPU_PE);
}

INLINE void store(struct cpu *cpu, const struct uop *u, enum format format, bool pop)
{
	struct fpu *fpu = &cpu->a.fpu;
	unsigned bytes = format_bytes[format];
	struct sf sf = sf_of(fpu);
	uint8_t raw[10];
	uint32_t la;
	bool done;

	x87_begin(cpu, u);
	la = mem_la(cpu, u, bytes, true);
	if (UNLIKELY(st_empty(fpu, 0))) {
		sf.flags = FPU_IE | FPU_SF;
		encode_indefinite(format, raw);
	} else {
		encode_value(&sf, st_get(fpu, 0), format, raw);
	}
	done = !forbids(fpu, sf.flags);
	if (done) {
		x87_write(cpu, u, la, raw, bytes, format_unit[format]);
	} else {
		mem_check_alignment(cpu, u, la, format_unit[format]);
		mem_probe_write(cpu, u, la, bytes);
	}
	x87_note_memory(cpu, u);
	x87_raised(fpu, sf.flags);
	if (done && pop)
		st_pop(fpu);
}

X87_HANDLER(store_f32, store(cpu, u, F32, false))
X87_HANDLER(store_f32_pop, store(cpu, u, F32, true))
X87_HANDLER(store_f64, store(cpu, u, F64, false))
X87_HANDLER(store_f64_pop, store(cpu, u, F64, true))
X87_HANDLER(store_any, store(cpu, u, u->code, false))
X87_HANDLER(store_any_pop, store(cpu, u, u->code, true))

INLINE void store_sti(struct cpu *cpu, const struct uop *u, bool pop)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct f80 value = st_get(fpu, 0);
	bool done = true;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, 0))) {
		value = F80_INDEFINITE;
		done = x87_underflow(fpu);
	} else {
		x87_raised(fpu, 0);
	}
	if (done) {
		st_set(fpu, u->src, value);
		if (pop)
			st_pop(fpu);
	}
}

/* FSTP's alias D9h D8h: an empty register raises nothing, it is popped alone. */
static void fstpnce(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	x87_raised(fpu, 0);
	if (!st_empty(fpu, 0))
		st_set(fpu, u->src, st_get(fpu, 0));
	st_pop(fpu);
	NEXT(cpu, u);
}

X87_HANDLER(fst_sti, store_sti(cpu, u, false))
X87_HANDLER(fstp_sti, store_sti(cpu, u, true))

/* ---- registers ---- */

/* An empty register holds the indefinite value once its emptiness was forgiven. */
static struct f80 forgiven(const struct fpu *fpu, unsigned i)
{
	return st_empty(fpu, i) ? F80_INDEFINITE : st_get(fpu, i);
}

static void fxch(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	bool done = true;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, 0) || st_empty(fpu, u->src)))
		done = x87_underflow(fpu);
	else
		x87_raised(fpu, 0);
	if (done) {
		struct f80 a = forgiven(fpu, 0), b = forgiven(fpu, u->src);

		st_set(fpu, u->src, a);
		st_set(fpu, 0, b);
	}
	NEXT(cpu, u);
}

/* Empty registers are found whatever the condition (SDM 2A, FCMOVcc). */
static void fcmov(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, 0) || st_empty(fpu, u->src))) {
		if (x87_underflow(fpu))
			st_set(fpu, 0, F80_INDEFINITE);
	} else if (cc_cond(cpu, u->code)) {
		st_set(fpu, 0, st_get(fpu, u->src));
	}
	NEXT(cpu, u);
}

/* ---- which is which ---- */

static enum format format_of(const struct insn *insn)
{
	bool integer =
	    insn->row->sem == S_FILD || insn->row->sem == S_FIST || insn->row->sem == S_FISTP;

	switch (insn->row->form[insn->row->form[0] == F_ST0]) {
	case F_MW:
		return I16;
	case F_MD:
		return integer ? I32 : F32;
	case F_MQ:
		return integer ? I64 : F64;
	default:
		return insn->opcode == 0xdf ? BCD : F80;
	}
}

static uop_fn *pick_load(const struct uop *u)
{
	return u->code == F32 ? load_f32 : u->code == F64 ? load_f64 : load_any;
}

static uop_fn *pick_store(const struct uop *u, bool pop)
{
	if (u->code == F32)
		return pop ? store_f32_pop : store_f32;
	if (u->code == F64)
		return pop ? store_f64_pop : store_f64;
	return pop ? store_any_pop : store_any;
}

uop_fn *x87_move_pick(const struct insn *insn, struct uop *u)
{
	if (insn->mem)
		u->code = (uint8_t)format_of(insn);
	switch (insn->row->sem) {
	case S_FLD:
		return insn->mem ? pick_load(u) : load_sti;
	case S_FILD:
	case S_FBLD:
		return load_any;
	case S_FLDCONST:
		return load_constant;
	case S_FST:
	case S_FIST:
		return insn->mem ? pick_store(u, false) : fst_sti;
	case S_FSTP:
	case S_FISTP:
	case S_FBSTP:
		if (insn->mem)
			return pick_store(u, true);
		return insn->opcode == 0xd9 ? fstpnce : fstp_sti;
	case S_FXCH:
		return fxch;
	case S_FCMOV:
		return fcmov;
	default:
		return NULL;
	}
}
