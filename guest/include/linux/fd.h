/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fd: what programs say to a floppy drive beside reading and writing (fd(4)): which format, how
 * the drive is driven, its state and the controller's, formatting, and raw commands. The numbers
 * of its ioctls have bit 40h where the floppy must be idle, and 80h where only root may.
 */
#ifndef _LINUX_FD_H
#define _LINUX_FD_H

#include <linux/compiler.h>
#include <linux/ioctl.h>

/* ---- formats ---- */

struct floppy_struct {
	unsigned int size, sect, head, track; /* sectors in all; sectors, heads, tracks */
	unsigned int stretch;		      /* FD_STRETCH and those below */
	unsigned char gap;		      /* between sectors, when reading and writing */
	unsigned char rate; /* as the controller has it, and FD_2M, FD_PERP, the size of a sector */
	unsigned char spec1;   /* step rate, head unload: the first byte of SPECIFY */
	unsigned char fmt_gap; /* between sectors, when formatting */
	const char *name;      /* the kernel's own: of no use to programs */
};

/* stretch: 40 tracks in a drive of 80, sides the other way round, the first sector's number */
#define FD_STRETCH	    1
#define FD_SWAPSIDES	    2
#define FD_ZEROBASED	    4
#define FD_SECTBASEMASK	    0x3fc
#define FD_MKSECTBASE(nr)   (((nr) ^ 1) << 2)
#define FD_SECTBASE(format) ((((format)->stretch & FD_SECTBASEMASK) >> 2) ^ 1)

/* rate: 512 bytes is 0 there, so that what knows of no other size has left it right */
#define FD_2M		    0x04
#define FD_SIZECODEMASK	    0x38
#define FD_PERP		    0x40
#define FD_SIZECODE(format) (((((format)->rate & FD_SIZECODEMASK) >> 3) + 2) & 7)
#define FD_SECTSIZE(format) ((format)->rate & FD_2M ? 512 : 128 << FD_SIZECODE(format))

/* of this disk, or of a type of disk for good; CLR goes back to finding out */
#define FDGETPRM      _IOR(2, 0x04, struct floppy_struct)
#define FDSETPRM      _IOW(2, 0x42, struct floppy_struct)
#define FDDEFPRM      _IOW(2, 0x43, struct floppy_struct)
#define FDCLRPRM      _IO(2, 0x41)
#define FDGETMEDIAPRM FDGETPRM
#define FDSETMEDIAPRM FDSETPRM
#define FDDEFMEDIAPRM FDDEFPRM

/* ---- formatting: begin, each track, end ---- */

struct format_descr {
	unsigned int device, head, track;
};

#define FDFMTBEG     _IO(2, 0x47)
#define FDFMTTRK     _IOW(2, 0x48, struct format_descr)
#define FDFMTEND     _IO(2, 0x49)
#define FD_FILL_BYTE 0xf6

/* ---- drives ---- */

/* After how many errors: give up, read whole tracks no more, reset, recalibrate, tell. */
struct floppy_max_errors {
	unsigned int abort, read_track, reset, recal, reporting;
};

#define FDGETMAXERRS   _IOR(2, 0x0e, struct floppy_max_errors)
#define FDSETMAXERRS   _IOW(2, 0x4c, struct floppy_max_errors)
#define FDSETEMSGTRESH _IO(2, 0x4a)

typedef char floppy_drive_name[16];
#define FDGETDRVTYP _IOR(2, 0x0f, floppy_drive_name)

#define FD_AUTODETECT_SIZE 8

struct floppy_drive_params {
	signed char cmos;		/* its type, as the CMOS has it */
	unsigned long max_dtr;		/* steps a second */
	unsigned long hlt, hut, srt;	/* head load and unload in ms, step rate in us */
	unsigned long spinup, spindown; /* of the motor, in jiffies */
	unsigned char spindown_offset, select_delay;
	unsigned char rps; /* rotations a second */
	unsigned char tracks;
	unsigned long timeout;	       /* of an interrupt */
	unsigned char interleave_sect; /* above which interleaving is used */
	struct floppy_max_errors max_errors;
	char flags; /* FTD_MSG and those below */
	char read_track;
	short autodetect[FD_AUTODETECT_SIZE]; /* formats to try */
	int checkfreq; /* how often to look for a change of disk, in jiffies */
	int native_format;
};

/* messages; the line that tells of a change of disk: not to be trusted, shown, inverted */
#define FD_DEBUG	    0x02
#define FD_SILENT_DCL_CLEAR 0x04
#define FTD_MSG		    0x10
#define FD_BROKEN_DCL	    0x20
#define FD_INVERTED_DCL	    0x80

#define FDGETDRVPRM _IOR(2, 0x11, struct floppy_drive_params)
#define FDSETDRVPRM _IOW(2, 0x90, struct floppy_drive_params)
#define FDMSGON	    _IO(2, 0x45)
#define FDMSGOFF    _IO(2, 0x46)

struct floppy_drive_struct {
	unsigned long flags; /* FD_VERIFY and those below */
	unsigned long spinup_date, select_date, first_read_date;
	short probed_format;
	short track;		  /* where the head is; negative: not known */
	short maxblock, maxtrack; /* what the buffer has of the track */
	int generation;		  /* how many disks it has seen */
	int keep_data;
	int fd_ref, fd_device; /* who has it open, and as which minor */
	unsigned long last_checked;
	char *dmabuf;
	int bufblocks;
};

enum {
	FD_NEED_TWADDLE_BIT = 0,
	FD_VERIFY_BIT = 1,
	FD_DISK_NEWCHANGE_BIT = 2,
	FD_UNUSED_BIT = 3,
	FD_DISK_CHANGED_BIT = 4,
	FD_DISK_WRITABLE_BIT = 5,
	FD_OPEN_SHOULD_FAIL_BIT = 6,
};
#define FD_NEED_TWADDLE	  (1 << FD_NEED_TWADDLE_BIT)
#define FD_VERIFY	  (1 << FD_VERIFY_BIT)
#define FD_DISK_NEWCHANGE (1 << FD_DISK_NEWCHANGE_BIT)
#define FD_DISK_CHANGED	  (1 << FD_DISK_CHANGED_BIT)
#define FD_DISK_WRITABLE  (1 << FD_DISK_WRITABLE_BIT)

/* as known, and as asked of the drive just now */
#define FDGETDRVSTAT  _IOR(2, 0x12, struct floppy_drive_struct)
#define FDPOLLDRVSTAT _IOR(2, 0x13, struct floppy_drive_struct)

struct floppy_write_errors {
	unsigned int write_errors;
	unsigned long first_error_sector;
	int first_error_generation;
	unsigned long last_error_sector;
	int last_error_generation;
	unsigned int badness; /* the most tries that one operation took */
};

#define FDWERRORGET _IOR(2, 0x17, struct floppy_write_errors)
#define FDWERRORCLR _IO(2, 0x56)
#define FDFLUSH	    _IO(2, 0x4b)
#define FDTWADDLE   _IO(2, 0x59)
#define FDEJECT	    _IO(2, 0x5a)

/* ---- the controller ---- */

struct floppy_fdc_state {
	int spec1, spec2; /* what SPECIFY last set */
	int dtr;
	unsigned char version; /* 80h an 8272A or 765A, 90h an 82077 */
	unsigned char dor;
	unsigned long address;
	unsigned int rawcmd : 2;
	unsigned int reset : 1;
	unsigned int need_configure : 1;
	unsigned int perp_mode : 2;
	unsigned int has_fifo : 1;
	unsigned int driver_version;
	unsigned char track[4]; /* where it believes the heads to be */
};
#define FD_DRIVER_VERSION 0x100
#define FDGETFDCSTAT	  _IOR(2, 0x15, struct floppy_fdc_state)

enum reset_mode { FD_RESET_IF_NEEDED = 0, FD_RESET_IF_RAWCMD = 1, FD_RESET_ALWAYS = 2 };
#define FDRESET _IO(2, 0x54)

/* ---- raw commands: the bytes for the controller, and what comes back ---- */

#define FD_RAW_CMD_SIZE	    16
#define FD_RAW_REPLY_SIZE   16
#define FD_RAW_CMD_FULLSIZE (FD_RAW_CMD_SIZE + 1 + FD_RAW_REPLY_SIZE)

struct floppy_raw_cmd {
	unsigned int flags;
	void __user *data;
	char *kernel_data;
	struct floppy_raw_cmd *next;
	long length; /* of data: in, allowed; out, what is left */
	long phys_length;
	int buffer_length;
	unsigned char rate;
	unsigned char cmd_count;
	union {
		unsigned char fullcmd[FD_RAW_CMD_FULLSIZE];
		struct {
			unsigned char cmd[FD_RAW_CMD_SIZE];
			unsigned char reply_count;
			unsigned char reply[FD_RAW_REPLY_SIZE];
		};
	};
	int track;
	int resultcode;
	int reserved1, reserved2;
};

/* data goes; an interrupt comes; the motor, a disk and a seek before are wanted or not */
#define FD_RAW_READ	      0x01
#define FD_RAW_WRITE	      0x02
#define FD_RAW_NO_MOTOR	      0x04
#define FD_RAW_INTR	      0x08
#define FD_RAW_SPIN	      0x10
#define FD_RAW_NO_MOTOR_AFTER 0x20
#define FD_RAW_NEED_DISK      0x40
#define FD_RAW_NEED_SEEK      0x80
/* another one follows, unless this one ... */
#define FD_RAW_MORE	       0x100
#define FD_RAW_STOP_IF_FAILURE 0x200
#define FD_RAW_STOP_IF_SUCCESS 0x400
#define FD_RAW_SOFTFAILURE     0x800 /* what the reply says counts as failure, too */
/* out */
#define FD_RAW_DISK_CHANGE 0x04
#define FD_RAW_FAILURE	   0x10000
#define FD_RAW_HARDFAILURE 0x20000

#define FDRAWCMD _IO(2, 0x58)
#define FDHAVEBATCHEDRAWCMD

#endif
