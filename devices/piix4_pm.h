/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * piix4_pm: the power management function (82371AB function 3, PCI 00:01.3):
 * the ACPI registers at PMBASE, the 3.579545 MHz timer, soft off, and the APM
 * ports B2h-B3h. The SMBus host inside it is piix4_smbus; devices go on its
 * bus, smbus.bus.
 */
#ifndef ZONEMU_DEVICES_PIIX4_PM_H
#define ZONEMU_DEVICES_PIIX4_PM_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/pci.h"
#include "devices/piix4_smbus.h"

#define PIIX4_PM_TIMER_HZ 3579545ull
#define PIIX4_PM_BASE	  0x600 /* where piix4_pm_preset() puts it */
#define PIIX4_PM_BYTES	  64
#define PIIX4_SMBUS_BASE  0x700 /* likewise */

struct piix4_pm {
	struct pci_function fn;
	struct clock *clock;
	struct iobus *iobus;
	struct irq_line sci;
	void (*power_off)(void *ctx);
	void *ctx;

	struct piix4_smbus smbus;
	bool smbus_irq;
	uint16_t base;	     /* of the claimed window, 0 when not decoded */
	uint16_t smbus_base; /* likewise */
	uint16_t pm1_status, pm1_enable, pm1_control;
	uint16_t gp_status, gp_enable;
	uint32_t processor_control;
	uint32_t global_enable, global_control, device_control, general_output;
	uint8_t apm_control, apm_status;
	uint64_t wraps_seen; /* changes of the timer's bit 23 that PMSTS has seen */
	struct clock_timer overflow_timer;
};

/* sci goes to IRQ9. The ACPI and SMBus windows are claimed and released on iobus as they are
 * programmed. */
void piix4_pm_init(struct piix4_pm *pm, struct pci_bus *bus, struct iobus *iobus,
		   struct clock *clock, struct irq_line sci, void (*power_off)(void *ctx),
		   void *ctx);
void piix4_pm_reset(struct piix4_pm *pm);
/* What firmware leaves: PMBASE = 600h, SMBus at 700h, both decoded; SCI on IRQ 9. */
void piix4_pm_preset(struct piix4_pm *pm);
/* IRQ 8 was asserted: RTC_STS, and an SCI if the guest asked for one. */
void piix4_pm_rtc(struct piix4_pm *pm);
/* The power button is pressed: PWRBTN_STS, likewise. */
void piix4_pm_power_button(struct piix4_pm *pm);
/* The 24-bit timer now. */
uint32_t piix4_pm_timer(const struct piix4_pm *pm);

extern const struct io_ops piix4_pm_acpi_ops; /* PMBASE, 64 bytes; claimed by the chip */
extern const struct io_ops piix4_pm_apm_ops;  /* 0B2h-0B3h */
/* Beside the function's own section, piix4_smbus_snap for smbus and i2c_snap for smbus.bus. */
extern const struct snap_desc piix4_pm_snap;

#endif
