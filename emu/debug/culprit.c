/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/culprit.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emu/debug/dwarftypes.h"
#include "emu/machine.h"

#define MAX_MODULES 256
#define MAX_SYMBOLS 20000
#define NAME_BYTES  64

/* Where things are in struct module and struct module_ksym. */
struct layout {
	uint32_t list, name, base, size, init_base, init_size, ksyms, num_ksyms, names;
	uint32_t sym_bytes, sym_addr, sym_size, sym_name;
};

struct culprit {
	struct symbols *syms;
	struct dwarftypes *types;
	char *folder, *initrd;
	bool knows_modules;
	struct layout at;
};

/* A symbol of a module, and how far the address is behind it. */
struct spot {
	char module[NAME_BYTES], function[NAME_BYTES];
	uint32_t off;
};

/* ---- modules in the guest's memory ---- */

static bool member(struct culprit *culprit, const char *type, const char *path, uint32_t *off)
{
	struct dwarftypes_field field;

	if (!dwarftypes_member(culprit->types, type, path, &field))
		return false;
	*off = field.off;
	return true;
}

static bool find_layout(struct culprit *culprit)
{
	struct layout *at = &culprit->at;

	return culprit->types && member(culprit, "module", "list", &at->list) &&
	       member(culprit, "module", "name", &at->name) &&
	       member(culprit, "module", "core_layout.base", &at->base) &&
	       member(culprit, "module", "core_layout.size", &at->size) &&
	       member(culprit, "module", "init_layout.base", &at->init_base) &&
	       member(culprit, "module", "init_layout.size", &at->init_size) &&
	       member(culprit, "module", "ksyms", &at->ksyms) &&
	       member(culprit, "module", "num_ksyms", &at->num_ksyms) &&
	       member(culprit, "module", "ksym_names", &at->names) &&
	       dwarftypes_size(culprit->types, "module_ksym", &at->sym_bytes) &&
	       member(culprit, "module_ksym", "addr", &at->sym_addr) &&
	       member(culprit, "module_ksym", "size", &at->sym_size) &&
	       member(culprit, "module_ksym", "name", &at->sym_name);
}

static uint32_t peek32(struct machine *machine, uint32_t la)
{
	uint32_t value = 0;

	cpu_peek(machine_cpu(machine, 0), la, &value, sizeof(value));
	return value;
}

static void peek_name(struct machine *machine, uint32_t la, char *name)
{
	size_t got = cpu_peek(machine_cpu(machine, 0), la, name, NAME_BYTES - 1);

	name[got] = '\0';
}

static bool find_symbol(const struct layout *at, struct machine *machine, uint32_t module,
			uint32_t la, struct spot *spot)
{
	uint32_t first = peek32(machine, module + at->ksyms);
	uint32_t count = peek32(machine, module + at->num_ksyms);

	for (uint32_t i = 0; i < count && i < MAX_SYMBOLS; i++) {
		uint32_t sym = first + i * at->sym_bytes;
		uint32_t addr = peek32(machine, sym + at->sym_addr);

		if (la - addr >= peek32(machine, sym + at->sym_size))
			continue;
		spot->off = la - addr;
		peek_name(machine,
			  peek32(machine, module + at->names) + peek32(machine, sym + at->sym_name),
			  spot->function);
		return true;
	}
	return false;
}

/* The module that la lies in; its symbol may stay unknown: "". */
static bool find_module(struct culprit *culprit, struct machine *machine, uint32_t la,
			struct spot *spot)
{
	const struct symbol *head = culprit->syms ? symbols_find(culprit->syms, "modules") : NULL;
	const struct layout *at = &culprit->at;
	uint32_t node = head ? peek32(machine, head->la) : 0;

	for (unsigned i = 0; i < MAX_MODULES && node && head && node != head->la; i++) {
		uint32_t module = node - at->list;

		if (la - peek32(machine, module + at->base) < peek32(machine, module + at->size) ||
		    la - peek32(machine, module + at->init_base) <
			peek32(machine, module + at->init_size)) {
			peek_name(machine, module + at->name, spot->module);
			find_symbol(at, machine, module, la, spot);
			return true;
		}
		node = peek32(machine, node);
	}
	return false;
}

/* ---- a module's file ---- */

static int no_other_file(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			 const char *file, const char *link, GElf_Word crc, char **path)
{
	(void)module, (void)data, (void)name, (void)base;
	(void)file, (void)link, (void)crc, (void)path;
	return -1;
}

static bool is_header(const char *source)
{
	size_t length = strlen(source);

	return length > 2 && !strcmp(source + length - 2, ".h");
}

static bool number_of(Dwarf_Die *die, unsigned attribute, Dwarf_Word *value)
{
	Dwarf_Attribute attr;

	return dwarf_attr(die, attribute, &attr) && !dwarf_formudata(&attr, value);
}

/* Where the code of a header's function has been put: the call of it that is no header's. */
static const char *call_of(Dwfl_Module *module, Dwarf_Addr addr, int *number)
{
	Dwarf_Addr bias = 0;
	Dwarf_Die *unit = dwfl_module_addrdie(module, addr, &bias), *scopes = NULL;
	int count = unit ? dwarf_getscopes(unit, addr - bias, &scopes) : 0;
	const char *source = NULL;
	Dwarf_Files *files;
	size_t known;

	if (count <= 0 || dwarf_getsrcfiles(unit, &files, &known))
		count = 0;
	for (int i = 0; i < count && !(source && !is_header(source)); i++) {
		Dwarf_Word file, line;

		if (dwarf_tag(&scopes[i]) != DW_TAG_inlined_subroutine ||
		    !number_of(&scopes[i], DW_AT_call_file, &file) ||
		    !number_of(&scopes[i], DW_AT_call_line, &line))
			continue;
		source = dwarf_filesrc(files, file, NULL, NULL);
		*number = (int)line;
	}
	free(scopes);
	return source;
}

static bool line_of(Dwfl_Module *module, const struct spot *spot, char *buf, size_t bytes)
{
	int count = dwfl_module_getsymtab(module);

	for (int i = 0; i < count; i++) {
		GElf_Sym sym;
		const char *name = dwfl_module_getsym(module, i, &sym, NULL), *source, *call;
		Dwfl_Line *line;
		int number = 0;

		if (!name || strcmp(name, spot->function))
			continue;
		line = dwfl_module_getsrc(module, sym.st_value + spot->off);
		source = line ? dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
		if (!source)
			return false;
		call =
		    is_header(source) ? call_of(module, sym.st_value + spot->off, &number) : NULL;
		if (call)
			source = call;
		snprintf(buf, bytes, "%s:%d",
			 strrchr(source, '/') ? strrchr(source, '/') + 1 : source, number);
		return true;
	}
	return false;
}

static bool file_line(const char *path, const struct spot *spot, char *buf, size_t bytes)
{
	static const Dwfl_Callbacks callbacks = {.find_elf = dwfl_build_id_find_elf,
						 .find_debuginfo = no_other_file,
						 .section_address = dwfl_offline_section_address};
	Dwfl *dwfl = dwfl_begin(&callbacks);
	Dwfl_Module *module = dwfl ? dwfl_report_offline(dwfl, spot->module, path, -1) : NULL;
	bool found = false;

	if (module && !dwfl_report_end(dwfl, NULL, NULL))
		found = line_of(module, spot, buf, bytes);
	dwfl_end(dwfl);
	return found;
}

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

/* "a.ko x=1,b.ko" */
static bool find_in_list(const char *list, const char *module, char *path, size_t bytes)
{
	while (list && *list) {
		size_t entry = strcspn(list, ","), length = strcspn(list, " ,");

		if (is_file_of(list, length, module)) {
			snprintf(path, bytes, "%.*s", (int)length, list);
			return true;
		}
		list += entry + (list[entry] == ',');
	}
	return false;
}

static bool find_in_folder(const char *folder, const char *module, char *path, size_t bytes)
{
	char name[NAME_BYTES];

	if (!folder)
		return false;
	strcpy(name, module);
	for (int dashes = 0; dashes < 2; dashes++) {
		snprintf(path, bytes, "%s/%s.ko", folder, name);
		if (access(path, R_OK) == 0)
			return true;
		for (char *at = name; *at; at++)
			*at = *at == '_' ? '-' : *at;
	}
	return false;
}

static bool module_line(const struct culprit *culprit, const struct spot *spot, char *buf,
			size_t bytes)
{
	char path[PATH_MAX];

	return spot->function[0] &&
	       (find_in_list(culprit->initrd, spot->module, path, sizeof(path)) ||
		find_in_folder(culprit->folder, spot->module, path, sizeof(path))) &&
	       file_line(path, spot, buf, bytes);
}

/* ---- both ---- */

static char *name_module(struct culprit *culprit, const struct spot *spot, uint32_t la, char *buf,
			 size_t bytes)
{
	char line[160] = "";
	bool known = module_line(culprit, spot, line, sizeof(line));

	if (spot->function[0])
		snprintf(buf, bytes, "%s+0x%x [%s]%s%s%s", spot->function, spot->off, spot->module,
			 known ? " (" : "", line, known ? ")" : "");
	else
		snprintf(buf, bytes, "0x%08x [%s]", la, spot->module);
	return buf;
}

char *culprit_name(struct culprit *culprit, struct machine *machine, uint32_t la, char *buf,
		   size_t bytes)
{
	struct spot spot = {.off = 0};
	char where[120], line[160];

	if (culprit->knows_modules && find_module(culprit, machine, la, &spot))
		return name_module(culprit, &spot, la, buf, bytes);
	if (culprit->syms)
		symbols_format(culprit->syms, la, where, sizeof(where));
	else
		snprintf(where, sizeof(where), "0x%08x", la);
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

struct culprit *culprit_create(const char *kernel_path, const char *folder, const char *initrd)
{
	struct culprit *culprit = calloc(1, sizeof(*culprit));
	char ignored[256];

	if (!culprit)
		return NULL;
	/* A kernel without symbols or lines has none. */
	culprit->syms = kernel_path ? symbols_open(kernel_path, ignored, sizeof(ignored)) : NULL;
	culprit->types =
	    kernel_path ? dwarftypes_open(kernel_path, ignored, sizeof(ignored)) : NULL;
	culprit->folder = folder ? strdup(folder) : NULL;
	culprit->initrd = initrd ? strdup(initrd) : NULL;
	culprit->knows_modules = find_layout(culprit);
	return culprit;
}

void culprit_destroy(struct culprit *culprit)
{
	if (!culprit)
		return;
	symbols_close(culprit->syms);
	dwarftypes_close(culprit->types);
	free(culprit->folder);
	free(culprit->initrd);
	free(culprit);
}
