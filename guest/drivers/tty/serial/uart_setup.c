/* SPDX-License-Identifier: GPL-2.0-only */
/* uart_setup: a serial port as setserial, /proc/tty/driver and /sys see it; and as a console. */
#include <linux/capability.h>
#include <linux/console.h>
#include <linux/device.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/serial_core.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>

#include "uart.h"

const char *uart_type_of(struct uart_port *port)
{
	const char *name = port->ops->type ? port->ops->type(port) : NULL;

	return name ? name : "unknown";
}

/* ---- setserial ---- */

int uart_get_serial(struct tty_struct *tty, struct serial_struct *ss)
{
	struct uart_state *state = tty->driver_data;
	struct uart_port *port;
	int err = -ENODEV;

	mutex_lock(&state->port.mutex);
	port = state->uart_port;
	if (port) {
		*ss = (struct serial_struct){
		    .type = port->type,
		    .line = port->line,
		    .port = port->iobase,
		    .irq = port->irq,
		    .flags = (unsigned int)port->flags,
		    .xmit_fifo_size = port->fifosize,
		    .baud_base = port->uartclk / 16,
		    .close_delay = jiffies_to_msecs(state->port.close_delay) / 10,
		    .closing_wait = state->port.closing_wait == ASYNC_CLOSING_WAIT_NONE
					? ASYNC_CLOSING_WAIT_NONE
					: jiffies_to_msecs(state->port.closing_wait) / 10,
		    .custom_divisor = port->custom_divisor,
		    .hub6 = port->hub6,
		    .io_type = port->iotype,
		    .iomem_reg_shift = port->regshift,
		    .iomem_base = (void *)(unsigned long)port->mapbase,
		};
		err = 0;
	}
	mutex_unlock(&state->port.mutex);
	return err;
}

/* Who is not root may say what 38400 means, and whether it matters how soon. */
static bool changes_much(const struct uart_state *state, const struct uart_port *port,
			 const struct serial_struct *ss)
{
	return ss->irq != port->irq || ss->port != port->iobase || ss->type != port->type ||
	       ss->baud_base != port->uartclk / 16 || ss->xmit_fifo_size != port->fifosize ||
	       ss->close_delay != jiffies_to_msecs(state->port.close_delay) / 10 ||
	       ((upf_t)ss->flags ^ port->flags) & UPF_CHANGE_MASK & ~UPF_USR_MASK;
}

static int check(struct uart_state *state, struct uart_port *port, struct serial_struct *ss)
{
	if (changes_much(state, port, ss) && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	/* where it is stays as it is: the driver has its region */
	if (ss->port != port->iobase || ss->hub6 != port->hub6 || ss->io_type != port->iotype)
		return -EINVAL;
	if (ss->irq < 0 || ss->baud_base < 9600)
		return -EINVAL;
	return port->ops->verify_port ? port->ops->verify_port(port, ss) : 0;
}

static void take(struct uart_state *state, struct uart_port *port, const struct serial_struct *ss)
{
	bool has_more = !(port->flags & UPF_FIXED_PORT);

	if (has_more) {
		port->irq = ss->irq;
		port->uartclk = ss->baud_base * 16;
	}
	port->flags =
	    (port->flags & ~(upf_t)UPF_CHANGE_MASK) | ((upf_t)ss->flags & UPF_CHANGE_MASK);
	port->custom_divisor = ss->custom_divisor;
	state->port.close_delay = msecs_to_jiffies(ss->close_delay * 10);
	state->port.closing_wait = ss->closing_wait == ASYNC_CLOSING_WAIT_NONE
				       ? ASYNC_CLOSING_WAIT_NONE
				       : msecs_to_jiffies(ss->closing_wait * 10);
	if (ss->xmit_fifo_size)
		port->fifosize = ss->xmit_fifo_size;
}

int uart_set_serial(struct tty_struct *tty, struct serial_struct *ss)
{
	struct uart_state *state = tty->driver_data;
	struct uart_port *port;
	int err = -EIO;

	mutex_lock(&state->port.mutex);
	port = state->uart_port;
	if (port)
		err = check(state, port, ss);
	if (!err) {
		take(state, port, ss);
		if (tty_port_initialized(&state->port) && port->type != PORT_UNKNOWN)
			port->ops->set_termios(port, &tty->termios, NULL);
	}
	mutex_unlock(&state->port.mutex);
	return err;
}

static int get_rs485(struct uart_port *port, void __user *arg)
{
	return copy_to_user(arg, &port->rs485, sizeof(port->rs485)) ? -EFAULT : 0;
}

static int set_rs485(struct tty_struct *tty, struct uart_port *port, const void __user *arg)
{
	struct serial_rs485 rs485;
	int err;

	if (!port->rs485_config)
		return -ENOTTY;
	if (copy_from_user(&rs485, arg, sizeof(rs485)))
		return -EFAULT;
	rs485.flags &= port->rs485_supported.flags;
	spin_lock_irq(&port->lock);
	err = port->rs485_config(port, &tty->termios, &rs485);
	if (!err)
		port->rs485 = rs485;
	spin_unlock_irq(&port->lock);
	return err;
}

int uart_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	struct uart_state *state = tty->driver_data;
	void __user *p = (void __user *)arg;
	struct uart_port *port;
	int err = -EIO;

	if (cmd == TIOCMIWAIT)
		return uart_wait_modem_status(state, arg);
	mutex_lock(&state->port.mutex);
	port = state->uart_port;
	if (port && !tty_io_error(tty)) {
		if (cmd == TIOCSERGETLSR)
			err = put_user(port->ops->tx_empty(port), (unsigned int __user *)p);
		else if (cmd == TIOCGRS485)
			err = get_rs485(port, p);
		else if (cmd == TIOCSRS485)
			err = set_rs485(tty, port, p);
		else
			err = port->ops->ioctl ? port->ops->ioctl(port, cmd, arg) : -ENOIOCTLCMD;
	} else if (cmd != TIOCSERGETLSR) {
		err = -ENOIOCTLCMD;
	}
	mutex_unlock(&state->port.mutex);
	return err;
}

int uart_get_rs485_mode(struct uart_port *port)
{
	/* what firmware would say of it: there is none */
	memset(&port->rs485, 0, sizeof(port->rs485));
	return 0;
}
EXPORT_SYMBOL_GPL(uart_get_rs485_mode);

bool uart_match_port(const struct uart_port *a, const struct uart_port *b)
{
	if (a->iotype != b->iotype)
		return false;
	if (a->iotype == UPIO_PORT)
		return a->iobase == b->iobase;
	if (a->iotype == UPIO_HUB6)
		return a->iobase == b->iobase && a->hub6 == b->hub6;
	return a->mapbase == b->mapbase;
}
EXPORT_SYMBOL(uart_match_port);

/* The machine does not sleep. */
int uart_suspend_port(struct uart_driver *drv, struct uart_port *port)
{
	return 0;
}
EXPORT_SYMBOL(uart_suspend_port);

int uart_resume_port(struct uart_driver *drv, struct uart_port *port)
{
	return 0;
}
EXPORT_SYMBOL(uart_resume_port);

/* ---- /proc/tty/driver/NAME ---- */

static void show_line(struct seq_file *m, struct uart_port *port, int line)
{
	seq_printf(m, "%d: uart:%s port:%08lX irq:%d", line, uart_type_of(port), port->iobase,
		   port->irq);
	if (port->type == PORT_UNKNOWN) {
		seq_putc(m, '\n');
		return;
	}
	seq_printf(m, " tx:%d rx:%d", port->icount.tx, port->icount.rx);
	if (port->icount.frame)
		seq_printf(m, " fe:%d", port->icount.frame);
	if (port->icount.parity)
		seq_printf(m, " pe:%d", port->icount.parity);
	if (port->icount.brk)
		seq_printf(m, " brk:%d", port->icount.brk);
	if (port->icount.overrun)
		seq_printf(m, " oe:%d", port->icount.overrun);
	seq_putc(m, '\n');
}

int uart_proc_show(struct seq_file *m, void *unused)
{
	struct tty_driver *driver = m->private;
	struct uart_driver *drv = driver->driver_state;
	int i;

	seq_puts(m, "serinfo:1.0 driver revision:\n");
	for (i = 0; i < drv->nr; i++) {
		mutex_lock(&drv->state[i].port.mutex);
		if (drv->state[i].uart_port)
			show_line(m, drv->state[i].uart_port, i);
		mutex_unlock(&drv->state[i].port.mutex);
	}
	return 0;
}

/* ---- /sys/class/tty/NAME ---- */

#define SHOW(name, format, value)                                                                  \
	static ssize_t name##_show(struct device *dev, struct device_attribute *attr, char *buf)   \
	{                                                                                          \
		struct uart_port *port = dev_get_drvdata(dev);                                     \
                                                                                                   \
		return sysfs_emit(buf, format "\n", value);                                        \
	}                                                                                          \
	static DEVICE_ATTR_RO(name)
SHOW(uartclk, "%d", port->uartclk);
SHOW(type, "%d", port->type);
SHOW(line, "%d", port->line);
SHOW(port, "0x%lX", port->iobase);
SHOW(irq, "%d", port->irq);
SHOW(flags, "0x%X", (unsigned int)port->flags);
SHOW(xmit_fifo_size, "%d", port->fifosize);
SHOW(io_type, "%d", port->iotype);
SHOW(iomem_base, "0x%lX", (unsigned long)port->mapbase);
SHOW(iomem_reg_shift, "%d", port->regshift);
SHOW(custom_divisor, "%d", port->custom_divisor);

static struct attribute *uart_attrs[] = {&dev_attr_uartclk.attr,
					 &dev_attr_type.attr,
					 &dev_attr_line.attr,
					 &dev_attr_port.attr,
					 &dev_attr_irq.attr,
					 &dev_attr_flags.attr,
					 &dev_attr_xmit_fifo_size.attr,
					 &dev_attr_io_type.attr,
					 &dev_attr_iomem_base.attr,
					 &dev_attr_iomem_reg_shift.attr,
					 &dev_attr_custom_divisor.attr,
					 NULL};
static const struct attribute_group uart_group = {.attrs = uart_attrs};
const struct attribute_group *uart_tty_groups[] = {&uart_group, NULL};

/* ---- consoles ---- */

void uart_parse_options(const char *options, int *baud, int *parity, int *bits, int *flow)
{
	char *end;

	*baud = simple_strtoul(options, &end, 10);
	if (*end)
		*parity = *end++;
	if (*end)
		*bits = *end++ - '0';
	if (*end)
		*flow = *end;
}
EXPORT_SYMBOL_GPL(uart_parse_options);

int uart_set_options(struct uart_port *port, struct console *co, int baud, int parity, int bits,
		     int flow)
{
	struct ktermios termios = {.c_cflag = CREAD | HUPCL | CLOCAL};
	static const struct ktermios none;

	spin_lock_init(&port->lock);
	tty_termios_encode_baud_rate(&termios, baud, baud);
	termios.c_cflag |= bits == 7 ? CS7 : CS8;
	if (parity == 'o' || parity == 'O')
		termios.c_cflag |= PARENB | PARODD;
	else if (parity == 'e' || parity == 'E')
		termios.c_cflag |= PARENB;
	if (flow == 'r')
		termios.c_cflag |= CRTSCTS;
	port->mctrl |= TIOCM_DTR;
	port->ops->set_termios(port, &termios, &none);
	if (co) {
		co->cflag = termios.c_cflag;
		co->ispeed = termios.c_ispeed;
		co->ospeed = termios.c_ospeed;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(uart_set_options);

struct tty_driver *uart_console_device(struct console *co, int *index)
{
	struct uart_driver *drv = co->data;

	*index = co->index;
	return drv->tty_driver;
}
EXPORT_SYMBOL_GPL(uart_console_device);

void uart_console_write(struct uart_port *port, const char *s, unsigned int count,
			void (*putchar)(struct uart_port *, unsigned char))
{
	for (; count; count--, s++) {
		if (*s == '\n')
			putchar(port, '\r');
		putchar(port, *s);
	}
}
EXPORT_SYMBOL_GPL(uart_console_write);

struct uart_port *uart_get_console(struct uart_port *ports, int nr, struct console *co)
{
	int i = co->index;

	if (i >= 0 && i < nr && (ports[i].iobase || ports[i].membase))
		return &ports[i];
	for (i = 0; i < nr; i++)
		if (ports[i].iobase || ports[i].membase)
			break;
	co->index = i;
	return ports + i;
}
