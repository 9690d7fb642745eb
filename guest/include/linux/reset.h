/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reset: reset lines that software drives, as in a kernel without (CONFIG_RESET_CONTROLLER
 * off): optional ones are not there (NULL, and all may be done with that), others cannot be had.
 */
#ifndef _LINUX_RESET_H_
#define _LINUX_RESET_H_

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/types.h>

struct device;
struct device_node;
struct reset_control;

struct reset_control_bulk_data {
	const char *id;
	struct reset_control *rstc;
};

static inline struct reset_control *__reset_control_none(bool optional)
{
	return optional ? NULL : (struct reset_control *)ERR_PTR(-ENOTSUPP);
}

#define __RESET_GET(name)                                                                          \
	static inline struct reset_control *name(struct device *dev, const char *id)               \
	{                                                                                          \
		return __reset_control_none(false);                                                \
	}
#define __RESET_GET_OPTIONAL(name)                                                                 \
	static inline struct reset_control *name(struct device *dev, const char *id)               \
	{                                                                                          \
		return __reset_control_none(true);                                                 \
	}
#define __RESET_GET_BY_INDEX(name, optional)                                                       \
	static inline struct reset_control *name(struct device *dev, int index)                    \
	{                                                                                          \
		return __reset_control_none(optional);                                             \
	}
#define __RESET_OF_GET(name, type)                                                                 \
	static inline struct reset_control *name(struct device_node *node, type which)             \
	{                                                                                          \
		return __reset_control_none(false);                                                \
	}
#define __RESET_DO(name, type, result)                                                             \
	static inline int name(type what)                                                          \
	{                                                                                          \
		return result;                                                                     \
	}
#define __RESET_BULK_GET(name, result)                                                             \
	static inline int name(struct device *dev, int n, struct reset_control_bulk_data *rstcs)   \
	{                                                                                          \
		return result;                                                                     \
	}
#define __RESET_BULK_DO(name)                                                                      \
	static inline int name(int n, struct reset_control_bulk_data *rstcs)                       \
	{                                                                                          \
		return 0;                                                                          \
	}

__RESET_GET(reset_control_get)
__RESET_GET(reset_control_get_exclusive)
__RESET_GET(reset_control_get_exclusive_released)
__RESET_GET(reset_control_get_shared)
__RESET_GET_OPTIONAL(reset_control_get_optional)
__RESET_GET_OPTIONAL(reset_control_get_optional_exclusive)
__RESET_GET_OPTIONAL(reset_control_get_optional_shared)
__RESET_GET(devm_reset_control_get)
__RESET_GET(devm_reset_control_get_exclusive)
__RESET_GET(devm_reset_control_get_exclusive_released)
__RESET_GET(devm_reset_control_get_shared)
__RESET_GET_OPTIONAL(devm_reset_control_get_optional)
__RESET_GET_OPTIONAL(devm_reset_control_get_optional_exclusive)
__RESET_GET_OPTIONAL(devm_reset_control_get_optional_exclusive_released)
__RESET_GET_OPTIONAL(devm_reset_control_get_optional_shared)
__RESET_GET_BY_INDEX(devm_reset_control_get_by_index, false)
__RESET_GET_BY_INDEX(devm_reset_control_get_exclusive_by_index, false)
__RESET_GET_BY_INDEX(devm_reset_control_get_shared_by_index, false)
__RESET_OF_GET(of_reset_control_get, const char *)
__RESET_OF_GET(of_reset_control_get_exclusive, const char *)
__RESET_OF_GET(of_reset_control_get_shared, const char *)
__RESET_OF_GET(of_reset_control_get_by_index, int)
__RESET_OF_GET(of_reset_control_get_exclusive_by_index, int)
__RESET_OF_GET(of_reset_control_get_shared_by_index, int)
__RESET_DO(reset_control_reset, struct reset_control *, 0)
__RESET_DO(reset_control_rearm, struct reset_control *, 0)
__RESET_DO(reset_control_assert, struct reset_control *, 0)
__RESET_DO(reset_control_deassert, struct reset_control *, 0)
__RESET_DO(reset_control_status, struct reset_control *, 0)
__RESET_DO(reset_control_acquire, struct reset_control *, 0)
__RESET_DO(device_reset, struct device *, -ENOTSUPP)
__RESET_DO(device_reset_optional, struct device *, 0)
__RESET_DO(reset_control_get_count, struct device *, -ENOENT)
__RESET_BULK_GET(reset_control_bulk_get_exclusive, -EOPNOTSUPP)
__RESET_BULK_GET(reset_control_bulk_get_shared, -EOPNOTSUPP)
__RESET_BULK_GET(reset_control_bulk_get_optional_exclusive, 0)
__RESET_BULK_GET(reset_control_bulk_get_optional_shared, 0)
__RESET_BULK_GET(devm_reset_control_bulk_get_exclusive, -EOPNOTSUPP)
__RESET_BULK_GET(devm_reset_control_bulk_get_shared, -EOPNOTSUPP)
__RESET_BULK_GET(devm_reset_control_bulk_get_optional_exclusive, 0)
__RESET_BULK_GET(devm_reset_control_bulk_get_optional_shared, 0)
__RESET_BULK_DO(reset_control_bulk_reset)
__RESET_BULK_DO(reset_control_bulk_assert)
__RESET_BULK_DO(reset_control_bulk_deassert)
__RESET_BULK_DO(reset_control_bulk_acquire)

#undef __RESET_GET
#undef __RESET_GET_OPTIONAL
#undef __RESET_GET_BY_INDEX
#undef __RESET_OF_GET
#undef __RESET_DO
#undef __RESET_BULK_GET
#undef __RESET_BULK_DO

static inline void reset_control_release(struct reset_control *rstc)
{
}

static inline void reset_control_put(struct reset_control *rstc)
{
}

static inline void reset_control_bulk_put(int n, struct reset_control_bulk_data *rstcs)
{
}

static inline void reset_control_bulk_release(int n, struct reset_control_bulk_data *rstcs)
{
}

static inline struct reset_control *devm_reset_control_array_get(struct device *dev, bool shared,
								 bool optional)
{
	return __reset_control_none(optional);
}

#define devm_reset_control_array_get_exclusive(dev) devm_reset_control_array_get(dev, false, false)
#define devm_reset_control_array_get_shared(dev)    devm_reset_control_array_get(dev, true, false)
#define devm_reset_control_array_get_optional_exclusive(dev)                                       \
	devm_reset_control_array_get(dev, false, true)
#define devm_reset_control_array_get_optional_shared(dev)                                          \
	devm_reset_control_array_get(dev, true, true)

#endif
