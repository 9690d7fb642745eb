/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

struct part {
	uint32_t a;
	uint8_t b[3];
	struct clock_timer timer;
	unsigned loads;
};

static void loaded(void *dev)
{
	((struct part *)dev)->loads++;
}

static void never(void *owner, uint64_t now_ns)
{
	(void)owner, (void)now_ns;
	ck_abort_msg("fired");
}

static const struct snap_field fields[] = {
    SNAP(struct part, a),
    SNAP(struct part, b),
    SNAP_TIMER(struct part, timer),
    SNAP_END,
};
static const struct snap_desc desc = {"part", 3, fields, loaded};
static const struct snap_desc other_name = {"trap", 3, fields, NULL};
static const struct snap_desc other_version = {"part", 4, fields, NULL};
static const struct snap_field fewer[] = {SNAP(struct part, a), SNAP(struct part, b), SNAP_END};
static const struct snap_desc other_count = {"part", 3, fewer, NULL};
static const struct snap_field renamed[] = {
    SNAP(struct part, a),
    {"c", offsetof(struct part, b), 3, SNAP_KIND_BYTES},
    SNAP_TIMER(struct part, timer),
    SNAP_END,
};
static const struct snap_desc other_field = {"part", 3, renamed, NULL};
static const struct snap_field resized[] = {
    SNAP(struct part, a),
    {"b", offsetof(struct part, b), 2, SNAP_KIND_BYTES},
    SNAP_TIMER(struct part, timer),
    SNAP_END,
};
static const struct snap_desc other_size = {"part", 3, resized, NULL};

static struct bench bench;

static void part_init(struct part *part)
{
	*part = (struct part){.a = 0x12345678, .b = {1, 2, 3}};
	clock_timer_init(&part->timer, never, part);
}

START_TEST(sections_follow_each_other)
{
	struct part one, two, got;
	struct snap_buf buf = {0};
	char err[100] = "";

	bench_init(&bench);
	part_init(&one);
	part_init(&two);
	part_init(&got);
	two.a = 2;
	clock_arm(&bench.clock, &two.timer, 777);
	snap_save(&buf, &desc, &one);
	snap_save(&buf, &desc, &two);
	got.a = 0;
	clock_arm(&bench.clock, &got.timer, 5);
	ck_assert(snap_load(&buf, &desc, &got, &bench.clock, err, sizeof(err)));
	ck_assert_uint_eq(got.a, 0x12345678);
	ck_assert(!clock_armed(&got.timer));
	ck_assert(snap_load(&buf, &desc, &got, &bench.clock, err, sizeof(err)));
	ck_assert_uint_eq(got.a, 2);
	ck_assert_uint_eq(got.timer.deadline_ns, 777);
	ck_assert_uint_eq(got.loads, 2);
	ck_assert(!snap_load(&buf, &desc, &got, &bench.clock, err, sizeof(err)));
	snap_free(&buf);
	ck_assert_ptr_null(buf.data);
}
END_TEST

static void check_refused(struct snap_buf *buf, const struct snap_desc *wanted, const char *why)
{
	struct part got, before;
	char err[160] = "";

	part_init(&got);
	got.a = 99;
	before = got;
	buf->read_off = 0;
	ck_assert(!snap_load(buf, wanted, &got, &bench.clock, err, sizeof(err)));
	ck_assert_int_eq(memcmp(&got, &before, sizeof(got)), 0);
	ck_assert_uint_eq(buf->read_off, 0);
	ck_assert_msg(strstr(err, why), "'%s' does not say '%s'", err, why);
}

START_TEST(what_does_not_fit_is_refused_by_name)
{
	struct part part;
	struct snap_buf buf = {0};
	size_t whole;

	bench_init(&bench);
	part_init(&part);
	snap_save(&buf, &desc, &part);
	check_refused(&buf, &other_name, "found section 'part', expected 'trap'");
	check_refused(&buf, &other_version, "version 3, expected 4");
	check_refused(&buf, &other_count, "3 fields, expected 2");
	check_refused(&buf, &other_field, "field 'b', expected 'c'");
	check_refused(&buf, &other_size, "'b' has 3 bytes, expected 2");
	whole = buf.bytes;
	for (buf.bytes = 0; buf.bytes < whole; buf.bytes++)
		check_refused(&buf, &desc, "ends");
	snap_free(&buf);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    sections_follow_each_other,
	    what_does_not_fit_is_refused_by_name,
	};

	return bench_main(bench_suite("snapshot", tests, sizeof(tests) / sizeof(tests[0])));
}
