/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/cpuinfo, the lines of it that 32-bit Linux prints. */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/smp.h>
#include <asm/processor.h>

/* CPUID leaf 1, EDX, bit by bit (SDM 2A, CPUID); NULL: reserved. */
static const char *const edx_flags[32] = {
    "fpu",  "vme",  "de",   "pse", "tsc",  "msr", "pae",   "mce", "cx8",     "apic", NULL,
    "sep",  "mtrr", "pge",  "mca", "cmov", "pat", "pse36", "pn",  "clflush", NULL,   "dts",
    "acpi", "mmx",  "fxsr", "sse", "sse2", "ss",  "ht",	   "tm",  "ia64",    "pbe",
};

static void show_flags(struct seq_file *m, u32 edx)
{
	int i;

	seq_puts(m, "flags\t\t:");
	for (i = 0; i < 32; i++)
		if (((edx >> i) & 1) && edx_flags[i])
			seq_printf(m, " %s", edx_flags[i]);
	seq_putc(m, '\n');
}

static void show_cpu(struct seq_file *m, int cpu)
{
	const struct cpuinfo_x86 *c = &boot_cpu_data;
	unsigned long bogo = c->loops_per_jiffy / (500000 / HZ);
	unsigned long bogo_rest = c->loops_per_jiffy / (5000 / HZ) % 100;

	seq_printf(m,
		   "processor\t: %d\nvendor_id\t: %s\ncpu family\t: %u\nmodel\t\t: %u\n"
		   "model name\t: %s\nstepping\t: %u\ncpu MHz\t\t: %u.%03u\n",
		   cpu, c->vendor, c->family, c->model, c->model_id, c->stepping, cpu_khz / 1000,
		   cpu_khz % 1000);
	seq_printf(m, "fpu\t\t: %s\nfpu_exception\t: %s\ncpuid level\t: %u\nwp\t\t: yes\n",
		   boot_cpu_has(X86_FEATURE_FPU) ? "yes" : "no",
		   boot_cpu_has(X86_FEATURE_FPU) ? "yes" : "no", c->cpuid_max);
	show_flags(m, c->features_edx);
	seq_printf(m,
		   "bogomips\t: %lu.%02lu\naddress sizes\t: 32 bits physical, 32 bits virtual\n\n",
		   bogo, bogo_rest);
}

static int cpuinfo_show(struct seq_file *m, void *v)
{
	int cpu;

	for_each_online_cpu(cpu) show_cpu(m, cpu);
	return 0;
}

static int __init proc_cpuinfo_init(void)
{
	proc_create_single("cpuinfo", 0, NULL, cpuinfo_show);
	return 0;
}
fs_initcall(proc_cpuinfo_init);
