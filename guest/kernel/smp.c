/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * smp: work for the other CPUs. Each CPU has a list of calls that others want of it, and
 * runs them in an interrupt. A call lives on its sender's stack until it is done.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <asm/apic.h>
#include <asm/processor.h>
#include <asm/smp.h>

struct call {
	struct call *next;
	void (*fn)(void *info);
	void *info;
	bool done;
};

struct call_queue {
	spinlock_t lock;
	struct call *first;
};

static DEFINE_PER_CPU(struct call_queue, call_queues);

static struct call *take_all(struct call_queue *queue)
{
	unsigned long flags;
	struct call *first;

	spin_lock_irqsave(&queue->lock, flags);
	first = queue->first;
	queue->first = NULL;
	spin_unlock_irqrestore(&queue->lock, flags);
	return first;
}

void smp_call_function_interrupt(void)
{
	struct call *call = take_all(this_cpu_ptr(&call_queues)), *next;

	for (; call; call = next) {
		next = call->next;
		call->fn(call->info);
		/* from here on it is not there any more */
		smp_store_release(&call->done, true);
	}
}

static void ask(unsigned int cpu, struct call *call)
{
	struct call_queue *queue = &per_cpu(call_queues, cpu);
	unsigned long flags;

	spin_lock_irqsave(&queue->lock, flags);
	call->next = queue->first;
	queue->first = call;
	spin_unlock_irqrestore(&queue->lock, flags);
	apic_send_ipi(cpu, CALL_FUNCTION_VECTOR);
}

static void wait_done(struct call *call)
{
	while (!smp_load_acquire(&call->done))
		cpu_relax();
}

int smp_call_function_single_plain(int cpu, void (*fn)(void *info), void *info)
{
	struct call call = {.fn = fn, .info = info};
	unsigned long flags;

	if (cpu < 0 || cpu >= NR_CPUS || !cpu_online(cpu))
		return -ENXIO;
	preempt_disable();
	if (cpu == smp_processor_id()) {
		local_irq_save(flags);
		fn(info);
		local_irq_restore(flags);
	} else {
		WARN_ON_ONCE(irqs_disabled());
		ask(cpu, &call);
		wait_done(&call);
	}
	preempt_enable();
	return 0;
}
EXPORT_SYMBOL(smp_call_function_single_plain);

/* All at once, then all waited for. */
int smp_call_function_plain(void (*fn)(void *info), void *info)
{
	struct call calls[NR_CPUS];
	unsigned int cpu;

	preempt_disable();
	WARN_ON_ONCE(num_online_cpus() > 1 && irqs_disabled());
	for_each_online_cpu(cpu)
	{
		calls[cpu] = (struct call){.fn = fn, .info = info, .done = true};
		if (cpu == smp_processor_id())
			continue;
		calls[cpu].done = false;
		ask(cpu, &calls[cpu]);
	}
	for_each_online_cpu(cpu) wait_done(&calls[cpu]);
	preempt_enable();
	return 0;
}
EXPORT_SYMBOL(smp_call_function_plain);

void on_each_cpu_plain(void (*fn)(void *info), void *info)
{
	unsigned long flags;

	preempt_disable();
	smp_call_function_plain(fn, info);
	local_irq_save(flags);
	fn(info);
	local_irq_restore(flags);
	preempt_enable();
}
EXPORT_SYMBOL(on_each_cpu_plain);

void smp_send_reschedule(unsigned int cpu)
{
	apic_send_ipi(cpu, RESCHEDULE_VECTOR);
}

static void stop_here(void *unused)
{
	cpumask_clear_cpu(smp_processor_id(), &__cpu_online_mask);
	local_irq_disable();
	for (;;)
		cpu_relax();
}

/* Nobody is waited for: who has hung cannot answer. */
void smp_send_stop(void)
{
	static struct call calls[NR_CPUS];
	unsigned int cpu;

	for_each_online_cpu(cpu)
	{
		if (cpu == smp_processor_id())
			continue;
		calls[cpu] = (struct call){.fn = stop_here};
		ask(cpu, &calls[cpu]);
	}
}
