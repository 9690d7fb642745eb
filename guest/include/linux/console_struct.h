/* SPDX-License-Identifier: GPL-2.0-only */
/* console_struct: the screen's terminals as a table (guest/drivers/vt/vt_kern.c). */
#ifndef _LINUX_CONSOLE_STRUCT_H
#define _LINUX_CONSOLE_STRUCT_H

#include <linux/tty.h>
#include <linux/vt.h>

struct vc_data {
	struct tty_port port;
	unsigned short vc_num; /* from 0: /dev/tty1 */
	unsigned int vc_cols, vc_rows;
};

struct vc {
	struct vc_data *d; /* NULL: nobody has used it yet */
};

/* MAX_NR_CONSOLES of them. The one in front is made if it is not there, unless that would sleep. */
struct vc *vt_kern_consoles(void);
#define vc_cons vt_kern_consoles()

#endif
