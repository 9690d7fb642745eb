/* SPDX-License-Identifier: GPL-2.0-only */
#include <stdio.h>
#include <stdlib.h>

void *host_calloc(size_t size);
void host_free(void *p);
void *host_read_module(const char *name, size_t *len);

void *host_calloc(size_t size)
{
	return calloc(1, size);
}

void host_free(void *p)
{
	free(p);
}

void *host_read_module(const char *name, size_t *len)
{
	char path[128];
	void *image = NULL;
	FILE *file;

	snprintf(path, sizeof(path), "build/guest/modules/%s.ko", name);
	file = fopen(path, "rb");
	if (!file)
		return NULL;
	fseek(file, 0, SEEK_END);
	*len = (size_t)ftell(file);
	rewind(file);
	image = malloc(*len);
	if (image && fread(image, 1, *len, file) != *len) {
		free(image);
		image = NULL;
	}
	fclose(file);
	return image;
}
