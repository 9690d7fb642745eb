/* SPDX-License-Identifier: GPL-2.0-only */
/* A directory shared by tests/guest/test_share.py: its files, and what there must not be. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "abi/share.h"

static bool is_shared(struct selftest *t)
{
	if (inl(SHARE_PORT) == SHARE_MAGIC)
		return true;
	selftest_skip(t, "no directory is shared (-share)");
	return false;
}

static ssize_t read_some(const char *name, char *buf, size_t size, loff_t pos)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	ssize_t ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_read(file, buf, size, &pos);
	filp_close(file, NULL);
	return ret;
}

static int open_error(const char *name, int flags)
{
	struct file *file = filp_open(name, flags, 0644);

	if (IS_ERR(file))
		return PTR_ERR(file);
	filp_close(file, NULL);
	return 0;
}

SELFTEST(hostfs, files_are_the_hosts)
{
	char text[16] = "";
	u8 *buf;
	int i;

	if (!is_shared(t))
		return;
	EXPECT_EQ(t, read_some("/host/hello", text, sizeof(text), 0), 6);
	EXPECT(t, !memcmp(text, "hello\n", 6));
	EXPECT_EQ(t, read_some("/host/a/b/deep", text, sizeof(text), 0), 5);
	EXPECT_EQ(t, read_some("/host/link", text, sizeof(text), 0), 6);
	buf = kmalloc(5000, GFP_KERNEL);
	if (!EXPECT(t, buf))
		return;
	EXPECT_EQ(t, read_some("/host/large", (char *)buf, 5000, 98000), 2000);
	for (i = 0; i < 2000; i++)
		if (buf[i] != (u8)((98000 + i) % 251))
			break;
	EXPECT_EQ(t, i, 2000);
	kfree(buf);
}

SELFTEST(hostfs, nothing_else_is_there)
{
	if (!is_shared(t))
		return;
	EXPECT_EQ(t, open_error("/host/nothing", O_RDONLY), -ENOENT);
	EXPECT_EQ(t, open_error("/host/outside", O_RDONLY), -EXDEV);
	EXPECT_EQ(t, open_error("/host/hello/x", O_RDONLY), -ENOTDIR);
	EXPECT_EQ(t, open_error("/host/hello", O_WRONLY), -EROFS);
	EXPECT_EQ(t, open_error("/host/new", O_WRONLY | O_CREAT), -EROFS);
}

struct seen {
	struct dir_context ctx;
	char names[200];
};

static bool note_name(struct dir_context *ctx, const char *name, int length, loff_t off, u64 ino,
		      unsigned int type)
{
	struct seen *seen = container_of(ctx, struct seen, ctx);
	size_t used = strlen(seen->names);

	scnprintf(seen->names + used, sizeof(seen->names) - used, "%.*s%s ", length, name,
		  type == DT_DIR ? "/" : "");
	return true;
}

SELFTEST(hostfs, directories_are_sorted)
{
	struct seen seen = {.ctx.actor = note_name};
	struct file *dir;

	if (!is_shared(t))
		return;
	dir = filp_open("/host", O_RDONLY | O_DIRECTORY, 0);
	if (!EXPECT(t, !IS_ERR(dir)))
		return;
	EXPECT_EQ(t, iterate_dir(dir, &seen.ctx), 0);
	EXPECT(t, !strcmp(seen.names, "./ ../ a/ hello large link "));
	filp_close(dir, NULL);
}
