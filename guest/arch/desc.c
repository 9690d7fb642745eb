/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * desc: each CPU's GDT and TSS, and the IDT they share; where SYSENTER leads to.
 *
 * The boot CPU starts on the per-CPU section itself: all bases 0 off it. Its double
 * fault has a task of its own, so that it gets a good stack whatever happened to the
 * other (SDM 3A 6.15, "Interrupt 8").
 */
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <asm/desc.h>
#include <asm/irq_vectors.h>
#include <asm/msr.h>
#include <asm/page.h>

#include "traps.h"

#define ACCESS_CODE    0x9b /* present, DPL 0, execute/read, accessed */
#define ACCESS_DATA    0x93 /* present, DPL 0, read/write, accessed */
#define ACCESS_TSS     0x89
#define ACCESS_DPL3    0x60
#define FLAGS_4K_32BIT 0xc0

#define GATE_INTERRUPT 0x8e /* present, 32-bit interrupt gate */
#define GATE_TASK      0x85

#define DOUBLEFAULT_STACK 4096
#define ENTRY_STACK	  1024

#define MSR_IA32_SYSENTER_CS  0x174
#define MSR_IA32_SYSENTER_ESP 0x175
#define MSR_IA32_SYSENTER_EIP 0x176

struct gdt_page {
	struct desc_struct gdt[GDT_ENTRIES];
} __aligned(32);

static DEFINE_PER_CPU(struct gdt_page, gdt_page);
/* SYSENTER comes with esp at the TSS. For its first instruction the stack is what is below. */
struct cpu_entry {
	u8 stack[ENTRY_STACK];
	struct x86_hw_tss tss;
};

static DEFINE_PER_CPU(struct cpu_entry, cpu_entry);
static DEFINE_PER_CPU(struct x86_hw_tss, doublefault_tss);
static u8 doublefault_stack[DOUBLEFAULT_STACK] __aligned(16);
static struct gate_desc idt[NR_VECTORS] __aligned(8);

extern char irq_entries_start[];
extern const char asm_int80[], asm_sysenter[];
extern char swapper_pg_dir[];

static void set_desc(struct desc_struct *desc, unsigned long base, unsigned long limit, u8 access,
		     u8 flags)
{
	desc->limit0 = limit;
	desc->base0 = base;
	desc->base1 = base >> 16;
	desc->access = access;
	desc->limit1_flags = ((limit >> 16) & 0xf) | flags;
	desc->base2 = base >> 24;
}

void idt_set_gate(unsigned int vector, const void *handler, unsigned int dpl)
{
	unsigned long addr = (unsigned long)handler;

	idt[vector] = (struct gate_desc){
	    .offset0 = addr,
	    .segment = __KERNEL_CS,
	    .access = GATE_INTERRUPT | dpl << 5,
	    .offset1 = addr >> 16,
	};
}

static void fill_tss(struct x86_hw_tss *tss)
{
	tss->ss0 = __KERNEL_DS;
	tss->io_bitmap_base = sizeof(*tss); /* past the limit: no port for user mode */
}

static void fill_doublefault_tss(struct x86_hw_tss *tss)
{
	fill_tss(tss);
	tss->cr3 = __pa(swapper_pg_dir);
	tss->ip = (unsigned long)doublefault_entry;
	tss->flags = 2; /* the bit that is always 1 */
	tss->sp = (unsigned long)(doublefault_stack + DOUBLEFAULT_STACK - 16);
	tss->sp0 = tss->sp;
	tss->cs = __KERNEL_CS;
	tss->ss = tss->ds = tss->es = __KERNEL_DS;
	tss->fs = __KERNEL_PERCPU;
}

static void fill_gdt(struct desc_struct *gdt, unsigned long percpu_base,
		     const struct x86_hw_tss *tss, const struct x86_hw_tss *doublefault)
{
	set_desc(&gdt[GDT_ENTRY_KERNEL_CS], 0, 0xfffff, ACCESS_CODE, FLAGS_4K_32BIT);
	set_desc(&gdt[GDT_ENTRY_KERNEL_DS], 0, 0xfffff, ACCESS_DATA, FLAGS_4K_32BIT);
	set_desc(&gdt[GDT_ENTRY_DEFAULT_USER_CS], 0, 0xfffff, ACCESS_CODE | ACCESS_DPL3,
		 FLAGS_4K_32BIT);
	set_desc(&gdt[GDT_ENTRY_DEFAULT_USER_DS], 0, 0xfffff, ACCESS_DATA | ACCESS_DPL3,
		 FLAGS_4K_32BIT);
	set_desc(&gdt[GDT_ENTRY_PERCPU], percpu_base, 0xfffff, ACCESS_DATA, FLAGS_4K_32BIT);
	set_desc(&gdt[GDT_ENTRY_TSS], (unsigned long)tss, sizeof(*tss) - 1, ACCESS_TSS, 0);
	set_desc(&gdt[GDT_ENTRY_DOUBLEFAULT_TSS], (unsigned long)doublefault,
		 sizeof(*doublefault) - 1, ACCESS_TSS, 0);
}

static void load_gdt(const struct desc_struct *gdt)
{
	struct desc_ptr ptr = {GDT_ENTRIES * sizeof(*gdt) - 1, (unsigned long)gdt};

	__asm__ __volatile__("lgdt %0\n"
			     "	ljmp %1,$1f\n"
			     "1:	movl %2,%%ds\n"
			     "	movl %2,%%es\n"
			     "	movl %2,%%ss\n"
			     "	movl %3,%%fs\n"
			     "	movl %4,%%gs\n" ::"m"(ptr),
			     "i"(__KERNEL_CS), "r"(__KERNEL_DS), "r"(__KERNEL_PERCPU), "r"(0)
			     : "memory");
}

/* gdt, tss and doublefault are the CPU's own copies; base leads from the section to them. */
static void load_cpu_tables(struct desc_struct *gdt, struct x86_hw_tss *tss,
			    struct x86_hw_tss *doublefault, unsigned long base)
{
	struct desc_ptr idt_ptr = {sizeof(idt) - 1, (unsigned long)idt};

	fill_tss(tss);
	fill_doublefault_tss(doublefault);
	fill_gdt(gdt, base, tss, doublefault);
	load_gdt(gdt);
	__asm__ __volatile__("lidt %0" ::"m"(idt_ptr));
	__asm__ __volatile__("lldt %w0" ::"r"(0));
	__asm__ __volatile__("ltr %w0" ::"r"(GDT_ENTRY_TSS * 8));
}

static void fill_idt(void)
{
	unsigned int vector;

	for (vector = 0; vector < FIRST_EXTERNAL_VECTOR; vector++)
		if (exception_entries[vector])
			idt_set_gate(vector, exception_entries[vector],
				     vector == X86_TRAP_BP || vector == X86_TRAP_OF ? 3 : 0);
	for (; vector < NR_VECTORS; vector++)
		idt_set_gate(vector, irq_entries_start + (vector - FIRST_EXTERNAL_VECTOR) * 16, 0);
	idt_set_gate(IA32_SYSCALL_VECTOR, asm_int80, 3);
	idt[X86_TRAP_DF] = (struct gate_desc){
	    .segment = GDT_ENTRY_DOUBLEFAULT_TSS * 8,
	    .access = GATE_TASK,
	};
}

void cpu_init_early(void)
{
	fill_idt();
	load_cpu_tables(gdt_page.gdt, &cpu_entry.tss, &doublefault_tss, 0);
	load_sp0((unsigned long)init_task.stack + THREAD_SIZE);
}

void cpu_switch_to_percpu(unsigned int cpu)
{
	struct x86_hw_tss *tss = &per_cpu(cpu_entry, cpu).tss;

	load_cpu_tables(per_cpu(gdt_page, cpu).gdt, tss, &per_cpu(doublefault_tss, cpu),
			per_cpu_offset(cpu));
	if (boot_cpu_has(X86_FEATURE_SEP)) {
		wrmsrl(MSR_IA32_SYSENTER_CS, __KERNEL_CS);
		wrmsrl(MSR_IA32_SYSENTER_ESP, (unsigned long)tss);
		wrmsrl(MSR_IA32_SYSENTER_EIP, (unsigned long)asm_sysenter);
	}
}

void load_sp0(unsigned long sp0)
{
	this_cpu_write(cpu_entry.tss.sp0, sp0);
}

const struct x86_hw_tss *doublefault_victim(void)
{
	return &this_cpu_ptr(&cpu_entry)->tss;
}

void load_tls(const struct thread_struct *thread)
{
	struct desc_struct *tls = this_cpu_ptr(&gdt_page)->gdt + GDT_ENTRY_TLS_MIN;

	tls[0] = thread->tls_array[0];
	tls[1] = thread->tls_array[1];
	tls[2] = thread->tls_array[2];
	/*
	 * GS may still select one of those that were there. An interrupt of the kernel would
	 * put it back on its way out, and find nothing: what a program had is in its pt_regs.
	 */
	__asm__ __volatile__("movl %0,%%gs" : : "r"(0));
}
