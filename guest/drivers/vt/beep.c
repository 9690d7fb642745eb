/* SPDX-License-Identifier: GPL-2.0-only */
/* beep: the speaker, on the 8254's third channel (IBM AT Technical Reference, port 61h). */
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <asm/io.h>

#include "vt.h"

#define PIT_HZ	 1193182
#define PIT_CH2	 0x42
#define PIT_MODE 0x43
#define SQUARE	 0xb6 /* channel 2, low then high byte, mode 3 */

#define PORT_B	 0x61
#define SPEAKER	 0x03 /* the channel's gate, and its output to the speaker */
#define LEAST_HZ 21
#define MOST_HZ	 32766

static DEFINE_SPINLOCK(beep_lock);

static void silence(struct timer_list *unused)
{
	unsigned long flags;

	spin_lock_irqsave(&beep_lock, flags);
	outb(inb(PORT_B) & ~SPEAKER, PORT_B);
	spin_unlock_irqrestore(&beep_lock, flags);
}
static DEFINE_TIMER(beep_end, silence);

void vt_beep(unsigned int hz, unsigned int ms)
{
	unsigned int count;
	unsigned long flags;

	del_timer(&beep_end);
	if (hz < LEAST_HZ || hz > MOST_HZ) {
		silence(NULL);
		return;
	}
	count = PIT_HZ / hz;
	spin_lock_irqsave(&beep_lock, flags);
	outb(SQUARE, PIT_MODE);
	outb(count & 0xff, PIT_CH2);
	outb(count >> 8, PIT_CH2);
	outb(inb(PORT_B) | SPEAKER, PORT_B);
	spin_unlock_irqrestore(&beep_lock, flags);
	if (ms)
		mod_timer(&beep_end, jiffies + msecs_to_jiffies(ms) + 1);
}
