/* SPDX-License-Identifier: GPL-2.0-only */
/* utsname: what this kernel calls itself. */
#ifndef _LINUX_UTSNAME_H
#define _LINUX_UTSNAME_H

struct new_utsname {
	const char *sysname, *nodename, *release, *version, *machine;
};

extern const struct new_utsname init_uts_name;
extern const char linux_banner[];
#define utsname() (&init_uts_name)
#define system_utsname (*utsname()) /* before 2.6.19 */

#endif
