/* SPDX-License-Identifier: GPL-2.0-only */
/* firmware: files that drivers give to their devices. There are none here: -ENOENT. */
#ifndef _LINUX_FIRMWARE_H
#define _LINUX_FIRMWARE_H

#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/types.h>

struct device;
struct module;

struct firmware {
	size_t size;
	const u8 *data;
	void *priv;
};

static inline int request_firmware(const struct firmware **fw, const char *name,
				   struct device *device)
{
	*fw = NULL;
	return -ENOENT;
}
#define firmware_request_nowarn(fw, name, dev) request_firmware(fw, name, dev)
#define request_firmware_direct(fw, name, dev) request_firmware(fw, name, dev)
#define firmware_request_builtin(fw, name)     false

static inline int request_firmware_nowait(struct module *module, bool uevent, const char *name,
					  struct device *device, gfp_t gfp, void *context,
					  void (*cont)(const struct firmware *fw, void *context))
{
	cont(NULL, context);
	return 0;
}

static inline void release_firmware(const struct firmware *fw)
{
}

#endif
