/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * inotify: a program is told what happens to files and in directories (inotify(7)).
 *
 * 1. Purpose. Events of what the VFS does, read from a file.
 *
 * 2. Structures. A watch belongs to an inode, which it holds, and to an instance, whose queue
 *    its events go to:
 *
 *	watches[hash of inode] -> watch -> watch ...
 *	instance->watches      -> watch ...		instance->events -> event ...
 *
 * 3. Invariants. The event that is last in a queue is not followed by its like. A queue has
 *    MAX_EVENTS at most, and then says so.
 *
 * 4. Locking and context. inotify_lock for all. May sleep only where it holds nothing.
 *
 * 5. Failure. No memory for an event: it is lost.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fsnotify.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/ioctls.h>

#define IN_UNMOUNT     0x00002000u
#define IN_Q_OVERFLOW  0x00004000u
#define IN_IGNORED     0x00008000u
#define IN_ONLYDIR     0x01000000u
#define IN_DONT_FOLLOW 0x02000000u
#define IN_EXCL_UNLINK 0x04000000u
#define IN_MASK_CREATE 0x10000000u
#define IN_MASK_ADD    0x20000000u
#define IN_ISDIR       0x40000000u
#define IN_ONESHOT     0x80000000u
#define IN_ALL_BITS                                                                                \
	(IN_ALL_EVENTS | IN_UNMOUNT | IN_Q_OVERFLOW | IN_IGNORED | IN_ONLYDIR | IN_DONT_FOLLOW |   \
	 IN_EXCL_UNLINK | IN_MASK_CREATE | IN_MASK_ADD | IN_ISDIR | IN_ONESHOT)
#define HASH_BITS 6

struct instance {
	wait_queue_head_t wait;
	struct list_head events, watches;
	unsigned int nr_events;
	int last_wd;
};

struct watch {
	struct hlist_node hash;
	struct list_head list; /* of the instance */
	struct instance *instance;
	struct inode *inode;
	unsigned int mask;
	int wd;
};

struct event {
	struct list_head list;
	/* as a program reads it */
	s32 wd;
	u32 mask, cookie, len;
	char name[];
};

#define EVENT_HEAD (offsetof(struct event, name) - offsetof(struct event, wd))

unsigned int inotify_watches;
static struct hlist_head watches[1 << HASH_BITS];
static DEFINE_SPINLOCK(inotify_lock);
static u32 last_cookie;
static int max_events = 16384, max_instances = 128, max_watches = 8192;
static int nr_instances;

static struct hlist_head *bucket(const struct inode *inode)
{
	return &watches[hash_32((unsigned long)inode >> 4, HASH_BITS)];
}

/* ---- events; inotify_lock is held ---- */

static bool is_like_last(const struct instance *to, const struct event *e)
{
	const struct event *last;

	if (list_empty(&to->events))
		return false;
	last = list_last_entry(&to->events, struct event, list);
	return last->wd == e->wd && last->mask == e->mask && last->cookie == e->cookie &&
	       last->len == e->len && !memcmp(last->name, e->name, e->len);
}

static void queue(struct instance *to, int wd, unsigned int mask, u32 cookie, const char *name)
{
	size_t len = name ? ALIGN(strlen(name) + 1, 16) : 0;
	struct event *e;

	if (to->nr_events >= (unsigned int)max_events) {
		if (to->nr_events > (unsigned int)max_events)
			return;
		wd = -1;
		mask = IN_Q_OVERFLOW;
		len = 0;
	}
	e = kzalloc(struct_size(e, name, len), GFP_ATOMIC | __GFP_NOWARN);
	if (!e)
		return;
	e->wd = wd;
	e->mask = mask;
	e->cookie = cookie;
	e->len = len;
	if (len)
		strcpy(e->name, name);
	if (is_like_last(to, e)) {
		kfree(e);
		return;
	}
	list_add_tail(&e->list, &to->events);
	to->nr_events++;
	wake_up_interruptible_poll(&to->wait, EPOLLIN);
}

/* Its inode is to be put afterwards. */
static struct inode *remove(struct watch *w)
{
	struct inode *inode = w->inode;

	queue(w->instance, w->wd, IN_IGNORED, 0, NULL);
	hlist_del(&w->hash);
	list_del(&w->list);
	inotify_watches--;
	kfree(w);
	return inode;
}

/* ---- what has happened ---- */

static void tell(struct inode *inode, unsigned int mask, bool is_dir, u32 cookie,
		 const unsigned char *name, bool last)
{
	struct inode *gone[8];
	unsigned int nr = 0, i;
	struct hlist_node *next;
	struct watch *w;

	spin_lock(&inotify_lock);
	hlist_for_each_entry_safe(w, next, bucket(inode), hash)
	{
		bool wanted = w->inode == inode && w->mask & mask & IN_ALL_EVENTS;

		if (w->inode != inode)
			continue;
		if (wanted)
			queue(w->instance, w->wd, mask | (is_dir ? IN_ISDIR : 0), cookie,
			      (const char *)name);
		if (nr < ARRAY_SIZE(gone) && (last || (wanted && w->mask & IN_ONESHOT)))
			gone[nr++] = remove(w);
	}
	spin_unlock(&inotify_lock);
	for (i = 0; i < nr; i++)
		iput(gone[i]);
}

void fsnotify_inode(struct inode *inode, unsigned int mask)
{
	tell(inode, mask, S_ISDIR(inode->i_mode), 0, NULL, false);
}

void fsnotify_dir(struct inode *dir, const struct inode *child, const unsigned char *name,
		  unsigned int mask, u32 cookie)
{
	tell(dir, mask, child && S_ISDIR(child->i_mode), cookie, name, false);
}

void fsnotify_entry(struct dentry *dentry, unsigned int mask)
{
	struct inode *inode = d_inode(dentry);
	struct dentry *parent;

	if (!inode)
		return;
	if (!IS_ROOT(dentry)) {
		parent = dget_parent(dentry);
		fsnotify_dir(d_inode(parent), inode, dentry->d_name.name, mask, 0);
		dput(parent);
	}
	fsnotify_inode(inode, mask);
}

void fsnotify_unlinked(struct inode *dir, struct inode *inode, const unsigned char *name)
{
	bool is_dir = S_ISDIR(inode->i_mode);

	if (!is_dir)
		fsnotify_inode(inode, IN_ATTRIB);
	if (!inode->i_nlink || is_dir)
		tell(inode, IN_DELETE_SELF, false, 0, NULL, true);
	fsnotify_dir(dir, inode, name, IN_DELETE, 0);
}

void fsnotify_renamed(struct inode *old_dir, const unsigned char *old_name, struct inode *new_dir,
		      const unsigned char *new_name, struct inode *inode)
{
	u32 cookie;

	spin_lock(&inotify_lock);
	cookie = ++last_cookie;
	spin_unlock(&inotify_lock);
	fsnotify_dir(old_dir, inode, old_name, IN_MOVED_FROM, cookie);
	fsnotify_dir(new_dir, inode, new_name, IN_MOVED_TO, cookie);
	tell(inode, IN_MOVE_SELF, false, 0, NULL, false);
}

/* ---- reading ---- */

/* The next one, if it fits; -EINVAL: it does not. NULL: none. */
static struct event *next_event(struct instance *in, size_t room)
{
	struct event *e;

	spin_lock(&inotify_lock);
	e = list_first_entry_or_null(&in->events, struct event, list);
	if (e && EVENT_HEAD + e->len > room) {
		e = ERR_PTR(-EINVAL);
	} else if (e) {
		list_del(&e->list);
		in->nr_events--;
	}
	spin_unlock(&inotify_lock);
	return e;
}

static ssize_t inotify_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct instance *in = file->private_data;
	struct event *e;
	ssize_t done = 0;
	int err;

	for (;;) {
		e = next_event(in, count - done);
		if (IS_ERR(e))
			return done ? done : PTR_ERR(e);
		if (e) {
			err = copy_to_user(buf + done, &e->wd, EVENT_HEAD + e->len);
			done += EVENT_HEAD + e->len;
			kfree(e);
			if (err)
				return -EFAULT;
			continue;
		}
		if (done)
			return done;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(in->wait, !list_empty(&in->events));
		if (err)
			return err;
	}
}

static __poll_t inotify_poll(struct file *file, poll_table *table)
{
	struct instance *in = file->private_data;

	poll_wait(file, &in->wait, table);
	return list_empty(&in->events) ? 0 : EPOLLIN | EPOLLRDNORM;
}

static long inotify_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct instance *in = file->private_data;
	struct event *e;
	int bytes = 0;

	if (cmd != FIONREAD)
		return -ENOTTY;
	spin_lock(&inotify_lock);
	list_for_each_entry (e, &in->events, list)
		bytes += EVENT_HEAD + e->len;
	spin_unlock(&inotify_lock);
	return put_user(bytes, (int __user *)arg);
}

static int inotify_release(struct inode *unused, struct file *file)
{
	struct instance *in = file->private_data;
	struct event *e, *next;
	struct inode *inode;

	do {
		struct watch *w;

		spin_lock(&inotify_lock);
		w = list_first_entry_or_null(&in->watches, struct watch, list);
		inode = w ? remove(w) : NULL;
		spin_unlock(&inotify_lock);
		iput(inode);
	} while (inode);
	list_for_each_entry_safe (e, next, &in->events, list)
		kfree(e);
	kfree(in);
	nr_instances--;
	return 0;
}

static void inotify_show(struct seq_file *m, struct file *file)
{
	struct instance *in = file->private_data;
	struct watch *w;

	spin_lock(&inotify_lock);
	list_for_each_entry (w, &in->watches, list)
		seq_printf(m, "inotify wd:%x ino:%lx sdev:%x mask:%x ignored_mask:0\n", w->wd,
			   w->inode->i_ino, w->inode->i_sb->s_dev, w->mask & IN_ALL_EVENTS);
	spin_unlock(&inotify_lock);
}

static const struct file_operations inotify_fops = {
    .read = inotify_read,
    .poll = inotify_poll,
    .unlocked_ioctl = inotify_ioctl,
    .release = inotify_release,
    .llseek = noop_llseek,
    .show_fdinfo = inotify_show,
};

/* ---- the calls ---- */

static long make_instance(int flags)
{
	struct instance *in;
	int fd;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	if (nr_instances >= max_instances)
		return -EMFILE;
	in = kzalloc(sizeof(*in), GFP_KERNEL);
	if (!in)
		return -ENOMEM;
	init_waitqueue_head(&in->wait);
	INIT_LIST_HEAD(&in->events);
	INIT_LIST_HEAD(&in->watches);
	fd = anon_inode_getfd("inotify", &inotify_fops, in, O_RDONLY | flags);
	if (fd < 0)
		kfree(in);
	else
		nr_instances++;
	return fd;
}

SYSCALL_DEFINE1(inotify_init1, int, flags)
{
	return make_instance(flags);
}

SYSCALL_DEFINE0(inotify_init)
{
	return make_instance(0);
}

static struct watch *find(const struct instance *in, const struct inode *inode, int wd)
{
	struct watch *w;

	list_for_each_entry (w, &in->watches, list)
		if (inode ? w->inode == inode : w->wd == wd)
			return w;
	return NULL;
}

/* Takes new over; the watch's number. */
static long add_or_change(struct instance *in, struct inode *inode, unsigned int mask,
			  struct watch *new)
{
	struct watch *w;
	long ret;

	spin_lock(&inotify_lock);
	w = find(in, inode, 0);
	if (w && mask & IN_MASK_CREATE) {
		ret = -EEXIST;
	} else if (w) {
		w->mask = (mask & IN_MASK_ADD ? w->mask : 0) | mask;
		ret = w->wd;
	} else if (inotify_watches >= (unsigned int)max_watches) {
		ret = -ENOSPC;
	} else {
		*new = (struct watch){.instance = in, .inode = inode, .mask = mask};
		ret = new->wd = ++in->last_wd;
		ihold(inode);
		hlist_add_head(&new->hash, bucket(inode));
		list_add_tail(&new->list, &in->watches);
		inotify_watches++;
		new = NULL;
	}
	spin_unlock(&inotify_lock);
	kfree(new);
	return ret;
}

static long watch_path(struct instance *in, const char __user *name, unsigned int mask)
{
	struct watch *new;
	struct path path;
	long ret = user_path_at(AT_FDCWD, name,
				(mask & IN_DONT_FOLLOW ? 0 : LOOKUP_FOLLOW) |
				    (mask & IN_ONLYDIR ? LOOKUP_DIRECTORY : 0),
				&path);

	if (ret)
		return ret;
	ret = inode_permission(&init_user_ns, d_inode(path.dentry), MAY_READ);
	if (!ret) {
		new = kmalloc(sizeof(*new), GFP_KERNEL);
		ret = new ? add_or_change(in, d_inode(path.dentry), mask, new) : -ENOMEM;
	}
	path_put(&path);
	return ret;
}

SYSCALL_DEFINE3(inotify_add_watch, int, fd, const char __user *, name, u32, mask)
{
	struct fd f;
	long ret = -EINVAL;

	if (!(mask & IN_ALL_BITS))
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if ((mask & (IN_MASK_ADD | IN_MASK_CREATE)) != (IN_MASK_ADD | IN_MASK_CREATE) &&
	    f.file->f_op == &inotify_fops)
		ret = watch_path(f.file->private_data, name, mask);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE2(inotify_rm_watch, int, fd, s32, wd)
{
	struct fd f = fdget(fd);
	struct inode *inode = NULL;
	struct watch *w;
	long ret = f.file ? -EINVAL : -EBADF;

	if (f.file && f.file->f_op == &inotify_fops) {
		spin_lock(&inotify_lock);
		w = find(f.file->private_data, NULL, wd);
		if (w) {
			inode = remove(w);
			ret = 0;
		}
		spin_unlock(&inotify_lock);
		iput(inode);
	}
	fdput(f);
	return ret;
}

#define LIMIT(file, value)                                                                         \
	{                                                                                          \
		.procname = file, .data = &value, .maxlen = sizeof(int), .mode = 0644,             \
		.proc_handler = proc_dointvec                                                      \
	}

static struct ctl_table inotify_table[] = {
    LIMIT("max_queued_events", max_events),
    LIMIT("max_user_instances", max_instances),
    LIMIT("max_user_watches", max_watches),
    {NULL},
};

static int __init inotify_init(void)
{
	register_sysctl("fs", (struct ctl_table[]){{NULL}});
	return register_sysctl("fs/inotify", inotify_table);
}
late_initcall(inotify_init);
