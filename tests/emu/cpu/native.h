/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * native: one MMX or SSE instruction run on the host's own processor, from a
 * given state to the state after it. The encodings are those of 32-bit code.
 *
 * The x87, MMX and SSE state is an FXSAVE image. A SIMD exception ends the
 * instruction; `raised` then tells.
 */
#ifndef ZONEMU_TESTS_EMU_CPU_NATIVE_H
#define ZONEMU_TESTS_EMU_CPU_NATIVE_H

#include <check.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

struct native {
	uint8_t before[512], after[512]; /* FXSAVE images */
	uint64_t r[8]; /* in the order of their numbers; that of RSP is not used */
	uint64_t rflags;
	uint64_t raised;
	uint8_t code[16];
} __attribute__((aligned(16)));

_Static_assert(offsetof(struct native, after) == 512 && offsetof(struct native, r) == 1024 &&
		   offsetof(struct native, rflags) == 1088,
	       "native_enter() counts on it");

void native_enter(struct native *native, void *code);
extern const uint8_t native_landing[];

/* R15: the struct. R13: the stack pointer. R14: the code, which ends in RET. */
__asm__(".text\n"
	"native_enter:\n"
	"push %rbx; push %rbp; push %r12; push %r13; push %r14; push %r15\n"
	"mov %rdi, %r15; mov %rsi, %r14\n"
	"fxrstor (%r15)\n"
	"mov %rsp, %r13\n"
	"pushq 1088(%r15); popfq\n"
	"mov 1024(%r15), %rax; mov 1032(%r15), %rcx; mov 1040(%r15), %rdx; mov 1048(%r15), %rbx\n"
	"mov 1064(%r15), %rbp; mov 1072(%r15), %rsi; mov 1080(%r15), %rdi\n"
	"call *%r14\n"
	".globl native_landing\n"
	"native_landing:\n"
	"mov %r13, %rsp\n"
	"mov %rax, 1024(%r15); mov %rcx, 1032(%r15); mov %rdx, 1040(%r15); mov %rbx, 1048(%r15)\n"
	"mov %rbp, 1064(%r15); mov %rsi, 1072(%r15); mov %rdi, 1080(%r15)\n"
	"pushfq; popq 1088(%r15)\n"
	"cld\n"
	"fxsave 512(%r15)\n"
	"fninit; push $0x1f80; ldmxcsr (%rsp); pop %rax\n"
	"pop %r15; pop %r14; pop %r13; pop %r12; pop %rbp; pop %rbx\n"
	"ret\n");

static inline void native_signal(int number, siginfo_t *info, void *context)
{
	greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

	(void)number;
	(void)info;
	((struct native *)regs[REG_R15])->raised = 1;
	regs[REG_RIP] = (greg_t)(uintptr_t)native_landing;
}

/* A page to run code from; once a process. */
static inline void *native_init(void)
{
	struct sigaction action = {.sa_sigaction = native_signal, .sa_flags = SA_SIGINFO};
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(page, MAP_FAILED);
	ck_assert_int_eq(sigaction(SIGFPE, &action, NULL), 0);
	return page;
}

static inline void native_run(struct native *native, void *page, const uint8_t *code,
			      unsigned bytes)
{
	/* The same bytes are left alone: to change them costs the host's processor a lot. */
	if (memcmp(page, code, bytes) || ((uint8_t *)page)[bytes] != 0xc3) {
		memcpy(page, code, bytes);
		((uint8_t *)page)[bytes] = 0xc3;
	}
	native->raised = 0;
	native_enter(native, page);
}

#endif
