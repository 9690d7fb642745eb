/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mfd/core: chips that are several devices in one: their driver makes a platform device of each
 * cell, and other drivers take these (drivers/mfd/).
 */
#ifndef MFD_CORE_H
#define MFD_CORE_H

#include <linux/platform_device.h>

#define MFD_RES_SIZE(arr) (sizeof(arr) / sizeof(struct resource))

/* Cells, by what they have: a name, resources, data, a node of a device tree or of ACPI. */
#define MFD_CELL_NAME(cell)                                                                        \
	{                                                                                          \
		.name = (cell),                                                                    \
	}
#define MFD_CELL_RES(cell, res)                                                                    \
	{                                                                                          \
		.name = (cell), __MFD_HAS_RES(res)                                                 \
	}
#define MFD_CELL_BASIC(cell, res, data, data_size, nr)                                             \
	{                                                                                          \
		.name = (cell), .id = (nr), __MFD_HAS_RES(res), __MFD_HAS_DATA(data, data_size)    \
	}
#define MFD_CELL_ACPI(cell, res, data, data_size, nr, match)                                       \
	{                                                                                          \
		.name = (cell), .id = (nr), __MFD_HAS_RES(res), __MFD_HAS_DATA(data, data_size),   \
		.acpi_match = (match),                                                             \
	}
#define MFD_CELL_OF(cell, res, data, data_size, nr, compatible)                                    \
	{                                                                                          \
		.name = (cell), .id = (nr), __MFD_HAS_RES(res), __MFD_HAS_DATA(data, data_size),   \
		.of_compatible = (compatible),                                                     \
	}
#define MFD_CELL_OF_REG(cell, res, data, data_size, nr, compatible, reg)                           \
	{                                                                                          \
		.name = (cell), .id = (nr), __MFD_HAS_RES(res), __MFD_HAS_DATA(data, data_size),   \
		.of_compatible = (compatible), .of_reg = (reg), .use_of_reg = true,                \
	}
#define __MFD_HAS_RES(res)	   .resources = (res), .num_resources = MFD_RES_SIZE((res))
#define __MFD_HAS_DATA(data, size) .platform_data = (data), .pdata_size = (size)

#define MFD_DEP_LEVEL_NORMAL 0
#define MFD_DEP_LEVEL_HIGH   1

struct irq_domain;
struct software_node;

struct mfd_cell_acpi_match {
	const char *pnpid;
	const unsigned long long adr;
};

struct mfd_cell {
	const char *name;
	int id;
	int level; /* MFD_DEP_LEVEL_HIGH: stays until mfd_remove_devices_late() */
	int (*enable)(struct platform_device *dev);
	int (*disable)(struct platform_device *dev);
	int (*suspend)(struct platform_device *dev);
	int (*resume)(struct platform_device *dev);
	void *platform_data; /* copied */
	size_t pdata_size;
	const struct software_node *swnode;
	const char *of_compatible;
	u64 of_reg;
	bool use_of_reg;
	const struct mfd_cell_acpi_match *acpi_match;
	/* Memory is counted from mem_base's begin, interrupts from irq_base. */
	int num_resources;
	const struct resource *resources;
	bool ignore_resource_conflicts;
	bool pm_runtime_no_callbacks;
	const char *const *parent_supplies;
	int num_parent_supplies;
};

int mfd_cell_enable(struct platform_device *pdev);
int mfd_cell_disable(struct platform_device *pdev);

static inline const struct mfd_cell *mfd_get_cell(struct platform_device *pdev)
{
	return pdev->mfd_cell;
}

/* All of them or none. irq_domain must be NULL: there are none. */
int mfd_add_devices(struct device *parent, int id, const struct mfd_cell *cells, int n_devs,
		    struct resource *mem_base, int irq_base, struct irq_domain *irq_domain);
int devm_mfd_add_devices(struct device *dev, int id, const struct mfd_cell *cells, int n_devs,
			 struct resource *mem_base, int irq_base, struct irq_domain *irq_domain);
void mfd_remove_devices(struct device *parent);
void mfd_remove_devices_late(struct device *parent);

static inline int mfd_add_hotplug_devices(struct device *parent, const struct mfd_cell *cells,
					  int n_devs)
{
	return mfd_add_devices(parent, PLATFORM_DEVID_AUTO, cells, n_devs, NULL, 0, NULL);
}

#endif
