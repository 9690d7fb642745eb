/* SPDX-License-Identifier: GPL-2.0-only */
/* readdir: the entries of a directory, in the three shapes that programs ask for. */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* A driver's readdir() of 2.6.10 fills by its own function. */
struct fill_2_6 {
	struct dir_context *ctx;
};

static int filldir_2_6(void *arg, const char *name, int len, loff_t pos, ino_t ino,
		       unsigned int type)
{
	struct fill_2_6 *fill = arg;

	fill->ctx->pos = pos;
	return dir_emit(fill->ctx, name, len, ino, type) ? 0 : -EINVAL;
}

int iterate_dir(struct file *file, struct dir_context *ctx)
{
	const struct file_operations *op = file->f_op;
	struct inode *inode = file_inode(file);
	struct fill_2_6 fill = {ctx};
	int err = -ENOENT;

	if (!op->iterate_shared && !op->iterate && !op->readdir)
		return -ENOTDIR;
	inode_lock(inode);
	if (!IS_DEADDIR(inode)) {
		ctx->pos = file->f_pos;
		if (op->iterate_shared)
			err = op->iterate_shared(file, ctx);
		else if (op->iterate)
			err = op->iterate(file, ctx);
		else
			err = op->readdir(file, &fill, filldir_2_6);
		if (op->iterate_shared || op->iterate)
			file->f_pos = ctx->pos;
		file_accessed(file);
	}
	inode_unlock(inode);
	return err;
}
EXPORT_SYMBOL(iterate_dir);

bool dir_emit_dot(struct file *file, struct dir_context *ctx)
{
	return ctx->actor(ctx, ".", 1, ctx->pos, file->f_path.dentry->d_inode->i_ino, DT_DIR);
}
EXPORT_SYMBOL(dir_emit_dot);

bool dir_emit_dotdot(struct file *file, struct dir_context *ctx)
{
	struct dentry *parent = dget_parent(file->f_path.dentry);
	bool more = ctx->actor(ctx, "..", 2, ctx->pos, parent->d_inode->i_ino, DT_DIR);

	dput(parent);
	return more;
}
EXPORT_SYMBOL(dir_emit_dotdot);

bool dir_emit_dots(struct file *file, struct dir_context *ctx)
{
	if (ctx->pos == 0) {
		if (!dir_emit_dot(file, ctx))
			return false;
		ctx->pos = 1;
	}
	if (ctx->pos == 1) {
		if (!dir_emit_dotdot(file, ctx))
			return false;
		ctx->pos = 2;
	}
	return true;
}
EXPORT_SYMBOL(dir_emit_dots);

/* ---- shapes ---- */

struct linux_dirent {
	u32 d_ino, d_off;
	u16 d_reclen;
	char d_name[]; /* its type is the record's last byte */
};

struct linux_dirent64 {
	u64 d_ino;
	s64 d_off;
	u16 d_reclen;
	u8 d_type;
	char d_name[];
} __attribute__((packed, aligned(4)));

struct old_linux_dirent {
	u32 d_ino, d_offset;
	u16 d_namlen;
	char d_name[1];
};

/* Where the next record goes; the one before gets its d_off when the next is known. */
struct getdents {
	struct dir_context ctx;
	char __user *at, *prev;
	size_t left;
	int err;
};

static bool put_name(char __user *to, const char *name, int len)
{
	return !copy_to_user(to, name, len) && !put_user('\0', to + len);
}

static bool fill_dir(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		     unsigned int type)
{
	struct getdents *g = container_of(ctx, struct getdents, ctx);
	size_t reclen = ALIGN(offsetof(struct linux_dirent, d_name) + len + 2, 4);
	struct linux_dirent __user *to = (void __user *)g->at, *prev = (void __user *)g->prev;

	g->err = -EINVAL;
	if (reclen > g->left)
		return false;
	g->err = -EFAULT;
	if ((prev && put_user((u32)pos, &prev->d_off)) || put_user((u32)ino, &to->d_ino) ||
	    put_user((u16)reclen, &to->d_reclen) || !put_name(to->d_name, name, len) ||
	    put_user((char)type, (char __user *)to + reclen - 1))
		return false;
	g->prev = g->at;
	g->at += reclen;
	g->left -= reclen;
	return true;
}

static bool fill_dir64(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		       unsigned int type)
{
	struct getdents *g = container_of(ctx, struct getdents, ctx);
	size_t reclen = ALIGN(offsetof(struct linux_dirent64, d_name) + len + 1, 8);
	struct linux_dirent64 __user *prev = (void __user *)g->prev;
	struct linux_dirent64 head = {.d_ino = ino, .d_reclen = reclen, .d_type = type};

	g->err = -EINVAL;
	if (reclen > g->left)
		return false;
	g->err = -EFAULT;
	if ((prev && copy_to_user(&prev->d_off, &pos, sizeof(pos))) ||
	    copy_to_user(g->at, &head, offsetof(struct linux_dirent64, d_name)) ||
	    !put_name(g->at + offsetof(struct linux_dirent64, d_name), name, len))
		return false;
	g->prev = g->at;
	g->at += reclen;
	g->left -= reclen;
	return true;
}

static bool fill_old(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		     unsigned int type)
{
	struct getdents *g = container_of(ctx, struct getdents, ctx);
	struct old_linux_dirent __user *to = (void __user *)g->at;

	if (!g->left)
		return false;
	g->left = 0;
	g->err = 1;
	if (put_user((u32)ino, &to->d_ino) || put_user((u32)pos, &to->d_offset) ||
	    put_user((u16)len, &to->d_namlen) || !put_name(to->d_name, name, len))
		g->err = -EFAULT;
	return g->err > 0;
}

static long do_getdents(unsigned int fd, void __user *to, unsigned int count, filldir_t actor)
{
	struct getdents g = {.ctx.actor = actor, .at = to, .left = count};
	bool wide = actor == fill_dir64;
	struct fd f = fdget_pos(fd);
	loff_t pos;
	long ret;

	if (!f.file)
		return -EBADF;
	ret = iterate_dir(f.file, &g.ctx);
	if (ret >= 0 && !g.prev)
		ret = g.err;
	if (g.prev) {
		pos = g.ctx.pos;
		if (wide ? copy_to_user(&((struct linux_dirent64 __user *)g.prev)->d_off, &pos,
					sizeof(pos))
			 : put_user((u32)pos, &((struct linux_dirent __user *)g.prev)->d_off))
			ret = -EFAULT;
		else
			ret = count - g.left;
	}
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(getdents, unsigned int, fd, void __user *, to, unsigned int, count)
{
	return do_getdents(fd, to, count, fill_dir);
}

SYSCALL_DEFINE3(getdents64, unsigned int, fd, void __user *, to, unsigned int, count)
{
	return do_getdents(fd, to, count, fill_dir64);
}

SYSCALL_DEFINE3(old_readdir, unsigned int, fd, void __user *, to, unsigned int, count)
{
	struct getdents g = {.ctx.actor = fill_old, .at = to, .left = 1};
	struct fd f = fdget_pos(fd);
	long ret;

	if (!f.file)
		return -EBADF;
	ret = iterate_dir(f.file, &g.ctx);
	if (g.err)
		ret = g.err;
	fdput_pos(f);
	return ret;
}
