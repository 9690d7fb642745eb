/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_store: the .ko files that came with -initrd "a.ko x=1,b.ko". They are loaded when
 * the kernel has come up, in their order but what others need first; and stay at hand, for
 * insmod by name and for whoever says request_module().
 */
#include <linux/glob.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/setup.h>

#include "kernel/kernel.h"
#include "module_internal.h"
#include "module_store.h"

#define DEEPEST 16 /* chain of modules that need others */

/* The file's name in a "path/to/name.ko x=1", its length in *len. */
static const char *file_name(const char *string, size_t *len)
{
	size_t whole = strcspn(string, " ");
	const char *end = string + whole, *name = end;

	while (name > string && name[-1] != '/')
		name--;
	*len = end - name;
	return name;
}

static bool ends_in_ko(const char *name, size_t len)
{
	return len > 3 && !memcmp(name + len - 3, ".ko", 3);
}

/* Dashes in a file's name are underscores in the module's. */
static bool same_name(const char *a, size_t len, const char *b)
{
	size_t i;

	if (strlen(b) != len)
		return false;
	for (i = 0; i < len; i++)
		if (a[i] != b[i] && !((a[i] == '-' || a[i] == '_') && (b[i] == '-' || b[i] == '_')))
			return false;
	return true;
}

static bool is_module(const struct boot_module *file)
{
	size_t len;
	const char *name = file_name(file->string, &len);

	return ends_in_ko(name, len);
}

const struct boot_module *module_store_find(const char *name)
{
	const char *have, *slash = strrchr(name, '/');
	size_t len, want;
	unsigned int i;

	if (slash)
		name = slash + 1;
	want = strlen(name);
	if (ends_in_ko(name, want))
		want -= 3;
	for (i = 0; i < nr_boot_modules; i++) {
		char plain[MODULE_NAME_LEN];

		have = file_name(boot_modules[i].string, &len);
		if (!is_module(&boot_modules[i]) || want >= sizeof(plain))
			continue;
		memcpy(plain, name, want);
		plain[want] = '\0';
		if (same_name(have, len - 3, plain))
			return &boot_modules[i];
	}
	return NULL;
}

const char *module_store_name(unsigned int index, size_t *len)
{
	unsigned int i;

	for (i = 0; i < nr_boot_modules; i++)
		if (is_module(&boot_modules[i]) && !index--)
			return file_name(boot_modules[i].string, len);
	return NULL;
}

/* ---- with what it depends on ---- */

struct chain {
	const struct boot_module *files[DEEPEST];
	unsigned int depth;
};

static int load_file(struct chain *chain, const struct boot_module *file, const char *args);

static bool is_loaded(const char *name)
{
	bool loaded;

	module_lock();
	loaded = find_module(name) != NULL;
	module_unlock();
	return loaded;
}

static int load_needed(struct chain *chain, const char *of, const char *name)
{
	const struct boot_module *file = module_store_find(name);

	if (is_loaded(name))
		return 0;
	if (!file) {
		pr_err("%s: depends on %s, which is not there\n", of, name);
		return -ENOENT;
	}
	return load_file(chain, file, NULL);
}

static int load_dependencies(struct chain *chain, const char *of, const char *depends)
{
	char *list = kstrdup(depends, GFP_KERNEL), *rest = list, *name;
	int err = list ? 0 : -ENOMEM;

	while (!err && (name = strsep(&rest, ",")))
		if (*name)
			err = load_needed(chain, of, name);
	kfree(list);
	return err;
}

/* What the file says it needs, before anything else is believed of it. */
static int prepare(struct chain *chain, const struct boot_module *file, const char *name)
{
	struct module_elf elf;
	const char *depends;
	int err = module_elf_open(&elf, file->data, file->bytes);

	if (err) {
		pr_err("%s: %s\n", name, elf.why);
	} else {
		depends = module_elf_info(&elf, "depends", 0);
		if (depends && *depends)
			err = load_dependencies(chain, name, depends);
	}
	module_elf_close(&elf);
	return err;
}

static int load_file(struct chain *chain, const struct boot_module *file, const char *args)
{
	char name[MODULE_NAME_LEN];
	const char *text;
	unsigned int i;
	size_t len;
	int err;

	text = file_name(file->string, &len);
	snprintf(name, sizeof(name), "%.*s", (int)len, text);
	for (i = 0; i < chain->depth; i++) {
		if (chain->files[i] == file) {
			pr_err("%s: depends on itself, by way of others\n", name);
			return -ELOOP;
		}
	}
	if (chain->depth == DEEPEST) {
		pr_err("%s: too long a chain of dependencies\n", name);
		return -ELOOP;
	}
	chain->files[chain->depth++] = file;
	err = prepare(chain, file, name);
	chain->depth--;
	if (!err && !args)
		args = skip_spaces(text + len);
	return err ?: load_module_image(file->data, file->bytes, args);
}

int module_store_load(const struct boot_module *file, const char *args)
{
	struct chain chain = {.depth = 0};

	return load_file(&chain, file, args);
}

/* ---- because somebody asks ---- */

static bool has_alias(const struct boot_module *file, const char *wanted)
{
	struct module_elf elf;
	const char *alias;
	unsigned int n;
	bool has = false;

	if (!module_elf_open(&elf, file->data, file->bytes))
		for (n = 0; !has && (alias = module_elf_info(&elf, "alias", n)); n++)
			has = glob_match(alias, wanted);
	module_elf_close(&elf);
	return has;
}

static const struct boot_module *find_by_alias(const char *wanted)
{
	unsigned int i;

	for (i = 0; i < nr_boot_modules; i++)
		if (is_module(&boot_modules[i]) && has_alias(&boot_modules[i], wanted))
			return &boot_modules[i];
	return NULL;
}

char modprobe_path[KMOD_PATH_LEN] = "/sbin/modprobe";

/* The program that knows /lib/modules. */
static int call_modprobe(char *name, bool wait)
{
	char *argv[] = {modprobe_path, "-q", "--", name, NULL};
	char *envp[] = {"HOME=/", "TERM=linux", "PATH=/sbin:/usr/sbin:/bin:/usr/bin", NULL};

	return call_usermodehelper(modprobe_path, argv, envp,
				   wait ? UMH_WAIT_PROC | UMH_KILLABLE : UMH_WAIT_EXEC);
}

int __request_module(bool wait, const char *fmt, ...)
{
	const struct boot_module *file;
	char name[MODULE_NAME_LEN];
	va_list args;

	might_sleep();
	va_start(args, fmt);
	vsnprintf(name, sizeof(name), fmt, args);
	va_end(args);
	if (is_loaded(name))
		return 0;
	file = module_store_find(name) ?: find_by_alias(name);
	if (file)
		return module_store_load(file, NULL);
	return call_modprobe(name, wait);
}
EXPORT_SYMBOL(__request_module);

static bool file_is_loaded(const struct boot_module *file)
{
	char name[MODULE_NAME_LEN], *c;
	const char *text;
	size_t len;

	text = file_name(file->string, &len);
	snprintf(name, sizeof(name), "%.*s", (int)len - 3, text);
	for (c = name; *c; c++)
		if (*c == '-')
			*c = '_';
	return is_loaded(name);
}

static int load_at_boot(void *file)
{
	return module_store_load(file, NULL);
}

/* In a thread of its own: an oops in a module's init must not be the first thread's end. */
static void load_aside(const struct boot_module *file)
{
	struct task_struct *task = kthread_create(load_at_boot, (void *)file, "insmod");

	if (IS_ERR(task)) {
		pr_err("%s: no memory for a thread\n", file->string);
		return;
	}
	get_task_struct(task);
	wake_up_process(task);
	kthread_wait_end(task);
	put_task_struct(task);
}

void module_store_boot(void)
{
	unsigned int i;

	for (i = 0; i < nr_boot_modules; i++)
		if (is_module(&boot_modules[i]) && !file_is_loaded(&boot_modules[i]))
			load_aside(&boot_modules[i]);
}
