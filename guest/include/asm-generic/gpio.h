/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio: in linux/gpio.h. */
#ifndef _ASM_GENERIC_GPIO_H
#define _ASM_GENERIC_GPIO_H

#include <linux/gpio.h>

#endif
