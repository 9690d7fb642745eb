/* SPDX-License-Identifier: GPL-2.0-only */
/*
 *	\_S5                          soft off
 *	\_SB.CPU0 ...                 processors
 *	\_SB.PCI0                     the host bridge, _CRS, _PRT
 *	\_SB.PCI0.ISA                 00:01.0, and what hangs on the ISA bus
 *	\_SB.LNKA to LNKD, LNKS       where the PIRQ lines and the SCI go
 *	\_SB.HPET
 */
#include "emu/loader/dsdt.h"

#include <stdio.h>

#define PCI_SLOTS      32
#define PCI_PINS       4
#define PM_SLOT	       1 /* whose pin A is the SCI */
#define SCI	       9
#define WINDOW_LAST    0xfebfffffu
#define LINK_OFF       0x80 /* PIRQRC: not routed */
#define HPET_BASE      0xfed00000u
#define HPET_BYTES     0x400u
#define STATUS_OFF     0x09 /* _STA: there, working, but not decoding */
#define STATUS_ON      0x0b
#define EXT_IRQ_NUMBER 5 /* where the number is in an extended interrupt resource */

/* ---- interrupts ---- */

static void write_route(struct aml *aml, unsigned slot, unsigned pin)
{
	static const char *const links[] = {"\\_SB_.LNKA", "\\_SB_.LNKB", "\\_SB_.LNKC",
					    "\\_SB_.LNKD"};
	size_t entry = aml_open_package(aml, 4);

	aml_integer(aml, slot << 16 | 0xffff);
	aml_integer(aml, pin);
	aml_name(aml,
		 slot == PM_SLOT && pin == 0 ? "\\_SB_.LNKS" : links[(slot + pin + 3) % PCI_PINS]);
	aml_integer(aml, 0);
	aml_close(aml, entry);
}

static void write_routes(struct aml *aml)
{
	size_t routes;

	aml_define(aml, "_PRT");
	routes = aml_open_package(aml, PCI_SLOTS * PCI_PINS);
	for (unsigned slot = 0; slot < PCI_SLOTS; slot++)
		for (unsigned pin = 0; pin < PCI_PINS; pin++)
			write_route(aml, slot, pin);
	aml_close(aml, routes);
}

static void define_interrupts(struct aml *aml, const char *name, const uint8_t *irqs,
			      unsigned count)
{
	size_t template;

	aml_define(aml, name);
	template = aml_open_template(aml);
	aml_res_interrupts(aml, irqs, count);
	aml_close_template(aml, template);
}

/* CreateDWordField(buffer, EXT_IRQ_NUMBER, IRQN) */
static void write_irq_field(struct aml *aml)
{
	aml_integer(aml, EXT_IRQ_NUMBER);
	aml_name(aml, "IRQN");
}

/* _STA: is it routed? */
static void write_link_status(struct aml *aml, const char *reg)
{
	size_t method = aml_open_method(aml, "_STA", 0), off;

	off = aml_open_if(aml);
	aml_byte(aml, AML_AND);
	aml_name(aml, reg);
	aml_integer(aml, LINK_OFF);
	aml_byte(aml, 0); /* no target */
	aml_byte(aml, AML_RETURN);
	aml_integer(aml, STATUS_OFF);
	aml_close(aml, off);
	aml_byte(aml, AML_RETURN);
	aml_integer(aml, STATUS_ON);
	aml_close(aml, method);
}

/* _DIS: not routed. */
static void write_link_disable(struct aml *aml, const char *reg)
{
	size_t method = aml_open_method(aml, "_DIS", 0);

	aml_byte(aml, AML_OR);
	aml_name(aml, reg);
	aml_integer(aml, LINK_OFF);
	aml_name(aml, reg);
	aml_close(aml, method);
}

/* _CRS: a template with the number in it. */
static void write_link_current(struct aml *aml, const char *reg)
{
	static const uint8_t none[] = {0};
	size_t method;

	define_interrupts(aml, "BUF0", none, 1);
	method = aml_open_method(aml, "_CRS", 0);
	aml_byte(aml, AML_DWORD_FIELD);
	aml_name(aml, "BUF0");
	write_irq_field(aml);
	aml_byte(aml, AML_AND);
	aml_name(aml, reg);
	aml_integer(aml, 15);
	aml_name(aml, "IRQN");
	aml_byte(aml, AML_RETURN);
	aml_name(aml, "BUF0");
	aml_close(aml, method);
}

static void write_link_set(struct aml *aml, const char *reg)
{
	size_t method = aml_open_method(aml, "_SRS", 1);

	aml_byte(aml, AML_DWORD_FIELD);
	aml_byte(aml, AML_ARG0);
	write_irq_field(aml);
	aml_byte(aml, AML_STORE);
	aml_name(aml, "IRQN");
	aml_name(aml, reg);
	aml_close(aml, method);
}

static void write_link(struct aml *aml, unsigned n)
{
	static const uint8_t possible[] = {5, 10, 11};
	char name[] = "LNKA", reg[] = "\\_SB_.PCI0.ISA_.PRQ0";
	size_t device;

	name[3] = (char)('A' + n);
	reg[sizeof(reg) - 2] = (char)('0' + n);
	device = aml_open_device(aml, name);
	aml_define_eisaid(aml, "_HID", "PNP0C0F");
	aml_define_integer(aml, "_UID", n);
	define_interrupts(aml, "_PRS", possible, sizeof(possible));
	write_link_status(aml, reg);
	write_link_disable(aml, reg);
	write_link_current(aml, reg);
	write_link_set(aml, reg);
	aml_close(aml, device);
}

/* The SCI's cannot be changed. */
static void write_sci_link(struct aml *aml)
{
	static const uint8_t sci[] = {SCI};
	size_t device = aml_open_device(aml, "LNKS"), method;

	aml_define_eisaid(aml, "_HID", "PNP0C0F");
	aml_define_integer(aml, "_UID", PCI_PINS);
	define_interrupts(aml, "_PRS", sci, 1);
	define_interrupts(aml, "_CRS", sci, 1);
	aml_define_integer(aml, "_STA", STATUS_ON);
	method = aml_open_method(aml, "_DIS", 0);
	aml_close(aml, method);
	method = aml_open_method(aml, "_SRS", 1);
	aml_close(aml, method);
	aml_close(aml, device);
}

/* ---- the ISA bus ---- */

static const struct isa_device {
	const char *name, *hid;
	unsigned uid; /* 0: there is but one */
	struct {
		unsigned first, count;
	} io[2];
	int irq, dma; /* negative: none */
} isa_devices[] = {
    {"RTC_", "PNP0B00", 0, {{0x70, 8}, {0, 0}}, 8, -1},
    {"KBD_", "PNP0303", 0, {{0x60, 1}, {0x64, 1}}, 1, -1},
    {"MOU_", "PNP0F13", 0, {{0, 0}, {0, 0}}, 12, -1},
    {"FDC0", "PNP0700", 0, {{0x3f2, 4}, {0x3f7, 1}}, 6, 2},
    {"LPT1", "PNP0400", 1, {{0x378, 8}, {0, 0}}, 7, -1},
    {"COM1", "PNP0501", 1, {{0x3f8, 8}, {0, 0}}, 4, -1},
    {"COM2", "PNP0501", 2, {{0x2f8, 8}, {0, 0}}, 3, -1},
};

static void write_isa_device(struct aml *aml, const struct isa_device *isa)
{
	size_t device = aml_open_device(aml, isa->name), template;

	aml_define_eisaid(aml, "_HID", isa->hid);
	if (isa->uid)
		aml_define_integer(aml, "_UID", isa->uid);
	aml_define_integer(aml, "_STA", 0x0f);
	aml_define(aml, "_CRS");
	template = aml_open_template(aml);
	for (unsigned i = 0; i < 2; i++)
		if (isa->io[i].count)
			aml_res_io(aml, isa->io[i].first, isa->io[i].count);
	if (isa->irq >= 0)
		aml_res_irq(aml, (unsigned)isa->irq);
	if (isa->dma >= 0)
		aml_res_dma(aml, (unsigned)isa->dma);
	aml_close_template(aml, template);
	aml_close(aml, device);
}

static void write_isa(struct aml *aml)
{
	size_t device = aml_open_device(aml, "ISA_"), field;

	aml_define_integer(aml, "_ADR", 0x10000);
	aml_config_region(aml, "PIRQ", 0x60, PCI_PINS); /* PIRQRC[A:D] */
	field = aml_open_field(aml, "PIRQ");
	aml_field(aml, "PRQ0", 8);
	aml_field(aml, "PRQ1", 8);
	aml_field(aml, "PRQ2", 8);
	aml_field(aml, "PRQ3", 8);
	aml_close(aml, field);
	for (size_t i = 0; i < sizeof(isa_devices) / sizeof(isa_devices[0]); i++)
		write_isa_device(aml, &isa_devices[i]);
	aml_close(aml, device);
}

/* ---- the rest ---- */

static void write_host_bridge(struct aml *aml, uint64_t ram_bytes)
{
	size_t device = aml_open_device(aml, "PCI0"), template;

	aml_define_eisaid(aml, "_HID", "PNP0A03");
	aml_define_integer(aml, "_UID", 0);
	aml_define(aml, "_CRS");
	template = aml_open_template(aml);
	aml_res_window(aml, AML_BUS, 0, 0xff);
	aml_res_io(aml, 0xcf8, 8);
	aml_res_window(aml, AML_IO, 0, 0xcf7);
	aml_res_window(aml, AML_IO, 0xd00, 0xffff);
	aml_res_window(aml, AML_MEMORY, 0xa0000, 0xbffff);
	aml_res_window(aml, AML_MEMORY, (uint32_t)ram_bytes, WINDOW_LAST);
	aml_close_template(aml, template);
	write_routes(aml);
	write_isa(aml);
	aml_close(aml, device);
}

static void write_hpet(struct aml *aml)
{
	size_t device = aml_open_device(aml, "HPET"), template;

	aml_define_eisaid(aml, "_HID", "PNP0103");
	aml_define_integer(aml, "_UID", 0);
	aml_define(aml, "_CRS");
	template = aml_open_template(aml);
	aml_res_memory(aml, HPET_BASE, HPET_BYTES);
	aml_close_template(aml, template);
	aml_close(aml, device);
}

/* PIIX4, PMCNTRL: SUS_TYP 000 is soft off. */
static void write_soft_off(struct aml *aml)
{
	size_t package;

	aml_define(aml, "\\_S5_");
	package = aml_open_package(aml, 4);
	for (unsigned i = 0; i < 4; i++)
		aml_integer(aml, 0);
	aml_close(aml, package);
}

void dsdt_write(struct aml *aml, const struct acpi_config *config)
{
	size_t scope;

	write_soft_off(aml);
	scope = aml_open_scope(aml, "\\_SB_");
	for (unsigned n = 0; n < config->cpus; n++) {
		char name[8];

		snprintf(name, sizeof(name), "CPU%u", n % 10);
		aml_close(aml, aml_open_processor(aml, name, n));
	}
	write_host_bridge(aml, config->ram_bytes);
	for (unsigned n = 0; n < PCI_PINS; n++)
		write_link(aml, n);
	write_sci_link(aml);
	if (config->hpet)
		write_hpet(aml);
	aml_close(aml, scope);
}
