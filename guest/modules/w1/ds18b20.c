// SPDX-License-Identifier: GPL-2.0-only
/*
 * ds18b20: the 1-Wire thermometer DS18B20 (Maxim, 19-7487), family 0x28: its temperature by
 * hwmon, 12 bits, in 750 ms.
 */
#include <linux/delay.h>
#include <linux/hwmon.h>
#include <linux/module.h>
#include <linux/w1.h>

#define FAMILY 0x28
#define CONVERSION_MS 750

/* With the bus. */
static int convert(struct w1_slave *slave, long *millidegrees)
{
	u8 pad[9];

	if (w1_reset_select_slave(slave))
		return -ENODEV;
	w1_next_pullup(slave->master, CONVERSION_MS);
	w1_write_8(slave->master, W1_CONVERT_TEMP);
	if (w1_reset_select_slave(slave))
		return -ENODEV;
	w1_write_8(slave->master, W1_READ_SCRATCHPAD);
	w1_read_block(slave->master, pad, sizeof(pad));
	if (w1_calc_crc8(pad, 8) != pad[8])
		return -EIO;
	*millidegrees = (s16)(pad[0] | pad[1] << 8) * 1000 / 16;
	return 0;
}

static umode_t is_visible(const void *data, enum hwmon_sensor_types type, u32 attr, int channel)
{
	return 0444;
}

static int read(struct device *dev, enum hwmon_sensor_types type, u32 attr, int channel, long *val)
{
	struct w1_slave *slave = dev_get_drvdata(dev);
	int err = mutex_lock_interruptible(&slave->master->bus_mutex);

	if (err)
		return err;
	err = convert(slave, val);
	mutex_unlock(&slave->master->bus_mutex);
	return err;
}

static const struct hwmon_channel_info *channels[] = {
	HWMON_CHANNEL_INFO(temp, HWMON_T_INPUT),
	NULL,
};
static const struct hwmon_ops hwmon_ops = { .is_visible = is_visible, .read = read };
static const struct hwmon_chip_info chip_info = { .ops = &hwmon_ops, .info = channels };
static const struct w1_family_ops family_ops = { .chip_info = &chip_info };
static struct w1_family family = { .fid = FAMILY, .fops = &family_ops };

module_w1_family(family);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Thermometer DS18B20");
MODULE_ALIAS("w1-family-0x28");
