/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio/consumer: lines, for who uses them (drivers/gpio). A value is logical, 1 for active,
 * unless the function's name says raw. What is said "_cansleep" may sleep; the others are for
 * chips that need not.
 */
#ifndef __LINUX_GPIO_CONSUMER_H
#define __LINUX_GPIO_CONSUMER_H

#include <linux/bits.h>
#include <linux/bug.h>
#include <linux/compiler_types.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/types.h>

struct acpi_device;
struct device;
struct device_node;
struct fwnode_handle;
struct gpio_array;
struct gpio_desc;

struct gpio_descs {
	struct gpio_array *info; /* for chips that set many at once; NULL: nothing to gain */
	unsigned int ndescs;
	struct gpio_desc *desc[];
};

#define GPIOD_FLAGS_BIT_DIR_SET	     BIT(0)
#define GPIOD_FLAGS_BIT_DIR_OUT	     BIT(1)
#define GPIOD_FLAGS_BIT_DIR_VAL	     BIT(2)
#define GPIOD_FLAGS_BIT_OPEN_DRAIN   BIT(3)
#define GPIOD_FLAGS_BIT_NONEXCLUSIVE BIT(4) /* its user knows that there are others */

enum gpiod_flags {
	GPIOD_ASIS = 0,
	GPIOD_IN = GPIOD_FLAGS_BIT_DIR_SET,
	GPIOD_OUT_LOW = GPIOD_FLAGS_BIT_DIR_SET | GPIOD_FLAGS_BIT_DIR_OUT,
	GPIOD_OUT_HIGH =
	    GPIOD_FLAGS_BIT_DIR_SET | GPIOD_FLAGS_BIT_DIR_OUT | GPIOD_FLAGS_BIT_DIR_VAL,
	GPIOD_OUT_LOW_OPEN_DRAIN = GPIOD_OUT_LOW | GPIOD_FLAGS_BIT_OPEN_DRAIN,
	GPIOD_OUT_HIGH_OPEN_DRAIN = GPIOD_OUT_HIGH | GPIOD_FLAGS_BIT_OPEN_DRAIN,
};

/* How many lines con_id names; -ENOENT: none. */
int gpiod_count(struct device *dev, const char *con_id);

/*
 * A line, by the name that its consumer has for it. ERR_PTR: -ENOENT nobody said which,
 * -EPROBE_DEFER its chip is not there yet, -EBUSY taken. _optional: NULL for -ENOENT.
 */
struct gpio_desc *__must_check gpiod_get(struct device *dev, const char *con_id,
					 enum gpiod_flags flags);
struct gpio_desc *__must_check gpiod_get_index(struct device *dev, const char *con_id,
					       unsigned int idx, enum gpiod_flags flags);
struct gpio_desc *__must_check gpiod_get_optional(struct device *dev, const char *con_id,
						  enum gpiod_flags flags);
struct gpio_desc *__must_check gpiod_get_index_optional(struct device *dev, const char *con_id,
							unsigned int index, enum gpiod_flags flags);
struct gpio_descs *__must_check gpiod_get_array(struct device *dev, const char *con_id,
						enum gpiod_flags flags);
struct gpio_descs *__must_check gpiod_get_array_optional(struct device *dev, const char *con_id,
							 enum gpiod_flags flags);
void gpiod_put(struct gpio_desc *desc);
void gpiod_put_array(struct gpio_descs *descs);

struct gpio_desc *__must_check devm_gpiod_get(struct device *dev, const char *con_id,
					      enum gpiod_flags flags);
struct gpio_desc *__must_check devm_gpiod_get_index(struct device *dev, const char *con_id,
						    unsigned int idx, enum gpiod_flags flags);
struct gpio_desc *__must_check devm_gpiod_get_optional(struct device *dev, const char *con_id,
						       enum gpiod_flags flags);
struct gpio_desc *__must_check devm_gpiod_get_index_optional(struct device *dev, const char *con_id,
							     unsigned int index,
							     enum gpiod_flags flags);
struct gpio_descs *__must_check devm_gpiod_get_array(struct device *dev, const char *con_id,
						     enum gpiod_flags flags);
struct gpio_descs *__must_check devm_gpiod_get_array_optional(struct device *dev,
							      const char *con_id,
							      enum gpiod_flags flags);
void devm_gpiod_put(struct device *dev, struct gpio_desc *desc);
void devm_gpiod_unhinge(struct device *dev, struct gpio_desc *desc);
void devm_gpiod_put_array(struct device *dev, struct gpio_descs *descs);

/* 0 out, 1 in, or a negative errno. */
int gpiod_get_direction(struct gpio_desc *desc);
int gpiod_direction_input(struct gpio_desc *desc);
int gpiod_direction_output(struct gpio_desc *desc, int value);
int gpiod_direction_output_raw(struct gpio_desc *desc, int value);

/* Of interrupt context. */
int gpiod_get_value(const struct gpio_desc *desc);
int gpiod_get_array_value(unsigned int array_size, struct gpio_desc **desc_array,
			  struct gpio_array *array_info, unsigned long *value_bitmap);
void gpiod_set_value(struct gpio_desc *desc, int value);
int gpiod_set_array_value(unsigned int array_size, struct gpio_desc **desc_array,
			  struct gpio_array *array_info, unsigned long *value_bitmap);
int gpiod_get_raw_value(const struct gpio_desc *desc);
int gpiod_get_raw_array_value(unsigned int array_size, struct gpio_desc **desc_array,
			      struct gpio_array *array_info, unsigned long *value_bitmap);
void gpiod_set_raw_value(struct gpio_desc *desc, int value);
int gpiod_set_raw_array_value(unsigned int array_size, struct gpio_desc **desc_array,
			      struct gpio_array *array_info, unsigned long *value_bitmap);

int gpiod_get_value_cansleep(const struct gpio_desc *desc);
int gpiod_get_array_value_cansleep(unsigned int array_size, struct gpio_desc **desc_array,
				   struct gpio_array *array_info, unsigned long *value_bitmap);
void gpiod_set_value_cansleep(struct gpio_desc *desc, int value);
int gpiod_set_array_value_cansleep(unsigned int array_size, struct gpio_desc **desc_array,
				   struct gpio_array *array_info, unsigned long *value_bitmap);
int gpiod_get_raw_value_cansleep(const struct gpio_desc *desc);
int gpiod_get_raw_array_value_cansleep(unsigned int array_size, struct gpio_desc **desc_array,
				       struct gpio_array *array_info, unsigned long *value_bitmap);
void gpiod_set_raw_value_cansleep(struct gpio_desc *desc, int value);
int gpiod_set_raw_array_value_cansleep(unsigned int array_size, struct gpio_desc **desc_array,
				       struct gpio_array *array_info, unsigned long *value_bitmap);

/* config: pinctrl/pinconf-generic.h. -ENOTSUPP: the chip cannot. */
int gpiod_set_config(struct gpio_desc *desc, unsigned long config);
int gpiod_set_debounce(struct gpio_desc *desc, unsigned int debounce_us);
int gpiod_set_transitory(struct gpio_desc *desc, bool transitory);
void gpiod_toggle_active_low(struct gpio_desc *desc);
int gpiod_is_active_low(const struct gpio_desc *desc);
int gpiod_cansleep(const struct gpio_desc *desc);

int gpiod_to_irq(const struct gpio_desc *desc);
int gpiod_set_consumer_name(struct gpio_desc *desc, const char *name);

/* By the number in the one space of all chips. */
struct gpio_desc *gpio_to_desc(unsigned int gpio);
int desc_to_gpio(const struct gpio_desc *desc);

/* By a node that describes a device; only software nodes are there. */
struct gpio_desc *fwnode_gpiod_get_index(struct fwnode_handle *fwnode, const char *con_id,
					 int index, enum gpiod_flags flags, const char *label);
struct gpio_desc *devm_fwnode_gpiod_get_index(struct device *dev, struct fwnode_handle *fwnode,
					      const char *con_id, int index, enum gpiod_flags flags,
					      const char *label);

static inline struct gpio_desc *devm_fwnode_gpiod_get(struct device *dev,
						      struct fwnode_handle *fwnode,
						      const char *con_id, enum gpiod_flags flags,
						      const char *label)
{
	return devm_fwnode_gpiod_get_index(dev, fwnode, con_id, 0, flags, label);
}

static inline struct gpio_desc *
devm_fwnode_get_index_gpiod_from_child(struct device *dev, const char *con_id, int index,
				       struct fwnode_handle *child, enum gpiod_flags flags,
				       const char *label)
{
	return devm_fwnode_gpiod_get_index(dev, child, con_id, index, flags, label);
}

static inline struct gpio_desc *devm_fwnode_get_gpiod_from_child(struct device *dev,
								 const char *con_id,
								 struct fwnode_handle *child,
								 enum gpiod_flags flags,
								 const char *label)
{
	return devm_fwnode_gpiod_get_index(dev, child, con_id, 0, flags, label);
}

static inline struct gpio_desc *gpiod_get_from_of_node(const struct device_node *node,
						       const char *propname, int index,
						       enum gpiod_flags dflags, const char *label)
{
	return ERR_PTR(-ENOSYS);
}

static inline struct gpio_desc *devm_gpiod_get_from_of_node(struct device *dev,
							    const struct device_node *node,
							    const char *propname, int index,
							    enum gpiod_flags dflags,
							    const char *label)
{
	return ERR_PTR(-ENOSYS);
}

/* No chip here stamps edges itself. */
static inline int gpiod_enable_hw_timestamp_ns(struct gpio_desc *desc, unsigned long flags)
{
	return -ENOSYS;
}

static inline int gpiod_disable_hw_timestamp_ns(struct gpio_desc *desc, unsigned long flags)
{
	return -ENOSYS;
}

/* /sys/class/gpio/gpioN. */
int gpiod_export(struct gpio_desc *desc, bool direction_may_change);
int gpiod_export_link(struct device *dev, const char *name, struct gpio_desc *desc);
void gpiod_unexport(struct gpio_desc *desc);

/* ---- what ACPI would say of lines: there is none ---- */

struct acpi_gpio_params {
	unsigned int crs_entry_index;
	unsigned int line_index;
	bool active_low;
};

#define ACPI_GPIO_QUIRK_NO_IO_RESTRICTION BIT(0)
#define ACPI_GPIO_QUIRK_ONLY_GPIOIO	  BIT(1)
#define ACPI_GPIO_QUIRK_ABSOLUTE_NUMBER	  BIT(2)

struct acpi_gpio_mapping {
	const char *name;
	const struct acpi_gpio_params *data;
	unsigned int size;
	unsigned int quirks;
};

static inline int acpi_dev_add_driver_gpios(struct acpi_device *adev,
					    const struct acpi_gpio_mapping *gpios)
{
	return -ENXIO;
}

static inline void acpi_dev_remove_driver_gpios(struct acpi_device *adev)
{
}

static inline int devm_acpi_dev_add_driver_gpios(struct device *dev,
						 const struct acpi_gpio_mapping *gpios)
{
	return -ENXIO;
}

static inline struct gpio_desc *acpi_get_and_request_gpiod(char *path, unsigned int pin,
							   char *label)
{
	return ERR_PTR(-ENOSYS);
}

#endif
