/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-edge: edges of a requested line: the interrupt notes the time, its thread makes an event
 * of it. Where the chip cannot debounce, every edge starts a wait anew, and what counts is the
 * level after it.
 */
#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/timekeeping.h>

#include "drivers/gpio/gpio-cdev.h"

static u64 now_ns(const struct line *line)
{
	return test_bit(FLAG_EVENT_CLOCK_REALTIME, &line->desc->flags) ? ktime_get_real_ns()
								       : ktime_get_ns();
}

/* The oldest has to go when nobody reads them. */
static void put_event(struct line_request *req, const struct gpio_v2_line_event *event)
{
	unsigned long flags;

	spin_lock_irqsave(&req->wait.lock, flags);
	if (kfifo_is_full(&req->events))
		kfifo_skip(&req->events);
	kfifo_put(&req->events, *event);
	spin_unlock_irqrestore(&req->wait.lock, flags);
	wake_up_poll(&req->wait, EPOLLIN);
}

static void tell(struct line *line, bool rising, u64 timestamp_ns, u32 req_seqno)
{
	struct gpio_v2_line_event event = {
	    .timestamp_ns = timestamp_ns,
	    .id = rising ? GPIO_V2_LINE_EVENT_RISING_EDGE : GPIO_V2_LINE_EVENT_FALLING_EDGE,
	    .offset = gpio_chip_hwgpio(line->desc),
	};

	event.line_seqno = ++line->line_seqno;
	event.seqno = line->req->num_lines == 1 ? event.line_seqno : req_seqno;
	put_event(line->req, &event);
}

static irqreturn_t edge_came(int irq, void *data)
{
	struct line *line = data;

	line->timestamp_ns = now_ns(line);
	if (line->req->num_lines != 1)
		line->req_seqno = atomic_inc_return(&line->req->seqno);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t edge_thread(int irq, void *data)
{
	struct line *line = data;
	bool rising;

	/* in its parent's thread: nobody has noted the time */
	if (!line->timestamp_ns)
		edge_came(irq, line);
	if (line->edges == GPIO_V2_LINE_EDGE_FLAGS)
		rising = gpiod_get_value_cansleep(line->desc) > 0;
	else
		rising = line->edges & GPIO_V2_LINE_FLAG_EDGE_RISING;
	tell(line, rising, line->timestamp_ns, line->req_seqno);
	line->timestamp_ns = 0;
	return IRQ_HANDLED;
}

/* ---- debouncing ---- */

static irqreturn_t bounce_came(int irq, void *data)
{
	struct line *line = data;

	mod_delayed_work(system_wq, &line->settle,
			 usecs_to_jiffies(READ_ONCE(line->desc->debounce_period_us)));
	return IRQ_HANDLED;
}

static void settled(struct work_struct *work)
{
	struct line *line = container_of(work, struct line, settle.work);
	int level = gpiod_get_raw_value_cansleep(line->desc);
	bool rising;

	if (level < 0 || level == line->level)
		return;
	WRITE_ONCE(line->level, level);
	rising = level ^ test_bit(FLAG_ACTIVE_LOW, &line->desc->flags);
	if (!(line->edges &
	      (rising ? GPIO_V2_LINE_FLAG_EDGE_RISING : GPIO_V2_LINE_FLAG_EDGE_FALLING)))
		return;
	tell(line, rising, now_ns(line), atomic_inc_return(&line->req->seqno));
}

static int start_debouncing(struct line *line, u32 period_us)
{
	int irq, level, err;

	err = gpiod_set_debounce(line->desc, period_us);
	if (err != -ENOTSUPP || !period_us)
		return err == -ENOTSUPP ? 0 : err;
	level = gpiod_get_raw_value_cansleep(line->desc);
	if (level < 0)
		return level;
	irq = gpiod_to_irq(line->desc);
	if (irq < 0)
		return -ENXIO;
	line->level = level;
	INIT_DELAYED_WORK(&line->settle, settled);
	err = request_any_context_irq(irq, bounce_came, IRQF_TRIGGER_FALLING | IRQF_TRIGGER_RISING,
				      line->req->label, line);
	if (err < 0)
		return err;
	line->irq = irq;
	line->debounced = true;
	return 0;
}

/* ---- on and off ---- */

static int start_irq(struct line *line)
{
	bool low = test_bit(FLAG_ACTIVE_LOW, &line->desc->flags);
	unsigned long flags = IRQF_ONESHOT;
	int err, irq = gpiod_to_irq(line->desc);

	if (irq < 0)
		return -ENXIO;
	if (line->edges & GPIO_V2_LINE_FLAG_EDGE_RISING)
		flags |= low ? IRQF_TRIGGER_FALLING : IRQF_TRIGGER_RISING;
	if (line->edges & GPIO_V2_LINE_FLAG_EDGE_FALLING)
		flags |= low ? IRQF_TRIGGER_RISING : IRQF_TRIGGER_FALLING;
	err = request_threaded_irq(irq, edge_came, edge_thread, flags, line->req->label, line);
	if (!err)
		line->irq = irq;
	return err;
}

int line_edges_start(struct line *line, u64 flags, bool debounce, u32 period_us)
{
	struct line_request *req = line->req;
	int err = 0;

	line_edges_stop(line);
	line->edges = flags & GPIO_V2_LINE_EDGE_FLAGS;
	line->timestamp_ns = 0;
	if (line->edges && !kfifo_initialized(&req->events)) {
		err = kfifo_alloc(&req->events, req->event_buffer_size, GFP_KERNEL);
		if (err)
			return err;
	}
	if (debounce) {
		WRITE_ONCE(line->desc->debounce_period_us, period_us);
		err = start_debouncing(line, period_us);
	}
	if (!err && line->edges && !line->debounced)
		err = start_irq(line);
	return err;
}

void line_edges_stop(struct line *line)
{
	if (line->irq)
		free_irq(line->irq, line);
	line->irq = 0;
	if (line->debounced)
		cancel_delayed_work_sync(&line->settle);
	line->debounced = false;
	line->edges = 0;
	if (line->desc)
		WRITE_ONCE(line->desc->debounce_period_us, 0);
}
