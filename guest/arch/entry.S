/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * entry: the way into C from exceptions and interrupts, and back; and from one thread to
 * another.
 *
 * C functions are called as -mregparm=3 has it: the first arguments in eax, edx, ecx.
 *
 * Every entry builds a struct pt_regs on the stack and calls a C function with its
 * address. The function decides at its end whether another task should run. %ebp then
 * points at the pt_regs with bit 31 cleared, which no kernel address has: that is how
 * the call trace finds its way through (dumpstack.c).
 */
#include <linux/linkage.h>
#include <asm/asm-offsets.h>
#include <asm/irq_vectors.h>
#include <asm/ptrace.h>
#include <asm/segment.h>

	.text

/* On the stack: error code or ~vector, and the handler where %gs will be saved. */
ENTRY(common_entry)
	cld
	pushl %fs
	pushl %es
	pushl %ds
	pushl %eax
	pushl %ebp
	pushl %edi
	pushl %esi
	pushl %edx
	pushl %ecx
	pushl %ebx
	movl PT_GS(%esp), %edi
	movw %gs, %ax
	movzwl %ax, %eax
	movl %eax, PT_GS(%esp)
	movl $__KERNEL_DS, %edx
	movl %edx, %ds
	movl %edx, %es
	movl $__KERNEL_PERCPU, %edx
	movl %edx, %fs
	movl %esp, %eax
	movl %esp, %ebp
	andl $0x7fffffff, %ebp
	call *%edi
restore_all:
	popl %ebx
	popl %ecx
	popl %edx
	popl %esi
	popl %edi
	popl %ebp
	popl %eax
	popl %ds
	popl %es
	popl %fs
	popl %gs
	addl $4, %esp
	iret
END(common_entry)

/* clang-format off */
.macro exception name, handler, has_error
ENTRY(\name)
	.if !\has_error
	pushl $0
	.endif
	pushl $\handler
	jmp common_entry
END(\name)
.endm

exception asm_divide_error, do_divide_error, 0
exception asm_debug, do_debug, 0
exception asm_nmi, do_nmi, 0
exception asm_int3, do_int3, 0
exception asm_overflow, do_overflow, 0
exception asm_bounds, do_bounds, 0
exception asm_invalid_op, do_invalid_op, 0
exception asm_device_not_available, do_device_not_available, 0
exception asm_coprocessor_segment, do_coprocessor_segment, 0
exception asm_invalid_tss, do_invalid_tss, 1
exception asm_segment_not_present, do_segment_not_present, 1
exception asm_stack_segment, do_stack_segment, 1
exception asm_general_protection, do_general_protection, 1
exception asm_page_fault, do_page_fault, 1
exception asm_coprocessor_error, do_coprocessor_error, 0
exception asm_alignment_check, do_alignment_check, 1
exception asm_machine_check, do_machine_check, 0
exception asm_simd_error, do_simd_error, 0

/* One short stub for each external vector: 16 bytes apart, so the IDT is filled by a sum. */
	.balign 16
	.globl irq_entries_start
irq_entries_start:
	vector = FIRST_EXTERNAL_VECTOR
	.rept 256 - FIRST_EXTERNAL_VECTOR
	.balign 16
	pushl $~vector
	jmp common_interrupt
	vector = vector + 1
	.endr
	.balign 16

ENTRY(common_interrupt)
	pushl $do_IRQ
	jmp common_entry
END(common_interrupt)

/* struct task_struct *__switch_to_asm(prev, next): returns, as next, the task it came from. */
ENTRY(__switch_to_asm)
	pushl %ebp
	pushl %ebx
	pushl %edi
	pushl %esi
	movl %esp, TASK_THREAD_SP(%eax)
	movl TASK_THREAD_SP(%edx), %esp
	popl %esi
	popl %edi
	popl %ebx
	popl %ebp
	jmp __switch_to
END(__switch_to_asm)

/* Where a new thread begins: %ebx its function, %edi the argument (process.c). */
ENTRY(ret_from_fork)
	call schedule_tail
	movl %edi, %eax
	call *%ebx
	call do_exit
	ud2
END(ret_from_fork)

	.section .note.GNU-stack, "", @progbits
