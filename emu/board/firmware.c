/* SPDX-License-Identifier: GPL-2.0-only */
/* firmware: where it lies, and what it is told: fw_cfg's files, ACPI tables, the order of booting.
 */
#include <string.h>

#include "emu/board/board.h"
#include "emu/loader/firmware.h"
#include "emu/loader/smbios.h"

/* The firmware's ROM ends at 4 GiB; the ISA bus shows its last 128 KiB below 1 MiB, too. */
void wire_firmware(struct machine *machine)
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

struct acpi_config acpi_config(const struct machine *machine)
{
	return (struct acpi_config){.ram_bytes = machine->config.ram_bytes,
				    .cpus = machine->cpus,
				    .hpet = !machine->config.no_hpet};
}

struct smbios_config smbios_config(const struct machine *machine)
{
	return (struct smbios_config){.ram_bytes = machine->config.ram_bytes,
				      .cpus = machine->cpus,
				      .uuid = machine->config.uuid,
				      .bios = !machine->config.firmware};
}

static void add_smbios_files(struct machine *machine)
{
	const struct smbios_config config = smbios_config(machine);
	struct fw_cfg *cfg = &machine->board->fw_cfg;
	struct smbios smbios;

	smbios_build(&smbios, &config);
	fw_cfg_add_file(cfg, SMBIOS_TABLES_FILE, smbios.tables, (uint32_t)smbios.bytes);
	fw_cfg_add_file(cfg, SMBIOS_ENTRY_FILE, smbios.entry, SMBIOS_ENTRY_BYTES);
	fw_cfg_add(cfg, FW_CFG_UUID, config.uuid, 16);
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

void wire_fw_cfg(struct machine *machine)
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
	add_smbios_files(machine);
	machine->board->boot = config->boot;
	iobus_claim(&machine->iobus, FW_CFG_PORT, 2, &fw_cfg_ops, cfg, "fw_cfg");
	iobus_claim(&machine->iobus, FW_CFG_DMA_PORT, 8, &fw_cfg_dma_ops, cfg, "fw_cfg_dma");
}

/* "once" holds for the first reset, the one at power-on. */
void reset_fw_cfg(struct board *board)
{
	fw_cfg_reset(&board->fw_cfg);
	set_boot_order(board, *board->boot.once ? board->boot.once : board->boot.order);
	board->boot.once[0] = '\0';
}

struct fw_cfg *machine_fw_cfg(struct machine *machine)
{
	return &machine->board->fw_cfg;
}
