/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fwnode: what firmware would say of a device. Here there is neither a device tree nor
 * ACPI; the only kind of node is the one that a driver or a board file makes (software nodes,
 * linux/property.h).
 */
#ifndef _LINUX_FWNODE_H
#define _LINUX_FWNODE_H

#include <linux/list.h>
#include <linux/types.h>

struct device;
struct fwnode_handle;

struct fwnode_operations {
	const char *name; /* of the kind */
};

struct fwnode_handle {
	struct fwnode_handle *secondary;
	const struct fwnode_operations *ops;
	struct device *dev;
};

#define NR_FWNODE_REFERENCE_ARGS 8

struct fwnode_reference_args {
	struct fwnode_handle *fwnode;
	unsigned int nargs;
	u64 args[NR_FWNODE_REFERENCE_ARGS];
};

#endif
