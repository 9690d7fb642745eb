/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vt: which terminal has the screen, and how text gets to each.
 *
 * The one in front writes to the VGA's memory; its `kept` then holds the live screen while
 * somebody looks back at what has scrolled off. A switch that the keyboard asks for is made by a
 * worker, as a terminal may have to be made first.
 */
#include <linux/console.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/prompt.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/vt.h>
#include <linux/vt_kern.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "../consoles.h"
#include "vt.h"

extern __typeof__(prompt_start_on) prompt_start_on __weak;

static u16 first_kept[VT_CELLS];
static u16 first_history[VT_HISTORY][VT_COLUMNS];

DEFINE_SPINLOCK(vt_lock);
struct vt first_vt = {.number = 1,
		      .name = "tty1",
		      .kept = first_kept,
		      .history = first_history,
		      .keyboard_mode = K_UNICODE};

static struct vt *vts[VT_MOST + 1] = {[1] = &first_vt};
static struct vt *front = &first_vt;
int fg_console; /* its number, from 0, for modules */
EXPORT_SYMBOL(fg_console);
static DEFINE_MUTEX(switch_mutex); /* making, forgetting, switching */
static DECLARE_WAIT_QUEUE_HEAD(switched);
static unsigned int wanted;
static bool locked;

struct vt *vt_find(unsigned int number)
{
	return number >= 1 && number <= VT_MOST ? READ_ONCE(vts[number]) : NULL;
}

struct vt *vt_front(void)
{
	return READ_ONCE(front);
}

u16 *vt_live_cells(struct vt *vt)
{
	return vt->view ? vt->kept : vt->cells;
}

/* ---- looking back ---- */

static void end_view(struct vt *vt)
{
	if (!vt->view)
		return;
	memcpy(vt->cells, vt->kept, VT_CELLS * sizeof(u16));
	vt->view = 0;
}

/* Row n of history and live screen together; 0 is the oldest kept. */
static const u16 *row_at(const struct vt *vt, unsigned int n, unsigned int kept)
{
	if (n < kept)
		return vt->history[(vt->history_rows - kept + n) % VT_HISTORY];
	return vt->kept + (n - kept) * VT_COLUMNS;
}

void vt_scroll_view(int rows)
{
	unsigned int have, row;
	unsigned long flags;
	struct vt *vt;

	spin_lock_irqsave(&vt_lock, flags);
	vt = front;
	have = min(vt->history_rows, (unsigned int)VT_HISTORY);
	if (vt->cells != vt->kept) {
		if (!vt->view)
			memcpy(vt->kept, vt->cells, VT_CELLS * sizeof(u16));
		vt->view = rows ? clamp_t(int, (int)vt->view + rows, 0, have) : 0;
		for (row = 0; row < VT_ROWS; row++)
			memcpy(vt_cell(vt, 0, row), row_at(vt, have - vt->view + row, have),
			       VT_COLUMNS * sizeof(u16));
	}
	spin_unlock_irqrestore(&vt_lock, flags);
}

/* ---- writing ---- */

static void show_cursor(const struct vt *vt)
{
	if (vt == front && vt->cells != vt->kept)
		vga_show_cursor(vt->pen.x, vt->pen.y, !vt->cursor_off);
}

void vt_type(struct vt *vt, const char *text)
{
	while (*text)
		console_tty_input(&vt->port, *text++);
}

static void write_text(struct vt *vt, const char *text, size_t count, bool crlf, char *replies)
{
	unsigned long flags;

	spin_lock_irqsave(&vt_lock, flags);
	end_view(vt);
	for (; count; count--, text++) {
		if (*text == '\n' && crlf)
			vt_term_byte(vt, '\r');
		vt_term_byte(vt, *text);
	}
	show_cursor(vt);
	memcpy(replies, vt->replies, vt->nr_replies);
	replies[vt->nr_replies] = '\0';
	vt->nr_replies = 0;
	spin_unlock_irqrestore(&vt_lock, flags);
}

static void vt_write(struct console_tty *port, const char *bytes, size_t count)
{
	struct vt *vt = container_of(port, struct vt, port);
	char replies[VT_REPLIES + 1];
	unsigned long flags;

	write_text(vt, bytes, count, false, replies);
	if (!replies[0])
		return;
	local_irq_save(flags);
	vt_type(vt, replies);
	local_irq_restore(flags);
}

static void vga_console_write(struct console *console, const char *text, unsigned int count)
{
	char replies[VT_REPLIES + 1];

	write_text(&first_vt, text, count, true, replies);
}

/* ---- making and forgetting ---- */

struct vt *vt_of_port(struct console_tty *port)
{
	return port->write == vt_write ? container_of(port, struct vt, port) : NULL;
}

static struct vt *make(unsigned int number)
{
	struct vt *vt = kzalloc(sizeof(*vt), GFP_KERNEL);

	if (!vt)
		return NULL;
	vt->kept = kmalloc(VT_CELLS * sizeof(u16), GFP_KERNEL);
	vt->history = vmalloc(VT_HISTORY * sizeof(*vt->history));
	if (!vt->kept || !vt->history) {
		vfree(vt->history);
		kfree(vt->kept);
		kfree(vt);
		return NULL;
	}
	vt->number = number;
	vt->keyboard_mode = K_UNICODE;
	snprintf(vt->name, sizeof(vt->name), "tty%u", number);
	vt->cells = vt->kept;
	vt->port.name = vt->name;
	vt->port.write = vt_write;
	console_tty_init(&vt->port);
	vt_term_reset(vt, true);
	return vt;
}

static struct vt *find_or_make(unsigned int number)
{
	if (number < 1 || number > VT_MOST)
		return NULL;
	if (!vts[number])
		WRITE_ONCE(vts[number], make(number));
	return vts[number];
}

struct vt *vt_make(unsigned int number)
{
	struct vt *vt;

	mutex_lock(&switch_mutex);
	vt = find_or_make(number);
	mutex_unlock(&switch_mutex);
	return vt;
}

bool vt_forget(unsigned int number)
{
	struct vt *vt;

	mutex_lock(&switch_mutex);
	vt = vt_find(number);
	if (!vt || vt == &first_vt || vt == front || number == VT_PROMPT) {
		mutex_unlock(&switch_mutex);
		return false;
	}
	WRITE_ONCE(vts[number], NULL);
	mutex_unlock(&switch_mutex);
	put_pid(vt->switch_pid);
	vfree(vt->history);
	kfree(vt->kept);
	kfree(vt);
	return true;
}

/* ---- switching ---- */

/* Under vt_lock: off the screen, or onto it. */
static void to_memory(struct vt *vt)
{
	end_view(vt);
	if (vt->cells == vt->kept)
		return;
	memcpy(vt->kept, vt->cells, VT_CELLS * sizeof(u16));
	vt->cells = vt->kept;
}

static void to_screen(struct vt *vt)
{
	if (vt->cells != vt->kept || vt->mode != KD_TEXT)
		return;
	vt->cells = vga_text_memory();
	memcpy(vt->cells, vt->kept, VT_CELLS * sizeof(u16));
	show_cursor(vt);
}

void vt_set_mode(struct vt *vt, unsigned int mode)
{
	unsigned long flags;

	spin_lock_irqsave(&vt_lock, flags);
	vt->mode = mode;
	if (vt == front && mode == KD_TEXT)
		to_screen(vt);
	else if (vt == front)
		to_memory(vt);
	spin_unlock_irqrestore(&vt_lock, flags);
}

static void bring_to_front(struct vt *vt)
{
	unsigned long flags;

	spin_lock_irqsave(&vt_lock, flags);
	if (vt != front) {
		to_memory(front);
		WRITE_ONCE(front, vt);
		WRITE_ONCE(fg_console, vt->number - 1);
		to_screen(vt);
	}
	spin_unlock_irqrestore(&vt_lock, flags);
	vt_keyboard_leds(vt);
	if (vt->switch_pid && vt->acquire_signal)
		kill_pid(vt->switch_pid, vt->acquire_signal, 1);
	if (vt->number == VT_PROMPT && !vt->port.taken && prompt_start_on) {
		vt->port.taken = true;
		prompt_start_on(&vt->port);
	}
	wake_up_interruptible(&switched);
}

int vt_activate(unsigned int number)
{
	struct vt *vt, *old = front;
	int err = 0;

	if (number < 1 || number > VT_MOST)
		return -ENXIO;
	mutex_lock(&switch_mutex);
	vt = find_or_make(number);
	if (!vt) {
		err = -ENOMEM;
	} else if (locked && vt != old) {
		err = -EBUSY;
	} else if (vt != old && old->switch_pid && old->release_signal &&
		   !kill_pid(old->switch_pid, old->release_signal, 1)) {
		old->switch_to = number;
	} else {
		bring_to_front(vt);
	}
	mutex_unlock(&switch_mutex);
	return err;
}

int vt_release_screen(struct vt *vt, bool yes)
{
	unsigned int number;
	struct vt *to;

	mutex_lock(&switch_mutex);
	number = vt->switch_to;
	vt->switch_to = 0;
	to = yes ? vt_find(number) : NULL;
	if (to)
		bring_to_front(to);
	mutex_unlock(&switch_mutex);
	return number ? 0 : -EINVAL;
}

int vt_wait_active(unsigned int number)
{
	if (number < 1 || number > VT_MOST)
		return -ENXIO;
	return wait_event_interruptible(switched, vt_front()->number == number) ? -EINTR : 0;
}

void vt_lock_switch(bool lock)
{
	locked = lock;
}

static void do_wanted(struct work_struct *work)
{
	vt_activate(READ_ONCE(wanted));
}
static DECLARE_WORK(want_work, do_wanted);

void vt_want(unsigned int number)
{
	WRITE_ONCE(wanted, number);
	schedule_work(&want_work);
}

void vt_want_next(bool up)
{
	unsigned int number = vt_front()->number;

	do {
		number = up ? number % VT_MOST + 1 : (number + VT_MOST - 2) % VT_MOST + 1;
	} while (!vt_find(number));
	vt_want(number);
}

/* ---- boot ---- */

static struct console vga_console = {
    .name = "tty", .index = 0, .flags = CON_PRINTBUFFER, .write = vga_console_write};

void __init vga_console_init(void)
{
	first_vt.cells = vga_text_memory();
	vt_term_reset(&first_vt, true);
	show_cursor(&first_vt);
	register_console(&vga_console);
}

static int __init vt_init(void)
{
	first_vt.port.name = first_vt.name;
	first_vt.port.write = vt_write;
	console_tty_register(&first_vt.port);
	return 0;
}
/* the first of the places to type at: before the serial lines */
subsys_initcall(vt_init);
