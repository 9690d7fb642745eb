/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide: what the files of the IDE driver share. A channel is a set of registers, an interrupt
 * and up to two drives, of which one works at a time: whoever uses it holds its mutex. All of
 * it is process context, but the interrupt's handler.
 */
#ifndef GUEST_DRIVERS_IDE_H
#define GUEST_DRIVERS_IDE_H

#include <linux/blk-mq.h>
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/hdreg.h>
#include <linux/types.h>

/* Offsets from the command block (ATA/ATAPI-6, 7). */
enum {
	IDE_DATA,
	IDE_ERROR,
	IDE_FEATURE = IDE_ERROR,
	IDE_COUNT,
	IDE_LOW,
	IDE_MID,
	IDE_HIGH,
	IDE_DEVICE,
	IDE_STATUS,
	IDE_COMMAND = IDE_STATUS,
	IDE_PORTS
};

#define DEVICE_LBA    0x40
#define DEVICE_ALWAYS 0xa0 /* obsolete bits that old drives want set */
#define FAULT_STAT    WRERR_STAT

#define ID_WORDS 256

enum ide_kind { IDE_NONE, IDE_DISK, IDE_CDROM };

struct ide_drive {
	struct ide_channel *channel;
	unsigned int unit; /* 0 or 1 */
	enum ide_kind kind;
	char name[8]; /* "hda" */
	char model[41];
	u16 id[ID_WORDS]; /* IDENTIFY (PACKET) DEVICE */
	u64 sectors;
	u16 cylinders, heads, per_track;
	bool lba, lba48, dma, flush, packet_irq;
	u8 xfer_mode; /* SET FEATURES 03h, 0: as it is */
	u8 multiple;  /* sectors of a block of PIO, 1 at least */
	unsigned int dma_failures;
	struct gendisk *disk;
	struct blk_mq_tag_set tags;
};

/* A descriptor of the bus master (PIIX3, 2.6.1). */
struct ide_prd {
	__le32 address, bytes; /* bytes: even, 0 for 64 KiB; bit 31: the last */
};

struct ide_channel {
	unsigned int n;		      /* 0 primary, 1 secondary */
	u16 command, control, master; /* ports; master 0: no DMA */
	unsigned int irq;
	char name[8]; /* "ide0" */
	struct mutex mutex;
	struct completion irq_seen;
	bool expecting; /* an interrupt */
	struct ide_drive drives[2];
	struct device dev;
	u64 dma_mask;
	struct ide_prd *prds; /* a page, within 64 KiB */
	dma_addr_t prds_dma;
	unsigned int nr_prds;
};

/* What to write to the registers; lba48 writes each of them twice. */
struct ide_taskfile {
	u8 command, device;
	u16 feature, count;
	u64 lba;
	bool lba48;
};

/* A place in a request's memory (or in a buffer of the kernel's). */
struct ide_cursor {
	struct bio *bio;
	struct bvec_iter iter;
	void *buffer;
};

/* How a command ended. */
struct ide_result {
	u8 status, error;
	bool timed_out;
};
#define IDE_FAILED(result) ((result).timed_out || (result).status & (ERR_STAT | FAULT_STAT))

/* ide.c: the channel. */
u8 ide_in(const struct ide_channel *ch, unsigned int reg);
void ide_out(const struct ide_channel *ch, unsigned int reg, u8 value);
/* 400 ns after a command or a selection, status is what it says. */
u8 ide_status(const struct ide_channel *ch);
/* Not busy, and these bits are set; false: not within ms. */
bool ide_wait(const struct ide_channel *ch, u8 bits, unsigned int ms);
bool ide_select(struct ide_drive *drive);
/* From here on an interrupt counts; then wait for it. False: none came, nor is the drive ready. */
void ide_expect_irq(struct ide_channel *ch);
bool ide_wait_irq(struct ide_channel *ch, unsigned int ms);
/* Both drives, and then what was set by SET FEATURES and the like once more. */
void ide_reset(struct ide_channel *ch);

/* ide_command.c: one command, from registers to its end. */
void ide_cursor_of(struct ide_cursor *cursor, struct bio *bio);
struct ide_result ide_nodata(struct ide_drive *drive, const struct ide_taskfile *tf);
struct ide_result ide_pio(struct ide_drive *drive, const struct ide_taskfile *tf,
			  struct ide_cursor *cursor, unsigned int sectors, unsigned int block,
			  bool write);
void ide_pio_bytes(struct ide_channel *ch, struct ide_cursor *cursor, unsigned int bytes,
		   bool write);
void ide_write_taskfile(struct ide_drive *drive, const struct ide_taskfile *tf);
struct ide_result ide_finish(struct ide_channel *ch, bool in_time);

/* ide_dma.c: false: it cannot be done by DMA. */
bool ide_dma_map(struct ide_channel *ch, struct bio *first, unsigned int bytes, bool write);
/* Before the command is given; after it. */
void ide_dma_prepare(struct ide_channel *ch, bool write);
void ide_dma_start(struct ide_channel *ch);
/* False: the bus master complains. */
bool ide_dma_stop(struct ide_channel *ch);
void ide_dma_unmap(struct ide_channel *ch, bool write);
bool ide_dma_irq(struct ide_channel *ch); /* is the interrupt ours? Any context */
void ide_dma_init(struct ide_channel *ch);
/* Too much went wrong: PIO from now on. */
void ide_dma_failed(struct ide_drive *drive);

/* ide_disk.c, ide_cd.c: with id filled in. */
void ide_disk_setup(struct ide_drive *drive); /* also after a reset */
int ide_disk_attach(struct ide_drive *drive);
int ide_cd_attach(struct ide_drive *drive);
int ide_add_disk(struct ide_drive *drive, const struct blk_mq_ops *ops,
		 const struct block_device_operations *fops);
void ide_set_xfer_mode(struct ide_drive *drive);

#endif
