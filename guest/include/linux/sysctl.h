/* SPDX-License-Identifier: GPL-2.0-only */
/* sysctl: kernel variables as files below /proc/sys (kernel/proc/sysctl.c). */
#ifndef _LINUX_SYSCTL_H
#define _LINUX_SYSCTL_H

#include <linux/types.h>

struct ctl_table;

/*
 * Write: buffer holds *lenp bytes of text, NUL-terminated. Read: put text there and its
 * length in *lenp, at first the room. 0, or a negative errno.
 */
typedef int proc_handler(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos);

struct ctl_table {
	const char *procname; /* NULL ends a table */
	void *data;
	int maxlen; /* bytes of data */
	umode_t mode;
	proc_handler *proc_handler;
	void *extra1, *extra2; /* smallest and largest int, when given */
};

/* One int, or maxlen / sizeof(int) of them. -EINVAL: not numbers, or out of bounds. */
proc_handler proc_dointvec, proc_dointvec_minmax, proc_dostring;

/* path: "vm", "kernel". The table stays the caller's and must live on. 0, or -ENOMEM. */
int register_sysctl(const char *path, struct ctl_table *table);

#endif
