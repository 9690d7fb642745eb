/* SPDX-License-Identifier: GPL-2.0-only */
/* miscdevice: character devices of one minor number each, all of major 10. */
#ifndef _LINUX_MISCDEVICE_H
#define _LINUX_MISCDEVICE_H

#include <linux/device.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/major.h>
#include <linux/types.h>

#define PSMOUSE_MINOR	   1
#define WATCHDOG_MINOR	   130
#define TEMP_MINOR	   131
#define RTC_MINOR	   135
#define NVRAM_MINOR	   144
#define HWRNG_MINOR	   183
#define UINPUT_MINOR	   223
#define VHCI_MINOR	   137
#define UHID_MINOR	   239
#define USERIO_MINOR	   240
#define LCD_MINOR	   156
#define KEYPAD_MINOR	   185
#define LOOP_CTRL_MINOR	   237
#define MICROCODE_MINOR	   184
#define HPET_MINOR	   228
#define MISC_DYNAMIC_MINOR 255

struct attribute_group;

/* open() finds it in file->private_data. */
struct miscdevice {
	int minor;
	const char *name;
	const struct file_operations *fops;
	struct list_head list;
	struct device *parent, *this_device;
	const struct attribute_group **groups;
	const char *nodename;	/* in /dev; NULL: name */
	umode_t mode;		/* 0: 0600 */
	const char *devfs_name; /* before 2.6.18; of no use */
};

int misc_register(struct miscdevice *misc); /* -EBUSY: the minor is taken; with one that is there */
/* 2.6.10 has it return an int. */
int misc_deregister(struct miscdevice *misc);

#define builtin_misc_device(misc)                                                                  \
	static int __init misc##_init(void)                                                        \
	{                                                                                          \
		return misc_register(&misc);                                                       \
	}                                                                                          \
	device_initcall(misc##_init)
#define module_misc_device(misc) module_driver(misc, misc_register, misc_deregister)

#endif
