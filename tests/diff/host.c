/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * host: see host.h. A case is entered by a far jump into the kernel's 32-bit
 * user segment, or one of our own, and left by a pad's far jump back, or by
 * the signal that its exception becomes. No system call is made on the way, so
 * a case costs less than a microsecond; one with a signal, two or three.
 */
#include "tests/diff/host.h"

#include <asm/ldt.h>
#include <cpuid.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

#include "tests/diff/switch.h"

struct host_ctx {
	uint8_t fx_in[512], fx_out[512], fx_host[512];
	uint32_t r_in[8], r_out[8];
	uint16_t sel_in[8], sel_out[8];
	uint64_t flags_in, flags, rsp, fsbase;
	uint32_t far_eip;
	uint16_t far_cs, unused;
	uint64_t pad;
	uint32_t fpu;
	/* written by the signal handler */
	uint32_t trapped, vector, error, cr2, eip;
} __attribute__((aligned(64)));

#define AT(field, where) _Static_assert(offsetof(struct host_ctx, field) == (where), #field)
AT(fx_in, CTX_FX_IN);
AT(fx_out, CTX_FX_OUT);
AT(fx_host, CTX_FX_HOST);
AT(r_in, CTX_R_IN);
AT(r_out, CTX_R_OUT);
AT(sel_in, CTX_SEL_IN);
AT(sel_out, CTX_SEL_OUT);
AT(flags_in, CTX_FLAGS_IN);
AT(flags, CTX_FLAGS);
AT(rsp, CTX_RSP);
AT(fsbase, CTX_FSBASE);
AT(far_eip, CTX_FAR);
AT(pad, CTX_PAD);
AT(fpu, CTX_FPU);

extern void host_enter(struct host_ctx *ctx);
extern void host_leave(void), host_signal(int sig, siginfo_t *info, void *uc);
extern const uint8_t host_stub[], host_stub_end[];
void host_signal_state(int sig, const siginfo_t *info, const ucontext_t *uc);

extern struct host_ctx *host_ctx_at;
static struct host_ctx ctx;
struct host_ctx *host_ctx_at = &ctx;
static uint8_t *block;
static volatile unsigned long runs, runs_at_tick;
static volatile bool running;

uint8_t *host_block(void)
{
	return block;
}

/* The state at the signal. Called with nothing of the C library in reach. */
__attribute__((no_stack_protector)) void host_signal_state(int sig, const siginfo_t *info,
							   const ucontext_t *uc)
{
	static const uint8_t order[8] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX,
					 REG_RSP, REG_RBP, REG_RSI, REG_RDI};
	const greg_t *g = uc->uc_mcontext.gregs;

	(void)info;
	for (unsigned i = 0; i < 8; i++)
		ctx.r_out[i] = (uint32_t)g[order[i]];
	ctx.eip = (uint32_t)g[REG_RIP];
	ctx.flags = (uint64_t)g[REG_EFL];
	ctx.sel_out[1] = (uint16_t)g[REG_CSGSFS];
	ctx.sel_out[2] = (uint16_t)((uint64_t)g[REG_CSGSFS] >> 48);
	ctx.trapped = 1;
	ctx.vector = sig == SIGVTALRM || sig == SIGSYS ? 256 : (uint32_t)g[REG_TRAPNO];
	ctx.error = (uint32_t)g[REG_ERR];
	ctx.cr2 = (uint32_t)g[REG_CR2];
	for (unsigned i = 0; i < sizeof(ctx.fx_out) / 8; i++)
		((uint64_t *)ctx.fx_out)[i] = ((const uint64_t *)uc->uc_mcontext.fpregs)[i];
}

/* Every second of running: a case that has not ended since the last one never will. */
static void tick(int sig, siginfo_t *info, void *uc_)
{
	const ucontext_t *uc = uc_;

	if (runs == runs_at_tick && running &&
	    (uint16_t)uc->uc_mcontext.gregs[REG_CSGSFS] != SEL_HOST64)
		host_signal(sig, info, uc_);
	runs_at_tick = runs;
}

static bool catch_signals(void)
{
	static const int signals[] = {SIGSEGV, SIGILL, SIGFPE, SIGTRAP, SIGBUS, SIGSYS};
	static uint8_t stack[65536] __attribute__((aligned(64)));
	const stack_t altstack = {.ss_sp = stack, .ss_size = sizeof(stack)};
	struct sigaction action = {.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK};
	const struct itimerval second = {{1, 0}, {1, 0}};

	if (sigaltstack(&altstack, NULL))
		return false;
	action.sa_sigaction = host_signal;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &action, NULL);
	action.sa_sigaction = tick;
	sigaction(SIGVTALRM, &action, NULL);
	return !setitimer(ITIMER_VIRTUAL, &second, NULL);
}

static bool map_areas(void)
{
	int fd = memfd_create("diff", 0);

	if (fd < 0 || ftruncate(fd, ALL_BYTES))
		return false;
	block = mmap(NULL, ALL_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
	for (unsigned i = 0; i < AREAS; i++) {
		const struct area *area = &layout_area[i];
		int prot = PROT_READ | (area->writable ? PROT_WRITE : 0) |
			   (area->executable ? PROT_EXEC : 0);
		void *want = (void *)(uintptr_t)area->la;

		if (mmap(want, area->bytes, prot, MAP_SHARED | MAP_POPULATE | MAP_FIXED_NOREPLACE,
			 fd, area->at) != want)
			return false;
	}
	close(fd);
	return block != MAP_FAILED;
}

static void write_stubs(void)
{
	uint64_t leave = (uint64_t)(uintptr_t)host_leave;

	for (uint32_t pad = 0; pad < PADS; pad++) {
		uint8_t *stub = block + STUB_AT + pad * STUB_STRIDE;

		memcpy(stub, host_stub, (size_t)(host_stub_end - host_stub));
		memcpy(stub + 2, &pad, 4);
		memcpy(stub + 8, &leave, 8);
	}
}

static bool load_ldt(void)
{
	for (unsigned i = 0; i < LDT_SLOTS; i++) {
		const struct ldt_entry *entry = &layout_ldt[i];
		struct user_desc desc = {.entry_number = i,
					 .base_addr = entry->base,
					 .limit = entry->pages ? entry->limit >> 12 : entry->limit,
					 .seg_32bit = entry->big,
					 .contents = entry->type >> 2 & 3,
					 .read_exec_only = !(entry->type & 2),
					 .limit_in_pages = entry->pages,
					 .seg_not_present = entry->absent};

		if (entry->used && syscall(SYS_modify_ldt, 0x11, &desc, sizeof(desc)))
			return false;
	}
	return true;
}

bool host_start(const char **why)
{
	if (!(getauxval(AT_HWCAP2) & 2)) {
		*why = "the kernel lets no program set its FS base (Linux 5.9 with FSGSBASE does)";
		return false;
	}
	__asm__("rdfsbase %0" : "=r"(ctx.fsbase));
	*why = strerror(errno);
	if (!map_areas()) {
		*why = "the memory below 4 GiB is not to be had";
		return false;
	}
	if (!load_ldt()) {
		*why = "modify_ldt is not permitted";
		return false;
	}
	write_stubs();
	return catch_signals();
}

void host_run(const struct diff_case *c, struct outcome *out)
{
	memcpy(ctx.r_in, c->r, sizeof(ctx.r_in));
	memcpy(ctx.sel_in, c->sel, sizeof(c->sel));
	ctx.flags_in = c->eflags | 0x202;
	ctx.far_cs = c->sel[1];
	ctx.far_eip = case_start(c);
	ctx.trapped = 0;
	ctx.fpu = c->fx_seed != 0;
	if (ctx.fpu)
		fpu_state(c->fx_seed, c->fx_keep, (struct fx *)ctx.fx_in);
	runs++;
	running = true;
	host_enter(&ctx);
	running = false;
	memcpy(out->r, ctx.r_out, sizeof(out->r));
	memcpy(out->sel, ctx.sel_out, sizeof(out->sel));
	out->eflags = (uint32_t)ctx.flags;
	if (ctx.fpu)
		memcpy(&out->fx, ctx.fx_out, sizeof(out->fx));
	/* A single step past a pad's jump arrives at its stub. */
	if (ctx.trapped && out->sel[1] == SEL_HOST64 && (ctx.eip - STUB_LA) / STUB_STRIDE < PADS) {
		ctx.trapped = 0;
		ctx.pad = (ctx.eip - STUB_LA) / STUB_STRIDE;
	}
	if (ctx.trapped) {
		out->vector = ctx.vector == 256 ? ENDED_NOWHERE : (int)ctx.vector;
		out->error = ctx.vector == 256 ? 0 : ctx.error;
		out->cr2 = ctx.cr2;
		out->eip = ctx.eip;
		return;
	}
	out->vector = ENDED_AT_PAD;
	out->error = out->cr2 = 0;
	out->sel[1] = c->sel[1];
	out->eip = case_pad_eip(c, (unsigned)ctx.pad);
}

bool host_is_amd(void)
{
	unsigned eax, ebx, ecx, edx;

	__cpuid(0, eax, ebx, ecx, edx);
	return ebx == signature_AMD_ebx;
}

void host_processor(char *text, size_t bytes)
{
	unsigned eax, ebx, ecx, edx, family, model;
	uint32_t name[13] = {0}, vendor[4] = {0};

	__cpuid(0, eax, vendor[0], vendor[2], vendor[1]);
	__cpuid(1, eax, ebx, ecx, edx);
	family = eax >> 8 & 15;
	model = eax >> 4 & 15;
	if (family >= 6)
		model += eax >> 12 & 0xf0;
	if (family == 15)
		family += eax >> 20 & 255;
	for (unsigned i = 0; i < 3; i++)
		__cpuid(0x80000002 + i, name[4 * i], name[4 * i + 1], name[4 * i + 2],
			name[4 * i + 3]);
	snprintf(text, bytes, "%s family %u model %u, %s", (const char *)vendor, family, model,
		 (const char *)name);
}
