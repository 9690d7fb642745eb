/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide: IDE channels of PCI controllers in compatibility or native mode, with or without a
 * bus master (PIIX3 290550-002, 2.3 and 2.6; PCI IDE Controller Specification 1.0; ATA/
 * ATAPI-6), and the drives on them: disks (ide_disk.c) and CD-ROM drives (ide_cd.c).
 *
 * Commands are given one at a time to a channel, by a task that then sleeps until the
 * drive's interrupt comes. A drive that does not answer is reset, with the other one.
 *
 * NOT IMPLEMENTED: hot plugging, Ultra DMA timings, overlapped and queued commands.
 */
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/hdreg.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/pci_conf1.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/io.h>

#include "ide.h"

#define CONTROL_NIEN 0x02
#define CONTROL_SRST 0x04

#define PCI_COMMAND	   0x04
#define PCI_COMMAND_IO	   1u
#define PCI_COMMAND_MASTER 4u
#define PCI_CLASS	   0x08
#define PCI_BAR0	   0x10
#define PCI_BAR4	   0x20
#define PCI_INTERRUPT	   0x3c
#define PCI_CLASS_IDE	   0x0101
#define BAR_IO		   1u

#define PIIX_IDETIM	   0x40
#define PIIX_IDETIM_DECODE 0x8000u

#define CHANNELS    4
#define SELECT_MS   1000
#define RESET_MS    31000 /* ATA/ATAPI-6, 9.2 */
#define IDENTIFY_MS 3000

static const unsigned int majors[CHANNELS] = {3, 22, 33, 34};
static unsigned int nr_channels;

static bool nodma;

static int __init setup_ide(char *value)
{
	nodma |= !strcmp(value, "nodma");
	return nodma;
}
__setup("ide=", setup_ide);

/* ---- registers ---- */

u8 ide_in(const struct ide_channel *ch, unsigned int reg)
{
	return inb(ch->command + reg);
}

void ide_out(const struct ide_channel *ch, unsigned int reg, u8 value)
{
	outb(value, ch->command + reg);
}

/* The alternate one, which leaves interrupts alone; each read takes 100 ns or more. */
u8 ide_status(const struct ide_channel *ch)
{
	unsigned int i;

	for (i = 0; i < 4; i++)
		inb(ch->control);
	return inb(ch->control);
}

/* Most of the time it is ready at once; else there is time to sleep. */
bool ide_wait(const struct ide_channel *ch, u8 bits, unsigned int ms)
{
	unsigned long end = jiffies + msecs_to_jiffies(ms) + 1;
	unsigned int tries = 0;
	u8 status;

	for (;;) {
		status = ide_status(ch);
		if (!(status & BUSY_STAT) && (status & bits) == bits)
			return true;
		if (!(status & BUSY_STAT) && status & (ERR_STAT | FAULT_STAT))
			return false;
		if (time_after(jiffies, end))
			return false;
		if (tries++ < 1000)
			udelay(1);
		else
			msleep(1);
	}
}

bool ide_select(struct ide_drive *drive)
{
	struct ide_channel *ch = drive->channel;

	if (!ide_wait(ch, 0, SELECT_MS) && ide_status(ch) & BUSY_STAT)
		return false;
	ide_out(ch, IDE_DEVICE, DEVICE_ALWAYS | drive->unit << 4);
	ide_status(ch);
	return ide_wait(ch, 0, SELECT_MS) || !(ide_status(ch) & BUSY_STAT);
}

/* ---- the interrupt ---- */

/* Reading status takes the drive's request away. */
static irqreturn_t ide_interrupt(int irq, void *dev_id)
{
	struct ide_channel *ch = dev_id;

	if (!ide_dma_irq(ch) && ide_in(ch, IDE_STATUS) & BUSY_STAT)
		return IRQ_NONE;
	ide_in(ch, IDE_STATUS);
	if (ch->expecting) {
		ch->expecting = false;
		complete(&ch->irq_seen);
	}
	return IRQ_HANDLED;
}

void ide_expect_irq(struct ide_channel *ch)
{
	reinit_completion(&ch->irq_seen);
	WRITE_ONCE(ch->expecting, true);
}

bool ide_wait_irq(struct ide_channel *ch, unsigned int ms)
{
	if (wait_for_completion_timeout(&ch->irq_seen, msecs_to_jiffies(ms)))
		return true;
	WRITE_ONCE(ch->expecting, false);
	if (ide_status(ch) & BUSY_STAT)
		return false;
	pr_warn("%s: lost interrupt\n", ch->name);
	ide_in(ch, IDE_STATUS);
	return true;
}

/* ---- reset and probe ---- */

static void soft_reset(struct ide_channel *ch)
{
	ide_out(ch, IDE_DEVICE, DEVICE_ALWAYS);
	outb(CONTROL_SRST | CONTROL_NIEN, ch->control);
	udelay(5);
	outb(0, ch->control);
	msleep(2);
	ide_wait(ch, 0, RESET_MS);
}

void ide_reset(struct ide_channel *ch)
{
	unsigned int i;

	pr_warn("%s: reset\n", ch->name);
	soft_reset(ch);
	for (i = 0; i < 2; i++) {
		if (ch->drives[i].kind == IDE_DISK)
			ide_disk_setup(&ch->drives[i]);
		else if (ch->drives[i].kind == IDE_CDROM)
			ide_set_xfer_mode(&ch->drives[i]);
	}
}

/* Do registers keep what is written? Of a channel without drives nothing answers. */
static bool answers(struct ide_drive *drive)
{
	struct ide_channel *ch = drive->channel;

	ide_out(ch, IDE_DEVICE, DEVICE_ALWAYS | drive->unit << 4);
	if (ide_status(ch) == 0xff)
		return false;
	ide_out(ch, IDE_COUNT, 0x55);
	ide_out(ch, IDE_LOW, 0xaa);
	return ide_in(ch, IDE_COUNT) == 0x55 && ide_in(ch, IDE_LOW) == 0xaa;
}

/* By the signature that a reset leaves (ATA/ATAPI-6, 9.12). */
static enum ide_kind signature(struct ide_drive *drive)
{
	struct ide_channel *ch = drive->channel;
	u8 mid, high;

	ide_out(ch, IDE_DEVICE, DEVICE_ALWAYS | drive->unit << 4);
	if (!ide_wait(ch, 0, SELECT_MS))
		return IDE_NONE;
	mid = ide_in(ch, IDE_MID);
	high = ide_in(ch, IDE_HIGH);
	if (mid == 0x14 && high == 0xeb)
		return IDE_CDROM;
	return !mid && !high && ide_status(ch) ? IDE_DISK : IDE_NONE;
}

/* Words of two characters, the first in the upper byte; spaces at the end. */
static void id_string(char *to, const u16 *words, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		to[2 * i] = words[i] >> 8;
		to[2 * i + 1] = words[i] & 0xff;
	}
	for (i = 2 * n; i && (to[i - 1] == ' ' || !to[i - 1]); i--)
		;
	to[i] = '\0';
}

/*
 * Without interrupts, as there may be nobody to give one: drive 0 answers for a drive 1 that
 * is not there, with a status of 0.
 */
static bool identify(struct ide_drive *drive)
{
	struct ide_taskfile tf = {.command =
				      drive->kind == IDE_DISK ? WIN_IDENTIFY : WIN_PIDENTIFY};
	struct ide_channel *ch = drive->channel;
	bool ok;

	outb(CONTROL_NIEN, ch->control);
	ok = ide_select(drive);
	if (ok) {
		ide_write_taskfile(drive, &tf);
		ok = ide_status(ch) && ide_wait(ch, DRQ_STAT, IDENTIFY_MS);
	}
	if (ok)
		insw(ch->command + IDE_DATA, drive->id, ID_WORDS);
	ide_status(ch);
	ide_in(ch, IDE_STATUS);
	outb(0, ch->control);
	if (ok)
		id_string(drive->model, drive->id + 27, 20);
	return ok;
}

static void probe_drives(struct ide_channel *ch)
{
	struct ide_drive *drive;
	bool there[2];

	for (drive = ch->drives; drive < ch->drives + 2; drive++)
		there[drive->unit] = answers(drive);
	if (!there[0] && !there[1])
		return;
	soft_reset(ch);
	for (drive = ch->drives; drive < ch->drives + 2; drive++)
		drive->kind = there[drive->unit] ? signature(drive) : IDE_NONE;
	for (drive = ch->drives; drive < ch->drives + 2; drive++) {
		if (drive->kind == IDE_NONE)
			continue;
		if (!identify(drive)) {
			drive->kind = IDE_NONE;
			continue;
		}
		pr_info("%s: %s, %s drive\n", drive->name, drive->model,
			drive->kind == IDE_DISK ? "ATA DISK" : "ATAPI CD/DVD-ROM");
	}
}

/* What is under a mutex while a partition table is read must not be this channel's. */
static void attach_drives(struct ide_channel *ch)
{
	struct ide_drive *drive;
	int err = 0;

	for (drive = ch->drives; drive < ch->drives + 2; drive++) {
		if (drive->kind == IDE_DISK)
			err = ide_disk_attach(drive);
		else if (drive->kind == IDE_CDROM)
			err = ide_cd_attach(drive);
		if (err)
			pr_err("%s: not usable: %d\n", drive->name, err);
	}
}

int ide_add_disk(struct ide_drive *drive, const struct blk_mq_ops *ops,
		 const struct block_device_operations *fops)
{
	int err;

	err = blk_mq_alloc_sq_tag_set(&drive->tags, ops, 1,
				      BLK_MQ_F_SHOULD_MERGE | BLK_MQ_F_BLOCKING);
	if (err)
		return err;
	drive->disk = blk_mq_alloc_disk(&drive->tags, drive);
	if (IS_ERR(drive->disk))
		return PTR_ERR(drive->disk);
	strscpy(drive->disk->disk_name, drive->name, DISK_NAME_LEN);
	drive->disk->major = majors[drive->channel->n];
	drive->disk->first_minor = drive->unit << 6;
	drive->disk->minors = 64;
	drive->disk->fops = fops;
	drive->disk->private_data = drive;
	blk_queue_max_hw_sectors(drive->disk->queue, 256);
	blk_queue_max_segments(drive->disk->queue, 128);
	blk_queue_max_segment_size(drive->disk->queue, 65536);
	blk_queue_segment_boundary(drive->disk->queue, 0xffff);
	return 0;
}

/* ---- controllers ---- */

static struct ide_channel *new_channel(u16 command, u16 control, u16 master, unsigned int irq)
{
	struct ide_channel *ch;
	unsigned int i;

	if (nr_channels == CHANNELS)
		return NULL;
	ch = kzalloc(sizeof(*ch), GFP_KERNEL);
	if (!ch)
		return NULL;
	ch->n = nr_channels;
	ch->command = command;
	ch->control = control;
	ch->master = master;
	ch->irq = irq;
	snprintf(ch->name, sizeof(ch->name), "ide%u", ch->n);
	mutex_init(&ch->mutex);
	init_completion(&ch->irq_seen);
	device_initialize(&ch->dev);
	ch->dma_mask = DMA_BIT_MASK(32);
	ch->dev.dma_mask = &ch->dma_mask;
	for (i = 0; i < 2; i++) {
		ch->drives[i].channel = ch;
		ch->drives[i].unit = i;
		snprintf(ch->drives[i].name, sizeof(ch->drives[i].name), "hd%c",
			 'a' + 2 * ch->n + i);
	}
	return ch;
}

static bool claim(struct ide_channel *ch)
{
	if (!request_region(ch->command, IDE_PORTS, ch->name))
		return false;
	if (!request_region(ch->control, 1, ch->name)) {
		release_region(ch->command, IDE_PORTS);
		return false;
	}
	if (!request_irq(ch->irq, ide_interrupt, IRQF_SHARED, ch->name, ch))
		return true;
	release_region(ch->control, 1);
	release_region(ch->command, IDE_PORTS);
	return false;
}

static void add_channel(u16 command, u16 control, u16 master, unsigned int irq)
{
	struct ide_channel *ch = new_channel(command, control, master, irq);

	if (!ch)
		return;
	if (!claim(ch)) {
		pr_warn("%s: ports 0x%x, 0x%x or interrupt %u are taken\n", ch->name, command,
			control, irq);
		kfree(ch);
		return;
	}
	pr_info("%s at 0x%03x-0x%03x,0x%03x on irq %u%s\n", ch->name, command,
		command + IDE_PORTS - 1, control, irq, master ? ", bus master" : "");
	nr_channels++;
	ide_dma_init(ch);
	mutex_lock(&ch->mutex);
	probe_drives(ch);
	mutex_unlock(&ch->mutex);
	if (ch->drives[0].kind || ch->drives[1].kind)
		register_blkdev(majors[ch->n], ch->name);
	attach_drives(ch);
}

static u16 io_bar(unsigned int devfn, unsigned int n)
{
	u32 bar = pci_conf1_read32(0, devfn, PCI_BAR0 + 4 * n);

	return bar & BAR_IO ? bar & 0xfffc : 0;
}

/* Ports and interrupt of a channel: the PC's own, or those that PCI has given. */
static void add_one(unsigned int devfn, unsigned int n, bool native, u16 master)
{
	static const u16 command[] = {0x1f0, 0x170}, control[] = {0x3f6, 0x376};
	u16 cmd = io_bar(devfn, 2 * n), ctl = io_bar(devfn, 2 * n + 1);

	if (!native)
		add_channel(command[n], control[n], master, 14 + n);
	else if (cmd && ctl)
		add_channel(cmd, ctl + 2, master, pci_conf1_read32(0, devfn, PCI_INTERRUPT) & 0xff);
}

static void add_controller(unsigned int devfn, u32 id, void *unused)
{
	u32 class = pci_conf1_read32(0, devfn, PCI_CLASS) >> 8;
	u16 master = class & 0x80 && !nodma ? io_bar(devfn, 4) : 0;
	u32 command, timing;
	unsigned int n;

	if (class >> 8 != PCI_CLASS_IDE)
		return;
	command = pci_conf1_read32(0, devfn, PCI_COMMAND) & 0xffff;
	pci_conf1_write32(0, devfn, PCI_COMMAND,
			  command | PCI_COMMAND_IO | (master ? PCI_COMMAND_MASTER : 0));
	/* Intel's PIIX3 and PIIX4 decode the ports of a channel only when told so */
	if (id == 0x70108086 || id == 0x71118086) {
		timing = pci_conf1_read32(0, devfn, PIIX_IDETIM);
		pci_conf1_write32(0, devfn, PIIX_IDETIM,
				  timing | PIIX_IDETIM_DECODE | PIIX_IDETIM_DECODE << 16);
	}
	if (master && !request_region(master, 16, "ide-dma"))
		master = 0;
	for (n = 0; n < 2; n++)
		add_one(devfn, n, class & (n ? 4 : 1), master ? master + 8 * n : 0);
}

static int __init ide_init(void)
{
	pci_conf1_scan(add_controller, NULL);
	return 0;
}
device_initcall(ide_init);
