/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * namei: from a path to what it names.
 *
 * 1. Purpose. Every call that takes a path begins here. The path is walked name by name,
 *    from the task's root or working directory, through the dcache; what is not there is
 *    asked of the file system.
 *
 * 2. Structures. A nameidata is a walk under way: where it is, its root, what is left of
 *    the path. A symbolic link puts its text before what is left:
 *
 *	at /a, "l/x/y" left;  /a/l -> "../b"
 *	at /a, "../b/x/y" left, a new text of its own
 *
 *    The last name is not walked where somebody wants to make, remove or rename it.
 *
 * 3. Invariants. The walk holds a reference to where it is. Each directory's right to be
 *    searched is looked at before a name in it is. ".." does not leave the task's root.
 *
 * 4. Locking and context. None held between two steps; the directory's i_rwsem for a look
 *    into the file system. May sleep.
 *
 * 5. Failure. -ENOENT, -ENOTDIR, -EACCES, -ELOOP (more than 40 links), -ENAMETOOLONG.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "internal.h"
#include "nameidata.h"

/* ---- may the task? ---- */

int generic_permission(struct user_namespace *ns, struct inode *inode, int mask)
{
	umode_t mode = inode->i_mode;

	mask &= MAY_READ | MAY_WRITE | MAY_EXEC;
	if (uid_eq(current_fsuid(), inode->i_uid))
		mode >>= 6;
	else if (in_group_p(inode->i_gid))
		mode >>= 3;
	if (!(mask & ~mode))
		return 0;
	if (S_ISDIR(inode->i_mode)) {
		if (!(mask & MAY_WRITE) && capable(CAP_DAC_READ_SEARCH))
			return 0;
		return capable(CAP_DAC_OVERRIDE) ? 0 : -EACCES;
	}
	if (mask == MAY_READ && capable(CAP_DAC_READ_SEARCH))
		return 0;
	/* even root runs only what somebody may run */
	if ((!(mask & MAY_EXEC) || inode->i_mode & S_IXUGO) && capable(CAP_DAC_OVERRIDE))
		return 0;
	return -EACCES;
}
EXPORT_SYMBOL(generic_permission);

int inode_permission(struct user_namespace *ns, struct inode *inode, int mask)
{
	umode_t mode = inode->i_mode;

	if (mask & MAY_WRITE) {
		if (sb_rdonly(inode->i_sb) && (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode)))
			return -EROFS;
		if (inode->i_flags & S_IMMUTABLE)
			return -EPERM;
	}
	if (inode->i_op->permission)
		return inode->i_op->permission(ns, inode, mask);
	return generic_permission(ns, inode, mask);
}
EXPORT_SYMBOL(inode_permission);

/* The way through a directory is the common case: most let everybody pass. */
static inline int may_search(struct inode *inode)
{
	if ((inode->i_mode & 0111) == 0111 && !inode->i_op->permission)
		return 0;
	return inode_permission(&init_user_ns, inode, MAY_EXEC);
}

/* ---- names out of user memory ---- */

struct filename *getname_flags(const char __user *name, int flags, int *empty)
{
	struct filename *result = kmem_cache_alloc(names_cache, GFP_KERNEL);
	char *text;
	long len;

	if (!result)
		return ERR_PTR(-ENOMEM);
	text = (char *)(result + 1);
	len = strncpy_from_user(text, name, NAMES_TEXT);
	if (len >= NAMES_TEXT)
		len = -ENAMETOOLONG;
	else if (!len && !(flags & LOOKUP_EMPTY))
		len = -ENOENT;
	if (len < 0) {
		kmem_cache_free(names_cache, result);
		return ERR_PTR(len);
	}
	*result = (struct filename){.name = text, .uptr = name, .refcnt = 1};
	return result;
}

struct filename *getname(const char __user *name)
{
	return getname_flags(name, 0, NULL);
}
EXPORT_SYMBOL(getname);

struct filename *getname_kernel(const char *name)
{
	struct filename *result;
	size_t len = strlen(name) + 1;

	if (len > NAMES_TEXT)
		return ERR_PTR(-ENAMETOOLONG);
	result = kmem_cache_alloc(names_cache, GFP_KERNEL);
	if (!result)
		return ERR_PTR(-ENOMEM);
	memcpy(result + 1, name, len);
	*result = (struct filename){.name = (char *)(result + 1), .refcnt = 1};
	return result;
}
EXPORT_SYMBOL(getname_kernel);

void putname(struct filename *name)
{
	if (!IS_ERR_OR_NULL(name) && !--name->refcnt)
		kmem_cache_free(names_cache, name);
}
EXPORT_SYMBOL(putname);

/* ---- over mounts ---- */

int follow_down_one(struct path *path)
{
	struct vfsmount *mnt = lookup_mnt(path);

	if (!mnt)
		return 0;
	path_put(path);
	*path = (struct path){mnt, dget(mnt->mnt_root)};
	return 1;
}
EXPORT_SYMBOL(follow_down_one);

int follow_up(struct path *path)
{
	struct path up;

	down_read(&namespace_sem);
	if (path->mnt->mnt_parent == path->mnt) {
		up_read(&namespace_sem);
		return 0;
	}
	up = (struct path){mntget(path->mnt->mnt_parent), dget(path->mnt->mnt_mountpoint)};
	up_read(&namespace_sem);
	path_put(path);
	*path = up;
	return 1;
}
EXPORT_SYMBOL(follow_up);

static void cross_mounts(struct path *path)
{
	while (d_mountpoint(path->dentry) && follow_down_one(path))
		;
}

static void dotdot(struct nameidata *nd)
{
	struct dentry *parent;

	for (;;) {
		if (path_equal(&nd->path, &nd->root))
			break;
		if (nd->path.dentry != nd->path.mnt->mnt_root) {
			parent = dget_parent(nd->path.dentry);
			dput(nd->path.dentry);
			nd->path.dentry = parent;
			break;
		}
		if (!follow_up(&nd->path))
			break;
	}
	cross_mounts(&nd->path);
}

/* ---- one name ---- */

/* The directory is locked, for writing if somebody might add names. With a reference. */
struct dentry *lookup_locked(struct dentry *dir, const struct qstr *name, unsigned int flags)
{
	struct inode *inode = dir->d_inode;
	struct dentry *dentry = d_lookup(dir, name), *other;

	if (dentry && dentry->d_op && dentry->d_op->d_revalidate &&
	    !dentry->d_op->d_revalidate(dentry, flags)) {
		d_drop(dentry);
		dput(dentry);
		dentry = NULL;
	}
	if (dentry)
		return dentry;
	if (inode->i_flags & S_DEAD)
		return ERR_PTR(-ENOENT);
	if (!inode->i_op->lookup)
		return ERR_PTR(-ENOTDIR);
	dentry = d_alloc(dir, name);
	if (!dentry)
		return ERR_PTR(-ENOMEM);
	other = inode->i_op->lookup(inode, dentry, flags);
	if (other) {
		dput(dentry);
		dentry = other;
	}
	return dentry;
}

/* The directory is not locked. Negative ones too. */
static struct dentry *lookup_one(struct dentry *dir, const struct qstr *name, unsigned int flags)
{
	struct dentry *dentry = d_lookup(dir, name);

	if (likely(dentry && !(dentry->d_op && dentry->d_op->d_revalidate)))
		return dentry;
	dput(dentry);
	inode_lock(dir->d_inode);
	dentry = lookup_locked(dir, name, flags);
	inode_unlock(dir->d_inode);
	return dentry;
}

/* In place of where the walk is, which it was called for. */
static int step_to(struct nameidata *nd, struct dentry *dentry)
{
	dput(nd->path.dentry);
	nd->path.dentry = dentry;
	if (unlikely(d_mountpoint(dentry)))
		cross_mounts(&nd->path);
	return 0;
}

/* ---- links ---- */

/* Where a link of /proc leads is no text: a place. By get_link(). */
int nd_jump_link(const struct path *path)
{
	struct nameidata *nd = current->journal_info;

	path_put(&nd->path);
	nd->path = *path;
	nd->jumped = true;
	return 0;
}
EXPORT_SYMBOL(nd_jump_link);

const char *vfs_get_link(struct dentry *dentry, struct delayed_call *done)
{
	struct inode *inode = d_inode(dentry);

	if (!S_ISLNK(inode->i_mode))
		return ERR_PTR(-EINVAL);
	return inode->i_link ? inode->i_link : inode->i_op->get_link(dentry, inode, done);
}
EXPORT_SYMBOL(vfs_get_link);

static int to_root(struct nameidata *nd)
{
	path_put(&nd->path);
	nd->path = nd->root;
	path_get(&nd->path);
	return 0;
}

/* The link's text, and what is left behind it, become what is left. */
static int splice_text(struct nameidata *nd, const char *text, const char *rest)
{
	size_t len = strlen(text), rest_len = strlen(rest);
	char *joined;

	if (!len)
		return -ENOENT;
	joined = kmalloc(len + rest_len + 2, GFP_KERNEL);
	if (!joined)
		return -ENOMEM;
	memcpy(joined, text, len);
	joined[len] = '/';
	memcpy(joined + len + (rest_len != 0), rest, rest_len + 1);
	kfree(nd->text);
	nd->text = joined;
	return 0;
}

/* dentry is a link in the directory where the walk is; its reference is taken over. */
static int follow_link(struct nameidata *nd, struct dentry *dentry, const char **rest)
{
	struct path link = {mntget(nd->path.mnt), dentry};
	void *journal = current->journal_info;
	DEFINE_DELAYED_CALL(done);
	const char *text;
	int err = 0;

	if (nd->links++ >= MAXSYMLINKS || nd->flags & LOOKUP_NO_SYMLINKS) {
		path_put(&link);
		return -ELOOP;
	}
	touch_atime(&link);
	nd->jumped = false;
	current->journal_info = nd;
	text = vfs_get_link(dentry, &done);
	current->journal_info = journal;
	if (IS_ERR(text))
		err = PTR_ERR(text);
	else if (nd->jumped)
		err = 1;
	else if (text && *text == '/')
		err = to_root(nd) ?: splice_text(nd, text, *rest);
	else
		err = splice_text(nd, text ? text : "", *rest);
	do_delayed_call(&done);
	path_put(&link);
	if (err >= 0 && !nd->jumped)
		*rest = nd->text;
	return err < 0 ? err : 0;
}

/* ---- the walk ---- */

/* The next name of s; where it ends. */
static const char *take_name(const struct dentry *dir, const char *s, struct qstr *name)
{
	u32 hash = (u32)(unsigned long)dir >> 5;
	const char *at = s;

	while (*at && *at != '/')
		hash = (hash + (u8)*at++) * 0x01000193;
	*name = (struct qstr){.hash = hash, .len = at - s, .name = (const unsigned char *)s};
	return at;
}

static int type_of(const struct qstr *name)
{
	if (name->name[0] != '.' || name->len > 2)
		return LAST_NORM;
	if (name->len == 1)
		return LAST_DOT;
	return name->name[1] == '.' ? LAST_DOTDOT : LAST_NORM;
}

/* A name in the middle, or the last one. 1: a link was put in front of what is left. */
static int walk_name(struct nameidata *nd, const struct qstr *name, bool follow, const char **rest)
{
	struct dentry *dentry;
	struct inode *inode;

	if (unlikely(nd->last_type != LAST_NORM)) {
		if (nd->last_type == LAST_DOTDOT)
			dotdot(nd);
		return 0;
	}
	dentry = lookup_one(nd->path.dentry, name, nd->flags);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	inode = READ_ONCE(dentry->d_inode);
	if (!inode) {
		dput(dentry);
		return -ENOENT;
	}
	if (unlikely(S_ISLNK(inode->i_mode)) && follow && !d_mountpoint(dentry)) {
		int err = follow_link(nd, dentry, rest);

		return err ? err : 1;
	}
	return step_to(nd, dentry);
}

/*
 * The path is walked, with LOOKUP_PARENT but for its last name, which is in nd->last then.
 */
static int link_path_walk(struct nameidata *nd, const char *name)
{
	struct qstr q;
	int err;

	for (;;) {
		const char *end;
		bool is_last, slash;

		while (*name == '/')
			name++;
		if (!*name) {
			/* a link has led here, or there was nothing but slashes */
			if (nd->flags & LOOKUP_PARENT)
				nd->last_type = LAST_ROOT;
			return 0;
		}
		if (!S_ISDIR(nd->path.dentry->d_inode->i_mode))
			return -ENOTDIR;
		err = may_search(nd->path.dentry->d_inode);
		if (err)
			return err;
		end = take_name(nd->path.dentry, name, &q);
		if (q.len > NAME_MAX)
			return -ENAMETOOLONG;
		nd->last_type = type_of(&q);
		slash = *end == '/';
		while (*end == '/')
			end++;
		is_last = !*end;
		if (is_last && slash)
			nd->flags |= LOOKUP_DIRECTORY;
		if (is_last && nd->flags & LOOKUP_PARENT) {
			nd->last = q;
			nd->slash = slash;
			return 0;
		}
		name = end;
		err = walk_name(nd, &q, !is_last || slash || nd->flags & LOOKUP_FOLLOW, &name);
		if (err < 0)
			return err;
	}
}

static int set_start(struct nameidata *nd, int dfd, const char *name)
{
	struct fs_struct *fs = current->fs;
	struct fd f;

	get_fs_root(fs, &nd->root);
	if (*name == '/') {
		nd->path = nd->root;
		path_get(&nd->path);
		return 0;
	}
	if (dfd == AT_FDCWD) {
		get_fs_pwd(fs, &nd->path);
		return 0;
	}
	f = fdget_raw(dfd);
	if (!f.file)
		return -EBADF;
	if (*name && !S_ISDIR(file_inode(f.file)->i_mode)) {
		fdput(f);
		return -ENOTDIR;
	}
	nd->path = f.file->f_path;
	path_get(&nd->path);
	fdput(f);
	return 0;
}

void nd_end(struct nameidata *nd)
{
	path_put(&nd->path);
	path_put(&nd->root);
	kfree(nd->text);
}

int nd_walk(struct nameidata *nd, int dfd, const char *name, unsigned int flags)
{
	int err;

	*nd = (struct nameidata){.flags = flags, .last_type = LAST_ROOT};
	err = set_start(nd, dfd, name);
	if (err)
		return err;
	if (!*name && !(flags & LOOKUP_EMPTY))
		return -ENOENT;
	return link_path_walk(nd, name);
}

/* Go on with the last name, which is a link: after LOOKUP_PARENT. */
int nd_follow_last(struct nameidata *nd, struct dentry *dentry)
{
	const char *rest = "";
	int err = follow_link(nd, dentry, &rest);

	if (err)
		return err;
	nd->last_type = LAST_ROOT;
	nd->slash = false;
	return link_path_walk(nd, rest);
}

int filename_lookup(int dfd, struct filename *name, unsigned int flags, struct path *path)
{
	struct nameidata nd;
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	err = nd_walk(&nd, dfd, name->name, flags);
	if (!err && nd.flags & LOOKUP_DIRECTORY && !d_is_dir(nd.path.dentry))
		err = -ENOTDIR;
	if (!err) {
		*path = nd.path;
		nd.path = (struct path){NULL, NULL};
	}
	nd_end(&nd);
	return err;
}

int kern_path(const char *name, unsigned int flags, struct path *path)
{
	struct filename *filename = getname_kernel(name);
	int err = filename_lookup(AT_FDCWD, filename, flags, path);

	putname(filename);
	return err;
}
EXPORT_SYMBOL(kern_path);

int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mnt, const char *name,
		    unsigned int flags, struct path *path)
{
	struct nameidata nd = {.path = {mntget(mnt), dget(dentry)},
			       .root = {mntget(mnt), dget(dentry)},
			       .flags = flags};
	int err = link_path_walk(&nd, name);

	if (!err) {
		*path = nd.path;
		nd.path = (struct path){NULL, NULL};
	}
	nd_end(&nd);
	return err;
}
EXPORT_SYMBOL(vfs_path_lookup);

int user_path_at(int dfd, const char __user *name, unsigned int flags, struct path *path)
{
	struct filename *filename = getname_flags(name, flags, NULL);
	int err = filename_lookup(dfd, filename, flags, path);

	putname(filename);
	return err;
}
EXPORT_SYMBOL(user_path_at);

/* ---- one name, for kernel code ---- */

static int check_one(const char *name, struct dentry *base, int len, struct qstr *q)
{
	*q = (struct qstr)QSTR_INIT(name, len);
	q->hash = full_name_hash(base, name, len);
	if (!len || memchr(name, '/', len) || type_of(q) != LAST_NORM)
		return -EACCES;
	return inode_permission(&init_user_ns, base->d_inode, MAY_EXEC);
}

struct dentry *lookup_one_len(const char *name, struct dentry *base, int len)
{
	struct qstr q;
	int err = check_one(name, base, len, &q);

	return err ? ERR_PTR(err) : lookup_locked(base, &q, 0);
}
EXPORT_SYMBOL(lookup_one_len);

struct dentry *lookup_one_len_unlocked(const char *name, struct dentry *base, int len)
{
	struct qstr q;
	int err = check_one(name, base, len, &q);

	return err ? ERR_PTR(err) : lookup_one(base, &q, 0);
}
EXPORT_SYMBOL(lookup_one_len_unlocked);
