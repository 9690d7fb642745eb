/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * time: the 8254's channel 0 as the tick (Intel 231164), the TSC as the clock between
 * ticks, the MC146818 for the date at boot.
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <asm/apic.h>
#include <asm/io.h>
#include <asm/msr.h>
#include <asm/setup.h>

#define PIT_HZ	  1193182
#define PIT_CH0	  0x40
#define PIT_CH2	  0x42
#define PIT_MODE  0x43
#define PIT_LATCH ((PIT_HZ + HZ / 2) / HZ)

#define MODE_CH0_RATE	 0x34 /* channel 0, low then high byte, mode 2, binary */
#define MODE_CH2_ONESHOT 0xb0 /* channel 2, low then high byte, mode 0, binary */

#define PORT_B	       0x61
#define PORT_B_GATE2   0x01
#define PORT_B_SPEAKER 0x02
#define PORT_B_OUT2    0x20

/* Long enough for a tenth of a per cent, short enough to wait for. */
#define CALIBRATE_TICKS (PIT_HZ / 1000)
#define CALIBRATE_TRIES 1000000

volatile unsigned long jiffies = INITIAL_JIFFIES;
EXPORT_SYMBOL(jiffies);
static u32 jiffies_wraps;

unsigned int cpu_khz, tsc_khz;
EXPORT_SYMBOL(cpu_khz);
EXPORT_SYMBOL(tsc_khz);
unsigned long loops_per_jiffy;
EXPORT_SYMBOL(loops_per_jiffy);

/* ---- the tick ---- */

static irqreturn_t timer_interrupt(int irq, void *dev_id)
{
	if (smp_processor_id() == 0) {
		if (++jiffies == 0)
			jiffies_wraps++;
		tick_cycles = (u32)rdtsc();
	}
	run_local_timers();
	if (smp_processor_id() == 0)
		hrtimer_tick();
	scheduler_tick();
	return IRQ_HANDLED;
}

u64 get_jiffies_64(void)
{
	unsigned long flags;
	u64 now;

	local_irq_save(flags);
	now = (u64)jiffies_wraps << 32 | jiffies;
	local_irq_restore(flags);
	return now;
}
EXPORT_SYMBOL(get_jiffies_64);

static struct irqaction timer_irq = {
    .handler = timer_interrupt, .flags = IRQF_TIMER, .name = "timer"};

void __init time_init(void)
{
	outb_p(MODE_CH0_RATE, PIT_MODE);
	outb_p(PIT_LATCH & 0xff, PIT_CH0);
	outb_p(PIT_LATCH >> 8, PIT_CH0);
	if (setup_irq(0, &timer_irq))
		panic("no timer interrupt");
}

/* ---- the TSC ---- */

static u64 tsc_at_boot;
static u32 cycles_to_ns_mult; /* ns = cycles * mult >> CYCLES_SHIFT */
#define CYCLES_SHIFT 22

/* Cycles while channel 2 counts CALIBRATE_TICKS down; 0: it does not. */
static u64 __init calibrate_cycles(void)
{
	u8 port_b = inb(PORT_B);
	unsigned int tries = 0;
	u64 start, cycles;

	outb((port_b & ~PORT_B_SPEAKER) | PORT_B_GATE2, PORT_B);
	outb(MODE_CH2_ONESHOT, PIT_MODE);
	outb(CALIBRATE_TICKS & 0xff, PIT_CH2);
	outb(CALIBRATE_TICKS >> 8, PIT_CH2);
	start = rdtsc();
	while (!(inb(PORT_B) & PORT_B_OUT2) && ++tries < CALIBRATE_TRIES)
		;
	cycles = rdtsc() - start;
	outb(port_b, PORT_B);
	return tries < CALIBRATE_TRIES ? cycles : 0;
}

void __init tsc_mark_boot(void)
{
	tsc_at_boot = rdtsc();
}

void __init tsc_init(void)
{
	u64 cycles = calibrate_cycles();

	if (!cycles) {
		pr_warn("tsc: the 8254 does not count; taking 1000 MHz\n");
		tsc_khz = 1000000;
	} else {
		tsc_khz = div_u64(cycles * PIT_HZ, CALIBRATE_TICKS * 1000);
	}
	cpu_khz = tsc_khz;
	loops_per_jiffy = tsc_khz * (1000 / HZ);
	boot_cpu_data.loops_per_jiffy = loops_per_jiffy;
	cycles_to_ns_mult = div_u64(1000000ull << CYCLES_SHIFT, tsc_khz);
	pr_info("tsc: Detected %u.%03u MHz processor\n", tsc_khz / 1000, tsc_khz % 1000);
	pr_info("Calibrating delay loop (skipped), value calculated using timer frequency.. "
		"%lu.%02lu BogoMIPS (lpj=%lu)\n",
		loops_per_jiffy / (500000 / HZ), loops_per_jiffy / (5000 / HZ) % 100,
		loops_per_jiffy);
}

u64 sched_clock(void)
{
	if (!cycles_to_ns_mult)
		return 0;
	return mul_u64_u32_shr(rdtsc() - tsc_at_boot, cycles_to_ns_mult, CYCLES_SHIFT);
}
EXPORT_SYMBOL(sched_clock);

static void delay_cycles(u64 cycles)
{
	u64 start = rdtsc();

	while (rdtsc() - start < cycles)
		cpu_relax();
}

void __ndelay(unsigned long ns)
{
	delay_cycles(div_u64((u64)ns * tsc_khz, 1000000) + 1);
}
EXPORT_SYMBOL(__ndelay);

void __udelay(unsigned long us)
{
	delay_cycles(div_u64((u64)us * tsc_khz, 1000) + 1);
}
EXPORT_SYMBOL(__udelay);

void __mdelay(unsigned long ms)
{
	delay_cycles((u64)ms * tsc_khz);
}
EXPORT_SYMBOL(__mdelay);

/* ---- the date ---- */

#define CMOS_INDEX   0x70
#define CMOS_DATA    0x71
#define RTC_SECONDS  0x00
#define RTC_MINUTES  0x02
#define RTC_HOURS    0x04
#define RTC_DAY	     0x07
#define RTC_MONTH    0x08
#define RTC_YEAR     0x09
#define RTC_A	     0x0a
#define RTC_B	     0x0b
#define RTC_CENTURY  0x32
#define RTC_A_UIP    0x80
#define RTC_B_BINARY 0x04
#define RTC_B_24H    0x02
#define RTC_PM	     0x80

static u8 __init cmos_read(u8 reg)
{
	outb(reg, CMOS_INDEX);
	return inb(CMOS_DATA);
}

static unsigned int __init from_bcd(u8 v, u8 reg_b)
{
	return reg_b & RTC_B_BINARY ? v : (v >> 4) * 10 + (v & 0xf);
}

/* Read twice until equal, so that no carry falls between the registers. */
static void __init read_rtc(u8 *regs)
{
	static const u8 which[] = {RTC_SECONDS, RTC_MINUTES, RTC_HOURS,	  RTC_DAY,
				   RTC_MONTH,	RTC_YEAR,    RTC_CENTURY, RTC_B};
	u8 again[8];
	int i, tries = 0;

	do {
		for (i = 0; i < 8; i++)
			regs[i] = cmos_read(which[i]);
		for (i = 0; i < 8; i++)
			again[i] = cmos_read(which[i]);
	} while ((cmos_read(RTC_A) & RTC_A_UIP || memcmp(regs, again, 8)) && ++tries < 10000);
}

void __init read_persistent_clock(s64 *seconds)
{
	u8 r[8];
	unsigned int hour, year;

	read_rtc(r);
	hour = from_bcd(r[2] & ~RTC_PM, r[7]);
	if (!(r[7] & RTC_B_24H))
		hour = hour % 12 + (r[2] & RTC_PM ? 12 : 0);
	year = from_bcd(r[6], r[7]) * 100 + from_bcd(r[5], r[7]);
	if (year < 1970)
		year = 2000 + from_bcd(r[5], r[7]);
	*seconds = mktime64(year, from_bcd(r[4], r[7]), from_bcd(r[3], r[7]), hour,
			    from_bcd(r[1], r[7]), from_bcd(r[0], r[7]));
}
