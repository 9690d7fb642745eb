/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compare: see compare.h. Skipped are:
 * - an access to the machine's own tables, where the host has nothing;
 * - what manuals leave open: see vendor.c.
 */
#include "tests/diff/compare.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "emu/cpu/decode.h"
#include "emu/cpu/state.h"
#include "tests/diff/host.h"
#include "tests/diff/model.h"
#include "tests/diff/rows.h"
#include "tests/diff/vendor.h"

static uint8_t pristine[2][ALL_BYTES]; /* for 16-bit and 32-bit code segments */
static int shown = -1;		       /* whose pads are in place */

static void place_both(uint32_t at, const uint8_t *from, uint32_t bytes)
{
	memcpy(host_block() + at, from, bytes);
	memcpy(model_block() + at, from, bytes);
}

void compare_start(void)
{
	memcpy(model_block() + STUB_AT, host_block() + STUB_AT, ALL_BYTES - STUB_AT);
	for (int code32 = 0; code32 < 2; code32++) {
		layout_fill(pristine[code32], code32);
		memcpy(pristine[code32] + STUB_AT, host_block() + STUB_AT, ALL_BYTES - STUB_AT);
	}
	place_both(RO_AT, pristine[0] + RO_AT, CODE_AT - RO_AT);
}

/* ---- setting up ---- */

/* Code may run up to the end of what is mapped, not beyond. */
static void set_code(const uint8_t *bytes, uint32_t at, uint32_t count)
{
	uint32_t end = at < CODE_AT ? CODE_AT : STUB_AT;

	if (at + count > end)
		count = end - at;
	place_both(at, bytes, count);
	model_code_changed(at, count);
}

static void show_pads(bool code32)
{
	if (shown == code32)
		return;
	shown = code32;
	set_code(pristine[code32] + CODE_AT, CODE_AT, CODE_BYTES);
}

static void apply_patches(const struct diff_case *c)
{
	for (unsigned i = 0; i < c->patches; i++)
		for (unsigned n = 0; n < c->patch[i].bytes; n++) {
			long at = layout_at(c->patch[i].la + n);

			if (at >= 0 && at < CODE_AT)
				place_both((uint32_t)at, &c->patch[i].data[n], 1);
		}
}

static void set_up(const struct diff_case *c)
{
	uint8_t code[CASE_CODE_BYTES + PAD_BYTES + 1];
	bool code32 = case_code32(c);

	memcpy(code, c->code, c->code_bytes);
	layout_write_pad(code + c->code_bytes, 0, code32);
	show_pads(code32);
	place_both(0, pristine[0], RW_BYTES);
	set_code(code, case_code_at(c), c->code_bytes + PAD_BYTES + !code32);
	apply_patches(c);
}

static void tear_down(const struct diff_case *c)
{
	uint32_t at = case_code_at(c);

	set_code(pristine[case_code32(c)] + at, at, c->code_bytes + PAD_BYTES + 1u);
	if (c->mixed)
		set_code(pristine[0] + MIXED_AT, MIXED_AT, 0x1000);
	place_both(RO_AT, pristine[0] + RO_AT, CODE_AT - RO_AT);
}

/* ---- telling ---- */

struct report {
	char *at, *end;
};

__attribute__((format(printf, 2, 3))) static void tell(struct report *r, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(r->at, (size_t)(r->end - r->at), format, args);
	va_end(args);
	r->at += n < r->end - r->at ? n : r->end - r->at - 1;
}

static void tell_number(struct report *r, const char *what, uint32_t host, uint32_t model)
{
	if (host != model)
		tell(r, "; %s %x, here %x", what, host, model);
}

/* As one number: the last byte first. */
static void tell_bytes(struct report *r, const char *what, const uint8_t *host,
		       const uint8_t *model, unsigned bytes)
{
	if (!memcmp(host, model, bytes))
		return;
	tell(r, "; %s ", what);
	for (unsigned i = bytes; i-- > 0;)
		tell(r, "%02x", host[i]);
	tell(r, ", here ");
	for (unsigned i = bytes; i-- > 0;)
		tell(r, "%02x", model[i]);
}

static const char *end_name(int vector, char text[16])
{
	if (vector == ENDED_AT_PAD)
		return "end";
	if (vector == ENDED_NOWHERE)
		return "no end";
	snprintf(text, 16, "vector %d", vector);
	return text;
}

static void compare_memory(const struct allowance *allow, struct report *r)
{
	const uint8_t *host = host_block(), *model = model_block();

	if (allow->memory || !memcmp(host, model, RW_BYTES))
		return;
	for (uint32_t at = 0, told = 0; at < RW_BYTES && told < 8; at++)
		if (host[at] != model[at] && layout_la(at) - allow->la >= allow->bytes) {
			tell(r, "; [%x] %x, here %x", layout_la(at), host[at], model[at]);
			told++;
		}
}

/* An interrupt of the host's clears the RPL of null selectors on its way back (SDM 2A, IRET). */
static uint16_t null_is_null(uint16_t selector)
{
	return selector & ~3u ? selector : 0;
}

static void compare_fpu(const struct outcome *host, const struct outcome *model,
			const struct allowance *allow, struct report *r)
{
	const struct fx *a = &host->fx, *b = &model->fx;
	char name[16];

	tell_number(r, "fcw", a->cw, b->cw);
	tell_number(r, "fsw", a->sw & ~(unsigned)allow->status, b->sw & ~(unsigned)allow->status);
	tell_number(r, "tags", a->tags, b->tags);
	tell_number(r, "mxcsr", a->mxcsr, b->mxcsr);
	for (unsigned i = 0; i < 8; i++) {
		snprintf(name, sizeof(name), "st%u", i);
		if (!(allow->st >> i & 1))
			tell_bytes(r, name, a->st[i], b->st[i], 10);
		snprintf(name, sizeof(name), "xmm%u", i);
		if (!(allow->xmm >> i & 1))
			tell_bytes(r, name, a->xmm[i], b->xmm[i], 16);
	}
}

static void compare_outcomes(const struct diff_case *c, const struct outcome *host,
			     const struct outcome *model, const struct allowance *allow,
			     struct report *r)
{
	static const char *const names[] = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"};
	static const char *const sels[] = {"es", "cs", "ss", "ds", "fs", "gs"};
	uint32_t undefined = rows_undefined(c, host->eip) | allow->flags;
	char text[2][16];

	if (host->vector != model->vector)
		tell(r, "; %s, here %s", end_name(host->vector, text[0]),
		     end_name(model->vector, text[1]));
	tell_number(r, "error code", host->error, model->error);
	tell_number(r, "eip", host->eip, model->eip);
	if (host->vector == VEC_PF && model->vector == VEC_PF)
		tell_number(r, "cr2", host->cr2, model->cr2);
	for (unsigned i = 0; i < 8 && !allow->registers; i++) {
		uint32_t mask = allow->reg == i ? ~allow->reg_mask : ~0u;

		tell_number(r, names[i], host->r[i] & mask, model->r[i] & mask);
	}
	for (unsigned i = 0; i < 6; i++)
		tell_number(r, sels[i], null_is_null(host->sel[i]), null_is_null(model->sel[i]));
	tell_number(r, "eflags", host->eflags & ~undefined, model->eflags & ~undefined);
	if (c->fx_seed)
		compare_fpu(host, model, allow, r);
	compare_memory(allow, r);
}

/* ---- by their nature ---- */

static bool skipped(const struct outcome *host)
{
	return host->vector == VEC_PF && host->cr2 - SYS_LA + 64 < SYS_BYTES + 64;
}

/* A loop whose counter was overwritten, and which has far to go. */
static bool loops_on(const struct diff_case *c)
{
	uint32_t count;

	memcpy(&count, model_block() + (uint32_t)layout_at(COUNTER_LA), 4);
	for (unsigned i = 0; i < c->patches; i++)
		if (c->patch[i].la == COUNTER_LA)
			return count > 1000;
	return false;
}

static enum verdict judge(const struct diff_case *c, const struct outcome *host,
			  const struct outcome *model, char why[WHY_BYTES])
{
	struct report report = {why, why + WHY_BYTES};
	struct allowance allow = {0};
	char rest[WHY_BYTES];
	unsigned next = 0;

	why[0] = 0;
	if (model->vector == ENDED_NOWHERE && (host->vector == ENDED_NOWHERE || loops_on(c)))
		return SKIPPED;
	compare_outcomes(c, host, model, &allow, &report);
	if (!why[0])
		return SAME;
	while (vendor_allow(c, host, model, &next, &allow)) {
		rest[0] = 0;
		report = (struct report){rest, rest + WHY_BYTES};
		if (!allow.all)
			compare_outcomes(c, host, model, &allow, &report);
		if (!rest[0]) {
			vendor_used(next);
			return SKIPPED;
		}
	}
	return DIFFERENT;
}

enum verdict compare_run(const struct diff_case *c, char why[WHY_BYTES])
{
	struct outcome host = {0}, model = {0};
	enum verdict verdict = SKIPPED;

	set_up(c);
	host_run(c, &host);
	if (!skipped(&host)) {
		model_run(c, &model);
		verdict = judge(c, &host, &model, why);
	}
	tear_down(c);
	return verdict;
}

/* ---- shrinking ---- */

static bool still_differs(const struct diff_case *c)
{
	char why[WHY_BYTES];

	return compare_run(c, why) == DIFFERENT;
}

static void drop_patches(struct diff_case *c)
{
	for (unsigned i = c->patches; i-- > 0;) {
		struct diff_case less = *c;

		memmove(&less.patch[i], &less.patch[i + 1],
			(less.patches - i - 1) * sizeof(less.patch[0]));
		less.patches--;
		if (still_differs(&less))
			*c = less;
	}
}

static void plain_segments(struct diff_case *c)
{
	for (unsigned i = 0; i < 6; i++) {
		struct diff_case less = *c;

		less.sel[i] = i == SEG_CS ? SEL_CODE : SEL_DATA;
		if (less.sel[i] != c->sel[i] && still_differs(&less))
			*c = less;
	}
}

static void small_registers(struct diff_case *c)
{
	static const uint32_t masks[] = {0, 1, 0xff, 0xffff, 0xffff0000, 0x80000000};

	for (unsigned i = 0; i < 8; i++)
		for (unsigned m = 0; m < sizeof(masks) / sizeof(masks[0]); m++) {
			struct diff_case less = *c;

			less.r[i] &= masks[m];
			if (less.r[i] != c->r[i] && still_differs(&less)) {
				*c = less;
				break;
			}
		}
}

static void few_flags(struct diff_case *c)
{
	for (uint32_t bit = 1; bit <= FL_ID; bit <<= 1) {
		struct diff_case less = *c;

		less.eflags &= ~bit;
		if (less.eflags != c->eflags && still_differs(&less))
			*c = less;
	}
}

static void plain_fpu(struct diff_case *c)
{
	for (uint32_t bit = 1; c->fx_seed && bit <= FX_ALL; bit <<= 1) {
		struct diff_case less = *c;

		less.fx_keep &= ~bit;
		if (less.fx_keep != c->fx_keep && still_differs(&less))
			*c = less;
	}
}

void compare_shrink(struct diff_case *c)
{
	struct diff_case whole = *c;

	drop_patches(c);
	plain_segments(c);
	small_registers(c);
	few_flags(c);
	plain_fpu(c);
	drop_patches(c);
	if (!still_differs(c))
		*c = whole;
}
