/* SPDX-License-Identifier: GPL-2.0-only */
/* unix: what the files of AF_UNIX share: unix.c, unix_msg.c, unix_gc.c. */
#ifndef NET_UNIX_H
#define NET_UNIX_H

#include <linux/mutex.h>
#include <linux/net.h>
#include <linux/path.h>
#include <linux/sched.h>

#define UNIX_PATH_MAX 108

struct sockaddr_un {
	sa_family_t sun_family;
	char sun_path[UNIX_PATH_MAX];
};

struct unix_addr {
	atomic_t refs;
	int len; /* of name, that counts */
	struct sockaddr_un name;
};

enum unix_state { UNIX_CLOSED, UNIX_LISTENING, UNIX_CONNECTED };

#define RCV_SHUTDOWN  1
#define SEND_SHUTDOWN 2

struct unix_sock {
	atomic_t refs;
	struct list_head all;
	struct socket *sock; /* NULL: closed, or nobody has accepted it yet */
	int type;
	enum unix_state state;
	bool dead;  /* closed */
	bool bound; /* addr is its own, not its listener's */
	unsigned int shutdown;
	struct unix_sock *peer; /* a reference; of a datagram socket: whom it sends to */
	struct unix_addr *addr; /* NULL: no name */
	struct path path;	/* of the name, if it is a file */
	struct list_head queue; /* of unix_msg; of one that listens: who wants to connect */
	unsigned int queued;
	unsigned int wmem; /* bytes it sent that nobody has read */
	int backlog, err;
	struct ucred peercred;
	wait_queue_head_t wait;
	struct mutex readers; /* one at a time */
	/* unix_gc.c's */
	unsigned int in_flight;
	bool reachable;
};

struct unix_msg {
	struct list_head list;
	struct unix_sock *from; /* a reference */
	struct unix_addr *addr; /* the sender's name then, or NULL */
	struct scm_cookie *scm;
	struct unix_sock *child; /* a connection */
	size_t len, pos, charge;
	char data[];
};

/* All but the data of messages: states, peers, queues. Nobody sleeps under it. */
extern spinlock_t unix_lock;
extern struct list_head unix_all;
/* Who waits to send to a datagram socket whose queue is full. */
extern wait_queue_head_t unix_room;
extern int unix_max_dgram_qlen;

static inline struct unix_sock *unix_sk(const struct socket *sock)
{
	return sock->sk;
}

void unix_put(struct unix_sock *u);
static inline struct unix_sock *unix_get(struct unix_sock *u)
{
	atomic_inc(&u->refs);
	return u;
}
void unix_addr_put(struct unix_addr *addr);
/* Whom the address names, with a reference. ERR_PTR(). */
struct unix_sock *unix_find(const struct sockaddr *addr, int len, int type);
int unix_autobind(struct unix_sock *u);
/* Something has changed for who waits for it. */
void unix_wake(struct unix_sock *u, __poll_t events);

/* Off its queue already; unix_lock is not held. */
void unix_free_msg(struct unix_msg *msg);
/* unix_lock is held. */
bool unix_dgram_full(const struct unix_sock *to, const struct unix_sock *from);
bool unix_writable(const struct unix_sock *u);
int unix_sendmsg(struct socket *sock, struct msghdr *msg, size_t len);
int unix_recvmsg(struct socket *sock, struct msghdr *msg, size_t len, int flags);
long unix_intr_errno(long timeo);

/* Sockets that only messages to each other hold are closed. */
void unix_gc(void);
void unix_proc_init(void);

#endif
