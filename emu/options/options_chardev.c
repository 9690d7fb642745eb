/* SPDX-License-Identifier: GPL-2.0-only */
/* -chardev: character devices by name, and what refers to them: turned into what -serial takes. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "emu/options/options_inner.h"

#define MAX_VALUE (PATH_MAX + 1)

struct backend {
	char kind[16], id[32], path[MAX_VALUE], host[128], port[32];
	bool server, nowait, mux;
};

/* The next "key=value" of *list; ",," is one comma. False: over, or too long (*bad). */
static bool next_field(const char **list, char key[32], char value[MAX_VALUE], bool *bad)
{
	const char *at = *list;
	size_t keys = strcspn(at, "=,"), n = 0;

	if (!*at)
		return false;
	*bad = keys >= 32;
	if (*bad)
		return false;
	memcpy(key, at, keys);
	key[keys] = '\0';
	at += keys + (at[keys] == '=');
	for (; *at && (*at != ',' || at[1] == ','); at++) {
		at += *at == ',';
		*bad = n + 1 >= MAX_VALUE;
		if (*bad)
			return false;
		value[n++] = *at;
	}
	value[n] = '\0';
	*list = *at ? at + 1 : at;
	return true;
}

static bool on(const char *value)
{
	return !*value || !strcmp(value, "on") || !strcmp(value, "yes");
}

static bool put(struct taking *taking, const char *key, char *to, size_t room, const char *value)
{
	if (strlen(value) >= room)
		return take_refuse(taking, "%s= is too long", key);
	strcpy(to, value);
	return true;
}

static bool take_field(struct taking *taking, struct backend *backend, const char *key,
		       const char *value)
{
	static const char *const ignored[] = {"signal", "delay",  "telnet",  "reconnect", "ipv4",
					      "ipv6",	"to",	  "nodelay", "cols",	  "rows",
					      "width",	"height", NULL};

	if (!strcmp(key, "id"))
		return put(taking, key, backend->id, sizeof(backend->id), value);
	if (!strcmp(key, "path"))
		return put(taking, key, backend->path, sizeof(backend->path), value);
	if (!strcmp(key, "host"))
		return put(taking, key, backend->host, sizeof(backend->host), value);
	if (!strcmp(key, "port"))
		return put(taking, key, backend->port, sizeof(backend->port), value);
	if (!strcmp(key, "server"))
		backend->server = on(value);
	else if (!strcmp(key, "wait"))
		backend->nowait = !on(value);
	else if (!strcmp(key, "nowait"))
		backend->nowait = on(value);
	else if (!strcmp(key, "mux"))
		backend->mux = on(value);
	else
		for (unsigned i = 0;; i++) {
			if (!ignored[i])
				return take_refuse(taking, "%s= is not known", key);
			if (!strcmp(key, ignored[i]))
				break;
		}
	return true;
}

static const char *line_of(struct taking *taking, const struct backend *b)
{
	struct options *options = taking->options;
	const char *server = b->server ? ",server" : "", *wait = b->nowait ? ",nowait" : "";

	if (!strcmp(b->kind, "stdio") || !strcmp(b->kind, "null") || !strcmp(b->kind, "vc"))
		return options_own(options, "%s", b->kind);
	if ((!strcmp(b->kind, "file") || !strcmp(b->kind, "pipe")) && *b->path)
		return options_own(options, "%s:%s", b->kind, b->path);
	if (!strcmp(b->kind, "socket") && *b->path)
		return options_own(options, "unix:%s%s%s", b->path, server, wait);
	if (!strcmp(b->kind, "socket") && *b->port)
		return options_own(options, "tcp:%s:%s%s%s", b->host, b->port, server, wait);
	if (!strcmp(b->kind, "socket"))
		take_refuse(taking, "path= or port= is missing");
	else if (!strcmp(b->kind, "file") || !strcmp(b->kind, "pipe"))
		take_refuse(taking, "path= is missing");
	else
		take_refuse(taking,
			    "there is no such backend (stdio, null, file, pipe, socket, vc)");
	return NULL;
}

bool take_chardev(struct taking *taking, const char *value)
{
	struct options *options = taking->options;
	struct backend backend = {.kind = ""};
	char key[32], field[MAX_VALUE];
	bool bad = false;
	const char *line;

	if (options->chardevs == OPTIONS_MAX_CHARDEVS)
		return take_refuse(taking, "%d character devices at most", OPTIONS_MAX_CHARDEVS);
	if (next_field(&value, key, field, &bad))
		snprintf(backend.kind, sizeof(backend.kind), "%.15s",
			 strcmp(key, "backend") ? key : field);
	while (next_field(&value, key, field, &bad))
		if (!take_field(taking, &backend, key, field))
			return false;
	if (bad)
		return take_refuse(taking, "a value is too long");
	if (!*backend.id)
		return take_refuse(taking, "id= is missing");
	for (unsigned n = 0; n < options->chardevs; n++)
		if (!strcmp(options->chardev[n].id, backend.id))
			return take_refuse(taking, "there are two called %s", backend.id);
	line = line_of(taking, &backend);
	if (!line)
		return *taking->reason ? false : take_refuse(taking, "out of host memory");
	struct options_chardev *dev = &options->chardev[options->chardevs++];

	*dev = (struct options_chardev){.line = line, .mux = backend.mux};
	strcpy(dev->id, backend.id);
	return true;
}

bool take_mon(struct taking *taking, const char *value)
{
	struct value_pair pair;
	bool first = true;

	for (; value_next(&value, &pair); first = false) {
		if (!strcmp(pair.key, "chardev") || (first && !*pair.value)) {
			taking->options->monitor = options_own(taking->options, "chardev:%s",
							       *pair.value ? pair.value : pair.key);
			if (!taking->options->monitor)
				return take_refuse(taking, "out of host memory");
		} else if (!strcmp(pair.key, "mode") && strcmp(pair.value, "readline")) {
			return take_refuse(taking, "mode=%s: not yet", pair.value);
		} else if (strcmp(pair.key, "mode") && strcmp(pair.key, "id") &&
			   strcmp(pair.key, "pretty")) {
			return take_refuse(taking, "%s= is not known (chardev, mode)", pair.key);
		}
	}
	return taking->options->monitor || take_refuse(taking, "chardev= is missing");
}

/* ---- references ---- */

struct resolving {
	struct options *options;
	unsigned users[OPTIONS_MAX_CHARDEVS];
	char *reason;
	size_t reason_bytes;
};

static bool resolve(struct resolving *r, const char **line)
{
	struct options *options = r->options;

	if (!*line || strncmp(*line, "chardev:", 8))
		return true;
	for (unsigned n = 0; n < options->chardevs; n++) {
		if (strcmp(options->chardev[n].id, *line + 8))
			continue;
		if (r->users[n]++ && !options->chardev[n].mux) {
			snprintf(r->reason, r->reason_bytes, "%s: has a user already (mux=on: two)",
				 *line);
			return false;
		}
		*line = options->chardev[n].line;
		return true;
	}
	snprintf(r->reason, r->reason_bytes, "%s: no -chardev has this id", *line);
	return false;
}

/* A line that a serial port and the monitor share. */
static bool share(struct options *options)
{
	for (unsigned i = 0; i < options->serials && options->monitor; i++)
		if (options->serial[i] == options->monitor) {
			options->serial[i] = options_own(options, "mon:%s", options->monitor);
			options->monitor = NULL;
			return options->serial[i] != NULL;
		}
	return true;
}

bool options_resolve_chardevs(struct options *options, char *reason, size_t reason_bytes)
{
	struct resolving r = {.options = options, .reason = reason, .reason_bytes = reason_bytes};

	for (unsigned i = 0; i < options->serials; i++)
		if (!resolve(&r, &options->serial[i]))
			return false;
	for (unsigned i = 0; i < options->debugcons; i++)
		if (!resolve(&r, &options->debugcon[i].line))
			return false;
	snprintf(reason, reason_bytes, "out of host memory");
	return resolve(&r, &options->monitor) && share(options);
}
