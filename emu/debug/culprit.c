/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/culprit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/dwarftypes.h"
#include "emu/debug/modulefile.h"
#include "emu/machine.h"

struct culprit {
	struct symbols *syms;
	struct dwarftypes *types;
	struct modules *modules;
	struct modulefile *files;
};

static char *name_module(struct culprit *culprit, const struct modules_spot *spot, uint32_t la,
			 uint32_t back, char *buf, size_t bytes)
{
	struct modules_spot at = *spot;
	char line[160] = "";
	bool known;

	at.off -= spot->off >= back ? back : 0;
	known = modulefile_line(culprit->files, &at, line, sizeof(line));

	if (spot->function[0])
		snprintf(buf, bytes, "%s+0x%x [%s]%s%s%s", spot->function, spot->off, spot->module,
			 known ? " (" : "", line, known ? ")" : "");
	else
		snprintf(buf, bytes, "0x%08x [%s]", la, spot->module);
	return buf;
}

static bool is_in_kernel(const struct culprit *culprit, uint32_t la)
{
	const struct symbol *end = culprit->syms ? symbols_find(culprit->syms, "_end") : NULL;

	return end && la < end->la;
}

static bool is_in_module(struct culprit *culprit, struct machine *machine, uint32_t la,
			 struct modules_spot *spot)
{
	if (is_in_kernel(culprit, la))
		return false;
	modules_look(culprit->modules, machine);
	return modules_at(culprit->modules, la, spot);
}

char *culprit_place(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		    size_t bytes)
{
	struct modules_spot spot;

	if (is_in_module(culprit, machine, la, &spot))
		return name_module(culprit, &spot, la, 0, buf, bytes);
	if (culprit->syms)
		return symbols_format(culprit->syms, la, buf, bytes);
	snprintf(buf, bytes, "0x%08x", la);
	return buf;
}

char *culprit_site(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		   size_t bytes)
{
	struct modules_spot spot;

	if (is_in_module(culprit, machine, la, &spot))
		return name_module(culprit, &spot, la, 1, buf, bytes);
	return culprit_place(culprit, machine, la, buf, bytes);
}

char *culprit_name(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		   size_t bytes)
{
	struct modules_spot spot;
	char where[120], line[160];

	if (is_in_module(culprit, machine, la, &spot))
		return name_module(culprit, &spot, la, 0, buf, bytes);
	culprit_place(culprit, machine, la, where, sizeof(where));
	if (culprit->types && dwarftypes_line(culprit->types, la, line, sizeof(line)))
		snprintf(buf, bytes, "%s (%s)", where, line);
	else
		snprintf(buf, bytes, "%s", where);
	return buf;
}

const struct symbols *culprit_symbols(const struct culprit *culprit)
{
	return culprit->syms;
}

struct culprit *culprit_create(const char *kernel_path, const char *share, const char *initrd)
{
	struct culprit *culprit = calloc(1, sizeof(*culprit));
	char ignored[256];

	if (!culprit)
		return NULL;
	/* A kernel without symbols or lines has none. */
	culprit->syms = kernel_path ? symbols_open(kernel_path, ignored, sizeof(ignored)) : NULL;
	culprit->types =
	    kernel_path ? dwarftypes_open(kernel_path, ignored, sizeof(ignored)) : NULL;
	culprit->modules = modules_create(culprit->syms, culprit->types);
	culprit->files = modulefile_create(kernel_path, share, initrd);
	if (culprit->modules && culprit->files)
		return culprit;
	culprit_destroy(culprit);
	return NULL;
}

void culprit_destroy(struct culprit *culprit)
{
	if (!culprit)
		return;
	modules_destroy(culprit->modules);
	modulefile_destroy(culprit->files);
	symbols_close(culprit->syms);
	dwarftypes_close(culprit->types);
	free(culprit);
}
