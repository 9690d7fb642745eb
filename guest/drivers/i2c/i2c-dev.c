/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-dev: /dev/i2c-N: buses for programs (i2c-tools). An open file is a client of its own at
 * an address that I2C_SLAVE gives it; it is on the bus in name only.
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "drivers/i2c/i2c-core.h"

#define I2C_MINORS 256
#define LENGTH_MAX 8192 /* of a message */

static struct class *i2c_dev_class;
static struct cdev i2c_cdev;

/* ---- read and write: one message each ---- */

static ssize_t i2cdev_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct i2c_client *client = file->private_data;
	char *tmp;
	int ret;

	count = min_t(size_t, count, LENGTH_MAX);
	tmp = kzalloc(count, GFP_KERNEL);
	if (!tmp)
		return -ENOMEM;
	ret = i2c_master_recv(client, tmp, count);
	if (ret >= 0 && copy_to_user(buf, tmp, ret))
		ret = -EFAULT;
	kfree(tmp);
	return ret;
}

static ssize_t i2cdev_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct i2c_client *client = file->private_data;
	char *tmp;
	int ret;

	count = min_t(size_t, count, LENGTH_MAX);
	tmp = memdup_user(buf, count);
	if (IS_ERR(tmp))
		return PTR_ERR(tmp);
	ret = i2c_master_send(client, tmp, count);
	kfree(tmp);
	return ret;
}

/* ---- I2C_RDWR ---- */

/* A read whose chip says the length: room for all it may say, and the first byte how much more. */
static int check_recv_len(const struct i2c_msg *msg)
{
	if (!(msg->flags & I2C_M_RECV_LEN))
		return 0;
	if (!(msg->flags & I2C_M_RD) || msg->len < 1 || msg->buf[0] < 1 ||
	    msg->len < msg->buf[0] + I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	return 0;
}

static int take_messages(struct i2c_msg *msgs, u8 __user **user, int n)
{
	int i, err = 0;

	for (i = 0; i < n; i++) {
		user[i] = (u8 __user *)msgs[i].buf;
		msgs[i].buf = NULL;
	}
	for (i = 0; i < n && !err; i++) {
		if (msgs[i].len > LENGTH_MAX)
			return -EINVAL;
		msgs[i].buf = memdup_user(user[i], msgs[i].len);
		if (IS_ERR(msgs[i].buf)) {
			err = PTR_ERR(msgs[i].buf);
			msgs[i].buf = NULL;
			return err;
		}
		err = check_recv_len(&msgs[i]);
		if (!err && msgs[i].flags & I2C_M_RECV_LEN)
			msgs[i].len = msgs[i].buf[0];
	}
	return err;
}

static long rdwr(struct i2c_client *client, void __user *arg)
{
	struct i2c_rdwr_ioctl_data job;
	u8 __user **user;
	struct i2c_msg *msgs;
	int i, ret;

	if (copy_from_user(&job, arg, sizeof(job)))
		return -EFAULT;
	if (!job.msgs || !job.nmsgs || job.nmsgs > I2C_RDWR_IOCTL_MAX_MSGS)
		return -EINVAL;
	msgs = memdup_user(job.msgs, job.nmsgs * sizeof(*msgs));
	if (IS_ERR(msgs))
		return PTR_ERR(msgs);
	user = kcalloc(job.nmsgs, sizeof(*user), GFP_KERNEL);
	ret = user ? take_messages(msgs, user, job.nmsgs) : -ENOMEM;
	if (!ret)
		ret = i2c_transfer(client->adapter, msgs, job.nmsgs);
	for (i = 0; user && i < (int)job.nmsgs; i++) {
		if (ret >= 0 && msgs[i].flags & I2C_M_RD &&
		    copy_to_user(user[i], msgs[i].buf, msgs[i].len))
			ret = -EFAULT;
		kfree(msgs[i].buf);
	}
	kfree(user);
	kfree(msgs);
	return ret;
}

/* ---- I2C_SMBUS ---- */

static size_t data_size(u32 size, const union i2c_smbus_data *data)
{
	switch (size) {
	case I2C_SMBUS_BYTE:
	case I2C_SMBUS_BYTE_DATA:
		return sizeof(data->byte);
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		return sizeof(data->word);
	default:
		return sizeof(data->block);
	}
}

static long smbus(struct i2c_client *client, void __user *arg)
{
	struct i2c_smbus_ioctl_data job;
	union i2c_smbus_data data = {};
	bool gives, takes;
	int ret;

	if (copy_from_user(&job, arg, sizeof(job)))
		return -EFAULT;
	if (job.size > I2C_SMBUS_I2C_BLOCK_DATA || job.read_write > I2C_SMBUS_READ)
		return -EINVAL;
	if (job.size == I2C_SMBUS_QUICK ||
	    (job.size == I2C_SMBUS_BYTE && job.read_write == I2C_SMBUS_WRITE))
		return i2c_smbus_xfer(client->adapter, client->addr, client->flags, job.read_write,
				      job.command, job.size, NULL);
	if (!job.data)
		return -EINVAL;
	takes = job.read_write == I2C_SMBUS_READ || job.size == I2C_SMBUS_PROC_CALL ||
		job.size == I2C_SMBUS_BLOCK_PROC_CALL;
	gives = job.read_write == I2C_SMBUS_WRITE || job.size == I2C_SMBUS_PROC_CALL ||
		job.size == I2C_SMBUS_BLOCK_PROC_CALL || job.size == I2C_SMBUS_I2C_BLOCK_DATA;
	if (gives && copy_from_user(&data, job.data, data_size(job.size, &data)))
		return -EFAULT;
	if (job.size == I2C_SMBUS_I2C_BLOCK_BROKEN) {
		/* the form of old: a whole block whatever the length says */
		job.size = I2C_SMBUS_I2C_BLOCK_DATA;
		if (job.read_write == I2C_SMBUS_READ)
			data.block[0] = I2C_SMBUS_BLOCK_MAX;
	}
	ret = i2c_smbus_xfer(client->adapter, client->addr, client->flags, job.read_write,
			     job.command, job.size, &data);
	if (!ret && takes && copy_to_user(job.data, &data, data_size(job.size, &data)))
		ret = -EFAULT;
	return ret;
}

/* ---- the rest ---- */

static int has_driver(struct device *dev, void *addr)
{
	struct i2c_client *client = i2c_verify_client(dev);

	return client && client->addr == *(unsigned int *)addr && dev->driver ? -EBUSY : 0;
}

static long set_address(struct i2c_client *client, unsigned long arg, bool force)
{
	unsigned int addr = arg;

	if (arg > 0x3ff || (!(client->flags & I2C_M_TEN) && arg > 0x7f))
		return -EINVAL;
	if (!force && device_for_each_child(&client->adapter->dev, &addr, has_driver))
		return -EBUSY;
	client->addr = arg;
	return 0;
}

static void set_flag(struct i2c_client *client, unsigned short flag, bool on)
{
	client->flags = on ? client->flags | flag : client->flags & ~flag;
}

static long i2cdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct i2c_client *client = file->private_data;
	unsigned long funcs;

	switch (cmd) {
	case I2C_SLAVE:
	case I2C_SLAVE_FORCE:
		return set_address(client, arg, cmd == I2C_SLAVE_FORCE);
	case I2C_TENBIT:
		set_flag(client, I2C_M_TEN, arg);
		return 0;
	case I2C_PEC:
		set_flag(client, I2C_CLIENT_PEC, arg);
		return 0;
	case I2C_FUNCS:
		funcs = i2c_get_functionality(client->adapter);
		return put_user(funcs, (unsigned long __user *)arg);
	case I2C_RDWR:
		return rdwr(client, (void __user *)arg);
	case I2C_SMBUS:
		return smbus(client, (void __user *)arg);
	case I2C_RETRIES:
		if (arg > INT_MAX)
			return -EINVAL;
		client->adapter->retries = arg;
		return 0;
	case I2C_TIMEOUT:
		if (arg > INT_MAX / 10)
			return -EINVAL;
		client->adapter->timeout = msecs_to_jiffies(arg * 10);
		return 0;
	}
	return -ENOTTY;
}

static int i2cdev_open(struct inode *inode, struct file *file)
{
	struct i2c_adapter *adap = i2c_get_adapter(iminor(inode));
	struct i2c_client *client;

	if (!adap)
		return -ENODEV;
	client = kzalloc(sizeof(*client), GFP_KERNEL);
	if (!client) {
		i2c_put_adapter(adap);
		return -ENOMEM;
	}
	snprintf(client->name, sizeof(client->name), "i2c-dev %d", adap->nr);
	client->adapter = adap;
	file->private_data = client;
	return 0;
}

static int i2cdev_release(struct inode *inode, struct file *file)
{
	struct i2c_client *client = file->private_data;

	i2c_put_adapter(client->adapter);
	kfree(client);
	return 0;
}

static const struct file_operations i2cdev_fops = {
    .read = i2cdev_read,
    .write = i2cdev_write,
    .unlocked_ioctl = i2cdev_ioctl,
    .open = i2cdev_open,
    .release = i2cdev_release,
};

/* ---- a node for each adapter, as they come and go ---- */

static int notice(struct notifier_block *nb, unsigned long event, void *data)
{
	struct i2c_adapter *adap = i2c_verify_adapter(data);

	if (!adap || adap->nr >= I2C_MINORS)
		return NOTIFY_DONE;
	if (event == BUS_NOTIFY_ADD_DEVICE)
		device_create(i2c_dev_class, &adap->dev, MKDEV(I2C_MAJOR, adap->nr), NULL, "i2c-%d",
			      adap->nr);
	else if (event == BUS_NOTIFY_DEL_DEVICE)
		device_destroy(i2c_dev_class, MKDEV(I2C_MAJOR, adap->nr));
	return NOTIFY_OK;
}

static struct notifier_block adapters_notifier = {.notifier_call = notice};

static int __init i2c_dev_init(void)
{
	int err = register_chrdev_region(MKDEV(I2C_MAJOR, 0), I2C_MINORS, "i2c");

	if (err)
		return err;
	i2c_dev_class = class_create(THIS_MODULE, "i2c-dev");
	if (IS_ERR(i2c_dev_class))
		return PTR_ERR(i2c_dev_class);
	cdev_init(&i2c_cdev, &i2cdev_fops);
	err = cdev_add(&i2c_cdev, MKDEV(I2C_MAJOR, 0), I2C_MINORS);
	return err ? err : bus_register_notifier(&i2c_bus_type, &adapters_notifier);
}
fs_initcall(i2c_dev_init);
