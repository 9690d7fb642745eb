/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vdso: the kernel's code in every program: the fastest way into a system call, and the way
 * out of signal handlers. A program finds it by AT_SYSINFO and AT_SYSINFO_EHDR. One page,
 * an ELF shared object; linked by vdso.lds, put into the kernel by vdso_image.S.
 */
	.text

	.globl __kernel_vsyscall
	.type __kernel_vsyscall, @function
	.balign 16
__kernel_vsyscall:
	.cfi_startproc
	pushl %ecx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ecx, 0
	pushl %edx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset edx, 0
	pushl %ebp
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ebp, 0
	movl %esp, %ebp
	sysenter
	/* a call that begins again does so here, where ebp is the argument */
	int $0x80
	.globl __vdso_landing
	.hidden __vdso_landing
__vdso_landing:
	popl %ebp
	.cfi_restore ebp
	.cfi_adjust_cfa_offset -4
	popl %edx
	.cfi_restore edx
	.cfi_adjust_cfa_offset -4
	popl %ecx
	.cfi_restore ecx
	.cfi_adjust_cfa_offset -4
	ret
	.cfi_endproc
	.size __kernel_vsyscall, . - __kernel_vsyscall

/* Without SYSENTER. */
	.globl __kernel_vsyscall_int80
	.type __kernel_vsyscall_int80, @function
	.balign 16
__kernel_vsyscall_int80:
	.cfi_startproc
	int $0x80
	ret
	.cfi_endproc
	.size __kernel_vsyscall_int80, . - __kernel_vsyscall_int80

/* Unwinders look one byte before a return address for the function it is in: a NOP is there. */
	.balign 32
	nop
	.globl __kernel_sigreturn
	.type __kernel_sigreturn, @function
__kernel_sigreturn:
	popl %eax
	movl $119, %eax
	int $0x80
	.size __kernel_sigreturn, . - __kernel_sigreturn

	.balign 32
	nop
	.globl __kernel_rt_sigreturn
	.type __kernel_rt_sigreturn, @function
__kernel_rt_sigreturn:
	movl $173, %eax
	int $0x80
	.size __kernel_rt_sigreturn, . - __kernel_rt_sigreturn

	.section .note.GNU-stack, "", @progbits
