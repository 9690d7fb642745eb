/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * net: a socket, and what a family of them has to give (guest/net/). The file, its flags and
 * the copying of addresses are socket.c's matter; a family finds all in kernel memory, but for
 * the data.
 */
#ifndef _LINUX_NET_H
#define _LINUX_NET_H

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/ratelimit.h>
#include <linux/socket.h>
#include <linux/uio.h>

struct scm_cookie;
struct socket;

/* One sendmsg() or recvmsg(). */
struct msghdr {
	void *msg_name; /* room for a sockaddr_storage, or NULL */
	int msg_namelen;
	struct iov_iter msg_iter;
	void __user *msg_control;
	size_t msg_controllen; /* receiving: what is left */
	unsigned int msg_flags;
};

struct proto_ops {
	int family;
	int (*release)(struct socket *sock);
	int (*bind)(struct socket *sock, struct sockaddr *addr, int len);
	int (*connect)(struct socket *sock, struct sockaddr *addr, int len, int flags);
	int (*socketpair)(struct socket *one, struct socket *other);
	int (*accept)(struct socket *sock, struct socket *new, int flags);
	int (*getname)(struct socket *sock, struct sockaddr *addr, int peer); /* its length */
	__poll_t (*poll)(struct file *file, struct socket *sock, poll_table *table);
	int (*ioctl)(struct socket *sock, unsigned int cmd, unsigned long arg);
	int (*listen)(struct socket *sock, int backlog);
	int (*shutdown)(struct socket *sock, int how);
	/* of levels other than SOL_SOCKET; NULL: none */
	int (*setsockopt)(struct socket *sock, int level, int name, const char __user *val,
			  int len);
	int (*getsockopt)(struct socket *sock, int level, int name, char __user *val,
			  int __user *len);
	int (*sendmsg)(struct socket *sock, struct msghdr *msg, size_t len);
	int (*recvmsg)(struct socket *sock, struct msghdr *msg, size_t len, int flags);
	int (*peercred)(struct socket *sock, struct ucred *cred);
	bool (*is_listening)(struct socket *sock);
};

struct socket {
	short type; /* SOCK_STREAM ... */
	int protocol;
	const struct proto_ops *ops;
	void *sk; /* the family's */
	struct file *file;
	struct fasync_struct *fasync;
	/* what setsockopt() keeps */
	long rcvtimeo, sndtimeo; /* ticks */
	int sndbuf, rcvbuf, rcvlowat, priority;
	struct linger linger;
	bool passcred;
	unsigned long flags; /* 1 << SO_ of those that are only kept */
};

struct net_proto_family {
	int family;
	int (*create)(struct socket *sock, int protocol);
};

int sock_register(const struct net_proto_family *family); /* -EEXIST */

/* NULL and *err: no socket, or none at all. fdput() the fd. */
struct socket *sockfd_lookup_light(struct fd f, int *err);
struct socket *sock_from_file(struct file *file); /* NULL: not one */
void sock_release(struct socket *sock); /* the file's reference, or the kernel's own socket */
int sock_sendmsg(struct socket *sock, struct msghdr *msg);
int sock_recvmsg(struct socket *sock, struct msghdr *msg, int flags);
int sock_getsockopt(struct socket *sock, int name, char __user *val, int __user *len);
int sock_setsockopt(struct socket *sock, int name, const char __user *val, int len);

#define net_emerg_ratelimited(fmt, ...)	 pr_emerg_ratelimited(fmt, ##__VA_ARGS__)
#define net_alert_ratelimited(fmt, ...)	 pr_alert_ratelimited(fmt, ##__VA_ARGS__)
#define net_crit_ratelimited(fmt, ...)	 pr_crit_ratelimited(fmt, ##__VA_ARGS__)
#define net_err_ratelimited(fmt, ...)	 pr_err_ratelimited(fmt, ##__VA_ARGS__)
#define net_warn_ratelimited(fmt, ...)	 pr_warn_ratelimited(fmt, ##__VA_ARGS__)
#define net_notice_ratelimited(fmt, ...) pr_notice_ratelimited(fmt, ##__VA_ARGS__)
#define net_info_ratelimited(fmt, ...)	 pr_info_ratelimited(fmt, ##__VA_ARGS__)
#define net_dbg_ratelimited(fmt, ...)	 no_printk(fmt, ##__VA_ARGS__)

/* Open files and who sends them, underway with a message (guest/net/scm.c). */
struct scm_cookie {
	struct ucred creds;
	unsigned int nr;
	struct file *files[];
};

/* What stands in msg's control data; with no files in it, and current's creds, if nothing does. */
struct scm_cookie *scm_send(struct msghdr *msg); /* ERR_PTR() */
void scm_free(struct scm_cookie *scm);
struct scm_cookie *scm_dup(const struct scm_cookie *scm); /* NULL: no memory */
/* Into the receiver's control data; frees scm. */
void scm_recv(struct socket *sock, struct msghdr *msg, struct scm_cookie *scm, int flags);

#endif
