/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rmi: Synaptics' register-mapped interface (RMI4) of touch pads and screens: what a board says
 * of one, and what a transport (SMBus, I2C, SPI) and its functions share. The core that finds a
 * sensor's functions, rmi_register_transport_device() and so on, is a module, rmi_core; the kernel
 * is as one without it.
 */
#ifndef _RMI_H
#define _RMI_H

#include <linux/device.h>
#include <linux/input.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/types.h>

#define NAME_BUFFER_SIZE 256

/* ---- what a board says ---- */

#define RMI_F11_DISABLE_ABS_REPORT BIT(0) /* in disable_report_mask */

enum rmi_sensor_type { rmi_sensor_default = 0, rmi_sensor_touchscreen, rmi_sensor_touchpad };
enum rmi_reg_state { RMI_REG_STATE_DEFAULT = 0, RMI_REG_STATE_OFF = 1, RMI_REG_STATE_ON = 2 };

/* How the sensor lies below the screen; in its own units. */
struct rmi_2d_axis_alignment {
	bool swap_axes, flip_x, flip_y;
	u16 clip_x_low, clip_y_low, clip_x_high, clip_y_high;
	u16 offset_x, offset_y;
	u8 delta_x_threshold, delta_y_threshold;
};

struct rmi_2d_sensor_platform_data {
	struct rmi_2d_axis_alignment axis_align;
	enum rmi_sensor_type sensor_type;
	int x_mm, y_mm;
	int disable_report_mask;
	u16 rezero_wait; /* ms */
	bool topbuttonpad, kernel_tracking;
	int dmax, dribble, palm_detect;
};

struct rmi_gpio_data {
	bool buttonpad, trackstick_buttons, disable;
};

struct rmi_f01_power_management {
	enum rmi_reg_state nosleep;
	u8 wakeup_threshold, doze_holdoff, doze_interval;
};

struct rmi_device_platform_data_spi {
	u32 block_delay_us, split_read_block_delay_us;
	u32 read_delay_us, write_delay_us, split_read_byte_delay_us;
	u32 pre_delay_us, post_delay_us;
	u8 bits_per_word;
	u16 mode;
	void *cs_assert_data;
	int (*cs_assert)(const void *cs_assert_data, const bool assert);
};

struct rmi_device_platform_data {
	int reset_delay_ms;
	int irq;
	struct rmi_device_platform_data_spi spi_data;
	struct rmi_2d_sensor_platform_data sensor_pdata;
	struct rmi_f01_power_management power_management;
	struct rmi_gpio_data gpio_data;
};

/* ---- transport and device ---- */

struct irq_domain;
struct rmi_device;
struct rmi_function;
struct rmi_transport_dev;

struct rmi_transport_ops {
	int (*write_block)(struct rmi_transport_dev *xport, u16 addr, const void *buf, size_t len);
	int (*read_block)(struct rmi_transport_dev *xport, u16 addr, void *buf, size_t len);
	int (*reset)(struct rmi_transport_dev *xport, u16 reset_addr);
};

struct rmi_transport_dev {
	struct device *dev;
	struct rmi_device *rmi_dev;
	const char *proto_name;
	const struct rmi_transport_ops *ops;
	struct rmi_device_platform_data pdata;
	struct input_dev *input;
};

/* An entry of the page description table. */
struct rmi_function_descriptor {
	u16 query_base_addr, command_base_addr, control_base_addr, data_base_addr;
	u8 interrupt_source_count, function_number, function_version;
};

struct rmi_driver {
	struct device_driver driver;
	int (*reset_handler)(struct rmi_device *rmi_dev);
	int (*clear_irq_bits)(struct rmi_device *rmi_dev, unsigned long *mask);
	int (*set_irq_bits)(struct rmi_device *rmi_dev, unsigned long *mask);
	int (*store_productid)(struct rmi_device *rmi_dev);
	int (*set_input_params)(struct rmi_device *rmi_dev, struct input_dev *input);
	void *data;
};

struct rmi_device {
	struct device dev;
	int number;
	struct rmi_driver *driver;
	struct rmi_transport_dev *xport;
};

struct rmi4_attn_data {
	unsigned long irq_status;
	size_t size;
	void *data;
};

/* The core's own state of a device. */
struct rmi_driver_data {
	struct list_head function_list;
	struct rmi_device *rmi_dev;
	struct rmi_function *f01_container, *f34_container;
	bool bootloader_mode;
	int num_of_irq_regs, irq_count;
	void *irq_memory; /* the four masks that follow */
	unsigned long *irq_status, *fn_irq_bits, *current_irq_mask, *new_irq_mask;
	struct mutex irq_mutex;
	struct input_dev *input;
	struct irq_domain *irqdomain;
	u8 pdt_props;
	u8 num_rx_electrodes, num_tx_electrodes;
	bool enabled;
	struct mutex enabled_mutex;
	struct rmi4_attn_data attn_data;
	DECLARE_KFIFO(attn_fifo, struct rmi4_attn_data, 16);
};

int rmi_register_transport_device(struct rmi_transport_dev *xport);
void rmi_unregister_transport_device(struct rmi_transport_dev *xport);
/* What the transport read along with the interrupt; data is kmalloc'd, and the device's. */
void rmi_set_attn_data(struct rmi_device *rmi_dev, unsigned long irq_status, void *data,
		       size_t size);
int rmi_driver_suspend(struct rmi_device *rmi_dev, bool enable_wake);
int rmi_driver_resume(struct rmi_device *rmi_dev, bool clear_wake);

#endif
