/* SPDX-License-Identifier: GPL-2.0-only */
/* hdreg: ATA's registers and commands (ATA/ATAPI-6), and what programs ask disks by ioctl. */
#ifndef _LINUX_HDREG_H
#define _LINUX_HDREG_H

#include <linux/types.h>

/* Status register. */
#define ERR_STAT   0x01
#define INDEX_STAT 0x02
#define ECC_STAT   0x04
#define DRQ_STAT   0x08
#define SEEK_STAT  0x10
#define WRERR_STAT 0x20
#define READY_STAT 0x40
#define BUSY_STAT  0x80

/* Error register. */
#define MARK_ERR 0x01
#define TRK0_ERR 0x02
#define ABRT_ERR 0x04
#define MCR_ERR	 0x08
#define ID_ERR	 0x10
#define MC_ERR	 0x20
#define ECC_ERR	 0x40
#define ICRC_ERR 0x80
#define BBD_ERR	 0x80

#define WIN_NOP		    0x00
#define WIN_DEVICE_RESET    0x08
#define WIN_READ	    0x20
#define WIN_READ_EXT	    0x24
#define WIN_READDMA_EXT	    0x25
#define WIN_WRITE	    0x30
#define WIN_WRITE_EXT	    0x34
#define WIN_WRITEDMA_EXT    0x35
#define WIN_SPECIFY	    0x91
#define WIN_PACKETCMD	    0xa0
#define WIN_PIDENTIFY	    0xa1
#define WIN_MULTREAD	    0xc4
#define WIN_MULTWRITE	    0xc5
#define WIN_SETMULT	    0xc6
#define WIN_READDMA	    0xc8
#define WIN_WRITEDMA	    0xca
#define WIN_FLUSH_CACHE	    0xe7
#define WIN_FLUSH_CACHE_EXT 0xea
#define WIN_IDENTIFY	    0xec
#define WIN_SETFEATURES	    0xef

#define SETFEATURES_XFER 0x03

struct hd_geometry {
	unsigned char heads;
	unsigned char sectors;
	unsigned short cylinders;
	unsigned long start;
};

#define HDIO_GETGEO	  0x0301
#define HDIO_GET_IDENTITY 0x030d

#endif
