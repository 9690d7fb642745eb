/* SPDX-License-Identifier: GPL-2.0-only */
/* socket_private: what the files of this folder say to each other. */
#ifndef NET_SOCKET_PRIVATE_H
#define NET_SOCKET_PRIVATE_H

#include <linux/net.h>

/* Files with a socket that nobody else knows; flags: SOCK_NONBLOCK. fput() them. ERR_PTR(). */
struct file *sock_create(int family, int type, int protocol, int flags);
/* The same without its family's part: ops->release() must bear that. */
struct file *sock_alloc(int type, const struct proto_ops *ops, int flags);

#endif
