/* SPDX-License-Identifier: GPL-2.0-only */
/* The evaluator against C's own answers, and its errors against the line a user reads. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest/kernel/prompt/expr.h"
#include "guest/kernel/prompt/nearest.h"

#define MEMORY 0x1000u

static struct value vars[8];
static char var_names[8][16];
static unsigned int nr_vars;
static u8 memory[64];
static u32 call_args[16];
static unsigned int nr_call_args, nr_calls;

static bool is(const char *name, size_t len, const char *want)
{
	return strlen(want) == len && !memcmp(name, want, len);
}

static bool constant(const char *name, size_t len, struct value *v)
{
	if (!is(name, len, "GFP_KERNEL"))
		return false;
	memset(v, 0, sizeof(*v));
	v->kind = VAL_UINT;
	v->bits = 0xd0;
	return true;
}

static const struct value *get(void *owner, const char *name, size_t len)
{
	unsigned int i;

	(void)owner;
	for (i = 0; i < nr_vars; i++)
		if (is(name, len, var_names[i]))
			return &vars[i];
	return NULL;
}

static bool set(struct expr *e, const char *name, size_t len, const struct value *v)
{
	const struct value *old = get(NULL, name, len);

	if (old) {
		vars[old - vars] = *v;
		return true;
	}
	if (nr_vars == 8)
		return expr_fail(e, "no room for more variables");
	snprintf(var_names[nr_vars], 16, "%.*s", (int)len, name);
	vars[nr_vars++] = *v;
	return true;
}

static bool call(struct expr *e, const char *name, size_t len, struct value *args,
		 unsigned int nr_args, struct value *result)
{
	unsigned int i;

	nr_calls++;
	nr_call_args = nr_args;
	for (i = 0; i < nr_args; i++)
		call_args[i] = args[i].bits;
	memset(result, 0, sizeof(*result));
	if (is(name, len, "nothing"))
		return true;
	if (!is(name, len, "kmalloc"))
		return expr_fail(e, "no call %.*s", (int)len, name);
	result->kind = VAL_PTR;
	result->bits = MEMORY;
	return true;
}

static bool load(struct expr *e, u32 addr, unsigned int bytes, u32 *bits)
{
	if (addr < MEMORY || addr + bytes > MEMORY + sizeof(memory))
		return expr_fail(e, "0x%08x is not mapped", addr);
	*bits = 0;
	memcpy(bits, memory + addr - MEMORY, bytes);
	return true;
}

static bool store(struct expr *e, u32 addr, unsigned int bytes, u32 bits)
{
	u32 ignored;

	if (!load(e, addr, bytes, &ignored))
		return false;
	memcpy(memory + addr - MEMORY, &bits, bytes);
	return true;
}

static void unknown(struct expr *e, const char *name, size_t len)
{
	expr_fail(e, "nothing is called %.*s", (int)len, name);
}

static u32 handle_bytes(enum value_kind kind)
{
	return kind == VAL_PAGE ? 32 : 0;
}

static const struct expr_ops ops = {
    .constant = constant,
    .get = get,
    .set = set,
    .call = call,
    .load = load,
    .store = store,
    .unknown = unknown,
    .handle_bytes = handle_bytes,
};

static struct expr e;
static struct value v;

static void setup(void)
{
	nr_vars = nr_calls = 0;
	memset(memory, 0, sizeof(memory));
	expr_init(&e, &ops, NULL);
}

static void gives(const char *text, u32 bits)
{
	ck_assert_msg(expr_run(&e, text, &v), "%s: %s", text, e.error);
	ck_assert_msg(v.bits == bits, "%s gives %#x, not %#x", text, v.bits, bits);
}

static void fails(const char *text, const char *error)
{
	ck_assert_msg(!expr_run(&e, text, &v), "%s succeeded", text);
	ck_assert_str_eq(e.error, error);
}

/* What the compiler itself makes of the same text. */
#define AS_IN_C(text) gives(#text, (u32)(text))

START_TEST(integers_are_those_of_c)
{
	AS_IN_C(1 + 2 * 3 - 4 / 2 % 3);
	AS_IN_C((1 + 2) * 3);
	AS_IN_C(300 * 1024);
	AS_IN_C(-7 / 2);
	AS_IN_C(-7 % 3);
	AS_IN_C(-8 >> 1);
	AS_IN_C(0x80000000 >> 4);
	gives("1 << 4 | 1 << 2 ^ 5 & 7", (1 << 4) | ((1 << 2) ^ (5 & 7)));
	AS_IN_C(~0xff & 0x1234);
	AS_IN_C(!5 + !0);
	AS_IN_C(-1 < 1u);
	AS_IN_C(-1 < 1);
	AS_IN_C(0xffffffff > 1);
	gives("3 > 2 == 1", 1);
	AS_IN_C(1 ? 2 : 3 ? 4 : 5);
	AS_IN_C(0 ? 2 : 0 ? 4 : 5);
	gives("1 || 0 && 0", 1);
	AS_IN_C(010 + 'A' + '\n' + '\x41' + '\0');
	AS_IN_C(sizeof(short) + sizeof(unsigned char) + sizeof(int));
	AS_IN_C((u8)300 + (s8)200 + (short)70000);
	gives("300K", 300 << 10);
	gives("4M + 1G", (4u << 20) + (1u << 30));
	gives("0b101", 5);
	gives("sizeof(void *)", 4);
	gives("sizeof(struct page)", 32);
}
END_TEST

START_TEST(variables_keep_their_type)
{
	gives("x = 5", 5);
	gives("x += 3; ", 8);
	gives("x <<= 2", 32);
	gives("x++", 32);
	gives("--x", 32);
	gives("y = z = x / 2", 16);
	gives("p = kmalloc(65, GFP_KERNEL)", MEMORY);
	ck_assert(e.called);
	ck_assert_uint_eq(e.assigned_len, 1);
	ck_assert_uint_eq(call_args[0], 65);
	ck_assert_uint_eq(call_args[1], 0xd0);
	gives("p + 1", MEMORY + 1);
	ck_assert_uint_eq(v.kind, VAL_PTR);
	ck_assert(!e.called);
	gives("(u32 *)p + 1", MEMORY + 4);
	gives("(struct page *)p + 2", MEMORY + 64);
	gives("((struct page *)p + 2) - (struct page *)p", 2);
	gives("p == 4096 && p != 0", 1);
}
END_TEST

START_TEST(memory_is_read_and_written)
{
	gives("p = kmalloc(8, GFP_KERNEL)", MEMORY);
	gives("*(u8 *)p = 0x1ff", 0x1ff);
	gives("*(u8 *)p", 0xff);
	gives("*(s8 *)p", 0xffffffff);
	gives("((u16 *)p)[1] = 0xbeef", 0xbeef);
	gives("*(u32 *)p", 0xbeef00ff);
	gives("*(u32 *)p += 1", 0xbeef0100);
	gives("w = (u32 *)p", MEMORY);
	gives("w[0]", 0xbeef0100);
	gives("*w", 0xbeef0100);
	fails("*p", "say what it points at, as in *(u8 *)p");
	fails("*(u8 *)0x10", "0x00000010 is not mapped");
	fails("*(u8 *)0x10 = 1", "0x00000010 is not mapped");
	fails("((u32 *)p)[100]", "0x00001190 is not mapped");
}
END_TEST

START_TEST(what_is_not_taken_is_not_run)
{
	gives("0 && nothing()", 0);
	gives("1 || *(u8 *)0 || unknown_name", 1);
	gives("1 ? 2 : nothing() + *(u8 *)0", 2);
	gives("0 ? x = 1 : 3", 3);
	gives("0 && (*(u8 *)0 = 1) && 1 / 0", 0);
	ck_assert_uint_eq(nr_calls, 0);
	ck_assert_uint_eq(nr_vars, 0);
}
END_TEST

START_TEST(statements_follow_each_other)
{
	gives("a = 1; b = a + 1; // the rest", 1);
	ck_assert_ptr_nonnull(e.next);
	gives(e.next, 2);
	ck_assert_ptr_null(e.next);
	gives("nothing();", 0);
	ck_assert_uint_eq(v.kind, VAL_VOID);
	gives("kmalloc(kmalloc(1, 2) + 1, 0 ? 1 : 2)", MEMORY);
	ck_assert_uint_eq(call_args[0], MEMORY + 1);
	ck_assert_uint_eq(call_args[1], 2);
}
END_TEST

START_TEST(strings)
{
	ck_assert(expr_run(&e, "\"a\\tb\" \"c\\\"\"", &v));
	ck_assert_str_eq(v.text, "a\tbc\"");
	ck_assert_uint_eq(v.text_bytes, 5);
}
END_TEST

START_TEST(errors_are_one_clear_line)
{
	static char deep[200];

	fails("1 +", "a value expected, but the line ends");
	fails("1 2", "an operator or the end expected, not '2'");
	fails("(1", "')' expected, but the line ends");
	fails("kmalloc(1", "',' or ')' expected, but the line ends");
	fails("kmalloc(1,)", "an argument expected, not ')'");
	fails("1 / 0", "division by zero");
	fails("1 % (2 - 2)", "division by zero");
	fails("1 << 32", "a shift by more than 31 bits");
	fails("5 = 6", "only a variable or memory can be assigned to");
	fails("nosuch + 1", "nothing is called nosuch");
	fails("nosuch", "nothing is called nosuch");
	fails("x = nothing()", "a call that gives nothing has no value");
	fails("5000000000", "a number larger than 32 bits");
	fails("4G", "a number larger than 32 bits");
	fails("12abc", "a letter in a number");
	fails("089", "not an octal digit (a leading 0 makes it octal)");
	fails("'ab'", "a character constant holds one character");
	fails("\"ab", "a quote that is not closed");
	fails("\"\\q\"", "an escape C does not have");
	fails("a @ b", "a character C has no use for here");
	fails("&x", "the prompt's variables have no address; & has no use here");
	fails("kmalloc(1, 2) * 2", "no arithmetic with an address");
	fails("kmalloc(1, 2) + kmalloc(1, 2)", "two addresses cannot be added");
	fails("(struct nosuch *)1", "no type of the name nosuch is known here");
	memset(deep, '(', 100);
	fails(deep, "nested too deeply");
	memset(deep, '-', 100);
	deep[100] = '1';
	ck_assert(!expr_run(&e, deep, &v));
}
END_TEST

/* Whatever comes in, an answer or an error comes out, and memory stays whole. */
START_TEST(noise)
{
	static const char *const bits[] = {"p",	 "(",  ")", "kmalloc", "*", "+",       "1",    "0x",
					   "<<", "= ", "?", ":",       "&", "u8 ",     "\"",   "'",
					   ";",	 ",",  "[", "]",       "-", "struct ", "page", " "};
	char text[128];
	unsigned int seed = 20240611, i, j;

	printf("seed %u\n", seed);
	srand(seed);
	for (i = 0; i < 200000; i++) {
		text[0] = '\0';
		for (j = rand() % 14; j; j--)
			strcat(text, bits[rand() % (sizeof(bits) / sizeof(bits[0]))]);
		if (expr_run(&e, text, &v))
			ck_assert(!e.error[0]);
		else
			ck_assert(e.error[0] && e.error_at <= strlen(text));
	}
}
END_TEST

static const char *near_to(const char *wanted)
{
	static const char *const names[] = {
	    "kmalloc", "kfree", "kmap", "vmalloc", "alloc_page", "__get_free_pages", "vfree"};
	struct nearest n;
	unsigned int i;

	nearest_init(&n, wanted, strlen(wanted));
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		nearest_try(&n, names[i]);
	return n.best ? n.best : "";
}

START_TEST(misspelt_names)
{
	ck_assert_str_eq(near_to("kmaloc"), "kmalloc");
	ck_assert_str_eq(near_to("KMALLOC"), "kmalloc");
	ck_assert_str_eq(near_to("kfere"), "kfree");
	ck_assert_str_eq(near_to("allocpage"), "alloc_page");
	ck_assert_str_eq(near_to("get_free_pages"), "__get_free_pages");
	ck_assert_str_eq(near_to("xyzzy"), "");
	ck_assert_str_eq(near_to("q"), "");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("expr");
	TCase *tc = tcase_create("expr");
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, setup, NULL);
	tcase_set_timeout(tc, 0);
	tcase_add_test(tc, integers_are_those_of_c);
	tcase_add_test(tc, variables_keep_their_type);
	tcase_add_test(tc, memory_is_read_and_written);
	tcase_add_test(tc, what_is_not_taken_is_not_run);
	tcase_add_test(tc, statements_follow_each_other);
	tcase_add_test(tc, strings);
	tcase_add_test(tc, errors_are_one_clear_line);
	tcase_add_test(tc, noise);
	tcase_add_test(tc, misspelt_names);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}
