/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * share: a directory of the host's, as the guest sees it (-share DIR). Live and
 * read-only: each request looks at the host's files as they are now.
 *
 * Two 32-bit ports. SHARE_MAGIC at +0 tells that the device is there (without
 * -share the ports read as all ones). Writing the physical address of a struct
 * share_request to +4 carries it out; when the OUT is over, result is there.
 * The device keeps nothing between requests.
 *
 * A path is relative to DIR, without a slash in front, parts parted by single
 * slashes, "" for DIR itself. It never leads out of DIR: neither by ".." nor by
 * a symbolic link. Only directories and regular files are there at all.
 *
 * result is what was asked for, or -errno by Linux's numbers: -ENOENT,
 * -ENOTDIR, -EISDIR, -EACCES (neither file nor directory, or the host's user may
 * not), -EXDEV (leads out), -EINVAL, -EFAULT (buffer too small or no RAM), -EIO.
 */
#ifndef ZONEMU_ABI_SHARE_H
#define ZONEMU_ABI_SHARE_H

#define SHARE_PORT	 0x5c0
#define SHARE_PORTS	 8
#define SHARE_MAGIC	 0x3148535a /* "ZSH1" */
#define SHARE_DOORBELL	 4
#define SHARE_PATH_MAX	 1023
#define SHARE_BUFFER_MAX 0x100000 /* bytes a request moves at most */

enum share_op {
	/* a struct share_stat into the buffer; result 0 */
	SHARE_STAT = 1,
	/* bytes from offset on; result: how many, 0 at the end */
	SHARE_READ = 2,
	/* Entries as struct share_entry, by name, from the one numbered offset on; "." and ".." are
	 * not among them. result: bytes, whole entries, 0 at the end. */
	SHARE_LIST = 3,
};

struct share_request {
	unsigned int op;
	int result;
	unsigned int path, path_bytes; /* physical; without a zero at the end */
	unsigned int offset_low, offset_high;
	unsigned int buffer, buffer_bytes; /* physical, in one piece */
};

struct share_stat {
	unsigned int mode; /* S_IFDIR or S_IFREG, and the host's permissions without write */
	unsigned int links;
	unsigned int ino_low, ino_high;
	unsigned int size_low, size_high;
	unsigned int mtime_low, mtime_high; /* seconds since 1970 */
	unsigned int mtime_nsec;
};

/* The name follows, name_bytes of it without a zero; the next entry is at a multiple of 4. */
struct share_entry {
	unsigned int ino_low;
	unsigned int mode; /* S_IFDIR or S_IFREG */
	unsigned int name_bytes;
};

#endif
