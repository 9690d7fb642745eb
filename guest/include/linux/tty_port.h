/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_port: a line of a terminal driver, which is there whether it is open or not
 * (drivers/tty/tty_port.c). A driver embeds it in what it knows of the line; its opening, closing
 * and hanging up are then one call each, with the hardware by tty_port_operations.
 */
#ifndef _LINUX_TTY_PORT_H
#define _LINUX_TTY_PORT_H

#include <linux/kfifo.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/tty_buffer.h>
#include <linux/wait.h>

struct attribute_group;
struct device;
struct file;
struct tty_driver;
struct tty_port;
struct tty_struct;

/* Any may be missing. Sleep, but for carrier_raised and dtr_rts. */
struct tty_port_operations {
	int (*carrier_raised)(struct tty_port *port); /* missing: always */
	void (*dtr_rts)(struct tty_port *port, int raise);
	/* With port->mutex: after the last close, or a hang-up; before the first open. */
	void (*shutdown)(struct tty_port *port);
	int (*activate)(struct tty_port *port, struct tty_struct *tty);
	void (*destruct)(struct tty_port *port); /* missing: kfree() */
};

struct tty_port_client_operations {
	int (*receive_buf)(struct tty_port *port, const unsigned char *chars,
			   const unsigned char *flags, size_t count);
	void (*lookahead_buf)(struct tty_port *port, const unsigned char *chars,
			      const unsigned char *flags, unsigned int count);
	void (*write_wakeup)(struct tty_port *port);
};
extern const struct tty_port_client_operations tty_port_default_client_ops;

struct tty_port {
	struct tty_bufhead buf;
	struct tty_struct *tty;	 /* while it is open; counted; lock */
	struct tty_struct *itty; /* the same, for what comes */
	const struct tty_port_operations *ops;
	const struct tty_port_client_operations *client_ops;
	spinlock_t lock; /* counts, tty */
	int blocked_open, count;
	wait_queue_head_t open_wait, delta_msr_wait;
	unsigned long flags;  /* ASYNC_ */
	unsigned long iflags; /* TTY_PORT_ */
	unsigned char console : 1;
	struct mutex mutex, buf_mutex;
	unsigned char *xmit_buf; /* a page */
	DECLARE_KFIFO_PTR(xmit_fifo, unsigned char);
	unsigned int close_delay;  /* jiffies */
	unsigned int closing_wait; /* how long what is not sent yet may take; ASYNC_CLOSING_WAIT_ */
	int drain_delay;	   /* jiffies */
	struct kref kref;
	void *client_data;
};

#define TTY_PORT_INITIALIZED 0
#define TTY_PORT_SUSPENDED   1
#define TTY_PORT_ACTIVE	     2
#define TTY_PORT_CTS_FLOW    3
#define TTY_PORT_CHECK_CD    4
#define TTY_PORT_KOPENED     5

void tty_port_init(struct tty_port *port);
void tty_port_destroy(struct tty_port *port); /* for one that is not counted */
void tty_port_put(struct tty_port *port);

static inline struct tty_port *tty_port_get(struct tty_port *port)
{
	return port && kref_get_unless_zero(&port->kref) ? port : NULL;
}

void tty_port_link_device(struct tty_port *port, struct tty_driver *driver, unsigned int index);
struct device *tty_port_register_device(struct tty_port *port, struct tty_driver *driver,
					unsigned int index, struct device *device);
struct device *tty_port_register_device_attr(struct tty_port *port, struct tty_driver *driver,
					     unsigned int index, struct device *device,
					     void *drvdata, const struct attribute_group **groups);
/* Devices that hang on a line without a program between (serdev) are not there: the same. */
#define tty_port_register_device_serdev	     tty_port_register_device
#define tty_port_register_device_attr_serdev tty_port_register_device_attr
void tty_port_unregister_device(struct tty_port *port, struct tty_driver *driver,
				unsigned int index);

int tty_port_alloc_xmit_buf(struct tty_port *port);
void tty_port_free_xmit_buf(struct tty_port *port);

/* Counted; NULL: it is not open. */
struct tty_struct *tty_port_tty_get(struct tty_port *port);
void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty);
int tty_port_carrier_raised(struct tty_port *port);
void tty_port_raise_dtr_rts(struct tty_port *port);
void tty_port_lower_dtr_rts(struct tty_port *port);
void tty_port_hangup(struct tty_port *port);
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal);
void tty_port_tty_vhangup(struct tty_port *port);
void tty_port_tty_wakeup(struct tty_port *port);

/* A driver's open(), close(), install(). */
int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *filp);
void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *filp);
int tty_port_install(struct tty_port *port, struct tty_driver *driver, struct tty_struct *tty);
/* Their parts. close_start: 0: it is not the last. */
int tty_port_block_til_ready(struct tty_port *port, struct tty_struct *tty, struct file *filp);
int tty_port_close_start(struct tty_port *port, struct tty_struct *tty, struct file *filp);
void tty_port_close_end(struct tty_port *port, struct tty_struct *tty);

static inline int tty_port_users(struct tty_port *port)
{
	return port->count + port->blocked_open;
}

#define TTY_PORT_FLAG(get, set, bit)                                                               \
	static inline bool get(const struct tty_port *port)                                        \
	{                                                                                          \
		return test_bit(bit, &port->iflags);                                               \
	}                                                                                          \
	static inline void set(struct tty_port *port, bool val)                                    \
	{                                                                                          \
		if (val)                                                                           \
			set_bit(bit, &port->iflags);                                               \
		else                                                                               \
			clear_bit(bit, &port->iflags);                                             \
	}
TTY_PORT_FLAG(tty_port_initialized, tty_port_set_initialized, TTY_PORT_INITIALIZED)
TTY_PORT_FLAG(tty_port_suspended, tty_port_set_suspended, TTY_PORT_SUSPENDED)
TTY_PORT_FLAG(tty_port_active, tty_port_set_active, TTY_PORT_ACTIVE)
TTY_PORT_FLAG(tty_port_cts_enabled, tty_port_set_cts_flow, TTY_PORT_CTS_FLOW)
TTY_PORT_FLAG(tty_port_check_carrier, tty_port_set_check_carrier, TTY_PORT_CHECK_CD)
TTY_PORT_FLAG(tty_port_kopened, tty_port_set_kopened, TTY_PORT_KOPENED)
#undef TTY_PORT_FLAG

#endif
