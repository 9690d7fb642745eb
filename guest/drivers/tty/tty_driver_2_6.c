/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_driver_2_6: terminals whose other end is a driver by 2.6's interface.
 *
 * 1. Purpose. Serial cards, and the book's tiny_tty: a driver of lines, without the line
 *    discipline, which is tty_io.c's and n_tty.c's as for all other terminals.
 *
 * 2. Structures.
 *
 *	written --> n_tty --> driver->write()
 *	read <----- n_tty <-- worker <-- ring <-- tty_flip_buffer_push() <-- flip (the driver's)
 *
 * 3. Invariants. A line's tty_struct is there from its first open() until the driver goes, and the
 *    driver's module as long as a file is open.
 *
 * 4. Locking and context. ring_lock: the ring, any context. flip is the driver's own, one context
 *    at a time. tty->mutex around the driver's write(), tty_table_mutex around its coming and
 *going.
 *
 * 5. Failure. What the ring has no room for is lost, as characters are on an overrun.
 */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty_driver_2_6.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "n_tty.h"
#include "tty_private.h"

#define RING_BYTES 4096 /* a power of two */
#define AT_ONCE	   64

struct tty_ring {
	spinlock_t lock;
	unsigned int head, tail;
	u8 bytes[RING_BYTES];
};

static LIST_HEAD(drivers); /* tty_table_mutex */

struct ktermios tty_std_termios = {
    .c_iflag = ICRNL | IXON,
    .c_oflag = OPOST | ONLCR,
    .c_cflag = B38400 | CS8 | CREAD | HUPCL,
    .c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
    .c_cc = INIT_C_CC,
};
EXPORT_SYMBOL(tty_std_termios);

/* ---- what comes ---- */

static int ring_get(struct tty_ring *ring)
{
	unsigned long flags;
	int c = -1;

	spin_lock_irqsave(&ring->lock, flags);
	if (ring->head != ring->tail)
		c = ring->bytes[ring->tail++ % RING_BYTES];
	spin_unlock_irqrestore(&ring->lock, flags);
	return c;
}

static void take_input(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct, input);
	int i, c = 0;

	mutex_lock(&tty->mutex);
	for (i = 0; c >= 0 && i < AT_ONCE && !tty_input_is_full(tty); i++) {
		c = ring_get(tty->ring);
		if (c >= 0 && tty->count)
			n_tty_receive(tty, c);
	}
	mutex_unlock(&tty->mutex);
	if (i == AT_ONCE)
		tty_queue_input(tty);
}

static void flip_reset(struct tty_struct *tty)
{
	tty->flip.count = 0;
	tty->flip.char_buf_ptr = tty->flip.char_buf;
	tty->flip.flag_buf_ptr = tty->flip.flag_buf;
}

void tty_flip_buffer_push(struct tty_struct *tty)
{
	struct tty_ring *ring = tty->ring;
	unsigned long flags;
	int i;

	spin_lock_irqsave(&ring->lock, flags);
	for (i = 0; i < tty->flip.count && ring->head - ring->tail < RING_BYTES; i++)
		if (tty->flip.flag_buf[i] == TTY_NORMAL || tty->flip.flag_buf[i] == TTY_PARITY)
			ring->bytes[ring->head++ % RING_BYTES] = tty->flip.char_buf[i];
	spin_unlock_irqrestore(&ring->lock, flags);
	flip_reset(tty);
	tty_queue_input(tty);
}
EXPORT_SYMBOL(tty_flip_buffer_push);

void tty_insert_flip_char(struct tty_struct *tty, unsigned char ch, char flag)
{
	if (tty->flip.count >= TTY_FLIPBUF_SIZE)
		return;
	tty->flip.count++;
	*tty->flip.flag_buf_ptr++ = flag;
	*tty->flip.char_buf_ptr++ = ch;
}
EXPORT_SYMBOL(tty_insert_flip_char);

int tty_insert_flip_string(struct tty_struct *tty, const unsigned char *bytes, size_t count)
{
	size_t i;

	for (i = 0; i < count && tty->flip.count < TTY_FLIPBUF_SIZE; i++)
		tty_insert_flip_char(tty, bytes[i], TTY_NORMAL);
	return i;
}
EXPORT_SYMBOL(tty_insert_flip_string);

void tty_wakeup(struct tty_struct *tty)
{
	wake_up_interruptible(&tty->write_wait);
}
EXPORT_SYMBOL(tty_wakeup);

/* ---- what goes ---- */

unsigned int tty_driver_room(struct tty_struct *tty)
{
	int room = tty->driver->write_room ? tty->driver->write_room(tty) : INT_MAX;

	return max(room, 0);
}

void tty_driver_put(struct tty_struct *tty, const u8 *bytes, size_t count)
{
	int n;

	while (count && tty->driver->write) {
		n = tty->driver->write(tty, bytes, count);
		if (n <= 0)
			return;
		bytes += n;
		count -= min_t(size_t, n, count);
	}
}

void tty_wait_until_sent(struct tty_struct *tty, long timeout)
{
	struct tty_driver *driver = tty->driver;

	if (driver->chars_in_buffer)
		wait_event_interruptible_timeout(tty->write_wait, !driver->chars_in_buffer(tty),
						 timeout ? timeout : MAX_SCHEDULE_TIMEOUT);
	if (driver->wait_until_sent && !signal_pending(current))
		driver->wait_until_sent(tty, timeout);
}
EXPORT_SYMBOL(tty_wait_until_sent);

/* ---- its settings ---- */

int tty_termios_baud_rate(const struct ktermios *termios)
{
	static const int low[] = {0,   50,   75,   110,	 134,  150,  200,   300,
				  600, 1200, 1800, 2400, 4800, 9600, 19200, 38400};
	static const int high[] = {57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000};
	unsigned int at = termios->c_cflag & 15;

	if (!(termios->c_cflag & CBAUD & ~15u))
		return low[at];
	return at && at <= ARRAY_SIZE(high) ? high[at - 1] : 0;
}
EXPORT_SYMBOL(tty_termios_baud_rate);

int tty_get_baud_rate(struct tty_struct *tty)
{
	return tty_termios_baud_rate(&tty->termios);
}
EXPORT_SYMBOL(tty_get_baud_rate);

void tty_driver_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	if (tty->driver->set_termios)
		tty->driver->set_termios(tty, old);
}

static long change_modem_lines(struct tty_struct *tty, struct file *file, unsigned int cmd,
			       unsigned int __user *arg)
{
	unsigned int lines, settable = TIOCM_DTR | TIOCM_RTS | TIOCM_OUT1 | TIOCM_OUT2 | TIOCM_LOOP;

	if (get_user(lines, arg))
		return -EFAULT;
	lines &= settable;
	return tty->driver->tiocmset(tty, file, cmd == TIOCMBIC ? 0 : lines,
				     cmd == TIOCMBIC   ? lines
				     : cmd == TIOCMSET ? settable & ~lines
						       : 0);
}

long tty_driver_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd,
		      unsigned long arg)
{
	struct tty_driver *driver = tty->driver;
	int lines;

	if (cmd == TIOCMGET && driver->tiocmget) {
		lines = driver->tiocmget(tty, file);
		return lines < 0 ? lines : put_user(lines, (int __user *)arg);
	}
	if ((cmd == TIOCMSET || cmd == TIOCMBIS || cmd == TIOCMBIC) && driver->tiocmset)
		return change_modem_lines(tty, file, cmd, (unsigned int __user *)arg);
	return driver->ioctl ? driver->ioctl(tty, file, cmd, arg) : -ENOIOCTLCMD;
}

/* ---- lines ---- */

static struct tty_struct *make_line(struct tty_driver *driver, unsigned int index)
{
	struct tty_struct *tty = vzalloc(sizeof(*tty));
	char name[sizeof(tty->name)];

	if (!tty)
		return NULL;
	tty->ring = kzalloc(sizeof(*tty->ring), GFP_KERNEL);
	if (!tty->ring) {
		vfree(tty);
		return NULL;
	}
	snprintf(name, sizeof(name), "%s%u", driver->name, driver->name_base + index);
	tty_setup(tty, name, MKDEV(driver->major, driver->minor_start + index));
	INIT_WORK(&tty->input, take_input);
	spin_lock_init(&tty->ring->lock);
	tty->driver = driver;
	tty->index = index;
	tty->driver_termios = &tty->termios;
	tty->termios = driver->init_termios;
	flip_reset(tty);
	driver->ttys[index] = tty;
	return tty;
}

struct tty_struct *tty_driver_line(dev_t dev)
{
	struct tty_driver *driver;
	unsigned int index;

	list_for_each_entry (driver, &drivers, list) {
		index = MINOR(dev) - driver->minor_start;
		if (driver->major == MAJOR(dev) && index < driver->num)
			return driver->ttys[index] ? driver->ttys[index] : make_line(driver, index);
	}
	return NULL;
}

int tty_driver_open(struct tty_struct *tty, struct file *file)
{
	struct tty_driver *driver = tty->driver;
	int err = 0;

	if (!try_module_get(driver->owner))
		return -ENODEV;
	if (driver->open)
		err = driver->open(tty, file);
	if (err) { /* 2.6 closed what could not be opened, too */
		if (driver->close)
			driver->close(tty, file);
		module_put(driver->owner);
	}
	return err;
}

/* count does not have this file any more. */
void tty_driver_close(struct tty_struct *tty, struct file *file)
{
	struct tty_driver *driver = tty->driver;

	if (driver->close)
		driver->close(tty, file);
	if (!tty->count) {
		n_tty_flush_input(tty);
		tty->hung_up = false;
		if (driver->flags & TTY_DRIVER_RESET_TERMIOS)
			tty->termios = driver->init_termios;
	}
	module_put(driver->owner);
}

void tty_hangup(struct tty_struct *tty)
{
	tty_hangup_now(tty);
	if (tty->driver->hangup)
		tty->driver->hangup(tty);
}
EXPORT_SYMBOL(tty_hangup);

/* ---- drivers come and go ---- */

struct tty_driver *alloc_tty_driver(int lines)
{
	struct tty_driver *driver = kzalloc(sizeof(*driver), GFP_KERNEL);

	if (!driver)
		return NULL;
	driver->ttys = kcalloc(lines, sizeof(*driver->ttys), GFP_KERNEL);
	if (!driver->ttys) {
		kfree(driver);
		return NULL;
	}
	driver->magic = TTY_DRIVER_MAGIC;
	driver->num = lines;
	return driver;
}
EXPORT_SYMBOL(alloc_tty_driver);

static void free_line(struct tty_struct *tty)
{
	cancel_work_sync(&tty->input);
	kfree(tty->ring);
	vfree(tty);
}

void put_tty_driver(struct tty_driver *driver)
{
	kfree(driver->ttys);
	kfree(driver);
}
EXPORT_SYMBOL(put_tty_driver);

void tty_set_operations(struct tty_driver *driver, const struct tty_operations *ops)
{
	driver->all = *ops;
}
EXPORT_SYMBOL(tty_set_operations);

void tty_register_device(struct tty_driver *driver, unsigned int index, struct device *device)
{
	device_create(tty_class, device, MKDEV(driver->major, driver->minor_start + index), NULL,
		      "%s%u", driver->name, driver->name_base + index);
}
EXPORT_SYMBOL(tty_register_device);

void tty_unregister_device(struct tty_driver *driver, unsigned int index)
{
	device_destroy(tty_class, MKDEV(driver->major, driver->minor_start + index));
}
EXPORT_SYMBOL(tty_unregister_device);

static int take_numbers(struct tty_driver *driver)
{
	dev_t dev = MKDEV(driver->major, driver->minor_start);
	int err;

	if (driver->major) {
		err = register_chrdev_region(dev, driver->num, driver->name);
	} else {
		err = alloc_chrdev_region(&dev, driver->minor_start, driver->num, driver->name);
		driver->major = MAJOR(dev);
	}
	if (err)
		return err;
	cdev_init(&driver->cdev, &tty_fops);
	driver->cdev.owner = driver->owner;
	err = cdev_add(&driver->cdev, dev, driver->num);
	if (err)
		unregister_chrdev_region(dev, driver->num);
	return err;
}

static void register_all_devices(struct tty_driver *driver, bool on)
{
	int i;

	if (driver->flags & TTY_DRIVER_NO_DEVFS)
		return;
	for (i = 0; i < driver->num; i++)
		if (on)
			tty_register_device(driver, i, NULL);
		else
			tty_unregister_device(driver, i);
}

int tty_register_driver(struct tty_driver *driver)
{
	int err = take_numbers(driver);

	if (err)
		return err;
	mutex_lock(&tty_table_mutex);
	list_add(&driver->list, &drivers);
	mutex_unlock(&tty_table_mutex);
	if (driver->read_proc)
		driver->proc_entry = create_proc_read_entry(driver->driver_name, 0, tty_proc_dir(),
							    driver->read_proc, driver);
	register_all_devices(driver, true);
	driver->flags |= TTY_DRIVER_INSTALLED;
	return 0;
}
EXPORT_SYMBOL(tty_register_driver);

int tty_unregister_driver(struct tty_driver *driver)
{
	int i;

	register_all_devices(driver, false);
	proc_remove(driver->proc_entry);
	mutex_lock(&tty_table_mutex);
	list_del(&driver->list);
	for (i = 0; i < driver->num; i++) {
		if (driver->ttys[i])
			free_line(driver->ttys[i]);
		driver->ttys[i] = NULL;
	}
	mutex_unlock(&tty_table_mutex);
	cdev_del(&driver->cdev);
	unregister_chrdev_region(MKDEV(driver->major, driver->minor_start), driver->num);
	return 0;
}
EXPORT_SYMBOL(tty_unregister_driver);
