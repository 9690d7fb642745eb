/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fdc: the floppy controller: one command at a time, for who holds fdc_mutex. All may sleep;
 * 0 or -errno: -EIO nothing good came back, -ETIMEDOUT nothing came, -EROFS, -ENOMEDIUM.
 */
#ifndef FLOPPY_FDC_H
#define FLOPPY_FDC_H

#include <linux/fd.h>
#include <linux/mutex.h>
#include <linux/types.h>

#define FDC_BUFFER_BYTES 32768

extern struct mutex fdc_mutex;

/* One drive as the controller knows it. */
struct fdc_drive {
	unsigned int unit;
	int cylinder; /* where the head is; -1: not known */
	bool spinning;
	unsigned long spun_up; /* jiffies when it turns well */
	bool stepped_double;   /* 40 tracks of a disk in a drive of 80 */
};

/* Ports, interrupt 6, DMA channel 2 and a buffer; given back by fdc_exit(). */
int fdc_init(void);
void fdc_exit(void);

void fdc_motor_on(struct fdc_drive *drive); /* and select it; waits until it turns well */
void fdc_motor_off(struct fdc_drive *drive);
bool fdc_disk_changed(struct fdc_drive *drive);	  /* by its line, since the last step */
int fdc_write_protected(struct fdc_drive *drive); /* 1, 0, -errno */
int fdc_recalibrate(struct fdc_drive *drive);
int fdc_seek(struct fdc_drive *drive, unsigned int cylinder);
void fdc_reset(struct fdc_drive *drives, unsigned int n);

struct fdc_place {
	unsigned int cylinder, head, sector; /* sector from 1 */
	unsigned int count;		     /* sectors, within the cylinder */
};

/* Sectors between disk and fdc_buffer(); the head is moved there first. */
int fdc_transfer(struct fdc_drive *drive, const struct floppy_struct *format,
		 const struct fdc_place *place, bool write);
int fdc_format_track(struct fdc_drive *drive, const struct floppy_struct *format,
		     unsigned int cylinder, unsigned int head);
void *fdc_buffer(void);

#endif
