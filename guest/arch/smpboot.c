/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * smpboot: starting the other processors, one after the other (MP Specification 1.4,
 * appendix B.4):
 *
 *	boot CPU                              other CPU
 *	INIT, 10 ms, STARTUP, 200 us, STARTUP
 *	                                      trampoline.S -> startup_secondary
 *	                                      its GDT, IDT, TSS, %fs; its local APIC
 *	waits for it in cpu_online_mask <---- online; its tick; idle
 *
 * Each gets an idle task of its own, whose stack it starts on.
 */
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/apic.h>
#include <asm/desc.h>
#include <asm/fpu.h>
#include <asm/io.h>
#include <asm/pgtable.h>
#include <asm/smp.h>
#include <asm/tlbflush.h>

#include "../kernel/kernel.h"
#include "mptable.h"

#define LOWEST_PAGE 0x1000
#define BASE_MEMORY 0x9f000
#define ONLINE_MS   1000

extern u8 trampoline_start[], trampoline_end[], trampoline_gdt[], trampoline_gdt_base[],
    trampoline_32[], trampoline_32_at[];

u8 cpu_apic_ids[NR_CPUS];

/* Read by trampoline.S. One CPU starts at a time. */
unsigned long secondary_stack;
unsigned int secondary_cpu;

static phys_addr_t lapic_base __initdata, trampoline_page __initdata;
static unsigned int max_cpus __initdata = NR_CPUS;

static int __init early_maxcpus(char *value)
{
	return value ? kstrtouint(value, 0, &max_cpus) : -EINVAL;
}
early_param("maxcpus", early_maxcpus);

static int __init early_nosmp(char *value)
{
	max_cpus = 0;
	return 0;
}
early_param("nosmp", early_nosmp);

/* ---- before there is memory ---- */

static u8 __init boot_apic_id(void)
{
	u32 eax, ebx, ecx, edx;

	cpuid(1, &eax, &ebx, &ecx, &edx);
	return ebx >> 24;
}

void __init smp_find_config(void)
{
	struct mp_config config;
	unsigned int cpu;

	if (!boot_cpu_has(X86_FEATURE_APIC) || max_cpus <= 1)
		return;
	if (!madt_read(&config, boot_apic_id()) && !mptable_read(&config))
		return;
	config.nr_cpus = min(config.nr_cpus, max_cpus);
	if (config.nr_cpus < 2)
		return;
	trampoline_page = memblock_phys_alloc_range(PAGE_SIZE, PAGE_SIZE, LOWEST_PAGE, BASE_MEMORY);
	if (!trampoline_page) {
		pr_err("smpboot: no page below 640 KiB for the start-up code\n");
		return;
	}
	lapic_base = config.lapic_base;
	memcpy(cpu_apic_ids, config.apic_ids, sizeof(cpu_apic_ids));
	nr_cpu_ids = config.nr_cpus;
	for (cpu = 1; cpu < config.nr_cpus; cpu++) {
		cpumask_set_cpu(cpu, &__cpu_possible_mask);
		cpumask_set_cpu(cpu, &__cpu_present_mask);
	}
	pr_info("smpboot: Allowing %u CPUs\n", config.nr_cpus);
}

/* ---- on the other CPU ---- */

void start_secondary(unsigned int cpu) __noreturn;
void __noreturn start_secondary(unsigned int cpu)
{
	cpu_switch_to_percpu(cpu);
	load_sp0(current->thread.sp0);
	fpu_init_cpu();
	enable_global_pages();
	__flush_tlb_all();
	apic_init_secondary();
	cpumask_set_cpu(cpu, &__cpu_online_mask);
	apic_timer_start();
	local_irq_enable();
	cpu_idle();
}

/* ---- on the boot CPU ---- */

static void __init write_long(u8 *page, const u8 *symbol, u32 value)
{
	memcpy(page + (symbol - trampoline_start), &value, sizeof(value));
}

/* The code where it will run, and the first 4 MiB mapped there as long as it does. */
static void __init place_trampoline(void)
{
	u8 *page = __va(trampoline_page);

	memcpy(page, trampoline_start, trampoline_end - trampoline_start);
	write_long(page, trampoline_gdt_base,
		   trampoline_page + (trampoline_gdt - trampoline_start));
	write_long(page, trampoline_32_at, trampoline_page + (trampoline_32 - trampoline_start));
	set_pgd(swapper_pg_dir, swapper_pg_dir[pgd_index(PAGE_OFFSET)]);
}

static void __init remove_trampoline(void)
{
	set_pgd(swapper_pg_dir, __pgd(0));
	flush_tlb_all();
}

static bool __init wait_online(unsigned int cpu, unsigned int ms)
{
	for (; !cpu_online(cpu); ms--) {
		if (!ms)
			return false;
		mdelay(1);
	}
	return true;
}

static bool __init start_cpu(unsigned int cpu)
{
	struct task_struct *idle = fork_idle(cpu);
	u8 id = cpu_apic_ids[cpu], page = trampoline_page >> PAGE_SHIFT;

	if (!idle)
		return false;
	secondary_cpu = cpu;
	secondary_stack = idle->thread.sp0;
	per_cpu(current_task, cpu) = idle;
	if (!apic_send_init(id))
		return false;
	mdelay(10);
	apic_send_startup(id, page);
	udelay(200);
	if (!cpu_online(cpu))
		apic_send_startup(id, page);
	return wait_online(cpu, ONLINE_MS);
}

void __init smp_init(void)
{
	unsigned int cpu;

	if (num_possible_cpus() < 2)
		return;
	if (!apic_init(lapic_base)) {
		pr_err("smpboot: no local APIC\n");
		return;
	}
	cpu_apic_ids[0] = apic_id();
	place_trampoline();
	for_each_possible_cpu(cpu)
	{
		if (cpu && !start_cpu(cpu))
			pr_err("smpboot: CPU%u (APIC id %u) does not start\n", cpu,
			       cpu_apic_ids[cpu]);
	}
	remove_trampoline();
	pr_info("smp: Brought up 1 node, %lu CPUs\n", (unsigned long)num_online_cpus());
}
