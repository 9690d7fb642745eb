/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * inode: files, whatever they are called.
 *
 * 1. Purpose. One struct inode for each file somebody is interested in, or was a moment
 *    ago: its rights, times, size, the way to its content. Two names of one file lead to
 *    the same inode.
 *
 * 2. Structures. File systems on a medium find an inode by its number through a hash table;
 *    those whose inodes live in the dcache alone do not need it. All of a super block are
 *    on its list, the dirty ones on a second. One without references is kept on the list
 *    of unused ones if it is hashed and has a name on the medium:
 *
 *	hash(sb, ino) --> inode <-- sb->s_inodes
 *	                    |'----- sb->s_dirty   (I_DIRTY_*)
 *	                    '------ unused        (i_count 0)
 *
 * 3. Invariants. I_NEW: being filled in, others wait. I_FREEING: on its way out; who looks
 *    for it waits until it is gone. An inode goes only with i_count 0, its pages first.
 *
 * 4. Locking and context. inode_lock for table, lists, i_state, and i_count between 0 and 1.
 *    i_rwsem for the content of a directory or file. iput() may sleep.
 *
 * 5. Failure. No memory: NULL. What could not be written stays dirty.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/writeback.h>

#include "internal.h"

static DEFINE_SPINLOCK(inode_lock_all);
static DECLARE_WAIT_QUEUE_HEAD(inode_wait); /* I_NEW, I_FREEING, I_SYNC come to an end */
static struct kmem_cache *inode_cache;
static struct hlist_head *inode_table;
static unsigned int inode_table_mask;
static LIST_HEAD(unused);
static unsigned long nr_unused;
static atomic_t last_ino = ATOMIC_INIT(0);

unsigned long get_next_ino(void)
{
	return atomic_inc_return(&last_ino);
}
EXPORT_SYMBOL(get_next_ino);

static struct hlist_head *bucket(const struct super_block *sb, unsigned long ino)
{
	u32 hash = (u32)((unsigned long)sb >> 6) + ino * 0x9e3779b1u;

	return &inode_table[(hash ^ hash >> 16) & inode_table_mask];
}

/* ---- making ---- */

void inode_init_once(struct inode *inode)
{
	memset(inode, 0, sizeof(*inode));
	spin_lock_init(&inode->i_lock);
	init_rwsem(&inode->i_rwsem);
	INIT_LIST_HEAD(&inode->i_lru);
	INIT_LIST_HEAD(&inode->i_sb_list);
	INIT_LIST_HEAD(&inode->i_io_list);
	INIT_LIST_HEAD(&inode->i_devices);
}
EXPORT_SYMBOL(inode_init_once);

static const struct file_operations no_fops;
static const struct inode_operations no_iops;
static const struct address_space_operations no_aops;

/*
 * A file's address_space comes to the list of all when its first page does: most inodes
 * never have one.
 */
static void init_inode(struct inode *inode, struct super_block *sb)
{
	struct address_space *mapping = &inode->i_data;

	inode->i_sb = sb;
	inode->i_blkbits = sb->s_blocksize_bits;
	inode->i_nlink = 1;
	inode->i_op = &no_iops;
	inode->i_fop = &no_fops;
	atomic_set(&inode->i_count, 1);
	address_space_init_quiet(mapping, &no_aops, GFP_HIGHUSER);
	mapping->host = inode;
	inode->i_mapping = mapping;
}

struct inode *new_inode(struct super_block *sb)
{
	struct inode *inode;

	if (sb->s_op && sb->s_op->alloc_inode) {
		inode = sb->s_op->alloc_inode(sb);
	} else {
		inode = kmem_cache_alloc(inode_cache, GFP_KERNEL);
		if (inode)
			inode_init_once(inode);
	}
	if (!inode)
		return NULL;
	init_inode(inode, sb);
	spin_lock(&inode_lock_all);
	list_add(&inode->i_sb_list, &sb->s_inodes);
	spin_unlock(&inode_lock_all);
	return inode;
}
EXPORT_SYMBOL(new_inode);

static void free_inode(struct inode *inode)
{
	const struct super_operations *op = inode->i_sb->s_op;

	if (op && op->destroy_inode)
		op->destroy_inode(inode);
	else if (op && op->free_inode)
		op->free_inode(inode);
	else
		kmem_cache_free(inode_cache, inode);
}

/* ---- finding ---- */

/* Under inode_lock_all. */
static struct inode *find(struct super_block *sb, unsigned long ino)
{
	struct inode *inode;

	hlist_for_each_entry(inode, bucket(sb, ino),
			     i_hash) if (inode->i_ino == ino && inode->i_sb == sb) return inode;
	return NULL;
}

static void lru_del(struct inode *inode)
{
	if (list_empty(&inode->i_lru))
		return;
	list_del_init(&inode->i_lru);
	nr_unused--;
}

/* Found ones with a reference, and filled in; NULL: there is none. */
struct inode *ilookup(struct super_block *sb, unsigned long ino)
{
	struct inode *inode;

	for (;;) {
		spin_lock(&inode_lock_all);
		inode = find(sb, ino);
		if (!inode || !(inode->i_state & (I_FREEING | I_WILL_FREE)))
			break;
		spin_unlock(&inode_lock_all);
		/* it is gone in a moment, and its place in the table with it */
		wait_event(inode_wait, ({
				   spin_lock(&inode_lock_all);
				   inode = find(sb, ino);
				   if (inode && !(inode->i_state & (I_FREEING | I_WILL_FREE)))
					   inode = NULL;
				   spin_unlock(&inode_lock_all);
				   !inode;
			   }));
	}
	if (inode) {
		atomic_inc(&inode->i_count);
		lru_del(inode);
	}
	spin_unlock(&inode_lock_all);
	if (inode)
		wait_event(inode_wait, !(READ_ONCE(inode->i_state) & I_NEW));
	return inode;
}
EXPORT_SYMBOL(ilookup);

struct inode *iget_locked(struct super_block *sb, unsigned long ino)
{
	struct inode *inode = ilookup(sb, ino), *old;

	if (inode)
		return inode;
	inode = new_inode(sb);
	if (!inode)
		return NULL;
	spin_lock(&inode_lock_all);
	old = find(sb, ino);
	if (!old) {
		inode->i_ino = ino;
		inode->i_state = I_NEW;
		hlist_add_head(&inode->i_hash, bucket(sb, ino));
	}
	spin_unlock(&inode_lock_all);
	if (!old)
		return inode;
	/* somebody was faster */
	inode->i_nlink = 0;
	iput(inode);
	return iget_locked(sb, ino);
}
EXPORT_SYMBOL(iget_locked);

void unlock_new_inode(struct inode *inode)
{
	spin_lock(&inode_lock_all);
	inode->i_state &= ~I_NEW;
	spin_unlock(&inode_lock_all);
	wake_up_all(&inode_wait);
}
EXPORT_SYMBOL(unlock_new_inode);

void iget_failed(struct inode *inode)
{
	remove_inode_hash(inode);
	inode->i_nlink = 0;
	unlock_new_inode(inode);
	iput(inode);
}
EXPORT_SYMBOL(iget_failed);

void insert_inode_hash(struct inode *inode)
{
	spin_lock(&inode_lock_all);
	hlist_add_head(&inode->i_hash, bucket(inode->i_sb, inode->i_ino));
	spin_unlock(&inode_lock_all);
}
EXPORT_SYMBOL(insert_inode_hash);

int insert_inode_locked(struct inode *inode)
{
	bool taken;

	spin_lock(&inode_lock_all);
	taken = find(inode->i_sb, inode->i_ino);
	if (!taken) {
		inode->i_state |= I_NEW;
		hlist_add_head(&inode->i_hash, bucket(inode->i_sb, inode->i_ino));
	}
	spin_unlock(&inode_lock_all);
	return taken ? -EBUSY : 0;
}
EXPORT_SYMBOL(insert_inode_locked);

void remove_inode_hash(struct inode *inode)
{
	spin_lock(&inode_lock_all);
	hlist_del_init(&inode->i_hash);
	spin_unlock(&inode_lock_all);
}
EXPORT_SYMBOL(remove_inode_hash);

/* ---- references ---- */

void ihold(struct inode *inode)
{
	atomic_inc(&inode->i_count);
}
EXPORT_SYMBOL(ihold);

struct inode *igrab(struct inode *inode)
{
	spin_lock(&inode_lock_all);
	if (inode->i_state & (I_FREEING | I_WILL_FREE)) {
		inode = NULL;
	} else {
		atomic_inc(&inode->i_count);
		lru_del(inode);
	}
	spin_unlock(&inode_lock_all);
	return inode;
}
EXPORT_SYMBOL(igrab);

void clear_inode(struct inode *inode)
{
	WARN_ON(inode->i_data.nrpages);
	inode->i_state = I_FREEING | I_CLEAR;
}
EXPORT_SYMBOL(clear_inode);

/* I_FREEING, and on no list but the super block's. */
static void evict(struct inode *inode)
{
	const struct super_operations *op = inode->i_sb->s_op;

	if (op && op->evict_inode) {
		op->evict_inode(inode);
	} else {
		truncate_inode_pages_final(&inode->i_data);
		clear_inode(inode);
	}
	address_space_forget(&inode->i_data);
	if (S_ISCHR(inode->i_mode) && inode->i_cdev)
		cd_forget(inode);
	locks_free_lock_context(inode);
	spin_lock(&inode_lock_all);
	hlist_del_init(&inode->i_hash);
	list_del_init(&inode->i_sb_list);
	list_del_init(&inode->i_io_list);
	spin_unlock(&inode_lock_all);
	wake_up_all(&inode_wait);
	free_inode(inode);
}

int generic_delete_inode(struct inode *inode)
{
	return 1;
}
EXPORT_SYMBOL(generic_delete_inode);

int generic_drop_inode(struct inode *inode)
{
	return !inode->i_nlink || hlist_unhashed(&inode->i_hash);
}
EXPORT_SYMBOL(generic_drop_inode);

/* The last reference is gone, under inode_lock_all, which is given up. */
static void last_reference(struct inode *inode)
{
	const struct super_operations *op = inode->i_sb->s_op;
	bool drop = op && op->drop_inode ? op->drop_inode(inode) : generic_drop_inode(inode);

	if (!drop && inode->i_sb->s_flags & SB_ACTIVE) {
		if (list_empty(&inode->i_lru)) {
			list_add_tail(&inode->i_lru, &unused);
			nr_unused++;
		}
		spin_unlock(&inode_lock_all);
		return;
	}
	lru_del(inode);
	if (!drop) {
		inode->i_state |= I_WILL_FREE;
		spin_unlock(&inode_lock_all);
		write_inode_now(inode, 1);
		spin_lock(&inode_lock_all);
		inode->i_state &= ~I_WILL_FREE;
	}
	inode->i_state |= I_FREEING;
	spin_unlock(&inode_lock_all);
	evict(inode);
}

void iput(struct inode *inode)
{
	if (!inode || atomic_add_unless(&inode->i_count, -1, 1))
		return;
	spin_lock(&inode_lock_all);
	if (atomic_dec_and_test(&inode->i_count))
		last_reference(inode);
	else
		spin_unlock(&inode_lock_all);
}
EXPORT_SYMBOL(iput);

/* ---- dirty ones ---- */

void __mark_inode_dirty(struct inode *inode, int flags)
{
	struct super_block *sb = inode->i_sb;

	if (flags & I_DIRTY_INODE && sb->s_op && sb->s_op->dirty_inode)
		sb->s_op->dirty_inode(inode, flags);
	if ((READ_ONCE(inode->i_state) & flags) == flags || !sb->s_op || !sb->s_op->write_inode)
		return;
	spin_lock(&inode_lock_all);
	inode->i_state |= flags;
	if (list_empty(&inode->i_io_list) && !(inode->i_state & I_FREEING)) {
		inode->dirtied_when = jiffies;
		list_add_tail(&inode->i_io_list, &sb->s_dirty);
	}
	spin_unlock(&inode_lock_all);
}
EXPORT_SYMBOL(__mark_inode_dirty);

int sync_inode_metadata(struct inode *inode, int wait)
{
	struct writeback_control wbc = {.sync_mode = wait ? WB_SYNC_ALL : WB_SYNC_NONE};
	const struct super_operations *op = inode->i_sb->s_op;
	unsigned long dirty;
	int err = 0;

	wait_event(inode_wait, ({
			   spin_lock(&inode_lock_all);
			   bool free = !(inode->i_state & I_SYNC);
			   if (free)
				   inode->i_state |= I_SYNC;
			   spin_unlock(&inode_lock_all);
			   free;
		   }));
	spin_lock(&inode_lock_all);
	dirty = inode->i_state & I_DIRTY;
	inode->i_state &= ~I_DIRTY;
	list_del_init(&inode->i_io_list);
	spin_unlock(&inode_lock_all);
	if (dirty & I_DIRTY_INODE && op && op->write_inode)
		err = op->write_inode(inode, &wbc);
	if (err)
		__mark_inode_dirty(inode, dirty);
	spin_lock(&inode_lock_all);
	inode->i_state &= ~I_SYNC;
	spin_unlock(&inode_lock_all);
	wake_up_all(&inode_wait);
	return err;
}
EXPORT_SYMBOL(sync_inode_metadata);

int write_inode_now(struct inode *inode, int wait)
{
	int err = 0;

	if (inode->i_mapping->nrpages && wait)
		err = filemap_write_and_wait(inode->i_mapping);
	else if (inode->i_mapping->nrpages)
		filemap_write_all(inode->i_mapping);
	return sync_inode_metadata(inode, wait) ?: err;
}
EXPORT_SYMBOL(write_inode_now);

int sync_inodes(struct super_block *sb, bool wait)
{
	struct inode *inode;
	int err = 0, ret;

	for (;;) {
		spin_lock(&inode_lock_all);
		inode = list_first_entry_or_null(&sb->s_dirty, struct inode, i_io_list);
		if (!inode) {
			spin_unlock(&inode_lock_all);
			return err;
		}
		list_del_init(&inode->i_io_list);
		if (inode->i_state & (I_FREEING | I_WILL_FREE)) {
			spin_unlock(&inode_lock_all);
			continue;
		}
		atomic_inc(&inode->i_count);
		spin_unlock(&inode_lock_all);
		ret = write_inode_now(inode, wait);
		iput(inode);
		if (ret)
			return ret;
	}
}

/* ---- giving memory back ---- */

/* Under inode_lock_all, which is given up. */
static void evict_unused(struct inode *inode)
{
	lru_del(inode);
	inode->i_state |= I_FREEING;
	spin_unlock(&inode_lock_all);
	evict(inode);
}

int evict_inodes(struct super_block *sb)
{
	struct inode *inode;
	int busy;

again:
	busy = 0;
	spin_lock(&inode_lock_all);
	list_for_each_entry (inode, &sb->s_inodes, i_sb_list) {
		if (atomic_read(&inode->i_count) || inode->i_state & I_FREEING) {
			busy++;
			continue;
		}
		evict_unused(inode);
		goto again;
	}
	spin_unlock(&inode_lock_all);
	return busy;
}

static unsigned long count_unused(struct shrinker *shrinker, struct shrink_control *sc)
{
	return READ_ONCE(nr_unused);
}

/* Dirty ones and such with pages have to wait for writeback and reclaim. */
static unsigned long scan_unused(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long freed = 0, tries;
	struct inode *inode;

	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	for (tries = 0; tries < sc->nr_to_scan; tries++) {
		spin_lock(&inode_lock_all);
		inode = list_first_entry_or_null(&unused, struct inode, i_lru);
		if (!inode || inode->i_state & (I_DIRTY | I_SYNC) || inode->i_data.nrpages) {
			if (inode)
				list_move_tail(&inode->i_lru, &unused);
			spin_unlock(&inode_lock_all);
			continue;
		}
		evict_unused(inode);
		freed++;
	}
	return freed;
}

static struct shrinker inode_shrinker = {
    .count_objects = count_unused,
    .scan_objects = scan_unused,
    .seeks = DEFAULT_SEEKS,
};

void __init inode_cache_init(void)
{
	unsigned int order = totalram_pages() > (64 << 20 >> PAGE_SHIFT) ? 1 : 0;

	inode_cache =
	    kmem_cache_create("inode_cache", sizeof(struct inode), 0, SLAB_RECLAIM_ACCOUNT, NULL);
	inode_table = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, order);
	if (!inode_cache || !inode_table)
		panic("No memory for inodes");
	inode_table_mask = (PAGE_SIZE << order) / sizeof(*inode_table) - 1;
	register_shrinker(&inode_shrinker, "inode");
}
