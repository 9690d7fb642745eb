/* SPDX-License-Identifier: GPL-2.0-only */
/* acpi: as in a kernel without ACPI (CONFIG_ACPI off). */
#ifndef _LINUX_ACPI_H
#define _LINUX_ACPI_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/irqreturn.h>
#include <linux/mod_devicetable.h>
#include <linux/property.h>

struct acpi_device;
typedef void *acpi_handle;
typedef u32 acpi_status;

#define acpi_disabled	    1
#define ACPI_PTR(ptr)	    NULL
#define ACPI_HANDLE(dev)    NULL
#define ACPI_COMPANION(dev) ((struct acpi_device *)0)
#define ACPI_COMPANION_SET(dev, adev)                                                              \
	do {                                                                                       \
	} while (0)
#define has_acpi_companion(dev)	    false
#define is_acpi_node(fwnode)	    false
#define is_acpi_device_node(fwnode) false
#define to_acpi_device_node(fwnode) ((struct acpi_device *)0)
#define acpi_fwnode_handle(adev)    ((struct fwnode_handle *)0)

/* 0: firmware's own code uses none of these ports. */
static inline int acpi_check_resource_conflict(const struct resource *res)
{
	return 0;
}

static inline int acpi_check_region(resource_size_t start, resource_size_t n, const char *name)
{
	return 0;
}

static inline int acpi_resources_are_enforced(void)
{
	return 0;
}

static inline const struct acpi_device_id *acpi_match_device(const struct acpi_device_id *ids,
							     const struct device *dev)
{
	return NULL;
}

static inline const void *acpi_device_get_match_data(const struct device *dev)
{
	return NULL;
}

static inline bool acpi_driver_match_device(struct device *dev, const struct device_driver *drv)
{
	return false;
}

static inline bool acpi_dev_found(const char *hid)
{
	return false;
}

static inline bool acpi_dev_present(const char *hid, const char *uid, s64 hrv)
{
	return false;
}

static inline bool acpi_dev_state_d0(struct device *dev)
{
	return true;
}

static inline const char *acpi_dev_name(struct acpi_device *adev)
{
	return NULL;
}

#endif
