/* SPDX-License-Identifier: GPL-2.0-only */
/* uart_lines: what comes over a serial port, its modem lines, and its speed. */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/serial_core.h>
#include <linux/tty_flip.h>

#include "uart.h"

/* ---- from the driver's interrupt ---- */

void uart_write_wakeup(struct uart_port *port)
{
	if (port->state)
		tty_port_tty_wakeup(&port->state->port);
}
EXPORT_SYMBOL(uart_write_wakeup);

void uart_insert_char(struct uart_port *port, unsigned int status, unsigned int overrun,
		      unsigned int ch, unsigned int flag)
{
	struct tty_port *tport = &port->state->port;

	if (!(status & port->ignore_status_mask & ~overrun))
		if (!tty_insert_flip_char(tport, ch, flag))
			port->icount.buf_overrun++;
	/* the byte before it was lost: that one has a place of its own */
	if (status & ~port->ignore_status_mask & overrun)
		if (!tty_insert_flip_char(tport, 0, TTY_OVERRUN))
			port->icount.buf_overrun++;
}
EXPORT_SYMBOL_GPL(uart_insert_char);

void uart_handle_dcd_change(struct uart_port *port, bool active)
{
	struct tty_port *tport = &port->state->port;
	struct tty_struct *tty = tport->tty;
	struct tty_ldisc *ld = tty ? tty_ldisc_ref(tty) : NULL;

	if (ld) {
		if (ld->ops->dcd_change)
			ld->ops->dcd_change(tty, active);
		tty_ldisc_deref(ld);
	}
	port->icount.dcd++;
	if (!(port->status & UPSTAT_DCD_ENABLE))
		return;
	if (active)
		wake_up_interruptible(&tport->open_wait);
	else if (tty)
		tty_hangup(tty);
}
EXPORT_SYMBOL_GPL(uart_handle_dcd_change);

void uart_handle_cts_change(struct uart_port *port, bool active)
{
	port->icount.cts++;
	if (!uart_softcts_mode(port))
		return;
	if (port->hw_stopped && active) {
		port->hw_stopped = 0;
		port->ops->start_tx(port);
		uart_write_wakeup(port);
	} else if (!port->hw_stopped && !active) {
		port->hw_stopped = 1;
		port->ops->stop_tx(port);
	}
}
EXPORT_SYMBOL_GPL(uart_handle_cts_change);

void uart_xchar_out(struct uart_port *port, int offset)
{
	serial_port_out(port, offset, port->x_char);
	port->icount.tx++;
	port->x_char = 0;
}
EXPORT_SYMBOL_GPL(uart_xchar_out);

/* ---- modem lines ---- */

void uart_change_mctrl(struct uart_port *port, unsigned int set, unsigned int clear)
{
	unsigned long flags;
	unsigned int was;

	spin_lock_irqsave(&port->lock, flags);
	was = port->mctrl;
	port->mctrl = (was & ~clear) | set;
	if (was != port->mctrl && !(port->rs485.flags & SER_RS485_ENABLED))
		port->ops->set_mctrl(port, port->mctrl);
	spin_unlock_irqrestore(&port->lock, flags);
}

int uart_tiocmget(struct tty_struct *tty)
{
	struct uart_state *state = tty->driver_data;
	struct uart_port *port;
	int lines = -EIO;

	mutex_lock(&state->port.mutex);
	port = state->uart_port;
	if (port && !tty_io_error(tty)) {
		spin_lock_irq(&port->lock);
		lines = port->mctrl | port->ops->get_mctrl(port);
		spin_unlock_irq(&port->lock);
	}
	mutex_unlock(&state->port.mutex);
	return lines;
}

int uart_tiocmset(struct tty_struct *tty, unsigned int set, unsigned int clear)
{
	struct uart_state *state = tty->driver_data;
	int err = -EIO;

	mutex_lock(&state->port.mutex);
	if (state->uart_port && !tty_io_error(tty)) {
		uart_change_mctrl(state->uart_port, set, clear);
		err = 0;
	}
	mutex_unlock(&state->port.mutex);
	return err;
}

int uart_get_icount(struct tty_struct *tty, struct serial_icounter_struct *to)
{
	struct uart_state *state = tty->driver_data;
	struct uart_port *port = state->uart_port;
	struct uart_icount now;

	if (!port)
		return -EIO;
	spin_lock_irq(&port->lock);
	now = port->icount;
	spin_unlock_irq(&port->lock);
	*to = (struct serial_icounter_struct){
	    .cts = now.cts,
	    .dsr = now.dsr,
	    .rng = now.rng,
	    .dcd = now.dcd,
	    .rx = now.rx,
	    .tx = now.tx,
	    .frame = now.frame,
	    .overrun = now.overrun,
	    .parity = now.parity,
	    .brk = now.brk,
	    .buf_overrun = now.buf_overrun,
	};
	return 0;
}

static bool has_changed(const struct uart_icount *now, const struct uart_icount *was,
			unsigned long lines)
{
	return (lines & TIOCM_RNG && now->rng != was->rng) ||
	       (lines & TIOCM_DSR && now->dsr != was->dsr) ||
	       (lines & TIOCM_CD && now->dcd != was->dcd) ||
	       (lines & TIOCM_CTS && now->cts != was->cts);
}

int uart_wait_modem_status(struct uart_state *state, unsigned long lines)
{
	struct uart_port *port = state->uart_port;
	struct uart_icount was;

	if (!port)
		return -EIO;
	spin_lock_irq(&port->lock);
	was = port->icount;
	if (port->ops->enable_ms)
		port->ops->enable_ms(port);
	spin_unlock_irq(&port->lock);
	if (wait_event_interruptible(state->port.delta_msr_wait,
				     !tty_port_initialized(&state->port) ||
					 has_changed(&port->icount, &was, lines)))
		return -ERESTARTSYS;
	return has_changed(&port->icount, &was, lines) ? 0 : -EIO;
}

/* ---- speed ---- */

void uart_update_timeout(struct uart_port *port, unsigned int cflag, unsigned int baud)
{
	u64 frame = (u64)tty_get_frame_size(cflag) * NSEC_PER_SEC;

	port->frame_time = DIV64_U64_ROUND_UP(frame, max(baud, 1u));
}
EXPORT_SYMBOL(uart_update_timeout);

/* 38400 may stand for a speed that termios had no name for. */
static unsigned int alternative(const struct uart_port *port)
{
	switch ((unsigned int)(port->flags & UPF_SPD_MASK)) {
	case ASYNC_SPD_HI:
		return 57600;
	case ASYNC_SPD_VHI:
		return 115200;
	case ASYNC_SPD_SHI:
		return 230400;
	case ASYNC_SPD_WARP:
		return 460800;
	}
	return 38400;
}

unsigned int uart_get_baud_rate(struct uart_port *port, struct ktermios *termios,
				const struct ktermios *old, unsigned int min, unsigned int max)
{
	unsigned int baud = tty_termios_baud_rate(termios);

	if (baud == 38400)
		baud = alternative(port);
	if (!baud)
		return 9600; /* it hangs up, and the hardware must have some */
	if (baud >= min && baud <= max)
		return baud;
	/* what was before, or the nearest that goes; the program is told */
	if (old)
		baud = tty_termios_baud_rate(old);
	if (!old || baud < min || baud > max)
		baud = tty_termios_baud_rate(termios) <= min ? min + 1 : max - 1;
	termios->c_cflag &= ~CBAUD;
	tty_termios_encode_baud_rate(termios, baud, baud);
	return clamp(baud, min, max);
}
EXPORT_SYMBOL(uart_get_baud_rate);

unsigned int uart_get_divisor(struct uart_port *port, unsigned int baud)
{
	if (baud == 38400 && (port->flags & UPF_SPD_MASK) == UPF_SPD_CUST)
		return port->custom_divisor;
	return DIV_ROUND_CLOSEST(port->uartclk, 16 * baud);
}
EXPORT_SYMBOL(uart_get_divisor);
