/* SPDX-License-Identifier: GPL-2.0-only */
/* serial: what setserial and others ask of a serial line, and its counts. */
#ifndef _LINUX_SERIAL_H
#define _LINUX_SERIAL_H

#include <linux/serial_reg.h>
#include <linux/tty_flags.h>
#include <linux/types.h>

#ifdef __ERA_2_6__
#include <linux/tty_driver_2_6.h>
#endif

/* TIOCGSERIAL, TIOCSSERIAL */
struct serial_struct {
	int type, line;
	unsigned int port; /* its I/O address */
	int irq, flags, xmit_fifo_size, custom_divisor, baud_base;
	unsigned short close_delay; /* hundredths of a second */
	char io_type, reserved_char[1];
	int hub6;
	unsigned short closing_wait, closing_wait2;
	unsigned char *iomem_base;
	unsigned short iomem_reg_shift;
	unsigned int port_high;
	unsigned long iomap_base;
};

#define ASYNC_CLOSING_WAIT_INF	0
#define ASYNC_CLOSING_WAIT_NONE 65535

#define PORT_UNKNOWN	0
#define PORT_8250	1
#define PORT_16450	2
#define PORT_16550	3
#define PORT_16550A	4
#define PORT_CIRRUS	5
#define PORT_16650	6
#define PORT_16650V2	7
#define PORT_16750	8
#define PORT_STARTECH	9
#define PORT_16C950	10
#define PORT_16654	11
#define PORT_16850	12
#define PORT_RSA	13
#define PORT_MAX	13
#define SERIAL_IO_PORT	0
#define SERIAL_IO_HUB6	1
#define SERIAL_IO_MEM	2
#define SERIAL_IO_MEM32 3

#define UART_CLEAR_FIFO 0x01
#define UART_USE_FIFO	0x02
#define UART_STARTECH	0x04
#define UART_NATSEMI	0x08

/* TIOCGICOUNT */
struct serial_icounter_struct {
	int cts, dsr, rng, dcd; /* changes */
	int rx, tx;		/* bytes */
	int frame, overrun, parity, brk;
	int buf_overrun;
	int reserved[9];
};

struct serial_multiport_struct {
	int irq, port1;
	unsigned char mask1, match1;
	int port2;
	unsigned char mask2, match2;
	int port3;
	unsigned char mask3, match3;
	int port4;
	unsigned char mask4, match4;
	int port_monitor;
	int reserved[32];
};

/* TIOCGRS485, TIOCSRS485: who drives a bus of two wires, and when. */
#define SER_RS485_ENABLED	 (1 << 0)
#define SER_RS485_RTS_ON_SEND	 (1 << 1)
#define SER_RS485_RTS_AFTER_SEND (1 << 2)
#define SER_RS485_RX_DURING_TX	 (1 << 4)
#define SER_RS485_TERMINATE_BUS	 (1 << 5)
#define SER_RS485_ADDRB		 (1 << 6)
#define SER_RS485_ADDR_RECV	 (1 << 7)
#define SER_RS485_ADDR_DEST	 (1 << 8)
struct serial_rs485 {
	__u32 flags;
	__u32 delay_rts_before_send, delay_rts_after_send; /* ms */
	union {
		__u32 padding[5];
		struct {
			__u8 addr_recv, addr_dest;
			__u8 padding0[2];
			__u32 padding1[4];
		};
	};
};

#define SER_ISO7816_ENABLED (1 << 0)
#define SER_ISO7816_T_PARAM (0x0f << 4)
#define SER_ISO7816_T(t)    (((t)&0x0f) << 4)
struct serial_iso7816 {
	__u32 flags, tg, sc_fi, sc_di, clk;
	__u32 reserved[5];
};

struct async_icount {
	__u32 cts, dsr, rng, dcd, tx, rx;
	__u32 frame, parity, overrun, brk;
	__u32 buf_overrun;
};

#define UART_LCR_WLEN(bits) ((bits)-5)
#define UART_LSR_BOTH_EMPTY (UART_LSR_TEMT | UART_LSR_THRE)

static inline bool uart_lsr_tx_empty(u16 lsr)
{
	return (lsr & UART_LSR_BOTH_EMPTY) == UART_LSR_BOTH_EMPTY;
}

#endif
