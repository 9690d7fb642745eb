/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * restart_block: how restart_syscall() goes on with a call that a signal without a handler
 * interrupted (-ERESTART_RESTARTBLOCK), where asking again from the start would be wrong:
 * a sleep goes on to when it was to end.
 */
#ifndef _LINUX_RESTART_BLOCK_H
#define _LINUX_RESTART_BLOCK_H

#include <linux/types.h>

struct pollfd;

struct restart_block {
	long (*fn)(struct restart_block *block);
	union {
		struct {
			u32 __user *uaddr;
			u32 val, flags, bitset;
			u64 time;
		} futex;
		struct {
			int clockid;
			int is_time64;
			void __user *rmtp;
			u64 expires;
		} nanosleep;
		struct {
			struct pollfd __user *ufds;
			unsigned int nfds;
			u64 deadline; /* ns since boot; 0: none */
		} poll;
	};
};

#endif
