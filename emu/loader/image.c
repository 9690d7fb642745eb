/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/loader/bzimage.h"
#include "emu/loader/elf_image.h"
#include "emu/loader/multiboot.h"
#include "emu/loader/plan.h"
#include "emu/machine.h"

#define MAX_MODULES	  256
#define MAX_CMDLINE_BYTES 4096

struct image {
	struct plan *plan;
	bool is_bzimage; /* else multiboot */
	union {
		struct cpu_multiboot_entry multiboot;
		struct cpu_linux_entry bzimage;
	} start;
};

/* Up to the next single comma of *list; ",," is one comma of the text (as in QEMU). */
static char *next_word(struct plan *plan, const char **list)
{
	char *word = plan_alloc(plan, strlen(*list) + 1), *to = word;
	const char *from = *list;

	if (!word)
		return NULL;
	for (; *from && (*from != ',' || from[1] == ','); from++) {
		if (*from == ',')
			from++;
		*to++ = *from;
	}
	*list = *from ? from + 1 : from;
	return word;
}

static bool read_module(struct plan *plan, char *spec, struct multiboot_module *module,
			const struct plan_error *error)
{
	size_t length = strcspn(spec, " ");
	char *file = plan_alloc(plan, length + 1);
	struct plan_error own = {file, error->text, error->text_bytes};

	if (!file)
		return plan_refuse(error, "out of host memory");
	memcpy(file, spec, length);
	if (!length) {
		own.file = "-initrd";
		return plan_refuse(&own, "a file name is missing");
	}
	module->file = file;
	module->string = spec;
	module->data = plan_read_file(plan, true, &module->bytes, &own);
	return module->data != NULL;
}

static bool read_modules(struct plan *plan, const char *list, struct multiboot_module *modules,
			 unsigned *count, const struct plan_error *error)
{
	for (*count = 0; *list; (*count)++) {
		char *word;

		if (*count == MAX_MODULES)
			return plan_refuse(error, "more than %d modules (-initrd)", MAX_MODULES);
		word = next_word(plan, &list);
		if (!word || !read_module(plan, word, &modules[*count], error))
			return false;
	}
	return true;
}

/* A path as it is: no list, no arguments. */
static bool read_shell(struct plan *plan, const char *path, struct multiboot_module *modules,
		       unsigned *count, const struct plan_error *error)
{
	const struct plan_error own = {path, error->text, error->text_bytes};
	struct multiboot_module *module = &modules[*count];

	if (!path)
		return true;
	if (*count == MAX_MODULES)
		return plan_refuse(error, "more than %d modules (-initrd)", MAX_MODULES);
	module->file = path;
	module->string = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	module->data = plan_read_file(plan, true, &module->bytes, &own);
	(*count)++;
	return module->data != NULL;
}

/* A multiboot kernel's line begins with its name; Linux's does not. */
static char *command_line(struct plan *plan, const struct image_config *config, bool with_name,
			  const struct plan_error *error)
{
	const char *name = !with_name ? "" : config->name ? config->name : config->kernel;
	const char *append = config->append ? config->append : "";
	size_t bytes = strlen(name) + strlen(append) + 2;
	char *line;

	if (bytes > MAX_CMDLINE_BYTES)
		return plan_refuse(error, "the kernel's command line is longer than %d bytes",
				   MAX_CMDLINE_BYTES),
		       NULL;
	line = plan_alloc(plan, bytes);
	if (!line)
		return plan_refuse(error, "out of host memory"), NULL;
	snprintf(line, bytes, "%s%s%s", name, *name && *append ? " " : "", append);
	return line;
}

static bool open_multiboot(struct image *image, const struct image_config *config, uint8_t *data,
			   size_t bytes, const struct plan_error *error)
{
	struct multiboot_module modules[MAX_MODULES];
	struct multiboot_request request = {.data = data, .bytes = bytes, .modules = modules};

	if (!multiboot_is_kernel(data, bytes) && !elf_image_is_elf(data, bytes))
		return plan_refuse(error, "is no kernel: neither a Linux bzImage nor an ELF file "
					  "nor one with a multiboot header");
	request.cmdline = command_line(image->plan, config, true, error);
	return request.cmdline &&
	       read_modules(image->plan, config->modules ? config->modules : "", modules,
			    &request.module_count, error) &&
	       read_shell(image->plan, config->shell, modules, &request.module_count, error) &&
	       multiboot_plan(image->plan, &request, &image->start.multiboot, error);
}

static bool open_bzimage(struct image *image, const struct image_config *config,
			 const uint8_t *data, size_t bytes, const struct plan_error *error)
{
	struct bzimage_request request = {
	    .data = data, .bytes = bytes, .initrd_file = config->modules};
	const struct plan_error own = {config->modules, error->text, error->text_bytes};

	request.cmdline = command_line(image->plan, config, false, error);
	if (!request.cmdline)
		return false;
	if (config->modules) {
		request.initrd = plan_read_file(image->plan, true, &request.initrd_bytes, &own);
		if (!request.initrd)
			return false;
	}
	image->is_bzimage = true;
	return bzimage_plan(image->plan, &request, &image->start.bzimage, error);
}

static bool open_all(struct image *image, const struct image_config *config,
		     const struct plan_error *error)
{
	size_t bytes;
	uint8_t *data = plan_read_file(image->plan, false, &bytes, error);

	if (!data)
		return false;
	return bzimage_is_kernel(data, bytes) ? open_bzimage(image, config, data, bytes, error)
					      : open_multiboot(image, config, data, bytes, error);
}

struct image *image_open(const struct image_config *config, char *err, size_t err_bytes)
{
	const struct plan_error error = {config->kernel, err, err_bytes};
	struct image *image = calloc(1, sizeof(*image));

	snprintf(err, err_bytes, "%s: out of host memory", config->kernel);
	if (!image)
		return NULL;
	image->plan = plan_create(config->ram_bytes);
	if (image->plan && open_all(image, config, &error))
		return image;
	image_close(image);
	return NULL;
}

void image_close(struct image *image)
{
	if (!image)
		return;
	plan_destroy(image->plan);
	free(image);
}

bool image_load(void *ctx, struct machine *machine, char *err, size_t err_bytes)
{
	const struct image *image = ctx;

	(void)err;
	(void)err_bytes;
	plan_carry_out(image->plan, machine_physmap(machine));
	if (image->is_bzimage)
		cpu_enter_linux(machine_cpu(machine, 0), &image->start.bzimage);
	else
		cpu_enter_multiboot(machine_cpu(machine, 0), &image->start.multiboot);
	return true;
}
