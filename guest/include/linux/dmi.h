/* SPDX-License-Identifier: GPL-2.0-only */
/* dmi: who made the machine, as in a kernel without DMI: nobody is known. */
#ifndef __DMI_H__
#define __DMI_H__

#include <linux/kobject.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>

enum dmi_device_type {
	DMI_DEV_TYPE_ANY = 0,
	DMI_DEV_TYPE_OTHER,
	DMI_DEV_TYPE_UNKNOWN,
	DMI_DEV_TYPE_VIDEO,
	DMI_DEV_TYPE_SCSI,
	DMI_DEV_TYPE_ETHERNET,
	DMI_DEV_TYPE_TOKENRING,
	DMI_DEV_TYPE_SOUND,
	DMI_DEV_TYPE_IPMI = -1,
	DMI_DEV_TYPE_OEM_STRING = -2,
};

struct dmi_device {
	struct list_head list;
	int type;
	const char *name;
	void *device_data;
};

static inline int dmi_check_system(const struct dmi_system_id *list)
{
	return 0;
}

static inline const struct dmi_system_id *dmi_first_match(const struct dmi_system_id *list)
{
	return NULL;
}

static inline const char *dmi_get_system_info(int field)
{
	return NULL;
}

static inline const struct dmi_device *dmi_find_device(int type, const char *name,
						       const struct dmi_device *from)
{
	return NULL;
}

static inline bool dmi_match(enum dmi_field f, const char *str)
{
	return false;
}

static inline bool dmi_name_in_vendors(const char *str)
{
	return false;
}

static inline bool dmi_get_date(int field, int *year, int *month, int *day)
{
	return false;
}

static inline int dmi_walk(void (*decode)(const void *header, void *data), void *data)
{
	return -ENXIO;
}

#endif
