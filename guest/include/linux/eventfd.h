/* SPDX-License-Identifier: GPL-2.0-only */
/* eventfd: a program's counter, signalled by the kernel (guest/fs/eventfd.c). */
#ifndef _LINUX_EVENTFD_H
#define _LINUX_EVENTFD_H

#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/poll.h>
#include <linux/types.h>
#include <linux/wait.h>

#define EFD_SEMAPHORE 1
#define EFD_CLOEXEC   O_CLOEXEC
#define EFD_NONBLOCK  O_NONBLOCK

struct eventfd_ctx;
struct file;

/* The counter behind a descriptor or file, held until eventfd_ctx_put(); an ERR_PTR: -EBADF, or
 * -EINVAL where it is no eventfd. */
struct eventfd_ctx *eventfd_ctx_fdget(int fd);
struct eventfd_ctx *eventfd_ctx_fileget(struct file *file);
void eventfd_ctx_put(struct eventfd_ctx *ctx);
/* The file itself, to be given back by fput(). */
struct file *eventfd_fget(int fd);

/* Adds n, up to the most there can be, and wakes readers; what was added. In any context. */
__u64 eventfd_signal(struct eventfd_ctx *ctx, __u64 n);

#endif
