/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/piix4_pm.h"

#define SCI   9
#define DEVFN 0x0b

static struct bench bench;
static struct iobus iobus;
static struct pci_bus bus;
static struct piix4_pm pm;
static unsigned power_offs;

static void power_off(void *ctx)
{
	(void)ctx;
	power_offs++;
}

static void wire(struct piix4_pm *chip, struct pci_bus *on, struct iobus *ports, struct bench *b)
{
	iobus_init(ports);
	pci_init(on);
	piix4_pm_init(chip, on, ports, &b->clock, bench_wire(b, SCI), power_off, NULL);
	iobus_claim(ports, 0xb2, 2, &piix4_pm_apm_ops, chip, "apm");
	piix4_pm_preset(chip);
}

static void setup(void)
{
	bench_init(&bench);
	power_offs = 0;
	wire(&pm, &bus, &iobus, &bench);
}

static uint32_t in(unsigned off, unsigned bytes)
{
	return iobus_read(&iobus, (uint16_t)(0x600 + off), bytes);
}

static void out(unsigned off, uint32_t value, unsigned bytes)
{
	iobus_write(&iobus, (uint16_t)(0x600 + off), value, bytes);
}

START_TEST(identity_and_window)
{
	setup();
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0, 4), 0x71138086);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 8, 4), 0x06800003);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x3c, 2), 0x0109);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x40, 4), 0x601);
	ck_assert_str_eq(iobus_find(&iobus, 0x600)->name, "ACPI");
	ck_assert_ptr_null(iobus_find(&iobus, 0x640));
	pci_config_write(&bus, DEVFN, 0x40, 0xffffb01f, 4);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x40, 4), 0xb001);
	ck_assert_ptr_null(iobus_find(&iobus, 0x600));
	ck_assert_ptr_nonnull(iobus_find(&iobus, 0xb03f));
	pci_config_write(&bus, DEVFN, 0x80, 0, 1);
	ck_assert_ptr_null(iobus_find(&iobus, 0xb000));
	piix4_pm_preset(&pm);
	ck_assert_ptr_nonnull(iobus_find(&iobus, 0x600));
	piix4_pm_reset(&pm);
	ck_assert_ptr_null(iobus_find(&iobus, 0x600));
}
END_TEST

START_TEST(timer_runs_at_3579545_hz) /* PMTMR */
{
	setup();
	ck_assert_uint_eq(in(8, 4), 0);
	bench_run_to(&bench, CLOCK_NS_PER_S);
	ck_assert_uint_eq(in(8, 4), 3579545);
	bench_run_to(&bench, 5 * CLOCK_NS_PER_S);
	ck_assert_uint_eq(in(8, 4), 5 * 3579545 & 0xffffff);
	ck_assert_uint_eq(in(9, 1), (5 * 3579545 >> 8) & 0xff);
}
END_TEST

START_TEST(timer_overflow_interrupts) /* PMSTS: each change of bit 23 */
{
	uint64_t change = clock_tick_ns(1 << 23, PIIX4_PM_TIMER_HZ);

	setup();
	out(4, 0x0001, 2);
	bench_run_to(&bench, change - 1);
	ck_assert_uint_eq(in(0, 2), 0);
	bench_run_to(&bench, change);
	ck_assert_uint_eq(in(0, 2), 0x0001);
	ck_assert(!bench.level[SCI]);
	out(2, 0x0001, 2);
	ck_assert(bench.level[SCI]);
	out(0, 0x0001, 2);
	ck_assert(!bench.level[SCI]);
	ck_assert_uint_eq(in(0, 2), 0);
	bench_run_to(&bench, 2 * change - 2);
	ck_assert(!bench.level[SCI]);
	bench_run_to(&bench, 2 * change);
	ck_assert(bench.level[SCI]);
	ck_assert_uint_eq(in(0, 4), 0x00010001);
	out(4, 0x0000, 2); /* not ACPI mode */
	ck_assert(!bench.level[SCI]);
}
END_TEST

START_TEST(power_button)
{
	setup();
	iobus_write(&iobus, 0xb2, 0xf1, 1);
	ck_assert_uint_eq(in(4, 2) & 1, 1);
	out(2, 0x0100, 2);
	piix4_pm_power_button(&pm);
	ck_assert(bench.level[SCI]);
	ck_assert_uint_eq(in(0, 2), 0x0100);
	out(1, 0x01, 1); /* bytes will do */
	ck_assert(!bench.level[SCI]);
	iobus_write(&iobus, 0xb2, 0xf0, 1);
	ck_assert_uint_eq(in(4, 2) & 1, 0);
	iobus_write(&iobus, 0xb3, 0x42, 1);
	ck_assert_uint_eq(iobus_read(&iobus, 0xb2, 2), 0x42f0);
}
END_TEST

START_TEST(alarm_of_the_clock)
{
	setup();
	iobus_write(&iobus, 0xb2, 0xf1, 1);
	piix4_pm_rtc(&pm);
	ck_assert_uint_eq(in(0, 2), 0x0400);
	ck_assert(!bench.level[SCI]);
	out(2, 0x0400, 2);
	ck_assert(bench.level[SCI]);
	out(0, 0x0400, 2);
	ck_assert(!bench.level[SCI]);
}
END_TEST

START_TEST(soft_off) /* PMCNTRL */
{
	setup();
	out(4, 0x1c00, 2);
	ck_assert_uint_eq(in(4, 2), 0x1c00);
	ck_assert_uint_eq(power_offs, 0);
	out(4, 0x3400, 2); /* another sleep state */
	ck_assert_uint_eq(power_offs, 0);
	ck_assert_uint_eq(in(4, 2), 0x1400); /* SUS_EN reads as 0 */
	out(4, 0x2000, 2);
	ck_assert_uint_eq(power_offs, 1);
	out(5, 0x20, 1);
	ck_assert_uint_eq(power_offs, 2);
	out(4, 0x00002001, 4);
	ck_assert_uint_eq(power_offs, 3);
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports[2] = {{&piix4_pm_acpi_ops, &pm, 64},
					     {&piix4_pm_apm_ops, &pm, 2}};

	setup();
	bench_run_to(&bench, 3 * CLOCK_NS_PER_S);
	bench_check_peek(ports, 2, &pm, sizeof(pm));
}
END_TEST

START_TEST(a_loaded_chip_goes_on)
{
	static struct bench other_bench;
	static struct iobus other_iobus;
	static struct pci_bus other_bus;
	static struct piix4_pm other;
	const struct bench_section from[] = {{&pci_function_snap, &pm.fn}, {&piix4_pm_snap, &pm}},
				   to[] = {{&pci_function_snap, &other.fn},
					   {&piix4_pm_snap, &other}};
	const struct bench_ports ports[2] = {{&piix4_pm_acpi_ops, &pm, 64},
					     {&piix4_pm_apm_ops, &pm, 2}},
				 other_ports[2] = {{&piix4_pm_acpi_ops, &other, 64},
						   {&piix4_pm_apm_ops, &other, 2}};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup();
		bench_init(&other_bench);
		wire(&other, &other_bus, &other_iobus, &other_bench);
		pci_config_write(&bus, DEVFN, 0x40, 0xb000, 4);
		bench_fuzz(&bench, ports, 2, seed, 100);
		out(2, 1, 2);
		bench_run_to(&bench, 7 * CLOCK_NS_PER_S);
		bench_check_snapshot(&bench, ports, from, &other_bench, other_ports, to, 2, 2,
				     seed + 100);
		ck_assert_ptr_nonnull(iobus_find(&other_iobus, 0xb000));
		ck_assert_ptr_null(iobus_find(&other_iobus, 0x600));
	}
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports[2] = {{&piix4_pm_acpi_ops, &pm, 64},
					     {&piix4_pm_apm_ops, &pm, 2}};

	setup();
	bench_fuzz(&bench, ports, 2, 0x7113, 1000000);
	for (uint64_t i = 0, seed = 0x7114; i < 1000; i++)
		pci_config_write(&bus, DEVFN, (unsigned)(bench_random(&seed) & 0xfc),
				 (uint32_t)bench_random(&seed), 4);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    identity_and_window,
	    timer_runs_at_3579545_hz,
	    timer_overflow_interrupts,
	    power_button,
	    alarm_of_the_clock,
	    soft_off,
	    looking_changes_nothing,
	    a_loaded_chip_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("piix4_pm", tests, sizeof(tests) / sizeof(tests[0])));
}
