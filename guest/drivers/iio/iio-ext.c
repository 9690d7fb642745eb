/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-ext: what drivers' own files are often made of: words of a list, matrices, constants. */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/iio/iio.h>
#include <linux/iio/sysfs.h>
#include <linux/property.h>
#include <linux/string.h>

ssize_t iio_read_const_attr(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_iio_const_attr(attr)->string);
}
EXPORT_SYMBOL(iio_read_const_attr);

ssize_t iio_enum_available_read(struct iio_dev *indio, uintptr_t priv,
				const struct iio_chan_spec *chan, char *buf)
{
	const struct iio_enum *e = (const struct iio_enum *)priv;
	size_t len = 0;
	unsigned int i;

	for (i = 0; i < e->num_items; i++)
		if (e->items[i])
			len += sysfs_emit_at(buf, len, len ? " %s" : "%s", e->items[i]);
	return len + sysfs_emit_at(buf, len, "\n");
}
EXPORT_SYMBOL_GPL(iio_enum_available_read);

ssize_t iio_enum_read(struct iio_dev *indio, uintptr_t priv, const struct iio_chan_spec *chan,
		      char *buf)
{
	const struct iio_enum *e = (const struct iio_enum *)priv;
	int i = e->get ? e->get(indio, chan) : -EINVAL;

	if (i < 0)
		return i;
	return i < (int)e->num_items && e->items[i] ? sysfs_emit(buf, "%s\n", e->items[i])
						    : -EINVAL;
}
EXPORT_SYMBOL_GPL(iio_enum_read);

ssize_t iio_enum_write(struct iio_dev *indio, uintptr_t priv, const struct iio_chan_spec *chan,
		       const char *buf, size_t len)
{
	const struct iio_enum *e = (const struct iio_enum *)priv;
	unsigned int i;
	int err;

	if (!e->set)
		return -EINVAL;
	for (i = 0; i < e->num_items; i++) {
		if (!e->items[i] || !sysfs_streq(buf, e->items[i]))
			continue;
		err = e->set(indio, chan, i);
		return err ? err : (ssize_t)len;
	}
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(iio_enum_write);

int iio_read_mount_matrix(struct device *dev, struct iio_mount_matrix *matrix)
{
	int i, n = device_property_read_string_array(dev, "mount-matrix", NULL, 0);

	if (n == ARRAY_SIZE(matrix->rotation)) {
		n = device_property_read_string_array(dev, "mount-matrix", matrix->rotation, n);
		return n < 0 ? n : 0;
	}
	if (n >= 0)
		return -EINVAL; /* a matrix, but of another size */
	/* not turned */
	for (i = 0; i < (int)ARRAY_SIZE(matrix->rotation); i++)
		matrix->rotation[i] = i % 4 ? "0" : "1";
	return 0;
}
EXPORT_SYMBOL(iio_read_mount_matrix);

ssize_t iio_show_mount_matrix(struct iio_dev *indio, uintptr_t priv,
			      const struct iio_chan_spec *chan, char *buf)
{
	const struct iio_mount_matrix *matrix = ((iio_get_mount_matrix_t *)priv)(indio, chan);
	ssize_t len = 0;
	int i;

	if (IS_ERR(matrix))
		return PTR_ERR(matrix);
	for (i = 0; i < (int)ARRAY_SIZE(matrix->rotation); i++)
		len += sysfs_emit_at(buf, len, "%s%s",
				     matrix  ? matrix->rotation[i]
				     : i % 4 ? "0"
					     : "1",
				     i == 8	  ? "\n"
				     : i % 3 == 2 ? "; "
						  : ", ");
	return len;
}
EXPORT_SYMBOL_GPL(iio_show_mount_matrix);
