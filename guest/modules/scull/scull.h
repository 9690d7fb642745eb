/* SPDX-License-Identifier: GPL-2.0-only */
/* scull: its ioctls, for programs too, and what its parts know of each other. */
#ifndef SCULL_H
#define SCULL_H

#include <linux/ioctl.h>

/* Set by pointer, Tell by value, Get by pointer, Query by result, eXchange and sHift are both. */
#define SCULL_IOC_MAGIC	  'k'
#define SCULL_IOCRESET	  _IO(SCULL_IOC_MAGIC, 0)
#define SCULL_IOCSQUANTUM _IOW(SCULL_IOC_MAGIC, 1, int)
#define SCULL_IOCSQSET	  _IOW(SCULL_IOC_MAGIC, 2, int)
#define SCULL_IOCTQUANTUM _IO(SCULL_IOC_MAGIC, 3)
#define SCULL_IOCTQSET	  _IO(SCULL_IOC_MAGIC, 4)
#define SCULL_IOCGQUANTUM _IOR(SCULL_IOC_MAGIC, 5, int)
#define SCULL_IOCGQSET	  _IOR(SCULL_IOC_MAGIC, 6, int)
#define SCULL_IOCQQUANTUM _IO(SCULL_IOC_MAGIC, 7)
#define SCULL_IOCQQSET	  _IO(SCULL_IOC_MAGIC, 8)
#define SCULL_IOCXQUANTUM _IOWR(SCULL_IOC_MAGIC, 9, int)
#define SCULL_IOCXQSET	  _IOWR(SCULL_IOC_MAGIC, 10, int)
#define SCULL_IOCHQUANTUM _IO(SCULL_IOC_MAGIC, 11)
#define SCULL_IOCHQSET	  _IO(SCULL_IOC_MAGIC, 12)
#define SCULL_P_IOCTSIZE  _IO(SCULL_IOC_MAGIC, 13)
#define SCULL_P_IOCQSIZE  _IO(SCULL_IOC_MAGIC, 14)

#ifdef __KERNEL__
#include <linux/cdev.h>

#include "store.h"

struct scull_dev {
	struct store store;
	struct cdev cdev;
};

extern const struct store_kind scull_kind;
extern int scull_pipe_bytes; /* of the pipes that are opened next */

/* main.c */
ssize_t scull_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t scull_write(struct file *file, const char __user *buf, size_t count, loff_t *pos);
loff_t scull_llseek(struct file *file, loff_t off, int whence);
long scull_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* Their minors are from first on. 0, or a negative errno and nothing is left behind. */
int scull_pipe_init(dev_t first);
void scull_pipe_exit(void);
int scull_access_init(dev_t first);
void scull_access_exit(void);

#define SCULL_PIPES    4
#define SCULL_ACCESSES 4
#endif
#endif
