/* SPDX-License-Identifier: GPL-2.0-only */
/* regmap: over I2C, over SMBus where there is no more, and of registers in memory or ports. */
#include <linux/export.h>
#include <linux/i2c.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spi/spi.h>

#include "drivers/base/regmap/regmap.h"

/* ---- I2C: the number, then values ---- */

static int i2c_write(void *context, const void *data, size_t count)
{
	int n = i2c_master_send(context, data, count);

	return n < 0 ? n : n == (int)count ? 0 : -EIO;
}

static int i2c_read(void *context, const void *reg, size_t reg_size, void *val, size_t val_size)
{
	struct i2c_client *i2c = context;
	struct i2c_msg msgs[] = {
	    {.addr = i2c->addr, .len = reg_size, .buf = (u8 *)reg},
	    {.addr = i2c->addr, .flags = I2C_M_RD, .len = val_size, .buf = val},
	};
	int n = i2c_transfer(i2c->adapter, msgs, 2);

	return n < 0 ? n : n == 2 ? 0 : -EIO;
}

static const struct regmap_bus i2c_bus = {
    .write = i2c_write,
    .read = i2c_read,
    .reg_format_endian_default = REGMAP_ENDIAN_BIG,
    .val_format_endian_default = REGMAP_ENDIAN_BIG,
};

/* ---- SMBus: a byte for the number, and a byte, a word, or a block of values ---- */

static int byte_read(void *context, unsigned int reg, unsigned int *val)
{
	int v = reg > 0xff ? -EINVAL : i2c_smbus_read_byte_data(context, reg);

	*val = v;
	return min(v, 0);
}

static int byte_write(void *context, unsigned int reg, unsigned int val)
{
	return reg > 0xff || val > 0xff ? -EINVAL : i2c_smbus_write_byte_data(context, reg, val);
}

static int word_read(void *context, unsigned int reg, unsigned int *val)
{
	int v = reg > 0xff ? -EINVAL : i2c_smbus_read_word_data(context, reg);

	*val = v;
	return min(v, 0);
}

static int word_write(void *context, unsigned int reg, unsigned int val)
{
	return reg > 0xff || val > 0xffff ? -EINVAL : i2c_smbus_write_word_data(context, reg, val);
}

static int swapped_read(void *context, unsigned int reg, unsigned int *val)
{
	int v = reg > 0xff ? -EINVAL : i2c_smbus_read_word_swapped(context, reg);

	*val = v;
	return min(v, 0);
}

static int swapped_write(void *context, unsigned int reg, unsigned int val)
{
	return reg > 0xff || val > 0xffff ? -EINVAL
					  : i2c_smbus_write_word_swapped(context, reg, val);
}

static int block_write(void *context, const void *data, size_t count)
{
	const u8 *bytes = data;

	if (count < 2 || count > I2C_SMBUS_BLOCK_MAX + 1)
		return count < 2 ? -EINVAL : -E2BIG;
	return i2c_smbus_write_i2c_block_data(context, bytes[0], count - 1, bytes + 1);
}

static int block_read(void *context, const void *reg, size_t reg_size, void *val, size_t val_size)
{
	int n;

	if (reg_size != 1 || val_size < 1)
		return -EINVAL;
	if (val_size > I2C_SMBUS_BLOCK_MAX)
		return -E2BIG;
	n = i2c_smbus_read_i2c_block_data(context, *(const u8 *)reg, val_size, val);
	return n < 0 ? n : n == (int)val_size ? 0 : -EIO;
}

static const struct regmap_bus byte_bus = {.reg_read = byte_read, .reg_write = byte_write};
static const struct regmap_bus word_bus = {.reg_read = word_read, .reg_write = word_write};
static const struct regmap_bus swapped_bus = {.reg_read = swapped_read, .reg_write = swapped_write};
static const struct regmap_bus block_bus = {
    .write = block_write,
    .read = block_read,
    .max_raw_read = I2C_SMBUS_BLOCK_MAX,
    .max_raw_write = I2C_SMBUS_BLOCK_MAX,
};

static const struct regmap_bus *i2c_bus_for(struct i2c_client *i2c,
					    const struct regmap_config *config)
{
	u32 func = i2c_get_functionality(i2c->adapter);

	if (func & I2C_FUNC_I2C)
		return &i2c_bus;
	if (config->reg_bits != 8)
		return NULL;
	if (config->val_bits == 8 && (func & I2C_FUNC_SMBUS_I2C_BLOCK) == I2C_FUNC_SMBUS_I2C_BLOCK)
		return &block_bus;
	if (config->val_bits == 16 && (func & I2C_FUNC_SMBUS_WORD_DATA) == I2C_FUNC_SMBUS_WORD_DATA)
		return config->val_format_endian == REGMAP_ENDIAN_LITTLE ? &word_bus : &swapped_bus;
	if (config->val_bits == 8 && (func & I2C_FUNC_SMBUS_BYTE_DATA) == I2C_FUNC_SMBUS_BYTE_DATA)
		return &byte_bus;
	return NULL;
}

struct regmap *regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config)
{
	const struct regmap_bus *bus = i2c_bus_for(i2c, config);

	return bus ? regmap_init(&i2c->dev, bus, i2c, config) : ERR_PTR(-ENOTSUPP);
}
EXPORT_SYMBOL_GPL(regmap_init_i2c);

struct regmap *devm_regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config)
{
	const struct regmap_bus *bus = i2c_bus_for(i2c, config);

	return bus ? devm_regmap_init(&i2c->dev, bus, i2c, config) : ERR_PTR(-ENOTSUPP);
}
EXPORT_SYMBOL_GPL(devm_regmap_init_i2c);

/* ---- registers in memory, or ports ---- */

struct mmio {
	void __iomem *regs;
	int val_bits;
	bool big;
};

static int mmio_read(void *context, unsigned int reg, unsigned int *val)
{
	const struct mmio *mmio = context;

	switch (mmio->val_bits) {
	case 8:
		*val = ioread8(mmio->regs + reg);
		return 0;
	case 16:
		*val = mmio->big ? ioread16be(mmio->regs + reg) : ioread16(mmio->regs + reg);
		return 0;
	default:
		*val = mmio->big ? ioread32be(mmio->regs + reg) : ioread32(mmio->regs + reg);
		return 0;
	}
}

static int mmio_write(void *context, unsigned int reg, unsigned int val)
{
	const struct mmio *mmio = context;

	if (mmio->val_bits == 8)
		iowrite8(val, mmio->regs + reg);
	else if (mmio->val_bits == 16)
		iowrite16(mmio->big ? __builtin_bswap16(val) : val, mmio->regs + reg);
	else
		iowrite32(mmio->big ? __builtin_bswap32(val) : val, mmio->regs + reg);
	return 0;
}

static void mmio_free(void *context)
{
	kfree(context);
}

static const struct regmap_bus mmio_bus = {
    .fast_io = true,
    .reg_read = mmio_read,
    .reg_write = mmio_write,
    .free_context = mmio_free,
    .val_format_endian_default = REGMAP_ENDIAN_LITTLE,
};

static struct mmio *new_mmio(void __iomem *regs, const struct regmap_config *config)
{
	struct mmio *mmio;

	if (config->val_bits != 8 && config->val_bits != 16 && config->val_bits != 32)
		return ERR_PTR(-EINVAL);
	if (config->reg_stride && config->reg_stride < config->val_bits / 8)
		return ERR_PTR(-EINVAL);
	mmio = kzalloc(sizeof(*mmio), GFP_KERNEL);
	if (!mmio)
		return ERR_PTR(-ENOMEM);
	mmio->regs = regs;
	mmio->val_bits = config->val_bits;
	mmio->big = config->val_format_endian == REGMAP_ENDIAN_BIG;
	return mmio;
}

struct regmap *regmap_init_mmio(struct device *dev, void __iomem *regs,
				const struct regmap_config *config)
{
	struct mmio *mmio = new_mmio(regs, config);

	return IS_ERR(mmio) ? ERR_CAST(mmio) : regmap_init(dev, &mmio_bus, mmio, config);
}
EXPORT_SYMBOL_GPL(regmap_init_mmio);

struct regmap *devm_regmap_init_mmio(struct device *dev, void __iomem *regs,
				     const struct regmap_config *config)
{
	struct mmio *mmio = new_mmio(regs, config);

	return IS_ERR(mmio) ? ERR_CAST(mmio) : devm_regmap_init(dev, &mmio_bus, mmio, config);
}
EXPORT_SYMBOL_GPL(devm_regmap_init_mmio);

/* ---- SPI: the number, with a flag for which way, then values ---- */

static int spi_bus_write(void *context, const void *data, size_t count)
{
	return spi_write(to_spi_device(context), data, count);
}

static int spi_bus_read(void *context, const void *reg, size_t reg_size, void *val, size_t val_size)
{
	return spi_write_then_read(to_spi_device(context), reg, reg_size, val, val_size);
}

static const struct regmap_bus spi_bus = {
    .write = spi_bus_write,
    .read = spi_bus_read,
    .read_flag_mask = 0x80,
    .reg_format_endian_default = REGMAP_ENDIAN_BIG,
    .val_format_endian_default = REGMAP_ENDIAN_BIG,
};

struct regmap *regmap_init_spi(struct spi_device *spi, const struct regmap_config *config)
{
	return regmap_init(&spi->dev, &spi_bus, &spi->dev, config);
}
EXPORT_SYMBOL_GPL(regmap_init_spi);

struct regmap *devm_regmap_init_spi(struct spi_device *spi, const struct regmap_config *config)
{
	return devm_regmap_init(&spi->dev, &spi_bus, &spi->dev, config);
}
EXPORT_SYMBOL_GPL(devm_regmap_init_spi);
