/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * namespace: the tree of mounts.
 *
 * 1. Purpose. One tree of names out of many file systems: at an entry of one begins the
 *    root of another. The same file system can be in several places, a part of it too.
 *
 * 2. Structures. A vfsmount says: of this super block, from mnt_root on, at mnt_mountpoint
 *    of mnt_parent. It is found by parent and mountpoint through a hash table, and the
 *    newest comes first, so a mount hides the one before it:
 *
 *	rootfs "/"  --dentry "proc"-->  vfsmount(proc)
 *	            --dentry "mnt"--->  vfsmount(ext2) --dentry "x"--> vfsmount(tmpfs)
 *
 * 3. Invariants. A mount holds a reference to its root, its parent and its mountpoint; the
 *    tree holds one to each mount. A mountpoint's dentry has DCACHE_MOUNTED, so that a walk
 *    that meets none of them never looks into the table.
 *
 * 4. Locking and context. namespace_sem for changes of the tree; mount_lock for table and
 *    list, so that a walk need not sleep.
 *
 * 5. Failure. -EBUSY: somebody is at home in it, or something is mounted on it.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fs_struct.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

#define BUCKETS 64

DECLARE_RWSEM(namespace_sem);
static DEFINE_SPINLOCK(mount_lock);
static struct hlist_head mount_table[BUCKETS];
static LIST_HEAD(mounts); /* those in the tree */
static int last_mnt_id;
static struct vfsmount *root_mnt;

static struct hlist_head *bucket(const struct vfsmount *mnt, const struct dentry *dentry)
{
	unsigned long hash = (unsigned long)mnt / sizeof(*mnt) + (unsigned long)dentry / 64;

	return &mount_table[(hash ^ hash >> 6) % BUCKETS];
}

struct vfsmount *root_mount(void)
{
	return root_mnt;
}

/* ---- one mount ---- */

static struct vfsmount *alloc_mount(struct dentry *root, const char *devname)
{
	struct vfsmount *mnt = kzalloc(sizeof(*mnt), GFP_KERNEL);

	if (!mnt)
		return NULL;
	mnt->mnt_devname = kstrdup(devname ? devname : "none", GFP_KERNEL);
	if (!mnt->mnt_devname) {
		kfree(mnt);
		return NULL;
	}
	atomic_set(&mnt->mnt_refs, 1);
	mnt->mnt_root = root;
	mnt->mnt_sb = root->d_sb;
	mnt->mnt_parent = mnt;
	mnt->mnt_mountpoint = root;
	INIT_LIST_HEAD(&mnt->mnt_list);
	spin_lock(&mount_lock);
	mnt->mnt_id = ++last_mnt_id;
	spin_unlock(&mount_lock);
	return mnt;
}

void mntput(struct vfsmount *mnt)
{
	struct super_block *sb;

	if (!mnt || !atomic_dec_and_test(&mnt->mnt_refs))
		return;
	sb = mnt->mnt_sb;
	dput(mnt->mnt_root);
	kfree(mnt->mnt_devname);
	kfree(mnt);
	deactivate_super(sb);
}
EXPORT_SYMBOL(mntput);

void path_get(const struct path *path)
{
	mntget(path->mnt);
	dget(path->dentry);
}
EXPORT_SYMBOL(path_get);

void path_put(const struct path *path)
{
	dput(path->dentry);
	mntput(path->mnt);
}
EXPORT_SYMBOL(path_put);

struct vfsmount *vfs_kern_mount(struct file_system_type *type, int flags, const char *name,
				void *data)
{
	struct vfsmount *mnt;
	struct dentry *root;

	if (!try_module_get(type->owner))
		return ERR_PTR(-ENODEV);
	root = type->mount(type, flags, name, data);
	module_put(type->owner); /* the super block has its own */
	if (IS_ERR(root))
		return ERR_CAST(root);
	mnt = alloc_mount(root, name);
	if (!mnt) {
		struct super_block *sb = root->d_sb;

		dput(root);
		deactivate_super(sb);
		return ERR_PTR(-ENOMEM);
	}
	return mnt;
}
EXPORT_SYMBOL(vfs_kern_mount);

struct vfsmount *kern_mount(struct file_system_type *type)
{
	return vfs_kern_mount(type, SB_KERNMOUNT, type->name, NULL);
}
EXPORT_SYMBOL(kern_mount);

void kern_unmount(struct vfsmount *mnt)
{
	if (!IS_ERR_OR_NULL(mnt))
		mntput(mnt);
}
EXPORT_SYMBOL(kern_unmount);

int mnt_want_write(struct vfsmount *mnt)
{
	return mnt->mnt_flags & MNT_READONLY || sb_rdonly(mnt->mnt_sb) ? -EROFS : 0;
}
EXPORT_SYMBOL(mnt_want_write);

void mnt_drop_write(struct vfsmount *mnt)
{
}
EXPORT_SYMBOL(mnt_drop_write);

int mnt_want_write_file(struct file *file)
{
	return mnt_want_write(file->f_path.mnt);
}
EXPORT_SYMBOL(mnt_want_write_file);

void mnt_drop_write_file(struct file *file)
{
}
EXPORT_SYMBOL(mnt_drop_write_file);

/* ---- the tree ---- */

/* Under mount_lock. */
static struct vfsmount *find_mount(const struct path *path)
{
	struct vfsmount *mnt;

	hlist_for_each_entry(mnt, bucket(path->mnt, path->dentry),
			     mnt_hash) if (mnt->mnt_parent == path->mnt &&
					   mnt->mnt_mountpoint == path->dentry) return mnt;
	return NULL;
}

struct vfsmount *lookup_mnt(const struct path *path)
{
	struct vfsmount *mnt;

	spin_lock(&mount_lock);
	mnt = mntget(find_mount(path));
	spin_unlock(&mount_lock);
	return mnt;
}

/* namespace_sem for writing. The tree takes over the mount's reference. */
static int attach(struct vfsmount *mnt, const struct path *at)
{
	bool is_dir = d_is_dir(mnt->mnt_root);

	if (is_dir != d_is_dir(at->dentry))
		return -ENOTDIR;
	if (d_unlinked(at->dentry))
		return -ENOENT;
	path_get(at);
	mnt->mnt_parent = at->mnt;
	mnt->mnt_mountpoint = at->dentry;
	d_set_mounted(at->dentry, true);
	spin_lock(&mount_lock);
	hlist_add_head(&mnt->mnt_hash, bucket(at->mnt, at->dentry));
	list_add_tail(&mnt->mnt_list, &mounts);
	spin_unlock(&mount_lock);
	return 0;
}

static bool still_a_mountpoint(const struct dentry *dentry)
{
	struct vfsmount *mnt;

	list_for_each_entry (mnt, &mounts, mnt_list)
		if (mnt->mnt_mountpoint == dentry && mnt->mnt_parent != mnt)
			return true;
	return false;
}

/* namespace_sem for writing. The references are the caller's: at's, and the mount's. */
static void detach(struct vfsmount *mnt, struct path *at)
{
	*at = (struct path){mnt->mnt_parent, mnt->mnt_mountpoint};
	spin_lock(&mount_lock);
	hlist_del_init(&mnt->mnt_hash);
	list_del_init(&mnt->mnt_list);
	mnt->mnt_parent = mnt;
	mnt->mnt_mountpoint = mnt->mnt_root;
	if (!still_a_mountpoint(at->dentry)) {
		spin_unlock(&mount_lock);
		d_set_mounted(at->dentry, false);
		return;
	}
	spin_unlock(&mount_lock);
}

static struct vfsmount *first_child(const struct vfsmount *parent)
{
	struct vfsmount *mnt;

	list_for_each_entry (mnt, &mounts, mnt_list)
		if (mnt->mnt_parent == parent && mnt != parent)
			return mnt;
	return NULL;
}

/* namespace_sem for writing; leaves first. */
static void detach_all(struct vfsmount *mnt, struct list_head *gone)
{
	struct vfsmount *at = mnt, *child;
	struct path place;

	for (;;) {
		while ((child = first_child(at)))
			at = child;
		child = at;
		at = at->mnt_parent;
		detach(child, &place);
		path_put(&place);
		list_add(&child->mnt_list, gone);
		if (child == mnt)
			return;
	}
}

/* ---- mount() ---- */

static const struct {
	unsigned long ms;
	int mnt;
} mount_flags[] = {
    {MS_NOSUID, MNT_NOSUID},   {MS_NODEV, MNT_NODEV},		{MS_NOEXEC, MNT_NOEXEC},
    {MS_NOATIME, MNT_NOATIME}, {MS_NODIRATIME, MNT_NODIRATIME}, {MS_RELATIME, MNT_RELATIME},
    {MS_RDONLY, MNT_READONLY},
};

static int mnt_flags_of(unsigned long flags)
{
	int i, mnt_flags = 0;

	for (i = 0; i < ARRAY_SIZE(mount_flags); i++)
		if (flags & mount_flags[i].ms)
			mnt_flags |= mount_flags[i].mnt;
	return mnt_flags;
}

static int add_mount(struct vfsmount *mnt, const struct path *at, unsigned long flags)
{
	int err;

	mnt->mnt_flags |= mnt_flags_of(flags);
	down_write(&namespace_sem);
	err = attach(mnt, at);
	up_write(&namespace_sem);
	if (err)
		mntput(mnt);
	return err;
}

static int do_new_mount(const struct path *at, const char *type_name, unsigned long flags,
			const char *dev_name, void *data)
{
	int sb_flags = flags & (SB_RDONLY | SB_SYNCHRONOUS | SB_SILENT | SB_NOATIME);
	struct file_system_type *type;
	struct vfsmount *mnt;

	if (!type_name)
		return -EINVAL;
	type = get_fs_type(type_name);
	if (!type)
		return -ENODEV;
	if (type->fs_flags & FS_REQUIRES_DEV && !dev_name)
		return -EINVAL;
	mnt = vfs_kern_mount(type, sb_flags, dev_name, data);
	return IS_ERR(mnt) ? PTR_ERR(mnt) : add_mount(mnt, at, flags);
}

static int do_bind(const struct path *at, const char *from, unsigned long flags)
{
	struct vfsmount *mnt;
	struct path path;
	int err;

	if (!from || !*from)
		return -EINVAL;
	err = kern_path(from, LOOKUP_FOLLOW, &path);
	if (err)
		return err;
	mnt = alloc_mount(dget(path.dentry), path.mnt->mnt_devname);
	if (!mnt) {
		dput(path.dentry);
		path_put(&path);
		return -ENOMEM;
	}
	grab_super(path.mnt->mnt_sb);
	mnt->mnt_flags = path.mnt->mnt_flags;
	path_put(&path);
	return add_mount(mnt, at, flags & ~MS_RDONLY);
}

static int do_move(const struct path *at, const char *from)
{
	struct path path, old;
	struct vfsmount *up;
	int err;

	err = from ? kern_path(from, LOOKUP_FOLLOW, &path) : -EINVAL;
	if (err)
		return err;
	down_write(&namespace_sem);
	if (path.dentry != path.mnt->mnt_root || path.mnt->mnt_parent == path.mnt)
		err = -EINVAL;
	for (up = at->mnt; !err && up->mnt_parent != up; up = up->mnt_parent)
		if (up == path.mnt)
			err = -ELOOP;
	if (!err && d_is_dir(path.dentry) != d_is_dir(at->dentry))
		err = -ENOTDIR;
	if (!err) {
		detach(path.mnt, &old);
		err = attach(path.mnt, at);
		if (err)
			attach(path.mnt, &old);
		path_put(&old);
	}
	up_write(&namespace_sem);
	path_put(&path);
	return err;
}

static int do_remount(const struct path *at, unsigned long flags, void *data)
{
	int err = 0;

	if (at->dentry != at->mnt->mnt_root)
		return -EINVAL;
	if (!(flags & MS_BIND))
		err =
		    reconfigure_super(at->mnt->mnt_sb, flags & (SB_RDONLY | SB_SYNCHRONOUS), data);
	if (!err)
		at->mnt->mnt_flags = mnt_flags_of(flags);
	return err;
}

static int path_mount(const char *dev_name, const struct path *at, const char *type,
		      unsigned long flags, void *data)
{
	if ((flags & 0xffff0000) == 0xc0ed0000) /* programs of old put a number there */
		flags &= 0xffff;
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (flags & MS_REMOUNT)
		return do_remount(at, flags, data);
	if (flags & MS_BIND)
		return do_bind(at, dev_name, flags);
	if (flags & (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE))
		return at->dentry == at->mnt->mnt_root ? 0 : -EINVAL; /* there is one namespace */
	if (flags & MS_MOVE)
		return do_move(at, dev_name);
	return do_new_mount(at, type, flags, dev_name, data);
}

int init_mount(const char *dev_name, const char *dir_name, const char *type, unsigned long flags,
	       void *data)
{
	struct path at;
	int err = kern_path(dir_name, LOOKUP_FOLLOW, &at);

	if (err)
		return err;
	err = path_mount(dev_name, &at, type, flags, data);
	path_put(&at);
	return err;
}

/* A string of the program's; NULL stays. */
static char *copy_mount_string(const char __user *s)
{
	return s ? strndup_user(s, PATH_MAX) : NULL;
}

/* A page at most, and as much of it as there is. */
static char *copy_mount_options(const void __user *data)
{
	char *copy;
	size_t left;

	if (!data)
		return NULL;
	copy = (char *)get_zeroed_page(GFP_KERNEL);
	if (!copy)
		return ERR_PTR(-ENOMEM);
	left = copy_from_user(copy, data, PAGE_SIZE - 1);
	if (left == PAGE_SIZE - 1) {
		free_page((unsigned long)copy);
		return ERR_PTR(-EFAULT);
	}
	return copy;
}

SYSCALL_DEFINE5(mount, char __user *, dev_name, char __user *, dir_name, char __user *, type,
		unsigned long, flags, void __user *, data)
{
	char *k_dev = copy_mount_string(dev_name), *k_type = copy_mount_string(type);
	char *options = copy_mount_options(data);
	struct path at;
	int err = 0;

	if (IS_ERR(k_dev))
		err = PTR_ERR(k_dev);
	else if (IS_ERR(k_type))
		err = PTR_ERR(k_type);
	else if (IS_ERR(options))
		err = PTR_ERR(options);
	else
		err = user_path(dir_name, &at);
	if (!err) {
		err = path_mount(k_dev, &at, k_type, flags, options);
		path_put(&at);
	}
	if (!IS_ERR(k_dev))
		kfree(k_dev);
	if (!IS_ERR(k_type))
		kfree(k_type);
	if (!IS_ERR(options))
		free_page((unsigned long)options);
	return err;
}

/* ---- umount() ---- */

/* References that are there when nobody uses it: the tree's and the caller's. */
#define IDLE_REFS 2

static int do_umount(struct path *path, int flags)
{
	struct vfsmount *mnt = path->mnt, *next;
	LIST_HEAD(gone);

	if (path->dentry != mnt->mnt_root)
		return -EINVAL;
	if (mnt == root_mnt)
		return -EBUSY;
	if (flags & MNT_FORCE && mnt->mnt_sb->s_op && mnt->mnt_sb->s_op->umount_begin)
		mnt->mnt_sb->s_op->umount_begin(mnt->mnt_sb);
	down_write(&namespace_sem);
	if (mnt->mnt_parent == mnt) {
		up_write(&namespace_sem);
		return -EINVAL;
	}
	if (!(flags & MNT_DETACH) &&
	    (first_child(mnt) || atomic_read(&mnt->mnt_refs) > IDLE_REFS)) {
		up_write(&namespace_sem);
		return -EBUSY;
	}
	detach_all(mnt, &gone);
	up_write(&namespace_sem);
	list_for_each_entry_safe (mnt, next, &gone, mnt_list) {
		list_del_init(&mnt->mnt_list);
		mntput(mnt);
	}
	return 0;
}

int do_umount_path(const char *dir_name, int flags)
{
	struct path path;
	int err = kern_path(dir_name, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = do_umount(&path, flags);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE2(umount, char __user *, name, int, flags)
{
	struct path path;
	int err;

	if (flags & ~(MNT_FORCE | MNT_DETACH | MNT_EXPIRE | UMOUNT_NOFOLLOW))
		return -EINVAL;
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	err = user_path_at(AT_FDCWD, name, flags & UMOUNT_NOFOLLOW ? 0 : LOOKUP_FOLLOW, &path);
	if (err)
		return err;
	err = do_umount(&path, flags);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE1(oldumount, char __user *, name)
{
	struct path path;
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	err = user_path(name, &path);
	if (err)
		return err;
	err = do_umount(&path, 0);
	path_put(&path);
	return err;
}

/* ---- /proc/mounts ---- */

static void show_mount_flags(struct seq_file *m, const struct vfsmount *mnt)
{
	static const struct {
		int flag;
		const char *text;
	} flags[] = {
	    {MNT_NOSUID, ",nosuid"},   {MNT_NODEV, ",nodev"},	    {MNT_NOEXEC, ",noexec"},
	    {MNT_NOATIME, ",noatime"}, {MNT_RELATIME, ",relatime"}, {MNT_NODIRATIME, ",nodiratime"},
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(flags); i++)
		if (mnt->mnt_flags & flags[i].flag)
			seq_puts(m, flags[i].text);
}

int mounts_show(struct seq_file *m, void *v)
{
	struct vfsmount *mnt;

	down_read(&namespace_sem);
	list_for_each_entry (mnt, &mounts, mnt_list) {
		struct path root = {mnt, mnt->mnt_root};
		const struct super_operations *op = mnt->mnt_sb->s_op;

		seq_escape(m, mnt->mnt_devname, " \t\n\\#");
		seq_putc(m, ' ');
		seq_mount_path(m, &root);
		seq_printf(m, " %s ", mnt->mnt_sb->s_type->name);
		seq_puts(m, mnt_want_write(mnt) ? "ro" : "rw");
		if (mnt->mnt_sb->s_flags & SB_SYNCHRONOUS)
			seq_puts(m, ",sync");
		show_mount_flags(m, mnt);
		if (op && op->show_options)
			op->show_options(m, mnt->mnt_root);
		seq_puts(m, " 0 0\n");
	}
	up_read(&namespace_sem);
	return 0;
}

/* proc(5), "mountinfo": nothing is shared, hence no optional fields. */
int mountinfo_show(struct seq_file *m)
{
	struct vfsmount *mnt;

	down_read(&namespace_sem);
	list_for_each_entry (mnt, &mounts, mnt_list) {
		struct path at = {mnt, mnt->mnt_root};
		struct super_block *sb = mnt->mnt_sb;

		seq_printf(m, "%d %d %u:%u ", mnt->mnt_id, mnt->mnt_parent->mnt_id,
			   MAJOR(sb->s_dev), MINOR(sb->s_dev));
		seq_dentry(m, mnt->mnt_root, " \t\n\\");
		seq_putc(m, ' ');
		seq_mount_path(m, &at);
		seq_puts(m, mnt->mnt_flags & MNT_READONLY ? " ro" : " rw");
		show_mount_flags(m, mnt);
		seq_printf(m, " - %s ", sb->s_type->name);
		seq_escape(m, mnt->mnt_devname, " \t\n\\#");
		seq_puts(m, sb_rdonly(sb) ? " ro" : " rw");
		if (sb->s_flags & SB_SYNCHRONOUS)
			seq_puts(m, ",sync");
		if (sb->s_op && sb->s_op->show_options)
			sb->s_op->show_options(m, mnt->mnt_root);
		seq_putc(m, '\n');
	}
	up_read(&namespace_sem);
	return 0;
}

/* ---- boot ---- */

/* The first file system, with nothing in it, and the first task is at home there. */
void __init mnt_init(void)
{
	struct file_system_type *type = get_fs_type("rootfs");
	struct path root;

	root_mnt = type ? vfs_kern_mount(type, 0, "rootfs", NULL) : ERR_PTR(-ENODEV);
	if (IS_ERR(root_mnt))
		panic("No root file system: %ld", PTR_ERR(root_mnt));
	list_add_tail(&root_mnt->mnt_list, &mounts);
	root = (struct path){root_mnt, root_mnt->mnt_root};
	set_fs_root(&init_fs, &root);
	set_fs_pwd(&init_fs, &root);
}
