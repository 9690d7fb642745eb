/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpu: what CPUID says of the processor (SDM 2A "CPUID").
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/processor.h>
#include <asm/setup.h>

struct cpuinfo_x86 boot_cpu_data;
EXPORT_SYMBOL(boot_cpu_data);

static void __init read_vendor(struct cpuinfo_x86 *c)
{
	u32 name[3];

	cpuid(0, &c->cpuid_max, &name[0], &name[2], &name[1]);
	memcpy(c->vendor, name, sizeof(name));
	c->vendor[12] = '\0';
}

static void __init read_signature(struct cpuinfo_x86 *c)
{
	u32 ebx;

	cpuid(1, &c->signature, &ebx, &c->features_ecx, &c->features_edx);
	c->family = (c->signature >> 8) & 0xf;
	c->model = (c->signature >> 4) & 0xf;
	c->stepping = c->signature & 0xf;
	if (c->family == 6 || c->family == 15)
		c->model += ((c->signature >> 16) & 0xf) << 4;
	if (c->family == 15)
		c->family += (c->signature >> 20) & 0xff;
}

static void __init read_model_name(struct cpuinfo_x86 *c)
{
	u32 *name = (u32 *)c->model_id;
	u32 max, ebx, ecx, edx;
	int i;

	cpuid(0x80000000, &max, &ebx, &ecx, &edx);
	if (max < 0x80000004) {
		snprintf(c->model_id, sizeof(c->model_id), "%s family %u model %u", c->vendor,
			 c->family, c->model);
		return;
	}
	for (i = 0; i < 3; i++)
		cpuid(0x80000002 + i, &name[4 * i], &name[4 * i + 1], &name[4 * i + 2],
		      &name[4 * i + 3]);
	c->model_id[48] = '\0';
	memmove(c->model_id, skip_spaces(c->model_id), strlen(skip_spaces(c->model_id)) + 1);
}

void __init early_cpu_init(void)
{
	struct cpuinfo_x86 *c = &boot_cpu_data;

	read_vendor(c);
	read_signature(c);
	read_model_name(c);
	pr_info("CPU: %s %s (family: 0x%x, model: 0x%x, stepping: 0x%x)\n", c->vendor, c->model_id,
		c->family, c->model, c->stepping);
}
