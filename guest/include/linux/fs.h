/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs: files as the kernel sees them, and what a file system or a driver has to give to be
 * one. Four things: a super_block is a file system that is mounted; an inode a file of it;
 * a dentry a name of that file (dcache.h); a struct file somebody who has it open.
 *
 * Members that only sources of 2.6.10 know stand beside those of 6.1: the kernel serves
 * both. Where the two give one name to different things, the source's era decides.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/atomic.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/ioctl.h>
#include <linux/kdev_t.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/path.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/stat.h>
#include <linux/types.h>
#include <linux/uidgid.h>
#include <linux/version.h>
#include <linux/wait.h>
#ifdef __ERA_2_6__
#include <linux/semaphore.h>
#endif

struct backing_dev_info;
struct block_device;
struct cdev;
struct delayed_call;
struct fasync_struct;
struct fiemap_extent_info;
struct file;
struct file_lock;
struct iattr;
struct io_comp_batch;
struct iov_iter;
struct iovec;
struct kiocb;
struct kstatfs;
struct module;
struct pipe_inode_info;
struct poll_table_struct;
struct posix_acl;
struct seq_file;
struct user_namespace;
struct vfsmount;
struct vm_area_struct;
struct writeback_control;

typedef unsigned int __poll_t;
typedef void *fl_owner_t;

#ifndef READ
#define READ  0
#define WRITE 1
#endif

#define SEEK_SET  0
#define SEEK_CUR  1
#define SEEK_END  2
#define SEEK_DATA 3
#define SEEK_HOLE 4
#define SEEK_MAX  SEEK_HOLE

#define INR_OPEN_CUR 1024
#define INR_OPEN_MAX 4096

/* ---- inodes ---- */

#define S_SYNC	    (1 << 0)
#define S_NOATIME   (1 << 1)
#define S_APPEND    (1 << 2)
#define S_IMMUTABLE (1 << 3)
#define S_DEAD	    (1 << 4) /* a directory that was removed */
#define S_NOCMTIME  (1 << 7)
#define S_PRIVATE   (1 << 9)

#define I_DIRTY_SYNC	 (1 << 0)
#define I_DIRTY_DATASYNC (1 << 1)
#define I_DIRTY_PAGES	 (1 << 2)
#define I_NEW		 (1 << 3) /* somebody fills it in; others wait */
#define I_WILL_FREE	 (1 << 4)
#define I_FREEING	 (1 << 5)
#define I_CLEAR		 (1 << 6)
#define I_SYNC		 (1 << 7)
#define I_LINKABLE	 (1 << 10)
#define I_DIRTY_INODE	 (I_DIRTY_SYNC | I_DIRTY_DATASYNC)
#define I_DIRTY		 (I_DIRTY_INODE | I_DIRTY_PAGES)

struct inode {
	umode_t i_mode;
	unsigned short i_opflags;
	__kuid_member_t i_uid;
	__kgid_member_t i_gid;
	unsigned int i_flags; /* S_* above */
	const struct inode_operations *i_op;
	struct super_block *i_sb;
	struct address_space *i_mapping; /* &i_data, or a block device's */
	unsigned long i_ino;
	unsigned int i_nlink; /* read; changed by set_nlink() and its kin */
	dev_t i_rdev;
	loff_t i_size;
	struct timespec64 i_atime, i_mtime, i_ctime;
	spinlock_t i_lock; /* i_state, i_blocks, i_bytes */
	unsigned short i_bytes;
	u8 i_blkbits;
	blkcnt_t i_blocks;
	unsigned long i_state; /* I_* */
	struct rw_semaphore i_rwsem;
	unsigned long dirtied_when;
	struct hlist_node i_hash;
	struct list_head i_lru; /* unused ones */
	struct list_head i_sb_list;
	struct list_head i_io_list; /* dirty ones, of the super block */
	struct hlist_head i_dentry;
	u64 i_version;
	atomic_t i_count;
	atomic_t i_writecount; /* open for writing; negative: nobody may */
	const struct file_operations *i_fop;
	struct address_space i_data;
	struct list_head i_devices;
	union {
		struct pipe_inode_info *i_pipe;
		struct cdev *i_cdev;
		struct block_device *i_bdev;
		char *i_link;
		unsigned int i_dir_seq;
	};
	u32 i_generation;
	struct file_lock_context *i_flctx;
	void *i_private; /* the file system's or driver's */
};

static inline unsigned int iminor(const struct inode *inode)
{
	return MINOR(inode->i_rdev);
}

static inline unsigned int imajor(const struct inode *inode)
{
	return MAJOR(inode->i_rdev);
}

static inline loff_t i_size_read(const struct inode *inode)
{
	return inode->i_size;
}

static inline void i_size_write(struct inode *inode, loff_t size)
{
	inode->i_size = size;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 5, 0)
static inline uid_t i_uid_read(const struct inode *inode)
{
	return inode->i_uid.val;
}

static inline gid_t i_gid_read(const struct inode *inode)
{
	return inode->i_gid.val;
}

static inline void i_uid_write(struct inode *inode, uid_t uid)
{
	inode->i_uid = KUIDT_INIT(uid);
}

static inline void i_gid_write(struct inode *inode, gid_t gid)
{
	inode->i_gid = KGIDT_INIT(gid);
}
#endif

static inline void inode_lock(struct inode *inode)
{
	down_write(&inode->i_rwsem);
}

static inline void inode_unlock(struct inode *inode)
{
	up_write(&inode->i_rwsem);
}

static inline int inode_trylock(struct inode *inode)
{
	return down_write_trylock(&inode->i_rwsem);
}

static inline void inode_lock_shared(struct inode *inode)
{
	down_read(&inode->i_rwsem);
}

static inline void inode_unlock_shared(struct inode *inode)
{
	up_read(&inode->i_rwsem);
}
#define inode_lock_nested(inode, sub) inode_lock(inode)
#define inode_is_locked(inode)	      ((inode)->i_rwsem.count != 0)

struct inode_operations {
	/* The name is in dentry; give it its inode by d_splice_alias() or d_add(). */
	struct dentry *(*lookup)(struct inode *dir, struct dentry *dentry, unsigned int flags);
	/* The text of a link: the inode's own, or with done set up to free it; ERR_PTR(). */
	const char *(*get_link)(struct dentry *dentry, struct inode *inode,
				struct delayed_call *done);
	int (*permission)(struct user_namespace *ns, struct inode *inode, int mask);
	struct posix_acl *(*get_acl)(struct inode *inode, int type, bool rcu);
	int (*readlink)(struct dentry *dentry, char __user *buf, int size);
	int (*create)(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		      umode_t mode, bool excl);
	int (*link)(struct dentry *old, struct inode *dir, struct dentry *dentry);
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	int (*symlink)(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		       const char *target);
	int (*mkdir)(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		     umode_t mode);
	int (*rmdir)(struct inode *dir, struct dentry *dentry);
	int (*mknod)(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		     umode_t mode, dev_t dev);
	int (*rename)(struct user_namespace *ns, struct inode *old_dir, struct dentry *old_dentry,
		      struct inode *new_dir, struct dentry *new_dentry, unsigned int flags);
	int (*setattr)(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr);
	int (*getattr)(struct user_namespace *ns, const struct path *path, struct kstat *stat,
		       u32 mask, unsigned int flags);
	ssize_t (*listxattr)(struct dentry *dentry, char *list, size_t size);
	int (*update_time)(struct inode *inode, struct timespec64 *time, int flags);
	int (*tmpfile)(struct user_namespace *ns, struct inode *dir, struct file *file,
		       umode_t mode);
};

#define RENAME_NOREPLACE (1 << 0)
#define RENAME_EXCHANGE	 (1 << 1)
#define RENAME_WHITEOUT	 (1 << 2)

/* What is to be called when a link's text has been used. */
struct delayed_call {
	void (*fn)(void *arg);
	void *arg;
};
#define DEFINE_DELAYED_CALL(name) struct delayed_call name = {NULL, NULL}

static inline void set_delayed_call(struct delayed_call *call, void (*fn)(void *arg), void *arg)
{
	call->fn = fn;
	call->arg = arg;
}

static inline void do_delayed_call(struct delayed_call *call)
{
	if (call->fn)
		call->fn(call->arg);
}

#define ATTR_MODE      (1 << 0)
#define ATTR_UID       (1 << 1)
#define ATTR_GID       (1 << 2)
#define ATTR_SIZE      (1 << 3)
#define ATTR_ATIME     (1 << 4)
#define ATTR_MTIME     (1 << 5)
#define ATTR_CTIME     (1 << 6)
#define ATTR_ATIME_SET (1 << 7)
#define ATTR_MTIME_SET (1 << 8)
#define ATTR_FORCE     (1 << 9)
#define ATTR_KILL_SUID (1 << 11)
#define ATTR_KILL_SGID (1 << 12)
#define ATTR_FILE      (1 << 13)
#define ATTR_OPEN      (1 << 15)
#define ATTR_TIMES_SET (1 << 16)
#define ATTR_TOUCH     (1 << 17)

struct iattr {
	unsigned int ia_valid; /* ATTR_* */
	umode_t ia_mode;
	__kuid_member_t ia_uid;
	__kgid_member_t ia_gid;
	loff_t ia_size;
	struct timespec64 ia_atime, ia_mtime, ia_ctime;
	struct file *ia_file;
};

/* A new one, nobody's yet, of the file system; NULL: no memory. */
struct inode *new_inode(struct super_block *sb);
#define new_inode_pseudo(sb) new_inode(sb)
/* By number: found, or made with I_NEW set: fill it in, then unlock_new_inode(). NULL: no memory.
 */
struct inode *iget_locked(struct super_block *sb, unsigned long ino);
void unlock_new_inode(struct inode *inode);
void iget_failed(struct inode *inode);
struct inode *ilookup(struct super_block *sb, unsigned long ino);
void insert_inode_hash(struct inode *inode);
int insert_inode_locked(struct inode *inode); /* -EBUSY: the number is in use */
void remove_inode_hash(struct inode *inode);
struct inode *igrab(struct inode *inode); /* NULL: it is going */
void ihold(struct inode *inode);
void iput(struct inode *inode); /* NULL passes; may sleep */
void inode_init_once(struct inode *inode);
void clear_inode(struct inode *inode);
int generic_delete_inode(struct inode *inode);
int generic_drop_inode(struct inode *inode);
unsigned long get_next_ino(void);
void set_nlink(struct inode *inode, unsigned int nlink);
void inc_nlink(struct inode *inode);
void drop_nlink(struct inode *inode);
void clear_nlink(struct inode *inode);
void inode_init_owner(struct user_namespace *ns, struct inode *inode, const struct inode *dir,
		      umode_t mode);
/* For a device, a fifo, a socket: its operations by its mode. */
void init_special_inode(struct inode *inode, umode_t mode, dev_t rdev);
void inode_add_bytes(struct inode *inode, loff_t bytes);
void inode_sub_bytes(struct inode *inode, loff_t bytes);
void __mark_inode_dirty(struct inode *inode, int flags);

static inline void mark_inode_dirty(struct inode *inode)
{
	__mark_inode_dirty(inode, I_DIRTY);
}

static inline void mark_inode_dirty_sync(struct inode *inode)
{
	__mark_inode_dirty(inode, I_DIRTY_SYNC);
}

static inline void inode_inc_link_count(struct inode *inode)
{
	inc_nlink(inode);
	mark_inode_dirty(inode);
}

static inline void inode_dec_link_count(struct inode *inode)
{
	drop_nlink(inode);
	mark_inode_dirty(inode);
}

/* Its pages, then itself; wait: until they are on the disk. */
int write_inode_now(struct inode *inode, int wait);
int sync_inode_metadata(struct inode *inode, int wait);
struct timespec64 current_time(struct inode *inode);
void touch_atime(const struct path *path);
int file_update_time(struct file *file);
int file_modified(struct file *file);
int file_remove_privs(struct file *file);

static inline void file_accessed(struct file *file);

#define IS_RDONLY(inode)    ((inode)->i_sb->s_flags & SB_RDONLY)
#define IS_SYNC(inode)	    (((inode)->i_sb->s_flags & SB_SYNCHRONOUS) || ((inode)->i_flags & S_SYNC))
#define IS_DIRSYNC(inode)   IS_SYNC(inode)
#define IS_NOATIME(inode)   ((inode)->i_flags & S_NOATIME)
#define IS_APPEND(inode)    ((inode)->i_flags & S_APPEND)
#define IS_IMMUTABLE(inode) ((inode)->i_flags & S_IMMUTABLE)
#define IS_DEADDIR(inode)   ((inode)->i_flags & S_DEAD)
#define IS_PRIVATE(inode)   ((inode)->i_flags & S_PRIVATE)

/* ---- open files ---- */

#define FMODE_READ   0x1
#define FMODE_WRITE  0x2
#define FMODE_LSEEK  0x4
#define FMODE_PREAD  0x8
#define FMODE_PWRITE 0x10
#define FMODE_EXEC   0x20
#define FMODE_NDELAY 0x40 /* for ioctls: there may be no disk in */
#define FMODE_EXCL   0x80
/* in open()'s flags: to run it */
#define __FMODE_EXEC	 FMODE_EXEC
#define FMODE_PATH	 0x4000
#define FMODE_ATOMIC_POS 0x8000	 /* read() and write() hold f_pos_lock */
#define FMODE_WRITER	 0x10000 /* counted in i_writecount */
#define FMODE_CAN_READ	 0x20000
#define FMODE_CAN_WRITE	 0x40000
#define FMODE_OPENED	 0x80000
#define FMODE_CREATED	 0x100000
#define FMODE_STREAM	 0x200000 /* has no position */
#define FMODE_NONOTIFY	 0x4000000
#define FMODE_NOWAIT	 0x8000000

struct fown_struct {
	rwlock_t lock;
	pid_t pid; /* negative: a group; 0: nobody */
	kuid_t uid, euid;
	int signum; /* 0: SIGIO */
};

struct file {
	struct path f_path;
	struct inode *f_inode;
	const struct file_operations *f_op;
	fmode_t f_mode;
	unsigned int f_flags; /* O_* */
	loff_t f_pos;
	void *private_data; /* the driver's */
	struct address_space *f_mapping;
	atomic_long_t f_count;
	spinlock_t f_lock; /* f_flags, f_ep */
	struct mutex f_pos_lock;
	struct fown_struct f_owner;
	const struct cred *f_cred;
	struct file_ra_state f_ra;
	u64 f_version;
	struct list_head f_ep; /* epoll's watches of it */
};

#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 19, 0)
#define f_dentry f_path.dentry
#define f_vfsmnt f_path.mnt
#endif

static inline struct inode *file_inode(const struct file *file)
{
	return file->f_inode;
}

static inline struct dentry *file_dentry(const struct file *file)
{
	return file->f_path.dentry;
}

static inline struct file *get_file(struct file *file)
{
	atomic_long_inc(&file->f_count);
	return file;
}
#define file_count(file) atomic_long_read(&(file)->f_count)

static inline void file_accessed(struct file *file)
{
	if (!(file->f_flags & O_NOATIME))
		touch_atime(&file->f_path);
}

/* Told of each entry; false: no more of them. */
struct dir_context;
typedef bool (*filldir_t)(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
			  unsigned int type);

struct dir_context {
	filldir_t actor;
	loff_t pos;
};

#define DT_UNKNOWN 0
#define DT_FIFO	   1
#define DT_CHR	   2
#define DT_DIR	   4
#define DT_BLK	   6
#define DT_REG	   8
#define DT_LNK	   10
#define DT_SOCK	   12

static inline bool dir_emit(struct dir_context *ctx, const char *name, int len, u64 ino,
			    unsigned int type)
{
	return ctx->actor(ctx, name, len, ctx->pos, ino, type);
}

bool dir_emit_dots(struct file *file, struct dir_context *ctx);
bool dir_emit_dot(struct file *file, struct dir_context *ctx);
bool dir_emit_dotdot(struct file *file, struct dir_context *ctx);
int iterate_dir(struct file *file, struct dir_context *ctx);

/* 2.6's readdir() has its own. */
typedef int (*old_filldir_t)(void *arg, const char *name, int len, loff_t pos, ino_t ino,
			     unsigned int type);
#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 11, 0)
#define filldir_t old_filldir_t
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 36)
#define __fsync_6_1 __fsync
#define __fsync_2_6 fsync
#define __flush_6_1 __flush
#define __flush_2_6 flush
#else
#define __fsync_6_1 fsync
#define __fsync_2_6 __fsync
#define __flush_6_1 flush
#define __flush_2_6 __flush
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 19)
#define __aio_read_2_6	aio_read
#define __aio_write_2_6 aio_write
#elif LINUX_VERSION_CODE < KERNEL_VERSION(4, 1, 0)
#define __aio_read_4_0	aio_read
#define __aio_write_4_0 aio_write
#endif

struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *file, loff_t off, int whence);
	ssize_t (*read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
	ssize_t (*read_iter)(struct kiocb *iocb, struct iov_iter *to);
	ssize_t (*write_iter)(struct kiocb *iocb, struct iov_iter *from);
	int (*iopoll)(struct kiocb *kiocb, struct io_comp_batch *batch, unsigned int flags);
	int (*iterate)(struct file *file, struct dir_context *ctx); /* inode locked */
	int (*iterate_shared)(struct file *file, struct dir_context *ctx);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *table);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	unsigned long mmap_supported_flags;
	int (*open)(struct inode *inode, struct file *file);
	int (*__flush_6_1)(struct file *file, fl_owner_t id);	/* at each close() */
	int (*release)(struct inode *inode, struct file *file); /* at the last */
	int (*__fsync_6_1)(struct file *file, loff_t start, loff_t end, int datasync);
	int (*fasync)(int fd, struct file *file, int on);
	int (*lock)(struct file *file, int cmd, struct file_lock *lock);
	ssize_t (*sendpage)(struct file *file, struct page *page, int off, size_t len, loff_t *pos,
			    int more);
	unsigned long (*get_unmapped_area)(struct file *file, unsigned long addr, unsigned long len,
					   unsigned long pgoff, unsigned long flags);
	int (*check_flags)(int flags);
	int (*flock)(struct file *file, int cmd, struct file_lock *lock);
	ssize_t (*splice_write)(struct pipe_inode_info *pipe, struct file *file, loff_t *pos,
				size_t len, unsigned int flags);
	ssize_t (*splice_read)(struct file *file, loff_t *pos, struct pipe_inode_info *pipe,
			       size_t len, unsigned int flags);
	long (*fallocate)(struct file *file, int mode, loff_t off, loff_t len);
	void (*show_fdinfo)(struct seq_file *m, struct file *file);

	/* 2.6.10's alone */
	int (*ioctl)(struct inode *inode, struct file *file, unsigned int cmd, unsigned long arg);
	int (*readdir)(struct file *file, void *arg, old_filldir_t filldir);
	ssize_t (*__aio_read_2_6)(struct kiocb *iocb, char __user *buf, size_t count, loff_t pos);
	ssize_t (*__aio_write_2_6)(struct kiocb *iocb, const char __user *buf, size_t count,
				   loff_t pos);
	ssize_t (*readv)(struct file *file, const struct iovec *iov, unsigned long nr, loff_t *pos);
	ssize_t (*writev)(struct file *file, const struct iovec *iov, unsigned long nr,
			  loff_t *pos);
	int (*__fsync_2_6)(struct file *file, struct dentry *dentry, int datasync);
	int (*__flush_2_6)(struct file *file);
	/* from 2.6.19 to 4.0 */
	ssize_t (*__aio_read_4_0)(struct kiocb *iocb, const struct iovec *iov, unsigned long nr,
				  loff_t pos);
	ssize_t (*__aio_write_4_0)(struct kiocb *iocb, const struct iovec *iov, unsigned long nr,
				   loff_t pos);
};

/* For fops->owner; false: the module is going. */
const struct file_operations *fops_get(const struct file_operations *fops);
void fops_put(const struct file_operations *fops);
#define replace_fops(file, fops)                                                                   \
	do {                                                                                       \
		const struct file_operations *__fops = (file)->f_op;                               \
		(file)->f_op = (fops);                                                             \
		fops_put(__fops);                                                                  \
	} while (0)

/* One read or write under way. There is no asynchronous one: ki_complete is NULL. */
#define IOCB_NOWAIT (1 << 0)
#define IOCB_APPEND (1 << 1)
#define IOCB_DIRECT (1 << 2)
#define IOCB_DSYNC  (1 << 3)
#define IOCB_SYNC   (1 << 4)

struct kiocb {
	struct file *ki_filp;
	loff_t ki_pos;
	void (*ki_complete)(struct kiocb *iocb, long ret);
	void *private;
	int ki_flags;
	u16 ki_ioprio;
};

#define is_sync_kiocb(iocb) ((iocb)->ki_complete == NULL)

int iocb_flags(struct file *file);

static inline void init_sync_kiocb(struct kiocb *iocb, struct file *file)
{
	*iocb = (struct kiocb){.ki_filp = file, .ki_flags = iocb_flags(file)};
}

/* ---- for kernel code that uses files: paths as the current task sees them ---- */

struct filename {
	const char *name;
	const char __user *uptr;
	int refcnt;
};

struct filename *getname(const char __user *name); /* ERR_PTR() */
struct filename *getname_flags(const char __user *name, int flags, int *empty);
struct filename *getname_kernel(const char *name);
void putname(struct filename *name);

struct file *filp_open(const char *name, int flags, umode_t mode); /* ERR_PTR() */
struct file *file_open_root(const struct path *root, const char *name, int flags, umode_t mode);
struct file *dentry_open(const struct path *path, int flags, const struct cred *cred);
int filp_close(struct file *file, fl_owner_t id);
void fput(struct file *file); /* any context; the last reference closes from a thread */
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos);
ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos);
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 14, 0)
#define kernel_read(file, off, buf, count)                                                         \
	({                                                                                         \
		loff_t __kernel_read_pos = (off);                                                  \
                                                                                                   \
		(kernel_read)(file, buf, count, &__kernel_read_pos);                               \
	})
#define kernel_write(file, buf, count, off)                                                        \
	({                                                                                         \
		loff_t __kernel_write_pos = (off);                                                 \
                                                                                                   \
		(kernel_write)(file, buf, count, &__kernel_write_pos);                             \
	})
#endif
/* A file without a name in any directory; takes fops->owner. ERR_PTR(). */
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, const char *name,
			       int flags, const struct file_operations *fops);
/* The same without an inode of its own, and its number: eventfd and such. */
struct file *anon_inode_getfile(const char *name, const struct file_operations *fops, void *priv,
				int flags);
int anon_inode_getfd(const char *name, const struct file_operations *fops, void *priv, int flags);

ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos);
ssize_t vfs_iter_read(struct file *file, struct iov_iter *iter, loff_t *pos, int flags);
ssize_t vfs_iter_write(struct file *file, struct iov_iter *iter, loff_t *pos, int flags);
loff_t vfs_llseek(struct file *file, loff_t off, int whence);
long vfs_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int vfs_fsync(struct file *file, int datasync);
int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync);
long vfs_truncate(const struct path *path, loff_t length);
int vfs_fallocate(struct file *file, int mode, loff_t off, loff_t len);
int vfs_getattr(const struct path *path, struct kstat *stat, u32 mask, unsigned int flags);
int vfs_statfs(const struct path *path, struct kstatfs *buf);
int vfs_create(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode,
	       bool excl);
int vfs_mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode);
int vfs_mknod(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode,
	      dev_t dev);
int vfs_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		const char *target);
int vfs_link(struct dentry *old, struct user_namespace *ns, struct inode *dir,
	     struct dentry *dentry, struct inode **delegated);
int vfs_rmdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry);
int vfs_unlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
	       struct inode **delegated);
struct renamedata {
	struct inode *old_dir, *new_dir;
	struct dentry *old_dentry, *new_dentry;
	unsigned int flags;
};
int vfs_rename(struct renamedata *data);
const char *vfs_get_link(struct dentry *dentry, struct delayed_call *done);
int vfs_readlink(struct dentry *dentry, char __user *buf, int size);

#define MAY_EXEC   0x01
#define MAY_WRITE  0x02
#define MAY_READ   0x04
#define MAY_APPEND 0x08
#define MAY_ACCESS 0x10
#define MAY_OPEN   0x20
#define MAY_CHDIR  0x40

/* May the current task? 0, -EACCES, -EROFS. */
int inode_permission(struct user_namespace *ns, struct inode *inode, int mask);
int generic_permission(struct user_namespace *ns, struct inode *inode, int mask);
#define file_permission(file, mask) inode_permission(&init_user_ns, file_inode(file), mask)
bool inode_owner_or_capable(struct user_namespace *ns, const struct inode *inode);
/* -ETXTBSY: somebody has it open for writing (deny), or runs it (get). */
int get_write_access(struct inode *inode);
void put_write_access(struct inode *inode);
int deny_write_access(struct file *file);
void allow_write_access(struct file *file);

int notify_change(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr,
		  struct inode **delegated);
int setattr_prepare(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr);
void setattr_copy(struct user_namespace *ns, struct inode *inode, const struct iattr *attr);
int inode_newsize_ok(const struct inode *inode, loff_t size);
void generic_fillattr(struct user_namespace *ns, struct inode *inode, struct kstat *stat);

/* ---- for drivers and file systems: what most have in common ---- */

int nonseekable_open(struct inode *inode, struct file *file);
int stream_open(struct inode *inode, struct file *file);
int generic_file_open(struct inode *inode, struct file *file);
loff_t no_llseek(struct file *file, loff_t off, int whence);
loff_t noop_llseek(struct file *file, loff_t off, int whence);
loff_t default_llseek(struct file *file, loff_t off, int whence);
loff_t generic_file_llseek(struct file *file, loff_t off, int whence);
loff_t generic_file_llseek_size(struct file *file, loff_t off, int whence, loff_t maxsize,
				loff_t eof);
loff_t fixed_size_llseek(struct file *file, loff_t off, int whence, loff_t size);
loff_t no_seek_end_llseek(struct file *file, loff_t off, int whence);
loff_t vfs_setpos(struct file *file, loff_t off, loff_t maxsize);

/* Out of and into a buffer of available bytes; they move *pos. */
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *pos, const void *from,
				size_t available);
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *pos, const void __user *from,
			       size_t count);
ssize_t memory_read_from_buffer(void *to, size_t count, loff_t *pos, const void *from,
				size_t available);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 4, 0)	 /* those before had their own */
int simple_open(struct inode *inode, struct file *file); /* private_data = i_private */
#endif

/* Files in the page cache (guest/fs/filemap_rw.c). */
ssize_t generic_file_read_iter(struct kiocb *iocb, struct iov_iter *to);
ssize_t generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from);
ssize_t __generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from);
ssize_t generic_write_checks(struct kiocb *iocb, struct iov_iter *from);
int generic_file_mmap(struct file *file, struct vm_area_struct *vma);
int generic_file_readonly_mmap(struct file *file, struct vm_area_struct *vma);
int generic_file_fsync(struct file *file, loff_t start, loff_t end, int datasync);
int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync);
/* Set the size, and take what is beyond out of the page cache. */
void truncate_setsize(struct inode *inode, loff_t size);

/* File systems that live in the dcache alone (guest/fs/libfs.c). */
extern const struct file_operations simple_dir_operations;
extern const struct inode_operations simple_dir_inode_operations;
extern const struct inode_operations simple_symlink_inode_operations;
extern const struct inode_operations page_symlink_inode_operations;
extern const struct file_operations def_chr_fops, def_blk_fops, pipefifo_fops;
struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags);
int simple_link(struct dentry *old, struct inode *dir, struct dentry *dentry);
int simple_unlink(struct inode *dir, struct dentry *dentry);
int simple_rmdir(struct inode *dir, struct dentry *dentry);
int simple_rename(struct user_namespace *ns, struct inode *old_dir, struct dentry *old_dentry,
		  struct inode *new_dir, struct dentry *new_dentry, unsigned int flags);
int simple_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr);
int simple_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat, u32 mask,
		   unsigned int flags);
int simple_statfs(struct dentry *dentry, struct kstatfs *buf);
int simple_empty(struct dentry *dentry);
int dcache_dir_open(struct inode *inode, struct file *file);
int dcache_dir_close(struct inode *inode, struct file *file);
loff_t dcache_dir_lseek(struct file *file, loff_t off, int whence);
int dcache_readdir(struct file *file, struct dir_context *ctx);
ssize_t generic_read_dir(struct file *file, char __user *buf, size_t count, loff_t *pos);
const char *simple_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done);
const char *page_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done);
int page_symlink(struct inode *inode, const char *text, int len);

/* "%llu\n" files: get and set are NULL where they are not allowed. */
int simple_attr_open(struct inode *inode, struct file *file, int (*get)(void *, u64 *),
		     int (*set)(void *, u64), const char *fmt);
int simple_attr_release(struct inode *inode, struct file *file);
ssize_t simple_attr_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t simple_attr_write(struct file *file, const char __user *buf, size_t count, loff_t *pos);
ssize_t simple_attr_write_signed(struct file *file, const char __user *buf, size_t count,
				 loff_t *pos);
#define __DEFINE_ATTRIBUTE_FILE(__fops, __get, __set, __fmt, __read, __write)                      \
	static int __fops##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return simple_attr_open(inode, file, __get, __set, __fmt);                         \
	}                                                                                          \
	static const struct file_operations __fops = {                                             \
	    .owner = THIS_MODULE,                                                                  \
	    .open = __fops##_open,                                                                 \
	    .release = simple_attr_release,                                                        \
	    .read = __read,                                                                        \
	    .write = __write,                                                                      \
	    .llseek = generic_file_llseek,                                                         \
	}
#define DEFINE_SIMPLE_ATTRIBUTE(fops, get, set, fmt)                                               \
	__DEFINE_ATTRIBUTE_FILE(fops, get, set, fmt, simple_attr_read, simple_attr_write)
#define DEFINE_SIMPLE_ATTRIBUTE_SIGNED(fops, get, set, fmt)                                        \
	__DEFINE_ATTRIBUTE_FILE(fops, get, set, fmt, simple_attr_read, simple_attr_write_signed)

/* Of 32-bit programs on a 64-bit kernel. */
#define compat_ptr_ioctl NULL

/* Who wants SIGIO: in fops->fasync, and when something has come (any context). */
struct fasync_struct {
	int fa_fd;
	struct fasync_struct *fa_next;
	struct file *fa_file;
};
int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **list);
void kill_fasync(struct fasync_struct **list, int sig, int band);
int f_setown(struct file *file, unsigned long who, int force);
pid_t f_getown(struct file *file);

/* ---- character devices by the old call ---- */

#define CHRDEV_MAJOR_MAX	   512
#define CHRDEV_MAJOR_DYN_END	   234
#define CHRDEV_MAJOR_DYN_EXT_START 511
#define CHRDEV_MAJOR_DYN_EXT_END   384

int register_chrdev_region(dev_t from, unsigned int count, const char *name);
int alloc_chrdev_region(dev_t *dev, unsigned int baseminor, unsigned int count, const char *name);
void unregister_chrdev_region(dev_t from, unsigned int count);
/* major 0: any; returned. */
int __register_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
		      const char *name, const struct file_operations *fops);
void __unregister_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
			 const char *name);

void chrdev_show(struct seq_file *m, off_t major); /* its lines of /proc/devices */

static inline int register_chrdev(unsigned int major, const char *name,
				  const struct file_operations *fops)
{
	return __register_chrdev(major, 0, 256, name, fops);
}

/* 2.6.10 has it return an int, of which nobody could make anything. */
static inline int unregister_chrdev(unsigned int major, const char *name)
{
	__unregister_chrdev(major, 0, 256, name);
	return 0;
}

/* ---- file systems ---- */

#define SB_RDONLY      1
#define SB_NOSUID      2
#define SB_NODEV       4
#define SB_NOEXEC      8
#define SB_SYNCHRONOUS 16
#define SB_DIRSYNC     128
#define SB_NOATIME     1024
#define SB_NODIRATIME  2048
#define SB_SILENT      (1 << 15)
#define SB_KERNMOUNT   (1 << 22)
#define SB_ACTIVE      (1 << 30)
#define SB_NOUSER      (1 << 31)

#define MS_RDONLY      1
#define MS_NOSUID      2
#define MS_NODEV       4
#define MS_NOEXEC      8
#define MS_SYNCHRONOUS 16
#define MS_REMOUNT     32
#define MS_NOATIME     1024
#define MS_NODIRATIME  2048
#define MS_BIND	       4096
#define MS_MOVE	       8192
#define MS_REC	       16384
#define MS_SILENT      32768
#define MS_UNBINDABLE  (1 << 17)
#define MS_PRIVATE     (1 << 18)
#define MS_SLAVE       (1 << 19)
#define MS_SHARED      (1 << 20)
#define MS_RELATIME    (1 << 21)
#define MS_STRICTATIME (1 << 24)

#define MNT_FORCE	1
#define MNT_DETACH	2
#define MNT_EXPIRE	4
#define UMOUNT_NOFOLLOW 8

#define MAX_LFS_FILESIZE ((loff_t)ULONG_MAX << PAGE_SHIFT)
#define MAX_NON_LFS	 ((1UL << 31) - 1)

struct super_block {
	struct list_head s_list; /* of all */
	dev_t s_dev;
	unsigned char s_blocksize_bits;
	unsigned long s_blocksize;
	loff_t s_maxbytes;
	struct file_system_type *s_type;
	const struct super_operations *s_op;
	unsigned long s_flags; /* SB_* */
	unsigned long s_magic;
	struct dentry *s_root;
	struct rw_semaphore s_umount;
	int s_count; /* mounts of it */
	const struct dentry_operations *s_d_op;
	struct block_device *s_bdev;
	void *s_fs_info; /* the file system's */
	u32 s_time_gran;
	time64_t s_time_min, s_time_max;
	char s_id[32];
	spinlock_t s_inode_list_lock; /* the two lists */
	struct list_head s_inodes, s_dirty;
	struct mutex s_rename_mutex; /* renames between directories */
};

struct super_operations {
	struct inode *(*alloc_inode)(struct super_block *sb);
	void (*destroy_inode)(struct inode *inode);
	void (*free_inode)(struct inode *inode);
	void (*dirty_inode)(struct inode *inode, int flags);
	int (*write_inode)(struct inode *inode, struct writeback_control *wbc);
	int (*drop_inode)(struct inode *inode); /* true: do not keep it unused */
	void (*evict_inode)(struct inode *inode);
	void (*put_super)(struct super_block *sb);
	int (*sync_fs)(struct super_block *sb, int wait);
	int (*statfs)(struct dentry *dentry, struct kstatfs *buf);
	int (*remount_fs)(struct super_block *sb, int *flags, char *data);
	void (*umount_begin)(struct super_block *sb);
	int (*show_options)(struct seq_file *m, struct dentry *root);
};

#define FS_REQUIRES_DEV 1
#define FS_USERNS_MOUNT 8

struct file_system_type {
	const char *name;
	int fs_flags;
	/* By mount_nodev(), mount_bdev() or mount_single(). ERR_PTR(). */
	struct dentry *(*mount)(struct file_system_type *type, int flags, const char *dev_name,
				void *data);
	void (*kill_sb)(struct super_block *sb);
	struct module *owner;
	struct file_system_type *next;
};

int register_filesystem(struct file_system_type *type); /* -EBUSY */
int unregister_filesystem(struct file_system_type *type);
struct file_system_type *get_fs_type(const char *name);
struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
			   int (*fill_super)(struct super_block *sb, void *data, int silent));
#ifndef MODULE /* the kernel's own */
/* For a file system that is only kern_mount()ed: an empty root, and names by d_op's d_dname.
 * ERR_PTR(). */
struct dentry *mount_pseudo_fs(struct file_system_type *type, int flags, unsigned long magic,
			       const struct dentry_operations *d_op);
#endif
struct dentry *mount_single(struct file_system_type *type, int flags, void *data,
			    int (*fill_super)(struct super_block *sb, void *data, int silent));
struct dentry *mount_bdev(struct file_system_type *type, int flags, const char *dev_name,
			  void *data,
			  int (*fill_super)(struct super_block *sb, void *data, int silent));
void kill_anon_super(struct super_block *sb);
void kill_litter_super(struct super_block *sb);
void kill_block_super(struct super_block *sb);
void generic_shutdown_super(struct super_block *sb);
#ifndef MODULE								/* the kernel's own */
struct super_block *sget_new(struct file_system_type *type, int flags); /* ERR_PTR() */
#endif
void deactivate_super(struct super_block *sb);
/* Everything dirty to the disk; wait: until it is there. */
int sync_filesystem(struct super_block *sb);
#ifndef MODULE /* the kernel's own */
void sync_all_filesystems(void);
#endif

static inline bool sb_rdonly(const struct super_block *sb)
{
	return sb->s_flags & SB_RDONLY;
}

#define MAX_RW_COUNT (INT_MAX & PAGE_MASK) /* of one call */

/* Boot. */
void vfs_caches_init(void);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/completion.h>
#include <linux/hash.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kref.h>
#include <linux/mount.h>
#include <linux/percpu.h>
#include <linux/percpu_counter.h>
#include <linux/ratelimit.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/stringhash.h>
#include <linux/sysctl.h>
#include <linux/uuid.h>
#include <linux/xarray.h>
#endif

#endif
