/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * poll: waiting for any of several files (guest/fs/select.c). A driver's poll() says
 * poll_wait() for each queue that is woken when its answer may change, and then what is
 * possible now.
 */
#ifndef _LINUX_POLL_H
#define _LINUX_POLL_H

#include <linux/fs.h>
#include <linux/wait.h>

#define POLLIN	   0x0001
#define POLLPRI	   0x0002
#define POLLOUT	   0x0004
#define POLLERR	   0x0008
#define POLLHUP	   0x0010
#define POLLNVAL   0x0020
#define POLLRDNORM 0x0040
#define POLLRDBAND 0x0080
#define POLLWRNORM 0x0100
#define POLLWRBAND 0x0200
#define POLLMSG	   0x0400
#define POLLREMOVE 0x1000
#define POLLRDHUP  0x2000

#define EPOLLIN	       0x0001u
#define EPOLLPRI       0x0002u
#define EPOLLOUT       0x0004u
#define EPOLLERR       0x0008u
#define EPOLLHUP       0x0010u
#define EPOLLNVAL      0x0020u
#define EPOLLRDNORM    0x0040u
#define EPOLLRDBAND    0x0080u
#define EPOLLWRNORM    0x0100u
#define EPOLLWRBAND    0x0200u
#define EPOLLMSG       0x0400u
#define EPOLLRDHUP     0x2000u
#define EPOLLEXCLUSIVE (1u << 28)
#define EPOLLWAKEUP    (1u << 29)
#define EPOLLONESHOT   (1u << 30)
#define EPOLLET	       (1u << 31)

#define DEFAULT_POLLMASK (EPOLLIN | EPOLLOUT | EPOLLRDNORM | EPOLLWRNORM)

struct pollfd {
	int fd;
	short events, revents;
};

struct poll_table_struct;
typedef void (*poll_queue_proc)(struct file *file, wait_queue_head_t *queue,
				struct poll_table_struct *table);

typedef struct poll_table_struct {
	poll_queue_proc _qproc; /* NULL: only asked, nobody will wait */
	__poll_t _key;		/* what is of interest */
} poll_table;

static inline void poll_wait(struct file *file, wait_queue_head_t *queue, poll_table *table)
{
	if (table && table->_qproc && queue)
		table->_qproc(file, queue, table);
}

static inline bool poll_does_not_wait(const poll_table *table)
{
	return !table || !table->_qproc;
}

static inline __poll_t poll_requested_events(const poll_table *table)
{
	return table ? table->_key : ~(__poll_t)0;
}

static inline void init_poll_funcptr(poll_table *table, poll_queue_proc qproc)
{
	table->_qproc = qproc;
	table->_key = ~(__poll_t)0;
}

static inline bool file_can_poll(struct file *file)
{
	return file->f_op->poll;
}

static inline __poll_t vfs_poll(struct file *file, poll_table *table)
{
	return file->f_op->poll ? file->f_op->poll(file, table) : DEFAULT_POLLMASK;
}

#define poll_to_key(events)		      ((void *)(unsigned long)(events))
#define key_to_poll(key)		      ((__poll_t)(unsigned long)(key))
#define wake_up_locked_poll(q, m)	      __wake_up_locked_key(q, TASK_NORMAL, poll_to_key(m))
#define wake_up_poll(q, m)		      __wake_up(q, TASK_NORMAL, 1, poll_to_key(m))
#define wake_up_interruptible_poll(q, m)      __wake_up(q, TASK_INTERRUPTIBLE, 1, poll_to_key(m))
#define wake_up_interruptible_sync_poll(q, m) wake_up_interruptible_poll(q, m)

#endif
