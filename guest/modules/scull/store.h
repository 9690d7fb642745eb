/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * store: what a scull device keeps: bytes, as many as memory holds, with holes.
 *
 *	store -> set -> set -> NULL
 *		  |
 *		  quanta[0 .. qset)  each NULL, a hole, or quantum bytes
 *
 * What a quantum is made of is the kind's. All of it under store->lock, which store_read(),
 * store_write() and store_show() take; who calls the others holds it. May sleep.
 */
#ifndef SCULL_STORE_H
#define SCULL_STORE_H

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/types.h>

struct store_set {
	struct store_set *next;
	void **quanta;
};

struct store {
	const struct store_kind *kind;
	struct mutex lock;
	struct store_set *sets;
	int quantum, qset; /* of what is stored now; a trim takes the kind's new ones */
	loff_t size;
	unsigned int vmas; /* mappings: none may be left for a trim */
};

struct store_kind {
	void *(*alloc)(struct store *store); /* zeroed, or NULL */
	void (*free)(struct store *store, void *quantum);
	int (*quantum)(void); /* what the next life of a store uses */
	int (*qset)(void);
};

void store_init(struct store *store, const struct store_kind *kind);
int store_trim(struct store *store);			  /* empties it. -EBUSY: mapped */
void *store_quantum(struct store *store, unsigned int n); /* the nth one, NULL: a hole */
ssize_t store_read(struct store *store, char __user *buf, size_t count, loff_t *pos);
/* O_APPEND: at the end, wherever the file was. */
ssize_t store_write(struct store *store, struct file *file, const char __user *buf, size_t count,
		    loff_t *pos);
loff_t store_llseek(struct store *store, struct file *file, loff_t off, int whence);
int store_open(struct store *store, struct file *file); /* O_WRONLY empties it */
void store_show(struct store *store, const char *name, int n, struct seq_file *m);

#endif
