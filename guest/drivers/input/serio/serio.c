/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * serio: ports of bytes, and the drivers of what hangs on them.
 *
 * 1. Purpose. The hardware of a port (a keyboard controller, a serial line) knows nothing of what
 *    is plugged in, and a mouse's driver nothing of the hardware.
 *
 * 2. Structures.
 *
 *	serio_interrupt() --> port->drv->interrupt()
 *	any context ------> events --> worker: add, attach, rescan, reconnect (serio_mutex)
 *
 * 3. Invariants. port->drv is set between serio_open() and serio_close() of connect() and
 *    disconnect(). A port's children go before it loses its driver. A driver of the kernel's own
 *    holds a port only as long as no module's driver is for it, too.
 *
 * 4. Locking and context. serio_mutex: ports, and their connecting. port->lock: port->drv, and
 *    the driver's interrupt(). event_lock: events, any context.
 *
 * 5. Failure. An event for which there is no memory is lost, and said so.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/serio.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "drivers/input/serio/serio_private.h"

enum event_type { RESCAN, RECONNECT, ADD, ATTACH };

struct event {
	enum event_type type;
	void *object; /* a port; ATTACH: a driver */
	struct module *owner;
	struct list_head node;
};

static DEFINE_SPINLOCK(event_lock);
static LIST_HEAD(events);
static LIST_HEAD(ports);
DEFINE_MUTEX(serio_mutex);

/* ---- who fits whom ---- */

static bool fits(u8 wanted, u8 is)
{
	return wanted == SERIO_ANY || wanted == is;
}

static bool is_for(const struct serio_driver *drv, const struct serio *port)
{
	const struct serio_device_id *id;

	for (id = drv->id_table; id->type || id->proto; id++)
		if (fits(id->type, port->id.type) && fits(id->proto, port->id.proto) &&
		    fits(id->extra, port->id.extra) && fits(id->id, port->id.id))
			return true;
	return false;
}

static int serio_match(struct device *dev, struct device_driver *drv)
{
	struct serio *port = to_serio_port(dev);
	struct serio_driver *serio_drv = to_serio_driver(drv);

	return !port->manual_bind && !serio_drv->manual_bind && is_for(serio_drv, port);
}

static int serio_probe(struct device *dev)
{
	struct serio *port = to_serio_port(dev);
	struct serio_driver *drv = to_serio_driver(dev->driver);
	int err;

	mutex_lock(&port->drv_mutex);
	err = drv->connect(port, drv);
	mutex_unlock(&port->drv_mutex);
	return err;
}

static void serio_remove(struct device *dev)
{
	struct serio *port = to_serio_port(dev);

	mutex_lock(&port->drv_mutex);
	if (port->drv)
		port->drv->disconnect(port);
	mutex_unlock(&port->drv_mutex);
}

static void serio_shutdown(struct device *dev)
{
	struct serio *port = to_serio_port(dev);

	mutex_lock(&port->drv_mutex);
	if (port->drv && port->drv->cleanup)
		port->drv->cleanup(port);
	mutex_unlock(&port->drv_mutex);
}

static void set_driver(struct serio *port, struct serio_driver *drv)
{
	serio_pause_rx(port);
	port->drv = drv;
	serio_continue_rx(port);
}

int serio_open(struct serio *port, struct serio_driver *drv)
{
	set_driver(port, drv);
	if (!port->open || !port->open(port))
		return 0;
	set_driver(port, NULL);
	return -1;
}
EXPORT_SYMBOL(serio_open);

void serio_close(struct serio *port)
{
	if (port->close)
		port->close(port);
	set_driver(port, NULL);
}
EXPORT_SYMBOL(serio_close);

irqreturn_t serio_interrupt(struct serio *port, unsigned char byte, unsigned int flags)
{
	irqreturn_t result = IRQ_NONE;
	unsigned long irq_flags;

	spin_lock_irqsave(&port->lock, irq_flags);
	if (port->drv) {
		result = port->drv->interrupt(port, byte, flags);
	} else if (!flags && device_is_registered(&port->dev)) {
		/* somebody is there after all */
		serio_rescan(port);
		result = IRQ_HANDLED;
	}
	spin_unlock_irqrestore(&port->lock, irq_flags);
	return result;
}
EXPORT_SYMBOL(serio_interrupt);

/* ---- connecting; serio_mutex is held ---- */

/* What is below the port goes, and its driver. */
void serio_disconnect(struct serio *port)
{
	struct serio *child;

	while (!list_empty(&port->children)) {
		child = list_first_entry(&port->children, struct serio, child_node);
		serio_disconnect(child);
		serio_destroy(child);
	}
	device_release_driver(&port->dev);
}

void serio_find_driver(struct serio *port)
{
	int err = device_attach(&port->dev);

	if (err < 0 && err != -EPROBE_DEFER)
		dev_warn(&port->dev, "no driver takes %s: error %d\n", port->name, err);
}

static void add(struct serio *port)
{
	int err;

	if (port->parent) {
		serio_pause_rx(port->parent);
		list_add_tail(&port->child_node, &port->parent->children);
		serio_continue_rx(port->parent);
	}
	list_add_tail(&port->node, &ports);
	if (port->start)
		port->start(port);
	err = device_add(&port->dev);
	if (err)
		dev_err(&port->dev, "cannot be added: error %d\n", err);
}

/* False: it had to be connected anew, so that what was below it is gone. */
static bool reconnect_one(struct serio *port)
{
	int err = -1;

	mutex_lock(&port->drv_mutex);
	if (port->drv && port->drv->reconnect)
		err = port->drv->reconnect(port);
	mutex_unlock(&port->drv_mutex);
	if (!err)
		return true;
	serio_disconnect(port);
	serio_find_driver(port);
	return false;
}

void serio_reconnect_all(struct serio *port)
{
	struct serio *child;

	if (reconnect_one(port))
		list_for_each_entry (child, &port->children, child_node)
			serio_reconnect_all(child);
}

int serio_bind(struct serio *port, struct serio_driver *drv)
{
	if (!is_for(drv, port))
		return 0;
	return device_driver_attach(&drv->driver, &port->dev) ? -ENODEV : 0;
}

/* The kernel's own drivers make room for a module's, which somebody has loaded for it. */
static void make_room(struct serio_driver *drv)
{
	struct serio *port;

again:
	list_for_each_entry (port, &ports, node) {
		if (!port->drv || port->drv->driver.owner || !serio_match(&port->dev, &drv->driver))
			continue;
		serio_disconnect(port);
		serio_bind(port, drv);
		if (!port->dev.driver)
			serio_find_driver(port);
		if (port->drv && port->drv->driver.owner)
			goto again; /* children may have gone */
	}
}

static void attach(struct serio_driver *drv)
{
	if (drv->driver.owner)
		make_room(drv);
	if (driver_attach(&drv->driver))
		pr_warn("serio: %s cannot be attached\n", drv->driver.name);
}

/* ---- events ---- */

static struct event *next_event(void)
{
	struct event *event;

	spin_lock_irq(&event_lock);
	event = list_first_entry_or_null(&events, struct event, node);
	if (event)
		list_del(&event->node);
	spin_unlock_irq(&event_lock);
	return event;
}

static void free_event(struct event *event)
{
	module_put(event->owner);
	kfree(event);
}

static void handle(const struct event *event)
{
	switch (event->type) {
	case ADD:
		add(event->object);
		break;
	case RECONNECT:
		serio_reconnect_all(event->object);
		break;
	case RESCAN:
		serio_disconnect(event->object);
		serio_find_driver(event->object);
		break;
	case ATTACH:
		attach(event->object);
		break;
	}
}

static void handle_events(struct work_struct *work)
{
	struct event *event;

	mutex_lock(&serio_mutex);
	for (event = next_event(); event; event = next_event()) {
		handle(event);
		free_event(event);
	}
	mutex_unlock(&serio_mutex);
}
static DECLARE_WORK(events_work, handle_events);

/* The last thing that is to happen to it; NULL: nothing. event_lock is held. */
static struct event *last_event(const void *object)
{
	struct event *event;

	list_for_each_entry_reverse(event, &events, node) if (event->object == object) return event;
	return NULL;
}

static int queue_event(void *object, struct module *owner, enum event_type type)
{
	struct event *event, *last;
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&event_lock, flags);
	last = last_event(object);
	if (!last || last->type != type) {
		event = kmalloc(sizeof(*event), GFP_ATOMIC);
		err = !event ? -ENOMEM : !try_module_get(owner) ? -EINVAL : 0;
		if (!err) {
			*event = (struct event){.type = type, .object = object, .owner = owner};
			list_add_tail(&event->node, &events);
			queue_work(system_long_wq, &events_work);
		} else {
			kfree(event);
			pr_err("serio: event %d is lost: error %d\n", type, err);
		}
	}
	spin_unlock_irqrestore(&event_lock, flags);
	return err;
}

static void forget_events(const void *object)
{
	struct event *event, *next;

	spin_lock_irq(&event_lock);
	list_for_each_entry_safe (event, next, &events, node) {
		if (event->object == object) {
			list_del(&event->node);
			free_event(event);
		}
	}
	spin_unlock_irq(&event_lock);
}

void serio_rescan(struct serio *port)
{
	queue_event(port, NULL, RESCAN);
}
EXPORT_SYMBOL(serio_rescan);

void serio_reconnect(struct serio *port)
{
	queue_event(port, NULL, RECONNECT);
}
EXPORT_SYMBOL(serio_reconnect);

/* ---- ports come and go ---- */

static void release_port(struct device *dev)
{
	kfree(to_serio_port(dev));
}

void __serio_register_port(struct serio *port, struct module *owner)
{
	static atomic_t number = ATOMIC_INIT(-1);

	INIT_LIST_HEAD(&port->node);
	INIT_LIST_HEAD(&port->child_node);
	INIT_LIST_HEAD(&port->children);
	spin_lock_init(&port->lock);
	mutex_init(&port->drv_mutex);
	device_initialize(&port->dev);
	dev_set_name(&port->dev, "serio%d", atomic_inc_return(&number));
	port->dev.bus = &serio_bus;
	port->dev.release = release_port;
	port->dev.groups = serio_port_groups;
	port->depth = 0;
	if (port->parent) {
		port->dev.parent = &port->parent->dev;
		port->depth = port->parent->depth + 1;
	}
	queue_event(port, owner, ADD);
}
EXPORT_SYMBOL(__serio_register_port);

/* Children that are registered and not yet added are in events alone. */
static struct serio *pending_child(const struct serio *port)
{
	struct serio *child = NULL;
	struct event *event;

	spin_lock_irq(&event_lock);
	list_for_each_entry (event, &events, node) {
		if (event->type == ADD && ((struct serio *)event->object)->parent == port) {
			child = event->object;
			break;
		}
	}
	spin_unlock_irq(&event_lock);
	return child;
}

void serio_destroy(struct serio *port)
{
	struct serio *child;

	while ((child = pending_child(port))) {
		forget_events(child);
		put_device(&child->dev);
	}
	if (port->stop)
		port->stop(port);
	if (port->parent) {
		serio_pause_rx(port->parent);
		list_del_init(&port->child_node);
		serio_continue_rx(port->parent);
		port->parent = NULL;
	}
	if (device_is_registered(&port->dev))
		device_del(&port->dev);
	list_del_init(&port->node);
	forget_events(port);
	put_device(&port->dev);
}

void serio_unregister_port(struct serio *port)
{
	mutex_lock(&serio_mutex);
	serio_disconnect(port);
	serio_destroy(port);
	mutex_unlock(&serio_mutex);
}
EXPORT_SYMBOL(serio_unregister_port);

void serio_unregister_child_port(struct serio *port)
{
	struct serio *child, *next;

	mutex_lock(&serio_mutex);
	list_for_each_entry_safe (child, next, &port->children, child_node) {
		serio_disconnect(child);
		serio_destroy(child);
	}
	mutex_unlock(&serio_mutex);
}
EXPORT_SYMBOL(serio_unregister_child_port);

/* ---- drivers come and go ---- */

int __serio_register_driver(struct serio_driver *drv, struct module *owner, const char *mod_name)
{
	bool manual = drv->manual_bind;
	int err;

	drv->driver.bus = &serio_bus;
	drv->driver.owner = owner;
	drv->driver.mod_name = mod_name;
	/* to find its device takes long: the worker is to */
	drv->manual_bind = true;
	err = driver_register(&drv->driver);
	drv->manual_bind = manual;
	if (!err && !manual) {
		err = queue_event(drv, NULL, ATTACH);
		if (err)
			driver_unregister(&drv->driver);
	}
	return err;
}
EXPORT_SYMBOL(__serio_register_driver);

static struct serio *port_of(const struct serio_driver *drv)
{
	struct serio *port;

	list_for_each_entry (port, &ports, node)
		if (port->drv == drv)
			return port;
	return NULL;
}

void serio_unregister_driver(struct serio_driver *drv)
{
	struct serio *port;

	mutex_lock(&serio_mutex);
	drv->manual_bind = true;
	forget_events(drv);
	while ((port = port_of(drv))) {
		serio_disconnect(port);
		serio_find_driver(port);
	}
	driver_unregister(&drv->driver);
	mutex_unlock(&serio_mutex);
}
EXPORT_SYMBOL(serio_unregister_driver);

static int serio_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	const struct serio *port = to_serio_port(dev);
	const struct serio_device_id *id = &port->id;
	int err = add_uevent_var(env, "SERIO_TYPE=%02x", id->type);

	if (!err)
		err = add_uevent_var(env, "SERIO_PROTO=%02x", id->proto);
	if (!err)
		err = add_uevent_var(env, "SERIO_ID=%02x", id->id);
	if (!err)
		err = add_uevent_var(env, "SERIO_EXTRA=%02x", id->extra);
	if (!err)
		err = add_uevent_var(env, "MODALIAS=" SERIO_ALIAS, SERIO_ALIAS_OF(id));
	if (!err && port->firmware_id[0])
		err = add_uevent_var(env, "SERIO_FIRMWARE_ID=%s", port->firmware_id);
	return err;
}

struct bus_type serio_bus = {
    .name = "serio",
    .drv_groups = serio_driver_groups,
    .match = serio_match,
    .uevent = serio_uevent,
    .probe = serio_probe,
    .remove = serio_remove,
    .shutdown = serio_shutdown,
};
EXPORT_SYMBOL(serio_bus);

static int __init serio_init(void)
{
	return bus_register(&serio_bus);
}
subsys_initcall(serio_init);

/* What the machine is born with is there before its first program. */
static int __init serio_settle(void)
{
	flush_work(&events_work);
	return 0;
}
late_initcall(serio_settle);
