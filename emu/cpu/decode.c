/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/decode.h"

#include <string.h>

#include "emu/cpu/state.h"

struct cursor {
	const uint8_t *bytes;
	unsigned count, at;
	enum decode_status status;
};

static uint8_t take(struct cursor *cursor)
{
	if (cursor->at >= INSN_MAX_BYTES) {
		cursor->status = DECODE_TOO_LONG;
		return 0;
	}
	if (cursor->at >= cursor->count) {
		if (cursor->status == DECODE_OK)
			cursor->status = DECODE_MORE;
		return 0;
	}
	return cursor->bytes[cursor->at++];
}

static uint32_t take_le(struct cursor *cursor, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)take(cursor) << 8 * i;
	return value;
}

static uint32_t sign_extend(uint32_t value, unsigned bytes)
{
	unsigned shift = 32 - 8 * bytes;

	return (uint32_t)((int32_t)(value << shift) >> shift);
}

/* SDM 2, table 2-1 */
static void modrm16(struct cursor *cursor, struct insn *insn)
{
	static const uint8_t base[8] = {EBX, EBX, EBP, EBP, ESI, EDI, EBP, EBX};
	static const uint8_t index[8] = {ESI, EDI, ESI, EDI, 8, 8, 8, 8};

	insn->base = base[insn->rm];
	insn->index = index[insn->rm];
	if (insn->mod == 0 && insn->rm == 6) {
		insn->base = 8;
		insn->disp = take_le(cursor, 2);
	} else if (insn->mod) {
		insn->disp = sign_extend(take_le(cursor, insn->mod), insn->mod);
	}
	if (insn->base == EBP)
		insn->seg = SEG_SS;
}

/* SDM 2, tables 2-2 and 2-3 */
static void modrm32(struct cursor *cursor, struct insn *insn)
{
	insn->base = insn->rm;
	if (insn->rm == 4) {
		uint8_t sib = take(cursor);

		insn->scale = sib >> 6;
		insn->index = (sib >> 3 & 7) == 4 ? 8 : sib >> 3 & 7;
		insn->base = sib & 7;
	}
	if (insn->base == EBP && insn->mod == 0) {
		insn->base = 8;
		insn->disp = take_le(cursor, 4);
	} else if (insn->mod) {
		unsigned bytes = insn->mod == 1 ? 1 : 4;

		insn->disp = sign_extend(take_le(cursor, bytes), bytes);
	}
	if (insn->base == ESP || insn->base == EBP)
		insn->seg = SEG_SS;
}

static uint8_t take_modrm(struct cursor *cursor, struct insn *insn)
{
	uint8_t byte = take(cursor);

	insn->mod = byte >> 6;
	insn->reg = byte >> 3 & 7;
	insn->rm = byte & 7;
	return byte;
}

static void take_address(struct cursor *cursor, struct insn *insn)
{
	insn->base = insn->index = 8;
	insn->seg = SEG_DS;
	/* MOV to and from control and debug registers ignore mod (SDM 2B, MOV CRn). */
	if (insn->mod == 3 || (insn->opcode & 0xfffc) == 0xf20) {
		insn->mod = 3;
		return;
	}
	insn->mem = true;
	if (insn->ad_bytes == 2)
		modrm16(cursor, insn);
	else
		modrm32(cursor, insn);
}

static void take_operand(struct cursor *cursor, struct insn *insn, uint8_t form)
{
	switch (form) {
	case F_IB:
		if (insn->row->sem == S_ENTER)
			insn->imm2 = take(cursor);
		else
			insn->imm = take(cursor);
		break;
	case F_IBS:
	case F_JB:
		insn->imm = sign_extend(take(cursor), 1);
		break;
	case F_IW:
		insn->imm = take_le(cursor, 2);
		break;
	case F_IZ:
		insn->imm = take_le(cursor, insn->op_bytes);
		break;
	case F_JZ:
		insn->imm = sign_extend(take_le(cursor, insn->op_bytes), insn->op_bytes);
		break;
	case F_I1:
		insn->imm = 1;
		break;
	case F_AP:
		insn->imm = take_le(cursor, insn->op_bytes);
		insn->imm2 = take_le(cursor, 2);
		break;
	case F_OB:
	case F_OV:
		insn->mem = true;
		insn->base = insn->index = 8;
		insn->seg = SEG_DS;
		insn->disp = take_le(cursor, insn->ad_bytes);
		break;
	default:
		break;
	}
}

struct prefixes {
	int seg; /* -1: none */
	bool op, ad, lock;
	uint8_t rep;
};

/* SDM 2 2.1.1; the last of a group counts. Returns the first byte after them. */
static uint8_t take_prefixes(struct cursor *cursor, struct prefixes *prefixes)
{
	for (;;) {
		uint8_t byte = take(cursor);

		switch (byte) {
		case 0x26:
		case 0x2e:
		case 0x36:
		case 0x3e:
			prefixes->seg = SEG_ES + (byte >> 3 & 3);
			break;
		case 0x64:
		case 0x65:
			prefixes->seg = SEG_FS + (byte & 1);
			break;
		case 0x66:
			prefixes->op = true;
			break;
		case 0x67:
			prefixes->ad = true;
			break;
		case 0xf0:
			prefixes->lock = true;
			break;
		case 0xf2:
		case 0xf3:
			prefixes->rep = byte;
			break;
		default:
			return byte;
		}
		if (cursor->status != DECODE_OK)
			return 0;
	}
}

/* Registers that there are not. */
static bool fits(const struct insn *insn)
{
	for (int i = 0; i < 3; i++)
		switch (insn->row->form[i]) {
		case F_SW:
			if (insn->reg > 5 || (insn->row->sem == S_MOVTOSEG && insn->reg == SEG_CS))
				return false;
			break;
		case F_CD:
			if (insn->reg == 1 || insn->reg > 4)
				return false;
			break;
		default:
			break;
		}
	return true;
}

static bool lock_allowed(const struct insn *insn)
{
	return insn->row->props & I_LOCK && insn->mem;
}

static enum insn_prefix mandatory(const struct prefixes *prefixes)
{
	switch (prefixes->rep) {
	case 0xf2:
		return P_F2;
	case 0xf3:
		return P_F3;
	default:
		return prefixes->op ? P_66 : P_NONE;
	}
}

enum decode_status decode(const uint8_t *bytes, unsigned count, bool code32, struct insn *insn)
{
	struct cursor cursor = {bytes, count, 0, DECODE_OK};
	struct prefixes prefixes = {.seg = -1};
	uint8_t byte = take_prefixes(&cursor, &prefixes), modrm = 0;
	bool has_modrm;

	memset(insn, 0, sizeof(*insn));
	insn->base = insn->index = 8;
	insn->seg = SEG_DS;
	insn->op_bytes = code32 != prefixes.op ? 4 : 2;
	insn->ad_bytes = code32 != prefixes.ad ? 4 : 2;
	insn->rep = prefixes.rep;
	insn->lock = prefixes.lock;
	insn->op_prefix = prefixes.op;
	insn->opcode = byte;
	insn->len = (uint8_t)cursor.at;
	if (byte == 0x0f && cursor.status == DECODE_OK)
		insn->opcode = 0x0f00 | take(&cursor);
	if (cursor.status != DECODE_OK)
		return cursor.status;
	has_modrm = insn_opcode_has_modrm(insn->opcode);
	if (has_modrm)
		modrm = take_modrm(&cursor, insn);
	insn->len = (uint8_t)cursor.at;
	insn->row = insn_find(insn->opcode, mandatory(&prefixes), modrm);
	if (cursor.status != DECODE_OK)
		return cursor.status;
	if (!insn->row)
		return DECODE_UNDEFINED;
	if (has_modrm)
		take_address(&cursor, insn);
	for (int i = 0; i < 3; i++)
		take_operand(&cursor, insn, insn->row->form[i]);
	insn->len = (uint8_t)cursor.at;
	if (prefixes.seg >= 0)
		insn->seg = (uint8_t)prefixes.seg;
	if (cursor.status != DECODE_OK)
		return cursor.status;
	return fits(insn) && (!insn->lock || lock_allowed(insn)) ? DECODE_OK : DECODE_UNDEFINED;
}

unsigned decode_form_bytes(const struct insn *insn, uint8_t form)
{
	switch (form) {
	case F_NONE:
		return 0;
	case F_EB:
	case F_GB:
	case F_MB:
	case F_IB:
	case F_JB:
	case F_OB:
	case F_ZB:
	case F_AL:
	case F_CL:
	case F_XB:
	case F_YB:
	case F_I1:
		return 1;
	case F_EW:
	case F_GW:
	case F_MW:
	case F_IW:
	case F_SW:
	case F_DX:
		return 2;
	case F_ED:
	case F_RD:
	case F_CD:
	case F_DD:
	case F_GD:
	case F_QD:
	case F_WD:
	case F_MD:
		return 4;
	case F_RDMW:
		return insn->mem ? 2 : 4;
	case F_MQ:
	case F_PQ:
	case F_QQ:
	case F_WQ:
	case F_NQ:
		return 8;
	case F_VX:
	case F_WX:
	case F_WU:
	case F_UX:
	case F_MX:
		return 16;
	case F_MFX:
		return 512;
	case F_MT:
	case F_ST0:
	case F_STI:
		return 10;
	case F_ME:
		return insn->op_bytes == 4 ? 28 : 14;
	case F_MFA:
		return insn->op_bytes == 4 ? 108 : 94;
	case F_MS:
		return 6;
	case F_MP:
		return insn->op_bytes + 2u;
	case F_MA:
		return insn->op_bytes * 2u;
	default:
		return insn->op_bytes;
	}
}
