/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unix_gc: sockets that nobody can reach any more.
 *
 * A socket may be sent as a file over another, or over itself, and then be closed by all: what
 * still holds it is a message in a queue that only it would lead to. So whenever one is closed
 * while sockets are under way, all are looked at: those that somebody has open, beside messages,
 * are reachable, and so is what waits in the queues of reachable ones. The messages of the rest
 * go.
 *
 * Locking: unix_lock while looking; what is found is freed afterwards. gc_mutex: one at a time.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mutex.h>

#include "unix.h"

static DEFINE_MUTEX(gc_mutex);

static struct unix_sock *sock_of(struct file *file)
{
	struct socket *sock = sock_from_file(file);

	return sock && sock->ops && sock->ops->family == AF_UNIX ? unix_sk(sock) : NULL;
}

/* What is in the queue of one, and of those that wait to be accepted by it. */
static void for_each_in_flight(struct unix_sock *u, void (*fn)(struct unix_sock *found))
{
	struct unix_msg *msg;
	unsigned int i;

	list_for_each_entry (msg, &u->queue, list) {
		if (msg->child)
			for_each_in_flight(msg->child, fn);
		for (i = 0; msg->scm && i < msg->scm->nr; i++) {
			struct unix_sock *found = sock_of(msg->scm->files[i]);

			if (found)
				fn(found);
		}
	}
}

static void count(struct unix_sock *found)
{
	found->in_flight++;
}

static bool marked_more;

static void mark(struct unix_sock *found)
{
	marked_more |= !found->reachable;
	found->reachable = true;
}

static bool look_at_all(void)
{
	struct unix_sock *u;
	bool any = false;

	list_for_each_entry (u, &unix_all, all) {
		u->in_flight = 0;
		u->reachable = false;
	}
	list_for_each_entry (u, &unix_all, all)
		for_each_in_flight(u, count);
	list_for_each_entry (u, &unix_all, all) {
		/* one that nobody has accepted yet is its listener's, and marked with it */
		u->reachable = u->sock ? file_count(u->sock->file) > u->in_flight : true;
		any |= !u->reachable;
	}
	do {
		marked_more = false;
		list_for_each_entry (u, &unix_all, all)
			if (u->reachable)
				for_each_in_flight(u, mark);
	} while (any && marked_more);
	return any;
}

void unix_gc(void)
{
	struct unix_msg *msg, *next;
	struct unix_sock *u;
	LIST_HEAD(garbage);

	mutex_lock(&gc_mutex);
	spin_lock(&unix_lock);
	if (look_at_all()) {
		list_for_each_entry (u, &unix_all, all) {
			if (u->reachable || !u->in_flight || u->state == UNIX_LISTENING)
				continue;
			list_splice_tail_init(&u->queue, &garbage);
			u->queued = 0;
		}
	}
	spin_unlock(&unix_lock);
	mutex_unlock(&gc_mutex);
	list_for_each_entry_safe (msg, next, &garbage, list)
		unix_free_msg(msg);
}
