/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * xarray: a tree of nodes of 64 slots, each level of which takes six bits of the index. It
 * is as high as the largest index needs. A node carries, for each mark, one bit a slot:
 * in the lowest level the entry is marked, above some entry below is.
 *
 *	height 2:   index 0000 aaaaaa bbbbbb     head -> node[a] -> node[b] -> entry
 *
 * Readers take no lock: nodes are made ready before they are linked in, and freed after an
 * RCU grace period.
 */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#define SLOT_BITS 6
#define SLOTS	  (1u << SLOT_BITS)
#define MARKS	  3
#define MOST_HIGH DIV_ROUND_UP(BITS_PER_LONG, SLOT_BITS)

struct xnode {
	unsigned int count;  /* slots in use */
	unsigned int height; /* 1: its slots are entries */
	struct rcu_head rcu;
	void *slots[SLOTS];
	unsigned long marks[MARKS][SLOTS / BITS_PER_LONG];
};

static unsigned int slot_of(unsigned long index, unsigned int height)
{
	return index >> (height - 1) * SLOT_BITS & (SLOTS - 1);
}

/* The largest index that a tree so high can hold. */
static unsigned long largest(unsigned int height)
{
	return height >= MOST_HIGH ? ULONG_MAX : height ? (1ul << height * SLOT_BITS) - 1 : 0;
}

static bool has_mark(const struct xnode *node, unsigned int mark)
{
	return !bitmap_empty(node->marks[mark], SLOTS);
}

/* ---- growing and shrinking ---- */

static struct xnode *new_node(unsigned int height, gfp_t gfp)
{
	struct xnode *node = kzalloc(sizeof(*node), gfp);

	if (node)
		node->height = height;
	return node;
}

/* One level more: the old root becomes slot 0 of a new one. */
static int grow(struct xarray *xa, gfp_t gfp)
{
	struct xnode *old = xa->xa_head, *node = new_node(xa->height + 1, gfp);
	unsigned int mark;

	if (!node)
		return -ENOMEM;
	if (old) {
		node->slots[0] = old;
		node->count = 1;
		for (mark = 0; mark < MARKS; mark++)
			if (has_mark(old, mark))
				__set_bit(0, node->marks[mark]);
	}
	xa->height++;
	rcu_assign_pointer(xa->xa_head, node);
	return 0;
}

struct path {
	struct xnode *nodes[MOST_HIGH + 1]; /* by height */
};

/* The lowest node of index, or NULL; the way there in path. */
static struct xnode *walk(const struct xarray *xa, unsigned long index, struct path *path)
{
	struct xnode *node = rcu_dereference(xa->xa_head);

	if (!node || index > largest(node->height))
		return NULL;
	for (;;) {
		if (path)
			path->nodes[node->height] = node;
		if (node->height == 1)
			return node;
		node = rcu_dereference(node->slots[slot_of(index, node->height)]);
		if (!node)
			return NULL;
	}
}

/* The same with what is missing made. NULL: no memory. */
static struct xnode *make_way(struct xarray *xa, unsigned long index, gfp_t gfp, struct path *path)
{
	struct xnode *node, *next;

	while (!xa->xa_head || index > largest(xa->height))
		if (grow(xa, gfp))
			return NULL;
	for (node = xa->xa_head;; node = next) {
		unsigned int slot = slot_of(index, node->height);

		path->nodes[node->height] = node;
		if (node->height == 1)
			return node;
		next = node->slots[slot];
		if (!next) {
			next = new_node(node->height - 1, gfp);
			if (!next)
				return NULL;
			rcu_assign_pointer(node->slots[slot], next);
			node->count++;
		}
	}
}

static void clear_mark(struct xarray *xa, unsigned long index, unsigned int mark,
		       const struct path *path)
{
	unsigned int height;

	for (height = 1; height <= xa->height; height++) {
		__clear_bit(slot_of(index, height), path->nodes[height]->marks[mark]);
		if (has_mark(path->nodes[height], mark))
			return;
	}
}

/* Nodes on the way to index that hold nothing go. */
static void prune(struct xarray *xa, unsigned long index, const struct path *path)
{
	unsigned int height = 1, top = xa->height;

	for (; height <= top && !path->nodes[height]->count; height++) {
		if (height == top) {
			RCU_INIT_POINTER(xa->xa_head, NULL);
			xa->height = 0;
		} else {
			struct xnode *above = path->nodes[height + 1];

			RCU_INIT_POINTER(above->slots[slot_of(index, height + 1)], NULL);
			above->count--;
		}
		kfree_rcu(path->nodes[height], rcu);
	}
}

/* ---- entries; the lock is held ---- */

static void *store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	struct path path;
	struct xnode *node;
	unsigned int mark;
	void **slot, *old;

	node = entry ? make_way(xa, index, gfp, &path) : walk(xa, index, &path);
	if (!node)
		return entry ? ERR_PTR(-ENOMEM) : NULL;
	slot = &node->slots[slot_of(index, 1)];
	old = *slot;
	rcu_assign_pointer(*slot, entry);
	if (entry && !old) {
		node->count++;
	} else if (!entry && old) {
		for (mark = 0; mark < MARKS; mark++)
			clear_mark(xa, index, mark, &path);
		node->count--;
		prune(xa, index, &path);
	}
	return old == XA_ZERO_ENTRY ? NULL : old;
}

/* Under the lock nobody waits for memory; who may, does so afterwards and tries again. */
static bool wait_for_memory(int err, gfp_t gfp)
{
	void *probe;

	if (err != -ENOMEM || !(gfp & __GFP_WAIT))
		return false;
	probe = kmalloc(sizeof(struct xnode), gfp);
	kfree(probe);
	return probe;
}

static void *store_nowait(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	return store(xa, index, entry, gfp & ~__GFP_WAIT ?: GFP_NOWAIT);
}

void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	return store_nowait(xa, index, entry, gfp);
}
EXPORT_SYMBOL(__xa_store);

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	unsigned long flags;
	void *old;

	do {
		xa_lock_irqsave(xa, flags);
		old = store_nowait(xa, index, entry, gfp);
		xa_unlock_irqrestore(xa, flags);
	} while (wait_for_memory(xa_err(old), gfp));
	return old;
}
EXPORT_SYMBOL(xa_store);

void *xa_load(struct xarray *xa, unsigned long index)
{
	struct xnode *node;
	void *entry;

	rcu_read_lock();
	node = walk(xa, index, NULL);
	entry = node ? rcu_dereference(node->slots[slot_of(index, 1)]) : NULL;
	rcu_read_unlock();
	return entry == XA_ZERO_ENTRY ? NULL : entry;
}
EXPORT_SYMBOL(xa_load);

void *__xa_erase(struct xarray *xa, unsigned long index)
{
	return store(xa, index, NULL, 0);
}
EXPORT_SYMBOL(__xa_erase);

void *xa_erase(struct xarray *xa, unsigned long index)
{
	return xa_store(xa, index, NULL, 0);
}
EXPORT_SYMBOL(xa_erase);

static void *entry_at(const struct xarray *xa, unsigned long index)
{
	struct xnode *node = walk(xa, index, NULL);

	return node ? node->slots[slot_of(index, 1)] : NULL;
}

void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	void *seen = entry_at(xa, index), *result;

	if (seen == XA_ZERO_ENTRY)
		seen = NULL;
	if (seen != old)
		return seen;
	result = store_nowait(xa, index, entry, gfp);
	return xa_is_err(result) ? result : seen;
}
EXPORT_SYMBOL(__xa_cmpxchg);

void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	unsigned long flags;
	void *seen;

	xa_lock_irqsave(xa, flags);
	seen = __xa_cmpxchg(xa, index, old, entry, gfp);
	xa_unlock_irqrestore(xa, flags);
	return seen;
}
EXPORT_SYMBOL(xa_cmpxchg);

void *xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		     gfp_t gfp)
{
	void *old;

	do {
		old = xa_store(xa, first, entry, gfp);
		if (xa_is_err(old))
			return old;
	} while (first++ != last);
	return NULL;
}
EXPORT_SYMBOL(xa_store_range);

int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	if (entry_at(xa, index))
		return -EBUSY;
	return xa_err(store_nowait(xa, index, entry ?: XA_ZERO_ENTRY, gfp));
}
EXPORT_SYMBOL(__xa_insert);

int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	unsigned long flags;
	int err;

	do {
		xa_lock_irqsave(xa, flags);
		err = __xa_insert(xa, index, entry, gfp);
		xa_unlock_irqrestore(xa, flags);
	} while (wait_for_memory(err, gfp));
	return err;
}
EXPORT_SYMBOL(xa_insert);

int xa_reserve(struct xarray *xa, unsigned long index, gfp_t gfp)
{
	int err = xa_insert(xa, index, NULL, gfp);

	return err == -EBUSY ? 0 : err;
}
EXPORT_SYMBOL(xa_reserve);

void xa_release(struct xarray *xa, unsigned long index)
{
	unsigned long flags;

	xa_lock_irqsave(xa, flags);
	if (entry_at(xa, index) == XA_ZERO_ENTRY)
		store(xa, index, NULL, 0);
	xa_unlock_irqrestore(xa, flags);
}
EXPORT_SYMBOL(xa_release);

/* ---- free places ---- */

/* The first free index from first on; whole nodes that are full are passed over. */
static bool find_free(const struct xarray *xa, unsigned long first, unsigned long last,
		      unsigned long *index)
{
	for (*index = first;; ++*index) {
		struct xnode *node = walk(xa, *index, NULL);

		if (!node || !node->slots[slot_of(*index, 1)])
			return true;
		if (node->count == SLOTS)
			*index |= SLOTS - 1;
		if (*index >= last)
			return false;
	}
}

int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	unsigned long first =
	    max(limit.min, (xa->xa_flags & XA_FLAGS_ALLOC1) == XA_FLAGS_ALLOC1 ? 1u : 0u);
	unsigned long index;
	int err;

	if (first > limit.max || !find_free(xa, first, limit.max, &index) || index > limit.max)
		return -EBUSY;
	err = xa_err(store_nowait(xa, index, entry ?: XA_ZERO_ENTRY, gfp));
	if (!err)
		*id = index;
	return err;
}
EXPORT_SYMBOL(__xa_alloc);

int xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	unsigned long flags;
	int err;

	do {
		xa_lock_irqsave(xa, flags);
		err = __xa_alloc(xa, id, entry, limit, gfp);
		xa_unlock_irqrestore(xa, flags);
	} while (wait_for_memory(err, gfp));
	return err;
}
EXPORT_SYMBOL(xa_alloc);

int xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next,
		    gfp_t gfp)
{
	struct xa_limit upper = limit;
	unsigned long flags;
	int err;

	upper.min = max(*next, limit.min);
	xa_lock_irqsave(xa, flags);
	err = upper.min <= limit.max ? __xa_alloc(xa, id, entry, upper, gfp) : -EBUSY;
	if (err == -EBUSY && upper.min > limit.min) {
		err = __xa_alloc(xa, id, entry, limit, gfp);
		err = err ?: 1;
	}
	if (err >= 0)
		*next = *id + 1;
	xa_unlock_irqrestore(xa, flags);
	return err;
}
EXPORT_SYMBOL(xa_alloc_cyclic);

/* ---- marks ---- */

void __xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	unsigned int height;
	struct path path;
	struct xnode *node = walk(xa, index, &path);

	if (!node || !node->slots[slot_of(index, 1)])
		return;
	for (height = 1; height <= xa->height; height++)
		__set_bit(slot_of(index, height), path.nodes[height]->marks[mark]);
}
EXPORT_SYMBOL(__xa_set_mark);

void __xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct path path;

	if (walk(xa, index, &path))
		clear_mark(xa, index, mark, &path);
}
EXPORT_SYMBOL(__xa_clear_mark);

void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	unsigned long flags;

	xa_lock_irqsave(xa, flags);
	__xa_set_mark(xa, index, mark);
	xa_unlock_irqrestore(xa, flags);
}
EXPORT_SYMBOL(xa_set_mark);

void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	unsigned long flags;

	xa_lock_irqsave(xa, flags);
	__xa_clear_mark(xa, index, mark);
	xa_unlock_irqrestore(xa, flags);
}
EXPORT_SYMBOL(xa_clear_mark);

bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct xnode *node;
	bool marked;

	rcu_read_lock();
	node = walk(xa, index, NULL);
	marked = node && test_bit(slot_of(index, 1), node->marks[mark]);
	rcu_read_unlock();
	return marked;
}
EXPORT_SYMBOL(xa_get_mark);

bool xa_marked(const struct xarray *xa, xa_mark_t mark)
{
	return xa->xa_head && has_mark(xa->xa_head, mark);
}
EXPORT_SYMBOL(xa_marked);

/* ---- one after the other ---- */

static bool is_wanted(const struct xnode *node, unsigned int slot, xa_mark_t filter)
{
	return filter == XA_PRESENT ? node->slots[slot] != NULL
				    : test_bit(slot, node->marks[filter]);
}

/*
 * From *index on within one node. NULL: nothing more there; *index is then the first that
 * lies behind it, or 0 behind the very last.
 */
static void *find_in(struct xnode *node, unsigned long *index, xa_mark_t filter)
{
	unsigned int shift = (node->height - 1) * SLOT_BITS, slot = slot_of(*index, node->height);
	void *entry;

	for (; slot < SLOTS; slot++) {
		if (is_wanted(node, slot, filter)) {
			bool below = node->height > 1;

			entry = rcu_dereference(node->slots[slot]);
			if (entry && below)
				entry = find_in(entry, index, filter);
			else
				below = false;
			if (entry && entry != XA_ZERO_ENTRY)
				return entry;
			if (below && !*index)
				return NULL;
			if (below)
				continue; /* *index was moved on to the next slot there */
		}
		*index = ((*index >> shift) + 1) << shift;
		if (!*index)
			return NULL;
	}
	return NULL;
}

void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
{
	unsigned long at = *index;
	struct xnode *node;
	void *entry = NULL;

	rcu_read_lock();
	node = rcu_dereference(xa->xa_head);
	if (node && at <= largest(node->height))
		entry = find_in(node, &at, filter);
	rcu_read_unlock();
	if (!entry || at > max)
		return NULL;
	*index = at;
	return entry;
}
EXPORT_SYMBOL(xa_find);

void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
{
	unsigned long at = *index + 1;
	void *entry = at ? xa_find(xa, &at, max, filter) : NULL;

	if (entry)
		*index = at;
	return entry;
}
EXPORT_SYMBOL(xa_find_after);

unsigned int xa_extract(struct xarray *xa, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t filter)
{
	unsigned int found = 0;
	void *entry;

	if (!n)
		return 0;
	for (entry = xa_find(xa, &start, max, filter); entry && found < n;
	     entry = xa_find_after(xa, &start, max, filter))
		dst[found++] = entry;
	return found;
}
EXPORT_SYMBOL(xa_extract);

static void free_tree(struct xnode *node)
{
	unsigned int slot;

	for (slot = 0; node->height > 1 && slot < SLOTS; slot++)
		if (node->slots[slot])
			free_tree(node->slots[slot]);
	kfree_rcu(node, rcu);
}

void xa_destroy(struct xarray *xa)
{
	unsigned long flags;
	struct xnode *node;

	xa_lock_irqsave(xa, flags);
	node = xa->xa_head;
	RCU_INIT_POINTER(xa->xa_head, NULL);
	xa->height = 0;
	xa_unlock_irqrestore(xa, flags);
	if (node)
		free_tree(node);
}
EXPORT_SYMBOL(xa_destroy);
