/* SPDX-License-Identifier: GPL-2.0-only */
/* termios: how a terminal treats what comes and goes, by Linux's numbers for i386. */
#ifndef _LINUX_TERMIOS_H
#define _LINUX_TERMIOS_H

#include <linux/types.h>
#include <asm/ioctls.h>

#define NCCS 19
#define NCC  8

typedef unsigned char cc_t;
typedef unsigned int speed_t;
typedef unsigned int tcflag_t;

/* The kernel's, and of TCGETS2: with its speeds as numbers. */
#define KTERMIOS                                                                                   \
	{                                                                                          \
		tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;                                       \
		cc_t c_line, c_cc[NCCS];                                                           \
		speed_t c_ispeed, c_ospeed;                                                        \
	}
struct ktermios KTERMIOS;
struct termios2 KTERMIOS;
#undef KTERMIOS

/* Of TCGETS; in 2.6 it was the kernel's as well. */
#ifdef __ERA_2_6__
#define termios ktermios
#else
struct termios {
	tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
	cc_t c_line, c_cc[NCCS];
};
#endif

struct termio {
	u16 c_iflag, c_oflag, c_cflag, c_lflag;
	u8 c_line, c_cc[NCC];
};

struct winsize {
	u16 ws_row, ws_col, ws_xpixel, ws_ypixel;
};

/* c_cc */
enum {
	VINTR,
	VQUIT,
	VERASE,
	VKILL,
	VEOF,
	VTIME,
	VMIN,
	VSWTC,
	VSTART,
	VSTOP,
	VSUSP,
	VEOL,
	VREPRINT,
	VDISCARD,
	VWERASE,
	VLNEXT,
	VEOL2
};
#define INIT_C_CC "\003\034\177\025\004\0\1\0\021\023\032\0\022\017\027\026\0"

/* c_iflag */
#define IGNBRK	0000001
#define BRKINT	0000002
#define IGNPAR	0000004
#define PARMRK	0000010
#define INPCK	0000020
#define ISTRIP	0000040
#define INLCR	0000100
#define IGNCR	0000200
#define ICRNL	0000400
#define IUCLC	0001000
#define IXON	0002000
#define IXANY	0004000
#define IXOFF	0010000
#define IMAXBEL 0020000
#define IUTF8	0040000

/* c_oflag */
#define OPOST  0000001
#define OLCUC  0000002
#define ONLCR  0000004
#define OCRNL  0000010
#define ONOCR  0000020
#define ONLRET 0000040
#define OFILL  0000100
#define OFDEL  0000200
#define NLDLY  0000400
#define NL0    0000000
#define NL1    0000400
#define CRDLY  0003000
#define TABDLY 0014000
#define TAB0   0000000
#define TAB3   0014000
#define XTABS  0014000
#define BSDLY  0020000
#define VTDLY  0040000
#define FFDLY  0100000

/* c_cflag; the speeds in CBAUD, and those of the receiver in CIBAUD, where it is not 0 */
#define CBAUD	 0010017
#define CBAUDEX	 0010000
#define BOTHER	 0010000 /* c_ospeed has it */
#define B0	 0000000 /* hang up */
#define B50	 0000001
#define B75	 0000002
#define B110	 0000003
#define B134	 0000004
#define B150	 0000005
#define B200	 0000006
#define B300	 0000007
#define B600	 0000010
#define B1200	 0000011
#define B1800	 0000012
#define B2400	 0000013
#define B4800	 0000014
#define B9600	 0000015
#define B19200	 0000016
#define B38400	 0000017
#define EXTA	 B19200
#define EXTB	 B38400
#define B57600	 0010001
#define B115200	 0010002
#define B230400	 0010003
#define B460800	 0010004
#define B500000	 0010005
#define B576000	 0010006
#define B921600	 0010007
#define B1000000 0010010
#define B1152000 0010011
#define B1500000 0010012
#define B2000000 0010013
#define B2500000 0010014
#define B3000000 0010015
#define B3500000 0010016
#define B4000000 0010017
#define CSIZE	 0000060
#define CS5	 0000000
#define CS6	 0000020
#define CS7	 0000040
#define CS8	 0000060
#define CSTOPB	 0000100
#define CREAD	 0000200
#define PARENB	 0000400
#define PARODD	 0001000
#define HUPCL	 0002000
#define CLOCAL	 0004000
#define CIBAUD	 002003600000
#define IBSHIFT	 16
#define ADDRB	 004000000000
#define CMSPAR	 010000000000 /* the parity bit is the same for all */
#define CRTSCTS	 020000000000

/* c_lflag */
#define ISIG	0000001
#define ICANON	0000002
#define XCASE	0000004
#define ECHO	0000010
#define ECHOE	0000020
#define ECHOK	0000040
#define ECHONL	0000100
#define NOFLSH	0000200
#define TOSTOP	0000400
#define ECHOCTL 0001000
#define ECHOPRT 0002000
#define ECHOKE	0004000
#define FLUSHO	0010000
#define PENDIN	0040000
#define EXTPROC 0200000
#define IEXTEN	0100000

#define TCOOFF	  0
#define TCOON	  1
#define TCIOFF	  2
#define TCION	  3
#define TCIFLUSH  0
#define TCOFLUSH  1
#define TCIOFLUSH 2
#define TCSANOW	  0
#define TCSADRAIN 1
#define TCSAFLUSH 2

/* Bytes that could not be copied. */
#define user_termios_to_kernel_termios(k, u)   copy_from_user(k, u, sizeof(struct termios2))
#define kernel_termios_to_user_termios(u, k)   copy_to_user(u, k, sizeof(struct termios2))
#define user_termios_to_kernel_termios_1(k, u) copy_from_user(k, u, sizeof(struct termios))
#define kernel_termios_to_user_termios_1(u, k) copy_to_user(u, k, sizeof(struct termios))

#endif
