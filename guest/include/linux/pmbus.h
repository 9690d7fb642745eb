/* SPDX-License-Identifier: GPL-2.0-only */
/* pmbus: what a board says of a power converter behind PMBus, for drivers of hwmon. */
#ifndef _PMBUS_H_
#define _PMBUS_H_

#include <linux/bits.h>
#include <linux/types.h>

struct regulator_init_data;

/* What the chip does not bear, or does otherwise. */
#define PMBUS_SKIP_STATUS_CHECK		     BIT(0) /* STATUS_CML does not tell of unknown commands */
#define PMBUS_WRITE_PROTECTED		     BIT(1)
#define PMBUS_NO_CAPABILITY		     BIT(2) /* CAPABILITY is wrong */
#define PMBUS_READ_STATUS_AFTER_FAILED_CHECK BIT(3) /* or it stays deaf */
#define PMBUS_NO_WRITE_PROTECT		     BIT(4) /* WRITE_PROTECT is not there */
#define PMBUS_USE_COEFFICIENTS_CMD	     BIT(5) /* the chip tells the coefficients itself */

struct pmbus_platform_data {
	u32 flags;
	int num_regulators;
	struct regulator_init_data *reg_init_data;
};

#endif
