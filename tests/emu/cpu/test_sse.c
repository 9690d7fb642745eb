/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every MMX, SSE and SSE2 row of the table against the host's own processor:
 * the same bytes, the same registers, memory and MXCSR, and afterwards nothing
 * may differ. LONG=1 runs forty times as many cases.
 */
#include <stdio.h>
#include <stdlib.h>

#include "emu/cpu/sse.h"
#include "tests/emu/cpu/encode.h"
#include "tests/emu/cpu/native.h"
#include "tests/emu/cpu/rig.h"

#define SEED	  20250611u
#define ENCODINGS 40u /* of a row, in the short run */
#define OPERANDS  25u /* for each */
#define MEMORY	  64u

/* ---- chance ---- */

static uint64_t state;

static uint32_t chance(void)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) ^ (uint32_t)(state >> 17);
}

static uint64_t chance64(void)
{
	return (uint64_t)chance() << 32 | chance();
}

static uint32_t float_at_edge(void)
{
	static const uint32_t edges[] = {
	    0x00000000, 0x00000001, 0x007fffff, 0x00800000, 0x00800001, 0x00ffffff, 0x3f000000,
	    0x3f7fffff, 0x3f800000, 0x3f800001, 0x3fc00000, 0x40200000, 0x4affffff, 0x4b000001,
	    0x4effffff, 0x4f000000, 0x4f000001, 0x7e800000, 0x7f7fffff, 0x7f800000, 0x7f800001,
	    0x7fbfffff, 0x7fc00000, 0x7fffffff, 0x34000000, 0x7f000000, 0x1f800000, 0x20000000,
	};

	return edges[chance() % (sizeof(edges) / sizeof(edges[0]))] | (chance() & 0x80000000);
}

static uint64_t double_at_edge(void)
{
	static const uint64_t edges[] = {
	    0x0000000000000000, 0x0000000000000001, 0x000fffffffffffff, 0x0010000000000000,
	    0x001fffffffffffff, 0x3fe0000000000000, 0x3fefffffffffffff, 0x3ff0000000000000,
	    0x3ff0000000000001, 0x3ff8000000000000, 0x4004000000000000, 0x41dfffffffc00000,
	    0x41dfffffffe00000, 0x41e0000000000000, 0x41e0000000200000, 0x47efffffe0000000,
	    0x47efffffefffffff, 0x47effffff0000000, 0x380fffffffffffff, 0x3810000000000000,
	    0x36a0000000000000, 0x3690000000000000, 0x3690000000000001, 0x7fe0000000000000,
	    0x7fefffffffffffff, 0x7ff0000000000000, 0x7ff0000000000001, 0x7ff7ffffffffffff,
	    0x7ff8000000000000, 0x7fffffffffffffff, 0x1ff0000000000000, 0x2000000000000000,
	};

	return edges[chance() % (sizeof(edges) / sizeof(edges[0]))] | (uint64_t)(chance() & 1)
									  << 63;
}

/* Of one size with others like it, so that sums cancel and quotients are near. */
static uint32_t plain_float(void)
{
	uint32_t fraction = chance() & 0x7fffff;

	if (chance() & 1)
		fraction &= chance() & 0x7c0003;
	return (chance() & 0x80000000) | (118 + chance() % 44) << 23 | fraction;
}

static uint64_t plain_double(void)
{
	uint64_t fraction = chance64() & 0xfffffffffffff;

	if (chance() & 1)
		fraction &= 0xfffff80000007;
	return (uint64_t)(chance() & 1) << 63 | (uint64_t)(1000 + chance() % 60) << 52 | fraction;
}

static uint64_t operand(void)
{
	static const uint8_t bytes[] = {0x00, 0x01, 0x7f, 0x80, 0x81, 0xff};
	uint64_t value = 0;

	switch (chance() % 8) {
	case 0:
		return chance64();
	case 1:
		for (int i = 0; i < 8; i++)
			value = value << 8 | bytes[chance() % sizeof(bytes)];
		return value;
	case 2: /* a count, for shifts */
		return chance() % 70;
	case 3:
	case 4:
		value = chance() & 1 ? float_at_edge() : plain_float();
		return value << 32 | (chance() & 1 ? float_at_edge() : plain_float());
	case 5:
		return double_at_edge();
	case 6:
		return plain_double();
	default:
		return (uint64_t)plain_float() << 32 | plain_float();
	}
}

static uint32_t some_mxcsr(void)
{
	uint32_t mxcsr = chance() & (MXCSR_RC | MXCSR_FTZ | MXCSR_DAZ);

	/* what most programs run with */
	if (chance() % 4 == 0)
		return MXCSR_INIT | MXCSR_PE | (chance() & 1 ? 0 : chance() & MXCSR_FLAGS);
	if (chance() & 1)
		mxcsr &= chance();
	if (chance() & 1)
		mxcsr |= chance() & MXCSR_FLAGS;
	return mxcsr | (chance() % 4 ? MXCSR_MASKS : chance() & MXCSR_MASKS);
}

/* ---- a case ---- */

struct bench {
	struct rig *rig;
	struct native native;
	void *page;
	_Alignas(16) uint8_t native_memory[MEMORY];
	uint8_t before[MEMORY];
	uint32_t mxcsr, eflags;
	uint64_t cases, raised;
};

static void put16(uint8_t *at, unsigned value)
{
	at[0] = (uint8_t)value;
	at[1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *at, uint32_t value)
{
	memcpy(at, &value, 4);
}

/* An FXSAVE image with no x87 exception in it. */
static void random_image(uint8_t image[512], uint32_t mxcsr)
{
	memset(image, 0, 512);
	put16(image, 0x37f);
	put16(image + 2, chance() & 0x7f00);
	image[4] = (uint8_t)chance();
	put32(image + 24, mxcsr);
	put32(image + 28, MXCSR_ALL);
	for (int i = 0; i < 8; i++) {
		uint64_t value[3] = {operand(), operand(), operand()};

		if (chance() % 8 == 0)
			value[1] = value[0];
		memcpy(image + 32 + 16 * i, value + 2, 8);
		put16(image + 40 + 16 * i, chance() & 0xffff);
		memcpy(image + 160 + 16 * i, value, 16);
	}
}

static void prepare(struct bench *bench)
{
	struct cpu *cpu = bench->rig->cpu;

	bench->mxcsr = some_mxcsr();
	bench->eflags = chance() & FL_STATUS;
	random_image(bench->native.before, bench->mxcsr);
	for (unsigned i = 0; i < MEMORY; i += 8) {
		uint64_t value = operand();

		memcpy(bench->before + i, &value, 8);
	}
	for (int i = 0; i < 8; i++) {
		uint32_t value = chance() & 1 ? (uint32_t)operand() : chance();

		if (i == ESP)
			continue;
		cpu->a.r[i] = i == EDI ? RIG_DATA : value;
		bench->native.r[i] = i == EDI ? (uintptr_t)bench->native_memory : value;
	}
	bench->native.rflags = bench->eflags | FL_ONE | FL_IF;
}

static unsigned run_guest(struct bench *bench)
{
	struct rig *rig = bench->rig;
	struct cpu *cpu = rig->cpu;

	memcpy(rig->ram + RIG_DATA, bench->before, MEMORY);
	fxsave_load(cpu, bench->native.before);
	cpu_set_eflags(cpu, bench->eflags, FL_STATUS);
	cpu->a.r[ESP] = RIG_STACK;
	rig_again(rig);
	cpu_run(cpu, 1);
	if (!cpu_halted(cpu))
		return 0;
	for (unsigned vector = 0; vector < 32; vector++)
		if (cpu->a.eip == rig_handler(vector) + 1)
			return vector;
	return 256;
}

/* The x87 pointers are the unit's own business; the host may have bits in MXCSR that we have not.
 */
static void forget_pointers(uint8_t image[512])
{
	memset(image + 6, 0, 18);
	memset(image + 28, 0, 4);
	memset(image + 288, 0, 512 - 288);
}

static bool near(float a, float b)
{
	double difference = (double)a - (double)b, size = (double)a < 0 ? -(double)a : (double)a;

	return !memcmp(&a, &b, 4) || (a != a && b != b) ||
	       (difference <= 2 * 1.5 / 4096 * size && -difference <= 2 * 1.5 / 4096 * size) ||
	       (size < 1.2e-38 && b < 1.2e-38f && b > -1.2e-38f);
}

/* RCP and RSQRT: both results may be off by what the manual grants, and tiny ones may be zero. */
static void forgive_approximation(const struct insn_row *row, uint8_t *ours, const uint8_t *theirs)
{
	float a, b;

	if (strncmp(row->name, "rcp", 3) && strncmp(row->name, "rsqrt", 5))
		return;
	for (int i = 160; i < 288; i += 4) {
		memcpy(&a, ours + i, 4);
		memcpy(&b, theirs + i, 4);
		if (near(a, b))
			memcpy(ours + i, theirs + i, 4);
	}
}

/* From memory it turns Intel's x87 unit to MMX, as from a register (SDM 2A), but not AMD's. */
static void forgive_transition(const struct insn_row *row, bool memory, uint8_t *theirs,
			       const uint8_t *ours)
{
	if (strcmp(row->name, "cvtpi2ps") || !memory || !__builtin_cpu_is("amd"))
		return;
	memcpy(theirs, ours, 24);
	memcpy(theirs + 28, ours + 28, 160 - 28);
}

static void print_image(const char *title, const uint8_t image[512])
{
	printf("%s:", title);
	for (int i = 0; i < 288; i++)
		printf(i == 24 || i == 32 || (i > 32 && i % 16 == 0) ? "\n  %02x" : "%02x",
		       image[i]);
	printf("\n");
}

static void compare_case(struct bench *bench, const struct insn_row *row, bool memory,
			 unsigned vector)
{
	struct cpu *cpu = bench->rig->cpu;
	struct native *native = &bench->native;
	uint8_t ours[512] = {0};
	bool same;

	fxsave_store(cpu, ours);
	forget_pointers(ours);
	forget_pointers(native->after);
	forgive_approximation(row, ours, native->after);
	forgive_transition(row, memory, native->after, ours);
	same = vector == (native->raised ? VEC_XM : 0) && !memcmp(ours, native->after, 512) &&
	       !memcmp(bench->rig->ram + RIG_DATA, bench->native_memory, MEMORY) &&
	       (vector || !((cpu_eflags(cpu) ^ native->rflags) & FL_STATUS));
	for (int i = 0; i < 8; i++)
		same &= i == ESP || i == EDI || cpu->a.r[i] == (uint32_t)native->r[i];
	if (same)
		return;
	printf("%s %x prefix %u, case %llu of seed %u; mxcsr %x, vector %u, host raised %u\n",
	       row->name, row->opcode, row->prefix, (unsigned long long)bench->cases, SEED,
	       bench->mxcsr, vector, (unsigned)native->raised);
	printf("eflags %x, host's %x\n", cpu_eflags(cpu), (unsigned)native->rflags);
	for (int i = 0; i < 8; i++)
		printf("%08x/%08x ", cpu->a.r[i], (unsigned)native->r[i]);
	print_image("\nbefore", native->before);
	print_image("here", ours);
	print_image("host", native->after);
	fflush(stdout);
	ck_abort_msg("%s %x differs", row->name, row->opcode);
}

/* ---- rows ---- */

static bool in_forms(const struct insn_row *row, unsigned form)
{
	return encode_has_form(row, form, form);
}

/* EDI holds the address, ESP the stack. */
static uint8_t general(void)
{
	static const uint8_t numbers[] = {EAX, ECX, EDX, EBX, EBP, ESI};

	return numbers[chance() % 6];
}

static struct encode_choice choose(const struct insn_row *row)
{
	bool aligned = in_forms(row, F_WX) || in_forms(row, F_MX);

	return (struct encode_choice){
	    .memory = chance() & 1,
	    .reg = in_forms(row, F_GD) ? general() : chance() & 7,
	    .rm = in_forms(row, F_ED) || in_forms(row, F_RDMW) ? general() : chance() & 7,
	    .sib = true,
	    .base = EDI,
	    .index = 4,
	    .address = aligned ? 16 * (chance() & 1) : chance() % 33,
	    .imm = chance() & 1 ? chance() : chance() % 20,
	};
}

static void try_row(struct bench *bench, const struct insn_row *row, unsigned encodings)
{
	for (unsigned n = 0; n < encodings; n++) {
		struct encode_choice choice = choose(row);
		uint8_t code[17] = {0};
		unsigned bytes = encode_row(row, &choice, code);

		code[bytes] = 0xf4;
		rig_load(bench->rig, RIG_CODE, code, bytes + 1);
		for (unsigned i = 0; i < OPERANDS; i++) {
			unsigned vector;

			prepare(bench);
			memcpy(bench->native_memory, bench->before, MEMORY);
			native_run(&bench->native, bench->page, code, bytes);
			vector = run_guest(bench);
			compare_case(bench, row, choice.memory, vector);
			bench->cases++;
			bench->raised += vector != 0;
		}
	}
}

/* The whole state and its order of loading have a test of their own: test_sse_state. */
static bool tried_here(const struct insn_row *row)
{
	return row->sem >= S_MMX && row->sem <= S_CLFLUSH && row->sem != S_FXSAVE &&
	       row->sem != S_FXRSTOR && row->sem != S_LDMXCSR;
}

START_TEST(every_row_does_as_the_host_does)
{
	static struct bench bench;
	unsigned encodings = getenv("LONG") ? 40 * ENCODINGS : ENCODINGS, rows = 0;
	const char *only = getenv("ROW");

	state = SEED;
	bench.rig = rig_new();
	bench.page = native_init();
	cpu_set_reg(bench.rig->cpu, "cr4", CR4_OSFXSR | CR4_OSXMMEXCPT);
	for (size_t i = 0; i < insn_row_count; i++) {
		if (!tried_here(&insn_rows[i]) || (only && strcmp(only, insn_rows[i].name)))
			continue;
		try_row(&bench, &insn_rows[i], encodings);
		rows++;
	}
	printf("%u rows, %llu cases, %llu of them raised #XM, seed %u\n", rows,
	       (unsigned long long)bench.cases, (unsigned long long)bench.raised, SEED);
	ck_assert(only || (bench.cases >= 200000 && bench.raised > 1000));
	rig_free(bench.rig);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("sse");

	tcase_set_timeout(tcase, 1200);
	tcase_add_test(tcase, every_row_does_as_the_host_does);
	return rig_main(tcase, "sse");
}
