/* SPDX-License-Identifier: GPL-2.0-only */
/* umh: programs that the kernel starts (guest/kernel/umh.c). As root, without files open. */
#ifndef __LINUX_UMH_H__
#define __LINUX_UMH_H__

#include <linux/completion.h>
#include <linux/gfp.h>
#include <linux/types.h>

struct cred;
struct file;

#define UMH_NO_WAIT   0x00 /* not even for the exec: 0 */
#define UMH_WAIT_EXEC 0x01 /* 0, or why it could not be started */
#define UMH_WAIT_PROC 0x02 /* what wait() would say, or why it could not be started */
#define UMH_KILLABLE  0x04
#define UMH_FREEZABLE 0x08

struct subprocess_info {
	struct completion done;
	const char *path;
	char **argv, **envp;
	int wait;
	int retval;
	int (*init)(struct subprocess_info *info, struct cred *new); /* in the new process */
	void (*cleanup)(struct subprocess_info *info);
	void *data;
};

/* argv[] and envp[] end with NULL and stay the caller's until it is done. May sleep. */
int call_usermodehelper(const char *path, char **argv, char **envp, int wait);
struct subprocess_info *
call_usermodehelper_setup(const char *path, char **argv, char **envp, gfp_t gfp_mask,
			  int (*init)(struct subprocess_info *info, struct cred *new),
			  void (*cleanup)(struct subprocess_info *info), void *data);
int call_usermodehelper_exec(struct subprocess_info *info, int wait); /* frees info */

#endif
