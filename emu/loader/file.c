/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_all(struct file *file, int fd, char *err, size_t err_bytes)
{
	size_t done = 0;

	while (done < file->bytes) {
		ssize_t n = read(fd, file->data + done, file->bytes - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			snprintf(err, err_bytes, "%s: %s", file->path,
				 n ? strerror(errno) : "it became shorter while it was read");
			return false;
		}
		done += (size_t)n;
	}
	return true;
}

static bool read_open(struct file *file, int fd, size_t limit, char *err, size_t err_bytes)
{
	struct stat status;

	if (fstat(fd, &status) < 0) {
		snprintf(err, err_bytes, "%s: %s", file->path, strerror(errno));
		return false;
	}
	if (!S_ISREG(status.st_mode)) {
		snprintf(err, err_bytes, "%s: not a regular file", file->path);
		return false;
	}
	if ((uint64_t)status.st_size > limit) {
		snprintf(err, err_bytes, "%s: too large (%lld bytes)", file->path,
			 (long long)status.st_size);
		return false;
	}
	file->bytes = (size_t)status.st_size;
	file->data = calloc(1, file->bytes + 1);
	if (!file->data) {
		snprintf(err, err_bytes, "%s: out of host memory", file->path);
		return false;
	}
	return read_all(file, fd, err, err_bytes);
}

bool file_read(struct file *file, const char *path, size_t limit, char *err, size_t err_bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool ok;

	*file = (struct file){.path = strdup(path)};
	if (fd < 0 || !file->path) {
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		file_free(file);
		return false;
	}
	ok = read_open(file, fd, limit, err, err_bytes);
	close(fd);
	if (!ok)
		file_free(file);
	return ok;
}

void file_free(struct file *file)
{
	free(file->path);
	free(file->data);
	*file = (struct file){0};
}
