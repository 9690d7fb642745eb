/* SPDX-License-Identifier: GPL-2.0-only */
/* dmaengine: a channel that copies by itself, who gets it, and what becomes of a transfer. */
#include <linux/device.h>
#include <linux/dmaengine.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct {
	struct dma_device device;
	struct dma_chan channels[2];
	struct dma_async_tx_descriptor tx;
	dma_addr_t dst, src;
	size_t len;
	int taken, given_back, called;
} soft;

static int take(struct dma_chan *chan)
{
	soft.taken++;
	chan->cookie = chan->completed_cookie = DMA_MIN_COOKIE;
	return 1;
}

static void give_back(struct dma_chan *chan)
{
	soft.given_back++;
}

static dma_cookie_t submit(struct dma_async_tx_descriptor *tx)
{
	tx->cookie = ++tx->chan->cookie;
	return tx->cookie;
}

static struct dma_async_tx_descriptor *prep(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src,
					    size_t len, unsigned long flags)
{
	memset(&soft.tx, 0, sizeof(soft.tx));
	dma_async_tx_descriptor_init(&soft.tx, chan);
	soft.tx.tx_submit = submit;
	soft.tx.flags = flags;
	soft.dst = dst;
	soft.src = src;
	soft.len = len;
	return &soft.tx;
}

static void issue(struct dma_chan *chan)
{
	if (chan->completed_cookie == chan->cookie)
		return;
	memcpy(phys_to_virt(soft.dst), phys_to_virt(soft.src), soft.len);
	chan->completed_cookie = chan->cookie;
	if (soft.tx.callback)
		soft.tx.callback(soft.tx.callback_param);
	dma_descriptor_unmap(&soft.tx);
}

static enum dma_status status(struct dma_chan *chan, dma_cookie_t cookie,
			      struct dma_tx_state *state)
{
	dma_set_tx_state(state, chan->completed_cookie, chan->cookie, 0);
	return dma_async_is_complete(cookie, chan->completed_cookie, chan->cookie);
}

static void done(void *param)
{
	soft.called++;
}

static bool only_the_second(struct dma_chan *chan, void *param)
{
	return chan->chan_id == 1;
}

static void check_transfer(struct selftest *t, struct dma_chan *chan)
{
	char *a = kzalloc(64, GFP_KERNEL), *b = kzalloc(64, GFP_KERNEL);
	struct dma_async_tx_descriptor *tx;
	dma_cookie_t cookie;

	if (EXPECT(t, a && b)) {
		strscpy(a, "moved by another", 64);
		tx = dmaengine_prep_dma_memcpy(chan, virt_to_phys(b), virt_to_phys(a), 64,
					       DMA_PREP_INTERRUPT);
		EXPECT(t, tx && !dmaengine_prep_dma_memset(chan, 0, 0, 1, 0));
		tx->callback = done;
		cookie = dmaengine_submit(tx);
		EXPECT(t, cookie == 2 && dma_async_is_tx_complete(chan, cookie, NULL, NULL) ==
					     DMA_IN_PROGRESS);
		EXPECT(t, dma_sync_wait(chan, cookie) == DMA_COMPLETE);
		EXPECT(t, soft.called == 1 && !strcmp(b, "moved by another"));
	}
	kfree(a);
	kfree(b);
}

static void check_clients(struct selftest *t)
{
	struct dma_chan *first, *second;
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_CYCLIC, mask);
	EXPECT(t, !dma_request_channel(mask, NULL, NULL));
	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	second = dma_request_channel(mask, only_the_second, NULL);
	EXPECT(t, second == &soft.channels[1]);
	EXPECT(t, !dma_request_channel(mask, only_the_second, NULL));
	first = dma_request_chan_by_mask(&mask);
	EXPECT(t, first == &soft.channels[0] && soft.taken == 2);
	EXPECT(t, dma_has_cap(DMA_PRIVATE, soft.device.cap_mask));
	check_transfer(t, second);
	dma_release_channel(first);
	dma_release_channel(second);
	EXPECT(t, soft.given_back == 2 && !dma_has_cap(DMA_PRIVATE, soft.device.cap_mask));
	dmaengine_get();
	EXPECT(t, soft.taken == 4 && dma_find_channel(DMA_MEMCPY));
	EXPECT(t, !dma_find_channel(DMA_XOR) && !dma_request_channel(mask, NULL, NULL));
	dmaengine_put();
	EXPECT(t, soft.given_back == 4 && !dma_find_channel(DMA_MEMCPY));
}

SELFTEST(dmaengine, channels_have_clients_and_move_bytes)
{
	struct device *root = root_device_register("selftest-dma");
	int i;

	if (!EXPECT(t, !IS_ERR(root)))
		return;
	memset(&soft, 0, sizeof(soft));
	INIT_LIST_HEAD(&soft.device.channels);
	soft.device.dev = root;
	dma_cap_set(DMA_MEMCPY, soft.device.cap_mask);
	EXPECT(t, dma_async_device_register(&soft.device) == -EIO); /* it has no function for it */
	soft.device.device_alloc_chan_resources = take;
	soft.device.device_free_chan_resources = give_back;
	soft.device.device_prep_dma_memcpy = prep;
	soft.device.device_issue_pending = issue;
	soft.device.device_tx_status = status;
	for (i = 0; i < 2; i++) {
		soft.channels[i].device = &soft.device;
		list_add_tail(&soft.channels[i].device_node, &soft.device.channels);
	}
	if (EXPECT(t, !dma_async_device_register(&soft.device))) {
		check_clients(t);
		dma_async_device_unregister(&soft.device);
	}
	root_device_unregister(root);
}
