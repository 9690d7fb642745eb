/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio/consumer: pins, as in a kernel without (CONFIG_GPIOLIB off): optional ones are not there. */
#ifndef __LINUX_GPIO_CONSUMER_H
#define __LINUX_GPIO_CONSUMER_H

#include <linux/bits.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/types.h>

struct device;
struct gpio_desc;

struct gpio_descs {
	unsigned int ndescs;
	struct gpio_desc *desc[];
};

enum gpiod_flags {
	GPIOD_ASIS = 0,
	GPIOD_IN = 1,
	GPIOD_OUT_LOW = 3,
	GPIOD_OUT_HIGH = 7,
	GPIOD_OUT_LOW_OPEN_DRAIN = 11,
	GPIOD_OUT_HIGH_OPEN_DRAIN = 15,
};

#define GPIO_NONE(name, type, value)                                                               \
	static inline type name(struct device *dev, const char *con_id, enum gpiod_flags flags)    \
	{                                                                                          \
		return value;                                                                      \
	}
GPIO_NONE(gpiod_get, struct gpio_desc *, ERR_PTR(-ENOSYS))
GPIO_NONE(devm_gpiod_get, struct gpio_desc *, ERR_PTR(-ENOSYS))
GPIO_NONE(gpiod_get_optional, struct gpio_desc *, NULL)
GPIO_NONE(devm_gpiod_get_optional, struct gpio_desc *, NULL)
GPIO_NONE(devm_gpiod_get_array, struct gpio_descs *, ERR_PTR(-ENOSYS))
GPIO_NONE(devm_gpiod_get_array_optional, struct gpio_descs *, NULL)
#undef GPIO_NONE

static inline struct gpio_desc *devm_gpiod_get_index(struct device *dev, const char *con_id,
						     unsigned int index, enum gpiod_flags flags)
{
	return ERR_PTR(-ENOSYS);
}

static inline void gpiod_put(struct gpio_desc *desc)
{
	WARN_ON(desc);
}

static inline int gpiod_direction_input(struct gpio_desc *desc)
{
	return -ENOSYS;
}

static inline int gpiod_direction_output(struct gpio_desc *desc, int value)
{
	return -ENOSYS;
}

static inline int gpiod_get_value(const struct gpio_desc *desc)
{
	return 0;
}

static inline int gpiod_get_value_cansleep(const struct gpio_desc *desc)
{
	return 0;
}

static inline void gpiod_set_value(struct gpio_desc *desc, int value)
{
	WARN_ON(desc);
}

static inline void gpiod_set_value_cansleep(struct gpio_desc *desc, int value)
{
	WARN_ON(desc);
}

static inline int gpiod_to_irq(const struct gpio_desc *desc)
{
	return -EINVAL;
}

static inline int gpiod_count(struct device *dev, const char *con_id)
{
	return 0;
}

static inline int gpiod_set_consumer_name(struct gpio_desc *desc, const char *name)
{
	WARN_ON(desc);
	return -EINVAL;
}

static inline int gpiod_is_active_low(const struct gpio_desc *desc)
{
	WARN_ON(desc);
	return 0;
}

static inline int gpiod_cansleep(const struct gpio_desc *desc)
{
	WARN_ON(desc);
	return 0;
}

static inline int gpiod_set_debounce(struct gpio_desc *desc, unsigned int debounce)
{
	WARN_ON(desc);
	return -ENOSYS;
}

static inline struct gpio_desc *devm_gpiod_get_index_optional(struct device *dev,
							      const char *con_id,
							      unsigned int index,
							      enum gpiod_flags flags)
{
	return NULL;
}

#endif
