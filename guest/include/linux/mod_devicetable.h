/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mod_devicetable: the devices a driver is for, by bus. Tables end with an empty entry. A
 * module's tables are also read from its file, so their layout is Linux's.
 */
#ifndef LINUX_MOD_DEVICETABLE_H
#define LINUX_MOD_DEVICETABLE_H

#include <linux/types.h>

typedef unsigned long kernel_ulong_t;

#define PCI_ANY_ID (~0)

struct pci_device_id {
	__u32 vendor, device;
	__u32 subvendor, subdevice;
	__u32 class, class_mask;
	kernel_ulong_t driver_data;
	__u32 override_only;
};

#define I2C_NAME_SIZE	  20
#define I2C_MODULE_PREFIX "i2c:"

struct i2c_device_id {
	char name[I2C_NAME_SIZE];
	kernel_ulong_t driver_data;
};

#define SPI_NAME_SIZE	  32
#define SPI_MODULE_PREFIX "spi:"

struct spi_device_id {
	char name[SPI_NAME_SIZE];
	kernel_ulong_t driver_data;
};

#define PLATFORM_NAME_SIZE     20
#define PLATFORM_MODULE_PREFIX "platform:"

struct platform_device_id {
	char name[PLATFORM_NAME_SIZE];
	kernel_ulong_t driver_data;
};

struct of_device_id {
	char name[32];
	char type[32];
	char compatible[128];
	const void *data;
};

#define ACPI_ID_LEN 16

struct acpi_device_id {
	__u8 id[ACPI_ID_LEN];
	kernel_ulong_t driver_data;
	__u32 cls;
	__u32 cls_msk;
};

#define PNP_ID_LEN 8

struct pnp_device_id {
	__u8 id[PNP_ID_LEN];
	kernel_ulong_t driver_data;
};

#define DMI_MATCH_FIELDS 4

enum dmi_field {
	DMI_NONE,
	DMI_BIOS_VENDOR,
	DMI_BIOS_VERSION,
	DMI_BIOS_DATE,
	DMI_BIOS_RELEASE,
	DMI_EC_FIRMWARE_RELEASE,
	DMI_SYS_VENDOR,
	DMI_PRODUCT_NAME,
	DMI_PRODUCT_VERSION,
	DMI_PRODUCT_SERIAL,
	DMI_PRODUCT_UUID,
	DMI_PRODUCT_SKU,
	DMI_PRODUCT_FAMILY,
	DMI_BOARD_VENDOR,
	DMI_BOARD_NAME,
	DMI_BOARD_VERSION,
	DMI_BOARD_SERIAL,
	DMI_BOARD_ASSET_TAG,
	DMI_CHASSIS_VENDOR,
	DMI_CHASSIS_TYPE,
	DMI_CHASSIS_VERSION,
	DMI_CHASSIS_SERIAL,
	DMI_CHASSIS_ASSET_TAG,
	DMI_STRING_MAX,
	DMI_OEM_STRING,
};

struct dmi_strmatch {
	unsigned char slot : 7;
	unsigned char exact_match : 1;
	char substr[79];
};

struct dmi_system_id {
	int (*callback)(const struct dmi_system_id *id);
	const char *ident;
	struct dmi_strmatch matches[4];
	void *driver_data;
};
#define dmi_device_id dmi_system_id

#define DMI_MATCH(a, b)                                                                            \
	{                                                                                          \
		.slot = a, .substr = b                                                             \
	}
#define DMI_EXACT_MATCH(a, b)                                                                      \
	{                                                                                          \
		.slot = a, .substr = b, .exact_match = 1                                           \
	}

#define X86_VENDOR_ANY	 0xffff
#define X86_FAMILY_ANY	 0
#define X86_MODEL_ANY	 0
#define X86_STEPPING_ANY 0
#define X86_FEATURE_ANY	 0

struct x86_cpu_id {
	__u16 vendor, family, model, steppings, feature;
	kernel_ulong_t driver_data;
};

/* Of each kind of event, those that a device must have. */
#define INPUT_DEVICE_ID_EV_MAX		    0x1f
#define INPUT_DEVICE_ID_KEY_MIN_INTERESTING 0x71
#define INPUT_DEVICE_ID_KEY_MAX		    0x2ff
#define INPUT_DEVICE_ID_REL_MAX		    0x0f
#define INPUT_DEVICE_ID_ABS_MAX		    0x3f
#define INPUT_DEVICE_ID_MSC_MAX		    0x07
#define INPUT_DEVICE_ID_LED_MAX		    0x0f
#define INPUT_DEVICE_ID_SND_MAX		    0x07
#define INPUT_DEVICE_ID_FF_MAX		    0x7f
#define INPUT_DEVICE_ID_SW_MAX		    0x10
#define INPUT_DEVICE_ID_PROP_MAX	    0x1f
#define INPUT_DEVICE_ID_MATCH_BUS	    1
#define INPUT_DEVICE_ID_MATCH_VENDOR	    2
#define INPUT_DEVICE_ID_MATCH_PRODUCT	    4
#define INPUT_DEVICE_ID_MATCH_VERSION	    8
#define INPUT_DEVICE_ID_MATCH_EVBIT	    0x0010
#define INPUT_DEVICE_ID_MATCH_KEYBIT	    0x0020
#define INPUT_DEVICE_ID_MATCH_RELBIT	    0x0040
#define INPUT_DEVICE_ID_MATCH_ABSBIT	    0x0080
#define INPUT_DEVICE_ID_MATCH_MSCIT	    0x0100
#define INPUT_DEVICE_ID_MATCH_LEDBIT	    0x0200
#define INPUT_DEVICE_ID_MATCH_SNDBIT	    0x0400
#define INPUT_DEVICE_ID_MATCH_FFBIT	    0x0800
#define INPUT_DEVICE_ID_MATCH_SWBIT	    0x1000
#define INPUT_DEVICE_ID_MATCH_PROPBIT	    0x2000
struct input_device_id {
	kernel_ulong_t flags;
	__u16 bustype;
	__u16 vendor;
	__u16 product;
	__u16 version;
	kernel_ulong_t evbit[INPUT_DEVICE_ID_EV_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t keybit[INPUT_DEVICE_ID_KEY_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t relbit[INPUT_DEVICE_ID_REL_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t absbit[INPUT_DEVICE_ID_ABS_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t mscbit[INPUT_DEVICE_ID_MSC_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t ledbit[INPUT_DEVICE_ID_LED_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t sndbit[INPUT_DEVICE_ID_SND_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t ffbit[INPUT_DEVICE_ID_FF_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t swbit[INPUT_DEVICE_ID_SW_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t propbit[INPUT_DEVICE_ID_PROP_MAX / BITS_PER_LONG + 1];
	kernel_ulong_t driver_info;
};

/* 0xff: any */
#define SERIO_ANY 0xff
struct serio_device_id {
	__u8 type;
	__u8 extra;
	__u8 id;
	__u8 proto;
};

#endif
