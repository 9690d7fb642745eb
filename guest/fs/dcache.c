/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dcache: the tree of names, as far as it has been looked at.
 *
 * 1. Purpose. A path is walked name by name. What a directory answered once is kept, that
 *    there is no such name too, so that the same walk asks no file system again. Where
 *    files have no other home (tmpfs, devtmpfs) this tree is the file system.
 *
 * 2. Structures. A dentry leads to its parent and hangs in its list of children; it is
 *    found by parent and name through a hash table:
 *
 *	"/" <--d_parent-- "etc" <--d_parent-- "passwd" --d_inode--> inode
 *	  '--d_subdirs--> "etc"   '--d_subdirs--> "passwd"   ^          |
 *	                              hash(parent, name) ----'  <-- i_dentry (d_alias)
 *
 * 3. Invariants. A dentry holds a reference to its parent and to its inode. One without
 *    references is in the hash table and on the list of unused ones, or it is freed at
 *    once. d_name and d_parent of a hashed dentry change only in d_move().
 *
 * 4. Locking and context. dcache_lock for the table, the tree, the list, d_inode and d_name;
 *    never taken in an interrupt. References are counted without it, but only with it does
 *    one come from 0 to 1 or go from 1 to 0. dput() may sleep.
 *
 * 5. Failure. No memory: NULL. Unused dentries go when memory is short, the oldest first.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/stringhash.h>

#include "internal.h"

DEFINE_SPINLOCK(dcache_lock);
EXPORT_SYMBOL(dcache_lock);

static struct kmem_cache *dentry_cache;
static struct hlist_head *dentry_table;
static unsigned int dentry_table_mask;
static LIST_HEAD(unused);
static unsigned long nr_unused;

u32 full_name_hash(const void *salt, const char *name, unsigned int len)
{
	u32 hash = (u32)(unsigned long)salt >> 5;

	while (len--)
		hash = (hash + (u8)*name++) * 0x01000193;
	return hash;
}
EXPORT_SYMBOL(full_name_hash);

u64 hashlen_string(const void *salt, const char *name)
{
	unsigned int len = strlen(name);

	return hashlen_create(full_name_hash(salt, name, len), len);
}
EXPORT_SYMBOL(hashlen_string);

static struct hlist_head *bucket(u32 hash)
{
	return &dentry_table[(hash ^ hash >> 15) & dentry_table_mask];
}

/* ---- making ---- */

static bool set_name(struct dentry *dentry, const struct qstr *name)
{
	unsigned char *text = dentry->d_iname;

	if (name->len >= DNAME_INLINE_LEN) {
		text = kmalloc(name->len + 1, GFP_KERNEL);
		if (!text)
			return false;
	}
	memcpy(text, name->name, name->len);
	text[name->len] = '\0';
	dentry->d_name = (struct qstr){.hash = name->hash, .len = name->len, .name = text};
	return true;
}

static void free_name(struct dentry *dentry)
{
	if (dentry->d_name.name != dentry->d_iname)
		kfree(dentry->d_name.name);
}

static struct dentry *alloc_dentry(struct super_block *sb, const struct qstr *name)
{
	struct dentry *dentry = kmem_cache_zalloc(dentry_cache, GFP_KERNEL);

	if (!dentry)
		return NULL;
	if (!set_name(dentry, name)) {
		kmem_cache_free(dentry_cache, dentry);
		return NULL;
	}
	atomic_set(&dentry->d_refs, 1);
	dentry->d_parent = dentry;
	dentry->d_sb = sb;
	dentry->d_op = sb ? sb->s_d_op : NULL;
	INIT_LIST_HEAD(&dentry->d_lru);
	INIT_LIST_HEAD(&dentry->d_child);
	INIT_LIST_HEAD(&dentry->d_subdirs);
	return dentry;
}

struct dentry *d_alloc(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry = alloc_dentry(parent->d_sb, name);

	if (!dentry)
		return NULL;
	dentry->d_parent = dget(parent);
	spin_lock(&dcache_lock);
	list_add(&dentry->d_child, &parent->d_subdirs);
	spin_unlock(&dcache_lock);
	return dentry;
}
EXPORT_SYMBOL(d_alloc);

struct dentry *d_alloc_name(struct dentry *parent, const char *name)
{
	struct qstr q = QSTR_INIT(name, strlen(name));

	q.hash = full_name_hash(parent, name, q.len);
	return d_alloc(parent, &q);
}
EXPORT_SYMBOL(d_alloc_name);

struct dentry *d_alloc_pseudo(struct super_block *sb, const char *name)
{
	struct qstr q = QSTR_INIT(name, strlen(name));

	return alloc_dentry(sb, &q);
}

struct dentry *d_alloc_anon(struct super_block *sb)
{
	return d_alloc_pseudo(sb, "/");
}
EXPORT_SYMBOL(d_alloc_anon);

struct dentry *d_make_root(struct inode *root_inode)
{
	struct dentry *dentry;

	if (!root_inode)
		return NULL;
	dentry = d_alloc_anon(root_inode->i_sb);
	if (dentry)
		d_instantiate(dentry, root_inode);
	else
		iput(root_inode);
	return dentry;
}
EXPORT_SYMBOL(d_make_root);

/* ---- its inode ---- */

/* Under dcache_lock. */
static void attach_inode(struct dentry *dentry, struct inode *inode)
{
	WARN_ON(dentry->d_inode);
	if (!inode)
		return;
	hlist_add_head(&dentry->d_alias, &inode->i_dentry);
	WRITE_ONCE(dentry->d_inode, inode);
}

/* Under dcache_lock; the reference is the caller's now. */
static struct inode *detach_inode(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	if (inode) {
		hlist_del_init(&dentry->d_alias);
		WRITE_ONCE(dentry->d_inode, NULL);
	}
	return inode;
}

static void give_up_inode(struct dentry *dentry, struct inode *inode)
{
	if (!inode)
		return;
	if (dentry->d_op && dentry->d_op->d_iput)
		dentry->d_op->d_iput(dentry, inode);
	else
		iput(inode);
}

void d_instantiate(struct dentry *dentry, struct inode *inode)
{
	spin_lock(&dcache_lock);
	attach_inode(dentry, inode);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_instantiate);

void d_rehash(struct dentry *dentry)
{
	spin_lock(&dcache_lock);
	if (d_unhashed(dentry))
		hlist_add_head(&dentry->d_hash, bucket(dentry->d_name.hash));
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_rehash);

void d_add(struct dentry *dentry, struct inode *inode)
{
	spin_lock(&dcache_lock);
	attach_inode(dentry, inode);
	if (d_unhashed(dentry))
		hlist_add_head(&dentry->d_hash, bucket(dentry->d_name.hash));
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_add);

struct dentry *d_splice_alias(struct inode *inode, struct dentry *dentry)
{
	if (IS_ERR(inode))
		return ERR_CAST(inode);
	d_add(dentry, inode);
	return NULL;
}
EXPORT_SYMBOL(d_splice_alias);

struct dentry *d_find_alias(struct inode *inode)
{
	struct dentry *dentry = NULL;

	spin_lock(&dcache_lock);
	if (!hlist_empty(&inode->i_dentry)) {
		dentry = hlist_entry(inode->i_dentry.first, struct dentry, d_alias);
		atomic_inc(&dentry->d_refs);
	}
	spin_unlock(&dcache_lock);
	return dentry;
}
EXPORT_SYMBOL(d_find_alias);

/* ---- references ---- */

struct dentry *dget(struct dentry *dentry)
{
	if (dentry)
		atomic_inc(&dentry->d_refs);
	return dentry;
}
EXPORT_SYMBOL(dget);

struct dentry *dget_parent(struct dentry *dentry)
{
	struct dentry *parent;

	spin_lock(&dcache_lock);
	parent = dget(dentry->d_parent);
	spin_unlock(&dcache_lock);
	return parent;
}
EXPORT_SYMBOL(dget_parent);

/* Under dcache_lock. */
static void lru_del(struct dentry *dentry)
{
	if (!(dentry->d_flags & DCACHE_ON_LRU))
		return;
	dentry->d_flags &= ~DCACHE_ON_LRU;
	list_del_init(&dentry->d_lru);
	nr_unused--;
}

static void lru_add(struct dentry *dentry)
{
	if (dentry->d_flags & DCACHE_ON_LRU) {
		dentry->d_flags |= DCACHE_REFERENCED;
		return;
	}
	dentry->d_flags |= DCACHE_ON_LRU;
	list_add_tail(&dentry->d_lru, &unused);
	nr_unused++;
}

/* No references, under dcache_lock, which is given up. The parent, to be put; NULL: none. */
static struct dentry *kill(struct dentry *dentry)
{
	struct dentry *parent = IS_ROOT(dentry) ? NULL : dentry->d_parent;
	struct inode *inode;

	lru_del(dentry);
	hlist_del_init(&dentry->d_hash);
	list_del_init(&dentry->d_child);
	inode = detach_inode(dentry);
	spin_unlock(&dcache_lock);
	give_up_inode(dentry, inode);
	if (dentry->d_op && dentry->d_op->d_release)
		dentry->d_op->d_release(dentry);
	free_name(dentry);
	kmem_cache_free(dentry_cache, dentry);
	return parent;
}

void dput(struct dentry *dentry)
{
	while (dentry) {
		if (atomic_add_unless(&dentry->d_refs, -1, 1))
			return;
		spin_lock(&dcache_lock);
		if (!atomic_dec_and_test(&dentry->d_refs)) {
			spin_unlock(&dcache_lock);
			return;
		}
		if (!d_unhashed(dentry) &&
		    !(dentry->d_op && dentry->d_op->d_delete && dentry->d_op->d_delete(dentry))) {
			lru_add(dentry);
			spin_unlock(&dcache_lock);
			return;
		}
		dentry = kill(dentry);
	}
}
EXPORT_SYMBOL(dput);

/* ---- finding ---- */

struct dentry *d_lookup(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry;

	spin_lock(&dcache_lock);
	hlist_for_each_entry(dentry, bucket(name->hash), d_hash)
	{
		if (dentry->d_name.hash != name->hash || dentry->d_parent != parent ||
		    dentry->d_name.len != name->len ||
		    memcmp(dentry->d_name.name, name->name, name->len))
			continue;
		atomic_inc(&dentry->d_refs);
		spin_unlock(&dcache_lock);
		return dentry;
	}
	spin_unlock(&dcache_lock);
	return NULL;
}
EXPORT_SYMBOL(d_lookup);

struct dentry *d_hash_and_lookup(struct dentry *parent, struct qstr *name)
{
	name->hash = full_name_hash(parent, (const char *)name->name, name->len);
	return d_lookup(parent, name);
}
EXPORT_SYMBOL(d_hash_and_lookup);

bool d_is_ancestor(const struct dentry *ancestor, const struct dentry *dentry)
{
	for (;; dentry = dentry->d_parent) {
		if (dentry == ancestor)
			return true;
		if (IS_ROOT(dentry))
			return false;
	}
}

bool is_subdir(const struct dentry *dentry, const struct dentry *ancestor)
{
	bool is;

	spin_lock(&dcache_lock);
	is = d_is_ancestor(ancestor, dentry);
	spin_unlock(&dcache_lock);
	return is;
}
EXPORT_SYMBOL(is_subdir);

/* ---- changes ---- */

void d_drop(struct dentry *dentry)
{
	spin_lock(&dcache_lock);
	hlist_del_init(&dentry->d_hash);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_drop);

void d_delete(struct dentry *dentry)
{
	struct inode *inode = NULL;

	spin_lock(&dcache_lock);
	if (d_count(dentry) == 1)
		inode = detach_inode(dentry);
	else
		hlist_del_init(&dentry->d_hash);
	spin_unlock(&dcache_lock);
	give_up_inode(dentry, inode);
}
EXPORT_SYMBOL(d_delete);

/* Under dcache_lock: the names change places; each is freed with the dentry that has it then. */
static void swap_names(struct dentry *a, struct dentry *b)
{
	bool a_inline = a->d_name.name == a->d_iname, b_inline = b->d_name.name == b->d_iname;
	unsigned char text[DNAME_INLINE_LEN];

	memcpy(text, a->d_iname, sizeof(text));
	memcpy(a->d_iname, b->d_iname, sizeof(text));
	memcpy(b->d_iname, text, sizeof(text));
	swap(a->d_name, b->d_name);
	if (a_inline)
		b->d_name.name = b->d_iname;
	if (b_inline)
		a->d_name.name = a->d_iname;
}

/* Under dcache_lock. The hash goes by the parent, too: it goes with the name. */
static void swap_places(struct dentry *a, struct dentry *b)
{
	swap_names(a, b);
	swap(a->d_parent, b->d_parent);
	list_move(&a->d_child, &a->d_parent->d_subdirs);
	list_move(&b->d_child, &b->d_parent->d_subdirs);
}

void d_move(struct dentry *dentry, struct dentry *target)
{
	spin_lock(&dcache_lock);
	hlist_del_init(&dentry->d_hash);
	hlist_del_init(&target->d_hash);
	swap_places(dentry, target);
	hlist_add_head(&dentry->d_hash, bucket(dentry->d_name.hash));
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_move);

void d_exchange(struct dentry *dentry, struct dentry *other)
{
	spin_lock(&dcache_lock);
	hlist_del_init(&dentry->d_hash);
	hlist_del_init(&other->d_hash);
	swap_places(dentry, other);
	hlist_add_head(&dentry->d_hash, bucket(dentry->d_name.hash));
	hlist_add_head(&other->d_hash, bucket(other->d_name.hash));
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_exchange);

void d_set_mounted(struct dentry *dentry, bool mounted)
{
	spin_lock(&dcache_lock);
	dentry->d_flags =
	    mounted ? dentry->d_flags | DCACHE_MOUNTED : dentry->d_flags & ~DCACHE_MOUNTED;
	spin_unlock(&dcache_lock);
}

/* ---- giving memory back ---- */

/* Up to nr of the unused ones that fit, the oldest first (sb and below NULL: all fit). */
static unsigned long prune(unsigned long nr, const struct super_block *sb,
			   const struct dentry *below)
{
	struct dentry *dentry, *next;
	unsigned long freed = 0, looked_at;

	spin_lock(&dcache_lock);
again:
	looked_at = 0;
	list_for_each_entry_safe (dentry, next, &unused, d_lru) {
		if (freed >= nr || looked_at++ > 2 * nr_unused)
			break;
		if (d_count(dentry)) {
			lru_del(dentry);
			continue;
		}
		if ((sb && dentry->d_sb != sb) || (below && !d_is_ancestor(below, dentry)))
			continue;
		if (!sb && !below && dentry->d_flags & DCACHE_REFERENCED) {
			dentry->d_flags &= ~DCACHE_REFERENCED;
			list_move_tail(&dentry->d_lru, &unused);
			continue;
		}
		dput(kill(dentry));
		freed++;
		spin_lock(&dcache_lock);
		goto again;
	}
	spin_unlock(&dcache_lock);
	return freed;
}

void shrink_dcache_sb(struct super_block *sb)
{
	while (prune(~0UL, sb, NULL))
		;
}
EXPORT_SYMBOL(shrink_dcache_sb);

void shrink_dcache_parent(struct dentry *parent)
{
	while (prune(~0UL, NULL, parent))
		;
}
EXPORT_SYMBOL(shrink_dcache_parent);

/*
 * Where the dcache is the file system, each entry has one reference for being there. All of
 * them are taken back, from the leaves up.
 */
void d_genocide_root(struct dentry *root)
{
	struct dentry *dentry = root, *parent;

	for (;;) {
		spin_lock(&dcache_lock);
		while (!list_empty(&dentry->d_subdirs))
			dentry = list_first_entry(&dentry->d_subdirs, struct dentry, d_child);
		if (dentry == root) {
			spin_unlock(&dcache_lock);
			return;
		}
		parent = dentry->d_parent;
		list_del_init(&dentry->d_child);
		hlist_del_init(&dentry->d_hash);
		if (!d_count(dentry)) {
			dput(kill(dentry));
		} else if (dentry->d_inode) {
			spin_unlock(&dcache_lock);
			dput(dentry);
		} else {
			spin_unlock(&dcache_lock);
		}
		dentry = parent; /* its own reference holds it until it is a leaf */
	}
}

static unsigned long count_unused(struct shrinker *shrinker, struct shrink_control *sc)
{
	return READ_ONCE(nr_unused);
}

static unsigned long scan_unused(struct shrinker *shrinker, struct shrink_control *sc)
{
	/* who holds a file system's locks must not come back into it */
	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	return prune(sc->nr_to_scan, NULL, NULL);
}

static struct shrinker dcache_shrinker = {
    .count_objects = count_unused,
    .scan_objects = scan_unused,
    .seeks = DEFAULT_SEEKS,
};

void __init dcache_init(void)
{
	unsigned int order = totalram_pages() > (64 << 20 >> PAGE_SHIFT) ? 2 : 0;

	dentry_cache =
	    kmem_cache_create("dentry", sizeof(struct dentry), 0, SLAB_RECLAIM_ACCOUNT, NULL);
	dentry_table = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, order);
	if (!dentry_cache || !dentry_table)
		panic("No memory for the names of files");
	dentry_table_mask = (PAGE_SIZE << order) / sizeof(*dentry_table) - 1;
	register_shrinker(&dcache_shrinker, "dentry");
}
