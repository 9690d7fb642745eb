/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide_dma: the bus master of a PCI IDE controller (PIIX3, 2.6; "Programming Interface for
 * Bus Master IDE Controller", 1.0). Of each channel:
 *
 *	base + 0  command: bit 0 start, bit 3 from the drive to memory
 *	base + 2  status: bit 0 active, 1 error, 2 interrupt (1 and 2: write 1 to clear)
 *	base + 4  address of the descriptors: a table that does not cross a 64 KiB line, of
 *		  pieces of memory that do not either
 */
#include <linux/dma-mapping.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <asm/io.h>

#include "ide.h"

#define COMMAND_START 0x01
#define COMMAND_READ  0x08
#define STATUS_ERROR  0x02
#define STATUS_INTR   0x04
#define PRD_LAST      0x80000000u
#define PRD_MOST      (PAGE_SIZE / sizeof(struct ide_prd))
#define FAILURES_MOST 3

enum { BM_COMMAND = 0, BM_STATUS = 2, BM_TABLE = 4 };

void ide_dma_init(struct ide_channel *ch)
{
	if (!ch->master)
		return;
	/* a page does not cross any line */
	ch->prds = dma_alloc_coherent(&ch->dev, PAGE_SIZE, &ch->prds_dma, GFP_KERNEL);
	if (!ch->prds)
		ch->master = 0;
}

static enum dma_data_direction direction(bool write)
{
	return write ? DMA_TO_DEVICE : DMA_FROM_DEVICE;
}

/* The queue's limits keep pieces within 64 KiB. Odd ones the chip cannot do. */
static bool add_piece(struct ide_channel *ch, const struct bio_vec *bv, bool write)
{
	dma_addr_t at;

	if (ch->nr_prds == PRD_MOST || (bv->bv_offset | bv->bv_len) & 1)
		return false;
	at = dma_map_page(&ch->dev, bv->bv_page, bv->bv_offset, bv->bv_len, direction(write));
	if (dma_mapping_error(&ch->dev, at))
		return false;
	ch->prds[ch->nr_prds++] = (struct ide_prd){.address = at, .bytes = bv->bv_len & 0xffff};
	return true;
}

bool ide_dma_map(struct ide_channel *ch, struct bio *first, unsigned int bytes, bool write)
{
	struct bvec_iter iter;
	struct bio_vec bv;
	struct bio *bio;

	ch->nr_prds = 0;
	for (bio = first; bio && bytes; bio = bio->bi_next)
		bio_for_each_bvec(bv, bio, iter)
		{
			bv.bv_len = min(bv.bv_len, bytes);
			if (bv.bv_len && !add_piece(ch, &bv, write)) {
				ide_dma_unmap(ch, write);
				return false;
			}
			bytes -= bv.bv_len;
		}
	if (!ch->nr_prds)
		return false;
	ch->prds[ch->nr_prds - 1].bytes |= PRD_LAST;
	return true;
}

void ide_dma_unmap(struct ide_channel *ch, bool write)
{
	for (; ch->nr_prds; ch->nr_prds--) {
		const struct ide_prd *prd = &ch->prds[ch->nr_prds - 1];
		unsigned int bytes = prd->bytes & 0xffff;

		dma_unmap_page(&ch->dev, prd->address, bytes ? bytes : 65536, direction(write));
	}
}

void ide_dma_prepare(struct ide_channel *ch, bool write)
{
	outl(ch->prds_dma, ch->master + BM_TABLE);
	outb(write ? 0 : COMMAND_READ, ch->master + BM_COMMAND);
	outb(inb(ch->master + BM_STATUS) | STATUS_ERROR | STATUS_INTR, ch->master + BM_STATUS);
}

void ide_dma_start(struct ide_channel *ch)
{
	outb(inb(ch->master + BM_COMMAND) | COMMAND_START, ch->master + BM_COMMAND);
}

bool ide_dma_stop(struct ide_channel *ch)
{
	u8 status;

	outb(inb(ch->master + BM_COMMAND) & ~COMMAND_START, ch->master + BM_COMMAND);
	status = inb(ch->master + BM_STATUS);
	outb(status | STATUS_ERROR | STATUS_INTR, ch->master + BM_STATUS);
	return !(status & STATUS_ERROR);
}

bool ide_dma_irq(struct ide_channel *ch)
{
	u8 status;

	if (!ch->master)
		return false;
	status = inb(ch->master + BM_STATUS);
	if (!(status & STATUS_INTR))
		return false;
	outb((status & ~STATUS_ERROR) | STATUS_INTR, ch->master + BM_STATUS);
	return true;
}

void ide_dma_failed(struct ide_drive *drive)
{
	if (++drive->dma_failures < FAILURES_MOST)
		return;
	pr_warn("%s: DMA disabled\n", drive->name);
	drive->dma = false;
}
