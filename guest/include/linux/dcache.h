/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dcache: names that have been looked up (guest/fs/dcache.c). A dentry without an inode
 * is negative: it is known that there is no such file.
 */
#ifndef _LINUX_DCACHE_H
#define _LINUX_DCACHE_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct inode;
struct path;
struct super_block;
struct vfsmount;

#define DNAME_INLINE_LEN 32

struct qstr {
	u32 hash, len;
	const unsigned char *name;
};
#define QSTR_INIT(n, l)                                                                            \
	{                                                                                          \
		.len = l, .name = (const unsigned char *)(n)                                       \
	}

struct dentry {
	unsigned int d_flags; /* DCACHE_*; under dcache_lock */
	atomic_t d_refs;      /* d_count(); 0: cached only */
	struct hlist_node d_hash;
	struct dentry *d_parent; /* itself: a root */
	struct qstr d_name;
	struct inode *d_inode; /* NULL: negative */
	unsigned char d_iname[DNAME_INLINE_LEN];
	const struct dentry_operations *d_op;
	struct super_block *d_sb;
	unsigned long d_time;
	void *d_fsdata;
	struct list_head d_lru;	    /* unused ones, the oldest first */
	struct list_head d_child;   /* in the parent's d_subdirs */
	struct list_head d_subdirs; /* our children, the newest first */
	struct hlist_node d_alias;  /* in the inode's i_dentry */
};

struct dentry_operations {
	int (*d_revalidate)(struct dentry *dentry, unsigned int flags); /* 0: look it up anew */
	int (*d_delete)(const struct dentry *dentry); /* true: do not keep it unused */
	void (*d_release)(struct dentry *dentry);
	void (*d_iput)(struct dentry *dentry, struct inode *inode);
	char *(*d_dname)(struct dentry *dentry, char *buf, int buflen);
};

#define DCACHE_MOUNTED	    0x01 /* something is mounted here, in some tree of mounts */
#define DCACHE_DISCONNECTED 0x02
#define DCACHE_REFERENCED   0x04 /* used again since it came to the list of unused ones */
#define DCACHE_ON_LRU	    0x08

extern spinlock_t dcache_lock;

/* A new one, with a reference, negative and not to be found yet. NULL: no memory. */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name);
struct dentry *d_alloc_name(struct dentry *parent, const char *name);
/* The root of a file system; takes over root_inode's reference, also on failure. */
struct dentry *d_make_root(struct inode *root_inode);
struct dentry *d_alloc_anon(struct super_block *sb);

/* Give it an inode, whose reference it takes over. */
void d_instantiate(struct dentry *dentry, struct inode *inode);
/* And make it be found. */
void d_add(struct dentry *dentry, struct inode *inode);
#define d_instantiate_new(dentry, inode)                                                           \
	do {                                                                                       \
		d_instantiate(dentry, inode);                                                      \
		unlock_new_inode(inode);                                                           \
	} while (0)
/* d_add() for lookup(): inode may be an ERR_PTR(). NULL, or what to return instead. */
struct dentry *d_splice_alias(struct inode *inode, struct dentry *dentry);
struct dentry *d_find_alias(struct inode *inode);
void d_rehash(struct dentry *dentry);
void d_drop(struct dentry *dentry); /* is not found any more */
/* The file was removed: it becomes negative, or, where somebody uses it, nameless. */
void d_delete(struct dentry *dentry);
void d_move(struct dentry *dentry, struct dentry *target);
void d_exchange(struct dentry *dentry, struct dentry *other);

/* With a reference; NULL: not in the cache. name->hash is of full_name_hash(). */
struct dentry *d_lookup(struct dentry *parent, const struct qstr *name);
struct dentry *d_hash_and_lookup(struct dentry *parent, struct qstr *name);
u32 full_name_hash(const void *salt, const char *name, unsigned int len);

struct dentry *dget(struct dentry *dentry); /* NULL passes */
void dput(struct dentry *dentry);	    /* NULL passes; may sleep */
struct dentry *dget_parent(struct dentry *dentry);

/* Unused ones go: of one file system; below one. */
void shrink_dcache_sb(struct super_block *sb);
void shrink_dcache_parent(struct dentry *parent);
/* Nobody may have any of it: everything goes (umount). */
void d_genocide_root(struct dentry *root);
bool is_subdir(const struct dentry *dentry, const struct dentry *ancestor);

/* The path as text, built from the end of buf; ERR_PTR(-ENAMETOOLONG). */
char *d_path(const struct path *path, char *buf, int buflen);
char *dentry_path_raw(const struct dentry *dentry, char *buf, int buflen);

static inline int d_unhashed(const struct dentry *dentry)
{
	return hlist_unhashed(&dentry->d_hash);
}

#define d_count(dentry)		     atomic_read(&(dentry)->d_refs)
#define IS_ROOT(dentry)		     ((dentry) == (dentry)->d_parent)
#define d_inode(dentry)		     ((dentry)->d_inode)
#define d_backing_inode(d)	     ((d)->d_inode)
#define d_inode_rcu(dentry)	     READ_ONCE((dentry)->d_inode)
#define d_really_is_negative(dentry) (!(dentry)->d_inode)
#define d_really_is_positive(dentry) (!!(dentry)->d_inode)
#define d_is_negative(dentry)	     (!(dentry)->d_inode)
#define d_is_positive(dentry)	     (!!(dentry)->d_inode)
#define d_is_dir(dentry)	     ((dentry)->d_inode && S_ISDIR((dentry)->d_inode->i_mode))
#define d_is_symlink(dentry)	     ((dentry)->d_inode && S_ISLNK((dentry)->d_inode->i_mode))
#define d_is_reg(dentry)	     ((dentry)->d_inode && S_ISREG((dentry)->d_inode->i_mode))
#define d_unlinked(dentry)	     (d_unhashed(dentry) && !IS_ROOT(dentry))
#define d_mountpoint(dentry)	     ((dentry)->d_flags & DCACHE_MOUNTED)

#ifndef MODULE /* the kernel's own */
void dcache_init(void);
#endif

#endif
