/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_buffer: from a driver's interrupt to the line discipline.
 *
 * 1. Purpose. Bytes come when they want; the line discipline may sleep.
 *
 * 2. Structures. A list of pieces, filled at the tail, emptied at the head.
 *
 *	insert --> [tail]  ...  [head] --> worker --> client_ops->receive_buf()
 *	           used: written    commit: pushed    read: taken
 *
 * 3. Invariants. Only the driver writes used and makes pieces; only the worker, with bufhead.lock,
 *    takes them away, and never the last. The first one is the sentinel, which holds nothing.
 *
 * 4. Locking and context. Inserting and pushing: any context, one at a time, as the driver takes
 *    care of; commit and next are published with release, and read with acquire.
 *
 * 5. Failure. Beyond mem_limit, or without memory, bytes are lost: insert says how many were not.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>

#include "tty_private.h"

#define LEAST	  256
#define MOST_DATA (PAGE_SIZE / 2 - sizeof(struct tty_buffer))
#define MEM_LIMIT 65536
#define LEAST_MEM 256

void tty_buffer_init(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;

	mutex_init(&buf->lock);
	buf->sentinel = (struct tty_buffer){.flags = TTYB_NORMAL};
	buf->head = buf->tail = &buf->sentinel;
	atomic_set(&buf->mem_used, 0);
	atomic_set(&buf->priority, 0);
	buf->mem_limit = MEM_LIMIT;
	INIT_WORK(&buf->work, tty_buffer_flush_work);
}

static void free_piece(struct tty_bufhead *buf, struct tty_buffer *piece)
{
	if (piece == &buf->sentinel)
		return;
	atomic_sub(piece->size, &buf->mem_used);
	kfree(piece);
}

void tty_buffer_free_all(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;
	struct tty_buffer *piece, *next;

	for (piece = buf->head; piece; piece = next) {
		next = piece->next;
		free_piece(buf, piece);
	}
	buf->sentinel = (struct tty_buffer){.flags = TTYB_NORMAL};
	buf->head = buf->tail = &buf->sentinel;
}

int tty_buffer_set_limit(struct tty_port *port, int limit)
{
	if (limit < LEAST_MEM)
		return -EINVAL;
	port->buf.mem_limit = limit;
	return 0;
}
EXPORT_SYMBOL_GPL(tty_buffer_set_limit);

unsigned int tty_buffer_space_avail(struct tty_port *port)
{
	return max(port->buf.mem_limit - atomic_read(&port->buf.mem_used), 0);
}
EXPORT_SYMBOL_GPL(tty_buffer_space_avail);

/* ---- the driver's end ---- */

static struct tty_buffer *new_piece(struct tty_bufhead *buf, size_t size, bool with_flags)
{
	struct tty_buffer *piece;

	size = ALIGN(max_t(size_t, size, LEAST), LEAST);
	if (atomic_read(&buf->mem_used) + size > buf->mem_limit)
		return NULL;
	piece = kmalloc(sizeof(*piece) + 2 * size, GFP_ATOMIC | __GFP_NOWARN);
	if (!piece)
		return NULL;
	*piece = (struct tty_buffer){.size = size, .flags = with_flags ? 0 : TTYB_NORMAL};
	atomic_add(size, &buf->mem_used);
	return piece;
}

/* Room at the tail for size, with flags if so; how much there is. */
static int make_room(struct tty_port *port, size_t size, bool with_flags)
{
	struct tty_bufhead *buf = &port->buf;
	struct tty_buffer *tail = buf->tail, *piece;
	int left = tail->size - tail->used;
	bool wrong_kind = with_flags && tail->flags & TTYB_NORMAL;

	if (left >= size && !wrong_kind)
		return size;
	piece = new_piece(buf, size, with_flags);
	if (!piece)
		return wrong_kind ? 0 : left;
	buf->tail = piece;
	smp_store_release(&tail->commit, tail->used);
	smp_store_release(&tail->next, piece);
	return size;
}

int tty_buffer_request_room(struct tty_port *port, size_t size)
{
	return make_room(port, min_t(size_t, size, MOST_DATA / 2), false);
}
EXPORT_SYMBOL_GPL(tty_buffer_request_room);

/* flags NULL: all are flag. */
static int insert(struct tty_port *port, const unsigned char *chars, const char *flags, char flag,
		  size_t size)
{
	int done = 0, room;
	struct tty_buffer *tail;

	while (done < size) {
		room = make_room(port, min_t(size_t, size - done, MOST_DATA / 2),
				 flags || flag != TTY_NORMAL);
		if (!room)
			break;
		tail = port->buf.tail;
		memcpy(char_buf_ptr(tail, tail->used), chars + done, room);
		if (flags)
			memcpy(flag_buf_ptr(tail, tail->used), flags + done, room);
		else if (!(tail->flags & TTYB_NORMAL))
			memset(flag_buf_ptr(tail, tail->used), flag, room);
		tail->used += room;
		done += room;
	}
	return done;
}

int tty_insert_flip_string_fixed_flag(struct tty_port *port, const unsigned char *chars, char flag,
				      size_t size)
{
	return insert(port, chars, NULL, flag, size);
}
EXPORT_SYMBOL(tty_insert_flip_string_fixed_flag);

int tty_insert_flip_string_flags(struct tty_port *port, const unsigned char *chars,
				 const char *flags, size_t size)
{
	return insert(port, chars, flags, TTY_NORMAL, size);
}
EXPORT_SYMBOL(tty_insert_flip_string_flags);

int __tty_insert_flip_char(struct tty_port *port, unsigned char ch, char flag)
{
	return insert(port, &ch, NULL, flag, 1);
}
EXPORT_SYMBOL(__tty_insert_flip_char);

int tty_prepare_flip_string(struct tty_port *port, unsigned char **chars, size_t size)
{
	int room = make_room(port, min_t(size_t, size, MOST_DATA / 2), false);
	struct tty_buffer *tail = port->buf.tail;

	if (room) {
		*chars = char_buf_ptr(tail, tail->used);
		if (!(tail->flags & TTYB_NORMAL))
			memset(flag_buf_ptr(tail, tail->used), TTY_NORMAL, room);
		tail->used += room;
	}
	return room;
}
EXPORT_SYMBOL_GPL(tty_prepare_flip_string);

void tty_flip_buffer_push(struct tty_port *port)
{
	struct tty_buffer *tail = port->buf.tail;

	smp_store_release(&tail->commit, tail->used);
	queue_work(system_unbound_wq, &port->buf.work);
}
EXPORT_SYMBOL(tty_flip_buffer_push);

/* ---- the worker's end ---- */

static int receive(struct tty_port *port, struct tty_buffer *head, int count)
{
	const unsigned char *chars = char_buf_ptr(head, head->read);
	const char *flags = head->flags & TTYB_NORMAL ? NULL : flag_buf_ptr(head, head->read);

	return port->client_ops->receive_buf(port, chars, (const unsigned char *)flags, count);
}

void tty_buffer_flush_work(struct work_struct *work)
{
	struct tty_port *port = container_of(work, struct tty_port, buf.work);
	struct tty_bufhead *buf = &port->buf;
	struct tty_buffer *head, *next;
	int count, done;

	mutex_lock(&buf->lock);
	while (!atomic_read(&buf->priority)) {
		head = buf->head;
		next = smp_load_acquire(&head->next);
		count = smp_load_acquire(&head->commit) - head->read;
		if (!count) {
			if (!next)
				break;
			buf->head = next;
			free_piece(buf, head);
			continue;
		}
		done = receive(port, head, count);
		head->read += done;
		if (!done)
			break; /* whoever reads next asks for the rest */
		cond_resched();
	}
	mutex_unlock(&buf->lock);
}

void tty_buffer_lock_exclusive(struct tty_port *port)
{
	atomic_inc(&port->buf.priority);
	mutex_lock(&port->buf.lock);
}
EXPORT_SYMBOL_GPL(tty_buffer_lock_exclusive);

void tty_buffer_unlock_exclusive(struct tty_port *port)
{
	bool more = port->buf.head->commit != port->buf.head->read || port->buf.head->next;

	atomic_dec(&port->buf.priority);
	mutex_unlock(&port->buf.lock);
	if (more)
		queue_work(system_unbound_wq, &port->buf.work);
}
EXPORT_SYMBOL_GPL(tty_buffer_unlock_exclusive);

/* What came and nobody read is forgotten. */
void tty_buffer_flush(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;
	struct tty_buffer *next;

	tty_buffer_lock_exclusive(port);
	while ((next = smp_load_acquire(&buf->head->next))) {
		free_piece(buf, buf->head);
		buf->head = next;
	}
	buf->head->read = smp_load_acquire(&buf->head->commit);
	tty_buffer_unlock_exclusive(port);
}

static int default_receive(struct tty_port *port, const unsigned char *chars,
			   const unsigned char *flags, size_t count)
{
	struct tty_struct *tty = READ_ONCE(port->itty);
	struct tty_ldisc *ld = tty ? tty_ldisc_ref(tty) : NULL;
	int done;

	if (!ld)
		return count; /* nobody has it open: nobody will ask */
	done = tty_ldisc_receive_buf(ld, chars, (const char *)flags, count);
	tty_ldisc_deref(ld);
	return done;
}

static void default_wakeup(struct tty_port *port)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty) {
		tty_wakeup(tty);
		tty_kref_put(tty);
	}
}

const struct tty_port_client_operations tty_port_default_client_ops = {
    .receive_buf = default_receive,
    .write_wakeup = default_wakeup,
};
EXPORT_SYMBOL_GPL(tty_port_default_client_ops);
