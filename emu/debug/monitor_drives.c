/* SPDX-License-Identifier: GPL-2.0-only */
/* monitor_drives: what is in the drives, and changing it: info block, eject, change. */
#include <limits.h>
#include <string.h>

#include "emu/debug/monitor_inner.h"

bool monitor_info_block(const struct monitor_call *call)
{
	if (call->drives)
		drives_print(call->drives, call->machine, call->out);
	return true;
}

static bool change(const struct monitor_call *call, const struct drives_change *what)
{
	char err[PATH_MAX + 200] = "there are no drives";

	if (call->drives && drives_change(call->drives, call->machine, what, err, sizeof(err)))
		return true;
	fprintf(call->out, "Error: %s\n", err);
	return false;
}

bool monitor_eject(const struct monitor_call *call)
{
	const bool force = !strncmp(call->args, "-f ", 3);
	const char *name = call->args + (force ? 3 : 0);

	name += strspn(name, " ");
	if (!*name || strchr(name, ' ')) {
		fprintf(call->out, "eject [-f] DRIVE (info block lists them)\n");
		return false;
	}
	return change(call, &(struct drives_change){.name = name, .force = force});
}

/* DRIVE FILE [raw [read-only|read-write|retain]]; a quoted FILE may have spaces. */
bool monitor_change(const struct monitor_call *call)
{
	char copy[PATH_MAX + 128], *rest = copy, *name, *path, *format, *mode;

	snprintf(copy, sizeof(copy), "%s", call->args);
	name = strsep(&rest, " ");
	rest += rest ? strspn(rest, " ") : 0;
	if (rest && *rest == '"') {
		rest++;
		path = strsep(&rest, "\"");
		rest += rest ? strspn(rest, " ") : 0;
	} else {
		path = strsep(&rest, " ");
	}
	format = strsep(&rest, " ");
	mode = strsep(&rest, " ");
	if (!*name || !path || !*path || (format && *format && strcmp(format, "raw"))) {
		fprintf(call->out, "change DRIVE FILE [raw [read-only]]\n");
		return false;
	}
	return change(
	    call, &(struct drives_change){
		      .name = name, .path = path, .readonly = mode && !strcmp(mode, "read-only")});
}
