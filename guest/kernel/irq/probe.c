/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * probe: which line does a device use? All lines that nobody has get a handler that
 * only counts. A line that interrupts before the device was asked to is somebody else's.
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/mutex.h>

#define SETTLE_MS 20

static DEFINE_MUTEX(probing); /* from on to off */
static unsigned long came, watched;
static u8 tokens[NR_IRQS_LEGACY];

static irqreturn_t note(int irq, void *dev_id)
{
	set_bit(irq, &came);
	return IRQ_HANDLED;
}

unsigned long probe_irq_on(void)
{
	unsigned int irq;

	mutex_lock(&probing);
	came = watched = 0;
	for (irq = 1; irq < NR_IRQS_LEGACY; irq++)
		if (irq != 2 && !request_irq(irq, note, IRQF_NO_THREAD, "probe", &tokens[irq]))
			watched |= 1ul << irq;
	msleep(SETTLE_MS);
	for (irq = 1; irq < NR_IRQS_LEGACY; irq++) {
		if (watched & came & 1ul << irq) {
			free_irq(irq, &tokens[irq]);
			watched &= ~(1ul << irq);
		}
	}
	came = 0;
	return watched;
}
EXPORT_SYMBOL(probe_irq_on);

static unsigned long stop(unsigned long mask)
{
	unsigned long which = came & mask & watched;
	unsigned int irq;

	for (irq = 1; irq < NR_IRQS_LEGACY; irq++)
		if (watched & 1ul << irq)
			free_irq(irq, &tokens[irq]);
	watched = 0;
	mutex_unlock(&probing);
	return which;
}

unsigned int probe_irq_mask(unsigned long mask)
{
	return stop(mask);
}
EXPORT_SYMBOL(probe_irq_mask);

int probe_irq_off(unsigned long mask)
{
	unsigned long which = stop(mask);

	if (!which)
		return 0;
	return which & (which - 1) ? -(int)__ffs(which) : (int)__ffs(which);
}
EXPORT_SYMBOL(probe_irq_off);
