/* SPDX-License-Identifier: GPL-2.0-only */
/* try-catch: a function run in a thread of its own, which can be left from any depth. */
#ifndef _KUNIT_TRY_CATCH_H
#define _KUNIT_TRY_CATCH_H

#include <linux/types.h>

struct completion;
struct kunit;

typedef void (*kunit_try_catch_func_t)(void *context);

struct kunit_try_catch {
	struct kunit *test;
	struct completion *try_completion; /* of who waits for the thread */
	int try_result;			   /* 0, or a negative errno: it did not end by itself */
	kunit_try_catch_func_t try;
	kunit_try_catch_func_t catch;
	void *context;
};

/* Calls try(context) in a thread; when that is left by a throw or takes too long, then catch(). */
void kunit_try_catch_run(struct kunit_try_catch *try_catch, void *context);
/* Only from within try. */
void __noreturn kunit_try_catch_throw(struct kunit_try_catch *try_catch);

static inline int kunit_try_catch_get_result(struct kunit_try_catch *try_catch)
{
	return try_catch->try_result;
}

#endif
