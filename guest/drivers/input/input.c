/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input: devices that report, handlers that listen, and who listens to whom.
 *
 *	input_dev "input0"  --h_list--> handle --> input_handler "evdev" --> /dev/input/event0
 *	                            `-> handle --> input_handler "kbd" ...
 *
 * input_mutex guards both lists, and connects; a device's mutex its opening and closing; its
 * event_lock what events go through (input-event.c).
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <linux/input/mt.h>
#include "drivers/input/input-core.h"

static LIST_HEAD(input_dev_list);
static LIST_HEAD(input_handler_list);
static DEFINE_MUTEX(input_mutex);
static DEFINE_IDA(input_minors);
static atomic_t input_no = ATOMIC_INIT(-1);

/* ---- who fits whom ---- */

#define FITS(what, count) bitmap_subset(id->what, dev->what, count)

bool input_match_device_id(const struct input_dev *dev, const struct input_device_id *id)
{
	if ((id->flags & INPUT_DEVICE_ID_MATCH_BUS && id->bustype != dev->id.bustype) ||
	    (id->flags & INPUT_DEVICE_ID_MATCH_VENDOR && id->vendor != dev->id.vendor) ||
	    (id->flags & INPUT_DEVICE_ID_MATCH_PRODUCT && id->product != dev->id.product) ||
	    (id->flags & INPUT_DEVICE_ID_MATCH_VERSION && id->version != dev->id.version))
		return false;
	return FITS(evbit, EV_CNT) && FITS(keybit, KEY_CNT) && FITS(relbit, REL_CNT) &&
	       FITS(absbit, ABS_CNT) && FITS(mscbit, MSC_CNT) && FITS(ledbit, LED_CNT) &&
	       FITS(sndbit, SND_CNT) && FITS(ffbit, FF_CNT) && FITS(swbit, SW_CNT) &&
	       FITS(propbit, INPUT_PROP_CNT);
}
EXPORT_SYMBOL(input_match_device_id);

static const struct input_device_id *match(struct input_handler *handler, struct input_dev *dev)
{
	const struct input_device_id *id;

	for (id = handler->id_table; id->flags || id->driver_info; id++)
		if (input_match_device_id(dev, id) &&
		    (!handler->match || handler->match(handler, dev)))
			return id;
	return NULL;
}

static void attach(struct input_dev *dev, struct input_handler *handler)
{
	const struct input_device_id *id = match(handler, dev);
	int err = id ? handler->connect(handler, dev, id) : 0;

	if (err && err != -ENODEV)
		pr_err("failed to attach handler %s to device %s, error: %d\n", handler->name,
		       kobject_name(&dev->dev.kobj), err);
}

int input_register_handler(struct input_handler *handler)
{
	struct input_dev *dev;

	mutex_lock(&input_mutex);
	INIT_LIST_HEAD(&handler->h_list);
	list_add_tail(&handler->node, &input_handler_list);
	list_for_each_entry (dev, &input_dev_list, node)
		attach(dev, handler);
	mutex_unlock(&input_mutex);
	return 0;
}
EXPORT_SYMBOL(input_register_handler);

void input_unregister_handler(struct input_handler *handler)
{
	struct input_handle *handle, *next;

	mutex_lock(&input_mutex);
	list_for_each_entry_safe (handle, next, &handler->h_list, h_node)
		handler->disconnect(handle);
	list_del_init(&handler->node);
	mutex_unlock(&input_mutex);
}
EXPORT_SYMBOL(input_unregister_handler);

int input_handler_for_each_handle(struct input_handler *handler, void *data,
				  int (*fn)(struct input_handle *handle, void *data))
{
	struct input_handle *handle;
	int err = 0;

	rcu_read_lock();
	list_for_each_entry (handle, &handler->h_list, h_node) {
		err = fn(handle, data);
		if (err)
			break;
	}
	rcu_read_unlock();
	return err;
}
EXPORT_SYMBOL(input_handler_for_each_handle);

/* Filters come first: what they keep nobody else is to see. */
int input_register_handle(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	unsigned long flags;

	spin_lock_irqsave(&dev->event_lock, flags);
	if (handle->handler->filter)
		list_add(&handle->d_node, &dev->h_list);
	else
		list_add_tail(&handle->d_node, &dev->h_list);
	spin_unlock_irqrestore(&dev->event_lock, flags);
	list_add_tail(&handle->h_node, &handle->handler->h_list);
	if (handle->handler->start)
		handle->handler->start(handle);
	return 0;
}
EXPORT_SYMBOL(input_register_handle);

void input_unregister_handle(struct input_handle *handle)
{
	unsigned long flags;

	list_del_init(&handle->h_node);
	spin_lock_irqsave(&handle->dev->event_lock, flags);
	list_del_init(&handle->d_node);
	spin_unlock_irqrestore(&handle->dev->event_lock, flags);
	synchronize_rcu();
}
EXPORT_SYMBOL(input_unregister_handle);

int input_get_new_minor(int legacy_base, unsigned int legacy_num, bool allow_dynamic)
{
	int minor;

	if (legacy_base >= 0) {
		minor = ida_alloc_range(&input_minors, legacy_base, legacy_base + legacy_num - 1,
					GFP_KERNEL);
		if (minor >= 0 || !allow_dynamic)
			return minor;
	}
	return ida_alloc_range(&input_minors, INPUT_DYNAMIC_MINORS,
			       INPUT_DYNAMIC_MINORS + INPUT_DYNAMIC_COUNT - 1, GFP_KERNEL);
}
EXPORT_SYMBOL(input_get_new_minor);

void input_free_minor(unsigned int minor)
{
	ida_free(&input_minors, minor);
}
EXPORT_SYMBOL(input_free_minor);

/* ---- open, close, grab ---- */

static void set_grab(struct input_dev *dev, struct input_handle *handle)
{
	unsigned long flags;

	spin_lock_irqsave(&dev->event_lock, flags);
	dev->grab = handle;
	spin_unlock_irqrestore(&dev->event_lock, flags);
}

int input_grab_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	int err = mutex_lock_interruptible(&dev->mutex);

	if (err)
		return err;
	if (dev->grab)
		err = -EBUSY;
	else
		set_grab(dev, handle);
	mutex_unlock(&dev->mutex);
	return err;
}
EXPORT_SYMBOL(input_grab_device);

static void release_grab(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	struct input_handle *other;

	if (dev->grab != handle)
		return;
	set_grab(dev, NULL);
	list_for_each_entry (other, &dev->h_list, d_node)
		if (other->open && other->handler->start)
			other->handler->start(other);
}

void input_release_device(struct input_handle *handle)
{
	mutex_lock(&handle->dev->mutex);
	release_grab(handle);
	mutex_unlock(&handle->dev->mutex);
}
EXPORT_SYMBOL(input_release_device);

int input_open_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	int err = mutex_lock_interruptible(&dev->mutex);

	if (err)
		return err;
	if (dev->going_away) {
		err = -ENODEV;
		goto out;
	}
	handle->open++;
	if (dev->users++ || dev->inhibited)
		goto out;
	if (dev->open)
		err = dev->open(dev);
	if (err) {
		dev->users--;
		handle->open--;
	} else if (dev->poller) {
		input_dev_poller_start(dev->poller);
	}
out:
	mutex_unlock(&dev->mutex);
	return err;
}
EXPORT_SYMBOL(input_open_device);

int input_flush_device(struct input_handle *handle, struct file *file)
{
	struct input_dev *dev = handle->dev;
	int err = mutex_lock_interruptible(&dev->mutex);

	if (err)
		return err;
	if (dev->flush)
		err = dev->flush(dev, file);
	mutex_unlock(&dev->mutex);
	return err;
}
EXPORT_SYMBOL(input_flush_device);

void input_close_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;

	mutex_lock(&dev->mutex);
	release_grab(handle);
	if (!--dev->users && !dev->inhibited) {
		if (dev->poller)
			input_dev_poller_stop(dev->poller);
		if (dev->close)
			dev->close(dev);
	}
	if (!--handle->open)
		synchronize_rcu(); /* no event is on its way to it */
	mutex_unlock(&dev->mutex);
}
EXPORT_SYMBOL(input_close_device);

bool input_device_enabled(struct input_dev *dev)
{
	return !dev->inhibited && dev->users > 0;
}
EXPORT_SYMBOL_GPL(input_device_enabled);

void input_reset_device(struct input_dev *dev)
{
	unsigned long flags;

	mutex_lock(&dev->mutex);
	spin_lock_irqsave(&dev->event_lock, flags);
	input_release_keys(dev);
	spin_unlock_irqrestore(&dev->event_lock, flags);
	mutex_unlock(&dev->mutex);
}
EXPORT_SYMBOL(input_reset_device);

/* ---- axes ---- */

void input_alloc_absinfo(struct input_dev *dev)
{
	if (!dev->absinfo)
		dev->absinfo = kcalloc(ABS_CNT, sizeof(*dev->absinfo), GFP_KERNEL);
}
EXPORT_SYMBOL(input_alloc_absinfo);

void input_set_abs_params(struct input_dev *dev, unsigned int axis, int min, int max, int fuzz,
			  int flat)
{
	input_set_capability(dev, EV_ABS, axis);
	if (!dev->absinfo)
		return;
	dev->absinfo[axis].minimum = min;
	dev->absinfo[axis].maximum = max;
	dev->absinfo[axis].fuzz = fuzz;
	dev->absinfo[axis].flat = flat;
}
EXPORT_SYMBOL(input_set_abs_params);

void input_copy_abs(struct input_dev *dst, unsigned int dst_axis, const struct input_dev *src,
		    unsigned int src_axis)
{
	if (WARN_ON(!test_bit(EV_ABS, src->evbit) || !test_bit(src_axis, src->absbit)) ||
	    !src->absinfo)
		return;
	input_set_capability(dst, EV_ABS, dst_axis);
	if (dst->absinfo)
		dst->absinfo[dst_axis] = src->absinfo[src_axis];
}
EXPORT_SYMBOL(input_copy_abs);

/* ---- devices ---- */

static void input_dev_release(struct device *dev)
{
	struct input_dev *input = to_input_dev(dev);

	input_mt_destroy_slots(input);
	input_dev_poller_finalize(input->poller);
	kfree(input->absinfo);
	kfree(input->vals);
	kfree(input);
	module_put(THIS_MODULE);
}

static const struct device_type input_dev_type = {
    .groups = input_dev_attr_groups,
    .release = input_dev_release,
};

static char *input_devnode(struct device *dev, umode_t *mode)
{
	return kasprintf(GFP_KERNEL, "input/%s", dev_name(dev));
}

struct class input_class = {.name = "input", .devnode = input_devnode};
EXPORT_SYMBOL_GPL(input_class);

struct input_dev *input_allocate_device(void)
{
	struct input_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->dev.type = &input_dev_type;
	dev->dev.class = &input_class;
	device_initialize(&dev->dev);
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->event_lock);
	timer_setup(&dev->timer, NULL, 0);
	INIT_LIST_HEAD(&dev->h_list);
	INIT_LIST_HEAD(&dev->node);
	dev_set_name(&dev->dev, "input%d", atomic_inc_return(&input_no));
	__module_get(THIS_MODULE);
	return dev;
}
EXPORT_SYMBOL(input_allocate_device);

struct devres_input {
	struct input_dev *input;
};

static void devm_release_input(struct device *dev, void *res)
{
	input_put_device(((struct devres_input *)res)->input);
}

static int devm_input_match(struct device *dev, void *res, void *data)
{
	return ((struct devres_input *)res)->input == data;
}

struct input_dev *devm_input_allocate_device(struct device *dev)
{
	struct devres_input *devres = devres_alloc(devm_release_input, sizeof(*devres), GFP_KERNEL);

	if (!devres)
		return NULL;
	devres->input = input_allocate_device();
	if (!devres->input) {
		devres_free(devres);
		return NULL;
	}
	devres->input->dev.parent = dev;
	devres->input->devres_managed = true;
	devres_add(dev, devres);
	return devres->input;
}
EXPORT_SYMBOL(devm_input_allocate_device);

void input_free_device(struct input_dev *dev)
{
	if (!dev)
		return;
	if (dev->devres_managed)
		WARN_ON(devres_destroy(dev->dev.parent, devm_release_input, devm_input_match, dev));
	input_put_device(dev);
}
EXPORT_SYMBOL(input_free_device);

static unsigned int events_of_packet(struct input_dev *dev)
{
	unsigned int slots = 0, events;

	if (dev->mt)
		slots = dev->mt->num_slots;
	else if (test_bit(ABS_MT_TRACKING_ID, dev->absbit))
		slots = clamp(dev->absinfo[ABS_MT_TRACKING_ID].maximum -
				  dev->absinfo[ABS_MT_TRACKING_ID].minimum + 1,
			      2, 32);
	else if (test_bit(ABS_MT_POSITION_X, dev->absbit))
		slots = 2;
	events = slots + 1 + bitmap_weight(dev->absbit, ABS_CNT) * max(slots, 1u) +
		 bitmap_weight(dev->relbit, REL_CNT);
	return events + 7; /* keys and what there may be besides */
}

static int prepare(struct input_dev *dev)
{
	if (test_bit(EV_ABS, dev->evbit) && !dev->absinfo) {
		dev_err(&dev->dev, "Absolute device without dev->absinfo\n");
		return -EINVAL;
	}
	__set_bit(EV_SYN, dev->evbit);
	__clear_bit(KEY_RESERVED, dev->keybit);
	if (!dev->hint_events_per_packet)
		dev->hint_events_per_packet = events_of_packet(dev);
	dev->max_vals = dev->hint_events_per_packet + 2;
	dev->vals = kcalloc(dev->max_vals, sizeof(*dev->vals), GFP_KERNEL);
	if (!dev->vals)
		return -ENOMEM;
	/* unless the driver repeats keys itself */
	if (!dev->rep[REP_DELAY] && !dev->rep[REP_PERIOD])
		input_enable_softrepeat(dev, 250, 33);
	if (!dev->getkeycode)
		dev->getkeycode = input_default_getkeycode;
	if (!dev->setkeycode)
		dev->setkeycode = input_default_setkeycode;
	return 0;
}

static void disconnect(struct input_dev *dev)
{
	struct input_handle *handle, *next;
	unsigned long flags;

	mutex_lock(&dev->mutex);
	dev->going_away = true;
	mutex_unlock(&dev->mutex);
	spin_lock_irqsave(&dev->event_lock, flags);
	input_release_keys(dev);
	list_for_each_entry (handle, &dev->h_list, d_node)
		handle->open = 0;
	spin_unlock_irqrestore(&dev->event_lock, flags);
	mutex_lock(&input_mutex);
	list_for_each_entry_safe (handle, next, &dev->h_list, d_node)
		handle->handler->disconnect(handle);
	WARN_ON(!list_empty(&dev->h_list));
	del_timer_sync(&dev->timer);
	list_del_init(&dev->node);
	mutex_unlock(&input_mutex);
	device_del(&dev->dev);
}

static void devm_unregister(struct device *dev, void *res)
{
	disconnect(((struct devres_input *)res)->input);
}

static int add_to_parent(struct input_dev *dev)
{
	struct devres_input *devres;

	if (!dev->devres_managed)
		return 0;
	devres = devres_alloc(devm_unregister, sizeof(*devres), GFP_KERNEL);
	if (!devres)
		return -ENOMEM;
	devres->input = dev;
	devres_add(dev->dev.parent, devres);
	return 0;
}

int input_register_device(struct input_dev *dev)
{
	struct input_handler *handler;
	const char *path;
	int err = prepare(dev);

	if (err)
		return err;
	err = device_add(&dev->dev);
	if (err)
		return err;
	path = kobject_get_path(&dev->dev.kobj, GFP_KERNEL);
	pr_info("%s as %s\n", dev->name ? dev->name : "Unspecified device", path ? path : "N/A");
	kfree(path);
	mutex_lock(&input_mutex);
	list_add_tail(&dev->node, &input_dev_list);
	list_for_each_entry (handler, &input_handler_list, node)
		attach(dev, handler);
	mutex_unlock(&input_mutex);
	err = add_to_parent(dev);
	if (err)
		disconnect(dev);
	return err;
}
EXPORT_SYMBOL(input_register_device);

void input_unregister_device(struct input_dev *dev)
{
	if (dev->devres_managed) {
		/* what is left for the parent is to free it */
		WARN_ON(devres_destroy(dev->dev.parent, devm_unregister, devm_input_match, dev));
		disconnect(dev);
		return;
	}
	disconnect(dev);
	input_put_device(dev);
}
EXPORT_SYMBOL(input_unregister_device);

/* ---- /proc/bus/input ---- */

static void show_bits(struct seq_file *m, const char *name, const unsigned long *bits, int count)
{
	bool begun = false;
	int i;

	seq_printf(m, "B: %s=", name);
	for (i = BITS_TO_LONGS(count) - 1; i >= 0; i--) {
		if (bits[i] || begun || !i)
			seq_printf(m, begun ? " %lx" : "%lx", bits[i]);
		begun |= bits[i] != 0;
	}
	seq_putc(m, '\n');
}

static int devices_show(struct seq_file *m, void *v)
{
	struct input_handle *handle;
	struct input_dev *dev;

	mutex_lock(&input_mutex);
	list_for_each_entry (dev, &input_dev_list, node) {
		const char *path = kobject_get_path(&dev->dev.kobj, GFP_KERNEL);

		seq_printf(m, "I: Bus=%04x Vendor=%04x Product=%04x Version=%04x\n",
			   dev->id.bustype, dev->id.vendor, dev->id.product, dev->id.version);
		seq_printf(m, "N: Name=\"%s\"\nP: Phys=%s\nS: Sysfs=%s\nU: Uniq=%s\nH: Handlers=",
			   dev->name ? dev->name : "", dev->phys ? dev->phys : "", path ? path : "",
			   dev->uniq ? dev->uniq : "");
		list_for_each_entry (handle, &dev->h_list, d_node)
			seq_printf(m, "%s ", handle->name);
		seq_putc(m, '\n');
		show_bits(m, "PROP", dev->propbit, INPUT_PROP_CNT);
		show_bits(m, "EV", dev->evbit, EV_CNT);
		if (test_bit(EV_KEY, dev->evbit))
			show_bits(m, "KEY", dev->keybit, KEY_CNT);
		if (test_bit(EV_REL, dev->evbit))
			show_bits(m, "REL", dev->relbit, REL_CNT);
		if (test_bit(EV_ABS, dev->evbit))
			show_bits(m, "ABS", dev->absbit, ABS_CNT);
		if (test_bit(EV_MSC, dev->evbit))
			show_bits(m, "MSC", dev->mscbit, MSC_CNT);
		if (test_bit(EV_LED, dev->evbit))
			show_bits(m, "LED", dev->ledbit, LED_CNT);
		if (test_bit(EV_SND, dev->evbit))
			show_bits(m, "SND", dev->sndbit, SND_CNT);
		if (test_bit(EV_SW, dev->evbit))
			show_bits(m, "SW", dev->swbit, SW_CNT);
		seq_putc(m, '\n');
		kfree(path);
	}
	mutex_unlock(&input_mutex);
	return 0;
}

static int handlers_show(struct seq_file *m, void *v)
{
	struct input_handler *handler;
	int n = 0;

	mutex_lock(&input_mutex);
	list_for_each_entry (handler, &input_handler_list, node) {
		seq_printf(m, "N: Number=%d Name=%s", n++, handler->name);
		if (handler->filter)
			seq_puts(m, " (filter)");
		if (handler->legacy_minors)
			seq_printf(m, " Minor=%d", handler->minor);
		seq_putc(m, '\n');
	}
	mutex_unlock(&input_mutex);
	return 0;
}

static int __init input_init(void)
{
	int err = class_register(&input_class);

	if (err)
		return err;
	return register_chrdev_region(MKDEV(INPUT_MAJOR, 0),
				      INPUT_DYNAMIC_MINORS + INPUT_DYNAMIC_COUNT, "input");
}
subsys_initcall(input_init);

static int __init input_proc_init(void)
{
	struct proc_dir_entry *folder = proc_mkdir("bus/input", NULL);

	if (!folder || !proc_create_single("devices", 0, folder, devices_show) ||
	    !proc_create_single("handlers", 0, folder, handlers_show))
		return -ENOMEM;
	return 0;
}
device_initcall(input_proc_init);
