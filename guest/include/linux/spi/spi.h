/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spi: chips on a bus of clock, two data lines and a select line each (drivers/spi/). A message
 * is a row of transfers during which the chip stays selected. Here a message runs in the context
 * of who sends it with spi_sync(), or in a thread of the controller's with spi_async().
 */
#ifndef __LINUX_SPI_H
#define __LINUX_SPI_H

#include <linux/acpi.h>
#include <linux/bits.h>
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/gpio/consumer.h>
#include <linux/kthread.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/mod_devicetable.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <linux/version.h>

#define SPI_CPHA	     BIT(0)
#define SPI_CPOL	     BIT(1)
#define SPI_MODE_0	     0
#define SPI_MODE_1	     SPI_CPHA
#define SPI_MODE_2	     SPI_CPOL
#define SPI_MODE_3	     (SPI_CPOL | SPI_CPHA)
#define SPI_MODE_X_MASK	     (SPI_CPOL | SPI_CPHA)
#define SPI_CS_HIGH	     BIT(2)
#define SPI_LSB_FIRST	     BIT(3)
#define SPI_3WIRE	     BIT(4)
#define SPI_LOOP	     BIT(5)
#define SPI_NO_CS	     BIT(6)
#define SPI_READY	     BIT(7)
#define SPI_TX_DUAL	     BIT(8)
#define SPI_TX_QUAD	     BIT(9)
#define SPI_RX_DUAL	     BIT(10)
#define SPI_RX_QUAD	     BIT(11)
#define SPI_CS_WORD	     BIT(12)
#define SPI_TX_OCTAL	     BIT(13)
#define SPI_RX_OCTAL	     BIT(14)
#define SPI_3WIRE_HIZ	     BIT(15)
#define SPI_RX_CPHA_FLIP     BIT(16)
#define SPI_MODE_USER_MASK   (BIT(17) - 1)
#define SPI_NO_TX	     BIT(31)
#define SPI_NO_RX	     BIT(30)
#define SPI_MODE_KERNEL_MASK (~(BIT(30) - 1))

struct spi_controller;
struct spi_message;
struct spi_transfer;

extern struct bus_type spi_bus_type;

struct spi_delay {
#define SPI_DELAY_UNIT_USECS 0
#define SPI_DELAY_UNIT_NSECS 1
#define SPI_DELAY_UNIT_SCK   2
	u16 value;
	u8 unit;
};

int spi_delay_to_ns(struct spi_delay *delay, struct spi_transfer *xfer);
int spi_delay_exec(struct spi_delay *delay, struct spi_transfer *xfer);

struct spi_device {
	struct device dev;
	struct spi_controller *controller;
	struct spi_controller *master;
	u32 max_speed_hz;
	u8 chip_select;
	u8 bits_per_word; /* 0: 8 */
	bool rt;
	u32 mode;
	int irq;
	void *controller_state;
	void *controller_data;
	char modalias[SPI_NAME_SIZE];
	const char *driver_override;
	struct gpio_desc *cs_gpiod;
	struct spi_delay word_delay, cs_setup, cs_hold, cs_inactive;
};

static inline struct spi_device *to_spi_device(struct device *dev)
{
	return dev ? container_of(dev, struct spi_device, dev) : NULL;
}

static inline struct spi_device *spi_dev_get(struct spi_device *spi)
{
	return spi && get_device(&spi->dev) ? spi : NULL;
}

static inline void spi_dev_put(struct spi_device *spi)
{
	if (spi)
		put_device(&spi->dev);
}

static inline void *spi_get_ctldata(struct spi_device *spi)
{
	return spi->controller_state;
}

static inline void spi_set_ctldata(struct spi_device *spi, void *state)
{
	spi->controller_state = state;
}

static inline void spi_set_drvdata(struct spi_device *spi, void *data)
{
	dev_set_drvdata(&spi->dev, data);
}

static inline void *spi_get_drvdata(struct spi_device *spi)
{
	return dev_get_drvdata(&spi->dev);
}

static inline u8 spi_get_chipselect(const struct spi_device *spi, u8 idx)
{
	return spi->chip_select;
}

static inline void spi_set_chipselect(struct spi_device *spi, u8 idx, u8 chipselect)
{
	spi->chip_select = chipselect;
}

static inline struct gpio_desc *spi_get_csgpiod(const struct spi_device *spi, u8 idx)
{
	return spi->cs_gpiod;
}

/* ---- drivers of chips ---- */

struct spi_driver {
	const struct spi_device_id *id_table;
	int (*probe)(struct spi_device *spi);
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 18, 0)
	int (*remove)(struct spi_device *spi);
#else
	void (*remove)(struct spi_device *spi);
#endif
	void (*shutdown)(struct spi_device *spi);
	struct device_driver driver;
};

static inline struct spi_driver *to_spi_driver(struct device_driver *drv)
{
	return drv ? container_of(drv, struct spi_driver, driver) : NULL;
}

int __spi_register_driver(struct module *owner, struct spi_driver *sdrv);
#define spi_register_driver(driver) __spi_register_driver(THIS_MODULE, driver)

static inline void spi_unregister_driver(struct spi_driver *sdrv)
{
	if (sdrv)
		driver_unregister(&sdrv->driver);
}

#define module_spi_driver(drv) module_driver(drv, spi_register_driver, spi_unregister_driver)

const struct spi_device_id *spi_get_device_id(const struct spi_device *spi);
const void *spi_get_device_match_data(const struct spi_device *spi);

/* ---- controllers ---- */

/* A driver has transfer_one() (the core selects, by set_cs()), transfer_one_message(), or
 * transfer(). */
struct spi_controller {
	struct device dev;
	struct list_head list;
	s16 bus_num; /* negative: any */
	u16 num_chipselect;
	u16 dma_alignment;
	u32 mode_bits; /* what it can */
	u32 buswidth_override_bits;
	u32 bits_per_word_mask; /* 0: 8 */
#define SPI_BPW_MASK(bits)	     BIT((bits)-1)
#define SPI_BPW_RANGE_MASK(min, max) GENMASK((max)-1, (min)-1)
	u32 min_speed_hz, max_speed_hz;
	u16 flags;
#define SPI_CONTROLLER_HALF_DUPLEX BIT(0)
#define SPI_CONTROLLER_NO_RX	   BIT(1)
#define SPI_CONTROLLER_NO_TX	   BIT(2)
#define SPI_CONTROLLER_MUST_RX	   BIT(3)
#define SPI_CONTROLLER_MUST_TX	   BIT(4)
#define SPI_MASTER_GPIO_SS	   BIT(5)
	bool devm_allocated;
	bool slave;
	size_t (*max_transfer_size)(struct spi_device *spi);
	size_t (*max_message_size)(struct spi_device *spi);
	struct mutex io_mutex; /* around each message */
	struct mutex add_lock;
	spinlock_t bus_lock_spinlock;
	struct mutex bus_lock_mutex; /* spi_bus_lock() */
	bool bus_lock_flag;
	int (*setup)(struct spi_device *spi);
	int (*set_cs_timing)(struct spi_device *spi);
	int (*transfer)(struct spi_device *spi, struct spi_message *mesg);
	void (*cleanup)(struct spi_device *spi);
	bool (*can_dma)(struct spi_controller *ctlr, struct spi_device *spi,
			struct spi_transfer *xfer);
	spinlock_t queue_lock;
	struct list_head queue; /* of spi_async() */
	struct work_struct pump_messages;
	struct spi_message *cur_msg;
	struct completion cur_msg_completion, xfer_completion;
	bool rt, auto_runtime_pm;
	size_t max_dma_len;
	int (*prepare_transfer_hardware)(struct spi_controller *ctlr);
	int (*transfer_one_message)(struct spi_controller *ctlr, struct spi_message *mesg);
	int (*unprepare_transfer_hardware)(struct spi_controller *ctlr);
	int (*prepare_message)(struct spi_controller *ctlr, struct spi_message *message);
	int (*unprepare_message)(struct spi_controller *ctlr, struct spi_message *message);
	int (*slave_abort)(struct spi_controller *ctlr);
	void (*set_cs)(struct spi_device *spi, bool enable); /* the level of the line */
	/* 0: done; positive: spi_finalize_current_transfer() will tell; -errno. */
	int (*transfer_one)(struct spi_controller *ctlr, struct spi_device *spi,
			    struct spi_transfer *transfer);
	void (*handle_err)(struct spi_controller *ctlr, struct spi_message *message);
	struct gpio_desc **cs_gpiods;
	bool use_gpio_descriptors;
	s8 unused_native_cs, max_native_cs;
	struct dma_chan *dma_tx, *dma_rx;
};

static inline void *spi_controller_get_devdata(struct spi_controller *ctlr)
{
	return dev_get_drvdata(&ctlr->dev);
}

static inline void spi_controller_set_devdata(struct spi_controller *ctlr, void *data)
{
	dev_set_drvdata(&ctlr->dev, data);
}

static inline struct spi_controller *spi_controller_get(struct spi_controller *ctlr)
{
	return ctlr && get_device(&ctlr->dev) ? ctlr : NULL;
}

static inline void spi_controller_put(struct spi_controller *ctlr)
{
	if (ctlr)
		put_device(&ctlr->dev);
}

static inline bool spi_controller_is_slave(struct spi_controller *ctlr)
{
	return false;
}

/* With size bytes behind it, the driver's; NULL: no memory. */
struct spi_controller *__spi_alloc_controller(struct device *host, unsigned int size, bool slave);
struct spi_controller *__devm_spi_alloc_controller(struct device *dev, unsigned int size,
						   bool slave);
#define spi_alloc_master(host, size)	 __spi_alloc_controller(host, size, false)
#define spi_alloc_host(host, size)	 __spi_alloc_controller(host, size, false)
#define devm_spi_alloc_master(dev, size) __devm_spi_alloc_controller(dev, size, false)
#define devm_spi_alloc_host(dev, size)	 __devm_spi_alloc_controller(dev, size, false)
int spi_register_controller(struct spi_controller *ctlr);
int devm_spi_register_controller(struct device *dev, struct spi_controller *ctlr);
void spi_unregister_controller(struct spi_controller *ctlr);
void spi_finalize_current_message(struct spi_controller *ctlr);
void spi_finalize_current_transfer(struct spi_controller *ctlr);
struct spi_controller *spi_busnum_to_master(u16 bus_num); /* with a reference */

static inline int spi_controller_suspend(struct spi_controller *ctlr)
{
	return 0;
}

static inline int spi_controller_resume(struct spi_controller *ctlr)
{
	return 0;
}

#define spi_master			 spi_controller
#define SPI_MASTER_HALF_DUPLEX		 SPI_CONTROLLER_HALF_DUPLEX
#define SPI_MASTER_NO_RX		 SPI_CONTROLLER_NO_RX
#define SPI_MASTER_NO_TX		 SPI_CONTROLLER_NO_TX
#define SPI_MASTER_MUST_RX		 SPI_CONTROLLER_MUST_RX
#define SPI_MASTER_MUST_TX		 SPI_CONTROLLER_MUST_TX
#define spi_master_get_devdata(c)	 spi_controller_get_devdata(c)
#define spi_master_set_devdata(c, d)	 spi_controller_set_devdata(c, d)
#define spi_master_get(c)		 spi_controller_get(c)
#define spi_master_put(c)		 spi_controller_put(c)
#define spi_master_suspend(c)		 spi_controller_suspend(c)
#define spi_master_resume(c)		 spi_controller_resume(c)
#define spi_register_master(c)		 spi_register_controller(c)
#define devm_spi_register_master(dev, c) devm_spi_register_controller(dev, c)
#define spi_unregister_master(c)	 spi_unregister_controller(c)

/* ---- messages ---- */

struct spi_transfer {
	const void *tx_buf; /* NULL: zeros */
	void *rx_buf;	    /* NULL: what comes is not wanted */
	unsigned int len;
	dma_addr_t tx_dma, rx_dma;
	struct sg_table tx_sg, rx_sg;
	unsigned int dummy_data : 1;
	unsigned int cs_off : 1;
	unsigned int cs_change : 1; /* deselect behind it; behind the last: stay selected */
	unsigned int tx_nbits : 3;
	unsigned int rx_nbits : 3;
#define SPI_NBITS_SINGLE 0x01
#define SPI_NBITS_DUAL	 0x02
#define SPI_NBITS_QUAD	 0x04
	u8 bits_per_word;
	struct spi_delay delay, cs_change_delay, word_delay;
	u32 speed_hz, effective_speed_hz;
	struct list_head transfer_list;
#define SPI_TRANS_FAIL_NO_START BIT(0)
	u16 error;
};

struct spi_message {
	struct list_head transfers;
	struct spi_device *spi;
	unsigned int is_dma_mapped : 1;
	void (*complete)(void *context);
	void *context;
	unsigned int frame_length, actual_length;
	int status;
	struct list_head queue;
	void *state;
	struct list_head resources;
	bool prepared;
};

static inline void spi_message_init_no_memset(struct spi_message *m)
{
	INIT_LIST_HEAD(&m->transfers);
	INIT_LIST_HEAD(&m->resources);
}

static inline void spi_message_init(struct spi_message *m)
{
	memset(m, 0, sizeof(*m));
	spi_message_init_no_memset(m);
}

static inline void spi_message_add_tail(struct spi_transfer *t, struct spi_message *m)
{
	list_add_tail(&t->transfer_list, &m->transfers);
}

static inline void spi_transfer_del(struct spi_transfer *t)
{
	list_del(&t->transfer_list);
}

static inline int spi_transfer_delay_exec(struct spi_transfer *t)
{
	return spi_delay_exec(&t->delay, t);
}

static inline void spi_message_init_with_transfers(struct spi_message *m,
						   struct spi_transfer *xfers,
						   unsigned int num_xfers)
{
	unsigned int i;

	spi_message_init(m);
	for (i = 0; i < num_xfers; i++)
		spi_message_add_tail(&xfers[i], m);
}

struct spi_message *spi_message_alloc(unsigned int ntrans, gfp_t flags);

static inline void spi_message_free(struct spi_message *m)
{
	kfree(m);
}

static inline bool spi_transfer_is_last(struct spi_controller *ctlr, struct spi_transfer *xfer)
{
	return list_is_last(&xfer->transfer_list, &ctlr->cur_msg->transfers);
}

/* mode, speed and bits as the device has them. -EINVAL: the controller cannot. */
int spi_setup(struct spi_device *spi);
int spi_async(struct spi_device *spi, struct spi_message *message); /* any context */
int spi_sync(struct spi_device *spi, struct spi_message *message);
int spi_sync_locked(struct spi_device *spi, struct spi_message *message);
int spi_bus_lock(struct spi_controller *ctlr);
int spi_bus_unlock(struct spi_controller *ctlr);
/* Through a buffer of its own: the caller's may be anywhere. */
int spi_write_then_read(struct spi_device *spi, const void *txbuf, unsigned int n_tx, void *rxbuf,
			unsigned int n_rx);

static inline size_t spi_max_message_size(struct spi_device *spi)
{
	struct spi_controller *ctlr = spi->controller;

	return ctlr->max_message_size ? ctlr->max_message_size(spi) : SIZE_MAX;
}

static inline size_t spi_max_transfer_size(struct spi_device *spi)
{
	struct spi_controller *ctlr = spi->controller;
	size_t most = ctlr->max_transfer_size ? ctlr->max_transfer_size(spi) : SIZE_MAX;

	return min(most, spi_max_message_size(spi));
}

static inline bool spi_is_bpw_supported(struct spi_device *spi, u32 bpw)
{
	return bpw == 8 ||
	       (bpw && bpw <= 32 && spi->controller->bits_per_word_mask & SPI_BPW_MASK(bpw));
}

static inline int spi_sync_transfer(struct spi_device *spi, struct spi_transfer *xfers,
				    unsigned int num_xfers)
{
	struct spi_message msg;

	spi_message_init_with_transfers(&msg, xfers, num_xfers);
	return spi_sync(spi, &msg);
}

static inline int spi_write(struct spi_device *spi, const void *buf, size_t len)
{
	struct spi_transfer t = {.tx_buf = buf, .len = len};

	return spi_sync_transfer(spi, &t, 1);
}

static inline int spi_read(struct spi_device *spi, void *buf, size_t len)
{
	struct spi_transfer t = {.rx_buf = buf, .len = len};

	return spi_sync_transfer(spi, &t, 1);
}

static inline ssize_t spi_w8r8(struct spi_device *spi, u8 cmd)
{
	u8 result;
	int err = spi_write_then_read(spi, &cmd, 1, &result, 1);

	return err < 0 ? err : result;
}

static inline ssize_t spi_w8r16(struct spi_device *spi, u8 cmd)
{
	u16 result;
	int err = spi_write_then_read(spi, &cmd, 1, &result, 2);

	return err < 0 ? err : result;
}

static inline ssize_t spi_w8r16be(struct spi_device *spi, u8 cmd)
{
	ssize_t result = spi_w8r16(spi, cmd);

	return result < 0 ? result : __builtin_bswap16(result);
}

/* ---- devices ---- */

struct spi_board_info {
	char modalias[SPI_NAME_SIZE];
	const void *platform_data;
	const struct software_node *swnode;
	void *controller_data;
	int irq;
	u32 max_speed_hz;
	u16 bus_num;
	u16 chip_select;
	u32 mode;
};

int spi_register_board_info(const struct spi_board_info *info, unsigned int n);
struct spi_device *spi_alloc_device(struct spi_controller *ctlr);
int spi_add_device(struct spi_device *spi); /* -EBUSY: that line selects another */
struct spi_device *spi_new_device(struct spi_controller *ctlr, struct spi_board_info *info);
struct spi_device *spi_new_ancillary_device(struct spi_device *spi, u8 chip_select);
void spi_unregister_device(struct spi_device *spi);

#endif
