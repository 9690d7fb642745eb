/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scm: what goes with a message beside its bytes (unix(7), "Ancillary messages"): open files,
 * which the receiver gets as numbers of its own, and who sent it, which it can rely upon.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/kernel.h>
#include <linux/net.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

void scm_free(struct scm_cookie *scm)
{
	unsigned int i;

	if (!scm)
		return;
	for (i = 0; i < scm->nr; i++)
		fput(scm->files[i]);
	kfree(scm);
}

static struct scm_cookie *alloc_scm(unsigned int nr)
{
	struct scm_cookie *scm = kzalloc(struct_size(scm, files, nr), GFP_KERNEL);

	if (!scm)
		return NULL;
	scm->creds = (struct ucred){current->tgid, current_uid().val, current_gid().val};
	return scm;
}

struct scm_cookie *scm_dup(const struct scm_cookie *scm)
{
	struct scm_cookie *copy = alloc_scm(scm->nr);
	unsigned int i;

	if (!copy)
		return NULL;
	copy->creds = scm->creds;
	copy->nr = scm->nr;
	for (i = 0; i < scm->nr; i++)
		copy->files[i] = get_file(scm->files[i]);
	return copy;
}

/* ---- sending ---- */

static int check_creds(const struct ucred *c)
{
	const struct cred *me = current_cred();
	bool own_uid = c->uid == me->uid.val || c->uid == me->euid.val || c->uid == me->suid.val;
	bool own_gid = c->gid == me->gid.val || c->gid == me->egid.val || c->gid == me->sgid.val;

	if ((c->pid == current->tgid || capable(CAP_SYS_ADMIN)) &&
	    (own_uid || capable(CAP_SETUID)) && (own_gid || capable(CAP_SETGID)))
		return 0;
	return -EPERM;
}

static int add_files(struct scm_cookie **pscm, const int *fds, unsigned int nr)
{
	struct scm_cookie *scm = *pscm, *more;
	unsigned int i;

	if (scm->nr + nr > SCM_MAX_FD)
		return -EINVAL;
	more = krealloc(scm, struct_size(scm, files, scm->nr + nr), GFP_KERNEL);
	if (!more)
		return -ENOMEM;
	*pscm = more;
	for (i = 0; i < nr; i++) {
		struct file *file = fget_raw(fds[i]);

		if (!file)
			return -EBADF;
		more->files[more->nr++] = file;
	}
	return 0;
}

static int take_one(struct scm_cookie **scm, const struct cmsghdr *c)
{
	size_t len = c->cmsg_len - sizeof(*c);

	if (c->cmsg_level != SOL_SOCKET)
		return 0;
	if (c->cmsg_type == SCM_RIGHTS)
		return add_files(scm, (const int *)(c + 1), len / sizeof(int));
	if (c->cmsg_type != SCM_CREDENTIALS || len != sizeof(struct ucred))
		return -EINVAL;
	memcpy(&(*scm)->creds, c + 1, sizeof(struct ucred));
	return check_creds(&(*scm)->creds);
}

static int take_all(struct scm_cookie **scm, const char *control, size_t len)
{
	const struct cmsghdr *c;
	size_t at = 0;
	int err = 0;

	while (!err && len - at >= sizeof(*c) && at < len) {
		c = (const struct cmsghdr *)(control + at);
		if (c->cmsg_len < sizeof(*c) || c->cmsg_len > len - at)
			return -EINVAL;
		err = take_one(scm, c);
		at += CMSG_ALIGN(c->cmsg_len);
	}
	return err;
}

struct scm_cookie *scm_send(struct msghdr *msg)
{
	struct scm_cookie *scm;
	char *control = NULL;
	int err = 0;

	if (msg->msg_controllen > 20480)
		return ERR_PTR(-ENOBUFS);
	scm = alloc_scm(0);
	if (!scm)
		return ERR_PTR(-ENOMEM);
	if (msg->msg_controllen) {
		control = memdup_user(msg->msg_control, msg->msg_controllen);
		if (IS_ERR(control)) {
			scm_free(scm);
			return ERR_CAST(control);
		}
		err = take_all(&scm, control, msg->msg_controllen);
		kfree(control);
	}
	if (!err)
		return scm;
	scm_free(scm);
	return ERR_PTR(err);
}

/* ---- receiving ---- */

/* What does not fit is cut, and the program told so. */
static void put_cmsg(struct msghdr *msg, int type, const void *data, size_t len)
{
	struct cmsghdr c = {CMSG_LEN(len), SOL_SOCKET, type};

	if (msg->msg_controllen < sizeof(c)) {
		msg->msg_flags |= MSG_CTRUNC;
		return;
	}
	if (msg->msg_controllen < c.cmsg_len) {
		msg->msg_flags |= MSG_CTRUNC;
		c.cmsg_len = msg->msg_controllen;
	}
	if (copy_to_user(msg->msg_control, &c, sizeof(c)) ||
	    copy_to_user(msg->msg_control + sizeof(c), data, c.cmsg_len - sizeof(c)))
		return;
	len = min((size_t)CMSG_SPACE(len), msg->msg_controllen);
	msg->msg_control += len;
	msg->msg_controllen -= len;
}

/* As many as there is room for; the rest are closed. */
static void put_files(struct msghdr *msg, struct scm_cookie *scm, int flags)
{
	size_t room = msg->msg_controllen < sizeof(struct cmsghdr)
			  ? 0
			  : (msg->msg_controllen - sizeof(struct cmsghdr)) / sizeof(int);
	unsigned int nr = min((unsigned int)room, scm->nr), i;
	int __user *to = msg->msg_control + sizeof(struct cmsghdr);
	struct cmsghdr c = {.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
	size_t space;

	for (i = 0; i < nr; i++) {
		int fd = get_unused_fd_flags(flags & MSG_CMSG_CLOEXEC ? O_CLOEXEC : 0);

		if (fd < 0)
			break;
		if (put_user(fd, to + i)) {
			put_unused_fd(fd);
			break;
		}
		fd_install(fd, get_file(scm->files[i]));
	}
	if (i < scm->nr)
		msg->msg_flags |= MSG_CTRUNC;
	c.cmsg_len = CMSG_LEN(i * sizeof(int));
	if (!i || copy_to_user(msg->msg_control, &c, sizeof(c)))
		return;
	space = min((size_t)CMSG_SPACE(i * sizeof(int)), msg->msg_controllen);
	msg->msg_control += space;
	msg->msg_controllen -= space;
}

void scm_recv(struct socket *sock, struct msghdr *msg, struct scm_cookie *scm, int flags)
{
	if (!msg->msg_control) {
		if (sock->passcred || scm->nr)
			msg->msg_flags |= MSG_CTRUNC;
	} else {
		if (sock->passcred)
			put_cmsg(msg, SCM_CREDENTIALS, &scm->creds, sizeof(scm->creds));
		if (scm->nr)
			put_files(msg, scm, flags);
	}
	scm_free(scm);
}
