/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_string: MOVS CMPS STOS LODS SCAS INS OUTS, with and without REP.
 *
 * A repeated instruction ends its trace. Every iteration counts as an
 * instruction and is complete before the next begins, so that a fault, an
 * interrupt or the end of the run can come between any two of them.
 */
#include "emu/cpu/alu.h"
#include "emu/cpu/debug.h"
#include "emu/cpu/exec.h"

struct string {
	struct cpu *cpu;
	const struct uop *u;
	unsigned bytes;
	unsigned ad_bytes;
	uint32_t step; /* added to an index register */
};

static struct string string_of(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	return (struct string){.cpu = cpu,
			       .u = u,
			       .bytes = u->bytes,
			       .ad_bytes = u->ad16 ? 2 : 4,
			       .step = cpu->a.eflags & FL_DF ? -(uint32_t)u->bytes : u->bytes};
}

static uint32_t index_la(const struct string *s, unsigned reg, enum seg_name seg, bool write)
{
	uint32_t off = reg_get(s->cpu, REG_OFF(reg), s->ad_bytes);

	return s->u->checked ? segment_la(s->cpu, seg, off, s->bytes, write) : off;
}

static uint32_t source(const struct string *s)
{
	return mem_read(s->cpu, s->u, index_la(s, ESI, s->u->seg, false), s->bytes);
}

static uint32_t destination(const struct string *s)
{
	return mem_read(s->cpu, s->u, index_la(s, EDI, SEG_ES, false), s->bytes);
}

static void store(const struct string *s, uint32_t value)
{
	mem_write(s->cpu, s->u, index_la(s, EDI, SEG_ES, true), value, s->bytes);
}

static void advance(const struct string *s, unsigned reg, uint32_t times)
{
	uint32_t value = reg_get(s->cpu, REG_OFF(reg), s->ad_bytes);

	reg_set(s->cpu, REG_OFF(reg), value + s->step * times, s->ad_bytes);
}

/* ---- one iteration of each ---- */

static void movs(const struct string *s)
{
	store(s, source(s));
	advance(s, ESI, 1);
	advance(s, EDI, 1);
}

static void stos(const struct string *s)
{
	store(s, reg_get(s->cpu, REG_OFF(EAX), s->bytes));
	advance(s, EDI, 1);
}

static void lods(const struct string *s)
{
	reg_set(s->cpu, REG_OFF(EAX), source(s), s->bytes);
	advance(s, ESI, 1);
}

static void compare(const struct string *s, uint32_t a, uint32_t b)
{
	alu_flags(s->cpu, ALU_CMP, s->bytes, a, b, (a - b) & size_mask(s->bytes));
}

static void cmps(const struct string *s)
{
	uint32_t a = source(s), b = destination(s);

	advance(s, ESI, 1);
	advance(s, EDI, 1);
	compare(s, a, b);
}

static void scas(const struct string *s)
{
	uint32_t b = destination(s);

	advance(s, EDI, 1);
	compare(s, reg_get(s->cpu, REG_OFF(EAX), s->bytes), b);
}

static uint16_t checked_port(const struct string *s)
{
	uint16_t port = (uint16_t)s->cpu->a.r[EDX];

	io_check(s->cpu, s->u, port, s->bytes);
	return port;
}

static void tell_port(const struct string *s, uint16_t port, bool write, uint32_t value)
{
	struct cpu *cpu = s->cpu;

	debug_port(cpu, port, s->bytes);
	if (cpu->hooks.port)
		cpu->hooks.port(cpu->hooks.ctx, cpu, port, s->bytes, write, value);
}

static void ins(const struct string *s)
{
	struct cpu *cpu = s->cpu;
	uint16_t port = checked_port(s);
	uint32_t la = index_la(s, EDI, SEG_ES, true), value;

	/* A port read cannot be taken back: the store must not fail after it. */
	mem_probe_write(cpu, s->u, la, s->bytes);
	value = cpu->board.io_read(cpu->board.ctx, port, s->bytes);
	tell_port(s, port, false, value);
	mem_write(cpu, s->u, la, value, s->bytes);
	advance(s, EDI, 1);
}

static void outs(const struct string *s)
{
	struct cpu *cpu = s->cpu;
	uint16_t port = checked_port(s);
	uint32_t value = source(s);

	cpu->board.io_write(cpu->board.ctx, port, value, s->bytes);
	tell_port(s, port, true, value);
	advance(s, ESI, 1);
}

/* ---- many iterations at once, where plain memory and a flat ascending string allow it ---- */

static uint32_t elements_in_page(uint32_t la, unsigned bytes)
{
	return (4096 - (la & 4095)) / bytes;
}

/* Forward copy by elements: where the destination overlaps what is still to be read, it repeats. */
static void copy_forward(char *to, const char *from, uint32_t count, unsigned bytes)
{
	if (to <= from || to >= from + (size_t)count * bytes) {
		memmove(to, from, (size_t)count * bytes);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		mem_store(to + (size_t)i * bytes, mem_load(from + (size_t)i * bytes, bytes), bytes);
}

static void fill(char *to, uint32_t value, uint32_t count, unsigned bytes)
{
	if (bytes == 1) {
		memset(to, (int)value, count);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		mem_store(to + (size_t)i * bytes, value, bytes);
}

/* Does up to limit iterations of MOVS or STOS; returns how many, 0 for none. */
static uint32_t many(const struct string *s, enum insn_sem sem, uint32_t limit)
{
	struct cpu *cpu = s->cpu;
	uint32_t from = cpu->a.r[ESI], to = cpu->a.r[EDI], count = limit, room;
	char *host_to, *host_from = NULL;

	if (s->u->checked || s->u->ad16 || cpu->a.eflags & FL_DF)
		return 0;
	host_to = tlb_write(cpu->tlb, to, s->bytes);
	if (sem == S_MOVS)
		host_from = tlb_read(cpu->tlb, from, s->bytes);
	if (!host_to || (sem == S_MOVS && !host_from))
		return 0;
	room = elements_in_page(to, s->bytes);
	count = count < room ? count : room;
	if (sem == S_MOVS) {
		room = elements_in_page(from, s->bytes);
		count = count < room ? count : room;
		copy_forward(host_to, host_from, count, s->bytes);
		advance(s, ESI, count);
	} else {
		fill(host_to, cpu->a.r[EAX], count, s->bytes);
	}
	advance(s, EDI, count);
	return count;
}

/* ---- the loop ---- */

typedef void iteration(const struct string *s);

static const struct {
	iteration *once;
	bool stops; /* REPE and REPNE look at ZF */
	bool bulk;
} kinds[] = {
    [S_MOVS - S_MOVS] = {movs, false, true},  [S_CMPS - S_MOVS] = {cmps, true, false},
    [S_STOS - S_MOVS] = {stos, false, true},  [S_LODS - S_MOVS] = {lods, false, false},
    [S_SCAS - S_MOVS] = {scas, true, false},  [S_INS - S_MOVS] = {ins, false, false},
    [S_OUTS - S_MOVS] = {outs, false, false},
};

/* Apart, so that no local's address keeps the handler from ending in a jump. */
static __attribute__((noinline)) void once(struct cpu *cpu, const struct uop *u)
{
	struct string s = string_of(cpu, u);

	kinds[u->code - S_MOVS].once(&s);
}

static void string_once(struct cpu *cpu, const struct uop *u)
{
	once(cpu, u);
	NEXT(cpu, u);
}

/* True: the instruction is done. The trace's own count stands for the last iteration made. */
static __attribute__((noinline)) bool repeat(struct cpu *cpu, const struct uop *u)
{
	struct string s = string_of(cpu, u);
	uint32_t count = reg_get(cpu, REG_OFF(ECX), s.ad_bytes);
	iteration *iterate = kinds[u->code - S_MOVS].once;
	bool stops = kinds[u->code - S_MOVS].stops, bulk = kinds[u->code - S_MOVS].bulk;

	while (count) {
		/* one at a time where something waits to be looked at in between, as a single step
		 */
		int64_t allowed = cpu->left < 0 || cpu_floor(cpu) ? 1 : cpu->left + 1;
		uint32_t n =
		    bulk ? many(&s, u->code, allowed < count ? (uint32_t)allowed : count) : 0;

		if (!n) {
			iterate(&s);
			n = 1;
		}
		count -= n;
		reg_set(cpu, REG_OFF(ECX), count, s.ad_bytes);
		cpu->left -= n - 1;
		if (!count || (stops && cc_zf(cpu) != (u->rep == 0xf3)))
			return true;
		/* Its own bytes may have been written: then it is decoded again. */
		if (cpu->left <= 0 || cpu_floor(cpu) || cpu->trace->cost == TRACE_NEVER)
			return false;
		cpu->left--;
	}
	return true;
}

/* RF is set where a repetition is interrupted (SDM 3B 17.3.1.1). */
static void interrupted(struct cpu *cpu, uint32_t eip)
{
	cpu->a.eflags |= FL_RF;
	leave(cpu, eip);
}

static void string_repeated(struct cpu *cpu, const struct uop *u)
{
	if (repeat(cpu, u))
		NEXT(cpu, u);
	else
		interrupted(cpu, cpu->page_eip + u->off);
}

uop_fn *exec_string_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	uint8_t sem = insn->row->sem;

	if (sem < S_MOVS || sem > S_OUTS)
		return NULL;
	u->code = sem;
	u->seg = insn->seg;
	u->ad16 = insn->ad_bytes == 2;
	u->rep = insn->rep;
	u->bytes = insn->opcode & 1 ? insn->op_bytes : 1;
	u->checked = !(mode & MODE_FLAT_DATA) || insn->seg == SEG_FS || insn->seg == SEG_GS ||
		     insn->seg == SEG_CS;
	return insn->rep ? string_repeated : string_once;
}
