/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio: in linux/gpio.h. */
#ifndef _ASM_GPIO_H
#define _ASM_GPIO_H

#include <linux/gpio.h>

#endif
