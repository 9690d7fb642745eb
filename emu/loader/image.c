/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/loader/elf_image.h"
#include "emu/loader/multiboot.h"
#include "emu/loader/plan.h"
#include "emu/machine.h"

#define MAX_MODULES	  64
#define MAX_CMDLINE_BYTES 4096

struct image {
	struct plan *plan;
	struct cpu_multiboot_entry entry;
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

static char *command_line(struct plan *plan, const struct image_config *config,
			  const struct plan_error *error)
{
	const char *name = config->name ? config->name : config->kernel;
	const char *append = config->append ? config->append : "";
	size_t bytes = strlen(name) + strlen(append) + 2;
	char *line;

	if (bytes > MAX_CMDLINE_BYTES)
		return plan_refuse(error, "the kernel's command line is longer than %d bytes",
				   MAX_CMDLINE_BYTES),
		       NULL;
	line = plan_alloc(plan, bytes);
	if (line)
		snprintf(line, bytes, "%s%s%s", name, *append ? " " : "", append);
	return line;
}

/* The boot protocol of Linux, "The real-mode kernel header": 55AAh at 1FEh, "HdrS" at 202h. */
static bool is_bzimage(const uint8_t *data, size_t bytes)
{
	return bytes >= 0x206 && data[0x1fe] == 0x55 && data[0x1ff] == 0xaa &&
	       !memcmp(data + 0x202, "HdrS", 4);
}

static bool read_kernel(struct plan *plan, struct multiboot_request *request, bool *not_yet,
			const struct plan_error *error)
{
	request->data = plan_read_file(plan, false, &request->bytes, error);
	if (!request->data)
		return false;
	if (is_bzimage(request->data, request->bytes)) {
		*not_yet = true;
		return plan_refuse(error, "is a Linux bzImage: not yet");
	}
	if (!multiboot_is_kernel(request->data, request->bytes) &&
	    !elf_image_is_elf(request->data, request->bytes))
		return plan_refuse(
		    error, "is no kernel: neither an ELF file nor one with a multiboot header");
	return true;
}

static bool open_all(struct image *image, const struct image_config *config, bool *not_yet,
		     const struct plan_error *error)
{
	struct multiboot_module modules[MAX_MODULES];
	struct multiboot_request request = {.modules = modules};

	if (!read_kernel(image->plan, &request, not_yet, error))
		return false;
	request.cmdline = command_line(image->plan, config, error);
	if (!request.cmdline || !read_modules(image->plan, config->modules ? config->modules : "",
					      modules, &request.module_count, error))
		return false;
	return multiboot_plan(image->plan, &request, &image->entry, error);
}

struct image *image_open(const struct image_config *config, bool *not_yet, char *err,
			 size_t err_bytes)
{
	const struct plan_error error = {config->kernel, err, err_bytes};
	struct image *image = calloc(1, sizeof(*image));
	bool later = false, ok;

	snprintf(err, err_bytes, "%s: out of host memory", config->kernel);
	if (!image)
		return NULL;
	image->plan = plan_create(config->ram_bytes);
	ok = image->plan && open_all(image, config, &later, &error);
	if (not_yet)
		*not_yet = later;
	if (ok)
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
	cpu_enter_multiboot(machine_cpu(machine, 0), &image->entry);
	return true;
}
