/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_elf: good modules are placed and relocated; bytes of theirs are changed at
 * random, and whatever comes of it, nobody reads or writes outside of the file and of the
 * memory that was asked for (the sanitizers see to that).
 */
#include <check.h>
#include <stdio.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "guest/kernel/module/module_elf.h"
#include "host_files.h"

#define CORE_ADDR   0xc8800000u
#define INIT_ADDR   0xc8900000u
#define PERCPU_ADDR 0xc0001000u
#define KERNEL_ADDR 0xc0123450u
#define ROUNDS	    4000
#define SEED	    2654435761u

/* ---- what the loader asks of the kernel ---- */

void *kvmalloc(size_t size, gfp_t gfp)
{
	return host_calloc(size);
}

void kvfree(const void *p)
{
	host_free((void *)p);
}

static int resolve_all(void *arg, const char *name, u32 *value)
{
	*value = KERNEL_ADDR;
	return 0;
}

static int resolve_none(void *arg, const char *name, u32 *value)
{
	return -ENOENT;
}

/* Through all steps, as the loader goes; the last one's result. */
static int go(struct module_elf *elf, const void *image, size_t len,
	      int (*resolve)(void *, const char *, u32 *))
{
	int err = module_elf_open(elf, image, len);
	u8 *core, *init;

	if (err)
		return err;
	core = host_calloc(elf->core.all);
	init = host_calloc(elf->init.all);
	module_elf_place(elf, core, CORE_ADDR, init, INIT_ADDR, PERCPU_ADDR);
	err = module_elf_resolve(elf, resolve, NULL);
	if (!err)
		err = module_elf_relocate(elf);
	host_free(core);
	host_free(init);
	return err;
}

static const char *const files[] = {"hello", "hellop", "export", "import"};

static u8 *read_module(unsigned int i, size_t *len)
{
	u8 *image = host_read_module(files[i % ARRAY_SIZE(files)], len);

	ck_assert_msg(image != NULL, "build/guest/modules/%s.ko is not there", files[i % 4]);
	return image;
}

START_TEST(good_ones)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		struct module_elf elf;
		size_t len;
		u8 *image = read_module(i, &len);

		ck_assert_msg(!go(&elf, image, len, resolve_all), "%s: %s", files[i], elf.why);
		ck_assert_str_eq(module_elf_info(&elf, "name", 0), files[i]);
		ck_assert(!module_elf_info(&elf, "name", 1));
		ck_assert(!module_elf_info(&elf, "nam", 0));
		ck_assert_uint_eq(elf.core.all % 4096, 0);
		ck_assert(elf.core.text <= elf.core.ro && elf.core.ro <= elf.core.all);
		module_elf_close(&elf);
		ck_assert_int_eq(go(&elf, image, len, resolve_none), -ENOENT);
		module_elf_close(&elf);
		host_free(image);
	}
}
END_TEST

START_TEST(every_length)
{
	size_t len, n;
	u8 *image = read_module(1, &len);

	for (n = 0; n < len; n += n < 256 ? 1 : 61) {
		struct module_elf elf;
		u8 *copy = host_calloc(n);

		memcpy(copy, image, n);
		ck_assert_int_lt(go(&elf, copy, n, resolve_all), 0);
		ck_assert(elf.why[0]);
		module_elf_close(&elf);
		host_free(copy);
	}
	host_free(image);
}
END_TEST

static u32 next_random(u32 *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Somewhere that matters: the header, a section header, a symbol or a relocation, or anywhere. */
static size_t choose_place(const u8 *image, size_t len, u32 *state)
{
	const Elf32_Ehdr *hdr = (const void *)image;
	const Elf32_Shdr *s = (const void *)(image + hdr->e_shoff);

	switch (next_random(state) % 4) {
	case 0:
		return next_random(state) % sizeof(*hdr);
	case 1:
		return hdr->e_shoff + next_random(state) % (hdr->e_shnum * sizeof(*s));
	case 2:
		s += next_random(state) % hdr->e_shnum;
		if (s->sh_size && (s->sh_type == SHT_SYMTAB || s->sh_type == SHT_REL))
			return s->sh_offset + next_random(state) % s->sh_size;
	}
	return next_random(state) % len;
}

START_TEST(random_bytes)
{
	unsigned int round, refused = 0;
	u32 state = SEED;

	for (round = 0; round < ROUNDS; round++) {
		unsigned int n, count = 1 + next_random(&state) % 3;
		struct module_elf elf;
		size_t len, where[3];
		u8 *image = read_module(round, &len);

		for (n = 0; n < count; n++)
			where[n] = choose_place(image, len, &state);
		for (n = 0; n < count; n++)
			image[where[n]] = next_random(&state);
		if (go(&elf, image, len, resolve_all) < 0) {
			ck_assert_msg(elf.why[0], "round %u: refused without a reason", round);
			refused++;
		}
		module_elf_close(&elf);
		host_free(image);
	}
	ck_assert_uint_gt(refused, ROUNDS / 10);
	ck_assert_uint_lt(refused, ROUNDS);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("module_elf");
	TCase *tc = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_test(tc, good_ones);
	tcase_add_test(tc, every_length);
	tcase_add_test(tc, random_bytes);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	printf("seed %u\n", SEED);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
