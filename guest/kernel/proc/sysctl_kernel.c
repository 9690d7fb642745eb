/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/sys/kernel. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/printk.h>
#include <linux/sysctl.h>
#include <linux/utsname.h>

static int uts_handler(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	*lenp = scnprintf(buffer, *lenp, "%s\n", *(const char *const *)table->data);
	return 0;
}

#define UTS(file, field)                                                                           \
	{                                                                                          \
		.procname = file, .data = (void *)&init_uts_name.field, .mode = 0444,              \
		.proc_handler = uts_handler                                                        \
	}

/* as uname(2) has it, for those who ask what programs run here */
static const char *const ostype = "Linux";

static struct ctl_table kernel_table[] = {
    {.procname = "ostype", .data = (void *)&ostype, .mode = 0444, .proc_handler = uts_handler},
    UTS("osrelease", release),
    UTS("version", version),
    UTS("hostname", nodename),
    {.procname = "printk",
     .data = console_printk,
     .maxlen = sizeof(console_printk),
     .mode = 0644,
     .proc_handler = proc_dointvec},
    {.procname = "modprobe",
     .data = modprobe_path,
     .maxlen = KMOD_PATH_LEN,
     .mode = 0644,
     .proc_handler = proc_dostring},
    {NULL},
};

static int __init sysctl_kernel_init(void)
{
	return register_sysctl("kernel", kernel_table);
}
fs_initcall(sysctl_kernel_init);
