/* SPDX-License-Identifier: GPL-2.0-only */
/* x87_control: the control, status and tag words, environments, and the stack's top. */
#include "emu/cpu/x87.h"

#define STATE_REGS_BYTES 80

/* ---- words ---- */

static void set_cw(struct fpu *fpu, uint16_t cw)
{
	fpu->cw = (cw & FPU_CW_BITS) | FPU_CW_ONE;
	fpu_summarize(fpu);
}

static void fldcw(struct cpu *cpu, const struct uop *u)
{
	x87_begin(cpu, u);
	set_cw(&cpu->a.fpu, (uint16_t)mem_read(cpu, u, mem_la(cpu, u, 2, false), 2));
	x87_calm(cpu);
	NEXT(cpu, u);
}

static void fnstcw(struct cpu *cpu, const struct uop *u)
{
	x87_begin_quietly(cpu, u);
	mem_write(cpu, u, mem_la(cpu, u, 2, true), cpu->a.fpu.cw, 2);
	NEXT(cpu, u);
}

static void fnstsw(struct cpu *cpu, const struct uop *u)
{
	x87_begin_quietly(cpu, u);
	if (u->mem)
		mem_write(cpu, u, mem_la(cpu, u, 2, true), fpu_sw(&cpu->a.fpu), 2);
	else
		reg_set(cpu, REG_OFF(EAX), fpu_sw(&cpu->a.fpu), 2);
	NEXT(cpu, u);
}

static void fnclex(struct cpu *cpu, const struct uop *u)
{
	x87_begin_quietly(cpu, u);
	cpu->a.fpu.sw &= (uint16_t) ~(FPU_EXCEPTIONS | FPU_SF | FPU_ES | FPU_BUSY);
	x87_calm(cpu);
	NEXT(cpu, u);
}

static void fninit(struct cpu *cpu, const struct uop *u)
{
	x87_begin_quietly(cpu, u);
	fpu_init(&cpu->a.fpu);
	x87_calm(cpu);
	NEXT(cpu, u);
}

/* FNENI, FNDISI, FNSETPM: what they did has no meaning since the 387. */
static void fneni(struct cpu *cpu, const struct uop *u)
{
	x87_begin_quietly(cpu, u);
	NEXT(cpu, u);
}

static void fwait(struct cpu *cpu, const struct uop *u)
{
	if ((cpu->a.cr0 & (CR0_MP | CR0_TS)) == (CR0_MP | CR0_TS))
		raise_at(cpu, u, VEC_NM);
	if (cpu->a.fpu.sw & FPU_ES)
		x87_report(cpu, u);
	NEXT(cpu, u);
}

/* ---- environments: SDM 1, figures 8-9 to 8-12 ---- */

/* 16-bit formats have words where 32-bit ones have doublewords. */
struct environment {
	uint32_t field[7];
};

static bool real_format(const struct cpu *cpu)
{
	return !cpu_protected(cpu) || cpu_flag(cpu, FL_VM);
}

static struct environment environment_of(const struct cpu *cpu)
{
	const struct fpu *fpu = &cpu->a.fpu;
	struct environment env = {
	    {0xffff0000 | fpu->cw, 0xffff0000 | fpu_sw(fpu), 0xffff0000 | fpu_tags(fpu)}};

	if (real_format(cpu)) {
		uint32_t ip = fpu->fip + (fpu->fcs << 4), dp = fpu->fdp + (fpu->fds << 4);

		env.field[3] = 0xffff0000 | (ip & 0xffff);
		env.field[4] = (ip & 0xffff0000) >> 4 | fpu->fop;
		env.field[5] = 0xffff0000 | (dp & 0xffff);
		env.field[6] = (dp & 0xffff0000) >> 4;
	} else {
		env.field[3] = fpu->fip;
		env.field[4] = (uint32_t)fpu->fop << 16 | fpu->fcs;
		env.field[5] = fpu->fdp;
		env.field[6] = 0xffff0000 | fpu->fds;
	}
	return env;
}

static void set_environment(struct cpu *cpu, const struct environment *env, bool wide)
{
	struct fpu *fpu = &cpu->a.fpu;
	const uint32_t *field = env->field;
	uint32_t tags = field[2];

	if (real_format(cpu)) {
		fpu->fip = (field[3] & 0xffff) | (field[4] & 0x0ffff000) << 4;
		fpu->fdp = (field[5] & 0xffff) | (field[6] & 0x0ffff000) << 4;
		fpu->fcs = fpu->fds = 0;
		fpu->fop = field[4] & 0x7ff;
	} else {
		fpu->fip = field[3];
		fpu->fcs = (uint16_t)field[4];
		fpu->fop = wide ? field[4] >> 16 & 0x7ff : 0;
		fpu->fdp = field[5];
		fpu->fds = (uint16_t)field[6];
	}
	fpu->empty = 0;
	for (unsigned i = 0; i < 8; i++)
		if ((tags >> 2 * i & 3) == 3)
			fpu->empty |= (uint8_t)(1u << i);
	fpu->cw = (uint16_t)((field[0] & FPU_CW_BITS) | FPU_CW_ONE);
	fpu_set_sw(fpu, (uint16_t)field[1]);
}

static unsigned pack_environment(const struct environment *env, bool wide, uint8_t *to)
{
	for (unsigned i = 0; i < 7; i++)
		mem_store(to + i * (wide ? 4 : 2), env->field[i], wide ? 4 : 2);
	return wide ? 28 : 14;
}

static unsigned unpack_environment(const uint8_t *from, bool wide, struct environment *env)
{
	for (unsigned i = 0; i < 7; i++)
		env->field[i] = mem_load(from + i * (wide ? 4 : 2), wide ? 4 : 2);
	return wide ? 28 : 14;
}

INLINE void fnstenv_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct environment env = environment_of(cpu);
	bool wide = u->bytes == 4;
	uint8_t image[28];
	unsigned bytes = pack_environment(&env, wide, image);

	x87_begin_quietly(cpu, u);
	x87_write(cpu, u, mem_la(cpu, u, bytes, true), image, bytes, u->bytes);
	fpu->cw |= FPU_EXCEPTIONS;
	fpu_summarize(fpu);
	x87_calm(cpu);
}

X87_HANDLER(fnstenv, fnstenv_once(cpu, u))

INLINE void fldenv_once(struct cpu *cpu, const struct uop *u)
{
	bool wide = u->bytes == 4;
	unsigned bytes = wide ? 28 : 14;
	struct environment env;
	uint8_t image[28];

	x87_begin(cpu, u);
	x87_read(cpu, u, mem_la(cpu, u, bytes, false), image, bytes, u->bytes);
	unpack_environment(image, wide, &env);
	set_environment(cpu, &env, wide);
	x87_calm(cpu);
}

X87_HANDLER(fldenv, fldenv_once(cpu, u))

INLINE void fnsave_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct environment env = environment_of(cpu);
	bool wide = u->bytes == 4;
	uint8_t image[28 + STATE_REGS_BYTES];
	unsigned bytes = pack_environment(&env, wide, image);

	x87_begin_quietly(cpu, u);
	for (unsigned i = 0; i < 8; i++) {
		struct f80 value = st_get(fpu, i);

		memcpy(image + bytes + i * 10, &value.sig, 8);
		memcpy(image + bytes + i * 10 + 8, &value.se, 2);
	}
	bytes += STATE_REGS_BYTES;
	x87_write(cpu, u, mem_la(cpu, u, bytes, true), image, bytes, u->bytes);
	fpu_init(fpu);
	x87_calm(cpu);
}

X87_HANDLER(fnsave, fnsave_once(cpu, u))

INLINE void frstor_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	bool wide = u->bytes == 4;
	unsigned bytes = (wide ? 28 : 14) + STATE_REGS_BYTES;
	struct environment env;
	uint8_t image[28 + STATE_REGS_BYTES];

	x87_begin(cpu, u);
	x87_read(cpu, u, mem_la(cpu, u, bytes, false), image, bytes, u->bytes);
	bytes = unpack_environment(image, wide, &env);
	set_environment(cpu, &env, wide);
	for (unsigned i = 0; i < 8; i++) {
		unsigned n = st_number(fpu, i);

		memcpy(&fpu->sig[n], image + bytes + i * 10, 8);
		memcpy(&fpu->se[n], image + bytes + i * 10 + 8, 2);
	}
	x87_calm(cpu);
}

X87_HANDLER(frstor, frstor_once(cpu, u))

/* ---- the stack ---- */

static void turn(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	fpu->top = (fpu->top + u->code) & 7;
	x87_raised(fpu, 0);
	NEXT(cpu, u);
}

static void ffree(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	fpu->empty |= (uint8_t)(1u << st_number(fpu, u->src));
	if (u->code)
		st_pop(fpu);
	x87_raised(fpu, 0);
	NEXT(cpu, u);
}

static void fnop(struct cpu *cpu, const struct uop *u)
{
	x87_begin(cpu, u);
	x87_note(cpu, u);
	NEXT(cpu, u);
}

static const struct {
	uint8_t sem, code;
	uop_fn *fn;
} handlers[] = {
    {S_FWAIT, 0, fwait},   {S_FLDCW, 0, fldcw},	    {S_FNSTCW, 0, fnstcw},
    {S_FNSTSW, 0, fnstsw}, {S_FNCLEX, 0, fnclex},   {S_FNINIT, 0, fninit},
    {S_FNENI, 0, fneni},   {S_FNSTENV, 0, fnstenv}, {S_FLDENV, 0, fldenv},
    {S_FNSAVE, 0, fnsave}, {S_FRSTOR, 0, frstor},   {S_FINCSTP, 1, turn},
    {S_FDECSTP, 7, turn},  {S_FFREE, false, ffree}, {S_FFREEP, true, ffree},
    {S_FNOP, 0, fnop},
};

uop_fn *x87_control_pick(const struct insn *insn, struct uop *u)
{
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (handlers[i].sem == insn->row->sem) {
			u->code = handlers[i].code;
			u->bytes = insn->op_bytes;
			return handlers[i].fn;
		}
	return NULL;
}
