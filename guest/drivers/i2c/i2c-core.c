/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-core: adapters, the chips on them, and their drivers.
 *
 * 1. Purpose. A chip driver says "read register 5 of this client", whatever master is at the
 *    other end of the wires; an adapter driver moves messages, whatever chips there are.
 *
 * 2. Structures.
 *
 *	adapter's device (a PCI function, a parallel port)
 *	   `- i2c_adapter "i2c-0"   bus i2c, type i2c_adapter
 *	         `- i2c_client "0-0040"   bus i2c, type i2c_client --driver--> i2c_driver
 *
 * 3. Invariants. No two clients of one adapter have the same address (tenbit apart). An
 *    adapter's number does not change while it is registered.
 *
 * 4. Locking. i2c_core_mutex for the list of adapters, and for detection against adapters and
 *    drivers that come and go; an adapter's bus_lock around every transfer.
 *
 * 5. Failure. i2c_del_adapter() waits until the last reference to the adapter is gone.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/i2c.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/i2c/i2c-core.h"

#define TENBIT_OFFSET 0xa000 /* in the names of clients */
#define SLAVE_OFFSET  0x1000

static DEFINE_MUTEX(i2c_core_mutex);
static LIST_HEAD(adapters);

struct board_entry {
	struct list_head list;
	int busnum;
	struct i2c_board_info info;
};
static LIST_HEAD(board_infos);
static int first_dynamic_nr;

/* ---- the bus ---- */

const struct i2c_device_id *i2c_match_id(const struct i2c_device_id *id,
					 const struct i2c_client *client)
{
	for (; id && client && id->name[0]; id++)
		if (!strcmp(client->name, id->name))
			return id;
	return NULL;
}
EXPORT_SYMBOL_GPL(i2c_match_id);

const struct i2c_device_id *i2c_client_get_device_id(const struct i2c_client *client)
{
	return i2c_match_id(to_i2c_driver(client->dev.driver)->id_table, client);
}
EXPORT_SYMBOL_GPL(i2c_client_get_device_id);

const void *i2c_get_match_data(const struct i2c_client *client)
{
	const struct i2c_device_id *id = i2c_client_get_device_id(client);

	return id ? (const void *)id->driver_data : NULL;
}
EXPORT_SYMBOL(i2c_get_match_data);

static int i2c_device_match(struct device *dev, struct device_driver *drv)
{
	struct i2c_client *client = i2c_verify_client(dev);

	return client && !i2c_client_is_legacy(client) &&
	       i2c_match_id(to_i2c_driver(drv)->id_table, client);
}

static int i2c_device_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	struct i2c_client *client = i2c_verify_client(dev);

	return client ? add_uevent_var(env, "MODALIAS=" I2C_MODULE_PREFIX "%s", client->name) : 0;
}

static int call_probe(struct i2c_driver *driver, struct i2c_client *client)
{
	int (*probe)(struct i2c_client *, const struct i2c_device_id *) = driver->probe;

	if (driver->probe_new)
		return driver->probe_new(client);
	return probe ? probe(client, i2c_match_id(driver->id_table, client)) : -EINVAL;
}

static int i2c_device_probe(struct device *dev)
{
	struct i2c_client *client = i2c_verify_client(dev);
	int err;

	if (!client || i2c_client_is_legacy(client))
		return 0;
	client->driver = to_i2c_driver(dev->driver);
	client->irq = client->init_irq;
	client->devres_group_id = devres_open_group(dev, NULL, GFP_KERNEL);
	if (!client->devres_group_id)
		return -ENOMEM;
	err = call_probe(to_i2c_driver(dev->driver), client);
	if (err)
		devres_release_group(dev, client->devres_group_id);
	return err;
}

static void i2c_device_remove(struct device *dev)
{
	struct i2c_client *client = to_i2c_client(dev);
	void (*remove)(struct i2c_client *) = to_i2c_driver(dev->driver)->remove;

	if (i2c_client_is_legacy(client))
		return;
	if (remove)
		remove(client);
	devres_release_group(dev, client->devres_group_id);
	client->irq = 0;
	client->driver = NULL;
}

static void i2c_device_shutdown(struct device *dev)
{
	struct i2c_client *client = i2c_verify_client(dev);
	struct i2c_driver *driver = client && dev->driver ? to_i2c_driver(dev->driver) : NULL;

	if (driver && driver->shutdown)
		driver->shutdown(client);
}

struct bus_type i2c_bus_type = {
    .name = "i2c",
    .match = i2c_device_match,
    .probe = i2c_device_probe,
    .remove = i2c_device_remove,
    .shutdown = i2c_device_shutdown,
};
EXPORT_SYMBOL_GPL(i2c_bus_type);

/* ---- clients ---- */

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n",
		       dev->type == &i2c_client_type ? to_i2c_client(dev)->name
						     : to_i2c_adapter(dev)->name);
}
static DEVICE_ATTR_RO(name);

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s%s\n", I2C_MODULE_PREFIX, to_i2c_client(dev)->name);
}
static DEVICE_ATTR_RO(modalias);

static struct attribute *client_attrs[] = {&dev_attr_name.attr, &dev_attr_modalias.attr, NULL};
static const struct attribute_group client_group = {.attrs = client_attrs};
static const struct attribute_group *client_groups[] = {&client_group, NULL};

static void i2c_client_dev_release(struct device *dev)
{
	kfree(to_i2c_client(dev));
}

struct device_type i2c_client_type = {
    .groups = client_groups,
    .uevent = i2c_device_uevent,
    .release = i2c_client_dev_release,
};
EXPORT_SYMBOL_GPL(i2c_client_type);

struct i2c_client *i2c_verify_client(struct device *dev)
{
	return dev->type == &i2c_client_type ? to_i2c_client(dev) : NULL;
}
EXPORT_SYMBOL(i2c_verify_client);

/* The I2C specification, 3.1.12: 0000 xxx and 1111 xxx are for other things. */
int i2c_check_7bit_addr_validity_strict(unsigned short addr)
{
	return addr < 0x08 || addr > 0x77 ? -EINVAL : 0;
}

static int check_client_addr(unsigned short addr, unsigned short flags)
{
	if (flags & I2C_CLIENT_TEN)
		return addr > 0x3ff ? -EINVAL : 0;
	return addr == 0 || addr > 0x7f ? -EINVAL : 0;
}

static unsigned short encoded_addr(const struct i2c_client *client)
{
	return client->addr | (client->flags & I2C_CLIENT_TEN ? TENBIT_OFFSET : 0) |
	       (client->flags & I2C_CLIENT_SLAVE ? SLAVE_OFFSET : 0);
}

static int has_addr(struct device *dev, void *data)
{
	struct i2c_client *client = i2c_verify_client(dev);

	return client && encoded_addr(client) == *(int *)data ? -EBUSY : 0;
}

int i2c_check_addr_busy(struct i2c_adapter *adap, int addr)
{
	return device_for_each_child(&adap->dev, &addr, has_addr);
}

static int irq_of(const struct i2c_board_info *info)
{
	unsigned int i;

	for (i = 0; !info->irq && i < info->num_resources; i++)
		if (resource_type(&info->resources[i]) == IORESOURCE_IRQ)
			return info->resources[i].start;
	return info->irq;
}

static struct i2c_client *alloc_client(struct i2c_adapter *adap, const struct i2c_board_info *info)
{
	struct i2c_client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (!client)
		return NULL;
	client->adapter = adap;
	client->flags = info->flags;
	client->addr = info->addr;
	client->init_irq = irq_of(info);
	strscpy(client->name, info->type, sizeof(client->name));
	INIT_LIST_HEAD(&client->detected);
	client->dev.platform_data = info->platform_data;
	client->dev.parent = &adap->dev;
	client->dev.bus = &i2c_bus_type;
	client->dev.type = &i2c_client_type;
	client->dev.of_node = info->of_node;
	client->dev.fwnode = info->fwnode;
	device_initialize(&client->dev);
	return client;
}

static int add_client(struct i2c_adapter *adap, const struct i2c_board_info *info,
		      struct i2c_client *client)
{
	int err = check_client_addr(client->addr, client->flags);

	if (err) {
		dev_err(&adap->dev, "Invalid %d-bit I2C address 0x%02hx\n",
			client->flags & I2C_CLIENT_TEN ? 10 : 7, client->addr);
		return err;
	}
	err = i2c_check_addr_busy(adap, encoded_addr(client));
	if (!err && info->swnode)
		err = device_add_software_node(&client->dev, info->swnode);
	if (!err && info->dev_name)
		err = dev_set_name(&client->dev, "i2c-%s", info->dev_name);
	else if (!err)
		err = dev_set_name(&client->dev, "%d-%04x", adap->nr, encoded_addr(client));
	if (!err)
		err = device_add(&client->dev);
	if (err) {
		device_remove_software_node(&client->dev);
		dev_err(&adap->dev, "Failed to register i2c client %s at 0x%02x (%d)\n",
			client->name, client->addr, err);
	}
	return err;
}

struct i2c_client *i2c_new_client_device(struct i2c_adapter *adap,
					 const struct i2c_board_info *info)
{
	struct i2c_client *client = alloc_client(adap, info);
	int err;

	if (!client)
		return ERR_PTR(-ENOMEM);
	err = add_client(adap, info, client);
	if (!err)
		return client;
	put_device(&client->dev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(i2c_new_client_device);

void i2c_unregister_device(struct i2c_client *client)
{
	if (IS_ERR_OR_NULL(client))
		return;
	get_device(&client->dev);
	device_unregister(&client->dev);
	device_remove_software_node(&client->dev);
	put_device(&client->dev);
}
EXPORT_SYMBOL_GPL(i2c_unregister_device);

/* ---- chips with more than one address ---- */

static int dummy_probe(struct i2c_client *client)
{
	return 0;
}

static const struct i2c_device_id dummy_id[] = {{"dummy", 0}, {}};
static struct i2c_driver dummy_driver = {
    .driver.name = "dummy",
    .probe_new = dummy_probe,
    .id_table = dummy_id,
};

struct i2c_client *i2c_new_dummy_device(struct i2c_adapter *adap, u16 address)
{
	struct i2c_board_info info = {I2C_BOARD_INFO("dummy", address)};

	return i2c_new_client_device(adap, &info);
}
EXPORT_SYMBOL_GPL(i2c_new_dummy_device);

static void unregister_dummy(void *client)
{
	i2c_unregister_device(client);
}

struct i2c_client *devm_i2c_new_dummy_device(struct device *dev, struct i2c_adapter *adap,
					     u16 address)
{
	struct i2c_client *client = i2c_new_dummy_device(adap, address);
	int err;

	if (IS_ERR(client))
		return client;
	err = devm_add_action_or_reset(dev, unregister_dummy, client);
	return err ? ERR_PTR(err) : client;
}
EXPORT_SYMBOL_GPL(devm_i2c_new_dummy_device);

struct i2c_client *i2c_new_ancillary_device(struct i2c_client *client, const char *name,
					    u16 default_addr)
{
	return i2c_new_dummy_device(client->adapter, default_addr);
}
EXPORT_SYMBOL_GPL(i2c_new_ancillary_device);

/* ---- adapters ---- */

static void i2c_adapter_dev_release(struct device *dev)
{
	complete(&to_i2c_adapter(dev)->dev_released);
}

struct device_type i2c_adapter_type = {
    .groups = i2c_adapter_groups,
    .release = i2c_adapter_dev_release,
};
EXPORT_SYMBOL_GPL(i2c_adapter_type);

struct i2c_adapter *i2c_verify_adapter(struct device *dev)
{
	return dev->type == &i2c_adapter_type ? to_i2c_adapter(dev) : NULL;
}
EXPORT_SYMBOL(i2c_verify_adapter);

struct i2c_adapter *i2c_parent_is_i2c_adapter(const struct i2c_adapter *adap)
{
	struct device *parent = adap->dev.parent;

	return parent && parent->type == &i2c_adapter_type ? to_i2c_adapter(parent) : NULL;
}
EXPORT_SYMBOL_GPL(i2c_parent_is_i2c_adapter);

unsigned int i2c_adapter_depth(struct i2c_adapter *adap)
{
	unsigned int depth = 0;

	while ((adap = i2c_parent_is_i2c_adapter(adap)))
		depth++;
	return depth;
}
EXPORT_SYMBOL_GPL(i2c_adapter_depth);

static void lock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	mutex_lock(&adap->bus_lock);
}

static int trylock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	return mutex_trylock(&adap->bus_lock);
}

static void unlock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	mutex_unlock(&adap->bus_lock);
}

static const struct i2c_lock_operations adapter_lock_ops = {lock_bus, trylock_bus, unlock_bus};

/* All with i2c_core_mutex. */
static struct i2c_adapter *find_adapter(int nr)
{
	struct i2c_adapter *adap;

	list_for_each_entry (adap, &adapters, registered)
		if (adap->nr == nr)
			return adap;
	return NULL;
}

static int take_number(struct i2c_adapter *adap, bool numbered)
{
	int err = 0;

	mutex_lock(&i2c_core_mutex);
	if (numbered && find_adapter(adap->nr))
		err = -EBUSY;
	for (adap->nr = numbered ? adap->nr : first_dynamic_nr;
	     !numbered && find_adapter(adap->nr);)
		adap->nr++;
	if (!err)
		list_add_tail(&adap->registered, &adapters);
	mutex_unlock(&i2c_core_mutex);
	return err;
}

static void give_number_back(struct i2c_adapter *adap)
{
	mutex_lock(&i2c_core_mutex);
	list_del(&adap->registered);
	mutex_unlock(&i2c_core_mutex);
}

static void add_board_clients(struct i2c_adapter *adap)
{
	struct board_entry *entry;

	list_for_each_entry (entry, &board_infos, list)
		if (entry->busnum == adap->nr && IS_ERR(i2c_new_client_device(adap, &entry->info)))
			dev_err(&adap->dev, "Can't create device at 0x%02x\n", entry->info.addr);
}

static int detect_for_driver(struct device_driver *drv, void *adap)
{
	i2c_detect(adap, to_i2c_driver(drv));
	return 0;
}

static int register_adapter(struct i2c_adapter *adap)
{
	int err;

	if (WARN(!adap->name[0], "i2c adapter has no name") ||
	    WARN(!adap->algo, "adapter '%s': no algo supplied!\n", adap->name))
		return -EINVAL;
	if (!adap->lock_ops)
		adap->lock_ops = &adapter_lock_ops;
	adap->locked_flags = 0;
	mutex_init(&adap->bus_lock);
	mutex_init(&adap->mux_lock);
	mutex_init(&adap->userspace_clients_lock);
	INIT_LIST_HEAD(&adap->userspace_clients);
	if (!adap->timeout)
		adap->timeout = HZ;
	dev_set_name(&adap->dev, "i2c-%d", adap->nr);
	adap->dev.bus = &i2c_bus_type;
	adap->dev.type = &i2c_adapter_type;
	err = device_register(&adap->dev);
	if (err) {
		pr_err("adapter '%s': can't register device (%d)\n", adap->name, err);
		init_completion(&adap->dev_released);
		put_device(&adap->dev);
		wait_for_completion(&adap->dev_released);
		return err;
	}
	add_board_clients(adap);
	mutex_lock(&i2c_core_mutex);
	bus_for_each_drv(&i2c_bus_type, NULL, adap, detect_for_driver);
	mutex_unlock(&i2c_core_mutex);
	i2c_legacy_adapter_added(adap);
	return 0;
}

static int add_adapter(struct i2c_adapter *adap, bool numbered)
{
	int err = take_number(adap, numbered);

	if (err)
		return err;
	err = register_adapter(adap);
	if (err)
		give_number_back(adap);
	return err;
}

int i2c_add_adapter(struct i2c_adapter *adap)
{
	return add_adapter(adap, false);
}
EXPORT_SYMBOL(i2c_add_adapter);

int i2c_add_numbered_adapter(struct i2c_adapter *adap)
{
	return add_adapter(adap, adap->nr != -1);
}
EXPORT_SYMBOL_GPL(i2c_add_numbered_adapter);

static void del_adapter(void *adap)
{
	i2c_del_adapter(adap);
}

int devm_i2c_add_adapter(struct device *dev, struct i2c_adapter *adap)
{
	int err = i2c_add_adapter(adap);

	return err ? err : devm_add_action_or_reset(dev, del_adapter, adap);
}
EXPORT_SYMBOL_GPL(devm_i2c_add_adapter);

/* The clients that the adapter's driver found by detection. */
static int remove_detected(struct device_driver *drv, void *adap)
{
	struct i2c_driver *driver = to_i2c_driver(drv);
	struct i2c_client *client, *next;

	list_for_each_entry_safe (client, next, &driver->clients, detected) {
		if (client->adapter == adap) {
			list_del(&client->detected);
			i2c_unregister_device(client);
		}
	}
	return 0;
}

static int unregister_client(struct device *dev, void *unused)
{
	i2c_unregister_device(i2c_verify_client(dev));
	return 0;
}

void i2c_del_adapter(struct i2c_adapter *adap)
{
	mutex_lock(&i2c_core_mutex);
	if (find_adapter(adap->nr) != adap) {
		mutex_unlock(&i2c_core_mutex);
		pr_debug("attempting to delete unregistered adapter [%s]\n", adap->name);
		return;
	}
	bus_for_each_drv(&i2c_bus_type, NULL, adap, remove_detected);
	mutex_unlock(&i2c_core_mutex);
	i2c_legacy_adapter_gone(adap);
	i2c_remove_userspace_clients(adap);
	device_for_each_child(&adap->dev, NULL, unregister_client);
	init_completion(&adap->dev_released);
	device_unregister(&adap->dev);
	wait_for_completion(&adap->dev_released);
	give_number_back(adap);
	/* so that it can be registered anew */
	memset(&adap->dev, 0, sizeof(adap->dev));
}
EXPORT_SYMBOL(i2c_del_adapter);

struct i2c_adapter *i2c_get_adapter(int nr)
{
	struct i2c_adapter *adap;

	mutex_lock(&i2c_core_mutex);
	adap = find_adapter(nr);
	if (adap && try_module_get(adap->owner))
		get_device(&adap->dev);
	else
		adap = NULL;
	mutex_unlock(&i2c_core_mutex);
	return adap;
}
EXPORT_SYMBOL(i2c_get_adapter);

void i2c_put_adapter(struct i2c_adapter *adap)
{
	struct module *owner;

	if (!adap)
		return;
	owner = adap->owner;
	put_device(&adap->dev);
	module_put(owner);
}
EXPORT_SYMBOL(i2c_put_adapter);

int i2c_for_each_dev(void *data, int (*fn)(struct device *dev, void *data))
{
	return bus_for_each_dev(&i2c_bus_type, NULL, data, fn);
}
EXPORT_SYMBOL_GPL(i2c_for_each_dev);

int i2c_register_board_info(int busnum, const struct i2c_board_info *info, unsigned int n)
{
	mutex_lock(&i2c_core_mutex);
	first_dynamic_nr = max(first_dynamic_nr, busnum + 1);
	for (; n; n--, info++) {
		struct board_entry *entry = kzalloc(sizeof(*entry), GFP_KERNEL);

		if (!entry)
			break;
		entry->busnum = busnum;
		entry->info = *info;
		list_add_tail(&entry->list, &board_infos);
	}
	mutex_unlock(&i2c_core_mutex);
	return n ? -ENOMEM : 0;
}
EXPORT_SYMBOL_GPL(i2c_register_board_info);

/* ---- drivers ---- */

static int detect_on_adapter(struct device *dev, void *driver)
{
	if (dev->type == &i2c_adapter_type)
		i2c_detect(to_i2c_adapter(dev), driver);
	return 0;
}

int i2c_register_driver(struct module *owner, struct i2c_driver *driver)
{
	int err;

	if (!driver->driver.name)
		driver->driver.name = driver->name;
	driver->driver.owner = owner;
	driver->driver.bus = &i2c_bus_type;
	INIT_LIST_HEAD(&driver->clients);
	err = driver_register(&driver->driver);
	if (err)
		return err;
	mutex_lock(&i2c_core_mutex);
	i2c_for_each_dev(driver, detect_on_adapter);
	mutex_unlock(&i2c_core_mutex);
	if (i2c_is_legacy(driver))
		i2c_legacy_driver_added(driver);
	return 0;
}
EXPORT_SYMBOL(i2c_register_driver);

void i2c_del_driver(struct i2c_driver *driver)
{
	struct i2c_client *client, *next;

	mutex_lock(&i2c_core_mutex);
	list_for_each_entry_safe (client, next, &driver->clients, detected) {
		list_del(&client->detected);
		i2c_unregister_device(client);
	}
	mutex_unlock(&i2c_core_mutex);
	if (i2c_is_legacy(driver))
		i2c_legacy_driver_gone(driver);
	driver_unregister(&driver->driver);
}
EXPORT_SYMBOL(i2c_del_driver);

struct command {
	unsigned int cmd;
	void *arg;
};

static int tell(struct device *dev, void *data)
{
	struct i2c_client *client = i2c_verify_client(dev);
	struct command *command = data;
	struct i2c_driver *driver = client && dev->driver ? to_i2c_driver(dev->driver) : NULL;

	if (driver && driver->command)
		driver->command(client, command->cmd, command->arg);
	return 0;
}

void i2c_clients_command(struct i2c_adapter *adap, unsigned int cmd, void *arg)
{
	struct command command = {cmd, arg};

	device_for_each_child(&adap->dev, &command, tell);
}
EXPORT_SYMBOL(i2c_clients_command);

static int __init i2c_init(void)
{
	int err = bus_register(&i2c_bus_type);

	return err ? err : i2c_add_driver(&dummy_driver);
}
postcore_initcall(i2c_init);
