/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serial_core: serial ports as terminals.
 *
 * 1. Purpose. What all serial drivers have in common: a buffer of what is to be sent, when the
 *    hardware runs, modem lines; the driver knows registers.
 *
 * 2. Structures. A uart_driver has nr states; a state is a line, with the port that was added to
 *it.
 *
 *	write() --> state->xmit --start_tx()--> the driver's interrupt --> uart_write_wakeup()
 *	read()  <-- tty_buffer <-- uart_insert_char(), tty_flip_buffer_push()
 *
 * 3. Invariants. state->uart_port is the port from its adding to its removal. The hardware runs
 *    (startup()) while the tty_port is initialized.
 *
 * 4. Locking and context. tty_port.mutex: startup(), shutdown(), set_termios(), configuration.
 *    uart_port.lock: xmit, mctrl, the driver's interrupt.
 *
 * 5. Failure. No port on a line, or one of unknown type: opening it says -ENXIO, or, to who may
 *    set it up, works with TTY_IO_ERROR set.
 */
#include <linux/console.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/serial_core.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "uart.h"

static struct uart_state *state_of(struct tty_struct *tty)
{
	return tty->driver_data;
}

static struct uart_port *port_of(struct tty_struct *tty)
{
	return state_of(tty)->uart_port;
}

/* ---- sending ---- */

/* With the lock. */
static void start_sending(struct uart_port *port)
{
	if (!uart_tx_stopped(port))
		port->ops->start_tx(port);
}

static void uart_start(struct tty_struct *tty)
{
	struct uart_port *port = port_of(tty);
	unsigned long flags;

	if (!port)
		return;
	spin_lock_irqsave(&port->lock, flags);
	start_sending(port);
	spin_unlock_irqrestore(&port->lock, flags);
}

static void uart_stop(struct tty_struct *tty)
{
	struct uart_port *port = port_of(tty);
	unsigned long flags;

	if (!port)
		return;
	spin_lock_irqsave(&port->lock, flags);
	port->ops->stop_tx(port);
	spin_unlock_irqrestore(&port->lock, flags);
}

static int uart_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	struct uart_port *port = port_of(tty);
	struct circ_buf *xmit = &state_of(tty)->xmit;
	unsigned long flags;
	int n, done = 0;

	if (!port || !xmit->buf)
		return 0;
	spin_lock_irqsave(&port->lock, flags);
	while (done < count) {
		n = min_t(int, count - done,
			  CIRC_SPACE_TO_END(xmit->head, xmit->tail, UART_XMIT_SIZE));
		if (!n)
			break;
		memcpy(xmit->buf + xmit->head, buf + done, n);
		xmit->head = (xmit->head + n) & (UART_XMIT_SIZE - 1);
		done += n;
	}
	start_sending(port);
	spin_unlock_irqrestore(&port->lock, flags);
	return done;
}

static int uart_put_char(struct tty_struct *tty, unsigned char ch)
{
	struct uart_port *port = port_of(tty);
	struct circ_buf *xmit = &state_of(tty)->xmit;
	unsigned long flags;
	int done = 0;

	if (!port || !xmit->buf)
		return 0;
	spin_lock_irqsave(&port->lock, flags);
	if (uart_circ_chars_free(xmit)) {
		xmit->buf[xmit->head] = ch;
		xmit->head = (xmit->head + 1) & (UART_XMIT_SIZE - 1);
		done = 1;
	}
	spin_unlock_irqrestore(&port->lock, flags);
	return done;
}

static unsigned int uart_write_room(struct tty_struct *tty)
{
	return state_of(tty)->xmit.buf ? uart_circ_chars_free(&state_of(tty)->xmit) : 0;
}

static unsigned int uart_chars_in_buffer(struct tty_struct *tty)
{
	return uart_circ_chars_pending(&state_of(tty)->xmit);
}

static void uart_flush_buffer(struct tty_struct *tty)
{
	struct uart_port *port = port_of(tty);
	unsigned long flags;

	if (!port)
		return;
	spin_lock_irqsave(&port->lock, flags);
	uart_circ_clear(&state_of(tty)->xmit);
	if (port->ops->flush_buffer)
		port->ops->flush_buffer(port);
	spin_unlock_irqrestore(&port->lock, flags);
	tty_port_tty_wakeup(&state_of(tty)->port);
}

static void uart_send_xchar(struct tty_struct *tty, char ch)
{
	struct uart_port *port = port_of(tty);
	unsigned long flags;

	if (!port)
		return;
	if (port->ops->send_xchar) {
		port->ops->send_xchar(port, ch);
		return;
	}
	spin_lock_irqsave(&port->lock, flags);
	port->x_char = ch;
	if (ch)
		port->ops->start_tx(port);
	spin_unlock_irqrestore(&port->lock, flags);
}

/* A character at a time, as the hardware cannot say when it will be done. */
void uart_wait_until_sent(struct tty_struct *tty, int timeout)
{
	struct uart_port *port = port_of(tty);
	unsigned long step, end;

	if (!port || !port->fifosize || port->type == PORT_UNKNOWN)
		return;
	step = max(nsecs_to_jiffies(port->frame_time) / 5, 1UL);
	if (timeout)
		step = min_t(unsigned long, step, timeout);
	end = 2 * uart_fifo_timeout(port);
	if (!timeout || timeout > end)
		timeout = end;
	end = jiffies + timeout;
	while (!port->ops->tx_empty(port)) {
		schedule_timeout_interruptible(step);
		if (signal_pending(current) || time_after(jiffies, end))
			break;
	}
}

/* ---- the other side is to stop ---- */

/* By the hardware where it can (how), else by RTS: which modem lines go off and on. */
static void uart_flow(struct tty_struct *tty, bool stop)
{
	struct uart_port *port = port_of(tty);
	upstat_t mask = UPSTAT_SYNC_FIFO;
	void (*how)(struct uart_port *port);

	if (!port)
		return;
	how = stop ? port->ops->throttle : port->ops->unthrottle;
	if (I_IXOFF(tty))
		mask |= UPSTAT_AUTOXOFF;
	if (C_CRTSCTS(tty))
		mask |= UPSTAT_AUTORTS;
	if (port->status & mask && how) {
		how(port);
		mask &= ~port->status;
	}
	if (mask & UPSTAT_AUTORTS)
		uart_change_mctrl(port, stop ? 0 : TIOCM_RTS, stop ? TIOCM_RTS : 0);
}

static void uart_throttle(struct tty_struct *tty)
{
	uart_flow(tty, true);
}

static void uart_unthrottle(struct tty_struct *tty)
{
	uart_flow(tty, false);
}

/* ---- settings ---- */

/* With the tty_port's mutex. old NULL: the line has just been started. */
static void change_speed(struct tty_struct *tty, const struct ktermios *old)
{
	struct uart_port *port = port_of(tty);
	bool was_stopped;
	unsigned long flags;

	if (!port || port->type == PORT_UNKNOWN)
		return;
	port->ops->set_termios(port, &tty->termios, old);
	spin_lock_irqsave(&port->lock, flags);
	port->status &= ~(UPSTAT_DCD_ENABLE | UPSTAT_CTS_ENABLE);
	if (C_CRTSCTS(tty))
		port->status |= UPSTAT_CTS_ENABLE;
	if (!C_CLOCAL(tty))
		port->status |= UPSTAT_DCD_ENABLE;
	was_stopped = port->hw_stopped;
	port->hw_stopped = uart_softcts_mode(port) && !(port->ops->get_mctrl(port) & TIOCM_CTS);
	if (port->hw_stopped && !was_stopped)
		port->ops->stop_tx(port);
	else if (!port->hw_stopped && was_stopped)
		start_sending(port);
	spin_unlock_irqrestore(&port->lock, flags);
}

void uart_set_termios(struct tty_struct *tty, const struct ktermios *old)
{
	struct uart_state *state = state_of(tty);
	struct uart_port *port;
	unsigned int off, was = old->c_cflag, is = tty->termios.c_cflag;

	mutex_lock(&state->port.mutex);
	port = state->uart_port;
	if (port && tty_port_initialized(&state->port)) {
		change_speed(tty, old);
		is = tty->termios.c_cflag;
		off = TIOCM_DTR | TIOCM_RTS;
		if (was & CBAUD && !(is & CBAUD))
			uart_change_mctrl(port, 0, off);
		else if (!(was & CBAUD) && is & CBAUD)
			uart_change_mctrl(
			    port, TIOCM_DTR | (is & CRTSCTS && tty_throttled(tty) ? 0 : TIOCM_RTS),
			    0);
	}
	mutex_unlock(&state->port.mutex);
}

static void uart_set_ldisc(struct tty_struct *tty)
{
	struct uart_state *state = state_of(tty);

	mutex_lock(&state->port.mutex);
	if (state->uart_port && state->uart_port->ops->set_ldisc)
		state->uart_port->ops->set_ldisc(state->uart_port, &tty->termios);
	mutex_unlock(&state->port.mutex);
}

int uart_break_ctl(struct tty_struct *tty, int on)
{
	struct uart_state *state = state_of(tty);
	struct uart_port *port;
	int err = -EIO;

	mutex_lock(&state->port.mutex);
	port = state->uart_port;
	if (port) {
		if (port->type != PORT_UNKNOWN && port->ops->break_ctl)
			port->ops->break_ctl(port, on);
		err = 0;
	}
	mutex_unlock(&state->port.mutex);
	return err;
}

/* ---- opening and closing ---- */

static int get_buffer(struct uart_state *state)
{
	if (!state->xmit.buf) {
		state->xmit.buf = (char *)get_zeroed_page(GFP_KERNEL);
		if (!state->xmit.buf)
			return -ENOMEM;
	}
	uart_circ_clear(&state->xmit);
	return 0;
}

static int start_port(struct uart_state *state, struct tty_struct *tty)
{
	struct uart_port *port = state->uart_port;
	int err;

	set_bit(TTY_IO_ERROR, &tty->flags);
	err = port->type == PORT_UNKNOWN ? -ENODEV : get_buffer(state);
	if (!err)
		err = port->ops->startup(port);
	if (err) /* who may say what it is, may open it to do so */
		return capable(CAP_SYS_ADMIN) && err != -ENOMEM ? 1 : err;
	change_speed(tty, NULL);
	if (C_BAUD(tty))
		uart_change_mctrl(port, TIOCM_DTR | TIOCM_RTS, 0);
	clear_bit(TTY_IO_ERROR, &tty->flags);
	return 0;
}

static int port_activate(struct tty_port *tport, struct tty_struct *tty)
{
	struct uart_state *state = container_of(tport, struct uart_state, port);
	int err;

	if (!state->uart_port || state->uart_port->flags & UPF_DEAD)
		return -ENXIO;
	err = start_port(state, tty);
	if (err > 0)
		tty_port_set_active(tport, true);
	return err > 0 ? 0 : err;
}

static void port_shutdown(struct tty_port *tport)
{
	struct uart_state *state = container_of(tport, struct uart_state, port);
	struct uart_port *port = state->uart_port;
	unsigned long flags;
	char *buf;

	if (!port)
		return;
	wake_up_interruptible(&tport->delta_msr_wait);
	spin_lock_irqsave(&port->lock, flags);
	port->ops->stop_rx(port);
	spin_unlock_irqrestore(&port->lock, flags);
	if (port->type != PORT_UNKNOWN) {
		port->ops->shutdown(port);
		if (port->irq)
			synchronize_irq(port->irq);
	}
	spin_lock_irqsave(&port->lock, flags);
	buf = state->xmit.buf;
	state->xmit.buf = NULL;
	uart_circ_clear(&state->xmit);
	spin_unlock_irqrestore(&port->lock, flags);
	free_page((unsigned long)buf);
}

static int port_carrier_raised(struct tty_port *tport)
{
	struct uart_state *state = container_of(tport, struct uart_state, port);
	struct uart_port *port = state->uart_port;
	unsigned int mctrl;

	if (!port)
		return 1;
	spin_lock_irq(&port->lock);
	if (port->ops->enable_ms)
		port->ops->enable_ms(port);
	mctrl = port->ops->get_mctrl(port);
	spin_unlock_irq(&port->lock);
	return !!(mctrl & TIOCM_CAR);
}

static void port_dtr_rts(struct tty_port *tport, int raise)
{
	struct uart_state *state = container_of(tport, struct uart_state, port);
	unsigned int both = TIOCM_DTR | TIOCM_RTS;

	if (state->uart_port)
		uart_change_mctrl(state->uart_port, raise ? both : 0, raise ? 0 : both);
}

static const struct tty_port_operations port_ops = {
    .carrier_raised = port_carrier_raised,
    .dtr_rts = port_dtr_rts,
    .activate = port_activate,
    .shutdown = port_shutdown,
};

static int uart_install(struct tty_driver *driver, struct tty_struct *tty)
{
	struct uart_driver *drv = driver->driver_state;

	tty->driver_data = drv->state + tty->index;
	return tty_standard_install(driver, tty);
}

static int uart_open(struct tty_struct *tty, struct file *filp)
{
	return tty_port_open(&state_of(tty)->port, tty, filp);
}

static void uart_close(struct tty_struct *tty, struct file *filp)
{
	tty_port_close(&state_of(tty)->port, tty, filp);
}

static void uart_hangup(struct tty_struct *tty)
{
	uart_flush_buffer(tty);
	tty_port_hangup(&state_of(tty)->port);
}

static const struct tty_operations uart_tty_ops = {
    .install = uart_install,
    .open = uart_open,
    .close = uart_close,
    .write = uart_write,
    .put_char = uart_put_char,
    .flush_chars = uart_start,
    .write_room = uart_write_room,
    .chars_in_buffer = uart_chars_in_buffer,
    .flush_buffer = uart_flush_buffer,
    .ioctl = uart_ioctl,
    .throttle = uart_throttle,
    .unthrottle = uart_unthrottle,
    .send_xchar = uart_send_xchar,
    .set_termios = uart_set_termios,
    .set_ldisc = uart_set_ldisc,
    .stop = uart_stop,
    .start = uart_start,
    .hangup = uart_hangup,
    .break_ctl = uart_break_ctl,
    .wait_until_sent = uart_wait_until_sent,
    .tiocmget = uart_tiocmget,
    .tiocmset = uart_tiocmset,
    .get_serial = uart_get_serial,
    .set_serial = uart_set_serial,
    .get_icount = uart_get_icount,
    .proc_show = uart_proc_show,
};

/* ---- drivers and ports come and go ---- */

int uart_register_driver(struct uart_driver *drv)
{
	struct tty_driver *driver;
	int i, err;

	drv->state = kcalloc(drv->nr, sizeof(*drv->state), GFP_KERNEL);
	if (!drv->state)
		return -ENOMEM;
	driver = tty_alloc_driver(drv->nr, TTY_DRIVER_REAL_RAW | TTY_DRIVER_DYNAMIC_DEV);
	if (IS_ERR(driver)) {
		kfree(drv->state);
		return PTR_ERR(driver);
	}
	driver->owner = drv->owner;
	drv->tty_driver = driver;
	driver->driver_name = drv->driver_name;
	driver->name = drv->dev_name;
	driver->major = drv->major;
	driver->minor_start = drv->minor;
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B9600 | CS8 | CREAD | HUPCL | CLOCAL;
	driver->init_termios.c_ispeed = driver->init_termios.c_ospeed = 9600;
	driver->driver_state = drv;
	tty_set_operations(driver, &uart_tty_ops);
	for (i = 0; i < drv->nr; i++) {
		tty_port_init(&drv->state[i].port);
		drv->state[i].port.ops = &port_ops;
		init_waitqueue_head(&drv->state[i].remove_wait);
		tty_port_link_device(&drv->state[i].port, driver, i);
	}
	err = tty_register_driver(driver);
	if (!err)
		return 0;
	for (i = 0; i < drv->nr; i++)
		tty_port_destroy(&drv->state[i].port);
	tty_driver_kref_put(driver);
	kfree(drv->state);
	return err;
}
EXPORT_SYMBOL(uart_register_driver);

void uart_unregister_driver(struct uart_driver *drv)
{
	int i;

	tty_unregister_driver(drv->tty_driver);
	tty_driver_kref_put(drv->tty_driver);
	for (i = 0; i < drv->nr; i++)
		tty_port_destroy(&drv->state[i].port);
	kfree(drv->state);
	drv->state = NULL;
	drv->tty_driver = NULL;
}
EXPORT_SYMBOL(uart_unregister_driver);

static void describe(const struct uart_driver *drv, struct uart_port *port)
{
	char address[32] = "*unknown*";

	if (port->iotype == UPIO_PORT || port->iotype == UPIO_HUB6)
		snprintf(address, sizeof(address), "I/O 0x%lx", port->iobase);
	else if (port->iotype != UPIO_UNKNOWN)
		snprintf(address, sizeof(address), "MMIO 0x%llx", (u64)port->mapbase);
	pr_info("%s%s%s at %s (irq = %d, base_baud = %d) is a %s\n",
		port->dev ? dev_name(port->dev) : "", port->dev ? ": " : "", port->name, address,
		port->irq, port->uartclk / 16, uart_type_of(port));
}

static void configure(const struct uart_driver *drv, struct uart_port *port)
{
	unsigned long flags;

	if (!port->iobase && !port->mapbase && !port->membase)
		return;
	if (port->flags & UPF_BOOT_AUTOCONF) {
		int what = UART_CONFIG_TYPE | (port->flags & UPF_AUTO_IRQ ? UART_CONFIG_IRQ : 0);

		if (!(port->flags & UPF_FIXED_TYPE)) {
			port->type = PORT_UNKNOWN;
			what |= UART_CONFIG_TYPE;
		}
		if (port->ops->config_port)
			port->ops->config_port(port, what);
	}
	if (port->type == PORT_UNKNOWN)
		return;
	describe(drv, port);
	spin_lock_irqsave(&port->lock, flags);
	port->mctrl &= TIOCM_DTR;
	port->ops->set_mctrl(port, port->mctrl);
	spin_unlock_irqrestore(&port->lock, flags);
}

int uart_add_one_port(struct uart_driver *drv, struct uart_port *port)
{
	struct uart_state *state;
	struct device *dev;

	if (port->line >= drv->nr)
		return -EINVAL;
	state = drv->state + port->line;
	mutex_lock(&state->port.mutex);
	if (state->uart_port) {
		mutex_unlock(&state->port.mutex);
		return -EINVAL;
	}
	state->pm_state = UART_PM_STATE_UNDEFINED;
	state->uart_port = port;
	port->state = state;
	port->cons = drv->cons;
	port->minor = drv->tty_driver->minor_start + port->line;
	port->name =
	    kasprintf(GFP_KERNEL, "%s%d", drv->dev_name, drv->tty_driver->name_base + port->line);
	if (!port->name) {
		state->uart_port = NULL;
		mutex_unlock(&state->port.mutex);
		return -ENOMEM;
	}
	if (!uart_console(port))
		spin_lock_init(&port->lock);
	port->flags &= ~UPF_DEAD;
	configure(drv, port);
	state->port.console = uart_console(port);
	dev = tty_port_register_device_attr(&state->port, drv->tty_driver, port->line, port->dev,
					    port, uart_tty_groups);
	if (IS_ERR(dev))
		pr_err("%s: no node: error %ld\n", port->name, PTR_ERR(dev));
	mutex_unlock(&state->port.mutex);
	return 0;
}
EXPORT_SYMBOL(uart_add_one_port);

void uart_remove_one_port(struct uart_driver *drv, struct uart_port *port)
{
	struct uart_state *state = drv->state + port->line;

	if (WARN_ON(state->uart_port != port))
		return;
	mutex_lock(&state->port.mutex);
	port->flags |= UPF_DEAD;
	mutex_unlock(&state->port.mutex);
	tty_port_unregister_device(&state->port, drv->tty_driver, port->line);
	tty_port_tty_vhangup(&state->port);
	mutex_lock(&state->port.mutex);
	if (port->type != PORT_UNKNOWN && port->ops->release_port)
		port->ops->release_port(port);
	port->type = PORT_UNKNOWN;
	state->uart_port = NULL;
	mutex_unlock(&state->port.mutex);
	kfree(port->name);
	port->name = NULL;
}
EXPORT_SYMBOL(uart_remove_one_port);
