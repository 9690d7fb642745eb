/* SPDX-License-Identifier: GPL-2.0-only */
/* serial: of 2.6; see linux/tty_driver_2_6.h. */
#include <linux/tty_driver_2_6.h>
