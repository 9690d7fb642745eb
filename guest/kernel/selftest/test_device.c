/* SPDX-License-Identifier: GPL-2.0-only */
/* The device model: objects and their files, buses, drivers that come and go, classes. */
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/selftest.h>
#include <linux/string.h>

#include "fs/sysfs/sysfs.h"

static char text[PAGE_SIZE];

static const char *read(const char *path)
{
	ssize_t len = sysfs_read_text(path, text, sizeof(text));

	return len < 0 ? NULL : text;
}

static bool reads(const char *path, const char *want)
{
	const char *got = read(path);

	return got && !strcmp(got, want);
}

static bool exists(const char *path)
{
	struct sysfs_node *node = sysfs_lookup(path);

	sysfs_put(node);
	return node;
}

/* ---- plain objects ---- */

static int number = 7;

static ssize_t number_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", number);
}

static ssize_t number_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			    size_t count)
{
	int err = kstrtoint(buf, 0, &number);

	return err ? err : count;
}
static struct kobj_attribute number_attr = __ATTR_RW(number);
static struct attribute *in_group_attrs[] = {&number_attr.attr, NULL};
static const struct attribute_group in_group = {.name = "inner", .attrs = in_group_attrs};

SELFTEST(device, objects_are_directories)
{
	struct kobject *kobj = kobject_create_and_add("selftest", kernel_kobj);
	struct kobject *child;

	if (!EXPECT(t, kobj))
		return;
	EXPECT_EQ(t, sysfs_create_file(kobj, &number_attr.attr), 0);
	EXPECT(t, reads("kernel/selftest/number", "7\n"));
	EXPECT_EQ(t, sysfs_write_text("kernel/selftest/number", "12\n"), 3);
	EXPECT(t, reads("kernel/selftest/number", "12\n"));
	EXPECT_EQ(t, sysfs_write_text("kernel/selftest/number", "x"), -EINVAL);
	EXPECT_EQ(t, sysfs_create_group(kobj, &in_group), 0);
	EXPECT(t, reads("kernel/selftest/inner/number", "12\n"));
	child = kobject_create_and_add("child", kobj);
	EXPECT_EQ(t, sysfs_create_link(child, kernel_kobj, "up"), 0);
	EXPECT(t, reads("kernel/selftest/child/up/selftest/number", "12\n"));
	EXPECT_EQ(t, kobject_rename(child, "kid"), 0);
	EXPECT(t, reads("kernel/selftest/kid/up/selftest/number", "12\n"));
	kobject_put(child);
	EXPECT(t, !exists("kernel/selftest/kid"));
	sysfs_remove_group(kobj, &in_group);
	EXPECT(t, !read("kernel/selftest/inner/number"));
	kobject_put(kobj);
	EXPECT(t, !exists("kernel/selftest"));
	number = 7;
}

/* ---- a bus, its drivers and devices ---- */

static int match_by_prefix(struct device *dev, struct device_driver *drv)
{
	return strstarts(dev_name(dev), drv->name);
}

static struct bus_type test_bus = {.name = "selftest", .match = match_by_prefix};

static int probes, removes, undone, released;
static bool refuse, not_yet;

static void undo(void *unused)
{
	undone++;
}

static int test_probe(struct device *dev)
{
	if (refuse)
		return -EIO;
	if (not_yet)
		return dev_err_probe(dev, -EPROBE_DEFER, "not yet\n");
	probes++;
	dev_set_drvdata(dev, &probes);
	return devm_add_action(dev, undo, NULL);
}

static int test_remove(struct device *dev)
{
	removes++;
	return 0;
}

static ssize_t colour_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "red\n");
}
static DEVICE_ATTR_RO(colour);
static struct attribute *test_attrs[] = {&dev_attr_colour.attr, NULL};
ATTRIBUTE_GROUPS(test);

static struct device_driver test_driver = {
    .name = "lamp",
    .bus = &test_bus,
    .probe = test_probe,
    .remove = test_remove,
    .dev_groups = test_groups,
};

static void test_release(struct device *dev)
{
	released++;
	kfree(dev);
}

static struct device *new_device(struct selftest *t, const char *name)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	dev->bus = &test_bus;
	dev->release = test_release;
	dev_set_name(dev, "%s", name);
	EXPECT_EQ(t, device_register(dev), 0);
	return dev;
}

static void reset_counts(void)
{
	probes = removes = undone = released = 0;
	refuse = not_yet = false;
}

SELFTEST(device, drivers_find_devices_and_lose_them)
{
	struct device *lamp, *chair;

	reset_counts();
	if (!EXPECT_EQ(t, bus_register(&test_bus), 0))
		return;
	lamp = new_device(t, "lamp0");
	EXPECT_EQ(t, driver_register(&test_driver), 0);
	EXPECT_EQ(t, probes, 1);
	EXPECT_EQ(t, driver_register(&test_driver), -EBUSY);
	chair = new_device(t, "chair0");
	EXPECT_EQ(t, probes, 1);
	EXPECT(t, reads("bus/selftest/devices/lamp0/colour", "red\n"));
	EXPECT(t, reads("bus/selftest/drivers/lamp/lamp0/colour", "red\n"));
	EXPECT(t, reads("devices/lamp0/uevent", "DRIVER=lamp\n"));
	EXPECT(t, reads("bus/selftest/devices/chair0/uevent", ""));

	EXPECT_EQ(t, sysfs_write_text("bus/selftest/drivers/lamp/unbind", "lamp0"), 5);
	EXPECT_EQ(t, removes, 1);
	EXPECT_EQ(t, undone, 1);
	EXPECT(t, !dev_get_drvdata(lamp) && !read("devices/lamp0/colour"));
	EXPECT_EQ(t, sysfs_write_text("bus/selftest/drivers/lamp/bind", "chair0"), -ENODEV);
	refuse = true;
	EXPECT_EQ(t, sysfs_write_text("bus/selftest/drivers/lamp/bind", "lamp0"), -EIO);
	refuse = false;
	EXPECT_EQ(t, sysfs_write_text("bus/selftest/drivers/lamp/bind", "lamp0"), 5);
	EXPECT_EQ(t, probes, 2);

	driver_unregister(&test_driver);
	EXPECT_EQ(t, removes, 2);
	EXPECT_EQ(t, undone, 2);
	device_unregister(lamp);
	device_unregister(chair);
	EXPECT_EQ(t, released, 2);
	bus_unregister(&test_bus);
	EXPECT(t, !exists("bus/selftest") && !exists("devices/lamp0"));
}

SELFTEST(device, deferred_probes_are_tried_again)
{
	struct device *first, *second;

	reset_counts();
	if (!EXPECT_EQ(t, bus_register(&test_bus), 0))
		return;
	EXPECT_EQ(t, driver_register(&test_driver), 0);
	not_yet = true;
	first = new_device(t, "lamp1");
	EXPECT_EQ(t, probes, 0);
	not_yet = false;
	second = new_device(t, "lamp2");
	wait_for_device_probe();
	EXPECT_EQ(t, probes, 2);
	device_unregister(second);
	device_unregister(first);
	driver_unregister(&test_driver);
	bus_unregister(&test_bus);
	EXPECT_EQ(t, released, 2);
	EXPECT_EQ(t, undone, 2);
}

SELFTEST(device, classes_gather_devices)
{
	struct class *class = class_create(THIS_MODULE, "selftest");
	struct device *root, *dev;

	if (!EXPECT(t, !IS_ERR(class)))
		return;
	root = root_device_register("selftest_root");
	dev = device_create(class, NULL, 0, &number, "pen%d", 0);
	EXPECT(t, !IS_ERR(dev) && dev_get_drvdata(dev) == &number);
	EXPECT(t, exists("devices/virtual/selftest/pen0"));
	EXPECT(t, exists("class/selftest/pen0"));
	device_unregister(dev);
	EXPECT(t, !exists("devices/virtual/selftest"));
	dev = device_create(class, root, 0, NULL, "pen1");
	EXPECT(t, exists("devices/selftest_root/selftest/pen1/subsystem"));
	device_unregister(dev);
	root_device_unregister(root);
	EXPECT(t, !exists("devices/selftest_root"));
	class_destroy(class);
	EXPECT(t, !exists("class/selftest"));
}

/* ---- groups of managed resources ---- */

SELFTEST(device, groups_of_resources_go_together)
{
	struct device *root = root_device_register("selftest_root");
	void *group;

	reset_counts();
	EXPECT_EQ(t, devm_add_action(root, undo, NULL), 0);
	group = devres_open_group(root, NULL, GFP_KERNEL);
	EXPECT_EQ(t, devm_add_action(root, undo, NULL), 0);
	EXPECT_EQ(t, devm_add_action(root, undo, NULL), 0);
	devres_close_group(root, group);
	EXPECT_EQ(t, devm_add_action(root, undo, NULL), 0);
	EXPECT_EQ(t, devres_release_group(root, group), 2);
	EXPECT_EQ(t, undone, 2);
	root_device_unregister(root);
	EXPECT_EQ(t, undone, 4);
}

/* ---- as a file system ---- */

static ssize_t read_file(struct vfsmount *mnt, const char *name, char *buf, size_t size)
{
	struct path root = {.mnt = mnt, .dentry = mnt->mnt_root};
	struct file *file = file_open_root(&root, name, O_RDONLY, 0);
	ssize_t len = PTR_ERR_OR_ZERO(file);
	loff_t pos = 0;

	if (len)
		return len;
	len = kernel_read(file, buf, size - 1, &pos);
	if (len >= 0)
		buf[len] = '\0';
	fput(file);
	return len;
}

static ssize_t write_file(struct vfsmount *mnt, const char *name, const char *what)
{
	struct path root = {.mnt = mnt, .dentry = mnt->mnt_root};
	struct file *file = file_open_root(&root, name, O_WRONLY, 0);
	ssize_t len = PTR_ERR_OR_ZERO(file);
	loff_t pos = 0;

	if (len)
		return len;
	len = kernel_write(file, what, strlen(what), &pos);
	fput(file);
	return len;
}

SELFTEST(device, sysfs_is_a_file_system)
{
	struct vfsmount *mnt = kern_mount(get_fs_type("sysfs"));
	struct kobject *kobj = kobject_create_and_add("selftest", kernel_kobj);

	if (!EXPECT(t, !IS_ERR(mnt)) || !EXPECT(t, kobj))
		return;
	EXPECT_EQ(t, sysfs_create_file(kobj, &number_attr.attr), 0);
	EXPECT_EQ(t, sysfs_create_link(kobj, kernel_kobj, "up"), 0);
	EXPECT_EQ(t, write_file(mnt, "kernel/selftest/number", "31\n"), 3);
	EXPECT_EQ(t, read_file(mnt, "kernel/selftest/up/selftest/number", text, sizeof(text)), 3);
	EXPECT(t, !strcmp(text, "31\n"));
	EXPECT_EQ(t, read_file(mnt, "kernel/selftest/nothing", text, sizeof(text)), -ENOENT);
	kobject_put(kobj);
	EXPECT_EQ(t, read_file(mnt, "kernel/selftest/number", text, sizeof(text)), -ENOENT);
	kern_unmount(mnt);
	number = 7;
}
