/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/modules.h"

#include <stdlib.h>
#include <string.h>

#include "emu/machine.h"

#define MAX_MODULES 256
#define MAX_SYMBOLS 20000

/* Where things are in struct module and struct module_ksym. */
struct layout {
	uint32_t list, name, base, size, init_base, init_size, ksyms, num_ksyms, names;
	uint32_t sym_bytes, sym_addr, sym_size, sym_name;
};

/* What tells one from another, and from itself loaded again. */
struct identity {
	uint32_t at, base, bytes, init_base, init_bytes, ksyms, symbols;
	char name[MODULES_NAME_BYTES];
};

struct function {
	uint32_t la, bytes;
	char name[MODULES_NAME_BYTES];
};

struct module {
	struct identity id;
	struct function *function; /* id.symbols of them */
};

struct modules {
	bool known; /* the kernel has such a list */
	uint32_t head;
	struct layout at;
	struct module module[MAX_MODULES];
	unsigned count;
};

static bool member(struct dwarftypes *types, const char *type, const char *path, uint32_t *off)
{
	struct dwarftypes_field field;

	if (!dwarftypes_member(types, type, path, &field))
		return false;
	*off = field.off;
	return true;
}

static bool find_layout(struct layout *at, struct dwarftypes *types)
{
	return member(types, "module", "list", &at->list) &&
	       member(types, "module", "name", &at->name) &&
	       member(types, "module", "core_layout.base", &at->base) &&
	       member(types, "module", "core_layout.size", &at->size) &&
	       member(types, "module", "init_layout.base", &at->init_base) &&
	       member(types, "module", "init_layout.size", &at->init_size) &&
	       member(types, "module", "ksyms", &at->ksyms) &&
	       member(types, "module", "num_ksyms", &at->num_ksyms) &&
	       member(types, "module", "ksym_names", &at->names) &&
	       dwarftypes_size(types, "module_ksym", &at->sym_bytes) &&
	       member(types, "module_ksym", "addr", &at->sym_addr) &&
	       member(types, "module_ksym", "size", &at->sym_size) &&
	       member(types, "module_ksym", "name", &at->sym_name);
}

static uint32_t peek32(struct machine *machine, uint32_t la)
{
	uint32_t value = 0;

	cpu_peek(machine_cpu(machine, 0), la, &value, sizeof(value));
	return value;
}

static void peek_name(struct machine *machine, uint32_t la, char *name)
{
	size_t got = cpu_peek(machine_cpu(machine, 0), la, name, MODULES_NAME_BYTES - 1);

	memset(name + got, 0, MODULES_NAME_BYTES - got);
	/* what follows the end is of no account, and would make names differ */
	memset(name + strlen(name), 0, MODULES_NAME_BYTES - strlen(name));
}

static void identify(const struct modules *modules, struct machine *machine, uint32_t at,
		     struct identity *id)
{
	const struct layout *layout = &modules->at;

	memset(id, 0, sizeof(*id));
	id->at = at;
	id->base = peek32(machine, at + layout->base);
	id->bytes = peek32(machine, at + layout->size);
	id->init_base = peek32(machine, at + layout->init_base);
	id->init_bytes = peek32(machine, at + layout->init_size);
	id->ksyms = peek32(machine, at + layout->ksyms);
	id->symbols = peek32(machine, at + layout->num_ksyms);
	if (id->symbols > MAX_SYMBOLS)
		id->symbols = 0;
	peek_name(machine, at + layout->name, id->name);
}

static void copy_functions(const struct modules *modules, struct machine *machine,
			   struct module *module)
{
	const struct layout *at = &modules->at;
	uint32_t names = peek32(machine, module->id.at + at->names);

	module->function = calloc(module->id.symbols + 1, sizeof(*module->function));
	for (uint32_t i = 0; module->function && i < module->id.symbols; i++) {
		uint32_t sym = module->id.ksyms + i * at->sym_bytes;
		struct function *function = &module->function[i];

		function->la = peek32(machine, sym + at->sym_addr);
		function->bytes = peek32(machine, sym + at->sym_size);
		peek_name(machine, names + peek32(machine, sym + at->sym_name), function->name);
	}
}

void modules_look(struct modules *modules, struct machine *machine)
{
	uint32_t node = modules->known ? peek32(machine, modules->head) : 0;
	unsigned count = 0;

	for (; count < MAX_MODULES && node && node != modules->head; count++) {
		struct module *module = &modules->module[count];
		struct identity id;

		identify(modules, machine, node - modules->at.list, &id);
		if (count >= modules->count || memcmp(&id, &module->id, sizeof(id))) {
			free(module->function);
			module->id = id;
			copy_functions(modules, machine, module);
		}
		node = peek32(machine, node);
	}
	for (unsigned i = count; i < modules->count; i++) {
		free(modules->module[i].function);
		modules->module[i].function = NULL;
	}
	modules->count = count;
}

bool modules_at(const struct modules *modules, uint32_t la, struct modules_spot *spot)
{
	for (unsigned i = 0; i < modules->count; i++) {
		const struct module *module = &modules->module[i];

		if (la - module->id.base >= module->id.bytes &&
		    la - module->id.init_base >= module->id.init_bytes)
			continue;
		*spot = (struct modules_spot){.off = la - module->id.base};
		memcpy(spot->module, module->id.name, sizeof(spot->module));
		for (uint32_t f = 0; module->function && f < module->id.symbols; f++) {
			const struct function *function = &module->function[f];

			if (la - function->la >= function->bytes)
				continue;
			memcpy(spot->function, function->name, sizeof(spot->function));
			spot->off = la - function->la;
			break;
		}
		return true;
	}
	return false;
}

struct modules *modules_create(const struct symbols *syms, struct dwarftypes *types)
{
	struct modules *modules = calloc(1, sizeof(*modules));
	const struct symbol *head = syms ? symbols_find(syms, "modules") : NULL;

	if (!modules)
		return NULL;
	modules->known = head && types && find_layout(&modules->at, types);
	modules->head = head ? head->la : 0;
	return modules;
}

void modules_destroy(struct modules *modules)
{
	if (!modules)
		return;
	for (unsigned i = 0; i < modules->count; i++)
		free(modules->module[i].function);
	free(modules);
}
