/* SPDX-License-Identifier: GPL-2.0-only */
/* mc146818rtc: the clock of a PC and its memory, at ports 70h and 71h (Motorola ADI-856). */
#ifndef _MC146818RTC_H
#define _MC146818RTC_H

#include <linux/bcd.h>
#include <linux/rtc.h>
#include <linux/spinlock.h>
#include <asm/io.h>

/* Around the index and the byte behind it; interrupts off. */
extern spinlock_t rtc_lock;

#define RTC_PORT(x)	    (0x70 + (x))
#define RTC_ALWAYS_BCD	    1
#define RTC_IRQ		    8
#define CMOS_READ(addr)	    rtc_cmos_read(addr)
#define CMOS_WRITE(v, addr) rtc_cmos_write(v, addr)

unsigned char rtc_cmos_read(unsigned char addr);
void rtc_cmos_write(unsigned char val, unsigned char addr);

#define RTC_SECONDS	    0
#define RTC_SECONDS_ALARM   1
#define RTC_MINUTES	    2
#define RTC_MINUTES_ALARM   3
#define RTC_HOURS	    4
#define RTC_HOURS_ALARM	    5
#define RTC_ALARM_DONT_CARE 0xc0
#define RTC_DAY_OF_WEEK	    6
#define RTC_DAY_OF_MONTH    7
#define RTC_MONTH	    8
#define RTC_YEAR	    9
#define RTC_REG_A	    10
#define RTC_REG_B	    11
#define RTC_REG_C	    12
#define RTC_REG_D	    13
#define RTC_FREQ_SELECT	    RTC_REG_A
#define RTC_CONTROL	    RTC_REG_B
#define RTC_INTR_FLAGS	    RTC_REG_C
#define RTC_VALID	    RTC_REG_D

#define RTC_UIP		   0x80 /* A */
#define RTC_DIV_CTL	   0x70
#define RTC_REF_CLCK_4MHZ  0x00
#define RTC_REF_CLCK_1MHZ  0x10
#define RTC_REF_CLCK_32KHZ 0x20
#define RTC_DIV_RESET1	   0x60
#define RTC_DIV_RESET2	   0x70
#define RTC_RATE_SELECT	   0x0f
#define RTC_SET		   0x80 /* B */
#define RTC_PIE		   0x40
#define RTC_AIE		   0x20
#define RTC_UIE		   0x10
#define RTC_SQWE	   0x08
#define RTC_DM_BINARY	   0x04
#define RTC_24H		   0x02
#define RTC_DST_EN	   0x01
#define RTC_VRT		   0x80 /* D */

#define RTC_IO_EXTENT 0x8

/* 0, or -EIO: it is in the middle of an update for longer than the datasheet allows. */
int mc146818_get_time(struct rtc_time *time);
int mc146818_set_time(struct rtc_time *time);
bool mc146818_does_rtc_work(void);
/* callback with the lock held, when no update is near; false: the clock does not settle. */
bool mc146818_avoid_UIP(void (*callback)(unsigned char seconds, void *param), void *param);

#endif
