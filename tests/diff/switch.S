/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The stubs' addresses lie below 4 GiB, where 32-bit code can reach them; their
 * code is copied there. R15 holds the context throughout: 32-bit code cannot
 * see it.
 */
#include "tests/diff/switch.h"

	.text

	/* void host_enter(struct host_ctx *ctx); comes back when the case has ended */
	.globl host_enter
	.type host_enter, @function
host_enter:
	push %rbx
	push %rbp
	push %r12
	push %r13
	push %r14
	push %r15
	mov %rdi, %r15
	mov %rsp, CTX_RSP(%r15)
	cmpl $0, CTX_FPU(%r15)
	je 1f
	fxsave64 CTX_FX_HOST(%r15)
	fxrstor64 CTX_FX_IN(%r15)
1:	mov CTX_SEL_IN + 0(%r15), %es
	mov CTX_SEL_IN + 6(%r15), %ds
	mov CTX_SEL_IN + 8(%r15), %fs
	mov CTX_SEL_IN + 10(%r15), %gs
	push CTX_FLAGS_IN(%r15)
	popfq
	mov CTX_SEL_IN + 4(%r15), %ss
	mov CTX_R_IN + 0(%r15), %eax
	mov CTX_R_IN + 4(%r15), %ecx
	mov CTX_R_IN + 8(%r15), %edx
	mov CTX_R_IN + 12(%r15), %ebx
	mov CTX_R_IN + 16(%r15), %esp
	mov CTX_R_IN + 20(%r15), %ebp
	mov CTX_R_IN + 24(%r15), %esi
	mov CTX_R_IN + 28(%r15), %edi
	ljmp *CTX_FAR(%r15)
	.size host_enter, . - host_enter

	/* A pad's far jump arrives at a stub, the stub here, with its number in R8. */
	.globl host_leave
	.type host_leave, @function
host_leave:
	mov %eax, CTX_R_OUT + 0(%r15)
	mov %ecx, CTX_R_OUT + 4(%r15)
	mov %edx, CTX_R_OUT + 8(%r15)
	mov %ebx, CTX_R_OUT + 12(%r15)
	mov %esp, CTX_R_OUT + 16(%r15)
	mov %ebp, CTX_R_OUT + 20(%r15)
	mov %esi, CTX_R_OUT + 24(%r15)
	mov %edi, CTX_R_OUT + 28(%r15)
	mov CTX_RSP(%r15), %rsp
	pushfq
	pop CTX_FLAGS(%r15)
	push $0x202
	popfq
	mov %r8, CTX_PAD(%r15)
	mov %es, CTX_SEL_OUT + 0(%r15)
	mov %ss, CTX_SEL_OUT + 4(%r15)
	mov %ds, CTX_SEL_OUT + 6(%r15)
	mov %fs, CTX_SEL_OUT + 8(%r15)
	mov %gs, CTX_SEL_OUT + 10(%r15)
	cmpl $0, CTX_FPU(%r15)
	je host_home
	fxsave64 CTX_FX_OUT(%r15)
	fxrstor64 CTX_FX_HOST(%r15)

host_home:
	mov $0x2b, %eax
	mov %eax, %ss
	xor %eax, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %gs
	mov %eax, %fs
	mov CTX_FSBASE(%r15), %rax
	wrfsbase %rax
	mov CTX_RSP(%r15), %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbp
	pop %rbx
	ret
	.size host_leave, . - host_leave

	/* What all signals come to. Flags, segments and thread pointer are still the case's. */
	.globl host_signal
	.type host_signal, @function
host_signal:
	pushq $2
	popfq
	mov host_ctx_at(%rip), %r15
	mov %es, CTX_SEL_OUT + 0(%r15)
	mov %ds, CTX_SEL_OUT + 6(%r15)
	mov %fs, CTX_SEL_OUT + 8(%r15)
	mov %gs, CTX_SEL_OUT + 10(%r15)
	mov CTX_FSBASE(%r15), %rax
	wrfsbase %rax
	sub $8, %rsp
	call host_signal_state
	mov host_ctx_at(%rip), %r15
	cmpl $0, CTX_FPU(%r15)
	je host_home
	fxrstor64 CTX_FX_HOST(%r15)
	jmp host_home
	.size host_signal, . - host_signal

	/* The stub's code, position-independent: number, then where to go. */
	.globl host_stub
host_stub:
	mov $0, %r8d
	movabs $0, %r9
	jmp *%r9
	.globl host_stub_end
host_stub_end:

	.section .note.GNU-stack, "", @progbits
