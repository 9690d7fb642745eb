/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands on files: ls, cat, echo. Those of /proc and /sys need nothing to be mounted. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/string.h>

#include "cmds.h"

static const char *why(int err)
{
	switch (err) {
	case -ENOENT:
		return "No such file or directory";
	case -EACCES:
		return "Permission denied";
	case -EISDIR:
		return "Is a directory";
	case -ENOTDIR:
		return "Not a directory";
	case -EINVAL:
		return "Invalid argument";
	case -ENOMEM:
		return "Cannot allocate memory";
	case -ENODEV:
		return "No such device";
	case -ENXIO:
		return "No such device or address";
	case -EBUSY:
		return "Device or resource busy";
	case -EOPNOTSUPP:
		return "Operation not supported";
	case -ETIMEDOUT:
		return "Connection timed out";
	}
	return "Input/output error";
}

static void complain(struct prompt *pr, const char *cmd, const char *path, int err)
{
	prompt_printf(pr, "%s: %s: %s\n", cmd, path, why(err));
}

/* /proc/x and proc/x, and x alone where the command is at home in /proc; NULL: elsewhere. */
static struct proc_dir_entry *lookup(const char *path)
{
	path += strspn(path, "/");
	if (!strcmp(path, "proc"))
		return proc_lookup("");
	return strstarts(path, "proc/") ? proc_lookup(path + 5) : NULL;
}

static void to_tty(struct seq_file *m)
{
	struct prompt *pr = m->reader;

	if (!prompt_interrupted(pr))
		prompt_write(pr, m->buf, m->count);
}

static bool checked(struct prompt *pr, const char *cmd, const char *path, int err)
{
	if (err < 0)
		complain(pr, cmd, path, err);
	return err >= 0;
}

bool prompt_cat(struct prompt *pr, const char *path)
{
	const char *in_sysfs = prompt_sysfs_path(path);
	struct proc_dir_entry *de = lookup(path);
	struct seq_file m = {
	    .buf = pr->out_text,
	    .size = sizeof(pr->out_text),
	    .flush = to_tty,
	    .reader = pr,
	};

	if (in_sysfs)
		return checked(pr, "cat", path, prompt_sysfs_cat(pr, in_sysfs));
	return checked(pr, "cat", path, de ? proc_show(de, &m) : fs_cat(pr, path));
}

static void run_cat(struct prompt *pr, char *args)
{
	char *path;

	if (!*args) {
		prompt_printf(pr, "usage: cat FILE ...\n");
		return;
	}
	while ((path = strsep(&args, " ")) && !prompt_interrupted(pr))
		if (*path)
			prompt_cat(pr, path);
}

static void ls_entry(struct prompt *pr, struct proc_dir_entry *de, bool is_long)
{
	static const char bits[] = "rwxrwxrwx";
	char mode[11] = "----------";
	int i;

	if (!is_long) {
		prompt_printf(pr, "%s%s\n", de->name, S_ISDIR(de->mode) ? "/" : "");
		return;
	}
	mode[0] = S_ISDIR(de->mode) ? 'd' : '-';
	for (i = 0; i < 9; i++)
		if (de->mode & (0400 >> i))
			mode[1 + i] = bits[i];
	prompt_printf(pr, "%s %s\n", mode, de->name);
}

static void ls(struct prompt *pr, const char *path, bool is_long)
{
	struct proc_dir_entry *dir = lookup(path), *de;
	const char *in_sysfs = prompt_sysfs_path(path);

	if (in_sysfs) {
		checked(pr, "ls", path, prompt_sysfs_ls(pr, in_sysfs));
		return;
	}
	if (!strcmp(path, "/"))
		prompt_printf(pr, is_long ? "dr-xr-xr-x proc\ndr-xr-xr-x sys\n" : "proc/\nsys/\n");
	if (!dir) {
		checked(pr, "ls", path, fs_ls(pr, path, is_long));
		return;
	}
	if (!S_ISDIR(dir->mode)) {
		ls_entry(pr, dir, is_long);
		return;
	}
	list_for_each_entry (de, &dir->children, sibling)
		ls_entry(pr, de, is_long);
}

static void run_ls(struct prompt *pr, char *args)
{
	bool is_long = false, listed = false;
	char *word;

	while ((word = strsep(&args, " "))) {
		if (!strcmp(word, "-l")) {
			is_long = true;
		} else if (*word) {
			ls(pr, word, is_long);
			listed = true;
		}
	}
	if (!listed)
		ls(pr, "/proc", is_long);
}

/* The text of echo, its quotes taken off. */
static char *unquote(char *text)
{
	size_t len = strlen(text);

	if (len > 1 && (*text == '"' || *text == '\'') && text[len - 1] == *text) {
		text[len - 1] = '\0';
		return text + 1;
	}
	return text;
}

static void run_echo(struct prompt *pr, char *args)
{
	char *target = strchr(args, '>'), *text;
	struct proc_dir_entry *de;
	bool append;
	int err;

	if (!target) {
		prompt_printf(pr, "%s\n", unquote(args));
		return;
	}
	*target++ = '\0';
	append = *target == '>';
	target += append;
	target = strim(target);
	text = unquote(strim(args));
	if (prompt_sysfs_path(target)) {
		checked(pr, "echo", target, prompt_sysfs_echo(prompt_sysfs_path(target), text));
		return;
	}
	de = lookup(target);
	err = de ? proc_write(de, text, strlen(text)) : fs_write(target, text, append);
	if (err < 0)
		complain(pr, "echo", target, err);
}

const struct cmd cmds_proc[] = {
    {"cat", run_cat, "cat FILE ...", "print files: /proc/buddyinfo"},
    {"ls", run_ls, "ls [-l] [DIR]", "list a directory; without a name /proc"},
    {"echo", run_echo, "echo TEXT [> FILE]", "print a text, or write it to a file"},
    {NULL},
};
