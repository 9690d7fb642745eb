/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The disk of an ATA channel (ATA/ATAPI-6, INCITS 361-2002, section 8): the
 * general feature set, 28- and 48-bit addresses and cylinder/head/sector
 * translation, PIO with and without MULTIPLE blocks, DMA, power management,
 * write cache and look-ahead switches.
 *
 * A command's sectors pass the buffer in parts; each part takes its time. What
 * the medium fails to read is an uncorrectable error at its sector, what it
 * fails to write a device fault.
 *
 * NOT IMPLEMENTED (and not claimed; ABRT): SMART, security, host protected
 * area but for READ NATIVE MAX, advanced power and acoustic management,
 * queued commands, microcode, logs, streaming. Spinning up takes no time.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "devices/ide_inner.h"

#define SECTOR		BLOCK_SECTOR_BYTES
#define BUFFER_SECTORS	(IDE_BUFFER_BYTES / SECTOR)
#define MULTIPLE_MAX	16
#define LBA28_SECTORS	0x0fffffffull
#define LBA48_SECTORS	(1ull << 48)
#define CYLINDERS_MAX	16383
#define ACCESS_NS	40000ull
#define SECTOR_NS	4000ull
#define SHORT_NS	2000ull
#define PARTITION_TABLE 446
#define PARTITIONS	4

/* ---- geometry ---- */

/* What the first partition's end in the boot sector says of heads and sectors; or false. */
static bool partition_geometry(const uint8_t *boot, uint64_t total, struct ide_geometry *geometry)
{
	if (boot[510] != 0x55 || boot[511] != 0xaa)
		return false;
	for (unsigned i = 0; i < PARTITIONS; i++) {
		const uint8_t *entry = boot + PARTITION_TABLE + 16 * i;
		uint32_t sectors =
		    entry[12] | entry[13] << 8 | entry[14] << 16 | (uint32_t)entry[15] << 24;
		unsigned heads = entry[5] + 1u, per_track = entry[6] & 63u;
		uint64_t cylinders;

		if (!sectors || !entry[5] || !per_track || heads > 16)
			continue;
		cylinders = total / (heads * per_track);
		if (cylinders < 1 || cylinders > CYLINDERS_MAX)
			continue;
		*geometry =
		    (struct ide_geometry){(uint16_t)cylinders, (uint8_t)heads, (uint8_t)per_track};
		return true;
	}
	return false;
}

struct ide_geometry ide_guess_geometry(const struct block *medium)
{
	struct ide_geometry geometry = {0};
	uint8_t boot[SECTOR];
	uint64_t cylinders = medium->sectors / (16 * 63);

	if (medium->sectors && medium->read(medium->ctx, 0, boot, 1) &&
	    partition_geometry(boot, medium->sectors, &geometry))
		return geometry;
	if (cylinders > CYLINDERS_MAX)
		cylinders = CYLINDERS_MAX;
	return (struct ide_geometry){(uint16_t)(cylinders < 2 ? 2 : cylinders), 16, 63};
}

static uint64_t current_cylinders(const struct ide_drive *drive)
{
	const struct ide_geometry *g = &drive->disk.current;
	uint64_t cylinders = drive->medium->sectors / (g->heads * g->sectors);

	return cylinders > CYLINDERS_MAX ? CYLINDERS_MAX : cylinders;
}

/* ---- addresses ---- */

static bool is_extended(const struct ide_drive *drive)
{
	switch (drive->command) {
	case 0x24:
	case 0x25:
	case 0x29:
	case 0x34:
	case 0x35:
	case 0x39:
	case 0x3d:
	case 0x42:
	case 0xce:
		return true;
	default:
		return false;
	}
}

/* 6.2: false for a sector number of 0. */
static bool get_address(const struct ide_drive *drive, uint64_t *lba)
{
	const struct ide_geometry *g = &drive->disk.current;
	uint32_t low24 = drive->low | drive->mid << 8 | (uint32_t)drive->high << 16;
	uint32_t cylinder = drive->mid | drive->high << 8;

	if (is_extended(drive)) {
		*lba = low24 | (uint64_t)drive->hob_low << 24 | (uint64_t)drive->hob_mid << 32 |
		       (uint64_t)drive->hob_high << 40;
		return true;
	}
	if (drive->device & DEVICE_LBA) {
		*lba = low24 | (uint32_t)(drive->device & 15) << 24;
		return true;
	}
	*lba = ((uint64_t)cylinder * g->heads + (drive->device & 15)) * g->sectors + drive->low - 1;
	return drive->low != 0 && drive->low <= g->sectors && (drive->device & 15) < g->heads;
}

static void set_address(struct ide_drive *drive, uint64_t lba)
{
	const struct ide_geometry *g = &drive->disk.current;
	uint64_t track = lba / g->sectors, cylinder = track / g->heads;
	uint8_t top = 0;

	if (is_extended(drive)) {
		drive->hob_low = (uint8_t)(lba >> 24);
		drive->hob_mid = (uint8_t)(lba >> 32);
		drive->hob_high = (uint8_t)(lba >> 40);
	} else if (drive->device & DEVICE_LBA) {
		top = lba >> 24 & 15;
		drive->device = (drive->device & 0xf0) | top;
	} else {
		drive->low = (uint8_t)(lba % g->sectors + 1);
		drive->mid = (uint8_t)cylinder;
		drive->high = (uint8_t)(cylinder >> 8);
		drive->device = (drive->device & 0xf0) | (uint8_t)(track % g->heads);
		return;
	}
	drive->low = (uint8_t)lba;
	drive->mid = (uint8_t)(lba >> 8);
	drive->high = (uint8_t)(lba >> 16);
}

static uint32_t get_count(const struct ide_drive *drive)
{
	if (is_extended(drive)) {
		uint32_t count = drive->count | (uint32_t)drive->hob_count << 8;

		return count ? count : 65536;
	}
	return drive->count ? drive->count : 256;
}

static void set_count(struct ide_drive *drive)
{
	drive->count = (uint8_t)drive->left;
	if (is_extended(drive))
		drive->hob_count = (uint8_t)(drive->left >> 8);
}

/* The command ends at a sector it cannot do. */
static void fail_at(struct ide_drive *drive, uint64_t lba, uint8_t error)
{
	set_address(drive, lba);
	set_count(drive);
	ide_fail(drive, error);
}

/* Take the registers' address and count; a first sector that is not there ends the command. */
static bool take_extent(struct ide_drive *drive)
{
	uint64_t lba;

	if (!get_address(drive, &lba) || lba >= drive->medium->sectors) {
		ide_fail(drive, ERROR_IDNF);
		return false;
	}
	drive->lba = lba;
	drive->left = get_count(drive);
	return true;
}

/* ---- moving sectors ---- */

static uint32_t at_most(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* How many sectors the next part has: those there are, up to a limit. 0: the end of the disk. */
static uint32_t next_part(const struct ide_drive *drive, uint32_t limit)
{
	uint64_t there = drive->medium->sectors - drive->lba;
	uint32_t part = at_most(drive->left, limit);

	return there < part ? (uint32_t)there : part;
}

static void wait_for_part(struct ide_drive *drive, uint64_t access_ns)
{
	ide_busy(drive, access_ns + drive->block * SECTOR_NS);
}

static bool read_part(struct ide_drive *drive)
{
	const struct block *medium = drive->medium;

	if (medium->read(medium->ctx, drive->lba, drive->buffer, drive->block))
		return true;
	/* Which of them is it? */
	for (uint32_t i = 0; i < drive->block; i++)
		if (!medium->read(medium->ctx, drive->lba + i, drive->buffer, 1)) {
			drive->left -= i;
			fail_at(drive, drive->lba + i, ERROR_UNC);
			return false;
		}
	return medium->read(medium->ctx, drive->lba, drive->buffer, drive->block);
}

static bool write_part(struct ide_drive *drive)
{
	const struct block *medium = drive->medium;

	if (!medium->readonly &&
	    medium->write(medium->ctx, drive->lba, drive->buffer, drive->block))
		return true;
	if (!medium->readonly)
		drive->status |= STATUS_DF;
	fail_at(drive, drive->lba, ERROR_ABRT);
	return false;
}

static void part_done(struct ide_drive *drive)
{
	drive->lba += drive->block;
	drive->left -= drive->block;
	set_address(drive, drive->lba - 1);
	set_count(drive);
}

enum movement {
	NO_MOVEMENT,
	READ_PIO,
	READ_MULTIPLE,
	READ_DMA,
	WRITE_PIO,
	WRITE_MULTIPLE,
	WRITE_DMA,
	VERIFY
};

static enum movement movement_of(uint8_t command)
{
	switch (command) {
	case 0x20:
	case 0x21:
	case 0x24:
		return READ_PIO;
	case 0xc4:
	case 0x29:
		return READ_MULTIPLE;
	case 0xc8:
	case 0xc9:
	case 0x25:
		return READ_DMA;
	case 0x30:
	case 0x31:
	case 0x34:
	case 0x3c:
		return WRITE_PIO;
	case 0xc5:
	case 0x39:
	case 0xce:
		return WRITE_MULTIPLE;
	case 0xca:
	case 0xcb:
	case 0x35:
	case 0x3d:
		return WRITE_DMA;
	case 0x40:
	case 0x41:
	case 0x42:
		return VERIFY;
	default:
		return NO_MOVEMENT;
	}
}

static uint32_t part_limit(const struct ide_drive *drive)
{
	switch (movement_of(drive->command)) {
	case READ_PIO:
	case WRITE_PIO:
		return 1;
	case READ_MULTIPLE:
	case WRITE_MULTIPLE:
		return drive->disk.multiple;
	default:
		return BUFFER_SECTORS;
	}
}

/* Begin the next part: a write asks for its data, anything else goes to the medium. */
static void start_part(struct ide_drive *drive, bool first)
{
	enum movement movement = movement_of(drive->command);

	drive->block = next_part(drive, part_limit(drive));
	if (!drive->block)
		fail_at(drive, drive->lba, ERROR_IDNF);
	else if (movement == WRITE_PIO || movement == WRITE_MULTIPLE)
		ide_offer(drive, PHASE_PIO_OUT, drive->block * SECTOR, !first);
	else if (movement == WRITE_DMA)
		ide_offer(drive, PHASE_DMA_OUT, drive->block * SECTOR, false);
	else
		wait_for_part(drive, first ? ACCESS_NS : 0);
}

static void next_or_done(struct ide_drive *drive)
{
	part_done(drive);
	if (drive->left)
		start_part(drive, false);
	else
		ide_done(drive);
}

static void move_due(struct ide_drive *drive)
{
	switch (movement_of(drive->command)) {
	case READ_PIO:
	case READ_MULTIPLE:
		if (read_part(drive))
			ide_offer(drive, PHASE_PIO_IN, drive->block * SECTOR, true);
		break;
	case READ_DMA:
		if (read_part(drive))
			ide_offer(drive, PHASE_DMA_IN, drive->block * SECTOR, false);
		break;
	case VERIFY:
		if (read_part(drive))
			next_or_done(drive);
		break;
	default:
		if (write_part(drive))
			next_or_done(drive);
	}
}

/* The host has read the last PIO block: no interrupt tells so. */
static void read_passed(struct ide_drive *drive)
{
	part_done(drive);
	if (drive->left) {
		start_part(drive, false);
		return;
	}
	drive->phase = PHASE_IDLE;
	drive->status = STATUS_DRDY | STATUS_DSC;
}

static void start_move(struct ide_drive *drive)
{
	enum movement movement = movement_of(drive->command);
	bool multiple = movement == READ_MULTIPLE || movement == WRITE_MULTIPLE;

	drive->disk.standby = false;
	if (multiple && !drive->disk.multiple)
		ide_fail(drive, ERROR_ABRT);
	else if (take_extent(drive))
		start_part(drive, true);
}

/* ---- identify, 8.15 ---- */

static void put_addresses(const struct ide_drive *drive, uint8_t *words)
{
	const struct ide_geometry *native = &drive->disk.native, *now = &drive->disk.current;
	uint64_t sectors = drive->medium->sectors, cylinders = current_cylinders(drive);
	uint64_t visible = cylinders * now->heads * now->sectors;
	uint64_t lba28 = sectors > LBA28_SECTORS ? LBA28_SECTORS : sectors;

	ide_put16(words, 1, native->cylinders);
	ide_put16(words, 3, native->heads);
	ide_put16(words, 6, native->sectors);
	ide_put16(words, 54, (unsigned)cylinders);
	ide_put16(words, 55, now->heads);
	ide_put16(words, 56, now->sectors);
	ide_put16(words, 57, (uint16_t)visible);
	ide_put16(words, 58, (uint16_t)(visible >> 16));
	ide_put16(words, 60, (uint16_t)lba28);
	ide_put16(words, 61, (uint16_t)(lba28 >> 16));
	for (unsigned i = 0; i < 4; i++)
		ide_put16(words, 100 + i, (uint16_t)(sectors >> 16 * i));
}

static void put_features(const struct ide_drive *drive, uint8_t *words)
{
	const struct ide_disk *disk = &drive->disk;
	/* NOP, READ and WRITE BUFFER, look-ahead, write cache, power management */
	enum { SET_82 = 0x7068, SET_83 = 0x7400, SET_84 = 0x4000 };
	unsigned on = SET_82;

	if (!disk->look_ahead)
		on &= ~0x40u;
	if (!disk->write_cache)
		on &= ~0x20u;
	ide_put16(words, 80, 0x0070); /* ATA/ATAPI-4 to 6 */
	ide_put16(words, 82, SET_82);
	ide_put16(words, 83, SET_83);
	ide_put16(words, 84, SET_84);
	ide_put16(words, 85, on);
	ide_put16(words, 86, SET_83 & 0x3fff);
	ide_put16(words, 87, SET_84);
}

static void identify(struct ide_drive *drive)
{
	uint8_t *words = drive->buffer;
	char serial[21];

	memset(words, 0, SECTOR);
	snprintf(serial, sizeof(serial), "ZM%05u", drive->number + 1);
	ide_put16(words, 0, 0x0040);
	ide_put16(words, 4, 63 * SECTOR);
	ide_put16(words, 5, SECTOR);
	ide_put_text(words, 10, 20, serial);
	ide_put16(words, 20, 3);
	ide_put16(words, 21, BUFFER_SECTORS);
	ide_put16(words, 22, 4);
	ide_put_text(words, 23, 8, "1.0");
	ide_put_text(words, 27, 40, "ZONEMU HARDDISK");
	ide_put16(words, 47, 0x8000 | MULTIPLE_MAX);
	ide_put16(words, 48, 1);      /* 32-bit data port */
	ide_put16(words, 49, 0x2b00); /* standby timer, IORDY, LBA, DMA */
	ide_put16(words, 50, 0x4000);
	ide_put16(words, 51, 0x0200);
	ide_put16(words, 52, 0x0200);
	ide_put16(words, 53, 0x0007);
	ide_put16(words, 59, drive->disk.multiple ? 0x0100 | drive->disk.multiple : 0);
	ide_put_modes(words, drive->mode);
	ide_put16(words, 64, 0x0003);
	for (unsigned word = 65; word <= 68; word++)
		ide_put16(words, word, 120);
	ide_put16(words, 93, drive->n ? 0x6200 : 0x600b); /* 80-wire cable, DEV by jumper */
	put_addresses(drive, words);
	put_features(drive, words);
	ide_put_checksum(words);
}

/* ---- commands without sectors ---- */

static void set_parameters(struct ide_drive *drive)
{
	if (!drive->count) {
		ide_fail(drive, ERROR_ABRT);
		return;
	}
	drive->disk.current.heads = (drive->device & 15) + 1;
	drive->disk.current.sectors = drive->count;
	ide_done(drive);
}

static void set_multiple(struct ide_drive *drive)
{
	uint8_t count = drive->count;

	if (count > MULTIPLE_MAX || count & (count - 1)) {
		drive->disk.multiple = 0;
		ide_fail(drive, ERROR_ABRT);
		return;
	}
	drive->disk.multiple = count;
	ide_done(drive);
}

static void set_features(struct ide_drive *drive)
{
	struct ide_disk *disk = &drive->disk;
	bool known = true;

	switch (drive->feature) {
	case 0x02:
	case 0x82:
		disk->write_cache = drive->feature == 0x02;
		break;
	case 0x03:
		known = ide_set_mode(drive, drive->count);
		break;
	case 0x55:
	case 0xaa:
		disk->look_ahead = drive->feature == 0xaa;
		break;
	case 0x66: /* settings outlive a soft reset, or not: here they do */
	case 0xcc:
		break;
	default:
		known = false;
	}
	if (known)
		ide_done(drive);
	else
		ide_fail(drive, ERROR_ABRT);
}

static void seek(struct ide_drive *drive)
{
	drive->disk.standby = false;
	if (take_extent(drive))
		ide_busy(drive, ACCESS_NS);
}

static void flush(struct ide_drive *drive)
{
	const struct block *medium = drive->medium;

	if (medium->flush(medium->ctx)) {
		ide_done(drive);
		return;
	}
	drive->status |= STATUS_DF;
	ide_fail(drive, ERROR_ABRT);
}

/* 8.27: of an address of 28 bits, or 48 */
static void read_native_max(struct ide_drive *drive)
{
	uint64_t last = drive->medium->sectors - 1;
	bool extended = drive->command == 0x27;

	if (!(drive->device & DEVICE_LBA)) {
		ide_fail(drive, ERROR_ABRT);
		return;
	}
	if (!extended && last > LBA28_SECTORS - 1)
		last = LBA28_SECTORS - 1;
	drive->low = (uint8_t)last;
	drive->mid = (uint8_t)(last >> 8);
	drive->high = (uint8_t)(last >> 16);
	if (extended) {
		drive->hob_low = (uint8_t)(last >> 24);
		drive->hob_mid = (uint8_t)(last >> 32);
		drive->hob_high = (uint8_t)(last >> 40);
	} else {
		drive->device = (drive->device & 0xf0) | (last >> 24 & 15);
	}
	ide_done(drive);
}

static void check_power(struct ide_drive *drive)
{
	drive->count = drive->disk.standby ? 0x00 : 0xff;
	ide_done(drive);
}

static void set_power(struct ide_drive *drive, bool standby)
{
	drive->disk.standby = standby;
	ide_done(drive);
}

/* 9.12: a disk gives its signature to a PACKET device's commands, too. */
static void refuse_packet(struct ide_drive *drive)
{
	ide_signature(drive);
	ide_fail(drive, ERROR_ABRT);
}

void ata_disk_command(struct ide_drive *drive)
{
	uint8_t command = drive->command;

	if (movement_of(command) != NO_MOVEMENT) {
		start_move(drive);
		return;
	}
	if (command >> 4 == 1) {
		ide_busy(drive, ACCESS_NS); /* RECALIBRATE */
		return;
	}
	if (command >> 4 == 7) {
		seek(drive);
		return;
	}
	switch (command) {
	case 0x27:
	case 0xf8:
		read_native_max(drive);
		break;
	case 0x91:
		set_parameters(drive);
		break;
	case 0x94: /* STANDBY IMMEDIATE, STANDBY, SLEEP */
	case 0x96:
	case 0x99:
	case 0xe0:
	case 0xe2:
	case 0xe6:
		set_power(drive, true);
		break;
	case 0x95: /* IDLE IMMEDIATE, IDLE */
	case 0x97:
	case 0xe1:
	case 0xe3:
		set_power(drive, false);
		break;
	case 0x98:
	case 0xe5:
		check_power(drive);
		break;
	case 0xa0:
	case 0xa1:
		refuse_packet(drive);
		break;
	case 0xc6:
		set_multiple(drive);
		break;
	case 0xe8: /* WRITE BUFFER */
		ide_offer(drive, PHASE_PIO_OUT, SECTOR, false);
		break;
	case 0xe4: /* READ BUFFER, FLUSH CACHE, FLUSH CACHE EXT, IDENTIFY DEVICE */
	case 0xe7:
	case 0xea:
	case 0xec:
		ide_busy(drive, SHORT_NS);
		break;
	case 0xef:
		set_features(drive);
		break;
	default:
		ide_fail(drive, ERROR_ABRT);
	}
}

void ata_disk_due(struct ide_drive *drive)
{
	switch (drive->command) {
	case 0xe7:
	case 0xea:
		flush(drive);
		break;
	case 0xec:
		identify(drive);
		/* fall through */
	case 0xe4:
		ide_offer(drive, PHASE_PIO_IN, SECTOR, true);
		break;
	default:
		if (movement_of(drive->command) == NO_MOVEMENT)
			ide_done(drive);
		else
			move_due(drive);
	}
}

void ata_disk_passed(struct ide_drive *drive)
{
	switch (movement_of(drive->command)) {
	case READ_PIO:
	case READ_MULTIPLE:
		read_passed(drive);
		break;
	case READ_DMA:
		next_or_done(drive);
		break;
	case NO_MOVEMENT:
		drive->phase = PHASE_IDLE;
		drive->status = STATUS_DRDY | STATUS_DSC;
		if (drive->command == 0xe8)
			ide_interrupt(drive);
		break;
	default:
		wait_for_part(drive, ACCESS_NS);
	}
}

void ata_disk_reset(struct ide_drive *drive, bool hardware)
{
	struct ide_disk *disk = &drive->disk;

	disk->standby = false;
	if (!hardware)
		return;
	disk->current = disk->native;
	disk->multiple = 0;
	disk->write_cache = disk->look_ahead = true;
}

void ata_disk_loaded(struct ide_drive *drive)
{
	struct ide_disk *disk = &drive->disk;

	disk->native = ide_guess_geometry(drive->medium);
	if (!disk->current.heads || disk->current.heads > 16 || !disk->current.sectors)
		disk->current = disk->native;
	if (disk->multiple > MULTIPLE_MAX || disk->multiple & (disk->multiple - 1))
		disk->multiple = 0;
	if (drive->lba > drive->medium->sectors)
		drive->lba = drive->medium->sectors;
}
