/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * apic: the local APIC (SDM 3A chapter 10). Lines still come through the 8259A pair, which
 * the boot CPU's LINT0 lets through ("virtual wire"); the APIC gives the other CPUs their
 * tick, and all of them a way to interrupt each other.
 */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <asm/apic.h>
#include <asm/fixmap.h>
#include <asm/irq_vectors.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/smp.h>
#include <asm/tlbflush.h>

#include <asm/apic_counts.h>

#define REG_ID	       0x020
#define REG_TPR	       0x080
#define REG_EOI	       0x0b0
#define REG_SVR	       0x0f0
#define REG_ESR	       0x280
#define REG_ICR_LOW    0x300
#define REG_ICR_HIGH   0x310
#define REG_LVT_TIMER  0x320
#define REG_LVT_LINT0  0x350
#define REG_LVT_LINT1  0x360
#define REG_LVT_ERROR  0x370
#define REG_TIMER_INIT 0x380
#define REG_TIMER_NOW  0x390
#define REG_TIMER_DIV  0x3e0

#define SVR_ENABLE	0x100
#define LVT_MASKED	0x10000
#define LVT_EXTINT	0x700
#define LVT_NMI		0x400
#define ICR_INIT	0x500
#define ICR_STARTUP	0x600
#define ICR_BUSY	0x1000
#define ICR_ASSERT	0x4000
#define ICR_LEVEL	0x8000
#define ICR_ALL_OTHERS	0xc0000
#define TIMER_DIVIDE_16 3

#define MSR_APIC_BASE	     0x1b
#define MSR_APIC_BASE_ENABLE 0x800

#define CALIBRATE_MS 1
#define AFTER_TICK   50 /* this part of a tick */
#define BUSY_TRIES   100000

static bool present;
static u32 timer_count; /* for one tick */
u32 tick_cycles;

DEFINE_PER_CPU(struct apic_counts, apic_counts);

static u32 apic_read(unsigned int reg)
{
	return *(volatile u32 *)(fix_to_virt(FIX_APIC_BASE) + reg);
}

static void apic_write(unsigned int reg, u32 value)
{
	*(volatile u32 *)(fix_to_virt(FIX_APIC_BASE) + reg) = value;
}

u8 apic_id(void)
{
	return present ? apic_read(REG_ID) >> 24 : 0;
}

/* ---- setting up ---- */

/* Switched on, nothing masked by priority; lint0 for the 8259A on the boot CPU. */
static void switch_on(u32 lint0)
{
	apic_write(REG_SVR, SVR_ENABLE | SPURIOUS_APIC_VECTOR);
	apic_write(REG_TPR, 0);
	apic_write(REG_LVT_TIMER, LVT_MASKED | LOCAL_TIMER_VECTOR);
	apic_write(REG_LVT_LINT0, lint0);
	apic_write(REG_LVT_LINT1, LVT_NMI);
	apic_write(REG_LVT_ERROR, ERROR_APIC_VECTOR);
}

static void calibrate(void)
{
	u64 start, cycles;
	u32 left;

	apic_write(REG_TIMER_DIV, TIMER_DIVIDE_16);
	apic_write(REG_TIMER_INIT, ~0u);
	start = rdtsc();
	mdelay(CALIBRATE_MS);
	left = apic_read(REG_TIMER_NOW);
	cycles = rdtsc() - start;
	apic_write(REG_TIMER_INIT, 0);
	timer_count = div64_u64((u64)(~0u - left) * tsc_khz * (1000 / HZ), cycles);
}

bool apic_init(phys_addr_t base)
{
	if (!boot_cpu_has(X86_FEATURE_APIC) ||
	    !(rdmsrl_value(MSR_APIC_BASE) & MSR_APIC_BASE_ENABLE))
		return false;
	set_fixmap_nocache(FIX_APIC_BASE, base);
	present = true;
	switch_on(LVT_EXTINT);
	calibrate();
	return timer_count != 0;
}

void apic_init_secondary(void)
{
	switch_on(LVT_MASKED);
}

/*
 * The boot CPU counts jiffies. The others' ticks come AFTER_TICK behind its own, each set anew,
 * so that what is due at a tick runs at that one: two periods that are only nearly the same
 * would let a tick come before jiffies moved, and the next one after they moved twice.
 */
static void program_tick(void)
{
	u32 tick = tsc_khz * (1000 / HZ), since = ((u32)rdtsc() - READ_ONCE(tick_cycles)) % tick;
	u32 left = tick + tick / AFTER_TICK - since;

	if (left < tick / 2)
		left += tick;
	apic_write(REG_TIMER_INIT, div_u64((u64)left * timer_count, tick) + 1);
}

void apic_timer_start(void)
{
	apic_write(REG_TIMER_DIV, TIMER_DIVIDE_16);
	apic_write(REG_LVT_TIMER, LOCAL_TIMER_VECTOR);
	program_tick();
}

/* One interrupt of LOCAL_TIMER_VECTOR on the boot CPU, which ticks by the 8254. */
void apic_timer_oneshot(u64 ns)
{
	if (!timer_count)
		return;
	apic_write(REG_LVT_TIMER, LOCAL_TIMER_VECTOR);
	apic_write(REG_TIMER_INIT, div_u64(ns * timer_count, NSEC_PER_SEC / HZ) + 1);
}

void apic_timer_prepare(void)
{
	static DEFINE_MUTEX(lock);

	if (timer_count || in_atomic() || irqs_disabled())
		return;
	mutex_lock(&lock);
	if (!timer_count && boot_cpu_has(X86_FEATURE_APIC) && raw_smp_processor_id() == 0)
		apic_init(rdmsrl_value(MSR_APIC_BASE) & PAGE_MASK);
	mutex_unlock(&lock);
}

/* ---- interrupts to others ---- */

static bool wait_delivered(void)
{
	unsigned int tries;

	for (tries = 0; apic_read(REG_ICR_LOW) & ICR_BUSY; tries++) {
		if (tries == BUSY_TRIES)
			return false;
		cpu_relax();
	}
	return true;
}

/* The two halves of the command must not be torn apart by an interrupt that sends too. */
static bool send(u32 high, u32 low)
{
	unsigned long flags;
	bool sent;

	local_irq_save(flags);
	sent = wait_delivered();
	apic_write(REG_ICR_HIGH, high);
	apic_write(REG_ICR_LOW, low);
	local_irq_restore(flags);
	return sent;
}

bool apic_send_init(u8 id)
{
	return send((u32)id << 24, ICR_INIT | ICR_LEVEL | ICR_ASSERT) && wait_delivered();
}

bool apic_send_startup(u8 id, u8 page)
{
	return send((u32)id << 24, ICR_STARTUP | page) && wait_delivered();
}

void apic_send_ipi(unsigned int cpu, u8 vector)
{
	send((u32)cpu_apic_ids[cpu] << 24, ICR_ASSERT | vector);
}

void apic_send_ipi_all_others(u8 vector)
{
	send(0, ICR_ALL_OTHERS | ICR_ASSERT | vector);
}

/* ---- local interrupts ---- */

static void local_tick(void)
{
	program_tick();
	this_cpu_inc(apic_counts.timer);
	run_local_timers();
	scheduler_tick();
}

static void report_error(void)
{
	apic_write(REG_ESR, 0);
	pr_err("APIC error on CPU%d: %02x\n", smp_processor_id(), apic_read(REG_ESR));
}

/* A spurious interrupt has no EOI (SDM 3A 10.9). */
void apic_interrupt(unsigned int vector)
{
	if (vector != SPURIOUS_APIC_VECTOR)
		apic_write(REG_EOI, 0);
	switch (vector) {
	case LOCAL_TIMER_VECTOR:
		if (smp_processor_id() == 0)
			hrtimer_interrupt();
		else
			local_tick();
		break;
	case RESCHEDULE_VECTOR: /* the end of every interrupt looks who should run */
		this_cpu_inc(apic_counts.reschedule);
		break;
	case CALL_FUNCTION_VECTOR:
		this_cpu_inc(apic_counts.call);
		smp_call_function_interrupt();
		break;
	case TLB_FLUSH_VECTOR:
		this_cpu_inc(apic_counts.tlb);
		tlb_flush_poll();
		break;
	case ERROR_APIC_VECTOR:
		report_error();
		break;
	default:
		break;
	}
}
