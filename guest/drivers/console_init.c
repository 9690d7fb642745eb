/* SPDX-License-Identifier: GPL-2.0-only */
/* console_init: the first thing to come up, so that whatever follows can be read. */
#include <linux/init.h>

#include <linux/console.h>

#include "consoles.h"

void __init console_init(void)
{
	serial_console_init();
	vga_console_init();
}
