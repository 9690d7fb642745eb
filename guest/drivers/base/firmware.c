/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * firmware: a file below /lib/firmware, read whole. The kernel's release has folders of its own,
 * which come first, and so has what is newer than the distribution.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/firmware.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/utsrelease.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

static const char *const folders[] = {"/lib/firmware/updates/" UTS_RELEASE, "/lib/firmware/updates",
				      "/lib/firmware/" UTS_RELEASE, "/lib/firmware"};

struct loaded {
	struct firmware fw;
	bool is_ours; /* fw.data is vmalloc()'s, not the caller's */
};

/* All of it, into buf or into memory of its own. */
static int read_whole(struct file *file, struct loaded *loaded, void *buf, size_t room)
{
	loff_t bytes = i_size_read(file_inode(file)), pos = 0;
	void *data = buf;
	ssize_t n;

	if (bytes <= 0)
		return -EINVAL;
	if (bytes > (buf ? room : INT_MAX))
		return -EFBIG;
	if (!buf)
		data = vmalloc(bytes);
	if (!data)
		return -ENOMEM;
	n = kernel_read(file, data, bytes, &pos);
	if (n != bytes) {
		if (!buf)
			vfree(data);
		return n < 0 ? (int)n : -EIO;
	}
	loaded->fw.data = data;
	loaded->fw.size = bytes;
	loaded->is_ours = !buf;
	return 0;
}

static int read_from(const char *folder, const char *name, struct loaded *loaded, void *buf,
		     size_t room)
{
	char *path = kasprintf(GFP_KERNEL, "%s/%s", folder, name);
	struct file *file = path ? filp_open(path, O_RDONLY, 0) : ERR_PTR(-ENOMEM);
	int err;

	kfree(path);
	if (IS_ERR(file))
		return PTR_ERR(file);
	err = read_whole(file, loaded, buf, room);
	fput(file);
	return err;
}

static int load(const struct firmware **fw, const char *name, void *buf, size_t room)
{
	struct loaded *loaded;
	int err = -ENOENT;
	unsigned int i;

	*fw = NULL;
	if (!name || !*name || *name == '/' || strstr(name, ".."))
		return -EINVAL;
	loaded = kzalloc(sizeof(*loaded), GFP_KERNEL);
	if (!loaded)
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(folders) && err == -ENOENT; i++)
		err = read_from(folders[i], name, loaded, buf, room);
	if (err)
		kfree(loaded);
	else
		*fw = &loaded->fw;
	return err;
}

static int load_or_tell(const struct firmware **fw, const char *name, struct device *device,
			void *buf, size_t room)
{
	int err = load(fw, name, buf, room);

	if (err)
		dev_warn(device, "Direct firmware load for %s failed with error %d\n", name, err);
	return err;
}

int request_firmware(const struct firmware **fw, const char *name, struct device *device)
{
	return load_or_tell(fw, name, device, NULL, 0);
}
EXPORT_SYMBOL(request_firmware);

int firmware_request_nowarn(const struct firmware **fw, const char *name, struct device *device)
{
	return load(fw, name, NULL, 0);
}
EXPORT_SYMBOL_GPL(firmware_request_nowarn);

int request_firmware_into_buf(const struct firmware **fw, const char *name, struct device *device,
			      void *buf, size_t size)
{
	return load_or_tell(fw, name, device, buf, size);
}
EXPORT_SYMBOL(request_firmware_into_buf);

void release_firmware(const struct firmware *fw)
{
	struct loaded *loaded = container_of(fw, struct loaded, fw);

	if (!fw)
		return;
	if (loaded->is_ours)
		vfree(fw->data);
	kfree(loaded);
}
EXPORT_SYMBOL(release_firmware);

/* ---- later ---- */

struct request {
	struct work_struct work;
	struct module *module;
	struct device *device;
	char *name;
	void *context;
	void (*cont)(const struct firmware *fw, void *context);
};

static void load_later(struct work_struct *work)
{
	struct request *request = container_of(work, struct request, work);
	const struct firmware *fw;

	load_or_tell(&fw, request->name, request->device, NULL, 0);
	request->cont(fw, request->context);
	put_device(request->device);
	module_put(request->module);
	kfree(request->name);
	kfree(request);
}

int request_firmware_nowait(struct module *module, bool uevent, const char *name,
			    struct device *device, gfp_t gfp, void *context,
			    void (*cont)(const struct firmware *fw, void *context))
{
	struct request *request = kzalloc(sizeof(*request), gfp);
	int err;

	if (!request)
		return -ENOMEM;
	request->name = kstrdup(name, gfp);
	err = !request->name ? -ENOMEM : try_module_get(module) ? 0 : -EFAULT;
	if (err) {
		kfree(request->name);
		kfree(request);
		return err;
	}
	request->module = module;
	request->device = get_device(device);
	request->context = context;
	request->cont = cont;
	INIT_WORK(&request->work, load_later);
	schedule_work(&request->work);
	return 0;
}
EXPORT_SYMBOL(request_firmware_nowait);
