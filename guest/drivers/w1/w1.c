/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * w1: masters, what searches on them, and their files.
 *
 *	1. Purpose: masters come with w1_add_master_device(), families with w1_register_family();
 *	   a thread of each master finds who is on its line and makes him a device, "28-...", of
 *	   his family.
 *	2. A search follows the ROMs bit by bit: all slaves say the bit, then its complement. Where
 *	   both are there, the way that was not taken is tried by the next pass:
 *
 *		pass 1:  0 1 ?0 1 ...   last_fork = 2
 *		pass 2:  0 1 ?1 ...     no fork left where 0 was taken: the end
 *
 *	   (application note 187.) A ROM with a wrong CRC, or of 0, is not believed.
 *	3. A slave that slave_ttl searches in a row did not find goes; one that is found comes.
 *	4. Locks, outermost first: w1_mutex (masters, families), a master's mutex (its slaves, its
 *	   search), bus_mutex (the line; of whoever talks), list_mutex (slist alone).
 *	   A slave's files take bus_mutex only, as they are waited for with the others held.
 *	5. Failure: a line that is held down, or nobody on it: the search finds nobody.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>

#include "drivers/w1/w1.h"

#define SLAVES_MAX 64
#define ROM_BITS   64

static int w1_timeout = 10;
module_param_named(timeout, w1_timeout, int, 0444);
static int w1_search_count = -1;
module_param_named(search_count, w1_search_count, int, 0444);
static int w1_slave_ttl = 10;
module_param_named(slave_ttl, w1_slave_ttl, int, 0444);

LIST_HEAD(w1_masters);
DEFINE_MUTEX(w1_mutex);
static DEFINE_IDA(ids);
static bool bus_is_there;

static int slave_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	struct w1_slave *slave;

	if (!dev->parent || dev->parent->bus != &w1_bus_type)
		return 0; /* a master */
	slave = dev_to_w1_slave(dev);
	if (add_uevent_var(env, "W1_FID=%02X", (int)slave->reg_num.family))
		return -ENOMEM;
	return add_uevent_var(env, "W1_SLAVE_ID=%024LX", (unsigned long long)slave->reg_num.id);
}

struct bus_type w1_bus_type = {.name = "w1", .uevent = slave_uevent};

/* ---- searching ---- */

static void found(struct w1_master *master, u64 rom)
{
	struct w1_reg_num num = w1_rom_of(rom);
	struct w1_slave *slave = w1_find_slave(master, num);

	if (slave)
		slave->ttl = master->slave_ttl;
	else if (rom && w1_calc_crc8((u8 *)&num, 7) == num.crc)
		w1_attach_slave(master, num);
}

/* One ROM; forks before last_fork go as in previous, that one the other way, the rest to 0.
 * False: nobody answered to the end.
 */
static bool next_rom(struct w1_master *master, u64 previous, int last_fork, u64 *rom, int *fork)
{
	int i, dir;
	u8 triplet;

	*rom = 0;
	*fork = -1;
	if (w1_reset_bus(master))
		return false;
	w1_write_8(master, W1_SEARCH);
	for (i = 0; i < ROM_BITS; i++) {
		dir = i == last_fork ? 1 : i < last_fork ? previous >> i & 1 : 0;
		triplet = w1_triplet(master, dir);
		if ((triplet & 3) == 3)
			return false;
		if (!(triplet & 3) && !dir)
			*fork = i;
		*rom |= (u64)(triplet >> 2 & 1) << i;
	}
	return true;
}

static void search(struct w1_master *master)
{
	u64 rom = 0, previous;
	int fork = -1, last, n = 0;
	bool more;

	do {
		previous = rom;
		last = fork;
		mutex_lock(&master->bus_mutex);
		more = next_rom(master, previous, last, &rom, &fork);
		mutex_unlock(&master->bus_mutex);
		if (more)
			found(master, rom);
	} while (more && fork >= 0 && ++n < master->max_slave_count && !kthread_should_stop());
}

void w1_search_once(struct w1_master *master)
{
	const struct w1_bus_master *bus = master->bus_master;
	struct w1_slave *slave, *next;

	list_for_each_entry (slave, &master->slist, w1_slave_entry)
		slave->ttl--;
	master->attempts++;
	if (bus->search)
		bus->search(bus->data, master, W1_SEARCH, found);
	else
		search(master);
	list_for_each_entry_safe (slave, next, &master->slist, w1_slave_entry)
		if (slave->ttl <= 0)
			w1_detach_slave(slave);
}

static int search_thread(void *data)
{
	struct w1_master *master = data;

	while (!kthread_should_stop()) {
		mutex_lock(&w1_mutex);
		mutex_lock(&master->mutex);
		if (master->search_count) {
			if (master->search_count > 0)
				master->search_count--;
			w1_search_once(master);
		}
		set_current_state(TASK_INTERRUPTIBLE);
		mutex_unlock(&master->mutex);
		mutex_unlock(&w1_mutex);
		if (!kthread_should_stop())
			schedule_timeout(w1_timeout * HZ);
		__set_current_state(TASK_RUNNING);
	}
	return 0;
}

/* ---- masters ---- */

static void release_master(struct device *dev)
{
	struct w1_master *master = dev_to_w1_master(dev);

	ida_free(&ids, master->id);
	kfree(master);
}

static struct w1_master *new_master(struct w1_bus_master *bus_master)
{
	struct w1_master *master = kzalloc(sizeof(*master), GFP_KERNEL);
	int id = ida_alloc_min(&ids, 1, GFP_KERNEL);

	if (!master || id < 0) {
		kfree(master);
		if (id >= 0)
			ida_free(&ids, id);
		return NULL;
	}
	master->id = id;
	master->bus_master = bus_master;
	master->max_slave_count = SLAVES_MAX;
	master->slave_ttl = w1_slave_ttl;
	master->search_count = w1_search_count;
	master->enable_pullup = 1;
	atomic_set(&master->refcnt, 1);
	INIT_LIST_HEAD(&master->slist);
	INIT_LIST_HEAD(&master->async_list);
	mutex_init(&master->list_mutex);
	mutex_init(&master->mutex);
	mutex_init(&master->bus_mutex);
	snprintf((char *)master->name, sizeof(master->name), "w1_bus_master%u", master->id);
	master->dev.bus = &w1_bus_type;
	master->dev.release = release_master;
	master->dev.groups = w1_master_groups;
	device_initialize(&master->dev);
	return master;
}

static bool is_sufficient(const struct w1_bus_master *bus)
{
	return (bus->touch_bit && bus->reset_bus) || (bus->write_bit && bus->read_bit) ||
	       (bus->write_byte && bus->read_byte && bus->reset_bus);
}

int w1_add_master_device(struct w1_bus_master *bus_master)
{
	struct w1_master *master;
	int err;

	if (!is_sufficient(bus_master)) {
		pr_err("w1_add_master_device: invalid function set\n");
		return -EINVAL;
	}
	if (!bus_is_there)
		return -ENODEV;
	master = new_master(bus_master);
	if (!master)
		return -ENOMEM;
	err = dev_set_name(&master->dev, "%s", master->name);
	if (!err)
		err = device_add(&master->dev);
	if (err) {
		put_device(&master->dev);
		return err;
	}
	master->thread = kthread_create(search_thread, master, "%s", master->name);
	if (IS_ERR(master->thread)) {
		err = PTR_ERR(master->thread);
		device_unregister(&master->dev);
		return err;
	}
	master->initialized = 1;
	mutex_lock(&w1_mutex);
	list_add_tail(&master->w1_master_entry, &w1_masters);
	mutex_unlock(&w1_mutex);
	wake_up_process(master->thread);
	return 0;
}
EXPORT_SYMBOL(w1_add_master_device);

static struct w1_master *take_master(struct w1_bus_master *bus_master)
{
	struct w1_master *master, *it = NULL;

	mutex_lock(&w1_mutex);
	list_for_each_entry (master, &w1_masters, w1_master_entry)
		if (master->bus_master == bus_master)
			it = master;
	if (it)
		list_del(&it->w1_master_entry);
	mutex_unlock(&w1_mutex);
	return it;
}

void w1_remove_master_device(struct w1_bus_master *bus_master)
{
	struct w1_master *master = take_master(bus_master);
	struct w1_slave *slave, *next;

	if (!master) {
		pr_err("w1_remove_master_device: no such master\n");
		return;
	}
	kthread_stop(master->thread);
	mutex_lock(&w1_mutex);
	mutex_lock(&master->mutex);
	list_for_each_entry_safe (slave, next, &master->slist, w1_slave_entry)
		w1_detach_slave(slave);
	mutex_unlock(&master->mutex);
	mutex_unlock(&w1_mutex);
	device_unregister(&master->dev);
}
EXPORT_SYMBOL(w1_remove_master_device);

static int __init w1_init(void)
{
	int err = bus_register(&w1_bus_type);

	bus_is_there = !err;
	return err;
}
subsys_initcall(w1_init);
