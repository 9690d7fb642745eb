/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * initramfs: the first files, out of an archive that the boot loader has brought.
 *
 * 1. Purpose. The root file system is empty. What -initrd names, a cpio archive of the kind
 *    newc, gzip'd or not, or several one after the other, is unpacked into it.
 *
 * 2. Structures. Hard links: an entry with nlink > 1 is remembered by its number, and the
 *    next of the same number becomes a link to it.
 *
 * 3. Invariants. An archive that is damaged is unpacked up to there, and one line says so.
 *
 * 4. Locking and context. The first thread, before anything runs that could use the files.
 *
 * 5. Failure. One line; the boot goes on.
 */
#include <linux/cpio.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/inflate.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <asm/setup.h>

#include "internal.h"

struct hard_link {
	struct hard_link *next;
	u32 ino, major, minor;
	const char *name;
};

static struct hard_link *hard_links __initdata;
static unsigned int nr_files __initdata;

/* ---- one entry ---- */

static const struct hard_link *__init find_link(const struct cpio_entry *e)
{
	const struct hard_link *l;

	for (l = hard_links; l; l = l->next)
		if (l->ino == e->ino && l->major == e->major && l->minor == e->minor)
			return l;
	return NULL;
}

static void __init remember_link(const struct cpio_entry *e)
{
	struct hard_link *l = kmalloc(sizeof(*l), GFP_KERNEL);

	if (!l)
		return;
	*l = (struct hard_link){hard_links, e->ino, e->major, e->minor, e->name};
	hard_links = l;
}

static void __init forget_links(void)
{
	struct hard_link *l;

	while ((l = hard_links)) {
		hard_links = l->next;
		kfree(l);
	}
}

static void __init set_attributes(const char *name, const struct cpio_entry *e)
{
	struct iattr attr = {.ia_valid = ATTR_UID | ATTR_GID | ATTR_MTIME | ATTR_MTIME_SET |
					 ATTR_ATIME | ATTR_ATIME_SET | ATTR_FORCE,
			     .ia_uid = KUIDT_INIT(e->uid),
			     .ia_gid = KGIDT_INIT(e->gid),
			     .ia_atime = {.tv_sec = e->mtime},
			     .ia_mtime = {.tv_sec = e->mtime}};
	struct path path;

	if (kern_path(name, 0, &path))
		return;
	if (!S_ISLNK(e->mode)) {
		attr.ia_valid |= ATTR_MODE;
		attr.ia_mode = (e->mode & S_IALLUGO) | (d_inode(path.dentry)->i_mode & S_IFMT);
	}
	inode_lock(d_inode(path.dentry));
	notify_change(&init_user_ns, path.dentry, &attr, NULL);
	inode_unlock(d_inode(path.dentry));
	path_put(&path);
}

static int __init make_special(const char *name, const struct cpio_entry *e)
{
	unsigned int how = S_ISDIR(e->mode) ? LOOKUP_DIRECTORY : 0;
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, how);
	struct inode *dir;
	char *target;
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry) == -EEXIST && !S_ISLNK(e->mode) ? 0 : PTR_ERR(dentry);
	dir = d_inode(path.dentry);
	if (S_ISDIR(e->mode)) {
		err = vfs_mkdir(&init_user_ns, dir, dentry, e->mode);
	} else if (S_ISLNK(e->mode)) {
		target = kstrndup((const char *)e->data, e->size, GFP_KERNEL);
		err = target ? vfs_symlink(&init_user_ns, dir, dentry, target) : -ENOMEM;
		kfree(target);
	} else {
		err = vfs_mknod(&init_user_ns, dir, dentry, e->mode, MKDEV(e->rmajor, e->rminor));
	}
	done_path_create(&path, dentry);
	return err;
}

static int __init hard_link_to(const char *from, const char *name)
{
	struct path old, path;
	struct dentry *dentry;
	int err = kern_path(from, 0, &old);

	if (err)
		return err;
	dentry = kern_path_create(AT_FDCWD, name, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_link(old.dentry, &init_user_ns, d_inode(path.dentry), dentry, NULL);
		done_path_create(&path, dentry);
	}
	path_put(&old);
	return err;
}

/* Of a file with several names the content may come with any of them. */
static int __init write_content(const char *name, const struct cpio_entry *e)
{
	struct file *file = filp_open(name, O_CREAT | O_WRONLY | (e->size ? O_TRUNC : 0), 0600);
	size_t done = 0;
	ssize_t n = 0;
	loff_t pos = 0;

	if (IS_ERR(file))
		return PTR_ERR(file);
	while (done < e->size && n >= 0) {
		n = kernel_write(file, e->data + done, e->size - done, &pos);
		done += n > 0 ? n : 0;
		if (!n)
			n = -EIO;
	}
	filp_close(file, NULL);
	return n < 0 ? n : 0;
}

static int __init unpack_entry(const char *name, const struct cpio_entry *e)
{
	const struct hard_link *link = NULL;
	int err;

	if (!*name)
		return 0; /* "/" or "." */
	if (!S_ISREG(e->mode))
		return make_special(name, e);
	if (e->nlink > 1)
		link = find_link(e);
	if (link) {
		err = hard_link_to(link->name, name);
		if (err)
			return err;
	} else if (e->nlink > 1) {
		remember_link(e);
	}
	return link && !e->size ? 0 : write_content(name, e);
}

/* ---- an archive, and several ---- */

static const char *__init unpack_cpio(struct cpio *c)
{
	struct cpio_entry e;
	int ret, err;

	while ((ret = cpio_next(c, &e)) > 0) {
		const char *name = e.name;

		while (*name == '/' || (name[0] == '.' && (name[1] == '/' || !name[1])))
			name++;
		err = unpack_entry(name, &e);
		if (err) {
			pr_err("initramfs: %s: error %d\n", e.name, -err);
			if (err == -ENOMEM || err == -ENOSPC)
				return "no memory for it";
			continue;
		}
		if (*name)
			set_attributes(name, &e);
		nr_files++;
	}
	forget_links();
	return ret < 0 ? c->why : NULL;
}

/* The last four bytes say how long the content is, if it is the last member. */
static int __init decompress(struct inflate *z)
{
	const u8 *in = z->in, *end = z->in + z->in_bytes - 4;
	size_t in_bytes = z->in_bytes;
	int err = -ENOSPC, tries;

	z->out_bytes = end[0] | end[1] << 8 | end[2] << 16 | (u32)end[3] << 24;
	for (tries = 0; err == -ENOSPC && tries < 2; tries++) {
		if (tries || z->out_bytes > totalram_pages() << PAGE_SHIFT) {
			/* more follows: it has to be counted */
			z->out = NULL;
			err = gunzip(z);
			if (err)
				return err;
			z->out_bytes = z->produced;
		}
		z->in = in;
		z->in_bytes = in_bytes;
		z->out = vmalloc(max_t(size_t, z->out_bytes, 1));
		if (!z->out) {
			z->why = "no memory for it";
			return -ENOMEM;
		}
		err = gunzip(z);
		if (err) {
			vfree(z->out);
			z->out = NULL;
		}
	}
	return err;
}

static const char *__init unpack(const u8 *data, size_t bytes);

static const char *__init unpack_gzip(const u8 **data, size_t *bytes)
{
	struct inflate z = {.in = *data, .in_bytes = *bytes};
	const char *why;

	if (decompress(&z))
		return z.why;
	*data = z.in;
	*bytes = z.in_bytes;
	why = unpack(z.out, z.produced);
	vfree(z.out);
	return why;
}

static const char *__init unpack(const u8 *data, size_t bytes)
{
	const char *why = NULL;

	while (bytes && !why) {
		if (!*data) { /* padding */
			data++;
			bytes--;
		} else if (bytes >= 18 && data[0] == 0x1f && data[1] == 0x8b) {
			why = unpack_gzip(&data, &bytes);
		} else {
			struct cpio c = {.in = data, .in_bytes = bytes};

			why = unpack_cpio(&c);
			data = c.in;
			bytes = c.in_bytes;
		}
	}
	return why;
}

static bool __init is_archive(const u8 *p, size_t bytes)
{
	return bytes >= 18 && ((p[0] == 0x1f && p[1] == 0x8b) || !memcmp(p, "07070", 5));
}

/* What is there even without an archive, so that the first program can be heard. */
static void __init make_the_least(void)
{
	static const struct cpio_entry least[] = {
	    {.name = "dev", .mode = S_IFDIR | 0755},
	    {.name = "dev/console", .mode = S_IFCHR | 0600, .rmajor = 5, .rminor = 1},
	    {.name = "root", .mode = S_IFDIR | 0700},
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(least); i++)
		make_special(least[i].name, &least[i]);
}

static int __init initramfs_init(void)
{
	const char *why;
	unsigned int i;

	make_the_least();
	for (i = 0; i < nr_boot_modules; i++) {
		const u8 *data = boot_modules[i].data;
		size_t bytes = boot_modules[i].bytes;

		/* what is none is somebody else's: a kernel module */
		if (!is_archive(data, bytes))
			continue;
		why = unpack(data, bytes);
		if (why)
			pr_err("initramfs: %s: %s\n", boot_modules[i].string, why);
		pr_info("initramfs: %u files from %zu KiB\n", nr_files, bytes / 1024);
		boot_modules[i].bytes = 0;
		free_reserved_area((void *)data, (void *)data + (bytes & PAGE_MASK), -1, "initrd");
	}
	return 0;
}
rootfs_initcall(initramfs_init);
