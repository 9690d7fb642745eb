/* SPDX-License-Identifier: GPL-2.0-only */
/* export: what export.ko gives to other modules. */
#ifndef EXPORT_H
#define EXPORT_H

int export_next(void); /* 1, 2, 3 ... */

#endif
