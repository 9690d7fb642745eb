/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serial_8250: ports of Linux's driver 8250, for those who have one somewhere (a card, a platform
 * device). The functions are that driver's, a module; the kernel's own ports are
 * drivers/serial_8250.c's.
 */
#ifndef _LINUX_SERIAL_8250_H
#define _LINUX_SERIAL_8250_H

#include <linux/hrtimer.h>
#include <linux/platform_device.h>
#include <linux/serial_core.h>
#include <linux/serial_reg.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct mctrl_gpios;
struct uart_8250_dma;
struct uart_8250_port;

/* Of a platform device "serial8250": an array, which flags 0 ends. */
struct plat_serial8250_port {
	unsigned long iobase;
	void __iomem *membase;
	resource_size_t mapbase;
	unsigned int irq;
	unsigned long irqflags;
	unsigned int uartclk; /* Hz */
	void *private_data;
	unsigned char regshift, iotype, hub6, has_sysrq;
	upf_t flags;
	unsigned int type;
	unsigned int (*serial_in)(struct uart_port *port, int offset);
	void (*serial_out)(struct uart_port *port, int offset, int value);
	void (*set_termios)(struct uart_port *port, struct ktermios *new,
			    const struct ktermios *old);
	void (*set_ldisc)(struct uart_port *port, struct ktermios *termios);
	unsigned int (*get_mctrl)(struct uart_port *port);
	int (*handle_irq)(struct uart_port *port);
	void (*pm)(struct uart_port *port, unsigned int state, unsigned int old);
	void (*handle_break)(struct uart_port *port);
};

enum {
	PLAT8250_DEV_LEGACY = -1,
	PLAT8250_DEV_PLATFORM,
	PLAT8250_DEV_PLATFORM1,
	PLAT8250_DEV_PLATFORM2,
	PLAT8250_DEV_FOURPORT,
	PLAT8250_DEV_ACCENT,
	PLAT8250_DEV_BOCA,
	PLAT8250_DEV_EXAR_ST16C554,
	PLAT8250_DEV_HUB6,
	PLAT8250_DEV_AU1X00,
	PLAT8250_DEV_SM501,
};

struct uart_8250_ops {
	int (*setup_irq)(struct uart_8250_port *up);
	void (*release_irq)(struct uart_8250_port *up);
	void (*setup_timer)(struct uart_8250_port *up);
};

struct uart_8250_em485 {
	struct hrtimer start_tx_timer, stop_tx_timer, *active_timer;
	struct uart_8250_port *port;
	unsigned int tx_stopped : 1;
};

#define UART_PROBE_RSA (1 << 0)
#define LSR_SAVE_FLAGS UART_LSR_BRK_ERROR_BITS
#define MSR_SAVE_FLAGS UART_MSR_ANY_DELTA

struct uart_8250_port {
	struct uart_port port;
	struct timer_list timer; /* where there is no interrupt */
	struct list_head list;
	u32 capabilities;
	unsigned short bugs;
	unsigned int tx_loadsz;
	unsigned char acr, fcr, ier, lcr, mcr;
	unsigned char cur_iotype;
	unsigned int rpm_tx_active;
	unsigned char canary, probe;
	struct mctrl_gpios *gpios;
	u16 lsr_saved_flags, lsr_save_mask;
	unsigned char msr_saved_flags;
	struct uart_8250_dma *dma;
	const struct uart_8250_ops *ops;
	int (*dl_read)(struct uart_8250_port *up);
	void (*dl_write)(struct uart_8250_port *up, int value);
	struct uart_8250_em485 *em485;
	void (*rs485_start_tx)(struct uart_8250_port *up);
	void (*rs485_stop_tx)(struct uart_8250_port *up);
	struct delayed_work overrun_backoff;
	u32 overrun_backoff_time_ms;
};

static inline struct uart_8250_port *up_to_u8250p(struct uart_port *up)
{
	return container_of(up, struct uart_8250_port, port);
}

int serial8250_register_8250_port(const struct uart_8250_port *up); /* its line */
void serial8250_unregister_port(int line);
void serial8250_suspend_port(int line);
void serial8250_resume_port(int line);
int early_serial_setup(struct uart_port *port);
int early_serial8250_setup(struct earlycon_device *device, const char *options);
void serial8250_update_uartclk(struct uart_port *port, unsigned int uartclk);
void serial8250_do_set_termios(struct uart_port *port, struct ktermios *termios,
			       const struct ktermios *old);
void serial8250_do_set_ldisc(struct uart_port *port, struct ktermios *termios);
unsigned int serial8250_do_get_mctrl(struct uart_port *port);
int serial8250_do_startup(struct uart_port *port);
void serial8250_do_shutdown(struct uart_port *port);
void serial8250_do_pm(struct uart_port *port, unsigned int state, unsigned int oldstate);
void serial8250_do_set_mctrl(struct uart_port *port, unsigned int mctrl);
void serial8250_do_set_divisor(struct uart_port *port, unsigned int baud, unsigned int quot,
			       unsigned int quot_frac);
int fsl8250_handle_irq(struct uart_port *port);
int serial8250_handle_irq(struct uart_port *port, unsigned int iir);
u16 serial8250_rx_chars(struct uart_8250_port *up, u16 lsr);
void serial8250_read_char(struct uart_8250_port *up, u16 lsr);
void serial8250_tx_chars(struct uart_8250_port *up);
unsigned int serial8250_modem_status(struct uart_8250_port *up);
void serial8250_init_port(struct uart_8250_port *up);
void serial8250_set_defaults(struct uart_8250_port *up);
void serial8250_console_write(struct uart_8250_port *up, const char *s, unsigned int count);
int serial8250_console_setup(struct uart_port *port, char *options, bool probe);
int serial8250_console_exit(struct uart_port *port);
void serial8250_set_isa_configurator(void (*v)(int port, struct uart_port *up, u32 *capabilities));

#endif
