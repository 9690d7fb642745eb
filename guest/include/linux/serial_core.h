/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serial_core: serial ports as terminals (drivers/tty/serial/serial_core.c): a driver gives its
 * uart_ops, which know the hardware; buffer, settings, modem lines, flow and waiting are the
 * core's. Those that do not say "sleeps" are called with port->lock held and interrupts off.
 */
#ifndef _LINUX_SERIAL_CORE_H
#define _LINUX_SERIAL_CORE_H

#include <linux/bitops.h>
#include <linux/circ_buf.h>
#include <linux/compiler.h>
#include <linux/console.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/serial.h>
#include <linux/spinlock.h>
#include <linux/sysrq.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>

struct device;
struct gpio_desc;
struct uart_port;

/* type: what a port is; those below 14 are in linux/serial.h. */
#define PORT_NS16550A		   14
#define PORT_XSCALE		   15
#define PORT_AMBA		   32
#define PORT_SA1100		   34
#define PORT_21285		   36
#define PORT_CPM		   43
#define PORT_IMX		   62
#define PORT_MPSC		   63
#define PORT_TXX9		   64
#define PORT_JSM		   69
#define PORT_UCC_QE		   71
#define PORT_ATMEL		   49
#define PORT_UARTLITE		   74
#define PORT_MAX3100		   86
#define PORT_TIMBUART		   87
#define PORT_MSM		   88
#define PORT_GRLIB_GAISLER_APBUART 90
#define PORT_ALTERA_JTAGUART	   91
#define PORT_ALTERA_UART	   92
#define PORT_MAX310X		   94
#define PORT_OMAP		   96
#define PORT_XUARTPS		   98
#define PORT_AR933X		   99
#define PORT_ARC		   101
#define PORT_RP2		   102
#define PORT_LPUART		   103
#define PORT_SC16IS7XX		   108
#define PORT_MESON		   109
#define PORT_DIGICOLOR		   110
#define PORT_SPRD		   111
#define PORT_STM32		   113
#define PORT_MVEBU		   114
#define PORT_PIC32		   115
#define PORT_MPS2UART		   116
#define PORT_LINFLEXUART	   121
#define PORT_SUNIX		   123
#define PORT_GENERIC		   -1

#define UART_CONFIG_TYPE (1 << 0)
#define UART_CONFIG_IRQ	 (1 << 1)

struct uart_ops {
	unsigned int (*tx_empty)(struct uart_port *port); /* TIOCSER_TEMT: all is sent; no lock */
	void (*set_mctrl)(struct uart_port *port, unsigned int mctrl); /* TIOCM_ */
	unsigned int (*get_mctrl)(struct uart_port *port);
	void (*stop_tx)(struct uart_port *port);
	void (*start_tx)(struct uart_port *port); /* there is something in state->xmit */
	void (*throttle)(struct uart_port *port); /* no lock */
	void (*unthrottle)(struct uart_port *port);
	void (*send_xchar)(struct uart_port *port, char ch); /* no lock */
	void (*stop_rx)(struct uart_port *port);
	void (*start_rx)(struct uart_port *port);
	void (*enable_ms)(struct uart_port *port);	    /* interrupts of the modem lines */
	void (*break_ctl)(struct uart_port *port, int ctl); /* sleeps */
	int (*startup)(struct uart_port *port);		    /* sleeps */
	void (*shutdown)(struct uart_port *port);	    /* sleeps */
	void (*flush_buffer)(struct uart_port *port);
	void (*set_termios)(struct uart_port *port, struct ktermios *new,
			    const struct ktermios *old); /* sleeps */
	void (*set_ldisc)(struct uart_port *port, struct ktermios *termios);
	void (*pm)(struct uart_port *port, unsigned int state, unsigned int old);
	const char *(*type)(struct uart_port *port);  /* its name; NULL: unknown */
	void (*release_port)(struct uart_port *port); /* its I/O region */
	int (*request_port)(struct uart_port *port);
	void (*config_port)(struct uart_port *port, int flags); /* find out what it is */
	int (*verify_port)(struct uart_port *port, struct serial_struct *ser);
	int (*ioctl)(struct uart_port *port, unsigned int cmd, unsigned long arg);
};

struct uart_icount {
	__u32 cts, dsr, rng, dcd;
	__u32 rx, tx;
	__u32 frame, overrun, parity, brk;
	__u32 buf_overrun;
};

typedef u64 upf_t;
typedef unsigned int upstat_t;

struct uart_port {
	spinlock_t lock;
	unsigned long iobase;
	unsigned char __iomem *membase;
	/* For those who make a variety of a driver: instead of the uart_ops. */
	unsigned int (*serial_in)(struct uart_port *port, int offset);
	void (*serial_out)(struct uart_port *port, int offset, int value);
	void (*set_termios)(struct uart_port *port, struct ktermios *new,
			    const struct ktermios *old);
	void (*set_ldisc)(struct uart_port *port, struct ktermios *termios);
	unsigned int (*get_mctrl)(struct uart_port *port);
	void (*set_mctrl)(struct uart_port *port, unsigned int mctrl);
	unsigned int (*get_divisor)(struct uart_port *port, unsigned int baud, unsigned int *frac);
	void (*set_divisor)(struct uart_port *port, unsigned int baud, unsigned int quot,
			    unsigned int quot_frac);
	int (*startup)(struct uart_port *port);
	void (*shutdown)(struct uart_port *port);
	void (*throttle)(struct uart_port *port);
	void (*unthrottle)(struct uart_port *port);
	int (*handle_irq)(struct uart_port *port);
	void (*pm)(struct uart_port *port, unsigned int state, unsigned int old);
	void (*handle_break)(struct uart_port *port);
	int (*rs485_config)(struct uart_port *port, struct ktermios *termios,
			    struct serial_rs485 *rs485);
	int (*iso7816_config)(struct uart_port *port, struct serial_iso7816 *iso7816);
	unsigned int irq;
	unsigned long irqflags;
	unsigned int uartclk; /* Hz; a bit takes 16 */
	unsigned int fifosize;
	unsigned char x_char; /* XON or XOFF to send before all else */
	unsigned char regshift, iotype, quirks;
	unsigned int read_status_mask, ignore_status_mask; /* the driver's */
	struct uart_state *state;
	struct uart_icount icount;
	struct console *cons;
	upf_t flags;
	upstat_t status;
	int hw_stopped; /* by CTS */
	unsigned int mctrl;
	unsigned int frame_time; /* ns */
	unsigned int type;	 /* PORT_; 0: there is none */
	const struct uart_ops *ops;
	unsigned int custom_divisor;
	unsigned int line, minor;
	resource_size_t mapbase, mapsize;
	struct device *dev;
	unsigned long sysrq;
	unsigned int sysrq_ch;
	unsigned char has_sysrq, sysrq_seq;
	unsigned char hub6, suspended, console_reinit;
	const char *name;
	struct attribute_group *attr_group;
	const struct attribute_group **tty_groups;
	struct serial_rs485 rs485, rs485_supported;
	struct gpio_desc *rs485_term_gpio;
	struct serial_iso7816 iso7816;
	void *private_data;
};

/* iotype */
#define UPIO_UNKNOWN ((unsigned char)~0U)
#define UPIO_PORT    (SERIAL_IO_PORT)
#define UPIO_HUB6    (SERIAL_IO_HUB6)
#define UPIO_MEM     (SERIAL_IO_MEM)
#define UPIO_MEM32   (SERIAL_IO_MEM32)
#define UPIO_AU	     4
#define UPIO_TSI     5
#define UPIO_MEM32BE 6
#define UPIO_MEM16   7

#define UPQ_NO_TXEN_TEST BIT(0)

/* flags */
#define UPF_FOURPORT	     ((upf_t)ASYNC_FOURPORT)
#define UPF_SAK		     ((upf_t)ASYNC_SAK)
#define UPF_SPD_HI	     ((upf_t)ASYNC_SPD_HI)
#define UPF_SPD_VHI	     ((upf_t)ASYNC_SPD_VHI)
#define UPF_SPD_CUST	     ((upf_t)ASYNC_SPD_CUST)
#define UPF_SPD_WARP	     ((upf_t)ASYNC_SPD_WARP)
#define UPF_SPD_MASK	     ((upf_t)ASYNC_SPD_MASK)
#define UPF_SKIP_TEST	     ((upf_t)ASYNC_SKIP_TEST)
#define UPF_AUTO_IRQ	     ((upf_t)ASYNC_AUTO_IRQ)
#define UPF_HARDPPS_CD	     ((upf_t)ASYNC_HARDPPS_CD)
#define UPF_SPD_SHI	     ((upf_t)ASYNC_SPD_SHI)
#define UPF_LOW_LATENCY	     ((upf_t)ASYNC_LOW_LATENCY)
#define UPF_BUGGY_UART	     ((upf_t)ASYNC_BUGGY_UART)
#define UPF_MAGIC_MULTIPLIER ((upf_t)ASYNC_MAGIC_MULTIPLIER)
#define UPF_NO_THRE_TEST     BIT_ULL(19)
#define UPF_AUTO_CTS	     BIT_ULL(20)
#define UPF_AUTO_RTS	     BIT_ULL(21)
#define UPF_HARD_FLOW	     (UPF_AUTO_CTS | UPF_AUTO_RTS)
#define UPF_SOFT_FLOW	     BIT_ULL(22)
#define UPF_CONS_FLOW	     BIT_ULL(23)
#define UPF_SHARE_IRQ	     BIT_ULL(24)
#define UPF_EXAR_EFR	     BIT_ULL(25)
#define UPF_BUG_THRE	     BIT_ULL(26)
#define UPF_FIXED_TYPE	     BIT_ULL(27)
#define UPF_BOOT_AUTOCONF    BIT_ULL(28) /* config_port() is asked what it is */
#define UPF_FIXED_PORT	     BIT_ULL(29)
#define UPF_DEAD	     BIT_ULL(30)
#define UPF_IOREMAP	     BIT_ULL(31)
#define UPF_FULL_PROBE	     BIT_ULL(32)
#define UPF_CHANGE_MASK	     0x17fff
#define UPF_USR_MASK	     (UPF_SPD_MASK | UPF_LOW_LATENCY)

/* status */
#define UPSTAT_CTS_ENABLE (1 << 0)
#define UPSTAT_DCD_ENABLE (1 << 1)
#define UPSTAT_AUTORTS	  (1 << 2)
#define UPSTAT_AUTOCTS	  (1 << 3)
#define UPSTAT_AUTOXOFF	  (1 << 4)
#define UPSTAT_SYNC_FIFO  (1 << 5)

#define UART_XMIT_SIZE PAGE_SIZE
#define WAKEUP_CHARS   256 /* fewer than that are left: programs may write more */

enum uart_pm_state { UART_PM_STATE_ON = 0, UART_PM_STATE_OFF = 3, UART_PM_STATE_UNDEFINED };

struct uart_state {
	struct tty_port port;
	enum uart_pm_state pm_state;
	struct circ_buf xmit; /* UART_XMIT_SIZE; port->lock */
	atomic_t refcount;
	wait_queue_head_t remove_wait;
	struct uart_port *uart_port;
};

struct uart_driver {
	struct module *owner;
	const char *driver_name;
	const char *dev_name; /* "ttyXX" */
	int major, minor, nr;
	struct console *cons;

	/* serial_core.c */
	struct uart_state *state;
	struct tty_driver *tty_driver;
};

int uart_register_driver(struct uart_driver *drv);
void uart_unregister_driver(struct uart_driver *drv);
int uart_add_one_port(struct uart_driver *drv, struct uart_port *port);
void uart_remove_one_port(struct uart_driver *drv, struct uart_port *port);
bool uart_match_port(const struct uart_port *a, const struct uart_port *b);
int uart_suspend_port(struct uart_driver *drv, struct uart_port *port);
int uart_resume_port(struct uart_driver *drv, struct uart_port *port);

/* ---- for drivers, with port->lock ---- */

void uart_write_wakeup(struct uart_port *port);
void uart_insert_char(struct uart_port *port, unsigned int status, unsigned int overrun,
		      unsigned int ch, unsigned int flag);
void uart_handle_dcd_change(struct uart_port *port, bool active);
void uart_handle_cts_change(struct uart_port *port, bool active);
void uart_xchar_out(struct uart_port *port, int offset);

/* What the speed is to be, between the two; and what to divide uartclk by. */
unsigned int uart_get_baud_rate(struct uart_port *port, struct ktermios *termios,
				const struct ktermios *old, unsigned int min, unsigned int max);
unsigned int uart_get_divisor(struct uart_port *port, unsigned int baud);
void uart_update_timeout(struct uart_port *port, unsigned int cflag, unsigned int baud);

/* ---- for a driver's console ---- */

void uart_parse_options(const char *options, int *baud, int *parity, int *bits, int *flow);
int uart_set_options(struct uart_port *port, struct console *co, int baud, int parity, int bits,
		     int flow);
struct tty_driver *uart_console_device(struct console *co, int *index);
void uart_console_write(struct uart_port *port, const char *s, unsigned int count,
			void (*putchar)(struct uart_port *, unsigned char));
struct uart_port *uart_get_console(struct uart_port *ports, int nr, struct console *co);

#ifdef CONFIG_SERIAL_CORE_CONSOLE
#define uart_console(port) ((port)->cons && (port)->cons->index == (port)->line)
#else
#define uart_console(port) ((void)(port), 0)
#endif

static inline bool uart_console_enabled(struct uart_port *port)
{
	return uart_console(port) && port->cons->flags & CON_ENABLED;
}

/* An early console is not there. */
#define OF_EARLYCON_DECLARE(_name, compat, fn)
#define EARLYCON_DECLARE(_name, fn)
struct earlycon_device {
	struct console *con;
	struct uart_port port;
	char options[16];
	unsigned int baud;
};

#define uart_circ_empty(circ)	      ((circ)->head == (circ)->tail)
#define uart_circ_clear(circ)	      ((circ)->head = (circ)->tail = 0)
#define uart_circ_chars_pending(circ) (CIRC_CNT((circ)->head, (circ)->tail, UART_XMIT_SIZE))
#define uart_circ_chars_free(circ)    (CIRC_SPACE((circ)->head, (circ)->tail, UART_XMIT_SIZE))

static inline void uart_xmit_advance(struct uart_port *port, unsigned int chars)
{
	struct circ_buf *xmit = &port->state->xmit;

	xmit->tail = (xmit->tail + chars) & (UART_XMIT_SIZE - 1);
	port->icount.tx += chars;
}

static inline int uart_tx_stopped(struct uart_port *port)
{
	struct tty_struct *tty = port->state->port.tty;

	return (tty && tty->flow.stopped) || port->hw_stopped;
}

static inline bool uart_cts_enabled(struct uart_port *port)
{
	return port->status & UPSTAT_CTS_ENABLE;
}

/* By the core, not by the hardware. */
static inline bool uart_softcts_mode(struct uart_port *port)
{
	return (port->status & (UPSTAT_CTS_ENABLE | UPSTAT_AUTOCTS)) == UPSTAT_CTS_ENABLE;
}

/* How long a full FIFO takes, and a little; jiffies. */
static inline unsigned long uart_fifo_timeout(struct uart_port *port)
{
	u64 ns = (u64)READ_ONCE(port->frame_time) * port->fifosize + 20 * NSEC_PER_MSEC;

	return max(nsecs_to_jiffies(ns), 1UL);
}

static inline int uart_poll_timeout(struct uart_port *port)
{
	int timeout = uart_fifo_timeout(port);

	return timeout > 6 ? timeout / 2 - 2 : 1;
}

static inline int serial_port_in(struct uart_port *port, int offset)
{
	return port->serial_in(port, offset);
}

static inline void serial_port_out(struct uart_port *port, int offset, int value)
{
	port->serial_out(port, offset, value);
}

static inline void uart_port_lock(struct uart_port *port)
{
	spin_lock(&port->lock);
}

static inline void uart_port_lock_irq(struct uart_port *port)
{
	spin_lock_irq(&port->lock);
}

static inline void uart_port_lock_irqsave(struct uart_port *port, unsigned long *flags)
{
	spin_lock_irqsave(&port->lock, *flags);
}

static inline void uart_port_unlock(struct uart_port *port)
{
	spin_unlock(&port->lock);
}

static inline void uart_port_unlock_irq(struct uart_port *port)
{
	spin_unlock_irq(&port->lock);
}

static inline void uart_port_unlock_irqrestore(struct uart_port *port, unsigned long flags)
{
	spin_unlock_irqrestore(&port->lock, flags);
}

/* Requests to the kernel behind a break are not there, as without CONFIG_MAGIC_SYSRQ_SERIAL. */
static inline int uart_handle_sysrq_char(struct uart_port *port, unsigned int ch)
{
	return 0;
}

static inline int uart_prepare_sysrq_char(struct uart_port *port, unsigned int ch)
{
	return 0;
}

static inline void uart_unlock_and_check_sysrq(struct uart_port *port)
{
	spin_unlock(&port->lock);
}

static inline void uart_unlock_and_check_sysrq_irqrestore(struct uart_port *port,
							  unsigned long flags)
{
	spin_unlock_irqrestore(&port->lock, flags);
}

static inline int uart_handle_break(struct uart_port *port)
{
	if (port->handle_break)
		port->handle_break(port);
	return 0;
}

/* Does the driver want to hear of the modem lines? */
#define UART_ENABLE_MS(port, cflag)                                                                \
	((port)->flags & UPF_HARDPPS_CD || (cflag)&CRTSCTS || !((cflag)&CLOCAL))

int uart_get_rs485_mode(struct uart_port *port);

#endif
