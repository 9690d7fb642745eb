/* SPDX-License-Identifier: GPL-2.0-only */
/* altera_uart: where a board has Altera's UARTs; an array, which mapbase 0 ends. */
#ifndef _LINUX_ALTERA_UART_H
#define _LINUX_ALTERA_UART_H

struct altera_uart_platform_uart {
	unsigned long mapbase;
	unsigned int irq;
	unsigned int uartclk; /* Hz */
	unsigned int bus_shift;
};

#endif
