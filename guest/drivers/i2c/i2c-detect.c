/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-core: chips that are found by looking, and chips that people name: new_device. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/i2c.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/i2c/i2c-core.h"

/* ---- looking ---- */

/*
 * Is anybody there? A write of nothing might write to a chip whose address has no register
 * number (the EEPROMs at 30h to 37h and 50h to 5Fh), where a byte is read.
 */
int i2c_default_probe(struct i2c_adapter *adap, unsigned short addr)
{
	union i2c_smbus_data dummy;
	int err = -EOPNOTSUPP;

	if (!((addr & ~0x07) == 0x30 || (addr & ~0x0f) == 0x50) &&
	    i2c_check_functionality(adap, I2C_FUNC_SMBUS_QUICK))
		err = i2c_smbus_xfer(adap, addr, 0, I2C_SMBUS_WRITE, 0, I2C_SMBUS_QUICK, NULL);
	else if (i2c_check_functionality(adap, I2C_FUNC_SMBUS_READ_BYTE))
		err = i2c_smbus_xfer(adap, addr, 0, I2C_SMBUS_READ, 0, I2C_SMBUS_BYTE, &dummy);
	else
		dev_warn(&adap->dev, "No suitable probing method supported for address 0x%02X\n",
			 addr);
	return err >= 0;
}

int i2c_probe_func_quick_read(struct i2c_adapter *adap, unsigned short addr)
{
	return i2c_smbus_xfer(adap, addr, 0, I2C_SMBUS_READ, 0, I2C_SMBUS_QUICK, NULL) >= 0;
}
EXPORT_SYMBOL_GPL(i2c_probe_func_quick_read);

static int detect_address(struct i2c_client *temp, struct i2c_driver *driver)
{
	struct i2c_board_info info = {.addr = temp->addr};
	struct i2c_adapter *adap = temp->adapter;
	struct i2c_client *client;
	int err;

	if (i2c_check_7bit_addr_validity_strict(temp->addr)) {
		dev_warn(&adap->dev, "Invalid probe address 0x%02x\n", temp->addr);
		return -EINVAL;
	}
	if (i2c_check_addr_busy(adap, temp->addr) || !i2c_default_probe(adap, temp->addr))
		return 0;
	err = driver->detect(temp, &info);
	if (err)
		return err == -ENODEV ? 0 : err;
	if (!info.type[0]) {
		dev_err(&adap->dev, "%s detection function provided no name for 0x%x\n",
			driver->driver.name, temp->addr);
		return 0;
	}
	client = i2c_new_client_device(adap, &info);
	if (IS_ERR(client))
		dev_err(&adap->dev, "Failed creating %s at 0x%02x\n", info.type, info.addr);
	else
		list_add_tail(&client->detected, &driver->clients);
	return 0;
}

int i2c_detect(struct i2c_adapter *adap, struct i2c_driver *driver)
{
	const unsigned short *addr;
	struct i2c_client *temp;
	int err = 0;

	if (!driver->detect || !driver->address_list || !(adap->class & driver->class))
		return 0;
	temp = kzalloc(sizeof(*temp), GFP_KERNEL);
	if (!temp)
		return -ENOMEM;
	temp->adapter = adap;
	for (addr = driver->address_list; *addr != I2C_CLIENT_END && !err; addr++) {
		temp->addr = *addr;
		err = detect_address(temp, driver);
	}
	kfree(temp);
	return err;
}

struct i2c_client *i2c_new_scanned_device(struct i2c_adapter *adap, struct i2c_board_info *info,
					  const unsigned short *addr_list,
					  int (*probe)(struct i2c_adapter *adap,
						       unsigned short addr))
{
	if (!probe)
		probe = i2c_default_probe;
	for (; *addr_list != I2C_CLIENT_END; addr_list++) {
		if (i2c_check_7bit_addr_validity_strict(*addr_list) ||
		    i2c_check_addr_busy(adap, *addr_list))
			continue;
		if (probe(adap, *addr_list)) {
			info->addr = *addr_list;
			return i2c_new_client_device(adap, info);
		}
	}
	return ERR_PTR(-ENODEV);
}
EXPORT_SYMBOL_GPL(i2c_new_scanned_device);

/* ---- by hand ---- */

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n", to_i2c_adapter(dev)->name);
}
static DEVICE_ATTR_RO(name);

/* "sht21 0x40" */
static int parse(struct i2c_adapter *adap, const char *buf, struct i2c_board_info *info)
{
	const char *blank = strchr(buf, ' ');
	char end;
	int n;

	if (!blank) {
		dev_err(&adap->dev, "%s: Missing parameters\n", "new_device");
		return -EINVAL;
	}
	if (blank - buf > I2C_NAME_SIZE - 1) {
		dev_err(&adap->dev, "%s: Invalid device name\n", "new_device");
		return -EINVAL;
	}
	memcpy(info->type, buf, blank - buf);
	n = sscanf(blank + 1, "%hi%c", &info->addr, &end);
	if (n < 1) {
		dev_err(&adap->dev, "%s: Can't parse I2C address\n", "new_device");
		return -EINVAL;
	}
	if (n > 1 && end != '\n') {
		dev_err(&adap->dev, "%s: Extra parameters\n", "new_device");
		return -EINVAL;
	}
	if ((info->addr & 0xf000) == 0xa000) {
		info->addr &= 0x0fff;
		info->flags |= I2C_CLIENT_TEN;
	}
	return 0;
}

static ssize_t new_device_store(struct device *dev, struct device_attribute *attr, const char *buf,
				size_t count)
{
	struct i2c_adapter *adap = to_i2c_adapter(dev);
	struct i2c_board_info info = {};
	struct i2c_client *client;
	int err = parse(adap, buf, &info);

	if (err)
		return err;
	client = i2c_new_client_device(adap, &info);
	if (IS_ERR(client))
		return PTR_ERR(client);
	mutex_lock(&adap->userspace_clients_lock);
	list_add_tail(&client->detected, &adap->userspace_clients);
	mutex_unlock(&adap->userspace_clients_lock);
	dev_info(dev, "%s: Instantiated device %s at 0x%02hx\n", "new_device", info.type,
		 info.addr);
	return count;
}
static DEVICE_ATTR_WO(new_device);

static ssize_t delete_device_store(struct device *dev, struct device_attribute *attr,
				   const char *buf, size_t count)
{
	struct i2c_adapter *adap = to_i2c_adapter(dev);
	struct i2c_client *client, *next, *found = NULL;
	unsigned short addr;
	char end;
	int n = sscanf(buf, "%hi%c", &addr, &end);

	if (n < 1 || (n > 1 && end != '\n')) {
		dev_err(dev, "%s: %s\n", "delete_device",
			n < 1 ? "Can't parse I2C address" : "Extra parameters");
		return -EINVAL;
	}
	mutex_lock(&adap->userspace_clients_lock);
	list_for_each_entry_safe (client, next, &adap->userspace_clients, detected) {
		unsigned short its = client->addr | (client->flags & I2C_CLIENT_TEN ? 0xa000 : 0);

		if (its == addr && !found) {
			list_del_init(&client->detected);
			found = client;
		}
	}
	mutex_unlock(&adap->userspace_clients_lock);
	if (!found) {
		dev_err(dev, "%s: Can't find device in list\n", "delete_device");
		return -ENOENT;
	}
	dev_info(dev, "%s: Deleting device %s at 0x%02hx\n", "delete_device", found->name,
		 found->addr);
	i2c_unregister_device(found);
	return count;
}
static DEVICE_ATTR_IGNORE_LOCKDEP(delete_device, S_IWUSR, NULL, delete_device_store);

static struct attribute *adapter_attrs[] = {&dev_attr_name.attr, &dev_attr_new_device.attr,
					    &dev_attr_delete_device.attr, NULL};
static const struct attribute_group adapter_group = {.attrs = adapter_attrs};
const struct attribute_group *i2c_adapter_groups[] = {&adapter_group, NULL};

void i2c_remove_userspace_clients(struct i2c_adapter *adap)
{
	struct i2c_client *client, *next;

	mutex_lock(&adap->userspace_clients_lock);
	list_for_each_entry_safe (client, next, &adap->userspace_clients, detected) {
		list_del(&client->detected);
		i2c_unregister_device(client);
	}
	mutex_unlock(&adap->userspace_clients_lock);
}
