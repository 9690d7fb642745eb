/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module: code that is loaded into the running kernel (guest/kernel/module/).
 *
 * A module's source is compiled with -DMODULE. Its description is the struct module that
 * the build writes into each (section .gnu.linkonce.this_module); the loader fills in
 * the rest. For code of the kernel itself THIS_MODULE is NULL, and all of these are
 * harmless.
 */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/completion.h>
#include <linux/elf.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/kmod.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <linux/utsrelease.h>
#include <asm/page.h>

#define MODULE_NAME_LEN (64 - sizeof(unsigned long))

enum module_state {
	MODULE_STATE_LIVE,
	MODULE_STATE_COMING, /* its init runs */
	MODULE_STATE_GOING,
	MODULE_STATE_UNFORMED,
};

/* One stretch of a module's memory, of vmalloc(). */
struct module_layout {
	void *base;
	unsigned int size;
	unsigned int text_size, ro_size; /* from base: code; code and constants */
};

#ifndef MODULE /* the kernel's own */
/* A symbol as traces and /proc/kallsyms show it. */
struct module_ksym {
	unsigned long addr;
	u32 size;
	u32 name;  /* offset into ksym_names */
	char type; /* as nm has it */
};
#endif

struct bug_entry;
struct completion;
struct exception_table_entry;
struct module_param_attrs;
struct module_sect_attrs;

/* /sys/module/NAME: of a module, or of a part of the kernel that has parameters (mod NULL). */
struct module_kobject {
	struct kobject kobj;
	struct module *mod;
	struct kobject *drivers_dir; /* links to the module's drivers; NULL: it has none */
	struct module_param_attrs *mp;
	struct completion *kobj_completion; /* of who waits for the last reference to go */
};

struct module_attribute {
	struct attribute attr;
	ssize_t (*show)(struct module_attribute *attr, struct module_kobject *mk, char *buf);
	ssize_t (*store)(struct module_attribute *attr, struct module_kobject *mk, const char *buf,
			 size_t count);
	void (*setup)(struct module *mod, const char *value);
	int (*test)(struct module *mod); /* 0: this module has no such file; NULL: all have it */
	void (*free)(struct module *mod);
};

extern struct kset *module_kset; /* /sys/module */

struct module {
	enum module_state state;
	struct list_head list; /* in modules */
	char name[MODULE_NAME_LEN];

	struct module_kobject mkobj;
	struct kobject *holders_dir;
	struct module_sect_attrs *sect_attrs;
	struct mutex param_lock;
	const char *version, *srcversion;

	const struct kernel_symbol *syms; /* what it exports */
	unsigned int num_syms;
	const struct kernel_param *kp;
	unsigned int num_kp;
	bool gpl_compatible;
	bool stays;   /* a thread that it has left runs in it */
	bool era_2_6; /* compiled for the signatures of 2.6.10 */

	int (*init)(void);
	void (*exit)(void);

	struct module_layout core_layout, init_layout;
	unsigned long taints;

	const struct exception_table_entry *extable;
	unsigned int num_exentries;
	const struct bug_entry *bug_table;
	unsigned int num_bugs;
	void __percpu *percpu;
	unsigned int percpu_size;

	struct module_ksym *ksyms; /* by address */
	unsigned int num_ksyms;
	char *ksym_names;
	char *modinfo; /* "tag=value" strings, one after the other */
	unsigned int modinfo_size;
	char *args; /* as given */

	struct trace_event_call **trace_events; /* of its TRACE_EVENT()s */
	unsigned int num_trace_events;
	struct kunit_suite **kunit_suites; /* tests that it brings (kunit/test.h) */
	unsigned int num_kunit_suites;

	struct list_head source_list; /* who uses it: struct module_use */
	struct list_head target_list; /* whom it uses */
	atomic_t refcnt;	      /* users, and 1 while it is loaded */
	struct task_struct *loader;   /* its init runs in this */
};

/* User is a module that has resolved a symbol, or said request_module(), of target. */
struct module_use {
	struct list_head source_list, target_list;
	struct module *source, *target;
};

extern struct list_head modules; /* the newest first */

/*
 * Told of each change of a module's state, the module being data: COMING before its parameters
 * are set and its init runs (an error from there refuses the module), LIVE, GOING after its exit.
 */
struct notifier_block;
int register_module_notifier(struct notifier_block *nb);
int unregister_module_notifier(struct notifier_block *nb);

#define MODULE_INFO(tag, info)	      __MODULE_INFO(tag, tag, info)
#define MODULE_ALIAS(_text)	      MODULE_INFO(alias, _text)
#define MODULE_SOFTDEP(_text)	      MODULE_INFO(softdep, _text)
#define MODULE_LICENSE(_text)	      MODULE_INFO(license, _text)
#define MODULE_AUTHOR(_text)	      MODULE_INFO(author, _text)
#define MODULE_DESCRIPTION(text)      MODULE_INFO(description, text)
#define MODULE_FIRMWARE(file)	      MODULE_INFO(firmware, file)
#define MODULE_IMPORT_NS(ns)	      MODULE_INFO(import_ns, __stringify(ns))
#define MODULE_SUPPORTED_DEVICE(text) MODULE_INFO(supported, text)
#define MODULE_VERSION(text)	      MODULE_INFO(version, text)
#define MODULE_ALIAS_CHARDEV(major, minor)                                                         \
	MODULE_ALIAS("char-major-" __stringify(major) "-" __stringify(minor))
#define MODULE_ALIAS_CHARDEV_MAJOR(major) MODULE_ALIAS("char-major-" __stringify(major) "-*")
#define MODULE_ALIAS_BLOCKDEV(major, minor)                                                        \
	MODULE_ALIAS("block-major-" __stringify(major) "-" __stringify(minor))
#define MODULE_ALIAS_BLOCKDEV_MAJOR(major) MODULE_ALIAS("block-major-" __stringify(major) "-*")
#define MODULE_ALIAS_MISCDEV(minor)	   MODULE_ALIAS("char-major-10-" __stringify(minor))

#ifdef MODULE
#define MODULE_DEVICE_TABLE(type, name)                                                            \
	extern const __typeof__(name) __mod_##type##__##name##_device_table                        \
	    __attribute__((__unused__, __alias__(__stringify(name))))
/* The two functions get names that the build's struct module refers to. */
#define module_init(initfn)                                                                        \
	static inline initcall_t __maybe_unused __inittest(void)                                   \
	{                                                                                          \
		return initfn;                                                                     \
	}                                                                                          \
	int init_module(void) __cold __attribute__((__alias__(#initfn)));
#define module_exit(exitfn)                                                                        \
	static inline exitcall_t __maybe_unused __exittest(void)                                   \
	{                                                                                          \
		return exitfn;                                                                     \
	}                                                                                          \
	void cleanup_module(void) __cold __attribute__((__alias__(#exitfn)));
int init_module(void);
void cleanup_module(void);
#undef early_initcall
#undef pure_initcall
#undef core_initcall
#undef postcore_initcall
#undef arch_initcall
#undef subsys_initcall
#undef fs_initcall
#undef device_initcall
#undef late_initcall
#undef __initcall
#define early_initcall(fn)    module_init(fn)
#define pure_initcall(fn)     module_init(fn)
#define core_initcall(fn)     module_init(fn)
#define postcore_initcall(fn) module_init(fn)
#define arch_initcall(fn)     module_init(fn)
#define subsys_initcall(fn)   module_init(fn)
#define fs_initcall(fn)	      module_init(fn)
#define device_initcall(fn)   module_init(fn)
#define late_initcall(fn)     module_init(fn)
#define __initcall(fn)	      module_init(fn)
#else
#define MODULE_DEVICE_TABLE(type, name)
#define module_init(initfn) __initcall(initfn)
#define module_exit(exitfn) static exitcall_t __exitcall_##exitfn __maybe_unused = exitfn
#endif

/* A driver whose init and exit do nothing but (un)register it. */
#define module_driver(__driver, __register, __unregister, ...)                                     \
	static int __init __driver##_init(void)                                                    \
	{                                                                                          \
		return __register(&(__driver), ##__VA_ARGS__);                                     \
	}                                                                                          \
	module_init(__driver##_init);                                                              \
	static void __exit __driver##_exit(void)                                                   \
	{                                                                                          \
		__unregister(&(__driver), ##__VA_ARGS__);                                          \
	}                                                                                          \
	module_exit(__driver##_exit)

/* False: it is on its way out. mod NULL, the kernel itself, is always there. */
bool try_module_get(struct module *mod);
void __module_get(struct module *mod); /* there is a reference already */
void module_put(struct module *mod);
int module_refcount(struct module *mod); /* -1: going */
void __module_put_and_kthread_exit(struct module *mod, long code) __noreturn;
#define module_put_and_kthread_exit(code) __module_put_and_kthread_exit(THIS_MODULE, code)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define module_put_and_exit(code) __module_put_and_kthread_exit(THIS_MODULE, code)
#endif

static inline bool module_is_live(struct module *mod)
{
	return mod->state != MODULE_STATE_GOING;
}

#define module_name(mod)                                                                           \
	({                                                                                         \
		struct module *__mod = (mod);                                                      \
		__mod ? __mod->name : "kernel";                                                    \
	})

static inline bool within_module_core(unsigned long addr, const struct module *mod)
{
	return addr - (unsigned long)mod->core_layout.base < mod->core_layout.size;
}

static inline bool within_module_init(unsigned long addr, const struct module *mod)
{
	return addr - (unsigned long)mod->init_layout.base < mod->init_layout.size;
}

static inline bool within_module(unsigned long addr, const struct module *mod)
{
	return within_module_init(addr, mod) || within_module_core(addr, mod);
}

#ifndef MODULE /* the kernel's own */
/*
 * Load: image is len bytes of a .ko, which stay the caller's; args its parameters, may be
 * NULL. Remove by name. 0, or a negative errno after a line in the log that says why.
 * Process context.
 */
int load_module_image(const void *image, size_t len, const char *args);
int load_module_path(const char *path, const char *args);
int unload_module(const char *name, bool force);
#endif

/* With module_mutex held, or preemption off. NULL: none. */
struct module *find_module(const char *name);
struct module *__module_address(unsigned long addr);
struct module *__module_text_address(unsigned long addr);
bool is_module_address(unsigned long addr);
bool is_module_text_address(unsigned long addr);
#ifndef MODULE /* the kernel's own */
void module_lock(void);
void module_unlock(void);

/* The address of a symbol that the kernel or a module exports; 0: none. It holds nobody. */
unsigned long find_exported_symbol(const char *name);
#endif
/* The same with a reference on the module; symbol_put() gives it back. */
void *__symbol_get(const char *name);
void __symbol_put(const char *name);
#define symbol_get(sym)	    ((__typeof__(&sym))__symbol_get(__stringify(sym)))
#define symbol_put(sym)	    __symbol_put(__stringify(sym))
#define symbol_request(sym) symbol_get(sym)

#ifndef MODULE /* the kernel's own */
/* The n-th value of that tag in .modinfo of a loaded module; NULL: none. */
const char *module_modinfo(const struct module *mod, const char *tag, unsigned int n);
#endif

/*
 * For traces, in any context: the symbol of a module's that holds addr, its module in
 * *modname; NULL: not a module's. The names may go with the module.
 */
const char *module_address_lookup(unsigned long addr, unsigned long *size, unsigned long *offset,
				  const char **modname);
/* "name" of any module, "module:name" of that one; 0: none. */
unsigned long module_kallsyms_lookup_name(const char *name);
const struct exception_table_entry *search_module_extables(unsigned long addr);
#ifndef MODULE /* the kernel's own */
const struct bug_entry *module_find_bug(unsigned long addr);
#endif
void print_modules(void); /* "Modules linked in: ..." */

/* 2.4 and early 2.6 */
#define MODULE_PARM(var, type)                                                                     \
	static const struct obsolete_modparm __parm_##var __used __section("__obsparm")            \
	    __aligned(sizeof(void *)) = {__stringify(var), type, (void *)&var}
struct obsolete_modparm {
	const char *name, *type; /* "i", "1-4i": bhils, c with a length */
	void *addr;
};
#define EXPORT_NO_SYMBOLS
#define SET_MODULE_OWNER(dev) ((dev)->owner = THIS_MODULE)
#ifdef __ERA_2_6__
#define MOD_INC_USE_COUNT __module_get(THIS_MODULE)
#define MOD_DEC_USE_COUNT module_put(THIS_MODULE)
#endif

/* In 2.6 this led to nearly everything. */
#ifdef __ERA_2_6__
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/semaphore.h>
#include <linux/slab.h>
#include <linux/timex.h>
#include <linux/uaccess.h>
#include <asm/system.h>
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/array_size.h>
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/idr.h>
#include <linux/jump_label.h>
#include <linux/ktime.h>
#include <linux/llist.h>
#include <linux/nodemask.h>
#include <linux/notifier.h>
#include <linux/once.h>
#include <linux/poison.h>
#include <linux/radix-tree.h>
#include <linux/random.h>
#include <linux/rculist.h>
#include <linux/sched/mm.h>
#include <linux/seqlock.h>
#include <linux/sysctl.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#include <linux/topology.h>
#include <linux/xarray.h>
#endif

#endif
