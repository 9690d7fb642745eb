/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run_init: from the kernel's first thread to the first program.
 *
 * The root file system may hold one: /init, as an initramfs has it, or what init= (or
 * rdinit=) names, or one of the usual places. It gets the console as its standard files.
 * Without one, or with "kcall" on the command line, the kernel's own prompt has the consoles.
 */
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "kernel.h"

static char init_name[64];

static int __init setup_init(char *value)
{
	strscpy(init_name, value, sizeof(init_name));
	return 1;
}
__setup("init=", setup_init);

static int __init setup_rdinit(char *value)
{
	return setup_init(value);
}
__setup("rdinit=", setup_rdinit);

static const char *const usual_places[] = {"/init", "/sbin/init", "/etc/init", "/bin/init",
					   "/bin/sh"};

static bool is_there(const char *name)
{
	struct file *file = open_exec(name);

	if (IS_ERR(file))
		return false;
	allow_write_access(file);
	fput(file);
	return true;
}

/* "kcall": the prompt is wanted, whatever else there is. */
static bool prompt_wanted;

static int __init setup_kcall(char *value)
{
	prompt_wanted = true;
	return 1;
}
__setup("kcall", setup_kcall);

/* NULL: there is no program to begin with. */
static const char *find_init(void)
{
	int i;

	if (init_name[0]) {
		if (is_there(init_name))
			return init_name;
		pr_err("init=%s: cannot be run\n", init_name);
	}
	for (i = 0; i < ARRAY_SIZE(usual_places); i++)
		if (is_there(usual_places[i]))
			return usual_places[i];
	return NULL;
}

/* Standard input, output and error. A program without them has only itself to talk to. */
static void open_console(void)
{
	struct file *console = filp_open("/dev/console", O_RDWR, 0);
	int fd;

	if (IS_ERR(console)) {
		pr_warn("unable to open an initial console.\n");
		return;
	}
	for (fd = 0; fd < 3; fd++)
		replace_fd(fd, console, 0);
	fput(console);
}

static int restart_threads(void *unused)
{
	while (!kthread_should_stop())
		restart_one_thread();
	return 0;
}

bool run_init(void)
{
	static const char *const envp[] = {"HOME=/", "TERM=linux", NULL};
	const char *name = prompt_wanted ? NULL : find_init();
	const char *argv[] = {name, NULL};
	int err;

	if (!name) {
		if (!prompt_wanted)
			pr_info("No program to run, so the kernel's prompt. A shell: make "
				"initramfs, or -initrd FILE\n");
		return false;
	}
	if (IS_ERR(kthread_run(restart_threads, NULL, "restart")))
		return false;
	err = become_user();
	if (err)
		panic("No memory for the first program");
	open_console();
	pr_info("Run %s as init process\n", name);
	err = kernel_execve(name, argv, envp);
	if (err)
		panic("Requested init %s failed (error %d).", name, err);
	return true;
}
