/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * w1: the 1-Wire bus: one line, on which a master asks and slaves answer (drivers/w1). A driver
 * of a master fills in a w1_bus_master; one of a family of slaves, a w1_family. Slaves are found
 * by searching, again and again. All but the slots may sleep; a slave's driver holds its master's
 * bus_mutex while it talks. (Maxim, application notes 126 and 187.)
 */
#ifndef __LINUX_W1_H
#define __LINUX_W1_H

#include <linux/device.h>
#include <linux/mutex.h>

struct hwmon_chip_info;
struct of_device_id;
struct task_struct;
struct w1_master;

/* What is in a slave's ROM, as it goes over the line. */
struct w1_reg_num {
	__u64 family : 8, id : 48, crc : 8;
};

#define W1_MAXNAMELEN 32

#define W1_SEARCH	    0xf0
#define W1_ALARM_SEARCH	    0xec
#define W1_CONVERT_TEMP	    0x44
#define W1_SKIP_ROM	    0xcc
#define W1_COPY_SCRATCHPAD  0x48
#define W1_WRITE_SCRATCHPAD 0x4e
#define W1_READ_SCRATCHPAD  0xbe
#define W1_READ_ROM	    0x33
#define W1_READ_PSUPPLY	    0xb4
#define W1_MATCH_ROM	    0x55
#define W1_RESUME_CMD	    0xa5

struct w1_slave {
	struct module *owner;
	unsigned char name[W1_MAXNAMELEN]; /* "28-0123456789ab" */
	struct list_head w1_slave_entry;   /* in the master's slist */
	struct w1_reg_num reg_num;
	atomic_t refcnt;
	int ttl; /* searches that it may still be missed in */
	unsigned long flags;
	struct w1_master *master;
	struct w1_family *family;
	void *family_data; /* the family driver's own */
	struct device dev;
	struct device *hwmon; /* of the family's chip_info */
};

typedef void (*w1_slave_found_callback)(struct w1_master *master, u64 rom);

/*
 * At least touch_bit and reset_bus, or read_bit and write_bit (the timing is the core's then), or
 * write_byte, read_byte and reset_bus; what else is there is used.
 */
struct w1_bus_master {
	void *data;		    /* first argument of all */
	u8 (*read_bit)(void *data); /* the line's level */
	void (*write_bit)(void *data, u8 level);
	u8 (*touch_bit)(void *data, u8 bit); /* one slot; what was on the line */
	u8 (*read_byte)(void *data);
	void (*write_byte)(void *data, u8 byte);
	u8 (*read_block)(void *data, u8 *buf, int n); /* how many */
	void (*write_block)(void *data, const u8 *buf, int n);
	u8 (*triplet)(void *data, u8 dir);    /* as w1_triplet() */
	u8 (*reset_bus)(void *data);	      /* 0: somebody is present */
	u8 (*set_pullup)(void *data, int ms); /* strong, after the next byte; 0: no more */
	void (*search)(void *data, struct w1_master *master, u8 command,
		       w1_slave_found_callback found);
	char *dev_id;
};

enum w1_master_flags { W1_ABORT_SEARCH = 0, W1_WARN_MAX_COUNT = 1 };

struct w1_master {
	struct list_head w1_master_entry;
	struct module *owner;
	unsigned char name[W1_MAXNAMELEN];
	struct mutex list_mutex; /* of slist; after mutex */
	struct list_head slist, async_list;
	int max_slave_count, slave_count;
	unsigned long attempts; /* searches so far */
	int slave_ttl;
	int initialized;
	u32 id;
	int search_count; /* searches to be made; negative: without end */
	u64 search_id;
	atomic_t refcnt;
	void *priv;
	int enable_pullup;   /* the strong one is wanted, if the master has it */
	int pullup_duration; /* after the next write, in ms */
	long flags;
	struct task_struct *thread;
	struct mutex mutex;	/* searching, and who is on the bus */
	struct mutex bus_mutex; /* talking; after mutex */
	struct device_driver *driver;
	struct device dev;
	struct w1_bus_master *bus_master;
	u32 seq;
};

int w1_add_master_device(struct w1_bus_master *bus_master);
void w1_remove_master_device(struct w1_bus_master *bus_master);

struct w1_family_ops {
	int (*add_slave)(struct w1_slave *slave);
	void (*remove_slave)(struct w1_slave *slave);
	const struct attribute_group **groups;
	const struct hwmon_chip_info *chip_info;
};

struct w1_family {
	struct list_head family_entry;
	u8 fid; /* the first byte of the ROM */
	const struct w1_family_ops *fops;
	const struct of_device_id *of_match_table;
	atomic_t refcnt;
};

int w1_register_family(struct w1_family *family);
void w1_unregister_family(struct w1_family *family);

#define module_w1_family(family) module_driver(family, w1_register_family, w1_unregister_family)

/* Of a search: bit 0 the ROM's bit, bit 1 its complement, bit 2 the way taken (dir when both). */
u8 w1_triplet(struct w1_master *master, int dir);
u8 w1_touch_bit(struct w1_master *master, int bit);
void w1_write_8(struct w1_master *master, u8 byte);
u8 w1_read_8(struct w1_master *master);
int w1_reset_bus(struct w1_master *master); /* 0: somebody is present */
u8 w1_calc_crc8(u8 *data, int n);
void w1_write_block(struct w1_master *master, const u8 *buf, int n);
void w1_touch_block(struct w1_master *master, u8 *buf, int n);
u8 w1_read_block(struct w1_master *master, u8 *buf, int n);
/* -1: nobody is present. */
int w1_reset_select_slave(struct w1_slave *slave);
int w1_reset_resume_command(struct w1_master *master);
void w1_next_pullup(struct w1_master *master, int ms);

static inline struct w1_slave *dev_to_w1_slave(struct device *dev)
{
	return container_of(dev, struct w1_slave, dev);
}

static inline struct w1_slave *kobj_to_w1_slave(struct kobject *kobj)
{
	return dev_to_w1_slave(container_of(kobj, struct device, kobj));
}

static inline struct w1_master *dev_to_w1_master(struct device *dev)
{
	return container_of(dev, struct w1_master, dev);
}

#endif
