/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * binfmt_elf: ELF32 programs for i386 (System V ABI, "Program Loading"): at the addresses
 * they were linked for, or, position-independent, where there is room; with the interpreter
 * that PT_INTERP names, if it does.
 *
 * What the program finds on its stack, from sp up:
 *
 *	argc, argv[] NULL, envp[] NULL, auxiliary vector, padding,
 *	16 random bytes, "i686", the strings of argv and envp, the file's name
 */
#include <linux/auxvec.h>
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/elf.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/random.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/vdso.h>

#define DYN_BASE    (TASK_SIZE / 3 * 2 & PAGE_MASK) /* of position-independent programs */
#define CLOCK_TICKS 100
#define MAX_PHDRS   64
#define PLATFORM    "i686"

struct image {
	struct file *file;
	Elf32_Ehdr hdr;
	Elf32_Phdr *phdr;
	unsigned long bias, entry, phdr_addr;
	/* addresses, bias included, ends exclusive */
	unsigned long start_code, end_code, start_data, end_data, end;
};

/* ---- the file ---- */

static int read_at(struct file *file, unsigned long off, void *buf, size_t len)
{
	loff_t pos = off;
	ssize_t got = kernel_read(file, buf, len, &pos);

	if (got < 0)
		return got;
	return got == len ? 0 : -EIO;
}

static bool is_runnable(const Elf32_Ehdr *hdr)
{
	return !memcmp(hdr->e_ident, ELFMAG, SELFMAG) && hdr->e_ident[EI_CLASS] == ELFCLASS32 &&
	       (hdr->e_type == ET_EXEC || hdr->e_type == ET_DYN) &&
	       (hdr->e_machine == EM_386 || hdr->e_machine == EM_486) &&
	       hdr->e_phentsize == sizeof(Elf32_Phdr) && hdr->e_phnum && hdr->e_phnum <= MAX_PHDRS;
}

/* image->file and hdr are set. */
static int read_phdrs(struct image *image)
{
	size_t len = image->hdr.e_phnum * sizeof(Elf32_Phdr);

	image->phdr = kmalloc(len, GFP_KERNEL);
	if (!image->phdr)
		return -ENOMEM;
	return read_at(image->file, image->hdr.e_phoff, image->phdr, len) ? -ENOEXEC : 0;
}

static const Elf32_Phdr *find_phdr(const struct image *image, u32 type)
{
	int i;

	for (i = 0; i < image->hdr.e_phnum; i++)
		if (image->phdr[i].p_type == type)
			return image->phdr + i;
	return NULL;
}

/* Segments rise, do not leave user space, and there is one. */
static int check_segments(const struct image *image, unsigned long *low, unsigned long *high)
{
	const Elf32_Phdr *ph = image->phdr, *end = ph + image->hdr.e_phnum;

	*low = -1ul;
	*high = 0;
	for (; ph < end; ph++) {
		if (ph->p_type != PT_LOAD)
			continue;
		if (ph->p_filesz > ph->p_memsz || ph->p_memsz > TASK_SIZE ||
		    ph->p_vaddr > TASK_SIZE - ph->p_memsz ||
		    offset_in_page(ph->p_vaddr) != offset_in_page(ph->p_offset))
			return -EINVAL;
		if (*low == -1ul)
			*low = ph->p_vaddr & PAGE_MASK;
		if (ph->p_vaddr < *high)
			return -EINVAL;
		*high = ph->p_vaddr + ph->p_memsz;
	}
	return *low == -1ul ? -ENOEXEC : 0;
}

/* ---- into memory ---- */

static unsigned long prot_of(const Elf32_Phdr *ph)
{
	return (ph->p_flags & PF_R ? PROT_READ : 0) | (ph->p_flags & PF_W ? PROT_WRITE : 0) |
	       (ph->p_flags & PF_X ? PROT_EXEC : 0);
}

/* What of the last page is behind the file's bytes, and the pages behind that, are zeros. */
static int map_bss(const Elf32_Phdr *ph, unsigned long addr)
{
	unsigned long from = addr + ph->p_filesz, page = PAGE_ALIGN(from);
	unsigned long end = PAGE_ALIGN(addr + ph->p_memsz);

	if (ph->p_memsz == ph->p_filesz)
		return 0;
	if (ph->p_flags & PF_W && from < page && clear_user((void __user *)from, page - from))
		return -EFAULT;
	if (!ph->p_filesz)
		page = from & PAGE_MASK;
	return end > page ? vm_brk_flags(page, end - page, ph->p_flags & PF_X ? VM_EXEC : 0) : 0;
}

static int map_segment(const struct image *image, const Elf32_Phdr *ph)
{
	unsigned long addr = image->bias + ph->p_vaddr, off = offset_in_page(ph->p_vaddr), ret;

	if (ph->p_filesz) {
		ret = vm_mmap(image->file, addr - off, ph->p_filesz + off, prot_of(ph),
			      MAP_PRIVATE | MAP_FIXED, ph->p_offset - off);
		if (IS_ERR_VALUE(ret))
			return ret;
	}
	return map_bss(ph, addr);
}

static void note_segment(struct image *image, const Elf32_Phdr *ph)
{
	unsigned long addr = image->bias + ph->p_vaddr;

	if (ph->p_flags & PF_X) {
		if (!image->start_code)
			image->start_code = addr;
		image->end_code = max(image->end_code, addr + ph->p_filesz);
	}
	image->start_data = max(image->start_data, addr);
	image->end_data = max(image->end_data, addr + ph->p_filesz);
	image->end = max(image->end, addr + ph->p_memsz);
	if (ph->p_offset <= image->hdr.e_phoff && image->hdr.e_phoff < ph->p_offset + ph->p_filesz)
		image->phdr_addr = addr + image->hdr.e_phoff - ph->p_offset;
}

/* base: where a position-independent one would like to be; 0: anywhere. */
static int map_image(struct image *image, unsigned long base)
{
	const Elf32_Phdr *ph = image->phdr, *end = ph + image->hdr.e_phnum;
	unsigned long low, high;
	int err = check_segments(image, &low, &high);

	if (err)
		return err;
	if (image->hdr.e_type == ET_DYN) {
		struct mm_struct *mm = current->mm;

		mmap_write_lock(mm);
		base = get_unmapped_area(NULL, base, PAGE_ALIGN(high - low), 0, 0);
		mmap_write_unlock(mm);
		if (IS_ERR_VALUE(base))
			return base;
		image->bias = base - low;
	}
	for (; ph < end && !err; ph++) {
		if (ph->p_type != PT_LOAD)
			continue;
		err = map_segment(image, ph);
		note_segment(image, ph);
	}
	image->entry = image->bias + image->hdr.e_entry;
	return image->entry >= TASK_SIZE ? -EINVAL : err;
}

/* ---- the interpreter ---- */

static int open_interp(const struct image *image, struct image *interp)
{
	const Elf32_Phdr *ph = find_phdr(image, PT_INTERP);
	char *name;
	int err;

	if (!ph)
		return 0;
	if (ph->p_filesz < 2 || ph->p_filesz > PATH_MAX)
		return -ENOEXEC;
	name = kzalloc(ph->p_filesz + 1, GFP_KERNEL);
	if (!name)
		return -ENOMEM;
	err = read_at(image->file, ph->p_offset, name, ph->p_filesz);
	if (!err) {
		interp->file = open_exec(name);
		err = PTR_ERR_OR_ZERO(interp->file);
		if (err)
			interp->file = NULL;
	}
	kfree(name);
	if (err)
		return err;
	err = read_at(interp->file, 0, &interp->hdr, sizeof(interp->hdr));
	if (!err && !is_runnable(&interp->hdr))
		err = -ELIBBAD;
	return err ? err : read_phdrs(interp);
}

/* ---- the stack ---- */

struct aux {
	unsigned long *at;
};

static void add_aux(struct aux *aux, unsigned long type, unsigned long value)
{
	*aux->at++ = type;
	*aux->at++ = value;
}

static size_t fill_auxv(const struct linux_binprm *bprm, const struct image *image,
			const struct image *interp, unsigned long random, unsigned long platform)
{
	struct mm_struct *mm = current->mm;
	struct aux aux = {mm->saved_auxv};
	unsigned long vdso = (unsigned long)mm->context.vdso;

	memset(mm->saved_auxv, 0, sizeof(mm->saved_auxv));
	add_aux(&aux, AT_SYSINFO, vdso + vdso_vsyscall);
	add_aux(&aux, AT_SYSINFO_EHDR, vdso);
	add_aux(&aux, AT_HWCAP, boot_cpu_data.features_edx);
	add_aux(&aux, AT_PAGESZ, PAGE_SIZE);
	add_aux(&aux, AT_CLKTCK, CLOCK_TICKS);
	add_aux(&aux, AT_PHDR, image->phdr_addr);
	add_aux(&aux, AT_PHENT, sizeof(Elf32_Phdr));
	add_aux(&aux, AT_PHNUM, image->hdr.e_phnum);
	add_aux(&aux, AT_BASE, interp->file ? interp->bias : 0);
	add_aux(&aux, AT_FLAGS, 0);
	add_aux(&aux, AT_ENTRY, image->entry);
	add_aux(&aux, AT_UID, current_uid().val);
	add_aux(&aux, AT_EUID, current_euid().val);
	add_aux(&aux, AT_GID, current_gid().val);
	add_aux(&aux, AT_EGID, current_egid().val);
	add_aux(&aux, AT_SECURE, bprm->secure);
	add_aux(&aux, AT_RANDOM, random);
	add_aux(&aux, AT_HWCAP2, 0);
	add_aux(&aux, AT_EXECFN, bprm->exec);
	add_aux(&aux, AT_PLATFORM, platform);
	add_aux(&aux, AT_NULL, 0);
	return (char *)aux.at - (char *)mm->saved_auxv;
}

/* n addresses of strings that lie one behind the other from *at, and a NULL, to *to. */
static int put_pointers(u32 __user **to, int n, unsigned long *at)
{
	long len;

	for (; n; n--) {
		if (put_user((u32)*at, (*to)++))
			return -EFAULT;
		len = strnlen_user((const char __user *)*at, TASK_SIZE);
		if (!len)
			return -EFAULT;
		*at += len;
	}
	return put_user(0u, (*to)++);
}

/* sp, or -errno. */
static unsigned long make_stack(struct linux_binprm *bprm, const struct image *image,
				const struct image *interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long platform, random, sp, strings = bprm->p;
	u8 random_bytes[16];
	size_t auxv_bytes;
	u32 __user *to;

	platform = bprm->p - sizeof(PLATFORM);
	random = (platform & ~15ul) - sizeof(random_bytes);
	get_random_bytes(random_bytes, sizeof(random_bytes));
	if (copy_to_user((void __user *)platform, PLATFORM, sizeof(PLATFORM)) ||
	    copy_to_user((void __user *)random, random_bytes, sizeof(random_bytes)))
		return -EFAULT;
	auxv_bytes = fill_auxv(bprm, image, interp, random, platform);
	sp = random - auxv_bytes - (1 + bprm->argc + 1 + bprm->envc + 1) * sizeof(u32);
	sp &= ~15ul;
	to = (u32 __user *)sp;
	mm->arg_start = strings;
	if (put_user((u32)bprm->argc, to++) || put_pointers(&to, bprm->argc, &strings))
		return -EFAULT;
	mm->arg_end = mm->env_start = strings;
	if (put_pointers(&to, bprm->envc, &strings))
		return -EFAULT;
	mm->env_end = strings;
	return copy_to_user(to, mm->saved_auxv, auxv_bytes) ? -EFAULT : sp;
}

/* ---- */

static void note_places(const struct image *image, unsigned long sp)
{
	struct mm_struct *mm = current->mm;

	mm->start_code = image->start_code;
	mm->end_code = image->end_code;
	mm->start_data = image->start_data;
	mm->end_data = image->end_data;
	mm->start_brk = mm->brk = PAGE_ALIGN(image->end);
	mm->start_stack = sp;
}

static int run(struct linux_binprm *bprm, struct image *image, struct image *interp)
{
	unsigned long sp;
	int err = begin_new_exec(bprm);

	if (err)
		return err;
	setup_new_exec(bprm);
	err = map_image(image, DYN_BASE);
	if (!err)
		note_places(image, bprm->p);
	if (!err && interp->file)
		err = map_image(interp, 0);
	if (!err)
		err = vdso_map(current->mm);
	if (err)
		return err;
	sp = make_stack(bprm, image, interp);
	if (IS_ERR_VALUE(sp))
		return sp;
	current->mm->start_stack = sp;
	start_thread(current_pt_regs(), interp->file ? interp->entry : image->entry, sp);
	return 0;
}

int load_elf_binary(struct linux_binprm *bprm)
{
	struct image image = {.file = bprm->file}, interp = {};
	unsigned long low, high;
	int err;

	memcpy(&image.hdr, bprm->buf, sizeof(image.hdr));
	if (!is_runnable(&image.hdr))
		return -ENOEXEC;
	err = read_phdrs(&image);
	if (!err)
		err = check_segments(&image, &low, &high);
	if (!err)
		err = open_interp(&image, &interp);
	if (!err)
		err = run(bprm, &image, &interp);
	kfree(image.phdr);
	kfree(interp.phdr);
	if (interp.file) {
		allow_write_access(interp.file);
		fput(interp.file);
	}
	return err;
}
