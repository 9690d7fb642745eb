/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands on modules: insmod, rmmod, lsmod, modinfo. */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/setup.h>

#include "../module/module_elf.h"
#include "../module/module_store.h"
#include "cmds.h"

static void list_files(struct prompt *pr)
{
	const char *name;
	unsigned int i;
	size_t len;

	prompt_printf(pr, "There are:");
	for (i = 0; (name = module_store_name(i, &len)); i++)
		prompt_printf(pr, " %.*s", (int)len, name);
	prompt_printf(pr, i ? "\n" : " none. Start zonemu with -initrd \"a.ko,b.ko\".\n");
}

static const struct boot_module *find_file(struct prompt *pr, const char *cmd, const char *name)
{
	const struct boot_module *file = module_store_find(name);

	if (!file) {
		prompt_printf(pr, "%s: %s: no such module. ", cmd, name);
		list_files(pr);
	}
	return file;
}

static void run_insmod(struct prompt *pr, char *args)
{
	const struct boot_module *file;
	char *name = strsep(&args, " ");
	int err;

	if (!*name) {
		prompt_printf(pr, "usage: insmod NAME [PARAMETER=VALUE ...]\n");
		list_files(pr);
		return;
	}
	args = args ? skip_spaces(args) : "";
	if (strchr(name, '/')) {
		err = load_module_path(name, args);
	} else {
		file = find_file(pr, "insmod", name);
		if (!file)
			return;
		err = module_store_load(file, args);
	}
	if (err)
		prompt_printf(pr, "insmod: %s: error %d\n", name, err);
}

static void run_rmmod(struct prompt *pr, char *args)
{
	bool force = strstarts(args, "-f ");
	char *name;

	if (force)
		args = skip_spaces(args + 3);
	if (!*args)
		prompt_printf(pr, "usage: rmmod [-f] NAME ...\n");
	while ((name = strsep(&args, " "))) {
		char *c;

		if (!*name)
			continue;
		if (strlen(name) > 3 && !strcmp(name + strlen(name) - 3, ".ko"))
			name[strlen(name) - 3] = '\0';
		for (c = name; *c; c++)
			if (*c == '-')
				*c = '_';
		unload_module(name, force);
	}
}

static void run_lsmod(struct prompt *pr, char *args)
{
	const struct module_use *use;
	struct module *mod;

	prompt_printf(pr, "Module                  Size  Used by\n");
	module_lock();
	list_for_each_entry (mod, &modules, list) {
		const char *separator = " ";

		prompt_printf(pr, "%-19s %8u  %d", mod->name,
			      mod->core_layout.size + mod->init_layout.size, module_refcount(mod));
		list_for_each_entry (use, &mod->source_list, source_list) {
			prompt_printf(pr, "%s%s", separator, use->source->name);
			separator = ",";
		}
		prompt_printf(pr, "\n");
	}
	module_unlock();
}

/* "parm=irq:text" together with "parmtype=irq:int" is "irq:text (int)". */
static void show_parameter(struct prompt *pr, const struct module_elf *elf, const char *parm)
{
	size_t len = strcspn(parm, ":");
	const char *type;
	unsigned int n;

	prompt_printf(pr, "parm:           %s", parm);
	for (n = 0; (type = module_elf_info(elf, "parmtype", n)); n++)
		if (!strncmp(type, parm, len + 1))
			prompt_printf(pr, " (%s)", type + len + 1);
	prompt_printf(pr, "\n");
}

static bool is_described(const struct module_elf *elf, const char *type)
{
	size_t len = strcspn(type, ":");
	const char *parm;
	unsigned int n;

	for (n = 0; (parm = module_elf_info(elf, "parm", n)); n++)
		if (!strncmp(parm, type, len + 1))
			return true;
	return false;
}

static void show_info(struct prompt *pr, const struct module_elf *elf)
{
	static const char *const tags[] = {"version", "license", "description", "author",  "alias",
					   "depends", "era",	 "name",	"vermagic"};
	const char *value;
	unsigned int i, n;

	for (i = 0; i < ARRAY_SIZE(tags); i++)
		for (n = 0; (value = module_elf_info(elf, tags[i], n)); n++)
			prompt_printf(pr, "%s:%*s%s\n", tags[i], (int)(15 - strlen(tags[i])), "",
				      value);
	for (n = 0; (value = module_elf_info(elf, "parm", n)); n++)
		show_parameter(pr, elf, value);
	for (n = 0; (value = module_elf_info(elf, "parmtype", n)); n++)
		if (!is_described(elf, value))
			prompt_printf(pr, "parm:           %s\n", value);
}

static void run_modinfo(struct prompt *pr, char *args)
{
	const struct boot_module *file;
	struct module_elf elf;

	if (!*args) {
		prompt_printf(pr, "usage: modinfo NAME\n");
		list_files(pr);
		return;
	}
	file = find_file(pr, "modinfo", args);
	if (!file)
		return;
	if (module_elf_open(&elf, file->data, file->bytes))
		prompt_printf(pr, "modinfo: %s: %s\n", args, elf.why);
	else
		show_info(pr, &elf);
	module_elf_close(&elf);
}

const struct cmd cmds_module[] = {
    {"insmod", run_insmod, "insmod NAME [X=1 ...]",
     "load a module that came with -initrd, or a file: /host/a.ko"},
    {"rmmod", run_rmmod, "rmmod [-f] NAME ...", "unload; tells what memory it leaks"},
    {"lsmod", run_lsmod, "lsmod", "the modules that are loaded, and who uses them"},
    {"modinfo", run_modinfo, "modinfo NAME", "what a module says of itself"},
    {NULL},
};
