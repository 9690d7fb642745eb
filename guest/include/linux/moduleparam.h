/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * moduleparam: variables that whoever loads a module may set: "insmod m.ko irq=5 name=x
 * list=1,2,3". For code that is part of the kernel they are "file.irq=5" on the kernel's
 * command line. Tables in the section __param, read by guest/kernel/moduleparam.c.
 */
#ifndef _LINUX_MODULEPARAM_H
#define _LINUX_MODULEPARAM_H

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <linux/version.h>

#ifdef MODULE
#define MODULE_PARAM_PREFIX
#else
#define MODULE_PARAM_PREFIX KBUILD_MODNAME "."
#endif

/* "tag=info" in the section .modinfo, which modinfo shows. Of the kernel's own code: nothing. */
#ifdef MODULE
#define __MODULE_INFO(tag, name, info)                                                             \
	static const char __UNIQUE_ID(name)[] __used __section(".modinfo") __aligned(1) =          \
	    __stringify(tag) "=" info
#else
#define __MODULE_INFO(tag, name, info)                                                             \
	extern void __UNIQUE_ID(name)(void) /* takes the semicolon                                 \
					     */
#endif
#define __MODULE_PARM_TYPE(name, type) __MODULE_INFO(parmtype, name, #name ":" type)
#define __MODULE_STRING(x)	       __stringify(x)
#define MODULE_PARM_DESC(name, text)   __MODULE_INFO(parm, name, #name ":" text)

struct kernel_param;
struct module;

#define KERNEL_PARAM_OPS_FL_NOARG 1 /* the name alone, without '=', will do */

struct kernel_param_ops {
	unsigned int flags;
	/* 0, or a negative errno. val: NULL when there was no '=' */
	int (*set)(const char *val, const struct kernel_param *kp);
	/* Text into a page; its length, or a negative errno. */
	int (*get)(char *buffer, const struct kernel_param *kp);
	void (*free)(void *arg); /* when the module goes; may be NULL */
};

#define KERNEL_PARAM_FL_UNSAFE	1
#define KERNEL_PARAM_FL_HWPARAM 2

struct kernel_param {
	const char *name;
	struct module *mod;
	const struct kernel_param_ops *ops;
	const u16 perm; /* of its file in /sys/module/NAME/parameters; 0: none */
	s8 level;
	u8 flags;
	union {
		void *arg;
		const struct kparam_string *str;
		const struct kparam_array *arr;
	};
};

struct kparam_string {
	unsigned int maxlen;
	char *string;
};

struct kparam_array {
	unsigned int max, elemsize;
	unsigned int *num; /* how many were given; may be NULL */
	const struct kernel_param_ops *ops;
	void *elem;
};

#define __module_param_call(prefix, name, ops, arg, perm, level, flags)                            \
	static const char __param_str_##name[] __used = prefix #name;                              \
	static struct kernel_param const __param_##name __used __section("__param") __aligned(     \
	    sizeof(void *)) = {__param_str_##name, THIS_MODULE, ops, perm, level, flags, {arg}}

#define module_param_cb(name, ops, arg, perm)                                                      \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, arg, perm, -1, 0)
#define module_param_cb_unsafe(name, ops, arg, perm)                                               \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, arg, perm, -1, KERNEL_PARAM_FL_UNSAFE)
#define core_param_cb(name, ops, arg, perm) __module_param_call("", name, ops, arg, perm, -1, 0)

/* Before 2.6.36 with two functions in place of the struct. */
#define module_param_call(name, _set, _get, arg, perm)                                             \
	static const struct kernel_param_ops __param_ops_##name = {                                \
	    .flags = 0, .set = (__param_set_t)(_set), .get = (__param_get_t)(_get)};               \
	__module_param_call(MODULE_PARAM_PREFIX, name, &__param_ops_##name, arg, perm, -1, 0)
typedef int (*__param_set_t)(const char *val, const struct kernel_param *kp);
typedef int (*__param_get_t)(char *buffer, const struct kernel_param *kp);

#define module_param_named(name, value, type, perm)                                                \
	param_check_##type(name, &(value));                                                        \
	module_param_cb(name, &param_ops_##type, &value, perm);                                    \
	__MODULE_PARM_TYPE(name, #type)
#define module_param_named_unsafe(name, value, type, perm)                                         \
	module_param_named(name, value, type, perm)
#define module_param(name, type, perm)		  module_param_named(name, name, type, perm)
#define module_param_unsafe(name, type, perm)	  module_param(name, type, perm)
#define module_param_hw(name, type, hwtype, perm) module_param_named(name, name, type, perm)
#define module_param_hw_named(name, value, type, hwtype, perm)                                     \
	module_param_named(name, value, type, perm)
#define core_param(name, var, type, perm)                                                          \
	param_check_##type(name, &(var));                                                          \
	core_param_cb(name, &param_ops_##type, &var, perm)

/* char string[len], into which the text is copied */
#define module_param_string(name, text, len, perm)                                                 \
	static const struct kparam_string __param_string_##name = {len, text};                     \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_string,                          \
			    (void *)&__param_string_##name, perm, -1, 0);                          \
	__MODULE_PARM_TYPE(name, "string")

/* nump: unsigned int or int *, NULL */
#define module_param_array_named(name, array, type, nump, perm)                                    \
	param_check_##type(name, &(array)[0]);                                                     \
	static const struct kparam_array __param_arr_##name = {                                    \
	    .max = ARRAY_SIZE(array),                                                              \
	    .num = (unsigned int *)__param_nump(nump),                                             \
	    .ops = &param_ops_##type,                                                              \
	    .elemsize = sizeof((array)[0]),                                                        \
	    .elem = array};                                                                        \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_array_ops,                           \
			    (void *)&__param_arr_##name, perm, -1, 0);                             \
	__MODULE_PARM_TYPE(name, "array of " #type)
#define module_param_array(name, type, nump, perm)                                                 \
	module_param_array_named(name, name, type, nump, perm)
#define module_param_hw_array(name, type, hwtype, nump, perm)                                      \
	module_param_array_named(name, name, type, nump, perm)
/* 2.6.10 and before wrote the variable itself, later ones its address or NULL. */
#ifdef __ERA_2_6__
#define __param_nump(nump)                                                                         \
	(&__builtin_choose_expr(__builtin_types_compatible_p(__typeof__(nump), int) ||             \
				    __builtin_types_compatible_p(__typeof__(nump), unsigned int),  \
				nump, *(unsigned int *)(nump)))
#else
#define __param_nump(nump) (nump)
#endif

#define __param_check(name, p, type)                                                               \
	static inline type *__always_unused __check_##name(void)                                   \
	{                                                                                          \
		return (p);                                                                        \
	}

#define __PARAM_TYPE(name, type)                                                                   \
	extern const struct kernel_param_ops param_ops_##name;                                     \
	int param_set_##name(const char *val, const struct kernel_param *kp);                      \
	int param_get_##name(char *buffer, const struct kernel_param *kp)

__PARAM_TYPE(byte, unsigned char);
__PARAM_TYPE(short, short);
__PARAM_TYPE(ushort, unsigned short);
__PARAM_TYPE(int, int);
__PARAM_TYPE(uint, unsigned int);
__PARAM_TYPE(long, long);
__PARAM_TYPE(ulong, unsigned long);
__PARAM_TYPE(ullong, unsigned long long);
__PARAM_TYPE(hexint, unsigned int);
__PARAM_TYPE(charp, char *);
__PARAM_TYPE(bool, bool);
__PARAM_TYPE(invbool, bool);
__PARAM_TYPE(bint, int);
__PARAM_TYPE(string, char);
extern const struct kernel_param_ops param_ops_bool_enable_only;
extern const struct kernel_param_ops param_array_ops;
int param_set_uint_minmax(const char *val, const struct kernel_param *kp, unsigned int min,
			  unsigned int max);
int param_set_copystring(const char *val, const struct kernel_param *kp);
void param_free_charp(void *arg);

#define param_check_byte(name, p)	      __param_check(name, p, unsigned char)
#define param_check_short(name, p)	      __param_check(name, p, short)
#define param_check_ushort(name, p)	      __param_check(name, p, unsigned short)
#define param_check_int(name, p)	      __param_check(name, p, int)
#define param_check_uint(name, p)	      __param_check(name, p, unsigned int)
#define param_check_long(name, p)	      __param_check(name, p, long)
#define param_check_ulong(name, p)	      __param_check(name, p, unsigned long)
#define param_check_ullong(name, p)	      __param_check(name, p, unsigned long long)
#define param_check_hexint(name, p)	      __param_check(name, p, unsigned int)
#define param_check_charp(name, p)	      __param_check(name, p, char *)
#define param_check_bint(name, p)	      __param_check(name, p, int)
#define param_check_invbool(name, p)	      __param_check(name, p, bool)
#define param_check_bool_enable_only(name, p) __param_check(name, p, bool)
/* In 2.6 a bool parameter was an int. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 3, 0)
#define param_check_bool(name, p) __param_check(name, p, int)
#define param_ops_bool		  param_ops_bint
#else
#define param_check_bool(name, p) __param_check(name, p, bool)
#endif

#ifndef MODULE /* the kernel's own */
/*
 * The words of args to the parameters of a table; what "args" points to is changed.
 * unknown is asked about a name that is not there; 0: it took it. 0, or a negative errno
 * after a line in the log that names the parameter.
 */
char *parse_module_args(const char *module, char *args, const struct kernel_param *params,
			unsigned int count, int (*unknown)(char *name, char *value, void *arg),
			void *arg);
#endif
/*
 * Around looking at a parameter that may be written by /sys, a charp above all: its text is
 * freed when another is written. mod NULL, for code of the kernel itself. May sleep.
 */
void kernel_param_lock(struct module *mod);
void kernel_param_unlock(struct module *mod);
#ifndef MODULE /* the kernel's own */
void destroy_params(const struct kernel_param *params, unsigned int count);
/* One parameter's value, set and shown as in /sys. */
int param_store(const struct kernel_param *kp, const char *value);
int param_show(const struct kernel_param *kp, char *buffer);
#endif

#endif
