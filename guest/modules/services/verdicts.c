/* SPDX-License-Identifier: GPL-2.0-only */
/* verdicts: tests that pass, fail in each way there is, and are passed over. */
#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/list.h>

static int freed;

static void note_free(struct kunit_resource *res)
{
	freed = freed * 10 + (int)(long)res->data;
}

static void passes(struct kunit *test)
{
	int *numbers = kunit_kcalloc(test, 10, sizeof(*numbers), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, numbers);
	KUNIT_EXPECT_EQ(test, numbers[9], 0);
	KUNIT_EXPECT_STREQ(test, test->name, "passes");
	KUNIT_EXPECT_EQ(test, (long)test->priv, 7);
	freed = 0;
	kunit_alloc_resource(test, NULL, note_free, GFP_KERNEL, (void *)1);
	kunit_alloc_resource(test, NULL, note_free, GFP_KERNEL, (void *)2);
}

static void resources_went_last_first(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, freed, 21);
}

static void goes_on(struct kunit *test)
{
	int three = 3;

	KUNIT_EXPECT_EQ_MSG(test, three, 4, "of %d", 10);
	KUNIT_EXPECT_STREQ(test, test->name, "else");
	KUNIT_EXPECT_FALSE(test, three == 3);
	kunit_info(test, "was here");
}

static void stops(struct kunit *test)
{
	void *nothing = ERR_PTR(-ENOMEM);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, nothing);
	kunit_info(test, "should not come here");
}

static void dies(struct kunit *test)
{
	*(volatile int *)test->param_value = 1;
}

static void passed_over(struct kunit *test)
{
	kunit_skip(test, "not today");
	kunit_info(test, "should not come here");
}

static const int squares[][2] = {{2, 4}, {3, 9}, {4, 15}};
KUNIT_ARRAY_PARAM(squares, squares, NULL);

static void squares_are_right(struct kunit *test)
{
	const int *square = test->param_value;

	KUNIT_EXPECT_EQ(test, square[0] * square[0], square[1]);
}

static int init(struct kunit *test)
{
	test->priv = (void *)7;
	return 0;
}

static struct kunit_case cases[] = {KUNIT_CASE(passes),
				    KUNIT_CASE(resources_went_last_first),
				    KUNIT_CASE(goes_on),
				    KUNIT_CASE(stops),
				    KUNIT_CASE(dies),
				    KUNIT_CASE(passed_over),
				    KUNIT_CASE_PARAM(squares_are_right, squares_gen_params),
				    {}};
static struct kunit_suite verdicts = {.name = "verdicts", .init = init, .test_cases = cases};

static struct kunit_case none_run[] = {KUNIT_CASE(passed_over), {}};
static struct kunit_suite over = {.name = "over", .test_cases = none_run};
kunit_test_suites(&verdicts, &over);

MODULE_LICENSE("GPL");
