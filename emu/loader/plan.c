/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emu/loader/e820.h"

#define MAX_FILE_BYTES 0xffffffffull

#define SHADOW_FIRST 0xe0000ull /* RAM that firmware copies itself to */

struct piece {
	uint64_t pa, data_bytes, mem_bytes;
	const uint8_t *data;
	char name[32];
};

struct plan {
	uint64_t ram_bytes;
	struct piece *pieces;
	size_t count;
	void **owned;
	size_t owned_count;
};

bool plan_refuse(const struct plan_error *error, const char *format, ...)
{
	int used = snprintf(error->text, error->text_bytes, "%s: ", error->file);
	va_list args;

	if (used < 0 || (size_t)used >= error->text_bytes)
		return false;
	va_start(args, format);
	vsnprintf(error->text + used, error->text_bytes - (size_t)used, format, args);
	va_end(args);
	return false;
}

struct plan *plan_create(uint64_t ram_bytes)
{
	struct plan *plan = calloc(1, sizeof(*plan));

	if (plan)
		plan->ram_bytes = ram_bytes;
	return plan;
}

void plan_destroy(struct plan *plan)
{
	if (!plan)
		return;
	for (size_t i = 0; i < plan->owned_count; i++)
		free(plan->owned[i]);
	free(plan->owned);
	free(plan->pieces);
	free(plan);
}

uint64_t plan_ram_bytes(const struct plan *plan)
{
	return plan->ram_bytes;
}

void *plan_alloc(struct plan *plan, size_t bytes)
{
	void **owned = realloc(plan->owned, (plan->owned_count + 1) * sizeof(*owned));
	void *memory;

	if (!owned)
		return NULL;
	plan->owned = owned;
	memory = calloc(1, bytes ? bytes : 1);
	if (memory)
		plan->owned[plan->owned_count++] = memory;
	return memory;
}

static uint8_t *read_all(struct plan *plan, int fd, size_t bytes, const struct plan_error *error)
{
	uint8_t *data = plan_alloc(plan, bytes);
	size_t done = 0;

	if (!data)
		return plan_refuse(error, "out of host memory for %zu bytes", bytes), NULL;
	while (done < bytes) {
		ssize_t n = read(fd, data + done, bytes - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return plan_refuse(error, "cannot be read: %s", strerror(errno)), NULL;
		if (n == 0)
			return plan_refuse(error, "shrank while it was read"), NULL;
		done += (size_t)n;
	}
	return data;
}

static uint8_t *read_open(struct plan *plan, int fd, bool may_be_empty, size_t *bytes,
			  const struct plan_error *error)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return plan_refuse(error, "cannot be read: %s", strerror(errno)), NULL;
	if (S_ISDIR(st.st_mode))
		return plan_refuse(error, "is a directory"), NULL;
	if (!S_ISREG(st.st_mode))
		return plan_refuse(error, "is not a regular file"), NULL;
	if (!st.st_size && !may_be_empty)
		return plan_refuse(error, "is empty"), NULL;
	if ((uint64_t)st.st_size > MAX_FILE_BYTES)
		return plan_refuse(error, "is larger than 4 GiB"), NULL;
	*bytes = (size_t)st.st_size;
	return read_all(plan, fd, *bytes, error);
}

uint8_t *plan_read_file(struct plan *plan, bool may_be_empty, size_t *bytes,
			const struct plan_error *error)
{
	/* O_NONBLOCK: a FIFO without a writer is refused, not waited for. */
	int fd = open(error->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	uint8_t *data;

	if (fd < 0)
		return plan_refuse(error, "cannot be opened: %s", strerror(errno)), NULL;
	data = read_open(plan, fd, may_be_empty, bytes, error);
	close(fd);
	return data;
}

static const struct piece *overlapping(const struct plan *plan, uint64_t pa, uint64_t bytes)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct piece *piece = &plan->pieces[i];

		if (pa < piece->pa + piece->mem_bytes && piece->pa < pa + bytes)
			return piece;
	}
	return NULL;
}

/*
 * Linkers that are told -Ttext=0x100000 put the ELF header's page below it: into the firmware's
 * memory. It is RAM all the same, and other loaders take such kernels.
 */
static bool loadable(const struct plan *plan, uint64_t pa, uint64_t bytes)
{
	uint64_t shadow = pa >= SHADOW_FIRST && pa < E820_HIGH_FIRST ? E820_HIGH_FIRST - pa : 0;

	if (shadow >= bytes)
		return true;
	return e820_usable(plan->ram_bytes, pa + shadow, bytes - shadow);
}

bool plan_load(struct plan *plan, uint64_t pa, const void *data, uint64_t data_bytes,
	       uint64_t mem_bytes, const char *what, const struct plan_error *error)
{
	const struct piece *other;
	struct piece *pieces;

	if (!loadable(plan, pa, mem_bytes))
		return plan_refuse(
		    error,
		    "%s: 0x%llx bytes at physical 0x%llx are not in usable RAM (-m is %lluM)", what,
		    (unsigned long long)mem_bytes, (unsigned long long)pa,
		    (unsigned long long)plan->ram_bytes >> 20);
	other = overlapping(plan, pa, mem_bytes);
	if (other)
		return plan_refuse(error, "%s: 0x%llx bytes at physical 0x%llx overlap %s", what,
				   (unsigned long long)mem_bytes, (unsigned long long)pa,
				   other->name);
	pieces = realloc(plan->pieces, (plan->count + 1) * sizeof(*pieces));
	if (!pieces)
		return plan_refuse(error, "out of host memory");
	plan->pieces = pieces;
	pieces[plan->count] = (struct piece){pa, data_bytes, mem_bytes, data, ""};
	snprintf(pieces[plan->count].name, sizeof(pieces->name), "%s", what);
	plan->count++;
	return true;
}

bool plan_find(const struct plan *plan, uint64_t from, uint64_t bytes, uint64_t align, uint64_t *pa)
{
	const uint64_t starts[] = {from, E820_HIGH_FIRST};

	/* A candidate moves up past whatever is in its way; there are two stretches of RAM. */
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		uint64_t at = starts[i] < from ? from : starts[i];

		at = (at + align - 1) & ~(align - 1);
		while (e820_usable(plan->ram_bytes, at, bytes)) {
			const struct piece *piece = overlapping(plan, at, bytes);

			if (!piece) {
				*pa = at;
				return true;
			}
			at = (piece->pa + piece->mem_bytes + align - 1) & ~(align - 1);
		}
	}
	return false;
}

uint64_t plan_end(const struct plan *plan)
{
	uint64_t end = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->pieces[i].pa + plan->pieces[i].mem_bytes > end)
			end = plan->pieces[i].pa + plan->pieces[i].mem_bytes;
	return end;
}

const char *plan_piece_at(const struct plan *plan, uint64_t pa)
{
	const struct piece *piece = overlapping(plan, pa, 1);

	return piece ? piece->name : NULL;
}

void plan_carry_out(const struct plan *plan, struct physmap *map)
{
	static const uint8_t zeros[PHYS_PAGE_BYTES];

	for (size_t i = 0; i < plan->count; i++) {
		const struct piece *piece = &plan->pieces[i];

		if (piece->data_bytes)
			physmap_poke(map, piece->pa, piece->data, piece->data_bytes);
		for (uint64_t done = piece->data_bytes; done < piece->mem_bytes;) {
			uint64_t n = piece->mem_bytes - done;

			n = n < sizeof(zeros) ? n : sizeof(zeros);
			physmap_poke(map, piece->pa + done, zeros, n);
			done += n;
		}
	}
}
