/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serial_8250: the PC's two serial ports, 16450 to 16550A (National PC16550D).
 *
 * 1. Purpose. Consoles and terminals on COM1 (3F8h, IRQ 4) and COM2 (2F8h, IRQ 3). Output waits
 *    for the transmitter, so it works with interrupts off; bytes and modem lines come by interrupt.
 *
 * 2. Structures. A uart is a console (printk), a console_tty (its bytes) and a uart_port with its
 *    uart_state: what serial_core's terminal operations ask and change (speed, frame, lines).
 *
 * 3. Invariants. ier, lcr, divisor and port.mctrl are what the chip has. OUT2 is always up: on a PC
 *    it lets the interrupt through. lsr_seen has the errors of a byte that still waits, as reading
 *    LSR takes them away.
 *
 * 4. Locking and context. port.lock: the registers but TX and LSR. console_tty's lock is taken
 *    outside of it. A console's write takes none: it works while the kernel dies.
 *
 * 5. Failure. A transmitter that hangs costs output, not the kernel.
 *
 * NOT IMPLEMENTED: output stopped by CTS (termios says so: CRTSCTS does not stay), another IRQ,
 * address or type by setserial, DTR down at the last close, PARMRK.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/serial_core.h>
#include <linux/serial_reg.h>
#include <linux/string.h>
#include <linux/tty_simple.h>
#include <asm/io.h>

#include "consoles.h"
#include "tty/serial/uart.h"
#include "tty/tty_private.h"

#define UART_PORTS 8
#define FIFO_START (UART_FCR_ENABLE_FIFO | UART_FCR_CLEAR_RCVR | UART_FCR_CLEAR_XMIT)
#define IIR_FIFOS  0xc0 /* both: they work; bit 7 alone: the first 16550's, which do not */
#define IER_INPUT  (UART_IER_RDI | UART_IER_RLSI)

#define UART_HZ	 1843200
#define TX_TRIES 100000 /* at the highest speed: many times what a byte takes */
#define PASSES	 64	/* of an interrupt that does not go away */

struct uart {
	struct console console; /* must be the first: the console is the port */
	struct console_tty tty;
	struct uart_port port;
	const char *tty_name;
	u16 divisor;
	u8 ier, lcr;
	u8 lsr_seen;
	bool present;
	int early; /* a byte that came before the driver, or -1 */
};

static struct uart uarts[] = {
    {.console = {.name = "ttyS", .index = 0},
     .tty_name = "ttyS0",
     .port = {.iobase = 0x3f8, .irq = 4, .line = 0}},
    {.console = {.name = "ttyS", .index = 1},
     .tty_name = "ttyS1",
     .port = {.iobase = 0x2f8, .irq = 3, .line = 1}},
};

static struct uart *of_port(struct uart_port *port)
{
	return container_of(port, struct uart, port);
}

static u8 get(const struct uart *uart, unsigned int reg)
{
	return inb(uart->port.iobase + reg);
}

static void set(const struct uart *uart, unsigned int reg, u8 value)
{
	outb(value, uart->port.iobase + reg);
}

static u8 line_status(struct uart *uart)
{
	u8 lsr = get(uart, UART_LSR);

	uart->lsr_seen |= lsr & UART_LSR_BRK_ERROR_BITS;
	return lsr;
}

/* ---- output ---- */

static void wait_for(struct uart *uart, u8 bit)
{
	unsigned int tries = TX_TRIES * min_t(unsigned int, uart->divisor, 0x1000);

	for (; tries && !(line_status(uart) & bit); tries--)
		cpu_relax();
}

static void put_byte(struct uart *uart, u8 byte)
{
	wait_for(uart, UART_LSR_THRE);
	set(uart, UART_TX, byte);
	uart->port.icount.tx++;
}

static void write_console(struct console *console, const char *text, unsigned int count)
{
	struct uart *uart = container_of(console, struct uart, console);

	for (; count; count--, text++) {
		if (*text == '\n')
			put_byte(uart, '\r');
		put_byte(uart, *text);
	}
}

static void drain_console(struct console *console)
{
	wait_for(container_of(console, struct uart, console), UART_LSR_TEMT);
}

static void port_write(struct console_tty *tty, const char *bytes, size_t count)
{
	struct uart *uart = container_of(tty, struct uart, tty);

	while (count--)
		put_byte(uart, *bytes++);
}

/* ---- the chip, as serial_core asks for it ---- */

/* With the lock. */
static void change_ier(struct uart *uart, u8 on, u8 off)
{
	uart->ier = (uart->ier & ~off) | on;
	set(uart, UART_IER, uart->ier);
}

static unsigned int tx_empty(struct uart_port *port)
{
	return line_status(of_port(port)) & UART_LSR_TEMT ? TIOCSER_TEMT : 0;
}

static void set_mctrl(struct uart_port *port, unsigned int lines)
{
	set(of_port(port), UART_MCR,
	    UART_MCR_OUT2 | (lines & TIOCM_DTR ? UART_MCR_DTR : 0) |
		(lines & TIOCM_RTS ? UART_MCR_RTS : 0) | (lines & TIOCM_OUT1 ? UART_MCR_OUT1 : 0) |
		(lines & TIOCM_LOOP ? UART_MCR_LOOP : 0));
}

/* With the lock. Reading tells of changes once: they are counted whoever reads. */
static u8 modem_status(struct uart *uart)
{
	struct uart_port *port = &uart->port;
	u8 msr = get(uart, UART_MSR);

	if (!(msr & UART_MSR_ANY_DELTA) || !port->state)
		return msr;
	if (msr & UART_MSR_TERI)
		port->icount.rng++;
	if (msr & UART_MSR_DDSR)
		port->icount.dsr++;
	if (msr & UART_MSR_DDCD)
		uart_handle_dcd_change(port, msr & UART_MSR_DCD);
	if (msr & UART_MSR_DCTS)
		uart_handle_cts_change(port, msr & UART_MSR_CTS);
	wake_up_interruptible(&port->state->port.delta_msr_wait);
	return msr;
}

static unsigned int get_mctrl(struct uart_port *port)
{
	u8 msr = modem_status(of_port(port));

	return (msr & UART_MSR_DCD ? TIOCM_CAR : 0) | (msr & UART_MSR_RI ? TIOCM_RNG : 0) |
	       (msr & UART_MSR_DSR ? TIOCM_DSR : 0) | (msr & UART_MSR_CTS ? TIOCM_CTS : 0);
}

static void enable_ms(struct uart_port *port)
{
	change_ier(of_port(port), UART_IER_MSI, 0);
}

static void break_ctl(struct uart_port *port, int on)
{
	struct uart *uart = of_port(port);
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	uart->lcr = (uart->lcr & ~UART_LCR_SBC) | (on ? UART_LCR_SBC : 0);
	set(uart, UART_LCR, uart->lcr);
	spin_unlock_irqrestore(&port->lock, flags);
}

/* With the lock. Programs set their terminals again and again: what is the same is left alone. */
static void set_frame(struct uart *uart, u16 divisor, u8 lcr)
{
	if (divisor != uart->divisor) {
		set(uart, UART_LCR, lcr | UART_LCR_DLAB);
		set(uart, UART_DLL, divisor & 0xff);
		set(uart, UART_DLM, divisor >> 8);
	} else if (lcr == uart->lcr) {
		return;
	}
	set(uart, UART_LCR, lcr);
	uart->divisor = divisor;
	uart->lcr = lcr;
}

static u8 frame_of(unsigned int cflag)
{
	u8 lcr = tty_get_char_size(cflag) - 5;

	if (cflag & CSTOPB)
		lcr |= UART_LCR_STOP;
	if (cflag & PARENB)
		lcr |= UART_LCR_PARITY | (cflag & PARODD ? 0 : UART_LCR_EPAR) |
		       (cflag & CMSPAR ? UART_LCR_SPAR : 0);
	return lcr;
}

static void choose_errors(struct uart_port *port, const struct ktermios *termios)
{
	const unsigned int bad = UART_LSR_PE | UART_LSR_FE;

	port->read_status_mask = termios->c_iflag & INPCK ? bad : 0;
	port->ignore_status_mask = (termios->c_iflag & IGNPAR ? bad : 0) |
				   (termios->c_iflag & IGNBRK ? UART_LSR_BI : 0) |
				   (termios->c_cflag & CREAD ? 0 : UART_LSR_DR);
}

static void set_termios(struct uart_port *port, struct ktermios *new, const struct ktermios *old)
{
	struct uart *uart = of_port(port);
	unsigned long flags;
	unsigned int baud;

	new->c_cflag &= ~CRTSCTS;
	baud = uart_get_baud_rate(port, new, old, UART_HZ / 16 / 0xffff + 1, UART_HZ / 16);
	spin_lock_irqsave(&port->lock, flags);
	set_frame(uart, clamp(uart_get_divisor(port, baud), 1u, 0xffffu),
		  frame_of(new->c_cflag) | (uart->lcr & UART_LCR_SBC));
	choose_errors(port, new);
	uart_update_timeout(port, new->c_cflag, baud);
	if (UART_ENABLE_MS(port, new->c_cflag) && port->state)
		enable_ms(port);
	spin_unlock_irqrestore(&port->lock, flags);
	if (tty_termios_baud_rate(new))
		tty_termios_encode_baud_rate(new, baud, baud);
}

static const char *type_of(struct uart_port *port)
{
	static const char *const names[] = {
	    [PORT_16450] = "16450", [PORT_16550] = "16550", [PORT_16550A] = "16550A"};

	return names[port->type];
}

/* Where it is and what it is, it stays. */
static int verify_port(struct uart_port *port, struct serial_struct *ss)
{
	return ss->irq != port->irq || ss->baud_base != UART_HZ / 16 || ss->type != port->type
		   ? -EINVAL
		   : 0;
}

static const struct uart_ops chip_ops = {
    .tx_empty = tx_empty,
    .set_mctrl = set_mctrl,
    .get_mctrl = get_mctrl,
    .enable_ms = enable_ms,
    .break_ctl = break_ctl,
    .set_termios = set_termios,
    .type = type_of,
    .verify_port = verify_port,
};

/* ---- the terminal: its bytes go by console_tty, all else is serial_core's ---- */

static int tty_write_bytes(struct tty_struct *tty, const unsigned char *bytes, int count)
{
	port_write(tty->console, (const char *)bytes, count);
	return count;
}

static int tty_write_byte(struct tty_struct *tty, unsigned char byte)
{
	return tty_write_bytes(tty, &byte, 1);
}

static const struct tty_operations tty_ops = {
    .write = tty_write_bytes,
    .put_char = tty_write_byte,
    .write_room = tty_room,
    .wait_until_sent = uart_wait_until_sent,
    .set_termios = uart_set_termios,
    .break_ctl = uart_break_ctl,
    .tiocmget = uart_tiocmget,
    .tiocmset = uart_tiocmset,
    .get_icount = uart_get_icount,
    .get_serial = uart_get_serial,
    .set_serial = uart_set_serial,
    .ioctl = uart_ioctl,
};

/* ---- input ---- */

static void throttle(struct console_tty *tty, bool on)
{
	struct uart *uart = container_of(tty, struct uart, tty);
	unsigned long flags;

	spin_lock_irqsave(&uart->port.lock, flags);
	change_ier(uart, on ? 0 : IER_INPUT, on ? IER_INPUT : 0);
	spin_unlock_irqrestore(&uart->port.lock, flags);
}

/* A break has a byte, 0, and the frame's error with it. */
static void count_errors(struct uart_icount *count, u8 lsr)
{
	if (lsr & UART_LSR_BI)
		count->brk++;
	else if (lsr & UART_LSR_PE)
		count->parity++;
	else if (lsr & UART_LSR_FE)
		count->frame++;
	if (lsr & UART_LSR_OE)
		count->overrun++;
}

/* The next byte that somebody wants; -1: none. */
static int next_byte(struct uart *uart)
{
	struct uart_port *port = &uart->port;
	int byte = -1;
	u8 lsr;

	spin_lock(&port->lock);
	while (byte < 0 && line_status(uart) & UART_LSR_DR) {
		lsr = uart->lsr_seen | UART_LSR_DR;
		uart->lsr_seen = 0;
		byte = get(uart, UART_RX);
		port->icount.rx++;
		count_errors(&port->icount, lsr);
		if (lsr & port->read_status_mask)
			byte = 0;
		if (lsr & port->ignore_status_mask)
			byte = -1;
	}
	spin_unlock(&port->lock);
	return byte;
}

static void take_input(struct uart *uart)
{
	int byte;

	while (!uart->tty.throttled) {
		byte = next_byte(uart);
		if (byte < 0)
			break;
		console_tty_input(&uart->tty, byte);
	}
}

/* Until none is left: the interrupt controller sees only a line that rises. */
static irqreturn_t interrupt(int irq, void *dev_id)
{
	struct uart *uart = dev_id;
	int passes;

	for (passes = 0; passes < PASSES && !(get(uart, UART_IIR) & UART_IIR_NO_INT); passes++) {
		take_input(uart);
		if (!(uart->ier & UART_IER_MSI))
			continue;
		spin_lock(&uart->port.lock);
		modem_status(uart);
		spin_unlock(&uart->port.lock);
	}
	return IRQ_RETVAL(passes);
}

/* ---- boot ---- */

/*
 * Switching the FIFO on empties it. A byte that waits already, typed ahead or out of a
 * pipe, is not to be lost: then the port stays as an 8250 is, a byte at a time.
 */
static void start_fifo(struct uart *uart)
{
	u8 fifos;

	uart->port.type = PORT_16450;
	uart->port.fifosize = 1;
	if (line_status(uart) & UART_LSR_DR)
		return;
	set(uart, UART_FCR, FIFO_START);
	fifos = get(uart, UART_IIR) & IIR_FIFOS;
	if (fifos == IIR_FIFOS) {
		uart->port.type = PORT_16550A;
		uart->port.fifosize = 16;
	} else if (fifos) {
		uart->port.type = PORT_16550;
		set(uart, UART_FCR, 0);
	}
}

/* The scratch register remembers: there is a chip. */
static bool is_there(struct uart *uart)
{
	set(uart, UART_SCR, 0x5a);
	return get(uart, UART_SCR) == 0x5a && get(uart, UART_LSR) != 0xff;
}

static int console_options(struct console *console, char *options)
{
	struct uart *uart = container_of(console, struct uart, console);
	int baud = 0, parity = 'n', bits = 8, flow = 'n';

	if (options)
		uart_parse_options(options, &baud, &parity, &bits, &flow);
	if (!baud)
		return 0;
	uart_set_options(&uart->port, console, baud, parity, bits, flow);
	uart->tty.cflag = console->cflag;
	return 0;
}

static void __init start_chip(struct uart *uart)
{
	struct uart_port *port = &uart->port;

	spin_lock_init(&port->lock);
	port->ops = &chip_ops;
	port->iotype = UPIO_PORT;
	port->uartclk = UART_HZ;
	port->flags = UPF_BOOT_AUTOCONF | UPF_SKIP_TEST | UPF_FIXED_PORT;
	port->mctrl = TIOCM_DTR | TIOCM_RTS | TIOCM_OUT2;
	change_ier(uart, 0, 0);
	set_frame(uart, 1, UART_LCR_WLEN8);
	uart_update_timeout(port, CS8, UART_HZ / 16);
	/* switching the FIFO on empties the receiver: a script may be typing already */
	uart->early = get(uart, UART_LSR) & UART_LSR_DR ? get(uart, UART_RX) : -1;
	start_fifo(uart);
	set_mctrl(port, port->mctrl);
}

void __init serial_console_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(uarts); i++) {
		struct uart *uart = &uarts[i];

		uart->present = is_there(uart);
		if (!uart->present)
			continue;
		start_chip(uart);
		uart->console.flags = CON_PRINTBUFFER;
		uart->console.write = write_console;
		uart->console.setup = console_options;
		uart->console.drain = drain_console;
		/* the second only where it is asked for: something else may hang on it */
		if (i == 0 || strstr(boot_command_line, "console=ttyS1"))
			register_console(&uart->console);
	}
}

static struct uart_state states[ARRAY_SIZE(uarts)];
static struct uart_driver ports = {
    .driver_name = "serial",
    .dev_name = "ttyS",
    .nr = ARRAY_SIZE(uarts),
    .state = states,
    .tty_driver = &tty_serial_driver,
};

static void __init start_terminal(struct uart *uart, struct uart_state *state)
{
	tty_port_init(&state->port);
	state->uart_port = &uart->port;
	uart->port.state = state;
	tty_port_set_initialized(&state->port, true);
	uart->tty.name = uart->tty_name;
	uart->tty.write = port_write;
	uart->tty.throttle = throttle;
	uart->tty.ops = &tty_ops;
	uart->tty.driver_data = state;
	console_tty_register(&uart->tty);
}

static int __init serial_init(void)
{
	unsigned long flags;
	int i;

	tty_serial_driver.driver_state = &ports;
	proc_create_single_data("serial", 0, tty_proc_dir(), uart_proc_show, &tty_serial_driver);
	for (i = 0; i < ARRAY_SIZE(uarts); i++) {
		struct uart *uart = &uarts[i];
		struct uart_port *port = &uart->port;

		if (!uart->present)
			continue;
		start_terminal(uart, &states[i]);
		if (!request_region(port->iobase, UART_PORTS, "serial") ||
		    request_irq(port->irq, interrupt, IRQF_SHARED, uart->tty_name, uart)) {
			pr_err("%s: its ports or its interrupt are taken\n", uart->tty_name);
			continue;
		}
		local_irq_save(flags);
		if (uart->early >= 0)
			console_tty_input(&uart->tty, uart->early);
		local_irq_restore(flags);
		throttle(&uart->tty, false);
		pr_info("%s at I/O %#x (irq = %d) is a %s\n", uart->tty_name, (int)port->iobase,
			port->irq, type_of(port));
	}
	return 0;
}
device_initcall(serial_init);
