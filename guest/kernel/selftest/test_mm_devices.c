/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory for devices and drivers: managed, coherent, and put aside at boot. */
#include <linux/bigphysarea.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/selftest.h>
#include <linux/string.h>

static char order_of_actions[8];

static void note(void *letter)
{
	char text[2] = {(char)(unsigned long)letter, '\0'};

	strlcat(order_of_actions, text, sizeof(order_of_actions));
}

SELFTEST(mm, managed_memory_goes_with_its_device)
{
	struct device dev = {.init_name = "test"};
	char *p, *q;

	device_initialize(&dev);
	order_of_actions[0] = '\0';
	EXPECT_EQ(t, devm_add_action(&dev, note, (void *)'a'), 0);
	p = devm_kzalloc(&dev, 100, GFP_KERNEL);
	EXPECT(t, p && !memchr_inv(p, 0, 100));
	q = devm_kstrdup(&dev, "zone", GFP_KERNEL);
	EXPECT(t, q && !strcmp(q, "zone"));
	q = devm_kasprintf(&dev, GFP_KERNEL, "%s-%d", "zone", 7);
	EXPECT(t, q && !strcmp(q, "zone-7"));
	EXPECT(t, devm_get_free_pages(&dev, GFP_KERNEL, 2) != 0);
	EXPECT(t, devm_ioremap(&dev, 0xa0000, 4096) != NULL);
	EXPECT(t, devm_alloc_percpu(&dev, long) != NULL);
	EXPECT_EQ(t, devm_add_action(&dev, note, (void *)'b'), 0);
	devm_kfree(&dev, p);
	EXPECT_EQ(t, devres_release_all(&dev), 7);
	EXPECT(t, !strcmp(order_of_actions, "ba"));
	EXPECT_EQ(t, devres_release_all(&dev), 0);
}

SELFTEST(mm, coherent_blocks_of_a_pool)
{
	struct dma_pool *pool = dma_pool_create("test", NULL, 64, 64, 0);
	dma_addr_t handle[100];
	void *blocks[100];
	int i;

	if (!EXPECT(t, pool != NULL))
		return;
	for (i = 0; i < ARRAY_SIZE(blocks); i++) {
		blocks[i] = dma_pool_alloc(pool, GFP_KERNEL, &handle[i]);
		EXPECT(t, blocks[i] && virt_to_phys(blocks[i]) == handle[i]);
		EXPECT(t, handle[i] < 16 << 20 && handle[i] % 64 == 0);
	}
	for (i = 0; i < ARRAY_SIZE(blocks); i++)
		dma_pool_free(pool, blocks[i], handle[i]);
	dma_pool_destroy(pool);
}

/* Two threads on one CPU, each with a local map of its own, which it keeps while asleep. */
static volatile bool other_ok;
static DECLARE_COMPLETION(other_done);

static int other_mapper(void *data)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	char *addr;
	int i;

	if (!page) {
		complete(&other_done);
		return 0;
	}
	addr = kmap_local_page(page);
	for (i = 0; i < 5; i++) {
		*addr = (char)(100 + i);
		msleep(10);
		if (*addr != 100 + i)
			break;
	}
	other_ok = i == 5;
	kunmap_local(addr);
	__free_page(page);
	complete(&other_done);
	return 0;
}

SELFTEST(mm, local_maps_survive_sleep)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	struct task_struct *task;
	char *addr;
	int i;

	if (!EXPECT(t, page != NULL))
		return;
	other_ok = false;
	task = kthread_create(other_mapper, NULL, "mapper");
	kthread_bind(task, smp_processor_id());
	wake_up_process(task);
	addr = kmap_local_page(page);
	for (i = 0; i < 8; i++) {
		*addr = (char)i;
		msleep(10);
		EXPECT_EQ(t, *addr, i);
	}
	kunmap_local(addr);
	__free_page(page);
	wait_for_completion(&other_done);
	EXPECT(t, other_ok);
}

SELFTEST(mm, big_physical_area)
{
	struct bigphysarea_info info;
	caddr_t a, b, c;

	bigphysarea_info(&info);
	if (info.pages < 64) {
		selftest_skip(t, "no bigphysarea= of 64 pages on the command line");
		return;
	}
	a = bigphysarea_alloc(5000);
	b = bigphysarea_alloc_pages(16, 16, GFP_KERNEL);
	c = bigphysarea_alloc_pages(3, 0, GFP_KERNEL);
	EXPECT(t, a && b && c);
	EXPECT_EQ(t, (virt_to_phys(b) - virt_to_phys(a)) % (16 * PAGE_SIZE), 0);
	bigphysarea_info(&info);
	EXPECT_EQ(t, info.used, 21);
	EXPECT(t, !bigphysarea_alloc_pages(info.pages, 0, GFP_KERNEL));
	bigphysarea_free(a, 5000);
	bigphysarea_free_pages(b);
	bigphysarea_free_pages(c);
	bigphysarea_info(&info);
	EXPECT_EQ(t, info.used, 0);
	EXPECT_EQ(t, info.largest_free, info.pages);
}

/* What mem= has cut off is RAM all the same, and a driver's if it maps it. */
SELFTEST(mm, ram_above_mem)
{
	phys_addr_t above = __pa(high_memory);
	volatile u32 __iomem *p;

	if (!strstr(saved_command_line, "mem=126M")) {
		selftest_skip(t, "no mem=126M on the command line");
		return;
	}
	p = ioremap(above, 1 << 20);
	if (!EXPECT(t, p != NULL))
		return;
	writel(0x5eed0001, p);
	writel(0x5eed0002, p + 0x3ffff);
	EXPECT_EQ(t, readl(p), 0x5eed0001);
	EXPECT_EQ(t, readl(p + 0x3ffff), 0x5eed0002);
	iounmap(p);
	p = ioremap(512u << 20, 4096); /* above the top of RAM: nobody answers */
	writel(1, p);
	EXPECT_EQ(t, readl(p), 0xffffffff);
	iounmap(p);
}
