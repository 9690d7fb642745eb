/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * printk: the log.
 *
 * Records lie one after another in a ring of bytes, the oldest making room for the
 * newest; positions count from boot on and never wrap. A record is whole lines' text; a
 * line printed in pieces (KERN_CONT) grows until its newline. Each piece goes to the
 * consoles as it comes, under the same lock, so lines of two CPUs do not mix. An oops
 * does not wait for the lock: whoever holds it may be the one that fell.
 */
#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/time.h>

#define LOG_BYTES  (128u << 10) /* a power of two */
#define LINE_BYTES 1024

struct record {
	u64 ts_ns;
	u16 len; /* of the text, which follows */
	u8 prio; /* level, and facility << 3 */
	u8 open; /* no newline yet: may grow while it is the newest */
	u32 nr;	 /* how many there were before */
};

static u8 log_buf[LOG_BYTES];
static u64 log_first, log_next; /* positions: of the oldest record, and after the newest */
static u64 log_last;		/* of the newest record */
static u32 log_count;		/* records ever */
static DEFINE_SPINLOCK(log_lock);
static struct console *consoles;
static bool line_start = true; /* on the consoles */

int console_printk[4] = {LOGLEVEL_DEBUG, LOGLEVEL_WARNING, 1, LOGLEVEL_DEBUG};
EXPORT_SYMBOL(console_printk);
static bool ignore_loglevel; /* consoles get everything */
int oops_in_progress;
bool printk_news;
EXPORT_SYMBOL(oops_in_progress);

/* ---- the ring ---- */

static void ring_write(u64 pos, const void *from, size_t n)
{
	const u8 *bytes = from;

	while (n--)
		log_buf[pos++ % LOG_BYTES] = *bytes++;
}

static void ring_read(u64 pos, void *to, size_t n)
{
	u8 *bytes = to;

	while (n--)
		*bytes++ = log_buf[pos++ % LOG_BYTES];
}

static void make_room(size_t bytes)
{
	while (log_next + bytes - log_first > LOG_BYTES) {
		struct record oldest;

		ring_read(log_first, &oldest, sizeof(oldest));
		log_first += sizeof(oldest) + oldest.len;
	}
}

static void log_store(u8 prio, u64 ts_ns, const char *text, size_t len, bool open)
{
	struct record r = {ts_ns, len, prio, open, log_count++};

	make_room(sizeof(r) + len);
	log_last = log_next;
	ring_write(log_next, &r, sizeof(r));
	ring_write(log_next + sizeof(r), text, len);
	log_next += sizeof(r) + len;
}

/* Append to the newest record, when that is still open; its priority, or -1: it is not. */
static int log_extend(const char *text, size_t len, bool open)
{
	struct record r;

	if (log_last == log_next)
		return -1;
	ring_read(log_last, &r, sizeof(r));
	if (!r.open || r.len + len > LINE_BYTES)
		return -1;
	make_room(len);
	ring_write(log_next, text, len);
	r.len += len;
	r.open = open;
	ring_write(log_last, &r, sizeof(r));
	log_next += len;
	return r.prio;
}

static int format_prefix(char *buf, size_t size, u64 ts_ns)
{
	u32 us = (u32)(ts_ns % NSEC_PER_SEC) / 1000;

	return scnprintf(buf, size, "[%5u.%06u] ", (u32)(ts_ns / NSEC_PER_SEC), us);
}

size_t log_read(u64 *seq, char *buf, size_t size, bool with_level)
{
	struct record r;
	unsigned long flags;
	size_t len = 0, text;

	spin_lock_irqsave(&log_lock, flags);
	*seq = max(*seq, log_first);
	if (*seq < log_next && size > 32) {
		ring_read(*seq, &r, sizeof(r));
		if (with_level)
			len = scnprintf(buf, size, "<%u>", r.prio);
		len += format_prefix(buf + len, size - len, r.ts_ns);
		text = min_t(size_t, r.len, size - len - 2);
		ring_read(*seq + sizeof(r), buf + len, text);
		len += text;
		buf[len++] = '\n';
		buf[len] = '\0';
		*seq += sizeof(r) + r.len;
	}
	spin_unlock_irqrestore(&log_lock, flags);
	return len;
}

bool log_read_entry(u64 *pos, struct log_entry *entry, char *text, size_t size)
{
	unsigned long flags;
	struct record r;
	bool found;

	spin_lock_irqsave(&log_lock, flags);
	*pos = max(*pos, log_first);
	found = *pos < log_next;
	if (found)
		ring_read(*pos, &r, sizeof(r));
	found = found && !(r.open && *pos == log_last);
	if (found) {
		*entry = (struct log_entry){r.ts_ns, r.nr, r.prio, min_t(size_t, r.len, size)};
		ring_read(*pos + sizeof(r), text, entry->len);
		*pos += sizeof(r) + r.len;
	}
	spin_unlock_irqrestore(&log_lock, flags);
	return found;
}

u64 log_begin(void)
{
	return READ_ONCE(log_first);
}

u64 log_end(void)
{
	return READ_ONCE(log_next);
}

size_t log_format(const struct log_entry *entry, char *buf, size_t size)
{
	size_t len = scnprintf(buf, size, "<%u>", entry->prio);

	return len + format_prefix(buf + len, size - len, entry->ts_ns);
}

/* ---- the consoles ---- */

static void console_out(const char *text, unsigned int len)
{
	struct console *con;

	for (con = consoles; con; con = con->next)
		if (con->flags & CON_ENABLED && con->write)
			con->write(con, text, len);
}

static void console_piece(u64 ts_ns, bool is_new, const char *text, size_t len, bool newline)
{
	char prefix[32];

	if (is_new) {
		if (!line_start)
			console_out("\n", 1);
		console_out(prefix, format_prefix(prefix, sizeof(prefix), ts_ns));
	}
	console_out(text, len);
	if (newline)
		console_out("\n", 1);
	line_start = newline;
}

/* One line, or a piece of one. level (or a priority) < 0: it continues the one before, if that is
 * open. */
static void emit_line(int level, const char *text, size_t len, bool newline)
{
	int begun = level < 0 ? log_extend(text, len, !newline) : -1;
	u64 now = sched_clock();

	if (begun < 0) {
		if (level < 0)
			level = default_message_loglevel;
		log_store(level, now, text, len, !newline);
	} else {
		level = begun;
	}
	printk_news = true;
	if (ignore_loglevel || (level & 7) < console_loglevel)
		console_piece(now, begun < 0, text, len, newline);
}

/* "\0016text": returns past the prefix; *level is set by it, -1: continued. */
static const char *parse_level(const char *text, int *level)
{
	while (text[0] == KERN_SOH_ASCII && text[1]) {
		if (text[1] == 'c')
			*level = -1;
		else
			*level = text[1] - '0';
		text += 2;
	}
	return text;
}

/* The text says what level, and goes on with an open line when it does not. */
#define PRIO_OR_CONT (-2)

/* prio < 0: the text says. */
static void emit_text(int prio, const char *text)
{
	int level = prio == -1 ? default_message_loglevel : prio;

	if (prio < 0)
		text = parse_level(text, &level);
	do {
		const char *end = strchrnul(text, '\n');

		emit_line(level, text, end - text, *end == '\n');
		text = end + (*end == '\n');
	} while (*text);
}

/* Formatting may itself have something to say: the second line is for that. */
struct line_buffers {
	int depth;
	char lines[2][LINE_BYTES];
};
static DEFINE_PER_CPU(struct line_buffers, line_buffers);

/* Who prints out of a printk(), or out of an oops, does not wait: it may wait for itself. */
static void emit_locked(int prio, const char *text, bool nested)
{
	bool locked = true;

	if (nested || oops_in_progress)
		locked = arch_spin_trylock(&log_lock.raw_lock);
	else
		arch_spin_lock(&log_lock.raw_lock);
	emit_text(prio, text);
	if (locked)
		arch_spin_unlock(&log_lock.raw_lock);
}

static int emit(int prio, const char *fmt, va_list args)
{
	struct line_buffers *buffers;
	unsigned long flags;
	int len = 0;

	local_irq_save(flags);
	buffers = this_cpu_ptr(&line_buffers);
	if (buffers->depth < ARRAY_SIZE(buffers->lines)) {
		char *line = buffers->lines[buffers->depth++];

		len = vscnprintf(line, LINE_BYTES, fmt, args);
		if (len)
			emit_locked(prio, line, buffers->depth > 1);
		buffers->depth--;
	}
	local_irq_restore(flags);
	return len;
}

int vprintk(const char *fmt, va_list args)
{
	return emit(-1, fmt, args);
}
EXPORT_SYMBOL(vprintk);

int printk_prio(int prio, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = emit(prio, fmt, args);
	va_end(args);
	return len;
}

int printk(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vprintk(fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(printk);

int printk_2_6(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = emit(PRIO_OR_CONT, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(printk_2_6);

void bust_spinlocks(int yes)
{
	oops_in_progress += yes ? 1 : -1;
}

/* ---- which consoles ---- */

static void replay_log(struct console *con)
{
	static char line[LINE_BYTES + 64];
	u64 seq = 0;
	size_t len;

	while ((len = log_read(&seq, line, sizeof(line), false)))
		con->write(con, line, len);
}

/* Is this what console= says of it: "ttyS", and the number, which it may be without? */
static const char *options_of(struct console *con, const char *p)
{
	size_t len = strlen(con->name);
	char *end;
	int index;

	if (strncmp(p, con->name, len) || !isdigit(p[len]))
		return NULL;
	index = simple_strtoul(p + len, &end, 10);
	if ((con->index >= 0 && index != con->index) || (*end && *end != ' ' && *end != ','))
		return NULL;
	con->index = index;
	return end + (*end == ',');
}

/* NULL nothing, else its options ("" none given). */
static const char *console_option(struct console *con, bool *any)
{
	const char *found = NULL, *p = boot_command_line;

	*any = false;
	while ((p = strstr(p, "console="))) {
		bool whole = p == boot_command_line || p[-1] == ' ';
		const char *options;

		p += strlen("console=");
		*any |= whole;
		options = whole ? options_of(con, p) : NULL;
		if (options)
			found = options;
	}
	return found;
}

static int set_up(struct console *con, const char *options)
{
	char text[32];

	if (!con->setup)
		return 0;
	strscpy(text, options ? options : "",
		min(sizeof(text), strcspn(options ? options : "", " ") + 1));
	return con->setup(con, *text ? text : NULL);
}

void register_console(struct console *con)
{
	bool any;
	const char *options = console_option(con, &any);
	unsigned long flags;

	if (any && !options && !(con->flags & CON_ENABLED))
		return;
	if (con->index < 0)
		con->index = 0;
	if (set_up(con, options))
		return;
	if (con->flags & CON_PRINTBUFFER && con->write)
		replay_log(con);
	spin_lock_irqsave(&log_lock, flags);
	con->flags |= CON_ENABLED;
	con->next = consoles;
	consoles = con;
	spin_unlock_irqrestore(&log_lock, flags);
}
EXPORT_SYMBOL(register_console);

int unregister_console(struct console *con)
{
	struct console **at;
	unsigned long flags;
	int err = -ENODEV;

	spin_lock_irqsave(&log_lock, flags);
	for (at = &consoles; *at; at = &(*at)->next) {
		if (*at != con)
			continue;
		*at = con->next;
		con->next = NULL;
		con->flags &= ~CON_ENABLED;
		err = 0;
		break;
	}
	spin_unlock_irqrestore(&log_lock, flags);
	if (!err && con->exit)
		err = con->exit(con);
	return err;
}
EXPORT_SYMBOL(unregister_console);

void console_drain(void)
{
	struct console *con;

	for (con = consoles; con; con = con->next)
		if (con->drain)
			con->drain(con);
}

static int __init setup_console(char *value)
{
	return 1; /* console_option() has read it */
}
__setup("console=", setup_console);

static int __init parse_loglevel(char *value)
{
	return value && get_option(&value, &console_loglevel) ? 0 : -EINVAL;
}
early_param("loglevel", parse_loglevel);

static int __init parse_quiet(char *value)
{
	console_loglevel = LOGLEVEL_WARNING;
	return 0;
}
early_param("quiet", parse_quiet);

static int __init parse_ignore_loglevel(char *value)
{
	ignore_loglevel = true;
	return 0;
}
early_param("ignore_loglevel", parse_ignore_loglevel);
module_param(ignore_loglevel, bool, 0644);

static int __init parse_debug(char *value)
{
	console_loglevel = LOGLEVEL_DEBUG + 1;
	return 0;
}
early_param("debug", parse_debug);

#define RATELIMIT_TICKS (5 * HZ)
#define RATELIMIT_BURST 10

bool printk_ratelimit(void)
{
	static unsigned long begin;
	static unsigned int printed, missed;

	if (!begin || time_after(jiffies, begin + RATELIMIT_TICKS)) {
		if (missed)
			pr_warn("printk: %u messages suppressed\n", missed);
		begin = jiffies;
		printed = missed = 0;
	}
	if (printed++ < RATELIMIT_BURST)
		return true;
	missed++;
	return false;
}
EXPORT_SYMBOL(printk_ratelimit);
