/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hw_random: /dev/hwrng, and which of the devices is behind it.
 *
 * 1. Purpose. Programs want the hardware's own numbers; one device of several is the current one.
 *
 * 2. Structures. devices, in order of registration; current_rng, which is counted.
 *
 * 3. Invariants. A device has been init()ed as long as its ref is not 0: while it is the current
 *    one, or somebody reads. The best quality is current, unless somebody has chosen.
 *
 * 4. Locking and context. rng_mutex: the list, the choice. read_mutex: around a device's read().
 *    The last reference goes in any context: cleanup() is a work's.
 *
 * 5. Failure. A device whose init() fails does not become current; the one before stays.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hw_random.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>

#define BYTES	     64
#define EARLY_BYTES  32
#define MOST_QUALITY 1024

static DEFINE_MUTEX(rng_mutex);
static DEFINE_MUTEX(read_mutex);
static LIST_HEAD(devices);
static struct hwrng *current_rng;
static bool chosen;
static u8 *left; /* read_mutex: what was read and nobody has had, from the end */
static unsigned int left_bytes;

/* ---- references ---- */

static void cleanup(struct work_struct *work)
{
	struct hwrng *rng = container_of(work, struct hwrng, cleanup_work);

	if (rng->cleanup)
		rng->cleanup(rng);
	complete_all(&rng->cleanup_done);
}

static void last_reference(struct kref *kref)
{
	schedule_work(&container_of(kref, struct hwrng, ref)->cleanup_work);
}

static void put_rng(struct hwrng *rng)
{
	if (rng)
		kref_put(&rng->ref, last_reference);
}

static struct hwrng *take_current(void)
{
	struct hwrng *rng;

	mutex_lock(&rng_mutex);
	rng = current_rng;
	if (rng)
		kref_get(&rng->ref);
	mutex_unlock(&rng_mutex);
	return rng;
}

static int start(struct hwrng *rng)
{
	int err;

	if (kref_get_unless_zero(&rng->ref))
		return 0; /* somebody reads it yet */
	flush_work(&rng->cleanup_work);
	err = rng->init ? rng->init(rng) : 0;
	if (err)
		return err;
	kref_init(&rng->ref);
	reinit_completion(&rng->cleanup_done);
	if (!rng->quality || rng->quality > MOST_QUALITY)
		rng->quality = MOST_QUALITY;
	return 0;
}

/* ---- the choice; with rng_mutex ---- */

static int set_current_rng(struct hwrng *rng)
{
	int err = rng ? start(rng) : 0;

	if (err)
		return err;
	put_rng(current_rng);
	current_rng = rng;
	return 0;
}

static int take_best(void)
{
	struct hwrng *rng, *best = NULL;

	list_for_each_entry (rng, &devices, list)
		if (!best || rng->quality > best->quality)
			best = rng;
	chosen = false;
	return best == current_rng ? 0 : set_current_rng(best);
}

/* ---- reading ---- */

static int read_device(struct hwrng *rng, u8 *to, size_t size, bool wait)
{
	int present = 1;

	if (rng->read)
		return rng->read(rng, to, size, wait);
	if (rng->data_present)
		present = rng->data_present(rng, wait);
	return present ? rng->data_read(rng, (u32 *)to) : 0;
}

/* Some of what is left, or of what the device has now. 0: it had none. */
static ssize_t read_some(struct hwrng *rng, u8 *to, size_t size, bool wait)
{
	int got;

	if (mutex_lock_interruptible(&read_mutex))
		return -ERESTARTSYS;
	if (!left_bytes) {
		got = read_device(rng, left, BYTES, wait);
		if (got <= 0) {
			mutex_unlock(&read_mutex);
			return got || wait ? got : -EAGAIN;
		}
		left_bytes = got;
	}
	size = min_t(size_t, size, left_bytes);
	left_bytes -= size;
	memcpy(to, left + left_bytes, size);
	mutex_unlock(&read_mutex);
	return size;
}

static ssize_t hwrng_read(struct file *file, char __user *buf, size_t size, loff_t *pos)
{
	bool wait = !(file->f_flags & O_NONBLOCK);
	ssize_t done = 0, n = 0;
	struct hwrng *rng;
	u8 some[BYTES];

	while (done < size) {
		rng = take_current();
		if (!rng) {
			n = -ENODEV;
			break;
		}
		n = read_some(rng, some, min_t(size_t, sizeof(some), size - done), wait);
		put_rng(rng);
		if (n < 0)
			break;
		if (n && copy_to_user(buf + done, some, n)) {
			n = -EFAULT;
			break;
		}
		done += n;
		cond_resched();
		if (signal_pending(current)) {
			n = -ERESTARTSYS;
			break;
		}
	}
	memzero_explicit(some, sizeof(some));
	return done ? done : n;
}

static int hwrng_open(struct inode *inode, struct file *file)
{
	if (!(file->f_mode & FMODE_READ) || file->f_mode & FMODE_WRITE)
		return -EINVAL;
	return 0;
}

static const struct file_operations hwrng_fops = {
    .owner = THIS_MODULE,
    .open = hwrng_open,
    .read = hwrng_read,
    .llseek = noop_llseek,
};

/* ---- /sys/class/misc/hw_random ---- */

static ssize_t rng_current_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct hwrng *rng = take_current();
	ssize_t len = sysfs_emit(buf, "%s\n", rng ? rng->name : "none");

	put_rng(rng);
	return len;
}

/* A name, or an empty line: the best one. Names that nobody has change nothing. */
static ssize_t rng_current_store(struct device *dev, struct device_attribute *attr, const char *buf,
				 size_t len)
{
	struct hwrng *rng;
	int err = 0;

	if (mutex_lock_interruptible(&rng_mutex))
		return -ERESTARTSYS;
	if (sysfs_streq(buf, "")) {
		err = take_best();
	} else {
		list_for_each_entry (rng, &devices, list) {
			if (!sysfs_streq(rng->name, buf))
				continue;
			err = set_current_rng(rng);
			chosen |= !err;
			break;
		}
	}
	mutex_unlock(&rng_mutex);
	return err ? err : (ssize_t)len;
}

static ssize_t rng_available_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct hwrng *rng;
	int len = 0;

	if (mutex_lock_interruptible(&rng_mutex))
		return -ERESTARTSYS;
	list_for_each_entry (rng, &devices, list)
		len += sysfs_emit_at(buf, len, "%s ", rng->name);
	len += sysfs_emit_at(buf, len, "\n");
	mutex_unlock(&rng_mutex);
	return len;
}

static ssize_t rng_selected_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", chosen);
}

static ssize_t rng_quality_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct hwrng *rng = take_current();
	ssize_t len = rng ? sysfs_emit(buf, "%hu\n", rng->quality) : -ENODEV;

	put_rng(rng);
	return len;
}

static ssize_t rng_quality_store(struct device *dev, struct device_attribute *attr, const char *buf,
				 size_t len)
{
	u16 quality;
	int err = kstrtou16(buf, 0, &quality);

	if (err || quality > MOST_QUALITY)
		return -EINVAL;
	if (mutex_lock_interruptible(&rng_mutex))
		return -ERESTARTSYS;
	if (current_rng) {
		current_rng->quality = quality;
		err = take_best();
	} else {
		err = -ENODEV;
	}
	mutex_unlock(&rng_mutex);
	return err ? err : (ssize_t)len;
}

static DEVICE_ATTR_RW(rng_current);
static DEVICE_ATTR_RO(rng_available);
static DEVICE_ATTR_RO(rng_selected);
static DEVICE_ATTR_RW(rng_quality);

static struct attribute *hwrng_attrs[] = {&dev_attr_rng_current.attr, &dev_attr_rng_available.attr,
					  &dev_attr_rng_selected.attr, &dev_attr_rng_quality.attr,
					  NULL};
ATTRIBUTE_GROUPS(hwrng);

static struct miscdevice hwrng_misc = {
    .minor = HWRNG_MINOR,
    .name = "hw_random",
    .nodename = "hwrng",
    .fops = &hwrng_fops,
    .groups = hwrng_groups,
};

/* ---- devices come and go ---- */

static bool name_is_taken(const char *name)
{
	struct hwrng *rng;

	list_for_each_entry (rng, &devices, list)
		if (!strcmp(rng->name, name))
			return true;
	return false;
}

/* The first numbers go to the kernel's own pool. */
static void stir_pool(struct hwrng *rng)
{
	u8 early[EARLY_BYTES] __aligned(4);
	int got;

	mutex_lock(&read_mutex);
	got = read_device(rng, early, sizeof(early), false);
	mutex_unlock(&read_mutex);
	if (got > 0)
		add_device_randomness(early, got);
}

int hwrng_register(struct hwrng *rng)
{
	bool is_current;
	int err = 0;

	if (!rng->name || (!rng->data_read && !rng->read))
		return -EINVAL;
	mutex_lock(&rng_mutex);
	if (name_is_taken(rng->name)) {
		mutex_unlock(&rng_mutex);
		return -EEXIST;
	}
	list_add_tail(&rng->list, &devices);
	INIT_WORK(&rng->cleanup_work, cleanup);
	init_completion(&rng->cleanup_done);
	complete(&rng->cleanup_done);
	init_completion(&rng->dying);
	refcount_set(&rng->ref.refcount, 0);
	if (!current_rng || (!chosen && rng->quality > current_rng->quality))
		err = set_current_rng(rng);
	if (err)
		list_del(&rng->list);
	is_current = current_rng == rng;
	mutex_unlock(&rng_mutex);
	if (is_current)
		stir_pool(rng);
	return err;
}
EXPORT_SYMBOL_GPL(hwrng_register);

void hwrng_unregister(struct hwrng *rng)
{
	mutex_lock(&rng_mutex);
	list_del(&rng->list);
	complete_all(&rng->dying);
	if (current_rng == rng && take_best()) {
		put_rng(rng);
		current_rng = NULL;
	}
	mutex_unlock(&rng_mutex);
	wait_for_completion(&rng->cleanup_done);
}
EXPORT_SYMBOL_GPL(hwrng_unregister);

static void devm_release(struct device *dev, void *res)
{
	hwrng_unregister(*(struct hwrng **)res);
}

static int devm_is(struct device *dev, void *res, void *data)
{
	return *(struct hwrng **)res == data;
}

int devm_hwrng_register(struct device *dev, struct hwrng *rng)
{
	struct hwrng **res = devres_alloc(devm_release, sizeof(*res), GFP_KERNEL);
	int err;

	if (!res)
		return -ENOMEM;
	err = hwrng_register(rng);
	if (err) {
		devres_free(res);
		return err;
	}
	*res = rng;
	devres_add(dev, res);
	return 0;
}
EXPORT_SYMBOL_GPL(devm_hwrng_register);

void devm_hwrng_unregister(struct device *dev, struct hwrng *rng)
{
	devres_release(dev, devm_release, devm_is, rng);
}
EXPORT_SYMBOL_GPL(devm_hwrng_unregister);

long hwrng_msleep(struct hwrng *rng, unsigned int msecs)
{
	return wait_for_completion_interruptible_timeout(&rng->dying, msecs_to_jiffies(msecs) + 1);
}
EXPORT_SYMBOL_GPL(hwrng_msleep);

long hwrng_yield(struct hwrng *rng)
{
	return wait_for_completion_interruptible_timeout(&rng->dying, 1);
}
EXPORT_SYMBOL_GPL(hwrng_yield);

static int __init hwrng_init(void)
{
	left = kmalloc(BYTES, GFP_KERNEL);
	return left ? misc_register(&hwrng_misc) : -ENOMEM;
}
device_initcall(hwrng_init);
