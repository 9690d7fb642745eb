/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * isa: devices that nothing can find: a driver says how many there may be, and is asked for
 * each whether it is there (drivers/base/isa.c).
 */
#ifndef __LINUX_ISA_H
#define __LINUX_ISA_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/kernel.h>

struct isa_driver {
	int (*match)(struct device *dev, unsigned int id); /* 1: probe it; NULL: always */
	int (*probe)(struct device *dev, unsigned int id);
	void (*remove)(struct device *dev, unsigned int id);
	void (*shutdown)(struct device *dev, unsigned int id);
	int (*suspend)(struct device *dev, unsigned int id, pm_message_t state);
	int (*resume)(struct device *dev, unsigned int id);
	struct device_driver driver;
	struct device *devices;
};
#define to_isa_driver(x) container_of((x), struct isa_driver, driver)

/* -ENODEV: none of them was taken. */
int isa_register_driver(struct isa_driver *driver, unsigned int ndev);
void isa_unregister_driver(struct isa_driver *driver);

#define module_isa_driver_init(__isa_driver, __num_isa_dev)                                        \
	static int __init __isa_driver##_init(void)                                                \
	{                                                                                          \
		return isa_register_driver(&(__isa_driver), __num_isa_dev);                        \
	}                                                                                          \
	module_init(__isa_driver##_init)
#define module_isa_driver(__isa_driver, __num_isa_dev)                                             \
	module_isa_driver_init(__isa_driver, __num_isa_dev);                                       \
	static void __exit __isa_driver##_exit(void)                                               \
	{                                                                                          \
		isa_unregister_driver(&(__isa_driver));                                            \
	}                                                                                          \
	module_exit(__isa_driver##_exit)
#define max_num_isa_dev(__ioport_len) 0x400 / (__ioport_len)
#define module_isa_driver_with_irq(__isa_driver, __num_isa_dev, __num_irq)                         \
	module_isa_driver(__isa_driver, __num_isa_dev)

#endif
