/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's core: faults, threads, locks that sleep, work queues, resources, symbols, time. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/irq.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/kthread.h>
#include <linux/params.h>
#include <linux/rwsem.h>
#include <linux/selftest.h>
#include <linux/semaphore.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include <linux/workqueue.h>
#include <asm/msr.h>
#include <asm/page.h>

#define UNMAPPED ((void *)0x00400000)

/* ---- faults ---- */

SELFTEST(core, a_fault_that_was_expected)
{
	char text[8];
	u32 word = 5;

	EXPECT_EQ(t, copy_from_kernel_nofault(&word, UNMAPPED, 4), -EFAULT);
	EXPECT_EQ(t, copy_from_kernel_nofault(text, UNMAPPED, 3), -EFAULT);
	EXPECT_EQ(t, copy_to_kernel_nofault(UNMAPPED, &word, 4), -EFAULT);
	EXPECT_EQ(t, word, 5);
	EXPECT_EQ(t, copy_from_kernel_nofault(text, linux_banner, 6), 0);
	EXPECT(t, !memcmp(text, "zonemu", 6));
}

static int victim_runs;

static int victim(void *done)
{
	if (++victim_runs == 1)
		*(volatile int *)UNMAPPED = 1;
	complete(done);
	return 0;
}

static int restart_service(void *unused)
{
	restart_one_thread();
	return 0;
}

SELFTEST(core, an_oops_ends_a_thread_that_begins_again)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *service;

	victim_runs = 0;
	kthread_run_restarting(victim, &done, "victim");
	/* init, which does it otherwise, may be who runs this test */
	service = kthread_run(restart_service, NULL, "restart");
	EXPECT(t, !IS_ERR(service));
	EXPECT(t, wait_for_completion_timeout(&done, HZ) > 0);
	EXPECT_EQ(t, victim_runs, 2);
}

/* ---- threads ---- */

static volatile unsigned long spun;
static volatile bool stop_spinning;

static int spinner(void *unused)
{
	while (!stop_spinning)
		spun++;
	return 0;
}

static int urgent(void *done)
{
	complete(done);
	return 0;
}

SELFTEST(core, a_busy_thread_is_preempted)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *task;

	spun = 0;
	stop_spinning = false;
	task = kthread_create(spinner, NULL, "spinner");
	EXPECT(t, !IS_ERR(task));
	/* on the one CPU that this test runs on */
	kthread_bind(task, smp_processor_id());
	wake_up_process(task);
	msleep(30); /* wakes although the spinner never sleeps */
	EXPECT(t, spun > 0);
	task = kthread_create(urgent, &done, "urgent");
	kthread_bind(task, smp_processor_id());
	sched_set_fifo(task);
	wake_up_process(task);
	EXPECT(t, completion_done(&done)); /* it ran before the wake-up returned */
	stop_spinning = true;
	msleep(20);
}

static int never(void *unused)
{
	return 1;
}

SELFTEST(core, a_thread_stopped_before_it_began)
{
	struct task_struct *task = kthread_create(never, NULL, "never");

	EXPECT_EQ(t, kthread_stop(task), -EINTR);
}

/* ---- locks that sleep ---- */

static DECLARE_RWSEM(rwsem);
static struct semaphore sem;
static atomic_t stage;

static int reader_then_writer(void *unused)
{
	down_read(&rwsem);
	atomic_set(&stage, 1);
	up_read(&rwsem);
	down_write(&rwsem);
	atomic_set(&stage, 2);
	up_write(&rwsem);
	down(&sem);
	atomic_set(&stage, 3);
	return 0;
}

SELFTEST(core, readers_share_and_writers_do_not)
{
	sema_init(&sem, 0);
	atomic_set(&stage, 0);
	down_read(&rwsem);
	EXPECT(t, !IS_ERR(kthread_run(reader_then_writer, NULL, "rwsem")));
	msleep(30);
	EXPECT_EQ(t, atomic_read(&stage), 1);
	EXPECT_EQ(t, down_write_trylock(&rwsem), 0);
	EXPECT_EQ(t, down_read_trylock(&rwsem), 0); /* a writer waits */
	up_read(&rwsem);
	msleep(30);
	EXPECT_EQ(t, atomic_read(&stage), 2);
	EXPECT_EQ(t, down_timeout(&sem, 2), -ETIME);
	up(&sem);
	msleep(30);
	EXPECT_EQ(t, atomic_read(&stage), 3);
}

SELFTEST(core, completions_count)
{
	DECLARE_COMPLETION_ONSTACK(done);

	EXPECT_EQ(t, wait_for_completion_timeout(&done, 2), 0);
	complete(&done);
	complete(&done);
	EXPECT(t, try_wait_for_completion(&done));
	EXPECT(t, wait_for_completion_timeout(&done, HZ) > 0);
	EXPECT(t, !try_wait_for_completion(&done));
	complete_all(&done);
	EXPECT(t, try_wait_for_completion(&done) && try_wait_for_completion(&done));
}

/* ---- work ---- */

static int work_runs;

static void count_work(struct work_struct *work)
{
	might_sleep();
	work_runs++;
}

static DECLARE_WORK(plain_work, count_work);
static DECLARE_DELAYED_WORK(late_work, count_work);

SELFTEST(core, work_queues)
{
	unsigned long begin = jiffies;

	work_runs = 0;
	EXPECT(t, schedule_work(&plain_work));
	flush_scheduled_work();
	EXPECT_EQ(t, work_runs, 1);
	EXPECT(t, schedule_delayed_work(&late_work, 3));
	EXPECT(t, !schedule_delayed_work(&late_work, 3)); /* is queued already */
	msleep(60);
	EXPECT_EQ(t, work_runs, 2);
	EXPECT(t, time_after_eq(jiffies, begin + 3));
	schedule_delayed_work(&late_work, HZ);
	EXPECT(t, cancel_delayed_work_sync(&late_work));
	EXPECT(t, !cancel_delayed_work_sync(&late_work));
	EXPECT_EQ(t, work_runs, 2);
}

struct placed {
	struct delayed_work late;
	int ran_on, times;
};

static void note_place(struct work_struct *work)
{
	struct placed *placed = container_of(work, struct placed, late.work);

	placed->ran_on = raw_smp_processor_id();
	placed->times++;
	msleep(20);
}

SELFTEST(core, works_run_on_the_cpu_that_was_said)
{
	struct workqueue_struct *wq = alloc_workqueue("placed", 0, 0);
	struct placed placed;
	int cpu;

	if (!EXPECT(t, wq))
		return;
	INIT_DELAYED_WORK(&placed.late, note_place);
	placed.times = 0;
	for_each_online_cpu(cpu)
	{
		EXPECT(t, queue_work_on(cpu, wq, &placed.late.work));
		flush_workqueue(wq);
		EXPECT_EQ(t, placed.ran_on, cpu);
		EXPECT(t, queue_delayed_work_on(cpu, wq, &placed.late, 1));
		EXPECT(t, flush_delayed_work(&placed.late));
		EXPECT_EQ(t, placed.ran_on, cpu);
		EXPECT(t, queue_work_on(cpu, wq, &placed.late.work));
		EXPECT(t, cancel_work_sync(&placed.late.work) || placed.ran_on == cpu);
	}
	EXPECT(t, placed.times >= 2 * num_online_cpus());
	destroy_workqueue(wq);
}

/* ---- interrupts ---- */

static irqreturn_t nothing(int irq, void *dev_id)
{
	return IRQ_NONE;
}

SELFTEST(core, interrupt_lines_have_owners)
{
	static int a, b;

	EXPECT_EQ(t, request_irq(0, nothing, 0, "test", &a), -EBUSY);
	EXPECT_EQ(t, request_irq(NR_IRQS, nothing, 0, "test", &a), -EINVAL);
	EXPECT_EQ(t, request_irq(5, NULL, 0, "test", &a), -EINVAL);
	EXPECT_EQ(t, request_irq(5, nothing, IRQF_SHARED, "test", NULL), -EINVAL);
	if (!EXPECT_EQ(t, request_irq(5, nothing, IRQF_SHARED, "test", &a), 0))
		return;
	EXPECT_EQ(t, request_irq(5, nothing, 0, "test", &b), -EBUSY);
	EXPECT_EQ(t, request_irq(5, nothing, IRQF_SHARED, "test", &b), 0);
	disable_irq(5);
	EXPECT_EQ(t, irq_to_desc(5)->depth, 1);
	enable_irq(5);
	free_irq(5, &a);
	EXPECT(t, irq_to_desc(5)->action && !irq_to_desc(5)->action->next);
	free_irq(5, &b);
	EXPECT(t, !irq_to_desc(5)->action);
}

/* ---- resources ---- */

#define PORTS 0xe000

SELFTEST(core, resources)
{
	struct resource outer = DEFINE_RES_NAMED(PORTS - 16, 64, "outer", IORESOURCE_IO);

	if (!EXPECT(t, request_region(PORTS, 8, "inner") != NULL))
		return;
	EXPECT(t, !request_region(PORTS + 4, 8, "overlapping"));
	EXPECT(t, !request_region(PORTS, 8, "same"));
	EXPECT_EQ(t, check_region(PORTS + 8, 8), 0);
	EXPECT_EQ(t, insert_resource(&ioport_resource, &outer), 0);
	EXPECT(t, outer.child && outer.child->start == PORTS);
	EXPECT(t, request_region(PORTS + 8, 4, "second") && outer.child->sibling);
	EXPECT_EQ(t, request_resource(&ioport_resource, &outer), -EBUSY);
	release_region(PORTS, 8);
	release_region(PORTS + 8, 4);
	EXPECT(t, !outer.child);
	EXPECT_EQ(t, release_resource(&outer), 0);
	EXPECT_EQ(t, check_region(PORTS, 8), 0);
}

/* ---- symbols, parameters, time ---- */

SELFTEST(core, symbols)
{
	char name[KSYM_SYMBOL_LEN];
	unsigned long size, offset;

	EXPECT_EQ(t, kallsyms_lookup_name("printk"), (unsigned long)printk);
	EXPECT_EQ(t, find_exported_symbol("printk"), (unsigned long)printk);
	EXPECT_EQ(t, find_exported_symbol("no such symbol"), 0);
	EXPECT(t, !strcmp(kallsyms_lookup((unsigned long)printk + 1, &size, &offset), "printk"));
	EXPECT_EQ(t, offset, 1);
	EXPECT(t, size > 8 && size < 256);
	snprintf(name, sizeof(name), "%ps", printk);
	EXPECT(t, !strcmp(name, "printk"));
	EXPECT(t, !kallsyms_lookup(PAGE_OFFSET, NULL, NULL));
}

SELFTEST(core, command_line_words)
{
	char line[] = "a b=1 c=\"x y\" \"d=p q\" e=";
	char *p = line, *name, *value;

	p = next_arg(p, &name, &value);
	EXPECT(t, !strcmp(name, "a") && !value);
	p = next_arg(p, &name, &value);
	EXPECT(t, !strcmp(name, "b") && !strcmp(value, "1"));
	p = next_arg(p, &name, &value);
	EXPECT(t, !strcmp(name, "c") && !strcmp(value, "x y"));
	p = next_arg(p, &name, &value);
	EXPECT(t, !strcmp(name, "d") && !strcmp(value, "p q"));
	p = next_arg(p, &name, &value);
	EXPECT(t, !strcmp(name, "e") && value && !*value && !*p);
}

SELFTEST(core, clocks)
{
	u64 begin = sched_clock(), tsc = rdtsc();

	udelay(300);
	EXPECT(t, rdtsc() - tsc >= (u64)tsc_khz * 3 / 10);
	EXPECT(t, sched_clock() - begin >= 290 * NSEC_PER_USEC);
	EXPECT_EQ(t, mktime64(1970, 1, 1, 0, 0, 0), 0);
	EXPECT_EQ(t, mktime64(2000, 2, 29, 12, 0, 1), 951825601);
	EXPECT_EQ(t, mktime64(2038, 1, 19, 3, 14, 7), 0x7fffffff);
	EXPECT_EQ(t, msecs_to_jiffies(1), 1);
	EXPECT_EQ(t, msecs_to_jiffies(1000), HZ);
}
