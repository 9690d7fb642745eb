/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/events: what programs read of events, from the file that IIO_GET_EVENT_FD_IOCTL gives. */
#ifndef _UAPI_IIO_EVENTS_H_
#define _UAPI_IIO_EVENTS_H_

#include <linux/ioctl.h>
#include <linux/types.h>

struct iio_event_data {
	__u64 id;	 /* the fields below */
	__s64 timestamp; /* ns */
};

#define IIO_GET_EVENT_FD_IOCTL _IOR('i', 0x90, int)

#define IIO_EVENT_CODE_EXTRACT_TYPE(id)	     ((id) >> 56 & 0xff)
#define IIO_EVENT_CODE_EXTRACT_DIFF(id)	     ((id) >> 55 & 1)
#define IIO_EVENT_CODE_EXTRACT_DIR(id)	     ((id) >> 48 & 0x7f)
#define IIO_EVENT_CODE_EXTRACT_MODIFIER(id)  ((id) >> 40 & 0xff)
#define IIO_EVENT_CODE_EXTRACT_CHAN_TYPE(id) ((id) >> 32 & 0xff)
#define IIO_EVENT_CODE_EXTRACT_CHAN2(id)     ((__s16)((id) >> 16 & 0xffff))
#define IIO_EVENT_CODE_EXTRACT_CHAN(id)	     ((__s16)((id)&0xffff))

#endif
