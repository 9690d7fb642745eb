/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * old_i2c: both ends of a bus as 2.6.10 had them: an adapter whose three chips are tables of
 * registers, and a driver that looks for them, makes its clients itself, and has a file of
 * bytes for each.
 *
 *	48h, 4Bh   thermometers: register 7Fh says so, register 0 is degrees
 *	50h        something else
 */
#include <linux/config.h>
#include <linux/module.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/i2c.h>
#include <linux/i2c-sensor.h>

/* ---- the adapter ---- */

#define THERMOMETER 0x75

static u8 chips[3][128] = {{[0] = 21, [127] = THERMOMETER}, {[0] = 37, [127] = THERMOMETER}, {1}};
static const int chip_addr[3] = {0x48, 0x4b, 0x50};

static s32 table_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		      u8 command, int size, union i2c_smbus_data *data)
{
	int i;

	for (i = 0; i < 3 && chip_addr[i] != addr; i++)
		;
	if (i == 3 || command > 127)
		return -1;
	if (size == I2C_SMBUS_BYTE_DATA && read_write == I2C_SMBUS_WRITE)
		chips[i][command] = data->byte;
	else if (size == I2C_SMBUS_BYTE_DATA || size == I2C_SMBUS_BYTE)
		data->byte = chips[i][command];
	else if (size != I2C_SMBUS_QUICK)
		return -1;
	return 0;
}

static u32 table_func(struct i2c_adapter *adap)
{
	return I2C_FUNC_SMBUS_QUICK | I2C_FUNC_SMBUS_BYTE | I2C_FUNC_SMBUS_BYTE_DATA;
}

static struct i2c_algorithm table_algorithm = {
	.name = "Table",
	.id = I2C_ALGO_SMBUS,
	.smbus_xfer = table_xfer,
	.functionality = table_func,
};

static struct i2c_adapter table_adapter = {
	.owner = THIS_MODULE,
	.id = I2C_ALGO_SMBUS,
	.class = I2C_CLASS_HWMON,
	.algo = &table_algorithm,
	.name = "table of registers",
};

/* ---- the driver ---- */

static unsigned short normal_i2c[] = {0x50, I2C_CLIENT_END};
static unsigned short normal_i2c_range[] = {0x48, 0x4f, I2C_CLIENT_END};
static unsigned int normal_isa[] = {I2C_CLIENT_ISA_END};
static unsigned int normal_isa_range[] = {I2C_CLIENT_ISA_END};

SENSORS_INSMOD_2(plain, fancy);

struct old_data {
	struct i2c_client client;
	struct semaphore lock;
	enum chips kind;
};

static struct i2c_driver old_driver;

static ssize_t show_temp(struct device *dev, char *buf)
{
	return sprintf(buf, "%d\n", i2c_smbus_read_byte_data(to_i2c_client(dev), 0) * 1000);
}

static ssize_t set_temp(struct device *dev, const char *buf, size_t count)
{
	struct old_data *data = i2c_get_clientdata(to_i2c_client(dev));

	down(&data->lock);
	i2c_smbus_write_byte_data(&data->client, 0, simple_strtol(buf, NULL, 10) / 1000);
	up(&data->lock);
	return count;
}
static DEVICE_ATTR(temp1_input, S_IRUGO | S_IWUSR, show_temp, set_temp);

static ssize_t read_registers(struct kobject *kobj, char *buf, loff_t off, size_t count)
{
	struct i2c_client *client = to_i2c_client(container_of(kobj, struct device, kobj));
	size_t i;

	for (i = 0; i < count; i++)
		buf[i] = i2c_smbus_read_byte_data(client, off + i);
	return count;
}

static struct bin_attribute registers = {
	.attr = {.name = "registers", .mode = S_IRUGO, .owner = THIS_MODULE},
	.size = 128,
	.read = read_registers,
};

static int old_detect(struct i2c_adapter *adapter, int address, int kind)
{
	struct i2c_client *client;
	struct old_data *data = kmalloc(sizeof(*data), GFP_KERNEL);
	int err = 0;

	if (!data)
		return -ENOMEM;
	memset(data, 0, sizeof(*data));
	client = &data->client;
	i2c_set_clientdata(client, data);
	client->addr = address;
	client->adapter = adapter;
	client->driver = &old_driver;
	if (kind < 0 && i2c_smbus_read_byte_data(client, 127) != THERMOMETER)
		goto drop;
	data->kind = kind > 0 ? kind : plain;
	strlcpy(client->name, data->kind == plain ? "plain" : "fancy", I2C_NAME_SIZE);
	init_MUTEX(&data->lock);
	err = i2c_attach_client(client);
	if (err)
		goto drop;
	device_create_file(&client->dev, &dev_attr_temp1_input);
	sysfs_create_bin_file(&client->dev.kobj, &registers);
	printk(KERN_INFO "old_i2c: %s at %02x\n", i2c_clientname(client), address);
	return 0;
drop:
	kfree(data);
	return err;
}

static int old_attach_adapter(struct i2c_adapter *adapter)
{
	return adapter->class & I2C_CLASS_HWMON ? i2c_detect(adapter, &addr_data, old_detect) : 0;
}

static int old_detach_client(struct i2c_client *client)
{
	int err = i2c_detach_client(client);

	if (!err)
		kfree(i2c_get_clientdata(client));
	return err;
}

static struct i2c_driver old_driver = {
	.owner = THIS_MODULE,
	.name = "old_i2c",
	.id = I2C_DRIVERID_EXP0,
	.flags = I2C_DF_NOTIFY,
	.attach_adapter = old_attach_adapter,
	.detach_client = old_detach_client,
};

static int __init old_init(void)
{
	int err = i2c_add_driver(&old_driver);

	if (err)
		return err;
	err = i2c_add_adapter(&table_adapter);
	if (err)
		i2c_del_driver(&old_driver);
	return err;
}

static void __exit old_exit(void)
{
	if (i2c_del_adapter(&table_adapter))
		printk(KERN_ERR "old_i2c: the adapter stays\n");
	i2c_del_driver(&old_driver);
}

MODULE_LICENSE("GPL");
module_init(old_init);
module_exit(old_exit);
