/* SPDX-License-Identifier: GPL-2.0-only */
/* library: where scenarios are kept, and the list of them. */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emu/scenario/script.h"

#define SUFFIX ".scn"

/* The first of the places, told from the binary's own folder, that is there; or below PREFIX. */
static bool find_folder(const char *const *beside, const char *installed, char *path, size_t bytes)
{
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	self[length > 0 ? length : 0] = '\0';
	slash = strrchr(self, '/');
	for (; slash && *beside; beside++)
		if (snprintf(path, bytes, "%.*s/%s", (int)(slash - self), self, *beside) <
			(int)bytes &&
		    access(path, R_OK) == 0)
			return true;
	snprintf(path, bytes, "%s/%s", ZONEMU_PREFIX, installed);
	return access(path, R_OK) == 0;
}

bool script_folder(char *path, size_t bytes)
{
	static const char *const beside[] = {"../guest/scenarios", "../../guest/scenarios",
					     "../lib/zonemu/scenarios", NULL};

	return find_folder(beside, "lib/zonemu/scenarios", path, bytes);
}

bool script_place(const char *name, char *path, size_t bytes, const char **how)
{
	static const struct {
		const char *name, *how, *installed, *beside[4];
	} places[] = {
	    {"KERNEL",
	     "the mini-kernel: make",
	     "lib/zonemu/kernel.elf",
	     {"guest/kernel.elf", "../guest/kernel.elf", "../lib/zonemu/kernel.elf"}},
	    {"MODULES",
	     "the kernel's modules: make modules",
	     "lib/zonemu/modules",
	     {"guest/modules", "../guest/modules", "../lib/zonemu/modules"}},
	    {"LESSONS",
	     "what lessons boot with: make lessons",
	     "lib/zonemu/lessons",
	     {"guest/lessons", "../guest/lessons", "../lib/zonemu/lessons"}},
	    {"SHELL",
	     "an initramfs with a shell: make initramfs",
	     "lib/zonemu/initramfs.gz",
	     {"initramfs.gz", "../initramfs.gz", "../lib/zonemu/initramfs.gz"}},
	};

	*how = NULL;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (!strcmp(places[i].name, name)) {
			*how = places[i].how;
			return find_folder(places[i].beside, places[i].installed, path, bytes);
		}
	return false;
}

bool script_find(const char *what, char *path, size_t bytes, char *err, size_t err_bytes)
{
	char folder[PATH_MAX];

	if (strchr(what, '/') || strchr(what, '.'))
		return snprintf(path, bytes, "%s", what) < (int)bytes;
	if (script_folder(folder, sizeof(folder)) &&
	    snprintf(path, bytes, "%s/%s" SUFFIX, folder, what) < (int)bytes &&
	    access(path, R_OK) == 0)
		return true;
	snprintf(err, err_bytes, "-scenario %s: there is none of that name (-scenario list)", what);
	return false;
}

static int is_scenario(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > strlen(SUFFIX) && entry->d_name[0] != '.' &&
	       !strcmp(entry->d_name + length - strlen(SUFFIX), SUFFIX);
}

bool script_list(FILE *out)
{
	char folder[PATH_MAX], path[2 * PATH_MAX], err[512];
	struct dirent **entry = NULL;
	int count = script_folder(folder, sizeof(folder))
			? scandir(folder, &entry, is_scenario, alphasort)
			: -1;

	for (int i = 0; i < count; i++) {
		struct script *script;

		snprintf(path, sizeof(path), "%s/%s", folder, entry[i]->d_name);
		script = script_open(path, err, sizeof(err));
		if (script)
			fprintf(out, "%-20s %2s min  %s%s%s%s\n", script->name, script->minutes,
				script->title, script->book ? " (" : "",
				script->book ? script->book : "", script->book ? ")" : "");
		else
			fprintf(out, "%s\n", err);
		script_close(script);
		free(entry[i]);
	}
	free(entry);
	return count > 0;
}
