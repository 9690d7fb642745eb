/* SPDX-License-Identifier: GPL-2.0-only */
/* vivaldi-fmap: a keyboard's top row, for /sys. */
#include <linux/export.h>
#include <linux/input/vivaldi-fmap.h>
#include <linux/sysfs.h>

ssize_t vivaldi_function_row_physmap_show(const struct vivaldi_data *data, char *buf)
{
	unsigned int i, n = data->num_function_row_keys;
	int len = 0;

	for (i = 0; i < n; i++)
		len += sysfs_emit_at(buf, len, "%02X%c", data->function_row_physmap[i],
				     i == n - 1 ? '\n' : ' ');
	return len;
}
EXPORT_SYMBOL_GPL(vivaldi_function_row_physmap_show);
