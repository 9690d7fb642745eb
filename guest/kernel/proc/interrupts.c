/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/interrupts, as Linux prints it for the 8259A pair. */
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/stddef.h>
#include <asm/apic_counts.h>

static void show_line(struct seq_file *m, unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	const struct irqaction *action = desc->action;
	int cpu;

	seq_printf(m, "%3u: ", irq);
	for_each_online_cpu(cpu) seq_printf(m, "%10u ", desc->count[cpu]);
	seq_printf(m, " %8s ", desc->irq_data.chip->name);
	if (desc->irq_data.domain)
		seq_printf(m, "%3lu", desc->irq_data.hwirq);
	else
		seq_puts(m, "   ");
	if (desc->name)
		seq_printf(m, "-%-8s", desc->name);
	for (; action; action = action->next)
		seq_printf(m, "%s%s", action == desc->action ? "  " : ", ", action->name);
	seq_putc(m, '\n');
}

static void show_local(struct seq_file *m, const char *name, size_t offset, const char *what)
{
	int cpu;

	seq_printf(m, "%s: ", name);
	for_each_online_cpu(cpu)
	    seq_printf(m, "%10u ", *(unsigned int *)((char *)&per_cpu(apic_counts, cpu) + offset));
	seq_printf(m, "  %s\n", what);
}

static int interrupts_show(struct seq_file *m, void *v)
{
	unsigned int irq;
	int cpu;

	seq_puts(m, "           ");
	for_each_online_cpu(cpu) seq_printf(m, "CPU%-8d", cpu);
	seq_putc(m, '\n');
	for_each_active_irq(irq) if (irq_has_action(irq)) show_line(m, irq);
	show_local(m, "LOC", offsetof(struct apic_counts, timer), "Local timer interrupts");
	seq_printf(m, "SPU: %10lu   Spurious interrupts\n", irq_spurious_count);
	show_local(m, "RES", offsetof(struct apic_counts, reschedule), "Rescheduling interrupts");
	show_local(m, "CAL", offsetof(struct apic_counts, call), "Function call interrupts");
	show_local(m, "TLB", offsetof(struct apic_counts, tlb), "TLB shootdowns");
	return 0;
}

static int __init proc_interrupts_init(void)
{
	proc_create_single("interrupts", 0, NULL, interrupts_show);
	return 0;
}
fs_initcall(proc_interrupts_init);
