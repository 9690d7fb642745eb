/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uevent: what happens to a kobject, as the variables a helper program would get. They are
 * numbered (/sys/kernel/uevent_seqnum), can be read in each device's uevent file, and are told to
 * the programs that listen to NETLINK_KOBJECT_UEVENT. No program is started.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

u64 uevent_seqnum;
static DEFINE_MUTEX(uevent_mutex);
static struct sock *uevent_sock;

static const char *const actions[] = {
    [KOBJ_ADD] = "add",	  [KOBJ_REMOVE] = "remove", [KOBJ_CHANGE] = "change",
    [KOBJ_MOVE] = "move", [KOBJ_ONLINE] = "online", [KOBJ_OFFLINE] = "offline",
    [KOBJ_BIND] = "bind", [KOBJ_UNBIND] = "unbind",
};

int add_uevent_var(struct kobj_uevent_env *env, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(env->envp_idx >= UEVENT_NUM_ENVP, "add_uevent_var: too many keys\n"))
		return -ENOMEM;
	va_start(args, fmt);
	len = vsnprintf(env->buf + env->buflen, sizeof(env->buf) - env->buflen, fmt, args);
	va_end(args);
	if (WARN(len >= (int)sizeof(env->buf) - env->buflen,
		 "add_uevent_var: buffer size too small\n"))
		return -ENOMEM;
	env->envp[env->envp_idx++] = env->buf + env->buflen;
	env->buflen += len + 1;
	return 0;
}
EXPORT_SYMBOL(add_uevent_var);

/* The set that has a say: the nearest one upwards. */
static struct kset *set_of(struct kobject *kobj)
{
	while (!kobj->kset && kobj->parent)
		kobj = kobj->parent;
	return kobj->kset;
}

static int fill(struct kobject *kobj, const char *action, const char *subsystem, char *extra[],
		struct kobj_uevent_env *env)
{
	char *path = kobject_get_path(kobj, GFP_KERNEL);
	int err;

	if (!path)
		return -ENOMEM;
	err = add_uevent_var(env, "ACTION=%s", action);
	if (!err)
		err = add_uevent_var(env, "DEVPATH=%s", path);
	if (!err)
		err = add_uevent_var(env, "SUBSYSTEM=%s", subsystem);
	for (; extra && *extra && !err; extra++)
		err = add_uevent_var(env, "%s", *extra);
	kfree(path);
	return err;
}

/* "add@/devices/...", and the variables, each with its end. */
static void tell(const struct kobj_uevent_env *env, const char *action, const char *path)
{
	size_t len = strlen(action) + strlen(path) + 2;
	struct sk_buff *skb;

	if (!uevent_sock || !netlink_has_listeners(uevent_sock, 1))
		return;
	skb = alloc_skb(len + env->buflen, GFP_KERNEL);
	if (!skb)
		return;
	scnprintf(skb_put(skb, len), len, "%s@%s", action, path);
	skb_put_data(skb, env->buf, env->buflen);
	netlink_broadcast(uevent_sock, skb, 0, 1, GFP_KERNEL);
}

int kobject_uevent_env(struct kobject *kobj, enum kobject_action action, char *envp[])
{
	struct kset *kset = set_of(kobj);
	const struct kset_uevent_ops *ops = kset ? kset->uevent_ops : NULL;
	struct kobj_uevent_env *env;
	const char *subsystem;
	int err;

	if (action == KOBJ_REMOVE)
		kobj->state_remove_uevent_sent = 1;
	if (!kset || kobj->uevent_suppress || (ops && ops->filter && !ops->filter(kobj)))
		return 0;
	subsystem = ops && ops->name ? ops->name(kobj) : kobject_name(&kset->kobj);
	if (!subsystem)
		return 0;
	env = kzalloc(sizeof(*env), GFP_KERNEL);
	if (!env)
		return -ENOMEM;
	err = fill(kobj, actions[action], subsystem, envp, env);
	if (!err && ops && ops->uevent)
		err = ops->uevent(kobj, env);
	if (action == KOBJ_ADD)
		kobj->state_add_uevent_sent = 1;
	mutex_lock(&uevent_mutex);
	uevent_seqnum++;
	if (!err)
		err = add_uevent_var(env, "SEQNUM=%llu", uevent_seqnum);
	if (!err)
		tell(env, actions[action], env->envp[1] + strlen("DEVPATH="));
	mutex_unlock(&uevent_mutex);
	kfree(env);
	return err;
}
EXPORT_SYMBOL(kobject_uevent_env);

int kobject_uevent(struct kobject *kobj, enum kobject_action action)
{
	return kobject_uevent_env(kobj, action, NULL);
}
EXPORT_SYMBOL(kobject_uevent);

int kobject_synth_uevent(struct kobject *kobj, const char *buf, size_t count)
{
	int action = __sysfs_match_string(actions, ARRAY_SIZE(actions), buf);

	if (action < 0)
		return action;
	kobject_uevent(kobj, action);
	return 0;
}

static ssize_t uevent_seqnum_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", uevent_seqnum);
}
static struct kobj_attribute uevent_seqnum_attr = __ATTR_RO(uevent_seqnum);

/* The directories that are there before anybody is in them. */
static int __init sysfs_roots_init(void)
{
	kernel_kobj = kobject_create_and_add("kernel", NULL);
	power_kobj = kobject_create_and_add("power", NULL);
	firmware_kobj = kobject_create_and_add("firmware", NULL);
	fs_kobj = kobject_create_and_add("fs", NULL);
	hypervisor_kobj = kobject_create_and_add("hypervisor", NULL);
	mm_kobj = kobject_create_and_add("mm", kernel_kobj);
	return kernel_kobj ? sysfs_create_file(kernel_kobj, &uevent_seqnum_attr.attr) : -ENOMEM;
}
early_initcall(sysfs_roots_init);

static int __init uevent_sock_init(void)
{
	struct netlink_kernel_cfg cfg = {.groups = 1, .flags = NL_CFG_F_NONROOT_RECV};

	uevent_sock = netlink_kernel_create(&init_net, NETLINK_KOBJECT_UEVENT, &cfg);
	return uevent_sock ? 0 : -ENOMEM;
}
postcore_initcall(uevent_sock_init);
