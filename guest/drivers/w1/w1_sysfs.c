/* SPDX-License-Identifier: GPL-2.0-only */
/* w1_sysfs: the files of a master: who is on its line, and when that is looked at. */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "drivers/w1/w1.h"

#define SHOW(name, format, value)                                                                  \
	static ssize_t name##_show(struct device *dev, struct device_attribute *attr, char *buf)   \
	{                                                                                          \
		return sysfs_emit(buf, format "\n", dev_to_w1_master(dev)->value);                 \
	}
SHOW(w1_master_name, "%s", name)
SHOW(w1_master_search, "%d", search_count)
SHOW(w1_master_attempts, "%lu", attempts)
SHOW(w1_master_max_slave_count, "%d", max_slave_count)
SHOW(w1_master_slave_count, "%d", slave_count)
SHOW(w1_master_pullup, "%d", enable_pullup)
#undef SHOW

/* How many searches; the first is made at once. */
static ssize_t w1_master_search_store(struct device *dev, struct device_attribute *attr,
				      const char *buf, size_t count)
{
	struct w1_master *master = dev_to_w1_master(dev);
	long n;

	if (kstrtol(buf, 0, &n))
		return -EINVAL;
	mutex_lock(&master->mutex);
	master->search_count = clamp_t(long, n, -1, INT_MAX);
	mutex_unlock(&master->mutex);
	wake_up_process(master->thread);
	return count;
}

static ssize_t w1_master_max_slave_count_store(struct device *dev, struct device_attribute *attr,
					       const char *buf, size_t count)
{
	struct w1_master *master = dev_to_w1_master(dev);
	int n;

	if (kstrtoint(buf, 0, &n) || n < 1)
		return -EINVAL;
	mutex_lock(&master->mutex);
	master->max_slave_count = n;
	mutex_unlock(&master->mutex);
	return count;
}

static ssize_t w1_master_pullup_store(struct device *dev, struct device_attribute *attr,
				      const char *buf, size_t count)
{
	struct w1_master *master = dev_to_w1_master(dev);
	int n;

	if (kstrtoint(buf, 0, &n))
		return -EINVAL;
	mutex_lock(&master->mutex);
	master->enable_pullup = n;
	mutex_unlock(&master->mutex);
	return count;
}

static ssize_t w1_master_slaves_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct w1_master *master = dev_to_w1_master(dev);
	struct w1_slave *slave;
	int n = 0;

	mutex_lock(&master->list_mutex);
	list_for_each_entry (slave, &master->slist, w1_slave_entry)
		n += sysfs_emit_at(buf, n, "%s\n", slave->name);
	mutex_unlock(&master->list_mutex);
	return n ? n : sysfs_emit(buf, "not found.\n");
}

/* "28-0123456789ab", of a slave that may be there or not; the CRC is made. */
static bool parse(const char *buf, struct w1_reg_num *rom)
{
	unsigned int family;
	unsigned long long id;

	if (sscanf(buf, "%02x-%012llx", &family, &id) != 2 || family > 0xff)
		return false;
	*rom = (struct w1_reg_num){.family = family, .id = id};
	rom->crc = w1_calc_crc8((u8 *)rom, 7);
	return true;
}

static ssize_t by_hand(struct device *dev, const char *buf, size_t count, bool add)
{
	struct w1_master *master = dev_to_w1_master(dev);
	struct w1_slave *slave;
	struct w1_reg_num rom;
	int err = 0;

	if (!parse(buf, &rom))
		return -EINVAL;
	mutex_lock(&w1_mutex);
	mutex_lock(&master->mutex);
	slave = w1_find_slave(master, rom);
	if (add == !!slave)
		err = -EINVAL;
	else if (add)
		err = w1_attach_slave(master, rom);
	else
		w1_detach_slave(slave);
	mutex_unlock(&master->mutex);
	mutex_unlock(&w1_mutex);
	return err ? err : (ssize_t)count;
}

static ssize_t w1_master_add_store(struct device *dev, struct device_attribute *attr,
				   const char *buf, size_t count)
{
	return by_hand(dev, buf, count, true);
}

static ssize_t w1_master_remove_store(struct device *dev, struct device_attribute *attr,
				      const char *buf, size_t count)
{
	return by_hand(dev, buf, count, false);
}

static ssize_t w1_master_add_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "write device id xx-xxxxxxxxxxxx to add slave\n");
}

static ssize_t w1_master_remove_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "write device id xx-xxxxxxxxxxxx to remove slave\n");
}

static DEVICE_ATTR_RO(w1_master_name);
static DEVICE_ATTR_RW(w1_master_search);
static DEVICE_ATTR_RO(w1_master_attempts);
static DEVICE_ATTR_RW(w1_master_max_slave_count);
static DEVICE_ATTR_RO(w1_master_slave_count);
static DEVICE_ATTR_RO(w1_master_slaves);
static DEVICE_ATTR_RW(w1_master_pullup);
static DEVICE_ATTR_RW(w1_master_add);
static DEVICE_ATTR_RW(w1_master_remove);

static struct attribute *master_attrs[] = {
    &dev_attr_w1_master_name.attr,	  &dev_attr_w1_master_search.attr,
    &dev_attr_w1_master_attempts.attr,	  &dev_attr_w1_master_max_slave_count.attr,
    &dev_attr_w1_master_slave_count.attr, &dev_attr_w1_master_slaves.attr,
    &dev_attr_w1_master_pullup.attr,	  &dev_attr_w1_master_add.attr,
    &dev_attr_w1_master_remove.attr,	  NULL,
};
static const struct attribute_group master_group = {.attrs = master_attrs};
const struct attribute_group *w1_master_groups[] = {&master_group, NULL};
