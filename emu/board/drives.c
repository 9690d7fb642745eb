/* SPDX-License-Identifier: GPL-2.0-only */
/* drives: disks, CDs and floppies, and what the CMOS memory says of them. */
#include "emu/board/board.h"

void wire_ide(struct machine *machine)
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

/* An empty drive is of the kind that takes the most disks. */
static enum i82077_drive_type floppy_type(const struct machine_drive *drive)
{
	if (!drive->present)
		return I82077_NO_DRIVE;
	return drive->medium ? i82077_format(drive->medium->sectors)->drive : I82077_DRIVE_2880K;
}

void wire_floppy(struct machine *machine)
{
	enum { DMA_CHANNEL = 2 };
	struct board *board = machine->board;
	struct i82077 *fdc = &board->floppy;
	struct i8237_client client = i82077_dma_client(fdc);
	const struct machine_drive *drives = machine->config.floppy;

	i82077_init(fdc, &machine->clock, machine->config.firmware ? FLOPPY_HASTE : 1,
		    isa_irq(machine, IRQ_FLOPPY), i8237_dreq(&board->dma, DMA_CHANNEL));
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
bool check_floppies(const struct machine_config *config, char *err, size_t err_bytes)
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

void reset_ide(struct board *board)
{
	piix3_ide_reset(&board->ide);
}

void preset_ide(struct board *board)
{
	piix3_ide_preset(&board->ide);
}

void reset_floppy(struct board *board)
{
	i82077_reset(&board->floppy);
}

static bool change_cd(struct machine *machine, unsigned n, const struct block *medium, bool force,
		      char *err, size_t err_bytes)
{
	struct ide_channel *channel = &machine->board->ide.channel[n / 2];

	if (ide_change_medium(channel, n % 2, medium, force))
		return true;
	snprintf(err, err_bytes, "is locked: the guest was asked for it (eject -f takes it)");
	return false;
}

bool machine_change_medium(struct machine *machine, unsigned n, const struct block *medium,
			   bool force, char *err, size_t err_bytes)
{
	if (n < MACHINE_IDE_DRIVES)
		return change_cd(machine, n, medium, force, err, err_bytes);
	if (i82077_insert(&machine->board->floppy, n - MACHINE_IDE_DRIVES, medium))
		return true;
	snprintf(err, err_bytes, "takes disks of %u bytes at most",
		 I82077_MAX_SECTORS * BLOCK_SECTOR_BYTES);
	return false;
}

bool machine_tray_is(const struct machine *machine, unsigned n, enum machine_tray what)
{
	const struct ide_drive *drive = &machine->board->ide.channel[n / 2].drive[n % 2];

	return what == TRAY_OPEN ? drive->cdrom.tray_open : drive->cdrom.locked;
}

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

void set_drive_cells(struct machine *machine)
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
