/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module: loading and unloading.
 *
 * 1. Purpose. Code that comes after boot: a relocatable file is given memory, its
 *    symbols are looked up among what the kernel and other modules export, and its init
 *    function is called.
 *
 * 2. Structures. Each module has two stretches of vmalloc()'s memory, the second of which
 *    is given back when init has returned (or, if it has got memory, at rmmod):
 *
 *	core  [ code | constants | data, bss, struct module ]   until rmmod
 *	init  [ __init code | __initdata | first values of per-CPU variables ]
 *
 *	modules -> struct module -> struct module ...        the newest first
 *	             | target_list: whom it uses
 *	             ` source_list: who uses it    (struct module_use is in one of each)
 *
 * 3. Invariants. A module in the list has all of its memory. One that others use, or
 *    whose count is above the 1 it starts with, stays. What is refused leaves nothing.
 *
 * 4. Locking and context. module_mutex for every change; readers in any context walk the
 *    list with preemption off, and a module leaves the list long before its memory goes.
 *    init and exit are called without the mutex: they may load other modules. Who wants to
 *    load a module that is on its way in waits until it is in, or has failed.
 *
 * 5. Failure. One line, "NAME: reason", and a negative errno.
 */
#include <linux/bug.h>
#include <linux/debugfs.h>
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/kthread.h>
#include <linux/misuse.h>
#include <linux/module_held.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vermagic.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>
#include <asm/extable.h>

#include "module_internal.h"

LIST_HEAD(modules);
DEFINE_MUTEX(module_mutex);

void module_lock(void)
{
	mutex_lock(&module_mutex);
}

void module_unlock(void)
{
	mutex_unlock(&module_mutex);
}

static BLOCKING_NOTIFIER_HEAD(module_notifiers);
static DECLARE_WAIT_QUEUE_HEAD(state_changed);

int register_module_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&module_notifiers, nb);
}
EXPORT_SYMBOL(register_module_notifier);

int unregister_module_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&module_notifiers, nb);
}
EXPORT_SYMBOL(unregister_module_notifier);

/* 0, or the negative errno of one who will not have it. */
static int set_state(struct module *mod, enum module_state state)
{
	mod->state = state;
	wake_up_all(&state_changed);
	return notifier_to_errno(blocking_notifier_call_chain(&module_notifiers, state, mod));
}

struct module *find_module(const char *name)
{
	struct module *mod;

	list_for_each_entry_rcu(mod, &modules, list) if (!strcmp(mod->name, name)) return mod;
	return NULL;
}
EXPORT_SYMBOL_GPL(find_module);

/* ---- symbols ---- */

static const struct kernel_symbol *search(const struct kernel_symbol *from,
					  const struct kernel_symbol *to, const char *name)
{
	for (; from < to; from++)
		if (!strcmp(from->name, name))
			return from;
	return NULL;
}

/* *owner: NULL, the kernel. */
static const struct kernel_symbol *find_symbol(const char *name, struct module **owner)
{
	const struct kernel_symbol *sym = search(__start___ksymtab, __stop___ksymtab, name);
	struct module *mod;

	*owner = NULL;
	if (sym)
		return sym;
	list_for_each_entry_rcu(mod, &modules, list)
	{
		sym = search(mod->syms, mod->syms + mod->num_syms, name);
		if (sym) {
			*owner = mod;
			return sym;
		}
	}
	return NULL;
}

unsigned long find_exported_symbol(const char *name)
{
	const struct kernel_symbol *sym;
	struct module *owner;
	unsigned long value;

	preempt_disable();
	sym = find_symbol(name, &owner);
	value = sym ? sym->value : 0;
	preempt_enable();
	return value;
}

static int resolve(void *arg, const char *name, u32 *value)
{
	struct module_load *load = arg;
	const struct kernel_symbol *sym;
	struct module *owner;

	sym = find_symbol(name, &owner);
	if (!sym)
		return -ENOENT;
	if (sym->gpl_only && !load->gpl) {
		pr_err("%s: symbol %s is for modules under the GPL, and this one is \"%s\"\n",
		       load->name, name,
		       module_elf_info(&load->elf, "license", 0) ?: "unspecified");
		return -EPERM;
	}
	*value = sym->value;
	return owner ? module_use(&load->uses, load->mod, owner) : 0;
}

/* All that are unknown are named, each once, before the module is refused. */
static int resolve_or_tell(void *arg, const char *name, u32 *value)
{
	struct module_load *load = arg;
	int err = resolve(arg, name, value);

	if (err == -ENOENT)
		pr_err("%s: unknown symbol %s (doc/linux-api.md lists what there is)\n", load->name,
		       name);
	return err;
}

/* ---- looking at a file ---- */

static bool is_gpl_compatible(const char *license)
{
	static const char *const licenses[] = {
	    "GPL",	    "GPL v2",	    "GPL and additional rights",
	    "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"};

	return license && match_string(licenses, ARRAY_SIZE(licenses), license) >= 0;
}

static int check_module(struct module_load *load)
{
	const struct module_elf *elf = &load->elf;
	const Elf32_Shdr *s = &elf->sechdrs[elf->this_module];
	const char *magic = module_elf_info(elf, "vermagic", 0);
	const struct module *file = (const void *)(elf->image + s->sh_offset);

	if (s->sh_size != sizeof(struct module)) {
		pr_err("%s: its struct module has %u bytes, the kernel's %zu: built for another "
		       "kernel\n",
		       load->name, s->sh_size, sizeof(struct module));
		return -ENOEXEC;
	}
	if (!file->name[0] || strnlen(file->name, sizeof(file->name)) == sizeof(file->name)) {
		pr_err("%s: a module without a name\n", load->name);
		return -ENOEXEC;
	}
	strscpy(load->name, file->name, sizeof(load->name));
	if (!magic || strcmp(magic, VERMAGIC_STRING)) {
		pr_err("%s: version magic '%s' should be '%s'\n", load->name, magic ?: "",
		       VERMAGIC_STRING);
		return -ENOEXEC;
	}
	load->gpl = is_gpl_compatible(module_elf_info(elf, "license", 0));
	return 0;
}

/* ---- its memory ---- */

static int take_memory(struct module_load *load)
{
	struct module_elf *elf = &load->elf;
	const Elf32_Shdr *pcpu = &elf->sechdrs[elf->percpu];

	load->core = vmalloc_exec(elf->core.all);
	/* who looks a word too far, as __clear_bit(size) does, finds Linux's symbol table there */
	if (elf->init.all)
		load->init = vmalloc_exec(elf->init.all + sizeof(long));
	if (elf->percpu && pcpu->sh_size)
		load->percpu = __alloc_percpu(pcpu->sh_size, max(pcpu->sh_addralign, 1u));
	if (!load->core || (elf->init.all && !load->init) ||
	    (elf->percpu && pcpu->sh_size && !load->percpu)) {
		pr_err("%s: no memory for its %u + %u bytes\n", load->name, elf->core.all,
		       elf->init.all);
		return -ENOMEM;
	}
	memset(load->core, 0, elf->core.all);
	if (load->init)
		memset(load->init, 0, elf->init.all);
	module_elf_place(elf, load->core, (u32)(unsigned long)load->core, load->init,
			 (u32)(unsigned long)load->init, (u32)(unsigned long)load->percpu);
	load->mod = (struct module *)elf->sec[elf->this_module].data;
	return 0;
}

static void give_back(struct module_load *load)
{
	module_forget_uses(&load->uses);
	free_percpu(load->percpu);
	vfree(load->init);
	vfree(load->core);
}

static const void *table(const struct module_load *load, const char *name, size_t each,
			 unsigned int *count)
{
	u32 i = module_elf_find(&load->elf, name);

	*count = i ? load->elf.sechdrs[i].sh_size / each : 0;
	return i ? load->elf.sec[i].data : NULL;
}

static int keep_texts(struct module_load *load, const char *args)
{
	const Elf32_Shdr *info = &load->elf.sechdrs[load->elf.modinfo];
	struct module *mod = load->mod;

	mod->args = kstrdup(args, GFP_KERNEL);
	mod->modinfo = kmemdup(load->elf.image + info->sh_offset, info->sh_size, GFP_KERNEL);
	mod->modinfo_size = info->sh_size;
	return mod->args && mod->modinfo ? module_keep_symbols(load) : -ENOMEM;
}

static void free_texts(struct module *mod)
{
	kfree(mod->args);
	kfree(mod->modinfo);
	kvfree(mod->ksyms);
}

const char *module_modinfo(const struct module *mod, const char *tag, unsigned int n)
{
	const char *at, *end = mod->modinfo + mod->modinfo_size;
	size_t len = strlen(tag);

	for (at = mod->modinfo; at < end; at += strlen(at) + 1)
		if (!strncmp(at, tag, len) && at[len] == '=' && !n--)
			return at + len + 1;
	return NULL;
}

/* What it says about itself in tables; after relocation, as they hold addresses. */
static void read_tables(struct module_load *load)
{
	struct module *mod = load->mod;

	mod->core_layout = (struct module_layout){load->core, load->elf.core.all,
						  load->elf.core.text, load->elf.core.ro};
	mod->init_layout = (struct module_layout){load->init, load->elf.init.all,
						  load->elf.init.text, load->elf.init.ro};
	mod->syms = table(load, "__ksymtab", sizeof(*mod->syms), &mod->num_syms);
	mod->kp = table(load, "__param", sizeof(*mod->kp), &mod->num_kp);
	mod->extable =
	    table(load, "__ex_table", sizeof(struct exception_table_entry), &mod->num_exentries);
	mod->bug_table = table(load, "__bug_table", sizeof(struct bug_entry), &mod->num_bugs);
	mod->trace_events =
	    (void *)table(load, "_ftrace_events", sizeof(void *), &mod->num_trace_events);
	mod->kunit_suites =
	    (void *)table(load, ".kunit_test_suites", sizeof(void *), &mod->num_kunit_suites);
	mod->percpu = load->percpu;
	mod->percpu_size = load->elf.percpu ? load->elf.sechdrs[load->elf.percpu].sh_size : 0;
	mod->gpl_compatible = load->gpl;
	mod->era_2_6 = module_elf_info(&load->elf, "era", 0) != NULL;
	mod->mkobj = (struct module_kobject){.mod = mod};
	mod->holders_dir = NULL;
	mod->sect_attrs = NULL;
	mutex_init(&mod->param_lock);
	mod->version = module_modinfo(mod, "version", 0);
	mod->srcversion = module_modinfo(mod, "srcversion", 0);
	mod->taints = load->gpl ? 0 : BIT(TAINT_PROPRIETARY_MODULE);
	if (!module_elf_info(&load->elf, "intree", 0))
		mod->taints |= BIT(TAINT_OOT_MODULE);
}

static bool is_text(const struct module *mod, unsigned long addr)
{
	return addr - (unsigned long)mod->core_layout.base < mod->core_layout.text_size ||
	       addr - (unsigned long)mod->init_layout.base < mod->init_layout.text_size;
}

static bool is_string(const struct module *mod, const char *s)
{
	unsigned long addr = (unsigned long)s;
	const struct module_layout *in =
	    within_module_core(addr, mod) ? &mod->core_layout : &mod->init_layout;

	return within_module(addr, mod) &&
	       strnlen(s, in->base + in->size - (void *)s) < in->base + in->size - (void *)s;
}

static int refuse(const struct module_load *load, const char *why, const char *what)
{
	pr_err("%s: %s%s\n", load->name, why, what);
	return -ENOEXEC;
}

static int check_tables(const struct module_load *load)
{
	const struct module *mod = load->mod;
	struct module *owner;
	unsigned int i;

	if ((mod->init && !is_text(mod, (unsigned long)mod->init)) ||
	    (mod->exit && !is_text(mod, (unsigned long)mod->exit)))
		return refuse(load, "its init or exit lies outside of its code", "");
	for (i = 0; i < mod->num_kp; i++)
		if (!is_string(mod, mod->kp[i].name))
			return refuse(load, "the name of a parameter lies outside of it", "");
		else if (mod->kp[i].mod != mod)
			return refuse(load, "a parameter of another module's: ", mod->kp[i].name);
	for (i = 0; i < mod->num_syms; i++) {
		if (!is_string(mod, mod->syms[i].name))
			return refuse(load, "the name of an exported symbol lies outside of it",
				      "");
		if (find_symbol(mod->syms[i].name, &owner)) {
			pr_err("%s: exports %s, which %s has already\n", load->name,
			       mod->syms[i].name, module_name(owner));
			return -ENOEXEC;
		}
	}
	return 0;
}

static void spread_percpu(const struct module_load *load)
{
	const struct module_elf *elf = &load->elf;
	unsigned int cpu;

	if (!load->percpu)
		return;
	for_each_possible_cpu(cpu)
	    memcpy(per_cpu_ptr(load->percpu, cpu), elf->sec[elf->percpu].data,
		   elf->sechdrs[elf->percpu].sh_size);
}

/* ---- in ---- */

static void set_taints(const struct module *mod)
{
	if (test_bit(TAINT_OOT_MODULE, &mod->taints) && !test_taint(TAINT_OOT_MODULE))
		pr_warn("%s: loading out-of-tree module taints kernel.\n", mod->name);
	if (test_bit(TAINT_PROPRIETARY_MODULE, &mod->taints) &&
	    !test_taint(TAINT_PROPRIETARY_MODULE))
		pr_warn("%s: module license '%s' taints kernel.\n", mod->name,
			module_modinfo(mod, "license", 0) ?: "unspecified");
	if (test_bit(TAINT_OOT_MODULE, &mod->taints))
		add_taint(TAINT_OOT_MODULE, LOCKDEP_STILL_OK);
	if (test_bit(TAINT_PROPRIETARY_MODULE, &mod->taints))
		add_taint(TAINT_PROPRIETARY_MODULE, LOCKDEP_STILL_OK);
}

static bool is_coming(const char *name)
{
	const struct module *mod;
	bool coming;

	rcu_read_lock();
	mod = find_module(name);
	coming = mod && mod->state == MODULE_STATE_COMING;
	rcu_read_unlock();
	return coming;
}

/* Is there one of that name? module_mutex is held, but not while waiting for one that comes in. */
static int check_name(const char *name)
{
	const struct module *mod;
	int err = 0;

	if (is_coming(name)) {
		module_unlock();
		err = wait_event_interruptible(state_changed, !is_coming(name));
		module_lock();
		if (!err && !find_module(name))
			err = -EBUSY;
	}
	mod = find_module(name);
	if (err || !mod)
		return err;
	if (mod->state == MODULE_STATE_LIVE) {
		pr_err("%s: loaded already\n", name);
		return -EEXIST;
	}
	pr_err("%s: one of that name is on its way out\n", name);
	return -EBUSY;
}

/* Everything up to the list; module_mutex is held. */
static int form(struct module_load *load, const char *args)
{
	struct module *mod;
	int err;

	err = check_name(load->name);
	if (!err)
		err = take_memory(load);
	if (err)
		return err;
	mod = load->mod;
	INIT_LIST_HEAD(&mod->source_list);
	err = module_elf_resolve(&load->elf, resolve_or_tell, load);
	if (!err)
		err = module_elf_relocate(&load->elf);
	if (err && load->elf.why[0])
		pr_err("%s: %s\n", load->name, load->elf.why);
	if (err)
		return err;
	err = keep_texts(load, args);
	if (!err) {
		read_tables(load);
		err = check_tables(load);
	}
	if (err) {
		free_texts(mod);
		return err;
	}
	spread_percpu(load);
	INIT_LIST_HEAD(&mod->target_list);
	list_splice(&load->uses, &mod->target_list);
	atomic_set(&mod->refcnt, 1);
	mod->state = MODULE_STATE_COMING;
	mod->loader = current;
	held_watch(mod->core_layout.base, mod->core_layout.size);
	held_watch(mod->init_layout.base, mod->init_layout.size);
	list_add_rcu(&mod->list, &modules);
	return 0;
}

/* Nobody runs in it, nobody can find it. */
static void free_module(struct module *mod)
{
	struct module_layout core = mod->core_layout, init = mod->init_layout;
	bool stays = mod->stays | !module_sysfs_remove(mod);

	module_lock();
	list_del_rcu(&mod->list);
	module_forget_uses(&mod->target_list);
	kprobes_code_gone(core.base, core.size);
	module_unlock();
	synchronize_rcu();
	destroy_params(mod->kp, mod->num_kp);
	free_percpu(mod->percpu);
	free_texts(mod);
	held_disown(core.base, core.size);
	held_disown(init.base, init.size);
	if (stays)
		return; /* memory lost, but nobody runs into nothing */
	vfree(init.base);
	vfree(core.base);
}

/*
 * What has got memory that is not given back yet is to be named by function and line when it
 * leaks; so its addresses stay its own, but there is no code there any more.
 */
static void poison_init(const struct module_layout *init)
{
	u16 *at = init->base;

	for (; (void *)at < init->base + init->text_size; at++)
		*at = 0x0b0f; /* UD2 */
}

static void drop_init(struct module *mod)
{
	struct module_layout init = mod->init_layout;

	kprobes_code_gone(init.base, init.size);
	if (init.size && held_by(init.base, init.size)) {
		poison_init(&init);
		return;
	}
	module_lock();
	module_drop_init_symbols(mod);
	mod->init_layout = (struct module_layout){NULL};
	module_unlock();
	synchronize_rcu();
	held_unwatch(init.base, init.size);
	vfree(init.base);
}

static int set_params(struct module *mod, const struct module_load *load)
{
	unsigned int count;
	const struct obsolete_modparm *old = table(load, "__obsparm", sizeof(*old), &count);
	char *args = kstrdup(mod->args, GFP_KERNEL), *rest;
	int err;

	if (!args)
		return -ENOMEM;
	if (count)
		err = obsolete_params(mod, args, old, count);
	else {
		rest = parse_module_args(mod->name, args, mod->kp, mod->num_kp, NULL, NULL);
		err = PTR_ERR_OR_ZERO(rest);
	}
	kfree(args);
	return err;
}

/* Its function has returned: with what it came, interrupts on and no lock more or less. */
static void put_right(const struct module *mod, const void *function, int preempt)
{
	bool lock = preempt_count() != preempt;

	if (!lock && !irqs_disabled())
		return;
	current_thread_info()->preempt_count = preempt;
	local_irq_enable();
	misuse_told(mod->name, (unsigned long)function + 1, "comes back %s (put right)",
		    lock ? "with a spinlock held, or one given back too often"
			 : "with interrupts off");
}

static int run_init(struct module *mod)
{
	int preempt = preempt_count(), err;

	set_taints(mod);
	err = mod->init ? mod->init() : 0;
	put_right(mod, mod->init, preempt);
	if (err > 0) {
		pr_warn(
		    "%s: init returned %d; it should be 0 or a negative errno. Loaded anyway.\n",
		    mod->name, err);
		err = 0;
	}
	return err;
}

/* False: something cannot be taken away that runs in it. */
static bool clear_out(const struct module *mod, const struct module_layout *part)
{
	const struct gone_code gone = {mod->name, (unsigned long)part->base, part->size};

	if (!part->size)
		return true;
	kprobes_handlers_gone(mod->name, part->base, part->size);
	debugfs_code_gone(mod->name, part->base, part->size);
	timers_code_gone(&gone);
	hrtimers_code_gone(&gone);
	works_code_gone(&gone);
	irqs_code_gone(&gone);
	proc_code_gone(&gone);
	misc_code_gone(&gone);
	cdevs_code_gone(&gone);
	filesystems_code_gone(&gone);
	shrinkers_code_gone(&gone);
	resources_code_gone(&gone);
	return !kthreads_in_code(&gone);
}

/* What it has not put away: named, and as far as can be done put away. */
static void report_held(struct module *mod)
{
	mod->stays = !clear_out(mod, &mod->core_layout);
	mod->stays |= !clear_out(mod, &mod->init_layout);
	held_report(mod->name, mod->core_layout.base, mod->core_layout.size, mod->init_layout.base,
		    mod->init_layout.size);
}

int load_module_image(const void *image, size_t len, const char *args)
{
	struct module_load load = {.name = "module"};
	struct module *mod;
	int err;

	INIT_LIST_HEAD(&load.uses);
	err = module_elf_open(&load.elf, image, len);
	if (err)
		pr_err("module: %s\n", load.elf.why);
	if (!err)
		err = check_module(&load);
	if (!err) {
		module_lock();
		err = form(&load, args ?: "");
		if (err)
			give_back(&load);
		module_unlock();
	}
	if (err) {
		module_elf_close(&load.elf);
		return err;
	}
	mod = load.mod;
	err = set_state(mod, MODULE_STATE_COMING);
	err = err ?: set_params(mod, &load) ?: module_sysfs_add(mod, &load.elf);
	module_elf_close(&load.elf);
	if (!err)
		err = run_init(mod);
	if (err) {
		pr_err("%s: not loaded: error %d\n", mod->name, err);
		set_state(mod, MODULE_STATE_GOING);
		report_held(mod);
		free_module(mod);
		return err;
	}
	set_state(mod, MODULE_STATE_LIVE);
	mod->loader = NULL;
	kobject_uevent(&mod->mkobj.kobj, KOBJ_ADD);
	drop_init(mod);
	return 0;
}

/* ---- out ---- */

static int may_unload(struct module *mod, const char *name, bool force)
{
	const struct module_use *use;

	if (!mod) {
		pr_err("rmmod: %s is not loaded\n", name);
		return -ENOENT;
	}
	if (!list_empty(&mod->source_list)) {
		use = list_first_entry(&mod->source_list, struct module_use, source_list);
		pr_err("rmmod: %s is used by %s\n", name, use->source->name);
		return -EWOULDBLOCK;
	}
	if (mod->state != MODULE_STATE_LIVE) {
		pr_err("rmmod: %s is on its way %s\n", name,
		       mod->state == MODULE_STATE_GOING ? "out" : "in");
		return -EBUSY;
	}
	if (mod->init && !mod->exit && !force) {
		pr_err("rmmod: %s has no exit function: it stays\n", name);
		return -EBUSY;
	}
	if (atomic_cmpxchg(&mod->refcnt, 1, 0) != 1 && !force) {
		pr_err("rmmod: %s is in use (%d)\n", name, module_refcount(mod));
		return -EWOULDBLOCK;
	}
	return 0;
}

int unload_module(const char *name, bool force)
{
	struct module *mod;
	int err;

	module_lock();
	mod = find_module(name);
	err = may_unload(mod, name, force);
	if (!err)
		mod->state = MODULE_STATE_GOING;
	module_unlock();
	if (err)
		return err;
	if (mod->exit) {
		int preempt = preempt_count();

		mod->exit();
		put_right(mod, mod->exit, preempt);
	}
	set_state(mod, MODULE_STATE_GOING);
	report_held(mod);
	free_module(mod);
	return 0;
}
