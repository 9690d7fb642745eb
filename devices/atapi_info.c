/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a CD-ROM drive tells of itself and of its disc: the responses of MMC-3
 * (INCITS 360-2002) commands that read no blocks.
 *
 * The disc is one session with one data track, from block 0 to the lead-out.
 */
#include <stdio.h>
#include <string.h>

#include "devices/atapi_inner.h"

#define SPEED_KB	 4234 /* 24 times */
#define MECHANISM	 0x29 /* a tray; it can be locked and ejected */
#define LEAD_IN		 150
#define LEAD_OUT	 0xaa
#define DATA_TRACK	 0x14 /* ADR 1, digital copy prohibited */
#define PROFILE_CD	 0x0008
#define PROFILE_DVD	 0x0010
#define MEDIA_CLASS	 4
#define STATUS_TRAY_OPEN 1
#define STATUS_PRESENT	 2

uint32_t atapi_inquiry(const struct ide_drive *drive, uint8_t *to)
{
	if (drive->cdrom.packet[1] & 1)
		return 0; /* no vital product data */
	to[0] = 0x05;
	to[1] = 0x80;
	to[3] = 0x21;
	to[4] = 31;
	memcpy(to + 8, "ZONEMU  DVD-ROM         1.0 ", 28);
	return 36;
}

/* ---- MODE SENSE(10), MMC-3 5.5 and SPC-2 8.3 ---- */

struct mode_page {
	uint8_t code, length;
	uint8_t data[20];
};

static const struct mode_page mode_pages[] = {
    {0x01, 6, {0x00, 0x05}},			 /* read error recovery: 5 retries */
    {0x0d, 6, {0x00, 0x0d, 0x00, 60, 0x00, 75}}, /* seconds a minute, frames a second */
    {0x2a,					 /* capabilities and mechanical status */
     20,
     {0x3b, 0x00, 0x70, 0x00, MECHANISM, 0x00, SPEED_KB >> 8, SPEED_KB & 0xff, 0x00, 0x02, 0x02,
      0x00, SPEED_KB >> 8, SPEED_KB & 0xff}},
};

static uint32_t put_page(const struct ide_drive *drive, const struct mode_page *page,
			 bool changeable, uint8_t *to)
{
	to[0] = page->code;
	to[1] = page->length;
	if (changeable)
		return page->length + 2u;
	memcpy(to + 2, page->data, page->length);
	if (page->code == 0x2a && drive->cdrom.locked)
		to[6] |= 0x02;
	return page->length + 2u;
}

static uint8_t medium_type(const struct ide_drive *drive)
{
	if (drive->cdrom.tray_open)
		return 0x71;
	return !atapi_has_medium(drive) ? 0x70 : atapi_is_dvd(drive) ? 0x00 : 0x01;
}

uint32_t atapi_mode_sense(const struct ide_drive *drive, uint8_t *to)
{
	uint8_t wanted = drive->cdrom.packet[2] & 0x3f, control = drive->cdrom.packet[2] >> 6;
	uint32_t bytes = 8;

	for (unsigned i = 0; i < sizeof(mode_pages) / sizeof(mode_pages[0]); i++)
		if (wanted == 0x3f || wanted == mode_pages[i].code)
			bytes += put_page(drive, &mode_pages[i], control == 1, to + bytes);
	put_be16(to, bytes - 2);
	to[2] = medium_type(drive);
	return bytes > 8 ? bytes : 0;
}

/* ---- GET CONFIGURATION, MMC-3 5.2 and 6.6 ---- */

struct feature {
	uint16_t code;
	uint8_t flags; /* version, persistent, current */
	uint8_t bytes;
	uint8_t data[8];
	enum { ALWAYS, WITH_MEDIUM, WITH_CD, WITH_DVD } current;
};

static const struct feature features[] = {
    {0x0000, 0x02, 8, {0}, ALWAYS},			   /* profiles: filled in */
    {0x0001, 0x02, 4, {0, 0, 0, 2}, ALWAYS},		   /* core: ATAPI */
    {0x0003, 0x02, 4, {MECHANISM}, ALWAYS},		   /* removable medium */
    {0x0010, 0x00, 8, {0, 0, 8, 0, 0, 1, 1}, WITH_MEDIUM}, /* random readable: 2048 bytes */
    {0x001d, 0x00, 0, {0}, WITH_CD},			   /* multi-read */
    {0x001e, 0x00, 4, {0}, WITH_CD},			   /* CD read */
    {0x001f, 0x00, 0, {0}, WITH_DVD},			   /* DVD read */
    {0x0105, 0x02, 0, {0}, ALWAYS},			   /* time-out */
};

static bool is_current(const struct ide_drive *drive, const struct feature *feature)
{
	bool medium = atapi_has_medium(drive), dvd = medium && atapi_is_dvd(drive);

	switch (feature->current) {
	case WITH_MEDIUM:
		return medium;
	case WITH_CD:
		return medium && !dvd;
	case WITH_DVD:
		return dvd;
	default:
		return true;
	}
}

static uint32_t current_profile(const struct ide_drive *drive)
{
	if (!atapi_has_medium(drive))
		return 0;
	return atapi_is_dvd(drive) ? PROFILE_DVD : PROFILE_CD;
}

static uint32_t put_feature(const struct ide_drive *drive, const struct feature *feature,
			    uint8_t *to)
{
	uint32_t profile = current_profile(drive);

	put_be16(to, feature->code);
	to[2] = feature->flags | is_current(drive, feature);
	to[3] = feature->bytes;
	memcpy(to + 4, feature->data, feature->bytes);
	if (feature->code == 0) {
		put_be16(to + 4, PROFILE_DVD);
		to[6] = profile == PROFILE_DVD;
		put_be16(to + 8, PROFILE_CD);
		to[10] = profile == PROFILE_CD;
	}
	return 4u + feature->bytes;
}

uint32_t atapi_configuration(const struct ide_drive *drive, uint8_t *to)
{
	const uint8_t *packet = drive->cdrom.packet;
	unsigned kind = packet[1] & 3;
	uint32_t first = get_be16(packet + 2), bytes = 8;

	if (kind == 3)
		return 0;
	for (unsigned i = 0; i < sizeof(features) / sizeof(features[0]); i++) {
		const struct feature *feature = &features[i];
		bool wanted = kind == 2 ? feature->code == first : feature->code >= first;

		if (wanted && (kind != 1 || is_current(drive, feature)))
			bytes += put_feature(drive, feature, to + bytes);
	}
	put_be32(to, bytes - 4);
	put_be16(to + 6, current_profile(drive));
	return bytes;
}

/* ---- the tray ---- */

/* MMC-3 5.7: events of the media class, by polling */
uint32_t atapi_event_status(struct ide_drive *drive, uint8_t *to)
{
	struct ide_cdrom *cdrom = &drive->cdrom;

	if (!(cdrom->packet[1] & 1))
		return 0;
	to[3] = 1 << MEDIA_CLASS;
	if (!(cdrom->packet[4] & 1 << MEDIA_CLASS)) {
		put_be16(to, 2);
		to[2] = 0x80; /* no event of these classes */
		return 4;
	}
	put_be16(to, 6);
	to[2] = MEDIA_CLASS;
	to[4] = cdrom->event;
	to[5] = (cdrom->tray_open ? STATUS_TRAY_OPEN : 0) |
		(drive->medium && !cdrom->tray_open ? STATUS_PRESENT : 0);
	cdrom->event = 0;
	return 8;
}

uint32_t atapi_mechanism(const struct ide_drive *drive, uint8_t *to)
{
	to[1] = drive->cdrom.tray_open ? 0x10 : 0;
	to[5] = 1; /* slots, less the table that is not here: a single disc */
	return 8;
}

/* ---- the disc ---- */

static void put_address(uint8_t *to, uint32_t lba, bool msf)
{
	uint32_t frame = lba + LEAD_IN;

	if (!msf) {
		put_be32(to, lba);
		return;
	}
	to[0] = 0;
	to[1] = (uint8_t)(frame / 75 / 60);
	to[2] = (uint8_t)(frame / 75 % 60);
	to[3] = (uint8_t)(frame % 75);
}

static uint32_t put_track(uint8_t *to, uint8_t track, uint32_t lba, bool msf)
{
	to[1] = DATA_TRACK;
	to[2] = track;
	put_address(to + 4, lba, msf);
	return 8;
}

static uint32_t toc_tracks(const struct ide_drive *drive, uint8_t *to, bool msf)
{
	uint8_t first = drive->cdrom.packet[6];
	uint32_t bytes = 4;

	if (first > 1 && first != LEAD_OUT)
		return 0;
	if (first <= 1)
		bytes += put_track(to + bytes, 1, 0, msf);
	return bytes + put_track(to + bytes, LEAD_OUT, atapi_blocks(drive), msf);
}

static uint32_t toc_sessions(uint8_t *to, bool msf)
{
	return 4 + put_track(to + 4, 1, 0, msf);
}

/* The lead-in's subchannel Q: first and last track, lead-out, and the track. */
static uint32_t toc_full(const struct ide_drive *drive, uint8_t *to)
{
	static const uint8_t points[] = {0xa0, 0xa1, 0xa2, 1};
	uint8_t *at = to + 4;

	for (unsigned i = 0; i < sizeof(points); i++, at += 11) {
		at[0] = 1;
		at[1] = DATA_TRACK;
		at[3] = points[i];
		if (points[i] == 0xa2 || points[i] == 1)
			put_address(at + 7, points[i] == 1 ? 0 : atapi_blocks(drive), true);
		else
			at[8] = 1;
	}
	return (uint32_t)(at - to);
}

uint32_t atapi_toc(const struct ide_drive *drive, uint8_t *to)
{
	const uint8_t *packet = drive->cdrom.packet;
	bool msf = packet[1] & 2;
	unsigned format = packet[2] & 15 ? packet[2] & 15 : packet[9] >> 6;
	uint32_t bytes = 0;

	if (format == 0)
		bytes = toc_tracks(drive, to, msf);
	else if (format == 1)
		bytes = toc_sessions(to, msf);
	else if (format == 2)
		bytes = toc_full(drive, to);
	if (!bytes)
		return 0;
	put_be16(to, bytes - 2);
	to[2] = to[3] = 1;
	return bytes;
}

/* No audio is being played; there is no catalogue number and no ISRC. */
uint32_t atapi_subchannel(const struct ide_drive *drive, uint8_t *to)
{
	static const uint8_t length[] = {0, 12, 20, 20};
	const uint8_t *packet = drive->cdrom.packet;
	uint8_t format = packet[3];

	to[1] = 0x15;
	if (!(packet[2] & 0x40))
		return 4;
	if (format < 1 || format > 3)
		return 0;
	to[3] = length[format];
	to[4] = format;
	if (format == 1) {
		to[5] = DATA_TRACK;
		to[6] = to[7] = 1;
		put_address(to + 8, 0, packet[1] & 2);
		put_address(to + 12, 0, packet[1] & 2);
	} else if (format == 3) {
		to[5] = DATA_TRACK;
		to[6] = 1;
	}
	return 4u + length[format];
}

uint32_t atapi_disc(const struct ide_drive *drive, uint8_t *to)
{
	if (drive->cdrom.packet[1] & 7)
		return 0;
	put_be16(to, 32);
	to[2] = 0x0e; /* complete, and so is its session */
	to[3] = to[4] = to[5] = to[6] = 1;
	to[7] = 0x20;
	memset(to + 16, 0xff, 8); /* nothing more can be written */
	return 34;
}

uint32_t atapi_track(const struct ide_drive *drive, uint8_t *to)
{
	const uint8_t *packet = drive->cdrom.packet;
	uint32_t number = get_be32(packet + 2);
	unsigned kind = packet[1] & 3;

	if (kind == 3 || (kind == 0 ? number >= atapi_blocks(drive) : number != 1))
		return 0;
	put_be16(to, 34);
	to[2] = to[3] = 1;
	to[5] = 0x04;
	to[6] = 0x01;
	put_be32(to + 24, atapi_blocks(drive));
	return 36;
}

/* MMC-3 5.22: the physical format of layer 0, and that nothing is protected */
uint32_t atapi_dvd_structure(const struct ide_drive *drive, uint8_t *to)
{
	enum { DATA_START = 0x30000 };
	const uint8_t *packet = drive->cdrom.packet;
	uint32_t bytes = 0;

	if (packet[1] & 15 || packet[6] || !atapi_is_dvd(drive))
		return 0;
	if (packet[7] == 0) {
		bytes = 4 + CD_BLOCK_BYTES;
		to[4] = 0x01; /* DVD-ROM, part version 1 */
		to[5] = 0x0f; /* 120 mm, any rate */
		to[6] = 0x01; /* one layer, embossed */
		put_be32(to + 8, DATA_START);
		put_be32(to + 12, DATA_START + atapi_blocks(drive) - 1);
	} else if (packet[7] == 1) {
		bytes = 8;
	}
	if (bytes)
		put_be16(to, bytes - 2);
	return bytes;
}

/* ---- IDENTIFY PACKET DEVICE, ATA/ATAPI-6 8.16 ---- */

void atapi_identify(const struct ide_drive *drive, uint8_t *words)
{
	enum { SET_82 = 0x4218, SET_83 = 0x4000 }; /* NOP, DEVICE RESET, PACKET, power management */
	char serial[21];

	snprintf(serial, sizeof(serial), "ZM%05u", drive->number + 1);
	ide_put16(words, 0, 0x85c0); /* CD-ROM, removable, DRQ within 50 us, 12-byte packets */
	ide_put_text(words, 10, 20, serial);
	ide_put_text(words, 23, 8, "1.0");
	ide_put_text(words, 27, 40, "ZONEMU DVD-ROM");
	ide_put16(words, 48, 1);
	ide_put16(words, 49, 0x0b00); /* IORDY, LBA, DMA */
	ide_put16(words, 50, 0x4000);
	ide_put16(words, 53, 0x0006);
	ide_put_modes(words, drive->mode);
	ide_put16(words, 64, 0x0003);
	for (unsigned word = 65; word <= 68; word++)
		ide_put16(words, word, 120);
	ide_put16(words, 71, 30);
	ide_put16(words, 72, 30);
	ide_put16(words, 80, 0x0070);
	ide_put16(words, 82, SET_82);
	ide_put16(words, 83, SET_83);
	ide_put16(words, 84, 0x4000);
	ide_put16(words, 85, SET_82);
	ide_put16(words, 87, 0x4000);
	ide_put16(words, 93, drive->n ? 0x6200 : 0x600b);
	ide_put_checksum(words);
}
