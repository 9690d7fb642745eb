/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-alert: SMBus 2.0, appendix A: the alert response address. It is read again and again
 * until nobody answers; the driver of each who did is told.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/i2c-smbus.h>
#include <linux/i2c.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>

#define ALERT_RESPONSE 0x0c
#define ANSWERS_MAX    128 /* a chip that never lets go does not keep this thread for ever */

struct alert {
	struct work_struct work;
	struct i2c_client *ara;
};

struct answer {
	unsigned short addr;
	u8 flag;
};

static int tell(struct device *dev, void *data)
{
	struct i2c_client *client = i2c_verify_client(dev);
	const struct answer *answer = data;

	if (!client || client->addr != answer->addr || client->flags & I2C_CLIENT_TEN)
		return 0;
	device_lock(dev);
	if (dev->driver && to_i2c_driver(dev->driver)->alert)
		to_i2c_driver(dev->driver)->alert(client, I2C_PROTOCOL_SMBUS_ALERT, answer->flag);
	else
		dev_warn(dev, "alert, and no driver to hear it\n");
	device_unlock(dev);
	return -EBUSY;
}

static irqreturn_t ask(int irq, void *data)
{
	struct alert *alert = data;
	int n;

	for (n = 0; n < ANSWERS_MAX; n++) {
		s32 byte = i2c_smbus_read_byte(alert->ara);
		struct answer answer = {byte >> 1, byte & 1};

		if (byte < 0)
			break;
		device_for_each_child(&alert->ara->adapter->dev, &answer, tell);
	}
	return IRQ_HANDLED;
}

static void ask_later(struct work_struct *work)
{
	ask(0, container_of(work, struct alert, work));
}

static int alert_probe(struct i2c_client *ara)
{
	struct i2c_smbus_alert_setup *setup = dev_get_platdata(&ara->dev);
	struct alert *alert = devm_kzalloc(&ara->dev, sizeof(*alert), GFP_KERNEL);
	int irq = setup ? setup->irq : 0;

	if (!alert)
		return -ENOMEM;
	alert->ara = ara;
	INIT_WORK(&alert->work, ask_later);
	i2c_set_clientdata(ara, alert);
	return irq > 0 ? devm_request_threaded_irq(&ara->dev, irq, NULL, ask,
						   IRQF_SHARED | IRQF_ONESHOT, "smbus_alert", alert)
		       : 0;
}

static void alert_remove(struct i2c_client *ara)
{
	struct alert *alert = i2c_get_clientdata(ara);

	cancel_work_sync(&alert->work);
}

static const struct i2c_device_id alert_ids[] = {{"smbus_alert", 0}, {}};
static struct i2c_driver alert_driver = {
    .driver.name = "smbus_alert",
    .probe_new = alert_probe,
    .remove = alert_remove,
    .id_table = alert_ids,
};

struct i2c_client *i2c_new_smbus_alert_device(struct i2c_adapter *adap,
					      struct i2c_smbus_alert_setup *setup)
{
	struct i2c_board_info info = {I2C_BOARD_INFO("smbus_alert", ALERT_RESPONSE),
				      .platform_data = setup};

	return i2c_new_client_device(adap, &info);
}
EXPORT_SYMBOL_GPL(i2c_new_smbus_alert_device);

int i2c_handle_smbus_alert(struct i2c_client *ara)
{
	struct alert *alert = i2c_get_clientdata(ara);

	return schedule_work(&alert->work);
}
EXPORT_SYMBOL_GPL(i2c_handle_smbus_alert);

static int __init alert_init(void)
{
	return i2c_add_driver(&alert_driver);
}
subsys_initcall(alert_init);
