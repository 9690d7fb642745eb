/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The x87 unit against the host's own: the same instruction from the same
 * state, everything compared. Transcendental results may differ by the last
 * bit, which is what their documented error allows.
 *
 *	test_x87_diff [CASES [SEED [NAME]]]	so many cases an encoding; LONG=1: two million in
 *all test_x87_diff -r LINE			replays a case as it was printed
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/decode.h"
#include "tests/emu/cpu/rig.h"

#ifdef __x86_64__
#include <cpuid.h>
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>

#define SEED	     20261121u
#define QUICK_CASES  420u  /* an encoding */
#define LONG_CASES   4300u /* when LONG is set */
#define MEMORY_BYTES 112
#define FLAGS_TESTED FL_STATUS

/* ---- a case ---- */

struct reg {
	uint64_t sig;
	uint16_t se;
};

struct state {
	uint16_t cw, sw, tags, fop, fcs, fds;
	uint32_t fip, fdp;
	struct reg st[8]; /* by stack position */
	uint8_t memory[MEMORY_BYTES];
	uint32_t eflags, eax;
	bool mf; /* a pending exception was reported */
};

struct trial {
	uint8_t code[4];
	unsigned bytes;
	const struct insn_row *row;
	struct state before;
};

/* ---- the host ---- */

/* frstor (%rdi); popfq; code; pushfq; fnsave (%rdx) */
struct host {
	uint8_t *stub;
	unsigned after; /* what follows the instruction in the stub */
};

/* SDM 1 figure 8-9, and the registers behind it */
struct image {
	uint32_t cw, sw, tags, fip, fcs_fop, fdp, fds;
	uint8_t st[80];
} __attribute__((packed));

static volatile sig_atomic_t host_mf;
static struct host *host_now;
static bool host_is_amd, host_keeps_pointers;
static char host_name[49];

static void on_sigfpe(int signal, siginfo_t *info, void *context)
{
	greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

	(void)signal;
	(void)info;
	host_mf = 1;
	regs[REG_RIP] = (greg_t)(host_now->stub + host_now->after);
}

static void host_ask(void)
{
	struct image image = {0};
	unsigned r[12] = {0};

	__get_cpuid(0, &r[0], &r[1], &r[2], &r[3]);
	host_is_amd = r[1] == 0x68747541; /* Auth */
	for (unsigned i = 0; i < 3; i++)
		__get_cpuid(0x80000002 + i, &r[4 * i], &r[4 * i + 1], &r[4 * i + 2], &r[4 * i + 3]);
	memcpy(host_name, r, 48);
	/* Newer processors keep no opcode unless an exception waits, and no selectors. */
	__asm__ volatile("fninit; fld1; fnsave %0" : "=m"(image));
	host_keeps_pointers = image.fcs_fop >> 16 == 0x1e8 && (image.fcs_fop & 0xffff) != 0;
}

static void host_open(struct host *host)
{
	struct sigaction action = {.sa_sigaction = on_sigfpe, .sa_flags = SA_SIGINFO};

	host->stub = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	ck_assert_ptr_ne(host->stub, MAP_FAILED);
	host_now = host;
	host_ask();
	sigaction(SIGFPE, &action, NULL);
}

static void host_make(struct host *host, const struct trial *trial)
{
	/* uint64_t stub(image *rdi, memory *rsi, image *rdx, eflags *rcx, eax r8) */
	static const uint8_t head[] = {
	    0xdd, 0x27,	      /* frstor (%rdi) */
	    0x4c, 0x89, 0xc0, /* mov %r8,%rax */
	    0xff, 0x31,	      /* push (%rcx) */
	    0x9d,	      /* popf */
	};
	static const uint8_t tail[] = {
	    0x9c,		    /* pushf */
	    0x8f, 0x01,		    /* pop (%rcx) */
	    0xdd, 0x32,		    /* fnsave (%rdx) */
	    0x6a, 0x02, 0x9d, 0xc3, /* push 2; popf; ret */
	};

	memcpy(host->stub, head, sizeof(head));
	memcpy(host->stub + sizeof(head), trial->code, trial->bytes);
	host->after = (unsigned)sizeof(head) + trial->bytes;
	memcpy(host->stub + host->after, tail, sizeof(tail));
}

static void image_of(const struct state *state, struct image *image)
{
	*image = (struct image){.cw = state->cw,
				.sw = state->sw,
				.tags = state->tags,
				.fip = state->fip,
				.fcs_fop = state->fcs | (uint32_t)state->fop << 16,
				.fdp = state->fdp,
				.fds = state->fds};
	for (unsigned i = 0; i < 8; i++) {
		memcpy(image->st + 10 * i, &state->st[i].sig, 8);
		memcpy(image->st + 10 * i + 8, &state->st[i].se, 2);
	}
}

static void image_read(const struct image *image, struct state *state)
{
	state->cw = (uint16_t)image->cw;
	state->sw = (uint16_t)image->sw;
	state->tags = (uint16_t)image->tags;
	state->fip = image->fip;
	state->fcs = (uint16_t)image->fcs_fop;
	state->fop = image->fcs_fop >> 16;
	state->fdp = image->fdp;
	state->fds = (uint16_t)image->fds;
	for (unsigned i = 0; i < 8; i++) {
		memcpy(&state->st[i].sig, image->st + 10 * i, 8);
		memcpy(&state->st[i].se, image->st + 10 * i + 8, 2);
	}
}

static void host_run(struct host *host, const struct trial *trial, struct state *after)
{
	uint64_t (*stub)(const void *, void *, void *, uint64_t *, uint64_t);
	struct image from, to;
	uint64_t eflags = trial->before.eflags | FL_ONE | FL_IF;

	*after = trial->before;
	image_of(&trial->before, &from);
	memcpy(&stub, &host->stub, sizeof(stub));
	host_mf = 0;
	after->eax = (uint32_t)stub(&from, after->memory, &to, &eflags, trial->before.eax);
	image_read(&to, after);
	after->eflags = (uint32_t)eflags & FLAGS_TESTED;
	after->mf = host_mf;
	if (after->mf) { /* coming back from a signal loses them */
		after->fcs = trial->before.fcs;
		after->fds = trial->before.fds;
	}
	/* The places of code and data, as they are in the machine. */
	if (after->fip == (uint32_t)(uintptr_t)host->stub + host->after - trial->bytes) {
		after->fip = RIG_CODE;
		after->fcs = SEL_CODE0;
	}
	if (after->fdp == (uint32_t)(uintptr_t)after->memory) {
		after->fdp = RIG_DATA;
		after->fds = SEL_DATA0;
	}
}

/* ---- the machine ---- */

static void guest_load(struct rig *rig, const struct state *state)
{
	struct fpu *fpu = &rig->cpu->a.fpu;

	fpu->cw = (state->cw & FPU_CW_BITS) | FPU_CW_ONE;
	fpu_set_sw(fpu, state->sw);
	fpu->empty = 0;
	for (unsigned i = 0; i < 8; i++) {
		unsigned n = (fpu->top + i) & 7;

		fpu->sig[n] = state->st[i].sig;
		fpu->se[n] = state->st[i].se;
		if ((state->tags >> 2 * i & 3) == 3)
			fpu->empty |= (uint8_t)(1u << i);
	}
	fpu->fop = state->fop;
	fpu->fip = state->fip;
	fpu->fcs = state->fcs;
	fpu->fdp = state->fdp;
	fpu->fds = state->fds;
}

static void guest_save(const struct rig *rig, struct state *state)
{
	const struct fpu *fpu = &rig->cpu->a.fpu;

	state->cw = fpu->cw;
	state->sw = fpu_sw(fpu);
	state->tags = fpu_tags(fpu);
	for (unsigned i = 0; i < 8; i++)
		state->st[i] =
		    (struct reg){fpu->sig[(fpu->top + i) & 7], fpu->se[(fpu->top + i) & 7]};
	state->fop = fpu->fop;
	state->fip = fpu->fip;
	state->fcs = fpu->fcs;
	state->fdp = fpu->fdp;
	state->fds = fpu->fds;
}

static void guest_run(struct rig *rig, const struct trial *trial, struct state *after)
{
	struct cpu *cpu = rig->cpu;

	*after = trial->before;
	guest_load(rig, &trial->before);
	memcpy(rig->ram + RIG_DATA, trial->before.memory, MEMORY_BYTES);
	cpu->a.r[EAX] = trial->before.eax;
	cpu->a.r[ESI] = RIG_DATA;
	cpu->a.r[ESP] = RIG_STACK;
	cpu->a.halted = false;
	cpu->a.eip = RIG_CODE;
	cpu_set_eflags(cpu, trial->before.eflags, FL_STATUS);
	cpu_run(cpu, 100);
	after->mf = cpu->a.eip == rig_handler(VEC_MF) + 1;
	ck_assert(after->mf || cpu->a.eip == RIG_CODE + trial->bytes + 1);
	guest_save(rig, after);
	memcpy(after->memory, rig->ram + RIG_DATA, MEMORY_BYTES);
	after->eax = cpu->a.r[EAX];
	after->eflags = cpu_eflags(cpu) & FLAGS_TESTED;
}

static void guest_make(struct rig *rig, const struct trial *trial)
{
	rig_load(rig, RIG_CODE, trial->code, trial->bytes);
	rig_load(rig, RIG_CODE + trial->bytes, "\xf4", 1);
}

/* ---- cases out of numbers ---- */

static uint64_t generator;

static uint64_t random64(void)
{
	uint64_t z = generator += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static unsigned below(unsigned n)
{
	return (unsigned)((random64() >> 32) * n >> 32);
}

static bool chance(unsigned percent)
{
	return below(100) < percent;
}

/* Few bits set, or few clear, or those of a shorter format. */
static uint64_t some_fraction(void)
{
	uint64_t x = random64();

	switch (below(8)) {
	case 0:
		return 0;
	case 1:
		return UINT64_MAX;
	case 2:
		return 1ull << below(64);
	case 3:
		return ~(1ull << below(64));
	case 4:
		return UINT64_MAX << below(64);
	case 5:
		return x & (UINT64_MAX << (chance(50) ? 40 : 11));
	case 6:
		return (x & (UINT64_MAX << (chance(50) ? 40 : 11))) | 1ull
									  << (chance(50) ? 39 : 10);
	default:
		return x;
	}
}

static uint16_t some_exponent(void)
{
	static const uint16_t edges[] = {1,	 2,	 64,	 0x3f80, 0x3c00, 0x3bcd, 0x3fbe,
					 0x3ffe, 0x3fff, 0x4000, 0x403e, 0x403d, 0x43fe, 0x407e,
					 0x7ffe, 0x7ffd, 0x7fbf, 0x3f6a, 0x400e, 0x401e, 0x3ffd};

	if (chance(25))
		return (uint16_t)(1 + below(0x7ffe));
	if (chance(30))
		return (uint16_t)(0x3fff - 8 + below(16));
	return (uint16_t)(edges[below(sizeof(edges) / 2)] + below(3) - 1);
}

static struct reg some_reg(void)
{
	struct reg reg;
	uint64_t fraction = some_fraction();

	reg.se = some_exponent();
	reg.sig = fraction | 1ull << 63;
	switch (below(24)) {
	case 0:
		reg = (struct reg){0, 0};
		break;
	case 1:
		reg = (struct reg){1ull << 63, 0x3fff};
		break;
	case 2: /* denormal, or pseudo-denormal */
		reg = (struct reg){fraction >> below(64), 0};
		break;
	case 3:
		reg = (struct reg){1ull << 63, 0x7fff};
		break;
	case 4:
		reg = (struct reg){fraction | 3ull << 62, 0x7fff};
		break;
	case 5: /* signaling */
		reg = (struct reg){(fraction & ~(3ull << 62)) | 1ull << 63 | 1, 0x7fff};
		break;
	case 6: /* unnormal, pseudo-NaN, pseudo-infinity */
		reg.sig &= ~(1ull << 63);
		reg.se = chance(50) ? 0x7fff : reg.se;
		break;
	case 7: /* an integer */
		reg.se = (uint16_t)(0x3fff + below(64));
		reg.sig = (fraction | 1ull << 63) & UINT64_MAX << (63 - (reg.se - 0x3fff));
		break;
	default:
		break;
	}
	reg.se |= (uint16_t)(below(2) << 15);
	return reg;
}

static uint32_t some_f32(void)
{
	static const uint8_t exponents[] = {0, 0, 1, 0x7e, 0x7f, 0x80, 0xfe, 0xff};
	uint32_t exponent = chance(60) ? exponents[below(8)] : below(256);

	return (uint32_t)(some_fraction() >> 41) | exponent << 23 | below(2) << 31;
}

static uint64_t some_f64(void)
{
	static const uint16_t exponents[] = {0, 0, 1, 0x3fe, 0x3ff, 0x400, 0x7fe, 0x7ff};
	uint64_t exponent = chance(60) ? exponents[below(8)] : below(2048);

	return some_fraction() >> 12 | exponent << 52 | (uint64_t)below(2) << 63;
}

static uint16_t some_cw(void)
{
	uint16_t cw = (uint16_t)(below(4) << 10 | below(4) << 8 | 0x40 | below(2) << 12);

	return cw | (uint16_t)(chance(60) ? 0x3f : random64() & 0x3f);
}

static void some_memory(struct trial *trial)
{
	struct state *state = &trial->before;
	const struct insn_row *row = trial->row;
	uint8_t form = row->form[row->form[0] == F_ST0];
	bool integer = row->sem == S_FILD || row->opcode == 0xda || row->opcode == 0xde;
	uint32_t f32 = some_f32();
	uint64_t f64 = some_f64();
	struct reg reg = some_reg();

	for (unsigned i = 0; i < MEMORY_BYTES; i++)
		state->memory[i] = (uint8_t)random64();
	if (row->sem == S_FBLD) {
		for (unsigned i = 0; i < 9; i++)
			state->memory[i] = (uint8_t)(below(10) << 4 | below(10));
	} else if (integer) {
		f64 = some_fraction();
		memcpy(state->memory, &f64, 8);
	} else if (form == F_MD) {
		memcpy(state->memory, &f32, 4);
	} else if (form == F_MQ) {
		memcpy(state->memory, &f64, 8);
	} else if (form == F_MT) {
		memcpy(state->memory, &reg.sig, 8);
		memcpy(state->memory + 8, &reg.se, 2);
	}
}

/* Operands that are close to each other more often than chance has them. */
static void some_registers(struct state *state)
{
	for (unsigned i = 0; i < 8; i++)
		state->st[i] = some_reg();
	for (unsigned i = 1; i < 8; i++) {
		if (chance(20))
			state->st[i].se =
			    (uint16_t)((state->st[0].se & 0x7fff) + below(3) - 1) & 0x7fff;
		if (chance(5))
			state->st[i] = state->st[0];
		if (chance(20))
			state->st[i].se ^= 0x8000;
	}
}

static void some_state(struct trial *trial)
{
	struct state *state = &trial->before;
	uint16_t sw = (uint16_t)(random64() & 0x7700);

	*state = (struct state){.cw = some_cw(), .eflags = (uint32_t)random64() & FLAGS_TESTED};
	if (chance(50))
		sw |= (uint16_t)(random64() & 0x7f);
	if (!chance(4)) /* no exception waits */
		sw &= (uint16_t) ~(~state->cw & 0x3f);
	state->sw = sw | (uint16_t)(below(8) << 11);
	if (chance(30))
		for (unsigned i = 0; i < 8; i++)
			state->tags |= (uint16_t)((chance(30) ? 3u : 0u) << 2 * i);
	else if (chance(60)) /* room to push */
		state->tags = (uint16_t)(3u << 2 * (((state->sw >> 11) + 7) & 7));
	state->eax = (uint32_t)random64();
	state->fip = (uint32_t)random64();
	state->fdp = (uint32_t)random64();
	state->fcs = (uint16_t)random64();
	state->fds = (uint16_t)random64();
	state->fop = (uint16_t)(random64() & 0x7ff);
	some_registers(state);
	some_memory(trial);
}

/* ---- judging ---- */

static bool elementary(const struct insn_row *row)
{
	switch (row->sem) {
	case S_F2XM1:
	case S_FYL2X:
	case S_FYL2XP1:
	case S_FPATAN:
	case S_FPTAN:
	case S_FSIN:
	case S_FCOS:
	case S_FSINCOS:
		return true;
	default:
		return false;
	}
}

static bool same_reg(const struct reg *a, const struct reg *b, bool nearly)
{
	/* Numbers in order, the integer bit left out. */
	unsigned __int128 x = (unsigned __int128)a->se << 63 | (a->sig & ~(1ull << 63));
	unsigned __int128 y = (unsigned __int128)b->se << 63 | (b->sig & ~(1ull << 63));

	if (a->se == b->se && a->sig == b->sig)
		return true;
	return nearly && (x > y ? x - y : y - x) <= 1;
}

/* Of what the manual leaves undefined, only that it does no harm. */
static bool undefined(const struct trial *trial)
{
	const struct reg *x = &trial->before.st[0];
	unsigned exponent = x->se & 0x7fff;

	if (trial->row->sem == S_F2XM1)
		return exponent >= 0x3fff;
	return trial->row->sem == S_FYL2XP1 && exponent >= 0x3ffd;
}

/* Status bits that may differ. */
static uint16_t status_mask(const struct trial *trial, const struct state *host,
			    const struct state *guest)
{
	uint8_t sem = trial->row->sem;

	/* Processors set PE, and with it UE, even if such a result is exact. */
	if (elementary(trial->row))
		return host->sw & ~guest->sw & (FPU_PE | FPU_UE)
			   ? FPU_C1 | FPU_PE | FPU_UE | FPU_ES | FPU_BUSY
			   : FPU_C1;
	/* Intel's clear it (SDM 2A, FCOMI), AMD's leave it. */
	if (host_is_amd &&
	    (sem == S_FCOMI || sem == S_FCOMIP || sem == S_FUCOMI || sem == S_FUCOMIP))
		return FPU_C1;
	return 0;
}

static bool same_pointers(const struct state *a, const struct state *b)
{
	return a->fop == b->fop && a->fip == b->fip && a->fcs == b->fcs && a->fdp == b->fdp &&
	       a->fds == b->fds;
}

/* What differs, in words; NULL: nothing. */
static const char *differs(const struct trial *trial, const struct state *host,
			   const struct state *guest)
{
	bool nearly = elementary(trial->row);

	if (host->mf != guest->mf)
		return "#MF";
	if (undefined(trial))
		return NULL;
	if ((host->sw ^ guest->sw) & ~status_mask(trial, host, guest))
		return "status";
	if (host->cw != guest->cw)
		return "control";
	if (host->tags != guest->tags)
		return "tags";
	for (unsigned i = 0; i < 8; i++)
		if (!same_reg(&host->st[i], &guest->st[i], nearly))
			return "registers";
	if (memcmp(host->memory, guest->memory, MEMORY_BYTES) != 0)
		return "memory";
	if (host->eax != guest->eax)
		return "eax";
	if (host_keeps_pointers && !same_pointers(host, guest))
		return "pointers";
	return host->eflags != guest->eflags ? "eflags" : NULL;
}

/* ---- one trial ---- */

struct judge {
	struct rig *rig;
	struct host host;
};

static const char *judge(struct judge *j, const struct trial *trial, struct state *host,
			 struct state *guest)
{
	const char *what;

	guest_run(j->rig, trial, guest);
	/* The host's pointers are lost when the process is interrupted just then: a difference
	 * is one that stays. */
	for (unsigned i = 0; i < 8; i++) {
		host_run(&j->host, trial, host);
		what = differs(trial, host, guest);
		if (!what)
			break;
	}
	return what;
}

static void judge_make(struct judge *j, const struct trial *trial)
{
	host_make(&j->host, trial);
	guest_make(j->rig, trial);
}

/* ---- telling ---- */

static void print_state(FILE *out, const struct state *s)
{
	unsigned bytes;

	fprintf(out, "%04x %04x %04x %03x %03x %04x %08x %04x %08x %08x", s->cw, s->sw, s->tags,
		s->eflags, s->fop, s->fcs, s->fip, s->fds, s->fdp, s->eax);
	for (unsigned i = 0; i < 8; i++)
		fprintf(out, " %04x:%016llx", s->st[i].se, (unsigned long long)s->st[i].sig);
	fputc(' ', out);
	for (bytes = MEMORY_BYTES; bytes > 1 && !s->memory[bytes - 1];)
		bytes--;
	for (unsigned i = 0; i < bytes; i++)
		fprintf(out, "%02x", s->memory[i]);
}

/* Code, then the state it starts from. */
static void print_line(FILE *out, const struct trial *trial)
{
	for (unsigned i = 0; i < trial->bytes; i++)
		fprintf(out, "%02x", trial->code[i]);
	fputc(' ', out);
	print_state(out, &trial->before);
	fputc('\n', out);
}

static bool parse_hex(const char **at, uint8_t *to, unsigned most, unsigned *bytes)
{
	unsigned byte;
	int used;

	for (*bytes = 0; *bytes < most && sscanf(*at, "%2x%n", &byte, &used) == 1 && used == 2;) {
		to[(*bytes)++] = (uint8_t)byte;
		*at += used;
		if (**at == ' ' || !**at)
			break;
	}
	return *bytes != 0;
}

static bool parse_line(const char *at, struct trial *trial)
{
	struct state *s = &trial->before;
	unsigned memory;
	struct insn insn;
	int used;

	*trial = (struct trial){.bytes = 0};
	if (!parse_hex(&at, trial->code, sizeof(trial->code), &trial->bytes) ||
	    decode(trial->code, trial->bytes, true, &insn) != DECODE_OK ||
	    sscanf(at, "%hx %hx %hx %x %hx %hx %x %hx %x %x%n", &s->cw, &s->sw, &s->tags,
		   &s->eflags, &s->fop, &s->fcs, &s->fip, &s->fds, &s->fdp, &s->eax, &used) != 10)
		return false;
	trial->row = insn.row;
	at += used;
	for (unsigned i = 0; i < 8; i++) {
		unsigned long long sig;

		if (sscanf(at, " %hx:%llx%n", &s->st[i].se, &sig, &used) != 2)
			return false;
		s->st[i].sig = sig;
		at += used;
	}
	at += *at == ' ';
	return parse_hex(&at, s->memory, MEMORY_BYTES, &memory);
}

static void tell(struct judge *j, const struct trial *trial)
{
	struct state host, guest;
	const char *what = judge(j, trial, &host, &guest);

	printf("%s: %s\n  -r ", trial->row->name, what ? what : "nothing differs");
	print_line(stdout, trial);
	printf("  host  ");
	print_state(stdout, &host);
	printf("%s\n  guest ", host.mf ? " #MF" : "");
	print_state(stdout, &guest);
	printf("%s\n", guest.mf ? " #MF" : "");
}

/* Step n of making a case simpler; false: there are no more. */
static bool simplify(struct state *s, unsigned n)
{
	switch (n) {
	case 0:
		s->sw &= 0x3800;
		return true;
	case 1:
		s->sw = 0;
		return true;
	case 2:
		s->cw = 0x37f;
		return true;
	case 3:
		s->cw |= 0x3f;
		return true;
	case 4:
		s->tags = 0xc000;
		return true;
	case 5:
		s->tags = 0;
		return true;
	case 6:
		s->eflags = s->eax = 0;
		return true;
	case 7:
		s->fop = s->fcs = s->fds = 0;
		s->fip = s->fdp = 0;
		return true;
	case 8:
		memset(s->memory, 0, MEMORY_BYTES);
		return true;
	default:
		if (n >= 9 + 16)
			return false;
		s->st[(n - 9) / 2] = n & 1 ? (struct reg){0, 0} : (struct reg){1ull << 63, 0x3fff};
		return true;
	}
}

static void shrink(struct judge *j, struct trial *trial)
{
	struct state host, guest;
	struct trial simpler = *trial;

	for (unsigned n = 0; simplify(&simpler.before, n); n++) {
		if (judge(j, &simpler, &host, &guest))
			*trial = simpler;
		simpler = *trial;
	}
}

/* ---- all encodings ---- */

struct encoding {
	const struct insn_row *row;
	uint8_t code[4];
	unsigned bytes;
};

static unsigned encodings(struct encoding *to)
{
	unsigned n = 0;

	for (size_t i = 0; i < insn_row_count; i++) {
		const struct insn_row *row = &insn_rows[i];
		uint8_t form = row->form[row->form[0] == F_ST0];
		bool memory = !row->modrm && row->form[0] != F_STI && form != F_STI;

		if (row->sem < S_FADD || row->sem > S_FCOMIP)
			continue;
		/* the 16-bit environments */
		if (row->form[0] == F_ME || row->form[0] == F_MFA)
			to[n++] = (struct encoding){
			    row, {0x66, (uint8_t)row->opcode, (uint8_t)(row->ext << 3 | 6)}, 3};
		for (unsigned rm = 0; rm < (row->modrm || memory ? 1 : 8); rm++)
			to[n++] = (struct encoding){
			    row,
			    {(uint8_t)row->opcode, row->modrm ? row->modrm
						   : memory   ? (uint8_t)(row->ext << 3 | 6)
							    : (uint8_t)(0xc0 | row->ext << 3 | rm)},
			    2};
	}
	return n;
}

static struct {
	unsigned cases;
	unsigned long seed;
	const char *only, *replay;
} options = {QUICK_CASES, SEED, NULL, NULL};

/* Returns the number of cases that differ; the first is told. */
static unsigned run_encoding(struct judge *j, const struct encoding *encoding, unsigned number)
{
	struct trial trial = {.row = encoding->row, .bytes = encoding->bytes}, first;
	struct state host, guest;
	unsigned wrong = 0;

	memcpy(trial.code, encoding->code, sizeof(trial.code));
	judge_make(j, &trial);
	generator = options.seed + number * 1000003ull;
	for (unsigned i = 0; i < options.cases; i++) {
		some_state(&trial);
		if (judge(j, &trial, &host, &guest) && wrong++ == 0)
			first = trial;
	}
	if (wrong) {
		shrink(j, &first);
		printf("%u of %u differ: ", wrong, options.cases);
		tell(j, &first);
	}
	return wrong;
}

static unsigned run_all(struct judge *j)
{
	static struct encoding encoding[1000];
	unsigned n = encodings(encoding), total = 0, wrong = 0, rows = 0, of_row = 0;

	for (unsigned i = 0; i < n; i++) {
		const struct insn_row *row = encoding[i].row;

		if (!options.only || !strcmp(options.only, row->name)) {
			wrong += run_encoding(j, &encoding[i], i);
			total += options.cases;
			of_row += options.cases;
		}
		if (i + 1 < n && encoding[i + 1].row == row)
			continue;
		rows++;
		if (options.cases != QUICK_CASES && of_row)
			printf("%-8s %02x %d %s %9u\n", row->name, row->opcode, row->ext,
			       encoding[i].code[encoding[i].bytes - 1] < 0xc0 ? "m" : "r", of_row);
		of_row = 0;
	}
	printf("%u rows, %u encodings, %u cases, seed %lu, on %s%s: %u differ\n", rows, n, total,
	       options.seed, host_name, host_keeps_pointers ? "" : " (which keeps no pointers)",
	       wrong);
	return wrong;
}

START_TEST(agrees_with_the_host)
{
	struct judge j = {.rig = rig_new()};
	struct trial trial;
	unsigned wrong = 0;

	host_open(&j.host);
	j.rig->cpu->a.cr0 |= CR0_NE;
	if (options.replay) {
		ck_assert(parse_line(options.replay, &trial));
		judge_make(&j, &trial);
		tell(&j, &trial);
	} else {
		wrong = run_all(&j);
	}
	munmap(j.host.stub, 4096);
	rig_free(j.rig);
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

int main(int argc, char **argv)
{
	Suite *suite = suite_create("x87_diff");
	TCase *tcase = tcase_create("x87_diff");
	SRunner *runner = srunner_create(suite);
	int failed;

	if (argc > 2 && !strcmp(argv[1], "-r"))
		options.replay = argv[2];
	else if (argc > 1)
		options.cases = (unsigned)strtoul(argv[1], NULL, 0);
	else if (getenv("LONG"))
		options.cases = LONG_CASES;
	if (argc > 2)
		options.seed = strtoul(argv[2], NULL, 0);
	options.only = argc > 3 ? argv[3] : NULL;
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, agrees_with_the_host);
	suite_add_tcase(suite, tcase);
	srunner_set_fork_status(runner, CK_NOFORK);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#else

int main(void)
{
	puts("no x87 unit here");
	return 77;
}

#endif
