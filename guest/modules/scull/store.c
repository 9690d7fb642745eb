/* SPDX-License-Identifier: GPL-2.0-only */
/* store: sets of quanta; see store.h. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "store.h"

static void take_sizes(struct store *store)
{
	store->quantum = store->kind->quantum();
	store->qset = store->kind->qset();
}

void store_init(struct store *store, const struct store_kind *kind)
{
	*store = (struct store){.kind = kind};
	mutex_init(&store->lock);
	take_sizes(store);
}

static void free_set(struct store *store, struct store_set *set)
{
	int i;

	for (i = 0; set->quanta && i < store->qset; i++)
		if (set->quanta[i])
			store->kind->free(store, set->quanta[i]);
	kfree(set->quanta);
	kfree(set);
}

int store_trim(struct store *store)
{
	struct store_set *set, *next;

	if (store->vmas)
		return -EBUSY;
	for (set = store->sets; set; set = next) {
		next = set->next;
		free_set(store, set);
	}
	store->sets = NULL;
	store->size = 0;
	take_sizes(store);
	return 0;
}

/* The slot of the nth quantum; where there is none it is made, or NULL. */
static void **slot(struct store *store, unsigned int n, bool make)
{
	struct store_set **at = &store->sets;
	unsigned int skip = n / store->qset;

	for (;; at = &(*at)->next, skip--) {
		if (!*at && make)
			*at = kzalloc(sizeof(**at), GFP_KERNEL);
		if (!*at)
			return NULL;
		if (!skip)
			break;
	}
	if (!(*at)->quanta && make)
		(*at)->quanta = kcalloc(store->qset, sizeof(void *), GFP_KERNEL);
	return (*at)->quanta ? &(*at)->quanta[n % store->qset] : NULL;
}

void *store_quantum(struct store *store, unsigned int n)
{
	void **at = slot(store, n, false);

	return at ? *at : NULL;
}

/* One quantum at most: the caller comes again. */
ssize_t store_read(struct store *store, char __user *buf, size_t count, loff_t *pos)
{
	ssize_t done = 0;
	void *quantum;
	u32 n, off;

	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	if (*pos < store->size) {
		n = div_u64_rem(*pos, store->quantum, &off);
		done = min3((loff_t)count, (loff_t)store->quantum - off, store->size - *pos);
		quantum = store_quantum(store, n);
		if (quantum ? copy_to_user(buf, quantum + off, done) : clear_user(buf, done))
			done = -EFAULT;
		else
			*pos += done;
	}
	mutex_unlock(&store->lock);
	return done;
}

static ssize_t write_locked(struct store *store, const char __user *buf, size_t count, loff_t *pos)
{
	void **at;
	u32 n, off;

	if (*pos >= MAX_NON_LFS) /* what the 32 bits of a quantum's number reach */
		return -EFBIG;
	n = div_u64_rem(*pos, store->quantum, &off);
	at = slot(store, n, true);
	if (at && !*at)
		*at = store->kind->alloc(store);
	if (!at || !*at)
		return -ENOMEM;
	count = min_t(size_t, count, store->quantum - off);
	if (copy_from_user(*at + off, buf, count))
		return -EFAULT;
	*pos += count;
	store->size = max(store->size, *pos);
	return count;
}

ssize_t store_write(struct store *store, struct file *file, const char __user *buf, size_t count,
		    loff_t *pos)
{
	ssize_t done;

	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	if (file->f_flags & O_APPEND)
		*pos = store->size;
	done = write_locked(store, buf, count, pos);
	mutex_unlock(&store->lock);
	return done;
}

loff_t store_llseek(struct store *store, struct file *file, loff_t off, int whence)
{
	loff_t to;

	switch (whence) {
	case SEEK_SET:
		to = off;
		break;
	case SEEK_CUR:
		to = file->f_pos + off;
		break;
	case SEEK_END:
		to = store->size + off;
		break;
	default:
		return -EINVAL;
	}
	if (to < 0)
		return -EINVAL;
	file->f_pos = to;
	return to;
}

int store_open(struct store *store, struct file *file)
{
	int err = 0;

	if ((file->f_flags & O_ACCMODE) != O_WRONLY || file->f_flags & O_APPEND)
		return 0;
	if (mutex_lock_interruptible(&store->lock))
		return -ERESTARTSYS;
	err = store_trim(store);
	mutex_unlock(&store->lock);
	return err;
}

void store_show(struct store *store, const char *name, int n, struct seq_file *m)
{
	struct store_set *set;
	int sets = 0, quanta = 0, i;

	mutex_lock(&store->lock);
	for (set = store->sets; set; set = set->next, sets++)
		for (i = 0; set->quanta && i < store->qset; i++)
			quanta += !!set->quanta[i];
	seq_printf(m, "%s%d: qset %d, quantum %d, size %lld, sets %d, quanta %d, mappings %u\n",
		   name, n, store->qset, store->quantum, store->size, sets, quanta, store->vmas);
	mutex_unlock(&store->lock);
}
