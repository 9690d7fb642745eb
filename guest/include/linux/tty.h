/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty: terminals (guest/drivers/tty/). A tty_struct is what programs see of one: a line
 * discipline, and a session that it controls. Behind it is a driver's line (tty_driver.h), the
 * screen or the kernel's own serial lines (console_tty), or the other end of a pseudo-terminal.
 */
#ifndef _LINUX_TTY_H
#define _LINUX_TTY_H

#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/major.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/rwsem.h>
#include <linux/termios.h>
#include <linux/tty_buffer.h>
#include <linux/tty_driver.h>
#include <linux/tty_flags.h>
#include <linux/tty_ldisc.h>
#include <linux/tty_port.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct console_tty;
struct pty;
struct tty_driver_2_6;

#define N_TTY	       0
#define N_SLIP	       1
#define N_MOUSE	       2
#define N_PPP	       3
#define N_STRIP	       4
#define N_AX25	       5
#define N_X25	       6
#define N_6PACK	       7
#define N_MASC	       8
#define N_R3964	       9
#define N_PROFIBUS_FDL 10
#define N_IRDA	       11
#define N_SMSBLOCK     12
#define N_HDLC	       13
#define N_SYNC_PPP     14
#define N_HCI	       15
#define N_GIGASET_M101 16
#define N_SLCAN	       17
#define N_PPS	       18
#define N_V253	       19
#define N_CAIF	       20
#define N_GSM0710      21
#define N_TI_WL	       22
#define N_TRACESINK    23
#define N_TRACEROUTER  24
#define N_NCI	       25
#define N_SPEAKUP      26
#define N_NULL	       27
#define N_MCTP	       28
#define N_DEVELOPMENT  29
#define N_CAN327       30
#define NR_LDISCS      31

#define N_TTY_BYTES	4096 /* a power of two */
#define N_TTY_BUF_SIZE	N_TTY_BYTES
#define __DISABLED_CHAR '\0'

/* What a driver of 2.6 has got and not yet pushed. */
#define TTY_FLIPBUF_SIZE 512
struct tty_flip_buffer {
	unsigned char char_buf[TTY_FLIPBUF_SIZE], *char_buf_ptr;
	char flag_buf[TTY_FLIPBUF_SIZE], *flag_buf_ptr;
	int count;
};

/* A driver of 2.6 finds its own tty_driver, and the settings behind a pointer. */
#ifdef __ERA_2_6__
#define __TTY_6_1(name) __##name
#define __TTY_2_6(name) name
#else
#define __TTY_6_1(name) name
#define __TTY_2_6(name) name##_2_6
#endif

struct tty_struct {
	struct kref kref;
	struct device *dev; /* its node's; NULL: none */
	struct __TTY_6_1(tty_driver) * __TTY_6_1(driver);
	const struct __TTY_6_1(tty_operations) * __TTY_6_1(ops);
	int index; /* which of the driver's lines */
	struct rw_semaphore ldisc_sem;
	struct tty_ldisc *__TTY_6_1(ldisc);
	struct mutex atomic_write_lock;
	struct mutex legacy_mutex; /* tty_lock(): opening, closing, hanging up */
	struct mutex throttle_mutex;
	struct rw_semaphore termios_rwsem; /* settings */
	struct mutex winsize_mutex;
	struct ktermios __TTY_6_1(termios), termios_locked;
	char name[64];
	unsigned long flags; /* TTY_ */
	int count;	     /* open files */
	struct winsize winsize;
	struct {
		spinlock_t lock;
		bool stopped;	  /* by Ctrl-S */
		bool tco_stopped; /* by tcflow() */
	} flow;
	struct {
		spinlock_t lock;
		struct pid *pgrp, *session; /* tasklist_lock */
		unsigned char pktstatus;
		bool packet;
	} ctrl;
	int hw_stopped;
	unsigned int receive_room; /* how much the line discipline takes */
	int flow_change;
	struct tty_struct *link; /* the other end */
	struct fasync_struct *fasync;
	wait_queue_head_t write_wait, read_wait;
	struct work_struct hangup_work;
	void *disc_data, *driver_data;
	int closing;
	struct tty_port *port; /* the driver's line */

	/* Of N_TTY; mutex. Read up to head; of a line that is not done nothing (canon_head). */
	struct mutex mutex;
	u8 buf[N_TTY_BYTES];
	unsigned int head, canon_head, tail;
	DECLARE_BITMAP(line_end, N_TTY_BYTES); /* a line ends after this byte */
	unsigned int column;		       /* of the cursor, as far as the output says */
	unsigned int canon_column;
	bool hung_up; /* nobody is at the other end any more */
	bool lnext;   /* the next byte is taken as it is */

	dev_t devt;
	struct console_tty *console; /* what it is on; NULL: */
	struct pty *pty;	     /* a pseudo-terminal, or a driver's line */
	struct work_struct input;    /* gives to the line discipline what was typed at console */
	struct tty_ldisc own_ldisc;

	/* Of a driver of 2.6 (tty_driver_2_6.c). */
	struct tty_driver_2_6 *__TTY_2_6(driver);
	struct ktermios *__TTY_2_6(termios);
	bool low_latency, __TTY_2_6(stopped);
	struct file *asking_2_6; /* by ioctl() */
	struct tty_flip_buffer flip;
};

/* flags */
#define TTY_THROTTLED	    0
#define TTY_IO_ERROR	    1
#define TTY_OTHER_CLOSED    2
#define TTY_EXCLUSIVE	    3
#define TTY_DO_WRITE_WAKEUP 5
#define TTY_LDISC_OPEN	    11
#define TTY_PTY_LOCK	    16
#define TTY_NO_WRITE_SPLIT  17
#define TTY_HUPPED	    18
#define TTY_HUPPING	    19
#define TTY_LDISC_CHANGING  20
#define TTY_LDISC_HALTED    22

extern struct ktermios tty_std_termios; /* 38400 8N1, cooked, echoing */

/* The terminal that controls the current task, counted; NULL: none. */
struct tty_struct *get_current_tty(void);
void tty_kref_put(struct tty_struct *tty);

static inline struct tty_struct *tty_kref_get(struct tty_struct *tty)
{
	if (tty)
		kref_get(&tty->kref);
	return tty;
}

void disassociate_ctty(int on_exit);
/* "/dev/ttyS0" of a process, for ps; 0: none. */
dev_t tty_devnum(struct tty_struct *tty);

void tty_lock(struct tty_struct *tty);
int tty_lock_interruptible(struct tty_struct *tty);
void tty_unlock(struct tty_struct *tty);

void tty_wakeup(struct tty_struct *tty); /* there is room again; any context */
void tty_hangup(struct tty_struct *tty); /* soon; any context */
void tty_wait_until_sent(struct tty_struct *tty, long timeout);
int tty_termios_baud_rate(const struct ktermios *termios);

#ifndef __ERA_2_6__

#define _I_FLAG(tty, f) ((tty)->termios.c_iflag & (f))
#define _O_FLAG(tty, f) ((tty)->termios.c_oflag & (f))
#define _C_FLAG(tty, f) ((tty)->termios.c_cflag & (f))
#define _L_FLAG(tty, f) ((tty)->termios.c_lflag & (f))
#define _CC(tty, i)	((tty)->termios.c_cc[i])

static inline bool tty_io_nonblock(struct tty_struct *tty, struct file *file)
{
	return file->f_flags & O_NONBLOCK || test_bit(TTY_LDISC_CHANGING, &tty->flags);
}

static inline bool tty_io_error(struct tty_struct *tty)
{
	return test_bit(TTY_IO_ERROR, &tty->flags);
}

static inline bool tty_throttled(struct tty_struct *tty)
{
	return test_bit(TTY_THROTTLED, &tty->flags);
}

const char *tty_name(const struct tty_struct *tty);
const char *tty_driver_name(const struct tty_struct *tty);
struct pid *tty_get_pgrp(struct tty_struct *tty); /* counted */
void tty_write_message(struct tty_struct *tty, char *msg);
void tty_vhangup(struct tty_struct *tty); /* now */
int tty_hung_up_p(struct file *filp);

/* Asking the driver. */
int tty_put_char(struct tty_struct *tty, unsigned char c);
unsigned int tty_chars_in_buffer(struct tty_struct *tty);
unsigned int tty_write_room(struct tty_struct *tty);
void tty_driver_flush_buffer(struct tty_struct *tty);
int tty_send_xchar(struct tty_struct *tty, char ch);
void stop_tty(struct tty_struct *tty);
void start_tty(struct tty_struct *tty);
void tty_unthrottle(struct tty_struct *tty);
int tty_throttle_safe(struct tty_struct *tty); /* 1: it was not any more needed */
int tty_unthrottle_safe(struct tty_struct *tty);
int tty_do_resize(struct tty_struct *tty, struct winsize *ws);

/* Settings. Speeds are in bits a second. */
void tty_termios_encode_baud_rate(struct ktermios *termios, speed_t ibaud, speed_t obaud);
speed_t tty_termios_input_baud_rate(const struct ktermios *termios);
void tty_encode_baud_rate(struct tty_struct *tty, speed_t ibaud, speed_t obaud);
unsigned char tty_get_char_size(unsigned int cflag);  /* 5 to 8 */
unsigned char tty_get_frame_size(unsigned int cflag); /* with start, parity and stop bits */
void tty_termios_copy_hw(struct ktermios *new, const struct ktermios *old);
int tty_termios_hw_change(const struct ktermios *a, const struct ktermios *b);
int tty_set_termios(struct tty_struct *tty, struct ktermios *kt);
void tty_init_termios(struct tty_struct *tty);
void tty_save_termios(struct tty_struct *tty);

static inline speed_t tty_get_baud_rate(struct tty_struct *tty)
{
	return tty_termios_baud_rate(&tty->termios);
}

/* For drivers with an install() of their own, and line disciplines. */
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty);
void n_tty_inherit_ops(struct tty_ldisc_ops *ops);
int tty_mode_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
int n_tty_ioctl_helper(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
int tty_perform_flush(struct tty_struct *tty, unsigned long arg);
int tty_check_change(struct tty_struct *tty);

#else

#define _I_FLAG(tty, f) ((tty)->termios->c_iflag & (f))
#define _O_FLAG(tty, f) ((tty)->termios->c_oflag & (f))
#define _C_FLAG(tty, f) ((tty)->termios->c_cflag & (f))
#define _L_FLAG(tty, f) ((tty)->termios->c_lflag & (f))
#define _CC(tty, i)	((tty)->termios->c_cc[i])

#endif

#define INTR_CHAR(tty)	  _CC(tty, VINTR)
#define QUIT_CHAR(tty)	  _CC(tty, VQUIT)
#define ERASE_CHAR(tty)	  _CC(tty, VERASE)
#define KILL_CHAR(tty)	  _CC(tty, VKILL)
#define EOF_CHAR(tty)	  _CC(tty, VEOF)
#define TIME_CHAR(tty)	  _CC(tty, VTIME)
#define MIN_CHAR(tty)	  _CC(tty, VMIN)
#define SWTC_CHAR(tty)	  _CC(tty, VSWTC)
#define START_CHAR(tty)	  _CC(tty, VSTART)
#define STOP_CHAR(tty)	  _CC(tty, VSTOP)
#define SUSP_CHAR(tty)	  _CC(tty, VSUSP)
#define EOL_CHAR(tty)	  _CC(tty, VEOL)
#define REPRINT_CHAR(tty) _CC(tty, VREPRINT)
#define DISCARD_CHAR(tty) _CC(tty, VDISCARD)
#define WERASE_CHAR(tty)  _CC(tty, VWERASE)
#define LNEXT_CHAR(tty)	  _CC(tty, VLNEXT)
#define EOL2_CHAR(tty)	  _CC(tty, VEOL2)

#define I_IGNBRK(tty)  _I_FLAG(tty, IGNBRK)
#define I_BRKINT(tty)  _I_FLAG(tty, BRKINT)
#define I_IGNPAR(tty)  _I_FLAG(tty, IGNPAR)
#define I_PARMRK(tty)  _I_FLAG(tty, PARMRK)
#define I_INPCK(tty)   _I_FLAG(tty, INPCK)
#define I_ISTRIP(tty)  _I_FLAG(tty, ISTRIP)
#define I_INLCR(tty)   _I_FLAG(tty, INLCR)
#define I_IGNCR(tty)   _I_FLAG(tty, IGNCR)
#define I_ICRNL(tty)   _I_FLAG(tty, ICRNL)
#define I_IUCLC(tty)   _I_FLAG(tty, IUCLC)
#define I_IXON(tty)    _I_FLAG(tty, IXON)
#define I_IXANY(tty)   _I_FLAG(tty, IXANY)
#define I_IXOFF(tty)   _I_FLAG(tty, IXOFF)
#define I_IMAXBEL(tty) _I_FLAG(tty, IMAXBEL)
#define I_IUTF8(tty)   _I_FLAG(tty, IUTF8)
#define O_OPOST(tty)   _O_FLAG(tty, OPOST)
#define O_OLCUC(tty)   _O_FLAG(tty, OLCUC)
#define O_ONLCR(tty)   _O_FLAG(tty, ONLCR)
#define O_OCRNL(tty)   _O_FLAG(tty, OCRNL)
#define O_ONOCR(tty)   _O_FLAG(tty, ONOCR)
#define O_ONLRET(tty)  _O_FLAG(tty, ONLRET)
#define C_BAUD(tty)    _C_FLAG(tty, CBAUD)
#define C_CSIZE(tty)   _C_FLAG(tty, CSIZE)
#define C_CSTOPB(tty)  _C_FLAG(tty, CSTOPB)
#define C_CREAD(tty)   _C_FLAG(tty, CREAD)
#define C_PARENB(tty)  _C_FLAG(tty, PARENB)
#define C_PARODD(tty)  _C_FLAG(tty, PARODD)
#define C_HUPCL(tty)   _C_FLAG(tty, HUPCL)
#define C_CLOCAL(tty)  _C_FLAG(tty, CLOCAL)
#define C_CIBAUD(tty)  _C_FLAG(tty, CIBAUD)
#define C_CRTSCTS(tty) _C_FLAG(tty, CRTSCTS)
#define C_CMSPAR(tty)  _C_FLAG(tty, CMSPAR)
#define L_ISIG(tty)    _L_FLAG(tty, ISIG)
#define L_ICANON(tty)  _L_FLAG(tty, ICANON)
#define L_XCASE(tty)   _L_FLAG(tty, XCASE)
#define L_ECHO(tty)    _L_FLAG(tty, ECHO)
#define L_ECHOE(tty)   _L_FLAG(tty, ECHOE)
#define L_ECHOK(tty)   _L_FLAG(tty, ECHOK)
#define L_ECHONL(tty)  _L_FLAG(tty, ECHONL)
#define L_NOFLSH(tty)  _L_FLAG(tty, NOFLSH)
#define L_TOSTOP(tty)  _L_FLAG(tty, TOSTOP)
#define L_ECHOCTL(tty) _L_FLAG(tty, ECHOCTL)
#define L_ECHOPRT(tty) _L_FLAG(tty, ECHOPRT)
#define L_ECHOKE(tty)  _L_FLAG(tty, ECHOKE)
#define L_FLUSHO(tty)  _L_FLAG(tty, FLUSHO)
#define L_PENDIN(tty)  _L_FLAG(tty, PENDIN)
#define L_IEXTEN(tty)  _L_FLAG(tty, IEXTEN)
#define L_EXTPROC(tty) _L_FLAG(tty, EXTPROC)

#endif
