/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unix: sockets between processes of one machine (unix(7)): names, connections, their ends.
 *
 * 1. Purpose. SOCK_STREAM, SOCK_DGRAM and SOCK_SEQPACKET; names that are files, abstract names
 *    (a NUL first), and none at all.
 *
 * 2. Structures. A struct unix_sock behind each socket, and one that has no socket yet for
 *    each connection that waits to be accepted:
 *
 *	client --peer--> child <--in the queue of-- listener
 *	      <--peer---
 *
 * 3. Invariants. A peer is a reference; the two of a stream are each other's until one is
 *    closed. A closed one is dead, and stays while somebody's peer or message refers to it.
 *
 * 4. Locking and context. unix_lock for all but the data of messages. May sleep.
 *
 * 5. Failure. As unix(7) says: -EADDRINUSE, -ECONNREFUSED, -EPROTOTYPE, -EISCONN, -EAGAIN.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/ioctls.h>

#include "unix.h"

DEFINE_SPINLOCK(unix_lock);
LIST_HEAD(unix_all);
DECLARE_WAIT_QUEUE_HEAD(unix_room);
int unix_max_dgram_qlen = 10;

static const struct proto_ops unix_ops;

/* ---- one of them ---- */

static struct unix_sock *alloc_unix(struct socket *sock, int type)
{
	struct unix_sock *u = kzalloc(sizeof(*u), GFP_KERNEL);

	if (!u)
		return NULL;
	atomic_set(&u->refs, 1);
	u->sock = sock;
	u->type = type;
	u->backlog = unix_max_dgram_qlen;
	u->peercred = (struct ucred){0, -1, -1};
	INIT_LIST_HEAD(&u->queue);
	init_waitqueue_head(&u->wait);
	mutex_init(&u->readers);
	spin_lock(&unix_lock);
	list_add_tail(&u->all, &unix_all);
	spin_unlock(&unix_lock);
	return u;
}

void unix_put(struct unix_sock *u)
{
	if (atomic_dec_and_test(&u->refs))
		kfree(u);
}

void unix_addr_put(struct unix_addr *addr)
{
	if (addr && atomic_dec_and_test(&addr->refs))
		kfree(addr);
}

void unix_wake(struct unix_sock *u, __poll_t events)
{
	__wake_up(&u->wait, TASK_INTERRUPTIBLE, 0, poll_to_key(events));
	if (u->sock && u->sock->fasync)
		kill_fasync(&u->sock->fasync, SIGIO, events & EPOLLIN ? 1 : 2);
}

static struct ucred own_creds(void)
{
	return (struct ucred){current->tgid, current_euid().val, current_egid().val};
}

static int unix_create(struct socket *sock, int protocol)
{
	if (protocol && protocol != PF_UNIX)
		return -EPROTONOSUPPORT;
	if (sock->type == SOCK_RAW)
		sock->type = SOCK_DGRAM; /* as ever */
	if (sock->type != SOCK_STREAM && sock->type != SOCK_DGRAM && sock->type != SOCK_SEQPACKET)
		return -ESOCKTNOSUPPORT;
	sock->ops = &unix_ops;
	sock->sk = alloc_unix(sock, sock->type);
	return sock->sk ? 0 : -ENOMEM;
}

/* ---- its end ---- */

static void close_unix(struct unix_sock *u);

/* Of a queue; a connection that nobody accepted is closed. */
static void flush_queue(struct unix_sock *u)
{
	struct unix_msg *msg;

	for (;;) {
		spin_lock(&unix_lock);
		msg = list_first_entry_or_null(&u->queue, struct unix_msg, list);
		if (msg)
			list_del(&msg->list);
		u->queued = 0;
		spin_unlock(&unix_lock);
		if (!msg)
			return;
		if (msg->child)
			close_unix(msg->child);
		unix_free_msg(msg);
	}
}

/* The other side of a stream reads what is there, and then its end. */
static void hang_up(struct unix_sock *peer, bool unread)
{
	if (unread)
		peer->err = ECONNRESET;
	peer->shutdown = RCV_SHUTDOWN | SEND_SHUTDOWN;
}

static void close_unix(struct unix_sock *u)
{
	struct unix_sock *peer;
	struct path path;

	spin_lock(&unix_lock);
	u->dead = true;
	u->shutdown = RCV_SHUTDOWN | SEND_SHUTDOWN;
	peer = u->peer;
	u->peer = NULL;
	if (peer && u->type != SOCK_DGRAM && !peer->dead)
		hang_up(peer, !list_empty(&u->queue) || !u->sock);
	path = u->path;
	u->path = (struct path){};
	u->sock = NULL;
	list_del_init(&u->all);
	spin_unlock(&unix_lock);
	if (peer) {
		unix_wake(peer, EPOLLIN | EPOLLOUT | EPOLLHUP | EPOLLRDHUP | EPOLLERR);
		unix_put(peer);
	}
	flush_queue(u);
	wake_up_interruptible_all(&unix_room);
	wake_up_interruptible_all(&u->wait);
	unix_addr_put(u->addr);
	u->addr = NULL;
	if (path.dentry)
		path_put(&path);
	unix_put(u);
}

static int unix_release(struct socket *sock)
{
	if (sock->sk)
		close_unix(sock->sk);
	sock->sk = NULL;
	unix_gc();
	return 0;
}

/* ---- names ---- */

/* len becomes what counts; the name of a file ends with its NUL, which counts, too. */
static int check_name(struct sockaddr_un *name, int *len)
{
	if (*len <= (int)sizeof(sa_family_t) || *len > (int)sizeof(*name) ||
	    name->sun_family != AF_UNIX)
		return -EINVAL;
	if (name->sun_path[0])
		*len =
		    sizeof(sa_family_t) + strnlen(name->sun_path, *len - sizeof(sa_family_t)) + 1;
	return 0;
}

static struct unix_addr *make_addr(const struct sockaddr_un *name, int len)
{
	/* a path as long as the field has its NUL behind it */
	struct unix_addr *addr = kzalloc(sizeof(*addr) + 1, GFP_KERNEL);

	if (!addr)
		return NULL;
	atomic_set(&addr->refs, 1);
	addr->len = len;
	memcpy(&addr->name, name, min(len, (int)sizeof(*name)));
	return addr;
}

/* unix_lock is held. */
static struct unix_sock *find_abstract(const struct sockaddr_un *name, int len, int type)
{
	struct unix_sock *u;

	list_for_each_entry (u, &unix_all, all)
		if (u->bound && !u->path.dentry && u->type == type && u->addr->len == len &&
		    !memcmp(&u->addr->name, name, len))
			return u;
	return NULL;
}

/* unix_lock is held. */
static struct unix_sock *find_by_inode(const struct inode *inode)
{
	struct unix_sock *u;

	list_for_each_entry (u, &unix_all, all)
		if (u->bound && u->path.dentry && d_inode(u->path.dentry) == inode)
			return u;
	return NULL;
}

static struct unix_sock *find_file(const char *name, int type)
{
	struct unix_sock *u = NULL;
	struct path path;
	int err = kern_path(name, LOOKUP_FOLLOW, &path);

	if (err)
		return ERR_PTR(err);
	err = inode_permission(&init_user_ns, d_inode(path.dentry), MAY_WRITE);
	if (!err) {
		err = -ECONNREFUSED;
		spin_lock(&unix_lock);
		u = S_ISSOCK(d_inode(path.dentry)->i_mode) ? find_by_inode(d_inode(path.dentry))
							   : NULL;
		if (u && u->type != type)
			err = -EPROTOTYPE;
		u = u && u->type == type ? unix_get(u) : NULL;
		spin_unlock(&unix_lock);
	}
	path_put(&path);
	return u ? u : ERR_PTR(err);
}

struct unix_sock *unix_find(const struct sockaddr *addr, int len, int type)
{
	struct {
		struct sockaddr_un name;
		char nul;
	} copy = {};
	struct unix_sock *u;
	int err;

	memcpy(&copy.name, addr, clamp(len, 0, (int)sizeof(copy.name)));
	err = check_name(&copy.name, &len);
	if (err)
		return ERR_PTR(err);
	if (copy.name.sun_path[0])
		return find_file(copy.name.sun_path, type);
	spin_lock(&unix_lock);
	u = find_abstract(&copy.name, len, type);
	if (u)
		unix_get(u);
	spin_unlock(&unix_lock);
	return u ? u : ERR_PTR(-ECONNREFUSED);
}

/* unix_lock is not held; takes addr over. */
static int set_abstract(struct unix_sock *u, struct unix_addr *addr)
{
	int err = 0;

	spin_lock(&unix_lock);
	if (u->addr)
		err = -EINVAL;
	else if (find_abstract(&addr->name, addr->len, u->type))
		err = -EADDRINUSE;
	else
		u->addr = addr;
	u->bound |= !err;
	spin_unlock(&unix_lock);
	if (err)
		unix_addr_put(addr);
	return err;
}

/* A name that nobody has: a NUL and five digits. */
int unix_autobind(struct unix_sock *u)
{
	static unsigned int next;
	struct sockaddr_un name;
	struct unix_addr *addr;
	unsigned int tries;
	int err = -EADDRINUSE;

	if (u->addr)
		return 0;
	for (tries = 0; err == -EADDRINUSE && tries < 1 << 20; tries++) {
		name.sun_family = AF_UNIX;
		name.sun_path[0] = '\0';
		snprintf(name.sun_path + 1, 6, "%05x", next++ & 0xfffff);
		addr = make_addr(&name, sizeof(sa_family_t) + 6);
		err = addr ? set_abstract(u, addr) : -ENOMEM;
	}
	return err == -EINVAL ? 0 : err;
}

static int bind_file(struct unix_sock *u, struct unix_addr *addr)
{
	struct dentry *dentry;
	struct path dir;
	int err;

	dentry = kern_path_create(AT_FDCWD, addr->name.sun_path, &dir, 0);
	if (IS_ERR(dentry)) {
		err = PTR_ERR(dentry);
		return err == -EEXIST ? -EADDRINUSE : err;
	}
	err = vfs_mknod(&init_user_ns, d_inode(dir.dentry), dentry,
			S_IFSOCK | (0777 & ~current_umask()), 0);
	if (!err) {
		spin_lock(&unix_lock);
		if (u->addr) {
			err = -EINVAL;
		} else {
			u->addr = addr;
			u->bound = true;
			u->path = (struct path){dir.mnt, dentry};
			path_get(&u->path);
		}
		spin_unlock(&unix_lock);
		if (err)
			vfs_unlink(&init_user_ns, d_inode(dir.dentry), dentry, NULL);
	}
	done_path_create(&dir, dentry);
	return err;
}

static int unix_bind(struct socket *sock, struct sockaddr *uaddr, int len)
{
	struct unix_sock *u = unix_sk(sock);
	struct sockaddr_un *name = (struct sockaddr_un *)uaddr;
	struct unix_addr *addr;
	int err;

	if (len == sizeof(sa_family_t) && name->sun_family == AF_UNIX)
		return unix_autobind(u);
	err = check_name(name, &len);
	if (err)
		return err;
	addr = make_addr(name, len);
	if (!addr)
		return -ENOMEM;
	if (!name->sun_path[0])
		return set_abstract(u, addr);
	err = bind_file(u, addr);
	if (err)
		unix_addr_put(addr);
	return err;
}

static int unix_getname(struct socket *sock, struct sockaddr *uaddr, int peer)
{
	struct unix_sock *u = unix_sk(sock);
	int len = sizeof(sa_family_t);

	uaddr->sa_family = AF_UNIX;
	spin_lock(&unix_lock);
	if (peer)
		u = u->peer;
	if (u && u->addr) {
		len = u->addr->len;
		memcpy(uaddr, &u->addr->name, len);
	}
	spin_unlock(&unix_lock);
	return u ? len : -ENOTCONN;
}

/* ---- connections ---- */

static int unix_socketpair(struct socket *one, struct socket *other)
{
	struct unix_sock *a = unix_sk(one), *b = unix_sk(other);

	spin_lock(&unix_lock);
	a->peer = unix_get(b);
	b->peer = unix_get(a);
	a->peercred = b->peercred = own_creds();
	if (one->type != SOCK_DGRAM)
		a->state = b->state = UNIX_CONNECTED;
	spin_unlock(&unix_lock);
	return 0;
}

static int unix_listen(struct socket *sock, int backlog)
{
	struct unix_sock *u = unix_sk(sock);
	int err = 0;

	if (u->type == SOCK_DGRAM)
		return -EOPNOTSUPP;
	spin_lock(&unix_lock);
	if (!u->addr || u->state == UNIX_CONNECTED) {
		err = -EINVAL;
	} else {
		u->backlog = backlog;
		u->state = UNIX_LISTENING;
		u->peercred = own_creds();
	}
	spin_unlock(&unix_lock);
	wake_up_interruptible_all(&u->wait);
	return err;
}

/* unix_lock is held. -EAGAIN: there are too many already. */
static int may_connect(const struct unix_sock *u, const struct unix_sock *to)
{
	if (to->dead || to->state != UNIX_LISTENING || to->shutdown & RCV_SHUTDOWN)
		return -ECONNREFUSED;
	if (to->queued > (unsigned int)to->backlog)
		return -EAGAIN;
	if (u->state == UNIX_CONNECTED)
		return -EISCONN;
	return u->state == UNIX_LISTENING ? -EINVAL : 0;
}

static int try_connect(struct unix_sock *u, struct unix_sock *to, struct unix_msg *msg)
{
	struct unix_sock *child = msg->child;
	int err;

	spin_lock(&unix_lock);
	err = may_connect(u, to);
	if (!err) {
		child->peer = unix_get(u);
		child->state = u->state = UNIX_CONNECTED;
		child->peercred = own_creds();
		u->peercred = to->peercred;
		u->peer = unix_get(child);
		child->addr = to->addr;
		atomic_inc(&child->addr->refs);
		child->path = to->path;
		if (child->path.dentry)
			path_get(&child->path);
		list_add_tail(&msg->list, &to->queue);
		to->queued++;
	}
	spin_unlock(&unix_lock);
	if (!err)
		unix_wake(to, EPOLLIN | EPOLLRDNORM);
	return err;
}

static int connect_and_wait(struct socket *sock, struct unix_sock *to, struct unix_msg *msg,
			    int flags)
{
	struct unix_sock *u = unix_sk(sock);
	long timeo = flags & O_NONBLOCK ? 0 : sock->sndtimeo;
	int err = try_connect(u, to, msg);

	if (err != -EAGAIN || !timeo)
		return err;
	timeo = wait_event_interruptible_timeout(to->wait,
						 (err = try_connect(u, to, msg)) != -EAGAIN, timeo);
	return timeo < 0 ? unix_intr_errno(sock->sndtimeo) : err;
}

static int connect_stream(struct socket *sock, struct sockaddr *addr, int len, int flags)
{
	struct unix_sock *u = unix_sk(sock), *to = unix_find(addr, len, sock->type);
	struct unix_msg *msg;
	int err = PTR_ERR_OR_ZERO(to);

	if (err)
		return err;
	if (sock->passcred && !u->addr)
		err = unix_autobind(u);
	msg = err ? NULL : kvzalloc(sizeof(*msg), GFP_KERNEL);
	if (msg)
		msg->child = alloc_unix(NULL, sock->type);
	if (!err && !(msg && msg->child))
		err = -ENOMEM;
	if (!err)
		err = connect_and_wait(sock, to, msg, flags);
	if (err && msg) {
		if (msg->child)
			close_unix(msg->child);
		kvfree(msg);
	}
	unix_put(to);
	return err;
}

/* Whom it sends to from now on, and hears alone. */
static int connect_dgram(struct socket *sock, struct sockaddr *addr, int len)
{
	struct unix_sock *u = unix_sk(sock), *to = NULL, *old;
	int err = 0;

	if (len < (int)sizeof(sa_family_t))
		return -EINVAL;
	if (addr->sa_family != AF_UNSPEC) {
		to = unix_find(addr, len, sock->type);
		err = PTR_ERR_OR_ZERO(to);
		if (err)
			return err;
		if (sock->passcred && !u->addr)
			err = unix_autobind(u);
	}
	spin_lock(&unix_lock);
	if (!err && to && to->peer && to->peer != u)
		err = -EPERM;
	old = to;
	if (!err) {
		old = u->peer;
		u->peer = to;
		u->state = to ? UNIX_CONNECTED : UNIX_CLOSED;
	}
	spin_unlock(&unix_lock);
	if (old)
		unix_put(old);
	return err;
}

static int unix_connect(struct socket *sock, struct sockaddr *addr, int len, int flags)
{
	return sock->type == SOCK_DGRAM ? connect_dgram(sock, addr, len)
					: connect_stream(sock, addr, len, flags);
}

static struct unix_msg *take_connection(struct unix_sock *u)
{
	struct unix_msg *msg;

	spin_lock(&unix_lock);
	msg = list_first_entry_or_null(&u->queue, struct unix_msg, list);
	if (msg) {
		list_del(&msg->list);
		u->queued--;
	}
	spin_unlock(&unix_lock);
	return msg;
}

static int unix_accept(struct socket *sock, struct socket *new, int flags)
{
	struct unix_sock *u = unix_sk(sock);
	long timeo = flags & O_NONBLOCK ? 0 : sock->rcvtimeo;
	struct unix_msg *msg;

	if (u->type == SOCK_DGRAM)
		return -EOPNOTSUPP;
	if (u->state != UNIX_LISTENING)
		return -EINVAL;
	msg = take_connection(u);
	if (!msg && timeo)
		timeo = wait_event_interruptible_timeout(
		    u->wait, (msg = take_connection(u)) || u->shutdown & RCV_SHUTDOWN, timeo);
	if (!msg) {
		if (timeo < 0)
			return unix_intr_errno(sock->rcvtimeo);
		return timeo ? -EINVAL : -EAGAIN;
	}
	unix_wake(u, EPOLLOUT); /* who waits to connect */
	spin_lock(&unix_lock);
	new->sk = msg->child;
	msg->child->sock = new;
	spin_unlock(&unix_lock);
	new->passcred = sock->passcred;
	kvfree(msg);
	return 0;
}

static int unix_shutdown(struct socket *sock, int how)
{
	struct unix_sock *u = unix_sk(sock), *peer = NULL;

	if (how < SHUT_RD || how > SHUT_RDWR)
		return -EINVAL;
	how++;
	spin_lock(&unix_lock);
	u->shutdown |= how;
	if (u->peer && u->type != SOCK_DGRAM) {
		peer = unix_get(u->peer);
		peer->shutdown |= (how & RCV_SHUTDOWN ? SEND_SHUTDOWN : 0) |
				  (how & SEND_SHUTDOWN ? RCV_SHUTDOWN : 0);
	}
	spin_unlock(&unix_lock);
	unix_wake(u, EPOLLIN | EPOLLOUT | EPOLLHUP | EPOLLRDHUP);
	if (peer) {
		unix_wake(peer, EPOLLIN | EPOLLOUT | EPOLLHUP | EPOLLRDHUP);
		unix_put(peer);
	}
	return 0;
}

/* ---- looking ---- */

static __poll_t unix_poll(struct file *file, struct socket *sock, poll_table *table)
{
	struct unix_sock *u = unix_sk(sock);
	__poll_t mask = 0;

	poll_wait(file, &u->wait, table);
	if (u->type != SOCK_STREAM)
		poll_wait(file, &unix_room, table);
	spin_lock(&unix_lock);
	if (u->err)
		mask |= EPOLLERR;
	if (u->shutdown == (RCV_SHUTDOWN | SEND_SHUTDOWN))
		mask |= EPOLLHUP;
	if (u->shutdown & RCV_SHUTDOWN)
		mask |= EPOLLRDHUP | EPOLLIN | EPOLLRDNORM;
	if (!list_empty(&u->queue))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (u->type != SOCK_DGRAM && u->state == UNIX_CLOSED)
		mask |= EPOLLHUP;
	if (unix_writable(u) && !(u->type == SOCK_DGRAM && u->peer && unix_dgram_full(u->peer, u)))
		mask |= EPOLLOUT | EPOLLWRNORM | EPOLLWRBAND;
	spin_unlock(&unix_lock);
	return mask;
}

static int unread_bytes(struct unix_sock *u)
{
	struct unix_msg *msg;
	int bytes = 0;

	list_for_each_entry (msg, &u->queue, list) {
		bytes += msg->len - msg->pos;
		if (u->type == SOCK_DGRAM)
			break;
	}
	return bytes;
}

static int unix_ioctl(struct socket *sock, unsigned int cmd, unsigned long arg)
{
	struct unix_sock *u = unix_sk(sock);
	int bytes;

	if (cmd != FIONREAD && cmd != TIOCOUTQ)
		return -ENOTTY;
	if (cmd == FIONREAD && u->state == UNIX_LISTENING)
		return -EINVAL;
	spin_lock(&unix_lock);
	bytes = cmd == FIONREAD ? unread_bytes(u) : (int)u->wmem;
	spin_unlock(&unix_lock);
	return put_user(bytes, (int __user *)arg);
}

static int unix_peercred(struct socket *sock, struct ucred *cred)
{
	*cred = unix_sk(sock)->peercred;
	return 0;
}

static bool unix_is_listening(struct socket *sock)
{
	return unix_sk(sock)->state == UNIX_LISTENING;
}

static const struct proto_ops unix_ops = {
    .family = AF_UNIX,
    .release = unix_release,
    .bind = unix_bind,
    .connect = unix_connect,
    .socketpair = unix_socketpair,
    .accept = unix_accept,
    .getname = unix_getname,
    .poll = unix_poll,
    .ioctl = unix_ioctl,
    .listen = unix_listen,
    .shutdown = unix_shutdown,
    .sendmsg = unix_sendmsg,
    .recvmsg = unix_recvmsg,
    .peercred = unix_peercred,
    .is_listening = unix_is_listening,
};

static const struct net_proto_family unix_family = {AF_UNIX, unix_create};

static int __init unix_init(void)
{
	unix_proc_init();
	return sock_register(&unix_family);
}
fs_initcall(unix_init);
