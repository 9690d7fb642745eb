/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An overlay is a sparse file at the same offsets, already unlinked, and one
 * bit per sector that says whether it is there or still in the image.
 */
#include "emu/block.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR BLOCK_SECTOR_BYTES

struct block_image {
	struct block medium;
	char *path;
	int fd;
	uint64_t bytes;	   /* of the file when it was opened */
	int overlay;	   /* -1: none */
	uint8_t *overlaid; /* a bit per sector */
	bool told;	   /* the user has had this image's line */
};

/* ---- failures in use ---- */

static bool failed(struct block_image *image, const char *doing, uint64_t sector, const char *why)
{
	if (!image->told)
		fprintf(stderr, "zonemu: %s: %s sector %llu: %s; the guest gets an I/O error\n",
			image->path, doing, (unsigned long long)sector, why);
	image->told = true;
	return false;
}

/* ---- whole reads and writes ---- */

/* Up to bytes; less only at the end of the file. Negative: errno. */
static ssize_t pread_all(int fd, void *to, size_t bytes, uint64_t off)
{
	size_t done = 0;

	while (done < bytes) {
		ssize_t n = pread(fd, (char *)to + done, bytes - done, (off_t)(off + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (!n)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

static bool pwrite_all(int fd, const void *from, size_t bytes, uint64_t off)
{
	size_t done = 0;

	while (done < bytes) {
		ssize_t n =
		    pwrite(fd, (const char *)from + done, bytes - done, (off_t)(off + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

/* ---- the image ---- */

static bool read_image(struct block_image *image, uint64_t sector, uint8_t *to, uint32_t sectors)
{
	uint64_t off = sector * SECTOR;
	size_t bytes = (size_t)sectors * SECTOR;
	ssize_t got = pread_all(image->fd, to, bytes, off);

	if (got < 0)
		return failed(image, "reading", sector, strerror(errno));
	if ((size_t)got < bytes && off + (size_t)got < image->bytes)
		return failed(image, "reading", sector + (size_t)got / SECTOR,
			      "the file has shrunk");
	memset(to + got, 0, bytes - (size_t)got);
	return true;
}

/* A write beyond the end would let a file grow again that somebody has cut. */
static bool has_shrunk(const struct block_image *image, uint64_t end)
{
	struct stat st;

	return fstat(image->fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       end > ((uint64_t)st.st_size + SECTOR - 1) / SECTOR * SECTOR;
}

static bool write_image(struct block_image *image, uint64_t sector, const uint8_t *from,
			uint32_t sectors)
{
	uint64_t off = sector * SECTOR;
	size_t bytes = (size_t)sectors * SECTOR;

	if (has_shrunk(image, off + bytes))
		return failed(image, "writing", sector, "the file has shrunk");
	if (!pwrite_all(image->fd, from, bytes, off))
		return failed(image, "writing", sector, strerror(errno));
	return true;
}

/* ---- the overlay ---- */

static bool is_overlaid(const struct block_image *image, uint64_t sector)
{
	return image->overlay >= 0 && image->overlaid[sector / 8] & 1 << sector % 8;
}

/* How many of the sectors lie in the same place as the first. */
static uint32_t run_of(const struct block_image *image, uint64_t sector, uint32_t sectors)
{
	bool first = is_overlaid(image, sector);
	uint32_t run = 1;

	if (image->overlay < 0)
		return sectors;
	while (run < sectors && is_overlaid(image, sector + run) == first)
		run++;
	return run;
}

static bool read_overlay(struct block_image *image, uint64_t sector, uint8_t *to, uint32_t sectors)
{
	size_t bytes = (size_t)sectors * SECTOR;

	if (pread_all(image->overlay, to, bytes, sector * SECTOR) == (ssize_t)bytes)
		return true;
	return failed(image, "reading from the overlay", sector, strerror(errno));
}

static bool write_overlay(struct block_image *image, uint64_t sector, const uint8_t *from,
			  uint32_t sectors)
{
	if (!pwrite_all(image->overlay, from, (size_t)sectors * SECTOR, sector * SECTOR))
		return failed(image, "writing to the overlay", sector, strerror(errno));
	for (uint32_t i = 0; i < sectors; i++)
		image->overlaid[(sector + i) / 8] |= (uint8_t)(1 << (sector + i) % 8);
	return true;
}

static int temporary_file(void)
{
	const char *dir = getenv("TMPDIR");
	char path[4096];
	int fd;

	if (!dir || !*dir || strlen(dir) > sizeof(path) - 32)
		dir = "/tmp";
	snprintf(path, sizeof(path), "%s/zonemu-overlay-XXXXXX", dir);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

static bool make_overlay(struct block_image *image, char *err, size_t err_bytes)
{
	image->overlay = temporary_file();
	if (image->overlay < 0) {
		snprintf(err, err_bytes, "cannot make a temporary file for its changes: %s",
			 strerror(errno));
		return false;
	}
	image->overlaid = calloc(image->medium.sectors / 8 + 1, 1);
	if (image->overlaid)
		return true;
	snprintf(err, err_bytes, "out of host memory for its changes");
	return false;
}

/* ---- the medium ---- */

static bool within(const struct block_image *image, uint64_t sector, uint32_t sectors)
{
	return sector <= image->medium.sectors && sectors <= image->medium.sectors - sector;
}

static bool medium_read(void *ctx, uint64_t sector, void *to, uint32_t sectors)
{
	struct block_image *image = ctx;
	uint8_t *at = to;

	if (!within(image, sector, sectors))
		return false;
	while (sectors) {
		uint32_t run = run_of(image, sector, sectors);

		if (!(is_overlaid(image, sector) ? read_overlay(image, sector, at, run)
						 : read_image(image, sector, at, run)))
			return false;
		sector += run;
		sectors -= run;
		at += (size_t)run * SECTOR;
	}
	return true;
}

static bool medium_write(void *ctx, uint64_t sector, const void *from, uint32_t sectors)
{
	struct block_image *image = ctx;

	if (!within(image, sector, sectors) || image->medium.readonly)
		return false;
	return image->overlay >= 0 ? write_overlay(image, sector, from, sectors)
				   : write_image(image, sector, from, sectors);
}

static bool medium_flush(void *ctx)
{
	struct block_image *image = ctx;

	if (image->medium.readonly || image->overlay >= 0 || fdatasync(image->fd) == 0 ||
	    errno == EINVAL)
		return true;
	return failed(image, "writing out, from", 0, strerror(errno));
}

/* ---- opening ---- */

static const struct {
	const char *format, *signature;
	size_t bytes, off;
} foreign[] = {
    {"qcow", "QFI\xfb", 4, 0},
    {"qed", "QED", 4, 0},
    {"VMDK", "KDMV", 4, 0},
    {"VMDK", "COWD", 4, 0},
    {"VMDK", "# Disk DescriptorFile", 21, 0},
    {"VDI", "\x7f\x10\xda\xbe", 4, 64},
    {"VHD", "conectix", 8, 0},
    {"VHDX", "vhdxfile", 8, 0},
    {"Parallels", "WithoutFreeSpace", 16, 0},
    {"Parallels", "WithouFreSpacExt", 16, 0},
    {"Bochs", "Bochs Virtual HD Image", 22, 0},
    {"gzip", "\x1f\x8b\x08", 3, 0},
    {"xz",
     "\xfd"
     "7zXZ",
     5, 0},
};

static bool is_foreign(int fd, char *err, size_t err_bytes)
{
	char head[128] = {0};

	if (pread_all(fd, head, sizeof(head), 0) < 0)
		return false;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (!memcmp(head + foreign[i].off, foreign[i].signature, foreign[i].bytes)) {
			snprintf(err, err_bytes,
				 "is in %s format; only raw images can be used (format=raw if it "
				 "is one all the same)",
				 foreign[i].format);
			return true;
		}
	return false;
}

static bool open_file(struct block_image *image, const struct block_config *config, char *err,
		      size_t err_bytes)
{
	bool readonly = config->readonly || config->snapshot;

	image->fd = open(config->path, (readonly ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NONBLOCK);
	if (image->fd < 0 && !readonly && config->may_be_readonly &&
	    (errno == EACCES || errno == EROFS || errno == EPERM)) {
		image->medium.readonly = readonly = true;
		image->fd = open(config->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	}
	if (image->fd < 0) {
		bool denied = !readonly && (errno == EACCES || errno == EROFS || errno == EPERM);

		snprintf(err, err_bytes, "%s%s", strerror(errno),
			 denied && access(config->path, R_OK) == 0
			     ? " to write it (readonly=on or -snapshot need not)"
			     : "");
		return false;
	}
	if (flock(image->fd, (readonly ? LOCK_SH : LOCK_EX) | LOCK_NB) && errno == EWOULDBLOCK) {
		snprintf(err, err_bytes, "is in use, or given twice");
		return false;
	}
	return true;
}

static bool measure(struct block_image *image, char *err, size_t err_bytes)
{
	struct stat st;
	off_t end;

	if (fstat(image->fd, &st)) {
		snprintf(err, err_bytes, "%s", strerror(errno));
		return false;
	}
	if (!S_ISREG(st.st_mode) && !S_ISBLK(st.st_mode)) {
		snprintf(err, err_bytes, "%s",
			 S_ISDIR(st.st_mode) ? "is a directory" : "is no file or block device");
		return false;
	}
	end = lseek(image->fd, 0, SEEK_END);
	if (end <= 0) {
		snprintf(err, err_bytes, "%s", end < 0 ? strerror(errno) : "is empty");
		return false;
	}
	image->bytes = (uint64_t)end;
	image->medium.sectors = (image->bytes + SECTOR - 1) / SECTOR;
	return true;
}

static bool open_image(struct block_image *image, const struct block_config *config, char *err,
		       size_t err_bytes)
{
	image->path = strdup(config->path);
	if (!image->path) {
		snprintf(err, err_bytes, "out of host memory");
		return false;
	}
	return open_file(image, config, err, err_bytes) && measure(image, err, err_bytes) &&
	       (config->raw || !is_foreign(image->fd, err, err_bytes)) &&
	       (!config->snapshot || config->readonly || make_overlay(image, err, err_bytes));
}

struct block_image *block_open(const struct block_config *config, char *err, size_t err_bytes)
{
	struct block_image *image = calloc(1, sizeof(*image));

	if (!image) {
		snprintf(err, err_bytes, "out of host memory");
		return NULL;
	}
	image->fd = image->overlay = -1;
	image->medium = (struct block){.read = medium_read,
				       .write = medium_write,
				       .flush = medium_flush,
				       .ctx = image,
				       .readonly = config->readonly};
	if (open_image(image, config, err, err_bytes))
		return image;
	block_close(image);
	return NULL;
}

void block_close(struct block_image *image)
{
	if (!image)
		return;
	if (image->overlay >= 0)
		close(image->overlay);
	if (image->fd >= 0)
		close(image->fd);
	free(image->overlaid);
	free(image->path);
	free(image);
}

const struct block *block_medium(const struct block_image *image)
{
	return &image->medium;
}

const char *block_path(const struct block_image *image)
{
	return image->path;
}
