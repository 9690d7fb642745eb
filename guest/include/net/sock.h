/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sock: a datagram socket's other half (guest/net/sock.c): what came and nobody has read, what it
 * sent and is underway. Its struct socket is the file's; this may outlive that one, as long as
 * packets refer to it.
 */
#ifndef _SOCK_H
#define _SOCK_H

#include <linux/net.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/wait.h>

#define RCV_SHUTDOWN  1
#define SEND_SHUTDOWN 2
#define SHUTDOWN_MASK 3

struct sock {
	struct list_head node; /* of its protocol's */
	unsigned short sk_family, sk_type;
	int sk_protocol;
	refcount_t sk_refcnt;
	struct socket *sk_socket; /* NULL: closed */
	struct sk_buff_head sk_receive_queue;
	atomic_t sk_rmem_alloc, sk_wmem_alloc; /* bytes, with what keeps them */
	int sk_rcvbuf, sk_sndbuf;
	atomic_t sk_drops;
	int sk_err; /* positive; told once */
	unsigned int sk_shutdown;
	int sk_bound_dev_if; /* 0: of any interface */
	kuid_t sk_uid;
	unsigned long sk_ino;
	wait_queue_head_t sk_wait;
	void *sk_user_data; /* a module's */
	void (*sk_destruct)(struct sock *sk);
};

/* With one reference; ops->release() gives it back. */
struct sock *sock_new(struct socket *sock, size_t size, int family, int protocol);
void sock_put(struct sock *sk);

static inline void sock_hold(struct sock *sk)
{
	refcount_inc(&sk->sk_refcnt);
}

/* A socket that is closed: nobody reads any more. Gives the socket's reference back. */
void sock_orphan_put(struct sock *sk);
/* The packet is the socket's, or freed, when there is no room. Any context. */
int sock_queue_rcv_skb(struct sock *sk, struct sk_buff *skb);
/* Waits for one, as flags and the socket's timeout say. MSG_PEEK: it stays. NULL and *err. */
struct sk_buff *skb_recv_datagram(struct sock *sk, unsigned int flags, int *err);
void skb_free_datagram(struct sock *sk, struct sk_buff *skb);
/* A packet of the socket's memory, when there is some. NULL and *err. */
struct sk_buff *sock_alloc_send_skb(struct sock *sk, unsigned long size, int noblock, int *err);
void sock_report_error(struct sock *sk, int err); /* positive */
__poll_t datagram_poll(struct file *file, struct socket *sock, poll_table *table);
/* Out of the packet to the reader; the answer of recvmsg(). */
int sock_copy_out(struct sk_buff *skb, int off, struct msghdr *msg, size_t len, int flags);
int sock_inq_ioctl(struct sock *sk, unsigned int cmd, unsigned long arg); /* -ENOIOCTLCMD */

int sock_no_socketpair(struct socket *one, struct socket *other);
int sock_no_accept(struct socket *sock, struct socket *new, int flags);
int sock_no_listen(struct socket *sock, int backlog);
int sock_no_peercred(struct socket *sock, struct ucred *cred);
bool sock_no_listening(struct socket *sock);

#include <net/netlink.h> /* many that use sockets of the kernel's rely on it */

#endif
