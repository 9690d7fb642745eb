/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-vid: hwmon-vid as 2.6 named it up to 2.6.13. */
#ifndef _LINUX_I2C_VID_H
#define _LINUX_I2C_VID_H

#include <linux/hwmon-vid.h>

#define i2c_which_vrm() vid_which_vrm()

#endif
