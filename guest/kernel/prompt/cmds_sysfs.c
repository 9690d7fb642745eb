/* SPDX-License-Identifier: GPL-2.0-only */
/* cat, ls and echo in /sys. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "cmds.h"
#include "fs/sysfs/sysfs.h"

const char *prompt_sysfs_path(const char *path)
{
	path += strspn(path, "/");
	if (!strcmp(path, "sys"))
		return "";
	return strstarts(path, "sys/") ? path + 4 : NULL;
}

int prompt_sysfs_cat(struct prompt *pr, const char *path)
{
	ssize_t len = sysfs_read_text(path, pr->out_text, sizeof(pr->out_text));

	if (len >= 0)
		prompt_write(pr, pr->out_text, min_t(size_t, len, sizeof(pr->out_text) - 1));
	return min_t(ssize_t, len, 0);
}

int prompt_sysfs_echo(const char *path, char *text)
{
	ssize_t len = sysfs_write_text(path, text);

	return min_t(ssize_t, len, 0);
}

int prompt_sysfs_ls(struct prompt *pr, const char *path)
{
	static const char *const marks[] = {
	    [SYSFS_DIR] = "/", [SYSFS_FILE] = "", [SYSFS_BIN_FILE] = "", [SYSFS_LINK] = "@"};
	struct sysfs_node *dir = sysfs_lookup(path), *node;
	int err = !dir ? -ENOENT : dir->kind != SYSFS_DIR ? -ENOTDIR : 0;

	if (!err) {
		mutex_lock(&sysfs_mutex);
		list_for_each_entry (node, &dir->children, sibling)
			prompt_printf(pr, "%s%s\n", node->name, marks[node->kind]);
		mutex_unlock(&sysfs_mutex);
	}
	sysfs_put(dir);
	return err;
}
