/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ring: the lines that tracing has made, the newest in the place of the oldest.
 *
 * 1. Purpose. What happens too often, or where it must not be waited, cannot be printed; it is
 *    noted, and read when somebody wants to know.
 *
 * 2. Structures. A stretch of bytes, used round and round:
 *
 *	data  [ line 17 | line 18 |   unused   | line 12 | ... | line 16 | gap ]
 *	                 ^ head                ^ tail
 *
 *    Each line is ready to be printed: what it was made from may be gone by the time it is read,
 *    a module's strings among them.
 *
 * 3. Invariants. Lines lie one after the other from tail to head, by their numbers; one that does
 *    not fit before the end begins at 0, and a gap (bytes 0, or less room than a head) is left.
 *
 * 4. Locking and context. lock, interrupts off; nothing is called under it that could be traced.
 *    Any context but an NMI. Nobody is woken: who waits for lines looks every now and then.
 *
 * 5. Failure. Without memory lines are lost, and nobody is told: tracing disturbs nothing.
 */
#include <linux/hardirq.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/vmalloc.h>

#include "trace.h"

#define USUAL_BYTES (512 * 1024)
#define EARLY_BYTES (64 * 1024) /* for who traces where he must not sleep */

static struct {
	raw_spinlock_t lock;
	char *data;
	size_t bytes, head, tail;
	u32 first, next; /* numbers of the line at tail, and of the one to come */
	u32 cleared;	 /* at that number */
} ring = {.lock = __RAW_SPIN_LOCK_UNLOCKED(ring.lock)};

static DEFINE_MUTEX(make_mutex);
bool tracing_is_enabled = true;

/* ---- under the lock ---- */

static struct trace_line *line_at(size_t off)
{
	return (struct trace_line *)(ring.data + off);
}

static void drop_all(void)
{
	ring.head = ring.tail = 0;
	ring.first = ring.cleared = ring.next;
}

/* Where the line behind the one at off is. */
static size_t after(size_t off)
{
	off += line_at(off)->bytes;
	if (off + sizeof(struct trace_line) > ring.bytes || !line_at(off)->bytes)
		off = 0;
	return off;
}

static void drop_oldest(void)
{
	ring.first++;
	if (ring.first == ring.next)
		ring.head = ring.tail = 0;
	else
		ring.tail = after(ring.tail);
}

/* Lines from tail on that would be written over go. */
static size_t make_room(size_t bytes)
{
	size_t at = ring.head;

	if (at + bytes > ring.bytes) {
		while (ring.first != ring.next && ring.tail >= at)
			drop_oldest();
		if (ring.first == ring.next)
			return 0;
		if (at + sizeof(struct trace_line) <= ring.bytes)
			line_at(at)->bytes = 0;
		at = 0;
	}
	while (ring.first != ring.next && ring.tail >= at && ring.tail < at + bytes)
		drop_oldest();
	return ring.first == ring.next ? 0 : at;
}

/* ---- making ---- */

static void exchange(char **data, size_t *bytes)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ring.lock, flags);
	/* lines that lie in a row come along; what has gone round the end does not */
	if (ring.data && ring.head <= *bytes && ring.tail < ring.head)
		memcpy(*data, ring.data, ring.head);
	else
		drop_all();
	swap(ring.data, *data);
	swap(ring.bytes, *bytes);
	raw_spin_unlock_irqrestore(&ring.lock, flags);
}

int trace_ring_make(size_t bytes)
{
	char *data = NULL;
	int err = 0;

	mutex_lock(&make_mutex);
	if (bytes || ring.bytes < USUAL_BYTES) {
		bytes = ALIGN(bytes ?: USUAL_BYTES, PAGE_SIZE);
		data = vmalloc(bytes);
		if (data)
			exchange(&data, &bytes);
		else
			err = ring.data ? 0 : -ENOMEM;
	}
	mutex_unlock(&make_mutex);
	kvfree(data);
	return err;
}

/* Somebody writes before anybody has asked for anything. */
static void make_early(void)
{
	size_t bytes = EARLY_BYTES;
	char *data = kmalloc(bytes, GFP_NOWAIT | __GFP_NOWARN);
	unsigned long flags;

	if (!data)
		return;
	raw_spin_lock_irqsave(&ring.lock, flags);
	if (!ring.data) {
		swap(ring.data, data);
		ring.bytes = bytes;
	}
	raw_spin_unlock_irqrestore(&ring.lock, flags);
	kfree(data);
}

size_t trace_ring_bytes(void)
{
	return ring.bytes;
}

/* ---- writing ---- */

static char level(unsigned long count)
{
	return !count ? '.' : count < 10 ? (char)('0' + count) : '*';
}

/* irqs-off, need-resched, in an interrupt, preempt-depth, migrate-disable */
static void describe_context(char *lat, unsigned long irq_flags)
{
	unsigned long count = preempt_count();

	lat[0] = irqs_disabled_flags(irq_flags) ? 'd' : '.';
	lat[1] = need_resched() ? 'n' : '.';
	lat[2] = count & HARDIRQ_MASK	  ? (count & SOFTIRQ_OFFSET ? 'H' : 'h')
		 : count & SOFTIRQ_OFFSET ? 's'
					  : '.';
	lat[3] = level(count & PREEMPT_MASK);
	lat[4] = '.';
	lat[5] = '\0';
}

void trace_ring_write(const char *text, unsigned int len, unsigned long irq_flags)
{
	size_t bytes = ALIGN(sizeof(struct trace_line) + len + 1, 8);
	struct trace_line *line;
	unsigned long flags;

	if (!READ_ONCE(tracing_is_enabled) || in_nmi())
		return;
	if (unlikely(!READ_ONCE(ring.data)))
		make_early();
	raw_spin_lock_irqsave(&ring.lock, flags);
	if (ring.data) {
		ring.head = make_room(bytes);
		line = line_at(ring.head);
		line->ts_ns = local_clock();
		line->seq = ring.next++;
		line->bytes = bytes;
		line->cpu = smp_processor_id();
		line->pid = current->pid;
		memcpy(line->comm, current->comm, sizeof(line->comm));
		line->comm[sizeof(line->comm) - 1] = '\0';
		describe_context(line->lat, irq_flags);
		memcpy(line->text, text, len);
		line->text[len] = '\0';
		if (ring.first == line->seq)
			ring.tail = ring.head;
		ring.head += bytes;
	}
	raw_spin_unlock_irqrestore(&ring.lock, flags);
}

/* ---- reading ---- */

static u32 hint_seq;
static size_t hint_off;

bool trace_ring_read(u32 *seq, struct trace_line *line)
{
	unsigned long flags;
	bool there;
	size_t off;
	u32 at;

	raw_spin_lock_irqsave(&ring.lock, flags);
	if (*seq - ring.first > ring.next - ring.first)
		*seq = ring.first;
	there = *seq != ring.next;
	if (there) {
		/* most ask for the one after that which was asked for last */
		bool near = hint_seq - ring.first < ring.next - ring.first && hint_seq <= *seq;

		at = near ? hint_seq : ring.first;
		for (off = near ? hint_off : ring.tail; at != *seq; at++)
			off = after(off);
		hint_seq = at;
		hint_off = off;
		memcpy(line, line_at(off), line_at(off)->bytes);
	}
	raw_spin_unlock_irqrestore(&ring.lock, flags);
	return there;
}

void trace_ring_clear(void)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ring.lock, flags);
	drop_all();
	raw_spin_unlock_irqrestore(&ring.lock, flags);
}

void trace_ring_counts(unsigned long *there, unsigned long *written)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ring.lock, flags);
	*there = ring.next - ring.first;
	*written = ring.next - ring.cleared;
	raw_spin_unlock_irqrestore(&ring.lock, flags);
}
