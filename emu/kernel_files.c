/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/kernel_files.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emu/options/options.h"

/* The kernel itself, and what is in memory before and beside the unpacked files. */
#define KERNEL_BYTES (2u << 20)

bool kernel_files_kernel(char *path)
{
	static const char *const beside[] = {"guest/kernel.elf", "../guest/kernel.elf",
					     "../lib/zonemu/kernel.elf"};
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	self[length > 0 ? length : 0] = '\0';
	slash = strrchr(self, '/');
	for (size_t i = 0; slash && i < sizeof(beside) / sizeof(beside[0]); i++)
		if (snprintf(path, PATH_MAX, "%.*s/%s", (int)(slash - self), self, beside[i]) <
			PATH_MAX &&
		    access(path, R_OK) == 0)
			return true;
	snprintf(path, PATH_MAX, "%s/lib/zonemu/kernel.elf", ZONEMU_PREFIX);
	return access(path, R_OK) == 0;
}

/* Is one of these among the words for the kernel? */
static bool has_word(const char *text, const char *const *words)
{
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t length = strcspn(text, " "), name = strcspn(text, " =");

		for (size_t i = 0; words[i]; i++)
			if (strlen(words[i]) == name && !strncmp(text, words[i], name))
				return true;
		text += length;
	}
	return false;
}

/* Something else than a program is to run. */
static bool wants_no_program(const struct options *options)
{
	static const char *const words[] = {"kcall", "selftest", "poweroff", NULL};

	return (options->params && has_word(options->params, words)) ||
	       (options->append && has_word(options->append, words));
}

/* It lies there as it is, unpacked, and as files. */
static bool fits(const char *path, uint64_t ram_bytes)
{
	struct stat status;

	return !stat(path, &status) && S_ISREG(status.st_mode) && !access(path, R_OK) &&
	       3 * (uint64_t)status.st_size + KERNEL_BYTES <= ram_bytes;
}

bool kernel_files_shell(const char *kernel_path, const struct options *options, char *path)
{
	static const char *const beside[] = {"../initramfs.gz", "initramfs.gz"};
	const char *slash = strrchr(kernel_path, '/');

	if (!slash || options->kernel || options->initrd || wants_no_program(options))
		return false;
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++)
		if (snprintf(path, PATH_MAX, "%.*s/%s", (int)(slash - kernel_path), kernel_path,
			     beside[i]) < PATH_MAX &&
		    fits(path, options->ram_bytes))
			return true;
	return false;
}
