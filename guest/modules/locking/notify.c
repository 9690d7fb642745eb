/* SPDX-License-Identifier: GPL-2.0-only */
/* notify: a chain of those who want to be told, the more urgent first. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/notifier.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A notifier chain");

static BLOCKING_NOTIFIER_HEAD(chain);

static int first(struct notifier_block *nb, unsigned long event, void *data)
{
	pr_info("notify: first hears of %lu\n", event);
	return event == 2 ? NOTIFY_STOP : NOTIFY_OK;
}

static int second(struct notifier_block *nb, unsigned long event, void *data)
{
	pr_info("notify: second hears of %lu\n", event);
	return NOTIFY_OK;
}

static struct notifier_block second_nb = {.notifier_call = second};
static struct notifier_block first_nb = {.notifier_call = first, .priority = 10};

static int __init notify_init(void)
{
	blocking_notifier_chain_register(&chain, &second_nb);
	blocking_notifier_chain_register(&chain, &first_nb);
	blocking_notifier_call_chain(&chain, 1, NULL);
	blocking_notifier_call_chain(&chain, 2, NULL);
	return 0;
}

static void __exit notify_exit(void)
{
	blocking_notifier_chain_unregister(&chain, &first_nb);
	blocking_notifier_chain_unregister(&chain, &second_nb);
}

module_init(notify_init);
module_exit(notify_exit);
