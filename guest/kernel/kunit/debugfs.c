/* SPDX-License-Identifier: GPL-2.0-only */
/* debugfs: what the last run of each suite said. */
#include <linux/debugfs.h>
#include <linux/kernel.h>
#include <linux/seq_file.h>

#include "kunit_internal.h"

static struct dentry *root;

static int results_show(struct seq_file *m, void *v)
{
	struct kunit_suite *suite = m->private;
	struct kunit_case *each;

	seq_puts(m, "KTAP version 1\n1..1\n");
	seq_printf(m, KUNIT_SUBTEST_INDENT "KTAP version 1\n");
	seq_printf(m, KUNIT_SUBTEST_INDENT "# Subtest: %s\n", suite->name);
	seq_printf(m, KUNIT_SUBTEST_INDENT "1..%zu\n", kunit_suite_num_test_cases(suite));
	kunit_suite_for_each_test_case(suite, each)
	{
		if (each->log)
			seq_puts(m, each->log);
	}
	if (suite->log)
		seq_puts(m, suite->log);
	seq_printf(m, "%s 1 %s\n", kunit_status_to_ok_not_ok(kunit_suite_has_succeeded(suite)),
		   suite->name);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(results);

void kunit_debugfs_add(struct kunit_suite *suite)
{
	struct kunit_case *each;

	if (!root)
		root = debugfs_create_dir("kunit", NULL);
	suite->log = kzalloc(KUNIT_LOG_SIZE, GFP_KERNEL);
	kunit_suite_for_each_test_case(suite, each) each->log = kzalloc(KUNIT_LOG_SIZE, GFP_KERNEL);
	suite->debugfs = debugfs_create_dir(suite->name, root);
	debugfs_create_file("results", 0444, suite->debugfs, suite, &results_fops);
}

void kunit_debugfs_remove(struct kunit_suite *suite)
{
	struct kunit_case *each;

	debugfs_remove(suite->debugfs);
	suite->debugfs = NULL;
	kfree(suite->log);
	suite->log = NULL;
	kunit_suite_for_each_test_case(suite, each)
	{
		kfree(each->log);
		each->log = NULL;
	}
}
