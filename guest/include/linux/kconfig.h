/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kconfig: the options this kernel is said to be configured with, and questions about
 * them that are expressions: IS_ENABLED(CONFIG_X).
 */
#ifndef _LINUX_KCONFIG_H
#define _LINUX_KCONFIG_H

#define CONFIG_X86			1
#define CONFIG_X86_32			1
#define CONFIG_MMU			1
#define CONFIG_SMP			1
#define CONFIG_PREEMPT			1
#define CONFIG_MODULES			1
#define CONFIG_MODULE_UNLOAD		1
#define CONFIG_PRINTK			1
#define CONFIG_BUG			1
#define CONFIG_KALLSYMS			1
#define CONFIG_KPROBES			1
#define CONFIG_KRETPROBES		1
#define CONFIG_ARCH_HAS_SYSCALL_WRAPPER 1
#define CONFIG_HIGHMEM			1
#define CONFIG_HIGHMEM4G		1
#define CONFIG_HZ			100
#define CONFIG_ISA			1
#define CONFIG_ISA_DMA_API		1
#define CONFIG_PCI			1
#define CONFIG_HAS_IOMEM		1
#define CONFIG_HAS_IOPORT		1
#define CONFIG_HAS_DMA			1
#define CONFIG_PROC_FS			1
#define CONFIG_SYSFS			1
#define CONFIG_DEBUG_FS			1
#define CONFIG_SYSCTL			1
#define CONFIG_BLOCK			1
#define CONFIG_KUNIT			1
#define CONFIG_KUNIT_DEBUGFS		1
#define CONFIG_I2C			1
#define CONFIG_HWMON			1
#define CONFIG_IIO			1
#define CONFIG_IIO_BUFFER		1
#define CONFIG_IIO_KFIFO_BUF		1
#define CONFIG_IIO_TRIGGER		1
#define CONFIG_IIO_TRIGGERED_BUFFER	1
#define CONFIG_IIO_TRIGGERED_EVENT	1
#define CONFIG_POWER_SUPPLY		1
#define CONFIG_NEW_LEDS			1
#define CONFIG_LEDS_CLASS		1
#define CONFIG_LEDS_CLASS_FLASH		1
#define CONFIG_LEDS_CLASS_MULTICOLOR	1
#define CONFIG_LEDS_TRIGGERS		1
#define CONFIG_MULTIPLEXER		1
#define CONFIG_LINEAR_RANGES		1
#define CONFIG_NVMEM			1
#define CONFIG_RTC_CLASS		1
#define CONFIG_WATCHDOG			1
#define CONFIG_WATCHDOG_CORE		1
#define CONFIG_INPUT			1
#define CONFIG_SPI			1
#define CONFIG_SPI_MASTER		1
#define CONFIG_REGMAP			1
#define CONFIG_REGMAP_I2C		1
#define CONFIG_REGMAP_SPI		1
#define CONFIG_MFD_CORE			1
#define CONFIG_I2C_SMBUS		1

/* An option is 1 or not defined: "0, 1" takes the place of what is 1, and so the second is 1. */
#define __kconfig_1			  0,
#define __kconfig_second(_1, second, ...) second
#define __kconfig_is_1(comma_or_junk)	  __kconfig_second(comma_or_junk 1, 0, )
#define __kconfig_paste(value)		  __kconfig_is_1(__kconfig_##value)
#define __kconfig_defined(option)	  __kconfig_paste(option)

#define IS_BUILTIN(option) __kconfig_defined(option)
#define IS_MODULE(option)  __kconfig_defined(option##_MODULE)
#define IS_ENABLED(option) (IS_BUILTIN(option) || IS_MODULE(option))
#ifdef MODULE
#define IS_REACHABLE(option) IS_ENABLED(option)
#else
#define IS_REACHABLE(option) IS_BUILTIN(option)
#endif

/* Numbers that drivers take from the configuration. */
#define CONFIG_TTY_PRINTK_LEVEL		   6
#define CONFIG_SERIAL_8250_NR_UARTS	   4
#define CONFIG_SERIAL_8250_RUNTIME_UARTS   4
#define CONFIG_SERIAL_ALTERA_UART_MAXPORTS 4
#define CONFIG_SERIAL_ALTERA_UART_BAUDRATE 115200

#endif
