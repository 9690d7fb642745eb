/* SPDX-License-Identifier: GPL-2.0-only */
/* One function for each option whose value is more than a string to keep. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "emu/options/options_inner.h"

#define MIB	      (1ull << 20)
#define RAM_MIN_BYTES (2 * MIB)
#define RAM_MAX_BYTES (3583 * MIB)
#define PAGE_BYTES    4096
#define SHIFT_MAX     10
#define SCALE_MIN     0.25
#define SCALE_MAX     8.0

bool take_refuse(struct taking *taking, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(taking->reason, sizeof(taking->reason), format, args);
	va_end(args);
	return false;
}

/* Which of the words (ending with NULL) value is; -1 and a reason when none. */
static int choose(struct taking *taking, const char *value, const char *const *words)
{
	struct nearest nearest;
	int n = 0;

	nearest_start(&nearest, value);
	for (; words[n]; n++) {
		if (!strcmp(value, words[n]))
			return n;
		nearest_offer(&nearest, words[n]);
	}
	if (nearest.best)
		take_refuse(taking, "no such choice; did you mean %s?", nearest.best);
	else
		take_refuse(taking, "no such choice (%s, ...)", words[0]);
	return -1;
}

/* ---- the machine ---- */

static bool take_ram_bytes(struct taking *taking, const char *size)
{
	uint64_t bytes;
	const char *why;

	if (!value_size(size, MIB, &bytes, &why))
		return take_refuse(taking, "%s", why);
	if (bytes > RAM_MAX_BYTES)
		return take_refuse(
		    taking, "at most 3583M: memory above 4 GiB needs PAE, which is not here");
	if (bytes < RAM_MIN_BYTES)
		return take_refuse(taking, "%llu bytes are too few: a kernel needs 2M at least",
				   (unsigned long long)bytes);
	if (bytes % PAGE_BYTES)
		return take_refuse(taking, "%llu bytes are no whole number of 4 KiB pages",
				   (unsigned long long)bytes);
	taking->options->ram_bytes = bytes;
	return true;
}

bool take_memory(struct taking *taking, const char *value)
{
	struct value_pair pair;
	bool first = true;

	if (!*value)
		return take_refuse(taking, "a size is missing");
	for (; value_next(&value, &pair); first = false) {
		bool bare = first && !*pair.value;

		if (!bare && strcmp(pair.key, "size"))
			return take_refuse(taking, "%s=: memory cannot be added while it runs",
					   pair.key);
		if (!take_ram_bytes(taking, bare ? pair.key : pair.value))
			return false;
	}
	return true;
}

/* "N", or cpus=N, or so many sockets of so many cores of so many threads: all one here. */
bool take_cpus(struct taking *taking, const char *value)
{
	struct value_pair pair;
	uint64_t number, total = 0, product = 1;

	while (value_next(&value, &pair)) {
		bool bare = !*pair.value;

		if (!bare && strcmp(pair.key, "cpus") && strcmp(pair.key, "maxcpus") &&
		    strcmp(pair.key, "sockets") && strcmp(pair.key, "cores") &&
		    strcmp(pair.key, "threads"))
			return take_refuse(taking, "%s= is not known", pair.key);
		if (!value_number(bare ? pair.key : pair.value, &number) || !number)
			return take_refuse(taking, "is not a number of processors");
		if (!bare && !strcmp(pair.key, "maxcpus"))
			continue;
		if (number > OPTIONS_MAX_CPUS / product)
			return take_refuse(taking, "there are at most %d processors",
					   OPTIONS_MAX_CPUS);
		if (bare || !strcmp(pair.key, "cpus"))
			total = number;
		else
			product *= number;
	}
	taking->options->cpus = (unsigned)(total ? total : product);
	return true;
}

bool take_machine(struct taking *taking, const char *value)
{
	struct value_pair pair;
	bool first = true;

	for (; value_next(&value, &pair); first = false) {
		const char *type = !strcmp(pair.key, "type") ? pair.value : pair.key;

		if (type == pair.key && (!first || *pair.value))
			continue;
		if (strcmp(type, "pc") && strncmp(type, "pc-i440fx", 9))
			return take_refuse(taking, "there is one machine: pc (i440FX)");
	}
	return true;
}

bool take_accel(struct taking *taking, const char *value)
{
	static const char *const names[] = {"interp", "tcg", "jit", "kvm", NULL};
	struct value_pair pair;
	int n;

	if (!value_next(&value, &pair))
		return take_refuse(taking, "a name is missing (interp)");
	n = choose(taking, pair.key, names);
	if (n == 2)
		return take_refuse(taking, "not yet; interp is what there is");
	if (n == 3)
		snprintf(taking->warning, sizeof(taking->warning),
			 "the host's processor is never used");
	return n >= 0;
}

bool take_vga(struct taking *taking, const char *value)
{
	return !strcmp(value, "std") ||
	       take_refuse(taking, "there is one display adapter: std (its text mode)");
}

bool take_vnc(struct taking *taking, const char *value)
{
	return !strcmp(value, "none") ||
	       take_refuse(taking, "the screen is shown by -display sdl only: none");
}

bool take_network(struct taking *taking, const char *value)
{
	return !strcmp(value, "none") || take_refuse(taking, "there is no network: none");
}

bool take_parallel(struct taking *taking, const char *value)
{
	taking->options->no_parallel = true;
	return !strcmp(value, "none") || !strcmp(value, "null") ||
	       take_refuse(taking,
			   "only -device i2c-parport can be plugged into the parallel port, "
			   "or none");
}

/* What becomes of the run when the guest resets, powers off, panics or is reset by its watchdog. */
bool take_action(struct taking *taking, const char *value)
{
	struct options *options = taking->options;
	struct value_pair pair;

	while (value_next(&value, &pair)) {
		bool pause = !strcmp(pair.value, "pause"), none = !strcmp(pair.value, "none");

		if (!strcmp(pair.key, "reboot") &&
		    (!strcmp(pair.value, "reset") || !strcmp(pair.value, "shutdown")))
			options->no_reboot = pair.value[0] == 's';
		else if (!strcmp(pair.key, "shutdown") &&
			 (pause || !strcmp(pair.value, "poweroff")))
			options->no_shutdown = pause;
		else if ((strcmp(pair.key, "panic") && strcmp(pair.key, "watchdog")) || !none)
			return take_refuse(taking, "%s=%s is not known (reboot=, shutdown=)",
					   pair.key, pair.value);
	}
	return true;
}

/* ---- time ---- */

static bool take_rtc_base(struct taking *taking, const char *value)
{
	int64_t *base_s = &taking->options->rtc_base_s;

	if (!strcmp(value, "utc")) {
		*base_s = -1;
		return true;
	}
	if (!strcmp(value, "localtime")) {
		time_t now = time(NULL);
		struct tm local;

		localtime_r(&now, &local);
		*base_s = now + local.tm_gmtoff;
		return true;
	}
	return value_date(value, base_s) ||
	       take_refuse(taking, "base=%s: utc, localtime, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS",
			   value);
}

bool take_rtc(struct taking *taking, const char *value)
{
	struct value_pair pair;

	if (!*value)
		return take_refuse(taking, "base= is missing");
	while (value_next(&value, &pair)) {
		if (!strcmp(pair.key, "base")) {
			if (!take_rtc_base(taking, pair.value))
				return false;
		} else if (!strcmp(pair.key, "clock")) {
			/* The clock always follows virtual time. */
			if (strcmp(pair.value, "vm"))
				return take_refuse(taking, "clock=%s: there is one clock: vm",
						   pair.value);
		} else if (strcmp(pair.key, "driftfix") || strcmp(pair.value, "none")) {
			return take_refuse(taking, "%s=%s is not known (base=, clock=vm)", pair.key,
					   pair.value);
		}
	}
	return true;
}

static bool take_shift(struct taking *taking, const char *value)
{
	uint64_t shift;

	if (!value_number(value, &shift) || shift > SHIFT_MAX)
		return take_refuse(taking, "shift=%s: a number from 0 to %d is wanted", value,
				   SHIFT_MAX);
	taking->options->ns_shift = (unsigned)shift;
	return true;
}

bool take_icount(struct taking *taking, const char *value)
{
	struct value_pair pair;
	bool first = true;

	if (!*value)
		return take_refuse(taking, "shift= is missing");
	for (; value_next(&value, &pair); first = false) {
		bool off = !strcmp(pair.value, "off"), on = !strcmp(pair.value, "on");

		if (!strcmp(pair.key, "shift") || (first && !*pair.value)) {
			if (!take_shift(taking, *pair.value ? pair.value : pair.key))
				return false;
		} else if (!strcmp(pair.key, "sleep") && (on || off)) {
			taking->options->no_sleep = off;
		} else if (!strncmp(pair.key, "rr", 2)) {
			return take_refuse(taking, "%s=: recording: not yet", pair.key);
		} else if (strcmp(pair.key, "align") || !off) {
			return take_refuse(taking, "%s=%s is not known (shift=, sleep=on|off)",
					   pair.key, pair.value);
		}
	}
	return true;
}

/* ---- what is shown ---- */

bool take_display(struct taking *taking, const char *value)
{
	static const char *const names[] = {"none", "sdl", NULL};
	struct value_pair pair;
	int n;

	if (!value_next(&value, &pair))
		return take_refuse(taking, "a name is missing (sdl, none)");
	n = choose(taking, pair.key, names);
	if (n >= 0)
		taking->options->display = n == 0 ? DISPLAY_NONE : DISPLAY_SDL;
	return n >= 0;
}

bool take_panel(struct taking *taking, const char *value)
{
	static const char *const names[] = {"none", "sdl", "text", NULL};
	int n = choose(taking, value, names);

	if (n >= 0)
		taking->options->panel = (enum options_panel)(OPTIONS_PANEL_NONE + n);
	return n >= 0;
}

bool take_theme(struct taking *taking, const char *value)
{
	static const char *const names[] = {"dark", "light", "grey", NULL};
	int n = choose(taking, value, names);

	if (n >= 0)
		taking->options->panel_theme = (enum options_theme)n;
	return n >= 0;
}

bool take_scale(struct taking *taking, const char *value)
{
	char *end;
	double scale;

	errno = 0;
	scale = strtod(value, &end);
	if (end == value || *end || errno || !(scale >= SCALE_MIN && scale <= SCALE_MAX))
		return take_refuse(taking, "a number from %g to %g is wanted", SCALE_MIN,
				   SCALE_MAX);
	taking->options->panel_scale = scale;
	return true;
}

/* ---- lines ---- */

bool take_serial(struct taking *taking, const char *value)
{
	struct options *options = taking->options;

	if (options->serials == OPTIONS_MAX_SERIAL)
		return take_refuse(taking, "there are %d serial ports", OPTIONS_MAX_SERIAL);
	if (!*value)
		return take_refuse(taking, "a device is missing (stdio, null, file:PATH, ...)");
	options->serial[options->serials++] = value;
	return true;
}

bool take_monitor(struct taking *taking, const char *value)
{
	if (!*value)
		return take_refuse(taking, "a device is missing (stdio, unix:PATH, none, ...)");
	if (!strncmp(value, "vc", 2))
		return take_refuse(taking, "in the window: not yet");
	taking->options->monitor = value;
	return true;
}

bool take_set(struct taking *taking, const char *value)
{
	struct options *options = taking->options;

	if (options->sets == OPTIONS_MAX_SETS)
		return take_refuse(taking, "%d settings at most", OPTIONS_MAX_SETS);
	options->set[options->sets++] = value;
	return true;
}

bool take_scenario(struct taking *taking, const char *value)
{
	struct options *options = taking->options;

	if (options->scenarios == OPTIONS_MAX_SCENARIOS)
		return take_refuse(taking, "%d scenarios at most", OPTIONS_MAX_SCENARIOS);
	options->scenario[options->scenarios++] = value;
	return *value || take_refuse(taking, "a name is missing (-scenario list)");
}

bool take_trace(struct taking *taking, const char *value)
{
	struct options *options = taking->options;

	if (options->traces == OPTIONS_MAX_TRACES)
		return take_refuse(taking, "%d traces at most", OPTIONS_MAX_TRACES);
	options->trace[options->traces++] = value;
	return true;
}
