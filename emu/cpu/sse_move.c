/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sse_move: what is moved and not computed, between registers and memory, and
 * between the general, MMX and XMM registers. Non-temporal stores are stores.
 */
#include "emu/cpu/sse.h"

/* ---- whole operands ---- */

INLINE void need(struct cpu *cpu, const struct uop *u, enum vec_file to, enum vec_file from)
{
	if (to == XMM || from == XMM)
		need_sse(cpu, u);
	if (to == XMM && from == MMX)
		need_no_pending(cpu, u);
	else if (to == MMX && from == XMM)
		need_no_pending(cpu, u);
	else if (to == MMX || from == MMX)
		need_mmx(cpu, u);
}

INLINE void load(struct cpu *cpu, const struct uop *u, enum vec_file to, enum vec_file from,
		 unsigned bytes, bool aligned)
{
	const union vec *source;

	need(cpu, u, to, from);
	source = vec_source(cpu, u, from, bytes, aligned);
	if (to == MMX || from == MMX)
		mmx_enter(cpu);
	if (to == MMX) {
		mmx_set(cpu, u->dst, source->q[0]);
	} else if (bytes == 16) {
		*xmm(cpu, u->dst) = *source;
	} else {
		xmm(cpu, u->dst)->q[0] = source->q[0];
		xmm(cpu, u->dst)->q[1] = 0;
	}
	NEXT(cpu, u);
}

INLINE void store_bytes(struct cpu *cpu, const struct uop *u, const void *from, unsigned bytes,
			bool aligned)
{
	uint32_t la = vec_la(cpu, u, bytes, aligned, true);

	if (bytes == 4)
		mem_write(cpu, u, la, mem_load(from, 4), 4);
	else
		mem_write_wide(cpu, u, la, from, bytes);
}

INLINE void store(struct cpu *cpu, const struct uop *u, enum vec_file to, enum vec_file from,
		  unsigned bytes, bool aligned)
{
	const void *source =
	    from == XMM ? (const void *)xmm(cpu, u->src) : (const void *)&cpu->a.fpu.sig[u->src];

	need(cpu, u, to, from);
	if (u->mem)
		store_bytes(cpu, u, source, bytes, aligned);
	if (from == MMX)
		mmx_enter(cpu);
	if (!u->mem && to == GENERAL)
		reg_set(cpu, u->dst, mem_load(source, 4), 4);
	else if (!u->mem && to == MMX)
		mmx_set(cpu, u->dst, mmx_get(cpu, u->src));
	else if (!u->mem)
		*xmm(cpu, u->dst) = (union vec){
		    .q = {xmm(cpu, u->src)->q[0], bytes == 16 ? xmm(cpu, u->src)->q[1] : 0}};
	NEXT(cpu, u);
}

#define MOVE(name, kind, to, from, bytes, aligned)                                                 \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		kind(cpu, u, to, from, bytes, aligned);                                            \
	}

MOVE(load_aligned, load, XMM, XMM, 16, true)
MOVE(load_unaligned, load, XMM, XMM, 16, false)
MOVE(load_x8, load, XMM, XMM, 8, false)
MOVE(load_x_general, load, XMM, GENERAL, 4, false)
MOVE(load_x_mmx, load, XMM, MMX, 8, false)
MOVE(load_mmx, load, MMX, MMX, 8, false)
MOVE(load_mmx_general, load, MMX, GENERAL, 4, false)
MOVE(load_mmx_x, load, MMX, XMM, 8, false)
MOVE(store_aligned, store, XMM, XMM, 16, true)
MOVE(store_unaligned, store, XMM, XMM, 16, false)
MOVE(store_x8, store, XMM, XMM, 8, false)
MOVE(store_x_general, store, GENERAL, XMM, 4, false)
MOVE(store_mmx, store, MMX, MMX, 8, false)
MOVE(store_mmx_general, store, GENERAL, MMX, 4, false)

static void movnti(struct cpu *cpu, const struct uop *u)
{
	mem_write(cpu, u, mem_la(cpu, u, 4, true), reg_get(cpu, u->src, 4), 4);
	NEXT(cpu, u);
}

/* ---- parts ---- */

INLINE void merge_load(struct cpu *cpu, const struct uop *u, unsigned bytes)
{
	const union vec *source;

	need_sse(cpu, u);
	source = vec_source(cpu, u, XMM, bytes, false);
	if (u->mem)
		*xmm(cpu, u->dst) = *source;
	else if (bytes == 4)
		xmm(cpu, u->dst)->d[0] = source->d[0];
	else
		xmm(cpu, u->dst)->q[0] = source->q[0];
	NEXT(cpu, u);
}

INLINE void merge_store(struct cpu *cpu, const struct uop *u, unsigned bytes)
{
	need_sse(cpu, u);
	if (u->mem)
		store_bytes(cpu, u, xmm(cpu, u->src), bytes, false);
	else if (bytes == 4)
		xmm(cpu, u->dst)->d[0] = xmm(cpu, u->src)->d[0];
	else
		xmm(cpu, u->dst)->q[0] = xmm(cpu, u->src)->q[0];
	NEXT(cpu, u);
}

static void merge_load_x8(struct cpu *cpu, const struct uop *u)
{
	merge_load(cpu, u, 8);
}

static void merge_load_x4(struct cpu *cpu, const struct uop *u)
{
	merge_load(cpu, u, 4);
}

static void merge_store_x8(struct cpu *cpu, const struct uop *u)
{
	merge_store(cpu, u, 8);
}

static void merge_store_x4(struct cpu *cpu, const struct uop *u)
{
	merge_store(cpu, u, 4);
}

INLINE void half_load(struct cpu *cpu, const struct uop *u, unsigned half)
{
	need_sse(cpu, u);
	xmm(cpu, u->dst)->q[half] = vec_source(cpu, u, XMM, 8, false)->q[0];
	NEXT(cpu, u);
}

INLINE void half_store(struct cpu *cpu, const struct uop *u, unsigned half)
{
	need_sse(cpu, u);
	store_bytes(cpu, u, &xmm(cpu, u->src)->q[half], 8, false);
	NEXT(cpu, u);
}

static void low_load(struct cpu *cpu, const struct uop *u)
{
	half_load(cpu, u, 0);
}

static void high_load(struct cpu *cpu, const struct uop *u)
{
	half_load(cpu, u, 1);
}

static void low_store(struct cpu *cpu, const struct uop *u)
{
	half_store(cpu, u, 0);
}

static void high_store(struct cpu *cpu, const struct uop *u)
{
	half_store(cpu, u, 1);
}

static void movhlps(struct cpu *cpu, const struct uop *u)
{
	need_sse(cpu, u);
	xmm(cpu, u->dst)->q[0] = xmm(cpu, u->src)->q[1];
	NEXT(cpu, u);
}

static void movlhps(struct cpu *cpu, const struct uop *u)
{
	need_sse(cpu, u);
	xmm(cpu, u->dst)->q[1] = xmm(cpu, u->src)->q[0];
	NEXT(cpu, u);
}

/* ---- to general registers ---- */

/* The top bits of so many elements. */
static uint32_t signs(const void *from, unsigned count, unsigned bytes)
{
	const uint8_t *top = (const uint8_t *)from + bytes - 1;
	uint32_t mask = 0;

	for (unsigned i = 0; i < count; i++)
		mask |= (uint32_t)top[i * bytes] >> 7 << i;
	return mask;
}

INLINE void mask_xmm(struct cpu *cpu, const struct uop *u, unsigned bytes)
{
	need_sse(cpu, u);
	reg_set(cpu, u->dst, signs(xmm(cpu, u->src), 16 / bytes, bytes), 4);
	NEXT(cpu, u);
}

static void movmskps(struct cpu *cpu, const struct uop *u)
{
	mask_xmm(cpu, u, 4);
}

static void movmskpd(struct cpu *cpu, const struct uop *u)
{
	mask_xmm(cpu, u, 8);
}

static void pmovmskb(struct cpu *cpu, const struct uop *u)
{
	mask_xmm(cpu, u, 1);
}

static void pmovmskb_mmx(struct cpu *cpu, const struct uop *u)
{
	need_mmx(cpu, u);
	mmx_enter(cpu);
	reg_set(cpu, u->dst, signs(&cpu->a.fpu.sig[u->src], 8, 1), 4);
	NEXT(cpu, u);
}

static void pextrw(struct cpu *cpu, const struct uop *u)
{
	need_sse(cpu, u);
	reg_set(cpu, u->dst, xmm(cpu, u->src)->w[u->imm & 7], 4);
	NEXT(cpu, u);
}

static void pextrw_mmx(struct cpu *cpu, const struct uop *u)
{
	need_mmx(cpu, u);
	mmx_enter(cpu);
	reg_set(cpu, u->dst, mmx_get(cpu, u->src) >> 16 * (u->imm & 3) & 0xffff, 4);
	NEXT(cpu, u);
}

/* ---- bytes chosen by a mask, to DS:EDI ---- */

void sse_maskmov_address(const struct insn *insn, struct uop *u, uint32_t mode)
{
	bool flat = mode & MODE_FLAT_DATA && insn->seg != SEG_FS && insn->seg != SEG_GS &&
		    insn->seg != SEG_CS;

	u->mem = true;
	u->base = REG_OFF(EDI);
	u->index = REG_NONE;
	u->checked = u->ad16 || !flat;
}

/* All the bytes must be writable, unless none is to be written. */
static void write_masked(struct cpu *cpu, const struct uop *u, const uint8_t *from,
			 const uint8_t *mask, unsigned bytes)
{
	uint32_t la;

	if (!signs(mask, bytes, 1))
		return;
	la = mem_la(cpu, u, bytes, true);
	mem_probe_write(cpu, u, la, bytes);
	for (unsigned i = 0; i < bytes; i++)
		if (mask[i] & 0x80)
			mem_write(cpu, u, la + i, from[i], 1);
}

static void maskmovdqu(struct cpu *cpu, const struct uop *u)
{
	need_sse(cpu, u);
	write_masked(cpu, u, xmm(cpu, u->dst)->b, xmm(cpu, u->src)->b, 16);
	NEXT(cpu, u);
}

static void maskmovq(struct cpu *cpu, const struct uop *u)
{
	need_mmx(cpu, u);
	write_masked(cpu, u, (const uint8_t *)&cpu->a.fpu.sig[u->dst],
		     (const uint8_t *)&cpu->a.fpu.sig[u->src], 8);
	mmx_enter(cpu);
	NEXT(cpu, u);
}

const struct vec_handler sse_moves[] = {
    {S_VMOV, F_VX, F_WX, load_aligned},	    {S_VMOV, F_VX, F_WU, load_unaligned},
    {S_VMOV, F_VX, F_WQ, load_x8},	    {S_VMOV, F_VX, F_ED, load_x_general},
    {S_VMOV, F_VX, F_NQ, load_x_mmx},	    {S_VMOV, F_PQ, F_QQ, load_mmx},
    {S_VMOV, F_PQ, F_ED, load_mmx_general}, {S_VMOV, F_PQ, F_UX, load_mmx_x},
    {S_VMOV, F_WX, F_VX, store_aligned},    {S_VMOV, F_MX, F_VX, store_aligned},
    {S_VMOV, F_WU, F_VX, store_unaligned},  {S_VMOV, F_WQ, F_VX, store_x8},
    {S_VMOV, F_ED, F_VX, store_x_general},  {S_VMOV, F_QQ, F_PQ, store_mmx},
    {S_VMOV, F_MQ, F_PQ, store_mmx},	    {S_VMOV, F_ED, F_PQ, store_mmx_general},
    {S_VMERGE, F_VX, F_WQ, merge_load_x8},  {S_VMERGE, F_VX, F_WD, merge_load_x4},
    {S_VMERGE, F_WQ, F_VX, merge_store_x8}, {S_VMERGE, F_WD, F_VX, merge_store_x4},
    {S_VMOVLOW, F_VX, F_MQ, low_load},	    {S_VMOVLOW, F_MQ, F_VX, low_store},
    {S_VMOVHIGH, F_VX, F_MQ, high_load},    {S_VMOVHIGH, F_MQ, F_VX, high_store},
    {S_MOVHLPS, F_VX, F_UX, movhlps},	    {S_MOVLHPS, F_VX, F_UX, movlhps},
    {S_MOVMSKPS, F_GD, F_UX, movmskps},	    {S_MOVMSKPD, F_GD, F_UX, movmskpd},
    {S_PMOVMSKB, F_GD, F_UX, pmovmskb},	    {S_PMOVMSKB, F_GD, F_NQ, pmovmskb_mmx},
    {S_PEXTRW, F_GD, F_UX, pextrw},	    {S_PEXTRW, F_GD, F_NQ, pextrw_mmx},
    {S_MASKMOV, F_VX, F_UX, maskmovdqu},    {S_MASKMOV, F_PQ, F_NQ, maskmovq},
    {S_MOVNTI, F_MD, F_GD, movnti},
};

const size_t sse_move_count = sizeof(sse_moves) / sizeof(sse_moves[0]);
