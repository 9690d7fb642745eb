/* SPDX-License-Identifier: GPL-2.0-only */
/* aio: reads and writes that end later. Nobody submits any here: every kiocb is a synchronous one.
 */
#ifndef _LINUX_AIO_H
#define _LINUX_AIO_H

#include <linux/fs.h>
#include <linux/uio.h>
#include <linux/version.h>
#include <linux/workqueue.h>

typedef int(kiocb_cancel_fn)(struct kiocb *iocb);

static inline void kiocb_set_cancel_fn(struct kiocb *iocb, kiocb_cancel_fn *cancel)
{
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 1, 0)
/* For a method that has said -EIOCBQUEUED. */
static inline int aio_complete(struct kiocb *iocb, long res, long res2)
{
	if (iocb->ki_complete)
		iocb->ki_complete(iocb, res);
	return 1;
}
#endif

#endif
