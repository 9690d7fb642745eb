/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * d_path: from a place in the tree to its path as text: the names are written from the end
 * of the buffer to its begin, on the way up to the task's root. A file that was removed
 * gets " (deleted)".
 */
#include <linux/export.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

struct prepend {
	char *at, *begin;
};

static bool prepend(struct prepend *p, const char *text, size_t len)
{
	if (p->at - p->begin < len)
		return false;
	p->at -= len;
	memcpy(p->at, text, len);
	return true;
}

static bool prepend_name(struct prepend *p, const struct dentry *dentry)
{
	return prepend(p, (const char *)dentry->d_name.name, dentry->d_name.len) &&
	       prepend(p, "/", 1);
}

/* Up to root. 0; 1: root was never met; -ENAMETOOLONG. Under namespace_sem. */
static int prepend_path(const struct path *path, const struct path *root, struct prepend *p)
{
	struct path at = *path;
	char *end = p->at;
	int err = 0;

	spin_lock(&dcache_lock);
	while (!path_equal(&at, root)) {
		if (at.dentry == at.mnt->mnt_root) {
			if (at.mnt == at.mnt->mnt_parent) {
				err = 1;
				break;
			}
			at = (struct path){at.mnt->mnt_parent, at.mnt->mnt_mountpoint};
			continue;
		}
		if (IS_ROOT(at.dentry)) {
			err = 1;
			break;
		}
		if (!prepend_name(p, at.dentry)) {
			err = -ENAMETOOLONG;
			break;
		}
		at.dentry = at.dentry->d_parent;
	}
	spin_unlock(&dcache_lock);
	if (err >= 0 && p->at == end && !prepend(p, "/", 1))
		err = -ENAMETOOLONG;
	return err;
}

/* Nothing but a NUL yet. */
static struct prepend empty(char *buf, int buflen)
{
	buf[buflen - 1] = '\0';
	return (struct prepend){.at = buf + buflen - 1, .begin = buf};
}

char *d_path(const struct path *path, char *buf, int buflen)
{
	struct prepend p = empty(buf, buflen);
	struct path root;
	int err;

	if (path->dentry->d_op && path->dentry->d_op->d_dname)
		return path->dentry->d_op->d_dname(path->dentry, buf, buflen);
	get_fs_root(current->fs, &root);
	down_read(&namespace_sem);
	if (d_unlinked(path->dentry))
		prepend(&p, " (deleted)", 10);
	err = prepend_path(path, &root, &p);
	up_read(&namespace_sem);
	path_put(&root);
	return err < 0 ? ERR_PTR(err) : p.at;
}
EXPORT_SYMBOL(d_path);

/* For who has namespace_sem already. */
void seq_mount_path(struct seq_file *m, const struct path *path)
{
	char *buf, *end = NULL;
	size_t size = seq_get_buf(m, &buf);
	struct path root;
	struct prepend p;

	if (!size)
		return;
	p = empty(buf, size);
	get_fs_root(current->fs, &root);
	if (prepend_path(path, &root, &p) >= 0)
		end = mangle_path(buf, p.at, " \t\n\\#");
	path_put(&root);
	seq_commit(m, end ? end - buf : -1);
}

char *dentry_path_raw(const struct dentry *dentry, char *buf, int buflen)
{
	struct prepend p = empty(buf, buflen);
	bool fits = true;

	spin_lock(&dcache_lock);
	if (IS_ROOT(dentry))
		fits = prepend(&p, "/", 1);
	for (; fits && !IS_ROOT(dentry); dentry = dentry->d_parent)
		fits = prepend_name(&p, dentry);
	spin_unlock(&dcache_lock);
	return fits ? p.at : ERR_PTR(-ENAMETOOLONG);
}
EXPORT_SYMBOL(dentry_path_raw);

SYSCALL_DEFINE2(getcwd, char __user *, buf, unsigned long, size)
{
	char *page = (char *)__get_free_page(GFP_KERNEL);
	struct path root, pwd;
	struct prepend p;
	int err;

	if (!page)
		return -ENOMEM;
	p = empty(page, PAGE_SIZE);
	get_fs_root(current->fs, &root);
	get_fs_pwd(current->fs, &pwd);
	down_read(&namespace_sem);
	err = d_unlinked(pwd.dentry) ? -ENOENT : prepend_path(&pwd, &root, &p);
	up_read(&namespace_sem);
	if (err > 0)
		err = prepend(&p, "(unreachable)", 13) ? 0 : -ENAMETOOLONG;
	if (!err) {
		err = page + PAGE_SIZE - p.at;
		if (err > size)
			err = -ERANGE;
		else if (copy_to_user(buf, p.at, err))
			err = -EFAULT;
	}
	path_put(&pwd);
	path_put(&root);
	free_page((unsigned long)page);
	return err;
}
