/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vdso: the kernel's page in every program (guest/arch/vdso/vdso.S). Its own symbol table
 * says where things are in it.
 */
#include <linux/elf.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/processor.h>
#include <asm/vdso.h>

extern u8 vdso_image[], vdso_image_end[];

unsigned long vdso_vsyscall, vdso_sigreturn, vdso_rt_sigreturn;
static unsigned long vdso_landing;
static struct page *vdso_pages[2];

static const Elf32_Shdr *__init section_of_type(u32 type)
{
	const Elf32_Ehdr *hdr = (const Elf32_Ehdr *)vdso_image;
	const Elf32_Shdr *sec = (const Elf32_Shdr *)(vdso_image + hdr->e_shoff);
	int i;

	for (i = 0; i < hdr->e_shnum; i++)
		if (sec[i].sh_type == type)
			return sec + i;
	panic("vdso: no section of type %u", type);
}

static unsigned long __init symbol(const char *name)
{
	const Elf32_Ehdr *hdr = (const Elf32_Ehdr *)vdso_image;
	const Elf32_Shdr *tab = section_of_type(SHT_SYMTAB);
	const Elf32_Shdr *str = (const Elf32_Shdr *)(vdso_image + hdr->e_shoff) + tab->sh_link;
	const Elf32_Sym *sym = (const Elf32_Sym *)(vdso_image + tab->sh_offset);
	const Elf32_Sym *end = sym + tab->sh_size / sizeof(*sym);

	for (; sym < end; sym++)
		if (!strcmp((const char *)vdso_image + str->sh_offset + sym->st_name, name))
			return sym->st_value;
	panic("vdso: no symbol %s", name);
}

static int __init vdso_init(void)
{
	bool sep = boot_cpu_has(X86_FEATURE_SEP);

	vdso_vsyscall = symbol(sep ? "__kernel_vsyscall" : "__kernel_vsyscall_int80");
	vdso_landing = symbol("__vdso_landing");
	vdso_sigreturn = symbol("__kernel_sigreturn");
	vdso_rt_sigreturn = symbol("__kernel_rt_sigreturn");
	vdso_pages[0] = virt_to_page(vdso_image);
	return 0;
}
subsys_initcall(vdso_init);

int vdso_map(struct mm_struct *mm)
{
	unsigned long addr;
	int err;

	mmap_write_lock(mm);
	addr = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	err = IS_ERR_VALUE(addr)
		  ? (int)addr
		  : install_special_mapping(mm, addr, PAGE_SIZE, VM_READ | VM_EXEC, vdso_pages);
	mmap_write_unlock(mm);
	if (err)
		return err;
	mm->context.vdso = (void __user *)addr;
	current->thread.sysenter_return = addr + vdso_landing;
	return 0;
}
