/* SPDX-License-Identifier: GPL-2.0-only */
/* nvmem: cells of a small memory, whole bytes and bits; regmap: a cache that starts anew. */
#include <linux/err.h>
#include <linux/nvmem-provider.h>
#include <linux/platform_device.h>
#include <linux/regmap.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>

static u8 content[16];

static int read_content(void *priv, unsigned int offset, void *val, size_t bytes)
{
	memcpy(val, content + offset, bytes);
	return 0;
}

static int write_content(void *priv, unsigned int offset, void *val, size_t bytes)
{
	memcpy(content + offset, val, bytes);
	return 0;
}

static struct nvmem_cell_info cells[] = {
    {.name = "word", .offset = 4, .bytes = 4},
    {.name = "three", .offset = 8, .bytes = 3},
    {.name = "bits", .offset = 1, .bit_offset = 6, .nbits = 4},
};
static const struct nvmem_cell_info late_cells[] = {{.name = "late", .offset = 15, .bytes = 1}};
static struct nvmem_cell_table late = {"cellmem", late_cells, 1};
static struct nvmem_cell_lookup lookups[] = {
    {.nvmem_name = "cellmem", .cell_name = "word", .dev_id = "nvuser", .con_id = "serial"},
    {.nvmem_name = "cellmem", .cell_name = "three", .dev_id = "nvuser", .con_id = "mac"},
    {.nvmem_name = "cellmem", .cell_name = "bits", .dev_id = "nvuser", .con_id = "trim"},
    {.nvmem_name = "cellmem", .cell_name = "late", .dev_id = "nvuser", .con_id = "late"},
    {.nvmem_name = "elsewhere", .cell_name = "x", .dev_id = "nvuser", .con_id = "absent"},
};

static void whole_bytes(struct selftest *t, struct device *dev)
{
	u32 word = 0;
	u64 wide = 1;
	u8 byte;

	EXPECT(t, !nvmem_cell_read_u32(dev, "serial", &word) && word == 0x07060504);
	EXPECT(t, nvmem_cell_read_u8(dev, "serial", &byte) == -EINVAL);
	EXPECT(t, !nvmem_cell_read_variable_le_u64(dev, "mac", &wide) && wide == 0x0a0908);
	EXPECT(t, nvmem_cell_read_u32(dev, "mac", &word) == -EINVAL);
	EXPECT(t, nvmem_cell_read_u8(dev, "nobody's", &byte) == -ENOENT);
	EXPECT(t, nvmem_cell_read_u8(dev, "absent", &byte) == -EPROBE_DEFER);
	EXPECT(t, nvmem_cell_read_u8(dev, "late", &byte) == -ENOENT);
	nvmem_add_cell_table(&late);
	EXPECT(t, !nvmem_cell_read_u8(dev, "late", &byte) && byte == 15);
	nvmem_del_cell_table(&late);
}

/* Four bits over the border of two bytes: those beside them stay. */
static void some_bits(struct selftest *t, struct device *dev)
{
	struct nvmem_cell *cell = nvmem_cell_get(dev, "trim");
	size_t len = 0;
	u8 *got, val = 0x5;

	if (!EXPECT(t, !IS_ERR(cell)))
		return;
	content[1] = 0xbf;
	content[2] = 0xfe;
	got = nvmem_cell_read(cell, &len);
	if (EXPECT(t, !IS_ERR(got))) {
		EXPECT(t, len == 1 && got[0] == 0xa);
		kfree(got);
	}
	EXPECT(t, nvmem_cell_write(cell, &val, 1) == 1);
	EXPECT(t, content[1] == 0x7f && content[2] == 0xfd);
	EXPECT(t, nvmem_cell_write(cell, &val, 2) == -EINVAL);
	nvmem_cell_put(cell);
}

SELFTEST(nvmem, cells_are_found_by_their_users_names)
{
	struct platform_device *user = platform_device_register_simple("nvuser", -1, NULL, 0);
	struct nvmem_config config = {.name = "cellmem",
				      .id = NVMEM_DEVID_NONE,
				      .cells = cells,
				      .ncells = ARRAY_SIZE(cells),
				      .size = sizeof(content),
				      .reg_read = read_content,
				      .reg_write = write_content};
	struct nvmem_device *nvmem, *found;
	int i;

	if (!EXPECT(t, !IS_ERR(user)))
		return;
	for (i = 0; i < (int)sizeof(content); i++)
		content[i] = i;
	config.dev = &user->dev;
	nvmem = nvmem_register(&config);
	if (EXPECT(t, !IS_ERR(nvmem))) {
		nvmem_add_cell_lookups(lookups, ARRAY_SIZE(lookups));
		whole_bytes(t, &user->dev);
		some_bits(t, &user->dev);
		found = nvmem_device_get(&user->dev, "cellmem");
		if (EXPECT(t, found == nvmem))
			nvmem_device_put(found);
		nvmem_del_cell_lookups(lookups, ARRAY_SIZE(lookups));
		nvmem_unregister(nvmem);
	}
	platform_device_unregister(user);
}

/* ---- regmap ---- */

static unsigned int bus_reads;

static int read_reg(void *context, unsigned int reg, unsigned int *val)
{
	bus_reads++;
	*val = reg + 0x10;
	return 0;
}

static int write_reg(void *context, unsigned int reg, unsigned int val)
{
	return 0;
}

SELFTEST(nvmem, a_maps_cache_starts_anew)
{
	static const struct reg_default defaults[] = {{1, 0x99}};
	struct regmap_config config = {.reg_bits = 8,
				       .val_bits = 8,
				       .max_register = 3,
				       .reg_read = read_reg,
				       .reg_write = write_reg,
				       .cache_type = REGCACHE_RBTREE};
	struct regmap *map = regmap_init(NULL, NULL, NULL, &config);
	unsigned int val = 0;

	if (!EXPECT(t, !IS_ERR(map)))
		return;
	bus_reads = 0;
	EXPECT(t, !regmap_write(map, 1, 0x55) && !regmap_read(map, 1, &val) && val == 0x55);
	EXPECT(t, !bus_reads);
	config.reg_defaults = defaults;
	config.num_reg_defaults = 1;
	EXPECT(t, !regmap_reinit_cache(map, &config));
	EXPECT(t, !regmap_read(map, 1, &val) && val == 0x99 && !bus_reads);
	EXPECT(t, !regmap_read(map, 2, &val) && val == 0x12 && bus_reads == 1);
	regmap_exit(map);
}
