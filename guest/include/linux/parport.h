/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parport: parallel ports, shared by drivers (drivers/parport/). A driver is told of each
 * port, makes a device of its own on it, and claims the port whenever it wants to use it.
 * Negotiation of IEEE 1284's other modes is not there: compatibility mode, and the wires.
 */
#ifndef _PARPORT_H_
#define _PARPORT_H_

#include <linux/device.h>
#include <linux/irqreturn.h>
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/semaphore.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#define PARPORT_MAX		      16
#define PARPORT_IRQ_NONE	      (-1)
#define PARPORT_DMA_NONE	      (-1)
#define PARPORT_IRQ_AUTO	      (-2)
#define PARPORT_DMA_AUTO	      (-2)
#define PARPORT_DISABLE		      (-2)
#define PARPORT_IRQ_PROBEONLY	      (-3)
#define PARPORT_IOHI_AUTO	      (-1)
#define PARPORT_INACTIVITY_O_NONBLOCK 1

/* Levels as programs see them: BUSY is the one input that the port itself inverts. */
#define PARPORT_CONTROL_STROBE	0x1
#define PARPORT_CONTROL_AUTOFD	0x2
#define PARPORT_CONTROL_INIT	0x4
#define PARPORT_CONTROL_SELECT	0x8
#define PARPORT_STATUS_ERROR	0x8
#define PARPORT_STATUS_SELECT	0x10
#define PARPORT_STATUS_PAPEROUT 0x20
#define PARPORT_STATUS_ACK	0x40
#define PARPORT_STATUS_BUSY	0x80

#define PARPORT_MODE_PCSPP     (1 << 0)
#define PARPORT_MODE_TRISTATE  (1 << 1)
#define PARPORT_MODE_EPP       (1 << 2)
#define PARPORT_MODE_ECP       (1 << 3)
#define PARPORT_MODE_COMPAT    (1 << 4)
#define PARPORT_MODE_DMA       (1 << 5)
#define PARPORT_MODE_SAFEININT (1 << 6)

#define IEEE1284_MODE_NIBBLE 0
#define IEEE1284_MODE_COMPAT (1 << 8)

#define PARPORT_DEV_TRAN  0
#define PARPORT_DEV_LURK  (1 << 0)
#define PARPORT_DEV_EXCL  (1 << 1)
#define PARPORT_FLAG_EXCL PARPORT_DEV_EXCL

struct module;
struct pardevice;
struct parport;

struct parport_operations {
	/* Ports and interrupt: take them (0, -EBUSY), leave them. NULL: they are there for good. */
	int (*occupy)(struct parport *port, bool on);
	void (*write_data)(struct parport *port, unsigned char d);
	unsigned char (*read_data)(struct parport *port);
	void (*write_control)(struct parport *port, unsigned char d);
	unsigned char (*read_control)(struct parport *port);
	unsigned char (*frob_control)(struct parport *port, unsigned char mask, unsigned char val);
	unsigned char (*read_status)(struct parport *port);
	void (*enable_irq)(struct parport *port);
	void (*disable_irq)(struct parport *port);
	void (*data_forward)(struct parport *port);
	void (*data_reverse)(struct parport *port);
	size_t (*compat_write_data)(struct parport *port, const void *buf, size_t len, int flags);
	struct module *owner;
};

/* The wires as one driver wants to find them again when it claims the port the next time. */
struct parport_state {
	unsigned char control, data;
};

struct pardevice {
	const char *name;
	struct parport *port;
	int daisy;
	int (*preempt)(void *private); /* somebody else wants it: 0: let it go */
	void (*wakeup)(void *private); /* it is free again */
	void *private;
	void (*irq_func)(void *private);
	unsigned int flags;
	struct pardevice *next;
	struct device dev;
	bool devmodel;
	struct parport_state state;
	long timeout;
	bool waiting;
};
#define to_pardevice(n) container_of(n, struct pardevice, dev)

struct pardev_cb {
	int (*preempt)(void *private);
	void (*wakeup)(void *private);
	void *private;
	void (*irq_func)(void *private);
	unsigned int flags;
};

struct ieee1284_info {
	int mode;
	struct semaphore irq;
};

struct parport {
	unsigned long base, base_hi;
	unsigned int size;
	const char *name;
	unsigned int modes;
	int irq, dma, muxport;
	int portnum, number;
	struct device *dev; /* what it is part of */
	struct device bus_dev;
	struct parport *physport;
	struct pardevice *devices, *cad; /* cad: who has claimed it */
	int daisy, muxsel;
	struct ieee1284_info ieee1284;
	struct parport_operations *ops;
	void *private_data;
	wait_queue_head_t wait;
	struct list_head list;
	unsigned char control; /* as written last */
	int occupants;	       /* devices on it (share.c) */
	bool exclusive;
};
#define to_parport_dev(n) container_of(n, struct parport, bus_dev)

struct parport_driver {
	const char *name;
	/* Called for each port that is there, and comes. match_port is the present form. */
	void (*attach)(struct parport *port);
	void (*detach)(struct parport *port);
	void (*match_port)(struct parport *port);
	int (*probe)(struct pardevice *dev);
	struct device_driver driver;
	bool devmodel;
	struct list_head list;
};
#define to_parport_driver(n) container_of(n, struct parport_driver, driver)

/* ---- for port drivers ---- */

struct parport *parport_register_port(unsigned long base, int irq, int dma,
				      struct parport_operations *ops);
void parport_announce_port(struct parport *port);
void parport_remove_port(struct parport *port);
irqreturn_t parport_irq_handler(int irq, void *port);

/* ---- for drivers of what is plugged in ---- */

int __must_check __parport_register_driver(struct parport_driver *drv, struct module *owner,
					   const char *mod_name);
#define parport_register_driver(drv) __parport_register_driver(drv, THIS_MODULE, KBUILD_MODNAME)
void parport_unregister_driver(struct parport_driver *drv);
#define module_parport_driver(drv)                                                                 \
	module_driver(drv, parport_register_driver, parport_unregister_driver)
struct parport *parport_get_port(struct parport *port);
void parport_put_port(struct parport *port);
struct parport *parport_find_number(int number);
struct parport *parport_find_base(unsigned long base);

/* NULL: no memory, or the port is somebody's alone. */
struct pardevice *parport_register_dev_model(struct parport *port, const char *name,
					     const struct pardev_cb *cb, int id);
struct pardevice *parport_register_device(struct parport *port, const char *name,
					  int (*preempt)(void *private),
					  void (*wakeup)(void *private),
					  void (*irq_func)(void *private), int flags,
					  void *private);
void parport_unregister_device(struct pardevice *dev);

int parport_claim(struct pardevice *dev);	   /* 0, or -EAGAIN */
int parport_claim_or_block(struct pardevice *dev); /* 1: it had to wait; 0; -EINTR */
void parport_release(struct pardevice *dev);
int parport_yield(struct pardevice *dev);
int parport_yield_blocking(struct pardevice *dev);
int parport_negotiate(struct parport *port, int mode); /* -1, but for compatibility mode */
ssize_t parport_write(struct parport *port, const void *buf, size_t len);
ssize_t parport_read(struct parport *port, void *buf, size_t len);
long parport_set_timeout(struct pardevice *dev, long inactivity);
int parport_wait_event(struct parport *port, signed long timeout);

#define parport_write_data(p, x)	 (p)->ops->write_data(p, x)
#define parport_read_data(p)		 (p)->ops->read_data(p)
#define parport_write_control(p, x)	 (p)->ops->write_control(p, x)
#define parport_read_control(p)		 (p)->ops->read_control(p)
#define parport_frob_control(p, mask, v) (p)->ops->frob_control(p, mask, v)
#define parport_read_status(p)		 (p)->ops->read_status(p)
#define parport_enable_irq(p)		 (p)->ops->enable_irq(p)
#define parport_disable_irq(p)		 (p)->ops->disable_irq(p)
#define parport_data_forward(p)		 (p)->ops->data_forward(p)
#define parport_data_reverse(p)		 (p)->ops->data_reverse(p)

#endif
