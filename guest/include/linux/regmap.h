/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * regmap: a chip's registers, behind whatever bus (drivers/base/regmap/): one lock, one way
 * to read and write, ranges that may not be touched, and a cache of what was written. Values
 * and numbers of registers are unsigned int here, and on the bus as wide as the config says.
 */
#ifndef __LINUX_REGMAP_H
#define __LINUX_REGMAP_H

#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/iopoll.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/types.h>

struct device;
struct i2c_client;
struct spi_device;
struct module;
struct regmap;
struct regmap_field;

enum regcache_type {
	REGCACHE_NONE,
	REGCACHE_RBTREE,
	REGCACHE_COMPRESSED,
	REGCACHE_FLAT,
	REGCACHE_MAPLE
};
enum regmap_endian {
	REGMAP_ENDIAN_DEFAULT = 0,
	REGMAP_ENDIAN_BIG,
	REGMAP_ENDIAN_LITTLE,
	REGMAP_ENDIAN_NATIVE
};

struct reg_default {
	unsigned int reg, def;
};

struct reg_sequence {
	unsigned int reg, def, delay_us;
};

#define REG_SEQ(_reg, _def, _delay_us)                                                             \
	{                                                                                          \
		.reg = _reg, .def = _def, .delay_us = _delay_us                                    \
	}
#define REG_SEQ0(_reg, _def) REG_SEQ(_reg, _def, 0)

struct regmap_range {
	unsigned int range_min, range_max;
};
#define regmap_reg_range(low, high)                                                                \
	{                                                                                          \
		.range_min = low, .range_max = high                                                \
	}

struct regmap_access_table {
	const struct regmap_range *yes_ranges;
	unsigned int n_yes_ranges;
	const struct regmap_range *no_ranges;
	unsigned int n_no_ranges;
};

/* Registers behind a page register: window_len of them from window_start, chosen by selector. */
struct regmap_range_cfg {
	const char *name;
	unsigned int range_min, range_max;
	unsigned int selector_reg, selector_mask;
	int selector_shift;
	unsigned int window_start, window_len;
};

typedef void (*regmap_lock)(void *arg);
typedef void (*regmap_unlock)(void *arg);

struct regmap_config {
	const char *name;
	int reg_bits, reg_stride, reg_downshift;
	unsigned int reg_base;
	int pad_bits, val_bits;
	bool (*writeable_reg)(struct device *dev, unsigned int reg);
	bool (*readable_reg)(struct device *dev, unsigned int reg);
	bool (*volatile_reg)(struct device *dev, unsigned int reg); /* not to be cached */
	bool (*precious_reg)(struct device *dev, unsigned int reg); /* reading has an effect */
	bool (*writeable_noinc_reg)(struct device *dev, unsigned int reg);
	bool (*readable_noinc_reg)(struct device *dev, unsigned int reg);
	bool disable_locking;
	regmap_lock lock;
	regmap_unlock unlock;
	void *lock_arg;
	int (*reg_read)(void *context, unsigned int reg, unsigned int *val);
	int (*reg_write)(void *context, unsigned int reg, unsigned int val);
	int (*reg_update_bits)(void *context, unsigned int reg, unsigned int mask,
			       unsigned int val);
	bool fast_io; /* a spinlock, as it does not sleep */
	bool io_port; /* an MMIO map of ports */
	unsigned int max_register;
	const struct regmap_access_table *wr_table, *rd_table, *volatile_table, *precious_table;
	const struct regmap_access_table *wr_noinc_table, *rd_noinc_table;
	const struct reg_default *reg_defaults;
	unsigned int num_reg_defaults;
	enum regcache_type cache_type;
	const void *reg_defaults_raw;
	unsigned int num_reg_defaults_raw;
	unsigned long read_flag_mask, write_flag_mask;
	bool zero_flag_mask;
	bool use_single_read, use_single_write, use_relaxed_mmio, can_multi_write;
	size_t max_raw_read, max_raw_write;
	enum regmap_endian reg_format_endian, val_format_endian;
	const struct regmap_range_cfg *ranges;
	unsigned int num_ranges;
};

/* A bus: registers one at a time, or bytes as they go over it. */
struct regmap_bus {
	bool fast_io;
	int (*write)(void *context, const void *data, size_t count);
	int (*gather_write)(void *context, const void *reg, size_t reg_len, const void *val,
			    size_t val_len);
	int (*reg_write)(void *context, unsigned int reg, unsigned int val);
	int (*reg_update_bits)(void *context, unsigned int reg, unsigned int mask,
			       unsigned int val);
	int (*read)(void *context, const void *reg, size_t reg_size, void *val, size_t val_size);
	int (*reg_read)(void *context, unsigned int reg, unsigned int *val);
	void (*free_context)(void *context);
	u8 read_flag_mask;
	enum regmap_endian reg_format_endian_default, val_format_endian_default;
	size_t max_raw_read, max_raw_write;
	bool free_on_exit;
};

/* ERR_PTR: -EINVAL: a config that makes no sense; -ENOTSUPP: the bus cannot; -ENOMEM. */
struct regmap *regmap_init(struct device *dev, const struct regmap_bus *bus, void *bus_context,
			   const struct regmap_config *config);
struct regmap *devm_regmap_init(struct device *dev, const struct regmap_bus *bus, void *bus_context,
				const struct regmap_config *config);
void regmap_exit(struct regmap *map);
/* Forget what is cached, and take these registers' kinds and defaults from now on. */
int regmap_reinit_cache(struct regmap *map, const struct regmap_config *config);
struct regmap *regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config);
struct regmap *devm_regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config);
struct regmap *regmap_init_spi(struct spi_device *spi, const struct regmap_config *config);
struct regmap *devm_regmap_init_spi(struct spi_device *spi, const struct regmap_config *config);
struct regmap *regmap_init_mmio(struct device *dev, void __iomem *regs,
				const struct regmap_config *config);
struct regmap *devm_regmap_init_mmio(struct device *dev, void __iomem *regs,
				     const struct regmap_config *config);
#define devm_regmap_init_mmio_clk(dev, clk_id, regs, config)                                       \
	devm_regmap_init_mmio(dev, regs, config)
struct regmap *dev_get_regmap(struct device *dev, const char *name);
struct device *regmap_get_device(struct regmap *map);
int regmap_get_val_bytes(struct regmap *map);
int regmap_get_max_register(struct regmap *map);
int regmap_get_reg_stride(struct regmap *map);

int regmap_read(struct regmap *map, unsigned int reg, unsigned int *val);
int regmap_write(struct regmap *map, unsigned int reg, unsigned int val);
#define regmap_write_async regmap_write
/* Bytes in the bus's order; a whole number of values. */
int regmap_raw_read(struct regmap *map, unsigned int reg, void *val, size_t bytes);
int regmap_raw_write(struct regmap *map, unsigned int reg, const void *val, size_t bytes);
/* The same register again and again. */
int regmap_noinc_read(struct regmap *map, unsigned int reg, void *val, size_t bytes);
int regmap_noinc_write(struct regmap *map, unsigned int reg, const void *val, size_t bytes);
/* Values as the processor has them: u8, u16 or u32 each. */
int regmap_bulk_read(struct regmap *map, unsigned int reg, void *val, size_t count);
int regmap_bulk_write(struct regmap *map, unsigned int reg, const void *val, size_t count);
int regmap_multi_reg_write(struct regmap *map, const struct reg_sequence *regs, int n);
#define regmap_multi_reg_write_bypassed(map, regs, n) regmap_multi_reg_write(map, regs, n)
int regmap_register_patch(struct regmap *map, const struct reg_sequence *regs, int n);
/* force: written even if nothing changes. */
int regmap_update_bits_base(struct regmap *map, unsigned int reg, unsigned int mask,
			    unsigned int val, bool *change, bool async, bool force);
int regmap_test_bits(struct regmap *map, unsigned int reg, unsigned int bits);

static inline int regmap_update_bits(struct regmap *map, unsigned int reg, unsigned int mask,
				     unsigned int val)
{
	return regmap_update_bits_base(map, reg, mask, val, NULL, false, false);
}

static inline int regmap_update_bits_check(struct regmap *map, unsigned int reg, unsigned int mask,
					   unsigned int val, bool *change)
{
	return regmap_update_bits_base(map, reg, mask, val, change, false, false);
}

static inline int regmap_write_bits(struct regmap *map, unsigned int reg, unsigned int mask,
				    unsigned int val)
{
	return regmap_update_bits_base(map, reg, mask, val, NULL, false, true);
}

static inline int regmap_set_bits(struct regmap *map, unsigned int reg, unsigned int bits)
{
	return regmap_update_bits(map, reg, bits, bits);
}

static inline int regmap_clear_bits(struct regmap *map, unsigned int reg, unsigned int bits)
{
	return regmap_update_bits(map, reg, bits, 0);
}

/* Write to the chip what the cache has and the chip not. */
int regcache_sync(struct regmap *map);
int regcache_sync_region(struct regmap *map, unsigned int min, unsigned int max);
int regcache_drop_region(struct regmap *map, unsigned int min, unsigned int max);
void regcache_cache_only(struct regmap *map, bool enable);
void regcache_cache_bypass(struct regmap *map, bool enable);
void regcache_mark_dirty(struct regmap *map);

bool regmap_check_range_table(struct regmap *map, unsigned int reg,
			      const struct regmap_access_table *table);
bool regmap_reg_in_ranges(unsigned int reg, const struct regmap_range *ranges, unsigned int n);

static inline bool regmap_reg_in_range(unsigned int reg, const struct regmap_range *range)
{
	return reg >= range->range_min && reg <= range->range_max;
}

#define regmap_read_poll_timeout(map, addr, val, cond, sleep_us, timeout_us)                       \
	({                                                                                         \
		int __ret, __tmp;                                                                  \
		__tmp = read_poll_timeout(regmap_read, __ret, __ret || (cond), sleep_us,           \
					  timeout_us, false, (map), (addr), &(val));               \
		__ret ?: __tmp;                                                                    \
	})

/* ---- fields: some bits of a register ---- */

struct reg_field {
	unsigned int reg, lsb, msb;
	unsigned int id_size, id_offset; /* several of the same, so far apart */
};

#define REG_FIELD(_reg, _lsb, _msb)                                                                \
	{                                                                                          \
		.reg = _reg, .lsb = _lsb, .msb = _msb                                              \
	}
#define REG_FIELD_ID(_reg, _lsb, _msb, _size, _offset)                                             \
	{                                                                                          \
		.reg = _reg, .lsb = _lsb, .msb = _msb, .id_size = _size, .id_offset = _offset      \
	}

struct regmap_field *regmap_field_alloc(struct regmap *map, struct reg_field field);
void regmap_field_free(struct regmap_field *field);
struct regmap_field *devm_regmap_field_alloc(struct device *dev, struct regmap *map,
					     struct reg_field field);
void devm_regmap_field_free(struct device *dev, struct regmap_field *field);
int devm_regmap_field_bulk_alloc(struct device *dev, struct regmap *map,
				 struct regmap_field **fields, const struct reg_field *which,
				 int n);
int regmap_field_read(struct regmap_field *field, unsigned int *val);
int regmap_field_update_bits_base(struct regmap_field *field, unsigned int mask, unsigned int val,
				  bool *change, bool async, bool force);
int regmap_fields_read(struct regmap_field *field, unsigned int id, unsigned int *val);
int regmap_fields_update_bits_base(struct regmap_field *field, unsigned int id, unsigned int mask,
				   unsigned int val, bool *change, bool async, bool force);

static inline int regmap_field_write(struct regmap_field *field, unsigned int val)
{
	return regmap_field_update_bits_base(field, ~0, val, NULL, false, false);
}

static inline int regmap_field_force_write(struct regmap_field *field, unsigned int val)
{
	return regmap_field_update_bits_base(field, ~0, val, NULL, false, true);
}

static inline int regmap_field_update_bits(struct regmap_field *field, unsigned int mask,
					   unsigned int val)
{
	return regmap_field_update_bits_base(field, mask, val, NULL, false, false);
}

static inline int regmap_fields_write(struct regmap_field *field, unsigned int id, unsigned int val)
{
	return regmap_fields_update_bits_base(field, id, ~0, val, NULL, false, false);
}

#define regmap_field_read_poll_timeout(field, val, cond, sleep_us, timeout_us)                     \
	({                                                                                         \
		int __ret, __tmp;                                                                  \
		__tmp = read_poll_timeout(regmap_field_read, __ret, __ret || (cond), sleep_us,     \
					  timeout_us, false, (field), &(val));                     \
		__ret ?: __tmp;                                                                    \
	})

/* ---- interrupts of a chip (drivers/base/regmap/regmap-irq.c) ---- */

struct fwnode_handle;
struct irq_domain;
struct regmap_irq_chip_data;

struct regmap_irq_type {
	unsigned int type_reg_offset, type_reg_mask;
	unsigned int type_rising_val, type_falling_val;
	unsigned int type_level_low_val, type_level_high_val;
	unsigned int types_supported; /* IRQ_TYPE_ */
};

struct regmap_irq {
	unsigned int reg_offset; /* of its status and mask from the first */
	unsigned int mask;	 /* its bits there */
	struct regmap_irq_type type;
};

#define REGMAP_IRQ_REG(_irq, _off, _mask) [_irq] = {.reg_offset = (_off), .mask = (_mask)}
#define REGMAP_IRQ_REG_LINE(_id, _reg_bits)                                                        \
	[_id] = {                                                                                  \
	    .mask = BIT((_id) % (_reg_bits)),                                                      \
	    .reg_offset = (_id) / (_reg_bits),                                                     \
	}
#define REGMAP_IRQ_MAIN_REG_OFFSET(arr)                                                            \
	{                                                                                          \
		.num_regs = ARRAY_SIZE((arr)), .offset = &(arr)[0]                                 \
	}

struct regmap_irq_sub_irq_map {
	unsigned int num_regs;
	unsigned int *offset;
};

/* Bases of 0: there is no such register (use_ack: there is, and it is 0). */
struct regmap_irq_chip {
	const char *name;
	unsigned int main_status, num_main_status_bits;
	struct regmap_irq_sub_irq_map *sub_reg_offsets;
	int num_main_regs;
	unsigned int status_base, mask_base, unmask_base, ack_base, wake_base, type_base;
	unsigned int *virt_reg_base;
	const unsigned int *config_base;
	unsigned int irq_reg_stride;
	unsigned int init_ack_masked : 1;
	unsigned int mask_invert : 1;
	unsigned int mask_unmask_non_inverted : 1;
	unsigned int use_ack : 1;
	unsigned int ack_invert : 1;
	unsigned int clear_ack : 1;
	unsigned int wake_invert : 1;
	unsigned int runtime_pm : 1;
	unsigned int type_invert : 1;
	unsigned int type_in_mask : 1;
	unsigned int clear_on_unmask : 1;
	unsigned int not_fixed_stride : 1;
	unsigned int status_invert : 1;
	int num_regs;
	const struct regmap_irq *irqs;
	int num_irqs;
	int num_type_reg, num_virt_regs, num_config_bases, num_config_regs;
	int (*handle_pre_irq)(void *irq_drv_data);
	int (*handle_post_irq)(void *irq_drv_data);
	int (*set_type_virt)(unsigned int **buf, unsigned int type, unsigned long hwirq, int reg);
	int (*set_type_config)(unsigned int **buf, unsigned int type,
			       const struct regmap_irq *irq_data, int idx);
	unsigned int (*get_irq_reg)(struct regmap_irq_chip_data *data, unsigned int base,
				    int index);
	void *irq_drv_data;
};

unsigned int regmap_irq_get_irq_reg_linear(struct regmap_irq_chip_data *data, unsigned int base,
					   int index);
int regmap_irq_set_type_config_simple(unsigned int **buf, unsigned int type,
				      const struct regmap_irq *irq_data, int idx);
/* irq_base > 0: numbers from there on; 0: a number when it is asked for. */
int regmap_add_irq_chip(struct regmap *map, int irq, int irq_flags, int irq_base,
			const struct regmap_irq_chip *chip, struct regmap_irq_chip_data **data);
int regmap_add_irq_chip_fwnode(struct fwnode_handle *fwnode, struct regmap *map, int irq,
			       int irq_flags, int irq_base, const struct regmap_irq_chip *chip,
			       struct regmap_irq_chip_data **data);
void regmap_del_irq_chip(int irq, struct regmap_irq_chip_data *data);
int devm_regmap_add_irq_chip(struct device *dev, struct regmap *map, int irq, int irq_flags,
			     int irq_base, const struct regmap_irq_chip *chip,
			     struct regmap_irq_chip_data **data);
int devm_regmap_add_irq_chip_fwnode(struct device *dev, struct fwnode_handle *fwnode,
				    struct regmap *map, int irq, int irq_flags, int irq_base,
				    const struct regmap_irq_chip *chip,
				    struct regmap_irq_chip_data **data);
void devm_regmap_del_irq_chip(struct device *dev, int irq, struct regmap_irq_chip_data *data);
int regmap_irq_chip_get_base(struct regmap_irq_chip_data *data);
int regmap_irq_get_virq(struct regmap_irq_chip_data *data, int irq);
struct irq_domain *regmap_irq_get_domain(struct regmap_irq_chip_data *data);

#endif
