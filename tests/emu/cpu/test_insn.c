/* SPDX-License-Identifier: GPL-2.0-only */
/* The instruction table and the decoder, against themselves and against Zydis. */
#include <Zydis/Zydis.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/decode.h"
#include "tests/emu/cpu/encode.h"

#define SEED   20240229u
#define ROUNDS 1000000u

START_TEST(no_two_rows_claim_one_encoding)
{
	const struct insn_row *one, *other;

	ck_assert_msg(insn_table_sound(&one, &other), "%s %x and %s %x", one->name, one->opcode,
		      other->name, other->opcode);
}
END_TEST

static int row_order(const struct insn_row *row)
{
	return row->opcode << 8 | (row->ext + 1) << 4 | row->prefix;
}

static uint8_t some_modrm(const struct insn_row *row)
{
	unsigned mod = encode_has_form(row, F_MB, F_MS) ? 0 : 0xc0;

	if (row->modrm)
		return row->modrm;
	return (uint8_t)(mod | (row->ext < 0 ? 0 : row->ext) << 3);
}

START_TEST(rows_are_in_order_and_sensible)
{
	const unsigned status = 0x8d5;

	for (size_t i = 0; i < insn_row_count; i++) {
		const struct insn_row *row = &insn_rows[i];

		if (i)
			ck_assert_msg(row_order(&row[-1]) <= row_order(row), "%s %x", row->name,
				      row->opcode);
		ck_assert_uint_eq(row->sets & row->undefined, 0);
		ck_assert_uint_eq((row->sets | row->undefined | row->tests) & ~status, 0);
		ck_assert(row->sem < S_COUNT);
		ck_assert(row->ext < 8);
		ck_assert(row->ext < 0 || insn_has_modrm(row));
		/* found by its own bytes */
		ck_assert_ptr_eq(insn_find(row->opcode, row->prefix, some_modrm(row)), row);
		if (row->props & I_LOCK)
			ck_assert(row->form[0] == F_EB || row->form[0] == F_EV ||
				  row->form[0] == F_MQ);
	}
}
END_TEST

START_TEST(every_row_can_be_built_and_comes_back)
{
	for (size_t i = 0; i < insn_row_count; i++) {
		for (unsigned n = 0; n < 8; n++) {
			/* XCHG with eAX itself is NOP's row */
			const struct encode_choice choice = {.memory = n & 1,
							     .op16 = n & 2,
							     .ad16 = n & 4,
							     .reg = 2,
							     .rm = 3,
							     .address = 0x2345,
							     .imm = 0x67};
			uint8_t code[16] = {0};
			unsigned bytes = encode_row(&insn_rows[i], &choice, code);
			struct insn insn;

			ck_assert_msg(decode(code, bytes, true, &insn) == DECODE_OK, "%s %x",
				      insn_rows[i].name, insn_rows[i].opcode);
			ck_assert_ptr_eq(insn.row, &insn_rows[i]);
			ck_assert_uint_eq(insn.len, bytes);
		}
	}
}
END_TEST

/* Zydis's name, and ours for it. */
static bool same_name(const char *theirs, const char *ours)
{
	static const char *const pairs[][2] = {
	    {"cwde", "cbw"},
	    {"cdq", "cwd"},
	    {"pushad", "pusha"},
	    {"popad", "popa"},
	    {"pushfd", "pushf"},
	    {"popfd", "popf"},
	    {"iretd", "iret"},
	    {"jecxz", "jcxz"},
	    {"jz", "je"},
	    {"jnz", "jne"},
	    {"jnb", "jae"},
	    {"jnbe", "ja"},
	    {"jnl", "jge"},
	    {"jnle", "jg"},
	    {"cmovz", "cmove"},
	    {"cmovnz", "cmovne"},
	    {"cmovnb", "cmovae"},
	    {"cmovnbe", "cmova"},
	    {"cmovnl", "cmovge"},
	    {"cmovnle", "cmovg"},
	    {"setz", "sete"},
	    {"setnz", "setne"},
	    {"setnb", "setae"},
	    {"setnbe", "seta"},
	    {"setnl", "setge"},
	    {"setnle", "setg"},
	    {"ret", "retf"},
	    {"pause", "nop"},
	    {"shl", "sal"},
	    {"tzcnt", "bsf"},
	    {"lzcnt", "bsr"},
	    {"wbnoinvd", "wbinvd"},
	    {"endbr32", "nop"},
	    {"feni8087_nop", "fneni"},
	    {"fdisi8087_nop", "fndisi"},
	    {"fsetpm287_nop", "fnsetpm"},
	    {"endbr64", "nop"},
	    {"rdsspd", "nop"},
	    {"cldemote", "nop"},
	};
	size_t length = strlen(ours);

	if (!strcmp(theirs, ours))
		return true;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (!strcmp(theirs, pairs[i][0]) && !strcmp(ours, pairs[i][1]))
			return true;
	/* string operations carry their size: movsb */
	if (!strncmp(theirs, ours, length) && strlen(theirs) == length + 1 &&
	    strchr("bwd", theirs[length]))
		return true;
	return (!strncmp(theirs, "prefetch", 8) && !strcmp(ours, "prefetch")) ||
	       (!strncmp(theirs, "bnd", 3) && !strcmp(ours, "nop"));
}

/* An instruction younger than this processor: its encoding is undefined here. */
static bool younger(const ZydisDecodedInstruction *z)
{
	if (z->encoding != ZYDIS_INSTRUCTION_ENCODING_LEGACY)
		return true;
	if (z->opcode_map != ZYDIS_OPCODE_MAP_DEFAULT && z->opcode_map != ZYDIS_OPCODE_MAP_0F)
		return true;
	switch (z->meta.isa_set) {
	case ZYDIS_ISA_SET_I86:
	case ZYDIS_ISA_SET_I186:
	case ZYDIS_ISA_SET_I286PROTECTED:
	case ZYDIS_ISA_SET_I286REAL:
	case ZYDIS_ISA_SET_I386:
	case ZYDIS_ISA_SET_I486:
	case ZYDIS_ISA_SET_I486REAL:
	case ZYDIS_ISA_SET_PENTIUMREAL:
	case ZYDIS_ISA_SET_PENTIUMMMX:
	case ZYDIS_ISA_SET_PPRO:
	case ZYDIS_ISA_SET_CMOV:
	case ZYDIS_ISA_SET_LAHF:
	case ZYDIS_ISA_SET_FAT_NOP:
	case ZYDIS_ISA_SET_SSE_PREFETCH:
	case ZYDIS_ISA_SET_X87:
	case ZYDIS_ISA_SET_FCMOV:
	case ZYDIS_ISA_SET_RDPMC:
	case ZYDIS_ISA_SET_FXSAVE:
	case ZYDIS_ISA_SET_SSE:
	case ZYDIS_ISA_SET_SSEMXCSR:
	case ZYDIS_ISA_SET_SSE2:
	case ZYDIS_ISA_SET_SSE2MMX:
	case ZYDIS_ISA_SET_CLFSH:
	case ZYDIS_ISA_SET_PAUSE:
		return z->mnemonic == ZYDIS_MNEMONIC_RSM;
	default:
		return true;
	}
}

/* What one of the two accepts and the other need not. */
static bool excused(const struct insn *insn)
{
	/* a hint NOP is one whatever its ModRM */
	return insn->row && (insn->row->sem == S_NOP || insn->row->sem == S_UNDEFINED);
}

static void describe(char *text, size_t room, const uint8_t *code, const struct insn *insn,
		     const ZydisDecodedInstruction *z, bool ours, bool theirs)
{
	char *at = text;

	for (unsigned i = 0; i < INSN_MAX_BYTES; i++)
		at += snprintf(at, room - (size_t)(at - text), "%02x ", code[i]);
	snprintf(at, room - (size_t)(at - text), "here: %s %u, Zydis: %s %u",
		 ours ? insn->row->name : "undefined", insn->len,
		 theirs ? ZydisMnemonicGetString(z->mnemonic) : "undefined",
		 theirs ? z->length : 0);
}

static unsigned seed;

static uint8_t random_byte(void)
{
	seed = seed * 1664525 + 1013904223;
	return (uint8_t)(seed >> 24);
}

/* Prefixes more often than chance has them, and the two-byte map. */
static void random_code(uint8_t *code)
{
	static const uint8_t prefixes[] = {0x66, 0x67, 0xf2, 0xf3, 0xf0,
					   0x2e, 0x36, 0x3e, 0x64, 0x65};
	unsigned at = 0;

	while (at < 4 && random_byte() < 50)
		code[at++] = prefixes[random_byte() % sizeof(prefixes)];
	if (random_byte() < 100)
		code[at++] = 0x0f;
	while (at < INSN_MAX_BYTES)
		code[at++] = random_byte();
}

struct comparison {
	ZydisDecoder decoder;
	bool code32;
	unsigned agreed;
	unsigned *rows; /* agreed upon, by row */
};

/* The first memory operand that is addressed by ModRM or an offset; NULL: none. */
static const ZydisDecodedOperand *memory_operand(const ZydisDecodedInstruction *z,
						 const ZydisDecodedOperand *operands)
{
	for (unsigned i = 0; i < z->operand_count; i++)
		if (operands[i].type == ZYDIS_OPERAND_TYPE_MEMORY &&
		    operands[i].visibility == ZYDIS_OPERAND_VISIBILITY_EXPLICIT)
			return &operands[i];
	return NULL;
}

static bool same_register(ZydisRegister theirs, unsigned ours)
{
	return ours == 8
		   ? theirs == ZYDIS_REGISTER_NONE
		   : theirs != ZYDIS_REGISTER_NONE && (unsigned)ZydisRegisterGetId(theirs) == ours;
}

/* Where the operand is: base, index, scale, displacement, segment. */
static bool same_address(const struct insn *insn, const ZydisDecodedInstruction *z,
			 const ZydisDecodedOperand *operands)
{
	const ZydisDecodedOperand *memory = memory_operand(z, operands);
	unsigned mask = insn->ad_bytes == 2 ? 0xffff : 0xffffffff;

	if (!memory || !insn->mem || insn->row->sem == S_XLAT)
		return true;
	if (!same_register(memory->mem.base, insn->base) ||
	    !same_register(memory->mem.index, insn->index))
		return false;
	if (insn->index != 8 && memory->mem.scale != 1u << insn->scale)
		return false;
	if (((uint32_t)memory->mem.disp.value & mask) != (insn->disp & mask))
		return false;
	/* 3Eh before an indirect branch is a younger processor's NOTRACK to Zydis */
	return insn->row->sem == S_LEA || insn->row->sem == S_JMP || insn->row->sem == S_CALL ||
	       (unsigned)ZydisRegisterGetId(memory->mem.segment) == insn->seg;
}

/* What differs, in a word; NULL: nothing. */
static const char *differing(const struct insn *insn, const ZydisDecodedInstruction *z,
			     const ZydisDecodedOperand *operands)
{
	if (insn->len != z->length)
		return "length";
	if (!same_name(ZydisMnemonicGetString(z->mnemonic), insn->row->name) && !excused(insn))
		return "name";
	return same_address(insn, z, operands) ? NULL : "address";
}

static void compare_code(struct comparison *c, const uint8_t code[INSN_MAX_BYTES], unsigned round)
{
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
	ZydisDecodedInstruction z;
	struct insn insn;
	char text[256];
	const char *what = "validity";
	bool ours = decode(code, INSN_MAX_BYTES, c->code32, &insn) == DECODE_OK;
	bool theirs =
	    ZYAN_SUCCESS(ZydisDecoderDecodeFull(&c->decoder, code, INSN_MAX_BYTES, &z, operands));

	if (ours && insn.row->sem == S_UNDEFINED)
		return;
	if (ours != theirs && (excused(&insn) || (theirs && younger(&z))))
		return;
	if (ours == theirs) {
		if (!ours || younger(&z))
			return;
		what = differing(&insn, &z, operands);
	}
	if (what) {
		describe(text, sizeof(text), code, &insn, &z, ours, theirs);
		ck_abort_msg("%s, seed %u round %u: %s", what, SEED, round, text);
	}
	c->agreed++;
	c->rows[insn.row - insn_rows]++;
}

/* Each row in every shape: all there is before and behind it at random. */
static void compare_row(struct comparison *c, const struct insn_row *row, unsigned round)
{
	static const uint8_t prefixes[] = {0,	 0,    0,    0xf0, 0xf2, 0xf3,
					   0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65};
	struct encode_choice choice = {.memory = random_byte() & 1,
				       .op16 = random_byte() & 1,
				       .ad16 = random_byte() & 1,
				       .prefix = prefixes[random_byte() % sizeof(prefixes)],
				       .reg = random_byte() & 7,
				       .rm = random_byte() & 7,
				       .sib = random_byte() & 1};
	uint8_t code[INSN_MAX_BYTES + 16];

	choice.base = random_byte() & 7;
	choice.index = random_byte() & 7;
	choice.scale = random_byte() & 3;
	for (unsigned i = 0; i < sizeof(code); i++)
		code[i] = random_byte();
	for (unsigned i = 0; i < 4; i++) {
		choice.address = choice.address << 8 | random_byte();
		choice.imm = choice.imm << 8 | random_byte();
	}
	encode_row(row, &choice, code);
	compare_code(c, code, round);
}

static void compare(bool code32)
{
	struct comparison c = {.code32 = code32, .rows = calloc(insn_row_count, sizeof(*c.rows))};
	unsigned rounds = getenv("LONG") ? 20 * ROUNDS : ROUNDS;

	ck_assert_ptr_nonnull(c.rows);
	ZydisDecoderInit(&c.decoder,
			 code32 ? ZYDIS_MACHINE_MODE_LEGACY_32 : ZYDIS_MACHINE_MODE_LEGACY_16,
			 code32 ? ZYDIS_STACK_WIDTH_32 : ZYDIS_STACK_WIDTH_16);
	seed = SEED;
	for (unsigned i = 0; i < rounds; i++) {
		uint8_t code[INSN_MAX_BYTES];

		if (i & 1) {
			compare_row(&c, &insn_rows[i / 2 % insn_row_count], i);
			continue;
		}
		random_code(code);
		compare_code(&c, code, i);
	}
	ck_assert_uint_gt(c.agreed, rounds / 2);
	for (size_t i = 0; i < insn_row_count; i++)
		ck_assert_msg(c.rows[i] > 20 || insn_rows[i].sem == S_UNDEFINED, "%s %x: %u",
			      insn_rows[i].name, insn_rows[i].opcode, c.rows[i]);
	free(c.rows);
}

START_TEST(decodes_as_zydis_does_in_32_bits)
{
	compare(true);
}
END_TEST

START_TEST(decodes_as_zydis_does_in_16_bits)
{
	compare(false);
}
END_TEST

/* With too few bytes it asks for more, and never reads them. */
START_TEST(asks_for_more)
{
	seed = SEED;
	for (unsigned i = 0; i < 200000; i++) {
		uint8_t code[INSN_MAX_BYTES];
		struct insn insn, part;

		random_code(code);
		if (decode(code, sizeof(code), true, &insn) != DECODE_OK)
			continue;
		for (unsigned n = 0; n < insn.len; n++) {
			uint8_t *tight = malloc(n + 1);

			memcpy(tight, code, n);
			ck_assert_int_eq(decode(tight, n, true, &part), DECODE_MORE);
			free(tight);
		}
		ck_assert_int_eq(decode(code, insn.len, true, &part), DECODE_OK);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("insn");
	TCase *tcase = tcase_create("insn");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 3600);
	tcase_add_test(tcase, no_two_rows_claim_one_encoding);
	tcase_add_test(tcase, rows_are_in_order_and_sensible);
	tcase_add_test(tcase, every_row_can_be_built_and_comes_back);
	tcase_add_test(tcase, decodes_as_zydis_does_in_32_bits);
	tcase_add_test(tcase, decodes_as_zydis_does_in_16_bits);
	tcase_add_test(tcase, asks_for_more);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
