/* SPDX-License-Identifier: GPL-2.0-only */
/* board: the machine's parts, and which chips there are: a row of chips[] says how each is wired,
 * what a reset does to it and how firmware would have left it; saved[] what a snapshot holds. */
#include <assert.h>
#include <stdlib.h>

#include "emu/board/board.h"
#include "emu/loader/e820.h"
#include "emu/loader/firmware.h"
#include "emu/loader/lowmem.h"

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
	{wire_sound, reset_sound, NULL},
	{wire_edu, reset_edu, preset_edu},
	{wire_debug_exit, NULL, NULL},
	{wire_debugcons, NULL, NULL},
	{wire_testdev, reset_testdev, NULL},
	{wire_share, NULL, NULL},
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
    {&i2c_bits_snap, offsetof(struct board, lpt.wires)},
    {&i2c_snap, offsetof(struct board, lpt.wires.bus)},
    {&sht21_snap, offsetof(struct board, lpt_sht21)},
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
	if (machine->config.sb16.present &&
	    (!fn(ctx, &sb16_snap, &board->sb16) || !fn(ctx, &mpu401_snap, &board->sb16.midi)))
		return false;
	if (machine->config.edu.present &&
	    (!fn(ctx, &pci_function_snap, &board->edu.fn) || !fn(ctx, &edu_snap, &board->edu)))
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

		const struct smbios_config smbios = smbios_config(machine);

		lowmem_place(machine->map, &config, &smbios, !machine->config.no_acpi);
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

static void board_free(struct board *board)
{
	fw_cfg_free(&board->fw_cfg);
	forget_weather(board);
}

void machine_destroy(struct machine *machine)
{
	if (!machine)
		return;
	if (machine->req.ring >= 0)
		requests_free(machine);
	for (unsigned n = 0; n < machine->cpus; n++)
		cpu_destroy(machine->cpu[n]);
	physmap_destroy(machine->map);
	if (machine->board)
		board_free(machine->board);
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
