/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dmaengine: channels that move bytes (drivers/dma/dmaengine.c). A controller's driver registers a
 * dma_device with its channels. A client asks for one, has transfers made ready (prep), submits
 * them, and says that they may begin (issue_pending); each ends with a callback, in a tasklet.
 * Memory is the client's to map.
 */
#ifndef _LINUX_DMAENGINE_H
#define _LINUX_DMAENGINE_H

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/debugfs.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/idr.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/percpu.h>
#include <linux/scatterlist.h>
#include <linux/types.h>
#include <linux/uio.h>
#include <asm/page.h>

struct device_node;
struct dma_async_tx_descriptor;
struct dma_chan;
struct dma_device;
struct seq_file;

/* Which transfer of a channel: they count up; negative: it was not submitted. */
typedef s32 dma_cookie_t;
#define DMA_MIN_COOKIE 1

static inline int dma_submit_error(dma_cookie_t cookie)
{
	return cookie < 0 ? cookie : 0;
}

enum dma_status { DMA_COMPLETE, DMA_IN_PROGRESS, DMA_PAUSED, DMA_ERROR, DMA_OUT_OF_ORDER };

/* What a controller can; DMA_PRIVATE: its channels are for who asks for one alone. */
enum dma_transaction_type {
	DMA_MEMCPY,
	DMA_XOR,
	DMA_PQ,
	DMA_XOR_VAL,
	DMA_PQ_VAL,
	DMA_MEMSET,
	DMA_MEMSET_SG,
	DMA_INTERRUPT,
	DMA_PRIVATE,
	DMA_ASYNC_TX,
	DMA_SLAVE,
	DMA_CYCLIC,
	DMA_INTERLEAVE,
	DMA_COMPLETION_NO_ORDER,
	DMA_REPEAT,
	DMA_LOAD_EOT,
	DMA_TX_TYPE_END,
};

enum dma_transfer_direction {
	DMA_MEM_TO_MEM,
	DMA_MEM_TO_DEV,
	DMA_DEV_TO_MEM,
	DMA_DEV_TO_DEV,
	DMA_TRANS_NONE,
};

static inline bool is_slave_direction(enum dma_transfer_direction direction)
{
	return direction == DMA_MEM_TO_DEV || direction == DMA_DEV_TO_MEM ||
	       direction == DMA_DEV_TO_DEV;
}

static inline char *dmaengine_get_direction_text(enum dma_transfer_direction dir)
{
	switch (dir) {
	case DMA_DEV_TO_MEM:
		return "DEV_TO_MEM";
	case DMA_MEM_TO_DEV:
		return "MEM_TO_DEV";
	case DMA_MEM_TO_MEM:
		return "MEM_TO_MEM";
	case DMA_DEV_TO_DEV:
		return "DEV_TO_DEV";
	default:
		return "invalid";
	}
}

/* Pieces of size with gaps (icg) behind them, numf times. */
struct data_chunk {
	size_t size, icg, dst_icg, src_icg;
};

struct dma_interleaved_template {
	dma_addr_t src_start, dst_start;
	enum dma_transfer_direction dir;
	bool src_inc, dst_inc; /* the address goes on */
	bool src_sgl, dst_sgl; /* the gaps are there */
	size_t numf, frame_size;
	struct data_chunk sgl[];
};

enum dma_ctrl_flags {
	DMA_PREP_INTERRUPT = 1 << 0, /* the callback is wanted */
	DMA_CTRL_ACK = 1 << 1,	     /* the descriptor may be used again when it is done */
	DMA_PREP_PQ_DISABLE_P = 1 << 2,
	DMA_PREP_PQ_DISABLE_Q = 1 << 3,
	DMA_PREP_CONTINUE = 1 << 4,
	DMA_PREP_FENCE = 1 << 5,
	DMA_CTRL_REUSE = 1 << 6,
	DMA_PREP_CMD = 1 << 7,
	DMA_PREP_REPEAT = 1 << 8,
	DMA_PREP_LOAD_EOT = 1 << 9,
};

enum sum_check_bits { SUM_CHECK_P = 0, SUM_CHECK_Q = 1 };
enum sum_check_flags {
	SUM_CHECK_P_RESULT = 1 << SUM_CHECK_P,
	SUM_CHECK_Q_RESULT = 1 << SUM_CHECK_Q,
};

typedef struct {
	DECLARE_BITMAP(bits, DMA_TX_TYPE_END);
} dma_cap_mask_t;

#define dma_cap_set(tx, mask)		 set_bit(tx, (mask).bits)
#define dma_cap_clear(tx, mask)		 clear_bit(tx, (mask).bits)
#define dma_cap_zero(mask)		 bitmap_zero((mask).bits, DMA_TX_TYPE_END)
#define dma_has_cap(tx, mask)		 test_bit(tx, (mask).bits)
#define for_each_dma_cap_mask(cap, mask) for_each_set_bit(cap, (mask).bits, DMA_TX_TYPE_END)

enum dma_desc_metadata_mode {
	DESC_METADATA_NONE = 0,
	DESC_METADATA_CLIENT = BIT(0),
	DESC_METADATA_ENGINE = BIT(1),
};

/* ---- channels ---- */

struct dma_chan_percpu {
	unsigned long memcpy_count, bytes_transferred;
};

struct dma_router {
	struct device *dev;
	void (*route_free)(struct device *dev, void *route_data);
};

struct dma_chan {
	struct dma_device *device;
	struct device *slave; /* who has asked for it by name */
	dma_cookie_t cookie, completed_cookie;
	int chan_id;
	struct dma_chan_dev *dev;
	const char *name;
	char *dbg_client_name;
	struct list_head device_node;
	struct dma_chan_percpu __percpu *local;
	int client_count, table_count;
	struct dma_router *router;
	void *route_data;
	void *private; /* the client's, for the driver */
};

/* /sys/class/dma/dmaNchanM */
struct dma_chan_dev {
	struct dma_chan *chan;
	struct device device;
	int dev_id;
	bool chan_dma_dev;
};

static inline const char *dma_chan_name(struct dma_chan *chan)
{
	return dev_name(&chan->dev->device);
}

enum dma_slave_buswidth {
	DMA_SLAVE_BUSWIDTH_UNDEFINED = 0,
	DMA_SLAVE_BUSWIDTH_1_BYTE = 1,
	DMA_SLAVE_BUSWIDTH_2_BYTES = 2,
	DMA_SLAVE_BUSWIDTH_3_BYTES = 3,
	DMA_SLAVE_BUSWIDTH_4_BYTES = 4,
	DMA_SLAVE_BUSWIDTH_8_BYTES = 8,
	DMA_SLAVE_BUSWIDTH_16_BYTES = 16,
	DMA_SLAVE_BUSWIDTH_32_BYTES = 32,
	DMA_SLAVE_BUSWIDTH_64_BYTES = 64,
	DMA_SLAVE_BUSWIDTH_128_BYTES = 128,
};

/* The device at the other end. */
struct dma_slave_config {
	enum dma_transfer_direction direction;
	phys_addr_t src_addr, dst_addr;
	enum dma_slave_buswidth src_addr_width, dst_addr_width;
	u32 src_maxburst, dst_maxburst; /* in that width */
	u32 src_port_window_size, dst_port_window_size;
	bool device_fc; /* the device says when it is done */
	void *peripheral_config;
	size_t peripheral_size;
};

enum dma_residue_granularity {
	DMA_RESIDUE_GRANULARITY_DESCRIPTOR = 0,
	DMA_RESIDUE_GRANULARITY_SEGMENT = 1,
	DMA_RESIDUE_GRANULARITY_BURST = 2,
};

struct dma_slave_caps {
	u32 src_addr_widths, dst_addr_widths; /* BIT(DMA_SLAVE_BUSWIDTH_) */
	u32 directions;			      /* BIT(DMA_MEM_TO_DEV) ... */
	u32 min_burst, max_burst, max_sg_burst;
	bool cmd_pause, cmd_resume, cmd_terminate;
	enum dma_residue_granularity residue_granularity;
	bool descriptor_reuse;
};

typedef bool (*dma_filter_fn)(struct dma_chan *chan, void *filter_param);

/* ---- transfers ---- */

enum dmaengine_tx_result {
	DMA_TRANS_NOERROR = 0,
	DMA_TRANS_READ_FAILED,
	DMA_TRANS_WRITE_FAILED,
	DMA_TRANS_ABORTED,
};

struct dmaengine_result {
	enum dmaengine_tx_result result;
	u32 residue; /* bytes that were not moved */
};

typedef void (*dma_async_tx_callback)(void *param);
typedef void (*dma_async_tx_callback_result)(void *param, const struct dmaengine_result *result);

/* Addresses to be unmapped by whoever is done last: to_cnt sources, then results, then both. */
struct dmaengine_unmap_data {
	u8 map_cnt, to_cnt, from_cnt, bidi_cnt;
	struct device *dev;
	struct kref kref;
	size_t len; /* of each */
	dma_addr_t addr[];
};

struct dma_descriptor_metadata_ops {
	int (*attach)(struct dma_async_tx_descriptor *desc, void *data, size_t len);
	void *(*get_ptr)(struct dma_async_tx_descriptor *desc, size_t *payload_len,
			 size_t *max_len);
	int (*set_len)(struct dma_async_tx_descriptor *desc, size_t payload_len);
};

struct dma_async_tx_descriptor {
	dma_cookie_t cookie;
	enum dma_ctrl_flags flags;
	dma_addr_t phys;
	struct dma_chan *chan;
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *tx);
	int (*desc_free)(struct dma_async_tx_descriptor *tx);
	dma_async_tx_callback callback;
	dma_async_tx_callback_result callback_result;
	void *callback_param;
	struct dmaengine_unmap_data *unmap;
	enum dma_desc_metadata_mode desc_metadata_mode;
	struct dma_descriptor_metadata_ops *metadata_ops;
};

struct dma_tx_state {
	dma_cookie_t last, used;
	u32 residue, in_flight_bytes;
};

/* 1 << it */
enum dmaengine_alignment {
	DMAENGINE_ALIGN_1_BYTE = 0,
	DMAENGINE_ALIGN_2_BYTES = 1,
	DMAENGINE_ALIGN_4_BYTES = 2,
	DMAENGINE_ALIGN_8_BYTES = 3,
	DMAENGINE_ALIGN_16_BYTES = 4,
	DMAENGINE_ALIGN_32_BYTES = 5,
	DMAENGINE_ALIGN_64_BYTES = 6,
	DMAENGINE_ALIGN_128_BYTES = 7,
	DMAENGINE_ALIGN_256_BYTES = 8,
};

struct dma_slave_map {
	const char *devname, *slave;
	void *param;
};

struct dma_filter {
	dma_filter_fn fn;
	int mapcnt;
	const struct dma_slave_map *map;
};

#define DMA_HAS_PQ_CONTINUE (1 << 15) /* in max_pq */

/* What a driver fills in; prep functions for what cap_mask says, and do not sleep. */
struct dma_device {
	struct kref ref;
	unsigned int chancnt, privatecnt;
	struct list_head channels; /* dma_chan.device_node: put there before registration */
	struct list_head global_node;
	struct dma_filter filter;
	dma_cap_mask_t cap_mask;
	enum dma_desc_metadata_mode desc_metadata_modes;
	unsigned short max_xor, max_pq;
	enum dmaengine_alignment copy_align, xor_align, pq_align, fill_align;
	int dev_id;
	struct device *dev;
	struct module *owner;
	struct ida chan_ida;
	u32 src_addr_widths, dst_addr_widths, directions;
	u32 min_burst, max_burst, max_sg_burst;
	bool descriptor_reuse;
	enum dma_residue_granularity residue_granularity;

	int (*device_alloc_chan_resources)(struct dma_chan *chan); /* the first client; sleeps */
	int (*device_router_config)(struct dma_chan *chan);
	void (*device_free_chan_resources)(struct dma_chan *chan);
	struct dma_async_tx_descriptor *(*device_prep_dma_memcpy)(struct dma_chan *chan,
								  dma_addr_t dst, dma_addr_t src,
								  size_t len, unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_xor)(struct dma_chan *chan,
							       dma_addr_t dst, dma_addr_t *src,
							       unsigned int src_cnt, size_t len,
							       unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_xor_val)(struct dma_chan *chan,
								   dma_addr_t *src,
								   unsigned int src_cnt, size_t len,
								   enum sum_check_flags *result,
								   unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_pq)(struct dma_chan *chan,
							      dma_addr_t *dst, dma_addr_t *src,
							      unsigned int src_cnt,
							      const unsigned char *scf, size_t len,
							      unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_pq_val)(
	    struct dma_chan *chan, dma_addr_t *pq, dma_addr_t *src, unsigned int src_cnt,
	    const unsigned char *scf, size_t len, enum sum_check_flags *pqres, unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_memset)(struct dma_chan *chan,
								  dma_addr_t dest, int value,
								  size_t len, unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_memset_sg)(struct dma_chan *chan,
								     struct scatterlist *sg,
								     unsigned int nents, int value,
								     unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_interrupt)(struct dma_chan *chan,
								     unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_slave_sg)(
	    struct dma_chan *chan, struct scatterlist *sgl, unsigned int sg_len,
	    enum dma_transfer_direction direction, unsigned long flags, void *context);
	struct dma_async_tx_descriptor *(*device_prep_dma_cyclic)(
	    struct dma_chan *chan, dma_addr_t buf_addr, size_t buf_len, size_t period_len,
	    enum dma_transfer_direction direction, unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_interleaved_dma)(
	    struct dma_chan *chan, struct dma_interleaved_template *xt, unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_dma_imm_data)(struct dma_chan *chan,
								    dma_addr_t dst, u64 data,
								    unsigned long flags);
	void (*device_caps)(struct dma_chan *chan, struct dma_slave_caps *caps);
	int (*device_config)(struct dma_chan *chan, struct dma_slave_config *config);
	int (*device_pause)(struct dma_chan *chan);
	int (*device_resume)(struct dma_chan *chan);
	int (*device_terminate_all)(struct dma_chan *chan);
	void (*device_synchronize)(struct dma_chan *chan); /* no callback runs any more; sleeps */
	enum dma_status (*device_tx_status)(struct dma_chan *chan, dma_cookie_t cookie,
					    struct dma_tx_state *txstate);
	void (*device_issue_pending)(struct dma_chan *chan);
	void (*device_release)(struct dma_device *dev); /* nobody uses it any more */
	void (*dbg_summary_show)(struct seq_file *s, struct dma_device *dev);
	struct dentry *dbg_dev_root;
};

/* ---- for controllers' drivers ---- */

int dma_async_device_register(struct dma_device *device); /* -EIO: it lacks a function */
int dmaenginem_async_device_register(struct dma_device *device);
void dma_async_device_unregister(struct dma_device *device);
int dma_async_device_channel_register(struct dma_device *device, struct dma_chan *chan);
void dma_async_device_channel_unregister(struct dma_device *device, struct dma_chan *chan);
void dma_async_tx_descriptor_init(struct dma_async_tx_descriptor *tx, struct dma_chan *chan);
void dma_run_dependencies(struct dma_async_tx_descriptor *tx); /* there are none */
/* A channel for a device that a table or the like has led to; NULL: it is taken. */
struct dma_chan *dma_get_slave_channel(struct dma_chan *chan);
struct dma_chan *dma_get_any_slave_channel(struct dma_device *device);

/* ---- for clients ---- */

struct dma_chan *__dma_request_channel(const dma_cap_mask_t *mask, dma_filter_fn fn, void *fn_param,
				       struct device_node *np);
#define dma_request_channel(mask, fn, param) __dma_request_channel(&(mask), fn, param, NULL)
/* ERR_PTR(): -ENODEV none, -EPROBE_DEFER not yet. */
struct dma_chan *dma_request_chan(struct device *dev, const char *name);
struct dma_chan *dma_request_chan_by_mask(const dma_cap_mask_t *mask);
struct dma_chan *devm_dma_request_chan(struct device *dev, const char *name);
void dma_release_channel(struct dma_chan *chan);
int dma_get_slave_caps(struct dma_chan *chan, struct dma_slave_caps *caps);

/* Public channels, shared by who has said dmaengine_get(). NULL: none can that. */
void dmaengine_get(void);
void dmaengine_put(void);
struct dma_chan *dma_find_channel(enum dma_transaction_type tx_type);
void dma_issue_pending_all(void);
#define async_dmaengine_get()	     dmaengine_get()
#define async_dmaengine_put()	     dmaengine_put()
#define async_dma_find_channel(type) dma_find_channel(type)

/* Busily, at most five seconds. */
enum dma_status dma_sync_wait(struct dma_chan *chan, dma_cookie_t cookie);
enum dma_status dma_wait_for_async_tx(struct dma_async_tx_descriptor *tx);

struct dmaengine_unmap_data *dmaengine_get_unmap_data(struct device *dev, int nr, gfp_t flags);
void dmaengine_unmap_put(struct dmaengine_unmap_data *unmap);

static inline void dma_set_unmap(struct dma_async_tx_descriptor *tx,
				 struct dmaengine_unmap_data *unmap)
{
	kref_get(&unmap->kref);
	tx->unmap = unmap;
}

static inline void dma_descriptor_unmap(struct dma_async_tx_descriptor *tx)
{
	if (tx->unmap)
		dmaengine_unmap_put(tx->unmap);
	tx->unmap = NULL;
}

int dmaengine_desc_attach_metadata(struct dma_async_tx_descriptor *desc, void *data, size_t len);
void *dmaengine_desc_get_metadata_ptr(struct dma_async_tx_descriptor *desc, size_t *payload_len,
				      size_t *max_len);
int dmaengine_desc_set_metadata_len(struct dma_async_tx_descriptor *desc, size_t payload_len);

static inline bool dmaengine_is_metadata_mode_supported(struct dma_chan *chan,
							enum dma_desc_metadata_mode mode)
{
	return chan && chan->device->desc_metadata_modes & mode;
}

/* NULL: it cannot, or has no room. */
#define DMAENGINE_PREP(chan, how, ...)                                                             \
	((chan) && (chan)->device && (chan)->device->how ? (chan)->device->how(chan, __VA_ARGS__)  \
							 : NULL)

static inline struct dma_async_tx_descriptor *
dmaengine_prep_slave_sg(struct dma_chan *chan, struct scatterlist *sgl, unsigned int sg_len,
			enum dma_transfer_direction dir, unsigned long flags)
{
	return DMAENGINE_PREP(chan, device_prep_slave_sg, sgl, sg_len, dir, flags, NULL);
}

static inline struct dma_async_tx_descriptor *
dmaengine_prep_slave_single(struct dma_chan *chan, dma_addr_t buf, size_t len,
			    enum dma_transfer_direction dir, unsigned long flags)
{
	struct scatterlist sg;

	sg_init_table(&sg, 1);
	sg_dma_address(&sg) = buf;
	sg_dma_len(&sg) = len;
	return dmaengine_prep_slave_sg(chan, &sg, 1, dir, flags);
}

static inline struct dma_async_tx_descriptor *
dmaengine_prep_dma_cyclic(struct dma_chan *chan, dma_addr_t buf_addr, size_t buf_len,
			  size_t period_len, enum dma_transfer_direction dir, unsigned long flags)
{
	return DMAENGINE_PREP(chan, device_prep_dma_cyclic, buf_addr, buf_len, period_len, dir,
			      flags);
}

static inline struct dma_async_tx_descriptor *
dmaengine_prep_interleaved_dma(struct dma_chan *chan, struct dma_interleaved_template *xt,
			       unsigned long flags)
{
	if (chan && flags & DMA_PREP_REPEAT && !dma_has_cap(DMA_REPEAT, chan->device->cap_mask))
		return NULL;
	return DMAENGINE_PREP(chan, device_prep_interleaved_dma, xt, flags);
}

static inline struct dma_async_tx_descriptor *dmaengine_prep_dma_memset(struct dma_chan *chan,
									dma_addr_t dest, int value,
									size_t len,
									unsigned long flags)
{
	return DMAENGINE_PREP(chan, device_prep_dma_memset, dest, value, len, flags);
}

static inline struct dma_async_tx_descriptor *dmaengine_prep_dma_memcpy(struct dma_chan *chan,
									dma_addr_t dest,
									dma_addr_t src, size_t len,
									unsigned long flags)
{
	return DMAENGINE_PREP(chan, device_prep_dma_memcpy, dest, src, len, flags);
}

static inline int dmaengine_slave_config(struct dma_chan *chan, struct dma_slave_config *config)
{
	return chan->device->device_config ? chan->device->device_config(chan, config) : -ENOSYS;
}

static inline int dmaengine_terminate_all(struct dma_chan *chan)
{
	return chan->device->device_terminate_all ? chan->device->device_terminate_all(chan)
						  : -ENOSYS;
}

static inline int dmaengine_terminate_async(struct dma_chan *chan)
{
	return chan->device->device_terminate_all ? chan->device->device_terminate_all(chan)
						  : -EINVAL;
}

static inline void dmaengine_synchronize(struct dma_chan *chan)
{
	might_sleep();
	if (chan->device->device_synchronize)
		chan->device->device_synchronize(chan);
}

static inline int dmaengine_terminate_sync(struct dma_chan *chan)
{
	int err = dmaengine_terminate_async(chan);

	if (!err)
		dmaengine_synchronize(chan);
	return err;
}

static inline int dmaengine_pause(struct dma_chan *chan)
{
	return chan->device->device_pause ? chan->device->device_pause(chan) : -ENOSYS;
}

static inline int dmaengine_resume(struct dma_chan *chan)
{
	return chan->device->device_resume ? chan->device->device_resume(chan) : -ENOSYS;
}

static inline dma_cookie_t dmaengine_submit(struct dma_async_tx_descriptor *desc)
{
	return desc->tx_submit(desc);
}

static inline void dma_async_issue_pending(struct dma_chan *chan)
{
	chan->device->device_issue_pending(chan);
}

static inline enum dma_status dmaengine_tx_status(struct dma_chan *chan, dma_cookie_t cookie,
						  struct dma_tx_state *state)
{
	return chan->device->device_tx_status(chan, cookie, state);
}

static inline enum dma_status dma_async_is_tx_complete(struct dma_chan *chan, dma_cookie_t cookie,
						       dma_cookie_t *last, dma_cookie_t *used)
{
	struct dma_tx_state state;
	enum dma_status status = dmaengine_tx_status(chan, cookie, &state);

	if (last)
		*last = state.last;
	if (used)
		*used = state.used;
	return status;
}

/* Cookies go round. */
static inline enum dma_status dma_async_is_complete(dma_cookie_t cookie, dma_cookie_t last_complete,
						    dma_cookie_t last_used)
{
	bool done = cookie <= last_complete, beyond = cookie > last_used;

	return (last_complete <= last_used ? done || beyond : done && beyond) ? DMA_COMPLETE
									      : DMA_IN_PROGRESS;
}

static inline void dma_set_tx_state(struct dma_tx_state *st, dma_cookie_t last, dma_cookie_t used,
				    u32 residue)
{
	if (!st)
		return;
	st->last = last;
	st->used = used;
	st->residue = residue;
}

static inline void async_tx_ack(struct dma_async_tx_descriptor *tx)
{
	tx->flags |= DMA_CTRL_ACK;
}

static inline void async_tx_clear_ack(struct dma_async_tx_descriptor *tx)
{
	tx->flags &= ~DMA_CTRL_ACK;
}

static inline bool async_tx_test_ack(struct dma_async_tx_descriptor *tx)
{
	return tx->flags & DMA_CTRL_ACK;
}

static inline int dmaengine_desc_set_reuse(struct dma_async_tx_descriptor *tx)
{
	struct dma_slave_caps caps;
	int err = dma_get_slave_caps(tx->chan, &caps);

	if (err)
		return err;
	if (!caps.descriptor_reuse)
		return -EPERM;
	tx->flags |= DMA_CTRL_REUSE;
	return 0;
}

static inline void dmaengine_desc_clear_reuse(struct dma_async_tx_descriptor *tx)
{
	tx->flags &= ~DMA_CTRL_REUSE;
}

static inline bool dmaengine_desc_test_reuse(struct dma_async_tx_descriptor *tx)
{
	return tx->flags & DMA_CTRL_REUSE;
}

static inline int dmaengine_desc_free(struct dma_async_tx_descriptor *desc)
{
	return dmaengine_desc_test_reuse(desc) ? desc->desc_free(desc) : -EPERM;
}

/* Transfers do not wait for those of other channels. */
static inline void txd_lock(struct dma_async_tx_descriptor *txd)
{
}

static inline void txd_unlock(struct dma_async_tx_descriptor *txd)
{
}

static inline struct dma_async_tx_descriptor *txd_next(struct dma_async_tx_descriptor *txd)
{
	return NULL;
}

static inline struct dma_async_tx_descriptor *txd_parent(struct dma_async_tx_descriptor *txd)
{
	return NULL;
}

static inline void txd_clear_parent(struct dma_async_tx_descriptor *txd)
{
}

static inline void txd_clear_next(struct dma_async_tx_descriptor *txd)
{
}

static inline bool dmaengine_check_align(enum dmaengine_alignment align, size_t off1, size_t off2,
					 size_t len)
{
	return !(((1 << align) - 1) & (off1 | off2 | len));
}

#define DMAENGINE_IS_ALIGNED(what)                                                                 \
	static inline bool is_dma_##what##_aligned(struct dma_device *dev, size_t off1,            \
						   size_t off2, size_t len)                        \
	{                                                                                          \
		return dmaengine_check_align(dev->what##_align, off1, off2, len);                  \
	}
DMAENGINE_IS_ALIGNED(copy)
DMAENGINE_IS_ALIGNED(xor)
DMAENGINE_IS_ALIGNED(pq)
DMAENGINE_IS_ALIGNED(fill)
#undef DMAENGINE_IS_ALIGNED

/* ---- sums (P) and Galois sums (Q) ---- */

static inline void dma_set_maxpq(struct dma_device *dma, int maxpq, int has_pq_continue)
{
	dma->max_pq = maxpq | (has_pq_continue ? DMA_HAS_PQ_CONTINUE : 0);
}

static inline bool dmaf_continue(enum dma_ctrl_flags flags)
{
	return flags & DMA_PREP_CONTINUE;
}

static inline bool dmaf_p_disabled_continue(enum dma_ctrl_flags flags)
{
	return dmaf_continue(flags) && flags & DMA_PREP_PQ_DISABLE_P;
}

static inline bool dma_dev_has_pq_continue(struct dma_device *dma)
{
	return dma->max_pq & DMA_HAS_PQ_CONTINUE;
}

static inline unsigned short dma_dev_to_maxpq(struct dma_device *dma)
{
	return dma->max_pq & ~DMA_HAS_PQ_CONTINUE;
}

/* To go on with sums that are there takes sources. */
static inline int dma_maxpq(struct dma_device *dma, enum dma_ctrl_flags flags)
{
	int most = dma_dev_to_maxpq(dma);

	if (dma_dev_has_pq_continue(dma) || !dmaf_continue(flags))
		return most;
	return dmaf_p_disabled_continue(flags) ? most - 1 : most - 3;
}

static inline size_t dmaengine_get_icg(bool inc, bool sgl, size_t icg, size_t dir_icg)
{
	return !inc ? 0 : dir_icg ? dir_icg : sgl ? icg : 0;
}

static inline size_t dmaengine_get_dst_icg(struct dma_interleaved_template *xt,
					   struct data_chunk *chunk)
{
	return dmaengine_get_icg(xt->dst_inc, xt->dst_sgl, chunk->icg, chunk->dst_icg);
}

static inline size_t dmaengine_get_src_icg(struct dma_interleaved_template *xt,
					   struct data_chunk *chunk)
{
	return dmaengine_get_icg(xt->src_inc, xt->src_sgl, chunk->icg, chunk->src_icg);
}

/* Older ways to ask; NULL: none. */
static inline struct dma_chan *dma_request_slave_channel(struct device *dev, const char *name)
{
	struct dma_chan *chan = dma_request_chan(dev, name);

	return IS_ERR(chan) ? NULL : chan;
}

static inline struct dma_chan *dma_request_slave_channel_compat(const dma_cap_mask_t mask,
								dma_filter_fn fn, void *fn_param,
								struct device *dev,
								const char *name)
{
	struct dma_chan *chan = dma_request_slave_channel(dev, name);

	return chan || !fn || !fn_param ? chan : __dma_request_channel(&mask, fn, fn_param, NULL);
}

static inline struct device *dmaengine_get_dma_device(struct dma_chan *chan)
{
	return chan->dev->chan_dma_dev ? &chan->dev->device : chan->device->dev;
}

#endif
