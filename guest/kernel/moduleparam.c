/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * moduleparam: parameters of modules and of drivers in the kernel: text to variables and
 * back, by the tables that module_param() makes.
 */
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/params.h>
#include <linux/slab.h>
#include <linux/string.h>

#define CHARP_MOST 1024 /* characters of a charp's value */

/* ---- numbers ---- */

#define PARAM_OPS(name, setter, getter)                                                            \
	const struct kernel_param_ops param_ops_##name = {.set = (setter), .get = (getter)};       \
	EXPORT_SYMBOL(param_ops_##name)

/* wide: the longest of its kind, parsed with strtox; a value that does not survive is too large */
#define NUMBER_PARAM(name, type, wide, strtox, base, format)                                       \
	int param_set_##name(const char *val, const struct kernel_param *kp)                       \
	{                                                                                          \
		wide value;                                                                        \
		int err = val ? strtox(val, base, &value) : -EINVAL;                               \
                                                                                                   \
		if (err)                                                                           \
			return err;                                                                \
		if ((wide)(type)value != value)                                                    \
			return -ERANGE;                                                            \
		*(type *)kp->arg = value;                                                          \
		return 0;                                                                          \
	}                                                                                          \
	EXPORT_SYMBOL(param_set_##name);                                                           \
	int param_get_##name(char *buffer, const struct kernel_param *kp)                          \
	{                                                                                          \
		return scnprintf(buffer, PAGE_SIZE, format "\n", *(type *)kp->arg);                \
	}                                                                                          \
	EXPORT_SYMBOL(param_get_##name);                                                           \
	PARAM_OPS(name, param_set_##name, param_get_##name)

NUMBER_PARAM(byte, unsigned char, unsigned long long, kstrtoull, 0, "%u");
NUMBER_PARAM(short, short, long long, kstrtoll, 0, "%d");
NUMBER_PARAM(ushort, unsigned short, unsigned long long, kstrtoull, 0, "%u");
NUMBER_PARAM(int, int, long long, kstrtoll, 0, "%d");
NUMBER_PARAM(uint, unsigned int, unsigned long long, kstrtoull, 0, "%u");
NUMBER_PARAM(long, long, long long, kstrtoll, 0, "%ld");
NUMBER_PARAM(ulong, unsigned long, unsigned long long, kstrtoull, 0, "%lu");
NUMBER_PARAM(ullong, unsigned long long, unsigned long long, kstrtoull, 0, "%llu");
NUMBER_PARAM(hexint, unsigned int, unsigned long long, kstrtoull, 16, "%#08x");

int param_set_uint_minmax(const char *val, const struct kernel_param *kp, unsigned int least,
			  unsigned int most)
{
	unsigned int value;
	int err = val ? kstrtouint(val, 0, &value) : -EINVAL;

	if (err)
		return err;
	if (value < least || value > most)
		return -EINVAL;
	*(unsigned int *)kp->arg = value;
	return 0;
}
EXPORT_SYMBOL_GPL(param_set_uint_minmax);

/* ---- texts ---- */

/* Copies that charp parameters point to; what else they point to is not ours to free. */
struct param_copy {
	struct list_head list;
	char text[];
};

static LIST_HEAD(copies);
static DEFINE_MUTEX(copies_lock);

void param_free_charp(void *arg)
{
	struct param_copy *copy;

	mutex_lock(&copies_lock);
	list_for_each_entry (copy, &copies, list) {
		if (copy->text == *(char **)arg) {
			list_del(&copy->list);
			kfree(copy);
			break;
		}
	}
	mutex_unlock(&copies_lock);
}
EXPORT_SYMBOL(param_free_charp);

int param_set_charp(const char *val, const struct kernel_param *kp)
{
	size_t len = val ? strlen(val) : 0;
	struct param_copy *copy;

	if (!val)
		return -EINVAL;
	if (len > CHARP_MOST) {
		pr_err("%s: string parameter too long\n", kp->name);
		return -ENOSPC;
	}
	if (!slab_is_available()) { /* the kernel's own command line stays */
		*(char **)kp->arg = (char *)val;
		return 0;
	}
	copy = kmalloc(sizeof(*copy) + len + 1, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	strcpy(copy->text, val);
	param_free_charp(kp->arg);
	mutex_lock(&copies_lock);
	list_add(&copy->list, &copies);
	mutex_unlock(&copies_lock);
	*(char **)kp->arg = copy->text;
	return 0;
}
EXPORT_SYMBOL(param_set_charp);

int param_get_charp(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s\n", *(char **)kp->arg);
}
EXPORT_SYMBOL(param_get_charp);

const struct kernel_param_ops param_ops_charp = {
    .set = param_set_charp, .get = param_get_charp, .free = param_free_charp};
EXPORT_SYMBOL(param_ops_charp);

int param_set_copystring(const char *val, const struct kernel_param *kp)
{
	if (!val)
		return -EINVAL;
	if (strlen(val) + 1 > kp->str->maxlen) {
		pr_err("%s: string doesn't fit in %u chars.\n", kp->name, kp->str->maxlen - 1);
		return -ENOSPC;
	}
	strcpy(kp->str->string, val);
	return 0;
}
EXPORT_SYMBOL(param_set_copystring);

int param_set_string(const char *val, const struct kernel_param *kp)
{
	return param_set_copystring(val, kp);
}
EXPORT_SYMBOL(param_set_string);

int param_get_string(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s\n", kp->str->string);
}
EXPORT_SYMBOL(param_get_string);
PARAM_OPS(string, param_set_string, param_get_string);

/* ---- yes and no ---- */

int param_set_bool(const char *val, const struct kernel_param *kp)
{
	return kstrtobool(val ?: "1", kp->arg);
}
EXPORT_SYMBOL(param_set_bool);

int param_get_bool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *(bool *)kp->arg ? 'Y' : 'N');
}
EXPORT_SYMBOL(param_get_bool);

const struct kernel_param_ops param_ops_bool = {
    .flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bool, .get = param_get_bool};
EXPORT_SYMBOL(param_ops_bool);

static int set_bool_enable_only(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val ?: "1", &value);

	if (!err && !value && *(bool *)kp->arg)
		return -EROFS;
	if (!err && value)
		*(bool *)kp->arg = true;
	return err;
}

const struct kernel_param_ops param_ops_bool_enable_only = {
    .flags = KERNEL_PARAM_OPS_FL_NOARG, .set = set_bool_enable_only, .get = param_get_bool};
EXPORT_SYMBOL(param_ops_bool_enable_only);

int param_set_invbool(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val ?: "1", &value);

	if (!err)
		*(bool *)kp->arg = !value;
	return err;
}
EXPORT_SYMBOL(param_set_invbool);

int param_get_invbool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *(bool *)kp->arg ? 'N' : 'Y');
}
EXPORT_SYMBOL(param_get_invbool);
PARAM_OPS(invbool, param_set_invbool, param_get_invbool);

/* An int that is shown as a number but takes y and n as well. */
int param_set_bint(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val ?: "1", &value);

	if (!err)
		*(int *)kp->arg = value;
	return err;
}
EXPORT_SYMBOL(param_set_bint);

int param_get_bint(char *buffer, const struct kernel_param *kp)
{
	return param_get_int(buffer, kp);
}
EXPORT_SYMBOL(param_get_bint);

const struct kernel_param_ops param_ops_bint = {
    .flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bint, .get = param_get_bint};
EXPORT_SYMBOL(param_ops_bint);

/* ---- arrays: values with commas between ---- */

static struct kernel_param element(const struct kernel_param *kp, unsigned int i)
{
	return (struct kernel_param){.name = kp->name,
				     .mod = kp->mod,
				     .ops = kp->arr->ops,
				     .level = kp->level,
				     .arg = kp->arr->elem + kp->arr->elemsize * i};
}

static int array_set(const char *val, const struct kernel_param *kp)
{
	char *copy = val ? kstrdup(val, GFP_KERNEL) : NULL, *rest = copy, *word;
	unsigned int count = 0, *num = kp->arr->num ?: &count;
	int err = 0;

	if (!copy)
		return val ? -ENOMEM : -EINVAL;
	for (*num = 0; !err && (word = strsep(&rest, ",")); ++*num) {
		struct kernel_param one = element(kp, *num);

		if (*num == kp->arr->max) {
			pr_err("%s: can only take %u arguments\n", kp->name, kp->arr->max);
			err = -EINVAL;
			break;
		}
		err = one.ops->set(word, &one);
	}
	kfree(copy);
	return err;
}

static int array_get(char *buffer, const struct kernel_param *kp)
{
	unsigned int i, count = kp->arr->num ? *kp->arr->num : kp->arr->max;
	int len = 0, got;

	for (i = 0; i < count; i++) {
		struct kernel_param one = element(kp, i);

		if (i)
			buffer[len - 1] = ','; /* in place of the newline */
		got = one.ops->get(buffer + len, &one);
		if (got < 0)
			return got;
		len += got;
	}
	buffer[len] = '\0';
	return len;
}

static void array_free(void *arg)
{
	const struct kparam_array *arr = arg;
	unsigned int i;

	/* behind a list that has become shorter there are texts of the longer one */
	bool all = !arr->num || arr->ops == &param_ops_charp;

	if (arr->ops->free)
		for (i = 0; i < (all ? arr->max : *arr->num); i++)
			arr->ops->free(arr->elem + arr->elemsize * i);
}

const struct kernel_param_ops param_array_ops = {
    .set = array_set, .get = array_get, .free = array_free};
EXPORT_SYMBOL(param_array_ops);

/* ---- a line of them ---- */

static bool same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
			return false;
	return !*a && !*b;
}

static const struct kernel_param *find(const struct kernel_param *params, unsigned int count,
				       const char *name)
{
	for (; count; count--, params++)
		if (same_name(params->name, name))
			return params;
	return NULL;
}

static DEFINE_MUTEX(builtin_lock);

void kernel_param_lock(struct module *mod)
{
	mutex_lock(mod ? &mod->param_lock : &builtin_lock);
}
EXPORT_SYMBOL(kernel_param_lock);

void kernel_param_unlock(struct module *mod)
{
	mutex_unlock(mod ? &mod->param_lock : &builtin_lock);
}
EXPORT_SYMBOL(kernel_param_unlock);

static int store_unlocked(const struct kernel_param *kp, const char *value)
{
	if (!kp->ops->set)
		return -EPERM;
	if (!value && !(kp->ops->flags & KERNEL_PARAM_OPS_FL_NOARG))
		return -EINVAL;
	return kp->ops->set(value, kp);
}

int param_store(const struct kernel_param *kp, const char *value)
{
	int err;

	kernel_param_lock(kp->mod);
	err = store_unlocked(kp, value);
	kernel_param_unlock(kp->mod);
	return err;
}

int param_show(const struct kernel_param *kp, char *buffer)
{
	int len;

	if (!kp->ops->get)
		return -EPERM;
	kernel_param_lock(kp->mod);
	len = kp->ops->get(buffer, kp);
	kernel_param_unlock(kp->mod);
	return len;
}

static int report(const char *module, const char *name, const char *value, int err)
{
	if (err == -ENOSPC)
		pr_err("%s: `%s' too large for parameter `%s'\n", module, value ?: "", name);
	else if (err)
		pr_err("%s: `%s' invalid for parameter `%s'\n", module, value ?: "", name);
	return err;
}

char *parse_module_args(const char *module, char *args, const struct kernel_param *params,
			unsigned int count, int (*unknown)(char *name, char *value, void *arg),
			void *arg)
{
	const struct kernel_param *kp;
	char *name, *value;
	int err;

	for (args = skip_spaces(args); *args;) {
		args = next_arg(args, &name, &value);
		if (!value && !strcmp(name, "--"))
			break;
		kp = find(params, count, name);
		if (kp)
			err = report(module, name, value, param_store(kp, value));
		else
			err = unknown ? unknown(name, value, arg) : 0;
		if (!kp && !unknown)
			pr_warn("%s: unknown parameter '%s' ignored\n", module, name);
		if (err)
			return ERR_PTR(err);
	}
	return args;
}

void destroy_params(const struct kernel_param *params, unsigned int count)
{
	for (; count; count--, params++)
		if (params->ops->free)
			params->ops->free(params->arg);
}

int builtin_param(const char *name, const char *value)
{
	extern const struct kernel_param __start___param[], __stop___param[];
	const struct kernel_param *kp =
	    find(__start___param, __stop___param - __start___param, name);

	return kp ? report("kernel", name, value, store_unlocked(kp, value)) : -ENOENT;
}
