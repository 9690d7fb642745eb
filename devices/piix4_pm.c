/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82371AB (PIIX4), function 3, power management (datasheet 290562-001), at PCI 00:01.3:
 *
 *	config 40-43 PMBA, 80 PMREGMISC (bit 0: decode PMBA), 90-93 SMBBA,
 *	       D2 SMBHSTCFG (bit 0: SMBus on, 3-1: 100 for IRQ9), D3-D5 slave
 *	       side (kept), D6 SMBREV
 *	PMBA + 00 PMSTS   02 PMEN    04 PMCNTRL  08 PMTMR   0C GPSTS  0E GPEN
 *	       10 PCNTRL  14 PLVL2   15 PLVL3    18 GLBSTS  1C DEVSTS
 *	       20 GLBEN   28 GLBCTL  2C DEVCTL   30 GPIREG  34 GPOREG
 *	B2h APMC, B3h APMS
 *
 * With no SMM behind it, writing F1h or F0h to APMC turns ACPI mode (SCI_EN) on
 * or off at once, as QEMU's firmware has it.
 *
 * NOT IMPLEMENTED: sleep states but soft off; processor states and throttling; device
 * monitors; SMI; the sources of GPSTS, GLBSTS and DEVSTS (they read 0).
 */
#include "devices/piix4_pm.h"

#include <stddef.h>

#define CONFIG_PMBA	 0x40
#define CONFIG_DEVACTB	 0x58
#define CONFIG_PMREGMISC 0x80
#define DEVACTB_APMC_EN	 0x02000000u
#define PMREGMISC_DECODE 0x01
#define CONFIG_SMBBA	 0x90
#define CONFIG_SMBHSTCFG 0xd2
#define SMBHSTCFG_ON	 0x01
#define SMBHSTCFG_ROUTE	 0x0e
#define SMBHSTCFG_IRQ9	 0x08

enum {
	PMSTS = 0x00,
	PMEN = 0x02,
	PMCNTRL = 0x04,
	PMTMR = 0x08,
	GPSTS = 0x0c,
	GPEN = 0x0e,
	PCNTRL = 0x10,
	GLBEN = 0x20,
	GLBCTL = 0x28,
	DEVCTL = 0x2c,
	GPOREG = 0x34,
};

#define PM1_TIMER	   0x0001 /* TMROF */
#define PM1_GLOBAL	   0x0020
#define PM1_BUTTON	   0x0100
#define PM1_RTC		   0x0400
#define PM1_RESUME	   0x8000
#define PM1_STATUS_BITS	   (PM1_TIMER | 0x0010 | PM1_GLOBAL | PM1_BUTTON | PM1_RTC | PM1_RESUME)
#define PM1_ENABLE_BITS	   (PM1_TIMER | PM1_GLOBAL | PM1_BUTTON | PM1_RTC)
#define CNTRL_SCI	   0x0001
#define CNTRL_KEPT	   0x1c03
#define CNTRL_SLEEP_ENABLE 0x2000
#define CNTRL_TYPE_SHIFT   10
#define TYPE_SOFT_OFF	   0

#define APM_ACPI_ON  0xf1
#define APM_ACPI_OFF 0xf0

/* ---- the timer ---- */

static uint64_t timer_ticks(const struct piix4_pm *pm)
{
	return clock_ticks(clock_now(pm->clock), PIIX4_PM_TIMER_HZ);
}

uint32_t piix4_pm_timer(const struct piix4_pm *pm)
{
	return timer_ticks(pm) & 0xffffff;
}

/* PMSTS, TMROF_STS: set by each change of the timer's top bit */
static uint64_t wraps(const struct piix4_pm *pm)
{
	return timer_ticks(pm) >> 23;
}

static uint16_t pm1_status(const struct piix4_pm *pm)
{
	return pm->pm1_status | (wraps(pm) > pm->wraps_seen ? PM1_TIMER : 0);
}

/* SCI and the SMBus host share IRQ9. */
static void drive_sci(const struct piix4_pm *pm)
{
	bool wanted =
	    pm->pm1_status & pm->pm1_enable & PM1_ENABLE_BITS || pm->gp_status & pm->gp_enable;

	bool smbus =
	    pm->smbus_irq && (pm->fn.config[CONFIG_SMBHSTCFG] & SMBHSTCFG_ROUTE) == SMBHSTCFG_IRQ9;

	irq_set(&pm->sci, smbus || (pm->pm1_control & CNTRL_SCI && wanted));
}

static void update(struct piix4_pm *pm)
{
	pm->pm1_status = pm1_status(pm);
	pm->wraps_seen = wraps(pm);
	drive_sci(pm);
	if (pm->pm1_enable & ~pm->pm1_status & PM1_TIMER)
		clock_arm(pm->clock, &pm->overflow_timer,
			  clock_tick_ns((pm->wraps_seen + 1) << 23, PIIX4_PM_TIMER_HZ));
	else
		clock_disarm(pm->clock, &pm->overflow_timer);
}

static void overflow_due(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	update(owner);
}

void piix4_pm_power_button(struct piix4_pm *pm)
{
	pm->pm1_status |= PM1_BUTTON;
	update(pm);
}

void piix4_pm_rtc(struct piix4_pm *pm)
{
	pm->pm1_status |= PM1_RTC;
	update(pm);
}

/* ---- the ACPI window ---- */

static uint8_t byte_of(uint32_t value, unsigned off)
{
	return (uint8_t)(value >> 8 * (off & 3));
}

static uint32_t with_byte(uint32_t value, unsigned off, uint8_t byte)
{
	unsigned shift = 8 * (off & 3);

	return (value & ~(0xffu << shift)) | (uint32_t)byte << shift;
}

static uint8_t acpi_byte(const struct piix4_pm *pm, unsigned off)
{
	switch (off & ~3u) {
	case PMSTS: /* and PMEN */
		return byte_of(pm1_status(pm) | (uint32_t)pm->pm1_enable << 16, off);
	case PMCNTRL:
		return byte_of(pm->pm1_control, off);
	case PMTMR:
		return byte_of(piix4_pm_timer(pm), off);
	case GPSTS: /* and GPEN */
		return byte_of(pm->gp_status | (uint32_t)pm->gp_enable << 16, off);
	case PCNTRL:
		return byte_of(pm->processor_control, off);
	case GLBEN:
		return byte_of(pm->global_enable, off);
	case GLBCTL:
		return byte_of(pm->global_control, off);
	case DEVCTL:
		return byte_of(pm->device_control, off);
	case GPOREG:
		return byte_of(pm->general_output, off);
	default:
		return 0;
	}
}

/* Status bits are cleared by writing ones. */
static void write_pm1_event(struct piix4_pm *pm, unsigned off, uint8_t byte)
{
	if (off < PMEN)
		pm->pm1_status &= ~(with_byte(0, off, byte) & PM1_STATUS_BITS);
	else
		pm->pm1_enable = with_byte(pm->pm1_enable, off - PMEN, byte) & PM1_ENABLE_BITS;
}

/* PMCNTRL: SUS_TYP and SUS_EN are in one byte */
static void write_pm1_control(struct piix4_pm *pm, unsigned off, uint8_t byte)
{
	uint32_t value = with_byte(pm->pm1_control, off, byte);

	pm->pm1_control = value & CNTRL_KEPT;
	if (value & CNTRL_SLEEP_ENABLE && (value >> CNTRL_TYPE_SHIFT & 7) == TYPE_SOFT_OFF)
		pm->power_off(pm->ctx);
}

static void write_gp(struct piix4_pm *pm, unsigned off, uint8_t byte)
{
	if (off < GPEN)
		pm->gp_status &= ~with_byte(0, off, byte);
	else
		pm->gp_enable = (uint16_t)with_byte(pm->gp_enable, off - GPEN, byte);
}

static void write_acpi_byte(struct piix4_pm *pm, unsigned off, uint8_t byte)
{
	switch (off & ~3u) {
	case PMSTS:
		write_pm1_event(pm, off, byte);
		break;
	case PMCNTRL:
		write_pm1_control(pm, off, byte);
		break;
	case GPSTS:
		write_gp(pm, off, byte);
		break;
	case PCNTRL:
		pm->processor_control = with_byte(pm->processor_control, off, byte);
		break;
	case GLBEN:
		pm->global_enable = with_byte(pm->global_enable, off, byte);
		break;
	case GLBCTL:
		pm->global_control = with_byte(pm->global_control, off, byte);
		break;
	case DEVCTL:
		pm->device_control = with_byte(pm->device_control, off, byte);
		break;
	case GPOREG:
		pm->general_output = with_byte(pm->general_output, off, byte);
		break;
	default:
		break;
	}
}

static uint32_t acpi_peek(const void *dev, uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)acpi_byte(dev, off + i) << 8 * i;
	return value;
}

static uint32_t acpi_read(void *dev, uint32_t off, unsigned bytes)
{
	return acpi_peek(dev, off, bytes);
}

static void acpi_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct piix4_pm *pm = dev;

	update(pm);
	for (unsigned i = 0; i < bytes; i++)
		write_acpi_byte(pm, off + i, (uint8_t)(value >> 8 * i));
	update(pm);
}

const struct io_ops piix4_pm_acpi_ops = {acpi_read, acpi_write, acpi_peek, 4};

/* ---- APM ports ---- */

static uint32_t apm_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct piix4_pm *pm = dev;

	(void)bytes;
	return off ? pm->apm_status : pm->apm_control;
}

static uint32_t apm_read(void *dev, uint32_t off, unsigned bytes)
{
	return apm_peek(dev, off, bytes);
}

static void apm_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct piix4_pm *pm = dev;

	(void)bytes;
	if (off) {
		pm->apm_status = (uint8_t)value;
		return;
	}
	pm->apm_control = (uint8_t)value;
	if (value == APM_ACPI_ON)
		pm->pm1_control |= CNTRL_SCI;
	else if (value == APM_ACPI_OFF)
		pm->pm1_control &= ~CNTRL_SCI;
	update(pm);
}

const struct io_ops piix4_pm_apm_ops = {apm_read, apm_write, apm_peek, 1};

/* ---- configuration ---- */

static uint16_t wanted_base(const struct piix4_pm *pm)
{
	if (!(pm->fn.config[CONFIG_PMREGMISC] & PMREGMISC_DECODE))
		return 0;
	return pci_get16(&pm->fn, CONFIG_PMBA) & 0xffc0;
}

static uint16_t wanted_smbus_base(const struct piix4_pm *pm)
{
	if (!(pm->fn.config[CONFIG_SMBHSTCFG] & SMBHSTCFG_ON) ||
	    !(pm->fn.config[PCI_COMMAND] & PCI_COMMAND_IO))
		return 0;
	return pci_get16(&pm->fn, CONFIG_SMBBA) & 0xfff0;
}

static void update_windows(struct piix4_pm *pm)
{
	uint16_t base = wanted_base(pm), smbus_base = wanted_smbus_base(pm);

	if (pm->base && base != pm->base)
		iobus_release(pm->iobus, pm->base, pm);
	if (base && base != pm->base)
		iobus_claim(pm->iobus, base, PIIX4_PM_BYTES, &piix4_pm_acpi_ops, pm, "ACPI");
	pm->base = base;
	if (pm->smbus_base && smbus_base != pm->smbus_base)
		iobus_release(pm->iobus, pm->smbus_base, &pm->smbus);
	if (smbus_base && smbus_base != pm->smbus_base)
		iobus_claim(pm->iobus, smbus_base, PIIX4_SMBUS_BYTES, &piix4_smbus_ops, &pm->smbus,
			    "smbus");
	pm->smbus_base = smbus_base;
}

static void smbus_irq(void *owner, int n, bool level)
{
	struct piix4_pm *pm = owner;

	(void)n;
	pm->smbus_irq = level;
	drive_sci(pm);
}

static void written(void *owner, unsigned off, unsigned bytes)
{
	(void)off, (void)bytes;
	update_windows(owner);
	drive_sci(owner);
}

void piix4_pm_reset(struct piix4_pm *pm)
{
	pci_function_reset(&pm->fn);
	pci_set16(&pm->fn, PCI_STATUS, 0x0280);
	pci_set32(&pm->fn, CONFIG_PMBA, 1);
	pm->fn.config[CONFIG_PMREGMISC] = 0;
	/* There is no SMM: firmware finds it set up and lets it be, as on QEMU with smm=off. */
	pci_set32(&pm->fn, CONFIG_DEVACTB, DEVACTB_APMC_EN);
	pci_set32(&pm->fn, CONFIG_SMBBA, 1);
	for (unsigned i = CONFIG_SMBHSTCFG; i <= CONFIG_SMBHSTCFG + 3; i++)
		pm->fn.config[i] = 0;
	update_windows(pm);
	piix4_smbus_reset(&pm->smbus);
	pm->pm1_status = pm->pm1_enable = pm->pm1_control = 0;
	pm->gp_status = pm->gp_enable = 0;
	pm->processor_control = pm->global_enable = pm->global_control = 0;
	pm->device_control = pm->general_output = 0;
	pm->apm_control = pm->apm_status = 0;
	pm->wraps_seen = wraps(pm);
	update(pm);
}

void piix4_pm_preset(struct piix4_pm *pm)
{
	pci_set32(&pm->fn, CONFIG_PMBA, PIIX4_PM_BASE | 1);
	pm->fn.config[CONFIG_PMREGMISC] = PMREGMISC_DECODE;
	pm->fn.config[PCI_INTERRUPT_LINE] = 9;
	pm->fn.config[PCI_COMMAND] = PCI_COMMAND_IO;
	pci_set32(&pm->fn, CONFIG_SMBBA, PIIX4_SMBUS_BASE | 1);
	pm->fn.config[CONFIG_SMBHSTCFG] = SMBHSTCFG_IRQ9 | SMBHSTCFG_ON;
	update_windows(pm);
}

void piix4_pm_init(struct piix4_pm *pm, struct pci_bus *bus, struct iobus *iobus,
		   struct clock *clock, struct irq_line sci, void (*power_off)(void *ctx),
		   void *ctx)
{
	struct pci_function *fn = &pm->fn;

	*pm = (struct piix4_pm){.clock = clock, .iobus = iobus, .sci = sci};
	pm->power_off = power_off;
	pm->ctx = ctx;
	clock_timer_init(&pm->overflow_timer, overflow_due, pm);
	piix4_smbus_init(&pm->smbus, clock, (struct irq_line){smbus_irq, pm, 0});
	fn->owner = pm;
	fn->written = written;
	pci_identify(fn, 0x8086, 0x7113, 0x03, 0x068000);
	fn->config[PCI_INTERRUPT_PIN] = 1;
	fn->write_mask[PCI_COMMAND] = 0x01;
	fn->write_mask[PCI_COMMAND + 1] = 0;
	fn->write_mask[CONFIG_PMBA] = 0xc0;
	fn->write_mask[CONFIG_PMBA + 1] = 0xff;
	for (unsigned i = 0x44; i < 0x80; i++)
		fn->write_mask[i] = 0xff; /* counts and device resources, kept */
	fn->write_mask[CONFIG_PMREGMISC] = PMREGMISC_DECODE;
	fn->write_mask[CONFIG_SMBBA] = 0xf0;
	fn->write_mask[CONFIG_SMBBA + 1] = 0xff;
	fn->write_mask[CONFIG_SMBHSTCFG] = SMBHSTCFG_ROUTE | SMBHSTCFG_ON;
	for (unsigned i = CONFIG_SMBHSTCFG + 1; i <= CONFIG_SMBHSTCFG + 3; i++)
		fn->write_mask[i] = 0xff;
	pci_add(bus, fn, 1, 3);
	piix4_pm_reset(pm);
}

static void loaded(void *dev)
{
	struct piix4_pm *pm = dev;

	update_windows(pm);
	drive_sci(pm);
}

static const struct snap_field fields[] = {
    SNAP(struct piix4_pm, pm1_status),
    SNAP(struct piix4_pm, pm1_enable),
    SNAP(struct piix4_pm, pm1_control),
    SNAP(struct piix4_pm, gp_status),
    SNAP(struct piix4_pm, gp_enable),
    SNAP(struct piix4_pm, processor_control),
    SNAP(struct piix4_pm, global_enable),
    SNAP(struct piix4_pm, global_control),
    SNAP(struct piix4_pm, device_control),
    SNAP(struct piix4_pm, general_output),
    SNAP(struct piix4_pm, apm_control),
    SNAP(struct piix4_pm, apm_status),
    SNAP(struct piix4_pm, wraps_seen),
    SNAP_TIMER(struct piix4_pm, overflow_timer),
    SNAP_END,
};
const struct snap_desc piix4_pm_snap = {"piix4_pm", 1, fields, loaded};
