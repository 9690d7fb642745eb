/* SPDX-License-Identifier: GPL-2.0-only */
/* fs_struct: root, working directory and umask of a process. */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>

struct fs_struct init_fs = {
    .users = 1,
    .lock = __SPIN_LOCK_UNLOCKED(init_fs.lock),
    .umask = 0022,
};

static void replace(struct fs_struct *fs, struct path *which, const struct path *path)
{
	struct path old;

	path_get(path);
	spin_lock(&fs->lock);
	old = *which;
	*which = *path;
	spin_unlock(&fs->lock);
	if (old.dentry)
		path_put(&old);
}

void set_fs_root(struct fs_struct *fs, const struct path *path)
{
	replace(fs, &fs->root, path);
}

void set_fs_pwd(struct fs_struct *fs, const struct path *path)
{
	replace(fs, &fs->pwd, path);
}

static void get(struct fs_struct *fs, const struct path *which, struct path *path)
{
	/* nobody else can change what one task alone has */
	if (fs->users == 1 && fs == current->fs) {
		*path = *which;
		path_get(path);
		return;
	}
	spin_lock(&fs->lock);
	*path = *which;
	path_get(path);
	spin_unlock(&fs->lock);
}

void get_fs_root(struct fs_struct *fs, struct path *root)
{
	get(fs, &fs->root, root);
}
EXPORT_SYMBOL(get_fs_root);

void get_fs_pwd(struct fs_struct *fs, struct path *pwd)
{
	get(fs, &fs->pwd, pwd);
}
EXPORT_SYMBOL(get_fs_pwd);

struct fs_struct *copy_fs_struct(struct fs_struct *old)
{
	struct fs_struct *fs = kzalloc(sizeof(*fs), GFP_KERNEL);

	if (!fs)
		return NULL;
	fs->users = 1;
	spin_lock_init(&fs->lock);
	fs->umask = old->umask;
	get_fs_root(old, &fs->root);
	get_fs_pwd(old, &fs->pwd);
	return fs;
}

void put_fs_struct(struct fs_struct *fs)
{
	int left;

	spin_lock(&fs->lock);
	left = --fs->users;
	spin_unlock(&fs->lock);
	if (left)
		return;
	path_put(&fs->root);
	path_put(&fs->pwd);
	kfree(fs);
}

void exit_fs(struct task_struct *task)
{
	struct fs_struct *fs = task->fs;

	if (!fs)
		return;
	task->fs = NULL;
	put_fs_struct(fs);
}

int unshare_fs_struct(void)
{
	struct fs_struct *fs = copy_fs_struct(current->fs), *old = current->fs;

	if (!fs)
		return -ENOMEM;
	current->fs = fs;
	put_fs_struct(old);
	return 0;
}
EXPORT_SYMBOL(unshare_fs_struct);

int current_umask(void)
{
	return current->fs->umask;
}
EXPORT_SYMBOL(current_umask);

SYSCALL_DEFINE1(umask, int, mask)
{
	return xchg(&current->fs->umask, mask & S_IRWXUGO);
}
