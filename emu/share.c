/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/share.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest/abi/share.h"

#define READABLE_MODES 0555

struct share {
	int folder;
};

/* What of a request is done: on the host's side, with the guest's numbers checked. */
struct job {
	const struct share *share;
	const struct memory_bus *memory;
	struct share_request request;
	char path[SHARE_PATH_MAX + 1];
	uint64_t offset;
	uint8_t *buffer; /* request.buffer_bytes of it */
};

/* ---- files ---- */

/* The kernel keeps the path below the folder; where it cannot, no link is followed. */
static int open_beneath(int folder, const char *path)
{
	const struct open_how how = {.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
				     .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
	const char *at = path;
	int fd = (int)syscall(SYS_openat2, folder, *path ? path : ".", &how, sizeof(how));

	if (fd >= 0 || errno != ENOSYS)
		return fd;
	fd = dup(folder);
	while (fd >= 0 && *at) {
		size_t length = strcspn(at, "/");
		char part[SHARE_PATH_MAX + 1];
		int before = fd;

		snprintf(part, sizeof(part), "%.*s", (int)length, at);
		fd =
		    openat(before, part, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
		close(before);
		at += length + (at[length] == '/');
	}
	return fd;
}

/* Parts are names: not empty, not "." nor "..". */
static bool is_sound(const char *path)
{
	while (*path) {
		size_t length = strcspn(path, "/");

		if (!length || (length == 1 && path[0] == '.') ||
		    (length == 2 && !memcmp(path, "..", 2)))
			return false;
		path += length;
		if (*path == '/' && !*++path)
			return false;
	}
	return true;
}

static int host_error(void)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
	case EACCES:
	case EXDEV:
	case EISDIR:
		return -errno;
	case ELOOP:
		return -EXDEV;
	case EPERM:
	case ENXIO: /* a socket, a device */
		return -EACCES;
	case ENAMETOOLONG:
		return -ENOENT;
	default:
		return -EIO;
	}
}

/* A file or a directory; or -errno. */
static int open_job(const struct job *job, struct stat *st)
{
	int fd = open_beneath(job->share->folder, job->path);

	if (fd < 0)
		return host_error();
	if (!fstat(fd, st) && (S_ISREG(st->st_mode) || S_ISDIR(st->st_mode)))
		return fd;
	close(fd);
	return -EACCES;
}

/* ---- requests ---- */

static int do_stat(struct job *job, const struct stat *st)
{
	const uint64_t ino = st->st_ino, size = (uint64_t)st->st_size;
	const uint64_t mtime = (uint64_t)st->st_mtime;
	const struct share_stat out = {
	    .mode = (st->st_mode & S_IFMT) | (st->st_mode & READABLE_MODES),
	    .links = (unsigned)st->st_nlink,
	    .ino_low = (uint32_t)ino,
	    .ino_high = (uint32_t)(ino >> 32),
	    .size_low = (uint32_t)size,
	    .size_high = (uint32_t)(size >> 32),
	    .mtime_low = (uint32_t)mtime,
	    .mtime_high = (uint32_t)(mtime >> 32),
	    .mtime_nsec = (unsigned)st->st_mtim.tv_nsec,
	};

	if (job->request.buffer_bytes < sizeof(out))
		return -EFAULT;
	memcpy(job->buffer, &out, sizeof(out));
	job->request.buffer_bytes = sizeof(out);
	return 0;
}

static int do_read(struct job *job, int fd, const struct stat *st)
{
	ssize_t got;

	if (S_ISDIR(st->st_mode))
		return -EISDIR;
	if (job->offset > INT64_MAX)
		return -EINVAL;
	got = pread(fd, job->buffer, job->request.buffer_bytes, (off_t)job->offset);
	job->request.buffer_bytes = got > 0 ? (unsigned)got : 0;
	return got < 0 ? host_error() : (int)got;
}

static bool add_entry(struct job *job, const struct dirent *entry, mode_t mode, unsigned *used)
{
	size_t name_bytes = strlen(entry->d_name);
	size_t bytes = (sizeof(struct share_entry) + name_bytes + 3) & ~(size_t)3;
	const struct share_entry out = {(uint32_t)entry->d_ino, mode & S_IFMT,
					(unsigned)name_bytes};

	if (bytes > job->request.buffer_bytes - *used)
		return false;
	memset(job->buffer + *used, 0, bytes);
	memcpy(job->buffer + *used, &out, sizeof(out));
	memcpy(job->buffer + *used + sizeof(out), entry->d_name, name_bytes);
	*used += (unsigned)bytes;
	return true;
}

/* By bytes, not by the host's language. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* What a name in this directory is, links followed as far as they may be; 0: not shown. */
static mode_t mode_of(const struct job *job, int fd, const char *name)
{
	char path[SHARE_PATH_MAX + 260];
	mode_t mode = 0;
	struct stat st;
	int file;

	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return 0;
	if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW))
		return 0;
	if (!S_ISLNK(st.st_mode))
		return S_ISREG(st.st_mode) || S_ISDIR(st.st_mode) ? st.st_mode : 0;
	if (snprintf(path, sizeof(path), "%s%s%s", job->path, *job->path ? "/" : "", name) >
	    SHARE_PATH_MAX)
		return 0;
	file = open_beneath(job->share->folder, path);
	if (file < 0)
		return 0;
	if (!fstat(file, &st) && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
		mode = st.st_mode;
	close(file);
	return mode;
}

static int do_list(struct job *job, int fd, const struct stat *st)
{
	struct dirent **entry = NULL;
	unsigned used = 0;
	uint64_t number = 0;
	bool room = true;
	int count;

	if (!S_ISDIR(st->st_mode))
		return -ENOTDIR;
	count = scandirat(fd, ".", &entry, NULL, by_name);
	for (int i = 0; i < count; i++) {
		mode_t mode = room ? mode_of(job, fd, entry[i]->d_name) : 0;

		if (mode && number++ >= job->offset)
			room = add_entry(job, entry[i], mode, &used);
		free(entry[i]);
	}
	free(entry);
	job->request.buffer_bytes = used;
	if (count < 0)
		return host_error();
	return used || room ? (int)used : -EFAULT;
}

static int do_job(struct job *job)
{
	struct stat st = {0};
	int fd, result;

	if (!is_sound(job->path))
		return -EINVAL;
	fd = open_job(job, &st);
	if (fd < 0)
		return fd;
	switch (job->request.op) {
	case SHARE_STAT:
		result = do_stat(job, &st);
		break;
	case SHARE_READ:
		result = do_read(job, fd, &st);
		break;
	case SHARE_LIST:
		result = do_list(job, fd, &st);
		break;
	default:
		result = -EINVAL;
	}
	close(fd);
	return result;
}

/* ---- the guest's side ---- */

static bool in_ram(uint64_t pa, uint64_t bytes, uint64_t ram_bytes)
{
	return pa <= ram_bytes && bytes <= ram_bytes - pa;
}

static int take_request(struct job *job, uint64_t ram_bytes)
{
	const struct share_request *request = &job->request;
	int result;

	if (request->path_bytes > SHARE_PATH_MAX || request->buffer_bytes > SHARE_BUFFER_MAX)
		return -EINVAL;
	if (!in_ram(request->path, request->path_bytes, ram_bytes) ||
	    !in_ram(request->buffer, request->buffer_bytes, ram_bytes))
		return -EFAULT;
	job->memory->read(job->memory->ctx, request->path, job->path, request->path_bytes);
	if (strlen(job->path) != request->path_bytes)
		return -EINVAL;
	job->offset = (uint64_t)request->offset_high << 32 | request->offset_low;
	job->buffer = malloc(request->buffer_bytes ? request->buffer_bytes : 1);
	if (!job->buffer)
		return -EIO;
	result = do_job(job);
	if (result >= 0)
		job->memory->write(job->memory->ctx, request->buffer, job->buffer,
				   job->request.buffer_bytes);
	free(job->buffer);
	return result;
}

void share_answer(struct share *share, const struct memory_bus *memory, uint64_t ram_bytes,
		  uint32_t pa)
{
	struct job job = {.share = share, .memory = memory};
	int result;

	if (!in_ram(pa, sizeof(job.request), ram_bytes))
		return;
	memory->read(memory->ctx, pa, &job.request, sizeof(job.request));
	result = take_request(&job, ram_bytes);
	memory->write(memory->ctx, pa + offsetof(struct share_request, result), &result,
		      sizeof(result));
}

struct share *share_open(const char *path, char *err, size_t err_bytes)
{
	struct share *share = calloc(1, sizeof(*share));

	if (!share) {
		snprintf(err, err_bytes, "out of host memory for -share");
		return NULL;
	}
	share->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (share->folder >= 0)
		return share;
	snprintf(err, err_bytes, "-share %s: %s", path, strerror(errno));
	free(share);
	return NULL;
}

void share_close(struct share *share)
{
	if (!share)
		return;
	close(share->folder);
	free(share);
}
