/* SPDX-License-Identifier: GPL-2.0-only */
/* timex: the processor's counter of cycles. */
#ifndef _ASM_TIMEX_H
#define _ASM_TIMEX_H

#include <asm/msr.h>
#include <asm/processor.h>

static inline cycles_t get_cycles(void)
{
	return rdtsc_ordered();
}

#define CLOCK_TICK_RATE 1193182 /* of the 8254 */

#endif
