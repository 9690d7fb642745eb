/* SPDX-License-Identifier: GPL-2.0-only */
/* vt_ioctl: what programs ask of screen and keyboard (ioctl_console(2)). */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/keyboard.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/vt.h>

#include "../tty/tty_private.h"
#include "keyboard.h"
#include "keymap.h"
#include "vt.h"

#define PIT_HZ	       1193182
#define TL_SHIFT_STATE 6
#define TL_FRONT       12

/* ---- who may ---- */

static bool may_configure(const struct tty_struct *tty)
{
	/* the idle task, in whose time a timer asks, is no process */
	return !current->signal || current->signal->tty == tty || capable(CAP_SYS_TTY_CONFIG);
}

/* ---- terminals ---- */

static long get_state(void __user *arg)
{
	struct vt_stat stat = {.v_active = vt_front()->number, .v_state = 1};
	unsigned int i;

	for (i = 1; i <= VT_MOST; i++)
		if (vt_find(i) && tty_vt_in_use(i))
			stat.v_state |= 1 << i;
	return copy_to_user(arg, &stat, sizeof(stat)) ? -EFAULT : 0;
}

static long first_free(int __user *arg)
{
	unsigned int i;

	for (i = 1; i < VT_MOST && tty_vt_in_use(i); i++)
		;
	return put_user(i < VT_MOST ? (int)i : -1, arg);
}

static long get_switching(struct vt *vt, void __user *arg)
{
	struct vt_mode mode = {.mode = vt->switch_pid ? VT_PROCESS : VT_AUTO,
			       .relsig = vt->release_signal,
			       .acqsig = vt->acquire_signal};

	return copy_to_user(arg, &mode, sizeof(mode)) ? -EFAULT : 0;
}

static long set_switching(struct vt *vt, const void __user *arg)
{
	struct vt_mode mode;
	struct pid *old;

	if (copy_from_user(&mode, arg, sizeof(mode)))
		return -EFAULT;
	if (mode.mode != VT_AUTO && mode.mode != VT_PROCESS)
		return -EINVAL;
	old = vt->switch_pid;
	vt->release_signal = mode.relsig;
	vt->acquire_signal = mode.acqsig;
	vt->switch_pid = mode.mode == VT_PROCESS ? get_pid(task_pid(current)) : NULL;
	vt->switch_to = 0;
	put_pid(old);
	return 0;
}

static long forget(unsigned int number)
{
	unsigned int i;

	if (number > VT_MOST)
		return -ENXIO;
	if (number)
		return tty_vt_forget(number) ? 0 : -EBUSY;
	for (i = 2; i < VT_MOST; i++)
		tty_vt_forget(i);
	return 0;
}

/* There is one size. */
static long resize(const void __user *arg)
{
	struct vt_sizes sizes;

	if (copy_from_user(&sizes, arg, sizeof(sizes)))
		return -EFAULT;
	return sizes.v_rows == VT_ROWS && sizes.v_cols == VT_COLUMNS ? 0 : -EINVAL;
}

static long terminals(struct vt *vt, unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case VT_OPENQRY:
		return first_free(p);
	case VT_GETSTATE:
		return get_state(p);
	case VT_GETMODE:
		return get_switching(vt, p);
	case VT_WAITACTIVE:
		return vt_wait_active(arg);
	}
	if (!may_configure(tty_of_port(&vt->port)))
		return -EPERM;
	switch (cmd) {
	case VT_SETMODE:
		return set_switching(vt, p);
	case VT_RELDISP:
		return arg == VT_ACKACQ ? 0 : vt_release_screen(vt, arg);
	case VT_ACTIVATE:
		return vt_activate(arg);
	case VT_DISALLOCATE:
		return forget(arg);
	case VT_RESIZE:
		return resize(p);
	case VT_LOCKSWITCH:
	case VT_UNLOCKSWITCH:
		if (!capable(CAP_SYS_TTY_CONFIG))
			return -EPERM;
		vt_lock_switch(cmd == VT_LOCKSWITCH);
		return 0;
	}
	return -ENOIOCTLCMD;
}

/* ---- keys ---- */

static long get_entry(struct kbentry __user *arg)
{
	struct kbentry entry;

	if (copy_from_user(&entry, arg, sizeof(entry)))
		return -EFAULT;
	if (entry.kb_index >= NR_KEYS)
		return put_user((u16)K_HOLE, &arg->kb_value);
	return put_user(keymap_get(entry.kb_table, entry.kb_index), &arg->kb_value);
}

static long set_entry(const struct kbentry __user *arg)
{
	struct kbentry entry;

	if (!capable(CAP_SYS_TTY_CONFIG))
		return -EPERM;
	if (copy_from_user(&entry, arg, sizeof(entry)))
		return -EFAULT;
	if (entry.kb_index >= NR_KEYS)
		return 0;
	return keymap_set(entry.kb_table, entry.kb_index, entry.kb_value);
}

static long get_function(struct kbsentry __user *arg)
{
	const char *text;
	u8 which;

	if (get_user(which, &arg->kb_func))
		return -EFAULT;
	text = func_table[which] ? func_table[which] : "";
	return copy_to_user(arg->kb_string, text, strlen(text) + 1) ? -EFAULT : 0;
}

static long set_leds(unsigned long leds)
{
	keyboard_set_leds(leds);
	return 0;
}

static long set_locks(struct vt *vt, unsigned long locks)
{
	if (locks & ~0x77ul)
		return -EINVAL;
	vt->lock_keys = locks & 7;
	vt_keyboard_leds(vt);
	return 0;
}

static long set_keyboard_mode(struct vt *vt, unsigned long mode)
{
	if (mode > K_OFF)
		return -EINVAL;
	vt->keyboard_mode = mode;
	return 0;
}

static long beep(unsigned long arg, bool with_length)
{
	unsigned int count = arg & 0xffff;

	vt_beep(count ? PIT_HZ / count : 0, with_length ? arg >> 16 & 0xffff : 0);
	return 0;
}

static long keyboard(struct vt *vt, unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case KDGKBTYPE:
		return put_user((char)KB_101, (char __user *)p);
	case KDGETMODE:
		return put_user((int)vt->mode, (int __user *)p);
	case KDGKBMODE:
		return put_user((int)vt->keyboard_mode, (int __user *)p);
	case KDGKBMETA:
		return put_user(K_ESCPREFIX, (int __user *)p);
	case KDGETLED:
		return put_user((char)keyboard_get_leds(vt), (char __user *)p);
	case KDGKBLED:
		return put_user((char)vt->lock_keys, (char __user *)p);
	case KDGKBENT:
		return get_entry(p);
	case KDGKBSENT:
		return get_function(p);
	}
	if (!may_configure(tty_of_port(&vt->port)))
		return -EPERM;
	switch (cmd) {
	case KIOCSOUND:
	case KDMKTONE:
		return beep(arg, cmd == KDMKTONE);
	case KDSETMODE:
		if (arg > KD_GRAPHICS)
			return -EINVAL;
		vt_set_mode(vt, arg);
		return 0;
	case KDSKBMODE:
		return set_keyboard_mode(vt, arg);
	case KDSETLED:
		return set_leds(arg);
	case KDSKBLED:
		return set_locks(vt, arg);
	case KDSKBENT:
		return set_entry(p);
	}
	return -ENOIOCTLCMD;
}

/* ---- what has no command of its own ---- */

static long linux_command(struct vt *vt, u8 __user *arg)
{
	u8 what;

	if (get_user(what, arg))
		return -EFAULT;
	if (what == TL_FRONT)
		return vt_front()->number - 1;
	if (what == TL_SHIFT_STATE)
		return put_user(keyboard_shift_state(), arg);
	return -EINVAL;
}

long vt_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	struct vt *vt = tty->console ? vt_of_port(tty->console) : NULL;
	long ret;

	if (!vt)
		return -ENOIOCTLCMD;
	if (cmd == TIOCLINUX)
		return linux_command(vt, (u8 __user *)arg);
	ret = terminals(vt, cmd, arg);
	return ret == -ENOIOCTLCMD ? keyboard(vt, cmd, arg) : ret;
}
