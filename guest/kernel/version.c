/* SPDX-License-Identifier: GPL-2.0-only */
/* version: the first line of the log. */
#include <linux/export.h>
#include <linux/stringify.h>
#include <linux/utsname.h>
#include <linux/utsrelease.h>

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

const char linux_banner[] = "zonemu mini-kernel " ZONEMU_VERSION " (" COMPILER ") #1\n";

/* The API is that of Linux 6.1. */
const struct new_utsname init_uts_name = {
    .sysname = "zonemu",
    .nodename = "zonemu",
    .release = UTS_RELEASE,
    .version = "#1",
    .machine = "i686",
};
EXPORT_SYMBOL(init_uts_name);
