/* SPDX-License-Identifier: GPL-2.0-only */
/* Interrupts and what hangs on them: counters, softirqs, tasklets. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/selftest.h>
#include <linux/string.h>

/* The count that /proc/interrupts shows for a line. */
static int shown_count(unsigned int irq)
{
	static char text[2048];
	char *line = text, *colon;
	unsigned int number, count;

	if (proc_read_text("interrupts", text, sizeof(text)) < 0)
		return -1;
	while ((line = strchr(line, '\n'))) {
		line++;
		colon = strchr(line, ':');
		if (colon && sscanf(line, "%u: %u", &number, &count) == 2 && number == irq)
			return (int)count;
	}
	return -1;
}

SELFTEST(irq, timer_counter_moves)
{
	int before = shown_count(0), after;

	msleep(50);
	after = shown_count(0);
	EXPECT(t, before > 0);
	EXPECT(t, after >= before + 4);
}

static int tasklet_runs;

static void count_run(struct tasklet_struct *tasklet)
{
	if (in_softirq())
		tasklet_runs++;
}

SELFTEST(irq, tasklet_runs_once_in_a_softirq)
{
	struct tasklet_struct tasklet;

	tasklet_runs = 0;
	tasklet_setup(&tasklet, count_run);
	local_irq_disable();
	tasklet_schedule(&tasklet);
	tasklet_schedule(&tasklet);
	local_irq_enable();
	tasklet_kill(&tasklet);
	EXPECT_EQ(t, tasklet_runs, 1);
}

SELFTEST(irq, interrupts_off_hold_the_timer)
{
	unsigned long before, flags, held;

	local_irq_save(flags);
	before = jiffies;
	mdelay(30);
	held = jiffies;
	local_irq_restore(flags);
	EXPECT_EQ(t, held, before);
	EXPECT(t, irqs_disabled() == 0);
}

/* ---- lines that drivers of the kernel's own have ---- */

static irqreturn_t not_ours(int irq, void *dev_id)
{
	return IRQ_NONE;
}

SELFTEST(irq, keyboard_mouse_and_disks_share_their_lines)
{
	static const unsigned int lines[] = {1, 12, 14, 15};
	char name[] = "selftest";

	for (unsigned int i = 0; i < ARRAY_SIZE(lines); i++) {
		EXPECT_EQ(t, request_irq(lines[i], not_ours, 0, name, name), -EBUSY);
		EXPECT_EQ(t, request_irq(lines[i], not_ours, IRQF_SHARED, name, NULL), -EINVAL);
		if (EXPECT_EQ(t, request_irq(lines[i], not_ours, IRQF_SHARED, name, name), 0))
			free_irq(lines[i], name);
	}
	EXPECT(t, !free_irq(NR_IRQS + 1, name));
}
