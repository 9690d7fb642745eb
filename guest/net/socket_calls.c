/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * socket_calls: the system calls of sockets, one by one and all of them by socketcall(), as
 * i386 programs had them first. Addresses and headers are copied here.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/kernel.h>
#include <linux/net.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "socket_private.h"

struct user_msghdr {
	u32 name;
	s32 namelen;
	u32 iov, iovlen, control, controllen, flags;
};

struct mmsghdr {
	struct user_msghdr hdr;
	u32 len;
};

/* ---- addresses ---- */

static int get_address(struct sockaddr_storage *to, const void __user *from, int len)
{
	if (len < 0 || len > (int)sizeof(*to))
		return -EINVAL;
	return copy_from_user(to, from, len) ? -EFAULT : 0;
}

/* len: how long it is; what does not fit is cut, but told. */
static int put_address(const void *from, int len, void __user *to, int __user *ulen)
{
	int room;

	if (get_user(room, ulen))
		return -EFAULT;
	if (room < 0)
		return -EINVAL;
	if (copy_to_user(to, from, min(room, len)))
		return -EFAULT;
	return put_user(len, ulen) ? -EFAULT : 0;
}

/* ---- making them ---- */

static int file_to_fd(struct file *file, int flags)
{
	int fd = get_unused_fd_flags(flags & SOCK_CLOEXEC ? O_CLOEXEC : 0);

	if (fd < 0)
		fput(file);
	else
		fd_install(fd, file);
	return fd;
}

static long do_socket(int family, int type, int protocol)
{
	int flags = type & ~SOCK_TYPE_MASK;
	struct file *file;

	if (flags & ~(SOCK_CLOEXEC | SOCK_NONBLOCK))
		return -EINVAL;
	file = sock_create(family, type & SOCK_TYPE_MASK, protocol, flags);
	return IS_ERR(file) ? PTR_ERR(file) : file_to_fd(file, flags);
}

static int make_pair(struct file **files, int family, int type, int protocol, int flags)
{
	int err;

	files[0] = sock_create(family, type, protocol, flags);
	if (IS_ERR(files[0]))
		return PTR_ERR(files[0]);
	files[1] = sock_create(family, type, protocol, flags);
	if (IS_ERR(files[1])) {
		fput(files[0]);
		return PTR_ERR(files[1]);
	}
	err = sock_from_file(files[0])->ops->socketpair(sock_from_file(files[0]),
							sock_from_file(files[1]));
	if (err) {
		fput(files[0]);
		fput(files[1]);
	}
	return err;
}

static long do_socketpair(int family, int type, int protocol, int __user *ufds)
{
	int flags = type & ~SOCK_TYPE_MASK, fds[2], err;
	struct file *files[2];

	if (flags & ~(SOCK_CLOEXEC | SOCK_NONBLOCK))
		return -EINVAL;
	err = make_pair(files, family, type & SOCK_TYPE_MASK, protocol, flags);
	if (err)
		return err;
	fds[0] = get_unused_fd_flags(flags & SOCK_CLOEXEC ? O_CLOEXEC : 0);
	fds[1] = fds[0] < 0 ? fds[0] : get_unused_fd_flags(flags & SOCK_CLOEXEC ? O_CLOEXEC : 0);
	err = fds[1] < 0 ? fds[1] : copy_to_user(ufds, fds, sizeof(fds)) ? -EFAULT : 0;
	if (err) {
		if (fds[1] >= 0)
			put_unused_fd(fds[1]);
		if (fds[0] >= 0)
			put_unused_fd(fds[0]);
		fput(files[0]);
		fput(files[1]);
		return err;
	}
	fd_install(fds[0], files[0]);
	fd_install(fds[1], files[1]);
	return 0;
}

/* ---- names and connections ---- */

static long do_bind(int fd, const void __user *uaddr, int len)
{
	struct sockaddr_storage addr;
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);

	if (sock)
		err = get_address(&addr, uaddr, len);
	if (!err)
		err = sock->ops->bind(sock, (struct sockaddr *)&addr, len);
	fdput(f);
	return err;
}

static long do_connect(int fd, const void __user *uaddr, int len)
{
	struct sockaddr_storage addr;
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);

	if (sock)
		err = get_address(&addr, uaddr, len);
	if (!err)
		err = sock->ops->connect(sock, (struct sockaddr *)&addr, len, f.file->f_flags);
	fdput(f);
	return err;
}

static long do_listen(int fd, int backlog)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);

	if (sock)
		err = sock->ops->listen(sock, min((unsigned int)backlog, (unsigned int)SOMAXCONN));
	fdput(f);
	return err;
}

static struct file *accept_file(struct file *file, struct socket *sock, int flags,
				void __user *uaddr, int __user *ulen)
{
	struct sockaddr_storage addr;
	struct file *new = sock_alloc(sock->type, sock->ops, flags);
	int err;

	if (IS_ERR(new))
		return new;
	err = sock->ops->accept(sock, sock_from_file(new), file->f_flags);
	if (!err && uaddr) {
		int len = sock->ops->getname(sock_from_file(new), (struct sockaddr *)&addr, 1);

		err = len < 0 ? -ECONNABORTED : put_address(&addr, len, uaddr, ulen);
	}
	if (!err)
		return new;
	fput(new);
	return ERR_PTR(err);
}

static long do_accept(int fd, void __user *uaddr, int __user *ulen, int flags)
{
	struct fd f = fdget(fd);
	struct socket *sock;
	struct file *new;
	int err, newfd;

	if (flags & ~(SOCK_CLOEXEC | SOCK_NONBLOCK)) {
		fdput(f);
		return f.file ? -EINVAL : -EBADF;
	}
	sock = sockfd_lookup_light(f, &err);
	newfd = sock ? get_unused_fd_flags(flags & SOCK_CLOEXEC ? O_CLOEXEC : 0) : err;
	if (newfd >= 0) {
		new = accept_file(f.file, sock, flags, uaddr, ulen);
		if (IS_ERR(new)) {
			put_unused_fd(newfd);
			newfd = PTR_ERR(new);
		} else {
			fd_install(newfd, new);
		}
	}
	fdput(f);
	return newfd;
}

static long do_getname(int fd, void __user *uaddr, int __user *ulen, int peer)
{
	struct sockaddr_storage addr;
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);

	if (sock)
		err = sock->ops->getname(sock, (struct sockaddr *)&addr, peer);
	if (err >= 0 && sock)
		err = put_address(&addr, err, uaddr, ulen);
	fdput(f);
	return err;
}

static long do_shutdown(int fd, int how)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);

	if (sock)
		err = sock->ops->shutdown(sock, how);
	fdput(f);
	return err;
}

static long do_setsockopt(int fd, int level, int name, const char __user *val, int len)
{
	struct fd f;
	int err;
	struct socket *sock;

	if (len < 0)
		return -EINVAL;
	f = fdget(fd);
	sock = sockfd_lookup_light(f, &err);
	if (sock && level == SOL_SOCKET)
		err = sock_setsockopt(sock, name, val, len);
	else if (sock)
		err = sock->ops->setsockopt ? sock->ops->setsockopt(sock, level, name, val, len)
					    : -EOPNOTSUPP;
	fdput(f);
	return err;
}

static long do_getsockopt(int fd, int level, int name, char __user *val, int __user *len)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);

	if (sock && level == SOL_SOCKET)
		err = sock_getsockopt(sock, name, val, len);
	else if (sock)
		err = sock->ops->getsockopt ? sock->ops->getsockopt(sock, level, name, val, len)
					    : -EOPNOTSUPP;
	fdput(f);
	return err;
}

/* ---- messages ---- */

static long do_sendto(int fd, void __user *buf, size_t len, unsigned int flags,
		      const void __user *uaddr, int addr_len)
{
	struct sockaddr_storage addr;
	struct msghdr msg = {};
	struct iovec iov;
	struct fd f;
	int err =
	    import_single_range(WRITE, buf, min(len, (size_t)MAX_RW_COUNT), &iov, &msg.msg_iter);
	struct socket *sock;

	if (err)
		return err;
	f = fdget(fd);
	sock = sockfd_lookup_light(f, &err);
	if (sock && uaddr) {
		err = get_address(&addr, uaddr, addr_len);
		msg.msg_name = &addr;
		msg.msg_namelen = addr_len;
	}
	if (!err) {
		msg.msg_flags = flags | (f.file->f_flags & O_NONBLOCK ? MSG_DONTWAIT : 0);
		err = sock_sendmsg(sock, &msg);
	}
	fdput(f);
	return err;
}

static long do_recvfrom(int fd, void __user *buf, size_t len, unsigned int flags,
			void __user *uaddr, int __user *addr_len)
{
	struct sockaddr_storage addr;
	struct msghdr msg = {.msg_name = uaddr ? &addr : NULL};
	struct iovec iov;
	struct fd f;
	int err =
		import_single_range(READ, buf, min(len, (size_t)MAX_RW_COUNT), &iov, &msg.msg_iter),
	    err2;
	struct socket *sock;

	if (err)
		return err;
	f = fdget(fd);
	sock = sockfd_lookup_light(f, &err);
	if (sock) {
		if (f.file->f_flags & O_NONBLOCK)
			flags |= MSG_DONTWAIT;
		err = sock_recvmsg(sock, &msg, flags);
	}
	if (err >= 0 && sock && uaddr) {
		err2 = put_address(&addr, msg.msg_namelen, uaddr, addr_len);
		err = err2 ? err2 : err;
	}
	fdput(f);
	return err;
}

static int get_msghdr(struct user_msghdr *to, const struct user_msghdr __user *umsg)
{
	if (copy_from_user(to, umsg, sizeof(*to)))
		return -EFAULT;
	if (!to->name)
		to->namelen = 0;
	if (to->namelen < 0)
		return -EINVAL;
	to->namelen = min(to->namelen, (int)sizeof(struct sockaddr_storage));
	return to->iovlen > UIO_MAXIOV ? -EMSGSIZE : 0;
}

static long send_one(struct file *file, struct socket *sock, const struct user_msghdr __user *umsg,
		     unsigned int flags)
{
	struct iovec fast[UIO_FASTIOV], *iov = fast;
	struct sockaddr_storage addr;
	struct user_msghdr user;
	struct msghdr msg = {};
	ssize_t ret = get_msghdr(&user, umsg);

	if (!ret && user.namelen) {
		msg.msg_name = &addr;
		msg.msg_namelen = user.namelen;
		ret = get_address(&addr, (void __user *)(unsigned long)user.name, user.namelen);
	}
	if (ret)
		return ret;
	ret = import_iovec(WRITE, (void __user *)(unsigned long)user.iov, user.iovlen, UIO_FASTIOV,
			   &iov, &msg.msg_iter);
	if (ret < 0)
		return ret;
	msg.msg_control = (void __user *)(unsigned long)user.control;
	msg.msg_controllen = user.controllen;
	msg.msg_flags = flags | (file->f_flags & O_NONBLOCK ? MSG_DONTWAIT : 0);
	ret = sock_sendmsg(sock, &msg);
	kfree(iov);
	return ret;
}

static long finish_recv(const struct msghdr *msg, const struct user_msghdr *user,
			struct user_msghdr __user *umsg)
{
	int len = min(msg->msg_namelen, user->namelen);

	if (user->name) {
		if (copy_to_user((void __user *)(unsigned long)user->name, msg->msg_name, len) ||
		    put_user(msg->msg_namelen, &umsg->namelen))
			return -EFAULT;
	}
	if (put_user(msg->msg_flags, &umsg->flags) ||
	    put_user((u32)(user->controllen - msg->msg_controllen), &umsg->controllen))
		return -EFAULT;
	return 0;
}

static long recv_one(struct file *file, struct socket *sock, struct user_msghdr __user *umsg,
		     unsigned int flags)
{
	struct iovec fast[UIO_FASTIOV], *iov = fast;
	struct sockaddr_storage addr;
	struct user_msghdr user;
	struct msghdr msg = {};
	ssize_t ret = get_msghdr(&user, umsg), err;

	if (ret)
		return ret;
	ret = import_iovec(READ, (void __user *)(unsigned long)user.iov, user.iovlen, UIO_FASTIOV,
			   &iov, &msg.msg_iter);
	if (ret < 0)
		return ret;
	msg.msg_name = user.name ? &addr : NULL;
	msg.msg_control = (void __user *)(unsigned long)user.control;
	msg.msg_controllen = user.control ? user.controllen : 0;
	user.controllen = msg.msg_controllen;
	msg.msg_flags = flags & MSG_CMSG_CLOEXEC;
	ret = sock_recvmsg(sock, &msg, flags | (file->f_flags & O_NONBLOCK ? MSG_DONTWAIT : 0));
	kfree(iov);
	if (ret < 0)
		return ret;
	err = finish_recv(&msg, &user, umsg);
	return err ? err : ret;
}

static long do_sendmsg(int fd, struct user_msghdr __user *umsg, unsigned int flags)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);
	long ret = sock ? send_one(f.file, sock, umsg, flags) : err;

	fdput(f);
	return ret;
}

static long do_recvmsg(int fd, struct user_msghdr __user *umsg, unsigned int flags)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);
	long ret = sock ? recv_one(f.file, sock, umsg, flags) : err;

	fdput(f);
	return ret;
}

static long do_sendmmsg(int fd, struct mmsghdr __user *vec, unsigned int nr, unsigned int flags)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);
	unsigned int i;
	long ret = err;

	nr = min(nr, (unsigned int)UIO_MAXIOV);
	for (i = 0; sock && i < nr; i++) {
		ret = send_one(f.file, sock, &vec[i].hdr, flags);
		if (ret < 0)
			break;
		ret = put_user((u32)ret, &vec[i].len) ? -EFAULT : 0;
		if (ret)
			break;
	}
	fdput(f);
	return sock && i ? (long)i : ret;
}

/* deadline in ns since boot; 0: none. It is looked at between messages only (recvmmsg(2), "Bugs").
 */
static long do_recvmmsg(int fd, struct mmsghdr __user *vec, unsigned int nr, unsigned int flags,
			u64 deadline)
{
	struct fd f = fdget(fd);
	int err;
	struct socket *sock = sockfd_lookup_light(f, &err);
	unsigned int i;
	long ret = err;

	nr = min(nr, (unsigned int)UIO_MAXIOV);
	for (i = 0; sock && i < nr; i++) {
		ret = recv_one(f.file, sock, &vec[i].hdr, flags & ~MSG_WAITFORONE);
		if (ret < 0)
			break;
		ret = put_user((u32)ret, &vec[i].len) ? -EFAULT : 0;
		if (ret)
			break;
		if (flags & MSG_WAITFORONE)
			flags |= MSG_DONTWAIT;
		if (deadline && ktime_get_ns() >= deadline) {
			i++;
			break;
		}
	}
	fdput(f);
	return sock && i ? (long)i : ret;
}

static long recvmmsg_until(int fd, struct mmsghdr __user *vec, unsigned int nr, unsigned int flags,
			   const struct timespec64 *timeout)
{
	if (!timespec64_valid(timeout))
		return -EINVAL;
	return do_recvmmsg(fd, vec, nr, flags, ktime_get_ns() + timespec64_to_ns_sat(timeout));
}

/* ---- one by one ---- */

SYSCALL_DEFINE3(socket, int, family, int, type, int, protocol)
{
	return do_socket(family, type, protocol);
}

SYSCALL_DEFINE4(socketpair, int, family, int, type, int, protocol, int __user *, fds)
{
	return do_socketpair(family, type, protocol, fds);
}

SYSCALL_DEFINE3(bind, int, fd, const void __user *, addr, int, len)
{
	return do_bind(fd, addr, len);
}

SYSCALL_DEFINE3(connect, int, fd, const void __user *, addr, int, len)
{
	return do_connect(fd, addr, len);
}

SYSCALL_DEFINE2(listen, int, fd, int, backlog)
{
	return do_listen(fd, backlog);
}

SYSCALL_DEFINE4(accept4, int, fd, void __user *, addr, int __user *, len, int, flags)
{
	return do_accept(fd, addr, len, flags);
}

SYSCALL_DEFINE5(getsockopt, int, fd, int, level, int, name, char __user *, val, int __user *, len)
{
	return do_getsockopt(fd, level, name, val, len);
}

SYSCALL_DEFINE5(setsockopt, int, fd, int, level, int, name, const char __user *, val, int, len)
{
	return do_setsockopt(fd, level, name, val, len);
}

SYSCALL_DEFINE3(getsockname, int, fd, void __user *, addr, int __user *, len)
{
	return do_getname(fd, addr, len, 0);
}

SYSCALL_DEFINE3(getpeername, int, fd, void __user *, addr, int __user *, len)
{
	return do_getname(fd, addr, len, 1);
}

SYSCALL_DEFINE6(sendto, int, fd, void __user *, buf, size_t, len, unsigned int, flags,
		const void __user *, addr, int, addr_len)
{
	return do_sendto(fd, buf, len, flags, addr, addr_len);
}

SYSCALL_DEFINE6(recvfrom, int, fd, void __user *, buf, size_t, len, unsigned int, flags,
		void __user *, addr, int __user *, addr_len)
{
	return do_recvfrom(fd, buf, len, flags, addr, addr_len);
}

SYSCALL_DEFINE3(sendmsg, int, fd, struct user_msghdr __user *, msg, unsigned int, flags)
{
	return do_sendmsg(fd, msg, flags);
}

SYSCALL_DEFINE3(recvmsg, int, fd, struct user_msghdr __user *, msg, unsigned int, flags)
{
	return do_recvmsg(fd, msg, flags);
}

SYSCALL_DEFINE4(sendmmsg, int, fd, struct mmsghdr __user *, vec, unsigned int, nr, unsigned int,
		flags)
{
	return do_sendmmsg(fd, vec, nr, flags);
}

SYSCALL_DEFINE5(recvmmsg, int, fd, struct mmsghdr __user *, vec, unsigned int, nr, unsigned int,
		flags, const struct __kernel_timespec __user *, timeout)
{
	struct timespec64 ts;

	if (!timeout)
		return do_recvmmsg(fd, vec, nr, flags, 0);
	return get_timespec64(&ts, timeout) ?: recvmmsg_until(fd, vec, nr, flags, &ts);
}

SYSCALL_DEFINE5(recvmmsg_time32, int, fd, struct mmsghdr __user *, vec, unsigned int, nr,
		unsigned int, flags, const struct old_timespec32 __user *, timeout)
{
	struct timespec64 ts;

	if (!timeout)
		return do_recvmmsg(fd, vec, nr, flags, 0);
	return get_old_timespec32(&ts, timeout) ?: recvmmsg_until(fd, vec, nr, flags, &ts);
}

SYSCALL_DEFINE2(shutdown, int, fd, int, how)
{
	return do_shutdown(fd, how);
}

/* ---- all by one ---- */

enum {
	CALL_SOCKET = 1,
	CALL_BIND,
	CALL_CONNECT,
	CALL_LISTEN,
	CALL_ACCEPT,
	CALL_GETSOCKNAME,
	CALL_GETPEERNAME,
	CALL_SOCKETPAIR,
	CALL_SEND,
	CALL_RECV,
	CALL_SENDTO,
	CALL_RECVFROM,
	CALL_SHUTDOWN,
	CALL_SETSOCKOPT,
	CALL_GETSOCKOPT,
	CALL_SENDMSG,
	CALL_RECVMSG,
	CALL_ACCEPT4,
	CALL_RECVMMSG,
	CALL_SENDMMSG,
	NR_CALLS
};

static const u8 nr_args[NR_CALLS] = {0, 3, 3, 3, 2, 3, 3, 3, 4, 4, 4, 6, 6, 2, 5, 5, 3, 3, 4, 5, 4};

SYSCALL_DEFINE2(socketcall, int, call, const unsigned long __user *, uargs)
{
	unsigned long a[6] = {};
	struct timespec64 ts;

	if (call < CALL_SOCKET || call >= NR_CALLS)
		return -EINVAL;
	if (copy_from_user(a, uargs, nr_args[call] * sizeof(a[0])))
		return -EFAULT;
	switch (call) {
	case CALL_SOCKET:
		return do_socket(a[0], a[1], a[2]);
	case CALL_BIND:
		return do_bind(a[0], (void __user *)a[1], a[2]);
	case CALL_CONNECT:
		return do_connect(a[0], (void __user *)a[1], a[2]);
	case CALL_LISTEN:
		return do_listen(a[0], a[1]);
	case CALL_ACCEPT:
	case CALL_ACCEPT4:
		return do_accept(a[0], (void __user *)a[1], (int __user *)a[2], a[3]);
	case CALL_GETSOCKNAME:
	case CALL_GETPEERNAME:
		return do_getname(a[0], (void __user *)a[1], (int __user *)a[2],
				  call == CALL_GETPEERNAME);
	case CALL_SOCKETPAIR:
		return do_socketpair(a[0], a[1], a[2], (int __user *)a[3]);
	case CALL_SEND:
	case CALL_SENDTO:
		return do_sendto(a[0], (void __user *)a[1], a[2], a[3], (void __user *)a[4], a[5]);
	case CALL_RECV:
	case CALL_RECVFROM:
		return do_recvfrom(a[0], (void __user *)a[1], a[2], a[3], (void __user *)a[4],
				   (int __user *)a[5]);
	case CALL_SHUTDOWN:
		return do_shutdown(a[0], a[1]);
	case CALL_SETSOCKOPT:
		return do_setsockopt(a[0], a[1], a[2], (char __user *)a[3], a[4]);
	case CALL_GETSOCKOPT:
		return do_getsockopt(a[0], a[1], a[2], (char __user *)a[3], (int __user *)a[4]);
	case CALL_SENDMSG:
		return do_sendmsg(a[0], (void __user *)a[1], a[2]);
	case CALL_RECVMSG:
		return do_recvmsg(a[0], (void __user *)a[1], a[2]);
	case CALL_SENDMMSG:
		return do_sendmmsg(a[0], (void __user *)a[1], a[2], a[3]);
	}
	if (!a[4])
		return do_recvmmsg(a[0], (void __user *)a[1], a[2], a[3], 0);
	return get_old_timespec32(&ts, (void __user *)a[4])
		   ?: recvmmsg_until(a[0], (void __user *)a[1], a[2], a[3], &ts);
}
