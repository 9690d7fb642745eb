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

#define MINUS_ENOSYS -38
#define MINUS_EFAULT -14
#define FLAG_TF_NT_AC 0x44100
#define FLAG_IF 0x200
/* What is to be done before a program goes on: signals, another task. */
#define WORK_MASK (_TIF_SIGPENDING | _TIF_NEED_RESCHED)
#define TRACE_MASK (_TIF_SYSCALL_TRACE | _TIF_SINGLESTEP)

/* clang-format off */
.macro extable from, to
	.pushsection __ex_table, "a"
	.long \from, \to
	.popsection
.endm
/* clang-format on */

	.section .entry.text, "ax"

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
	testb $SEGMENT_RPL_MASK, PT_CS(%esp)
	jz restore_kernel
	cli
exit_to_user:
	movl %fs:current_task, %ecx
	testl $WORK_MASK, TASK_TI_FLAGS(%ecx)
	jnz exit_work
restore_all:
	popl %ebx
	popl %ecx
	popl %edx
	popl %esi
	popl %edi
	popl %ebp
	popl %eax
restore_ds:
	popl %ds
restore_es:
	popl %es
restore_fs:
	popl %fs
restore_gs:
	popl %gs
	addl $4, %esp
restore_iret:
	iret

/*
 * Back to the kernel. %gs is not its own: it may still hold a selector of the program that
 * ran before, whose descriptor has changed meanwhile, so it is not loaded again.
 */
restore_kernel:
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
	addl $8, %esp
	iret

syscall_exit_work:
	testl $TRACE_MASK, TASK_TI_FLAGS(%ecx)
	jz exit_work
	movl %esp, %eax
	call syscall_exit_traced
	jmp exit_to_user
exit_work:
	movl %esp, %eax
	call exit_to_user_work
	jmp restore_all

/*
 * A program may have left anything in its registers' places. A selector that cannot be
 * loaded becomes 0; an address that cannot be returned to is the program's own fault, told
 * as if it had happened there.
 */
bad_ds:
	movl $0, (%esp)
	jmp restore_ds
bad_es:
	movl $0, (%esp)
	jmp restore_es
bad_fs:
	movl $0, (%esp)
	jmp restore_fs
bad_gs:
	movl $0, (%esp)
	jmp restore_gs
bad_iret:
	pushl $0
	pushl $do_iret_error
	jmp common_entry
	extable restore_ds, bad_ds
	extable restore_es, bad_es
	extable restore_fs, bad_fs
	extable restore_gs, bad_gs
	extable restore_iret, bad_iret
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

/* ---- system calls: the number in eax, arguments in ebx, ecx, edx, esi, edi, ebp ---- */

.macro save_syscall
	pushl %eax
	pushl %gs
	pushl %fs
	pushl %es
	pushl %ds
	pushl $MINUS_ENOSYS
	pushl %ebp
	pushl %edi
	pushl %esi
	pushl %edx
	pushl %ecx
	pushl %ebx
	cld
	movl $__KERNEL_DS, %edx
	movl %edx, %ds
	movl %edx, %es
	movl $__KERNEL_PERCPU, %edx
	movl %edx, %fs
.endm

.macro call_syscall
	movl %esp, %ebp
	andl $0x7fffffff, %ebp
	movl %fs:current_task, %edx
	movl %eax, %ecx
	movl %esp, %eax
	testl $_TIF_SYSCALL_TRACE, TASK_TI_FLAGS(%edx)
	jnz 3f
	cmpl $NR_SYSCALLS, %ecx
	jae 1f
	call *sys_call_table(, %ecx, 4)
	jmp 2f
3:	call traced_syscall
	jmp 2f
1:	call sys_ni_syscall
2:	movl %eax, PT_EAX(%esp)
	cli
	movl %fs:current_task, %ecx
	testl $(WORK_MASK | TRACE_MASK), TASK_TI_FLAGS(%ecx)
.endm

/* int $0x80, by an interrupt gate. */
ENTRY(asm_int80)
	save_syscall
	sti
	call_syscall
	jnz syscall_exit_work
	jmp restore_all
END(asm_int80)

/*
 * SYSENTER, from the vDSO only (SDM 2B "SYSENTER"): no return address, no stack of the
 * program's. The vDSO has saved ecx, edx and ebp there and put its esp into ebp; where it
 * goes on was noted at exec. %esp points at this CPU's TSS, in which sp0 is the second word.
 * NT and TF go first: the processor has left them as they were.
 */
ENTRY(asm_sysenter)
	movl 4(%esp), %esp
	.globl asm_sysenter_on_stack
asm_sysenter_on_stack:
	pushl $__USER_DS
	pushl %ebp
	pushfl
	orl $FLAG_IF, (%esp)
	pushl $__USER_CS
	pushl $0
	save_syscall
	testl $FLAG_TF_NT_AC, PT_FLAGS(%esp)
	jz 1f
	pushl $2
	popfl
1:	movl %fs:current_task, %ecx
	movl TASK_SYSENTER_RETURN(%ecx), %ecx
	movl %ecx, PT_IP(%esp)
	sti
	cmpl $(PAGE_OFFSET - 4), %ebp
	ja sysenter_fault
sysenter_arg6:
	movl (%ebp), %ebp
	movl %ebp, PT_EBP(%esp)
	call_syscall
	jnz syscall_exit_work
	testl $FLAG_TF_NT_AC, PT_FLAGS(%esp)
	jnz restore_all
	cmpl $0, PT_ORIG_EAX(%esp)	/* sigreturn, exec: every register counts */
	jl restore_all
	movl PT_IP(%esp), %edx
	movl PT_SP(%esp), %ecx
	popl %ebx
	addl $8, %esp
	popl %esi
	popl %edi
	popl %ebp
	popl %eax
sysexit_ds:
	popl %ds
sysexit_es:
	popl %es
sysexit_fs:
	popl %fs
sysexit_gs:
	popl %gs
	sti
	sysexit

sysexit_bad_ds:
	movl $0, (%esp)
	jmp sysexit_ds
sysexit_bad_es:
	movl $0, (%esp)
	jmp sysexit_es
sysexit_bad_fs:
	movl $0, (%esp)
	jmp sysexit_fs
sysexit_bad_gs:
	movl $0, (%esp)
	jmp sysexit_gs
sysenter_fault:
	movl $MINUS_EFAULT, PT_EAX(%esp)
	cli
	jmp exit_to_user
	extable sysenter_arg6, sysenter_fault
	extable sysexit_ds, sysexit_bad_ds
	extable sysexit_es, sysexit_bad_es
	extable sysexit_fs, sysexit_bad_fs
	extable sysexit_gs, sysexit_bad_gs
END(asm_sysenter)

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

/*
 * Where a new thread begins: %ebx the kernel function it runs first, %edi the argument
 * (process.c); 0: none, it goes straight to user mode. One that returns has become a
 * program.
 */
ENTRY(ret_from_fork)
	call schedule_tail
	testl %ebx, %ebx
	jz 1f
	movl %edi, %eax
	call *%ebx
	movl $0, PT_EAX(%esp)
1:	cli
	jmp exit_to_user
END(ret_from_fork)

/*
 * What a function followed by a kretprobe returns to. It makes a struct pt_regs as an exception
 * here would have, with the flags in the last place; there the address to go to is put in the end.
 */
ENTRY(kretprobe_trampoline)
	pushfl
	pushl %cs
	pushl $kretprobe_trampoline
	pushl $-1
	pushl %gs
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
	cld
	movl %esp, %eax
	movl %esp, %ebp
	andl $0x7fffffff, %ebp
	call kretprobe_returned
	movl PT_FLAGS(%esp), %edx
	movl %edx, PT_CS(%esp)
	movl %eax, PT_FLAGS(%esp)
	popl %ebx
	popl %ecx
	popl %edx
	popl %esi
	popl %edi
	popl %ebp
	popl %eax
	addl $(PT_CS - PT_EAX - 4), %esp
	popfl
	ret
END(kretprobe_trampoline)

	.section .note.GNU-stack, "", @progbits
