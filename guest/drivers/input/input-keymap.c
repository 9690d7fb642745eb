/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input-keymap: from the codes that keys send to what they mean: a plain array of the driver's,
 * a sparse list, or rows and columns.
 */
#include <linux/export.h>
#include <linux/input/matrix_keypad.h>
#include <linux/input/sparse-keymap.h>
#include <linux/kernel.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/input/input-core.h"

int input_scancode_to_scalar(const struct input_keymap_entry *ke, unsigned int *scancode)
{
	switch (ke->len) {
	case 1:
		*scancode = *(const u8 *)ke->scancode;
		return 0;
	case 2:
		*scancode = *(const u16 *)ke->scancode;
		return 0;
	case 4:
		*scancode = *(const u32 *)ke->scancode;
		return 0;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(input_scancode_to_scalar);

static unsigned int keymap_get(struct input_dev *dev, unsigned int index)
{
	const void *at = dev->keycode + index * dev->keycodesize;

	if (dev->keycodesize == sizeof(u8))
		return *(const u8 *)at;
	return dev->keycodesize == sizeof(u16) ? *(const u16 *)at : *(const u32 *)at;
}

static void keymap_set(struct input_dev *dev, unsigned int index, unsigned int code)
{
	if (dev->keycodesize == 1)
		((u8 *)dev->keycode)[index] = code;
	else if (dev->keycodesize == 2)
		((u16 *)dev->keycode)[index] = code;
	else
		((u32 *)dev->keycode)[index] = code;
}

static int keymap_index(struct input_dev *dev, const struct input_keymap_entry *ke,
			unsigned int *index)
{
	int err = 0;

	if (!dev->keycodesize)
		return -EINVAL;
	if (ke->flags & INPUT_KEYMAP_BY_INDEX)
		*index = ke->index;
	else
		err = input_scancode_to_scalar(ke, index);
	return err ? err : *index >= dev->keycodemax ? -EINVAL : 0;
}

int input_default_getkeycode(struct input_dev *dev, struct input_keymap_entry *ke)
{
	unsigned int index;
	int err = keymap_index(dev, ke, &index);

	if (err)
		return err;
	ke->keycode = keymap_get(dev, index);
	ke->index = index;
	ke->len = sizeof(index);
	memcpy(ke->scancode, &index, sizeof(index));
	return 0;
}

int input_default_setkeycode(struct input_dev *dev, const struct input_keymap_entry *ke,
			     unsigned int *old_keycode)
{
	unsigned int index, i;
	int err = keymap_index(dev, ke, &index);

	if (err)
		return err;
	if (dev->keycodesize < sizeof(u32) && ke->keycode >> (dev->keycodesize * 8))
		return -EINVAL;
	*old_keycode = keymap_get(dev, index);
	keymap_set(dev, index, ke->keycode);
	if (*old_keycode <= KEY_MAX) {
		__clear_bit(*old_keycode, dev->keybit);
		for (i = 0; i < dev->keycodemax; i++)
			if (keymap_get(dev, i) == *old_keycode)
				__set_bit(*old_keycode, dev->keybit);
	}
	__set_bit(ke->keycode, dev->keybit);
	return 0;
}

int input_get_keycode(struct input_dev *dev, struct input_keymap_entry *ke)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&dev->event_lock, flags);
	err = dev->getkeycode(dev, ke);
	spin_unlock_irqrestore(&dev->event_lock, flags);
	return err;
}
EXPORT_SYMBOL(input_get_keycode);

int input_set_keycode(struct input_dev *dev, const struct input_keymap_entry *ke)
{
	unsigned int old;
	unsigned long flags;
	int err;

	if (ke->keycode > KEY_MAX)
		return -EINVAL;
	spin_lock_irqsave(&dev->event_lock, flags);
	err = dev->setkeycode(dev, ke, &old);
	__clear_bit(KEY_RESERVED, dev->keybit);
	/* a pressed key that is no longer there must not stay down */
	if (!err && old <= KEY_MAX && test_bit(EV_KEY, dev->evbit) && !test_bit(old, dev->keybit) &&
	    __test_and_clear_bit(old, dev->key))
		del_timer(&dev->timer);
	spin_unlock_irqrestore(&dev->event_lock, flags);
	return err;
}
EXPORT_SYMBOL(input_set_keycode);

/* ---- sparse ---- */

struct key_entry *sparse_keymap_entry_from_scancode(struct input_dev *dev, unsigned int code)
{
	struct key_entry *entry = dev->keycode;

	while (entry->type != KE_END && entry->code != code)
		entry++;
	return entry->type == KE_END ? NULL : entry;
}
EXPORT_SYMBOL(sparse_keymap_entry_from_scancode);

struct key_entry *sparse_keymap_entry_from_keycode(struct input_dev *dev, unsigned int keycode)
{
	struct key_entry *entry = dev->keycode;

	while (entry->type != KE_END && (entry->type != KE_KEY || entry->keycode != keycode))
		entry++;
	return entry->type == KE_END ? NULL : entry;
}
EXPORT_SYMBOL(sparse_keymap_entry_from_keycode);

/* The index counts the keys only. */
static struct key_entry *sparse_locate(struct input_dev *dev, const struct input_keymap_entry *ke,
				       unsigned int *index)
{
	struct key_entry *key;
	unsigned int scancode = 0, n = 0;

	if (!(ke->flags & INPUT_KEYMAP_BY_INDEX) && input_scancode_to_scalar(ke, &scancode))
		return NULL;
	for (key = dev->keycode; key->type != KE_END; key++) {
		if (key->type != KE_KEY)
			continue;
		if (ke->flags & INPUT_KEYMAP_BY_INDEX ? n == ke->index : key->code == scancode) {
			*index = n;
			return key;
		}
		n++;
	}
	return NULL;
}

static int sparse_getkeycode(struct input_dev *dev, struct input_keymap_entry *ke)
{
	unsigned int index;
	const struct key_entry *key = dev->keycode ? sparse_locate(dev, ke, &index) : NULL;

	if (!key)
		return -EINVAL;
	ke->keycode = key->keycode;
	ke->index = index;
	ke->len = sizeof(key->code);
	memcpy(ke->scancode, &key->code, sizeof(key->code));
	return 0;
}

static int sparse_setkeycode(struct input_dev *dev, const struct input_keymap_entry *ke,
			     unsigned int *old_keycode)
{
	unsigned int index;
	struct key_entry *key = dev->keycode ? sparse_locate(dev, ke, &index) : NULL;

	if (!key)
		return -EINVAL;
	*old_keycode = key->keycode;
	key->keycode = ke->keycode;
	__set_bit(ke->keycode, dev->keybit);
	if (!sparse_keymap_entry_from_keycode(dev, *old_keycode))
		__clear_bit(*old_keycode, dev->keybit);
	return 0;
}

static void sparse_capability(struct input_dev *dev, const struct key_entry *entry)
{
	switch (entry->type) {
	case KE_KEY:
		input_set_capability(dev, EV_KEY, entry->keycode);
		break;
	case KE_SW:
	case KE_VSW:
		input_set_capability(dev, EV_SW, entry->sw.code);
		break;
	}
}

int sparse_keymap_setup(struct input_dev *dev, const struct key_entry *keymap,
			int (*setup)(struct input_dev *dev, struct key_entry *entry))
{
	const struct key_entry *end = keymap;
	struct key_entry *map, *entry;
	int err;

	while (end->type != KE_END)
		end++;
	map = devm_kmemdup(&dev->dev, keymap, (end - keymap + 1) * sizeof(*map), GFP_KERNEL);
	if (!map)
		return -ENOMEM;
	for (entry = map; entry->type != KE_END; entry++) {
		err = setup ? setup(dev, entry) : 0;
		if (err)
			return err;
		sparse_capability(dev, entry);
	}
	if (test_bit(EV_KEY, dev->evbit)) {
		__set_bit(KEY_UNKNOWN, dev->keybit);
		__set_bit(EV_MSC, dev->evbit);
		__set_bit(MSC_SCAN, dev->mscbit);
	}
	dev->keycode = map;
	dev->keycodemax = end - keymap;
	dev->getkeycode = sparse_getkeycode;
	dev->setkeycode = sparse_setkeycode;
	return 0;
}
EXPORT_SYMBOL(sparse_keymap_setup);

void sparse_keymap_report_entry(struct input_dev *dev, const struct key_entry *ke,
				unsigned int value, bool autorelease)
{
	switch (ke->type) {
	case KE_KEY:
		input_event(dev, EV_MSC, MSC_SCAN, ke->code);
		input_report_key(dev, ke->keycode, value);
		input_sync(dev);
		if (value && autorelease) {
			input_report_key(dev, ke->keycode, 0);
			input_sync(dev);
		}
		break;
	case KE_SW:
	case KE_VSW:
		input_report_switch(dev, ke->sw.code, ke->type == KE_SW ? ke->sw.value : value);
		input_sync(dev);
		break;
	}
}
EXPORT_SYMBOL(sparse_keymap_report_entry);

bool sparse_keymap_report_event(struct input_dev *dev, unsigned int code, unsigned int value,
				bool autorelease)
{
	const struct key_entry *ke = sparse_keymap_entry_from_scancode(dev, code);
	struct key_entry unknown = {.type = KE_KEY, .code = code, .keycode = KEY_UNKNOWN};

	sparse_keymap_report_entry(dev, ke ? ke : &unknown, value, autorelease);
	return ke != NULL;
}
EXPORT_SYMBOL(sparse_keymap_report_event);

/* ---- rows and columns ---- */

static bool map_key(struct input_dev *dev, unsigned int rows, unsigned int cols,
		    unsigned int row_shift, unsigned int key)
{
	unsigned short *keymap = dev->keycode;
	unsigned int row = KEY_ROW(key), col = KEY_COL(key), code = KEY_VAL(key);

	if (row >= rows || col >= cols) {
		dev_err(dev->dev.parent, "%s: invalid keymap entry 0x%x (row: %d, col: %d)\n",
			__func__, key, row, col);
		return false;
	}
	keymap[MATRIX_SCAN_CODE(row, col, row_shift)] = code;
	__set_bit(code, dev->keybit);
	return true;
}

static int map_property(struct input_dev *dev, const char *name, unsigned int rows,
			unsigned int cols, unsigned int row_shift)
{
	struct device *parent = dev->dev.parent;
	int i, err = 0, n;
	u32 *keys;

	name = name ? name : "linux,keymap";
	n = device_property_read_u32_array(parent, name, NULL, 0);
	if (n <= 0)
		return n ? n : -EINVAL;
	if (n > (int)(rows << row_shift))
		return -EINVAL;
	keys = kmalloc_array(n, sizeof(*keys), GFP_KERNEL);
	if (!keys)
		return -ENOMEM;
	err = device_property_read_u32_array(parent, name, keys, n);
	for (i = 0; !err && i < n; i++)
		if (!map_key(dev, rows, cols, row_shift, keys[i]))
			err = -EINVAL;
	kfree(keys);
	return err;
}

int matrix_keypad_parse_properties(struct device *dev, unsigned int *rows, unsigned int *cols)
{
	*rows = *cols = 0;
	device_property_read_u32(dev, "keypad,num-rows", rows);
	device_property_read_u32(dev, "keypad,num-columns", cols);
	return *rows && *cols ? 0 : -EINVAL;
}
EXPORT_SYMBOL_GPL(matrix_keypad_parse_properties);

int matrix_keypad_build_keymap(const struct matrix_keymap_data *keymap_data,
			       const char *keymap_name, unsigned int rows, unsigned int cols,
			       unsigned short *keymap, struct input_dev *dev)
{
	unsigned int row_shift = get_count_order(cols), i;
	int err;

	if (WARN_ON(!dev->dev.parent))
		return -EINVAL;
	if (!keymap)
		keymap =
		    devm_kcalloc(dev->dev.parent, rows << row_shift, sizeof(*keymap), GFP_KERNEL);
	if (!keymap)
		return -ENOMEM;
	dev->keycode = keymap;
	dev->keycodesize = sizeof(*keymap);
	dev->keycodemax = rows << row_shift;
	__set_bit(EV_KEY, dev->evbit);
	if (keymap_data) {
		for (i = 0; i < keymap_data->keymap_size; i++)
			if (!map_key(dev, rows, cols, row_shift, keymap_data->keymap[i]))
				return -EINVAL;
	} else {
		err = map_property(dev, keymap_name, rows, cols, row_shift);
		if (err)
			return err;
	}
	__clear_bit(KEY_RESERVED, dev->keybit);
	return 0;
}
EXPORT_SYMBOL(matrix_keypad_build_keymap);
