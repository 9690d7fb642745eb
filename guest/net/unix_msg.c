/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unix_msg: what AF_UNIX sockets say to each other.
 *
 * 1. Purpose. sendmsg() and recvmsg() for streams, datagrams, and connected datagrams
 *    (SOCK_SEQPACKET).
 *
 * 2. Structures. A message is copied once into kernel memory, and waits in the receiver's
 *    queue:
 *
 *	receiver->queue -> [msg from A: data, files] -> [msg from A] -> [msg from B]
 *
 *    A stream is messages whose borders nobody sees, unless files or another sender's name
 *    come with them.
 *
 * 3. Invariants. A sender has no more than its SO_SNDBUF unread, one message beyond that
 *    excepted; a datagram socket's queue is no longer than max_dgram_qlen, unless the two are
 *    each other's peers.
 *
 * 4. Locking and context. unix_lock for queues; the receiver's mutex keeps what is being read
 *    in its place while it is copied. May sleep.
 *
 * 5. Failure. -EAGAIN, -EPIPE (and SIGPIPE), -ECONNRESET, -ECONNREFUSED, -EMSGSIZE, -ENOBUFS.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "unix.h"

#define CHUNK_BYTES	 32768u
#define MESSAGE_OVERHEAD 512 /* what a message counts beside its bytes */

/* Of the time left when a signal came: will the call be made again? */
long unix_intr_errno(long timeo)
{
	return timeo == MAX_SCHEDULE_TIMEOUT ? -ERESTARTSYS : -EINTR;
}

/* ---- messages ---- */

void unix_free_msg(struct unix_msg *msg)
{
	struct unix_sock *from = msg->from;

	if (from) {
		spin_lock(&unix_lock);
		from->wmem -= msg->charge;
		spin_unlock(&unix_lock);
		if (waitqueue_active(&from->wait))
			unix_wake(from, EPOLLOUT | EPOLLWRNORM | EPOLLWRBAND);
		unix_put(from);
	}
	unix_addr_put(msg->addr);
	scm_free(msg->scm);
	kvfree(msg);
}

/* scm is the message's from now on, if there is one. */
static struct unix_msg *make_msg(struct unix_sock *from, struct iov_iter *data, size_t len,
				 struct scm_cookie *scm)
{
	struct unix_msg *msg = kvmalloc(sizeof(*msg) + len, GFP_KERNEL);

	if (!msg)
		return ERR_PTR(-ENOBUFS);
	if (!copy_from_iter_full(msg->data, len, data)) {
		kvfree(msg);
		return ERR_PTR(-EFAULT);
	}
	*msg = (struct unix_msg){.from = unix_get(from), .scm = scm, .len = len};
	msg->charge = len + MESSAGE_OVERHEAD;
	spin_lock(&unix_lock);
	from->wmem += msg->charge;
	if (from->addr) {
		msg->addr = from->addr;
		atomic_inc(&msg->addr->refs);
	}
	spin_unlock(&unix_lock);
	return msg;
}

/* unix_lock is held. */
static void enqueue(struct unix_sock *to, struct unix_msg *msg)
{
	list_add_tail(&msg->list, &to->queue);
	to->queued++;
}

static void tell_receiver(struct unix_sock *to)
{
	unix_wake(to, EPOLLIN | EPOLLRDNORM | EPOLLRDBAND);
}

bool unix_writable(const struct unix_sock *u)
{
	return u->state != UNIX_LISTENING && u->sock &&
	       u->wmem * 4 <= (unsigned int)u->sock->sndbuf;
}

/* Room for one message more of the sender's? */
static int wait_for_sndbuf(struct unix_sock *u, unsigned int flags)
{
	long timeo = flags & MSG_DONTWAIT ? 0 : u->sock->sndtimeo;
	unsigned int limit = u->sock->sndbuf;

	if (READ_ONCE(u->wmem) < limit)
		return 0;
	if (!timeo)
		return -EAGAIN;
	timeo = wait_event_interruptible_timeout(
	    u->wait, READ_ONCE(u->wmem) < limit || READ_ONCE(u->shutdown) & SEND_SHUTDOWN, timeo);
	return timeo < 0 ? unix_intr_errno(u->sock->sndtimeo) : timeo ? 0 : -EAGAIN;
}

/* ---- streams ---- */

static int broken_pipe(unsigned int flags)
{
	if (!(flags & MSG_NOSIGNAL))
		send_sig(SIGPIPE, current, 0);
	return -EPIPE;
}

static int deliver_to_peer(struct unix_sock *u, struct unix_msg *msg)
{
	struct unix_sock *peer = NULL;

	spin_lock(&unix_lock);
	if (!(u->shutdown & SEND_SHUTDOWN) && u->peer && !u->peer->dead &&
	    !(u->peer->shutdown & RCV_SHUTDOWN)) {
		peer = unix_get(u->peer);
		enqueue(peer, msg);
	}
	spin_unlock(&unix_lock);
	if (!peer)
		return -EPIPE;
	tell_receiver(peer);
	unix_put(peer);
	return 0;
}

static int send_chunk(struct unix_sock *u, struct msghdr *hdr, size_t bytes, struct scm_cookie *scm)
{
	struct unix_msg *msg;
	int err;

	if (READ_ONCE(u->shutdown) & SEND_SHUTDOWN)
		err = -EPIPE;
	else
		err = wait_for_sndbuf(u, hdr->msg_flags);
	msg = err ? ERR_PTR(err) : make_msg(u, &hdr->msg_iter, bytes, scm);
	if (IS_ERR(msg)) {
		scm_free(scm);
		return PTR_ERR(msg);
	}
	err = deliver_to_peer(u, msg);
	if (err)
		unix_free_msg(msg);
	return err;
}

/* The files go with the first piece; with each, who sent it. */
static int send_stream(struct unix_sock *u, struct msghdr *hdr, size_t len, struct scm_cookie *scm)
{
	struct ucred creds = scm->creds;
	size_t done = 0, now;
	int err = 0;

	if (hdr->msg_namelen) {
		scm_free(scm);
		return u->state == UNIX_CONNECTED ? -EISCONN : -EOPNOTSUPP;
	}
	if (!READ_ONCE(u->peer)) {
		scm_free(scm);
		return u->shutdown & SEND_SHUTDOWN ? broken_pipe(hdr->msg_flags) : -ENOTCONN;
	}
	while (done < len && !err) {
		if (!scm) {
			struct msghdr none = {};

			scm = scm_send(&none);
			if (IS_ERR(scm))
				return done ? (int)done : PTR_ERR(scm);
			scm->creds = creds;
		}
		now = min3(len - done, (size_t)CHUNK_BYTES, (size_t)u->sock->sndbuf / 2);
		err = send_chunk(u, hdr, now, scm);
		scm = NULL;
		if (!err)
			done += now;
	}
	scm_free(scm);
	if (done)
		return done;
	return err == -EPIPE ? broken_pipe(hdr->msg_flags) : err;
}

/* ---- datagrams ---- */

bool unix_dgram_full(const struct unix_sock *to, const struct unix_sock *from)
{
	return to->peer != from && to->queued > (unsigned int)to->backlog;
}

static struct unix_sock *target_of(struct unix_sock *u, struct msghdr *hdr)
{
	struct unix_sock *to = NULL;

	if (hdr->msg_namelen && u->type != SOCK_SEQPACKET)
		return unix_find(hdr->msg_name, hdr->msg_namelen, u->type);
	spin_lock(&unix_lock);
	if (u->peer)
		to = unix_get(u->peer);
	spin_unlock(&unix_lock);
	return to ? to : ERR_PTR(-ENOTCONN);
}

/* unix_lock is held. -EAGAIN: its queue is full. */
static int may_deliver(struct unix_sock *u, struct unix_sock *to)
{
	if (to->dead) {
		if (u->type == SOCK_SEQPACKET)
			return -EPIPE;
		if (u->peer == to) { /* it was closed: nobody to send to any more */
			u->peer = NULL;
			atomic_dec(&to->refs); /* the caller has one, too */
		}
		return -ECONNREFUSED;
	}
	if (to->peer && to->peer != u)
		return -EPERM;
	if (to->shutdown & RCV_SHUTDOWN || u->shutdown & SEND_SHUTDOWN)
		return -EPIPE;
	return unix_dgram_full(to, u) ? -EAGAIN : 0;
}

static int deliver_dgram(struct unix_sock *u, struct unix_sock *to, struct unix_msg *msg)
{
	int err;

	spin_lock(&unix_lock);
	err = may_deliver(u, to);
	if (!err)
		enqueue(to, msg);
	spin_unlock(&unix_lock);
	if (!err)
		tell_receiver(to);
	return err;
}

static int deliver_and_wait(struct unix_sock *u, struct unix_sock *to, struct unix_msg *msg,
			    unsigned int flags)
{
	long timeo = flags & MSG_DONTWAIT ? 0 : u->sock->sndtimeo;
	int err = deliver_dgram(u, to, msg);

	if (err != -EAGAIN || !timeo)
		return err;
	timeo = wait_event_interruptible_timeout(
	    unix_room, (err = deliver_dgram(u, to, msg)) != -EAGAIN, timeo);
	return timeo < 0 ? unix_intr_errno(u->sock->sndtimeo) : err;
}

static int send_dgram(struct unix_sock *u, struct msghdr *hdr, size_t len, struct scm_cookie *scm)
{
	struct unix_sock *to;
	struct unix_msg *msg;
	int err = 0;

	if (u->sock->passcred && !u->addr && u->type == SOCK_DGRAM)
		err = unix_autobind(u);
	if (!err && u->type == SOCK_SEQPACKET && u->state != UNIX_CONNECTED)
		err = -ENOTCONN;
	to = err ? ERR_PTR(err) : target_of(u, hdr);
	err = PTR_ERR_OR_ZERO(to);
	if (!err && len > (size_t)u->sock->sndbuf - 32)
		err = -EMSGSIZE;
	if (!err)
		err = wait_for_sndbuf(u, hdr->msg_flags);
	msg = err ? ERR_PTR(err) : make_msg(u, &hdr->msg_iter, len, scm);
	if (IS_ERR(msg)) {
		scm_free(scm);
		err = PTR_ERR(msg);
	} else {
		err = deliver_and_wait(u, to, msg, hdr->msg_flags);
		if (err)
			unix_free_msg(msg);
	}
	if (!IS_ERR(to))
		unix_put(to);
	if (err == -EPIPE && u->type == SOCK_SEQPACKET)
		return broken_pipe(hdr->msg_flags);
	return err ? err : (int)len;
}

int unix_sendmsg(struct socket *sock, struct msghdr *msg, size_t len)
{
	struct unix_sock *u = unix_sk(sock);
	struct scm_cookie *scm;

	if (msg->msg_flags & MSG_OOB)
		return -EOPNOTSUPP;
	scm = scm_send(msg);
	if (IS_ERR(scm))
		return PTR_ERR(scm);
	return u->type == SOCK_STREAM ? send_stream(u, msg, len, scm)
				      : send_dgram(u, msg, len, scm);
}

/* ---- receiving ---- */

/* The message after prev, or the first; what there is to say where there is none: 0 is the end. */
static struct unix_msg *next_msg(struct unix_sock *u, struct unix_msg *prev, int *why)
{
	struct unix_msg *msg = NULL;

	spin_lock(&unix_lock);
	if (prev)
		msg = list_is_last(&prev->list, &u->queue) ? NULL : list_next_entry(prev, list);
	else
		msg = list_first_entry_or_null(&u->queue, struct unix_msg, list);
	*why = -EAGAIN;
	if (!msg && u->err) {
		*why = -u->err;
		u->err = 0;
	} else if (!msg && u->shutdown & RCV_SHUTDOWN) {
		*why = 0;
	}
	spin_unlock(&unix_lock);
	return msg;
}

static void remove_msg(struct unix_sock *u, struct unix_msg *msg)
{
	bool was_full;

	spin_lock(&unix_lock);
	was_full = u->queued > (unsigned int)u->backlog;
	list_del(&msg->list);
	u->queued--;
	spin_unlock(&unix_lock);
	if (was_full && u->type != SOCK_STREAM)
		wake_up_interruptible_all(&unix_room);
	unix_free_msg(msg);
}

/* The reader's mutex is held, and let go while it waits. */
static int wait_for_msg(struct unix_sock *u, long *timeo)
{
	long left;

	if (!*timeo)
		return -EAGAIN;
	mutex_unlock(&u->readers);
	left = wait_event_interruptible_timeout(u->wait,
						!list_empty(&u->queue) || READ_ONCE(u->err) ||
						    READ_ONCE(u->shutdown) & RCV_SHUTDOWN,
						*timeo);
	mutex_lock(&u->readers);
	if (left < 0)
		return unix_intr_errno(*timeo);
	if (*timeo != MAX_SCHEDULE_TIMEOUT)
		*timeo = left;
	return 0;
}

static void tell_sender(struct msghdr *hdr, const struct unix_addr *addr)
{
	if (!hdr->msg_name)
		return;
	hdr->msg_namelen = 0;
	if (addr) {
		memcpy(hdr->msg_name, &addr->name, addr->len);
		hdr->msg_namelen = addr->len;
	}
}

/* scm: the message's, or what of it this reader gets. */
static int take_scm(struct unix_msg *msg, bool peek, struct scm_cookie **scm)
{
	if (peek) {
		*scm = scm_dup(msg->scm);
		return *scm ? 0 : -ENOMEM;
	}
	*scm = msg->scm;
	msg->scm = NULL;
	return 0;
}

static int recv_dgram(struct unix_sock *u, struct msghdr *hdr, size_t len, int flags)
{
	long timeo = flags & MSG_DONTWAIT ? 0 : u->sock->rcvtimeo;
	struct scm_cookie *scm;
	struct unix_msg *msg;
	int err, ret;

	if (u->type == SOCK_SEQPACKET && u->state != UNIX_CONNECTED)
		return -ENOTCONN;
	while (!(msg = next_msg(u, NULL, &err))) {
		if (err == 0)
			return u->type == SOCK_SEQPACKET || timeo ? 0 : -EAGAIN;
		if (err == -EAGAIN)
			err = wait_for_msg(u, &timeo);
		if (err)
			return err;
	}
	tell_sender(hdr, msg->addr);
	if (len < msg->len)
		hdr->msg_flags |= MSG_TRUNC;
	len = min(len, msg->len);
	if (copy_to_iter(msg->data, len, &hdr->msg_iter) != len)
		return -EFAULT;
	err = take_scm(msg, flags & MSG_PEEK, &scm);
	if (err)
		return err;
	ret = flags & MSG_TRUNC ? msg->len : len;
	if (!(flags & MSG_PEEK))
		remove_msg(u, msg);
	scm_recv(u->sock, hdr, scm, flags);
	return ret;
}

static bool same_creds(const struct ucred *a, const struct ucred *b)
{
	return a->pid == b->pid && a->uid == b->uid && a->gid == b->gid;
}

/* May what this message says be read in one go with what was read before it (first's)? */
static bool goes_with(struct unix_sock *u, const struct unix_msg *msg, const struct scm_cookie *scm)
{
	if (!scm)
		return true;
	return !(u->sock->passcred && !same_creds(&scm->creds, &msg->scm->creds));
}

/* 1: go on; 0: enough; -errno. */
static int take_part(struct unix_sock *u, struct msghdr *hdr, struct unix_msg *msg, size_t *left,
		     bool peek, struct scm_cookie **scm)
{
	size_t now = min(*left, msg->len - msg->pos);
	bool has_files = msg->scm && msg->scm->nr;
	int err = 0;

	if (copy_to_iter(msg->data + msg->pos, now, &hdr->msg_iter) != now)
		return -EFAULT;
	if (!*scm) {
		tell_sender(hdr, msg->addr);
		*scm = scm_dup(msg->scm);
		err = *scm ? 0 : -ENOMEM;
	} else if (has_files) {
		scm_free(*scm);
		*scm = scm_dup(msg->scm);
		err = *scm ? 0 : -ENOMEM;
	}
	if (err)
		return err;
	*left -= now;
	if (peek)
		return *left && !has_files;
	msg->pos += now;
	if (has_files) { /* they are with the reader now */
		struct msghdr none = {};
		struct scm_cookie *bare = scm_send(&none);

		if (!IS_ERR(bare)) {
			bare->creds = msg->scm->creds;
			scm_free(msg->scm);
			msg->scm = bare;
		}
	}
	if (msg->pos == msg->len)
		remove_msg(u, msg);
	return *left && !has_files;
}

static int recv_stream(struct unix_sock *u, struct msghdr *hdr, size_t len, int flags)
{
	long timeo = flags & MSG_DONTWAIT ? 0 : u->sock->rcvtimeo;
	size_t left = len, target = flags & MSG_WAITALL ? len : min((size_t)u->sock->rcvlowat, len);
	bool peek = flags & MSG_PEEK;
	struct scm_cookie *scm = NULL;
	struct unix_msg *msg = NULL;
	int err, go_on = 1;

	if (u->state != UNIX_CONNECTED)
		return -EINVAL;
	while (go_on > 0) {
		msg = next_msg(u, peek ? msg : NULL, &err);
		if (!msg) {
			if (len - left >= target && len != left)
				break;
			if (err == -EAGAIN && !(peek && len != left))
				err = wait_for_msg(u, &timeo);
			if (err || (peek && len != left)) {
				go_on = err;
				break;
			}
			if (READ_ONCE(u->shutdown) & RCV_SHUTDOWN && list_empty(&u->queue) &&
			    !u->err)
				break;
			continue;
		}
		if (!goes_with(u, msg, scm) || !left)
			break;
		go_on = take_part(u, hdr, msg, &left, peek, &scm);
	}
	if (scm)
		scm_recv(u->sock, hdr, scm, flags);
	if (go_on == -ENOMEM || len == left)
		return go_on < 0 ? go_on : 0;
	return len - left;
}

int unix_recvmsg(struct socket *sock, struct msghdr *msg, size_t len, int flags)
{
	struct unix_sock *u = unix_sk(sock);
	int ret;

	if (flags & (MSG_OOB | MSG_ERRQUEUE))
		return -EOPNOTSUPP;
	ret = mutex_lock_interruptible(&u->readers);
	if (ret)
		return -ERESTARTSYS;
	ret = u->type == SOCK_STREAM ? recv_stream(u, msg, len, flags)
				     : recv_dgram(u, msg, len, flags);
	mutex_unlock(&u->readers);
	return ret;
}
