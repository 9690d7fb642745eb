/* SPDX-License-Identifier: GPL-2.0-only */
/* nameidata: a walk along a path, for the files that go on where it ends. */
#ifndef FS_NAMEIDATA_H
#define FS_NAMEIDATA_H

#include <linux/namei.h>

struct nameidata {
	struct path path, root;
	struct qstr last; /* LOOKUP_PARENT: the last name, and whether a slash follows */
	int last_type;
	bool slash, jumped;
	unsigned int flags, links;
	char *text; /* what is left, where a link has changed it; ours to free */
};

/* Walk; 0 or -errno; nd_end() in any case. */
int nd_walk(struct nameidata *nd, int dfd, const char *name, unsigned int flags);
int nd_follow_last(struct nameidata *nd, struct dentry *dentry);
void nd_end(struct nameidata *nd);
/* namei_change.c: may the caller? dir is locked. 0 or -errno. */
int namei_may_create(struct inode *dir, struct dentry *dentry);
int namei_may_delete(struct inode *dir, struct dentry *victim, bool is_dir);
/* In a directory that is locked; negative ones too. */
struct dentry *lookup_locked(struct dentry *dir, const struct qstr *name, unsigned int flags);

/* A struct filename and its text: a page's worth. */
extern struct kmem_cache *names_cache;
#define NAMES_TEXT ((long)(PATH_MAX - sizeof(struct filename)))

#endif
