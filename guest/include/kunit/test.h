/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kunit: tests of the kernel's own, in modules. A suite is a list of cases; those that a module
 * names by kunit_test_suites() run when it is loaded, and print KTAP (guest/kernel/kunit). What
 * they said is in /sys/kernel/debug/kunit/SUITE/results until the module goes.
 */
#ifndef _KUNIT_TEST_H
#define _KUNIT_TEST_H

#include <kunit/assert.h>
#include <kunit/try-catch.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kconfig.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>

#define KUNIT_LOG_SIZE		  512
#define KUNIT_PARAM_DESC_SIZE	  128
#define KUNIT_STATUS_COMMENT_SIZE 256
#define KUNIT_SUBTEST_INDENT	  "    "
#define KUNIT_SUBSUBTEST_INDENT	  "        "

struct dentry;

enum kunit_status {
	KUNIT_SUCCESS,
	KUNIT_FAILURE,
	KUNIT_SKIPPED,
};

struct kunit_case {
	void (*run_case)(struct kunit *test); /* NULL ends a list */
	const char *name;
	/* The parameter after prev (NULL: the first), its name into desc; NULL: there is none. */
	const void *(*generate_params)(const void *prev, char *desc);
	enum kunit_status status;
	char *log;
};

#define KUNIT_CASE(test_name)                                                                      \
	{                                                                                          \
		.run_case = test_name, .name = #test_name                                          \
	}
#define KUNIT_CASE_PARAM(test_name, gen_params)                                                    \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .generate_params = gen_params           \
	}

struct kunit_suite {
	const char name[256];
	int (*suite_init)(struct kunit_suite *suite); /* all four may be NULL */
	void (*suite_exit)(struct kunit_suite *suite);
	int (*init)(struct kunit *test); /* around each case */
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;

	char status_comment[KUNIT_STATUS_COMMENT_SIZE];
	struct dentry *debugfs;
	char *log;
	int suite_init_err;
};

/* A case at work. */
struct kunit {
	void *priv; /* the test's */

	const char *name;
	char *log;
	struct kunit_try_catch try_catch;
	const void *param_value; /* of KUNIT_CASE_PARAM() */
	int param_index;
	spinlock_t lock; /* over resources */
	enum kunit_status status;
	struct list_head resources;
	char status_comment[KUNIT_STATUS_COMMENT_SIZE];
};

static inline void kunit_set_failure(struct kunit *test)
{
	WRITE_ONCE(test->status, KUNIT_FAILURE);
}

static inline char *kunit_status_to_ok_not_ok(enum kunit_status status)
{
	return status == KUNIT_FAILURE ? "not ok" : "ok";
}

/* kunit.enable on the kernel's command line. */
bool kunit_enabled(void);
void kunit_init_test(struct kunit *test, const char *name, char *log);
int kunit_run_tests(struct kunit_suite *suite);
size_t kunit_suite_num_test_cases(struct kunit_suite *suite);
unsigned int kunit_test_case_num(struct kunit_suite *suite, struct kunit_case *test_case);
enum kunit_status kunit_suite_has_succeeded(struct kunit_suite *suite);
int __kunit_test_suites_init(struct kunit_suite *const *suites, int num_suites);
void __kunit_test_suites_exit(struct kunit_suite **suites, int num_suites);
void kunit_cleanup(struct kunit *test);
void kunit_log_append(char *log, const char *fmt, ...) __printf(2, 3);

#define __kunit_suites(array, ...)                                                                 \
	static struct kunit_suite *array[] __used __section(".kunit_test_suites") = {__VA_ARGS__}
#define kunit_test_suites(...)	__kunit_suites(__UNIQUE_ID(kunit_suites), ##__VA_ARGS__)
#define kunit_test_suite(suite) kunit_test_suites(&suite)
/* Suites that are __init. */
#define kunit_test_init_section_suites(...)  __kunit_suites(__UNIQUE_ID(kunit_probe), ##__VA_ARGS__)
#define kunit_test_init_section_suite(suite) kunit_test_init_section_suites(&suite)

#define kunit_suite_for_each_test_case(suite, test_case)                                           \
	for (test_case = (suite)->test_cases; test_case->run_case; test_case++)

/* ---- memory that goes with the test ---- */

void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp);
void kunit_kfree(struct kunit *test, const void *ptr);
#define kunit_kmalloc(test, size, gfp)	  kunit_kmalloc_array(test, 1, size, gfp)
#define kunit_kzalloc(test, size, gfp)	  kunit_kmalloc(test, size, (gfp) | __GFP_ZERO)
#define kunit_kcalloc(test, n, size, gfp) kunit_kmalloc_array(test, n, size, (gfp) | __GFP_ZERO)

/* ---- words ---- */

#define kunit_log(lvl, test_or_suite, fmt, ...)                                                    \
	do {                                                                                       \
		printk(lvl fmt, ##__VA_ARGS__);                                                    \
		kunit_log_append((test_or_suite)->log, fmt "\n", ##__VA_ARGS__);                   \
	} while (0)
#define kunit_printk(lvl, test, fmt, ...)                                                          \
	kunit_log(lvl, test, KUNIT_SUBTEST_INDENT "# %s: " fmt, (test)->name, ##__VA_ARGS__)
#define kunit_info(test, fmt, ...) kunit_printk(KERN_INFO, test, fmt, ##__VA_ARGS__)
#define kunit_warn(test, fmt, ...) kunit_printk(KERN_WARNING, test, fmt, ##__VA_ARGS__)
#define kunit_err(test, fmt, ...)  kunit_printk(KERN_ERR, test, fmt, ##__VA_ARGS__)

#define kunit_mark_skipped(test_or_suite, fmt, ...)                                                \
	do {                                                                                       \
		WRITE_ONCE((test_or_suite)->status, KUNIT_SKIPPED);                                \
		scnprintf((test_or_suite)->status_comment, KUNIT_STATUS_COMMENT_SIZE, fmt,         \
			  ##__VA_ARGS__);                                                          \
	} while (0)
#define kunit_skip(test_or_suite, fmt, ...)                                                        \
	do {                                                                                       \
		kunit_mark_skipped(test_or_suite, fmt, ##__VA_ARGS__);                             \
		kunit_try_catch_throw(&(test_or_suite)->try_catch);                                \
	} while (0)

/* ---- what is expected. EXPECT: the test goes on; ASSERT: it ends ---- */

#define __kunit_tell(test, how, what, l, o, r, lval, rval, fmt, ...)                               \
	do {                                                                                       \
		static const struct kunit_assert __kunit_where = {.file = __FILE__,                \
								  .line = __LINE__,                \
								  .type = how,                     \
								  .kind = what,                    \
								  .left = l,                       \
								  .op = o,                         \
								  .right = r};                     \
		__kunit_failed(test, &__kunit_where, lval, rval, fmt, ##__VA_ARGS__);              \
	} while (0)
#define __kunit_address(p) ((long long)(unsigned long)(p))

#define __kunit_true(test, how, cond, what, want, text, fmt, ...)                                  \
	do {                                                                                       \
		if (unlikely((!!(cond)) != want))                                                   \
			__kunit_tell(test, how, what, text, NULL, NULL, 0, 0, fmt, ##__VA_ARGS__); \
	} while (0)
#define __kunit_int(test, how, l, op, r, lt, rt, fmt, ...)                                         \
	do {                                                                                       \
		const typeof(l) __kunit_l = (l);                                                   \
		const typeof(r) __kunit_r = (r);                                                   \
		if (unlikely(!(__kunit_l op __kunit_r)))                                           \
			__kunit_tell(test, how, KUNIT_KIND_INT, lt, #op, rt, (long long)__kunit_l, \
				     (long long)__kunit_r, fmt, ##__VA_ARGS__);                    \
	} while (0)
#define __kunit_ptr(test, how, l, op, r, lt, rt, fmt, ...)                                         \
	do {                                                                                       \
		const typeof(l) __kunit_l = (l);                                                   \
		const typeof(r) __kunit_r = (r);                                                   \
		if (unlikely(!(__kunit_l op __kunit_r)))                                           \
			__kunit_tell(test, how, KUNIT_KIND_PTR, lt, #op, rt,                       \
				     __kunit_address(__kunit_l), __kunit_address(__kunit_r), fmt,  \
				     ##__VA_ARGS__);                                               \
	} while (0)
#define __kunit_str(test, how, l, op, r, lt, rt, fmt, ...)                                         \
	do {                                                                                       \
		const char *__kunit_l = (l), *__kunit_r = (r);                                     \
		if (unlikely(!(strcmp(__kunit_l, __kunit_r) op 0)))                                \
			__kunit_tell(test, how, KUNIT_KIND_STR, lt, #op, rt,                       \
				     __kunit_address(__kunit_l), __kunit_address(__kunit_r), fmt,  \
				     ##__VA_ARGS__);                                               \
	} while (0)
#define __kunit_valid(test, how, ptr, text, fmt, ...)                                              \
	do {                                                                                       \
		const typeof(ptr) __kunit_l = (ptr);                                               \
		if (unlikely(IS_ERR_OR_NULL(__kunit_l)))                                           \
			__kunit_tell(test, how, KUNIT_KIND_VALID, text, NULL, NULL,                \
				     __kunit_address(__kunit_l), 0, fmt, ##__VA_ARGS__);           \
	} while (0)

#define KUNIT_SUCCEED(test) ((void)(test))
#define KUNIT_FAIL(test, fmt, ...)                                                                 \
	__kunit_tell(test, KUNIT_EXPECTATION, KUNIT_KIND_FAIL, NULL, NULL, NULL, 0, 0, fmt,        \
		     ##__VA_ARGS__)
#define KUNIT_ASSERT_FAILURE(test, fmt, ...)                                                       \
	__kunit_tell(test, KUNIT_ASSERTION, KUNIT_KIND_FAIL, NULL, NULL, NULL, 0, 0, fmt,          \
		     ##__VA_ARGS__)

#define KUNIT_EXPECT_TRUE(test, cond)                                                              \
	__kunit_true(test, KUNIT_EXPECTATION, cond, KUNIT_KIND_TRUE, true, #cond, NULL)
#define KUNIT_EXPECT_TRUE_MSG(test, cond, fmt, ...)                                                \
	__kunit_true(test, KUNIT_EXPECTATION, cond, KUNIT_KIND_TRUE, true, #cond, fmt,             \
		     ##__VA_ARGS__)
#define KUNIT_EXPECT_FALSE(test, cond)                                                             \
	__kunit_true(test, KUNIT_EXPECTATION, cond, KUNIT_KIND_FALSE, false, #cond, NULL)
#define KUNIT_EXPECT_FALSE_MSG(test, cond, fmt, ...)                                               \
	__kunit_true(test, KUNIT_EXPECTATION, cond, KUNIT_KIND_FALSE, false, #cond, fmt,           \
		     ##__VA_ARGS__)
#define KUNIT_EXPECT_EQ(test, l, r) __kunit_int(test, KUNIT_EXPECTATION, l, ==, r, #l, #r, NULL)
#define KUNIT_EXPECT_EQ_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_EXPECTATION, l, ==, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NE(test, l, r) __kunit_int(test, KUNIT_EXPECTATION, l, !=, r, #l, #r, NULL)
#define KUNIT_EXPECT_NE_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_EXPECTATION, l, !=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LT(test, l, r) __kunit_int(test, KUNIT_EXPECTATION, l, <, r, #l, #r, NULL)
#define KUNIT_EXPECT_LT_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_EXPECTATION, l, <, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LE(test, l, r) __kunit_int(test, KUNIT_EXPECTATION, l, <=, r, #l, #r, NULL)
#define KUNIT_EXPECT_LE_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_EXPECTATION, l, <=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GT(test, l, r) __kunit_int(test, KUNIT_EXPECTATION, l, >, r, #l, #r, NULL)
#define KUNIT_EXPECT_GT_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_EXPECTATION, l, >, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GE(test, l, r) __kunit_int(test, KUNIT_EXPECTATION, l, >=, r, #l, #r, NULL)
#define KUNIT_EXPECT_GE_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_EXPECTATION, l, >=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_EQ(test, l, r) __kunit_ptr(test, KUNIT_EXPECTATION, l, ==, r, #l, #r, NULL)
#define KUNIT_EXPECT_PTR_EQ_MSG(test, l, r, fmt, ...)                                              \
	__kunit_ptr(test, KUNIT_EXPECTATION, l, ==, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_NE(test, l, r) __kunit_ptr(test, KUNIT_EXPECTATION, l, !=, r, #l, #r, NULL)
#define KUNIT_EXPECT_PTR_NE_MSG(test, l, r, fmt, ...)                                              \
	__kunit_ptr(test, KUNIT_EXPECTATION, l, !=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STREQ(test, l, r) __kunit_str(test, KUNIT_EXPECTATION, l, ==, r, #l, #r, NULL)
#define KUNIT_EXPECT_STREQ_MSG(test, l, r, fmt, ...)                                               \
	__kunit_str(test, KUNIT_EXPECTATION, l, ==, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STRNEQ(test, l, r) __kunit_str(test, KUNIT_EXPECTATION, l, !=, r, #l, #r, NULL)
#define KUNIT_EXPECT_STRNEQ_MSG(test, l, r, fmt, ...)                                              \
	__kunit_str(test, KUNIT_EXPECTATION, l, !=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NULL(test, ptr)                                                               \
	__kunit_ptr(test, KUNIT_EXPECTATION, ptr, ==, NULL, #ptr, "NULL", NULL)
#define KUNIT_EXPECT_NULL_MSG(test, ptr, fmt, ...)                                                 \
	__kunit_ptr(test, KUNIT_EXPECTATION, ptr, ==, NULL, #ptr, "NULL", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_NULL(test, ptr)                                                           \
	__kunit_ptr(test, KUNIT_EXPECTATION, ptr, !=, NULL, #ptr, "NULL", NULL)
#define KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, fmt, ...)                                             \
	__kunit_ptr(test, KUNIT_EXPECTATION, ptr, !=, NULL, #ptr, "NULL", fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ptr)                                                    \
	__kunit_valid(test, KUNIT_EXPECTATION, ptr, #ptr, NULL)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)                                      \
	__kunit_valid(test, KUNIT_EXPECTATION, ptr, #ptr, fmt, ##__VA_ARGS__)

#define KUNIT_ASSERT_TRUE(test, cond)                                                              \
	__kunit_true(test, KUNIT_ASSERTION, cond, KUNIT_KIND_TRUE, true, #cond, NULL)
#define KUNIT_ASSERT_TRUE_MSG(test, cond, fmt, ...)                                                \
	__kunit_true(test, KUNIT_ASSERTION, cond, KUNIT_KIND_TRUE, true, #cond, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FALSE(test, cond)                                                             \
	__kunit_true(test, KUNIT_ASSERTION, cond, KUNIT_KIND_FALSE, false, #cond, NULL)
#define KUNIT_ASSERT_FALSE_MSG(test, cond, fmt, ...)                                               \
	__kunit_true(test, KUNIT_ASSERTION, cond, KUNIT_KIND_FALSE, false, #cond, fmt,             \
		     ##__VA_ARGS__)
#define KUNIT_ASSERT_EQ(test, l, r) __kunit_int(test, KUNIT_ASSERTION, l, ==, r, #l, #r, NULL)
#define KUNIT_ASSERT_EQ_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_ASSERTION, l, ==, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NE(test, l, r) __kunit_int(test, KUNIT_ASSERTION, l, !=, r, #l, #r, NULL)
#define KUNIT_ASSERT_NE_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_ASSERTION, l, !=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LT(test, l, r) __kunit_int(test, KUNIT_ASSERTION, l, <, r, #l, #r, NULL)
#define KUNIT_ASSERT_LT_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_ASSERTION, l, <, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LE(test, l, r) __kunit_int(test, KUNIT_ASSERTION, l, <=, r, #l, #r, NULL)
#define KUNIT_ASSERT_LE_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_ASSERTION, l, <=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GT(test, l, r) __kunit_int(test, KUNIT_ASSERTION, l, >, r, #l, #r, NULL)
#define KUNIT_ASSERT_GT_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_ASSERTION, l, >, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GE(test, l, r) __kunit_int(test, KUNIT_ASSERTION, l, >=, r, #l, #r, NULL)
#define KUNIT_ASSERT_GE_MSG(test, l, r, fmt, ...)                                                  \
	__kunit_int(test, KUNIT_ASSERTION, l, >=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_EQ(test, l, r) __kunit_ptr(test, KUNIT_ASSERTION, l, ==, r, #l, #r, NULL)
#define KUNIT_ASSERT_PTR_EQ_MSG(test, l, r, fmt, ...)                                              \
	__kunit_ptr(test, KUNIT_ASSERTION, l, ==, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_NE(test, l, r) __kunit_ptr(test, KUNIT_ASSERTION, l, !=, r, #l, #r, NULL)
#define KUNIT_ASSERT_PTR_NE_MSG(test, l, r, fmt, ...)                                              \
	__kunit_ptr(test, KUNIT_ASSERTION, l, !=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STREQ(test, l, r) __kunit_str(test, KUNIT_ASSERTION, l, ==, r, #l, #r, NULL)
#define KUNIT_ASSERT_STREQ_MSG(test, l, r, fmt, ...)                                               \
	__kunit_str(test, KUNIT_ASSERTION, l, ==, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STRNEQ(test, l, r) __kunit_str(test, KUNIT_ASSERTION, l, !=, r, #l, #r, NULL)
#define KUNIT_ASSERT_STRNEQ_MSG(test, l, r, fmt, ...)                                              \
	__kunit_str(test, KUNIT_ASSERTION, l, !=, r, #l, #r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NULL(test, ptr)                                                               \
	__kunit_ptr(test, KUNIT_ASSERTION, ptr, ==, NULL, #ptr, "NULL", NULL)
#define KUNIT_ASSERT_NULL_MSG(test, ptr, fmt, ...)                                                 \
	__kunit_ptr(test, KUNIT_ASSERTION, ptr, ==, NULL, #ptr, "NULL", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_NULL(test, ptr)                                                           \
	__kunit_ptr(test, KUNIT_ASSERTION, ptr, !=, NULL, #ptr, "NULL", NULL)
#define KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, fmt, ...)                                             \
	__kunit_ptr(test, KUNIT_ASSERTION, ptr, !=, NULL, #ptr, "NULL", fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr)                                                    \
	__kunit_valid(test, KUNIT_ASSERTION, ptr, #ptr, NULL)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)                                      \
	__kunit_valid(test, KUNIT_ASSERTION, ptr, #ptr, fmt, ##__VA_ARGS__)

/* NAME_gen_params for KUNIT_CASE_PARAM(): each of an array; get_desc may be NULL. */
#define KUNIT_ARRAY_PARAM(name, array, get_desc)                                                   \
	static const void *name##_gen_params(const void *prev, char *desc)                         \
	{                                                                                          \
		typeof((array)[0]) *__at = prev ? (typeof(__at))prev + 1 : (array);                \
		void (*__describe)(typeof(__at), char *) = get_desc;                               \
		if (__at - (array) >= ARRAY_SIZE(array))                                           \
			return NULL;                                                               \
		if (__describe)                                                                    \
			__describe(__at, desc);                                                    \
		return __at;                                                                       \
	}

#include <kunit/resource.h>

#endif
