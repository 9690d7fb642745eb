/* SPDX-License-Identifier: GPL-2.0-only */
/* vt_kern: the screen's terminals as the table that Linux's drivers look into. */
#include <linux/console_struct.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/vt_kern.h>

#include "../tty/tty_private.h"
#include "vt.h"

static struct vc_data made[VT_MOST];
static struct vc consoles[MAX_NR_CONSOLES];

/* Under tty_table_mutex. */
static void look(unsigned int number)
{
	struct vt *vt = vt_find(number);
	struct tty_struct *tty = vt ? tty_of_port(&vt->port) : NULL;

	made[number - 1] = (struct vc_data){
	    .port.tty = tty, .vc_num = number - 1, .vc_cols = VT_COLUMNS, .vc_rows = VT_ROWS};
	consoles[number - 1].d = tty ? &made[number - 1] : NULL;
}

/* In an interrupt, too: the terminal may not have been looked at yet. */
struct vc_data *vt_kern_front(void)
{
	struct vc_data *front = &made[fg_console];

	if (!front->vc_cols)
		*front = (struct vc_data){
		    .vc_num = fg_console, .vc_cols = VT_COLUMNS, .vc_rows = VT_ROWS};
	return front;
}

struct vc *vt_kern_consoles(void)
{
	unsigned int i;

	if (!preemptible())
		return consoles;
	mutex_lock(&tty_table_mutex);
	for (i = 1; i <= VT_MOST; i++)
		look(i);
	mutex_unlock(&tty_table_mutex);
	return consoles;
}
EXPORT_SYMBOL(vt_kern_consoles);
