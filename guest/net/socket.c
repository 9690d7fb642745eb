/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * socket: sockets as files, and the options that all families have in common.
 *
 * Each has an inode of its own in sockfs, a file system that nobody mounts:
 *
 *	fd -> file -> struct socket -> the family's part (guest/net/unix.c)
 *	         \--> inode, "socket:[number]"
 *
 * Families: AF_UNIX (unix.c), AF_INET (ipv4/), AF_PACKET (packet.c), AF_NETLINK (netlink.c). The
 * others answer -EAFNOSUPPORT.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/net.h>
#include <linux/netdevice.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>
#include <asm/ioctls.h>

#include "fs/internal.h"
#include "socket_private.h"

#define DEFAULT_BUF 163840
#define MAX_BUF	    163840
#define MIN_SNDBUF  4544
#define MIN_RCVBUF  2272

static struct vfsmount *sock_mnt;
static const struct net_proto_family *families[AF_MAX];

int sock_register(const struct net_proto_family *family)
{
	if (families[family->family])
		return -EEXIST;
	families[family->family] = family;
	return 0;
}
EXPORT_SYMBOL(sock_register);

/* ---- as files ---- */

static ssize_t sock_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct msghdr msg = {.msg_iter = *to};
	ssize_t ret;

	ret = sock_recvmsg(file->private_data, &msg, file->f_flags & O_NONBLOCK ? MSG_DONTWAIT : 0);
	*to = msg.msg_iter;
	return ret;
}

static ssize_t sock_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct msghdr msg = {.msg_iter = *from};
	ssize_t ret;

	if (file->f_flags & O_NONBLOCK)
		msg.msg_flags = MSG_DONTWAIT;
	ret = sock_sendmsg(file->private_data, &msg);
	*from = msg.msg_iter;
	return ret;
}

static __poll_t sock_poll(struct file *file, poll_table *table)
{
	struct socket *sock = file->private_data;

	return sock->ops->poll(file, sock, table);
}

static long sock_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct socket *sock = file->private_data;

	long err = sock->ops->ioctl(sock, cmd, arg);

	if (err != -ENOTTY)
		return err;
	/* about interfaces any socket may be asked */
	err = dev_ioctl(cmd, (void __user *)arg);
	return err == -ENOIOCTLCMD ? -ENOTTY : err;
}

static int sock_fasync(int fd, struct file *file, int on)
{
	struct socket *sock = file->private_data;

	return fasync_helper(fd, file, on, &sock->fasync);
}

static int sock_close(struct inode *inode, struct file *file)
{
	struct socket *sock = file->private_data;

	if (file->f_flags & FASYNC)
		fasync_helper(-1, file, 0, &sock->fasync);
	if (sock->ops)
		sock->ops->release(sock);
	kfree(sock);
	return 0;
}

void sock_release(struct socket *sock)
{
	if (sock->file)
		fput(sock->file);
	else
		sock->ops->release(sock);
}
EXPORT_SYMBOL(sock_release);

static int sock_no_open(struct inode *inode, struct file *file)
{
	return -ENXIO;
}

static const struct file_operations socket_file_ops = {
    .llseek = no_llseek,
    .read_iter = sock_read_iter,
    .write_iter = sock_write_iter,
    .poll = sock_poll,
    .unlocked_ioctl = sock_ioctl,
    .release = sock_close,
    .fasync = sock_fasync,
};

/* By the name in /proc/self/fd nobody gets a second one. */
static const struct file_operations socket_inode_ops = {.open = sock_no_open};

struct socket *sock_from_file(struct file *file)
{
	return file->f_op == &socket_file_ops ? file->private_data : NULL;
}
EXPORT_SYMBOL(sock_from_file);

struct socket *sockfd_lookup_light(struct fd f, int *err)
{
	struct socket *sock = f.file ? sock_from_file(f.file) : NULL;

	*err = !f.file ? -EBADF : sock ? 0 : -ENOTSOCK;
	return sock;
}
EXPORT_SYMBOL(sockfd_lookup_light);

/* ---- making one ---- */

static struct inode *sock_inode(void)
{
	struct inode *inode = new_inode(sock_mnt->mnt_sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode->i_mode = S_IFSOCK | 0777;
	inode->i_uid = current_fsuid();
	inode->i_gid = current_fsgid();
	inode->i_fop = &socket_inode_ops;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	return inode;
}

static struct file *sock_file(struct socket *sock, int flags)
{
	struct inode *inode = sock_inode();
	struct file *file;

	if (!inode)
		return ERR_PTR(-ENFILE);
	file = alloc_file_pseudo(inode, sock_mnt, "", O_RDWR | (flags & SOCK_NONBLOCK),
				 &socket_file_ops);
	if (IS_ERR(file)) {
		iput(inode);
		return file;
	}
	stream_open(inode, file);
	file->private_data = sock;
	sock->file = file;
	return file;
}

struct file *sock_alloc(int type, const struct proto_ops *ops, int flags)
{
	struct socket *sock = kzalloc(sizeof(*sock), GFP_KERNEL);
	struct file *file;

	if (!sock)
		return ERR_PTR(-ENFILE);
	sock->type = type;
	sock->ops = ops;
	sock->rcvtimeo = sock->sndtimeo = MAX_SCHEDULE_TIMEOUT;
	sock->sndbuf = sock->rcvbuf = DEFAULT_BUF;
	sock->rcvlowat = 1;
	file = sock_file(sock, flags);
	if (IS_ERR(file))
		kfree(sock);
	return file;
}

struct file *sock_create(int family, int type, int protocol, int flags)
{
	struct file *file;
	int err;

	if (family < 0 || family >= AF_MAX)
		return ERR_PTR(-EAFNOSUPPORT);
	if (type < 0 || type >= SOCK_MAX)
		return ERR_PTR(-EINVAL);
	if (!families[family])
		return ERR_PTR(-EAFNOSUPPORT);
	file = sock_alloc(type, NULL, flags);
	if (IS_ERR(file))
		return file;
	err = families[family]->create(file->private_data, protocol);
	if (!err)
		return file;
	fput(file);
	return ERR_PTR(err);
}

int sock_sendmsg(struct socket *sock, struct msghdr *msg)
{
	return sock->ops->sendmsg(sock, msg, iov_iter_count(&msg->msg_iter));
}
EXPORT_SYMBOL(sock_sendmsg);

int sock_recvmsg(struct socket *sock, struct msghdr *msg, int flags)
{
	return sock->ops->recvmsg(sock, msg, iov_iter_count(&msg->msg_iter), flags);
}
EXPORT_SYMBOL(sock_recvmsg);

/* ---- options ---- */

static int get_timeout(long ticks, bool is_time64, char __user *val, int len)
{
	struct old_timeval32 old = {};
	s64 wide[2] = {};

	if (ticks != MAX_SCHEDULE_TIMEOUT) {
		wide[0] = old.tv_sec = ticks / HZ;
		wide[1] = old.tv_usec = ticks % HZ * (USEC_PER_SEC / HZ);
	}
	len = min(len, is_time64 ? (int)sizeof(wide) : (int)sizeof(old));
	if (copy_to_user(val, is_time64 ? (void *)wide : &old, len))
		return -EFAULT;
	return len;
}

static int set_timeout(long *ticks, bool is_time64, const char __user *val, int len)
{
	struct timespec64 ts;
	s64 wide[2];
	s32 old[2];

	if (len < (int)(is_time64 ? sizeof(wide) : sizeof(old)))
		return -EINVAL;
	if (copy_from_user(is_time64 ? (void *)wide : old, val,
			   is_time64 ? sizeof(wide) : sizeof(old)))
		return -EFAULT;
	if (!is_time64) {
		wide[0] = old[0];
		wide[1] = old[1];
	}
	if (wide[1] < 0 || wide[1] >= USEC_PER_SEC)
		return -EDOM;
	ts = (struct timespec64){max(wide[0], 0ll), wide[0] < 0 ? 0 : wide[1] * NSEC_PER_USEC};
	*ticks = wide[0] < 0 ? 0 : timespec64_to_ticks(&ts);
	if (!wide[0] && !wide[1])
		*ticks = MAX_SCHEDULE_TIMEOUT;
	return 0;
}

/* Those that are an int; -ENOPROTOOPT: none. */
static int get_int(struct socket *sock, int name, int *v)
{
	switch (name) {
	case SO_TYPE:
		*v = sock->type;
		return 0;
	case SO_DOMAIN:
		*v = sock->ops->family;
		return 0;
	case SO_PROTOCOL:
		*v = sock->protocol;
		return 0;
	case SO_ERROR:
		*v = 0;
		return 0;
	case SO_SNDBUF:
		*v = sock->sndbuf;
		return 0;
	case SO_RCVBUF:
		*v = sock->rcvbuf;
		return 0;
	case SO_RCVLOWAT:
		*v = sock->rcvlowat;
		return 0;
	case SO_SNDLOWAT:
		*v = 1;
		return 0;
	case SO_PRIORITY:
		*v = sock->priority;
		return 0;
	case SO_PASSCRED:
		*v = sock->passcred;
		return 0;
	case SO_ACCEPTCONN:
		*v = sock->ops->is_listening(sock);
		return 0;
	case SO_DEBUG:
	case SO_REUSEADDR:
	case SO_REUSEPORT:
	case SO_DONTROUTE:
	case SO_BROADCAST:
	case SO_KEEPALIVE:
	case SO_OOBINLINE:
	case SO_NO_CHECK:
	case SO_TIMESTAMP:
	case SO_PASSSEC:
		*v = sock->flags >> (name & 31) & 1;
		return 0;
	}
	return -ENOPROTOOPT;
}

int sock_getsockopt(struct socket *sock, int name, char __user *val, int __user *ulen)
{
	struct ucred cred;
	int len, v, err;

	if (get_user(len, ulen))
		return -EFAULT;
	if (len < 0)
		return -EINVAL;
	switch (name) {
	case SO_PEERCRED:
		sock->ops->peercred(sock, &cred);
		len = min(len, (int)sizeof(cred));
		err = copy_to_user(val, &cred, len) ? -EFAULT : len;
		break;
	case SO_LINGER:
		len = min(len, (int)sizeof(sock->linger));
		err = copy_to_user(val, &sock->linger, len) ? -EFAULT : len;
		break;
	case SO_RCVTIMEO_OLD:
	case SO_RCVTIMEO_NEW:
		err = get_timeout(sock->rcvtimeo, name == SO_RCVTIMEO_NEW, val, len);
		break;
	case SO_SNDTIMEO_OLD:
	case SO_SNDTIMEO_NEW:
		err = get_timeout(sock->sndtimeo, name == SO_SNDTIMEO_NEW, val, len);
		break;
	default:
		err = get_int(sock, name, &v);
		if (err)
			return err;
		len = min(len, (int)sizeof(v));
		err = copy_to_user(val, &v, len) ? -EFAULT : len;
	}
	if (err < 0)
		return err;
	return put_user(err, ulen) ? -EFAULT : 0;
}

static int set_int(struct socket *sock, int name, int v)
{
	switch (name) {
	case SO_SNDBUFFORCE:
	case SO_RCVBUFFORCE:
		if (!capable(CAP_NET_ADMIN))
			return -EPERM;
		if (name == SO_SNDBUFFORCE)
			sock->sndbuf = max(clamp(v, 0, INT_MAX / 2) * 2, MIN_SNDBUF);
		else
			sock->rcvbuf = max(clamp(v, 0, INT_MAX / 2) * 2, MIN_RCVBUF);
		return 0;
	case SO_SNDBUF: /* twice: what is said is what the data take, the rest keeps them */
		sock->sndbuf = max((int)min((u32)v, (u32)MAX_BUF) * 2, MIN_SNDBUF);
		return 0;
	case SO_RCVBUF:
		sock->rcvbuf = max((int)min((u32)v, (u32)MAX_BUF) * 2, MIN_RCVBUF);
		return 0;
	case SO_RCVLOWAT:
		sock->rcvlowat = v < 0 ? INT_MAX : v ? v : 1;
		return 0;
	case SO_PRIORITY:
		sock->priority = v;
		return 0;
	case SO_PASSCRED:
		sock->passcred = v;
		return 0;
	case SO_DEBUG:
		if (v && !capable(CAP_NET_ADMIN))
			return -EACCES;
		fallthrough;
	case SO_REUSEADDR:
	case SO_REUSEPORT:
	case SO_DONTROUTE:
	case SO_BROADCAST:
	case SO_KEEPALIVE:
	case SO_OOBINLINE:
	case SO_NO_CHECK:
	case SO_TIMESTAMP:
	case SO_PASSSEC:
		sock->flags = v ? sock->flags | 1ul << name : sock->flags & ~(1ul << name);
		return 0;
	}
	return -ENOPROTOOPT;
}

int sock_setsockopt(struct socket *sock, int name, const char __user *val, int len)
{
	int v;

	switch (name) {
	case SO_RCVTIMEO_OLD:
	case SO_RCVTIMEO_NEW:
		return set_timeout(&sock->rcvtimeo, name == SO_RCVTIMEO_NEW, val, len);
	case SO_SNDTIMEO_OLD:
	case SO_SNDTIMEO_NEW:
		return set_timeout(&sock->sndtimeo, name == SO_SNDTIMEO_NEW, val, len);
	case SO_LINGER:
		if (len < (int)sizeof(sock->linger))
			return -EINVAL;
		return copy_from_user(&sock->linger, val, sizeof(sock->linger)) ? -EFAULT : 0;
	}
	if (len < (int)sizeof(v))
		return -EINVAL;
	if (copy_from_user(&v, val, sizeof(v)))
		return -EFAULT;
	return set_int(sock, name, v);
}

/* ---- where they live ---- */

static char *sock_dname(struct dentry *dentry, char *buf, int buflen)
{
	snprintf(buf, buflen, "socket:[%lu]", d_inode(dentry)->i_ino);
	return buf;
}

static const struct dentry_operations sock_dentry_operations = {.d_dname = sock_dname};

static struct dentry *sockfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	return mount_pseudo_fs(type, flags, SOCKFS_MAGIC, &sock_dentry_operations);
}

static struct file_system_type sock_fs_type = {
    .name = "sockfs", .mount = sockfs_mount, .kill_sb = kill_anon_super};

static int __init sock_init(void)
{
	int err = register_filesystem(&sock_fs_type);

	if (!err) {
		sock_mnt = kern_mount(&sock_fs_type);
		err = PTR_ERR_OR_ZERO(sock_mnt);
	}
	return err;
}
core_initcall(sock_init);
