/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spi: controllers and the chips on them.
 *
 *	spi_controller "spi0"  class spi_master
 *	   `- spi_device "spi0.1"  bus spi --driver--> spi_driver; .1 is its select line
 *
 * Invariants: one message at a time on a controller (io_mutex); no two devices have a select line
 * in common. bus_lock_mutex keeps others away for spi_bus_lock(). spi_async() queues, a work pumps.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gpio/consumer.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/spi/spi.h>

#include "drivers/spi/spi-core.h"

static LIST_HEAD(spi_controllers);
static LIST_HEAD(boards);
static DEFINE_MUTEX(board_lock); /* both lists */
static DEFINE_IDA(bus_ids);

struct board {
	struct list_head list;
	struct spi_board_info info;
};

/* ---- the bus ---- */

static const struct spi_device_id *match_id(const struct spi_device_id *id, const char *name)
{
	for (; id && id->name[0]; id++)
		if (!strcmp(name, id->name))
			return id;
	return NULL;
}

const struct spi_device_id *spi_get_device_id(const struct spi_device *spi)
{
	return match_id(to_spi_driver(spi->dev.driver)->id_table, spi->modalias);
}
EXPORT_SYMBOL_GPL(spi_get_device_id);

const void *spi_get_device_match_data(const struct spi_device *spi)
{
	const struct spi_device_id *id = spi_get_device_id(spi);

	return id ? (const void *)id->driver_data : NULL;
}
EXPORT_SYMBOL_GPL(spi_get_device_match_data);

static int spi_match(struct device *dev, struct device_driver *drv)
{
	const struct spi_device *spi = to_spi_device(dev);
	const struct spi_driver *driver = to_spi_driver(drv);

	if (spi->driver_override)
		return !strcmp(spi->driver_override, drv->name);
	if (driver->id_table)
		return !!match_id(driver->id_table, spi->modalias);
	return !strcmp(spi->modalias, drv->name);
}

static int spi_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	return add_uevent_var(env, "MODALIAS=" SPI_MODULE_PREFIX "%s",
			      to_spi_device(dev)->modalias);
}

static int spi_probe(struct device *dev)
{
	const struct spi_driver *driver = to_spi_driver(dev->driver);

	return driver->probe ? driver->probe(to_spi_device(dev)) : 0;
}

static void spi_remove(struct device *dev)
{
	const struct spi_driver *driver = to_spi_driver(dev->driver);

	if (driver->remove)
		driver->remove(to_spi_device(dev));
}

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s%s\n", SPI_MODULE_PREFIX, to_spi_device(dev)->modalias);
}
static DEVICE_ATTR_RO(modalias);

static ssize_t driver_override_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const char *name = to_spi_device(dev)->driver_override;

	return sysfs_emit(buf, "%s\n", name ? name : "");
}

/* By hand: echo spidev > driver_override, then bind it. */
static ssize_t driver_override_store(struct device *dev, struct device_attribute *attr,
				     const char *buf, size_t count)
{
	struct spi_device *spi = to_spi_device(dev);
	size_t len = strcspn(buf, "\n");
	const char *old, *name = len ? kstrndup(buf, len, GFP_KERNEL) : NULL;

	if (len && !name)
		return -ENOMEM;
	device_lock(dev);
	old = spi->driver_override;
	spi->driver_override = name;
	device_unlock(dev);
	kfree(old);
	return count;
}
static DEVICE_ATTR_RW(driver_override);

static struct attribute *spi_attrs[] = {&dev_attr_modalias.attr, &dev_attr_driver_override.attr,
					NULL};
static const struct attribute_group spi_group = {.attrs = spi_attrs};
static const struct attribute_group *spi_groups[] = {&spi_group, NULL};

struct bus_type spi_bus_type = {
    .name = "spi",
    .dev_groups = spi_groups,
    .match = spi_match,
    .uevent = spi_uevent,
    .probe = spi_probe,
    .remove = spi_remove,
};
EXPORT_SYMBOL_GPL(spi_bus_type);

int __spi_register_driver(struct module *owner, struct spi_driver *sdrv)
{
	sdrv->driver.owner = owner;
	sdrv->driver.bus = &spi_bus_type;
	return driver_register(&sdrv->driver);
}
EXPORT_SYMBOL_GPL(__spi_register_driver);

/* ---- devices ---- */

static void release_device(struct device *dev)
{
	struct spi_device *spi = to_spi_device(dev);

	spi_controller_put(spi->controller);
	kfree(spi->driver_override);
	kfree(spi);
}

struct spi_device *spi_alloc_device(struct spi_controller *ctlr)
{
	struct spi_device *spi;

	if (!spi_controller_get(ctlr))
		return NULL;
	spi = kzalloc(sizeof(*spi), GFP_KERNEL);
	if (!spi) {
		spi_controller_put(ctlr);
		return NULL;
	}
	spi->master = spi->controller = ctlr;
	spi->dev.parent = &ctlr->dev;
	spi->dev.bus = &spi_bus_type;
	spi->dev.release = release_device;
	device_initialize(&spi->dev);
	return spi;
}
EXPORT_SYMBOL_GPL(spi_alloc_device);

static int has_select(struct device *dev, void *data)
{
	const struct spi_device *spi = to_spi_device(dev), *wanted = data;

	return dev->bus == &spi_bus_type && spi->chip_select == wanted->chip_select ? -EBUSY : 0;
}

int spi_add_device(struct spi_device *spi)
{
	struct spi_controller *ctlr = spi->controller;
	int err;

	if (spi->chip_select >= ctlr->num_chipselect) {
		dev_err(&ctlr->dev, "cs%d >= max %d\n", spi->chip_select, ctlr->num_chipselect);
		return -EINVAL;
	}
	dev_set_name(&spi->dev, "%s.%u", dev_name(&ctlr->dev), spi->chip_select);
	mutex_lock(&ctlr->add_lock);
	err = device_for_each_child(&ctlr->dev, spi, has_select);
	if (!err && ctlr->cs_gpiods)
		spi->cs_gpiod = ctlr->cs_gpiods[spi->chip_select];
	if (!err)
		err = spi_setup(spi);
	if (!err)
		err = device_add(&spi->dev);
	mutex_unlock(&ctlr->add_lock);
	if (err)
		dev_err(&ctlr->dev, "can't add %s, status %d\n", dev_name(&spi->dev), err);
	return err;
}
EXPORT_SYMBOL_GPL(spi_add_device);

struct spi_device *spi_new_device(struct spi_controller *ctlr, struct spi_board_info *info)
{
	struct spi_device *spi = spi_alloc_device(ctlr);
	int err = 0;

	if (!spi)
		return NULL;
	spi->chip_select = info->chip_select;
	spi->max_speed_hz = info->max_speed_hz;
	spi->mode = info->mode;
	spi->irq = info->irq;
	strscpy(spi->modalias, info->modalias, sizeof(spi->modalias));
	spi->dev.platform_data = (void *)info->platform_data;
	spi->controller_data = info->controller_data;
	if (info->swnode)
		err = device_add_software_node(&spi->dev, info->swnode);
	if (!err)
		err = spi_add_device(spi);
	if (!err)
		return spi;
	device_remove_software_node(&spi->dev);
	spi_dev_put(spi);
	return NULL;
}
EXPORT_SYMBOL_GPL(spi_new_device);

void spi_unregister_device(struct spi_device *spi)
{
	if (!spi)
		return;
	device_remove_software_node(&spi->dev);
	device_del(&spi->dev);
	if (spi->controller->cleanup)
		spi->controller->cleanup(spi);
	put_device(&spi->dev);
}
EXPORT_SYMBOL_GPL(spi_unregister_device);

static void unregister_ancillary(void *spi)
{
	spi_unregister_device(spi);
}

struct spi_device *spi_new_ancillary_device(struct spi_device *spi, u8 chip_select)
{
	struct spi_device *other = spi_alloc_device(spi->controller);
	int err;

	if (!other)
		return ERR_PTR(-ENOMEM);
	strscpy(other->modalias, "dummy", sizeof(other->modalias));
	other->chip_select = chip_select;
	other->max_speed_hz = spi->max_speed_hz;
	other->mode = spi->mode;
	other->bits_per_word = spi->bits_per_word;
	err = spi_add_device(other);
	if (err) {
		spi_dev_put(other);
		return ERR_PTR(err);
	}
	err = devm_add_action_or_reset(&spi->dev, unregister_ancillary, other);
	return err ? ERR_PTR(err) : other;
}
EXPORT_SYMBOL_GPL(spi_new_ancillary_device);

int spi_setup(struct spi_device *spi)
{
	struct spi_controller *ctlr = spi->controller;
	u32 bad = spi->mode & ~(ctlr->mode_bits | SPI_CS_WORD | SPI_NO_TX | SPI_NO_RX);
	int err;

	/* more lines than there are: fewer do as well */
	spi->mode &= ~(bad & (SPI_TX_DUAL | SPI_TX_QUAD | SPI_TX_OCTAL | SPI_RX_DUAL | SPI_RX_QUAD |
			      SPI_RX_OCTAL));
	bad = spi->mode & ~(ctlr->mode_bits | SPI_CS_WORD | SPI_NO_TX | SPI_NO_RX);
	if (spi->cs_gpiod)
		bad &= ~SPI_CS_HIGH;
	if (bad) {
		dev_err(&spi->dev, "setup: unsupported mode bits %x\n", bad);
		return -EINVAL;
	}
	if (!spi->bits_per_word)
		spi->bits_per_word = 8;
	if (ctlr->bits_per_word_mask &&
	    !(ctlr->bits_per_word_mask & SPI_BPW_MASK(spi->bits_per_word)))
		return -EINVAL;
	if (ctlr->max_speed_hz && (!spi->max_speed_hz || spi->max_speed_hz > ctlr->max_speed_hz))
		spi->max_speed_hz = ctlr->max_speed_hz;
	mutex_lock(&ctlr->io_mutex);
	err = ctlr->setup ? ctlr->setup(spi) : 0;
	if (!err && ctlr->set_cs_timing)
		err = ctlr->set_cs_timing(spi);
	if (!err)
		spi_select(spi, false);
	mutex_unlock(&ctlr->io_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(spi_setup);

/* ---- controllers ---- */

static void release_controller(struct device *dev)
{
	kfree(container_of(dev, struct spi_controller, dev));
}

static struct class spi_master_class = {.name = "spi_master", .dev_release = release_controller};

struct spi_controller *__spi_alloc_controller(struct device *host, unsigned int size, bool slave)
{
	size_t own = ALIGN(sizeof(struct spi_controller), sizeof(u64));
	struct spi_controller *ctlr;

	ctlr = host && !slave ? kzalloc(own + size, GFP_KERNEL) : NULL;
	if (!ctlr)
		return NULL;
	device_initialize(&ctlr->dev);
	INIT_LIST_HEAD(&ctlr->queue);
	INIT_LIST_HEAD(&ctlr->list);
	INIT_WORK(&ctlr->pump_messages, spi_pump_messages);
	spin_lock_init(&ctlr->queue_lock);
	spin_lock_init(&ctlr->bus_lock_spinlock);
	mutex_init(&ctlr->bus_lock_mutex);
	mutex_init(&ctlr->io_mutex);
	mutex_init(&ctlr->add_lock);
	init_completion(&ctlr->xfer_completion);
	init_completion(&ctlr->cur_msg_completion);
	ctlr->bus_num = -1;
	ctlr->num_chipselect = 1;
	ctlr->dev.class = &spi_master_class;
	ctlr->dev.parent = host;
	spi_controller_set_devdata(ctlr, (char *)ctlr + own);
	return ctlr;
}
EXPORT_SYMBOL_GPL(__spi_alloc_controller);

static void put_controller(void *ctlr)
{
	spi_controller_put(ctlr);
}

struct spi_controller *__devm_spi_alloc_controller(struct device *dev, unsigned int size,
						   bool slave)
{
	struct spi_controller *ctlr = __spi_alloc_controller(dev, size, slave);

	if (!ctlr)
		return NULL;
	ctlr->devm_allocated = true;
	return devm_add_action_or_reset(dev, put_controller, ctlr) ? NULL : ctlr;
}
EXPORT_SYMBOL_GPL(__devm_spi_alloc_controller);

static void add_board_devices(struct spi_controller *ctlr)
{
	struct board *board;

	list_for_each_entry (board, &boards, list)
		if (board->info.bus_num == ctlr->bus_num)
			spi_new_device(ctlr, &board->info);
}

/* "cs" lines of its device's; a hole is a select of the controller's own. */
static int take_cs_lines(struct spi_controller *ctlr)
{
	struct device *dev = &ctlr->dev;
	int i, n = gpiod_count(dev, "cs");

	/* the board knows the device that the controller is of, too */
	if (n < 0 && dev->parent) {
		dev = dev->parent;
		n = gpiod_count(dev, "cs");
	}
	ctlr->num_chipselect = max_t(int, n, ctlr->num_chipselect);
	if (n <= 0)
		return 0;
	ctlr->cs_gpiods = devm_kcalloc(&ctlr->dev, ctlr->num_chipselect, sizeof(*ctlr->cs_gpiods),
				       GFP_KERNEL);
	if (!ctlr->cs_gpiods)
		return -ENOMEM;
	for (i = 0; i < n; i++) {
		/* inactive; SPI_CS_HIGH says later which level that is */
		struct gpio_desc *line =
		    devm_gpiod_get_index_optional(dev, "cs", i, GPIOD_OUT_LOW);

		if (IS_ERR(line))
			return PTR_ERR(line);
		if (line)
			gpiod_set_consumer_name(line, dev_name(dev));
		ctlr->cs_gpiods[i] = line;
	}
	return 0;
}

int spi_register_controller(struct spi_controller *ctlr)
{
	int err, id;

	if (!ctlr->transfer && !ctlr->transfer_one && !ctlr->transfer_one_message)
		return -EINVAL;
	if (ctlr->use_gpio_descriptors) {
		err = take_cs_lines(ctlr);
		if (err)
			return err;
	}
	if (!ctlr->num_chipselect)
		return -EINVAL;
	id = ctlr->bus_num >= 0
		 ? ida_alloc_range(&bus_ids, ctlr->bus_num, ctlr->bus_num, GFP_KERNEL)
		 : ida_alloc_range(&bus_ids, 0, S16_MAX, GFP_KERNEL);
	if (id < 0)
		return id == -ENOSPC ? -EBUSY : id;
	ctlr->bus_num = id;
	dev_set_name(&ctlr->dev, "spi%u", id);
	err = device_add(&ctlr->dev);
	if (err) {
		ida_free(&bus_ids, id);
		return err;
	}
	mutex_lock(&board_lock);
	list_add_tail(&ctlr->list, &spi_controllers);
	add_board_devices(ctlr);
	mutex_unlock(&board_lock);
	return 0;
}
EXPORT_SYMBOL_GPL(spi_register_controller);

static int unregister_child(struct device *dev, void *unused)
{
	if (dev->bus == &spi_bus_type)
		spi_unregister_device(to_spi_device(dev));
	return 0;
}

void spi_unregister_controller(struct spi_controller *ctlr)
{
	int id = ctlr->bus_num;

	mutex_lock(&board_lock);
	list_del(&ctlr->list);
	mutex_unlock(&board_lock);
	device_for_each_child(&ctlr->dev, NULL, unregister_child);
	flush_work(&ctlr->pump_messages);
	device_del(&ctlr->dev);
	if (!ctlr->devm_allocated)
		put_device(&ctlr->dev);
	ida_free(&bus_ids, id);
}
EXPORT_SYMBOL_GPL(spi_unregister_controller);

static void unregister_controller(void *ctlr)
{
	spi_unregister_controller(ctlr);
}

int devm_spi_register_controller(struct device *dev, struct spi_controller *ctlr)
{
	int err = spi_register_controller(ctlr);

	return err ? err : devm_add_action_or_reset(dev, unregister_controller, ctlr);
}
EXPORT_SYMBOL_GPL(devm_spi_register_controller);

struct spi_controller *spi_busnum_to_master(u16 bus_num)
{
	struct spi_controller *ctlr, *found = NULL;

	mutex_lock(&board_lock);
	list_for_each_entry (ctlr, &spi_controllers, list)
		if (ctlr->bus_num == bus_num)
			found = spi_controller_get(ctlr);
	mutex_unlock(&board_lock);
	return found;
}
EXPORT_SYMBOL_GPL(spi_busnum_to_master);

int spi_register_board_info(const struct spi_board_info *info, unsigned int n)
{
	struct spi_controller *ctlr;
	struct board *board;

	for (; n; n--, info++) {
		board = kzalloc(sizeof(*board), GFP_KERNEL);
		if (!board)
			return -ENOMEM;
		board->info = *info;
		mutex_lock(&board_lock);
		list_add_tail(&board->list, &boards);
		list_for_each_entry (ctlr, &spi_controllers, list)
			if (ctlr->bus_num == info->bus_num)
				spi_new_device(ctlr, &board->info);
		mutex_unlock(&board_lock);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(spi_register_board_info);

static int __init spi_init(void)
{
	int err = bus_register(&spi_bus_type);

	return err ? err : class_register(&spi_master_class);
}
postcore_initcall(spi_init);
