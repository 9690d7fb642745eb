/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * firmware: files that drivers give to their devices, from /lib/firmware
 * (guest/drivers/base/firmware.c). Process context; who loads before there is a root file system
 * finds nothing.
 */
#ifndef _LINUX_FIRMWARE_H
#define _LINUX_FIRMWARE_H

#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/types.h>

#define FW_ACTION_NOUEVENT 0
#define FW_ACTION_UEVENT   1

struct device;
struct module;

struct firmware {
	size_t size;
	const u8 *data;
	void *priv;
};

/* 0, and *fw until release_firmware(); else *fw is NULL: -ENOENT, -ENOMEM, -EINVAL ... */
int request_firmware(const struct firmware **fw, const char *name, struct device *device);
/* Says nothing when there is none. */
int firmware_request_nowarn(const struct firmware **fw, const char *name, struct device *device);
#define request_firmware_direct(fw, name, dev)	    firmware_request_nowarn(fw, name, dev)
#define firmware_request_platform(fw, name, device) request_firmware(fw, name, device)
/* Into the caller's buffer; -EFBIG: it does not fit. */
int request_firmware_into_buf(const struct firmware **fw, const char *name, struct device *device,
			      void *buf, size_t size);
/* cont() is called later, in a thread, with what there is or NULL; the module stays until then. */
int request_firmware_nowait(struct module *module, bool uevent, const char *name,
			    struct device *device, gfp_t gfp, void *context,
			    void (*cont)(const struct firmware *fw, void *context));
void release_firmware(const struct firmware *fw);
#define firmware_request_builtin(fw, name)   ((void)(fw), (void)(name), false)
#define firmware_request_cache(device, name) 0

#endif
