/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * say: programs that print what system calls answer, a line each, so that two kernels can be
 * compared by what they print (tests/guest/user/test_syscalls.py).
 */
#ifndef USER_SAY_H
#define USER_SAY_H

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline long say_result(const char *what, long ret)
{
	int err = errno;

	if (ret == -1)
		printf("%s: %s\n", what, strerrorname_np(err));
	else
		printf("%s: %ld\n", what, ret);
	fflush(stdout);
	errno = err;
	return ret;
}

/* The call as it stands here, and its answer. */
#define SAY(call) say_result(#call, (long)(call))
/* 0, or why not; for what returns a number that is not the same each time. */
#define SAY_OK(call)                                                                               \
	({                                                                                         \
		long __r = (long)(call);                                                           \
		say_result(#call, __r < 0 ? -1 : 0);                                               \
		__r;                                                                               \
	})
#define PART(name) (printf("# %s\n", name), fflush(stdout))

#endif
