/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sock: what all sockets of datagrams have in common (net/sock.h): a queue of packets that came,
 * and an account of those underway.
 *
 * Locking: the queue's own lock, any context. Whoever finds a socket in its protocol's list holds
 * that list's lock until it has a reference.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/udp.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <net/sock.h>
#include <asm/ioctls.h>

struct sock *sock_new(struct socket *sock, size_t size, int family, int protocol)
{
	struct sock *sk = kzalloc(size, GFP_KERNEL);

	if (!sk)
		return NULL;
	INIT_LIST_HEAD(&sk->node);
	sk->sk_family = family;
	sk->sk_type = sock->type;
	sk->sk_protocol = sock->protocol = protocol;
	refcount_set(&sk->sk_refcnt, 1);
	sk->sk_socket = sock;
	skb_queue_head_init(&sk->sk_receive_queue);
	init_waitqueue_head(&sk->sk_wait);
	sk->sk_uid = current_fsuid();
	sk->sk_ino = file_inode(sock->file)->i_ino;
	sock->sk = sk;
	return sk;
}
EXPORT_SYMBOL(sock_new);

void sock_put(struct sock *sk)
{
	if (!refcount_dec_and_test(&sk->sk_refcnt))
		return;
	if (sk->sk_destruct)
		sk->sk_destruct(sk);
	kfree(sk);
}
EXPORT_SYMBOL(sock_put);

void sock_orphan_put(struct sock *sk)
{
	unsigned long flags;

	spin_lock_irqsave(&sk->sk_receive_queue.lock, flags);
	sk->sk_socket = NULL;
	spin_unlock_irqrestore(&sk->sk_receive_queue.lock, flags);
	skb_queue_purge(&sk->sk_receive_queue);
	sock_put(sk);
}
EXPORT_SYMBOL(sock_orphan_put);

/* ---- receiving ---- */

static void rfree(struct sk_buff *skb)
{
	atomic_sub(skb->truesize, &skb->sk->sk_rmem_alloc);
	sock_put(skb->sk);
}

static void wake(struct sock *sk, __poll_t events)
{
	struct fasync_struct **fasync = sk->sk_socket ? &sk->sk_socket->fasync : NULL;

	__wake_up(&sk->sk_wait, TASK_INTERRUPTIBLE, 0, poll_to_key(events));
	if (fasync && *fasync)
		kill_fasync(fasync, SIGIO, events & EPOLLIN ? 1 : 2);
}

int sock_queue_rcv_skb(struct sock *sk, struct sk_buff *skb)
{
	unsigned long flags;
	bool room;

	skb_orphan(skb);
	spin_lock_irqsave(&sk->sk_receive_queue.lock, flags);
	room = sk->sk_socket && atomic_read(&sk->sk_rmem_alloc) < sk->sk_socket->rcvbuf;
	if (room) {
		skb->dev = NULL; /* which may go */
		skb->sk = sk;
		skb->destructor = rfree;
		sock_hold(sk);
		atomic_add(skb->truesize, &sk->sk_rmem_alloc);
		__skb_queue_tail(&sk->sk_receive_queue, skb);
		wake(sk, EPOLLIN | EPOLLRDNORM);
	}
	spin_unlock_irqrestore(&sk->sk_receive_queue.lock, flags);
	if (room)
		return 0;
	atomic_inc(&sk->sk_drops);
	kfree_skb(skb);
	return -ENOMEM;
}
EXPORT_SYMBOL(sock_queue_rcv_skb);

static int take_error(struct sock *sk)
{
	int err = sk->sk_err;

	sk->sk_err = 0;
	return -err;
}

static struct sk_buff *take(struct sock *sk, unsigned int flags)
{
	unsigned long irqs;
	struct sk_buff *skb;

	spin_lock_irqsave(&sk->sk_receive_queue.lock, irqs);
	skb = skb_peek(&sk->sk_receive_queue);
	if (skb && flags & MSG_PEEK)
		skb_get(skb);
	else if (skb)
		__skb_unlink(skb, &sk->sk_receive_queue);
	spin_unlock_irqrestore(&sk->sk_receive_queue.lock, irqs);
	return skb;
}

static bool readable(const struct sock *sk)
{
	return !skb_queue_empty(&sk->sk_receive_queue) || sk->sk_err ||
	       sk->sk_shutdown & RCV_SHUTDOWN;
}

struct sk_buff *skb_recv_datagram(struct sock *sk, unsigned int flags, int *err)
{
	long left = flags & MSG_DONTWAIT ? 0 : sk->sk_socket->rcvtimeo;
	struct sk_buff *skb;

	for (;;) {
		*err = take_error(sk);
		if (*err)
			return NULL;
		skb = take(sk, flags);
		if (skb)
			return skb;
		if (sk->sk_shutdown & RCV_SHUTDOWN)
			return NULL; /* the end: 0 bytes */
		*err = -EAGAIN;
		if (!left)
			return NULL;
		left = wait_event_interruptible_timeout(sk->sk_wait, readable(sk), left);
		if (left < 0) {
			*err =
			    sk->sk_socket->rcvtimeo == MAX_SCHEDULE_TIMEOUT ? -ERESTARTSYS : -EINTR;
			return NULL;
		}
	}
}
EXPORT_SYMBOL(skb_recv_datagram);

void skb_free_datagram(struct sock *sk, struct sk_buff *skb)
{
	consume_skb(skb);
}
EXPORT_SYMBOL(skb_free_datagram);

int sock_copy_out(struct sk_buff *skb, int off, struct msghdr *msg, size_t len, int flags)
{
	size_t all = skb->len - off, n = min(all, len);

	if (n && skb_copy_datagram_iter(skb, off, &msg->msg_iter, n))
		return -EFAULT;
	if (n < all)
		msg->msg_flags |= MSG_TRUNC;
	return flags & MSG_TRUNC ? all : n;
}
EXPORT_SYMBOL(sock_copy_out);

/* ---- sending ---- */

static void wfree(struct sk_buff *skb)
{
	struct sock *sk = skb->sk;

	atomic_sub(skb->truesize, &sk->sk_wmem_alloc);
	wake(sk, EPOLLOUT | EPOLLWRNORM);
	sock_put(sk);
}

static bool writable(const struct sock *sk)
{
	return atomic_read(&sk->sk_wmem_alloc) < sk->sk_socket->sndbuf || sk->sk_err ||
	       sk->sk_shutdown & SEND_SHUTDOWN;
}

struct sk_buff *sock_alloc_send_skb(struct sock *sk, unsigned long size, int noblock, int *err)
{
	long left = noblock ? 0 : sk->sk_socket->sndtimeo;
	struct sk_buff *skb;

	while (atomic_read(&sk->sk_wmem_alloc) >= sk->sk_socket->sndbuf) {
		*err = -EAGAIN;
		if (!left)
			return NULL;
		left = wait_event_interruptible_timeout(sk->sk_wait, writable(sk), left);
		*err = left < 0 ? -ERESTARTSYS : take_error(sk);
		if (*err)
			return NULL;
	}
	*err = take_error(sk);
	if (*err)
		return NULL;
	*err = -EPIPE;
	if (sk->sk_shutdown & SEND_SHUTDOWN)
		return NULL;
	skb = alloc_skb(size, GFP_KERNEL);
	*err = skb ? 0 : -ENOBUFS;
	if (!skb)
		return NULL;
	sock_hold(sk);
	skb->sk = sk;
	skb->destructor = wfree;
	atomic_add(skb->truesize, &sk->sk_wmem_alloc);
	return skb;
}
EXPORT_SYMBOL(sock_alloc_send_skb);

void sock_report_error(struct sock *sk, int err)
{
	sk->sk_err = err;
	wake(sk, EPOLLERR | EPOLLIN | EPOLLOUT);
}
EXPORT_SYMBOL(sock_report_error);

/* ---- the rest ---- */

__poll_t datagram_poll(struct file *file, struct socket *sock, poll_table *table)
{
	struct sock *sk = sock->sk;
	__poll_t mask = 0;

	poll_wait(file, &sk->sk_wait, table);
	if (sk->sk_err)
		mask |= EPOLLERR;
	if (sk->sk_shutdown & RCV_SHUTDOWN)
		mask |= EPOLLRDHUP | EPOLLIN | EPOLLRDNORM;
	if (sk->sk_shutdown == SHUTDOWN_MASK)
		mask |= EPOLLHUP;
	if (!skb_queue_empty(&sk->sk_receive_queue))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (writable(sk))
		mask |= EPOLLOUT | EPOLLWRNORM | EPOLLWRBAND;
	return mask;
}
EXPORT_SYMBOL(datagram_poll);

int sock_inq_ioctl(struct sock *sk, unsigned int cmd, unsigned long arg)
{
	struct sk_buff *skb;
	unsigned long flags;
	int n = 0;

	switch (cmd) {
	case TIOCOUTQ:
		n = atomic_read(&sk->sk_wmem_alloc);
		break;
	case FIONREAD:
		spin_lock_irqsave(&sk->sk_receive_queue.lock, flags);
		skb = skb_peek(&sk->sk_receive_queue);
		n = skb ? skb->len - (sk->sk_family == AF_INET && sk->sk_type == SOCK_DGRAM
					  ? sizeof(struct udphdr)
					  : 0)
			: 0;
		spin_unlock_irqrestore(&sk->sk_receive_queue.lock, flags);
		break;
	default:
		return -ENOIOCTLCMD;
	}
	return put_user(n, (int __user *)arg);
}
EXPORT_SYMBOL(sock_inq_ioctl);

int sock_no_socketpair(struct socket *one, struct socket *other)
{
	return -EOPNOTSUPP;
}

int sock_no_accept(struct socket *sock, struct socket *new, int flags)
{
	return -EOPNOTSUPP;
}

int sock_no_listen(struct socket *sock, int backlog)
{
	return -EOPNOTSUPP;
}

int sock_no_peercred(struct socket *sock, struct ucred *cred)
{
	*cred = (struct ucred){0, -1, -1};
	return 0;
}

bool sock_no_listening(struct socket *sock)
{
	return false;
}
