/* SPDX-License-Identifier: GPL-2.0-only */
/* ids: numbers for things: idr, ida, and the xarray beneath. */
#include <linux/err.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/xarray.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("idr, ida, xarray");

static DEFINE_IDR(idr);
static DEFINE_IDA(ida);
static DEFINE_XARRAY(xa);
static bool ok = true;

static void __init expect(bool is, const char *what)
{
	if (!is) {
		pr_err("ids: not so: %s\n", what);
		ok = false;
	}
}
#define EXPECT(cond) expect(cond, #cond)

static void __init test_idr(void)
{
	int id, count = 0;
	void *p;

	EXPECT(idr_alloc(&idr, "a", 1, 0, GFP_KERNEL) == 1);
	EXPECT(idr_alloc(&idr, "b", 1, 0, GFP_KERNEL) == 2);
	EXPECT(idr_alloc(&idr, "c", 100, 101, GFP_KERNEL) == 100);
	EXPECT(idr_alloc(&idr, "d", 100, 101, GFP_KERNEL) == -ENOSPC);
	EXPECT(*(char *)idr_find(&idr, 2) == 'b' && !idr_find(&idr, 3));
	EXPECT(idr_remove(&idr, 1) && idr_alloc(&idr, "e", 0, 0, GFP_KERNEL) == 0);
	EXPECT(idr_alloc_cyclic(&idr, "f", 5, 0, GFP_KERNEL) == 5);
	EXPECT(idr_alloc_cyclic(&idr, "g", 5, 0, GFP_KERNEL) == 6);
	idr_for_each_entry(&idr, p, id) count++;
	EXPECT(count == 5);
	idr_destroy(&idr);
	EXPECT(idr_is_empty(&idr));
}

static void __init test_ida(void)
{
	int i;

	for (i = 0; i < 200; i++)
		EXPECT(ida_alloc(&ida, GFP_KERNEL) == i);
	ida_free(&ida, 77);
	EXPECT(ida_alloc_min(&ida, 50, GFP_KERNEL) == 77);
	EXPECT(ida_alloc_max(&ida, 100, GFP_KERNEL) == -ENOSPC);
	ida_destroy(&ida);
	EXPECT(ida_is_empty(&ida));
}

static void __init test_xarray(void)
{
	static const unsigned long at[] = {0, 1, 63, 64, 4095, 4096, 1000000, ULONG_MAX};
	unsigned long index, count = 0;
	void *entry;
	int i;

	for (i = 0; i < ARRAY_SIZE(at); i++)
		EXPECT(!xa_err(xa_store(&xa, at[i], xa_mk_value(i), GFP_KERNEL)));
	xa_for_each(&xa, index, entry)
	    EXPECT(count < ARRAY_SIZE(at) && index == at[count] && xa_to_value(entry) == count++);
	EXPECT(count == ARRAY_SIZE(at));
	xa_set_mark(&xa, 4096, XA_MARK_0);
	index = 0;
	EXPECT(xa_find(&xa, &index, ULONG_MAX, XA_MARK_0) && index == 4096);
	EXPECT(xa_marked(&xa, XA_MARK_0) && !xa_marked(&xa, XA_MARK_1));
	EXPECT(xa_insert(&xa, 64, xa_mk_value(9), GFP_KERNEL) == -EBUSY);
	for (i = 0; i < ARRAY_SIZE(at); i++)
		EXPECT(xa_to_value(xa_erase(&xa, at[i])) == i);
	EXPECT(xa_empty(&xa));
}

static int __init ids_init(void)
{
	test_idr();
	test_ida();
	test_xarray();
	rcu_barrier();
	pr_info("ids: %s\n", ok ? "passed" : "failed");
	return 0;
}

static void __exit ids_exit(void)
{
}

module_init(ids_init);
module_exit(ids_exit);
