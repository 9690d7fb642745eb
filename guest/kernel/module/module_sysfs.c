/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_sysfs: /sys/module/NAME of a loaded module.
 *
 *	initstate refcnt coresize initsize taint version srcversion uevent
 *	parameters/PARAMETER      guest/kernel/moduleparam_sysfs.c
 *	sections/.text ...        where it was put, for debuggers; for root only
 *	holders/OTHER             links to the modules that use this one
 *	drivers/BUS:DRIVER        links, guest/drivers/base/module.c
 *
 * The object is inside of struct module, so the module's memory stays until the last
 * reference to it is given back.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "module_internal.h"
#include "module_sysfs.h"

#define LAST_REFERENCE HZ /* how long it may take until the last one goes */

/* ---- what all have ---- */

static ssize_t show_initstate(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	static const char *const states[] = {[MODULE_STATE_LIVE] = "live",
					     [MODULE_STATE_COMING] = "coming",
					     [MODULE_STATE_GOING] = "going"};

	return sysfs_emit(buf, "%s\n", states[mk->mod->state]);
}

static ssize_t show_refcnt(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%i\n", module_refcount(mk->mod));
}

static ssize_t show_coresize(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%u\n", mk->mod->core_layout.size);
}

static ssize_t show_initsize(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%u\n", mk->mod->init_layout.size);
}

static ssize_t show_taint(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	char flags[8];

	module_flags_taint(mk->mod, flags);
	return sysfs_emit(buf, "%s\n", flags);
}

static ssize_t show_version(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%s\n", mk->mod->version);
}

static int has_version(struct module *mod)
{
	return mod->version != NULL;
}

static ssize_t show_srcversion(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%s\n", mk->mod->srcversion);
}

static int has_srcversion(struct module *mod)
{
	return mod->srcversion != NULL;
}

static struct module_attribute initstate = __ATTR(initstate, 0444, show_initstate, NULL);
static struct module_attribute refcnt = __ATTR(refcnt, 0444, show_refcnt, NULL);
static struct module_attribute coresize = __ATTR(coresize, 0444, show_coresize, NULL);
static struct module_attribute initsize = __ATTR(initsize, 0444, show_initsize, NULL);
static struct module_attribute taint = __ATTR(taint, 0444, show_taint, NULL);
static struct module_attribute version = {
    .attr = {.name = "version", .mode = 0444}, .show = show_version, .test = has_version};
static struct module_attribute srcversion = {
    .attr = {.name = "srcversion", .mode = 0444}, .show = show_srcversion, .test = has_srcversion};

static const struct module_attribute *const files[] = {
    &initstate, &refcnt, &coresize, &initsize, &taint, &version, &srcversion, &module_uevent};

static int add_files(struct module *mod)
{
	int i, err = 0;

	for (i = 0; i < ARRAY_SIZE(files) && !err; i++)
		if (!files[i]->test || files[i]->test(mod))
			err = sysfs_create_file(&mod->mkobj.kobj, &files[i]->attr);
	return err;
}

/* ---- sections ---- */

struct module_sect_attr {
	struct bin_attribute battr;
	unsigned long address;
};

struct module_sect_attrs {
	struct attribute_group grp;
	struct module_sect_attr *attrs;
	struct bin_attribute **list;
	char *names;
};

static ssize_t section_read(struct file *file, struct kobject *kobj, struct bin_attribute *battr,
			    char *buf, loff_t pos, size_t count)
{
	struct module_sect_attr *attr = container_of(battr, struct module_sect_attr, battr);
	char text[16];
	int len = scnprintf(text, sizeof(text), "0x%08lx\n", attr->address);

	if (pos >= len)
		return 0;
	len = min_t(size_t, count, len - pos);
	memcpy(buf, text + pos, len);
	return len;
}

/* Has it memory, and a name that can be a file's? */
static bool is_shown(const struct module_elf *elf, u32 i)
{
	const char *name = module_elf_name(elf, i);

	return elf->sec[i].kept && elf->sechdrs[i].sh_size && name[0] && strcmp(name, ".") &&
	       strcmp(name, "..") && !strchr(name, '/');
}

static int by_name(const void *a, const void *b)
{
	const struct module_sect_attr *x = a, *y = b;

	return strcmp(x->battr.attr.name, y->battr.attr.name) ?: x->address < y->address ? -1 : 1;
}

static struct module_sect_attrs *new_sections(const struct module_elf *elf)
{
	struct module_sect_attrs *sects;
	size_t bytes = 0, n = 0;
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		if (!is_shown(elf, i))
			continue;
		bytes += strlen(module_elf_name(elf, i)) + 1;
		n++;
	}
	sects = kvzalloc(sizeof(*sects) + n * sizeof(*sects->attrs) +
			     (n + 1) * sizeof(*sects->list) + bytes,
			 GFP_KERNEL);
	if (sects) {
		sects->attrs = (struct module_sect_attr *)(sects + 1);
		sects->list = (struct bin_attribute **)(sects->attrs + n);
		sects->names = (char *)(sects->list + n + 1);
		sects->grp.name = "sections";
		sects->grp.bin_attrs = sects->list;
	}
	return sects;
}

static unsigned int name_sections(struct module_sect_attrs *sects, const struct module_elf *elf)
{
	char *name = sects->names;
	unsigned int n = 0;
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		struct module_sect_attr *attr = &sects->attrs[n];

		if (!is_shown(elf, i))
			continue;
		strcpy(name, module_elf_name(elf, i));
		attr->battr.attr.name = name;
		attr->battr.attr.mode = 0400;
		attr->battr.size = strlen("0x12345678\n");
		attr->battr.read = section_read;
		attr->address = elf->sec[i].addr;
		name += strlen(name) + 1;
		n++;
	}
	return n;
}

/* Of sections of one name the first. */
static int add_sections(struct module *mod, const struct module_elf *elf)
{
	struct module_sect_attrs *sects = new_sections(elf);
	unsigned int i, n, shown = 0;

	if (!sects)
		return -ENOMEM;
	mod->sect_attrs = sects;
	n = name_sections(sects, elf);
	sort(sects->attrs, n, sizeof(*sects->attrs), by_name, NULL);
	for (i = 0; i < n; i++)
		if (!i ||
		    strcmp(sects->attrs[i].battr.attr.name, sects->attrs[i - 1].battr.attr.name))
			sects->list[shown++] = &sects->attrs[i].battr;
	return shown ? sysfs_create_group(&mod->mkobj.kobj, &sects->grp) : 0;
}

/* ---- who uses it ---- */

static int add_holder(struct module *mod)
{
	const struct module_use *use;
	int err = 0;

	module_lock();
	list_for_each_entry (use, &mod->target_list, target_list) {
		err = sysfs_create_link(use->target->holders_dir, &mod->mkobj.kobj, mod->name);
		if (err)
			break;
	}
	module_unlock();
	return err;
}

static void remove_holder(struct module *mod)
{
	const struct module_use *use;

	module_lock();
	list_for_each_entry (use, &mod->target_list, target_list)
		sysfs_remove_link(use->target->holders_dir, mod->name);
	module_unlock();
}

/* ---- coming and going ---- */

static int add_object(struct module *mod)
{
	struct kobject *there = kset_find_obj(module_kset, mod->name);

	if (there) {
		pr_err("%s: a part of the kernel has this name\n", mod->name);
		kobject_put(there);
		return -EINVAL;
	}
	mod->mkobj.kobj.kset = module_kset;
	return kobject_init_and_add(&mod->mkobj.kobj, &module_ktype, NULL, "%s", mod->name);
}

int module_sysfs_add(struct module *mod, const struct module_elf *elf)
{
	int err = add_object(mod);

	if (err)
		return err;
	mod->holders_dir = kobject_create_and_add("holders", &mod->mkobj.kobj);
	err = mod->holders_dir ? 0 : -ENOMEM;
	if (!err)
		err = module_params_add(&mod->mkobj, mod->kp, mod->num_kp);
	if (!err)
		err = add_files(mod);
	if (!err)
		err = add_holder(mod);
	return err ?: add_sections(mod, elf);
}

/* Until nobody has a reference any more; false: somebody keeps one. */
static bool put_object(struct module_kobject *mk)
{
	DECLARE_COMPLETION_ONSTACK(gone);

	mk->kobj_completion = &gone;
	kobject_put(&mk->kobj);
	if (wait_for_completion_timeout(&gone, LAST_REFERENCE))
		return true;
	if (cmpxchg(&mk->kobj_completion, &gone, NULL) == &gone)
		return false;
	wait_for_completion(&gone);
	return true;
}

bool module_sysfs_remove(struct module *mod)
{
	struct module_kobject *mk = &mod->mkobj;

	if (!mk->kobj.state_initialized)
		return true;
	if (mod->holders_dir)
		remove_holder(mod);
	kobject_put(mk->drivers_dir);
	kobject_put(mod->holders_dir);
	kobject_del(&mk->kobj);
	kfree(mk->mp);
	kvfree(mod->sect_attrs);
	if (put_object(mk))
		return true;
	pr_err("%s: its object in /sys/module is still referred to; its memory stays\n", mod->name);
	return false;
}
