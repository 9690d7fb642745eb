/* SPDX-License-Identifier: GPL-2.0-only */
/* file: from a number to an open file, and back (guest/fs/file.c). */
#ifndef _LINUX_FILE_H
#define _LINUX_FILE_H

#include <linux/compiler.h>
#include <linux/types.h>

struct file;

#define FDPUT_FPUT	 1
#define FDPUT_POS_UNLOCK 2

struct fd {
	struct file *file; /* NULL: no such number */
	unsigned int flags;
};

void fput(struct file *file);

/* Without a reference where nobody else can close it meanwhile; end with fdput(). */
struct fd fdget(unsigned int fd);
struct fd fdget_raw(unsigned int fd); /* those of O_PATH too */
/* And f_pos is ours alone, if the file has one. */
struct fd fdget_pos(unsigned int fd);
void __f_unlock_pos(struct file *file);

static inline void fdput(struct fd fd)
{
	if (unlikely(fd.flags & FDPUT_FPUT))
		fput(fd.file);
}

static inline void fdput_pos(struct fd fd)
{
	if (fd.flags & FDPUT_POS_UNLOCK)
		__f_unlock_pos(fd.file);
	fdput(fd);
}

/* With a reference; NULL: none. */
struct file *fget(unsigned int fd);
struct file *fget_raw(unsigned int fd);

/* A number, taken but leading nowhere yet: fd_install() it, or put_unused_fd(). -EMFILE. */
int get_unused_fd_flags(unsigned int flags);
void put_unused_fd(unsigned int fd);
/* Takes over the reference. */
void fd_install(unsigned int fd, struct file *file);
int replace_fd(unsigned int fd, struct file *file, unsigned int flags);

#endif
