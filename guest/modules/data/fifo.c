/* SPDX-License-Identifier: GPL-2.0-only */
/* fifo: kfifos of bytes, of structs, of records and of room that is allocated. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("kfifo");

struct sample {
	int when, value;
};

static DEFINE_KFIFO(bytes, unsigned char, 16);
static DECLARE_KFIFO(samples, struct sample, 4);
static DECLARE_KFIFO_PTR(numbers, int);
static STRUCT_KFIFO_REC_1(64) records;

static bool ok = true;

static void __init expect(bool is, const char *what)
{
	if (!is) {
		pr_err("fifo: not so: %s\n", what);
		ok = false;
	}
}
#define EXPECT(cond) expect(cond, #cond)

static void __init test_bytes(void)
{
	unsigned char buf[20];
	int i;

	EXPECT(kfifo_in(&bytes, "0123456789", 10) == 10);
	EXPECT(kfifo_out(&bytes, buf, 8) == 8);
	EXPECT(kfifo_in(&bytes, "abcdefghijklmnop", 16) == 14); /* over the end, and full */
	EXPECT(kfifo_is_full(&bytes) && kfifo_avail(&bytes) == 0);
	EXPECT(kfifo_out_peek(&bytes, buf, 3) == 3 && buf[2] == 'a');
	for (i = 0; kfifo_get(&bytes, &buf[0]); i++)
		;
	EXPECT(i == 16 && buf[0] == 'n' && kfifo_is_empty(&bytes));
}

static void __init test_structs(void)
{
	struct sample s;
	int i;

	INIT_KFIFO(samples);
	for (i = 0; i < 6; i++)
		EXPECT(kfifo_put(&samples, ((struct sample){i, i * i})) == (i < 4));
	EXPECT(kfifo_peek(&samples, &s) && s.when == 0);
	EXPECT(kfifo_get(&samples, &s) && kfifo_get(&samples, &s) && s.value == 1);
	EXPECT(kfifo_len(&samples) == 2);
}

static void __init test_records(void)
{
	char buf[32];

	INIT_KFIFO(records);
	EXPECT(kfifo_in(&records, "first", 5) == 5);
	EXPECT(kfifo_in(&records, "second one", 10) == 10);
	EXPECT(kfifo_peek_len(&records) == 5);
	EXPECT(kfifo_out(&records, buf, sizeof(buf)) == 5 && !memcmp(buf, "first", 5));
	EXPECT(kfifo_out(&records, buf, 4) == 4 && kfifo_is_empty(&records));
}

static void __init test_allocated(void)
{
	int i, n;

	if (kfifo_alloc(&numbers, 100, GFP_KERNEL)) {
		expect(false, "memory");
		return;
	}
	EXPECT(kfifo_size(&numbers) == 128);
	for (i = 0; i < 128; i++)
		EXPECT(kfifo_put(&numbers, i));
	for (i = 0; kfifo_get(&numbers, &n); i++)
		EXPECT(n == i);
	kfifo_free(&numbers);
}

static int __init fifo_init(void)
{
	test_bytes();
	test_structs();
	test_records();
	test_allocated();
	pr_info("fifo: %s\n", ok ? "passed" : "failed");
	return 0;
}

static void __exit fifo_exit(void)
{
}

module_init(fifo_init);
module_exit(fifo_exit);
