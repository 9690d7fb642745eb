/* SPDX-License-Identifier: GPL-2.0-only */
/* w1_slave: who is on a bus, and the families of those that somebody drives. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hwmon.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "drivers/w1/w1.h"

static LIST_HEAD(families); /* with w1_mutex */

struct w1_reg_num w1_rom_of(u64 rom)
{
	struct w1_reg_num num;

	memcpy(&num, &rom, sizeof(num));
	return num;
}

u64 w1_u64_of(struct w1_reg_num num)
{
	u64 rom;

	memcpy(&rom, &num, sizeof(rom));
	return rom;
}

/* ---- files ---- */

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", dev_to_w1_slave(dev)->name);
}
static DEVICE_ATTR_RO(name);

static ssize_t id_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	memcpy(buf, &dev_to_w1_slave(dev)->reg_num, sizeof(struct w1_reg_num));
	return sizeof(struct w1_reg_num);
}
static DEVICE_ATTR_RO(id);

static struct attribute *slave_attrs[] = {&dev_attr_name.attr, &dev_attr_id.attr, NULL};
ATTRIBUTE_GROUPS(slave);

/* A slave without a driver is a file of bytes: a write resets, and sends. */
static ssize_t rw_write(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			char *buf, loff_t off, size_t count)
{
	struct w1_slave *slave = kobj_to_w1_slave(kobj);

	mutex_lock(&slave->master->bus_mutex);
	if (w1_reset_select_slave(slave))
		count = 0;
	else
		w1_write_block(slave->master, (u8 *)buf, count);
	mutex_unlock(&slave->master->bus_mutex);
	return count ? (ssize_t)count : -EIO;
}

static ssize_t rw_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		       char *buf, loff_t off, size_t count)
{
	struct w1_slave *slave = kobj_to_w1_slave(kobj);

	mutex_lock(&slave->master->bus_mutex);
	w1_read_block(slave->master, (u8 *)buf, count);
	mutex_unlock(&slave->master->bus_mutex);
	return count;
}

static BIN_ATTR_RW(rw, PAGE_SIZE);
static struct bin_attribute *undriven_files[] = {&bin_attr_rw, NULL};
static const struct attribute_group undriven_group = {.bin_attrs = undriven_files};
static const struct attribute_group *undriven_groups[] = {&undriven_group, NULL};
static const struct w1_family_ops undriven_ops = {.groups = undriven_groups};
static struct w1_family undriven = {.fops = &undriven_ops};

/* ---- families ---- */

struct w1_family *w1_find_family(u8 fid)
{
	struct w1_family *family;

	list_for_each_entry (family, &families, family_entry)
		if (family->fid == fid)
			return family;
	return &undriven;
}

int w1_register_family(struct w1_family *family)
{
	int err = 0;

	mutex_lock(&w1_mutex);
	if (w1_find_family(family->fid) != &undriven) {
		err = -EEXIST;
	} else {
		list_add_tail(&family->family_entry, &families);
		w1_reattach(family->fid);
	}
	mutex_unlock(&w1_mutex);
	return err;
}
EXPORT_SYMBOL(w1_register_family);

void w1_unregister_family(struct w1_family *family)
{
	mutex_lock(&w1_mutex);
	list_del(&family->family_entry);
	w1_reattach(family->fid);
	mutex_unlock(&w1_mutex);
}
EXPORT_SYMBOL(w1_unregister_family);

/* ---- slaves ---- */

static void release_slave(struct device *dev)
{
	kfree(dev_to_w1_slave(dev));
}

static int give_to_family(struct w1_slave *slave)
{
	const struct w1_family_ops *ops = slave->family->fops;
	int err = ops && ops->add_slave ? ops->add_slave(slave) : 0;

	if (err || !ops)
		return err;
	if (ops->groups)
		err = sysfs_create_groups(&slave->dev.kobj, ops->groups);
	if (!err && ops->chip_info) {
		slave->hwmon = hwmon_device_register_with_info(&slave->dev, "w1_slave_temp", slave,
							       ops->chip_info, NULL);
		if (IS_ERR(slave->hwmon)) {
			dev_warn(&slave->dev, "no hwmon device: %ld\n", PTR_ERR(slave->hwmon));
			slave->hwmon = NULL;
		}
	}
	if (err && ops->remove_slave)
		ops->remove_slave(slave);
	return err;
}

static void take_from_family(struct w1_slave *slave)
{
	const struct w1_family_ops *ops = slave->family->fops;

	if (!ops)
		return;
	if (slave->hwmon)
		hwmon_device_unregister(slave->hwmon);
	if (ops->groups)
		sysfs_remove_groups(&slave->dev.kobj, ops->groups);
	if (ops->remove_slave)
		ops->remove_slave(slave);
}

static void take_off_list(struct w1_slave *slave)
{
	mutex_lock(&slave->master->list_mutex);
	list_del(&slave->w1_slave_entry);
	slave->master->slave_count--;
	mutex_unlock(&slave->master->list_mutex);
}

/* Takes it off the list, and frees it, when that fails. */
static int add_slave_device(struct w1_slave *slave)
{
	int err;

	slave->dev.bus = &w1_bus_type;
	slave->dev.parent = &slave->master->dev;
	slave->dev.release = release_slave;
	slave->dev.groups = slave_groups;
	device_initialize(&slave->dev);
	err = dev_set_name(&slave->dev, "%s", slave->name);
	dev_set_uevent_suppress(&slave->dev, true); /* until its family's files are there */
	if (!err)
		err = device_add(&slave->dev);
	if (err) {
		take_off_list(slave);
		put_device(&slave->dev);
		return err;
	}
	err = give_to_family(slave);
	if (err) {
		take_off_list(slave);
		device_unregister(&slave->dev);
		return err;
	}
	dev_set_uevent_suppress(&slave->dev, false);
	kobject_uevent(&slave->dev.kobj, KOBJ_ADD);
	return 0;
}

int w1_attach_slave(struct w1_master *master, struct w1_reg_num rom)
{
	struct w1_slave *slave = kzalloc(sizeof(*slave), GFP_KERNEL);
	int err;

	if (!slave)
		return -ENOMEM;
	slave->master = master;
	slave->reg_num = rom;
	slave->ttl = master->slave_ttl;
	slave->family = w1_find_family(rom.family);
	atomic_set(&slave->refcnt, 1);
	snprintf((char *)slave->name, sizeof(slave->name), "%02x-%012llx", (int)rom.family,
		 (unsigned long long)rom.id);
	mutex_lock(&master->list_mutex);
	list_add_tail(&slave->w1_slave_entry, &master->slist);
	master->slave_count++;
	mutex_unlock(&master->list_mutex);
	err = add_slave_device(slave);
	if (!err)
		return 0;
	dev_err(&master->dev, "slave %02x.%012llx cannot be added: %d\n", (int)rom.family,
		(unsigned long long)rom.id, err);
	return err;
}

void w1_detach_slave(struct w1_slave *slave)
{
	take_from_family(slave);
	take_off_list(slave);
	device_unregister(&slave->dev);
}

struct w1_slave *w1_find_slave(struct w1_master *master, struct w1_reg_num rom)
{
	struct w1_slave *slave;

	list_for_each_entry (slave, &master->slist, w1_slave_entry)
		if (w1_u64_of(slave->reg_num) == w1_u64_of(rom))
			return slave;
	return NULL;
}

static void reattach_on(struct w1_master *master, u8 fid)
{
	struct w1_slave *slave, *next, *last;
	struct w1_reg_num rom;

	if (list_empty(&master->slist))
		return;
	last = list_last_entry(&master->slist, struct w1_slave, w1_slave_entry);
	list_for_each_entry_safe (slave, next, &master->slist, w1_slave_entry) {
		bool done = slave == last; /* what follows is the ones attached again */

		rom = slave->reg_num;
		if (rom.family == fid) {
			w1_detach_slave(slave);
			w1_attach_slave(master, rom);
		}
		if (done)
			break;
	}
}

void w1_reattach(u8 fid)
{
	struct w1_master *master;

	list_for_each_entry (master, &w1_masters, w1_master_entry) {
		mutex_lock(&master->mutex);
		reattach_on(master, fid);
		mutex_unlock(&master->mutex);
	}
}
