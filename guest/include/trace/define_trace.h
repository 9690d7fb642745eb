/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * define_trace: at the end of a header with TRACE_EVENT()s. Where CREATE_TRACE_POINTS is defined,
 * in one source, the header is read again and again, and each time the macros make another part.
 */
#ifdef CREATE_TRACE_POINTS
#undef CREATE_TRACE_POINTS
#include <linux/stringify.h>
#include <linux/trace_events.h>

#ifndef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE TRACE_SYSTEM
#define __TRACE_INCLUDE_FILE_OURS
#endif
#ifndef TRACE_INCLUDE_PATH
#define __TRACE_INCLUDE(system) <trace/events/system.h>
#else
/* clang-format off */
#define __TRACE_INCLUDE(system) __stringify(TRACE_INCLUDE_PATH/system.h)
/* clang-format on */
#endif
#define TRACE_INCLUDE(system) __TRACE_INCLUDE(system)
#define TRACE_HEADER_MULTI_READ

#include <trace/trace_events.h>

#undef TRACE_HEADER_MULTI_READ
#undef TRACE_INCLUDE
#undef __TRACE_INCLUDE
#ifdef __TRACE_INCLUDE_FILE_OURS
#undef TRACE_INCLUDE_FILE
#undef __TRACE_INCLUDE_FILE_OURS
#endif
#define CREATE_TRACE_POINTS
#endif
