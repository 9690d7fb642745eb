// SPDX-License-Identifier: GPL-2.0-only
/*
 * loopuart: a serial port that hears what it says, by serial_core: what is sent comes in again one
 * FIFO a tick later; RTS is CTS, DTR is DSR and DCD. The registers are a structure in memory.
 */
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/serial_core.h>
#include <linux/timer.h>
#include <linux/tty_flip.h>

#define FIFO 16

static struct chip {
	struct uart_port port;
	struct timer_list timer;
	bool sending, receiving;
	unsigned int baud;
} chip;
static struct platform_device *device;

static struct uart_driver driver = {
    .owner = THIS_MODULE,
    .driver_name = "loopuart",
    .dev_name = "ttyU",
    .nr = 1,
};

/* ---- the hardware ---- */

/* With the lock. */
static void send_fifo(struct uart_port *port)
{
	struct circ_buf *xmit = &port->state->xmit;
	int i;

	if (port->x_char) {
		port->x_char = 0;
		port->icount.tx++;
	}
	for (i = 0; i < FIFO && !uart_circ_empty(xmit) && !uart_tx_stopped(port); i++) {
		if (chip.receiving) {
			port->icount.rx++;
			uart_insert_char(port, 0, 0, xmit->buf[xmit->tail], TTY_NORMAL);
		}
		uart_xmit_advance(port, 1);
	}
	if (uart_circ_chars_pending(xmit) < WAKEUP_CHARS)
		uart_write_wakeup(port);
	chip.sending = !uart_circ_empty(xmit) && !uart_tx_stopped(port);
}

static void a_tick(struct timer_list *t)
{
	unsigned long flags;

	spin_lock_irqsave(&chip.port.lock, flags);
	if (chip.sending)
		send_fifo(&chip.port);
	if (chip.sending)
		mod_timer(&chip.timer, jiffies + 1);
	spin_unlock_irqrestore(&chip.port.lock, flags);
	tty_flip_buffer_push(&chip.port.state->port);
}

/* ---- what serial_core asks ---- */

static unsigned int loop_tx_empty(struct uart_port *port)
{
	return chip.sending ? 0 : TIOCSER_TEMT;
}

static void loop_set_mctrl(struct uart_port *port, unsigned int mctrl)
{
	bool rts = mctrl & TIOCM_RTS;

	if (port->state && tty_port_initialized(&port->state->port))
		uart_handle_cts_change(port, rts);
}

static unsigned int loop_get_mctrl(struct uart_port *port)
{
	return (port->mctrl & TIOCM_RTS ? TIOCM_CTS : 0) |
	       (port->mctrl & TIOCM_DTR ? TIOCM_DSR | TIOCM_CAR : 0);
}

static void loop_stop_tx(struct uart_port *port)
{
	chip.sending = false;
}

static void loop_start_tx(struct uart_port *port)
{
	chip.sending = true;
	mod_timer(&chip.timer, jiffies + 1);
}

static void loop_stop_rx(struct uart_port *port)
{
	chip.receiving = false;
}

static void loop_break_ctl(struct uart_port *port, int on)
{
	if (!on)
		return;
	port->icount.brk++;
	uart_insert_char(port, 0, 0, 0, TTY_BREAK);
	tty_flip_buffer_push(&port->state->port);
}

static int loop_startup(struct uart_port *port)
{
	chip.receiving = true;
	return 0;
}

static void loop_shutdown(struct uart_port *port)
{
	chip.receiving = chip.sending = false;
	del_timer_sync(&chip.timer);
}

static void loop_set_termios(struct uart_port *port, struct ktermios *new,
			     const struct ktermios *old)
{
	unsigned long flags;

	chip.baud = uart_get_baud_rate(port, new, old, 300, port->uartclk / 16);
	spin_lock_irqsave(&port->lock, flags);
	uart_update_timeout(port, new->c_cflag, chip.baud);
	spin_unlock_irqrestore(&port->lock, flags);
}

static const char *loop_type(struct uart_port *port)
{
	return "loop";
}

static void loop_config_port(struct uart_port *port, int flags)
{
	port->type = PORT_16550A;
}

static const struct uart_ops ops = {
    .tx_empty = loop_tx_empty,
    .set_mctrl = loop_set_mctrl,
    .get_mctrl = loop_get_mctrl,
    .stop_tx = loop_stop_tx,
    .start_tx = loop_start_tx,
    .stop_rx = loop_stop_rx,
    .break_ctl = loop_break_ctl,
    .startup = loop_startup,
    .shutdown = loop_shutdown,
    .set_termios = loop_set_termios,
    .type = loop_type,
    .config_port = loop_config_port,
};

static int __init loop_init(void)
{
	int err = uart_register_driver(&driver);

	if (err)
		return err;
	device = platform_device_register_simple("loopuart", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device)) {
		uart_unregister_driver(&driver);
		return PTR_ERR(device);
	}
	timer_setup(&chip.timer, a_tick, 0);
	chip.port.dev = &device->dev;
	chip.port.ops = &ops;
	chip.port.iotype = UPIO_MEM;
	chip.port.membase = (void __iomem *)&chip;
	chip.port.uartclk = 115200 * 16;
	chip.port.fifosize = FIFO;
	chip.port.flags = UPF_BOOT_AUTOCONF;
	err = uart_add_one_port(&driver, &chip.port);
	if (!err)
		return 0;
	platform_device_unregister(device);
	uart_unregister_driver(&driver);
	return err;
}

static void __exit loop_exit(void)
{
	uart_remove_one_port(&driver, &chip.port);
	uart_unregister_driver(&driver);
	platform_device_unregister(device);
}

module_init(loop_init);
module_exit(loop_exit);
MODULE_DESCRIPTION("A serial port that hears itself");
MODULE_LICENSE("GPL");
