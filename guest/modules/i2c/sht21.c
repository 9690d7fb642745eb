// SPDX-License-Identifier: GPL-2.0-only
/*
 * sht21: Sensirion's humidity and temperature sensor (datasheet SHT21, version 4), as hwmon:
 * temp1_input in thousandths of a degree, humidity1_input in thousandths of a percent, and
 * eic, the electronic identification code.
 *
 * A measurement is an SMBus word read in "hold master" mode: the chip holds the clock until
 * it is done, up to 85 ms. Values are measured again after half a second at the earliest, as
 * more would warm the chip up (4.4).
 */
#include <linux/hwmon.h>
#include <linux/i2c.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/mutex.h>

#define MEASURE_T_HOLD	0xe3
#define MEASURE_RH_HOLD 0xe5
#define STATUS_BITS	3 /* of the low byte: which of the two it is */

struct sht21 {
	struct i2c_client *client;
	struct mutex lock;
	bool valid;
	unsigned long measured; /* in ticks */
	int temperature, humidity;
	char eic[18];
};

/* 6.2 and 6.1: -46.85 + 175.72 S / 2^16, and -6 + 125 S / 2^16. */
static int to_millidegrees(int raw)
{
	return ((21965 * (raw & ~STATUS_BITS)) >> 13) - 46850;
}

static int to_millipercent(int raw)
{
	return ((15625 * (raw & ~STATUS_BITS)) >> 13) - 6000;
}

static int update(struct sht21 *sht21)
{
	int t, rh;

	if (sht21->valid && time_before(jiffies, sht21->measured + HZ / 2))
		return 0;
	t = i2c_smbus_read_word_swapped(sht21->client, MEASURE_T_HOLD);
	if (t < 0)
		return t;
	rh = i2c_smbus_read_word_swapped(sht21->client, MEASURE_RH_HOLD);
	if (rh < 0)
		return rh;
	sht21->temperature = to_millidegrees(t);
	sht21->humidity = to_millipercent(rh);
	sht21->measured = jiffies;
	sht21->valid = true;
	return 0;
}

static int sht21_read(struct device *dev, enum hwmon_sensor_types type, u32 attr, int channel,
		      long *val)
{
	struct sht21 *sht21 = dev_get_drvdata(dev);
	int err;

	mutex_lock(&sht21->lock);
	err = update(sht21);
	*val = type == hwmon_temp ? sht21->temperature : sht21->humidity;
	mutex_unlock(&sht21->lock);
	return err;
}

static umode_t sht21_is_visible(const void *data, enum hwmon_sensor_types type, u32 attr,
				int channel)
{
	return 0444;
}

static const struct hwmon_ops sht21_ops = {.is_visible = sht21_is_visible, .read = sht21_read};
static const struct hwmon_channel_info *sht21_info[] = {
    HWMON_CHANNEL_INFO(temp, HWMON_T_INPUT),
    HWMON_CHANNEL_INFO(humidity, HWMON_H_INPUT),
    NULL,
};
static const struct hwmon_chip_info sht21_chip = {.ops = &sht21_ops, .info = sht21_info};

/* Electronic Identification Code, version 1.1: two parts, a checksum behind each byte or two. */
static int read_part(struct i2c_client *client, u8 *command, u8 *answer, u16 len)
{
	struct i2c_msg msgs[] = {
	    {.addr = client->addr, .len = 2, .buf = command},
	    {.addr = client->addr, .flags = I2C_M_RD, .len = len, .buf = answer},
	};
	int n = i2c_transfer(client->adapter, msgs, 2);

	return n < 0 ? n : n == 2 ? 0 : -EIO;
}

static int read_eic(struct sht21 *sht21)
{
	u8 b[8], c[6], snb[] = {0xfa, 0x0f}, snc[] = {0xfc, 0xc9};
	int err = read_part(sht21->client, snb, b, sizeof(b));

	if (!err)
		err = read_part(sht21->client, snc, c, sizeof(c));
	if (!err)
		snprintf(sht21->eic, sizeof(sht21->eic), "%02x%02x%02x%02x%02x%02x%02x%02x\n", c[3],
			 c[4], b[0], b[2], b[4], b[6], c[0], c[1]);
	return err;
}

static ssize_t eic_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct sht21 *sht21 = dev_get_drvdata(dev);
	int err = 0;

	mutex_lock(&sht21->lock);
	if (!sht21->eic[0])
		err = read_eic(sht21);
	mutex_unlock(&sht21->lock);
	return err ? err : sysfs_emit(buf, "%s", sht21->eic);
}
static DEVICE_ATTR_RO(eic);

static struct attribute *sht21_attrs[] = {&dev_attr_eic.attr, NULL};
ATTRIBUTE_GROUPS(sht21);

static int sht21_probe(struct i2c_client *client)
{
	struct device *dev = &client->dev, *hwmon;
	struct sht21 *sht21;

	if (!i2c_check_functionality(client->adapter, I2C_FUNC_SMBUS_WORD_DATA)) {
		dev_err(dev, "adapter does not support SMBus word transactions\n");
		return -ENODEV;
	}
	sht21 = devm_kzalloc(dev, sizeof(*sht21), GFP_KERNEL);
	if (!sht21)
		return -ENOMEM;
	sht21->client = client;
	mutex_init(&sht21->lock);
	hwmon = devm_hwmon_device_register_with_info(dev, client->name, sht21, &sht21_chip,
						     sht21_groups);
	return PTR_ERR_OR_ZERO(hwmon);
}

static const struct i2c_device_id sht21_ids[] = {{"sht20", 0}, {"sht21", 0}, {"sht25", 0}, {}};
MODULE_DEVICE_TABLE(i2c, sht21_ids);

static struct i2c_driver sht21_driver = {
    .driver.name = "sht21",
    .probe_new = sht21_probe,
    .id_table = sht21_ids,
};
module_i2c_driver(sht21_driver);

MODULE_DESCRIPTION("Sensirion SHT21 humidity and temperature sensor");
MODULE_LICENSE("GPL");
