/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/modulefile.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct modulefile {
	char *own, *share, *initrd;
	/* the one that was asked last stays open */
	char path[PATH_MAX];
	struct timespec changed;
	Dwfl *dwfl;
	Dwfl_Module *module;
};

/* ---- where it is ---- */

/* A module's file may have dashes where its name has underscores. */
static bool is_file_of(const char *path, size_t length, const char *module)
{
	size_t bytes = strlen(module);

	if (length < bytes + 3 || memcmp(path + length - 3, ".ko", 3))
		return false;
	path += length - 3 - bytes;
	if (length > bytes + 3 && path[-1] != '/')
		return false;
	for (size_t i = 0; i < bytes; i++)
		if ((path[i] == '-' ? '_' : path[i]) != module[i])
			return false;
	return true;
}

/* "a.ko x=1,b.ko"; ",," is a comma in a name. Returns what follows. */
static const char *next_file(const char *list, char *path, size_t bytes)
{
	size_t used = 0;
	bool in_name = true;

	for (; *list && (*list != ',' || list[1] == ','); list++) {
		list += *list == ',';
		in_name = in_name && *list != ' ';
		if (in_name && used + 1 < bytes)
			path[used++] = *list;
	}
	path[used] = '\0';
	return list + (*list == ',');
}

static bool find_in_list(const char *list, const char *module, char *path, size_t bytes)
{
	while (list && *list) {
		list = next_file(list, path, bytes);
		if (is_file_of(path, strlen(path), module))
			return true;
	}
	return false;
}

static bool find_in_folder(const char *folder, const char *module, char *path, size_t bytes)
{
	char name[MODULES_NAME_BYTES];

	if (!folder)
		return false;
	snprintf(name, sizeof(name), "%s", module);
	for (int dashes = 0; dashes < 2; dashes++) {
		snprintf(path, bytes, "%s/%s.ko", folder, name);
		if (access(path, R_OK) == 0)
			return true;
		for (char *at = name; *at; at++)
			*at = *at == '_' ? '-' : *at;
	}
	return false;
}

/* ---- what it says ---- */

static int no_other_file(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			 const char *file, const char *link, GElf_Word crc, char **path)
{
	(void)module, (void)data, (void)name, (void)base;
	(void)file, (void)link, (void)crc, (void)path;
	return -1;
}

static bool open_file(struct modulefile *files, const char *path)
{
	static const Dwfl_Callbacks callbacks = {.find_elf = dwfl_build_id_find_elf,
						 .find_debuginfo = no_other_file,
						 .section_address = dwfl_offline_section_address};
	struct stat status;

	if (stat(path, &status))
		return false;
	if (files->dwfl && !strcmp(files->path, path) &&
	    files->changed.tv_sec == status.st_mtim.tv_sec &&
	    files->changed.tv_nsec == status.st_mtim.tv_nsec)
		return files->module != NULL;
	dwfl_end(files->dwfl);
	snprintf(files->path, sizeof(files->path), "%s", path);
	files->changed = status.st_mtim;
	files->dwfl = dwfl_begin(&callbacks);
	files->module = files->dwfl ? dwfl_report_offline(files->dwfl, "module", path, -1) : NULL;
	if (files->module && dwfl_report_end(files->dwfl, NULL, NULL))
		files->module = NULL;
	return files->module != NULL;
}

static bool is_header(const char *source)
{
	size_t length = strlen(source);

	return length > 2 && !strcmp(source + length - 2, ".h");
}

static bool attribute(Dwarf_Die *die, unsigned name, Dwarf_Word *value)
{
	Dwarf_Attribute attr;

	return dwarf_formudata(dwarf_attr(die, name, &attr), value) == 0;
}

/*
 * The innermost scope at an address and what it lies in, as the code lies; dwarf_getscopes() alone
 * goes on from an inlined function with what its source lies in.
 */
static int scopes_at(Dwarf_Die *unit, Dwarf_Addr addr, Dwarf_Die **scopes)
{
	Dwarf_Die *first = NULL;
	int count = unit ? dwarf_getscopes(unit, addr, &first) : 0;

	if (count > 0)
		count = dwarf_getscopes_die(&first[0], scopes);
	free(first);
	return count;
}

/* What a header's inline function does is done where it was called. */
static void leave_headers(Dwfl_Module *module, Dwarf_Addr addr, const char **source, int *number)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = dwfl_module_addrdie(module, addr, &bias), *scopes = NULL;
	int count = scopes_at(unit, addr - bias, &scopes);
	Dwarf_Files *files;
	size_t names = 0;

	if (count > 0 && dwarf_getsrcfiles(unit, &files, &names))
		names = 0;
	for (int i = 0; i < count && is_header(*source); i++) {
		Dwarf_Word file, line;

		if (dwarf_tag(&scopes[i]) != DW_TAG_inlined_subroutine ||
		    !attribute(&scopes[i], DW_AT_call_file, &file) ||
		    !attribute(&scopes[i], DW_AT_call_line, &line) || file >= names)
			continue;
		*source = dwarf_filesrc(files, file, NULL, NULL);
		*number = (int)line;
	}
	free(scopes);
}

static bool line_of(Dwfl_Module *module, const struct modules_spot *spot, char *buf, size_t bytes)
{
	int count = dwfl_module_getsymtab(module);

	for (int i = 0; i < count; i++) {
		GElf_Sym sym;
		const char *name = dwfl_module_getsym(module, i, &sym, NULL), *source;
		Dwfl_Line *line;
		int number = 0;

		if (!name || strcmp(name, spot->function))
			continue;
		line = dwfl_module_getsrc(module, sym.st_value + spot->off);
		source = line ? dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
		if (!source)
			return false;
		leave_headers(module, sym.st_value + spot->off, &source, &number);
		snprintf(buf, bytes, "%s:%d",
			 strrchr(source, '/') ? strrchr(source, '/') + 1 : source, number);
		return true;
	}
	return false;
}

bool modulefile_line(struct modulefile *files, const struct modules_spot *spot, char *buf,
		     size_t bytes)
{
	char path[PATH_MAX];

	return spot->function[0] &&
	       (find_in_list(files->initrd, spot->module, path, sizeof(path)) ||
		find_in_folder(files->share, spot->module, path, sizeof(path)) ||
		find_in_folder(files->own, spot->module, path, sizeof(path))) &&
	       open_file(files, path) && line_of(files->module, spot, buf, bytes);
}

/* ---- its life ---- */

/* Beside the kernel. */
static char *own_folder(const char *kernel_path)
{
	const char *slash = kernel_path ? strrchr(kernel_path, '/') : NULL;
	char *folder = NULL;

	if (!slash ||
	    asprintf(&folder, "%.*s/modules", (int)(slash - kernel_path), kernel_path) < 0)
		return NULL;
	return folder;
}

struct modulefile *modulefile_create(const char *kernel_path, const char *share, const char *initrd)
{
	struct modulefile *files = calloc(1, sizeof(*files));

	if (!files)
		return NULL;
	files->own = own_folder(kernel_path);
	files->share = share ? strdup(share) : NULL;
	files->initrd = initrd ? strdup(initrd) : NULL;
	return files;
}

void modulefile_destroy(struct modulefile *files)
{
	if (!files)
		return;
	dwfl_end(files->dwfl);
	free(files->own);
	free(files->share);
	free(files->initrd);
	free(files);
}
