/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide_cd: ATAPI CD-ROM drives (ATA/ATAPI-6, 9.8; SFF-8020i / MMC): discs read in blocks of
 * 2048 bytes, by DMA or by the CPU. A disc may come and go while nobody has it open.
 *
 * NOT IMPLEMENTED: writing, audio, ejecting; tray locking.
 */
#include <linux/blk-mq.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/hdreg.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/io.h>

#include "ide.h"

#define PACKET_BYTES  12
#define BLOCK_BYTES   2048
#define BLOCK_SECTORS (BLOCK_BYTES / SECTOR_SIZE)
#define LIMIT	      0xfffe /* bytes of a block of PIO, at most and even */
#define PACKET_MS     20000
#define TRIES	      5

#define FEATURE_DMA  1
#define REASON_CD    1 /* what moves next is the command */
#define REASON_INPUT 2

#define TEST_UNIT_READY 0x00
#define REQUEST_SENSE	0x03
#define READ_CAPACITY	0x25
#define READ_10		0x28

#define SENSE_NOT_READY 2
#define SENSE_ATTENTION 6
#define ASC_NO_MEDIUM	0x3a

struct packet {
	u8 bytes[PACKET_BYTES];
	void *buffer; /* for the answer, or NULL */
	struct bio *bio;
	unsigned int length;
	bool dma;
};

static void put_be32(u8 *p, u32 value)
{
	p[0] = value >> 24;
	p[1] = value >> 16;
	p[2] = value >> 8;
	p[3] = value;
}

static u32 get_be32(const u8 *p)
{
	return (u32)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

/* ---- one packet ---- */

/* The packet's turn: by DRQ, and an interrupt from those old drives that give one. */
static bool send_packet(struct ide_drive *drive, struct packet *packet)
{
	struct ide_channel *ch = drive->channel;
	struct ide_taskfile tf = {.command = WIN_PACKETCMD,
				  .feature = packet->dma ? FEATURE_DMA : 0,
				  .lba = (u64)LIMIT << 8};

	if (!ide_select(drive))
		return false;
	ide_expect_irq(ch);
	ide_write_taskfile(drive, &tf);
	if (drive->packet_irq && !ide_wait_irq(ch, PACKET_MS))
		return false;
	if (!ide_wait(ch, DRQ_STAT, PACKET_MS))
		return false;
	ide_expect_irq(ch);
	outsw(ch->command + IDE_DATA, packet->bytes, PACKET_BYTES / 2);
	return true;
}

/* The answer beyond what the buffer holds is thrown away. */
static void take_data(struct ide_channel *ch, struct ide_cursor *cursor, struct packet *packet,
		      unsigned int bytes)
{
	unsigned int wanted = min(bytes, packet->length);
	u16 word;

	ide_pio_bytes(ch, cursor, wanted & ~1u, false);
	packet->length -= wanted;
	for (wanted &= ~1u; wanted < bytes; wanted += 2)
		insw(ch->command + IDE_DATA, &word, 1);
}

static bool take_answer(struct ide_drive *drive, struct packet *packet)
{
	struct ide_channel *ch = drive->channel;
	struct ide_cursor cursor = {.buffer = packet->buffer};

	if (packet->bio)
		ide_cursor_of(&cursor, packet->bio);
	for (;;) {
		u8 status, low, high;

		if (!ide_wait_irq(ch, PACKET_MS))
			return false;
		status = ide_status(ch);
		if (!(status & DRQ_STAT))
			return !(status & BUSY_STAT);
		low = ide_in(ch, IDE_MID);
		high = ide_in(ch, IDE_HIGH);
		ide_expect_irq(ch);
		take_data(ch, &cursor, packet, low | high << 8);
	}
}

static struct ide_result packet_by_dma(struct ide_drive *drive, struct packet *packet)
{
	struct ide_channel *ch = drive->channel;
	struct ide_result result;
	bool ok;

	ide_dma_prepare(ch, false);
	ok = send_packet(drive, packet);
	if (ok) {
		ide_dma_start(ch);
		ok = ide_wait_irq(ch, PACKET_MS);
		ok &= ide_dma_stop(ch);
	}
	result = ide_finish(ch, ok);
	if (!ok)
		ide_dma_failed(drive);
	return result;
}

static struct ide_result do_packet(struct ide_drive *drive, struct packet *packet)
{
	struct ide_channel *ch = drive->channel;
	struct ide_result result;

	packet->dma =
	    packet->bio && drive->dma && ide_dma_map(ch, packet->bio, packet->length, false);
	if (packet->dma) {
		result = packet_by_dma(drive, packet);
		ide_dma_unmap(ch, false);
		return result;
	}
	return ide_finish(ch, send_packet(drive, packet) && take_answer(drive, packet));
}

/* ---- why not ---- */

struct sense {
	u8 key, asc;
};

static struct sense get_sense(struct ide_drive *drive)
{
	u8 data[18] = {0};
	struct packet packet = {.bytes = {[0] = REQUEST_SENSE, [4] = sizeof(data)},
				.buffer = data,
				.length = sizeof(data)};
	struct ide_result result = do_packet(drive, &packet);

	if (IDE_FAILED(result))
		return (struct sense){.key = result.error >> 4};
	return (struct sense){.key = data[2] & 15, .asc = data[12]};
}

/* A new disc is told of once, and one that spins up says so for a while. 0, -ENOMEDIUM, -EIO. */
static int try_packet(struct ide_drive *drive, const struct packet *wanted)
{
	struct ide_result result;
	struct packet packet;
	struct sense sense;
	int tries;

	for (tries = 0; tries < TRIES; tries++) {
		packet = *wanted;
		result = do_packet(drive, &packet);
		if (!IDE_FAILED(result))
			return 0;
		if (result.timed_out) {
			ide_reset(drive->channel);
			continue;
		}
		sense = get_sense(drive);
		if (sense.asc == ASC_NO_MEDIUM)
			return -ENOMEDIUM;
		if (sense.key == SENSE_NOT_READY)
			msleep(200);
		else if (sense.key != SENSE_ATTENTION)
			break;
	}
	return -EIO;
}

/* ---- requests ---- */

static int read_bio(struct ide_drive *drive, struct bio *bio)
{
	struct packet packet = {.bytes = {[0] = READ_10}, .bio = bio};
	unsigned int blocks = bio_sectors(bio) / BLOCK_SECTORS;

	put_be32(packet.bytes + 2, bio->bi_iter.bi_sector / BLOCK_SECTORS);
	packet.bytes[7] = blocks >> 8;
	packet.bytes[8] = blocks;
	packet.length = bio->bi_iter.bi_size;
	return try_packet(drive, &packet);
}

static blk_status_t cd_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;
	struct ide_drive *drive = rq->q->queuedata;
	int err = 0;

	blk_mq_start_request(rq);
	mutex_lock(&drive->channel->mutex);
	while (rq->bio && req_op(rq) == REQ_OP_READ) {
		err = read_bio(drive, rq->bio);
		if (err)
			pr_warn("%s: read error at sector %llu: %d\n", drive->name, blk_rq_pos(rq),
				err);
		blk_update_request(rq, err ? BLK_STS_IOERR : BLK_STS_OK, rq->bio->bi_iter.bi_size);
	}
	mutex_unlock(&drive->channel->mutex);
	blk_mq_end_request(rq, rq->bio ? BLK_STS_NOTSUPP : BLK_STS_OK);
	return BLK_STS_OK;
}

/* ---- the disc ---- */

static int look_at_disc(struct ide_drive *drive)
{
	struct packet ready = {.bytes = {[0] = TEST_UNIT_READY}};
	u8 data[8] = {0};
	struct packet capacity = {
	    .bytes = {[0] = READ_CAPACITY}, .buffer = data, .length = sizeof(data)};
	u64 sectors = 0;
	int err;

	mutex_lock(&drive->channel->mutex);
	err = try_packet(drive, &ready);
	if (!err)
		err = try_packet(drive, &capacity);
	mutex_unlock(&drive->channel->mutex);
	if (!err)
		sectors = ((u64)get_be32(data) + 1) * BLOCK_SECTORS;
	if (sectors != get_capacity(drive->disk)) {
		invalidate_bdev(drive->disk->part0);
		set_capacity(drive->disk, sectors);
	}
	return err;
}

static int cd_open(struct block_device *bdev, fmode_t mode)
{
	struct ide_drive *drive = bdev->bd_disk->private_data;

	return bdev->bd_openers ? 0 : look_at_disc(drive);
}

static const struct blk_mq_ops cd_mq_ops = {.queue_rq = cd_queue_rq};
static const struct block_device_operations cd_fops = {.open = cd_open};

int ide_cd_attach(struct ide_drive *drive)
{
	int err;

	/* word 0, bits 6 and 5: how it asks for the packet */
	drive->packet_irq = (drive->id[0] & 0x60) == 0x20;
	mutex_lock(&drive->channel->mutex);
	ide_set_xfer_mode(drive);
	mutex_unlock(&drive->channel->mutex);
	drive->dma = (drive->xfer_mode & 0x20) != 0;
	err = ide_add_disk(drive, &cd_mq_ops, &cd_fops);
	if (err)
		return err;
	drive->disk->flags = GENHD_FL_REMOVABLE | GENHD_FL_CD | GENHD_FL_NO_PART;
	blk_queue_logical_block_size(drive->disk->queue, BLOCK_BYTES);
	set_disk_ro(drive->disk, true);
	look_at_disc(drive);
	return add_disk(drive->disk);
}
