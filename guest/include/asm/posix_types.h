/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * posix_types: the types a C library would have. A test on the host takes its own.
 */
#ifndef _ASM_POSIX_TYPES_H
#define _ASM_POSIX_TYPES_H

#if __STDC_HOSTED__
#include <stdint.h>
#include <sys/types.h>
#else
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long long uint64_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;

typedef int ssize_t;
typedef long off_t;
typedef long long loff_t;
typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int dev_t;
typedef unsigned short mode_t;
typedef unsigned long ino_t;
typedef long time_t;
typedef unsigned int nlink_t;
typedef unsigned long long blkcnt_t;
typedef int clockid_t;
typedef long clock_t;
typedef int timer_t;
typedef long suseconds_t;
typedef int key_t;
typedef char *caddr_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned int uint;
typedef unsigned short ushort;
typedef unsigned long ulong;
typedef u_char u_int8_t;
typedef u_short u_int16_t;
typedef u_int u_int32_t;
typedef uint64_t u_int64_t;
#endif

#endif
