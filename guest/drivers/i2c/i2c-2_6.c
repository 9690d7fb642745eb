/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-2_6: drivers that are told of adapters and bring their own clients (linux/i2c_2_6.h).
 *
 * 1. Purpose. Where a driver of today is given clients, one of 2.6 makes them, embedded in its
 *    data. They are in /sys and keep their address from others as any client does.
 *
 * 2. Invariants. A client between i2c_attach_client() and i2c_detach_client() is bound to its
 *    driver without having been probed, and is let go of without remove().
 *
 * 3. Locking. Drivers are told one after the other, under legacy_mutex: what they call may sleep,
 *    and may attach and detach clients.
 *
 * 4. Failure. What found() returns ends the search; attach_adapter()'s answer is nobody's matter.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/i2c.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/i2c/i2c-core.h"
#include <linux/i2c_2_6.h>

static DEFINE_MUTEX(legacy_mutex);
static LIST_HEAD(legacy_drivers);

bool i2c_is_legacy(const struct i2c_driver *driver)
{
	return driver->attach_adapter || driver->detach_client;
}

/* ---- clients ---- */

static void legacy_release(struct device *dev)
{
	complete(&to_i2c_client(dev)->released);
}

bool i2c_client_is_legacy(const struct i2c_client *client)
{
	return client->dev.release == legacy_release;
}

int i2c_attach_client(struct i2c_client *client)
{
	struct i2c_adapter *adap = client->adapter;
	struct device *dev = &client->dev;
	void *data = dev->driver_data;
	int err;

	if (i2c_check_addr_busy(adap, client->addr))
		return -EBUSY;
	init_completion(&client->released);
	INIT_LIST_HEAD(&client->detected);
	client->usage_count = 0;
	device_initialize(dev);
	dev->driver_data = data;
	dev->parent = &adap->dev;
	dev->bus = &i2c_bus_type;
	dev->type = &i2c_client_type;
	dev->release = legacy_release;
	dev->driver = client->driver ? &client->driver->driver : NULL;
	dev_set_name(dev, "%d-%04x", adap->nr, client->addr);
	err = device_add(dev);
	if (err) {
		put_device(dev);
		return err;
	}
	if (adap->client_register && adap->client_register(client))
		dev_dbg(&adap->dev, "client_register failed for client [%s] at 0x%02x\n",
			client->name, client->addr);
	return 0;
}
EXPORT_SYMBOL(i2c_attach_client);

int i2c_detach_client(struct i2c_client *client)
{
	struct i2c_adapter *adap = client->adapter;
	void *data = client->dev.driver_data;
	int err;

	if (client->usage_count > 0)
		return -EBUSY;
	if (adap->client_unregister) {
		err = adap->client_unregister(client);
		if (err)
			return err;
	}
	device_unregister(&client->dev);
	wait_for_completion(&client->released);
	client->dev.driver_data = data; /* which the driver is to free */
	return 0;
}
EXPORT_SYMBOL(i2c_detach_client);

int i2c_use_client(struct i2c_client *client)
{
	if (!client->driver || !try_module_get(client->driver->driver.owner))
		return -ENODEV;
	client->usage_count++;
	return 0;
}
EXPORT_SYMBOL(i2c_use_client);

int i2c_release_client(struct i2c_client *client)
{
	if (!client->usage_count)
		return -EPERM;
	client->usage_count--;
	module_put(client->driver->driver.owner);
	return 0;
}
EXPORT_SYMBOL(i2c_release_client);

int i2c_check_addr(struct i2c_adapter *adap, int addr)
{
	return i2c_check_addr_busy(adap, addr);
}
EXPORT_SYMBOL(i2c_check_addr);

int i2c_control(struct i2c_client *client, unsigned int cmd, unsigned long arg)
{
	struct i2c_adapter *adap = client->adapter;

	switch (cmd) {
	case 0x0701: /* I2C_RETRIES */
		adap->retries = arg;
		return 0;
	case 0x0702: /* I2C_TIMEOUT */
		adap->timeout = arg;
		return 0;
	default:
		return adap->algo->algo_control ? adap->algo->algo_control(adap, cmd, arg) : 0;
	}
}
EXPORT_SYMBOL(i2c_control);

s32 i2c_smbus_write_quick(const struct i2c_client *client, u8 value)
{
	return i2c_smbus_xfer(client->adapter, client->addr, client->flags, value, 0,
			      I2C_SMBUS_QUICK, NULL);
}
EXPORT_SYMBOL(i2c_smbus_write_quick);

/* ---- drivers and adapters that come and go ---- */

static int tell_driver(struct device *dev, void *data)
{
	struct i2c_driver *driver = data;

	if (dev->type == &i2c_adapter_type && driver->attach_adapter)
		driver->attach_adapter(to_i2c_adapter(dev));
	return 0;
}

void i2c_legacy_driver_added(struct i2c_driver *driver)
{
	mutex_lock(&legacy_mutex);
	list_add_tail(&driver->list, &legacy_drivers);
	i2c_for_each_dev(driver, tell_driver);
	mutex_unlock(&legacy_mutex);
}

void i2c_legacy_adapter_added(struct i2c_adapter *adap)
{
	struct i2c_driver *driver;

	mutex_lock(&legacy_mutex);
	list_for_each_entry (driver, &legacy_drivers, list)
		tell_driver(&adap->dev, driver);
	mutex_unlock(&legacy_mutex);
}

struct whose {
	struct i2c_driver *driver; /* NULL: of any */
	struct i2c_client *client;
};

static int find_client(struct device *dev, void *data)
{
	struct i2c_client *client = i2c_verify_client(dev);
	struct whose *whose = data;

	if (!client || !i2c_client_is_legacy(client) || !client->driver ||
	    (whose->driver && client->driver != whose->driver))
		return 0;
	whose->client = client;
	return 1;
}

/* The client is the driver's to free: it may be gone afterwards. */
static void detach_clients(struct i2c_adapter *adap, struct i2c_driver *driver)
{
	struct whose whose = {driver, NULL};

	while (device_for_each_child(&adap->dev, &whose, find_client)) {
		struct i2c_client *client = whose.client;
		struct i2c_driver *owner = client->driver;

		if (owner->detach_client && !owner->detach_client(client))
			continue;
		dev_err(&adap->dev, "%s kept its client at 0x%02x\n", owner->driver.name,
			client->addr);
		client->usage_count = 0;
		i2c_detach_client(client);
	}
}

void i2c_legacy_adapter_gone(struct i2c_adapter *adap)
{
	struct i2c_driver *driver;

	mutex_lock(&legacy_mutex);
	list_for_each_entry (driver, &legacy_drivers, list)
		if (driver->detach_adapter)
			driver->detach_adapter(adap);
	detach_clients(adap, NULL);
	mutex_unlock(&legacy_mutex);
}

static int forget_driver(struct device *dev, void *data)
{
	struct i2c_driver *driver = data;

	if (dev->type != &i2c_adapter_type)
		return 0;
	if (driver->detach_adapter)
		driver->detach_adapter(to_i2c_adapter(dev));
	else
		detach_clients(to_i2c_adapter(dev), driver);
	return 0;
}

void i2c_legacy_driver_gone(struct i2c_driver *driver)
{
	mutex_lock(&legacy_mutex);
	list_del(&driver->list);
	i2c_for_each_dev(driver, forget_driver);
	mutex_unlock(&legacy_mutex);
}

/* ---- looking ---- */

struct search {
	struct i2c_adapter *adap;
	int nr; /* the adapter's in the lists */
	const unsigned short *probe, *probe_range, *ignore, *ignore_range;
	int (*found)(struct i2c_adapter *adap, int addr, int kind);
};

static bool ends(unsigned short value)
{
	return value == I2C_CLIENT_END || value == 0;
}

/* Lists are of pairs or, ranged, of adapter, first, last. */
static bool listed(const struct search *search, const unsigned short *list, int addr, bool ranged)
{
	unsigned int step = ranged ? 3 : 2;

	for (; list && list[0] != I2C_CLIENT_END && list[1] != I2C_CLIENT_END; list += step)
		if ((list[0] == search->nr ||
		     (list[0] == ANY_I2C_BUS && search->nr != ANY_I2C_ISA_BUS)) &&
		    addr >= list[1] && addr <= list[step - 1])
			return true;
	return false;
}

/* Is it one to look at, and does somebody answer? */
static int try(const struct search *search, int addr)
{
	if (listed(search, search->ignore, addr, false) ||
	    listed(search, search->ignore_range, addr, true) ||
	    i2c_check_addr_busy(search->adap, addr) || !i2c_default_probe(search->adap, addr))
		return 0;
	return search->found(search->adap, addr, -1);
}

static int force(const struct search *search, const unsigned short *list, int kind)
{
	int err = 0;

	for (; !err && list && list[0] != I2C_CLIENT_END && list[1] != I2C_CLIENT_END; list += 2)
		if ((list[0] == search->nr ||
		     (list[0] == ANY_I2C_BUS && search->nr != ANY_I2C_ISA_BUS)) &&
		    !i2c_check_addr_busy(search->adap, list[1]))
			err = search->found(search->adap, list[1], kind);
	return err;
}

static int try_all(const struct search *search, const unsigned short *normal,
		   const unsigned short *range)
{
	int addr, err = 0;

	for (addr = 0x00; addr <= 0x7f && !err; addr++)
		if (listed(search, search->probe, addr, false) ||
		    listed(search, search->probe_range, addr, true))
			err = try(search, addr);
	for (; !err && normal && !ends(*normal); normal++)
		err = try(search, *normal);
	for (; !err && range && !ends(range[0]); range += 2)
		for (addr = range[0]; addr <= range[1] && addr <= 0x7f && !err; addr++)
			err = try(search, addr);
	return err;
}

static bool can_look(struct i2c_adapter *adap)
{
	return i2c_check_functionality(adap, I2C_FUNC_SMBUS_QUICK) ||
	       i2c_check_functionality(adap, I2C_FUNC_SMBUS_READ_BYTE);
}

int i2c_probe_2_6(struct i2c_adapter *adap, const struct i2c_client_address_data *data,
		  int (*found)(struct i2c_adapter *adap, int addr, int kind))
{
	struct search search = {adap,	      adap->nr,		  data->probe, data->probe_range,
				data->ignore, data->ignore_range, found};
	int kind, err = force(&search, data->force, 0);

	for (kind = 0; !err && data->forces && data->forces[kind]; kind++)
		err = force(&search, data->forces[kind], kind);
	if (err || !can_look(adap))
		return err;
	return try_all(&search, data->normal_i2c, data->normal_i2c_range);
}
EXPORT_SYMBOL(i2c_probe_2_6);

/* On the ISA bus nobody answers: found() has to see. */
static int ask_ports(const struct search *search, const unsigned int *normal,
		     const unsigned int *range)
{
	unsigned int port;
	int err = 0;

	for (; !err && normal && *normal && *normal != I2C_CLIENT_ISA_END; normal++)
		if (!listed(search, search->ignore, *normal, false))
			err = search->found(search->adap, *normal, -1);
	for (; !err && range && *range && *range != I2C_CLIENT_ISA_END; range += 3)
		for (port = range[0]; port <= range[1] && !err; port += max(range[2], 1u))
			err = search->found(search->adap, port, -1);
	return err;
}

int i2c_detect_2_6(struct i2c_adapter *adap, const struct i2c_address_data *data,
		   int (*found)(struct i2c_adapter *adap, int addr, int kind))
{
	bool isa = i2c_is_isa_adapter(adap);
	struct search search = {adap,	      isa ? ANY_I2C_ISA_BUS : adap->nr,
				data->probe,  data->probe_range,
				data->ignore, data->ignore_range,
				found};
	const struct i2c_force_data *forced;
	int err = 0;

	for (forced = data->forces; !err && forced && forced->force; forced++)
		err = force(&search, forced->force, forced->kind);
	if (err || (!isa && !can_look(adap)))
		return err;
	if (isa)
		return ask_ports(&search, data->normal_isa, data->normal_isa_range);
	return try_all(&search, data->normal_i2c, data->normal_i2c_range);
}
EXPORT_SYMBOL(i2c_detect_2_6);
