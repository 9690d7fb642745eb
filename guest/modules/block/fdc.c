// SPDX-License-Identifier: GPL-2.0-only
/*
 * fdc: the Intel 82077AA (datasheet 290166) of a PC: ports 3F0-3F7, interrupt 6, ISA DMA
 * channel 2.
 *
 * 1. A command is a few bytes written to the data port, each when the main status says so; then,
 *    for most, an interrupt; then result bytes. Data go by DMA through one buffer below 16 MB
 *    that does not cross 64 KB.
 * 2. The interrupt handler only wakes who waits: everything else is done in a thread.
 * 3. fdc_mutex is held around all of it.
 * 4. What does not come in time is a fault that a reset of the controller ends.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <asm/dma.h>

#include "fdc.h"

#define FDC_IRQ 6
#define FDC_DMA 2

#define DOR  0x3f2
#define MSR  0x3f4
#define FIFO 0x3f5
#define DIR  0x3f7 /* read */
#define CCR  0x3f7 /* written */

#define DOR_NOT_RESET 0x04
#define DOR_GATE      0x08
#define DOR_MOTOR     0x10 /* of drive 0 */
#define MSR_RQM	      0x80
#define MSR_DIO	      0x40
#define MSR_BUSY      0x10
#define DIR_CHANGED   0x80

#define SPECIFY		0x03
#define SENSE_DRIVE	0x04
#define RECALIBRATE	0x07
#define SENSE_INTERRUPT 0x08
#define SEEK		0x0f
#define CONFIGURE	0x13
#define READ_DATA	0xe6 /* multi-track, MFM, skip deleted */
#define WRITE_DATA	0xc5
#define FORMAT_TRACK	0x4d
#define PERPENDICULAR	0x12

#define ST0_CODE	  0xc0
#define ST0_SEEK_END	  0x20
#define ST1_WRITE_PROTECT 0x02
#define ST3_WRITE_PROTECT 0x40
#define ST3_TRACK_0	  0x10

#define HEAD_LOAD_DMA  0x02 /* 2 ms, with DMA */
#define NO_POLL_FIFO_8 0x17
#define SECTOR_CODE    2 /* 512 bytes */

#define SPIN_UP	  msecs_to_jiffies(400)
#define SETTLE_MS 15
#define TIMEOUT	  msecs_to_jiffies(3000)

DEFINE_MUTEX(fdc_mutex);

static struct {
	struct completion irq;
	void *buffer;
	u8 dor;
	u8 spec1;
	int rate;
	bool perpendicular;
} fdc;

void *fdc_buffer(void)
{
	return fdc.buffer;
}

static irqreturn_t fdc_interrupt(int irq, void *dev_id)
{
	complete(&fdc.irq);
	return IRQ_HANDLED;
}

/* ---- bytes ---- */

static int wait_ready(u8 direction)
{
	int tries;

	for (tries = 0; tries < 10000; tries++) {
		if ((inb(MSR) & (MSR_RQM | MSR_DIO)) == (MSR_RQM | direction))
			return 0;
		udelay(10);
	}
	return -ETIMEDOUT;
}

static int send(const u8 *bytes, unsigned int n)
{
	int err = 0;

	for (; n && !err; n--) {
		err = wait_ready(0);
		if (!err)
			outb(*bytes++, FIFO);
	}
	return err;
}

static int receive(u8 *bytes, unsigned int n)
{
	int err = 0;

	for (; n && !err; n--) {
		err = wait_ready(MSR_DIO);
		if (!err)
			*bytes++ = inb(FIFO);
	}
	return err;
}

static int command(const u8 *bytes, unsigned int n)
{
	reinit_completion(&fdc.irq);
	return send(bytes, n);
}

static int wait_irq(void)
{
	return wait_for_completion_timeout(&fdc.irq, TIMEOUT) ? 0 : -ETIMEDOUT;
}

/* ---- the controller ---- */

static void set_dor(u8 value)
{
	fdc.dor = value;
	outb(value, DOR);
}

static void specify(u8 spec1)
{
	const u8 bytes[] = {SPECIFY, spec1, HEAD_LOAD_DMA};

	if (spec1 != fdc.spec1 && !send(bytes, sizeof(bytes)))
		fdc.spec1 = spec1;
}

static void use_format(const struct floppy_struct *format)
{
	u8 rate = format->rate & 3;
	bool perpendicular = format->rate & FD_PERP;
	const u8 bytes[] = {PERPENDICULAR, perpendicular ? 3 : 0};

	if (rate != fdc.rate)
		outb(rate, CCR);
	fdc.rate = rate;
	if (perpendicular != fdc.perpendicular && !send(bytes, sizeof(bytes)))
		fdc.perpendicular = perpendicular;
	specify(format->spec1);
}

/* 290166, "Reset": polling is on then, so each of four drives must be asked. */
void fdc_reset(struct fdc_drive *drives, unsigned int n)
{
	const u8 configure[] = {CONFIGURE, 0, NO_POLL_FIFO_8, 0}, sense = SENSE_INTERRUPT;
	unsigned int i;
	u8 result[2];

	reinit_completion(&fdc.irq);
	outb(fdc.dor & ~DOR_NOT_RESET, DOR);
	udelay(50);
	set_dor(fdc.dor | DOR_NOT_RESET | DOR_GATE);
	wait_irq();
	for (i = 0; i < 4; i++) {
		if (send(&sense, 1) || receive(result, 1) || result[0] == 0x80 ||
		    receive(result + 1, 1))
			break;
	}
	send(configure, sizeof(configure));
	fdc.rate = -1;
	fdc.spec1 = 0;
	fdc.perpendicular = false;
	for (i = 0; i < n; i++)
		drives[i].cylinder = -1;
}

void fdc_motor_on(struct fdc_drive *drive)
{
	set_dor((fdc.dor & ~3) | DOR_MOTOR << drive->unit | drive->unit);
	if (!drive->spinning) {
		drive->spinning = true;
		drive->spun_up = jiffies + SPIN_UP;
	}
	while (time_before(jiffies, drive->spun_up))
		schedule_timeout_uninterruptible(drive->spun_up - jiffies);
}

void fdc_motor_off(struct fdc_drive *drive)
{
	drive->spinning = false;
	set_dor(fdc.dor & ~(DOR_MOTOR << drive->unit));
}

bool fdc_disk_changed(struct fdc_drive *drive)
{
	return inb(DIR) & DIR_CHANGED;
}

static int sense_drive(struct fdc_drive *drive)
{
	const u8 bytes[] = {SENSE_DRIVE, drive->unit};
	u8 st3;
	int err = send(bytes, sizeof(bytes));

	if (!err)
		err = receive(&st3, 1);
	return err ? err : st3;
}

int fdc_write_protected(struct fdc_drive *drive)
{
	int st3 = sense_drive(drive);

	return st3 < 0 ? st3 : !!(st3 & ST3_WRITE_PROTECT);
}

/* A seek's interrupt has no result of its own. */
static int step(struct fdc_drive *drive, const u8 *bytes, unsigned int n)
{
	const u8 sense = SENSE_INTERRUPT;
	u8 result[2];
	int err = command(bytes, n);

	if (!err)
		err = wait_irq();
	if (!err)
		err = send(&sense, 1);
	if (!err)
		err = receive(result, sizeof(result));
	if (!err && ((result[0] & (ST0_CODE | ST0_SEEK_END)) != ST0_SEEK_END))
		err = -EIO;
	drive->cylinder = err ? -1 : result[1];
	return err;
}

/* It takes 79 steps at most; from further in twice. */
int fdc_recalibrate(struct fdc_drive *drive)
{
	const u8 bytes[] = {RECALIBRATE, drive->unit};
	int err;

	specify(fdc.spec1 ? fdc.spec1 : 0xdf);
	err = step(drive, bytes, sizeof(bytes));
	if (err == -EIO)
		err = step(drive, bytes, sizeof(bytes));
	return err;
}

int fdc_seek(struct fdc_drive *drive, unsigned int cylinder)
{
	const u8 bytes[] = {SEEK, drive->unit, cylinder << drive->stepped_double};
	int err = drive->cylinder < 0 ? fdc_recalibrate(drive) : 0;

	if (err || drive->cylinder == bytes[2])
		return err;
	err = step(drive, bytes, sizeof(bytes));
	if (!err && drive->cylinder != bytes[2])
		err = -EIO;
	msleep(SETTLE_MS);
	return err;
}

/* ---- data ---- */

static void start_dma(unsigned int bytes, bool to_disk)
{
	unsigned long flags = claim_dma_lock();

	disable_dma(FDC_DMA);
	clear_dma_ff(FDC_DMA);
	set_dma_mode(FDC_DMA, to_disk ? DMA_MODE_WRITE : DMA_MODE_READ);
	set_dma_addr(FDC_DMA, virt_to_phys(fdc.buffer));
	set_dma_count(FDC_DMA, bytes);
	enable_dma(FDC_DMA);
	release_dma_lock(flags);
}

static int stop_dma(void)
{
	unsigned long flags = claim_dma_lock();
	int residue;

	disable_dma(FDC_DMA);
	clear_dma_ff(FDC_DMA);
	residue = get_dma_residue(FDC_DMA);
	release_dma_lock(flags);
	return residue;
}

/* A command that moves data and ends in seven bytes of result. */
static int data_command(const u8 *bytes, unsigned int n, unsigned int data_bytes, bool to_disk)
{
	u8 result[7];
	int err, residue;

	start_dma(data_bytes, to_disk);
	err = command(bytes, n);
	if (!err)
		err = wait_irq();
	residue = stop_dma();
	if (!err)
		err = receive(result, sizeof(result));
	if (err)
		return err;
	if (result[1] & ST1_WRITE_PROTECT)
		return -EROFS;
	return result[0] & ST0_CODE || residue ? -EIO : 0;
}

int fdc_transfer(struct fdc_drive *drive, const struct floppy_struct *format,
		 const struct fdc_place *place, bool write)
{
	const u8 bytes[] = {write ? WRITE_DATA : READ_DATA,
			    place->head << 2 | drive->unit,
			    place->cylinder,
			    place->head,
			    place->sector,
			    SECTOR_CODE,
			    format->sect,
			    format->gap,
			    0xff};
	int err;

	use_format(format);
	err = fdc_seek(drive, place->cylinder);
	return err ? err : data_command(bytes, sizeof(bytes), place->count * 512, write);
}

/* The controller asks for each sector's address mark by DMA: C, H, R, N. */
int fdc_format_track(struct fdc_drive *drive, const struct floppy_struct *format,
		     unsigned int cylinder, unsigned int head)
{
	const u8 bytes[] = {FORMAT_TRACK, head << 2 | drive->unit, SECTOR_CODE,
			    format->sect, format->fmt_gap,	   FD_FILL_BYTE};
	u8 *mark = fdc.buffer;
	unsigned int sector;
	int err;

	use_format(format);
	err = fdc_seek(drive, cylinder);
	if (err)
		return err;
	for (sector = 1; sector <= format->sect; sector++) {
		*mark++ = cylinder;
		*mark++ = head;
		*mark++ = sector;
		*mark++ = SECTOR_CODE;
	}
	return data_command(bytes, sizeof(bytes), format->sect * 4, true);
}

/* ---- */

/* 3F6 is the disk controller's. */
static int take_ports(void)
{
	if (!request_region(0x3f2, 4, "floppy"))
		return -EBUSY;
	if (request_region(DIR, 1, "floppy DIR"))
		return 0;
	release_region(0x3f2, 4);
	return -EBUSY;
}

static void give_ports(void)
{
	release_region(0x3f2, 4);
	release_region(DIR, 1);
}

int fdc_init(void)
{
	int err = take_ports();

	if (err)
		return err;
	init_completion(&fdc.irq);
	fdc.buffer = (void *)__get_dma_pages(GFP_KERNEL, get_order(FDC_BUFFER_BYTES));
	if (!fdc.buffer) {
		err = -ENOMEM;
		goto ports;
	}
	err = request_dma(FDC_DMA, "floppy");
	if (err)
		goto buffer;
	err = request_irq(FDC_IRQ, fdc_interrupt, 0, "floppy", NULL);
	if (err)
		goto dma;
	if (inb(MSR) != 0xff) {
		fdc.dor = DOR_NOT_RESET | DOR_GATE;
		fdc_reset(NULL, 0);
		return 0;
	}
	err = -ENODEV;
	free_irq(FDC_IRQ, NULL);
dma:
	free_dma(FDC_DMA);
buffer:
	free_pages((unsigned long)fdc.buffer, get_order(FDC_BUFFER_BYTES));
ports:
	give_ports();
	return err;
}

void fdc_exit(void)
{
	set_dor(DOR_NOT_RESET | DOR_GATE);
	free_irq(FDC_IRQ, NULL);
	free_dma(FDC_DMA);
	free_pages((unsigned long)fdc.buffer, get_order(FDC_BUFFER_BYTES));
	give_ports();
}
