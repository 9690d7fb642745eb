/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kdev_t: device numbers: 12 bits of major, 20 of minor. Programs see them in one of three
 * older shapes.
 */
#ifndef _LINUX_KDEV_T_H
#define _LINUX_KDEV_T_H

#include <linux/sprintf.h>
#include <linux/types.h>

#define MINORBITS 20
#define MINORMASK ((1U << MINORBITS) - 1)

#define MAJOR(dev)    ((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev)    ((unsigned int)((dev)&MINORMASK))
#define MKDEV(ma, mi) (((dev_t)(ma) << MINORBITS) | (mi))

#define kdev_t_to_nr(dev) (dev)

#define print_dev_t(buffer, dev) sprintf((buffer), "%u:%u\n", MAJOR(dev), MINOR(dev))
#define format_dev_t(buffer, dev)                                                                  \
	({                                                                                         \
		sprintf((buffer), "%u:%u", MAJOR(dev), MINOR(dev));                                \
		(buffer);                                                                          \
	})

/* 16 bits, of the days before 2.6. */
static inline bool old_valid_dev(dev_t dev)
{
	return MAJOR(dev) < 256 && MINOR(dev) < 256;
}

static inline u16 old_encode_dev(dev_t dev)
{
	return MAJOR(dev) << 8 | MINOR(dev);
}

static inline dev_t old_decode_dev(u16 val)
{
	return MKDEV(val >> 8, val & 255);
}

/* 32 bits: the minor's low byte, the major, the minor's rest. */
static inline u32 new_encode_dev(dev_t dev)
{
	return (MINOR(dev) & 0xff) | MAJOR(dev) << 8 | (MINOR(dev) & ~0xffU) << 12;
}

static inline dev_t new_decode_dev(u32 dev)
{
	return MKDEV((dev & 0xfff00) >> 8, (dev & 0xff) | ((dev >> 12) & 0xfff00));
}

#define huge_encode_dev(dev) ((u64)new_encode_dev(dev))
#define huge_decode_dev(dev) new_decode_dev(dev)
#define new_valid_dev(dev)   1

#endif
