/* SPDX-License-Identifier: GPL-2.0-only */
/* strarray: arrays of numbered names. */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string_helpers.h>

char **kasprintf_strarray(gfp_t gfp, const char *prefix, size_t n)
{
	char **names = kcalloc(n + 1, sizeof(*names), gfp);
	size_t i;

	for (i = 0; names && i < n; i++) {
		names[i] = kasprintf(gfp, "%s-%zu", prefix, i);
		if (!names[i]) {
			kfree_strarray(names, i);
			return NULL;
		}
	}
	return names;
}
EXPORT_SYMBOL_GPL(kasprintf_strarray);

void kfree_strarray(char **array, size_t n)
{
	if (!array)
		return;
	while (n--)
		kfree(array[n]);
	kfree(array);
}
EXPORT_SYMBOL_GPL(kfree_strarray);

struct strarray {
	char **array;
	size_t n;
};

static void release_strarray(struct device *dev, void *res)
{
	const struct strarray *these = res;

	kfree_strarray(these->array, these->n);
}

char **devm_kasprintf_strarray(struct device *dev, const char *prefix, size_t n)
{
	struct strarray *these = devres_alloc(release_strarray, sizeof(*these), GFP_KERNEL);

	if (!these)
		return ERR_PTR(-ENOMEM);
	these->n = n;
	these->array = kasprintf_strarray(GFP_KERNEL, prefix, n);
	if (!these->array) {
		devres_free(these);
		return ERR_PTR(-ENOMEM);
	}
	devres_add(dev, these);
	return these->array;
}
EXPORT_SYMBOL_GPL(devm_kasprintf_strarray);
