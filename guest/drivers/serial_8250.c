/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serial_8250: the serial ports, 16550A or older (National PC16550D). Output waits for
 * the transmitter, so it works with interrupts off; input comes by interrupt.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty_simple.h>
#include <asm/io.h>

#include "consoles.h"

#define UART_RX	   0
#define UART_TX	   0
#define UART_DLL   0 /* with LCR.DLAB */
#define UART_DLM   1
#define UART_IER   1
#define UART_IIR   2
#define UART_FCR   2
#define UART_LCR   3
#define UART_MCR   4
#define UART_LSR   5
#define UART_SCR   7
#define UART_PORTS 8

#define IER_RX		 0x01
#define IIR_NONE	 0x01
#define FCR_ENABLE	 0x07 /* on, both emptied, trigger at 1 byte */
#define LCR_8N1		 0x03
#define LCR_DLAB	 0x80
#define MCR_DTR_RTS_OUT2 0x0b /* OUT2 lets the interrupt through on a PC */
#define LSR_DATA	 0x01
#define LSR_TX_EMPTY	 0x20
#define LSR_TX_IDLE	 0x40 /* the shift register too */

#define UART_CLOCK 115200
#define TX_TRIES   100000 /* a line that hangs costs output, not the kernel */

struct uart {
	struct console console; /* must be the first: the console is the port */
	struct console_tty tty;
	const char *tty_name;
	u16 base;
	u8 irq;
	bool present;
	int early; /* a byte that came before the driver, or -1 */
};

static struct uart uarts[] = {
    {.console = {.name = "ttyS", .index = 0}, .tty_name = "ttyS0", .base = 0x3f8, .irq = 4},
    {.console = {.name = "ttyS", .index = 1}, .tty_name = "ttyS1", .base = 0x2f8, .irq = 3},
};

static void put_byte(struct uart *uart, u8 byte)
{
	int tries;

	for (tries = 0; tries < TX_TRIES && !(inb(uart->base + UART_LSR) & LSR_TX_EMPTY); tries++)
		cpu_relax();
	outb(byte, uart->base + UART_TX);
}

static void uart_console_write(struct console *console, const char *text, unsigned int count)
{
	struct uart *uart = container_of(console, struct uart, console);

	for (; count; count--, text++) {
		if (*text == '\n')
			put_byte(uart, '\r');
		put_byte(uart, *text);
	}
}

static void uart_console_drain(struct console *console)
{
	struct uart *uart = container_of(console, struct uart, console);
	int tries;

	for (tries = 0; tries < TX_TRIES && !(inb(uart->base + UART_LSR) & LSR_TX_IDLE); tries++)
		cpu_relax();
}

static void uart_tty_write(struct console_tty *tty, const char *bytes, size_t count)
{
	struct uart *uart = container_of(tty, struct uart, tty);

	while (count--)
		put_byte(uart, *bytes++);
}

static void uart_throttle(struct console_tty *tty, bool on)
{
	struct uart *uart = container_of(tty, struct uart, tty);

	outb(on ? 0 : IER_RX, uart->base + UART_IER);
}

static irqreturn_t uart_interrupt(int irq, void *dev_id)
{
	struct uart *uart = dev_id;
	bool handled = !(inb(uart->base + UART_IIR) & IIR_NONE);

	while (!uart->tty.throttled && inb(uart->base + UART_LSR) & LSR_DATA)
		console_tty_input(&uart->tty, inb(uart->base + UART_RX));
	return IRQ_RETVAL(handled);
}

static void set_speed(struct uart *uart, unsigned int baud)
{
	u16 divisor = UART_CLOCK / clamp(baud, 50u, (unsigned int)UART_CLOCK);

	outb(LCR_8N1 | LCR_DLAB, uart->base + UART_LCR);
	outb(divisor & 0xff, uart->base + UART_DLL);
	outb(divisor >> 8, uart->base + UART_DLM);
	outb(LCR_8N1, uart->base + UART_LCR);
}

/*
 * Switching the FIFO on empties it. A byte that waits already, typed ahead or out of a
 * pipe, is not to be lost: then the port stays as an 8250 is, a byte at a time.
 */
static void set_fifo(struct uart *uart)
{
	if (!(inb(uart->base + UART_LSR) & LSR_DATA))
		outb(FCR_ENABLE, uart->base + UART_FCR);
}

/* The scratch register remembers: there is a chip. */
static bool uart_probe(struct uart *uart)
{
	outb(0x5a, uart->base + UART_SCR);
	return inb(uart->base + UART_SCR) == 0x5a && inb(uart->base + UART_LSR) != 0xff;
}

static int uart_setup(struct console *console, char *options)
{
	struct uart *uart = container_of(console, struct uart, console);
	unsigned int baud = options ? simple_strtoul(options, NULL, 10) : 0;

	if (baud)
		set_speed(uart, baud);
	return 0;
}

void __init serial_console_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(uarts); i++) {
		struct uart *uart = &uarts[i];

		uart->present = uart_probe(uart);
		if (!uart->present)
			continue;
		outb(0, uart->base + UART_IER);
		set_speed(uart, UART_CLOCK);
		/* switching the FIFO on empties the receiver: a script may be typing already */
		uart->early =
		    inb(uart->base + UART_LSR) & LSR_DATA ? inb(uart->base + UART_RX) : -1;
		set_fifo(uart);
		outb(MCR_DTR_RTS_OUT2, uart->base + UART_MCR);
		uart->console.flags = CON_PRINTBUFFER;
		uart->console.write = uart_console_write;
		uart->console.setup = uart_setup;
		uart->console.drain = uart_console_drain;
		/* the second only where it is asked for: something else may hang on it */
		if (i == 0 || strstr(boot_command_line, "console=ttyS1"))
			register_console(&uart->console);
	}
}

static int __init serial_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(uarts); i++) {
		struct uart *uart = &uarts[i];

		if (!uart->present)
			continue;
		uart->tty.name = uart->tty_name;
		uart->tty.write = uart_tty_write;
		uart->tty.throttle = uart_throttle;
		console_tty_register(&uart->tty);
		if (!request_region(uart->base, UART_PORTS, "serial") ||
		    request_irq(uart->irq, uart_interrupt, IRQF_SHARED, uart->tty_name, uart)) {
			pr_err("%s: its ports or its interrupt are taken\n", uart->tty_name);
			continue;
		}
		local_irq_disable();
		if (uart->early >= 0)
			console_tty_input(&uart->tty, uart->early);
		local_irq_enable();
		outb(IER_RX, uart->base + UART_IER);
		pr_info("%s at I/O %#x (irq = %d) is a 16550A\n", uart->tty_name, uart->base,
			uart->irq);
	}
	return 0;
}
device_initcall(serial_init);
