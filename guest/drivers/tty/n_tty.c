/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * n_tty: the line discipline of terminals: POSIX's "General Terminal Interface".
 *
 * In canonical mode a line is edited here, and read when it is done. Keys of c_cc become
 * signals with ISIG; what is typed is echoed. Output gets its "\r" with ONLCR.
 */
#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/signal.h>
#include <linux/string.h>

#include "n_tty.h"
#include "tty_private.h"

#define MASK	     (N_TTY_BYTES - 1)
#define DISABLED     '\0'
#define L_FLAG(t, f) ((t)->termios.c_lflag & (f))
#define I_FLAG(t, f) ((t)->termios.c_iflag & (f))
#define O_FLAG(t, f) ((t)->termios.c_oflag & (f))
#define KEY(t, i)    ((t)->termios.c_cc[i])

static bool is_key(const struct tty_struct *tty, int index, u8 c)
{
	return c == KEY(tty, index) && c != DISABLED;
}

/* ---- output ---- */

static void out_byte(struct tty_struct *tty, u8 c)
{
	if (O_FLAG(tty, OPOST)) {
		if (c == '\n' && O_FLAG(tty, ONLCR)) {
			tty->column = 0;
			tty_put(tty, "\r\n", 2);
			return;
		}
		if (c == '\r') {
			if (O_FLAG(tty, ONOCR) && !tty->column)
				return;
			if (O_FLAG(tty, OCRNL))
				c = '\n';
		}
		if (c == '\t' && O_FLAG(tty, TABDLY) == XTABS) {
			unsigned int spaces = 8 - (tty->column & 7);

			tty->column += spaces;
			tty_put(tty, "        ", spaces);
			return;
		}
		if (O_FLAG(tty, OLCUC))
			c = toupper(c);
	}
	if (c == '\r')
		tty->column = 0;
	else if (c == '\t')
		tty->column = (tty->column | 7) + 1;
	else if (c == '\b')
		tty->column -= tty->column ? 1 : 0;
	else if (c >= ' ' && c != 0x7f)
		tty->column++;
	tty_put(tty, &c, 1);
}

/* A run of plain characters goes out in one. */
void n_tty_write(struct tty_struct *tty, const u8 *from, size_t count)
{
	size_t run;

	while (count) {
		for (run = 0; run < count && from[run] >= ' ' && from[run] < 0x7f; run++)
			;
		if (run && !O_FLAG(tty, OLCUC)) {
			tty->column += run;
			tty_put(tty, from, run);
		} else {
			out_byte(tty, *from);
			run = 1;
		}
		from += run;
		count -= run;
	}
}

/* ---- echo ---- */

static bool shown_as_ctrl(const struct tty_struct *tty, u8 c)
{
	return L_FLAG(tty, ECHOCTL) && (c < ' ' || c == 0x7f) && c != '\t' && c != '\n';
}

static void echo(struct tty_struct *tty, u8 c)
{
	u8 text[2] = {'^', c ^ 0x40};

	if (shown_as_ctrl(tty, c)) {
		tty->column += 2;
		tty_put(tty, text, 2);
	} else {
		out_byte(tty, c);
	}
}

static unsigned int width(const struct tty_struct *tty, u8 c)
{
	return shown_as_ctrl(tty, c) ? 2 : c >= ' ' && c != 0x7f && (c & 0xc0) != 0x80;
}

/* ---- editing of a line ---- */

/* How far a tab in the line that is being edited went. */
static unsigned int tab_width(const struct tty_struct *tty, unsigned int at)
{
	unsigned int col = tty->canon_column, i, w = 0;

	for (i = tty->canon_head; i != at + 1; i++) {
		u8 c = tty->buf[i & MASK];

		w = c == '\t' ? 8 - (col & 7) : width(tty, c);
		col += w;
	}
	return w;
}

static void erase_one(struct tty_struct *tty)
{
	unsigned int w;
	u8 c;

	do { /* of UTF-8, what belongs together */
		c = tty->buf[--tty->head & MASK];
	} while (I_FLAG(tty, IUTF8) && (c & 0xc0) == 0x80 && tty->head != tty->canon_head);
	if (!L_FLAG(tty, ECHO))
		return;
	if (!L_FLAG(tty, ECHOE)) {
		echo(tty, KEY(tty, VERASE));
		return;
	}
	w = c == '\t'		 ? tab_width(tty, tty->head)
	    : I_FLAG(tty, IUTF8) ? max(width(tty, c), 1u)
				 : width(tty, c);
	tty->column -= min(tty->column, w);
	for (; w; w--)
		tty_put(tty, c == '\t' ? "\b" : "\b \b", c == '\t' ? 1 : 3);
}

static void erase_word(struct tty_struct *tty)
{
	bool seen = false;

	while (tty->head != tty->canon_head) {
		u8 c = tty->buf[(tty->head - 1) & MASK];
		bool word = isalnum(c) || c == '_' || c >= 0x80;

		if (seen && !word)
			return;
		seen |= word;
		erase_one(tty);
	}
}

static void kill_line(struct tty_struct *tty)
{
	if (L_FLAG(tty, ECHO) &&
	    !(L_FLAG(tty, ECHOK) && L_FLAG(tty, ECHOKE) && L_FLAG(tty, ECHOE))) {
		tty->head = tty->canon_head;
		echo(tty, KEY(tty, VKILL));
		if (L_FLAG(tty, ECHOK))
			out_byte(tty, '\n');
		return;
	}
	while (tty->head != tty->canon_head)
		erase_one(tty);
}

static void reprint(struct tty_struct *tty)
{
	unsigned int i;

	echo(tty, KEY(tty, VREPRINT));
	out_byte(tty, '\n');
	for (i = tty->canon_head; i != tty->head; i++)
		echo(tty, tty->buf[i & MASK]);
}

/* ---- input ---- */

static unsigned int used(const struct tty_struct *tty)
{
	return tty->head - tty->tail;
}

/* Something can be read, so that room will come of itself; else the rest is lost. */
bool tty_input_is_full(const struct tty_struct *tty)
{
	return used(tty) >= N_TTY_BYTES - 2 && n_tty_available(tty);
}

static bool store(struct tty_struct *tty, u8 c)
{
	/* the last place is for the end of a line */
	if (used(tty) >= N_TTY_BYTES - 1 - (c != '\n')) {
		if (I_FLAG(tty, IMAXBEL))
			tty_put(tty, "\a", 1);
		return false;
	}
	__clear_bit(tty->head & MASK, tty->line_end);
	tty->buf[tty->head++ & MASK] = c;
	return true;
}

static void end_line(struct tty_struct *tty, u8 c)
{
	if (used(tty) >= N_TTY_BYTES)
		return;
	tty->buf[tty->head & MASK] = c;
	__set_bit(tty->head & MASK, tty->line_end);
	tty->canon_head = ++tty->head;
	wake_up_interruptible(&tty->read_wait);
}

void n_tty_flush_input(struct tty_struct *tty)
{
	tty->head = tty->canon_head = tty->tail = 0;
	tty->lnext = false;
	bitmap_zero(tty->line_end, N_TTY_BYTES);
}

static bool signal_key(struct tty_struct *tty, u8 c)
{
	static const struct {
		u8 key;
		int sig;
	} keys[] = {{VINTR, SIGINT}, {VQUIT, SIGQUIT}, {VSUSP, SIGTSTP}};
	int i;

	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		if (!is_key(tty, keys[i].key, c))
			continue;
		if (!L_FLAG(tty, NOFLSH))
			n_tty_flush_input(tty);
		start_tty(tty);
		if (L_FLAG(tty, ECHO))
			echo(tty, c);
		tty_signal(tty, keys[i].sig);
		return true;
	}
	return false;
}

static bool flow_key(struct tty_struct *tty, u8 c)
{
	if (is_key(tty, VSTOP, c)) {
		stop_tty(tty);
		return true;
	}
	if (is_key(tty, VSTART, c) || (tty->flow.stopped && I_FLAG(tty, IXANY))) {
		start_tty(tty);
		return is_key(tty, VSTART, c);
	}
	return false;
}

/* True: it was a key of the line editor. */
static bool edit_key(struct tty_struct *tty, u8 c)
{
	if (is_key(tty, VERASE, c)) {
		if (tty->head != tty->canon_head)
			erase_one(tty);
	} else if (is_key(tty, VKILL, c)) {
		kill_line(tty);
	} else if (is_key(tty, VWERASE, c) && L_FLAG(tty, IEXTEN)) {
		erase_word(tty);
	} else if (is_key(tty, VREPRINT, c) && L_FLAG(tty, IEXTEN) && L_FLAG(tty, ECHO)) {
		reprint(tty);
	} else if (is_key(tty, VLNEXT, c) && L_FLAG(tty, IEXTEN)) {
		tty->lnext = true;
		if (L_FLAG(tty, ECHO) && L_FLAG(tty, ECHOCTL))
			tty_put(tty, "^\b", 2);
	} else if (c == '\n') {
		if (L_FLAG(tty, ECHO) || L_FLAG(tty, ECHONL))
			out_byte(tty, '\n');
		end_line(tty, c);
	} else if (is_key(tty, VEOF, c)) {
		end_line(tty, DISABLED);
	} else if (is_key(tty, VEOL, c) || (is_key(tty, VEOL2, c) && L_FLAG(tty, IEXTEN))) {
		if (L_FLAG(tty, ECHO))
			echo(tty, c);
		end_line(tty, c);
	} else {
		return false;
	}
	return true;
}

static void plain_byte(struct tty_struct *tty, u8 c)
{
	if (L_FLAG(tty, ICANON) && tty->head == tty->canon_head)
		tty->canon_column = tty->column;
	if (!store(tty, c))
		return;
	if (L_FLAG(tty, ECHO))
		echo(tty, c);
	if (!L_FLAG(tty, ICANON))
		wake_up_interruptible(&tty->read_wait);
}

/* As it is: no key, no echo. */
void n_tty_put(struct tty_struct *tty, u8 c)
{
	if (store(tty, c) && !L_FLAG(tty, ICANON))
		wake_up_interruptible(&tty->read_wait);
}

void n_tty_receive(struct tty_struct *tty, u8 c)
{
	if (I_FLAG(tty, ISTRIP))
		c &= 0x7f;
	if (tty->lnext) {
		tty->lnext = false;
		plain_byte(tty, c);
		return;
	}
	if (c == '\r') {
		if (I_FLAG(tty, IGNCR))
			return;
		if (I_FLAG(tty, ICRNL))
			c = '\n';
	} else if (c == '\n' && I_FLAG(tty, INLCR)) {
		c = '\r';
	}
	if (I_FLAG(tty, IUCLC) && L_FLAG(tty, IEXTEN))
		c = tolower(c);
	if (I_FLAG(tty, IXON) && flow_key(tty, c))
		return;
	if (L_FLAG(tty, ISIG) && signal_key(tty, c))
		return;
	if (L_FLAG(tty, ICANON) && edit_key(tty, c))
		return;
	plain_byte(tty, c);
}

/* ---- reading ---- */

unsigned int n_tty_available(const struct tty_struct *tty)
{
	return (L_FLAG(tty, ICANON) ? tty->canon_head : tty->head) - tty->tail;
}

bool n_tty_readable(const struct tty_struct *tty, unsigned int least)
{
	unsigned int n = n_tty_available(tty);

	return L_FLAG(tty, ICANON) ? n : n >= max(least, 1u);
}

size_t n_tty_read(struct tty_struct *tty, u8 *to, size_t count, bool *line_done)
{
	unsigned int limit = L_FLAG(tty, ICANON) ? tty->canon_head : tty->head;
	size_t n = 0;

	*line_done = false;
	while (tty->tail != limit) {
		unsigned int at = tty->tail & MASK;
		bool ends = L_FLAG(tty, ICANON) && test_bit(at, tty->line_end);
		u8 c = tty->buf[at];

		/* VEOF itself is not read */
		if (ends && c == DISABLED) {
			tty->tail++;
			*line_done = true;
			break;
		}
		if (n == count)
			break;
		to[n++] = c;
		tty->tail++;
		if (ends) {
			*line_done = true;
			break;
		}
	}
	return n;
}

void n_tty_set_termios(struct tty_struct *tty, const struct ktermios *old)
{
	if ((old->c_lflag ^ tty->termios.c_lflag) & ICANON) {
		/* what was typed so far is there to be read, as if its line were done */
		bitmap_zero(tty->line_end, N_TTY_BYTES);
		if (L_FLAG(tty, ICANON) && tty->head != tty->tail)
			__set_bit((tty->head - 1) & MASK, tty->line_end);
		tty->canon_head = tty->head;
		tty->lnext = false;
		wake_up_interruptible(&tty->read_wait);
	}
	if (!I_FLAG(tty, IXON))
		start_tty(tty);
	wake_up_interruptible(&tty->write_wait);
}
