/* SPDX-License-Identifier: GPL-2.0-only */
/* bottom_half: softirqs of this CPU, off and on (kernel/softirq.c). */
#ifndef _LINUX_BOTTOM_HALF_H
#define _LINUX_BOTTOM_HALF_H

void local_bh_disable(void);
void local_bh_enable(void); /* runs those that came up meanwhile */

#endif
