/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parport: ports, the drivers that are told of them, and who may use a port at the moment.
 *
 * Locking: parport_mutex for the lists and for registering; port->cad changes under
 * cad_lock, any context. A device that is preempted, or that lets the port go, finds the
 * wires as it left them when it claims the port again.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/parport.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

static DEFINE_MUTEX(parport_mutex);
static LIST_HEAD(ports);
static LIST_HEAD(drivers);
static DEFINE_SPINLOCK(cad_lock);

/* ---- ports ---- */

static void release_port(struct device *dev)
{
	struct parport *port = to_parport_dev(dev);

	kfree(port->name);
	kfree(port);
}

/* Ports are on the bus, too, and nobody's; without a probe of its own a driver has its namesakes.
 */
static int parport_probe(struct device *dev)
{
	struct parport_driver *drv = to_parport_driver(dev->driver);

	if (dev->release == release_port)
		return -ENODEV;
	if (drv->probe)
		return drv->probe(to_pardevice(dev));
	return strcmp(to_pardevice(dev)->name, drv->name) ? -ENODEV : 0;
}

static struct bus_type parport_bus_type = {.name = "parport", .probe = parport_probe};

struct parport *parport_get_port(struct parport *port)
{
	get_device(&port->bus_dev);
	return port;
}
EXPORT_SYMBOL(parport_get_port);

void parport_put_port(struct parport *port)
{
	put_device(&port->bus_dev);
}
EXPORT_SYMBOL(parport_put_port);

/* With the mutex. */
static struct parport *find_number(int number)
{
	struct parport *port;

	list_for_each_entry (port, &ports, list)
		if (port->number == number)
			return port;
	return NULL;
}

struct parport *parport_find_number(int number)
{
	struct parport *port;

	mutex_lock(&parport_mutex);
	port = find_number(number);
	if (port)
		parport_get_port(port);
	mutex_unlock(&parport_mutex);
	return port;
}
EXPORT_SYMBOL(parport_find_number);

struct parport *parport_find_base(unsigned long base)
{
	struct parport *port, *found = NULL;

	mutex_lock(&parport_mutex);
	list_for_each_entry (port, &ports, list)
		if (port->base == base && !found)
			found = parport_get_port(port);
	mutex_unlock(&parport_mutex);
	return found;
}
EXPORT_SYMBOL(parport_find_base);

static int add_numbered(struct parport *port)
{
	int err;

	mutex_lock(&parport_mutex);
	while (find_number(port->number))
		port->number++;
	port->portnum = port->number;
	port->name = kasprintf(GFP_KERNEL, "parport%d", port->number);
	err = port->name ? dev_set_name(&port->bus_dev, "%s", port->name) : -ENOMEM;
	if (!err)
		err = device_add(&port->bus_dev);
	if (!err)
		list_add_tail(&port->list, &ports);
	mutex_unlock(&parport_mutex);
	return err;
}

struct parport *parport_register_port(unsigned long base, int irq, int dma,
				      struct parport_operations *ops)
{
	struct parport *port = kzalloc(sizeof(*port), GFP_KERNEL);

	if (!port)
		return NULL;
	port->base = base;
	port->irq = irq;
	port->dma = dma;
	port->muxport = port->daisy = port->muxsel = -1;
	port->ops = ops;
	port->physport = port;
	port->ieee1284.mode = IEEE1284_MODE_COMPAT;
	sema_init(&port->ieee1284.irq, 0);
	init_waitqueue_head(&port->wait);
	port->bus_dev.bus = &parport_bus_type;
	port->bus_dev.release = release_port;
	device_initialize(&port->bus_dev);
	if (!add_numbered(port))
		return port;
	put_device(&port->bus_dev);
	return NULL;
}
EXPORT_SYMBOL(parport_register_port);

static void tell(struct parport_driver *drv, struct parport *port)
{
	if (drv->match_port)
		drv->match_port(port);
	else if (drv->attach)
		drv->attach(port);
}

void parport_announce_port(struct parport *port)
{
	struct parport_driver *drv;

	mutex_lock(&parport_mutex);
	list_for_each_entry (drv, &drivers, list)
		tell(drv, port);
	mutex_unlock(&parport_mutex);
}
EXPORT_SYMBOL(parport_announce_port);

void parport_remove_port(struct parport *port)
{
	struct parport_driver *drv;

	mutex_lock(&parport_mutex);
	list_for_each_entry (drv, &drivers, list)
		if (drv->detach)
			drv->detach(port);
	list_del(&port->list);
	mutex_unlock(&parport_mutex);
	device_del(&port->bus_dev);
	parport_put_port(port);
}
EXPORT_SYMBOL(parport_remove_port);

/* ---- drivers ---- */

int __parport_register_driver(struct parport_driver *drv, struct module *owner,
			      const char *mod_name)
{
	struct parport *port;
	int err;

	if (drv->devmodel) {
		drv->driver.name = drv->name;
		drv->driver.bus = &parport_bus_type;
		drv->driver.owner = owner;
		drv->driver.mod_name = mod_name;
		err = driver_register(&drv->driver);
		if (err)
			return err;
	}
	mutex_lock(&parport_mutex);
	list_add_tail(&drv->list, &drivers);
	list_for_each_entry (port, &ports, list)
		tell(drv, port);
	mutex_unlock(&parport_mutex);
	return 0;
}
EXPORT_SYMBOL(__parport_register_driver);

void parport_unregister_driver(struct parport_driver *drv)
{
	struct parport *port;

	mutex_lock(&parport_mutex);
	list_del(&drv->list);
	list_for_each_entry (port, &ports, list)
		if (drv->detach)
			drv->detach(port);
	mutex_unlock(&parport_mutex);
	if (drv->devmodel)
		driver_unregister(&drv->driver);
}
EXPORT_SYMBOL(parport_unregister_driver);

/* ---- devices on a port ---- */

static void release_pardevice(struct device *dev)
{
	struct pardevice *par = to_pardevice(dev);

	kfree(par->name);
	kfree(par);
}

/* With cad_lock. */
static bool link_device(struct parport *port, struct pardevice *dev)
{
	if (port->exclusive || (dev->flags & PARPORT_DEV_EXCL && port->devices))
		return false;
	port->exclusive = dev->flags & PARPORT_DEV_EXCL;
	dev->next = port->devices;
	port->devices = dev;
	return true;
}

static struct pardevice *new_pardevice(struct parport *port, const char *name,
				       const struct pardev_cb *cb, int id)
{
	struct pardevice *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->port = port;
	dev->daisy = -1;
	dev->preempt = cb->preempt;
	dev->wakeup = cb->wakeup;
	dev->private = cb->private;
	dev->irq_func = cb->irq_func;
	dev->flags = cb->flags;
	dev->timeout = 5 * HZ;
	dev->state.control = parport_read_control(port);
	dev->state.data = parport_read_data(port);
	dev->dev.bus = &parport_bus_type;
	dev->dev.parent = &port->bus_dev;
	dev->dev.release = release_pardevice;
	device_initialize(&dev->dev);
	dev->name = kstrdup(name, GFP_KERNEL);
	if (dev->name && !dev_set_name(&dev->dev, "%s.%d", name, id))
		return dev;
	put_device(&dev->dev);
	return NULL;
}

/* ---- the hardware is taken for the first device, and left with the last ---- */

static DEFINE_MUTEX(occupy_mutex);

static bool occupy(struct parport *port)
{
	bool free = true;

	mutex_lock(&occupy_mutex);
	if (!port->occupants && port->ops->occupy)
		free = !port->ops->occupy(port, true);
	port->occupants += free;
	mutex_unlock(&occupy_mutex);
	return free;
}

static void vacate(struct parport *port)
{
	mutex_lock(&occupy_mutex);
	if (!--port->occupants && port->ops->occupy)
		port->ops->occupy(port, false);
	mutex_unlock(&occupy_mutex);
}

struct pardevice *parport_register_dev_model(struct parport *port, const char *name,
					     const struct pardev_cb *cb, int id)
{
	struct pardevice *dev;
	unsigned long flags;
	bool linked;

	if (!occupy(port))
		return NULL;
	dev = new_pardevice(port, name, cb, id);
	if (!dev) {
		vacate(port);
		return NULL;
	}
	dev->devmodel = true;
	spin_lock_irqsave(&cad_lock, flags);
	linked = link_device(port, dev);
	spin_unlock_irqrestore(&cad_lock, flags);
	if (!linked) {
		pr_debug("%s: no more devices allowed\n", port->name);
		put_device(&dev->dev);
		vacate(port);
		return NULL;
	}
	parport_get_port(port);
	if (!device_add(&dev->dev))
		return dev;
	dev->devmodel = false;
	parport_unregister_device(dev);
	return NULL;
}
EXPORT_SYMBOL(parport_register_dev_model);

struct pardevice *parport_register_device(struct parport *port, const char *name,
					  int (*preempt)(void *private),
					  void (*wakeup)(void *private),
					  void (*irq_func)(void *private), int flags, void *private)
{
	struct pardev_cb cb = {preempt, wakeup, private, irq_func, flags};
	static int id;

	return parport_register_dev_model(port, name, &cb, id++);
}
EXPORT_SYMBOL(parport_register_device);

void parport_unregister_device(struct pardevice *dev)
{
	struct parport *port = dev->port;
	struct pardevice **link;
	unsigned long flags;

	if (port->cad == dev) {
		pr_warn("%s: %s forgot to release port\n", port->name, dev->name);
		parport_release(dev);
	}
	spin_lock_irqsave(&cad_lock, flags);
	for (link = &port->devices; *link && *link != dev; link = &(*link)->next)
		;
	if (*link)
		*link = dev->next;
	if (dev->flags & PARPORT_DEV_EXCL)
		port->exclusive = false;
	spin_unlock_irqrestore(&cad_lock, flags);
	if (dev->devmodel)
		device_del(&dev->dev);
	put_device(&dev->dev);
	vacate(port);
	parport_put_port(port);
}
EXPORT_SYMBOL(parport_unregister_device);

/* ---- claiming ---- */

static void save_state(struct pardevice *dev)
{
	dev->state.control = parport_read_control(dev->port);
	dev->state.data = parport_read_data(dev->port);
}

static void restore_state(struct pardevice *dev)
{
	parport_write_control(dev->port, dev->state.control);
	parport_write_data(dev->port, dev->state.data);
}

int parport_claim(struct pardevice *dev)
{
	struct parport *port = dev->port;
	struct pardevice *other = port->cad;
	unsigned long flags;
	int err = 0;

	if (other == dev) {
		pr_info("%s: %s already owner\n", port->name, dev->name);
		return 0;
	}
	/* 0 from preempt: it will find the port changed */
	if (other && (!other->preempt || other->preempt(other->private))) {
		dev->waiting = true;
		return -EAGAIN;
	}
	spin_lock_irqsave(&cad_lock, flags);
	if (port->cad != other) {
		err = -EAGAIN;
	} else {
		if (other)
			save_state(other);
		port->cad = dev;
		dev->waiting = false;
		restore_state(dev);
	}
	spin_unlock_irqrestore(&cad_lock, flags);
	return err;
}
EXPORT_SYMBOL(parport_claim);

int parport_claim_or_block(struct pardevice *dev)
{
	int err = parport_claim(dev);

	if (err != -EAGAIN)
		return err;
	err = wait_event_interruptible(dev->port->wait, parport_claim(dev) != -EAGAIN);
	return err ? -EINTR : 1;
}
EXPORT_SYMBOL(parport_claim_or_block);

void parport_release(struct pardevice *dev)
{
	struct parport *port = dev->port;
	struct pardevice *other;
	unsigned long flags;

	spin_lock_irqsave(&cad_lock, flags);
	if (port->cad != dev) {
		spin_unlock_irqrestore(&cad_lock, flags);
		pr_warn("%s: %s tried to release parport when not owner\n", port->name, dev->name);
		return;
	}
	save_state(dev);
	port->cad = NULL;
	spin_unlock_irqrestore(&cad_lock, flags);
	wake_up_all(&port->wait);
	for (other = port->devices; other; other = other->next)
		if (other != dev && other->waiting && other->wakeup)
			other->wakeup(other->private);
}
EXPORT_SYMBOL(parport_release);

int parport_yield(struct pardevice *dev)
{
	parport_release(dev);
	return parport_claim(dev);
}
EXPORT_SYMBOL(parport_yield);

int parport_yield_blocking(struct pardevice *dev)
{
	parport_release(dev);
	return parport_claim_or_block(dev);
}
EXPORT_SYMBOL(parport_yield_blocking);

/* ---- data ---- */

int parport_negotiate(struct parport *port, int mode)
{
	return mode == IEEE1284_MODE_COMPAT ? 0 : -1;
}
EXPORT_SYMBOL(parport_negotiate);

ssize_t parport_write(struct parport *port, const void *buf, size_t len)
{
	return port->ops->compat_write_data(port, buf, len, 0);
}
EXPORT_SYMBOL(parport_write);

ssize_t parport_read(struct parport *port, void *buf, size_t len)
{
	return -EIO; /* compatibility mode goes one way */
}
EXPORT_SYMBOL(parport_read);

long parport_set_timeout(struct pardevice *dev, long inactivity)
{
	long old = dev->timeout;

	dev->timeout = inactivity;
	return old;
}
EXPORT_SYMBOL(parport_set_timeout);

int parport_wait_event(struct parport *port, signed long timeout)
{
	return down_timeout(&port->ieee1284.irq, timeout) ? 1 : 0;
}
EXPORT_SYMBOL(parport_wait_event);

irqreturn_t parport_irq_handler(int irq, void *dev_id)
{
	struct parport *port = dev_id;
	struct pardevice *dev = port->cad;

	if (dev && dev->irq_func)
		dev->irq_func(dev->private);
	else
		up(&port->ieee1284.irq);
	return IRQ_HANDLED;
}
EXPORT_SYMBOL(parport_irq_handler);

static int __init parport_init(void)
{
	return bus_register(&parport_bus_type);
}
subsys_initcall(parport_init);
