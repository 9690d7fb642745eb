/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide_disk: ATA disks: cylinder/head/sector, 28 and 48 bit addresses, PIO with blocks of
 * several sectors, multiword DMA, the drive's write cache.
 *
 * What fails is tried again by the CPU, bio by bio, so that one bad sector is an error of
 * whom it belongs to, and not of its neighbours.
 */
#include <linux/blk-mq.h>
#include <linux/errno.h>
#include <linux/hdreg.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "ide.h"

#define DMA_MS	   10000
#define TRIES	   3
#define LBA28_END  (1ull << 28)
#define MODE_PIO   0x08
#define MODE_MWDMA 0x20

/* Words of IDENTIFY DEVICE (ATA/ATAPI-6, 8.15). */
enum {
	ID_CYLINDERS = 1,
	ID_HEADS = 3,
	ID_PER_TRACK = 6,
	ID_MULTIPLE_MAX = 47,
	ID_CAPABILITIES = 49,
	ID_SECTORS28 = 60,
	ID_MWDMA = 63,
	ID_PIO = 64,
	ID_SETS = 82,
	ID_SETS_MORE = 83,
	ID_ENABLED = 85,
	ID_SECTORS48 = 100
};
#define CAN_LBA		 0x0200
#define CAN_DMA		 0x0100
#define SETS_VALID(word) (((word)&0xc000) == 0x4000)
#define SET_WRITE_CACHE	 0x0020
#define SET_LBA48	 0x0400
#define SET_FLUSH	 0x1000
#define SET_FLUSH_EXT	 0x2000

/* ---- reading and writing ---- */

static void address(const struct ide_drive *drive, struct ide_taskfile *tf, u64 sector,
		    unsigned int sectors)
{
	u32 track, cylinder;

	tf->count = sectors;
	tf->lba48 = drive->lba48 && sector + sectors > LBA28_END;
	if (drive->lba) {
		tf->lba = sector;
		tf->device = DEVICE_LBA | (tf->lba48 ? 0 : (sector >> 24) & 0x0f);
		return;
	}
	track = (u32)sector / drive->per_track;
	cylinder = track / drive->heads;
	tf->lba = ((u32)sector % drive->per_track + 1) | (u64)cylinder << 8;
	tf->device = track % drive->heads;
}

static u8 pio_command(const struct ide_drive *drive, bool lba48, bool write)
{
	if (drive->multiple > 1)
		return lba48 ? (write ? 0x39 : 0x29) : (write ? WIN_MULTWRITE : WIN_MULTREAD);
	return lba48 ? (write ? WIN_WRITE_EXT : WIN_READ_EXT) : (write ? WIN_WRITE : WIN_READ);
}

static struct ide_result by_pio(struct ide_drive *drive, struct bio *bio, u64 sector,
				unsigned int sectors, bool write)
{
	struct ide_taskfile tf = {0};
	struct ide_cursor cursor;

	address(drive, &tf, sector, sectors);
	tf.command = pio_command(drive, tf.lba48, write);
	ide_cursor_of(&cursor, bio);
	return ide_pio(drive, &tf, &cursor, sectors, drive->multiple, write);
}

static struct ide_result by_dma(struct ide_drive *drive, u64 sector, unsigned int sectors,
				bool write)
{
	struct ide_channel *ch = drive->channel;
	struct ide_taskfile tf = {0};
	struct ide_result result;
	bool in_time = false, moved;

	address(drive, &tf, sector, sectors);
	tf.command = tf.lba48 ? (write ? WIN_WRITEDMA_EXT : WIN_READDMA_EXT)
			      : (write ? WIN_WRITEDMA : WIN_READDMA);
	ide_dma_prepare(ch, write);
	if (ide_select(drive)) {
		ide_expect_irq(ch);
		ide_write_taskfile(drive, &tf);
		ide_dma_start(ch);
		in_time = ide_wait_irq(ch, DMA_MS);
	}
	moved = ide_dma_stop(ch);
	result = ide_finish(ch, in_time);
	if (!moved)
		result.timed_out = true;
	if (result.timed_out || result.error & ICRC_ERR)
		ide_dma_failed(drive);
	return result;
}

static struct ide_result transfer(struct ide_drive *drive, struct bio *bio, u64 sector,
				  unsigned int sectors, bool write, bool dma)
{
	struct ide_channel *ch = drive->channel;
	struct ide_result result;

	if (!dma || !drive->dma || !ide_dma_map(ch, bio, sectors << SECTOR_SHIFT, write))
		return by_pio(drive, bio, sector, sectors, write);
	result = by_dma(drive, sector, sectors, write);
	ide_dma_unmap(ch, write);
	return result;
}

/* ---- what went wrong ---- */

static void report(const struct ide_drive *drive, const struct ide_result *result, u64 sector,
		   bool write)
{
	pr_warn("%s: %s error at sector %llu: %sstatus=0x%02x error=0x%02x\n", drive->name,
		write ? "write" : "read", sector, result->timed_out ? "timeout, " : "",
		result->status, result->error);
}

static blk_status_t status_of(const struct ide_result *result)
{
	if (!IDE_FAILED(*result))
		return BLK_STS_OK;
	return BLK_STS_IOERR;
}

/* It says no, and would say so again. */
static bool hopeless(const struct ide_result *result)
{
	return !result->timed_out && result->error & (ABRT_ERR | ID_ERR);
}

static blk_status_t bio_by_itself(struct ide_drive *drive, struct bio *bio, bool write)
{
	unsigned int tries, sectors = bio_sectors(bio);
	u64 sector = bio->bi_iter.bi_sector;
	struct ide_result result;

	for (tries = 0; tries < TRIES; tries++) {
		result = transfer(drive, bio, sector, sectors, write, false);
		if (!IDE_FAILED(result) || hopeless(&result))
			break;
		if (result.timed_out)
			ide_reset(drive->channel);
	}
	if (IDE_FAILED(result))
		report(drive, &result, sector, write);
	return status_of(&result);
}

static void one_by_one(struct ide_drive *drive, struct request *rq)
{
	bool write = rq_data_dir(rq) == WRITE;
	blk_status_t status;

	while (rq->bio) {
		status = bio_by_itself(drive, rq->bio, write);
		blk_update_request(rq, status, rq->bio->bi_iter.bi_size);
	}
}

/* ---- requests ---- */

static blk_status_t flush(struct ide_drive *drive)
{
	struct ide_taskfile tf = {.command = drive->lba48 ? WIN_FLUSH_CACHE_EXT : WIN_FLUSH_CACHE,
				  .lba48 = drive->lba48};
	struct ide_result result = ide_nodata(drive, &tf);

	return status_of(&result);
}

static blk_status_t disk_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;
	struct ide_drive *drive = rq->q->queuedata;
	bool write = rq_data_dir(rq) == WRITE;
	blk_status_t status = BLK_STS_OK;
	struct ide_result result;

	blk_mq_start_request(rq);
	mutex_lock(&drive->channel->mutex);
	switch (req_op(rq)) {
	case REQ_OP_READ:
	case REQ_OP_WRITE:
		result = transfer(drive, rq->bio, blk_rq_pos(rq), blk_rq_sectors(rq), write, true);
		if (!IDE_FAILED(result))
			break;
		report(drive, &result, blk_rq_pos(rq), write);
		if (result.timed_out)
			ide_reset(drive->channel);
		one_by_one(drive, rq);
		break;
	case REQ_OP_FLUSH:
		status = flush(drive);
		break;
	default:
		status = BLK_STS_NOTSUPP;
	}
	mutex_unlock(&drive->channel->mutex);
	blk_mq_end_request(rq, status);
	return BLK_STS_OK;
}

static int disk_getgeo(struct block_device *bdev, struct hd_geometry *geo)
{
	struct ide_drive *drive = bdev->bd_disk->private_data;

	geo->heads = drive->heads;
	geo->sectors = drive->per_track;
	geo->cylinders = drive->cylinders;
	return 0;
}

static const struct blk_mq_ops disk_mq_ops = {.queue_rq = disk_queue_rq};
static const struct block_device_operations disk_fops = {.getgeo = disk_getgeo};

/* ---- what the drive is and how it is set ---- */

/* The fastest multiword DMA mode it knows, or the fastest PIO mode. */
void ide_set_xfer_mode(struct ide_drive *drive)
{
	struct ide_taskfile tf = {.command = WIN_SETFEATURES, .feature = SETFEATURES_XFER};
	u8 mwdma = drive->id[ID_MWDMA] & 7;
	struct ide_result result;

	drive->xfer_mode = MODE_PIO | (drive->id[ID_PIO] & 2 ? 4 : drive->id[ID_PIO] & 1 ? 3 : 0);
	if (drive->channel->master && mwdma && drive->id[ID_CAPABILITIES] & CAN_DMA)
		drive->xfer_mode = MODE_MWDMA | (fls(mwdma) - 1);
	tf.count = drive->xfer_mode;
	result = ide_nodata(drive, &tf);
	if (IDE_FAILED(result))
		drive->xfer_mode = 0;
}

/* Without addresses of its own, a disk must be told of its geometry. */
static void set_geometry(struct ide_drive *drive)
{
	struct ide_taskfile tf = {
	    .command = WIN_SPECIFY, .count = drive->per_track, .device = drive->heads - 1};

	ide_nodata(drive, &tf);
}

static void set_multiple(struct ide_drive *drive)
{
	struct ide_taskfile tf = {.command = WIN_SETMULT};
	struct ide_result result;

	drive->multiple = 1;
	tf.count = rounddown_pow_of_two(max(drive->id[ID_MULTIPLE_MAX] & 0xff, 1));
	if (tf.count < 2)
		return;
	result = ide_nodata(drive, &tf);
	if (!IDE_FAILED(result))
		drive->multiple = tf.count;
}

void ide_disk_setup(struct ide_drive *drive)
{
	if (!drive->lba)
		set_geometry(drive);
	set_multiple(drive);
	ide_set_xfer_mode(drive);
}

static u64 words(const u16 *id, unsigned int n)
{
	u64 value = 0;

	while (n--)
		value = value << 16 | id[n];
	return value;
}

static void read_identity(struct ide_drive *drive)
{
	const u16 *id = drive->id;
	u16 more = SETS_VALID(id[ID_SETS_MORE]) ? id[ID_SETS_MORE] : 0;

	drive->cylinders = id[ID_CYLINDERS];
	drive->heads = max_t(u16, id[ID_HEADS], 1);
	drive->per_track = max_t(u16, id[ID_PER_TRACK], 1);
	drive->lba = id[ID_CAPABILITIES] & CAN_LBA;
	drive->lba48 = drive->lba && more & SET_LBA48;
	drive->flush = more & (SET_FLUSH | SET_FLUSH_EXT);
	if (drive->lba48)
		drive->sectors = words(id + ID_SECTORS48, 4);
	else if (drive->lba)
		drive->sectors = words(id + ID_SECTORS28, 2);
	else
		drive->sectors = (u64)drive->cylinders * drive->heads * drive->per_track;
}

static void announce(const struct ide_drive *drive)
{
	char mode[16] = "PIO";

	if (drive->dma)
		snprintf(mode, sizeof(mode), "MWDMA%u", drive->xfer_mode & 7);
	pr_info("%s: %llu sectors (%llu MB), CHS=%u/%u/%u, %s, %s\n", drive->name, drive->sectors,
		drive->sectors >> 11, drive->cylinders, drive->heads, drive->per_track,
		drive->lba48 ? "LBA48"
		: drive->lba ? "LBA"
			     : "CHS",
		mode);
}

int ide_disk_attach(struct ide_drive *drive)
{
	struct request_queue *q;
	int err;

	read_identity(drive);
	mutex_lock(&drive->channel->mutex);
	ide_disk_setup(drive);
	mutex_unlock(&drive->channel->mutex);
	drive->dma = (drive->xfer_mode & MODE_MWDMA) != 0;
	announce(drive);
	err = ide_add_disk(drive, &disk_mq_ops, &disk_fops);
	if (err)
		return err;
	q = drive->disk->queue;
	blk_queue_write_cache(q, drive->flush && drive->id[ID_ENABLED] & SET_WRITE_CACHE, false);
	set_capacity(drive->disk, drive->sectors);
	return add_disk(drive->disk);
}
