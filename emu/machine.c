/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * machine: the board of a PC of the i440FX and PIIX3/PIIX4 kind. The only
 * file that names chips: each is a row of chips[], which says how it is wired,
 * what a reset does to it, how firmware would have left it, and what is saved.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "devices/apic_bus.h"
#include "devices/debug_exit.h"
#include "devices/debugcon.h"
#include "devices/fw_cfg.h"
#include "devices/hpet.h"
#include "devices/i16550.h"
#include "devices/i440fx.h"
#include "devices/i8042.h"
#include "devices/i82077.h"
#include "devices/i8237.h"
#include "devices/i8254.h"
#include "devices/i8259.h"
#include "devices/ioapic.h"
#include "devices/isa_irq.h"
#include "devices/lapic.h"
#include "devices/lapic_window.h"
#include "devices/mc146818.h"
#include "devices/pc_testdev.h"
#include "devices/parport.h"
#include "devices/pci.h"
#include "devices/piix3.h"
#include "devices/piix3_ide.h"
#include "devices/piix4_pm.h"
#include "devices/sht21.h"
#include "devices/piix4_smbus.h"
#include "devices/port61.h"
#include "devices/port92.h"
#include "devices/portf0.h"
#include "devices/bochs_vbe.h"
#include "devices/vga_pci.h"
#include "devices/vga_render.h"
#include "emu/loader/e820.h"
#include "emu/loader/firmware.h"
#include "emu/loader/lowmem.h"
#include "emu/machine_state.h"
#include "emu/properties.h"
#include "emu/vga_font.h"

enum {
	IRQ_TIMER = 0,
	IRQ_KEYBOARD = 1,
	IRQ_CASCADE = 2,
	IRQ_COM2 = 3,
	IRQ_COM1 = 4,
	IRQ_FLOPPY = 6,
	IRQ_PARALLEL = 7,
	IRQ_RTC = 8,
	IRQ_SCI = 9,
	IRQ_MOUSE = 12,
	IRQ_FPU = 13,
	IRQ_IDE = 14 /* and 15 for the second channel */
};

/*
 * The lines are 64 times as fast as their divisors say: a kernel that prints by polling would
 * otherwise spend nine tenths of its boot waiting for 115200 baud.
 */
#define SERIAL_HZ (64 * I16550_HZ)

/* So are the floppy drives, for firmware and small kernels that wait for them by polling. */
#define FLOPPY_SPEED 64

#define ISA_BIOS_BYTES 0x20000
#define MSR_APIC_BASE  0x1b

struct serial_port {
	struct machine *machine;
	unsigned n;
	struct i16550 uart;
};

/* What is a processor's own. */
struct processor {
	struct machine *machine;
	unsigned n;
	struct lapic apic;
	struct lapic_window window;
	int window_number; /* of the memory map */
};

struct board {
	struct apic_bus apic_bus;
	struct processor processor[MACHINE_MAX_CPUS];
	struct ioapic ioapic;
	struct isa_irq isa_irq;
	struct irq_line irq0, irq8; /* the timer's and the RTC's, which the HPET may replace */
	struct hpet hpet;
	struct i8259 pic;
	struct i8254 pit;
	struct i8237 dma;
	struct port61 port61;
	struct mc146818 rtc;
	struct i8042 kbc;
	struct port92 port92;
	struct portf0 portf0;
	struct pci_bus pci;
	struct i440fx host;
	struct piix3 isa;
	struct piix3_ide ide;
	struct i82077 floppy;
	struct parport parallel;
	struct piix4_pm pm;
	struct sht21 sht21;
	struct vga_pci vga;
	int vga_direct; /* windows of the memory map */
	int vga_window[3];
	struct serial_port serial[MACHINE_SERIAL_PORTS];
	struct debug_exit debug_exit;
	struct debugcon debugcon[MACHINE_DEBUGCONS];
	struct pc_testdev testdev;
	struct fw_cfg fw_cfg;
	struct machine_boot boot;
};

/* ---- wires that end here ---- */

static void intr_pin(void *owner, int n, bool level)
{
	struct machine *machine = owner;

	cpu_set_intr(machine->cpu[n], level);
	runloop_woke(machine);
}

/* The 8259A's output goes to every processor's LINT0, and to input 0 of the I/O APIC. */
static void pic_out(void *owner, int n, bool level)
{
	struct machine *machine = owner;
	struct board *board = machine->board;

	(void)n;
	for (unsigned i = 0; i < machine->cpus; i++)
		lapic_set_lint(&board->processor[i].apic, 0, level);
	ioapic_set_pin(&board->ioapic, 0, level);
}

static int pic_acknowledge(void *ctx)
{
	struct processor *processor = ctx;

	return i8259_intack(&processor->machine->board->pic);
}

static struct cpu *cpu_of(const struct processor *processor)
{
	return processor->machine->cpu[processor->n];
}

static void nmi_pin(void *ctx)
{
	cpu_nmi(cpu_of(ctx));
	runloop_woke(((struct processor *)ctx)->machine);
}

static void init_pin(void *ctx)
{
	struct processor *processor = ctx;

	lapic_init_reset(&processor->apic);
	cpu_init_pin(cpu_of(processor));
	runloop_woke(processor->machine);
}

static void startup_ipi(void *ctx, uint8_t vector)
{
	cpu_startup(cpu_of(ctx), vector);
	runloop_woke(((struct processor *)ctx)->machine);
}

static void apic_moved(void *ctx)
{
	struct processor *processor = ctx;
	struct physmap *map = processor->machine->map;

	physmap_move(map, processor->window_number, lapic_base(&processor->apic) & ~0xfffull);
	physmap_enable(map, processor->window_number, lapic_present(&processor->apic));
}

static void a20_pin(void *owner, int n, bool level)
{
	(void)n;
	physmap_set_a20(((struct machine *)owner)->map, level);
}

static void reset_pin(void *owner, int n, bool level)
{
	(void)n;
	if (level)
		runloop_ask_reset(owner);
}

static void power_off(void *ctx)
{
	struct machine *machine = ctx;

	if (machine->config.no_shutdown)
		machine_pause(machine, true);
	else
		runloop_end(machine, 0);
}

static void debug_exited(void *ctx, int status)
{
	runloop_end(ctx, status);
}

static void serial_sent(void *ctx, uint8_t byte)
{
	const struct serial_port *port = ctx;
	struct chardev *dev = port->machine->config.serial[port->n];

	if (dev)
		chardev_write(dev, byte);
}

/* ---- the chips, in the order in which they are wired ---- */

static void wire_processor(struct machine *machine, unsigned n)
{
	struct processor *processor = &machine->board->processor[n];
	const struct lapic_wires wires = {.intr = {intr_pin, machine, (int)n},
					  .nmi = nmi_pin,
					  .init = init_pin,
					  .startup = startup_ipi,
					  .extint = pic_acknowledge,
					  .moved = apic_moved,
					  .ctx = processor};

	processor->window = (struct lapic_window){.bus = &machine->board->apic_bus,
						  .current = &machine->current,
						  .number = n,
						  .ram = physmap_ram(machine->map),
						  .ram_bytes = machine->config.ram_bytes};
	processor->window_number = physmap_add_mmio(machine->map, LAPIC_BASE, LAPIC_WINDOW_BYTES,
						    &lapic_window_ops, &processor->window, "lapic");
	lapic_init(&processor->apic, &machine->board->apic_bus, &machine->clock, &wires);
}

static void wire_apics(struct machine *machine)
{
	struct board *board = machine->board;

	for (unsigned n = 0; n < machine->cpus; n++)
		wire_processor(machine, n);
	ioapic_init(&board->ioapic, &board->apic_bus);
	board->apic_bus.eoi = ioapic_eoi;
	board->apic_bus.ctx = &board->ioapic;
	physmap_add_mmio(machine->map, IOAPIC_BASE, IOAPIC_WINDOW_BYTES, &ioapic_ops,
			 &board->ioapic, "ioapic");
}

/* A chip's own connection to an ISA interrupt; several may share one. */
static struct irq_line isa_irq(struct machine *machine, int n)
{
	return isa_irq_connect(&machine->board->isa_irq, (unsigned)n);
}

static void wire_pic(struct machine *machine)
{
	struct board *board = machine->board;
	struct i8259 *pic = &board->pic;
	struct irq_line to_pic[ISA_IRQS], to_ioapic[ISA_IRQS];

	i8259_init(pic, (struct irq_line){pic_out, machine, 0});
	iobus_claim(&machine->iobus, 0x20, 2, &i8259_master_ops, pic, "pic1");
	iobus_claim(&machine->iobus, 0xa0, 2, &i8259_slave_ops, pic, "pic2");
	iobus_claim(&machine->iobus, 0x4d0, 2, &i8259_elcr_ops, pic, "elcr");
	for (int n = 0; n < ISA_IRQS; n++) {
		to_pic[n] = i8259_line(pic, n);
		/* Input 0 is the 8259A's, so IRQ 0 goes where the cascade needs none. */
		to_ioapic[n] =
		    (struct irq_line){ioapic_set_pin, &board->ioapic, n == IRQ_TIMER ? 2 : n};
	}
	to_ioapic[2] = (struct irq_line){0};
	isa_irq_init(&board->isa_irq, to_pic, to_ioapic);
}

static void hpet_replaces(void *ctx, bool legacy)
{
	struct board *board = ctx;

	isa_irq_cut(&board->isa_irq, &board->irq0, legacy);
	isa_irq_cut(&board->isa_irq, &board->irq8, legacy);
}

static void wire_hpet(struct machine *machine)
{
	struct board *board = machine->board;
	struct hpet_wires wires = {.irq0 = isa_irq(machine, IRQ_TIMER),
				   .irq8 = isa_irq(machine, IRQ_RTC),
				   .legacy = hpet_replaces,
				   .ctx = board};

	if (machine->config.no_hpet)
		return;
	for (int n = 0; n < HPET_PINS; n++)
		if (HPET_ROUTES & 1u << n)
			wires.pin[n] = (struct irq_line){ioapic_set_pin, &board->ioapic, n};
	/* Input 2 is shared with IRQ 0. */
	wires.pin[2] = isa_irq(machine, IRQ_TIMER);
	hpet_init(&board->hpet, &machine->clock, &wires);
	physmap_add_mmio(machine->map, HPET_BASE, HPET_WINDOW_BYTES, &hpet_ops, &board->hpet,
			 "hpet");
}

static void wire_pit(struct machine *machine)
{
	struct board *board = machine->board;

	board->irq0 = isa_irq(machine, IRQ_TIMER);
	i8254_init(&board->pit, &machine->clock, board->irq0);
	iobus_claim(&machine->iobus, 0x40, 4, &i8254_ops, &board->pit, "timer");
	port61_init(&board->port61, &board->pit, &machine->clock);
	iobus_claim(&machine->iobus, 0x61, 1, &port61_ops, &board->port61, "port61");
}

static void wire_dma(struct machine *machine)
{
	struct i8237 *dma = &machine->board->dma;

	i8237_init(dma, &machine->clock, physmap_memory_bus(machine->map));
	iobus_claim(&machine->iobus, 0x00, 16, &i8237_first_ops, dma, "dma1");
	iobus_claim(&machine->iobus, 0xc0, 32, &i8237_second_ops, dma, "dma2");
	iobus_claim(&machine->iobus, 0x80, 16, &i8237_page_ops, dma, "dma pages");
}

static void wire_rtc(struct machine *machine)
{
	struct mc146818 *rtc = &machine->board->rtc;
	int64_t base_s = machine->config.rtc_base_s;

	machine->board->irq8 = isa_irq(machine, IRQ_RTC);
	mc146818_init(rtc, &machine->clock, machine->board->irq8,
		      base_s < 0 ? (int64_t)time(NULL) : base_s);
	iobus_claim(&machine->iobus, 0x70, 2, &mc146818_ops, rtc, "rtc");
}

static void ignne_pin(void *owner, int n, bool level)
{
	(void)n;
	cpu_set_ignne(owner, level);
}

/* The pins of the other processors are not wired: with several, CR0.NE is set. */
static void wire_fpu(struct machine *machine)
{
	struct portf0 *port = &machine->board->portf0;

	portf0_init(port, isa_irq(machine, IRQ_FPU),
		    (struct irq_line){ignne_pin, machine->cpu[0], 0});
	iobus_claim(&machine->iobus, 0xf0, 1, &portf0_ops, port, "fpu");
}

static void wire_keyboard(struct machine *machine)
{
	struct board *board = machine->board;
	const struct irq_line reset = {reset_pin, machine, 0};

	port92_init(&board->port92, (struct irq_line){a20_pin, machine, 0}, reset);
	iobus_claim(&machine->iobus, 0x92, 1, &port92_ops, &board->port92, "port92");
	i8042_init(&board->kbc, &machine->clock,
		   (struct i8042_wires){.irq1 = isa_irq(machine, IRQ_KEYBOARD),
					.irq12 = isa_irq(machine, IRQ_MOUSE),
					.a20 = {port92_set_gate, &board->port92, 0},
					.reset = reset});
	iobus_claim(&machine->iobus, 0x60, 1, &i8042_data_ops, &board->kbc, "keyboard");
	iobus_claim(&machine->iobus, 0x64, 1, &i8042_status_ops, &board->kbc, "keyboard");
}

/* The firmware's ROM ends at 4 GiB; the ISA bus shows its last 128 KiB below 1 MiB, too. */
static void wire_firmware(struct machine *machine)
{
	const struct firmware *firmware = machine->config.firmware;
	const uint64_t four_gib = 1ull << 32, isa_end = 1 << 20;
	size_t isa_bytes;
	uint8_t *rom;

	if (!firmware)
		return;
	rom = physmap_store(machine->map, firmware->bios_bytes);
	memcpy(rom, firmware->bios, firmware->bios_bytes);
	isa_bytes = firmware->bios_bytes < ISA_BIOS_BYTES ? firmware->bios_bytes : ISA_BIOS_BYTES;
	physmap_add_memory(machine->map, four_gib - firmware->bios_bytes, firmware->bios_bytes, rom,
			   false, "bios");
	physmap_add_memory(machine->map, isa_end - isa_bytes, isa_bytes,
			   rom + firmware->bios_bytes - isa_bytes, false, "isa-bios");
}

/*
 * As a BIOS and QEMU agree: the boot order in nibbles, the first in the low one of 3Dh. An
 * empty floppy drive comes last: firmware waits for its disk for a long time.
 */
static void set_boot_order(struct board *board, const char *order)
{
	enum { BOOT_ORDER = 0x3d, BOOT_ORDER_3 = 0x38 };
	static const char letters[] = "acdn";
	unsigned nibble[3] = {0};

	if (!*order)
		order = board->floppy.drive[0].medium ? "cad" : "cda";
	for (unsigned i = 0; i < 3 && order[i]; i++)
		nibble[i] = (unsigned)(strchr(letters, order[i]) - letters) + 1;
	mc146818_set_cmos(&board->rtc, BOOT_ORDER, (uint8_t)(nibble[0] | nibble[1] << 4));
	mc146818_set_cmos(&board->rtc, BOOT_ORDER_3,
			  (uint8_t)(nibble[2] << 4 | board->boot.no_floppy_check));
}

/* "etc/e820": what is RAM; firmware itself knows what it takes of it. */
static void add_memory_map(struct machine *machine)
{
	struct {
		uint64_t first, bytes;
		uint32_t type;
	} __attribute__((packed)) entry = {0, machine->config.ram_bytes, 1};

	fw_cfg_add_file(&machine->board->fw_cfg, "etc/e820", &entry, sizeof(entry));
}

static void add_boot_files(struct fw_cfg *cfg, const struct machine_boot *boot)
{
	const uint8_t wait[2] = {(uint8_t)boot->menu_wait_ms, (uint8_t)(boot->menu_wait_ms >> 8)};
	uint8_t fail[4];

	for (unsigned i = 0; i < sizeof(fail); i++)
		fail[i] = (uint8_t)((uint32_t)boot->reboot_ms >> 8 * i);
	fw_cfg_add_number(cfg, FW_CFG_BOOT_MENU, boot->menu, 2);
	if (boot->menu_wait_ms >= 0)
		fw_cfg_add_file(cfg, "etc/boot-menu-wait", wait, sizeof(wait));
	fw_cfg_add_file(cfg, "etc/boot-fail-wait", fail, sizeof(fail));
}

static struct acpi_config acpi_config(const struct machine *machine)
{
	return (struct acpi_config){.ram_bytes = machine->config.ram_bytes,
				    .cpus = machine->cpus,
				    .hpet = !machine->config.no_hpet};
}

/* Firmware places the tables, and carries out the commands. */
static void add_acpi_files(struct machine *machine)
{
	const struct acpi_config config = acpi_config(machine);
	struct fw_cfg *cfg = &machine->board->fw_cfg;
	uint8_t commands[(ACPI_MAX_LINKS + 2) * ACPI_COMMAND_BYTES];
	struct acpi acpi;

	acpi_build(&acpi, &config);
	fw_cfg_add_file(cfg, ACPI_TABLES_FILE, acpi.tables, (uint32_t)acpi.bytes);
	fw_cfg_add_file(cfg, ACPI_RSDP_FILE, acpi.rsdp, ACPI_RSDP_BYTES);
	fw_cfg_add_file(cfg, ACPI_LOADER_FILE, commands, (uint32_t)acpi_commands(&acpi, commands));
}

static void wire_fw_cfg(struct machine *machine)
{
	struct fw_cfg *cfg = &machine->board->fw_cfg;
	const struct machine_config *config = &machine->config;

	fw_cfg_init(cfg, physmap_memory_bus(machine->map));
	fw_cfg_add_number(cfg, FW_CFG_RAM_SIZE, config->ram_bytes, 8);
	fw_cfg_add_number(cfg, FW_CFG_NOGRAPHIC, config->no_window, 2);
	fw_cfg_add_number(cfg, FW_CFG_NB_CPUS, machine->cpus, 2);
	fw_cfg_add_number(cfg, FW_CFG_MAX_CPUS, machine->cpus, 2);
	fw_cfg_add_number(cfg, FW_CFG_NUMA, 0, 8);
	fw_cfg_add_number(cfg, FW_CFG_IRQ0_OVERRIDE, 1, 4);
	add_boot_files(cfg, &config->boot);
	add_memory_map(machine);
	if (!config->no_acpi)
		add_acpi_files(machine);
	machine->board->boot = config->boot;
	iobus_claim(&machine->iobus, FW_CFG_PORT, 2, &fw_cfg_ops, cfg, "fw_cfg");
	iobus_claim(&machine->iobus, FW_CFG_DMA_PORT, 8, &fw_cfg_dma_ops, cfg, "fw_cfg_dma");
}

/* "once" holds for the first reset, the one at power-on. */
static void reset_fw_cfg(struct board *board)
{
	fw_cfg_reset(&board->fw_cfg);
	set_boot_order(board, *board->boot.once ? board->boot.once : board->boot.order);
	board->boot.once[0] = '\0';
}

struct fw_cfg *machine_fw_cfg(struct machine *machine)
{
	return &machine->board->fw_cfg;
}

static void route_segment(void *ctx, unsigned segment, bool read_dram, bool write_dram)
{
	struct machine *machine = ctx;
	uint32_t first, bytes;

	i440fx_segment(segment, &first, &bytes);
	physmap_route(machine->map, first, bytes, read_dram ? ROUTE_RAM : ROUTE_BUS,
		      write_dram ? ROUTE_RAM : ROUTE_BUS);
}

static void route_smram(void *ctx, bool open)
{
	struct machine *machine = ctx;
	const enum phys_route route = open ? ROUTE_RAM : ROUTE_BUS;

	physmap_route(machine->map, VGA_WINDOW_FIRST, VGA_WINDOW_BYTES, route, route);
}

static void wire_pci(struct machine *machine)
{
	struct board *board = machine->board;
	struct irq_line irq[16];

	for (int n = 0; n < 16; n++)
		irq[n] = isa_irq(machine, n);
	pci_init(&board->pci);
	iobus_claim(&machine->iobus, 0xcf8, 4, &pci_address_ops, &board->pci, "pci");
	iobus_claim(&machine->iobus, 0xcfc, 4, &pci_data_ops, &board->pci, "pci");
	i440fx_init(&board->host, &board->pci, machine->config.ram_bytes);
	i440fx_set_map(&board->host, route_segment, route_smram, machine);
	piix3_init(&board->isa, &board->pci, irq, (struct irq_line){reset_pin, machine, 0});
	piix4_pm_init(&board->pm, &board->pci, &machine->iobus, &machine->clock,
		      isa_irq(machine, IRQ_SCI), power_off, machine);
	iobus_claim(&machine->iobus, 0xb2, 2, &piix4_pm_apm_ops, &board->pm, "apm");
	sht21_init(&board->sht21, &machine->clock);
	sht21_preset(&board->sht21);
	i2c_add(&board->pm.smbus.bus, &board->sht21.i2c);
}

static void wire_ide(struct machine *machine)
{
	struct board *board = machine->board;
	const struct irq_line irq[2] = {isa_irq(machine, IRQ_IDE), isa_irq(machine, IRQ_IDE + 1)};

	piix3_ide_init(&board->ide, &board->pci, &machine->iobus, &machine->clock,
		       physmap_memory_bus(machine->map), irq);
	for (unsigned n = 0; n < MACHINE_IDE_DRIVES; n++) {
		const struct machine_drive *drive = &machine->config.ide[n];

		if (drive->present)
			ide_attach(&board->ide.channel[n / 2], n % 2,
				   drive->cdrom ? IDE_CDROM : IDE_DISK, drive->medium, n);
	}
}

/* Where the CPU may go straight to display memory at A0000h, it does. */
static void remap_vga(void *ctx)
{
	struct machine *machine = ctx;
	struct vga *vga = &machine->board->vga.vga;
	uint32_t vram_off;
	bool direct = vga_direct(vga, &vram_off);

	if (direct)
		physmap_aim(machine->map, machine->board->vga_direct, vga->vram + vram_off);
	physmap_enable(machine->map, machine->board->vga_direct, direct);
}

static void map_vga(void *ctx, enum vga_pci_window n, bool mapped, uint32_t base)
{
	struct machine *machine = ctx;
	int window = machine->board->vga_window[n];

	if (mapped)
		physmap_move(machine->map, window, base);
	physmap_enable(machine->map, window, mapped);
}

/* PCI wants a power of two; what is behind the image reads as ones, as in an empty part. */
static uint32_t rom_bytes_of(const struct firmware *firmware)
{
	uint32_t bytes = PHYS_PAGE_BYTES;

	if (!firmware || !firmware->vga_rom)
		return 0;
	while (bytes < firmware->vga_rom_bytes)
		bytes *= 2;
	return bytes;
}

static void add_vga_windows(struct machine *machine, uint8_t *vram, uint32_t rom_bytes)
{
	const struct firmware *firmware = machine->config.firmware;
	struct board *board = machine->board;
	struct physmap *map = machine->map;
	uint8_t *rom = rom_bytes ? physmap_store(map, rom_bytes) : NULL;

	board->vga_window[VGA_PCI_MEMORY] =
	    physmap_add_memory(map, 0, VGA_PCI_MEMORY_BYTES, vram, true, "vga.vram");
	board->vga_window[VGA_PCI_REGISTERS] = physmap_add_mmio(
	    map, 0, VGA_PCI_REGISTERS_BYTES, &vga_pci_register_ops, &board->vga, "vga.mmio");
	board->vga_window[VGA_PCI_ROM] = board->vga_window[VGA_PCI_REGISTERS];
	if (rom) {
		memset(rom, 0xff, rom_bytes);
		memcpy(rom, firmware->vga_rom, firmware->vga_rom_bytes);
		board->vga_window[VGA_PCI_ROM] =
		    physmap_add_memory(map, 0, rom_bytes, rom, false, "vga.rom");
	}
	for (unsigned n = 0; n < 3; n++)
		physmap_enable(map, board->vga_window[n], false);
	physmap_add_mmio(map, VGA_WINDOW_FIRST, VGA_WINDOW_BYTES, &vga_memory_ops, &board->vga.vga,
			 "vga");
	board->vga_direct =
	    physmap_add_memory(map, VGA_WINDOW_FIRST, 0x10000, vram, true, "vga.direct");
	physmap_enable(map, board->vga_direct, false);
}

static void wire_vga(struct machine *machine)
{
	struct vga_pci *adapter = &machine->board->vga;
	uint8_t *vram = physmap_store(machine->map, VGA_PCI_MEMORY_BYTES);
	uint32_t rom_bytes = rom_bytes_of(machine->config.firmware);

	add_vga_windows(machine, vram, rom_bytes);
	vga_pci_init(adapter, &machine->board->pci, &machine->clock, vram, rom_bytes, map_vga,
		     machine);
	adapter->vga.remap = remap_vga;
	adapter->vga.ctx = machine;
	iobus_claim(&machine->iobus, 0x3b0, 48, &vga_ops, &adapter->vga, "vga");
	iobus_claim(&machine->iobus, BOCHS_VBE_PORT, 4, &bochs_vbe_ops, &adapter->vga, "vbe");
}

static void wire_serial(struct machine *machine)
{
	static const struct {
		uint16_t first;
		int irq;
		const char *name;
	} com[MACHINE_SERIAL_PORTS] = {{0x3f8, IRQ_COM1, "serial0"}, {0x2f8, IRQ_COM2, "serial1"}};

	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++) {
		struct serial_port *port = &machine->board->serial[n];

		port->machine = machine;
		port->n = n;
		i16550_init(&port->uart, &machine->clock, SERIAL_HZ, isa_irq(machine, com[n].irq),
			    serial_sent, port);
		/* Small kernels print without a look at the line status, and lose nothing on
		 * other emulators. */
		port->uart.lossless = true;
		iobus_claim(&machine->iobus, com[n].first, 8, &i16550_ops, &port->uart,
			    com[n].name);
	}
}

/* An empty drive is of the kind that takes the most disks. */
static enum i82077_drive_type floppy_type(const struct machine_drive *drive)
{
	if (!drive->present)
		return I82077_NO_DRIVE;
	return drive->medium ? i82077_format(drive->medium->sectors)->drive : I82077_DRIVE_2880K;
}

static void wire_floppy(struct machine *machine)
{
	enum { DMA_CHANNEL = 2 };
	struct board *board = machine->board;
	struct i82077 *fdc = &board->floppy;
	struct i8237_client client = i82077_dma_client(fdc);
	const struct machine_drive *drives = machine->config.floppy;

	i82077_init(fdc, &machine->clock, FLOPPY_SPEED, isa_irq(machine, IRQ_FLOPPY),
		    i8237_dreq(&board->dma, DMA_CHANNEL));
	i8237_connect(&board->dma, DMA_CHANNEL, &client);
	for (unsigned n = 0; n < MACHINE_FLOPPIES; n++)
		if (drives[n].present) {
			i82077_attach(fdc, n, floppy_type(&drives[n]));
			i82077_insert(fdc, n, drives[n].medium);
		}
	mc146818_set_floppies(&board->rtc, (uint8_t)floppy_type(&drives[0]),
			      (uint8_t)floppy_type(&drives[1]));
	iobus_claim(&machine->iobus, 0x3f0, 6, &i82077_ops, fdc, "floppy");
	iobus_claim(&machine->iobus, 0x3f7, 1, &i82077_change_ops, fdc, "floppy");
}

/* The images were opened by somebody else: is each a disk for its drive? */
static bool check_floppies(const struct machine_config *config, char *err, size_t err_bytes)
{
	for (unsigned n = 0; n < MACHINE_FLOPPIES; n++) {
		const struct block *medium = config->floppy[n].medium;

		if (!medium || i82077_format(medium->sectors))
			continue;
		snprintf(err, err_bytes,
			 "floppy drive %c: an image of %llu bytes; the largest disk has %u",
			 'A' + n, (unsigned long long)medium->sectors * BLOCK_SECTOR_BYTES,
			 I82077_MAX_SECTORS * BLOCK_SECTOR_BYTES);
		return false;
	}
	return true;
}

static void wire_parallel(struct machine *machine)
{
	struct parport *port = &machine->board->parallel;

	parport_init(port, isa_irq(machine, IRQ_PARALLEL));
	iobus_claim(&machine->iobus, 0x378, 3, &parport_ops, port, "parallel0");
}

static void wire_debug_exit(struct machine *machine)
{
	const struct machine_config *config = &machine->config;

	if (!config->debug_exit)
		return;
	debug_exit_init(&machine->board->debug_exit, debug_exited, machine);
	iobus_claim(&machine->iobus, config->debug_exit_base, config->debug_exit_bytes,
		    &debug_exit_ops, &machine->board->debug_exit, "isa-debug-exit");
}

static void print_byte(void *ctx, uint8_t byte)
{
	chardev_write(ctx, byte);
}

static void wire_debugcons(struct machine *machine)
{
	for (unsigned n = 0; n < machine->config.debugcons; n++) {
		const struct machine_debugcon *config = &machine->config.debugcon[n];
		struct debugcon *port = &machine->board->debugcon[n];

		debugcon_init(port, config->readback, print_byte, config->line);
		iobus_claim(&machine->iobus, config->port, 1, &debugcon_ops, port, "debugcon");
	}
}

static void wire_testdev(struct machine *machine)
{
	struct pc_testdev *dev = &machine->board->testdev;
	struct irq_line irq[PC_TESTDEV_IRQS] = {{0}};

	if (!machine->config.pc_testdev)
		return;
	/* Input 2 of the 8259A is the other one's; the lines above are the I/O APIC's alone. */
	for (int n = 0; n < PC_TESTDEV_IRQS; n++)
		if (n >= ISA_IRQS)
			irq[n] = (struct irq_line){ioapic_set_pin, &machine->board->ioapic, n};
		else if (n != IRQ_CASCADE)
			irq[n] = isa_irq(machine, n);
	pc_testdev_init(dev, irq);
	iobus_claim(&machine->iobus, PC_TESTDEV_PORT, 8, &pc_testdev_ops, dev, "pc-testdev");
	iobus_claim(&machine->iobus, PC_TESTDEV_BYTE_PORT, 4, &pc_testdev_byte_ops, dev,
		    "pc-testdev");
	iobus_claim(&machine->iobus, PC_TESTDEV_IRQ_PORT, PC_TESTDEV_IRQS, &pc_testdev_irq_ops, dev,
		    "pc-testdev");
	physmap_add_mmio(machine->map, PC_TESTDEV_MEMORY_FIRST, PC_TESTDEV_MEMORY_BYTES,
			 &pc_testdev_memory_ops, dev, "pc-testdev");
}

static void reset_testdev(struct board *board)
{
	pc_testdev_reset(&board->testdev);
}

static void reset_apics(struct board *board)
{
	for (unsigned n = 0; n < board->apic_bus.count; n++)
		lapic_reset(&board->processor[n].apic);
	ioapic_reset(&board->ioapic);
}

static void preset_apics(struct board *board)
{
	for (unsigned n = 0; n < board->apic_bus.count; n++)
		lapic_preset(&board->processor[n].apic);
}

static void reset_hpet(struct board *board)
{
	if (board->hpet.clock)
		hpet_reset(&board->hpet);
}

static void reset_pic(struct board *board)
{
	i8259_reset(&board->pic);
}

static void preset_pic(struct board *board)
{
	i8259_preset(&board->pic);
}

static void reset_pit(struct board *board)
{
	i8254_reset(&board->pit);
	port61_reset(&board->port61);
}

static void preset_pit(struct board *board)
{
	i8254_preset(&board->pit);
}

static void reset_dma(struct board *board)
{
	i8237_reset(&board->dma);
}

static void preset_dma(struct board *board)
{
	i8237_preset(&board->dma);
}

static void reset_rtc(struct board *board)
{
	mc146818_reset(&board->rtc);
}

static void reset_fpu(struct board *board)
{
	portf0_reset(&board->portf0);
}

static void reset_keyboard(struct board *board)
{
	port92_reset(&board->port92);
	i8042_reset(&board->kbc);
}

static void preset_keyboard(struct board *board)
{
	i8042_preset(&board->kbc);
}

static void reset_pci(struct board *board)
{
	pci_reset(&board->pci);
	i440fx_reset(&board->host);
	piix3_reset(&board->isa);
	piix4_pm_reset(&board->pm);
}

static void preset_pci(struct board *board)
{
	i440fx_preset(&board->host);
	piix3_preset(&board->isa);
	piix4_pm_preset(&board->pm);
}

static void reset_ide(struct board *board)
{
	piix3_ide_reset(&board->ide);
}

static void preset_ide(struct board *board)
{
	piix3_ide_preset(&board->ide);
}

static void reset_vga(struct board *board)
{
	vga_pci_reset(&board->vga);
}

static void preset_vga(struct board *board)
{
	vga_pci_preset(&board->vga, vga_font);
}

static void reset_floppy(struct board *board)
{
	i82077_reset(&board->floppy);
}

static void reset_parallel(struct board *board)
{
	parport_reset(&board->parallel);
}

/* 115200 baud, 8 data bits, also where firmware runs: SeaBIOS sets up no port, and what was written
 * on QEMU, whose ports do not care, prints without setting up. */
static void reset_serial(struct board *board)
{
	enum { DIVISOR_LOW = 0, DIVISOR_HIGH = 1, LINE_CONTROL = 3, DLAB_8N1 = 0x83, JUST_8N1 = 3 };

	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++) {
		struct i16550 *uart = &board->serial[n].uart;

		i16550_reset(uart);
		i16550_write(uart, LINE_CONTROL, DLAB_8N1);
		i16550_write(uart, DIVISOR_LOW, 1);
		i16550_write(uart, DIVISOR_HIGH, 0);
		i16550_write(uart, LINE_CONTROL, JUST_8N1);
	}
}

/* ---- what the CMOS memory says of the drives, in the AT's cells and SeaBIOS's ---- */

static void set_disk_cells(struct mc146818 *rtc, unsigned n, const struct ide_geometry *g)
{
	enum { TYPE = 0x19, PARAMETERS = 0x1b, PARAMETER_BYTES = 9, TYPE_OF_CELLS = 47 };
	const uint8_t low = (uint8_t)g->cylinders, high = (uint8_t)(g->cylinders >> 8);
	const uint8_t cells[PARAMETER_BYTES] = {low,  high, g->heads,
						0xff, 0xff, (uint8_t)(0xc0 | (g->heads > 8) << 3),
						low,  high, g->sectors};

	mc146818_set_cmos(rtc, (uint8_t)(TYPE + n), TYPE_OF_CELLS);
	for (unsigned i = 0; i < PARAMETER_BYTES; i++)
		mc146818_set_cmos(rtc, (uint8_t)(PARAMETERS + PARAMETER_BYTES * n + i), cells[i]);
}

static void set_drive_cells(struct machine *machine)
{
	enum { DISK_TYPES = 0x12, TRANSLATION = 0x39, LARGEST_CYLINDERS = 1024 };
	struct board *board = machine->board;
	uint8_t types = 0, translation = 0;

	for (unsigned n = 0; n < MACHINE_IDE_DRIVES; n++) {
		const struct ide_drive *drive = &board->ide.channel[n / 2].drive[n % 2];

		if (drive->kind != IDE_DISK)
			continue;
		if (drive->disk.native.cylinders > LARGEST_CYLINDERS)
			translation |= (uint8_t)(1 << 2 * n); /* the BIOS is to show another */
		if (n >= 2)
			continue;
		types |= n ? 0x0f : 0xf0;
		set_disk_cells(&board->rtc, n, &drive->disk.native);
	}
	mc146818_set_cmos(&board->rtc, DISK_TYPES, types);
	mc146818_set_cmos(&board->rtc, TRANSLATION, translation);
}

/* What no firmware runs for, when a kernel is booted directly, preset does after reset. */
/* clang-format off */
static const struct chip {
	void (*wire)(struct machine *machine);
	void (*reset)(struct board *board);
	void (*preset)(struct board *board);
} chips[] = {
	{wire_apics, reset_apics, preset_apics},
	{wire_pic, reset_pic, preset_pic},
	{wire_pit, reset_pit, preset_pit},
	{wire_dma, reset_dma, preset_dma},
	{wire_rtc, reset_rtc, NULL},
	{wire_hpet, reset_hpet, NULL},
	{wire_fpu, reset_fpu, NULL},
	{wire_keyboard, reset_keyboard, preset_keyboard},
	{wire_firmware, NULL, NULL},
	{wire_fw_cfg, reset_fw_cfg, NULL},
	{wire_pci, reset_pci, preset_pci},
	{wire_ide, reset_ide, preset_ide},
	{wire_vga, reset_vga, preset_vga},
	{wire_serial, reset_serial, NULL},
	{wire_floppy, reset_floppy, NULL},
	{wire_parallel, reset_parallel, NULL},
	{wire_debug_exit, NULL, NULL},
	{wire_debugcons, NULL, NULL},
	{wire_testdev, reset_testdev, NULL},
};
/* clang-format on */

#define CHIPS (sizeof(chips) / sizeof(chips[0]))

/* What a snapshot holds of the board, in order. */
static const struct saved {
	const struct snap_desc *desc;
	size_t off; /* in struct board */
} saved[] = {
    {&i8254_snap, offsetof(struct board, pit)},
    {&port61_snap, offsetof(struct board, port61)},
    {&i8237_snap, offsetof(struct board, dma)},
    {&mc146818_snap, offsetof(struct board, rtc)},
    {&port92_snap, offsetof(struct board, port92)},
    {&portf0_snap, offsetof(struct board, portf0)},
    {&i8042_snap, offsetof(struct board, kbc)},
    {&ps2_keyboard_snap, offsetof(struct board, kbc.keyboard)},
    {&ps2_mouse_snap, offsetof(struct board, kbc.mouse)},
    {&pci_snap, offsetof(struct board, pci)},
    {&pci_function_snap, offsetof(struct board, host.fn)},
    {&pci_function_snap, offsetof(struct board, isa.fn)},
    {&piix3_snap, offsetof(struct board, isa)},
    {&i82077_drive_snap, offsetof(struct board, floppy.drive[0])},
    {&i82077_drive_snap, offsetof(struct board, floppy.drive[1])},
    {&i82077_drive_snap, offsetof(struct board, floppy.drive[2])},
    {&i82077_drive_snap, offsetof(struct board, floppy.drive[3])},
    {&i82077_snap, offsetof(struct board, floppy)}, /* after its drives' heads */
    {&parport_snap, offsetof(struct board, parallel)},
    {&pci_function_snap, offsetof(struct board, ide.fn)},
    {&ide_snap, offsetof(struct board, ide.channel[0])},
    {&ide_snap, offsetof(struct board, ide.channel[1])},
    {&ide_drive_snap, offsetof(struct board, ide.channel[0].drive[0])},
    {&ide_drive_snap, offsetof(struct board, ide.channel[0].drive[1])},
    {&ide_drive_snap, offsetof(struct board, ide.channel[1].drive[0])},
    {&ide_drive_snap, offsetof(struct board, ide.channel[1].drive[1])},
    {&piix3_ide_snap, offsetof(struct board, ide)}, /* after its channels' interrupts */
    {&pci_function_snap, offsetof(struct board, pm.fn)},
    {&piix4_pm_snap, offsetof(struct board, pm)},
    {&piix4_smbus_snap, offsetof(struct board, pm.smbus)},
    {&i2c_snap, offsetof(struct board, pm.smbus.bus)},
    {&sht21_snap, offsetof(struct board, sht21)},
    {&pci_function_snap, offsetof(struct board, vga.fn)},
    {&vga_snap, offsetof(struct board, vga.vga)},
    {&fw_cfg_snap, offsetof(struct board, fw_cfg)},
    {&pc_testdev_snap, offsetof(struct board, testdev)},
    {&i16550_snap, offsetof(struct board, serial[0].uart)},
    {&i16550_snap, offsetof(struct board, serial[1].uart)},
};

#define SAVED (sizeof(saved) / sizeof(saved[0]))

/* Every section, the processors' own among them; false from fn ends it. */
static bool for_each_saved(struct machine *machine,
			   bool (*fn)(void *ctx, const struct snap_desc *desc, void *chip),
			   void *ctx)
{
	struct board *board = machine->board;

	for (size_t i = 0; i < SAVED; i++)
		if (!fn(ctx, saved[i].desc, (char *)board + saved[i].off))
			return false;
	if (!machine->config.no_hpet && !fn(ctx, &hpet_snap, &board->hpet))
		return false;
	/* Last: they settle the edges the others made. */
	if (!fn(ctx, &isa_irq_snap, &board->isa_irq) || !fn(ctx, &i8259_snap, &board->pic) ||
	    !fn(ctx, &ioapic_snap, &board->ioapic))
		return false;
	for (unsigned n = 0; n < machine->cpus; n++)
		if (!fn(ctx, &lapic_snap, &board->processor[n].apic))
			return false;
	return true;
}

static bool save_one(void *ctx, const struct snap_desc *desc, void *chip)
{
	snap_save(ctx, desc, chip);
	return true;
}

void board_save(struct machine *machine, struct snap_buf *buf)
{
	for_each_saved(machine, save_one, buf);
}

struct loading {
	struct machine *machine;
	struct snap_buf *buf;
	char *err;
	size_t err_bytes;
};

static bool load_one(void *ctx, const struct snap_desc *desc, void *chip)
{
	struct loading *loading = ctx;

	return snap_load(loading->buf, desc, chip, &loading->machine->clock, loading->err,
			 loading->err_bytes);
}

bool board_load(struct machine *machine, struct snap_buf *buf, char *err, size_t err_bytes)
{
	struct loading loading = {machine, buf, err, err_bytes};

	return for_each_saved(machine, load_one, &loading);
}

/* ---- what the processor is given ---- */

/* Its ctx is the processor: see cpu_wires(). */
static uint32_t cpu_io_read(void *ctx, uint16_t port, unsigned bytes)
{
	return iobus_read(&((struct processor *)ctx)->machine->iobus, port, bytes);
}

static void cpu_io_write(void *ctx, uint16_t port, uint32_t value, unsigned bytes)
{
	iobus_write(&((struct processor *)ctx)->machine->iobus, port, value, bytes);
}

static int cpu_intack(void *ctx)
{
	return lapic_intack(&((struct processor *)ctx)->apic);
}

/* The time-stamp counters tick at 1 GHz of virtual time, in step. */
static uint64_t cpu_tsc(void *ctx)
{
	return runloop_now_ns(((struct processor *)ctx)->machine);
}

static bool cpu_msr_read(void *ctx, uint32_t msr, uint64_t *value)
{
	*value = lapic_base(&((struct processor *)ctx)->apic);
	return msr == MSR_APIC_BASE;
}

static bool cpu_msr_write(void *ctx, uint32_t msr, uint64_t value)
{
	return msr == MSR_APIC_BASE && lapic_set_base(&((struct processor *)ctx)->apic, value);
}

static void cpu_pause(void *ctx)
{
	runloop_yield(((struct processor *)ctx)->machine);
}

static void cpu_ferr(void *ctx, bool level)
{
	struct processor *processor = ctx;

	if (processor->n == 0)
		portf0_set_ferr(&processor->machine->board->portf0, 0, level);
}

static struct cpu_board cpu_wires(struct processor *processor)
{
	return (struct cpu_board){.ctx = processor,
				  .io_read = cpu_io_read,
				  .io_write = cpu_io_write,
				  .intack = cpu_intack,
				  .tsc = cpu_tsc,
				  .msr_read = cpu_msr_read,
				  .msr_write = cpu_msr_write,
				  .pause = cpu_pause,
				  .ferr = cpu_ferr};
}

/* ---- what a user may set ---- */

static void set_temperature(struct board *board, int64_t thousandths)
{
	board->sht21.temperature_mc = (int32_t)thousandths;
}

static void set_humidity(struct board *board, int64_t thousandths)
{
	board->sht21.humidity_mpct = (int32_t)thousandths;
}

static void set_supply(struct board *board, int64_t thousandths)
{
	board->sht21.supply_mv = (uint32_t)thousandths;
}

static void set_fault(struct board *board, uint32_t fault, bool on)
{
	board->sht21.faults = on ? board->sht21.faults | fault : board->sht21.faults & ~fault;
}

static void set_nak(struct board *board, int64_t on)
{
	set_fault(board, SHT21_FAULT_NAK, on);
}

static void set_bad_crc(struct board *board, int64_t on)
{
	set_fault(board, SHT21_FAULT_CRC, on);
}

static void set_stuck(struct board *board, int64_t on)
{
	set_fault(board, SHT21_FAULT_STRETCH, on);
}

static const struct property properties[] = {
    {"sht21.temperature", "degrees Celsius around the sensor", -46850, 128860, set_temperature},
    {"sht21.humidity", "percent relative humidity around it", -6000, 118990, set_humidity},
    {"sht21.vdd", "its supply in volts; below 2.25 it reports end of battery", 2100, 3600,
     set_supply},
    {"sht21.nak", "1: it acknowledges nothing", 0, 1000, set_nak},
    {"sht21.badcrc", "1: its checksums are wrong", 0, 1000, set_bad_crc},
    {"sht21.stuck", "1: it never lets go of the clock when it measures", 0, 1000, set_stuck},
    {0},
};

bool machine_set(struct machine *machine, const char *spec, char *err, size_t err_bytes)
{
	return property_set(properties, machine->board, spec, err, err_bytes);
}

void machine_list_properties(FILE *out)
{
	property_list(properties, out);
}

/* ---- input ---- */

void board_take_serial(struct machine *machine)
{
	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++) {
		struct chardev *dev = machine->config.serial[n];
		int byte;

		while (dev && board_wants_serial(machine, n) && (byte = chardev_read(dev)) >= 0)
			if (byte == CHARDEV_BREAK)
				i16550_break(&machine->board->serial[n].uart);
			else
				i16550_receive(&machine->board->serial[n].uart, (uint8_t)byte);
	}
}

bool board_wants_serial(const struct machine *machine, unsigned port)
{
	return i16550_wants_input(&machine->board->serial[port].uart);
}

void board_drain(struct machine *machine)
{
	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++)
		i16550_drain(&machine->board->serial[n].uart);
}

bool board_wants_key(const struct machine *machine)
{
	return ps2_keyboard_wants_key(&machine->board->kbc.keyboard);
}

void board_take_key(struct machine *machine, uint8_t set1_code)
{
	ps2_keyboard_set1(&machine->board->kbc.keyboard, set1_code);
}

void machine_mouse_move(struct machine *machine, int dx, int dy, int dz)
{
	struct ps2_mouse *mouse = &machine->board->kbc.mouse;

	ps2_mouse_move(mouse, dx, dy, dz, mouse->buttons);
}

void machine_mouse_buttons(struct machine *machine, uint8_t buttons)
{
	ps2_mouse_move(&machine->board->kbc.mouse, 0, 0, 0, buttons);
}

void machine_power_button(struct machine *machine)
{
	piix4_pm_power_button(&machine->board->pm);
}

int machine_text_screen(const struct machine *machine, uint16_t *cells)
{
	return vga_text(&machine->board->vga.vga, cells);
}

static void nothing(void *ctx, uint32_t pfn, uint32_t pages)
{
	(void)ctx, (void)pfn, (void)pages;
}

/* Writes that went past the chip, to what is shown. */
static void notice_writes(struct machine *machine)
{
	struct vga *vga = &machine->board->vga.vga;
	const uint8_t *bits = physmap_page_bits(machine->map);
	uint32_t first, bytes;
	uint64_t pfn, last;

	vga_render_shown(vga, &first, &bytes);
	pfn = physmap_place(machine->map, vga->vram + first) >> PHYS_PAGE_SHIFT;
	last = physmap_place(machine->map, vga->vram + first + bytes - 1) >> PHYS_PAGE_SHIFT;
	for (uint64_t n = pfn; n <= last; n++)
		if (bits[n] & PAGE_DIRTY) {
			physmap_collect_dirty(machine->map, (uint32_t)pfn,
					      (uint32_t)(last - pfn + 1), nothing, NULL);
			vga->changes++;
			return;
		}
}

bool machine_look(struct machine *machine, struct machine_picture *picture)
{
	const struct vga *vga = &machine->board->vga.vga;
	unsigned phase = vga_render_phase(vga), w, h;
	uint32_t *px;

	notice_writes(machine);
	if (picture->px && picture->changes == vga->changes && picture->phase == phase)
		return false;
	vga_render_size(vga, &w, &h);
	if ((size_t)w * h > picture->room) {
		px = realloc(picture->px, (size_t)w * h * sizeof(*px));
		if (!px)
			return false;
		picture->px = px;
		picture->room = (size_t)w * h;
	}
	picture->w = w;
	picture->h = h;
	picture->text = vga_is_text(vga);
	picture->changes = vga->changes;
	picture->phase = phase;
	vga_render(vga, picture->px, w, h, w);
	return true;
}

void machine_picture_free(struct machine_picture *picture)
{
	free(picture->px);
	*picture = (struct machine_picture){0};
}

/* ---- making and unmaking ---- */

bool board_reset(struct machine *machine, char *err, size_t err_bytes)
{
	for (size_t i = 0; i < CHIPS; i++)
		if (chips[i].reset)
			chips[i].reset(machine->board);
	for (size_t i = 0; i < CHIPS; i++)
		if (chips[i].preset && !machine->config.firmware)
			chips[i].preset(machine->board);
	for (unsigned n = 0; n < machine->cpus; n++) {
		cpu_reset(machine->cpu[n]);
		if (!machine->config.firmware)
			cpu_preset(machine->cpu[n]);
	}
	physmap_forget(machine->map);
	if (!machine->config.firmware && machine->config.ram_bytes >= E820_MIN_RAM_BYTES) {
		const struct acpi_config config = acpi_config(machine);

		lowmem_place(machine->map, &config, !machine->config.no_acpi);
	}
	return !machine->load || machine->load(machine->load_ctx, machine, err, err_bytes);
}

void machine_set_loader(struct machine *machine,
			bool (*load)(void *ctx, struct machine *machine, char *err,
				     size_t err_bytes),
			void *ctx)
{
	machine->load = load;
	machine->load_ctx = ctx;
}

static bool make_parts(struct machine *machine, char *err, size_t err_bytes)
{
	unsigned cpus = machine->config.cpus ? machine->config.cpus : 1;

	assert(cpus <= MACHINE_MAX_CPUS);
	machine->map = physmap_create(machine->config.ram_bytes, err, err_bytes);
	if (!machine->map)
		return false;
	snprintf(err, err_bytes, "out of host memory for the machine");
	machine->board = calloc(1, sizeof(*machine->board));
	if (!machine->board)
		return false;
	for (; machine->cpus < cpus; machine->cpus++) {
		struct processor *processor = &machine->board->processor[machine->cpus];
		const struct cpu_board wires = cpu_wires(processor);

		processor->machine = machine;
		processor->n = machine->cpus;
		machine->cpu[processor->n] =
		    processor->n ? cpu_create_beside(machine->cpu[0], &wires, processor->n)
				 : cpu_create(machine->map, &wires, 0);
		if (!machine->cpu[processor->n])
			return false;
	}
	return runloop_init(machine, err, err_bytes);
}

struct machine *machine_create(const struct machine_config *config, char *err, size_t err_bytes)
{
	struct machine *machine = calloc(1, sizeof(*machine));

	if (!machine) {
		snprintf(err, err_bytes, "out of host memory for the machine");
		return NULL;
	}
	machine->config = *config;
	machine->req.ring = -1;
	if (!check_floppies(config, err, err_bytes) || !make_parts(machine, err, err_bytes)) {
		machine_destroy(machine);
		return NULL;
	}
	iobus_init(&machine->iobus);
	clock_init(&machine->clock, runloop_now_ns, runloop_deadline_nearer, machine);
	for (size_t i = 0; i < CHIPS; i++)
		chips[i].wire(machine);
	mc146818_set_memory(&machine->board->rtc, config->ram_bytes);
	set_drive_cells(machine);
	return machine;
}

void machine_destroy(struct machine *machine)
{
	if (!machine)
		return;
	if (machine->req.ring >= 0)
		runloop_free(machine);
	for (unsigned n = 0; n < machine->cpus; n++)
		cpu_destroy(machine->cpu[n]);
	physmap_destroy(machine->map);
	if (machine->board)
		fw_cfg_free(&machine->board->fw_cfg);
	free(machine->board);
	free(machine);
}

struct physmap *machine_physmap(struct machine *machine)
{
	return machine->map;
}

struct cpu *machine_cpu(struct machine *machine, unsigned n)
{
	return n < machine->cpus ? machine->cpu[n] : NULL;
}

unsigned machine_cpus(const struct machine *machine)
{
	return machine->cpus;
}

struct iobus *machine_iobus(struct machine *machine)
{
	return &machine->iobus;
}

struct clock *machine_clock(struct machine *machine)
{
	return &machine->clock;
}

/* ---- the monitor's views ---- */

static void info_pic(struct machine *machine, FILE *out)
{
	const struct i8259 *pic = &machine->board->pic;

	for (unsigned n = 0; n < 2; n++)
		fprintf(out, "pic%u: irr=%02x imr=%02x isr=%02x base=%02x elcr=%02x\n", n,
			i8259_irr(pic, n), pic->chip[n].imr, pic->chip[n].isr, pic->chip[n].base,
			pic->chip[n].level);
}

static void info_pci(struct machine *machine, FILE *out)
{
	const struct pci_bus *bus = &machine->board->pci;

	for (unsigned devfn = 0; devfn < PCI_FUNCTIONS; devfn++) {
		const struct pci_function *fn = bus->function[devfn];

		if (fn)
			fprintf(out, "00:%02x.%u class %04x: %04x:%04x\n", devfn >> 3, devfn & 7,
				pci_get16(fn, PCI_CLASS), pci_get16(fn, PCI_VENDOR),
				pci_get16(fn, PCI_DEVICE));
	}
}

static void info_mtree(struct machine *machine, FILE *out)
{
	fprintf(out, "memory\n  %016x-%016llx ram\n", 0,
		(unsigned long long)machine->config.ram_bytes - 1);
	for (unsigned n = 0; n < physmap_windows(machine->map); n++) {
		const struct phys_window *window = physmap_window(machine->map, n);

		fprintf(out, "  %016llx-%016llx %s%s\n", (unsigned long long)window->first,
			(unsigned long long)(window->first + window->bytes - 1), window->name,
			window->enabled ? "" : " [disabled]");
	}
	fprintf(out, "I/O\n");
	for (unsigned n = 0; n < machine->iobus.claims; n++) {
		const struct io_claim *claim = &machine->iobus.claim[n];

		fprintf(out, "  %04x-%04x %s\n", claim->first, claim->first + claim->count - 1,
			claim->name);
	}
}

bool machine_info(struct machine *machine, const char *what, FILE *out)
{
	static const struct {
		const char *what;
		void (*print)(struct machine *machine, FILE *out);
	} infos[] = {{"pic", info_pic}, {"pci", info_pci}, {"mtree", info_mtree}};

	for (size_t i = 0; i < sizeof(infos) / sizeof(infos[0]); i++)
		if (!strcmp(infos[i].what, what)) {
			infos[i].print(machine, out);
			return true;
		}
	return false;
}
