/* SPDX-License-Identifier: GPL-2.0-only */
/* consoles: the steps of console_init(). */
#ifndef DRIVERS_CONSOLES_H
#define DRIVERS_CONSOLES_H

void serial_console_init(void);
void vga_console_init(void);

#endif
