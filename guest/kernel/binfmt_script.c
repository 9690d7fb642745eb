/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * binfmt_script: "#! interpreter [argument]": the interpreter runs, with the argument (one,
 * whatever blanks are in it) and the script's name before the script's own arguments.
 */
#include <linux/binfmts.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

static char *skip_blanks(char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* The line is cut into *interp and *arg (NULL: none), within bprm->interp_buf. */
static int parse_line(struct linux_binprm *bprm, char **interp, char **arg)
{
	char *line = bprm->interp_buf, *end;

	memcpy(line, bprm->buf + 2, sizeof(bprm->buf) - 2);
	line[sizeof(bprm->buf) - 3] = '\0';
	end = strchr(line, '\n');
	if (!end) {
		end = line + strlen(line);
		/* a name that may have been cut off is not one */
		if (end == line + sizeof(bprm->buf) - 3 && !strpbrk(skip_blanks(line), " \t"))
			return -ENOEXEC;
	}
	while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	*interp = skip_blanks(line);
	if (!**interp)
		return -ENOEXEC;
	*arg = strpbrk(*interp, " \t");
	if (*arg) {
		*(*arg)++ = '\0';
		*arg = skip_blanks(*arg);
	}
	return 0;
}

int load_script(struct linux_binprm *bprm)
{
	char *interp, *arg;
	struct file *file;
	int err;

	if (bprm->buf[0] != '#' || bprm->buf[1] != '!')
		return -ENOEXEC;
	/* first its name: it may itself be what a script's line was parsed into */
	err = remove_arg_zero(bprm);
	if (!err)
		err = copy_string_kernel(bprm->interp, bprm);
	if (!err)
		err = parse_line(bprm, &interp, &arg);
	if (!err && arg)
		err = copy_string_kernel(arg, bprm);
	if (!err)
		err = copy_string_kernel(interp, bprm);
	if (err)
		return err;
	bprm->argc += arg ? 3 : 2;
	file = open_exec(interp);
	if (IS_ERR(file))
		return PTR_ERR(file);
	bprm->interp = interp;
	bprm->file = file;
	return 0;
}
