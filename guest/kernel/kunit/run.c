/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run: suites of tests, one after the other.
 *
 * 1. Purpose. A module brings tests of what it or the kernel does; loading it is running them,
 *    and the log says in KTAP what came out.
 *
 * 2. Structures. The module's section .kunit_test_suites is an array of pointers to suites:
 *
 *	mod->kunit_suites -> suite -> test_cases: { function, name } ... { NULL }
 *	                                  | while one runs
 *	                              struct kunit, on the loader's stack -> resources
 *
 * 3. Invariants. A case runs in a thread of its own (try_catch.c), so it may be left from
 *    anywhere; whoever loads the module waits for it. What the case took goes before the next
 *    one begins, unless it never came back.
 *
 * 4. Locking and context. Process context. A case's own threads may fail it: status is written
 *    once and read when all is over.
 *
 * 5. Failure. A suite or a case that cannot begin is "not ok" and says why; loading goes on.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/sched.h>

#include "kunit_internal.h"

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "kunit."

static bool enable = true;
module_param(enable, bool, 0);

static int stats_enabled = 1; /* 0 never, 1 of more than one, 2 always */
module_param(stats_enabled, int, 0644);

static size_t suite_counter = 1;

struct tally {
	unsigned long count[3]; /* by enum kunit_status */
};

bool kunit_enabled(void)
{
	return enable;
}
EXPORT_SYMBOL_GPL(kunit_enabled);

/* ---- questions about a suite ---- */

size_t kunit_suite_num_test_cases(struct kunit_suite *suite)
{
	struct kunit_case *each;
	size_t count = 0;

	kunit_suite_for_each_test_case(suite, each) count++;
	return count;
}
EXPORT_SYMBOL_GPL(kunit_suite_num_test_cases);

unsigned int kunit_test_case_num(struct kunit_suite *suite, struct kunit_case *test_case)
{
	struct kunit_case *each;

	kunit_suite_for_each_test_case(suite, each)
	{
		if (each == test_case)
			return each - suite->test_cases + 1;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(kunit_test_case_num);

enum kunit_status kunit_suite_has_succeeded(struct kunit_suite *suite)
{
	enum kunit_status status = KUNIT_SKIPPED;
	struct kunit_case *each;

	if (suite->suite_init_err)
		return KUNIT_FAILURE;
	kunit_suite_for_each_test_case(suite, each)
	{
		if (each->status == KUNIT_FAILURE)
			return KUNIT_FAILURE;
		if (each->status == KUNIT_SUCCESS)
			status = KUNIT_SUCCESS;
	}
	return status;
}
EXPORT_SYMBOL_GPL(kunit_suite_has_succeeded);

/* ---- words ---- */

void kunit_log_append(char *log, const char *fmt, ...)
{
	size_t used;
	va_list args;

	if (!log)
		return;
	used = strlen(log);
	va_start(args, fmt);
	vsnprintf(log + used, KUNIT_LOG_SIZE - used, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL_GPL(kunit_log_append);

static const char *skip_word(enum kunit_status status)
{
	return status == KUNIT_SKIPPED ? " # SKIP " : "";
}

static const char *skip_reason(enum kunit_status status, const char *comment)
{
	return status == KUNIT_SKIPPED ? comment : "";
}

static unsigned long total(const struct tally *tally)
{
	return tally->count[KUNIT_SUCCESS] + tally->count[KUNIT_FAILURE] +
	       tally->count[KUNIT_SKIPPED];
}

#define log_tally(to, indent, who, tally)                                                          \
	do {                                                                                       \
		if (stats_enabled == 2 || (stats_enabled && total(tally) > 1))                     \
			kunit_log(KERN_INFO, to,                                                   \
				  indent "# %s: pass:%lu fail:%lu skip:%lu total:%lu", who,        \
				  (tally)->count[KUNIT_SUCCESS], (tally)->count[KUNIT_FAILURE],    \
				  (tally)->count[KUNIT_SKIPPED], total(tally));                    \
	} while (0)

/* ---- a case ---- */

void kunit_init_test(struct kunit *test, const char *name, char *log)
{
	spin_lock_init(&test->lock);
	INIT_LIST_HEAD(&test->resources);
	test->name = name;
	test->log = log;
	if (log)
		log[0] = '\0';
	test->status = KUNIT_SUCCESS;
	test->status_comment[0] = '\0';
}
EXPORT_SYMBOL_GPL(kunit_init_test);

struct run {
	struct kunit *test;
	struct kunit_suite *suite;
	struct kunit_case *test_case;
};

static void end_case(struct run *run)
{
	if (run->suite->exit)
		run->suite->exit(run->test);
	kunit_cleanup(run->test);
}

static void try_case(void *context)
{
	struct run *run = context;
	int err;

	current->kunit_test = run->test;
	err = run->suite->init ? run->suite->init(run->test) : 0;
	if (err) {
		kunit_err(run->test, "failed to initialize: %d", err);
		kunit_set_failure(run->test);
	} else {
		run->test_case->run_case(run->test);
	}
	end_case(run);
}

/* It was left in the middle, which an assertion does; or it is still somewhere. */
static void catch_case(void *context)
{
	struct run *run = context;
	int err = kunit_try_catch_get_result(&run->test->try_catch);

	if (!err) {
		end_case(run);
		return;
	}
	kunit_set_failure(run->test);
	if (err == -ETIMEDOUT)
		kunit_err(run->test, "test case timed out");
	else
		kunit_err(run->test,
			  "internal error occurred preventing test case from running: %d", err);
}

static void run_once(struct run *run)
{
	struct kunit_case *test_case = run->test_case;
	struct kunit *test = run->test;

	kunit_init_test(test, test_case->name, test_case->log);
	kunit_try_catch_init(&test->try_catch, test, try_case, catch_case);
	kunit_try_catch_run(&test->try_catch, run);
	if (test->status == KUNIT_FAILURE ||
	    (test->status == KUNIT_SUCCESS && test_case->status != KUNIT_FAILURE))
		test_case->status = test->status;
}

static void run_with_params(struct run *run, struct tally *tally)
{
	struct kunit_case *test_case = run->test_case;
	struct kunit *test = run->test;
	char name[KUNIT_PARAM_DESC_SIZE] = "";

	pr_info(KUNIT_SUBSUBTEST_INDENT "KTAP version 1\n");
	pr_info(KUNIT_SUBSUBTEST_INDENT "# Subtest: %s\n", test_case->name);
	test->param_value = test_case->generate_params(NULL, name);
	for (; test->param_value; test->param_index++) {
		run_once(run);
		tally->count[test->status]++;
		if (!name[0])
			snprintf(name, sizeof(name), "param-%d", test->param_index);
		kunit_log(KERN_INFO, test, KUNIT_SUBSUBTEST_INDENT "%s %d %s%s%s",
			  kunit_status_to_ok_not_ok(test->status), test->param_index + 1, name,
			  skip_word(test->status), skip_reason(test->status, test->status_comment));
		name[0] = '\0';
		test->param_value = test_case->generate_params(test->param_value, name);
	}
}

static noinline void run_case(struct kunit_suite *suite, struct kunit_case *test_case,
			      struct tally *all)
{
	struct kunit test = {.name = test_case->name};
	struct run run = {&test, suite, test_case};
	struct tally tally = {{0}};
	enum kunit_status status;

	test_case->status = KUNIT_SKIPPED;
	if (test_case->generate_params) {
		run_with_params(&run, &tally);
	} else {
		run_once(&run);
		tally.count[test.status]++;
	}
	status = test_case->status;
	log_tally(&test, KUNIT_SUBTEST_INDENT, test_case->name, &tally);
	kunit_log(KERN_INFO, &test, KUNIT_SUBTEST_INDENT "%s %u %s%s%s",
		  kunit_status_to_ok_not_ok(status), kunit_test_case_num(suite, test_case),
		  test_case->name, skip_word(status), skip_reason(status, test.status_comment));
	all->count[KUNIT_SUCCESS] += tally.count[KUNIT_SUCCESS];
	all->count[KUNIT_FAILURE] += tally.count[KUNIT_FAILURE];
	all->count[KUNIT_SKIPPED] += tally.count[KUNIT_SKIPPED];
}

/* ---- a suite ---- */

static void run_cases(struct kunit_suite *suite)
{
	struct tally cases = {{0}}, all = {{0}};
	struct kunit_case *each;

	pr_info(KUNIT_SUBTEST_INDENT "KTAP version 1\n");
	pr_info(KUNIT_SUBTEST_INDENT "# Subtest: %s\n", suite->name);
	pr_info(KUNIT_SUBTEST_INDENT "1..%zu\n", kunit_suite_num_test_cases(suite));
	kunit_suite_for_each_test_case(suite, each)
	{
		run_case(suite, each, &all);
		cases.count[each->status]++;
	}
	if (suite->suite_exit)
		suite->suite_exit(suite);
	log_tally(suite, "", suite->name, &cases);
	log_tally(suite, "", "Totals", &all);
}

int kunit_run_tests(struct kunit_suite *suite)
{
	enum kunit_status status;

	add_taint(TAINT_TEST, LOCKDEP_STILL_OK);
	if (suite->suite_init)
		suite->suite_init_err = suite->suite_init(suite);
	if (suite->suite_init_err)
		kunit_log(KERN_ERR, suite, KUNIT_SUBTEST_INDENT "# failed to initialize (%d)",
			  suite->suite_init_err);
	else
		run_cases(suite);
	status = kunit_suite_has_succeeded(suite);
	pr_info("%s %zu %s%s%s\n", kunit_status_to_ok_not_ok(status), suite_counter++, suite->name,
		skip_word(status), skip_reason(status, suite->status_comment));
	return 0;
}
EXPORT_SYMBOL_GPL(kunit_run_tests);

int __kunit_test_suites_init(struct kunit_suite *const *suites, int num_suites)
{
	int i;

	if (!enable && num_suites)
		pr_info("kunit: disabled\n");
	for (i = 0; enable && i < num_suites; i++) {
		kunit_debugfs_add(suites[i]);
		suites[i]->status_comment[0] = '\0';
		suites[i]->suite_init_err = 0;
		kunit_run_tests(suites[i]);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(__kunit_test_suites_init);

void __kunit_test_suites_exit(struct kunit_suite **suites, int num_suites)
{
	int i;

	for (i = 0; enable && i < num_suites; i++)
		kunit_debugfs_remove(suites[i]);
	suite_counter = 1;
}
EXPORT_SYMBOL_GPL(__kunit_test_suites_exit);

/* ---- modules ---- */

static int module_event(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;

	if (state == MODULE_STATE_COMING)
		__kunit_test_suites_init(mod->kunit_suites, mod->num_kunit_suites);
	else if (state == MODULE_STATE_GOING && mod->num_kunit_suites)
		__kunit_test_suites_exit(mod->kunit_suites, mod->num_kunit_suites);
	return NOTIFY_DONE;
}

static struct notifier_block module_notifier = {.notifier_call = module_event};

static int __init kunit_init(void)
{
	return register_module_notifier(&module_notifier);
}
device_initcall(kunit_init);
