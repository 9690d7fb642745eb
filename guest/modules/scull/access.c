/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who may open a scull: single, one file at a time; uid, one user at a time, the others get
 * -EBUSY; wuid, the others wait; priv, everybody, each terminal with a device of its own.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/tty.h>
#include <linux/uidgid.h>
#include <linux/wait.h>

#include "scull.h"

struct shared {
	struct scull_dev dev;
	spinlock_t lock; /* for the next two */
	unsigned int opens;
	kuid_t owner;
	wait_queue_head_t closed;
};

static struct shared single, by_uid, by_wuid;

static int open_store(struct store *store, struct file *file)
{
	file->private_data = store;
	return store_open(store, file);
}

/* ---- single ---- */

static atomic_t single_free = ATOMIC_INIT(1);

static int one_release(struct inode *inode, struct file *file)
{
	atomic_inc(&single_free);
	return 0;
}

static int one_open(struct inode *inode, struct file *file)
{
	int err;

	if (!atomic_dec_and_test(&single_free)) {
		atomic_inc(&single_free);
		return -EBUSY;
	}
	err = open_store(&single.dev.store, file);
	if (err)
		atomic_inc(&single_free);
	return err;
}

/* ---- uid and wuid ---- */

/* Takes it for the user, or for who may pass all permissions. */
static bool take(struct shared *shared)
{
	bool may;

	spin_lock(&shared->lock);
	may = !shared->opens || uid_eq(shared->owner, current_uid()) ||
	      uid_eq(shared->owner, current_euid()) || capable(CAP_DAC_OVERRIDE);
	if (may && !shared->opens++)
		shared->owner = current_uid();
	spin_unlock(&shared->lock);
	return may;
}

static void give_back(struct shared *shared)
{
	unsigned int left;

	spin_lock(&shared->lock);
	left = --shared->opens;
	spin_unlock(&shared->lock);
	if (!left)
		wake_up_interruptible_sync(&shared->closed);
}

static int open_taken(struct shared *shared, struct file *file)
{
	int err = open_store(&shared->dev.store, file);

	if (err)
		give_back(shared);
	return err;
}

static int uid_open(struct inode *inode, struct file *file)
{
	return take(&by_uid) ? open_taken(&by_uid, file) : -EBUSY;
}

static int uid_release(struct inode *inode, struct file *file)
{
	give_back(&by_uid);
	return 0;
}

static int wuid_open(struct inode *inode, struct file *file)
{
	while (!take(&by_wuid)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(by_wuid.closed, !READ_ONCE(by_wuid.opens)))
			return -ERESTARTSYS;
	}
	return open_taken(&by_wuid, file);
}

static int wuid_release(struct inode *inode, struct file *file)
{
	give_back(&by_wuid);
	return 0;
}

/* ---- priv ---- */

struct private
{
	struct list_head list;
	dev_t tty;
	struct store store;
};

static struct cdev priv_cdev;
static LIST_HEAD(privates);
static DEFINE_MUTEX(privates_lock);

/* The terminal's own; it stays until the module goes. */
static struct private *private_of(dev_t tty)
{
	struct private *priv;

	list_for_each_entry (priv, &privates, list)
		if (priv->tty == tty)
			return priv;
	priv = kzalloc(sizeof(*priv), GFP_KERNEL);
	if (!priv)
		return NULL;
	priv->tty = tty;
	store_init(&priv->store, &scull_kind);
	list_add(&priv->list, &privates);
	return priv;
}

static int priv_open(struct inode *inode, struct file *file)
{
	struct tty_struct *tty = get_current_tty();
	struct private *priv;
	dev_t number;

	if (!tty)
		return -EINVAL;
	number = tty_devnum(tty);
	tty_kref_put(tty);
	mutex_lock(&privates_lock);
	priv = private_of(number);
	mutex_unlock(&privates_lock);
	return priv ? open_store(&priv->store, file) : -ENOMEM;
}

/* ---- all four ---- */

#define ACCESS_FOPS(_open, _release)                                                               \
	{                                                                                          \
		.owner = THIS_MODULE, .open = _open, .release = _release, .read = scull_read,      \
		.write = scull_write, .llseek = scull_llseek, .unlocked_ioctl = scull_ioctl,       \
	}

static const struct access {
	struct cdev *cdev;
	struct file_operations fops;
} accesses[SCULL_ACCESSES] = {
    {&single.dev.cdev, ACCESS_FOPS(one_open, one_release)},
    {&by_uid.dev.cdev, ACCESS_FOPS(uid_open, uid_release)},
    {&by_wuid.dev.cdev, ACCESS_FOPS(wuid_open, wuid_release)},
    {&priv_cdev, ACCESS_FOPS(priv_open, NULL)},
};
static int added;

void scull_access_exit(void)
{
	struct private *priv, *next;

	while (added)
		cdev_del(accesses[--added].cdev);
	store_trim(&single.dev.store);
	store_trim(&by_uid.dev.store);
	store_trim(&by_wuid.dev.store);
	list_for_each_entry_safe (priv, next, &privates, list) {
		store_trim(&priv->store);
		kfree(priv);
	}
}

static void init_shared(struct shared *shared)
{
	store_init(&shared->dev.store, &scull_kind);
	spin_lock_init(&shared->lock);
	init_waitqueue_head(&shared->closed);
}

int scull_access_init(dev_t first)
{
	int err = 0;

	init_shared(&single);
	init_shared(&by_uid);
	init_shared(&by_wuid);
	for (added = 0; added < SCULL_ACCESSES && !err; added += !err) {
		cdev_init(accesses[added].cdev, &accesses[added].fops);
		accesses[added].cdev->owner = THIS_MODULE;
		err = cdev_add(accesses[added].cdev, first + added, 1);
	}
	if (err)
		scull_access_exit();
	return err;
}
