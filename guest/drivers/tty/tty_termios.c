/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_termios: a terminal's settings, and what of them is the hardware's: speed, frame, lines. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "n_tty.h"
#include "tty_private.h"

static const unsigned int speeds[] = {
    0,	    50,	     75,      110,     134,	150,	 200,	  300,	   600,	   1200,   1800,
    2400,   4800,    9600,    19200,   38400,	57600,	 115200,  230400,  460800, 500000, 576000,
    921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000};

/* Those above 38400 go on behind CBAUDEX, whose first is BOTHER. */
static unsigned int code_of_index(unsigned int i)
{
	return i <= 15 ? i : CBAUDEX | (i - 15);
}

static unsigned int speed_of_code(unsigned int code, unsigned int other)
{
	unsigned int i;

	if (code == BOTHER)
		return other;
	i = code & CBAUDEX ? (code & ~CBAUDEX) + 15 : code;
	return i < ARRAY_SIZE(speeds) ? speeds[i] : 0;
}

int tty_termios_baud_rate(const struct ktermios *termios)
{
	return speed_of_code(termios->c_cflag & CBAUD, termios->c_ospeed);
}
EXPORT_SYMBOL(tty_termios_baud_rate);

speed_t tty_termios_input_baud_rate(const struct ktermios *termios)
{
	unsigned int code = termios->c_cflag >> IBSHIFT & CBAUD;

	if (!code)
		return tty_termios_baud_rate(termios);
	return speed_of_code(code, termios->c_ispeed);
}
EXPORT_SYMBOL(tty_termios_input_baud_rate);

/* The code of a speed that the hardware came near to: within two percent; BOTHER: none. */
static unsigned int nearest_code(speed_t speed)
{
	unsigned int i, close = speed / 50;

	for (i = 0; i < ARRAY_SIZE(speeds); i++)
		if (speed - close <= speeds[i] && speed + close >= speeds[i])
			return code_of_index(i);
	return BOTHER;
}

void tty_termios_encode_baud_rate(struct ktermios *termios, speed_t ibaud, speed_t obaud)
{
	bool other = (termios->c_cflag & CBAUD) == BOTHER;
	bool split = ibaud != obaud || termios->c_cflag & CIBAUD;
	unsigned int in = nearest_code(ibaud), out = nearest_code(obaud);

	termios->c_ispeed = ibaud;
	termios->c_ospeed = obaud;
	/* who asked by number is answered by number */
	if (other)
		out = BOTHER;
	termios->c_cflag &= ~(CBAUD | CIBAUD);
	termios->c_cflag |= out;
	if (split && ibaud)
		termios->c_cflag |= in << IBSHIFT;
}
EXPORT_SYMBOL_GPL(tty_termios_encode_baud_rate);

void tty_encode_baud_rate(struct tty_struct *tty, speed_t ibaud, speed_t obaud)
{
	tty_termios_encode_baud_rate(&tty->termios, ibaud, obaud);
}
EXPORT_SYMBOL_GPL(tty_encode_baud_rate);

unsigned char tty_get_char_size(unsigned int cflag)
{
	return 5 + ((cflag & CSIZE) >> 4);
}
EXPORT_SYMBOL_GPL(tty_get_char_size);

unsigned char tty_get_frame_size(unsigned int cflag)
{
	return tty_get_char_size(cflag) + 2 + !!(cflag & CSTOPB) + !!(cflag & PARENB) +
	       !!(cflag & ADDRB);
}
EXPORT_SYMBOL_GPL(tty_get_frame_size);

#define NOT_HARDWARE (HUPCL | CREAD | CLOCAL)

void tty_termios_copy_hw(struct ktermios *new, const struct ktermios *old)
{
	new->c_cflag = (new->c_cflag &NOT_HARDWARE) | (old->c_cflag & ~NOT_HARDWARE);
	new->c_ispeed = old->c_ispeed;
	new->c_ospeed = old->c_ospeed;
}
EXPORT_SYMBOL(tty_termios_copy_hw);

int tty_termios_hw_change(const struct ktermios *a, const struct ktermios *b)
{
	return a->c_ispeed != b->c_ispeed || a->c_ospeed != b->c_ospeed ||
	       (a->c_cflag ^ b->c_cflag) & ~NOT_HARDWARE;
}
EXPORT_SYMBOL(tty_termios_hw_change);

/* ---- a terminal's ---- */

void tty_init_termios(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	struct ktermios *saved = driver->termios ? driver->termios[tty->index] : NULL;

	tty->termios = driver->init_termios;
	if (saved && !(driver->flags & TTY_DRIVER_RESET_TERMIOS)) {
		tty->termios = *saved;
		tty->termios.c_line = driver->init_termios.c_line;
	}
	tty->termios.c_ispeed = tty_termios_input_baud_rate(&tty->termios);
	tty->termios.c_ospeed = tty_termios_baud_rate(&tty->termios);
}
EXPORT_SYMBOL_GPL(tty_init_termios);

/* For who opens the line the next time. */
void tty_save_termios(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	struct ktermios **saved = driver->termios ? &driver->termios[tty->index] : NULL;

	if (!saved || driver->flags & TTY_DRIVER_RESET_TERMIOS)
		return;
	if (!*saved)
		*saved = kmalloc(sizeof(**saved), GFP_KERNEL);
	if (*saved)
		**saved = tty->termios;
}
EXPORT_SYMBOL_GPL(tty_save_termios);

static void keep_locked(struct tty_struct *tty, const struct ktermios *old)
{
	struct ktermios *now = &tty->termios;
	const struct ktermios *lock = &tty->termios_locked;
	int i;

#define KEEP(what) (now->what = (now->what & ~lock->what) | (old->what & lock->what))
	KEEP(c_iflag);
	KEEP(c_oflag);
	KEEP(c_cflag);
	KEEP(c_lflag);
	if (lock->c_line)
		now->c_line = old->c_line;
	for (i = 0; i < NCCS; i++)
		if (lock->c_cc[i])
			now->c_cc[i] = old->c_cc[i];
#undef KEEP
}

int tty_set_termios(struct tty_struct *tty, struct ktermios *kt)
{
	struct tty_ldisc *ld;
	struct ktermios old;

	down_write(&tty->termios_rwsem);
	old = tty->termios;
	tty->termios = *kt;
	keep_locked(tty, &old);
	tty->termios.c_line = old.c_line;
	if (tty->ops && tty->ops->set_termios)
		tty->ops->set_termios(tty, &old);
	else if (tty_is_line(tty))
		tty_termios_copy_hw(&tty->termios, &old);
	ld = tty_ldisc_ref(tty);
	if (ld) {
		if (ld->ops->set_termios)
			ld->ops->set_termios(tty, &old);
		tty_ldisc_deref(ld);
	}
	up_write(&tty->termios_rwsem);
	return 0;
}
EXPORT_SYMBOL_GPL(tty_set_termios);
