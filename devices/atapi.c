/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The CD-ROM drive of an ATA channel: the PACKET feature set (ATA/ATAPI-6,
 * 9.8) and the commands of MMC-3 (INCITS 360-2002) that a read-only drive has.
 *
 * A packet passes the data port; its data follow in blocks of at most the
 * byte count that the host set (PIO), or by the bus master. Interrupt reasons
 * (the count register): 1 command, 2 to the host, 3 status.
 *
 * NOT IMPLEMENTED: audio, CD-TEXT, subchannel data, MODE SELECT, spinning up
 * and the speed of the disc; SET CD SPEED is accepted, as a drive may round
 * any speed to the one it has.
 */
#include <stddef.h>
#include <string.h>

#include "devices/atapi_inner.h"

#define REASON_COMMAND 1
#define REASON_INPUT   2
#define REASON_STATUS  3
#define LIMIT_MAX      0xfffe
#define PACKET_NS      20000ull
#define ACCESS_NS      100000ull
#define BLOCK_NS       16000ull

#define EVENT_EJECT   1 /* MMC-3 5.7: EjectRequest, NewMedia, MediaRemoval */
#define EVENT_NEW     2
#define EVENT_REMOVED 3

/* Additional sense codes */
#define ASC_OUT_OF_RANGE 0x21
#define ASC_FIELD	 0x24
#define ASC_CHANGED	 0x28
#define ASC_RESET	 0x29
#define ASC_SAVING	 0x39
#define ASC_NO_MEDIUM	 0x3a
#define ASC_PREVENTED	 0x53
#define ASC_WRONG_MODE	 0x64

bool atapi_has_medium(const struct ide_drive *drive)
{
	return drive->medium && !drive->cdrom.tray_open;
}

uint32_t atapi_blocks(const struct ide_drive *drive)
{
	uint64_t blocks = atapi_has_medium(drive) ? (drive->medium->sectors + 3) / 4 : 0;

	return blocks > UINT32_MAX ? UINT32_MAX : (uint32_t)blocks;
}

bool atapi_is_dvd(const struct ide_drive *drive)
{
	return atapi_blocks(drive) > CD_MAX_BLOCKS;
}

/* ---- the end of a packet command ---- */

static void good(struct ide_drive *drive)
{
	drive->cdrom.sense_key = drive->cdrom.asc = drive->cdrom.ascq = 0;
	drive->count = REASON_STATUS;
	ide_done(drive);
}

static void check(struct ide_drive *drive, uint8_t key, uint8_t asc, uint8_t ascq)
{
	struct ide_cdrom *cdrom = &drive->cdrom;

	cdrom->sense_key = key;
	cdrom->asc = asc;
	cdrom->ascq = ascq;
	cdrom->left = cdrom->buffered = 0;
	drive->count = REASON_STATUS;
	ide_fail(drive, (uint8_t)(key << 4 | (key == SENSE_ILLEGAL ? ERROR_ABRT : 0)));
}

static void bad_field(struct ide_drive *drive)
{
	check(drive, SENSE_ILLEGAL, ASC_FIELD, 0);
}

/* ---- data to the host ---- */

static void offer(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	uint32_t bytes = cdrom->buffered;

	drive->count = REASON_INPUT;
	if (cdrom->dma) {
		ide_offer(drive, PHASE_DMA_IN, bytes, false);
		return;
	}
	if (bytes > cdrom->limit)
		bytes = cdrom->limit;
	drive->mid = (uint8_t)bytes;
	drive->high = (uint8_t)(bytes >> 8);
	ide_offer(drive, PHASE_PIO_IN, bytes, true);
}

/* A response of at most as many bytes as the host has room for. */
static void respond(struct ide_drive *drive, uint32_t bytes, uint32_t room)
{
	drive->cdrom.buffered = bytes < room ? bytes : room;
	if (drive->cdrom.buffered)
		offer(drive);
	else
		good(drive);
}

/* ---- reading blocks ---- */

/* The last block of an image may be short of some sectors. */
static bool read_block(const struct ide_drive *drive, uint32_t lba, uint8_t *to)
{
	const struct block *medium = drive->medium;
	uint64_t first = (uint64_t)lba * 4, there;

	if (!medium || first >= medium->sectors)
		return false;
	there = medium->sectors - first;
	if (there >= 4)
		return medium->read(medium->ctx, first, to, 4);
	memset(to, 0, CD_BLOCK_BYTES);
	return medium->read(medium->ctx, first, to, (uint32_t)there);
}

/* As many blocks as one PIO block takes, or the buffer. */
static uint32_t part_blocks(const struct ide_cdrom *cdrom)
{
	uint32_t room = cdrom->dma ? IDE_BUFFER_BYTES : cdrom->limit;
	uint32_t blocks = room / cdrom->block_bytes;

	if (!blocks)
		blocks = 1;
	return blocks < cdrom->left ? blocks : cdrom->left;
}

static bool fill_buffer(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	uint32_t blocks = part_blocks(cdrom);
	uint8_t user[CD_BLOCK_BYTES];

	for (uint32_t i = 0; i < blocks; i++) {
		uint8_t *to = drive->buffer + i * cdrom->block_bytes;
		bool plain = cdrom->fields == FIELD_USER;

		if (!read_block(drive, cdrom->lba, plain ? to : user)) {
			check(drive, SENSE_MEDIUM, 0x11, 0x00); /* unrecovered read error */
			return false;
		}
		if (!plain)
			atapi_sector(cdrom->fields, cdrom->lba, user, to);
		cdrom->lba++;
		cdrom->left--;
	}
	cdrom->buffered = blocks * cdrom->block_bytes;
	return true;
}

static void continue_reading(struct ide_drive *drive, uint64_t access_ns)
{
	ide_busy(drive, access_ns + part_blocks(&drive->cdrom) * BLOCK_NS);
}

static void start_reading(struct ide_drive *drive, uint32_t lba, uint32_t blocks, uint8_t fields)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	uint32_t there = atapi_blocks(drive);

	if (lba > there || blocks > there - lba) {
		check(drive, SENSE_ILLEGAL, ASC_OUT_OF_RANGE, 0);
		return;
	}
	cdrom->lba = lba;
	cdrom->left = blocks;
	cdrom->fields = fields;
	cdrom->block_bytes = atapi_sector_bytes(fields);
	if (blocks && cdrom->block_bytes)
		continue_reading(drive, ACCESS_NS);
	else
		good(drive);
}

/* MMC-3 5.13: which parts of a block; only mode 1 is on the disc. */
static void read_cd(struct ide_drive *drive, uint32_t lba, uint32_t blocks)
{
	const uint8_t *packet = drive->cdrom.packet;
	unsigned type = packet[1] >> 2 & 7;

	if (type != 0 && type != 2)
		check(drive, SENSE_ILLEGAL, ASC_WRONG_MODE, 0);
	else if (packet[10] & 7 || packet[9] & 6)
		bad_field(drive); /* no subchannel, no C2 errors */
	else
		start_reading(drive, lba, blocks, packet[9] & 0xb8);
}

static uint32_t from_msf(const uint8_t *msf)
{
	uint32_t frame = (msf[0] * 60u + msf[1]) * 75 + msf[2];

	return frame < 150 ? UINT32_MAX : frame - 150;
}

static void read_cd_msf(struct ide_drive *drive)
{
	const uint8_t *packet = drive->cdrom.packet;
	uint32_t first = from_msf(packet + 3), end = from_msf(packet + 6);

	if (first == UINT32_MAX || end == UINT32_MAX || end < first)
		bad_field(drive);
	else
		read_cd(drive, first, end - first);
}

/* ---- commands ---- */

static void request_sense(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	uint8_t *to = drive->buffer;

	memset(to, 0, 18);
	to[0] = 0xf0;
	to[7] = 10;
	if (!cdrom->sense_key && cdrom->attention) {
		cdrom->sense_key = SENSE_ATTENTION;
		cdrom->asc = cdrom->attention_asc;
		cdrom->attention = false;
	}
	to[2] = cdrom->sense_key;
	to[12] = cdrom->asc;
	to[13] = cdrom->ascq;
	cdrom->sense_key = cdrom->asc = cdrom->ascq = 0;
	respond(drive, 18, cdrom->packet[4]);
}

static void read_capacity(struct ide_drive *drive)
{
	put_be32(drive->buffer, atapi_blocks(drive) - 1);
	put_be32(drive->buffer + 4, CD_BLOCK_BYTES);
	respond(drive, 8, 8);
}

static void attend(struct ide_drive *drive, uint8_t asc)
{
	drive->cdrom.attention = true;
	drive->cdrom.attention_asc = asc;
}

static void move_tray(struct ide_drive *drive, bool open)
{
	struct ide_cdrom *cdrom = &drive->cdrom;

	if (cdrom->tray_open == open)
		return;
	cdrom->tray_open = open;
	cdrom->event = open ? EVENT_REMOVED : EVENT_NEW;
	if (!open && drive->medium)
		attend(drive, ASC_CHANGED);
}

static void start_stop(struct ide_drive *drive)
{
	uint8_t how = drive->cdrom.packet[4];
	bool start = how & 1;

	if (!(how & 2)) {
		if (start && !atapi_has_medium(drive))
			check(drive, SENSE_NOT_READY, ASC_NO_MEDIUM,
			      drive->cdrom.tray_open ? 2 : 1);
		else
			good(drive);
		return;
	}
	if (!start && drive->cdrom.locked) {
		check(drive, SENSE_ILLEGAL, ASC_PREVENTED, 2);
		return;
	}
	move_tray(drive, !start);
	good(drive);
}

static void lock(struct ide_drive *drive)
{
	drive->cdrom.locked = drive->cdrom.packet[4] & 1;
	good(drive);
}

static void seek(struct ide_drive *drive)
{
	if (get_be32(drive->cdrom.packet + 2) >= atapi_blocks(drive))
		check(drive, SENSE_ILLEGAL, ASC_OUT_OF_RANGE, 0);
	else
		good(drive);
}

static void mode_sense(struct ide_drive *drive)
{
	const uint8_t *packet = drive->cdrom.packet;
	uint32_t bytes;

	if (packet[2] >> 6 == 3) {
		check(drive, SENSE_ILLEGAL, ASC_SAVING, 0);
		return;
	}
	bytes = atapi_mode_sense(drive, drive->buffer);
	if (bytes)
		respond(drive, bytes, get_be16(packet + 7));
	else
		bad_field(drive);
}

/* Those whose response is one of atapi_info.c's, and where the packet has the host's room. */
static const struct {
	uint8_t code, room_off;
	uint32_t (*make)(const struct ide_drive *drive, uint8_t *to);
} informing[] = {
    {0x12, 3, atapi_inquiry},	    {0x42, 7, atapi_subchannel}, {0x43, 7, atapi_toc},
    {0x46, 7, atapi_configuration}, {0x51, 7, atapi_disc},	 {0x52, 7, atapi_track},
    {0xad, 8, atapi_dvd_structure}, {0xbd, 8, atapi_mechanism},
};

static bool inform(struct ide_drive *drive)
{
	const uint8_t *packet = drive->cdrom.packet;

	for (unsigned i = 0; i < sizeof(informing) / sizeof(informing[0]); i++) {
		uint32_t bytes;

		if (informing[i].code != packet[0])
			continue;
		bytes = informing[i].make(drive, drive->buffer);
		if (bytes)
			respond(drive, bytes, get_be16(packet + informing[i].room_off));
		else
			bad_field(drive);
		return true;
	}
	return false;
}

static void event_status(struct ide_drive *drive)
{
	uint32_t bytes = atapi_event_status(drive, drive->buffer);

	if (bytes)
		respond(drive, bytes, get_be16(drive->cdrom.packet + 7));
	else
		bad_field(drive);
}

enum needs { NEEDS_NOTHING, NEEDS_ATTENTION_TOLD, NEEDS_MEDIUM };

/* MMC-3 table of commands: which a pending unit attention or a missing disc stops */
static enum needs needs_of(uint8_t code)
{
	switch (code) {
	case 0x03:
	case 0x12:
	case 0x46:
	case 0x4a:
		return NEEDS_NOTHING;
	case 0x00:
	case 0x25:
	case 0x28:
	case 0x2b:
	case 0x42:
	case 0x43:
	case 0x51:
	case 0x52:
	case 0xa8:
	case 0xad:
	case 0xb9:
	case 0xbe:
		return NEEDS_MEDIUM;
	default:
		return NEEDS_ATTENTION_TOLD;
	}
}

static bool may_go_on(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	enum needs needs = needs_of(cdrom->packet[0]);

	if (needs != NEEDS_NOTHING && cdrom->attention) {
		cdrom->attention = false;
		check(drive, SENSE_ATTENTION, cdrom->attention_asc, 0);
		return false;
	}
	if (needs == NEEDS_MEDIUM && !atapi_has_medium(drive)) {
		check(drive, SENSE_NOT_READY, ASC_NO_MEDIUM, cdrom->tray_open ? 2 : 1);
		return false;
	}
	return true;
}

static void execute(struct ide_drive *drive)
{
	const uint8_t *packet = drive->cdrom.packet;

	memset(drive->buffer, 0, 4096);
	if (!may_go_on(drive) || inform(drive))
		return;
	switch (packet[0]) {
	case 0x00: /* TEST UNIT READY; SET CD SPEED */
	case 0xbb:
		good(drive);
		break;
	case 0x03:
		request_sense(drive);
		break;
	case 0x1b:
		start_stop(drive);
		break;
	case 0x1e:
		lock(drive);
		break;
	case 0x25:
		read_capacity(drive);
		break;
	case 0x28:
		start_reading(drive, get_be32(packet + 2), get_be16(packet + 7), FIELD_USER);
		break;
	case 0x2b:
		seek(drive);
		break;
	case 0x4a:
		event_status(drive);
		break;
	case 0x5a:
		mode_sense(drive);
		break;
	case 0xa8:
		start_reading(drive, get_be32(packet + 2), get_be32(packet + 6), FIELD_USER);
		break;
	case 0xb9:
		read_cd_msf(drive);
		break;
	case 0xbe:
		read_cd(drive, get_be32(packet + 2), get_be32(packet + 5) & 0xffffff);
		break;
	default:
		check(drive, SENSE_ILLEGAL, 0x20, 0); /* invalid command operation code */
	}
}

/* ---- ATA commands ---- */

/* 8.23: the data of a packet go by bits of the features register and the byte count limit. */
static void start_packet(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	uint32_t limit = drive->mid | (uint32_t)drive->high << 8;

	cdrom->executing = false;
	cdrom->dma = drive->feature & 1;
	cdrom->limit = limit == 0 || limit == 0xffff ? LIMIT_MAX : limit;
	/* Only a last block may be odd; an odd limit leaves the byte below. */
	if (cdrom->limit > 1)
		cdrom->limit &= ~1u;
	cdrom->left = cdrom->buffered = 0;
	drive->count = REASON_COMMAND;
	ide_offer(drive, PHASE_PIO_OUT, IDE_PACKET_BYTES, false);
}

static void device_reset(struct ide_drive *drive)
{
	atapi_reset(drive, false);
	ide_signature(drive);
}

static void set_features(struct ide_drive *drive)
{
	bool known = drive->feature == 0x66 || drive->feature == 0xcc ||
		     (drive->feature == 0x03 && ide_set_mode(drive, drive->count));

	if (known)
		ide_done(drive);
	else
		ide_fail(drive, ERROR_ABRT);
}

void atapi_command(struct ide_drive *drive)
{
	switch (drive->command) {
	case 0x08:
		device_reset(drive);
		break;
	case 0xa0:
		start_packet(drive);
		break;
	case 0xa1:
		ide_busy(drive, PACKET_NS);
		break;
	case 0xe0: /* STANDBY, IDLE (each immediate and not), SLEEP */
	case 0xe1:
	case 0xe2:
	case 0xe3:
	case 0xe6:
		ide_done(drive);
		break;
	case 0xe5: /* CHECK POWER MODE: active or idle */
		drive->count = 0xff;
		ide_done(drive);
		break;
	case 0xef:
		set_features(drive);
		break;
	case 0xec: /* IDENTIFY DEVICE and READ SECTORS tell what this is: 9.12 */
	case 0x20:
		ide_signature(drive);
		ide_fail(drive, ERROR_ABRT);
		break;
	default:
		ide_fail(drive, ERROR_ABRT);
	}
}

void atapi_due(struct ide_drive *drive)
{
	if (drive->command == 0xa1) {
		memset(drive->buffer, 0, BLOCK_SECTOR_BYTES);
		atapi_identify(drive, drive->buffer);
		ide_offer(drive, PHASE_PIO_IN, BLOCK_SECTOR_BYTES, true);
	} else if (drive->cdrom.left) {
		if (fill_buffer(drive))
			offer(drive);
	} else {
		execute(drive);
	}
}

static void packet_passed(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;

	memcpy(cdrom->packet, drive->buffer, IDE_PACKET_BYTES);
	cdrom->executing = true;
	ide_busy(drive, PACKET_NS);
}

static void data_passed(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;

	cdrom->buffered -= drive->end;
	if (cdrom->buffered) {
		memmove(drive->buffer, drive->buffer + drive->end, cdrom->buffered);
		offer(drive);
	} else if (cdrom->left) {
		continue_reading(drive, 0);
	} else {
		good(drive);
	}
}

void atapi_passed(struct ide_drive *drive)
{
	if (drive->command != 0xa0) {
		drive->phase = PHASE_IDLE;
		drive->status = STATUS_DRDY | STATUS_DSC;
	} else if (drive->cdrom.executing) {
		data_passed(drive);
	} else {
		packet_passed(drive);
	}
}

void atapi_reset(struct ide_drive *drive, bool hardware)
{
	struct ide_cdrom *cdrom = &drive->cdrom;

	cdrom->executing = false;
	cdrom->left = cdrom->buffered = 0;
	cdrom->sense_key = cdrom->asc = cdrom->ascq = 0;
	cdrom->locked = false;
	if (!hardware)
		return;
	cdrom->tray_open = false;
	cdrom->event = 0;
	attend(drive, ASC_RESET);
}

bool ide_change_medium(struct ide_channel *channel, unsigned n, const struct block *medium,
		       bool force)
{
	struct ide_drive *drive = &channel->drive[n];
	struct ide_cdrom *cdrom = &drive->cdrom;

	if (drive->kind != IDE_CDROM)
		return false;
	if (cdrom->locked && !cdrom->tray_open && !force) {
		cdrom->event = EVENT_EJECT;
		return false;
	}
	drive->medium = medium;
	cdrom->tray_open = false;
	cdrom->event = medium ? EVENT_NEW : EVENT_REMOVED;
	cdrom->left = 0;
	if (medium)
		attend(drive, ASC_CHANGED);
	return true;
}

bool atapi_loaded(struct ide_drive *drive)
{
	struct ide_cdrom *cdrom = &drive->cdrom;
	bool reads = cdrom->left > 0;

	if (!cdrom->limit || cdrom->limit > LIMIT_MAX)
		cdrom->limit = LIMIT_MAX;
	if (cdrom->buffered > IDE_BUFFER_BYTES)
		return false;
	if (drive->command == 0xa0 && cdrom->executing && drive->phase != PHASE_BUSY &&
	    drive->phase != PHASE_IDLE && cdrom->buffered < drive->end)
		return false;
	return !reads || (atapi_sector_bytes(cdrom->fields & 0xb8) == cdrom->block_bytes &&
			  cdrom->block_bytes && !(cdrom->fields & ~0xb8));
}
