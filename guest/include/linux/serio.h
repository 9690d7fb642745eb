/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serio: ports over which a device talks in bytes: those of a keyboard controller, or a serial
 * line (drivers/input/serio/). Who has the port's hardware registers a port and gives what comes
 * to serio_interrupt(); a driver says which ports it is for, and takes one in connect() by
 * serio_open(). Ports and drivers find each other in a worker, a while after registration.
 */
#ifndef _SERIO_H
#define _SERIO_H

#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/ioctl.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define SPIOCSTYPE _IOW('q', 0x01, unsigned long) /* of a terminal with N_MOUSE */

/* Of a byte that came. */
#define SERIO_TIMEOUT  1
#define SERIO_PARITY   2
#define SERIO_FRAME    4
#define SERIO_OOB_DATA 8

#define SERIO_XT	0x00
#define SERIO_8042	0x01
#define SERIO_RS232	0x02
#define SERIO_HIL_MLC	0x03
#define SERIO_PS_PSTHRU 0x05
#define SERIO_8042_XL	0x06 /* translated to set 1 */

/* What is spoken. SERIO_ANY (mod_devicetable.h) fits all. */
#define SERIO_UNKNOWN	     0x00
#define SERIO_MSC	     0x01
#define SERIO_SUN	     0x02
#define SERIO_MS	     0x03
#define SERIO_MP	     0x04
#define SERIO_MZ	     0x05
#define SERIO_MZP	     0x06
#define SERIO_MZPP	     0x07
#define SERIO_VSXXXAA	     0x08
#define SERIO_SUNKBD	     0x10
#define SERIO_WARRIOR	     0x18
#define SERIO_SPACEORB	     0x19
#define SERIO_MAGELLAN	     0x1a
#define SERIO_SPACEBALL	     0x1b
#define SERIO_GUNZE	     0x1c
#define SERIO_IFORCE	     0x1d
#define SERIO_STINGER	     0x1e
#define SERIO_NEWTON	     0x1f
#define SERIO_STOWAWAY	     0x20
#define SERIO_H3600	     0x21
#define SERIO_PS2SER	     0x22
#define SERIO_TWIDKBD	     0x23
#define SERIO_TWIDJOY	     0x24
#define SERIO_HIL	     0x25
#define SERIO_SNES232	     0x26
#define SERIO_SEMTECH	     0x27
#define SERIO_LKKBD	     0x28
#define SERIO_ELO	     0x29
#define SERIO_MICROTOUCH     0x30
#define SERIO_PENMOUNT	     0x31
#define SERIO_TOUCHRIGHT     0x32
#define SERIO_TOUCHWIN	     0x33
#define SERIO_TAOSEVM	     0x34
#define SERIO_FUJITSU	     0x35
#define SERIO_ZHENHUA	     0x36
#define SERIO_INEXIO	     0x37
#define SERIO_TOUCHIT213     0x38
#define SERIO_W8001	     0x39
#define SERIO_DYNAPRO	     0x3a
#define SERIO_HAMPSHIRE	     0x3b
#define SERIO_PS2MULT	     0x3c
#define SERIO_TSC40	     0x3d
#define SERIO_WACOM_IV	     0x3e
#define SERIO_EGALAX	     0x3f
#define SERIO_PULSE8_CEC     0x40
#define SERIO_RAINSHADOW_CEC 0x41
#define SERIO_FSIA6B	     0x42
extern struct bus_type serio_bus;

struct serio_driver;

/* Allocated by kzalloc() by who registers it; freed by its unregistration. */
struct serio {
	void *port_data; /* the hardware's */
	char name[32], phys[32], firmware_id[128];
	bool manual_bind; /* only by hand: drvctl */
	struct serio_device_id id;
	spinlock_t lock; /* held around the driver's interrupt() */
	/* Any may be missing. write: 0, or the byte is not taken. */
	int (*write)(struct serio *port, unsigned char byte);
	int (*open)(struct serio *port);
	void (*close)(struct serio *port);
	int (*start)(struct serio *port); /* it is registered */
	void (*stop)(struct serio *port); /* it goes */
	/* A device that has a port of its own: a touchpad with a stick behind it. */
	struct serio *parent;
	struct list_head child_node, children;
	unsigned int depth;
	struct serio_driver *drv; /* changed with drv_mutex and lock */
	struct mutex drv_mutex;
	struct device dev;
	struct list_head node;
	struct mutex *ps2_cmd_mutex; /* of the ports of one controller: a command at a time */
};
#define to_serio_port(d) container_of(d, struct serio, dev)

struct serio_driver {
	const char *description;
	const struct serio_device_id *id_table; /* ends in zeros */
	bool manual_bind;
	void (*write_wakeup)(struct serio *port); /* it takes bytes again */
	/* A byte, with SERIO_TIMEOUT and so on; port->lock is held, interrupts are off. */
	irqreturn_t (*interrupt)(struct serio *port, unsigned char byte, unsigned int flags);
	int (*connect)(struct serio *port, struct serio_driver *drv);
	int (*reconnect)(struct serio *port); /* the device was away; may be missing */
	int (*fast_reconnect)(struct serio *port);
	void (*disconnect)(struct serio *port);
	void (*cleanup)(struct serio *port); /* the machine goes down */
	struct device_driver driver;
};
#define to_serio_driver(d) container_of(d, struct serio_driver, driver)

/* From connect() and disconnect(). 0, or not 0: the port cannot. */
int serio_open(struct serio *port, struct serio_driver *drv);
void serio_close(struct serio *port);
/* Look for a driver again, or have the driver find its device again; any context. */
void serio_rescan(struct serio *port);
void serio_reconnect(struct serio *port);
irqreturn_t serio_interrupt(struct serio *port, unsigned char byte, unsigned int flags);

void __serio_register_port(struct serio *port, struct module *owner);
#define serio_register_port(port) __serio_register_port(port, THIS_MODULE)
void serio_unregister_port(struct serio *port);
void serio_unregister_child_port(struct serio *port); /* all that it has */

int __must_check __serio_register_driver(struct serio_driver *drv, struct module *owner,
					 const char *mod_name);
#define serio_register_driver(drv) __serio_register_driver(drv, THIS_MODULE, KBUILD_MODNAME)
void serio_unregister_driver(struct serio_driver *drv);
#define module_serio_driver(drv) module_driver(drv, serio_register_driver, serio_unregister_driver)

static inline int serio_write(struct serio *port, unsigned char byte)
{
	return port->write ? port->write(port, byte) : -1;
}

static inline void serio_drv_write_wakeup(struct serio *port)
{
	if (port->drv && port->drv->write_wakeup)
		port->drv->write_wakeup(port);
}

static inline void *serio_get_drvdata(struct serio *port)
{
	return dev_get_drvdata(&port->dev);
}

static inline void serio_set_drvdata(struct serio *port, void *data)
{
	dev_set_drvdata(&port->dev, data);
}

/* Nothing comes between the two. */
static inline void serio_pause_rx(struct serio *port)
{
	spin_lock_irq(&port->lock);
}

static inline void serio_continue_rx(struct serio *port)
{
	spin_unlock_irq(&port->lock);
}

#endif
