/* SPDX-License-Identifier: GPL-2.0-only */
/* sysfs: attributes in groups, with or without a directory of their own. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mutex.h>

#include "fs/sysfs/sysfs.h"

#define ALL_MODES (0777)

static void remove_files(struct sysfs_node *dir, const struct attribute_group *group)
{
	struct attribute *const *attr;
	struct bin_attribute *const *bin;

	if (group->attrs)
		for (attr = group->attrs; *attr; attr++)
			sysfs_remove_name(dir, (*attr)->name);
	if (group->bin_attrs)
		for (bin = group->bin_attrs; *bin; bin++)
			sysfs_remove_name(dir, (*bin)->attr.name);
}

static int add_attrs(struct sysfs_node *dir, struct kobject *kobj,
		     const struct attribute_group *group, bool update)
{
	struct attribute *const *attr;
	int err = 0, i = 0;

	for (attr = group->attrs; *attr && !err; attr++, i++) {
		umode_t mode = (*attr)->mode;

		if (update)
			sysfs_remove_name(dir, (*attr)->name);
		if (group->is_visible)
			mode = group->is_visible(kobj, *attr, i);
		if (mode)
			err = sysfs_add_attr(dir, *attr, mode & ALL_MODES);
	}
	return err;
}

static int add_bins(struct sysfs_node *dir, struct kobject *kobj,
		    const struct attribute_group *group, bool update)
{
	struct bin_attribute *const *bin;
	int err = 0, i = 0;

	for (bin = group->bin_attrs; *bin && !err; bin++, i++) {
		umode_t mode = (*bin)->attr.mode;

		if (update)
			sysfs_remove_name(dir, (*bin)->attr.name);
		if (group->is_bin_visible)
			mode = group->is_bin_visible(kobj, *bin, i);
		if (mode)
			err = sysfs_add_bin(dir, *bin, mode & ALL_MODES);
	}
	return err;
}

static int add_files(struct sysfs_node *dir, struct kobject *kobj,
		     const struct attribute_group *group, bool update)
{
	int err = 0;

	if (group->attrs)
		err = add_attrs(dir, kobj, group, update);
	if (!err && group->bin_attrs)
		err = add_bins(dir, kobj, group, update);
	if (err)
		remove_files(dir, group);
	return err;
}

/* The group's directory, with a reference; NULL: it is not there. */
static struct sysfs_node *group_dir(struct kobject *kobj, const char *name)
{
	return name ? sysfs_get_dirent(kobj->sd, name) : sysfs_get(kobj->sd);
}

static int create(struct kobject *kobj, const struct attribute_group *group, bool update)
{
	struct sysfs_node *dir;
	int err;

	if (WARN_ON(!kobj || !kobj->sd))
		return -EINVAL;
	if (WARN(!group->attrs && !group->bin_attrs, "sysfs: attrs not set by %s/%s\n", kobj->name,
		 group->name ? group->name : ""))
		return -EINVAL;
	dir = group_dir(kobj, group->name);
	if (dir && group->name && !update) {
		sysfs_warn_dup(kobj->sd, group->name);
		sysfs_put(dir);
		return -EEXIST;
	}
	if (!dir) {
		dir = sysfs_add(kobj->sd, group->name, 0755, SYSFS_DIR, kobj);
		if (IS_ERR(dir))
			return PTR_ERR(dir);
		sysfs_get(dir);
	}
	err = add_files(dir, kobj, group, update);
	if (err && group->name)
		sysfs_remove(dir);
	sysfs_put(dir);
	return err;
}

int sysfs_create_group(struct kobject *kobj, const struct attribute_group *group)
{
	return create(kobj, group, false);
}
EXPORT_SYMBOL(sysfs_create_group);

int sysfs_update_group(struct kobject *kobj, const struct attribute_group *group)
{
	return create(kobj, group, true);
}
EXPORT_SYMBOL(sysfs_update_group);

void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *group)
{
	struct sysfs_node *dir;

	if (!kobj->sd)
		return;
	dir = group_dir(kobj, group->name);
	if (WARN(!dir, "sysfs group '%s' not found for kobject '%s'\n", group->name, kobj->name))
		return;
	if (group->name)
		sysfs_remove(dir);
	else
		remove_files(dir, group);
	sysfs_put(dir);
}
EXPORT_SYMBOL(sysfs_remove_group);

int sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	int i, err = 0;

	if (!groups)
		return 0;
	for (i = 0; groups[i] && !err; i++)
		err = sysfs_create_group(kobj, groups[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			sysfs_remove_group(kobj, groups[i]);
	return err;
}
EXPORT_SYMBOL(sysfs_create_groups);

int sysfs_update_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	int err = 0;

	for (; groups && *groups && !err; groups++)
		err = sysfs_update_group(kobj, *groups);
	return err;
}
EXPORT_SYMBOL(sysfs_update_groups);

void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	for (; groups && *groups; groups++)
		sysfs_remove_group(kobj, *groups);
}
EXPORT_SYMBOL(sysfs_remove_groups);

/* ---- single files in a group that is there ---- */

int sysfs_add_file_to_group(struct kobject *kobj, const struct attribute *attr, const char *group)
{
	struct sysfs_node *dir = group_dir(kobj, group);
	int err = dir ? sysfs_add_attr(dir, attr, attr->mode) : -ENOENT;

	sysfs_put(dir);
	return err;
}
EXPORT_SYMBOL(sysfs_add_file_to_group);

void sysfs_remove_file_from_group(struct kobject *kobj, const struct attribute *attr,
				  const char *group)
{
	struct sysfs_node *dir = group_dir(kobj, group);

	if (dir)
		sysfs_remove_name(dir, attr->name);
	sysfs_put(dir);
}
EXPORT_SYMBOL(sysfs_remove_file_from_group);

int sysfs_merge_group(struct kobject *kobj, const struct attribute_group *group)
{
	struct sysfs_node *dir = group_dir(kobj, group->name);
	int err = dir ? add_files(dir, kobj, group, false) : -ENOENT;

	sysfs_put(dir);
	return err;
}
EXPORT_SYMBOL(sysfs_merge_group);

void sysfs_unmerge_group(struct kobject *kobj, const struct attribute_group *group)
{
	struct sysfs_node *dir = group_dir(kobj, group->name);

	if (dir)
		remove_files(dir, group);
	sysfs_put(dir);
}
EXPORT_SYMBOL(sysfs_unmerge_group);

int sysfs_add_link_to_group(struct kobject *kobj, const char *group_name, struct kobject *target,
			    const char *link_name)
{
	struct sysfs_node *dir = group_dir(kobj, group_name);
	int err = -ENOENT;

	if (dir && target->sd)
		err = PTR_ERR_OR_ZERO(sysfs_add(dir, link_name, 0777, SYSFS_LINK, target->sd));
	sysfs_put(dir);
	return err;
}
EXPORT_SYMBOL(sysfs_add_link_to_group);

void sysfs_remove_link_from_group(struct kobject *kobj, const char *group_name,
				  const char *link_name)
{
	struct sysfs_node *dir = group_dir(kobj, group_name);

	if (dir)
		sysfs_remove_name(dir, link_name);
	sysfs_put(dir);
}
EXPORT_SYMBOL(sysfs_remove_link_from_group);
